//! The files that messages stand in: which of them a language is made of, and what is wrong with one.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::super::ThemeError;
use super::super::layers::{Layer, Layers};
use super::calendar;
use super::references::References;

/// The language that all others fall back to.
pub(super) const ENGLISH: &str = "en";

/// How deep braces may be open within one another.
const NESTING_LIMIT: usize = 12;

/// One file of messages that could be read.
pub(super) struct MessageFile {
    name: String,
    pub(super) resource: FluentResource,
    messages: Vec<Message>,
}

/// A message as it stands in a file.
struct Message {
    key: String,
    line: usize,
    /// What it uses, each with its line.
    variables: BTreeMap<String, usize>,
    /// What the comment above it says that it is given besides.
    told: BTreeSet<String>,
}

/// Where a message stands.
pub(super) struct Place {
    file: String,
    line: usize,
}

impl Place {
    /// What is wrong there.
    pub(super) fn mistake(&self, message: String) -> ThemeError {
        ThemeError::new(self.file.as_str(), message).on_line(self.line)
    }
}

/// The files that a language is made of, the most general first.
pub(super) struct Languages {
    pub(super) english: Vec<MessageFile>,
    /// Those of the language itself; empty for English, and for a language that the theme has nothing of.
    pub(super) own: Vec<MessageFile>,
    /// The language that the messages are in.
    pub(super) tag: String,
}

impl Languages {
    pub(super) fn find(layers: &Layers, language: &str) -> Result<Self, ThemeError> {
        let built_in = Layer::default_theme();
        let above = layers.iter().filter(|layer| layer.prefix != built_in.prefix).collect::<Vec<_>>();
        let all: Vec<&Layer> = [&built_in].into_iter().chain(above.into_iter().rev()).collect();
        let english = read(&all, ENGLISH)?;
        let mut known: BTreeMap<&str, BTreeSet<&str>> = english.first().map(MessageFile::known).unwrap_or_default();
        let built_in = References::new(english.get(..1).unwrap_or_default()).follow()?;
        for (key, given) in &mut known {
            given.extend(built_in.get(*key).into_iter().flat_map(|needs| &needs.variables));
        }
        let mut own = Vec::new();
        for tag in from_general(language).filter(|tag| !tag.eq_ignore_ascii_case(ENGLISH)) {
            own.extend(read(&all, &tag)?);
        }
        for file in english.iter().chain(&own) {
            file.check(&known)?;
        }
        for files in [&english, &own] {
            check_referred(files, &known)?;
        }
        let tag = if own.is_empty() { ENGLISH.to_owned() } else { language.to_owned() };
        Ok(Self { english, own, tag })
    }
}

/// `de-AT` gives `de` and `de-AT`.
fn from_general(language: &str) -> impl Iterator<Item = String> + '_ {
    let ends = language.match_indices('-').map(|(at, _)| at).chain([language.len()]);
    ends.map(|end| language[..end].to_owned())
}

/// The files of one tag, those of the lowest layer first.
fn read(layers: &[&Layer], tag: &str) -> Result<Vec<MessageFile>, ThemeError> {
    let mut files = Vec::new();
    for layer in layers {
        for file in layer.messages(tag) {
            let (name, text) = file?;
            files.push(MessageFile::parse(name, text)?);
        }
    }
    Ok(files)
}

/// Finds what a message needs, by way of those that it refers to, and is never given.
fn check_referred(files: &[MessageFile], known: &BTreeMap<&str, BTreeSet<&str>>) -> Result<(), ThemeError> {
    for (key, needs) in References::new(files).follow()? {
        let Some(known) = known.get(key.as_str()).filter(|_| !calendar::is_date(&key)) else { continue };
        let missing = needs.variables.iter().find(|name| !known.contains(**name));
        let file = files.iter().rev().find(|file| file.messages.iter().any(|message| message.key == key));
        if let Some((name, file)) = missing.zip(file) {
            return Err(file.mistake(&key, format!("`{key}` refers to what uses `${name}`, which it is not given")));
        }
    }
    Ok(())
}

/// The line on which braces are open within one another more than a reader of messages should follow.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (line, number) in text.lines().zip(1..) {
        if key(line).is_some() {
            (depth, is_quoted) = (0, false);
        }
        for character in line.chars() {
            match character {
                '"' if depth > 0 => is_quoted = !is_quoted,
                '{' if !is_quoted => depth += 1,
                '}' if !is_quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > NESTING_LIMIT {
                return Some(number);
            }
        }
        // A quoted text ends with its line.
        is_quoted = false;
    }
    None
}

