//! Whole sites: each folder of `tests/sites/` is a case with its `input/`, the arguments of its build in `arguments`, and
//! the files of its output that matter in `expected/`, the names of all of them in `expected/files.txt`.
//!
//! `AFTERWORD_BLESS=1` rewrites what is in `expected/`; to hold another file, make an empty one there first. Fingerprints in
//! the names of assets are shown as `[hash]`, so that a change of style changes no case.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Folder, blesses, links};

pub fn manifest(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All files below a folder by their paths with forward slashes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let relative = path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
                files.insert(relative, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// A copy of a folder, which a build may write into.
pub fn copied(from: &Path) -> Folder {
    let folder = Folder::new();
    for (path, bytes) in files(from) {
        folder.write(&path, bytes);
    }
    folder
}

/// `afterword build` in a folder, with a number of threads.
fn build(folder: &Path, arguments: &[String], threads: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.arg("build").args(arguments).current_dir(folder).env("RAYON_NUM_THREADS", threads.to_string());
    // The first of July 2026.
    command.env("SOURCE_DATE_EPOCH", "1782864000");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Builds into `out` and gives what stands there.
pub fn built(folder: &Path, arguments: &[String], threads: usize) -> BTreeMap<String, Vec<u8>> {
    let arguments: Vec<String> = arguments.iter().cloned().chain(["--output".to_owned(), "out".to_owned()]).collect();
    let output = build(folder, &arguments, threads).output().expect("the build runs");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "a build says nothing on standard output");
    files(&folder.join("out"))
}

/// The cases with the arguments of their builds.
fn cases() -> Vec<(String, Vec<String>)> {
    let names = fs::read_dir(manifest("tests/sites")).expect("a folder of cases");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let arguments = |name: &str| {
        let text = fs::read_to_string(manifest("tests/sites").join(name).join("arguments")).unwrap_or_default();
        text.split_whitespace().map(str::to_owned).collect()
    };
    names.into_iter().map(|name| (name.clone(), arguments(&name))).collect()
}

/// The path that the site of a case stands under.
fn base_path(name: &str, arguments: &[String]) -> String {
    let named = arguments.iter().position(|argument| argument == "--base-url").map(|at| arguments[at + 1].clone());
    let configuration = manifest("tests/sites").join(name).join("input/afterword.toml");
    let configured = fs::read_to_string(configuration).unwrap_or_default();
    let configured =
        configured.lines().find_map(|line| line.strip_prefix("base_url = \"")?.strip_suffix('"').map(str::to_owned));
    let address = named.or(configured).unwrap_or_default();
    afterword::config::BaseUrl::parse(&address).expect("an address").path().to_owned()
}

/// Folders of files whose names hold fingerprints.
const FINGERPRINTED: [&str; 3] = ["assets/", "cards/", "images/"];

/// A text with the fingerprints in the names of assets left out: `main.34f326a6.css` as `main.[hash].css`.
fn without_fingerprints(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_owned() };
    let mut shown = String::new();
    let mut rest = text;
    let next = |rest: &str| FINGERPRINTED.iter().filter_map(|folder| Some(rest.find(folder)? + folder.len())).min();
    while let Some(at) = next(rest) {
        let (before, behind) = rest.split_at(at);
        shown.push_str(before);
        let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && !"._-/".contains(c)).unwrap_or(behind.len());
        let parts: Vec<&str> = behind[..end].split('.').collect();
        let is_hash = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        shown.push_str(
            &parts.iter().map(|part| if is_hash(part) { "[hash]" } else { part }).collect::<Vec<_>>().join("."),
        );
        rest = &behind[end..];
    }
    shown.push_str(rest);
    shown.into_bytes()
}

