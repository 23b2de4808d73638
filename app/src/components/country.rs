//! Countries to choose from (ISO 3166-1), by their names in the reader's language.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};

use crate::i18n::Texts;

/// The name of a country by its code; the code itself where there is no name, as for "EU": what was entered stays.
pub fn name(texts: Texts, code: &str) -> String {
    let key = format!("country-{code}");
    let name = texts.t(&key);
    if name == key { code.to_owned() } else { name }
}

/// How a language sorts names.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of the reader's language.
    pub fn of(texts: Texts) -> Self {
        Self(Collator::try_new(texts.locale().into(), CollatorOptions::default()).ok())
    }

    /// Which of two names comes first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }
}

/// Code and name of every country, in the order of the names; and of `chosen`, whatever it is.
pub fn countries(texts: Texts, chosen: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = rust_iso3166::ALL_ALPHA2
        .iter()
        .map(|code| ((*code).to_owned(), name(texts, code)))
        .collect();
    let order = Order::of(texts);
    all.sort_by(|(_, one), (_, other)| order.compare(one, other));
    // Codes that are in use and not in the standard, as "EU": what was entered once stays.
    if !chosen.is_empty() && !all.iter().any(|(code, _)| code == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    all.insert(0, (String::new(), texts.t("country-none")));
    all
}

#[cfg(test)]
mod tests {
    use domain::account::Language;

    use super::*;

    #[test]
    fn countries_stand_where_the_language_looks_for_them() {
        let french = countries(Texts::of(Language::French), "");
        let place = |code: &str| french.iter().position(|(it, _)| it == code);
        // Égypte among the E, before Espagne; Îles among the I.
        assert!(place("DK") < place("EG") && place("EG") < place("ES"));
        let arabic = countries(Texts::of(Language::Arabic), "EU");
        assert_eq!(arabic.last().map(|(code, _)| code.as_str()), Some("EU"));
        assert_eq!(arabic.len(), french.len() + 1);
    }

    #[test]
    fn every_country_of_the_standard_has_a_name() {
        for language in Language::ALL {
            for code in rust_iso3166::ALL_ALPHA2 {
                assert_ne!(name(Texts::of(*language), code), *code, "{language}");
            }
        }
        assert_eq!(name(Texts::of(Language::English), "EU"), "EU");
    }
}
