//! Bodies rendered from the smallest texts that show a point, hostile ones among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::diagnostics::SourceFile;
use crate::interpret;
use crate::knowledge::{Unlinked, link};
use crate::model::{DocumentId, Kind};
use crate::syntax::parse;
use crate::theme::Theme;

/// Everything is where its name says.
struct Everywhere;

impl LinkAddresses for Everywhere {
    fn address_of(&self, target: &Target) -> Option<String> {
        Some(match target {
            Target::Document(id, anchor) => {
                format!("/base/{id}/{}", anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default())
            }
            Target::Factor(id) => format!("/base/factors/{id}/"),
            Target::Asset(path) => format!("/base/{path}"),
            Target::Anchor(anchor) => format!("#{anchor}"),
            Target::Route(route) => format!("/base/{route}"),
            Target::External(address) => address.clone(),
        })
    }
}

fn words() -> Arc<Words> {
    Theme::load("default", &BTreeMap::new(), "en").expect("the built-in theme").words()
}

fn knowledge(text: &str) -> (KnowledgeBase, FilePath) {
    let config = Config::default();
    let mut unlinked = Unlinked::default();
    for (path, text) in
        [("postmortems/a.md", text), ("postmortems/b.md", "---\ntitle: The \"B\" <case>\n---\n## Impact\n")]
    {
        let (document, _) = parse(Arc::new(SourceFile::new(path, text)));
        let id = DocumentId::new(if path.ends_with("a.md") { "a" } else { "b" });
        unlinked
            .postmortems
            .push(Arc::new(interpret::postmortem(&document, &id, &Kind::new(Kind::POSTMORTEM), &config).0));
        unlinked.documents.insert(FilePath::new(path), Arc::new(document));
    }
    let factor = parse(Arc::new(SourceFile::new("factors/missing-alert.md", "---\ntitle: Missing alert\n---\n"))).0;
    unlinked.catalogue.push(interpret::factor(&factor, &DocumentId::new("missing-alert")).0);
    unlinked.assets.insert(FilePath::new("postmortems/pic.png"));
    (link(Arc::new(config), unlinked), FilePath::new("postmortems/a.md"))
}

fn rendered(text: &str) -> String {
    let (knowledge, path) = knowledge(text);
    let document = knowledge.document(&path).expect("the document");
    body(Surroundings { knowledge: &knowledge, addresses: &Everywhere, words: &words() }, document).html
}

#[test]
fn links_lead_to_the_site_or_become_text() {
    let cases = [
        ("[x](b.md#impact)", "<p><a href=\"/base/b/#impact\">x</a></p>\n"),
        ("[[b]]", "<p><a href=\"/base/b/\">The \"B\" &lt;case&gt;</a></p>\n"),
        ("See [[missing-alert]].", "<p>See <a href=\"/base/factors/missing-alert/\">missing alert</a>.</p>\n"),
        ("[[missing-alert]]: x", "<p><a href=\"/base/factors/missing-alert/\">Missing alert</a>: x</p>\n"),
        ("[[b|that one]]", "<p><a href=\"/base/b/\">that one</a></p>\n"),
        ("[gone](nowhere.md) [[nothing]]", "<p>gone nothing</p>\n"),
        ("[x](javascript:alert(1))", "<p>x</p>\n"),
        ("![a \"pic\"](pic.png)", "<p><img src=\"/base/postmortems/pic.png\" alt=\"a &quot;pic&quot;\"></p>\n"),
        (
            "![far](https://e.example/x.png)",
            "<p><a href=\"https://e.example/x.png\" rel=\"noopener noreferrer\">far</a></p>\n",
        ),
        (
            "go to https://e.example/a?b=1&c=2.",
            "<p>go to <a href=\"https://e.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">https://e.example/a?b=1&amp;c=2</a>.</p>\n",
        ),
        ("[factors](../factors/)", "<p><a href=\"/base/factors/\">factors</a></p>\n"),
    ];
    for (markdown, expected) in cases {
        let html = rendered(markdown).replace(" data-note=\"1\"", "");
        assert_eq!(html, expected, "{markdown}");
    }
}

