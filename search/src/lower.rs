//! A query as understood, to a query that Tantivy runs, and to the words to highlight.
//!
//! Takes a [`Query`] and the index that it is about: a beginning becomes the words of the index that begin so, and a
//! word that no document has becomes those nearest to it. A document matches by its `text`; `title` and `lead` only
//! add to the score.
//!
//! What is read here, the module `warm` reads ahead: a change of the one may ask for a change of the other.

use std::cmp::Reverse;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::{Reach, Stemmer, Word, words};
use crate::error::SearchError;
use crate::highlight::Highlighter;
use crate::labels::find_labels;
use crate::query::{Form, LabelField, LabelQuery, Query, RangeField, Scope, Span, Text, parse_span};
use crate::results::Suggestion;
use crate::searcher::Searcher;
use crate::vocabulary::is_kept;

/// How much more a word weighs in the title than in the text.
const TITLE: f32 = 4.0;

/// How much more a word weighs in the summary, the headings and the labels than in the text.
const LEAD: f32 = 2.0;

/// How much words side by side add to the words by themselves, where only the words were asked for.
const SIDE_BY_SIDE: f32 = 2.0;

/// Words of one phrase or of one hyphenated word that are searched for.
const MOST_WORDS: usize = 32;

/// Words that the beginning of one can stand for.
const MOST_COMPLETIONS: usize = 200;

/// Words that the beginning of one can stand for while it is typed, when an answer comes with each key, and each of
/// them may have to be fetched.
const MOST_COMPLETIONS_TYPED: usize = 16;

/// Words that are offered for one that no document has.
const OFFERED: usize = 5;

/// Spellings that a word is searched for in, whose accents alone differ.
const MOST_SPELLINGS: usize = 8;

/// Severities that a word is held against.
const MOST_SEVERITIES: usize = 50;

/// Words that are searched for in place of one that no document has.
const REPLACEMENTS: usize = 3;

/// What a [`Query`] became.
pub(crate) struct Lowered {
    pub query: Box<dyn TantivyQuery>,
    pub highlighter: Highlighter,
    pub suggestions: Vec<Suggestion>,
    pub notes: Vec<String>,
}

/// Turns `query` into what Tantivy runs.
pub(crate) fn lower(searcher: &Searcher, query: &Query) -> Result<Lowered, SearchError> {
    let mut lowering = Lowering {
        searcher,
        excluding: false,
        highlighter: Highlighter::new(searcher.stemmer()),
        suggestions: Vec::new(),
        notes: Vec::new(),
        unknown: 0,
    };
    let query = lowering.query(query)?;
    let Lowering { highlighter, suggestions, notes, .. } = lowering;
    Ok(Lowered { query, highlighter, suggestions, notes })
}

struct Lowering<'a> {
    searcher: &'a Searcher,
    /// Whether what is lowered is not wanted, so that it is neither highlighted nor replaced.
    excluding: bool,
    highlighter: Highlighter,
    suggestions: Vec<Suggestion>,
    notes: Vec<String>,
    /// How many words no document has, nor one like them.
    unknown: usize,
}

type LoweredQuery = Result<Box<dyn TantivyQuery>, SearchError>;

