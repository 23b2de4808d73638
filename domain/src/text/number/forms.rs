//! The forms that numbers of provisions have. Each answers the number as typed, and whether it is made of figures and
//! dots alone.

use super::super::mark::{Wrap, mark};
use super::super::script::{self, digit, han, is_ideograph, is_insertion, roman};
use super::words::{NUMBER_WORDS, PARTS, SECTION_WORDS};

/// Figures of any script, perhaps with a letter or bis behind; answers its length in bytes.
fn figure(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| digit(c).is_none())
        .unwrap_or(text.len());
    (end > 0 && text[..end].chars().count() <= 4).then_some(end)
}

/// What a law inserts directly behind a figure: `A`, `bis`, `a`, `AA`, `er`, `º`.
fn inserted(text: &str, ordinal: bool) -> usize {
    let sign = text
        .strip_prefix('.')
        .filter(|rest| rest.starts_with(['º', 'ª', '°']))
        .map_or(text, |rest| rest);
    if let Some(rest) = sign.strip_prefix(['º', 'ª', '°']) {
        return text.len() - rest.len();
    }
    let end = text
        .find(|c: char| !c.is_alphabetic() || is_ideograph(c))
        .unwrap_or(text.len());
    let letters = &text[..end];
    let count = letters.chars().count();
    let mut each = letters.chars();
    let first = each.next();
    let same = each.all(|c| Some(c) == first);
    let upper = letters.chars().all(char::is_uppercase);
    let ends_ordinal =
        ordinal && ["er", "re", "ère", "ere", "e", "ème", "o", "a"].contains(&letters);
    if count > 0
        && (count == 1 || (count == 2 && (same || upper)) || is_insertion(letters) || ends_ordinal)
    {
        return end;
    }
    // "1bisA" and letters with a figure behind ("7a1") stay out; so do words.
    0
}

/// " bis", " ter", " مكرر", " quater A"; answers the length with the space.
fn insertion_word(text: &str) -> usize {
    let Some(rest) = text.strip_prefix([' ', '\u{a0}']) else {
        return 0;
    };
    let space = text.len() - rest.len();
    let end = rest
        .find(|c: char| !c.is_alphabetic() && !matches!(c, '\u{64b}'..='\u{652}'))
        .unwrap_or(rest.len());
    if is_insertion(&rest[..end]) {
        space + end
    } else {
        0
    }
}

/// A number of parts: `4A.1`, `13.1A`, `511-4`, `5.º-A`, `12/A`; answers its length.
fn number(text: &str, ordinal: bool) -> Option<usize> {
    let mut at = figure(text)?;
    at += inserted(&text[at..], ordinal);
    let mut parts = 1;
    loop {
        let rest = &text[at..];
        let Some(behind) = rest.strip_prefix(['.', '-', '\u{2011}', '/']) else {
            break;
        };
        let part = figure(behind)
            .map(|length| length + inserted(&behind[length..], false))
            .or_else(|| letter(behind));
        let Some(length) = part else {
            break;
        };
        at += rest.len() - behind.len() + length;
        parts += 1;
        if parts > 12 {
            return None;
        }
    }
    at += insertion_word(&text[at..]);
    Some(at)
}

/// A single capital letter, or a small one behind a dot, that ends a number.
fn letter(text: &str) -> Option<usize> {
    let first = text
        .chars()
        .next()
        .filter(|c| c.is_alphabetic() && !is_ideograph(*c))?;
    let rest = &text[first.len_utf8()..];
    (!rest.starts_with(|c: char| c.is_alphanumeric())).then_some(first.len_utf8())
}

