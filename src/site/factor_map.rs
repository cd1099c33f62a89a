//! The factor map: which factors incidents name together, as a network and as a table. Template: `factor-map.html`.

mod layout;
mod picture;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Site;
use super::route::Route;
use super::routes::factor_route;
use super::views::{LinkView, PageView};
use crate::model::{Factor, FactorId};
use crate::theme::Words;

/// Where the map stands: not below `factors/`, where a factor may have any name.
pub(super) const ROUTE: &str = "factor-map/";

/// The most factors and pairs that are drawn.
const FACTORS: usize = 60;
const PAIRS: usize = 100;

/// How many groups have a shape of their own; all others are circles.
const SHAPES: usize = 5;

/// What `factor-map.html` sees.
#[derive(Debug, Serialize)]
pub struct FactorMapView {
    /// The page's head.
    pub page: PageView,
    /// What is drawn and what is left out, in a sentence or two.
    pub reading: String,
    /// The picture; empty where no two factors occur together.
    pub picture_html: String,
    /// The groups with their shapes; empty where there is one alone.
    pub groups: Vec<GroupKey>,
    /// The pairs that are drawn, the most frequent first.
    pub pairs: Vec<PairView>,
}

/// What a shape means.
#[derive(Debug, Serialize)]
pub struct GroupKey {
    /// The groups that have it, in words; empty for factors without a group.
    pub title: String,
    /// The shape.
    pub shape_html: String,
}

/// Two factors that incidents name together.
#[derive(Debug, Serialize)]
pub struct PairView {
    /// The one that comes first in the order of their names.
    pub first: LinkView,
    /// The other.
    pub second: LinkView,
    /// How many incidents name both.
    pub count: usize,
}

/// What is drawn.
struct Network<'a> {
    factors: Vec<Drawn<'a>>,
    pairs: Vec<Pair>,
}

/// A factor that is drawn.
struct Drawn<'a> {
    factor: &'a Factor,
    url: String,
    /// How many incidents name it.
    count: usize,
    /// Its shape: 1 to [`SHAPES`], or 0.
    group: usize,
}

/// Two factors by their places, and how many incidents name both.
struct Pair {
    a: usize,
    b: usize,
    count: usize,
}

impl Drawn<'_> {
    fn told(&self, words: &Words) -> String {
        let group = if self.factor.group.is_empty() { String::new() } else { format!(", {}", self.factor.group) };
        format!("{}: {}{group}", self.factor.title, words.count("incidents", self.count))
    }

    fn link(&self) -> LinkView {
        LinkView { title: self.factor.title.clone(), url: self.url.clone() }
    }
}

/// Whether any incident names two factors.
pub(super) fn has_map(site: &Site) -> bool {
    site.knowledge.incidents().any(|it| it.factors.len() > 1)
}

impl FactorMapView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let counts = together(site);
        let chosen = chosen(&counts);
        let groups = shapes(site, &chosen);
        let network = network(site, &chosen, &groups);
        let words = site.words();
        let reading = reading(words, &counts, &network);
        let title = words.text("map-title");
        let page = PageView::new(site, route, words.text("map")).describe(words.text("map-description"));
        let page = page.below(words.text("factors"), site.link(&Route::new("factors/")));
        Self {
            page: PageView { section: "factors".to_owned(), ..page },
            picture_html: match network.pairs.is_empty() {
                true => String::new(),
                false => picture::picture(words, &network, (title, &reading)),
            },
            groups: keys(&network, &groups),
            pairs: pairs(&network),
            reading,
        }
    }
}

