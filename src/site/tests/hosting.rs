//! What hosts are told to say with each file.

use super::*;

const IMMUTABLE: &str = "  Cache-Control: public, max-age=31536000, immutable\n";

/// The paths in the file that are kept for good.
fn kept(site: &Site) -> Vec<String> {
    let written = page(site, "_headers");
    let rules = written
        .split("\n\n")
        .filter_map(|rule| format!("{}\n", rule.trim_end()).strip_suffix(IMMUTABLE).map(str::to_owned));
    rules.map(|path| path.trim_end().to_owned()).collect()
}

#[test]
fn folders_are_kept_for_good_where_all_names_in_them_tell_the_content() {
    let made = |statics: &'static [&'static str]| kept(&site(Input { statics, ..rich() }));
    assert_eq!(made(&[]), ["/base/assets/*", "/base/cards/*"]);
    assert_eq!(made(&["assets/mine.css", "images/a.png"]), ["/base/cards/*"], "a file of one's own may change");
    let shown = Input {
        files: files(&[("postmortems/a.md", "![a](../images/a.png)")]),
        assets: &["images/a.png"],
        ..Input::default()
    };
    assert_eq!(kept(&site(shown)), ["/assets/*"]);
}

#[test]
fn signs_of_a_base_path_are_no_placeholders() {
    let made = site(Input { config: below("https://example.org/a:b/*c/"), ..Input::default() });
    assert!(page(&made, "_headers").contains("\n/a%3Ab/%2Ac/*\n"), "{}", page(&made, "_headers"));
}

#[test]
fn a_file_of_ones_own_takes_the_place() {
    let made = site(Input { statics: &["_headers", "_redirects"], ..rich() });
    assert_eq!(page(&made, "_headers"), "the file static/_headers");
    assert_eq!(page(&made, "_redirects"), "the file static/_redirects");
    let linked = Input {
        files: files(&[("postmortems/a.md", "[a](_redirects) [b](../_headers)")]),
        assets: &["postmortems/_redirects", "_headers"],
        ..Input::default()
    };
    let made = site(linked);
    assert!(!has(&made, "postmortems/_redirects"));
    assert!(page(&made, "_headers").starts_with("# Read by"), "documents do not publish one");
}
