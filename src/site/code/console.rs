//! What was typed into a terminal and what it said: commands behind a prompt are coloured, all else is output.

use syntect::parsing::SyntaxReference;
use syntect::util::LinesWithEndings;

use super::Class;
use super::grammars::shell;
use super::scopes::Reader;
use super::spans::Spans;

/// The longest prompt, in bytes.
const PROMPT_LIMIT: usize = 80;

pub(super) fn spans(code: &str) -> Option<Spans<'_>> {
    spans_in(shell()?, code)
}

/// The parts of a session whose commands are in a language. A command goes on behind a line that ends in `\`.
pub(super) fn spans_in<'a>(grammar: &SyntaxReference, code: &'a str) -> Option<Spans<'a>> {
    let mut spans = Spans::new(code);
    let mut open: Option<Reader> = None;
    for line in LinesWithEndings::from(code) {
        let start = spans.end();
        let prompt = prompt(line);
        spans.push(Some(Class::Prompt).filter(|_| prompt > 0), start + prompt);
        let reader = match open.take() {
            Some(reader) => Some(reader),
            None => (prompt > 0).then(|| Reader::new(grammar)),
        };
        let Some(mut reader) = reader else {
            spans.push(None, start + line.len());
            continue;
        };
        reader.read(&line[prompt..], &mut spans)?;
        open = Some(reader).filter(|_| line.trim_end().ends_with('\\'));
    }
    Some(spans)
}

/// Whether code that is said to be a script is a session: its first line has a prompt that no script begins with.
pub(super) fn is_session(code: &str) -> bool {
    code.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("$ "))
}

/// How many bytes of a line are a prompt: `$`, `#`, `%` or `>`, alone or behind a host, a path or the name of a program.
fn prompt(line: &str) -> usize {
    let line = line.trim_end_matches(['\n', '\r']);
    let first = match line.strip_prefix('[').and_then(|rest| rest.find(']')) {
        Some(end) => end + 2 + line[end + 2..].find(' ').unwrap_or(line.len() - end - 2),
        None => line.find(' ').unwrap_or(line.len()),
    };
    let word = &line[..first];
    let Some(name) = word.strip_suffix(['$', '#', '%', '>']).filter(|_| word.len() <= PROMPT_LIMIT) else { return 0 };
    let is_host = name.contains(['@', ':', '~', '[']);
    let is_program = name.ends_with(['=', '-']) || word.ends_with('>');
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if name.is_empty() || is_host || (is_program && is_name) { first } else { 0 }
}
