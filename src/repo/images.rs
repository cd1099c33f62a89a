//! The sizes of images, read from the heads of their files, so that pages keep room for them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use image::metadata::Orientation;

/// Endings of images that hold pixels.
const PIXELS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// The largest side that is believed.
const LIMIT: usize = 100_000;

/// Width and height of an image that holds pixels; none where it cannot be read, or is no such image by its name.
pub(super) fn size(file: &Path) -> Option<(usize, usize)> {
    let name = file.file_name()?.to_string_lossy().to_lowercase();
    if !PIXELS.iter().any(|ending| name.ends_with(ending)) {
        return None;
    }
    let size = imagesize::size(file).ok()?;
    believed(if is_turned(file) { (size.height, size.width) } else { (size.width, size.height) })
}

/// A size, unless no image can have it.
pub(super) fn believed(size: (usize, usize)) -> Option<(usize, usize)> {
    let is_believed = |side| (1..=LIMIT).contains(&side);
    (is_believed(size.0) && is_believed(size.1)).then_some(size)
}

/// How much of a photograph is looked through for how the camera was held.
const HEAD: u64 = 256 * 1024;

/// Whether browsers turn a photograph by a quarter, since the camera was held upright.
fn is_turned(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && orientation(&head).is_some_and(turns)
}

/// Whether width and height are the other way round when an image is shown.
pub(super) fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// How a JPEG says that it is to be turned, in the Exif data of one of the segments before its pixels. ITU T.81, B.1.
pub(super) fn orientation(jpeg: &[u8]) -> Option<Orientation> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match (marker, segment.strip_prefix(b"Exif\0\0")) {
            (0xe1, Some(exif)) => return Orientation::from_exif_chunk(exif),
            // The pixels begin.
            (0xda, _) => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a JPEG whose Exif data holds an orientation alone.
    fn jpeg(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let length = u8::try_from(exif.len() + 2).expect("short");
        [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, length][..], &exif, &[0xff, 0xda, 0, 2]].concat()
    }

    #[test]
    fn photographs_say_how_they_are_to_be_turned() {
        let turned: Vec<u8> = (0..=9).filter(|value| orientation(&jpeg(*value)).is_some_and(turns)).collect();
        assert_eq!(turned, [5, 6, 7, 8]);
        let whole = jpeg(6);
        for end in 0..whole.len() {
            // A file that is cut off is no reason to panic.
            let _ = orientation(&whole[..end]);
        }
        assert_eq!(orientation(b"\xff\xd8\xff\xda\0\x02"), None);
        assert_eq!(orientation(&[0xff, 0xd8, 0xff, 0xe1, 0, 0]), None);
    }
}
