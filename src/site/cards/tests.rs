//! What cards promise: each is a picture of one size, whatever stands on it, and nothing on it is an empty box.

use std::collections::BTreeMap;

use super::fonts::Face;
use super::layout::Art;
use super::text::{cut, fit, readable};
use super::*;
use crate::theme::ThemeFile;

fn theme(files: &[(&str, Vec<u8>)]) -> Theme {
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect();
    Theme::load("default", &files, "en").expect("a theme")
}

fn font() -> ThemeFile {
    theme(&[]).fonts("fonts/card-bold.ttf").remove(0)
}

fn face() -> Face {
    Face::new([&font()]).expect("a font")
}

fn art() -> Art {
    Art::new(&theme(&[]), None).expect("fonts")
}

/// A card with all that it can hold.
fn full() -> Card {
    Card {
        site: "What we learned".to_owned(),
        title: "Checkout latency after a cache resize".to_owned(),
        kind: "Postmortem".to_owned(),
        labels: vec!["In review".to_owned()],
        severity: Some(("SEV2".to_owned(), 2)),
        date: "4 March 2026".to_owned(),
        description: String::new(),
        services: vec!["Checkout".to_owned(), "Cart".to_owned()],
        lasted: Some(("Time to resolve".to_owned(), "2 h 8 min".to_owned())),
        phases: vec![(1, 1_140), (2, 1_380), (3, 3_180), (4, 7_680)],
    }
}

/// The pixels of a card, each as the number of its colour.
fn pixels(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("a frame");
    assert_eq!((frame.width as usize, frame.height as usize), (WIDTH, HEIGHT));
    pixels
}

/// How many pixels of some rows are not paper.
fn inked(pixels: &[u8], rows: std::ops::Range<usize>) -> usize {
    pixels[rows.start * WIDTH..rows.end * WIDTH].iter().filter(|pixel| **pixel != 0).count()
}

#[test]
fn every_card_is_a_picture_of_one_size_with_free_margins() {
    let art = art();
    let without = |change: fn(&mut Card)| {
        let mut card = full();
        change(&mut card);
        card
    };
    let cards = [
        full(),
        Card::default(),
        without(|card| card.date.clear()),
        without(|card| card.severity = None),
        without(|card| (card.date, card.severity) = (String::new(), None)),
        without(|card| card.lasted = None),
        without(|card| card.phases = vec![(4, 240)]),
        without(|card| card.phases = vec![(1, 1), (2, 2), (3, 3), (4, 10_000_000)]),
        without(|card| card.phases = (0..5).map(|phase| (phase, 9_999_990 + phase as i64)).collect()),
        without(|card| card.title = "Outage ".repeat(30)),
        without(|card| card.title = "W".repeat(2_000)),
        without(|card| card.title = "x ".repeat(100_000)),
        without(|card| card.services = vec!["A service with a name".to_owned(); 40]),
        without(|card| card.services = vec!["W".repeat(400)]),
        without(|card| (card.site, card.labels) = ("S".repeat(300), vec!["L".repeat(300)])),
        without(|card| card.severity = Some(("critical ".repeat(30), 0))),
        without(|card| card.lasted = Some(("Time to resolve".to_owned(), "122 d 4 h".to_owned()))),
        without(|card| card.description = "What it is about. ".repeat(50)),
    ];
    for card in cards {
        let bytes = art.draw(&card);
        assert_eq!(bytes, art.draw(&card), "the same card is the same bytes");
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
        let pixels = pixels(&bytes);
        let margin = |x: usize| (14..HEIGHT).any(|y| pixels[y * WIDTH + x] != 0);
        assert!(!(0..60).any(margin) && !(WIDTH - 60..WIDTH).any(margin), "{card:?}");
        assert_eq!(inked(&pixels, 590..HEIGHT), 0, "{card:?}");
        assert_eq!(inked(&pixels, 478..490), 0, "the title ends above the phases: {card:?}");
    }
}

#[test]
fn a_title_that_cannot_be_set_gives_way_to_the_kind() {
    let art = art();
    let with = |title: &str| art.draw(&Card { title: title.to_owned(), ..full() });
    let none = with("");
    for title in ["障害報告", "עברית", "حادثة في الدفع", "हिन्दी", "🔥🔥", "\u{fffd}\u{10ffff}\u{e000}"]
    {
        assert_eq!(with(title), none, "{title}");
    }
    assert!(inked(&pixels(&none), 228..470) > 1_000, "the kind stands there");
    assert_eq!(with("🔥 Fire 🔥"), with("Fire"));
    assert_eq!(
        with("Gräßlich: Ελλάδα, Москва → 100 %"),
        with("Gräßlich:\u{a0}Ελλάδα,\tМосква → 100 %\u{200d}\u{fe0f}")
    );
}

