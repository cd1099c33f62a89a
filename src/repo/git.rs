//! What git knows of a knowledge base: what changed since a branch left another.
//!
//! Takes the folder, a revision and the files as they are now; gives [`Changes`] against the commit where `HEAD` and that
//! revision parted, or the day of the last commit. Git's own files are read by the library `gix`, in which no program is run and nothing is fetched.

mod revision;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gix::ObjectId;
use gix::Repository;
use gix::objs::tree::EntryKind;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::changes::{Changes, renames};
use super::walk::wants_text;
use crate::config;
use crate::diagnostics::{FilePath, SourceFile};
use crate::failure::Failure;

/// The most files of a commit that are looked at. The trees of a repository can be made to hold more than any disk.
const FILE_LIMIT: usize = 1_000_000;

/// The deepest folder of a commit that is looked into.
const DEPTH_LIMIT: usize = 64;

/// Tells what changed since `HEAD` and a revision parted: everything in the working tree counts, committed or not.
///
/// `texts` are the files as they were read, `unread` those that something was found about without reading them as text.
///
/// # Errors
///
/// When the folder is in no repository with files and commits, or the two have no commit in common that is there.
pub fn changes<'a>(
    root: &Path,
    reference: &str,
    texts: impl IntoIterator<Item = &'a Arc<SourceFile>>,
    unread: impl IntoIterator<Item = &'a FilePath>,
) -> Result<Changes, Failure> {
    let (repository, folder) = open(root)?;
    let commit = revision::merge_base(&repository, reference)?;
    let before = Before::read(repository, commit, folder, root)?;
    let mut changes = Changes::new(reference, commit.to_hex_with_len(10).to_string());
    let mut new: Vec<&SourceFile> = Vec::new();
    let mut is_there: Vec<&str> = Vec::new();
    for file in texts {
        is_there.push(file.path.as_str());
        match before.text(file)? {
            Was::Same => {}
            Was::Text(old) => changes.add(file, old),
            Was::Other => changes.add_new(&file.path),
            Was::Absent => new.push(file),
        }
    }
    for path in unread.into_iter().filter(|path| before.is_changed(root, path)) {
        changes.add_new(path);
    }
    let gone = before.gone(root, &is_there)?;
    changes.gone = gone.iter().map(|(path, _)| path.clone()).collect();
    let renames = renames(&new, &gone);
    for (index, file) in new.into_iter().enumerate() {
        match renames.get(&index) {
            Some(old) => changes.add_renamed(file, gone[*old].1.clone()),
            None => changes.add_new(&file.path),
        }
    }
    Ok(changes)
}

