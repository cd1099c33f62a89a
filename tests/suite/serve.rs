//! `serve` in a folder that changes: after each quiet moment every route has the bytes that a fresh build would write.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use afterword::model::Visibility;
use afterword::pipeline::{self, Publication};
use afterword::serve::http::{Answer, Answers};
use afterword::serve::{Event, Options, Server, Telling};
use afterword::site::{Content, Site};
use afterword::{config::BaseUrl, repo};

use crate::since::git;
use crate::support::{Folder, TODAY};

/// How long the server may take to catch up before a test fails; it takes a small part of that.
const LIMIT: Duration = Duration::from_secs(60);

const EVERYTHING: Publication = Publication { drafts: true, audience: Visibility::Internal };

/// How a server knows of changes.
#[derive(PartialEq)]
enum Told {
    BySystem,
    ByLooking,
}

/// A server of a folder, and what it has said.
struct Served {
    server: Server,
    said: Arc<Mutex<Vec<String>>>,
}

impl Served {
    fn start(root: &Path) -> Self {
        Self::with(root, None, Told::BySystem)
    }

    fn with(root: &Path, base_path: Option<&str>, how: Told) -> Self {
        Self::start_as(root, |options| Options {
            base_path: base_path.map(|path| BaseUrl::parse(path).expect("a base path")),
            polls: how == Told::ByLooking,
            ..options
        })
    }

    fn telling(root: &Path, publication: Publication, telling: Telling) -> Self {
        Self::start_as(root, |options| Options { publication, telling, ..options })
    }

    fn start_as(root: &Path, change: impl FnOnce(Options) -> Options) -> Self {
        let said = Arc::new(Mutex::new(Vec::new()));
        let told = said.clone();
        let options = Options {
            root: root.to_owned(),
            base_path: None,
            publication: EVERYTHING,
            as_of: None,
            polls: false,
            telling: Telling::All,
            today: Box::new(|| TODAY),
        };
        let report = move |event: Event| {
            let line = match event {
                Event::Shown(shown) => {
                    let found = shown.checked.iter().flat_map(|checked| &checked.diagnostics);
                    let found: Vec<_> = found.map(|it| (it.code.clone(), it.path.clone())).collect();
                    format!("shown {}: {:?} {found:?}", shown.number, shown.changed)
                }
                Event::Broken(why) => format!("broken: {why}"),
                Event::Mended => "mended".to_owned(),
                Event::Trouble(why) => format!("trouble: {why}"),
            };
            told.lock().expect("nobody panicked").push(line);
        };
        Self { server: Server::start(change(options), report).expect("the folder can be served"), said }
    }

    fn answers(&self) -> Arc<dyn Answers> {
        self.server.answers()
    }

