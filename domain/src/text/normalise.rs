//! Prepares a document for cutting: what only makes sense in the whole document is written out where it stands.
//!
//! - Tags of HTML go, their words stay; a table in HTML becomes a table in Markdown. What a block of HTML hid from
//!   Markdown (a heading inside a `div`) is thereby seen.
//! - Links by reference (`[text][name]`) get their address, so that each provision stands on its own;
//!   definitions that nothing uses stay as words.
//!
//! Each pass may bring something new to light, so passes repeat until nothing changes, a few times at most.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::guard::guard;
use super::html::{self, Piece};
use super::html_block::{html_block, strip, tables};
use super::source::Edit;
use super::table::widened;
use super::{CutError, MAX_NESTING};

/// How often a document is gone over.
const PASSES: usize = 4;

/// The syntax a whole document may use.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// A document written out, and where its lines come from.
pub(super) struct Normal {
    pub text: String,
    /// For each line of the text the line of the source it comes from, from 1.
    lines: Vec<usize>,
    /// Where each line of the text begins.
    starts: Vec<usize>,
    /// Rows of tables with more cells than their head has: line of the source, and the words beyond it.
    pub surplus: Vec<(usize, String)>,
}

impl Normal {
    fn new(text: String, lines: Vec<usize>) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            text,
            lines,
            starts,
            surplus: Vec::new(),
        }
    }

    /// The line of the source that a byte of the text comes from, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        let index = self.starts.partition_point(|start| *start <= offset);
        let index = index
            .saturating_sub(1)
            .min(self.lines.len().saturating_sub(1));
        self.lines.get(index).copied().unwrap_or(1)
    }
}

/// Writes the document out, or refuses it for its nesting.
pub(super) fn normalise(source: &str) -> Result<Normal, CutError> {
    guard(source)?;
    let count = source.matches('\n').count() + 1;
    let mut normal = Normal::new(source.to_owned(), (1..=count).collect());
    for _ in 0..PASSES {
        let (edits, surplus) = pass(&normal.text).map_err(|offset| CutError::TooDeep {
            line: normal.line(offset),
            limit: MAX_NESTING,
        })?;
        if edits.is_empty() {
            break;
        }
        let mut rows = std::mem::take(&mut normal.surplus);
        rows.extend(
            surplus
                .into_iter()
                .map(|(at, words)| (normal.line(at), words)),
        );
        normal = apply(&normal, edits);
        normal.surplus = rows;
        guard(&normal.text)?;
    }
    Ok(normal)
}

fn apply(normal: &Normal, mut edits: Vec<Edit>) -> Normal {
    edits.sort_by_key(|edit| edit.range.start);
    let source = normal.text.as_str();
    let mut out = String::with_capacity(source.len());
    let mut lines = vec![normal.lines.first().copied().unwrap_or(1)];
    let (mut done, mut line) = (0, 0);
    let at = |line: usize| {
        let last = normal.lines.len().saturating_sub(1);
        normal.lines.get(line.min(last)).copied().unwrap_or(1)
    };
    let copy = |from: usize, to: usize, line: &mut usize, lines: &mut Vec<usize>| {
        for _ in source[from..to].matches('\n') {
            *line += 1;
            lines.push(at(*line));
        }
    };
    for edit in edits {
        if edit.range.start < done {
            continue;
        }
        copy(done, edit.range.start, &mut line, &mut lines);
        out.push_str(&source[done..edit.range.start]);
        out.push_str(&edit.text);
        // Lines of what was written come from the lines that it replaces, as far as there are so many.
        let last = line + source[edit.range.clone()].matches('\n').count();
        for count in 1..=edit.text.matches('\n').count() {
            lines.push(at((line + count).min(last)));
        }
        line = last;
        done = edit.range.end;
    }
    copy(done, source.len(), &mut line, &mut lines);
    out.push_str(&source[done..]);
    Normal::new(out, lines)
}

