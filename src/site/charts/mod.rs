//! Pictures of data, made at build time as SVG text.
//!
//! A chart takes numbers and words and gives markup that holds no style, no script and no colour: its shapes have classes,
//! and `styles/charts.css` of the theme says what they look like by day, by night, in print and in forced colours. Places
//! across are shares of the width, so that a chart fills any column while its text keeps its size; places down are pixels.
//! All numbers are rounded, so that the same input gives the same bytes on every machine.

mod clock;
mod clusters;
mod columns;
mod periods;
mod points;
mod rows;
mod scale;
mod svg;

pub(super) use clock::clock_ticks;
pub(super) use clusters::{Cluster, clusters};
pub(super) use columns::{columns, small_columns};
pub(super) use periods::Periods;
pub(super) use points::{Case, FOR_A_MEDIAN, SINGLE, Summary, points};
pub(super) use rows::rows;
pub(super) use scale::Frame;
pub(super) use svg::{Element, Svg};

/// The words of an English site.
#[cfg(test)]
pub(super) fn english() -> std::sync::Arc<crate::theme::Words> {
    crate::theme::Theme::load("default", &std::collections::BTreeMap::new(), "en").expect("the built-in theme").words()
}
