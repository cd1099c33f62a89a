//! What the server adds to the site: the script of live pages, and its files.

use super::http::{Answer, Bytes};
use super::media_type;

/// The folder below the base path in which the server's own files are. No file of a site begins with a dot.
pub(super) const FOLDER: &str = ".afterword/";

const SCRIPT: &str = "live.js";

/// The files of that folder.
const FILES: [(&str, &str); 8] = [
    (SCRIPT, include_str!("live/live.js")),
    ("live-elements.js", include_str!("live/live-elements.js")),
    ("live-finding.js", include_str!("live/live-finding.js")),
    ("live-panel.js", include_str!("live/live-panel.js")),
    ("live-patch.js", include_str!("live/live-patch.js")),
    ("live-pictures.js", include_str!("live/live-pictures.js")),
    ("live-worker.js", include_str!("live/live-worker.js")),
    ("live.css", include_str!("live/live.css")),
];

/// A service worker that frees browsers of the site's own, which would show them what they have kept.
pub(super) const NO_WORKER: &str = include_str!("live/no-worker.js");

/// A file of the server's own.
pub(super) fn file(name: &str) -> Option<Answer> {
    let (name, text) = FILES.iter().find(|(known, _)| *known == name)?;
    let headers = vec![("Content-Type".to_owned(), media_type(name))];
    Some(Answer { status: 200, headers, body: Bytes::from_static(text.as_bytes()) })
}

/// A page with the script of live pages, which is told the version of the page.
pub(super) fn page(bytes: &[u8], base_path: &str, version: &str) -> Vec<u8> {
    let script =
        format!("<script defer src=\"{}{FOLDER}{SCRIPT}\" data-version=\"{version}\"></script>", escaped(base_path));
    let at = behind_head(bytes);
    [&bytes[..at], script.as_bytes(), &bytes[at..]].concat()
}

/// Where the head of a page begins; its end where there is no head.
fn behind_head(page: &[u8]) -> usize {
    let tag = page.windows(5).position(|it| it.eq_ignore_ascii_case(b"<head"));
    let tag = tag.filter(|at| page.get(at + 5).is_some_and(|next| *next == b'>' || next.is_ascii_whitespace()));
    let end = tag.and_then(|at| page[at..].iter().position(|byte| *byte == b'>').map(|end| at + end + 1));
    end.unwrap_or(page.len())
}

/// A page of the server's own, for when the site has none: what is broken, as text.
pub(super) fn message_page(title: &str, text: &str, base_path: &str) -> Vec<u8> {
    let (title, text) = (escaped(title), escaped(text));
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <pre>{text}</pre>\n</main>\n</body>\n</html>\n"
    );
    self::page(page.as_bytes(), base_path, "")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    use super::{FILES, file, page};

    #[test]
    fn each_file_that_another_asks_for_is_there() {
        let words = FILES.iter().flat_map(|(_, text)| text.split('\'')).map(|word| word.trim_start_matches("./"));
        let asked = words.filter(|word| word.starts_with("live"));
        let names: Vec<&str> = asked.filter(|word| word.ends_with(".js") || word.ends_with(".css")).collect();
        assert!(names.contains(&"live.css") && names.contains(&"live-worker.js"), "{names:?}");
        for name in names {
            assert!(file(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_script_is_the_first_thing_in_the_head() {
        let script = "<script defer src=\"/b/.afterword/live.js\" data-version=\"v\"></script>";
        for (before, behind) in [
            ("<!DOCTYPE html><html><head>", "<title>a</title></head><body><head></body>"),
            ("<html><HEAD lang=\"a\">", "</HEAD>"),
            ("<header>no head</header>", ""),
            ("", ""),
        ] {
            let with = page(format!("{before}{behind}").as_bytes(), "/b/", "v");
            assert_eq!(String::from_utf8_lossy(&with), format!("{before}{script}{behind}"));
        }
    }
}
