//! Cuts a Markdown document into provisions.
//!
//! Headings, top-level quotes (norms), paragraphs, tables and footnotes become one provision each, wherever they
//! stand outside quotes; a list becomes one provision per item, with everything that stands in the item before a
//! nested list or table as its text, and what comes after that as paragraphs of the item. No word is lost: what
//! the parser takes for no block at all is kept as a paragraph.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::html;
use super::label::{Taken, adopt, anchor_for, relabel};
use super::normalise::{line_at, nested, nests, normalise, options};
use super::plain::title;
use super::slice::{columns, dedent, flush_left, heading_text, line_start, unquoted};
use super::{
    Cut, CutError, LONG_PROVISION, MAX_NESTING, MAX_PROVISIONS, MAX_TEXT_BYTES, Notice, NoticeKind,
    Provision, ProvisionKind, note_name, note_refs,
};

/// Cuts a document.
pub fn cut(source: &[u8]) -> Result<Cut, CutError> {
    if source.len() > MAX_TEXT_BYTES {
        return Err(CutError::TooLarge {
            limit: MAX_TEXT_BYTES,
        });
    }
    let source = std::str::from_utf8(source).map_err(|error| CutError::NotUtf8 {
        line: source[..error.valid_up_to()]
            .split(|byte| *byte == b'\n')
            .count(),
    })?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(offset) = source.find('\0') {
        return Err(CutError::Nul {
            line: line_at(&source, offset),
        });
    }
    if source.trim().is_empty() {
        return Err(CutError::Empty);
    }
    let normal = normalise(&source)?;
    let mut cutter = Cutter::new(&normal.text);
    cutter.run()?;
    if cutter.drafts.len() > MAX_PROVISIONS {
        return Err(CutError::TooMany {
            limit: MAX_PROVISIONS,
        });
    }
    let lines: Vec<usize> = cutter
        .drafts
        .iter()
        .map(|draft| normal.line(draft.at))
        .collect();
    finish(cutter.drafts, &lines)
}

/// A provision before it has label and anchor.
struct Draft {
    kind: ProvisionKind,
    depth: u8,
    /// Index of the list item it stands in.
    item: Option<usize>,
    /// Name of the footnote.
    note: Option<String>,
    text: String,
    /// Where it begins.
    at: usize,
}

/// What a look at single provisions finds.
fn notices(provisions: &[Provision], lines: &[usize]) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut level: Option<u8> = None;
    for (provision, line) in provisions.iter().zip(lines) {
        let mut add = |kind, found: String, expected: Option<String>| {
            notices.push(Notice {
                kind,
                line: *line,
                anchor: Some(provision.anchor.clone()),
                found,
                expected,
            });
        };
        if provision.kind == ProvisionKind::Heading {
            if let Some(above) = level.filter(|above| provision.depth > *above + 1) {
                let expected = (above + 1).to_string();
                add(
                    NoticeKind::LevelSkipped,
                    provision.depth.to_string(),
                    Some(expected),
                );
            }
            level = Some(provision.depth);
        }
        let length = provision.text.chars().count();
        if length > LONG_PROVISION && provision.kind != ProvisionKind::Table {
            add(NoticeKind::LongProvision, length.to_string(), None);
        }
    }
    notices
}

fn finish(drafts: Vec<Draft>, lines: &[usize]) -> Result<Cut, CutError> {
    if drafts.is_empty() {
        return Err(CutError::Empty);
    }
    // Until the labels are known, the index serves as the anchor.
    let mut provisions: Vec<Provision> = drafts
        .into_iter()
        .enumerate()
        .map(|(index, draft)| Provision {
            ord: i32::try_from(index + 1).unwrap_or(i32::MAX),
            label: draft
                .note
                .map(|name| format!("note {name}"))
                .unwrap_or_default(),
            anchor: index.to_string(),
            parent: draft.item.map(|item| item.to_string()),
            kind: draft.kind,
            depth: draft.depth,
            text: draft.text,
        })
        .collect();
    adopt(&mut provisions);
    give_notes_parents(&mut provisions);
    relabel(&mut provisions);
    let mut taken = Taken::default();
    let anchors: Vec<String> = provisions
        .iter()
        .map(|provision| anchor_for(&provision.label, &mut taken))
        .collect();
    for (provision, anchor) in provisions.iter_mut().zip(&anchors) {
        provision.anchor.clone_from(anchor);
        provision.parent = provision
            .parent
            .take()
            .and_then(|index| index.parse::<usize>().ok())
            .and_then(|index| anchors.get(index).cloned());
    }
    Ok(Cut {
        title: title(&provisions),
        notices: notices(&provisions, lines),
        provisions,
    })
}

