//! The stemmer of one language as a module of its own, so that sites in other languages do not carry it.
//!
//! A worker asks for memory with [`allocate`], writes a word there, and gives it to [`stem`], which leaves the stem in its
//! place. The language is that of the one feature that the module is built with; `bash search/stemmer/build` builds them
//! all. Words are in lower case, with their accents.
#![allow(unsafe_code)]

use frostem::{Algorithm, Stemmer};

/// Gives memory for a word of `capacity` bytes, which may be used for one word after the other.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn allocate(capacity: usize) -> *mut u8 {
    Box::leak(vec![0; capacity].into_boxed_slice()).as_mut_ptr()
}

/// Writes the stem of the word of `length` bytes over it, and gives the stem's length. What is no word, and a word whose stem
/// does not fit into `capacity`, stays as it is.
///
/// # Safety
///
/// `start` and `capacity` are those of memory from [`allocate`], and `length` is at most `capacity`.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub unsafe extern "C" fn stem(start: *mut u8, length: usize, capacity: usize) -> usize {
    // SAFETY: what the caller promises.
    let memory = unsafe { std::slice::from_raw_parts_mut(start, capacity) };
    stem_in_place(memory, length).unwrap_or(length)
}

fn stem_in_place(memory: &mut [u8], length: usize) -> Option<usize> {
    let word = std::str::from_utf8(memory.get(..length)?).ok()?;
    let stemmer = Stemmer::new(*Algorithm::all().first()?);
    let stem = stemmer.stem(word).into_owned();
    memory.get_mut(..stem.len())?.copy_from_slice(stem.as_bytes());
    Some(stem.len())
}
