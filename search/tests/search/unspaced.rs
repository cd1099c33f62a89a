//! Texts in scripts without spaces between words are found by their characters, whatever the language of the site.

use crate::base::{growing, ids, search, search_with};
use crate::languages::searcher_of;

#[test]
fn scripts_without_spaces_are_found_in_a_site_of_any_language() {
    let texts = [
        ("chinese", "数据库连接池耗尽，导致Redis集群故障。"),
        ("japanese", "データベースの障害により、APIサーバーが停止しました。"),
        ("korean", "서버 장애가 발생했다. DB 연결이 끊어졌다."),
        ("thai", "เซิร์ฟเวอร์ล่มเพราะดิสก์เต็ม และ cache หมดอายุ"),
    ];
    for tag in ["en", "de", "zh-Hans", "ja", "ko", "th"] {
        let searcher = searcher_of(tag, &texts);
        for (query, expected) in [
            ("连接池", "chinese"),
            ("集群故障", "chinese"),
            ("redis集群", "chinese"),
            ("\"Redis 集群\"", "chinese"),
            ("耗", "chinese"),
            ("连接池 redis", "chinese"),
            ("データベース", "japanese"),
            ("サーバー 停止", "japanese"),
            ("apiサーバー", "japanese"),
            ("ました", "japanese"),
            ("서버", "korean"),
            ("장애", "korean"),
            ("연결 db", "korean"),
            ("끊어", "korean"),
            ("ดิสก์เต็ม", "thai"),
            ("เซิร์ฟเวอร์", "thai"),
            ("cache หมดอายุ", "thai"),
        ] {
            let results = search(&searcher, query);
            assert_eq!(ids(&results), [expected], "{query} in {tag}");
            assert!(results.hits[0].snippet.iter().any(|part| part.highlighted), "{query} in {tag}");
            let typed = search_with(&searcher, query.trim_matches('"'), &growing());
            assert_eq!(ids(&typed), [expected], "{query} in {tag}, typed");
        }
        assert_eq!(search(&searcher, "据数").total + search(&searcher, "애장").total, 0);
    }
}
