//! Writing a site into its folder: only what differs, never half, and never into a folder that is not ours.
//!
//! A hidden file in the folder lists what was written there. It is what makes the folder known as Afterword's own, and
//! only what it lists is ever removed. It names old and new files before the first of them is written, so that an
//! interrupted build leaves nothing behind that the next one does not know. Of files that are not made again as long as
//! their name is the same, it also says how long they are and what is in them, so that only what was written is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::failure::Failure;
use crate::repo::{OUTPUT_MARK, link_on_the_way};

/// The folder in which files are written before they are moved to their places; what is in it is never of use again.
const WRITING: &str = ".afterword-writing";

/// The file in it that says that a build is going on.
const LOCK: &str = "lock";

/// The first line of the list of files.
const MARK_HEAD: &str = "# Written by Afterword. The files below belong to it; a build replaces and removes them.";

/// What a build did to its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or differ from before.
    pub changed: usize,
    /// Files that were there already with the same bytes.
    pub unchanged: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
}

/// A folder that a site may be written to, and what has been written so far.
#[derive(Debug)]
pub struct OutputFolder {
    folder: PathBuf,
    /// What earlier builds wrote.
    known: BTreeSet<String>,
    /// What this build writes.
    paths: BTreeSet<String>,
    /// Those files of this build whose names say what is in them.
    named: BTreeSet<String>,
    /// What is in such files, of this build and earlier ones.
    seals: BTreeMap<String, Seal>,
    written: Written,
    /// Held from the first file that is written.
    turn: Option<File>,
}

impl OutputFolder {
    /// Takes the folder that a knowledge base names for its output. Whoever can change its files may have put a symbolic
    /// link there; another place is asked for on the command line alone.
    ///
    /// # Errors
    ///
    /// As [`OutputFolder::open`], and when a symbolic link stands on the way.
    pub fn open_inside(root: &Path, path: &str) -> Result<Self, Failure> {
        match link_on_the_way(root, path) {
            Some(link) => Err(through_link(&link, "remove it, or name the folder that it leads to by `--output`")),
            None => Self::open(&root.join(path)),
        }
    }

