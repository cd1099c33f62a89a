//! What documents mean: from text with spans to typed fields, timelines and action items.
//!
//! Takes the documents of a snapshot; gives a [`Postmortem`], a [`Page`] or a [`Factor`] for each, and diagnostics for
//! values that cannot be read. What a document lacks is left for [`crate::checks`] to ask for.

mod action_items;
mod clock;
mod date;
mod duration;
mod fields;
mod formal;
mod labelled;
mod role;
mod stamp;
mod time_help;
mod timeline;
mod zone;

pub use action_items::{PlacedAction, Written, action_column, action_items, is_nothing, is_ticket};
pub use date::find_date;
pub use duration::WrittenDuration;
pub use fields::{KNOWN_FIELDS, canonical, field, fold, synonyms, texts_with_places, time_field};
pub use formal::formal_time;
pub use role::{Role, left_alone, roles};
pub use timeline::{PlacedEntry, event_column};
pub use zone::declared_zone;

use fields::Fields;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Date, DateSource, DetectedBy, DocumentId, Factor, FactorId, FactorText, Kind, Page, Phase, Postmortem, Status,
    Times, Visibility,
};
use crate::spanned::Value;
use crate::syntax::{Block, BlockKind, Document, LinkKind};

/// The longest title, in characters. Every link shows one, so that a long title and many links would be more than a
/// machine can hold.
const TITLE_LIMIT: usize = 300;

/// Reads a document of any kind but a page.
#[must_use]
pub fn postmortem(document: &Document, id: &DocumentId, kind: &Kind, config: &Config) -> (Postmortem, Vec<Diagnostic>) {
    let mut fields = Fields::new(document);
    fields.read_zone(config);
    let kind = fields.word("kind", Kind::parse, &Kind::BUILT_IN).unwrap_or_else(|| kind.clone());
    let times = times(document, &mut fields);
    let title = title(document, &mut fields);
    let summary = summary(document).map(|(_, text)| text).unwrap_or_default();
    let date = date(&mut fields, &times)
        .or_else(|| labelled::date_elsewhere(document, &title, &summary).map(|(day, source)| Date { day, source }));
    let factor_names = owned(fields.texts("contributing_factors"));
    let postmortem = Postmortem {
        id: id.clone(),
        kind,
        path: document.path().clone(),
        title,
        status: status(&mut fields),
        visibility: visibility(&mut fields, config.visibility),
        severity: severity(document, &mut fields, config),
        detected_by: fields.word("detected_by", DetectedBy::parse, &DetectedBy::ALL.map(DetectedBy::as_str)),
        services: services(&mut fields, config),
        factor_texts: if factor_names.is_empty() { factor_texts(document) } else { Vec::new() },
        factor_names,
        factors: Vec::new(),
        impact: fields.pairs("impact"),
        roles: fields.pairs("roles"),
        authors: owned(fields.texts("authors")),
        tags: owned(fields.texts("tags")),
        related: ids(fields.texts("related")),
        anticipated_by: ids(fields.texts("anticipated_by")),
        featured: fields.text("featured").map(str::to_owned),
        names_others: names_others(document),
        summary,
        timeline: timeline::read(document, &times, date.map(|date| date.day), fields.zone())
            .into_iter()
            .map(|placed| placed.entry)
            .collect(),
        action_items: action_items(document).into_iter().map(|placed| placed.item).collect(),
        times,
        date,
    };
    (postmortem, fields.diagnostics)
}

/// The kind of a document that stands among those of `kind`: its field of that name, where it can be read.
#[must_use]
pub fn kind_of(document: &Document, kind: &Kind) -> Kind {
    let written = field(document, "kind").and_then(|field| Kind::parse(field.value.text()?));
    written.unwrap_or_else(|| kind.clone())
}

/// Reads a plain page, or a document whose front matter is broken. Since nothing says that such a document may be shared,
/// it is internal.
#[must_use]
pub fn page(document: &Document, id: &DocumentId, config: &Config) -> (Page, Vec<Diagnostic>) {
    let mut fields = Fields::new(document);
    let page = Page {
        id: id.clone(),
        path: document.path().clone(),
        title: title(document, &mut fields),
        description: fields.text("description").unwrap_or_default().to_owned(),
        status: status(&mut fields),
        visibility: match document.front_matter.is_broken {
            true => Visibility::Internal,
            false => visibility(&mut fields, config.visibility),
        },
    };
    (page, fields.diagnostics)
}

