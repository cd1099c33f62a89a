//! Texts that no finding may quote, and where they stand in what one says.
//!
//! A secret is known again by any run of its characters, since a message may hold a piece of it, in other letters or as the
//! name of a file: each run is looked up in one sorted list, so that the cost stays linear. Other masked texts are names and
//! addresses of which a piece tells nothing, and are known by how they begin.

use aho_corasick::{AhoCorasick, MatchKind};

/// So many characters of a secret in a row are not repeated.
const RUN: usize = 6;

/// So much of another masked text is enough to know it again, cut short or not, in bytes.
const KNOWN_BY: usize = 12;

/// How far before a short password its address is looked at, in bytes.
const LOGIN_LIMIT: usize = 100;

/// Masked texts, as they are gathered.
#[derive(Default)]
pub(super) struct Texts {
    beginnings: Vec<String>,
    /// Secrets that are shorter than a run, known as words of their own.
    words: Vec<String>,
    runs: Vec<u64>,
}

/// Masked texts, ready to be found.
pub(super) struct Known {
    beginnings: AhoCorasick,
    words: AhoCorasick,
    runs: Vec<u64>,
}

impl Texts {
    /// Adds a text that is quoted as a whole or cut short, if it is long enough to be no word that may stand anywhere.
    pub(super) fn add(&mut self, text: &str) {
        let mut end = text.len().min(KNOWN_BY);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if end >= RUN {
            self.beginnings.push(text[..end].to_owned());
            self.beginnings.push(text[..end].replace(|c: char| !c.is_alphanumeric(), "-"));
        }
    }

    /// Adds the secret that stands at a place, but for its beginning, which may be shown.
    pub(super) fn add_secret(&mut self, text: &str, start: usize, end: usize, beginning: usize) {
        let secret = &text[start..end];
        if secret.len() < RUN {
            self.words.push(secret.to_owned());
            self.add_login(text, start, end);
            return;
        }
        let body = secret.get(beginning..).unwrap_or(secret);
        // The lines around a private key, and what its head tells of it, are the same in all of them.
        let lines = body.split("-----").filter(|part| !part.contains("PRIVATE KEY")).flat_map(str::lines);
        let is_head = |line: &&str| beginning > 0 && line.contains(": ");
        for piece in lines.filter(|line| !is_head(line)).flat_map(str::split_whitespace) {
            each_run(piece, |run, _, _| self.runs.push(run));
        }
    }

    /// Adds `user:password@` around a short password, in runs of which at least half are its own.
    fn add_login(&mut self, text: &str, start: usize, end: usize) {
        let mut from = start.saturating_sub(LOGIN_LIMIT);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = &text[from..start];
        let user = before.rfind(|c: char| c == '/' || c.is_whitespace()).map_or(before, |at| &before[at..]);
        let user = user.trim_start_matches(['/', ' ']);
        let to = end + usize::from(text[end..].starts_with('@'));
        let login = &text[start - user.len()..to];
        let (own_start, own_end) = (user.len(), user.len() + end - start);
        each_run(login, |run, from, to| {
            if to.min(own_end).saturating_sub(from.max(own_start)) * 2 >= RUN {
                self.runs.push(run);
            }
        });
    }

    /// What finds them; `None` where there are none.
    pub(super) fn finder(mut self) -> Option<Known> {
        if self.beginnings.is_empty() && self.words.is_empty() && self.runs.is_empty() {
            return None;
        }
        self.runs.sort_unstable();
        self.runs.dedup();
        let finder = |mut texts: Vec<String>| {
            texts.sort_unstable();
            texts.dedup();
            let builder =
                AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(texts);
            // Only more texts than fit into the memory could not be built, and each came out of a file of a bounded size.
            builder.expect("the texts are short and no more than fit into a file")
        };
        Some(Known { beginnings: finder(self.beginnings), words: finder(self.words), runs: self.runs })
    }
}

impl Known {
    /// Whether a text holds any of them.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.places(text).is_empty()
    }

    /// The text without those that are known, up to the end of the word or quotation that they begin.
    pub(super) fn without(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut end = 0;
        for (from, to) in self.places(text) {
            if to <= end {
                continue;
            }
            if from >= end {
                clean.push_str(&text[end..from]);
                clean.push_str("***");
            }
            let behind = &text[to..];
            end = to + behind.find(|c: char| c.is_whitespace() || c == '`').unwrap_or(behind.len());
        }
        clean.push_str(&text[end..]);
        clean
    }

    /// Where they stand, by their start, on the boundaries of characters.
    fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let mut places: Vec<(usize, usize)> =
            self.beginnings.find_iter(text).map(|found| (found.start(), found.end())).collect();
        let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        for found in self.words.find_iter(text) {
            if !is_part(text.as_bytes()[..found.start()].last()) && !is_part(text.as_bytes().get(found.end())) {
                places.push((found.start(), found.end()));
            }
        }
        if !self.runs.is_empty() {
            each_run(text, |run, from, to| {
                if self.runs.binary_search(&run).is_ok() {
                    let from = (0..=from).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                    let to = (to..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
                    places.push((from, to));
                }
            });
        }
        places.sort_unstable();
        places
    }
}

