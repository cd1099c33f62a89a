//! What a theme promises to the people who write one.

use std::collections::BTreeMap;

use super::{Addresses, Theme, ThemeError};

/// A site with two pages below `/base/`, and whatever assets the theme has.
struct TwoPages;

impl Addresses for TwoPages {
    fn address(&self, route: &str) -> Option<String> {
        (route.is_empty() || route == "factors/" || route.starts_with("assets/")).then(|| format!("/base/{route}"))
    }
}

fn load(name: &str, files: &[(&str, &str)]) -> Result<Theme, ThemeError> {
    let overrides: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Theme::load(name, &overrides, "en")
}

/// Renders `templates/sample.html` of a theme `default` that has this file besides the built-in ones.
fn render(sample: &str) -> Result<String, ThemeError> {
    let view = BTreeMap::from([("title", "Bread & butter"), ("day", "2026-03-04")]);
    load("default", &[("templates/sample.html", sample)])?.renderer(TwoPages)?.render("sample.html", &view)
}

fn mistake(result: Result<impl Sized, ThemeError>) -> String {
    match result {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_built_in_template_parses() {
    load("default", &[]).expect("the theme loads").renderer(TwoPages).map(|_| ()).expect("its templates parse");
}

#[test]
fn text_is_escaped_and_dates_are_written_out() {
    assert_eq!(render("{{ title }}, {{ day | date }}").expect("renders"), "Bread &amp; butter, 4 March 2026");
    assert_eq!(render(r#"{{ day | date(format="%Y") }}"#).expect("renders"), "2026");
    assert!(mistake(render("{{ title | date }}")).contains("`Bread & butter` is not a date"));
}

#[test]
fn a_project_overrides_one_partial_and_keeps_the_rest() {
    let files = [
        ("templates/partials/document-row.html", "overridden"),
        ("templates/sample.html", r#"{% include "partials/document-row.html" %}"#),
    ];
    let renderer = load("default", &files).expect("loads").renderer(TwoPages).expect("parses");
    let view: BTreeMap<&str, &str> = BTreeMap::new();
    assert_eq!(renderer.render("sample.html", &view).expect("renders"), "overridden");
}

#[test]
fn an_override_extends_the_template_that_it_replaces() {
    let block = r#"{% extends "default/robots.txt" %}{% block rules %}nothing{% endblock %}"#;
    let theme = load("acme", &[("theme.toml", "name = \"Acme\""), ("templates/robots.txt", block)]).expect("loads");
    assert_eq!(theme.name, "Acme");
    let renderer = theme.renderer(TwoPages).expect("parses");
    let view = BTreeMap::from([("sitemap", "")]);
    assert!(renderer.render("robots.txt", &view).expect("renders").contains("nothing"));
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    for (sample, place, message) in [
        ("one\n{% if %}", "themes/default/templates/sample.html:2:", ""),
        ("one\n\n{{ title | nosuch }}", "themes/default/templates/sample.html:3:", "Unknown filter `nosuch`"),
        ("{{ nosuch }}", "themes/default/templates/sample.html:1:", "nosuch"),
        ("{% include \"nosuch.html\" %}", "themes/default/templates/sample.html:1:", "Unknown template `nosuch.html`"),
        ("{% extends \"nosuch.html\" %}", "themes/default/templates/sample.html:", "nosuch.html"),
    ] {
        let text = mistake(render(sample));
        assert!(text.starts_with(place) && text.contains(message), "{sample}: {text}");
    }
}

#[test]
fn an_unknown_asset_or_page_is_a_mistake_with_a_suggestion() {
    assert_eq!(render(r#"{{ route(to="factors/") }}"#).expect("renders"), "/base/factors/");
    let text = mistake(render("\n{{ asset(name=\"styles/mian.css\") }}"));
    assert!(
        text.contains("sample.html:2:") && text.contains("no asset `styles/mian.css`, did you mean `styles/main.css`?"),
        "{text}"
    );
    assert!(mistake(render(r#"{{ route(to="nosuch/") }}"#)).contains("no page at `nosuch/`"));
}

#[test]
fn assets_are_named_after_their_content() {
    let plain = load("default", &[]).expect("loads");
    let changed = load("default", &[("styles/custom.css", "body { color: red }")]).expect("loads");
    let style =
        |theme: &Theme| theme.assets().find(|asset| asset.name == "styles/main.css").cloned().expect("is there");
    let (plain, changed) = (style(&plain), style(&changed));
    assert_ne!(plain.route, changed.route);
    assert!(plain.route.starts_with("assets/main.") && plain.route.ends_with(".css"), "{}", plain.route);
    assert!(changed.bytes.ends_with(b"body { color: red }\n"), "a project's own sheet comes last");
}

#[test]
fn the_parts_of_the_search_are_joined_by_name_and_overridden_one_by_one() {
    let script = |files: &[(&str, &str)]| {
        let theme = load("default", files).expect("loads");
        let names: Vec<&str> = theme.assets().map(|asset| asset.name.as_str()).collect();
        assert!(!names.iter().any(|name| name.starts_with("scripts/search/")), "{names:?}");
        let script = theme.assets().find(|asset| asset.name == "scripts/search.js").expect("is there");
        String::from_utf8(script.bytes.clone()).expect("text")
    };
    let plain = script(&[]);
    assert!(plain.starts_with("'use strict';"), "what is joined is strict from its first line");
    let more = script(&[
        ("scripts/search/99-b.js", "// first\n/** one */\n/**\n * two\n */\nlast(); // of all"),
        ("scripts/search/98-a.js", "before();\n\n\n"),
    ]);
    assert_eq!(more, format!("{plain}before();\nlast(); // of all\n"));
    let changed = script(&[("scripts/search/10-base.js", "mine();")]);
    assert!(changed.contains("};\nmine();\n") && !changed.contains("const Search = {}"));
    assert_eq!(script(&[("scripts/search.js", "whole();")]), "whole();");
}

#[test]
fn a_style_sheet_finds_static_files_by_their_final_name() {
    let theme = load(
        "default",
        &[("static/x.svg", "<svg/>"), ("styles/custom.css", "a { background: url(\"../static/x.svg\") }")],
    );
    let theme = theme.expect("loads");
    let image = theme.assets().find(|asset| asset.name == "static/x.svg").expect("is there");
    let style = theme.assets().find(|asset| asset.name == "styles/main.css").expect("is there");
    let text = String::from_utf8_lossy(&style.bytes);
    assert!(text.contains(&format!("url(\"{}\")", image.route.trim_start_matches("assets/"))), "{}", image.route);
}

#[test]
fn a_theme_that_is_nowhere_and_a_broken_manifest_are_mistakes() {
    assert!(mistake(load("nosuch", &[])).contains("there is no theme `nosuch`"));
    assert!(mistake(load("acme", &[("theme.toml", "name = \"x\"\nfoo = 1")])).starts_with("themes/acme/theme.toml:2:"));
    assert!(
        mistake(load("acme", &[("theme.toml", "extends = \"nosuch\"")]))
            .contains("it takes a built-in theme (default, plain), or `none`")
    );
}

#[test]
fn colours_are_the_same_for_the_system_and_for_the_reader() {
    let tokens = include_str!("../../themes/default/styles/tokens.css");
    let charts = include_str!("../../themes/default/styles/charts.css");
    let night = [":root:where(:not([data-scheme=\"light\"])) {", ":root:where([data-scheme=\"dark\"]) {"];
    let contrast = ["@media (prefers-contrast: more) {\n    :root {", ":root[data-contrast=\"more\"] {"];
    for (style, [system, reader]) in [(tokens, night), (tokens, contrast), (charts, night), (charts, contrast)] {
        let declarations = |selector: &str| -> Vec<&str> {
            let (_, block) = style.split_once(selector).expect("the selector");
            let (block, _) = block.split_once('}').expect("its end");
            block.lines().map(str::trim).filter(|line| line.starts_with("--")).collect()
        };
        assert!(declarations(system).len() > 1);
        assert_eq!(declarations(system), declarations(reader));
    }
}
