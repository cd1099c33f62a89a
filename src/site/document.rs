//! A document's page: its facts, its text, its factors, and the documents around it. Template: `document.html`.

use serde::Serialize;

use super::Site;
use super::action_items::{ActionItemRow, group_count};
use super::directory::ActionPlace;
use super::html::{self, BodyHtml, ContentsEntry};
use super::incident::IncidentView;
use super::reading;
use super::route::Route;
use super::routes::{Vocabulary, factor_route, plain_page_route, year_route};
use super::shared::kind_link;
use super::sharing::{ArticleView, picture};
use super::views::{
    DateView, LinkView, PageView, SeverityView, detected_by_in_words, duration_for_machines, in_words, labels,
    moment_in_words, phase_name, time_of_day, time_to,
};
use crate::interpret;
use crate::knowledge::{Named, Related};
use crate::model::{ActionState, FactorId, FactorText, Moment, Phase, Postmortem, Times};
use crate::syntax::Document;
use crate::theme::Words;

/// What `document.html` sees.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// The page's head.
    pub page: PageView,
    /// What sets it apart from a published postmortem: its kind if it is of another, `draft`, `in review`.
    pub labels: Vec<String>,
    /// Its severity, if it has one.
    pub severity: Option<SeverityView>,
    /// Its day, if it has one.
    pub date: Option<DateView>,
    /// The services that were affected.
    pub services: Vec<LinkView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// What is known of the incident's course, in its order.
    pub facts: Vec<FactView>,
    /// Measures of impact.
    pub impact: Vec<FactView>,
    /// The picture of the incident's course, where enough is known of it.
    pub incident: Option<IncidentView>,
    /// How many minutes the text takes to read; 0 where there is none.
    pub reading_minutes: usize,
    /// The headings of the text.
    pub contents: Vec<ContentsView>,
    /// The text.
    pub body_html: String,
    /// The addresses of its links, for print.
    pub addresses: Vec<String>,
    /// The contributing factors that the front matter names.
    pub factors: Vec<FactorChip>,
    /// The contributing factors that the text tells, where the front matter names none.
    pub told_factors: Vec<ToldFactor>,
    /// Its action items that are overdue.
    pub overdue: Vec<ActionItemRow>,
    /// The day as of which they are; empty where none is known.
    pub as_of: String,
    /// Documents like this one.
    pub related: Vec<RelatedView>,
    /// Documents and pages that link here.
    pub backlinks: Vec<LinkView>,
    /// Who wrote it; empty where the configuration hides it.
    pub authors: Vec<String>,
    /// Who held which role; empty where the configuration hides it.
    pub roles: Vec<FactView>,
    /// The document of its kind before it in time.
    pub earlier: Option<LinkView>,
    /// The document of its kind after it in time.
    pub later: Option<LinkView>,
}

/// A name and a value.
#[derive(Debug, Default, Serialize)]
pub struct FactView {
    /// What is told.
    pub title: String,
    /// What it is.
    pub value: String,
    /// The value for machines, where it is a duration; else empty.
    pub machine: String,
    /// A few more words; may be empty.
    pub note: String,
    /// The page about it; empty where there is none.
    pub url: String,
}

/// A heading in the table of contents.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    /// The heading.
    pub title: String,
    /// Its anchor, without `#`.
    pub anchor: String,
    /// The headings below it.
    pub children: Vec<ContentsView>,
}

/// A contributing factor of a document.
#[derive(Debug, Serialize)]
pub struct FactorChip {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// How many documents name it, this one included.
    pub count: usize,
}

/// A contributing factor that stands in the text alone.
#[derive(Debug, Serialize)]
pub struct ToldFactor {
    /// The text.
    pub html: String,
    /// The factor of the catalogue that it names, if any.
    pub factor: Option<LinkView>,
}

/// A document like another one.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its day, if it has one.
    pub date: Option<DateView>,
    /// Its severity, if it has one.
    pub severity: Option<SeverityView>,
    /// Why it is here, such as "shares cache stampede, missing alert"; may be empty.
    pub reason: String,
}

