//! Follows the files: reads what changed, makes the next generation of it, and says what became of it.
//!
//! One thread does this. What takes longer than a blink, the search index and smaller images, is made on others and taken
//! in when it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use jiff::civil::Date;

use super::generation::Generation;
use super::images::Images;
use super::state::State;
use super::watch::{Changes, Message, Watch};
use super::{Event, Shown};
use crate::config::{BaseUrl, Config};
use crate::diagnostics::{FilePath, human};
use crate::failure::Failure;
use crate::pipeline::{self, Memory, Publication, Read};
use crate::repo::{self, Snapshot};

/// How often files are looked at because folders are new, which are then watched; more come with the next change.
const AT_MOST: usize = 8;

/// What is followed, and for whom.
pub(super) struct Follower {
    pub(super) root: PathBuf,
    pub(super) state: Arc<State>,
    /// The path that stands in for that of the configuration.
    pub(super) base_path: Option<BaseUrl>,
    pub(super) publication: Publication,
    /// The day as of which the site is made; that of the last commit if none is named.
    pub(super) as_of: Option<Date>,
    pub(super) images: Arc<Images>,
    pub(super) memory: Mutex<Memory>,
    /// What published files looked like, where the system does not tell of changes.
    pub(super) looks: Mutex<Looks>,
    pub(super) report: Arc<dyn Fn(Event) + Send + Sync>,
}

impl Follower {
    /// Reads and shows the files as they are, for the first time.
    pub(super) fn start(&self, watch: &mut Watch) {
        self.look(&Changes::default(), watch);
    }

    /// Follows changes until it is told to stop.
    pub(super) fn follow(&self, mut watch: Watch) {
        loop {
            if let Some(trouble) = watch.trouble.take() {
                (self.report)(Event::Trouble(trouble));
            }
            let changes = watch.wait();
            if changes.stop {
                return;
            }
            self.look(&changes, &mut watch);
        }
    }

    /// Looks at the files, and shows what they have become.
    fn look(&self, changes: &Changes, watch: &mut Watch) {
        let start = Instant::now();
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read = pipeline::read_again(&self.root, &mut memory, &changes.touched);
        // What was written into a new folder before it was watched is found by looking once more.
        for _ in 0..AT_MOST {
            match &read {
                Ok(found) if watch.follow(&found.snapshot.folders) => {}
                _ => break,
            }
            read = pipeline::read_again(&self.root, &mut memory, &changes.touched);
        }
        match read.map_err(|failure| failure_text(&failure)).and_then(|read| self.take_in(read, changes, &mut memory)) {
            Ok(Some((generation, changed))) => {
                let took = start.elapsed();
                (self.report)(Event::Shown(Shown::new(&generation, changed, took, self.state.today())));
            }
            Ok(None) if self.state.is_mended() => (self.report)(Event::Mended),
            Ok(None) => {}
            Err(why) if self.state.is_broken(&why) => (self.report)(Event::Broken(why)),
            Err(_) => {}
        }
    }

    /// Makes a generation of what was read and shows it; `None` where nothing changed.
    fn take_in(
        &self,
        mut read: Read,
        changes: &Changes,
        memory: &mut Memory,
    ) -> Result<Option<(Arc<Generation>, Changed)>, String> {
        let (mistakes, file) = read.config_mistakes();
        if !mistakes.is_empty() {
            let texts: Vec<String> = mistakes.iter().map(|it| human::render(it, file.as_deref(), false)).collect();
            return Err(texts.join("\n\n"));
        }
        if let Some(base_path) = &self.base_path {
            let base_url = read.config.base_url.with_path_of(base_path);
            read.config = Arc::new(Config { base_url, ..Config::clone(&read.config) });
        }
        let before = self.state.generation();
        let mut touched = changes.touched.clone();
        if !changes.is_told {
            touched.extend(self.files_that_look_changed(&read.snapshot));
        }
        let changed = Changed::between(before.as_ref().map(|it| &it.read), &read, &touched);
        let known = before.as_ref().filter(|_| changes.is_told && !changes.git).map(|it| it.site.day());
        let as_of = self.as_of.or_else(|| known.unwrap_or_else(|| repo::last_commit_day(&self.root)));
        let is_same = before.as_ref().is_some_and(|it| changed.is_none() && it.site.day() == as_of);
        if is_same && !self.images.has_news() {
            return Ok(None);
        }
        let number = before.as_ref().map_or(1, |it| it.number + 1);
        let understood = pipeline::understand_again(&read, memory);
        let knowledge = understood.publish(self.publication);
        let variants = self.images.of(&knowledge);
        let site = pipeline::site_again(knowledge, &read.snapshot, variants, memory);
        let site = site.map_err(|failure| failure_text(&failure))?;
        let (generation, messages) = Generation::new(number, read, understood, site.as_of(as_of)).with_hosting();
        let is_told = changed.is_none() || changed.names(&["static/_headers", "static/_redirects"]);
        messages.into_iter().filter(|_| is_told).for_each(|message| (self.report)(Event::Trouble(message)));
        let generation = Arc::new(generation);
        let before = self.state.show(generation.clone());
        // What is large takes a while to be given back.
        rayon::spawn(move || drop(before));
        Ok(Some((generation, changed)))
    }

