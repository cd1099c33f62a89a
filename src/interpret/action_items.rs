//! Action items out of an Action items section: tables, lists, check lists, and one heading an item.

use super::date::find_date;
use crate::model::{ActionItem, ActionState, ActionType};
use crate::syntax::heading::normalize;
use crate::syntax::{BlockKind, Cell, Document, ListEntry, Section};

/// What a column or a label holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Action,
    Type,
    Owner,
    Due,
    Ticket,
    Status,
}

/// Heads of columns and labels of details, normalised.
const PARTS: [(Part, &[&str]); 6] = [
    (
        Part::Action,
        &[
            "action",
            "action item",
            "item",
            "task",
            "what",
            "description",
            "todo",
            "corrective action",
            "recommendation",
            "maßnahme",
            "acción",
            "ação",
            "アクション",
            "対策",
        ],
    ),
    (Part::Type, &["type", "kind", "category", "class", "typ", "tipo"]),
    (
        Part::Owner,
        &[
            "owner",
            "assigned owner",
            "assignee",
            "assigned to",
            "who",
            "dri",
            "responsible",
            "team",
            "verantwortlich",
            "responsable",
            "担当",
            "担当者",
        ],
    ),
    (
        Part::Due,
        &[
            "due",
            "due date",
            "deadline",
            "eta",
            "target date",
            "by when",
            "when",
            "completion date",
            "fällig",
            "prazo",
            "期限",
        ],
    ),
    (
        Part::Ticket,
        &[
            "ticket",
            "issue",
            "tracking issue",
            "tracking link",
            "tracking bug",
            "bug",
            "jira",
            "issue pr",
            "github issue",
            "pr",
            "link",
            "work item",
        ],
    ),
    (Part::Status, &["status", "state", "progress", "done", "stand", "ステータス", "状態"]),
];

/// Texts that stand where nothing was written.
const NOTHING: [&str; 9] = ["", "tbd", "tba", "todo", "n/a", "none", "-", "—", "…"];

/// Sections that may stand below Action items and hold none. Others, such as "Detection", are groups of items there.
const TELLS_OF_SOMETHING_ELSE: [&str; 7] =
    ["went-well", "went-wrong", "got-lucky", "surprises", "lessons-learned", "timeline", "supporting-information"];

/// Reads the items of all Action items sections of a document.
pub(super) fn read(document: &Document) -> Vec<ActionItem> {
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

fn read_section(document: &Document, section: &Section, items: &mut Vec<ActionItem>) {
    let blocks = document.blocks_of(section);
    let has_rows = blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_) | BlockKind::Table { .. }));
    let mut next = 0;
    for (index, block) in blocks.iter().enumerate() {
        if index < next {
            continue;
        }
        match &block.kind {
            BlockKind::Table { head, rows } => read_table(document, head, rows, items),
            BlockKind::List(entries) => read_list(document, entries, items),
            BlockKind::Heading(inner) => {
                let inner = &document.sections[*inner];
                if inner.names.iter().any(|name| TELLS_OF_SOMETHING_ELSE.contains(name)) {
                    next = inner.blocks.end - section.blocks.start;
                } else if !has_rows {
                    let details =
                        blocks[index + 1..].iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
                    let details: Vec<String> = details.map(crate::syntax::Block::text).collect();
                    items.extend(from_heading(&inner.heading, &details));
                }
            }
            _ => {}
        }
    }
}

fn part_of(label: &str) -> Option<Part> {
    let label = normalize(label);
    PARTS.iter().find(|(_, names)| names.contains(&label.as_str())).map(|(part, _)| *part)
}

fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// The column of a table that says what is to be done: the one whose head says so, else the first that is nothing else.
#[must_use]
pub fn action_column(head: &[Cell]) -> Option<usize> {
    let parts: Vec<Option<Part>> = head.iter().map(|cell| part_of(&cell.text)).collect();
    parts.iter().position(|part| *part == Some(Part::Action)).or_else(|| parts.iter().position(Option::is_none))
}

