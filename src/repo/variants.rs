//! Smaller variants of wide images, so that phones do not load what they cannot show.
//!
//! Takes the paths of images; gives for each the variants that are worth it. What cannot be decoded stays as it is.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::imageops;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, Limits};
use rayon::prelude::*;

use super::images::{orientation, turns};
use super::read_asset;
use crate::diagnostics::FilePath;
use crate::failure::Failure;

/// What rises when variants of the same image differ from before, so that their names change.
const FORMAT: u8 = 1;

/// Images that are wider than this have variants.
pub const WIDE: usize = 1_600;

/// The widths of variants: the reading column, and the same on finer screens.
const WIDTHS: [usize; 3] = [1_440, 1_080, 720];

/// The most pixels of an image that is decoded.
const PIXELS: usize = 60_000_000;

/// The most bytes that one takes while it is decoded and resized.
const MEMORY: u64 = 512 * 1024 * 1024;

/// How many images are decoded at once, whatever the number of processors, since each takes up to [`MEMORY`].
const AT_ONCE: usize = 4;

/// The longest beginning of a variant's name that is its image's, in bytes; disks take names of 255.
const NAME_LIMIT: usize = 100;

/// The quality of JPEG variants, of 100.
const QUALITY: u8 = 80;

/// An image in another size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageVariant {
    /// Its address on the site, which changes with its content.
    pub route: String,
    /// Its width in pixels.
    pub width: usize,
    /// Its height in pixels.
    pub height: usize,
    /// What is in it; `None` where an earlier build has written it.
    pub bytes: Option<Arc<Vec<u8>>>,
}

/// The variants of each image that has some, from the narrowest.
pub type Variants = BTreeMap<FilePath, Vec<ImageVariant>>;

/// Whether an image may have variants, by its name and its size.
#[must_use]
pub fn may_have_variants(path: &FilePath, (width, height): (usize, usize)) -> bool {
    let name = path.name().to_lowercase();
    let pixels = width.saturating_mul(height);
    width > WIDE && pixels <= PIXELS && [".jpg", ".jpeg", ".png", ".webp"].iter().any(|it| name.ends_with(it))
}

/// The variants of images, from the narrowest. `known` gives the files of an earlier build whose names begin with a text,
/// which need not be made again.
///
/// # Errors
///
/// When the machine has no threads to give.
pub fn variants(
    root: &Path,
    images: &BTreeMap<FilePath, (usize, usize)>,
    known: &(impl Fn(&str) -> Vec<String> + Sync),
) -> Result<Variants, Failure> {
    if images.is_empty() {
        return Ok(BTreeMap::new());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE.min(rayon::current_num_threads())).build();
    let pool = pool.map_err(|error| Failure::message(format!("cannot resize images: {error}")))?;
    Ok(pool.install(|| {
        let all = images.par_iter().filter_map(|(path, size)| {
            // A file that cannot be read is told where it is to be copied.
            let bytes = read_asset(root, path).ok()?;
            let name = named(path, &bytes);
            let made = of_before(&name, *size, known).or_else(|| made(&name, &bytes, *size));
            Some((path.clone(), made.filter(|variants| !variants.is_empty())?))
        });
        all.collect()
    }))
}

/// How the names of an image's variants begin: with its own, and what changes with its content.
fn named(path: &FilePath, bytes: &[u8]) -> String {
    let stem = path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem);
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[FORMAT]).update(bytes);
    let mut stem = Some(slug::slugify(stem)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "image".to_owned());
    // Slugs are ASCII, and may be longer than the name that they are made from.
    stem.truncate(NAME_LIMIT);
    format!("images/{stem}.{}.", &hasher.finalize().to_hex()[..8])
}

/// What an earlier build wrote of an image; `None` where it wrote nothing.
fn of_before(
    name: &str,
    (width, height): (usize, usize),
    known: &impl Fn(&str) -> Vec<String>,
) -> Option<Vec<ImageVariant>> {
    let variant = |route: String| {
        let (narrow, ending) = route.strip_prefix(name)?.split_once('.')?;
        let narrow = WIDTHS.into_iter().find(|width| width.to_string() == narrow)?;
        let is_ours = ["png", "jpg"].contains(&ending);
        is_ours.then(|| ImageVariant { width: narrow, height: scaled((width, height), narrow), route, bytes: None })
    };
    let mut variants: Vec<ImageVariant> = known(name).into_iter().filter_map(variant).collect();
    variants.sort_by_key(|variant| variant.width);
    Some(variants).filter(|variants| !variants.is_empty())
}

fn scaled((width, height): (usize, usize), to: usize) -> usize {
    ((height * to + width / 2) / width).max(1)
}