/// How many incidents name each pair of factors.
fn together(site: &Site) -> BTreeMap<(&FactorId, &FactorId), usize> {
    let mut counts = BTreeMap::new();
    for postmortem in site.knowledge.incidents() {
        let mut named: Vec<&FactorId> = postmortem.factors.iter().collect();
        named.sort();
        for (place, first) in named.iter().enumerate() {
            for second in &named[place + 1..] {
                *counts.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    counts
}

/// Two factors and how many incidents name both.
type Named<'a> = (&'a FactorId, &'a FactorId, usize);

/// The pairs that are drawn, the most frequent first: all that are named so often that they are not too many to tell apart,
/// and of each factor that would be left out, its most frequent one.
fn chosen<'a>(counts: &BTreeMap<(&'a FactorId, &'a FactorId), usize>) -> Vec<Named<'a>> {
    let mut all: Vec<Named<'a>> = counts.iter().map(|((first, second), count)| (*first, *second, *count)).collect();
    // A stable sort: among equals in the order of their ids.
    all.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let known: BTreeSet<&FactorId> = all.iter().flat_map(|(first, second, _)| [*first, *second]).collect();
    let often = often(&all, PAIRS.min(known.len() * 2));
    let mut factors: BTreeSet<&FactorId> = BTreeSet::new();
    let mut chosen = Vec::new();
    for (place, (first, second, count)) in all.into_iter().enumerate() {
        let new = [first, second].into_iter().filter(|id| !factors.contains(*id)).count();
        if (place < often || new > 0) && factors.len() + new <= FACTORS {
            factors.extend([first, second]);
            chosen.push((first, second, count));
        }
    }
    chosen
}

/// How many of some pairs, the most frequent first, are drawn for how often they are named: those from a number on of which
/// there are at most `most`; where even the most frequent are more, the first of them.
fn often(all: &[Named<'_>], most: usize) -> usize {
    if all.len() <= most {
        return all.len();
    }
    let beyond = all[most].2;
    match all.partition_point(|(_, _, count)| *count > beyond) {
        0 => most,
        often => often,
    }
}

/// The groups that have a shape of their own: those with the most factors.
fn shapes<'a>(site: &'a Site, chosen: &[Named<'_>]) -> Vec<&'a str> {
    let ids: BTreeSet<&FactorId> = chosen.iter().flat_map(|(first, second, _)| [*first, *second]).collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for factor in ids.into_iter().filter_map(|id| site.knowledge.factors.get(id)) {
        *sizes.entry(factor.group.as_str()).or_default() += 1;
    }
    sizes.remove("");
    let mut groups: Vec<(&str, usize)> = sizes.into_iter().collect();
    groups.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    groups.into_iter().take(SHAPES).map(|(group, _)| group).collect()
}

fn network<'a>(site: &'a Site, chosen: &[Named<'_>], groups: &[&str]) -> Network<'a> {
    let ids: BTreeSet<&FactorId> = chosen.iter().flat_map(|(first, second, _)| [*first, *second]).collect();
    let mut known: Vec<(&FactorId, &Factor, usize)> = ids
        .into_iter()
        .filter_map(|id| {
            let documents = site.directory.factors.get(id).map_or(&[][..], Vec::as_slice);
            Some((id, site.knowledge.factors.get(id)?, site.knowledge.incidents_among(documents).len()))
        })
        .collect();
    known.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let places: BTreeMap<&FactorId, usize> = known.iter().zip(0..).map(|((id, _, _), place)| (*id, place)).collect();
    let pairs = chosen.iter().filter_map(|(first, second, count)| {
        Some(Pair { a: *places.get(first)?, b: *places.get(second)?, count: *count })
    });
    let pairs = pairs.collect();
    let factors = known.iter().map(|(id, factor, count)| Drawn {
        factor: &site.knowledge.factors[*id],
        url: site.link(&factor_route(id)),
        count: *count,
        group: groups.iter().position(|group| *group == factor.group).map_or(0, |place| place + 1),
    });
    Network { factors: factors.collect(), pairs }
}

/// What the picture holds, and what it leaves out.
fn reading(words: &Words, counts: &BTreeMap<(&FactorId, &FactorId), usize>, network: &Network<'_>) -> String {
    let (all, drawn) = (counts.len(), network.pairs.len());
    let most = network.pairs.iter().map(|pair| pair.count).max().unwrap_or(0);
    let known: BTreeSet<&FactorId> = counts.keys().flat_map(|(first, second)| [*first, *second]).collect();
    let given = || {
        let factors = network.factors.len();
        [("pairs", drawn.into()), ("all", all.into()), ("factors", factors.into()), ("most", most.into())]
    };
    if all == drawn {
        return words.say("map-reading", given());
    }
    let reading = words.say("map-reading-some", given());
    match known.len() - network.factors.len() {
        0 => reading,
        count => format!("{reading} {}", words.count("map-left-out", count)),
    }
}

fn keys(network: &Network<'_>, groups: &[&str]) -> Vec<GroupKey> {
    let key = |group: usize, title: &str| GroupKey { title: title.to_owned(), shape_html: picture::key(group) };
    if groups.is_empty() {
        return Vec::new();
    }
    let mut keys: Vec<GroupKey> = groups.iter().zip(1..).map(|(title, group)| key(group, title)).collect();
    if network.factors.iter().any(|it| it.group == 0) {
        keys.push(key(0, ""));
    }
    keys
}

fn pairs(network: &Network<'_>) -> Vec<PairView> {
    let pairs = network.pairs.iter().map(|pair| {
        let (a, b) = (network.factors[pair.a].link(), network.factors[pair.b].link());
        let (first, second) = if a.title <= b.title { (a, b) } else { (b, a) };
        PairView { first, second, count: pair.count }
    });
    pairs.collect()
}
