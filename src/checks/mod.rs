//! Checks: documents held against their template, one rule a file.
//!
//! Takes a [`KnowledgeBase`] and the templates; gives diagnostics. A rule's file opens with the text that
//! `afterword explain` prints. Rules of what an earlier stage finds (a file that is too large, YAML that cannot be
//! read) have a file for that text alone.

mod actions;
mod allow;
mod contract;
mod learning;
mod placeholder;
mod rewrite;
mod prose;
mod rules;
mod secrets;
mod sharing;
mod slip;
mod styles;
mod summaries;
mod wording;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, FilePath, Level, SourceFile, Span};
use crate::interpret::PlacedAction;
use crate::knowledge::KnowledgeBase;
use crate::model::{Factor, Kind, Postmortem};
use crate::syntax::Document;
use crate::template::Template;

pub use allow::apply as apply_allowances;
pub use rules::RULES;
use styles::ActiveStyles;
pub use styles::{StyleRule, Styles};
use wording::BuiltIn;

/// One thing that `check` looks for.
#[derive(Debug)]
pub struct Rule {
    /// Its name, for the configuration, reports and `explain`. It names the defect.
    pub name: &'static str,
    /// How much a finding matters unless the configuration says otherwise; `None` where nobody looks unless it does.
    pub level: Option<Level>,
    /// What its findings are about.
    pub group: Group,
    /// The source of its file, whose head explains it.
    pub source: &'static str,
    /// Looks at one document; `None` where an earlier stage finds it, or where it is a pattern about wording.
    pub check: Option<fn(&Subject<'_>) -> Vec<Diagnostic>>,
}

/// What the findings of a rule are about. The configuration sets levels for groups too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A file that cannot be read as what it is meant to be. All else is advice in a folder without `afterword.toml`.
    Reading,
    /// Sections and headings.
    Structure,
    /// Front matter.
    Fields,
    /// When things happened.
    Times,
    /// Contributing factors and their catalogue.
    Factors,
    /// What is to change.
    ActionItems,
    /// Wording that blames, judges or argues from hindsight.
    Language,
    /// Whether there is something to learn from, and soon.
    Depth,
    /// Links and images.
    Links,
    /// What must not be shared.
    Sharing,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Reading,
        Self::Structure,
        Self::Fields,
        Self::Times,
        Self::Factors,
        Self::ActionItems,
        Self::Language,
        Self::Depth,
        Self::Links,
        Self::Sharing,
    ];

    /// The name in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Structure => "structure",
            Self::Fields => "fields",
            Self::Times => "times",
            Self::Factors => "factors",
            Self::ActionItems => "action-items",
            Self::Language => "language",
            Self::Depth => "depth",
            Self::Links => "links",
            Self::Sharing => "sharing",
        }
    }

    /// What the group is about, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Reading => "files that cannot be read as what they are meant to be",
            Self::Structure => "sections and headings",
            Self::Fields => "front matter",
            Self::Times => "when things happened",
            Self::Factors => "contributing factors and their catalogue",
            Self::ActionItems => "what is to change",
            Self::Language => "wording that blames, judges or argues from hindsight",
            Self::Depth => "whether there is something to learn from, and soon",
            Self::Links => "links and images",
            Self::Sharing => "what must not be shared",
        }
    }

    /// The rules of the group, in their order.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter().copied().filter(move |rule| rule.group == self)
    }
}

impl Rule {
    /// Begins a finding of this rule.
    #[must_use]
    pub fn finding(&self, subject: &Subject<'_>, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.level.unwrap_or(Level::Info), subject.document.path(), message).at(span)
    }

    /// What the configuration makes of the rule: a level of its own, that of its group unless the rule has to be asked
    /// for by name, or what it comes with. `None` turns it off.
    #[must_use]
    pub fn level_in(&self, config: &Config) -> Option<Level> {
        let of_group = || self.level.and(config.levels.get(self.group.as_str()).copied());
        config.levels.get(self.name).copied().or_else(of_group).unwrap_or(self.level)
    }

    /// The level at which a finding of this rule stands for one of `lack` too, which is then left out. `None` where both are
    /// to be told, since the configuration sets a level for this one.
    fn level_for_both(&self, lack: &Self, config: &Config) -> Option<Level> {
        let own = self.level_in(config).filter(|level| self.level == Some(*level))?;
        Some(lack.level_in(config).map_or(own, |level| level.min(own)))
    }

    /// The level that it comes with, as the configuration would set it.
    #[must_use]
    pub fn default_level(&self) -> &'static str {
        self.level.map_or("off", Level::as_str)
    }

    /// What it finds, in one sentence without a full stop.
    #[must_use]
    pub fn summary(&self) -> String {
        let explanation = self.explanation();
        let paragraph = explanation.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        paragraph.split_inclusive(". ").next().unwrap_or_default().trim().trim_end_matches('.').to_owned()
    }

    /// The text that explains the rule, as Markdown.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }
}

/// A document as rules see it.
pub struct Subject<'a> {
    /// Everything that it may refer to.
    pub knowledge: &'a KnowledgeBase,
    /// Its text.
    pub document: &'a Document,
    /// Its fields; `None` for a page or a factor.
    pub postmortem: Option<&'a Postmortem>,
    /// The factor that it describes, where it is part of the catalogue.
    pub factor: Option<&'a Factor>,
    /// What its kind asks for; `None` where no template asks for anything.
    pub template: Option<&'a Template>,
    /// Its action items and where they stand, but for those of the template that are to be replaced.
    pub actions: Vec<PlacedAction>,
    /// The day on which the check is made.
    pub today: Date,
}

