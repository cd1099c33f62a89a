//! Names of rules, after their folders and files.

use crate::checks::level_names;
use crate::checks::rules::invalid_style;
use crate::diagnostics::{Diagnostic, SourceFile, Span};

/// The name of the rule that a file of the styles folder holds; `None` where it holds none.
pub(super) fn name_of(file: &SourceFile, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let inside = file.path.as_str().strip_prefix(folder)?.strip_prefix('/')?;
    let parts: Vec<&str> = inside.split('/').collect();
    // Vale keeps its vocabularies there.
    if ["config", "Vocab"].contains(&parts[0]) && parts.len() > 2 {
        return None;
    }
    let whole = |message: String, help: String| invalid_style::finding(&file.path, Span::at(0), message).help(help);
    let [style, name] = parts[..] else {
        let message = "the file belongs to no style".to_owned();
        diagnostics.push(whole(message, format!("put it at `{folder}/<Style>/<Rule>.yml`")));
        return None;
    };
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    for part in [style, name] {
        if !is_name(part) {
            let message = format!("`{part}` cannot be part of the name of a rule");
            diagnostics.push(whole(message, "use letters, digits, `-` and `_` alone".to_owned()));
            return None;
        }
    }
    if level_names().contains(&style) {
        let message = format!("`{style}` is the name of a check or of a group of checks already");
        diagnostics.push(whole(message, "give the folder of the style another name".to_owned()));
        return None;
    }
    Some(format!("{style}.{name}"))
}

/// The finding for a second file of one name, such as `A.yml` and `A.yaml`.
pub(super) fn second_file(file: &SourceFile, name: &str) -> Diagnostic {
    invalid_style::finding(&file.path, Span::at(0), format!("another file holds `{name}` already"))
        .help("take one of the two away")
}
