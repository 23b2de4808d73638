//! The message catalogue (Project Fluent), and dates and numbers as each language writes them.
//!
//! `app/locales/<language>/<noun>.ftl` hold every word of the interface and of mails and reports. English is
//! complete by definition; a test holds the others against it. Labels, references and other figures keep their
//! digits in every language. A value whose words run against the language (a label in Arabic, an Arabic name in
//! English) is isolated, so that it reads alike wherever the message goes: page, title, mail, paper.

use std::{borrow::Cow, sync::LazyLock};

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;
use domain::{
    Timestamp,
    account::Language,
    direction::{Direction, isolated, of_language, without_needless_isolates},
    tally::{Figure, SMALL},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, fieldsets, input::Date};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::Locale;

/// The files of the catalogue, for each language in the order of [`Language::ALL`].
macro_rules! catalogue {
    ($($noun:literal),+ $(,)?) => {
        &[$((
            $noun,
            [
                include_str!(concat!("../locales/en/", $noun, ".ftl")),
                include_str!(concat!("../locales/fr/", $noun, ".ftl")),
                include_str!(concat!("../locales/ar/", $noun, ".ftl")),
            ],
        )),+]
    };
}

/// One line a noun, sorted.
#[rustfmt::skip] // one line a noun, so that two nouns do not meet in one
const FILES: &[(&str, [&str; 3])] = catalogue![
    "audit",
    "comment",
    "country",
    "document",
    "exchange",
    "front",
    "issue",
    "layout",
    "mail",
    "next",
    "outcome",
    "people",
    "posbar",
    "problem",
    "reading",
    "report",
    "review",
    "settings",
    "submission",
    "typed",
    "words",
    "workbench",
];

static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> = LazyLock::new(|| {
    Language::ALL
        .iter()
        .map(|language| bundle(*language))
        .collect()
});

/// Of each language of the interface.
static DIRECTIONS: LazyLock<Vec<Direction>> = LazyLock::new(|| {
    Language::ALL
        .iter()
        .map(|language| of_language(language.as_str()))
        .collect()
});

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Every value stands in an isolate; `message` takes away those that need not be there.
    bundle.set_use_isolating(true);
    for (noun, texts) in FILES {
        let text = texts[language as usize].to_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing_error(noun, &format!("{errors:?}"));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing_error(noun, &format!("{errors:?}"));
        }
    }
    bundle
}

/// A broken catalogue fails the tests; should one be shipped all the same, the pages still come.
fn tracing_error(noun: &str, errors: &str) {
    eprintln!("message catalogue {noun}: {errors}");
}

/// One language's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Which.
    pub language: Language,
}

/// A value in a message.
pub type Value<'a> = FluentValue<'a>;

impl Texts {
    /// The words of a language.
    pub const fn of(language: Language) -> Self {
        Self { language }
    }

    /// The message of a key. A missing one falls back to English, then to the key itself.
    pub fn t(self, key: &str) -> String {
        self.message(key, None)
    }

