//! How a card looks: where its parts stand, in which sizes and colours.

use std::collections::BTreeMap;

use super::Card;
use super::canvas::{Area, Canvas, HEIGHT, Ink, Palette, WIDTH};
use super::fonts::Face;
use super::text::{cut, fit, readable};
use crate::config::Colour;
use crate::theme::{Theme, ThemeError};

/// The theme's fonts for cards.
const REGULAR: &str = "fonts/card-regular.ttf";
const BOLD: &str = "fonts/card-bold.ttf";

/// The room at the sides, and between them.
const MARGIN: f32 = 80.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;

/// Lines that text stands on, from the top.
const HEAD: f32 = 104.0;
const META: f32 = 192.0;
const FOOT: f32 = HEIGHT as f32 - 64.0;
/// Where the title begins and ends.
const TITLE: (f32, f32) = (228.0, 470.0);
/// The picture of the phases.
const BAR: Area = Area { x: MARGIN, y: 492.0, width: MEASURE, height: 16.0 };
/// The least width of a phase.
const LEAST: f32 = 4.0;

/// The sizes of text, and how many lines a title may take in each of them.
const TITLES: [(f32, usize); 4] = [(78.0, 2), (66.0, 3), (56.0, 3), (46.0, 4)];
const SMALL: f32 = 30.0;
/// How far a title's lines are from one another, in parts of the size.
const LEADING: f32 = 1.18;

/// Colours where a theme has no token for them, and the colours of severities by their ranks: fill, text and edge.
const COLOURS: [(&str, &str); 16] = [
    ("paper", "#fbfaf7"),
    ("ink", "#1c2427"),
    ("ink-soft", "#414c51"),
    ("ink-faint", "#5c676c"),
    ("line", "#e4e0d6"),
    ("accent", "#0b6367"),
    ("sunken", "#f3f1eb"),
    ("severity-1", "#9c1c17"),
    ("severity-1-ink", "#ffffff"),
    ("severity-2", "#b4500b"),
    ("severity-2-ink", "#ffffff"),
    ("severity-3", "#fbe8b4"),
    ("severity-3-ink", "#614300"),
    ("severity-4", "#e6edf1"),
    ("severity-4-ink", "#2f4a5a"),
    ("line-strong", "#bfb9ab"),
];

/// The colours of phases as in `styles/charts.css`: of what begins, and of what ends with `detected`, `responded`,
/// `mitigated` and `resolved`.
pub(super) const PHASES: [&str; 5] = ["#0b6367", "#c98a1b", "#8a4f7d", "#5b7fb4", "#0b6367"];

/// What all cards of a site are drawn with.
pub(super) struct Art {
    regular: Face,
    bold: Face,
    colours: BTreeMap<String, Colour>,
    fingerprint: String,
}

/// The inks of a card.
struct Inks {
    ink: Ink,
    soft: Ink,
    faint: Ink,
    line: Ink,
    accent: Ink,
}

impl Art {
    /// Reads the fonts and colours of a theme.
    ///
    /// # Errors
    ///
    /// When a font is broken.
    pub(super) fn new(theme: &Theme, accent: Option<Colour>) -> Result<Self, ThemeError> {
        let parsed = |text: &str| Colour::parse(text).expect("the colours of this file are colours");
        let mut colours: BTreeMap<String, Colour> =
            COLOURS.iter().map(|(name, colour)| ((*name).to_owned(), parsed(colour))).collect();
        colours.extend(theme.colours());
        colours.extend(accent.map(|accent| ("accent".to_owned(), accent.by_day().accent)));
        for (phase, colour) in PHASES.iter().enumerate() {
            colours.insert(format!("phase-{phase}"), parsed(colour));
        }
        let (regular, bold) = (theme.fonts(REGULAR), theme.fonts(BOLD));
        let mut hasher = blake3::Hasher::new();
        regular.iter().chain(&bold).for_each(|file| {
            hasher.update(&file.bytes);
        });
        hasher.update(format!("{colours:?}").as_bytes());
        Ok(Self {
            // What one weight of a font lacks, the other one may have.
            regular: Face::new(regular.iter().chain(&bold))?,
            bold: Face::new(bold.iter().chain(&regular))?,
            colours,
            fingerprint: hasher.finalize().to_hex().to_string(),
        })
    }

