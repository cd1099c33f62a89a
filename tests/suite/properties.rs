//! What holds for every text: parsing never fails, places stand inside the file, and nothing panics on the way.

use std::sync::Arc;

use afterword::config::Config;
use afterword::diagnostics::{Diagnostic, SourceFile, Span, human};
use afterword::interpret::{self, find_date};
use afterword::model::{DocumentId, Kind, Moment};
use afterword::spanned::{Map, Node, Value, yaml};
use afterword::syntax::heading::{normalize, sections_of};
use afterword::syntax::{BlockKind, Document, parse};
use proptest::prelude::*;

/// Pieces that documents are made of, and pieces that trip parsers.
pub const FRAGMENTS: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    "---\r\n",
    "\u{feff}",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "    ",
    "title: ",
    "severity: SEV1\n",
    "started: 2026-03-04T09:12:00Z\n",
    "date: 2026-03-04\n",
    "tags: [a, b]\n",
    "tags:\n  - a\n",
    "impact: {a: 1}\n",
    "contributing_factors: [x]\n",
    "related: [b]\n",
    "&a ",
    "*a ",
    "<<: *a\n",
    "!!str ",
    "|\n",
    ">-\n",
    "? ",
    ": ",
    "- ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "#",
    "# ",
    "## ",
    "### ",
    "## Summary\n\n",
    "## Timeline\n\n",
    "## Action items\n\n",
    "## Contributing factors\n\n",
    "**Impact:** ",
    "- **Impact**: x\n",
    "- 09:12 x\n",
    "- [ ] do (owner: a, due: 2026-01-01)\n",
    "- [x] ",
    "| Time | Event |\n|---|---|\n| 09:12 | x |\n",
    "|",
    "|-|\n",
    "> ",
    "> [!NOTE]\n",
    "```\n",
    "~~~",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "[a](b.md)",
    "[a](#b)",
    "![i](p.png)",
    "[[b]]",
    "[[b|c]]",
    "[^1]",
    "[^1]: note\n",
    "[r]: u\n",
    "<div>",
    "</div>",
    "<b>",
    "<!-- ",
    " -->",
    "<a id=\"x\">",
    "<script>",
    "&amp;",
    "\\",
    "://",
    "https://example.org",
    "a@example.org",
    "1. ",
    "1) ",
    "===\n",
    "***\n",
    "12:48 (6:48 PDT)",
    "June 14th, 2022, 10:00 AM: ",
    "10/14/2022",
    "T+12m ",
    "All times in CET.\n\n",
    "ä",
    "障害",
    "🔥",
    "\u{301}",
    "\u{202e}",
    "\0",
    "\u{85}",
    "\u{2028}",
    "x",
    "word ",
    "title = \"A\"\n",
    "a = [1, 2]\n",
    "[t]\n",
    "{#id .c}",
];

/// Texts of fragments in any order.
fn assembled() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat())
}

/// Texts of fragments, and texts of whatever there is.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![3 => assembled(), 1 => any::<String>(), 1 => (assembled(), any::<String>()).prop_map(|(a, b)| a + &b)]
}

/// How often each property is tried: short enough to be run always; `PROPTEST_CASES` asks for more.
fn often() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: asked.cases.max(1_000), failure_persistence: None, ..asked }
}

fn assert_inside(document: &Document, span: Span, what: &str) {
    assert!(document.file.text.get(span.range()).is_some(), "{what} {span:?} of {:?}", document.file.text);
}

fn assert_map_inside(document: &Document, map: &Map) {
    for field in &map.fields {
        assert_inside(document, field.key_span, "a key");
        assert_value_inside(document, &field.value);
    }
}

fn assert_value_inside(document: &Document, value: &Value) {
    assert_inside(document, value.span, "a value");
    match &value.node {
        Node::Null | Node::Scalar(_) => {}
        Node::List(values) => values.iter().for_each(|value| assert_value_inside(document, value)),
        Node::Map(map) => assert_map_inside(document, map),
    }
}

