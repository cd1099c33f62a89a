//! The engine as the worker speaks to it, natively and as the committed module.

mod abi;
mod base;
mod lock;
mod module;
