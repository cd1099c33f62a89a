//! Finds the words of a query in a document's text, and the piece of it that says most about them.
//!
//! Takes stems, beginnings and phrases with their weights; gives text in parts, found words apart from the rest.

use std::ops::Range;

use crate::analysis::{Reach, Stemmer, Word, words};
use crate::boundary::floor_char_boundary;
use crate::document::SearchSection;
use crate::results::SnippetPart;

/// Bytes of text in a snippet: some forty words, or eighty characters of Chinese.
const SNIPPET: usize = 240;

/// Bytes of a section that are looked through.
const LONGEST_SECTION: usize = 200_000;

/// How much a word weighs in a heading, where it weighs 1 in the text below: a snippet without any found word says little.
const HEADING: f32 = 0.75;

/// How much the beginning of a word weighs, whatever the words that begin so.
const BEGINNING: f32 = 1.0;

/// How much a word that stands in a snippet again adds to it.
const REPETITION: f32 = 0.05;

/// What to look for.
#[derive(Debug, Clone)]
pub(crate) struct Highlighter {
    stemmer: Stemmer,
    targets: Vec<Target>,
}

/// Words in a row that were asked for.
#[derive(Debug, Clone)]
struct Target {
    stems: Vec<String>,
    /// Whether the last of them is no stem, but the beginning of a word.
    begins: bool,
    weight: f32,
}

/// A place where a target was found.
#[derive(Debug, Clone)]
struct Mark {
    range: Range<usize>,
    target: usize,
}

/// A piece of a text, and how much it says about the targets.
#[derive(Debug, Clone, Default)]
struct Excerpt {
    range: Range<usize>,
    score: f32,
}

impl Highlighter {
    /// Looks for nothing yet, in texts that `stemmer` knows the language of.
    pub fn new(stemmer: &Stemmer) -> Self {
        Highlighter { stemmer: stemmer.clone(), targets: Vec::new() }
    }

    /// Adds words in a row, which weigh the more the rarer they are.
    pub fn add(&mut self, stems: Vec<String>, weight: f32) {
        self.targets.push(Target { stems, begins: false, weight });
    }

    /// Adds the beginning of a word as it is written, in lower case and without accents.
    pub fn add_beginning(&mut self, beginning: String) {
        self.targets.push(Target { stems: vec![beginning], begins: true, weight: BEGINNING });
    }

    /// The whole of a short text.
    pub fn whole(&self, text: &str) -> Vec<SnippetPart> {
        parts(text, 0..text.len(), &self.marks(text))
    }

    /// The piece of a document that says most about the targets, and the section that it comes from.
    /// Without any, the piece is its summary or how it begins, and there is no section.
    pub fn snippet<'a>(
        &self,
        summary: &str,
        sections: &'a [SearchSection],
    ) -> (Vec<SnippetPart>, Option<&'a SearchSection>) {
        let mut best: Option<(f32, Vec<SnippetPart>, &SearchSection)> = None;
        for section in sections {
            let text = &section.text[..floor_char_boundary(&section.text, LONGEST_SECTION)];
            let marks = self.marks(text);
            let excerpt = self.excerpt(text, &marks);
            let score = excerpt.score + HEADING * self.weigh(&self.marks(&section.heading));
            if score > best.as_ref().map_or(0.0, |(best, ..)| *best) {
                best = Some((score, parts(text, excerpt.range, &marks), section));
            }
        }
        let (snippet, section) = best.map(|(_, snippet, section)| (snippet, section)).unzip();
        let snippet =
            snippet.filter(|snippet: &Vec<_>| !snippet.is_empty()).unwrap_or_else(|| self.beginning(summary, sections));
        (snippet, section)
    }

    /// The summary of a document, or how its text begins.
    fn beginning(&self, summary: &str, sections: &[SearchSection]) -> Vec<SnippetPart> {
        let texts = [summary].into_iter().chain(sections.iter().map(|section| section.text.as_str()));
        let text = texts.map(str::trim).find(|text| !text.is_empty()).unwrap_or_default();
        let marks = self.marks(&text[..floor_char_boundary(text, LONGEST_SECTION)]);
        parts(text, self.excerpt(text, &marks).range, &marks)
    }

    /// Every place where a target stands, in the order of the text.
    fn marks(&self, text: &str) -> Vec<Mark> {
        if self.targets.is_empty() {
            return Vec::new();
        }
        let words = words(&self.stemmer, text, Reach::Indexed);
        let mut marks: Vec<Mark> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            for (target, asked) in self.targets.iter().enumerate() {
                if let Some(last) = asked.end_at(&words[index..]) {
                    marks.push(Mark { range: word.range.start..last.range.end, target });
                }
            }
        }
        marks
    }

    fn weigh(&self, marks: &[Mark]) -> f32 {
        let found = |index: usize| marks.iter().any(|mark| mark.target == index);
        self.targets.iter().enumerate().filter(|(index, _)| found(*index)).map(|(_, target)| target.weight).sum()
    }

    /// The piece of `text` that holds the heaviest of `marks`; without marks, its beginning.
    fn excerpt(&self, text: &str, marks: &[Mark]) -> Excerpt {
        let mut best = Excerpt { range: 0..0, score: 0.0 };
        let mut counts = vec![0_u32; self.targets.len()];
        let mut first = 0;
        let mut score = 0.0;
        for mark in marks {
            while mark.range.end.saturating_sub(marks[first].range.start) > SNIPPET
                && marks[first].range.start < mark.range.start
            {
                let target = marks[first].target;
                counts[target] -= 1;
                score -= self.targets[target].weight * if counts[target] == 0 { 1.0 } else { REPETITION };
                first += 1;
            }
            score += self.targets[mark.target].weight * if counts[mark.target] == 0 { 1.0 } else { REPETITION };
            counts[mark.target] += 1;
            if score > best.score {
                best = Excerpt { range: marks[first].range.start..mark.range.end, score };
            }
        }
        Excerpt { range: widen(text, best.range), ..best }
    }
}

