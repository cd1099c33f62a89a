//! Rules about wording that a team writes itself: whole folders, from YAML to findings.

use afterword::checks::{Group, RULES};
use afterword::diagnostics::Fix;

use crate::support::{Folder, TODAY};

/// A folder with a rule `Kestrel.Jargon` and one document.
fn folder(rule: &str, document: &str) -> Folder {
    Folder::with([("afterword.toml", ""), ("styles/Kestrel/Jargon.yml", rule), ("pages/a.md", document)])
}

/// What the rules of styles find, and what is wrong with them.
fn found(folder: &Folder) -> Vec<String> {
    let is_of_style = |line: &String| line.contains(".Jargon: ") || line.contains(" invalid-style: ");
    folder.findings().into_iter().filter(is_of_style).collect()
}

/// What a rule finds in a document.
fn check(rule: &str, document: &str, expected: &[&str]) {
    assert_eq!(found(&folder(rule, document)), expected, "{rule}\n{document}");
}

#[test]
fn existence_finds_words_patterns_and_what_is_raw() {
    let rule =
        "extends: existence\nmessage: \"Avoid '%s'\"\nignorecase: true\ntokens:\n  - leverage\n  - low-hanging fruit\n";
    check(
        rule,
        "We Leverage the\nlow-hanging **fruit**, not leveraged ones.\n\n```\nleverage\n```\n\n`leverage` <https://leverage.example>\n",
        &[
            "pages/a.md:1:4 warning Kestrel.Jargon: Avoid 'Leverage'",
            "pages/a.md:2:1 warning Kestrel.Jargon: Avoid 'low-hanging fruit'",
        ],
    );
    let rule = "extends: existence\nmessage: \"%s\"\nlevel: suggestion\nnonword: true\ntokens: ['[a-z][.?!]$']\nscope: heading\n";
    check(rule, "## One.\n\nTwo.\n", &["pages/a.md:1:6 info Kestrel.Jargon: e."]);
    let rule = "extends: existence\nmessage: \"%s\"\nlevel: error\nraw: ['\\d+ ', '(?:ms|s)']\n";
    check(
        rule,
        "It took 20 ms and 3 sec.\n",
        &["pages/a.md:1:9 error Kestrel.Jargon: 20 ms", "pages/a.md:1:19 error Kestrel.Jargon: 3 s"],
    );
    let rule = "extends: existence\nmessage: \"%s\"\nappend: true\nraw: [' of it']\ntokens: [all, most]\n";
    check(rule, "Most of us, most of it.\n", &["pages/a.md:1:13 warning Kestrel.Jargon: most of it"]);
    let rule = "extends: existence\nmessage: \"%s\"\ntokens: ['[A-Z]{2,}']\nexceptions: [SLO, API]\nlimit: 2\n";
    check(
        rule,
        "API, XY, SLO, ZZ, QQ\n",
        &["pages/a.md:1:6 warning Kestrel.Jargon: XY", "pages/a.md:1:15 warning Kestrel.Jargon: ZZ"],
    );
}

#[test]
fn substitution_says_what_to_write() {
    let rule = "extends: substitution\nmessage: \"Use '%s' instead of '%s'\"\nignorecase: true\ncapitalize: true\naction: {name: replace}\n\
                swap:\n  utilise: use\n  'in the (\\w+) of': in $1\n  abort: stop|cancel\n  JS: JavaScript\n";
    let folder = folder(rule, "Utilise it in the\ncourse of time: abort, js and JavaScript.\n");
    assert_eq!(
        found(&folder),
        [
            "pages/a.md:1:1 warning Kestrel.Jargon: Use 'Use' instead of 'Utilise'",
            "pages/a.md:1:12 warning Kestrel.Jargon: Use 'in course' instead of 'in the course of'",
            "pages/a.md:2:17 warning Kestrel.Jargon: Use 'stop' or 'cancel' instead of 'abort'",
            "pages/a.md:2:24 warning Kestrel.Jargon: Use 'JavaScript' instead of 'js'",
        ]
    );
    let checked = folder.understood().check(TODAY, &|_| true);
    let fixes: Vec<Option<&str>> = checked
        .diagnostics
        .iter()
        .filter(|it| it.code == "Kestrel.Jargon")
        .map(|it| it.fix.as_ref().map(|Fix { edits }| edits[0].text.as_str()))
        .collect();
    assert_eq!(
        fixes,
        [Some("Use"), None, None, Some("JavaScript")],
        "a line end, or two choices, are left to the author"
    );
}

