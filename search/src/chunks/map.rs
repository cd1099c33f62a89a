//! Which chunk holds which bytes of a file.
//!
//! Takes the pieces of a root, which may overlap; gives each file as spans that do not, each with all that hold it.

use tantivy::directory::OwnedBytes;

use super::format::{Piece, Root};

/// A file as spans in the order of their places.
#[derive(Debug, Default)]
pub(super) struct FileMap {
    spans: Vec<Span>,
}

#[derive(Debug)]
struct Span {
    start: usize,
    end: usize,
    holders: Vec<Holder>,
}

/// One that holds a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Holder {
    /// The chunk; `None` is the root.
    pub chunk: Option<usize>,
    /// Where the piece begins in the chunk.
    at: usize,
    /// Where the piece begins in the file.
    start: usize,
}

impl Holder {
    /// What stands from `start` to `end` of the file, out of the bytes of the chunk.
    pub fn cut(&self, chunk: &OwnedBytes, start: usize, end: usize) -> OwnedBytes {
        let at = self.at + start - self.start;
        chunk.slice(at..at + end - start)
    }
}

impl FileMap {
    /// What holds the byte at `place`, the root first, and up to where the same holds.
    pub fn at(&self, place: usize) -> Option<(&[Holder], usize)> {
        let next = self.spans.partition_point(|span| span.end <= place);
        let span = self.spans.get(next).filter(|span| span.start <= place)?;
        Some((&span.holders, span.end))
    }

    fn new(mut pieces: Vec<(Piece, Holder)>) -> Self {
        pieces.retain(|(piece, _)| piece.length > 0);
        pieces.sort_by_key(|(piece, holder)| (piece.start, *holder));
        let mut ends: Vec<usize> = pieces.iter().flat_map(|(it, _)| [it.start as usize, it.end() as usize]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut spans: Vec<Span> = Vec::new();
        let mut open: Vec<(usize, Holder)> = Vec::new();
        let mut next = 0;
        for pair in ends.windows(2) {
            open.retain(|(end, _)| *end > pair[0]);
            while let Some((piece, holder)) = pieces.get(next).filter(|(piece, _)| piece.start as usize == pair[0]) {
                open.push((piece.end() as usize, *holder));
                next += 1;
            }
            let mut holders: Vec<Holder> = open.iter().map(|(_, holder)| *holder).collect();
            holders.sort_unstable();
            if !holders.is_empty() {
                spans.push(Span { start: pair[0], end: pair[1], holders });
            }
        }
        FileMap { spans }
    }
}

/// The map of each file of `root`.
pub(super) fn maps(root: &Root) -> Vec<FileMap> {
    let mut pieces: Vec<Vec<(Piece, Holder)>> = vec![Vec::new(); root.files.len()];
    let chunks = root.chunks.iter().enumerate().map(|(index, chunk)| (Some(index), &chunk.pieces));
    for (chunk, of_chunk) in [(None, &root.first)].into_iter().chain(chunks) {
        let mut at = 0;
        for piece in of_chunk {
            let holder = Holder { chunk, at, start: piece.start as usize };
            pieces[piece.file as usize].push((*piece, holder));
            at += piece.length as usize;
        }
    }
    pieces.into_iter().map(FileMap::new).collect()
}

#[cfg(test)]
mod tests {
    use super::super::format::ChunkEntry;
    use super::*;

    #[test]
    fn overlapping_pieces_are_found_in_all_that_hold_them() {
        let piece = |start, length| Piece { file: 0, start, length };
        let chunk = |pieces| ChunkEntry { hash: [0; 6], pieces };
        let root = Root {
            files: vec![super::super::IndexFile { name: "a".to_owned(), length: 100 }],
            first: vec![piece(0, 10)],
            chunks: vec![chunk(vec![piece(10, 30)]), chunk(vec![piece(90, 10), piece(20, 40)])],
            ..Root::default()
        };
        let maps = maps(&root);
        let at = |place| {
            let (holders, end) = maps[0].at(place)?;
            Some((holders.iter().map(|holder| holder.chunk).collect::<Vec<_>>(), end))
        };
        assert_eq!(at(0), Some((vec![None], 10)));
        assert_eq!(at(15), Some((vec![Some(0)], 20)));
        assert_eq!(at(20), Some((vec![Some(0), Some(1)], 40)));
        assert_eq!(at(59), Some((vec![Some(1)], 60)));
        assert_eq!(at(60), None);
        assert_eq!(at(99), Some((vec![Some(1)], 100)));
        assert_eq!(at(100), None);
        let bytes = OwnedBytes::new((0..50).collect::<Vec<u8>>());
        let (holders, _) = maps[0].at(25).expect("a place that is held");
        assert_eq!(holders[1].cut(&bytes, 25, 28).as_slice(), [15, 16, 17]);
    }
}
