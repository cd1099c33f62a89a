//! Smaller variants of wide images, made on another thread: a large base has many, and each takes longer than a page. Until
//! they are there, pages show the images themselves.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Mutex, PoisonError, Weak, mpsc};

use crate::diagnostics::FilePath;
use crate::knowledge::KnowledgeBase;
use crate::pipeline::{self, Variants};
use crate::repo::{self, ImageVariant, Stamp};

/// What tells an image from another one of its name: what the file system says of it, and its size in pixels.
type Look = (Stamp, (usize, usize));

/// Images that are yet to be made smaller.
type Wanted = BTreeMap<FilePath, Look>;

/// The variants that were made so far.
pub(super) struct Images {
    root: PathBuf,
    made: Mutex<BTreeMap<FilePath, (Look, Vec<ImageVariant>)>>,
    asked: Mutex<Wanted>,
    has_news: AtomicBool,
    orders: Mutex<Sender<Wanted>>,
}

impl Images {
    /// Gives with it what is yet to be made, for [`make`].
    pub(super) fn new(root: PathBuf) -> (Self, Receiver<Wanted>) {
        let (orders, wanted) = mpsc::channel();
        let (made, asked) = (Mutex::default(), Mutex::default());
        (Self { root, made, asked, has_news: AtomicBool::new(false), orders: Mutex::new(orders) }, wanted)
    }

    /// Whether variants were made since they were asked for.
    pub(super) fn has_news(&self) -> bool {
        self.has_news.load(Ordering::Relaxed)
    }

    /// The variants that there are of the wide images of a knowledge base; the others are ordered. `stamps` are those of
    /// the files as they are now.
    pub(super) fn of(&self, knowledge: &KnowledgeBase, stamps: &BTreeMap<FilePath, Stamp>) -> Variants {
        self.has_news.store(false, Ordering::Relaxed);
        let wide = pipeline::wide_images(knowledge).into_iter();
        let wide: Wanted = wide.filter_map(|(path, size)| Some((path.clone(), (*stamps.get(&path)?, size)))).collect();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|path, (look, _)| wide.get(path) == Some(look));
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_missing = |path: &FilePath, look: &Look| !made.contains_key(path) && asked.get(path) != Some(look);
        let missing = wide.iter().filter(|(path, look)| is_missing(path, look));
        let missing: Wanted = missing.map(|(path, look)| (path.clone(), *look)).collect();
        *asked = wide;
        if !missing.is_empty() {
            // Nobody makes them any more once the server ends.
            let _ = self.orders.lock().unwrap_or_else(PoisonError::into_inner).send(missing);
        }
        let there = made.iter().filter(|(_, (_, variants))| !variants.is_empty());
        there.map(|(path, (_, variants))| (path.clone(), variants.clone())).collect()
    }

    fn keep(&self, path: FilePath, look: Look, variants: Vec<ImageVariant>) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path, (look, variants));
    }
}

/// Makes what is ordered, one image after the other, and tells of each order that is done, as long as anybody wants it.
pub(super) fn make(images: &Weak<Images>, wanted: &Receiver<Wanted>, tell: impl Fn()) {
    while let Ok(order) = wanted.recv() {
        for (path, look) in order {
            let Some(root) = images.upgrade().map(|images| images.root.clone()) else { return };
            let image = BTreeMap::from([(path.clone(), look.1)]);
            // An image that the decoder has a mistake about has no variants.
            let made = catch_unwind(|| repo::variants(&root, &image, &|_| Vec::new()).unwrap_or_default());
            let variants = made.unwrap_or_default().into_values().next().unwrap_or_default();
            let Some(images) = images.upgrade() else { return };
            images.keep(path, look, variants);
        }
        let Some(images) = images.upgrade() else { return };
        images.has_news.store(true, Ordering::Relaxed);
        tell();
    }
}
