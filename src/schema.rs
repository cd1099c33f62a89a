//! JSON Schema of front matter: what the template of a kind and the vocabularies ask for, in a form that editors know.
//!
//! Takes a [`Template`] and the [`KnowledgeBase`] whose words it may use; gives a schema of draft 2020-12. It accepts every
//! spelling that a document may use; fields that neither names are anybody's own.

use serde_json::{Map, Value, json};

use crate::checks;
use crate::interpret::{canonical, synonyms};
use crate::knowledge::KnowledgeBase;
use crate::model::Status;
use crate::template::{FieldType, Requirement, Template, TemplateField, Vocabulary};

/// The dialect of the schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Days and times as [`crate::model::Moment::parse`] reads them.
const TIME: &str = r"^\s*(?:[+-]\d\d)?\d{4}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[Tt ](?:[01]\d|2[0-4])(?::?[0-5]\d(?::?[0-6]\d(?:[.,]\d+)?)?)?\s*(?:[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?)?(?:\[[^\]]*\])*)?\s*$";

/// A day alone.
const DATE: &str = r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$";

/// A month of a year.
const MONTH: &str = r"^\d{4}-(?:0[1-9]|1[0-2])$";

/// Makes the schema of the front matter of a kind.
#[must_use]
pub fn front_matter(template: &Template, knowledge: &KnowledgeBase) -> Value {
    let kind = template.kind.as_str().replace('-', " ");
    let writer = Writer { knowledge };
    let properties: Map<String, Value> =
        template.fields.iter().map(|field| (field.name.clone(), writer.property(field))).collect();
    let of = |requirement| template.fields.iter().filter(move |field| field.requirement == requirement);
    let mut schema = json!({
        "$schema": DIALECT,
        "title": format!("Front matter of a {kind}"),
        "description": format!("What `{}` asks for. Made by `afterword schema`.", template.file.path),
        "type": "object",
        "properties": properties,
        "additionalProperties": true,
    });
    let (alone, several): (Vec<_>, Vec<_>) =
        of(Requirement::Required).partition(|field| spellings(&field.name).len() == 1);
    if !alone.is_empty() {
        schema["required"] = alone.iter().map(|field| field.name.as_str()).collect();
    }
    if !several.is_empty() {
        schema["allOf"] = several.iter().map(|field| present(&field.name)).collect();
    }
    let once_published: Vec<&TemplateField> = of(Requirement::RequiredOncePublished).collect();
    if !once_published.is_empty() {
        let filled: Map<String, Value> =
            once_published.iter().map(|field| (field.name.clone(), json!({"not": {"enum": [null, "", []]}}))).collect();
        schema["if"] = json!({"properties": {"status": {"type": "string", "pattern": published_words()}}});
        schema["then"] = json!({
            "allOf": once_published.iter().map(|field| present(&field.name)).collect::<Value>(),
            "properties": filled,
        });
    }
    schema
}

/// The names under which a field of Afterword's own may stand, the template's first.
fn spellings(name: &str) -> Vec<String> {
    let known = canonical(name);
    // A start may be a day, and a title is never anything else than a name.
    let day = known.filter(|known| *known == "started").map(|_| "date");
    let others = known.into_iter().chain(known.into_iter().flat_map(synonyms).copied()).chain(day);
    let mut spellings = vec![name.to_owned()];
    for spelling in others.flat_map(written) {
        let is_new = !spellings.contains(&spelling);
        // One word in lowercase is all there is to a name without another.
        if is_new && (known.is_some_and(|known| !synonyms(known).is_empty()) || spelling.contains(['_', '-'])) {
            spellings.push(spelling);
        }
    }
    spellings
}

/// A name as people write it: `resolved_at`, `resolved-at`, `resolvedAt`, `Resolved at`.
fn written(name: &str) -> Vec<String> {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    let camel = words.fold(first, |text, word| text + &capitalised(word));
    vec![name.to_owned(), name.replace('_', "-"), camel, capitalised(&name.replace('_', " "))]
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// That a field stands there under one of its names.
fn present(name: &str) -> Value {
    let spellings: Vec<Value> = spellings(name).into_iter().map(|spelling| json!({"required": [spelling]})).collect();
    if let [one] = spellings.as_slice() { one.clone() } else { json!({ "anyOf": spellings }) }
}

/// The words that say that a document is published.
fn published_words() -> String {
    let words: Vec<&str> = words_for(Status::Published).collect();
    any_case(&words)
}

fn words_for(status: Status) -> impl Iterator<Item = &'static str> {
    Status::WORDS.into_iter().filter(move |(_, known)| *known == status).map(|(word, _)| word)
}