/// What a rule offers to write for each of its findings.
fn fixes(rule: &str, document: &str) -> Vec<Option<String>> {
    let checked = folder(rule, document).understood().check(TODAY, &|_| true);
    let found = checked.diagnostics.into_iter().filter(|it| it.code == "Kestrel.Jargon");
    found.map(|it| it.fix.map(|Fix { edits }| edits[0].text.to_string())).collect()
}

#[test]
fn only_prose_is_mended() {
    let swap = |pair: &str| {
        format!(
            "extends: substitution\nmessage: \"%s %s\"\nignorecase: true\naction: {{name: replace}}\nswap:\n  {pair}\n"
        )
    };
    let rule = swap("whitelist: allowlist");
    for document in [
        "The whitelist.\n",
        "A (whitelist) here: whitelist-based.\n",
        "A [whitelist](x.md).\n",
        "- [x] Mend the whitelist.\n",
        "| **whitelist** | b |\n| - | - |\n",
    ] {
        let fixes = fixes(&rule, document);
        assert!(
            !fixes.is_empty() && fixes.iter().all(|it| it.as_deref() == Some("allowlist")),
            "{document}: {fixes:?}"
        );
    }
    for document in [
        "See https://git.example/whitelist.git now.\n",
        "See www.whitelist.example or whitelist@example.org.\n",
        "The [whitelist][] is long.\n\n[whitelist]: http://x/2\n",
        "The [whitelist] is long.\n\n[whitelist]: http://x/2\n",
        "The [long\nwhitelist][] is long.\n\n[long whitelist]: http://x/2\n",
        "A paragraph {#whitelist}\n",
        "{% include whitelist %}\n",
        "::: whitelist\nText.\n:::\n",
        "Edit whitelist.yml, etc/whitelist or my_whitelist_.\n",
        "## The whitelist\n",
    ] {
        assert!(fixes(&rule, document).iter().all(Option::is_none), "{document}");
    }
    let raw = format!("{rule}scope: raw\n");
    assert_eq!(fixes(&raw, "`a whitelist`\n"), [None]);
}

#[test]
fn no_mending_begins_anew_or_brings_marks() {
    let swap = |pair: &str| {
        format!(
            "extends: substitution\nmessage: \"%s %s\"\nignorecase: true\naction: {{name: replace}}\nswap:\n  {pair}\n"
        )
    };
    for (pair, document) in [
        ("list: allow list", "A list.\n"),
        ("stop: full stop", "A stop.\n"),
        ("very: very very", "A very.\n"),
        ("star: '*'", "A star.\n"),
        ("name: a_name", "A name.\n"),
        ("number: '# 1'", "number of it\n"),
        ("code: '`code x`'", "A code.\n"),
        ("pipes: 'a \\| b'", "A pipes.\n"),
        ("note: '[note]'", "A note.\n"),
        ("tag: '<b>'", "A tag.\n"),
    ] {
        assert_eq!(fixes(&swap(pair), document), [None], "{pair}");
    }
    assert_eq!(
        fixes(&swap("js: JS"), "Some js.\n"),
        [Some("JS".to_owned())],
        "what is as good as any is not found again"
    );
    assert_eq!(fixes(&swap("number: 'no. 1'"), "The number.\n"), [Some("no. 1".to_owned())]);
}

