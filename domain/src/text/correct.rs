//! What a person corrects in a cut text before it is stored: labels, kinds and levels; where a provision is two, or two
//! are one; and what is no part of the text.
//!
//! Corrections are data. They are kept with the version, so that a text can be corrected further until the first
//! comment: it is cut again and corrected by the whole list. No word is lost but by [`Change::LeaveOut`].

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Provision, ProvisionKind, label::relabel, parent::adopt};

/// The longest label, in characters: it stands in the margin, and people say it aloud.
pub const MAX_LABEL: usize = 60;

/// More corrections than anybody makes to one text.
pub const MAX_CORRECTIONS: usize = 2_000;

/// What is to be another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// What people cite it by. What stands under it follows, as far as its label began with the old one.
    Label {
        /// The new one.
        label: String,
    },
    /// What it is.
    Kind {
        /// The new one.
        kind: ProvisionKind,
    },
    /// The level of a heading (1 to 6), or how deep an item is nested (from 1).
    Level {
        /// The new one.
        level: u8,
    },
    /// Two provisions, the second of which begins after so many words.
    Split {
        /// Words of the Markdown, as white space parts them.
        after: usize,
    },
    /// One provision with the one before it.
    Merge,
    /// No part of the text.
    LeaveOut,
}

/// A change to one provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The anchor that the provision has when the correction's turn comes.
    pub anchor: String,
    /// What is to be another way.
    #[serde(flatten)]
    pub change: Change,
}

/// A text as corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// In reading order.
    pub provisions: Vec<Provision>,
    /// What was left out, in the order in which that was said.
    pub left_out: Vec<Provision>,
}

/// Why a correction cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectError {
    /// There is no such provision (any more).
    #[error("there is no provision “{0}” in this text")]
    UnknownAnchor(String),
    /// Tables and footnotes are what they are; the first provision has none before it; a paragraph has no level; and
    /// so on.
    #[error("“{label}” cannot be changed so")]
    NotPossible {
        /// Label of the provision.
        label: String,
        /// Its anchor.
        anchor: String,
    },
    /// No label, one that is too long, or one with characters that cannot be seen.
    #[error("“{label}” is no label")]
    NoLabel {
        /// What was given.
        label: String,
        /// Anchor of the provision.
        anchor: String,
    },
    /// Another provision has the label.
    #[error("another provision is “{label}” already")]
    LabelTaken {
        /// The label.
        label: String,
        /// Anchor of the provision that was to have it.
        anchor: String,
    },
    /// Nothing would be left.
    #[error("the text would be empty")]
    Empty,
    /// Too many corrections.
    #[error("more than {MAX_CORRECTIONS} corrections; mend the text itself")]
    TooMany,
}

/// Corrects a cut text: first its structure, in the order of the list, then its labels.
///
/// # Errors
/// The first correction that cannot be made; see [`CorrectError`].
pub fn correct(
    provisions: Vec<Provision>,
    corrections: &[Correction],
) -> Result<Corrected, CorrectError> {
    if corrections.len() > MAX_CORRECTIONS {
        return Err(CorrectError::TooMany);
    }
    let mut text = Corrected {
        provisions,
        left_out: Vec::new(),
    };
    let is_label = |it: &&Correction| matches!(it.change, Change::Label { .. });
    let structure: Vec<_> = corrections.iter().filter(|it| !is_label(it)).collect();
    for it in &structure {
        text.restructure(&it.anchor, &it.change)?;
    }
    if !structure.is_empty() {
        adopt(&mut text.provisions);
        relabel(&mut text.provisions);
        for (ord, it) in (1..).zip(&mut text.provisions) {
            it.ord = ord;
        }
    }
    for it in corrections.iter().filter(is_label) {
        if let Change::Label { label } = &it.change {
            text.label(&it.anchor, label)?;
        }
    }
    Ok(text)
}

/// The corrections that can still be made, for a text that has changed under them.
pub fn applicable(provisions: &[Provision], corrections: &[Correction]) -> Vec<Correction> {
    let mut kept: Vec<Correction> = Vec::new();
    for it in corrections.iter().take(MAX_CORRECTIONS) {
        kept.push(it.clone());
        if correct(provisions.to_vec(), &kept).is_err() {
            kept.pop();
        }
    }
    kept
}

/// Where a provision could be parted: the number of words before each of its sentences but the first, and how the
/// sentence begins.
pub fn sentences(provision: &Provision) -> Vec<(usize, String)> {
    if is_fixed(provision.kind) {
        return Vec::new();
    }
    let mut before = 0;
    let mut places = Vec::new();
    for line in provision.text.split_inclusive('\n') {
        for sentence in line.split_sentence_bounds() {
            let words = sentence.split_whitespace().count();
            if before > 0 && words > 0 {
                let begin: Vec<&str> = sentence.split_whitespace().take(6).collect();
                places.push((before, begin.join(" ")));
            }
            before += words;
        }
    }
    places
}

/// Tables and footnotes are what they are.
const fn is_fixed(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Table | ProvisionKind::Footnote)
}

impl Corrected {
    fn find(&self, anchor: &str) -> Result<usize, CorrectError> {
        self.provisions
            .iter()
            .position(|it| it.anchor == anchor)
            .ok_or_else(|| CorrectError::UnknownAnchor(anchor.to_owned()))
    }

