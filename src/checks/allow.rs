//! Comments by which a document allows what a check would find in it.
//!
//! ```markdown
//! <!-- afterword: allow single-factor: the vendor has told us no more -->
//! <!-- afterword: allow-file email-address, phone-number -->
//! ```
//!
//! `allow` stands before a block and covers that block, or before a heading and covers its section; within a paragraph, an
//! entry of a list or a row of a table it covers that. `allow-file` covers the document. In front matter,
//! `# afterword: allow RULE` covers the field of its line, or the next one where it stands alone. Takes the findings of
//! the documents; gives those that are left, and one for each allowance that silences nothing.

use std::collections::BTreeMap;

use super::rules::unused_allow;
use super::{Group, Styles, rule, rule_names};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, FilePath, Span, nearest};
use crate::syntax::{Block, BlockKind, Document};

/// What every such comment begins with.
const ADDRESS: &str = "afterword:";

/// How many bytes of a comment are read.
const COMMENT_LIMIT: usize = 4096;

/// How many rules the comments of one document may allow; each finding is compared with each of them.
const ALLOWANCE_LIMIT: usize = 500;

/// One rule that one comment allows in one place.
struct Allowance {
    rule: String,
    /// What it covers; `None` for the whole document.
    covers: Option<Span>,
    /// The rule's name within the comment.
    span: Span,
    is_used: bool,
}

/// Takes out the findings that documents allow, and adds one for each allowance that is not used or not understood.
#[must_use]
pub fn apply(
    diagnostics: Vec<Diagnostic>,
    documents: &[&std::sync::Arc<Document>],
    styles: &Styles,
    config: &Config,
) -> Vec<Diagnostic> {
    let mut unused = Vec::new();
    let mut allowances: BTreeMap<&FilePath, Vec<Allowance>> = BTreeMap::new();
    for document in documents {
        let found = allowances_of(document, &mut unused);
        if !found.is_empty() {
            allowances.insert(document.path(), found);
        }
    }
    if allowances.is_empty() && unused.is_empty() {
        return diagnostics;
    }
    let mut kept = diagnostics;
    kept.retain(|diagnostic| {
        let allowances = allowances.get_mut(&diagnostic.path).map_or(&mut [][..], Vec::as_mut_slice);
        let mut is_allowed = false;
        for allowance in allowances.iter_mut().filter(|allowance| allowance.allows(diagnostic)) {
            allowance.is_used = true;
            is_allowed = true;
        }
        !is_allowed
    });
    for (path, allowance) in allowances.iter().flat_map(|(path, list)| list.iter().map(move |it| (*path, it))) {
        // Who turns a rule off need not take out every comment that allows it.
        let level = rule(&allowance.rule).map(|rule| rule.level_in(config));
        let level = level.or_else(|| styles.rule(&allowance.rule).map(|rule| rule.level_in(config)));
        let is_off = level.is_some_and(|level| level.is_none());
        if allowance.is_used || is_off {
            continue;
        }
        let name = &allowance.rule;
        unused.push(if rule(name).is_some() || styles.knows(name) {
            unused_allow::nothing_silenced(path, allowance.span, name)
        } else {
            let near = nearest(name, styles.rule_names());
            unused_allow::unknown_rule(path, allowance.span, name, near, false)
        });
    }
    let Some(level) = unused_allow::RULE.level_in(config) else { return kept };
    unused.iter_mut().for_each(|diagnostic| diagnostic.level = level);
    kept.extend(unused.into_iter().filter(|finding| {
        let allowances = allowances.get(&finding.path).map_or(&[][..], Vec::as_slice);
        !allowances.iter().any(|allowance| allowance.allows(finding))
    }));
    kept
}

impl Allowance {
    fn allows(&self, diagnostic: &Diagnostic) -> bool {
        let is_named = self.rule == diagnostic.code;
        is_named
            && match (self.covers, diagnostic.span) {
                (None, _) => true,
                (Some(covers), Some(span)) => covers.start <= span.start && span.start <= covers.end,
                (Some(_), None) => false,
            }
    }
}

