//! Where the nodes of a network stand: a force layout that begins at fixed places, then a pass that moves apart what would
//! cover one another.
//!
//! Only sums, products, quotients and square roots are used, which are the same on every machine; a sine is not.

/// A point or a distance, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// How much room a node takes around its point: to each side, above it and below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) side: f64,
    pub(super) above: f64,
    pub(super) below: f64,
}

/// A node with the group that it is drawn to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) extent: Extent,
    pub(super) group: usize,
}

/// A pair of nodes, and how strongly they are drawn to one another, from 0 to 1.
pub(super) type Pull = (usize, usize, f64);

const ROUNDS: usize = 300;

/// The most rounds in which nodes are moved apart.
const APART: usize = 400;

/// Gives each node its place in a picture of a size; no two cover one another where the picture has the room.
pub(super) fn layout(nodes: &[Node], pulls: &[Pull], size: Point) -> Vec<Point> {
    let mut places = start(nodes.len(), size);
    let room = (size.x * size.y / nodes.len().max(1) as f64).sqrt() * 0.7;
    for round in 0..ROUNDS {
        let reach = size.x / 12.0 * (1.0 - round as f64 / ROUNDS as f64);
        let forces = forces(nodes, pulls, &places, (size, room));
        for (place, force) in places.iter_mut().zip(forces) {
            let length = length(force).max(0.01);
            let step = length.min(reach) / length;
            *place = Point { x: place.x + force.x * step, y: place.y + force.y * step };
        }
        keep_inside(nodes, &mut places, size);
    }
    fill(nodes, &mut places, size);
    move_apart(nodes, &mut places, size);
    places
}

/// A spiral by the golden angle, whose cosine and sine are written out.
fn start(count: usize, size: Point) -> Vec<Point> {
    const TURN: Point = Point { x: -0.737_368_878_078, y: 0.675_490_294_261 };
    let mut direction = Point { x: 1.0, y: 0.0 };
    let places = (0..count).map(|index| {
        let part = (index as f64 / count as f64).sqrt() * 0.45;
        let place = Point { x: size.x * (0.5 + direction.x * part), y: size.y * (0.5 + direction.y * part) };
        direction =
            Point { x: direction.x * TURN.x - direction.y * TURN.y, y: direction.x * TURN.y + direction.y * TURN.x };
        place
    });
    places.collect()
}

fn length(point: Point) -> f64 {
    (point.x * point.x + point.y * point.y).sqrt()
}

/// What moves each node: away from all others, towards its pairs, its group and the middle.
fn forces(nodes: &[Node], pulls: &[Pull], places: &[Point], (size, room): (Point, f64)) -> Vec<Point> {
    let mut forces = vec![Point::default(); nodes.len()];
    let mut push = |a: usize, b: usize, strength: f64| {
        let (dx, dy) = (places[b].x - places[a].x, places[b].y - places[a].y);
        forces[a] = Point { x: forces[a].x + dx * strength, y: forces[a].y + dy * strength };
        forces[b] = Point { x: forces[b].x - dx * strength, y: forces[b].y - dy * strength };
    };
    for a in 0..nodes.len() {
        for b in a + 1..nodes.len() {
            let far = length(Point { x: places[b].x - places[a].x, y: places[b].y - places[a].y }).max(1.0);
            let together = if nodes[a].group == nodes[b].group { 0.15 } else { 0.0 };
            push(a, b, together / room * far.min(room) / far - room * room / (far * far * far) * 2.0);
        }
    }
    for (a, b, weight) in pulls {
        let far = length(Point { x: places[*b].x - places[*a].x, y: places[*b].y - places[*a].y });
        push(*a, *b, far / room / room * (0.3 + weight));
    }
    for (force, place) in forces.iter_mut().zip(places) {
        *force = Point { x: force.x + (size.x / 2.0 - place.x) * 0.02, y: force.y + (size.y / 2.0 - place.y) * 0.03 };
    }
    let scale = room * 0.15;
    forces.into_iter().map(|force| Point { x: force.x * scale, y: force.y * scale }).collect()
}

