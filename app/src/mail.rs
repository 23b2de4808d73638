//! Mails: words from the catalogue, written twice, as plain text and as simple HTML. Use cases are handed a function
//! that writes one, such as [`sign_in`], and queue what it answers.

/// About comments.
pub mod comment;
/// About commissioners.
pub mod role;

use domain::{account::Language, direction::unmasked, ops::mail::Written};

use crate::i18n::Texts;

/// A mail in the making: paragraphs, links and quotations, in order.
///
/// ```
/// # use app::{i18n::Texts, mail::Letter};
/// # use domain::account::Language;
/// let mail = Letter::new(Texts::of(Language::English), "Thank you", "https://consult.example")
///     .greeting("Desk")
///     .words("Three comments were received.")
///     .link("Your submission", "https://consult.example/consultations/wells/submission")
///     .write();
/// assert!(mail.text.contains("Three comments were received."));
/// ```
#[derive(Clone, Debug)]
pub struct Letter {
    texts: Texts,
    subject: String,
    site: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Words(String),
    Heading(String),
    Link(String, String),
    Quote(String),
}

impl Letter {
    /// A mail in a language, from the site at this address.
    pub fn new(texts: Texts, subject: impl Into<String>, site: impl Into<String>) -> Self {
        Self {
            texts,
            subject: subject.into(),
            site: site.into(),
            parts: Vec::new(),
        }
    }

    /// Greets by name, or without one if it is not known.
    #[must_use]
    pub fn greeting(self, name: &str) -> Self {
        let words = if name.is_empty() {
            self.texts.t("mail-greeting-nobody")
        } else {
            self.texts
                .with("mail-greeting", &[("name", name.to_owned().into())])
        };
        self.words(words)
    }

    /// A paragraph.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.parts.push(Part::Words(words.into()));
        self
    }

    /// A heading within the mail.
    #[must_use]
    pub fn heading(mut self, words: impl Into<String>) -> Self {
        self.parts.push(Part::Heading(words.into()));
        self
    }

    /// A link on a line of its own; the text part spells the address out.
    #[must_use]
    pub fn link(mut self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.parts.push(Part::Link(label.into(), url.into()));
        self
    }

    /// Somebody's words as they wrote them, in whatever language.
    #[must_use]
    pub fn quote(mut self, words: impl Into<String>) -> Self {
        self.parts.push(Part::Quote(words.into()));
        self
    }

    /// Both bodies.
    pub fn write(self) -> Written {
        let foot = self
            .texts
            .with("mail-foot", &[("site", self.site.clone().into())]);
        Written {
            // Nothing that anybody wrote may make a mail read otherwise than it is.
            text: unmasked(&self.text(&foot)).into_owned(),
            html: unmasked(&self.html(&foot)).into_owned(),
            subject: unmasked(&self.subject).into_owned(),
        }
    }

    fn text(&self, foot: &str) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Heading(words) => {
                    text.push_str(words);
                    text.push('\n');
                    text.extend(std::iter::repeat_n('-', words.chars().count().min(60)));
                }
                Part::Link(label, url) => {
                    text.push_str(label);
                    text.push_str(":\n");
                    text.push_str(url);
                }
                Part::Quote(words) => {
                    let lines: Vec<String> =
                        words.lines().map(|line| format!("> {line}")).collect();
                    text.push_str(&lines.join("\n"));
                }
            }
            text.push_str("\n\n");
        }
        // The customary mark before a signature: mail programs fold it away.
        text.push_str("-- \n");
        text.push_str(foot);
        text.push('\n');
        text
    }

    fn html(&self, foot: &str) -> String {
        let language = self.texts.language;
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body style=\"overflow-wrap: anywhere\">\n",
            self.texts.direction(),
            escape(&self.subject)
        );
        for part in &self.parts {
            let line = match part {
                Part::Words(words) => format!("<p>{}</p>", lines(words)),
                Part::Heading(words) => format!("<h2>{}</h2>", escape(words)),
                Part::Link(label, url) => {
                    format!("<p><a href=\"{}\">{}</a></p>", escape(url), escape(label))
                }
                Part::Quote(words) => {
                    format!("<blockquote dir=\"auto\">{}</blockquote>", lines(words))
                }
            };
            html.push_str(&line);
            html.push('\n');
        }
        html.push_str("<hr>\n<p><small>");
        html.push_str(&escape(foot));
        html.push_str("</small></p>\n</body></html>\n");
        html
    }
}

