//! Colours: the accent of a site, and shades of it that can be read by day and by night.

use std::fmt;

/// The surfaces of the default theme that text stands on, by day and by night: paper, raised and sunken.
const DAY: [Colour; 3] = [Colour(0xfb, 0xfa, 0xf7), Colour(0xff, 0xff, 0xff), Colour(0xf3, 0xf1, 0xeb)];
const NIGHT: [Colour; 3] = [Colour(0x14, 0x18, 0x1a), Colour(0x1b, 0x20, 0x22), Colour(0x1f, 0x25, 0x27)];

/// The least contrast of text with what it stands on, and that of emphasised text. WCAG 2.2, 1.4.3 and 1.4.6.
const READABLE: f64 = 4.5;
const STRONG: f64 = 7.0;

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

/// The colours that are made of an accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    /// Links and what else can be pressed.
    pub accent: Colour,
    /// The same, emphasised.
    pub strong: Colour,
    /// What stands behind them.
    pub soft: Colour,
}

impl Colour {
    /// Reads `#0b6367` or `#066`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.is_ascii())?;
        let part = |range: std::ops::Range<usize>| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            _ if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => None,
            3 => Some(Self(part(0..1)? * 17, part(1..2)? * 17, part(2..3)? * 17)),
            6 => Some(Self(part(0..2)?, part(2..4)?, part(4..6)?)),
            _ => None,
        }
    }

    /// The contrast of two colours, from 1 to 21. WCAG 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part if part <= 0.040_45 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Red, green and blue.
    #[must_use]
    pub fn parts(self) -> [u8; 3] {
        [self.0, self.1, self.2]
    }

    /// This colour with a share of another one, in hundredths.
    #[must_use]
    pub fn mixed(self, other: Self, share: u16) -> Self {
        let part = |a: u8, b: u8| {
            let sum = u16::from(a) * (100 - share) + u16::from(b) * share;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    fn least_contrast(self, surfaces: &[Self]) -> f64 {
        surfaces.iter().map(|surface| self.contrast(*surface)).fold(21.0, f64::min)
    }

    /// This colour with as little of another one as it takes to be read on some surfaces.
    fn toward(self, end: Self, surfaces: &[Self], contrast: f64) -> Self {
        let mut shades = (0..=100).map(|share| self.mixed(end, share));
        shades.find(|shade| shade.least_contrast(surfaces) >= contrast).unwrap_or(end)
    }

    /// How well it can be read by day as it is.
    #[must_use]
    pub fn contrast_by_day(self) -> f64 {
        self.least_contrast(&DAY)
    }

    /// Whether it can be read by day as it is.
    #[must_use]
    pub fn is_readable_by_day(self) -> bool {
        self.contrast_by_day() >= READABLE
    }

    /// The shades for light pages.
    #[must_use]
    pub fn by_day(self) -> Shades {
        self.shades(&DAY, Self(0, 0, 0), 12)
    }

    /// The shades for dark pages.
    #[must_use]
    pub fn by_night(self) -> Shades {
        self.shades(&NIGHT, Self(255, 255, 255), 18)
    }

    fn shades(self, surfaces: &[Self; 3], end: Self, share: u16) -> Shades {
        let accent = self.toward(end, surfaces, READABLE);
        let soft = surfaces[0].mixed(accent, share);
        let all = [surfaces[0], surfaces[1], surfaces[2], soft];
        let accent = accent.toward(end, &all, READABLE);
        Shades { accent, strong: accent.toward(end, &all, STRONG), soft }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_two_forms() {
        for (text, colour) in [("#0b6367", Some("#0b6367")), (" #0AF ", Some("#00aaff"))] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()).as_deref(), colour);
        }
        for text in ["", "0b6367", "#0b636", "#0b63670", "teal", "#+12345", "#ääa", "#\u{ff10}00"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |a: &str, b: &str| Colour::parse(a).zip(Colour::parse(b)).map(|(a, b)| a.contrast(b));
        for (a, b, expected) in [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#0b6367", "#0b6367", 1.0)] {
            let found = contrast(a, b).expect("colours");
            assert!((found - expected).abs() < 0.01, "{a} on {b}: {found}");
        }
    }

    #[test]
    fn every_accent_can_be_read_by_day_and_by_night() {
        let parts = [0, 51, 102, 153, 204, 255];
        for (red, green, blue) in parts.into_iter().flat_map(|red| {
            parts.into_iter().flat_map(move |green| parts.into_iter().map(move |blue| (red, green, blue)))
        }) {
            let colour = Colour(red, green, blue);
            for (shades, surfaces) in [(colour.by_day(), DAY), (colour.by_night(), NIGHT)] {
                let on = |shade: Colour| shade.least_contrast(&surfaces).min(shade.contrast(shades.soft));
                assert!(on(shades.accent) >= READABLE && on(shades.strong) >= STRONG, "{colour}: {shades:?}");
            }
        }
    }

    #[test]
    fn an_accent_that_can_be_read_stays_as_it_is() {
        let accent = Colour::parse("#0b6367").expect("a colour");
        assert_eq!(accent.by_day().accent, accent);
        assert!(accent.is_readable_by_day() && !Colour(255, 224, 102).is_readable_by_day());
    }
}
