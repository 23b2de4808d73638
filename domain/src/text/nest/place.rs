//! Where a piece goes: whether a line is an item, of which list, and what words without a mark belong to.

use super::super::ProvisionKind;
use super::super::mark::{self, Mark, Wrap};
use super::super::script::{Kind, Reading};
use super::{Level, Nest, figure, is_bare};

/// How far ahead a list looks for its next item.
const AHEAD: usize = 16;

/// Words that a number in the next line belongs to: "under paragraph\n(a)".
const REFERRING: &[&str] = &[
    "paragraph",
    "paragraphs",
    "para",
    "article",
    "articles",
    "art.",
    "section",
    "sections",
    "subsection",
    "subsections",
    "subparagraph",
    "subparagraphs",
    "clause",
    "clauses",
    "point",
    "points",
    "item",
    "items",
    "alinéa",
    "alinéas",
    "l’article",
    "l'article",
    "absatz",
    "abs.",
    "nummer",
    "nr.",
    "artikel",
    "artículo",
    "apartado",
    "пункт",
    "пункта",
    "статьи",
    "المادة",
    "الفقرة",
    "البند",
    "see",
    "§",
    "§§",
];

/// Lists usually stand in each other in this order.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::UpperRoman => 0,
        Kind::UpperLetter => 1,
        Kind::Figure => 2,
        Kind::Letter | Kind::Script(_) | Kind::Pair => 3,
        Kind::Roman => 4,
        Kind::Double => 5,
    }
}

