//! What words that people type must be, whatever form they stand in: the one place that says so.

use crate::error::Problems;

/// Whether a character has no place in a line such as a title or a name: nobody sees it, and it makes the words around
/// it look like others. Isolates keep words of two directions apart, and joiners belong to words: both may be there.
fn has_no_place_in_a_line(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
}

impl Problems {
    /// Holds a text of any number of lines against what every text must be: up to `most` characters, and nothing that
    /// no database takes.
    pub fn text(&mut self, field: impl Into<String>, text: &str, most: usize) {
        if text.chars().count() > most {
            self.push(field, "too-long", most);
        } else if text.contains('\0') {
            self.push(field, "nul", "");
        }
    }

    /// The same for what stands in one line: a title, a name.
    pub fn line(&mut self, field: impl Into<String>, text: &str, most: usize) {
        if text.chars().count() > most {
            self.push(field, "too-long", most);
        } else if let Some(c) = text.chars().find(|c| has_no_place_in_a_line(*c)) {
            self.push(field, "unseen", format_args!("U+{:04X}", u32::from(c)));
        }
    }

    /// Holds a text against being there at all: `code` is what is said if nothing is. Then it is held to nothing else.
    pub fn needed(&mut self, field: impl Into<String>, text: &str, most: usize, code: &str) {
        if text.trim().is_empty() {
            self.push(field, code, "");
        } else {
            self.text(field, text, most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(of: impl FnOnce(&mut Problems)) -> Option<(String, String)> {
        let mut problems = Problems::default();
        of(&mut problems);
        problems.0.pop().map(|it| (it.code, it.detail))
    }

    #[test]
    fn a_line_holds_nothing_that_nobody_sees() {
        for (text, detail) in [
            ("Ministry\u{7}", "U+0007"),
            ("two\nlines", "U+000A"),
            ("may \u{202e}ton", "U+202E"),
            ("nul\0", "U+0000"),
        ] {
            let found = said(|it| it.line("name", text, 20));
            assert_eq!(found, Some(("unseen".to_owned(), detail.to_owned())));
        }
        // Isolates, and the joiners of Persian and of a family.
        for text in [
            "\u{2068}مرحبا\u{2069}, 1",
            "می\u{200c}خواهم",
            "👩\u{200d}👧",
            "Ñandú",
        ] {
            assert_eq!(said(|it| it.line("name", text, 20)), None, "{text}");
        }
        let long = said(|it| it.line("name", "ééé", 2));
        assert_eq!(long, Some(("too-long".to_owned(), "2".to_owned())));
    }

    #[test]
    fn a_text_may_have_lines_and_is_there() {
        assert_eq!(said(|it| it.text("body", "two\nlines\t\u{202e}", 20)), None);
        assert_eq!(
            said(|it| it.text("body", "nul\0", 20)).map(|it| it.0),
            Some("nul".to_owned())
        );
        let missing = said(|it| it.needed("reason", " \n", 20, "reason-missing"));
        assert_eq!(missing.map(|it| it.0), Some("reason-missing".to_owned()));
    }
}
