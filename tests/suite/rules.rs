//! Rules by example: each `tests/rules/<rule>.md` holds cases of one rule, with the files and the findings that they give.
//!
//! A case is a heading `## …`, blocks that name a file in their info string, and a block `findings` with one line a
//! finding of that rule: `path:line:column level rule: message`. An empty block says that the rule must not fire. An empty
//! `afterword.toml` is there unless the case has its own, or a block `absent afterword.toml`.
//! `AFTERWORD_BLESS=1` rewrites the findings. `⁞` is left out of files.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use afterword::checks::RULES;
use afterword::pipeline::{self, Scope};

use crate::support::{Folder, TODAY, blesses};

/// Rules about what the disk holds rather than what a text says; `reading.rs` has their cases.
const ABOUT_FILES: [&str; 4] = ["unreadable-file", "file-too-large", "not-utf8", "link-outside"];

/// A mark that is left out of the files of a case, so that nothing in this repository looks like a secret.
const SPLIT: char = '⁞';

fn cases_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// A block of a case: its info string and its lines.
struct Block {
    info: String,
    text: String,
    /// The lines of the file between the fences, for rewriting.
    lines: std::ops::Range<usize>,
}

struct Case {
    name: String,
    blocks: Vec<Block>,
}

/// Takes a file of cases apart.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (number, line) in text.lines().enumerate() {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        match &mut open {
            Some((fence, block)) if ticks >= *fence && line.len() == ticks => {
                block.lines.end = number;
                let (_, block) = open.take().expect("the block that this line closes");
                cases.last_mut().expect("a block stands in a case").blocks.push(block);
            }
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            None if ticks >= 3 => {
                let info = line[ticks..].trim().to_owned();
                open = Some((ticks, Block { info, text: String::new(), lines: number + 1..number + 1 }));
            }
            None => {
                if let Some(name) = line.strip_prefix("## ") {
                    cases.push(Case { name: name.to_owned(), blocks: Vec::new() });
                }
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    cases
}

/// The files of a case.
fn folder_of(case: &Case) -> Folder {
    let folder = Folder::with([("afterword.toml", "")]);
    for block in case.blocks.iter().filter(|block| block.info != "findings") {
        let (kind, path) =
            block.info.split_once(' ').unwrap_or_else(|| panic!("a block without a file: {}", block.info));
        match kind {
            "absent" => fs::remove_file(folder.path().join(path)).expect("a file that is there unless it is absent"),
            _ => folder.write(path, block.text.replace(SPLIT, "")),
        }
    }
    folder
}

/// What the rule finds in the files of a case.
fn found(rule: &str, case: &Case) -> String {
    let folder = folder_of(case);
    let marker = format!(" {rule}: ");
    let mut found = String::new();
    let findings = folder.findings();
    assert_eq!(folder.findings_one_by_one(), findings, "{}: each file checked alone", case.name);
    for line in findings.iter().filter(|line| line.contains(&marker)) {
        writeln!(found, "{line}").expect("a string");
    }
    found
}

fn rule_names() -> BTreeSet<String> {
    let about_texts = RULES.iter().map(|rule| rule.name).filter(|name| !ABOUT_FILES.contains(name));
    about_texts.map(str::to_owned).collect()
}

#[test]
fn every_rule_about_texts_has_cases_and_every_file_a_rule() {
    let files = fs::read_dir(cases_folder()).expect("the folder of cases").map(|entry| {
        let path = entry.expect("an entry").path();
        path.file_stem().expect("a name").to_string_lossy().into_owned()
    });
    assert_eq!(files.collect::<BTreeSet<_>>(), rule_names());
}

#[test]
fn rules_find_what_their_cases_say() {
    let mut differences = String::new();
    for rule in rule_names() {
        let path = cases_folder().join(format!("{rule}.md"));
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let cases = cases(&text);
        for case in cases.iter().rev() {
            let expected = case.blocks.iter().find(|block| block.info == "findings");
            let expected = expected.unwrap_or_else(|| panic!("{rule}: no findings block in \"{}\"", case.name));
            let found = found(&rule, case);
            if found == expected.text {
                continue;
            }
            lines.splice(expected.lines.clone(), found.lines().map(str::to_owned));
            let shown =
                |sign: char, text: &str| text.lines().map(|line| format!("    {sign} {line}\n")).collect::<String>();
            let difference = shown('-', &expected.text) + &shown('+', &found);
            write!(differences, "\n  {rule}, \"{}\"\n{difference}", case.name).expect("a string");
        }
        if blesses() {
            fs::write(&path, lines.join("\n") + "\n").expect("the cases can be written");
        }
    }
    assert!(differences.is_empty() || blesses(), "expected (-) and found (+) differ:\n{differences}");
}

#[test]
fn every_rule_has_cases_that_fire_and_cases_that_look_alike_and_must_not() {
    for rule in rule_names() {
        let text = fs::read_to_string(cases_folder().join(format!("{rule}.md"))).expect("a file of cases");
        assert!(text.starts_with(&format!("# {rule}\n")), "{rule}.md begins with the name of its rule");
        let (mut firing, mut silent) = (0, 0);
        let mut names = BTreeSet::new();
        for case in cases(&text) {
            let is_silent = case.blocks.iter().any(|block| block.info == "findings" && block.text.is_empty());
            *(if is_silent { &mut silent } else { &mut firing }) += 1;
            assert!(names.insert(case.name.clone()), "{rule}: two cases are called \"{}\"", case.name);
        }
        assert!(firing >= 2 && silent >= 2, "{rule}: {firing} cases that fire and {silent} that must not");
    }
}

/// The findings of a folder at error level.
fn errors(folder: &Folder) -> usize {
    folder.findings().iter().filter(|line| line.contains(" error ")).count()
}

#[test]
fn what_rules_offer_to_mend_does_no_harm_and_is_mended_at_once() {
    for rule in rule_names() {
        let text = fs::read_to_string(cases_folder().join(format!("{rule}.md"))).expect("a file of cases");
        for case in cases(&text) {
            let folder = folder_of(&case);
            let mend = || {
                let read = pipeline::read(folder.path()).expect("the folder can be read");
                let scope = Scope { today: TODAY, is_named: &|_| true, changes: None };
                pipeline::mend(&read, &scope, &|_| true)
            };
            let mended = mend();
            if mended.findings == 0 {
                continue;
            }
            let before = errors(&folder);
            for path in &mended.documents {
                folder.write(path.as_str(), mended.texts[path].text.as_bytes());
            }
            assert!(errors(&folder) <= before, "{rule}, \"{}\"", case.name);
            assert_eq!(mend().findings, 0, "{rule}, \"{}\"", case.name);
        }
    }
}
