//! Reads the mark that an item of a list begins with, as it was typed: `(a)`, `iv.`, `3)`, `1°`, `٢-`, `（一）`, `③`.
//!
//! A mark alone does not say what it counts: `(i)` is a roman one or the letter after h. So it has
//! [`Reading`]s, and [`super::nest`] chooses among them by what stands before and after.

use super::script::{self, Kind, Reading};

/// What stands around the figure or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wrap {
    /// `(a)`, `（一）`
    Both,
    /// `a)`
    After,
    /// `a.`
    Dot,
    /// `1°`
    Degree,
    /// `أ-`, `1 –`
    Dash,
    /// `一、`
    Comma,
    /// `①`
    Sign,
}

/// A mark at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    /// The figure or letter: `a`, `4bis`.
    pub core: &'a str,
    /// What stands around it.
    pub wrap: Wrap,
    /// Length of the mark with the white space behind it, in bytes.
    pub len: usize,
    /// What it may count.
    pub readings: Vec<Reading>,
}

impl Mark<'_> {
    /// How people cite it behind the label of what it belongs to: `(a)`.
    pub(super) fn cited(&self) -> String {
        match self.wrap {
            Wrap::Degree => format!("({}°)", self.core),
            _ => format!("({})", self.core),
        }
    }

    /// The first of its kind: 1, a, i, أ.
    pub(super) fn first(&self) -> Option<&Reading> {
        self.readings
            .iter()
            .find(|reading| reading.number == 1 && reading.inserted.is_empty())
    }

    /// Whether it is taken for a mark only beside others like it, because words begin so, too ("A. Smith").
    pub(super) fn needs_company(&self) -> bool {
        let figure = self
            .readings
            .iter()
            .any(|reading| reading.kind == Kind::Figure);
        match self.wrap {
            Wrap::Dash => true,
            Wrap::Dot => !figure,
            _ => self
                .readings
                .iter()
                .all(|reading| reading.kind == Kind::Pair),
        }
    }
}

/// The longest mark, in characters.
const MAX_CORE: usize = 16;

/// The mark at the start of a line of Markdown, and where the marks of emphasis around it stand is of no matter.
pub(super) fn mark(text: &str) -> Option<Mark<'_>> {
    let open = text.trim_start_matches(['*', '_']);
    let emphasis = text.len() - open.len();
    if emphasis > 3 {
        return None;
    }
    let rest = open.strip_prefix('\\').unwrap_or(open);
    let (core, wrap, after) = enclosed(rest)
        .or_else(|| sign(rest))
        .or_else(|| followed(rest))?;
    let closed = if emphasis > 0 {
        after.trim_start_matches(['*', '_'])
    } else {
        after
    };
    let words = closed.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let spaced = words.is_empty() || words.len() < closed.len() || words.starts_with('\n');
    let joined = match wrap {
        Wrap::Both | Wrap::After | Wrap::Comma | Wrap::Sign => {
            closed.starts_with(|c: char| !c.is_ascii() || c.is_ascii_uppercase() || c == '(')
        }
        Wrap::Degree => closed.starts_with(char::is_uppercase),
        Wrap::Dot => closed.starts_with(script::is_ideograph),
        Wrap::Dash => false,
    };
    if !(spaced || joined) {
        return None;
    }
    // "(c) 2026 the authors" and "(15) 2019" are no items.
    let sign_of_right = matches!(core, "c" | "C" | "r" | "R")
        && wrap == Wrap::Both
        && words.starts_with(|c: char| c.is_ascii_digit());
    let readings = script::readings(core);
    if readings.is_empty() || sign_of_right {
        return None;
    }
    // White space that ends the line belongs to the next one.
    let len = text.len() - words.len();
    Some(Mark {
        core,
        wrap,
        len,
        readings,
    })
}

/// `(a)`; answers core, wrap and what follows.
fn enclosed(text: &str) -> Option<(&str, Wrap, &str)> {
    let inner = text.strip_prefix(['(', '（'])?;
    let end = inner
        .char_indices()
        .take(MAX_CORE + 8)
        .find(|(_, c)| matches!(c, ')' | '）' | '(' | '\n'))?;
    if !matches!(end.1, ')' | '）') {
        return None;
    }
    let core = inner[..end.0]
        .trim_end_matches('\\')
        .trim()
        .trim_matches(['*', '_']);
    Some((core, Wrap::Both, &inner[end.0 + end.1.len_utf8()..]))
}

/// `①`
fn sign(text: &str) -> Option<(&str, Wrap, &str)> {
    let first = text.chars().next()?;
    script::circled(first)?;
    let (core, after) = text.split_at(first.len_utf8());
    Some((core, Wrap::Sign, after))
}

