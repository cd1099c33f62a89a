//! The block of fields at the head of a document, split off by gray_matter, with a place for every key and value.
//!
//! `gray_matter` trims the block that it finds and forgets where it stood. So the block is found here first, to the
//! byte, and handed to it between two comment lines that trimming cannot reach; its [`Engine`] reads the block with the
//! readers of [`crate::spanned`], and the offsets that come back are moved to where the block stands in the file.

use gray_matter::engine::Engine;
use gray_matter::{Matter, Pod};

use crate::diagnostics::{Diagnostic, Label, Level, SourceFile, Span};
use crate::spanned::{Field, Map, Node, Parsed, Problem, Value, toml, yaml};

/// The most bytes that are read as fields.
pub const SIZE_LIMIT: usize = 128 * 1024;

/// The form that fields are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

impl Format {
    fn delimiter(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }
}

/// The fields of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The form; `None` when the document has no front matter.
    pub format: Option<Format>,
    /// The whole block with its delimiter lines; empty where there is none.
    pub span: Span,
    /// Keys with values, as far as they could be read.
    pub fields: Map,
    /// Whether something in it could not be read, so that a field may be missing that was written.
    pub is_broken: bool,
}

/// Reads the front matter of a file. Gives it with the offset at which the body begins.
#[must_use]
pub fn parse(file: &SourceFile) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let text = &file.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match find(text, start) {
        Found::None => {
            let diagnostics: Vec<Diagnostic> = missing_opening_line(file, start).into_iter().collect();
            let is_broken = !diagnostics.is_empty();
            (FrontMatter { format: None, span: Span::at(start), fields: Map::default(), is_broken }, start, diagnostics)
        }
        Found::Unclosed { format, opening, body } => {
            let delimiter = format.delimiter();
            let diagnostic = Diagnostic::error(
                "invalid-front-matter",
                &file.path,
                format!("the front matter has no closing `{delimiter}` line"),
            );
            let diagnostic = diagnostic
                .at(opening)
                .label("opened here")
                .help(format!("add a line `{delimiter}` below the last field"));
            let broken = FrontMatter {
                format: Some(format),
                span: Span::new(opening.start, body),
                fields: Map::default(),
                is_broken: true,
            };
            (broken, body, vec![diagnostic])
        }
        Found::Block { format, block, fields, body } if fields.end - fields.start > SIZE_LIMIT => {
            let broken = FrontMatter { format: Some(format), span: block, fields: Map::default(), is_broken: true };
            (broken, body, vec![too_large(file, block)])
        }
        Found::Block { format, block, fields, body } => {
            let parsed = read(format, text, fields);
            let is_broken = parsed.problems.iter().any(|problem| problem.related.is_none());
            let diagnostics = parsed.problems.into_iter().map(|problem| {
                let (code, level) = match problem.related {
                    Some(_) => ("duplicate-key", Level::Warning),
                    None => ("invalid-front-matter", Level::Error),
                };
                problem.into_diagnostic(code, level, &file.path)
            });
            let diagnostics = diagnostics.collect();
            (FrontMatter { format: Some(format), span: block, fields: parsed.map, is_broken }, body, diagnostics)
        }
    }
}

fn too_large(file: &SourceFile, block: Span) -> Diagnostic {
    let limit = SIZE_LIMIT / 1024;
    let opening = Span::new(block.start, block.start + 3);
    Diagnostic::error("invalid-front-matter", &file.path, format!("the front matter is larger than {limit} KiB"))
        .at(opening)
        .help("move what is no field below the closing line")
}

enum Found {
    None,
    Unclosed { format: Format, opening: Span, body: usize },
    Block { format: Format, block: Span, fields: Span, body: usize },
}

