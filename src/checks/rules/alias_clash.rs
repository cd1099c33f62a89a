//! # alias-clash
//!
//! A title or an alias of the factor catalogue is a name of another entry already, or stands in its own entry twice. Case,
//! dashes and spaces make no difference.
//!
//! ## Why it matters
//!
//! A name leads to one factor: an id comes before a title, a title before an alias, and the first entry before the rest.
//! Documents that use this name for the other factor are linked to the wrong page, silently.
//!
//! ## Example
//!
//! ```text
//! title: Missing alert
//! aliases: [monitoring gap, alert fatigue]
//! ```
//!
//! Where `factors/alert-fatigue.md` exists, `alert fatigue` means that one. Take the alias out of this entry.
//!
//! ## How to silence it
//!
//! Set `alias-clash = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow alias-clash: reason` on the line of the field.

use std::collections::BTreeMap;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::texts_with_places;
use crate::knowledge::folded_name;
use crate::model::Factor;
use crate::syntax::Document;

pub(super) static RULE: Rule = Rule {
    name: "alias-clash",
    level: Some(Level::Warning),
    group: Group::Factors,
    source: include_str!("alias_clash.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(factor) = subject.factor else { return Vec::new() };
    let titles = titles(subject.document);
    let aliases = texts_with_places(subject.document, "aliases");
    let of_others = titles.iter().chain(&aliases).filter_map(|(name, place)| of_another(subject, factor, name, *place));
    let mut findings: Vec<Diagnostic> = of_others.collect();
    let mut own: BTreeMap<String, (&str, Option<Span>)> = BTreeMap::new();
    own.insert(folded_name(factor.id.as_str()), ("id", None));
    own.insert(folded_name(&factor.title), ("title", titles.first().map(|(_, place)| *place)));
    for (alias, place) in &aliases {
        let folded = folded_name(alias);
        let Some((what, first)) = own.get(&folded) else {
            own.insert(folded, ("alias", Some(*place)));
            continue;
        };
        let message = match *what {
            "alias" => format!("the alias `{alias}` stands here twice"),
            what => format!("the alias `{alias}` repeats the {what} of its own entry"),
        };
        let finding =
            RULE.finding(subject, *place, message).help("take it out: case, dashes and spaces make no difference");
        findings.push(match first {
            Some(first) => finding.related(*first, "the same name"),
            None => finding,
        });
    }
    findings
}

/// The title with its place: the field, or the heading that serves as one.
fn titles(document: &Document) -> Vec<(&str, Span)> {
    let written = texts_with_places(document, "title");
    let heading = || document.title_section.map(|index| &document.sections[index]);
    match written.is_empty() {
        true => heading().map(|section| (section.heading.as_str(), section.heading_span)).into_iter().collect(),
        false => written,
    }
}

/// The finding for a name that leads to another entry.
fn of_another(subject: &Subject<'_>, factor: &Factor, name: &str, place: Span) -> Option<Diagnostic> {
    let other = subject.knowledge.factor_named(name).filter(|other| other.id != factor.id)?;
    let message = format!("`{name}` is a name of `{}` already", other.id);
    let finding = RULE.finding(subject, place, message).label(format!("leads to `{}`", other.id));
    let path = other.path.as_ref()?;
    Some(finding.help(format!("take it out here, or out of `{path}`, so that it means one of the two")))
}
