//! What must not be shared is found, and no report repeats it.

use std::process::Command;

use crate::support::Folder;

/// A password and a token, in parts so that nothing here looks like one.
fn secrets() -> [String; 2] {
    [format!("Vt7{}", "kQ2mZ!x9"), format!("gh{}{}", "p_", "Zk3vQ9xT7mB2nL5wR8yH1cD4fG6jP0sAuEiO")]
}

#[test]
fn no_report_repeats_a_secret() {
    let [password, token] = secrets();
    let folder = Folder::with([("afterword.toml", "")]);
    // Other findings stand on the same lines, and some quote what stands there.
    let text = format!(
        "---\ntitle: A\nseverity: \"{token}\"\nstatus: {token}\nrelated: [\"{token}\"]\n---\n\n## Impact\n\n\
         See [the token](./{token}/x.md), ![](x.png) and password=\"{password}\".\n"
    );
    folder.write("postmortems/a.md", text);
    let understood = folder.understood();
    let checked = understood.check(crate::support::TODAY, &|_| true);
    let codes: Vec<&str> = checked.diagnostics.iter().map(|it| it.code.as_ref()).collect();
    for code in ["secret", "broken-link", "unknown-value", "unknown-document", "missing-alt-text"] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
    assert_eq!(codes.iter().filter(|code| **code == "secret").count(), 5);
    for diagnostic in &checked.diagnostics {
        let said = format!("{diagnostic:?} {:?}", checked.file(&diagnostic.path));
        assert!(!said.contains(&password[3..]) && !said.contains(&token[4..14]), "{said}");
    }
    for command in [&["check"][..], &["build"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_afterword")).args(command).current_dir(folder.path()).output();
        let output = output.expect("the command runs");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(said.contains("this looks like a GitHub token"), "{said}");
        assert!(!said.contains(&password[3..]) && !said.contains(&token[4..14]), "{said}");
    }
}

#[test]
fn what_is_allowed_is_shown_as_it_is() {
    let [_, token] = secrets();
    let folder = Folder::with([("afterword.toml", "")]);
    folder.write("postmortems/a.md", format!("<!-- afterword: allow secret: of a test -->\n\n{token} ![](x.png)\n"));
    let understood = folder.understood();
    let checked = understood.check(crate::support::TODAY, &|_| true);
    assert!(!checked.diagnostics.iter().any(|it| it.code == "secret"));
    let path = understood.everything.documents().next().expect("a document").path().clone();
    assert!(checked.file(&path).is_some_and(|file| file.text.contains(&token)));
}
