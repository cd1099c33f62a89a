//! One file of a style, read key by key with a finding for each mistake.

use super::pattern::{Joint, Key, Pattern, Refusal, Swap, is_literal, joined};
use super::scope::{self, Selector};
use super::{Extension, FINDING_LIMIT, StyleRule};
use crate::checks::level_names;
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

/// The name of the rule that a file of the styles folder holds; `None` where it holds none.
pub(super) fn name_of(file: &SourceFile, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let inside = file.path.as_str().strip_prefix(folder)?.strip_prefix('/')?;
    let parts: Vec<&str> = inside.split('/').collect();
    // Vale keeps its vocabularies there.
    if ["config", "Vocab"].contains(&parts[0]) && parts.len() > 2 {
        return None;
    }
    let whole = |message: String, help: String| invalid_style::finding(&file.path, Span::at(0), message).help(help);
    let [style, name] = parts[..] else {
        let message = "the file belongs to no style".to_owned();
        diagnostics.push(whole(message, format!("put it at `{folder}/<Style>/<Rule>.yml`")));
        return None;
    };
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    for part in [style, name] {
        if !is_name(part) {
            let message = format!("`{part}` cannot be part of the name of a rule");
            diagnostics.push(whole(message, "use letters, digits, `-` and `_` alone".to_owned()));
            return None;
        }
    }
    if level_names().contains(&style) {
        let message = format!("`{style}` is the name of a check or of a group of checks already");
        diagnostics.push(whole(message, "give the folder of the style another name".to_owned()));
        return None;
    }
    Some(format!("{style}.{name}"))
}

/// The finding for a second file of one name, such as `A.yml` and `A.yaml`.
pub(super) fn second_file(file: &SourceFile, name: &str) -> Diagnostic {
    invalid_style::finding(&file.path, Span::at(0), format!("another file holds `{name}` already"))
        .help("take one of the two away")
}

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

