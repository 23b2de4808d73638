//! Comments as a workbook of Excel (Office Open XML, ISO/IEC 29500): read from the sheet that looks like comments, and
//! written with every cell as text, so that nothing is computed and no label becomes a number.

use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, DataType as _, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use zip::ZipArchive;

use super::{
    COLUMNS, Record,
    table::{Table, known},
};
use crate::{comment::WRITTEN, error::Problems};

/// What a workbook may hold when unpacked, in bytes: two hundred times less than a hostile one of the largest size would.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// More columns than this are no table of comments.
const MOST_COLUMNS: usize = 200;

/// Reads a workbook; answers the name of the sheet, too.
pub(super) fn read(bytes: &[u8], problems: &mut Problems) -> (Table, String) {
    let mut table = Table::default();
    match unpacked(bytes) {
        Some(size) if size <= MOST_UNPACKED => {}
        Some(_) => {
            problems.push("", "file-unpacks", MOST_UNPACKED / 1024 / 1024);
            return (table, String::new());
        }
        None => {
            problems.push("", "file-damaged", "");
            return (table, String::new());
        }
    }
    let Ok(mut workbook) = Xlsx::new(Cursor::new(bytes)) else {
        problems.push("", "file-damaged", "");
        return (table, String::new());
    };
    let Some(sheet) = sheet_of_comments(&mut workbook) else {
        problems.push("", "file-empty", "");
        return (table, String::new());
    };
    // A table of comments is as wide as its heading.
    let mut width = None;
    let read = rows(&mut workbook, &sheet, |line, mut cells| {
        let width = *width.get_or_insert(cells.len());
        if cells.len() < width {
            cells.resize(width, String::new());
        }
        table.row(line, cells, problems);
        table.wants_more(problems)
    });
    match read {
        Ok(()) if !table.has_heading() && problems.0.is_empty() => {
            problems.push("", "file-empty", "");
        }
        Ok(()) => {}
        Err(Unreadable::TooWide(line)) => problems.push_at(line, "", "sheet-wide", MOST_COLUMNS),
        Err(Unreadable::Damaged) => problems.push("", "file-damaged", ""),
    }
    (table, sheet)
}

/// How many bytes an archive holds when unpacked, counted and not believed; none if it cannot be unpacked. Counts no
/// further than just beyond [`MOST_UNPACKED`].
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut size = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).ok()?;
        let left = (MOST_UNPACKED + 1).saturating_sub(size);
        size += copy(&mut entry.take(left), &mut sink()).ok()?;
        if size > MOST_UNPACKED {
            break;
        }
    }
    Some(size)
}

/// The sheet whose heading has most known columns; of equals the first. Hidden sheets hold no comments.
fn sheet_of_comments(workbook: &mut Xlsx<Cursor<&[u8]>>) -> Option<String> {
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|it| it.visible == SheetVisible::Visible && it.typ == SheetType::WorkSheet)
        .map(|it| it.name.clone())
        .collect();
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let mut heading = None;
        // A sheet that cannot be read is told of when it is the one.
        let _ = rows(workbook, &name, |_, cells| {
            if cells.iter().any(|it| !it.trim().is_empty()) {
                heading = Some(known(cells.iter().map(String::as_str)));
            }
            heading.is_none()
        });
        if let Some(count) = heading
            && best.as_ref().is_none_or(|(most, _)| count > *most)
        {
            best = Some((count, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Why a sheet was not read to its end.
enum Unreadable {
    Damaged,
    /// In this row.
    TooWide(u64),
}

/// Gives each row that holds anything, with its number, until `take` wants no more.
fn rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    mut take: impl FnMut(u64, Vec<String>) -> bool,
) -> Result<(), Unreadable> {
    let mut reader = workbook
        .worksheet_cells_reader(sheet)
        .map_err(|_| Unreadable::Damaged)?;
    let mut current: Option<(u32, Vec<String>)> = None;
    while let Some(cell) = reader.next_cell().map_err(|_| Unreadable::Damaged)? {
        let (row, column) = cell.get_position();
        if cell.get_value().is_empty() {
            continue;
        }
        let line = u64::from(row) + 1;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooWide(line));
        }
        if current.as_ref().is_some_and(|(at, _)| *at != row)
            && let Some((at, cells)) = current.take()
            && !take(u64::from(at) + 1, cells)
        {
            return Ok(());
        }
        let (_, cells) = current.get_or_insert_with(|| (row, Vec::new()));
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text(cell.get_value());
    }
    if let Some((at, cells)) = current {
        take(u64::from(at) + 1, cells);
    }
    Ok(())
}

/// A cell as a person would type it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => date(moment),
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::Int(number) => number.to_string(),
        // `3` is written for 3.0.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A day, or a day and a time, without a zone.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    }
}

/// A whole file.
pub(super) fn file<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    let written = Writer::new().and_then(|mut writer| {
        records.into_iter().try_for_each(|it| writer.add(it))?;
        writer.finish()
    });
    // No value is longer than a cell, and no round has a million comments.
    debug_assert!(written.is_ok(), "{written:?}");
    written.unwrap_or_default()
}

/// A workbook being written, one row a comment.
pub(crate) struct Writer {
    sheet: Worksheet,
    row: u32,
}

