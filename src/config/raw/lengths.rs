//! Numbers of the table `[documents]`.

use super::Reader;
use crate::spanned::Field;

impl Reader<'_> {
    /// A number of days.
    pub(super) fn days(&mut self, field: &Field, slot: &mut u16) {
        match field.value.text().and_then(|text| text.parse().ok()) {
            Some(days) => *slot = days,
            None => self.expected(&field.value, "a number of days such as `14`"),
        }
    }

    /// Two numbers, the smaller first.
    pub(super) fn range(&mut self, field: &Field, slot: &mut (usize, usize)) {
        let numbers: Option<Vec<usize>> =
            field.value.list().iter().map(|value| value.text().and_then(|text| text.parse().ok())).collect();
        match numbers.as_deref() {
            Some([least, most]) if least <= most => *slot = (*least, *most),
            _ => self.expected(&field.value, "two numbers, the smaller first, such as `[15, 250]`"),
        }
    }
}
