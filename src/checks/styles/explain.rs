//! What the file of a style says, for `afterword explain`.

use std::fmt::Write;

use super::pattern::{Key, Swap};
use super::search::{choice, message};
use super::{Extension, StyleRule};
use crate::config::{Config, list_of_code};
use crate::diagnostics::Level;

impl StyleRule {
    /// The name of its extension point.
    #[must_use]
    pub fn extends(&self) -> &'static str {
        match self.extension {
            Extension::Existence { .. } => "existence",
            Extension::Substitution { .. } => "substitution",
            Extension::Occurrence { .. } => "occurrence",
        }
    }

    /// Its message about the first thing that it looks for.
    #[must_use]
    pub fn summary(&self) -> String {
        let word = self.words.first().map_or("…", String::as_str);
        let summary = match &self.extension {
            Extension::Existence { .. } => message(&self.message, &[word]),
            Extension::Substitution { swaps, .. } => {
                // `swaps` stand in the order of the file, as the words do.
                let is_word = |swap: &&Swap| matches!(swap.key, Key::Word(..));
                let index = swaps.iter().position(|swap| is_word(&swap)).unwrap_or(0);
                let text = swaps.get(index).map_or("…", |swap| &swap.text);
                let options: Vec<String> = text.split('|').map(str::to_owned).collect();
                let word = self.words.get(index).map_or(word, String::as_str);
                message(&self.message, &[&choice(&self.message, &options), word])
            }
            Extension::Occurrence { max: 0, min, .. } => message(&self.message, &[&min.saturating_sub(1).to_string()]),
            Extension::Occurrence { max, .. } => message(&self.message, &[&max.saturating_add(1).to_string()]),
        };
        summary.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What its file says, as Markdown, with its level under a configuration.
    #[must_use]
    pub fn explanation(&self, config: &Config) -> String {
        let mut text = format!("# {}\n\n{}\n", self.name, self.summary());
        // Writing to a `String` cannot fail.
        if !self.description.is_empty() {
            let _ = write!(text, "\n{}\n", self.description);
        }
        let sought = match &self.extension {
            Extension::Existence { .. } => format!("It looks for {}.", shown(&self.words)),
            Extension::Substitution { .. } => {
                format!("It looks for wording that has a better one: {}.", shown(&self.words))
            }
            Extension::Occurrence { max, min, .. } => {
                let limits = [("at most", *max), ("at least", *min)];
                let limits = limits.into_iter().filter(|(_, limit)| *limit > 0);
                let limits: Vec<String> = limits.map(|(word, limit)| format!("{word} {limit}")).collect();
                format!("It counts {}: {}.", shown(&self.words), limits.join(" and "))
            }
        };
        let _ = write!(text, "\n{sought}\n");
        if !self.link.is_empty() {
            let _ = write!(text, "\nMore: {}\n", self.link);
        }
        let level = self.level_in(config).map_or("off", Level::as_str);
        let name = &self.name;
        let _ = write!(
            text,
            "\n## How to silence it\n\nSet `\"{name}\" = \"off\"`, or another level, under `[checks]` in `afterword.toml`. To \
             allow one place, put\n`<!-- afterword: allow {name}: reason -->` before the paragraph, the list or the heading.\n"
        );
        let _ = write!(
            text,
            "\nLevel: {level}, style: {}, extends: {}, file: {}\n",
            self.style(),
            self.extends(),
            self.path
        );
        text
    }
}

fn shown(words: &[String]) -> String {
    list_of_code(words.iter().map(String::as_str))
}
