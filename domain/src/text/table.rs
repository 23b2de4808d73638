//! Tables of Markdown: a row may have more cells than the head, and the parser drops those. They are kept by giving
//! the head more columns.

use std::ops::Range;

use super::source::Edit;

/// The most columns that a table is given.
const MAX_COLUMNS: usize = 100;

/// The most cells that a table is filled up to.
const MAX_CELLS: usize = 50_000;

/// The cells of a row as written, as the parser divides it: at every bar that is not escaped.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim_start_matches([' ', '\t', '>']).trim_end();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in row.char_indices() {
        match c {
            '\\' => escaped = !escaped,
            '|' if !escaped => {
                cells.push(&row[start..at]);
                start = at + 1;
            }
            _ => escaped = false,
        }
    }
    if !row[start..].trim().is_empty() || cells.is_empty() {
        cells.push(&row[start..]);
    }
    cells
}

/// Gives a table as many columns as its widest row has, and tells the rows that have more cells than its head.
pub(super) fn widened(
    source: &str,
    range: Range<usize>,
    edits: &mut Vec<Edit>,
    surplus: &mut Vec<(usize, String)>,
) {
    let mut at = range.start;
    let mut ends = Vec::new();
    let mut width = 0;
    let mut most = 0;
    let mut rows = 0;
    let mut second = None;
    for (index, line) in source[range].split_inclusive('\n').enumerate() {
        let row = line.trim_end();
        match index {
            0 => width = cells(row).len(),
            1 => {}
            _ => {
                let cells = cells(row);
                if cells.len() > width {
                    let words: Vec<&str> = cells[width..].iter().map(|cell| cell.trim()).collect();
                    surplus.push((at, words.join(" | ")));
                    most = most.max(cells.len());
                }
            }
        }
        if index == 1 {
            let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            second = Some(at + marks);
        }
        rows += 1;
        if index < 2 {
            ends.push((at + row.len(), row.ends_with('|')));
        }
        at += line.len();
    }
    if most <= width || ends.len() < 2 {
        return;
    }
    // A table whose rows would be filled up to very many columns is written as words.
    if most > MAX_COLUMNS || most * rows > MAX_CELLS {
        let start = second.unwrap_or(at);
        edits.push(Edit {
            range: start..start,
            text: "\\".to_owned(),
        });
        return;
    }
    let more = most - width;
    let added = |closed: bool, cell: &str| {
        let cells = format!(" {cell} |").repeat(more);
        if closed { cells } else { format!(" |{cells}") }
    };
    for ((end, closed), cell) in ends.into_iter().zip(["", "---"]) {
        edits.push(Edit {
            range: end..end,
            text: added(closed, cell),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn rows_are_divided_as_the_parser_does() {
        assert_eq!(cells("| a | b |").len(), 2);
        assert_eq!(cells("a | b").len(), 2);
        assert_eq!(cells("| a \\| b | c").len(), 2);
        assert_eq!(cells("> | `a|b` | c |").len(), 3);
        assert_eq!(cells("| a | | c |").len(), 3);
        assert_eq!(cells("|").len(), 1);
    }
}
