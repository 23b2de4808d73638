//! Names that people take for one another.

use std::collections::{BTreeMap, BTreeSet};

use unicode_security::skeleton;

/// What two names have in common if people take one for the other: letters that look the same are the same letter
/// (the skeleton of Unicode Technical Standard 39), and case, accents, spaces and punctuation do not count.
pub fn key(name: &str) -> String {
    // Lower case first, so that "ROYAL" and "royal" meet; and last, since a skeleton may hold capitals again.
    let folded: String = skeleton(&name.to_lowercase())
        .collect::<String>()
        .to_lowercase();
    let again: String = skeleton(&folded).collect();
    again.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Groups names by [`key`]: for each name the other spellings that look like it.
#[derive(Clone, Debug, Default)]
pub struct Resemblances(BTreeMap<String, BTreeSet<String>>);

impl Resemblances {
    /// Of these names; those without a letter or digit resemble nothing.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spellings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in names.into_iter().filter(|name| !key(name).is_empty()) {
            spellings
                .entry(key(name))
                .or_default()
                .insert(name.to_owned());
        }
        Self(spellings)
    }

    /// The other spellings that look like a name.
    pub fn like(&self, name: &str) -> Vec<String> {
        self.0
            .get(&key(name))
            .into_iter()
            .flatten()
            .filter(|spelling| *spelling != name)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_has_one_key() {
        for (real, posing) in [
            ("Republic of Valdrey", "Republic  of Valdrey"),
            ("Republic of Valdrey", "REPUBLIC OF VALDREY"),
            // Cyrillic е, о and а.
            (
                "Republic of Valdrey",
                "R\u{435}public \u{43e}f V\u{430}ldr\u{435}y",
            ),
            ("Republic of Valdrey", "Republic of Valdrey."),
            ("Republic of Valdrey", "Republic of\u{a0}Va1drey"),
            ("Republic of Valdrey", "Republic of\u{200b} Valdrey"),
            ("Commission", "Cornmission"),
            ("Ville de Cotonou", "Ville-de-Cotonou"),
            ("État", "Etat"),
        ] {
            assert_eq!(key(real), key(posing), "{real} / {posing}");
        }
        for (one, other) in [("Valdrey", "Valdrea"), ("North", "South")] {
            assert_ne!(key(one), key(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_does_not_resemble_itself() {
        let all = Resemblances::of(["Wells", "wells", "Wells", "", "--", "?", "Rivers"]);
        assert_eq!(all.like("Wells"), ["wells"]);
        assert!(all.like("Rivers").is_empty() && all.like("?").is_empty());
    }
}
