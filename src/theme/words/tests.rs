//! What the words of pages promise to those who write a language, and to those who translate one.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::date;

use super::super::{Addresses, Theme, ThemeError};
use super::Words;

struct NoPages;

impl Addresses for NoPages {
    fn address(&self, _: &str) -> Option<String> {
        None
    }
}

fn theme(language: &str, files: &[(&str, &str)]) -> Result<Theme, ThemeError> {
    let overrides: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Theme::load("default", &overrides, language)
}

fn words(language: &str, files: &[(&str, &str)]) -> std::sync::Arc<Words> {
    theme(language, files).unwrap_or_else(|error| panic!("{error}")).words()
}

/// Renders a template with a title of an author.
fn render(language: &str, template: &str, files: &[(&str, &str)]) -> Result<String, ThemeError> {
    let files: Vec<(&str, &str)> = files.iter().copied().chain([("templates/sample.html", template)]).collect();
    let view = BTreeMap::from([("title", "Bread & <b>butter</b>"), ("day", "2026-03-04")]);
    theme(language, &files)?.renderer(NoPages)?.render("sample.html", &view)
}

fn mistake<T>(result: Result<T, ThemeError>) -> String {
    result.err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn dates_numbers_and_durations_are_those_of_the_language() {
    let day = date(2026, 3, 4);
    for (language, forms, number, duration) in [
        ("en", ["4 March 2026", "4 Mar 2026", "4 Mar", "March 2026"], "12,345", "2 d 3 h"),
        ("de", ["4. März 2026", "4. März 2026", "4. März", "März 2026"], "12.345", "2 Tage 3 Std."),
    ] {
        let words = words(language, &[]);
        assert_eq!(["long", "short", "day", "month"].map(|form| words.date(form, day)), forms);
        assert_eq!(words.number(12_345), number);
        assert_eq!(words.duration(SignedDuration::from_hours(51)), duration);
        assert_eq!(words.date_as("%Y-%m", day).ok().as_deref(), Some("2026-03"));
    }
    let german = words("de", &[]);
    assert_eq!(german.date("short", date(2026, 10, 9)), "9. Okt. 2026");
    let said = german.date_as("%A, %-d. %^B %%B %h", day);
    assert_eq!(said.ok().as_deref(), Some("Mittwoch, 4. MÄRZ %B März"));
    assert_eq!(german.list(&["a", "b", "c"].map(str::to_owned)), "a, b und c");
}

#[test]
fn a_language_is_found_by_its_tag_and_falls_back_to_english() {
    let french = ("languages/fr.ftl", "skip-to-text = Aller au texte\nnumber-group = {\"\u{202f}\"}\n");
    let canadian = ("languages/fr-CA.ftl", "skip-to-text = Passer au texte\n");
    for (language, files, expected, tag) in [
        ("fr", &[french][..], "Aller au texte", "fr"),
        ("fr-ca", &[french, canadian], "Passer au texte", "fr-ca"),
        ("fr-CH", &[french, canadian], "Aller au texte", "fr-CH"),
        ("de-AT", &[], "Zum Text springen", "de-AT"),
        ("sw", &[], "Skip to the text", "en"),
        ("en-GB", &[], "Skip to the text", "en"),
    ] {
        let words = words(language, files);
        assert_eq!((words.text("skip-to-text"), words.language()), (expected, tag), "{language}");
    }
    let french = words("fr", &[french]);
    assert_eq!(french.number(1_234), "1\u{202f}234");
    assert_eq!(french.date("long", date(2026, 3, 4)), "4 March 2026", "what a language lacks is English");
}

#[test]
fn a_project_overrides_single_messages_and_adds_its_own() {
    let files = [("languages/de.ftl", "skip-to-text = Weiter\nown-greeting = Hallo, { $name }\n")];
    let template =
        r#"{{ t(key="skip-to-text") }} {{ t(key="own-greeting", name=title) }} {{ day | date(form="short") }}"#;
    let expected = "Weiter Hallo, Bread &amp; &lt;b&gt;butter&lt;/b&gt; 4. März 2026";
    assert_eq!(render("de", template, &files).expect("renders"), expected);
}

#[test]
fn markup_of_a_template_stays_and_all_else_is_escaped() {
    let files = [("languages/en.ftl", "own-line = <i> & { $name }, see { $link }\n")];
    let template =
        r#"{% set link %}<a href="/x/">{{ title }}</a>{% endset %}{{ t(key="own-line", name=title, link=link) }}"#;
    let escaped = "Bread &amp; &lt;b&gt;butter&lt;/b&gt;";
    let expected = format!("&lt;i&gt; &amp; {escaped}, see <a href=\"/x/\">{escaped}</a>");
    assert_eq!(render("en", template, &files).expect("renders"), expected);
}

#[test]
fn plurals_are_chosen_by_the_language() {
    let files = [(
        "languages/pl.ftl",
        "own-files = { $count ->\n    [one] { $count } plik\n    [few] { $count } pliki\n   *[many] { $count } plików\n}\n",
    )];
    let template = r#"{% for n in [1, 3, 5, 1200] %}{{ t(key="own-files", count=n) }};{% endfor %}"#;
    assert_eq!(render("pl", template, &files).expect("renders"), "1 plik;3 pliki;5 plików;1,200 plików;");
}

#[test]
fn mistakes_of_a_language_name_its_file_and_line() {
    for (text, expected) in [
        ("skip-to-text = a\n\nwhat is this\n", "themes/default/languages/de.ftl:3: this is not a message of Fluent"),
        ("\nskip-to-text = { $count }\n", "languages/de.ftl:2: `skip-to-text` uses `$count`, but is given nothing"),
        ("date-long =\n    { $hour }\n", "languages/de.ftl:2: `date-long` uses `$hour`, but is given `$day`, `$month`"),
        ("list-and = { $first }\n    { $lsat }\n", "languages/de.ftl:2: `list-and` uses `$lsat`"),
        ("skip-to-text = { nosuch }\n", "languages/de.ftl:1: the message `skip-to-text` names a message `nosuch`"),
        ("a = b\na = c\n", "languages/de.ftl:2: there are two messages `a`, the other on line 1"),
        ("number-group = ;\n", "languages/de.ftl:1: `number-group` is a comma, a dot"),
    ] {
        let said = mistake(theme("de", &[("languages/de.ftl", text)]));
        assert!(said.contains(expected), "{text}: {said}");
    }
}

#[test]
fn an_unknown_message_or_form_fails_with_its_place() {
    for (template, expected) in [
        ("\n{{ t(key=\"skip-to-txet\") }}", "there is no message `skip-to-txet`, did you mean `skip-to-text`?"),
        ("\n{{ t(key=\"list-and\", first=title) }}", "the message `list-and` is not given `$last`"),
        ("\n{{ day | date(form=\"medium\") }}", "there is no message `date-medium`"),
        ("\n{{ t(key=\"list-and\", first=[1]) }}", "`first` is neither a text nor a number"),
    ] {
        let said = mistake(render("en", template, &[]));
        assert!(said.contains("sample.html:2:") && said.contains(expected), "{template}: {said}");
    }
}
