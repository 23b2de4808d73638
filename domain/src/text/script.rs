//! What figures and letters count, in the scripts that texts are numbered in.

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Figures of any script.
    Figure,
    /// i, ii, iii
    Roman,
    /// I, II, III
    UpperRoman,
    /// a, b, c
    Letter,
    /// A, B, C
    UpperLetter,
    /// aa, bb, cc
    Double,
    /// ab: a letter inserted behind another, if it follows that one.
    Pair,
    /// The letters of another script, by their place in [`ALPHABETS`].
    Script(u8),
}

/// What a mark may count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub kind: Kind,
    /// Its place, from 1.
    pub number: u32,
    /// What a law inserted behind that place: `A` in 4A, `bis` in 4bis; empty for most.
    pub inserted: String,
}

impl Reading {
    pub(super) fn figure(number: u32) -> Self {
        Self::plain(Kind::Figure, number)
    }

    fn plain(kind: Kind, number: u32) -> Self {
        Self {
            kind,
            number,
            inserted: String::new(),
        }
    }

    /// Whether it is the next after `before`, or inserted behind it.
    pub(super) fn follows(&self, before: &Self) -> bool {
        if self.kind == Kind::Pair {
            return before.kind == Kind::Letter && before.number == self.number;
        }
        if self.kind != before.kind {
            return false;
        }
        // Alphabets skip letters that are hard to tell apart (й, ё), so that two steps are one.
        let steps = if matches!(self.kind, Kind::Script(_)) {
            2
        } else {
            1
        };
        let next = self.number > before.number && self.number - before.number <= steps;
        next || (self.number == before.number
            && !self.inserted.is_empty()
            && self.inserted != before.inserted)
    }
}

/// Orders of letters; one letter may stand in several. Arabic by its numbers and by its alphabet.
const ALPHABETS: &[&str] = &[
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "الفبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "абвгґдеєжзиіїклмнопрстуфхцчшщюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "가나다라마바사아자차카타파하",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "アイウエオカキクケコサシスセソタチツテト",
    "甲乙丙丁戊己庚辛壬癸",
    "กขคงจฉชซฌญ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմ",
];

/// Words that number what was inserted later, in the languages that share Latin ones, and in Arabic.
const INSERTIONS: &[&str] = &[
    "bis",
    "ter",
    "quater",
    "quinquies",
    "quinque",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
    "sexdecies",
    "septdecies",
    "octodecies",
    "novodecies",
    "vicies",
    "مكرر",
    "مكررا",
    "مكرراً",
    "مكررًا",
    "مكررة",
];

/// Whether the word marks what a law inserted: bis, ter, مكرر.
pub(super) fn is_insertion(word: &str) -> bool {
    INSERTIONS.contains(&word.to_lowercase().as_str())
}

/// The value of a decimal digit of any script, or of a superscript one.
pub(super) fn digit(c: char) -> Option<u32> {
    if let Some(value) = c.to_digit(10) {
        return Some(value);
    }
    let zeros = [
        '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
        '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
        '\u{17e0}', '\u{1810}', '\u{ff10}',
    ];
    zeros
        .iter()
        .find_map(|zero| {
            (u32::from(c))
                .checked_sub(u32::from(*zero))
                .filter(|value| *value < 10)
        })
        .or(match c {
            '⁰' => Some(0),
            '¹' => Some(1),
            '²' => Some(2),
            '³' => Some(3),
            '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁴') + 4),
            _ => None,
        })
}

/// The number of a circled or bracketed figure: ①, ⑴, ⒈.
pub(super) fn circled(c: char) -> Option<u32> {
    let start = match c {
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        '⒈'..='⒛' => '⒈',
        '㈠'..='㈩' => '㈠',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(start) + 1)
}

/// Whether words are written without spaces around the letter.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff)
}

/// A number written in Chinese: 一, 十二, 二十, 百.
pub(super) fn han(text: &str) -> Option<u32> {
    let (mut total, mut last, mut count) = (0_u32, 0_u32, 0);
    for c in text.chars() {
        count += 1;
        let value = "〇一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .or((c == '零').then_some(0))
            .or((c == '两').then_some(2));
        match (value.and_then(|value| u32::try_from(value).ok()), c) {
            (Some(value), _) => last = value,
            (None, '十') => (total, last) = (total + last.max(1) * 10, 0),
            (None, '百') => (total, last) = (total + last.max(1) * 100, 0),
            (None, '千') => (total, last) = (total + last.max(1) * 1000, 0),
            _ => return None,
        }
        if count > 8 {
            return None;
        }
    }
    (count > 0).then_some(total + last)
}

