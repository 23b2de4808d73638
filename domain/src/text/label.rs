//! Gives provisions the labels that people cite, and lets a person correct what a provision was taken for.
//!
//! - A heading that carries a number has it as its label: `2`, `5.1.1`, `Article 3`, `Annex A`.
//! - What stands under a numbered heading is counted through: `2.1`, `2.2`, …; where headings themselves carry
//!   numbers such as `5.1`, it is `5.1 §1`, `5.1 §2`, so that the two can never be confused. Outside numbered
//!   headings: `§1`, `§2`, … through the whole document.
//! - Items of an ordered list keep the number their author gave them: `4.1(3)`, nested `4.1(3)(2)`.
//! - Headings without a number have letters: `2.A`, `5.1.A`, `A`. A first one is the title, `§0`.
//! - Footnotes: `note 1`.
//!
//! Whatever comes twice is told apart as in laws: `5.1 bis`, `5.1 ter`.

use std::collections::{HashMap, HashSet};

use super::number::{HeadingNumber, heading_number, item_number};
use super::plain::plain;
use super::{Provision, ProvisionKind};

/// Why a provision cannot be taken for something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RetypeError {
    /// There is no such provision.
    #[error("there is no provision “{0}” in this text")]
    UnknownAnchor(String),
    /// Tables and footnotes are what they are, and nothing else becomes one.
    #[error("“{label}” cannot become a {to}")]
    NotPossible {
        /// Label of the provision.
        label: String,
        /// What it should have become.
        to: ProvisionKind,
    },
}

/// Takes provisions for something else than the cut did, and labels everything anew.
///
/// `changes` name anchors of the text as it was cut. Anchors stay as they are.
pub fn retype(
    mut provisions: Vec<Provision>,
    changes: &[(String, ProvisionKind)],
) -> Result<Vec<Provision>, RetypeError> {
    let places: HashMap<String, usize> = provisions
        .iter()
        .enumerate()
        .map(|(index, provision)| (provision.anchor.clone(), index))
        .collect();
    for (anchor, kind) in changes {
        let index = *places
            .get(anchor)
            .ok_or_else(|| RetypeError::UnknownAnchor(anchor.clone()))?;
        let level = heading_level_at(&provisions, index);
        let provision = &mut provisions[index];
        if provision.kind == *kind {
            continue;
        }
        let fixed = [ProvisionKind::Table, ProvisionKind::Footnote];
        if fixed.contains(kind) || fixed.contains(&provision.kind) {
            return Err(RetypeError::NotPossible {
                label: provision.label.clone(),
                to: *kind,
            });
        }
        provision.depth = match kind {
            ProvisionKind::Heading => level,
            ProvisionKind::ListItem => provision.depth.max(1),
            _ if provision.kind == ProvisionKind::Heading => 0,
            _ => provision.depth,
        };
        provision.kind = *kind;
    }
    adopt(&mut provisions);
    relabel(&mut provisions);
    Ok(provisions)
}

/// The level a provision would have as a heading: one below the heading it stands under.
fn heading_level_at(provisions: &[Provision], index: usize) -> u8 {
    provisions[..index]
        .iter()
        .rev()
        .find(|provision| provision.kind == ProvisionKind::Heading)
        .map_or(1, |heading| (heading.depth + 1).min(6))
}

/// The name of a footnote, as `[^name]` refers to it.
pub fn note_name(provision: &Provision) -> Option<&str> {
    (provision.kind == ProvisionKind::Footnote)
        .then(|| provision.label.strip_prefix("note "))
        .flatten()
}

/// The anchors of a version's footnotes, by the names that references use.
pub fn notes(provisions: &[Provision]) -> HashMap<String, String> {
    let mut notes = HashMap::new();
    for provision in provisions {
        if let Some(name) = note_name(provision) {
            notes
                .entry(name.to_owned())
                .or_insert_with(|| provision.anchor.clone());
        }
    }
    notes
}

