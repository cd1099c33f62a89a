//! The search of Afterword for the pages of a site: the crate `afterword-search` behind a C ABI.
//!
//! - [`Engine`] answers JSON with JSON and is the same natively as in a browser.
//! - [`abi`] hands its bytes through the linear memory of WebAssembly; the worker of the default theme
//!   (`themes/default/scripts/search/90-worker.js`) is on the other side.
//!
//! `bash search/wasm/build` makes the module that the default theme brings.

pub mod abi;
mod engine;

pub use engine::Engine;
