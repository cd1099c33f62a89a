//! What is read of a folder, what is left out, and what is said about it.

use std::fmt::Write;

use afterword::pipeline;
use afterword::repo::{OUTPUT_MARK, SIZE_LIMIT};

use crate::support::Folder;

/// What was read: `+` a text, `=` a file that may be published as it is, `!` a finding.
fn read(folder: &Folder) -> String {
    let read = pipeline::read(folder.path()).expect("the folder can be read");
    let mut shown = String::new();
    for path in read.snapshot.texts.keys() {
        writeln!(shown, "+ {path}").expect("a string");
    }
    for path in &read.snapshot.assets {
        writeln!(shown, "= {path}").expect("a string");
    }
    for diagnostic in &read.diagnostics {
        writeln!(shown, "! {} {}: {}", diagnostic.path, diagnostic.code, diagnostic.message).expect("a string");
    }
    shown
}

/// Checks what is read of these files, all of which hold a short text.
fn check<'a>(files: impl IntoIterator<Item = &'a str>, expected: &str) {
    let folder = Folder::with(files.into_iter().map(|path| (path, "x\n")));
    assert_eq!(read(&folder), expected);
}

#[test]
fn markdown_in_all_its_endings_is_text_and_the_rest_may_be_published() {
    check(
        [
            "a.md",
            "b.MD",
            "c.markdown",
            "d.mdown",
            "e.mkd",
            "f.mdx",
            "g.qmd",
            "h.Rmd",
            "i.html.md.erb",
            "j.png",
            "k.txt",
            "l.md.bak",
            "m.mdfoo",
            "n",
        ],
        "+ a.md\n+ b.MD\n+ c.markdown\n+ d.mdown\n+ e.mkd\n+ f.mdx\n+ g.qmd\n+ h.Rmd\n+ i.html.md.erb\n= j.png\n= k.txt\n= l.md.bak\n= m.mdfoo\n= n\n",
    );
}

#[test]
fn names_with_spaces_quotes_and_other_letters_are_ordinary() {
    check(
        ["a b/two  words.md", "it's \"quoted\".md", "störung/障害 報告.md", "-dash.md", "100%.md", "a#b?c.md", "🔥.md"],
        "+ -dash.md\n+ 100%.md\n+ a b/two  words.md\n+ a#b?c.md\n+ it's \"quoted\".md\n+ störung/障害 報告.md\n+ 🔥.md\n",
    );
}

#[test]
fn hidden_files_and_folders_are_left_out() {
    check(["a.md", ".b.md", ".github/c.md", "d/.e/f.md", ".DS_Store"], "+ a.md\n");
}

#[test]
fn folders_of_builds_are_left_out() {
    check(["a.md", "public/b.md", "target/c.md", "node_modules/d.md", "e/target.md"], "+ a.md\n+ e/target.md\n");
}

#[test]
fn the_configured_output_folder_is_left_out_and_the_usual_one_is_then_read() {
    let folder = Folder::with([
        ("afterword.toml", "output = \"out/site\"\n"),
        ("out/site/a.md", "x"),
        ("out/b.md", "x"),
        ("public/c.md", "x"),
    ]);
    assert_eq!(read(&folder), "+ out/b.md\n+ public/c.md\n= afterword.toml\n");
}

#[test]
fn any_folder_that_a_build_has_marked_is_left_out() {
    let folder = Folder::with([("a.md", "x"), ("old/site/b.md", "x")]);
    folder.write(&format!("old/site/{OUTPUT_MARK}"), "");
    assert_eq!(read(&folder), "+ a.md\n");
}

#[test]
fn globs_leave_out_and_take_in() {
    let configuration = "[documents]\ninclude = [\"2022-*/*\", \"notes\"]\nexclude = [\"drafts/**\", \"*.qmd\"]\n";
    let folder = Folder::with([
        ("afterword.toml", configuration),
        ("2022-10/phone", "# Phone\n"),
        ("2022-10/deep/phone", "x"),
        ("notes", "# Notes\n"),
        ("drafts/x/a.md", "x"),
        ("b.qmd", "x"),
        ("c/d.qmd", "x"),
    ]);
    assert_eq!(read(&folder), "+ 2022-10/phone\n+ c/d.qmd\n+ notes\n= 2022-10/deep/phone\n= afterword.toml\n");
}

