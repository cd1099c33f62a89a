//! A postmortem: one document with its fields typed. What the document lacks is known to be lacking.

use std::fmt;

use jiff::civil;

use super::{ActionItem, DocumentId, FactorId, TimelineEntry, Times};
use crate::diagnostics::FilePath;

/// What sort of document it is: `postmortem`, `premortem`, or a kind that the user defines by a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(String);

impl Kind {
    /// The kind of documents that tell of an incident.
    pub const POSTMORTEM: &'static str = "postmortem";
    /// The kind of documents that look ahead.
    pub const PREMORTEM: &'static str = "premortem";
    /// The kind of documents that tell of what nearly happened.
    pub const NEAR_MISS: &'static str = "near-miss";

    /// The kinds that are known without a template of anybody's.
    pub const BUILT_IN: [&'static str; 3] = [Self::POSTMORTEM, Self::PREMORTEM, Self::NEAR_MISS];

    /// Folders that stand for something else, in the knowledge base or on the site.
    const TAKEN: [&'static str; 11] = [
        "assets",
        "factors",
        "pages",
        "action-items",
        "services",
        "severities",
        "tags",
        "templates",
        "themes",
        "trends",
        "years",
    ];

    /// Takes a kind's name that is known to be one, such as `postmortem`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Reads a kind's name: lowercase letters, digits and dashes, at most 40, and none that means something else.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let is_name = (1..=40).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !name.starts_with('-');
        let kind = Self::new(name);
        (is_name && !Self::TAKEN.contains(&kind.folder().as_str())).then_some(kind)
    }

    /// Whether its documents tell of incidents; premortems, near misses and kinds of the user's own do not.
    #[must_use]
    pub fn is_incident(&self) -> bool {
        self.0 == Self::POSTMORTEM
    }

    /// The kind's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that documents of this kind live in, and the first part of their addresses: the kind in the plural, such
    /// as `near-misses` and `retries`.
    #[must_use]
    pub fn folder(&self) -> String {
        let name = self.0.as_str();
        if ["ss", "sh", "ch", "x", "z"].iter().any(|end| name.ends_with(end)) {
            return format!("{name}es");
        }
        match name.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u', '-']) && !stem.is_empty() => format!("{stem}ies"),
            _ => format!("{name}s"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far the document itself is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Being written: built only on request.
    Draft,
    /// Being reviewed: shown inside, and marked.
    InReview,
    /// Finished.
    Published,
}

impl Status {
    /// All words for a status, in lowercase and with dashes.
    pub const WORDS: [(&'static str, Self); 12] = [
        ("draft", Self::Draft),
        ("wip", Self::Draft),
        ("in-progress", Self::Draft),
        ("in-review", Self::InReview),
        ("review", Self::InReview),
        ("published", Self::Published),
        ("final", Self::Published),
        ("approved", Self::Published),
        ("complete", Self::Published),
        ("completed", Self::Published),
        ("closed", Self::Published),
        ("reviewed", Self::Published),
    ];

    /// Reads a status, with the synonyms that other templates use; `None` for a word that is not known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['_', ' '], "-");
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|(_, status)| *status)
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Published => "published",
        }
    }
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Only who may see everything.
    Internal,
    /// Everybody.
    Public,
}

impl Visibility {
    /// Reads `internal` or `public`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "internal" => Some(Self::Internal),
            "public" => Some(Self::Public),
            _ => None,
        }
    }
}

/// What or who noticed the incident first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetectedBy {
    /// A monitor.
    Alert,
    /// A customer.
    Customer,
    /// A colleague.
    Employee,
    /// A partner or vendor.
    Partner,
    /// Something else.
    Other,
}

impl DetectedBy {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Alert, Self::Customer, Self::Employee, Self::Partner, Self::Other];

    /// Reads one of the five words.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|detected_by| detected_by.as_str() == text)
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Customer => "customer",
            Self::Employee => "employee",
            Self::Partner => "partner",
            Self::Other => "other",
        }
    }
}

/// The day of a document and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub day: civil::Date,
    /// Where it was found.
    pub source: DateSource,
}

/// Where the day of a document was found, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateSource {
    /// A field of the front matter.
    FrontMatter,
    /// A labelled line of the text, such as `**Date**: 2026-03-04`, or the title.
    Text,
    /// The name of the file or of a folder above it.
    FileName,
}

/// A bullet of a Contributing factors section, where front matter names no factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorText {
    /// The bullet as inline Markdown.
    pub markdown: String,
    /// The same as plain text.
    pub text: String,
    /// The catalogued factor that it names, if it names one; known after linking.
    pub factor: Option<FactorId>,
}

/// A document of any kind but `page`, with its fields typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postmortem {
    /// Its name, unique in the knowledge base.
    pub id: DocumentId,
    /// What sort of document it is.
    pub kind: Kind,
    /// The file.
    pub path: FilePath,
    /// The title; from the front matter, the first heading, or the file name.
    pub title: String,
    /// How far the document is; `published` where nothing says otherwise.
    pub status: Status,
    /// Who may see it.
    pub visibility: Visibility,
    /// The severity as the vocabulary spells it, or as written where the vocabulary lacks it.
    pub severity: Option<String>,
    /// The incident's times.
    pub times: Times,
    /// The day that it is listed under; `None` when nothing tells.
    pub date: Option<Date>,
    /// What or who noticed first.
    pub detected_by: Option<DetectedBy>,
    /// The services that were affected, by their names in the vocabulary.
    pub services: Vec<String>,
    /// The contributing factors as the front matter writes them.
    pub factor_names: Vec<String>,
    /// What these mean in the knowledge base, aliases resolved, each once, in their order.
    pub factors: Vec<FactorId>,
    /// The bullets of the Contributing factors section, where the front matter names no factors.
    pub factor_texts: Vec<FactorText>,
    /// Measures of impact with their values.
    pub impact: Vec<(String, String)>,
    /// Roles with who held them.
    pub roles: Vec<(String, String)>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Documents that the author names as related.
    pub related: Vec<DocumentId>,
    /// Premortems that foresaw it.
    pub anticipated_by: Vec<DocumentId>,
    /// The month in which it is the featured postmortem, such as `2026-04`.
    pub featured: Option<String>,
    /// The first paragraph of its summary, as plain text; empty when there is no text.
    pub summary: String,
    /// Whether the summary has wiki links, which show the names of others.
    pub names_others: bool,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
    /// What is to change.
    pub action_items: Vec<ActionItem>,
}

/// A plain page: about, how we write postmortems, and what could not become a postmortem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name, unique in the knowledge base.
    pub id: DocumentId,
    /// The file.
    pub path: FilePath,
    /// The title; from the front matter, the first heading, or the file name.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// How far it is; `published` where nothing says otherwise.
    pub status: Status,
    /// Who may see it.
    pub visibility: Visibility,
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_kind_takes_no_folder_that_means_something_else() {
        for name in ["action-item", "trend", "factor", "page", "severity", "severitie", "../x", "", "-x", "X"] {
            assert_eq!(Kind::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_kind_lives_in_a_folder_of_its_plural() {
        for (name, folder) in [
            ("postmortem", "postmortems"),
            ("game-day", "game-days"),
            ("near-miss", "near-misses"),
            ("launch", "launches"),
            ("retry", "retries"),
            ("exercise", "exercises"),
            ("y", "ys"),
        ] {
            assert_eq!(Kind::parse(name).map(|kind| kind.folder()).as_deref(), Some(folder));
        }
    }
}