/// Sets the parents that depend on headings anew: of headings, and of what stands neither in a list item nor in
/// a note. The parent of the others stays where it still is what it was.
pub(super) fn adopt(provisions: &mut [Provision]) {
    let items: HashSet<String> = provisions
        .iter()
        .filter(|provision| provision.kind != ProvisionKind::Heading)
        .map(|provision| provision.anchor.clone())
        .collect();
    // Open headings: level and anchor.
    let mut open: Vec<(u8, String)> = Vec::new();
    for provision in provisions.iter_mut() {
        let in_item = provision
            .parent
            .as_ref()
            .is_some_and(|parent| items.contains(parent));
        match provision.kind {
            ProvisionKind::Heading => {
                while open
                    .last()
                    .is_some_and(|(level, _)| *level >= provision.depth)
                {
                    open.pop();
                }
                provision.parent = open.last().map(|(_, anchor)| anchor.clone());
                open.push((provision.depth, provision.anchor.clone()));
            }
            ProvisionKind::Footnote => {}
            _ if in_item => {}
            _ => provision.parent = open.last().map(|(_, anchor)| anchor.clone()),
        }
    }
}

/// A numbered heading, and how far what stands under it has been counted.
#[derive(Default)]
struct Section {
    label: String,
    /// Written between the section's label and the count of a provision.
    divider: &'static str,
    /// Written between the section's label and the letter of a heading.
    letter_divider: &'static str,
    blocks: usize,
    letters: usize,
}

/// Labels every provision. A footnote keeps its label, which carries its name.
pub(super) fn relabel(provisions: &mut [Provision]) {
    let numbers: Vec<Option<HeadingNumber>> = provisions
        .iter()
        .map(|provision| {
            (provision.kind == ProvisionKind::Heading)
                .then(|| heading_number(&plain(&provision.text)))
                .flatten()
        })
        .collect();
    let dotted = numbers
        .iter()
        .flatten()
        .any(|number| number.label.contains('.'));
    let mut taken = Taken::default();
    let mut labels: Vec<Option<String>> = Vec::with_capacity(provisions.len());
    for (provision, number) in provisions.iter().zip(&numbers) {
        labels.push(match (provision.kind, number) {
            (ProvisionKind::Footnote, _) => Some(taken.claim(&provision.label)),
            (_, Some(number)) => Some(taken.claim(&number.label)),
            _ => None,
        });
    }
    let places: HashMap<String, usize> = provisions
        .iter()
        .enumerate()
        .map(|(index, provision)| (provision.anchor.clone(), index))
        .collect();
    // Section 0 is what stands under no numbered heading.
    let mut sections = vec![Section {
        divider: "§",
        ..Section::default()
    }];
    let mut section_of: Vec<usize> = Vec::with_capacity(provisions.len());
    let mut before: HashMap<usize, String> = HashMap::new();
    for index in 0..provisions.len() {
        let provision = &provisions[index];
        let parent = provision
            .parent
            .as_ref()
            .and_then(|anchor| places.get(anchor))
            .copied()
            .filter(|parent| *parent < index);
        let mut section = parent.map_or(0, |parent| section_of[parent]);
        if let (Some(number), Some(label)) = (&numbers[index], &labels[index]) {
            let plain_dot = number.bare && !dotted && *label == number.label;
            sections.push(Section {
                label: label.clone(),
                divider: if plain_dot { "." } else { " §" },
                letter_divider: if number.bare || number.label.contains('.') {
                    "."
                } else {
                    " "
                },
                ..Section::default()
            });
            section = sections.len() - 1;
        }
        section_of.push(section);
        let label = if let Some(label) = labels[index].take() {
            label
        } else {
            let in_item = parent.filter(|at| provisions[*at].kind == ProvisionKind::ListItem);
            let around = in_item.map(|at| provisions[at].label.clone());
            let before = before.get(&section);
            let provision = &provisions[index];
            label_by_place(
                provision,
                index == 0,
                around,
                &mut sections[section],
                before,
                &mut taken,
            )
        };
        if !matches!(
            provisions[index].kind,
            ProvisionKind::Heading | ProvisionKind::ListItem | ProvisionKind::Footnote
        ) {
            before.insert(section, label.clone());
        }
        provisions[index].label = label;
    }
}

