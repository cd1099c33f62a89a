//! Filling the route table: every list, document and file once, and an error where two want the same route.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cards::Cards;
use super::directory::Directory;
use super::factor_map;
use super::feed::{self, Format, Subject};
use super::hosting;
use super::llms;
use super::manifest;
use super::markdown::copy_route;
use super::pager::pages_of;
use super::route::Route;
use super::routes::{
    Files, Page, RouteConflict, Vocabulary, document_route, factor_route, file_route, plain_page_route, year_route,
};
use super::search::SEARCH_FOLDER;
use crate::diagnostics::FilePath;
use crate::knowledge::KnowledgeBase;
use crate::repo::Variants;
use crate::theme::Theme;

/// Gives everything that the site consists of its route.
pub(super) fn fill(
    knowledge: &KnowledgeBase,
    directory: &Directory,
    files: Files<'_>,
    cards: Option<&Cards>,
) -> Result<BTreeMap<Route, Page>, RouteConflict> {
    let mut table = Table { knowledge, new: Vec::new(), pages: BTreeMap::new() };
    let ((), mut others) = rayon::join(
        || table.documents(),
        || {
            let mut table = Table { knowledge, new: Vec::new(), pages: BTreeMap::new() };
            table.lists(directory);
            table.single_files(files);
            if let Some(cards) = cards {
                table.cards(cards);
            }
            table.new
        },
    );
    table.new.append(&mut others);
    for asset in files.theme.assets() {
        table.add(Route::new(&asset.route), Page::ThemeAsset(asset.name.clone()));
    }
    table.settle()?;
    table.files(files)?;
    Ok(table.pages)
}

/// The table while it is filled.
struct Table<'a> {
    knowledge: &'a KnowledgeBase,
    /// What has been added, until all of it is put in order at once.
    new: Vec<(Route, Page)>,
    pages: BTreeMap<Route, Page>,
}

