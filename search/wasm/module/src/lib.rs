//! The engine as a module for browsers: exports what the C ABI of `afterword-search-wasm` is made of, and has nothing of its own.

pub use afterword_search_wasm::abi;
