//! What was written in `afterword.toml`, read key by key with a diagnostic for each mistake.

mod lengths;
mod sharing;
mod skin;

use globset::Glob;

use super::{BaseUrl, Config, EditorUrl, Term, list_of_code};
use crate::diagnostics::{Diagnostic, Level, SourceFile, Span, nearest};
use crate::model::{Visibility, nearest_time_zone, time_zone};
use crate::spanned::{Field, Map, Node, Value, toml};

const TOP_KEYS: [&str; 15] = [
    "title",
    "description",
    "base_url",
    "language",
    "theme",
    "output",
    "styles",
    "vocabulary",
    "documents",
    "times",
    "checks",
    "links",
    "sharing",
    "site",
    "serve",
];

/// Reads a configuration. Every mistake is an `invalid-configuration` finding, and its default stands in.
#[must_use]
pub fn parse(file: &SourceFile, known_checks: &[&str]) -> (Config, Vec<Diagnostic>) {
    let parsed = toml::parse(&file.text);
    let mut reader = Reader { file, diagnostics: Vec::new() };
    for problem in parsed.problems {
        reader.diagnostics.push(problem.into_diagnostic("invalid-configuration", Level::Error, &file.path));
    }
    let mut config = Config { is_configured: true, ..Config::default() };
    reader.top(&parsed.map, &mut config, known_checks);
    (config, reader.diagnostics)
}

