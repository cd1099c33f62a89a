//! The configuration: what `afterword.toml` means, valid by construction.
//!
//! Takes the text of the file; gives a [`Config`] and diagnostics for its mistakes. A mistake never stops a check: the
//! default stands in for the value, and the command ends with exit code 2 once it has shown everything.

mod colour;
mod editor;
mod pattern;
mod raw;

use std::collections::BTreeMap;

pub use colour::{Colour, Shades};
pub use editor::EditorUrl;
use jiff::tz::TimeZone;
pub use pattern::{HostPattern, NamePattern, TicketPattern};
pub use raw::parse;

use crate::diagnostics::{FilePath, Level, Span, nearest};
use crate::model::Visibility;

/// The name of the configuration file.
pub const FILE_NAME: &str = "afterword.toml";

/// Whether a text has the form of a BCP 47 tag, such as `en` or `pt-BR`.
#[must_use]
pub fn is_language_tag(text: &str) -> bool {
    text.len() <= 35
        && text.split('-').all(|part| !part.is_empty() && part.len() <= 8)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// What a knowledge base is called, where it is published, and which words it uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Whether an `afterword.toml` was there at all. Without one, what templates ask for is advice.
    pub is_configured: bool,
    /// The title of the site.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Where the site is published.
    pub base_url: BaseUrl,
    /// The language of the texts, as a BCP 47 tag.
    pub language: String,
    /// The theme's name.
    pub theme: String,
    /// Where `afterword.toml` names it; `None` where it does not.
    pub theme_span: Option<Span>,
    /// The colour of links and of what else can be pressed; `None` for the theme's own.
    pub accent: Option<Colour>,
    /// The picture beside the title; `None` for the theme's own.
    pub logo: Option<Logo>,
    /// The output folder, relative to the knowledge base.
    pub output: String,
    /// The severities in their order, the gravest first; empty when any will do.
    pub severities: Vec<Term>,
    /// The services in the order of the configuration; empty when any will do.
    pub services: Vec<Term>,
    /// The folder of styles, the rules about wording that a team writes itself, relative to the knowledge base.
    pub styles: String,
    /// Files that are documents besides those in the usual folders, as globs.
    pub include: Vec<String>,
    /// Files that are left out, as globs.
    pub exclude: Vec<String>,
    /// Who may see a document that does not say.
    pub visibility: Visibility,
    /// Whether pages show who held which role.
    pub shows_roles: bool,
    /// Whether pages show who wrote a document.
    pub shows_authors: bool,
    /// Whether the browsers of readers may keep what was visited, for when there is no network.
    pub offline: bool,
    /// Whether previews of links show a card for each document.
    pub cards: bool,
    /// How `serve` opens a finding in the author's editor; `None` where it does not.
    pub editor: Option<EditorUrl>,
    /// The zone of times without an offset; `None` when none is declared.
    pub time_zone: Option<TimeZone>,
    /// How many days after its end an incident's document is expected to be published.
    pub publish_within_days: u16,
    /// The fewest and the most words of a summary.
    pub summary_words: (usize, usize),
    /// Which words are tickets, and where each is to be seen.
    pub tickets: Vec<TicketPattern>,
    /// E-mail addresses and phone numbers that may be shared.
    pub shared: Vec<NamePattern>,
    /// Hosts that are known inside alone.
    pub internal_hosts: Vec<HostPattern>,
    /// Levels set for checks and for groups of them, by name; `None` turns them off.
    pub levels: BTreeMap<String, Option<Level>>,
}

/// An image of `static/`, and where the configuration names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file.
    pub path: FilePath,
    /// Its place in `afterword.toml`.
    pub span: Span,
}