#[test]
fn lists_tables_and_quotations_have_a_direction_of_their_own_where_some_text_needs_one() {
    let html = rendered("أولا\n\n- ثانيا\n\n3. one\n\n> اقتباس\n\n| الوقت |\n| --- |\n| 09:00 |\n");
    for expected in [
        "<ul dir=\"auto\">\n<li>ثانيا</li>\n</ul>",
        "<ol start=\"3\" dir=\"auto\">",
        "<blockquote dir=\"auto\">",
        "<div class=\"table\" tabindex=\"0\" dir=\"auto\">",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
    assert!(!rendered("- one\n\n> two\n\n| a |\n| --- |\n| b |\n").contains("dir="));
}

#[test]
fn headings_get_their_anchors_and_the_title_is_left_out() {
    let html = rendered("# Title\n\n## Summary {onclick=x .y}\n\n# Summary\n");
    assert!(!html.contains("Title") && !html.contains("onclick"), "{html}");
    assert!(html.contains("<h2 id=\"summary\">Summary <a class=\"heading-anchor\" href=\"#summary\""), "{html}");
    assert!(html.contains("<h2 id=\"summary-1\">"), "{html}");
}

#[test]
fn the_ids_of_the_page_are_its_own() {
    let html = rendered("# T\n\n## _search_page\n\n<b id=\"_main\">x</b> <b id=\"mine\">y</b>\n");
    assert!(!html.contains("\"_") && html.contains("id=\"search_page\"") && html.contains("id=\"mine\""), "{html}");
}

#[test]
fn tables_alerts_tasks_and_footnotes_have_no_inline_style() {
    let html = rendered(
        "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n> [!WARNING]\n> hot\n\n- [x] yes\n\nText[^n] and[^n].\n\n[^n]: The note.\n",
    );
    for part in [
        "<th scope=\"col\" class=\"center\">a</th>",
        "<td class=\"right\">2</td>",
        "<div class=\"alert alert-warning\"><p class=\"alert-title\">Warning</p>",
        "<span class=\"task task-done\" role=\"img\" aria-label=\"done\"></span>",
        "<a href=\"#note-1\">1</a>",
        "id=\"note-reference-1-2\"",
        "<li id=\"note-1\">",
        "<p>The note.</p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn nothing_that_authors_write_runs_or_asks_another_host() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=https://e.example/x.png>",
        "<img src=//e.example/x.png>",
        "<iframe src=https://e.example></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"data:text/html,x\">x</a>",
        "<a href=//e.example>x</a>",
        "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
        "<div style=\"background:url(https://e.example)\">x</div>",
        "<form action=https://e.example><input></form>",
        "<details ontoggle=alert(1) open>x</details>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "<object data=x></object><embed src=x><video src=x></video><audio src=x></audio><link rel=stylesheet href=x><base href=//x><meta http-equiv=refresh content=0>",
        "[x](<javascript:alert(1)>) [y](java\nscript:alert(1)) [z](&#106;avascript:alert(1)) [w](vbscript:x) [v](\x01javascript:alert(1))",
        "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg/onload=alert(1)>)",
        "```\"><script>alert(1)</script>\nx\n```",
        "| <script>alert(1)</script> |\n|-|\n| x |",
        "[[<img src=x onerror=alert(1)>]]",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "## <img src=x onerror=alert(1)>",
        "<!-- --><script>alert(1)</script>",
        "<a href=x class=\"alert\" tabindex=9 id=a>x</a>",
    ];
    for markdown in hostile {
        let html = rendered(markdown);
        let tags = html.to_lowercase().replace("&lt;", "");
        for bad in [
            "<script",
            "onerror=",
            "onload=",
            "ontoggle=",
            "href=\"javascript",
            "href=\"data",
            "<iframe",
            "<svg",
            "style=",
            "<form",
            "<input",
            "<object",
            "<embed",
            "<video",
            "<link",
            "<base",
            "<meta",
            "src=\"http",
            "src=\"//",
            "href=\"//",
            "tabindex=\"9",
        ] {
            let is_text = bad.ends_with('=') && html.contains("&lt;");
            assert!(is_text || !tags.contains(bad), "{bad} in {html} of {markdown}");
        }
    }
}

#[test]
fn an_image_asks_no_other_host_though_a_link_beside_it_leads_there() {
    for address in ["https://e.example/x.png", "HTTPS://e.example/x.png", "//e.example/x.png", "ftp://e.example/x.png"]
    {
        for attribute in ["src", "srcset", "longdesc", "sizes"] {
            let html = rendered(&format!("[x]({address})\n\n<img alt=\"z\" {attribute}=\"{address}\">\n"));
            assert!(html.contains("<img alt=\"z\">"), "{html}");
            assert!(html.contains(&format!("<a href=\"{address}\"")), "{html}");
        }
    }
    let html = rendered("[x](pic.png)\n\n<img alt=\"z\" srcset=\"pic.png 2x, https://e.example/x.png\">\n");
    assert!(html.contains("<img alt=\"z\">"), "{html}");
}

#[test]
fn harmless_html_stays_and_what_was_made_here_survives_beside_it() {
    let html = rendered(
        "Press <kbd>Esc</kbd> <img src=\"pic.png\" alt=\"p\"> <a href=\"b.md\">b</a> <a href=\"gone.md\">c</a>\n\n## Impact\n\n```rust\nfn\n```\n\n[[b]]\n\n<details><summary>More</summary>\n\nhidden\n\n</details>\n",
    );
    for part in [
        "<kbd>Esc</kbd>",
        "src=\"/base/postmortems/pic.png\"",
        "<a href=\"/base/b/\" data-note=\"1\">b</a>",
        "<a>c</a>",
        "<h2 id=\"impact\">",
        "class=\"heading-anchor\"",
        "<code class=\"language-rust\">",
        "<details><summary>More</summary>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn code_has_the_colours_of_its_language_in_every_form_of_a_block() {
    let cases = [
        (
            "```yaml\na: 1\n```",
            "<pre><code class=\"language-yaml\"><span class=\"v\">a</span>: <span class=\"n\">1</span>\n</code></pre>\n",
        ),
        (
            "~~~ yml title=x\na: b\n~~~",
            "<pre><code class=\"language-yml\"><span class=\"v\">a</span>: b\n</code></pre>\n",
        ),
        ("    if x <y>", "<pre><code>if x &lt;y&gt;</code></pre>\n"),
        ("```\nhttps://e.example\n```", "<pre><code>https://e.example\n</code></pre>\n"),
        ("```klingon\nqo' & mev\n```", "<pre><code class=\"language-klingon\">qo' &amp; mev\n</code></pre>\n"),
        ("```json\n1", "<pre><code class=\"language-json\"><span class=\"n\">1</span></code></pre>\n"),
        ("```text\na\0b\n```", "<pre><code class=\"language-text\">a\u{fffd}b\n</code></pre>\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(rendered(markdown), expected, "{markdown}");
    }
}

#[test]
fn links_have_the_number_of_their_address() {
    let (knowledge, path) = knowledge("[x](b.md) [y](https://e.example/) [z](b.md) [w](#here) https://bare.example/\n");
    let words = words();
    let surroundings = Surroundings { knowledge: &knowledge, addresses: &Everywhere, words: &words };
    let body = body(surroundings, knowledge.document(&path).expect("the document"));
    assert_eq!(body.addresses, ["/base/b/", "https://e.example/"]);
    for (note, count) in [("data-note=\"1\">", 2), ("data-note=\"2\">y", 1), ("data-note", 3)] {
        assert_eq!(body.html.matches(note).count(), count, "{note} in {}", body.html);
    }
}

#[test]
fn links_of_raw_html_have_the_number_of_their_address_and_no_other() {
    let other = "<a href=\"https://e.example/?a&amp;b\" rel=\"noopener noreferrer\" data-note=\"1\">";
    for (markdown, expected, addresses) in [
        ("<a href=\"https://e.example/?a&b\" data-note=\"7\" rel=x>x</a>", other, &["https://e.example/?a&b"][..]),
        (
            "<a href=b.md>x</a> [y](b.md)",
            "<a href=\"/base/b/\" data-note=\"1\">x</a> <a href=\"/base/b/\" data-note=\"1\">y",
            &["/base/b/"],
        ),
        (
            "<b>x</b> [y](//e.example)",
            "<a href=\"//e.example\" rel=\"noopener noreferrer\" data-note=\"1\">",
            &["//e.example"],
        ),
        ("<b>x</b> https://e.example/", "<a href=\"https://e.example/\" rel=\"noopener noreferrer\">https", &[]),
        ("<b>x</b> https://e.example/ü", "rel=\"noopener noreferrer\">https", &[]),
        (
            "<b>x</b> [y](https://e.example/ü)",
            "/%C3%BC\" rel=\"noopener noreferrer\" data-note=\"1\">",
            &["https://e.example/ü"],
        ),
        ("<a href=#x data-note=1>x</a> <b data-note=1>y</b>", "<a href=\"#x\">x</a> <b>y</b>", &[]),
        (
            "<b title='<a href=\"b.md\" x'>y</b> <a title='href=\">' href=b.md>z</a>",
            " data-note=\"1\">z</a>",
            &["/base/b/"],
        ),
    ] {
        let (knowledge, path) = knowledge(markdown);
        let words = words();
        let surroundings = Surroundings { knowledge: &knowledge, addresses: &Everywhere, words: &words };
        let body = body(surroundings, knowledge.document(&path).expect("the document"));
        assert!(body.html.contains(expected), "{expected} in {}", body.html);
        assert_eq!(body.addresses, addresses, "{markdown}");
    }
}

#[test]
fn code_that_scrolls_can_be_reached_by_keyboard() {
    let html = rendered(&format!("```\n{}\n```", "x".repeat(400)));
    assert!(html.starts_with("<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>xxx"), "{html}");
}

#[test]
fn colours_survive_beside_raw_html() {
    let html = rendered("<b>x</b> <pre role=\"alert\">y</pre>\n\n```yaml\nname: 1 # and a line that is long\n```\n");
    for part in ["<span class=\"v\">name</span>", "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\">"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("alert"), "{html}");
}

#[test]
fn many_blocks_are_coloured_up_to_a_limit() {
    let html = rendered(&format!("```diff\n{}```\n\n", "+a\n".repeat(50)).repeat(10_000));
    assert_eq!(html.matches("<pre>").count(), 10_000);
    assert_eq!(html.matches("<span class=\"i\">").count(), 512 * 1024 / 150);
}

#[test]
fn inline_markdown_has_no_blocks() {
    let (knowledge, path) = knowledge("x\n\n[Ref]: b.md\n");
    let words = words();
    let surroundings = Surroundings { knowledge: &knowledge, addresses: &Everywhere, words: &words };
    let inline = |markdown: &str| inline(surroundings, &path, markdown);
    assert_eq!(inline("a **b** `c<` [d](b.md)"), "a <strong>b</strong> <code>c&lt;</code> <a href=\"/base/b/\">d</a>");
    assert_eq!(inline("one<br>two <script>x</script>"), "one two x");
    assert_eq!(inline("# h\n\n- x"), "h x");
    assert_eq!(inline("see [it][ref]"), "see <a href=\"/base/b/\">it</a>");
    assert_eq!(inline("plain & simple"), "plain &amp; simple");
}

#[test]
fn hostile_bodies_cost_milliseconds() {
    for text in [
        "> ".repeat(50_000) + "<b>x</b>",
        "<div>".repeat(200_000),
        "<b>".repeat(4_000) + &"> ".repeat(90) + "x",
        "- ".repeat(10_000) + "x",
        "[^a]".repeat(20_000) + "\n\n[^a]: x",
        (0..20_000).map(|note| format!("[^{note}]\n\n[^{note}]: x\n\n")).collect(),
        "<table><tr><td>".repeat(1_500),
    ] {
        assert!(!rendered(&text).is_empty());
    }
}
