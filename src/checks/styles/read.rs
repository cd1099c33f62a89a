//! One file of a style, read key by key with a finding for each mistake.

use super::scope::{self, Selector};
use super::{FINDING_LIMIT, StyleRule};
use crate::checks::rules::invalid_style;
use crate::config::list_of_code;
use crate::diagnostics::{Diagnostic, Level, SourceFile, Span, nearest};
use crate::spanned::{Field, Map, Node, Value, yaml};

/// The extension points that are understood.
const EXTENSIONS: [&str; 3] = ["existence", "substitution", "occurrence"];

/// Those of Vale that are not.
const OTHER_EXTENSIONS: [&str; 9] = [
    "capitalization",
    "conditional",
    "consistency",
    "metric",
    "readability",
    "repetition",
    "script",
    "sequence",
    "spelling",
];

/// Scopes of Vale that a document has no counterpart of here.
const OTHER_SCOPES: [&str; 9] =
    ["alt", "code", "comment", "emphasis", "figure.caption", "link", "strong", "table.caption", "title"];

/// Keys of each rule.
const COMMON_KEYS: [&str; 9] =
    ["extends", "message", "level", "scope", "link", "limit", "description", "action", "name"];

/// Reads the rule that a file holds; `None` where it cannot be understood, with findings that say why.
pub(super) fn rule(file: &SourceFile, name: String, diagnostics: &mut Vec<Diagnostic>) -> Option<StyleRule> {
    let parsed = yaml::parse(&file.text);
    let is_whole = parsed.problems.is_empty();
    let problems = parsed.problems.into_iter();
    diagnostics.extend(problems.map(|it| it.into_diagnostic(invalid_style::RULE.name, Level::Error, &file.path)));
    if !is_whole {
        return None;
    }
    Reader { file, map: &parsed.map, diagnostics }.rule(name)
}

