//! Files that are not as they were written are refused, and nothing panics over them.

use afterword_search::{Chunks, IndexFiles, Language, SearchError, write_index};

use crate::base::{documents, many_documents};

const ROOT: &str = "index.bin";

fn files() -> IndexFiles {
    write_index(documents(), Language::English).expect("an index in memory can be written")
}

/// What is said of the file `name`, if it holds `bytes`.
fn complaint(files: &IndexFiles, name: &str, bytes: &[u8]) -> Option<SearchError> {
    let root = files.get(ROOT).expect("every index has a root");
    if name == ROOT {
        return Chunks::open(bytes).err();
    }
    let chunks = Chunks::open(root).expect("the root is whole");
    chunks.put(name.trim_end_matches(".bin"), bytes).err()
}

#[test]
fn a_file_that_is_cut_or_altered_is_named() {
    let files = files();
    assert!(files.iter().count() > 2);
    for (name, bytes) in files.iter() {
        assert!(complaint(&files, name, bytes).is_none(), "{name}");
        let flipped = |index: usize| {
            let mut bytes = bytes.to_vec();
            bytes[index] ^= 1;
            bytes
        };
        let damages = [
            Vec::new(),
            bytes[..bytes.len() / 2].to_vec(),
            bytes[..bytes.len() - 1].to_vec(),
            [bytes, b"x"].concat(),
            flipped(0),
            flipped(bytes.len() / 2),
            flipped(bytes.len() - 1),
        ];
        for damage in damages {
            match complaint(&files, name, &damage) {
                Some(SearchError::Damaged { file }) => assert_eq!(file, name),
                // Whose version is altered seems of another version.
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let files = files();
    for (name, bytes) in files.iter() {
        for index in 0..bytes.len() {
            let mut bytes = bytes.to_vec();
            bytes[index] ^= 1 << (index % 8);
            assert!(complaint(&files, name, &bytes).is_some(), "byte {index} of {name}");
        }
    }
}

#[test]
fn a_chunk_in_the_place_of_another_is_noticed() {
    let files = write_index(many_documents(300), Language::English).expect("an index in memory can be written");
    let chunks: Vec<_> = files.iter().filter(|(name, _)| *name != ROOT).collect();
    assert!(chunks.len() > 5);
    for (index, (name, _)) in chunks.iter().enumerate() {
        let (_, other) = chunks[(index + 1) % chunks.len()];
        assert!(matches!(complaint(&files, name, other), Some(SearchError::Damaged { .. })), "{name}");
    }
}

#[test]
fn an_index_of_another_version_says_so() {
    let mut root = files().get(ROOT).expect("every index has a root").to_vec();
    root[4] ^= 1;
    assert!(matches!(Chunks::open(&root), Err(SearchError::OtherVersion)));
    assert!(matches!(Chunks::from_files(IndexFiles::default()), Err(SearchError::Damaged { .. })));
}
