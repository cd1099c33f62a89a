//! The words of action items: heads of columns, labels of details, tickets and marks of state.

use crate::model::ActionState;
use crate::syntax::heading::normalize;

/// What a column or a label holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
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
    (Part::Type, &["type", "kind", "category", "class", "typ", "tipo", "種別", "カテゴリ"]),
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
const NOTHING: [&str; 22] = [
    "",
    "tbd",
    "tba",
    "todo",
    "n/a",
    "na",
    "none",
    "nobody",
    "no one",
    "unknown",
    "unassigned",
    "not assigned",
    "to be assigned",
    "to be decided",
    "to be determined",
    "?",
    "??",
    "???",
    "-",
    "—",
    "…",
    "未定",
];

/// The part that a head or a label names.
pub(super) fn part_of(label: &str) -> Option<Part> {
    let label = normalize(label);
    PARTS.iter().find(|(_, names)| names.contains(&label.as_str())).map(|(part, _)| *part)
}

/// Whether a text stands where nothing was written, marks around it left aside.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    let is_mark = |c: char| c.is_whitespace() || ".!*_`~()[]<>:@".contains(c);
    let folded = text.trim_matches(is_mark).to_lowercase();
    NOTHING.contains(&folded.as_str())
}

/// `KP-1201` or `#123`.
#[must_use]
pub fn is_ticket(text: &str) -> bool {
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
pub(super) fn state_in(text: &str) -> (Option<ActionState>, &str) {
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
