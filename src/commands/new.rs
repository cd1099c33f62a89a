//! `afterword new`: a document from the template of its kind.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use dialoguer::{Input, Select};
use jiff::Zoned;
use jiff::civil::Date;

use super::{Outcome, report, shown, write_new};
use crate::config::Config;
use crate::diagnostics::SourceFile;
use crate::failure::Failure;
use crate::interpret;
use crate::model::{Kind, Moment};
use crate::pipeline;
use crate::repo;
use crate::template::Template;

/// Begin a document from its template
///
/// Asks on a terminal for what it is not told by an option. The file is named by date and title, and nothing is ever
/// overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword new \"Checkout latency after a cache resize\"\n  \
afterword new --severity SEV2 --started 2026-03-04T09:12Z --service checkout \"Checkout latency\"\n  \
afterword new --kind premortem \"Peak season\"")]
pub struct Arguments {
    /// The title
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// The kind of document: one that has a template
    #[arg(short, long, value_name = "KIND", default_value = Kind::POSTMORTEM)]
    kind: String,
    /// The severity, one of the vocabulary
    #[arg(short, long, value_name = "SEVERITY")]
    severity: Option<String>,
    /// When impact began, such as 2026-03-04T09:12Z, or the day of a document without times
    #[arg(long, value_name = "TIME")]
    started: Option<String>,
    /// A service that was affected; may be given several times
    #[arg(long = "service", value_name = "SERVICE")]
    services: Vec<String>,
    /// Who writes it; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Print the document instead of writing a file
    #[arg(long)]
    stdout: bool,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    no_input: bool,
}

/// Writes the document and says where it is.
///
/// # Errors
///
/// When an answer is missing or wrong, or the file is there already.
pub fn run(arguments: &Arguments, directory: Option<&Path>, now: &Zoned) -> Result<Outcome, Failure> {
    let root = super::root_of(directory)?;
    let read = pipeline::read(&root)?;
    if super::is_stopped_by_config(&read) {
        return Ok(Outcome::Failed);
    }
    let understood = pipeline::understand(&read);
    let kind = Kind::new(&arguments.kind);
    let template = super::template_of(&understood.templates, &kind)?;
    let can_ask = !arguments.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let answers = Answers::gather(arguments, &read.config, template, can_ask, now)?;
    let text = fill(&template.file, &answers.fields());
    if arguments.stdout {
        report::output(&text)?;
        return Ok(Outcome::Fine);
    }
    let folder = kind.folder();
    if let Some(link) = repo::link_on_the_way(&root, &folder) {
        return Err(Failure::message(format!(
            "`{}` is a symbolic link; put the folder itself there, so that documents are read from it",
            link.display()
        )));
    }
    let path = root.join(folder).join(format!("{}-{}.md", answers.day, file_name(&answers.title)));
    let shown = shown(&path);
    if !write_new(&path, &text)? {
        let message = format!("`{}` is there already; write on in it, or give another title", shown.display());
        return Err(Failure::message(message));
    }
    report::output(&format!("{}\n", shown.display()))?;
    report::line(&format!("Write it, then hold it against the template: afterword check {}", quoted(shown)));
    Ok(Outcome::Fine)
}

/// What a new document is told.
struct Answers {
    title: String,
    severity: Option<String>,
    /// The time as written, and its day.
    started: Option<String>,
    day: Date,
    services: Vec<String>,
    authors: Vec<String>,
    has_times: bool,
}

impl Answers {
    fn gather(
        arguments: &Arguments,
        config: &Config,
        template: &Template,
        can_ask: bool,
        now: &Zoned,
    ) -> Result<Self, Failure> {
        let has = |name: &str| template.fields.iter().any(|field| field.name == name);
        let title = match &arguments.title {
            Some(title) => title.clone(),
            None if can_ask => ask("Title", None)?,
            None => return Err(Failure::message("the title is missing: `afterword new \"What happened\"`")),
        };
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(Failure::message("the title is empty"));
        }
        let severity = match &arguments.severity {
            Some(severity) if config.severities.is_empty() => Some(severity.clone()),
            Some(severity) => match config.severity(severity) {
                Some(term) => Some(term.id.clone()),
                None => {
                    let help = crate::config::vocabulary_help(severity, &config.severities);
                    return Err(Failure::message(format!("unknown severity `{severity}`; {help}")));
                }
            },
            None if can_ask && has("severity") => ask_severity(config)?,
            None => None,
        };
        for service in &arguments.services {
            if !config.services.is_empty() && config.service(service).is_none() {
                let help = crate::config::vocabulary_help(service, &config.services);
                return Err(Failure::message(format!("unknown service `{service}`; {help}")));
            }
        }
        let has_times = has("started");
        let today = now.date();
        let started = match &arguments.started {
            Some(started) => Some(interpret::formal_time(started).unwrap_or_else(|| started.clone())),
            None if can_ask && has_times => Some(ask_time("Impact began (UTC)", now)?),
            None => None,
        };
        let day = match &started {
            None => today,
            Some(text) => match Moment::parse(text) {
                Some(moment) => moment.day(),
                None => return Err(Failure::message(not_a_time(text))),
            },
        };
        let (services, authors) = (arguments.services.clone(), arguments.authors.clone());
        Ok(Self { title, severity, started, day, services, authors, has_times })
    }

    /// The values by field, as YAML.
    fn fields(&self) -> BTreeMap<&'static str, String> {
        let list = |values: &[String]| {
            (!values.is_empty())
                .then(|| format!("[{}]", values.iter().map(|value| yaml(value)).collect::<Vec<_>>().join(", ")))
        };
        let started = self.started.as_deref().map(yaml);
        let values = [
            ("title", Some(yaml(&self.title))),
            ("severity", self.severity.as_deref().map(yaml)),
            ("started", started),
            ("date", (!self.has_times).then(|| self.day.to_string())),
            ("services", list(&self.services)),
            ("authors", list(&self.authors)),
        ];
        values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