    /// The files that are published as they are and look another way than when they were looked at before.
    fn files_that_look_changed(&self, snapshot: &Snapshot) -> Vec<FilePath> {
        let look = |path: &FilePath| {
            let metadata = self.root.join(path.as_str()).metadata().ok()?;
            Some((path.clone(), (metadata.len(), metadata.modified().ok())))
        };
        let looks: Looks = files(snapshot).iter().filter_map(look).collect();
        let mut before = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = looks.iter().filter(|(path, look)| before.get(*path).is_some_and(|known| known != *look));
        let changed = changed.map(|(path, _)| path.clone()).collect();
        *before = looks;
        changed
    }
}

/// What tells that a file changed: its length, and when it did.
pub(super) type Looks = BTreeMap<FilePath, (u64, Option<SystemTime>)>;

fn failure_text(failure: &Failure) -> String {
    format!("error: {failure}")
}

/// Which files differ from before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Files that were not there.
    pub new: BTreeSet<FilePath>,
    /// Files that are there no more.
    pub gone: BTreeSet<FilePath>,
    /// Files with another content.
    pub modified: BTreeSet<FilePath>,
}

impl Changed {
    fn between(before: Option<&Read>, now: &Read, touched: &BTreeSet<FilePath>) -> Self {
        let Some(before) = before else { return Self::default() };
        let mut changed = Self::default();
        changed.compare(&before.snapshot.texts, &now.snapshot.texts);
        changed.compare(&before.snapshot.styles, &now.snapshot.styles);
        let config = |read: &Read| read.config_file.iter().map(|file| (file.path.clone(), file.clone())).collect();
        changed.compare(&config(before), &config(now));
        changed.compare(&theme(before), &theme(now));
        changed.compare_files(&files(&before.snapshot), &files(&now.snapshot), touched);
        changed
    }

    fn compare<T: PartialEq>(&mut self, before: &BTreeMap<FilePath, T>, now: &BTreeMap<FilePath, T>) {
        let gone = before.keys().filter(|path| !now.contains_key(*path));
        self.gone.extend(gone.cloned());
        for (path, text) in now {
            match before.get(path) {
                None => drop(self.new.insert(path.clone())),
                Some(known) if known != text => drop(self.modified.insert(path.clone())),
                Some(_) => {}
            }
        }
    }

    /// Of files that are published as they are, no more is known than their names and that the system told of them.
    fn compare_files(&mut self, before: &BTreeSet<FilePath>, now: &BTreeSet<FilePath>, touched: &BTreeSet<FilePath>) {
        self.new.extend(now.difference(before).cloned());
        self.gone.extend(before.difference(now).cloned());
        self.modified.extend(now.intersection(before).filter(|path| touched.contains(*path)).cloned());
    }

    /// Whether one of these files differs.
    fn names(&self, files: &[&str]) -> bool {
        let mut all = self.new.iter().chain(&self.modified);
        all.any(|path| files.contains(&path.as_str()))
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.modified.is_empty()
    }
}

fn theme(read: &Read) -> BTreeMap<FilePath, &Vec<u8>> {
    let path = |name: &String| FilePath::new(&format!("themes/{}/{name}", read.config.theme));
    read.snapshot.theme.iter().map(|(name, bytes)| (path(name), bytes)).collect()
}

fn files(snapshot: &Snapshot) -> BTreeSet<FilePath> {
    let statics = snapshot.statics.iter().map(|path| FilePath::new(&format!("static/{path}")));
    snapshot.assets.iter().cloned().chain(statics).collect()
}

/// Whom to tell of what was made in the background.
pub(super) fn tells(sender: &Sender<Message>) -> impl Fn() + Send + Sync + 'static + use<> {
    let sender = sender.clone();
    // Nobody listens any more once the server ends.
    move || drop(sender.send(Message::Made))
}
