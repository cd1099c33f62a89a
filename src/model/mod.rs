//! The domain: postmortems, factors, action items, timelines and times. No text spans, no I/O.

mod action_item;
mod factor;
mod postmortem;
mod timeline;
mod times;
mod zone;

pub use action_item::{ActionItem, ActionState, ActionType};
pub use factor::{Factor, factor_in_words};
pub use postmortem::{Date, DateSource, DetectedBy, FactorText, Kind, Page, Postmortem, Status, Visibility};
pub use timeline::TimelineEntry;
pub use times::{DurationUnit, Moment, Phase, Times, duration_in_words, duration_parts};
pub use zone::{Ambiguity, instant_in, nearest_time_zone, time_zone};

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// Makes a name that identifies one thing of the knowledge base: text that is compared, ordered and shown as it is.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the name as it is.
            #[must_use]
            pub fn new(name: &str) -> Self {
                Self(Arc::from(name))
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// Names one document: its file name without extension, or its folder's name, as an address part.
    DocumentId
}
identifier! {
    /// Names one contributing factor: the file name of its catalogue entry, such as `cache-stampede`.
    FactorId
}
