//! The built-in themes: whether their files are what the contract in `themes/default/README.md` says, and whether one that
//! extends nothing makes a whole site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use afterword::theme::Theme;

use crate::sites::{built, copied, files, manifest};
use crate::support::{Folder, links};

/// What a theme that stands by itself may leave out.
const OPTIONAL: [&str; 4] = ["search.html", "sw.js", "sitemap.xml", "robots.txt"];

fn contract() -> String {
    fs::read_to_string(manifest("themes/default/README.md")).expect("the contract is text")
}

/// The texts between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The rows of the first table below a heading, each with its cells.
fn table<'a>(contract: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, section) = contract.split_once(&format!("\n## {heading}\n")).expect("the section is there");
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2).map(|row| row.trim_matches('|').split('|').collect()).collect()
}

/// A template of the contract: its name, what it is for, and its blocks.
struct Promised<'a> {
    name: &'a str,
    page: &'a str,
    blocks: BTreeSet<&'a str>,
}

fn promised(contract: &str) -> Vec<Promised<'_>> {
    let rows = table(contract, "Templates, their blocks and their fields");
    let templates = rows.into_iter().flat_map(|cells| {
        let (page, blocks) = (cells[1], quoted(cells[2]).into_iter().collect::<BTreeSet<_>>());
        quoted(cells[0]).into_iter().map(move |name| Promised { name, page, blocks: blocks.clone() })
    });
    templates.collect()
}

/// The templates of a built-in theme by their names.
fn templates(theme: &str) -> BTreeMap<String, String> {
    let files = files(&manifest("themes").join(theme).join("templates"));
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a template is text"))).collect()
}

/// What stands behind a word at the beginning of a tag, such as `block`, up to the next space.
fn behind<'a>(template: &'a str, word: &str) -> BTreeSet<&'a str> {
    let tags =
        template.split("{%").skip(1).filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix(word));
    tags.filter_map(|rest| rest.strip_prefix(' ')?.split_whitespace().next()).collect()
}

/// The blocks of a template and of those that it extends.
fn blocks<'a>(templates: &'a BTreeMap<String, String>, name: &str) -> BTreeSet<&'a str> {
    let template = templates.get(name).unwrap_or_else(|| panic!("there is no `{name}`"));
    let mut all = behind(template, "block");
    if let Some(parent) = behind(template, "extends").first() {
        all.extend(blocks(templates, parent.trim_matches('"')));
    }
    all
}

#[test]
fn the_contract_names_all_templates_and_partials_of_the_default_theme() {
    let contract = contract();
    let templates = templates("default");
    let (partials, pages): (BTreeSet<&str>, BTreeSet<&str>) =
        templates.keys().map(String::as_str).partition(|name| name.starts_with("partials/"));
    assert_eq!(promised(&contract).iter().map(|it| it.name).collect::<BTreeSet<_>>(), pages);
    let told: BTreeSet<String> = table(&contract, "Partials")
        .iter()
        .flat_map(|cells| quoted(cells[0]))
        .map(|it| format!("partials/{it}"))
        .collect();
    assert_eq!(told.iter().map(String::as_str).collect::<BTreeSet<_>>(), partials);
}

#[test]
fn the_contract_names_the_blocks_where_they_are_first() {
    let (contract, templates) = (contract(), templates("default"));
    for Promised { name, blocks: promised, .. } in promised(&contract) {
        let parent =
            behind(&templates[name], "extends").first().map(|parent| blocks(&templates, parent.trim_matches('"')));
        let inherited = parent.unwrap_or_default();
        let own: BTreeSet<&str> = behind(&templates[name], "block").difference(&inherited).copied().collect();
        assert_eq!(own, promised, "{name}");
    }
}

#[test]
fn the_plain_theme_has_the_templates_and_blocks_of_the_contract() {
    let (contract, templates) = (contract(), templates("plain"));
    for Promised { name, blocks: promised, .. } in promised(&contract).into_iter().filter(|it| it.name != "sw.js") {
        let missing: Vec<&str> = promised.difference(&blocks(&templates, name)).copied().collect();
        assert!(missing.is_empty(), "{name} lacks the blocks {missing:?}");
    }
}

/// Words of templates that are neither fields nor names of the template itself.
const WORDS: [&str; 22] = [
    "if", "elif", "else", "endif", "for", "in", "endfor", "set", "endset", "block", "endblock", "extends", "include",
    "not", "and", "or", "is", "defined", "loop", "index", "index0", "super",
];

