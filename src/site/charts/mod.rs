//! Pictures of data, made at build time as SVG text.
//!
//! A chart takes numbers and words and gives markup that holds no style, no script and no colour: its shapes have classes,
//! and `styles/charts.css` of the theme says what they look like by day, by night, in print and in forced colours. Places
//! across are shares of the width, so that a chart fills any column while its text keeps its size; places down are pixels.
//! All numbers are rounded, so that the same input gives the same bytes on every machine.

mod clock;
mod clusters;
mod scale;
mod svg;

pub(super) use clock::clock_ticks;
pub(super) use clusters::{Cluster, clusters};
pub(super) use scale::Frame;
pub(super) use svg::{Element, Svg};
