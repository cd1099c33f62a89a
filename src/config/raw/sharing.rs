//! The tables `[links]` and `[sharing]`.

use super::Reader;
use crate::config::{Config, HostPattern, NamePattern, TicketPattern};
use crate::spanned::{Field, Value};

impl Reader<'_> {
    pub(super) fn links(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "tickets" => {
                    config.tickets = self.list(&field).iter().filter_map(|value| self.ticket(value)).collect();
                }
                _ => self.unknown_key(&field, &["tickets"]),
            }
        }
    }

    /// `{ pattern = "OPS-\\d+", url = "https://tracker.example.com/browse/{ticket}" }`
    fn ticket(&mut self, value: &Value) -> Option<TicketPattern> {
        let Some(map) = value.map() else {
            self.expected(value, "a table with `pattern` and `url`");
            return None;
        };
        let mistakes = self.diagnostics.len();
        let (mut regex, mut url) = (None, None);
        for field in &map.fields {
            let text = field.value.text().unwrap_or_default();
            match field.key.as_str() {
                "pattern" => regex = self.read(&field.value, TicketPattern::regex(text)),
                "url" => url = self.read(&field.value, TicketPattern::url(text)),
                _ => self.unknown_key(field, &["pattern", "url"]),
            }
        }
        if (regex.is_none() || url.is_none()) && self.diagnostics.len() == mistakes {
            let missing = if regex.is_none() { "pattern" } else { "url" };
            self.report(value, format!("the `{missing}` is missing"))
                .help("write `{ pattern = \"OPS-\\\\d+\", url = \"https://tracker.example.com/browse/{ticket}\" }`");
        }
        Some(TicketPattern { regex: regex?, url: url? })
    }

    fn read<T>(&mut self, value: &Value, read: Result<T, String>) -> Option<T> {
        read.map_err(|reason| {
            self.report(value, reason);
        })
        .ok()
    }

    pub(super) fn sharing(&mut self, field: &Field, config: &mut Config) {
        for field in self.table(field) {
            match field.key.as_str() {
                "allow" => {
                    for value in self.list(&field) {
                        match value.text() {
                            Some(text) => config.shared.push(NamePattern::new(text)),
                            None => self.expected(&value, "an address such as `*@example.org`"),
                        }
                    }
                }
                "internal_hosts" => {
                    for value in self.list(&field) {
                        let host = HostPattern::parse(value.text().unwrap_or_default());
                        config.internal_hosts.extend(self.read(&value, host));
                    }
                }
                _ => self.unknown_key(&field, &["allow", "internal_hosts"]),
            }
        }
    }
}
