//! What pictures promise: everything that they show is in words too, nothing of an author's becomes markup, and none is
//! drawn where too little is known.

use super::*;

/// The picture on the page of a postmortem with these fields and this timeline; empty where there is none.
fn incident(fields: &str, timeline: &str) -> String {
    let text = format!("---\ntitle: A\n{fields}\n---\n\n## Timeline\n\n{timeline}\n");
    let html = page(&site(Input { files: vec![("postmortems/a.md", text)], ..Input::default() }), "postmortems/a/");
    let picture = html.split_once("<section class=\"incident\"").and_then(|(_, rest)| rest.split_once("</section>"));
    for link in attributes(&html, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(attributes(&html, "id").contains(&link), "#{link} leads nowhere");
    }
    picture.map(|(picture, _)| picture.to_owned()).unwrap_or_default()
}

/// What the pieces of a picture with a class say.
fn said(picture: &str, class: &str) -> Vec<String> {
    let opening = format!("<span class=\"{class}\">");
    let pieces = picture.split(opening.as_str()).skip(1).map(|piece| piece.split("</span>").next().unwrap_or_default());
    let bare = |piece: &str| piece.split('<').map(|part| part.rsplit('>').next().unwrap_or_default()).collect();
    pieces.map(bare).collect()
}

/// How many marks the wide form of a picture has.
fn marks(picture: &str) -> usize {
    picture.split("scale-narrow").next().unwrap_or_default().matches("<svg class=\"mark").count()
}

const HOURS: &str = "started: 2026-03-04T09:00:00Z\nresolved: 2026-03-04T13:00:00Z";

#[test]
fn phases_are_spans_from_the_start_whatever_their_length() {
    let check = |fields: &str, expected: &[(&str, &str)]| {
        let picture = incident(fields, "");
        let found: Vec<_> = said(&picture, "span-title").into_iter().zip(said(&picture, "span-value")).collect();
        let found: Vec<_> = found.iter().map(|(title, value)| (title.as_str(), value.as_str())).collect();
        assert_eq!(found, expected, "{fields}");
    };
    check(HOURS, &[("Time to resolve", "4 h")]);
    check(
        "started: 2026-03-04T09:00:00Z\ndetected: 2026-03-04T09:00:20Z\nmitigated: 2026-03-04T09:04:00Z",
        &[("Time to detect", "20 s"), ("Time to mitigate", "4 min")],
    );
    check("started: 2026-03-04T09:00:00Z\nresolved: 2026-07-04T09:00:00Z", &[("Time to resolve", "122 d")]);
    check("detected: 2026-03-04 09:00\nresolved: 2026-03-04 10:00", &[("Detected to resolved", "1 h")]);
    check("started: 2026-03-01\nresolved: 2026-03-11T07:00:00Z", &[("Time to resolve", "about 10 d")]);
    check("started: 2026-03-04\nresolved: 2026-03-04T07:00:00Z", &[]);
    check(
        "started: 2026-03-04T09:00:00Z\ndetected: 2026-03-04T08:00:00Z\nresolved: 2026-03-04T10:00:00Z",
        &[("Time to resolve", "1 h")],
    );
}

#[test]
fn without_two_moments_there_is_no_picture() {
    let entries = "- 09:00 one\n- 10:00 two";
    for (fields, timeline) in [
        ("date: 2026-03-04", entries),
        ("started: 2026-03-04T09:00:00Z", ""),
        ("started: 2026-03-04T09:00:00Z", "- 09:00 one"),
        ("started: 2026-03-04T09:00:00Z\nresolved: 2026-03-04T09:00:00Z", ""),
        ("started: 2026-03-04", entries),
    ] {
        assert_eq!(incident(fields, timeline), "", "{fields}");
    }
    assert_eq!(marks(&incident("started: 2026-03-04T09:00:00Z", entries)), 2);
}