#[test]
fn occurrence_counts_in_a_sentence_a_paragraph_or_a_document() {
    let rule = |scope: &str, limits: &str| {
        format!("extends: occurrence\nmessage: \"found %s\"\nscope: {scope}\ntoken: ','\n{limits}\n")
    };
    let document = "One, two, three. Four, five.\n\nSix, seven.\n";
    check(&rule("sentence", "max: 1"), document, &["pages/a.md:1:9 warning Kestrel.Jargon: found 2"]);
    check(&rule("paragraph", "max: 2"), document, &["pages/a.md:1:22 warning Kestrel.Jargon: found 3"]);
    check(&rule("paragraph", "min: 2"), document, &["pages/a.md:3:1 warning Kestrel.Jargon: found 1"]);
    check(&rule("summary", "max: 3"), document, &["pages/a.md:3:4 warning Kestrel.Jargon: found 4"]);
    check(&rule("summary", "min: 9"), document, &["pages/a.md:1:1 warning Kestrel.Jargon: found 4"]);
    check(&rule("heading", "max: 0\nmin: 1"), document, &[]);
}

#[test]
fn scopes_select_pieces() {
    let document = "# x\n\n## x\n\nx\n\n- x\n\n> x\n\n| x |\n| - |\n| x |\n\n<!-- x -->\n";
    let lines = |scope: &str| -> Vec<String> {
        let rule = format!("extends: existence\nmessage: m\nscope: {scope}\ntokens: [x]\n");
        let lines = found(&folder(&rule, document));
        lines.iter().map(|line| line.split(':').nth(1).unwrap_or_default().to_owned()).collect()
    };
    for (scope, expected) in [
        ("text", &["1", "3", "5", "7", "9", "11", "13"][..]),
        ("paragraph", &["5"]),
        ("heading", &["1", "3"]),
        ("heading & ~heading.h1", &["3"]),
        ("list", &["7"]),
        ("table.header", &["11"]),
        ("table.cell", &["13"]),
        ("blockquote", &["9"]),
        ("[heading.h1, list.md]", &["1", "7"]),
        ("[text, sentence]", &["1", "3", "5", "7", "9", "11", "13"]),
        ("raw", &["1", "3", "5", "7", "9", "11", "13", "15"]),
    ] {
        assert_eq!(lines(scope), expected, "{scope}");
    }
}

#[test]
fn each_mistake_is_found_on_its_place() {
    for (rule, expected) in [
        ("message: m\ntokens: [a]\n", "1:1 error invalid-style: the key `extends` is missing"),
        ("extends: existance\n", "1:10 error invalid-style: expected an extension point, found `existance`"),
        ("extends: spelling\nmessage: m\n", "1:10 warning invalid-style: `spelling` is not supported here"),
        ("extends: existence\ntokens: [a]\n", "1:1 error invalid-style: the `message` is missing"),
        ("extends: existence\nmessage: m\n", "1:1 error invalid-style: there is nothing to look for"),
        ("extends: existence\nmessage: m\ntokens: ['', ~]\n", "3:1 error invalid-style: there is nothing to look for"),
        (
            "extends: existence\nmessage: m\nlevel: loud\ntokens: [a]\n",
            "3:8 error invalid-style: expected a level, found `loud`",
        ),
        (
            "extends: existence\nmessage: m\nscope: link\ntokens: [a]\n",
            "3:8 warning invalid-style: the scope `link` is not supported here",
        ),
        (
            "extends: existence\nmessage: m\nscope: hedding\ntokens: [a]\n",
            "3:8 error invalid-style: expected a scope, found `hedding`",
        ),
        (
            "extends: existence\nmessage: m\nignorecase: maybe\ntokens: [a]\n",
            "3:13 error invalid-style: expected `true` or `false`, found `maybe`",
        ),
        (
            "extends: existence\nmessage: m\ntoken: [b]\ntokens: [b]\n",
            "3:1 warning invalid-style: the key `token` is not supported here",
        ),
        (
            "extends: existence\nmessage: m\ntokens:\n  - b\n  - '(c'\n",
            "5:5 error invalid-style: `(c` is no regular expression: unclosed group",
        ),
        (
            "extends: existence\nmessage: m\ntokens:\n  - b\n  - 'c(?!d)'\n",
            "5:5 warning invalid-style: looking ahead or behind, `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`, is not supported here",
        ),
        (
            "extends: existence\nmessage: m\nnonword: true\ntokens: [b, 'x*']\n",
            "4:13 error invalid-style: the pattern matches where there is nothing",
        ),
        (
            "extends: existence\nmessage: m\ntokens: [b, '\\w{2000}']\n",
            "3:13 error invalid-style: the pattern is too large",
        ),
        ("extends: substitution\nmessage: m\n", "1:1 error invalid-style: the key `swap` is missing"),
        ("extends: substitution\nmessage: m\nswap: [a]\n", "3:7 error invalid-style: expected a map, found a list"),
        (
            "extends: substitution\nmessage: m\nswap:\n  '(b': c\n",
            "4:3 error invalid-style: `(b` is no regular expression: unclosed group",
        ),
        (
            "extends: substitution\nmessage: m\npos: NN\nswap: {b: c}\n",
            "3:1 warning invalid-style: parts of speech are not supported here",
        ),
        ("extends: occurrence\nmessage: m\n", "1:1 error invalid-style: the key `token` is missing"),
        (
            "extends: occurrence\nmessage: m\ntoken: b\n",
            "3:1 error invalid-style: neither `max` nor `min` says how many there may be",
        ),
        (
            "extends: occurrence\nmessage: m\ntoken: b\nmax: -1\n",
            "4:6 error invalid-style: expected a number, found `-1`",
        ),
        ("extends: [\n", "1:10 error invalid-style: invalid YAML: "),
    ] {
        let found = found(&folder(rule, "a\n"));
        let [line] = found.as_slice() else { panic!("{rule}{found:?}") };
        assert!(line.starts_with(&format!("styles/Kestrel/Jargon.yml:{expected}")), "{rule}{line}");
    }
}

