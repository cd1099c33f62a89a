//! What `check --fix` does before it reports: mends documents, or prints how it would.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::Args;
use jiff::civil::Date;

use super::output::Reports;
use crate::diagnostics::{FilePath, SourceFile, human, patch};
use crate::failure::Failure;
use crate::pipeline::{self, Mended, Read, Scope};
use crate::repo;

/// The options of `check` about mending.
#[derive(Debug, Args)]
#[command(next_help_heading = "Mending")]
pub struct Mending {
    /// Mend what can be mended without asking, and tell of what is left
    #[arg(long)]
    fix: bool,
    /// Print what `--fix` would change as a patch, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl Mending {
    /// Looks for what cannot be done together.
    ///
    /// # Errors
    ///
    /// When a patch and a report would go to one place, or there is no file to mend.
    pub fn verify(&self, reports: &Reports, paths: &[PathBuf]) -> Result<(), Failure> {
        if self.dry_run && reports.is_on_standard_output() {
            return Err(Failure::message(
                "the patch of `--dry-run` and a report would both go to standard output; name a file for the report, as in \
                 `--format json=FILE`",
            ));
        }
        if self.fix && !self.dry_run && paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(Failure::message(
                "standard input is no file that could be mended; `--dry-run` prints how it would change",
            ));
        }
        Ok(())
    }

    /// Mends what can be mended, where that is asked for, and goes on with the mended texts. Gives the line that says how
    /// much it was.
    ///
    /// # Errors
    ///
    /// When a document cannot be written, or was changed meanwhile by somebody else.
    pub fn run(&self, read: &mut Read, scope: &mut Scope<'_>) -> Result<Option<String>, Failure> {
        if !self.fix {
            return Ok(None);
        }
        let root = read.root.clone();
        // A document that a link leads to is mended where it stands, if it is one of the knowledge base.
        let may_write = |path: &FilePath| repo::link_on_the_way(&root, path.as_str()).is_none();
        let mended = pipeline::mend(read, scope, &may_write);
        if self.dry_run {
            show(read, &mended, scope.today)?;
        } else {
            write(read, &mended)?;
        }
        let verb = if self.dry_run { "would mend" } else { "mended" };
        let line = match mended.findings {
            0 => "nothing that could be mended without asking".to_owned(),
            findings => {
                let documents = human::count_of(mended.documents.len(), "document");
                format!("{verb} {} in {documents}", human::count_of(findings, "finding"))
            }
        };
        scope.changes = scope.changes.take().map(|changes| changes.with_texts(&mended.texts));
        read.snapshot.texts = mended.texts;
        Ok(Some(line))
    }
}

/// Each document with its text as it was and as it is to be.
fn pairs<'a>(read: &'a Read, mended: &'a Mended) -> impl Iterator<Item = (&'a SourceFile, &'a SourceFile)> {
    let texts = &read.snapshot.texts;
    mended.documents.iter().filter_map(move |path| Some((texts.get(path)?.as_ref(), mended.texts.get(path)?.as_ref())))
}

/// Writes the mended documents. None is touched unless all of them can be.
fn write(read: &Read, mended: &Mended) -> Result<(), Failure> {
    for (old, _) in pairs(read, mended) {
        let path = read.root.join(old.path.as_str());
        let failed = |error| Failure::io("read", &path, error);
        if fs::read(&path).map_err(failed)? != old.text.as_bytes() {
            return Err(Failure::message(format!("`{}` has been changed meanwhile; check again", old.path)));
        }
        let metadata = fs::metadata(&path).map_err(failed)?;
        if metadata.permissions().readonly() {
            return Err(Failure::message(format!("`{}` is write-protected; make it writable first", old.path)));
        }
        if has_other_names(&metadata) {
            return Err(Failure::message(format!(
                "`{}` has another name, a hard link, which would keep the old text; make it a file of its own first",
                old.path
            )));
        }
    }
    for (_, new) in pairs(read, mended) {
        let path = read.root.join(new.path.as_str());
        replace(&path, &new.text).map_err(|error| Failure::io("write", &path, error))?;
    }
    Ok(())
}

/// Whether a file is known by several names, where that can be told.
fn has_other_names(metadata: &fs::Metadata) -> bool {
    #[cfg(unix)]
    let names = std::os::unix::fs::MetadataExt::nlink(metadata);
    #[cfg(not(unix))]
    let names = u64::from(metadata.is_file());
    names > 1
}

/// Puts a text in the place of a file at once, so that nobody ever sees half of it. Permissions and owner stay.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    // The dot keeps it out of every walk, should it be left behind.
    let mut file = tempfile::Builder::new().prefix(".afterword-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(metadata.permissions())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // Who may not give files away owns them already.
        let _ = std::os::unix::fs::chown(file.path(), Some(metadata.uid()), Some(metadata.gid()));
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Prints a patch to standard output. What must not be repeated is unreadable in it, so that its lines apply nowhere.
fn show(read: &Read, mended: &Mended, today: Date) -> Result<(), Failure> {
    let masked = |texts| pipeline::masked(read, texts, today);
    let (old, new) = (masked(&read.snapshot.texts), masked(&mended.texts));
    let patches = mended
        .documents
        .iter()
        .filter_map(|path| Some(patch::unified(path.as_str(), &old.get(path)?.text, &new.get(path)?.text)));
    let text: String = patches.collect();
    let is_plain = AutoStream::choice(&io::stdout()) == ColorChoice::Never;
    let text = if is_plain { text } else { coloured(&text) };
    match io::stdout().lock().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::message(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// A patch for a terminal: coloured, and without characters that a terminal obeys.
fn coloured(patch: &str) -> String {
    let mut text = String::with_capacity(patch.len());
    for line in patch.lines() {
        let style = match line.as_bytes() {
            [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] => Style::new().bold(),
            [b'@', ..] => AnsiColor::Cyan.on_default(),
            [b'-', ..] => AnsiColor::Red.on_default(),
            [b'+', ..] => AnsiColor::Green.on_default(),
            _ => Style::new(),
        };
        let line = line.trim_end_matches('\r').replace(|c: char| c.is_control() && c != '\t', "\u{fffd}");
        text.push_str(&format!("{style}{line}{style:#}\n"));
    }
    text
}
