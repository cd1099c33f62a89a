//! Helpers of the integration tests: knowledge bases in temporary folders, and what a check finds in them.

use std::fs;
use std::path::Path;

use afterword::diagnostics::Diagnostic;
use afterword::pipeline::{self, Understood};
use tempfile::TempDir;

/// A folder that is removed when the test ends, with files in it.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files, given as path and content.
    pub fn with<'a, T: AsRef<[u8]> + 'a>(files: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let folder = Self::new();
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        let parent = path.parent().expect("a file has a folder");
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, content))
            .expect("the temporary folder can be written");
    }

    /// Reads the folder and takes its documents apart.
    pub fn understood(&self) -> Understood {
        pipeline::understand(&pipeline::read(self.path()).expect("the folder can be read"))
    }

    /// Everything that a check of the whole folder finds, one line a finding.
    pub fn findings(&self) -> Vec<String> {
        let understood = self.understood();
        let checked = understood.check(&|_| true);
        checked.diagnostics.iter().map(|diagnostic| line(&understood, diagnostic)).collect()
    }
}

/// The codes of findings about a file, in the order of reports.
pub fn codes_for(understood: &Understood, path: &str) -> Vec<&'static str> {
    let checked = understood.check(&|asked| asked.as_str() == path);
    checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// A finding as `path:line:column level rule: message`; a file as a whole has no line.
pub fn line(understood: &Understood, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span.zip(understood.file(&diagnostic.path)).map(|(span, file)| file.position(span.start));
    let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    let Diagnostic { path, code, message, .. } = diagnostic;
    format!("{path}{place} {} {code}: {message}", diagnostic.level)
}

/// Whether expected results are to be rewritten: `AFTERWORD_BLESS=1`.
pub fn blesses() -> bool {
    std::env::var_os("AFTERWORD_BLESS").is_some_and(|value| value == "1")
}