/// Finds the delimiter lines. Blank lines may stand before the first.
fn find(text: &str, start: usize) -> Found {
    let mut lines = Lines { text, offset: start };
    let Some((opening, format)) = lines.find_map(|line| match text[line.range()].trim_end() {
        "" => None,
        "---" => Some((line, Some(Format::Yaml))),
        "+++" => Some((line, Some(Format::Toml))),
        _ => Some((line, None)),
    }) else {
        return Found::None;
    };
    let Some(format) = format else { return Found::None };
    let fields_start = lines.offset;
    let closes = |line: &str| line == format.delimiter() || format == Format::Yaml && line == "...";
    let looks_like_fields = Lines { text, offset: fields_start }
        .map(|line| text[line.range()].trim())
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .is_none_or(|line| closes(line) || looks_like_field(line));
    if !looks_like_fields {
        return Found::None;
    }
    for line in lines.by_ref() {
        if closes(text[line.range()].trim_end()) {
            let fields = Span::new(fields_start, line.start);
            return Found::Block { format, block: Span::new(opening.start, line.end), fields, body: lines.offset };
        }
    }
    let opening = opening.trimmed(text);
    let mut rest = Lines { text, offset: fields_start };
    let body = rest.find(|line| {
        let line = text[line.range()].trim();
        line.is_empty() || line.starts_with("# ") || line.starts_with("##")
    });
    Found::Unclosed { format, opening, body: body.map_or(text.len(), |line| line.start) }
}

/// Whether a line can be the first of a front matter block, rather than text below a thematic break.
fn looks_like_field(line: &str) -> bool {
    let Some(end) = line.find([':', '=']) else { return line.starts_with(['-', '{', '[', '&', '?']) };
    let key = line[..end].trim();
    key.starts_with(['[', '{', '"', '\'']) || !key.is_empty() && !key.contains(char::is_whitespace)
}

/// Offsets of lines without their line ends.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.offset >= self.text.len() {
            return None;
        }
        let start = self.offset;
        let newline = self.text[start..].find('\n').map(|length| start + length);
        self.offset = newline.map_or(self.text.len(), |newline| newline + 1);
        let end = newline.unwrap_or(self.text.len());
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }
}

/// A block of `key: value` lines that a `---` line closes and none opens, which Markdown takes for a heading.
fn missing_opening_line(file: &SourceFile, start: usize) -> Option<Diagnostic> {
    const KNOWN: [&str; 6] = ["title:", "status:", "severity:", "date:", "started:", "visibility:"];
    let mut lines = Lines { text: &file.text, offset: start };
    let first = lines.find(|line| !file.slice(*line).trim().is_empty())?;
    if !KNOWN.iter().any(|key| file.slice(first).starts_with(key)) {
        return None;
    }
    let is_closed = lines.take(60).map(|line| file.slice(line).trim_end()).take_while(|line| !line.is_empty());
    is_closed.into_iter().any(|line| line == "---").then(|| {
        Diagnostic::error("invalid-front-matter", &file.path, "the front matter has no opening `---` line")
            .at(first)
            .help("add a line `---` above the first field")
    })
}

/// The comment line that keeps the block from being trimmed, in YAML and TOML alike.
const GUARD: &str = "#\n";

/// Has gray_matter take the block apart, and moves all places to where the block stands in `text`.
fn read(format: Format, text: &str, fields: Span) -> Parsed {
    let block = &text[fields.range()];
    // gray_matter ends lines with a line feed alone, so carriage returns leave a gap in offsets.
    let returns: Vec<usize> = block.match_indices("\r\n").enumerate().map(|(gap, (offset, _))| offset - gap).collect();
    let delimiter = format.delimiter();
    let input = format!("{delimiter}\n{GUARD}{}\n{GUARD}{delimiter}\n", block.replace("\r\n", "\n"));
    let pod = match format {
        Format::Yaml => split::<SpannedYaml>(delimiter, &input),
        Format::Toml => split::<SpannedToml>(delimiter, &input),
    };
    let original = |offset: usize| {
        let offset = offset.saturating_sub(GUARD.len());
        let gaps = returns.partition_point(|place| *place < offset);
        fields.start + offset + gaps
    };
    let place = |span: Span| {
        let moved = Span::new(original(span.start), original(span.end));
        Span::new(moved.start.min(fields.end), moved.end.min(fields.end)).clamp_to(text)
    };
    let mut parsed = pod.and_then(from_pod).unwrap_or_default();
    move_map(&mut parsed.map, &place);
    for problem in &mut parsed.problems {
        problem.span = place(problem.span);
        if let Some(related) = &mut problem.related {
            related.span = place(related.span);
        }
    }
    parsed
}

fn split<E: Engine>(delimiter: &str, input: &str) -> Option<Pod> {
    let mut matter: Matter<E> = Matter::new();
    delimiter.clone_into(&mut matter.delimiter);
    // Neither engine below gives an error: what they find wrong is part of what they give.
    matter.parse::<Pod>(input).ok().and_then(|entity| entity.data)
}