    /// Takes a folder that does not exist yet, is empty, or was written by an earlier build.
    ///
    /// # Errors
    ///
    /// When the folder holds anything else, is no folder, or cannot be read. Nothing has been touched then.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let is_empty = match fs::read_dir(folder) {
            // A build that was interrupted before its first file leaves that folder alone.
            Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == WRITING)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(Failure::io("write to", folder, error)),
        };
        let list = match fs::read_to_string(folder.join(OUTPUT_MARK)) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_empty => String::new(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::message(format!(
                    "`{}` holds files that Afterword did not write, so nothing was written there; empty it, or name another folder by `--output`",
                    folder.display()
                )));
            }
            Err(error) => return Err(Failure::io("read", &folder.join(OUTPUT_MARK), error)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            known: list.lines().filter(|line| is_inside(line)).map(str::to_owned).collect(),
            paths: BTreeSet::new(),
            named: BTreeSet::new(),
            seals: list.lines().filter_map(Seal::parse).collect(),
            written: Written::default(),
            turn: None,
        })
    }

    /// Writes files, in parallel. May be called several times, with other files each time.
    ///
    /// `content` gives the bytes of one of `paths`; `progress` is told how many of them are done.
    ///
    /// # Errors
    ///
    /// The first failure of `content` or of the disk, or a path that leads out of the folder or was written already.
    /// Files that were written until then are whole.
    pub fn write(
        &mut self,
        paths: &BTreeSet<String>,
        content: impl Fn(&str) -> Result<Vec<u8>, Failure> + Sync,
        progress: impl Fn(usize) + Sync,
    ) -> Result<(), Failure> {
        if let Some(path) = paths.iter().find(|path| !is_inside(path)) {
            return Err(Failure::message(format!("the site would write `{path}`, which is no path inside its folder")));
        }
        if let Some(path) = paths.intersection(&self.paths).next() {
            return Err(Failure::message(format!("two things of the site want to be written to `{path}`")));
        }
        if self.turn.is_none() {
            self.turn = Some(take_turn(&self.folder)?);
        }
        self.paths.extend(paths.iter().cloned());
        self.mark(self.known.union(&self.paths))?;
        // A folder may stand where a file is to be, or the other way round.
        let stale: Vec<String> = self.known.difference(&self.paths).cloned().collect();
        for path in stale.iter().filter(|path| is_in_the_way(path, paths)) {
            self.remove(path)?;
            self.known.remove(path);
            self.written.removed += 1;
        }
        let done = AtomicUsize::new(0);
        let all = paths.par_iter().map(|path| {
            let content = content(path)?;
            let changed = self.write_one(path, &content)?;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            let seal = self.named.contains(path).then(|| (path.clone(), Seal::of(&content)));
            Ok((usize::from(changed), seal))
        });
        let (changed, seals): (Vec<usize>, Vec<Option<(String, Seal)>>) = all.collect::<Result<_, Failure>>()?;
        self.seals.extend(seals.into_iter().flatten());
        let changed: usize = changed.into_iter().sum();
        self.written.changed += changed;
        self.written.unchanged += paths.len() - changed;
        Ok(())
    }

    /// Keeps files of an earlier build whose names say what is in them, and gives the others of `paths`, which are yet to
    /// be written.
    pub fn keep(&mut self, paths: BTreeSet<String>) -> BTreeSet<String> {
        self.named.extend(paths.iter().cloned());
        let (kept, missing): (BTreeSet<String>, BTreeSet<String>) =
            paths.into_par_iter().partition(|path| self.has(path));
        self.written.unchanged += kept.len();
        self.paths.extend(kept);
        missing
    }

    /// The files of an earlier build whose names begin with a text, if all of them are there.
    #[must_use]
    pub fn named(&self, beginning: &str) -> Vec<String> {
        let known = self.known.range(beginning.to_owned()..).take_while(|path| path.starts_with(beginning));
        let known: Vec<String> = known.cloned().collect();
        if known.iter().all(|path| self.has(path)) { known } else { Vec::new() }
    }

    /// Whether a file is there as an earlier build has written it. What became of it since then is nobody's wish.
    fn has(&self, path: &str) -> bool {
        let Some(seal) = self.seals.get(path).filter(|_| self.known.contains(path)) else { return false };
        let Ok(place) = self.place(path) else { return false };
        let has_length = fs::symlink_metadata(&place).is_ok_and(|it| it.is_file() && it.len() == seal.length);
        has_length && fs::read(&place).is_ok_and(|bytes| Seal::of(&bytes) == *seal)
    }

    /// Removes what earlier builds wrote and this one did not.
    ///
    /// # Errors
    ///
    /// When a file cannot be removed.
    pub fn finish(mut self) -> Result<Written, Failure> {
        let stale: Vec<String> = self.known.difference(&self.paths).cloned().collect();
        for path in &stale {
            self.remove(path)?;
        }
        self.written.removed += stale.len();
        self.seals.retain(|path, _| self.named.contains(path));
        self.mark(&self.paths)?;
        Ok(self.written)
    }

    fn mark<'a>(&self, paths: impl IntoIterator<Item = &'a String>) -> Result<(), Failure> {
        let mut list = MARK_HEAD.to_owned();
        for path in paths {
            if let Some(seal) = self.seals.get(path) {
                list.push_str(&format!("\n# {} {} {path}", seal.length, seal.hash));
            }
            list.push('\n');
            list.push_str(path);
        }
        list.push('\n');
        self.write_one(OUTPUT_MARK, list.as_bytes()).map(|_| ())
    }

    /// Where a file is written to or removed from: below the folder, and through no symbolic link.
    fn place(&self, path: &str) -> Result<PathBuf, Failure> {
        let link = path.rsplit_once('/').and_then(|(folder, _)| link_on_the_way(&self.folder, folder));
        match link {
            Some(link) => Err(through_link(&link, "remove it, and build again")),
            None => Ok(self.folder.join(path)),
        }
    }

    /// Writes a file unless it has these bytes already. Gives whether it was written.
    fn write_one(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        let target = self.place(path)?;
        if has_bytes(&target, bytes) {
            return Ok(false);
        }
        let parent = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(|error| Failure::io("create", parent, error))?;
        replace(&self.folder.join(WRITING), &target, bytes).map_err(|error| Failure::io("write", &target, error))?;
        Ok(true)
    }

    /// Removes a file and the folders that are empty without it. A build that failed may have named files that it could
    /// not write; a folder that stands at such a name holds files that have names of their own.
    fn remove(&self, path: &str) -> Result<(), Failure> {
        use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
        let target = self.place(path)?;
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => return Ok(()),
            Err(_) if target.is_dir() => return Ok(()),
            Err(error) => return Err(Failure::io("remove", &target, error)),
        }
        let mut folder = target.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.folder) {
            // A folder that is not empty stays, and so do those above it.
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(())
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if self.turn.take().is_some() {
            // What stays there is never of use again, and is in nobody's way.
            let _ = fs::remove_dir_all(self.folder.join(WRITING));
        }
    }
}

