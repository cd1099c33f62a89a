//! The command line as people and pipelines meet it: what is printed where, and the exit codes.
//!
//! Expected output is rewritten by `SNAPSHOTS=overwrite`. `[..]` stands for anything in a line, `[BASE]` for the folder.

use snapbox::cmd::{Command, OutputAssert};
use snapbox::{Assert, Redactions, file, str};

use crate::support::Folder;

const CONFIGURATION: &str = "[vocabulary]\nseverities = [\"SEV1\", \"SEV2\"]\n";

/// A document that lacks nothing.
const GOOD: &str = "---\ntitle: Cart down\nstatus: published\nseverity: SEV2\nstarted: 2026-03-04T09:12:00Z\n\
detected: 2026-03-04T09:15:00Z\nresolved: 2026-03-04T10:00:00Z\ncontributing_factors: [retry-storm, missing-alert]\n---\n\n\
## Summary\n\nFor 48 minutes the cart answered one request in three, since a slow database made every client ask again and \
again.\n\n## Impact\n\nSome 1,200 customers could not pay.\n\n\
## Timeline\n\n| Time (UTC) | What happened |\n| --- | --- |\n| 09:12 | Latency rises |\n| 10:00 | All is as before |\n\n\
## Contributing factors\n\nClients retried without a pause, and nothing watched the queue.\n\n\
## What went well\n\nThe database was scaled up within minutes.\n\n\
## What went wrong\n\nThe dashboard showed the mean alone.\n\n\
## Where we got lucky\n\nIt was a quiet morning.\n\n## Action items\n\n\
| Action | Type | Owner | Due | Ticket | Status |\n| --- | --- | --- | --- | --- | --- |\n\
| Pause between retries in all clients | prevent | platform | 2026-08-01 | OPS-1 | open |\n";

/// A document with an error and a warning.
fn bad() -> String {
    GOOD.replace("SEV2", "SEV22").replace("## Action items", "## What surprised us\n\n## Action items")
}

fn base() -> Folder {
    Folder::with([
        ("afterword.toml", CONFIGURATION),
        ("postmortems/2025/good.md", GOOD),
        ("postmortems/2026/bad.md", &bad()),
        ("factors/retry-storm.md", "---\ntitle: Retry storm\n---\n\nText.\n"),
        ("factors/missing-alert.md", "---\ntitle: Missing alert\n---\n\nText.\n"),
    ])
}

fn good_base() -> Folder {
    let folder = base();
    folder.write("postmortems/2026/bad.md", GOOD);
    folder
}

/// Runs Afterword in a folder, with nothing of the caller's environment that changes what is printed.
pub(crate) fn run(folder: &Folder, arguments: &[&str]) -> OutputAssert {
    command(folder, arguments).assert()
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut redactions = Redactions::new();
    redactions.insert("[BASE]", folder.path().canonicalize().expect("a folder").display().to_string()).expect("a name");
    let path = folder.path().display().to_string();
    redactions.insert("[BASE]", path).expect("a name");
    let assert = Assert::new().action_env("SNAPSHOTS").redact_with(redactions);
    let command = Command::new(env!("CARGO_BIN_EXE_afterword")).with_assert(assert);
    ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"]
        .into_iter()
        .fold(command, Command::env_remove)
        // The first of July 2026, so that nothing becomes overdue.
        .env("SOURCE_DATE_EPOCH", "1782864000")
        .current_dir(folder.path())
        .stdin("")
        .args(arguments)
}

