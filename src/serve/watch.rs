//! Tells when to look at the files again: watches the folders of the knowledge base and git's, and waits until changes
//! have come to rest. What changed is told by looking.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostics::FilePath;
use crate::repo;

/// How long no file may change before one change counts as done. Editors write a file twice within a few milliseconds.
const QUIET: Duration = Duration::from_millis(8);

/// The same where a file is empty, which most often is about to be written.
const QUIET_FOR_EMPTY: Duration = Duration::from_millis(150);

/// The same where more than a few files change, as in a checkout.
const QUIET_FOR_MANY: Duration = Duration::from_millis(60);

/// How many files are more than an editor saves at once, with its backup copies and the like.
const MANY: usize = 6;

/// The longest that changes are waited out, should they never come to rest.
const PATIENCE: Duration = Duration::from_secs(1);

/// The longest that git is waited for, which has its lock in the way while it writes a checkout.
const PATIENCE_WITH_GIT: Duration = Duration::from_secs(10);

/// The same where few files have changed so far: it may be that a checkout begins, or that somebody goes on with a document
/// while git waits for the message of a commit.
const PATIENCE_WITH_GIT_FOR_FEW: Duration = Duration::from_millis(300);

/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// What the follower is told.
pub(super) enum Message {
    /// The system tells of files.
    Files(notify::Result<notify::Event>),
    /// Something was made in the background that the next generation takes in.
    Made,
    /// There is no one to follow for any more.
    Stop,
}

/// Changes that have come to rest.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Files that the system names, which are read again whatever else they look like.
    pub(super) touched: BTreeSet<FilePath>,
    /// Whether git's own files are among them, such as `HEAD`.
    pub(super) git: bool,
    /// Whether the system has told of all of this, so that what it did not tell of has not changed.
    pub(super) is_told: bool,
    /// Whether it is time to end.
    pub(super) stop: bool,
}

/// The folders that are watched.
pub(super) struct Watch {
    root: PathBuf,
    git_folder: Option<PathBuf>,
    git_is_new: bool,
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    messages: Receiver<Message>,
    /// What the system could not do, once.
    pub(super) trouble: Option<String>,
    polls: bool,
}

