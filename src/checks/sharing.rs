//! What rules about sharing have in common: masked findings, which matter more where a document is public.

use super::{Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::model::Visibility;

/// Begins a finding about something that is to stay inside. In a public document it is raised by one level.
pub(super) fn finding(rule: &Rule, subject: &Subject<'_>, span: Span, message: String) -> Diagnostic {
    let mut finding = rule.finding(subject, span, message).masked();
    if is_public(subject) {
        finding.level = match finding.level {
            Level::Info => Level::Warning,
            Level::Warning | Level::Error => Level::Error,
        };
        finding = finding.label("this document is public");
    }
    finding
}

fn is_public(subject: &Subject<'_>) -> bool {
    let of_page = || {
        let page = subject.knowledge.pages.iter().find(|page| page.path == *subject.document.path());
        page.map(|page| page.visibility)
    };
    let visibility = subject.postmortem.map(|it| it.visibility).or_else(|| subject.factor.map(|it| it.visibility));
    visibility.or_else(of_page) == Some(Visibility::Public)
}

/// Whether the configuration allows to share an address or a number.
pub(super) fn is_allowed(subject: &Subject<'_>, text: &str) -> bool {
    let text = text.to_lowercase();
    subject.knowledge.config.shared.iter().any(|pattern| pattern.is_match(&text))
}
