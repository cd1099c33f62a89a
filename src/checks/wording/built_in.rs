//! The rules about wording that come with Afterword: each is a pattern with the words that say what it finds.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use super::quotes::Quotes;
use super::sections::Places;
use super::triggers::Triggers;
use crate::checks::rules::WORDINGS;
use crate::checks::{Rule, Subject};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::syntax::{CODE, Document, PieceKind, PlainText};

/// A person or people as postmortems speak of them; `{H}` in a pattern stands for it.
const PEOPLE: &str = r"(?:I|we|he|she|they|you|someone|somebody|anyone|nobody|no one|everyone|(?:the |an? |our |another |junior |senior |on-?call |new |former )*(?:engineers?|operators?|developers?|devs?|admins?|administrators?|technicians?|sysadmins?|sres?|on-?callers?|on-?call|responders?|authors?|reviewers?|committers?|maintainers?|contributors?|managers?|employees?|staff|contractors?|interns?|persons?|people|humans?|team(?: members?)?|users?|customers?|colleagues?|support|analysts?|dba|dbas|qa)|@[A-Za-z0-9_-]+)";

/// The longest phrase that a message repeats, in characters.
const SHOWN: usize = 80;

/// A rule that is a pattern.
#[derive(Debug)]
pub(in crate::checks) struct Wording {
    /// Its name, level and explanation.
    pub rule: &'static Rule,
    /// Where it applies.
    pub scope: Scope,
    /// What it looks for, without regard to case; `{H}` is anybody. A group `at` is the place to point at; where a
    /// group `spare` matches, something else is meant.
    pub pattern: &'static str,
    /// Words one of which each match holds, in lower case.
    pub triggers: &'static [&'static str],
    /// Words whose presence in a match means that something else is meant, such as customers.
    pub spares: &'static [&'static str],
    /// What the phrase does, behind it in the message.
    pub says: &'static str,
    /// A few words under the place.
    pub label: &'static str,
    /// Better wording.
    pub help: &'static str,
}

/// Where a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Scope {
    /// In sentences: not in headings, heads of tables, quotations or code.
    Prose,
    /// In headings.
    Headings,
    /// Where an action item begins.
    Actions,
    /// In action items and lessons learned.
    ActionsAndLessons,
    /// In the causes and contributing factors.
    Causes,
}

/// The words that patterns need, and the patterns, each made when it is needed for the first time.
struct Patterns {
    triggers: Triggers,
    regexes: Vec<OnceLock<Regex>>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns {
    triggers: Triggers::new(WORDINGS.iter().map(|wording| wording.triggers)),
    regexes: WORDINGS.iter().map(|_| OnceLock::new()).collect(),
});

impl Patterns {
    fn regex(&self, index: usize) -> &Regex {
        self.regexes[index].get_or_init(|| regex_of(WORDINGS[index].pattern))
    }
}

/// ASCII alone, which is several times as fast; the one mark beyond it is the curly apostrophe.
fn regex_of(pattern: &str) -> Regex {
    let pattern = pattern.replace("{H}", PEOPLE).replace('’', "(?-i:’)");
    Regex::new(&format!("(?i-u){pattern}")).expect("a test compiles every pattern")
}

/// The rules about wording at the levels of a configuration.
pub(in crate::checks) struct BuiltIn {
    /// The level of each of [`WORDINGS`], and whether the configuration has set it; `None` for what is off.
    levels: Vec<Option<(Level, bool)>>,
}

/// What a pattern has found, before it is held against what others have.
struct Found {
    wording: usize,
    level: Level,
    span: Span,
    phrase: String,
}

impl BuiltIn {
    /// The rules that are on.
    pub fn new(config: &Config) -> Self {
        let level =
            |wording: &&Wording| wording.rule.level_in(config).map(|level| (level, Some(level) != wording.rule.level));
        Self { levels: WORDINGS.iter().map(level).collect() }
    }

    /// Looks at a document or a factor. A page may tell of the very words that are to be left out.
    pub fn check(&self, subject: &Subject<'_>, text: &PlainText) -> Vec<Diagnostic> {
        if subject.postmortem.is_none() && subject.factor.is_none() {
            return Vec::new();
        }
        let scopes = Scopes::new(subject.document);
        let mut quotes: (usize, Quotes) = (usize::MAX, Quotes::default());
        let mut found = Vec::new();
        PATTERNS.triggers.candidates(text, |piece, index| {
            let Some((level, is_set)) = self.levels[index] else { return };
            let wording = WORDINGS[index];
            if !scopes.hold(wording.scope, text, piece) {
                return;
            }
            let (content, start) = (text.piece(piece), text.pieces[piece].range.start);
            for range in matches(PATTERNS.regex(index), content) {
                if quotes.0 != piece {
                    quotes = (piece, Quotes::of(content));
                }
                let phrase = &content[range.clone()];
                if quotes.1.hold(&range) || has_word(phrase, wording.spares) {
                    continue;
                }
                let level = if is_set { level } else { lowered(level, phrase) };
                let span = text.span(start + range.start..start + range.end);
                found.push(Found { wording: index, level, span, phrase: phrase.to_owned() });
            }
        });
        gravest(found).iter().map(|found| found.diagnostic(subject)).collect()
    }
}

/// The places of a pattern in a piece: those of its group `at`, where that has matched; none where `spare` has.
fn matches(regex: &Regex, text: &str) -> Vec<std::ops::Range<usize>> {
    if regex.captures_len() == 1 {
        return regex.find_iter(text).map(|found| found.range()).collect();
    }
    let found = regex.captures_iter(text).filter(|found| found.name("spare").is_none());
    found.filter_map(|found| Some(found.name("at").or(found.get(0))?.range())).collect()
}