#[test]
fn ignore_files_of_all_levels_count_and_may_take_back() {
    let folder = Folder::with([
        (".gitignore", "*.log.md\n/private/\nnotes/*\n!notes/kept.md\n# a comment\n\n"),
        ("a.md", "x"),
        ("a.log.md", "x"),
        ("private/b.md", "x"),
        ("deep/private/c.md", "x"),
        ("notes/kept.md", "x"),
        ("notes/lost.md", "x"),
        ("inner/.gitignore", "!kept.log.md\nown.md\n"),
        ("inner/kept.log.md", "x"),
        ("inner/lost.log.md", "x"),
        ("inner/own.md", "x"),
        ("outer-own.md", "x"),
        ("inner/deeper/own.md", "x"),
    ]);
    assert_eq!(read(&folder), "+ a.md\n+ deep/private/c.md\n+ inner/kept.log.md\n+ notes/kept.md\n+ outer-own.md\n");
}

#[test]
fn a_broken_ignore_file_is_no_reason_to_stop() {
    let folder = Folder::with([("a.md", b"x".as_slice()), ("b.md", b"x"), (".gitignore", b"[z-a\nb.md\n\xff\n")]);
    assert!(read(&folder).starts_with("+ a.md\n"));
}

#[test]
fn the_ignore_files_of_a_repository_above_count() {
    let folder = Folder::with([
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".gitignore", "secret.md\n/docs/generated\n"),
        ("docs/.gitignore", "*.tmp.md\n!secret.md\n"),
        ("docs/base/a.md", "x"),
        ("docs/base/secret.md", "x"),
        ("docs/base/b.tmp.md", "x"),
        ("docs/base/generated/c.md", "x"),
    ]);
    let read = |path: &str| {
        let read = pipeline::read(&folder.path().join(path)).expect("the folder can be read");
        read.snapshot.texts.keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(read("docs/base"), ["a.md", "generated/c.md", "secret.md"]);
    let outside = Folder::with([(".gitignore", "*.md\n"), ("base/a.md", "x")]);
    let read = pipeline::read(&outside.path().join("base")).expect("the folder can be read");
    assert_eq!(read.snapshot.texts.len(), 1, "an ignore file above counts only inside a repository");
}

#[test]
fn sizes_at_the_limit() {
    let limit = usize::try_from(SIZE_LIMIT).expect("5 MiB");
    let folder =
        Folder::with([("empty.md", String::new()), ("full.md", "x".repeat(limit)), ("over.md", "x".repeat(limit + 1))]);
    folder.write("big.png", "x".repeat(limit + 1));
    assert_eq!(
        read(&folder),
        "+ empty.md\n+ full.md\n= big.png\n! over.md file-too-large: the file is larger than 5 MiB\n"
    );
}