    /// What all cards have in common, as a word that changes with it.
    pub(super) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn colour(&self, name: &str) -> Colour {
        self.colours[name]
    }

    /// A card as a PNG.
    pub(super) fn draw(&self, card: &Card) -> Vec<u8> {
        let paper = self.colour("paper");
        let mut palette = Palette::new(paper);
        let mut ink = |name: &str| palette.ink(self.colour(name), paper);
        let inks = Inks {
            ink: ink("ink"),
            soft: ink("ink-soft"),
            faint: ink("ink-faint"),
            line: ink("line"),
            accent: ink("accent"),
        };
        let mut canvas = Canvas::new();
        canvas.fill(Area { x: 0.0, y: 0.0, width: WIDTH as f32, height: 14.0 }, 0.0, inks.accent);
        self.head(&mut canvas, card, &inks);
        self.meta(&mut canvas, card, &mut palette, &inks);
        self.title(&mut canvas, card, &inks);
        self.foot(&mut canvas, card, &inks);
        self.bar(&mut canvas, card, &mut palette, &inks);
        canvas.encode(&palette)
    }

    /// The site on the left, and on the right what sets the document apart.
    fn head(&self, canvas: &mut Canvas, card: &Card, inks: &Inks) {
        let labels = readable(&self.regular, &card.labels.join(" · "));
        let room = self.on_the_right(canvas, &labels, HEAD, inks.faint);
        let site = cut(&self.bold, &readable(&self.bold, &card.site), room - MARGIN, SMALL);
        if !site.is_empty() {
            canvas.fill(Area { x: MARGIN, y: HEAD - 24.0, width: 8.0, height: 28.0 }, 4.0, inks.accent);
            self.bold.draw(canvas, &site, (MARGIN + 24.0, HEAD), SMALL, inks.soft);
        }
    }

    /// Draws a text that ends at the margin, and gives how much room is left of it.
    fn on_the_right(&self, canvas: &mut Canvas, text: &str, y: f32, ink: Ink) -> f32 {
        let text = cut(&self.regular, text, MEASURE / 2.0, SMALL);
        let width = self.regular.width(&text, SMALL);
        self.regular.draw(canvas, &text, (WIDTH as f32 - MARGIN - width, y), SMALL, ink);
        if width > 0.0 { MEASURE - width - 40.0 } else { MEASURE }
    }

    /// The severity and the day.
    fn meta(&self, canvas: &mut Canvas, card: &Card, palette: &mut Palette, inks: &Inks) {
        let mut x = MARGIN;
        let severity = card.severity.as_ref().map(|(title, rank)| (readable(&self.bold, title), *rank));
        if let Some((title, rank)) = severity.filter(|(title, _)| !title.is_empty()) {
            let (fill, text) = match rank {
                0 => ("sunken".to_owned(), "ink-soft".to_owned()),
                rank => (format!("severity-{}", rank.min(4)), format!("severity-{}-ink", rank.min(4))),
            };
            let (fill, paper) = (self.colour(&fill), self.colour("paper"));
            let title = cut(&self.bold, &title, MEASURE / 2.0, SMALL);
            let width = self.bold.width(&title, SMALL) + 36.0;
            let area = Area { x, y: META - 36.0, width, height: 50.0 };
            canvas.fill(area, 8.0, palette.ink(fill, paper));
            self.bold.draw(canvas, &title, (x + 18.0, META), SMALL, palette.ink(self.colour(&text), fill));
            x += width + 24.0;
        }
        self.regular.draw(canvas, &readable(&self.regular, &card.date), (x, META), SMALL, inks.faint);
    }

