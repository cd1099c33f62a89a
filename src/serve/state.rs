//! What is served now: the newest generation that could be made, what keeps the next one from being made, and the search
//! index of either. Threads that read files and make indexes put them here; the server asks.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::civil::Date;
use serde::Serialize;
use tokio::sync::watch;

use super::generation::{Finding, Generation, Made};
use super::http::{Answer, Answers, Bytes};
use super::{Telling, live, media_type};
use crate::diagnostics::FilePath;
use crate::pipeline;

/// What a host tells of pages that change: ask each time.
const ALWAYS_ASK: (&str, &str) = ("Cache-Control", "no-cache");

/// What readers on other machines are told of what is broken, whose text may quote what they are not meant to see.
const BROKEN_FOR_OTHERS: &str = "error: the newest state cannot be shown yet; whoever serves it sees why";

/// The folder of the theme's files.
const ASSETS: &str = "assets/";

/// How many of them are kept that are no more.
const ASSETS_KEPT: usize = 64;

/// What is served now.
pub(super) struct State {
    /// The day, for findings.
    today: Box<dyn Fn() -> Date + Send + Sync>,
    now: RwLock<Now>,
    changes: watch::Sender<String>,
    /// The last good pages of documents whose front matter is broken, by their paths.
    gone: Mutex<HashMap<String, Gone>>,
    /// What pages tell of their documents.
    telling: Telling,
    /// Files of the theme as they were before, which pages that are being loaded still ask for.
    old_assets: Mutex<VecDeque<(String, Arc<Made>)>>,
}

/// A page that is there no more, since its document's front matter broke.
#[derive(Clone)]
struct Gone {
    document: FilePath,
    page: Arc<Made>,
}

#[derive(Clone, Default)]
struct Now {
    generation: Option<Arc<Generation>>,
    /// What keeps the newest state of the files from being shown.
    broken: Option<Arc<str>>,
    index: Option<Arc<Index>>,
    /// The index before it, of which pages may still have the root.
    index_before: Option<Arc<Index>>,
    /// The base path, for as long as there is no generation.
    base_path: String,
}

/// The files of a search index.
pub(super) struct Index {
    /// The generation that it was made of.
    pub(super) generation: u64,
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// What all tabs are told.
#[derive(Serialize)]
struct Change {
    generation: u64,
    search: &'static str,
}

/// What one page is told.
#[derive(Serialize)]
struct PageState {
    generation: u64,
    version: Option<String>,
    document: Option<String>,
    broken: Option<Broken>,
    search: &'static str,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Broken {
    text: String,
}

impl State {
    pub(super) fn new(base_path: String, telling: Telling, today: Box<dyn Fn() -> Date + Send + Sync>) -> Self {
        let now = Now { base_path, ..Now::default() };
        let changes = watch::Sender::new(now.change());
        Self { today, now: RwLock::new(now), changes, gone: Mutex::default(), telling, old_assets: Mutex::default() }
    }

    /// What tells of each change.
    pub(super) fn subscribe(&self) -> watch::Receiver<String> {
        self.changes.subscribe()
    }

    /// What is served at this moment.
    fn now(&self) -> Now {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn update(&self, change: impl FnOnce(&mut Now)) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        change(&mut now);
        self.changes.send_replace(now.change());
    }

    /// The newest generation that could be made.
    pub(super) fn generation(&self) -> Option<Arc<Generation>> {
        self.now().generation
    }

    /// The day, for findings.
    pub(super) fn today(&self) -> Date {
        (self.today)()
    }

    /// Shows a new generation from now on, and gives the one before it.
    pub(super) fn show(&self, generation: Arc<Generation>) -> Option<Arc<Generation>> {
        self.remember_gone(&generation);
        self.remember_assets(&generation);
        let mut before = None;
        self.update(|now| {
            before = now.generation.replace(generation);
            now.broken = None;
        });
        before
    }

    /// Keeps what is shown, and says why it is not newer. Gives whether that is news.
    pub(super) fn keep_showing(&self, why: &str) -> bool {
        let is_news = self.now().broken.as_deref() != Some(why);
        if is_news {
            self.update(|now| now.broken = Some(why.into()));
        }
        is_news
    }

    /// What is shown is up to date again, though nothing of it changed. Gives whether it was broken.
    pub(super) fn mend(&self) -> bool {
        let was_broken = self.now().broken.is_some();
        if was_broken {
            self.update(|now| now.broken = None);
        }
        was_broken
    }

