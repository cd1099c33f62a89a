//! Columns over periods, stacked of parts.

use super::{Element, Periods, Svg};

/// How high the columns may be, in pixels, and the room above them.
const HEIGHT: f64 = 160.0;
const TOP: f64 = 8.0;

/// A column for each period: `counts` has the parts of each, the lowest first, and `classes` one class a part. `told` says
/// what a pointer is told of a period.
pub(in crate::site) fn columns(
    periods: &Periods<'_>,
    (id, title, description): (&str, &str, &str),
    classes: &[String],
    counts: &[Vec<usize>],
    told: impl Fn(usize) -> String,
) -> String {
    let most = counts.iter().map(|parts| parts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let (step, top) = steps(most);
    let scale = |count: usize| TOP + HEIGHT - count as f64 / top as f64 * HEIGHT;
    let mut svg = Svg::picture("columns", TOP + HEIGHT, id, (title, description));
    for count in (0..=top).step_by(step) {
        svg.push(Element::across("grid-line", scale(count)));
        svg.push(Element::words("value-label", 0.0, scale(count) + 4.0, &count.to_string()).pixels("dx", -8.0));
    }
    let width = 100.0 / periods.count() as f64;
    for (place, parts) in counts.iter().enumerate() {
        let mut below = 0;
        for (count, class) in parts.iter().zip(classes).filter(|(count, _)| **count > 0) {
            let (low, high) = (scale(below), scale(below + count));
            svg.push(Element::bar(class, periods.share(place) + width * 0.12, width * 0.76, high, low - high));
            below += count;
        }
        if below > 0 {
            svg.push(Element::bar("hover", periods.share(place), width, TOP, HEIGHT).told(&told(place)));
        }
    }
    svg.finish()
}

/// Columns without an axis, `low` pixels high, for a picture beside others of its kind: `top` is the highest of all.
pub(in crate::site) fn small_columns(
    periods: &Periods<'_>,
    (id, title, description): (&str, &str, &str),
    counts: &[usize],
    (top, low): (usize, f64),
) -> String {
    let width = 100.0 / periods.count() as f64;
    let mut svg = Svg::picture("columns small", low + 1.0, id, (title, description));
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // One case among ten thousand is still to be seen.
        let height = (*count as f64 / top.max(1) as f64 * (low - 2.0)).max(1.5);
        let bar = Element::bar("fill-1", periods.share(place) + width * 0.1, width * 0.8, low - height, height);
        svg.push(bar.told(&format!("{}: {count}", periods.title(place))));
    }
    svg.push(Element::across("axis-line", low + 0.5));
    svg.finish()
}

/// A round step of a count's axis, and the first multiple of it that is not below `most`; at most five steps.
fn steps(most: usize) -> (usize, usize) {
    let mut ten = 1;
    loop {
        for step in [ten, 2 * ten, 5 * ten] {
            if most.div_ceil(step) <= 5 {
                return (step, most.div_ceil(step) * step);
            }
        }
        ten *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn counts_have_round_steps() {
        let cases = [1, 4, 5, 6, 11, 99, 1_234, 10_000];
        let expected = [(1, 1), (1, 4), (1, 5), (2, 6), (5, 15), (20, 100), (500, 1_500), (2_000, 10_000)];
        assert_eq!(cases.map(steps), expected);
    }
}