/// YAML for gray_matter, with places.
struct SpannedYaml;

impl Engine for SpannedYaml {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(to_pod(yaml::parse(content)))
    }
}

/// TOML for gray_matter, with places.
struct SpannedToml;

impl Engine for SpannedToml {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(to_pod(toml::parse(content)))
    }
}

/// Packs a tree into gray_matter's own value type: `[start, end, node]`, a map as rows of `[start, end, key, value]`.
fn to_pod(parsed: Parsed) -> Pod {
    let problems = parsed.problems.into_iter().map(|problem| {
        let related = problem.related.map_or(Pod::Null, |label| {
            let mut row = span_to_pod(label.span);
            row.push(Pod::String(label.text));
            Pod::Array(row)
        });
        let mut row = span_to_pod(problem.span);
        let help = problem.help.map_or(Pod::Null, Pod::String);
        row.extend([Pod::String(problem.message), Pod::String(problem.label), related, help]);
        Pod::Array(row)
    });
    let problems = Pod::Array(problems.collect());
    Pod::Array(vec![map_to_pod(parsed.map), problems])
}

fn span_to_pod(span: Span) -> Vec<Pod> {
    [span.start, span.end].map(|offset| Pod::Integer(i64::try_from(offset).unwrap_or(i64::MAX))).into()
}

fn map_to_pod(map: Map) -> Pod {
    let rows = map.fields.into_iter().map(|field| {
        let mut row = span_to_pod(field.key_span);
        row.extend([Pod::String(field.key), value_to_pod(field.value)]);
        Pod::Array(row)
    });
    Pod::Array(rows.collect())
}

fn value_to_pod(value: Value) -> Pod {
    let mut row = span_to_pod(value.span);
    match value.node {
        Node::Null => row.push(Pod::Null),
        Node::Scalar(text) => row.push(Pod::String(text)),
        Node::List(values) => row.push(Pod::Array(values.into_iter().map(value_to_pod).collect())),
        Node::Map(map) => row.extend([Pod::Boolean(true), map_to_pod(map)]),
    }
    Pod::Array(row)
}

/// Unpacks what [`to_pod`] packed.
fn from_pod(pod: Pod) -> Option<Parsed> {
    let [map, Pod::Array(problems)] = array(pod)? else { return None };
    let problems = problems.into_iter().map(|problem| {
        let [start, end, Pod::String(message), Pod::String(label), related, help] = array(problem)? else {
            return None;
        };
        let related = match related {
            Pod::Null => None,
            row => {
                let [start, end, Pod::String(text)] = array(row)? else { return None };
                Some(Label { span: span_from_pod(&start, &end)?, text })
            }
        };
        let help = match help {
            Pod::String(help) => Some(help),
            _ => None,
        };
        Some(Problem { span: span_from_pod(&start, &end)?, message, label, related, help })
    });
    Some(Parsed { map: map_from_pod(map)?, problems: problems.collect::<Option<_>>()? })
}

fn array<const N: usize>(pod: Pod) -> Option<[Pod; N]> {
    match pod {
        Pod::Array(row) => row.try_into().ok(),
        _ => None,
    }
}

fn span_from_pod(start: &Pod, end: &Pod) -> Option<Span> {
    let offset = |pod: &Pod| pod.as_i64().ok().and_then(|offset| usize::try_from(offset).ok());
    Some(Span::new(offset(start)?, offset(end)?))
}

fn map_from_pod(pod: Pod) -> Option<Map> {
    let Pod::Array(rows) = pod else { return None };
    let fields = rows.into_iter().map(|row| {
        let [start, end, Pod::String(key), value] = array(row)? else { return None };
        Some(Field { key, key_span: span_from_pod(&start, &end)?, value: value_from_pod(value)? })
    });
    Some(Map { fields: fields.collect::<Option<_>>()? })
}

