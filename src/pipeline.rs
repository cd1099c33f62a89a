//! The only place where the stages are joined: from a folder to its findings and its knowledge base.
//!
//! [`read`] takes the folder, [`understand`] what its texts mean and how they are linked, [`Understood::check`] holds them
//! against their templates, and [`Understood::publish`] gives what a build may show.

mod mend;
mod understanding;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use afterword_search::{IndexFiles, Language, SearchError};
use jiff::civil::Date;

use crate::checks::{self, Styles};
use crate::config::{self, Config, Term};
use crate::diagnostics::{self, Diagnostic, FilePath, SourceFile};
use crate::failure::Failure;
use crate::knowledge::KnowledgeBase;
use crate::model::{Factor, Page, Postmortem, Status, Visibility};
use crate::repo::{self, Changes, Snapshot};
use crate::site::{self, Site, search_documents};
use crate::theme::{self, Theme};

pub use crate::repo::Variants;
pub use mend::{Mended, Scope, mend};
pub use understanding::{Understood, understand, understand_again, understand_for};

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Who is to see the site: [`Visibility::Internal`] sees all, [`Visibility::Public`] what may be shared.
    pub audience: Visibility,
}

impl Publication {
    /// Everything, drafts included: what checks look at.
    pub const EVERYTHING: Self = Self { drafts: true, audience: Visibility::Internal };

    fn shows(self, status: Status, visibility: Visibility) -> bool {
        match self.audience {
            Visibility::Internal => self.drafts || status != Status::Draft,
            // What is still in review may yet turn out to be internal.
            Visibility::Public => visibility == Visibility::Public && (self.drafts || status == Status::Published),
        }
    }
}

/// A folder as it was read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The knowledge base's folder.
    pub root: PathBuf,
    /// What the configuration means.
    pub config: Arc<Config>,
    /// The files.
    pub snapshot: Snapshot,
    /// The rules about wording that the team has written.
    pub styles: Arc<Styles>,
    /// The configuration's text, for findings in it.
    pub config_file: Option<Arc<SourceFile>>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// The mistakes in the configuration, with which no command does its work, and its text as they may be shown with it.
    #[must_use]
    pub fn config_mistakes(&self) -> (Vec<Diagnostic>, Option<Arc<SourceFile>>) {
        let is_mistake = |diagnostic: &&Diagnostic| diagnostic.code == "invalid-configuration";
        let mut mistakes: Vec<Diagnostic> = self.diagnostics.iter().filter(is_mistake).cloned().collect();
        let Some(file) = self.config_file.as_ref().filter(|_| !mistakes.is_empty()) else {
            return (mistakes, None);
        };
        let count = mistakes.len();
        mistakes.extend(checks::secrets_in(file));
        let mut shown = diagnostics::mask(&mut mistakes, &BTreeMap::from([(file.path.clone(), file.clone())]));
        mistakes.truncate(count);
        (mistakes, shown.remove(&file.path).or_else(|| Some(file.clone())))
    }

    /// Puts a text, or what kept it from being read, in place of what stood at its path.
    pub fn put(&mut self, path: &FilePath, text: Result<SourceFile, Box<Diagnostic>>) {
        self.diagnostics.retain(|diagnostic| diagnostic.path != *path);
        self.snapshot.assets.remove(path);
        self.snapshot.texts.remove(path);
        match text {
            Ok(file) => {
                self.snapshot.texts.insert(path.clone(), Arc::new(file));
            }
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }
}

/// What was read and understood before, so that only what changed is read and understood again.
#[derive(Debug, Default)]
pub struct Memory {
    files: repo::Memory,
    styles: StylesMemory,
    meanings: understanding::Memory,
    theme: ThemeMemory,
    site: site::Memory,
}

/// Reads the folder of a knowledge base.
///
/// # Errors
///
/// When the folder or its configuration cannot be read.
pub fn read(root: &Path) -> Result<Read, Failure> {
    read_again(root, &mut Memory::default(), &BTreeSet::new())
}

