//! Triggers: words without which a pattern cannot match, looked for all at once.

use aho_corasick::AhoCorasick;

use crate::syntax::PlainText;

/// The triggers of several patterns, which are known by their numbers.
#[derive(Debug)]
pub(in crate::checks) struct Triggers {
    automaton: Option<AhoCorasick>,
    /// The pattern that each trigger belongs to.
    owners: Vec<usize>,
    /// Patterns without triggers, which are always tried.
    always: Vec<usize>,
    count: usize,
}

impl Triggers {
    /// Takes the triggers of each pattern; a pattern without any is tried on every piece. ASCII case does not matter.
    pub fn new<'a, T: AsRef<str> + 'a>(patterns: impl IntoIterator<Item = &'a [T]>) -> Self {
        let (mut words, mut owners, mut always, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (index, triggers) in patterns.into_iter().enumerate() {
            count += 1;
            if triggers.is_empty() {
                always.push(index);
            }
            owners.extend(triggers.iter().map(|_| index));
            words.extend(triggers.iter().map(AsRef::as_ref));
        }
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&words).ok();
        if automaton.is_none() {
            always = (0..count).collect();
        }
        Self { automaton: automaton.filter(|_| !words.is_empty()), owners, always, count }
    }

    /// Calls `visit` with each piece and each pattern that may match in it, piece by piece.
    pub fn candidates(&self, text: &PlainText, mut visit: impl FnMut(usize, usize)) {
        let triggered = self.triggered(text);
        if self.always.is_empty() {
            triggered.into_iter().for_each(|(piece, pattern)| visit(piece, pattern));
            return;
        }
        let mut triggered = triggered.into_iter().peekable();
        for piece in 0..text.pieces.len() {
            self.always.iter().for_each(|pattern| visit(piece, *pattern));
            while let Some((_, pattern)) = triggered.next_if(|(place, _)| *place == piece) {
                visit(piece, pattern);
            }
        }
    }

    /// Each piece with the patterns whose triggers stand in it, in their order.
    fn triggered(&self, text: &PlainText) -> Vec<(usize, usize)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut triggered = Vec::new();
        // Matches arrive in the order of their ends, so that the piece only moves on.
        let (mut piece, mut last) = (0, vec![usize::MAX; self.count]);
        for found in automaton.find_overlapping_iter(&text.text) {
            while text.pieces.get(piece).is_some_and(|it| it.range.end < found.end()) {
                piece += 1;
            }
            let pattern = self.owners[found.pattern().as_usize()];
            if std::mem::replace(&mut last[pattern], piece) != piece && piece < text.pieces.len() {
                triggered.push((piece, pattern));
            }
        }
        triggered.sort_unstable();
        triggered
    }
}
