//! Small importers of the shared texts for the tests of matching. They do not go through the product's own cutting of
//! texts, so that the pairs written down in `gold/` keep their meaning whatever that becomes.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::HashMap;

use domain::text::{Provision, ProvisionKind};

use crate::shared_texts::shared;

/// The versions of the Debian constitution that are matched, in order.
pub const DEBIAN: [&str; 6] = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"];

/// The states of section 5 of NIST SP 800-63B that are matched, in order.
pub const NIST: [&str; 4] = [
    "2016-05-15.8fe223d9",
    "2016-09-01.02e9e525",
    "2017-02-01.f80d7889",
    "2017-06-25.bbc32549",
];

/// A version of the Debian constitution.
pub fn debian(version: &str) -> Option<Vec<Provision>> {
    let path = format!("texts/debian-constitution/constitution.{version}.txt");
    Some(numbered(&shared(&path)?))
}

/// A state of section 5 of NIST SP 800-63B.
pub fn nist(state: &str) -> Option<Vec<Provision>> {
    let path = format!("texts/nist-sp800-63/history/sec5_authenticators.{state}.md");
    Some(marked(&shared(&path)?))
}

/// Collects provisions and gives them labels, anchors and parents.
#[derive(Default)]
struct Builder {
    provisions: Vec<Provision>,
    /// Headings and items above the next provision: depth and place. Headings have depths below 10, items from 10 on.
    above: Vec<(u8, usize)>,
    /// How often a label was given.
    given: HashMap<String, usize>,
    /// Unnumbered pieces below each label.
    below: HashMap<String, usize>,
    /// The last piece may go on with the next line.
    open: bool,
}

impl Builder {
    fn heading(&mut self, depth: u8, text: &str) {
        let word = text.split_whitespace().next().unwrap_or_default();
        let numbered = word.starts_with(|c: char| c.is_ascii_digit())
            || word.len() > 1 && word[1..].starts_with('.');
        let label = if numbered {
            word.trim_end_matches('.').to_owned()
        } else {
            "title".to_owned()
        };
        self.put(ProvisionKind::Heading, depth, label, text);
        self.open = false;
    }

    fn item(&mut self, nesting: u8, text: &str) {
        let number = text
            .split_once('.')
            .map(|(number, _)| number)
            .filter(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
        let parent = self.label_above(10 + nesting);
        let label = match number {
            Some(number) => format!("{parent}({number})"),
            None => self.unnumbered(&parent),
        };
        self.put(ProvisionKind::ListItem, 10 + nesting, label, text);
    }

    fn block(&mut self, kind: ProvisionKind, text: &str) {
        let parent = self.label_above(10);
        let label = self.unnumbered(&parent);
        self.put(kind, 10, label, text);
    }

    fn unnumbered(&mut self, parent: &str) -> String {
        let count = self.below.entry(parent.to_owned()).or_default();
        *count += 1;
        format!("{parent}#{count}")
    }

    fn label_above(&mut self, depth: u8) -> String {
        while self.above.last().is_some_and(|(above, _)| *above >= depth) {
            self.above.pop();
        }
        self.above.last().map_or_else(String::new, |(_, place)| {
            self.provisions[*place].label.clone()
        })
    }

    fn put(&mut self, kind: ProvisionKind, depth: u8, label: String, text: &str) {
        self.label_above(depth);
        let parent = self
            .above
            .last()
            .map(|(_, place)| self.provisions[*place].anchor.clone());
        let count = self.given.entry(label.clone()).or_default();
        *count += 1;
        let label = if *count > 1 {
            format!("{label}'")
        } else {
            label
        };
        let place = self.provisions.len();
        self.provisions.push(Provision {
            ord: i32::try_from(place + 1).expect("small"),
            anchor: format!("a{place}"),
            label,
            parent,
            kind,
            depth: if depth > 10 { depth - 10 } else { depth % 10 },
            text: text.trim().to_owned(),
        });
        if depth != 10 {
            self.above.push((depth, place));
        }
        self.open = true;
    }

    fn go_on(&mut self, text: &str) {
        let last = self.provisions.last_mut().expect("open");
        last.text.push('\n');
        last.text.push_str(text.trim());
    }
}

/// Numbered plain text: headings stand at the margin with nothing but an empty line below them, items are set in.
fn numbered(source: &str) -> Vec<Provision> {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = Builder::default();
    for (place, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let alone = lines
            .get(place + 1)
            .is_none_or(|next| next.trim().is_empty());
        let word = text.split(' ').next().unwrap_or_default();
        let number = word.strip_suffix('.').unwrap_or_default();
        let is_number = !number.is_empty()
            && number.split('.').all(|part| {
                part.len() < 4 && part.chars().all(|c| c.is_ascii_digit())
                    || part.len() == 1 && part.chars().all(|c| c.is_ascii_uppercase())
            });
        if text.is_empty() {
            out.open = false;
        } else if place == 0 {
            out.heading(0, text);
        } else if indent < 4 && is_number && alone {
            out.heading(if number.contains('.') { 2 } else { 1 }, text);
        } else if is_number && number.chars().all(|c| c.is_ascii_digit()) && indent >= 3 {
            out.item(if indent < 6 { 1 } else { 2 }, text);
        } else if let Some(rest) = text.strip_prefix("+ ") {
            out.item(2, rest);
        } else if out.open {
            out.go_on(text);
        } else {
            out.block(ProvisionKind::Paragraph, text);
        }
    }
    out.provisions
}

/// Markdown with HTML in it: headings, items, quotes and paragraphs; tags are dropped, and what is nothing but tags
/// divides.
fn marked(source: &str) -> Vec<Provision> {
    let mut out = Builder::default();
    for line in source.lines() {
        let cell = line.contains("<td>");
        let bare = without_tags(line);
        let text = bare.trim();
        let hashes = text.len() - text.trim_start_matches('#').len();
        let ordered = text.split_once(". ").is_some_and(|(number, _)| {
            !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        });
        if text.is_empty() {
            out.open = false;
        } else if hashes > 0 {
            let depth = u8::try_from(hashes).expect("few");
            out.heading(depth, text[hashes..].trim());
        } else if let Some(rest) = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")) {
            out.item(1, rest);
        } else if ordered {
            out.item(1, text);
        } else if let Some(rest) = text.strip_prefix('>') {
            out.block(ProvisionKind::Norm, rest);
        } else if out.open && !cell {
            out.go_on(text);
        } else {
            out.block(ProvisionKind::Paragraph, text);
        }
    }
    out.provisions
}

fn without_tags(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for (at, c) in line.char_indices() {
        let opens =
            c == '<' && line[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match c {
            _ if opens => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out
}
