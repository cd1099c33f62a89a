//! What a build for the public holds of documents that are not for the public: nothing.

use afterword::model::Visibility;
use afterword::pipeline::{self, Publication};
use afterword::site::Content;

use crate::support::Folder;

/// Every file of the site for the public, its address first; what it publishes of the folder by its path.
fn public_site(folder: &Folder) -> Vec<(String, String)> {
    let read = pipeline::read(folder.path()).expect("the folder can be read");
    let publication = Publication { drafts: false, audience: Visibility::Public };
    let site =
        pipeline::site(pipeline::understand(&read).publish(publication), &read.snapshot, pipeline::Variants::new())
            .expect("a site");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let pages = site.routes().iter().map(|route| match site.render(route).expect("it renders") {
        Some(Content::Bytes(bytes)) => (route.to_string(), text(bytes)),
        Some(Content::File(path)) => (route.to_string(), path.to_string()),
        None => panic!("{route} is missing"),
    });
    let index = pipeline::search_index(&site).expect("an index");
    pages.chain(index.into_iter().map(|(name, bytes)| (name, text(bytes)))).collect()
}

#[test]
fn nothing_of_an_internal_document_reaches_the_public() {
    let folder = Folder::with([
        (
            "afterword.toml",
            "base_url = \"https://kb.example/b/\"\n[vocabulary]\nservices = [\"secret-service\", \"shop\"]\n",
        ),
        (
            "postmortems/hidden.md",
            "---\ntitle: Secret merger\nseverity: secret-severity\nservices: [secret-service, shop]\ntags: [secret-tag]\n\
             contributing_factors: [secret-factor, shared]\nauthors: [Secretary]\ndate: 2026-01-02\nrelated: [open]\n---\n\
             ## Summary\n\nA secret summary of [[open]] that is long enough.\n\n![secret](secret.png)\n\n\
             ## Action items\n\n- [ ] secret action\n",
        ),
        ("postmortems/secret.png", ""),
        ("postmortems/secret-draft.md", "---\nstatus: draft\nvisibility: public\n---\n# Secret draft\n"),
        ("postmortems/secret-broken.md", "visibility: public\ntitle: Secret broken\n---\n"),
        ("pages/secret-page.md", "# Secret page\n"),
        ("factors/secret-cause.md", "---\ntitle: Secret cause\nvisibility: internal\n---\nsecret\n"),
        ("factors/shared.md", "---\ntitle: Shared\n---\nSeen in [this](../postmortems/hidden.md).\n"),
        (
            "postmortems/open.md",
            "---\ntitle: Open\nvisibility: public\nservices: [shop]\ncontributing_factors: [shared]\ndate: 2026-01-01\n\
             related: [hidden]\nanticipated_by: [hidden]\n---\n## Summary\n\n\
             The twin of [[hidden]], and [of](hidden.md) the [page](../pages/secret-page.md).\n",
        ),
    ]);
    let files = public_site(&folder);
    assert!(files.iter().any(|(address, _)| address == "/postmortems/open/"));
    for (address, text) in files {
        let found = text.lines().find(|line| line.to_lowercase().contains("secret"));
        assert_eq!(found, None, "{address}");
        assert!(!address.contains("secret") && !address.contains("hidden"), "{address}");
    }
}

#[test]
fn a_name_that_only_an_unpublished_factor_claims_stays_as_it_was_written() {
    for hiding in ["visibility: internal", "status: draft", "status: draft\nvisibility: public"] {
        let factor = format!("---\n{hiding}\naliases: [staffing gap]\n---\nWords.\n");
        let folder = Folder::with([
            ("afterword.toml", "base_url = \"https://kb.example/\"\n"),
            ("factors/project-zeus-layoffs.md", factor.as_str()),
            ("postmortems/a.md", "---\nvisibility: public\ncontributing_factors: [staffing gap, Rush]\n---\n# A\n"),
        ]);
        let files = public_site(&folder);
        for (address, text) in &files {
            assert!(!text.to_lowercase().contains("zeus") && !address.contains("zeus"), "{hiding}: {address}");
        }
        let page = files.iter().find(|(address, _)| address == "/factors/staffing-gap/");
        assert!(page.is_some_and(|(_, text)| text.contains("Staffing gap")), "{hiding}");
    }
}

