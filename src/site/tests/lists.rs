//! What lists promise: small pictures that say what they show, a calendar that loses no incident, a map of factors at any
//! size, and nothing overdue that no day is known for.

use super::*;

/// A site of documents with these fields, named `d0`, `d1` and so on.
fn documents(fields: impl IntoIterator<Item = String>) -> Site {
    let files: Vec<(String, String)> = fields
        .into_iter()
        .enumerate()
        .map(|(number, fields)| {
            (format!("postmortems/d{number}.md"), format!("---\ntitle: D{number}\n{fields}\n---\n"))
        })
        .collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    site(Input { files, ..Input::default() })
}

#[test]
fn a_term_has_a_small_picture_in_its_list_and_a_larger_one_on_its_page() {
    let one = ["date: 2026-03-04\nservices: [a]", "date: 2026-05-04\nservices: [a, b]", "services: [c]"];
    let site = documents(one.map(str::to_owned));
    let list = page(&site, "services/");
    assert_eq!(list.matches("<svg class=\"columns small\"").count(), 2);
    assert!(list.contains("Q1 2026: 1, Q2 2026: 1</desc>") && list.contains("from Q3 2024 to Q2 2026"));
    assert!(page(&site, "services/a/").contains("2 incidents, from March 2026 to May 2026."));
    assert!(!page(&site, "services/c/").contains("Over time"));
    let years = page(&site, "years/");
    assert_eq!(years.matches("<svg class=\"columns small\"").count(), 1);
    assert!(years.contains("March 2026: 1, May 2026: 1</desc>"));
}

#[test]
fn who_noticed_is_a_list_with_a_page_for_each_answer() {
    let site = documents(["detected_by: alert", "detected_by: Customer", "detected_by: alert"].map(str::to_owned));
    let list = page(&site, "detected-by/");
    assert!(list.contains("href=\"/detected-by/alert/\" dir=\"auto\">An alert</a>") && list.contains("2 documents"));
    assert!(page(&site, "detected-by/alert/").contains("<h1 dir=\"auto\">Detected by an alert</h1>"));
    assert!(page(&site, "detected-by/partner/").contains("No incident was noticed this way first."));
    assert!(page(&site, "postmortems/d0/").contains("<a href=\"/detected-by/alert/\""));
    let silent = documents(["severity: SEV1".to_owned()]);
    assert!(page(&silent, "detected-by/").contains("No document says who noticed first yet."));
    assert!(!has(&silent, "detected-by/alert/"));
}

#[test]
fn lists_of_more_than_fifty_have_pages() {
    let many = (0..101).map(|n| format!("tags: [t{n}]\nservices: [s{n}]\ncontributing_factors: [f{n}]"));
    let site = documents(many);
    for list in ["tags/", "services/", "factors/"] {
        assert!(has(&site, &format!("{list}page/3/")) && !has(&site, &format!("{list}page/4/")), "{list}");
        let entries = |route: &str| page(&site, route).matches("<li class=\"entry\"").count();
        assert_eq!([list.to_owned(), format!("{list}page/3/")].map(|route| entries(&route)), [50, 1], "{list}");
    }
}

/// The calendar of a year; empty where there is none.
fn calendar(site: &Site, year: &str) -> String {
    let html = page(site, &format!("years/{year}/"));
    let calendar = html.split_once("<section class=\"calendar\"").and_then(|(_, rest)| rest.split_once("</section>"));
    calendar.map(|(calendar, _)| calendar.to_owned()).unwrap_or_default()
}

#[test]
fn a_calendar_has_all_weeks_of_its_year_and_no_incident_twice() {
    let days = ["2026-12-31", "2027-01-03", "2027-01-04", "2026-06-03", "2026-06-05"];
    let site = documents(days.map(|day| format!("date: {day}")));
    let (old, new) = (calendar(&site, "2026"), calendar(&site, "2027"));
    assert_eq!([&old, &new].map(|it| it.matches("<td class=\"week ").count()), [53, 52]);
    assert!(old.contains("4 incidents in 2 of 53 weeks; at most 2 in one."), "{old}");
    assert!(old.contains("title=\"Week 53, 28 December 2026 to 3 January 2027: 2 incidents\""));
    assert!(old.contains("href=\"/years/2026/#_w2026-23\"") && old.contains("href=\"/years/2026/#_w2026-53\""));
    assert!(old.contains("1 incident in week 53 is one of 2027."), "{old}");
    assert!(new.contains("1 incident, in week 1.") && new.contains("1 incident is in week 53 of 2026"), "{new}");
    assert!(new.contains("<a href=\"/postmortems/d2/\">"));
    let anchors = |year: &str| attributes(&page(&site, year), "id").iter().filter(|id| id.starts_with("_w")).count();
    assert_eq!([anchors("years/2026/"), anchors("years/2027/")], [2, 2]);
}

