//! # broken-link
//!
//! A link, wiki link or image leads to nothing in the knowledge base, out of it, or to an address that a page must not
//! link to. Links and images of raw HTML count too.
//!
//! ## Why it matters
//!
//! On the site it would be a dead end, so it is shown as plain text instead.
//!
//! ## Example
//!
//! ```text
//! See [the outage of March](2026-03-04-cart.md) and [[cache-stampde]].
//! ```
//!
//! Paths are relative to the file, as on the git host. Wiki links name a document, a factor or a title.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow broken-link: reason -->` above the place, or set `broken-link = "off"`, or another level, under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, shortened};
use crate::diagnostics::{Diagnostic, Level, Span, nearest};
use crate::knowledge::{Broken, Target};
use crate::model::{DocumentId, FactorId};
use crate::syntax::{Document, Link, LinkKind};

pub(super) static RULE: Rule = Rule {
    name: "broken-link",
    level: Some(Level::Error),
    group: Group::Links,
    source: include_str!("broken_link.rs"),
    check: Some(check),
};

/// So many broken links of one document are told what may be meant; to look that up takes time in the number of files.
const HELPED: usize = 5;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let document = subject.document;
    let mut findings = Vec::new();
    for link in document.links.iter().chain(&document.raw_links) {
        let Some(broken) = broken(subject, link) else { continue };
        let finding = RULE.finding(subject, link.span, broken.message(&link.target));
        findings.push(match findings.len() < HELPED {
            true => with_help(subject, link, &broken, finding),
            false => finding,
        });
    }
    findings
}

/// Where a link leads that leads nowhere.
enum Dead<'a> {
    Anchor { of: Option<DocumentId>, document: &'a Document, anchor: String },
    Name,
    File,
    Outside,
    Scheme,
    Empty,
}

fn broken<'a>(subject: &Subject<'a>, link: &Link) -> Option<Dead<'a>> {
    let document = subject.document;
    match subject.knowledge.resolve(document.path(), link.kind, &link.target) {
        Ok(Target::Anchor(anchor)) if !document.has_anchor(&anchor) => {
            Some(Dead::Anchor { of: None, document, anchor })
        }
        Ok(Target::Document(id, Some(anchor))) => {
            let document = target_document(subject, &id).filter(|document| !document.has_anchor(&anchor))?;
            Some(Dead::Anchor { of: Some(id), document, anchor })
        }
        Ok(_) => None,
        Err(Broken::NotFound) if link.kind == LinkKind::Wiki => Some(Dead::Name),
        Err(Broken::NotFound) => Some(Dead::File),
        Err(Broken::Outside) => Some(Dead::Outside),
        Err(Broken::Scheme) => Some(Dead::Scheme),
        Err(Broken::Empty) => Some(Dead::Empty),
    }
}

impl Dead<'_> {
    fn message(&self, target: &str) -> String {
        let target = shortened(target);
        match self {
            Self::Anchor { of: None, anchor, .. } => format!("no heading here has the anchor `#{}`", shortened(anchor)),
            Self::Anchor { of: Some(id), anchor, .. } => {
                format!("no heading of `{id}` has the anchor `#{}`", shortened(anchor))
            }
            Self::Name => format!("nothing is called `{target}`"),
            Self::File => format!("there is no file `{target}`"),
            Self::Outside => format!("`{target}` leads out of the knowledge base"),
            Self::Scheme => format!("a page must not link to `{target}`"),
            Self::Empty => "the link has no target".to_owned(),
        }
    }
}

/// Says what may be meant, and mends what differs in case alone.
fn with_help(subject: &Subject<'_>, link: &Link, dead: &Dead<'_>, finding: Diagnostic) -> Diagnostic {
    match dead {
        Dead::Anchor { document, anchor, .. } => {
            let near = document.nearest_anchor(anchor).map(|near| format!("did you mean `#{near}`?"));
            finding.maybe_help(near)
        }
        Dead::Name => {
            let near = nearest_name(subject, &link.target).map(|near| format!("did you mean `[[{near}]]`?"));
            finding.help(near.unwrap_or_else(|| "a wiki link names a document, a factor or a title".to_owned()))
        }
        Dead::File => no_file(subject, link, finding),
        Dead::Outside => finding.help(
            "copy the file into the knowledge base, or link to where it is on the web, beginning with `https://`",
        ),
        Dead::Scheme => finding.help("pages link to `http`, `https`, `mailto`, `tel` and `ftp` alone"),
        Dead::Empty => finding.help("write where it leads to, or leave the brackets away"),
    }
}

fn no_file(subject: &Subject<'_>, link: &Link, finding: Diagnostic) -> Diagnostic {
    if is_host(&link.target) {
        return finding.help(format!("for another site, write `https://{}`", link.target));
    }
    let Some(near) = subject.knowledge.nearest_file(subject.document.path(), &link.target) else {
        return finding.help("paths begin at the folder of this file, or with `/` at that of `afterword.toml`");
    };
    let (path, rest) = link.target.split_at(link.target.find(['#', '?']).unwrap_or(link.target.len()));
    let finding = finding.help(format!("did you mean `{near}{rest}`?"));
    let is_case_alone = near.to_lowercase() == path.trim_start_matches("./").to_lowercase();
    match place_of_target(subject.document, link).filter(|_| is_case_alone) {
        Some(place) => finding.fix(place, format!("{near}{rest}")),
        None => finding,
    }
}

/// Where the target of a link is written, if that is plain to see.
fn place_of_target(document: &Document, link: &Link) -> Option<Span> {
    let written = document.file.slice(link.span);
    if written == link.target {
        return Some(link.span);
    }
    let found = written.rfind(&format!("]({}", link.target))? + "](".len();
    let start = link.span.start + found;
    let end = start + link.target.len();
    document.file.text[end..].starts_with([')', ' ']).then(|| Span::new(start, end))
}

/// Whether a path begins like the name of a site: `www.example.org/x`, `status.example.com`.
fn is_host(target: &str) -> bool {
    const ENDINGS: [&str; 9] = [".com", ".org", ".net", ".io", ".dev", ".eu", ".gov", ".edu", ".cloud"];
    let host = target.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    !host.is_empty()
        && (host.starts_with("www.") || ENDINGS.iter().any(|ending| host.ends_with(ending) && host != *ending))
}

fn target_document<'a>(subject: &Subject<'a>, id: &DocumentId) -> Option<&'a Document> {
    let knowledge = subject.knowledge;
    let path = knowledge.postmortem(id).map(|it| &it.path).or_else(|| knowledge.page(id).map(|it| &it.path))?;
    knowledge.document(path).map(AsRef::as_ref)
}

fn nearest_name<'a>(subject: &Subject<'a>, name: &str) -> Option<&'a str> {
    let knowledge = subject.knowledge;
    let ids = knowledge.postmortems.iter().map(|postmortem| postmortem.id.as_str());
    nearest(name, knowledge.factors.keys().map(FactorId::as_str).chain(ids))
}