impl Watch {
    /// Begins to watch nothing; what is watched, [`Watch::follow`] says. `root` has no symbolic link on its way. Gives with
    /// it whom to tell of what was made in the background, and when to stop.
    pub(super) fn new(root: PathBuf, polls: bool) -> (Self, Sender<Message>) {
        let (sender, messages) = mpsc::channel();
        let told = sender.clone();
        // Nobody listens any more once the server ends.
        let watcher = notify::recommended_watcher(move |event| drop(told.send(Message::Files(event))));
        let (watcher, trouble) = match watcher {
            _ if polls => (None, None),
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(said(&error))),
        };
        let polls = watcher.is_none();
        let watched = BTreeSet::new();
        let watch = Self { root, git_folder: None, git_is_new: false, watcher, watched, messages, trouble, polls };
        (watch, sender)
    }

    /// Watches these folders of the knowledge base, its root and git's, and no others. Gives whether some of them are new,
    /// in which something may have changed before they were watched.
    pub(super) fn follow(&mut self, folders: &BTreeSet<FilePath>) -> bool {
        if self.git_folder.is_none() {
            self.git_folder = repo::git_folder(&self.root);
            self.git_is_new = self.git_folder.is_some();
        }
        let git = self.git_folder.iter().flat_map(|git| [git.clone(), git.join("logs"), git.join("refs/heads")]);
        let wanted = folders.iter().map(|folder| self.root.join(folder.as_str())).chain([self.root.clone()]);
        let wanted: BTreeSet<PathBuf> = wanted.chain(git.filter(|folder| folder.is_dir())).collect();
        let gone: Vec<PathBuf> = self.watched.difference(&wanted).cloned().collect();
        for folder in gone {
            self.forget(&folder);
        }
        let new: Vec<PathBuf> = wanted.difference(&self.watched).cloned().collect();
        new.iter().for_each(|folder| self.add(folder));
        !new.is_empty()
    }

    /// Waits until something changes, and then until no more does.
    pub(super) fn wait(&mut self) -> Changes {
        let mut changes = Changes { is_told: !self.polls && self.watched.contains(&self.root), ..Changes::default() };
        let mut first: Option<Instant> = None;
        loop {
            let message = match first {
                None if self.polls || !self.watched.contains(&self.root) || self.awaits_git() => {
                    self.messages.recv_timeout(POLL)
                }
                None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => self.messages.recv_timeout(self.quiet(&changes)),
            };
            match message {
                Ok(Message::Files(event)) => {
                    if self.take(event, &mut changes) {
                        first = first.or_else(|| Some(Instant::now()));
                    }
                }
                Ok(Message::Made) => first = first.or_else(|| Some(Instant::now())),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    changes.stop = true;
                    return changes;
                }
                Err(RecvTimeoutError::Timeout) if !self.is_git_at_work(first, &changes) => return changes,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if first.is_some_and(|first| first.elapsed() > PATIENCE) && !self.is_git_at_work(first, &changes) {
                return changes;
            }
        }
    }

    /// Takes in what the system tells. Gives whether it is of interest.
    fn take(&mut self, event: notify::Result<notify::Event>, changes: &mut Changes) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                self.trouble = Some(said(&error));
                self.polls = true;
                return true;
            }
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        let mut is_of_interest = event.need_rescan() || event.paths.is_empty();
        // A folder that was removed or renamed is watched no more, though one of its name may be there.
        let is_content = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
        for path in event.paths {
            if self.watched.contains(&path) && !is_content {
                self.forget_below(&path);
            }
            if self.is_of_git(&path) {
                let is_lock = path.extension().is_some_and(|it| it == "lock");
                changes.git |= !is_lock;
                is_of_interest |= !is_lock;
            } else if let Some(path) = self.relative(&path) {
                changes.touched.insert(path);
                is_of_interest = true;
            }
        }
        is_of_interest
    }

    /// How long no more may change for these changes to count as done.
    fn quiet(&self, changes: &Changes) -> Duration {
        let is_empty =
            |path: &FilePath| self.root.join(path.as_str()).metadata().is_ok_and(|it| it.is_file() && it.len() == 0);
        match changes.touched.len() {
            _ if changes.git => QUIET_FOR_MANY,
            many if many > MANY => QUIET_FOR_MANY,
            _ if changes.touched.iter().any(is_empty) => QUIET_FOR_EMPTY,
            _ => QUIET,
        }
    }

    fn relative(&self, path: &Path) -> Option<FilePath> {
        let parts = path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
        Some(FilePath::new(&parts.join("/")))
    }

    fn is_of_git(&self, path: &Path) -> bool {
        self.git_folder.as_ref().is_some_and(|git| path.starts_with(git))
    }

    /// Whether a repository is being made here, which can be read once all of it is there.
    fn awaits_git(&self) -> bool {
        self.git_folder.is_none() && self.root.join(".git").exists()
    }

    /// Whether git may be writing a checkout: it has its lock.
    fn is_git_at_work(&self, since: Option<Instant>, changes: &Changes) -> bool {
        let patience = if changes.touched.len() > MANY { PATIENCE_WITH_GIT } else { PATIENCE_WITH_GIT_FOR_FEW };
        let has_patience = since.is_some_and(|since| since.elapsed() < patience);
        has_patience && self.git_folder.as_ref().is_some_and(|git| git.join("index.lock").exists())
    }

    /// Whether git's folder was found since this was asked last.
    pub(super) fn found_git(&mut self) -> bool {
        std::mem::take(&mut self.git_is_new)
    }

    fn add(&mut self, folder: &Path) {
        let Some(watcher) = self.watcher.as_mut() else {
            self.watched.insert(folder.to_owned());
            return;
        };
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder.to_owned());
            }
            // It is gone already, which the folder above it tells.
            Err(_) if !folder.exists() => {}
            Err(error) => {
                self.trouble = Some(said(&error));
                self.watched.insert(folder.to_owned());
                self.polls = true;
            }
        }
    }

    fn forget(&mut self, folder: &Path) {
        self.watched.remove(folder);
        if let Some(watcher) = self.watcher.as_mut() {
            // Most often the system has forgotten it before us.
            let _ = watcher.unwatch(folder);
        }
    }

    fn forget_below(&mut self, folder: &Path) {
        let below: Vec<PathBuf> = self.watched.iter().filter(|it| it.starts_with(folder)).cloned().collect();
        below.iter().for_each(|folder| self.forget(folder));
    }
}

/// What the system says, and what is done instead.
fn said(error: &notify::Error) -> String {
    let limit = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders for you (on Linux, raise fs.inotify.max_user_watches)".to_owned()
        }
        _ => error.to_string(),
    };
    format!("changes are not told of by the system: {limit}; files are looked at each second instead")
}