#[test]
fn every_entry_is_in_a_mark_and_no_mark_covers_another() {
    let many: String =
        (0..300).map(|number| format!("- {:02}:{:02} entry {number}\n", 9 + number / 75, number % 60)).collect();
    let picture = incident(HOURS, &many);
    assert!((10..37).contains(&marks(&picture)), "{}", marks(&picture));
    let together = incident(HOURS, "- 10:00 one\n- 10:00 two\n- 10:00 three\n- 10:00 four\n- 12:00 five");
    assert_eq!(marks(&together), 2);
    assert!(together.contains(">4</text>") && together.contains("and 2 more"));
    let outside =
        "- 2025-11-02 10:00 UTC: merged\n- 2026-03-04 09:10 began\n- 2026-03-09 10:00 UTC: looked back\n- T+5m a guess";
    let picture = incident(HOURS, outside);
    assert_eq!(marks(&picture), 3);
    assert!(picture.contains("mark mark-before") && picture.contains("mark mark-behind"));
    assert!(picture.contains("1 entry of the timeline without a time of day is not shown."));
}

#[test]
fn marks_lead_to_the_rows_of_any_form_of_timeline() {
    for (timeline, expected) in [
        ("| Time | What |\n|-|-|\n| 09:10 | one |\n| 12:00 | two |", ["#_t1", "#_t2"]),
        ("- 09:10 one\n  - 12:00 two", ["#_t1", "#_t2"]),
        ("09:10 one\n\n12:00 two", ["#_t1", "#_t2"]),
        ("### 09:10 one\n\nText.\n\n### 12:00 two\n\nText.", ["#0910-one", "#1200-two"]),
        ("<b>raw</b>\n\n- 09:10 one\n- 12:00 two", ["#_t1", "#_t2"]),
    ] {
        let picture = incident(HOURS, timeline);
        assert_eq!(attributes(&picture, "href")[..2], expected, "{timeline}");
    }
}

#[test]
fn texts_of_a_timeline_stay_text() {
    let hostile = "| Time | What |\n|-|-|\n| 09:10 | `</text><script>` <img src=x onerror=y> **b** [l](https://example.org) & \"' |";
    let picture = incident(HOURS, hostile);
    assert!(picture.contains("&lt;/text&gt;&lt;script&gt;") && picture.contains("b l &amp; &quot;"), "{picture}");
    for part in ["<script", "<img", "<b>", "style=", "https://"] {
        assert!(!picture.contains(part), "{part}");
    }
}

/// The trends of postmortems with these fields.
fn trends(documents: impl IntoIterator<Item = String>) -> String {
    let documents = documents.into_iter().enumerate();
    let documents: Vec<(String, String)> = documents
        .map(|(n, fields)| (format!("postmortems/d{n}.md"), format!("---\n{fields}\n---\n# D{n}\n")))
        .collect();
    let files = documents.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    page(&site(Input { files, ..Input::default() }), "trends/")
}

/// A postmortem that began on a day, was noticed after some minutes, and was over after as many hours.
fn lasted(day: &str, number: usize) -> String {
    format!(
        "started: {day}T00:00:00Z\ndetected: {day}T00:{:02}:00Z\nresolved: {day}T{:02}:00:00Z\nseverity: SEV{}",
        number % 60,
        number % 23 + 1,
        number % 4 + 1
    )
}

