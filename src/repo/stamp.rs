//! What the file system says of a file without opening it: enough to tell whether it has changed since.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::Snapshot;
use crate::diagnostics::FilePath;

/// How old a change has to be for the next one to get another time. File systems count in steps of up to two seconds.
const STEP: Duration = Duration::from_secs(2);

/// The length, the times and the identity of a file; the latter two as far as the system tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

/// Which file stands at a path, and when anything of it changed, its times included. A file that takes the place of another
/// one may have its length and the time of its last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Identity {
    inode: u64,
    changed: Option<SystemTime>,
}

/// The stamps of the files that are published as they are, by their paths in the knowledge base. Those that are gone have none.
#[must_use]
pub fn stamps(root: &Path, snapshot: &Snapshot) -> BTreeMap<FilePath, Stamp> {
    let statics = snapshot.statics.par_iter().map(|path| FilePath::new(&format!("static/{path}")));
    let paths = snapshot.assets.par_iter().cloned().chain(statics);
    let stamp = |path: FilePath| Some((Stamp::of(&fs::metadata(root.join(path.as_str())).ok()?), path));
    paths.filter_map(stamp).map(|(stamp, path)| (path, stamp)).collect()
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity: Identity::of(metadata) }
    }

    /// Whether a file that was looked at in a moment would have another stamp if it changed after that.
    pub(super) fn is_settled(&self, moment: SystemTime) -> bool {
        let is_old = |time: SystemTime| moment.duration_since(time).is_ok_and(|age| age >= STEP);
        self.modified.is_some_and(is_old) && self.identity.changed.is_none_or(is_old)
    }
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;

        let since_epoch = u64::try_from(metadata.ctime()).ok().zip(u32::try_from(metadata.ctime_nsec()).ok());
        let changed = since_epoch.map(|(seconds, nanos)| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos));
        Self { inode: metadata.ino(), changed }
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self::default()
    }
}