impl DocumentView {
    pub(super) fn new(site: &Site, route: &Route, index: usize) -> Self {
        let postmortem = &site.knowledge.postmortems[index];
        let config = &site.knowledge.config;
        let document = site.knowledge.document(&postmortem.path);
        let body = document.map(|document| body(site, postmortem, document)).unwrap_or_default();
        let neighbours = site.directory.neighbours[index];
        let neighbour = |index: usize| LinkView {
            title: site.knowledge.postmortems[index].title.clone(),
            url: site.document_link(index),
        };
        let factors: Vec<FactorChip> = postmortem.factors.iter().filter_map(|id| factor_chip(site, id)).collect();
        Self {
            page: PageView {
                article: Some(ArticleView::new(site, postmortem)),
                picture: picture(site, document.map(AsRef::as_ref), index),
                ..head(site, route, postmortem)
            },
            labels: labels(site.words(), postmortem),
            severity: site.severity(postmortem),
            date: postmortem.date.map(DateView::new),
            services: postmortem.services.iter().filter_map(|service| site.service_link(service)).collect(),
            tags: tags(site, postmortem),
            facts: facts(site, postmortem),
            impact: named(&postmortem.impact, |value| site.words().grouped(value)),
            incident: IncidentView::new(site, postmortem, &body.rows),
            reading_minutes: document.map_or(0, |document| reading::minutes(document)),
            contents: contents(&body.contents),
            body_html: body.html,
            addresses: site.printed(&body.addresses),
            told_factors: if factors.is_empty() { told_factors(site, postmortem) } else { Vec::new() },
            factors,
            overdue: overdue(site, index),
            as_of: site.as_of_day(),
            related: related(site, postmortem),
            backlinks: backlinks(site, postmortem),
            authors: if config.shows_authors { postmortem.authors.clone() } else { Vec::new() },
            roles: if config.shows_roles { named(&postmortem.roles, str::to_owned) } else { Vec::new() },
            earlier: neighbours.earlier.map(neighbour),
            later: neighbours.later.map(neighbour),
        }
    }
}

/// The text, in which the rows of the timeline have anchors for its picture to lead to.
fn body(site: &Site, postmortem: &Postmortem, document: &Document) -> BodyHtml {
    let config = &site.knowledge.config;
    let entries = if postmortem.timeline.is_empty() || postmortem.times == Times::default() {
        Vec::new()
    } else {
        interpret::timeline_with_places(document, postmortem, config)
    };
    let places: Vec<usize> = entries.iter().map(|placed| placed.place.start).collect();
    html::body_with_rows(site.surroundings(), document, &places)
}

fn head(site: &Site, route: &Route, postmortem: &Postmortem) -> PageView {
    let list = kind_link(site, &postmortem.kind);
    let head = PageView::new(site, route, &postmortem.title).describe(&postmortem.summary).below(&list.title, list.url);
    let year = postmortem.date.map(|date| date.day.year());
    match year {
        Some(number) => head.below(&number.to_string(), site.link(&year_route(year))),
        None => head,
    }
}

fn tags(site: &Site, postmortem: &Postmortem) -> Vec<LinkView> {
    postmortem.tags.iter().filter_map(|tag| site.tag_link(tag)).collect()
}

fn named(pairs: &[(String, String)], show: impl Fn(&str) -> String) -> Vec<FactView> {
    let facts =
        pairs.iter().map(|(key, value)| FactView { title: in_words(key), value: show(value), ..FactView::default() });
    facts.collect()
}

/// The fact strip: when it began, how long each phase took, and who noticed.
fn facts(site: &Site, postmortem: &Postmortem) -> Vec<FactView> {
    let words = site.words();
    let times = &postmortem.times;
    let first_day = times.started.map(|moment| moment.local.date());
    let phases = Phase::ALL.into_iter().filter_map(|phase| {
        let moment = times.get(phase)?;
        Some(match times.until(phase).filter(|_| phase != Phase::Started) {
            Some(duration) => FactView {
                title: time_to(words, phase),
                value: words.duration(duration),
                machine: duration_for_machines(duration),
                note: moment_in_words(words, moment, first_day),
                ..FactView::default()
            },
            None => moment_fact(words, phase, moment),
        })
    });
    let detected_by = postmortem.detected_by.map(|detected_by| FactView {
        title: words.text("fact-detected-by").to_owned(),
        value: detected_by_in_words(words, detected_by),
        url: site.link(&Vocabulary::Detection.route(detected_by.as_str())),
        ..FactView::default()
    });
    phases.chain(detected_by).chain(action_items(site, postmortem)).collect()
}

/// "2 of 5 done, 1 overdue": how far the action items are, those that were decided against left out.
fn action_items(site: &Site, postmortem: &Postmortem) -> Option<FactView> {
    let all = postmortem.action_items.iter().filter(|item| item.state != ActionState::Dropped);
    let done = all.clone().filter(|item| item.state == ActionState::Done).count();
    let overdue = all.clone().filter(|item| site.is_overdue(item)).count();
    let count = all.count();
    let words = site.words();
    (count > 0).then(|| FactView {
        title: words.text("action-items").to_owned(),
        value: words.say("actions-done-of", [("done", done.into()), ("count", count.into())]),
        note: if overdue > 0 { group_count(words, "overdue", overdue) } else { String::new() },
        ..FactView::default()
    })
}

