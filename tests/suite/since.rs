//! `check --since` in small repositories: what counts as changed, and what is said where git cannot tell.

use std::path::Path;
use std::process::Command;

use crate::support::Folder;

/// Two checks alone, so that others may come without changing what is expected here.
const CONFIGURATION: &str = "[vocabulary]\nseverities = [\"SEV1\", \"SEV2\"]\n\n[checks]\nstructure = \"off\"\nfields = \"off\"\n\
times = \"off\"\nfactors = \"off\"\naction-items = \"off\"\nlanguage = \"off\"\ndepth = \"off\"\nlinks = \"off\"\nsharing = \"off\"\n\
empty-section = \"warning\"\nunknown-severity = \"error\"\n";

/// A document with a warning on its line 12 (an empty section) and another on line 16.
fn document(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: published\nseverity: SEV2\nstarted: 2026-03-04T09:12:00Z\n\
resolved: 2026-03-04T10:00:00Z\ncontributing_factors: [retry-storm]\n---\n\n## Summary\n\nThe {title} was not there.\n\n\
## Impact\n\nB.\n\n## What surprised us\n\n## Detection\n\n## Timeline\n\n| Time (UTC) | What happened |\n\
| --- | --- |\n| 09:12 | C |\n\n## Contributing factors\n\nD.\n\n## What went well\n\nE.\n\n\
## What went wrong\n\nF.\n\n## Where we got lucky\n\nG.\n\n## Action items\n\n| Action | Owner |\n| --- | --- |\n\
| H | platform |\n"
    )
}

/// Runs git with nothing of the caller's configuration, and expects it to work.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-03-04T09:12:00Z")
        .env("GIT_COMMITTER_DATE", "2026-03-04T09:12:00Z")
        .args(["-c", "user.name=Author", "-c", "user.email=author@example.org", "-c", "init.defaultBranch=main"])
        .args(["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program git");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message", "Change it"]);
}

/// A knowledge base with a branch `work` that begins at the tip of `main`.
fn base() -> Folder {
    let folder = Folder::with([
        ("afterword.toml", CONFIGURATION),
        ("postmortems/cart.md", document("cart").as_str()),
        ("postmortems/search.md", document("search").as_str()),
    ]);
    start(folder.path(), &[]);
    folder
}

fn start(folder: &Path, options: &[&str]) {
    git(folder, &[&["init", "--quiet"], options].concat());
    commit(folder);
    git(folder, &["switch", "--quiet", "--create", "work"]);
}

/// The exit code of a check since a revision, and what it prints: one line a finding, and the lines at the end.
fn since(folder: &Path, reference: &str) -> (i32, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .env_clear()
        .args(["check", "--since", reference, "--color", "never"])
        .current_dir(folder)
        .output()
        .expect("the program itself");
    assert!(output.stdout.is_empty());
    let text = String::from_utf8(output.stderr).expect("UTF-8").replace('\\', "/");
    let mut lines: Vec<String> = Vec::new();
    let mut rule = String::new();
    for line in text.lines() {
        if let Some(place) = line.trim_start().strip_prefix("--> ") {
            lines.push(format!("{place} {rule}"));
        } else if let Some((level, rest)) =
            line.split_once('[').filter(|(level, _)| ["error", "warning", "info"].contains(level))
        {
            rule = format!("{level} {}", rest.split(']').next().unwrap_or_default());
        } else if line.starts_with(|c: char| c.is_alphanumeric() || c == '`') && !line.contains(" | ") {
            lines.push(line.to_owned());
        }
    }
    (output.status.code().unwrap_or(-1), lines)
}

/// What a check since `main` says.
fn found(folder: &Folder) -> Vec<String> {
    let (code, lines) = since(folder.path(), "main");
    assert_eq!(code, i32::from(lines.iter().any(|line| line.contains(" error "))), "{lines:?}");
    lines
}

fn edit(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.path().join(path)).expect("a file");
    assert!(text.contains(from), "{path} lacks {from:?}");
    folder.write(path, text.replace(from, to));
}

#[test]
fn nothing_changed_is_said() {
    let folder = base();
    let (code, lines) = since(folder.path(), "main");
    assert_eq!(code, 0);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("nothing changed since `main` (`"), "{lines:?}");
    folder.write("notes.txt", "not ours");
    assert!(found(&folder)[0].starts_with("nothing changed since"));
}