    /// Searches are answered from this index from now on.
    pub(super) fn show_index(&self, index: Index) {
        self.update(|now| now.index_before = now.index.replace(Arc::new(index)));
    }

    /// Remembers which pages are gone because the front matter of their documents broke.
    fn remember_gone(&self, next: &Generation) {
        let Some(before) = self.generation() else { return };
        let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        for document in next.documents_with_broken_front_matter() {
            if let Some(route) = before.site.route_of(document).filter(|route| next.document(route.as_str()).is_none())
            {
                let page = before.make(route.as_str());
                gone.insert(route.as_str().to_owned(), Gone { document: document.clone(), page });
            }
        }
        let is_broken: BTreeSet<&FilePath> = next.documents_with_broken_front_matter().collect();
        gone.retain(|route, it| next.document(route).is_none() && is_broken.contains(&it.document));
    }

    /// Remembers the files of the theme that the next generation has no more, since their names say what is in them.
    fn remember_assets(&self, next: &Generation) {
        let Some(before) = self.generation() else { return };
        let mut old = self.old_assets.lock().unwrap_or_else(PoisonError::into_inner);
        for route in before.site.routes().below(ASSETS).filter(|route| !next.site.routes().has(route)) {
            old.push_back((route.as_str().to_owned(), before.make(route.as_str())));
        }
        while old.len() > ASSETS_KEPT {
            old.pop_front();
        }
    }

    /// What stands at a path; or stood there when a page was loaded that still asks for it, or before the front matter of
    /// its document broke.
    fn make(&self, generation: &Generation, path: &str) -> Arc<Made> {
        let made = generation.make(path);
        if *made != Made::Nothing {
            return made;
        }
        if let Some(gone) = self.gone(path) {
            return gone.page;
        }
        let old = self.old_assets.lock().unwrap_or_else(PoisonError::into_inner);
        old.iter().rev().find(|(known, _)| known == path).map_or(made, |(_, made)| made.clone())
    }

