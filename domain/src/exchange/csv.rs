//! Comments as CSV: RFC 4180 as programs write it, and what spreadsheets of other countries make of it (semicolons,
//! tabs, a line that says `sep=;`), with a heading that may leave out columns and order them as it likes.

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::{
    Lines, columns, guard,
    table::{Table, known},
};
use crate::error::Problems;

/// Delimiters in the order in which they are tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads the text of a file; answers the delimiter, too.
pub(super) fn read(text: &str, problems: &mut Problems) -> (Table, char) {
    let (declared, begin) = declared(text);
    let body = &text[begin..];
    let holds = |c: char| {
        !c.is_whitespace() && c != '"' && !u8::try_from(c).is_ok_and(|b| DELIMITERS.contains(&b))
    };
    if !body.contains(holds) {
        problems.push("", "file-empty", "");
        return (Table::default(), ',');
    }
    let delimiter = declared.unwrap_or_else(|| delimiter_of(body));
    let mut reader = reader(body, delimiter);
    let mut lines = Lines::new(text.as_bytes());
    let mut row = StringRecord::new();
    let mut table = Table::default();
    // The reader's own count of lines is one behind after CRLF.
    while table.wants_more(problems) {
        let place = begin + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX - begin);
        match reader.read_record(&mut row) {
            Ok(true) => {
                let cells = row.iter().map(str::to_owned).collect();
                table.row(lines.at(place), cells, problems);
            }
            Ok(false) => break,
            // Reading from memory does not fail, and any lengths are taken.
            Err(error) => {
                problems.push_at(lines.at(place), "", "csv", error);
                break;
            }
        }
    }
    if let Some(place) = open_quote(body.as_bytes(), delimiter) {
        problems.push_at(lines.at(begin + place), "", "csv-quote", "");
    }
    if !table.has_heading() && problems.0.is_empty() {
        problems.push("", "file-empty", "");
    }
    (table, char::from(delimiter))
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The delimiter of a first line `sep=;`, as Excel writes and reads it, and where the table begins.
fn declared(text: &str) -> (Option<u8>, usize) {
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    let line = text[..end].trim_end_matches(['\r', '\n']);
    // A tab is white space, too.
    let line = line
        .strip_prefix('"')
        .map_or(line, |it| it.trim_end_matches('"'));
    match line.get(..4).zip(line.as_bytes().get(4)) {
        Some((sep, delimiter))
            if sep.eq_ignore_ascii_case("sep=") && DELIMITERS.contains(delimiter) =>
        {
            (Some(*delimiter), end)
        }
        _ => (None, 0),
    }
}

/// The delimiter that makes most headings known columns. Where there is one column only, the one that the values do
/// not hold.
fn delimiter_of(text: &str) -> u8 {
    let heading = |delimiter: u8| {
        let mut row = StringRecord::new();
        let mut reader = reader(text, delimiter);
        while reader.read_record(&mut row).unwrap_or(false) {
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        (
            known(row.iter()),
            row.iter().filter(|it| !it.trim().is_empty()).count(),
        )
    };
    // Of equals the first.
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| heading(*delimiter))
        .unwrap_or(b',');
    if heading(best) != (1, 1) {
        return best;
    }
    let alone = |delimiter: u8| {
        let mut reader = reader(text, delimiter);
        let mut rows = reader.records().filter_map(Result::ok);
        rows.all(|row| row.iter().skip(1).all(|cell| cell.trim().is_empty()))
    };
    DELIMITERS.into_iter().find(|it| alone(*it)).unwrap_or(best)
}

/// Where a quotation begins that never ends: the reader would take everything after it for one value.
fn open_quote(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut opened, mut begins) = (None, true);
    let mut at = 0;
    while at < bytes.len() {
        match (opened, bytes[at]) {
            (Some(_), b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            (None, b'"') if begins => opened = Some(at),
            _ => {}
        }
        begins = opened.is_none() && (bytes[at] == delimiter || matches!(bytes[at], b'\n' | b'\r'));
        at += 1;
    }
    opened
}

pub(super) fn line(values: &[&str; 17]) -> Vec<u8> {
    lines(std::iter::once(*values))
}

