//! What the value of a field may be: the types that a template names, and those that built-in fields have.

use crate::diagnostics::{Span, nearest};
use crate::interpret::canonical;
use crate::model::{DetectedBy, Moment, Status, Visibility};
use crate::spanned::Value;

/// What the value of a field may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// A day with a time of day, or a day alone.
    Time,
    /// A day.
    Date,
    /// A month of a year.
    Month,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// Keys with values.
    Map,
    /// One of a few words.
    Word(Vec<String>),
    /// A word of a vocabulary.
    Term(Vocabulary),
    /// Values in a row, each of a type where one is named.
    List(Option<Box<FieldType>>),
}

/// Words that stand elsewhere than in the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// `severities` of the configuration.
    Severities,
    /// `services` of the configuration.
    Services,
    /// The factor catalogue.
    Factors,
    /// The ids of documents.
    Documents,
}

impl Vocabulary {
    const NAMES: [(Self, &'static str, &'static str); 4] = [
        (Self::Severities, "severity", "severities"),
        (Self::Services, "service", "services"),
        (Self::Factors, "factor", "factors"),
        (Self::Documents, "document", "documents"),
    ];

    /// The word for one of its words.
    #[must_use]
    pub fn singular(self) -> &'static str {
        Self::NAMES.iter().find(|(vocabulary, ..)| *vocabulary == self).map_or("", |(_, singular, _)| singular)
    }

    fn plural(self) -> &'static str {
        Self::NAMES.iter().find(|(vocabulary, ..)| *vocabulary == self).map_or("", |(.., plural)| plural)
    }

    fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix("the ").unwrap_or(text);
        let found = Self::NAMES.iter().find(|(_, singular, plural)| text == *singular || text == *plural);
        found.map(|(vocabulary, ..)| *vocabulary)
    }
}

/// The types of one word, with the word for several.
const SIMPLE: [(&str, &str, FieldType); 8] = [
    ("text", "texts", FieldType::Text),
    ("time", "times", FieldType::Time),
    ("date", "dates", FieldType::Date),
    ("month", "months", FieldType::Month),
    ("number", "numbers", FieldType::Number),
    ("boolean", "booleans", FieldType::Boolean),
    ("map", "maps", FieldType::Map),
    ("list", "lists", FieldType::List(None)),
];

/// What the same types are called elsewhere.
const ELSEWHERE: [(&str, &[&str]); 8] = [
    ("text", &["string", "str", "strings", "word", "words"]),
    ("time", &["datetime", "date-time", "date time", "timestamp", "instant"]),
    ("date", &["day"]),
    ("number", &["int", "integer", "float", "decimal", "numeric", "count"]),
    ("boolean", &["bool", "flag", "yes or no", "yes | no", "true | false"]),
    ("list", &["array", "sequence"]),
    ("map", &["object", "dict", "dictionary", "mapping", "table", "hash"]),
    ("one of …", &["enum", "choice", "either"]),
];

/// Why a text is no type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoType {
    /// It resembles none.
    Unlike,
    /// It resembles one, and what would be right is said.
    Nearly(String),
}

impl FieldType {
    /// Reads the words of a type.
    pub(super) fn read(text: &str) -> Result<Self, NoType> {
        let text = text.trim();
        let folded = text.to_lowercase();
        if let Some((.., found)) = SIMPLE.iter().find(|(name, ..)| *name == folded) {
            return Ok(found.clone());
        }
        if let Some(vocabulary) = Vocabulary::read(&folded).filter(|it| it.singular() == folded) {
            return Ok(Self::Term(vocabulary));
        }
        if let Some(words) = behind(text, "one of") {
            return Self::read_words(words);
        }
        if let Some(inside) = behind(text, "list of") {
            return Self::read_list(inside);
        }
        Err(resembling(&folded))
    }

    fn read_words(text: &str) -> Result<Self, NoType> {
        if let Some(vocabulary) = Vocabulary::read(&text.to_lowercase()) {
            return Ok(Self::Term(vocabulary));
        }
        let words: Vec<String> = text.split('|').map(|word| word.trim().to_owned()).collect();
        if let [word] = words.as_slice() {
            return Err(NoType::Nearly(format!("separate the words with `|`: `one of {word} | …`")));
        }
        if words.iter().any(String::is_empty) {
            return Err(NoType::Nearly("write a word between two `|`".to_owned()));
        }
        let is_repeated = |(place, word): (usize, &String)| words[..place].contains(word);
        if words.len() <= 1000 && words.iter().enumerate().any(is_repeated) {
            return Err(NoType::Nearly("name each word once".to_owned()));
        }
        Ok(Self::Word(words))
    }

