//! The words that the script of the search says: messages whose keys begin with `script-`, handed over as a constant.

use std::collections::BTreeMap;

use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use unic_langid::LanguageIdentifier;

use super::{Bundle, Unsayable, Words, bundle_for, missing_variable, numbers};

/// What the keys of these messages begin with.
pub(super) const PREFIX: &str = "script-";

/// Numbers among which all plural forms of all languages are.
const NUMBERS: [u32; 40] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 31, 40, 60, 80, 90, 99, 100,
    101, 102, 103, 111, 112, 1_000, 1_001, 100_000, 1_000_000,
];

/// Says the plural form of a number.
const FORMS: &str =
    "form = { $number ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n}\n";

impl Words {
    /// The words of the script as a line of JavaScript: texts by their keys, with `{name}` where something is given, and for
    /// a message that depends on `$count` a text for each plural form.
    pub(in crate::theme) fn for_script(&self) -> String {
        let mut words = Map::new();
        for key in &self.script_keys {
            let name = key.trim_start_matches(PREFIX).to_owned();
            words.insert(name, self.fixed.get(key).map_or_else(|| self.texts(key), |text| json!(text)));
        }
        let language: LanguageIdentifier = self.language.parse().unwrap_or_default();
        let language = language.to_string();
        words.insert("language".to_owned(), json!(if language == "und" { "en" } else { &language }));
        words.insert(numbers::GROUP.to_owned(), json!(self.text(numbers::GROUP)));
        let months: Vec<String> = (1..=12).map(|month| self.short_date_of(month)).collect();
        words.insert("dates".to_owned(), json!(months));
        format!("const SEARCH_WORDS = {};\n", Value::Object(words))
    }

    /// A message that something is given to: one text, or one for each plural form where they differ.
    fn texts(&self, key: &str) -> Value {
        let Some(bundle) = self.bundle_of(key) else { return json!("") };
        let language = bundle.locales.first().map(ToString::to_string).unwrap_or_default();
        let texts: BTreeMap<String, String> =
            plural_forms(&language).into_iter().map(|(form, number)| (form, self.with_places(key, number))).collect();
        let first = texts.values().next().cloned().unwrap_or_default();
        if texts.values().all(|text| *text == first) { json!(first) } else { json!(texts) }
    }

    /// A message for a number, with `{name}` for what is given to it.
    fn with_places(&self, key: &str, number: u32) -> String {
        let mut given = FluentArgs::new();
        loop {
            let errors = match self.formatted(key, Some(&given)) {
                Ok(text) => return text,
                Err(errors) => errors,
            };
            let missing: Vec<&str> = errors.iter().filter_map(missing_variable).collect();
            if missing.is_empty() || missing.iter().any(|name| given.get(*name).is_some()) {
                return String::new();
            }
            for name in missing {
                let value = if name == "count" { placeholder(number) } else { format!("{{{name}}}").into() };
                given.set(name.to_owned(), value);
            }
        }
    }

    /// The short form of dates of a month, with `{day}` and `{year}` in it.
    fn short_date_of(&self, month: i8) -> String {
        let date = Date::new(2000, month, 1).unwrap_or(Date::ZERO);
        let said = self.date_with("short", date, ("{day}".to_owned(), "{year}".to_owned()));
        said.unwrap_or_else(|Unsayable(message)| message)
    }
}

/// The plural forms of a language, each with a number that has it.
fn plural_forms(language: &str) -> BTreeMap<String, u32> {
    let mut bundle: Bundle = bundle_for(language);
    let resource = FluentResource::try_new(FORMS.to_owned()).expect("this is a message");
    bundle.add_resource_overriding(resource);
    let pattern = bundle.get_message("form").and_then(|message| message.value()).expect("it was added");
    let mut forms = BTreeMap::new();
    for number in NUMBERS {
        let given: FluentArgs<'_> = [("number", number)].into_iter().collect();
        let form = bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned();
        forms.entry(form).or_insert(number);
    }
    forms
}

/// A number that chooses a plural form, and is shown as `{count}`; see [`numbers::PLACEHOLDER`].
fn placeholder(number: u32) -> FluentValue<'static> {
    let options = FluentNumberOptions { currency: Some(numbers::PLACEHOLDER.to_owned()), ..Default::default() };
    FluentNumber::new(f64::from(number), options).into()
}