#[test]
fn sites_are_what_their_cases_say() {
    let mut differences = Vec::new();
    for (name, arguments) in cases() {
        let case = manifest("tests/sites").join(&name);
        let output = built(copied(&case.join("input")).path(), &arguments, 2);
        // The chunks of the search index are named by what is in them, and as many as it asks for.
        let is_chunk =
            |path: &str| path.starts_with("search/data/") && path.ends_with(".bin") && !path.ends_with("/index.bin");
        let paths = output.keys().filter(|path| !is_chunk(path));
        // In the order of what is shown of the names, not of fingerprints.
        let shown = |path: &String| String::from_utf8(without_fingerprints(path.as_bytes())).expect("text") + "\n";
        let names: BTreeSet<String> = paths.map(shown).collect();
        let list: String = names.into_iter().collect();
        for (path, expected) in files(&case.join("expected")) {
            let found = match path.as_str() {
                "files.txt" => Some(list.clone().into_bytes()),
                _ => output.get(&path).map(|bytes| without_fingerprints(bytes)),
            };
            match found {
                None => differences.push(format!("{name}: the site has no `{path}`; take it out of `expected`")),
                Some(found) if found == expected => {}
                Some(found) if blesses() => {
                    fs::write(case.join("expected").join(&path), found).expect("the case can be written");
                }
                Some(found) => differences.push(format!("{name}/{path}:\n{}", first_difference(&expected, &found))),
            }
        }
    }
    assert!(differences.is_empty(), "{}\n(AFTERWORD_BLESS=1 rewrites what is expected)", differences.join("\n"));
}

/// The first lines that differ.
fn first_difference(expected: &[u8], found: &[u8]) -> String {
    let (expected, found) =
        (String::from_utf8_lossy(expected).into_owned(), String::from_utf8_lossy(found).into_owned());
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let shown = |sign: char, text: &str| {
        text.lines().skip(same).take(6).map(|line| format!("  {sign} {line}\n")).collect::<String>()
    };
    format!("  line {}\n{}{}", same + 1, shown('-', &expected), shown('+', &found))
}

#[test]
fn every_case_holds_the_names_of_its_files() {
    for (name, _) in cases() {
        let list = manifest("tests/sites").join(&name).join("expected/files.txt");
        assert!(list.is_file(), "{name} has no expected/files.txt");
    }
}

#[test]
fn two_builds_are_the_same_to_the_byte_with_any_number_of_threads() {
    for (name, arguments) in cases() {
        let input = manifest("tests/sites").join(&name).join("input");
        let one = built(copied(&input).path(), &arguments, 1);
        let four = built(copied(&input).path(), &arguments, 4);
        assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>(), "{name}");
        for (path, bytes) in &one {
            assert!(four.get(path) == Some(bytes), "{name}: {path} differs");
        }
        let has = |start: &str, end: &str| one.keys().any(|path| path.starts_with(start) && path.ends_with(end));
        assert_eq!(
            has("search/data/", "index.bin"),
            has("assets/search.", ".wasm"),
            "{name}: what searches has an index"
        );
    }
}

#[test]
fn every_link_of_every_case_has_a_target() {
    for (name, arguments) in cases() {
        let input = manifest("tests/sites").join(&name).join("input");
        let output = built(copied(&input).path(), &arguments, 2);
        let broken = links::broken(&output, &base_path(&name, &arguments));
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
    }
}

#[test]
fn every_link_of_a_markdown_copy_has_a_target() {
    let mut count = 0;
    for (name, arguments) in cases() {
        let output = built(copied(&manifest("tests/sites").join(&name).join("input")).path(), &arguments, 2);
        let base = base_path(&name, &arguments);
        for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".md")) {
            let text = std::str::from_utf8(bytes).expect("Markdown is text");
            for event in pulldown_cmark::Parser::new(text) {
                let (pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. })
                | pulldown_cmark::Event::Start(pulldown_cmark::Tag::Image { dest_url, .. })) = event
                else {
                    continue;
                };
                let address = dest_url.strip_prefix("https://learned.example").unwrap_or(&dest_url);
                let inside = address.strip_prefix(base.as_str()).filter(|_| !address.starts_with("//"));
                let Some(inside) = inside else { continue };
                let inside = inside.split('#').next().unwrap_or_default().replace("%20", " ");
                let file =
                    if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside };
                assert!(output.contains_key(&file), "{name}/{path}: {dest_url}");
                count += 1;
            }
        }
    }
    assert!(count > 2, "the cases have {count} links");
}

