//! The fuzz targets of `fuzz/` on texts put together from their dictionary and from pieces of documents.

#[path = "../../fuzz/src/lib.rs"]
#[allow(missing_docs, reason = "documented where it stands")]
mod fuzz;

use proptest::prelude::*;

use super::properties::FRAGMENTS;

/// The words of the fuzzer's dictionary.
fn words() -> Vec<String> {
    let lines = include_str!("../../fuzz/words.txt").lines();
    let quoted = lines.filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

/// A word without the escapes of the dictionary's format.
fn unescaped(word: &str) -> String {
    let mut parts = word.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two hexadecimal digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("words are UTF-8")
}

/// Texts of up to a few dozen words and pieces.
fn texts() -> impl Strategy<Value = String> {
    let mut pieces = words();
    assert!(pieces.len() > 15);
    pieces.extend(FRAGMENTS.iter().map(|fragment| (*fragment).to_owned()));
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_front_matter_any_body_any_template_any_configuration_and_any_style_is_checked(text in texts()) {
        fuzz::check_front_matter(&text);
        fuzz::check_body(&text);
        fuzz::check_template(&text);
        fuzz::check_configuration(&text);
        fuzz::check_style(&text);
        fuzz::check_style(&format!("extends: existence\nmessage: m\nscope: [text, sentence, raw, summary]\ntokens:\n  - {text}\n"));
    }
}
