//! What the report says, made ready to be set on paper: every character printable, long words breakable, every
//! paragraph with its direction. What no font has is marked in its place and listed at the end, so that nobody takes
//! the paper for the whole of what was written.

use app::i18n::Texts;
use domain::{
    Error, Result,
    account::Language,
    direction::{of_own, unmasked},
};
use serde_json::{Map, Value, json};

use super::{fonts::Fonts, sheet::Document};

/// Stands for what no font has.
pub(super) const UNSET: char = '▢';

/// Words of more letters than this are given places to break, in running text: the widest letters fill a line sooner
/// than a hundred narrow ones.
const LONGEST: usize = 40;
/// The same for what machines read, which is set small: digests stay whole.
const LONGEST_CODE: usize = 64;
/// The same in headings.
const LONGEST_LARGE: usize = 24;
/// Width of a line of a table in letters.
const TABLE_LINE: usize = 84;

/// How many places of unset words are listed.
const MOST_LISTED: usize = 200;

/// The data that the template reads.
pub(super) fn data(sheet: &Document, fonts: &Fonts) -> Result<Value> {
    let mut value = serde_json::to_value(sheet).map_err(|e| Error::Corrupt(e.to_string()))?;
    let mut setter = Setter {
        fonts,
        longest: LONGEST,
        place: (String::new(), sheet.title.clone()),
        unset: Vec::new(),
    };
    setter.walk(&mut value);
    let texts = Texts::of(sheet.lang.parse().unwrap_or(Language::English));
    let unset = setter.list(texts);
    if let Value::Object(it) = &mut value {
        it.insert("serif".into(), json!(fonts.serif));
        it.insert("sans".into(), json!(fonts.sans));
        it.insert("unset".into(), unset);
    }
    Ok(value)
}

/// Words at one place that could not be set.
struct Unset {
    /// An id of the document, or empty.
    id: String,
    /// What people call the place.
    place: String,
    /// The characters, joined ones together.
    clusters: Vec<String>,
}

struct Setter<'f> {
    fonts: &'f Fonts,
    /// Words of more letters get places to break.
    longest: usize,
    /// Id and name of the last place passed.
    place: (String, String),
    unset: Vec<Unset>,
}

