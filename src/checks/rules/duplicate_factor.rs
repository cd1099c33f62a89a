//! # duplicate-factor
//!
//! A contributing factor is listed twice, in the same spelling or by another of its names.
//!
//! ## Why it matters
//!
//! It counts once. Where the second is an alias, the author may have meant another factor.
//!
//! ## Example
//!
//! ```text
//! contributing_factors: [cache-stampede, missing-alert, thundering-herd]
//! ```
//!
//! `thundering herd` is an alias of `cache-stampede`. Take one of the two out; `afterword check --fix` takes the second out
//! where both are spelled alike.
//!
//! ## How to silence it
//!
//! Set `duplicate-factor = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow duplicate-factor: reason` on the line of the field.

use std::collections::BTreeMap;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::texts_with_places;
use crate::knowledge::Spelling;
use crate::model::FactorId;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-factor",
    level: Some(Level::Warning),
    group: Group::Factors,
    source: include_str!("duplicate_factor.rs"),
    check: Some(check),
};

/// What a name means: a factor of the catalogue, or one that no file describes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Meant<'a> {
    Known(&'a FactorId),
    Unknown(Spelling),
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.postmortem.is_none() {
        return Vec::new();
    }
    let names = subject.knowledge.factor_names();
    let values = texts_with_places(subject.document, "contributing_factors");
    let mut first_places: BTreeMap<Meant<'_>, (&str, Span)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (index, (name, place)) in values.iter().enumerate() {
        let known = names.resolve(name);
        let meant = known.map_or_else(|| Meant::Unknown(Spelling::of(name)), Meant::Known);
        let Some((first, first_place)) = first_places.get(&meant) else {
            first_places.insert(meant, (name, *place));
            continue;
        };
        let id = known.map_or_else(|| slug::slugify(name), |id| id.as_str().to_owned());
        let message = match first == name {
            true => format!("the factor `{name}` is listed twice"),
            false => format!("`{name}` and `{first}` are the same factor, `{id}`"),
        };
        let finding =
            RULE.finding(subject, *place, message).label("the second time").related(*first_place, "the first");
        let finding = finding.help("keep one of the two, or name the factor that is meant");
        let before = values[index - 1].1;
        let removal = (first == name).then(|| removal(&subject.document.file.text, before, *place)).flatten();
        findings.push(match removal {
            Some(span) => finding.fix(span, ""),
            None => finding,
        });
    }
    findings
}

/// What is to be taken out with a value of a list: the comma before it, or all of its line.
fn removal(text: &str, before: Span, value: Span) -> Option<Span> {
    let between = text.get(before.end..value.start)?;
    let is_flow = between.trim() == "," && !between.contains('\n');
    let is_own_line = between.trim() == "-" && between.matches('\n').count() == 1;
    let ends_line = text[value.end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
    (is_flow || is_own_line && ends_line).then(|| Span::new(before.end, value.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_out_with_what_joins_it() {
        for (text, left) in [
            ("[a, b, a]", Some("[a, b]")),
            ("[\"a\", 'a' ]", None),
            ("- b\n- a\n- a\n", Some("- b\n- a\n")),
            ("  - a\n  - a # again\n", None),
            ("[a,\n a]", None),
        ] {
            let places: Vec<usize> =
                text.match_indices('a').map(|(at, _)| at).filter(|at| !text[*at..].starts_with("ag")).collect();
            let last = *places.last().expect("a value");
            let before = text[..last].rfind(|c: char| c.is_alphabetic()).expect("a value before");
            let removal = removal(text, Span::new(before, before + 1), Span::new(last, last + 1));
            let left_over = removal.map(|span| format!("{}{}", &text[..span.start], &text[span.end..]));
            assert_eq!(left_over.as_deref(), left, "{text}");
        }
    }
}