#[test]
fn all_of_a_new_document_is_reported_committed_or_not() {
    let folder = base();
    folder.write("postmortems/login.md", document("login"));
    let expected = [
        "postmortems/login.md:18:1 warning empty-section",
        "postmortems/login.md:20:1 warning empty-section",
        "2 warnings in 1 document",
    ];
    assert_eq!(found(&folder), expected, "untracked");
    git(folder.path(), &["add", "--all"]);
    assert_eq!(found(&folder), expected, "staged");
    commit(folder.path());
    assert_eq!(found(&folder), expected, "committed");
}

#[test]
fn warnings_are_reported_on_changed_lines_and_errors_on_all() {
    let folder = base();
    edit(&folder, "postmortems/cart.md", "## What surprised us", "## Surprises");
    assert_eq!(found(&folder), ["postmortems/cart.md:18:1 warning empty-section", "1 warning in 1 document"]);
    edit(&folder, "postmortems/cart.md", "## Surprises", "## What surprised us");
    edit(&folder, "postmortems/cart.md", "B.", "Some orders.");
    assert_eq!(found(&folder), ["nothing found in 1 document"]);
    git(folder.path(), &["switch", "--quiet", "main"]);
    edit(&folder, "postmortems/search.md", "severity: SEV2", "severity: SEV9");
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "--create", "other"]);
    assert!(found(&folder)[0].starts_with("nothing changed"), "the error is not of this branch");
    edit(&folder, "postmortems/search.md", "B.", "Some orders.");
    assert_eq!(found(&folder), ["postmortems/search.md:4:11 error unknown-severity", "1 error in 1 document"]);
}

#[test]
fn a_section_that_was_emptied_is_on_a_changed_line() {
    let folder = base();
    edit(&folder, "postmortems/cart.md", "## Where we got lucky\n\nG.\n", "## Where we got lucky\n");
    let found = found(&folder);
    assert!(found[0].ends_with("empty-section") && found.len() == 2, "{found:?}");
}

#[test]
fn a_renamed_document_is_the_same_one() {
    let folder = base();
    git(folder.path(), &["mv", "postmortems/cart.md", "postmortems/basket.md"]);
    assert_eq!(found(&folder), ["nothing found in 1 document"]);
    edit(&folder, "postmortems/basket.md", "## Detection", "## How we found out");
    assert_eq!(found(&folder), ["postmortems/basket.md:20:1 warning empty-section", "1 warning in 1 document"]);
    commit(folder.path());
    assert_eq!(found(&folder), ["postmortems/basket.md:20:1 warning empty-section", "1 warning in 1 document"]);
}

#[test]
fn a_deleted_document_has_nothing_to_report() {
    let folder = base();
    git(folder.path(), &["rm", "--quiet", "postmortems/cart.md"]);
    let found = found(&folder);
    assert!(found[0].starts_with("no document changed since `main`"), "{found:?}");
}

#[test]
fn other_line_ends_are_no_change() {
    let folder = base();
    let text = document("cart").replace('\n', "\r\n");
    folder.write("postmortems/cart.md", &text);
    assert!(found(&folder)[0].starts_with("nothing changed"), "as a checkout with autocrlf has it");
    folder.write("postmortems/cart.md", text.replace("## Detection", "## How we found out"));
    assert_eq!(found(&folder), ["postmortems/cart.md:20:1 warning empty-section", "1 warning in 1 document"]);
}

#[test]
fn a_knowledge_base_may_be_a_folder_of_a_repository() {
    let folder = Folder::with([
        ("README.md", "# All of us\n".to_owned()),
        ("docs/afterword.toml", CONFIGURATION.to_owned()),
        ("docs/postmortems/cart.md", document("cart")),
        ("other/postmortems/x.md", document("x")),
    ]);
    start(folder.path(), &[]);
    folder.write("other/postmortems/x.md", "# Changed\n");
    assert!(since(&folder.path().join("docs"), "main").1[0].starts_with("nothing changed"));
    edit(&folder, "docs/postmortems/cart.md", "## Detection", "## How we found out");
    let (_, lines) = since(&folder.path().join("docs/postmortems"), "main");
    assert_eq!(lines, ["postmortems/cart.md:20:1 warning empty-section", "1 warning in 1 document"]);
}

