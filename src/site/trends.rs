//! What incidents have in common over time: how many and how grave, how long until they were noticed and over, who noticed,
//! what contributed, and what came of the action items. Template: `trends.html`.
//!
//! Nothing here is told per person or team, and no number without the number of cases that it comes from. Nothing depends on
//! the clock.

mod durations;
pub(super) mod factors;
mod incidents;
mod parts;

use jiff::civil::Date;
use serde::Serialize;

use super::Site;
use super::charts::Periods;
use super::route::Route;
use super::views::PageView;
use crate::model::{Phase, Postmortem};
use crate::theme::Words;

/// What `trends.html` sees.
#[derive(Debug, Serialize)]
pub struct TrendsView {
    /// The page's head.
    pub page: PageView,
    /// How many postmortems have a day.
    pub count: usize,
    /// How many have none, and are not counted.
    pub undated: usize,
    /// The charts that there is something to show in.
    pub charts: Vec<ChartView>,
}

/// A chart, with the same in words and in a table.
#[derive(Debug, Default, Serialize)]
pub struct ChartView {
    /// Its anchor, without `#`.
    pub anchor: &'static str,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, in a sentence.
    pub reading: String,
    /// What its colours mean.
    pub legend: Vec<LegendView>,
    /// The picture; empty where it consists of several.
    pub picture_html: String,
    /// How much room the picture needs on its left: `narrow` or `wide`.
    pub gutter: &'static str,
    /// The axis below the picture, for wide columns and for narrow ones; may be empty.
    pub axes: Vec<AxisView>,
    /// Small pictures with an axis in common, each of something that has a page.
    pub multiples: Vec<MultipleView>,
    /// The same as a table.
    pub table: TableView,
    /// What is not shown, in sentences.
    pub notes: Vec<String>,
}

/// An axis.
#[derive(Debug, Serialize)]
pub struct AxisView {
    /// `wide` or `narrow`.
    pub width: &'static str,
    /// The axis.
    pub axis_html: String,
}

/// What a colour means.
#[derive(Debug, Serialize)]
pub struct LegendView {
    /// What it stands for.
    pub title: String,
    /// The class of its shapes.
    pub class: String,
}

/// A small picture.
#[derive(Debug, Serialize)]
pub struct MultipleView {
    /// What it is about.
    pub title: String,
    /// The page about it.
    pub url: String,
    /// How many cases it shows.
    pub count: usize,
    /// The picture.
    pub picture_html: String,
}

/// A table; the first cell of each row is its head.
#[derive(Debug, Default, Serialize)]
pub struct TableView {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The postmortems that have a day, which is what trends are made of.
struct Incidents<'a> {
    site: &'a Site,
    dated: Vec<(Date, &'a Postmortem)>,
    days: Vec<Date>,
}

impl ChartView {
    /// The chart without one of its parts, which has no cases.
    fn without(mut self, part: usize) -> Self {
        self.legend.remove(part);
        self.table.head.remove(part + 1);
        for row in &mut self.table.rows {
            row.remove(part + 1);
        }
        self
    }
}

impl TrendsView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let all = site.knowledge.incidents();
        let dated: Vec<(Date, &Postmortem)> =
            all.clone().filter_map(|postmortem| Some((postmortem.date?.day, postmortem))).collect();
        let incidents = Incidents { site, days: dated.iter().map(|(day, _)| *day).collect(), dated };
        let charts = [
            incidents::chart(&incidents),
            durations::chart(&incidents, Phase::Detected),
            durations::chart(&incidents, Phase::Resolved),
            parts::detected_by(&incidents),
            factors::chart(&incidents),
            parts::action_items(&incidents),
        ];
        let words = site.words();
        let page = PageView::new(site, route, words.text("trends"));
        Self {
            page: page.describe(words.text("trends-description")),
            count: incidents.dated.len(),
            undated: all.count() - incidents.dated.len(),
            charts: charts.into_iter().flatten().collect(),
        }
    }
}

/// Whether there is anything to make trends of.
pub(super) fn has_trends(site: &Site) -> bool {
    site.knowledge.incidents().any(|it| it.date.is_some())
}

/// The axes of periods for both widths.
pub(super) fn axes(periods: &Periods<'_>) -> Vec<AxisView> {
    [("wide", 12), ("narrow", 6)].map(|(width, most)| AxisView { width, axis_html: periods.axis(most) }).into()
}

/// What a chart says of days that are before its periods.
fn earlier(words: &Words, periods: &Periods<'_>, days: &[Date]) -> Vec<String> {
    match days.iter().filter(|day| periods.place(**day).is_none()).count() {
        0 => Vec::new(),
        count => vec![words.say("chart-earlier", [("count", count.into()), ("period", periods.title(0).into())])],
    }
}