    /// The same with values: `texts.with("comments", &[("count", 3.into())])`.
    pub fn with<'a>(self, key: &str, values: &[(&'a str, Value<'a>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.message(key, Some(&args))
    }

    /// The same with one count, for plural forms: the message's `$count`.
    pub fn count(self, key: &str, count: i64) -> String {
        self.with(key, &[("count", count.into())])
    }

    fn message(self, key: &str, args: Option<&FluentArgs>) -> String {
        for language in [self.language, Language::English] {
            let bundle = &BUNDLES[language as usize];
            let (id, attribute) = key
                .split_once('.')
                .map_or((key, None), |(id, attribute)| (id, Some(attribute)));
            let pattern = bundle.get_message(id).and_then(|message| match attribute {
                Some(name) => message
                    .get_attribute(name)
                    .map(|attribute| attribute.value()),
                None => message.value(),
            });
            if let Some(pattern) = pattern {
                let mut errors = Vec::new();
                let message = bundle.format_pattern(pattern, args, &mut errors);
                return without_needless_isolates(message.into_owned(), self.runs());
            }
        }
        key.to_owned()
    }

    /// A list in a sentence; each of its words keeps its own direction, and the list runs as the language does.
    pub fn list<W: AsRef<str>>(self, words: impl IntoIterator<Item = W>) -> String {
        let comma = self.t("list-comma");
        let mut list = String::new();
        for word in words {
            list.push_str(if list.is_empty() {
                // Where no word has a letter of the language, the list would run as figures do.
                if self.runs() == Direction::Rtl {
                    "\u{200f}"
                } else {
                    ""
                }
            } else {
                &comma
            });
            list.push_str(&isolated(word.as_ref(), self.runs()));
        }
        list
    }

    /// Left to right or right to left.
    pub fn direction(self) -> &'static str {
        self.runs().as_str()
    }

    /// The same as a value.
    pub fn runs(self) -> Direction {
        DIRECTIONS[self.language as usize]
    }

    /// A number as it may be told: "12", "fewer than 5", "10 or more".
    pub fn figure(self, figure: Figure) -> String {
        match figure {
            Figure::Exactly(number) => self.number(number),
            Figure::Few => self.with(
                "figure-few",
                &[("number", self.number(SMALL.into()).into())],
            ),
            Figure::AtLeast(number) => {
                self.with("figure-at-least", &[("number", self.number(number).into())])
            }
        }
    }

    /// The same of comments: "12 comments", "fewer than 5 comments".
    pub fn comments(self, figure: Figure) -> String {
        match figure {
            Figure::Exactly(number) => self.count("comments-count", number),
            told => self.with("figure-comments", &[("figure", self.figure(told).into())]),
        }
    }

    /// A whole number with the language's separators.
    pub fn number(self, number: i64) -> String {
        if (0..1000).contains(&number) {
            // Nothing to separate, and Latin digits in every language.
            return number.to_string();
        }
        match DecimalFormatter::try_new(
            self.locale().into(),
            icu_decimal::options::DecimalFormatterOptions::default(),
        ) {
            Ok(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// A day in a zone: "17 January 2019".
    pub fn date(self, at: Timestamp, zone: &str) -> String {
        let local = at.with_timezone(&zone_of(zone));
        let preferences = DateTimeFormatterPreferences::from(self.locale());
        let day = u8::try_from(local.month())
            .ok()
            .zip(u8::try_from(local.day()).ok());
        let day = day.and_then(|(month, day)| Date::try_new_iso(local.year(), month, day).ok());
        let formatted = DateTimeFormatter::try_new(preferences, fieldsets::YMD::long())
            .ok()
            .zip(day)
            .map(|(formatter, day)| formatter.format(&day).to_string());
        formatted.unwrap_or_else(|| local.format("%Y-%m-%d").to_string())
    }

    /// A moment with its zone: "17 January 2019 at 23:59, Asia/Singapore (UTC+8)". There is no moment without one: who
    /// reads it is elsewhere.
    pub fn moment_zone(self, at: Timestamp, zone: &str) -> String {
        let moment = self.with(
            "moment",
            &[
                ("date", self.date(at, zone).into()),
                ("time", time(at, zone).into()),
            ],
        );
        let zone = zone_words(at, zone);
        self.with(
            "moment-zone",
            &[("moment", moment.into()), ("zone", zone.into())],
        )
    }

    /// The time of day with its zone: "23:59, Asia/Singapore (UTC+8)".
    pub fn time_zone(self, at: Timestamp, zone: &str) -> String {
        self.with(
            "time-zone",
            &[
                ("time", time(at, zone).into()),
                ("zone", zone_words(at, zone).into()),
            ],
        )
    }

    /// The word for a value of one of the process' word lists: `position-support`, `group-state`.
    pub fn word(self, list: &str, value: impl std::fmt::Display) -> String {
        self.t(&format!("{list}-{value}"))
    }

    /// Latin digits in every language: labels and references keep theirs, and so does what stands beside them.
    pub(crate) fn locale(self) -> Locale {
        let tag: Cow<'_, str> = match self.language {
            Language::English => "en-GB".into(),
            Language::French => "fr".into(),
            Language::Arabic => "ar-u-nu-latn".into(),
        };
        tag.parse().unwrap_or(Locale::UNKNOWN)
    }
}

/// The time of day in a zone: "23:59".
fn time(at: Timestamp, zone: &str) -> String {
    let local = at.with_timezone(&zone_of(zone));
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// How far a zone is from UTC at a moment: "UTC+8".
pub fn offset(at: Timestamp, zone: Tz) -> String {
    let offset = chrono::Offset::fix(at.with_timezone(&zone).offset()).local_minus_utc();
    let (sign, offset) = if offset < 0 {
        ('−', -offset)
    } else {
        ('+', offset)
    };
    match (offset / 3600, offset % 3600 / 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// The name of a zone and how far it is from UTC at a moment.
fn zone_words(at: Timestamp, zone: &str) -> String {
    let offset = offset(at, zone_of(zone));
    let zone = zone.replace('_', " ");
    if zone == "UTC" || zone == offset {
        offset
    } else {
        format!("{zone} ({offset})")
    }
}

/// A zone by its IANA name; UTC if there is none of that name.
pub fn zone_of(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Keys with the variables that their messages use.
    fn keys(text: &str) -> BTreeMap<String, Vec<String>> {
        let mut keys = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines() {
            if line.chars().next().is_some_and(|c| c.is_ascii_lowercase()) {
                current = line.split('=').next().unwrap_or_default().trim().to_owned();
                keys.insert(current.clone(), Vec::new());
            }
            let variables = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                    .collect::<String>()
            });
            if let Some(known) = keys.get_mut(&current) {
                for variable in variables {
                    if !known.contains(&variable) {
                        known.push(variable);
                    }
                }
                known.sort();
            }
        }
        keys
    }

    #[test]
    fn every_language_has_every_message_with_the_same_variables() {
        for (noun, [english, others @ ..]) in FILES {
            for (text, language) in others.iter().zip(["fr", "ar"]) {
                assert_eq!(keys(english), keys(text), "{language}/{noun}.ftl");
            }
        }
    }

    #[test]
    fn every_file_parses_and_no_key_stands_twice() {
        for language in Language::ALL {
            let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().expect("a language")]);
            for (noun, texts) in FILES {
                let text = texts[*language as usize].to_owned();
                let resource = FluentResource::try_new(text).map_err(|(_, errors)| errors);
                let resource =
                    resource.unwrap_or_else(|errors| panic!("{language}/{noun}.ftl: {errors:?}"));
                bundle
                    .add_resource(resource)
                    .unwrap_or_else(|errors| panic!("{language}/{noun}.ftl: {errors:?}"));
            }
        }
    }

    #[test]
    fn dates_and_numbers_follow_the_language() {
        let at: Timestamp = "2019-01-17T15:59:00Z".parse().expect("a moment");
        let tell = |language| {
            let texts = Texts::of(language);
            (
                texts.moment_zone(at, "Asia/Singapore"),
                texts.number(20_000),
            )
        };
        let told: Vec<_> = Language::ALL
            .iter()
            .map(|language| tell(*language))
            .collect();
        let expected = [
            ("17 January 2019 at 23:59, Asia/Singapore (UTC+8)", "20,000"),
            (
                "17 janvier 2019 à 23:59, Asia/Singapore (UTC+8)",
                "20\u{202f}000",
            ),
            (
                "17 يناير 2019 الساعة 23:59، \u{2068}Asia/Singapore (UTC+8)\u{2069}",
                "20,000",
            ),
        ];
        for (told, expected) in told.iter().zip(expected) {
            assert_eq!((told.0.as_str(), told.1.as_str()), expected);
        }
    }
}