struct Writer<'a> {
    knowledge: &'a KnowledgeBase,
}

/// What a value may be, as alternatives.
type Alternatives = Vec<Value>;

impl Writer<'_> {
    fn property(&self, field: &TemplateField) -> Value {
        let is_required = field.requirement == Requirement::Required;
        let built_in = canonical(&field.name);
        let mut alternatives = match field.field_type() {
            Some(field_type) => self.alternatives(&field_type, built_in),
            None => Vec::new(),
        };
        if is_required {
            alternatives = alternatives.into_iter().map(filled).collect();
        } else if !alternatives.is_empty() {
            alternatives.push(json!({"type": "null"}));
        }
        let mut property = one_of_many(alternatives);
        let when = match field.requirement {
            Requirement::RequiredOncePublished => " (required once published)",
            Requirement::Recommended => " (recommended)",
            Requirement::Required | Requirement::Optional => "",
        };
        let description = format!("{}{when}", field.guidance);
        if !description.trim().is_empty() {
            property["description"] = json!(description.trim());
        }
        if !field.default.is_empty() {
            property["default"] = typed(&field.default);
        }
        let example = field.placeholder.trim_start_matches('<').trim_end_matches('>');
        if matches!(field.field_type(), Some(FieldType::Time | FieldType::Date | FieldType::Month))
            && !example.is_empty()
        {
            property["examples"] = json!([example]);
        }
        property
    }

    fn alternatives(&self, field_type: &FieldType, built_in: Option<&str>) -> Alternatives {
        let number = r"^\s*[+-]?(?:[\d_]*\.)?[\d_]*\d[\d_]*\.?(?:[eE][+-]?\d+)?\s*$";
        let truth = any_case(&["true", "false", "yes", "no", "on", "off"]);
        match field_type {
            FieldType::Text => vec![json!({"type": ["string", "number", "boolean"]})],
            FieldType::Time => vec![json!({"type": "string", "pattern": TIME})],
            // A field of Afterword's own may say more than the day.
            FieldType::Date if built_in.is_some() => vec![json!({"type": "string", "pattern": TIME})],
            FieldType::Date => vec![json!({"type": "string", "pattern": DATE})],
            FieldType::Month if built_in.is_some() => vec![json!({"type": "string"})],
            FieldType::Month => vec![json!({"type": "string", "pattern": MONTH})],
            FieldType::Number => vec![json!({"type": ["number", "string"], "pattern": number})],
            FieldType::Boolean => vec![json!({"type": ["boolean", "string"], "pattern": truth})],
            FieldType::Map if built_in.is_some() => {
                vec![json!({"type": ["object", "array", "string", "number", "boolean"]})]
            }
            FieldType::Map => vec![json!({"type": "object"})],
            FieldType::Word(words) => words_alternatives(words, built_in),
            FieldType::Term(vocabulary) => self.terms(*vocabulary),
            FieldType::List(None) => vec![json!({"type": ["array", "string", "number", "boolean"]})],
            FieldType::List(Some(inside)) => self.list(inside, built_in),
        }
    }

    /// A list, or one value alone.
    fn list(&self, inside: &FieldType, built_in: Option<&str>) -> Alternatives {
        let mut of_one = self.alternatives(inside, built_in);
        if matches!(inside, FieldType::Text | FieldType::Term(_)) {
            of_one.push(json!({"type": "object", "required": ["name"]}));
        }
        let mut in_list = of_one.clone();
        in_list.push(json!({"type": "null"}));
        let mut alternatives = vec![json!({"type": "array", "items": one_of_many(in_list)})];
        alternatives.extend(of_one);
        alternatives
    }

    /// The words of a vocabulary; any where it lists none, or where nobody checks them.
    fn terms(&self, vocabulary: Vocabulary) -> Alternatives {
        let config = &self.knowledge.config;
        let is_checked = |rule: &str| checks::rule(rule).is_some_and(|rule| rule.level_in(config).is_some());
        let (ids, others): (Vec<&str>, Vec<&str>) = match vocabulary {
            Vocabulary::Severities if is_checked("unknown-severity") => {
                config.severities.iter().map(|term| (term.id.as_str(), term.title.as_str())).unzip()
            }
            Vocabulary::Services if is_checked("unknown-service") => {
                config.services.iter().map(|term| (term.id.as_str(), term.title.as_str())).unzip()
            }
            Vocabulary::Factors if is_checked("unknown-factor") => {
                // Factors that are only named, but described nowhere, are no vocabulary.
                let catalogue = || self.knowledge.factors.values().filter(|factor| factor.path.is_some());
                let aliases = catalogue().flat_map(|factor| &factor.aliases).map(String::as_str);
                let ids = catalogue().map(|factor| factor.id.as_str()).chain(aliases).collect();
                (ids, catalogue().map(|factor| factor.title.as_str()).collect())
            }
            _ => (Vec::new(), Vec::new()),
        };
        if ids.is_empty() {
            return self.alternatives(&FieldType::Text, None);
        }
        let mut all = ids.clone();
        all.extend(others.into_iter().filter(|other| !ids.contains(other)));
        let mut named: Vec<Value> = Vec::new();
        for value in ids.iter().flat_map(|id| both_types(id)) {
            if !named.contains(&value) {
                named.push(value);
            }
        }
        vec![json!({ "enum": named }), json!({"type": "string", "pattern": any_case(&all)})]
    }
}