/// The variants of an image that are smaller than it; `None` where it cannot be decoded, moves, or is not what it was
/// taken for.
fn made(name: &str, bytes: &[u8], size: (usize, usize)) -> Option<Vec<ImageVariant>> {
    let mut decoded = decode(bytes)?;
    if (decoded.image.width() as usize, decoded.image.height() as usize) != size {
        return None;
    }
    let mut variants = Vec::new();
    for width in WIDTHS {
        let height = scaled(size, width);
        // Each is made of the one before it, which has enough pixels and takes less time.
        decoded.image = decoded.image.resize_exact(width as u32, height as u32, imageops::FilterType::Triangle);
        let Some(encoded) = decoded.encode().filter(|encoded| encoded.len() < bytes.len()) else { continue };
        let route = format!("{name}{width}.{}", decoded.ending());
        variants.push(ImageVariant { route, width, height, bytes: Some(Arc::new(encoded)) });
    }
    variants.reverse();
    Some(variants)
}

/// An image in memory, and what its colours mean.
struct Decoded {
    image: DynamicImage,
    profile: Option<Vec<u8>>,
    is_lossless: bool,
}

fn decode(bytes: &[u8]) -> Option<Decoded> {
    match image::guess_format(bytes).ok()? {
        image::ImageFormat::Jpeg => {
            let turned = orientation(bytes).unwrap_or(Orientation::NoTransforms);
            pixels(JpegDecoder::new(Cursor::new(bytes)).ok()?, turned, Kind::Photograph)
        }
        image::ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits()).ok()?;
            let is_still = !decoder.is_apng().ok()?;
            is_still.then(|| pixels(decoder, Orientation::NoTransforms, Kind::Lossless))?
        }
        image::ImageFormat::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
            let is_still = !decoder.has_animation();
            is_still.then(|| pixels(decoder, Orientation::NoTransforms, Kind::Photograph))?
        }
        _ => None,
    }
}

/// How an image is written again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As JPEG, unless something can be seen through it.
    Photograph,
    /// As PNG.
    Lossless,
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits
}

/// The most bytes that an image takes which takes so many once it is decoded: a copy in another form or turned, or one of
/// its width and the new height in floating point (`imageops::resize`).
fn memory(decoded: u64, (width, height): (u32, u32)) -> u64 {
    let resized = scaled((width as usize, height as usize), WIDTHS[0]) as u64 * u64::from(width) * 16;
    decoded.saturating_add(decoded.max(resized))
}