impl Nest<'_> {
    /// How many open lists the container of a piece keeps open.
    pub(super) fn floor(&self, index: usize) -> usize {
        match self.pieces[index].container {
            None => 0,
            container => self
                .levels
                .iter()
                .rposition(|level| level.id == container)
                .map_or(0, |at| at + 1),
        }
    }

    /// Where a marked item goes: how many lists stay open around it, and what it counts.
    pub(super) fn place(
        &self,
        index: usize,
        mark: &Mark<'_>,
        column: usize,
        floor: usize,
    ) -> (usize, Reading) {
        let fallback = Reading::figure(0);
        let first = mark.first();
        if let Some((at, reading)) = self.continued(mark, floor) {
            let level = &self.levels[at];
            match first {
                Some(first) if first.kind != reading.kind => {
                    let nests = column > level.column
                        || (column == level.column && self.begins(index, mark, first, &reading));
                    if !nests {
                        return (at, reading);
                    }
                    return (
                        self.below(index, first, mark.wrap, column, floor),
                        first.clone(),
                    );
                }
                _ => return (at, reading),
            }
        }
        if let Some(first) = first {
            return (
                self.below(index, first, mark.wrap, column, floor),
                first.clone(),
            );
        }
        // It neither goes on nor begins: a gap, or a step back, in a list of its kind.
        let same = |level: &Level| {
            level.wrap == Some(mark.wrap)
                && level.reading.as_ref().is_some_and(|before| {
                    mark.readings
                        .iter()
                        .any(|reading| reading.kind == before.kind)
                })
        };
        let found = (floor..self.levels.len())
            .rev()
            .find(|at| same(&self.levels[*at]) && self.levels[*at].column == column)
            .or_else(|| {
                (floor..self.levels.len())
                    .rev()
                    .find(|at| same(&self.levels[*at]))
            });
        if let Some(at) = found.filter(|at| self.levels[*at].column + 1 >= column) {
            let kind = self.levels[at].reading.as_ref().map(|it| it.kind);
            let reading = mark
                .readings
                .iter()
                .find(|reading| Some(reading.kind) == kind);
            return (at, reading.cloned().unwrap_or(fallback));
        }
        let reading = mark.readings.first().cloned().unwrap_or(fallback);
        (
            self.below(index, &reading, mark.wrap, column, floor),
            reading,
        )
    }

    /// The open list that a mark goes on with: one in the same column first, then the innermost.
    pub(super) fn continued(&self, mark: &Mark<'_>, floor: usize) -> Option<(usize, Reading)> {
        (floor..self.levels.len()).rev().find_map(|at| {
            let level = &self.levels[at];
            let before = level
                .reading
                .as_ref()
                .filter(|_| level.wrap == Some(mark.wrap))?;
            let reading = mark.readings.iter().find(|it| it.follows(before))?;
            Some((at, reading.clone()))
        })
    }

    /// Whether a mark that could go on with a list begins a new one instead: what comes next says it.
    fn begins(&self, index: usize, mark: &Mark<'_>, first: &Reading, other: &Reading) -> bool {
        let Some(next) = self.next_of(index) else {
            return false;
        };
        if next.wrap != mark.wrap {
            return false;
        }
        let goes_on = |reading: &Reading| next.readings.iter().any(|it| it.follows(reading));
        goes_on(first) && !goes_on(other)
    }

    fn next_of(&self, index: usize) -> Option<&Mark<'_>> {
        self.next[index].and_then(|next| self.marks[next].first())
    }

    /// Where a new list is opened.
    fn below(
        &self,
        _index: usize,
        first: &Reading,
        wrap: Wrap,
        column: usize,
        floor: usize,
    ) -> usize {
        let mut at = self.levels.len();
        while at > floor && self.levels[at - 1].column > column {
            at -= 1;
        }
        // The same kind of list does not stand in itself in the same column: it begins anew.
        let again = (floor..at).rev().find(|at| {
            let level = &self.levels[*at];
            level.column >= column
                && level.wrap == Some(wrap)
                && level
                    .reading
                    .as_ref()
                    .is_some_and(|it| it.kind == first.kind)
        });
        if let Some(again) = again {
            return again;
        }
        let innermost = self.levels.len();
        while at > floor && self.levels[at - 1].column == column {
            let level = &self.levels[at - 1];
            let deeper = level
                .reading
                .as_ref()
                .is_some_and(|it| rank(first.kind) > rank(it.kind));
            let alike = level.wrap == Some(wrap);
            let nests = if at == innermost && self.ends_open() {
                true
            } else {
                deeper || (alike && at == innermost && !self.ends_list())
            };
            if nests {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether the last provision leads on to what follows it: it ends with a colon or a dash, or in the midst of a
    /// sentence.
    pub(super) fn ends_open(&self) -> bool {
        let Some(last) = self.drafts.last() else {
            return false;
        };
        if last.kind == ProvisionKind::ListItem && is_bare(&last.text) {
            return true;
        }
        let text = last
            .text
            .trim_end_matches(['*', '_', ' ', ')', '"', '”', '»']);
        text.ends_with([':', '：', '—', '–', '-']) || text.ends_with(|c: char| c.is_alphanumeric())
    }

    /// Whether the last provision ends with a full stop.
    fn ends_list(&self) -> bool {
        self.drafts.last().is_some_and(|last| {
            let text = last
                .text
                .trim_end_matches(['*', '_', ' ', ')', '"', '”', '»']);
            text.ends_with(['.', '。', '؟', '?', '!'])
        })
    }

    /// The open list that the next mark in the same container goes on with.
    pub(super) fn goes_on(&self, index: usize, floor: usize) -> Option<usize> {
        let next = self.next[index]?;
        if let Some(item) = self.pieces[next].item.as_ref()
            && let Some(at) = self
                .levels
                .iter()
                .rposition(|level| level.list == Some(item.list))
        {
            return (at >= floor).then_some(at);
        }
        if let Some(reading) = self.pieces[next].item.as_ref().and_then(figure) {
            return (floor..self.levels.len()).rev().find(|at| {
                let level = &self.levels[*at];
                level.reading.as_ref().is_some_and(|it| reading.follows(it))
            });
        }
        let mark = self.marks[next].first()?;
        self.continued(mark, floor).map(|(at, _)| at)
    }

    /// Closes the lists that words without a mark end, and answers the item that they belong to.
    pub(super) fn owner_of_words(&mut self, index: usize) -> Option<usize> {
        let piece = &self.pieces[index];
        let floor = self.floor(index);
        let deeper = self.levels.len() > floor
            && self
                .levels
                .last()
                .is_some_and(|level| level.column < piece.column && piece.head);
        if !deeper {
            if let Some(at) = self.goes_on(index, floor).filter(|_| piece.head) {
                self.levels.truncate(at + 1);
            } else {
                let mut at = self.levels.len();
                while at > floor && self.levels[at - 1].column > piece.column {
                    at -= 1;
                }
                // A sentence that goes on closes the innermost list alone.
                let small = piece.text.starts_with(char::is_lowercase);
                while at > floor && self.levels[at - 1].column >= piece.column {
                    at -= 1;
                    if small {
                        break;
                    }
                }
                self.levels.truncate(at);
            }
        }
        self.levels.iter().rev().find_map(|level| level.draft)
    }

    /// Whether a line that was broken off on purpose closes the list before it.
    pub(super) fn closes(&self, index: usize) -> bool {
        let floor = self.floor(index);
        let follows_item = self
            .drafts
            .last()
            .is_some_and(|last| last.kind == ProvisionKind::ListItem);
        follows_item
            && self.levels.len() > floor
            && self.levels.last().is_some_and(|level| {
                level
                    .reading
                    .as_ref()
                    .is_some_and(|reading| reading.number > 1)
            })
            && self.goes_on_in_paragraph(index).is_none()
    }

    /// A mark further on in the same paragraph.
    fn goes_on_in_paragraph(&self, index: usize) -> Option<usize> {
        let next = self.next[index]?;
        (!self.pieces[next].head && next <= index + AHEAD)
            .then(|| self.goes_on(index, self.floor(index)))
            .flatten()
    }

    /// Whether a line that begins like an item is one.
    pub(super) fn is_item(&self, index: usize, mark: &Mark<'_>) -> bool {
        let piece = &self.pieces[index];
        let floor = self.floor(index);
        let continues = self.continued(mark, floor).is_some();
        let company = continues || self.has_company(index, mark, false);
        if piece.head {
            return (company || !mark.needs_company()) && !self.counts_inside(index, mark);
        }
        let before = self.drafts.last().map_or("", |draft| draft.text.trim_end());
        let word = before
            .rsplit(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let joined = matches!(
            word.as_str(),
            "and" | "or" | "to" | "et" | "ou" | "und" | "oder"
        );
        if REFERRING.contains(&word.as_str()) || (joined && !continues) {
            return false;
        }
        continues || (mark.first().is_some() && (company || before.ends_with([':', '：'])))
    }

    /// Whether another mark goes on with this one nearby.
    pub(super) fn has_company(&self, index: usize, mark: &Mark<'_>, bullets: bool) -> bool {
        let floor = self.floor(index);
        if self.continued(mark, floor).is_some() {
            return true;
        }
        if mark.first().is_none() {
            return false;
        }
        let follows = |next: &Mark<'_>| {
            next.wrap == mark.wrap
                && next
                    .readings
                    .iter()
                    .any(|it| mark.readings.iter().any(|before| it.follows(before)))
        };
        let container = self.pieces[index].container;
        let mut at = self.next[index];
        let mut count = 0;
        while let Some(next) = at {
            count += 1;
            if count > AHEAD || (!bullets && self.pieces[next].container != container) {
                return false;
            }
            if self.marks[next].first().is_some_and(follows) {
                return true;
            }
            at = self.next[next];
        }
        false
    }

    /// Whether a paragraph counts in its running text: "(1) First the inner gate, (2) then the outer gate."
    fn counts_inside(&self, index: usize, mark: &Mark<'_>) -> bool {
        let Some(first) = mark.first() else {
            return false;
        };
        if self.next_of(index).is_some_and(|next| {
            next.wrap == mark.wrap && next.readings.iter().any(|it| it.follows(first))
        }) {
            return false;
        }
        let words = &self.pieces[index].text[mark.len..];
        words.match_indices('(').take(AHEAD).any(|(at, _)| {
            let before = words[..at].trim_end();
            let joined = before.ends_with([',', ';', ':', '،', '؛'])
                || ["and", "or", "et", "ou", "und", "oder", "y", "o"]
                    .iter()
                    .any(|word| before.ends_with(&format!(" {word}")));
            joined
                && mark::mark(&words[at..]).is_some_and(|inner| {
                    inner.wrap == mark.wrap && inner.readings.iter().any(|it| it.follows(first))
                })
        })
    }
}