/// One of a few words, in whatever case; a status by its synonyms too.
fn words_alternatives(words: &[String], built_in: Option<&str>) -> Alternatives {
    let mut all: Vec<&str> = words.iter().map(String::as_str).collect();
    if built_in == Some("status") {
        for status in words.iter().filter_map(|word| Status::parse(word)) {
            all.extend(words_for(status).map(|word| -> &str { word }));
        }
    }
    let named: Vec<Value> = words.iter().flat_map(|word| both_types(word)).collect();
    vec![json!({ "enum": named }), json!({"type": "string", "pattern": any_case(&all)})]
}

/// A word as a string, and as the number or the truth value that YAML takes it for.
fn both_types(word: &str) -> Vec<Value> {
    let typed = typed(word);
    let text = json!(word);
    if typed == text { vec![text] } else { vec![text, typed] }
}

/// A plain scalar as YAML takes it.
fn typed(text: &str) -> Value {
    match text {
        "true" | "false" => json!(text == "true"),
        _ => text.parse::<i64>().map_or_else(
            |_| {
                text.parse::<f64>().ok().filter(|number| number.is_finite()).map_or(json!(text), |number| json!(number))
            },
            |number| json!(number),
        ),
    }
}

/// A pattern for words in whatever case, with spaces, dashes and underscores for one another.
fn any_case(words: &[&str]) -> String {
    let word = |word: &&str| {
        let letters = word.trim().chars().map(|c| match c {
            ' ' | '-' | '_' => "[ _-]+".to_owned(),
            c if c.is_alphabetic() => {
                let cases: String = c.to_lowercase().chain(c.to_uppercase()).collect();
                if c.to_lowercase().eq(c.to_uppercase()) || cases.chars().count() != 2 {
                    c.to_string()
                } else {
                    format!("[{cases}]")
                }
            }
            c if c.is_alphanumeric() || !c.is_ascii() => c.to_string(),
            c => format!("\\{c}"),
        });
        letters.collect::<String>()
    };
    format!("^\\s*(?:{})\\s*$", words.iter().map(word).collect::<Vec<_>>().join("|"))
}

/// The same, but not empty.
fn filled(mut schema: Value) -> Value {
    let has = |name: &str| match &schema["type"] {
        Value::String(text) => text == name,
        Value::Array(types) => types.iter().any(|known| known == name),
        _ => false,
    };
    let (text, list, map) = (has("string"), has("array"), has("object"));
    if text && schema.get("pattern").is_none() {
        schema["pattern"] = json!(r"\S");
    }
    if list {
        schema["minItems"] = json!(1);
    }
    if map {
        schema["minProperties"] = json!(1);
    }
    schema
}

fn one_of_many(mut alternatives: Alternatives) -> Value {
    match alternatives.len() {
        0 => json!({}),
        1 => alternatives.remove(0),
        _ => json!({ "anyOf": alternatives }),
    }
}
