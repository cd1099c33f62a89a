//! What counts as an incident: postmortems do; premortems, near misses and other kinds are told apart from them in words.

use super::*;

const NAMES: &str = "contributing_factors: [one, two]\nservices: [api]\ndetected_by: alert";

const ACTIONS: &str = "## Action items\n\n| Action | Status |\n| --- | --- |\n| Mend it | done |\n| Look | done |\n";

/// A document of some folder and day that names two factors and has two action items.
fn naming(path: &'static str, day: &str) -> (&'static str, String) {
    (path, format!("---\ntitle: About {path}\ndate: {day}\n{NAMES}\n---\n\n{ACTIONS}"))
}

fn mixed() -> Site {
    let files = vec![
        naming("postmortems/a.md", "2026-01-05"),
        naming("postmortems/b.md", "2026-03-05"),
        naming("premortems/c.md", "2026-05-05"),
        naming("near-misses/d.md", "2026-06-05"),
    ];
    site(Input { files, ..Input::default() })
}

#[test]
fn a_factor_page_counts_incidents_and_tells_of_premortems_apart() {
    let html = page(&mixed(), "factors/one/");
    let said = "2 incidents, from January 2026 to March 2026. Foreseen in 1 premortem. \
                1 document of another kind is in the list too.";
    assert!(html.contains(said), "{html}");
    let marks = html.split_once("<ol class=\"marks").and_then(|(_, rest)| rest.split_once("</ol>"));
    let marks = marks.map(|(marks, _)| marks).unwrap_or_default();
    assert!(marks.contains("About postmortems/a.md") && marks.contains("About postmortems/b.md"), "{marks}");
    assert!(!marks.contains("About premortems") && !marks.contains("About near-misses"), "{marks}");
    assert!(html.contains("in 2 of 2 incidents") && html.contains("All 4 action items are done."), "{html}");
    assert!(html.contains("The factor was named again on 5 March 2026."), "{html}");
    let list = html.split_once("id=\"_documents\"").map(|(_, list)| list).unwrap_or_default();
    assert_eq!(list.matches("<li class=\"row\"").count(), 4, "{list}");
}

#[test]
fn a_factor_that_is_foreseen_alone_has_not_contributed() {
    let site = site(Input { files: vec![naming("premortems/a.md", "2026-01-05")], ..Input::default() });
    let html = page(&site, "factors/one/");
    assert!(html.contains("No incident names it yet. Foreseen in 1 premortem."), "{html}");
    assert!(!html.contains("<ol class=\"marks") && !html.contains("Action items of these incidents"), "{html}");
    assert!(!html.contains("What it comes with"), "{html}");
    assert!(page(&site, "factor-map/").contains("No incident names two factors yet."));
    assert!(page(&site, "").contains("No contributing factor is named by two incidents yet."));
}

#[test]
fn all_pages_count_the_same_incidents() {
    let site = mixed();
    let home = page(&site, "");
    assert!(home.contains("<span class=\"count\">2<span class=\"visually-hidden\"> incidents</span>"), "{home}");
    let map = page(&site, "factor-map/");
    assert!(map.contains("the commonest in 2 incidents.") && map.contains("One: 2 incidents"), "{map}");
    let trends = page(&site, "trends/");
    assert!(
        trends.contains("one (2 incidents) and two (2 incidents)")
            && trends.contains("Of 2 incidents, an alert noticed 2 first."),
        "{trends}"
    );
    for list in ["services/api/", "detected-by/alert/"] {
        let html = page(&site, list);
        let said = "2 incidents, from January 2026 to March 2026. 2 documents of other kinds are in the list too.";
        assert!(html.contains(said), "{list}: {html}");
    }
    assert!(page(&site, "detected-by/").contains("4 documents"));
}

#[test]
fn trends_say_how_many_action_items_they_leave_to_other_documents() {
    let trends = page(&mixed(), "trends/");
    assert!(trends.contains("4 action items of incidents: 4 done. 4 more are in other documents."), "{trends}");
    assert!(page(&mixed(), "action-items/").contains(">8 done<"));
    let alone = site(Input { files: vec![naming("postmortems/a.md", "2026-01-05")], ..Input::default() });
    assert!(!page(&alone, "trends/").contains("in other documents"));
}

#[test]
fn a_table_has_a_median_from_three_cases_on() {
    let lasted = |(number, day): (usize, &str)| {
        let text = format!("---\nstarted: {day}T09:00:00Z\nresolved: {day}T09:{}0:00Z\n---\n", number % 5 + 1);
        (format!("postmortems/p{number}.md"), text)
    };
    let days = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-05-05", "2026-05-06"];
    let files: Vec<(String, String)> = days.into_iter().enumerate().map(lasted).collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let trends = page(&site(Input { files, ..Input::default() }), "trends/");
    let cells = |quarter: &str| {
        let row = trends.split_once(&format!(">{quarter}</th>")).and_then(|(_, rest)| rest.split_once("</tr>"));
        row.map(|(row, _)| row.replace("\n", "")).unwrap_or_default()
    };
    let (first, second) = (cells("Q1 2026"), cells("Q2 2026"));
    assert!(first.contains(">3</td>") && first.contains(">20 min</td>"), "{first} in {trends}");
    assert!(second.contains(">2</td>") && second.contains(">too few</td>"), "{second}");
}
