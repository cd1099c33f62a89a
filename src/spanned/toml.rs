//! TOML into a tree with spans, on the `toml` crate's own spanned table.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Field, Map, Node, Parsed, Problem, Value};
use crate::diagnostics::Span;

/// Reads a TOML document. What can be read of a broken one is read.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors
        .into_iter()
        .map(|error| {
            let span = error.span().map_or(Span::default(), Span::from).clamp_to(text);
            Problem::new(span, format!("invalid TOML: {}", error.message().trim_end_matches('.')))
        })
        .collect();
    Parsed { map: map(table.get_ref(), text), problems }
}

fn map(table: &DeTable<'_>, text: &str) -> Map {
    let fields = table
        .iter()
        .map(|(key, field)| Field {
            key: key.get_ref().to_string(),
            key_span: Span::from(key.span()).clamp_to(text),
            value: value(field, text),
        })
        .collect();
    Map { fields }
}

fn value(value: &Spanned<DeValue<'_>>, text: &str) -> Value {
    let span = Span::from(value.span()).clamp_to(text);
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Scalar(text.to_string()),
        DeValue::Integer(number) => Node::Scalar(number.to_string()),
        DeValue::Float(number) => Node::Scalar(number.to_string()),
        DeValue::Boolean(truth) => Node::Scalar(truth.to_string()),
        DeValue::Datetime(time) => Node::Scalar(time.to_string()),
        DeValue::Array(values) => Node::List(values.iter().map(|inner| self::value(inner, text)).collect()),
        DeValue::Table(table) => Node::Map(map(table, text)),
    };
    Value { span, node }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values_with_their_places() {
        let text = "title = \"A\"\nwhen = 2026-03-04T09:12:00Z\n[extra]\nn = [1, 2.5]\n";
        let parsed = parse(text);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.map.get("title").and_then(Value::text), Some("A"));
        assert_eq!(parsed.map.get("when").and_then(Value::text), Some("2026-03-04T09:12:00Z"));
        let numbers = parsed.map.get("extra").and_then(Value::map).and_then(|map| map.get("n")).map(Value::list);
        let numbers: Vec<&str> = numbers.unwrap_or_default().iter().map(|value| &text[value.span.range()]).collect();
        assert_eq!(numbers, ["1", "2.5"]);
    }

    #[test]
    fn a_mistake_is_a_problem_on_its_place() {
        let text = "title = \"A\"\nbroken = = 2\nafter = 1\ntitle = 3\n";
        let parsed = parse(text);
        assert!(parsed.problems.iter().any(|problem| text[..problem.span.start].contains("broken")), "{parsed:?}");
        assert_eq!(parsed.map.get("title").and_then(Value::text), Some("A"));
        assert_eq!(parsed.map.get("after").and_then(Value::text), Some("1"));
    }

    #[test]
    fn deep_nesting_does_not_overflow() {
        let parsed = parse(&("a = ".to_owned() + &"[".repeat(100_000)));
        assert!(!parsed.problems.is_empty());
    }
}
