//! What `afterword check` writes for machines: each format held against its schema, where it goes, the baseline,
//! standard input, and the files by which pre-commit and GitHub run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use afterword::diagnostics::report::{Circumstances, Report};
use afterword::diagnostics::{Diagnostic, FilePath, Level, SourceFile, Span, Tally, baseline::Baseline};
use afterword::diagnostics::{github, json as own_json, junit as junit_report, rdjson, sarif};
use afterword::spanned::{Value as YamlValue, yaml};
use proptest::prelude::*;
use serde_json::{Value, json};
use snapbox::cmd::{Command, OutputAssert};
use snapbox::{IntoData, str};

use crate::junit;
use crate::support::Folder;

/// Reports are the same for all checks, so only some are made.
const CONFIGURATION: &str = "[vocabulary]\nseverities = [\"SEV1\", \"SEV2\"]\n[checks]\naction-items = \"off\"\n\
depth = \"off\"\nlanguage = \"off\"\ntimes = \"off\"\n";

/// A document that lacks nothing in a base that lists two severities.
const GOOD: &str = "---\ntitle: Cart down\nstatus: published\nseverity: SEV2\nstarted: 2026-03-04T09:12:00Z\n\
resolved: 2026-03-04T10:00:00Z\ncontributing_factors: [retry-storm, missing-alert]\n---\n\n## Summary\n\nA.\n\n## Impact\n\nB.\n\n\
## Timeline\n\n| Time (UTC) | What happened |\n| --- | --- |\n| 09:12 | C |\n\n## Contributing factors\n\nD.\n\n\
## What went well\n\nE.\n\n## What went wrong\n\nF.\n\n## Where we got lucky\n\nG.\n\n## Action items\n\n\
| Action | Owner |\n| --- | --- |\n| H | platform |\n";

/// The path of the document with an error and a warning.
const BAD: &str = "postmortems/2026/ä, 100%.md";

fn bad() -> String {
    GOOD.replace("SEV2", "SEV22").replace("## Action items", "## What surprised us\n\n## Action items")
}

fn base() -> Folder {
    Folder::with([
        ("afterword.toml", CONFIGURATION),
        ("postmortems/2025/good.md", GOOD),
        (BAD, &bad()),
        ("factors/retry-storm.md", "---\ntitle: Retry storm\n---\n\nText.\n"),
        ("factors/missing-alert.md", "---\ntitle: Missing alert\n---\n\nText.\n"),
    ])
}

/// `check` as of a day on which nothing in the base is late, without anything of the caller's environment.
fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE", "GITHUB_STEP_SUMMARY"]
        .into_iter()
        .fold(command, Command::env_remove)
        .env("SOURCE_DATE_EPOCH", "1772755200")
        .current_dir(folder.path())
        .stdin("")
        .arg("check")
        .args(arguments)
}

fn check(folder: &Folder, arguments: &[&str]) -> OutputAssert {
    command(folder, arguments).assert()
}