#[test]
fn other_encodings_are_told_of_and_the_rest_goes_on() {
    let folder = Folder::with([
        ("latin1.md", b"St\xf6rung".as_slice()),
        ("utf16.md", b"\xff\xfea\0b\0"),
        ("cut.md", b"St\xc3"),
        ("surrogate.md", b"\xed\xa0\x80"),
        ("good.md", "Störung".as_bytes()),
        ("nul.md", b"a\0b"),
        ("picture.png", b"\x89PNG\xff"),
    ]);
    assert_eq!(
        read(&folder),
        "+ good.md\n+ nul.md\n= picture.png\n! cut.md not-utf8: the file is not UTF-8 text\n! latin1.md not-utf8: the file is not UTF-8 text\n\
         ! surrogate.md not-utf8: the file is not UTF-8 text\n! utf16.md not-utf8: the file is not UTF-8 text\n"
    );
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_a_missing_last_one_change_nothing() {
    let text = "---\ntitle: Ä b\nseverity: SEV9\n---\n\n## Impact\n\nSee [x](gone.md).\n";
    let variants = [
        text.to_owned(),
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.trim_end().to_owned(),
    ];
    let configuration = "[vocabulary]\nseverities = [\"SEV1\"]\n";
    let findings = variants.map(|text| {
        let folder = Folder::with([("afterword.toml", configuration), ("postmortems/a.md", &text)]);
        folder.findings()
    });
    assert!(findings[0].contains(&"postmortems/a.md:3:11 error unknown-severity: unknown severity `SEV9`".to_owned()));
    assert!(findings[0].contains(&"postmortems/a.md:8:5 error broken-link: there is no file `gone.md`".to_owned()));
    for other in &findings[1..] {
        assert_eq!(other, &findings[0]);
    }
}

#[test]
fn a_very_deep_folder_is_read_and_an_absurdly_deep_one_is_told_of() {
    let deep = "d/".repeat(40) + "a.md";
    let absurd = "e/".repeat(200) + "b.md";
    let folder = Folder::with([(deep.as_str(), "x"), (absurd.as_str(), "x")]);
    let last = "e/".repeat(64);
    let last = last.trim_end_matches('/');
    let message = "folders are nested more than 64 deep; what is in this one was left out";
    assert_eq!(read(&folder), format!("+ {deep}\n! {last} unreadable-file: {message}\n"));
}

#[test]
fn themes_and_static_files_are_no_documents() {
    let folder = Folder::with([
        ("afterword.toml", "theme = \"own\"\n"),
        ("a.md", "x"),
        ("themes/own/templates/base.html", "x"),
        ("themes/own/README.md", "x"),
        ("themes/other/README.md", "x"),
        ("static/robots.md", "x"),
    ]);
    let read = pipeline::read(folder.path()).expect("the folder can be read");
    let snapshot = &read.snapshot;
    assert_eq!(snapshot.texts.keys().map(ToString::to_string).collect::<Vec<_>>(), ["a.md"]);
    assert_eq!(snapshot.theme.keys().collect::<Vec<_>>(), ["README.md", "templates/base.html"]);
    assert_eq!(snapshot.statics.iter().map(ToString::to_string).collect::<Vec<_>>(), ["robots.md"]);
}

#[test]
fn a_folder_that_is_not_there_and_a_file_in_its_place_are_failures_with_the_path() {
    let folder = Folder::with([("a.md", "x")]);
    for path in ["nowhere", "a.md"] {
        let failure = pipeline::read(&folder.path().join(path)).expect_err("no folder");
        assert!(failure.to_string().contains(path), "{failure}");
    }
}

#[test]
fn a_configuration_that_is_no_text_is_a_failure() {
    let folder = Folder::with([("afterword.toml", b"title = \"\xff\"\n".as_slice())]);
    let failure = pipeline::read(folder.path()).expect_err("no text");
    assert!(failure.to_string().contains("afterword.toml"), "{failure}");
}

/// What only Unix has: links, modes, pipes and names that are no text.
#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::{Folder, read};

    #[test]
    fn links_stay_inside_and_lead_to_files() {
        let outside = Folder::with([("secret.md", "x"), ("folder/secret.md", "x")]);
        let folder = Folder::with([("real/a.md", "x"), ("real/p.png", "x")]);
        let link = |target: &std::path::Path, name: &str| symlink(target, folder.path().join(name)).expect("a link");
        link(&folder.path().join("real/a.md"), "inside.md");
        link("real/p.png".as_ref(), "inside.png");
        link(&outside.path().join("secret.md"), "outside.md");
        link(&outside.path().join("folder"), "outside-folder");
        link(&folder.path().join("real"), "inside-folder");
        link("gone.md".as_ref(), "dangling.md");
        link("loop.md".as_ref(), "loop.md");
        link("..".as_ref(), "real/up");
        let shown = read(&folder);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[..4], ["+ inside.md", "+ real/a.md", "= inside.png", "= real/p.png"], "{shown}");
        let findings: Vec<(&str, bool)> = lines[4..]
            .iter()
            .map(|line| {
                (line.split(' ').nth(1).expect("a path"), line.contains(" link-outside: the symbolic link leads "))
            })
            .collect();
        let paths = ["dangling.md", "inside-folder", "loop.md", "outside-folder", "outside.md", "real/up"];
        assert_eq!(findings, paths.map(|path| (path, true)), "{shown}");
        assert!(lines[7].ends_with("leads out of the knowledge base"), "{shown}");
    }

    #[test]
    fn a_hidden_or_ignored_link_is_not_worth_a_word() {
        let folder = Folder::with([(".gitignore", "ignored\n"), ("a.md", "x")]);
        symlink("/", folder.path().join(".hidden")).expect("a link");
        symlink("/", folder.path().join("ignored")).expect("a link");
        assert_eq!(read(&folder), "+ a.md\n");
    }

    #[test]
    fn a_link_does_not_publish_what_is_left_out() {
        let folder = Folder::with([
            (".git/config", "token"),
            ("late/.gitignore", "own.txt\n"),
            ("late/own.txt", "x"),
            ("public/x.txt", "x"),
            ("z.md", "x"),
        ]);
        for (name, target) in [
            ("a.png", ".git/config"),
            ("b.png", "late/own.txt"),
            ("c.png", "public/x.txt"),
            ("d.txt", "z.md"),
            ("e.md", ".git/config"),
        ] {
            symlink(target, folder.path().join(name)).expect("a link");
        }
        let shown = read(&folder);
        assert_eq!(shown.lines().filter(|line| !line.starts_with('!')).collect::<Vec<_>>(), ["+ z.md"], "{shown}");
        assert_eq!(shown.matches(" link-outside: ").count(), 5, "{shown}");
    }

    #[test]
    fn the_knowledge_base_itself_may_be_reached_through_a_link() {
        let folder = Folder::with([("base/a.md", "x"), ("base/sub/b.md", "x")]);
        symlink(folder.path().join("base"), folder.path().join("link")).expect("a link");
        symlink("sub/b.md", folder.path().join("base/c.md")).expect("a link");
        let read = afterword::pipeline::read(&folder.path().join("link")).expect("the folder can be read");
        let texts: Vec<String> = read.snapshot.texts.keys().map(ToString::to_string).collect();
        assert_eq!(
            (texts, read.diagnostics.len()),
            (vec!["a.md".to_owned(), "c.md".to_owned(), "sub/b.md".to_owned()], 0)
        );
    }

    /// Root reads everything, whatever the mode says.
    fn reads_everything(folder: &Folder) -> bool {
        fs::read(folder.path().join("closed.md")).is_ok()
    }

    #[test]
    fn what_cannot_be_read_is_told_of_and_the_rest_goes_on() {
        let folder = Folder::with([("a.md", "x"), ("closed.md", "x"), ("shut/b.md", "x")]);
        let close = |path: &str, mode| fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode));
        close("closed.md", 0o000).and_then(|()| close("shut", 0o000)).expect("the modes can be set");
        let shown = read(&folder);
        let expected = if reads_everything(&folder) {
            "+ a.md\n+ closed.md\n+ shut/b.md\n"
        } else {
            "+ a.md\n! shut unreadable-file: the folder cannot be read: Permission denied (os error 13)\n\
             ! closed.md unreadable-file: the file cannot be read: Permission denied (os error 13)\n"
        };
        close("shut", 0o755).expect("the mode can be set");
        assert_eq!(shown, expected);
    }

    #[test]
    fn pipes_and_sockets_are_never_opened() {
        let folder = Folder::with([("a.md", "x")]);
        let made = Command::new("mkfifo").arg(folder.path().join("pipe.md")).status().expect("mkfifo");
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.md")).expect("a socket");
        assert_eq!(
            read(&folder),
            "+ a.md\n! pipe.md unreadable-file: this is neither a file nor a folder\n\
             ! socket.md unreadable-file: this is neither a file nor a folder\n"
        );
    }

    #[test]
    fn a_link_to_a_pipe_is_never_opened() {
        let folder = Folder::with([("a.md", "x")]);
        let made = Command::new("mkfifo").arg(folder.path().join(".pipe")).status().expect("mkfifo");
        assert!(made.success());
        symlink(".pipe", folder.path().join("b.md")).expect("a link");
        assert_eq!(read(&folder).lines().next(), Some("+ a.md"));
    }

    #[test]
    fn a_name_that_a_terminal_or_a_browser_would_take_for_something_else_is_told_of() {
        let folder = Folder::with([("a.md", "x"), ("b\u{1b}[31m.md", "x"), ("c\nindex.html", "x"), ("d\\e.png", "x")]);
        let shown = read(&folder);
        assert!(shown.starts_with("+ a.md\n! b\\u{1b}[31m.md unreadable-file: "), "{shown}");
        assert_eq!(shown.lines().count(), 4, "{shown}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_name_that_is_no_text_is_told_of() {
        let folder = Folder::with([("a.md", "x")]);
        fs::write(folder.path().join(OsStr::from_bytes(b"st\xf6rung.md")), "x").expect("Linux takes any name");
        fs::create_dir(folder.path().join(OsStr::from_bytes(b"d\xff"))).expect("Linux takes any name");
        fs::write(folder.path().join(OsStr::from_bytes(b"d\xff")).join("b.md"), "x").expect("Linux takes any name");
        assert_eq!(
            read(&folder),
            "+ a.md\n! d\u{fffd} unreadable-file: the name of the file is not UTF-8\n\
             ! st\u{fffd}rung.md unreadable-file: the name of the file is not UTF-8\n"
        );
    }
}