fn not_a_time(text: &str) -> String {
    format!("`{text}` is not a time; write it as 2026-03-04T09:12:00Z")
}

/// Asks until the answer is a time. The present one is offered.
fn ask_time(question: &str, now: &Zoned) -> Result<String, Failure> {
    let time = |text: &String| Moment::parse(text).map(drop).ok_or_else(|| not_a_time(text));
    let now = now.timestamp().strftime("%Y-%m-%dT%H:%M:00Z").to_string();
    let input = Input::<String>::new().with_prompt(question).default(now).validate_with(time);
    input.interact_text().map_err(|error| Failure::message(format!("no answer: {error}")))
}

fn ask(question: &str, default: Option<String>) -> Result<String, Failure> {
    let input = Input::<String>::new().with_prompt(question);
    let input = match default {
        Some(default) => input.default(default),
        None => input,
    };
    input.interact_text().map_err(|error| Failure::message(format!("no answer: {error}")))
}

fn ask_severity(config: &Config) -> Result<Option<String>, Failure> {
    if config.severities.is_empty() {
        let severity = ask("Severity (empty for later)", Some(String::new()))?;
        return Ok(Some(severity).filter(|severity| !severity.is_empty()));
    }
    let items: Vec<String> = config.severities.iter().map(|term| format!("{} {}", term.id, term.description)).collect();
    let chosen = Select::new().with_prompt("Severity").items(&items).default(0).interact();
    let chosen = chosen.map_err(|error| Failure::message(format!("no answer: {error}")))?;
    Ok(config.severities.get(chosen).map(|term| term.id.clone()))
}

/// The template's text with values put into its fields; guidance stays until the author takes it out.
fn fill(template: &Arc<SourceFile>, values: &BTreeMap<&str, String>) -> String {
    let (document, _) = crate::syntax::parse(template.clone());
    let mut text = String::new();
    let mut copied = 0;
    for field in &document.front_matter.fields.fields {
        let Some(value) = values.get(field.key.as_str()) else { continue };
        let colon = template.text[field.key_span.end..]
            .find([':', '='])
            .map_or(field.key_span.end, |at| field.key_span.end + at + 1);
        let end = if field.value.is_empty() && field.value.span.end <= colon {
            colon
        } else {
            field.value.span.end.max(colon)
        };
        text.push_str(&template.text[copied..colon]);
        text.push(' ');
        text.push_str(value);
        copied = end;
    }
    text.push_str(&template.text[copied..]);
    text
}

/// A value as a YAML scalar: JSON's quotes are YAML's too, and are used wherever plain text could mean something else.
fn yaml(value: &str) -> String {
    let is_plain = value.starts_with(|c: char| c.is_alphanumeric())
        && value.chars().all(|c| c.is_alphanumeric() || " -_./+()".contains(c) || c == ':')
        && !value.contains(": ")
        && !value.ends_with([':', ' '])
        && !["true", "false", "yes", "no", "on", "off", "null"].contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}

fn file_name(title: &str) -> String {
    let slug = slug::slugify(title);
    let words: Vec<&str> = slug
        .split('-')
        .scan(0, |length, word| {
            *length += word.len() + 1;
            (*length <= 61).then_some(word)
        })
        .collect();
    let name = words.join("-");
    if name.is_empty() {
        slug.chars().take(60).chain("document".chars().filter(|_| slug.is_empty())).collect()
    } else {
        name
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = PathBuf::from(path).display().to_string();
    if path.contains([' ', '\'', '"', '(', '&']) { format!("'{}'", path.replace('\'', "'\\''")) } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_into_the_fields_of_the_template() {
        let template = Arc::new(SourceFile::new(
            "templates/x.md",
            "---\ntitle: Title # required\nseverity: # required: one\nservices: [] # optional\nlist:\n  - a\n---\nBody\n",
        ));
        let values = [("title", yaml("A: b \"c\"")), ("severity", yaml("SEV2")), ("services", "[x, y]".to_owned())];
        let text = fill(&template, &values.into_iter().collect());
        assert_eq!(
            text,
            "---\ntitle: \"A: b \\\"c\\\"\" # required\nseverity: SEV2 # required: one\nservices: [x, y] # optional\nlist:\n  - a\n---\nBody\n"
        );
    }

    #[test]
    fn file_names_are_short_and_readable() {
        assert_eq!(file_name("Checkout: slow!"), "checkout-slow");
        assert!(file_name(&"word ".repeat(50)).len() <= 60);
        assert!(file_name(&"x".repeat(300)).len() <= 60);
        assert_eq!(file_name("!?"), "document");
    }

    #[test]
    fn yaml_values_mean_what_they_say() {
        for value in
            ["plain words", "a: b", "yes", "#x", "[x]", "SEV2", "2026-03-04T09:12Z", "it's", "end:", "- x", "ä ö"]
        {
            let parsed = crate::spanned::yaml::parse(&format!("key: {} # comment\n", yaml(value)));
            assert_eq!(parsed.problems, []);
            assert_eq!(parsed.map.get("key").and_then(crate::spanned::Value::text), Some(value));
        }
    }
}