/// Reads an entry of the factor catalogue.
#[must_use]
pub fn factor(document: &Document, id: &DocumentId) -> (Factor, Vec<Diagnostic>) {
    let mut fields = Fields::new(document);
    let factor = Factor {
        id: FactorId::new(id.as_str()),
        title: title(document, &mut fields),
        aliases: owned(fields.texts("aliases")),
        group: fields.text("group").unwrap_or_default().to_owned(),
        description: fields.text("description").unwrap_or_default().to_owned(),
        status: status(&mut fields),
        visibility: match document.front_matter.is_broken {
            true => Visibility::Internal,
            false => visibility(&mut fields, Visibility::Public),
        },
        path: Some(document.path().clone()),
    };
    (factor, fields.diagnostics)
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    let mut owned: Vec<String> = Vec::with_capacity(texts.len());
    for text in texts {
        if !owned.iter().any(|known| known == text) {
            owned.push(text.to_owned());
        }
    }
    owned
}

/// Names of documents, written as ids or as paths.
fn ids(texts: Vec<&str>) -> Vec<DocumentId> {
    let id =
        |text: &str| DocumentId::new(&slug::slugify(text.rsplit('/').next().unwrap_or(text).trim_end_matches(".md")));
    texts.into_iter().map(id).collect()
}

/// The title: the field, the first heading, or the file name in words.
fn title(document: &Document, fields: &mut Fields<'_>) -> String {
    let written = fields.text("title").or_else(|| document.title()).filter(|title| !title.trim().is_empty());
    if let Some(title) = written {
        return cut(&title.split_whitespace().collect::<Vec<_>>().join(" "), TITLE_LIMIT);
    }
    let path = document.path();
    let name = match path.name().split('.').next() {
        Some("index") if !path.folder().is_empty() => path.folder().rsplit('/').next().unwrap_or_default(),
        Some(stem) if !stem.is_empty() => stem,
        _ => path.name(),
    };
    name.replace(['-', '_'], " ")
}

/// A text of so many characters at the most.
fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The status; `draft: true` of other generators counts as a draft. What cannot be read is taken for `in-review`, which
/// everybody inside sees and nobody else: what is unclear is not shared.
fn status(fields: &mut Fields<'_>) -> Status {
    if fields.value("draft").and_then(Value::truth) == Some(true) {
        return Status::Draft;
    }
    match fields.value("status") {
        None => Status::Published,
        Some(_) => {
            fields.word("status", Status::parse, &["draft", "in-review", "published"]).unwrap_or(Status::InReview)
        }
    }
}

/// A value that cannot be read as `public` is taken for `internal`: what is unclear is not shared.
fn visibility(fields: &mut Fields<'_>, unsaid: Visibility) -> Visibility {
    match fields.value("visibility") {
        None => unsaid,
        Some(_) => {
            fields.word("visibility", Visibility::parse, &["internal", "public"]).unwrap_or(Visibility::Internal)
        }
    }
}

/// The severity as the vocabulary spells it. What the text says counts only where the vocabulary knows it, or is empty.
fn severity(document: &Document, fields: &mut Fields<'_>, config: &Config) -> Option<String> {
    let known = |text: &str| config.severity(text).map(|term| term.id.clone());
    if fields.field("severity").is_some() {
        return fields.text("severity").map(|text| known(text).unwrap_or_else(|| text.to_owned()));
    }
    let text = labelled::severity(document)?;
    known(&text).or_else(|| config.severities.is_empty().then_some(text))
}

fn services(fields: &mut Fields<'_>, config: &Config) -> Vec<String> {
    let known = |text: &str| config.service(text).map_or(text, |term| &term.id).to_owned();
    let mut services = Vec::new();
    for service in fields.texts("services").into_iter().map(known) {
        if !services.contains(&service) {
            services.push(service);
        }
    }
    services
}

