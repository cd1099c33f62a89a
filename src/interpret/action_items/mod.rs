//! Action items out of an Action items section: tables, lists, check lists, and one heading an item.

mod details;
mod parts;

use super::date::find_date;
use crate::diagnostics::{SourceFile, Span};
use crate::model::{ActionItem, ActionState, ActionType};
use crate::syntax::{Block, BlockKind, Cell, Document, ListEntry, Section};
use details::details;
use parts::{Part, part_of, state_in};
pub use parts::{is_nothing, is_ticket};

/// Sections that may stand below Action items and hold none. Others, such as "Detection", are groups of items there.
const TELLS_OF_SOMETHING_ELSE: [&str; 7] =
    ["went-well", "went-wrong", "got-lucky", "surprises", "lessons-learned", "timeline", "supporting-information"];

/// An action item with the places that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedAction {
    /// The item.
    pub item: ActionItem,
    /// What is to be done.
    pub span: Span,
    /// All that tells of it: its row, its entry of a list, or its heading with what stands below.
    pub whole: Span,
    /// What it shares with its like: the head of its table, or the heading of the section.
    pub group: Span,
    /// Whether it is a row of a table.
    pub is_row: bool,
    /// What it is for, as written. `None`, here and below, where the table has no such column, or the item no such detail.
    pub action_type: Option<Written>,
    /// Who looks after it, as written.
    pub owner: Option<Written>,
    /// The day by which it is to be done, as written.
    pub due: Option<Written>,
    /// The ticket, as written.
    pub ticket: Option<Written>,
    /// How far it is, as written.
    pub status: Option<Written>,
}

/// What stands in a cell or behind a label; may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub span: Span,
    /// The text.
    pub text: String,
}

/// Reads the items of all Action items sections of a document.
#[must_use]
pub fn action_items(document: &Document) -> Vec<PlacedAction> {
    let mut items = Vec::new();
    let mut end = 0;
    for section in document.sections_named("action-items") {
        if section.span.start >= end {
            read_section(document, section, &mut items);
            end = section.span.end;
        }
    }
    items
}

fn read_section(document: &Document, section: &Section, items: &mut Vec<PlacedAction>) {
    let blocks = document.blocks_of(section);
    let has_rows = blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_) | BlockKind::Table { .. }));
    let mut next = 0;
    for (index, block) in blocks.iter().enumerate() {
        if index < next {
            continue;
        }
        match &block.kind {
            BlockKind::Table { head, rows } => read_table(document, head, rows, items),
            BlockKind::List(entries) => read_list(document, section, entries, items),
            BlockKind::Heading(inner) => {
                let inner = &document.sections[*inner];
                if inner.names.iter().any(|name| TELLS_OF_SOMETHING_ELSE.contains(name)) {
                    next = inner.blocks.end - section.blocks.start;
                } else if !has_rows {
                    let rest = &blocks[index + 1..];
                    let end = rest.iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
                    items.extend(from_heading(document, section, inner, &rest[..end.unwrap_or(rest.len())]));
                }
            }
            _ => {}
        }
    }
}

/// The column of a table that says what is to be done: the one whose head says so, else the first that is nothing else.
#[must_use]
pub fn action_column(head: &[Cell]) -> Option<usize> {
    let parts: Vec<Option<Part>> = head.iter().map(|cell| part_of(&cell.text)).collect();
    parts.iter().position(|part| *part == Some(Part::Action)).or_else(|| parts.iter().position(Option::is_none))
}