fn allowances_of(document: &Document, mistakes: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let text = &document.file.text;
    let mut allowances = Vec::new();
    for comment in &document.comments {
        let end = comment.start + COMMENT_LIMIT;
        let shown = Span::new(comment.start, end.min(text.len())).clamp_to(text);
        let Some(inside) = document.file.slice(shown).trim_start().strip_prefix("<!--") else { continue };
        let start = shown.end - inside.len();
        let inside = inside.split("-->").next().unwrap_or_default();
        let covers = || covered_by(document, *comment);
        read(document, Span::new(start, start + inside.len()), covers, mistakes, &mut allowances);
    }
    let head = document.front_matter.span;
    if document.file.slice(head).contains(ADDRESS) {
        let mut start = head.start;
        for line in document.file.slice(head).split_inclusive('\n') {
            if let Some((before, comment)) = line.split_once('#') {
                let place = Span::new(start + before.len() + 1, start + before.len() + 1 + comment.len());
                let is_alone = before.trim().is_empty();
                let covers = || covered_field(document, Span::new(start, start + line.len()), is_alone);
                read(document, place, covers, mistakes, &mut allowances);
            }
            start += line.len();
        }
    }
    if let Some(beyond) = allowances.get(ALLOWANCE_LIMIT) {
        mistakes.push(unused_allow::too_many(document.path(), beyond.span, ALLOWANCE_LIMIT));
        allowances.truncate(ALLOWANCE_LIMIT);
    }
    allowances
}

/// Reads what stands in one comment, if it is addressed to Afterword.
fn read(
    document: &Document,
    comment: Span,
    covers: impl Fn() -> Span,
    mistakes: &mut Vec<Diagnostic>,
    allowances: &mut Vec<Allowance>,
) {
    let text = document.file.slice(comment);
    let Some(rest) = text.trim_start().strip_prefix(ADDRESS) else { return };
    if allowances.len() > ALLOWANCE_LIMIT {
        return;
    }
    let mut words = Words { rest, end: comment.end };
    let (word, span) = words.next_word();
    let covers = match word {
        "allow" => Some(covers()),
        "allow-file" => None,
        _ => {
            let near = nearest(word, ["allow", "allow-file"]);
            mistakes.push(unused_allow::unknown_word(document.path(), span, word, near));
            return;
        }
    };
    loop {
        let (name, span) = words.next_word();
        // Whether a style has a rule of the name is told later.
        let is_rule = rule(name).is_some() || name.contains('.');
        if is_rule {
            allowances.push(Allowance { rule: name.to_owned(), covers, span, is_used: false });
        } else {
            let is_group = Group::ALL.iter().any(|group| group.as_str() == name);
            let near = nearest(name, rule_names());
            mistakes.push(unused_allow::unknown_rule(document.path(), span, name, near, is_group));
        }
        if !words.take_comma() {
            return;
        }
    }
}

/// Words one after another, with their places.
struct Words<'a> {
    rest: &'a str,
    /// Where the text ends in its file.
    end: usize,
}

impl<'a> Words<'a> {
    /// The next word, without a mark of punctuation behind it; empty at the end.
    fn next_word(&mut self) -> (&'a str, Span) {
        let rest = self.rest.trim_start();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let word = word.trim_end_matches('.');
        let start = self.end - rest.len();
        self.rest = &rest[word.len()..];
        (word, Span::new(start, start + word.len()))
    }

    fn take_comma(&mut self) -> bool {
        match self.rest.trim_start().strip_prefix(',') {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

/// What a comment in the body covers.
fn covered_by(document: &Document, comment: Span) -> Span {
    let blocks = &document.blocks;
    let Some(index) = blocks.iter().position(|block| comment.start < block.span.end) else { return comment };
    if blocks[index].kind != BlockKind::Html {
        return piece_around(document, &blocks[index], comment);
    }
    match blocks[index..].iter().find(|block| block.kind != BlockKind::Html) {
        Some(Block { kind: BlockKind::Heading(section), .. }) => document.sections[*section].span,
        Some(block) => block.span,
        None => comment,
    }
}

/// The entry of a list, the row of a table or the block that a place lies in.
fn piece_around(document: &Document, block: &Block, place: Span) -> Span {
    match &block.kind {
        BlockKind::List(entries) => {
            let holds = entries.iter().rev().find(|it| it.span.start <= place.start && place.start < it.span.end);
            holds.map_or(block.span, |entry| entry.span)
        }
        BlockKind::Table { .. } => line_around(&document.file.text, place.start),
        BlockKind::Heading(section) => document.sections[*section].span,
        _ => block.span,
    }
}

fn line_around(text: &str, offset: usize) -> Span {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |end| offset + end);
    Span::new(start, end)
}

/// The field on a line of front matter, or the first below it.
fn covered_field(document: &Document, line: Span, is_alone: bool) -> Span {
    let fields = &document.front_matter.fields.fields;
    let field = match is_alone {
        true => fields.iter().find(|field| field.key_span.start >= line.end),
        false => fields.iter().rev().find(|field| field.key_span.start < line.end),
    };
    field.map_or(line, |field| field.key_span.to(field.value.span))
}
