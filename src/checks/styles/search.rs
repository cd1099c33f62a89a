//! What one rule of a style finds in one document.

use std::ops::Range;

use super::pattern::{Pattern, Swap};
use super::scope::{Size, sentences};
use super::{Extension, StyleRule, mend};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::syntax::{CODE, Document, PlainText};

/// The longest match that a message repeats, in characters.
const SHOWN: usize = 80;

/// How much of a line around a replacement is looked at again, in bytes.
const NEARBY: usize = 500;

/// A rule on its way through a document.
pub(super) struct Search<'a> {
    rule: &'a StyleRule,
    level: Level,
    document: &'a Document,
    text: &'a PlainText,
    /// Whether it looks at Markdown as it is written, code and addresses included.
    is_raw: bool,
    findings: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    pub fn new(rule: &'a StyleRule, level: Level, document: &'a Document, text: &'a PlainText) -> Self {
        Self { rule, level, document, text, is_raw: false, findings: Vec::new() }
    }

    /// Looks at a piece, or at each sentence of it.
    pub fn piece(&mut self, index: usize) {
        let piece = &self.text.pieces[index];
        let mut sizes: Vec<Size> =
            self.rule.scope.iter().filter(|it| it.holds(piece.kind)).map(|selector| selector.size()).collect();
        sizes.dedup();
        let start = piece.range.start;
        for size in sizes {
            match size {
                Size::Piece => self.unit(self.text.piece(index), start),
                Size::Sentence => {
                    for range in sentences(self.text.piece(index)) {
                        self.unit(&self.text.piece(index)[range.clone()], start + range.start);
                    }
                }
                Size::Summary | Size::Raw => {}
            }
            if self.is_full() {
                return;
            }
        }
    }

    /// Looks at what is no piece, and gives what was found.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let has = |size| self.rule.scope.iter().any(|selector| selector.size() == size);
        let (has_summary, has_raw) = (has(Size::Summary), has(Size::Raw));
        if has_summary {
            self.summary();
        }
        if has_raw {
            self.is_raw = true;
            let body = self.document.body;
            let place = |range: Range<usize>| Span::new(body.start + range.start, body.start + range.end);
            self.look(self.document.file.slice(body), &place);
        }
        self.findings.sort_by_key(|finding| finding.span);
        self.findings.dedup_by(|a, b| a.span == b.span);
        self.findings.truncate(self.rule.limit);
        self.findings
    }

    /// Looks at the paragraphs as one text.
    fn summary(&mut self) {
        let held = self.rule.scope.iter().filter(|selector| selector.size() == Size::Summary).collect::<Vec<_>>();
        let pieces = self.text.pieces.iter().filter(|piece| held.iter().any(|selector| selector.holds(piece.kind)));
        let (mut summary, mut starts) = (String::new(), Vec::new());
        for piece in pieces {
            starts.push((summary.len(), piece.range.start));
            summary.push_str(&self.text.text[piece.range.clone()]);
            summary.push('\n');
        }
        let text = self.text;
        let offset = |at: usize| {
            let index = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            starts.get(index).map_or(0, |(start, plain)| plain + (at - start))
        };
        let place = |range: Range<usize>| {
            let last = range.end.saturating_sub(1).max(range.start);
            text.span(offset(range.start)..offset(range.start) + 1).to(text.span(offset(last)..offset(last) + 1))
        };
        self.look(summary.trim_end(), &place);
    }

    /// Looks at a part of the plain text that begins at an offset of it.
    fn unit(&mut self, unit: &str, start: usize) {
        let text = self.text;
        self.look(unit, &|range: Range<usize>| text.span(start + range.start..start + range.end));
    }

    fn look(&mut self, unit: &str, place: &dyn Fn(Range<usize>) -> Span) {
        match &self.rule.extension {
            Extension::Existence { pattern, exceptions } => {
                for range in pattern.find_iter(unit) {
                    if self.is_full() {
                        return;
                    }
                    let found = unit[range.clone()].trim();
                    if !is_excepted(exceptions.as_ref(), found) {
                        self.find(place(range), &[found]);
                    }
                }
            }
            Extension::Substitution { pattern, exceptions, .. } => {
                for range in pattern.find_iter(unit) {
                    if self.is_full() {
                        return;
                    }
                    let found = unit[range.clone()].trim();
                    if !is_excepted(exceptions.as_ref(), found) {
                        self.substitute(place(range), found);
                    }
                }
            }
            Extension::Occurrence { pattern, max, min } => self.count(unit, pattern, *max, *min, place),
        }
    }

    fn substitute(&mut self, span: Span, found: &str) {
        let Extension::Substitution { is_replaced, .. } = &self.rule.extension else { return };
        let Some(options) = self.options(found) else { return };
        let Some(finding) = self.find(span, &[&choice(&self.rule.message, &options), found]) else { return };
        finding.help.push(match options.as_slice() {
            [only] if only.is_empty() => "leave it out".to_owned(),
            options => format!("write `{}`", options.join("` or `")),
        });
        if let ([only], true) = (options.as_slice(), *is_replaced)
            && !only.is_empty()
        {
            self.fix(span, found, only);
        }
    }

    /// What to write instead of what was found; `None` where it is as good as any.
    fn options(&self, found: &str) -> Option<Vec<String>> {
        let Extension::Substitution { swaps, capitalizes, .. } = &self.rule.extension else { return None };
        let text = swaps.iter().find_map(|Swap { key, text }| key.expand(found, text))?;
        let options: Vec<String> = text.split('|').map(|option| cased(option, found, *capitalizes)).collect();
        options.iter().all(|option| option != found).then_some(options)
    }

    /// Whether the rule would find something again where `text` has taken the place of a range.
    fn recurs(&self, range: &Range<usize>, text: &str) -> bool {
        let Extension::Substitution { pattern, exceptions, .. } = &self.rule.extension else { return false };
        let file = &self.document.file.text;
        let line = mend::line_around(file, range);
        // A line may be as long as the file.
        let start = boundary(file, line.start.max(range.start.saturating_sub(NEARBY)));
        let end = boundary(file, line.end.min(range.end + NEARBY));
        let line = start..end;
        let mended = format!("{}{text}{}", &file[line.start..range.start], &file[range.end..line.end]);
        let start = range.start - line.start;
        let touches = |it: &Range<usize>| it.start <= start + text.len() && start <= it.end;
        pattern.find_iter(&mended).filter(touches).any(|it| {
            let found = mended[it].trim();
            !is_excepted(exceptions.as_ref(), found) && self.options(found).is_some()
        })
    }

    /// Attaches what mends the last finding, where it stands in the prose of the file as it was found.
    fn fix(&mut self, span: Span, found: &str, text: &str) {
        let is_prose = !self.is_raw && self.document.file.slice(span) == found;
        if is_prose
            && mend::is_safe(&self.document.file.text, &span.range(), text)
            && !self.recurs(&span.range(), text)
            && let Some(finding) = self.findings.pop()
        {
            self.findings.push(finding.fix(span, text));
        }
    }

    fn count(&mut self, unit: &str, pattern: &Pattern, max: usize, min: usize, place: &dyn Fn(Range<usize>) -> Span) {
        let (mut count, mut beyond) = (0_usize, None);
        for range in pattern.find_iter(unit) {
            count += 1;
            if max > 0 && count == max + 1 {
                beyond = Some(range);
            }
        }
        if let Some(range) = beyond {
            self.find(place(range), &[&count.to_string()]);
        } else if min > 0 && count < min && !unit.is_empty() {
            self.find(place(0..unit.len()), &[&count.to_string()]);
        }
    }

    fn is_full(&self) -> bool {
        self.findings.len() >= self.rule.limit
    }

    fn find(&mut self, span: Span, subjects: &[&str]) -> Option<&mut Diagnostic> {
        let rule = self.rule;
        let message = message(&rule.message, subjects);
        let mut finding = Diagnostic::new(rule.name.clone(), self.level, self.document.path(), message).at(span);
        if !rule.description.is_empty() {
            finding.help.push(rule.description.clone());
        }
        if !rule.link.is_empty() {
            finding.help.push(format!("more: {}", rule.link));
        }
        self.findings.push(finding);
        self.findings.last_mut()
    }
}

