//! Helpers of the integration tests: knowledge bases in temporary folders, and what a check finds in them.

pub mod links;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use afterword::diagnostics::{Diagnostic, FilePath, human};
use afterword::pipeline::{self, Publication, Understood};
use afterword::site::Content;
use tempfile::TempDir;

/// The day on which checks are made.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2027, 1, 1);

/// A folder that is removed when the test ends, with files in it.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files, given as path and content.
    pub fn with<'a, T: AsRef<[u8]> + 'a>(files: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let folder = Self::new();
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        let parent = path.parent().expect("a file has a folder");
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, content))
            .expect("the temporary folder can be written");
    }

    /// Reads the folder and takes its documents apart.
    pub fn understood(&self) -> Understood {
        pipeline::understand(&pipeline::read(self.path()).expect("the folder can be read"))
    }

    /// Everything that a check of the whole folder finds, one line a finding.
    pub fn findings(&self) -> Vec<String> {
        let understood = self.understood();
        let checked = understood.check(TODAY, &|_| true);
        checked.diagnostics.iter().map(|diagnostic| line(&understood, diagnostic)).collect()
    }

    /// The same, each file checked alone; those of the configuration come up every time and count once.
    pub fn findings_one_by_one(&self) -> Vec<String> {
        let read = pipeline::read(self.path()).expect("the folder can be read");
        let all = pipeline::understand(&read).check(TODAY, &|_| true);
        let paths: BTreeSet<&FilePath> = all.diagnostics.iter().map(|it| &it.path).collect();
        let mut findings = Vec::new();
        for asked in paths.into_iter().chain(read.snapshot.texts.keys()).collect::<BTreeSet<_>>() {
            let is_asked_for = |path: &FilePath| path == asked;
            let understood = pipeline::understand_for(&read, &is_asked_for);
            let checked = understood.check(TODAY, &is_asked_for);
            findings.extend(checked.diagnostics.iter().map(|diagnostic| line(&understood, diagnostic)));
        }
        findings
    }
}

/// A finding as `path:line:column level rule: message`; a file as a whole has no line.
pub fn line(understood: &Understood, diagnostic: &Diagnostic) -> String {
    let place =
        diagnostic.span.zip(understood.unmasked_file(&diagnostic.path)).map(|(span, file)| file.position(span.start));
    let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    let Diagnostic { path, code, message, .. } = diagnostic;
    format!("{path}{place} {} {code}: {message}", diagnostic.level)
}

/// Whether expected results are to be rewritten: `AFTERWORD_BLESS=1`.
pub fn blesses() -> bool {
    std::env::var_os("AFTERWORD_BLESS").is_some_and(|value| value == "1")
}

/// The whole way for a folder: every page of its site by output path, the search index included.
///
/// Panics where anything fails. All findings are checked to stand inside their files on the way, and the first of them
/// are rendered.
pub fn whole_way(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let read = pipeline::read(folder.path()).expect("the folder can be read");
    let understood = pipeline::understand(&read);
    let checked = understood.check(TODAY, &|_| true);
    for (index, diagnostic) in checked.diagnostics.iter().enumerate() {
        let file = understood.unmasked_file(&diagnostic.path);
        if let Some(file) = file {
            let places = diagnostic.span.iter().chain(diagnostic.related.iter().map(|label| &label.span));
            places.for_each(|span| assert!(file.text.get(span.range()).is_some(), "{diagnostic:?} is not in its file"));
        }
        if index < 50 {
            let shown = human::render(diagnostic, file, false);
            assert!(shown.len() < 20_000, "a finding takes {} bytes to show", shown.len());
        }
    }
    let site = pipeline::site(understood.publish(Publication::EVERYTHING), &read.snapshot, pipeline::Variants::new())
        .expect("a site");
    let mut files = pipeline::search_index(&site).expect("an index");
    for route in site.routes().iter() {
        let content = site.render(route).expect("a page").expect("a page at each route");
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::File(path) => fs::read(folder.path().join(path.as_str())).expect("a file of the knowledge base"),
        };
        files.insert(route.output_path(), bytes);
    }
    files
}