fn pixels(mut decoder: impl ImageDecoder, turned: Orientation, kind: Kind) -> Option<Decoded> {
    decoder.set_limits(limits()).ok()?;
    let (width, height) = decoder.dimensions();
    // Few programs write how a PNG or WebP is turned, and browsers do not agree on it.
    let is_upright = turned != Orientation::NoTransforms || decoder.orientation().ok()? == Orientation::NoTransforms;
    let size = if turns(turned) { (height, width) } else { (width, height) };
    let is_too_large =
        u64::from(width) * u64::from(height) > PIXELS as u64 || memory(decoder.total_bytes(), size) > MEMORY;
    if is_too_large || !is_upright {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(turned);
    let has_colour = image.color().has_color();
    let image = match (image.color().has_alpha(), has_colour) {
        (true, true) => DynamicImage::ImageRgba8(image.into_rgba8()),
        (true, false) => DynamicImage::ImageLumaA8(image.into_luma_alpha8()),
        (false, true) => DynamicImage::ImageRgb8(image.into_rgb8()),
        (false, false) => DynamicImage::ImageLuma8(image.into_luma8()),
    };
    // ICC.1, 7.2.6: what the numbers of the profile stand for. Those of inks are none that were decoded to.
    let expected: &[u8] = if has_colour { b"RGB " } else { b"GRAY" };
    let is_meant = profile.as_ref().is_none_or(|profile| profile.get(16..20) == Some(expected));
    let is_lossless = kind == Kind::Lossless || image.color().has_alpha();
    is_meant.then_some(Decoded { image, profile, is_lossless })
}

impl Decoded {
    fn ending(&self) -> &'static str {
        if self.is_lossless { "png" } else { "jpg" }
    }

    fn encode(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.is_lossless {
            self.write(PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive))?;
        } else {
            self.write(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
        }
        Some(bytes)
    }

    fn write(&self, mut encoder: impl ImageEncoder) -> Option<()> {
        if let Some(profile) = &self.profile {
            encoder.set_icc_profile(profile.clone()).ok()?;
        }
        self.image.write_with_encoder(encoder).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An image with a gradient, as one of the formats.
    fn picture(format: image::ImageFormat, (width, height): (u32, u32)) -> Vec<u8> {
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, ((x * 7 + y * 13) % 64) as u8])
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).expect("an image");
        bytes.into_inner()
    }

    /// The same with Exif data that tells to turn it.
    fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        [&jpeg[..2], &exif, &jpeg[2..]].concat()
    }

    fn widths(bytes: &[u8], size: (usize, usize)) -> Vec<(usize, usize)> {
        let variants = made("images/a.1.", bytes, size).unwrap_or_default();
        for variant in &variants {
            let bytes = variant.bytes.as_ref().expect("made");
            let read = image::load_from_memory(bytes).expect("an image");
            assert_eq!((read.width() as usize, read.height() as usize), (variant.width, variant.height));
        }
        variants.iter().map(|variant| (variant.width, variant.height)).collect()
    }

    #[test]
    fn wide_images_have_variants_of_their_proportions() {
        use image::ImageFormat::{Jpeg, Png, WebP};
        let expected = [(720, 360), (1_080, 540), (1_440, 720)];
        for format in [Jpeg, Png, WebP] {
            let bytes = picture(format, (2_000, 1_000));
            assert_eq!(widths(&bytes, (2_000, 1_000)), expected, "{format:?}");
            let again = made("a", &bytes, (2_000, 1_000));
            assert_eq!(again, made("a", &bytes, (2_000, 1_000)), "the same image has the same variants");
        }
        let upright = turned(&picture(Jpeg, (1_000, 2_000)), 6);
        assert_eq!(widths(&upright, (2_000, 1_000)), expected);
        assert_eq!(widths(&upright, (1_000, 2_000)), [], "that is not its size");
    }

    #[test]
    fn what_is_no_image_or_would_not_be_smaller_has_none() {
        let bytes = picture(image::ImageFormat::Png, (2_000, 10));
        for end in [0, 8, 40, bytes.len() / 2] {
            assert_eq!(made("a", &bytes[..end], (2_000, 10)), None, "{end}");
        }
        let plain = DynamicImage::new_luma8(1_601, 4);
        let mut bytes = Cursor::new(Vec::new());
        plain.write_to(&mut bytes, image::ImageFormat::Png).expect("an image");
        let sizes: Vec<_> = widths(&bytes.get_ref().clone(), (1_601, 4));
        assert!(sizes.len() <= 3);
        // Two numbers in the head of a PNG say that it has far more pixels than it holds.
        let mut bomb = picture(image::ImageFormat::Png, (2_000, 10));
        bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        assert_eq!(made("a", &bomb, (30_000, 30_000)), None);
        assert!(!may_have_variants(&FilePath::new("a.png"), (30_000, 30_000)));
        assert!(!may_have_variants(&FilePath::new("a.gif"), (2_000, 1_000)));
        assert!(!may_have_variants(&FilePath::new("a.png"), (1_600, 1_000)));
        assert!(may_have_variants(&FilePath::new("a.JPG"), (1_601, 1_000)));
    }

    #[test]
    fn the_memory_of_an_image_is_bounded_whatever_its_shape_and_depth() {
        for (size, bytes_a_pixel, fits) in [
            ((10_000, 6_000), 3, true),
            ((6_000, 10_000), 4, true),
            ((10_000, 6_000), 6, false),
            // A picture of zeros takes 460 KB on disk.
            ((1_700, 35_000), 8, false),
            ((1_700, 35_000), 1, false),
            ((1_700, 10_000), 8, true),
        ] {
            let decoded = u64::from(size.0) * u64::from(size.1) * bytes_a_pixel;
            assert_eq!(memory(decoded, size) <= MEMORY, fits, "{size:?} {bytes_a_pixel}");
        }
        assert!(memory(u64::MAX, (100_000, 1)) > MEMORY);
    }

    #[test]
    fn the_names_of_variants_fit_on_a_disk() {
        for stem in ["監視".repeat(30), "b".repeat(245)] {
            let name = named(&FilePath::new(&format!("a/{stem}.png")), b"x");
            assert!(name.len() <= "images/".len() + NAME_LIMIT + ".12345678.".len(), "{name}");
        }
    }

    #[test]
    fn names_that_no_build_gives_are_no_variants() {
        for wrong in
            ["99999999999999999999.png", "99999999999999999.png", "0.png", "0720.png", "721.png", "720.html", "720"]
        {
            let known = |name: &str| vec![format!("{name}{wrong}")];
            assert_eq!(of_before("images/a.1.", (2_000, 1_000), &known), None, "{wrong}");
        }
    }

    #[test]
    fn variants_of_an_earlier_build_are_not_made_again() {
        let known = |_: &str| vec!["images/a.1.720.jpg".to_owned(), "images/a.1.1440.jpg".to_owned()];
        let found = of_before("images/a.1.", (2_000, 1_000), &known).expect("they are there");
        let sizes: Vec<_> = found.iter().map(|it| (it.width, it.height, it.bytes.is_none())).collect();
        assert_eq!(sizes, [(720, 360, true), (1_440, 720, true)]);
        assert_eq!(of_before("images/a.1.", (2_000, 1_000), &|_: &str| Vec::new()), None);
    }
}
