//! From the bytes of a file to its text: in which encoding a spreadsheet wrote it, and whether it is a text at all.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Lines;
use crate::error::Problems;

/// What a file is that holds no comments, by how it begins; the catalogue has a message `problem-file-is-<word>`.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Vec<u8> = text
        .trim_ascii_start()
        .iter()
        .take(20)
        .map(u8::to_ascii_lowercase)
        .collect();
    let holds = |words: &[u8]| bytes.windows(words.len()).take(4_096).any(|it| it == words);
    if begins(b"PK\x03\x04") {
        Some(if holds(b"opendocument.spreadsheet") {
            "ods"
        } else if holds(b"xl/") {
            "xlsx"
        } else if holds(b"opendocument") || holds(b"word/") {
            "document"
        } else {
            "archive"
        })
    } else if begins(b"\xd0\xcf\x11\xe0") {
        Some("xls")
    } else if begins(b"%PDF") {
        Some("pdf")
    } else if begins(b"{\\rtf") {
        Some("document")
    } else if [&b"<!doctype"[..], b"<html", b"<table", b"<?xml"]
        .iter()
        .any(|mark| head.starts_with(mark))
    {
        Some("page")
    } else {
        None
    }
}

/// The text of a file and the name of the encoding it is in.
///
/// Valid UTF-8 is UTF-8. UTF-16 is known by its mark, or by a zero in every other byte. What is neither was written by
/// a spreadsheet in its country's old encoding: which one is guessed from the text, Windows-1252 (Western Europe)
/// where nothing speaks for another; the name is told, so that somebody can look.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    problems: &mut Problems,
) -> Option<(Cow<'a, str>, &'static str)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        if encoding != UTF_8 {
            return utf_16(&bytes[mark..], encoding, problems);
        }
        return utf_8(&bytes[mark..], problems);
    }
    if let Some(encoding) = looks_like_utf_16(bytes) {
        return utf_16(bytes, encoding, problems);
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return utf_8(bytes, problems);
    }
    let encoding = guess(bytes);
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    // The control characters of C1 are no letters: wherever a guess yields them, it was wrong.
    if faulty || text.contains(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        problems.push("", "file-encoding", encoding.name());
        return None;
    }
    Some((text, encoding.name()))
}

fn utf_8<'a>(bytes: &'a [u8], problems: &mut Problems) -> Option<(Cow<'a, str>, &'static str)> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text.into(), UTF_8.name())),
        Err(error) => {
            let line = Lines::new(bytes).at(error.valid_up_to());
            problems.push_at(line, "", "not-utf8", "");
            None
        }
    }
}

fn utf_16<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    problems: &mut Problems,
) -> Option<(Cow<'a, str>, &'static str)> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if faulty {
        problems.push("", "file-encoding", encoding.name());
        return None;
    }
    Some((text, encoding.name()))
}

/// A spreadsheet's "Unicode text" that lost its mark: letters of the alphabet and delimiters have one zero byte each.
fn looks_like_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4_096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 3 > half && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 3 > half && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 that somebody damaged: more letters of several bytes are right than bytes are wrong. Read in an old encoding
/// each of those letters would become two.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    right > wrong
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let letters = bytes.iter().filter(|b| !b.is_ascii()).count();
    // A handful of letters proves nothing, and spreadsheets of Western Europe are the most.
    if letters < 8 { WINDOWS_1252 } else { guess }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, &'static str), String> {
        let mut problems = Problems::default();
        match text(bytes, &mut problems) {
            Some((text, name)) => Ok((text.into_owned(), name)),
            None => Err(problems.0[0].code.clone()),
        }
    }

    const FRENCH: &str = "Les bacs « rapides » n’ont pas besoin du quai nord ; l’été, c’est déjà assez : « été » où ça ?";

    #[test]
    fn a_spreadsheets_encoding_is_found() {
        let (cp1252, _, _) = WINDOWS_1252.encode(FRENCH);
        assert_eq!(read(&cp1252), Ok((FRENCH.into(), "windows-1252")));
        assert_eq!(
            read(b"l\x92\xe9t\xe9"),
            Ok(("l’été".into(), "windows-1252"))
        );
        assert_eq!(read(b"Caf\xe9"), Ok(("Café".into(), "windows-1252")));
        let german = "Die Fähre fährt nördlich der Mole; Gebühren für Segler müssen größer sein als für Ruderer.";
        let (bytes, _, _) = WINDOWS_1252.encode(german);
        assert_eq!(read(&bytes), Ok((german.into(), "windows-1252")));
        let arabic = "يجب أن تبقى البئر نظيفة لكل من يشرب منها، ولا يجوز لأحد أن يلوث الماء المشترك بين الناس.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(arabic);
        assert_eq!(read(&bytes), Ok((arabic.into(), "windows-1256")));
        let russian =
            "Суда входят в гавань днём; ночью вход разрешён только с лоцманом и по расписанию.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(read(&bytes), Ok((russian.into(), "windows-1251")));
        for big in [false, true] {
            for mark in [false, true] {
                let units = FRENCH.encode_utf16().map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                });
                let mut bytes: Vec<u8> = Vec::new();
                if mark {
                    bytes.extend(if big { [0xfe, 0xff] } else { [0xff, 0xfe] });
                }
                bytes.extend(units.flatten());
                let name = if big { "UTF-16BE" } else { "UTF-16LE" };
                assert_eq!(read(&bytes), Ok((FRENCH.into(), name)));
            }
        }
    }

    #[test]
    fn damaged_utf_8_is_no_other_encoding() {
        assert_eq!(
            read("déjà été \u{fffd} où".as_bytes()).map(|it| it.1),
            Ok("UTF-8")
        );
        let mut damaged = "déjà, été, où".as_bytes().to_vec();
        damaged.push(0xff);
        assert_eq!(read(&damaged), Err("not-utf8".into()));
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, name) in [
            (&b"%PDF-1.7"[..], Some("pdf")),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Some("ods"),
            ),
            (b"PK\x03\x04....xl/workbook.xml", Some("xlsx")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some("xls")),
            (b"\xef\xbb\xbf <!DOCTYPE html>", Some("page")),
            (b"body\n<html>\n", None),
        ] {
            assert_eq!(other_kind(bytes), name);
        }
    }
}
