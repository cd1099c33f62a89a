//! Input that means harm, or is broken beyond what anybody expects: through the whole way to pages and index, without a
//! panic, and with a finding on the place where one is due. What it costs is printed by `benches/hostile.rs`.

use std::fmt::Write;

use crate::support::{Folder, TODAY, whole_way};

/// A knowledge base with one hostile document and a harmless one beside it.
fn beside_a_good_one(text: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::with([("postmortems/b.md", "---\ntitle: Beside\n---\n\n## Summary\n\nAll is well here.\n")]);
    folder.write("postmortems/a.md", text);
    folder
}

/// Takes a text the whole way, and checks which findings of one rule it gives, as `line:column` and how the message begins.
fn check(rule: &str, text: &str, expected: &[&str]) {
    let folder = beside_a_good_one(text);
    let marker = format!(" {rule}: ");
    let findings = folder.findings();
    let found: Vec<String> = findings
        .iter()
        .filter_map(|line| {
            let (place, message) = line.split_once(&marker)?;
            let place = place.strip_prefix("postmortems/a.md:")?.split(' ').next()?;
            Some(format!("{place} {message}"))
        })
        .collect();
    let shown = text.get(..text.len().min(200)).unwrap_or_default();
    let is_expected = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| a.starts_with(b));
    assert!(is_expected, "{shown:?}\nexpected {expected:#?}\nfound {found:#?}");
    let files = whole_way(&folder);
    assert!(
        files.contains_key("b/index.html") || files.keys().any(|path| path.contains("b/index.html")),
        "{:?}",
        files.keys()
    );
}

/// Front matter around these lines.
fn with_fields(lines: &str) -> String {
    format!("---\ntitle: A\n{lines}\n---\n\nText.\n")
}

const BROKEN: &str = "invalid-front-matter";

#[test]
fn broken_yaml() {
    check(BROKEN, "---\ntitle: [A\n", &["1:1 the front matter has no closing `---` line"]);
    check(BROKEN, &with_fields("b: 'x"), &["4:1 invalid YAML"]);
    check(BROKEN, &with_fields("b: \"\\q\""), &["3:4 invalid YAML"]);
    check(BROKEN, &with_fields("b: @x"), &["3:4 invalid YAML"]);
    check(BROKEN, &with_fields("b: %x"), &["3:4 invalid YAML"]);
    check(BROKEN, &with_fields("b: !!python/object:os.system [x]"), &[]);
    check(BROKEN, &with_fields("<<: *gone"), &["3:5 the alias `*gone` names no anchor"]);
    check(BROKEN, &with_fields("? [a, b]\n: c"), &["3:3 a list or a map cannot be a key"]);
    check(BROKEN, "---\n%YAML 9.9\n---\n\nText.\n", &[]);
}

#[test]
fn an_alias_bomb() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..40 {
        let inner = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{inner}]").expect("a string");
    }
    check(BROKEN, &with_fields(&bomb), &["7:15 more than 20000 values, aliases counted as what they stand for"]);
    let long = format!("a: &a {}\nb: [{}]", "x".repeat(60_000), "*a, ".repeat(15_000));
    check(BROKEN, &with_fields(&long), &["4:89 more than 20000 values, aliases counted as what they stand for"]);
    check(BROKEN, &with_fields("a: &a [*a]"), &["3:8 this alias names a value that holds it"]);
}

#[test]
fn very_deep_front_matter() {
    let indented: String = (0..300).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for lines in [
        "b: ".to_owned() + &"[".repeat(50_000),
        "b: ".to_owned() + &"{a: ".repeat(20_000),
        indented,
        "- ".repeat(20_000),
    ] {
        let findings = beside_a_good_one(with_fields(&lines)).findings();
        let found =
            findings.iter().filter(|line| line.starts_with("postmortems/a.md:") && line.contains(BROKEN)).count();
        assert_eq!(found, 1, "{}", findings.join("\n"));
        whole_way(&beside_a_good_one(with_fields(&lines)));
    }
    for lines in [
        "a = ".to_owned() + &"[".repeat(50_000),
        "a = ".to_owned() + &"{a = ".repeat(20_000),
        format!("{} = 1", vec!["a"; 20_000].join(".")),
        format!("[{}]", vec!["a"; 20_000].join(".")),
    ] {
        let text = format!("+++\n{lines}\n+++\n\nText.\n");
        assert!(beside_a_good_one(&text).findings().iter().any(|line| line.contains(BROKEN)), "{}", &lines[..40]);
        whole_way(&beside_a_good_one(&text));
    }
}