fn times(document: &Document, fields: &mut Fields<'_>) -> Times {
    let mut times = Times::default();
    for phase in Phase::ALL {
        *times.slot(phase) = fields.moment(phase.field());
    }
    // A status page writes when it began as its `date`, and when it ended beside it.
    let has_end = Phase::ALL.iter().any(|phase| times.get(*phase).is_some());
    if times.started.is_none() && has_end && fields.field("started").is_none() {
        // Whether it can be read at all is told when the day of the document is read.
        let date = time_field(document, "date").and_then(|field| fields.parse(field.value.text()?));
        times.started = date.filter(|moment| !moment.whole_day);
    }
    times
}

/// The entries of a document's timeline once more, with their places.
#[must_use]
pub fn timeline_with_places(document: &Document, postmortem: &Postmortem, config: &Config) -> Vec<PlacedEntry> {
    let zone = declared_zone(document, config);
    timeline::read(document, &postmortem.times, postmortem.date.map(|date| date.day), zone.as_ref())
}

/// Whether a document states in words that all its times are in UTC.
#[must_use]
pub fn states_utc(document: &Document) -> bool {
    timeline::zone_of_all(document) == Some(zone::Zone::UTC)
}

/// The field that the time of a phase was read from.
#[must_use]
pub fn phase_field(document: &Document, phase: Phase) -> Option<&crate::spanned::Field> {
    let date = || time_field(document, "date").filter(|_| phase == Phase::Started);
    time_field(document, phase.field()).or_else(date)
}

/// The day that front matter gives: the first of its times, or its `date`.
fn date(fields: &mut Fields<'_>, times: &Times) -> Option<Date> {
    let moment = Phase::ALL.iter().take(2).find_map(|phase| times.get(*phase)).or_else(|| fields.moment("date"));
    let moment = moment.or_else(|| Phase::ALL.iter().find_map(|phase| times.get(*phase)));
    moment.map(|moment| Date { day: moment.day(), source: DateSource::FrontMatter })
}

/// The bullets, or the headings of its own, of the section that tells of contributing factors or root causes.
fn factor_texts(document: &Document) -> Vec<FactorText> {
    let section = document.section("contributing-factors").or_else(|| document.section("root-cause"));
    let Some(section) = section else { return Vec::new() };
    let blocks = document.blocks_of(section);
    let mut texts = Vec::new();
    for entry in blocks.iter().flat_map(entries).filter(|entry| entry.depth == 0 && !entry.text.is_empty()) {
        let markdown = document.file.slice(entry.content).split_whitespace().collect::<Vec<_>>().join(" ");
        texts.push(FactorText { markdown, text: entry.text.clone(), factor: None });
    }
    texts
}

fn entries(block: &Block) -> &[crate::syntax::ListEntry] {
    match &block.kind {
        BlockKind::List(entries) => entries,
        _ => &[],
    }
}

/// Whether the summary has wiki links.
fn names_others(document: &Document) -> bool {
    let mut wiki_links = document.links.iter().filter(|link| link.kind == LinkKind::Wiki).peekable();
    let block = wiki_links.peek().and_then(|_| summary(document)).map(|(block, _)| block.span);
    block.is_some_and(|block| wiki_links.any(|link| block.range().contains(&link.span.start)))
}

