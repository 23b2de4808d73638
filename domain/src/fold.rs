//! The form in which words are compared when somebody searches: whatever the case, with accents or without, composed or
//! decomposed, whatever the quotation marks and hyphens.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Grows whenever [`fold`] answers something else than before: what is stored folded is then folded anew.
pub const VERSION: i32 = 1;

/// Folds a text: NFKD, without the marks that sit on letters, without what is not seen, upper case and lower case alike
/// (`ß` as `ss`, final sigma as sigma), then NFC, so that syllables of Hangul are one character again.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_accent(*c) && !is_unseen(*c))
        .map(plain)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        // Upper case may decompose once more: `ŉ`.
        .nfc()
        .collect()
}

/// Marks above, below and through letters, vowel signs of Arabic and Hebrew. Nukta and virama (7 to 9) make other
/// letters and stay, as do the vowel signs of Indic scripts, which have no class.
fn is_accent(c: char) -> bool {
    canonical_combining_class(c) >= 10
}

/// Soft hyphen, zero-width signs, marks of direction, byte-order mark.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2b9}' | '\u{2bc}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        'ı' => 'i',
        'ẞ' => 'ß',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_the_same_folds_to_the_same() {
        for (one, other) in [
            ("é", "e\u{301}"),
            ("ÉTÉ", "ete"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("ﬁne", "FINE"),
            ("İstanbul", "istanbul"),
            ("l’eau", "l'eau"),
            ("co\u{ad}operation", "cooperation"),
            ("كِتَاب", "كتاب"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("ｆｕｌｌ", "full"),
            ("x‑y", "x-y"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn what_reads_otherwise_stays_apart() {
        assert_ne!(fold("क"), fold("कि"));
        assert_ne!(fold("か"), fold("が"));
        assert_ne!(fold("水"), fold("木"));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Été ŉ ΐ ǰ İ ß ﬃ ½ ½ ẞ", "한글 が कि كِتَاب"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
