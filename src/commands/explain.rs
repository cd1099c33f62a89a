//! `afterword explain`: what a check wants, why, and an example.

use std::fmt::Write;
use std::path::Path;

use clap::Args;

use super::{Outcome, report};
use crate::checks::{Group, RULES, rule, rule_names};
use crate::diagnostics::{Level, nearest};
use crate::failure::Failure;
use crate::pipeline;

/// Say what a check wants, why, and how to mend it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword explain                      all checks, a line each\n  \
afterword explain missing-section      one of them in full\n  \
afterword explain Kestrel.Jargon       a rule of your own, in styles/Kestrel/Jargon.yml")]
pub struct Arguments {
    /// The name of the check, as in `error[missing-section]`; all are listed if none is given
    #[arg(value_name = "CHECK")]
    check: Option<String>,
}

/// Prints the explanation of one check, or a line for each.
///
/// # Errors
///
/// When no check has the name, or standard output is closed.
pub fn run(arguments: &Arguments, directory: Option<&Path>) -> Result<Outcome, Failure> {
    let Some(name) = &arguments.check else {
        report::output(&format!("{}{}", list(), list_of_styles(directory)))?;
        return Ok(Outcome::Fine);
    };
    let Some(rule) = rule(name) else {
        report::output(&of_style(name, directory)?)?;
        return Ok(Outcome::Fine);
    };
    report::output(&format!(
        "{}\n\nLevel: {}, group: {}\n",
        rule.explanation(),
        rule.default_level(),
        rule.group.as_str()
    ))?;
    Ok(Outcome::Fine)
}

/// What the rule of a style says, in the knowledge base around.
fn of_style(name: &str, directory: Option<&Path>) -> Result<String, Failure> {
    let read = match name.contains('.') {
        true => Some(pipeline::read(&super::root_of(directory)?)?),
        false => None,
    };
    let styles = read.as_ref().map(|read| (&read.styles, &read.config));
    if let Some((rule, config)) = styles.and_then(|(styles, config)| Some((styles.rule(name)?, config))) {
        return Ok(rule.explanation(config));
    }
    if styles.is_some_and(|(styles, _)| styles.knows(name)) {
        return Err(Failure::message(format!("the file of `{name}` cannot be understood; `afterword check` says why")));
    }
    let known = rule_names().into_iter().chain(styles.iter().flat_map(|(styles, _)| styles.rule_names()));
    let help = match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`afterword explain` lists them".to_owned(),
    };
    Err(Failure::message(format!("no check is called `{name}`; {help}")))
}

/// The rules of the knowledge base around, by their styles; nothing where there is none.
fn list_of_styles(directory: Option<&Path>) -> String {
    let read = super::root_of(directory).ok().and_then(|root| pipeline::read(&root).ok());
    let Some(read) = read else { return String::new() };
    let width = read.styles.rule_names().map(str::len).max().unwrap_or(0);
    let (mut list, mut last) = (String::new(), "");
    for name in read.styles.rule_names() {
        let style = name.split_once('.').map_or(name, |(style, _)| style);
        // Writing to a `String` cannot fail.
        if style != last {
            let _ = writeln!(list, "\n{style}: rules of your own");
            last = style;
        }
        let (level, summary) = match read.styles.rule(name) {
            Some(rule) => (rule.level_in(&read.config).map_or("off", Level::as_str), rule.summary()),
            None => ("off", "the file cannot be understood; `afterword check` says why".to_owned()),
        };
        let _ = writeln!(list, "  {name:width$}  {level:7}  {summary}");
    }
    list
}

/// All checks by their groups, a line each: name, level, what it finds.
fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for group in Group::ALL {
        // Writing to a `String` cannot fail.
        let _ = writeln!(list, "{}{}: {}", if list.is_empty() { "" } else { "\n" }, group.as_str(), group.about());
        for rule in group.rules() {
            let _ = writeln!(list, "  {:width$}  {:7}  {}", rule.name, rule.default_level(), rule.summary());
        }
    }
    list
}
