//! The moment that somebody's words mean: dates as letters, registers and spreadsheets write them. What could mean two
//! days is told, never guessed.

use chrono::{
    DateTime, Datelike as _, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound as _,
    TimeDelta, TimeZone as _, Utc,
};
use chrono_tz::Tz;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::Timestamp;

words! {
    /// How a file writes 3/4/2026.
    DayOrder {
        /// 3 April, as most of the world writes.
        DayFirst = "day-first",
        /// March 4, as the United States write.
        MonthFirst = "month-first",
    }
}

/// What a value in the column `submitted_at` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing is said.
    None,
    /// This moment. Of a day without a time it is the beginning, in the zone of the round.
    At(Timestamp),
    /// One of two days: by day first, by month first.
    TwoDays(NaiveDate, NaiveDate),
    /// A number of days since 1900, as a spreadsheet keeps a date whose cell is shown as a number.
    Serial(NaiveDate),
    /// No date.
    Unreadable,
}

impl Moment {
    /// Reads a value. `order`: how the file writes days and months, once somebody has said it.
    pub fn read(text: &str, zone: Tz, order: Option<DayOrder>) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::None;
        }
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Self::at(at.with_timezone(&Utc));
        }
        if let Some(day) = serial(text) {
            return Self::Serial(day);
        }
        let Some((day, time)) = divided(text) else {
            return Self::Unreadable;
        };
        let local = |day: NaiveDate| Self::at(local(day.and_time(time), zone));
        match day_of(day, order) {
            Day::One(day) => local(day),
            Day::Two(a, b) => Self::TwoDays(a, b),
            Day::No => Self::Unreadable,
        }
    }

    /// What neither database nor calendar can hold is no date of a comment.
    fn at(at: Timestamp) -> Self {
        if (1..=9999).contains(&at.year()) {
            Self::At(at.trunc_subsecs(6))
        } else {
            Self::Unreadable
        }
    }
}

/// A local time as a moment: of an hour that comes twice the first, of one that is skipped the hour after.
fn local(at: NaiveDateTime, zone: Tz) -> Timestamp {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => zone
            .from_local_datetime(&(at + TimeDelta::hours(1)))
            .earliest()
            .map_or_else(|| at.and_utc(), |at| at.to_utc()),
    }
}

/// The numbers that spreadsheets keep for days between 1954 and 2119.
fn serial(text: &str) -> Option<NaiveDate> {
    let number: f64 = text.replace(',', ".").parse().ok()?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 5 || !(20_000.0..80_000.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 20,000 and 80,000")]
    let days = number.trunc() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(days))
}

/// The day's words and the time; midnight if none is said.
fn divided(text: &str) -> Option<(&str, NaiveTime)> {
    let Some(colon) = text.find(':') else {
        return Some((text.trim_end_matches(','), NaiveTime::MIN));
    };
    let before = &text[..colon];
    let hour = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let day = before[..hour]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | 'T' | 't'));
    let time = text[hour..]
        .trim()
        .to_lowercase()
        .replace(['\u{202f}', '\u{a0}'], " ");
    let time = time.trim_end_matches("uhr").trim();
    [
        "%H:%M",
        "%H:%M:%S",
        "%H:%M:%S%.f",
        "%I:%M %p",
        "%I:%M:%S %p",
        "%I:%M%p",
    ]
    .iter()
    .find_map(|format| NaiveTime::parse_from_str(time, format).ok())
    .map(|time| (day, time))
}

enum Day {
    One(NaiveDate),
    Two(NaiveDate, NaiveDate),
    No,
}

fn day_of(text: &str, order: Option<DayOrder>) -> Day {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '‐' | '‑' | '–'))
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| -> Option<u32> {
        let plain = part.bytes().all(|b| b.is_ascii_digit());
        (plain && part.len() <= 4).then(|| part.parse().ok())?
    };
    let date = |year: u32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    // Monday, 3 April 2026: the name of the day says nothing more.
    let parts = match parts.as_slice() {
        [name, rest @ ..] if rest.len() == 3 && number(name).is_none() => rest,
        all => all,
    };
    let [one, two, three] = parts else {
        return Day::No;
    };
    let only = |date: Option<NaiveDate>| date.map_or(Day::No, Day::One);
    match (number(one), number(two), number(three)) {
        // Year first is ISO's order, whatever stands between.
        (Some(year), Some(month), Some(day)) if one.len() == 4 => only(date(year, month, day)),
        (Some(first), Some(second), Some(year)) if three.len() == 4 => {
            let (by_day, by_month) = (date(year, second, first), date(year, first, second));
            match (order, by_day, by_month) {
                (Some(DayOrder::MonthFirst), _, _) => only(by_month.or(by_day)),
                (None, Some(day), Some(other)) if day != other => Day::Two(day, other),
                _ => only(by_day.or(by_month)),
            }
        }
        (Some(day), None, Some(year)) if three.len() == 4 => {
            only(month(two).and_then(|month| date(year, month, day)))
        }
        (None, Some(day), Some(year)) if three.len() == 4 => {
            only(month(one).and_then(|month| date(year, month, day)))
        }
        _ => Day::No,
    }
}

