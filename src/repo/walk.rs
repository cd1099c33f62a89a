//! One walk over the folder: what is a document, what may be published, and what is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::memory::{Learned, Memory, Nature, Wanted};
use super::{OUTPUT_MARK, Snapshot, unreadable};
use crate::config::{self, Config};
use crate::diagnostics::{Diagnostic, FilePath, SourceFile};

/// Endings of Markdown files; `.erb` and `.html` may stand behind or before them.
const MARKDOWN_ENDINGS: [&str; 7] = [".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"];

/// Folders that hold no documents whatever is in them.
const NEVER_WALKED: [&str; 2] = ["target", "node_modules"];

/// The deepest folder that is looked into.
const DEPTH_LIMIT: usize = 64;

/// Whether a file is read as a document or template by its name.
pub(super) fn wants_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let name = name.strip_suffix(".erb").unwrap_or(&name);
    MARKDOWN_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a file may be a document or template by its name.
#[must_use]
pub fn is_markdown(path: &Path) -> bool {
    path.file_name().is_some_and(|name| wants_text(&name.to_string_lossy()))
}

/// Whether a file is YAML in the folder of styles.
fn is_style(path: &str, config: &Config) -> bool {
    let inside = path.strip_prefix(config.styles.as_str()).is_some_and(|rest| rest.starts_with('/'));
    inside && [".yml", ".yaml"].iter().any(|ending| path.ends_with(ending))
}

/// Reads the folder of a knowledge base. What `memory` knows is read again if it looks changed, or is one of `touched`.
///
/// # Errors
///
/// When the folder itself cannot be read.
pub fn read(
    root: &Path,
    config: &Config,
    memory: &mut Memory,
    touched: &BTreeSet<FilePath>,
) -> io::Result<(Snapshot, Vec<Diagnostic>)> {
    fs::read_dir(root)?;
    let mut walk = Walk {
        root,
        real_root: root.canonicalize()?,
        config,
        include: glob_set(&config.include),
        exclude: glob_set(&config.exclude),
        ignores: BTreeMap::new(),
        ignores_above: Vec::new(),
        wanted: Vec::new(),
        snapshot: Snapshot::default(),
        diagnostics: Vec::new(),
    };
    walk.run();
    let mut wanted = std::mem::take(&mut walk.wanted);
    // The walk comes by in whatever order the file system has.
    wanted.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    for (path, learned) in memory.learn(root, wanted, touched) {
        match learned {
            Ok(Learned::Text(file)) => walk.text(path, file),
            Ok(Learned::Bytes(bytes)) => walk.theme_file(&path, &bytes),
            Ok(Learned::Nature(nature)) => walk.asset(path, nature),
            Err(error) => walk.diagnostics.push(unreadable(&path, &error)),
        }
    }
    walk.diagnostics.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((walk.snapshot, walk.diagnostics))
}