    fn read_list(text: &str) -> Result<Self, NoType> {
        let folded = text.to_lowercase();
        let of = |inside: Self| Ok(Self::List(Some(Box::new(inside))));
        if let Some(vocabulary) = Vocabulary::read(&folded) {
            return of(Self::Term(vocabulary));
        }
        if let Some((.., found)) = SIMPLE.iter().find(|(name, several, _)| folded == *name || folded == *several) {
            return match found {
                Self::List(_) => Err(NoType::Nearly("a list of lists cannot be held; write `list`".to_owned())),
                _ => of(found.clone()),
            };
        }
        if let Some(words) = behind(text, "one of") {
            return Self::read_words(words).and_then(of);
        }
        if text.contains('|') {
            return Self::read_words(text).and_then(of);
        }
        let names = SIMPLE.iter().map(|(_, several, _)| *several);
        let near = nearest(&folded, names.chain(Vocabulary::NAMES.iter().map(|(.., plural)| *plural)));
        let help = match near {
            Some(near) => format!("did you mean `list of {near}`?"),
            None => "a list is one of text, times, dates, numbers, services, severities, factors, documents, or \
                     `list of one of a | b`"
                .to_owned(),
        };
        Err(NoType::Nearly(help))
    }

    /// The type as a template writes it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Word(words) => format!("one of {}", words.join(" | ")),
            Self::Term(vocabulary) => vocabulary.singular().to_owned(),
            Self::List(None) => "list".to_owned(),
            Self::List(Some(inside)) => match inside.as_ref() {
                Self::Term(vocabulary) => format!("list of {}", vocabulary.plural()),
                Self::Word(words) => format!("list of one of {}", words.join(" | ")),
                Self::Text => "list of text".to_owned(),
                other => format!("list of {}s", other.words()),
            },
            simple => SIMPLE.iter().find(|(.., known)| known == simple).map_or("", |(name, ..)| name).to_owned(),
        }
    }

    /// What a field of Afterword's own holds, under whichever of its spellings; `None` for one of the team's.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let words = |words: &[&str]| Self::Word(words.iter().map(|word| (*word).to_owned()).collect());
        let list = |inside| Self::List(Some(Box::new(inside)));
        Some(match canonical(name)? {
            "started" | "detected" | "responded" | "mitigated" | "resolved" | "published" | "date" => Self::Time,
            "status" => words(&["draft", "in-review", "published"]),
            "visibility" => words(&["internal", "public"]),
            "detected_by" => words(&DetectedBy::ALL.map(DetectedBy::as_str)),
            "severity" => Self::Term(Vocabulary::Severities),
            "services" => list(Self::Term(Vocabulary::Services)),
            "contributing_factors" => list(Self::Term(Vocabulary::Factors)),
            "related" | "anticipated_by" => list(Self::Term(Vocabulary::Documents)),
            "authors" | "tags" => list(Self::Text),
            "impact" | "roles" => Self::Map,
            "featured" => Self::Month,
            "draft" => Self::Boolean,
            _ => Self::Text,
        })
    }

    /// Whether a template may say this of a field of Afterword's own. The error says what would be right.
    pub(super) fn fits(&self, name: &str) -> Result<(), String> {
        let Some(known) = canonical(name) else { return Ok(()) };
        let Some(meant) = Self::built_in(name) else { return Ok(()) };
        let is_known_word = |word: &str| match known {
            "status" => Status::parse(word).is_some(),
            "visibility" => Visibility::parse(word).is_some(),
            "detected_by" => DetectedBy::parse(word).is_some(),
            _ => true,
        };
        let fits = match (self, &meant) {
            (Self::Word(words), Self::Word(_)) => {
                if let Some(word) = words.iter().find(|word| !is_known_word(word)) {
                    return Err(format!("`{known}` does not know the word `{word}`; use words of `{}`", meant.words()));
                }
                true
            }
            (Self::Word(_) | Self::Text, Self::Text | Self::Term(_))
            | (Self::Date, Self::Time)
            | (Self::Text, Self::Month | Self::Word(_))
            | (Self::List(None), Self::List(_) | Self::Map)
            | (Self::Text | Self::List(_), Self::Map) => true,
            (Self::List(Some(inside)), Self::List(Some(meant))) => {
                inside == meant || matches!(inside.as_ref(), Self::Text | Self::Word(_))
            }
            _ => *self == meant,
        };
        if fits { Ok(()) } else { Err(format!("`{known}` is `{}`; write that, or rename the field", meant.words())) }
    }
}

