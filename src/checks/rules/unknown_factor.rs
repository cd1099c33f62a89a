//! # unknown-factor
//!
//! A contributing factor is neither in the factor catalogue nor an alias of one that is. Where there is no catalogue, any
//! will do.
//!
//! ## Why it matters
//!
//! Factors are what links incidents to one another. One that is spelled anew each time links nothing.
//!
//! ## Example
//!
//! ```text
//! contributing_factors: [cache-stampde]
//! ```
//!
//! Use the catalogued name, or describe the new factor in `factors/cache-stampede.md`.
//!
//! ## How to silence it
//!
//! Set `unknown-factor = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;

pub(super) static RULE: Rule = Rule {
    name: "unknown-factor",
    level: Some(Level::Error),
    group: Group::Factors,
    source: include_str!("unknown_factor.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let names = subject.knowledge.factor_names();
    let field = subject.postmortem.and_then(|_| field(subject.document, "contributing_factors"));
    let values = field.filter(|_| !names.is_empty()).map_or(&[][..], |field| field.value.list());
    let mut findings = Vec::new();
    for value in values {
        let Some(factor) = value.text().filter(|factor| names.resolve(factor).is_none()) else { continue };
        let finding = RULE.finding(subject, value.span, format!("unknown factor `{factor}`"));
        let help = match names.nearest(factor) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "describe it in `factors/{}.md`, or use a factor that is described there",
                slug::slugify(factor)
            ),
        };
        findings.push(finding.label("not in the factor catalogue").help(help));
    }
    findings
}