    /// What stands largest: the title, or the kind where that cannot be set.
    fn heading(&self, card: &Card) -> String {
        let title = readable(&self.bold, &card.title);
        if title.is_empty() { readable(&self.bold, &card.kind) } else { title }
    }

    fn title(&self, canvas: &mut Canvas, card: &Card, inks: &Inks) {
        let title = fit(&self.bold, &self.heading(card), MEASURE, &TITLES);
        let has_meta = card.severity.is_some() || !card.date.is_empty();
        let top = if has_meta { TITLE.0 } else { TITLE.0 - 72.0 };
        let mut y = top + title.size * 0.96;
        for line in &title.lines {
            self.bold.draw(canvas, line, (MARGIN - title.size * 0.04, y.round()), title.size, inks.ink);
            y += title.size * LEADING;
        }
        let description = readable(&self.regular, &card.description);
        let most = ((TITLE.1 + 40.0 - y) / (SMALL * 1.4)).max(0.0) as usize;
        let description = fit(&self.regular, &description, MEASURE, &[(SMALL + 4.0, most.min(4))]);
        for line in &description.lines {
            self.regular.draw(canvas, line, (MARGIN, y.round()), description.size, inks.soft);
            y += description.size * 1.4;
        }
    }

    /// How long it took on the right, and on the left the services, as many as there is room for.
    fn foot(&self, canvas: &mut Canvas, card: &Card, inks: &Inks) {
        let mut room = MEASURE;
        if let Some((title, value)) = &card.lasted {
            let (title, value) = (readable(&self.regular, title), readable(&self.bold, value));
            let (title_width, value_width) = (self.regular.width(&title, SMALL), self.bold.width(&value, SMALL));
            let end = WIDTH as f32 - MARGIN;
            self.bold.draw(canvas, &value, (end - value_width, FOOT), SMALL, inks.ink);
            self.regular.draw(canvas, &title, (end - value_width - 12.0 - title_width, FOOT), SMALL, inks.faint);
            room -= title_width + value_width + 52.0;
        }
        let named: Vec<String> = card.services.iter().map(|service| readable(&self.regular, service)).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).filter(|service| !service.is_empty()).collect();
        let first = |count: usize| match named.len() - count {
            0 => named.join(", "),
            more => format!("{} +{more}", named[..count].join(", ")),
        };
        let fits = |count: &usize| self.regular.width(&first(*count), SMALL) <= room;
        let count = (1..=named.len()).rev().find(fits).unwrap_or(named.len().min(1));
        self.regular.draw(canvas, &cut(&self.regular, &first(count), room, SMALL), (MARGIN, FOOT), SMALL, inks.soft);
    }

    /// The phases to scale; a line where they are not known.
    fn bar(&self, canvas: &mut Canvas, card: &Card, palette: &mut Palette, inks: &Inks) {
        let whole = card.phases.iter().map(|(_, end)| *end).max().unwrap_or_default();
        if whole <= 0 {
            canvas.fill(Area { y: BAR.y + 14.0, height: 2.0, ..BAR }, 0.0, inks.line);
            return;
        }
        let paper = self.colour("paper");
        let mut reached = 0.0_f32;
        for (phase, end) in &card.phases {
            let right = (*end as f64 / whole as f64) as f32 * BAR.width;
            let width = (right - reached).max(LEAST).min(BAR.width - reached);
            let ink = palette.ink(self.colour(&format!("phase-{phase}")), paper);
            let gap = if *end == whole { 0.0 } else { 2.0 };
            let area = Area { x: (BAR.x + reached).round(), width: (width - gap).round(), ..BAR };
            canvas.fill(area, 3.0_f32.min(area.width / 2.0), ink);
            reached += width;
        }
    }
}
