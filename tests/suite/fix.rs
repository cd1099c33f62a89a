//! `check --fix`: files in, files out, twice; and what `--dry-run` prints.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::Folder;

const CONFIGURATION: &str = "[vocabulary]\nseverities = [\"SEV1\", \"SEV2\"]\nservices = [{ id = \"checkout\", title = \"Checkout pages\" }]\n\n\
[checks]\nheading-synonym = \"info\"\n";

const FACTOR: &str = "---\ntitle: Missing alert\naliases: [alerting gap]\n---\n\nNobody was told.\n";

const BEFORE: &str = "---
title: Cart down   # of the shop
status: Final
severity: 'sev2'
services: [Checkout pages, cart]
started: 2026-03-04 09:12 UTC
resolved: \"2026-03-04 11:00+01:00\"
contributing_factors:
  - Alerting Gap
---

## TL;DR

The cart was down.

## Impact

All of it.

## Timeline

| Time (UTC) | What happened | Who |
| --- | --- | --- |
| 09:12 | It began |
| 10:00 | It ended | us |

## Follow-ups

- Alert on it
";

const AFTER: &str = "---
title: Cart down   # of the shop
status: published
severity: 'SEV2'
services: [checkout, cart]
started: 2026-03-04T09:12:00Z
resolved: \"2026-03-04T11:00:00+01:00\"
contributing_factors:
  - missing-alert
---

## Summary

The cart was down.

## Impact

All of it.

## Timeline

| Time (UTC) | What happened | Who |
| --- | --- | --- |
| 09:12 | It began |  |
| 10:00 | It ended | us |

## Action items

- Alert on it
";

fn base(document: &str) -> Folder {
    Folder::with([
        ("afterword.toml", CONFIGURATION),
        ("factors/missing-alert.md", FACTOR),
        ("postmortems/a.md", document),
    ])
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afterword"))
        .env_clear()
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program itself")
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).expect("a file")
}

/// The last line but those that stand behind it.
fn closing(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().find(|line| line.contains("mended ") || line.contains("would mend ")).unwrap_or_default().to_owned()
}

/// Mends one document twice and gives what it is then.
fn mended(document: &str) -> String {
    let folder = base(document);
    check(folder.path(), &["--fix"]);
    let once = read(&folder, "postmortems/a.md");
    let again = check(folder.path(), &["--fix"]);
    assert_eq!(closing(&again), "nothing that could be mended without asking");
    assert_eq!(read(&folder, "postmortems/a.md"), once, "a second time changes nothing");
    assert_eq!(read(&folder, "afterword.toml"), CONFIGURATION);
    once
}

#[test]
fn everything_that_is_certain_is_mended() {
    let folder = base(BEFORE);
    let output = check(folder.path(), &["--fix"]);
    assert_eq!(read(&folder, "postmortems/a.md"), AFTER);
    assert_eq!(closing(&output), "mended 9 findings in 1 document");
    assert!(output.stdout.is_empty());
    assert_eq!(output.status.code(), Some(1), "what is left is still an error");
    assert_eq!(mended(BEFORE), AFTER);
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(mended(&crlf(BEFORE)), crlf(AFTER));
    assert_eq!(mended(&format!("\u{feff}{BEFORE}")), format!("\u{feff}{AFTER}"));
    assert_eq!(mended(BEFORE.trim_end()), AFTER.trim_end());
    assert_eq!(mended(&BEFORE.replace("Cart", "Käse 🧀")), AFTER.replace("Cart", "Käse 🧀"));
}

#[test]
fn toml_stays_toml() {
    let before = "+++\ntitle = \"Cart down\"\nseverity = \"sev2\"\nstarted = \"2026-03-04 09:12 UTC\"\ncontributing_factors = [\n  'alerting gap', # really\n]\n+++\n\nText.\n";
    let after = before.replace("sev2", "SEV2").replace("2026-03-04 09:12 UTC", "2026-03-04T09:12:00Z");
    assert_eq!(mended(before), after.replace("alerting gap", "missing-alert"));
}

const DRILL: &str = "---\ntitle: x # required: what happened, in a few words\nstatus: x\n---\n\n## Weather\n\n<!-- Say whether the sun shone. -->\n";

/// Mends a published document of a kind whose template has guidance.
fn mended_drill(title: &str, body: &str) -> (String, String) {
    let document = format!("---\ntitle: {title}\nstatus: published\n---\n\n{body}");
    let folder = base("---\ntitle: A\n---\n");
    folder.write("templates/drill.md", DRILL);
    folder.write("drills/b.md", &document);
    check(folder.path(), &["--fix", "drills/b.md"]);
    (document, read(&folder, "drills/b.md"))
}

