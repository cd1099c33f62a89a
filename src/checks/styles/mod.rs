//! Styles: rules about wording that a team writes itself, in the YAML format of Vale.
//!
//! Takes the files `styles/<Style>/<Rule>.yml`; gives rules called `Style.Rule`, and a finding for each mistake in them.
//! Of Vale's extension points `existence`, `substitution` and `occurrence` are understood
//! (<https://vale.sh/docs/styles>). A rule that is not understood is left out, so that it finds nothing that it does not
//! mean.

mod explain;
mod extension;
mod mend;
mod names;
mod pattern;
mod read;
mod scope;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Subject;
use super::wording::Triggers;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, FilePath, Level, SourceFile};
use crate::syntax::PlainText;
use pattern::{Pattern, Swap};
use scope::Selector;

/// The most findings of one rule in one document, if the rule sets no limit of its own.
const FINDING_LIMIT: usize = 100;

/// The rules that a team has written.
#[derive(Debug, Default)]
pub struct Styles {
    rules: Vec<StyleRule>,
    /// The names of all files, of those too whose rules were left out.
    names: BTreeSet<String>,
}

/// One file of a style.
#[derive(Debug)]
pub struct StyleRule {
    /// `Style.Rule`, after its folder and its file.
    pub name: String,
    /// The file that it stands in.
    pub path: FilePath,
    /// How much a finding matters, unless the configuration says otherwise.
    pub level: Level,
    /// What it says of a finding; `%s` is what was found.
    message: String,
    /// More about it; may be empty.
    description: String,
    /// Where there is more to read; may be empty.
    link: String,
    /// The selectors of its places: one of them is enough.
    scope: Vec<Selector>,
    /// The most findings in one document.
    limit: usize,
    /// What it looks for, as its file says it.
    words: Vec<String>,
    /// Words one of which each match holds; none where that is not known.
    triggers: Vec<String>,
    /// What it looks for.
    extension: Extension,
}

/// What a rule extends.
#[derive(Debug)]
enum Extension {
    /// What must not be there.
    Existence { pattern: Pattern, exceptions: Option<Pattern> },
    /// What is to be said in another way.
    Substitution {
        pattern: Pattern,
        swaps: Vec<Swap>,
        exceptions: Option<Pattern>,
        is_replaced: bool,
        capitalizes: bool,
    },
    /// What must not be there too often, or too seldom.
    Occurrence { pattern: Pattern, max: usize, min: usize },
}

impl Styles {
    /// Reads the files of the styles folder. Every mistake is an `invalid-style` finding.
    #[must_use]
    pub fn read(files: &BTreeMap<FilePath, Arc<SourceFile>>, folder: &str) -> (Self, Vec<Diagnostic>) {
        let (mut rules, mut diagnostics) = (Vec::<StyleRule>::new(), Vec::new());
        let mut names = BTreeSet::new();
        for file in files.values() {
            let Some(name) = names::name_of(file, folder, &mut diagnostics) else { continue };
            if !names.insert(name.clone()) {
                diagnostics.push(names::second_file(file, &name));
                continue;
            }
            rules.extend(read::rule(file, name, &mut diagnostics));
        }
        (Self { rules, names }, diagnostics)
    }

    /// The rule of a name such as `Kestrel.Jargon`.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&StyleRule> {
        self.rules.iter().find(|rule| rule.name == name)
    }

    /// The rules in the order of their files.
    pub fn rules(&self) -> impl Iterator<Item = &StyleRule> {
        self.rules.iter()
    }

    /// Whether a file is there for a rule of a name, even if it could not be understood.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of all rules, of those too that could not be understood.
    pub fn rule_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The names whose levels can be set: those of all rules and of all styles.
    #[must_use]
    pub fn level_names(&self) -> Vec<&str> {
        let styles: BTreeSet<&str> = self.rule_names().filter_map(|name| Some(name.split_once('.')?.0)).collect();
        self.rule_names().chain(styles).collect()
    }
}

impl StyleRule {
    /// The style that it belongs to.
    #[must_use]
    pub fn style(&self) -> &str {
        self.name.split_once('.').map_or(&self.name, |(style, _)| style)
    }

    /// What the configuration makes of the rule: a level of its own, that of its style, or what its file says.
    #[must_use]
    pub fn level_in(&self, config: &Config) -> Option<Level> {
        let of_style = || config.levels.get(self.style()).copied();
        config.levels.get(&self.name).copied().or_else(of_style).unwrap_or(Some(self.level))
    }
}

/// The rules of styles that are on, ready for documents.
pub(super) struct ActiveStyles<'a> {
    rules: Vec<(&'a StyleRule, Level)>,
    triggers: Triggers,
}

impl<'a> ActiveStyles<'a> {
    /// The rules that a configuration leaves on.
    pub fn new(styles: &'a Styles, config: &Config) -> Self {
        let level = |rule: &'a StyleRule| Some((rule, rule.level_in(config)?));
        let rules: Vec<_> = styles.rules.iter().filter_map(level).collect();
        let triggers = Triggers::new(rules.iter().map(|(rule, _)| rule.triggers.as_slice()));
        Self { rules, triggers }
    }

    /// Looks at a document, whatever it is.
    pub fn check(&self, subject: &Subject<'_>, text: &PlainText) -> Vec<Diagnostic> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let mut searches: Vec<_> =
            self.rules.iter().map(|(rule, level)| search::Search::new(rule, *level, subject.document, text)).collect();
        self.triggers.candidates(text, |piece, index| searches[index].piece(piece));
        searches.into_iter().flat_map(search::Search::finish).collect()
    }
}