#[test]
fn the_example_site_checks_clean_and_all_its_links_have_targets() {
    let folder = copied(&manifest("example-site"));
    let mut check = Command::new(env!("CARGO_BIN_EXE_afterword"));
    check.arg("check").current_dir(folder.path());
    // What is due later than this day stays so, whenever the test runs.
    let check = check.env("SOURCE_DATE_EPOCH", "1782864000").output();
    let check = check.expect("the check runs");
    let said = String::from_utf8_lossy(&check.stderr).into_owned();
    assert!(check.status.success() && said.starts_with("nothing found in "), "{said}");
    let output = built(folder.path(), &[], 2);
    let broken = links::broken(&output, "/");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let again = built(copied(&manifest("example-site")).path(), &[], 1);
    assert!(output == again, "two builds of the example site differ");
}

#[test]
fn what_is_internal_or_a_draft_reaches_no_file_of_the_public_site() {
    let input = manifest("tests/sites/public-audience/input");
    let everything = files(&input);
    assert!(everything.values().any(|bytes| contains(bytes, "SECRET")), "the case marks what must not be seen");
    let arguments = ["--audience", "public"].map(str::to_owned);
    let public = built(copied(&input).path(), &arguments, 2);
    for (path, bytes) in &public {
        assert!(!path.to_uppercase().contains("SECRET"), "{path} is named after what is internal");
        for word in ["SECRET", "secret", "Secret"] {
            assert!(!contains(bytes, word), "{path} holds what is internal");
        }
    }
    let internal = built(copied(&input).path(), &["--drafts".to_owned()], 2);
    assert!(internal.len() > public.len() && internal.values().any(|bytes| contains(bytes, "SECRET")));
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn nothing_that_authors_write_becomes_a_script() {
    let output = built(copied(&manifest("tests/sites/hostile-html/input")).path(), &[], 2);
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let page = std::str::from_utf8(bytes).expect("pages are text");
        for tag in links::tags(page) {
            let is_active =
                ["script", "iframe", "object", "embed", "form", "base", "svg", "math", "style", "video", "audio"]
                    .contains(&tag.name.as_str());
            let has = |name: &str, value: &str| tag.attributes.iter().any(|(its, of)| its == name && of == value);
            let is_ours = tag.name == "svg"
                || tag.name == "form" && has("role", "search") && has("action", "/search/")
                || tag.name == "script"
                    && tag.attributes.iter().any(|(name, value)| name == "src" && value.starts_with("/assets/"))
                || tag.name == "script" && has("type", "application/ld+json");
            assert!(!is_active || is_ours, "{path}: {tag:?}");
            for (name, value) in &tag.attributes {
                let value = value.trim().to_lowercase();
                assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{path}: {tag:?}");
                // Titles and labels are texts; of the others, all might be followed.
                let is_text = tag.name == "meta" && !has("http-equiv", "refresh") || name == "label" || name == "title";
                let active = ["javascript:", "data:", "vbscript:"].iter().find(|scheme| value.starts_with(**scheme));
                assert!(is_text || active.is_none(), "{path}: {tag:?}");
                let is_fetched = name == "src" || name == "poster" || tag.name == "link" && name == "href";
                let is_elsewhere = value.starts_with("http") || value.starts_with("//");
                let is_about = |rel: &str| ["canonical", "self", "alternate"].contains(&rel);
                let is_named = tag.attributes.iter().any(|(name, value)| name == "rel" && is_about(value));
                assert!(!is_fetched || !is_elsewhere || is_named, "{path} asks another host: {tag:?}");
            }
        }
    }
}