#[test]
fn guidance_goes_and_the_value_stays() {
    const GUIDANCE: &str = "required: what happened, in a few words";
    for title in ["Cart", "Outage of C#", "'Outage of C #'", "Outage of C##", "Outage \t"] {
        for blanks in [" ", "\t ", "   "] {
            let (before, after) = mended_drill(&format!("{title}{blanks}# {GUIDANCE}"), "");
            assert_eq!(after, before.replace(&format!("{title}{blanks}# {GUIDANCE}"), title.trim_end()));
        }
    }
    for title in ["Cart ##", "Cart#", "|\n  Cart #", "Cart\n  down\nother: \"#"] {
        let (before, after) = mended_drill(&format!("{title} {GUIDANCE}"), "");
        assert_eq!(after, before);
    }
}

#[test]
fn guidance_is_taken_out_where_no_blocks_become_one() {
    const GUIDANCE: &str = "<!-- Say whether the sun shone. -->";
    for (body, left) in [
        ("G\n\nRain.\n", "Rain.\n"),
        ("\nG\n\nRain.\n", "\nRain.\n"),
        ("\nG\n \nRain.\n", "\nRain.\n"),
        ("\nSun.\n\nG\n\n\nRain.\n", "\nSun.\n\nRain.\n"),
        ("\nSun.\n\nG", "\nSun.\n\n"),
    ] {
        let (before, after) = mended_drill("A", &format!("## Weather\n{}", body.replace('G', GUIDANCE)));
        assert_eq!(after, before.replace(&body.replace('G', GUIDANCE), left));
        let crlf = mended_drill("A", &format!("## Weather\n{}", body.replace('G', GUIDANCE)).replace('\n', "\r\n")).1;
        assert!(crlf.ends_with(&format!("## Weather\n{left}").replace('\n', "\r\n")), "{crlf:?}");
    }
    for body in [
        "para one\nG\n\npara two\n",
        "para one\n\nG\npara two\n",
        "- a\n\nG\n\n    code\n",
        "- a\n\nG\n\n- b\n",
        "one\n\nG\n\n    code\n",
        "| a | b |\n| - | - |\n| 1 | 2 |\nG\n\n| not | row |\n",
        "> quoted\nG\nlazy\n",
        "> quoted\n\nG\n\n> another\n",
        "[^1]: note\n\nG\n\n    code\n",
        "one\n\n G\n\ntwo\n",
    ] {
        let (before, after) = mended_drill("A", &format!("## Weather\n\n{}", body.replace('G', GUIDANCE)));
        assert_eq!(after, before);
    }
}

#[test]
fn a_fix_that_leaves_its_finding_behind_is_not_made() {
    let folder = base("---\ntitle: A\n---\n\n## X\n\nWe utilise it, and leverage all.\n");
    let rule = "extends: substitution\nmessage: \"Use '%s' for '%s'\"\naction:\n  name: replace\nswap:\n";
    folder.write("styles/S/Grow.yml", format!("{rule}  utilise: then utilise\n  leverage: use\n"));
    check(folder.path(), &["--fix"]);
    let text = read(&folder, "postmortems/a.md");
    assert!(text.ends_with("We utilise it, and use all.\n"), "{text}");
}

#[test]
fn tickets_in_tables_settle() {
    let folder = base("---\ntitle: A\n---\n\n## X\n\n| A | B |\n| - | - |\n| OPS-1 | OPS-2 |\n");
    let links = "[links]\ntickets = [{ pattern = 'OPS-\\d+', url = 'https://t.example/a|b/[x]/{ticket}' }]\n";
    folder.write("afterword.toml", format!("{links}{CONFIGURATION}"));
    check(folder.path(), &["--fix"]);
    let link = |name| format!("[{name}](https://t.example/a%7Cb/%5Bx%5D/{name})");
    let text = read(&folder, "postmortems/a.md");
    assert!(text.ends_with(&format!("| {} | {} |\n", link("OPS-1"), link("OPS-2"))), "{text}");
}

#[test]
fn documents_that_nobody_asked_for_stay() {
    let folder = base(BEFORE);
    folder.write("postmortems/b.md", BEFORE);
    let output = check(folder.path(), &["--fix", "postmortems/b.md"]);
    assert_eq!(closing(&output), "mended 9 findings in 1 document");
    assert_eq!(
        (read(&folder, "postmortems/a.md").as_str(), read(&folder, "postmortems/b.md").as_str()),
        (BEFORE, AFTER)
    );
}

#[test]
fn what_a_document_allows_is_not_mended() {
    let text = BEFORE.replace("'sev2'", "'sev2' # afterword: allow variant-spelling: a quotation");
    assert!(mended(&text).contains("severity: 'sev2' # afterword"));
}

#[test]
fn a_dry_run_prints_a_patch_and_writes_nothing() {
    let folder = base(BEFORE);
    let output = check(folder.path(), &["--fix", "--dry-run"]);
    assert_eq!(read(&folder, "postmortems/a.md"), BEFORE);
    assert_eq!(closing(&output), "would mend 9 findings in 1 document");
    snapbox::assert_data_eq!(
        String::from_utf8(output.stdout).expect("UTF-8"),
        snapbox::file!["../fix/dry-run.patch"].raw()
    );
    let coloured = check(folder.path(), &["--fix", "--dry-run", "--color", "always"]);
    assert!(String::from_utf8_lossy(&coloured.stdout).contains("\u{1b}["));
    assert_eq!(check(folder.path(), &["--dry-run"]).status.code(), Some(2));
}

