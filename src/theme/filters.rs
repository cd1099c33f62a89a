//! Filters that templates have besides those of the template engine.

use jiff::civil::Date;
use jiff::fmt::strtime;
use tera::{Error, Kwargs, State, TeraResult};

/// `"2026-03-04" | date` gives `4 March 2026`; `date(format="%Y")` gives another form of it.
pub(super) fn date(text: &str, arguments: Kwargs, _: &State) -> TeraResult<String> {
    let format = arguments.get::<&str>("format")?.unwrap_or("%-d %B %Y");
    let date: Date =
        text.parse().map_err(|_| Error::message(format!("`{text}` is not a date such as `2026-03-04`")))?;
    strtime::format(format, date).map_err(|error| Error::message(format!("`{format}` cannot form a date: {error}")))
}
