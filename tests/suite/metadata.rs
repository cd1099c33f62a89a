//! What pages say of themselves to those who link to them, to feed readers and to other programs.

use std::collections::BTreeMap;

use afterword::model::Visibility;
use afterword::pipeline::{self, Publication};
use afterword::site::Content;
use serde_json::Value;

use crate::support::{Folder, links};

/// The files of a site by their addresses; of a file of the knowledge base, its path.
pub fn built(folder: &Folder, audience: Visibility) -> BTreeMap<String, String> {
    let read = pipeline::read(folder.path()).expect("the folder can be read");
    let publication = Publication { drafts: false, audience };
    let site =
        pipeline::site(pipeline::understand(&read).publish(publication), &read.snapshot, pipeline::Variants::new())
            .expect("a site");
    let files = site.routes().iter().map(|route| match site.render(route).expect("it renders") {
        Some(Content::Bytes(bytes)) => (route.to_string(), String::from_utf8_lossy(&bytes).into_owned()),
        Some(Content::File(path)) => (route.to_string(), path.to_string()),
        None => panic!("{route} is missing"),
    });
    files.collect()
}

/// The value of a `<meta>` of a page.
fn meta(page: &str, name: &str) -> Option<String> {
    let tags = links::tags(page);
    let attribute = |tag: &links::Tag, wanted: &str| {
        tag.attributes.iter().find(|(its, _)| its == wanted).map(|(_, value)| value.clone())
    };
    let is_wanted = |tag: &&links::Tag| {
        tag.name == "meta" && [attribute(tag, "property"), attribute(tag, "name")].contains(&Some(name.to_owned()))
    };
    attribute(tags.iter().find(is_wanted)?, "content")
}

/// The nodes of a page's structured data by their types.
fn structured(page: &str) -> BTreeMap<String, Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("structured data");
    let (data, _) = rest.split_once("</script>").expect("its end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@context"], "https://schema.org");
    let nodes = data["@graph"].as_array().expect("a graph").iter();
    nodes.map(|node| (node["@type"].as_str().expect("a type").to_owned(), node.clone())).collect()
}

const HOSTILE: &str = "</title></script><script>alert(1)</script> \"'><!-- & ]]>";

fn shop() -> Folder {
    let post = format!(
        "---\ntitle: {title}\nvisibility: public\ndate: 2026-03-04\nseverity: SEV1\nservices: [cart]\ntags: [sale]\n\
         contributing_factors: [dns, gone]\nauthors: [Ada]\nroles: {{scribe: Lin}}\ninternal_note: unknown keys stay here\n---\n\
         ## Summary\n\nWhat {title} broke.\n\n![A graph](pics/a.png)\n",
        title = serde_json::to_string(HOSTILE).expect("text")
    );
    Folder::with([
        ("afterword.toml", "title = \"Shop\"\nbase_url = \"https://kb.example/b/\"\nlanguage = \"en-GB\"\n"),
        ("postmortems/2026-03-04-first.md", post.as_str()),
        ("postmortems/pics/a.png", "no picture"),
        ("factors/dns.md", "---\ntitle: DNS\n---\nNames.\n"),
        ("pages/about.md", "---\ntitle: About\nvisibility: public\n---\nWho we are.\n"),
    ])
}

const FIRST: &str = "/postmortems/2026-03-04-first/";

