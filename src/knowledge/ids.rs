//! Names for documents: readable, stable, each once.

use std::collections::BTreeMap;

use crate::diagnostics::FilePath;
use crate::model::DocumentId;

/// The longest part of an id that a name gives, in bytes; file systems take 255 for the folder of a page.
const LENGTH_LIMIT: usize = 100;

/// Two files whose names give the same id; the second got a longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The file with the longer id.
    pub path: FilePath,
    /// The id that it would have had.
    pub wanted: DocumentId,
    /// The id that it got.
    pub id: DocumentId,
    /// The file that has the id.
    pub first: FilePath,
}

/// Gives each file an id: its name without extension, or its folder's name for an `index` file, as an address part.
///
/// Where two files would have the same, the first in the order of paths keeps it, and the others put the names of their
/// folders before it until it is new. So the id of a file depends on no other file but those of the same name.
#[must_use]
pub fn assign<'a>(paths: impl IntoIterator<Item = &'a FilePath>) -> (BTreeMap<FilePath, DocumentId>, Vec<Collision>) {
    let mut paths: Vec<&FilePath> = paths.into_iter().collect();
    paths.sort();
    let mut taken: BTreeMap<DocumentId, FilePath> = BTreeMap::new();
    let mut numbers: BTreeMap<DocumentId, usize> = BTreeMap::new();
    let mut ids = BTreeMap::new();
    let mut collisions = Vec::new();
    for path in paths {
        let wanted = DocumentId::new(&slug(stem(path)));
        let id = free(&wanted, path, &taken, &mut numbers);
        if let (true, Some(first)) = (id != wanted, taken.get(&wanted)) {
            let first = first.clone();
            collisions.push(Collision { path: path.clone(), wanted, id: id.clone(), first });
        }
        taken.insert(id.clone(), path.clone());
        ids.insert(path.clone(), id);
    }
    (ids, collisions)
}

/// The part of a path that names the document.
fn stem(path: &FilePath) -> &str {
    let name = path.name();
    let stem = name.find('.').filter(|dot| *dot > 0).map_or(name, |_| without_extensions(name));
    match (stem, path.folder()) {
        ("index" | "README", folder) if !folder.is_empty() => folder.rsplit('/').next().unwrap_or(folder),
        _ => stem,
    }
}

/// Drops the extensions that Markdown files have, and no other dots: `example.org-advisory.md`, `2020-02-25.html.md.erb`.
fn without_extensions(name: &str) -> &str {
    const EXTENSIONS: [&str; 9] = [".erb", ".html", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"];
    let mut stem = name;
    while let Some(shorter) = EXTENSIONS.iter().find_map(|extension| {
        let cut = stem.len().checked_sub(extension.len()).filter(|cut| *cut > 0 && stem.is_char_boundary(*cut))?;
        stem[cut..].eq_ignore_ascii_case(extension).then(|| &stem[..cut])
    }) {
        stem = shorter;
    }
    stem
}

fn slug(text: &str) -> String {
    let mut slug = slug::slugify(text);
    // Slugs are ASCII, and may be longer than the name that they are made from.
    slug.truncate(LENGTH_LIMIT);
    if slug.is_empty() { "document".to_owned() } else { slug }
}

/// An id that is new. `numbers` holds the last number that was tried for an id.
fn free(
    wanted: &DocumentId,
    path: &FilePath,
    taken: &BTreeMap<DocumentId, FilePath>,
    numbers: &mut BTreeMap<DocumentId, usize>,
) -> DocumentId {
    let mut id = wanted.clone();
    for folder in path.folder().rsplit('/').filter(|folder| !folder.is_empty()) {
        if !taken.contains_key(&id) {
            return id;
        }
        if id.as_str().len() + folder.len() > LENGTH_LIMIT {
            break;
        }
        id = DocumentId::new(&format!("{}-{id}", slug(folder)));
    }
    let base = id.clone();
    while taken.contains_key(&id) {
        let number = numbers.entry(base.clone()).or_insert(1);
        *number += 1;
        id = DocumentId::new(&format!("{base}-{number}"));
    }
    id
}

/// An address part for a word that no other word has: `c` for `C++`, then `c-2` for `C#`.
///
/// `taken` holds the slugs that are given, each with the last number that was tried for it.
pub fn free_slug(word: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let mut slug = slug::slugify(word);
    slug.truncate(LENGTH_LIMIT);
    let base = if slug.is_empty() { "other".to_owned() } else { slug };
    let mut number = taken.get(&base).copied().unwrap_or(1);
    let mut free = base.clone();
    while taken.contains_key(&free) {
        number += 1;
        free = format!("{base}-{number}");
    }
    taken.insert(base, number);
    taken.entry(free.clone()).or_insert(1);
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_unique() {
        let paths = [
            "a/index.md",
            "2020-02-25.html.md.erb",
            "PM2022-002 -  Logs not shipped.md",
            "example.org-advisory.md",
            "x/same.md",
            "y/same.md",
            "y/SAME.qmd",
            "障害.md",
            "2022-10-31-Android-Phone-Incident",
            "!.md",
            ".md",
        ]
        .map(FilePath::new);
        let (ids, collisions) = assign(&paths);
        let ids: Vec<&str> = paths.iter().map(|path| ids[path].as_str()).collect();
        assert_eq!(
            ids,
            [
                "a",
                "2020-02-25",
                "pm2022-002-logs-not-shipped",
                "example-org-advisory",
                "same",
                "y-same-2",
                "y-same",
                "zhang-hai",
                "2022-10-31-android-phone-incident",
                "document",
                "md"
            ]
        );
        assert!(!collisions.is_empty());
    }

    #[test]
    fn ids_fit_into_the_name_of_a_folder() {
        let names =
            ["a", "b", "c", "d"].map(|folder| FilePath::new(&format!("{}/{}.md", folder.repeat(90), "漢".repeat(80))));
        assert!(assign(&names).0.values().all(|id| id.as_str().len() <= 210));
    }

    #[test]
    fn slugs_that_collide_are_numbered() {
        let mut taken = BTreeMap::new();
        let slugs = ["C++", "C#", "c", "c-2", "!", "?"].map(|word| free_slug(word, &mut taken));
        assert_eq!(slugs, ["c", "c-2", "c-3", "c-2-2", "other", "other-2"]);
    }

    #[test]
    fn many_slugs_that_collide_cost_milliseconds() {
        let mut taken = BTreeMap::new();
        let last = (0..20_000).map(|_| free_slug("!", &mut taken)).last();
        assert_eq!(last.as_deref(), Some("other-20000"));
    }
}