impl<'a> Subject<'a> {
    /// Fields and template of a document that has both and whose fields could be read.
    fn held_against_template(&self) -> Option<(&'a Postmortem, &'a Template)> {
        Some((self.postmortem?, self.template?)).filter(|_| !self.document.front_matter.is_broken)
    }
}

/// Applies all rules that are on to all documents, or to those that `is_asked_for` names.
#[must_use]
pub fn check(
    knowledge: &KnowledgeBase,
    templates: &BTreeMap<Kind, Template>,
    styles: &Styles,
    today: Date,
    is_asked_for: &(impl Fn(&FilePath) -> bool + Sync),
) -> Vec<Diagnostic> {
    let rules: Vec<_> =
        RULES.iter().filter(|rule| rule.level_in(&knowledge.config).is_some()).filter_map(|rule| rule.check).collect();
    let postmortems = knowledge.postmortems.iter().map(|it| (&it.path, Some(it.as_ref()), None));
    let pages = knowledge.pages.iter().map(|page| (&page.path, None, None));
    let factors = knowledge.factors.values().filter_map(|factor| Some((factor.path.as_ref()?, None, Some(factor))));
    let parts = postmortems.chain(pages).chain(factors).filter(|(path, ..)| is_asked_for(path));
    let parts: Vec<_> = parts.collect();
    let built_in = BuiltIn::new(&knowledge.config);
    let styles = ActiveStyles::new(styles, &knowledge.config);
    let subjects = parts.into_par_iter().filter_map(|(path, postmortem, factor)| {
        let document = knowledge.document(path)?;
        let template = postmortem.and_then(|postmortem| templates.get(&postmortem.kind));
        let actions = postmortem.map(|_| actions::of(document, template)).unwrap_or_default();
        Some(Subject { knowledge, document, postmortem, factor, template, actions, today })
    });
    let findings = |subject: Subject<'_>| {
        let found = rules.iter().flat_map(|check| check(&subject));
        found.chain(wording::check(&subject, &built_in, &styles)).collect::<Vec<_>>()
    };
    subjects.flat_map_iter(findings).collect()
}

/// A text that fits into a message.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The names of all rules.
#[must_use]
pub fn rule_names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}

/// The names whose levels can be set: those of all rules and of all groups.
#[must_use]
pub fn level_names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).chain(Group::ALL.map(Group::as_str)).collect()
}

/// Sets the levels that the configuration asks for, and drops what it turns off.
///
/// Without an `afterword.toml` nobody has asked for a template yet: what it asks for is a warning at most.
#[must_use]
pub fn with_levels(diagnostics: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let mut kept = Vec::with_capacity(diagnostics.len());
    for mut diagnostic in diagnostics {
        let Some(rule) = rule(&diagnostic.code) else {
            kept.push(diagnostic);
            continue;
        };
        let Some(level) = rule.level_in(config) else { continue };
        if rule.level != Some(level) {
            diagnostic.level = level;
        } else if !config.is_configured && rule.group != Group::Reading {
            diagnostic.level = diagnostic.level.max(Level::Warning);
        }
        kept.push(diagnostic);
    }
    kept
}

/// The secrets in a file that is no document. What finds them in documents is the rule `secret`.
#[must_use]
pub fn secrets_in(file: &SourceFile) -> Vec<Diagnostic> {
    rules::secret::in_file(file)
}

/// Drops what says of a placeholder that it cannot be understood: that it is still one says all.
#[must_use]
pub fn without_echoes(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |diagnostic: &Diagnostic| (diagnostic.path.clone(), diagnostic.span);
    let is_placeholder = |diagnostic: &&Diagnostic| diagnostic.code == "placeholder-field";
    let placeholders: BTreeSet<_> = diagnostics.iter().filter(is_placeholder).map(place).collect();
    let is_echo = |diagnostic: &Diagnostic| {
        ["invalid-time", "unknown-value"].contains(&diagnostic.code.as_ref())
            && placeholders.contains(&place(diagnostic))
    };
    diagnostics.into_iter().filter(|diagnostic| !is_echo(diagnostic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_found_once() {
        let path = FilePath::new("a.md");
        let found = |code| Diagnostic::error(code, &path, "").at(Span::new(3, 9));
        let elsewhere = Diagnostic::error("invalid-time", &path, "").at(Span::new(12, 15));
        let all = vec![found("invalid-time"), found("placeholder-field"), elsewhere.clone()];
        assert_eq!(without_echoes(all), [found("placeholder-field"), elsewhere]);
        assert_eq!(without_echoes(vec![found("invalid-time")]), [found("invalid-time")]);
    }

    #[test]
    fn a_level_of_its_own_comes_before_that_of_its_group() {
        let level = |rule_name: &str, levels: &[(&str, Option<Level>)]| {
            let levels = levels.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
            rule(rule_name).expect("a rule").level_in(&Config { levels, ..Config::default() })
        };
        let (off, info, error) = (None, Some(Level::Info), Some(Level::Error));
        assert_eq!(level("missing-section", &[]), error);
        assert_eq!(level("missing-section", &[("structure", info)]), info);
        assert_eq!(level("missing-section", &[("structure", off), ("missing-section", error)]), error);
        assert_eq!(level("missing-section", &[("fields", off)]), error);
        assert_eq!(level("missing-section", &[("structure", error), ("missing-section", off)]), off);
    }

    #[test]
    fn every_rule_is_unique_and_explained() {
        let names: BTreeSet<&str> = level_names().into_iter().collect();
        assert_eq!(names.len(), RULES.len() + Group::ALL.len());
        for rule in RULES {
            let explanation = rule.explanation();
            assert!(explanation.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
            for part in ["## Why it matters", "## Example", "## How to silence it"] {
                assert!(explanation.contains(part), "{} lacks {part:?}", rule.name);
            }
        }
    }
}