/// Whether a tag counts towards nesting.
pub(super) fn nests(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)
    )
}

/// Whether the end of a tag counts towards nesting.
pub(super) fn nested(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition
    )
}

/// Rows of tables with surplus cells: where they are, and the words of these cells.
type Surplus = Vec<(usize, String)>;

/// One pass; the error is the offset where the nesting is too deep.
pub(super) fn pass(source: &str) -> Result<(Vec<Edit>, Surplus), usize> {
    let mut edits = Vec::new();
    let mut surplus = Surplus::new();
    let mut used = HashSet::new();
    let parser = Parser::new_ext(source, options());
    let definitions: Vec<(Range<usize>, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    let tables = tables(source);
    let mut depth = 0_usize;
    // Up to here the source has been replaced as a whole.
    let mut replaced = 0;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) if range.end > replaced => {
                let range = range.start.max(replaced)..range.end;
                if depth == 0 {
                    replaced = html_block(source, range, &tables, &mut edits);
                } else {
                    edits.push(Edit {
                        text: strip(&source[range.clone()], false),
                        range,
                    });
                }
            }
            Event::InlineHtml(raw) if range.start >= replaced => {
                if let Some(text) = written_tag(&raw) {
                    edits.push(Edit { range, text });
                }
            }
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    ..
                },
            ) => {
                if let Some(end) = inner_end(source, &range, link_type) {
                    used.insert(dest_url.to_string());
                    let text = format!("]({}{})", address(&dest_url), quoted(&title));
                    edits.push(Edit {
                        range: end..range.end,
                        text,
                    });
                }
            }
            Event::Start(Tag::Table(_)) if range.start >= replaced => {
                widened(source, range, &mut edits, &mut surplus);
            }
            Event::Start(tag) if nests(&tag) => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Err(range.start);
                }
            }
            Event::End(end) if nested(end) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for (span, dest) in definitions {
        if span.start < replaced || !source[span.start..].starts_with('[') {
            continue;
        }
        if used.contains(&dest) {
            edits.push(Edit {
                range: span,
                text: String::new(),
            });
        } else {
            edits.push(Edit {
                range: span.start..span.start,
                text: "\\".to_owned(),
            });
        }
    }
    Ok((edits, surplus))
}

/// Where the words of a link by reference end: at the bracket that its address will follow.
fn inner_end(source: &str, range: &Range<usize>, link_type: LinkType) -> Option<usize> {
    let raw = &source[range.clone()];
    let at = match link_type {
        LinkType::Reference => raw.rfind("][")?,
        LinkType::Collapsed => raw.rfind("[]")?.checked_sub(1)?,
        LinkType::Shortcut => raw.len().checked_sub(1)?,
        _ => return None,
    };
    raw[at..].starts_with(']').then_some(range.start + at)
}

fn address(dest: &str) -> String {
    let dest = dest
        .replace('|', "%7C")
        .replace(['<', '>'], "")
        .replace('\n', "");
    if dest.is_empty() || dest.contains([' ', '(', ')']) {
        format!("<{dest}>")
    } else {
        dest
    }
}

fn quoted(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let title = title
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('|', "\\|");
    format!(
        " \"{}\"",
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}

/// How a tag in running text is written afterwards; `None` where it is right already.
fn written_tag(raw: &str) -> Option<String> {
    let text = match html::read(raw) {
        Piece::Open(name, _) if html::is_kept(name) => format!("<{name}>"),
        Piece::Close(name, _) if html::is_kept(name) => format!("</{name}>"),
        Piece::Open(name, _) | Piece::Close(name, _) if html::is_block(name) => " ".to_owned(),
        Piece::Open(name, length) => html::alternative(name, &raw[..length]).unwrap_or_default(),
        Piece::Close(..) | Piece::Comment(_) => String::new(),
        Piece::Words => format!("\\{raw}"),
    };
    (text != raw).then_some(text)
}
