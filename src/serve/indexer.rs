//! Makes the search index of the newest generation, on a thread of its own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::Event;
use super::state::{Index, State};
use crate::pipeline;

/// How long nothing may change before an index is made: whoever saves again at once would wait for two.
const QUIET: Duration = Duration::from_millis(300);

/// Follows the generations until there are no more.
pub(super) fn follow(state: &Arc<State>, mut changes: watch::Receiver<String>, report: &(dyn Fn(Event) + Send + Sync)) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
        report(Event::Trouble("the search does not follow: the system gives no more threads".to_owned()));
        return;
    };
    let mut indexed = 0;
    loop {
        let newest = state.generation().filter(|it| it.number != indexed);
        let Some(generation) = newest else {
            if runtime.block_on(changes.changed()).is_err() {
                return;
            }
            continue;
        };
        let is_quiet = runtime.block_on(async { tokio::time::timeout(QUIET, changes.changed()).await.is_err() });
        if !is_quiet {
            continue;
        }
        indexed = generation.number;
        match pipeline::search_index(&generation.site) {
            Ok(files) => state.show_index(Index { generation: generation.number, files }),
            Err(failure) => report(Event::Trouble(format!("the search does not follow: {failure}"))),
        }
    }
}
