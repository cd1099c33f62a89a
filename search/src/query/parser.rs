//! Reads tokens into a [`Query`], one function for each level of precedence.
//!
//! ```text
//! any  = all { OR all }
//! all  = part { [AND] part }
//! part = (NOT | -) part | ( any ) | field value | word | phrase
//! ```
//!
//! What makes no sense where it stands is passed over: a query without it is still a query.

use std::iter::Peekable;
use std::vec::IntoIter;

use serde::Deserialize;

use crate::analysis::{Stemmer, holds_word};

use super::fields::{FieldName, RangeField};
use super::function_words::is_function_word;
use super::lexer::{Token, Tokens, tokenize};
use super::values::parse_span;
use super::{Form, LabelQuery, Parsed, Query, Scope, Text};

/// Whether the last word of a query is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "bool")]
pub enum LastWord {
    /// It is searched for as it stands.
    #[default]
    Complete,
    /// It is still being typed, and may be the beginning of the word that is meant.
    Growing,
}

impl From<bool> for LastWord {
    fn from(is_growing: bool) -> Self {
        if is_growing { LastWord::Growing } else { LastWord::Complete }
    }
}

/// Reads `query`, in which the common words of the language of `stemmer` count for little; never fails.
pub(crate) fn parse(stemmer: &Stemmer, query: &str, last_word: LastWord) -> Parsed {
    let Tokens { tokens, notes, growing } = tokenize(query);
    let growing = growing.filter(|_| last_word == LastWord::Growing);
    let tokens = tokens.into_iter().peekable();
    let mut parser = Parser { stemmer, tokens, read: 0, growing, left_out: Vec::new(), notes };
    let query = parser.any(None).unwrap_or(Query::Everything);
    Parsed { query, left_out: parser.left_out, notes: parser.notes }
}

struct Parser<'a> {
    stemmer: &'a Stemmer,
    tokens: Peekable<IntoIter<Token>>,
    read: usize,
    /// How many tokens have been read once the growing word has been.
    growing: Option<usize>,
    left_out: Vec<String>,
    notes: Vec<String>,
}

/// The field that a value or a group of values stands after.
type Field = Option<FieldName>;