/// `(3)`, `(a)` directly behind a number, and "Abs. 2"; answers the length.
fn groups(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let spaced = rest.strip_prefix(' ').unwrap_or(rest);
        if spaced.starts_with('(')
            && let Some(found) = mark(spaced).filter(|it| it.wrap == Wrap::Both)
        {
            let close = spaced.find(')').map_or(found.len, |end| end + 1);
            // "Article 5 (a)" alone; behind a space there must be nothing else.
            if spaced.len() == rest.len() || spaced[close..].trim().is_empty() {
                at += rest.len() - spaced.len() + close;
                continue;
            }
        }
        let part = PARTS.iter().find(|word| {
            spaced.len() < rest.len() && spaced.to_lowercase().starts_with(&format!("{word} "))
        });
        if let Some(word) = part
            && let Some(behind) = spaced.get(word.len() + 1..)
            && let Some(length) = figure(behind)
        {
            at += rest.len() - behind.len() + length + inserted(&behind[length..], false);
            continue;
        }
        return at;
    }
}

/// Whether a number may end there.
fn ends(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .starts_with(|c: char| c.is_whitespace() || ").:—–-،,;".contains(c) || is_ideograph(c))
}

/// `§ 7a`, `§§ 3-5`
pub(super) fn signed(text: &str) -> Option<(String, bool)> {
    let rest = text.trim_start_matches('§');
    if rest.len() == text.len() {
        return None;
    }
    let bare = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let mut length = number(bare, false)?;
    // "§ 3 a"
    if let Some(behind) = bare[length..].strip_prefix(' ')
        && let Some(one) = letter(behind)
        && behind.starts_with(char::is_lowercase)
        && behind[one..]
            .trim_start_matches([' ', '.', ':', '–'])
            .chars()
            .next()
            .is_none_or(|c| !c.is_lowercase())
    {
        length += 1 + one;
    }
    length += groups(&bare[length..]);
    ends(&bare[length..]).then(|| (text[..text.len() - bare.len() + length].to_owned(), false))
}

/// `5 §`, `2 a §`, `3 kap. 5 §`, `12. §`
pub(super) fn before_sign(text: &str) -> Option<(String, bool)> {
    let at = text.find('§').filter(|at| *at <= 20)?;
    let before = text[..at].trim_end();
    let figures = figure(before)? > 0;
    let plain = before
        .chars()
        .all(|c| c.is_alphanumeric() || " ./\u{a0}".contains(c));
    let words = before.split(' ').all(|word| word.chars().count() <= 4);
    let end = at + '§'.len_utf8();
    (figures && plain && words && ends(&text[end..])).then(|| (text[..end].to_owned(), false))
}

/// `第三条`, `第三条之一`, `第12條の2`, `제3조의2`; `三、`, `（三）`
pub(super) fn east_asian(text: &str) -> Option<(String, bool)> {
    let (opening, rest) = text
        .strip_prefix('第')
        .map(|rest| ('第', rest))
        .or_else(|| text.strip_prefix('제').map(|rest| ('제', rest)))
        .or_else(|| {
            text.chars()
                .next()
                .filter(|c| han(&c.to_string()).is_some())
                .map(|_| ('、', text))
        })?;
    let count = |text: &str| {
        text.find(|c: char| digit(c).is_none() && han(&c.to_string()).is_none())
            .unwrap_or(text.len())
    };
    let inner = rest.trim_start();
    let figures = count(inner);
    if figures == 0 {
        return None;
    }
    if opening == '、' {
        return inner[figures..]
            .starts_with(['、', '．'])
            .then(|| (inner[..figures].to_owned(), false));
    }
    let unit = inner[figures..].trim_start();
    let kind = unit
        .chars()
        .next()
        .filter(|c| "条條章节節款项項号號编編部分篇目조장절항호편관".contains(*c))?;
    let mut at = text.len() - unit.len() + kind.len_utf8();
    while let Some(more) = text[at..].strip_prefix(['之', 'の', '의', 'ノ']) {
        let length = count(more);
        if length == 0 {
            break;
        }
        at = text.len() - more.len() + length;
    }
    Some((text[..at].to_owned(), false))
}

