//! Code in colours: a case for each form of a language, and input that is there to hurt.

use super::*;
use crate::config::Colour;

/// The code with each part of a class as `{letter:text}`.
fn marked(language: &str, code: &str) -> String {
    let html = coloured(language, code).unwrap_or_else(|| panic!("{language} is plain: {code}"));
    let marked = html.replace("<span class=\"", "{").replace("\">", ":").replace("</span>", "}");
    marked.replace("&quot;", "\"").replace("&#39;", "'").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands in HTML as text.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, behind)| behind));
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.into_iter().fold(text, |text, (escaped, character)| text.replace(escaped, character))
}

#[test]
fn each_language_has_its_parts() {
    let cases = [
        ("bash", "if [ -n \"$X\" ]; then\n", &["{k:if}", "{s:\"}{v:$X}{s:\"}", "{k:then"] as &[&str]),
        ("sh", "echo 'x' # why\n", &["{f:echo}", "{s:'x'}", "{c:# why"]),
        ("shell", "$ ls --all\n", &["{p:$}", "{f:ls}{v: --all}"]),
        ("console", "$ ls\nREADME\n", &["{p:$} {f:ls}\nREADME\n"]),
        ("yml", "a: \"b\" # c\nd: 3\n", &["{v:a}", "{s:\"b\"}", "{c:# c", "{v:d}", "{n:3}"]),
        ("yaml", "a: plain text\n", &["{v:a}: plain text\n"]),
        ("json", "{\"a\": [1, \"b\", null]}\n", &["{v:\"a\"}", "{n:1}", "{s:\"b\"}", "{n:null}"]),
        ("toml", "[a]\nb = 2026-03-04\n", &["{t:a}", "{v:b}", "{n:2026-03-04}"]),
        ("hcl", "a = \"b\"\n", &["{v:a}", "{s:\"b\"}"]),
        ("tf", "resource \"a\" \"b\" {}\n", &["{k:resource}"]),
        ("terraform", "count = 2\n", &["{v:count}", "{n:2}"]),
        ("dockerfile", "FROM debian\nRUN ls\n", &["{k:FROM}", "{k:RUN"]),
        ("promql", "sum by (job) (rate(x{code=\"500\"}[5m]))", &["{f:sum} {k:by}", "{v:code}={s:\"500\"}", "{n:5m}"]),
        ("sql", "SELECT a FROM b -- c\n", &["{k:SELECT}", "{k:FROM}", "{c:-- c"]),
        ("py", "def f(): return None\n", &["{k:def} {f:f}", "{k:return}", "{n:None}"]),
        ("go", "func Run() error { return nil }\n", &["{k:func} {f:Run}", "{n:nil}"]),
        ("rust", "fn main() {} // c\n", &["{k:fn} {f:main}", "{c:// c"]),
        ("js", "const a = 'b';\n", &["{k:const}", "{s:'b'}"]),
        ("ts", "interface A { b: string }\n", &["{k:interface} {t:A}", "{t:string}"]),
        ("java", "public class A {}\n", &["{k:public class} {t:A}"]),
        ("kotlin", "fun main() {}\n", &["{k:fun} {f:main}"]),
        ("diff", "@@ -1 +1 @@\n-a\n+b\n+c\n d\n", &["{c:@@ -1 +1 @@", "{d:-a\n}", "{i:+b\n+c\n}"]),
        ("patch", "-a\n+b\n", &["{d:-a\n}{i:+b\n}"]),
        ("ini", "; c\n[a]\n", &["{c:; c\n}", "{t:a}"]),
        ("nginx", "listen 80;\n", &["{k:listen}"]),
        (
            "log",
            "2026-03-04T09:12:00.123Z ERROR [api] don't panic id=3fa4 took=12ms msg=\"a b\"\n",
            &["{n:2026-03-04T09:12:00.123Z} {k:ERROR} [api] don't {k:panic} {v:id}=3fa4", "{v:msg}={s:\"a b\"}"],
        ),
        ("http", "GET /x HTTP/1.1\nHost: a\n", &["{k:GET}", "{k:Host}"]),
    ];
    for (language, code, parts) in cases {
        let marked = marked(language, code);
        for part in parts {
            assert!(marked.contains(part), "{part} in {marked} of {language}");
        }
    }
}