fn read_table(document: &Document, head: &[Cell], rows: &[Vec<Cell>], items: &mut Vec<PlacedAction>) {
    let parts: Vec<Option<Part>> = head.iter().map(|cell| part_of(&cell.text)).collect();
    let column = |part: Part| parts.iter().position(|found| *found == Some(part));
    let Some(action_column) = action_column(head) else { return };
    let group = span_of(head);
    for row in rows {
        let cell = |part| column(part).and_then(|index| row.get(index));
        let written = |part| cell(part).map(|cell| Written { span: cell.span, text: cell.text.clone() });
        let text_of = |part| cell(part).map(|cell| cell.text.as_str()).filter(|text| !is_nothing(text));
        let Some(action) = row.get(action_column).filter(|cell| !is_nothing(&cell.text)) else { continue };
        let (state, _) = state_in(&action.text);
        let item = ActionItem {
            markdown: document.file.slice(action.span).to_owned(),
            text: action.text.clone(),
            action_type: text_of(Part::Type).and_then(ActionType::parse),
            owner: text_of(Part::Owner).unwrap_or_default().to_owned(),
            due: text_of(Part::Due).and_then(find_date),
            ticket: cell(Part::Ticket)
                .filter(|cell| !is_nothing(&cell.text))
                .map(|cell| document.file.slice(cell.span).to_owned())
                .unwrap_or_default(),
            state: text_of(Part::Status).and_then(ActionState::parse).or(state).unwrap_or(ActionState::Open),
        };
        items.push(PlacedAction {
            action_type: written(Part::Type),
            owner: written(Part::Owner),
            due: written(Part::Due),
            ticket: written(Part::Ticket),
            status: written(Part::Status),
            is_row: true,
            ..placed(item, action.span, span_of(row), group)
        });
    }
}

fn span_of(cells: &[Cell]) -> Span {
    let spans = cells.iter().map(|cell| cell.span);
    spans.reduce(Span::to).unwrap_or_default()
}

/// An item none of whose details have a place yet.
fn placed(item: ActionItem, span: Span, whole: Span, group: Span) -> PlacedAction {
    PlacedAction {
        item,
        span,
        whole,
        group,
        is_row: false,
        action_type: None,
        owner: None,
        due: None,
        ticket: None,
        status: None,
    }
}

fn read_list(document: &Document, section: &Section, entries: &[ListEntry], items: &mut Vec<PlacedAction>) {
    let mut group_depth = None;
    for (index, entry) in entries.iter().enumerate() {
        if entry.depth == 0 {
            group_depth = None;
        }
        let has_children = entries.get(index + 1).is_some_and(|next| next.depth > entry.depth);
        let is_group =
            entry.depth == 0 && has_children && entry.text.trim_end().ends_with(':') || entry.text.is_empty();
        if is_group {
            group_depth = Some(entry.depth + 1);
            continue;
        }
        // What is nested below an item tells more of it and is no item of its own.
        if entry.depth == 0 || group_depth == Some(entry.depth) {
            items.extend(from_entry(document, section, entry));
        }
    }
}

fn from_entry(document: &Document, section: &Section, entry: &ListEntry) -> Option<PlacedAction> {
    let first_line_end = entry.text.find('\n').map_or(entry.text.len(), |end| end);
    let text = entry.text.replace('\n', " ");
    if is_nothing(&text) || first_line_end == 0 {
        return None;
    }
    let source = document.file.slice(entry.content);
    let (marked, text) = state_in(&text);
    let state = match entry.checked {
        Some(true) => ActionState::Done,
        Some(false) => marked.unwrap_or(ActionState::Open),
        None => marked.unwrap_or(ActionState::Open),
    };
    let span = entry.content.trimmed(&document.file.text);
    let mut placed = placed(plain(text, state), span, entry.span, section.heading_span);
    placed.item.markdown = one_line(source);
    let ends_in_bracket = text.trim_end().trim_end_matches('.').ends_with(')');
    let details = last_bracket(text).filter(|_| ends_in_bracket).map(|start| &text[start..]);
    if let Some(details) = details {
        let behind = last_bracket(source).unwrap_or(0);
        let mut place =
            Place { file: &document.file, rest: Span::new(entry.content.start + behind, entry.content.end) };
        if read_details(&mut placed, details, &mut place) {
            without_details(&mut placed.item, details);
        }
    }
    Some(placed)
}

