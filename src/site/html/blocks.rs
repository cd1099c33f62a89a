//! Blocks: headings, code, tables, alerts, check lists and figures.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::events::escaped;
use super::writer::{Close, Writer};
use crate::syntax::NESTING_LIMIT;

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
            Tag::CodeBlock(kind) => self.start_code(&kind),
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
            TagEnd::CodeBlock => self.markup("</code></pre>\n"),
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

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escaped(language)) };
        self.markup(format!("<pre tabindex=\"0\"><code{class}>"));
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
