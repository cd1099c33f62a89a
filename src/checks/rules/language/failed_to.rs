//! # failed-to
//!
//! A text says what somebody failed to do.
//!
//! ## Why it matters
//!
//! It names an action that was not there, not what took its place. People were doing something else that made sense;
//! the gap is in what reminded, showed or asked. Of machines the same words are a plain fact and are left alone: "the
//! job failed to start", or a Kubernetes operator that failed to reconcile. So they are of users and customers.
//!
//! ## Example
//!
//! ```text
//! The on-call engineer failed to notice the alert.
//! ```
//!
//! Better:
//!
//! ```text
//! The alert went to a channel with 400 messages that night.
//! ```
//!
//! ## How to silence it
//!
//! Set `failed-to = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow failed-to: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "failed-to",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("failed_to.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?P<spare>(?:the |an? |our |another )*operators? (?:\w+ )?failed to (?:reconcile|requeue|(?:create|update|delete|patch|apply|watch|list|sync|start|restart|schedule|evict|scale|get|find|register|install|remove|finali[sz]e|adopt|elect) (?:[\w-]+ ){0,4}(?:resources?|crds?|crs?|pods?|controllers?|finali[sz]ers?|namespaces?|statefulsets?|daemonsets?|replicasets?|webhooks?|leader))\b)|\b{H} (?:\w+ly )?(?:failed|neglected|forgot|omitted|refused) to\b",
    triggers: &["failed to", "neglected to", "forgot to", "omitted to", "refused to"],
    spares: &["users", "user", "customers", "customer"],
    says: "says what somebody did not do",
    label: "what did they do, and see?",
    help: "say what was missing: the step in the runbook, the reminder, the signal",
};
