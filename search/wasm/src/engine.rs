//! The engine as the worker speaks to it: bytes and JSON in, JSON out.
//!
//! Takes the root of an index, its chunks and searches; gives what each came to, or an error with the reason that the page
//! tells its reader. Every answer is a text, whatever comes in.

use afterword_search::{Chunks, FORMAT, Language, SearchError, SearchOptions, SearchResults, Searcher, Stemmer};
use serde::{Deserialize, Serialize};

use crate::abi;

/// The characters that a chunk is named by.
const NAME_LENGTH: usize = 12;

/// One index, as far as it is open.
#[derive(Default)]
pub struct Engine {
    index: Option<(Chunks, Searcher)>,
}

/// What is asked; how, is read as [`SearchOptions`] from the same message.
#[derive(Deserialize)]
struct Question {
    query: String,
}

/// What an index says of itself.
#[derive(Serialize)]
struct Opened<'a> {
    documents: u64,
    language: &'a str,
    /// The file that stems words of the language, if this module cannot.
    stemmer: Option<&'a str>,
    format: u32,
}

/// Nothing is to be said.
#[derive(Serialize)]
struct Taken {}

/// Results as far as what is at hand allows, and the chunks that the rest needs.
#[derive(Serialize)]
struct Answer {
    results: Option<SearchResults>,
    needs: Vec<String>,
}

#[derive(Serialize)]
struct Failure {
    error: Reason,
}

#[derive(Serialize)]
struct Reason {
    reason: &'static str,
    message: String,
    chunk: Option<String>,
}

impl Engine {
    /// Opens the index of this root, in place of the one that was open.
    pub fn open(&mut self, root: &[u8]) -> String {
        let opened = Chunks::open(root).and_then(|chunks| Ok((open(&chunks)?, chunks)));
        written(opened.map_err(Failure::from).map(|(searcher, chunks)| {
            let (chunks, searcher) = self.index.insert((chunks, searcher));
            Opened {
                documents: searcher.document_count(),
                language: chunks.language(),
                stemmer: chunks.stemmer(),
                format: FORMAT,
            }
        }))
    }

    /// Takes a chunk: its name, then the bytes of its file.
    pub fn put(&mut self, message: &[u8]) -> String {
        written(self.take(message))
    }

    /// Answers a search.
    pub fn search(&self, request: &[u8]) -> String {
        written(self.find(request))
    }

    fn take(&self, message: &[u8]) -> Result<Taken, Failure> {
        let (chunks, _) = self.index()?;
        let (name, file) =
            message.split_at_checked(NAME_LENGTH).ok_or_else(|| Failure::of_engine("a chunk without name"))?;
        let name = std::str::from_utf8(name).map_err(Failure::of_engine)?;
        chunks.put(name, file).map(|()| Taken {}).map_err(Failure::from)
    }

    fn find(&self, request: &[u8]) -> Result<Answer, Failure> {
        let (chunks, searcher) = self.index()?;
        let Question { query } = serde_json::from_slice(request).map_err(Failure::of_engine)?;
        let options = serde_json::from_slice::<SearchOptions>(request).map_err(Failure::of_engine)?;
        let results = searcher.search(&query, &options);
        let needs = chunks.take_missing();
        match results {
            Err(error) if needs.is_empty() => Err(error.into()),
            results => Ok(Answer { results: results.ok(), needs }),
        }
    }

    fn index(&self) -> Result<&(Chunks, Searcher), Failure> {
        self.index.as_ref().ok_or_else(|| Failure::of_engine("no index is open"))
    }
}

impl Failure {
    /// What only a fault of the engine or of the worker explains.
    fn of_engine(message: impl ToString) -> Self {
        Failure { error: Reason { reason: "engine", message: message.to_string(), chunk: None } }
    }
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        let (reason, chunk) = match &error {
            SearchError::Damaged { file } => ("damaged", name_of_chunk(file)),
            SearchError::OtherVersion => ("version", None),
            SearchError::Missing | SearchError::Tantivy(_) | SearchError::Stored(_) => ("engine", None),
        };
        Failure { error: Reason { reason, message: error.to_string(), chunk } }
    }
}

/// Opens what is at hand, stemming words with the worker's help where the index says that this takes some.
fn open(chunks: &Chunks) -> Result<Searcher, SearchError> {
    let searcher = Searcher::open(chunks.clone())?;
    Ok(match chunks.stemmer() {
        Some(_) => searcher.with_stemmer(Stemmer::from_host(Language::from_tag(chunks.language()), abi::stem)),
        None => searcher,
    })
}

/// The name of the chunk that lies in `file`, if one does.
fn name_of_chunk(file: &str) -> Option<String> {
    let name = file.strip_suffix(".bin")?;
    (name.len() == NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| name.to_owned())
}

fn written(answer: Result<impl Serialize, Failure>) -> String {
    let written = match &answer {
        Ok(answer) => serde_json::to_string(answer),
        Err(failure) => serde_json::to_string(failure),
    };
    written.expect("answers hold text, numbers and lists, which JSON can write")
}
