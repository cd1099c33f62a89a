//! The rules about wording on the sentences of `tests/language/blameless.tsv`: a rule or `OK`, a section, a sentence.

use std::collections::BTreeSet;

use afterword::checks::{Group, rule};
use afterword::diagnostics::Level;

use crate::support::Folder;

/// The rules as the sentences name them, and as they are called here.
const NAMES: [(&str, &str); 32] = [
    ("blame/human-error-cause", "human-error-cause"),
    ("blame/human-error", "human-error"),
    ("blame/at-fault", "blamed-person"),
    ("blame/caused-by-person", "person-as-cause"),
    ("blame/person-broke", "person-broke-it"),
    ("blame/who", "asking-who"),
    ("judge/character", "judged-character"),
    ("judge/unsafe-act", "judged-act"),
    ("cf/should-have", "should-have"),
    ("cf/could-have", "could-have"),
    ("cf/should-have-passive", "should-have-been"),
    ("cf/failed-to", "failed-to"),
    ("cf/failure-of-person", "failure-of-person"),
    ("cf/forgot", "forgot-or-missed"),
    ("cf/if-only", "if-only"),
    ("cf/supposed-to", "supposed-to"),
    ("cf/known-better", "known-better"),
    ("hind/obvious", "hindsight-word"),
    ("hind/simply", "minimising-word"),
    ("mech/mistake", "called-mistake"),
    ("mech/awareness", "personal-deficit"),
    ("mech/inadequate", "unmeasured-judgement"),
    ("tone/animated", "dramatic-word"),
    ("tone/exclaim", "exclamation"),
    ("tone/unfortunately", "regretful-word"),
    ("tone/absolute", "absolute-claim"),
    ("cause/single-root", "single-root-cause"),
    ("cause/the-root-cause", "the-root-cause"),
    ("act/be-careful", "reliance-on-memory"),
    ("act/train", "training-alone"),
    ("act/vague", "vague-action"),
    ("name/handle", "named-in-cause"),
];

/// What the rules about wording find in a sentence, as `level rule`.
fn findings(section: &str, sentence: &str) -> Vec<String> {
    let heading = match section {
        "prose" => "",
        "actions" => "## Action items\n\n",
        _ => panic!("no sentence stands in {section}"),
    };
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", &format!("{heading}{sentence}\n"))]);
    let found = folder.findings().into_iter().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (level, name) = (words.next()?, words.next()?.strip_suffix(':')?);
        NAMES.iter().any(|(_, known)| *known == name).then(|| format!("{level} {name}"))
    });
    found.collect()
}

#[test]
fn every_sentence_is_found_by_its_rule_and_innocent_ones_by_none() {
    let sentences = include_str!("../language/blameless.tsv");
    let mut count = 0;
    for line in sentences.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [expected, section, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let found = findings(section, sentence);
        count += 1;
        if expected == "OK" {
            assert!(found.iter().all(|found| found.starts_with("info ")), "{line}: {found:?}");
            continue;
        }
        let known = NAMES.iter().find(|(id, _)| *id == expected);
        let (_, name) = known.unwrap_or_else(|| panic!("no rule is known as {expected}"));
        assert!(found.iter().any(|found| found.ends_with(&format!(" {name}"))), "{line}: {found:?}");
    }
    assert_eq!(count, 51, "all sentences were read");
}

#[test]
fn every_rule_about_wording_is_named_once() {
    let names: BTreeSet<&str> = NAMES.iter().map(|(_, name)| *name).collect();
    assert_eq!(names.len(), NAMES.len());
    for name in &names {
        assert!(rule(name).is_some(), "{name}");
    }
    for rule in Group::Language.rules() {
        assert!(names.contains(rule.name), "{}", rule.name);
    }
}

#[test]
fn no_rule_about_wording_is_an_error_by_default() {
    for (_, name) in NAMES {
        let rule = rule(name).expect("a rule of this name");
        assert_ne!(rule.level, Some(Level::Error), "{name} teaches");
    }
}

#[test]
fn who_speaks_of_themselves_is_told_one_level_lower_unless_the_team_has_said_otherwise() {
    let found = |config: &str, sentence: &str| -> Vec<String> {
        let folder = Folder::with([("afterword.toml", config), ("postmortems/a.md", sentence)]);
        let found = folder.findings();
        found
            .iter()
            .filter(|line| line.contains(" failed-to: "))
            .map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(found("", "The operator failed to look.\n"), ["warning"]);
    assert_eq!(found("", "We failed to look.\n"), ["info"]);
    assert_eq!(found("[checks]\nfailed-to = \"error\"\n", "We failed to look.\n"), ["error"]);
    assert_eq!(found("[checks]\nlanguage = \"off\"\n", "They failed to look.\n"), [""; 0]);
}

#[test]
fn every_rule_is_off_where_its_group_is() {
    let folder = Folder::with([
        ("afterword.toml", "[checks]\nlanguage = \"off\"\n"),
        ("postmortems/a.md", "It was human error!!\n"),
    ]);
    assert!(folder.findings().iter().all(|line| !line.contains("human-error") && !line.contains("exclamation")));
}