/// `L. 511-4`, `R123-4-1`, `Article L. 511-4`
pub(super) fn code(text: &str) -> Option<(String, bool)> {
    let rest = ["Article ", "Art. ", "ARTICLE "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let letters = ["L.O.", "LO.", "L.", "R.", "D.", "A.", "L", "R", "D", "LO"];
    let behind = letters
        .iter()
        .filter_map(|letter| rest.strip_prefix(letter))
        .find(|behind| {
            behind
                .trim_start_matches([' ', '\u{a0}', '*'])
                .starts_with(|c: char| c.is_ascii_digit())
        })?;
    let bare = behind.trim_start_matches([' ', '\u{a0}', '*']);
    let length = number(bare, false)?;
    // "A. 1 rule" is a letter and a heading.
    let parted = bare[..length].contains('-');
    (parted && ends(&bare[length..]))
        .then(|| (text[..text.len() - bare.len() + length].to_owned(), false))
}

/// `2. Norm`, `5.1.1 Secrets`, `4A Watch`, `2 quater`, `A.1 Introduction`, `IV. Procedure`, `B) Scope`.
pub(super) fn figures(text: &str) -> Option<(String, bool)> {
    let length = number(text, false).or_else(|| lettered(text))?;
    let (label, rest) = text.split_at(length);
    let spaced = label.contains(' ');
    if !ends(rest) {
        return None;
    }
    let length = length + groups(rest);
    let (label, rest) = text.split_at(length);
    let marked = rest.starts_with(['.', ')', ':']) || rest.trim_start().starts_with(['—', '–']);
    let is_figure = |part: &str| part.chars().all(|c| digit(c).is_some());
    let parts: Vec<&str> = label.split(['.', '-', '\u{2011}', '/']).collect();
    let (first, others) = parts.split_first()?;
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || ".):—–-".contains(c));
    let accepted = if label.contains(['-', '\u{2011}'])
        && others.iter().all(|part| is_figure(part))
        && is_figure(first)
    {
        // "10-12 rules" is a range, "16-1" a number.
        let range = others
            .iter()
            .any(|part| script::value(part) > script::value(first));
        first.chars().count() <= 3 && (rest.is_empty() || marked || !range)
    } else if first.starts_with(|c| digit(c).is_some()) {
        let year = is_figure(first) && first.chars().count() > 3;
        let behind_letter = !is_figure(first) && others.is_empty() && !spaced;
        let technical = ["2d", "3d", "4d", "2g", "3g", "4g", "5g", "6g", "4k", "8k"]
            .contains(&first.to_lowercase().as_str())
            && !words.is_empty();
        // A year in front of a heading ("2013 report") is no number of it unless it is marked as one; nor is "3rd".
        marked
            || !others.is_empty()
            || !(year || behind_letter && technical || rest.starts_with(['-', '–']))
    } else {
        let roman_figure = is_roman(first);
        let one = first.chars().count() == 1 && first.chars().all(char::is_uppercase);
        let dotted = others
            .iter()
            .any(|part| part.starts_with(|c| digit(c).is_some()));
        (one && (dotted || marked)) || (roman_figure && marked)
    };
    let bare = parts.iter().all(|part| is_figure(part));
    accepted.then(|| (label.to_owned(), bare))
}

/// `A.1`, `IV`, `B`; answers the length.
fn lettered(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let first = &text[..end];
    let one = first.chars().count() == 1 && first.chars().all(char::is_uppercase);
    if !(one || is_roman(first)) {
        return None;
    }
    let mut at = end;
    while let Some(behind) = text[at..].strip_prefix('.') {
        let Some(length) = figure(behind).map(|length| length + inserted(&behind[length..], false))
        else {
            break;
        };
        at += 1 + length;
    }
    at += insertion_word(&text[at..]);
    Some(at)
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "IVXLC".contains(c)) && text.len() <= 8
}

