//! All rules, one a file, in the order of `afterword explain`.

mod action_without_due_date;
mod action_without_owner;
mod active_image;
mod broken_link;
mod deep_nesting;
mod done_without_link;
mod duplicate_id;
mod duplicate_key;
mod empty_field;
mod empty_section;
mod factor_alias;
mod file_too_large;
mod heading_synonym;
mod informal_time;
mod invalid_configuration;
mod invalid_front_matter;
mod invalid_template;
mod invalid_time;
mod left_out_document;
mod link_outside;
mod missing_cell;
mod missing_field;
mod missing_section;
mod no_action_items;
mod not_utf8;
mod one_sided_actions;
mod overdue_action;
mod placeholder_field;
mod placeholder_section;
mod secret;
mod times_out_of_order;
mod unknown_action_status;
mod unknown_action_type;
mod unknown_document;
mod unknown_factor;
mod unknown_service;
mod unknown_severity;
mod unknown_value;
mod unreadable_file;
pub(super) mod unused_allow;
mod variant_spelling;
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
    &duplicate_id::RULE,
    &missing_field::RULE,
    &empty_field::RULE,
    &placeholder_field::RULE,
    &missing_section::RULE,
    &empty_section::RULE,
    &placeholder_section::RULE,
    &missing_cell::RULE,
    &heading_synonym::RULE,
    &unknown_severity::RULE,
    &unknown_service::RULE,
    &variant_spelling::RULE,
    &unknown_factor::RULE,
    &factor_alias::RULE,
    &unknown_document::RULE,
    &informal_time::RULE,
    &times_out_of_order::RULE,
    &no_action_items::RULE,
    &action_without_owner::RULE,
    &action_without_due_date::RULE,
    &overdue_action::RULE,
    &done_without_link::RULE,
    &one_sided_actions::RULE,
    &unknown_action_type::RULE,
    &unknown_action_status::RULE,
    &broken_link::RULE,
    &secret::RULE,
    &unused_allow::RULE,
];