/// Takes the details that were read off the end of an item.
fn without_details(item: &mut ActionItem, details: &str) {
    item.text.truncate(item.text.len() - details.len());
    item.text.truncate(item.text.trim_end().len());
    let Some(cut) = last_bracket(&item.markdown) else { return };
    let written = item.markdown.split_off(cut);
    item.markdown.truncate(item.markdown.trim_end().len());
    // A ticket that stands alone keeps its link.
    let written = written.trim_end_matches('.').strip_prefix('(').and_then(|inside| inside.strip_suffix(')'));
    if let Some(link) = written.filter(|link| is_link_to(link, &item.ticket)) {
        link.clone_into(&mut item.ticket);
    }
}

/// Where the last bracketed part of a text begins, brackets inside it counted.
fn last_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().rev().find_map(|(offset, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth = depth.checked_sub(1)?,
            _ => return None,
        }
        (c == '(' && depth == 0).then_some(offset)
    })
}

/// Whether a text is `[ticket](address)` and nothing else.
fn is_link_to(text: &str, ticket: &str) -> bool {
    let rest = text.strip_prefix('[').and_then(|rest| rest.strip_prefix(ticket));
    !ticket.is_empty() && rest.is_some_and(|rest| rest.starts_with("](") && rest.ends_with(')'))
}

/// Where details are looked for in their file, one behind the other.
struct Place<'a> {
    file: &'a SourceFile,
    rest: Span,
}

impl Place<'_> {
    /// The next place that reads like a detail. After one that is not there nothing is looked for any more.
    fn next(&mut self, detail: &str) -> Option<Span> {
        let Some(found) = self.file.slice(self.rest).find(detail) else {
            self.rest.start = self.rest.end;
            return None;
        };
        let start = self.rest.start + found;
        self.rest.start = start + detail.len();
        Some(Span::new(start, self.rest.start))
    }
}

/// Reads `(owner: platform team, due: 2025-03-01, KP-1201)`, or a line without brackets. Gives whether everything in it was
/// understood.
fn read_details(placed: &mut PlacedAction, written: &str, place: &mut Place<'_>) -> bool {
    let trimmed = written.trim().trim_end_matches('.');
    let bracketed = trimmed.strip_prefix('(').and_then(|inside| inside.strip_suffix(')'));
    let mut is_understood = true;
    for (detail, read) in details(bracketed.unwrap_or(trimmed), bracketed.is_some()) {
        let Some((part, value)) = read else {
            is_understood = false;
            continue;
        };
        let span = place.next(detail).map_or(placed.span, |span| Span::new(span.end - value.len(), span.end));
        read_detail(placed, part, Written { span, text: value.to_owned() });
    }
    is_understood
}

fn read_detail(placed: &mut PlacedAction, part: Part, written: Written) {
    let item = &mut placed.item;
    let value = if is_nothing(&written.text) { "" } else { written.text.as_str() };
    let slot = match part {
        Part::Owner => {
            value.clone_into(&mut item.owner);
            &mut placed.owner
        }
        Part::Due => {
            item.due = find_date(value);
            &mut placed.due
        }
        Part::Ticket => {
            value.clone_into(&mut item.ticket);
            &mut placed.ticket
        }
        Part::Type => {
            item.action_type = ActionType::parse(value);
            &mut placed.action_type
        }
        Part::Status => {
            item.state = ActionState::parse(value).unwrap_or(item.state);
            &mut placed.status
        }
        Part::Action => return,
    };
    *slot = Some(written);
}

fn from_heading(document: &Document, section: &Section, inner: &Section, below: &[Block]) -> Option<PlacedAction> {
    if is_nothing(&inner.heading) {
        return None;
    }
    let (state, text) = state_in(&inner.heading);
    let item = plain(text, state.unwrap_or(ActionState::Open));
    let end = below.last().map_or(inner.heading_span.end, |block| block.span.end);
    let whole = Span::new(inner.heading_span.start, end);
    let mut placed = placed(item, inner.heading_span, whole, section.heading_span);
    for block in below {
        let mut place = Place { file: &document.file, rest: block.span };
        for line in block.text().lines() {
            if line.split_once(':').is_some_and(|(label, _)| part_of(label).is_some()) {
                read_details(&mut placed, line, &mut place);
            }
        }
    }
    Some(placed)
}

