//! YAML into a tree with spans, on granit's event parser.
//!
//! Nesting, aliases and size are bounded, so that no input costs more than milliseconds: [`DEPTH_LIMIT`] levels,
//! [`NODE_LIMIT`] nodes with every alias expanded. `<<` merges the maps that it names, as YAML 1.1 has it.

use std::collections::{BTreeMap, HashMap};

use granit_parser::{Event, Parser, ScalarStyle, options};

use super::{DEPTH_LIMIT, Field, Map, NODE_LIMIT, Node, Parsed, Problem, Value};
use crate::diagnostics::Span;

/// Reads a YAML mapping. An empty text is an empty map; anything but a map is a problem.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut builder =
        Builder { text, open: Vec::new(), root: None, anchors: BTreeMap::new(), nodes: 0, problems: vec![] };
    if let Err(problem) = builder.read() {
        builder.problems.push(*problem);
        builder.close_all();
    }
    let map = match builder.root {
        None | Some(Value { node: Node::Null, .. }) => Map::default(),
        Some(Value { node: Node::Map(map), .. }) => map,
        Some(other) => {
            builder.problems.push(Problem {
                label: "not a `key: value` line".to_owned(),
                help: Some("write one `key: value` a line, such as `title: …`".to_owned()),
                ..Problem::new(other.span, format!("expected keys with values, found {}", other.describe()))
            });
            Map::default()
        }
    };
    Parsed { map, problems: builder.problems }
}

/// A list or map that is not closed yet.
enum Open {
    List {
        start: usize,
        anchor: usize,
        values: Vec<Value>,
    },
    Map {
        start: usize,
        anchor: usize,
        map: Map,
        places: HashMap<String, usize>,
        key: Option<(String, Span)>,
        merges: Vec<Value>,
    },
}

struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    root: Option<Value>,
    anchors: BTreeMap<usize, (Value, usize)>,
    nodes: usize,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn read(&mut self) -> Result<(), Box<Problem>> {
        let options = options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            flow_nesting_limit: DEPTH_LIMIT,
            block_nesting_limit: DEPTH_LIMIT,
        };
        let text = self.text;
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, place) = event.map_err(|error| {
                let offset = error.marker().byte_offset().unwrap_or(0);
                Box::new(syntax_problem(text, offset, &error.info()))
            })?;
            let span = place.byte_range().map_or(Span::default(), Span::from).clamp_to(text);
            self.take(event, span)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Box<Problem>> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = match (style, text.as_ref()) {
                    (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Node::Null,
                    _ => Node::Scalar(text.into_owned()),
                };
                self.count(1, span)?;
                let value = Value { span, node };
                self.remember(anchor, &value, size_of(&value));
                self.place(value);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open.push(Open::List { start: span.start, anchor, values: Vec::new() });
            }
            Event::MappingStart(_, anchor, _) => {
                let (map, places) = (Map::default(), HashMap::new());
                self.open.push(Open::Map { start: span.start, anchor, map, places, key: None, merges: vec![] });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end)?,
            Event::Alias(anchor) => {
                let Some((value, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(Box::new(Problem::new(span, "this alias names a value that holds it")));
                };
                self.count(size, span)?;
                self.place(Value { span, node: value.node });
            }
            Event::UnresolvedAlias(name) => {
                self.problems.push(Problem {
                    help: Some(format!("write quotes around it, if text that begins with `*` is meant: \"*{name}\"")),
                    ..Problem::new(span, format!("the alias `*{name}` names no anchor"))
                });
                self.place(Value { span, node: Node::Null });
            }
            Event::DocumentStart(true, _) if self.root.is_some() => {
                return Err(Box::new(Problem::new(span, "a second YAML document begins here")));
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds to the count of nodes, which bounds what aliases can make of a small text.
    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Box<Problem>> {
        self.nodes += nodes;
        if self.nodes <= NODE_LIMIT {
            return Ok(());
        }
        Err(Box::new(Problem {
            help: Some("write the values out, or fewer of them".to_owned()),
            ..Problem::new(span, format!("more than {NODE_LIMIT} values, aliases counted as what they stand for"))
        }))
    }

    fn remember(&mut self, anchor: usize, value: &Value, size: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), size));
        }
    }

    /// Puts a finished value where it belongs: into the innermost open list or map, or at the root.
    fn place(&mut self, value: Value) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(value);
            }
            Some(Open::List { values, .. }) => values.push(value),
            Some(Open::Map { map, places, key, merges, .. }) => match key.take() {
                None => *key = Some(key_of(value, self.text, &mut self.problems)),
                Some((key, _)) if key == "<<" => merges.push(value),
                Some((key, key_span)) => match places.get(&key).and_then(|place| map.fields.get(*place)) {
                    Some(first) => self.problems.push(Problem::duplicate_key(&key, key_span, first.key_span)),
                    None => {
                        places.insert(key.clone(), map.fields.len());
                        map.fields.push(Field { key, key_span, value });
                    }
                },
            },
        }
    }

    fn close(&mut self, end: usize) -> Result<(), Box<Problem>> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let (value, anchor) = match open {
            Open::List { start, anchor, values } => {
                (Value { span: self.written(start, end), node: Node::List(values) }, anchor)
            }
            Open::Map { start, anchor, mut map, mut places, merges, .. } => {
                let merged = merges.iter().flat_map(Value::list).filter_map(Value::map);
                for field in merged.flat_map(|merged| &merged.fields) {
                    if !places.contains_key(&field.key) {
                        places.insert(field.key.clone(), map.fields.len());
                        map.fields.push(field.clone());
                    }
                }
                (Value { span: self.written(start, end), node: Node::Map(map) }, anchor)
            }
        };
        self.count(1, value.span)?;
        if anchor > 0 {
            let size = size_of(&value);
            self.remember(anchor, &value, size);
        }
        self.place(value);
        Ok(())
    }

    /// The span of a list or map without the white space that block style ends with.
    fn written(&self, start: usize, end: usize) -> Span {
        Span::new(start, end).clamp_to(self.text).trimmed(self.text)
    }

    /// Closes what an error left open, so that everything read until then counts.
    fn close_all(&mut self) {
        while !self.open.is_empty() {
            if self.close(self.text.len()).is_err() {
                self.open.clear();
            }
        }
    }
}

