//! What was read and understood before makes no difference: after any edits, reading and understanding again gives what
//! doing so for the first time does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use afterword::pipeline::{self, Memory, Publication, Read, Understood, Variants};
use afterword::site::{Content, Site};

use crate::support::TODAY;

/// How many edits each folder gets, and how many folders there are.
const EDITS: usize = 40;
const FOLDERS: u64 = 4;

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const DOCUMENTS: [&str; 8] = [
    "postmortems/a.md",
    "postmortems/b.md",
    "postmortems/2026/c.md",
    "postmortems/2026/a.md",
    "premortems/d.md",
    "drills/e.md",
    "pages/f.md",
    "notes.md",
];

/// What may stand anywhere besides documents: path and texts that it may have.
const OTHERS: [(&str, [&str; 3]); 9] = [
    ("factors/retry-storm.md", ["# Retry storm\n", "# Retries\n", "---\ntitle: Storm\naliases: [retry storms]\n---\n"]),
    ("afterword.toml", ["title = \"A\"\n", "title = \"B\"\n[documents]\ninclude = [\"notes.md\"]\n", "nosuch = 1\n"]),
    (".gitignore", ["", "b.md\n", "postmortems/2026/\n*.svg\n"]),
    ("postmortems/.gitignore", ["", "a.md\n", "*.png\n"]),
    ("templates/postmortem.md", ["---\ntitle: <title>\n---\n## Summary\n", "## Summary\n\n## What we saw\n", "## X\n"]),
    ("templates/drill.md", ["## Summary\n", "## Aim\n", "---\nowner: <name>\n---\n"]),
    (
        "postmortems/p.svg",
        ["<svg width=\"3\" height=\"4\"/>", "<svg><script/></svg>", "<svg width=\"9\" height=\"4\"/>"],
    ),
    ("styles/Own/Jargon.yml", ["extends: existence\nmessage: no %s\ntokens: [cache]\n", "x", "extends: nosuch\n"]),
    ("themes/default/styles/own.css", ["a { color: red }\n", "a { color: blue }\n", "/* nothing */\n"]),
];

fn document(random: &mut Random) -> String {
    let title = random.one(&["Cache lost", "Disk full", "Cache gone"]);
    let factor = random.one(&["retry storm", "Retry-Storm", "c++ upgrade", "c upgrade", "storm"]);
    let body = random.one(&[
        "See [[a]] and [[Disk full]], which the cache did.",
        "We saw ![p](p.svg) and [b](../postmortems/b.md), more than twice.",
        "There was a [[retry-storm]] that went on for long.\n\n## What we saw\n\nA retry storm.",
        "Somebody should have known of [it](#what-we-saw) before it came.",
    ]);
    let kind = random.one(&["", "kind: drill\n", "status: draft\n", "severity: [\n"]);
    format!("---\ntitle: {title}\ncontributing_factors: [{factor}]\n{kind}---\n\n## Summary\n\n{body}\n")
}

/// A folder that is edited at random.
struct Base {
    folder: PathBuf,
    random: Random,
}

impl Base {
    fn write(&self, path: &str, text: &str) {
        let place = self.folder.join(path);
        let _ = fs::create_dir_all(place.parent().expect("a folder"));
        // What cannot be written, since a folder or a broken link stands there, is left as it is.
        let _ = fs::write(place, text);
    }

    fn edit(&mut self) -> String {
        let (path, other) = (self.random.one(&DOCUMENTS), self.random.one(&DOCUMENTS));
        let (from, to) = (self.folder.join(path), self.folder.join(other));
        // An edit that cannot be made in the folder as it is changes nothing, which is as good a case as any.
        match self.random.below(10) {
            0..=2 => {
                let text = document(&mut self.random);
                self.write(path, &text);
                format!("write {path}")
            }
            3 => {
                let text = fs::read_to_string(&from).unwrap_or_default();
                self.write(path, &text.replace("Cache", "Catch"));
                format!("as long as before {path}")
            }
            4 => {
                let _ = fs::remove_file(from);
                format!("delete {path}")
            }
            5 => {
                let _ = fs::rename(from, to);
                format!("rename {path} {other}")
            }
            6 => {
                let (a, b) = (self.folder.join("postmortems/2026"), self.folder.join("premortems/2026"));
                let _ = if a.exists() { fs::rename(a, b) } else { fs::rename(b, a) };
                "rename a folder".to_owned()
            }
            7 => {
                link(self.random.one(&["../postmortems/a.md", "/etc/hostname", "nosuch", "../.gitignore"]), &to);
                format!("link {other}")
            }
            _ => {
                let (path, texts) = OTHERS[self.random.below(OTHERS.len())];
                let text = self.random.one(&texts);
                self.write(path, text);
                format!("write {path}")
            }
        }
    }
}

