//! Makes provisions of pieces: finds which lines are items of which list, and whose closing words stand behind one.
//!
//! Markdown knows bullets and figures; people also type `(a)`, `iv.`, `1°` and their like, indented by any amount
//! or not at all. A mark goes on with the list that it follows on (`(b)` after `(a)`), or begins one below what
//! stands before it. Where two readings are possible, what comes next decides: `(i)` after `(h)` is a letter if
//! `(j)` follows, and a roman one if `(ii)` does.

mod place;

use super::block::{Item, Piece, Shape, is_bullet, without_bullet};
use super::mark::{Mark, Wrap};
use super::number::Numbered;
use super::script::{Kind, Reading};
use super::{CutError, MAX_NESTING, MAX_PROVISIONS, NoticeKind, ProvisionKind};

/// A provision before it has label and anchor.
#[derive(Debug)]
pub(super) struct Draft {
    pub kind: ProvisionKind,
    pub depth: u8,
    /// Index of the item, norm or numbered paragraph that it belongs to.
    pub parent: Option<usize>,
    /// Name of the footnote.
    pub note: Option<String>,
    pub text: String,
    /// Where it begins in the source.
    pub at: usize,
}

/// Something that deserves a look, with the place in the source and the words.
pub(super) struct Look {
    pub kind: NoticeKind,
    pub at: usize,
    pub found: String,
}

/// How many lines that look like items and are none are told.
const MAX_LOOKS: usize = 200;

/// A list that is open.
struct Level {
    column: usize,
    /// What its last item counts; none for bullets.
    reading: Option<Reading>,
    wrap: Option<Wrap>,
    /// Its last item.
    draft: Option<usize>,
    /// The list of Markdown that it is.
    list: Option<usize>,
    /// The item of Markdown that its last item is.
    id: Option<usize>,
}

/// Makes drafts of pieces.
pub(super) struct Nest<'a> {
    pieces: &'a [Piece],
    /// The marks of each piece.
    marks: Vec<Vec<Mark<'a>>>,
    /// For each piece the next one that begins with a mark in the same container, before the next heading.
    next: Vec<Option<usize>>,
    pub drafts: Vec<Draft>,
    pub looks: Vec<Look>,
    levels: Vec<Level>,
    /// The numbered paragraph or norm that what follows belongs to, and how it is numbered.
    base: Option<usize>,
    numbered: Numbered,
}

/// Makes drafts of pieces, and says what deserves a look.
pub(super) fn nest(
    pieces: &[Piece],
    line: &dyn Fn(usize) -> usize,
) -> Result<(Vec<Draft>, Vec<Look>), CutError> {
    let marks: Vec<Vec<Mark<'_>>> = pieces.iter().map(Piece::marks).collect();
    let next = next_marks(pieces, &marks);
    let mut nest = Nest {
        pieces,
        marks,
        next,
        drafts: Vec::new(),
        looks: Vec::new(),
        levels: Vec::new(),
        base: None,
        numbered: Numbered::default(),
    };
    for (index, piece) in pieces.iter().enumerate() {
        nest.piece(index);
        if nest.drafts.len() > MAX_PROVISIONS {
            return Err(CutError::TooMany {
                limit: MAX_PROVISIONS,
            });
        }
        if nest.levels.len() > MAX_NESTING {
            return Err(CutError::TooDeep {
                line: line(piece.at),
                limit: MAX_NESTING,
            });
        }
    }
    Ok((nest.drafts, nest.looks))
}

