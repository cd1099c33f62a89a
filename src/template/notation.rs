//! The notation of comments in a template: what is required, of which type or shape, and guidance behind a colon.
//!
//! `required, one of draft | in-review | published: how far it is` behind a field;
//! `required, timeline; also "Chronology": one row an event` under a heading. What stands before the first colon is the
//! contract, in parts between commas or semicolons. A comment of which nothing is understood is guidance as a whole.

use crate::diagnostics::{Span, nearest};

use super::field_type::{FieldType, NoType};
use super::{Requirement, Shape};

/// What one comment says.
#[derive(Debug, Default)]
pub(super) struct Contract {
    pub requirement: Option<Requirement>,
    /// The type of a field, and where it stands.
    pub field_type: Option<(FieldType, Span)>,
    /// The shape of a section.
    pub shape: Option<Shape>,
    /// Other headings of a section, and where they stand.
    pub also: Vec<(String, Span)>,
    pub guidance: String,
    pub problems: Vec<Problem>,
}

/// What cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub span: Span,
    pub message: String,
    pub help: String,
}

/// What a comment stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Field,
    Section,
}

/// Words that others use for what is required.
const ELSEWHERE: [(&str, &[&str]); 4] = [
    (
        "required once published",
        &["required if published", "required when published", "required before publishing", "required on publish"],
    ),
    ("required", &["mandatory", "obligatory", "obligatry", "compulsory", "must", "must have", "needed", "necessary"]),
    ("recommended", &["should", "should have", "suggested", "expected", "nice to have", "advised"]),
    ("optional", &["voluntary", "not required", "may", "if any"]),
];

/// The word in front of other headings.
const ALSO: &str = "also";

/// How a part of a contract was understood.
enum Part {
    Understood,
    /// It is nearly right, or at odds with another part.
    Wrong(String, String),
    /// The beginning of guidance in the notation without a colon.
    Free(usize),
    Unknown,
}

/// Reads a comment that begins at an offset of its file.
pub(super) fn read(of: Of, text: &str, start: usize) -> Contract {
    let mut contract = Contract::default();
    if text.trim_start().starts_with("afterword:") {
        return contract;
    }
    let colon = end_of_contract(text);
    let head = &text[..colon.unwrap_or(text.len())];
    let mut guidance = colon.map_or(text.len(), |colon| colon + text[colon..].chars().next().map_or(0, char::len_utf8));
    let mut is_understood = false;
    let mut is_nearly = false;
    let mut is_behind_also = false;
    for part in parts(head) {
        let trimmed = Span::new(part.start, part.end).trimmed(head);
        let word = &head[trimmed.range()];
        let place = Span::new(start + trimmed.start, start + trimmed.end);
        let is_first = part.start == 0;
        let found = match of {
            Of::Section if is_behind_also && word.starts_with(is_quote) => contract.headings(word, place),
            _ => contract.part(of, word, place, is_first),
        };
        is_behind_also = of == Of::Section && (is_behind_also && word.starts_with(is_quote) || starts_with_also(word));
        match found {
            Part::Understood => is_understood = true,
            Part::Wrong(message, help) => {
                let counts = colon.is_some() || is_understood || is_first && contract.requirement.is_none();
                is_nearly |= counts;
                if counts {
                    contract.problems.push(Problem { span: place, message, help });
                } else {
                    guidance = trimmed.start;
                    break;
                }
            }
            Part::Free(length) if colon.is_none() || !word[length..].starts_with(' ') => {
                is_understood = true;
                guidance = trimmed.start + length;
                break;
            }
            Part::Free(length) => {
                is_understood = true;
                let rest = word[length..].trim();
                let span = Span::new(place.end - rest.len(), place.end);
                let message = format!("`{rest}` is no part of what a template can ask for");
                let help = "only `once published` can stand behind `required`; guidance stands behind the colon";
                contract.problems.push(Problem { span, message, help: help.to_owned() });
            }
            Part::Unknown if colon.is_none() => {
                guidance = trimmed.start;
                break;
            }
            Part::Unknown => {
                let message = format!("`{word}` is no part of what a template can ask for");
                contract.problems.push(Problem { span: place, message, help: known_parts(of) });
            }
        }
    }
    if !is_understood && !is_nearly {
        return Contract { guidance: text.trim().to_owned(), ..Contract::default() };
    }
    contract.guidance = text[guidance..].trim_start_matches([':', '：', ',', '.', ';', ' ']).trim().to_owned();
    contract
}