/// Standard output of a check that ends with a code.
fn output(folder: &Folder, arguments: &[&str], code: i32) -> String {
    let assert = check(folder, arguments).code(code);
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn json_output(folder: &Folder, arguments: &[&str], code: i32) -> Value {
    serde_json::from_str(&output(folder, arguments, code)).expect("JSON")
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn repository_file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

fn schema(path: &str) -> Value {
    let mut schema: Value = serde_json::from_str(&repository_file(path)).expect("a schema");
    // The published schema of SARIF has a bracket too many in the pattern of languages, which this validator does not
    // take for a regular expression. We name no language.
    for definition in ["run", "toolComponent"] {
        if let Some(language) = schema.pointer_mut(&format!("/definitions/{definition}/properties/language")) {
            language.as_object_mut().expect("an object").remove("pattern");
        }
    }
    schema
}

/// Holds a report against a schema, and gives it.
fn valid(path: &'static str, report: &str) -> Value {
    static VALIDATORS: Mutex<BTreeMap<&str, Arc<jsonschema::Validator>>> = Mutex::new(BTreeMap::new());
    let read = || Arc::new(jsonschema::validator_for(&schema(path)).expect("a valid schema"));
    let validator =
        VALIDATORS.lock().expect("no test fails while it reads a schema").entry(path).or_insert_with(read).clone();
    let report: Value = serde_json::from_str(report).expect("JSON");
    let mistakes: Vec<String> =
        validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    report
}

/// A base with findings of many rules, and texts that every format has to escape.
fn hostile_base() -> Folder {
    let folder = base();
    folder.write(
        "postmortems/broken.md",
        "---\ntitle: [\nseverity: x\n---\n\n## 𐐀 <b>|`x`|</b> ]]> \u{1}\u{9b}\u{ffff}\n",
    );
    folder.write("postmortems/twice.md", format!("\u{feff}{}", GOOD.replace("title:", "title: 𐐀\ntitle:")));
    folder.write("postmortems/[a](b) #?&.md", "# ::error::x%0A\r\n\r\n[link](nowhere.md) &amp; [[nothing]]\r\n");
    folder.write("postmortems/latin.md", b"---\ntitle: \xe4\n---\n");
    folder.write("postmortems/empty.md", "");
    folder
}

#[test]
fn every_format_is_valid_whatever_documents_hold() {
    for folder in [base(), hostile_base(), Folder::new()] {
        let run = |format: &str| {
            let assert = check(&folder, &["--format", format]);
            String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
        };
        let report = valid("docs/check-report.schema.json", &run("json"));
        let findings = report["findings"].as_array().expect("findings").len();
        let sarif = valid("tests/schemas/sarif-2.1.0.json", &run("sarif"));
        assert_eq!(sarif["runs"][0]["results"].as_array().expect("results").len(), findings);
        let rdjson = valid("tests/schemas/rdjson.json", &run("rdjson"));
        assert_eq!(rdjson["diagnostics"].as_array().expect("diagnostics").len(), findings);
        let junit = junit::validate(&run("junit"));
        assert_eq!(junit.failures, report["summary"]["errors"].as_u64().expect("a number") as usize);
        for line in run("github").lines() {
            let is_known = ["::error ", "::warning ", "::notice ", "without an annotation"];
            assert!(is_known.iter().any(|start| line.starts_with(start)), "{line}");
        }
    }
}

/// Texts with all that a format escapes.
fn texts() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        " ",
        "%",
        "%0A",
        ":",
        "::",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\0",
        "\u{1b}[31m",
        "\u{9b}",
        "\u{feff}",
        "\u{ffff}",
        "<b>",
        "]]>",
        "&amp;",
        "\"",
        "'",
        "`",
        "|",
        "\\",
        "[x](y)",
        "](",
        "{0}",
        "ä",
        "𐐀",
        "\u{202e}",
        "<!--",
        "-->",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn findings() -> impl Strategy<Value = Diagnostic> {
    let level = proptest::sample::select(vec![Level::Error, Level::Warning, Level::Info]);
    let code = proptest::sample::select(vec!["missing-section", "Kestrel.Jargon", "a:b,c"]);
    let path = proptest::sample::select(vec!["a.md", "ö/b c%.md", "?#/<c>.md"]);
    let texts = (texts(), texts(), texts());
    let places = (0..40_usize, 0..40_usize, 0..40_usize, proptest::bool::ANY);
    (level, code, path, texts, places).prop_map(|(level, code, path, texts, (start, length, other, has_place))| {
        let (message, label, help) = texts;
        let span = Span::new(start, start + length);
        let finding = Diagnostic::new(code, level, &FilePath::new(path), format!("m{message}")).label(&label);
        let finding =
            if has_place { finding.at(span).related(Span::at(other), &help).fix(span, &label) } else { finding };
        finding.help(help)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_format_is_valid_whatever_findings_say(
        found in proptest::collection::vec(findings(), 0..30),
        text in texts(),
    ) {
        let files = ["a.md", "ö/b c%.md"].map(|path| SourceFile::new(path, text.as_str()));
        let file = |path: &FilePath| files.iter().find(|file| file.path == *path);
        let tally = Tally::of(&found);
        let documents = files.iter().map(|file| file.path.clone()).collect();
        let circumstances = Circumstances { documents, tally, ..Circumstances::default() };
        let report = Report::new(&found, circumstances, file);
        let value = valid("docs/check-report.schema.json", &own_json::render(&report));
        let messages: Vec<&str> =
            value["findings"].as_array().expect("findings").iter().filter_map(|it| it["message"].as_str()).collect();
        prop_assert_eq!(messages, found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>());
        valid("tests/schemas/sarif-2.1.0.json", &sarif::render(&report));
        valid("tests/schemas/rdjson.json", &rdjson::render(&report));
        prop_assert_eq!(junit::validate(&junit_report::render(&report)).failures, tally.errors);
        let shown = [tally.errors, tally.warnings, tally.infos].map(|count| count.min(10)).iter().sum::<usize>();
        let commands = github::render(&report);
        prop_assert_eq!(commands.lines().filter(|line| line.starts_with("::")).count(), shown);
        let has_codes = commands.contains(|c: char| c.is_control() && c != '\n' && c != '\t');
        prop_assert!(!has_codes, "{}", commands);
        prop_assert!(github::job_summary(&report, 1_000).len() <= 1_000);
        let baseline = Baseline::of(&found, file);
        prop_assert_eq!(Baseline::parse(&baseline.to_json()), Ok(baseline.clone()));
        let compared = baseline.compare(found.clone(), file, |_| true);
        prop_assert_eq!((compared.new.len(), compared.left_out, compared.vanished), (0, found.len(), 0));
    }
}

#[test]
fn the_example_of_the_documentation_is_what_is_written() {
    let page = repository_file("docs/pages/reports.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let example = valid("docs/check-report.schema.json", example);
    let folder = base();
    fs::remove_file(folder.path().join(BAD)).expect("there");
    folder.write("postmortems/2026-03-04-cart.md", GOOD.replace("SEV2", "SEV22"));
    assert_eq!(json_output(&folder, &["--format", "json"], 1), example);
}

#[test]
fn schemas_find_mistakes() {
    let schema = schema("tests/schemas/sarif-2.1.0.json");
    let mut report = json_output(&base(), &["--format", "sarif"], 1);
    assert!(jsonschema::is_valid(&schema, &report));
    report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
    assert!(!jsonschema::is_valid(&schema, &report));
    report["runs"][0]["results"] = json!([{"level": "info"}]);
    assert!(!jsonschema::is_valid(&schema, &report));
}

#[test]
fn machines_read_standard_output_and_people_the_closing_line() {
    check(&base(), &["--format", "github"])
        .code(1)
        .stdout_eq(
            str![[r#"
::error file=postmortems/2026/ä%2C 100%25.md,line=4,endLine=4,col=11,endColumn=16,title=unknown-severity::unknown severity `SEV22`%0Ahere: not in the vocabulary%0Ahelp: did you mean `SEV2`?
::warning file=postmortems/2026/ä%2C 100%25.md,line=40,endLine=40,col=1,endColumn=21,title=empty-section::the section "What surprised us" is empty%0Ahelp: write here: Where the system was other than we believed.%0Ahelp: or take the heading out: this section is not required

"#]]
            .raw(),
        )
        .stderr_eq("1 error and 1 warning in 4 documents\n");
    check(&base(), &["--format", "github", "--quiet"]).code(1).stderr_eq("");
    check(&base(), &["--format", "json", "--format", "human", "--quiet"])
        .code(1)
        .stderr_eq("1 error and 1 warning in 4 documents\n");
}

#[test]
fn several_formats_go_to_files_at_once() {
    let folder = base();
    let arguments =
        ["human", "sarif=out/a/check.sarif", "junit=out/check.xml", "json=out/check.json", "rdjson", "github=out/log"];
    let arguments: Vec<&str> = arguments.iter().flat_map(|format| ["--format", format]).collect();
    let assert = check(&folder, &arguments).code(1);
    valid("tests/schemas/rdjson.json", &String::from_utf8_lossy(&assert.get_output().stdout));
    let shown = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(shown.starts_with("error[unknown-severity]") && shown.ends_with("in 4 documents\n"), "{shown}");
    valid("tests/schemas/sarif-2.1.0.json", &read(&folder, "out/a/check.sarif"));
    valid("docs/check-report.schema.json", &read(&folder, "out/check.json"));
    assert_eq!(junit::validate(&read(&folder, "out/check.xml")).failures, 1);
    assert!(read(&folder, "out/log").starts_with("::error file="));
    let names = fs::read_dir(folder.path().join("out")).expect("a folder").count();
    assert_eq!(names, 4, "nothing else is left there");
    check(&folder, &["--format", "human=out/check.txt"]).code(1).stdout_eq("");
    assert_eq!(read(&folder, "out/check.txt"), shown);
    let once_more = output(&folder, &["--format", "sarif"], 1);
    assert_eq!(once_more, read(&folder, "out/a/check.sarif"), "the same input gives the same bytes");
}

#[test]
fn two_reports_never_share_a_place() {
    check(&base(), &["--format", "json", "--format", "sarif"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `json` and `sarif` would both go to standard output; name a file for one of them, as in `--format sarif=FILE`

"#]]);
    check(&base(), &["--format", "json=x", "--format", "sarif=x"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: two reports would go to `x`; name another file for one

"#]]);
    check(&base(), &["--format", "xml"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value 'xml' for '--format <FORMAT[=FILE]>': the formats are `human`, `short`, `json`, `sarif`, `github`, `junit` and `rdjson`

For more information, try '--help'.

"#]]);
    check(&base(), &["--format", "json="]).code(2);
}

#[test]
fn what_cannot_be_written_is_named_after_the_others_were_written() {
    let folder = base();
    folder.write("file", "");
    check(&folder, &["--format", "sarif=file/x", "--format", "junit=check.xml", "--format", "json=postmortems"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
1 error and 1 warning in 4 documents
error: cannot write `file/x`: [..]
error: cannot write `postmortems`: is a directory

"#]]);
    junit::validate(&read(&folder, "check.xml"));
}

#[test]
fn reports_hold_what_is_of_the_level_and_count_all() {
    let report = json_output(&base(), &["--format", "json", "--level", "error"], 1);
    let rules: Vec<&Value> = report["findings"].as_array().expect("findings").iter().map(|it| &it["rule"]).collect();
    assert_eq!(rules, ["unknown-severity"]);
    assert_eq!(report["summary"]["warnings"], 1);
}

#[test]
fn paths_are_those_of_the_repository_except_in_json() {
    let folder = Folder::with([(".git/HEAD", ""), ("kb/afterword.toml", CONFIGURATION)]);
    folder.write("kb/postmortems/a.md", GOOD.replace("## Action items", "## What surprised us\n\n## Action items"));
    let path = |format: &str, pointer: &str| {
        let report = json_output(&folder, &["kb", "--format", format], 0);
        report.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {report}")).clone()
    };
    assert_eq!(path("json", "/findings/0/path"), "postmortems/a.md");
    assert_eq!(path("rdjson", "/diagnostics/0/location/path"), "kb/postmortems/a.md");
    let uri = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(path("sarif", uri), "kb/postmortems/a.md");
}

#[test]
fn mistakes_in_the_configuration_are_reported_too() {
    let folder = base();
    folder.write("afterword.toml", "[vocabulary]\nseverities = 7\n");
    let report = json_output(&folder, &["--format", "json"], 2);
    assert_eq!(report["findings"][0]["rule"], "invalid-configuration");
    assert_eq!(report["findings"][0]["span"]["start"]["line"], 2);
}

#[test]
fn the_summary_of_a_job_grows() {
    let folder = base();
    folder.write("summary.md", "Before.\n");
    let summary = folder.path().join("summary.md");
    command(&folder, &["--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).assert().code(1);
    let text = read(&folder, "summary.md");
    assert!(text.starts_with("Before.\n## Postmortems checked\n"), "{text}");
    assert!(text.contains("| 4 | error | unknown-severity | unknown severity \\`SEV22\\`<br>"), "{text}");
    command(&folder, &["--format", "json"]).env("GITHUB_STEP_SUMMARY", &summary).assert().code(1);
    assert_eq!(read(&folder, "summary.md"), text, "only the format of GitHub writes there");
    command(&folder, &["--format", "github"]).env("GITHUB_STEP_SUMMARY", folder.path()).assert().code(2);
}

#[test]
fn nothing_that_is_written_repeats_a_secret() {
    let folder = base();
    folder.write(BAD, bad().replace("A.", "We set `password: tr0ub4dor-staple-9917` again."));
    for format in ["human=out", "json=out", "sarif=out", "github=out", "junit=out", "rdjson=out"] {
        check(&folder, &["--format", format]).code(1);
        let text = read(&folder, "out");
        assert!(text.contains("secret") && !text.contains("tr0ub4dor"), "{format}: {text}");
    }
    check(&folder, &["--baseline", "known.json", "--update-baseline"]).code(0);
    let text = read(&folder, "known.json");
    assert!(text.contains("secret") && !text.contains("tr0ub4dor"), "{text}");
}

#[test]
fn no_secret_of_the_configuration_is_shown() {
    let folder = base();
    let secret = "tr0ub4dor-staple-9917";
    let title = format!("title = \"postgres://app:{secret}@db/x\"\n");
    folder.write("afterword.toml", format!("{title}{CONFIGURATION}"));
    let report = json_output(&folder, &["--format", "json", "--level", "error"], 1);
    assert_eq!(report["findings"][0]["rule"], "secret", "{report}");
    assert_eq!(report["findings"][0]["path"], "afterword.toml");
    for (mistake, part) in [
        (format!("title = 7 password = \"{secret}\"\n"), "invalid-configuration"),
        (format!("theme = 'postgres://app:{secret}@db/x'\n"), "invalid-configuration"),
        (format!("{title}[vocabulary]\nseverities = 7\n"), "invalid-configuration"),
    ] {
        folder.write("afterword.toml", &mistake);
        for format in ["human=out", "json=out", "sarif=out"] {
            let assert = check(&folder, &["--format", format]).code(2);
            let shown = format!("{}{}", String::from_utf8_lossy(&assert.get_output().stderr), read(&folder, "out"));
            assert!(shown.contains(part) && !shown.contains("tr0ub4"), "{format}: {shown}");
        }
    }
}

#[test]
fn no_finding_quotes_a_piece_of_a_secret_or_begins_a_line() {
    let folder = base();
    let key = "AKIA\u{2060}3XQ7ZP2VNM5KTW6R".replace('\u{2060}', "");
    let hostile = "visibility: \"a\\n::error file=x::pwned\\n::stop-commands::zz\"\ntitle:";
    folder.write(BAD, bad().replace("missing-alert]", &format!("{key}]")).replace("title:", hostile));
    for format in ["human=out", "json=out", "sarif=out", "github=out", "junit=out", "rdjson=out"] {
        let assert = check(&folder, &["--format", format]).code(1);
        let shown = format!("{}{}", String::from_utf8_lossy(&assert.get_output().stderr), read(&folder, "out"));
        assert!(shown.contains("secret") && !shown.to_lowercase().contains("3xq7zp2"), "{format}: {shown}");
        assert!(!shown.lines().any(|line| line.trim_start().starts_with("::stop")), "{format}: {shown}");
    }
    check(&folder, &["--baseline", "known.json", "--update-baseline"]).code(0);
    let text = read(&folder, "known.json");
    assert!(text.contains("secret") && !text.to_lowercase().contains("3xq7zp2"), "{text}");
}

#[test]
fn a_baseline_leaves_out_what_it_knows() {
    let folder = base();
    check(&folder, &["--baseline", "known.json"]).code(2).stderr_eq(str![[r#"
error: there is no baseline `known.json`; `--update-baseline` makes it

"#]]);
    check(&folder, &["--baseline", "known.json", "--update-baseline"]).code(0).stderr_eq(str![[r#"
nothing found in 4 documents
recorded 2 findings in `known.json`

"#]]);
    let recorded = read(&folder, "known.json");
    assert_eq!(
        recorded,
        r###"{
  "version": 1,
  "findings": [
    {"path":"postmortems/2026/ä, 100%.md","rule":"empty-section","text":"## What surprised us","names":["What surprised us"],"count":1},
    {"path":"postmortems/2026/ä, 100%.md","rule":"unknown-severity","text":"severity: SEV22","names":["SEV22"],"count":1}
  ]
}
"###
    );
    folder.write(BAD, bad().replace("title:", "services: []\ntags: [new]\ntitle:").replace("A.", "A.\n\nMore."));
    let report = json_output(&folder, &["--baseline", "known.json", "--format", "json"], 0);
    assert_eq!(report["summary"]["left_out"], 2, "{report}");
    check(&folder, &["--baseline", "known.json", "--update-baseline", "-q"]).code(0);
    assert_eq!(read(&folder, "known.json"), recorded, "moved lines change no byte");
}

#[test]
fn a_baseline_tells_what_is_new_and_what_is_gone() {
    let folder = base();
    check(&folder, &["--baseline", "known.json", "--update-baseline"]).code(0);
    folder.write(BAD, GOOD);
    folder.write("postmortems/2025/good.md", GOOD.replace("SEV2", "SEV3"));
    check(&folder, &["--baseline", "known.json", "--level", "warning"]).code(1).stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV3`
 --> postmortems/2025/good.md:4:11
  |
4 | severity: SEV3
  |           ^^^^ not in the vocabulary
  |
  = help: [..]

1 error in 4 documents
2 entries of the baseline no longer occur; `--update-baseline` takes them out

"#]]);
    check(&folder, &["postmortems/2025", "--baseline", "known.json", "--update-baseline"]).code(0);
    let both = read(&folder, "known.json");
    assert!(both.contains("good.md") && both.contains("ä, 100%.md"), "what was not checked is kept: {both}");
    check(&folder, &["--baseline", "known.json", "--update-baseline"]).code(0);
    assert!(!read(&folder, "known.json").contains("ä, 100%.md"));
}

#[test]
fn a_broken_baseline_stops_the_check() {
    let folder = base();
    folder.write("known.json", "<<<<<<< ours\n");
    for arguments in [&["--baseline", "known.json"][..], &["--baseline", "known.json", "--update-baseline"]] {
        check(&folder, arguments).code(2).stdout_eq("").stderr_eq(str![[r#"
error: cannot use `known.json`: it is no baseline: expected value at line 1 column 1; restore it, or delete it and record it anew

"#]]);
    }
    assert_eq!(read(&folder, "known.json"), "<<<<<<< ours\n");
    check(&folder, &["--update-baseline"]).code(2);
}

#[test]
fn standard_input_stands_where_it_says() {
    let folder = base();
    let run = |text: &[u8], arguments: &[&str]| command(&folder, arguments).stdin(text).assert();
    run(GOOD.as_bytes(), &["-"]).code(0).stderr_eq("nothing found in 1 document\n");
    run(bad().as_bytes(), &["-", "--level", "error"]).code(1).stderr_eq(str![[r#"
error[unknown-severity]: unknown severity `SEV22`
 --> postmortems/stdin.md:4:11
  |
4 | severity: SEV22
  |           ^^^^^ not in the vocabulary
  |
  = help: did you mean `SEV2`?

1 error and 1 warning in 1 document

"#]]);
    // It stands in for the file of the disk.
    run(GOOD.as_bytes(), &["-", "--stdin-path", BAD]).code(0).stderr_eq("nothing found in 1 document\n");
    let text = b"---\ntitle: Retry storm\n---\n\nText.\n";
    run(text, &["-", "--stdin-path", "factors/../factors/retry-storm.md"]).code(0);
    run(text, &["-", "--stdin-path", "postmortems/new/folder/a.md", "-q"]).code(1);
    let absolute = folder.path().join(BAD).display().to_string();
    run(GOOD.as_bytes(), &["-", "--stdin-path", &absolute]).code(0);
}

#[test]
fn standard_input_that_is_no_text_is_found_like_a_file() {
    let folder = base();
    let run = |text: Vec<u8>, arguments: &[&str]| command(&folder, arguments).stdin(text).assert();
    let rule = |assert: OutputAssert| -> Value {
        let report: Value = serde_json::from_slice(&assert.code(1).get_output().stdout).expect("JSON");
        report["findings"][0]["rule"].clone()
    };
    assert_eq!(rule(run(b"\xff".to_vec(), &["-", "--format", "json"])), "not-utf8");
    let large = vec![b'a'; 5 * 1024 * 1024 + 1];
    assert_eq!(rule(run(large, &["-", "--stdin-path", BAD, "--format", "json"])), "file-too-large");
}

#[test]
fn standard_input_stands_alone() {
    let folder = base();
    for arguments in
        [&["-", "postmortems"][..], &["-", "-"], &["--stdin-path", "a.md"], &["postmortems", "--stdin-path", "a.md"]]
    {
        check(&folder, arguments).code(2).stdout_eq("");
    }
    check(&folder, &["-", "--stdin-path", "postmortems"]).code(2);
    check(&folder, &["-", "--stdin-path", "../elsewhere/a.md"]).code(2).stdout_eq("");
}

/// The flags of `check` that a text uses.
fn flags(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = text.split(|c: char| !is_part(c));
    words.filter(|word| word.len() > 2 && word.starts_with("--")).map(str::to_owned).collect()
}

fn assert_flags_exist(text: &str) {
    let command_line = afterword::commands::command_line();
    let check = command_line.find_subcommand("check").expect("a command");
    let known: Vec<&str> =
        check.get_arguments().chain(command_line.get_arguments()).filter_map(|it| it.get_long()).collect();
    // `--since` comes with the checks of what has changed.
    for flag in flags(text).into_iter().filter(|flag| flag != "--since") {
        assert!(known.contains(&flag.trim_start_matches('-')), "`check` knows no {flag}: {text}");
    }
}

fn yaml_of(path: &str) -> afterword::spanned::Map {
    let parsed = yaml::parse(&repository_file(path));
    assert!(parsed.problems.is_empty(), "{path}: {:?}", parsed.problems);
    parsed.map
}

#[test]
fn the_hook_of_pre_commit_runs_a_command_that_is_there() {
    let text = repository_file(".pre-commit-hooks.yaml");
    let parsed = yaml::parse(&format!("hooks:\n{}", text.replace("\n", "\n  ")));
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    let hooks = parsed.map.get("hooks").expect("hooks").list();
    let [hook] = hooks else { panic!("one hook") };
    let hook = hook.map().expect("a map");
    let field = |name: &str| hook.get(name).and_then(YamlValue::text).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!((field("id"), field("language"), field("files")), ("afterword-check", "rust", r"\.md$"));
    assert!(field("entry").starts_with("afterword check"));
    assert_flags_exist(field("entry"));
}

#[test]
fn the_action_passes_flags_that_are_there() {
    let action = yaml_of("action.yml");
    let runs = action.get("runs").and_then(YamlValue::map).expect("runs");
    assert_eq!(runs.get("using").and_then(YamlValue::text), Some("composite"));
    let steps: Vec<_> = runs.get("steps").expect("steps").list().iter().filter_map(YamlValue::map).collect();
    let text = |step: &afterword::spanned::Map, name: &str| step.get(name).and_then(YamlValue::text).map(str::to_owned);
    assert!(steps.iter().all(|step| text(step, "shell").as_deref() == Some("bash")));
    let script = text(steps[1], "run").expect("a script");
    assert_flags_exist(&script);
    assert!(!script.contains("${{"), "inputs reach the script through its environment alone");
    let environment = steps[1].get("env").and_then(YamlValue::map).expect("an environment");
    for input in &action.get("inputs").and_then(YamlValue::map).expect("inputs").fields {
        let name = format!("INPUT_{}", input.key.to_uppercase());
        let given = environment.get(&name).and_then(YamlValue::text);
        assert_eq!(given, Some(format!("${{{{ inputs.{} }}}}", input.key).as_str()));
        assert!(script.contains(&format!("${name}")), "{name} is not used");
    }
}
