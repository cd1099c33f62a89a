//! All rules, one a file, in the order of `afterword explain`.

mod active_image;
mod broken_link;
mod contradicting_fields;
mod deep_nesting;
mod duplicate_id;
mod duplicate_key;
mod duplicate_section;
mod empty_field;
mod empty_section;
mod file_too_large;
mod heading_jump;
mod invalid_configuration;
mod invalid_front_matter;
mod invalid_template;
mod invalid_time;
mod left_out_document;
mod leftover_guidance;
mod link_outside;
mod missing_field;
mod missing_section;
mod not_utf8;
mod placeholder_field;
mod placeholder_section;
mod section_order;
mod section_shape;
mod times_out_of_order;
mod unknown_document;
mod unknown_factor;
mod unknown_heading;
mod unknown_key;
mod unknown_service;
mod unknown_severity;
mod unknown_value;
mod unreadable_file;
pub(super) mod unused_allow;
mod wrong_type;

use super::Rule;

/// Every rule: first what keeps a file from being read, then what a document lacks.
pub static RULES: &[&Rule] = &[
    &unreadable_file::RULE,
    &file_too_large::RULE,
    &not_utf8::RULE,
    &link_outside::RULE,
    &active_image::RULE,
    &left_out_document::RULE,
    &invalid_configuration::RULE,
    &invalid_template::RULE,
    &invalid_front_matter::RULE,
    &duplicate_key::RULE,
    &deep_nesting::RULE,
    &wrong_type::RULE,
    &invalid_time::RULE,
    &unknown_value::RULE,
    &unknown_key::RULE,
    &contradicting_fields::RULE,
    &duplicate_id::RULE,
    &missing_field::RULE,
    &empty_field::RULE,
    &placeholder_field::RULE,
    &missing_section::RULE,
    &empty_section::RULE,
    &placeholder_section::RULE,
    &leftover_guidance::RULE,
    &duplicate_section::RULE,
    &unknown_heading::RULE,
    &section_shape::RULE,
    &section_order::RULE,
    &heading_jump::RULE,
    &unknown_severity::RULE,
    &unknown_service::RULE,
    &unknown_factor::RULE,
    &unknown_document::RULE,
    &times_out_of_order::RULE,
    &broken_link::RULE,
    &unused_allow::RULE,
];
