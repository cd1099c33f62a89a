//! Words find their other forms in the language of the site, and nothing else.

use afterword_search::{Language, SearchDocument, SearchOptions, Searcher, Stemmer};
use proptest::prelude::*;

use crate::base::{growing, ids, labels, named, search, search_with, searcher_in, snippet, sorted_ids, with_text};

/// For each language, lines of forms of one word: each finds all of its line, and nothing of the other lines. What stands
/// after `<` is asked but not written, as by somebody who leaves accents out.
const FORMS: [(&str, &[&str]); 14] = [
    ("en", &["cache caches cached caching", "connection connections", "cafe café cafés", "latency", "late"]),
    (
        "de",
        &[
            "Störung Störungen Stoerung STÖRUNGEN Sto\u{308}rung Storung",
            "Ausfall Ausfälle Ausfällen Ausfaelle Ausfalls",
            "Fehler Fehlern Fehlers",
            "Datenbank Datenbanken",
            "Größe Grösse Groesse Größen < Grosse",
            "abgelaufen abgelaufene abgelaufenes",
            "Warnung Warnungen",
            "Warteschlange Warteschlangen",
            "Steuer Steuern",
            "Stern Sterne",
        ],
    ),
    ("de-AT", &["Zertifikat Zertifikate Zertifikats", "Zertifizierung Zertifizierungen"]),
    (
        "fr",
        &[
            "incident incidents l'incident d'incident L\u{2019}incident",
            "événement événements l'événement < evenement evenements",
            "déployer déployé déployée déploiement < deploye",
            "réseau réseaux < reseau",
            "requête requêtes < requete",
            "journal journaux",
            "arrêt arrêts < arret",
            "aujourd'hui qu'aujourd'hui",
            "panne pannes",
            "panneau panneaux",
        ],
    ),
    (
        "es",
        &[
            "caída caídas < caida",
            "conexión conexiones < conexion",
            "actualización actualizaciones actualizar actualizado < actualizacion",
            "servidor servidores",
            "petición peticiones",
            "código códigos < codigo",
            "error errores",
            "errata erratas",
        ],
    ),
    (
        "pt-BR",
        &[
            "transação transações < transacao transacoes",
            "versão versões < versao",
            "falha falhas falhou falhar",
            "configuração configurações configurar < configuracoes",
            "servidor servidores",
            "serviço serviços < servico",
            "código códigos < codigo",
        ],
    ),
    (
        "it",
        &[
            "errore errori dell'errore un\u{2019}errore",
            "configurazione configurazioni configurare",
            "interruzione interruzioni l'interruzione",
            "qualità < qualita",
            "servizio servizi",
            "servitù",
            "certificato certificati",
        ],
    ),
    (
        "nl",
        &[
            "storing storingen",
            "fout fouten",
            "foto foto's",
            "vertraging vertragingen",
            "wachtrij wachtrijen",
            "coördinatie < coordinatie",
            "waarschuwing waarschuwingen",
            "wachter wachters",
        ],
    ),
    (
        "sv",
        &[
            "störning störningar störningen < storning",
            "uppdatering uppdateringar uppdateringen",
            "databasen databaser",
            "felet felen fel",
            "anslutning anslutningar",
            "anställning",
        ],
    ),
    (
        "da",
        &[
            "forbindelse forbindelser forbindelsen",
            "fejl fejlen fejlene",
            "opdatering opdateringer",
            "alarm alarmer alarmen",
        ],
    ),
    ("nb", &["hendelse hendelser hendelsen", "feil feilen feilene", "oppdatering oppdateringer", "nedetid nedetiden"]),
    (
        "fi",
        &["häiriö häiriöt häiriön < hairio", "virhe virheet virheen virheitä", "tietokanta tietokannan", "tietokone"],
    ),
    (
        "ru",
        &[
            "сбой сбои сбоев СБОЙ сбои\u{306}",
            "ошибка ошибки ошибками",
            "сервер серверы серверов",
            "развёртывание развертывание развёртывания",
            "учёт < учет",
            "запрос запросы запросов",
            "зал залы",
        ],
    ),
    ("pl", &["błąd < blad", "błędy", "serwer", "serwery", "Storung Störung", "Störungen"]),
];

/// The forms of one line: what is written, and what is asked.
fn forms(line: &str) -> (Vec<&str>, Vec<&str>) {
    let (written, asked) = line.split_once(" < ").unwrap_or((line, ""));
    let written: Vec<_> = written.split(' ').collect();
    let asked = written.iter().copied().chain(asked.split_whitespace()).collect();
    (written, asked)
}

#[test]
fn words_find_their_forms_and_nothing_else() {
    let options = SearchOptions { limit: 100, ..SearchOptions::default() };
    for (tag, lines) in FORMS {
        let documents = lines.iter().flat_map(|line| forms(line).0.into_iter().map(|form| with_text(form, form)));
        let searcher = searcher_in(Language::from_tag(tag), documents);
        for line in lines {
            let (mut expected, asked) = forms(line);
            expected.sort_unstable();
            for query in asked {
                let results = search_with(&searcher, query, &options);
                assert_eq!(sorted_ids(&results), expected, "{query} in {tag}");
                assert!(results.suggestions.is_empty(), "{query} in {tag}");
            }
        }
    }
}

/// Documents with an id and a text each, in the language of `tag`.
pub fn searcher_of(tag: &str, texts: &[(&str, &str)]) -> Searcher {
    let documents = texts.iter().map(|(id, text)| with_text(id, text));
    searcher_in(Language::from_tag(tag), documents)
}

