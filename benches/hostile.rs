//! What hostile input costs as it grows: `cargo bench --bench hostile`.
//!
//! Each case runs the whole way, from a folder to pages, at a quarter of its size and at its whole size, and the line says
//! how many times as long the larger one took: about 4 where the work is linear, about 16 where it is quadratic. A case
//! that looks quadratic in each of several runs is marked. Processor time is compared, in which nobody else's work counts;
//! what takes less than a few hundredths of a second is too short for its ratio to mean anything.

#[path = "pipeline/measure.rs"]
#[allow(dead_code, reason = "the processor time is enough here")]
mod measure;
#[path = "../tests/support/mod.rs"]
#[allow(dead_code, reason = "a part of the helpers is enough here")]
mod support;

use measure::stage;
use support::{Folder, whole_way};

/// The larger input, in bytes; the smaller is a quarter of it.
const SIZE: usize = 400_000;

/// More than this many times as long for four times the input is marked.
const RATIO: f64 = 10.0;

/// What takes less processor time than this, in seconds, is never marked.
const FLOOR: f64 = 0.3;

/// How often a suspicious case is run before it is marked.
const RUNS: usize = 3;

type Case = (&'static str, fn(usize) -> String);

/// Texts that a number of bytes is made of.
const CASES: &[Case] = &[
    ("one line", |size| "x".repeat(size)),
    ("words", |size| "x ".repeat(size / 2)),
    ("opening brackets", |size| "[".repeat(size)),
    ("closing brackets", |size| "]".repeat(size)),
    ("brackets of wiki links", |size| "[[".repeat(size / 2)),
    ("brackets of images", |size| "![".repeat(size / 2)),
    ("brackets of links", |size| "[](".repeat(size / 3)),
    ("brackets of references", |size| "[a][".repeat(size / 4)),
    ("stars", |size| "**a *b ".repeat(size / 7)),
    ("underscores", |size| "_a".repeat(size / 2)),
    ("backticks", |size| "`a``b".repeat(size / 5)),
    ("angle brackets", |size| "<".repeat(size)),
    ("divisions", |size| "<div>\n\n".repeat(size / 7)),
    ("bold tags", |size| "x ".to_owned() + &"<b>".repeat(size / 3)),
    ("comments", |size| "x <!-- ".repeat(size / 7)),
    ("unclosed comments", |size| "<!--\n".repeat(size / 5)),
    ("unclosed comments that allow", |size| "<!-- afterword: allow broken-link\n".repeat(size / 34)),
    ("comments that allow", |size| "<!-- afterword: allow broken-link -->\n\n[a](b)\n\n".repeat(size / 47)),
    ("instructions", |size| "x <? ".repeat(size / 5)),
    ("anchors of raw HTML", |size| "<a id=x></a> ".repeat(size / 13)),
    ("headings", |size| "# a\n".repeat(size / 4)),
    ("headings of sections", |size| "## Impact\n".repeat(size / 10)),
    ("different headings", |size| lines(size / 10, |line| format!("# h{line}"))),
    ("underlined headings", |size| "a\n=\n".repeat(size / 4)),
    ("bold labels", |size| "- **Impact**: x\n".repeat(size / 16)),
    ("a wide table", |size| "|a".repeat(size / 4) + "\n" + &"|-".repeat(size / 4)),
    ("a row of cells", |size| "|a|\n|-|\n".to_owned() + &"|a".repeat(size / 2)),
    ("rows of a timeline", |size| "## Timeline\n\n|Time|b|\n|-|-|\n".to_owned() + &"|09:00|b|\n".repeat(size / 10)),
    ("entries of a timeline", |size| "## Timeline\n\n".to_owned() + &"- 09:00 x\n".repeat(size / 10)),
    ("lines of a timeline", |size| "## Timeline\n\n".to_owned() + &"09:00 x\ny\n".repeat(size / 10)),
    ("timelines", |size| "## Timeline\n\n09:00 x\n\n".repeat(size / 22)),
    ("action items", |size| "## Action items\n\n".to_owned() + &"- [ ] do (owner: a)\n".repeat(size / 20)),
    ("brackets of an action item", |size| "## Action items\n\n- ".to_owned() + &"(".repeat(size)),
    ("a list", |size| "- x\n".repeat(size / 4)),
    ("nested lists", |size| "- ".repeat(size / 2)),
    ("quotations", |size| ">".repeat(size)),
    ("code fences", |size| "```\n".repeat(size / 4)),
    ("footnotes", |size| lines(size / 20, |line| format!("[^{line}]\n\n[^{line}]: x\n"))),
    ("references to a footnote", |size| "[^a]".repeat(size / 4) + "\n\n[^a]: x\n"),
    ("broken links", |size| "[a](b) ".repeat(size / 7)),
    ("broken links to anchors", |size| "[a](#b) ".repeat(size / 8)),
    ("links to many anchors", |size| lines(size / 24, |line| format!("# h{line}\n[a](#h{line})"))),
    ("wiki links", |size| "[[x]] ".repeat(size / 6)),
    ("images", |size| "![a](b) ".repeat(size / 8)),
    ("references", |size| lines(size / 20, |line| format!("[r{line}]: u\n[r{line}]\n"))),
    ("one reference often", |size| "[a]: b\n".repeat(size / 14) + "\n" + &"[a] ".repeat(size / 8)),
    ("addresses", |size| "http://a.b ".repeat(size / 11)),
    ("halves of dates", |size| "2026-03-".repeat(size / 8)),
    ("numbers", |size| "1 ".repeat(size / 2)),
    ("entities", |size| "&amp;".repeat(size / 5)),
    ("nothing", |size| "\0".repeat(size)),
    ("overrides of direction", |size| "\u{202e}abc".repeat(size / 6)),
    ("combining marks", |size| "a\u{301}".repeat(size / 3)),
    ("ideographs", |size| "障害".repeat(size / 6)),
    ("carriage returns", |size| "x\r".repeat(size / 2)),
    ("a long title", |size| format!("---\ntitle: {}\n---\n", "x ".repeat(size / 4))),
    ("keys", |size| fields(&lines(size / 24, |line| format!("k{line}: 1")))),
    ("keys with Windows line ends", |size| {
        fields(&lines(size / 24, |line| format!("k{line}: 1"))).replace('\n', "\r\n")
    }),
    ("one key", |size| fields(&"a: 1\n".repeat(size / 12))),
    ("tags", |size| fields(&format!("tags: [{}]\n", lines(size / 24, |line| format!("t{line},"))))),
    ("factors", |size| fields(&format!("contributing_factors: [{}]\n", lines(size / 24, |line| format!("f{line},"))))),
    ("related documents", |size| fields(&format!("related: [{}]\n", lines(size / 24, |line| format!("d{line},"))))),
    ("anchors", |size| fields(&format!("a: [{}]\n", lines(size / 30, |line| format!("&b{line} y,"))))),
    ("TOML", |size| format!("+++\n{}+++\n", lines(size / 24, |line| format!("k{line} = 1")))),
    ("TOML tables", |size| format!("+++\n{}+++\n", lines(size / 24, |line| format!("[t{line}]")))),
    ("broken TOML", |size| format!("+++\n{}+++\n", "= =\n".repeat(size / 8))),
];

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

fn fields(lines: &str) -> String {
    format!("---\ntitle: A\n{lines}---\n\nText.\n")
}

/// What a text costs on the whole way, in seconds of processor time.
fn cost(text: &str) -> f64 {
    let folder = Folder::with([("postmortems/a.md", text)]);
    stage(|| whole_way(&folder)).1.cpu
}

fn main() {
    // `cargo test --benches` asks for nothing to be measured.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!("{:<32} {:>8} {:>8} {:>7}", "input", "CPU s/4", "CPU s", "ratio");
    let mut marked = 0;
    for (name, text) in CASES {
        let (small, large) = (text(SIZE / 4), text(SIZE));
        let mut last = (0.0, 0.0);
        let is_suspicious = (0..RUNS).all(|_| {
            last = (cost(&small), cost(&large));
            last.1 >= FLOOR && last.1 > last.0 * RATIO
        });
        marked += usize::from(is_suspicious);
        let mark = if is_suspicious { "  looks quadratic" } else { "" };
        println!("{name:<32} {:>8.2} {:>8.2} {:>7.1}{mark}", last.0, last.1, last.1 / last.0.max(0.01));
    }
    println!("{marked} of {} look quadratic", CASES.len());
}
