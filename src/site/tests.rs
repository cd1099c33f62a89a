//! What a site promises: unique routes, links that lead somewhere, and the same bytes for the same documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Content, Route, Site, SiteError};
use crate::config::{BaseUrl, Config, Term};
use crate::diagnostics::{FilePath, SourceFile};
use crate::interpret;
use crate::knowledge::{self, Unlinked};
use crate::model::{DocumentId, Kind};
use crate::repo::Variants;
use crate::syntax;
use crate::theme::Theme;

mod hosting;
mod incidents;
mod lists;
mod page_folders;
mod pictures;

/// What a site is made of.
#[derive(Default)]
struct Input<'a> {
    config: Config,
    /// Path and text; the folder says what it is.
    files: Vec<(&'a str, String)>,
    assets: &'a [&'a str],
    statics: &'a [&'a str],
    theme: &'a [(&'a str, &'a str)],
}

fn make(input: Input<'_>) -> Result<Site, SiteError> {
    let mut unlinked =
        Unlinked { assets: input.assets.iter().map(|path| FilePath::new(path)).collect(), ..Unlinked::default() };
    for (path, text) in input.files {
        let (document, _) = syntax::parse(Arc::new(SourceFile::new(path, text)));
        let stem = path.trim_end_matches("/index.md").trim_end_matches(".md").rsplit('/').next().unwrap_or(path);
        let id = DocumentId::new(stem);
        match path.split('/').next() {
            Some("factors") => unlinked.catalogue.push(interpret::factor(&document, &id).0),
            Some("pages") => unlinked.pages.push(interpret::page(&document, &id, &input.config).0),
            Some(folder) => {
                let kind = Kind::new(folder.trim_end_matches('s'));
                unlinked.postmortems.push(Arc::new(interpret::postmortem(&document, &id, &kind, &input.config).0));
            }
            None => {}
        }
        unlinked.documents.insert(FilePath::new(path), Arc::new(document));
    }
    let theme: BTreeMap<String, Vec<u8>> =
        input.theme.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let theme = Arc::new(Theme::load(&input.config.theme, &theme, &input.config.language)?);
    let statics: BTreeSet<FilePath> = input.statics.iter().map(|path| FilePath::new(path)).collect();
    Site::new(Arc::new(knowledge::link(Arc::new(input.config), unlinked)), &theme, &statics, Variants::new())
}

fn site(input: Input<'_>) -> Site {
    make(input).unwrap_or_else(|error| panic!("{error}"))
}

fn files<'a>(files: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()
}

/// The text of a page; empty when nothing is there.
fn page(site: &Site, route: &str) -> String {
    match site.render(&Route::new(route)).unwrap_or_else(|error| panic!("{route}: {error}")) {
        Some(Content::Bytes(bytes)) if route.ends_with(".png") => format!("a picture of {} bytes", bytes.len()),
        Some(Content::Bytes(bytes)) => String::from_utf8(bytes).expect("pages are UTF-8"),
        Some(Content::File(path)) => format!("the file {path}"),
        None => String::new(),
    }
}

fn has(site: &Site, route: &str) -> bool {
    site.routes().iter().any(|known| known.as_str() == route)
}

fn below(path: &str) -> Config {
    Config { base_url: BaseUrl::parse(path).expect("an address"), ..Config::default() }
}

/// Documents of every kind with all fields, links and terms that a site makes something of.
fn rich() -> Input<'static> {
    let long = "---\ntitle: One <b>two</b>\nseverity: SEV1\nstarted: 2026-03-04T09:00:00Z\nresolved: 2026-03-04T11:00:00Z\n\
        services: [checkout, cart]\ncontributing_factors: [retry-storm, unknown-one]\ntags: [C++, 'C#', 日本]\n\
        impact: {customers: 12000}\nroles: {scribe: Lin}\nauthors: [Ada]\nrelated: [second]\nfeatured: 2026-03\n---\n\
        ## Summary\n\nIt broke, see [[second]], [the guide](../pages/guide.md) and ![a](pics/a.png).\n\n## Action items\n\n\
        | Action | Due | Status |\n| --- | --- | --- |\n| Mend [it](second.md) | 2026-04-01 | open |\n| More | | done |\n";
    Input {
        config: Config { severities: vec![term("SEV1"), term("SEV2")], ..below("https://example.org/base/") },
        files: files(&[
            ("postmortems/first.md", long),
            (
                "postmortems/second.md",
                "---\ncontributing_factors: [retry-storm]\ndate: 2025-01-01\n---\n# Second\n\n## A\n\nText.\n\n## B\n\nText.\n",
            ),
            ("postmortems/undated.md", "Text.\n\n## Root causes\n\n- A retry storm, as `ever`\n"),
            ("premortems/ahead.md", "---\ndate: 2026-01-01\nstatus: in-review\n---\n# Ahead\n"),
            (
                "factors/retry-storm.md",
                "---\ntitle: Retry storm\naliases: [storm of retries]\ngroup: Load\n---\nSee [[first]].\n",
            ),
            ("factors/alone.md", "---\ntitle: Alone\n---\n"),
            ("pages/guide.md", "# Guide\n\n[First](../postmortems/first.md)\n"),
        ]),
        assets: &["postmortems/pics/a.png", "postmortems/pics/unused.png"],
        statics: &["CNAME", "img/logo.svg"],
        theme: &[],
    }
}

