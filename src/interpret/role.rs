//! Which part a file plays: a document of a kind, a page, a catalogued factor, a template, or none.

use std::collections::BTreeMap;

use crate::diagnostics::FilePath;
use crate::model::Kind;

/// The part that a Markdown file plays in a knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A document of a kind.
    Document(Kind),
    /// A plain page.
    Page,
    /// An entry of the factor catalogue.
    Factor,
    /// The template of a kind.
    Template(Kind),
}

/// Tells the part of each file by the folder that it stands in.
///
/// `postmortems/`, `premortems/`, `near-misses/` and the folder of each kind that has a template hold documents; `factors/`, `pages/` and
/// `templates/` hold what their names say. In a folder that has none of the document folders every other Markdown file is
/// a postmortem, but for those that repositories keep for themselves, such as a README, which are pages. Where there is
/// a document folder, files elsewhere are left alone, unless `include` names them.
#[must_use]
pub fn roles<'a>(
    paths: impl Iterator<Item = &'a FilePath> + Clone,
    is_included: impl Fn(&FilePath) -> bool,
) -> BTreeMap<FilePath, Role> {
    let mut folders: BTreeMap<String, Kind> = BTreeMap::new();
    let built_in = Kind::BUILT_IN.map(Kind::new);
    for kind in built_in.into_iter().chain(paths.clone().filter_map(template_kind)) {
        folders.insert(kind.folder(), kind);
    }
    let document_kind = |path: &FilePath| folders.get(top(path)).cloned();
    let has_folders = paths.clone().any(|path| document_kind(path).is_some());
    let role = |path: &FilePath| match top(path) {
        "factors" => Some(Role::Factor),
        "pages" => Some(Role::Page),
        "templates" => template_kind(path).map(Role::Template),
        _ => match document_kind(path) {
            Some(kind) => Some(Role::Document(kind)),
            None if is_included(path) => Some(Role::Document(Kind::new(Kind::POSTMORTEM))),
            None if has_folders => None,
            None if is_for_the_repository(path) => Some(Role::Page),
            None => Some(Role::Document(Kind::new(Kind::POSTMORTEM))),
        },
    };
    paths.filter_map(|path| role(path).map(|role| (path.clone(), role))).collect()
}

/// The files that play no part although they might be documents: those without a role, but for a README and the like.
#[must_use]
pub fn left_alone<'a>(paths: impl Iterator<Item = &'a FilePath>, roles: &BTreeMap<FilePath, Role>) -> Vec<FilePath> {
    paths.filter(|path| !roles.contains_key(*path) && !is_for_the_repository(path)).cloned().collect()
}

/// The first folder of a path; empty for a file at the top.
fn top(path: &FilePath) -> &str {
    path.as_str().split_once('/').map_or("", |(top, _)| top)
}

/// The kind that a template is for; `None` where its file name is no kind's name.
fn template_kind(path: &FilePath) -> Option<Kind> {
    Kind::parse(path.as_str().strip_prefix("templates/")?.strip_suffix(".md")?)
}

/// Files at the top that speak of the repository rather than of an incident.
fn is_for_the_repository(path: &FilePath) -> bool {
    const NAMES: [&str; 10] = [
        "readme",
        "contributing",
        "changelog",
        "code_of_conduct",
        "security",
        "license",
        "licence",
        "support",
        "index",
        "about",
    ];
    let name = path.name().to_ascii_lowercase();
    path.folder().is_empty() && NAMES.contains(&name.split('.').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> Vec<String> {
        let paths: Vec<FilePath> = paths.iter().map(|path| FilePath::new(path)).collect();
        let roles = roles(paths.iter(), |path| path.as_str().starts_with("extra/"));
        paths.iter().map(|path| roles.get(path).map_or("-".to_owned(), |role| format!("{role:?}"))).collect()
    }

    #[test]
    fn a_plain_folder_is_all_postmortems_but_for_the_files_of_the_repository() {
        assert_eq!(
            told(&["README.md", "a.md", "x/README.md"]),
            ["Page", "Document(Kind(\"postmortem\"))", "Document(Kind(\"postmortem\"))"]
        );
    }

    #[test]
    fn folders_tell_the_kind_and_other_files_are_left_alone() {
        assert_eq!(
            told(&[
                "postmortems/2025/a.md",
                "drills/b.md",
                "templates/drill.md",
                "factors/c.md",
                "pages/d.md",
                "docs/e.md",
                "extra/f.md"
            ]),
            [
                "Document(Kind(\"postmortem\"))",
                "Document(Kind(\"drill\"))",
                "Template(Kind(\"drill\"))",
                "Factor",
                "Page",
                "-",
                "Document(Kind(\"postmortem\"))"
            ]
        );
    }

    #[test]
    fn files_outside_the_folders_of_documents_are_known() {
        let paths = ["postmortems/a.md", "README.md", "outage.md", "docs/README.md"].map(FilePath::new);
        let left_alone = left_alone(paths.iter(), &roles(paths.iter(), |_| false));
        assert_eq!(left_alone, ["outage.md", "docs/README.md"].map(FilePath::new));
    }
}
