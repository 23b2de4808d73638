//! Matches the provisions of one version with those of the next: what [`crate::outcome`] starts from.
//!
//! [`propose`] says where each provision of the new version comes from; a person corrects it where it is wrong. It goes
//! the way a reader goes: headings first, by their titles and what stands under them; then, under each heading, the
//! provisions in their order; then what was divided or put together; and last what went elsewhere. Under a heading that
//! is gone nothing becomes a look-alike under another one: only the very same words are followed there.
//!
//! Provisions are compared by their words and pairs of words, rare ones counting more. A number in front is no word:
//! what was only renumbered says the same.

mod content;
mod division;
mod elsewhere;
mod features;
mod headings;
mod number;
mod order;
mod relation;

use std::collections::{HashMap, HashSet};

use crate::text::{Provision, ProvisionKind};

use features::Features;
pub(crate) use order::increasing;

pub use number::words;
pub use relation::{Relation, relation};

/// Where a provision of a version comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Anchors in the version before, in reading order; none: new.
    pub from: Vec<String>,
    /// It stands elsewhere now.
    pub moved: bool,
}

/// Where each provision of `new` comes from, in its order: from one of `old` (the same, modified, or moved), from one
/// that became several, from several that became one, or from none.
///
/// Anchors of `new` are provisional: the same anchor in both versions means nothing.
pub fn propose(old: &[Provision], new: &[Provision]) -> Vec<Origin> {
    let mut matching = Matching::new(old, new);
    matching.pair_headings();
    matching.pair_content();
    matching.divide();
    matching.pair_elsewhere();
    matching.divide();
    let moved = matching.moved();
    matching
        .from
        .iter()
        .enumerate()
        .map(|(to, from)| Origin {
            from: from.iter().map(|from| old[*from].anchor.clone()).collect(),
            // Words that were changed on the way are told as changed.
            moved: moved.contains(&to)
                && matches!(from.as_slice(), [from] if matching.features.is_same(*from, to)),
        })
        .collect()
}

/// The places of headings or provisions that stand at the top of a version: under nothing.
type Above = Option<usize>;

/// One version, as a matching reads it.
struct Side<'a> {
    provisions: &'a [Provision],
    /// The provision that each belongs to.
    parent: Vec<Above>,
    /// The heading that each stands under; of a heading, the one above it by level.
    heading: Vec<Above>,
    /// What stands directly under each heading, and before the first; notes apart.
    content: HashMap<Above, Vec<usize>>,
    notes: Vec<usize>,
    headings: Vec<usize>,
}

impl<'a> Side<'a> {
    fn of(provisions: &'a [Provision]) -> Self {
        let places: HashMap<&str, usize> = provisions
            .iter()
            .enumerate()
            .map(|(place, provision)| (provision.anchor.as_str(), place))
            .collect();
        let parent: Vec<Above> = provisions
            .iter()
            .enumerate()
            .map(|(place, provision)| {
                let parent = provision.parent.as_deref()?;
                places.get(parent).copied().filter(|parent| *parent < place)
            })
            .collect();
        let mut side = Self {
            provisions,
            heading: Vec::with_capacity(provisions.len()),
            parent,
            content: HashMap::new(),
            notes: Vec::new(),
            headings: Vec::new(),
        };
        let mut last = None;
        for (place, provision) in provisions.iter().enumerate() {
            match provision.kind {
                ProvisionKind::Heading => {
                    side.headings.push(place);
                    side.heading.push(side.parent[place]);
                    last = Some(place);
                }
                ProvisionKind::Footnote => {
                    side.notes.push(place);
                    side.heading.push(last);
                }
                _ => {
                    side.content.entry(last).or_default().push(place);
                    side.heading.push(last);
                }
            }
        }
        side
    }

    fn content(&self, heading: Above) -> &[usize] {
        self.content.get(&heading).map_or(&[], Vec::as_slice)
    }

    fn kind(&self, place: usize) -> ProvisionKind {
        self.provisions[place].kind
    }

