//! Reads a document into the pieces that [`super::nest`] makes provisions of: headings, quotes, tables, notes, and
//! running text line by line wherever a line begins like an item of a list. No word is lost: what the parser takes
//! for no block at all is kept as running text.

mod lines;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::MAX_NESTING;
use lines::{Line, dedent_line, divided, escape_definition};
pub(super) use lines::{is_bullet, without_bullet};

use super::html;
use super::mark::{Mark, marks};
use super::normalise::{nested, nests, options};
use super::slice::{columns, dedent, heading_text, line_start, unquoted};

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Heading(u8),
    /// A quote; `Words` of the same quote follow it where it holds a list.
    Quote,
    Table,
    Note(String),
    Words,
}

/// An item of a list in the syntax of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Number of the item in the document: what stands in it names it as its container.
    pub id: usize,
    /// Number of its list.
    pub list: usize,
    /// Its figure as typed, with what divides it from the words: `3.`; empty for a bullet.
    pub typed: String,
}

/// A piece of a document.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub shape: Shape,
    pub text: String,
    /// Where it begins in the source.
    pub at: usize,
    /// Column where it begins.
    pub column: usize,
    /// It begins a paragraph; otherwise a line of the one before it.
    pub head: bool,
    /// It is a line without a mark that was begun although the line before had room for its first word.
    pub broken: bool,
    /// The item that begins with it.
    pub item: Option<Item>,
    /// The item it stands in.
    pub container: Option<usize>,
    /// It stands in the quote before it.
    pub quoted: bool,
}

impl Piece {
    /// The marks it begins with.
    pub(super) fn marks(&self) -> Vec<Mark<'_>> {
        match self.shape {
            Shape::Words => marks(&self.text),
            _ => Vec::new(),
        }
    }
}

/// Where the reader is.
enum Place {
    List { id: usize },
    Item { id: usize, indent: usize },
}

pub(super) struct Reader<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    places: Vec<Place>,
    items: usize,
    lists: usize,
    /// An item of which nothing has been read.
    pending: Option<(Item, usize, usize)>,
    /// Up to where the source has been taken.
    taken: usize,
    /// Where lines must not be divided: code, quotes, and what is emphasised or linked across lines.
    fixed: Vec<Range<usize>>,
    /// Of these, where lines keep their indentation.
    kept: Vec<Range<usize>>,
}

