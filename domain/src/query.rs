//! Which comments: one question for the list, the workbench, an issue, the reading room, the answers and the exports.

use serde::{Deserialize, Serialize};

use crate::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    fold::fold,
    issue::Accounting,
};

/// What comments are on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum On {
    /// Anything.
    #[default]
    Any,
    /// The document as a whole.
    Whole,
    /// The provision with this anchor.
    Provision(String),
    /// The provision with this anchor, or what stands under it.
    Under(String),
}

/// Which comments of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Of the round with this number; none: of every round.
    pub round: Option<i32>,
    /// On what.
    pub on: On,
    /// Of a stakeholder group; the private sector includes the technical community, as in the counts.
    pub group: Option<StakeholderGroup>,
    /// Of a kind.
    pub kind: Option<CommentKind>,
    /// With a position.
    pub position: Option<Position>,
    /// In which each of these words occurs, as typed: see [`Words`].
    pub words: String,
    /// How accounted for.
    pub state: Accounting,
    /// Behind the issue with this number.
    pub issue: Option<i32>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            round: None,
            on: On::Any,
            group: None,
            kind: None,
            position: None,
            words: String::new(),
            state: Accounting::All,
            issue: None,
        }
    }
}

impl Filter {
    /// What the workbench begins with: whatever is not accounted for yet.
    pub fn unaccounted() -> Self {
        Self {
            state: Accounting::Unaccounted,
            ..Self::default()
        }
    }
}

/// How many words one search may have.
pub const MAX_WORDS: usize = 8;

/// The longest word that is searched for, in characters.
pub const MAX_WORD: usize = 60;

/// Words to search for, folded: see [`fold`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads what was typed, separated by white space.
    ///
    /// # Errors
    /// Problems of the field `words`: `words-too-many`, `word-too-long`.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut words: Vec<String> = Vec::new();
        // PostgreSQL takes no NUL; no comment has one.
        for word in text.split(|c: char| c.is_whitespace() || c == '\0') {
            if word.is_empty() {
                continue;
            }
            if words.len() == MAX_WORDS {
                problems.push("words", "words-too-many", MAX_WORDS);
                break;
            }
            if word.chars().count() > MAX_WORD {
                problems.push("words", "word-too-long", MAX_WORD);
                break;
            }
            let word = fold(word);
            // A sign that folds away (a soft hyphen alone) says nothing.
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        if problems.0.is_empty() {
            Ok(Self(words))
        } else {
            Err(problems)
        }
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words, folded.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_few_and_short() {
        let words = Words::parse("  Été\u{a0}ETE  100% ").expect("words");
        assert_eq!(words.as_slice(), ["ete", "100%"]);
        assert!(Words::parse("\0 \u{ad}").expect("nothing").is_empty());
        let many = "w1 w2 w3 w4 w5 w6 w7 w8";
        assert_eq!(
            Words::parse(many).expect("eight").as_slice().len(),
            MAX_WORDS
        );
        let problem = |text: &str| Words::parse(text).expect_err("too much").0[0].code.clone();
        assert_eq!(problem(&format!("{many} w9")), "words-too-many");
        assert_eq!(problem(&"a".repeat(MAX_WORD + 1)), "word-too-long");
        assert!(Words::parse(&"é".repeat(MAX_WORD)).is_ok());
    }
}