#[test]
fn help_of_every_command() {
    let folder = Folder::new();
    run(&folder, &["--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/help.txt"]);
    run(&folder, &["init", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/init.txt"]);
    run(&folder, &["new", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/new.txt"]);
    run(&folder, &["check", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/check.txt"]);
    run(&folder, &["build", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/build.txt"]);
    run(&folder, &["serve", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/serve.txt"]);
    run(&folder, &["search", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/search.txt"]);
    run(&folder, &["explain", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/explain.txt"]);
    run(&folder, &["schema", "--help"]).code(0).stderr_eq("").stdout_eq(file!["../cli/schema.txt"]);
}

#[test]
fn every_command_has_its_help_in_a_file() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let commands: Vec<String> =
        afterword::commands::command_line().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for command in &commands {
        assert!(folder.join(format!("{command}.txt")).is_file(), "tests/cli/{command}.txt is missing");
    }
    let files = std::fs::read_dir(folder).expect("a folder").count();
    assert_eq!(files, commands.len() + 1, "a file of tests/cli belongs to no command");
}

#[test]
fn version_and_bad_usage() {
    let folder = Folder::new();
    run(&folder, &["--version"]).code(0).stderr_eq("").stdout_eq(str!["afterword [..]\n"]);
    run(&folder, &[]).code(2).stdout_eq("");
    run(&folder, &["chekc"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unrecognized subcommand 'chekc'

  tip: some similar subcommands exist: 'schema', 'check'

Usage: afterword [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]]);
    run(&folder, &["check", "--level", "fatal"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value 'fatal' for '--level <LEVEL>'
  [possible values: error, warning, info]

For more information, try '--help'.

"#]]);
    run(&folder, &["search"]).code(2).stdout_eq("");
}

#[test]
fn check_of_a_good_base_says_so_in_one_line() {
    run(&good_base(), &["check"]).code(0).stdout_eq("").stderr_eq(str![[r#"
nothing found in 4 documents

"#]]);
}

#[test]
fn check_of_a_bad_base_shows_each_finding_and_counts_them() {
    run(&base(), &["check"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV22`
 --> postmortems/2026/bad.md:4:11
  |
4 | severity: SEV22
  |           ^^^^^ not in the vocabulary
  |
  = help: did you mean `SEV2`?

warning[empty-section]: the section "What surprised us" is empty
  --> postmortems/2026/bad.md:42:1
   |
42 | ## What surprised us
   | ^^^^^^^^^^^^^^^^^^^^
   |
   = help: write here: Where the system was other than we believed.
   = help: or take the heading out: this section is not required

1 error and 1 warning in 4 documents

"#]]);
}

#[test]
fn check_shows_what_is_asked_for_and_counts_all() {
    run(&base(), &["check", "--level", "error"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV22`
 --> postmortems/2026/bad.md:4:11
  |
4 | severity: SEV22
  |           ^^^^^ not in the vocabulary
  |
  = help: did you mean `SEV2`?

1 error and 1 warning in 4 documents

"#]]);
    run(&base(), &["check", "--quiet"]).code(1).stdout_eq("").stderr_eq(str![[r#"
1 error and 1 warning in 4 documents

"#]]);
}

#[test]
fn warnings_alone_are_no_failure() {
    let folder = base();
    folder.write("postmortems/2026/bad.md", bad().replace("SEV22", "SEV2"));
    run(&folder, &["check", "-q"]).code(0).stderr_eq(str![[r#"
1 warning in 4 documents

"#]]);
}

#[test]
fn check_of_an_empty_folder() {
    run(&Folder::new(), &["check"]).code(0).stdout_eq("").stderr_eq(str![[r#"
no documents here; `afterword new` begins one
nothing found in 0 documents

"#]]);
}

#[test]
fn check_without_a_configuration_gives_advice() {
    let folder = Folder::with([("a.md", "# Cart down\n\n## Summary\n\nA.\n")]);
    run(&folder, &["check", "-q"]).code(0).stdout_eq("").stderr_eq(str![[r#"
8 warnings and 1 note in 1 document
without an `afterword.toml`, what templates ask for is advice and no error; `afterword init` makes one

"#]]);
}

#[test]
fn check_with_a_broken_configuration_ends_with_2() {
    let folder = good_base();
    folder.write("afterword.toml", "titel = \"x\"\n");
    run(&folder, &["check"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error[invalid-configuration]: unknown key `titel`
 --> afterword.toml:1:1
  |
1 | titel = "x"
  | ^^^^^
  |
  = help: did you mean `title`?

mend `afterword.toml` first; nothing else was done

"#]]);
}

#[test]
fn check_of_paths() {
    let folder = base();
    run(&folder, &["check", "-q", "postmortems/2025/good.md"]).code(0).stderr_eq(str![[r#"
nothing found in 1 document

"#]]);
    run(&folder, &["check", "-q", "postmortems/2026"]).code(1).stderr_eq(str![[r#"
1 error and 1 warning in 1 document

"#]]);
    run(&folder, &["check", "-q", "postmortems/2025", "factors"]).code(0).stderr_eq(str![[r#"
nothing found in 3 documents

"#]]);
    run(&folder, &["check", "-q", "."]).code(1).stderr_eq(str![[r#"
1 error and 1 warning in 4 documents

"#]]);
    run(&folder, &["-C", "postmortems/2026", "check", "-q", "bad.md"]).code(1).stderr_eq(str![[r#"
1 error and 1 warning in 1 document

"#]]);
    run(&folder, &["-C", "postmortems/2025", "check", "-q"]).code(1).stderr_eq(str![[r#"
1 error and 1 warning in 4 documents

"#]]);
    run(&folder, &["check", "gone.md"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: cannot read `./gone.md`: No such file or directory (os error 2)

"#]]);
    run(&folder, &["-C", "gone", "check"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: cannot read `gone`: No such file or directory (os error 2)

"#]]);
    run(&folder, &["-C", "afterword.toml", "check"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `afterword.toml` is a file; name a folder

"#]]);
}

#[test]
fn check_of_a_path_elsewhere_is_a_check_of_that_knowledge_base() {
    let (here, there) = (good_base(), base());
    let path = there.path().join("postmortems/2026/bad.md").display().to_string();
    run(&here, &["check", "-q", &path]).code(1).stderr_eq(str![[r#"
1 error and 1 warning in 1 document

"#]]);
    run(&here, &["check", "postmortems", &path]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `[..]/postmortems/2026/bad.md` is not in the knowledge base `[BASE]`

"#]]);
}

#[test]
fn a_folder_inside_another_base_is_its_own_where_it_has_a_configuration() {
    let folder = base();
    folder.write("inner/afterword.toml", "");
    folder.write("inner/postmortems/a.md", GOOD);
    run(&folder, &["check", "-q", "inner"]).code(0).stderr_eq(str![[r#"
nothing found in 1 document

"#]]);
}

#[test]
fn explain_of_one_check_of_all_and_of_a_typo() {
    let folder = Folder::new();
    run(&folder, &["explain", "unknown-severity"]).code(0).stderr_eq("").stdout_eq(str![[r##"
# unknown-severity

The severity is none of those that `afterword.toml` lists under `[vocabulary]`. Where it lists none, any will do.

## Why it matters

`Sev-2`, `P2` and `major` are three severities to a chart. One vocabulary makes incidents comparable over years.

## Example

```text
severity: SEV22
```

Use one of the list, or add a new one to it.

## How to silence it

Set `unknown-severity = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
put `# afterword: allow unknown-severity: reason` behind the field.

Level: error, group: fields

"##]]);
    let all = run(&folder, &["explain"]).code(0).stderr_eq("");
    let all = std::str::from_utf8(&all.get_output().stdout).expect("text").to_owned();
    let (rules, groups): (Vec<&str>, Vec<&str>) =
        all.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with("  "));
    assert_eq!(rules.len(), afterword::checks::RULES.len());
    assert_eq!(groups.len(), afterword::checks::Group::ALL.len());
    for line in rules {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_level = ["error", "warning", "info", "off"].contains(&words[1]);
        assert!(is_level && words.len() > 6 && line.len() < 240, "{line}");
    }
    run(&folder, &["explain", "unknown-sevrity"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no check is called `unknown-sevrity`; did you mean `unknown-severity`?

"#]]);
    run(&folder, &["explain", "weather"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no check is called `weather`; `afterword explain` lists them

"#]]);
}

#[test]
fn explain_of_a_rule_of_a_style() {
    let folder = Folder::with([
        ("afterword.toml", "[checks]\nKestrel = \"info\"\n"),
        (
            "styles/Kestrel/Jargon.yml",
            "extends: substitution\nmessage: \"Use '%s' instead of '%s'\"\nlink: https://example.org/words\nswap: {utilise: use, 'in the (\\w+) of': in $1}\n",
        ),
        ("styles/Kestrel/Long.yml", "extends: readability\nmessage: m\n"),
    ]);
    run(&folder, &["explain", "Kestrel.Jargon"]).code(0).stderr_eq("").stdout_eq(str![[r##"
# Kestrel.Jargon

Use 'use' instead of 'utilise'

It looks for wording that has a better one: `utilise`, `in the (/w+) of`.

More: https://example.org/words

## How to silence it

Set `"Kestrel.Jargon" = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
`<!-- afterword: allow Kestrel.Jargon: reason -->` before the paragraph, the list or the heading.

Level: info, style: Kestrel, extends: substitution, file: styles/Kestrel/Jargon.yml

"##]]);
    let all = run(&folder, &["explain"]).code(0).stderr_eq("");
    let all = std::str::from_utf8(&all.get_output().stdout).expect("text").to_owned();
    let own = "\nKestrel: rules of your own\n  Kestrel.Jargon  info     Use 'use' instead of 'utilise'\n  \
               Kestrel.Long    off      the file cannot be understood; `afterword check` says why\n";
    assert!(all.ends_with(own), "{all}");
    run(&folder, &["explain", "Kestrel.Jargn"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no check is called `Kestrel.Jargn`; did you mean `Kestrel.Jargon`?

"#]]);
    run(&folder, &["explain", "Kestrel.Long"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: the file of `Kestrel.Long` cannot be understood; `afterword check` says why

"#]]);
}

fn has_colors(command: Command) -> bool {
    let output = command.output().expect("the command runs");
    assert!(!output.stdout.contains(&0x1b));
    output.stderr.contains(&0x1b)
}

#[test]
fn colors_are_for_terminals_and_for_those_who_ask() {
    let folder = base();
    assert!(!has_colors(command(&folder, &["check"])), "a pipe is no terminal");
    assert!(has_colors(command(&folder, &["check", "--color", "always"])));
    assert!(has_colors(command(&folder, &["--color=always", "check"])));
    assert!(!has_colors(command(&folder, &["check", "--color", "never"]).env("CLICOLOR_FORCE", "1")));
    assert!(has_colors(command(&folder, &["check"]).env("CLICOLOR_FORCE", "1")));
    assert!(!has_colors(command(&folder, &["check"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(
        has_colors(command(&folder, &["check", "--color", "always"]).env("NO_COLOR", "1")),
        "an option is an order"
    );
    assert!(has_colors(command(&folder, &["check", "gone.md", "--color", "always"])));
    assert!(!has_colors(command(&folder, &["check", "gone.md"])));
}

#[test]
fn init_makes_a_base_that_checks_and_builds_and_keeps_what_is_there() {
    let folder = Folder::new();
    run(&folder, &["init", "base", "--title", "We \"learn\""]).code(0).stdout_eq("").stderr_eq(str![[r#"
  made base/afterword.toml
  made base/factors/missing-alert.md
  made base/postmortems/.gitkeep
  made base/.gitignore
  made base/.vscode/tasks.json
  made base/templates/postmortem.md
  made base/templates/premortem.md
  made base/templates/near-miss.md
  made base/pages/learn/index.md
  made base/pages/learn/writing-a-postmortem.md
  made base/pages/learn/interviewing.md
  made base/pages/learn/reviewing.md
  made base/pages/learn/premortems.md
  made base/pages/learn/learning-club.md
Next: afterword new "What happened", then afterword serve

"#]]);
    run(&folder, &["init", "base"]).code(0).stdout_eq("").stderr_eq(str![[r#"
  kept base/afterword.toml
  kept base/factors/missing-alert.md
  kept base/postmortems/.gitkeep
  kept base/.gitignore
  kept base/.vscode/tasks.json
  kept base/templates/postmortem.md
  kept base/templates/premortem.md
  kept base/templates/near-miss.md
  kept base/pages/learn/index.md
  kept base/pages/learn/writing-a-postmortem.md
  kept base/pages/learn/interviewing.md
  kept base/pages/learn/reviewing.md
  kept base/pages/learn/premortems.md
  kept base/pages/learn/learning-club.md
Everything was there already; nothing was changed.

"#]]);
    run(&folder, &["-C", "base", "check"]).code(0).stderr_eq(str![[r#"
nothing found in 7 documents

"#]]);
    run(&folder, &["build", "base", "-q"]).code(0).stdout_eq("").stderr_eq("");
    let home = std::fs::read_to_string(folder.path().join("base/public/index.html")).expect("a home page");
    assert!(home.contains("We &quot;learn&quot;") || home.contains("We \"learn\""), "{home}");
}

#[test]
fn new_writes_a_document_that_still_wants_writing() {
    let folder = good_base();
    let arguments = ["new", "Checkout: slow & \"sad\"", "--severity", "SEV1", "--started", "2026-03-05T10:00Z"];
    run(&folder, &arguments)
        .code(0)
        .stdout_eq(str![[r#"
postmortems/2026-03-05-checkout-slow-sad.md

"#]])
        .stderr_eq(str![[r#"
Write it, then hold it against the template: afterword check postmortems/2026-03-05-checkout-slow-sad.md

"#]]);
    run(&folder, &arguments).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `postmortems/2026-03-05-checkout-slow-sad.md` is there already; write on in it, or give another title

"#]]);
    run(&folder, &["check", "-q", "postmortems"]).code(1).stderr_eq(str![[r#"
9 errors, 5 warnings and 1 note in 3 documents

"#]]);
}

#[test]
fn a_near_miss_is_a_kind_of_its_own() {
    let folder = good_base();
    run(&folder, &["new", "-k", "near-miss", "Two hours to spare", "--started", "2026-03-05"]).code(0).stdout_eq(str![
        [r#"
near-misses/2026-03-05-two-hours-to-spare.md

"#]
    ]);
    let schema = run(&folder, &["schema", "near-miss"]).code(0).stderr_eq("");
    let schema: serde_json::Value = serde_json::from_slice(&schema.get_output().stdout).expect("JSON");
    assert_eq!(schema["title"], "Front matter of a near miss");
    run(&folder, &["schema", "near-mis"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no kind of document is called `near-mis`; did you mean `near-miss`?

"#]]);
    run(&folder, &["check", "--format", "short", "near-misses"]).code(1).stdout_eq(str![[r#"
...
near-misses/2026-03-05-two-hours-to-spare.md:14:1: error: the section "Summary" is empty; write here: [..] [empty-section]
...
"#]]);
}

#[test]
fn new_without_what_it_needs_says_what_is_missing() {
    let folder = good_base();
    run(&folder, &["new"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: the title is missing: `afterword new "What happened"`

"#]]);
    run(&folder, &["new", "A", "--severity", "SEV9"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unknown severity `SEV9`; did you mean `SEV1`?

"#]]);
    run(&folder, &["new", "A", "--kind", "postmortm"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no kind of document is called `postmortm`; did you mean `postmortem`?

"#]]);
    run(&folder, &["new", "A", "-s", "SEV1", "--started", "noon"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `noon` is not a time; write it as 2026-03-04T09:12:00Z

"#]]);
}

#[test]
fn build_writes_the_site_and_says_what_it_did() {
    let folder = good_base();
    run(&folder, &["build"]).code(0).stdout_eq("").stderr_eq(str![[r#"
nothing found in 4 documents
2 postmortems, 2 factors: [..] files, all written, in public ([..] s)

"#]]);
    run(&folder, &["build"]).code(0).stdout_eq("").stderr_eq(str![[r#"
nothing found in 4 documents
2 postmortems, 2 factors: [..] files, none changed, in public ([..] s)

"#]]);
    run(&folder, &["build", "--quiet"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn build_with_errors_still_writes_unless_it_is_strict() {
    let folder = base();
    run(&folder, &["build", "--strict"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV22`
 --> postmortems/2026/bad.md:4:11
  |
4 | severity: SEV22
  |           ^^^^^ not in the vocabulary
  |
  = help: did you mean `SEV2`?

1 error and 1 warning in 4 documents
`afterword check` shows them all
nothing was written, because of --strict

"#]]);
    assert!(!folder.path().join("public").exists());
    run(&folder, &["build", "-q"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV22`
 --> postmortems/2026/bad.md:4:11
  |
4 | severity: SEV22
  |           ^^^^^ not in the vocabulary
  |
  = help: did you mean `SEV2`?


"#]]);
    assert!(folder.path().join("public/index.html").is_file());
}

#[test]
fn build_into_a_folder_of_somebody_else_is_refused() {
    let folder = good_base();
    folder.write("elsewhere/thesis.tex", "x");
    run(&folder, &["build", "--output", "elsewhere"]).code(2).stdout_eq("").stderr_eq(str![[r#"
nothing found in 4 documents
error: `./elsewhere` holds files that Afterword did not write, so nothing was written there; empty it, or name another folder by `--output`

"#]]);
    assert_eq!(std::fs::read_dir(folder.path().join("elsewhere")).expect("a folder").count(), 1);
}

#[test]
fn build_with_a_bad_address_or_configuration_writes_nothing() {
    let folder = good_base();
    run(&folder, &["build", "--base-url", "example.org"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: --base-url: expected an address such as `https://example.org/` or a path such as `/base/`

"#]]);
    folder.write("afterword.toml", "output = \"..\"\n");
    run(&folder, &["build"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error[invalid-configuration]: expected a folder inside the knowledge base, such as `public`, found `..`
 --> afterword.toml:1:10
  |
1 | output = ".."
  |          ^^^^

mend `afterword.toml` first; nothing else was done

"#]]);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn search_answers_on_standard_output() {
    let folder = good_base();
    run(&folder, &["search", "cart"]).code(0).stderr_eq("").stdout_eq(str![[r#"
Cart down
  SEV2 · 2026-03-04 · 48 min
  postmortems/2026/bad.md › Summary
  For 48 minutes the cart answered one request in three, since a slow database made every client ask again and again.

Cart down
  SEV2 · 2026-03-04 · 48 min
  postmortems/2025/good.md › Summary
  For 48 minutes the cart answered one request in three, since a slow database made every client ask again and again.

2 results for cart

"#]]);
    run(&folder, &["search", "retry AND storm", "-n", "1"]).code(0).stderr_eq("").stdout_eq(str![[r#"
Retry storm
  factor
  factors/retry-storm.md
  Text.

1 of 3 results for retry and storm

"#]]);
    run(&folder, &["search", "zeppelin"]).code(0).stderr_eq("").stdout_eq(str![[r#"
No document has "zeppelin", nor a word like it
Nothing found for zeppelin

"#]]);
}

#[test]
fn a_search_is_in_the_language_of_the_site() {
    let document = "# Ausfall des Netzes\n\nMehrere Störungen in einer Nacht.\n";
    for (language, stemmer) in [("de-AT", Some("stem-de-")), ("en", None), ("pl", None)] {
        let configuration = format!("language = \"{language}\"\n");
        let folder = Folder::with([("afterword.toml", configuration.as_str()), ("pages/netz.md", document)]);
        run(&folder, &["build"]).code(0);
        let names = std::fs::read_dir(folder.path().join("public/search/data")).expect("the build wrote an index");
        let names = names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let modules: Vec<_> = names.filter(|name| name.ends_with(".wasm")).collect();
        assert_eq!(modules.len(), usize::from(stemmer.is_some()), "{modules:?}");
        assert!(modules.iter().zip(stemmer).all(|(module, begin)| module.starts_with(begin)), "{modules:?}");
        let search = run(&folder, &["search", "Stoerung"]).code(0);
        let said = String::from_utf8_lossy(&search.get_output().stdout).into_owned();
        assert_eq!(said.contains("1 result for Stoerung"), stemmer.is_some(), "{language}: {said}");
    }
}

#[test]
fn a_search_does_not_trust_what_lies_where_an_index_was_built() {
    let folder = Folder::with([("pages/a.md", "# Retry storm\n\nText.\n")]);
    let data = folder.path().join("public/search/data");
    let (root, source) = (data.join("index.bin"), data.join("source"));
    let found = |what: &str| {
        let search = run(&folder, &["search", "storm"]).code(0);
        let said = String::from_utf8_lossy(&search.get_output().stdout).into_owned();
        assert!(said.contains("1 result for storm"), "{what}: {said}");
    };
    run(&folder, &["build"]).code(0);
    found("as built");
    let whole = std::fs::read(&root).expect("a build wrote it");
    std::fs::write(&root, &whole[..whole.len() / 2]).expect("a file can be cut");
    found("cut");
    std::fs::remove_file(&root).expect("a file can be removed");
    found("without root");
    std::fs::create_dir(&root).expect("a folder can be made");
    found("with a folder for a root");
    std::fs::remove_file(&source).expect("a file can be removed");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/zero", &source).expect("a link can be made");
    found("with a device for a source");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