#[test]
fn a_week_of_many_leads_to_the_page_of_the_list_that_it_begins_on() {
    let early = (0..60).map(|_| "date: 2026-06-05".to_owned());
    let site = documents(early.chain((0..70).map(|_| "date: 2026-06-12".to_owned())));
    let calendar = calendar(&site, "2026");
    assert!(calendar.contains("href=\"/years/2026/page/2/#_w2026-23\""), "{calendar}");
    assert!(page(&site, "years/2026/page/2/").contains("<li class=\"row\" id=\"_w2026-23\">"));
    assert!(!page(&site, "years/2026/page/2/").contains("<section class=\"calendar\""));
    assert!(calendar.contains("week-4\" title=\"Week 24, 8 to 14 June: 70 incidents\""), "{calendar}");
}

#[test]
fn a_premortem_is_no_incident_of_the_calendar() {
    let files = files(&[("premortems/a.md", "---\ndate: 2026-01-01\n---\n# Ahead\n")]);
    let site = site(Input { files, ..Input::default() });
    assert_eq!(calendar(&site, "2026"), "");
    assert!(!page(&site, "").contains("at a glance"));
}

#[test]
fn the_home_page_tells_a_median_of_three_cases_on_and_their_number() {
    let lasted =
        |minutes: u8| format!("started: 2026-03-04T09:00:00Z\nresolved: 2026-03-04T09:{minutes}:00Z\nseverity: SEV2");
    let home = |minutes: &[u8]| page(&documents(minutes.iter().map(|minutes| lasted(*minutes))), "");
    let three = home(&[10, 20, 50]);
    assert!(three.contains("2026 at a glance") && three.contains("Median time to resolve"));
    assert!(three.contains(">20 min</time>") && three.contains("3 cases, 10 min to 50 min"));
    let two = home(&[10, 20]);
    assert!(!two.contains("Median") && two.contains("10 min to 20 min") && two.contains("2 cases"));
}

/// Documents of which each names some factors.
fn naming(factors: impl IntoIterator<Item = Vec<usize>>) -> Site {
    let named = factors.into_iter().map(|factors| {
        let names: Vec<String> = factors.iter().map(|number| format!("f{number:03}")).collect();
        format!("contributing_factors: [{}]", names.join(", "))
    });
    documents(named)
}

#[test]
fn the_factor_map_shows_as_many_factors_as_there_is_room_for() {
    let check = |site: &Site, nodes: usize, pairs: usize, said: &str| {
        let html = page(site, "factor-map/");
        assert_eq!(html.matches("<a class=\"node\"").count(), nodes, "{said}");
        assert_eq!(html.matches("<line class=\"pair ").count(), pairs, "{said}");
        assert_eq!(html.matches("<tr><td").count(), pairs, "{said}");
        assert!(html.contains(said), "{said}: {html}");
    };
    check(&naming([]), 0, 0, "No incident names two factors yet.");
    check(&naming([vec![1], vec![2]]), 0, 0, "No incident names two factors yet.");
    check(&naming([vec![1, 2]]), 2, 1, "1 pair of 2 factors occurs together, the commonest in 1 incident.");
    let forty = (0..40).map(|number| vec![number, (number + 1) % 40]);
    check(&naming(forty), 40, 40, "40 pairs of 40 factors occur together, the commonest in 1 incident.");
    let many = (0..400).map(|number| vec![number, number * 7 % 400, number * 3 % 50]);
    let site = naming(many);
    let html = page(&site, "factor-map/");
    assert!(
        html.matches("<a class=\"node\"").count() == 60 && html.contains(" factors that seldom occur with others are")
    );
    assert!(html.len() < 80_000, "{}", html.len());
}

