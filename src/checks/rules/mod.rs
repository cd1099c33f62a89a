//! All rules, one a file, in the order of `afterword explain`.

mod action_without_due_date;
mod action_without_owner;
mod active_image;
mod alias_clash;
mod ambiguous_time;
mod bare_ticket;
mod broken_link;
mod contradicting_duration;
mod contradicting_fields;
mod deep_nesting;
mod done_without_link;
mod duplicate_factor;
mod duplicate_id;
mod duplicate_key;
mod duplicate_section;
mod email_address;
mod empty_field;
mod empty_section;
mod factor_alias;
mod file_too_large;
mod heading_synonym;
mod informal_time;
mod future_time;
mod heading_jump;
mod internal_host;
mod invalid_configuration;
mod invalid_front_matter;
pub(super) mod invalid_style;
mod invalid_template;
mod invalid_time;
mod language;
mod late_publication;
mod left_out_document;
mod leftover_guidance;
mod link_outside;
mod missing_cell;
mod long_summary;
mod missing_alt_text;
mod missing_field;
mod missing_section;
mod naive_time;
mod no_action_items;
mod no_factors;
mod not_utf8;
mod nothing_learned;
mod nothing_went_well;
mod one_sided_actions;
mod overdue_action;
mod phone_number;
mod placeholder_field;
mod placeholder_section;
pub(super) mod secret;
mod section_order;
mod section_shape;
mod short_summary;
mod single_factor;
mod table_narrative;
mod timeline_out_of_order;
mod timeline_outside_incident;
mod times_out_of_order;
mod unexplained_gap;
mod unknown_action_status;
mod unknown_action_type;
mod unknown_document;
mod unknown_factor;
mod unknown_heading;
mod unknown_key;
mod unknown_service;
mod unknown_severity;
mod unknown_value;
mod unlisted_factor;
mod unreadable_accent;
mod unreadable_file;
pub(super) mod unused_allow;
mod variant_spelling;
mod unused_factor;
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
    &unreadable_accent::RULE,
    &invalid_style::RULE,
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
    &missing_cell::RULE,
    &heading_synonym::RULE,
    &leftover_guidance::RULE,
    &duplicate_section::RULE,
    &unknown_heading::RULE,
    &section_shape::RULE,
    &section_order::RULE,
    &heading_jump::RULE,
    &unknown_severity::RULE,
    &unknown_service::RULE,
    &variant_spelling::RULE,
    &unknown_factor::RULE,
    &factor_alias::RULE,
    &no_factors::RULE,
    &single_factor::RULE,
    &duplicate_factor::RULE,
    &unlisted_factor::RULE,
    &unused_factor::RULE,
    &alias_clash::RULE,
    &unknown_document::RULE,
    &informal_time::RULE,
    &times_out_of_order::RULE,
    &naive_time::RULE,
    &ambiguous_time::RULE,
    &future_time::RULE,
    &contradicting_duration::RULE,
    &timeline_out_of_order::RULE,
    &timeline_outside_incident::RULE,
    &unexplained_gap::RULE,
    &no_action_items::RULE,
    &action_without_owner::RULE,
    &action_without_due_date::RULE,
    &overdue_action::RULE,
    &done_without_link::RULE,
    &one_sided_actions::RULE,
    &unknown_action_type::RULE,
    &unknown_action_status::RULE,
    &language::reliance_on_memory::RULE,
    &language::training_alone::RULE,
    &language::vague_action::RULE,
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
    &language::named_in_cause::RULE,
    &short_summary::RULE,
    &long_summary::RULE,
    &table_narrative::RULE,
    &nothing_went_well::RULE,
    &nothing_learned::RULE,
    &late_publication::RULE,
    &broken_link::RULE,
    &missing_alt_text::RULE,
    &bare_ticket::RULE,
    &secret::RULE,
    &email_address::RULE,
    &phone_number::RULE,
    &internal_host::RULE,
    &unused_allow::RULE,
];
