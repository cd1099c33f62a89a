//! Paths with `*`, which stands for anything, and `:placeholder`, which stands for a part between slashes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use regex::{Regex, RegexBuilder};

/// The longest pattern, in bytes.
const LENGTH_LIMIT: usize = 1000;

/// How many placeholders one may have.
const PLACEHOLDER_LIMIT: usize = 8;

/// How much memory one may take, in bytes.
const COMPILED_LIMIT: usize = 1 << 20;

/// What an address writes as it is where a placeholder is filled in: nothing that could end its path or its host.
const FILLED_IN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The name by which an address calls what `*` stood for.
const SPLAT: &str = "splat";

/// A part of a path with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// As it is written.
    Text(String),
    Placeholder(String),
    Splat,
}

/// The paths that a rule is for.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    expression: Regex,
    names: Vec<String>,
}

/// What the placeholders of a pattern stood for, by their names, percent-decoded.
pub(super) type Found = Vec<(String, String)>;

impl Pattern {
    /// Reads a path that begins with a slash.
    pub(super) fn read(written: &str) -> Result<Self, &'static str> {
        if !written.starts_with('/') {
            return Err("the path does not begin with a slash");
        }
        if written.len() > LENGTH_LIMIT {
            return Err("the path is too long");
        }
        let parts = parts(written, true);
        let names: Vec<String> = parts.iter().filter_map(name).map(str::to_owned).collect();
        if names.len() > PLACEHOLDER_LIMIT {
            return Err("the path has too many placeholders");
        }
        let built =
            RegexBuilder::new(&expression(&parts)).dot_matches_new_line(true).size_limit(COMPILED_LIMIT).build();
        Ok(Self { expression: built.map_err(|_| "the path is too long")?, names })
    }

    pub(super) fn is_match(&self, path: &str) -> bool {
        self.expression.is_match(path)
    }

    /// What the placeholders stand for in a path; `None` for one that the pattern is not for.
    pub(super) fn find(&self, path: &str) -> Option<Found> {
        let captures = self.expression.captures(path)?;
        let texts = captures.iter().skip(1).map(|text| text.map_or("", |text| text.as_str()).to_owned());
        Some(self.names.iter().cloned().zip(texts).collect())
    }
}

/// As hosts do, a path is taken with a slash at its end and without, and `/a/*` is for `/a` too.
fn expression(parts: &[Part]) -> String {
    let mut expression = parts.iter().map(expression_of).collect::<String>();
    match parts {
        [.., Part::Text(text), Part::Splat] if text.ends_with('/') => {
            expression.truncate(expression.len() - "/(.*)".len());
            expression.push_str("(?:/(.*))?");
        }
        [.., Part::Splat] => {}
        _ => {
            expression.truncate(expression.trim_end_matches('/').len());
            expression.push_str("/?");
        }
    }
    format!("^{expression}$")
}

fn expression_of(part: &Part) -> String {
    match part {
        Part::Text(text) => regex::escape(&percent_decode_str(text).decode_utf8_lossy()),
        Part::Placeholder(_) => "([^/]+)".to_owned(),
        Part::Splat => "(.*)".to_owned(),
    }
}

fn name(part: &Part) -> Option<&str> {
    match part {
        Part::Text(_) => None,
        Part::Placeholder(name) => Some(name),
        Part::Splat => Some(SPLAT),
    }
}

/// Takes an address apart. In one that a rule leads to, `*` is but a sign.
fn parts(written: &str, has_splats: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let length = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let is_name = after.starts_with(|c: char| c.is_ascii_alphabetic());
        let part = match first {
            ':' if is_name => Part::Placeholder(after[..length].to_owned()),
            '*' if has_splats => Part::Splat,
            other => {
                text.push(other);
                rest = after;
                continue;
            }
        };
        rest = if part == Part::Splat { after } else { &after[length..] };
        if !text.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut text)));
        }
        parts.push(part);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

/// An address that a rule leads to, as it is written, with placeholders.
#[derive(Debug, Clone)]
pub(super) struct Destination(Vec<Part>);

impl Destination {
    pub(super) fn read(written: &str) -> Self {
        Self(parts(written, false))
    }

    /// The address as it stands in a header. Placeholders without a meaning stay as they are.
    pub(super) fn address(&self, found: &Found) -> String {
        let written = self.0.iter().map(|part| match value(part, found) {
            Ok(value) => utf8_percent_encode(value, FILLED_IN).to_string(),
            Err(text) => text,
        });
        written.collect()
    }

    /// The path, percent-decoded, without query and anchor.
    pub(super) fn path(&self, found: &Found) -> String {
        let mut path = String::new();
        for part in &self.0 {
            match value(part, found) {
                Ok(value) => path.push_str(value),
                Err(text) => {
                    let end = text.find(['?', '#']);
                    path.push_str(&percent_decode_str(&text[..end.unwrap_or(text.len())]).decode_utf8_lossy());
                    if end.is_some() {
                        break;
                    }
                }
            }
        }
        path
    }
}

/// What a part stands for; the text itself where it stands for nothing else.
fn value<'a>(part: &Part, found: &'a Found) -> Result<&'a str, String> {
    let known = |name: &str| found.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    match part {
        Part::Text(text) => Err(text.clone()),
        Part::Placeholder(name) => known(name).ok_or_else(|| format!(":{name}")),
        Part::Splat => known(SPLAT).ok_or_else(|| "*".to_owned()),
    }
}
