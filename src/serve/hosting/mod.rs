//! What a host is told about the site by its files `_headers` and `_redirects`, in the form that Netlify and Cloudflare
//! Pages read, so that authors see what readers will.
//!
//! Takes the texts of these files, and gives rules. A line that cannot be followed becomes a message, and is left out.

mod headers;
mod pattern;
mod redirects;

use headers::HeaderRule;
use redirects::RedirectRule;

/// The largest file that is read, in bytes.
const SIZE_LIMIT: usize = 512 * 1024;

/// The longest line that is read, in bytes.
const LINE_LIMIT: usize = 8 * 1024;

/// How many rules of a file are followed.
const RULE_LIMIT: usize = 1000;

/// How many messages there are about one file.
const MESSAGE_LIMIT: usize = 20;

/// The longest path that rules are tried on, in bytes.
const PATH_LIMIT: usize = 4 * 1024;

/// The rules of a site's host.
#[derive(Debug, Clone, Default)]
pub struct Hosting {
    headers: Vec<HeaderRule>,
    redirects: Vec<RedirectRule>,
}

/// Where a path leads instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// For the statuses 200 and 404 the path of what is shown in place, with the base path, percent-decoded. For all others
    /// the value of `Location`.
    pub to: String,
    /// 200, 301, 302, 303, 307, 308 or 404.
    pub status: u16,
}

impl Hosting {
    /// Reads the files that are there, and says what is not followed, and why.
    #[must_use]
    pub fn read(headers: Option<&str>, redirects: Option<&str>) -> (Self, Vec<String>) {
        let (headers, mut messages) = headers.map(|text| rules(text, "_headers", headers::read)).unwrap_or_default();
        let (redirects, more) = redirects.map(|text| rules(text, "_redirects", redirects::read)).unwrap_or_default();
        messages.extend(more);
        (Self { headers, redirects }, messages)
    }

    /// The headers of what stands at a path, with the base path, percent-decoded, such as `/kb/factors/dns/`.
    #[must_use]
    pub fn headers(&self, path: &str) -> Vec<(String, String)> {
        if path.len() > PATH_LIMIT { Vec::new() } else { headers::of(&self.headers, path) }
    }

    /// Where such a path leads instead. A rule without `!` leaves alone what exists.
    #[must_use]
    pub fn redirect(&self, path: &str, exists: bool) -> Option<Redirect> {
        let rules = self.redirects.iter().filter(|rule| path.len() <= PATH_LIMIT && (rule.is_forced || !exists));
        rules.filter_map(|rule| rule.follow(path)).next()
    }
}

/// What is said about a file.
struct Remarks {
    name: &'static str,
    messages: Vec<String>,
    /// Those that are not told.
    untold: usize,
}

impl Remarks {
    /// Says something of a line, which counts from 1.
    fn say(&mut self, line: usize, message: impl AsRef<str>) {
        if self.messages.len() < MESSAGE_LIMIT {
            self.messages.push(format!("`{}`, line {line}: {}", self.name, message.as_ref()));
        } else {
            self.untold += 1;
        }
    }

    fn told(mut self) -> Vec<String> {
        if self.untold > 0 {
            self.messages.push(format!("`{}`: {} more lines are not followed", self.name, self.untold));
        }
        self.messages
    }
}

/// A line that says something, by its number.
type Line<'a> = (usize, &'a str);

/// Reads a file by its lines.
fn rules<T>(
    text: &str,
    name: &'static str,
    read: impl FnOnce(&[Line<'_>], &mut Remarks) -> Vec<T>,
) -> (Vec<T>, Vec<String>) {
    if text.len() > SIZE_LIMIT {
        return (Vec::new(), vec![format!("`{name}` is not read: it is larger than {} KiB", SIZE_LIMIT / 1024)]);
    }
    let mut remarks = Remarks { name, messages: Vec::new(), untold: 0 };
    let numbered =
        text.trim_start_matches('\u{feff}').lines().enumerate().map(|(place, line)| (place + 1, line.trim()));
    let (lines, too_long): (Vec<Line<'_>>, Vec<Line<'_>>) = numbered
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .partition(|(_, line)| line.len() <= LINE_LIMIT);
    for (line, _) in too_long {
        remarks.say(line, format!("the line is longer than {} KiB", LINE_LIMIT / 1024));
    }
    let rules = read(&lines, &mut remarks);
    (rules, remarks.told())
}

#[cfg(test)]
mod tests;
