//! Times in the one form that every program reads: RFC 3339.

use crate::model::Moment;

/// A time with an offset in the form of RFC 3339; `None` where it is that already, or has no offset, or a named zone, which
/// that form has no place for.
#[must_use]
pub fn formal_time(text: &str) -> Option<String> {
    let is_named_zone = text.contains('[');
    let moment = Moment::parse(text).filter(|moment| !moment.whole_day && !is_named_zone)?;
    let (offset, written) = (moment.offset?, written_offset(text)?);
    // A zone may have been told elsewhere; what is written here must be what is meant.
    let offset = match written {
        "" if offset.is_zero() => "Z".to_owned(),
        "" => return None,
        _ => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 || written.starts_with('-') { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    };
    let formal = format!("{}{offset}", moment.local.strftime("%Y-%m-%dT%H:%M:%S%.f"));
    let is_same = Moment::parse(&formal).is_some_and(|again| again.timestamp == moment.timestamp);
    (is_same && !formal.eq_ignore_ascii_case(text)).then_some(formal)
}

/// The offset behind a time of day as written, `""` for UTC by name; `None` where there is none.
fn written_offset(text: &str) -> Option<&str> {
    let (_, time) = text.split_once(':')?;
    if ["Z", "UTC", "GMT"].iter().any(|name| time.len() >= name.len() && is_end(time, name)) {
        return Some("");
    }
    let sign = time.rfind(['+', '-'])?;
    let is_number = time[sign + 1..].chars().all(|c| c.is_ascii_digit() || c == ':');
    is_number.then_some(&time[sign..])
}

fn is_end(text: &str, name: &str) -> bool {
    text.get(text.len() - name.len()..).is_some_and(|end| end.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::formal_time;

    #[test]
    fn times_with_an_offset_have_one_form() {
        let cases = [
            ("2026-03-04 09:12 UTC", Some("2026-03-04T09:12:00Z")),
            ("2026-03-04 09:12:30 GMT", Some("2026-03-04T09:12:30Z")),
            ("2026-03-04T09:12Z", Some("2026-03-04T09:12:00Z")),
            ("2026-03-04 09:12:00+01:00", Some("2026-03-04T09:12:00+01:00")),
            ("2026-03-04T09:12:00-0330", Some("2026-03-04T09:12:00-03:30")),
            ("2026-03-04T09:12:00+02", Some("2026-03-04T09:12:00+02:00")),
            ("2026-03-04 09:12:00.250Z", Some("2026-03-04T09:12:00.25Z")),
            ("2026-03-04T09:12:00Z", None),
            ("2026-03-04T09:12:00.25+01:00", None),
            ("2026-03-04t09:12:00z", None),
            ("2026-03-04 09:12", None),
            ("2026-03-04", None),
            ("2026-03-04T09:12:00-03:00[America/Sao_Paulo]", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(formal_time(text).as_deref(), expected, "{text}");
        }
    }
}
