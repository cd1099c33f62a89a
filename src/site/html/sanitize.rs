//! Raw HTML made harmless: which tags, classes and addresses may stay.

use std::collections::{BTreeMap, BTreeSet};

use ammonia::{Builder, UrlRelative};

use crate::site::code::Class;

/// What may stand in the attributes of a body that name an address.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Addresses on the site by what was written, be it in raw HTML or by this module.
    pub(super) on_the_site: BTreeMap<String, String>,
    /// Addresses of other hosts that a link leads to. Nothing that a browser fetches by itself may be one of them.
    pub(super) elsewhere: BTreeSet<String>,
    /// What this module wrote as `srcset` or `sizes`.
    pub(super) sets: BTreeSet<String>,
}

/// Keeps ammonia's harmless tags and what this module writes itself. An address stays when it is one of `own`, an anchor,
/// or, for a link, another site. So no page asks another host for an image, and no link leads nowhere.
pub(super) fn sanitizer(own: Own) -> Builder<'static> {
    let mut builder = Builder::default();
    let classes: [(&'static str, &[&'static str]); 8] = [
        ("a", &["heading-anchor", "note-back"]),
        ("div", &["table", "alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"]),
        ("p", &["alert-title"]),
        ("sup", &["note-reference"]),
        ("section", &["notes"]),
        ("span", &["task", "task-done", "task-open"]),
        ("td", &["center", "right"]),
        ("th", &["center", "right"]),
    ];
    for (tag, allowed) in classes {
        builder.add_allowed_classes(tag, allowed.iter().copied());
    }
    builder.add_allowed_classes("span", Class::ALL.map(Class::letter));
    builder
        .add_tags(["section"])
        // Tags that HTML has given up.
        .rm_tags(["acronym", "center", "strike", "tt"])
        .add_generic_attributes(["id", "aria-label"])
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("img", ["loading", "decoding", "srcset", "sizes"])
        .add_tag_attributes("pre", ["role", "tabindex"])
        .add_tag_attributes("span", ["role"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .url_schemes(["http", "https", "mailto", "tel", "ftp"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("code", "class") => {
                (value.starts_with("language-") && !value.contains(char::is_whitespace)).then(|| value.into())
            }
            // Those are the page's own, but for the rows of a timeline.
            (_, "id") if value.starts_with('_') && !is_timeline_row(value) => None,
            (_, "tabindex") => (value == "0").then(|| value.into()),
            ("pre", "role") => (value == "group").then(|| value.into()),
            (_, "srcset" | "sizes") => own.sets.contains(value).then(|| value.into()),
            ("a", "href") if value.starts_with('#') => Some(value.into()),
            ("a", "href") if is_elsewhere(value) || own.elsewhere.contains(value) => Some(value.into()),
            // What a browser would fetch by itself stays on the site, though a link beside it may lead elsewhere.
            (_, "href" | "src" | "cite" | "longdesc") => {
                own.on_the_site.get(value).map(|address| address.clone().into())
            }
            _ => Some(value.into()),
        });
    builder
}

/// Whether an id is one that this module gives to the entries of timelines, which the picture of the incident leads to.
fn is_timeline_row(id: &str) -> bool {
    id.strip_prefix("_t").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An address with a scheme; ammonia has dropped those with a scheme that is not allowed.
fn is_elsewhere(address: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "ftp://"].iter().any(|start| address.starts_with(start))
}
