//! Positions by stakeholder group: the small bar of the margin, and how to read it. The large picture and
//! the figures are in `positions`.
//!
//! The geometry is `domain::bars`. A bar costs the same whatever it counts: cells of one sort are one dashed stroke.

use std::cell::Cell;

use domain::{
    bars::{self, Bar, Counts, Lane, Room, Row, Scale, Weight},
    tally::Tally,
};
use leptos::prelude::*;

use super::{mark::class_of, markdown::escape, slot::Slot};
use crate::{i18n::Texts, render::texts};

/// In tenths of a pixel.
const ROOM: Room = Room {
    oppose: 550,
    support: 840,
    apart: 250,
    cell: 80,
    narrowest: 40,
    narrowest_hollow: 60,
    least: 10,
};

/// How the bars of one page are drawn: which rows, at which scale, in which words.
pub struct Bars {
    rows: Vec<(Row, String)>,
    scale: Scale,
    /// Oppose, support, with changes, other.
    said: [Slot; 4],
    comma: String,
    semicolon: String,
    nobody: String,
    /// Whether a bar of the page has the marks already, for the others to use.
    has_marks: Cell<bool>,
}

impl Bars {
    /// Bars for these counts, in the language of the page being rendered.
    pub fn of<'a>(tallies: impl IntoIterator<Item = &'a Tally> + Clone) -> Self {
        Self::within(texts(), tallies)
    }

    /// Bars for these counts in a language.
    pub fn within<'a>(texts: Texts, tallies: impl IntoIterator<Item = &'a Tally> + Clone) -> Self {
        let around = |key: &str| {
            let position = [("position", texts.t(key).into())];
            Slot::with(texts, "posbar-item", "count", &position)
        };
        Self {
            rows: bars::rows(tallies.clone())
                .into_iter()
                .map(|group| (group, word(texts, group)))
                .collect(),
            scale: Scale::fit(ROOM, tallies),
            said: [
                around("position-oppose"),
                around("position-support"),
                around("position-support-with-changes"),
                around("posbar-other"),
            ],
            comma: texts.t("posbar-comma"),
            semicolon: texts.t("posbar-semicolon"),
            nobody: texts.t("posbar-nobody"),
            has_marks: Cell::new(false),
        }
    }

    /// Writes the bar of one tally.
    pub fn write(&self, tally: &Tally, out: &mut String) {
        let height = 13 * self.rows.len();
        let height = height.to_string();
        out.extend([
            "<svg class=\"posbar\" width=\"188\" height=\"",
            &height,
            "\" viewBox=\"0 0 188 ",
            &height,
            "\" stroke-width=\"9\"",
        ]);
        if let Some(cell) = self.scale.cell() {
            out.push_str(" stroke-dasharray=\"");
            tenths(cell - 10, out);
            out.push_str(" 1\"");
        }
        out.push_str(" role=\"img\" aria-label=\"");
        self.write_words(tally, out);
        out.extend([
            "\"><path class=\"axis\" stroke-width=\"1\" stroke-dasharray=\"none\" d=\"M72.5 0v",
            &height,
            "\"/>",
        ]);
        self.write_marks(out);
        for (top, (group, _)) in (0..).step_by(130).zip(&self.rows) {
            let counts = Counts::of(tally, *group);
            if !counts.is_empty() {
                self.write_row(*group, counts, top, out);
            }
        }
        out.push_str("</svg>");
    }

    /// The marks before the rows: the same in every bar of a page, so drawn once.
    fn write_marks(&self, out: &mut String) {
        if self.has_marks.replace(true) {
            out.push_str("<use href=\"#posbar-marks\"/>");
            return;
        }
        out.push_str("<g id=\"posbar-marks\">");
        for (top, (group, _)) in (15..).step_by(130).zip(&self.rows) {
            let (class, symbol) = class_of(*group);
            let within = bars::is_within(*group);
            out.extend([
                "<use class=\"",
                class,
                "\" href=\"#",
                symbol,
                "\" x=\"",
                if within { "4" } else { "0" },
                "\" y=\"",
            ]);
            tenths(top, out);
            out.push_str("\" width=\"10\" height=\"10\"/>");
        }
        out.push_str("</g>");
    }

    fn write_row(&self, group: Row, counts: Counts, top: u32, out: &mut String) {
        out.extend(["<g class=\"", class_of(group).0, "\">"]);
        for bar in self.scale.bars(counts) {
            let (start, sign) = match bar.lane {
                Lane::Oppose => (710, "-"),
                Lane::Support => (740 + bar.from, ""),
                Lane::Apart => {
                    write_hollow(bar, top + 35, out);
                    continue;
                }
            };
            out.push_str("<path d=\"M");
            tenths(start, out);
            out.push(' ');
            tenths(top + 65, out);
            out.extend(["h", sign]);
            tenths(bar.length, out);
            out.push_str(if bar.weight == Weight::Thin {
                "\" stroke-width=\"3\"/>"
            } else {
                "\"/>"
            });
        }
        out.push_str("</g>");
    }

    /// The numbers, for those who hear the page.
    fn write_words(&self, tally: &Tally, out: &mut String) {
        let mut any = false;
        for (group, word) in &self.rows {
            let said = Counts::of(tally, *group);
            if said.is_empty() {
                continue;
            }
            if any {
                escape(&self.semicolon, out);
            }
            any = true;
            escape(word, out);
            let counts = [said.oppose, said.support, said.changes, said.apart];
            let mut separator = ": ";
            for (slot, count) in self.said.iter().zip(counts) {
                if count > 0 {
                    out.push_str(separator);
                    slot.write(&count.to_string(), out);
                    separator = &self.comma;
                }
            }
        }
        if !any {
            escape(&self.nobody, out);
        }
    }

    /// The bar of one tally, for a view.
    pub fn bar(&self, tally: &Tally) -> AnyView {
        let mut html = String::with_capacity(1024);
        self.write(tally, &mut html);
        view! { <div inner_html=html></div> }.into_any()
    }

    /// Writes how to read the bars.
    pub fn write_key(&self, out: &mut String) {
        let texts = texts();
        out.push_str("<figure class=\"key\"><figcaption class=\"vh\">");
        escape(&texts.t("posbar-key"), out);
        out.push_str("</figcaption><ul>");
        for (group, word) in &self.rows {
            let (class, symbol) = class_of(*group);
            out.extend([
                "<li><svg class=\"mark ",
                class,
                "\" aria-hidden=\"true\"><use href=\"#",
                symbol,
                "\"/></svg> ",
            ]);
            if bars::is_within(*group) {
                escape(&texts.t("posbar-technical-within"), out);
            } else {
                escape(word, out);
            }
            out.push_str("</li>");
        }
        out.push_str("</ul><p>");
        let how = if self.scale.cell().is_some() {
            "posbar-how"
        } else {
            "posbar-how-scaled"
        };
        escape(&texts.t(how), out);
        out.push_str("</p><p class=\"key-axis\" aria-hidden=\"true\">");
        for key in [
            "posbar-axis-oppose",
            "posbar-axis-support",
            "posbar-axis-other",
        ] {
            out.push_str("<span>");
            escape(&texts.t(key), out);
            out.push_str("</span>");
        }
        out.push_str("</p></figure>");
    }
}