pub(super) fn lines<'a>(rows: impl Iterator<Item = [&'a str; 17]>) -> Vec<u8> {
    write(
        rows.map(|row| row.map(str::to_owned)),
        QuoteStyle::Necessary,
    )
}

/// The heading of the form for spreadsheets: a mark that the text is UTF-8, and one column more.
pub(super) fn safe_heading(columns: &[&str]) -> Vec<u8> {
    let mut heading: Vec<String> = columns.iter().map(|it| (*it).to_owned()).collect();
    heading.push(columns::PROTECTED.to_owned());
    let mut line = b"\xef\xbb\xbf".to_vec();
    line.extend(write(std::iter::once(heading), QuoteStyle::Always));
    line
}

/// Rows of the form for spreadsheets: every cell that one might compute is guarded, and named.
pub(super) fn safe_lines<'a, const N: usize>(
    columns: [&str; N],
    rows: impl Iterator<Item = [&'a str; N]>,
) -> Vec<u8> {
    let rows = rows.map(|row| {
        let mut protected = Vec::new();
        let mut safe: Vec<String> = columns
            .into_iter()
            .zip(row)
            .map(|(column, value)| match guard::guarded(value) {
                Some(safe) => {
                    protected.push(column);
                    safe
                }
                None => value.to_owned(),
            })
            .collect();
        safe.push(protected.join(" "));
        safe
    });
    write(rows, QuoteStyle::Always)
}

fn write<R>(rows: impl Iterator<Item = R>, style: QuoteStyle) -> Vec<u8>
where
    R: IntoIterator<Item = String>,
{
    let mut writer = WriterBuilder::new()
        .quote_style(style)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, and every row has as many values.
        let written = writer.write_record(row);
        debug_assert!(written.is_ok(), "{written:?}");
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Format, read, write};

    fn bodies(file: &[u8]) -> Vec<String> {
        let records = read(Format::Csv, file).expect("read");
        records.into_iter().map(|(_, it)| it.body).collect()
    }

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
            ("sep=;\nbody;kind\nfine;general\n\"open;general\n", 4),
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
            ("body,kind,Body\n", "column-twice"),
            ("kind\ngeneral\n", "column-missing"),
            ("", "file-empty"),
            (";;;\n\n", "file-empty"),
            ("body,,kind\nfine,lost?,general\n", "column-unnamed"),
        ] {
            let problems = read(Format::Csv, file.as_bytes()).expect_err(code);
            assert_eq!(problems.0[0].code, code);
        }
    }

    #[test]
    fn the_delimiter_of_any_country_is_found() {
        for file in [
            "provision,body\n1.1,\"a, b; c\td\"\n",
            "provision;body\r\n1.1;a, b; c\td\r\n",
            "provision;body\r\n1.1;\"a, b; c\td\"\r\n;;;\r\n;\r\n",
            "sep=;\r\nprovision;body\r\n1.1;\"a, b; c\td\"\r\n",
            "\"sep=,\"\nprovision,body\n1.1,\"a, b; c\td\"\n",
            "provision\tbody\n1.1\t\"a, b; c\td\"\n",
            "sep=\t\nprovision\tbody\n1.1\t\"a, b; c\td\"\n",
            "Provision ; Comment ;;\r\n1.1;\"a, b; c\td\";;\r\n",
        ] {
            let wide = file.contains("; c\td\r\n") && !file.contains('"');
            if wide {
                assert!(
                    read(Format::Csv, file.as_bytes()).is_err(),
                    "a cell too many"
                );
            } else {
                assert_eq!(bodies(file.as_bytes()), ["a, b; c\td"], "{file}");
            }
        }
        assert_eq!(
            bodies(b"body\r\nl'hiver, la nuit\r\n"),
            ["l'hiver, la nuit"]
        );
        assert_eq!(bodies(b"body\nun ; deux\n"), ["un ; deux"]);
    }

    #[test]
    fn what_a_western_spreadsheet_wrote_is_read() {
        assert_eq!(bodies(b"body\nfine\nCaf\xe9\n"), ["fine", "Café"]);
    }
}
