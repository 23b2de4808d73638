//! Cells that no spreadsheet computes.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, whoever wrote it. In the form for
//! spreadsheets each such beginning gets an apostrophe in front; the column `protected` names the cells of the row
//! that got any, so that import takes away exactly what was added.
//!
//! A French or German program that opens a file with commas cuts at semicolons instead, inside quoted values too,
//! and the other way round: what stands behind a delimiter or a line's end would begin a cell there. So beginnings
//! are guarded there as well.

/// Whether a spreadsheet may take a cell with this first character for something to compute. The wide forms are read
/// so in East Asian editions; tab and carriage return hide the sign that follows them.
const fn computes(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−')
}

/// What may begin a new cell, in some program's reading.
const fn divides(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | '\t' | '|' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}'
    )
}

/// What programs skip at the beginning of a cell.
fn is_skipped(c: char) -> bool {
    c == '"' || c.is_whitespace() || c.is_control() || crate::email::is_unseen(c)
}

/// Positions where a cell may begin and a sign follows, apostrophes in between not counted: (where the apostrophes
/// begin, how many there are).
fn beginnings(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut begins = true;
    let mut apostrophes: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        if begins && c == '\'' {
            let (from, count) = apostrophes.unwrap_or((at, 0));
            apostrophes = Some((from, count + 1));
            continue;
        }
        if begins && computes(c) {
            found.push(apostrophes.unwrap_or((at, 0)));
        }
        // Behind apostrophes a cell has begun, whatever follows.
        begins = divides(c) || (begins && apostrophes.is_none() && is_skipped(c));
        apostrophes = None;
    }
    found
}

/// The value with its beginnings guarded; none if it has none.
pub(super) fn guarded(text: &str) -> Option<String> {
    let found = beginnings(text);
    if found.is_empty() {
        return None;
    }
    let mut guarded = String::with_capacity(text.len() + found.len());
    let mut done = 0;
    for (at, _) in found {
        guarded.push_str(&text[done..at]);
        guarded.push('\'');
        done = at;
    }
    guarded.push_str(&text[done..]);
    Some(guarded)
}

/// The value as it was before it was [`guarded`].
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut done = 0;
    for (at, count) in beginnings(text) {
        bare.push_str(&text[done..at]);
        // Somebody may have taken the apostrophe away by hand.
        done = at + count.min(1);
    }
    bare.push_str(&text[done..]);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether any program could take a piece of it for a formula, however it cuts cells.
    fn is_computed(text: &str) -> bool {
        text.split(divides).any(|cell| {
            let first = cell.chars().find(|c| !is_skipped(*c));
            first.is_some_and(computes)
        })
    }

    #[test]
    fn beginnings_are_guarded_and_what_follows_is_left() {
        for (text, safe) in [
            ("=2+5", Some("'=2+5")),
            ("@SUM(A1)", Some("'@SUM(A1)")),
            ("\t=1", Some("\t'=1")),
            (" \"-1", Some(" \"'-1")),
            ("well;=HYPERLINK(\"x\")", Some("well;'=HYPERLINK(\"x\")")),
            ("- one\r\n- two", Some("'- one\r\n'- two")),
            ("''=1", Some("'''=1")),
            ("one-two", None),
            ("a = b", None),
            ("'quoted'", None),
            ("", None),
        ] {
            assert_eq!(guarded(text).as_deref(), safe, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn guarding_is_undone_exactly(text in "[-=+@'\"; ,\ta\r\n\u{feff}＝é]{0,12}|.{0,40}") {
            let safe = guarded(&text);
            prop_assert_eq!(safe.is_some(), is_computed(&text) || beginnings(&text).iter().any(|it| it.1 > 0));
            if let Some(safe) = safe {
                prop_assert!(!is_computed(&safe), "{safe:?}");
                prop_assert_eq!(bare(&safe), text);
            }
        }
    }
}
