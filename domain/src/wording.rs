//! When two wordings say the same, and what in a wording cannot be seen.
//!
//! Texts come from many programs. One writes `é` as one character, another as two; one has straight quotation marks,
//! another curly ones or guillemets with narrow spaces; a third leaves soft hyphens behind. None of it says anything
//! else, and nobody should have to decide about it. Bytes are kept as they came; only comparisons use [`folded`].

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A wording as it is compared: canonically composed (Unicode NFC), with one kind of quotation mark, dash and space,
/// and without what cannot be seen.
///
/// - Quotation marks of all kinds become `"` or `'`; the space inside guillemets and before `:`, `;`, `!` and `?` goes.
/// - Dashes become `-`, without the spaces around them; so does a hyphen that stands free.
/// - White space of all kinds, line breaks too, becomes one space; none at the ends.
/// - Soft hyphens, zero-width spaces, byte order marks, direction marks and the Arabic tatweel go. The joiners U+200C
///   and U+200D stay, since words differ by them; so do overrides of direction, since readers are misled by them.
/// - `…` becomes three full stops, and the Latin ligatures (`ﬁ`) their letters.
///
/// Upper and lower case stay: to standards, SHALL is not shall.
pub fn folded(text: &str) -> String {
    let bare: Cow<str> = if text.contains(is_ignored) || text.contains(is_ligature) {
        let letters = text.chars().filter(|c| !is_ignored(*c));
        Cow::Owned(
            letters
                .map(|c| {
                    if is_ligature(c) {
                        std::iter::once(c).nfkc().collect::<String>()
                    } else {
                        c.to_string()
                    }
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    };
    let composed: Cow<str> = if is_nfc(&bare) {
        bare
    } else {
        Cow::Owned(bare.nfc().collect())
    };
    let mut out = String::with_capacity(composed.len());
    // Words are divided by white space; what is put between two depends on both ends.
    for word in composed.split(char::is_whitespace) {
        let mut piece = String::with_capacity(word.len());
        for c in word.chars() {
            fold_char(c, &mut piece);
        }
        if piece.is_empty() {
            continue;
        }
        let tight = out.is_empty()
            || out.ends_with(OPENED)
            || piece.starts_with(CLOSED)
            || piece.starts_with([':', ';', '!', '?'])
            || out.ends_with(DASH)
            || piece.starts_with(DASH)
            || piece.chars().all(|c| c == '-')
            || out.ends_with(FREE);
        if !tight {
            out.push(' ');
        }
        if piece.chars().all(|c| c == '-' || c == DASH) {
            out.push(FREE);
        } else {
            out.push_str(&piece);
        }
    }
    if out.contains([OPENED, CLOSED, DASH, FREE]) {
        out.chars()
            .map(|c| match c {
                OPENED | CLOSED => '"',
                DASH | FREE => '-',
                other => other,
            })
            .collect()
    } else {
        out
    }
}

/// Marks that stand for an opened guillemet, a closed one, a dash and a free hyphen while a text is folded.
/// Characters for private use, which are folded to nothing where a text has them.
const OPENED: char = '\u{f8f0}';
const CLOSED: char = '\u{f8f1}';
const DASH: char = '\u{f8f2}';
const FREE: char = '\u{f8f3}';

/// What cannot be seen and says nothing.
const fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{640}'
            | OPENED..=FREE
    )
}

const fn is_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}')
}

fn fold_char(c: char, out: &mut String) {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2039}'
        | '\u{203a}' | '\u{02bc}' | '`' | '\u{b4}' => out.push('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{301d}'
        | '\u{301e}' | '\u{ff02}' => out.push('"'),
        '«' => out.push(OPENED),
        '»' => out.push(CLOSED),
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' => out.push(DASH),
        '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
        '\u{2026}' => out.push_str("..."),
        other => out.push(other),
    }
}

/// Whether two wordings say the same; see [`folded`].
pub fn says_the_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

// Characters that change the direction of what follows are written out, as `[RLO]`, where a wording is shown.
pub use crate::direction::unmasked;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_other_programs_write_says_the_same() {
        for (one, other) in [
            ("Cafe\u{301} ferme\u{301}", "Café fermé"),
            ("the \u{201c}core\u{201d} of it", "the \"core\" of it"),
            ("the state\u{2019}s duty", "the state's duty"),
            (
                "le \u{ab}\u{a0}noyau\u{202f}\u{bb} public",
                "le \"noyau\" public",
            ),
            ("Article\u{a0}5\u{a0}: objet", "Article 5: objet"),
            ("co\u{ad}oper\u{ad}ation", "cooperation"),
            (
                "a state \u{2014} or two \u{2014} may",
                "a state\u{2014}or two\u{2014}may",
            ),
            (
                "a state - or two - may",
                "a state \u{2013} or two \u{2013} may",
            ),
            ("pages 1\u{2013}2", "pages 1-2"),
            ("non\u{2011}state", "non-state"),
            ("and so on\u{2026}", "and so on..."),
            ("\u{feff} two\n lines ", "two lines"),
            (
                "\u{645}\u{640}\u{640}\u{627}\u{621}",
                "\u{645}\u{627}\u{621}",
            ),
            ("e\u{fb03}cient", "efficient"),
        ] {
            assert!(
                says_the_same(one, other),
                "{:?} {:?}",
                folded(one),
                folded(other)
            );
        }
    }

    #[test]
    fn what_says_something_else_differs() {
        for (one, other) in [
            ("States shall act", "States SHALL act"),
            ("States may not act", "States may act"),
            ("resume", "résumé"),
            ("a-b c", "ab c"),
            ("re-sign", "resign"),
            ("1.5", "15"),
            // A joiner makes another word in Persian.
            (
                "\u{645}\u{6cc}\u{200c}\u{631}\u{648}\u{645}",
                "\u{645}\u{6cc}\u{631}\u{648}\u{645}",
            ),
            ("may \u{202e}ton\u{202c}", "may ton"),
            ("one, two", "one two"),
        ] {
            assert!(
                !says_the_same(one, other),
                "{:?} {:?}",
                folded(one),
                folded(other)
            );
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
        }

        #[test]
        fn letters_and_figures_stay(text in "[a-zA-Z0-9 \u{a0}\u{ad},.;«»\u{2013}-]{0,60}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            prop_assert_eq!(letters(&folded(&text)), letters(&text));
        }
    }
}