fn overdue(site: &Site, document: usize) -> Vec<ActionItemRow> {
    let items = site.knowledge.postmortems[document].action_items.iter().enumerate();
    let overdue = items.filter(|(_, item)| site.is_overdue(item));
    overdue.map(|(number, _)| ActionItemRow::new(site, ActionPlace { document, number })).collect()
}

/// A moment that no duration is known for: its time of day with the day below, or the day alone.
fn moment_fact(words: &Words, phase: Phase, moment: Moment) -> FactView {
    let title = phase_name(words, phase);
    let day = words.date("short", moment.local.date());
    if moment.whole_day {
        return FactView { title, value: day, ..FactView::default() };
    }
    FactView { title, value: time_of_day(moment), note: day, ..FactView::default() }
}

/// The headings as a tree of two levels, beginning with the shallowest; deeper headings are left out. A single heading
/// makes no table of contents.
pub(super) fn contents(entries: &[ContentsEntry]) -> Vec<ContentsView> {
    let top = entries.iter().map(|entry| entry.level).min().unwrap_or(1);
    let mut tree: Vec<ContentsView> = Vec::new();
    if entries.len() < 2 {
        return tree;
    }
    for entry in entries.iter().filter(|entry| entry.level <= top + 1) {
        let view = ContentsView { title: entry.text.clone(), anchor: entry.anchor.clone(), children: Vec::new() };
        match tree.last_mut().filter(|_| entry.level > top) {
            Some(parent) => parent.children.push(view),
            None => tree.push(view),
        }
    }
    tree
}

fn factor_chip(site: &Site, id: &FactorId) -> Option<FactorChip> {
    let factor = site.knowledge.factors.get(id)?;
    Some(FactorChip {
        title: factor.title.clone(),
        url: site.link(&factor_route(id)),
        description: factor.description.clone(),
        count: site.directory.factors.get(id).map_or(0, Vec::len),
    })
}

fn told_factors(site: &Site, postmortem: &Postmortem) -> Vec<ToldFactor> {
    let told = |text: &FactorText| {
        let factor = text.factor.as_ref().and_then(|id| site.knowledge.factors.get(id));
        let link =
            |it: &crate::model::Factor| LinkView { title: it.title.clone(), url: site.link(&factor_route(&it.id)) };
        let html = html::inline(site.surroundings(), &postmortem.path, &text.markdown);
        ToldFactor { html, factor: factor.map(link) }
    };
    postmortem.factor_texts.iter().map(told).collect()
}

fn related(site: &Site, postmortem: &Postmortem) -> Vec<RelatedView> {
    let all = site.relations.related(&postmortem.id).iter();
    let views = all.filter_map(|related| {
        let other = site.knowledge.postmortem(&related.id)?;
        Some(RelatedView {
            title: other.title.clone(),
            url: site.link(site.routes.document(&related.id)?),
            date: other.date.map(DateView::new),
            severity: site.severity(other),
            reason: reason(site, related),
        })
    });
    views.collect()
}

/// Why a document is like another, in words.
fn reason(site: &Site, related: &Related) -> String {
    let words = site.words();
    let named = related.named.map(|named| match named {
        Named::AsForeseen => words.text("related-foresaw").to_owned(),
        Named::AsRelated => words.text("related-named").to_owned(),
    });
    let factors = related.factors.iter().map(|id| {
        let factor = site.knowledge.factors.get(id);
        words.in_sentence(factor.map_or(id.as_str(), |factor| &factor.title))
    });
    let factors: Vec<String> = factors.collect();
    let comma = words.text("list-comma");
    let shared = match (factors.is_empty(), related.terms.is_empty()) {
        (false, _) => Some(words.say("related-shares", [("factors", factors.join(comma).into())])),
        (true, false) => Some(words.say("related-about", [("names", related.terms.join(comma).into())])),
        (true, true) => None,
    };
    named.into_iter().chain(shared).collect::<Vec<_>>().join("; ")
}

fn backlinks(site: &Site, postmortem: &Postmortem) -> Vec<LinkView> {
    let ids = site.relations.backlinks(&postmortem.id).into_iter();
    let links = ids.filter_map(|id| {
        let route = site.routes.document(id).cloned().unwrap_or_else(|| plain_page_route(id));
        Some(LinkView { title: site.knowledge.title(id)?.to_owned(), url: site.link(&route) })
    });
    links.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_have_two_levels() {
        let entry = |level, text: &str| ContentsEntry { level, text: text.to_owned(), anchor: text.to_owned() };
        let tree = contents(&[entry(3, "early"), entry(2, "a"), entry(3, "a1"), entry(4, "deep"), entry(2, "b")]);
        let titles: Vec<(&str, usize)> = tree.iter().map(|it| (it.title.as_str(), it.children.len())).collect();
        assert_eq!(titles, [("early", 0), ("a", 1), ("b", 0)]);
        assert!(contents(&[entry(2, "alone")]).is_empty());
    }
}
