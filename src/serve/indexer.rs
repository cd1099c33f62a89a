//! Makes the search index of the newest generation, on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Weak;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::Event;
use super::state::{Index, State};
use crate::pipeline;

/// How long nothing may change before an index is made: whoever saves again at once would wait for two.
const QUIET: Duration = Duration::from_millis(300);

/// Follows the generations until the state is gone.
pub(super) fn follow(
    state: &Weak<State>,
    mut changes: watch::Receiver<String>,
    report: &(dyn Fn(Event) + Send + Sync),
) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
        report(Event::Trouble("the search does not follow: the system gives no more threads".to_owned()));
        return;
    };
    let mut indexed = 0;
    loop {
        let newest = || state.upgrade()?.generation().filter(|it| it.number != indexed);
        let Some(number) = newest().map(|generation| generation.number) else {
            if runtime.block_on(changes.changed()).is_err() {
                return;
            }
            continue;
        };
        match runtime.block_on(async { timeout(QUIET, changes.changed()).await }) {
            Ok(Ok(())) => continue,
            Ok(Err(_)) => return,
            Err(_) => {}
        }
        let Some(generation) = newest().filter(|it| it.number == number) else { continue };
        indexed = number;
        let made = catch_unwind(AssertUnwindSafe(|| pipeline::search_index(&generation.site)));
        match (made, state.upgrade()) {
            (_, None) => return,
            (Ok(Ok(files)), Some(state)) => state.show_index(Index { generation: number, files }),
            (Ok(Err(failure)), _) => report(Event::Trouble(format!("the search does not follow: {failure}"))),
            (Err(_), _) => report(Event::Trouble("the search does not follow, by a mistake in Afterword".to_owned())),
        }
    }
}
