//! Comments as CSV: RFC 4180, with a header line that may leave out columns and order them as it likes.

use csv::{ByteRecord, QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};

use super::{COLUMNS, Lines, MOST_PROBLEMS, Record, shortened};
use crate::error::Problems;

pub(super) fn read(bytes: &[u8], problems: &mut Problems) -> Vec<(u64, Record)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut lines = Lines::new(bytes);
    let mut row = ByteRecord::new();
    let mut columns: Option<Vec<&'static str>> = None;
    let mut records = Vec::new();
    // The reader's own count of lines is one behind after CRLF.
    while problems.0.len() < MOST_PROBLEMS {
        let place = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            // Reading from memory does not fail, and any lengths and bytes are taken.
            Err(error) => {
                problems.push_at(lines.at(place), "", "csv", error);
                break;
            }
        }
        let line = lines.at(place);
        match &columns {
            None => match header(&row, line, problems) {
                Some(found) => columns = Some(found),
                None => return records,
            },
            Some(columns) if row.len() != columns.len() => {
                problems.push_at(line, "", "csv-columns", columns.len());
            }
            Some(columns) => records.push((line, record(&row, columns, line, problems))),
        }
    }
    if let Some(place) = open_quote(bytes) {
        problems.push_at(lines.at(place), "", "csv-quote", "");
    }
    if columns.is_none() && problems.0.is_empty() {
        problems.push("", "file-empty", "");
    }
    records
}

/// Where a quotation begins that never ends: the reader would take everything after it for one value.
fn open_quote(bytes: &[u8]) -> Option<usize> {
    let (mut opened, mut begins) = (None, true);
    let mut at = 0;
    while at < bytes.len() {
        match (opened, bytes[at]) {
            (Some(_), b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            (None, b'"') if begins => opened = Some(at),
            _ => {}
        }
        begins = opened.is_none() && matches!(bytes[at], b',' | b'\n' | b'\r');
        at += 1;
    }
    opened
}

/// The columns that a file has; none if it has wrong ones.
fn header(row: &ByteRecord, line: u64, problems: &mut Problems) -> Option<Vec<&'static str>> {
    let mut columns = Vec::with_capacity(row.len());
    let mut fine = true;
    for name in row {
        match COLUMNS.into_iter().find(|column| column.as_bytes() == name) {
            Some(column) if !columns.contains(&column) => columns.push(column),
            Some(column) => {
                fine = false;
                problems.push_at(line, column, "column-twice", "");
            }
            None => {
                fine = false;
                let name = String::from_utf8_lossy(name);
                problems.push_at(line, shortened(&name), "column-unknown", COLUMNS.join(", "));
            }
        }
    }
    if fine && !columns.contains(&"body") {
        fine = false;
        problems.push_at(line, "body", "column-missing", "");
    }
    fine.then_some(columns)
}

fn record(row: &ByteRecord, columns: &[&str], line: u64, problems: &mut Problems) -> Record {
    let mut record = Record::default();
    for (column, value) in columns.iter().zip(row) {
        match std::str::from_utf8(value) {
            Ok(value) => {
                if let Some(place) = record.value_mut(column) {
                    value.clone_into(place);
                }
            }
            Err(_) => problems.push_at(line, *column, "not-utf8", ""),
        }
    }
    record
}

pub(super) fn line(values: [&str; 16]) -> Vec<u8> {
    lines(std::iter::once(values))
}

pub(super) fn lines<'a>(rows: impl Iterator<Item = [&'a str; 16]>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, and every row has sixteen values.
        let written = writer.write_record(row);
        debug_assert!(written.is_ok(), "{written:?}");
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Format, read, write};

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let file = "body,kind\r\n\"two\r\nlines\",general\r\n\r\nfine,odd,extra\r\nfine,\r\n";
        let problems = read(Format::Csv, file.as_bytes()).expect_err("a row too long");
        assert_eq!(problems.0[0].line, Some(5));
        assert_eq!(problems.0[0].code, "csv-columns");
    }

    #[test]
    fn a_quotation_that_never_ends_is_named_where_it_begins() {
        for (file, line) in [
            ("body\n\"abc", 2),
            (
                "body,kind\nfine,general\n\"a \"\"b\"\" c,general\nmore,general\n",
                3,
            ),
        ] {
            let problems = read(Format::Csv, file.as_bytes()).expect_err("an open quotation");
            let named = problems.0.iter().find(|it| it.code == "csv-quote");
            assert_eq!(named.and_then(|it| it.line), Some(line), "{file}");
        }
        let fine = "body\n\"a \"\"quoted\"\" word\"\na 5\" pipe\n\"two\nlines\"\n";
        assert_eq!(read(Format::Csv, fine.as_bytes()).expect("read").len(), 3);
    }

    #[test]
    fn a_byte_order_mark_is_taken_and_never_given() {
        let records = read(Format::Csv, "\u{feff}body\nfine\n".as_bytes()).expect("read");
        assert_eq!(records[0].1.body, "fine");
        let file = write(Format::Csv, records.iter().map(|(_, record)| record));
        assert_eq!(file[0], b',');
    }

    #[test]
    fn wrong_headers_are_refused() {
        for (file, code) in [
            ("body,colour\n", "column-unknown"),
            ("body,kind,body\n", "column-twice"),
            ("kind\ngeneral\n", "column-missing"),
            ("", "file-empty"),
        ] {
            let problems = read(Format::Csv, file.as_bytes()).expect_err(code);
            assert_eq!(problems.0[0].code, code);
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_refused_by_line() {
        let problems = read(Format::Csv, b"body\nfine\nnot \xff fine\n").expect_err("no UTF-8");
        assert_eq!(
            (problems.0[0].line, problems.0[0].code.as_str()),
            (Some(3), "not-utf8")
        );
    }
}