/// Gives each run of a text with its place: bytes in a row, and letters and digits in a row when the marks between them
/// are left out. Capital letters count as small ones, and no run goes beyond a word or a quotation.
fn each_run(text: &str, mut give: impl FnMut(u64, usize, usize)) {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut whole = Run::default();
    let mut letters = Run::default();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_whitespace() || byte == b'`' {
            (whole, letters) = (Run::default(), Run::default());
            continue;
        }
        for (run, takes) in [(&mut whole, true), (&mut letters, is_letter(byte))] {
            if takes && let Some((key, start)) = run.push(byte.to_ascii_lowercase(), at) {
                give(key, start, at + 1);
            }
        }
    }
}

/// The last bytes that were met, with their places.
#[derive(Default)]
struct Run {
    met: usize,
    bytes: u64,
    places: [usize; RUN],
}

impl Run {
    /// Gives the whole run and its start once it is long enough and more than one byte again and again.
    fn push(&mut self, byte: u8, at: usize) -> Option<(u64, usize)> {
        const MASK: u64 = (1 << (8 * RUN)) - 1;
        self.bytes = (self.bytes << 8 | u64::from(byte)) & MASK;
        self.places[self.met % RUN] = at;
        self.met += 1;
        let is_one_byte = self.bytes == (MASK / 255) * u64::from(byte);
        (self.met >= RUN && !is_one_byte).then(|| (self.bytes, self.places[self.met % RUN]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes the secret between the first two `|` of a text out of a message.
    fn taken_out(text: &str, beginning: usize, message: &str) -> String {
        let parts: Vec<&str> = text.split('|').collect();
        let start = parts[0].len();
        let mut texts = Texts::default();
        texts.add_secret(&parts.concat(), start, start + parts[1].len(), beginning);
        texts.finder().expect("a secret").without(message)
    }

    #[test]
    fn any_run_of_a_secret_is_known_in_any_letters_and_as_the_name_of_a_file() {
        let token = "a |ghp_Zk3vQ9xT7mB2nL5wR8yH1cD4fG6jP0sA| b";
        for (message, expected) in [
            ("write `X7mB2nL5w` here", "write `X***` here"),
            ("in `factors/ghp-zk3vq9xt7mb2nl.md`", "in `factors/ghp-***`"),
            ("Zk3-vQ9/xT7 and more", "*** and more"),
            ("äZK3VQ9é", "ä***"),
            ("only `ghp_` and Zk3vQ", "only `ghp_` and Zk3vQ"),
        ] {
            assert_eq!(taken_out(token, 4, message), expected);
        }
    }

    #[test]
    fn short_passwords_are_known_as_words_and_beside_their_user() {
        let address = "at postgres://app:|Vt7k|@db/x";
        for (message, expected) in [
            ("unknown `Vt7k`", "unknown `***`"),
            ("see postgres://app:Vt7k@db/x now", "see postgres://*** now"),
            ("`postgres-app-vt7k-db`", "`postgres-***`"),
            ("the application Vt7key", "the application Vt7key"),
        ] {
            assert_eq!(taken_out(address, 0, message), expected);
        }
    }

    #[test]
    fn all_lines_of_a_private_key_are_known_but_not_its_frame() {
        let key = "|-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nZk3vQ9xT7mB2\r\nnL5wR8yH1cD4\n-----END RSA PRIVATE KEY-----|";
        assert_eq!(taken_out(key, 10, "a PRIVATE key, ENCRYPTED: R8yH1cD"), "a PRIVATE key, ENCRYPTED: ***");
    }

    #[test]
    fn hostile_texts_cost_no_more_than_others() {
        let secret = format!("|{}|", "aB3".repeat(100_000));
        assert_eq!(taken_out(&secret, 0, &"ab3".repeat(300_000)), "***");
        assert_eq!(taken_out(&secret, 0, &"é".repeat(300_000)).len(), 600_000);
    }
}