struct Reader<'a> {
    file: &'a SourceFile,
    map: &'a Map,
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

    fn existence(&mut self) -> Option<(Extension, Vec<String>)> {
        let known = ["tokens", "raw", "append", "exceptions", "ignorecase", "nonword", "vocab"];
        self.unknown_keys(&known);
        let joint = self.joint()?;
        let (tokens, raw) = (self.texts("tokens")?, self.texts("raw")?);
        let append = self.truth("append")?;
        if tokens.is_empty() && raw.is_empty() {
            let span = self.map.field("tokens").map_or(Span::at(0), |field| field.key_span);
            self.error(span, "there is nothing to look for", "list words or patterns under `tokens`");
            return None;
        }
        let words = Joint { nonword: joint.nonword || tokens.is_empty(), ..joint };
        let inner = joined(tokens.iter().map(|(token, _)| *token), Joint { ignorecase: false, ..words });
        let raw_text: String = raw.iter().map(|(token, _)| *token).collect();
        let case = if joint.ignorecase { "(?i)" } else { "" };
        let pattern = match append {
            true => format!("{case}{inner}{raw_text}"),
            false => format!("{case}{raw_text}{inner}"),
        };
        let pattern = self.pattern(&pattern, &tokens, &raw, "tokens")?;
        let exceptions = self.exceptions()?;
        let is_plain = raw.is_empty() && tokens.iter().all(|(token, _)| is_literal(token));
        let triggers = tokens.iter().filter(|_| is_plain).map(|(token, _)| (*token).to_owned()).collect();
        Some((Extension::Existence { pattern, exceptions }, triggers))
    }

    fn substitution(&mut self) -> Option<(Extension, Vec<String>)> {
        self.unknown_keys(&["swap", "exceptions", "ignorecase", "nonword", "vocab", "capitalize", "pos"]);
        if let Some(field) = self.map.field("pos") {
            self.warn(field.key_span, "parts of speech are not supported here", "take `pos` out, or the rule");
            return None;
        }
        let joint = self.joint()?;
        let swaps = self.swaps(joint)?;
        let mut keys: Vec<(&str, Span)> = swaps.iter().map(|(key, span, _)| (*key, *span)).collect();
        // The longest comes first, so that it wins over one that it begins with.
        keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        let pattern = self.pattern(&joined(keys.iter().map(|(key, _)| *key), joint), &keys, &[], "swap")?;
        let is_plain = keys.iter().all(|(key, _)| is_literal(key));
        let triggers = keys.iter().filter(|_| is_plain).map(|(key, _)| (*key).to_owned()).collect();
        let action = self.map.get("action").and_then(Value::map).and_then(|action| action.get("name"));
        let extension = Extension::Substitution {
            pattern,
            swaps: swaps.into_iter().map(|(_, _, swap)| swap).collect(),
            exceptions: self.exceptions()?,
            is_replaced: action.and_then(Value::text) == Some("replace"),
            capitalizes: self.truth("capitalize")?,
        };
        Some((extension, triggers))
    }

    /// The pairs of `swap`: the key, its place, and what both mean.
    fn swaps(&mut self, joint: Joint) -> Option<Vec<(&'a str, Span, Swap)>> {
        let Some(field) = self.map.field("swap") else {
            self.error(
                Span::at(0),
                "the key `swap` is missing",
                "add `swap:` with a line `wording: better wording` each",
            );
            return None;
        };
        let Some(map) = field.value.map().filter(|map| !map.is_empty()) else {
            self.expected(&field.value, "a map", None, "write a line `wording: better wording` each");
            return None;
        };
        let mut swaps = Vec::new();
        for pair in &map.fields {
            let text = match &pair.value.node {
                Node::Scalar(text) => text.clone(),
                Node::Null => String::new(),
                _ => {
                    self.expected(&pair.value, "text", None, "write the better wording");
                    return None;
                }
            };
            match Key::new(&pair.key, joint.ignorecase) {
                Ok(key) => swaps.push((pair.key.as_str(), pair.key_span, Swap { key, text })),
                Err(refusal) => {
                    self.refuse(pair.key_span, &pair.key, &refusal);
                    return None;
                }
            }
        }
        Some(swaps)
    }

    fn occurrence(&mut self) -> Option<Extension> {
        self.unknown_keys(&["token", "max", "min", "ignorecase"]);
        let Some(field) = self.map.field("token") else {
            self.error(Span::at(0), "the key `token` is missing", "add `token: '…'`, what is counted");
            return None;
        };
        let Node::Scalar(token) = &field.value.node else {
            self.expected(&field.value, "text", None, "write the pattern that is counted, in quotes");
            return None;
        };
        let (max, min) = (self.number("max")?, self.number("min")?);
        if max.is_none() && min.is_none() {
            self.error(field.key_span, "neither `max` nor `min` says how many there may be", "add `max: 3`, say");
            return None;
        }
        let ignorecase = self.truth("ignorecase")?;
        let text = joined([token.as_str()], Joint { ignorecase, nonword: true });
        let pattern = self.pattern(&text, &[(token, field.value.span)], &[], "token")?;
        Some(Extension::Occurrence { pattern, max: max.unwrap_or(0), min: min.unwrap_or(0) })
    }

    fn exceptions(&mut self) -> Option<Option<Pattern>> {
        let exceptions = self.texts("exceptions")?;
        if exceptions.is_empty() {
            return Some(None);
        }
        let text = joined(exceptions.iter().map(|(text, _)| *text), Joint::default());
        self.pattern(&text, &exceptions, &[], "exceptions").map(Some)
    }

    /// Compiles a pattern; where that fails, points at the part that fails alone, or at the key.
    fn pattern(&mut self, text: &str, parts: &[(&str, Span)], more: &[(&str, Span)], key: &str) -> Option<Pattern> {
        let key_span = self.map.field(key).map_or(Span::at(0), |field| field.key_span);
        let refusal = match Pattern::new(text) {
            Ok(pattern) if pattern.matches_nothing() => {
                let culprit = parts.iter().find(|(part, _)| Pattern::new(part).is_ok_and(|it| it.matches_nothing()));
                let span = culprit.map_or(key_span, |(_, span)| *span);
                self.error(span, "the pattern matches where there is nothing", "let it match a letter at least");
                return None;
            }
            Ok(pattern) => return Some(pattern),
            Err(refusal) => refusal,
        };
        let culprit = parts.iter().chain(more).find_map(|(part, span)| Some((Pattern::new(part).err()?, part, span)));
        match culprit {
            Some((refusal, part, span)) => self.refuse(*span, part, &refusal),
            None => self.refuse(key_span, key, &refusal),
        }
        None
    }

    fn refuse(&mut self, span: Span, part: &str, refusal: &Refusal) {
        match refusal {
            Refusal::NotSupported(what) => self.warn(
                span,
                &format!("{what} is not supported here"),
                "list what is meant, or name under `exceptions` what is not",
            ),
            Refusal::TooLarge => {
                self.error(span, "the pattern is too large", "spread it over several rules, each in a file of its own");
            }
            Refusal::Invalid(reason) => {
                let part: String = part.chars().take(60).collect();
                self.error(
                    span,
                    &format!("`{part}` is no regular expression: {reason}"),
                    "a `\\` before a sign takes it as it is",
                );
            }
        }
    }

    /// What the rule looks for, as it is written.
    fn words(&self) -> Vec<String> {
        let listed = ["tokens", "raw", "token"].iter().filter_map(|key| self.map.get(key)).flat_map(Value::list);
        let listed = listed.filter_map(Value::text).map(str::to_owned);
        let swapped = self.map.get("swap").and_then(Value::map).into_iter().flat_map(|map| &map.fields);
        listed.chain(swapped.map(|field| field.key.clone())).collect()
    }

    fn joint(&mut self) -> Option<Joint> {
        Some(Joint { ignorecase: self.truth("ignorecase")?, nonword: self.truth("nonword")? })
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

    fn truth(&mut self, key: &str) -> Option<bool> {
        let Some(field) = self.map.field(key) else { return Some(false) };
        let truth = field.value.truth();
        if truth.is_none() {
            self.expected(&field.value, "`true` or `false`", None, "write one of the two");
        }
        truth
    }

    fn number(&mut self, key: &str) -> Option<Option<usize>> {
        let Some(field) = self.map.field(key) else { return Some(None) };
        let number = field.value.text().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.expected(&field.value, "a number", None, "write a whole number, 0 or more");
        }
        number.map(Some)
    }

    /// The texts of a list with their places, but for empty ones.
    fn texts(&mut self, key: &str) -> Option<Vec<(&'a str, Span)>> {
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

    fn unknown_keys(&mut self, known: &[&str]) {
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

    fn expected(&mut self, value: &Value, what: &str, near: Option<&str>, help: &str) {
        let found = match value.text() {
            Some(text) if text.len() <= 60 => format!("`{text}`"),
            _ => value.describe().to_owned(),
        };
        let help = near.map_or_else(|| help.to_owned(), |near| format!("did you mean `{near}`?"));
        self.error(value.span, &format!("expected {what}, found {found}"), &help);
    }

    fn error(&mut self, span: Span, message: &str, help: &str) {
        self.diagnostics.push(invalid_style::finding(&self.file.path, span, message).help(help));
    }

    /// Says what Vale knows and Afterword does not.
    fn warn(&mut self, span: Span, message: &str, help: &str) {
        let finding = invalid_style::finding(&self.file.path, span, message).help(help);
        self.diagnostics.push(Diagnostic { level: Level::Warning, ..finding });
    }
}

fn one_of<const N: usize>(words: [&str; N]) -> String {
    format!("use one of {}", list_of_code(words))
}
