//! Factors by name: aliases resolved, and factors found in prose.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::ids::free_slug;
use super::links::fold;
use crate::diagnostics::nearest;
use crate::model::{Factor, FactorId, Postmortem, Status, Visibility};

/// The most words of a name that is looked for in prose.
const LONGEST_NAME: usize = 12;

/// All names under which the catalogue knows its factors.
#[derive(Debug, Clone, Default)]
pub struct FactorNames {
    by_name: BTreeMap<String, FactorId>,
    /// The first words of names of two words or more, with the number of words of the longest, for finding them in prose.
    by_first_word: BTreeMap<String, usize>,
    /// Finds these first words; `None` where one of them has letters of which the finder knows one case alone.
    first_words: Option<AhoCorasick>,
}

impl FactorNames {
    /// Collects ids, titles and aliases. Where two factors claim a name, an id wins over a title, a title over an alias,
    /// and the first in the catalogue's order over the rest.
    #[must_use]
    pub fn new(catalogue: &[Factor]) -> Self {
        let mut names = Self::default();
        for factor in catalogue {
            names.add(factor.id.as_str(), factor);
        }
        for factor in catalogue {
            names.add(&factor.title, factor);
        }
        for factor in catalogue {
            factor.aliases.iter().for_each(|alias| names.add(alias, factor));
        }
        let words = names.by_first_word.keys();
        if words.clone().all(|word| word.is_ascii()) {
            // A set too large for the finder is looked through without it.
            names.first_words = AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok();
        }
        names
    }

    /// Whether a text may name a factor by two words or more; most say at little cost that they do not.
    #[must_use]
    pub fn may_be_named_in(&self, text: &str) -> bool {
        self.first_words.as_ref().is_none_or(|words| words.is_match(text))
    }

    fn add(&mut self, name: &str, factor: &Factor) {
        let folded = fold(name);
        if folded.is_empty() || self.by_name.contains_key(&folded) {
            return;
        }
        if let Some((first, _)) = folded.split_once(' ') {
            let longest = self.by_first_word.entry(first.to_owned()).or_default();
            *longest = folded.split(' ').count().min(LONGEST_NAME).max(*longest);
        }
        self.by_name.insert(folded, factor.id.clone());
    }

    /// The factor that a name means, whatever its case, dashes and spaces.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Option<&FactorId> {
        self.by_name.get(&fold(name))
    }

    /// The first factor that a sentence names by two words or more; single words are too ambiguous in prose.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Option<&FactorId> {
        let folded = fold(text);
        let starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(space, _)| space + 1));
        starts.map(|start| &folded[start..]).find_map(|rest| self.named_at_start(rest)).map(|(_, id)| id)
    }

    /// The factor that a text begins with the name of, and how many bytes the longest such name has. The text is lower
    /// case with a single space between words; a plural counts as the name.
    #[must_use]
    pub fn named_at_start(&self, words: &str) -> Option<(usize, &FactorId)> {
        let first = words.split(' ').next().unwrap_or_default();
        let longest = *self.by_first_word.get(first)?;
        let mut ends = words.match_indices(' ').map(|(space, _)| space).chain([words.len()]).skip(1);
        let ends: Vec<usize> = ends.by_ref().take(longest - 1).collect();
        ends.into_iter().rev().find_map(|end| {
            let name = &words[..end];
            let id = self.by_name.get(name).or_else(|| self.by_name.get(name.strip_suffix('s')?));
            id.map(|id| (end, id))
        })
    }

    /// Whether there is no catalogue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The factor with the name nearest to one that nobody knows, if one is near enough to be meant.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&FactorId> {
        let near = nearest(name, self.by_name.keys().map(String::as_str))?;
        self.by_name.get(near)
    }
}

/// What tells a name that no file describes from others: `C++ upgrade` and `c-upgrade` have one slug and are two names,
/// `Cache stampede` and `cache_stampede` are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    slug: String,
    /// Its words in lower case, with the signs that are no mere punctuation.
    words: String,
}

impl Spelling {
    /// That of a name as it is written.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let is_kept = |c: char| c.is_alphanumeric() || "+#*&%@=<>$^~|".contains(c);
        let spaced: String = name.chars().map(|c| if is_kept(c) { c } else { ' ' }).collect();
        let words = spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { slug: slug::slugify(name), words }
    }

    /// Whether the name is its own slug, but for case, dashes and spaces.
    fn is_slug(&self) -> bool {
        fold(&self.slug) == self.words
    }
}

/// The factors that documents name and no file describes: each name has an id of its own.
pub(super) struct Uncatalogued {
    /// What each name means that any document has among its factors, those of the catalogue included.
    ids: HashMap<String, FactorId>,
    /// How each was first written, in the order of files.
    written: BTreeMap<FactorId, String>,
}

