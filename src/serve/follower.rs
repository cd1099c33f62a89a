//! Follows the files: reads what changed, makes the next generation of it, and says what became of it.
//!
//! One thread does this. What takes longer than a blink, the search index and smaller images, is made on others and taken
//! in when it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::civil::Date;

use super::generation::Generation;
use super::images::Images;
use super::state::State;
use super::watch::{Changes, Message, Watch};
use super::{Event, Shown};
use crate::config::{self, BaseUrl, Config};
use crate::diagnostics::{Diagnostic, FilePath, human};
use crate::failure::Failure;
use crate::pipeline::{self, Memory, Publication, Read};
use crate::repo::{self, Stamp};

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
            // A mistake of ours must not end what follows; what it may have left half done is forgotten.
            if catch_unwind(AssertUnwindSafe(|| self.look(&changes, &mut watch))).is_err() {
                *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = Memory::default();
                let trouble =
                    "this change could not be followed, which is a mistake in Afterword; save again, or start anew";
                (self.report)(Event::Trouble(trouble.to_owned()));
            }
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
        let changes = (changes, watch.found_git());
        match read.map_err(|failure| failure_text(&failure)).and_then(|read| self.take_in(read, changes, &mut memory)) {
            Ok(Some((generation, changed))) => {
                let took = start.elapsed();
                (self.report)(Event::Shown(Shown::new(&generation, changed, took, self.state.today())));
            }
            Ok(None) if self.state.mend() => (self.report)(Event::Mended),
            Ok(None) => {}
            Err(why) if self.state.keep_showing(&why) => (self.report)(Event::Broken(why)),
            Err(_) => {}
        }
    }

    /// Makes a generation of what was read and shows it; `None` where nothing changed.
    fn take_in(
        &self,
        read: Read,
        (changes, git_is_new): (&Changes, bool),
        memory: &mut Memory,
    ) -> Result<Option<(Arc<Generation>, Changed)>, String> {
        let read = self.with_configuration(read)?;
        let before = self.state.generation();
        let stamps = repo::stamps(&self.root, &read.snapshot);
        let mut changed = Changed::between(before.as_deref(), (&read, &stamps), &changes.touched);
        let known = before.as_ref().filter(|_| changes.is_told && !changes.git && !git_is_new).map(|it| it.site.day());
        let as_of = self.as_of.or_else(|| known.unwrap_or_else(|| repo::last_commit_day(&self.root)));
        changed.day = before.as_ref().is_some_and(|it| it.site.day() != as_of);
        changed.images = self.images.has_news();
        if before.is_some() && changed.is_none() {
            return Ok(None);
        }
        let number = before.as_ref().map_or(1, |it| it.number + 1);
        let understood = pipeline::understand_again(&read, memory);
        let knowledge = understood.publish(self.publication);
        let variants = self.images.of(&knowledge, &stamps);
        let site = pipeline::site_again(knowledge, &read.snapshot, variants, memory);
        let site = site.map_err(|failure| failure_text(&failure))?.as_of(as_of);
        if changed.may_break_templates() || before.is_none() && !read.snapshot.theme.is_empty() {
            site.try_templates().map_err(|error| format!("error: {error}"))?;
        }
        let (generation, messages) = Generation::new(number, (read, stamps), understood, site).with_hosting();
        let is_told = before.is_none() || changed.names(&["static/_headers", "static/_redirects"]);
        messages.into_iter().filter(|_| is_told).for_each(|message| (self.report)(Event::Trouble(message)));
        let generation = Arc::new(generation);
        let before = self.state.show(generation.clone());
        // What is large takes a while to be given back.
        rayon::spawn(move || drop(before));
        Ok(Some((generation, changed)))
    }

    /// What was read, with what the command line says in place of the configuration; an error where that is broken.
    fn with_configuration(&self, mut read: Read) -> Result<Read, String> {
        let (mistakes, file) = read.config_mistakes();
        if !mistakes.is_empty() {
            let texts: Vec<String> = mistakes.iter().map(|it| human::render(it, file.as_deref(), false)).collect();
            return Err(texts.join("\n\n"));
        }
        if let Some(base_path) = &self.base_path {
            let base_url = read.config.base_url.with_path_of(base_path);
            read.config = Arc::new(Config { base_url, ..Config::clone(&read.config) });
        }
        Ok(read)
    }
}

