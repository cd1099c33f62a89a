//! A picture of few colours: one byte a pixel, which names a blend of an ink with what it stands on.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

use crate::config::Colour;

/// The size of all cards, which is what previews ask for.
pub(in crate::site) const WIDTH: usize = 1200;
pub(in crate::site) const HEIGHT: usize = 630;

/// How many blends an ink has between what it stands on and itself, itself included.
/// More of them make no edge softer that the eye could tell, and the file larger.
const LEVELS: u8 = 7;

/// A colour on what it stands on; a name for the bytes of its blends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    first: u8,
}

/// The colours of a card. The first one is the paper.
#[derive(Debug, Clone)]
pub(super) struct Palette {
    colours: Vec<Colour>,
}

impl Palette {
    pub(super) fn new(paper: Colour) -> Self {
        Self { colours: vec![paper] }
    }

    /// Adds an ink and its blends with what it stands on. There is room for thirty-six.
    pub(super) fn ink(&mut self, colour: Colour, on: Colour) -> Ink {
        let first = u8::try_from(self.colours.len()).expect("a card has fewer inks than there is room for");
        let shares = (1..=u16::from(LEVELS)).map(|level| level * 100 / u16::from(LEVELS));
        self.colours.extend(shares.map(|share| on.mixed(colour, share)));
        Ink { first }
    }
}

/// Where something is drawn, in pixels from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A card while it is drawn.
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; WIDTH * HEIGHT] }
    }

    /// Puts ink on a pixel that it covers in part, from 0 to 1. What is outside of the card is left out, and a pixel that
    /// has more of this ink already stays as it is.
    pub(super) fn cover(&mut self, x: i64, y: i64, coverage: f32, ink: Ink) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        // A cast from a float ends at the bounds of the integer.
        let level = (coverage * f32::from(LEVELS) + 0.5) as u8;
        if x >= WIDTH || y >= HEIGHT || level == 0 {
            return;
        }
        let pixel = &mut self.pixels[y * WIDTH + x];
        let wanted = ink.first + level.min(LEVELS) - 1;
        if *pixel < ink.first || *pixel < wanted || *pixel >= ink.first + LEVELS {
            *pixel = wanted;
        }
    }

    /// Fills an area whose corners are round, with soft edges.
    pub(super) fn fill(&mut self, area: Area, radius: f32, ink: Ink) {
        let (right, bottom) = (area.x + area.width, area.y + area.height);
        // What no edge runs through is filled at once.
        let inside = ((area.x + radius).ceil() as i64).max(0)..((right - radius).floor() as i64).min(WIDTH as i64);
        for y in area.y.floor() as i64..bottom.ceil() as i64 {
            let is_whole = y as f32 >= area.y && (y + 1) as f32 <= bottom;
            let (from, to) = if is_whole && !inside.is_empty() { (inside.start, inside.end) } else { (0, 0) };
            self.fill_row(y, from..to, ink);
            for x in (area.x.floor() as i64..right.ceil() as i64).filter(|x| !(from..to).contains(x)) {
                let (middle_x, middle_y) = (x as f32 + 0.5, y as f32 + 0.5);
                // How far the middle of the pixel is from the rectangle that the corners are circles around.
                let dx = (area.x + radius - middle_x).max(middle_x - right + radius);
                let dy = (area.y + radius - middle_y).max(middle_y - bottom + radius);
                let outside = dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0);
                self.cover(x, y, (radius - outside + 0.5).clamp(0.0, 1.0), ink);
            }
        }
    }

    fn fill_row(&mut self, y: i64, columns: std::ops::Range<i64>, ink: Ink) {
        let row = usize::try_from(y).ok().filter(|y| *y < HEIGHT).map(|y| y * WIDTH);
        let columns = usize::try_from(columns.start).ok().zip(usize::try_from(columns.end).ok());
        if let Some((row, (from, to))) = row.zip(columns) {
            self.pixels[row + from..row + to].fill(ink.first + LEVELS - 1);
        }
    }

    /// The card as a PNG.
    pub(super) fn encode(&self, palette: &Palette) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(32 * 1024);
        let mut encoder = Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette.colours.iter().flat_map(|colour| colour.parts()).collect::<Vec<u8>>());
        // One above that takes twice the time for a third less; `Fast` gives four times the bytes.
        encoder.set_deflate_compression(DeflateCompression::Level(1));
        encoder.set_filter(Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&self.pixels)?;
            writer.finish()
        });
        written.expect("a picture of this size and with these colours is a PNG");
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_is_left_out_and_overlaps_are_not_thinned() {
        let colour = |text| Colour::parse(text).expect("a colour");
        let mut palette = Palette::new(colour("#ffffff"));
        let ink = palette.ink(colour("#000000"), colour("#ffffff"));
        let other = palette.ink(colour("#ff0000"), colour("#ffffff"));
        assert_eq!(palette.colours.last(), Some(&colour("#ff0000")));
        let mut canvas = Canvas::new();
        for (x, y) in [(-1, 0), (0, -1), (WIDTH as i64, 0), (0, HEIGHT as i64), (i64::MIN, i64::MAX)] {
            canvas.cover(x, y, 1.0, ink);
        }
        assert!(canvas.pixels.iter().all(|pixel| *pixel == 0));
        canvas.cover(0, 0, 1.0, ink);
        canvas.cover(0, 0, 0.2, ink);
        assert_eq!(canvas.pixels[0], ink.first + LEVELS - 1);
        canvas.cover(0, 0, f32::NAN, other);
        canvas.cover(0, 0, 0.2, other);
        assert_eq!(canvas.pixels[0], other.first);
        canvas.fill(Area { x: -5.0, y: 600.0, width: 5_000.0, height: 500.0 }, 8.0, ink);
        assert_eq!(canvas.pixels.last(), Some(&(ink.first + LEVELS - 1)));
    }
}
