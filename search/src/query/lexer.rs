//! Splits a query into tokens, and sees to it that the parser gets no more of them than it can take.
//!
//! Takes any text; gives tokens whose parentheses are balanced and at most [`DEEPEST`] deep, and notes on what was cut.

use super::fields::FieldName;

/// Characters of a query that are read.
const LONGEST_QUERY: usize = 2000;

/// Words, phrases and ranges of a query that are read.
const MOST_VALUES: usize = 64;

/// Parentheses within parentheses that are read.
const DEEPEST: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Minus,
    And,
    Or,
    Not,
    /// A known name and its colon.
    Field(FieldName),
    /// A run of characters without spaces.
    Word(String),
    /// What stood between quotes.
    Phrase(String),
    /// A range after a field, with its brackets.
    Range(String),
}

/// A query's tokens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tokens {
    pub tokens: Vec<Token>,
    pub notes: Vec<String>,
    /// How many tokens there are up to the word that the query ends in the middle of, as it does while someone types.
    pub growing: Option<usize>,
}

/// Splits `query` into tokens.
pub(super) fn tokenize(query: &str) -> Tokens {
    let end = query.char_indices().nth(LONGEST_QUERY).map_or(query.len(), |(index, _)| index);
    let mut lexer = Lexer { rest: &query[..end], depth: 0, values: 0, output: Tokens::default() };
    if end < query.len() {
        lexer.note(format!("the query is long: only its first {LONGEST_QUERY} characters were read"));
    }
    while lexer.advance() {}
    let unclosed = lexer.depth.min(DEEPEST);
    if unclosed > 0 {
        lexer.note("an opening parenthesis has no closing one".to_owned());
    }
    lexer.output.tokens.extend(std::iter::repeat_n(Token::Close, unclosed));
    lexer.output
}

struct Lexer<'a> {
    rest: &'a str,
    /// Parentheses that are open, those deeper than [`DEEPEST`] included, although no token was made of them.
    depth: usize,
    values: usize,
    output: Tokens,
}

impl Lexer<'_> {
    /// Reads one token; says whether there may be more.
    fn advance(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches(|character: char| character.is_whitespace() || character.is_control());
        let Some(first) = self.rest.chars().next() else { return false };
        match first {
            '(' => self.open(),
            ')' => self.close(),
            '[' | '{' if matches!(self.output.tokens.last(), Some(Token::Field(_))) => self.range(),
            _ if is_quote(first) => self.phrase(first),
            '-' | '−' | '–' if self.negates(first) => self.punctuation(first, Some(Token::Minus)),
            '|' => self.punctuation(first, Some(Token::Or)),
            '&' => self.punctuation(first, None),
            _ => self.word(),
        }
        if self.values < MOST_VALUES || self.rest.is_empty() {
            return true;
        }
        self.note(format!("the query is long: only its first {MOST_VALUES} words were read"));
        false
    }

    fn note(&mut self, note: String) {
        if !self.output.notes.contains(&note) {
            self.output.notes.push(note);
        }
    }

    fn push(&mut self, token: Token) {
        self.values += usize::from(matches!(token, Token::Word(_) | Token::Phrase(_) | Token::Range(_)));
        self.output.tokens.push(token);
    }

    fn punctuation(&mut self, character: char, token: Option<Token>) {
        self.rest = &self.rest[character.len_utf8()..];
        self.output.tokens.extend(token);
    }

    fn open(&mut self) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.note(format!("parentheses more than {DEEPEST} deep were passed over"));
        }
        self.punctuation('(', (self.depth <= DEEPEST).then_some(Token::Open));
    }

    fn close(&mut self) {
        let token = (1..=DEEPEST).contains(&self.depth).then_some(Token::Close);
        if self.depth == 0 {
            self.note("a closing parenthesis has no opening one".to_owned());
        }
        self.depth = self.depth.saturating_sub(1);
        self.punctuation(')', token);
    }

    /// Whether a minus stands before something that it can exclude. Two are the beginning of a flag: `--force`.
    fn negates(&self, minus: char) -> bool {
        let next = self.rest[minus.len_utf8()..].chars().next();
        next.is_some_and(|next| next.is_alphanumeric() || next == '(' || is_quote(next))
    }

    fn phrase(&mut self, quote: char) {
        let inner = &self.rest[quote.len_utf8()..];
        let (phrase, rest) = match inner.find(is_quote) {
            Some(end) => (&inner[..end], after_first_character(&inner[end..])),
            None => {
                self.note("an opening quote has no closing one".to_owned());
                (inner, "")
            }
        };
        self.rest = rest;
        self.push(Token::Phrase(phrase.trim().to_owned()));
    }

    fn range(&mut self) {
        let Some(end) = self.rest.find([']', '}']) else {
            self.note("an opening bracket has no closing one".to_owned());
            self.push(Token::Range(format!("{}]", self.rest)));
            self.rest = "";
            return;
        };
        let (range, rest) = self.rest.split_at(end + 1);
        self.rest = rest;
        self.push(Token::Range(range.to_owned()));
    }

    fn word(&mut self) {
        let ends = |character: char| character.is_whitespace() || matches!(character, '(' | ')') || is_quote(character);
        let word = &self.rest[..self.rest.find(ends).unwrap_or(self.rest.len())];
        if let Some((name, value)) = word.split_once(':').filter(|(name, _)| !name.is_empty()) {
            if let Some(field) = FieldName::named(name) {
                self.rest = &self.rest[name.len() + 1..];
                self.output.tokens.push(Token::Field(field));
                return;
            }
            self.unknown_field(name, value);
        }
        self.rest = &self.rest[word.len()..];
        let token = match word {
            "AND" | "&&" => Token::And,
            "OR" => Token::Or,
            "NOT" => Token::Not,
            _ => Token::Word(word.to_owned()),
        };
        self.push(token);
        self.output.growing = self.rest.is_empty().then_some(self.output.tokens.len());
    }

    fn unknown_field(&mut self, name: &str, value: &str) {
        let meant = FieldName::nearest_name(name);
        if let Some(meant) = meant {
            self.note(format!("there is no field `{name}`, did you mean `{meant}:`? it was searched for as a word"));
        } else if name.chars().all(char::is_alphabetic) && !value.is_empty() && !value.starts_with('/') {
            self.note(format!("there is no field `{name}`: it was searched for as a word"));
        }
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}

fn after_first_character(text: &str) -> &str {
    let mut characters = text.chars();
    characters.next();
    characters.as_str()
}
