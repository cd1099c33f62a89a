//! The fonts of cards: which characters they have, how wide a text is, and its outlines.

use ab_glyph::{Font, FontVec, GlyphId, Outline, OutlineCurve, OutlinedGlyph, Point, PxScale, PxScaleFactor, Rect};

use super::canvas::{Canvas, Ink};
use crate::theme::{ThemeError, ThemeFile};

/// A font and the fonts that stand in for characters that it lacks.
pub(super) struct Face {
    fonts: Vec<Scalable>,
}

/// A font with the units that its outlines are measured in.
struct Scalable {
    font: FontVec,
    units: f32,
}

/// A character of a font, and how far the next one is from it, in parts of the size.
#[derive(Debug, Clone, Copy)]
struct Placed {
    font: usize,
    glyph: GlyphId,
    x: f32,
}

impl Face {
    /// Reads fonts, the one to be preferred first.
    ///
    /// # Errors
    ///
    /// When one of them is no font, or one without a size.
    pub(super) fn new<'a>(files: impl IntoIterator<Item = &'a ThemeFile>) -> Result<Self, ThemeError> {
        let fonts = files.into_iter().map(|file| {
            let broken =
                |reason: &str| ThemeError::new(&file.path, format!("cards cannot be set in this font: {reason}"));
            let font = FontVec::try_from_vec(file.bytes.clone())
                .map_err(|_| broken("it is neither TrueType nor OpenType, or broken"))?;
            let units = font.units_per_em().filter(|units| (16.0..=16_384.0).contains(units));
            let units = units.ok_or_else(|| broken("its head does not say how large it is"))?;
            Ok(Scalable { font, units })
        });
        Ok(Self { fonts: fonts.collect::<Result<_, ThemeError>>()? })
    }

    /// Whether one of the fonts has a character, and it can be set as it stands.
    pub(super) fn has(&self, character: char) -> bool {
        !is_shaped(character) && self.glyph(character).is_some()
    }

    fn glyph(&self, character: char) -> Option<(usize, GlyphId)> {
        let mut found = self.fonts.iter().map(|it| it.font.glyph_id(character)).enumerate();
        found.find(|(_, glyph)| glyph.0 != 0)
    }

    /// How wide a text is at a size.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.place(text, |_| {}) * size
    }

    /// Puts the characters of a text beside one another, and gives how far they reach, both in parts of the size.
    fn place(&self, text: &str, mut place: impl FnMut(Placed)) -> f32 {
        let mut x = 0.0;
        let mut before: Option<(usize, GlyphId)> = None;
        for (font, glyph) in text.chars().filter_map(|character| self.glyph(character)) {
            let Scalable { font: outlines, units } = &self.fonts[font];
            if let Some((_, left)) = before.filter(|(other, _)| *other == font) {
                x += bounded(outlines.kern_unscaled(left, glyph) / units);
            }
            place(Placed { font, glyph, x });
            x += bounded(outlines.h_advance_unscaled(glyph) / units);
            before = Some((font, glyph));
        }
        x
    }

    /// Draws a text whose line stands at `y`, and gives where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas, text: &str, (x, y): (f32, f32), size: f32, ink: Ink) -> f32 {
        let width = self.place(text, |placed| {
            // On whole pixels the same letter is the same bytes, which makes the file smaller.
            let position = Point { x: (x + placed.x * size).round(), y };
            if let Some(outlined) = self.fonts[placed.font].outlined(placed.glyph, position, size) {
                let bounds = outlined.px_bounds();
                let (left, top) = (bounds.min.x as i64, bounds.min.y as i64);
                outlined.draw(|dx, dy, coverage| {
                    canvas.cover(left + i64::from(dx), top + i64::from(dy), coverage, ink);
                });
            }
        });
        x + width * size
    }
}

impl Scalable {
    /// The outline of a character; none of one that is empty, or larger than any of its size.
    fn outlined(&self, id: GlyphId, position: Point, size: f32) -> Option<OutlinedGlyph> {
        let Outline { curves, .. } = self.font.outline(id)?;
        let bounds = bounds(&curves)?;
        let factor = size / self.units;
        let scale = PxScale { x: factor * self.font.height_unscaled(), y: factor * self.font.height_unscaled() };
        let is_usual = [bounds.min, bounds.max].iter().all(|corner| {
            (-4.0..4.0).contains(&(corner.x / self.units)) && (-4.0..4.0).contains(&(corner.y / self.units))
        });
        let factors = PxScaleFactor { horizontal: factor, vertical: factor };
        is_usual.then(|| {
            OutlinedGlyph::new(id.with_scale_and_position(scale, position), Outline { bounds, curves }, factors)
        })
    }
}

/// The rectangle around all points of an outline; what a font says of it may be wrong. `y` grows upwards.
fn bounds(curves: &[OutlineCurve]) -> Option<Rect> {
    let mut points = curves.iter().flat_map(|curve| match *curve {
        OutlineCurve::Line(a, b) => [a, b, a, b],
        OutlineCurve::Quad(a, b, c) => [a, b, c, a],
        OutlineCurve::Cubic(a, b, c, d) => [a, b, c, d],
    });
    let first = points.next()?;
    let (mut least, mut most) = (first, first);
    for point in points {
        least = Point { x: least.x.min(point.x), y: least.y.min(point.y) };
        most = Point { x: most.x.max(point.x), y: most.y.max(point.y) };
    }
    // As the rasterizer has it: the upper left corner first.
    Some(Rect { min: Point { x: least.x, y: most.y }, max: Point { x: most.x, y: least.y } })
}

/// A distance of a broken font moves nothing out of sight.
fn bounded(distance: f32) -> f32 {
    if (-1.0..=4.0).contains(&distance) { distance } else { 0.0 }
}

/// Whether a character is of a script that is written from right to left, or whose letters change beside one another: it
/// takes more than a font to set these.
fn is_shaped(character: char) -> bool {
    matches!(u32::from(character),
        0x0590..=0x10ff | 0x1780..=0x18af | 0x1a20..=0x1aff | 0x1b00..=0x1c7f | 0xa800..=0xabff | 0xfb1d..=0xfdff
        | 0xfe70..=0xfefe | 0x1_0800..=0x1_1fff | 0x1_e800..=0x1_efff)
}