fn label_by_place(
    provision: &Provision,
    is_first: bool,
    around: Option<String>,
    section: &mut Section,
    before: Option<&String>,
    taken: &mut Taken,
) -> String {
    if provision.kind == ProvisionKind::Heading {
        if is_first && taken.add("§0") {
            return "§0".to_owned();
        }
        loop {
            let label = format!(
                "{}{}{}",
                section.label,
                section.letter_divider,
                letters(section.letters)
            );
            section.letters += 1;
            if taken.add(&label) {
                return label;
            }
        }
    }
    if provision.kind == ProvisionKind::ListItem
        && let Some(number) = item_number(&provision.text)
    {
        // In an item it is the item's; else the section's if it is still free, else that of the block before.
        let section_base = Some(section.label.clone());
        let bases = if around.is_some() {
            [around, None]
        } else {
            [section_base, before.cloned()]
        };
        for base in bases.into_iter().flatten() {
            let label = if base.is_empty() {
                number.to_string()
            } else {
                format!("{base}({number})")
            };
            if taken.add(&label) {
                return label;
            }
        }
    }
    loop {
        section.blocks += 1;
        let label = format!("{}{}{}", section.label, section.divider, section.blocks);
        if taken.add(&label) {
            return label;
        }
    }
}

/// A, B, …, Z, AA, AB, …
fn letters(mut index: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'A' + u8::try_from(index % 26).unwrap_or(0));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    out.reverse();
    String::from_utf8(out).unwrap_or_default()
}

/// Names already given.
#[derive(Default)]
pub(super) struct Taken {
    names: HashSet<String>,
    /// How often a name was asked for, so that many alike do not take long.
    asked: HashMap<String, usize>,
}

impl Taken {
    /// Takes the name if it is free.
    pub(super) fn add(&mut self, name: &str) -> bool {
        !name.is_empty() && self.names.insert(name.to_owned())
    }

    /// Takes the name, or the first like it that is free.
    fn claim(&mut self, name: &str) -> String {
        self.claim_with(name, |name, count| match count {
            2 => format!("{name} bis"),
            3 => format!("{name} ter"),
            4 => format!("{name} quater"),
            _ => format!("{name} [{count}]"),
        })
    }

    /// Takes the name, or the first that `variant` makes of it (from 2) that is free.
    pub(super) fn claim_with(
        &mut self,
        name: &str,
        variant: impl Fn(&str, usize) -> String,
    ) -> String {
        if self.add(name) {
            return name.to_owned();
        }
        let mut count = self.asked.get(name).copied().unwrap_or(1);
        loop {
            count += 1;
            let other = variant(name, count);
            if self.add(&other) {
                self.asked.insert(name.to_owned(), count);
                return other;
            }
        }
    }
}

/// An anchor for a label: `p-2.1`, `note-1`; letters and figures of ASCII, dots and hyphens only.
pub(super) fn anchor_for(label: &str, taken: &mut Taken) -> String {
    let mut slug = String::from(if label.starts_with("note ") { "" } else { "p" });
    for c in label.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => {
                if slug == "p" {
                    slug.push('-');
                }
                slug.push(c.to_ascii_lowercase());
            }
            '.' if !slug.ends_with(['.', '-']) && slug.len() > 1 => slug.push('.'),
            '§' => {
                if !slug.ends_with('-') {
                    slug.push('-');
                }
                slug.push('s');
            }
            _ if !slug.is_empty() && !slug.ends_with(['-', '.']) => slug.push('-'),
            _ => {}
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches(['-', '.']);
    taken.claim_with(if slug.is_empty() { "p" } else { slug }, |slug, count| {
        format!("{slug}-{count}")
    })
}