fn failure_text(failure: &Failure) -> String {
    format!("error: {failure}")
}

/// What differs from before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Files that were not there.
    pub new: BTreeSet<FilePath>,
    /// Files that are there no more.
    pub gone: BTreeSet<FilePath>,
    /// Files with another content.
    pub modified: BTreeSet<FilePath>,
    /// Files that something was found about while they were read, which mostly leaves them out.
    pub found: BTreeSet<FilePath>,
    /// Whether smaller variants of images are there now.
    pub images: bool,
    /// Whether the day as of which the site is made is another.
    pub day: bool,
}

impl Changed {
    fn between(
        before: Option<&Generation>,
        (now, stamps): (&Read, &BTreeMap<FilePath, Stamp>),
        touched: &BTreeSet<FilePath>,
    ) -> Self {
        let found = |read: &Read| -> BTreeSet<FilePath> { read.diagnostics.iter().map(|it| it.path.clone()).collect() };
        let Some(before) = before else { return Self { found: found(now), ..Self::default() } };
        let read = &before.read;
        let mut changed = Self::default();
        changed.compare(&read.snapshot.texts, &now.snapshot.texts);
        changed.compare(&read.snapshot.styles, &now.snapshot.styles);
        let config = |read: &Read| read.config_file.iter().map(|file| (file.path.clone(), file.clone())).collect();
        changed.compare(&config(read), &config(now));
        changed.compare(&theme(read), &theme(now));
        changed.compare_files(before, stamps, touched);
        if read.diagnostics != now.diagnostics {
            let differ = |it: &&Diagnostic| !read.diagnostics.contains(it);
            changed.found = now.diagnostics.iter().filter(differ).map(|it| it.path.clone()).collect();
            changed.modified.extend(found(read).difference(&found(now)).cloned());
        }
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

    /// Of files that are published as they are, no more is read than what the file system says of them.
    fn compare_files(&mut self, before: &Generation, now: &BTreeMap<FilePath, Stamp>, touched: &BTreeSet<FilePath>) {
        self.gone.extend(before.stamps.keys().filter(|path| !now.contains_key(*path)).cloned());
        for (path, stamp) in now {
            match before.stamps.get(path) {
                None => drop(self.new.insert(path.clone())),
                Some(known) if known == stamp && !touched.contains(path) => {}
                Some(_) if before.site.publishes(path) => drop(self.modified.insert(path.clone())),
                Some(_) => {}
            }
        }
    }

    /// Whether pages may be unable to be made which could be before.
    fn may_break_templates(&self) -> bool {
        let mut all = self.new.iter().chain(&self.gone).chain(&self.modified);
        all.any(|path| path.as_str().starts_with("themes/") || path.as_str() == config::FILE_NAME)
    }

    /// Whether one of these files differs.
    fn names(&self, files: &[&str]) -> bool {
        let mut all = self.new.iter().chain(&self.modified);
        all.any(|path| files.contains(&path.as_str()))
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_none(&self) -> bool {
        let are_files_same = self.new.is_empty() && self.gone.is_empty() && self.modified.is_empty();
        are_files_same && self.found.is_empty() && !self.images && !self.day
    }
}

fn theme(read: &Read) -> BTreeMap<FilePath, &Vec<u8>> {
    let path = |name: &String| FilePath::new(&format!("themes/{}/{name}", read.config.theme));
    read.snapshot.theme.iter().map(|(name, bytes)| (path(name), bytes)).collect()
}

/// Whom to tell of what was made in the background.
pub(super) fn tells(sender: &Sender<Message>) -> impl Fn() + Send + Sync + 'static + use<> {
    let sender = sender.clone();
    // Nobody listens any more once the server ends.
    move || drop(sender.send(Message::Made))
}