/// A footnote belongs to the provision that first refers to it, if that comes before it.
fn give_notes_parents(provisions: &mut [Provision]) {
    let mut first: HashMap<String, String> = HashMap::new();
    for provision in provisions.iter_mut() {
        if let Some(name) = note_name(provision) {
            provision.parent = first.get(name).cloned();
        }
        for name in note_refs(&provision.text) {
            first
                .entry(name)
                .or_insert_with(|| provision.anchor.clone());
        }
    }
}

/// Where the cutter is: in the document, a list, or an item of one.
enum Place {
    /// A list, with the number of its next item.
    List { next: Option<u64> },
    /// An item.
    Item {
        /// The draft made of it, once there is one.
        draft: Option<usize>,
        /// Its number.
        number: Option<u64>,
        /// Column where its content begins.
        indent: usize,
        /// Up to where its source has been taken.
        taken: usize,
    },
}

struct Cutter<'a> {
    source: &'a str,
    drafts: Vec<Draft>,
    places: Vec<Place>,
    /// Up to where the source outside lists has been taken.
    taken: usize,
    /// Where what is being taken begins.
    at: usize,
}

impl<'a> Cutter<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            drafts: Vec::new(),
            places: Vec::new(),
            taken: 0,
            at: 0,
        }
    }

    fn run(&mut self) -> Result<(), CutError> {
        // A block being taken as a whole: its tag's end is awaited, `inside` elements down.
        let mut inside = 0_usize;
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(self.source, options()).into_offset_iter() {
            match event {
                Event::Start(tag) => {
                    if nests(&tag) {
                        depth += 1;
                        if depth > MAX_NESTING {
                            let line = line_at(self.source, range.start);
                            return Err(CutError::TooDeep {
                                line,
                                limit: MAX_NESTING,
                            });
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
                        self.end(range);
                    }
                }
                Event::Rule if inside == 0 && self.places.is_empty() => {
                    self.gap(range.start);
                    self.taken = range.end;
                }
                _ => {}
            }
        }
        self.gap(self.source.len());
        Ok(())
    }

    /// Begins a block; true if it is taken as a whole.
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> bool {
        let in_item = !self.places.is_empty();
        match tag {
            Tag::List(first) => {
                self.before(range.start);
                self.places.push(Place::List { next: *first });
                return false;
            }
            Tag::Item => {
                self.item(range);
                return false;
            }
            Tag::Table(_) => {
                self.before(range.start);
                self.at = range.start;
                let text = self.dedented(range.clone());
                self.push(ProvisionKind::Table, text, None);
                self.after(range.end);
            }
            Tag::FootnoteDefinition(name) => {
                self.before(range.start);
                self.at = range.start;
                let text = self.note_text(range.clone());
                self.push(ProvisionKind::Footnote, text, Some(name.to_string()));
                self.after(range.end);
            }
            // Everything else in an item is part of the item's text.
            _ if in_item => {}
            Tag::Heading { level, .. } => {
                self.before(range.start);
                self.at = range.start;
                let text = heading_text(&self.source[range.clone()]);
                self.push(ProvisionKind::Heading, text, None);
                if let Some(draft) = self
                    .drafts
                    .last_mut()
                    .filter(|draft| draft.kind == ProvisionKind::Heading)
                {
                    draft.depth = *level as u8;
                }
                self.taken = range.end;
            }
            Tag::BlockQuote(_) => {
                self.before(range.start);
                self.at = range.start;
                let text = unquoted(&self.source[range.clone()]);
                self.push(ProvisionKind::Norm, text, None);
                self.taken = range.end;
            }
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented) => {
                self.before(line_start(self.source, range.start));
                self.at = range.start;
                let text =
                    flush_left(&self.source[line_start(self.source, range.start)..range.end]);
                self.push(ProvisionKind::Paragraph, text, None);
                self.taken = range.end;
            }
            _ => {
                self.before(range.start);
                self.at = range.start;
                let text = self.source[range.clone()].trim().to_owned();
                self.push(ProvisionKind::Paragraph, text, None);
                self.taken = range.end;
            }
        }
        true
    }

    /// Ends a list or an item; other ends never come here.
    fn end(&mut self, range: Range<usize>) {
        if let Some(Place::Item { .. }) = self.places.last() {
            self.before(range.end);
        }
        self.places.pop();
        self.after(range.end);
    }

    fn item(&mut self, range: Range<usize>) {
        let number = match self.places.last_mut() {
            Some(Place::List { next }) => {
                let number = *next;
                *next = number.map(|number| number.saturating_add(1));
                number
            }
            _ => None,
        };
        let raw = &self.source[range.clone()];
        let white = raw.len() - raw.trim_start().len();
        let mark = raw[white..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(1, |digits| digits + 1);
        let content = (range.start + white + mark).min(range.end);
        let rest = &self.source[content..range.end];
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        // Five spaces and more are one space and indented code; an item that begins with an empty line, too.
        let space = if (1..=4).contains(&space) { space } else { 1 };
        let line = line_start(self.source, range.start);
        let indent = columns(&self.source[line..content]) + space;
        self.places.push(Place::Item {
            draft: None,
            number,
            indent,
            taken: content,
        });
    }

    /// Takes what stands before a block that is a provision of its own.
    fn before(&mut self, end: usize) {
        let Some(Place::Item { taken, indent, .. }) = self.places.last() else {
            if self.places.is_empty() {
                self.gap(end);
            }
            return;
        };
        let (taken, indent) = (*taken, *indent);
        if taken >= end {
            return;
        }
        let text = dedent(&self.source[taken..end], indent);
        self.at = taken;
        self.after(end);
        let Some(Place::Item { draft, number, .. }) = self.places.last() else {
            return;
        };
        if draft.is_some() {
            self.push(ProvisionKind::Paragraph, text, None);
            return;
        }
        if text.is_empty() {
            return;
        }
        let text = match number {
            Some(number) => format!("{number}. {text}"),
            None => text,
        };
        let made = self.drafts.len();
        self.push(ProvisionKind::ListItem, text, None);
        if self.drafts.len() > made
            && let Some(Place::Item { draft, .. }) = self.places.last_mut()
        {
            *draft = Some(made);
        }
    }

    fn after(&mut self, end: usize) {
        match self.places.last_mut() {
            Some(Place::Item { taken, .. }) => *taken = end,
            Some(Place::List { .. }) => {}
            None => self.taken = end,
        }
    }

    /// Keeps the words between two blocks, which the parser takes for nothing.
    fn gap(&mut self, end: usize) {
        if self.taken < end {
            let words = self.source[self.taken..end].trim();
            self.at = self.taken;
            if words.contains(char::is_alphanumeric) {
                let text = if words.starts_with('[') {
                    format!("\\{words}")
                } else {
                    words.to_owned()
                };
                self.push(ProvisionKind::Paragraph, text, None);
            }
            self.taken = end;
        }
    }

    fn push(&mut self, kind: ProvisionKind, text: String, note: Option<String>) {
        if note.is_none() && html::words(&text).is_empty() {
            return;
        }
        let nesting = self
            .places
            .iter()
            .filter(|place| matches!(place, Place::Item { .. }))
            .count();
        let item = self.places.iter().rev().find_map(|place| match place {
            Place::Item { draft, .. } => *draft,
            Place::List { .. } => None,
        });
        let depth = u8::try_from(nesting).unwrap_or(u8::MAX);
        self.drafts.push(Draft {
            kind,
            depth,
            item,
            note,
            text,
            at: self.at,
        });
    }

    fn indent(&self) -> usize {
        match self.places.last() {
            Some(Place::Item { indent, .. }) => *indent,
            _ => 0,
        }
    }

    fn dedented(&self, range: Range<usize>) -> String {
        dedent(&self.source[range], self.indent())
    }

    /// The text of a footnote without `[^name]:`.
    fn note_text(&self, range: Range<usize>) -> String {
        let raw = &self.source[range];
        let text = raw.find("]:").map_or(raw, |end| &raw[end + 2..]);
        dedent(text, self.indent() + 4)
    }
}
