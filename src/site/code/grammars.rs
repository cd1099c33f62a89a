//! The languages that blocks of code may name, and their grammars, which are read when the first block asks for one.

use std::sync::LazyLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// All grammars. Each is made ready where it is first used.
pub(super) static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Names that people use for languages, where a grammar has another one.
const ALIASES: &[(&str, &str)] = &[
    ("c++", "cpp"),
    ("cfg", "ini"),
    ("conf", "ini"),
    ("containerfile", "dockerfile"),
    ("docker", "dockerfile"),
    ("golang", "go"),
    ("gql", "graphql"),
    ("hcl", "terraform"),
    ("http", "HTTP Request and Response"),
    ("javascript", "js"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsonl", "json"),
    ("jsx", "js"),
    ("kube", "yaml"),
    ("mysql", "sql"),
    ("ndjson", "json"),
    ("node", "js"),
    ("patch", "diff"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("properties", "Java Properties"),
    ("psql", "sql"),
    ("python3", "python"),
    ("systemd", "ini"),
    ("tfvars", "terraform"),
    ("typescript", "ts"),
    ("udiff", "diff"),
];

/// How the code of a block is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Language {
    /// Commands and what they said.
    Console,
    /// A script of a shell, or commands behind a prompt.
    Shell(&'static SyntaxReference),
    /// A query of Prometheus.
    PromQl,
    /// What programs wrote, line by line.
    Log,
    /// Any other language.
    Grammar(&'static SyntaxReference),
}

/// The language of a name, in whatever case it is written; `None` for text and for what nobody knows.
pub(super) fn language(name: &str) -> Option<Language> {
    let name = name.trim_start_matches('.').to_ascii_lowercase();
    match name.as_str() {
        "" | "text" | "txt" | "plain" | "plaintext" | "plain text" | "none" | "output" => None,
        "console" | "terminal" | "shell-session" | "shellsession" | "sh-session" => Some(Language::Console),
        "sh" | "bash" | "shell" | "zsh" | "ksh" => shell().map(Language::Shell),
        "promql" => Some(Language::PromQl),
        "log" | "logs" | "syslog" => Some(Language::Log),
        name => {
            let known = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, known)| known);
            GRAMMARS.find_syntax_by_token(known).map(Language::Grammar)
        }
    }
}

/// The grammar of shells.
pub(super) fn shell() -> Option<&'static SyntaxReference> {
    GRAMMARS.find_syntax_by_token("bash")
}
