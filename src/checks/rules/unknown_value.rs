//! # unknown-value
//!
//! A field that knows only a few words holds another: `status`, `detected_by`, `visibility`, and every field of which the
//! template says `one of …` or names a vocabulary.
//!
//! ## Why it matters
//!
//! `visibility: pubic` would otherwise be taken for internal without a word, and `status: publishd` for something else.
//!
//! ## Example
//!
//! With `weather: # required, one of sun | rain` in the template:
//!
//! ```text
//! detected_by: customers
//! weather: rian
//! ```
//!
//! Write one of the words that the finding or the template names:
//!
//! ```text
//! detected_by: customer
//! weather: rain
//! ```
//!
//! ## How to silence it
//!
//! Set `unknown-value = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `# afterword: allow unknown-value: reason` behind the field.

use crate::checks::contract::{HeldField, held_fields};
use crate::checks::{Group, Rule, Subject};
use crate::config::vocabulary_help;
use crate::diagnostics::{Diagnostic, Level, nearest};
use crate::model::{DetectedBy, Status, Visibility};
use crate::spanned::Value;
use crate::syntax::LinkKind;
use crate::template::{FieldType, Vocabulary};

pub(super) static RULE: Rule = Rule {
    name: "unknown-value",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("unknown_value.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for held in held_fields(subject) {
        findings.extend(words_of_template(subject, &held));
        // The vocabularies of Afterword's own fields have rules of their own.
        if held.built_in.is_none() {
            findings.extend(words_of_vocabulary(subject, &held));
        }
    }
    findings
}

fn words_of_template(subject: &Subject<'_>, held: &HeldField<'_>) -> Vec<Diagnostic> {
    let mismatches = held.declared.mismatches(&held.field.value, &|text| held.is_placeholder(text));
    let unknown = mismatches.into_iter().filter(|it| it.is_unknown_word).filter_map(|mismatch| {
        let text = mismatch.found.unwrap_or_default();
        let is_told_or_fine = held.built_in.is_some_and(|name| !is_word(name, &text) || is_named(name, held, &text));
        (!is_told_or_fine).then_some((mismatch.span, text, mismatch.help))
    });
    let finding = |(span, text, help): (_, String, String)| {
        let message = format!("unknown value `{}` for `{}`", shortened(&text), held.named.name);
        RULE.finding(subject, span, message).label("not one of its values").help(help)
    };
    unknown.map(finding).collect()
}

/// Whether a field of Afterword's own knows a word. For one that it does not know there is a finding already.
fn is_word(name: &str, text: &str) -> bool {
    match name {
        "status" => Status::parse(text).is_some(),
        "visibility" => Visibility::parse(text).is_some(),
        "detected_by" => DetectedBy::parse(text).is_some(),
        _ => true,
    }
}

/// Whether the template names a status by another of its words.
fn is_named(name: &str, held: &HeldField<'_>, text: &str) -> bool {
    let FieldType::Word(words) = held.declared else { return false };
    name == "status" && words.iter().any(|word| Status::parse(word) == Status::parse(text))
}

fn words_of_vocabulary(subject: &Subject<'_>, held: &HeldField<'_>) -> Vec<Diagnostic> {
    let vocabulary = match held.declared {
        FieldType::Term(vocabulary) => *vocabulary,
        FieldType::List(Some(inside)) => match inside.as_ref() {
            FieldType::Term(vocabulary) => *vocabulary,
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let texts = held.field.value.list().iter().filter_map(|value| Some((value, value.text()?)));
    let texts = texts.filter(|(_, text)| !held.is_placeholder(text));
    let finding = |(value, text): (&Value, &str)| {
        let help = help_for(subject, vocabulary, text)?;
        let message = format!("unknown {} `{}` for `{}`", vocabulary.singular(), shortened(text), held.named.name);
        Some(RULE.finding(subject, value.span, message).label("not in the vocabulary").help(help))
    };
    texts.filter_map(finding).collect()
}

/// What to do about a word that a vocabulary lacks; `None` for one that it has, or where any will do.
fn help_for(subject: &Subject<'_>, vocabulary: Vocabulary, text: &str) -> Option<String> {
    let knowledge = subject.knowledge;
    let config = &knowledge.config;
    let of_terms = |terms: &[crate::config::Term], is_known: bool| {
        (!terms.is_empty() && !is_known).then(|| vocabulary_help(text, terms))
    };
    match vocabulary {
        Vocabulary::Severities => of_terms(&config.severities, config.severity(text).is_some()),
        Vocabulary::Services => of_terms(&config.services, config.service(text).is_some()),
        Vocabulary::Factors => {
            let names = knowledge.factor_names();
            let is_fine = names.is_empty() || names.resolve(text).is_some();
            let help = || match names.nearest(text) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a factor that is described in `factors/`".to_owned(),
            };
            (!is_fine).then(help)
        }
        Vocabulary::Documents => {
            let is_known = knowledge.resolve(subject.document.path(), LinkKind::Wiki, text).is_ok();
            let help = || match nearest(text, knowledge.postmortems.iter().map(|it| it.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a document by its file name without extension".to_owned(),
            };
            (!is_known).then(help)
        }
    }
}

/// A text that fits into a message.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
