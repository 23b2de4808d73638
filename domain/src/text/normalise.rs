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

use super::html::{self, Found, Piece};
use super::{CutError, MAX_NESTING};

/// How often a document is gone over.
const PASSES: usize = 4;

/// Nesting that would make the parser slow; refused before it is asked.
const GUARD: usize = 100;

/// A table in HTML larger than this is taken apart instead of converted.
const MAX_HTML_TABLE: usize = 200_000;

/// A table in HTML with more cells than this, too: rows are filled up to the widest.
const MAX_HTML_CELLS: usize = 20_000;

/// The syntax a whole document may use.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// The line of a byte, from 1.
pub(super) fn line_at(source: &str, offset: usize) -> usize {
    let end = offset.min(source.len());
    source.as_bytes()[..end]
        .split(|byte| *byte == b'\n')
        .count()
}

/// Writes the document out, or refuses it for its nesting.
pub(super) fn normalise(source: &str) -> Result<String, CutError> {
    guard(source)?;
    let mut text = source.to_owned();
    for pass_number in 0..PASSES {
        let edits = pass(&text).map_err(|offset| CutError::TooDeep {
            // Lines of a text that was already edited are near, not exact: tags were dropped from it.
            line: if pass_number == 0 {
                line_at(source, offset)
            } else {
                line_at(&text, offset)
            },
            limit: MAX_NESTING,
        })?;
        if edits.is_empty() {
            break;
        }
        text = apply(&text, edits);
        guard(&text)?;
    }
    Ok(text)
}

/// Replaces `range` by the text.
struct Edit {
    range: Range<usize>,
    text: String,
}

fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(source.len());
    let mut done = 0;
    for edit in edits {
        if edit.range.start < done {
            continue;
        }
        out.push_str(&source[done..edit.range.start]);
        out.push_str(&edit.text);
        done = edit.range.end;
    }
    out.push_str(&source[done..]);
    out
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

/// One pass; the error is the offset where the nesting is too deep.
fn pass(source: &str) -> Result<Vec<Edit>, usize> {
    let mut edits = Vec::new();
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
    Ok(edits)
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
        Piece::Open(..) | Piece::Close(..) | Piece::Comment(_) => String::new(),
        Piece::Words => format!("\\{raw}"),
    };
    (text != raw).then_some(text)
}

/// Takes the tags out of a block of HTML; returns where the part that was dealt with ends (a table may go on
/// beyond the block).
fn html_block(
    source: &str,
    range: Range<usize>,
    tables: &[Range<usize>],
    edits: &mut Vec<Edit>,
) -> usize {
    let mut start = range.start;
    let first = tables.partition_point(|table| table.start < start);
    for table in tables[first..]
        .iter()
        .take_while(|table| table.start < range.end)
    {
        let Some(text) = converted(&source[table.clone()]) else {
            continue;
        };
        let before = start..table.start;
        edits.push(Edit {
            text: strip(&source[before.clone()], true),
            range: before,
        });
        edits.push(Edit {
            text,
            range: table.clone(),
        });
        start = table.end;
    }
    if start < range.end {
        edits.push(Edit {
            range: start..range.end,
            text: strip(&source[start..range.end], true),
        });
    }
    start.max(range.end)
}

/// The tables in HTML that hold no other table, in order.
fn tables(source: &str) -> Vec<Range<usize>> {
    let mut tables = Vec::new();
    let mut open = None;
    for (at, _) in source.match_indices('<') {
        let bytes = &source.as_bytes()[at..];
        let is = |word: &str| {
            bytes
                .get(..word.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(word.as_bytes()))
        };
        if is("<table") {
            open = Some(at);
        } else if is("</table>")
            && let Some(start) = open.take().filter(|start| at - start <= MAX_HTML_TABLE)
        {
            tables.push(start..at + "</table>".len());
        }
    }
    tables
}

fn find_word(text: &str, word: &str) -> Option<usize> {
    text.as_bytes()
        .windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The raw cells of an HTML table's rows.
fn cells(body: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    let push = |rows: &mut Vec<Vec<String>>, open: bool, words: &str| {
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            // Words between cells (a caption) get a cell of their own.
            if (!open && !words.trim().is_empty()) || row.is_empty() {
                row.push(String::new());
            }
            if let Some(cell) = row.last_mut() {
                cell.push_str(words);
            }
        }
    };
    for piece in html::pieces(body) {
        match piece {
            Found::Words(words) => {
                if open || !words.trim().is_empty() {
                    push(&mut rows, open, words);
                }
            }
            Found::Sign => push(&mut rows, open, "<"),
            Found::Open("tr", _) => {
                rows.push(Vec::new());
                open = false;
            }
            Found::Open("td" | "th", _) => {
                match rows.last_mut() {
                    Some(row) => row.push(String::new()),
                    None => rows.push(vec![String::new()]),
                }
                open = true;
            }
            Found::Close("td" | "th" | "tr", _) => open = false,
            Found::Open(_, tag) | Found::Close(_, tag) => {
                if open {
                    push(&mut rows, open, tag);
                }
            }
        }
    }
    rows
}