struct Reader<'a> {
    file: &'a SourceFile,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn top(&mut self, map: &Map, config: &mut Config, known_checks: &[&str]) {
        for field in &map.fields {
            match field.key.as_str() {
                "title" => self.text(field, &mut config.title),
                "description" => self.text(field, &mut config.description),
                "language" => self.language(field, config),
                "base_url" => self.base_url(field, config),
                "theme" => self.theme(field, config),
                "output" => self.folder(field, &mut config.output),
                "styles" => self.folder(field, &mut config.styles),
                "vocabulary" => self.vocabulary(field, config),
                "documents" => self.documents(field, config),
                "times" => self.times(field, config),
                "checks" => self.checks(field, config, known_checks),
                "links" => self.links(field, config),
                "sharing" => self.sharing(field, config),
                "site" => self.site(field, config),
                "serve" => self.serve(field, config),
                _ => self.unknown_key(field, &TOP_KEYS),
            }
        }
    }

    fn vocabulary(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "severities" => config.severities = self.terms(&field),
                "services" => config.services = self.terms(&field),
                _ => self.unknown_key(&field, &["severities", "services"]),
            }
        }
    }

    fn documents(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "include" => config.include = self.globs(&field),
                "exclude" => config.exclude = self.globs(&field),
                "visibility" => match field.value.text().and_then(Visibility::parse) {
                    Some(visibility) => config.visibility = visibility,
                    None => self.expected(&field.value, "`internal` or `public`"),
                },
                "publish_within_days" => self.days(&field, &mut config.publish_within_days),
                "summary_words" => self.range(&field, &mut config.summary_words),
                _ => {
                    let known = ["include", "exclude", "visibility", "publish_within_days", "summary_words"];
                    self.unknown_key(&field, &known);
                }
            }
        }
    }

    fn times(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "zone" => self.zone(&field.value, config),
                _ => self.unknown_key(&field, &["zone"]),
            }
        }
    }

    fn zone(&mut self, value: &Value, config: &mut Config) {
        let Some(name) = value.text() else {
            self.expected(value, "a time zone such as `Europe/Berlin`, `UTC` or `+01:00`");
            return;
        };
        config.time_zone = time_zone(name);
        if config.time_zone.is_none() {
            let help = match nearest_time_zone(name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a name such as `Europe/Berlin`, `UTC`, or an offset such as `+01:00`".to_owned(),
            };
            self.report(value, format!("unknown time zone {}", found(value))).help(&help);
        }
    }

    fn site(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "roles" => self.truth(&field, &mut config.shows_roles),
                "authors" => self.truth(&field, &mut config.shows_authors),
                "offline" => self.truth(&field, &mut config.offline),
                "cards" => self.truth(&field, &mut config.cards),
                _ => self.unknown_key(&field, &["roles", "authors", "offline", "cards"]),
            }
        }
    }

    fn serve(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "editor" => match field.value.text().map(EditorUrl::parse) {
                    Some(Ok(editor)) => config.editor = Some(editor),
                    Some(Err(reason)) => {
                        self.report(&field.value, format!("invalid address of an editor: {reason}"));
                    }
                    None => self.expected(&field.value, "an address such as `vscode://file{path}:{line}:{column}`"),
                },
                _ => self.unknown_key(&field, &["editor"]),
            }
        }
    }

    fn checks(&mut self, field: &Field, config: &mut Config, known_checks: &[&str]) {
        for field in self.table(field) {
            self.level(&field, &field.key, config, known_checks);
        }
    }

    /// The level of a check. `Style.Rule` without quotes is a table of the style with a field for its rule.
    fn level(&mut self, field: &Field, name: &str, config: &mut Config, known_checks: &[&str]) {
        let is_style = |check: &&str| check.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        if let Some(map) = field.value.map().filter(|_| known_checks.iter().any(is_style)) {
            for inner in &map.fields {
                self.level(inner, &format!("{name}.{}", inner.key), config, known_checks);
            }
            return;
        }
        if !known_checks.contains(&name) {
            self.unknown(field.key_span, name, known_checks);
            return;
        }
        let level = match field.value.text() {
            Some("error") => Some(Level::Error),
            Some("warning") => Some(Level::Warning),
            Some("info") => Some(Level::Info),
            Some("off") => None,
            _ => {
                self.expected(&field.value, "`error`, `warning`, `info` or `off`");
                return;
            }
        };
        config.levels.insert(name.to_owned(), level);
    }

    /// The terms of a vocabulary: names alone, or tables with `id`, `title` and `description`.
    fn terms(&mut self, field: &Field) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for value in self.list(field) {
            let Some(term) = self.term(&value) else { continue };
            if terms.iter().any(|known| known.id == term.id) {
                self.report(&value, format!("`{}` stands here twice", term.id)).help("keep one of the two");
                continue;
            }
            terms.push(Term { place: terms.len() + 1, ..term });
        }
        terms
    }

    fn term(&mut self, value: &Value) -> Option<Term> {
        let Some(map) = value.map() else {
            let Some(id) = value.text() else {
                self.expected(value, "a name, or a table with `id`");
                return None;
            };
            return Some(Term { id: id.to_owned(), title: id.to_owned(), description: String::new(), place: 0 });
        };
        let (mut id, mut title, mut description) = (String::new(), String::new(), String::new());
        for field in &map.fields {
            match field.key.as_str() {
                "id" => self.text(field, &mut id),
                "title" => self.text(field, &mut title),
                "description" => self.text(field, &mut description),
                _ => self.unknown_key(field, &["id", "title", "description"]),
            }
        }
        if id.is_empty() {
            self.report(value, "the `id` is missing").help("add `id = \"…\"`, the name that front matter uses");
            return None;
        }
        let title = if title.is_empty() { id.clone() } else { title };
        Some(Term { id, title, description, place: 0 })
    }

    fn globs(&mut self, field: &Field) -> Vec<String> {
        let mut globs = Vec::new();
        for value in self.list(field) {
            match value.text().map(|text| (text, Glob::new(text))) {
                Some((text, Ok(_))) => globs.push(text.to_owned()),
                Some((_, Err(error))) => {
                    self.report(
                        &value,
                        format!("`{}` is not a glob: {}", value.text().unwrap_or_default(), error.kind()),
                    );
                }
                None => self.expected(&value, "a glob such as `incidents/**`"),
            }
        }
        globs
    }

    fn base_url(&mut self, field: &Field, config: &mut Config) {
        match field.value.text().map(BaseUrl::parse) {
            Some(Ok(base_url)) => config.base_url = base_url,
            Some(Err(reason)) => {
                self.report(&field.value, format!("invalid base address: {reason}"));
            }
            None if field.value.is_empty() => {}
            None => self.expected(&field.value, "an address such as `https://example.org/`"),
        }
    }

    fn language(&mut self, field: &Field, config: &mut Config) {
        let text = field.value.text().unwrap_or_default();
        if super::is_language_tag(text) {
            text.clone_into(&mut config.language);
        } else {
            self.expected(&field.value, "a language tag such as `en` or `pt-BR`");
        }
    }

    fn theme_name(&mut self, field: &Field, config: &mut Config) {
        let name = field.value.text().unwrap_or_default();
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
            self.expected(&field.value, "the name of a folder below `themes/`");
        } else {
            name.clone_into(&mut config.theme);
            config.theme_span = Some(field.value.span);
        }
    }

    /// A folder must stand inside the knowledge base: another place for the output is asked for on the command line alone.
    fn folder(&mut self, field: &Field, slot: &mut String) {
        let path = field.value.text().unwrap_or_default();
        let path = path.trim_end_matches('/');
        let is_inside = !path.is_empty()
            && !path.contains('\\')
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(':'));
        if is_inside {
            path.clone_into(slot);
        } else {
            let such_as = format!("a folder inside the knowledge base, such as `{slot}`");
            self.expected(&field.value, &such_as);
        }
    }

    fn text(&mut self, field: &Field, slot: &mut String) {
        match &field.value.node {
            Node::Scalar(text) => text.trim().clone_into(slot),
            _ => self.expected(&field.value, "text"),
        }
    }

    fn truth(&mut self, field: &Field, slot: &mut bool) {
        match field.value.truth() {
            Some(truth) => *slot = truth,
            None => self.expected(&field.value, "`true` or `false`"),
        }
    }

    fn list(&mut self, field: &Field) -> Vec<Value> {
        match &field.value.node {
            Node::List(values) => values.clone(),
            _ => {
                self.expected(&field.value, "a list");
                Vec::new()
            }
        }
    }

    fn table(&mut self, field: &Field) -> Vec<Field> {
        match field.value.map() {
            Some(map) => map.fields.clone(),
            None => {
                self.expected(&field.value, "a table");
                Vec::new()
            }
        }
    }

    fn expected(&mut self, value: &Value, what: &str) {
        self.report(value, format!("expected {what}, found {}", found(value)));
    }

    fn unknown_key(&mut self, field: &Field, known: &[&str]) {
        self.unknown(field.key_span, &field.key, known);
    }

    fn unknown(&mut self, span: Span, key: &str, known: &[&str]) {
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", list_of_code(known.iter().copied())),
        };
        let message = format!("unknown key `{key}`");
        let diagnostic = Diagnostic::error("invalid-configuration", &self.file.path, message);
        self.diagnostics.push(diagnostic.at(span).help(help));
    }

    fn report(&mut self, value: &Value, message: impl Into<String>) -> Help<'_> {
        let diagnostic = Diagnostic::error("invalid-configuration", &self.file.path, message).at(value.span);
        self.diagnostics.push(diagnostic);
        Help(self.diagnostics.last_mut().expect("a diagnostic was pushed in the line before"))
    }
}

