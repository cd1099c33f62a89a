//! The site at a local address, following the files as they are saved: what authors look at while they write.
//!
//! Takes the folder of a knowledge base and a listener; gives what the builds of each moment would hold, but writes
//! nothing. Three threads do the work: one follows the files and makes a generation of what changed, one
//! makes the search index of the newest, and one makes smaller images; the server asks what there is.

mod follower;
mod generation;
mod hosting;
pub mod http;
mod images;
mod indexer;
mod live;
mod media_type;
mod state;
mod watch;

pub use follower::Changed;
pub use hosting::{Hosting, Redirect};
pub use media_type::media_type;

use std::collections::BTreeSet;
use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::Date;

use crate::config::BaseUrl;
use crate::diagnostics::FilePath;
use crate::failure::Failure;
use crate::pipeline::{Checked, Memory, Publication};
use follower::Follower;
use generation::Generation;
use http::{Answers, Hosts};
use images::Images;
use state::State;
use watch::{Message, Watch};

/// What is served, and how.
pub struct Options {
    /// The folder of the knowledge base.
    pub root: PathBuf,
    /// The path that the site is to stand under, instead of that of the configuration.
    pub base_path: Option<BaseUrl>,
    /// What is shown, and to whom.
    pub publication: Publication,
    /// The day as of which action items are overdue; that of the last commit if none is named.
    pub as_of: Option<Date>,
    /// Whether files are looked at each second, instead of when the system tells of changes.
    pub polls: bool,
    /// What pages tell of their documents.
    pub telling: Telling,
    /// The day, for findings.
    pub today: Box<dyn Fn() -> Date + Send + Sync>,
}

/// What pages tell of their documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// What is found, and where the file is on this machine.
    All,
    /// What is found, for readers on other machines.
    Findings,
    /// Nothing: findings name other documents, which the readers may not be meant to see.
    Nothing,
}

/// What happens while a site is served.
#[derive(Debug)]
pub enum Event {
    /// A new state of the files is shown.
    Shown(Shown),
    /// The newest state of the files cannot be shown, and why; the last that could is shown on.
    Broken(String),
    /// What is shown is up to date again, though nothing of it changed.
    Mended,
    /// Something does not work, and what is done instead.
    Trouble(String),
}

/// A new state of the files.
#[derive(Debug)]
pub struct Shown {
    /// Counts from 1.
    pub number: u64,
    /// Which files differ from the state before it.
    pub changed: Changed,
    /// How long it took, from when the files had come to rest.
    pub took: Duration,
    /// How many documents there are.
    pub documents: usize,
    /// The path that the site stands under.
    pub base_path: String,
    /// What is found about the documents that changed; `None` where none did.
    pub checked: Option<Checked>,
}

impl Shown {
    fn new(generation: &Generation, changed: Changed, took: Duration, today: Date) -> Self {
        let groups = [&changed.new, &changed.modified, &changed.gone, &changed.found];
        let is_broken: BTreeSet<&FilePath> = generation.documents_with_broken_front_matter().collect();
        let is_changed = |path: &FilePath| {
            groups.iter().any(|paths| paths.contains(path)) || generation.number == 1 && is_broken.contains(path)
        };
        let is_asked = generation.number > 1 || !changed.found.is_empty() || !is_broken.is_empty();
        Self {
            number: generation.number,
            took,
            documents: generation.site.knowledge().documents().count(),
            base_path: generation.site.routes().base_path().to_owned(),
            checked: is_asked.then(|| generation.check_all(&is_changed, today)),
            changed,
        }
    }
}

/// A site that is followed and can be asked for.
pub struct Server {
    state: Arc<State>,
    follower: Sender<Message>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.follower.send(Message::Stop);
    }
}

impl Server {
    /// Reads the knowledge base and begins to follow it. What happens is told to `report`, the first state before this
    /// returns.
    ///
    /// # Errors
    ///
    /// When the folder is not there, or the system has no threads to give.
    pub fn start(options: Options, report: impl Fn(Event) + Send + Sync + 'static) -> Result<Self, Failure> {
        let root = options.root.canonicalize().map_err(|error| Failure::io("read", &options.root, error))?;
        let report: Arc<dyn Fn(Event) + Send + Sync> = Arc::new(report);
        let base_path = options.base_path.clone().unwrap_or_default();
        let state = Arc::new(State::new(base_path.path().to_owned(), options.telling, options.today));
        let (mut watch, sender) = Watch::new(root.clone(), options.polls);
        let (images, wanted) = Images::new(root.clone());
        let images = Arc::new(images);
        let follower = Follower {
            root,
            state: state.clone(),
            base_path: options.base_path,
            publication: options.publication,
            as_of: options.as_of,
            images: images.clone(),
            memory: Mutex::new(Memory::default()),
            report: report.clone(),
        };
        let changes = state.subscribe();
        follower.start(&mut watch);
        let indexed = Arc::downgrade(&state);
        spawn("search", move || indexer::follow(&indexed, changes, &*report))?;
        let (told, images) = (sender.clone(), Arc::downgrade(&images));
        spawn("images", move || images::make(&images, &wanted, follower::tells(&told)))?;
        spawn("follow", move || follower.follow(watch))?;
        Ok(Self { state, follower: sender })
    }

    /// What stands where at this moment.
    #[must_use]
    pub fn answers(&self) -> Arc<dyn Answers> {
        self.state.clone()
    }

    /// Answers on a listener until `stop` is ready.
    ///
    /// # Errors
    ///
    /// When the listener cannot be used, or no threads can be started.
    pub fn run(
        &self,
        listener: TcpListener,
        hosts: Hosts,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        http::run(listener, self.state.clone(), hosts, stop)
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map(drop).map_err(|error| Failure::message(format!("the system gives no more threads: {error}")))
}