/// `a)`, `a.`, `1°`, `أ-`, `一、`
fn followed(text: &str) -> Option<(&str, Wrap, &str)> {
    let end = text
        .char_indices()
        .take(MAX_CORE)
        .find(|(_, c)| !(c.is_alphanumeric() || *c == 'ـ') || matches!(c, 'º' | 'ª'))
        .map_or(text.len(), |(at, _)| at);
    let (mut core, mut after) = text.split_at(end);
    if core.is_empty() {
        return None;
    }
    // "4 bis."
    if let Some(word) = after.strip_prefix(' ') {
        let length = word
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(word.len());
        if script::is_insertion(&word[..length]) && core.chars().all(char::is_numeric) {
            (core, after) = text.split_at(end + 1 + length);
        }
    }
    let bare = after
        .trim_start_matches(['*', '_'])
        .trim_start_matches('\\');
    let mut rest = bare.chars();
    let wrap = match rest.next()? {
        ')' | '）' => Wrap::After,
        '.' | '．' => Wrap::Dot,
        '°' | 'º' | 'ª' => Wrap::Degree,
        '、' => Wrap::Comma,
        '-' | '–' | '—' | '\u{2010}' | '\u{2011}' => Wrap::Dash,
        ' ' => {
            let dash = rest.as_str();
            let mut dash = dash.chars();
            return matches!(dash.next(), Some('-' | '–' | '—'))
                .then_some((core, Wrap::Dash, dash.as_str()))
                .filter(|_| core.chars().count() <= 3);
        }
        _ => return None,
    };
    let mut rest = rest.as_str();
    // "1°)", "1.-", "I. –" are one mark.
    if matches!(wrap, Wrap::Degree | Wrap::Dot) {
        rest = rest.strip_prefix([')', '-', '/']).unwrap_or(rest);
    }
    Some((core, wrap, rest))
}

/// The marks that a text begins with, one behind the other: `(1) (a) …`.
pub(super) fn marks(text: &str) -> Vec<Mark<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < 4
        && let Some(next) = mark(&text[at..])
    {
        let first = found.is_empty();
        // A second mark begins something new, and is no figure that the words begin with.
        if !first && (next.first().is_none() || !matches!(next.wrap, Wrap::Both | Wrap::After)) {
            break;
        }
        at += next.len;
        found.push(next);
        if text[at..].starts_with('\n') {
            break;
        }
    }
    found
}

/// The mark of an item and its words, both as typed; no mark where there is none.
///
/// ```
/// assert_eq!(domain::text::split_mark("(a) the lights"), ("(a) ", "the lights"));
/// assert_eq!(domain::text::split_mark("the lights"), ("", "the lights"));
/// ```
pub fn split_mark(text: &str) -> (&str, &str) {
    text.split_at(item_mark(text).map_or(0, |mark| mark.len))
}

/// The mark of an item; also figures that only Markdown takes for one: `2027.`
pub(super) fn item_mark(text: &str) -> Option<Mark<'_>> {
    mark(text).or_else(|| {
        let figures = text.find(|c: char| !c.is_ascii_digit())?;
        let rest = text[figures..].strip_prefix(['.', ')'])?;
        let words = rest.trim_start_matches([' ', '\t']);
        if figures == 0 || figures > 9 || (words.len() == rest.len() && !words.is_empty()) {
            return None;
        }
        Some(Mark {
            core: &text[..figures],
            wrap: if text[figures..].starts_with('.') {
                Wrap::Dot
            } else {
                Wrap::After
            },
            len: text.len() - words.len(),
            readings: vec![Reading::figure(text[..figures].parse().ok()?)],
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(text: &str) -> Option<(String, usize)> {
        mark(text).map(|mark| (mark.core.to_owned(), mark.len))
    }

    #[test]
    fn marks_are_read_as_typed() {
        for (text, expected) in [
            ("(a) lights", "a"),
            ("a) lights", "a"),
            ("a. lights", "a"),
            ("**(a)** lights", "a"),
            ("**a)** lights", "a"),
            ("*(iv)* lights", "iv"),
            ("(*b*) lights", "b"),
            ("\\(c\\) lights", "c"),
            ("(1) lights", "1"),
            ("12) lights", "12"),
            ("1° les feux", "1"),
            ("1º los faros", "1"),
            ("4bis. feux", "4bis"),
            ("4 bis. feux", "4 bis"),
            ("(1 bis) feux", "1 bis"),
            ("(4A) lights", "4A"),
            ("(aa) lights", "aa"),
            ("aa) Lichter", "aa"),
            ("(أ) الأنوار", "أ"),
            ("أ- الأنوار", "أ"),
            ("(١) الأنوار", "١"),
            ("٢. الأنوار", "٢"),
            ("（一）灯", "一"),
            ("一、灯", "一"),
            ("① 灯", "①"),
            ("а) огни", "а"),
            ("(β) φώτα", "β"),
            ("(क) दीप", "क"),
            ("가. 등", "가"),
            ("II. – Feux", "II"),
        ] {
            assert_eq!(
                core(text).map(|it| it.0).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(core("(a)\nlights"), Some(("a".to_owned(), 3)));
    }

    #[test]
    fn words_are_no_marks() {
        for text in [
            "(see below) lights",
            "(or) lights",
            "(s)he",
            "(c) 2026 the keepers",
            "(2019) 5 reports",
            "1.5 metres",
            "3 lights",
            "3rd. lights",
            "mix) lights",
            "as. lights",
            "e.g. lights",
            "lights",
            "**lights**",
            "(a",
            "()",
            "",
        ] {
            assert!(mark(text).is_none_or(|mark| mark.needs_company()), "{text}");
        }
    }

    #[test]
    fn items_give_back_what_was_typed() {
        for text in ["2027. The year", "14) July", "3.", "(a)(i) x", "x", "1.5 m"] {
            let (mark, words) = split_mark(text);
            assert_eq!(format!("{mark}{words}"), text);
        }
        assert_eq!(split_mark("2027. The year"), ("2027. ", "The year"));
        assert_eq!(split_mark("3."), ("3.", ""));
        assert_eq!(marks("(1) (a) x").len(), 2);
        assert_eq!(marks("(1)(a) x").len(), 2);
        assert_eq!(marks("(1) (2) x").len(), 1);
    }
}
