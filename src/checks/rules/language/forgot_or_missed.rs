//! # forgot-or-missed
//!
//! A text says that somebody forgot, missed or did not check something. Users and customers are left alone: what they
//! missed is impact. So is good news: "we did not notice any downtime".
//!
//! ## Why it matters
//!
//! Attention and memory have limits that no resolve moves. A system that holds only while nobody forgets will fail on
//! the day when somebody does; the question is what relied on them.
//!
//! ## Example
//!
//! ```text
//! A technician forgot to copy the file.
//! ```
//!
//! Better:
//!
//! ```text
//! Copying the file is step 14 of 31, and nothing asks for it afterwards.
//! ```
//!
//! ## How to silence it
//!
//! Set `forgot-or-missed = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow forgot-or-missed: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "forgot-or-missed",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("forgot_or_missed.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?P<spare>{H} (?:had |have |has )*(?:noticed|didn't notice|didn’t notice|did not notice) (?:(?:any|a|an|service|user|customer) )+(?:downtime|impact|outages?|degradation|interruptions?|disruptions?|unavailability)\b|(?:that|which|where) (?:nobody|no one|no-one)\b)|\b(?:nobody|no one|no-one) (?:had |has |ever |really |actually )*(?:noticed|checked|tested|looked|read|verified|reviewed|realised|realized|saw|spotted)\b|\b{H} (?:had |have |has |'d |simply |just )*(?:forgot|forgotten|missed|overlooked|didn't notice|didn’t notice|did not notice|didn't realise|didn't realize|didn’t realise|didn’t realize|did not realise|did not realize|didn't check|did not check|didn’t check|didn't think|did not think|didn't read|did not read|didn't test|did not test|didn't bother|did not bother|didn't follow|did not follow|didn’t follow)\b",
    triggers: &["nobody", "no one", "no-one", "forgot", "missed", "overlooked", "didn't", "didn’t", "did not"],
    spares: &["users", "user", "customers", "customer"],
    says: "names a limit that everybody has",
    label: "what relied on it?",
    help: "say what relied on memory or attention: no reminder, no check, one warning among forty",
};
