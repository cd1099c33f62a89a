//! Checks: documents held against their template, one rule a file.
//!
//! Takes a [`KnowledgeBase`] and the templates; gives diagnostics. A rule's file opens with the text that
//! `afterword explain` prints. Rules of what an earlier stage finds (a file that is too large, YAML that cannot be
//! read) have a file for that text alone.

mod placeholder;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::knowledge::KnowledgeBase;
use crate::model::{Kind, Postmortem};
use crate::syntax::Document;
use crate::template::Template;

pub use rules::RULES;

/// One thing that `check` looks for.
#[derive(Debug)]
pub struct Rule {
    /// Its name, for the configuration, reports and `explain`. It names the defect.
    pub name: &'static str,
    /// How much a finding matters unless the configuration says otherwise.
    pub level: Level,
    /// What its findings are about.
    pub about: About,
    /// The source of its file, whose head explains it.
    pub source: &'static str,
    /// Looks at one document; `None` where an earlier stage finds it.
    pub check: Option<fn(&Subject<'_>) -> Vec<Diagnostic>>,
}

/// What the findings of a rule are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A document against its template and the vocabulary. In a folder without `afterword.toml` this is advice.
    Document,
    /// A file that cannot be read as what it is meant to be.
    Reading,
}

impl Rule {
    /// Begins a finding of this rule.
    #[must_use]
    pub fn finding(&self, subject: &Subject<'_>, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.level, subject.document.path(), message).at(span)
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
    /// What its kind asks for; `None` where no template asks for anything.
    pub template: Option<&'a Template>,
}

impl<'a> Subject<'a> {
    /// Fields and template of a document that has both and whose fields could be read.
    fn held_against_template(&self) -> Option<(&'a Postmortem, &'a Template)> {
        Some((self.postmortem?, self.template?)).filter(|_| !self.document.front_matter.is_broken)
    }
}

/// Applies all rules to all documents, or to those that `is_asked_for` names.
#[must_use]
pub fn check(
    knowledge: &KnowledgeBase,
    templates: &BTreeMap<Kind, Template>,
    is_asked_for: &(impl Fn(&Document) -> bool + Sync),
) -> Vec<Diagnostic> {
    let postmortems = knowledge.postmortems.iter().map(|postmortem| (&postmortem.path, Some(postmortem)));
    let pages = knowledge.pages.iter().map(|page| (&page.path, None));
    let factors = knowledge.factors.values().filter_map(|factor| Some((factor.path.as_ref()?, None)));
    let subjects: Vec<Subject<'_>> = postmortems
        .chain(pages)
        .chain(factors)
        .filter_map(|(path, postmortem)| {
            let document = knowledge.document(path)?;
            let template = postmortem.and_then(|postmortem| templates.get(&postmortem.kind));
            is_asked_for(document).then_some(Subject { knowledge, document, postmortem, template })
        })
        .collect();
    subjects.par_iter().flat_map_iter(check_one).collect()
}

fn check_one<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Diagnostic> + 'a {
    RULES.iter().filter_map(|rule| rule.check).flat_map(|check| check(subject))
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

/// Sets the levels that the configuration asks for, and drops what it turns off.
///
/// Without an `afterword.toml` nobody has asked for a template yet: what it asks for is a warning at most.
#[must_use]
pub fn with_levels(diagnostics: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let is_advice = |diagnostic: &Diagnostic| {
        !config.is_configured && rule(diagnostic.code).is_some_and(|rule| rule.about == About::Document)
    };
    let mut kept = Vec::with_capacity(diagnostics.len());
    for mut diagnostic in diagnostics {
        match config.levels.get(diagnostic.code) {
            Some(None) => continue,
            Some(Some(level)) => diagnostic.level = *level,
            None if is_advice(&diagnostic) => diagnostic.level = diagnostic.level.max(Level::Warning),
            None => {}
        }
        kept.push(diagnostic);
    }
    kept
}

/// Drops what says of a placeholder that it cannot be understood: that it is still one says all.
#[must_use]
pub fn without_echoes(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |diagnostic: &Diagnostic| (diagnostic.path.clone(), diagnostic.span);
    let is_placeholder = |diagnostic: &&Diagnostic| diagnostic.code == "placeholder-field";
    let placeholders: BTreeSet<_> = diagnostics.iter().filter(is_placeholder).map(place).collect();
    let is_echo = |diagnostic: &Diagnostic| {
        ["invalid-time", "unknown-value"].contains(&diagnostic.code) && placeholders.contains(&place(diagnostic))
    };
    diagnostics.into_iter().filter(|diagnostic| !is_echo(diagnostic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FilePath;

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
    fn every_rule_is_unique_and_explained() {
        let names: BTreeSet<&str> = rule_names().into_iter().collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            let explanation = rule.explanation();
            assert!(explanation.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
            for part in ["## Why it matters", "## Example", "## How to silence it"] {
                assert!(explanation.contains(part), "{} lacks {part:?}", rule.name);
            }
        }
    }
}