/// What is in a file. The list has it in a line before that of the file, which begins as those do that name no file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seal {
    length: u64,
    hash: String,
}

impl Seal {
    fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, hash: blake3::hash(bytes).to_hex()[..32].to_owned() }
    }

    /// The path and the seal in a line of the list; `None` where it has none.
    fn parse(line: &str) -> Option<(String, Self)> {
        let (length, rest) = line.strip_prefix("# ")?.split_once(' ')?;
        let (hash, path) = rest.split_once(' ')?;
        Some((path.to_owned(), Self { length: length.parse().ok()?, hash: hash.to_owned() }))
    }
}

/// Sees to it that no other build writes into the folder as long as the file is open, and clears away what an
/// interrupted one has left.
fn take_turn(folder: &Path) -> Result<File, Failure> {
    let writing = folder.join(WRITING);
    let place = writing.join(LOCK);
    loop {
        fs::create_dir_all(&writing).map_err(|error| Failure::io("create", &writing, error))?;
        let lock = File::create(&place).map_err(|error| Failure::io("create", &place, error))?;
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            let folder = folder.display();
            return Err(Failure::message(format!("another build is writing into `{folder}`; wait until it has ended")));
        }
        // The build before this one may have ended, and taken the file away, between the two steps.
        if place.exists() {
            for left in fs::read_dir(&writing).into_iter().flatten().flatten().filter(|it| it.file_name() != LOCK) {
                // Where it cannot be removed it is in nobody's way.
                let _ = fs::remove_file(left.path());
            }
            return Ok(lock);
        }
    }
}

fn through_link(link: &Path, next: &str) -> Failure {
    let link = link.display();
    Failure::message(format!("`{link}` is a symbolic link, through which nothing is written or removed; {next}"))
}

/// A path that stays inside the folder, whatever someone has done to the list.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('#')
        && !path.contains('\\')
        && path != OUTPUT_MARK
        && !path.starts_with(WRITING)
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fn is_in_the_way(stale: &str, paths: &BTreeSet<String>) -> bool {
    let as_folder = format!("{stale}/");
    let is_folder_now = paths.range(as_folder.clone()..).next().is_some_and(|path| path.starts_with(&as_folder));
    let mut folder = stale;
    let is_file_now = std::iter::from_fn(|| {
        folder = folder.rsplit_once('/')?.0;
        Some(folder)
    })
    .any(|folder| paths.contains(folder));
    is_folder_now || is_file_now
}

fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let has_length =
        fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    has_length && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Writes into another folder of the same disk and moves the file, so that nobody ever sees half of it.
fn replace(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("page-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(target)?;
    Ok(())
}

#[cfg(test)]
mod tests;