fn known_parts(of: Of) -> String {
    match of {
        Of::Field => {
            "before the colon stand `required`, `required once published`, `recommended` or `optional`, and a \
                      type such as `text`, `time`, `list of services` or `one of a | b`"
                .to_owned()
        }
        Of::Section => "before the colon stand `required`, `required once published`, `recommended` or `optional`, a \
                        shape (`prose`, `timeline`, `action items`), and `also \"Another heading\"`"
            .to_owned(),
    }
}

impl Contract {
    fn part(&mut self, of: Of, word: &str, place: Span, is_first: bool) -> Part {
        let folded = word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if folded.is_empty() {
            return if is_first { Part::Unknown } else { Part::Understood };
        }
        if let Some(requirement) = Requirement::of_words(&folded) {
            return self.require(requirement, word);
        }
        let understood = match of {
            Of::Field => self.take_type(word, place),
            Of::Section => self.take_shape(word, &folded, place),
        };
        if let Some(part) = understood {
            return part;
        }
        // `once publishd` is a slip, `when it rains` is what somebody wrote freely.
        let elsewhere = ELSEWHERE.iter().find(|(_, others)| others.contains(&folded.as_str())).map(|(name, _)| *name);
        let whole = elsewhere.or_else(|| nearest(&folded, Requirement::WORDS.map(|(words, _)| words)));
        if let Some(near) = whole {
            return wrong_requirement(word, near);
        }
        if let Some((requirement, length)) = Requirement::free_start(word) {
            self.requirement = self.requirement.or(Some(requirement));
            return Part::Free(length);
        }
        let first = word.split(' ').next().unwrap_or_default();
        match nearest(first, ["required", "recommended", "optional"]).filter(|near| is_first && *near != first) {
            Some(near) => wrong_requirement(first, near),
            None => Part::Unknown,
        }
    }

    fn require(&mut self, requirement: Requirement, word: &str) -> Part {
        if self.requirement.is_some_and(|known| known != requirement) {
            let help = "say once whether it is `required`, `required once published`, `recommended` or `optional`";
            return Part::Wrong(format!("`{word}` contradicts what stands before it"), help.to_owned());
        }
        self.requirement = Some(requirement);
        Part::Understood
    }

    fn take_type(&mut self, word: &str, place: Span) -> Option<Part> {
        match FieldType::read(word) {
            Ok(_) if self.field_type.is_some() => {
                let message = format!("`{word}` is a second type");
                Some(Part::Wrong(message, "say one type a field; several words are `one of a | b`".to_owned()))
            }
            Ok(found) => {
                self.field_type = Some((found, place));
                Some(Part::Understood)
            }
            Err(NoType::Nearly(help)) => Some(Part::Wrong(format!("unknown type `{word}`"), help)),
            Err(NoType::Unlike) => None,
        }
    }

    fn take_shape(&mut self, word: &str, folded: &str, place: Span) -> Option<Part> {
        if starts_with_also(word) {
            return Some(self.headings(word[ALSO.len()..].trim_start(), place));
        }
        if let Some(shape) = Shape::read(folded) {
            let is_second = self.shape.is_some_and(|known| known != shape);
            self.shape = Some(shape);
            let help = || "a section has one shape: `prose`, `timeline` or `action items`".to_owned();
            return Some(match is_second {
                true => Part::Wrong(format!("`{word}` is a second shape"), help()),
                false => Part::Understood,
            });
        }
        if word.starts_with(is_quote) {
            let help = format!("write `also {word}` for another heading of the section");
            return Some(Part::Wrong(format!("{word} stands here without `also`"), help));
        }
        let near = Shape::nearest(folded)?;
        Some(Part::Wrong(format!("unknown shape `{word}`"), format!("did you mean `{near}`?")))
    }

    /// Reads headings between quotation marks.
    fn headings(&mut self, text: &str, place: Span) -> Part {
        let mut rest = text;
        let mut count = 0;
        while let Some(open) = rest.find(is_quote) {
            let between = rest[..open].trim();
            let inside = &rest[open + rest[open..].chars().next().map_or(1, char::len_utf8)..];
            let Some(close) = inside.find(is_quote).filter(|_| ["", "or", "and"].contains(&between)) else { break };
            let heading = inside[..close].trim();
            if !heading.is_empty() {
                self.also.push((heading.to_owned(), place));
                count += 1;
            }
            rest = &inside[close + inside[close..].chars().next().map_or(1, char::len_utf8)..];
        }
        if count == 0 || !rest.trim().is_empty() {
            let help = "write `also \"Chronology\", \"What happened when\"`";
            return Part::Wrong(format!("`{text}` is no heading between quotation marks"), help.to_owned());
        }
        Part::Understood
    }
}

fn wrong_requirement(word: &str, near: &str) -> Part {
    Part::Wrong(format!("unknown requirement `{word}`"), format!("did you mean `{near}`?"))
}

