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
//! Set `unknown-factor = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow unknown-factor: reason` behind the field.

use crate::checks::rewrite::stands_bare;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::{field, texts_with_places};
use crate::model::FactorId;
use crate::syntax::Format;

pub(super) static RULE: Rule = Rule {
    name: "unknown-factor",
    level: Some(Level::Error),
    group: Group::Factors,
    source: include_str!("unknown_factor.rs"),
    check: Some(check),
};

/// For how many unknown factors of a document the nearest known one is looked for, among all names of the catalogue.
const SUGGESTIONS: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let names = subject.knowledge.factor_names();
    if subject.postmortem.is_none() || names.is_empty() {
        return Vec::new();
    }
    let values = texts_with_places(subject.document, "contributing_factors");
    let unknown = values.into_iter().filter(|(factor, _)| names.resolve(factor).is_none());
    let near = |index, factor| if index < SUGGESTIONS { names.nearest(factor) } else { None };
    let unknown = unknown.enumerate();
    unknown.map(|(index, (factor, place))| finding(subject, factor, place, || near(index, factor))).collect()
}

fn finding<'a>(
    subject: &Subject<'_>,
    factor: &str,
    place: Span,
    near: impl FnOnce() -> Option<&'a FactorId>,
) -> Diagnostic {
    let names = subject.knowledge.factor_names();
    let finding = RULE.finding(subject, place, format!("unknown factor `{factor}`"));
    let finding = finding.label("not in the factor catalogue");
    let parts: Vec<&str> = factor.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| names.resolve(part).is_some()) {
        let list = format!("[{}]", parts.join(", "));
        let is_whole = field(subject.document, "contributing_factors").is_some_and(|field| field.value.span == place);
        let is_plain = factor.chars().all(|c| c.is_alphanumeric() || "-_,; ".contains(c));
        let is_yaml = subject.document.front_matter.format == Some(Format::Yaml);
        let finding = finding.help(format!("write a list: `{list}`"));
        let file = &subject.document.file;
        let is_bare = file.slice(place).trim_matches(['"', '\'']) == factor && stands_bare(&file.text[..place.start]);
        return if is_whole && is_plain && is_bare && is_yaml { finding.fix(place, list) } else { finding };
    }
    finding.help(match near() {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("describe it in `factors/{}.md`, or use a factor that is described there", slug::slugify(factor))
        }
    })
}