/// Globs of the configuration, which has checked each of them. `*` stays within a folder, `**` does not.
#[must_use]
pub fn glob_set(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in patterns.iter().filter_map(|pattern| GlobBuilder::new(pattern).literal_separator(true).build().ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

/// The rules of a folder's own `.gitignore`, where it has one.
fn ignore_of(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    // Like git, which follows no link there.
    if file.is_symlink() || !file.is_file() {
        return None;
    }
    let mut builder = GitignoreBuilder::new(folder);
    // A broken line in a `.gitignore` is git's to complain about; the others count.
    let _ = builder.add(file);
    builder.build().ok()
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    config: &'a Config,
    include: GlobSet,
    exclude: GlobSet,
    /// The `.gitignore` of each folder met so far, where it has one.
    ignores: BTreeMap<PathBuf, Gitignore>,
    /// Those of the folders above the knowledge base, up to the root of the repository; the nearest first.
    ignores_above: Vec<Gitignore>,
    wanted: Vec<(FilePath, Wanted)>,
    snapshot: Snapshot,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn run(&mut self) {
        self.ignore_files_above();
        self.ignore_file(self.root.to_owned());
        let mut entries = WalkDir::new(self.root).min_depth(1).max_depth(DEPTH_LIMIT).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    let Some(path) = self.taken(&entry) else {
                        if is_folder {
                            entries.skip_current_dir();
                        }
                        continue;
                    };
                    if is_folder && entry.depth() == DEPTH_LIMIT {
                        self.too_deep(&path);
                    } else if is_folder {
                        self.snapshot.folders.insert(path);
                        self.ignore_file(entry.into_path());
                    } else {
                        self.file(&entry, path);
                    }
                }
                Err(error) => self.walk_error(&error),
            }
        }
    }

    fn too_deep(&mut self, path: &FilePath) {
        let message = format!("folders are nested more than {DEPTH_LIMIT} deep; what is in this one was left out");
        self.diagnostics.push(Diagnostic::error("unreadable-file", path, message).help("nest folders less"));
    }

    fn walk_error(&mut self, error: &walkdir::Error) {
        let path = error.path().and_then(|path| self.relative(path)).unwrap_or_else(|| FilePath::new("."));
        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        let diagnostic = Diagnostic::error("unreadable-file", &path, format!("the folder cannot be read: {reason}"));
        self.diagnostics.push(diagnostic.help("make it readable, or leave it out by `exclude` in `afterword.toml`"));
    }

    /// The path below the root with forward slashes; `None` when it is not UTF-8.
    fn relative(&self, path: &Path) -> Option<FilePath> {
        let parts = path.strip_prefix(self.root).ok()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
        Some(FilePath::new(&parts.join("/")))
    }

    fn ignore_file(&mut self, folder: PathBuf) {
        if let Some(ignore) = ignore_of(&folder) {
            self.ignores.insert(folder, ignore);
        }
    }

    /// The knowledge base may be a folder of a larger repository, whose ignore files count as well.
    fn ignore_files_above(&mut self) {
        let is_repository = |folder: &Path| folder.join(".git").exists();
        if is_repository(&self.real_root) || !self.real_root.ancestors().any(is_repository) {
            return;
        }
        for folder in self.real_root.ancestors().skip(1) {
            self.ignores_above.extend(ignore_of(folder));
            if is_repository(folder) {
                return;
            }
        }
    }

    fn is_ignored(&self, path: &Path, is_folder: bool) -> bool {
        if self.ignores.is_empty() && self.ignores_above.is_empty() {
            return false;
        }
        for folder in path.ancestors().skip(1) {
            if let Some(ignore) = self.ignores.get(folder) {
                let matched = ignore.matched(path, is_folder);
                if !matched.is_none() {
                    return matched.is_ignore();
                }
            }
            if folder == self.root {
                break;
            }
        }
        let Ok(relative) = path.strip_prefix(self.root) else { return false };
        let real = self.real_root.join(relative);
        let matched = self.ignores_above.iter().map(|ignore| ignore.matched(&real, is_folder));
        matched.into_iter().find(|matched| !matched.is_none()).is_some_and(|matched| matched.is_ignore())
    }

    /// The path of what is looked at; `None` for what is left out.
    fn taken(&mut self, entry: &DirEntry) -> Option<FilePath> {
        let Some(path) = self.relative(entry.path()) else {
            let shown = FilePath::new(&entry.path().strip_prefix(self.root).unwrap_or(entry.path()).to_string_lossy());
            let diagnostic = Diagnostic::warning("unreadable-file", &shown, "the name of the file is not UTF-8");
            self.diagnostics.push(diagnostic.help("rename it; addresses are made from names"));
            return None;
        };
        if path.name().contains(|c: char| c.is_control() || c == '\\') {
            let shown = FilePath::new(&path.as_str().escape_debug().to_string());
            let message = "the name of the file holds a control character or a backslash";
            let diagnostic = Diagnostic::warning("unreadable-file", &shown, message);
            self.diagnostics.push(diagnostic.help("rename it; addresses are made from names"));
            return None;
        }
        self.is_shown(entry.path(), &path, entry.file_type().is_dir()).then_some(path)
    }

    /// Whether nothing keeps a file or folder out: a dot before its name, the configuration, or an ignore file.
    fn is_shown(&self, place: &Path, path: &FilePath, is_folder: bool) -> bool {
        if path.name().starts_with('.') || self.exclude.is_match(path.as_str()) {
            return false;
        }
        if is_folder && (NEVER_WALKED.contains(&path.as_str()) || self.is_output(place, path)) {
            return false;
        }
        !self.is_ignored(place, is_folder)
    }

    /// A folder that Afterword writes to: the configured one, or any that an earlier build has marked as its own.
    fn is_output(&self, folder: &Path, path: &FilePath) -> bool {
        path.as_str() == self.config.output || folder.join(OUTPUT_MARK).is_file()
    }

    fn file(&mut self, entry: &DirEntry, path: FilePath) {
        if !entry.file_type().is_file() && !entry.path_is_symlink() {
            let diagnostic = Diagnostic::warning("unreadable-file", &path, "this is neither a file nor a folder");
            self.diagnostics.push(diagnostic.help("move pipes and devices out of the knowledge base; it was left out"));
            return;
        }
        if entry.path_is_symlink() && !self.stays_inside(entry.path(), &path) {
            return;
        }
        if let Some((name, _)) = path.as_str().strip_prefix("themes/").and_then(|path| path.split_once('/')) {
            self.snapshot.themes.insert(name.to_owned());
        }
        let wanted = if self.theme_path(&path).is_some() {
            Wanted::Bytes
        } else if let Some(name) = path.as_str().strip_prefix("static/") {
            self.snapshot.statics.insert(FilePath::new(name));
            return;
        } else if path.as_str().starts_with("themes/") {
            return;
        } else if is_style(path.as_str(), self.config)
            || wants_text(path.as_str())
            || self.include.is_match(path.as_str())
        {
            Wanted::Text
        } else {
            Wanted::Nature
        };
        self.wanted.push((path, wanted));
    }

    /// The path of a file within the theme that the configuration names; none where it is none of that theme.
    fn theme_path<'p>(&self, path: &'p FilePath) -> Option<&'p str> {
        path.as_str().strip_prefix("themes/")?.strip_prefix(self.config.theme.as_str())?.strip_prefix('/')
    }

    fn text(&mut self, path: FilePath, file: Arc<SourceFile>) {
        let is_style = is_style(path.as_str(), self.config);
        let texts = if is_style { &mut self.snapshot.styles } else { &mut self.snapshot.texts };
        texts.insert(path, file);
    }

    fn theme_file(&mut self, path: &FilePath, bytes: &[u8]) {
        if let Some(name) = self.theme_path(path) {
            self.snapshot.theme.insert(name.to_owned(), bytes.to_vec());
        }
    }

    fn asset(&mut self, path: FilePath, nature: Nature) {
        if let Some(message) = nature.objection {
            let diagnostic = Diagnostic::warning("active-image", &path, message);
            self.diagnostics.push(diagnostic.help("export it again without scripts and links; it was left out"));
            return;
        }
        if nature.looks_like_document {
            self.hint_at_document(&path);
        }
        self.snapshot.image_sizes.extend(nature.size.map(|size| (path.clone(), size)));
        self.snapshot.assets.insert(path);
    }

    /// A link may point to a file inside the knowledge base that would be read without it, and nowhere else: not to
    /// `.git/config`, and not to a document that then were published as a file.
    fn stays_inside(&mut self, path: &Path, relative: &FilePath) -> bool {
        let real = path.canonicalize();
        let inside = real.as_ref().ok().and_then(|real| real.strip_prefix(&self.real_root).ok()).map(Path::to_owned);
        let message = match (real, inside) {
            (Err(error), _) => format!("the symbolic link leads nowhere: {error}"),
            (Ok(_), None) => "the symbolic link leads out of the knowledge base".to_owned(),
            (Ok(real), _) if !real.is_file() => "the symbolic link leads to a folder".to_owned(),
            (Ok(_), Some(inside)) if !self.is_shown_itself(&inside) || inside == Path::new(config::FILE_NAME) => {
                "the symbolic link leads to a file that is left out".to_owned()
            }
            (Ok(_), Some(inside)) if !wants_text(relative.as_str()) && wants_text(&inside.to_string_lossy()) => {
                "the symbolic link makes a file of a document".to_owned()
            }
            _ => return true,
        };
        let diagnostic = Diagnostic::warning("link-outside", relative, message);
        self.diagnostics.push(diagnostic.help("put the file itself there; it was left out"));
        false
    }

    /// Whether a file, and every folder that it stands in, would be looked at if no link led there.
    fn is_shown_itself(&mut self, inside: &Path) -> bool {
        let mut place = self.root.to_owned();
        inside.iter().all(|part| {
            // The walk may not have come there yet.
            self.ignore_file(place.clone());
            place.push(part);
            self.relative(&place).is_some_and(|path| self.is_shown(&place, &path, place.is_dir()))
        })
    }

    /// A file without extension may be a document that nobody has told us of.
    fn hint_at_document(&mut self, path: &FilePath) {
        if self.config.is_configured && !self.config.include.is_empty() {
            return;
        }
        let message = "this file without extension looks like Markdown and was left out";
        let help =
            format!("add it to `include` under `[documents]` in `afterword.toml`: `include = [{:?}]`", path.as_str());
        self.diagnostics.push(Diagnostic::info("left-out-document", path, message).help(help));
    }
}
