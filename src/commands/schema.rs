//! `afterword schema`: JSON Schema of the front matter, for editors and other tools.

use std::path::Path;

use clap::Args;

use super::{Outcome, report};
use crate::failure::Failure;
use crate::model::Kind;
use crate::{pipeline, schema};

/// Print the JSON Schema of a kind's front matter
///
/// Made of the kind's template and of the words of this knowledge base: severities, services and factors. It accepts what
/// `afterword check` accepts.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword schema\n  afterword schema near-miss\n  \
afterword schema postmortem > schemas/postmortem.schema.json")]
pub struct Arguments {
    /// The kind of document: one that has a template
    #[arg(value_name = "KIND", default_value = Kind::POSTMORTEM)]
    kind: String,
}

/// Prints the schema.
///
/// # Errors
///
/// When the knowledge base cannot be read, or has no such kind.
pub fn run(arguments: &Arguments, directory: Option<&Path>) -> Result<Outcome, Failure> {
    let root = super::root_of(directory)?;
    let read = pipeline::read(&root)?;
    if super::is_stopped_by_config(&read) {
        return Ok(Outcome::Failed);
    }
    let understood = pipeline::understand(&read);
    let template = super::template_of(&understood.templates, &Kind::new(&arguments.kind))?;
    let schema = schema::front_matter(template, &understood.everything);
    report::output(&format!("{schema:#}\n"))?;
    Ok(Outcome::Fine)
}