/// What follows a beginning and a space, whatever the case of the beginning.
fn behind<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    let rest = &text[start.len()..];
    (head.eq_ignore_ascii_case(start) && rest.starts_with(' ')).then(|| rest.trim())
}

fn resembling(folded: &str) -> NoType {
    let elsewhere = ELSEWHERE.iter().find(|(_, others)| others.contains(&folded)).map(|(name, _)| *name);
    let vocabularies = Vocabulary::NAMES.iter().map(|(_, singular, _)| *singular);
    let near = || nearest(folded, SIMPLE.iter().map(|(name, ..)| *name).chain(vocabularies));
    let starts = || {
        let start: String = folded.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        nearest(&start, ["one of", "list of"]).filter(|near| *near != start && folded.len() > start.len())
    };
    match (elsewhere.or_else(near), starts()) {
        (Some(near), _) => NoType::Nearly(format!("did you mean `{near}`?")),
        (None, Some(near)) => NoType::Nearly(format!("did you mean `{near} …`?")),
        (None, None) => NoType::Unlike,
    }
}

/// A value that is not what its field may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Where.
    pub span: Span,
    /// What it should be, to stand behind the name of the field: "must be a number".
    pub expected: String,
    /// The text that stands there; `None` for a list or a map.
    pub found: Option<String>,
    /// Whether it is a word of the right type, only none of those that the template names.
    pub is_unknown_word: bool,
    /// What to do next.
    pub help: String,
}

impl FieldType {
    /// What is wrong with a value. Nothing is wrong with none, nor with what `is_placeholder` knows; words of a vocabulary
    /// are anybody's.
    #[must_use]
    pub fn mismatches(&self, value: &Value, is_placeholder: &dyn Fn(&str) -> bool) -> Vec<Mismatch> {
        if value.is_empty() {
            return Vec::new();
        }
        match self {
            Self::Map => {
                let found = Some(value).filter(|value| value.map().is_none());
                found.map(|value| mismatch(value, "must be a map", "write keys with values")).into_iter().collect()
            }
            Self::List(None) => {
                let found = Some(value).filter(|value| value.map().is_some());
                found.map(|value| mismatch(value, "must be a list", "write `[…]`")).into_iter().collect()
            }
            Self::List(Some(inside)) => {
                value.list().iter().flat_map(|value| inside.mismatches(value, is_placeholder)).collect()
            }
            _ => self.mismatch_of_one(value, is_placeholder).into_iter().collect(),
        }
    }

    fn mismatch_of_one(&self, value: &Value, is_placeholder: &dyn Fn(&str) -> bool) -> Option<Mismatch> {
        let named = || value.map()?.get("name")?.text();
        let is_text = matches!(self, Self::Text | Self::Term(_));
        let Some(text) = value.text().or_else(|| named().filter(|_| is_text)) else {
            return Some(mismatch(value, "must be text", ""));
        };
        if is_placeholder(text) {
            return None;
        }
        let (is_right, expected, help) = match self {
            Self::Time => (Moment::parse(text).is_some(), "must be a time", "write it as `2026-03-04T09:12:00Z`"),
            Self::Date => (is_day(text), "must be a date", "write it as `2026-03-04`"),
            Self::Month => (is_month(text), "must be a month", "write it as `2026-03`"),
            Self::Number => (is_number(text), "must be a number", "write digits alone, and units into the name"),
            Self::Boolean => (value.truth().is_some(), "must be `true` or `false`", ""),
            Self::Word(words) => return unknown_word(value, text, words),
            _ => (true, "", ""),
        };
        (!is_right).then(|| mismatch(value, expected, help))
    }
}

fn mismatch(value: &Value, expected: &str, help: &str) -> Mismatch {
    Mismatch {
        span: value.span,
        expected: expected.to_owned(),
        found: value.text().map(str::to_owned),
        is_unknown_word: false,
        help: help.to_owned(),
    }
}

