//! The factor map as SVG: pairs as lines, factors as shapes with their names below them, each a link.

use super::super::charts::{Element, Svg};
use super::super::views::shorten;
use super::layout::{Extent, Node, Point, Pull, layout};
use super::{Drawn, Network};
use crate::theme::Words;

/// How wide the picture is, in pixels: as wide as the column of a page.
const WIDTH: f64 = 1_040.0;

/// The longest name below a shape, in characters; the link has all of it.
const NAME: usize = 28;

/// The height of a line of a name, and the room around a node.
const LINE: f64 = 15.0;
const GAP: f64 = 6.0;

/// The radius of the smallest shape, and what the largest has more.
const SMALLEST: f64 = 6.0;
const MORE: f64 = 12.0;

/// What a finger needs.
const FINGER: f64 = 12.0;

pub(super) fn picture(words: &Words, network: &Network<'_>, (title, told): (&str, &str)) -> String {
    let names: Vec<String> = network.factors.iter().map(|it| shorten(&it.factor.title, NAME)).collect();
    let most = network.factors.iter().map(|it| it.count).max().unwrap_or(1).max(1) as f64;
    let radii: Vec<f64> = network.factors.iter().map(|it| SMALLEST + MORE * (it.count as f64 / most).sqrt()).collect();
    let nodes: Vec<Node> =
        network.factors.iter().zip(&names).zip(&radii).map(|((it, name), r)| node(it, name, *r)).collect();
    let strongest = network.pairs.iter().map(|pair| pair.count).max().unwrap_or(1).max(1) as f64;
    let pulls: Vec<Pull> = network.pairs.iter().map(|pair| (pair.a, pair.b, pair.count as f64 / strongest)).collect();
    let height = 120.0 + 15.0 * nodes.len() as f64;
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

fn node(it: &Drawn<'_>, name: &str, radius: f64) -> Node {
    let side = (width_of(name) / 2.0).max(radius.max(FINGER)) + GAP;
    let above = radius.max(FINGER) + GAP / 2.0;
    Node { extent: Extent { side, above, below: radius.max(FINGER - 2.0) + LINE + GAP }, group: it.group }
}

/// About how wide a name is: letters of most scripts are half as wide as those of East Asian ones.
fn width_of(name: &str) -> f64 {
    name.chars().map(|letter| if letter >= '\u{1100}' { 13.5 } else { 7.0 }).sum()
}

fn line(class: &str, a: Point, b: Point) -> Element {
    let line = Element::new("line", class).pixels("x1", a.x).pixels("y1", a.y);
    line.pixels("x2", b.x).pixels("y2", b.y)
}

fn link((it, told): (&Drawn<'_>, &str), name: &str, radius: f64, at: Point) -> Element {
    let words = Element::new("text", "node-name").pixels("x", at.x).pixels("y", at.y + radius + LINE).text(name);
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