fn read_table(document: &Document, head: &[Cell], rows: &[Vec<Cell>], items: &mut Vec<ActionItem>) {
    let parts: Vec<Option<Part>> = head.iter().map(|cell| part_of(&cell.text)).collect();
    let column = |part: Part| parts.iter().position(|found| *found == Some(part));
    let Some(action_column) = action_column(head) else { return };
    for row in rows {
        let cell = |part| column(part).and_then(|index| row.get(index)).filter(|cell| !is_nothing(&cell.text));
        let text_of = |part| cell(part).map(|cell| cell.text.clone()).unwrap_or_default();
        let Some(action) = row.get(action_column).filter(|cell| !is_nothing(&cell.text)) else { continue };
        let (state, _) = state_in(&action.text);
        items.push(ActionItem {
            markdown: document.file.slice(action.span).to_owned(),
            text: action.text.clone(),
            action_type: ActionType::parse(&text_of(Part::Type)),
            owner: text_of(Part::Owner),
            due: find_date(&text_of(Part::Due)),
            ticket: cell(Part::Ticket).map(|cell| document.file.slice(cell.span).to_owned()).unwrap_or_default(),
            state: ActionState::parse(&text_of(Part::Status)).or(state).unwrap_or(ActionState::Open),
        });
    }
}

fn read_list(document: &Document, entries: &[ListEntry], items: &mut Vec<ActionItem>) {
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
            items.extend(from_entry(document, entry));
        }
    }
}

fn from_entry(document: &Document, entry: &ListEntry) -> Option<ActionItem> {
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
    let mut item = plain(text, state);
    item.markdown = one_line(source);
    let details = item
        .text
        .rfind('(')
        .filter(|_| item.text.trim_end().ends_with([')', '.']))
        .map(|start| item.text[start..].to_owned());
    if let Some(details) = details
        && read_details(&mut item, &details)
    {
        without_details(&mut item, &details);
    }
    Some(item)
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

/// Reads `(owner: platform team, due: 2025-03-01, KP-1201)`. Gives whether everything in it was understood.
fn read_details(item: &mut ActionItem, details: &str) -> bool {
    let inside = details.trim().trim_end_matches('.').trim_start_matches('(').trim_end_matches(')');
    let mut is_understood = true;
    let mut state = None;
    for detail in inside.split([',', ';']).map(str::trim) {
        let value_of = detail.split_once(':').map(|(label, value)| (part_of(label), value.trim()));
        match value_of {
            Some((Some(Part::Owner), owner)) => owner.clone_into(&mut item.owner),
            Some((Some(Part::Due), due)) => item.due = find_date(due),
            Some((Some(Part::Ticket), ticket)) => ticket.clone_into(&mut item.ticket),
            Some((Some(Part::Type), word)) => item.action_type = ActionType::parse(word),
            Some((Some(Part::Status), word)) => state = ActionState::parse(word),
            _ if is_ticket(detail) => detail.clone_into(&mut item.ticket),
            _ if detail.len() == 10 && find_date(detail).is_some() => item.due = find_date(detail),
            _ => is_understood = false,
        }
    }
    item.state = state.unwrap_or(item.state);
    is_understood
}

/// `KP-1201` or `#123`.
fn is_ticket(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        Some((project, number)) => {
            project.len() >= 2
                && project.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && is_number(number)
        }
        None => text.strip_prefix('#').is_some_and(is_number),
    }
}

/// The state that a mark at the head of a text gives, and the text behind it.
fn state_in(text: &str) -> (Option<ActionState>, &str) {
    const MARKS: [(&str, ActionState); 9] = [
        ("✅", ActionState::Done),
        ("✔️", ActionState::Done),
        ("✔", ActionState::Done),
        ("☑", ActionState::Done),
        ("🔲", ActionState::Open),
        ("[DONE]", ActionState::Done),
        ("[x]", ActionState::Done),
        ("[ ]", ActionState::Open),
        ("[TODO]", ActionState::Open),
    ];
    let text = text.trim();
    let mark = MARKS.iter().find_map(|(mark, state)| text.strip_prefix(mark).map(|rest| (Some(*state), rest.trim())));
    mark.unwrap_or((None, text))
}

fn from_heading(heading: &str, details: &[String]) -> Option<ActionItem> {
    if is_nothing(heading) {
        return None;
    }
    let (state, text) = state_in(heading);
    let mut item = plain(text, state.unwrap_or(ActionState::Open));
    for line in details.iter().flat_map(|text| text.lines()) {
        if line.split_once(':').is_some_and(|(label, _)| part_of(label).is_some()) {
            read_details(&mut item, line);
        }
    }
    Some(item)
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
        let shown = read(&document).into_iter().map(|item| {
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
}
