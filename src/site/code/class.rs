//! The kinds of parts that code has, and what their scopes are called in grammars.

use std::sync::LazyLock;

use syntect::parsing::Scope;

/// What a part of code is. Parts without a class are plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A comment, and the heads of a diff.
    Comment,
    /// A word of the language itself.
    Keyword,
    /// A text in quotes.
    String,
    /// A number, a date, a constant of the language.
    Number,
    /// The name of a function or a command.
    Function,
    /// The name of a type or a section.
    Type,
    /// A variable, a key, an attribute.
    Name,
    /// A line that a change adds.
    Inserted,
    /// A line that a change takes away.
    Deleted,
    /// What a terminal writes before a command.
    Prompt,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Comment,
        Self::Keyword,
        Self::String,
        Self::Number,
        Self::Function,
        Self::Type,
        Self::Name,
        Self::Inserted,
        Self::Deleted,
        Self::Prompt,
    ];

    /// Its class in HTML: one letter, since pages hold many.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Comment => "c",
            Self::Keyword => "k",
            Self::String => "s",
            Self::Number => "n",
            Self::Function => "f",
            Self::Type => "t",
            Self::Name => "v",
            Self::Inserted => "i",
            Self::Deleted => "d",
            Self::Prompt => "p",
        }
    }
}

/// What a scope says of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is of a class.
    Of(Class),
    /// It is plain, whatever stands around it.
    Plain,
    /// It is what stands around it.
    Around,
    /// A key, in which a string is a name.
    Key,
    /// An operator, which is a keyword if it is a word.
    Operator,
}

/// The meanings of scopes by their beginnings; the first that fits holds. What is not here says nothing.
const MEANINGS: &[(&str, Meaning)] = &[
    ("comment", Meaning::Of(Class::Comment)),
    ("meta.diff", Meaning::Of(Class::Comment)),
    ("markup.inserted", Meaning::Of(Class::Inserted)),
    ("markup.deleted", Meaning::Of(Class::Deleted)),
    ("markup.heading", Meaning::Of(Class::Keyword)),
    ("markup.raw", Meaning::Of(Class::String)),
    ("meta.mapping.key", Meaning::Key),
    ("meta.interpolation", Meaning::Plain),
    ("meta.template.expression", Meaning::Plain),
    ("meta.embedded", Meaning::Plain),
    ("string.unquoted", Meaning::Plain),
    ("string", Meaning::Of(Class::String)),
    ("constant.numeric", Meaning::Of(Class::Number)),
    ("constant.language", Meaning::Of(Class::Number)),
    // Such as `%d` within a text.
    ("constant.other.placeholder", Meaning::Around),
    ("constant.other", Meaning::Of(Class::Number)),
    ("keyword.other.unit", Meaning::Of(Class::Number)),
    ("keyword.operator", Meaning::Operator),
    ("keyword", Meaning::Of(Class::Keyword)),
    ("storage", Meaning::Of(Class::Keyword)),
    ("entity.name.function", Meaning::Of(Class::Function)),
    ("entity.name.macro", Meaning::Of(Class::Function)),
    ("variable.function", Meaning::Of(Class::Function)),
    ("support.function", Meaning::Of(Class::Function)),
    ("support.macro", Meaning::Of(Class::Function)),
    ("entity.name.tag", Meaning::Of(Class::Name)),
    ("entity.other.attribute-name", Meaning::Of(Class::Name)),
    ("support.type.property-name", Meaning::Of(Class::Name)),
    ("entity.section", Meaning::Of(Class::Type)),
    ("entity.name.namespace", Meaning::Plain),
    ("entity.name.section.markdown", Meaning::Around),
    ("entity.name.variable", Meaning::Plain),
    ("entity.name", Meaning::Of(Class::Type)),
    ("entity.other.inherited-class", Meaning::Of(Class::Type)),
    ("support.type", Meaning::Of(Class::Type)),
    ("support.class", Meaning::Of(Class::Type)),
    ("variable.annotation", Meaning::Of(Class::Type)),
    ("variable.language", Meaning::Of(Class::Name)),
    ("variable.parameter.option", Meaning::Of(Class::Name)),
    ("variable.other.readwrite.shell", Meaning::Of(Class::Name)),
    ("variable.other.readwrite.terraform", Meaning::Of(Class::Name)),
    ("meta.group.expansion.parameter.shell", Meaning::Of(Class::Name)),
    ("meta.group.expansion.command", Meaning::Plain),
];

/// The same, read once.
static SCOPES: LazyLock<Vec<(Scope, Meaning)>> = LazyLock::new(|| {
    let scopes = MEANINGS.iter().filter_map(|(name, meaning)| Some((Scope::new(name).ok()?, *meaning)));
    scopes.collect()
});

/// What a scope says, if it says anything.
pub(super) fn meaning(scope: Scope) -> Option<Meaning> {
    SCOPES.iter().find(|(start, _)| start.is_prefix_of(scope)).map(|(_, meaning)| *meaning)
}