impl Lowering<'_> {
    fn stemmer(&self) -> &Stemmer {
        self.searcher.stemmer()
    }

    fn query(&mut self, query: &Query) -> LoweredQuery {
        match query {
            Query::Everything => Ok(everything()),
            Query::Text(text) => self.text(text),
            Query::Label(label) => self.label(label),
            Query::Range { field, span, .. } => Ok(self.range(*field, *span)),
            Query::All(parts) => self.all(parts),
            Query::Any(parts) => {
                let parts = parts.iter().map(|part| self.query(part)).collect::<Result<_, _>>()?;
                Ok(Box::new(BooleanQuery::union(parts)))
            }
            Query::AllButOne(parts) => {
                let parts = parts.iter().map(|part| self.query(part)).collect::<Result<Vec<_>, _>>()?;
                let required = parts.len().saturating_sub(1);
                Ok(Box::new(BooleanQuery::union_with_minimum_required_clauses(parts, required)))
            }
            Query::Not(_) => self.all(std::slice::from_ref(query)),
        }
    }

    /// Tantivy finds nothing where all that is asked for is that something be absent, so everything is asked for first.
    /// A word that no document has is left out where others are asked for.
    fn all(&mut self, parts: &[Query]) -> LoweredQuery {
        let (mut clauses, mut unknown, mut has_words) = (vec![], vec![], false);
        for part in parts {
            if let Query::Not(part) = part {
                let outer = std::mem::replace(&mut self.excluding, true);
                clauses.push((Occur::MustNot, self.query(part)?));
                self.excluding = outer;
            } else {
                let before = self.unknown;
                let query = self.query(part)?;
                match part {
                    Query::Text(text) if self.unknown > before => unknown.push((text, query)),
                    _ => {
                        has_words |= matches!(part, Query::Text(_));
                        clauses.push((Occur::Must, query));
                    }
                }
            }
        }
        for (text, query) in unknown {
            if has_words {
                self.notes.push(format!("`{}` was left out: no document has it, nor a word like it", text.written));
            } else {
                clauses.push((Occur::Must, query));
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn text(&mut self, text: &Text) -> LoweredQuery {
        let query = self.words(text)?;
        if self.excluding || text.scope == Scope::Title || !matches!(text.form, Form::Word | Form::Growing) {
            return Ok(query);
        }
        let fields: Vec<_> = [self.severity(&text.written)?, self.day(&text.written)].into_iter().flatten().collect();
        match fields.is_empty() {
            true => Ok(query),
            false => Ok(Box::new(BooleanQuery::union([query].into_iter().chain(fields).collect()))),
        }
    }

    /// The documents of a severity, if `written` is one, hyphens and case apart: `sev-1` is `SEV1`.
    fn severity(&self, written: &str) -> Result<Option<Box<dyn TantivyQuery>>, SearchError> {
        let plain = |name: &str| name.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase();
        let (field, asked) = (self.searcher.fields().severity, plain(written));
        let severities = self.searcher.terms(field, "", MOST_SEVERITIES)?;
        let meant = severities.iter().find(|severity| plain(severity) == asked && !asked.is_empty());
        Ok(meant.map(|severity| unranked(term(field, severity, IndexRecordOption::Basic))))
    }

    /// The documents of a year, a month or a day, if `written` is one.
    fn day(&self, written: &str) -> Option<Box<dyn TantivyQuery>> {
        let is_date = written.len() >= 4 && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let (span, _) = is_date.then(|| parse_span(RangeField::Date, written)).flatten()?;
        Some(self.range(RangeField::Date, span))
    }

    fn words(&mut self, text: &Text) -> LoweredQuery {
        let mut words = words(self.stemmer(), &text.written, Reach::Asked);
        if words.len() > MOST_WORDS {
            self.notes.push(format!("only the first {MOST_WORDS} words of a long one were searched for"));
            words.truncate(MOST_WORDS);
        }
        match (words.as_slice(), text.form) {
            ([], _) => Ok(Box::new(EmptyQuery)),
            ([word], form) => self.word(word, form, text.scope),
            (words, Form::Phrase) => self.phrase(words, text.scope),
            ([first @ .., last], form) => {
                let mut clauses = Vec::new();
                for word in first {
                    clauses.push((Occur::Must, self.word(word, Form::Word, text.scope)?));
                }
                clauses.push((Occur::Must, self.word(last, form, text.scope)?));
                if form == Form::Word {
                    clauses.push((Occur::Should, boost(self.in_a_row(&words, text.scope), SIDE_BY_SIDE)));
                }
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
        }
    }

    fn word(&mut self, word: &Word, form: Form, scope: Scope) -> LoweredQuery {
        let is_lone_character = word.is_unspaced() && word.surface.chars().count() == 1;
        let stems = match form {
            Form::Word | Form::Phrase if !is_lone_character => self.stems_of(word, form)?,
            _ => self.stems_beginning_with(word, form)?,
        };
        Ok(self.any_stem(stems, scope))
    }

    /// The stem of `word` and of its other spellings, or those of the words nearest to it.
    fn stems_of(&mut self, word: &Word, form: Form) -> Result<Vec<String>, SearchError> {
        let stems = self.known_stems(word)?;
        if stems.is_empty() {
            let begun = if form == Form::Word { self.unfinished(word)? } else { Vec::new() };
            return if begun.is_empty() { self.replacements(word, form != Form::Phrase) } else { Ok(begun) };
        }
        for (stem, frequency) in &stems {
            self.highlight(stem, *frequency);
        }
        Ok(stems.into_iter().map(|(stem, _)| stem).collect())
    }

    /// The stems that `word` may have with other accents than it was asked with, and in how many documents each stands,
    /// if in any. The one that is most likely meant comes first: its own if it was asked with accents, else the commonest.
    fn known_stems(&self, word: &Word) -> Result<Vec<(String, u64)>, SearchError> {
        let mut known = Vec::new();
        for stem in spellings(self.searcher, word)? {
            let frequency = self.searcher.frequency(self.searcher.fields().text, &stem)?;
            if frequency > 0 && known.iter().all(|(other, _)| *other != stem) {
                known.push((stem, frequency));
            }
        }
        let has_accents = word.spelling != word.surface;
        known.sort_by_key(|(stem, frequency)| (!(has_accents && *stem == word.stem), Reverse(*frequency)));
        Ok(known)
    }

    /// The stems of the words that begin like `word`, which no document has, or like its stem.
    fn unfinished(&mut self, word: &Word) -> Result<Vec<String>, SearchError> {
        if self.excluding {
            return Ok(Vec::new());
        }
        for beginning in [&word.surface, &word.stem] {
            let (mut stems, _) = completions_of(self.searcher, word, beginning, MOST_COMPLETIONS_TYPED)?;
            if beginning.chars().nth(1).is_some() && !stems.is_empty() {
                self.notes.push(format!("no document has `{}`: words that begin so were searched for", word.spelling));
                self.highlighter.add_beginning(beginning.clone());
                stems.sort();
                stems.dedup();
                return Ok(stems);
            }
        }
        Ok(Vec::new())
    }

    /// Offers the words nearest to `word`, and gives the stems of those that are searched for in its place.
    fn replacements(&mut self, word: &Word, replace: bool) -> Result<Vec<String>, SearchError> {
        if self.excluding || self.suggestions.iter().any(|suggestion| suggestion.word == word.spelling) {
            return Ok(Vec::new());
        }
        let nearest = self.searcher.vocabulary().nearest(self.stemmer(), &word.surface, OFFERED)?;
        let fewest = nearest.first().map(|&(changes, _)| changes);
        let alike = nearest.iter().take_while(|(changes, _)| Some(*changes) == fewest).take(REPLACEMENTS);
        let stems: Vec<String> = match replace {
            true => alike.map(|(_, known)| self.stemmer().stem(&known.spelling)).collect(),
            false => Vec::new(),
        };
        self.unknown += usize::from(replace && stems.is_empty());
        for stem in &stems {
            self.mark(stem)?;
        }
        self.suggestions.push(Suggestion {
            word: word.spelling.clone(),
            nearest: nearest.into_iter().map(|(_, known)| known.spelling).collect(),
            searched: stems.len(),
        });
        Ok(stems)
    }

    /// The stems of the words that begin like `word`, and while it is typed, its own.
    fn stems_beginning_with(&mut self, word: &Word, form: Form) -> Result<Vec<String>, SearchError> {
        let (mut stems, more) = completions(self.searcher, word, form)?;
        if form == Form::Growing && self.mark(&word.stem)? {
            stems.push(word.stem.clone());
        }
        stems.sort();
        stems.dedup();
        if stems.is_empty() {
            return self.replacements(word, form != Form::Beginning);
        }
        if more && form != Form::Growing {
            self.notes.push(format!(
                "`{}` begins many words: the {MOST_COMPLETIONS} commonest were searched for",
                word.spelling
            ));
        }
        if !self.excluding {
            self.highlighter.add_beginning(word.surface.clone());
        }
        Ok(stems)
    }

    fn phrase(&mut self, words: &[Word], scope: Scope) -> LoweredQuery {
        let mut weight = 0.0;
        let mut known = Vec::new();
        for word in words {
            match self.known_stems(word)?.into_iter().next() {
                Some((stem, frequency)) => {
                    weight += self.weight(frequency);
                    known.push(Word { stem, ..word.clone() });
                }
                None => drop(self.replacements(word, false)?),
            }
        }
        if known.len() < words.len() {
            return Ok(Box::new(EmptyQuery));
        }
        if !self.excluding {
            self.highlighter.add(known.iter().map(|word| word.stem.clone()).collect(), weight);
        }
        Ok(self.in_a_row(&known, scope))
    }

    /// Looks for `words` in this order, of which there must be two or more.
    fn in_a_row(&self, words: &[Word], scope: Scope) -> Box<dyn TantivyQuery> {
        let fields = self.searcher.fields();
        let row = |field: Field| -> Box<dyn TantivyQuery> {
            let terms = words.iter().map(|word| (word.position, Term::from_field_text(field, &word.stem)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        };
        match scope {
            _ if self.excluding => {
                let field = if scope == Scope::Title { fields.title } else { fields.text };
                // Twice, because Tantivy's phrases do not bear to be excluded by themselves: they assert, where
                // assertions are on, that nobody looks before their first document.
                Box::new(BooleanQuery::union(vec![row(field), row(field)]))
            }
            Scope::Title => row(fields.title),
            Scope::Anywhere => Box::new(BooleanQuery::new(vec![
                (Occur::Must, row(fields.text)),
                (Occur::Should, boost(row(fields.title), TITLE)),
            ])),
        }
    }

    /// Looks for any of `stems`; several count as one word, found as well as the best of them.
    fn any_stem(&self, stems: Vec<String>, scope: Scope) -> Box<dyn TantivyQuery> {
        let mut queries = stems.iter().map(|stem| self.stem(stem, scope));
        match (queries.len(), queries.next()) {
            (_, None) => Box::new(EmptyQuery),
            (1, Some(query)) => query,
            (_, Some(query)) => Box::new(DisjunctionMaxQuery::new([query].into_iter().chain(queries).collect())),
        }
    }

    fn stem(&self, stem: &str, scope: Scope) -> Box<dyn TantivyQuery> {
        let fields = self.searcher.fields();
        match scope {
            Scope::Title => word(fields.title, stem),
            Scope::Anywhere if self.excluding => word(fields.text, stem),
            Scope::Anywhere => Box::new(BooleanQuery::new(vec![
                (Occur::Must, word(fields.text, stem)),
                (Occur::Should, boost(word(fields.title, stem), TITLE)),
                (Occur::Should, boost(word(fields.lead, stem), LEAD)),
            ])),
        }
    }

    fn label(&mut self, asked: &LabelQuery) -> LoweredQuery {
        let found = find_labels(self.searcher, asked)?;
        if found.terms.is_empty() && !self.excluding && !asked.value.is_empty() {
            let nearest: Vec<_> = found.nearest.iter().map(|id| format!("`{id}`")).collect();
            let hint =
                if nearest.is_empty() { String::new() } else { format!(", the nearest: {}", nearest.join(", ")) };
            let missing = match asked.field {
                LabelField::DetectedBy => "no document was detected by".to_owned(),
                field => format!("no document has the {field}"),
            };
            self.notes.push(format!("{missing} `{}`{hint}", asked.value));
        }
        let field = self.searcher.fields().label(asked.field);
        let terms = found.terms.iter().map(|value| term(field, value, IndexRecordOption::Basic));
        Ok(unranked(Box::new(BooleanQuery::union(terms.collect()))))
    }

    fn range(&self, field: RangeField, span: Span) -> Box<dyn TantivyQuery> {
        let fields = self.searcher.fields();
        let bound = |column, number| Bound::Included(Term::from_field_i64(column, number));
        let (first, last) = (span.first.unwrap_or(i64::MIN), span.last.unwrap_or(i64::MAX));
        let within =
            |column| -> Box<dyn TantivyQuery> { Box::new(RangeQuery::new(bound(column, first), bound(column, last))) };
        let query = within(fields.column(field));
        if field != RangeField::Started {
            return unranked(query);
        }
        // Where it is not known to be another moment, a document started when it is listed.
        let listed =
            BooleanQuery::new(vec![(Occur::Must, within(fields.date)), (Occur::MustNot, within_all(fields.started))]);
        unranked(Box::new(BooleanQuery::union(vec![query, Box::new(listed)])))
    }

    /// Highlights `stem`, if any document has it; says whether one does.
    fn mark(&mut self, stem: &str) -> Result<bool, SearchError> {
        let frequency = self.searcher.frequency(self.searcher.fields().text, stem)?;
        self.highlight(stem, frequency);
        Ok(frequency > 0)
    }

    /// Highlights `stem`, which so many documents have.
    fn highlight(&mut self, stem: &str, frequency: u64) {
        if frequency > 0 && !self.excluding {
            self.highlighter.add(vec![stem.to_owned()], self.weight(frequency));
        }
    }

    /// The inverse document frequency of BM25: how much is said by a word that so many documents have.
    fn weight(&self, frequency: u64) -> f32 {
        let (all, having) = (self.searcher.document_count() as f32, frequency as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

/// The stem of `word`, and those of the words of the documents that differ from it by their accents alone.
pub(crate) fn spellings(searcher: &Searcher, word: &Word) -> Result<Vec<String>, SearchError> {
    let mut stems = vec![word.stem.clone()];
    if searcher.stemmer().language().has_accents() && !word.is_unspaced() {
        for known in searcher.vocabulary().spelt_like(&word.surface, MOST_SPELLINGS)? {
            stems.push(searcher.stemmer().stem(&known.spelling));
        }
    }
    Ok(stems)
}

/// The stems of the words that begin like `word`, and whether there are more of them than are searched for.
pub(crate) fn completions(searcher: &Searcher, word: &Word, form: Form) -> Result<(Vec<String>, bool), SearchError> {
    let is_typed = form == Form::Growing;
    if is_typed && word.surface.chars().nth(1).is_none() && !word.is_unspaced() {
        return Ok((Vec::new(), true));
    }
    let limit = if is_typed { MOST_COMPLETIONS_TYPED } else { MOST_COMPLETIONS };
    completions_of(searcher, word, &word.surface, limit)
}

/// The stems of the words that begin with `beginning`, which is that of `word`.
fn completions_of(
    searcher: &Searcher,
    word: &Word,
    beginning: &str,
    limit: usize,
) -> Result<(Vec<String>, bool), SearchError> {
    if is_kept(&word.surface) {
        let (known, more) = searcher.vocabulary().beginning_with(beginning, limit)?;
        return Ok((known.iter().map(|known| searcher.stemmer().stem(&known.spelling)).collect(), more));
    }
    let mut terms = searcher.terms(searcher.fields().text, beginning, limit + 1)?;
    let more = terms.len() > limit;
    terms.truncate(limit);
    Ok((terms, more))
}

fn term(field: Field, text: &str, option: IndexRecordOption) -> Box<dyn TantivyQuery> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), option))
}

fn word(field: Field, stem: &str) -> Box<dyn TantivyQuery> {
    term(field, stem, IndexRecordOption::WithFreqs)
}

fn boost(query: Box<dyn TantivyQuery>, factor: f32) -> Box<dyn TantivyQuery> {
    Box::new(BoostQuery::new(query, factor))
}

/// Every document that has a number in `column`.
fn within_all(column: Field) -> Box<dyn TantivyQuery> {
    let bound = |number| Bound::Included(Term::from_field_i64(column, number));
    Box::new(RangeQuery::new(bound(i64::MIN), bound(i64::MAX)))
}

/// A query that decides whether a document matches, but not how well.
fn unranked(query: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn everything() -> Box<dyn TantivyQuery> {
    unranked(Box::new(AllQuery))
}
