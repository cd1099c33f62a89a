//! Folders of plain pages: what leads where, in which order, and what the navigation names.

use super::{Input, files, page, site};
use crate::site::Site;

fn pages(written: &[(&str, &str)]) -> Site {
    site(Input { files: files(written), ..Input::default() })
}

/// The part of a page from the first `<nav` of a class on.
fn nav<'a>(page: &'a str, class: &str) -> &'a str {
    let start = page.find(&format!("<nav class=\"{class}\"")).map(|start| &page[start..]);
    start.and_then(|nav| nav.split("</nav>").next()).unwrap_or_default()
}

fn guide() -> Site {
    pages(&[
        ("pages/about.md", "# About\n"),
        (
            "pages/guide/index.md",
            "# Guide\n\nFirst [write](write.md), then [ask](ask.md#how), see [about](../about.md).\n",
        ),
        ("pages/guide/ask.md", "# Ask\n"),
        ("pages/guide/write.md", "# Write\n"),
        ("pages/guide/drills.md", "---\ndescription: On <Mondays>\n---\n# Drills\n"),
        ("pages/guide/deep/dive.md", "# Dive\n"),
    ])
}

#[test]
fn a_folder_has_the_order_of_the_links_in_its_index_page_and_then_that_of_its_file_names() {
    let site = guide();
    let beside = |route: &str| {
        let page = page(&site, route);
        let nav = nav(&page, "neighbours");
        ["prev", "next"].map(|rel| {
            let link = nav.split_once(&format!("rel=\"{rel}\" href=\"/pages/")).map(|(_, rest)| rest);
            link.and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned()
        })
    };
    assert_eq!(beside("pages/write/"), ["", "ask"]);
    assert_eq!(beside("pages/ask/"), ["write", "dive"]);
    assert_eq!(beside("pages/dive/"), ["ask", "drills"]);
    assert_eq!(beside("pages/drills/"), ["dive", ""]);
    assert_eq!(beside("pages/about/"), ["", ""]);
    assert_eq!(beside("pages/guide/"), ["", ""]);
}

#[test]
fn an_index_page_lists_the_pages_of_its_folder_that_its_text_does_not_link_to() {
    let site = guide();
    let index = page(&site, "pages/guide/");
    let (_, listed) = index.split_once("id=\"_pages\"").expect("a list");
    assert!(
        listed.contains("/pages/drills/") && listed.contains("On &lt;Mondays&gt;") && listed.contains("/pages/dive/")
    );
    assert!(!listed.contains("/pages/write/") && !listed.contains("/pages/ask/"), "{listed}");
    assert!(!page(&site, "pages/ask/").contains("id=\"_pages\""));
}

#[test]
fn a_page_is_below_the_index_page_of_its_folder_and_the_navigation_names_that() {
    let site = guide();
    let ask = page(&site, "pages/ask/");
    assert!(nav(&ask, "breadcrumbs").contains("href=\"/pages/guide/\""));
    assert!(nav(&ask, "site-nav").contains("href=\"/pages/guide/\" aria-current=\"true\""), "{ask}");
    assert!(!nav(&ask, "site-nav").contains("/pages/about/"), "a single page stands in the foot alone");
    assert!(!ask.contains("href=\"/pages/\""), "two leading pages need no list");
}

#[test]
fn where_pages_are_many_the_head_names_folders_and_the_foot_the_list_of_all() {
    let single = ["a", "b", "c", "d"].map(|name| format!("pages/{name}.md"));
    let mut written: Vec<(&str, &str)> = single.iter().map(|path| (path.as_str(), "Text.\n")).collect();
    written.extend([
        ("pages/guide/index.md", "# Guide\n"),
        ("pages/guide/ask.md", "# Ask\n"),
        ("pages/x/index.md", "# X\n"),
    ]);
    let site = pages(&written);
    let ask = page(&site, "pages/ask/");
    assert_eq!(nav(&ask, "site-nav").matches("href=\"/pages/").count(), 1, "{ask}");
    assert!(nav(&ask, "site-nav").contains("href=\"/pages/guide/\""), "{ask}");
    assert!(ask.contains("href=\"/pages/\""), "{ask}");
    assert!(nav(&page(&site, "pages/a/"), "breadcrumbs").contains("href=\"/pages/\""));
    let lone = page(&site, "pages/x/");
    assert!(nav(&lone, "breadcrumbs").contains("href=\"/pages/\""), "a folder of one page is a single page");
}

#[test]
fn the_index_page_of_all_pages_leads_to_single_ones_and_leaves_folders_to_themselves() {
    let site = pages(&[
        ("pages/index.md", "# All\n"),
        ("pages/a.md", "# A\n"),
        ("pages/guide/index.md", "# Guide\n"),
        ("pages/guide/more/index.md", "# More\n"),
        ("pages/guide/more/ask.md", "# Ask\n"),
    ]);
    assert!(nav(&page(&site, "pages/a/"), "breadcrumbs").contains("href=\"/pages/pages/\""));
    assert_eq!(nav(&page(&site, "pages/guide/"), "breadcrumbs"), "");
    let ask = page(&site, "pages/ask/");
    let above: Vec<_> = nav(&ask, "breadcrumbs").matches("href=\"/pages/").collect();
    assert_eq!(above.len(), 2, "{ask}");
}