/// The first paragraph of the Summary section, or of the text: the block and its text on one line.
#[must_use]
pub fn summary(document: &Document) -> Option<(&Block, String)> {
    let paragraph = |blocks: &'_ [Block]| {
        blocks.iter().position(|block| matches!(&block.kind, BlockKind::Paragraph(text) if text.len() > 20))
    };
    let section = document.section("summary").and_then(|section| {
        let place = paragraph(document.blocks_of(section))?;
        Some(section.blocks.start + place)
    });
    let block = &document.blocks[section.or_else(|| paragraph(&document.blocks))?];
    Some((block, block.text().split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::model::Kind;
    use crate::syntax::parse;

    #[test]
    fn a_status_page_gives_its_times_and_a_text_its_severity() {
        let read = |text: &str| {
            let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
            let (id, kind) = (DocumentId::new("a"), Kind::new(Kind::POSTMORTEM));
            postmortem(&document, &id, &kind, &Config::default()).0
        };
        let status = "---\ndate: 2026-03-04T09:00:00Z\nresolved: true\nresolvedWhen: 2026-03-04T10:00:00Z\n---\n";
        let shown = |text: &str| {
            let times = read(text).times;
            [times.started, times.resolved]
                .map(|moment| moment.map(|moment| moment.timestamp.strftime("%H:%M").to_string()))
        };
        assert_eq!(shown(status), [Some("09:00".to_owned()), Some("10:00".to_owned())]);
        assert_eq!(shown(&status.replace("T09:00:00Z", "")), [None, Some("10:00".to_owned())]);
        assert_eq!(shown("---\ndate: 2026-03-04T09:00:00Z\nresolved: true\n---\n"), [None, None]);
        for (text, expected) in [
            ("**Severity**: SEV-2 (bad)\n", Some("SEV-2")),
            ("| 項目 | 値 |\n|-|-|\n| 重大度 | SEV-3（停止） |\n", Some("SEV-3")),
            ("- Priority: P1\n", Some("P1")),
            ("Severity: it was hard to tell how bad it would get in the end\n", None),
            ("Severity: TBD\n", None),
            ("---\nseverity: SEV1\n---\nSeverity: SEV2\n", Some("SEV1")),
        ] {
            assert_eq!(read(text).severity.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn times_without_an_offset_are_in_the_zone_that_is_declared() {
        let read = |zone: Option<&str>, text: &str| {
            let config = Config { time_zone: zone.and_then(crate::model::time_zone), ..Config::default() };
            let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
            let (id, kind) = (DocumentId::new("a"), Kind::new(Kind::POSTMORTEM));
            let postmortem = postmortem(&document, &id, &kind, &config).0;
            let started = postmortem.times.started.map(|moment| moment.timestamp);
            let first = postmortem.timeline.first().and_then(|entry| entry.at);
            [started, first].map(|at| at.map_or_else(String::new, |at| at.strftime("%d %H:%M").to_string()))
        };
        let text = "---\nstarted: 2026-07-04T00:30:00\n---\n\n## Timeline\n\n- 00:45 x\n";
        let own = text.replace("started", "timezone: America/New_York\nstarted");
        let in_utc = own.replace("- 00:45", "All times in UTC.\n\n- 00:45");
        assert_eq!(read(None, text), ["04 00:30", "04 00:45"]);
        assert_eq!(read(Some("Europe/Berlin"), text), ["03 22:30", "03 22:45"]);
        assert_eq!(read(Some("Europe/Berlin"), &own), ["04 04:30", "04 04:45"]);
        assert_eq!(read(Some("Europe/Berlin"), &in_utc), ["04 04:30", "04 00:45"]);
        assert_eq!(read(None, &text.replace("00:30:00", "00:30:00+05:30")), ["03 19:00", "03 19:15"]);
    }

    #[test]
    fn the_day_comes_from_the_most_telling_place() {
        let cases = [
            ("a.md", "---\ndate: 2026-01-01\n---\n# B on 2026-01-02\n", "2026-01-01 FrontMatter"),
            ("a.md", "---\ntitle: Outage on 2023-01-25\n---\nText.\n", "2023-01-25 Text"),
            ("a.md", "## A heading\n\n## Date: March 10, 2023\n", "2023-03-10 Text"),
            ("a.md", "# A\n\n| 項目 | 値 |\n|-|-|\n| 影響期間 | 2026-03-23 19:25 JST |\n", "2026-03-23 Text"),
            ("2026-01-03-a.md", "# A on 2026-01-02\n", "2026-01-02 Text"),
            ("2023/07/21/a.md", "# A\n", "2023-07-21 FileName"),
            (
                "a.md",
                "On 2023-07-20 all downloads were broken.\n\n## Timeline\n\n- 2023-07-19 a deployment\n",
                "2023-07-20 Text",
            ),
            ("a.md", "# A\n\n## Timeline\n\n- 2023-07-19 a deployment\n", "2023-07-19 Text"),
            ("a.md", "+++\npath = \"2025/09/12/a\"\n+++\nNo day in this text at all.\n", "2025-09-12 FrontMatter"),
            ("a.md", "No day in this text at all.\n", "none"),
        ];
        for (path, text, expected) in cases {
            let (document, _) = parse(Arc::new(SourceFile::new(path, text)));
            let (id, kind) = (DocumentId::new("a"), Kind::new(Kind::POSTMORTEM));
            let date = postmortem(&document, &id, &kind, &Config::default()).0.date;
            let shown = date.map_or_else(|| "none".to_owned(), |date| format!("{} {:?}", date.day, date.source));
            assert_eq!(shown, expected, "{path}: {text}");
        }
    }
}