impl MessageFile {
    fn parse(name: String, text: &str) -> Result<Self, ThemeError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        if let Some(line) = too_deep(&text) {
            let message = format!("more than {NESTING_LIMIT} braces are open within one another");
            return Err(ThemeError::new(name, message).on_line(line));
        }
        let messages = messages(&text);
        let mut seen = BTreeMap::new();
        for message in &messages {
            if let Some(first) = seen.insert(message.key.as_str(), message.line) {
                let twice = format!("there are two messages `{}`, the other on line {first}", message.key);
                return Err(ThemeError::new(name, twice).on_line(message.line));
            }
        }
        match FluentResource::try_new(text) {
            Ok(resource) => Ok(Self { name, resource, messages }),
            Err((resource, errors)) => {
                let first = errors.first();
                let at = first.map_or(0, |error| error.pos.start);
                let why =
                    first.map_or_else(String::new, |error| format!(": {}", error.kind.to_string().to_lowercase()));
                let line = resource.source().get(..at).unwrap_or_default().matches('\n').count() + 1;
                Err(ThemeError::new(name, format!("this is not a message of Fluent{why}")).on_line(line))
            }
        }
    }

    /// What is wrong with a message of the file.
    pub(super) fn mistake(&self, key: &str, message: String) -> ThemeError {
        let line = self.messages.iter().find(|message| message.key == key).map(|message| message.line);
        let mistake = ThemeError::new(self.name.as_str(), message);
        match line {
            Some(line) => mistake.on_line(line),
            None => mistake,
        }
    }

    /// Where its messages stand.
    pub(super) fn places(&self) -> impl Iterator<Item = (String, Place)> {
        self.messages.iter().map(|message| (message.key.clone(), Place { file: self.name.clone(), line: message.line }))
    }

    /// What is given to each of its messages.
    fn known(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let given = self.messages.iter().map(|message| {
            let names = message.variables.keys().chain(&message.told).map(String::as_str);
            (message.key.as_str(), names.collect::<BTreeSet<&str>>())
        });
        given.collect()
    }

    /// Finds what a message uses and is never given.
    fn check(&self, known: &BTreeMap<&str, BTreeSet<&str>>) -> Result<(), ThemeError> {
        for message in &self.messages {
            let Some(known) = known.get(message.key.as_str()) else { continue };
            let is_date = calendar::is_date(&message.key);
            let is_given = |name: &str| known.contains(name) || is_date && calendar::VARIABLES.contains(&name);
            if let Some((name, line)) = message.variables.iter().find(|(name, _)| !is_given(name)) {
                let mut given: BTreeSet<&str> = known.clone();
                given.extend(calendar::VARIABLES.iter().filter(|_| is_date));
                let given: Vec<String> = given.iter().map(|name| format!("`${name}`")).collect();
                let given = if given.is_empty() { "nothing".to_owned() } else { given.join(", ") };
                let message = format!("`{}` uses `${name}`, but is given {given}", message.key);
                return Err(ThemeError::new(self.name.as_str(), message).on_line(*line));
            }
        }
        Ok(())
    }
}

/// The messages of a text: each begins a line with its key and goes on to the next one.
fn messages(text: &str) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut told = BTreeSet::new();
    for (line, number) in text.lines().zip(1..) {
        let behind = match key(line) {
            Some((key, behind)) => {
                let told = std::mem::take(&mut told);
                messages.push(Message { key: key.to_owned(), line: number, variables: BTreeMap::new(), told });
                behind
            }
            None if line.starts_with([' ', '}']) => line,
            None if line.starts_with("# ") => {
                told.extend(variables(line).map(str::to_owned));
                continue;
            }
            None => {
                told.clear();
                continue;
            }
        };
        let Some(message) = messages.last_mut() else { continue };
        for name in variables(behind) {
            message.variables.entry(name.to_owned()).or_insert(number);
        }
    }
    messages
}

/// The variables that a text names.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split('$').skip(1).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    names.map(|name| name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().unwrap_or(name))
}

/// The key that a line begins with, and what stands behind its `=`.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, behind) = line.split_once('=')?;
    let key = key.trim_end_matches(' ');
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    is_key.then_some((key, behind))
}