#[test]
fn trends_say_what_they_are_made_of() {
    let html = trends((1..10).map(|n| lasted("2026-03-04", n)).chain((1..15).map(|n| lasted("2025-02-03", 30 + n))));
    for part in [
        "23 incidents: 9 in 2026, 14 in 2025.",
        "Median time to detect in 2026: 5 min (9 cases); in 2025: 37 min (14 cases).",
        "<th scope=\"row\" dir=\"auto\">March 2026</th>",
        "<title>March 2026: 2 SEV1, 3 SEV2, 2 SEV3, 2 SEV4</title>",
        "role=\"img\" aria-labelledby=\"_incidents-title\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("style="));
}

#[test]
fn trends_of_nothing_and_of_one_case_are_pages_too() {
    assert!(trends([]).contains("There is nothing to compare yet."));
    assert!(trends(["title: A".to_owned()]).contains("There is nothing to compare yet."));
    let one = trends([lasted("2026-03-04", 12), "title: B".to_owned()]);
    for part in ["1 incident in 2026.", "Time to detect in 2026: 12 min (1 case).", "1 postmortem without a day is"] {
        assert!(one.contains(part), "{part}");
    }
    assert!(!one.contains("class=\"median\"") && !one.contains("Median time"));
}

#[test]
fn an_axis_keeps_its_clock_where_the_clocks_change() {
    let night = "started: 2026-03-28T23:00:00+01:00\nresolved: 2026-03-29T07:00:00+02:00";
    let picture = incident(night, "- 2026-03-29T01:30:00+01:00 one\n- 2026-03-29T03:30:00+02:00 an hour later");
    assert_eq!(said(&picture, "span-value"), ["7 h"]);
    assert!(
        picture.contains("(times in UTC+01:00)") && picture.contains("the axis is in UTC+01:00 throughout"),
        "{picture}"
    );
    let wide = picture.split("scale-narrow").next().unwrap_or_default();
    let ticks = wide.split("tick-label\" x=\"").skip(1).filter_map(|tick| tick.split('%').next()?.parse::<f64>().ok());
    let ticks: Vec<f64> = ticks.collect();
    assert!(ticks.len() > 3 && ticks.windows(3).all(|it| (it[2] - 2.0 * it[1] + it[0]).abs() < 0.05), "{ticks:?}");
}

#[test]
fn no_two_marks_are_nearer_than_a_finger_is_wide() {
    let many: String = (0..300).map(|n| format!("- {:02}:{:02} entry {n}\n", 7 + n / 60, n % 60)).collect();
    let picture = incident(HOURS, &many);
    let (wide, narrow) = picture.split_once("scale-narrow").expect("two widths");
    for (strip, width) in [(wide, 680.0), (narrow, 288.0)] {
        let places =
            strip.split("mark-area\" cx=\"").skip(1).filter_map(|it| it.split('%').next()?.parse::<f64>().ok());
        let places: Vec<f64> = places.collect();
        assert!(places.len() > 4, "{places:?}");
        assert!(places.windows(2).all(|pair| (pair[1] - pair[0]) * width / 100.0 >= 23.9), "{places:?}");
    }
}

#[test]
fn trends_of_many_stay_a_small_page() {
    let day = |n: usize| format!("{}-{:02}-{:02}", 1990 + n % 36, n % 12 + 1, n % 28 + 1);
    let html = trends((0..2_000).map(|n| lasted(&day(n), n)).chain([lasted("0001-01-01", 1)]));
    assert!(html.len() < 150_000 && !html.contains("class=\"point\" cx"), "{}", html.len());
    assert!(html.contains("1 from before 1990 is not shown."));
}

#[test]
fn names_in_trends_are_text() {
    let hostile = "started: 2026-03-04T00:00:00Z\nseverity: '<script>\"'\ncontributing_factors: ['<b>x</b>', '&']";
    let html = trends([hostile.to_owned()]);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<b>x") && !html.contains("<script>\""), "{html}");
}

#[test]
fn a_factor_shows_when_it_contributed_and_what_it_comes_with() {
    let factor = |count: usize, fields: &str| {
        let text = |n: usize| format!("---\ntitle: D{n}\n{fields}\ncontributing_factors: [one, '<b>']\n---\n");
        let files: Vec<(String, String)> = (0..count).map(|n| (format!("postmortems/d{n}.md"), text(n))).collect();
        let files = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        page(&site(Input { files, ..Input::default() }), "factors/one/")
    };
    let marks = |html: &str| html.matches("<svg class=\"mark\"").count();
    let few = factor(3, "date: 2026-03-04");
    // Three in a wide column; in a narrow one a single mark that leads to the list.
    assert_eq!(marks(&few), 4);
    assert!(few.contains(">3</text>") && few.contains("<li><a href=\"#_documents\">"));
    assert!(
        few.contains("3 incidents, all in March 2026.") && few.contains("in 3 of 3 incidents") && !few.contains("<b>")
    );
    assert!(few.contains("<li><a href=\"/postmortems/d0/\"><svg class=\"mark\""));
    let many = factor(200, "date: 2026-03-04");
    assert_eq!(marks(&many), 0);
    assert!(many.contains("<title>March 2026: 200</title>"));
    let undated = factor(2, "severity: SEV1");
    assert!(!undated.contains("When it contributed") && undated.contains("What it comes with"));
}