#[test]
fn texts_are_what_the_fonts_can_set() {
    let face = face();
    for (text, expected) in [
        ("Checkout 障害 in Tokyo and Osaka", "Checkout … in Tokyo and Osaka"),
        ("障害 Checkout", "… Checkout"),
        ("障害報告書 Tokyo", ""),
        ("  a \n b\u{7}\u{301} ", "a b"),
        ("500!", "500!"),
        ("—", "—"),
        ("🙂", ""),
    ] {
        assert_eq!(readable(&face, text), expected, "{text}");
    }
}

#[test]
fn lines_fit_and_say_where_they_are_cut() {
    let face = face();
    let sizes = [(78.0, 2), (46.0, 4)];
    let check = |text: &str, size: f32, lines: usize| {
        let found = fit(&face, text, 1_000.0, &sizes);
        assert_eq!((found.size, found.lines.len()), (size, lines), "{found:?}");
        assert!(found.lines.iter().all(|line| face.width(line, size) <= 1_000.0), "{found:?}");
        found.lines
    };
    assert!(check("", 78.0, 0).is_empty());
    assert_eq!(check("Short", 78.0, 1), ["Short"]);
    let two = check("A title that takes about two lines here", 78.0, 2);
    let widths: Vec<f32> = two.iter().map(|line| face.width(line, 78.0)).collect();
    assert!((widths[0] - widths[1]).abs() < 300.0, "the lines are balanced: {widths:?}");
    assert!(
        !check("A title that takes more than two lines where letters are large, and three where not", 46.0, 2)[0]
            .ends_with('…')
    );
    let long = check(&"word ".repeat(40), 46.0, 4);
    assert!(long[3].ends_with("word…"), "{long:?}");
    assert!(check(&"W".repeat(500), 46.0, 4)[3].ends_with('…'));
    assert_eq!(cut(&face, "Checkout", 1.0, 30.0), "…");
}

#[test]
fn fonts_of_ones_own_come_first_and_broken_ones_are_told() {
    let own = theme(&[("fonts/card-bold.ttf", theme(&[]).fonts("fonts/card-regular.ttf").remove(0).bytes)]);
    assert_ne!(Art::new(&own, None).expect("fonts").draw(&full()), art().draw(&full()));
    for bytes in [Vec::new(), b"no font".to_vec(), font().bytes[..200].to_vec()] {
        let error = Art::new(&theme(&[("fonts/card-bold.ttf", bytes)]), None).err().expect("it is broken");
        assert_eq!(error.file, "themes/default/fonts/card-bold.ttf");
    }
}

#[test]
fn damaged_fonts_are_errors_or_cards() {
    let whole = font().bytes;
    let mut state = 1_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    let mut drawn = 0;
    for round in 0..100 {
        let mut bytes = whole.clone();
        // Damage in the tables of contents and in the outlines.
        for _ in 0..=round % 8 {
            let reach = if round % 2 == 0 { 2_000 } else { bytes.len() };
            let at = next(reach);
            bytes[at] = next(256) as u8;
        }
        if round % 5 == 0 {
            bytes.truncate(next(whole.len()));
        }
        let damaged = theme(&[("fonts/card-bold.ttf", bytes)]);
        if let Ok(art) = Art::new(&damaged, None) {
            pixels(&art.draw(&full()));
            drawn += 1;
        }
    }
    assert!(drawn > 30, "{drawn}");
}

#[test]
fn colours_come_from_the_theme_and_the_accent() {
    let default = art().draw(&full());
    let tokens = b":root { --paper: #ffffff; }".to_vec();
    assert_ne!(Art::new(&theme(&[("styles/tokens.css", tokens)]), None).expect("fonts").draw(&full()), default);
    let accent = crate::config::Colour::parse("#7a2e8e");
    assert_ne!(Art::new(&theme(&[]), accent).expect("fonts").draw(&full()), default);
}

#[test]
fn phases_have_the_colours_that_they_have_on_pages() {
    let charts = include_str!("../../../themes/default/styles/charts.css");
    let (day, _) = charts.split_once("@media").expect("colours by day come first");
    for (number, colour) in [1, 2, 4, 3, 1].iter().zip(super::layout::PHASES) {
        assert!(day.contains(&format!("--chart-{number}: {colour};")), "{number} {colour}");
    }
}