fn has_word(phrase: &str, words: &[&str]) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    phrase.split(|c| !is_part(c)).any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// Whether a text begins with a label such as "Review actions:".
fn is_labelled(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| label.split(' ').count() <= 3)
}

/// Who speaks of themselves accuses nobody, and who speaks of nobody hardly does: one level lower.
fn lowered(level: Level, phrase: &str) -> Level {
    if !has_word(phrase, &["i", "we", "our", "nobody"]) && !phrase.to_ascii_lowercase().starts_with("no one ") {
        return level;
    }
    match level {
        Level::Error => Level::Warning,
        Level::Warning | Level::Info => Level::Info,
    }
}

/// Of findings that overlap keeps the gravest, the first of [`WORDINGS`] among equals.
fn gravest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|it| (it.level, it.wording, it.span.start));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    found.retain(|it| {
        let before = taken.range(..it.span.end).next_back();
        let is_free = before.is_none_or(|(_, end)| *end <= it.span.start);
        if is_free {
            taken.insert(it.span.start, it.span.end);
        }
        is_free
    });
    found
}

impl Found {
    fn diagnostic(&self, subject: &Subject<'_>) -> Diagnostic {
        let wording = WORDINGS[self.wording];
        let mut phrase: String = self.phrase.trim().replace(['`', CODE], "…");
        if phrase.chars().count() > SHOWN {
            phrase = phrase.chars().take(SHOWN).chain(['…']).collect();
        }
        let message = format!("`{phrase}` {}", wording.says);
        let finding = wording.rule.finding(subject, self.span, message).label(wording.label).help(wording.help);
        Diagnostic { level: self.level, ..finding }
    }
}

/// The places of a document that scopes mean, each found out when it is needed.
struct Scopes<'a> {
    document: &'a Document,
    labels: OnceCell<Vec<usize>>,
    actions: OnceCell<Places>,
    action_cells: OnceCell<Places>,
    actions_and_lessons: OnceCell<Places>,
    causes: OnceCell<Places>,
}

impl<'a> Scopes<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            labels: OnceCell::new(),
            actions: OnceCell::new(),
            action_cells: OnceCell::new(),
            actions_and_lessons: OnceCell::new(),
            causes: OnceCell::new(),
        }
    }

    /// Whether a piece belongs to a scope.
    fn hold(&self, scope: Scope, text: &PlainText, piece: usize) -> bool {
        let kind = text.pieces[piece].kind;
        let start = text.pieces[piece].range.start;
        let offset = text.span(start..start + 1).start;
        let is_heading = matches!(kind, PieceKind::Heading(_)) || kind == PieceKind::Paragraph && self.is_label(offset);
        if scope == Scope::Headings || is_heading {
            return scope == Scope::Headings && is_heading;
        }
        if matches!(kind, PieceKind::Quote | PieceKind::TableHead) {
            return false;
        }
        let sections = |names| Places::sections(self.document, names);
        match scope {
            Scope::Prose | Scope::Headings => true,
            Scope::Actions => {
                let is_action = match kind {
                    PieceKind::TableCell => {
                        self.action_cells.get_or_init(|| Places::action_cells(self.document)).hold(offset)
                    }
                    _ => kind == PieceKind::ListEntry && !is_labelled(text.piece(piece)),
                };
                is_action && self.actions.get_or_init(|| sections(&["action-items"])).hold(offset)
            }
            Scope::ActionsAndLessons => {
                self.actions_and_lessons.get_or_init(|| sections(&["action-items", "lessons-learned"])).hold(offset)
            }
            Scope::Causes => self.causes.get_or_init(|| sections(&["root-cause", "contributing-factors"])).hold(offset),
        }
    }

    /// Whether a paragraph is a bold label that stands in place of a heading.
    fn is_label(&self, offset: usize) -> bool {
        let labels = self.labels.get_or_init(|| {
            let sections = self.document.sections.iter().filter(|section| section.level > 6);
            sections.map(|section| section.heading_span.start).collect()
        });
        // The text of the label begins behind its two stars.
        (offset.saturating_sub(3)..=offset).any(|start| labels.binary_search(&start).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_compiled_and_belongs_to_a_rule_of_its_name() {
        for wording in WORDINGS {
            let regex = regex_of(wording.pattern);
            let mut groups = regex.capture_names().flatten();
            assert_eq!(regex.captures_len(), 1 + regex.capture_names().flatten().count(), "{}", wording.rule.name);
            assert!(groups.all(|name| ["at", "spare"].contains(&name)), "{}", wording.rule.name);
            assert!(!regex.is_match(""), "{}", wording.rule.name);
            assert!(crate::checks::rule(wording.rule.name).is_some(), "{}", wording.rule.name);
            assert!(wording.triggers.iter().all(|trigger| *trigger == trigger.to_lowercase()), "{}", wording.rule.name);
        }
    }

    #[test]
    fn of_findings_that_overlap_the_gravest_is_kept() {
        let found =
            |wording, level, start, end| Found { wording, level, span: Span::new(start, end), phrase: String::new() };
        let all = vec![
            found(0, Level::Info, 0, 10),
            found(1, Level::Warning, 5, 15),
            found(2, Level::Info, 15, 20),
            found(3, Level::Info, 12, 30),
            found(4, Level::Info, 18, 19),
        ];
        let kept: Vec<usize> = gravest(all).iter().map(|it| it.wording).collect();
        assert_eq!(kept, [1, 2]);
    }
}