#[cfg(unix)]
fn link(target: &str, place: &Path) {
    let _ = fs::remove_file(place);
    let _ = std::os::unix::fs::symlink(target, place);
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

fn assert_same_reading(again: &Read, fresh: &Read, edits: &[String]) {
    assert_eq!(again.snapshot, fresh.snapshot, "{edits:#?}");
    assert_eq!(again.config, fresh.config, "{edits:#?}");
    assert_eq!(again.diagnostics, fresh.diagnostics, "{edits:#?}");
    assert_eq!(again.config_file, fresh.config_file, "{edits:#?}");
}

fn assert_same_meaning(again: &Understood, fresh: &Understood, edits: &[String]) {
    assert_eq!(again.left_alone, fresh.left_alone, "{edits:#?}");
    let (a, b) = (&again.everything, &fresh.everything);
    assert_eq!(a.postmortems, b.postmortems, "{edits:#?}");
    assert_eq!((&a.pages, &a.factors), (&b.pages, &b.factors), "{edits:#?}");
    assert_eq!((&a.assets, &a.image_sizes), (&b.assets, &b.image_sizes), "{edits:#?}");
    let texts = |understood: &Understood| {
        let documents = understood.everything.documents();
        documents.map(|it| (it.file.clone(), it.sections.clone(), it.links.clone())).collect::<Vec<_>>()
    };
    assert_eq!(texts(again), texts(fresh), "{edits:#?}");
    let findings = |understood: &Understood| understood.check(TODAY, &|_| true).diagnostics;
    assert_eq!(findings(again), findings(fresh), "{edits:#?}");
}

fn pages(site: &Site) -> BTreeMap<String, Option<Content>> {
    site.routes().iter().map(|route| (route.to_string(), site.render(route).ok().flatten())).collect()
}

#[test]
fn what_was_read_and_understood_before_makes_no_difference() {
    for seed in 0..FOLDERS {
        let folder = tempfile::tempdir().expect("a folder");
        let mut base = Base { folder: folder.path().to_owned(), random: Random(seed) };
        DOCUMENTS.iter().take(5).for_each(|path| base.write(path, "# Begun\n\nA text that is there from the start.\n"));
        let (mut memory, mut edits) = (Memory::default(), Vec::new());
        for number in 0..EDITS {
            edits.push(base.edit());
            let again = pipeline::read_again(folder.path(), &mut memory, &BTreeSet::new()).expect("a folder");
            let fresh = pipeline::read(folder.path()).expect("a folder");
            assert_same_reading(&again, &fresh, &edits);
            let meaning = pipeline::understand_again(&again, &mut memory);
            let fresh_meaning = pipeline::understand(&fresh);
            assert_same_meaning(&meaning, &fresh_meaning, &edits);
            if number % 8 != 7 {
                continue;
            }
            let shown = meaning.publish(Publication::EVERYTHING);
            let site = pipeline::site_again(shown, &again.snapshot, Variants::new(), &mut memory);
            let fresh_site = pipeline::site(fresh_meaning.everything, &fresh.snapshot, Variants::new());
            assert_eq!(site.ok().map(|it| pages(&it)), fresh_site.ok().map(|it| pages(&it)), "{edits:#?}");
        }
    }
}

#[test]
fn what_did_not_change_is_the_very_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = Base { folder: folder.path().to_owned(), random: Random(1) };
    let text =
        |title: &str| format!("---\ntitle: {title}\ncontributing_factors: [x]\n---\n\n## Summary\n\nSee [[a]].\n");
    base.write("postmortems/a.md", &text("A"));
    base.write("postmortems/b.md", &text("B"));
    base.write("postmortems/c.md", &text("C"));
    let mut memory = Memory::default();
    let mut look = || {
        let read = pipeline::read_again(folder.path(), &mut memory, &BTreeSet::new()).expect("a folder");
        pipeline::understand_again(&read, &mut memory).everything
    };
    let (first, _) = (look(), base.write("postmortems/b.md", &text("Another title")));
    let second = look();
    let is_same: Vec<(&str, bool)> = first
        .postmortems
        .iter()
        .map(|it| {
            (it.id.as_str(), Arc::ptr_eq(it, second.postmortems.iter().find(|other| other.id == it.id).expect("it")))
        })
        .collect();
    assert_eq!(is_same, [("a", true), ("b", false), ("c", true)]);
}
