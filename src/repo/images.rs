//! The sizes of images, read from the heads of their files, so that pages keep room for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::{read_text, svg};
use crate::diagnostics::FilePath;

/// Endings of images that hold pixels.
const PIXELS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// The largest side that is believed.
const LIMIT: usize = 100_000;

/// Width and height in pixels of all files that are images; those that cannot be read have none.
pub(super) fn sizes(root: &Path, files: &BTreeSet<FilePath>) -> BTreeMap<FilePath, (usize, usize)> {
    files.par_iter().filter_map(|path| Some((path.clone(), size(&root.join(path.as_str()))?))).collect()
}

fn size(file: &Path) -> Option<(usize, usize)> {
    let name = file.file_name()?.to_string_lossy().to_lowercase();
    let size = if PIXELS.iter().any(|ending| name.ends_with(ending)) {
        let size = imagesize::size(file).ok()?;
        (size.width, size.height)
    } else if name.ends_with(".svg") {
        svg::size(&read_text(file).ok()?)?
    } else {
        return None;
    };
    let is_believed = |side| (1..=LIMIT).contains(&side);
    (is_believed(size.0) && is_believed(size.1)).then_some(size)
}
