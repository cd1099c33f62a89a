//! The search index of Afterword: documents to an index, and questions to results.
//!
//! - [`write_index`] takes [`SearchDocument`]s and gives [`IndexFiles`], the same bytes for the same documents.
//! - [`Searcher::open`] takes the files back, and [`Searcher::search`] answers whatever a reader types.
//!
//! ```text
//! SearchDocument ──writer──▶ IndexFiles ──searcher──▶ Searcher
//! text ──query──▶ Parsed ──lower──▶ Tantivy's query ──collector──▶ matches ──highlight──▶ SearchResults
//! ```
//!
//! The terminal and the site run this same code on the same bytes: natively, and in a browser as WebAssembly, where
//! there is no writer. What reads an index therefore uses no clock, no thread, no file and no randomness.
//!
//! The module `query` documents what a query can say, `schema` what the index holds.

mod analysis;
mod boundary;
mod chunks;
mod collector;
mod document;
mod error;
mod facets;
mod files;
mod highlight;
mod labels;
mod lower;
#[cfg(not(target_arch = "wasm32"))]
mod publish;
mod query;
mod results;
mod schema;
mod searcher;
#[cfg(not(target_arch = "wasm32"))]
mod stemmer_module;
mod vocabulary;
mod warm;
#[cfg(not(target_arch = "wasm32"))]
mod writer;

pub use analysis::{Language, Stemmer};
pub use chunks::{Chunks, FORMAT, ROOT};
pub use document::{Label, SearchDocument, SearchSection};
pub use error::SearchError;
pub use facets::{Facet, FacetField, FacetValue, Filters};
pub use files::IndexFiles;
pub use query::LastWord;
pub use results::{FoundSection, Hit, SearchResults, SnippetPart, Suggestion};
pub use searcher::{SearchOptions, Searcher, Sort};
#[cfg(not(target_arch = "wasm32"))]
pub use stemmer_module::{StemmerModule, stemmer_module};
#[cfg(not(target_arch = "wasm32"))]
pub use writer::write_index;
