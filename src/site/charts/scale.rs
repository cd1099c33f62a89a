//! Scales: from seconds to places across a picture.

/// A stretch of time laid over a picture's width, in seconds since 1970, with room left at its sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::site) struct Frame {
    /// Where the time begins.
    pub(in crate::site) from: i64,
    /// Where it ends; later than `from`.
    pub(in crate::site) to: i64,
    /// The room left free before it, in hundredths of the width.
    pub(in crate::site) left: f64,
    /// The room left free behind it.
    pub(in crate::site) right: f64,
}

impl Frame {
    /// Where an instant stands, in hundredths of the width; what is outside stands at the nearer end.
    pub(in crate::site) fn share(&self, seconds: i64) -> f64 {
        let length = (self.to - self.from).max(1) as f64;
        let part = (seconds.clamp(self.from, self.to) - self.from) as f64 / length;
        self.left + part * (100.0 - self.left - self.right)
    }
}