#[test]
fn very_long_front_matter() {
    let keys: String = (0..15_000).map(|key| format!("key{key}: {key}\n")).collect();
    check(BROKEN, &with_fields(&keys), &["1:1 the front matter is larger than 128 KiB"]);
    let toml: String = (0..15_000).map(|key| format!("key{key} = {key}\n")).collect();
    check(BROKEN, &format!("+++\n{toml}+++\n\nText.\n"), &["1:1 the front matter is larger than 128 KiB"]);
    check(BROKEN, &format!("---\n{}", "a: b\n".repeat(500_000)), &["1:1 the front matter has no closing `---` line"]);
}

#[test]
fn a_key_five_thousand_times() {
    let findings = beside_a_good_one(with_fields(&"key: 1\n".repeat(5_000))).findings();
    assert_eq!(findings.iter().filter(|line| line.contains(" duplicate-key: ")).count(), 4_999);
}

#[test]
fn very_deep_markdown() {
    let rule = "deep-nesting";
    let message = "blocks are nested more than 100 deep";
    check(rule, &(">".repeat(10_000) + "x"), &[&format!("1:101 {message}")]);
    check(rule, &("- ".repeat(10_000) + "x"), &[&format!("1:101 {message}")]);
    let stairs: String = (0..200).map(|level| format!("{}- x\n", "  ".repeat(level))).collect();
    check(rule, &stairs, &[&format!("51:101 {message}")]);
    check(rule, &"<div>".repeat(10_000), &[]);
    check(rule, &("<b>x ".repeat(10_000) + "</b>"), &[]);
    check(rule, &("*a **b ".repeat(10_000)), &[]);
    check(rule, &("[".repeat(10_000) + "x" + &"](y)".repeat(10_000)), &[]);
    check(rule, &("<details><table><tr><td>".repeat(5_000)), &[]);
}

#[test]
fn control_characters_and_directions() {
    let text = "---\ntitle: \"\u{202e}evil\u{2066} \u{7} title\"\nseverity: \"\u{1b}[31mred\"\n---\n\n## Sum\u{0}mary\n\nA\u{0}b \u{202e}txt.exe \u{1b}]0;x\u{7} \u{feff}\u{200b} \u{85} \u{2028}\n";
    let folder = beside_a_good_one(text);
    let files = whole_way(&folder);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let page = std::str::from_utf8(bytes).expect("pages are text");
        assert!(!page.contains('\0') && !page.contains('\u{1b}'), "{path} carries control characters");
    }
}

#[test]
fn findings_carry_no_codes_to_the_terminal() {
    let folder = beside_a_good_one(
        "---\nseverity: \"\u{1b}[31m\u{9b}31mred\u{7}\"\nstarted: \"\u{1b}]0;title\u{7}\"\n---\n\n[\u{1b}[2J](gone\u{1b}[2J.md)\n",
    );
    folder.write("afterword.toml", "[vocabulary]\nseverities = [\"SEV1\"]\n");
    let read = afterword::pipeline::read(folder.path()).expect("the folder can be read");
    let understood = afterword::pipeline::understand(&read);
    for diagnostic in &understood.check(TODAY, &|_| true).diagnostics {
        let shown =
            afterword::diagnostics::human::render(diagnostic, understood.unmasked_file(&diagnostic.path), false);
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(is_control), "{shown:?}");
    }
}

