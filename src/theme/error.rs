//! What is wrong with a theme: the file, the line and the mistake, for the person who writes templates.

use std::fmt;

use tera::ErrorKind;

/// A mistake in a theme. Shown as `file:line: what is wrong`, with the line itself below where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError {
    /// The file, such as `themes/default/templates/base.html`; a built-in one as `default/base.html`.
    pub file: String,
    /// The line, beginning with 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// The place in the source and how the theme came there, in several lines; empty where it is not known.
    pub excerpt: String,
}

impl ThemeError {
    /// A mistake of a whole file.
    #[must_use]
    pub fn new(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, message: message.into(), excerpt: String::new() }
    }

    /// Puts the mistake on a line, beginning with 1.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Takes over what the template engine says about a template.
    pub(super) fn from_tera(template: &str, error: &tera::Error) -> Self {
        let text = error.to_string();
        match error.kind() {
            ErrorKind::MissingParent { current, .. } => Self::new(current, text),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Self::new(tpl, text),
            _ => Self::from_report(&text).unwrap_or_else(|| Self::new(template, text)),
        }
    }

    /// Reads a report of the engine, which mentions several mistakes at once only as text:
    /// `error: message`, then ` --> file:line:column`, then the line underlined.
    fn from_report(report: &str) -> Option<Self> {
        let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
        let (place, _) = rest.split_once("--> ")?.1.split_once('\n')?;
        let mut parts = place.rsplitn(3, ':').skip(1);
        let line = parts.next()?.parse().ok()?;
        let file = parts.next()?.to_owned();
        Some(Self { file, line: Some(line), message: message.to_owned(), excerpt: rest.to_owned() })
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.message)?;
        if !self.excerpt.is_empty() {
            write!(f, "\n{}", self.excerpt)?;
        }
        Ok(())
    }
}

impl std::error::Error for ThemeError {}
