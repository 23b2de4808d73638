//! Writes blocks of raw HTML as Markdown: their words without tags, their tables as tables.

use std::ops::Range;

use super::html::{self, Found};
use super::source::Edit;

/// A table in HTML larger than this is taken apart instead of converted.
const MAX_HTML_TABLE: usize = 200_000;

/// A table in HTML with more cells than this, too: rows are filled up to the widest.
const MAX_HTML_CELLS: usize = 20_000;

/// Takes the tags out of a block of HTML; returns where the part that was dealt with ends (a table may go on
/// beyond the block).
pub(super) fn html_block(
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
pub(super) fn tables(source: &str) -> Vec<Range<usize>> {
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
pub(super) fn strip(raw: &str, outermost: bool) -> String {
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
            Found::Open(name, tag) => {
                if let Some(words) = html::alternative(name, tag) {
                    out.push_str(&words);
                }
            }
            Found::Close(..) => {}
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
