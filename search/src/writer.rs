//! Documents to an index: one segment, written by one thread in memory, the same bytes for the same documents.
//!
//! Takes documents in a fixed order; gives the files of an index as Tantivy reads them, which [`publish`] then arranges.
//! Tantivy names a segment by a random number; as it stands nowhere but in `meta.json` and in file names, it is replaced
//! there by a fixed one. The texts of documents are kept beside Tantivy's store, in a file of their own, so that results
//! can be shown before their texts have arrived.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::store::Compressor;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument};

use crate::analysis::{Language, Stemmer, WrittenWords};
use crate::document::{BODIES, Label, SearchDocument, SearchSection, StoredDocument};
use crate::error::SearchError;
use crate::files::IndexFiles;
use crate::publish::publish;
use crate::schema::{Fields, PROSE, schema};
use crate::vocabulary;

/// The size of a block of stored documents: a few of them. Their chunks are compressed, so blocks are not.
const STORE_BLOCK: usize = 3600;

/// What Tantivy sizes its first hash table by; a single segment grows beyond it without spilling.
const MEMORY_BUDGET: usize = 15_000_000;

/// The name of the segment in every index.
const SEGMENT: &str = "00000000000000000000000000000000";

/// Writes the index of `documents`, whose texts are in `language`.
///
/// The same documents in the same order give the same bytes.
pub fn write_index(
    documents: impl IntoIterator<Item = SearchDocument>,
    language: Language,
) -> Result<IndexFiles, SearchError> {
    let directory = RamDirectory::create();
    let (schema, fields) = schema();
    let words = WrittenWords::new(Stemmer::new(language));
    let tokenizers = TokenizerManager::default();
    tokenizers.register(PROSE, words.analyzer());
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .settings(IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            docstore_blocksize: STORE_BLOCK,
            ..IndexSettings::default()
        })
        .single_segment_index_writer(directory.clone(), MEMORY_BUDGET)?;
    let mut bodies = Vec::new();
    for document in documents {
        let document = without_control_characters(document);
        let start = bodies.len() as u64;
        serde_json::to_writer(&mut bodies, &document.sections)?;
        writer.add_document(tantivy_document(document, start, &fields)?)?;
    }
    let index = writer.finalize()?;
    let mut files = collect_files(&index, &directory)?;
    drop(index);
    files.insert(BODIES.to_owned(), bodies);
    files.insert(vocabulary::FILE.to_owned(), vocabulary::to_bytes(words.counts())?);
    publish(files, language)
}

