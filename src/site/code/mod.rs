//! Code of documents in colours: the text of a block and the language that it names become HTML in which a few short
//! classes say what each part is. Styles give the classes their colours; there is no colour and no script here.
//!
//! Only what means something gets a class, and neighbours of one class share a `<span>`, so that code swells little.

mod class;
mod console;
mod grammars;
mod log;
mod promql;
mod scopes;
mod spans;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use class::Class;
use grammars::Language;
use spans::Spans;

/// The most bytes of a block that is coloured.
const BLOCK_LIMIT: usize = 64 * 1024;
/// The most bytes of a line of a block that is coloured.
const LINE_LIMIT: usize = 2_000;

/// The code as HTML with a class for each part that has a meaning in its language. `None` where it is to stay plain: the
/// language is unknown or text, the block or one of its lines is too long, or the grammar fails.
#[must_use]
pub fn coloured(language: &str, code: &str) -> Option<String> {
    if code.len() > BLOCK_LIMIT || code.lines().any(|line| line.len() > LINE_LIMIT) {
        return None;
    }
    let language = grammars::language(language)?;
    // The grammars are data from elsewhere: one that panics on some text costs the colours of a block, not the build.
    let spans = catch_unwind(AssertUnwindSafe(|| spans_of(language, code))).ok()??;
    Some(spans.html())
}

fn spans_of(language: Language, code: &str) -> Option<Spans<'_>> {
    match language {
        Language::Console => console::spans(code),
        Language::Shell(grammar) if console::is_session(code) => console::spans_in(grammar, code),
        Language::Shell(grammar) | Language::Grammar(grammar) => scopes::spans(grammar, code),
        Language::PromQl => Some(promql::spans(code)),
        Language::Log => Some(log::spans(code)),
    }
}

#[cfg(test)]
mod tests;