    /// The last good page of a path. What its document has become meanwhile is known to nobody, and so it is not for others.
    fn gone(&self, path: &str) -> Option<Gone> {
        if self.telling == Telling::Nothing {
            return None;
        }
        self.gone.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    /// The document of a page that is there, or would be if its front matter were not broken.
    fn document_of(&self, generation: &Generation, path: &str) -> Option<FilePath> {
        let gone = || self.gone(path).map(|gone| gone.document);
        let meant = || generation.document_meant(path).filter(|_| self.telling != Telling::Nothing).cloned();
        generation.document(path).cloned().or_else(gone).or_else(meant)
    }

    /// What is broken, as it may be told.
    fn told(&self, why: &str) -> String {
        if self.telling == Telling::Nothing { BROKEN_FOR_OTHERS.to_owned() } else { why.to_owned() }
    }

    fn page_state(&self, path: &str) -> PageState {
        let now = self.now();
        let broken = now.broken.as_deref().map(|why| self.told(why));
        let Some(generation) = now.generation.clone() else {
            let broken = broken.map(|text| Broken { text });
            let search = now.search();
            return PageState { generation: 0, version: None, document: None, broken, search, findings: Vec::new() };
        };
        let made = self.make(&generation, path);
        let document = self.document_of(&generation, path);
        let front_matter = || generation.broken_front_matter(document.as_ref()?, self.today());
        let (version, fails) = match &*made {
            Made::Page { version, .. } => (Some(version.clone()), None),
            Made::Broken(why) => (None, Some(self.told(&format!("error: {why}")))),
            _ => (None, None),
        };
        let broken = broken.or(fails).or_else(|| front_matter().map(|why| self.told(&why)));
        let broken = broken.map(|text| Broken { text });
        PageState {
            generation: generation.number,
            version,
            broken,
            search: now.search(),
            findings: document.as_ref().map(|it| self.findings(&generation, it)).unwrap_or_default(),
            document: document.map(|it| it.to_string()),
        }
    }

    fn findings(&self, generation: &Generation, document: &FilePath) -> Vec<Finding> {
        match self.telling {
            Telling::Nothing => Vec::new(),
            telling => generation.findings(document, self.today(), telling),
        }
    }

    /// A file of the search index; `None` while the first one is being made.
    fn search_file(now: &Now, path: &str) -> Option<Answer> {
        let index = now.index.as_ref()?;
        let file = index.files.get(path).or_else(|| now.index_before.as_ref()?.files.get(path));
        Some(match file {
            Some(bytes) => answer(200, &media_type(path), bytes.clone()),
            None => answer(404, "text/plain; charset=utf-8", b"no such file of the search index\n".to_vec()),
        })
    }

    /// What stands at a path, or where the host is told to lead from there.
    fn made(&self, now: &Now, generation: &Generation, path: &str) -> Answer {
        let (base_path, mut made) = (now.base_path(), self.make(generation, path));
        let address = format!("{base_path}{path}");
        let mut status = None;
        if let Some(redirect) = generation.hosting.redirect(&address, *made != Made::Nothing) {
            match (redirect.status, redirect.to.strip_prefix(base_path)) {
                (200 | 404, inside) => {
                    made = inside.map_or_else(|| Arc::new(Made::Nothing), |path| generation.make(path));
                    status = Some(redirect.status);
                }
                (elsewhere, _) => return lead(elsewhere, &redirect.to),
            }
        }
        let answer = match &*made {
            Made::Page { bytes, version } => page(status.unwrap_or(200), live::page(bytes, base_path, version)),
            Made::File { bytes, media_type } => answer(status.unwrap_or(200), media_type, bytes.clone()),
            Made::Elsewhere(address) => lead(301, address),
            Made::Broken(why) => {
                let why = self.told(&format!("error: {why}"));
                page(500, live::message_page("This page cannot be made", &why, base_path))
            }
            Made::Nothing => match &*generation.make("404.html") {
                Made::Page { bytes, version } => page(404, live::page(bytes, base_path, version)),
                _ => page(404, live::message_page("There is no such page", "", base_path)),
            },
        };
        with_headers(answer, generation.hosting.headers(&address))
    }
}

/// An answer with what the host is told to say besides, which comes before what the server says by itself.
fn with_headers(mut answer: Answer, headers: Vec<(String, String)>) -> Answer {
    let is_told = |name: &str| headers.iter().any(|(told, _)| told.eq_ignore_ascii_case(name));
    answer.headers.retain(|(name, _)| !is_told(name));
    answer.headers.extend(headers);
    answer
}

fn lead(status: u16, address: &str) -> Answer {
    let mut answer = answer(status, "text/plain; charset=utf-8", format!("see {address}\n").into_bytes());
    answer.headers.push(("Location".to_owned(), address.to_owned()));
    answer
}

impl Now {
    fn search(&self) -> &'static str {
        let number = self.generation.as_ref().map(|generation| (generation.number, generation.site.has_search()));
        match (number, &self.index) {
            (None | Some((_, false)), _) => "none",
            (Some((number, _)), Some(index)) if index.generation == number => "current",
            _ => "behind",
        }
    }

    fn change(&self) -> String {
        let generation = self.generation.as_ref().map_or(0, |generation| generation.number);
        let change = Change { generation, search: self.search() };
        serde_json::to_string(&change).expect("a number and a word are JSON")
    }

    fn base_path(&self) -> &str {
        self.generation.as_ref().map_or(&self.base_path, |generation| generation.site.routes().base_path())
    }
}

impl Answers for State {
    fn base_path(&self) -> String {
        self.now().base_path().to_owned()
    }

    fn answer(&self, path: &str) -> Option<Answer> {
        let now = self.now();
        if let Some(answer) = path.strip_prefix(live::FOLDER).and_then(live::file) {
            return Some(answer);
        }
        let Some(generation) = now.generation.clone() else {
            let why = self.told(now.broken.as_deref().unwrap_or_default());
            return Some(page(500, live::message_page("The site cannot be made yet", &why, now.base_path())));
        };
        if path.starts_with(pipeline::SEARCH_FOLDER) && generation.site.has_search() {
            return Self::search_file(&now, path);
        }
        Some(self.made(&now, &generation, path))
    }

    fn service_worker(&self) -> Answer {
        answer(200, &media_type("sw.js"), live::NO_WORKER.as_bytes().to_vec())
    }

    fn state(&self, path: &str) -> String {
        serde_json::to_string(&self.page_state(path)).expect("numbers and texts are JSON")
    }

    fn changes(&self) -> watch::Receiver<String> {
        self.subscribe()
    }
}

fn page(status: u16, bytes: Vec<u8>) -> Answer {
    answer(status, "text/html; charset=utf-8", bytes)
}

fn answer(status: u16, media_type: &str, body: Vec<u8>) -> Answer {
    let headers = [("Content-Type", media_type), ALWAYS_ASK];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Answer { status, headers, body: Bytes::from(body) }
}