impl Parser<'_> {
    fn any(&mut self, field: Field) -> Option<Query> {
        let mut parts = Vec::new();
        loop {
            match self.all(field) {
                Some(Query::Any(inner)) => parts.extend(inner),
                part => parts.extend(part),
            }
            if self.tokens.peek() != Some(&Token::Or) {
                return one_or(Query::Any, parts);
            }
            self.next();
        }
    }

    fn all(&mut self, field: Field) -> Option<Query> {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.peek() {
            match token {
                Token::Close | Token::Or => break,
                Token::And => drop(self.next()),
                _ => match self.part(field) {
                    Some(Query::All(inner)) => parts.extend(inner),
                    part => parts.extend(part),
                },
            }
        }
        self.leave_out_function_words(&mut parts);
        one_or(Query::All, parts)
    }

    fn part(&mut self, mut field: Field) -> Option<Query> {
        let mut negated = false;
        let part = loop {
            match self.next_in_part()? {
                Token::Minus | Token::Not => negated = !negated,
                Token::Field(name) => {
                    field = Some(name);
                    if matches!(self.tokens.peek(), None | Some(Token::Close | Token::And | Token::Or)) {
                        self.notes.push(format!("`{name}:` has no value and was passed over"));
                        return None;
                    }
                }
                Token::Open => {
                    let group = self.any(field);
                    self.next();
                    break group?;
                }
                Token::Word(word) => break self.word(&word, field)?,
                Token::Phrase(phrase) => break self.phrase(&phrase, field)?,
                Token::Range(range) => break self.range(&range, field)?,
                Token::And | Token::Or | Token::Close => return None,
            }
        };
        Some(match part {
            Query::Not(inner) if negated => *inner,
            part if negated => Query::Not(Box::new(part)),
            part => part,
        })
    }

    fn next(&mut self) -> Option<Token> {
        self.read += 1;
        self.tokens.next()
    }

    /// The next token, unless it ends the part.
    fn next_in_part(&mut self) -> Option<Token> {
        let ends = matches!(self.tokens.peek()?, Token::And | Token::Or | Token::Close);
        if ends { None } else { self.next() }
    }

    fn word(&mut self, word: &str, field: Field) -> Option<Query> {
        match field {
            None => self.text(word, Scope::Anywhere),
            Some(FieldName::Title) => self.text(word, Scope::Title),
            Some(FieldName::Label(label)) => {
                let values = word.split(',').filter(|value| !value.is_empty()).map(|value| {
                    let begins = value.ends_with('*') || self.is_growing();
                    let value = value.trim_end_matches('*').to_owned();
                    Query::Label(LabelQuery { field: label, value, begins })
                });
                one_or(Query::Any, values.collect())
            }
            Some(FieldName::Range(_)) if matches!(word, ">" | ">=" | "<" | "<=") => match self.next_in_part()? {
                Token::Word(value) => self.range(&format!("{word}{value}"), field),
                _ => None,
            },
            Some(FieldName::Range(_)) => {
                let values = word.split(',').filter(|value| !value.is_empty());
                let ranges = values.filter_map(|value| self.range(value, field)).collect();
                one_or(Query::Any, ranges)
            }
        }
    }

    fn text(&mut self, word: &str, scope: Scope) -> Option<Query> {
        let written = word.trim_matches('*');
        if written.is_empty() {
            return Some(Query::Everything);
        }
        if !self.holds_word(written) {
            return None;
        }
        if written.contains('*') || word.starts_with('*') {
            self.notes.push(format!("`{word}`: a star is understood at the end of a word alone"));
        }
        let form = match word.ends_with('*') {
            true => Form::Beginning,
            false if self.is_growing() => Form::Growing,
            false => Form::Word,
        };
        Some(Query::Text(Text { written: written.to_owned(), form, scope }))
    }

    fn phrase(&mut self, phrase: &str, field: Field) -> Option<Query> {
        let scope = match field {
            None => Scope::Anywhere,
            Some(FieldName::Title) => Scope::Title,
            Some(FieldName::Label(field)) => {
                return Some(Query::Label(LabelQuery { field, value: phrase.to_owned(), begins: false }));
            }
            Some(FieldName::Range(_)) => return self.range(phrase, field),
        };
        let text = Text { written: phrase.to_owned(), form: Form::Phrase, scope };
        self.holds_word(phrase).then_some(Query::Text(text))
    }

    fn range(&mut self, written: &str, field: Field) -> Option<Query> {
        let Some(FieldName::Range(field)) = field else {
            self.notes
                .push(format!("`{written}`: ranges are understood after `started:`, `date:`, `year:` and `duration:`"));
            return None;
        };
        let Some((span, words)) = parse_span(field, written) else {
            let example = match field {
                RangeField::Duration => "a duration such as `>1h` or `30m..2h`",
                RangeField::Year => "a year such as `2025` or `>2023`",
                RangeField::Started | RangeField::Date => "a date such as `2025-03` or `[2025-01 TO 2025-06]`",
            };
            self.notes.push(format!("`{field}:{written}` was passed over: it is not {example}"));
            return None;
        };
        Some(Query::Range { field, span, words })
    }

    /// Whether the token just read is the word that is still being typed.
    fn is_growing(&self) -> bool {
        self.growing == Some(self.read)
    }

    fn holds_word(&mut self, written: &str) -> bool {
        let holds_word = holds_word(written);
        if !holds_word && !written.is_ascii() {
            self.notes.push(format!("`{written}` holds no word and was passed over"));
        }
        holds_word
    }

    /// Takes common words out of words that must all be there, if something else is asked for.
    fn leave_out_function_words(&mut self, parts: &mut Vec<Query>) {
        let is_common = |part: &Query| match part {
            Query::Text(Text { written, form: Form::Word, scope: Scope::Anywhere }) => {
                is_function_word(self.stemmer, written)
            }
            _ => false,
        };
        if parts.iter().all(|part| is_common(part) || matches!(part, Query::Not(_))) {
            return;
        }
        for part in parts.extract_if(.., |part| is_common(part)) {
            if let Query::Text(Text { written, .. }) = part {
                self.left_out.push(written);
            }
        }
    }
}

