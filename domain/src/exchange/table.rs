//! Rows of cells, as spreadsheets have them, become records: which column is what, rows and columns that are empty,
//! and marks that guarded a cell from being computed.

use super::{MOST_PROBLEMS, Record, columns, guard, shortened};
use crate::error::Problems;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Of(&'static str),
    /// Without a heading; must be empty.
    Unnamed,
}

/// Takes rows, the heading first.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Option<Vec<Column>>,
    failed: bool,
    pub records: Vec<(u64, Record)>,
}

impl Table {
    /// Whether more rows are of use.
    pub fn wants_more(&self, problems: &Problems) -> bool {
        !self.failed && problems.0.len() < MOST_PROBLEMS
    }

    /// Whether a heading was read.
    pub const fn has_heading(&self) -> bool {
        self.columns.is_some()
    }

    pub fn row(&mut self, line: u64, cells: Vec<String>, problems: &mut Problems) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match &self.columns {
            None => {
                self.columns = heading(&cells, line, problems);
                self.failed = self.columns.is_none();
            }
            Some(columns) => {
                if let Some(record) = record(columns, cells, line, problems) {
                    self.records.push((line, record));
                }
            }
        }
    }
}

/// How many of these headings are columns.
pub(super) fn known<'a>(headings: impl Iterator<Item = &'a str>) -> usize {
    headings.filter(|it| columns::column(it).is_some()).count()
}

/// The columns that a file has; none if it has wrong ones.
fn heading(cells: &[String], line: u64, problems: &mut Problems) -> Option<Vec<Column>> {
    let mut found = Vec::with_capacity(cells.len());
    let mut fine = true;
    for cell in cells {
        let name = cell.trim();
        let column = match columns::column(name) {
            Some(column) => Column::Of(column),
            None if name.is_empty() => Column::Unnamed,
            None => {
                fine = false;
                problems.push_at(line, shortened(name), "column-unknown", columns::all());
                continue;
            }
        };
        if column != Column::Unnamed && found.contains(&column) {
            fine = false;
            problems.push_at(line, shortened(name), "column-twice", "");
        }
        found.push(column);
    }
    if fine && !found.contains(&Column::Of("body")) {
        fine = false;
        problems.push_at(line, "body", "column-missing", "");
    }
    fine.then_some(found)
}

fn record(
    columns: &[Column],
    mut cells: Vec<String>,
    line: u64,
    problems: &mut Problems,
) -> Option<Record> {
    // Spreadsheets set delimiters for columns that hold nothing.
    while cells.len() > columns.len() && cells.last().is_some_and(|it| it.trim().is_empty()) {
        cells.pop();
    }
    if cells.len() != columns.len() {
        problems.push_at(line, "", "csv-columns", columns.len());
        return None;
    }
    let mut record = Record::default();
    let mut protected = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        let name = match column {
            Column::Unnamed if cell.trim().is_empty() => continue,
            Column::Unnamed => {
                problems.push_at(line, "", "column-unnamed", shortened(cell.trim()));
                continue;
            }
            Column::Of(name) => name,
        };
        if *name == columns::PROTECTED {
            protected = cell;
            continue;
        }
        if let Some(place) = record.value_mut(name) {
            *place = cell;
        }
    }
    for name in protected.split_whitespace() {
        if let Some(place) = record.value_mut(name) {
            *place = guard::bare(place);
        }
    }
    Some(record)
}
