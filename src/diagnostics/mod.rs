//! Findings about what authors wrote: a rule's name, a level, a place, and the next step.
//!
//! Everything that an author can mend is a [`Diagnostic`], collected by every stage and shown at the end. What only
//! the machine can be blamed for (a disk, a broken theme) is an `Err` instead.

pub mod fix;
pub mod baseline;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod lines;
mod known;
mod mark;
pub mod rdjson;
pub mod report;
pub mod sarif;
pub mod short;
mod shown;
mod mask;
pub mod patch;
mod source;
mod span;
mod suggest;

pub use mark::Mark;
pub use mask::mask;
pub use source::{FilePath, SourceFile};
pub use span::{Position, Span};
pub use suggest::nearest;

use std::borrow::Cow;
use std::fmt;

/// How much a finding matters. The order is the order of reports: errors first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The document does not hold what its template requires; the command ends with exit code 1.
    Error,
    /// Worth mending; the exit code stays 0.
    Warning,
    /// Worth knowing.
    Info,
}

impl Level {
    /// The word that reports and the configuration use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A second place that explains the first, in the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// One finding: a rule, a level, a file, a place in it, what was found, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule, such as `missing-section`.
    pub code: Code,
    /// How much it matters.
    pub level: Level,
    /// The file that it is about; for a folder, the folder.
    pub path: FilePath,
    /// The place within the file; `None` when the file as a whole is meant, or could not be read.
    pub span: Option<Span>,
    /// What was found: lowercase, without a full stop, code in backticks.
    pub message: String,
    /// A few words under the underlined place.
    pub label: String,
    /// Other places that explain this one.
    pub related: Vec<Label>,
    /// What to do next, each a sentence of its own.
    pub help: Vec<String>,
    /// What mends it without asking anybody, where something does.
    pub fix: Option<Fix>,
    /// Whether no report may repeat what stands at its place. See [`mask`].
    pub is_masked: bool,
    /// For a secret, of which no report may repeat a piece, the length of its beginning that may be shown.
    pub shown_of_secret: Option<usize>,
}

/// The name of a rule: one of Afterword's own, or one that a team has written.
pub type Code = Cow<'static, str>;

/// Changes to the file of a finding that mend it and change nothing that the text says. They apply all or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Changes that do not overlap, in the order of the text.
    pub edits: Vec<Edit>,
}

/// A piece of a file with the text that is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Diagnostic {
    /// Begins a finding about a whole file.
    #[must_use]
    pub fn new(code: impl Into<Code>, level: Level, path: &FilePath, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            level,
            path: path.clone(),
            span: None,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
            is_masked: false,
            shown_of_secret: None,
        }
    }

    /// Begins a finding at error level.
    #[must_use]
    pub fn error(code: impl Into<Code>, path: &FilePath, message: impl Into<String>) -> Self {
        Self::new(code, Level::Error, path, message)
    }

    /// Begins a finding at warning level.
    #[must_use]
    pub fn warning(code: impl Into<Code>, path: &FilePath, message: impl Into<String>) -> Self {
        Self::new(code, Level::Warning, path, message)
    }

    /// Begins a finding at info level.
    #[must_use]
    pub fn info(code: impl Into<Code>, path: &FilePath, message: impl Into<String>) -> Self {
        Self::new(code, Level::Info, path, message)
    }

    /// Points at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Puts a few words under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says what mends it: a piece of its file and the text that is to stand there.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Says that no report may repeat what stands at its place. Its message must not hold it either.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.is_masked = true;
        self
    }

    /// Says that a secret stands at its place, of which no report may repeat a piece but for so much of its beginning.
    #[must_use]
    pub fn secret(mut self, beginning: usize) -> Self {
        self.shown_of_secret = Some(beginning);
        self.masked()
    }

    /// Adds a next step where there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }
}

/// Brings findings into the order of reports: by file, then errors first, then by place, then by rule. What a rule finds
/// on one place stays in the order in which it was found, such as that of the template.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.level, d.span.map(|span| span.start));
        a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b))).then_with(|| a.code.cmp(&b.code))
    });
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Findings at info level.
    pub infos: usize,
}

impl Tally {
    /// Counts findings.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => tally.errors += 1,
                Level::Warning => tally.warnings += 1,
                Level::Info => tally.infos += 1,
            }
        }
        tally
    }
}
