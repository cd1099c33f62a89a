//! The levels that headings have on a page: one below what they stand under, whatever an author has left out.

/// The headings that the next one stands below, the outermost first, each as it was written.
#[derive(Default)]
pub(super) struct Outline {
    above: Vec<u8>,
}

impl Outline {
    /// The level on the page, 2 to 6, of the next heading, which was written at a level of 1 to 6. The title has 1.
    pub(super) fn place(&mut self, written: u8) -> u8 {
        while self.above.last().is_some_and(|above| *above >= written) {
            self.above.pop();
        }
        self.above.push(written);
        u8::try_from(self.above.len() + 1).unwrap_or(6).clamp(2, 6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &[u8], expected: &[u8]) {
        let mut outline = Outline::default();
        let placed: Vec<u8> = written.iter().map(|level| outline.place(*level)).collect();
        assert_eq!(placed, expected, "{written:?}");
    }

    #[test]
    fn no_level_is_left_out() {
        check(&[2, 3, 3, 2], &[2, 3, 3, 2]);
        check(&[1, 2, 1], &[2, 3, 2]);
        check(&[3, 3, 5, 3, 2], &[2, 2, 3, 2, 2]);
        check(&[2, 4, 6, 4, 3], &[2, 3, 4, 3, 3]);
        check(&[1, 2, 3, 4, 5, 6], &[2, 3, 4, 5, 6, 6]);
    }
}
