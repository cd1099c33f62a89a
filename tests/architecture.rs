//! What ARCHITECTURE.md promises of the sources: the order of the modules, where input and output are, and that every
//! file says what it is for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where files are read or written, and why.
const MAY_TOUCH_THE_DISK: [(&str, &str); 4] = [
    ("src/repo/", "reads the folder of a knowledge base"),
    ("src/site/output.rs", "writes the site"),
    ("src/commands/", "write new documents and knowledge bases"),
    ("search/src/writer", "lets Tantivy write an index, where a build asks for it"),
];

/// Where the clock is looked at besides, for what no page shows.
const MAY_LOOK_AT_THE_CLOCK: [(&str, &str); 2] = [
    ("src/repo/memory.rs", "tells whether a file is old enough that a change of it would show"),
    ("src/serve/", "waits, and says how long a change took"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A Rust file: its path below the root with forward slashes, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The code without comments, and without what is compiled for tests alone.
    fn code(&self) -> String {
        // By convention `mod tests { … }` is the last item of a file.
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let lines = self.text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    /// A file that holds nothing but tests.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

/// All Rust files below some folders, in the order of their paths.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut open: Vec<PathBuf> =
        folders.iter().map(|folder| root().join(folder)).filter(|path| path.exists()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).expect("a source is text");
                sources.push(Source { path: relative, text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The modules in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let names = lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The module that a file of `src` belongs to.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    Some(inside.split('/').next()?.trim_end_matches(".rs"))
}

/// The modules that code names behind `crate::`, in braces or not.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let is_other_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        if is_other_word {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(inside) => used.extend(first_names(inside)),
            None => used.extend(name(rest)),
        }
    }
    used
}

fn name(text: &str) -> Option<String> {
    let name: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(name).filter(|name| !name.is_empty())
}

/// The first name of each entry of a list in braces.
fn first_names(inside: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.extend(name(&inside[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(name(&inside[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn imports_are_found_in_all_their_forms() {
    let code = "use crate::model::{self, Kind};\nuse crate::{config, site::{html, output}};\nfn f() { crate::failure::x() }\nuse mycrate::nothing;\n";
    let found: Vec<String> = used(code).into_iter().collect();
    assert_eq!(found, ["config", "failure", "model", "site"]);
}

#[test]
fn a_module_uses_only_those_above_it() {
    let modules = modules();
    assert!(modules.len() >= 14 && modules.first().is_some_and(|first| first == "diagnostics"), "{modules:?}");
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for source in sources(&["src"]) {
        let Some(module) = module_of(&source.path).filter(|module| !["lib", "main"].contains(module)) else { continue };
        let own = place(module).unwrap_or_else(|| panic!("{} belongs to no module of src/lib.rs", source.path));
        if source.is_test() {
            continue;
        }
        for name in used(&source.code()) {
            match place(&name) {
                Some(used) if used <= own => {}
                Some(_) => wrong.push(format!("{} uses `{name}`, which stands below `{module}`", source.path)),
                None => wrong.push(format!("{} uses `crate::{name}`, which is no module of src/lib.rs", source.path)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_names_every_module_in_its_order() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut last = 0;
    for module in modules() {
        let row = [format!("| `src/{module}/` |"), format!("| `src/{module}.rs` |")];
        let at = row.iter().find_map(|row| architecture.find(row.as_str()));
        let at = at.unwrap_or_else(|| panic!("the map of ARCHITECTURE.md has no row for `{module}`"));
        assert!(at > last, "the map of ARCHITECTURE.md has `{module}` out of order");
        last = at;
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for source in sources(&["src", "search", "tests", "benches", "examples"]) {
        assert!(source.text.starts_with("//! "), "{} does not open with a module comment", source.path);
    }
}

#[test]
fn only_the_edge_touches_the_disk() {
    for source in sources(&["src", "search/src"]) {
        let may = MAY_TOUCH_THE_DISK.iter().any(|(place, _)| source.path.starts_with(place));
        if may || source.is_test() {
            continue;
        }
        let code = source.code();
        for word in
            ["std::fs", "fs::", "File::open", "File::create", "read_to_string(\"", "tempfile::", "MmapDirectory"]
        {
            assert!(!code.contains(word), "{} touches the disk: `{word}`", source.path);
        }
    }
}

#[test]
fn only_commands_print_and_look_at_the_clock_and_the_environment() {
    for source in sources(&["src", "search/src"]) {
        if source.path.starts_with("src/commands/") || source.is_test() {
            continue;
        }
        let code = source.code();
        let words = [
            "println!",
            "eprintln!",
            "print!(",
            "eprint!(",
            "dbg!(",
            "stdout()",
            "stderr()",
            "env::var",
            "env::args",
            "now()",
            "env::current_dir",
            "process::exit",
            "available_parallelism",
        ];
        let may_look = MAY_LOOK_AT_THE_CLOCK.iter().any(|(place, _)| source.path.starts_with(place));
        for word in words.into_iter().filter(|word| *word != "now()" || !may_look) {
            assert!(!code.contains(word), "{}: `{word}` belongs to src/commands", source.path);
        }
    }
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    for source in sources(&["src", "search/src"]).iter().filter(|source| !source.is_test()) {
        assert!(!source.code().contains(".unwrap()"), "{} unwraps; say why it holds by `expect`", source.path);
    }
}
