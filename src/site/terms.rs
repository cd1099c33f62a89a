//! Services, severities, tags, and who noticed first: the words that documents are grouped by, and each with its documents.
//!
//! Templates: `services.html` and `service.html`, `severities.html` and `severity.html`, `tags.html` and `tag.html`,
//! `detection.html` and `detected-by.html`.

use serde::Serialize;

use super::Site;
use super::directory::Entry;
use super::history::HistoryView;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::Vocabulary;
use super::sparklines::sparklines;
use super::views::{DateView, DocumentRow, PageView, SeverityView, detected_by_in_words};
use crate::model::DetectedBy;
use crate::theme::Words;

/// What `services.html`, `severities.html`, `tags.html` and `detection.html` see.
#[derive(Debug, Serialize)]
pub struct TermsView {
    /// The page's head.
    pub page: PageView,
    /// The words on this page, in the order of the vocabulary and then by name.
    pub terms: Vec<TermRow>,
    /// What the small pictures beside them span, such as "Q1 2024 to Q2 2026"; empty where there are none.
    pub span: String,
    /// The way to the other pages.
    pub pager: PagerView,
}

/// A word in a list.
#[derive(Debug, Serialize)]
pub struct TermRow {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// How many documents have it.
    pub count: usize,
    /// The day of the newest of them, if it has one.
    pub latest: Option<DateView>,
    /// The severity, for severities.
    pub severity: Option<SeverityView>,
    /// Its documents over time; empty where none has a day.
    pub picture_html: String,
}

/// What `service.html`, `severity.html`, `tag.html` and `detected-by.html` see.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The page's head.
    pub page: PageView,
    /// One sentence about it; may be empty.
    pub description: String,
    /// The severity, for severities.
    pub severity: Option<SeverityView>,
    /// When its incidents happened; none on later pages, and where no incident has a day.
    pub history: Option<HistoryView>,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
}

impl Vocabulary {
    /// What the list of the words is called.
    fn title(self, site: &Site) -> &str {
        match self {
            Self::Services => site.words().text("services"),
            Self::Severities => site.words().text("severities"),
            Self::Tags => site.words().text("tags"),
            Self::Detection => site.words().text("fact-detected-by"),
        }
    }

    /// The template of the list.
    pub(super) fn index_template(self) -> &'static str {
        match self {
            Self::Services => "services.html",
            Self::Severities => "severities.html",
            Self::Tags => "tags.html",
            Self::Detection => "detection.html",
        }
    }

    /// The template of one word.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Services => "service.html",
            Self::Severities => "severity.html",
            Self::Tags => "tag.html",
            Self::Detection => "detected-by.html",
        }
    }

    /// What the page of a word is called.
    fn title_of(self, words: &Words, entry: &Entry) -> String {
        match (self, DetectedBy::parse(&entry.term.id)) {
            (Self::Detection, Some(it)) => {
                let who = detected_by_in_words(words, it);
                words.say("detected-by-page", [("who", who.into()), ("by", it.as_str().into())])
            }
            _ => entry.term.title.clone(),
        }
    }

    fn severity(self, site: &Site, entry: &Entry) -> Option<SeverityView> {
        (self == Self::Severities).then(|| SeverityView::new(site, entry))
    }
}

impl TermsView {
    pub(super) fn new(site: &Site, route: &Route, vocabulary: Vocabulary, number: usize) -> Self {
        let all = vocabulary.entries(&site.directory);
        let here = &all[range(all.len(), number)];
        let lists: Vec<&[usize]> = here.iter().map(|entry| entry.documents.as_slice()).collect();
        let (pictures, span) = sparklines(site, &lists);
        let terms = here.iter().zip(pictures).map(|(entry, picture_html)| TermRow {
            title: entry.term.title.clone(),
            url: site.link(&vocabulary.route(&entry.slug)),
            description: entry.term.description.clone(),
            count: entry.documents.len(),
            latest: latest(site, entry),
            severity: vocabulary.severity(site, entry),
            picture_html,
        });
        let first = Route::new(format!("{}/", vocabulary.folder()));
        Self {
            page: PageView::new(site, route, vocabulary.title(site)),
            terms: terms.collect(),
            span,
            pager: PagerView::new(site, &first, all.len(), number),
        }
    }
}

fn latest(site: &Site, entry: &Entry) -> Option<DateView> {
    site.knowledge.postmortems[*entry.documents.first()?].date.map(DateView::new)
}

impl TermView {
    pub(super) fn new(site: &Site, route: &Route, vocabulary: Vocabulary, term: usize, number: usize) -> Self {
        let entry = &vocabulary.entries(&site.directory)[term];
        let length = entry.documents.len();
        let list = site.link(&Route::new(format!("{}/", vocabulary.folder())));
        let page =
            PageView::new(site, route, &vocabulary.title_of(site.words(), entry)).describe(&entry.term.description);
        Self {
            page: page.followed(site, &vocabulary.route(&entry.slug)).below(vocabulary.title(site), list),
            description: entry.term.description.clone(),
            severity: vocabulary.severity(site, entry),
            history: (number == 1).then(|| HistoryView::of_list(site, &entry.documents)).flatten(),
            documents: DocumentRow::all(site, &entry.documents[range(length, number)]),
            pager: PagerView::new(site, &vocabulary.route(&entry.slug), length, number),
        }
    }
}
