//! What the fuzz targets and the property tests share: a knowledge base out of texts, checked whole, without a disk.
//!
//! What must hold: no panic, and every finding on a place within its file, on character boundaries.

use std::path::PathBuf;
use std::sync::Arc;

use afterword::checks::{self, Styles};
use afterword::config;
use afterword::diagnostics::report::{Circumstances, Report};
use afterword::diagnostics::{SourceFile, github, human, json, junit, rdjson, sarif};
use afterword::pipeline::{self, Read};
use afterword::repo::Snapshot;
use jiff::civil::date;

/// Any text as the front matter of a postmortem: through fields, times and all checks.
pub fn check_front_matter(text: &str) {
    check_document(&format!("---\n{text}\n---\n\n## Summary\n\nText.\n"));
}

/// Any text as the body of a postmortem: through sections, timeline, action items, links and all checks.
pub fn check_body(text: &str) {
    check_document(&format!("---\ntitle: A\nstatus: published\n---\n{text}"));
}

/// Any text as a template, with a document that is held against it.
pub fn check_template(text: &str) {
    let document = "---\ntitle: A\nstatus: published\n---\n\n## Summary\n\nText.\n";
    check(&[("templates/postmortem.md", text), ("postmortems/a.md", document)], "");
}

/// Any text as a rule of a style, with a document that it looks at.
pub fn check_style(text: &str) {
    let document = "---\ntitle: A\n---\n\n## Summary\n\nWe utilise the *box*. It is\nbig.\n\n- One  two &amp; three\n";
    check(&[("styles/Kestrel/Jargon.yml", text), ("postmortems/a.md", document)], "");
}

/// Any text as `afterword.toml`.
pub fn check_configuration(text: &str) {
    check(&[("postmortems/a.md", "---\ntitle: A\n---\n\n## Summary\n\nText.\n")], text);
}

/// Checks one postmortem in a knowledge base with a factor and another postmortem.
fn check_document(text: &str) {
    let factor = "---\ntitle: Missing alert\naliases: [no alert, alerting gap]\n---\n";
    let other = "---\ntitle: B\n---\n\n## Summary\n\nText.\n";
    let files = [("postmortems/a.md", text), ("postmortems/b.md", other), ("factors/missing-alert.md", factor)];
    check(&files, "[vocabulary]\nseverities = [\"SEV1\"]\nservices = [\"cart\"]\n");
}

/// Checks a knowledge base out of these files and the text of its configuration.
fn check(files: &[(&str, &str)], configuration: &str) {
    let config_file = Arc::new(SourceFile::new(config::FILE_NAME, configuration));
    let (config, mut diagnostics) = config::parse(&config_file, &checks::level_names());
    let mut snapshot = Snapshot::default();
    for (path, text) in files {
        let file = Arc::new(SourceFile::new(path, *text));
        let is_style = path.starts_with("styles/");
        let texts = if is_style { &mut snapshot.styles } else { &mut snapshot.texts };
        texts.insert(file.path.clone(), file);
    }
    let root = PathBuf::from("/");
    let (styles, mistakes) = Styles::read(&snapshot.styles, &config.styles);
    diagnostics.extend(mistakes);
    let (config, styles) = (Arc::new(config), Arc::new(styles));
    let read = Read { root, config, snapshot, styles, config_file: Some(config_file), diagnostics };
    let understood = pipeline::understand(&read);
    let checked = understood.check(date(2027, 1, 1), &|_| true);
    let report = Report::new(&checked.diagnostics, Circumstances::default(), |path| checked.file(path));
    for render in [json::render, sarif::render, github::render, junit::render, rdjson::render] {
        std::hint::black_box(render(&report));
    }
    for diagnostic in &checked.diagnostics {
        let Some(file) = understood.unmasked_file(&diagnostic.path) else { continue };
        let places = diagnostic.span.iter().chain(diagnostic.related.iter().map(|label| &label.span));
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
        for span in places.chain(edits) {
            assert_eq!(span.clamp_to(&file.text), *span, "{diagnostic:?}");
        }
        std::hint::black_box(human::render(diagnostic, Some(file), false));
    }
}