impl Target {
    /// The last of `words` that the target covers, if it stands at their beginning.
    fn end_at<'a>(&self, words: &'a [Word]) -> Option<&'a Word> {
        let mut matched: Option<&Word> = None;
        let mut words = words.iter();
        for (index, stem) in self.stems.iter().enumerate() {
            let begins = self.begins && index + 1 == self.stems.len();
            let word = words.find(|word| matched.is_none_or(|before| before.position != word.position))?;
            if !(word.stem == *stem || begins && word.surface.starts_with(stem)) {
                return None;
            }
            matched = Some(word);
        }
        matched
    }
}

/// Gives `found` some of the text around it, from the beginning of a word to the end of one.
fn widen(text: &str, found: Range<usize>) -> Range<usize> {
    let found_end = floor_char_boundary(text, found.end.min(found.start + SNIPPET));
    let lead = (SNIPPET - (found_end - found.start)) / 3;
    let start = found.start.saturating_sub(lead).min(text.len().saturating_sub(SNIPPET));
    let mut start = floor_char_boundary(text, start);
    if start > 0
        && let Some(gap) = text[start..found.start].find(char::is_whitespace)
    {
        start = found.start - text[start + gap..found.start].trim_start().len();
    }
    let mut end = floor_char_boundary(text, start + SNIPPET).max(found_end);
    if end < text.len()
        && let Some(gap) = text[found_end..end].rfind(char::is_whitespace)
    {
        end = found_end + gap;
    }
    start..end
}

/// Cuts `range` out of `text`, with the marks in it set apart, and dots where text is missing.
fn parts(text: &str, range: Range<usize>, marks: &[Mark]) -> Vec<SnippetPart> {
    let mut parts = Parts::default();
    if range.start > 0 {
        parts.push("…", false);
    }
    let mut written = range.start;
    for mark in marks {
        let (start, end) = (mark.range.start.max(written), mark.range.end.min(range.end));
        if start < end {
            parts.push(&text[written..start], false);
            parts.push(&text[start..floor_char_boundary(text, end)], true);
            written = floor_char_boundary(text, end);
        }
    }
    parts.push(&text[written..range.end], false);
    if range.end < text.len() {
        parts.push("…", false);
    }
    parts.0
}

/// Parts of text in the making: neighbours of one kind are one part, and no part is empty.
#[derive(Default)]
struct Parts(Vec<SnippetPart>);

