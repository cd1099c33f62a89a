//! The README's template of one's own: what it shows is what happens.

use afterword::model::Kind;
use jiff::civil::date;

use crate::support::Folder;

/// The blocks of Markdown in a part of the README, in their order.
fn blocks(heading: &str) -> Vec<String> {
    let text = include_str!("../../README.md");
    let part = text.split_once(&format!("### {heading}\n")).expect("the heading").1;
    let part = part.split("\n### ").next().unwrap_or_default();
    let blocks = part.split("```markdown\n").skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap_or_default().to_owned() + "\n").collect()
}

#[test]
fn a_kind_of_ones_own_is_checked_as_the_readme_says() {
    let blocks = blocks("Your own template");
    let [template, document] = blocks.as_slice() else { panic!("a template and a document, not {}", blocks.len()) };
    let path = "drills/2026-01-31-losing-a-zone.md";
    let folder = Folder::with([("afterword.toml", ""), ("templates/drill.md", template), (path, document)]);
    let understood = folder.understood();
    let found = understood.check(date(2026, 1, 31), &|_| true).diagnostics;
    let found: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["unknown value `rian` for `weather`"], "all that is found on the day of the drill");
    assert_eq!(folder.findings()[0], format!("{path}:6:10 error unknown-value: unknown value `rian` for `weather`"));
    let [drill] = understood.everything.postmortems.as_slice() else { panic!("one document") };
    assert_eq!((drill.kind.clone(), drill.timeline.len(), drill.action_items.len()), (Kind::new("drill"), 3, 1));
}
