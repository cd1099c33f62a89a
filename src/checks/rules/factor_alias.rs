//! # factor-alias
//!
//! A contributing factor is named by an alias, by its title or in another spelling, and not as the factor catalogue has it.
//!
//! ## Why it matters
//!
//! Afterword takes all of these for one factor. Whoever searches the files for its name finds only those that use it.
//!
//! ## Example
//!
//! ```text
//! contributing_factors: [alerting gap]
//! ```
//!
//! Write the name of its file, `missing-alert`; `afterword check --fix` does.
//!
//! ## How to silence it
//!
//! Put `# afterword: allow factor-alias: reason` behind the field, write
//! `<!-- afterword: allow-file factor-alias: reason -->` anywhere in the document, or set `factor-alias = "off"` under
//! `[checks]` in `afterword.toml`.

use std::collections::HashSet;

use slug::slugify;

use super::duplicate_factor;
use crate::checks::rewrite;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;
use crate::knowledge::KnowledgeBase;
use crate::model::FactorId;

pub(super) static RULE: Rule = Rule {
    name: "factor-alias",
    level: Some(Level::Info),
    group: Group::Factors,
    source: include_str!("factor_alias.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let field = subject.postmortem.and_then(|_| field(subject.document, "contributing_factors"));
    let values = field.map_or(&[][..], |field| field.value.list());
    let named: HashSet<&str> = values.iter().filter_map(|value| value.text()).collect();
    let mut before: HashSet<&str> = HashSet::new();
    let mut findings = Vec::new();
    let tells_duplicates = duplicate_factor::RULE.level_in(&subject.knowledge.config).is_some();
    for value in values {
        let Some(written) = value.text() else { continue };
        let Some(id) = subject.knowledge.factor_names().resolve(written) else { continue };
        let is_first = before.insert(id.as_str());
        if id.as_str() == written {
            continue;
        }
        // What stands there twice is told by `duplicate-factor` alone, at the second place.
        let is_duplicate = !is_first || named.contains(id.as_str());
        if is_duplicate && tells_duplicates {
            continue;
        }
        let message = format!("`{written}` is {} `{id}`", relation(subject.knowledge, written, id));
        let finding = RULE.finding(subject, value.span, message);
        findings.push(match is_duplicate {
            false => rewrite::offer(finding.help(format!("write `{id}`")), subject.document, value, id.as_str()),
            true => finding.help(format!("take it out: `{id}` is named already")),
        });
    }
    findings
}

/// What a name is to the factor that it means.
fn relation(knowledge: &KnowledgeBase, written: &str, id: &FactorId) -> &'static str {
    let slug = slugify(written);
    let title = knowledge.factors.get(id).map(|factor| factor.title.as_str()).unwrap_or_default();
    match slug {
        slug if slug == slugify(id.as_str()) => "another spelling of",
        slug if slug == slugify(title) => "the title of",
        _ => "an alias of",
    }
}
