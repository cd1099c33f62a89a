//! The committed stemmers are those of the sources beside them, and stem in a browser as the program does natively.

use std::io::Write;
use std::process::{Command, Stdio};

use afterword_search::{Language, Stemmer, stemmer_module};
use frostem::Algorithm;

#[path = "../examples/modules-lock.rs"]
mod lock;

/// For each language, beginnings and endings of words; each ending is put on each beginning, by itself and onto the others.
const PIECES: [(&str, &str, &str); 11] = [
    (
        "da",
        "fejl forbind opdater nedbrud kø hændel advars løs",
        "e en er ene erne else elser et s heds lig løst hed ende",
    ),
    (
        "de",
        "stör ausfall datenbank quell fehler größ stoer abgelauf häus system",
        "ung ungen e en er ern es s st lich lichkeit keit heit ig isch ik end erin erinnen ln ss ß",
    ),
    (
        "es",
        "actualiz conex caíd servid configur pág güe despleg",
        "ar ando ción ciones ador adora amente mente idad able ismo ista oso yendo ó aron aría s es la selo",
    ),
    (
        "fi",
        "häiri palvelin virhe tietokanta päivity yhtey järjestelmä",
        "n ssa ssä sta stä lle ille ksi tta ttä na nä mme nne kaan kään ko i in en seen t ja jä mpi",
    ),
    (
        "fr",
        "déploi événement configur arrêt réseau requêt naïv coûteu l'agu",
        "er é ée ées ement ements ation ations ateur ité ivement euse eux aux issement âmes ât ait erions s e ç",
    ),
    (
        "it",
        "configur error serviz interru aggiorn città perch acquis",
        "are ato azione azioni mente amento abile ibile ità ivo iva osa ista erebbero iamo endo glielo si à ò i e",
    ),
    (
        "nl",
        "stor verbind wachtrij vertrag coördin geherstart foto zee",
        "ing ingen en e s 's heid heden lijk ig baar eren eert etje tje je aire atie ische ieën",
    ),
    (
        "no",
        "hendel oppdater feil forbind kø nedetid årsak",
        "e en er ene ne else elser et s ets heten leg lig lov hetslov erte ast",
    ),
    (
        "pt",
        "configur transaç conex falh servid códig lingü água",
        "ar ação ações ou ava ávamos amente mente idade ivo iva oso ista ável ível izar sse ssemos rão o s",
    ),
    (
        "ru",
        "сбо ошибк сервер обновлен подключ развёртыва запрос учёт",
        "а ы и ов ами ах ие ия ий ость остью ать ает али ивший ившись ейшая ённый ся нн ь",
    ),
    (
        "sv",
        "störning databas fel uppdater anslut kö händel",
        "en er ar arna erna heten et s ast ande lig ligt löst fullt else or",
    ),
];

/// Words that a stemmer may not expect.
const ODD: [&str; 12] =
    ["", "a", "'", "'s", "é", "集群", "🔥", "x\u{301}", "UPPER", "inc-1234", "ие", "aaaaeeeeiiiioooouuuuyyyy"];

fn words(beginnings: &str, endings: &str) -> Vec<String> {
    let mut words: Vec<String> = ODD.map(str::to_owned).to_vec();
    for beginning in beginnings.split(' ') {
        words.push(beginning.to_owned());
        for ending in endings.split(' ') {
            words.push(format!("{beginning}{ending}"));
            words.extend(endings.split(' ').map(|last| format!("{beginning}{ending}{last}")));
        }
    }
    words.push("x".repeat(1024));
    words
}

/// What a module answers in Node, which runs modules as Chromium does.
fn stems_in_node(module: &[u8], words: &[String]) -> Vec<String> {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    file.write_all(module).expect("a temporary file can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stem.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(file.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().expect("the tests need `node`");
    let mut input = child.stdin.take().expect("standard input is piped");
    let text = words.join("\n");
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("node can be waited for");
    writing.join().expect("writing does not panic").expect("node reads all words");
    assert!(output.status.success(), "node said above what went wrong");
    String::from_utf8(output.stdout).expect("stems are text").split('\n').map(str::to_owned).collect()
}

#[test]
fn the_committed_stemmers_are_made_of_the_sources() {
    let committed = include_str!("../modules.lock").replace("\r\n", "\n");
    assert_eq!(committed, lock::lock(), "run `bash search/stemmer/build` and commit what it writes");
}

#[test]
fn every_language_but_english_has_a_stemmer_that_stems_as_the_program_does() {
    for language in Language::STEMMED {
        let Some(module) = stemmer_module(language) else {
            assert_eq!(language, Language::English);
            continue;
        };
        assert!(module.name.starts_with(&format!("stem-{}-", language.code())), "{}", module.name);
        let pieces = PIECES.iter().find(|(code, ..)| *code == language.code());
        let (code, beginnings, endings) = pieces.expect("every language has words to stem");
        let words = words(beginnings, endings);
        let native = frostem::Stemmer::new(Algorithm::from_name(code).expect("native builds have all stemmers"));
        let expected: Vec<_> = words.iter().map(|word| native.stem(word).into_owned()).collect();
        assert!(expected.iter().zip(&words).filter(|(stem, word)| stem != word).count() > words.len() / 2, "{code}");
        assert_eq!(stems_in_node(module.bytes, &words), expected, "{code}");
    }
}

#[test]
fn a_language_is_built_in_or_has_a_module_or_is_not_stemmed() {
    assert!(Stemmer::is_built_in(Language::Other));
    assert_eq!(stemmer_module(Language::Other), None);
}