/// The day of the last commit around a folder, in UTC; `None` where no git repository tells it.
#[must_use]
pub fn last_commit_day(root: &Path) -> Option<Date> {
    let (repository, _) = open(root).ok()?;
    let seconds = repository.head_commit().ok()?.time().ok()?.seconds;
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

/// The folder in which git keeps what it knows of a folder, such as `HEAD`; `None` where no repository is around it.
#[must_use]
pub fn git_folder(root: &Path) -> Option<PathBuf> {
    let (place, _) = gix::discover::upwards(&root.canonicalize().ok()?).ok()?;
    place.into_repository_and_work_tree_directories().0.canonicalize().ok()
}

/// The repository around a folder, and the path of the folder in it.
fn open(root: &Path) -> Result<(Repository, PathBuf), Failure> {
    let shown = root.display();
    let real = root.canonicalize().map_err(|error| Failure::io("read", root, error))?;
    let Ok((place, _)) = gix::discover::upwards(&real) else {
        return Err(Failure::message(format!(
            "`{shown}` is in no git repository, so that nothing tells what changed; leave `--since` out to check all"
        )));
    };
    let (git_folder, _) = place.into_repository_and_work_tree_directories();
    let repository = open_folder(&git_folder)
        .map_err(|error| Failure::message(format!("cannot read the git repository of `{shown}`: {error}")))?;
    let work_tree = repository.workdir().and_then(|folder| folder.canonicalize().ok());
    match work_tree.and_then(|folder| real.strip_prefix(folder).map(Path::to_owned).ok()) {
        Some(inside) => Ok((repository, inside)),
        None => Err(Failure::message(format!(
            "the git repository of `{shown}` is a bare one, which has no files to compare; use a clone or a worktree of it"
        ))),
    }
}

/// Opens a repository as what it says itself, whoever owns it: nothing of it is run.
fn open_folder(folder: &Path) -> Result<Repository, gix::Error> {
    let options = gix::open::Options::isolated().with(gix::sec::Trust::Full);
    let mut repository = gix::open_opts(folder, options)?;
    repository.object_cache_size_if_unset(4 * 1024 * 1024);
    Ok(repository)
}

/// The files of the knowledge base in a commit.
struct Before {
    /// The repository, and those of its submodules.
    repositories: Vec<Repository>,
    files: BTreeMap<String, Entry>,
}

/// A file of a commit.
#[derive(Clone, Copy)]
struct Entry {
    repository: usize,
    id: ObjectId,
    is_link: bool,
}

/// What a text was before.
enum Was {
    Same,
    Text(Arc<str>),
    /// A file that is no text to compare with.
    Other,
    Absent,
}

impl Before {
    fn read(repository: Repository, commit: ObjectId, folder: PathBuf, root: &Path) -> Result<Self, Failure> {
        let tree = tree_of(&repository, commit).and_then(|id| {
            let inside = if folder.as_os_str().is_empty() {
                return Ok(Some(id));
            } else {
                repository.find_tree(id)?.lookup_entry_by_path(folder)?
            };
            Ok(inside.filter(|entry| entry.mode().is_tree()).map(|entry| entry.object_id()))
        });
        let tree = tree.map_err(|error| unreadable(&error))?;
        let mut before = Self { repositories: vec![repository], files: BTreeMap::new() };
        if let Some(tree) = tree {
            before.walk(tree, root).map_err(|error| unreadable(&error))?;
        }
        if before.files.len() >= FILE_LIMIT {
            return Err(Failure::message(format!("git knows more than {FILE_LIMIT} files here, too many to compare")));
        }
        Ok(before)
    }

    fn walk(&mut self, tree: ObjectId, root: &Path) -> Result<(), gix::Error> {
        let mut open = vec![(0, tree, String::new())];
        while let Some((repository, tree, folder)) = open.pop() {
            let mut modules = Vec::new();
            for entry in self.repositories[repository].find_tree(tree)?.iter() {
                let entry = entry?;
                // Names that are no UTF-8 are none of the snapshot's either.
                let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
                let path = format!("{folder}{name}");
                let id = entry.object_id();
                match entry.mode().kind() {
                    EntryKind::Tree if folder.matches('/').count() < DEPTH_LIMIT => {
                        open.push((repository, id, format!("{path}/")));
                    }
                    EntryKind::Tree => {}
                    EntryKind::Commit => modules.push((path, id)),
                    kind => {
                        let is_link = kind == EntryKind::Link;
                        self.files.insert(path, Entry { repository, id, is_link });
                    }
                }
            }
            for (path, commit) in modules {
                // The files of a submodule that is not checked out are not there to be checked.
                let Ok(module) = open_folder(&root.join(&path)) else { continue };
                // Without the commit that was meant, all of it counts as new.
                let Ok(tree) = tree_of(&module, commit) else { continue };
                open.push((self.repositories.len(), tree, format!("{path}/")));
                self.repositories.push(module);
            }
            if self.files.len() + open.len() >= FILE_LIMIT {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What a text of now was before.
    fn text(&self, file: &SourceFile) -> Result<Was, Failure> {
        let Some(entry) = self.files.get(file.path.as_str()) else { return Ok(Was::Absent) };
        let repository = &self.repositories[entry.repository];
        let now = gix::objs::compute_hash(repository.object_hash(), gix::objs::Kind::Blob, file.text.as_bytes());
        if now.is_ok_and(|now| now == entry.id) {
            return Ok(Was::Same);
        }
        let entry = if entry.is_link { self.behind_link(&file.path, *entry) } else { Some(*entry) };
        let Some(entry) = entry else { return Ok(Was::Other) };
        let text = self.blob(entry).map_err(|error| unreadable(&error))?;
        Ok(text.map_or(Was::Other, |text| Was::Text(text.into())))
    }

    /// The file that a symbolic link led to, where that is in the knowledge base and no link itself.
    fn behind_link(&self, path: &FilePath, link: Entry) -> Option<Entry> {
        let target = self.blob(link).ok()??;
        let mut parts: Vec<&str> = path.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        self.files.get(&parts.join("/")).filter(|entry| !entry.is_link).copied()
    }

    /// The text of a file; `None` where it is larger than any that is read, or no text.
    fn blob(&self, entry: Entry) -> Result<Option<String>, gix::Error> {
        let repository = &self.repositories[entry.repository];
        if repository.find_header(entry.id)?.size() > super::SIZE_LIMIT {
            return Ok(None);
        }
        Ok(String::from_utf8(repository.find_object(entry.id)?.detach().data).ok())
    }

    /// Whether a file that was not read as text is another than before. A folder is not.
    fn is_changed(&self, root: &Path, path: &FilePath) -> bool {
        let folder = format!("{path}/");
        if path.as_str() == "." || self.files.range(folder.clone()..).next().is_some_and(|it| it.0.starts_with(&folder))
        {
            return false;
        }
        let Some(entry) = self.files.get(path.as_str()) else { return true };
        let place = root.join(path.as_str());
        let repository = &self.repositories[entry.repository];
        let Ok(header) = repository.find_header(entry.id) else { return true };
        let Ok(metadata) = place.symlink_metadata() else { return true };
        if metadata.len() != header.size() || metadata.is_symlink() != entry.is_link {
            return true;
        }
        if metadata.len() > super::SIZE_LIMIT {
            return false;
        }
        let now = match entry.is_link {
            true => std::fs::read_link(&place).map(|target| target.as_os_str().as_encoded_bytes().to_vec()),
            false => std::fs::read(&place),
        };
        let was = repository.find_object(entry.id).map(|object| object.detach().data);
        // What cannot be read is what was found about it, and that is as it was.
        now.is_ok_and(|now| was.is_ok_and(|was| now != was))
    }

    /// The texts that were there and are no longer.
    fn gone(&self, root: &Path, is_there: &[&str]) -> Result<Vec<(FilePath, Arc<str>)>, Failure> {
        let is_there: std::collections::BTreeSet<&str> = is_there.iter().copied().collect();
        let mut gone = Vec::new();
        for (path, entry) in &self.files {
            let is_ours = wants_text(path) || path == config::FILE_NAME;
            if !is_ours || entry.is_link || is_there.contains(path.as_str()) || root.join(path).exists() {
                continue;
            }
            if let Some(text) = self.blob(*entry).map_err(|error| unreadable(&error))? {
                gone.push((FilePath::new(path), text.into()));
            }
        }
        Ok(gone)
    }
}

fn tree_of(repository: &Repository, commit: ObjectId) -> Result<ObjectId, gix::Error> {
    Ok(repository.find_commit(commit)?.tree_id()?.detach())
}

fn unreadable(error: &gix::Error) -> Failure {
    Failure::message(format!(
        "cannot read what git keeps of the earlier commit: {error}; a clone that leaves files out lacks them, so clone it whole"
    ))
}
