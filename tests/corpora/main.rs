//! Real documents, written by others for their own readers: each folder below `AFTERWORD_CORPORA` builds into a site as
//! it is, without configuration, and what is read of it is what a reader finds in it.
//!
//! What is expected of each folder is in `tests/corpora/<folder>.txt`, in numbers alone; `AFTERWORD_BLESS=1` rewrites it.
//! The feature `corpora` turns these tests on, for whoever has such a folder.

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "a part of the helpers is enough here")]
mod support;

mod language;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use afterword::config::Config;
use afterword::knowledge::KnowledgeBase;
use afterword::model::{ActionState, DateSource};
use afterword::pipeline::{self, Publication, Read};
use afterword::repo;
use afterword::site::{Content, Site};

/// The folders with the number of their documents, and the globs that name those without extension.
const CORPORA: [(&str, usize, &[&str]); 16] = [
    ("agrc-status-toml", 52, &[]),
    ("agrc-status-yaml", 55, &[]),
    ("chia", 33, &["2022-10/*"]),
    ("comdex", 6, &[]),
    ("datahub-qmd", 19, &[]),
    ("dfds", 39, &["PM20*"]),
    ("homebrew-blog", 2, &[]),
    ("jenkins-status", 297, &[]),
    ("k8s-test-infra", 5, &[]),
    ("kaikei-alt-ja", 12, &[]),
    ("learningequality", 4, &[]),
    ("moj-cloud-platform", 39, &[]),
    ("mybinder", 23, &[]),
    ("pypi-blog", 12, &[]),
    ("rust-blog", 16, &[]),
    ("stencila-status", 14, &[]),
];

fn corpora() -> PathBuf {
    let folder = std::env::var_os("AFTERWORD_CORPORA").expect("AFTERWORD_CORPORA names the folder of real documents");
    PathBuf::from(folder)
}

/// A folder as it is, but for the globs that name documents without extension.
fn read(folder: &Path, include: &[&str]) -> Read {
    let mut read = pipeline::read(folder).expect("the folder can be read");
    if !include.is_empty() {
        let include = include.iter().map(|glob| (*glob).to_owned()).collect();
        let config = Config { include, ..Config::default() };
        let (snapshot, diagnostics) = repo::read(folder, &config, &mut repo::Memory::default(), &BTreeSet::new())
            .expect("the folder can be read");
        read = Read { config: config.into(), snapshot, diagnostics, ..read };
    }
    read
}

fn site(read: &Read) -> Site {
    let knowledge = pipeline::understand(read).publish(Publication::EVERYTHING);
    pipeline::site(knowledge, &read.snapshot, pipeline::Variants::new()).expect("a site")
}

