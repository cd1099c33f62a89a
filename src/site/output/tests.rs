//! What the output folder holds after one build, and after the next.

use super::*;

fn paths(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn write(folder: &Path, files: &[&str], text: &str) -> Result<Written, Failure> {
    let mut output = OutputFolder::open(folder)?;
    output.write(&paths(files), |path| Ok(format!("{path} {text}").into_bytes()), |_| {})?;
    output.finish()
}

fn there(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned()).collect()
}

#[test]
fn two_builds_do_not_write_at_once() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    let mut first = OutputFolder::open(&folder).expect("an empty folder");
    let nested = first.write(
        &paths(&["a"]),
        |_| {
            let second = write(&folder, &["b"], "2").expect_err("the first build goes on");
            Ok(second.to_string().into_bytes())
        },
        |_| {},
    );
    nested.expect("the first build is not disturbed");
    first.finish().expect("it ends");
    let said = fs::read_to_string(folder.join("a")).expect("written");
    assert!(said.starts_with("another build is writing into"), "{said}");
    write(&folder, &["b"], "3").expect("it is the next one's turn");
    assert_eq!(there(&folder).iter().filter(|path| path.contains(WRITING)).count(), 0);
}

#[test]
fn writes_what_differs_and_removes_what_is_stale() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    let first = write(&folder, &["index.html", "a/index.html", "b"], "1").expect("written");
    assert_eq!(first, Written { changed: 3, unchanged: 0, removed: 0 });
    fs::write(folder.join("CNAME"), "kept").expect("written");
    let second = write(&folder, &["index.html", "a/index.html", "b"], "1").expect("written");
    assert_eq!(second, Written { changed: 0, unchanged: 3, removed: 0 });
    let third = write(&folder, &["index.html", "a", "b/c"], "1").expect("written");
    assert_eq!(third, Written { changed: 2, unchanged: 1, removed: 2 });
    assert_eq!(there(&folder), [OUTPUT_MARK, "CNAME", "a", "b/c", "index.html"]);
}

#[test]
fn what_is_named_by_its_content_is_made_once() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    named(&folder, &["a.1.png", "b.1.png", "c.1.png"]);
    fs::remove_file(folder.join("b.1.png")).expect("removed");
    fs::write(folder.join("d.1.png"), "not ours").expect("written");
    let (missing, written) = named(&folder, &["a.1.png", "b.1.png", "d.1.png"]);
    assert_eq!(missing, paths(&["b.1.png", "d.1.png"]));
    assert_eq!(written, Written { changed: 2, unchanged: 1, removed: 1 });
    assert_eq!(there(&folder), [OUTPUT_MARK, "a.1.png", "b.1.png", "d.1.png"]);
    let list = fs::read_to_string(folder.join(OUTPUT_MARK)).expect("a list");
    assert_eq!(named(&folder, &["a.1.png", "b.1.png", "d.1.png"]).0, paths(&[]));
    assert_eq!(fs::read_to_string(folder.join(OUTPUT_MARK)).expect("a list"), list);
}

/// A build of files that are named by their content; those that it had to make.
fn named(folder: &Path, files: &[&str]) -> (BTreeSet<String>, Written) {
    let mut output = OutputFolder::open(folder).expect("ours");
    let missing = output.keep(paths(files));
    output.write(&missing, |path| Ok(format!("made {path}").into_bytes()), |_| {}).expect("written");
    (missing, output.finish().expect("it ends"))
}

#[test]
fn what_is_named_by_its_content_is_made_again_where_something_else_stands_there() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    let files = ["a.1.png", "b.1.png"];
    named(&folder, &files);
    for other in ["MADE a.1.png", "made", "", "made a.1.png and more"] {
        fs::write(folder.join("a.1.png"), other).expect("written");
        assert_eq!(OutputFolder::open(&folder).expect("ours").named("a."), [""; 0], "{other}");
        assert_eq!(named(&folder, &files).0, paths(&["a.1.png"]), "{other}");
        assert_eq!(fs::read_to_string(folder.join("a.1.png")).expect("made"), "made a.1.png");
    }
    // The list of an earlier version knows no more than names.
    fs::write(folder.join(OUTPUT_MARK), format!("{MARK_HEAD}\na.1.png\nb.1.png\nc.1.png\n")).expect("written");
    assert_eq!(named(&folder, &files), (paths(&files), Written { changed: 0, unchanged: 2, removed: 1 }));
}