fn assert_all_inside(document: &Document, diagnostics: &[Diagnostic]) {
    assert_inside(document, document.front_matter.span, "front matter");
    assert_inside(document, document.body, "the body");
    assert_map_inside(document, &document.front_matter.fields);
    for section in &document.sections {
        assert_inside(document, section.heading_span, "a heading");
        assert_inside(document, section.span, "a section");
        assert!(section.blocks.end <= document.blocks.len() && section.blocks.start <= section.blocks.end);
    }
    for block in &document.blocks {
        assert_inside(document, block.span, "a block");
        block.pieces().iter().for_each(|(span, _)| assert_inside(document, *span, "a piece"));
        match &block.kind {
            BlockKind::List(entries) => entries.iter().for_each(|entry| {
                assert_inside(document, entry.span, "an entry");
                assert_inside(document, entry.content, "the content of an entry");
            }),
            BlockKind::Table { head, rows } => {
                rows.iter().flatten().chain(head).for_each(|cell| assert_inside(document, cell.span, "a cell"));
            }
            _ => {}
        }
    }
    document.links.iter().for_each(|link| assert_inside(document, link.span, "a link"));
    for diagnostic in diagnostics {
        let places = diagnostic.span.iter().chain(diagnostic.related.iter().map(|label| &label.span));
        places.for_each(|span| assert_inside(document, *span, &diagnostic.code));
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn every_text_is_a_document_whose_places_stand_inside_it(text in texts(), path in "(postmortems/)?[a-z0-9 ä.-]{0,12}(\\.md|\\.mdx|\\.qmd)?") {
        let path = if path.is_empty() { "a.md" } else { &path };
        let (document, mut diagnostics) = parse(Arc::new(SourceFile::new(path, text)));
        let kind = Kind::new(Kind::POSTMORTEM);
        let (postmortem, found) = interpret::postmortem(&document, &DocumentId::new("a"), &kind, &Config::default());
        diagnostics.extend(found);
        assert_all_inside(&document, &diagnostics);
        prop_assert!(!postmortem.title.contains('\n'), "{:?}", postmortem.title);
        for diagnostic in &diagnostics {
            let shown = human::render(diagnostic, Some(&document.file), false);
            prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
            let _ = human::render(diagnostic, None, true);
        }
    }

    #[test]
    fn anchors_are_unique(text in assembled()) {
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let mut anchors: Vec<&str> = document.sections.iter().map(|section| section.anchor.as_str()).collect();
        let count = anchors.len();
        anchors.sort_unstable();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), count);
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_mean_nothing(text in assembled()) {
        let text = text.replace(['\r', '\u{feff}'], "");
        let read = |text: String| {
            let (document, diagnostics) = parse(Arc::new(SourceFile::new("a.md", text)));
            // Within code, the Markdown reader takes a Windows line end for two spaces, of which it may leave one.
            let letters = |heading: &str| heading.split_whitespace().collect::<String>();
            let headings: Vec<String> = document.sections.iter().map(|section| letters(&section.heading)).collect();
            let keys: Vec<String> = document.front_matter.fields.fields.iter().map(|field| field.key.clone()).collect();
            let places: Vec<_> = diagnostics
                .iter()
                .filter_map(|diagnostic| Some((diagnostic.code.clone(), document.file.position(diagnostic.span?.start))))
                .collect();
            (headings, keys, places)
        };
        let plain = read(text.clone());
        prop_assert_eq!(&read(format!("\u{feff}{text}")), &plain);
        prop_assert_eq!(&read(text.replace('\n', "\r\n")), &plain);
    }

    #[test]
    fn a_finding_anywhere_can_be_shown(text in any::<String>(), start in 0..300_usize, length in 0..300_usize, label in any::<String>(), message in any::<String>()) {
        let file = SourceFile::new("a.md", text);
        let diagnostic = Diagnostic::error("x", &file.path, message)
            .at(Span::new(start, start + length))
            .label(label.clone())
            .related(Span::new(length, start), label.clone())
            .help(label);
        let _ = human::render(&diagnostic, Some(&file), false);
        let _ = human::render(&diagnostic, Some(&file), true);
    }

    #[test]
    fn dates_and_times_never_panic(text in prop_oneof![any::<String>(), "[0-9T:+.Z /-]{0,30}", "(June|Sept|Fri|of|the|[0-9]{1,4}|[ ,.-]){0,8}"]) {
        let _ = Moment::parse(&text);
        let _ = find_date(&text);
    }

    #[test]
    fn a_moment_is_what_was_written(year in 1990..2100_i16, month in 1..=12_i8, day in 1..=28_i8, hour in 0..24_i8, minute in 0..60_i8) {
        let date = format!("{year:04}-{month:02}-{day:02}");
        let moment = Moment::parse(&format!("{date}T{hour:02}:{minute:02}:00Z")).expect("a time");
        prop_assert_eq!(moment.timestamp.to_string(), format!("{date}T{hour:02}:{minute:02}:00Z"));
        prop_assert_eq!(find_date(&format!("it began on {date}, we think")).map(|date| date.to_string()), Some(date.clone()));
        prop_assert_eq!(find_date(&format!("{year:04}{month:02}{day:02}-cart.md")).map(|date| date.to_string()), Some(date));
    }

    #[test]
    fn any_heading_has_a_normal_form(text in prop_oneof![any::<String>(), "[A-Za-z0-9 ().:&/'-]{0,30}"]) {
        let _ = sections_of(&text);
        let normal = normalize(&text);
        prop_assert_eq!(normal.trim(), normal.as_str());
        prop_assert!(!normal.contains("  "), "{normal:?}");
    }

    #[test]
    fn front_matter_gives_back_what_was_put_in(fields in prop::collection::btree_map("[a-z_]{1,12}", leaf_or_list(), 0..8)) {
        let lines: String = fields.iter().map(|(key, value)| format!("{key}: {}\n", value.written())).collect();
        let parsed = yaml::parse(&lines);
        prop_assert_eq!(&parsed.problems, &[], "{}", lines);
        let read: Vec<(String, Written)> =
            parsed.map.fields.iter().map(|field| (field.key.clone(), Written::of(&field.value))).collect();
        let expected: Vec<(String, Written)> = fields.into_iter().collect();
        prop_assert_eq!(&read, &expected, "{}", lines);
        let (document, diagnostics) = parse(Arc::new(SourceFile::new("a.md", format!("---\n{lines}---\nText\n"))));
        let read: Vec<(String, Written)> =
            document.front_matter.fields.fields.iter().map(|field| (field.key.clone(), Written::of(&field.value))).collect();
        prop_assert_eq!(read, expected, "{} {:?}", lines, diagnostics);
    }
}

