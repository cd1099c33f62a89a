//! The words of pages: each message of the interface in the language of the site, with its dates, numbers and durations.
//!
//! Messages stand in `languages/<tag>.ftl` of the theme's layers, in the form of <https://projectfluent.org>. A message of
//! `de-AT.ftl` wins over one of `de.ftl`, the project's over the built-in one, and what a language lacks is said in English.
//! What the built-in `en.ftl` gives to a message is all that a message of that name may use.

mod calendar;
mod files;
mod numbers;
mod references;
mod script;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Given;

use super::ThemeError;
use super::layers::Layers;
use crate::diagnostics::nearest;
use calendar::Calendar;
use files::{ENGLISH, Languages, MessageFile};

type Bundle = FluentBundle<FluentResource>;

/// All messages of a site's language.
pub struct Words {
    /// The tag of the language that most messages are in, such as `de`.
    language: String,
    /// Messages that nothing is given to.
    fixed: BTreeMap<String, String>,
    /// The language's own messages; none where the language is English.
    own: Option<Bundle>,
    english: Bundle,
    calendar: Calendar,
    /// The messages of the script.
    script_keys: Vec<String>,
}

/// Why a message cannot be said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unsayable(pub(super) String);

impl Words {
    /// Reads the messages of all layers for a language, given as a BCP 47 tag.
    pub(super) fn load(layers: &Layers, language: &str) -> Result<Self, ThemeError> {
        let Languages { english, own, tag } = Languages::find(layers, language)?;
        let mut places = BTreeMap::new();
        for file in english.iter().chain(&own) {
            places.extend(file.places());
        }
        let english = bundle(ENGLISH, english);
        let own = (!own.is_empty()).then(|| bundle(&tag, own));
        let calendar = Calendar::default();
        let script_keys = places.keys().filter(|key| key.starts_with(script::PREFIX)).cloned().collect();
        let mut words = Self { language: tag, fixed: BTreeMap::new(), own, english, calendar, script_keys };
        for (key, place) in &places {
            if let Some(text) = words.fixed_text(key).map_err(|Unsayable(message)| place.mistake(message))? {
                words.fixed.insert(key.clone(), text);
            }
        }
        words.count_in_groups().map_err(|Unsayable(message)| places[numbers::GROUP].mistake(message))?;
        words.calendar = Calendar::of(&words);
        Ok(words)
    }

    /// The tag of the language that messages are in: that of the site, or of the nearest one that the theme has.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A message that nothing is given to.
    ///
    /// # Panics
    ///
    /// When the built-in English has no such message, which a test of the theme finds.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.fixed.get(key).unwrap_or_else(|| panic!("en.ftl has no message `{key}` that nothing is given to"))
    }

    /// A message with what is given to it; numbers choose plurals, and are shown with their digits in groups.
    ///
    /// # Panics
    ///
    /// When the built-in English has no such message, which a test of the theme finds.
    #[must_use]
    pub fn say<'a>(&self, key: &str, given: impl IntoIterator<Item = (&'a str, Given<'a>)>) -> String {
        let given: FluentArgs<'a> = given.into_iter().collect();
        self.message(key, Some(&given)).unwrap_or_else(|Unsayable(message)| panic!("{message}"))
    }

    /// A message that tells how many there are.
    #[must_use]
    pub fn count(&self, key: &str, count: usize) -> String {
        self.say(key, [("count", count.into())])
    }

    /// A message by its key, whoever wrote it.
    pub(super) fn message(&self, key: &str, given: Option<&FluentArgs<'_>>) -> Result<String, Unsayable> {
        match self.fixed.get(key) {
            Some(text) => Ok(text.clone()),
            None => self.formatted(key, given).map_err(|errors| Unsayable(in_words(key, &errors))),
        }
    }

    /// The text of a message that needs nothing; `None` for others.
    fn fixed_text(&self, key: &str) -> Result<Option<String>, Unsayable> {
        let errors = match self.formatted(key, None) {
            Ok(text) => return Ok(Some(text)),
            Err(errors) => errors,
        };
        let names: Vec<&str> = errors.iter().filter_map(missing_variable).collect();
        if names.len() < errors.len() {
            return Err(Unsayable(in_words(key, &errors)));
        }
        let given: FluentArgs<'_> = names.into_iter().map(|name| (name, Given::from(1))).collect();
        match self.formatted(key, Some(&given)) {
            Err(errors) if errors.iter().any(|error| missing_variable(error).is_none()) => {
                Err(Unsayable(in_words(key, &errors)))
            }
            _ => Ok(None),
        }
    }

    fn formatted(&self, key: &str, given: Option<&FluentArgs<'_>>) -> Result<String, Vec<FluentError>> {
        let Some(bundle) = self.bundle_of(key) else { return Err(Vec::new()) };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return Err(Vec::new()) };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, given, &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(errors) }
    }

    /// Where a message stands: among those of the language, or else in English.
    fn bundle_of(&self, key: &str) -> Option<&Bundle> {
        let mut bundles = self.own.iter().chain([&self.english]);
        bundles.find(|bundle| bundle.get_message(key).is_some_and(|message| message.value().is_some()))
    }

    /// What an unknown message may have been meant to be.
    pub(super) fn nearest(&self, key: &str) -> Option<String> {
        nearest(key, self.fixed.keys().map(String::as_str)).map(str::to_owned)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

fn bundle_for(language: &str) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.add_builtins().expect("nothing is in it yet");
    bundle
}

fn bundle(language: &str, files: Vec<MessageFile>) -> Bundle {
    let mut bundle = bundle_for(language);
    files.into_iter().for_each(|file| bundle.add_resource_overriding(file.resource));
    bundle
}

fn missing_variable(error: &FluentError) -> Option<&str> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => Some(id),
        _ => None,
    }
}

/// What is wrong with a message; without an error, there is none of that name.
fn in_words(key: &str, errors: &[FluentError]) -> String {
    let said: BTreeSet<String> = errors.iter().map(said).collect();
    match said.len() {
        0 => format!("there is no message `{key}`"),
        _ => format!("the message `{key}` {}", said.into_iter().collect::<Vec<_>>().join(", and ")),
    }
}

fn said(error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => {
            format!("is not given `${id}`")
        }
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Message { id, .. })) => {
            format!("names a message `{id}`, which is not there")
        }
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Term { id, .. })) => {
            format!("names a term `-{id}`, which is not there")
        }
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Function { id })) => {
            format!("calls `{id}`, which is no function")
        }
        error => format!("cannot be said: {error}"),
    }
}

#[cfg(test)]
mod tests;