/// Takes out what neither a terminal nor the separator of labels would survive, line breaks among it.
fn without_control_characters(mut document: SearchDocument) -> SearchDocument {
    let label_texts = document.factors.iter_mut().chain(&mut document.services).flat_map(|l| [&mut l.id, &mut l.title]);
    let section_texts = document.sections.iter_mut().flat_map(|s| [&mut s.heading, &mut s.text]);
    let words = document.tags.iter_mut().chain(&mut document.authors).chain(&mut document.aliases);
    let options = [&mut document.severity, &mut document.detected_by].into_iter().flatten();
    let texts = [&mut document.kind, &mut document.title, &mut document.summary].into_iter();
    for text in texts.chain(label_texts).chain(section_texts).chain(words).chain(options) {
        if text.contains(char::is_control) {
            let words = text.split(|character: char| character.is_control() || character.is_whitespace());
            *text = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }
    document
}

fn tantivy_document(document: SearchDocument, body: u64, fields: &Fields) -> Result<TantivyDocument, SearchError> {
    let mut indexed = TantivyDocument::default();
    for text in texts(&document) {
        indexed.add_text(fields.text, text);
    }
    indexed.add_text(fields.title, &document.title);
    for text in lead(&document) {
        indexed.add_text(fields.lead, text);
    }
    add_labels(&mut indexed, &document, fields);
    let date = document.date.or_else(|| document.started.and_then(day_of));
    let midnight = date.and_then(seconds_of);
    let began_that_day = document.started.filter(|&started| day_of(started) == date);
    let listed = began_that_day.or(midnight);
    let numbers = [
        (fields.started, document.started.filter(|_| document.started != listed)),
        (fields.date, listed),
        (fields.duration, document.duration_seconds),
    ];
    for (field, number) in numbers {
        if let Some(number) = number {
            indexed.add_i64(field, number);
        }
    }
    indexed.add_u64(fields.body, body);
    let stored = StoredDocument {
        id: document.id,
        kind: document.kind,
        route: document.route,
        title: document.title,
        summary: document.summary,
        severity: document.severity,
        detected_by: document.detected_by,
        date,
        duration_seconds: document.duration_seconds,
        factors: document.factors,
        services: document.services,
    };
    indexed.add_bytes(fields.stored, &serde_json::to_vec(&stored)?);
    Ok(indexed)
}

fn add_labels(indexed: &mut TantivyDocument, document: &SearchDocument, fields: &Fields) {
    let plain = |value: &str| Label { id: value.to_owned(), title: String::new() };
    let mut add = |field, label: &Label| indexed.add_text(field, label.to_term());
    add(fields.kind, &plain(&document.kind));
    document.factors.iter().for_each(|factor| add(fields.factor, factor));
    document.services.iter().for_each(|service| add(fields.service, service));
    document.severity.iter().for_each(|severity| add(fields.severity, &plain(severity)));
    document.tags.iter().for_each(|tag| add(fields.tag, &plain(tag)));
    document.authors.iter().for_each(|author| add(fields.author, &plain(author)));
    document.detected_by.iter().for_each(|detector| add(fields.detected_by, &plain(detector)));
}

/// Every text of a document that a word of a query can find.
fn texts(document: &SearchDocument) -> impl Iterator<Item = &str> {
    [document.title.as_str()]
        .into_iter()
        .chain(lead(document))
        .chain(document.authors.iter().map(String::as_str))
        .chain(document.sections.iter().map(|section| section.text.as_str()))
}

/// What leads to a document, apart from its title.
fn lead(document: &SearchDocument) -> impl Iterator<Item = &str> {
    [document.summary.as_str()]
        .into_iter()
        .chain(document.aliases.iter().map(String::as_str))
        .chain(document.sections.iter().map(|section: &SearchSection| section.heading.as_str()))
        .chain(document.factors.iter().chain(&document.services).flat_map(|label| [label.id.as_str(), &label.title]))
        .chain(document.tags.iter().map(String::as_str))
}

fn day_of(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

fn seconds_of(date: Date) -> Option<i64> {
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Takes the files out of `directory`, with the fixed name for the segment.
fn collect_files(index: &Index, directory: &RamDirectory) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let segments = index.searchable_segment_ids()?;
    let rename = |text: &str| {
        segments.iter().fold(text.to_owned(), |text, segment| {
            text.replace(&segment.uuid_string(), SEGMENT)
                .replace(&hyphenated(&segment.uuid_string()), &hyphenated(SEGMENT))
        })
    };
    let meta = directory.atomic_read(Path::new("meta.json")).map_err(tantivy::TantivyError::from)?;
    let mut files = vec![("meta.json".to_owned(), rename(&String::from_utf8_lossy(&meta)).into_bytes())];
    for path in index.directory().list_managed_files() {
        let Some(name) = path.to_str().filter(|name| *name != "meta.json") else { continue };
        let file = directory.open_read(&path).map_err(tantivy::TantivyError::from)?;
        files.push((rename(name), file.read_bytes()?.to_vec()));
        directory.delete(&path).map_err(|error| std::io::Error::other(error.to_string()))?;
    }
    Ok(files.into_iter().collect())
}

/// A UUID of 32 digits as it is written in `meta.json`.
fn hyphenated(uuid: &str) -> String {
    [&uuid[..8], &uuid[8..12], &uuid[12..16], &uuid[16..20], &uuid[20..]].join("-")
}