/// A finding that was reported and may still be given a next step.
struct Help<'a>(&'a mut Diagnostic);

impl Help<'_> {
    fn help(self, help: &str) {
        self.0.help.push(help.to_owned());
    }
}

fn found(value: &Value) -> String {
    match value.text() {
        Some(text) if text.len() <= 60 => format!("`{text}`"),
        _ => value.describe().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<Diagnostic>) {
        parse(&SourceFile::new("afterword.toml", text), &["missing-section", "unknown-factor"])
    }

    #[test]
    fn reads_a_whole_configuration() {
        let (config, diagnostics) = read(
            "title = \"T\"\nbase_url = \"https://example.org/pm\"\n[vocabulary]\nseverities = [\"SEV1\", {id = \"SEV2\", description = \"bad\"}]\n\
             services = [{id = \"cart\", title = \"Cart\"}]\n[checks]\nmissing-section = \"off\"\n[documents]\ninclude = [\"x/**\"]\n[site]\nroles = false\n",
        );
        assert_eq!(diagnostics, []);
        assert_eq!((config.title.as_str(), config.base_url.path(), config.shows_roles), ("T", "/pm/", false));
        assert_eq!(config.severity("sev2").map(|term| term.description.as_str()), Some("bad"));
        assert_eq!(config.service("Cart").map(|term| term.id.as_str()), Some("cart"));
        assert_eq!(config.levels.get("missing-section"), Some(&None));
    }

    #[test]
    fn each_mistake_is_found_on_its_place_and_the_rest_counts() {
        let cases = [
            ("titel = \"T\"\n", "titel", "did you mean `title`?"),
            ("base_url = \"ftp://x\"\n", "\"ftp://x\"", ""),
            ("output = \"../x\"\n", "\"../x\"", ""),
            ("theme = \"a/b\"\n", "\"a/b\"", ""),
            ("theme = [\"a\"]\n", "[\"a\"]", ""),
            ("[theme]\nname = \"a/b\"\n", "\"a/b\"", ""),
            ("[theme]\nacent = \"#fff\"\n", "acent", "did you mean `accent`?"),
            ("[theme]\naccent = \"teal\"\n", "\"teal\"", ""),
            ("[theme]\naccent = \"#ffe066\"\n", "\"#ffe066\"", "by day; name a darker colour"),
            ("[theme]\nlogo = \"../logo.svg\"\n", "\"../logo.svg\"", ""),
            ("[theme]\nlogo = \"static/logo.txt\"\n", "\"static/logo.txt\"", ""),
            ("base_url = [\"a\"]\n", "[\"a\"]", ""),
            ("language = \"en us\"\n", "\"en us\"", ""),
            ("[checks]\nmissing-sections = \"off\"\n", "missing-sections", "did you mean `missing-section`?"),
            ("[checks]\nmissing-section = \"loud\"\n", "\"loud\"", ""),
            ("[vocabulary]\nservices = \"cart\"\n", "\"cart\"", ""),
            ("[vocabulary]\nservices = [\"cart\", \"cart\"]\n", "\"cart\"", "keep one of the two"),
            ("[vocabulary]\nservices = [{title = \"Cart\"}]\n", "{title = \"Cart\"}", "add `id"),
            ("[times]\nzone = \"Berlin\"\n", "\"Berlin\"", "did you mean `Europe/Berlin`?"),
            ("[times]\nzone = 1\n", "1", "such as `Europe/Berlin`"),
            ("[times]\nzones = \"UTC\"\n", "zones", "did you mean `zone`?"),
            ("[serve]\neditor = \"javascript:{path}\"\n", "\"javascript:{path}\"", ""),
            ("[serve]\neditors = \"\"\n", "editors", "did you mean `editor`?"),
            ("[documents]\ninclude = [\"a[\"]\n", "\"a[\"", ""),
            ("[documents]\npublish_within_days = \"soon\"\n", "\"soon\"", ""),
            ("[documents]\nsummary_words = [200, 15]\n", "[200, 15]", ""),
            ("[links]\nticket = []\n", "ticket", "did you mean `tickets`?"),
            ("[links]\ntickets = [\"OPS\"]\n", "\"OPS\"", ""),
            ("[links]\ntickets = [{ pattern = \"OPS\" }]\n", "{ pattern = \"OPS\" }", "write `{ pattern"),
            ("[links]\ntickets = [{ pattern = \"x*\", url = \"https://x/{ticket}\" }]\n", "\"x*\"", ""),
            ("[links]\ntickets = [{ pattern = \"(\", url = \"https://x/{ticket}\" }]\n", "\"(\"", ""),
            ("[links]\ntickets = [{ pattern = \"x\", url = \"https://x/\" }]\n", "\"https://x/\"", ""),
            ("[sharing]\nallow = \"a@b\"\n", "\"a@b\"", ""),
            ("[sharing]\ninternal_hosts = [\"10.0.0.0/99\"]\n", "\"10.0.0.0/99\"", ""),
        ];
        for (text, place, help) in cases {
            let text = format!("description = \"kept\"\n{text}");
            let (config, diagnostics) = read(&text);
            let [diagnostic] = diagnostics.as_slice() else { panic!("{text}: {diagnostics:?}") };
            let span = diagnostic.span.expect("a place");
            assert_eq!(&text[span.range()], place, "{text}");
            assert!(diagnostic.help.join(" ").contains(help), "{text}: {diagnostic:?}");
            assert_eq!(config.description, "kept");
        }
    }
}