/// The file on the way to a rule.
pub(super) struct Reader<'a> {
    file: &'a SourceFile,
    pub(super) map: &'a Map,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn rule(&mut self, name: String) -> Option<StyleRule> {
        let extends = self.extends()?;
        let message = self.text("message")?;
        let Some(message) = message else {
            self.error(Span::at(0), "the `message` is missing", "add `message: \"…\"`, what a finding says");
            return None;
        };
        let level = self.level()?;
        let scope = self.scope()?;
        let limit = self.number("limit")?.filter(|limit| *limit > 0).unwrap_or(FINDING_LIMIT);
        let (description, link) = (self.text("description")?, self.text("link")?);
        let (extension, triggers) = match extends {
            "existence" => self.existence()?,
            "substitution" => self.substitution()?,
            _ => (self.occurrence()?, Vec::new()),
        };
        Some(StyleRule {
            name,
            path: self.file.path.clone(),
            level,
            message,
            description: description.unwrap_or_default(),
            link: link.unwrap_or_default(),
            scope,
            limit: limit.min(FINDING_LIMIT),
            words: self.words(),
            triggers,
            extension,
        })
    }

    fn extends(&mut self) -> Option<&'a str> {
        let Some(field) = self.map.field("extends") else {
            self.error(Span::at(0), "the key `extends` is missing", &one_of(EXTENSIONS));
            return None;
        };
        let extends = field.value.text().unwrap_or_default();
        if OTHER_EXTENSIONS.contains(&extends) {
            self.warn(field.value.span, &format!("`{extends}` is not supported here"), &one_of(EXTENSIONS));
            return None;
        }
        if !EXTENSIONS.contains(&extends) {
            self.expected(&field.value, "an extension point", nearest(extends, EXTENSIONS), &one_of(EXTENSIONS));
            return None;
        }
        Some(extends)
    }

    fn level(&mut self) -> Option<Level> {
        const LEVELS: [&str; 3] = ["suggestion", "warning", "error"];
        let Some(field) = self.map.field("level") else { return Some(Level::Warning) };
        let word = field.value.text().unwrap_or_default();
        match word {
            "suggestion" => Some(Level::Info),
            "warning" => Some(Level::Warning),
            "error" => Some(Level::Error),
            _ => {
                self.expected(&field.value, "a level", nearest(word, LEVELS), &one_of(LEVELS));
                None
            }
        }
    }

    /// The selectors; those that are not understood are left out, and the rule with the last of them.
    fn scope(&mut self) -> Option<Vec<Selector>> {
        let Some(field) = self.map.field("scope") else { return Selector::parse("text").ok().map(|it| vec![it]) };
        let mut selectors = Vec::new();
        for value in field.value.list() {
            match Selector::parse(value.text().unwrap_or_default()) {
                Ok(selector) => selectors.push(selector),
                Err(part) if OTHER_SCOPES.iter().any(|other| part.starts_with(other)) => {
                    self.warn(value.span, &format!("the scope `{part}` is not supported here"), &one_of(scope::NAMES));
                }
                Err(part) => {
                    let near = nearest(part, scope::NAMES);
                    self.expected(value, "a scope", near, &one_of(scope::NAMES));
                }
            }
        }
        (!selectors.is_empty()).then_some(selectors)
    }

    /// What the rule looks for, as it is written.
    fn words(&self) -> Vec<String> {
        let listed = ["tokens", "raw", "token"].iter().filter_map(|key| self.map.get(key)).flat_map(Value::list);
        let listed = listed.filter_map(Value::text).map(str::to_owned);
        let swapped = self.map.get("swap").and_then(Value::map).into_iter().flat_map(|map| &map.fields);
        listed.chain(swapped.map(|field| field.key.clone())).collect()
    }

    /// A text; `Some(None)` where there is none, `None` where it is something else.
    fn text(&mut self, key: &str) -> Option<Option<String>> {
        let Some(field) = self.map.field(key) else { return Some(None) };
        match field.value.text() {
            Some(text) => Some(Some(text.to_owned())),
            None if field.value.is_empty() => Some(None),
            None => {
                self.expected(&field.value, "text", None, "write it in quotes");
                None
            }
        }
    }

    pub(super) fn truth(&mut self, key: &str) -> Option<bool> {
        let Some(field) = self.map.field(key) else { return Some(false) };
        let truth = field.value.truth();
        if truth.is_none() {
            self.expected(&field.value, "`true` or `false`", None, "write one of the two");
        }
        truth
    }

    pub(super) fn number(&mut self, key: &str) -> Option<Option<usize>> {
        let Some(field) = self.map.field(key) else { return Some(None) };
        let number = field.value.text().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.expected(&field.value, "a number", None, "write a whole number, 0 or more");
        }
        number.map(Some)
    }

    /// The texts of a list with their places, but for empty ones.
    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<(&'a str, Span)>> {
        let Some(field) = self.map.field(key) else { return Some(Vec::new()) };
        let mut texts = Vec::new();
        for value in field.value.list() {
            match &value.node {
                Node::Scalar(text) if text.trim().is_empty() => {}
                Node::Scalar(text) => texts.push((text.as_str(), value.span)),
                Node::Null => {}
                _ => {
                    self.expected(value, "text", None, "write each in quotes, on a line of its own");
                    return None;
                }
            }
        }
        Some(texts)
    }

    pub(super) fn unknown_keys(&mut self, known: &[&str]) {
        let known: Vec<&str> = COMMON_KEYS.iter().chain(known).copied().collect();
        for Field { key, key_span, .. } in &self.map.fields {
            if known.contains(&key.as_str()) {
                continue;
            }
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", list_of_code(known.iter().copied())),
            };
            self.warn(*key_span, &format!("the key `{key}` is not supported here"), &help);
        }
    }

    pub(super) fn expected(&mut self, value: &Value, what: &str, near: Option<&str>, help: &str) {
        let found = match value.text() {
            Some(text) if text.len() <= 60 => format!("`{text}`"),
            _ => value.describe().to_owned(),
        };
        let help = near.map_or_else(|| help.to_owned(), |near| format!("did you mean `{near}`?"));
        self.error(value.span, &format!("expected {what}, found {found}"), &help);
    }

    pub(super) fn error(&mut self, span: Span, message: &str, help: &str) {
        self.diagnostics.push(invalid_style::finding(&self.file.path, span, message).help(help));
    }

    /// Says what Vale knows and Afterword does not.
    pub(super) fn warn(&mut self, span: Span, message: &str, help: &str) {
        let finding = invalid_style::finding(&self.file.path, span, message).help(help);
        self.diagnostics.push(Diagnostic { level: Level::Warning, ..finding });
    }
}

fn one_of<const N: usize>(words: [&str; N]) -> String {
    format!("use one of {}", list_of_code(words))
}
