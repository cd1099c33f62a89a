//! # missing-alt-text
//!
//! An image has no text that stands for it, or one that says nothing, such as the name of the file.
//!
//! ## Why it matters
//!
//! Who cannot see it hears that text instead, and so does everybody when the image does not load. In a postmortem a graph is
//! evidence: its text says what it shows.
//!
//! ## Example
//!
//! ```text
//! ![](error-rate.png) and ![screenshot](queue.png)
//! ```
//!
//! Say what a reader is to see in it:
//!
//! ```text
//! ![The error rate rises from 0 to 14 percent within two minutes of the deployment](error-rate.png)
//! ```
//!
//! For an image that only decorates, `alt=""` in raw HTML says so.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow missing-alt-text: reason -->` above the image, or set `missing-alt-text = "off"` under `[checks]`
//! in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, shortened};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::Image;

pub(super) static RULE: Rule = Rule {
    name: "missing-alt-text",
    level: Some(Level::Warning),
    group: Group::Links,
    source: include_str!("missing_alt_text.rs"),
    check: Some(check),
};

/// Words that say no more than that there is an image.
const WORDS: [&str; 22] = [
    "image",
    "images",
    "img",
    "picture",
    "pic",
    "photo",
    "screenshot",
    "screen shot",
    "screen capture",
    "capture",
    "graph",
    "chart",
    "diagram",
    "figure",
    "untitled",
    "alt",
    "alt text",
    "pasted image",
    "bild",
    "imagen",
    "画像",
    "スクリーンショット",
];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let findings = subject.document.images.iter().filter_map(|image| {
        let text = image.text.as_deref().map(str::trim);
        let finding = match text {
            // What raw HTML leaves empty on purpose only decorates.
            Some("") if image.is_raw => return None,
            None | Some("") => RULE.finding(subject, image.span, "no text stands for this image"),
            Some(text) if is_file_name(text, image) => {
                RULE.finding(subject, image.span, "the text that stands for this image is the name of its file")
            }
            Some(text) if is_word(text) => {
                let message = format!("the text that stands for this image says nothing of it: `{}`", shortened(text));
                RULE.finding(subject, image.span, message)
            }
            Some(_) => return None,
        };
        Some(finding.help("say what a reader is to see in it, such as \"The error rate rises to 14 percent at 09:12\""))
    });
    findings.collect()
}

fn is_file_name(text: &str, image: &Image) -> bool {
    let fold = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "").replace("%20", "");
    let name = image.target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // A name of several words may well say what is to be seen.
    let is_named = fold(text) == fold(name) || fold(text) == fold(stem) && !text.contains(' ');
    let has_ending = ["png", "jpg", "jpeg", "gif", "svg", "webp"].iter().any(|ending| {
        let is_one_word = !text.contains(char::is_whitespace);
        is_one_word && text.to_lowercase().ends_with(&format!(".{ending}"))
    });
    !name.is_empty() && is_named || has_ending
}

/// `image`, `Screenshot 2`, `screenshot 2026-03-04 at 09.12.00`.
fn is_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " -_.:#()".contains(c));
    let word = word
        .strip_suffix(" at")
        .map_or(word, |word| word.trim_end_matches(|c: char| c.is_ascii_digit() || " -_.:".contains(c)));
    WORDS.contains(&word) || word.is_empty()
}
