//! Action items: what is to change so that the next incident is smaller, and how far it is.

use jiff::civil::Date;

/// One row of a document's Action items section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// What is to be done, as inline Markdown.
    pub markdown: String,
    /// The same as plain text.
    pub text: String,
    /// What it is for, where that is known.
    pub action_type: Option<ActionType>,
    /// Who looks after it, as written; empty when nobody is named.
    pub owner: String,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// The ticket as inline Markdown; empty when there is none.
    pub ticket: String,
    /// How far it is.
    pub state: ActionState,
}

impl ActionItem {
    /// Whether it is still to be done and its day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_unfinished() && self.due.is_some_and(|due| due < today)
    }
}

/// How far an action item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionState {
    /// Not begun.
    Open,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// Decided against.
    Dropped,
}

impl ActionState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::InProgress, Self::Done, Self::Dropped];

    /// Reads what tables and check lists say, such as `✅`, `WIP` or `done (since March)`; `None` where it says something
    /// else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let first = || text.split(['(', '（', ',', ';', ':', '、']).next().filter(|first| first.len() < text.len());
        let first = || first().or_else(|| text.split_once(" - ").map(|(first, _)| first));
        Self::of_word(text).or_else(|| Self::of_word(first()?))
    }

    fn of_word(text: &str) -> Option<Self> {
        let folded = text.trim().to_lowercase().replace('’', "'").replace(['-', '_'], " ");
        let word = folded.trim_matches(|c: char| !c.is_alphanumeric() && !"✅✔☑🔲[]".contains(c));
        Some(match word {
            "done" | "closed" | "complete" | "completed" | "resolved" | "merged" | "fixed" | "shipped" | "finished"
            | "implemented" | "yes" | "erledigt" | "hecho" | "feito" | "完了" | "対応済み" | "対応済" | "済"
            | "已完成" | "✅" | "✔" | "☑" | "[x]" | "x" => Self::Done,
            "in progress" | "wip" | "started" | "ongoing" | "doing" | "in review" | "partial" | "partially done"
            | "in arbeit" | "対応中" | "進行中" | "进行中" => Self::InProgress,
            "open" | "todo" | "to do" | "pending" | "not started" | "blocked" | "new" | "planned" | "backlog"
            | "no" | "offen" | "pendiente" | "pendente" | "未着手" | "未対応" | "未完了" | "待处理" | "🔲" | "[ ]" => {
                Self::Open
            }
            "wontfix" | "won't fix" | "wont fix" | "won't do" | "wont do" | "not planned" | "closed not planned"
            | "declined" | "dropped" | "superseded" | "duplicate" | "cancelled" | "canceled" | "rejected" => {
                Self::Dropped
            }
            _ => return None,
        })
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn is_unfinished(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// What an action item is for (the types of the SRE workbook's postmortem template, and `investigate`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionType {
    /// Keeps it from happening again.
    Prevent,
    /// Tells sooner that it happens.
    Detect,
    /// Makes it smaller when it happens.
    Mitigate,
    /// Changes how people work together.
    Process,
    /// Mends what was broken.
    Repair,
    /// Finds out more.
    Investigate,
}

impl ActionType {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Prevent, Self::Detect, Self::Mitigate, Self::Process, Self::Repair, Self::Investigate];

    /// Reads the word of a Type column; `None` for one that is not known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_lowercase().as_str() {
            "prevent" | "prevention" | "preventive" | "preventative" | "予防" => Self::Prevent,
            "detect" | "detection" | "detective" | "monitor" | "monitoring" | "検知" => Self::Detect,
            "mitigate" | "mitigation" | "mitigative" | "緩和" => Self::Mitigate,
            "process" | "documentation" | "communication" | "プロセス" => Self::Process,
            "repair" | "fix" | "corrective" | "cleanup" | "修復" => Self::Repair,
            "investigate" | "investigation" | "research" | "調査" => Self::Investigate,
            _ => return None,
        })
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prevent => "prevent",
            Self::Detect => "detect",
            Self::Mitigate => "mitigate",
            Self::Process => "process",
            Self::Repair => "repair",
            Self::Investigate => "investigate",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_in_the_words_that_people_use() {
        let cases = [
            ("Done", Some(ActionState::Done)),
            ("✅", Some(ActionState::Done)),
            ("**in-progress**", Some(ActionState::InProgress)),
            ("Won’t fix", Some(ActionState::Dropped)),
            ("to do", Some(ActionState::Open)),
            ("**完了**", Some(ActionState::Done)),
            ("done (since March)", Some(ActionState::Done)),
            ("In progress: waits for the vendor", Some(ActionState::InProgress)),
            ("done - see the runbook", Some(ActionState::Done)),
            ("maybe", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(ActionState::parse(text), expected, "{text}");
        }
    }
}
