//! Code read by a grammar: its scopes, nested as they are, become a class for each part.

use syntect::parsing::{ClearAmount, ParseState, Scope, ScopeStackOp, SyntaxReference};
use syntect::util::LinesWithEndings;

use super::Class;
use super::class::{Meaning, meaning};
use super::grammars::GRAMMARS;
use super::spans::Spans;

/// The parts of code in a language; `None` where its grammar fails.
pub(super) fn spans<'a>(grammar: &SyntaxReference, code: &'a str) -> Option<Spans<'a>> {
    let mut spans = Spans::new(code);
    let mut reader = Reader::new(grammar);
    for line in LinesWithEndings::from(code) {
        reader.read(line, &mut spans)?;
    }
    Some(spans)
}

/// Reads code line by line.
pub(super) struct Reader {
    state: ParseState,
    /// What holds within each open scope.
    open: Vec<Within>,
    /// Open scopes that a grammar has set aside.
    cleared: Vec<Vec<Within>>,
}

/// What holds within a scope, those around it considered.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    class: Option<Class>,
    is_key: bool,
    is_operator: bool,
}

impl Reader {
    pub(super) fn new(grammar: &SyntaxReference) -> Self {
        Self { state: ParseState::new(grammar), open: Vec::new(), cleared: Vec::new() }
    }

    /// Reads the line that begins where the spans end. `None` where the grammar fails.
    pub(super) fn read(&mut self, line: &str, spans: &mut Spans<'_>) -> Option<()> {
        let start = spans.end();
        // Grammars count on a line having its end.
        let whole = if line.ends_with('\n') { line.into() } else { std::borrow::Cow::from(format!("{line}\n")) };
        let changes = self.state.parse_line(&whole, &GRAMMARS).ok()?;
        let mut from = 0;
        for (at, change) in changes {
            let at = at.min(line.len());
            if at > from {
                spans.push(self.class(&line[from..at]), start + at);
                from = at;
            }
            self.apply(&change);
        }
        spans.push(self.class(&line[from..]), start + line.len());
        Some(())
    }

    fn class(&self, text: &str) -> Option<Class> {
        let within = self.open.last()?;
        let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic());
        if within.is_operator && is_word { Some(Class::Keyword) } else { within.class }
    }

    fn apply(&mut self, change: &ScopeStackOp) {
        match change {
            ScopeStackOp::Push(scope) => self.enter(*scope),
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(*count)),
            ScopeStackOp::Clear(amount) => {
                let kept = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(*count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(kept));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }

    fn enter(&mut self, scope: Scope) {
        let around = self.open.last().copied().unwrap_or_default();
        self.open.push(match meaning(scope) {
            None | Some(Meaning::Around) => around,
            Some(Meaning::Plain) => Within::default(),
            Some(Meaning::Key) => Within { is_key: true, ..around },
            Some(Meaning::Operator) => Within { is_operator: true, ..around },
            Some(Meaning::Of(Class::String)) if around.is_key => Within { class: Some(Class::Name), ..around },
            Some(Meaning::Of(class)) => Within { class: Some(class), is_operator: false, ..around },
        });
    }
}