/// The fields that a template asks for: words in its tags that it has not named itself, that are no filters or functions,
/// and no names of arguments.
fn fields(template: &str) -> BTreeSet<&str> {
    let tags = template.split('{').filter_map(|part| part.strip_prefix('%').or_else(|| part.strip_prefix('{')));
    // `{{ … }}` is split into an empty part and one that begins with the tag's inside.
    let inside = template.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or_default());
    let tags = tags.map(|rest| rest.split("%}").next().unwrap_or_default()).chain(inside).collect::<Vec<_>>();
    let mut found = BTreeSet::new();
    let own: BTreeSet<&str> = behind(template, "set").into_iter().chain(behind(template, "for")).collect();
    let own: BTreeSet<&str> =
        own.into_iter().chain(behind(template, "block")).chain(behind(template, "endblock")).collect();
    for tag in tags {
        // Every other part is a text in quotes.
        for code in tag.split('"').step_by(2) {
            let mut before = ' ';
            let mut rest = code;
            while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
                let sign = rest[..start].trim_end().chars().next_back();
                before = sign.unwrap_or(if start == 0 { before } else { ' ' });
                let end =
                    rest[start..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len() - start);
                let (word, next) = (&rest[start..start + end], &rest[start + end..]);
                let is_argument = next.starts_with('=') && !next.starts_with("==");
                let is_called = next.starts_with('(');
                let is_of_loop =
                    rest[..start].ends_with('.') && found.contains("loop") && ["first", "last"].contains(&word);
                if before != '|' && !is_argument && !is_called && !is_of_loop {
                    found.insert(word);
                }
                before = ' ';
                rest = next;
            }
        }
    }
    found.retain(|word| !WORDS.contains(word) && !own.contains(word));
    found
}

#[test]
fn templates_ask_for_nothing_that_the_contract_does_not_name() {
    let contract = contract();
    let is_of_a_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let named: BTreeSet<&str> =
        quoted(&contract).into_iter().flat_map(|text| text.split(move |c: char| !is_of_a_word(c))).collect();
    for theme in ["default", "plain"] {
        for (name, template) in templates(theme).iter().filter(|(name, _)| *name != "sw.js") {
            let unknown: Vec<&str> = fields(template).into_iter().filter(|field| !named.contains(field)).collect();
            assert!(unknown.is_empty(), "{theme}/{name} uses {unknown:?}");
        }
    }
    let sample = "{% for a in b.c %}{{ a.d | e }}{% if f(g=h) == \"i\" %}{{ loop.first }}{% endif %}{% endfor %}{% set j = k %}{{ j }}";
    assert_eq!(fields(sample), BTreeSet::from(["b", "c", "d", "h", "k"]));
}

/// The files of the plain theme, as a theme of somebody's own.
fn own() -> BTreeMap<String, Vec<u8>> {
    files(&manifest("themes/plain"))
}

#[test]
fn a_theme_that_stands_by_itself_is_told_which_template_it_lacks() {
    let contract = contract();
    let mut pages = 0;
    for Promised { name, page, .. } in promised(&contract) {
        let path = format!("templates/{name}");
        let mut files = own();
        files.remove(&path);
        let mistake = Theme::load("own", &files, "en").err().map(|error| error.to_string());
        if page.contains(" share") || OPTIONAL.contains(&name) {
            assert_eq!(mistake, None, "{name}");
        } else {
            let mistake = mistake.unwrap_or_else(|| panic!("{name} is not asked for"));
            assert!(mistake.starts_with(&format!("themes/own/{path}: there is no such template")), "{mistake}");
            pages += 1;
        }
    }
    assert!(pages >= 20, "{pages}");
    let files = BTreeMap::from([("theme.toml".to_owned(), b"extends = \"none\"".to_vec())]);
    let mistake = Theme::load("own", &files, "en").expect_err("it has nothing").to_string();
    assert!(mistake.contains("home.html: ") && mistake.contains("`404.html`"), "{mistake}");
}

#[test]
fn what_a_theme_has_no_use_for_is_not_made() {
    let folder = copied(&manifest("tests/sites/plain-theme/input"));
    for (path, bytes) in own().into_iter().filter(|(path, _)| !OPTIONAL.iter().any(|name| path.ends_with(name))) {
        // Without the page of lists, nothing leads there.
        let text =
            String::from_utf8(bytes).expect("the theme is text").replace("route(to=\"search/\")", "route(to=\"\")");
        let text = text.replace("{{ asset(name=\"static/favicon.svg\") }}", "");
        if !path.starts_with("static/") {
            folder.write(&format!("themes/own/{path}"), text);
        }
    }
    let configuration = "title = \"Own\"\ntheme = \"own\"\nbase_url = \"https://learned.example/\"\n";
    folder.write("afterword.toml", configuration);
    let output = built(folder.path(), &[], 2);
    for path in ["search/index.html", "sw.js", "sitemap.xml", "robots.txt", "manifest.webmanifest"] {
        assert!(!output.contains_key(path), "{path}");
    }
    assert!(!output.keys().any(|path| path.starts_with("search/")), "{:?}", output.keys());
    assert!(
        output.keys().any(|path| path.starts_with("cards/") && path.ends_with(".png")),
        "cards need no font of its own"
    );
    assert!(links::broken(&output, "/").is_empty());
}