fn plain(text: &str, state: ActionState) -> ActionItem {
    let markdown = text.replace(['[', ']', '<', '*', '_', '`'], " ");
    ActionItem {
        markdown,
        text: text.to_owned(),
        action_type: None,
        owner: String::new(),
        due: None,
        ticket: String::new(),
        state,
    }
}

/// Markdown of one entry without its line ends, so that it stays inline.
fn one_line(markdown: &str) -> String {
    markdown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::syntax::parse;

    fn items(section: &str) -> Vec<String> {
        let text = format!("## Action items\n\n{section}\n\n## Impact\n\n- not an item\n");
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let shown = action_items(&document).into_iter().map(|placed| {
            let item = placed.item;
            let due = item.due.map(|due| due.to_string()).unwrap_or_default();
            let action_type = item.action_type.map_or("", ActionType::as_str);
            format!(
                "{} | {action_type} | {} | {due} | {} | {}",
                item.markdown,
                item.owner,
                item.ticket,
                item.state.as_str()
            )
        });
        shown.collect()
    }

    #[test]
    fn all_forms_are_read() {
        let cases: &[(&str, &[&str])] = &[
            (
                "| Action | Type | Owner | Due | Ticket | Status |\n|-|-|-|-|-|-|\n| Alert on `x` | detect | platform | 2026-04-01 | OPS-311 | open |\n| TBD | | | | | |\n| Old | prevent | a | | | ✅ |",
                &["Alert on `x` | detect | platform | 2026-04-01 | OPS-311 | open", "Old | prevent | a |  |  | done"],
            ),
            ("| Ticket | What | Assignee |\n|-|-|-|\n| [A-1](u) | do | b |", &["do |  | b |  | [A-1](u) | open"]),
            (
                "- [x] Text **bold** (owner: platform team, due: 2025-03-01, KP-1201)\n- [ ] Next (see the log)",
                &[
                    "Text **bold** |  | platform team | 2025-03-01 | KP-1201 | done",
                    "Next (see the log) |  |  |  |  | open",
                ],
            ),
            (
                "- A (platform team, due 2026-03-31)\n- B (owner: platform team, due 2026-03-31)\n- C (mail team, 2026-06-30)\n- D (OPS-2, owner platform, due 2026-03-31).",
                &[
                    "A |  | platform team | 2026-03-31 |  | open",
                    "B |  | platform team | 2026-03-31 |  | open",
                    "C |  | mail team | 2026-06-30 |  | open",
                    "D |  | platform | 2026-03-31 | OPS-2 | open",
                ],
            ),
            (
                "- E (by Friday)\n- F (mail team, by end of June)\n- G (prevent, mail, status open)\n- H (2026-06-30, done)\n- I (TBD, 2026-06-30)",
                &[
                    "E |  |  |  |  | open",
                    "F |  | mail team |  |  | open",
                    "G | prevent | mail |  |  | open",
                    "H |  |  | 2026-06-30 |  | done",
                    "I |  |  | 2026-06-30 |  | open",
                ],
            ),
            (
                "- A (see the graph)\n- B (since March)\n- C (due to the outage)\n- D (by hand)\n- E (the cart, the till)\n- F (mail)\n- G (owner of it decides)\n- H (owner: a) and more (b).\n- I (due 2026-03-31) and more.",
                &[
                    "A (see the graph) |  |  |  |  | open",
                    "B (since March) |  |  |  |  | open",
                    "C (due to the outage) |  |  |  |  | open",
                    "D (by hand) |  |  |  |  | open",
                    "E (the cart, the till) |  |  |  |  | open",
                    "F (mail) |  |  |  |  | open",
                    "G (owner of it decides) |  |  |  |  | open",
                    "H (owner: a) and more (b). |  |  |  |  | open",
                    "I (due 2026-03-31) and more. |  |  |  |  | open",
                ],
            ),
            (
                "- A (2026-06-30, see the graph)\n- B (PR #1, merged 2026-01-02)\n- C (P1, 2026-06-30)\n- D (one, two, 2026-06-30)",
                &[
                    "A (2026-06-30, see the graph) |  |  | 2026-06-30 |  | open",
                    "B (PR #1, merged 2026-01-02) |  |  |  |  | open",
                    "C (P1, 2026-06-30) |  |  | 2026-06-30 |  | open",
                    "D (one, two, 2026-06-30) |  |  | 2026-06-30 |  | open",
                ],
            ),
            (
                "- Deploy it ([#11](https://e.example/11)).\n- Tell (OPS-1, see [a](b))",
                &[
                    "Deploy it |  |  |  | [#11](https://e.example/11) | open",
                    "Tell (OPS-1, see [a](b)) |  |  |  | OPS-1 | open",
                ],
            ),
            (
                "| # | アクション | 担当 | 期限 | 状態 |\n|-|-|-|-|-|\n| P-1 | 直す | 開発 | 2026-03-24 | **完了** |\n| P-2 | 見る | 開発 | | 未着手 |",
                &["直す |  | 開発 | 2026-03-24 |  | done", "見る |  | 開発 |  |  | open"],
            ),
            (
                "- Process:\n  - one\n  - two\n- three\n  - detail",
                &["one |  |  |  |  | open", "two |  |  |  |  | open", "three |  |  |  |  | open"],
            ),
            ("1. first\n2. ✅ second", &["first |  |  |  |  | open", "✅ second |  |  |  |  | done"]),
            (
                "### Add an alert\n\nOwner: a\nDue: 2026-01-01\n\n### Drop it\n\ntext",
                &["Add an alert |  | a | 2026-01-01 |  | open", "Drop it |  |  |  |  | open"],
            ),
            ("### Process\n\n- one\n\n### Code\n\n- two", &["one |  |  |  |  | open", "two |  |  |  |  | open"]),
            ("### What went wrong\n\n- not an item\n\n### Detection\n\n- one", &["one |  |  |  |  | open"]),
            ("None.", &[]),
        ];
        for (section, expected) in cases {
            assert_eq!(items(section), *expected, "{section}");
        }
    }

    #[test]
    fn each_detail_knows_its_place() {
        let cases: &[(&str, &[&str])] = &[
            (
                "| Action | Owner | Due | Ticket |\n|-|-|-|-|\n| Do **it** | TBD | soon | |\n| Go |",
                &["Do **it** | TBD | soon | ", "Go |  |  | "],
            ),
            ("| Action |\n|-|\n| Do |", &["Do | - | - | -"]),
            (
                "- [ ] a (see b) (owner: a, due: Q3, [A-1](u))\n- due: b (due: soon; assignee: _b team_)",
                &[
                    "a (see b) (owner: a, due: Q3, [A-1](u)) | a | Q3 | -",
                    "due: b (due: soon; assignee: _b team_) | due: b (due: soon; assignee: _b team_) | soon | -",
                ],
            ),
            (
                "- a (**platform team**, due 2026-03-31)\n- b (mail, by Friday, OPS-1)",
                &[
                    "a (**platform team**, due 2026-03-31) | platform team | 2026-03-31 | -",
                    "b (mail, by Friday, OPS-1) | mail | by Friday | OPS-1",
                ],
            ),
            ("### Add it\n\nOwner: a\n**Due**: b\n\nTicket: A-1", &["### Add it | a | ### Add it | A-1"]),
        ];
        for (section, expected) in cases {
            let text = format!("## Action items\n\n{section}\n");
            let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
            let shown = |written: &Option<Written>| {
                written.as_ref().map_or("-".to_owned(), |written| document.file.slice(written.span).to_owned())
            };
            let items: Vec<String> = action_items(&document)
                .iter()
                .map(|it| {
                    let action = document.file.slice(it.span);
                    format!("{action} | {} | {} | {}", shown(&it.owner), shown(&it.due), shown(&it.ticket))
                })
                .collect();
            assert_eq!(items, *expected, "{section}");
        }
    }
}