/// A roman number and a letter or bis behind it: `IV`, `IVa`, `Ier`; answers the length.
fn roman_number(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !"IVXLC".contains(c))
        .unwrap_or(text.len());
    if end == 0 || (roman(&text[..end]).is_none() && !is_roman(&text[..end])) {
        return None;
    }
    let mut at = end + inserted(&text[end..], true);
    while let Some(behind) = text[at..].strip_prefix(['.', '-']) {
        let Some(length) = figure(behind) else { break };
        at += 1 + length;
    }
    Some(at + insertion_word(&text[at..]))
}

/// `Article 5`, `Annex A`, `Appendix A—Strength`, `Chapter IV`, `Artículo 3 bis`, `المادة (٣)`.
pub(super) fn named(text: &str) -> Option<(String, bool)> {
    let gap = text.find(char::is_whitespace)?;
    let word = &text[..gap];
    let letters = word.trim_end_matches('.');
    let plain = letters
        .chars()
        .all(|c| c.is_alphabetic() || c == '-' || is_mark_of_letter(c));
    if letters.is_empty() || !plain || letters.chars().count() > 20 {
        return None;
    }
    let known = SECTION_WORDS.contains(&letters.to_lowercase().as_str());
    let rest = text[gap..].trim_start();
    let start = text.len() - rest.len();
    let (figure, length) = behind_word(rest, known)?;
    let mut end = start + length;
    end += groups(&text[end..]);
    // "Article 9 A"
    if known
        && figure
        && let Some(behind) = text[end..].strip_prefix(' ')
        && let Some(one) = letter(behind).filter(|_| behind.starts_with(char::is_uppercase))
        && (behind[one..].is_empty()
            || behind[one..].starts_with(['.', ':', ')'])
            || behind[one..].trim_start().starts_with(['—', '–', '-', '(']))
    {
        end += 1 + one;
    }
    let after = &text[end..];
    let closed = after.is_empty()
        || after.starts_with(['.', ','])
        || after
            .trim_start()
            .starts_with([':', '—', '–', '-', ')', '(', '،']);
    if !ends(after) {
        return None;
    }
    let accepted = (figure && (known || (closed && !after.starts_with(',')))) || (known && closed);
    accepted.then(|| (text[..end].trim_end_matches('.').to_owned(), false))
}

fn is_mark_of_letter(c: char) -> bool {
    // Vowel signs of Indic scripts and of Arabic are no letters of their own.
    matches!(u32::from(c), 0x64b..=0x652 | 0x900..=0x903 | 0x93a..=0x94f | 0xe31..=0xe4e)
}

/// What stands behind "Article": a figure (true) or a letter, roman number or number word; with its length.
fn behind_word(rest: &str, known: bool) -> Option<(bool, usize)> {
    // "المادة (3)"
    if let Some(inner) = rest.strip_prefix('(').filter(|_| known) {
        let length = number(inner, true)?;
        return inner[length..].strip_prefix(')').map(|behind| {
            let end = rest.len() - behind.len();
            (true, end + insertion_word(behind))
        });
    }
    if let Some(length) = number(rest, true) {
        return Some((true, length));
    }
    if !known {
        return None;
    }
    let end = rest
        .find(|c: char| !c.is_alphabetic() && !is_mark_of_letter(c))
        .unwrap_or(rest.len());
    if NUMBER_WORDS.contains(&rest[..end].to_lowercase().as_str())
        && rest[..end].chars().count() > 1
    {
        // "الحادية عشرة"
        let more = rest[end..]
            .strip_prefix(' ')
            .filter(|more| {
                ["عشر", "عشرة"].iter().any(|ten| {
                    *more == *ten
                        || more.starts_with(&format!("{ten} "))
                        || more.starts_with(&format!("{ten}:"))
                })
            })
            .map_or(0, |more| 1 + more.find([' ', ':']).unwrap_or(more.len()));
        return Some((true, end + more));
    }
    if let Some(length) = roman_number(rest).filter(|length| ends(&rest[*length..])) {
        return Some((false, length));
    }
    lettered(rest).map(|length| (false, length))
}