impl Setter<'_> {
    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.set(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.walk(value)),
            Value::Object(object) => self.object(object),
            _ => {}
        }
    }

    fn object(&mut self, object: &mut Map<String, Value>) {
        let before = self.longest;
        match object.get("part").and_then(Value::as_str) {
            Some("heading") => {
                self.longest = LONGEST_LARGE;
                self.pass(object, "text");
                direct(object, |it| text_of(it, "text"));
            }
            Some("provision") => {
                self.pass(object, "label");
                direct(object, |it| {
                    it.get("parts").map(words_of).unwrap_or_default()
                });
            }
            Some("text") => {
                if let Some(name) = object.get("runs").and_then(|it| it.get(0)) {
                    let name = name.get("text").cloned().unwrap_or_default();
                    object.insert("first".into(), name);
                    self.pass(object, "first");
                    object.remove("first");
                }
                let tone = object.get("tone").and_then(Value::as_str);
                if tone == Some("statement") {
                    self.longest = LONGEST_LARGE;
                }
                if !matches!(tone, Some("by" | "minor")) {
                    direct(object, |it| {
                        it.get("runs").map(words_of).unwrap_or_default()
                    });
                }
            }
            Some("table") => {
                let columns = columns_of(object);
                self.longest = (TABLE_LINE / columns.max(1)).clamp(2, LONGEST);
            }
            _ => {}
        }
        if is_code(object) {
            self.longest = self.longest.max(LONGEST_CODE);
        }
        for (key, value) in object.iter_mut() {
            match (key.as_str(), &mut *value) {
                // Ids and addresses are no words.
                ("id" | "href" | "lang" | "dir" | "part" | "tone" | "kind" | "styles", _) => {}
                ("svg", Value::String(svg)) => *svg = self.set_plain(svg),
                _ => self.walk(value),
            }
        }
        self.longest = before;
    }

    /// Notes the place that an object is, if links lead to it.
    fn pass(&mut self, object: &Map<String, Value>, name: &str) {
        if let Some(id) = object.get("id").and_then(Value::as_str) {
            self.place = (id.to_owned(), text_of(object, name));
        }
    }

    /// Words as they can be set.
    fn set(&mut self, text: &str) -> String {
        let printable = self.printable(text);
        breakable(&printable, self.longest)
    }

    /// The same for a picture: without marks in the text's own list, since its figures stand in a table beside it.
    fn set_plain(&self, text: &str) -> String {
        text.chars()
            .map(|c| {
                if self.fonts.has(c) || is_invisible(c) {
                    c
                } else {
                    UNSET
                }
            })
            .collect()
    }

    /// One character that no font has would fail the whole PDF: a mark stands for it, and it is noted.
    fn printable(&mut self, text: &str) -> String {
        let shown = unmasked(text);
        let mut printable = String::with_capacity(shown.len());
        let mut clusters: Vec<String> = Vec::new();
        // The characters that the last mark stands for, and whether a joiner has come after them.
        let (mut at_mark, mut joined) = (false, false);
        for c in shown.chars() {
            match c {
                '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    printable.push('\n');
                }
                '\t' => printable.push(' '),
                c if c.is_control() || is_stray(c) => continue,
                '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}' if at_mark => {
                    if let Some(cluster) = clusters.last_mut() {
                        cluster.push(c);
                    }
                    joined = c == '\u{200d}';
                    continue;
                }
                c if is_invisible(c) || self.fonts.has(c) => printable.push(c),
                c => {
                    match clusters.last_mut() {
                        Some(cluster) if joined => cluster.push(c),
                        _ => {
                            clusters.push(c.into());
                            printable.push(UNSET);
                        }
                    }
                    (at_mark, joined) = (true, false);
                    continue;
                }
            }
            (at_mark, joined) = (false, false);
        }
        if !clusters.is_empty() {
            let (id, place) = &self.place;
            match self.unset.last_mut() {
                Some(last) if last.id == *id && last.place == *place => {
                    last.clusters.append(&mut clusters);
                }
                _ => self.unset.push(Unset {
                    id: id.clone(),
                    place: place.clone(),
                    clusters,
                }),
            }
        }
        printable
    }

    /// What the reader is told of what could not be set: title, sentence, and a row a place; nothing if all was set.
    fn list(mut self, texts: Texts) -> Value {
        let all = std::mem::take(&mut self.unset);
        if all.is_empty() {
            return Value::Null;
        }
        let count: usize = all.iter().map(|it| it.clusters.len()).sum();
        let rows: Vec<Value> = all
            .iter()
            .take(MOST_LISTED)
            .map(|it| {
                let place = self.printable(&it.place);
                let mut names: Vec<String> = Vec::new();
                for cluster in &it.clusters {
                    let points: Vec<String> = cluster
                        .chars()
                        .map(|c| format!("U+{:04X}", u32::from(c)))
                        .collect();
                    let name = points.join(" ");
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                names.truncate(20);
                json!({ "id": it.id, "place": breakable(&place, LONGEST), "what": names.join(", ") })
            })
            .collect();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let said = texts.with(
            "report-unset",
            &[("count", count.into()), ("mark", UNSET.to_string().into())],
        );
        json!({
            "title": texts.t("report-unset-title"),
            "said": said,
            "where": texts.t("report-unset-where"),
            "rows": rows,
        })
    }
}

/// The direction of a paragraph is that of its words, as `dir="auto"` says on the page.
fn direct(object: &mut Map<String, Value>, words: impl Fn(&Map<String, Value>) -> String) {
    let words = words(object);
    object.insert("dir".into(), of_own(&words).as_str().into());
}

