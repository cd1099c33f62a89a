//! Filters that templates have besides those of the template engine.

use std::sync::Arc;

use jiff::civil::Date;
use tera::{Error, Kwargs, State, TeraResult};

use super::words::{Unsayable, Words};

/// `"2026-03-04" | date` gives `4 March 2026`; `date(form="short")` and `date(format="%Y")` give other forms of it.
pub(super) fn date(words: Arc<Words>) -> impl Fn(&str, Kwargs, &State<'_>) -> TeraResult<String> {
    move |text, arguments, _| {
        let date: Date =
            text.parse().map_err(|_| Error::message(format!("`{text}` is not a date such as `2026-03-04`")))?;
        let said = match arguments.get::<&str>("format")? {
            Some(format) => words.date_as(format, date),
            None => words.date_in(arguments.get::<&str>("form")?.unwrap_or("long"), date),
        };
        said.map_err(|Unsayable(message)| Error::message(message))
    }
}