/// Reads a document; the error is the offset where it is nested too deeply.
pub(super) fn read(source: &str) -> Result<Vec<Piece>, usize> {
    let mut reader = Reader {
        source,
        pieces: Vec::new(),
        places: Vec::new(),
        items: 0,
        lists: 0,
        pending: None,
        taken: 0,
        fixed: Vec::new(),
        kept: Vec::new(),
    };
    reader.run()?;
    Ok(reader.pieces)
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), usize> {
        // A block being taken as a whole: its tag's end is awaited, `inside` elements down.
        let mut inside = 0_usize;
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(self.source, options()).into_offset_iter() {
            match event {
                Event::Start(tag) => {
                    if nests(&tag) {
                        depth += 1;
                        if depth > MAX_NESTING {
                            return Err(range.start);
                        }
                    }
                    if inside > 0 {
                        inside += 1;
                    } else if self.start(&tag, range) {
                        inside = 1;
                    }
                }
                Event::End(end) => {
                    if nested(end) {
                        depth = depth.saturating_sub(1);
                    }
                    if inside > 0 {
                        inside -= 1;
                    } else {
                        self.end(end, range);
                    }
                }
                Event::Code(_) if inside == 0 => self.fixed.push(range),
                Event::Rule if inside == 0 && self.places.is_empty() => {
                    self.words(range.start);
                    self.taken = range.end;
                }
                _ => {}
            }
        }
        self.words(self.source.len());
        Ok(())
    }

    /// Begins a block; true if it is taken as a whole.
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> bool {
        let in_item = !self.places.is_empty();
        match tag {
            Tag::List(_) => {
                self.words(range.start);
                self.open_item();
                self.lists += 1;
                self.places.push(Place::List { id: self.lists });
                return false;
            }
            Tag::Item => {
                self.item(range);
                return false;
            }
            Tag::Table(_) => {
                self.words(range.start);
                let text = dedent(&self.source[range.clone()], self.indent());
                self.whole(Shape::Table, text, range);
            }
            Tag::FootnoteDefinition(name) => {
                self.words(range.start);
                let raw = &self.source[range.clone()];
                let text = raw.find("]:").map_or(raw, |end| &raw[end + 2..]);
                let text = dedent(text, self.indent() + 4);
                self.whole(Shape::Note(name.to_string()), text, range);
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => {
                self.fixed.push(range);
                return false;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::BlockQuote(_) if in_item => {
                self.fixed.push(range.clone());
                self.kept.push(range);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.words(range.start);
                let text = self.source[range.clone()].trim().to_owned();
                self.push(Shape::Words, text, range.start, true);
                self.taken = range.end;
            }
            Tag::Heading { level, .. } if !in_item => {
                self.words(range.start);
                let text = heading_text(&self.source[range.clone()]);
                self.whole(Shape::Heading(*level as u8), text, range);
            }
            Tag::BlockQuote(_) => {
                self.words(range.start);
                self.quote(range);
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) if !in_item => {
                self.words(line_start(self.source, range.start));
                return false;
            }
            // Everything else in an item is part of the item's words.
            _ => return false,
        }
        true
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::Item | TagEnd::List(_) => {
                self.words(range.end);
                self.open_item();
                self.places.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock if self.places.is_empty() => {
                self.words(range.end);
            }
            _ => {}
        }
    }

    fn item(&mut self, range: Range<usize>) {
        self.words(range.start);
        let raw = &self.source[range.clone()];
        let white = raw.len() - raw.trim_start().len();
        let mark = raw[white..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(1, |digits| digits + 1);
        let content = (range.start + white + mark).min(range.end);
        let typed = &raw[white..content - range.start];
        let typed = if typed.starts_with(|c: char| c.is_ascii_digit()) {
            typed.to_owned()
        } else {
            String::new()
        };
        let rest = &self.source[content..range.end];
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        // Five spaces and more are one space and indented code; an item that begins with an empty line, too.
        let space = if (1..=4).contains(&space) { space } else { 1 };
        let line = line_start(self.source, range.start);
        let column = columns(&self.source[line..range.start + white]);
        let indent = columns(&self.source[line..content]) + space;
        let list = match self.places.last() {
            Some(Place::List { id }) => *id,
            _ => 0,
        };
        self.items += 1;
        let id = self.items;
        self.pending = Some((Item { id, list, typed }, column, range.start + white));
        self.places.push(Place::Item { id, indent });
        self.taken = content;
    }

    /// An item that begins with a list or a table of its own, or with nothing, is still an item if it has a number.
    fn open_item(&mut self) {
        if let Some((item, column, at)) = self.pending.take()
            && !item.typed.is_empty()
        {
            let container = self.container(true);
            self.pieces.push(Piece {
                shape: Shape::Words,
                text: String::new(),
                at,
                column,
                head: true,
                broken: false,
                item: Some(item),
                container,
                quoted: false,
            });
        }
    }

    /// The item that a piece stands in; of a piece that begins an item the one around it.
    fn container(&self, begins: bool) -> Option<usize> {
        self.places
            .iter()
            .rev()
            .filter_map(|place| match place {
                Place::Item { id, .. } => Some(*id),
                Place::List { .. } => None,
            })
            .nth(usize::from(begins))
    }

    fn indent(&self) -> usize {
        self.places
            .iter()
            .rev()
            .find_map(|place| match place {
                Place::Item { indent, .. } => Some(*indent),
                Place::List { .. } => None,
            })
            .unwrap_or(0)
    }

    fn whole(&mut self, shape: Shape, text: String, range: Range<usize>) {
        self.open_item();
        self.push(shape, text, range.start, true);
        self.taken = range.end;
    }

    fn push(&mut self, shape: Shape, text: String, at: usize, head: bool) {
        if html::words(&text).is_empty() && !matches!(shape, Shape::Note(_)) {
            return;
        }
        let line = line_start(self.source, at);
        let begun = self.pending.take();
        let column = match &begun {
            Some((_, column, _)) => *column,
            None => columns(&self.source[line..at]),
        };
        let container = self.container(begun.is_some());
        self.pieces.push(Piece {
            shape,
            text,
            at,
            column,
            head,
            broken: false,
            item: begun.map(|(item, ..)| item),
            container,
            quoted: false,
        });
    }

    /// Takes the words up to there, line by line.
    fn words(&mut self, end: usize) {
        let start = self.taken;
        if start >= end {
            return;
        }
        self.taken = end;
        let fixed = std::mem::take(&mut self.fixed);
        let kept = std::mem::take(&mut self.kept);
        let chunk = &self.source[start..end];
        if !chunk.contains(|c: char| !c.is_whitespace()) {
            return;
        }
        let indent = self.indent();
        let mut lines: Vec<Line> = Vec::new();
        let mut at = start;
        let (mut in_fixed, mut in_kept) = (0, 0);
        for raw in chunk.split_inclusive('\n') {
            let line = raw.trim_end_matches('\n');
            let within = |ranges: &[Range<usize>], next: &mut usize| {
                while ranges.get(*next).is_some_and(|range| range.end <= at) {
                    *next += 1;
                }
                ranges.get(*next).is_some_and(|range| range.start < at)
            };
            let whole = within(&fixed, &mut in_fixed);
            let first_of_kept = kept
                .get(in_kept)
                .is_some_and(|range| (at..at + raw.len()).contains(&range.start));
            let keeps = within(&kept, &mut in_kept) || first_of_kept;
            let white = line.len() - line.trim_start_matches([' ', '\t']).len();
            let begin = line_start(self.source, at);
            let text = if keeps {
                // Without the indentation of the item alone.
                dedent_line(line, if at == start { 0 } else { indent })
            } else {
                line[white..].to_owned()
            };
            lines.push(Line {
                text: text.trim_end_matches('\r').to_owned(),
                at: at + white,
                column: columns(&self.source[begin..at + white]),
                whole: whole || keeps,
            });
            at += raw.len();
        }
        self.lines(lines);
    }

    fn lines(&mut self, lines: Vec<Line>) {
        for mut piece in divided(lines) {
            escape_definition(&mut piece.text);
            let count = self.pieces.len();
            let (text, at) = (std::mem::take(&mut piece.text), piece.at);
            self.push(Shape::Words, text, at, piece.head);
            if let Some(made) = self.pieces.get_mut(count) {
                if made.item.is_none() {
                    made.column = piece.column;
                }
                made.broken = piece.broken;
            }
        }
    }

    /// A quote is one piece, unless it holds items.
    fn quote(&mut self, range: Range<usize>) {
        let text = unquoted(&self.source[range.clone()]);
        self.taken = range.end;
        let tells = |line: &str| {
            let line = line.trim_start();
            line.starts_with(['>', '|']) || line.starts_with("```") || line.starts_with("~~~")
        };
        let has_items = text
            .lines()
            .any(|line| !marks(line.trim_start()).is_empty());
        if !has_items || text.lines().any(tells) {
            self.push(Shape::Quote, text, range.start, true);
            return;
        }
        let mut at = range.start;
        let lines = text.lines().map(|line| {
            let bare = line.trim_start_matches([' ', '\t']);
            let made = Line {
                text: bare.to_owned(),
                at: at.min(self.source.len()),
                column: columns(&line[..line.len() - bare.len()]),
                whole: false,
            };
            at = self.source[at..]
                .find('\n')
                .map_or(self.source.len(), |next| at + next + 1);
            made
        });
        let lines: Vec<Line> = lines.collect();
        let first = self.pieces.len();
        self.lines(lines);
        for (index, piece) in self.pieces[first..].iter_mut().enumerate() {
            if index == 0 && piece.marks().is_empty() {
                piece.shape = Shape::Quote;
            } else {
                piece.quoted = true;
            }
        }
    }
}