    fn restructure(&mut self, anchor: &str, change: &Change) -> Result<(), CorrectError> {
        let at = self.find(anchor)?;
        let provision = &self.provisions[at];
        let not_possible = || CorrectError::NotPossible {
            label: provision.label.clone(),
            anchor: anchor.to_owned(),
        };
        match change {
            Change::Label { .. } => {}
            Change::Kind { kind } => {
                if is_fixed(*kind) || is_fixed(provision.kind) {
                    return Err(not_possible());
                }
                self.retype(at, *kind);
            }
            Change::Level { level } => {
                let most = match provision.kind {
                    ProvisionKind::Heading => 6,
                    ProvisionKind::ListItem => 32,
                    _ => 0,
                };
                if *level == 0 || *level > most {
                    return Err(not_possible());
                }
                self.nest(at, *level);
            }
            Change::Split { after } => {
                let parts = (!is_fixed(provision.kind))
                    .then(|| parted(&provision.text, *after))
                    .flatten();
                let (first, second) = parts.ok_or_else(not_possible)?;
                self.split(at, first, second);
            }
            Change::Merge => {
                let joins =
                    at > 0 && !is_fixed(provision.kind) && !is_fixed(self.provisions[at - 1].kind);
                if !joins {
                    return Err(not_possible());
                }
                let gone = self.remove(at);
                let before = &mut self.provisions[at - 1];
                before.text.push('\n');
                before.text.push_str(&gone.text);
            }
            Change::LeaveOut => {
                if self.provisions.len() == 1 {
                    return Err(CorrectError::Empty);
                }
                let gone = self.remove(at);
                self.left_out.push(gone);
            }
        }
        Ok(())
    }

    fn retype(&mut self, at: usize, kind: ProvisionKind) {
        let above = self.provisions[..at]
            .iter()
            .rev()
            .find(|it| it.kind == ProvisionKind::Heading)
            .map_or(1, |heading| (heading.depth + 1).min(6));
        let provision = &mut self.provisions[at];
        provision.depth = match kind {
            _ if provision.kind == kind => provision.depth,
            ProvisionKind::Heading => above,
            ProvisionKind::ListItem => provision.depth.max(1),
            _ if provision.kind == ProvisionKind::Heading => 0,
            _ => provision.depth,
        };
        provision.kind = kind;
    }

    /// An item belongs to the last one before it that is nested less deep.
    fn nest(&mut self, at: usize, level: u8) {
        self.provisions[at].depth = level;
        if self.provisions[at].kind == ProvisionKind::ListItem {
            let parent = self.provisions[..at]
                .iter()
                .rev()
                .take_while(|it| it.kind != ProvisionKind::Heading)
                .find(|it| it.kind == ProvisionKind::ListItem && it.depth < level)
                .map(|it| it.anchor.clone());
            self.provisions[at].parent = parent;
        }
    }

    fn split(&mut self, at: usize, first: String, second: String) {
        let taken: HashSet<&str> = self
            .provisions
            .iter()
            .chain(&self.left_out)
            .map(|it| it.anchor.as_str())
            .collect();
        let base = &self.provisions[at].anchor;
        let anchor = (2..=MAX_CORRECTIONS + 2)
            .map(|n| format!("{base}-part-{n}"))
            .find(|it| !taken.contains(it.as_str()))
            .unwrap_or_default();
        let mut part = self.provisions[at].clone();
        part.anchor = anchor;
        part.text = second;
        // What follows a heading on its line is no heading.
        if part.kind == ProvisionKind::Heading {
            part.kind = ProvisionKind::Paragraph;
            part.depth = 0;
        }
        self.provisions[at].text = first;
        self.provisions.insert(at + 1, part);
    }

    /// Takes a provision out; what belonged to it belongs to what it belonged to.
    fn remove(&mut self, at: usize) -> Provision {
        let gone = self.provisions.remove(at);
        for it in &mut self.provisions {
            if it.parent.as_deref() == Some(gone.anchor.as_str()) {
                it.parent.clone_from(&gone.parent);
            }
        }
        gone
    }

    fn label(&mut self, anchor: &str, label: &str) -> Result<(), CorrectError> {
        let at = self.find(anchor)?;
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty()
            || label.chars().count() > MAX_LABEL
            || label.chars().any(char::is_control)
        {
            return Err(CorrectError::NoLabel {
                label,
                anchor: anchor.to_owned(),
            });
        }
        let old = self.provisions[at].label.clone();
        let mut labels: HashMap<usize, String> = HashMap::from([(at, label.clone())]);
        let mut family: HashSet<&str> = HashSet::from([anchor]);
        for (place, it) in self.provisions.iter().enumerate().skip(at + 1) {
            let belongs = it
                .parent
                .as_deref()
                .is_some_and(|parent| family.contains(parent));
            if !belongs {
                continue;
            }
            family.insert(&it.anchor);
            if let Some(rest) = it.label.strip_prefix(&old)
                && !rest.starts_with(char::is_alphanumeric)
            {
                labels.insert(place, format!("{label}{rest}"));
            }
        }
        let mut seen = HashSet::new();
        for (place, it) in self.provisions.iter().enumerate() {
            let now = labels.get(&place).unwrap_or(&it.label);
            if !seen.insert(now.as_str()) {
                return Err(CorrectError::LabelTaken {
                    label: now.clone(),
                    anchor: anchor.to_owned(),
                });
            }
        }
        drop(seen);
        for (place, label) in labels {
            self.provisions[place].label = label;
        }
        Ok(())
    }
}

/// The Markdown before and from the word after so many; none if either would be empty.
fn parted(text: &str, after: usize) -> Option<(String, String)> {
    if after == 0 {
        return None;
    }
    let mut inside = false;
    let mut words = 0;
    for (place, c) in text.char_indices() {
        if c.is_whitespace() {
            inside = false;
        } else if !inside {
            if words == after {
                let (first, second) = text.split_at(place);
                return Some((first.trim_end().to_owned(), second.to_owned()));
            }
            inside = true;
            words += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests;
