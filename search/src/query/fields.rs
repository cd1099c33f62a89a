//! The names before a colon.

use std::fmt;

/// A field whose values are words of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelField {
    Kind,
    Factor,
    Service,
    Severity,
    Tag,
    Author,
    DetectedBy,
}

/// A field whose values are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RangeField {
    Started,
    Date,
    Year,
    Duration,
}

/// What can stand before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldName {
    Title,
    Label(LabelField),
    Range(RangeField),
}

const NAMES: [(&str, FieldName); 19] = [
    ("title", FieldName::Title),
    ("kind", FieldName::Label(LabelField::Kind)),
    ("factor", FieldName::Label(LabelField::Factor)),
    ("factors", FieldName::Label(LabelField::Factor)),
    ("contributing_factors", FieldName::Label(LabelField::Factor)),
    ("service", FieldName::Label(LabelField::Service)),
    ("services", FieldName::Label(LabelField::Service)),
    ("severity", FieldName::Label(LabelField::Severity)),
    ("tag", FieldName::Label(LabelField::Tag)),
    ("tags", FieldName::Label(LabelField::Tag)),
    ("author", FieldName::Label(LabelField::Author)),
    ("authors", FieldName::Label(LabelField::Author)),
    ("detected_by", FieldName::Label(LabelField::DetectedBy)),
    ("detected-by", FieldName::Label(LabelField::DetectedBy)),
    ("started", FieldName::Range(RangeField::Started)),
    ("date", FieldName::Range(RangeField::Date)),
    ("year", FieldName::Range(RangeField::Year)),
    ("duration", FieldName::Range(RangeField::Duration)),
    ("lasted", FieldName::Range(RangeField::Duration)),
];

impl FieldName {
    /// The field that `name` names, in any case.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, field)| field)
    }

    /// The name of a field that `name` may have been meant for.
    pub fn nearest_name(name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        let allowed = crate::vocabulary::allowed_changes(&name);
        let near = NAMES.iter().map(|&(known, _)| (strsim::osa_distance(known, &name), known));
        near.filter(|(changes, _)| *changes <= allowed).min().map(|(_, known)| known)
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldName::Title => formatter.write_str("title"),
            FieldName::Label(field) => write!(formatter, "{field}"),
            FieldName::Range(field) => write!(formatter, "{field}"),
        }
    }
}

impl fmt::Display for LabelField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            LabelField::Kind => "kind",
            LabelField::Factor => "factor",
            LabelField::Service => "service",
            LabelField::Severity => "severity",
            LabelField::Tag => "tag",
            LabelField::Author => "author",
            LabelField::DetectedBy => "detected by",
        })
    }
}

impl fmt::Display for RangeField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            RangeField::Started => "started",
            RangeField::Date => "date",
            RangeField::Year => "year",
            RangeField::Duration => "duration",
        })
    }
}