/// A value of front matter.
#[derive(Debug, Clone, PartialEq)]
enum Written {
    Text(String),
    List(Vec<Written>),
    Map(Vec<(String, Written)>),
}

impl Written {
    /// In YAML's flow style, all texts in quotes.
    fn written(&self) -> String {
        match self {
            Self::Text(text) => serde_json::to_string(text).expect("text"),
            Self::List(values) => format!("[{}]", values.iter().map(Self::written).collect::<Vec<_>>().join(", ")),
            Self::Map(fields) => {
                let fields = fields.iter().map(|(key, value)| format!("{key}: {}", value.written()));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn of(value: &Value) -> Self {
        match &value.node {
            Node::Null => Self::Text("null".to_owned()),
            Node::Scalar(text) => Self::Text(text.clone()),
            Node::List(values) => Self::List(values.iter().map(Self::of).collect()),
            Node::Map(map) => {
                Self::Map(map.fields.iter().map(|field| (field.key.clone(), Self::of(&field.value))).collect())
            }
        }
    }
}

fn leaf_or_list() -> impl Strategy<Value = Written> {
    let text = prop_oneof!["[ -~]{0,20}", "[ä-ö障害🔥\u{301}]{0,6}", Just("null".to_owned()), Just("yes".to_owned())];
    let leaf = text.prop_map(Written::Text);
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Written::List),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|map| Written::Map(map.into_iter().collect())),
        ]
    })
}
