//! The day as of which a site is built: the one that is named, else that of the environment, else that of the last commit.

use std::process::Command;

use crate::since::git;
use crate::support::Folder;

/// A document with an action item that was due on 2 March 2026.
const DOCUMENT: &str = "---\ntitle: A\n---\n\n## Action items\n\n| Action | Due | Status |\n| --- | --- | --- |\n\
| Mend it | 2026-03-02 | open |\n";

/// What the list of action items says about the day, after a build with these arguments and this `SOURCE_DATE_EPOCH`.
fn said(folder: &Folder, arguments: &[&str], source_date: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.args(["build", "--quiet"]).args(arguments).current_dir(folder.path()).env_remove("SOURCE_DATE_EPOCH");
    let output = command.envs(source_date.map(|seconds| ("SOURCE_DATE_EPOCH", seconds))).output();
    assert!(output.expect("the program itself").status.code().is_some_and(|code| code < 2));
    let page = std::fs::read_to_string(folder.path().join("public/action-items/index.html")).expect("a page");
    let line = page.lines().find(|line| line.contains("as-of")).unwrap_or_default();
    line.split('<').map(|piece| piece.rsplit('>').next().unwrap_or_default()).collect()
}

#[test]
fn nothing_is_overdue_where_no_day_is_known() {
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", DOCUMENT)]);
    assert_eq!(said(&folder, &[], None), "");
    assert_eq!(said(&folder, &[], Some("")), "");
    assert_eq!(said(&folder, &[], Some("1772409600")), "None is overdue as of 2 March 2026.");
    assert_eq!(said(&folder, &["--as-of", "2026-03-03"], Some("1772409600")), "1 is overdue as of 3 March 2026.");
}

#[test]
fn the_last_commit_tells_the_day_where_nothing_else_does() {
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", DOCUMENT)]);
    git(folder.path(), &["init", "--quiet"]);
    assert_eq!(said(&folder, &[], None), "", "there is no commit yet");
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
    assert_eq!(said(&folder, &[], None), "1 is overdue as of 4 March 2026.");
    folder.write("postmortems/b.md", "# Not committed\n");
    assert_eq!(said(&folder, &[], None), "1 is overdue as of 4 March 2026.");
    assert_eq!(said(&folder, &["--as-of", "2026-03-01"], None), "None is overdue as of 1 March 2026.");
}

#[test]
fn a_day_that_cannot_be_read_stops_the_build() {
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", DOCUMENT)]);
    let check = |arguments: &[&str], source_date: &str, named: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
        command.arg("build").args(arguments).current_dir(folder.path()).env("SOURCE_DATE_EPOCH", source_date);
        let output = command.output().expect("the program itself");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {source_date}: {error}");
        assert!(error.contains(named), "{arguments:?} {source_date}: {error}");
        assert!(!folder.path().join("public").exists(), "{arguments:?} {source_date}");
    };
    for seconds in ["garbage", "1e9", "99999999999999999999", "253402300799", "-99999999999", "-62135596801"] {
        check(&[], seconds, &format!("SOURCE_DATE_EPOCH is `{seconds}`"));
    }
    check(&["--as-of=-001199-02-15"], "0", "--as-of");
    check(&["--as-of=0000-12-31"], "0", "--as-of");
}

#[test]
fn the_first_second_that_can_be_said_is_a_day() {
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", DOCUMENT)]);
    assert_eq!(said(&folder, &[], Some("-62135596800")), "None is overdue as of 1 January 1.");
}
