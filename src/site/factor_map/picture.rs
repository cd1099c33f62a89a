//! The factor map as SVG: pairs as lines, factors as shapes with their names below them, each a link.

use super::super::charts::{Element, Svg};
use super::super::views::shorten;
use super::layout::{Extent, Node, Point, Pull, layout};
use super::{Drawn, Network};
use crate::theme::Words;

/// How wide the picture is, in pixels: as wide as the column of a page.
const WIDTH: f64 = 1_040.0;

/// The longest name below a shape that has one line, and the longest line of one that has two, in characters; the link has
/// all of it.
const SHORT: usize = 18;
const NAME: usize = 24;

/// The height of a line of a name, and the room around a node.
const LINE: f64 = 15.0;
const GAP: f64 = 6.0;

/// The radius of the smallest shape, and what the largest has more.
const SMALLEST: f64 = 6.0;
const MORE: f64 = 12.0;

/// What a finger needs.
const FINGER: f64 = 12.0;

pub(super) fn picture(words: &Words, network: &Network<'_>, (title, told): (&str, &str)) -> String {
    let names: Vec<Vec<String>> = network.factors.iter().map(|it| lines(&it.factor.title)).collect();
    let most = network.factors.iter().map(|it| it.count).max().unwrap_or(1).max(1) as f64;
    let radii: Vec<f64> = network.factors.iter().map(|it| SMALLEST + MORE * (it.count as f64 / most).sqrt()).collect();
    let nodes: Vec<Node> =
        network.factors.iter().zip(&names).zip(&radii).map(|((it, name), r)| node(it, name, *r)).collect();
    let strongest = network.pairs.iter().map(|pair| pair.count).max().unwrap_or(1).max(1) as f64;
    let pulls: Vec<Pull> = network.pairs.iter().map(|pair| (pair.a, pair.b, pair.count as f64 / strongest)).collect();
    let height = 120.0 + 16.0 * nodes.len() as f64;
    let places = layout(&nodes, &pulls, Point { x: WIDTH, y: height });
    let mut svg = Svg::network("network", (WIDTH, height), "_map", (title, told));
    for pair in &network.pairs {
        let weight = (pair.count as f64 / strongest * 5.0).ceil();
        let (a, b) = (places[pair.a], places[pair.b]);
        let both = [pair.a, pair.b].map(|place| network.factors[place].factor.title.clone());
        let told = format!("{}: {}", words.list(&both), words.number(pair.count));
        svg.push(line(&format!("pair pair-{weight}"), a, b).told(&told));
    }
    for (((it, name), radius), place) in network.factors.iter().zip(&names).zip(&radii).zip(&places) {
        svg.push(link((it, &it.told(words)), name, *radius, *place));
    }
    svg.finish()
}

fn node(it: &Drawn<'_>, name: &[String], radius: f64) -> Node {
    let widest = name.iter().map(|line| width_of(line)).fold(0.0, f64::max);
    let side = (widest / 2.0).max(radius.max(FINGER)) + GAP;
    let above = radius.max(FINGER) + GAP / 2.0;
    let below = radius.max(FINGER - 2.0) + LINE * name.len() as f64 + GAP;
    Node { extent: Extent { side, above, below }, group: it.group }
}

/// A name as one line or two that are about as long as one another.
fn lines(name: &str) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    if length(name) <= SHORT {
        return vec![name.to_owned()];
    }
    let spaces = name.match_indices(' ').map(|(place, _)| (&name[..place], &name[place + 1..]));
    match spaces.min_by_key(|(first, second)| length(first).max(length(second))) {
        Some((first, second)) => [first, second].map(|line| shorten(line, NAME)).to_vec(),
        None => vec![shorten(name, NAME)],
    }
}

/// About how wide a name is: letters of most scripts are half as wide as those of East Asian ones.
fn width_of(name: &str) -> f64 {
    name.chars().map(|letter| if letter >= '\u{1100}' { 13.5 } else { 7.0 }).sum()
}

fn line(class: &str, a: Point, b: Point) -> Element {
    let line = Element::new("line", class).pixels("x1", a.x).pixels("y1", a.y);
    line.pixels("x2", b.x).pixels("y2", b.y)
}

fn link((it, told): (&Drawn<'_>, &str), name: &[String], radius: f64, at: Point) -> Element {
    let mut words = Element::new("text", "node-name").pixels("y", at.y + radius + LINE);
    for (place, line) in name.iter().enumerate() {
        let down = if place == 0 { 0.0 } else { LINE };
        let end = if place + 1 == name.len() { "" } else { " " };
        words = words.child(Element::new("tspan", "").pixels("x", at.x).pixels("dy", down).text(line).text(end));
    }
    let area = Element::new("circle", "node-area").pixels("cx", at.x).pixels("cy", at.y);
    Element::new("a", "node")
        .attribute("href", &it.url)
        .told(told)
        .child(area.pixels("r", radius.max(FINGER)))
        .child(shape(it.group, radius, at))
        .child(words)
}

/// The shape of a group; those without a group, and of groups beyond the fifth, are circles.
pub(super) fn shape(group: usize, radius: f64, at: Point) -> Element {
    let corners: &[(f64, f64)] = match group {
        1 => &[(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)],
        2 => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        3 => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
        4 => &[(-1.1, -0.85), (1.1, -0.85), (0.0, 1.15)],
        5 => &[(-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0.0)],
        _ => {
            let circle = Element::new("circle", "node-shape").pixels("cx", at.x).pixels("cy", at.y);
            return circle.pixels("r", radius);
        }
    };
    let point = |(x, y): &(f64, f64)| {
        let round = |value: f64| (value * 10.0).round() / 10.0;
        format!("{},{}", round(at.x + x * radius), round(at.y + y * radius))
    };
    let points: Vec<String> = corners.iter().map(point).collect();
    Element::new("polygon", "node-shape").attribute("points", &points.join(" "))
}

/// The shape of a group by itself, for the legend.
pub(super) fn key(group: usize) -> String {
    Svg::key("node-key", shape(group, 6.0, Point { x: 8.0, y: 8.0 }))
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_long_name_has_two_lines_of_about_one_length() {
        let cases = [
            ("Missing alert", "Missing alert"),
            ("Human error under time pressure", "Human error under|time pressure"),
            (
                "A very long name of a factor that nobody could have foreseen",
                "A very long name of a…|that nobody could have…",
            ),
            ("Konfigurationsänderungen", "Konfigurationsänderungen"),
            ("Konfigurationsänderungsverfahren", "Konfigurationsänderungsv…"),
        ];
        for (name, expected) in cases {
            assert_eq!(lines(name).join("|"), expected);
        }
    }
}