    /// Whether a provision can be divided or put together with others: headings, tables and notes stay what they are.
    fn can_divide(&self, place: usize) -> bool {
        matches!(
            self.kind(place),
            ProvisionKind::Norm | ProvisionKind::Paragraph | ProvisionKind::ListItem
        )
    }
}

/// A matching in the making.
struct Matching<'a> {
    old: Side<'a>,
    new: Side<'a>,
    features: Features,
    /// For each new provision, the old ones it comes from.
    from: Vec<Vec<usize>>,
    /// For each old provision, the new ones it became.
    became: Vec<Vec<usize>>,
}

impl<'a> Matching<'a> {
    fn new(old: &'a [Provision], new: &'a [Provision]) -> Self {
        Self {
            features: Features::of(old, new),
            from: vec![Vec::new(); new.len()],
            became: vec![Vec::new(); old.len()],
            old: Side::of(old),
            new: Side::of(new),
        }
    }

    fn old_free(&self, old: usize) -> bool {
        self.became[old].is_empty()
    }

    fn new_free(&self, new: usize) -> bool {
        self.from[new].is_empty()
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.old_free(old) && self.new_free(new) {
            self.join(old, new);
        }
    }

    /// Adds one more origin.
    fn join(&mut self, old: usize, new: usize) {
        self.from[new].push(old);
        self.from[new].sort_unstable();
        self.became[old].push(new);
        self.became[old].sort_unstable();
    }

    /// The one new provision that an old one became, if it became one that comes from nothing else.
    fn target(&self, old: usize) -> Option<usize> {
        match self.became[old].as_slice() {
            [new] if self.from[*new].len() == 1 => Some(*new),
            _ => None,
        }
    }

    fn source(&self, new: usize) -> Option<usize> {
        match self.from[new].as_slice() {
            [old] if self.became[*old].len() == 1 => Some(*old),
            _ => None,
        }
    }

    /// The headings that stand for each other, and the beginnings before the first.
    fn sections(&self) -> Vec<(Above, Above)> {
        let headings = self.old.headings.iter();
        let paired = headings.filter_map(|old| Some((Some(*old), Some(self.target(*old)?))));
        std::iter::once((None, None)).chain(paired).collect()
    }

    /// Whether two provisions stand under headings that stand for each other.
    fn is_same_section(&self, old: usize, new: usize) -> bool {
        match (self.old.heading[old], self.new.heading[new]) {
            (None, None) => true,
            (Some(old), Some(new)) => self.target(old) == Some(new),
            _ => false,
        }
    }

    /// New places of paired provisions that stand in another order among their neighbours, or under another provision
    /// that is itself old. What comes along with its heading has not moved, nor has what a new heading was put above,
    /// nor a heading whose level alone changed.
    fn moved(&self) -> HashSet<usize> {
        let mut moved = HashSet::new();
        // Neighbours: headings; what has the same parent in both versions; everything else.
        let mut neighbours: HashMap<_, Vec<(usize, usize)>> = HashMap::new();
        for from in 0..self.became.len() {
            let Some(to) = self.target(from) else {
                continue;
            };
            let kind = self.new.kind(to);
            if kind == ProvisionKind::Footnote {
                continue;
            }
            if kind == ProvisionKind::Heading {
                neighbours.entry(None).or_default().push((from, to));
                continue;
            }
            let (old_parent, new_parent) = (self.old.parent[from], self.new.parent[to]);
            let before = old_parent.map(|parent| self.target(parent));
            let after = new_parent.map(|parent| self.source(parent));
            if before.flatten() == new_parent && after.flatten() == old_parent {
                neighbours
                    .entry(Some(old_parent))
                    .or_default()
                    .push((from, to));
            } else if before != Some(None) && after != Some(None) {
                // A parent that is new, or one that is gone, says nothing about the provision.
                moved.insert(to);
            }
        }
        for pairs in neighbours.into_values() {
            let in_order: HashSet<usize> =
                increasing(&pairs).into_iter().map(|(_, to)| to).collect();
            let places = pairs.into_iter().map(|(_, to)| to);
            moved.extend(places.filter(|to| !in_order.contains(to)));
        }
        moved
    }
}
