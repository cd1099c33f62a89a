//! The words of pages: both languages are whole, nothing of them is unused, and a German site is German.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of all files below a folder that end like this, one behind the other.
fn texts(folder: &str, ending: &str) -> String {
    let mut open = vec![root().join(folder)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}

fn language(tag: &str) -> String {
    fs::read_to_string(root().join(format!("themes/default/languages/{tag}.ftl"))).expect("a language")
}

fn found<'a>(pattern: &str, text: &'a str) -> BTreeSet<&'a str> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str())).collect()
}

/// The messages of a language with what each uses.
fn messages(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut messages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            key = name;
        }
        if !line.is_empty() {
            messages.entry(key).or_default().extend(found(r"\$([a-z][\w-]*)", line));
        }
    }
    messages
}

#[test]
fn german_has_every_message_and_uses_what_english_does() {
    let (english, german) = (language("en"), language("de"));
    let (english, german) = (messages(&english), messages(&german));
    let keys = |messages: &BTreeMap<&str, BTreeSet<&str>>| messages.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(keys(&english), keys(&german));
    assert!(english.len() > 250);
    // German dates and sentences may be made of other parts of what is given; what matters to a reader is all there.
    let may_differ =
        ["home-all-of-kind", "factor-in-sentence", "trends-noticed", "trends-noticed-too", "detected-by-page"];
    for (key, used) in english.iter().filter(|(key, _)| !may_differ.contains(key)) {
        assert_eq!(used, &german[key], "{key}");
    }
}

#[test]
fn every_message_is_used_and_every_one_that_is_used_is_there() {
    let english = language("en");
    let known: BTreeSet<&str> = messages(&english).into_keys().collect();
    let templates = texts("themes/default/templates", "") + &texts("themes/plain/templates", "");
    let scripts = texts("themes/default/scripts", ".js");
    let rust = texts("src/site", ".rs") + &texts("src/theme", ".rs");
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut add = |names: BTreeSet<&str>, prefix: &str| used.extend(names.iter().map(|name| format!("{prefix}{name}")));
    add(found(r#"\bt\(key="([^"]+)""#, &templates), "");
    add(found(r#"date\(form="([^"]+)""#, &templates), "date-");
    add(found(r#"words(?:\(\))?\s*\.(?:text|say|count)\(\s*"([^"]+)""#, &texts("src/site", ".rs")), "");
    add(found(r#"\.date\("([^"]+)""#, &texts("src/site", ".rs")), "date-");
    add(found(r"Search\.(?:say|parts)\('([^']+)'", &scripts), "script-");
    for key in &used {
        assert!(known.contains(key.as_str()), "there is no message `{key}`");
    }
    // Keys that are chosen in Rust stand there as texts, those that the script puts together begin like this.
    let literals = found(r#""([a-z][\w-]+)""#, &rust);
    let in_script = found(r"'([\w-]+)'", &scripts);
    let put_together = ["script-kind-", "script-detected_by-", "script-failed-", "script-order-"];
    let referred = found(r"\{ ([a-z][\w-]+) \}", &english);
    for key in known {
        let of_script = key.strip_prefix("script-").is_some_and(|name| in_script.contains(name));
        let is_used = used.contains(key)
            || literals.contains(key)
            || referred.contains(key)
            || of_script
            || put_together.iter().any(|start| key.starts_with(start))
            || key == "date-long";
        assert!(is_used, "nothing uses `{key}`");
    }
}

#[test]
fn templates_and_scripts_hold_no_words_of_their_own() {
    let templates = texts("themes/default/templates", ".html") + &texts("themes/plain/templates", ".html");
    let words = Regex::new(r#">[^<>{}]*[A-Za-z]{3,}[^<>{}]*<| (?:aria-label|placeholder|title|alt)="[^"{]*[A-Za-z]"#);
    let words = words.expect("a pattern");
    for line in templates
        .lines()
        .filter(|line| !["search-example", "<code>", "text/markdown"].iter().any(|it| line.contains(it)))
    {
        assert!(!words.is_match(&line.replace("&nbsp;", "")), "{line}");
    }
    let labels = Regex::new(r#"aria-label=\\?"[A-Za-z]"#).expect("a pattern");
    for line in texts("src/site/html", ".rs").lines().filter(|line| line.contains("let ") || line.contains("markup(")) {
        assert!(!labels.is_match(line), "{line}");
    }
    let scripts = texts("themes/default/scripts/search", ".js");
    let sentence = Regex::new(r"['`][A-Z][a-z]+(?: [a-z]+)+").expect("a pattern");
    for line in scripts.lines().filter(|line| !line.trim_start().starts_with(['*', '/'])) {
        assert!(!sentence.is_match(line), "{line}");
    }
}
