//! The number that a provision carries in its own text, told apart from its words.

use crate::{
    text::{Provision, ProvisionKind, plain},
    wording::folded,
};

/// A provision's words and its number.
pub(super) struct Numbered {
    /// Letters and figures of the number that its text begins with; empty: it carries none.
    pub number: String,
    /// Its plain words without that number, as they are compared.
    pub words: String,
}

impl Numbered {
    pub fn of(provision: &Provision) -> Self {
        let text = plain(&provision.text);
        let (number, words) = divided(provision, &text);
        Self {
            number: letters(number),
            words: folded(words),
        }
    }
}

/// The plain words of a provision without the number that they begin with: the label beside it tells that.
pub fn words(provision: &Provision) -> String {
    let text = plain(&provision.text);
    divided(provision, &text).1.to_owned()
}

/// Divides a text into number and words. The number is what the label says it is: `5.1.1` in front of a heading,
/// `Article 9A`, `(i)` of 7(1)(a)(i). So a sentence that begins with a year or an initial keeps it.
fn divided<'a>(provision: &Provision, text: &'a str) -> (&'a str, &'a str) {
    let label = letters(&provision.label);
    let mut seen = String::new();
    let mut best = 0;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        seen.extend(c.to_lowercase());
        if seen.len() > label.len() {
            break;
        }
        let end = at + c.len_utf8();
        let rest = &text[end..];
        if !rest.starts_with(char::is_alphanumeric)
            && label.ends_with(&seen)
            && is_number(
                provision.kind,
                &text[..end],
                rest,
                seen.len() == label.len(),
            )
        {
            best = end;
        }
    }
    if best == 0 {
        return ("", text);
    }
    let words = text[best..].trim_start_matches(|c: char| c.is_whitespace() || CLOSERS.contains(c));
    (&text[..best], words)
}

/// What may stand between a number and the words.
const CLOSERS: &str = ".):]—–-·、．）：";

fn is_number(kind: ProvisionKind, number: &str, rest: &str, whole: bool) -> bool {
    let has_figure = number.contains(char::is_numeric);
    if kind == ProvisionKind::Heading {
        let divided =
            rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || CLOSERS.contains(c));
        return divided && (whole || has_figure);
    }
    // In running text only what is marked as a number is one.
    let closed = rest.starts_with(|c: char| CLOSERS.contains(c));
    let opened = number.starts_with(['(', '[', '§', '（']);
    let short = number.chars().filter(|c| c.is_alphanumeric()).count() <= 8;
    closed && short || opened && has_figure
}

/// Letters and figures alone, in small letters.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_the_label_says() {
        for (kind, label, text, number, words) in [
            (
                ProvisionKind::Heading,
                "5.1.1",
                "5.1.1. Secrets",
                "511",
                "Secrets",
            ),
            (
                ProvisionKind::Heading,
                "Article 9A",
                "Article 9A — Scope",
                "article9a",
                "Scope",
            ),
            (
                ProvisionKind::Heading,
                "Article 9",
                "Article 9",
                "article9",
                "",
            ),
            (
                ProvisionKind::Heading,
                "2.A",
                "A right to water",
                "",
                "A right to water",
            ),
            (ProvisionKind::Heading, "B", "Background", "", "Background"),
            (
                ProvisionKind::ListItem,
                "4.1(3)",
                "3. Override it",
                "3",
                "Override it",
            ),
            (
                ProvisionKind::ListItem,
                "7(1)(a)(i)",
                "(i) in writing",
                "i",
                "in writing",
            ),
            (
                ProvisionKind::ListItem,
                "2(c)",
                "I know it",
                "",
                "I know it",
            ),
            (
                ProvisionKind::Paragraph,
                "2.1",
                "1 state may act",
                "",
                "1 state may act",
            ),
            (
                ProvisionKind::Paragraph,
                "2.3",
                "14. July is free",
                "",
                "14. July is free",
            ),
            (
                ProvisionKind::Paragraph,
                "12(2)",
                "(2) Ships wait.",
                "2",
                "Ships wait.",
            ),
            (
                ProvisionKind::Heading,
                "المادة ٣",
                "المادة ٣: النطاق",
                "المادة٣",
                "النطاق",
            ),
        ] {
            let provision = Provision {
                ord: 1,
                label: label.into(),
                anchor: "a".into(),
                parent: None,
                kind,
                depth: 1,
                text: text.into(),
            };
            let it = Numbered::of(&provision);
            assert_eq!(
                (it.number.as_str(), it.words.as_str()),
                (number, words),
                "{text}"
            );
        }
    }
}
