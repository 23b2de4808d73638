//! Comments as JSON Lines: one object a line, its keys the columns, its values strings (the round may be a number;
//! `null` is the same as a missing key).

use serde_json::{Map, Value};

use super::{COLUMNS, MOST_PROBLEMS, Record, shortened};
use crate::error::Problems;

pub(super) fn read(bytes: &[u8], problems: &mut Problems) -> Vec<(u64, Record)> {
    let mut records = Vec::new();
    for (line, bytes) in (1_u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        if problems.0.len() >= MOST_PROBLEMS {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            problems.push_at(line, "", "not-utf8", "");
            continue;
        };
        match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(object) => records.push((line, record(object, line, problems))),
            Err(error) => problems.push_at(line, "", "json", error),
        }
    }
    if records.is_empty() && problems.0.is_empty() {
        problems.push("", "file-empty", "");
    }
    records
}

fn record(object: Map<String, Value>, line: u64, problems: &mut Problems) -> Record {
    let mut record = Record::default();
    for (key, value) in object {
        let Some(place) = record.value_mut(&key) else {
            problems.push_at(line, shortened(&key), "column-unknown", COLUMNS.join(", "));
            continue;
        };
        match value {
            Value::String(text) => *place = text,
            Value::Null => {}
            Value::Number(number) if key == "round" => *place = number.to_string(),
            _ => problems.push_at(line, key, "not-text", ""),
        }
    }
    record
}

pub(super) fn lines<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    let mut out = Vec::new();
    for record in records {
        // Strings into memory: nothing here can fail.
        let written = serde_json::to_writer(&mut out, record);
        debug_assert!(written.is_ok(), "{written:?}");
        out.push(b'\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Format, read};

    #[test]
    fn what_is_no_object_of_strings_is_refused_by_line() {
        let file = "{\"body\":\"fine\",\"round\":1}\n\n[]\n{\"body\":1}\n{\"body\":\"x\",\"colour\":\"red\"}\n{\n";
        let problems = read(Format::Jsonl, file.as_bytes()).expect_err("wrong lines");
        let found: Vec<(Option<u64>, &str)> = problems
            .0
            .iter()
            .map(|it| (it.line, it.code.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (Some(3), "json"),
                (Some(4), "not-text"),
                (Some(5), "column-unknown"),
                (Some(6), "json")
            ]
        );
    }
}
