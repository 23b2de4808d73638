//! Comments as JSON Lines: one object a line, its keys the columns, its values strings (the round may be a number;
//! `null` is the same as a missing key).

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, error::Category};

use super::{MOST_PROBLEMS, Record, columns, shortened};
use crate::error::Problems;

pub(super) fn read(text: &str, problems: &mut Problems) -> Vec<(u64, Record)> {
    let mut records = Vec::new();
    // Whole, or set over many lines: what programs call JSON without more.
    if text.trim_start().starts_with('[')
        && serde_json::from_str::<Value>(text).is_ok_and(|it| it.is_array())
    {
        problems.push("", "json-list", "");
        return records;
    }
    for (line, text) in (1_u64..).zip(text.split('\n')) {
        if problems.0.len() >= MOST_PROBLEMS {
            break;
        }
        if text.trim().is_empty() {
            continue;
        }
        if !text.trim_start().starts_with('{') {
            problems.push_at(line, "", "json-no-record", shortened(text.trim()));
            continue;
        }
        match serde_json::from_str::<Pairs>(text) {
            Ok(Pairs(pairs)) => records.push((line, record(pairs, line, problems))),
            Err(error) => {
                let (code, detail) = told(&error, text);
                problems.push_at(line, "", code, detail);
            }
        }
    }
    if records.is_empty() && problems.0.is_empty() {
        problems.push("", "file-empty", "");
    }
    records
}

/// What is wrong with a line, and near which words: the parser's own message speaks to programmers.
fn told(error: &serde_json::Error, text: &str) -> (&'static str, String) {
    if error.classify() == Category::Eof {
        return ("json-unfinished", String::new());
    }
    // Columns are bytes, from 1; of the place where the parser noticed.
    let mut place = error.column().saturating_sub(1).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let before: Vec<char> = text[..place].chars().rev().take(25).collect();
    let near: String = before.into_iter().rev().collect();
    ("json-broken", near.trim().to_owned())
}

/// The names and values of an object in their order; a name that comes twice is not lost.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

fn record(pairs: Vec<(String, Value)>, line: u64, problems: &mut Problems) -> Record {
    let mut record = Record::default();
    let mut seen: Vec<&'static str> = Vec::new();
    for (key, value) in pairs {
        let Some(column) = columns::column(&key).filter(|it| *it != columns::PROTECTED) else {
            problems.push_at(line, shortened(&key), "column-unknown", columns::all());
            continue;
        };
        if seen.contains(&column) {
            problems.push_at(line, column, "column-twice", "");
            continue;
        }
        seen.push(column);
        let Some(place) = record.value_mut(column) else {
            continue;
        };
        match value {
            Value::String(text) => *place = text,
            Value::Null => {}
            Value::Number(number) if column == "round" => *place = number.to_string(),
            other => problems.push_at(line, column, "not-text", shortened(&other.to_string())),
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

    fn told(file: &str) -> Vec<(Option<u64>, String, String)> {
        let problems = read(Format::Jsonl, file.as_bytes()).expect_err("wrong lines");
        problems
            .0
            .into_iter()
            .map(|it| (it.line, it.code, it.detail))
            .collect()
    }

    #[test]
    fn what_is_no_record_is_refused_by_line_and_place() {
        let file = "{\"body\":\"fine\",\"round\":1}\n\n[]\n{\"body\":1}\n{\"body\":\"x\",\"colour\":\"red\"}\n{\n{\"body\":\"été\" \"kind\":\"general\"}\n{\"body\":\"x\",\"Body\":\"y\"}\n";
        let found = told(file);
        let codes: Vec<(Option<u64>, &str)> =
            found.iter().map(|it| (it.0, it.1.as_str())).collect();
        assert_eq!(
            codes,
            [
                (Some(3), "json-no-record"),
                (Some(4), "not-text"),
                (Some(5), "column-unknown"),
                (Some(6), "json-unfinished"),
                (Some(7), "json-broken"),
                (Some(8), "column-twice"),
            ]
        );
        assert_eq!(found[4].2, "{\"body\":\"été\"");
        for (_, _, detail) in found {
            assert!(!detail.contains("expected"), "{detail}");
        }
    }

    #[test]
    fn a_list_over_many_lines_is_named() {
        assert_eq!(
            told("[\n  {\"body\": \"x\"}\n]\n"),
            [(None, "json-list".into(), String::new())]
        );
    }
}