impl Table<'_> {
    fn add(&mut self, route: Route, page: Page) {
        self.new.push((route, page));
    }

    /// Puts what has been added in order; an error where two of it want the same route.
    fn settle(&mut self) -> Result<(), RouteConflict> {
        let mut new = std::mem::take(&mut self.new);
        // Of two that want the same, the one that was added first stays first.
        new.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        if let Some([(route, first), (_, second)]) = new.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let (first, second) = (describe(first, self.knowledge), describe(second, self.knowledge));
            return Err(RouteConflict { route: route.clone(), first, second });
        }
        self.pages = new.into_iter().collect();
        Ok(())
    }

    /// Adds a list with as many pages as its documents need.
    fn list(&mut self, first: &Route, length: usize, page: impl Fn(usize) -> Page) {
        (1..=pages_of(length)).for_each(|number| self.add(first.page(number), page(number)));
    }

    /// Adds the feeds of a list, where the host is known and a document of the list can stand in them.
    fn feeds(&mut self, page: &Route, documents: &[usize], subject: &Subject) {
        let is_there = self.has_host() && feed::is_worthwhile(self.knowledge, documents);
        for format in Format::ALL.into_iter().filter(|_| is_there) {
            self.add(format.route(page), Page::Feed { subject: subject.clone(), format });
        }
    }

    fn has_host(&self) -> bool {
        self.knowledge.config.base_url.absolute("").is_some()
    }

    fn lists(&mut self, directory: &Directory) {
        self.add(Route::new(""), Page::Home);
        self.add(Route::new("years/"), Page::Years);
        for (year, (day, documents)) in directory.years.iter().enumerate() {
            self.list(&year_route(*day), documents.len(), |page| Page::Year { year, page });
        }
        self.list(&Route::new("factors/"), directory.factors.len(), |page| Page::Factors { page });
        self.add(Route::new(factor_map::ROUTE), Page::FactorMap);
        for (id, documents) in &directory.factors {
            self.list(&factor_route(id), documents.len(), |page| Page::Factor { factor: id.clone(), page });
            self.feeds(&factor_route(id), documents, &Subject::Factor(id.clone()));
        }
        for vocabulary in Vocabulary::ALL {
            let (list, entries) = (Route::new(format!("{}/", vocabulary.folder())), vocabulary.entries(directory));
            self.list(&list, entries.len(), |page| Page::Terms { vocabulary, page });
            for (term, entry) in entries.iter().enumerate() {
                let length = entry.documents.len();
                let first = vocabulary.route(&entry.slug);
                self.list(&first, length, |page| Page::Term { vocabulary, term, page });
                if matches!(vocabulary, Vocabulary::Services | Vocabulary::Severities) {
                    self.feeds(&first, &entry.documents, &Subject::Term { vocabulary, term });
                }
            }
        }
        self.add(Route::new("trends/"), Page::Trends);
        let action_items = directory.action_items.len();
        self.list(&Route::new("action-items/"), action_items, |page| Page::ActionItems { page });
        for (kind, (name, documents)) in directory.kinds.iter().enumerate() {
            let first = Route::new(format!("{}/", name.folder()));
            self.list(&first, documents.len(), |page| Page::Kind { kind, page });
        }
    }

    fn documents(&mut self) {
        for (index, postmortem) in self.knowledge.postmortems.iter().enumerate() {
            let route = document_route(postmortem);
            self.add(copy_route(&route), Page::DocumentCopy(index));
            self.add(route, Page::Document(index));
        }
        self.list(&Route::new("pages/"), self.knowledge.pages.len(), |page| Page::PlainPages { page });
        for (index, page) in self.knowledge.pages.iter().enumerate() {
            let route = plain_page_route(&page.id);
            self.add(copy_route(&route), Page::PlainCopy(index));
            self.add(route, Page::Plain(index));
        }
    }

    /// Adds a file that Afterword writes unless `static/` has one of that name, which its owner prefers.
    fn default_file(&mut self, route: &str, page: Page, statics: &BTreeSet<FilePath>) {
        if !statics.contains(route) {
            self.add(Route::new(route), page);
        }
    }

    /// Adds what a theme may have a template for, or not.
    fn optional(&mut self, theme: &Theme, template: &str, route: &str, page: Page) {
        if theme.has(&format!("templates/{template}")) {
            self.add(Route::new(route), page);
        }
    }

    fn single_files(&mut self, Files { theme, statics, .. }: Files<'_>) {
        self.add(Route::new("404.html"), Page::NotFound);
        self.optional(theme, "search.html", SEARCH_FOLDER, Page::Search);
        self.optional(theme, "robots.txt", "robots.txt", Page::Robots);
        self.optional(theme, "sw.js", "sw.js", Page::ServiceWorker);
        if manifest::is_worthwhile(&self.knowledge.config, theme) {
            self.default_file(manifest::ROUTE, Page::Manifest, statics);
        }
        self.default_file(llms::ROUTE, Page::Llms, statics);
        self.default_file(hosting::ROUTE, Page::HostHeaders, statics);
        if self.has_host() {
            for format in Format::ALL {
                let page = Page::Feed { subject: Subject::Site, format };
                self.default_file(format.route(&Route::new("")).as_str(), page, statics);
            }
            self.optional(theme, "sitemap.xml", "sitemap.xml", Page::Sitemap);
        }
    }

    fn cards(&mut self, cards: &Cards) {
        self.add(cards.site().clone(), Page::Card(None));
        for index in 0..self.knowledge.postmortems.len() {
            self.add(cards.document(index).clone(), Page::Card(Some(index)));
        }
    }

    /// The files of `static/`, and those that documents link to.
    fn files(&mut self, Files { statics, variants, links, .. }: Files<'_>) -> Result<(), RouteConflict> {
        let knowledge = self.knowledge;
        for path in statics {
            let (route, file) = (Route::new(path.as_str()), Page::File(FilePath::new(&format!("static/{path}"))));
            if let Some(other) = self.taken_by(&route) {
                let (first, second) = (describe(other, knowledge), describe(&file, knowledge));
                return Err(RouteConflict { route, first, second });
            }
            self.pages.insert(route, file);
        }
        for path in links.linked_assets() {
            let route = file_route(path);
            // An author's file never takes the place of a page; the link to it stays text.
            if !is_active(path) && !self.is_taken(&route) {
                self.pages.insert(route, Page::File(path.clone()));
            }
        }
        self.variants(variants);
        Ok(())
    }

    /// The smaller variants of the images that are there. Two images of one name with the same bytes share theirs.
    fn variants(&mut self, variants: &Variants) {
        for (path, variants) in variants {
            let is_there = matches!(self.pages.get(&file_route(path)), Some(Page::File(file)) if file == path);
            for (place, variant) in variants.iter().enumerate().filter(|_| is_there) {
                let route = Route::new(&variant.route);
                if !self.is_taken(&route) {
                    self.pages.insert(route, Page::Variant(path.clone(), place));
                }
            }
        }
    }

    fn is_taken(&self, route: &Route) -> bool {
        self.taken_by(route).is_some()
    }

    /// What stands at a route, or needs it for a folder, or has a file where it would need a folder.
    fn taken_by(&self, route: &Route) -> Option<&Page> {
        let path = route.as_str();
        if is_of_search(path) {
            return Some(&Page::Search);
        }
        let folder = format!("{path}/");
        let inside = || {
            let next = self.pages.range(Route::new(folder.clone())..).next();
            next.filter(|(next, _)| next.as_str().starts_with(&folder)).map(|(_, page)| page)
        };
        let above = || path.match_indices('/').find_map(|(end, _)| self.pages.get(&Route::new(&path[..end])));
        let as_index = || {
            let page = path.strip_suffix("index.html")?;
            self.pages.get(&Route::new(page))
        };
        self.pages.get(route).or_else(inside).or_else(above).or_else(as_index)
    }
}

