//! Countries to choose from (ISO 3166-1), by their names in the reader's language.

use crate::i18n::Texts;

/// Code and name of every country, in the order of the names; and of `chosen`, whatever it is.
pub fn countries(texts: Texts, chosen: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = rust_iso3166::ALL_ALPHA2
        .iter()
        .map(|code| ((*code).to_owned(), texts.word("country", code)))
        .collect();
    all.sort_by_cached_key(|(_, name)| unaccented(name));
    // Codes that are in use and not in the standard, as "EU": what was entered once stays.
    if !chosen.is_empty() && !all.iter().any(|(code, _)| code == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    all.insert(0, (String::new(), texts.t("country-none")));
    all
}

/// Accented letters sort with their plain ones.
fn unaccented(name: &str) -> String {
    let plain = |letter: char| match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'أ' | 'إ' | 'آ' => 'ا',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}
