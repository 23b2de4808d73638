//! In which direction words run, and what keeps words of one direction apart from words of the other.
//!
//! Pages in HTML isolate with `<bdi>` and `dir="auto"`, plain text (mail, titles) with the characters of [`isolated`],
//! paper with the direction of each run; all three ask here. The rules are those of Unicode's annex 9 (UAX #9).

use std::borrow::Cow;

use icu_locale::{Direction as Likely, LanguageIdentifier, LocaleDirectionality};
use unicode_bidi::BidiClass;

/// Left to right, or right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As HTML and typst write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// First strong isolate: what follows is set by its own first letter.
pub const ISOLATE: char = '\u{2068}';
/// The end of an isolate.
pub const END: char = '\u{2069}';

/// The direction of a language's usual script; of the script that the tag names, if it names one. Left to right if
/// the tag (BCP 47) is not well-formed or its language not known.
///
/// Source: Unicode's likely scripts (CLDR).
pub fn of_language(tag: &str) -> Direction {
    let Ok(language) = tag.parse::<LanguageIdentifier>() else {
        return Direction::Ltr;
    };
    match LocaleDirectionality::new_extended().get(&language) {
        Some(Likely::RightToLeft) => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// The direction of the first letter that has one (rules P2 and P3); none if no letter has, as in `2.1(1)`.
pub fn of_text(text: &str) -> Option<Direction> {
    match unicode_bidi::get_base_direction_full(text) {
        unicode_bidi::Direction::Ltr => Some(Direction::Ltr),
        unicode_bidi::Direction::Rtl => Some(Direction::Rtl),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// The direction of a paragraph or run that stands on its own: as [`of_text`]; left to right without a letter, as a
/// label `2.1(1)` is read in every language.
pub fn of_own(text: &str) -> Direction {
    of_text(text).unwrap_or(Direction::Ltr)
}

/// Whether these words may come out in another order, or with brackets the wrong way, among words of a direction.
/// What is isolated in them already counts as one character without a direction.
pub fn needs_isolation(text: &str, among: Direction) -> bool {
    let mut depth = 0_u32;
    let mut classes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2066}'..=ISOLATE => depth += 1,
            END => depth = depth.saturating_sub(1),
            _ if depth == 0 => classes.push(unicode_bidi::bidi_class(c)),
            _ => {}
        }
    }
    let is_rtl = |class: &BidiClass| matches!(class, BidiClass::R | BidiClass::AL);
    match among {
        Direction::Ltr => classes
            .iter()
            .any(|class| is_rtl(class) || *class == BidiClass::AN),
        Direction::Rtl => {
            if classes.contains(&BidiClass::L) {
                return true;
            }
            // A figure such as 12, 2.1 or 23:59 keeps its order; signs and brackets around it would not.
            let is_figure = matches!(
                (classes.first(), classes.last()),
                (Some(BidiClass::EN), Some(BidiClass::EN))
            ) && classes
                .iter()
                .all(|class| matches!(class, BidiClass::EN | BidiClass::CS));
            !is_figure && !classes.is_empty() && !classes.iter().any(is_rtl)
        }
    }
}

/// Whether a character is set on the one before it.
pub fn is_mark(c: char) -> bool {
    unicode_bidi::bidi_class(c) == BidiClass::NSM
}

/// Words isolated for plain text of a direction, where they need it.
pub fn isolated(text: &str, among: Direction) -> Cow<'_, str> {
    if needs_isolation(text, among) {
        Cow::Owned(format!("{ISOLATE}{text}{END}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes away the isolates of a message (each value of it stands in one) that need not be there, so that most
/// messages hold no invisible character that would be copied along.
pub fn without_needless_isolates(message: String, among: Direction) -> String {
    if !message.contains(ISOLATE) {
        return message;
    }
    let mut out = String::with_capacity(message.len());
    // Where each open isolate begins in what is written.
    let mut open = Vec::new();
    for c in message.chars() {
        match c {
            ISOLATE => {
                open.push(out.len());
                out.push(c);
            }
            END => match open.pop() {
                Some(start) if !needs_isolation(&out[start + ISOLATE.len_utf8()..], among) => {
                    out.remove(start);
                }
                _ => out.push(c),
            },
            c => out.push(c),
        }
    }
    out
}

/// The name of a character that changes the order of what follows, as code charts print it.
const fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        _ => return None,
    })
}

/// Words with the invisible characters that could make them read as other words written out, as `[RLO]`: with one,
/// "may not" can be made to look like "may ton". Embeddings and overrides are always written out. Isolates stay
/// where each is closed in its own line: they only keep words of two directions apart, and programs write them.
pub fn unmasked(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| name(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive(['\n', '\r', '\u{2029}']) {
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for (at, c) in line.char_indices() {
            match c {
                '\u{2066}'..='\u{2068}' => open.push(at),
                END => {
                    if let Some(start) = open.pop() {
                        closed.extend([start, at]);
                    }
                }
                _ => {}
            }
        }
        for (at, c) in line.char_indices() {
            match name(c) {
                Some(name) if !closed.contains(&at) => out.extend(["[", name, "]"]),
                _ => out.push(c),
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_run_as_they_are_written() {
        for tag in [
            "ar",
            "he",
            "fa",
            "ur",
            "ps",
            "yi",
            "dv",
            "sd",
            "ug",
            "ckb",
            "syr",
            "ku-Arab",
            "pa-Arab",
            "AR-eg",
            "az-Arab-IR",
            "ks",
        ] {
            assert_eq!(of_language(tag), Direction::Rtl, "{tag}");
        }
        for tag in [
            "en",
            "fr",
            "ku",
            "ar-Latn",
            "zh",
            "tr",
            "hi",
            "sd-Deva",
            "",
            "not a tag",
            "az",
        ] {
            assert_eq!(of_language(tag), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn words_run_by_their_first_letter() {
        assert_eq!(of_text("2.1(1)"), None);
        assert_eq!(of_own("2.1(1)"), Direction::Ltr);
        assert_eq!(of_own("(3) المادة"), Direction::Rtl);
        assert_eq!(of_own("§ 2 the المادة"), Direction::Ltr);
    }

    #[test]
    fn only_what_could_be_misread_is_isolated() {
        assert_eq!(isolated("2.1(1)", Direction::Rtl), "\u{2068}2.1(1)\u{2069}");
        assert_eq!(isolated("2.1(1)", Direction::Ltr), "2.1(1)");
        assert_eq!(isolated("12", Direction::Rtl), "12");
        assert_eq!(isolated("المياه العامة", Direction::Rtl), "المياه العامة");
        assert_eq!(isolated("23:59", Direction::Rtl), "23:59");
        assert_eq!(isolated("17 يناير 2019", Direction::Rtl), "17 يناير 2019");
        assert_eq!(
            isolated("المادة (a)", Direction::Rtl),
            "\u{2068}المادة (a)\u{2069}"
        );
        assert_eq!(isolated("المياه", Direction::Ltr), "\u{2068}المياه\u{2069}");
        let message = "a \u{2068}b\u{2069} \u{2068}المياه \u{2068}1.2\u{2069}\u{2069}".to_owned();
        assert_eq!(
            without_needless_isolates(message, Direction::Ltr),
            "a b \u{2068}المياه 1.2\u{2069}"
        );
    }

    #[test]
    fn what_hides_an_order_is_written_out() {
        assert_eq!(unmasked("may \u{202e}ton\u{202c}"), "may [RLO]ton[PDF]");
        assert_eq!(unmasked("a\u{2067}b\nc\u{2069}"), "a[RLI]b\nc[PDI]");
        let fair = "the word \u{2067}المياه\u{2069} stands";
        assert_eq!(unmasked(fair), fair);
        assert!(matches!(unmasked("may not"), Cow::Borrowed("may not")));
    }
}
