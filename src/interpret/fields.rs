//! Front matter fields by name, with a finding for each value of the wrong type.

use jiff::tz::TimeZone;

use super::time_help::help_for;
use super::zone::{ZONE_FIELD, declared_zone, zone_named};
use crate::config::{Config, list_of_code};
use crate::diagnostics::{Diagnostic, Span, nearest};
use crate::model::{Moment, nearest_time_zone};
use crate::spanned::{Field, Node, Value};
use crate::syntax::Document;

/// Other spellings under which documents of other tools carry the same facts.
const SYNONYMS: [(&str, &[&str]); 12] = [
    ("started", &["started_at", "start", "start_time"]),
    ("detected", &["detected_at"]),
    ("responded", &["responded_at", "acknowledged", "acknowledged_at"]),
    ("mitigated", &["mitigated_at"]),
    ("resolved", &["resolved_at", "resolved_when"]),
    ("published", &["published_at", "date_published", "publication_date"]),
    ("services", &["service", "affected", "affected_systems", "affected_services"]),
    ("contributing_factors", &["factors", "contributing_factor"]),
    ("authors", &["author"]),
    ("tags", &["tag"]),
    ("severity", &["sev", "priority"]),
    ("title", &["name"]),
];

/// Reads the fields of one document and collects what is wrong with them.
pub(super) struct Fields<'a> {
    document: &'a Document,
    /// The zone of times without an offset, where one is declared.
    zone: Option<TimeZone>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, zone: None, diagnostics: Vec::new() }
    }

    /// Reads the zone that times without an offset are in from here on: that of the document, else that of the
    /// configuration.
    pub fn read_zone(&mut self, config: &Config) {
        let value = self.value(ZONE_FIELD);
        if let Some((value, name)) = value.and_then(|value| Some((value, self.text(ZONE_FIELD)?)))
            && zone_named(name).is_none()
        {
            let help = match nearest_time_zone(name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a name such as `Europe/Berlin`, `UTC`, or an offset such as `+01:00`".to_owned(),
            };
            let message = format!("unknown time zone `{}`", shortened(name));
            self.report("unknown-value", value.span, message, "not in the time zone database", help);
        }
        self.zone = declared_zone(self.document, config);
    }

    /// The zone that was read.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// The field of a name in any of its spellings; the name itself comes first.
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        field(self.document, name)
    }

    /// The value of a field, unless nothing is written there.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.field(name).map(|field| &field.value).filter(|value| !value.is_empty())
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> Option<&'a str> {
        let value = self.value(name)?;
        let text = value.text();
        if text.is_none() {
            self.wrong_type(name, value, "must be text");
        }
        text
    }

    /// The texts of a list; a single text counts as a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<&'a str> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let mut texts = Vec::new();
        for value in value.list() {
            match (value.text(), &value.node) {
                (Some(text), _) => texts.push(text),
                (None, Node::Map(map)) if map.get("name").and_then(Value::text).is_some() => {
                    texts.extend(map.get("name").and_then(Value::text));
                }
                _ if value.is_empty() => {}
                _ => self.wrong_type(name, value, "must hold nothing but text"),
            }
        }
        texts
    }

    /// Keys with values as text: a list of values is joined by commas, a text alone has an empty key.
    pub fn pairs(&mut self, name: &str) -> Vec<(String, String)> {
        let Some(value) = self.value(name) else { return Vec::new() };
        match &value.node {
            Node::Scalar(text) => vec![(String::new(), text.trim().to_owned())],
            Node::Map(map) => {
                let pairs = map.fields.iter().map(|field| (field.key.clone(), in_words(&field.value)));
                pairs.filter(|(_, text)| !text.is_empty()).collect()
            }
            Node::List(values) => values
                .iter()
                .map(|value| (String::new(), in_words(value)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            Node::Null => Vec::new(),
        }
    }

    /// One of a few words, or whatever else `parse` takes for one.
    pub fn word<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>, words: &[&str]) -> Option<T> {
        let value = self.value(name)?;
        let text = self.text(name)?;
        let parsed = parse(text);
        if parsed.is_none() {
            let help = match nearest(text, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", list_of_code(words.iter().copied())),
            };
            let message = format!("unknown value `{}` for `{name}`", shortened(text));
            self.report("unknown-value", value.span, message, "not one of its values", help);
        }
        parsed
    }

    /// A time with a time of day, or a day.
    pub fn moment(&mut self, name: &str) -> Option<Moment> {
        let value = &time_field(self.document, name)?.value;
        let Some(text) = value.text() else {
            self.wrong_type(name, value, "must be text");
            return None;
        };
        let moment = self.parse(text);
        if moment.is_none() {
            let message = format!("`{name}` is not a time: `{}`", shortened(text));
            self.report("invalid-time", value.span, message, "cannot be read as a time", help_for(text));
        }
        moment
    }

    /// A time, in the declared zone where it has no offset.
    pub fn parse(&self, text: &str) -> Option<Moment> {
        let moment = Moment::parse(text)?;
        Some(self.zone.as_ref().map_or(moment, |zone| moment.in_zone(zone)))
    }

    fn wrong_type(&mut self, name: &str, value: &Value, rule: &str) {
        let message = format!("`{name}` {rule}, and this is {}", value.describe());
        self.report("wrong-type", value.span, message, "", String::new());
    }

    fn report(&mut self, code: &'static str, span: Span, message: String, label: &str, help: String) {
        let diagnostic = Diagnostic::error(code, self.document.path(), message).at(span).label(label);
        self.diagnostics.push(diagnostic.maybe_help(Some(help).filter(|help| !help.is_empty())));
    }
}

