//! Functions that templates have: addresses of assets and pages, and the words of the interface.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use pulldown_cmark_escape::escape_html;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::Addresses;
use super::assets::Assets;
use super::words::{Unsayable, Words};
use crate::diagnostics::nearest;

/// Gives templates `asset`, `route` and `t`.
pub(super) fn register(tera: &mut Tera, assets: &Assets, words: Arc<Words>, addresses: Arc<impl Addresses>) {
    let names: Vec<(String, String)> = assets.iter().map(|asset| (asset.name.clone(), asset.route.clone())).collect();
    let of_assets = Arc::clone(&addresses);
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let name = arguments.must_get::<&str>("name")?;
        let found = names.iter().find(|(known, _)| known == name).and_then(|(_, route)| of_assets.address(route));
        found.ok_or_else(|| {
            let near = nearest(name, names.iter().map(|(known, _)| known.as_str()));
            let help = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
            Error::message(format!("the theme has no asset `{name}`{help}"))
        })
    });
    tera.register_function("route", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let to = arguments.must_get::<&str>("to")?;
        addresses.address(to).ok_or_else(|| Error::message(format!("the site has no page at `{to}`")))
    });
    tera.register_function("t", move |arguments: Kwargs, state: &State| said(&words, &arguments, state));
}

/// A message with what the template gives to it. Where something of that is markup, which only the template itself can
/// make, so is the whole: all else in it is then escaped here.
fn said(words: &Words, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let mut given = FluentArgs::new();
    let mut markup: Vec<&str> = Vec::new();
    for (name, value) in arguments.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        match (value.as_number().and_then(|_| value.as_f64()), value.as_str()) {
            (Some(number), _) => given.set(name.to_owned(), number),
            (None, Some(text)) if value.is_safe() && state.autoescaping_enabled() => {
                given.set(name.to_owned(), mark(markup.len()));
                markup.push(text);
            }
            // What is a mark here is nothing that anybody writes.
            (None, Some(text)) if text.contains(MARK) => given.set(name.to_owned(), text.replace(MARK, "")),
            (None, Some(text)) => given.set(name.to_owned(), text),
            (None, None) => return Err(Error::message(format!("`{name}` is neither a text nor a number"))),
        }
    }
    let text = words.message(key, Some(&given)).map_err(|unsayable| mistake(words, key, unsayable))?;
    if markup.is_empty() {
        return Ok(Value::normal_string(&text));
    }
    Ok(Value::safe_string(&marked_up(&text, &markup)))
}

/// What stands on both sides of the number of a piece of markup while a message is made: a character that means nothing.
const MARK: char = '\u{e000}';

fn mark(place: usize) -> String {
    format!("{MARK}{place}{MARK}")
}

/// A message, escaped, with each mark in it replaced once by its piece of markup.
fn marked_up(text: &str, markup: &[&str]) -> String {
    let mut whole = String::with_capacity(text.len());
    for (part, is_number) in text.split(MARK).zip([false, true].into_iter().cycle()) {
        match part.parse::<usize>().ok().filter(|_| is_number).and_then(|place| markup.get(place)) {
            Some(piece) => whole.push_str(piece),
            // Writing to a `String` cannot fail.
            None => drop(escape_html(&mut whole, part)),
        }
    }
    whole
}

fn mistake(words: &Words, key: &str, Unsayable(message): Unsayable) -> Error {
    let near = words.nearest(key).filter(|_| message.starts_with("there is no"));
    let help = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
    Error::message(format!("{message}{help}"))
}