/// One word of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word in front matter.
    pub id: String,
    /// The word on pages.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Its place in the vocabulary, from 1, which it keeps where others are left out; 0 if it is in none.
    pub place: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            is_configured: false,
            title: "Postmortems".to_owned(),
            description: String::new(),
            base_url: BaseUrl::default(),
            language: "en".to_owned(),
            theme: "default".to_owned(),
            theme_span: None,
            accent: None,
            logo: None,
            output: "public".to_owned(),
            styles: "styles".to_owned(),
            severities: Vec::new(),
            services: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            visibility: Visibility::Internal,
            shows_roles: true,
            shows_authors: true,
            offline: true,
            cards: true,
            editor: None,
            time_zone: None,
            publish_within_days: 14,
            summary_words: (15, 250),
            tickets: Vec::new(),
            shared: Vec::new(),
            internal_hosts: Vec::new(),
            levels: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The severity that a document means, whatever case it is written in; `None` when the vocabulary lacks it.
    #[must_use]
    pub fn severity(&self, text: &str) -> Option<&Term> {
        find(&self.severities, text)
    }

    /// The service that a document means, by its name or its title; `None` when the vocabulary lacks it.
    #[must_use]
    pub fn service(&self, text: &str) -> Option<&Term> {
        find(&self.services, text)
    }
}

/// The term that a text means, whatever its case.
fn find<'a>(terms: &'a [Term], text: &str) -> Option<&'a Term> {
    let text = text.trim().to_lowercase();
    terms.iter().find(|term| term.id.to_lowercase() == text || term.title.to_lowercase() == text)
}

/// The help line for a word that a vocabulary lacks: the nearest one, or all of them.
#[must_use]
pub fn vocabulary_help(word: &str, terms: &[Term]) -> String {
    match nearest(word, terms.iter().map(|term| term.id.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", list_of_code(terms.iter().map(|term| term.id.as_str()))),
    }
}

/// "`a`, `b`, `c`", with at most a dozen named.
#[must_use]
pub fn list_of_code<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.len() {
        0..=12 => words.join(", "),
        many => format!("{} and {} more", words[..12].join(", "), many - 12),
    }
}

/// Where the site is published: an origin and the path below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, such as `https://example.org`; empty when it is not known.
    origin: String,
    /// The path, with a slash at both ends.
    path: String,
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self { origin: String::new(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Reads `https://host/path/`, or a path alone. The error says what is wrong with it.
    ///
    /// # Errors
    ///
    /// When the scheme is neither `http` nor `https`, the host is missing, or characters stand in it that no address has.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(bad) = text.chars().find(|c| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}?#".contains(*c)) {
            return Err(format!("{bad:?} cannot stand in a base address"));
        }
        let (origin, path) = match text.split_once("://") {
            None if text.is_empty() || text.starts_with('/') && !text.starts_with("//") => ("", text),
            None => {
                return Err("expected an address such as `https://example.org/` or a path such as `/base/`".to_owned());
            }
            Some((scheme, rest)) => {
                if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
                    return Err(format!("the scheme `{scheme}` is neither `https` nor `http`"));
                }
                let host_length = rest.find('/').unwrap_or(rest.len());
                if host_length == 0 {
                    return Err("the host is missing".to_owned());
                }
                text.split_at(scheme.len() + 3 + host_length)
            }
        };
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Ok(Self { origin: origin.to_owned(), path })
    }

    /// The same host with another path.
    #[must_use]
    pub fn with_path_of(&self, other: &Self) -> Self {
        Self { origin: self.origin.clone(), path: other.path.clone() }
    }

    /// The path under which the site stands, with a slash at both ends.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address of a route, such as `https://example.org/base/factors/`; `None` when the host is not known.
    #[must_use]
    pub fn absolute(&self, route: &str) -> Option<String> {
        (!self.origin.is_empty()).then(|| format!("{}{}{}", self.origin, self.path, route.trim_start_matches('/')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_has_a_path_with_slashes_at_both_ends() {
        for (text, path, absolute) in [
            ("https://example.org", "/", Some("https://example.org/a/")),
            ("https://example.org/x/y", "/x/y/", Some("https://example.org/x/y/a/")),
            ("/base", "/base/", None),
            ("", "/", None),
        ] {
            let base_url = BaseUrl::parse(text).expect(text);
            assert_eq!((base_url.path(), base_url.absolute("a/").as_deref()), (path, absolute), "{text}");
        }
        for text in [
            "ftp://example.org",
            "https://",
            "https:///x",
            "example.org",
            "//example.org",
            "https://a b",
            "https://a/\"x",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }
}
