//! Values that know where they were written: YAML and TOML read into one tree with byte spans.
//!
//! Takes the text of a front matter block or a configuration file; gives a [`Map`] and the problems found on the way.
//! Scalars stay text, as written: `yes`, `2026-03-04` and `007` mean what the reader of the field decides.

pub mod toml;
pub mod yaml;

use crate::diagnostics::{Diagnostic, FilePath, Label, Level, Span};

/// The most nodes that one tree may have, aliases expanded.
pub const NODE_LIMIT: usize = 20_000;

/// The deepest nesting of lists and maps.
pub const DEPTH_LIMIT: usize = 48;

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The bytes of the value, quotes included.
    pub span: Span,
    /// What was written there.
    pub node: Node,
}

/// What a value is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Null,
    /// Text, a number, a truth value or a date, as written without its quotes.
    Scalar(String),
    /// Values in a row.
    List(Vec<Value>),
    /// Keys with values.
    Map(Map),
}

/// Keys with values in the order in which they were written; no key twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map {
    /// The fields in the order of the text.
    pub fields: Vec<Field>,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key, without quotes.
    pub key: String,
    /// Where the key was written.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Map {
    /// The field of a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.field(key).map(|field| &field.value)
    }

    /// Whether nothing is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl Value {
    /// The text of a scalar without surrounding white space; `None` for anything else and for an empty one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.node {
            Node::Scalar(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Whether nothing was written: null, an empty text, an empty list or map.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.node {
            Node::Null => true,
            Node::Scalar(text) => text.trim().is_empty(),
            Node::List(values) => values.is_empty(),
            Node::Map(map) => map.is_empty(),
        }
    }

    /// The truth value, in the spellings of YAML 1.1 and 1.2.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self.text()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The values of a list; a single value counts as a list of one, nothing as an empty list.
    #[must_use]
    pub fn list(&self) -> &[Value] {
        match &self.node {
            Node::Null => &[],
            Node::List(values) => values,
            Node::Scalar(_) if self.is_empty() => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The map, where it is one.
    #[must_use]
    pub fn map(&self) -> Option<&Map> {
        match &self.node {
            Node::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The word for what this is, for messages.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match &self.node {
            Node::Null => "nothing",
            Node::Scalar(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a map",
        }
    }
}

/// What a reader of YAML or TOML found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What, in the manner of [`Diagnostic::message`].
    pub message: String,
    /// A few words under the place.
    pub label: String,
    /// Another place that explains it.
    pub related: Option<Label>,
    /// What to do next.
    pub help: Option<String>,
}

impl Problem {
    /// Begins a problem at a place.
    #[must_use]
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), label: String::new(), related: None, help: None }
    }

    /// The key at `span` stands at `first` already.
    #[must_use]
    pub fn duplicate_key(key: &str, span: Span, first: Span) -> Self {
        Self {
            span,
            message: format!("the key `{key}` stands here twice"),
            label: "the second one is left out".to_owned(),
            related: Some(Label { span: first, text: "the first one counts".to_owned() }),
            help: Some("keep one of the two".to_owned()),
        }
    }

    /// The problem as a finding in a file.
    #[must_use]
    pub fn into_diagnostic(self, code: &'static str, level: Level, path: &FilePath) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, level, path, self.message).at(self.span).label(self.label);
        diagnostic.related.extend(self.related);
        diagnostic.maybe_help(self.help)
    }
}

/// A tree and what was wrong with its text. The tree holds what could be read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// The top-level map.
    pub map: Map,
    /// What was found wrong.
    pub problems: Vec<Problem>,
}