/// A month by its name, whole or shortened, in English, French, German and Spanish.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["january", "janvier", "januar", "janner", "enero"],
        &["february", "fevrier", "februar", "febrero"],
        &["march", "mars", "marz", "maerz", "marzo"],
        &["april", "avril", "abril"],
        &["may", "mai", "mayo"],
        &["june", "juin", "juni", "junio"],
        &["july", "juillet", "juli", "julio"],
        &["august", "aout", "agosto"],
        &["september", "septembre", "septiembre"],
        &["october", "octobre", "oktober", "octubre"],
        &["november", "novembre", "noviembre"],
        &["december", "decembre", "dezember", "diciembre"],
    ];
    let folded: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase();
    if folded.chars().count() < 3 {
        return None;
    }
    let mut found = (1..).zip(NAMES).filter(|(_, names)| {
        names
            .iter()
            .any(|it| it.starts_with(&folded) || (folded == "sept" && it.starts_with("sep")))
    });
    // "jui" is June and July.
    match (found.next(), found.next()) {
        (Some((number, _)), None) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn dates_mean_what_they_say_in_the_rounds_zone() {
        let paris = Tz::Europe__Paris;
        for (text, moment) in [
            ("2026-04-03T10:00:00Z", "2026-04-03T10:00:00Z"),
            ("2026-04-03", "2026-04-02T22:00:00Z"),
            ("2026/4/3", "2026-04-02T22:00:00Z"),
            ("2026-04-03 14:30", "2026-04-03T12:30:00Z"),
            ("2026-04-03T14:30:05.5", "2026-04-03T12:30:05.5Z"),
            ("25/04/2026", "2026-04-24T22:00:00Z"),
            ("04/25/2026 2:30 PM", "2026-04-25T12:30:00Z"),
            ("4.4.2026", "2026-04-03T22:00:00Z"),
            ("3 April 2026", "2026-04-02T22:00:00Z"),
            ("3. März 2026", "2026-03-02T23:00:00Z"),
            ("3 févr. 2026", "2026-02-02T23:00:00Z"),
            ("April 3, 2026", "2026-04-02T22:00:00Z"),
            ("vendredi 3 avril 2026, 14:30", "2026-04-03T12:30:00Z"),
            ("3-Apr-2026", "2026-04-02T22:00:00Z"),
        ] {
            assert_eq!(
                Moment::read(text, paris, None),
                Moment::At(at(moment)),
                "{text}"
            );
        }
        for text in [
            "spring 2026",
            "3/4/26",
            "31/31/2026",
            "2026-02-30",
            "3 jui 2026",
            "12345",
            "10:00",
            "2019-01-05T23:59:60+02:00 (or so)",
        ] {
            assert_eq!(
                Moment::read(text, paris, None),
                Moment::Unreadable,
                "{text}"
            );
        }
        assert_eq!(Moment::read(" ", paris, None), Moment::None);
    }

    #[test]
    fn a_date_that_could_mean_two_days_is_asked_about() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
        for text in ["3/4/2026", "03.04.2026", "03-04-2026 10:00"] {
            assert_eq!(
                Moment::read(text, Tz::UTC, None),
                Moment::TwoDays(day(4, 3), day(3, 4)),
                "{text}"
            );
        }
        let read = |order| Moment::read("3/4/2026", Tz::UTC, Some(order));
        assert_eq!(
            read(DayOrder::DayFirst),
            Moment::At(at("2026-04-03T00:00:00Z"))
        );
        assert_eq!(
            read(DayOrder::MonthFirst),
            Moment::At(at("2026-03-04T00:00:00Z"))
        );
        assert_eq!(
            Moment::read("46115", Tz::UTC, None),
            Moment::Serial(day(4, 3))
        );
        assert_eq!(
            Moment::read("46115,5", Tz::UTC, None),
            Moment::Serial(day(4, 3))
        );
    }
}
