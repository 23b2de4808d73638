//! Keeps documents from the parser that are nested so deeply that it would take long over them.

use super::normalise::pass;
use super::source::line_at;
use super::{CutError, MAX_NESTING};

/// Nesting that would make the parser slow; refused before it is asked.
const GUARD: usize = 100;

/// Refuses nesting that would make the parser slow, by counting marks and indentation line by line.
pub(super) fn guard(source: &str) -> Result<(), CutError> {
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
