//! Hostile input costs time in proportion to its size: four times the input takes about four times as long.
//!
//! No stopwatch decides: the processor time of this process, which nobody else's work adds to, is compared with itself.
//! A case fails only if the larger input takes more than ten times as long as the smaller one in each of several runs,
//! and long enough to be measured. Quadratic work would take sixteen times as long.

#[path = "support/mod.rs"]
#[allow(dead_code, reason = "a part of the helpers is enough here")]
mod support;

use support::{Folder, whole_way};

/// The larger input, in bytes; the smaller is a quarter of it.
const SIZE: usize = 200_000;

/// Four times the input may take this many times as long.
const RATIO: f64 = 10.0;

/// What takes less processor time than this, in seconds, is cheap whatever its ratio.
const FLOOR: f64 = 0.6;

/// How often a suspicious case is run before it fails.
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

/// The processor time that this process has taken, in seconds; `None` where the system does not tell.
fn processor_time() -> Option<f64> {
    // proc(5): fields 14 and 15 of `stat` count in hundredths of a second on every Linux.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let behind_name = &stat[stat.rfind(')')? + 2..];
    let times: Vec<f64> = behind_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
    Some(times.iter().sum::<f64>() / 100.0)
}

/// What a text costs on the whole way, in seconds of processor time.
fn cost(text: &str) -> Option<f64> {
    let folder = Folder::with([("postmortems/a.md", text)]);
    let before = processor_time()?;
    whole_way(&folder);
    Some(processor_time()? - before)
}

/// One test alone, so that no other works in this process meanwhile.
#[test]
fn four_times_the_input_costs_about_four_times_as_much() {
    let mut quadratic = Vec::new();
    for (name, text) in CASES {
        let (small, large) = (text(SIZE / 4), text(SIZE));
        let is_fine = || {
            // Where the system does not tell what was spent, the way without a panic is all that is held.
            let Some(of_large) = cost(&large) else { return true };
            of_large < FLOOR || cost(&small).is_none_or(|of_small| of_large <= of_small * RATIO)
        };
        if !(0..RUNS).any(|_| is_fine()) {
            quadratic.push(*name);
        }
    }
    assert!(quadratic.is_empty(), "more than {RATIO} times the cost for four times the input: {quadratic:?}");
}