#[test]
fn names_come_from_folders_and_files() {
    let rule = "extends: existence\nmessage: m\ntokens: [x]\n";
    let folder = Folder::with([
        ("afterword.toml", ""),
        ("pages/a.md", "x\n"),
        ("styles/loose.yml", rule),
        ("styles/Deep/er/A.yml", rule),
        ("styles/language/A.yml", rule),
        ("styles/A b/C.yml", rule),
        ("styles/A/B.yml", rule),
        ("styles/A/B.yaml", rule),
        ("styles/config/vocabularies/A/x.yml", rule),
    ]);
    assert_eq!(
        folder.findings(),
        [
            "pages/a.md:1:1 warning A.B: m",
            "styles/A b/C.yml:1:1 error invalid-style: `A b` cannot be part of the name of a rule",
            "styles/A/B.yml:1:1 error invalid-style: another file holds `A.B` already",
            "styles/Deep/er/A.yml:1:1 error invalid-style: the file belongs to no style",
            "styles/language/A.yml:1:1 error invalid-style: `language` is the name of a check or of a group of checks already",
            "styles/loose.yml:1:1 error invalid-style: the file belongs to no style",
        ]
    );
}

#[test]
fn levels_are_set_for_a_rule_or_a_style_and_unknown_ones_are_found() {
    let rule = "extends: existence\nmessage: m\ntokens: [x]\n";
    let level = |config: &str| -> String {
        let folder = folder(rule, "x\n");
        folder.write("afterword.toml", config);
        folder.findings().join("\n")
    };
    let of = |level: &str| format!("pages/a.md:1:1 {level} Kestrel.Jargon: m");
    assert_eq!(level(""), of("warning"));
    assert_eq!(level("[checks]\nKestrel = \"error\"\n"), of("error"));
    assert_eq!(level("[checks]\nKestrel.Jargon = \"info\"\n"), of("info"));
    assert_eq!(level("[checks]\nKestrel = \"off\"\n\"Kestrel.Jargon\" = \"error\"\n"), of("error"));
    assert_eq!(level("[checks]\n\"Kestrel.Jargon\" = \"off\"\n"), "");
    let unknown = |place: &str, name: &str| {
        format!("afterword.toml:2:{place} error invalid-configuration: unknown key `{name}`\n{}", of("warning"))
    };
    assert_eq!(level("[checks]\nKestrel.Jargn = \"off\"\n"), unknown("9", "Kestrel.Jargn"));
    assert_eq!(level("[checks]\n\"Kestrel.Jargn\" = \"off\"\n"), unknown("1", "Kestrel.Jargn"));
    assert_eq!(level("[checks]\nKestral = \"off\"\n"), unknown("1", "Kestral"));
}

