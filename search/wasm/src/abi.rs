//! The door between the module and the worker: bytes handed through linear memory.
//!
//! The worker asks for memory with [`allocate`], writes a message there and gives it to [`open`], [`put`] or [`search`], which
//! take that memory over. Their answer is a pointer to the length of a JSON text (four bytes, little-endian) and to that text;
//! the worker copies it and gives `length + 4` bytes back to [`release`].
//!
//! This is the one file of Afterword with `unsafe`: memory that another language writes cannot be told of otherwise. Outside
//! WebAssembly the functions keep names of their own, since the C library has an `open` too.
#![allow(unsafe_code)]

use std::cell::RefCell;

use crate::Engine;

thread_local! {
    /// The engine of this module, of which a worker has one.
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// What the worker does for the engine.
#[cfg(target_arch = "wasm32")]
mod worker {
    #[link(wasm_import_module = "env")]
    unsafe extern "C" {
        /// Puts the stem of the word of `length` bytes at `start` there, where there is room for `capacity` bytes, and gives
        /// the length of the stem.
        pub fn stem(start: *mut u8, length: usize, capacity: usize) -> usize;
    }
}

/// The stem of `word`, which the worker knows; the word itself where it gives none.
#[cfg(target_arch = "wasm32")]
pub(crate) fn stem(word: &str) -> String {
    // No stem is longer than its word by more than this.
    let mut buffer = [word.as_bytes(), &[0; 16]].concat();
    // SAFETY: the worker writes at most as many bytes as there are.
    let length = unsafe { worker::stem(buffer.as_mut_ptr(), word.len(), buffer.len()) };
    buffer.truncate(length);
    String::from_utf8(buffer).unwrap_or_else(|_| word.to_owned())
}

/// Outside of browsers there is no worker to ask.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn stem(word: &str) -> String {
    word.to_owned()
}

/// Gives memory for a message of `length` bytes.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    give(vec![0; length])
}

/// Takes an answer's memory back.
///
/// # Safety
///
/// `start` and `length` are those of memory that this module gave and that was not taken back since.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub unsafe extern "C" fn release(start: *mut u8, length: usize) {
    // SAFETY: what the caller promises.
    drop(unsafe { take(start, length) });
}

/// Opens the index whose root is the message.
///
/// # Safety
///
/// As of [`release`], which the call stands for.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub unsafe extern "C" fn open(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: what the caller promises.
    let root = unsafe { take(start, length) };
    answer(ENGINE.with_borrow_mut(|engine| engine.open(&root)))
}

/// Takes a chunk of the index: the twelve characters of its name, then the bytes of its file.
///
/// # Safety
///
/// As of [`release`], which the call stands for.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub unsafe extern "C" fn put(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: what the caller promises.
    let chunk = unsafe { take(start, length) };
    answer(ENGINE.with_borrow_mut(|engine| engine.put(&chunk)))
}

/// Answers the search that the message asks for.
///
/// # Safety
///
/// As of [`release`], which the call stands for.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub unsafe extern "C" fn search(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: what the caller promises.
    let request = unsafe { take(start, length) };
    answer(ENGINE.with_borrow(|engine| engine.search(&request)))
}

fn answer(json: String) -> *mut u8 {
    let length = u32::try_from(json.len()).expect("an answer fits the memory of WebAssembly, which has 32 bits");
    give([&length.to_le_bytes(), json.as_bytes()].concat())
}

fn give(bytes: Vec<u8>) -> *mut u8 {
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// # Safety
///
/// `start` and `length` are those of memory from [`give`], which nobody uses from here on.
unsafe fn take(start: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `give` made it from a boxed slice of `length` bytes, and the caller promises that it is taken once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) }.into_vec()
}