fn next_marks(pieces: &[Piece], marks: &[Vec<Mark<'_>>]) -> Vec<Option<usize>> {
    let mut seen: std::collections::HashMap<Option<usize>, usize> =
        std::collections::HashMap::new();
    let mut next = vec![None; pieces.len()];
    for (index, piece) in pieces.iter().enumerate().rev() {
        next[index] = seen.get(&piece.container).copied();
        let ordered = piece
            .item
            .as_ref()
            .is_some_and(|item| !item.typed.is_empty());
        match piece.shape {
            Shape::Heading(_) | Shape::Quote => seen.clear(),
            _ if ordered || !marks[index].is_empty() => {
                seen.insert(piece.container, index);
            }
            _ => {}
        }
    }
    next
}

impl Nest<'_> {
    fn piece(&mut self, index: usize) {
        let piece = &self.pieces[index];
        match &piece.shape {
            Shape::Heading(level) => {
                self.levels.clear();
                self.base = None;
                self.numbered.heading(&piece.text);
                self.draft(index, ProvisionKind::Heading, *level, None, &piece.text);
            }
            Shape::Quote => {
                self.levels.clear();
                let parent = self
                    .base
                    .filter(|base| self.drafts[*base].kind != ProvisionKind::Norm);
                let made = self.draft(index, ProvisionKind::Norm, 0, parent, &piece.text);
                // What is listed in the quote belongs to it.
                if self.pieces.get(index + 1).is_some_and(|next| next.quoted) {
                    self.base = Some(made);
                }
            }
            Shape::Note(name) => {
                let depth = self.depth();
                let made = self.draft(index, ProvisionKind::Footnote, depth, None, &piece.text);
                self.drafts[made].note = Some(name.clone());
            }
            Shape::Table => {
                let owner = self.owner_of_words(index);
                self.words(index, ProvisionKind::Table, owner, &piece.text);
            }
            Shape::Words => self.running(index),
        }
    }

    fn running(&mut self, index: usize) {
        let piece = &self.pieces[index];
        // The quote is over: so is its list.
        if !piece.quoted
            && self
                .base
                .is_some_and(|base| self.drafts[base].kind == ProvisionKind::Norm)
        {
            self.levels.clear();
            self.base = None;
        }
        if let Some(item) = &piece.item {
            self.item(index, item);
            return;
        }
        if let Some(mark) = self.marks[index].first() {
            if self.is_item(index, mark) {
                self.marked(index, 0, None);
                return;
            }
            let words = mark.readings.iter().all(|it| it.kind == Kind::Pair);
            if mark.wrap != Wrap::Dash && !words {
                self.look(NoticeKind::NotAnItem, index);
            }
        } else if is_bullet(&piece.text) {
            self.bullet(index, None, without_bullet(&piece.text));
            return;
        }
        let begins = piece.head || piece.broken && self.closes(index);
        if !begins {
            self.go_on(index, "\n");
            return;
        }
        if piece.head && self.is_more_of_item(index) {
            self.go_on(index, "\n\n");
            return;
        }
        if piece.head && piece.container.is_none() && self.numbered.paragraph(&piece.text).is_some()
        {
            self.levels.clear();
            let kind = if piece.quoted {
                ProvisionKind::Norm
            } else {
                ProvisionKind::Paragraph
            };
            let made = self.draft(index, kind, 0, None, &piece.text);
            self.base = Some(made);
            return;
        }
        let owner = self.owner_of_words(index);
        self.words(index, ProvisionKind::Paragraph, owner, &piece.text);
    }

    /// Whether words directly behind an item of Markdown's, in it, are its second paragraph.
    fn is_more_of_item(&self, index: usize) -> bool {
        let container = self.pieces[index].container;
        container.is_some()
            && self.levels.last().is_some_and(|level| {
                level.id == container
                    && level
                        .draft
                        .is_some_and(|draft| draft + 1 == self.drafts.len())
            })
            && self
                .drafts
                .last()
                .is_some_and(|draft| draft.kind == ProvisionKind::ListItem && !is_bare(&draft.text))
    }

    /// An item in the syntax of Markdown.
    fn item(&mut self, index: usize, item: &Item) {
        let piece = &self.pieces[index];
        let typed = figure(item);
        let sibling = self
            .levels
            .iter()
            .rposition(|level| level.list == Some(item.list));
        // "- (a) the lights": the mark is the item's, the bullet only places it.
        let marked = self.marks[index].first().is_some_and(|mark| {
            item.typed.is_empty() && (!mark.needs_company() || self.has_company(index, mark, true))
        });
        if marked {
            if let Some(at) = sibling
                && self.marks[index]
                    .first()
                    .is_some_and(|mark| self.continued(mark, self.floor(index)).is_none())
            {
                self.levels.truncate(at);
            }
            self.marked(index, 0, Some(item));
            return;
        }
        let Some(reading) = typed else {
            self.bullet(index, Some(item), &piece.text);
            return;
        };
        let wrap = if item.typed.ends_with(')') {
            Wrap::After
        } else {
            Wrap::Dot
        };
        let floor = self.floor(index);
        let at = sibling.unwrap_or_else(|| {
            let mark = Mark {
                core: "",
                wrap,
                len: 0,
                readings: vec![reading.clone()],
            };
            self.place(index, &mark, piece.column, floor).0
        });
        // "1. (a) the lights": two items, the first of which says nothing itself.
        let inner = !self.marks[index].is_empty()
            && self.marks[index][0].first().is_some()
            && matches!(self.marks[index][0].wrap, Wrap::Both | Wrap::After);
        let text = if inner || piece.text.is_empty() {
            item.typed.clone()
        } else {
            format!("{} {}", item.typed, piece.text)
        };
        self.open(
            index,
            at,
            Level {
                column: piece.column,
                reading: Some(reading),
                wrap: Some(wrap),
                draft: None,
                list: Some(item.list),
                id: Some(item.id),
            },
            &text,
        );
        if inner {
            self.chain(index, 0, 0, piece.column + 1);
        }
    }

    /// An item that begins with a mark of its own.
    fn marked(&mut self, index: usize, from: usize, item: Option<&Item>) {
        let piece = &self.pieces[index];
        let mark = self.marks[index][from].clone();
        let (at, reading) = self.place(index, &mark, piece.column, self.floor(index));
        let more = self.marks[index].len() > from + 1;
        let text = if more {
            piece.text[..mark.len].trim_end()
        } else {
            piece.text.as_str()
        };
        let text = text.to_owned();
        self.open(
            index,
            at,
            Level {
                column: piece.column,
                reading: Some(reading),
                wrap: Some(mark.wrap),
                draft: None,
                list: item.map(|item| item.list),
                id: item.map(|item| item.id),
            },
            &text,
        );
        if more {
            self.chain(index, from + 1, mark.len, piece.column + 1);
        }
    }

    /// The marks behind the first: each an item of the one before it.
    fn chain(&mut self, index: usize, from: usize, mut start: usize, mut column: usize) {
        let piece = &self.pieces[index];
        for position in from..self.marks[index].len() {
            let mark = self.marks[index][position].clone();
            let last = position + 1 == self.marks[index].len();
            let text = if last {
                piece.text[start..].to_owned()
            } else {
                piece.text[start..start + mark.len].trim_end().to_owned()
            };
            let reading = mark.first().or(mark.readings.first()).cloned();
            let at = self.levels.len();
            self.open(
                index,
                at,
                Level {
                    column,
                    reading,
                    wrap: Some(mark.wrap),
                    draft: None,
                    list: None,
                    id: None,
                },
                &text,
            );
            start += mark.len;
            column += 1;
        }
    }

    fn bullet(&mut self, index: usize, item: Option<&Item>, text: &str) {
        let piece = &self.pieces[index];
        let floor = self.floor(index);
        let sibling = self.levels.iter().rposition(|level| match item {
            Some(item) => level.list == Some(item.list),
            None => level.reading.is_none() && level.list.is_none() && level.column == piece.column,
        });
        let at = sibling.filter(|at| *at >= floor).unwrap_or_else(|| {
            let mut at = self.levels.len();
            while at > floor && self.levels[at - 1].column > piece.column {
                at -= 1;
            }
            if at > floor
                && self.levels[at - 1].column == piece.column
                && !self.ends_open()
                && self.goes_on(index, floor).is_none()
            {
                while at > floor && self.levels[at - 1].column == piece.column {
                    at -= 1;
                }
            } else if let Some(keep) = self.goes_on(index, floor).filter(|_| !self.ends_open()) {
                at = at.min(keep + 1);
            }
            at
        });
        self.open(
            index,
            at,
            Level {
                column: piece.column,
                reading: None,
                wrap: None,
                draft: None,
                list: item.map(|item| item.list),
                id: item.map(|item| item.id),
            },
            text,
        );
    }

    /// Closes the lists from `at` on and begins an item there.
    fn open(&mut self, index: usize, at: usize, mut level: Level, text: &str) {
        self.levels.truncate(at);
        let parent = self.levels.iter().rev().find_map(|level| level.draft);
        let depth = u8::try_from(self.levels.len() + 1).unwrap_or(u8::MAX);
        let parent = parent.or(self.base);
        if text.is_empty() {
            self.levels.push(level);
            return;
        }
        level.draft = Some(self.draft(index, ProvisionKind::ListItem, depth, parent, text));
        self.levels.push(level);
    }

    fn draft(
        &mut self,
        index: usize,
        kind: ProvisionKind,
        depth: u8,
        parent: Option<usize>,
        text: &str,
    ) -> usize {
        self.drafts.push(Draft {
            kind,
            depth,
            parent,
            note: None,
            text: text.trim().to_owned(),
            at: self.pieces[index].at,
        });
        self.drafts.len() - 1
    }

    fn words(&mut self, index: usize, kind: ProvisionKind, owner: Option<usize>, text: &str) {
        let depth = self.depth();
        let kind = if kind == ProvisionKind::Paragraph && self.pieces[index].quoted {
            ProvisionKind::Norm
        } else {
            kind
        };
        self.draft(index, kind, depth, owner.or(self.base), text);
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.levels.len()).unwrap_or(u8::MAX)
    }

    /// Adds the words of a piece to the provision before.
    fn go_on(&mut self, index: usize, divider: &str) {
        let text = &self.pieces[index].text;
        let Some(last) = self.drafts.last_mut() else {
            self.words(index, ProvisionKind::Paragraph, None, text);
            return;
        };
        last.text.push_str(divider);
        last.text.push_str(text);
    }

    fn look(&mut self, kind: NoticeKind, index: usize) {
        if self.looks.len() >= MAX_LOOKS {
            return;
        }
        let piece = &self.pieces[index];
        self.looks.push(Look {
            kind,
            at: piece.at,
            found: piece.text.chars().take(40).collect(),
        });
    }
}

/// What the figure of an item of Markdown's counts.
fn figure(item: &Item) -> Option<Reading> {
    let figures = item.typed.trim_end_matches(['.', ')']);
    figures.parse().ok().map(Reading::figure)
}

/// Whether an item is nothing but its mark.
fn is_bare(text: &str) -> bool {
    super::mark::item_mark(text).is_some_and(|mark| mark.len == text.len())
}
