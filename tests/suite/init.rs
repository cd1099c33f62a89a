//! What `afterword init` writes: texts that hold what the product asks of others, in each language that there is.

use afterword::checks::{Group, RULES};
use afterword::diagnostics::SourceFile;
use afterword::model::Kind;
use afterword::template;
use snapbox::str;

use crate::cli::run;
use crate::support::Folder;

/// A new knowledge base in a language.
fn new_base(language: &str) -> Folder {
    let folder = Folder::new();
    run(&folder, &["init", "--language", language]).code(0);
    folder
}

#[test]
fn in_what_init_writes_no_check_finds_anything() {
    for language in ["en", "de"] {
        run(&new_base(language), &["check"]).code(0).stderr_eq("nothing found in 7 documents\n");
    }
}

#[test]
fn the_pages_of_init_are_worded_as_documents_are_to_be() {
    let mut levels = "[checks]\n".to_owned();
    for rule in RULES {
        let level = if rule.group == Group::Language { "error" } else { "off" };
        levels.push_str(&format!("{} = \"{level}\"\n", rule.name));
    }
    for language in ["en", "de"] {
        let folder = new_base(language);
        folder.write("afterword.toml", &levels);
        // Wording is looked at in documents and factors, and left to the author on plain pages.
        std::fs::remove_dir_all(folder.path().join("factors")).expect("factors can be removed");
        let pages = folder.path().join("pages/learn");
        std::fs::rename(pages, folder.path().join("factors")).expect("pages can be moved");
        run(&folder, &["check", "factors"]).code(0).stderr_eq("nothing found in 6 documents\n");
        folder.write("factors/index.md", "# Learn\n\nThe engineer should have known better.\n");
        run(&folder, &["check", "factors"]).code(1);
    }
}

#[test]
fn init_speaks_the_language_that_is_named_or_configured() {
    let german = new_base("de-AT");
    let read = |folder: &Folder, name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file of init");
    assert!(read(&german, "afterword.toml").contains("\nlanguage = \"de-AT\"\n"));
    assert!(read(&german, "afterword.toml").contains("\ntitle = \"Was wir gelernt haben\"\n"));
    assert!(read(&german, "templates/postmortem.md").contains("\n## Zusammenfassung\n"));
    let configured = Folder::new();
    configured.write("afterword.toml", "language = \"de\"\n");
    run(&configured, &["init"]).code(0);
    assert_eq!(read(&configured, "pages/learn/premortems.md"), read(&german, "pages/learn/premortems.md"));
    let french = new_base("fr");
    assert!(read(&french, "afterword.toml").contains("\nlanguage = \"fr\"\n"));
    assert!(read(&french, "templates/postmortem.md").contains("\n## Summary\n"));
    run(&french, &["init", "--language", "not a tag"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value 'not a tag' for '--language <TAG>': use a language tag such as `en` or `pt-BR`

For more information, try '--help'.

"#]]);
}

#[test]
fn init_leaves_the_pages_about_learning_out() {
    let folder = Folder::new();
    run(&folder, &["init", "--no-learn"]).code(0);
    assert!(!folder.path().join("pages").exists());
    assert!(folder.path().join("templates/postmortem.md").exists());
    run(&folder, &["check"]).code(0);
}

#[test]
fn a_template_in_german_asks_for_what_the_one_in_english_asks_for() {
    let contract = |folder: &Folder, kind: &str| {
        let text = std::fs::read_to_string(folder.path().join(format!("templates/{kind}.md"))).expect("a template");
        let file = std::sync::Arc::new(SourceFile::new(&format!("templates/{kind}.md"), text));
        let (template, findings) = template::read(&Kind::new(kind), &file);
        assert_eq!(findings, [], "{kind}");
        let fields =
            template.fields.iter().map(|field| format!("{} {:?} {:?}", field.name, field.requirement, field.declared));
        let sections = template
            .sections
            .iter()
            .map(|section| format!("{:?} {:?} {:?}", section.names, section.requirement, section.shape));
        fields.chain(sections).collect::<Vec<_>>()
    };
    let (english, german) = (new_base("en"), new_base("de"));
    for kind in Kind::BUILT_IN {
        assert_eq!(contract(&german, kind), contract(&english, kind), "{kind}");
    }
}