#[test]
fn a_factor_may_be_called_map() {
    let named = documents(["contributing_factors: [Map]".to_owned()]);
    assert!(page(&named, "factors/map/").contains("Map"));
    let described = site(Input { files: files(&[("factors/map.md", "---\ntitle: Map\n---\n")]), ..Input::default() });
    assert!(page(&described, "factors/map/").contains("Map"));
    assert!(page(&described, "factor-map/").contains("/factors/\" aria-current"), "the map is one of the factors");
}

#[test]
fn factors_of_different_names_have_pages_of_their_own() {
    let long = "long ".repeat(30);
    let names = format!("['C++ upgrade', 'C# upgrade', 'c-upgrade', {long}a, {long}b, 監視, 坚实, 'C++  Upgrade!']");
    let site = documents([format!("contributing_factors: {names}")]);
    let long = &slug::slugify(&long)[..100].replace(' ', "-");
    for (address, title) in [
        ("c-upgrade", "C upgrade"),
        ("c-upgrade-2", "C# upgrade"),
        ("c-upgrade-3", "C++ upgrade"),
        (long, "long a"),
        (&format!("{long}-2"), "long b"),
        ("jian-shi", "坚实"),
        ("jian-shi-2", "監視"),
    ] {
        assert!(page(&site, &format!("factors/{address}/")).contains(title), "{address}: {title}");
    }
    assert_eq!(site.directory.factors.len(), 7);
}

#[test]
fn names_on_the_factor_map_are_text_and_shapes_stand_for_groups() {
    let mut files = files(&[
        ("factors/a.md", "---\ntitle: '<b>A & \"B\"'\ngroup: '<i>One'\n---\n"),
        ("factors/b.md", "---\ntitle: B\ngroup: Two\n---\n"),
    ]);
    files.push(("postmortems/d.md", "---\ncontributing_factors: [a, b, c]\n---\n".to_owned()));
    let html = page(&site(Input { files, ..Input::default() }), "factor-map/");
    assert!(!html.contains("<b>A") && !html.contains("<i>One") && html.contains("&lt;i&gt;One"));
    assert_eq!(html.matches("<polygon").count(), 4, "two on the map and two in the legend");
    assert!(html.contains("all others"));
}

const ACTIONS: &str = "date: 2026-03-04\ncontributing_factors: [one]\n---\n\n## Action items\n\n| Action | Due | Status |\n\
    | --- | --- | --- |\n| Mend it | 2026-04-01 | open |\n| Look | 2026-05-01 | open |\n| Was done | 2026-01-01 | done |\n";

#[test]
fn what_is_overdue_is_said_as_of_a_day_and_never_without_one() {
    let pages = ["", "action-items/", "postmortems/d0/", "factors/one/", "trends/"];
    let unknown = documents([ACTIONS.to_owned()]);
    for route in pages {
        assert!(!page(&unknown, route).to_lowercase().contains("overdue"), "{route}");
    }
    let site = documents([ACTIONS.to_owned()]).as_of("2026-05-01".parse().ok());
    for route in pages {
        let html = page(&site, route);
        assert!(html.contains("verdue") && html.contains("1 May 2026"), "{route}: {html}");
    }
    assert!(page(&site, "action-items/").contains("1 is overdue as of"));
    assert!(page(&site, "postmortems/d0/").contains("1 of 3 done"));
    assert!(page(&site, "trends/").contains("3 action items of incidents: 1 done, 1 overdue and 1 not yet due."));
    assert!(page(&unknown, "trends/").contains("3 action items of incidents: 1 done and 2 unfinished."));
}

#[test]
fn a_factor_says_whether_it_was_named_again() {
    let later = "date: 2026-06-03\ncontributing_factors: [one]".to_owned();
    let again = documents([ACTIONS.to_owned(), later]).as_of("2026-07-01".parse().ok());
    let html = page(&again, "factors/one/");
    assert!(html.contains("3 action items: 1 done, 2 overdue."), "{html}");
    let said = "The factor was named again on 3 June 2026. 1 of the action items that are done was due by then.";
    assert!(html.contains("Action items of these incidents") && html.contains(said), "{html}");
    let done = ACTIONS.replace("| open |", "| done |");
    let quiet = documents([done.clone()]).as_of("2026-07-01".parse().ok());
    let said = "No incident from 4 March 2026 to 1 July 2026 named the factor again.";
    assert!(page(&quiet, "factors/one/").contains(said));
    assert!(page(&quiet, "factors/one/").contains("All 3 action items are done."));
    assert!(!page(&documents([done]), "factors/one/").contains("named the factor again"));
}
