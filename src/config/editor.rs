//! How an editor is asked to open a file at a place: by an address that its program has registered.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path writes as it is within such an address.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Schemes that browsers run, or that lead to another host, instead of opening an editor.
const REFUSED: [&str; 10] =
    ["about", "blob", "chrome", "data", "file", "filesystem", "http", "https", "javascript", "vbscript"];

/// The address of a place in an editor, such as `vscode://file{path}:{line}:{column}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorUrl(String);

impl EditorUrl {
    /// Reads an address with `{path}`, which becomes the absolute path with a slash before it, and perhaps `{line}` and
    /// `{column}`, both counted from 1. The error says what is wrong with it.
    ///
    /// # Errors
    ///
    /// When it has no scheme of an editor, no `{path}`, another word in braces, or characters that no address has.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(bad) = text.chars().find(|c| c.is_whitespace() || c.is_control() || "\"'<>[]\\^`|".contains(*c)) {
            return Err(format!("{bad:?} cannot stand in an address"));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
        if !is_scheme {
            return Err("expected an address such as `vscode://file{path}:{line}:{column}`".to_owned());
        }
        if REFUSED.contains(&scheme.as_str()) {
            return Err(format!("the scheme `{scheme}` belongs to browsers, not to an editor"));
        }
        if !text.contains("{path}") {
            return Err("it lacks `{path}`, which stands for the file".to_owned());
        }
        let rest = text.replace("{path}", "").replace("{line}", "").replace("{column}", "");
        if rest.contains(['{', '}']) {
            return Err("only `{path}`, `{line}` and `{column}` can stand in braces".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// The address of a place; `path` is absolute, line and column count from 1.
    #[must_use]
    pub fn of(&self, path: &str, line: usize, column: usize) -> String {
        let path = path.replace('\\', "/");
        let path = format!("/{}", utf8_percent_encode(path.trim_start_matches('/'), ENCODED));
        // The path comes last: what is in braces in a file's name is encoded, and yet is none of ours.
        let place = self.0.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        place.replace("{path}", &path)
    }
}

#[cfg(test)]
mod tests {
    use super::EditorUrl;

    #[test]
    fn an_editor_is_asked_for_a_place() {
        for (written, path, address) in [
            ("vscode://file{path}:{line}:{column}", "/a/b c.md", "vscode://file/a/b%20c.md:3:7"),
            ("vscode://file{path}:{line}", "C:\\notes\\a.md", "vscode://file/C:/notes/a.md:3"),
            ("idea://open?file={path}&line={line}", "/a/{line}&b.md", "idea://open?file=/a/%7Bline%7D%26b.md&line=3"),
        ] {
            assert_eq!(EditorUrl::parse(written).map(|it| it.of(path, 3, 7)).as_deref(), Ok(address));
        }
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        for written in [
            "",
            "vscode",
            "vscode://file",
            "javascript:alert(1)//{path}",
            "JavaScript:{path}",
            "https://example.org/{path}",
            "data:text/html,{path}",
            "vscode://file{path}:{row}",
            "vscode://file{path} x",
            "vscode://[{path}",
            ":{path}",
        ] {
            assert!(EditorUrl::parse(written).is_err(), "{written}");
        }
    }
}