/// Hollow squares, one a comment; where cells run together, one hollow box.
fn write_hollow(bar: Bar, top: u32, out: &mut String) {
    out.push_str("<path class=\"hollow\" stroke-width=\"1\" stroke-dasharray=\"none\" d=\"");
    let (boxes, step, width) = match bar.cell {
        Some(step) => (bar.count, step, step - 20),
        None => (1, 0, bar.length),
    };
    for at in 0..boxes {
        out.push('M');
        tenths(1625 + at * step, out);
        out.push(' ');
        tenths(top, out);
        out.push('h');
        tenths(width, out);
        out.push_str("v6h-");
        tenths(width, out);
        out.push('z');
    }
    out.push_str("\"/>");
}

fn word(texts: Texts, group: Row) -> String {
    match group {
        Some(group) => texts.word("group", group),
        None => texts.t("group-none"),
    }
}

/// Writes a length that is given in tenths.
fn tenths(length: u32, out: &mut String) {
    out.push_str(&(length / 10).to_string());
    if !length.is_multiple_of(10) {
        out.push('.');
        out.push_str(&(length % 10).to_string());
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        account::{Language, StakeholderGroup},
        comment::Position,
    };

    use super::*;

    fn tally(counts: &[(StakeholderGroup, Position, u32)]) -> Tally {
        let mut tally = Tally::default();
        for (group, position, count) in counts {
            for _ in 0..*count {
                tally.add(Some(*group), Some(*position), false, 1);
            }
        }
        tally
    }

    fn draw(tally: &Tally) -> String {
        let mut out = String::new();
        Bars::within(Texts::of(Language::English), [tally]).write(tally, &mut out);
        out
    }

    #[test]
    fn a_cell_is_a_comment_and_the_label_tells_the_numbers() {
        let svg = draw(&tally(&[
            (StakeholderGroup::State, Position::Oppose, 2),
            (StakeholderGroup::State, Position::Support, 3),
            (
                StakeholderGroup::TechnicalCommunity,
                Position::SupportWithChanges,
                1,
            ),
            (StakeholderGroup::CivilSociety, Position::Question, 1),
        ]));
        assert!(svg.contains("stroke-dasharray=\"7 1\""), "{svg}");
        assert!(svg.contains("M71 6.5h-16"), "{svg}");
        assert!(svg.contains("M74 6.5h24"), "{svg}");
        assert!(svg.contains("M162.5 42.5h6v6h-6z"), "{svg}");
        let label = "State: oppose 2, support 3; Private sector: support with changes 1; \
                     Technical community: support with changes 1; Civil society: neutral or question 1";
        assert!(svg.to_lowercase().contains(&label.to_lowercase()), "{svg}");
    }

    #[test]
    fn a_bar_keeps_its_size_and_its_bounds_however_many_spoke() {
        let few = draw(&tally(&[(StakeholderGroup::State, Position::Support, 12)]));
        let many = draw(&tally(&[(
            StakeholderGroup::State,
            Position::Support,
            8400,
        )]));
        assert!(few.contains("stroke-dasharray=\"6 1\"") && few.contains("M74 6.5h84"));
        assert!(!many.contains("stroke-dasharray=\"6"), "{many}");
        assert!(many.contains("M74 6.5h84"), "{many}");
        assert!(many.len() < few.len() + 20);
    }

    #[test]
    fn groups_beyond_the_four_get_a_row_where_they_have_spoken() {
        let four = draw(&Tally::default());
        assert!(four.contains("height=\"52\""), "{four}");
        let five = draw(&tally(&[(StakeholderGroup::Academia, Position::Oppose, 1)]));
        assert!(five.contains("height=\"65\"") && five.contains("#m-academia"));
    }
}
