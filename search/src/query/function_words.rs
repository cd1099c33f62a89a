//! Words that nearly every document has, and that a question is full of: "what happened to the cache".
//!
//! They say next to nothing about which document is meant, but their postings are the largest of the index. Each list has
//! the articles, pronouns, prepositions, conjunctions, auxiliaries and question words of one language; of negations only those that auxiliaries have grown into.

use crate::analysis::{Language, Stemmer};

/// Whether `word` is left out of a query in the language of `stemmer`, unless it stands between quotes or nothing else
/// is asked for. Accents may be missing, and what lost its vowel before an apostrophe does not count.
pub(crate) fn is_function_word(stemmer: &Stemmer, word: &str) -> bool {
    let language = stemmer.language();
    let asked = stemmer.surface(&word[language.elided(word)..].to_lowercase());
    function_words(language).split_whitespace().any(|common| common == asked || stemmer.surface(common) == asked)
}

fn function_words(language: Language) -> &'static str {
    match language {
        Language::English => {
            "a about an and any are aren't as at be been but by can can't cannot could couldn't did didn't do does doesn't \
             don't for from had has have haven't how i if in into is isn't it its me my of on or our so such that the \
             their them then there these they this those to us was wasn't we were weren't what when where which who why \
             will with won't wouldn't you"
        }
        Language::German => {
            "ab aber als also am an auch auf aus bei beim bin bis da damit dann das dass dem den denn der des die dies \
             diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es für gab gegen \
             habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre im in ins ist ja kann können konnte man \
             mein mich mir mit muss nach ob oder ohne sein seine seit sich sie sind so über um und uns unser unsere unter \
             vom von vor wann war waren warum was wegen weil welche welcher welches wenn wer werden wie wieso wir wird wo \
             wurde wurden zu zum zur zwischen"
        }
        Language::French => {
            "à ai as au aux avait avant avec avez avoir avons c ce ceci cela ces cet cette chez comme comment d dans de \
             depuis des donc du elle elles en entre es est est-ce et étaient était été être eu fut il ils j je l la le les \
             leur leurs lors lui m ma mais me mes moi mon n ne nos notre nous on ont or ou où par pendant peut pour \
             pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta te \
             tes toi ton tu un une vers vos votre vous y"
        }
        Language::Spanish => {
            "a al ante aquel aquella como cómo con cual cuál cuales cuáles cuando cuándo de del desde donde dónde durante \
             e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta está están estaba estas este esto \
             estos fue fueron ha había han has hasta hay he la las le les lo los me mi mis nos nosotros o os para pero por \
             porque puede que qué quien quién quienes se sea ser si sí sido sin sobre son su sus te tiene tu tus u un una \
             unas uno unos y ya yo"
        }
        Language::Portuguese => {
            "a à ao aos aquela aquele aquilo as às até com como da das de dela dele delas deles desde do dos durante e é \
             ela elas ele eles em entre era eram essa essas esse esses esta está estão estas estava estavam este estes eu \
             foi foram há isso isto lhe mas me meu minha na nas nem no nos nós nossa nosso num numa o onde os ou para pela \
             pelas pelo pelos por porque pode qual quais quando que quê quem se sem ser seu seus sido sob sobre sua suas \
             são também te tem têm teve tinha um uma uns umas você"
        }
        Language::Italian => {
            "a ad agli ai al alla alle allo anche che chi ci c'è come con cosa cui da dagli dai dal dalla dalle dallo degli \
             dei del della delle dello di dopo dove durante e è ed era erano fra fu furono gli ha hanno ho i il in io la le \
             lei li lo loro lui ma me mi ne negli nei nel nella nelle nello noi o per perché però più può qual quale quali \
             quando quella quelle quelli quello questa queste questi questo se sei senza si sia sono stata state stati stato \
             su sua sue sugli sui sul sulla sulle sullo suo suoi te ti tra tu un una uno vi voi"
        }
        Language::Dutch => {
            "aan al als alle bij daar dan dat de deze die dit doe doen door dus een en er haar had hadden heb hebben heeft \
             hem het hier hij hoe hun ik in is ja je jij jou jouw kan kon kunnen maar me met mij mijn moet na naar naast of \
             om omdat onder ons onze ook op over sinds te tegen ten ter tot tussen u uit uw van vanaf vanuit vanwege via \
             voor waar waarom wanneer want waren was wat we welk welke werd werden wie wij word worden wordt ze zich zij \
             zijn zo zonder zou"
        }
        Language::Swedish => {
            "alla allt att av bakom blev bli blir då de dem den denna deras dess dessa det detta dig din dina ditt du efter \
             ej eller en er ett för från före genom ha hade han hans har hon hur i in jag kan kunde man med mellan men mig \
             min mina mitt mot när ni nu och om oss på så sedan sen sig sin sina sitt ska skulle som till under upp ur ut \
             utan vad var vara varför varit vårt vår våra vem vi vid vilka vilken vilket är åt över"
        }
        Language::Danish => {
            "af alle at blev blive bliver da de dem den denne der deres det dette dig din du efter eller en er et for fordi \
             fra før gennem har havde have hvad hvem hver hvilke hvilken hvilket hvis hvor hvorfor hvordan hvornår i jeg kan \
             kunne man med mellem men mig min mod når nu og også om op os over på så selv sig siden sin som til ud uden under \
             var være været ved vi vil ville vores"
        }
        Language::Norwegian => {
            "at av ble bli blir blitt da de dem den denne der deres det dette din du eller en er et etter for fordi fra før \
             gjennom ha hadde han hans har hun hva hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor i jeg kan kunne \
             man med mellom men min mot når nå og også om opp oss over på så seg siden sin som til under ut uten var være \
             vært ved vi vil ville vår våre"
        }
        Language::Finnish => {
            "ei että entä he hän ja jo joka jonka jos jossa jota jotka kanssa koska kuin kuinka kuka kun me mihin mikä mikäli \
             miksi millä milloin minkä minä missä mistä mitä mitkä miten mutta myös ne niiden niin niitä nyt olen oli olisi \
             olivat ollut on ovat se sekä sen siellä siinä siitä sille sinä sitä tai tähän tällä tämä tämän tässä tästä te \
             voi vai"
        }
        Language::Russian => {
            "а без бы был была были было в вам вас во вот все всё вы где для до его ее её если есть еще ещё же за и из или им \
             их к как какая какие какой когда которая которое которые который кто куда ли между мне мы на над нам нас него нее \
             неё них но о об обо он она они оно от откуда перед по под после потому почему при про с со так такой там то того \
             тоже той том ты у уже чего чем что чтобы чье эта эти это этого этой этом этот я"
        }
        Language::Other => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_loses_its_common_words_in_each_language() {
        for (language, question, expected) in [
            (Language::English, "What happened to The cache", "happened cache"),
            (Language::German, "Warum ist Über fuer die Datenbank ausgefallen", "Datenbank ausgefallen"),
            (Language::French, "Qu'est-ce qui a causé l'arrêt d'un serveur où", "causé l'arrêt serveur"),
            (Language::Spanish, "Por qué se cayó el servidor de la cola", "cayó servidor cola"),
            (Language::Portuguese, "Porque é que a fila não foi lida", "fila não lida"),
            (Language::Italian, "Perche si è fermato il servizio dell'ordine", "fermato servizio dell'ordine"),
            (Language::Dutch, "Waarom was de wachtrij vol", "wachtrij vol"),
            (Language::Swedish, "Varför var kön full på natten", "kön full natten"),
            (Language::Danish, "Hvorfor var køen fuld om natten", "køen fuld natten"),
            (Language::Norwegian, "Hvorfor var køen full på natten", "køen full natten"),
            (Language::Finnish, "Miksi palvelin oli alhaalla", "palvelin alhaalla"),
            (Language::Russian, "Почему упал сервер и что ещё", "упал сервер"),
            (Language::Other, "Dlaczego the serwer", "Dlaczego the serwer"),
        ] {
            let stemmer = Stemmer::new(language);
            let left: Vec<_> = question.split(' ').filter(|word| !is_function_word(&stemmer, word)).collect();
            assert_eq!(left.join(" "), expected);
        }
    }

    #[test]
    fn every_language_with_stems_has_a_list_without_repetitions() {
        for language in Language::STEMMED {
            let words: Vec<_> = function_words(language).split_whitespace().collect();
            let distinct: std::collections::BTreeSet<_> = words.iter().collect();
            assert!(words.len() > 50 && distinct.len() == words.len(), "{language:?}: {words:?}");
        }
    }
}
