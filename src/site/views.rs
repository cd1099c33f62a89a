//! The views that several pages share. Templates see these and the view of their page, never the model itself.
//!
//! Texts are plain and are escaped by the template; fields that end in `_html` are safe HTML.

use jiff::SignedDuration;
use jiff::tz::Offset;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Site;
use super::directory::Entry;
use super::feed::{self, FeedView};
use super::markdown::copy_route;
use super::route::Route;
use super::routes::Page;
use super::sharing::{ArticleView, PictureView, SiteName, site_picture, structured_data};
use crate::model::{Date, DateSource, DetectedBy, Kind, Moment, Phase, Postmortem, Status};
use crate::theme::Words;

/// A name and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What the link is called.
    pub title: String,
    /// Its address; empty where there is nothing to lead to.
    pub url: String,
}

/// What every page says of itself. Templates see `structured_data` besides, which is made of the rest.
#[derive(Debug, Clone)]
pub struct PageView {
    /// The title, for the browser's tab and the page's heading.
    pub title: String,
    /// A sentence or two for search engines; may be empty.
    pub description: String,
    /// The entry of the navigation that the page belongs to, such as `factors`; may be empty.
    pub section: String,
    /// The address on this site.
    pub url: String,
    /// The whole address; none when the host is not known.
    pub canonical: Option<String>,
    /// The pages above this one, the outermost first.
    pub above: Vec<LinkView>,
    /// The address of the same as Markdown, where there is such.
    pub markdown: Option<String>,
    /// The feeds of its documents.
    pub feeds: Vec<FeedView>,
    /// What it says as an article, where it is one.
    pub article: Option<ArticleView>,
    /// The picture that previews show beside a link to it, where there is one and the host is known.
    pub picture: Option<PictureView>,
    pub(super) site: SiteName,
}

impl Serialize for PageView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut page = serializer.serialize_struct("PageView", 11)?;
        page.serialize_field("title", &self.title)?;
        page.serialize_field("description", &self.description)?;
        page.serialize_field("section", &self.section)?;
        page.serialize_field("url", &self.url)?;
        page.serialize_field("canonical", &self.canonical)?;
        page.serialize_field("above", &self.above)?;
        page.serialize_field("markdown", &self.markdown)?;
        page.serialize_field("feeds", &self.feeds)?;
        page.serialize_field("article", &self.article)?;
        page.serialize_field("picture", &self.picture)?;
        page.serialize_field("structured_data", &structured_data(self))?;
        page.end()
    }
}

impl PageView {
    /// Begins the head of a page that is at `route`.
    pub(super) fn new(site: &Site, route: &Route, title: &str) -> Self {
        let section = route.as_str().split('/').next().unwrap_or_default();
        Self {
            title: title.to_owned(),
            description: String::new(),
            section: section.to_owned(),
            url: site.link(route),
            canonical: site.absolute(route),
            above: Vec::new(),
            markdown: markdown(site, route),
            feeds: Vec::new(),
            article: None,
            picture: site_picture(site),
            site: SiteName::new(site),
        }
    }

    /// Describes the page for search engines, in at most some 160 characters.
    pub(super) fn describe(mut self, text: &str) -> Self {
        self.description = shorten(text, 160);
        self
    }

    /// Names the feeds of a list by its first page.
    pub(super) fn followed(mut self, site: &Site, first: &Route) -> Self {
        self.feeds = feed::views(site, first);
        self
    }

    /// Names the page above this one.
    pub(super) fn below(mut self, title: &str, url: String) -> Self {
        self.above.push(LinkView { title: title.to_owned(), url });
        self
    }
}

fn markdown(site: &Site, route: &Route) -> Option<String> {
    let copy = copy_route(route);
    let is_copy = matches!(site.routes.page(&copy)?, Page::DocumentCopy(_) | Page::PlainCopy(_));
    is_copy.then(|| site.link(&copy))
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// The day, such as `2026-03-04`.
    pub day: String,
    /// How it is known where no field says it: `text` or `file-name`; else empty.
    pub source: &'static str,
}

