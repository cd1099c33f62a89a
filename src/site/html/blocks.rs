//! Blocks: headings, code, tables, alerts, check lists and figures.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::events::{escaped, escaped_text};
use super::writer::{Close, Writer};
use crate::site::code;
use crate::syntax::NESTING_LIMIT;

/// The most bytes of code that one body has in colours; what comes behind them stays plain.
const COLOUR_LIMIT: usize = 512 * 1024;
/// The longest line of code that the narrowest page shows without scrolling, in bytes.
const NARROW_LINE: usize = 28;

impl<'a> Writer<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        if let Tag::Link { link_type, dest_url, .. } = tag {
            return self.link(link_type, &dest_url);
        }
        if matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript) {
            self.events.push(Event::Start(tag));
            return;
        }
        self.depth += 1;
        self.is_block_start = true;
        if self.is_inline || self.depth > NESTING_LIMIT {
            return;
        }
        match tag {
            Tag::Heading { level, .. } => self.start_heading(level as u8, range),
            Tag::BlockQuote(Some(kind)) => {
                let class = alert(kind);
                let title = escaped(&self.words.say("alert", [("kind", class.into())]));
                self.markup(format!("<div class=\"alert alert-{class}\"><p class=\"alert-title\">{title}</p>\n"));
            }
            Tag::BlockQuote(None) if self.has_both_directions => self.markup("<blockquote dir=\"auto\">\n"),
            Tag::List(first) if self.has_both_directions => self.markup(match first {
                None => "<ul dir=\"auto\">\n".to_owned(),
                Some(first) => format!("<ol start=\"{first}\" dir=\"auto\">\n"),
            }),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                let direction = self.direction();
                self.markup(format!("<div class=\"table\" tabindex=\"0\"{direction}><table>"));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.markup("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                let anchor = self.rows.take(range);
                self.markup(format!("<tr{anchor}>"));
            }
            Tag::Item if self.rows.are_within(range) => {
                let anchor = self.rows.take(range);
                self.markup(format!("<li{anchor}>"));
            }
            Tag::Paragraph if self.rows.are_within(range) => {
                let anchor = self.rows.take(range);
                self.markup(format!("<p{anchor}>"));
            }
            Tag::TableCell => self.start_cell(),
            Tag::FootnoteDefinition(label) => {
                let outer = std::mem::take(&mut self.events);
                self.notes.outer = Some((outer, label.into_string()));
            }
            tag => self.events.push(Event::Start(tag)),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if self.links.pop() == Some(Close::Anchor) {
                    self.markup("</a>");
                }
                return;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.events.push(Event::End(tag));
                return;
            }
            _ => {}
        }
        let is_followed = !self.is_inline && self.depth <= NESTING_LIMIT;
        self.depth = self.depth.saturating_sub(1);
        if !is_followed {
            self.push_text(" ");
            return;
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.markup("</div>\n"),
            TagEnd::Table => self.markup("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.markup("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.markup("</tr>\n"),
            TagEnd::TableCell => self.markup(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::FootnoteDefinition => {
                if let Some((outer, label)) = self.notes.outer.take() {
                    let text = std::mem::replace(&mut self.events, outer);
                    self.notes.texts.entry(label).or_insert(text);
                }
            }
            TagEnd::Paragraph => self.end_paragraph(),
            tag => self.events.push(Event::End(tag)),
        }
    }

    /// The attribute that lets a block find its direction in its text, where a document needs it.
    fn direction(&self) -> &'static str {
        if self.has_both_directions { " dir=\"auto\"" } else { "" }
    }

    fn start_heading(&mut self, level: u8, range: &Range<usize>) {
        self.level = self.outline.place(level);
        self.anchor = self.headings.get(&range.start).copied();
        self.rows.name(range, self.anchor);
        let anchor = self.anchor.map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
        self.markup(format!("<h{}{anchor}>", self.level));
    }

    fn end_heading(&mut self) {
        if let Some(anchor) = self.anchor.take() {
            let href = escaped(anchor);
            let label = escaped(self.words.text("heading-link"));
            self.markup(format!(" <a class=\"heading-anchor\" href=\"#{href}\" aria-label=\"{label}\">#</a>"));
        }
        self.markup(format!("</h{}>\n", self.level));
    }

    /// A block of code, in the colours of its language where it names one that is known.
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, text: &str) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escaped(language)),
        };
        // Long lines scroll inside the block, which then takes the focus of the keyboard.
        let is_wide = text.lines().any(|line| line.len() > NARROW_LINE);
        let label = escaped(self.words.text("code-label"));
        let focus =
            if is_wide { format!(" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"") } else { String::new() };
        self.coloured += text.len();
        let coloured = if self.coloured > COLOUR_LIMIT { None } else { code::coloured(language, text) };
        // HTML has no such character; Markdown says what stands for it.
        let code = coloured.unwrap_or_else(|| escaped_text(text)).replace('\0', "\u{fffd}");
        self.is_block_start = false;
        self.markup(format!("<pre{focus}><code{class}>{code}</code></pre>\n"));
    }

    fn start_cell(&mut self) {
        let class = self.alignments.get(self.column).and_then(|alignment| match alignment {
            Alignment::None | Alignment::Left => None,
            Alignment::Center => Some(" class=\"center\""),
            Alignment::Right => Some(" class=\"right\""),
        });
        let class = class.unwrap_or_default();
        self.markup(if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") });
        self.column += 1;
    }

    /// Ends a paragraph; one that holds an image alone, with a title, is a figure with a caption.
    pub(super) fn end_paragraph(&mut self) {
        match self.figure.take() {
            Some((start, title)) if self.events.len() == start + 2 => {
                self.events[start] = Event::Html("<figure>".into());
                self.markup(format!("<figcaption>{}</figcaption></figure>\n", escaped(&title)));
            }
            _ => self.events.push(Event::End(TagEnd::Paragraph)),
        }
    }

    pub(super) fn task(&mut self, checked: bool) {
        if self.is_inline {
            return;
        }
        let (class, key) = if checked { ("done", "task-done") } else { ("open", "task-open") };
        let word = escaped(self.words.text(key));
        self.markup(format!("<span class=\"task task-{class}\" role=\"img\" aria-label=\"{word}\"></span> "));
    }
}

/// A kind of alert, as its class and its message have it.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
