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
    assert_eq!(said(&folder, &[], Some("no number")), "");
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