fn starts_with_also(word: &str) -> bool {
    word.get(..ALSO.len()).is_some_and(|start| start.eq_ignore_ascii_case(ALSO))
        && word[ALSO.len()..].starts_with(|c: char| c.is_whitespace() || is_quote(c))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The colon behind the contract: the first outside quotation marks that white space or the end follows.
fn end_of_contract(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(at, c)| {
        is_quoted ^= is_quote(c);
        let follows = text[at + c.len_utf8()..].chars().next();
        let is_colon = c == ':' && follows.is_none_or(char::is_whitespace) || c == '：';
        (is_colon && !is_quoted).then_some(at)
    })
}

/// The places of the parts between commas and semicolons outside quotation marks.
fn parts(text: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (at, c) in text.char_indices() {
        is_quoted ^= is_quote(c);
        if !is_quoted && matches!(c, ',' | ';') {
            parts.push(Span::new(start, at));
            start = at + 1;
        }
    }
    parts.push(Span::new(start, text.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(of: Of, text: &str) -> String {
        let contract = read(of, text, 0);
        let mut told = Vec::new();
        told.extend(contract.requirement.map(|it| format!("{it:?}")));
        told.extend(contract.field_type.map(|(it, _)| it.words()));
        told.extend(contract.shape.map(|it| format!("{it:?}")));
        told.extend(contract.also.iter().map(|(it, _)| format!("also {it}")));
        told.extend(contract.problems.iter().map(|it| format!("! {} ({})", &text[it.span.range()], it.help)));
        format!("{} | {}", told.join(", "), contract.guidance)
    }

    #[test]
    fn what_stands_behind_a_field_is_read() {
        for (text, expected) in [
            ("required, time: when it began", "Required, time | when it began"),
            ("time, required: when", "Required, time | when"),
            (
                "required once published, one of sun | rain: the sky",
                "RequiredOncePublished, one of sun | rain | the sky",
            ),
            ("recommended, list of services", "Recommended, list of services | "),
            ("Required: x: y", "Required | x: y"),
            ("number: how many", "number | how many"),
            // The notation without types.
            ("required: one of the severities in afterword.toml", "Required | one of the severities in afterword.toml"),
            ("required once published, who", "RequiredOncePublished | who"),
            ("required when it rains", "Required | when it rains"),
            ("required. Say it: now", "Required | Say it: now"),
            ("what happened", " | what happened"),
            ("such as: this, or that", " | such as: this, or that"),
            ("", " | "),
            ("afterword: allow x", " | "),
            // Mistakes.
            ("requird: who", "! requird (did you mean `required`?) | who"),
            ("requird once published", "! requird once published (did you mean `required once published`?) | "),
            ("mandatory, text: who", "text, ! mandatory (did you mean `required`?) | who"),
            ("required, string: who", "Required, ! string (did you mean `text`?) | who"),
            ("required, tiem", "Required, ! tiem (did you mean `time`?) | "),
        ] {
            assert_eq!(told(Of::Field, text), expected, "{text}");
        }
        for (text, place) in [
            ("required, very much: x", "very much"),
            ("required when it rains: x", "when it rains"),
            ("required, optional: x", "optional"),
            ("time, text: x", "text"),
            ("required, one of a, b: x", "one of a"),
        ] {
            let contract = read(Of::Field, text, 0);
            let first = contract.problems.first().map(|problem| &text[problem.span.range()]);
            assert_eq!(first, Some(place), "{text}: {:?}", contract.problems);
        }
    }

    #[test]
    fn what_stands_under_a_heading_is_read() {
        for (text, expected) in [
            (
                "required, timeline; also \"Sequence: of events\", \"Chronology\": One row an event",
                "Required, Timeline, also Sequence: of events, also Chronology | One row an event",
            ),
            ("optional; also “Notes” or “Links”", "Optional, also Notes, also Links | "),
            ("recommended, action items: what changes", "Recommended, ActionItems | what changes"),
            ("prose: tell it", "Prose | tell it"),
            ("recommended: sun or rain", "Recommended | sun or rain"),
            ("Say what you saw.", " | Say what you saw."),
            ("required, timline: x", "Required, ! timline (did you mean `timeline`?) | x"),
            (
                "required, \"Log\": x",
                "Required, ! \"Log\" (write `also \"Log\"` for another heading of the section) | x",
            ),
        ] {
            assert_eq!(told(Of::Section, text), expected, "{text}");
        }
        let contract = read(Of::Section, "required, also Log: x", 0);
        assert_eq!(contract.problems.len(), 1, "{contract:?}");
    }
}