fn keep_inside(nodes: &[Node], places: &mut [Point], size: Point) {
    for (place, Node { extent, .. }) in places.iter_mut().zip(nodes) {
        place.x = place.x.min(size.x - extent.side).max(extent.side);
        place.y = place.y.min(size.y - extent.below).max(extent.above);
    }
}

/// Stretches the places to the whole picture.
fn fill(nodes: &[Node], places: &mut [Point], size: Point) {
    let side = nodes.iter().map(|node| node.extent.side).fold(0.0, f64::max);
    let (above, below) = nodes
        .iter()
        .fold((0.0, 0.0), |(above, below), Node { extent, .. }| (extent.above.max(above), extent.below.max(below)));
    let stretched = |value: f64, all: (f64, f64), to: (f64, f64)| match all.1 - all.0 {
        length if length < 1.0 => f64::midpoint(to.0, to.1),
        length => to.0 + (value - all.0) / length * (to.1 - to.0),
    };
    let ends = |of: fn(&Point) -> f64| {
        let values = places.iter().map(of);
        (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
    };
    let (across, down) = (ends(|place| place.x), ends(|place| place.y));
    for place in places.iter_mut() {
        place.x = stretched(place.x, across, (side, size.x - side));
        place.y = stretched(place.y, down, (above, size.y - below));
    }
}

/// Moves nodes that cover one another apart, each time the shorter way, until none does.
fn move_apart(nodes: &[Node], places: &mut [Point], size: Point) {
    for _ in 0..APART {
        let mut is_done = true;
        for a in 0..nodes.len() {
            for b in a + 1..nodes.len() {
                let Some(by) = overlap((nodes[a].extent, places[a]), (nodes[b].extent, places[b])) else { continue };
                is_done = false;
                places[a] = Point { x: places[a].x - by.x, y: places[a].y - by.y };
                places[b] = Point { x: places[b].x + by.x, y: places[b].y + by.y };
            }
        }
        keep_inside(nodes, places, size);
        if is_done {
            return;
        }
    }
}

/// How far each of two nodes is to move so that they no longer cover one another.
fn overlap((a, at_a): (Extent, Point), (b, at_b): (Extent, Point)) -> Option<Point> {
    let dx = at_b.x - at_a.x;
    let across = a.side + b.side - dx.abs();
    let is_below = at_b.y >= at_a.y;
    let down = if is_below { at_a.y + a.below - (at_b.y - b.above) } else { at_b.y + b.below - (at_a.y - a.above) };
    if across <= 0.0 || down <= 0.0 {
        return None;
    }
    Some(if across < down {
        Point { x: across / 2.0 * if dx >= 0.0 { 1.0 } else { -1.0 }, y: 0.0 }
    } else {
        Point { x: 0.0, y: down / 2.0 * if is_below { 1.0 } else { -1.0 } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_nodes_cover_one_another_and_all_are_inside() {
        let size = Point { x: 1_040.0, y: 1_000.0 };
        let extent = Extent { side: 70.0, above: 14.0, below: 28.0 };
        for count in [1, 2, 3, 12, 40, 60] {
            let nodes: Vec<Node> = (0..count).map(|index| Node { extent, group: index % 4 }).collect();
            let pulls: Vec<Pull> = (1..count).map(|index| (index, index * 7 % index, 0.5)).collect();
            let places = layout(&nodes, &pulls, size);
            for (index, place) in places.iter().enumerate() {
                assert!((70.0..=970.0).contains(&place.x) && (14.0..=972.0).contains(&place.y), "{count}: {place:?}");
                for other in &places[index + 1..] {
                    let by = overlap((extent, *place), (extent, *other)).map_or(0.0, length);
                    assert!(by < 0.5, "{count}: {place:?} covers {other:?}");
                }
            }
            assert_eq!(places, layout(&nodes, &pulls, size));
        }
    }
}
