//! The index from outside: documents go in, queries are asked, ids and texts come out.

mod base;
mod damage;
mod facets;
mod hostile;
mod languages;
mod pieces;
mod queries;
mod results;
mod unspaced;
mod writing;