/// The last place at or before an offset where a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn is_excepted(exceptions: Option<&Pattern>, found: &str) -> bool {
    exceptions.is_some_and(|exceptions| exceptions.is_match(found))
}

/// A replacement with a capital where what it replaces has one, if the rule asks for that.
fn cased(option: &str, found: &str, capitalizes: bool) -> String {
    let mut characters = option.chars();
    match characters.next() {
        Some(first) if capitalizes && found.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => option.to_owned(),
    }
}

/// What a message names where there are several wordings: "'%s'" becomes "'one' or 'other'".
pub(super) fn choice(message: &str, options: &[String]) -> String {
    let quote = message.split("%s").next().unwrap_or_default().chars().next_back();
    let quote = quote.filter(|c| matches!(c, '\'' | '"' | '`')).map(String::from).unwrap_or_default();
    options.join(&format!("{quote} or {quote}"))
}

/// Puts what was found in the place of each `%s`, one after another; the last one stands for all that are left.
pub(super) fn message(message: &str, subjects: &[&str]) -> String {
    let mut subjects = subjects.iter().copied();
    let mut parts = message.split("%s");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    let mut last = "";
    for part in parts {
        last = subjects.next().unwrap_or(last);
        let shown = last.replace(CODE, "…");
        match shown.char_indices().nth(SHOWN) {
            Some((cut, _)) => filled.extend([&shown[..cut], "…"]),
            None => filled.push_str(&shown),
        }
        filled.push_str(part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_was_found() {
        for (text, subjects, expected) in [
            ("avoid '%s'", &["x"][..], "avoid 'x'"),
            ("use '%s' instead of '%s'", &["a", "b"], "use 'a' instead of 'b'"),
            ("use '%s'", &["a", "b"], "use 'a'"),
            ("%s and %s", &["a"], "a and a"),
            ("none, 100 %", &["a"], "none, 100 %"),
        ] {
            assert_eq!(message(text, subjects), expected);
        }
        assert_eq!(message("%s", &["é".repeat(200).as_str()]).chars().count(), SHOWN + 1);
    }

    #[test]
    fn a_replacement_takes_over_a_capital_where_that_is_asked_for() {
        assert_eq!(cased("use", "Utilise", true), "Use");
        assert_eq!(cased("use", "utilise", true), "use");
        assert_eq!(cased("use", "Utilise", false), "use");
        assert_eq!(cased("", "Utilise", true), "");
    }
}
