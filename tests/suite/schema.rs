//! JSON Schema of front matter: valid in itself, open to whatever `check` accepts, closed to what it does not.

use std::path::Path;

use afterword::model::{Kind, Moment};
use afterword::pipeline::{self, Understood};
use afterword::schema;
use afterword::spanned::{Node, Value, yaml};
use jsonschema::Validator;
use serde_json::{Value as Json, json};

use crate::support::Folder;

fn of(understood: &Understood, kind: &str) -> (Json, Validator) {
    let template = &understood.templates[&Kind::new(kind)];
    let schema = schema::front_matter(template, &understood.everything);
    if let Err(error) = jsonschema::meta::validate(&schema) {
        panic!("the schema of {kind} is none: {error}");
    }
    let validator = jsonschema::draft202012::new(&schema).expect("a schema that compiles");
    (schema, validator)
}

/// A value as a reader of YAML 1.2 without places takes it.
fn json_of(value: &Value, text: &str) -> Json {
    match &value.node {
        Node::Null => Json::Null,
        Node::List(values) => values.iter().map(|value| json_of(value, text)).collect(),
        Node::Map(map) => map
            .fields
            .iter()
            .map(|field| (field.key.clone(), json_of(&field.value, text)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Node::Scalar(_) if text[value.span.range()].starts_with(['"', '\'']) => json!(value.text().unwrap_or_default()),
        Node::Scalar(scalar) => match scalar.as_str() {
            "true" | "false" => json!(scalar == "true"),
            _ => scalar
                .parse::<i64>()
                .map(Json::from)
                .or_else(|_| scalar.parse::<f64>().map(Json::from))
                .unwrap_or_else(|_| json!(scalar)),
        },
    }
}

fn fields(text: &str) -> Json {
    let parsed = yaml::parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    let fields = parsed.map.fields.iter().map(|field| (field.key.clone(), json_of(&field.value, text)));
    fields.collect::<serde_json::Map<_, _>>().into()
}

fn mistakes(validator: &Validator, fields: &Json) -> Vec<String> {
    validator.iter_errors(fields).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_document_of_the_example_is_accepted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    let understood = pipeline::understand(&pipeline::read(&root).expect("the example"));
    let mut count = 0;
    for kind in Kind::BUILT_IN {
        let (_, validator) = of(&understood, kind);
        for postmortem in understood.everything.postmortems.iter().filter(|it| it.kind.as_str() == kind) {
            let document = understood.everything.document(&postmortem.path).expect("a document");
            let text = &document.file.text;
            let given = &document.front_matter.fields.fields;
            let given: serde_json::Map<_, _> =
                given.iter().map(|field| (field.key.clone(), json_of(&field.value, text))).collect();
            assert_eq!(mistakes(&validator, &given.into()), [""; 0], "{}", postmortem.path);
            count += 1;
        }
    }
    assert!(count >= 25, "{count}");
}

fn base() -> Folder {
    Folder::with([
        (
            "afterword.toml",
            "[vocabulary]\nseverities = [\"SEV1\", { id = \"2\", title = \"Grave\" }]\nservices = [{ id = \"cart\", title = \"The cart\" }]\n",
        ),
        ("factors/missing-alert.md", "---\ntitle: Nobody was told\naliases: [no-alarm]\n---\nText.\n"),
        (
            "templates/drill.md",
            "---\ntitle: Title # required, text: what we tried\nday: # required, date\nweather: sun # required, one of sun | heavy rain\npaged: # optional, number\nrehearsed: # optional, boolean\nrooms: [] # recommended, list of services\nmonth: # optional, month\nreport: # required once published, text\nstatus: draft # required, one of draft | published\n---\n",
        ),
    ])
}

#[test]
fn what_check_accepts_is_accepted_and_what_it_does_not_is_not() {
    let understood = base().understood();
    let (_, postmortem) = of(&understood, "postmortem");
    let good =
        "title: A\nstatus: draft\nseverity: SEV1\nstarted: 2026-03-04T09:12Z\ncontributing_factors: [missing-alert]\n";
    assert_eq!(mistakes(&postmortem, &fields(good)), [""; 0]);
    for (from, to) in [
        ("title: A", "name: A"),
        ("title: A", "title: 404"),
        ("status: draft", "status: In Review"),
        ("status: draft", "status: wip"),
        ("status: draft", "status: final\nresolved: 2026-03-04"),
        ("status: draft", "status: published\nresolvedAt: 2026-03-04 10:00"),
        ("severity: SEV1", "sev: sev1"),
        ("severity: SEV1", "severity: 2"),
        ("severity: SEV1", "severity: grave"),
        ("started: 2026-03-04T09:12Z", "date: 2026-03-04"),
        ("started: 2026-03-04T09:12Z", "started_at: 2026-03-04 09:12 UTC"),
        ("contributing_factors: [missing-alert]", "factors: [no-alarm, Nobody was told]"),
        ("contributing_factors: [missing-alert]", "contributing_factors: Missing alert"),
        (
            "title: A",
            "title: A\nservices: [The Cart]\nimpact: 12 customers\nroles: [lead]\nauthors: [{name: ops}]\ndetected:",
        ),
        ("title: A", "title: A\nteam: checkout\nlayout: post\nfeatured: 2026-03"),
    ] {
        let text = good.replace(from, to);
        assert_eq!(mistakes(&postmortem, &fields(&text)), [""; 0], "{text}");
    }
    for (from, to) in [
        ("title: A\n", ""),
        ("title: A", "title:"),
        ("title: A", "title: [A]"),
        ("status: draft", "status: publishd"),
        ("status: draft", "status: published"),
        ("status: draft", "status: published\nresolved:"),
        ("severity: SEV1", "severity: SEV9"),
        ("severity: SEV1\n", ""),
        ("2026-03-04T09:12Z", "noon"),
        ("2026-03-04T09:12Z", "2026-13-04"),
        ("2026-03-04T09:12Z", "<2026-01-31T09:00:00Z>"),
        ("[missing-alert]", "[mising-alert]"),
        ("[missing-alert]", "[]"),
        ("title: A", "title: A\nservices: [kart]"),
        ("title: A", "title: A\nvisibility: pubic"),
        ("title: A", "title: A\ndetected_by: customers"),
    ] {
        let text = good.replace(from, to);
        assert!(!postmortem.is_valid(&fields(&text)), "{text}");
    }
}

#[test]
fn the_fields_of_a_template_of_the_team_count() {
    let understood = base().understood();
    let (schema, drill) = of(&understood, "drill");
    let good = "title: A\nday: 2026-03-04\nweather: Heavy Rain\nstatus: draft\npaged: 12\nrehearsed: yes\nrooms: cart\nmonth: 2026-03\n";
    assert_eq!(mistakes(&drill, &fields(good)), [""; 0]);
    for (from, to) in [
        ("2026-03-04", "2026-03-04T10:00Z"),
        ("Heavy Rain", "snow"),
        ("12", "about ten"),
        ("yes", "maybe"),
        ("cart", "[kart]"),
        ("month: 2026-03", "month: March"),
        ("status: draft", "status: in-review"),
        ("status: draft", "status: published"),
        ("day: 2026-03-04\n", ""),
    ] {
        let text = good.replace(from, to);
        assert!(!drill.is_valid(&fields(&text)), "{text}");
    }
    assert_eq!(schema["title"], "Front matter of a drill");
    assert_eq!(schema["properties"]["weather"]["default"], "sun");
    assert_eq!(schema["properties"]["title"]["description"], "what we tried");
    assert_eq!(schema["additionalProperties"], true);
    assert_eq!(schema.get("$id"), None);
}

#[test]
fn times_are_those_that_are_read() {
    let understood = base().understood();
    let (_, postmortem) = of(&understood, "postmortem");
    for text in [
        "2026-03-04",
        "20260304",
        "2026-03-04T09:12",
        "2026-03-04 09:12",
        "2026-03-04T09:12Z",
        "2026-03-04t09:12z",
        "2026-03-04T09:12:30.5+01:00",
        "2026-03-04T09:12:30,5-0330",
        "2026-03-04T0912Z",
        "2026-03-04T091230Z",
        "2026-03-04 09:12 UTC",
        "2026-03-04 09:12:00 GMT",
        "2026-03-04T09Z",
        "2026-03-04T09:12+01:00[Europe/Berlin]",
        "noon",
        "2026-03-4",
        "March 4, 2026",
        "09:12",
        "2026-03-04T9:12",
        "2026-13-04",
        "2026-03-04T25:00",
        "2026",
        "",
    ] {
        let fields = json!({"title": "A", "status": "draft", "severity": "SEV1", "contributing_factors": ["no-alarm"], "started": text});
        assert_eq!(
            postmortem.is_valid(&fields),
            Moment::parse(text).is_some(),
            "{text}: {:?}",
            mistakes(&postmortem, &fields)
        );
    }
}
