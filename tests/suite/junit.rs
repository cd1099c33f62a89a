//! JUnit XML held against the rules that the readers of CI servers agree on: which elements stand in which, which
//! attributes they must and may have, and counts that are true.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What is counted of a suite, or of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Test cases.
    pub tests: usize,
    /// Those with a failure.
    pub failures: usize,
}

/// An element: where it may stand, which attributes it must have, and which it may have.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const ELEMENTS: [Element; 6] = [
    ("testsuites", &[""], &["name", "tests", "failures", "errors"], &["time"]),
    ("testsuite", &["testsuites"], &["name", "tests", "failures", "errors"], &["skipped", "time"]),
    ("testcase", &["testsuite"], &["name", "classname"], &["time"]),
    ("failure", &["testcase"], &["message", "type"], &[]),
    ("system-out", &["testcase", "testsuite"], &[], &[]),
    ("system-err", &["testcase", "testsuite"], &[], &[]),
];

/// Reads a report, and panics where it breaks a rule. Gives what it counts.
pub fn validate(text: &str) -> Counts {
    assert!(text.chars().all(is_allowed), "a character that XML forbids");
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, Counts)> = vec![(String::new(), Counts::default())];
    let mut said: Vec<Counts> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                said.push(element(&start, &open.last().expect("a parent").0));
                open.push((name(&start), own_counts(&start)));
            }
            Event::Empty(empty) => {
                element(&empty, &open.last().expect("a parent").0);
                add(&mut open, own_counts(&empty));
            }
            Event::End(_) => {
                let (name, counts) = open.pop().expect("an open element");
                let said = said.pop().expect("an open element");
                if name.starts_with("testsuite") {
                    assert_eq!(counts, said, "the counts of a {name} are wrong");
                }
                root = Some(counts);
                add(&mut open, counts);
            }
            Event::Eof => break,
            Event::Text(text) => {
                let parent = open.last().expect("a parent").0.as_str();
                let is_blank = text.iter().all(u8::is_ascii_whitespace);
                let may_hold_text = ["failure", "system-out", "system-err"].contains(&parent);
                assert!(is_blank || may_hold_text, "text within {parent:?}");
            }
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    root.expect("a root")
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn name(start: &BytesStart<'_>) -> String {
    String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8")
}

fn own_counts(start: &BytesStart<'_>) -> Counts {
    Counts { tests: usize::from(name(start) == "testcase"), failures: usize::from(name(start) == "failure") }
}

fn add(open: &mut [(String, Counts)], counts: Counts) {
    let parent = &mut open.last_mut().expect("a parent").1;
    parent.tests += counts.tests;
    parent.failures += counts.failures;
}

/// Looks at an element's place and attributes; gives the counts that it says of itself.
fn element(start: &BytesStart<'_>, parent: &str) -> Counts {
    let name = name(start);
    let rule = ELEMENTS.iter().find(|rule| rule.0 == name).unwrap_or_else(|| panic!("unknown element {name}"));
    assert!(rule.1.contains(&parent), "{name} stands within {parent:?}");
    let mut counts = Counts::default();
    let mut found = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.expect("a well-formed attribute, none twice");
        let key = String::from_utf8(attribute.key.as_ref().to_vec()).expect("UTF-8");
        let value = String::from_utf8(attribute.value.to_vec()).expect("UTF-8");
        assert!(rule.2.contains(&key.as_str()) || rule.3.contains(&key.as_str()), "{name} has an attribute {key}");
        let number = || value.parse().unwrap_or_else(|_| panic!("{key} of {name} is no number: {value}"));
        match key.as_str() {
            "tests" => counts.tests = number(),
            "failures" => counts.failures = number(),
            "errors" | "skipped" => assert_eq!(number(), 0, "{key} of {name}"),
            _ => {}
        }
        found.push(key);
    }
    for wanted in rule.2 {
        assert!(found.iter().any(|key| key == wanted), "{name} lacks {wanted}");
    }
    counts
}
