//! Names given once: labels and anchors.

use std::collections::{HashMap, HashSet};

/// Names already given.
#[derive(Default)]
pub(super) struct Taken {
    names: HashSet<String>,
    /// How often a name was asked for, so that many alike do not take long.
    asked: HashMap<String, usize>,
}

impl Taken {
    /// Whether the name is given already.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Takes the name if it is free.
    pub(super) fn add(&mut self, name: &str) -> bool {
        !name.is_empty() && self.names.insert(name.to_owned())
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