fn text_of(object: &Map<String, Value>, key: &str) -> String {
    let text = object.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// All words of runs and of parts in parts.
fn words_of(value: &Value) -> String {
    match value {
        Value::Array(values) => values.iter().map(words_of).collect(),
        Value::Object(object) => ["text", "runs", "parts", "items", "head", "rows"]
            .iter()
            .filter_map(|key| object.get(*key))
            .map(words_of)
            .collect(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

fn columns_of(object: &Map<String, Value>) -> usize {
    let length = |value: &Value| value.as_array().map_or(0, Vec::len);
    let head = object.get("head").map_or(0, length);
    let rows = object.get("rows").and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .map(length)
        .max()
        .unwrap_or_default()
        .max(head)
}

fn is_code(object: &Map<String, Value>) -> bool {
    object
        .get("styles")
        .and_then(Value::as_array)
        .is_some_and(|styles| styles.iter().any(|it| it == "code"))
}

/// Marks that say how the character before them is drawn, and byte-order marks: nothing is lost without them.
const fn is_stray(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}')
}

/// Characters without a look of their own that shape, join, part or isolate what stands around them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// Puts a place to break (U+200B) between the letters of words of more than so many.
fn breakable(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(breaks_after) {
        if word.trim_end_matches(breaks_after).chars().count() <= longest {
            out.push_str(word);
            continue;
        }
        let mut before = None;
        for c in word.chars() {
            let parts = before.is_some_and(|before| {
                !matches!(before, '\u{200d}' | '\u{2066}'..='\u{2069}')
                    && !is_invisible(c)
                    && !breaks_after(c)
                    && !is_mark(c)
            });
            if parts {
                out.push('\u{200b}');
            }
            out.push(c);
            before = Some(c);
        }
    }
    out
}

/// Lines break after these without our doing; scripts that are written without spaces are divided by typst.
fn breaks_after(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{200b}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is set on the one before it.
fn is_mark(c: char) -> bool {
    domain::direction::is_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{super::fonts::fonts, *};

    fn setter() -> Setter<'static> {
        Setter {
            fonts: fonts(),
            longest: LONGEST,
            place: ("c-1".into(), "R1-0001".into()),
            unset: Vec::new(),
        }
    }

    #[test]
    fn joiners_stay_and_separators_break_lines() {
        let mut setter = setter();
        assert_eq!(
            setter.set("می\u{200c}روم क्\u{200d}ष"),
            "می\u{200c}روم क्\u{200d}ष"
        );
        assert_eq!(setter.set("a\u{2028}b\u{2029}c\u{85}d"), "a\nb\nc\nd");
        assert!(setter.unset.is_empty());
    }

    #[test]
    fn what_no_font_has_is_marked_once_and_noted() {
        let mut setter = setter();
        assert_eq!(
            setter.set("so 👩\u{200d}👩\u{200d}👧 \u{12000}!"),
            "so ▢ ▢!"
        );
        let noted = &setter.unset[0];
        assert_eq!((noted.id.as_str(), noted.clusters.len()), ("c-1", 2));
        assert_eq!(setter.set("👍🏽 ✔\u{fe0f}"), "▢ ✔");
        let told = setter.list(Texts::of(Language::English));
        assert_eq!(
            told["rows"][0]["what"],
            "U+1F469 U+200D U+1F469 U+200D U+1F467, U+12000, U+1F44D U+1F3FD"
        );
    }

    #[test]
    fn overrides_are_seen() {
        assert_eq!(setter().set("may \u{202e}ton\u{202c}"), "may [RLO]ton[PDF]");
    }

    #[test]
    fn only_long_words_get_places_to_break() {
        assert_eq!(breakable("short words stay", 5), "short words stay");
        assert_eq!(breakable("abcd", 3), "a\u{200b}b\u{200b}c\u{200b}d");
        assert_eq!(
            breakable("e\u{301}e\u{301}e", 3),
            "e\u{301}\u{200b}e\u{301}\u{200b}e"
        );
        assert_eq!(breakable("清水是什么意思", 3), "清水是什么意思");
    }
}
