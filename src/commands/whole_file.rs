//! Files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes a file, and the folders above it. What stood there before is replaced at once; a link is followed, and what is
/// no file, such as `/dev/null`, is written to as it is.
///
/// # Errors
///
/// When the system says no.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    replace(path, text.as_bytes()).map_err(|error| Failure::io("write", path, error))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if real.exists() && !real.is_file() {
        return fs::OpenOptions::new().write(true).open(&real)?.write_all(bytes);
    }
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".afterword-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(&real)?;
    Ok(())
}