impl Parts {
    fn push(&mut self, text: &str, highlighted: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.highlighted == highlighted => last.text.push_str(text),
            _ => self.0.push(SnippetPart { text: text.to_owned(), highlighted }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Language;

    /// The parts with found words in brackets.
    fn shown(parts: &[SnippetPart]) -> String {
        let part = |part: &SnippetPart| if part.highlighted { format!("[{}]", part.text) } else { part.text.clone() };
        parts.iter().map(part).collect()
    }

    fn highlighter(targets: &[&str]) -> Highlighter {
        let mut highlighter = Highlighter::new(&Stemmer::new(Language::English));
        for target in targets {
            match target.strip_suffix('*') {
                Some(beginning) => highlighter.add_beginning(beginning.to_owned()),
                None => highlighter.add(target.split(' ').map(str::to_owned).collect(), 1.0),
            }
        }
        highlighter
    }

    #[test]
    fn every_form_of_a_word_is_marked() {
        for (targets, text, expected) in [
            (&["cach"][..], "Caches are cached.", "[Caches] are [cached]."),
            (&["connect pool"], "pool connection pools connected", "pool [connection pools] connected"),
            (&["rate limit"], "a Rate-Limiter", "a [Rate-Limiter]"),
            (&["集群", "群故"], "集群故障", "[集群故]障"),
            (&["故障 redi"], "集群故障 redis", "集群[故障 redis]"),
            (&["群*"], "集群", "集[群]"),
            (&["a", "a b"], "a b a", "[a b] [a]"),
            (&[], "nothing", "nothing"),
        ] {
            assert_eq!(shown(&highlighter(targets).whole(text)), expected);
        }
    }

    const SUMMARY: &str = "The summary.";

    fn sections(texts: &[(&str, &str)]) -> Vec<SearchSection> {
        let section = |(heading, text): &(&str, &str)| SearchSection {
            anchor: heading.to_lowercase(),
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
        };
        texts.iter().map(section).collect()
    }

    #[test]
    fn the_snippet_comes_from_the_section_that_says_most() {
        let sections = sections(&[
            ("Impact", "Only the cache."),
            ("Detection", "The cache and then redis."),
            ("Capacity", "The cache again."),
            ("Nothing below", ""),
        ]);
        for (targets, expected, section) in [
            (&["cach", "redi"][..], "The [cache] and then [redis].", Some("Detection")),
            (&["cach"], "Only the [cache].", Some("Impact")),
            (&["redi"], "The cache and then [redis].", Some("Detection")),
            (&["cach", "capac"], "The [cache] again.", Some("Capacity")),
            (&["capac"], "The cache again.", Some("Capacity")),
            (&["noth", "below"], "The summary.", Some("Nothing below")),
            (&["elsewher"], "The summary.", None),
            (&["summari"], "The [summary].", None),
        ] {
            let (snippet, found) = highlighter(targets).snippet(SUMMARY, &sections);
            assert_eq!((shown(&snippet).as_str(), found.map(|section| section.heading.as_str())), (expected, section));
        }
    }

    #[test]
    fn a_snippet_is_cut_at_words_and_says_so() {
        let text = format!("{}needle {}", "before ".repeat(100), "after ".repeat(100));
        let (snippet, _) = highlighter(&["needl"]).snippet(SUMMARY, &sections(&[("Long", &text)]));
        let snippet = shown(&snippet);
        assert!(snippet.starts_with("…before ") && snippet.ends_with(" after…"), "{snippet}");
        assert!(snippet.contains(" [needle] ") && snippet.len() < SNIPPET + 10, "{snippet}");
    }

    #[test]
    fn a_snippet_is_cut_between_characters() {
        for lead in 0..8 {
            let text = format!("{}{}needle{}", "x".repeat(lead), "é\u{2000}".repeat(100), "\u{2000}é".repeat(100));
            let (snippet, _) = highlighter(&["needl"]).snippet(SUMMARY, &sections(&[("Long", &text)]));
            assert!(shown(&snippet).contains("[needle]"));
        }
    }

    #[test]
    fn a_word_without_end_does_not_make_a_snippet_without_end() {
        for text in ["x".repeat(1_000_000), "é".repeat(500_000), "集".repeat(300_000)] {
            let (snippet, _) = highlighter(&["x*", "e*", "集集"]).snippet(SUMMARY, &sections(&[("Long", &text)]));
            assert!(shown(&snippet).len() < SNIPPET + 20);
        }
    }
}
