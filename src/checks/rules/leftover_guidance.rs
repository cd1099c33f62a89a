//! # leftover-guidance
//!
//! Guidance of the template stands in the text of a document, or, once the document is published, in its comments.
//!
//! ## Why it matters
//!
//! In the text readers take it for part of the story. In comments it is seen by whoever reads the file on the git host, and
//! in the way of whoever changes it.
//!
//! ## Example
//!
//! ```text
//! ---
//! title: Checkout latency after a cache resize # required, text: what readers will look for
//! status: published
//! ---
//!
//! ## Summary
//!
//! <!-- required, prose: What happened, to whom, and how it ended. -->
//!
//! For two hours one payment in ten failed.
//! ```
//!
//! Take it out, by hand or by the fix that the finding carries:
//!
//! ```text
//! ---
//! title: Checkout latency after a cache resize
//! status: published
//! ---
//!
//! ## Summary
//!
//! For two hours one payment in ten failed.
//! ```
//!
//! ## How to silence it
//!
//! Set `leftover-guidance = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows all of it by
//! `<!-- afterword: allow-file leftover-guidance: reason -->`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Edit, Fix, Level, Span};
use crate::interpret::{canonical, field};
use crate::model::Status;
use crate::spanned::Field;
use crate::syntax::{Block, BlockKind, Document};
use crate::template::{Template, comment_behind, comment_inside, is_guidance, one_line};

pub(super) static RULE: Rule = Rule {
    name: "leftover-guidance",
    level: Some(Level::Warning),
    group: Group::Structure,
    source: include_str!("leftover_guidance.rs"),
    check: Some(check),
};

/// The shortest guidance, in letters, that is looked for in the text: less could be anybody's words.
const SHORTEST: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let mut findings = in_text(subject, template);
    if postmortem.status == Status::Published {
        findings.extend(in_comments(subject, &behind_fields(subject.document, template), "behind the fields"));
        findings.extend(in_comments(subject, &under_headings(subject.document, template), "under the headings"));
    }
    findings
}

/// Guidance that readers see.
fn in_text(subject: &Subject<'_>, template: &Template) -> Vec<Diagnostic> {
    let document = subject.document;
    let mut findings = Vec::new();
    for section in &document.sections {
        let Some(known) = template.sections.iter().find(|known| known.is(section)) else { continue };
        // Most texts lack the longest word of the guidance, which is found out at little cost.
        let longest = known.guidance.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len());
        let may_hold_it = |block: &&Block| document.file.slice(block.span).contains(longest.unwrap_or_default());
        let own = document.blocks_of(section).iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let blocks: Vec<&Block> = own.filter(may_hold_it).collect();
        let guidance = if blocks.is_empty() { String::new() } else { letters(&known.guidance) };
        if guidance.chars().count() < SHORTEST {
            continue;
        }
        for (span, text) in blocks.into_iter().flat_map(Block::pieces) {
            if !known.placeholders.contains(&text) && letters(&text).contains(&guidance) {
                let message = format!("the guidance of the template stands in \"{}\"", section.heading);
                findings.push(RULE.finding(subject, span, message).help("write what it asks for, and take it out"));
            }
        }
    }
    findings
}

/// Letters and digits alone, in lowercase.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A comment that is guidance, with the white space that goes with it.
struct Place {
    span: Span,
    /// Whether the template has it word for word.
    is_of_template: bool,
}

/// One finding about all comments of a sort, with what takes them out.
fn in_comments(subject: &Subject<'_>, places: &[Place], of: &str) -> Option<Diagnostic> {
    let first = places.first()?.span;
    let count = match places.len() {
        1 => String::new(),
        many => format!(" in {many} places"),
    };
    let message = format!("the guidance of the template still stands {of}{count}");
    let mut finding = RULE.finding(subject, first, message).help("what is published needs it no longer: take it out");
    finding.level = Level::Info;
    // What only resembles guidance may be the author's own, and is for the author to take out.
    let certain = places.iter().filter(|place| place.is_of_template);
    let edits: Vec<Edit> = certain.map(|place| Edit { span: place.span, text: String::new() }).collect();
    finding.fix = Some(Fix { edits }).filter(|fix| !fix.edits.is_empty());
    Some(finding)
}