#[test]
fn what_another_branch_changed_meanwhile_is_not_reported() {
    let folder = base();
    edit(&folder, "postmortems/cart.md", "## Detection", "## How we found out");
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "main"]);
    edit(&folder, "postmortems/search.md", "## Detection", "## How we found out");
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "work"]);
    assert_eq!(found(&folder), ["postmortems/cart.md:20:1 warning empty-section", "1 warning in 1 document"]);
}

#[test]
fn what_is_staged_does_not_hide_what_is_in_the_working_tree() {
    let folder = base();
    edit(&folder, "postmortems/cart.md", "## Detection", "## How we found out");
    git(folder.path(), &["add", "--all"]);
    edit(&folder, "postmortems/cart.md", "## How we found out", "## Detection");
    assert!(found(&folder)[0].starts_with("nothing changed"));
}

#[test]
fn templates_and_the_configuration_may_affect_others() {
    let folder = base();
    folder.write("templates/postmortem.md", "---\ntitle: [T\n---\n\n## Summary\n");
    edit(&folder, "afterword.toml", "\"SEV1\", ", "");
    let found = found(&folder);
    let line = "`afterword.toml` and `templates/postmortem.md` changed, which may affect other documents; \
`afterword check` alone checks all of them";
    assert!(found.iter().any(|it| it == line), "{found:?}");
    assert!(found.iter().any(|it| it.starts_with("templates/postmortem.md")), "{found:?}");
}

#[test]
fn files_that_are_no_text_count_as_well() {
    let folder = base();
    folder.write("postmortems/old.md", b"\xff\xfe old");
    git(folder.path(), &["switch", "--quiet", "main"]);
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "--create", "next"]);
    assert!(found(&folder)[0].starts_with("nothing changed"));
    folder.write("postmortems/new.md", b"\xff\xfe new");
    let (code, lines) = since(folder.path(), "main");
    assert_eq!(code, 1);
    assert!(lines[0].contains("postmortems/new.md") && !lines.iter().any(|line| line.contains("old.md")), "{lines:?}");
}

#[test]
fn revisions_are_named_in_any_way() {
    let folder = base();
    let hash = git(folder.path(), &["rev-parse", "HEAD"]);
    git(folder.path(), &["tag", "--annotate", "v1", "--message", "First"]);
    edit(&folder, "postmortems/cart.md", "## Detection", "## How we found out");
    commit(folder.path());
    let expected = ["postmortems/cart.md:20:1 warning empty-section", "1 warning in 1 document"];
    for reference in ["main", "heads/main", "refs/heads/main", "v1", "HEAD~1", "HEAD^", "work~", &hash, &hash[..12]] {
        assert_eq!(since(folder.path(), reference), (0, expected.map(str::to_owned).to_vec()), "{reference}");
    }
    git(folder.path(), &["switch", "--quiet", "--detach"]);
    assert_eq!(since(folder.path(), "main").1, expected, "with a detached HEAD");
}

#[test]
fn clones_worktrees_and_other_hashes_work() {
    let folder = base();
    let place = Folder::new();
    let source = folder.path().display().to_string();
    git(place.path(), &["clone", "--quiet", "--branch", "work", &source, "clone"]);
    let clone = place.path().join("clone");
    std::fs::write(clone.join("postmortems/login.md"), document("login")).expect("a file");
    assert_eq!(since(&clone, "origin/main").1.last().map(String::as_str), Some("2 warnings in 1 document"));
    let (code, lines) = since(&clone, "main");
    assert_eq!((code, lines), (2, vec!["error: git knows no `main` here: did you mean `origin/main`?".to_owned()]));
    let tree = place.path().join("tree").display().to_string();
    git(folder.path(), &["worktree", "add", "--quiet", "-b", "more", &tree, "main"]);
    std::fs::write(place.path().join("tree/postmortems/login.md"), document("login")).expect("a file");
    assert_eq!(
        since(&place.path().join("tree"), "main").1.last().map(String::as_str),
        Some("2 warnings in 1 document")
    );
    let other = Folder::with([("afterword.toml", CONFIGURATION.to_owned()), ("postmortems/cart.md", document("cart"))]);
    start(other.path(), &["--object-format=sha256"]);
    assert!(found(&other)[0].starts_with("nothing changed"));
    edit(&other, "postmortems/cart.md", "## Detection", "## How we found out");
    assert_eq!(found(&other)[0], "postmortems/cart.md:20:1 warning empty-section");
}

