//! Code cut into parts with and without a class, and written as HTML.

use pulldown_cmark_escape::escape_html_body_text;

use super::Class;

/// The parts of some code in their order; together they are all of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spans<'a> {
    code: &'a str,
    /// The class of each part, and where it ends.
    parts: Vec<(Option<Class>, usize)>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(code: &'a str) -> Self {
        Self { code, parts: Vec::new() }
    }

    /// Cuts a code with `part`, which gives the class and the length of what a text begins with, from its first character.
    pub(super) fn of(code: &'a str, part: impl Fn(char, &str) -> (Option<Class>, usize)) -> Self {
        let mut spans = Self::new(code);
        while let Some(first) = code[spans.end()..].chars().next() {
            let (class, length) = part(first, &code[spans.end()..]);
            spans.push(class, spans.end() + length);
        }
        spans
    }

    /// Adds the part that ends at `end`; one that would end before the last part's end adds nothing.
    pub(super) fn push(&mut self, class: Option<Class>, end: usize) {
        let start = self.end();
        if end <= start {
            return;
        }
        if class.is_some() && self.is_space_after(class) {
            self.parts.pop();
        }
        match self.parts.last_mut() {
            Some((last, at)) if *last == class => *at = end,
            _ => self.parts.push((class, end)),
        }
    }

    /// Where the last part ends.
    pub(super) fn end(&self) -> usize {
        self.parts.last().map_or(0, |(_, end)| *end)
    }

    /// Whether the last part is nothing but space behind a part of a class: then that class may go on over it.
    fn is_space_after(&self, class: Option<Class>) -> bool {
        let [.., (before, from), (None, to)] = self.parts[..] else { return false };
        before == class && self.code[from..to].chars().all(char::is_whitespace)
    }

    pub(super) fn html(&self) -> String {
        let mut html = String::with_capacity(self.code.len() + self.parts.len() * 24);
        let mut start = 0;
        for (class, end) in &self.parts {
            if let Some(class) = class {
                html.extend(["<span class=\"", class.letter(), "\">"]);
            }
            // Writing to a `String` cannot fail.
            let _ = escape_html_body_text(&mut html, &self.code[start..*end]);
            if class.is_some() {
                html.push_str("</span>");
            }
            start = *end;
        }
        html
    }
}

/// The length of what a text begins with, as long as its characters are such.
pub(super) fn run(text: &str, goes_on: impl Fn(char) -> bool) -> usize {
    text.find(|it| !goes_on(it)).unwrap_or(text.len())
}

/// The length of a text in quotes, up to the end of its line where nothing closes it.
pub(super) fn quoted(quote: char, text: &str) -> usize {
    let mut is_escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            '\n' => return at,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if it == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