impl Uncatalogued {
    /// Gives the names that no file describes their ids. Names that are slugs come first, so that they keep them.
    pub(super) fn new(postmortems: &[Arc<Postmortem>], catalogue: &[Factor], names: &FactorNames) -> Self {
        let mut by_path: Vec<&Postmortem> = postmortems.iter().map(Arc::as_ref).collect();
        by_path.sort_by(|a, b| a.path.cmp(&b.path));
        let mut uncatalogued = Self { ids: HashMap::new(), written: BTreeMap::new() };
        let mut spellings: BTreeMap<Spelling, Vec<&str>> = BTreeMap::new();
        let mut met: HashSet<&str> = HashSet::new();
        for name in by_path.into_iter().flat_map(|it| &it.factor_names).filter(|name| met.insert(name.as_str())) {
            match names.resolve(name) {
                Some(id) => drop(uncatalogued.ids.insert(name.clone(), id.clone())),
                None => spellings.entry(Spelling::of(name)).or_default().push(name),
            }
        }
        spellings.retain(|spelling, _| !spelling.slug.is_empty());
        let mut taken = catalogue.iter().map(|factor| (factor.id.as_str().to_owned(), 1)).collect();
        let (slugs, others): (Vec<_>, Vec<_>) = spellings.into_iter().partition(|(spelling, _)| spelling.is_slug());
        for (_, written) in slugs.into_iter().chain(others) {
            let id = FactorId::new(&free_slug(written[0], &mut taken));
            uncatalogued.written.insert(id.clone(), written[0].to_owned());
            uncatalogued.ids.extend(written.into_iter().map(|name| (name.to_owned(), id.clone())));
        }
        uncatalogued
    }

    /// Finds the factors that a document names, each once. A document that has them already stays as it is.
    pub(super) fn resolve(&self, postmortem: &mut Arc<Postmortem>, names: &FactorNames) {
        let mut factors: Vec<FactorId> = Vec::with_capacity(postmortem.factor_names.len());
        for id in postmortem.factor_names.iter().filter_map(|name| self.ids.get(name)) {
            if !factors.contains(id) {
                factors.push(id.clone());
            }
        }
        if postmortem.factors != factors {
            Arc::make_mut(postmortem).factors = factors;
        }
        for index in 0..postmortem.factor_texts.len() {
            let text = &postmortem.factor_texts[index];
            let factor = names.resolve(&text.text).or_else(|| names.find_in(&text.text));
            if text.factor.as_ref() != factor {
                Arc::make_mut(postmortem).factor_texts[index].factor = factor.cloned();
            }
        }
    }

    /// The catalogue, and with it these.
    pub(super) fn with(self, catalogue: Vec<Factor>) -> BTreeMap<FactorId, Factor> {
        let uncatalogued = self.written.into_iter().map(|(id, name)| Factor {
            id,
            title: title_of(&name),
            aliases: Vec::new(),
            group: String::new(),
            description: String::new(),
            status: Status::Published,
            visibility: Visibility::Public,
            path: None,
        });
        catalogue.into_iter().chain(uncatalogued).map(|factor| (factor.id.clone(), factor)).collect()
    }
}

/// A name as a title: `cache-stampede` is "Cache stampede", and what has capitals of its own keeps them.
fn title_of(name: &str) -> String {
    let is_id = name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_'));
    let words = if is_id { name.replace(['-', '_'], " ") } else { name.to_owned() };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains(char::is_uppercase) {
        return words;
    }
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(id: &str, title: &str, aliases: &[&str]) -> Factor {
        Factor {
            id: FactorId::new(id),
            title: title.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            group: String::new(),
            description: String::new(),
            status: Status::Published,
            visibility: Visibility::Public,
            path: None,
        }
    }

    #[test]
    fn a_name_that_no_file_describes_is_a_title_as_it_was_written() {
        assert_eq!(title_of("cache-stampede"), "Cache stampede");
        assert_eq!(title_of("cache_stampede"), "Cache stampede");
        assert_eq!(title_of(" DNS  on Friday "), "DNS on Friday");
        assert_eq!(title_of("監視の欠如"), "監視の欠如");
        assert_eq!(title_of("cause: the deploy"), "Cause: the deploy");
        assert_eq!(title_of("the iOS release"), "the iOS release");
    }

    #[test]
    fn names_are_resolved_and_found_in_prose() {
        let names = FactorNames::new(&[
            factor("missing-alert", "Missing alert", &["no alert", "alerting gap"]),
            factor("retry-storm", "Retry storm", &["No alert", "storm"]),
        ]);
        let resolved = |name| names.resolve(name).map(FactorId::as_str);
        assert_eq!(resolved("Alerting_Gap"), Some("missing-alert"));
        assert_eq!(resolved("no  alert"), Some("missing-alert"));
        assert_eq!(resolved("storm"), Some("retry-storm"));
        assert_eq!(resolved("alert"), None);
        let found = |text| names.find_in(text).map(FactorId::as_str);
        assert_eq!(found("There was no alert, then a retry-storm."), Some("missing-alert"));
        assert_eq!(found("The storm passed."), None);
        assert_eq!(found("Retry storms came."), Some("retry-storm"));
        assert_eq!(found("retry"), None);
        assert_eq!(names.named_at_start("missing alert here").map(|(end, _)| end), Some(13));
    }
}