    /// Waits until something holds.
    fn until(&self, what: &str, holds: impl Fn() -> Result<(), String>) {
        let start = Instant::now();
        loop {
            let Err(why) = holds() else { return };
            if start.elapsed() > LIMIT {
                panic!("{what}: {why}; said: {:#?}", self.said.lock().expect("nobody panicked"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The text at a path, without the script that the server adds.
    fn text(&self, path: &str) -> (u16, String) {
        let answer = self.answers().answer(path).expect("it is made");
        (answer.status, String::from_utf8_lossy(&without_script(&answer.body)).into_owned())
    }

    fn state(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.answers().state(path)).expect("the state of a page is JSON")
    }
}

/// A page without the one thing that the server adds.
fn without_script(page: &[u8]) -> Vec<u8> {
    let find = |needle: &[u8]| page.windows(needle.len()).position(|it| it == needle);
    let Some(start) = find(b"<script defer src=\"") else { return page.to_vec() };
    let is_ours = page[start..].windows(20).take(80).any(|it| it == b".afterword/live.js\" ");
    let end = page[start..].windows(9).position(|it| it == b"</script>").filter(|_| is_ours);
    end.map_or_else(|| page.to_vec(), |end| [&page[..start], &page[start + end + 9..]].concat())
}

/// The site that a build would write now.
fn fresh(root: &Path, base_path: Option<&str>) -> Site {
    let mut read = pipeline::read(root).expect("the folder can be read");
    if let Some(path) = base_path {
        let base_path = BaseUrl::parse(path).expect("a base path");
        let config = afterword::config::Config::clone(&read.config);
        let base_url = config.base_url.with_path_of(&base_path);
        read.config = Arc::new(afterword::config::Config { base_url, ..config });
    }
    let understood = pipeline::understand(&read);
    let knowledge = understood.publish(EVERYTHING);
    let variants = pipeline::variants(&knowledge, root, &|_| Vec::new()).expect("threads");
    let site = pipeline::site(knowledge, &read.snapshot, variants).expect("the site can be made");
    site.as_of(repo::last_commit_day(root))
}

/// What differs between the served site and a fresh one.
fn difference(served: &Served, site: &Site, root: &Path, seen: &BTreeSet<String>) -> Result<(), String> {
    let answers = served.answers();
    for route in site.routes().iter() {
        let answer = answers.answer(route.as_str()).expect("a page is made at once");
        let expected = match site.render(route).expect("a page") {
            Some(Content::Bytes(bytes)) => bytes,
            Some(Content::File(path)) => fs::read(root.join(path.as_str())).expect("a file"),
            None => panic!("no page at {route}"),
        };
        if answer.status != 200 || without_script(&answer.body) != expected {
            return Err(format!("{route} differs (status {})", answer.status));
        }
    }
    let is_there = |path: &&String| site.routes().iter().any(|route| route.as_str() == path.as_str());
    // Files of the theme, whose names say what is in them, are kept for pages that are being loaded.
    let is_asset = |path: &&String| path.starts_with("assets/");
    for gone in seen.iter().filter(|path| !is_there(path) && !is_asset(path)) {
        let status = answers.answer(gone).expect("a page is made at once").status;
        if ![404, 301].contains(&status) {
            return Err(format!("/{gone} is gone, and yet answered with {status}"));
        }
    }
    Ok(())
}

/// The same of the search index.
fn index_difference(served: &Served, site: &Site) -> Result<(), String> {
    let answers = served.answers();
    for (path, bytes) in pipeline::search_index(site).expect("an index") {
        if answers.answer(&path).is_none_or(|answer| answer.body != bytes) {
            return Err(format!("{path} differs"));
        }
    }
    Ok(())
}

/// SplitMix64 (Steele, Lea and Flood 2014), so that each run does the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

fn document(number: usize, random: &mut Random) -> String {
    let status = ["draft", "published", "published", "in-review"][random.below(4)];
    let (factor, other, day) = (random.below(5), random.below(5), 1 + random.below(27));
    format!(
        "---\ntitle: Incident {number} of {day}\nstatus: {status}\nseverity: SEV{}\nstarted: 2026-03-{day:02}T09:00:00Z\n\
         resolved: 2026-03-{day:02}T11:00:00Z\nservices: [s{}]\ncontributing_factors: [factor-{factor}, factor-{other}]\n---\n\n\
         ## Summary\n\nWord{} happened, see [another](incident-{other}.md) and [[factor-{factor}]].\n\n\
         ![A graph](graph-{}.png)\n\n## Action items\n\n| Action | Due | Status |\n| --- | --- | --- |\n| mend {} | 2026-0{}-01 | open |\n",
        1 + random.below(4),
        random.below(3),
        random.below(1_000),
        random.below(3),
        random.below(100),
        1 + random.below(9),
    )
}

/// A PNG of one colour.
fn image(colour: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 3, 2);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[colour; 6]).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

/// A PNG of another size.
fn large_image() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 30, 20);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[5; 600]).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

fn commit(folder: &Path, day: usize) {
    git(folder, &["add", "--all"]);
    let date = format!("2026-06-{day:02}T12:00:00Z");
    let output = std::process::Command::new("git")
        .args(["-c", "user.name=someone", "-c", "user.email=someone@example.org"])
        .args(["commit", "--quiet", "--allow-empty", "--message", "Change it"])
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .current_dir(folder)
        .output()
        .expect("the program git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The Markdown files of a folder, in their order.
fn documents(root: &Path) -> Vec<PathBuf> {
    let mut documents = Vec::new();
    let mut open = vec![root.join("postmortems")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// One random edit of a knowledge base, as an editor, a person or git may do it.
fn edit(root: &Path, random: &mut Random, step: usize) {
    let number = random.below(9);
    let known = documents(root);
    let some = (!known.is_empty()).then(|| known[random.below(known.len())].clone());
    let write = |path: &str, content: &[u8]| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    };
    match random.below(20) {
        0..=5 => write(&format!("postmortems/incident-{number}.md"), document(number, random).as_bytes()),
        // An editor that writes another file and renames it.
        6 | 7 => {
            write("postmortems/.incident.swp", document(number, random).as_bytes());
            let to = root.join(format!("postmortems/incident-{number}.md"));
            fs::rename(root.join("postmortems/.incident.swp"), to).expect("a rename");
        }
        8 => write(
            &format!("postmortems/deep/er-{}/incident-{number}.md", step % 3),
            document(number, random).as_bytes(),
        ),
        9 => some.iter().for_each(|path| fs::remove_file(path).expect("a file to remove")),
        10 => some.iter().for_each(|path| {
            fs::rename(path, root.join(format!("postmortems/renamed-{}.md", step % 7))).expect("a rename");
        }),
        11 => {
            let (from, to) = (root.join("postmortems/deep"), root.join("postmortems/moved"));
            let _ = fs::remove_dir_all(&to);
            if from.is_dir() {
                fs::rename(from, to).expect("a rename");
            }
        }
        12 => write(&format!("postmortems/graph-{}.png", random.below(3)), &image(random.below(256) as u8)),
        13 => write(
            &format!("factors/factor-{}.md", random.below(5)),
            format!("---\ntitle: Factor of {step}\n---\n\nIt is.\n").as_bytes(),
        ),
        14 => write("static/note.txt", format!("note {step}").as_bytes()),
        15 => write(
            "afterword.toml",
            format!("title = \"Base {}\"\nbase_url = \"https://example.org/kb/\"\n", random.below(3)).as_bytes(),
        ),
        16 => write("themes/default/styles/page.css", format!(".note-{step} {{ color: red }}\n").as_bytes()),
        17 => write(".gitignore", ["", "postmortems/renamed-*\n"][random.below(2)].as_bytes()),
        18 => {
            let _ = fs::remove_dir_all(root.join("postmortems/moved"));
        }
        _ => {
            commit(root, 1 + step % 28);
            let name = ["main", "other"][random.below(2)];
            git(root, &["switch", "--quiet", name]);
        }
    }
}

/// A small knowledge base in a repository with two branches.
fn repository() -> Folder {
    let folder = Folder::new();
    let mut random = Random(11);
    for number in 0..6 {
        folder.write(&format!("postmortems/incident-{number}.md"), document(number, &mut random));
    }
    folder.write("postmortems/graph-0.png", image(7));
    folder.write("pages/about.md", "# About\n\nHow we learn.\n");
    folder.write("afterword.toml", "title = \"Base\"\nbase_url = \"https://example.org/kb/\"\n");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), 1);
    git(folder.path(), &["branch", "other"]);
    folder
}

#[test]
fn two_hundred_edits_leave_what_a_fresh_build_would_write() {
    let folder = repository();
    let root = folder.path();
    let served = Served::start(root);
    let (mut random, mut seen, mut step) = (Random(5), BTreeSet::new(), 0);
    while step < 200 {
        for _ in 0..=random.below(7) {
            edit(root, &mut random, step);
            step += 1;
        }
        let site = fresh(root, None);
        served.until(&format!("after edit {step}"), || difference(&served, &site, root, &seen));
        seen.extend(site.routes().iter().map(|route| route.as_str().to_owned()));
        if step % 5 == 0 {
            served.until(&format!("search after edit {step}"), || index_difference(&served, &site));
        }
    }
    assert!(seen.len() > 100, "{seen:?}");
}

#[test]
fn what_is_broken_is_told_over_the_last_good_page_until_it_is_mended() {
    let folder = Folder::with([("postmortems/a.md", document(1, &mut Random(1))), ("afterword.toml", String::new())]);
    let good = document(1, &mut Random(1));
    let served = Served::start(folder.path());
    let page = "postmortems/a/";
    let before = served.text(page);
    assert_eq!(before.0, 200);
    let broken =
        |served: &Served, page: &str| served.state(page)["broken"]["text"].as_str().unwrap_or_default().to_owned();
    let tells = |page: &'static str, words: &'static str| {
        served.until(words, || match broken(&served, page) {
            text if text.contains(words) => Ok(()),
            text => Err(format!("`{text}`")),
        });
    };
    for (path, wrong, words, right) in [
        ("afterword.toml", "titel = 1\n", "afterword.toml:1:1", "title = \"B\"\n"),
        ("themes/default/templates/home.html", "{% block %}", "themes/default/templates/home.html:1", ""),
    ] {
        folder.write(path, wrong);
        tells(page, words);
        tells("factors/", words);
        assert_eq!(served.text(page).1, before.1, "the last good page is shown on");
        match right {
            "" => fs::remove_dir_all(folder.path().join("themes")).expect("a folder to remove"),
            _ => folder.write(path, right.replace("B", "Postmortems")),
        }
        served.until("mended", || if broken(&served, page).is_empty() { Ok(()) } else { Err("is broken".to_owned()) });
    }
    folder.write("themes/default/templates/home.html", "{{ nothing.of_that_name }}");
    tells(page, "themes/default/templates/home.html:1");
    fs::remove_dir_all(folder.path().join("themes")).expect("a folder to remove");
    served.until("mended", || if broken(&served, page).is_empty() { Ok(()) } else { Err("is broken".to_owned()) });
    folder.write("postmortems/a.md", good.replace("severity: ", "severity: [").as_str());
    tells(page, "postmortems/a.md:");
    assert_eq!(broken(&served, "factors/"), "", "other pages are as good as before");
    assert_eq!(served.text(page), before, "its last good page is shown on");
    assert_eq!(served.state(page)["document"], "postmortems/a.md");
    let anew = Served::start(folder.path());
    assert_eq!(anew.text(page).0, 404, "there never was a good page");
    assert!(broken(&anew, page).contains("postmortems/a.md:"), "{}", anew.state(page));
    folder.write("postmortems/a.md", good.as_str());
    served.until("mended", || if broken(&served, page).is_empty() { Ok(()) } else { Err("is broken".to_owned()) });
    assert_eq!(served.text(page), before);
}

#[test]
fn what_changed_while_something_was_broken_is_followed_once_it_is_mended() {
    let folder = Folder::with([
        ("postmortems/a.md", &b"# A\n\n![g](g.png)\n"[..]),
        ("postmortems/g.png", &image(3)),
        ("afterword.toml", b""),
    ]);
    let served = Served::start(folder.path());
    folder.write("afterword.toml", "title = 3x\n");
    served.until("broken", || if served.state("")["broken"].is_null() { Err("is not".to_owned()) } else { Ok(()) });
    folder.write("postmortems/g.png", large_image());
    folder.write("static/_redirects", "/old /postmortems/a/\n");
    served.until("looked at", || match served.text("postmortems/g.png") {
        (200, text) if text.as_bytes() != String::from_utf8_lossy(&image(3)).as_bytes() => Ok(()),
        other => Err(format!("{other:?}")),
    });
    folder.write("afterword.toml", "");
    served.until("mended", || if served.state("")["broken"].is_null() { Ok(()) } else { Err("is broken".to_owned()) });
    let site = fresh(folder.path(), None);
    served.until("followed", || difference(&served, &site, folder.path(), &BTreeSet::new()));
    assert_eq!(served.text("old").0, 301);
}

#[test]
fn folders_that_change_places_are_followed() {
    let folder = Folder::with([
        ("postmortems/a.md", &b"# A\n\n![g](img/g.png)\n"[..]),
        ("postmortems/img/g.png", &image(3)),
        ("postmortems/stage/g.png", &large_image()),
    ]);
    let served = Served::start(folder.path());
    let at = |name: &str| folder.path().join("postmortems").join(name);
    fs::rename(at("img"), at("away")).and_then(|()| fs::rename(at("stage"), at("img"))).expect("renames");
    let site = fresh(folder.path(), None);
    served.until("followed", || difference(&served, &site, folder.path(), &BTreeSet::new()));
}

#[test]
fn files_that_no_page_shows_change_nothing() {
    let folder = Folder::with([("postmortems/a.md", "# A\n"), ("serve.log", "one\n")]);
    let served = Served::start(folder.path());
    for line in 0..20 {
        folder.write("serve.log", format!("line {line}\n"));
    }
    folder.write("postmortems/b.md", "# Bee\n");
    served.until("followed", || if served.text("").1.contains("Bee") { Ok(()) } else { Err("not yet".to_owned()) });
    assert_eq!(served.state("")["generation"], 2);
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_told_of() {
    let folder = Folder::with([("postmortems/a.md", "# A\n"), ("postmortems/b.md", "# B\n")]);
    let served = Served::start(folder.path());
    folder.write("postmortems/b.md", b"# B \xff\n");
    served.until("told", || {
        let said = served.said.lock().expect("nobody panicked");
        let is_told = said.iter().any(|line| line.contains("not-utf8") && line.contains("postmortems/b.md"));
        if is_told { Ok(()) } else { Err("not yet".to_owned()) }
    });
}

#[test]
fn a_repository_that_begins_while_it_is_served_tells_the_day() {
    let folder = Folder::with([("postmortems/a.md", document(1, &mut Random(1)))]);
    let served = Served::start(folder.path());
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), 3);
    let site = fresh(folder.path(), None);
    served.until("followed", || difference(&served, &site, folder.path(), &BTreeSet::new()));
}

#[test]
fn pages_tell_others_no_more_than_they_may_know() {
    let folder = Folder::with([
        ("afterword.toml", "[serve]\neditor = \"vscode://file{path}\"\n"),
        ("postmortems/a.md", "---\ntitle: A\nstatus: published\nvisibility: public\n---\n\nSee [[b-secre]].\n"),
        ("postmortems/b-secret.md", "# B\n"),
    ]);
    let told = |telling: Telling| {
        let publication = Publication { drafts: true, audience: Visibility::Public };
        let served = Served::telling(folder.path(), publication, telling);
        served.state("postmortems/a/")["findings"].to_string()
    };
    assert!(told(Telling::All).contains("vscode://") && told(Telling::All).contains("b-secret"));
    assert!(!told(Telling::Findings).contains("vscode://") && told(Telling::Findings).contains("b-secret"));
    assert_eq!(told(Telling::Nothing), "[]");
}

#[test]
fn what_is_broken_quotes_nothing_to_those_who_may_not_see_it() {
    let public = "---\ntitle: A\nstatus: published\nvisibility: public\n---\n\nText.\n";
    let folder = Folder::with([
        ("afterword.toml", ""),
        ("postmortems/a.md", public),
        ("postmortems/b.md", "---\nx: [secret\n---\n"),
    ]);
    let publication = Publication { drafts: true, audience: Visibility::Public };
    let served = Served::telling(folder.path(), publication, Telling::Nothing);
    let told = |path: &str| served.answers().state(path);
    assert!(!told("postmortems/b/").contains("secret"), "{}", told("postmortems/b/"));
    folder.write("postmortems/a.md", public.replace("public", "[secret").as_str());
    served.until("gone", || if served.text("postmortems/a/").0 == 404 { Ok(()) } else { Err("is there".to_owned()) });
    assert!(!told("postmortems/a/").contains("secret"), "{}", told("postmortems/a/"));
    folder.write("afterword.toml", "secret = [\n");
    served.until("broken", || if told("").contains("whoever serves it") { Ok(()) } else { Err(told("")) });
    assert!(!told("").contains("secret"), "{}", told(""));
}

#[test]
fn a_page_of_ones_own_is_served_where_a_build_writes_it() {
    let folder = Folder::with([("postmortems/a.md", "# A\n"), ("static/demo/index.html", "<p>a demo</p>")]);
    let served = Served::start(folder.path());
    for path in ["demo/", "demo/index.html"] {
        assert_eq!(served.text(path), (200, "<p>a demo</p>".to_owned()), "{path}");
    }
    assert_eq!(served.text("demo").0, 301);
    assert_eq!(served.text("index.html"), served.text(""));
}

#[test]
fn a_page_is_told_what_is_found_about_its_document() {
    let text = document(1, &mut Random(1)).replace("SEV", "SEVERE ");
    let folder = Folder::with([
        (
            "afterword.toml",
            "[vocabulary]\nseverities = [\"SEV1\"]\n[serve]\neditor = \"vscode://file{path}:{line}:{column}\"\n",
        ),
        ("postmortems/a.md", text.as_str()),
    ]);
    let served = Served::start(folder.path());
    let state = served.state("postmortems/a/");
    let findings = state["findings"].as_array().expect("a list");
    let found = findings.iter().find(|it| it["rule"] == "unknown-severity").expect("a finding");
    assert_eq!((found["level"].as_str(), found["place"].as_str()), (Some("error"), Some("postmortems/a.md:4:11")));
    let editor = found["editor"].as_str().expect("an address");
    assert!(editor.starts_with("vscode://file/") && editor.ends_with("/postmortems/a.md:4:11"), "{editor}");
    assert_eq!(served.state("factors/")["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_base_that_is_broken_from_the_start_is_shown_once_it_is_mended() {
    let folder = Folder::with([("afterword.toml", "title = 3x\n"), ("postmortems/a.md", "# A\n")]);
    let served = Served::start(folder.path());
    let (status, page) = served.text("");
    assert!(status == 500 && page.contains("afterword.toml:1:9") && !page.contains("<script"), "{status} {page}");
    folder.write("afterword.toml", "title = \"3x\"\n");
    served.until("mended", || match served.text("") {
        (200, page) if page.contains("3x") => Ok(()),
        other => Err(format!("{other:?}")),
    });
}

#[test]
fn a_folder_that_goes_away_and_comes_back_is_followed_on() {
    let folder = Folder::with([("base/postmortems/a.md", "# A\n"), ("base/afterword.toml", "")]);
    let (root, away) = (folder.path().join("base"), folder.path().join("away"));
    let served = Served::start(&root);
    fs::rename(&root, &away).expect("a rename");
    served.until("gone", || match served.state("")["broken"]["text"].as_str() {
        Some(text) if text.contains("cannot read") => Ok(()),
        other => Err(format!("{other:?}")),
    });
    assert_eq!(served.text("").0, 200, "the last good state is shown on");
    fs::rename(&away, &root).expect("a rename");
    served.until("back", || if served.state("")["broken"].is_null() { Ok(()) } else { Err("is broken".to_owned()) });
    fs::write(root.join("postmortems/b.md"), "# Bee\n").expect("a file");
    served.until("followed", || match served.text("") {
        (200, page) if page.contains("Bee") => Ok(()),
        (status, _) => Err(status.to_string()),
    });
}

#[test]
fn a_base_path_stands_in_for_that_of_the_configuration() {
    let folder =
        Folder::with([("postmortems/a.md", "# A\n"), ("afterword.toml", "base_url = \"https://example.org/x/\"\n")]);
    let served = Served::with(folder.path(), Some("/kb/"), Told::BySystem);
    assert_eq!(served.answers().base_path(), "/kb/");
    let site = fresh(folder.path(), Some("/kb/"));
    assert_eq!(difference(&served, &site, folder.path(), &BTreeSet::new()), Ok(()));
    assert!(served.text("").1.contains("https://example.org/kb/"));
}

#[cfg(unix)]
#[test]
fn a_file_that_became_a_link_out_of_the_base_is_not_served() {
    let folder = Folder::with([
        ("secret.txt", &b"a secret"[..]),
        ("base/postmortems/a.md", b"# A\n\n![g](g.png)\n"),
        ("base/postmortems/g.png", &image(3)),
    ]);
    let served = Served::start(&folder.path().join("base"));
    let image = folder.path().join("base/postmortems/g.png");
    assert_eq!(served.text("postmortems/g.png").0, 200);
    fs::remove_file(&image).and_then(|()| std::os::unix::fs::symlink("../../secret.txt", &image)).expect("a link");
    served.until("refused", || match served.text("postmortems/g.png") {
        (404, _) => Ok(()),
        other => Err(format!("{other:?}")),
    });
}

#[test]
fn what_a_host_is_told_holds_here_too() {
    let folder = Folder::with([
        ("postmortems/a.md", "# A\n"),
        ("static/_redirects", "/old/* /postmortems/:splat 301\n/shown /postmortems/a/ 200\n/factors/ /elsewhere 302\n"),
    ]);
    let served = Served::start(folder.path());
    let answers = served.answers();
    let asked = |path: &str| answers.answer(path).expect("it is made at once");
    let header = |answer: &Answer, name: &str| {
        let found = answer.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let page = asked("postmortems/a/");
    assert!(header(&page, "Content-Security-Policy").contains("default-src 'self'"), "{page:?}");
    assert_eq!((asked("old/a/").status, header(&asked("old/a/"), "Location").as_str()), (301, "/postmortems/a/"));
    assert_eq!((asked("shown").status, asked("shown").body), (200, page.body));
    assert_eq!(asked("factors/").status, 200, "what is there is not led away from");
    assert_eq!(asked("postmortems/a").status, 301);
    let style = asked("").body;
    let style = String::from_utf8_lossy(&style).split("href=\"/").find(|it| it.contains(".css\"")).map(str::to_owned);
    let style = style.and_then(|it| it.split_once('"').map(|(path, _)| path.to_owned())).expect("a style sheet");
    assert!(header(&asked(&style), "Cache-Control").contains("immutable"), "{style}");
    folder.write("static/_headers", "/*\n  X-Team: ours\n");
    served.until("followed", || match header(&asked("postmortems/a/"), "x-team").as_str() {
        "ours" => Ok(()),
        other => Err(other.to_owned()),
    });
}

#[test]
fn a_checkout_of_a_hundred_files_is_one_update() {
    let folder = Folder::new();
    let mut random = Random(3);
    let write = |random: &mut Random| {
        for number in 0..100 {
            folder.write(&format!("postmortems/incident-{number}.md"), document(number, random));
        }
    };
    write(&mut random);
    folder.write("afterword.toml", "");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), 1);
    git(folder.path(), &["switch", "--quiet", "--create", "other"]);
    write(&mut random);
    commit(folder.path(), 1);
    let served = Served::start(folder.path());
    git(folder.path(), &["switch", "--quiet", "main"]);
    let site = fresh(folder.path(), None);
    served.until("followed", || difference(&served, &site, folder.path(), &BTreeSet::new()));
    let said = served.said.lock().expect("nobody panicked").clone();
    assert_eq!(said.len(), 2, "the start, and one update: {said:#?}");
}

#[test]
fn where_the_system_tells_nothing_files_are_looked_at() {
    let folder = Folder::with([
        ("postmortems/a.md", &b"# A\n\n![g](g.png)\n"[..]),
        ("postmortems/g.png", &image(3)),
        ("static/note.txt", b"one"),
    ]);
    let served = Served::with(folder.path(), None, Told::ByLooking);
    let number = |served: &Served| served.state("")["generation"].as_u64().expect("a number");
    let mut before = number(&served);
    for (path, content) in [
        ("postmortems/b.md", b"# Bee\n".to_vec()),
        ("static/note.txt", b"other".to_vec()),
        ("postmortems/g.png", image(9)),
    ] {
        folder.write(path, content);
        served.until(path, || if number(&served) > before { Ok(()) } else { Err("not seen".to_owned()) });
        before = number(&served);
    }
    assert_eq!(served.text("static/note.txt").0, 404);
    assert_eq!(served.text("note.txt").1, "other");
}

#[test]
fn a_page_that_was_loaded_before_a_change_of_the_theme_still_gets_its_style() {
    let folder =
        Folder::with([("postmortems/a.md", "# A\n"), ("themes/default/styles/page.css", "p { color: red }\n")]);
    let served = Served::start(folder.path());
    let style = |served: &Served| {
        let page = served.text("").1;
        let found = page.split("href=\"/").find(|it| it.split('"').next().is_some_and(|it| it.ends_with(".css")));
        found.and_then(|it| it.split('"').next()).expect("a style sheet").to_owned()
    };
    let before = style(&served);
    folder.write("themes/default/styles/page.css", "p { color: blue }\n");
    served.until("another style", || if style(&served) == before { Err(before.clone()) } else { Ok(()) });
    assert!(served.text(&before).1.contains("red"));
    assert!(served.text(&style(&served)).1.contains("blue"));
    assert_eq!(served.text("assets/main.00000000.css").0, 404);
}

/// The files below a folder, by their paths in it.
fn files_below(folder: &Path) -> Vec<String> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files
}

#[test]
fn every_file_that_a_build_writes_is_served() {
    let folder = repository();
    folder.write("static/demo/index.html", "<p>a demo</p>");
    let written = Folder::new();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["build", "--drafts", "--quiet", "--output"])
        .args([written.path().join("site"), folder.path().to_owned()])
        .output()
        .expect("the program")
        .status;
    assert_ne!(status.code(), Some(2));
    let served = Served::start(folder.path());
    let site = fresh(folder.path(), None);
    served.until("search", || index_difference(&served, &site));
    let files = files_below(&written.path().join("site"));
    assert!(files.len() > 50 && files.iter().any(|path| path.starts_with("search/data/")), "{files:?}");
    for path in files.iter().filter(|path| *path != ".afterword-output") {
        let answer = served.answers().answer(path).expect("it is made");
        let bytes = fs::read(written.path().join("site").join(path)).expect("a file");
        assert!(answer.status == 200 && without_script(&answer.body) == bytes, "{path}");
    }
}
