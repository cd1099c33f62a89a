//! All rules, one a file, in the order of `afterword explain`.

mod active_image;
mod broken_link;
mod deep_nesting;
mod duplicate_id;
mod duplicate_key;
mod empty_field;
mod empty_section;
mod file_too_large;
mod invalid_configuration;
mod invalid_front_matter;
pub(super) mod invalid_style;
mod invalid_template;
mod invalid_time;
mod language;
mod left_out_document;
mod link_outside;
mod missing_field;
mod missing_section;
mod not_utf8;
mod placeholder_field;
mod placeholder_section;
mod times_out_of_order;
mod unknown_document;
mod unknown_factor;
mod unknown_service;
mod unknown_severity;
mod unknown_value;
mod unreadable_file;
pub(super) mod unused_allow;
mod wrong_type;

use super::Rule;

pub(super) use language::WORDINGS;

/// Every rule: first what keeps a file from being read, then what a document lacks.
pub static RULES: &[&Rule] = &[
    &unreadable_file::RULE,
    &file_too_large::RULE,
    &not_utf8::RULE,
    &link_outside::RULE,
    &active_image::RULE,
    &left_out_document::RULE,
    &invalid_configuration::RULE,
    &invalid_style::RULE,
    &invalid_template::RULE,
    &invalid_front_matter::RULE,
    &duplicate_key::RULE,
    &deep_nesting::RULE,
    &wrong_type::RULE,
    &invalid_time::RULE,
    &unknown_value::RULE,
    &duplicate_id::RULE,
    &missing_field::RULE,
    &empty_field::RULE,
    &placeholder_field::RULE,
    &missing_section::RULE,
    &empty_section::RULE,
    &placeholder_section::RULE,
    &unknown_severity::RULE,
    &unknown_service::RULE,
    &unknown_factor::RULE,
    &unknown_document::RULE,
    &times_out_of_order::RULE,
    &broken_link::RULE,
    &language::human_error_cause::RULE,
    &language::human_error::RULE,
    &language::blamed_person::RULE,
    &language::person_as_cause::RULE,
    &language::person_broke_it::RULE,
    &language::asking_who::RULE,
    &language::judged_character::RULE,
    &language::judged_act::RULE,
    &language::should_have::RULE,
    &language::could_have::RULE,
    &language::should_have_been::RULE,
    &language::forgot_or_missed::RULE,
    &language::failed_to::RULE,
    &language::failure_of_person::RULE,
    &language::if_only::RULE,
    &language::supposed_to::RULE,
    &language::known_better::RULE,
    &language::hindsight_word::RULE,
    &language::minimising_word::RULE,
    &language::called_mistake::RULE,
    &language::personal_deficit::RULE,
    &language::unmeasured_judgement::RULE,
    &language::dramatic_word::RULE,
    &language::exclamation::RULE,
    &language::regretful_word::RULE,
    &language::absolute_claim::RULE,
    &language::single_root_cause::RULE,
    &language::the_root_cause::RULE,
    &language::reliance_on_memory::RULE,
    &language::training_alone::RULE,
    &language::vague_action::RULE,
    &language::named_in_cause::RULE,
    &unused_allow::RULE,
];