#[test]
fn text_that_is_no_prose() {
    for text in [
        "\0".repeat(10_000),
        "\u{feff}".repeat(1_000),
        "\r".repeat(10_000),
        "\u{2028}".repeat(1_000),
        "a".to_owned() + &"\u{301}".repeat(50_000),
        "\u{10ffff}\u{fffe}\u{1f468}\u{200d}\u{1f469}".repeat(1_000),
        "\t".repeat(10_000) + "x",
        " ".repeat(100_000),
        "---".to_owned(),
        "+++".to_owned(),
        "---\n---".to_owned(),
        "---\r\n...".to_owned(),
        "\u{feff}---\n\u{feff}title: x\n---\n".to_owned(),
        "[[".to_owned(),
        "[[|]] [[#]] [[ ]] ![[x]] [[a|b|c]]".to_owned(),
        "|".repeat(1_000) + "\n" + &"|-".repeat(1_000),
        "&#0; &#x110000; &#xd800; &nosuch;".to_owned(),
        "<!DOCTYPE x [<!ENTITY a \"b\">]><![CDATA[x]]><?php x ?>".to_owned(),
        "## Timeline\n\n| Time |\n|-|\n| 99:99 |\n| 2026-13-45 25:61 |\n| -1:00 |\n".to_owned(),
        "## Timeline\n\n- 9999-12-31 23:59 -14:00 x\n- 0000-01-01 00:00 +14:00 y\n- -9999-01-01 z\n".to_owned(),
        "## Action items\n\n- (((((\n- [x] )\n- (due: 9999-99-99, owner:)\n".to_owned(),
    ] {
        whole_way(&beside_a_good_one(&text));
    }
}

/// 5 MiB of one thing: read, checked, rendered and indexed.
fn five_mebibytes_of(unit: &str, before: &str) {
    let size = 5 * 1024 * 1024 - before.len();
    let text = before.to_owned() + &unit.repeat(size / unit.len());
    let files = whole_way(&beside_a_good_one(text));
    assert!(files.keys().any(|path| path.ends_with("/a/index.html") || path == "a/index.html"), "{:?}", files.keys());
}

#[test]
fn five_mebibytes_of_one_line() {
    five_mebibytes_of("x", "");
}

#[test]
fn five_mebibytes_of_brackets() {
    five_mebibytes_of("[", "");
}

#[test]
fn five_mebibytes_of_stars() {
    five_mebibytes_of("*", "");
    five_mebibytes_of("**a ", "");
}

#[test]
fn five_mebibytes_of_divisions() {
    five_mebibytes_of("<div>", "");
}

#[test]
fn five_mebibytes_of_headings() {
    five_mebibytes_of("# a\n", "");
}

#[test]
fn five_mebibytes_of_cells() {
    five_mebibytes_of("|a", "|a|\n|-|\n");
}

#[test]
fn five_mebibytes_of_footnotes() {
    five_mebibytes_of("[^a] ", "[^a]: x\n\n");
}

#[test]
fn a_thousand_documents_of_the_same_name() {
    let folder = Folder::new();
    for number in 0..1_000 {
        folder.write(&format!("postmortems/{number}/cart.md"), "---\ntitle: Cart\n---\n\nText.\n");
    }
    let files = whole_way(&folder);
    assert!(files.keys().filter(|path| path.contains("cart")).count() >= 1_000);
}

#[test]
fn names_of_files_that_are_dangerous_as_addresses() {
    let folder = Folder::with(
        [
            "postmortems/..md",
            "postmortems/...md",
            "postmortems/-rf.md",
            "postmortems/%2e%2e.md",
            "postmortems/a&b<c>\"d'.md",
            "postmortems/con.md",
            "postmortems/index.md",
            "postmortems/404.md",
            "postmortems/search.md",
            "postmortems/factors.md",
            "postmortems/page.md",
            "postmortems/a\nb.md",
            "postmortems/\u{202e}dm.md",
            "factors/index.md",
            "factors/page.md",
            "pages/postmortems.md",
            "pages/tags.md",
            "pages/atom.xml.md",
        ]
        .map(|path| {
            (path, "---\ntags: [\"../..\", \"a/b\", \"<x>\", page]\nservices: [\"..\", \"%2e\"]\n---\n\nText.\n")
        }),
    );
    for path in whole_way(&folder).keys() {
        assert!(path.split('/').all(|part| !part.is_empty() && part != "." && part != ".."), "{path:?}");
        assert!(!path.contains(|c: char| c.is_control() || "\\<>\"%".contains(c)), "{path:?}");
    }
}

#[test]
fn so_many_comments_allow_findings_and_no_more() {
    let text = "<!-- afterword: allow broken-link -->\n\n[a](gone.md)\n\n".repeat(510);
    check("unused-allow", &text, &["2001:23 the document allows more than 500 times"]);
    let found: Vec<String> = (501..=510).map(|nth| format!("{}:1 ", nth * 4 - 1)).collect();
    check("broken-link", &text, &found.iter().map(String::as_str).collect::<Vec<_>>());
}
