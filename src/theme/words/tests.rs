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
        (
            "skip-to-text = { nosuch }\n",
            "languages/de.ftl:1: `skip-to-text` refers to `nosuch`, which its language does not have",
        ),
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

#[test]
fn a_text_cannot_stand_for_markup() {
    let template = "{% set one %}<a href=\"/x\" title=\"{{ title }}\">{% endset %}{% set two %}<b>{% endset %}\
        {{ t(key=\"own\", name=title, first=one, second=two) }}";
    let title = "\u{e000}1\u{e000} onmouseover=alert(1) \u{e000}0\u{e000}";
    let files = [("languages/en.ftl", "own = { $name }|{ $first }|{ $second }\n"), ("templates/sample.html", template)];
    let theme = theme("en", &files).expect("a theme");
    let view = BTreeMap::from([("title", title)]);
    let said = theme.renderer(NoPages).and_then(|renderer| renderer.render("sample.html", &view)).expect("a page");
    assert_eq!(said, format!("1 onmouseover=alert(1) 0|<a href=\"/x\" title=\"{title}\">|<b>"));
}

#[test]
fn whatever_a_message_refers_to_can_be_said_whatever_is_given_to_it() {
    let deep = format!("years = {}\"x\"{}\n", "{".repeat(60_000), "}".repeat(60_000));
    let nested = format!("years = {}x{}\n", "{ 1 ->\n [1] ".repeat(30_000), "\n *[other] y }".repeat(30_000));
    let laughs = (0..8).fold("a0 = {\"ha\"}\n".to_owned(), |text, level| {
        text + &format!("a{} = {}\n", level + 1, format!("{{ a{level} }}").repeat(10))
    });
    for (written, expected) in [
        ("documents = { $count ->\n [2] { documents }\n *[other] x\n }", "refers to itself"),
        ("documents = { $count ->\n [2] { nosuch }\n *[other] x\n }", "refers to `nosuch`"),
        ("month = { $number ->\n [3] { nosuch }\n *[12] x\n }", "refers to `nosuch`"),
        ("documents = { $count ->\n [2] { -brand }\n *[other] x\n }", "refers to `-brand`"),
        ("documents = { $count ->\n [2] { years.x }\n *[other] x\n }", "attribute"),
        ("documents = { LOUD($count) }", "only `NUMBER`"),
        ("years = { documents }", "refers to what uses `$count`"),
        ("number-group = { documents }", "refers to what uses `$count`"),
        (deep.as_str(), "braces"),
        (nested.as_str(), "braces"),
        (laughs.as_str(), "more than 90"),
    ] {
        let said = mistake(theme("en", &[("languages/en.ftl", written)]));
        let start: String = written.chars().take(60).collect();
        assert!(said.contains("languages/en.ftl:") && said.contains(expected), "{start}: {said}");
    }
    let fine =
        "-brand = Kestrel\nyears = { -brand } { skip-to-text }{\"{\"}\ndocuments = { NUMBER($count) } of { years }\n";
    assert_eq!(words("en", &[("languages/en.ftl", fine)]).text("years"), "Kestrel Skip to the text{");
    assert_eq!(words("de", &[("languages/de.ftl", "years = { skip-to-text }")]).text("years"), "Zum Text springen");
}
