//! Texts from before UTF-8.

use crate::common::{read, texts, warned};
use encoding_rs::Encoding;

/// A table with this text in each of twenty records.
fn table(word: &str) -> String {
    let mut text = String::from("row,name,city\n");
    for row in 0..20 {
        text += &format!("{row},{word},Rome\n");
    }
    text
}

#[test]
fn encodings_are_guessed_and_told() {
    for (label, word) in [
        ("windows-1252", "Jürgen Müßig – 12 €"),
        ("windows-1252", "François Œuvré"),
        ("windows-1252", "José Peña ¡Olé!"),
        ("windows-1252", "Ærø Ångström Smørrebrød"),
        ("windows-1250", "Łukasz Wałęsa z Gdańska"),
        ("windows-1250", "Příliš žluťoučký kůň"),
        ("windows-1251", "Иван Петров, Москва"),
        ("koi8-r", "Иван Петров, Москва"),
        ("ibm866", "Иван Петров, Москва"),
        ("windows-1253", "Ελένη Παπαδοπούλου Αθήνα"),
        ("shift_jis", "山田さくら 東京都"),
        ("shift_jis", "名前 年齢 加藤"),
        ("euc-jp", "山田さくら 東京都"),
        ("gb18030", "张伟 北京市海淀区"),
        ("big5", "陳怡君 台北市大安區"),
        ("euc-kr", "김철수 서울특별시"),
        ("macintosh", "Jürgen Größe François"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).expect("known");
        let (bytes, _, failed) = encoding.encode(word);
        assert!(!failed, "{label} has {word}");
        let text = table("@@@");
        let mut all = Vec::new();
        for (n, part) in text.split("@@@").enumerate() {
            if n > 0 {
                all.push(b'"');
                all.extend(bytes.iter());
                all.push(b'"');
            }
            all.extend(part.bytes());
        }
        let table = read(&all).unwrap_or_else(|e| panic!("{label}: {e:?}"));
        assert_eq!(table.format.encoding, encoding.name(), "{word}");
        assert_eq!(texts(&table, 1)[7], Some(word), "{label}");
        assert!(warned(&table, "W_ENCODING"));
    }
}