#[test]
fn a_folder_of_somebody_else_is_refused_untouched() {
    let temporary = tempfile::tempdir().expect("a folder");
    fs::write(temporary.path().join("thesis.tex"), "x").expect("written");
    let failure = write(temporary.path(), &["index.html"], "1").expect_err("refused");
    assert!(failure.to_string().contains("did not write"), "{failure}");
    assert_eq!(there(temporary.path()), ["thesis.tex"]);
    let file = temporary.path().join("thesis.tex");
    assert!(write(&file, &["index.html"], "1").is_err());
}

#[test]
fn a_list_that_names_other_places_removes_nothing_there() {
    let temporary = tempfile::tempdir().expect("a folder");
    fs::write(temporary.path().join("outside"), "x").expect("written");
    let folder = temporary.path().join("public");
    write(&folder, &["a"], "1").expect("written");
    fs::write(folder.join(OUTPUT_MARK), "../outside\n/etc/hostname\na\n").expect("written");
    write(&folder, &["b"], "1").expect("written");
    assert_eq!(there(temporary.path()), ["outside", &format!("public/{OUTPUT_MARK}"), "public/b"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_symbolic_link() {
    use std::os::unix::fs::symlink;

    let temporary = tempfile::tempdir().expect("a folder");
    let elsewhere = temporary.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("made");
    fs::write(elsewhere.join("old"), "x").expect("written");
    let folder = temporary.path().join("public");
    write(&folder, &["a"], "1").expect("written");
    symlink(&elsewhere, folder.join("b")).expect("linked");
    fs::write(folder.join(OUTPUT_MARK), "b/old\n").expect("written");
    for files in [["a"], ["b/new"]] {
        let failure = write(&folder, &files, "2").expect_err("refused");
        assert!(failure.to_string().contains("is a symbolic link"), "{failure}");
    }
    assert_eq!(there(&elsewhere), ["old"]);
    symlink(&elsewhere, temporary.path().join("linked")).expect("linked");
    for path in ["linked", "linked/public"] {
        assert!(OutputFolder::open_inside(temporary.path(), path).is_err(), "{path}");
    }
}

#[test]
fn a_path_that_leads_out_is_refused() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    for path in ["../x", "/x", "a/../../x", "", "a//b"] {
        assert!(write(&folder, &[path], "1").is_err(), "{path:?}");
    }
    assert!(there(temporary.path()).is_empty());
}

#[test]
fn a_build_that_could_not_write_a_name_leaves_no_trouble_to_the_next_one() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    let long = "a".repeat(300);
    assert!(write(&folder, &["index.html", &long], "1").is_err());
    // Of a file and a folder of one name only one can be there; which one depends on who came first.
    assert!(write(&folder, &["index.html", "cards", "cards/a"], "1").is_err());
    write(&folder, &["index.html", "cards/a"], "1").expect("the names that are in the way are gone");
    fs::write(folder.join(OUTPUT_MARK), format!("index.html\ncards\ncards/a\nindex.html/b\n{long}\n"))
        .expect("written");
    write(&folder, &["index.html", "b"], "1").expect("what is not there needs not be removed");
    assert_eq!(there(&folder), [OUTPUT_MARK, "b", "index.html"]);
}

#[test]
fn a_build_that_fails_half_way_leaves_whole_files_that_the_next_one_knows() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    let all = paths(&["a", "b", "c"]);
    let failing = |path: &str| if path == "c" { Err(Failure::message("no")) } else { Ok(b"whole".to_vec()) };
    assert!(OutputFolder::open(&folder).expect("ours").write(&all, failing, |_| {}).is_err());
    assert!(there(&folder).iter().all(|path| !path.contains(".afterword-") || path == OUTPUT_MARK));
    let written = write(&folder, &["d"], "1").expect("written");
    assert_eq!(there(&folder), [OUTPUT_MARK, "d"], "{written:?}");
}