impl Writer {
    /// Begins with the heading, which stays in sight.
    pub fn new() -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Comments")?;
        let heading = Format::new().set_bold();
        // "@": text. What is typed into such a column later stays what was typed, too.
        let words = Format::new()
            .set_num_format("@")
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        for (column, name) in (0..).zip(COLUMNS) {
            sheet.set_column_format(column, &words)?;
            sheet.set_column_width(column, width(name))?;
            sheet.write_string_with_format(0, column, name, &heading)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self { sheet, row: 0 })
    }

    pub fn add(&mut self, record: &Record) -> Result<(), XlsxError> {
        self.row += 1;
        for (column, value) in (0..).zip(record.values()) {
            if !value.is_empty() {
                self.sheet.write_string(self.row, column, value)?;
            }
        }
        Ok(())
    }

    /// The file.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.row, last)?;
        let mut workbook = Workbook::new();
        workbook.push_worksheet(self.sheet);
        workbook.save_to_buffer()
    }
}

/// In characters.
fn width(column: &str) -> f64 {
    match column {
        column if WRITTEN.contains(&column) => 60.0,
        "author" | "organisation" | "submitted_at" => 26.0,
        _ => 14.0,
    }
}

#[cfg(test)]
mod tests {
    use calamine::Data;

    use super::*;
    use crate::exchange::{Format as Kind, read as read_records, read_file};

    /// A workbook with a sheet of remarks before the sheet of comments, as a secretariat keeps it.
    fn kept_by_hand() -> Vec<u8> {
        let mut workbook = Workbook::new();
        let notes = workbook.add_worksheet();
        notes.set_name("Read me").expect("a name");
        notes
            .write_string(3, 1, "Letters of spring")
            .expect("a cell");
        let sheet = workbook.add_worksheet();
        sheet.set_name("Letters").expect("a name");
        for (column, name) in (0..).zip(["Provision", "Comment", "", "submitted_at", "Country"]) {
            sheet.write_string(0, column, name).expect("a cell");
        }
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet.write_number(1, 0, 1.1).expect("a cell");
        sheet.write_string(1, 1, "=1+1 is\ntwo").expect("a cell");
        sheet
            .write_number_with_format(1, 3, 46_098.0, &day)
            .expect("a cell");
        sheet.write_string(1, 4, "KE").expect("a cell");
        sheet.write_number(4, 0, 3.0).expect("a cell");
        sheet
            .write_formula(
                4,
                1,
                rust_xlsxwriter::Formula::new("=UPPER(\"quite\")").set_result("QUITE"),
            )
            .expect("a cell");
        sheet
            .write_number_with_format(4, 3, 46_098.604_166_666_664, &moment)
            .expect("a cell");
        workbook.save_to_buffer().expect("a file")
    }

    #[test]
    fn the_sheet_of_comments_is_found_and_read_as_it_is_seen() {
        let read = read_file(Kind::Xlsx, &kept_by_hand()).expect("read");
        assert_eq!(read.manner.sheet, "Letters");
        let rows: Vec<_> = read
            .records
            .iter()
            .map(|(line, it)| {
                (
                    *line,
                    &*it.provision,
                    &*it.body,
                    &*it.submitted_at,
                    &*it.country,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (2, "1.1", "=1+1 is\ntwo", "2026-03-17", "KE"),
                (5, "3", "QUITE", "2026-03-17 14:30:00", ""),
            ]
        );
    }

    #[test]
    fn every_cell_that_is_written_is_text() {
        let record = Record {
            body: "=1+1".into(),
            provision: "3.10".into(),
            submitted_at: "2026-03-17".into(),
            ..Record::default()
        };
        let file = crate::exchange::write(Kind::Xlsx, [&record]);
        let mut workbook = Xlsx::new(Cursor::new(&*file)).expect("a workbook");
        let range = workbook.worksheet_range("Comments").expect("a sheet");
        assert_eq!(range.height(), 2);
        for (_, _, cell) in range.used_cells() {
            assert!(matches!(cell, Data::String(_)), "{cell:?}");
        }
        let formulas = workbook.worksheet_formula("Comments").expect("a sheet");
        assert!(formulas.used_cells().all(|(_, _, it)| it.is_empty()));
    }

    #[test]
    fn what_is_no_workbook_is_told_and_nothing_is_unpacked_without_end() {
        let mut cut = kept_by_hand();
        cut.truncate(cut.len() / 2);
        let problems = read_records(Kind::Xlsx, &cut).expect_err("half a file");
        assert_eq!(problems.0[0].code, "file-damaged");

        let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        bomb.start_file("xl/sharedStrings.xml", options)
            .expect("an entry");
        let zeros = vec![b' '; 1024 * 1024];
        for _ in 0..=MOST_UNPACKED / 1024 / 1024 {
            std::io::Write::write_all(&mut bomb, &zeros).expect("written");
        }
        let bomb = bomb.finish().expect("a file").into_inner();
        assert!(bomb.len() < 1024 * 1024);
        let problems = read_records(Kind::Xlsx, &bomb).expect_err("too large");
        assert_eq!(problems.0[0].code, "file-unpacks");
    }
}