#[test]
fn a_document_says_what_previews_and_search_engines_ask_for() {
    let files = built(&shop(), Visibility::Internal);
    let page = &files[FIRST];
    let address = "https://kb.example/b/postmortems/2026-03-04-first/";
    for (name, value) in [
        ("og:title", HOSTILE),
        ("og:type", "article"),
        ("og:site_name", "Shop"),
        ("og:url", address),
        ("og:locale", "en_GB"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("article:published_time", "2026-03-04"),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", HOSTILE),
    ] {
        assert_eq!(meta(page, name).as_deref(), Some(value), "{name}");
    }
    let nodes = structured(page);
    let article = &nodes["TechArticle"];
    assert_eq!(article["headline"], HOSTILE);
    assert_eq!(article["datePublished"], "2026-03-04");
    assert_eq!(article["author"][0]["name"], "Ada");
    assert_eq!(article["keywords"], serde_json::json!(["DNS", "Gone", "sale"]));
    let steps = nodes["BreadcrumbList"]["itemListElement"].as_array().expect("steps");
    let addresses: Vec<&str> = steps.iter().filter_map(|step| step["item"].as_str()).collect();
    let [home, list, year] = ["", "postmortems/", "years/2026/"].map(|path| format!("https://kb.example/b/{path}"));
    assert_eq!(addresses, [&home, &list, &year, address]);
    let scripts: Vec<_> = links::tags(page).into_iter().filter(|tag| tag.name == "script").collect();
    let is_ours = |tag: &links::Tag| {
        tag.attributes.iter().any(|(name, value)| {
            name == "src" && value.starts_with("/b/assets/") || name == "type" && value == "application/ld+json"
        })
    };
    assert!(scripts.iter().all(is_ours), "a title became a script: {scripts:?}");
}

#[test]
fn every_page_has_a_card_of_the_site_and_documents_one_of_their_own() {
    let folder = shop();
    let files = built(&folder, Visibility::Internal);
    let picture = |address: &str| meta(&files[address], "og:image").expect("a picture");
    for (address, page) in files.iter().filter(|(address, _)| address.ends_with('/')) {
        let picture = picture(address);
        let route = picture.strip_prefix("https://kb.example/b").expect("an address of the site");
        assert!(files.get(route).is_some_and(|bytes| bytes.contains("PNG")), "{address} leads to {route}");
        assert_eq!(meta(page, "twitter:card").as_deref(), Some("summary_large_image"), "{address}");
    }
    assert!(picture(FIRST).starts_with("https://kb.example/b/cards/2026-03-04-first."), "{}", picture(FIRST));
    assert_eq!(picture("/"), picture("/factors/dns/"));
    let text = meta(&files[FIRST], "og:image:alt").expect("words");
    assert!(text.starts_with(HOSTILE) && text.contains("SEV1 · 4 March 2026 · cart"), "{text}");
    let cards = |folder: &Folder| {
        let files = built(folder, Visibility::Internal);
        assert!(!files.values().any(|page| page.contains("/cards/")));
        (files.keys().filter(|address| address.contains("/cards/")).count(), meta(&files[FIRST], "og:image"))
    };
    folder.write("afterword.toml", "base_url = \"https://kb.example/b/\"\n[site]\ncards = false\n");
    assert_eq!(cards(&folder), (0, Some("https://kb.example/b/postmortems/pics/a.png".to_owned())));
    folder.write("afterword.toml", "base_url = \"/b/\"\n");
    assert_eq!(cards(&folder), (0, None));
}

#[test]
fn a_card_has_another_address_when_it_shows_something_else() {
    let folder = shop();
    let cards = |folder: &Folder| {
        let files = built(folder, Visibility::Internal).into_keys();
        files.filter(|address| address.starts_with("/cards/")).collect::<Vec<_>>()
    };
    let before = cards(&folder);
    assert_eq!(before.len(), 2);
    folder.write("pages/about.md", "---\ntitle: About us\n---\n");
    assert_eq!(cards(&folder), before);
    folder.write("postmortems/2026-03-04-first.md", "---\ntitle: Another\ndate: 2026-03-04\n---\n");
    let after = cards(&folder);
    assert!(after[0] != before[0] && after[1] == before[1], "{after:?}");
}

#[test]
fn lists_are_no_articles_and_the_home_page_is_the_site() {
    let files = built(&shop(), Visibility::Internal);
    let types = |address: &str| structured(&files[address]).into_keys().collect::<Vec<_>>();
    assert_eq!(types("/"), ["WebSite"]);
    assert_eq!(types("/factors/dns/"), ["BreadcrumbList", "WebSite"]);
    assert_eq!(meta(&files["/factors/dns/"], "og:type").as_deref(), Some("website"));
}

#[test]
fn what_needs_the_host_is_left_out_without_one() {
    let folder = shop();
    folder.write("afterword.toml", "[site]\nauthors = false\n");
    let files = built(&folder, Visibility::Internal);
    let page = &files[FIRST];
    assert!(!page.contains("ld+json") && !page.contains("og:url") && !page.contains("og:image"));
    assert_eq!(meta(page, "og:title").as_deref(), Some(HOSTILE));
    assert!(!page.contains("Ada"));
}

#[test]
fn the_web_manifest_names_icons_that_are_there_and_gives_way_to_the_owners() {
    let folder = shop();
    let files = built(&folder, Visibility::Internal);
    let manifest: Value = serde_json::from_str(&files["/manifest.webmanifest"]).expect("JSON");
    assert_eq!((&manifest["name"], &manifest["start_url"]), (&Value::from("Shop"), &Value::from("/b/")));
    let icons = manifest["icons"].as_array().expect("icons");
    assert_eq!(icons.len(), 3);
    for icon in icons {
        let address = icon["src"].as_str().and_then(|address| address.strip_prefix("/b")).expect("an address");
        assert!(files.contains_key(address), "{icon}");
    }
    folder.write("static/manifest.webmanifest", "{}");
    let files = built(&folder, Visibility::Internal);
    assert_eq!(files["/manifest.webmanifest"], "static/manifest.webmanifest");
}

/// A knowledge base of many documents, and one of them internal.
fn many() -> Folder {
    let document = |number: usize| {
        let visibility = if number == 24 { "internal" } else { "public" };
        let title = if number == 24 { "Hidden one" } else { "One & <other>" };
        format!(
            "---\ntitle: {title} {number}\nvisibility: {visibility}\ndate: 2026-01-{:02}\nseverity: SEV1\nservices: [cart]\n\
             contributing_factors: [dns]\ntags: [sale]\nauthors: [Ada]\n---\n## Summary\n\nWhat happened on day {number}.\n",
            number + 1
        )
    };
    let mut files: Vec<(String, String)> =
        (0..25).map(|number| (format!("postmortems/d{number:02}.md"), document(number))).collect();
    let config =
        "title = \"Shop\"\nbase_url = \"https://kb.example/b/\"\n[vocabulary]\nservices = [\"cart\", \"idle\"]\n";
    files.push(("afterword.toml".to_owned(), config.to_owned()));
    files.push(("factors/alone.md".to_owned(), "# Alone\n".to_owned()));
    files.push(("postmortems/undated.md".to_owned(), "---\nseverity: SEV9\n---\n# Undated\n".to_owned()));
    Folder::with(files.iter().map(|(path, text)| (path.as_str(), text)))
}

const FOLLOWED: [&str; 4] = ["/", "/factors/dns/", "/services/cart/", "/severities/sev1/"];

#[test]
fn json_feeds_have_the_structure_of_version_1_1_and_the_newest_documents() {
    let files = built(&many(), Visibility::Internal);
    for page in FOLLOWED {
        let feed: Value = serde_json::from_str(&files[&format!("{page}feed.json")]).expect("JSON");
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1", "{page}");
        assert_eq!(feed["home_page_url"], format!("https://kb.example/b{page}"));
        assert_eq!(feed["feed_url"], format!("https://kb.example/b{page}feed.json"));
        assert!(feed["title"].as_str().is_some_and(|title| title.ends_with("Shop")), "{page}");
        let items = feed["items"].as_array().expect("items");
        assert_eq!(items.len(), 20, "{page}");
        assert_eq!(items[0]["title"], "Hidden one 24");
        for item in items {
            let id = item["id"].as_str().expect("an id");
            let address = id.strip_prefix("https://kb.example/b").expect("a whole address");
            assert!(files.contains_key(address), "{id}");
            assert!(item["content_text"].as_str().is_some_and(|text| !text.is_empty()), "{item}");
            let published = item["date_published"].as_str().expect("a time");
            assert!(published.parse::<jiff::Timestamp>().is_ok(), "{published}");
            assert_eq!(item["authors"][0]["name"], "Ada");
            assert_eq!(item["tags"], serde_json::json!(["Dns"]));
        }
    }
}

#[test]
fn atom_feeds_can_be_read_and_tell_the_same_as_the_json_feeds() {
    let files = built(&many(), Visibility::Internal);
    for page in FOLLOWED {
        let text = &files[&format!("{page}atom.xml")];
        let atom = atom_syndication::Feed::read_from(text.as_bytes()).expect("an Atom feed");
        let json: Value = serde_json::from_str(&files[&format!("{page}feed.json")]).expect("JSON");
        assert_eq!(atom.id, format!("https://kb.example/b{page}"));
        let own = atom.links.iter().find(|link| link.rel == "self").map(|link| link.href.as_str());
        assert_eq!(own, Some(format!("https://kb.example/b{page}atom.xml").as_str()));
        let of_atom: Vec<(&str, &str)> =
            atom.entries.iter().map(|entry| (entry.id.as_str(), entry.title.value.as_str())).collect();
        let items = json["items"].as_array().expect("items").iter();
        let of_json: Vec<(&str, &str)> =
            items.map(|item| (item["id"].as_str().expect("an id"), item["title"].as_str().expect("a title"))).collect();
        assert_eq!(of_atom, of_json, "{page}");
        assert!(text.contains("One &amp; &lt;other&gt; 23"), "{page}");
    }
}

#[test]
fn pages_name_their_feeds_and_those_without_dated_documents_have_none() {
    let files = built(&many(), Visibility::Internal);
    for page in &FOLLOWED[1..] {
        let html = &files[*page];
        for (media_type, file) in [("application/atom+xml", "atom.xml"), ("application/feed+json", "feed.json")] {
            let address = format!("/b{page}{file}");
            let tags = links::tags(html);
            let has = |tag: &links::Tag, name: &str, value: &str| {
                tag.attributes.iter().any(|(its, of)| its == name && of == value)
            };
            let of_it = |name: &str| {
                tags.iter().filter(|tag| tag.name == name && has(tag, "href", &address)).collect::<Vec<_>>()
            };
            let [alternate] = of_it("link")[..] else { panic!("{page} {file}") };
            assert!(has(alternate, "rel", "alternate") && has(alternate, "type", media_type), "{alternate:?}");
            assert_eq!(of_it("a").len(), 1, "{page} has a link to {file} for readers");
        }
    }
    for page in ["/factors/alone/", "/services/idle/", "/severities/sev9/", "/tags/sale/"] {
        assert!(files.contains_key(page), "{page}");
        assert!(!files.contains_key(&format!("{page}atom.xml")) && !files.contains_key(&format!("{page}feed.json")));
        assert!(!files[page].contains(&format!("{page}feed.json")), "{page}");
    }
}

#[test]
fn feeds_for_the_public_hold_what_is_public_and_keep_their_ids() {
    let folder = many();
    let internal = built(&folder, Visibility::Internal);
    let public = built(&folder, Visibility::Public);
    let ids = |files: &BTreeMap<String, String>, page: &str| -> Vec<String> {
        let feed: Value = serde_json::from_str(&files[&format!("{page}feed.json")]).expect("JSON");
        let items = feed["items"].as_array().expect("items").iter();
        items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
    };
    for page in FOLLOWED {
        for file in ["atom.xml", "feed.json"] {
            assert!(!public[&format!("{page}{file}")].contains("Hidden"), "{page}{file}");
        }
        let (public, internal) = (ids(&public, page), ids(&internal, page));
        assert_eq!(public[..19], internal[1..], "{page}");
    }
}

#[test]
fn authors_that_are_hidden_stand_in_no_feed() {
    let folder = many();
    folder.write("afterword.toml", "base_url = \"https://kb.example/b/\"\n[site]\nauthors = false\n");
    let files = built(&folder, Visibility::Internal);
    for (address, text) in files.iter().filter(|(address, _)| address.contains("feed.json") || address.contains("atom"))
    {
        assert!(!text.contains("Ada"), "{address}");
    }
}

const TEXT: &str = r#"---
title: A [title] with "quotes" and a | pipe
visibility: public
status: published
severity: SEV1
started: 2026-03-04T09:12:00+01:00
resolved: 2026-03-05
services: [cart]
contributing_factors: [dns]
impact: {customers: 12000}
roles: {scribe: Lin}
authors: [Ada]
related: [hidden, other]
secret_note: a secret
---
## Summary

See [[hidden]], [of](hidden.md "secret"), [ref][r], [known][k] and ![img](pics/a.png "A title"); [[dns]], [[dns|names]],
[\[x\]](../factors/dns.md), [![a *b*](pics/a.png)](other.md#summary), ![far](https://e.example/x.png), <https://e.example/>.

[r]: ../pages/secret.md
[k]: other.md

<!-- secret comment -->
Text <!-- secret --> more <b data-x="secret">bold</b><br>next[^b].

<details data-x="secret"
 class="secret">
<summary>More</summary>

<!--

secret paragraph [x](secret.md)

-->

shown &amp; told

</details>

<script>secret</script>

[^a]: a secret that nothing refers to
[^b]: a note

| a | b |
| --- | --- |
| [t](../factors/dns.md) | `[x](secret)`, [nowhere](gone.md) |
"#;

#[test]
fn the_markdown_of_a_document_holds_what_its_page_shows() {
    let text = TEXT.replace("`[x](secret)`", "`[x](code)`");
    let folder = Folder::with([
        ("afterword.toml", "base_url = \"https://kb.example/b/\"\n"),
        ("postmortems/open.md", text.as_str()),
        ("postmortems/hidden.md", "---\ntitle: Secret\n---\n"),
        ("postmortems/other.md", "---\ntitle: The *other* one\nvisibility: public\n---\n## Summary\n\nx\n"),
        ("postmortems/pics/a.png", "no picture"),
        ("pages/secret.md", "# Secret\n"),
        ("factors/dns.md", "---\ntitle: DNS\n---\n"),
    ]);
    let files = built(&folder, Visibility::Public);
    let expected = r#"---
title: "A [title] with \"quotes\" and a | pipe"
status: "published"
severity: "SEV1"
date: "2026-03-04"
started: "2026-03-04T09:12:00+01:00"
resolved: "2026-03-05"
services: ["cart"]
contributing_factors: ["dns"]
impact: {"customers":"12000"}
related: ["other"]
authors: ["Ada"]
roles: {"scribe":"Lin"}
url: "https://kb.example/b/postmortems/open/"
---

# A \[title\] with "quotes" and a \| pipe

## Summary

See hidden, of, ref, [known](https://kb.example/b/postmortems/other/) and ![img](https://kb.example/b/postmortems/pics/a.png "A title"); [DNS](https://kb.example/b/factors/dns/), [names](https://kb.example/b/factors/dns/),
[\[x\]](https://kb.example/b/factors/dns/), [![a *b*](https://kb.example/b/postmortems/pics/a.png)](https://kb.example/b/postmortems/other/#summary), [far](https://e.example/x.png), <https://e.example/>.
"#;
    let copy = &files["/postmortems/open/index.md"];
    assert_eq!(copy.get(..expected.len()), Some(expected), "{copy}");
    let rest: Vec<&str> = copy[expected.len()..].lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(
        rest,
        [
            "Text  more bold next[^b].",
            "More",
            "shown &amp; told",
            "[^b]: a note",
            "| a | b |",
            "| --- | --- |",
            "| [t](https://kb.example/b/factors/dns/) | `[x](code)`, nowhere |",
        ]
    );
    for (address, text) in &files {
        assert!(!text.to_lowercase().contains("secret"), "{address}: {text}");
    }
    let page = &files["/postmortems/open/"];
    assert!(page.contains("type=\"text/markdown\" href=\"/b/postmortems/open/index.md\""));
    assert!(!files["/"].contains("text/markdown"));
}

#[test]
fn what_a_page_hides_by_raw_html_that_stays_open_is_hidden_in_the_markdown_too() {
    for opening in ["<div><!--", "<div><script>", "<div><STYLE>", "<div><template>"] {
        let text = format!("# A\n\nbefore\n\n{opening}\n\na secret [x](a.md)\n\n[y](a.md) <b>bold</b>\n");
        let closings = ["", "\n\n<div>--></script></style></template> after\n"];
        for text in closings.map(|closing| format!("{text}{closing}")) {
            let folder = Folder::with([("postmortems/a.md", text.as_str())]);
            let files = built(&folder, Visibility::Internal);
            let (page, copy) = (&files["/postmortems/a/"], &files["/postmortems/a/index.md"]);
            assert!(!copy.contains("secret") && copy.contains("before"), "{text}: {copy}");
            let body = page.split_once("<div class=\"prose\"").map_or("", |(_, body)| body);
            assert!(!body.contains("a secret"), "{text}: {body}");
            assert_eq!(
                body.contains("after</div>") || body.contains(" after"),
                text.contains("after") && copy.contains("after")
            );
        }
    }
}

#[test]
fn what_the_configuration_hides_is_not_in_the_markdown_either() {
    let folder =
        Folder::with([("afterword.toml", "[site]\nauthors = false\nroles = false\n"), ("postmortems/open.md", TEXT)]);
    let copy = &built(&folder, Visibility::Internal)["/postmortems/open/index.md"];
    assert!(!copy.contains("Ada") && !copy.contains("Lin") && !copy.contains("secret_note"), "{copy}");
}

#[test]
fn llms_txt_has_a_title_a_summary_and_links_to_the_markdown_of_public_documents() {
    let folder = many();
    folder.write("afterword.toml", "title = \"A [Shop]\"\ndescription = \"What we learned.\"\n");
    folder.write("pages/about.md", "---\ntitle: About\nvisibility: public\n---\nx\n");
    let files = built(&folder, Visibility::Public);
    let text = &files["/llms.txt"];
    assert!(text.starts_with("# A \\[Shop\\]\n\n> What we learned.\n\n## Postmortems\n\n- ["), "{text}");
    let sections: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(sections, ["Postmortems", "Contributing factors", "Pages", "Optional"]);
    let newest = "- [One \\& \\<other\\> 23](/postmortems/d23/index.md): 2026-01-24, SEV1. What happened on day 23.\n";
    assert!(text.contains(newest), "{text}");
    for line in text.lines().filter(|line| line.starts_with("- ")) {
        let (_, rest) = line.split_once("](").expect("a link");
        let (address, _) = rest.split_once(')').expect("its end");
        assert!(files.contains_key(address), "{line}");
    }
    assert!(!text.contains("Hidden"));
    folder.write("static/llms.txt", "our own");
    assert_eq!(built(&folder, Visibility::Public)["/llms.txt"], "static/llms.txt");
}

#[test]
fn the_switch_of_colours_is_shown_by_its_script_alone() {
    let files = built(&shop(), Visibility::Internal);
    for page in ["/", FIRST, "/404.html", "/search/"] {
        let tags = links::tags(&files[page]);
        let has = |tag: &links::Tag, name: &str, value: &str| {
            tag.attributes.iter().any(|(its, of)| its == name && of.starts_with(value))
        };
        let switch: Vec<_> = tags.iter().filter(|tag| tag.name == "label" && has(tag, "class", "scheme")).collect();
        assert!(switch.len() == 1 && has(switch[0], "hidden", ""), "{page}");
        let script = tags.iter().find(|tag| has(tag, "src", "/b/assets/scheme.")).expect("a script");
        assert!(has(script, "defer", "") && has(script, "blocking", "render"), "{page}");
    }
    assert!(files[FIRST].contains("<li>1 min to read</li>"));
}

#[test]
fn an_accent_and_a_logo_dress_the_theme() {
    let folder = shop();
    let plain = built(&folder, Visibility::Internal);
    let style = |files: &BTreeMap<String, String>| {
        files.iter().find(|(address, _)| address.starts_with("/assets/main.")).expect("a style sheet").1.clone()
    };
    folder.write("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    folder.write("afterword.toml", "[theme]\naccent = \"#7A2E8E\"\nlogo = \"static/logo.svg\"\n");
    let files = built(&folder, Visibility::Internal);
    let added = style(&files).strip_prefix(style(&plain).as_str()).expect("rules at the end").to_owned();
    assert!(added.starts_with("@layer tokens {") && added.contains("--accent: #7a2e8e;"), "{added}");
    assert_eq!(added.matches("--accent: ").count(), 3, "by day, by night, and where the reader chose the night");
    assert!(files["/"].contains("<img class=\"logo-image\" src=\"/logo.svg\" alt=\"\">"));
    assert!(files["/"].contains("<link rel=\"icon\" href=\"/logo.svg\">"));
    let manifest: Value = serde_json::from_str(&files["/manifest.webmanifest"]).expect("JSON");
    assert_eq!(manifest["icons"], serde_json::json!([{ "src": "/logo.svg", "sizes": "any" }]));
    folder.write("afterword.toml", "theme = \"default\"\n");
    assert_eq!(style(&built(&folder, Visibility::Internal)), style(&plain));
}

#[test]
fn a_logo_that_is_not_there_is_found_in_its_place() {
    let folder = Folder::with([("afterword.toml", "[theme]\nlogo = \"static/gone.svg\"\n")]);
    let expected = "afterword.toml:2:8 error invalid-configuration: there is no image `static/gone.svg`";
    assert_eq!(folder.findings(), [expected]);
}

#[test]
fn images_have_their_sizes_come_late_and_stand_in_figures() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
    let text = "---\ndate: 2026-01-01\n---\n# A\n\n![one](a.png \"A <caption>\")\n\n![two](b.svg)\n\nText ![three](c.gif \"no caption\").\n\n\
                ![four](broken.png)\n\n![five](gone.png)\n";
    let folder = Folder::new();
    folder.write("postmortems/a.md", text);
    folder.write("postmortems/a.png", &png);
    folder.write("postmortems/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30.4 20'/>");
    folder.write("postmortems/c.gif", b"GIF89a\x0a\0\x14\0\0\0\0");
    folder.write("postmortems/broken.png", "no picture");
    let page = &built(&folder, Visibility::Internal)["/postmortems/a/"];
    let later = "loading=\"lazy\" decoding=\"async\"";
    for part in [
        "<figure><img src=\"/postmortems/a.png\" alt=\"one\" width=\"640\" height=\"480\"><figcaption>A &lt;caption&gt;</figcaption></figure>".to_owned(),
        format!("<p><img src=\"/postmortems/b.svg\" alt=\"two\" width=\"30\" height=\"20\" {later}></p>"),
        format!("<p>Text <img src=\"/postmortems/c.gif\" alt=\"three\" width=\"10\" height=\"20\" {later}>.</p>"),
        format!("<p><img src=\"/postmortems/broken.png\" alt=\"four\" {later}></p>"),
    ] {
        assert!(page.contains(&part), "{part}\n{page}");
    }
    let missing = folder.findings().into_iter().filter(|line| line.contains("gone.png")).count();
    assert_eq!(missing, 1, "an image that is not there is a finding");
}