fn unknown_word(value: &Value, text: &str, words: &[String]) -> Option<Mismatch> {
    let folded = text.to_lowercase();
    if words.iter().any(|word| word.to_lowercase() == folded) {
        return None;
    }
    let help = match nearest(text, words.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", crate::config::list_of_code(words.iter().map(String::as_str))),
    };
    Some(Mismatch { is_unknown_word: true, ..mismatch(value, "must be one of its words", &help) })
}

fn is_day(text: &str) -> bool {
    text.len() == "2026-03-04".len() && Moment::parse(text).is_some_and(|moment| moment.whole_day)
}

fn is_month(text: &str) -> bool {
    text.len() == "2026-03".len() && is_day(&format!("{text}-01"))
}

/// A whole or decimal number, with `_` between its digits if that helps the eye.
fn is_number(text: &str) -> bool {
    text.replace('_', "").parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_as_they_are_written() {
        for text in [
            "text",
            "time",
            "date",
            "month",
            "number",
            "boolean",
            "map",
            "list",
            "severity",
            "service",
            "one of a | b c",
            "list of text",
            "list of dates",
            "list of services",
            "list of factors",
            "list of documents",
            "list of one of a | b",
        ] {
            assert_eq!(FieldType::read(text).map(|found| found.words()).as_deref(), Ok(text));
        }
        for (text, words) in [
            ("Text", "text"),
            ("one of severities", "severity"),
            ("one of the services", "service"),
            ("list of text", "list of text"),
            ("list of a | b", "list of one of a | b"),
            ("list of numbers", "list of numbers"),
        ] {
            assert_eq!(FieldType::read(text).map(|found| found.words()).as_deref(), Ok(words));
        }
    }

    #[test]
    fn what_is_no_type_says_what_would_be() {
        for (text, help) in [
            ("string", "did you mean `text`?"),
            ("tiem", "did you mean `time`?"),
            ("int", "did you mean `number`?"),
            ("one off a | b", "did you mean `one of …`?"),
            ("list of servces", "did you mean `list of services`?"),
            ("one of a", "separate the words"),
            ("one of a | | b", "write a word"),
            ("one of a | a", "each word once"),
            ("list of lists", "list of lists"),
        ] {
            let Err(NoType::Nearly(found)) = FieldType::read(text) else { panic!("{text}") };
            assert!(found.contains(help), "{text}: {found}");
        }
        assert_eq!(FieldType::read("what we knew"), Err(NoType::Unlike));
        assert_eq!(FieldType::read(""), Err(NoType::Unlike));
    }

    #[test]
    fn a_built_in_field_keeps_its_meaning() {
        for (name, text, fits) in [
            ("started", "number", false),
            ("started_at", "time", true),
            ("started", "date", true),
            ("status", "one of draft | published", true),
            ("status", "one of draft | done", false),
            ("severity", "one of low | high", true),
            ("severity", "list", false),
            ("services", "list of services", true),
            ("services", "text", false),
            ("weather", "number", true),
        ] {
            let found = FieldType::read(text).expect("a type").fits(name);
            assert_eq!(found.is_ok(), fits, "{name}: {text}: {found:?}");
        }
    }

    #[test]
    fn values_are_held_against_types() {
        let value = |text: &str| crate::spanned::yaml::parse(&format!("key: {text}\n")).map.fields[0].value.clone();
        for (words, text, count) in [
            ("number", "12", 0),
            ("number", "1_200.5", 0),
            ("number", "12 customers", 1),
            ("number", "nan", 1),
            ("boolean", "yes", 0),
            ("boolean", "maybe", 1),
            ("date", "2026-03-04", 0),
            ("date", "2026-03-04T10:00Z", 1),
            ("month", "2026-03", 0),
            ("month", "2026-13", 1),
            ("time", "2026-03-04T10:00Z", 0),
            ("time", "noon", 1),
            ("text", "[a]", 1),
            ("map", "{a: b}", 0),
            ("map", "a", 1),
            ("list", "a", 0),
            ("list", "{a: b}", 1),
            ("list of numbers", "[1, x, 2, y]", 2),
            ("list of text", "[{name: a}, {b: c}]", 1),
            ("one of sun | heavy rain", "Heavy Rain", 0),
            ("one of sun | heavy rain", "snow", 1),
            ("number", "", 0),
        ] {
            let found = FieldType::read(words).expect("a type").mismatches(&value(text), &|_| false);
            assert_eq!(found.len(), count, "{words}: {text}: {found:?}");
        }
    }
}
