//! What kind of file stands at a path, by its name, as browsers are told.

/// Endings that the list of media types lacks, or names in a way that browsers do not expect.
const OWN: [(&str, &str); 5] = [
    ("atom", "application/atom+xml"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript"),
    ("mjs", "text/javascript"),
    ("webmanifest", "application/manifest+json"),
];

/// The value of `Content-Type` for what stands at a path, such as `text/html; charset=utf-8` for `factors/dns/`.
///
/// All text that Afterword writes is UTF-8, and so is what authors are asked to write.
#[must_use]
pub fn media_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.is_empty() {
        return "text/html; charset=utf-8".to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let own = OWN.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| (*media_type).to_owned());
    let media_type =
        own.unwrap_or_else(|| mime_guess::from_ext(&ending).first_or_octet_stream().essence_str().to_owned());
    if is_text(&media_type) { format!("{media_type}; charset=utf-8") } else { media_type }
}

fn is_text(media_type: &str) -> bool {
    let is_named = matches!(media_type, "application/javascript" | "application/json" | "application/xml");
    media_type.starts_with("text/") || is_named || media_type.ends_with("+json") || media_type.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn files_are_named_as_browsers_expect() {
        for (path, expected) in [
            ("", "text/html; charset=utf-8"),
            ("factors/dns/", "text/html; charset=utf-8"),
            ("404.html", "text/html; charset=utf-8"),
            ("assets/site.0123.css", "text/css; charset=utf-8"),
            ("sw.js", "text/javascript; charset=utf-8"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("feed.json", "application/json; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("atom.xml", "text/xml; charset=utf-8"),
            ("site.atom", "application/atom+xml; charset=utf-8"),
            ("icon.SVG", "image/svg+xml; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("postmortems/x.md", "text/markdown; charset=utf-8"),
            ("files/service.log", "text/plain; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("files/table.csv", "text/csv; charset=utf-8"),
            ("assets/search.wasm", "application/wasm"),
            ("assets/body.woff2", "font/woff2"),
            ("favicon.ico", "image/x-icon"),
            ("images/a.webp", "image/webp"),
            ("images/a.avif", "image/avif"),
            ("files/a.mp4", "video/mp4"),
            ("files/a.pdf", "application/pdf"),
            ("_headers", "application/octet-stream"),
            ("files.d/CNAME", "application/octet-stream"),
            ("a.unheard-of", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), expected, "{path}");
        }
    }
}