/// The value of a roman number written as it should be, up to 89 (beyond, letters are words).
pub(super) fn roman(text: &str) -> Option<u32> {
    const SIGNS: [(u32, &str); 7] = [
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let lower = text.to_ascii_lowercase();
    let (mut rest, mut value) = (lower.as_str(), 0);
    for (worth, sign) in SIGNS {
        let mut times = 0;
        while times < 3
            && let Some(after) = rest.strip_prefix(sign)
        {
            rest = after;
            value += worth;
            times += 1;
            if !matches!(sign, "x" | "i") {
                break;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// A figure and what was inserted behind it: `4`, `4A`, `4bis`, `4 bis`.
fn figure(core: &str) -> Option<Reading> {
    let end = core
        .find(|c: char| digit(c).is_none())
        .unwrap_or(core.len());
    let (figures, behind) = core.split_at(end);
    let number = value(figures).filter(|_| figures.chars().count() <= 3)?;
    let behind = behind.trim();
    let letters = behind.chars().count();
    let alike = letters <= 2
        && behind.chars().all(char::is_alphabetic)
        && (letters < 2 || behind.chars().next() == behind.chars().last());
    (alike || is_insertion(behind)).then(|| Reading {
        kind: Kind::Figure,
        number,
        inserted: behind.to_lowercase(),
    })
}

/// The number that figures of any script write.
pub(super) fn value(figures: &str) -> Option<u32> {
    let mut number = 0_u32;
    for c in figures.chars() {
        number = number.checked_mul(10)?.checked_add(digit(c)?)?;
    }
    (!figures.is_empty()).then_some(number)
}

/// What a figure or letters may count; nothing where they are no mark of a list.
pub(super) fn readings(core: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    let trimmed = core.trim_end_matches('ـ');
    let mut chars = trimmed.chars();
    let Some(first) = chars.next() else {
        return found;
    };
    let rest = chars.as_str();
    if let Some(number) = circled(first).filter(|_| rest.is_empty()) {
        return vec![Reading::figure(number)];
    }
    if digit(first).is_some() {
        found.extend(figure(trimmed));
        return found;
    }
    if let Some(number) = han(trimmed) {
        return vec![Reading::figure(number)];
    }
    // "a bis", "a1": inserted behind a letter.
    let (letter, inserted) = match rest.strip_prefix(' ') {
        Some(word) if is_insertion(word) => (true, word.to_lowercase()),
        _ if is_insertion(rest) && first.is_ascii_lowercase() => (true, rest.to_lowercase()),
        _ if !rest.is_empty() && rest.chars().count() <= 2 && value(rest).is_some() => {
            (true, rest.to_owned())
        }
        _ => (rest.is_empty(), String::new()),
    };
    if letter {
        found.extend(letter_readings(first, &inserted));
    } else if first.is_ascii_alphabetic() && rest.chars().all(|c| c.is_ascii_alphabetic()) {
        let kind = if first.is_ascii_lowercase() {
            Kind::Letter
        } else {
            Kind::UpperLetter
        };
        let number = place_of(first);
        if rest.chars().eq(std::iter::once(first)) && kind == Kind::Letter {
            found.push(Reading::plain(Kind::Double, number));
        }
        if rest.chars().count() == 1 && kind == Kind::Letter {
            let inserted = rest.to_owned();
            found.push(Reading {
                kind: Kind::Pair,
                number,
                inserted,
            });
        }
    }
    let lower = trimmed.chars().all(|c| c.is_ascii_lowercase());
    let upper = trimmed.chars().all(|c| c.is_ascii_uppercase());
    if (lower || upper)
        && let Some(number) = roman(trimmed)
    {
        let kind = if lower { Kind::Roman } else { Kind::UpperRoman };
        found.push(Reading::plain(kind, number));
    }
    found
}

fn place_of(letter: char) -> u32 {
    u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1
}

fn letter_readings(letter: char, inserted: &str) -> Vec<Reading> {
    let of = |kind, number| Reading {
        kind,
        number,
        inserted: inserted.to_owned(),
    };
    if letter.is_ascii_alphabetic() {
        let kind = if letter.is_ascii_lowercase() {
            Kind::Letter
        } else {
            Kind::UpperLetter
        };
        return vec![of(kind, place_of(letter))];
    }
    let mut found = Vec::new();
    for (index, alphabet) in ALPHABETS.iter().enumerate() {
        if let (Some(place), Ok(index)) = (
            alphabet.chars().position(|known| known == letter),
            u8::try_from(index),
        ) && let Ok(place) = u32::try_from(place + 1)
        {
            found.push(of(Kind::Script(index), place));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_many_scripts_are_read() {
        for (text, number) in [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xlii", 42)] {
            assert_eq!(roman(text), Some(number), "{text}");
        }
        for text in ["iiii", "vv", "iix", "", "mix", "c", "vx"] {
            assert_eq!(roman(text), None, "{text}");
        }
        for (text, number) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十三", 23),
            ("一百零五", 105),
        ] {
            assert_eq!(han(text), Some(number), "{text}");
        }
        assert_eq!(value("١٢"), Some(12));
        assert_eq!(value("１２"), Some(12));
        assert_eq!(circled('③'), Some(3));
    }

    #[test]
    fn what_follows_is_known() {
        let one = |text: &str, kind| {
            readings(text)
                .into_iter()
                .find(|reading| reading.kind == kind)
                .expect(text)
        };
        let (h, i, roman) = (
            one("h", Kind::Letter),
            one("i", Kind::Letter),
            one("i", Kind::Roman),
        );
        assert!(i.follows(&h) && !roman.follows(&h) && !h.follows(&i));
        assert!(one("ii", Kind::Roman).follows(&roman));
        assert!(one("aa", Kind::Pair).follows(&one("a", Kind::Letter)));
        assert!(one("bb", Kind::Double).follows(&one("aa", Kind::Double)));
        let four = one("4", Kind::Figure);
        assert!(one("4bis", Kind::Figure).follows(&four));
        assert!(one("4A", Kind::Figure).follows(&four));
        assert!(one("5", Kind::Figure).follows(&one("4A", Kind::Figure)));
        assert!(!one("4", Kind::Figure).follows(&four));
        let (alif, ba) = (readings("أ"), readings("ب"));
        assert!(ba.iter().any(|b| alif.iter().any(|a| b.follows(a))));
        let (i_ru, k_ru) = (readings("и"), readings("к"));
        assert!(k_ru.iter().any(|k| i_ru.iter().any(|i| k.follows(i))));
    }
}