/// Counts, the most frequent first.
fn tally<T: Ord>(items: impl IntoIterator<Item = T>, name: impl Fn(&T) -> String) -> String {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<(usize, String)> = counts.iter().map(|(item, count)| (*count, name(item))).collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let shown: Vec<String> = counts.into_iter().map(|(count, name)| format!("{name} {count}")).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

/// What is known of the documents, in numbers.
fn known(knowledge: &KnowledgeBase) -> String {
    let documents = &knowledge.postmortems;
    let with = |has: &dyn Fn(usize) -> bool| (0..documents.len()).filter(|index| has(*index)).count();
    let entries = || documents.iter().flat_map(|it| &it.timeline);
    let items = || documents.iter().flat_map(|it| &it.action_items);
    let source = |source: &Option<DateSource>| match source {
        None => "unknown".to_owned(),
        Some(DateSource::FrontMatter) => "front matter".to_owned(),
        Some(DateSource::Text) => "text".to_owned(),
        Some(DateSource::FileName) => "file name".to_owned(),
    };
    let mut known = String::new();
    let mut line = |label: &str, value: String| writeln!(known, "{label}: {value}").expect("a string");
    line("documents", documents.len().to_string());
    line("pages", knowledge.pages.len().to_string());
    line("dates", tally(documents.iter().map(|it| it.date.map(|date| date.source)), source));
    line("years", {
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        documents.iter().filter_map(|it| it.date).for_each(|date| *years.entry(date.day.year()).or_default() += 1);
        years.iter().map(|(year, count)| format!("{year} {count}")).collect::<Vec<_>>().join(", ")
    });
    line("severities", tally(documents.iter().filter_map(|it| it.severity.clone()), String::clone));
    line("resolved", documents.iter().filter(|it| it.times.resolved.is_some()).count().to_string());
    line("with services", with(&|it| !documents[it].services.is_empty()).to_string());
    line("with authors", with(&|it| !documents[it].authors.is_empty()).to_string());
    line("with tags", with(&|it| !documents[it].tags.is_empty()).to_string());
    line("with a summary", with(&|it| !documents[it].summary.is_empty()).to_string());
    line("with a timeline", with(&|it| !documents[it].timeline.is_empty()).to_string());
    line("timeline entries", entries().count().to_string());
    line("of them with a time", entries().filter(|it| !it.time.is_empty()).count().to_string());
    line("of them at an instant", entries().filter(|it| it.at.is_some()).count().to_string());
    line("with action items", with(&|it| !documents[it].action_items.is_empty()).to_string());
    line("action items", tally(items().map(|it| it.state), |state: &ActionState| state.as_str().to_owned()));
    line("of them with an owner", items().filter(|it| !it.owner.is_empty()).count().to_string());
    line("of them with a due date", items().filter(|it| it.due.is_some()).count().to_string());
    line("of them with a ticket", items().filter(|it| !it.ticket.is_empty()).count().to_string());
    line("with factors in the text", with(&|it| !documents[it].factor_texts.is_empty()).to_string());
    line("factors in the text", documents.iter().map(|it| it.factor_texts.len()).sum::<usize>().to_string());
    known
}

#[test]
fn what_is_read_is_what_a_reader_finds() {
    let expectations = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora");
    let mut differences = String::new();
    for (name, count, include) in CORPORA {
        let read = read(&corpora().join(name), include);
        let understood = pipeline::understand(&read);
        let checked = understood.check(support::TODAY, &|_| true);
        let findings = tally(checked.diagnostics.iter().map(|it| (it.code.clone(), it.level)), |(code, level)| {
            format!("{code} ({level})")
        });
        let knowledge = understood.publish(Publication::EVERYTHING);
        assert_eq!(knowledge.postmortems.len() + knowledge.pages.len(), count, "{name}: every document is there");
        let found = known(&knowledge) + &format!("findings: {findings}\n");
        let path = expectations.join(format!("{name}.txt"));
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if support::blesses() {
            fs::write(&path, &found).expect("the expectation can be written");
        } else if found != expected {
            for (expected, found) in expected.lines().zip(found.lines()).filter(|(expected, found)| expected != found) {
                writeln!(differences, "{name}: expected {expected}\n{name}:    found {found}").expect("a string");
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_folder_has_an_expectation_and_is_there() {
    let names = |folder: &Path, is_one: &dyn Fn(&Path) -> bool| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let stems = entries.filter(|path| is_one(path)).filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
        stems.collect()
    };
    let known: BTreeSet<String> = CORPORA.iter().map(|(name, _, _)| (*name).to_owned()).collect();
    let expectations = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora");
    let is_of_folder = |path: &Path| path.extension().is_some_and(|it| it == "txt") && !path.ends_with("language.txt");
    assert_eq!(names(&expectations, &is_of_folder), known);
    assert_eq!(names(&corpora(), &|path| path.is_dir()), known);
}

#[test]
fn without_a_glob_documents_without_extension_are_told_of() {
    for (name, count, include) in CORPORA.iter().filter(|(_, _, include)| !include.is_empty()) {
        let without = read(&corpora().join(name), &[]);
        let told = without.diagnostics.iter().filter(|it| it.code == "left-out-document").count();
        let found = pipeline::understand(&without).publish(Publication::EVERYTHING).postmortems.len();
        assert_eq!(found + told, *count, "{name} without {include:?}");
    }
}

#[test]
fn each_document_has_a_page_of_its_own_at_a_readable_address() {
    for (name, count, include) in CORPORA {
        let read = read(&corpora().join(name), include);
        let site = site(&read);
        let knowledge = site.knowledge();
        let ids = knowledge.postmortems.iter().map(|it| (&it.id, &it.path));
        let ids: Vec<_> = ids.chain(knowledge.pages.iter().map(|it| (&it.id, &it.path))).collect();
        let addresses: BTreeSet<&str> =
            ids.iter().map(|(id, _)| site.routes().document(id).expect("a route").as_str()).collect();
        assert_eq!(addresses.len(), count, "{name}: no two documents share an address");
        for address in addresses {
            let slug = address.trim_end_matches('/').rsplit('/').next().expect("a last part");
            let is_readable =
                |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
            assert!(address.ends_with('/') && slug.split('-').all(is_readable), "{name}: {address}");
        }
        for (id, path) in ids {
            let letters =
                |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
            let stem = path.name().split(".html").next().unwrap_or_default();
            let stem = stem.trim_end_matches(".mdx").trim_end_matches(".qmd").trim_end_matches(".md");
            assert_eq!(letters(id.as_str()), letters(stem), "{name}: an address is made of the file's name");
        }
    }
}

#[test]
fn an_address_depends_on_no_other_document() {
    let folder = corpora().join("jenkins-status");
    let read = read(&folder, &[]);
    let site_of_all = site(&read);
    let mut fewer = Read { diagnostics: Vec::new(), config_file: None, ..read };
    fewer.snapshot.texts = fewer.snapshot.texts.into_iter().step_by(3).collect();
    let site_of_some = site(&fewer);
    for postmortem in &site_of_some.knowledge().postmortems {
        assert_eq!(site_of_some.routes().document(&postmortem.id), site_of_all.routes().document(&postmortem.id));
    }
}

#[test]
fn every_link_of_every_site_has_a_target() {
    for (name, _, include) in CORPORA {
        let read = read(&corpora().join(name), include);
        let site = site(&read);
        let mut files = BTreeMap::new();
        for route in site.routes().iter() {
            let bytes = match site.render(route).expect("a page").expect("a page at each route") {
                Content::Bytes(bytes) => bytes,
                Content::File(_) => Vec::new(),
            };
            files.insert(route.output_path(), bytes);
        }
        let index = pipeline::search_index(&site).expect("an index");
        assert!(index.len() > 3, "{name} has an index");
        files.extend(index);
        let broken = support::links::broken(&files, "/");
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
    }
}
