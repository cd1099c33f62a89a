//! Rules about wording: each a pattern, with what it means and how to say it better.

pub(super) mod absolute_claim;
pub(super) mod asking_who;
pub(super) mod blamed_person;
pub(super) mod called_mistake;
pub(super) mod could_have;
pub(super) mod dramatic_word;
pub(super) mod exclamation;
pub(super) mod failed_to;
pub(super) mod failure_of_person;
pub(super) mod forgot_or_missed;
pub(super) mod hindsight_word;
pub(super) mod human_error;
pub(super) mod human_error_cause;
pub(super) mod if_only;
pub(super) mod judged_act;
pub(super) mod judged_character;
pub(super) mod known_better;
pub(super) mod minimising_word;
pub(super) mod named_in_cause;
pub(super) mod person_as_cause;
pub(super) mod person_broke_it;
pub(super) mod personal_deficit;
pub(super) mod regretful_word;
pub(super) mod reliance_on_memory;
pub(super) mod should_have;
pub(super) mod should_have_been;
pub(super) mod single_root_cause;
pub(super) mod supposed_to;
pub(super) mod the_root_cause;
pub(super) mod training_alone;
pub(super) mod unmeasured_judgement;
pub(super) mod vague_action;

use crate::checks::wording::Wording;

/// All of them. Where two find the same phrase and neither is graver, the first one is told of.
pub(in crate::checks) static WORDINGS: &[&Wording] = &[
    &human_error_cause::WORDING,
    &human_error::WORDING,
    &blamed_person::WORDING,
    &person_as_cause::WORDING,
    &person_broke_it::WORDING,
    &asking_who::WORDING,
    &judged_character::WORDING,
    &judged_act::WORDING,
    &known_better::WORDING,
    &should_have::WORDING,
    &could_have::WORDING,
    &should_have_been::WORDING,
    &forgot_or_missed::WORDING,
    &failed_to::WORDING,
    &failure_of_person::WORDING,
    &if_only::WORDING,
    &supposed_to::WORDING,
    &hindsight_word::WORDING,
    &minimising_word::WORDING,
    &called_mistake::WORDING,
    &personal_deficit::WORDING,
    &unmeasured_judgement::WORDING,
    &dramatic_word::WORDING,
    &exclamation::WORDING,
    &regretful_word::WORDING,
    &absolute_claim::WORDING,
    &single_root_cause::WORDING,
    &the_root_cause::WORDING,
    &reliance_on_memory::WORDING,
    &training_alone::WORDING,
    &vague_action::WORDING,
    &named_in_cause::WORDING,
];
