//! The baseline file of `afterword check`: read, held against what was found, and written anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::refuse_document;
use crate::commands::whole_file;
use crate::diagnostics::FilePath;
use crate::diagnostics::baseline::Baseline;
use crate::diagnostics::human::count_of;
use crate::failure::Failure;
use crate::pipeline::Checked;

/// The options of `check` about what is known already.
#[derive(Debug, Args)]
#[command(next_help_heading = "Known findings")]
pub struct Known {
    /// Leave out the findings that this file records
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Record today's findings in the baseline, and take out those that no longer occur
    #[arg(long, requires = "baseline")]
    update_baseline: bool,
}

/// What there is to say of the findings that were left out.
#[derive(Default)]
pub struct LeftOut {
    /// How many they are.
    pub left_out: usize,
    /// Lines for people.
    pub lines: Vec<String>,
}

/// A baseline with the file that it stands in.
pub struct Recorded<'a> {
    file: &'a Path,
    baseline: Baseline,
    is_updated: bool,
}

impl Known {
    /// Reads the baseline, if one is named. One that is about to be made need not be there.
    ///
    /// # Errors
    ///
    /// When the file is missing or is no baseline, or is to be written and may be a document.
    pub fn read(&self) -> Result<Option<Recorded<'_>>, Failure> {
        let Some(file) = &self.baseline else { return Ok(None) };
        if self.update_baseline {
            refuse_document(file)?;
        }
        let baseline = match fs::read_to_string(file) {
            Ok(text) => Baseline::parse(&text).map_err(|reason| {
                let file = file.display();
                Failure::message(format!("cannot use `{file}`: {reason}; restore it, or delete it and record it anew"))
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.update_baseline => Baseline::default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let file = file.display();
                return Err(Failure::message(format!("there is no baseline `{file}`; `--update-baseline` makes it")));
            }
            Err(error) => return Err(Failure::io("read", file, error)),
        };
        Ok(Some(Recorded { file, baseline, is_updated: self.update_baseline }))
    }
}

impl Recorded<'_> {
    /// Leaves out what is known, or records all of it.
    ///
    /// # Errors
    ///
    /// When the file is to be written and cannot be.
    pub fn apply(self, checked: &mut Checked, is_asked_for: &impl Fn(&FilePath) -> bool) -> Result<LeftOut, Failure> {
        let found = std::mem::take(&mut checked.diagnostics);
        if self.is_updated {
            let today = Baseline::of(&found, |path| checked.file(path)).with_others_of(self.baseline, is_asked_for);
            whole_file::write(self.file, &today.to_json())?;
            let line = format!("recorded {} in `{}`", count_of(today.len(), "finding"), self.file.display());
            return Ok(LeftOut { left_out: found.len(), lines: vec![line] });
        }
        let compared = self.baseline.compare(found, |path| checked.file(path), is_asked_for);
        checked.diagnostics = compared.new;
        let mut lines = Vec::new();
        if compared.left_out > 0 {
            lines.push(format!("{} left out by the baseline", count_of(compared.left_out, "finding")));
        }
        if compared.vanished > 0 {
            let (entries, occur, them) = match compared.vanished {
                1 => ("1 entry".to_owned(), "occurs", "it"),
                more => (format!("{more} entries"), "occur", "them"),
            };
            lines.push(format!("{entries} of the baseline no longer {occur}; `--update-baseline` takes {them} out"));
        }
        Ok(LeftOut { left_out: compared.left_out, lines })
    }
}
