//! Reads the number that a heading or a list item carries: `2.`, `5.1.1`, `Article 3`, `Annex A`, `4)`.

/// The number a heading carries itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingNumber {
    /// As people cite it: `2`, `5.1.1`, `Article 3`.
    pub label: String,
    /// Whether it is made of figures and dots only, so that `.1` may be added to it.
    pub bare: bool,
}

/// Words that a number follows even where more words come after it ("Article 5 Right to life").
const SECTION_WORDS: &[&str] = &[
    "annex",
    "annexe",
    "anexo",
    "anhang",
    "appendix",
    "art",
    "article",
    "artikel",
    "artículo",
    "articulo",
    "capítulo",
    "chapitre",
    "chapter",
    "kapitel",
    "norm",
    "norme",
    "norma",
    "paragraph",
    "part",
    "partie",
    "parte",
    "principe",
    "principio",
    "principle",
    "recommandation",
    "recommendation",
    "règle",
    "rule",
    "section",
    "title",
    "titre",
    "título",
    "статья",
    "глава",
    "раздел",
    "المادة",
    "مادة",
    "الفصل",
    "فصل",
    "القسم",
    "المبدأ",
    "अनुच्छेद",
    "סעיף",
];

/// The number at the start of a heading's plain text, if it carries one.
pub fn heading_number(heading: &str) -> Option<HeadingNumber> {
    let text = heading.trim();
    let text = text.strip_prefix('§').map_or(text, str::trim_start);
    figures(text).or_else(|| named(text))
}

/// `2. Norm`, `5.1.1 Secrets`, `A.1 Introduction`, `IV. Procedure`, `B) Scope`.
fn figures(text: &str) -> Option<HeadingNumber> {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '.'))
        .unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let bare_token = token.trim_end_matches('.');
    let marked = bare_token.len() < token.len() || rest.starts_with([')', ':']);
    let open =
        rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || ").:—–-".contains(c));
    if bare_token.is_empty() || !open {
        return None;
    }
    let parts: Vec<&str> = bare_token.split('.').collect();
    let (first, others) = parts.split_first()?;
    if !others.iter().all(|part| is_figure_part(part)) {
        return None;
    }
    let dotted = !others.is_empty();
    let accepted = if is_figure(first) {
        // A year in front of a heading ("2013 report") is no number of it unless it is marked as one.
        marked || dotted || (first.chars().count() <= 3 && !rest.starts_with(['-', '–']))
    } else {
        (is_letter(first) && (dotted || marked)) || (is_roman(first) && marked)
    };
    (accepted && parts.len() <= 12).then(|| HeadingNumber {
        label: bare_token.to_owned(),
        bare: is_figure(first),
    })
}

/// `Article 5`, `Annex A`, `Appendix A—Strength`, `Chapter IV`.
fn named(text: &str) -> Option<HeadingNumber> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let letters = word.trim_end_matches('.');
    if letters.is_empty()
        || !letters.chars().all(char::is_alphabetic)
        || letters.chars().count() > 20
    {
        return None;
    }
    let known = SECTION_WORDS.contains(&letters.to_lowercase().as_str());
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '.'))
        .unwrap_or(rest.len());
    let (token, after) = rest.split_at(end);
    let number = token.trim_end_matches('.');
    let closed = number.len() < token.len()
        || after.is_empty()
        || after
            .trim_start()
            .starts_with([':', '—', '–', '-', ')', '(']);
    let parts: Vec<&str> = number.split('.').collect();
    let figure = parts.iter().all(|part| is_figure_part(part)) && parts.len() <= 12;
    let accepted = (figure && (known || closed))
        || (known && closed && (is_letter(number) || is_roman(number)));
    accepted.then(|| HeadingNumber {
        label: format!("{letters} {number}"),
        bare: false,
    })
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

fn is_figure(part: &str) -> bool {
    !part.is_empty() && part.chars().count() <= 4 && part.chars().all(char::is_numeric)
}

/// A figure, perhaps with one letter behind it: `5`, `5a`.
fn is_figure_part(part: &str) -> bool {
    is_figure(part)
        || part
            .strip_suffix(|c: char| c.is_ascii_lowercase())
            .is_some_and(is_figure)
}

fn is_letter(part: &str) -> bool {
    part.len() == 1 && part.chars().all(|c| c.is_ascii_uppercase())
}

fn is_roman(part: &str) -> bool {
    !part.is_empty() && part.len() <= 7 && part.chars().all(|c| "IVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_give_the_numbers_people_cite() {
        for (heading, label) in [
            ("2. Norm to avoid tampering", "2"),
            ("5.1.1 Memorized Secrets", "5.1.1"),
            ("5.1.1. Memorized Secrets", "5.1.1"),
            ("3 Definitions", "3"),
            ("§ 4 Scope", "4"),
            ("4) Scope", "4"),
            ("A.1 Introduction", "A.1"),
            ("IV. Procedure", "IV"),
            ("Article 1", "Article 1"),
            ("Article 12 Right to life", "Article 12"),
            ("Art. 7: Scope", "Art 7"),
            ("Appendix A—Strength of Memorized Secrets", "Appendix A"),
            ("المادة 3", "المادة 3"),
            ("2013. A year as a number", "2013"),
        ] {
            let number = heading_number(heading).map(|number| number.label);
            assert_eq!(number.as_deref(), Some(label), "{heading}");
        }
    }

    #[test]
    fn words_are_not_taken_for_numbers() {
        for heading in [
            "Norm",
            "Background",
            "2013 report",
            "2013-2015 reports",
            "Top 10 risks",
            "A norm",
            "I think",
            "NIST Special Publication 800-63B",
            "",
            "...",
            "3rd meeting",
            "Annex",
        ] {
            assert_eq!(heading_number(heading), None, "{heading}");
        }
    }

    #[test]
    fn items_give_their_numbers() {
        assert_eq!(item_number("3. Override"), Some(3));
        assert_eq!(item_number("12) Override"), Some(12));
        assert_eq!(item_number("3.5 per cent"), None);
        assert_eq!(item_number("Override"), None);
        assert_eq!(item_number("3"), None);
    }
}
