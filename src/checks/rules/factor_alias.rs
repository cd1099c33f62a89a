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
    let mut named: HashSet<&str> = values.iter().filter_map(|value| value.text()).collect();
    let mut findings = Vec::new();
    for value in values {
        let Some(written) = value.text() else { continue };
        let id = subject.knowledge.factor_names().resolve(written).filter(|id| id.as_str() != written);
        let Some(id) = id else { continue };
        let message = format!("`{written}` is {} `{id}`", relation(subject.knowledge, written, id));
        let finding = RULE.finding(subject, value.span, message);
        findings.push(match named.insert(id.as_str()) {
            true => rewrite::offer(finding.help(format!("write `{id}`")), subject.document, value, id.as_str()),
            false => finding.help(format!("take it out: `{id}` is named already")),
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