impl DateView {
    pub(super) fn new(date: Date) -> Self {
        let source = match date.source {
            DateSource::FrontMatter => "",
            DateSource::Text => "text",
            DateSource::FileName => "file-name",
        };
        Self { day: date.day.to_string(), source }
    }
}

/// A severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeverityView {
    /// What it is called.
    pub title: String,
    /// What it means; may be empty.
    pub description: String,
    /// How grave it is: 1 for the gravest to 5, and 0 where that is not known.
    pub rank: usize,
    /// Its page.
    pub url: String,
}

impl SeverityView {
    pub(super) fn new(site: &Site, entry: &Entry) -> Self {
        Self {
            title: entry.term.title.clone(),
            description: entry.term.description.clone(),
            rank: rank(entry),
            url: site.link(&super::routes::Vocabulary::Severities.route(&entry.slug)),
        }
    }
}

/// The place in the vocabulary; without one, the number that a name such as `SEV2` or `P0` ends with.
pub(super) fn rank(entry: &Entry) -> usize {
    let number = entry.term.id.chars().next_back().and_then(|last| last.to_digit(10));
    match (entry.term.place, number) {
        (0, Some(number)) => usize::try_from(number).unwrap_or(0).clamp(1, 5),
        (rank, _) => rank.min(5),
    }
}

/// How many services a document names in a list.
const SERVICES: usize = 4;

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// What sets it apart from a published postmortem: its kind if it is of another, `draft`, `in review`.
    pub labels: Vec<String>,
    /// Its day, if it has one.
    pub date: Option<DateView>,
    /// Its severity, if it has one.
    pub severity: Option<SeverityView>,
    /// The names of the services that were affected, at most four of them.
    pub services: Vec<String>,
    /// How many more services were affected.
    pub more_services: usize,
    /// How long it took from start to resolution; empty when that is not known.
    pub lasted: String,
    /// The beginning of its summary; may be empty.
    pub summary: String,
    /// The anchor of its row, where something leads to it; else empty.
    pub anchor: String,
}

impl DocumentRow {
    pub(super) fn new(site: &Site, index: usize) -> Self {
        let postmortem = &site.knowledge.postmortems[index];
        let lasted = postmortem.times.until(Phase::Resolved);
        Self {
            title: postmortem.title.clone(),
            url: site.document_link(index),
            labels: labels(site.words(), postmortem),
            date: postmortem.date.map(DateView::new),
            severity: site.severity(postmortem),
            services: postmortem.services.iter().take(SERVICES).map(|service| site.service_title(service)).collect(),
            more_services: postmortem.services.len().saturating_sub(SERVICES),
            lasted: lasted.map(|duration| site.words().duration(duration)).unwrap_or_default(),
            summary: shorten(&postmortem.summary, 160),
            anchor: String::new(),
        }
    }

    /// The rows of several documents.
    pub(super) fn all(site: &Site, documents: &[usize]) -> Vec<Self> {
        documents.iter().map(|index| Self::new(site, *index)).collect()
    }
}

/// What sets a document apart from a published postmortem.
pub(super) fn labels(words: &Words, postmortem: &Postmortem) -> Vec<String> {
    let kind = (postmortem.kind.as_str() != Kind::POSTMORTEM).then(|| kind_name(words, &postmortem.kind));
    let status = match postmortem.status {
        Status::Published => None,
        Status::InReview => Some(words.text("status-in-review").to_owned()),
        Status::Draft => Some(words.text("status-draft").to_owned()),
    };
    kind.into_iter().chain(status).collect()
}

/// A kind as one of its documents is called: "premortem".
pub(super) fn kind_name(words: &Words, kind: &Kind) -> String {
    words.say("kind", [("kind", kind.as_str().into()), ("title", kind.as_str().into())])
}

