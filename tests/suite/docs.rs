//! The pages about checks in `docs/`: made of the heads of the rules, one a rule, and an index by group.
//! `AFTERWORD_BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use afterword::checks::{Group, RULES};

use crate::support::blesses;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/pages/checks")
}

/// All pages by file name.
fn pages() -> BTreeMap<String, String> {
    let mut index = "# Checks\n\nWhat `afterword check` looks for. `afterword explain CHECK` prints the same.\n\
                     Levels are set in `afterword.toml`, by check or by group:\n\n\
                     ```toml\n[checks]\ntimes = \"warning\"          # a group\nsingle-factor = \"off\"      # one check, \
                     which comes before its group\n```\n\n\
                     and a document allows a finding by a comment: `<!-- afterword: allow single-factor: the vendor told us no \
                     more -->`.\n"
        .to_owned();
    let mut pages = BTreeMap::new();
    for group in Group::ALL {
        writeln!(index, "\n## {}\n\nFindings about {}.\n", group.as_str(), group.about()).expect("a string");
        for rule in group.rules() {
            let (name, level) = (rule.name, rule.default_level());
            writeln!(index, "- [{name}]({name}.md) ({level}): {}.", rule.summary()).expect("a string");
            let facts = format!("Level: {level}. Group: [{}](index.md#{0}).", group.as_str());
            pages.insert(format!("{name}.md"), format!("{}\n\n{facts}\n", rule.explanation()));
        }
    }
    pages.insert("index.md".to_owned(), index);
    pages
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let written = fs::read_dir(folder()).expect("the folder of pages").map(|entry| {
        let path = entry.expect("an entry").path();
        (
            path.file_name().expect("a name").to_string_lossy().into_owned(),
            fs::read_to_string(&path).expect("a page is text"),
        )
    });
    let written: BTreeMap<String, String> = written.collect();
    let pages = pages();
    assert!(pages.len() > RULES.len());
    if blesses() {
        written.keys().filter(|name| !pages.contains_key(*name)).for_each(|name| {
            fs::remove_file(folder().join(name)).expect("a page can be removed");
        });
        for (name, page) in &pages {
            fs::write(folder().join(name), page).expect("a page can be written");
        }
        return;
    }
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), names(&pages), "AFTERWORD_BLESS=1 writes the pages anew");
    for (name, page) in &pages {
        assert_eq!(&written[name], page, "{name}: AFTERWORD_BLESS=1 writes the pages anew");
    }
}
