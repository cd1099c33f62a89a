//! `afterword check -`: one document from standard input, as an editor holds it, in place of the file on the disk.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::config;
use crate::diagnostics::FilePath;
use crate::failure::Failure;
use crate::pipeline::Read;
use crate::repo;

/// Where the document stands unless somebody says.
const PATH: &str = "postmortems/stdin.md";

/// Whether the paths ask for standard input.
///
/// # Errors
///
/// When they ask for more beside it, or a place is named for a document that nobody gives.
pub fn is_asked_for(paths: &[PathBuf], stdin_path: Option<&Path>) -> Result<bool, Failure> {
    let dashes = paths.iter().filter(|path| path.as_os_str() == "-").count();
    match (dashes, paths.len()) {
        (0, _) if stdin_path.is_some() => {
            Err(Failure::message("`--stdin-path` says where standard input belongs; read it by `afterword check -`"))
        }
        (0, _) => Ok(false),
        (1, 1) => Ok(true),
        _ => Err(Failure::message("`-` reads one document from standard input; name no other path beside it")),
    }
}

/// The knowledge base that the document would stand in, and its path there.
///
/// # Errors
///
/// When the place cannot be found, or lies in no folder that could be a knowledge base.
pub fn target(stdin_path: Option<&Path>, directory: Option<&Path>) -> Result<(PathBuf, FilePath), Failure> {
    let Some(path) = stdin_path else { return Ok((super::super::root_of(directory)?, FilePath::new(PATH))) };
    let here = directory.unwrap_or_else(|| Path::new("."));
    let here = here.canonicalize().map_err(|error| Failure::io("read", here, error))?;
    let place = without_dots(&here.join(path));
    let folder = place.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(&here);
    let real = folder.canonicalize().map_err(|error| Failure::io("read", folder, error))?;
    let real_place = real.join(place.strip_prefix(folder).unwrap_or(&place));
    let configured = real.ancestors().find(|ancestor| ancestor.join(config::FILE_NAME).is_file());
    let root = configured.map_or_else(|| repo::find_root(&here), Path::to_owned);
    let inside = real_place.strip_prefix(&root).map_err(|_| {
        let (place, root) = (place.display(), root.display());
        Failure::message(format!("`{place}` is not in the knowledge base `{root}`"))
    })?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    if parts.is_empty() || real_place.is_dir() {
        return Err(Failure::message(format!("`{}` is a folder; name the path of a document", path.display())));
    }
    Ok((root, FilePath::new(&parts.join("/"))))
}

/// Puts the text of standard input where the file of its path stood.
pub fn read_into(read: &mut Read, path: &FilePath) {
    let text = repo::read_source(path, io::stdin().lock());
    read.put(path, text);
}

/// A path without `.` and `..`, whether or not it is there.
fn without_dots(path: &Path) -> PathBuf {
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::CurDir => {}
            part => place.push(part),
        }
    }
    place
}
