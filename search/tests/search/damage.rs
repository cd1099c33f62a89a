//! Files that are not as they were written are refused, and nothing panics over them.

use afterword_search::{IndexFiles, Language, SearchError, Searcher, write_index};

use crate::base::documents;

fn files() -> IndexFiles {
    write_index(documents(), Language::English).expect("an index in memory can be written")
}

/// The files with one of them changed, or taken away if `change` makes it `None`.
fn changed(files: &IndexFiles, changed: &str, change: impl Fn(&[u8]) -> Option<Vec<u8>>) -> IndexFiles {
    let change = |(name, bytes): (&str, &[u8])| {
        let bytes = if name == changed { change(bytes) } else { Some(bytes.to_vec()) };
        bytes.map(|bytes| (name.to_owned(), bytes))
    };
    files.iter().filter_map(change).collect()
}

#[test]
fn a_file_that_is_missing_cut_or_altered_is_named() {
    let files = files();
    for (name, bytes) in files.iter() {
        let flip = |index: usize| {
            move |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                bytes[index] ^= 1;
                Some(bytes)
            }
        };
        let damages = [
            changed(&files, name, |_| None),
            changed(&files, name, |_| Some(Vec::new())),
            changed(&files, name, |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
            changed(&files, name, |bytes| Some([bytes, b"x"].concat())),
            changed(&files, name, flip(0)),
            changed(&files, name, flip(bytes.len() / 2)),
            changed(&files, name, flip(bytes.len() - 1)),
        ];
        for damage in damages {
            let error = Searcher::open(damage).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.ends_with("build the site again"), "{name}: {error:?}");
        }
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let files = files();
    for (name, bytes) in files.iter() {
        for index in 0..bytes.len() {
            let damage = changed(&files, name, |bytes| {
                let mut bytes = bytes.to_vec();
                bytes[index] ^= 1 << (index % 8);
                Some(bytes)
            });
            assert!(Searcher::open(damage).is_err(), "byte {index} of {name}");
        }
    }
}

#[test]
fn an_index_of_another_version_says_so() {
    let other = changed(&files(), "manifest.json", |bytes| {
        Some(String::from_utf8_lossy(bytes).replacen("\"format\":1", "\"format\":0", 1).into_bytes())
    });
    assert!(matches!(Searcher::open(other), Err(SearchError::OtherVersion)));
    assert!(matches!(Searcher::open(IndexFiles::default()), Err(SearchError::Damaged { .. })));
}