fn term(id: &str) -> Term {
    let place = id.chars().next_back().and_then(|last| last.to_digit(10)).unwrap_or(0) as usize;
    Term { id: id.to_owned(), title: id.to_owned(), description: String::new(), place }
}

/// The values of an attribute in HTML.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    let pieces = html.split(opening.as_str()).skip(1);
    pieces.filter_map(|piece| piece.split('"').next()).collect()
}

#[test]
fn every_internal_link_has_a_target_and_carries_the_base_path() {
    let site = site(rich());
    let routes: BTreeSet<String> = site.routes().iter().map(|route| route.link("/base/")).collect();
    for route in site.routes().iter().filter(|route| route.output_path().ends_with(".html")) {
        let html = page(&site, route.as_str());
        for link in attributes(&html, "href").into_iter().chain(attributes(&html, "src")) {
            let path = link.split('#').next().unwrap_or_default();
            let is_elsewhere = path.is_empty() || path.starts_with("https://");
            assert!(is_elsewhere || routes.contains(path), "{route} links to {link}");
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(attributes(&html, "id").contains(&anchor), "{route} links to #{anchor}");
            }
        }
    }
}

#[test]
fn ids_are_unique_on_each_page_and_text_is_escaped() {
    let site = site(rich());
    for route in site.routes().iter().filter(|route| route.output_path().ends_with(".html")) {
        let html = page(&site, route.as_str());
        let ids = attributes(&html, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{route}: {ids:?}");
        assert!(!html.contains("<b>two") && !html.contains("style=\""), "{route}");
        let scripts: Vec<&str> = html.split("<script").skip(1).collect();
        let ours = [
            " defer src=\"/base/assets/search.",
            " defer blocking=\"render\" src=\"/base/assets/scheme.",
            // Data, which no browser runs.
            " type=\"application/ld+json\">",
        ];
        let is_ours = |script: &&str| ours.iter().any(|start| script.starts_with(start));
        assert!(scripts.len() <= ours.len() && scripts.iter().all(is_ours), "{route}");
    }
    assert!(page(&site, "postmortems/first/").contains("One &lt;b&gt;two&lt;/b&gt;"));
}

#[test]
fn two_renderings_are_alike() {
    let (one, two) = (site(rich()), site(rich()));
    assert_eq!(one.routes().count(), two.routes().count());
    for route in one.routes().iter() {
        assert_eq!(one.render(route), two.render(route), "{route}");
    }
}

#[test]
fn documents_are_found_by_every_way_to_them() {
    let site = site(rich());
    for list in [
        "",
        "postmortems/",
        "years/2026/",
        "factors/retry-storm/",
        "services/checkout/",
        "severities/sev1/",
        "tags/c/",
        "tags/c-2/",
        "action-items/",
        "atom.xml",
        "sitemap.xml",
        "pages/guide/",
        "postmortems/second/",
    ] {
        assert!(page(&site, list).contains("/base/postmortems/first/"), "{list}");
    }
    assert!(page(&site, "years/undated/").contains("/base/postmortems/undated/"));
    assert!(page(&site, "severities/sev2/").contains("No document has this severity yet"));
    assert!(page(&site, "factors/unknown-one/").contains("factors/unknown-one.md"));
}

#[test]
fn a_document_shows_its_facts_and_its_neighbourhood() {
    let html = page(&site(rich()), "postmortems/first/");
    for part in [
        "2 h",
        "12,000",
        "Retry storm",
        "Unknown one",
        "named by the author",
        "Guide",
        "Ada",
        "Lin",
        "4 March 2026",
        "SEV1",
        "rel=\"prev\" href=\"/base/postmortems/second/\"",
    ] {
        assert!(html.contains(part) || part == "{part}");
    }
    let html = page(&site(rich()), "postmortems/undated/");
    assert!(html.contains("A retry storm, as <code>ever</code>"));
    assert!(html.contains("/base/factors/retry-storm/"));
}

#[test]
fn names_of_people_are_shown_only_where_the_configuration_says_so() {
    let mut input = rich();
    input.config.shows_authors = false;
    input.config.shows_roles = false;
    let site = site(input);
    for route in site.routes().iter().filter(|route| !route.as_str().starts_with("assets/")) {
        let text = page(&site, route.as_str());
        assert!(!text.contains("Ada") && !text.contains("Lin<"), "{route}");
    }
}

#[test]
fn a_list_of_more_than_fifty_has_several_pages() {
    let paths: Vec<String> = (0..120).map(|number| format!("postmortems/d{number:03}.md")).collect();
    let text = "---\ndate: 2026-01-01\ntags: [x]\n---\n# Title\n";
    let files = paths.iter().map(|path| (path.as_str(), text.to_owned())).collect();
    let site = site(Input { files, ..Input::default() });
    for list in ["postmortems/", "years/2026/", "tags/x/"] {
        assert!(has(&site, &format!("{list}page/3/")) && !has(&site, &format!("{list}page/4/")), "{list}");
        let last = page(&site, &format!("{list}page/3/"));
        assert_eq!(last.matches("class=\"row\"").count(), 20, "{list}");
        assert!(last.contains("101 to 120 of 120") && last.contains(&format!("rel=\"prev\" href=\"/{list}page/2/\"")));
    }
    assert!(page(&site, "").contains("2026"));
}

#[test]
fn without_a_host_there_is_no_feed_and_no_canonical_address() {
    let mut input = rich();
    input.config.base_url = BaseUrl::parse("/base").expect("a path");
    let site = site(input);
    assert!(!has(&site, "atom.xml") && !has(&site, "sitemap.xml"));
    assert!(!page(&site, "").contains("canonical") && !page(&site, "robots.txt").contains("Sitemap"));
}

#[test]
fn only_files_that_documents_refer_to_are_published_and_static_files_as_they_are() {
    let site = site(rich());
    assert_eq!(page(&site, "postmortems/pics/a.png"), "the file postmortems/pics/a.png");
    assert!(!has(&site, "postmortems/pics/unused.png"));
    assert_eq!(page(&site, "img/logo.svg"), "the file static/img/logo.svg");
}

#[test]
fn printed_addresses_name_the_host_that_a_link_leads_to() {
    let text = "# A\n\n[x](//other.example/x.png) [y](b.md)\n";
    let input = Input {
        config: below("https://example.org/base/"),
        files: files(&[("postmortems/a.md", text), ("postmortems/b.md", "# B\n")]),
        ..Input::default()
    };
    let html = page(&site(input), "postmortems/a/");
    assert!(html.contains(">//other.example/x.png<") && html.contains(">https://example.org/base/postmortems/b/<"));
    assert!(!html.contains("example.org/other") && !html.contains("base//other") && !html.contains("org//other"));
}

#[test]
fn a_static_file_never_replaces_a_page() {
    let error = make(Input { statics: &["404.html"], ..rich() }).err().map(|error| error.to_string());
    let message = "a file that Afterword writes and the file `static/404.html` both want the address `/404.html`; rename one of them";
    assert_eq!(error.as_deref(), Some(message));
}

#[test]
fn a_static_file_never_stands_where_a_page_needs_a_folder_or_has_its_file() {
    for (file, other, route) in [
        ("cards", "a file that Afterword writes", "/cards"),
        ("factors", "the list of factors", "/factors"),
        ("postmortems/first", "the document `postmortems/first.md`", "/postmortems/first"),
        ("factors/index.html", "the list of factors", "/factors/index.html"),
        ("index.html", "the home page", "/index.html"),
        ("robots.txt/x", "a file that Afterword writes", "/robots.txt/x"),
    ] {
        let error = make(Input { statics: &[file], ..rich() }).err().map(|error| error.to_string());
        let message =
            format!("{other} and the file `static/{file}` both want the address `{route}`; rename one of them");
        assert_eq!(error.as_deref(), Some(message.as_str()));
    }
}

#[test]
fn nothing_but_the_search_stands_below_its_address() {
    for file in ["search/data/index.bin", "search/index.html", "search"] {
        let error = make(Input { statics: &[file], ..rich() }).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.starts_with(&format!("the search and the file `static/{file}` both want")), "{file}: {error}");
    }
}