/// The comments behind fields, from the end of the value.
fn behind_fields(document: &Document, template: &Template) -> Vec<Place> {
    let text = &document.file.text;
    let mut places = Vec::new();
    for known in &template.fields {
        let Some(field) = field(document, canonical(&known.name).unwrap_or(&known.name)) else { continue };
        let comment = comment_behind(document, field);
        if comment.is_empty() || !is_guidance(document.file.slice(comment), &known.comment) {
            continue;
        }
        // Only what is a comment for certain is taken out.
        if let Some(start) = start_of_comment(text, field, comment.start) {
            let is_of_template = one_line(document.file.slice(comment)) == one_line(&known.comment);
            places.push(Place { span: Span::new(start, comment.end), is_of_template });
        }
    }
    places.sort_unstable_by_key(|place| place.span.start);
    places.dedup_by_key(|place| place.span);
    places
}

/// Where a comment begins whose words stand at `words`, with the blanks before its one `#`: a blank must stand there, and
/// nothing else between it and the value, or the key of a value that stands below.
fn start_of_comment(text: &str, field: &Field, words: usize) -> Option<usize> {
    let blanks = [' ', '\t'];
    let before = text[..words].trim_end_matches(blanks).strip_suffix('#')?;
    let start = before.trim_end_matches(blanks).len();
    let value = field.value.span;
    let end = if value.end <= start { value.end.max(field.key_span.end) } else { field.key_span.end };
    let between = text.get(end..start)?;
    let is_certain = between.chars().all(|c| c == ':' || blanks.contains(&c)) && !text[..start].ends_with('\n');
    (is_certain && start < before.len()).then_some(start)
}

/// The comments under headings, with the blank lines behind them.
fn under_headings(document: &Document, template: &Template) -> Vec<Place> {
    let text = &document.file.text;
    let mut places = Vec::new();
    for section in &document.sections {
        let known = template.sections.iter().find(|known| known.is(section));
        let own = document.blocks_of(section).iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let mut before: Option<&Block> = None;
        for block in own {
            let before = before.replace(block);
            if block.kind != BlockKind::Html {
                continue;
            }
            let whole = block.span.trimmed(text);
            let Some(comment) = comment_inside(&document.file, whole) else { continue };
            let is_alone = text[comment.end..whole.end].trim() == "-->";
            let of_template = known.map_or("", |known| &known.comment);
            if is_alone && is_guidance(document.file.slice(comment), of_template) {
                let end = end_of_gap(text, whole, before);
                let is_of_template = end.is_some() && one_line(document.file.slice(comment)) == of_template;
                places.push(Place { span: Span::new(whole.start, end.unwrap_or(whole.end)), is_of_template });
            }
        }
    }
    places
}

/// Where the blank lines behind a comment end. `None` where what stands before the comment and what stands behind it might
/// become one without it.
fn end_of_gap(text: &str, comment: Span, before: Option<&Block>) -> Option<usize> {
    let is_apart = before.is_none_or(|block| {
        matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Code(_) | BlockKind::Html | BlockKind::Rule)
    });
    let start = text[..comment.start].rfind('\n').map_or(0, |newline| newline + 1);
    let above = text[..start].lines().next_back().unwrap_or_default();
    // Without a block before it in its section, the line above is the heading or blank.
    let is_below_gap = text[start..comment.start].is_empty() && (before.is_none() || above.trim().is_empty());
    let rest = &text[comment.end..];
    let behind = rest.trim_start();
    let gap = &rest[..rest.len() - behind.len()];
    let is_above_gap = behind.is_empty() || gap.matches('\n').count() > 1 && gap.ends_with('\n');
    (is_apart && is_below_gap && is_above_gap).then_some(comment.end + gap.len())
}