/// Cuts a text after a word, with an ellipsis, where it is longer than `length` characters.
pub(super) fn shorten(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let cut = &text[..end];
    // Texts without spaces, such as Japanese, are cut where they are.
    let word_end = cut.rfind(char::is_whitespace).filter(|place| *place > end / 2).unwrap_or(end);
    format!("{}…", cut[..word_end].trim_end_matches(|c: char| c.is_whitespace() || ",;:.".contains(c)))
}

/// A key of front matter as words: `failed_requests` gives "Failed requests".
pub(super) fn in_words(key: &str) -> String {
    capitalised(key.replace(['_', '-'], " ").trim())
}

/// A text with a large first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The time of day of a moment with its offset, such as `09:12 UTC` or `09:12 +02:00`; empty for a whole day.
pub(super) fn time_of_day(moment: Moment) -> String {
    if moment.whole_day {
        return String::new();
    }
    let time = moment.local.strftime("%H:%M");
    match moment.offset {
        None => time.to_string(),
        Some(Offset::UTC) => format!("{time} UTC"),
        Some(offset) => format!("{time} {}", offset_in_words(offset)),
    }
}

/// A moment as the time of day on `known_day`, with the day where it is another one.
pub(super) fn moment_in_words(words: &Words, moment: Moment, known_day: Option<jiff::civil::Date>) -> String {
    let day = moment.local.date();
    match (known_day == Some(day), time_of_day(moment)) {
        (true, time) => time,
        (false, time) if time.is_empty() => words.date("day", day),
        (false, time) => words.say("day-and-time", [("day", words.date("day", day).into()), ("time", time.into())]),
    }
}

pub(super) fn offset_in_words(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Who or what noticed, in words.
pub(super) fn detected_by_in_words(words: &Words, detected_by: DetectedBy) -> String {
    words.say("detected-by", [("by", detected_by.as_str().into())])
}

/// How long a phase took, as a name.
pub(super) fn time_to(words: &Words, phase: Phase) -> String {
    words.say("time-to", [("phase", phase.field().into())])
}

/// What a phase is called.
pub(super) fn phase_name(words: &Words, phase: Phase) -> String {
    words.say("phase", [("phase", phase.field().into())])
}

/// A duration as `<time datetime>` wants it, such as `PT2H8M`.
pub(super) fn duration_for_machines(duration: SignedDuration) -> String {
    format!("PT{}S", duration.as_secs().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_after_a_word() {
        assert_eq!(shorten("short", 10), "short");
        assert_eq!(shorten("one two, three", 10), "one two…");
        assert_eq!(shorten("障害が発生しました", 4), "障害が発…");
    }

    #[test]
    fn keys_are_words() {
        assert_eq!(in_words("failed_requests"), "Failed requests");
    }

    #[test]
    fn times_of_day_say_their_offset() {
        let time = |text: &str| Moment::parse(text).map(time_of_day).unwrap_or_default();
        assert_eq!(time("2026-03-04T09:12:00Z"), "09:12 UTC");
        assert_eq!(time("2026-03-04T09:12:00-03:30"), "09:12 −03:30");
        assert_eq!(time("2026-03-04 09:12"), "09:12");
        assert_eq!(time("2026-03-04"), "");
    }

    #[test]
    fn a_moment_names_its_day_only_where_it_is_another() {
        let words = super::super::charts::english();
        let moment = |text| Moment::parse(text).expect(text);
        let first = Some(jiff::civil::date(2026, 3, 4));
        assert_eq!(moment_in_words(&words, moment("2026-03-04T09:12:00Z"), first), "09:12 UTC");
        assert_eq!(moment_in_words(&words, moment("2026-03-05T09:12:00Z"), first), "5 Mar, 09:12 UTC");
        assert_eq!(moment_in_words(&words, moment("2026-03-05"), None), "5 Mar");
    }
}