#[test]
fn every_page_leads_to_the_search_which_leads_to_all_lists_without_a_script() {
    let site = site(rich());
    for route in ["", "postmortems/first/", "404.html"] {
        let html = page(&site, route);
        assert!(html.contains("<form class=\"site-search\" action=\"/base/search/\" role=\"search\">"), "{route}");
        assert!(html.contains(" data-index=\"/base/search/data/\" data-home=\"/base/\""), "{route}");
        assert!(html.contains(" data-severities=\"{&quot;SEV1&quot;:1,&quot;SEV2&quot;:2}\""), "{route}");
    }
    let search = page(&site, "search/");
    let (_, lists) = search.split_once("id=\"_search_lists\"").expect("something for those without scripts");
    for link in [
        "factors/retry-storm/",
        "services/checkout/",
        "years/2026/",
        "years/undated/",
        "severities/sev1/",
        "pages/guide/",
    ] {
        assert!(lists.contains(&format!("href=\"/base/{link}\"")), "{link}");
    }
    assert!(!lists.contains("factors/alone/") && !lists.contains("severities/sev2/"), "lists without documents");
    assert!(!page(&site, "sitemap.xml").contains("/search/"));
}

/// The examples of the search page, as the reader sees them in the source.
fn examples(input: Input) -> Vec<String> {
    let html = page(&site(input), "search/");
    let buttons = html.split("class=\"search-example\" type=\"button\">").skip(1);
    buttons.filter_map(|rest| rest.split_once('<')).map(|(example, _)| example.to_owned()).collect()
}

