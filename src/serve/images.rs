//! Smaller variants of wide images, made on another thread: a large base has many, and each takes longer than a page. Until
//! they are there, pages show the images themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Mutex, PoisonError, Weak, mpsc};
use std::time::SystemTime;

use crate::diagnostics::FilePath;
use crate::knowledge::KnowledgeBase;
use crate::pipeline::{self, Variants};
use crate::repo::{self, ImageVariant};

/// What tells an image from another one of its name: its length, when it changed, and its size in pixels.
type Stamp = (u64, Option<SystemTime>, (usize, usize));

/// Images that are yet to be made smaller.
type Wanted = BTreeMap<FilePath, Stamp>;

/// The variants that were made so far.
pub(super) struct Images {
    root: PathBuf,
    made: Mutex<BTreeMap<FilePath, (Stamp, Vec<ImageVariant>)>>,
    asked: Mutex<BTreeSet<(FilePath, Stamp)>>,
    has_news: AtomicBool,
    orders: Mutex<Sender<Wanted>>,
}

impl Images {
    /// Gives with it what is yet to be made, for [`Images::make`].
    pub(super) fn new(root: PathBuf) -> (Self, Receiver<Wanted>) {
        let (orders, wanted) = mpsc::channel();
        let (made, asked) = (Mutex::default(), Mutex::default());
        (Self { root, made, asked, has_news: AtomicBool::new(false), orders: Mutex::new(orders) }, wanted)
    }

    /// Whether variants were made since they were asked for.
    pub(super) fn has_news(&self) -> bool {
        self.has_news.load(Ordering::Relaxed)
    }

    /// The variants that there are of the wide images of a knowledge base; the others are ordered.
    pub(super) fn of(&self, knowledge: &KnowledgeBase) -> Variants {
        self.has_news.store(false, Ordering::Relaxed);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let wide: Wanted =
            pipeline::wide_images(knowledge).into_iter().filter_map(|(path, size)| self.stamped(path, size)).collect();
        made.retain(|path, (stamp, _)| wide.get(path) == Some(stamp));
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|(path, stamp)| wide.get(path) == Some(stamp));
        let missing = wide.iter().filter(|(path, _)| !made.contains_key(*path));
        let missing = missing.map(|(path, stamp)| (path.clone(), *stamp));
        let wanted: Wanted = missing.filter(|image| asked.insert(image.clone())).collect();
        if !wanted.is_empty() {
            // Nobody makes them any more once the server ends.
            let _ = self.orders.lock().unwrap_or_else(PoisonError::into_inner).send(wanted);
        }
        let there = made.iter().filter(|(_, (_, variants))| !variants.is_empty());
        there.map(|(path, (_, variants))| (path.clone(), variants.clone())).collect()
    }

    fn stamped(&self, path: FilePath, size: (usize, usize)) -> Option<(FilePath, Stamp)> {
        let metadata = fs::metadata(self.root.join(path.as_str())).ok()?;
        let stamp = (metadata.len(), metadata.modified().ok(), size);
        Some((path, stamp))
    }

    fn keep(&self, path: FilePath, stamp: Stamp, variants: Vec<ImageVariant>) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path, (stamp, variants));
    }
}

/// Makes what is ordered, one image after the other, and tells of each order that is done, as long as anybody wants it.
pub(super) fn make(images: &Weak<Images>, wanted: &Receiver<Wanted>, tell: impl Fn()) {
    while let Ok(order) = wanted.recv() {
        for (path, stamp) in order {
            let Some(root) = images.upgrade().map(|images| images.root.clone()) else { return };
            let image = BTreeMap::from([(path.clone(), stamp.2)]);
            // An image that the decoder has a mistake about has no variants.
            let made = catch_unwind(|| repo::variants(&root, &image, &|_| Vec::new()).unwrap_or_default());
            let variants = made.unwrap_or_default().into_values().next().unwrap_or_default();
            let Some(images) = images.upgrade() else { return };
            images.keep(path, stamp, variants);
        }
        let Some(images) = images.upgrade() else { return };
        images.has_news.store(true, Ordering::Relaxed);
        tell();
    }
}