fn key_of(value: Value, text: &str, problems: &mut Vec<Problem>) -> (String, Span) {
    let span = value.span;
    match value.node {
        Node::Scalar(key) => (key, span),
        Node::Null => ("null".to_owned(), span),
        Node::List(_) | Node::Map(_) => {
            problems.push(Problem::new(span, "a list or a map cannot be a key"));
            (text[span.range()].to_owned(), span)
        }
    }
}

/// What an alias of a value counts for: its values, and one more for every 64 bytes of text, which it copies.
fn size_of(value: &Value) -> usize {
    match &value.node {
        Node::Null => 1,
        Node::Scalar(text) => 1 + text.len() / 64,
        Node::List(values) => 1 + values.iter().map(size_of).sum::<usize>(),
        Node::Map(map) => 1 + map.fields.iter().map(|field| size_of(&field.value)).sum::<usize>(),
    }
}

/// Words the parser's complaint for authors, on the line where it stands.
fn syntax_problem(text: &str, offset: usize, info: &str) -> Problem {
    let at = Span::at(offset.min(text.len())).clamp_to(text).start;
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let rest = Span::new(at, line_end).trimmed(text);
    let span = if rest.is_empty() { Span::new(line_start, line_end).trimmed(text) } else { rest };
    let line = &text[line_start..line_end];
    let help = if line.contains('\t') && line.trim_start_matches(' ').starts_with('\t') {
        Some("indent with spaces; YAML does not allow tabs there".to_owned())
    } else if line.split_once(": ").is_some_and(|(_, value)| value.contains(": ")) {
        Some("put the value in quotes, since it contains a colon followed by a space".to_owned())
    } else {
        None
    };
    Problem { help, ..Problem::new(span, format!("invalid YAML: {info}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &Value) -> String {
        match &value.node {
            Node::Null => "null".to_owned(),
            Node::Scalar(text) => format!("{text:?}"),
            Node::List(values) => format!("[{}]", values.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Node::Map(map) => {
                let fields = map.fields.iter().map(|field| format!("{}: {}", field.key, shown(&field.value)));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn tree(text: &str) -> String {
        let parsed = parse(text);
        assert_eq!(parsed.problems, [], "{text}");
        shown(&Value { span: Span::default(), node: Node::Map(parsed.map) })
    }

    #[test]
    fn reads_what_front_matter_holds() {
        assert_eq!(
            tree("a: 1\nb: [x, 'y z']\nc:\n  - yes\n  - 2026-03-04\n"),
            r#"{a: "1", b: ["x", "y z"], c: ["yes", "2026-03-04"]}"#
        );
        assert_eq!(tree("a: {b: ~, c: \"\"}"), r#"{a: {b: null, c: ""}}"#);
        assert_eq!(tree(""), "{}");
        assert_eq!(tree("# only a comment\n"), "{}");
        assert_eq!(tree("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}"), r#"{x: {a: "1", b: "2"}, y: {b: "3", a: "1"}}"#);
    }

    #[test]
    fn every_key_and_value_knows_its_place() {
        let text = "título: 'ä: b'\nlist:\n  - one\n";
        let parsed = parse(text);
        let places: Vec<&str> = parsed
            .map
            .fields
            .iter()
            .flat_map(|field| [&text[field.key_span.range()], &text[field.value.span.range()]])
            .collect();
        assert_eq!(places, ["título", "'ä: b'", "list", "- one"]);
    }

    #[test]
    fn problems_stand_on_their_place_and_what_was_read_stays() {
        let cases = [
            ("a: 1\na: 2\n", "a", "stands here twice"),
            ("a: 1\nb: x: y\n", ": y", "invalid YAML"),
            ("a: *nothing\n", "*nothing", "names no anchor"),
            ("just text", "just text", "expected keys with values"),
            ("- a\n- b", "- a\n- b", "found a list"),
        ];
        for (text, place, message) in cases {
            let parsed = parse(text);
            let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
            assert_eq!(&text[problem.span.range()], place, "{text}");
            assert!(problem.message.contains(message), "{text}: {}", problem.message);
        }
        assert_eq!(parse("a: 1\nb: x: y\n").map.get("a").and_then(Value::text), Some("1"));
    }

    #[test]
    fn an_alias_bomb_and_deep_nesting_are_problems() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let inner = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
        }
        assert!(parse(&bomb).problems.iter().any(|problem| problem.message.contains("more than 20000 values")));
        let copies = format!("a: &a {}\nb: [{}]\n", "x".repeat(50_000), "*a, ".repeat(10_000));
        assert!(parse(&copies).problems.iter().any(|problem| problem.message.contains("more than 20000 values")));
        for deep in ["a: ".to_owned() + &"[".repeat(10_000), (0..3_000).map(|i| " ".repeat(i) + "a:\n").collect()] {
            assert_eq!(parse(&deep).problems.len(), 1);
        }
        assert!(!parse("a: &a [*a]").problems.is_empty());
    }
}