/// Whether an address belongs to the search: its page, and the index beside it, which is not in the table.
fn is_of_search(path: &str) -> bool {
    path.starts_with(SEARCH_FOLDER) || path == SEARCH_FOLDER.trim_end_matches('/')
}

/// What stands at a route, for the message that another thing wants to stand there.
fn describe(page: &Page, knowledge: &KnowledgeBase) -> String {
    match page {
        Page::Document(index) | Page::DocumentCopy(index) => {
            format!("the document `{}`", knowledge.postmortems[*index].path)
        }
        Page::Plain(index) | Page::PlainCopy(index) => format!("the page `{}`", knowledge.pages[*index].path),
        Page::File(path) | Page::Variant(path, _) => format!("the file `{path}`"),
        Page::ThemeAsset(name) => format!("the theme's `{name}`"),
        Page::Factor { factor, .. } => format!("the page of the factor `{factor}`"),
        Page::Terms { vocabulary, .. } | Page::Term { vocabulary, .. } => {
            format!("the list of {}", vocabulary.folder())
        }
        Page::Kind { .. } => "the list of documents of a kind".to_owned(),
        Page::Home => "the home page".to_owned(),
        Page::Years | Page::Year { .. } => "the list of years".to_owned(),
        Page::Factors { .. } => "the list of factors".to_owned(),
        Page::ActionItems { .. } => "the list of action items".to_owned(),
        Page::Trends => "the page of trends".to_owned(),
        Page::FactorMap => "the factor map".to_owned(),
        Page::PlainPages { .. } => "the list of pages".to_owned(),
        Page::Search => "the search".to_owned(),
        Page::NotFound
        | Page::Feed { .. }
        | Page::Sitemap
        | Page::Robots
        | Page::ServiceWorker
        | Page::Manifest
        | Page::Card(_)
        | Page::HostHeaders
        | Page::Llms => "a file that Afterword writes".to_owned(),
    }
}

/// Endings of what browsers take for a page, with scripts in it and all, and of what servers run.
const ACTIVE: [&str; 33] = [
    "html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "xslt", "mht", "mhtml", "svgz", "rss", "atom", "rdf",
    "mathml", "mml", "xul", "xsd", "wsdl", "kml", "gpx", "php", "php3", "php5", "php7", "phtml", "phar", "asp", "aspx",
    "jsp", "cgi", "fcgi", "swf",
];

/// Files by which hosts are told what to do: to lead visitors elsewhere, to run something, to answer to another name.
const FOR_HOSTS: [&str; 9] = [
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "cname",
    "netlify.toml",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
];

/// Whether a file could be more than a file where it is published. Such files are not linked to from documents; in
/// `static/` they are the site owner's own. Every ending counts, for some servers take `a.html.old` for a page.
fn is_active(path: &FilePath) -> bool {
    let name = path.name().to_lowercase();
    FOR_HOSTS.contains(&name.as_str()) || name.split('.').skip(1).any(|ending| ACTIVE.contains(&ending.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_browsers_servers_or_hosts_obey_are_not_published() {
        for path in
            ["a.html", "a.HTM", "a/b.html.old", "a.rss", "a.svgz", "a.php", "_redirects", "CNAME", "a/web.config"]
        {
            assert!(is_active(&FilePath::new(path)), "{path}");
        }
        for path in ["a.png", "a.svg", "html", "a/page.pdf", "xml-dump.log", "config.json", "redirects"] {
            assert!(!is_active(&FilePath::new(path)), "{path}");
        }
    }
}