/// The only one of `parts`, or several as `several` makes them one; `None` of none.
fn one_or(several: fn(Vec<Query>) -> Query, mut parts: Vec<Query>) -> Option<Query> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Language;

    fn english(query: &str, last_word: LastWord) -> Parsed {
        parse(&Stemmer::new(Language::English), query, last_word)
    }

    /// The query in words, and the notes.
    fn understood(query: &str) -> (String, Vec<String>) {
        let parsed = english(query, LastWord::Complete);
        (parsed.query.to_string(), parsed.notes)
    }

    #[track_caller]
    fn check(query: &str, expected: &str) {
        assert_eq!(understood(query), (expected.to_owned(), Vec::new()), "{query}");
    }

    #[test]
    fn what_is_well_formed_is_understood_without_notes() {
        for (query, expected) in [
            ("", "every document"),
            ("*", "every document"),
            ("cache", "cache"),
            ("cache stampede", "cache and stampede"),
            ("cache AND stampede && redis", "cache and stampede and redis"),
            ("cache OR redis", "cache or redis"),
            ("a1 b1 OR c1 d1", "(a1 and b1) or (c1 and d1)"),
            ("a1 (b1 OR c1)", "a1 and (b1 or c1)"),
            ("a1 (b1 c1)", "a1 and b1 and c1"),
            ("a1 | b1 OR (c1 OR d1)", "a1 or b1 or c1 or d1"),
            ("-cache", "not cache"),
            ("redis -cache", "redis and not cache"),
            ("redis NOT cache", "redis and not cache"),
            ("redis AND NOT (cache OR \"load shedding\")", "redis and not (cache or “load shedding”)"),
            ("NOT -cache", "cache"),
            ("NOT NOT NOT cache", "not cache"),
            ("--force", "--force"),
            ("cach*", "cach…"),
            ("“connection pool”", "“connection pool”"),
            ("title:cache", "cache in the title"),
            ("Title:\"big cache\" title:cac*", "“big cache” in the title and cac… in the title"),
            ("factor:cache-stampede", "factor cache-stampede"),
            ("factor: cache-stampede", "factor cache-stampede"),
            ("-author:\"Ada Okafor\"", "not author Ada Okafor"),
            ("service:(cart OR checkout)", "service cart or service checkout"),
            ("severity:SEV1,SEV2 cache", "(severity SEV1 or severity SEV2) and cache"),
            ("severity:*", "any severity"),
            ("tag:black*", "tag black…"),
            ("detected_by:alert", "detected by alert"),
            ("started:[2025-01 TO 2025-06]", "started from 2025-01, up to 2025-06"),
            ("duration:>1h", "duration over 1h"),
            ("duration:> 1h", "duration over 1h"),
            ("year:2025", "year 2025"),
            ("https://example.org/a?b=c", "https://example.org/a?b=c"),
            ("10:30", "10:30"),
            ("read() -", "read"),
            ("a1 - b1 , ; !", "a1 and b1"),
        ] {
            check(query, expected);
        }
    }

    #[test]
    fn common_words_count_when_nothing_else_is_asked_for_or_between_quotes() {
        let parsed = english("what happened to the cache", LastWord::Complete);
        assert_eq!(parsed.query.to_string(), "happened and cache");
        assert_eq!(parsed.left_out, ["what", "to", "the"]);
        check("to be", "to and be");
        check("the -cache", "the and not cache");
        check("\"to be\"", "“to be”");
        check("title:the cache", "the in the title and cache");
    }

    #[test]
    fn the_last_word_grows_while_it_is_typed() {
        let typed = |query| english(query, LastWord::Growing).query.to_string();
        assert_eq!(typed("cache stam"), "cache and stam…");
        assert_eq!(typed("cache stam "), "cache and stam");
        assert_eq!(typed("cache the"), "cache and the…");
        assert_eq!(typed("factor:cac"), "factor cac…");
        assert_eq!(typed("\"cache stam"), "“cache stam”");
        assert_eq!(typed("(cache stam"), "cache and stam…");
    }

    #[test]
    fn what_is_malformed_is_passed_over_with_a_note() {
        for (query, expected, note) in [
            ("(cache", "cache", "an opening parenthesis has no closing one"),
            ("cache)", "cache", "a closing parenthesis has no opening one"),
            ("\"cache", "“cache”", "an opening quote has no closing one"),
            ("factor: OR cache", "cache", "`factor:` has no value and was passed over"),
            (
                "sevrity:SEV1",
                "sevrity:SEV1",
                "there is no field `sevrity`, did you mean `severity:`? it was searched for as a word",
            ),
            ("owner:ada", "owner:ada", "there is no field `owner`: it was searched for as a word"),
            (
                "started:soon cache",
                "cache",
                "`started:soon` was passed over: it is not a date such as `2025-03` or `[2025-01 TO 2025-06]`",
            ),
            (
                "duration:7",
                "every document",
                "`duration:7` was passed over: it is not a duration such as `>1h` or `30m..2h`",
            ),
            (
                "factor:[a TO b]",
                "every document",
                "`[a TO b]`: ranges are understood after `started:`, `date:`, `year:` and `duration:`",
            ),
            ("ca*he", "ca*he", "`ca*he`: a star is understood at the end of a word alone"),
            ("🔥 cache", "cache", "`🔥` holds no word and was passed over"),
        ] {
            assert_eq!(understood(query), (expected.to_owned(), vec![note.to_owned()]), "{query}");
        }
        for query in
            ["OR", "AND", "NOT", "( )", "-", "OR OR )", "NOT )", "title:", "\"\"", "((((", "- - -", "AND OR NOT"]
        {
            assert_eq!(understood(query).0, "every document", "{query}");
        }
    }

    #[test]
    fn a_query_without_end_is_read_in_part() {
        for (query, note) in [
            ("(".repeat(500) + "cache" + &")".repeat(500), "parentheses more than 16 deep were passed over"),
            ("cache ".repeat(300), "the query is long: only its first 64 words were read"),
            ("é".repeat(100_000), "the query is long: only its first 2000 characters were read"),
        ] {
            assert_eq!(understood(&query).1, [note]);
        }
    }
}