#[test]
fn the_files_of_a_submodule_are_compared_with_the_commit_that_was_meant() {
    let module = Folder::with([("cart.md", document("cart"))]);
    start(module.path(), &[]);
    let folder = Folder::with([("afterword.toml", CONFIGURATION)]);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["submodule", "--quiet", "add", &module.path().display().to_string(), "postmortems"]);
    commit(folder.path());
    assert!(found(&folder)[0].starts_with("nothing changed"));
    edit(&folder, "postmortems/cart.md", "## Detection", "## How we found out");
    assert_eq!(found(&folder)[0], "postmortems/cart.md:20:1 warning empty-section");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_what_it_leads_to() {
    let folder = base();
    git(folder.path(), &["switch", "--quiet", "main"]);
    std::os::unix::fs::symlink("cart.md", folder.path().join("postmortems/link.md")).expect("a link");
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "--create", "next"]);
    assert!(found(&folder)[0].starts_with("nothing changed"));
    edit(&folder, "postmortems/cart.md", "## Detection", "## How we found out");
    let found = found(&folder);
    assert_eq!(found[0], "postmortems/cart.md:20:1 warning empty-section");
    assert_eq!(found[1], "postmortems/link.md:20:1 warning empty-section");
}

#[test]
fn where_git_cannot_tell_the_next_step_is_said() {
    let says = |folder: &Path, reference: &str, expected: &str| {
        let (code, lines) = since(folder, reference);
        assert_eq!(code, 2, "{lines:?}");
        assert!(lines.join("\n").contains(expected), "{expected:?} is not in {lines:?}");
    };
    let plain = Folder::with([("postmortems/cart.md", document("cart"))]);
    says(plain.path(), "main", "is in no git repository");
    git(plain.path(), &["init", "--quiet"]);
    says(plain.path(), "HEAD", "git knows no `HEAD` here");
    let folder = base();
    says(folder.path(), "mian", "git knows no `mian` here: did you mean `main`?");
    says(folder.path(), "solar-flare", "name a branch, a tag or a commit");
    says(folder.path(), "", "git knows no `` here");
    says(folder.path(), "main..work", "is a range");
    says(folder.path(), "HEAD:afterword.toml", "names no commit");
    git(folder.path(), &["switch", "--quiet", "--orphan", "new"]);
    folder.write("postmortems/login.md", document("login"));
    says(folder.path(), "main", "`HEAD` has no commit yet");
    commit(folder.path());
    says(folder.path(), "main", "have no commit in common");
    let bare = Folder::new();
    git(bare.path(), &["clone", "--quiet", "--bare", &folder.path().display().to_string(), "bare.git"]);
    says(&bare.path().join("bare.git"), "main", "is a bare one");
}

#[test]
fn a_shallow_clone_that_lacks_history_says_how_to_get_it() {
    let folder = base();
    for line in ["one", "two", "three"] {
        folder.write("postmortems/login.md", document(line));
        commit(folder.path());
    }
    git(folder.path(), &["switch", "--quiet", "main"]);
    edit(&folder, "postmortems/cart.md", "B.", "Some.");
    commit(folder.path());
    let place = Folder::new();
    let source = format!("file://{}", folder.path().display());
    git(
        place.path(),
        &["clone", "--quiet", "--depth", "1", "--branch", "work", "--no-single-branch", &source, "clone"],
    );
    let clone = place.path().join("clone");
    let (code, lines) = since(&clone, "origin/main");
    assert_eq!(code, 2, "{lines:?}");
    assert!(lines.join("\n").contains("`fetch-depth: 0`"), "{lines:?}");
    let (code, lines) = since(&clone, "HEAD~2");
    assert_eq!(code, 2, "{lines:?}");
    assert!(lines.join("\n").contains("`fetch-depth: 0`"), "{lines:?}");
    assert!(since(&clone, "HEAD").1[0].starts_with("nothing changed since `HEAD`"));
    git(&clone, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(since(&clone, "origin/main").1.last().map(String::as_str), Some("2 warnings in 1 document"));
}
