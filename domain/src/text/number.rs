//! Reads the number that a heading or a paragraph carries, as it was typed: `2.`, `5.1.1`, `4A.1`, `Article 3 bis`,
//! `§ 7a`, `L. 511-4`, `Annex IVa`, `المادة ٣ مكرر`, `第三条之一`.

use super::mark::{Wrap, mark};
use super::script::digit;
use forms::{before_sign, code, east_asian, figures, named, signed};

mod forms;
#[cfg(test)]
mod tests;
mod words;

/// The number a heading carries itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingNumber {
    /// As people cite it: `2`, `5.1.1`, `Article 3`.
    pub label: String,
    /// Whether it is made of figures and dots only, so that `.1` may be added to it.
    pub bare: bool,
}

/// The number at the start of a heading's plain text, if it carries one.
pub fn heading_number(heading: &str) -> Option<HeadingNumber> {
    let text = heading.trim();
    let found = signed(text)
        .or_else(|| before_sign(text))
        .or_else(|| east_asian(text))
        .or_else(|| code(text))
        .or_else(|| figures(text))
        .or_else(|| named(text))?;
    Some(HeadingNumber {
        label: found.0.split_whitespace().collect::<Vec<_>>().join(" "),
        bare: found.1,
    })
}

/// The mark that a heading begins with and that is counted from the heading above it: "(a) Scope".
pub(super) fn heading_mark(heading: &str) -> Option<String> {
    mark(heading.trim())
        .filter(|mark| {
            mark.wrap == Wrap::Both
                || (mark.wrap == Wrap::After && !mark.core.starts_with(|c| digit(c).is_some()))
        })
        .map(|mark| mark.cited())
}

/// How the last number was written, so that the next one is known for one.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// The number of the heading or paragraph before.
    last: Option<String>,
}

impl Numbered {
    /// Goes on under a heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.last = heading_number(&super::plain(text)).map(|number| number.label);
    }

    /// The number that a paragraph carries, where it is one and no figure of its sentence: "Article 3. Ships…",
    /// "4.1 Ships…" under 4.
    pub(super) fn paragraph(&mut self, text: &str) -> Option<HeadingNumber> {
        let first = text.lines().next()?;
        let bold = first.starts_with("**") || first.starts_with("__");
        let line = super::plain(first);
        let line = line.trim();
        // Most paragraphs begin with a word: they are not looked at any closer.
        let number = heading_number(line)?;
        let behind = line
            .char_indices()
            .nth(number.label.chars().count())
            .map_or("", |(at, _)| &line[at..]);
        let words = behind.trim_start_matches(|c: char| ".:)–—- \u{a0}\u{3000}\t".contains(c));
        let closed = words.is_empty()
            || behind.trim_start().starts_with([':', '—', '–', ')'])
            || (behind.starts_with('.') && behind[1..].starts_with(char::is_whitespace))
            || behind.starts_with(['\u{3000}', '\t'])
            || behind.starts_with("  ")
            || (bold
                && first[2..]
                    .split(first.get(..2)?)
                    .next()?
                    .trim()
                    .chars()
                    .count()
                    <= number.label.chars().count() + 3);
        let capital = !words.starts_with(char::is_lowercase);
        let accepted =
            if number.label.starts_with(|c| digit(c).is_some()) && number.label.contains('.') {
                capital && self.goes_on(&number.label)
            } else if number.label.starts_with('§')
                || number.label.starts_with(['第', '제'])
                || number.label.contains(char::is_whitespace)
            {
                closed && (capital || words.is_empty())
            } else {
                false
            };
        accepted.then(|| {
            self.last = Some(number.label.clone());
            number
        })
    }

    /// Whether a dotted number belongs under the last, or beside it.
    fn goes_on(&self, label: &str) -> bool {
        let Some((above, own)) = label.rsplit_once('.') else {
            return false;
        };
        match &self.last {
            Some(last) => {
                let under = |whole: &str| whole == above || whole.starts_with(&format!("{above}."));
                under(last)
                    || last.rsplit_once('.').is_some_and(|(last_above, _)| {
                        last_above.starts_with(above.split('.').next().unwrap_or_default())
                            && above.split('.').next() == last_above.split('.').next()
                    })
                    || (own == "1" && last.contains('.'))
            }
            None => own == "1",
        }
    }
}

/// The number of an ordered list's item at the start of its text (`3. …`, `3) …`).
pub fn item_number(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (figures, rest) = text.split_at(end);
    let marked =
        rest.starts_with(['.', ')']) && rest[1..].chars().next().is_none_or(char::is_whitespace);
    if marked && figures.len() <= 20 {
        figures.parse().ok()
    } else {
        None
    }
}