#[test]
fn a_document_allows_a_rule_by_its_name() {
    let rule = "extends: existence\nmessage: m\ntokens: [x]\n";
    check(rule, "<!-- afterword: allow Kestrel.Jargon: it is a name -->\n\nx\n", &[]);
    let folder = folder(rule, "<!-- afterword: allow Kestrel.Jargn -->\n\nx\n");
    assert_eq!(
        folder.findings(),
        [
            "pages/a.md:1:23 warning unused-allow: no check is called `Kestrel.Jargn`",
            "pages/a.md:3:1 warning Kestrel.Jargon: m"
        ]
    );
}

#[test]
fn the_folder_can_be_named_and_lies_inside() {
    let rule = "extends: existence\nmessage: m\ntokens: [x]\n";
    let folder = Folder::with([
        ("afterword.toml", "styles = \"vale/styles\"\n"),
        ("vale/styles/Kestrel/Jargon.yml", rule),
        ("styles/Kestrel/Other.yml", "none of ours"),
        ("pages/a.md", "x\n"),
    ]);
    assert_eq!(found(&folder), ["pages/a.md:1:1 warning Kestrel.Jargon: m"]);
    folder.write("afterword.toml", "styles = \"../styles\"\n");
    let found = folder.findings();
    assert!(found[0].starts_with("afterword.toml:1:10 error invalid-configuration: "), "{found:?}");
}

#[test]
fn files_of_styles_are_not_published() {
    let folder = folder("extends: existence\nmessage: m\ntokens: [x]\n", "[the rule](../styles/Kestrel/Jargon.yml)\n");
    let files = crate::support::whole_way(&folder);
    assert!(files.keys().all(|path| !path.contains("Jargon")), "{:?}", files.keys());
}

#[test]
fn ten_thousand_words_and_hostile_patterns_are_coped_with() {
    let words: String = (0..10_000).map(|number| format!("  - jargon{number}\n")).collect();
    let rule = format!("extends: existence\nmessage: \"%s\"\ntokens:\n{words}");
    check(&rule, "A jargon77 and jargon123456.\n", &["pages/a.md:1:3 warning Kestrel.Jargon: jargon77"]);
    let text = "a ".repeat(50_000);
    for pattern in ["(a+)+$", "(a|a)*b", "(?:a ?){1,100}c", ".*x|a", "(a*)*"] {
        let rule = format!("extends: existence\nmessage: m\nnonword: true\ntokens: ['{pattern}']\n");
        assert!(found(&folder(&rule, &text)).len() <= 100, "{pattern}");
    }
    let swaps: String = (0..5_000).map(|number| format!("  word{number}: better\n")).collect();
    let found_swaps =
        found(&folder(&format!("extends: substitution\nmessage: \"%s\"\nswap:\n{swaps}"), "A word4999.\n"));
    assert_eq!(found_swaps.len(), 1, "{found_swaps:?}");
    let swaps: String = (0..2_000).map(|number| format!("  '(\\w+)x{number}': better\n")).collect();
    check(
        &format!("extends: substitution\nmessage: \"%s\"\nswap:\n{swaps}"),
        "A word.\n",
        &[
            "styles/Kestrel/Jargon.yml:404:3 error invalid-style: there are more than 400 patterns, or they are longer than 65536 bytes",
        ],
    );
}

#[test]
fn no_rule_of_afterword_has_the_form_of_a_name_in_a_style() {
    assert!(RULES.iter().all(|rule| !rule.name.contains('.')));
    assert!(Group::ALL.iter().all(|group| !group.as_str().contains('.')));
}