/// The field of a name in any of its spellings: `started`, `started_at`, `Started-At`, `startedAt`.
#[must_use]
pub fn field<'a>(document: &'a Document, name: &str) -> Option<&'a Field> {
    spellings(document, name).next()
}

/// The texts of a list with their places, as they are read into a postmortem.
#[must_use]
pub fn texts_with_places<'a>(document: &'a Document, name: &str) -> Vec<(&'a str, Span)> {
    let values = field(document, name).map_or(&[][..], |field| field.value.list());
    let text = |value: &'a Value| {
        let named = || value.map().and_then(|map| map.get("name"));
        let value = if value.text().is_some() { value } else { named()? };
        Some((value.text()?, value.span))
    };
    values.iter().filter_map(text).collect()
}

/// The field that gives a time: the first spelling with anything but a truth value.
///
/// `resolved: true` is how status pages say that it is over; beside it, `resolvedWhen` tells when.
#[must_use]
pub fn time_field<'a>(document: &'a Document, name: &str) -> Option<&'a Field> {
    spellings(document, name).find(|field| !field.value.is_empty() && field.value.truth().is_none())
}

/// The fields of a name in all its spellings; the name itself comes first.
fn spellings<'a>(document: &'a Document, name: &str) -> impl Iterator<Item = &'a Field> {
    let map = &document.front_matter.fields;
    let wanted = std::iter::once(name).chain(synonyms(name).iter().copied());
    let others = wanted.filter_map(move |wanted| map.fields.iter().find(|field| is_same_key(&field.key, wanted)));
    map.field(name).into_iter().chain(others)
}

/// The fields that mean something to Afterword, by their names.
pub const KNOWN_FIELDS: [&str; 26] = [
    "title",
    "kind",
    "status",
    "draft",
    "severity",
    "date",
    "started",
    "detected",
    "responded",
    "mitigated",
    "resolved",
    "timezone",
    "duration",
    "published",
    "detected_by",
    "services",
    "contributing_factors",
    "impact",
    "roles",
    "authors",
    "tags",
    "related",
    "anticipated_by",
    "visibility",
    "featured",
    "description",
];

/// The name of the field that a key spells, in any of its spellings; `None` for a key that means nothing to Afterword.
#[must_use]
pub fn canonical(key: &str) -> Option<&'static str> {
    let synonym = || {
        let found = SYNONYMS.iter().find(|(_, synonyms)| synonyms.iter().any(|synonym| is_same_key(synonym, key)));
        found.map(|(name, _)| *name)
    };
    KNOWN_FIELDS.into_iter().find(|name| is_same_key(name, key)).or_else(synonym)
}

/// The other names of a field.
#[must_use]
pub fn synonyms(name: &str) -> &'static [&'static str] {
    SYNONYMS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, synonyms)| synonyms)
}

/// Whether two keys have the same form; nothing is allocated, since every rule about fields asks for many.
fn is_same_key(a: &str, b: &str) -> bool {
    fn folded(key: &str) -> impl Iterator<Item = char> {
        key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase)
    }
    folded(a).eq(folded(b))
}

/// The form in which keys compare.
#[must_use]
pub fn fold(key: &str) -> String {
    key.to_lowercase().replace(['_', '-', ' '], "")
}

/// A value as one line of text.
fn in_words(value: &Value) -> String {
    match &value.node {
        Node::Null => String::new(),
        Node::Scalar(text) => text.trim().to_owned(),
        Node::List(values) => {
            values.iter().map(in_words).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Node::Map(map) => {
            let pairs = map.fields.iter().map(|field| format!("{}: {}", field.key, in_words(&field.value)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A text that fits into a message.
pub(super) fn shortened(text: &str) -> String {
    super::cut(text, 60)
}