#[test]
fn what_the_plain_theme_lacks_comes_from_it_where_another_theme_extends_it() {
    let folder = copied(&manifest("tests/sites/plain-theme/input"));
    folder.write("afterword.toml", "title = \"Own\"\ntheme = \"own\"\n");
    folder.write("themes/own/theme.toml", "extends = \"plain\"\n");
    let block = "{% extends \"plain/document.html\" %}{% block facts %}<div><dt>Own</dt><dd>fact</dd></div>{% endblock facts %}";
    folder.write("themes/own/templates/document.html", block);
    let output = built(folder.path(), &[], 2);
    let page = String::from_utf8_lossy(&output["postmortems/2026-03-04-cart-timeouts/index.html"]).into_owned();
    assert!(page.contains("<dt>Own</dt>") && !page.contains("<script"), "{page}");
}

/// A copy of a knowledge base that is shown by the plain theme.
fn plain(folder: &str) -> Folder {
    let folder = copied(&manifest(folder));
    let configuration = fs::read_to_string(folder.path().join("afterword.toml")).expect("it is configured");
    folder.write("afterword.toml", format!("theme = \"plain\"\n{configuration}"));
    folder
}

#[test]
fn plain_pages_have_no_script_one_style_sheet_and_nothing_from_elsewhere() {
    for folder in [copied(&manifest("tests/sites/plain-theme/input")), plain("example-site"), plain("docs")] {
        let output = built(folder.path(), &[], 2);
        assert!(!output.contains_key("sw.js") && !output.keys().any(|path| path.starts_with("search/data/")));
        let assets: Vec<&String> = output.keys().filter(|path| path.starts_with("assets/")).collect();
        assert_eq!(assets.len(), 2, "a style sheet and an icon: {assets:?}");
        let pages: Vec<&String> = output.keys().filter(|path| path.ends_with(".html")).collect();
        assert!(pages.len() > 20, "{pages:?}");
        for path in pages {
            only_a_style_sheet_is_loaded(path, std::str::from_utf8(&output[path]).expect("pages are text"));
        }
        let broken = links::broken(&output, &base_path(folder.path()));
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    }
}

#[test]
fn the_example_and_the_handbook_check_clean_with_the_plain_theme() {
    for name in ["example-site", "docs"] {
        assert_eq!(said_by_check(plain(name).path()), "", "{name}");
    }
}

fn base_path(folder: &Path) -> String {
    let read = afterword::pipeline::read(folder).expect("the folder can be read");
    read.config.base_url.path().to_owned()
}

/// The findings of `afterword check`; empty where there are none.
fn said_by_check(folder: &Path) -> String {
    let mut check = Command::new(env!("CARGO_BIN_EXE_afterword"));
    check.arg("check").current_dir(folder).env("SOURCE_DATE_EPOCH", "1782864000");
    let said = String::from_utf8_lossy(&check.output().expect("the check runs").stderr).into_owned();
    if said.starts_with("nothing found in ") { String::new() } else { said }
}

fn only_a_style_sheet_is_loaded(path: &str, page: &str) {
    let mut style_sheets = 0;
    for tag in links::tags(page) {
        let attribute =
            |name: &str| tag.attributes.iter().find(|(its, _)| its == name).map(|(_, value)| value.as_str());
        assert!(!["script", "style", "iframe", "form"].contains(&tag.name.as_str()), "{path}: {tag:?}");
        assert!(!tag.attributes.iter().any(|(name, _)| name == "style" || name.starts_with("on")), "{path}: {tag:?}");
        let is_fetched = tag.name == "img" || matches!(attribute("rel"), Some("stylesheet" | "icon" | "manifest"));
        let address = attribute("src").or(attribute("href")).unwrap_or_default();
        assert!(!is_fetched || address.starts_with('/') && !address.starts_with("//"), "{path}: {tag:?}");
        style_sheets += usize::from(attribute("rel") == Some("stylesheet"));
    }
    assert_eq!(style_sheets, 1, "{path}");
}

#[test]
fn the_style_sheet_of_the_plain_theme_is_small() {
    let output = built(copied(&manifest("tests/sites/plain-theme/input")).path(), &[], 2);
    let (_, style) = output.iter().find(|(path, _)| path.starts_with("assets/main.")).expect("a style sheet");
    assert!(style.len() < 6 * 1024, "{} bytes", style.len());
    assert!(String::from_utf8_lossy(style).contains("--accent: #7a2e8e"), "it takes the accent of the configuration");
}

#[test]
fn an_unknown_theme_is_found_by_a_check_with_the_nearest_name() {
    for (files, expected) in [
        (vec![("afterword.toml", "theme = \"plian\"\n")], "help: did you mean `plain`?"),
        (
            vec![("afterword.toml", "[theme]\nname = \"acmee\"\n"), ("themes/acme/theme.toml", "")],
            "did you mean `acme`?",
        ),
        (
            vec![("afterword.toml", "theme = \"paper\"\n")],
            "make a folder `themes/paper/`, or use one of `default`, `plain`",
        ),
    ] {
        let folder = Folder::with(files);
        let said = said_by_check(folder.path());
        assert!(said.contains("error[invalid-configuration]: there is no theme") && said.contains(expected), "{said}");
    }
    let folder =
        Folder::with([("afterword.toml", "theme = \"own\"\n"), ("themes/own/styles/own.css", "p { margin: 0 }")]);
    assert_eq!(folder.findings(), Vec::<String>::new());
}
