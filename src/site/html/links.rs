//! Links, wiki links and images: what they lead to, and what becomes of those that lead nowhere.

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::events::{escaped, escaped_href};
use super::writer::{Close, Writer};
use crate::knowledge::Target;
use crate::syntax::LinkKind;

impl<'a> Writer<'a> {
    pub(super) fn link(&mut self, link_type: LinkType, target: &str) {
        let target = match link_type {
            LinkType::Email => Some(Target::External(format!("mailto:{target}"))),
            LinkType::WikiLink { .. } => self.knowledge.resolve(self.path, LinkKind::Wiki, target).ok(),
            _ => self.knowledge.resolve(self.path, LinkKind::Text, target).ok(),
        };
        let opening = target.and_then(|target| self.opening(&target));
        match opening {
            Some(opening) => {
                self.markup(opening);
                self.links.push(Close::Anchor);
            }
            None => self.links.push(Close::Nothing),
        }
    }

    /// The opening tag of a link to a target that the site has. A link inside a link is none in HTML.
    pub(super) fn opening(&mut self, target: &Target) -> Option<String> {
        if self.links.contains(&Close::Anchor) {
            return None;
        }
        let address = self.addresses.address_of(target)?;
        match target {
            Target::External(_) => _ = self.own.elsewhere.insert(address.clone()),
            Target::Anchor(_) => {}
            _ => _ = self.own.on_the_site.insert(address.clone(), address.clone()),
        }
        let relation = if matches!(target, Target::External(_)) { " rel=\"noopener noreferrer\"" } else { "" };
        let note = self.print_note(target, &address);
        Some(format!("<a href=\"{}\"{relation}{note}>", escaped_href(&address)))
    }

    /// The number of an address in the list of those that are printed, as an attribute; the same address has one number.
    fn print_note(&mut self, target: &Target, address: &str) -> String {
        if self.is_inline || matches!(target, Target::Anchor(_)) {
            return String::new();
        }
        let next = self.noted.len() + 1;
        let number = *self.noted.entry(address.to_owned()).or_insert(next);
        format!(" data-note=\"{number}\"")
    }

    /// A wiki link without a text of its own shows what it leads to by name.
    pub(super) fn wiki_link(&mut self, target: &str, text: &str) {
        let found = self.knowledge.resolve(self.path, LinkKind::Wiki, target).ok();
        let name = match &found {
            Some(Target::Document(id, _)) => self.knowledge.title(id).map(str::to_owned),
            Some(Target::Factor(id)) => self.knowledge.factors.get(id).map(|factor| match self.is_block_start {
                true => factor.title.clone(),
                false => self.words.in_sentence(&factor.title),
            }),
            _ => None,
        };
        self.is_block_start = false;
        let name = name.unwrap_or_else(|| text.to_owned());
        match found.and_then(|target| self.opening(&target)) {
            Some(opening) => {
                self.markup(opening);
                self.events.push(Event::Text(name.into()));
                self.markup("</a>");
            }
            None => self.events.push(Event::Text(name.into())),
        }
    }

    /// An image of the site is shown; one of another host is a link to it, since no page asks another host for anything.
    pub(super) fn image(&mut self, link_type: LinkType, target: &str, text: &str, title: CowStr<'a>) {
        let kind = if matches!(link_type, LinkType::WikiLink { .. }) { LinkKind::Wiki } else { LinkKind::Image };
        self.is_block_start = false;
        let found = self.knowledge.resolve(self.path, kind, target).ok();
        match found {
            Some(Target::Asset(path)) if !self.is_inline => {
                if let Some(address) = self.addresses.address_of(&Target::Asset(path.clone())) {
                    let (source, text) = (escaped_href(&address), escaped(text));
                    self.own.on_the_site.insert(address.clone(), address);
                    let attributes = self.image_attributes(&path, (None, None));
                    let later = self.loading();
                    if !title.is_empty() && matches!(self.events.last(), Some(Event::Start(Tag::Paragraph))) {
                        self.figure = Some((self.events.len() - 1, title));
                    }
                    self.markup(format!("<img src=\"{source}\" alt=\"{text}\"{attributes}{later}>"));
                    return;
                }
                self.events.push(Event::Text(text.to_owned().into()));
            }
            Some(target @ (Target::External(_) | Target::Asset(_))) if self.links.is_empty() => {
                let name = if text.trim().is_empty() {
                    self.words.text("image-elsewhere").to_owned()
                } else {
                    text.to_owned()
                };
                if let Some(opening) = self.opening(&target) {
                    self.markup(opening);
                    self.events.push(Event::Text(name.into()));
                    self.markup("</a>");
                }
            }
            _ => self.events.push(Event::Text(text.to_owned().into())),
        }
    }
}
