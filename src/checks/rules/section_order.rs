//! # section-order
//!
//! A section stands at another place than in the template. Of a document that follows an order of its own nothing is said.
//!
//! ## Why it matters
//!
//! Readers of many documents know where to look. The order is a habit, and habits save time.
//!
//! ## Example
//!
//! ```text
//! ## Summary
//! ## Timeline
//! ## Impact
//! ## Contributing factors
//! ```
//!
//! Move Impact to where the template has it:
//!
//! ```text
//! ## Summary
//! ## Impact
//! ## Timeline
//! ## Contributing factors
//! ```
//!
//! ## How to silence it
//!
//! Set `section-order = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `<!-- afterword: allow section-order: reason -->` above the heading.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::{Block, Section};
use crate::template::Template;

pub(super) static RULE: Rule = Rule {
    name: "section-order",
    level: Some(Level::Info),
    group: Group::Structure,
    source: include_str!("section_order.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    if !subject.knowledge.config.is_configured {
        // Nobody has asked for a template yet, much less for its order.
        return Vec::new();
    }
    let found = outermost(subject, template);
    let places: Vec<usize> = found.iter().map(|(_, place)| *place).collect();
    let in_order = longest_rise(&places);
    let is_out: Vec<bool> = (0..found.len()).map(|index| in_order.binary_search(&index).is_err()).collect();
    let out = is_out.iter().filter(|is_out| **is_out).count();
    // Who has another order for most of it means that order.
    if out == 0 || out * 3 > found.len() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, (section, place)) in found.iter().enumerate().filter(|(index, _)| is_out[*index]) {
        let kept = found.iter().enumerate().filter(|(other, _)| !is_out[*other]).map(|(_, it)| it);
        let before = kept.clone().filter(|(_, other)| other < place).max_by_key(|(_, other)| *other);
        let after = kept.filter(|(_, other)| other > place).min_by_key(|(_, other)| *other);
        let where_to = match (before, after) {
            (Some((before, _)), _) => format!("behind \"{}\"", before.heading),
            (None, Some((after, _))) => format!("before \"{}\"", after.heading),
            (None, None) => continue,
        };
        let message = format!("the section \"{}\" stands out of the template's order", section.heading);
        let finding = RULE.finding(subject, found[index].0.heading_span, message);
        findings.push(finding.help(format!("move it {where_to}")));
    }
    findings
}

/// The first section for each section of the template, with its place in the template. Those inside others are left out, and
/// those without a word, of which there is a finding already.
fn outermost<'a>(subject: &Subject<'a>, template: &Template) -> Vec<(&'a Section, usize)> {
    let document = subject.document;
    let mut found: Vec<(&Section, usize)> = Vec::new();
    let mut taken = vec![false; template.sections.len()];
    let mut end = 0;
    for (index, section) in document.sections.iter().enumerate() {
        if document.title_section == Some(index) || section.span.start < end {
            continue;
        }
        // A heading such as "Summary & Impact" stands for several, and may stand in place of any.
        let places: Vec<usize> = template
            .sections
            .iter()
            .enumerate()
            .filter(|(_, known)| known.is(section))
            .map(|(place, _)| place)
            .collect();
        let [place] = places.as_slice() else {
            end = if places.is_empty() { end } else { section.span.end };
            places.iter().for_each(|place| taken[*place] = true);
            continue;
        };
        end = section.span.end;
        if !taken[*place] && document.blocks_of(section).iter().any(Block::has_content) {
            taken[*place] = true;
            found.push((section, *place));
        }
    }
    found
}

/// The indices of a longest rising run of numbers, each of which is there once; other numbers may stand in between.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // For each length, the index that ends the run of that length with the smallest number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        run.push(index);
        next = before[index];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn as_little_as_possible_is_out_of_order() {
        for (numbers, expected) in [
            (&[0, 1, 2, 3][..], &[0, 1, 2, 3][..]),
            (&[3, 0, 1, 2], &[1, 2, 3]),
            (&[0, 2, 1, 3], &[0, 2, 3]),
            (&[3, 2, 1, 0], &[3]),
            (&[], &[]),
        ] {
            assert_eq!(longest_rise(numbers), expected, "{numbers:?}");
        }
    }
}