/// Escaped, with its line ends kept.
fn lines(words: &str) -> String {
    escape(words).replace('\n', "<br>\n")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The mail with a sign-in link. It greets nobody: whether the address is known is not told.
pub fn sign_in(language: Language, link: &str, site: &str) -> Written {
    let texts = Texts::of(language);
    Letter::new(texts, texts.t("mail-sign-in-subject"), site)
        .greeting("")
        .words(texts.t("mail-sign-in-lead"))
        .link(texts.t("mail-sign-in-link"), link)
        .words(texts.t("mail-sign-in-how"))
        .words(texts.t("mail-sign-in-not-you"))
        .write()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_cannot_become_markup() {
        let mail = Letter::new(
            Texts::of(Language::English),
            "<x>",
            "https://consult.example",
        )
        .words("a < b & c")
        .quote("<script>alert(1)</script>\nsecond line")
        .link("\"there\"", "https://consult.example/?a=1&b='2'")
        .write();
        assert!(
            !mail.html.contains("<script>") && !mail.html.contains("<x>"),
            "{}",
            mail.html
        );
        assert!(mail.html.contains("a &lt; b &amp; c"));
        assert!(
            mail.html
                .contains("href=\"https://consult.example/?a=1&amp;b=&#39;2&#39;\"")
        );
        assert!(
            mail.text
                .contains("> <script>alert(1)</script>\n> second line")
        );
    }

    #[test]
    fn labels_and_names_keep_their_direction_and_overrides_are_seen() {
        let arabic = Texts::of(Language::Arabic);
        let subject = arabic.with("hidden-subject", &[("reference", "R1-0042".into())]);
        let heading = arabic.with(
            "receipt-comment",
            &[("reference", "R1-0042".into()), ("on", "2.1(1)".into())],
        );
        let mail = Letter::new(arabic, subject, "https://consult.example")
            .heading(heading)
            .words(arabic.list(["2.1(1)", "§ 3"]))
            .quote("may \u{202e}ton\u{202c}")
            .write();
        assert!(
            mail.subject.contains("\u{2068}R1-0042\u{2069}"),
            "{}",
            mail.subject
        );
        for body in [&mail.text, &mail.html] {
            assert!(body.contains("\u{2068}2.1(1)\u{2069}"), "{body}");
            assert!(
                body.contains("\u{200f}\u{2068}2.1(1)\u{2069}، \u{2068}§ 3\u{2069}"),
                "{body}"
            );
            assert!(
                body.contains("may [RLO]ton[PDF]") && !body.contains('\u{202e}'),
                "{body}"
            );
        }
        // In a language that runs as they do, nothing invisible is added.
        let english = Texts::of(Language::English);
        let subject = english.with("hidden-subject", &[("reference", "R1-0042".into())]);
        assert!(
            subject.contains("R1-0042") && !subject.contains('\u{2068}'),
            "{subject}"
        );
        let arabic_title = english.with("receipt-subject", &[("title", "مياه (1)".into())]);
        assert!(
            arabic_title.contains("\u{2068}مياه (1)\u{2069}"),
            "{arabic_title}"
        );
    }

    #[test]
    fn the_sign_in_mail_stands_in_every_language() {
        let all: Vec<Written> = Language::ALL
            .iter()
            .map(|language| {
                sign_in(
                    *language,
                    "https://consult.example/sign-in/0123",
                    "https://consult.example",
                )
            })
            .collect();
        insta::assert_debug_snapshot!(all);
    }
}