/// The same where it was read before: a file is read again if it looks changed, or is one of those that were `touched`.
///
/// # Errors
///
/// When the folder or its configuration cannot be read.
pub fn read_again(root: &Path, memory: &mut Memory, touched: &BTreeSet<FilePath>) -> Result<Read, Failure> {
    let config_file = repo::read_config(root)
        .map_err(|error| Failure::io("read", &root.join(config::FILE_NAME), error))?
        .map(Arc::new);
    let parsed = |names: &[&str]| config_file.as_ref().map(|file| config::parse(file, names)).unwrap_or_default();
    // Which styles there are is known once their folder is read, which the configuration names.
    let (config, _) = parsed(&checks::level_names());
    let (snapshot, left_out) =
        repo::read(root, &config, &mut memory.files, touched).map_err(|error| Failure::io("read", root, error))?;
    let (styles, mistakes) = memory.styles.read(&snapshot.styles, &config.styles);
    let mut names: Vec<&str> = checks::level_names();
    names.extend(styles.level_names());
    let (config, mut diagnostics) = parsed(&names);
    diagnostics.extend(left_out);
    diagnostics.extend(missing_theme(&config, &snapshot));
    diagnostics.extend(missing_logo(&config, &snapshot));
    diagnostics.extend(mistakes);
    Ok(Read { root: root.to_owned(), config: Arc::new(config), snapshot, styles, config_file, diagnostics })
}

/// The styles of before, with what they were read from.
#[derive(Debug, Default)]
struct StylesMemory {
    files: BTreeMap<FilePath, Arc<SourceFile>>,
    folder: String,
    styles: Arc<Styles>,
    mistakes: Vec<Diagnostic>,
}

impl StylesMemory {
    /// Reads the styles, if one of their files is another one.
    fn read(&mut self, files: &BTreeMap<FilePath, Arc<SourceFile>>, folder: &str) -> (Arc<Styles>, Vec<Diagnostic>) {
        if self.files != *files || self.folder != folder {
            let (styles, mistakes) = Styles::read(files, folder);
            *self = Self { files: files.clone(), folder: folder.to_owned(), styles: Arc::new(styles), mistakes };
        }
        (self.styles.clone(), self.mistakes.clone())
    }
}

