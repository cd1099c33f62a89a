//! `afterword explain`: what a check wants, why, and an example.

use std::fmt::Write;

use clap::Args;

use super::{Outcome, report};
use crate::checks::{Group, RULES, rule, rule_names};
use crate::diagnostics::nearest;
use crate::failure::Failure;

/// Say what a check wants, why, and how to mend it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword explain                      all checks, a line each\n  \
afterword explain missing-section      one of them in full")]
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
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(name) = &arguments.check else {
        report::output(&list())?;
        return Ok(Outcome::Fine);
    };
    let Some(rule) = rule(name) else {
        let help = match nearest(name, rule_names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`afterword explain` lists them".to_owned(),
        };
        return Err(Failure::message(format!("no check is called `{name}`; {help}")));
    };
    report::output(&format!(
        "{}\n\nLevel: {}, group: {}\n",
        rule.explanation(),
        rule.default_level(),
        rule.group.as_str()
    ))?;
    Ok(Outcome::Fine)
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