/// A table in HTML as Markdown: a table, or paragraphs where the table only served to place one column of words.
/// `None` where cells hold blocks of Markdown, which no table of Markdown can.
fn converted(raw: &str) -> Option<String> {
    let head_first = find_word(raw, "<th")
        .is_some_and(|head| find_word(raw, "<td").is_none_or(|cell| head < cell));
    let body = raw.find('>').map_or(raw, |end| &raw[end + 1..]);
    let body = body.rfind('<').map_or(body, |end| &body[..end]);
    let cells = cells(body);
    let has_blocks = |cell: &String| {
        cell.trim().lines().any(|line| line.trim().is_empty()) || cell.contains("```")
    };
    if cells.iter().flatten().any(has_blocks) {
        return None;
    }
    let rows: Vec<Vec<String>> = cells
        .iter()
        .map(|row| row.iter().map(|cell| one_line(cell)).collect::<Vec<_>>())
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = (0..width)
        .filter(|column| {
            rows.iter()
                .any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()))
        })
        .count();
    if filled < 2 {
        let paragraphs: Vec<String> = rows
            .into_iter()
            .flatten()
            .filter(|cell| !cell.is_empty())
            .collect();
        return Some(format!("\n\n{}\n\n", paragraphs.join("\n\n")));
    }
    if rows.len() * width > MAX_HTML_CELLS {
        return None;
    }
    let mut out = String::from("\n\n");
    let mut write = |cells: &[String]| {
        for column in 0..width {
            out.push_str("| ");
            out.push_str(
                &cells
                    .get(column)
                    .map_or(String::new(), |cell| cell.replace('|', "\\|")),
            );
            out.push(' ');
        }
        out.push_str("|\n");
    };
    let (head, body) = if head_first {
        rows.split_at(1)
    } else {
        rows.split_at(0)
    };
    write(head.first().map_or(&[], Vec::as_slice));
    write(&vec!["---".to_owned(); width]);
    for row in body {
        write(row);
    }
    out.push('\n');
    Some(out)
}

/// A cell on one line, its kept tags without attributes.
fn one_line(cell: &str) -> String {
    strip(cell, false)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes the tags out of raw HTML. Where it stands on its own (`outermost`), tags that divide paragraphs do so
/// and lines lose their indentation, which would make code of them.
fn strip(raw: &str, outermost: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    for piece in html::pieces(raw) {
        match piece {
            Found::Words(words) => out.push_str(words),
            Found::Sign => out.push_str("\\<"),
            Found::Open(name, _) if html::is_kept(name) => out.extend(["<", name, ">"]),
            Found::Close(name, _) if html::is_kept(name) => out.extend(["</", name, ">"]),
            Found::Open(name, _) | Found::Close(name, _) if html::is_block(name) => {
                out.push_str(if outermost { "\n\n" } else { " " });
            }
            Found::Open(..) | Found::Close(..) => {}
        }
    }
    if !outermost {
        return out;
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in out.lines().map(str::trim_start) {
        if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    format!("\n{}\n\n", lines.join("\n"))
}

/// Refuses nesting that would make the parser slow, by counting marks and indentation line by line.
fn guard(source: &str) -> Result<(), CutError> {
    let mut open: Vec<usize> = Vec::new();
    let mut after_text = false;
    let mut offset = 0;
    for (number, line) in source.lines().enumerate() {
        let start = offset;
        offset += line.len() + 1;
        if line.trim().is_empty() {
            after_text = false;
            continue;
        }
        let marks = marks(line);
        if !after_text || !marks.columns.is_empty() || marks.quotes > 0 {
            while open.last().is_some_and(|column| *column > marks.first) {
                open.pop();
            }
        }
        after_text = true;
        let depth = open.len() + marks.quotes + marks.columns.len();
        if depth > GUARD {
            // The parser tells the exact line if it lies before this one.
            let line = pass(&source[..start])
                .err()
                .map_or(number + 1, |offset| line_at(source, offset));
            return Err(CutError::TooDeep {
                line,
                limit: MAX_NESTING,
            });
        }
        open.extend(marks.columns);
    }
    Ok(())
}

/// The marks of quotes and list items at the start of a line.
struct Marks {
    quotes: usize,
    /// Columns where the contents of the line's list items begin.
    columns: Vec<usize>,
    /// Column of the first list mark, or of the text.
    first: usize,
}

fn marks(line: &str) -> Marks {
    let bytes = line.as_bytes();
    let mut marks = Marks {
        quotes: 0,
        columns: Vec::new(),
        first: 0,
    };
    let letters = line
        .trim()
        .trim_matches(|c: char| c.is_whitespace() || c == '-')
        .len()
        .min(
            line.trim()
                .trim_matches(|c: char| c.is_whitespace() || c == '*')
                .len(),
        );
    if letters == 0 {
        // A line of nothing but dashes or stars divides; it opens no list.
        return marks;
    }
    let (mut at, mut column) = (0, 0);
    loop {
        while let Some(byte) = bytes.get(at).filter(|byte| matches!(byte, b' ' | b'\t')) {
            column += if *byte == b'\t' { 4 - column % 4 } else { 1 };
            at += 1;
        }
        if marks.columns.is_empty() {
            marks.first = column;
        }
        let width = match bytes.get(at) {
            Some(b'>') => {
                marks.quotes += 1;
                at += 1;
                column += 1;
                continue;
            }
            Some(b'-' | b'+' | b'*') => 1,
            Some(byte) if byte.is_ascii_digit() => {
                let digits = bytes[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                match bytes.get(at + digits) {
                    Some(b'.' | b')') if digits <= 9 => digits + 1,
                    _ => return marks,
                }
            }
            _ => return marks,
        };
        if bytes
            .get(at + width)
            .is_some_and(|byte| !matches!(byte, b' ' | b'\t'))
        {
            return marks;
        }
        at += width;
        column += width;
        marks.columns.push(column + 1);
    }
}
