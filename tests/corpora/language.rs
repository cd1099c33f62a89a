//! How often each rule about wording finds something in real documents, in numbers alone: `tests/corpora/language.txt`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use afterword::checks::{Group, RULES, Rule};
use afterword::config::Config;
use afterword::diagnostics::Level;
use afterword::pipeline::{self, Publication, Read};

use crate::{CORPORA, corpora, read, support};

/// Rules of the group of action items that are about wording too.
const ABOUT_ACTIONS: [&str; 3] = ["reliance-on-memory", "training-alone", "vague-action"];

fn rules() -> impl Iterator<Item = &'static Rule> {
    let is_one = |rule: &&Rule| rule.group == Group::Language || ABOUT_ACTIONS.contains(&rule.name);
    RULES.iter().copied().filter(is_one)
}

/// The findings of each rule and level in a folder. Rules that are off find things when they are asked to.
fn count(read: &Read, counts: &mut BTreeMap<(&'static str, Level), usize>, asks_for_all: bool) {
    let off = rules().filter(|rule| rule.level.is_none()).map(|rule| rule.name);
    let levels = off.filter(|_| asks_for_all).map(|name| (name.to_owned(), Some(Level::Info))).collect();
    let config = Config { levels, ..Config::clone(&read.config) };
    let read = Read {
        root: read.root.clone(),
        config: config.into(),
        snapshot: read.snapshot.clone(),
        styles: read.styles.clone(),
        config_file: None,
        diagnostics: Vec::new(),
    };
    for finding in pipeline::understand(&read).check(support::TODAY, &|_| true).diagnostics {
        let Some(rule) = rules().find(|rule| rule.name == finding.code) else { continue };
        // An off rule is counted only where it is on, and the others only as they come.
        if rule.level.is_none() == asks_for_all {
            *counts.entry((rule.name, finding.level)).or_default() += 1;
        }
    }
}

#[test]
fn each_rule_about_wording_finds_as_much_as_expected() {
    let (mut counts, mut words) = (BTreeMap::new(), 0);
    for (name, _, include) in CORPORA {
        let read = read(&corpora().join(name), include);
        count(&read, &mut counts, false);
        count(&read, &mut counts, true);
        let knowledge = pipeline::understand(&read).publish(Publication::EVERYTHING);
        words += knowledge.documents().map(|document| document.words).sum::<usize>();
    }
    let mut found = format!("words: {words}\n");
    for rule in rules() {
        let of = |level| counts.get(&(rule.name, level)).copied().unwrap_or(0);
        let (errors, warnings, infos) = (of(Level::Error), of(Level::Warning), of(Level::Info));
        let rate = (errors + warnings + infos) as f64 * 10_000.0 / words as f64;
        let level = rule.default_level();
        writeln!(
            found,
            "{} ({level}): errors {errors}, warnings {warnings}, infos {infos}, in 10,000 words {rate:.2}",
            rule.name
        )
        .expect("a string");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/language.txt");
    if support::blesses() {
        std::fs::write(&path, &found).expect("the expectation can be written");
        return;
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), found);
}
