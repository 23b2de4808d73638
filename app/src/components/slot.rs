//! A message with one place left open: looked up once a page, filled as often as it is needed.

use crate::i18n::{Texts, Value};

/// Stands for the value while the message is made; no text holds it.
const HERE: &str = "\u{1}";

/// The words before and after the place.
#[derive(Clone, Debug)]
pub struct Slot(String, String);

impl Slot {
    /// The message of a key whose only variable is `variable`.
    pub fn new(texts: Texts, key: &str, variable: &str) -> Self {
        Self::with(texts, key, variable, &[])
    }

    /// The same for a message with further values.
    pub fn with(texts: Texts, key: &str, variable: &str, others: &[(&str, Value<'_>)]) -> Self {
        let mut values = vec![(variable, Value::from(HERE))];
        values.extend(others.iter().cloned());
        let text = texts.with(key, &values);
        let (before, after) = text.split_once(HERE).unwrap_or((&text, ""));
        Self(before.to_owned(), after.to_owned())
    }

    /// The words before and after.
    pub fn around(self) -> (String, String) {
        (self.0, self.1)
    }

    /// Writes the message with a value as HTML.
    pub fn write(&self, value: &str, out: &mut String) {
        for part in [&self.0, value, &self.1] {
            super::markdown::escape(part, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::account::Language;

    use super::*;

    #[test]
    fn the_value_stands_in_its_place_and_is_escaped() {
        let slot = Slot::new(Texts::of(Language::English), "front-closes", "moment");
        let mut out = String::new();
        slot.write("<now>", &mut out);
        assert_eq!(out, "Closes &lt;now&gt;");
    }
}
