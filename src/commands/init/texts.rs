//! The texts that a new knowledge base begins with, in English and in German. They belong to the team from then on, who
//! rewrite them as they like.

use crate::model::Kind;
use crate::template::BUILT_IN;

/// What is written in one language. Files have their names and their texts.
pub(super) struct Texts {
    /// The title of the site.
    pub(super) title: &'static str,
    /// The sentence about it.
    pub(super) description: &'static str,
    /// What each severity means, the gravest first.
    pub(super) severities: [&'static str; 4],
    /// The first entry of the factor catalogue.
    pub(super) factor: &'static str,
    /// The template of each kind.
    pub(super) templates: [(&'static str, &'static str); 3],
    /// The pages about learning from incidents.
    pub(super) learn: [(&'static str, &'static str); 6],
}

impl Texts {
    /// The texts in a language, or in English where there are none in it.
    pub(super) fn of(language: &str) -> &'static Self {
        let primary = language.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { &GERMAN } else { &ENGLISH }
    }
}

static ENGLISH: Texts = Texts {
    title: "What we learned",
    description: "Incidents, what helped them happen, and what we changed.",
    severities: [
        "Most customers cannot use a core function",
        "Many customers are affected, or a core function is degraded",
        "Few customers are affected, or there is a way around it",
        "A near miss, or something that only we could see",
    ],
    factor: include_str!("en/missing-alert.md"),
    templates: BUILT_IN,
    learn: [
        ("index.md", include_str!("en/learn/index.md")),
        ("writing-a-postmortem.md", include_str!("en/learn/writing-a-postmortem.md")),
        ("interviewing.md", include_str!("en/learn/interviewing.md")),
        ("reviewing.md", include_str!("en/learn/reviewing.md")),
        ("premortems.md", include_str!("en/learn/premortems.md")),
        ("learning-club.md", include_str!("en/learn/learning-club.md")),
    ],
};

static GERMAN: Texts = Texts {
    title: "Was wir gelernt haben",
    description: "Vorfälle, was zu ihnen beitrug, und was wir geändert haben.",
    severities: [
        "Die meisten Kunden können eine Kernfunktion nicht nutzen",
        "Viele Kunden sind betroffen, oder eine Kernfunktion ist eingeschränkt",
        "Wenige Kunden sind betroffen, oder es gibt einen Weg daran vorbei",
        "Ein Beinahe-Vorfall, oder etwas, das nur wir sehen konnten",
    ],
    factor: include_str!("de/missing-alert.md"),
    templates: [
        (Kind::POSTMORTEM, include_str!("de/templates/postmortem.md")),
        (Kind::PREMORTEM, include_str!("de/templates/premortem.md")),
        (Kind::NEAR_MISS, include_str!("de/templates/near-miss.md")),
    ],
    learn: [
        ("index.md", include_str!("de/learn/index.md")),
        ("writing-a-postmortem.md", include_str!("de/learn/writing-a-postmortem.md")),
        ("interviewing.md", include_str!("de/learn/interviewing.md")),
        ("reviewing.md", include_str!("de/learn/reviewing.md")),
        ("premortems.md", include_str!("de/learn/premortems.md")),
        ("learning-club.md", include_str!("de/learn/learning-club.md")),
    ],
};
