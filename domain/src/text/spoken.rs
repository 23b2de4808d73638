//! The words that labels are made with where a text gives no number, in the language of the text: short, as people
//! say them, and nothing that a law would number with.

/// What stands in a label for something that carries no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    pub title: &'static str,
    pub heading: &'static str,
    pub paragraph: &'static str,
    pub item: &'static str,
    pub table: &'static str,
    /// Of a number that stands there twice.
    pub duplicate: &'static str,
}

const ENGLISH: Spoken = of(["Title", "heading", "para", "item", "table", "duplicate"]);

const LANGUAGES: &[(&str, Spoken)] = &[
    ("en", ENGLISH),
    (
        "ar",
        of(["العنوان", "عنوان", "فقرة", "بند", "جدول", "نسخة"]),
    ),
    (
        "de",
        of([
            "Titel",
            "Überschrift",
            "Absatz",
            "Punkt",
            "Tabelle",
            "doppelt",
        ]),
    ),
    (
        "es",
        of([
            "Título",
            "epígrafe",
            "párrafo",
            "guion",
            "tabla",
            "duplicado",
        ]),
    ),
    (
        "fr",
        of([
            "Titre",
            "intertitre",
            "alinéa",
            "tiret",
            "tableau",
            "doublon",
        ]),
    ),
    (
        "it",
        of([
            "Titolo",
            "rubrica",
            "capoverso",
            "trattino",
            "tabella",
            "doppione",
        ]),
    ),
    (
        "nl",
        of(["Titel", "kop", "alinea", "streepje", "tabel", "dubbel"]),
    ),
    (
        "pt",
        of([
            "Título",
            "epígrafe",
            "parágrafo",
            "travessão",
            "tabela",
            "duplicado",
        ]),
    ),
    (
        "ru",
        of([
            "Название",
            "заголовок",
            "абзац",
            "пункт списка",
            "таблица",
            "повтор",
        ]),
    ),
    ("zh", of(["标题", "小标题", "段", "项", "表", "重复"])),
];

const fn of(words: [&'static str; 6]) -> Spoken {
    Spoken {
        title: words[0],
        heading: words[1],
        paragraph: words[2],
        item: words[3],
        table: words[4],
        duplicate: words[5],
    }
}

/// The words of a language by its BCP 47 tag; English where none are known.
pub(super) fn spoken(language: &str) -> Spoken {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|(tag, _)| tag.eq_ignore_ascii_case(primary))
        .map_or(ENGLISH, |(_, words)| *words)
}

/// The words that labels are made with; English where they are made with none.
pub(super) fn spoken_in<'a>(labels: impl Iterator<Item = &'a str> + Clone) -> Spoken {
    LANGUAGES
        .iter()
        .map(|(_, words)| *words)
        .find(|words| {
            let counted = [words.heading, words.paragraph, words.item, words.table];
            labels.clone().any(|label| {
                label == words.title
                    || counted.iter().any(|word| {
                        label.split_once(word).is_some_and(|(before, behind)| {
                            (before.is_empty() || before.ends_with(' ')) && behind.starts_with(' ')
                        })
                    })
            })
        })
        .unwrap_or(ENGLISH)
}
