//! # broken-link
//!
//! A link, wiki link or image leads to nothing in the knowledge base, out of it, or to an address that a page must not
//! link to.
//!
//! ## Why it matters
//!
//! On the site it would be a dead end, so it is shown as plain text instead.
//!
//! ## Example
//!
//! ```text
//! See [the outage of March](2026-03-04-cart.md) and [[cache-stampde]].
//! ```
//!
//! Paths are relative to the file, as on the git host. Wiki links name a document, a factor or a title.
//!
//! ## How to silence it
//!
//! Set `broken-link = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::nearest;
use crate::diagnostics::{Diagnostic, Level};
use crate::knowledge::{Broken, Target};
use crate::model::{DocumentId, FactorId};
use crate::syntax::LinkKind;

pub(super) static RULE: Rule = Rule {
    name: "broken-link",
    level: Some(Level::Error),
    group: Group::Links,
    source: include_str!("broken_link.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let document = subject.document;
    let mut findings = Vec::new();
    for link in &document.links {
        let found = subject.knowledge.resolve(document.path(), link.kind, &link.target);
        let message = match found {
            Ok(Target::Anchor(anchor)) if !document.has_anchor(&anchor) => {
                format!("no heading here has the anchor `#{anchor}`")
            }
            Ok(Target::Document(id, Some(anchor))) if !leads_to_anchor(subject, &id, &anchor) => {
                format!("no heading of `{id}` has the anchor `#{anchor}`")
            }
            Ok(_) => continue,
            Err(Broken::NotFound) if link.kind == LinkKind::Wiki => format!("nothing is called `{}`", link.target),
            Err(Broken::NotFound) => format!("there is no file `{}`", link.target),
            Err(Broken::Outside) => format!("`{}` leads out of the knowledge base", link.target),
            Err(Broken::Scheme) => format!("a page must not link to `{}`", link.target),
            Err(Broken::Empty) => "the link has no target".to_owned(),
        };
        let near = (link.kind == LinkKind::Wiki).then(|| nearest_name(subject, &link.target)).flatten();
        findings.push(
            RULE.finding(subject, link.span, message)
                .maybe_help(near.map(|near| format!("did you mean `[[{near}]]`?"))),
        );
    }
    findings
}

fn leads_to_anchor(subject: &Subject<'_>, id: &DocumentId, anchor: &str) -> bool {
    let knowledge = subject.knowledge;
    let path = knowledge.postmortem(id).map(|it| &it.path).or_else(|| knowledge.page(id).map(|it| &it.path));
    path.and_then(|path| knowledge.document(path)).is_none_or(|document| document.has_anchor(anchor))
}

fn nearest_name<'a>(subject: &Subject<'a>, name: &str) -> Option<&'a str> {
    let knowledge = subject.knowledge;
    let ids = knowledge.postmortems.iter().map(|postmortem| postmortem.id.as_str());
    nearest(name, knowledge.factors.keys().map(FactorId::as_str).chain(ids))
}