#[test]
fn a_build_removes_what_the_last_one_wrote_and_nothing_else() {
    let folder = copied(&manifest("tests/sites/everything/input"));
    let before = built(folder.path(), &[], 2);
    fs::write(folder.path().join("out/CNAME"), "example.org\n").expect("written");
    fs::create_dir_all(folder.path().join("out/own")).expect("made");
    fs::write(folder.path().join("out/own/kept.txt"), "x").expect("written");
    fs::remove_file(folder.path().join("postmortems/2026-03-04-cart-timeouts/index.md")).expect("there");
    fs::write(folder.path().join("out/index.html"), "changed by hand").expect("written");
    let after = built(folder.path(), &[], 2);
    assert!(after.contains_key("CNAME") && after.contains_key("own/kept.txt"));
    assert!(before.contains_key("postmortems/2026-03-04-cart-timeouts/index.html"));
    assert!(!after.keys().any(|path| path.contains("2026-03-04-cart-timeouts/index")), "{:?}", after.keys());
    assert!(
        !folder.path().join("out/postmortems/2026-03-04-cart-timeouts").exists()
            || after.keys().any(|path| path.starts_with("postmortems/2026-03-04-cart-timeouts/"))
    );
    let fresh = copied(folder.path());
    fs::remove_dir_all(fresh.path().join("out")).expect("there");
    let fresh = built(fresh.path(), &[], 2);
    for (path, bytes) in &fresh {
        assert!(after.get(path) == Some(bytes), "{path} is not what a fresh build writes");
    }
    assert_eq!(after.len(), fresh.len() + 2);
}

#[test]
fn an_interrupted_build_leaves_whole_files_and_the_next_one_tidies_up() {
    let folder = Folder::with([("afterword.toml", "title = \"Many\"\n")]);
    for number in 0..400 {
        let text = format!(
            "---\ntitle: Number {number}\nstarted: 2026-03-04\ntags: [t{}]\n---\n\n## Summary\n\n{}",
            number % 50,
            "word ".repeat(300)
        );
        folder.write(&format!("postmortems/n{number}.md"), text);
    }
    let whole = built(copied(folder.path()).path(), &[], 2);
    let out = folder.path().join("out");
    for enough in [1, 40, 200, 400] {
        let _ = fs::remove_dir_all(&out);
        let arguments = ["--output".to_owned(), "out".to_owned()];
        let mut child = build(folder.path(), &arguments, 2).stderr(Stdio::null()).spawn().expect("the build runs");
        let count = || if out.is_dir() { walk_count(&out) } else { 0 };
        while count() < enough && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        child.kill().expect("it can be killed");
        let _ = child.wait().expect("it ends");
        for (path, bytes) in files(&out) {
            let is_known = path.starts_with(".afterword-") || whole.get(&path) == Some(&bytes);
            assert!(is_known, "after {enough} files: {path} is half written");
        }
        let after = built(folder.path(), &[], 2);
        let same = after.len() == whole.len() && after.iter().all(|(path, bytes)| whole.get(path) == Some(bytes));
        let strange: Vec<&String> = after.keys().filter(|path| !whole.contains_key(*path)).collect();
        assert!(same, "after {enough} files the next build leaves {strange:?}");
    }
}

/// How many files there are below a folder that is being written to.
fn walk_count(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries.flatten().map(|entry| if entry.path().is_dir() { walk_count(&entry.path()) } else { 1 }).sum()
}

#[test]
fn the_link_checker_finds_what_is_broken() {
    let page = |body: &str| body.as_bytes().to_vec();
    let files = BTreeMap::from([
        (
            "index.html".to_owned(),
            page("<h2 id=\"top\">x</h2><p id=\"top\"><!-- <a href=\"/base/no/\"> --><code>href=\"gone\"</code>"),
        ),
        (
            "a/index.html".to_owned(),
            page(
                "<a href=\"/base/\">ok</a><a href=\"/base/#top\">ok</a><a href=\"#gone\">x</a><a class=\"x\" href=\"/base/b%20c.png\">ok</a>\
                 <img src=\"/base/gone.png\"><a href=\"/a/\">x</a><a href=\"https://example.org/\">ok</a><a href=\"a/\">x</a>\
                 <script>let s = \"<a href='x'>\";</script>",
            ),
        ),
        ("b c.png".to_owned(), Vec::new()),
    ]);
    assert_eq!(
        links::broken(&files, "/base/"),
        [
            "a/index.html: `#gone` leads to no anchor",
            "a/index.html: `/base/gone.png` leads to no file",
            "a/index.html: `/a/` does not stand under the site's path",
            "a/index.html: `a/` does not stand under the site's path",
            "index.html: the id `top` stands there twice",
        ]
    );
}
