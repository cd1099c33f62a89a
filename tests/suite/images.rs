//! Images of documents: what pages say of them, and in which sizes they are there.

use std::fs;
use std::io::Cursor;
use std::process::Command;

use crate::support::{Folder, links};

/// An image with a gradient of a size, as the format of a name.
fn picture(name: &str, (width, height): (u32, u32)) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, (x * y % 97) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    let format = image::ImageFormat::from_path(name).expect("an ending");
    image.write_to(&mut bytes, format).expect("an image");
    bytes.into_inner()
}

/// Builds into `public` and gives what the build says.
fn build(folder: &Folder, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    let output = command.arg("build").args(arguments).current_dir(folder.path()).output().expect("the build runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The attributes of a page's images.
fn images(folder: &Folder, page: &str) -> Vec<String> {
    let html = fs::read_to_string(folder.path().join("public").join(page)).expect("the page");
    let tags = links::tags(&html).into_iter().filter(|tag| tag.name == "img");
    let shown = |tag: links::Tag| {
        let attributes = tag.attributes.iter().filter(|(name, _)| name != "alt" && name != "sizes");
        attributes.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    tags.map(shown).collect()
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("public/images")).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn images_of_raw_html_have_room_and_files_as_those_of_markdown() {
    let text = "---\nsummary: x\n---\n# A\n\n![a](a.png)\n\n<p><img src=\"b.png\" alt=\"b\" width=20></p>\n\n\
                <img src='c.png' alt=c width=1 height=2 srcset=\"https://example.org/x.png 2x\"> and <a href=\"d.txt\">d</a>\n";
    let folder = Folder::with([("postmortems/a.md", text.as_bytes()), ("postmortems/d.txt", b"d")]);
    for name in ["a.png", "b.png", "c.png"] {
        folder.write(&format!("postmortems/{name}"), picture(name, (40, 30)));
    }
    build(&folder, &[]);
    assert_eq!(
        images(&folder, "postmortems/a/index.html"),
        [
            "src=/postmortems/a.png width=40 height=30",
            "width=20 height=15 loading=lazy decoding=async src=/postmortems/b.png",
            "loading=lazy decoding=async src=/postmortems/c.png width=1 height=2",
        ]
    );
    for name in ["b.png", "c.png", "d.txt"] {
        assert!(folder.path().join("public/postmortems").join(name).is_file(), "{name}");
    }
}

#[test]
fn an_image_of_raw_html_that_is_missing_is_found_on_its_line() {
    let text =
        "# A\n\nText <img src=\"gone.png\" alt=\"What was seen\">\n\n<p>\n<img alt=\"More\" src=\"lost.png\">\n</p>\n";
    let folder = Folder::with([("postmortems/a.md", text)]);
    let findings = folder.findings();
    let places: Vec<&str> =
        findings.iter().filter(|it| it.contains("broken-link")).filter_map(|it| it.split(' ').next()).collect();
    assert_eq!(places, ["postmortems/a.md:3:16", "postmortems/a.md:6:22"], "{findings:?}");
}

#[test]
fn wide_images_are_there_in_smaller_sizes_which_are_made_once() {
    let text = "# A\n\n![wide](wide.jpg)\n\n<img src=wide.jpg alt=wide width=500>\n\n![small](small.jpg)\n\n![broken](broken.png)\n";
    let folder = Folder::with([("postmortems/a.md", text)]);
    let wide = picture("wide.jpg", (2_000, 500));
    folder.write("postmortems/broken.png", &picture("broken.png", (2_000, 500))[..9_000]);
    folder.write("postmortems/wide.jpg", wide);
    folder.write("postmortems/small.jpg", picture("small.jpg", (1_600, 40)));
    build(&folder, &[]);
    let made = names(&folder);
    let widths: Vec<&str> = made.iter().filter_map(|name| name.split('.').nth(2)).collect();
    assert!(made.iter().all(|name| name.starts_with("wide.")) && widths == ["1080", "1440", "720"], "{made:?}");
    let pictures = images(&folder, "postmortems/a/index.html");
    let set = format!(
        "srcset=/images/{} 720w, /images/{} 1080w, /images/{} 1440w, /postmortems/wide.jpg 2000w",
        made[2], made[0], made[1]
    );
    assert!(pictures[0].contains(&set) && pictures[1].contains(&set), "{pictures:?}");
    assert!(pictures[1].starts_with("width=500 height=125 "), "{pictures:?}");
    assert!(!pictures[2].contains("srcset") && pictures[2].contains("width=1600"), "{pictures:?}");
    assert!(!pictures[3].contains("srcset"), "{pictures:?}");
    let again = build(&folder, &[]);
    assert!(again.contains("none changed"), "{again}");
    let first = made.iter().map(|name| fs::read(folder.path().join("public/images").join(name)).expect("a file"));
    let first: Vec<Vec<u8>> = first.collect();
    fs::remove_file(folder.path().join("public/images").join(&made[1])).expect("removed");
    build(&folder, &[]);
    let second = made.iter().map(|name| fs::read(folder.path().join("public/images").join(name)).expect("a file"));
    assert!(first == second.collect::<Vec<_>>(), "what is missing is made again as it was");
    folder.write("postmortems/wide.jpg", picture("wide.jpg", (2_000, 600)));
    build(&folder, &[]);
    assert!(names(&folder).len() == 3 && names(&folder) != made, "{:?}", names(&folder));
}

#[test]
fn a_variant_of_an_image_with_a_long_name_can_be_written_and_is_made_again_where_it_was_changed() {
    let name = format!("{}.jpg", "監視".repeat(30));
    let text = format!("# A\n\n![wide]({name})\n");
    let folder = Folder::with([("postmortems/a.md", text.as_str())]);
    folder.write(&format!("postmortems/{name}"), picture("x.jpg", (1_700, 100)));
    build(&folder, &[]);
    let made = names(&folder);
    assert!(!made.is_empty() && made.iter().all(|name| name.len() < 130), "{made:?}");
    let file = folder.path().join("public/images").join(&made[0]);
    let first = fs::read(&file).expect("a file");
    fs::write(&file, &first[..first.len() / 2]).expect("written");
    build(&folder, &[]);
    assert!(fs::read(&file).expect("a file") == first, "half a file is made again");
    let again = build(&folder, &[]);
    assert!(again.contains("none changed"), "{again}");
}

#[test]
fn images_of_internal_documents_are_in_no_size_in_a_build_for_the_public() {
    let folder = Folder::with([
        ("postmortems/inside.md", "# Inside\n\n![secret](secret.jpg)\n"),
        ("postmortems/open.md", "---\nvisibility: public\nstatus: published\n---\n# Open\n\n![open](open.jpg)\n"),
    ]);
    folder.write("postmortems/secret.jpg", picture("secret.jpg", (2_000, 100)));
    folder.write("postmortems/open.jpg", picture("open.jpg", (2_000, 100)));
    build(&folder, &["--base-url", "https://example.org/"]);
    assert!(names(&folder).iter().any(|name| name.starts_with("secret.")));
    build(&folder, &["--base-url", "https://example.org/", "--audience", "public"]);
    let made = names(&folder);
    assert!(made.len() == 3 && made.iter().all(|name| name.starts_with("open.")), "{made:?}");
    let cards: Vec<_> = fs::read_dir(folder.path().join("public/cards")).expect("cards").collect();
    assert_eq!(cards.len(), 2, "{cards:?}");
}