#[test]
fn a_document_that_is_left_out_leaves_the_names_of_factors_as_they_were_written() {
    let shown =
        "---\nvisibility: public\ncontributing_factors: [DNS on Friday, 監視の欠如, the iOS release]\n---\n# A\n";
    let left_out = ("postmortems/b.md", "---\nstatus: draft\ncontributing_factors: [dns-on-friday]\n---\n# B\n");
    let folder = Folder::with([("afterword.toml", ""), ("postmortems/a.md", shown), left_out]);
    let files = public_site(&folder);
    let page = files.iter().find(|(address, _)| address == "/factors/").map(|(_, text)| text.as_str());
    for title in ["DNS on Friday", "監視の欠如", "the iOS release"] {
        assert!(page.is_some_and(|text| text.contains(title)), "{title}");
    }
}

#[test]
fn severities_that_only_internal_documents_have_are_not_for_the_public() {
    let folder = Folder::with([
        ("afterword.toml", "[vocabulary]\nseverities = [\"secret-sev\", \"unused-sev\", \"shown-sev\"]\n"),
        ("postmortems/hidden.md", "---\nseverity: secret-sev\n---\n# Hidden\n"),
        ("postmortems/open.md", "---\nvisibility: public\nseverity: shown-sev\n---\n# Open\n"),
    ]);
    let files = public_site(&folder);
    for (address, text) in &files {
        let said = |word: &str| text.contains(word) || address.contains(word);
        assert!(!said("secret-sev") && !said("unused-sev"), "{address}");
    }
    let page = files.iter().find(|(address, _)| address == "/postmortems/open/").map(|(_, text)| text.as_str());
    let ranks = page.map(|text| text.contains("data-severities=\"{&quot;shown-sev&quot;:3}\""));
    assert_eq!(ranks, Some(true), "it is as grave as it was");
}

#[test]
fn what_cannot_be_read_as_public_is_internal() {
    for front_matter in [
        "---\nvisibility: pubic\n---\n",
        "---\nvisibility: [public]\n---\n",
        "---\ntitle: a: b\nvisibility: public\n---\n",
        "---\nvisibility: public\n\n",
        "visibility: internal\n---\n",
        "title: A\nvisibility: internal\n---\n",
    ] {
        let config = "[documents]\nvisibility = \"public\"\n";
        let text = format!("{front_matter}The words.\n");
        let folder = Folder::with([("afterword.toml", config), ("postmortems/a.md", &text)]);
        let shown = public_site(&folder).into_iter().find(|(_, text)| text.contains("The words"));
        assert_eq!(shown, None, "{front_matter}");
    }
}

#[test]
fn names_that_wiki_links_lead_to_grow_no_text_without_bound() {
    let document = |number: u32| {
        let title = format!("w{} ", number + 1).repeat(20);
        let links: String = (0..12).map(|number| format!("[[w{number}]] ")).collect();
        format!("---\ntitle: {title}\nvisibility: public\n---\n## Summary\n\nSee {links} for all that.\n")
    };
    let files: Vec<(String, String)> =
        (0..12).map(|number| (format!("postmortems/w{number}.md"), document(number))).collect();
    let folder = Folder::with(files.iter().map(|(path, text)| (path.as_str(), text)));
    let mut files = public_site(&folder);
    // What the theme brings is not made of documents.
    files.retain(|(address, _)| !address.starts_with("/assets/"));
    assert!(files.iter().all(|(_, text)| text.len() < 200_000));
}