#[test]
fn git_applies_the_patch() {
    for text in [BEFORE.to_owned(), BEFORE.replace('\n', "\r\n"), BEFORE.trim_end().to_owned()] {
        let folder = base(&text);
        folder.write("postmortems/with space.md", &text);
        let patch = check(folder.path(), &["--fix", "--dry-run"]).stdout;
        let mut git = Command::new("git")
            .args(["apply", "--unidiff-zero", "-"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", folder.path().parent().expect("a folder"))
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .expect("the program git");
        git.stdin.take().expect("a pipe").write_all(&patch).expect("git reads it");
        assert!(git.wait().expect("git ends").success());
        for path in ["postmortems/a.md", "postmortems/with space.md"] {
            let applied = read(&folder, path);
            folder.write(path, &text);
            check(folder.path(), &["--fix", path]);
            assert_eq!(applied, read(&folder, path));
        }
    }
}

#[test]
fn a_heading_that_is_linked_to_keeps_its_name() {
    let folder = base(BEFORE);
    folder.write("postmortems/b.md", "---\ntitle: B\n---\n\nAs in [the other](a.md#tldr).\n");
    check(folder.path(), &["--fix", "postmortems/a.md"]);
    assert_eq!(read(&folder, "postmortems/a.md"), AFTER.replace("## Summary", "## TL;DR"));
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_and_protected_files_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = base(BEFORE);
    let path = folder.path().join("postmortems/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("a.md", folder.path().join("postmortems/link.md")).expect("a link");
    let outside = Folder::with([("x.md", BEFORE)]);
    symlink(outside.path().join("x.md"), folder.path().join("postmortems/out.md")).expect("a link");
    let output = check(folder.path(), &["--fix"]);
    assert_eq!(closing(&output), "mended 9 findings in 1 document");
    assert_eq!(read(&folder, "postmortems/a.md"), AFTER);
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("postmortems/link.md").is_symlink());
    assert_eq!(read(&outside, "x.md"), BEFORE);
    let names: Vec<_> = fs::read_dir(folder.path().join("postmortems")).expect("a folder").collect();
    assert_eq!(names.len(), 3, "nothing is left behind");
    folder.write("postmortems/a.md", BEFORE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("permissions");
    let output = check(folder.path(), &["--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(&folder, "postmortems/a.md"), BEFORE);
}

#[cfg(unix)]
#[test]
fn a_document_with_another_name_is_left_alone() {
    let folder = base(BEFORE);
    let other = Folder::with([("x.txt", "")]);
    fs::hard_link(folder.path().join("postmortems/a.md"), other.path().join("a.txt")).expect("a link");
    folder.write("postmortems/b.md", BEFORE);
    let output = check(folder.path(), &["--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`postmortems/a.md` has another name"));
    assert_eq!([read(&folder, "postmortems/a.md"), read(&folder, "postmortems/b.md")], [BEFORE, BEFORE]);
    assert_eq!(closing(&check(folder.path(), &["--fix", "postmortems/b.md"])), "mended 9 findings in 1 document");
}

#[test]
fn no_report_takes_the_place_of_a_document() {
    let folder = base(BEFORE);
    for arguments in [
        ["--format", "json=postmortems/a.md", "-q"],
        ["--format", "human=new.MDX", "-q"],
        ["--baseline", "new.markdown", "--update-baseline"],
    ] {
        let output = check(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("is Markdown by its name"));
    }
    assert_eq!(read(&folder, "postmortems/a.md"), BEFORE);
    assert!(!folder.path().join("new.MDX").exists() && !folder.path().join("new.markdown").exists());
}

#[test]
fn rows_that_do_not_say_what_happened_get_no_empty_cells() {
    let tables = "## Timeline\n\n| Time | Who | What happened | Link |\n| - | - | - | - |\n| 06:00\n| 06:10 | us |\n\n\
                  ## Action items\n\n| Owner | Action | Due |\n| - | - | - |\n| us |\n";
    let before = format!("---\ntitle: A\n---\n\n{tables}");
    assert_eq!(mended(&before), before);
    let row = "| 06:10 | us |";
    assert_eq!(
        mended(&before.replace(row, "| 06:10 | us | It began |")),
        before.replace(row, "| 06:10 | us | It began |  |")
    );
}

#[test]
fn factors_behind_a_tag_or_an_anchor_stay() {
    let text = |written: &str| format!("---\ntitle: A\ncontributing_factors: {written}\n---\n\nText.\n");
    assert_eq!(mended(&text("missing-alert, alerting gap")).matches("missing-alert").count(), 1);
    for written in [
        "!!str missing-alert; alerting gap",
        "&x missing-alert, alerting gap",
        "!!str &x \"missing-alert, alerting gap\"",
        "&x Missing alert",
        "!!str alerting gap",
        "[&x alerting gap]",
    ] {
        assert_eq!(mended(&text(written)), text(written));
    }
}
