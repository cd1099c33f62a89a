//! What the server adds to the site so that pages follow the files: scripts and a style, by the name that they have below
//! `.afterword/`. The page's own element names `live.js` alone, which asks for the others beside it.

/// The folder, below the base of the site, in which the server's own files stand.
pub const FOLDER: &str = ".afterword/";

/// The script that each page gets.
pub const SCRIPT: &str = "live.js";

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

/// Gives the file of a name.
#[must_use]
pub fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{FILES, file};

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
    fn nothing_else_is_there() {
        for name in ["", "live", "live.js/", "../live.js", "LIVE.JS", "events"] {
            assert_eq!(file(name), None, "{name}");
        }
    }
}
