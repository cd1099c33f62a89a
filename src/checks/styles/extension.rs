//! What a rule of a style looks for: the keys of its extension point.

use super::Extension;
use super::pattern::{Joint, Key, Pattern, Refusal, Swap, is_literal, joined};
use super::read::Reader;
use crate::diagnostics::Span;
use crate::spanned::{Node, Value};

/// The most patterns of one rule that are more than words.
const PATTERN_LIMIT: usize = 400;

/// The most bytes that they hold together.
const PATTERN_SIZE: usize = 64 << 10;

impl<'a> Reader<'a> {
    pub(super) fn existence(&mut self) -> Option<(Extension, Vec<String>)> {
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

    pub(super) fn substitution(&mut self) -> Option<(Extension, Vec<String>)> {
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
        let keys: Vec<(&str, Span)> = map.fields.iter().map(|pair| (pair.key.as_str(), pair.key_span)).collect();
        self.bound(&keys)?;
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

    pub(super) fn occurrence(&mut self) -> Option<Extension> {
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

    /// Refuses more patterns than a rule may hold, before any of them is compiled. Words are not counted.
    fn bound(&mut self, parts: &[(&str, Span)]) -> Option<()> {
        let mut size = 0;
        let mut patterns = parts.iter().filter(|(part, _)| !is_literal(part)).enumerate();
        let beyond = patterns.find(|(count, (part, _))| {
            size += part.len();
            *count >= PATTERN_LIMIT || size > PATTERN_SIZE
        });
        let Some((_, (_, span))) = beyond else { return Some(()) };
        let message =
            format!("there are more than {PATTERN_LIMIT} patterns, or they are longer than {PATTERN_SIZE} bytes");
        self.error(*span, &message, "write words without signs, or spread the rule over several files");
        None
    }

    /// Compiles a pattern; where that fails, points at the part that fails alone, or at the key.
    fn pattern(&mut self, text: &str, parts: &[(&str, Span)], more: &[(&str, Span)], key: &str) -> Option<Pattern> {
        self.bound(parts)?;
        self.bound(more)?;
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

    fn joint(&mut self) -> Option<Joint> {
        Some(Joint { ignorecase: self.truth("ignorecase")?, nonword: self.truth("nonword")? })
    }
}