fn value_from_pod(pod: Pod) -> Option<Value> {
    let Pod::Array(mut row) = pod else { return None };
    let node = match (row.pop()?, row.len()) {
        (map, 3) => Node::Map(map_from_pod(map)?),
        (Pod::Null, _) => Node::Null,
        (Pod::String(text), _) => Node::Scalar(text),
        (Pod::Array(values), _) => Node::List(values.into_iter().map(value_from_pod).collect::<Option<_>>()?),
        _ => return None,
    };
    Some(Value { span: span_from_pod(row.first()?, row.get(1)?)?, node })
}

fn move_map(map: &mut Map, place: &impl Fn(Span) -> Span) {
    for field in &mut map.fields {
        field.key_span = place(field.key_span);
        move_value(&mut field.value, place);
    }
}

fn move_value(value: &mut Value, place: &impl Fn(Span) -> Span) {
    value.span = place(value.span);
    match &mut value.node {
        Node::Null | Node::Scalar(_) => {}
        Node::List(values) => values.iter_mut().for_each(|value| move_value(value, place)),
        Node::Map(map) => move_map(map, place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (SourceFile, FrontMatter, usize, Vec<Diagnostic>) {
        let file = SourceFile::new("a.md", text);
        let (front_matter, body, diagnostics) = parse(&file);
        (file, front_matter, body, diagnostics)
    }

    #[test]
    fn places_are_those_of_the_file_whatever_its_line_ends() {
        for text in [
            "---\ntitle: Ä b\nlist: [x, y]\n---\nBody\n",
            "\u{feff}---\r\ntitle: Ä b\r\nlist: [x, y]\r\n---\r\nBody\r\n",
            "\n\n---  \n\n  title: Ä b\n  list: [x, y]\n\n...\nBody",
            "+++\r\ntitle = \"Ä b\"\r\nlist = [\"x\", \"y\"]\r\n+++\r\nBody",
        ] {
            let (file, front_matter, body, diagnostics) = parsed(text);
            assert_eq!(diagnostics, [], "{text:?}");
            let title = front_matter.fields.field("title").expect("a title");
            assert_eq!((file.slice(title.key_span), title.value.text()), ("title", Some("Ä b")), "{text:?}");
            assert_eq!(file.slice(title.value.span).trim_matches('"'), "Ä b", "{text:?}");
            let list = front_matter.fields.get("list").expect("a list").list();
            let list: Vec<&str> = list.iter().map(|value| file.slice(value.span).trim_matches('"')).collect();
            assert_eq!(list, ["x", "y"], "{text:?}");
            assert_eq!(file.text[body..].trim(), "Body", "{text:?}");
        }
    }

    #[test]
    fn a_document_without_fields_is_all_body() {
        for text in
            ["", "\u{feff}", "# Title\n", "---\n\nText below a thematic break\n", "text", "--- \ntwo words: yes\n"]
        {
            let (_, front_matter, _, diagnostics) = parsed(text);
            assert_eq!((front_matter.format, diagnostics.len()), (None, 0), "{text:?}");
        }
        let (_, front_matter, body, _) = parsed("---\n---\nBody");
        assert_eq!((front_matter.format, front_matter.fields.is_empty(), body), (Some(Format::Yaml), true, 8));
    }

    #[test]
    fn mistakes_stand_on_their_place() {
        let cases = [
            ("---\ntitle: x\n\n# Body\n", "---", "no closing `---` line"),
            ("+++\ntitle = 1\n", "+++", "no closing `+++` line"),
            ("---\r\na: 1\r\nb: x: y\r\n---\r\n", ": y", "invalid YAML"),
            ("---\r\na: 1\r\n\r\na: 2\r\n---\r\n", "a", "stands here twice"),
            ("title: x\ndate: y\n---\nBody\n", "title: x", "no opening `---` line"),
        ];
        for (text, place, message) in cases {
            let (file, _, _, diagnostics) = parsed(text);
            let [diagnostic] = diagnostics.as_slice() else { panic!("{text:?}: {diagnostics:?}") };
            assert_eq!(diagnostic.span.map(|span| file.slice(span)), Some(place), "{text:?}");
            assert!(diagnostic.message.contains(message), "{text:?}: {}", diagnostic.message);
        }
    }

    #[test]
    fn an_unclosed_block_leaves_the_body_below_it() {
        let (file, front_matter, body, _) = parsed("---\ntitle: x\nstatus: draft\n\n# Heading\n");
        assert!(front_matter.is_broken);
        assert_eq!(file.text[body..].trim(), "# Heading");
    }
}
