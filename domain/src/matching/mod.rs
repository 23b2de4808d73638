//! Matches the provisions of one version with those of the next: what [`crate::outcome`] starts from.
//!
//! [`propose`] says where each provision of the new version comes from; a person corrects it where it is wrong.
//!
//! Provisions are compared by the words they share, found through an index of words and pairs of words, so that the
//! work grows with the text and not with the square of it. A number in front of a heading or an item is no word of
//! it: what was only renumbered is unchanged.

mod features;
mod pairing;

use std::collections::{HashMap, HashSet};

use crate::outcome::Source;
use crate::redline::increasing;
use crate::text::{Provision, ProvisionKind};

use features::{Features, parents};
use pairing::Pairing;

/// Where each provision of `new` comes from, in its order: from one of `old` (the same, modified, or moved), from one
/// that became several, from several that became one, or from none.
///
/// Anchors of `new` are provisional: the same anchor in both versions means nothing.
pub fn propose(old: &[Provision], new: &[Provision]) -> Vec<Source> {
    let features = Features::of(old, new);
    let pairing = Pairing::of(old, new, &features);
    let moved = moved(old, new, &pairing);
    let anchor = |from: &usize| old[*from].anchor.clone();
    let mut sources: Vec<Source> = pairing
        .source
        .iter()
        .enumerate()
        .map(|(to, from)| Source {
            from: from.iter().map(anchor).collect(),
            // Words that were changed on the way are told as changed.
            moved: moved.contains(&to) && from.is_some_and(|from| features.is_same_text(from, to)),
        })
        .collect();
    for (from, parts) in &pairing.splits {
        for to in parts {
            sources[*to].from = vec![anchor(from)];
        }
    }
    for (from, to) in &pairing.merges {
        sources[*to].from = from.iter().map(anchor).collect();
    }
    sources
}

/// Whether two provisions are the same kind of thing and say the same, down to marks and punctuation, whatever number
/// they carry.
pub fn is_unchanged(old: &Provision, new: &Provision) -> bool {
    old.kind == new.kind && features::wording(old) == features::wording(new)
}

/// Places in `new` of paired provisions that stand in another order among their neighbours, or under another
/// provision that is itself old. What comes along with its heading has not moved, nor has what a new heading was put
/// above.
fn moved(old: &[Provision], new: &[Provision], pairing: &Pairing) -> HashSet<usize> {
    let (old_parents, new_parents) = (parents(old), parents(new));
    let mut moved = HashSet::new();
    // Neighbours: headings; what has the same parent in both versions; everything else.
    let mut neighbours: HashMap<_, Vec<(usize, usize)>> = HashMap::new();
    for (from, to) in pairing.target.iter().enumerate() {
        let Some(to) = *to else { continue };
        let is_heading = new[to].kind == ProvisionKind::Heading;
        let before = old_parents[from].map(|parent| pairing.target[parent]);
        let after = new_parents[to].map(|parent| pairing.source[parent]);
        let same = before.flatten() == new_parents[to] && after.flatten() == old_parents[from];
        if is_heading || same {
            let parent = old_parents[from].filter(|_| !is_heading);
            neighbours
                .entry((is_heading, parent))
                .or_default()
                .push((from, to));
        }
        // A parent that is new, or one that is gone, says nothing about the provision.
        let known = before != Some(None) && after != Some(None);
        if !same && known && new[to].kind != ProvisionKind::Footnote {
            moved.insert(to);
        }
    }
    for pairs in neighbours.into_values() {
        let in_order: HashSet<usize> = increasing(&pairs).into_iter().map(|(_, to)| to).collect();
        moved.extend(
            pairs
                .into_iter()
                .map(|(_, to)| to)
                .filter(|to| !in_order.contains(to)),
        );
    }
    moved
}