#[test]
fn queries_are_understood_in_the_language_of_the_site() {
    for (tag, texts, queries) in [
        (
            "de",
            &[("eins", "Während der Störungen stand die Warteschlange."), ("zwei", "Die Datenbank war überlastet.")][..],
            &[
                ("stoer*", "eins"),
                ("stör*", "eins"),
                ("\"stoerung stand\"", "eins"),
                ("\"überlastete Störung\"", ""),
                ("-störung", "zwei"),
                ("-stoerungen", "zwei"),
                ("warum war die Datenbank über", "zwei"),
                ("title:eins stoerung", "eins"),
            ][..],
        ),
        (
            "fr",
            &[
                ("un", "L'événement a saturé la file d'attente."),
                ("deux", "La file des evenements et l\u{2019}arrêt du réseau."),
                ("trois", "Les événements."),
            ],
            &[
                ("evenement*", "deux trois un"),
                ("even*", "deux trois un"),
                ("\"evenement a sature\"", "un"),
                ("\"file d'attente\"", "un"),
                ("\"la file attente\"", "un"),
                ("qu'est-ce que l'arrêt", "deux"),
                ("-evenement", ""),
            ],
        ),
        (
            "it",
            &[("uno", "La causa dell'errore"), ("due", "Un altro guasto nell’applicazione")],
            &[("errori", "uno"), ("\"causa errore\"", "uno"), ("applicazioni", "due")],
        ),
        ("en", &[("one", "L'incident and naïve cafés")], &[("incident", ""), ("naive cafe", "one")]),
    ] {
        let searcher = searcher_of(tag, texts);
        for (query, expected) in queries {
            let results = search(&searcher, query);
            let found = if results.suggestions.is_empty() { sorted_ids(&results).join(" ") } else { String::new() };
            assert_eq!(found, *expected, "{query} in {tag}: {:?}", results.suggestions);
        }
    }
}

#[test]
fn a_word_is_found_while_it_is_typed_with_accents_or_without() {
    let searcher = searcher_of("de", &[("eins", "Mehrere Störungen des Netzes"), ("zwei", "Überlastung")]);
    for (word, expected) in
        [("störungen", "eins"), ("stoerungen", "eins"), ("storungen", "eins"), ("ueberlastung", "zwei")]
    {
        for (end, _) in word.char_indices().skip(3) {
            let results = search_with(&searcher, &word[..end], &growing());
            assert_eq!(ids(&results), [expected], "{}", &word[..end]);
        }
    }
}

#[test]
fn what_was_found_is_marked_as_it_is_written() {
    for (tag, text, query, expected) in [
        ("de", "Wegen der STÖRUNGEN im Netz.", "stoerung", "Wegen der [STÖRUNGEN] im Netz."),
        ("de", "Sto\u{308}rung des Netzes", "störungen netz*", "[Sto\u{308}rung] des [Netzes]"),
        ("fr", "La fin de l'événement.", "evenements", "La fin de l'[événement]."),
        ("fr", "La fin de L\u{2019}incident.", "\"la fin de incident\"", "[La fin de L\u{2019}incident]."),
        ("ru", "Развёртывание сервера", "развертывания", "[Развёртывание] сервера"),
        ("pt", "Duas transações presas", "transacao", "Duas [transações] presas"),
    ] {
        let searcher = searcher_of(tag, &[("id", text)]);
        assert_eq!(snippet(&search(&searcher, query).hits[0]), expected);
    }
}

#[test]
fn suggestions_are_spelt_as_in_the_documents() {
    let searcher = searcher_of("de", &[("eins", "Störung Überlastung"), ("zwei", "Überlastungen")]);
    for (query, word, nearest) in
        [("Stürung", "stürung", &["störung"][..]), ("Ueberlatsung", "ueberlatsung", &["überlastung"])]
    {
        let suggestions = search(&searcher, query).suggestions;
        assert_eq!(
            (suggestions[0].word.as_str(), &suggestions[0].nearest[..]),
            (word, &nearest.iter().map(|w| w.to_string()).collect::<Vec<_>>()[..])
        );
        assert_eq!(suggestions[0].searched, 1);
    }
}

#[test]
fn labels_are_found_without_their_accents() {
    let factors = labels(&[("alerte-manquante", "Alerte déclenchée trop tard")]);
    let searcher = searcher_in(Language::French, [SearchDocument { factors, ..named("un", "Un") }]);
    for query in ["factor:declenchee", "factor:déclenchées", "factor:\"declenchée trop\"", "factor:déclen*"] {
        assert_eq!(ids(&search(&searcher, query)), ["un"], "{query}");
    }
}

#[test]
fn a_host_that_stems_as_this_build_does_gives_the_same_results() {
    let texts = [("eins", "Die Störungen der Datenbanken"), ("zwei", "Eine Datenbank fiel aus")];
    for query in ["störung", "datenbank", "datenb*", "\"störung datenbank\"", "dattenbank", "factor:x"] {
        let searcher = searcher_of("de", &texts);
        let expected = search(&searcher, query);
        let stems = |word: &str| frostem::Stemmer::new(frostem::Algorithm::German).stem(word).into_owned();
        let hosted = searcher.with_stemmer(Stemmer::from_host(Language::German, stems));
        assert_eq!(format!("{:?}", search(&hosted, query)), format!("{expected:?}"), "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_word_finds_its_document_in_any_language(
        word in prop_oneof!["\\PC{1,20}", "[a-zäöüßéèàçñõãœ'’]{1,20}", "[а-яё]{1,20}", "([aou][e\u{308}]){1,9}(ungen|ões|ement)"],
        language in proptest::sample::select(&Language::STEMMED[..]),
    ) {
        let searcher = searcher_in(language, [with_text("id", &word)]);
        let written: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let found = search(&searcher, &format!("\"{written}\""));
        let whole = written == word && !written.is_empty();
        prop_assert!(!whole || found.total == 1, "{word} in {language:?}");
    }
}
