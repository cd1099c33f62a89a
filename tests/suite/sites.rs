//! Whole sites.

use std::collections::BTreeMap;

use crate::support::links;

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