/// The finding for a theme that is neither a folder of the knowledge base nor built in.
fn missing_theme(config: &Config, snapshot: &Snapshot) -> Option<Diagnostic> {
    let built_in = theme::built_in();
    let is_there = snapshot.themes.contains(&config.theme) || built_in.contains(&config.theme);
    let span = config.theme_span.filter(|_| !is_there)?;
    let message = format!("there is no theme `{}`", config.theme);
    let diagnostic = Diagnostic::error("invalid-configuration", &FilePath::new(config::FILE_NAME), message).at(span);
    let known = || built_in.iter().chain(&snapshot.themes).map(String::as_str);
    let help = match diagnostics::nearest(&config.theme, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make a folder `themes/{}/`, or use one of {}", config.theme, quoted(known())),
    };
    Some(diagnostic.help(help))
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The finding for a logo that is not there.
fn missing_logo(config: &Config, snapshot: &Snapshot) -> Option<Diagnostic> {
    let logo = config.logo.as_ref()?;
    let name = logo.path.as_str().strip_prefix("static/").unwrap_or(logo.path.as_str());
    if snapshot.statics.contains(&FilePath::new(name)) {
        return None;
    }
    let message = format!("there is no image `{}`", logo.path);
    let diagnostic = Diagnostic::error("invalid-configuration", &FilePath::new(config::FILE_NAME), message);
    Some(diagnostic.at(logo.span).help("put the image there, or leave `logo` out"))
}

/// What changed in a folder since `HEAD` and a revision parted.
///
/// # Errors
///
/// When git cannot tell.
pub fn changes(read: &Read, reference: &str) -> Result<Changes, Failure> {
    let texts = &read.snapshot.texts;
    let unread = read.diagnostics.iter().map(|diagnostic| &diagnostic.path);
    let unread = unread.filter(|path| !texts.contains_key(*path) && path.as_str() != config::FILE_NAME);
    repo::changes(&read.root, reference, texts.values().chain(&read.config_file), unread)
}

/// The findings of a check.
#[derive(Debug)]
pub struct Checked {
    /// In the order of reports.
    pub diagnostics: Vec<Diagnostic>,
    /// How many documents were held against their templates.
    pub documents: usize,
    files: Arc<BTreeMap<FilePath, Arc<SourceFile>>>,
    /// Those that may not be shown as they are, as they may be.
    masked: BTreeMap<FilePath, Arc<SourceFile>>,
}

impl Checked {
    /// The text of a file as reports may show it: what masked findings point at is unreadable there. Offsets, lines and
    /// columns are those of the file.
    #[must_use]
    pub fn file(&self, path: &FilePath) -> Option<&SourceFile> {
        self.masked.get(path).or_else(|| self.files.get(path)).map(Arc::as_ref)
    }
}

/// Files as reports may show them: what a check of all documents would mask is unreadable in them.
#[must_use]
pub fn masked(
    read: &Read,
    texts: &BTreeMap<FilePath, Arc<SourceFile>>,
    today: Date,
) -> BTreeMap<FilePath, Arc<SourceFile>> {
    let checked = understand(&mend::with_texts(read, texts.clone())).check(today, &|_| true);
    let mut files = BTreeMap::clone(&checked.files);
    files.extend(checked.masked);
    files
}

impl Checked {
    /// Leaves out what is not about what changed, if that is asked for.
    #[must_use]
    pub fn since(mut self, changes: Option<&Changes>) -> Self {
        if let Some(changes) = changes {
            self.diagnostics.retain(|diagnostic| changes.concern(diagnostic));
        }
        self
    }
}

impl Understood {
    /// Holds documents against their templates, as of a day: all, or those that `is_asked_for` names.
    #[must_use]
    pub fn check(&self, today: Date, is_asked_for: &(impl Fn(&FilePath) -> bool + Sync)) -> Checked {
        let mut found: Vec<Diagnostic> =
            self.diagnostics.iter().filter(|diagnostic| is_asked_for(&diagnostic.path)).cloned().collect();
        // What stands in the configuration may be shown with any document.
        found
            .extend(self.files.get(&FilePath::new(config::FILE_NAME)).iter().flat_map(|file| checks::secrets_in(file)));
        found.extend(checks::check(&self.everything, &self.templates, &self.styles, today, is_asked_for));
        let found = checks::without_echoes(checks::with_levels(found, &self.everything.config));
        let asked_for: Vec<_> = self.everything.documents().filter(|document| is_asked_for(document.path())).collect();
        let mut found = checks::apply_allowances(found, &asked_for, &self.styles, &self.everything.config);
        diagnostics::sort(&mut found);
        let masked = diagnostics::mask(&mut found, &self.files);
        found.retain(|diagnostic| diagnostic.path.as_str() != config::FILE_NAME || is_asked_for(&diagnostic.path));
        Checked { diagnostics: found, documents: asked_for.len(), files: self.files.clone(), masked }
    }

    /// Gives what a build may show. What it may not show is not in it, nor in anything made from it.
    #[must_use]
    pub fn publish(&self, publication: Publication) -> Arc<KnowledgeBase> {
        let shows_postmortem = |it: &Postmortem| publication.shows(it.status, it.visibility);
        let shows_page = |it: &Page| publication.shows(it.status, it.visibility);
        let everything = &self.everything;
        let mut config = everything.config.clone();
        if publication.audience == Visibility::Public {
            let shown = || everything.postmortems.iter().filter(|it| shows_postmortem(it));
            let services: BTreeSet<&str> = shown().flat_map(|it| &it.services).map(String::as_str).collect();
            let severities: BTreeSet<&str> = shown().filter_map(|it| it.severity.as_deref()).collect();
            let is_unused =
                |known: &[Term], used: &BTreeSet<&str>| known.iter().any(|it| !used.contains(it.id.as_str()));
            if is_unused(&config.services, &services) || is_unused(&config.severities, &severities) {
                let config = Arc::make_mut(&mut config);
                config.services.retain(|service| services.contains(service.id.as_str()));
                config.severities.retain(|severity| severities.contains(severity.id.as_str()));
            }
        }
        let shows_factor = |it: &Factor| publication.shows(it.status, it.visibility);
        let is_whole = Arc::ptr_eq(&config, &everything.config)
            && everything.postmortems.iter().all(|it| shows_postmortem(it))
            && everything.pages.iter().all(shows_page)
            && everything.factors.values().all(shows_factor);
        if is_whole {
            return everything.clone();
        }
        Arc::new(everything.retain(config, shows_postmortem, shows_page, shows_factor))
    }

    /// The text of a file as it was read. What is shown to anybody is [`Checked::file`].
    #[must_use]
    pub fn unmasked_file(&self, path: &FilePath) -> Option<&SourceFile> {
        self.files.get(path).map(Arc::as_ref)
    }
}

/// Makes the smaller variants of the wide images that documents show. `known` gives the files of an earlier build whose
/// names begin with a text.
///
/// # Errors
///
/// When the machine has no threads to give.
pub fn variants(
    knowledge: &KnowledgeBase,
    root: &Path,
    known: &(impl Fn(&str) -> Vec<String> + Sync),
) -> Result<Variants, Failure> {
    repo::variants(root, &wide_images(knowledge), known)
}

/// The images that documents show and that may have smaller variants, with their width and height in pixels.
#[must_use]
pub fn wide_images(knowledge: &KnowledgeBase) -> BTreeMap<FilePath, (usize, usize)> {
    let shown = knowledge.documents().flat_map(|document| {
        let targets = document.images.iter().map(|image| image.target.as_str());
        targets.filter_map(|target| knowledge.image(document.path(), target))
    });
    let sized = shown.filter_map(|path| Some((knowledge.image_sizes.get(&path).copied()?, path)));
    let wide = sized.filter(|(size, path)| repo::may_have_variants(path, *size));
    wide.map(|(size, path)| (path, size)).collect()
}

/// Gives the pages of a knowledge base their theme and their routes.
///
/// # Errors
///
/// When the theme is broken, or two things want the same route.
pub fn site(knowledge: Arc<KnowledgeBase>, snapshot: &Snapshot, variants: Variants) -> Result<Site, Failure> {
    site_again(knowledge, snapshot, variants, &mut Memory::default())
}

/// The same where a site was made before: what did not change of it is not made again.
///
/// # Errors
///
/// When the theme is broken, or two things want the same route.
pub fn site_again(
    knowledge: Arc<KnowledgeBase>,
    snapshot: &Snapshot,
    variants: Variants,
    memory: &mut Memory,
) -> Result<Site, Failure> {
    let theme = memory.theme.load(&knowledge.config, &snapshot.theme);
    let theme = theme.map_err(|error| Failure::message(error.to_string()))?;
    Site::again(knowledge, &theme, (&snapshot.statics, variants), &mut memory.site)
        .map_err(|error| Failure::message(error.to_string()))
}

/// The theme of before, with what it was made of.
#[derive(Debug, Default)]
struct ThemeMemory {
    files: BTreeMap<String, Vec<u8>>,
    config: Arc<Config>,
    theme: Option<Arc<Theme>>,
}

impl ThemeMemory {
    /// Loads the theme of a configuration, unless it is that of before.
    fn load(
        &mut self,
        config: &Arc<Config>,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Arc<Theme>, theme::ThemeError> {
        if let Some(theme) = self.theme.as_ref().filter(|_| self.config == *config && self.files == *files) {
            return Ok(theme.clone());
        }
        let theme = Arc::new(Theme::load(&config.theme, files, &config.language)?.with_accent(config.accent));
        *self = Self { files: files.clone(), config: config.clone(), theme: Some(theme.clone()) };
        Ok(theme)
    }
}

/// The files of the search index, and beside them the name of what it was made of; none where no page would read them.
///
/// # Errors
///
/// When the index cannot be written.
pub fn search_index(site: &Site) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    if !site.has_search() {
        return Ok(BTreeMap::new());
    }
    let failed = |error| Failure::message(format!("cannot write the search index: {error}"));
    let files = index(site).map_err(failed)?;
    let source = search_source(site, files.get(afterword_search::ROOT).unwrap_or_default()).map_err(failed)?;
    let mut files: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|(name, bytes)| (format!("{SEARCH_FOLDER}/{name}"), bytes)).collect();
    files.insert(format!("{SEARCH_FOLDER}/{SEARCH_SOURCE}"), source.into_bytes());
    Ok(files)
}

/// The search index of a site.
///
/// # Errors
///
/// When the index cannot be written.
pub fn index(site: &Site) -> Result<IndexFiles, SearchError> {
    let language = Language::from_tag(&site.knowledge().config.language);
    afterword_search::write_index(search_documents(site.knowledge(), site.routes()), language)
}

/// The folder of the search index in the site.
pub const SEARCH_FOLDER: &str = "search/data";

/// The file beside the index that names what it was made of.
pub const SEARCH_SOURCE: &str = "source";

/// Names what an index is made of, and its root: two sites with the same name have the same index.
///
/// # Errors
///
/// Never: documents can be written as JSON.
pub fn search_source(site: &Site, root: &[u8]) -> Result<String, SearchError> {
    let mut hasher = blake3::Hasher::new();
    let version = format!("{} {}", env!("CARGO_PKG_VERSION"), afterword_search::FORMAT);
    serde_json::to_writer(&mut hasher, &(version, &site.knowledge().config.language))?;
    for document in search_documents(site.knowledge(), site.routes()) {
        serde_json::to_writer(&mut hasher, &document)?;
    }
    Ok(format!("{}\n{}\n", hasher.finalize().to_hex(), blake3::hash(root).to_hex()))
}
