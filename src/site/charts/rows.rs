//! Rows of parts: how a whole divides, in one row a period.

use super::{Element, Svg};

const ROW: f64 = 28.0;
const BAR: f64 = 20.0;

/// A row for each name: the parts of its whole side by side, one class a part. Rows without any are pale.
pub(in crate::site) fn rows(
    (id, title, description): (&str, &str, &str),
    classes: &[String],
    named: &[(String, Vec<usize>)],
) -> String {
    let mut svg = Svg::picture("rows-of-parts", named.len() as f64 * ROW, id, (title, description));
    for (place, (name, parts)) in named.iter().enumerate() {
        let y = place as f64 * ROW + (ROW - BAR) / 2.0;
        let whole: usize = parts.iter().sum();
        svg.push(Element::words("value-label", 0.0, y + BAR / 2.0 + 4.0, name).pixels("dx", -8.0));
        let mut begun = 0;
        for (count, class) in parts.iter().zip(classes).filter(|(count, _)| **count > 0) {
            let share = |count: usize| count as f64 / whole as f64 * 100.0;
            svg.push(Element::bar(class, share(begun), share(*count), y, BAR));
            if share(*count) >= 9.0 {
                let middle = share(begun) + share(*count) / 2.0;
                let class = format!("part-count on-{class}");
                svg.push(Element::words(&class, middle, y + BAR / 2.0 + 4.0, &count.to_string()));
            }
            begun += count;
        }
    }
    svg.finish()
}