#[test]
fn text_and_unknown_languages_stay_plain() {
    for language in ["", "text", "plain", "Plain Text", "txt", "klingon", "\"><script>", "output"] {
        assert_eq!(coloured(language, "if x then \"y\"\n"), None, "{language}");
    }
}

#[test]
fn names_of_languages_are_read_in_any_case() {
    assert_eq!(coloured("YAML", "a: 1\n"), coloured("yaml", "a: 1\n"));
    assert!(marked("SQL", "select 1\n").contains("{k:select}"));
}

#[test]
fn prompts_are_told_from_output() {
    let prompts = [
        ("$ ls", "{p:$} {f:ls}"),
        ("# ls", "{p:#} {f:ls}"),
        ("root@db-1:~# ls", "{p:root@db-1:~#} {f:ls}"),
        ("[ada@web ~]$ ls", "{p:[ada@web ~]$} {f:ls}"),
        ("mysql> x", "{p:mysql>} {f:x}"),
        ("db=# x", "{p:db=#} {f:x}"),
    ];
    for (line, expected) in prompts {
        assert_eq!(marked("console", line), expected);
    }
    for output in ["100% done", "$5 paid", "a > b", "[error] $ x", "[", "[]", "[x", "->", ""] {
        assert_eq!(coloured("console", output).as_deref(), Some(output.replace('>', "&gt;").as_str()));
    }
}

#[test]
fn a_command_goes_on_behind_a_backslash() {
    assert_eq!(marked("console", "$ a \\\n  'b'\nc\n"), "{p:$} {f:a} \\\n  {s:'b'}\nc\n");
}

#[test]
fn neighbours_of_a_class_are_one() {
    assert_eq!(marked("java", "public static final\n").matches('{').count(), 1);
    assert_eq!(marked("diff", "+a\n\n+b\n").matches('{').count(), 1);
}

#[test]
fn code_comes_out_as_it_went_in() {
    let hostile = [
        "\"never closed",
        "'''never closed\n\n",
        "<<EOF\n$(never\n",
        "`${`${`${",
        "/* <script>alert(1)</script> & \"x\" 'y'",
        "\u{0}\u{1}\u{7f}\u{feff}\u{2028}",
        "日本語 = \"値\" # 注釈\r\n\r\n",
        "العربية: 'نص'\n",
        "no end of line",
        "\n\n\n",
        "",
        "\t\\\\\\\"",
    ];
    let languages = ["sh", "console", "yaml", "json", "toml", "tf", "dockerfile", "promql", "sql", "py", "go", "diff"];
    for language in languages {
        for code in hostile {
            let html = coloured(language, code).unwrap_or_else(|| panic!("{language} is plain: {code:?}"));
            assert_eq!(text_of(&html), code, "{language}");
            assert!(!html.contains("<script"), "{html}");
        }
    }
}

#[test]
fn what_is_long_stays_plain() {
    assert_eq!(coloured("json", &"1".repeat(LINE_LIMIT + 1)), None);
    assert!(coloured("json", &"1".repeat(LINE_LIMIT)).is_some());
    assert_eq!(coloured("diff", &"+a\n".repeat(BLOCK_LIMIT / 3 + 1)), None);
    assert!(coloured("diff", &"+a\n".repeat(BLOCK_LIMIT / 3)).is_some());
}

/// The colours of code by day and by night, from the style sheet, on the ground that code has there.
#[test]
fn every_colour_of_code_can_be_read_on_its_ground() {
    let tokens = include_str!("../../../themes/default/styles/tokens.css");
    let mut ground = None;
    let mut found = 0;
    // With more contrast they are the darkest ink on the lightest paper, or the other way about.
    let lines = tokens.lines().filter(|line| !line.contains("-most)"));
    for line in lines.filter_map(|line| line.trim().strip_prefix("--code-")) {
        let (name, value) = line.split_once(':').expect("a token");
        let colour = Colour::parse(value.trim().trim_end_matches(';')).expect("a colour");
        match name {
            "paper" => ground = Some(colour),
            name => {
                let contrast = ground.expect("the ground stands first").contrast(colour);
                assert!(contrast >= 4.5, "{name}: {contrast}");
                found += 1;
            }
        }
    }
    assert_eq!(found, 3 * (Class::ALL.len() + 1), "by day, and by night for the system and for the reader");
}
