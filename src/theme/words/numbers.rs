//! Numbers, durations and lists in a language.

use fluent_bundle::FluentValue;
use jiff::SignedDuration;

use super::{Bundle, Unsayable, Words};
use crate::model::{DurationUnit, duration_parts, factor_in_words};

/// The message that says what stands between groups of three digits.
pub(super) const GROUP: &str = "number-group";

impl Words {
    /// Gives messages the form of numbers that the language asks for.
    pub(super) fn count_in_groups(&mut self) -> Result<(), Unsayable> {
        let group = self.fixed.get(GROUP).map(String::as_str).unwrap_or_default();
        set_formatter(&mut self.english, group)?;
        self.own.as_mut().map_or(Ok(()), |own| set_formatter(own, group))
    }

    /// A whole number, its digits in groups of three.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        grouped(&number.to_string(), self.text(GROUP))
    }

    /// A whole number with its digits in groups of three; any other text as it is.
    #[must_use]
    pub fn grouped(&self, value: &str) -> String {
        grouped(value, self.text(GROUP))
    }

    /// A duration with its two largest units, such as `2 h 8 min`.
    #[must_use]
    pub fn duration(&self, duration: SignedDuration) -> String {
        let parts = duration_parts(duration).into_iter().map(|(count, unit)| self.units(count, unit));
        parts.collect::<Vec<_>>().join(" ")
    }

    /// So many of a unit of time.
    #[must_use]
    pub fn units(&self, count: i64, unit: DurationUnit) -> String {
        let key = match unit {
            DurationUnit::Days => "duration-days",
            DurationUnit::Hours => "duration-hours",
            DurationUnit::Minutes => "duration-minutes",
            DurationUnit::Seconds => "duration-seconds",
        };
        self.say(key, [("count", count.into())])
    }

    /// A factor's title in the middle of a sentence: "cache stampede", but "DNS misconfiguration".
    #[must_use]
    pub fn in_sentence(&self, title: &str) -> String {
        self.say("factor-in-sentence", [("title", title.into()), ("lower", factor_in_words(title).into())])
    }

    /// "a, b and c".
    #[must_use]
    pub fn list(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(self.text("list-comma"));
                self.say("list-and", [("first", first.into()), ("last", last.as_str().into())])
            }
        }
    }
}

/// A whole number with something between each three of its digits; any other text as it is.
fn grouped(value: &str, group: &str) -> String {
    let is_whole = value.len() > 3 && value.len() < 20 && value.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole || value.starts_with('0') {
        return value.to_owned();
    }
    let mut grouped = String::new();
    for (place, digit) in value.chars().enumerate() {
        if place > 0 && (value.len() - place).is_multiple_of(3) {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    grouped
}

/// Fluent takes a function that knows nothing of its surroundings, so that there is one for each form.
fn set_formatter(bundle: &mut Bundle, group: &str) -> Result<(), Unsayable> {
    bundle.set_formatter(Some(match group {
        "," => in_groups::<','>,
        "." => in_groups::<'.'>,
        " " => in_groups::<' '>,
        "\u{a0}" => in_groups::<'\u{a0}'>,
        "\u{202f}" => in_groups::<'\u{202f}'>,
        "’" => in_groups::<'’'>,
        "'" => in_groups::<'\''>,
        "" => in_one,
        _ => {
            let message = format!("`{GROUP}` is a comma, a dot, an apostrophe, a space or nothing, not `{group}`");
            return Err(Unsayable(message));
        }
    }));
    Ok(())
}

/// The currency, which no message has, of a number that is yet to be filled in.
pub(super) const PLACEHOLDER: &str = "count";

/// Shows a number of a message; `None` leaves what is no number to Fluent.
fn in_groups<const GROUP: char>(value: &FluentValue<'_>, memoizer: &impl Sized) -> Option<String> {
    let shown = in_one(value, memoizer)?;
    Some(grouped(&shown, GROUP.encode_utf8(&mut [0; 4])))
}

fn in_one(value: &FluentValue<'_>, _: &impl Sized) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.currency.as_deref() == Some(PLACEHOLDER) => {
            Some("{count}".to_owned())
        }
        FluentValue::Number(number) => Some(number.as_string().into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn whole_numbers_are_grouped() {
        assert_eq!(
            ["48211", "1234567", "4200", "007000", "12000 EUR", ""].map(|value| grouped(value, ",")),
            ["48,211", "1,234,567", "4,200", "007000", "12000 EUR", ""]
        );
        assert_eq!(grouped("1234567", "\u{202f}"), "1\u{202f}234\u{202f}567");
    }
}