#[test]
fn examples_of_queries_have_words_of_the_knowledge_base_and_leave_out_what_it_lacks() {
    let all = examples(rich());
    let lacks = |field: &str| !all.iter().any(|example| example.starts_with(field));
    for example in
        ["factor:retry-storm", "tag:&quot;C#&quot;", "author:Ada", "service:(cart OR checkout)", "started:2026-03"]
    {
        assert!(all.iter().any(|its| its == example), "{example}: {all:?}");
    }
    assert!(lacks("detected_by:"), "nobody says who noticed: {all:?}");
    let mut input = rich();
    input.config.shows_authors = false;
    assert!(!examples(input).iter().any(|example| example.starts_with("author:")), "nobody sees who wrote");
    let html = page(&site(rich()), "");
    assert!(html.contains(" data-examples=\"factor:retry-storm, year:2026\""), "the box knows some too");
}

#[test]
fn examples_need_no_documents() {
    let input = Input { files: Vec::new(), assets: &[], ..rich() };
    let fields: Vec<String> = examples(input).into_iter().filter(|example| example.contains(':')).collect();
    assert_eq!(fields, Vec::<String>::new());
}

#[test]
fn a_project_overrides_one_block_of_a_template() {
    let theme = [(
        "templates/document.html",
        "{% extends \"default/document.html\" %}{% block facts %}<p>no facts</p>{% endblock facts %}",
    )];
    let site = site(Input { theme: &theme, ..rich() });
    let html = page(&site, "postmortems/first/");
    assert!(html.contains("<p>no facts</p>") && html.contains("Retry storm") && !html.contains("12,000"));
}

#[test]
fn a_template_that_wants_too_much_is_named_when_it_renders() {
    let theme = [("templates/404.html", "one\n{{ nosuch }}")];
    let site = site(Input { theme: &theme, ..rich() });
    let error = site.render(&Route::new("404.html")).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.starts_with("themes/default/templates/404.html:2:"), "{error}");
}

#[test]
fn an_empty_folder_has_pages_that_say_what_to_do() {
    let site = site(Input::default());
    assert!(page(&site, "").contains("afterword new"));
    for route in ["factors/", "services/", "severities/", "tags/", "action-items/", "years/", "pages/", "postmortems/"]
    {
        assert!(page(&site, route).contains("class=\"empty\""), "{route}");
    }
}

#[test]
fn a_folder_of_plain_pages_is_listed_on_the_home_page() {
    let site =
        site(Input { files: files(&[("pages/a.md", "# Alpha\n"), ("pages/b.md", "# Beta\n")]), ..Input::default() });
    let home = page(&site, "");
    assert!(home.contains("Alpha") && home.contains("/pages/b/") && !home.contains("Nothing is written"));
}

#[test]
fn the_service_worker_is_told_what_is_of_the_site_and_keeps_nothing_where_that_is_not_wanted() {
    let told = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(&format!("const {name} = "))).expect(name).to_owned();
        line.split(['"']).skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let made = site(rich());
    let worker = page(&made, "sw.js");
    let folders = told(&worker, "FOLDERS");
    assert!(["postmortems", "factors", "pages", "search"].iter().all(|folder| folders.iter().any(|it| it == folder)));
    assert!(folders.iter().all(|folder| folder != "assets"), "{folders:?}");
    let assets = made.routes().iter().filter(|route| route.as_str().starts_with("assets/"));
    assert_eq!(told(&worker, "ASSETS"), assets.map(|route| route.encoded()).collect::<Vec<_>>());
    assert!(!page(&made, "").contains("data-offline"));

    let mut input = rich();
    input.config.offline = false;
    let made = site(input);
    let worker = page(&made, "sw.js");
    assert!(worker.contains("unregister()") && !worker.contains("respondWith"), "{worker}");
    assert!(page(&made, "").contains("data-offline=\"off\""));
}
