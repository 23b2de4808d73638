//! Positions by stakeholder group: the small bar of the margin, and how to read it. The large picture and
//! the figures are in `positions`.
//!
//! A row a group in a fixed order, a cell a comment. Before the axis oppose, after it support (thin: with changes),
//! hollow and apart neutral, questions and no position. It never sums the groups up. A bar costs the same whatever it
//! counts: cells of one sort are one dashed stroke. All bars of a page share one scale, which shrinks so that the
//! longest row fits; cells too narrow to tell apart run together. What stands apart is measured on its own, so that a
//! few questions do not shrink the rest.

use std::cell::Cell;

use domain::{account::StakeholderGroup, comment::Position, tally::Tally};
use leptos::prelude::*;

use super::{mark::class_of, markdown::escape, slot::Slot};
use crate::{i18n::Texts, render::texts};

/// The rows that every bar has. The technical community is counted in the row above it and shown on its own too.
const ALWAYS: [StakeholderGroup; 4] = [
    StakeholderGroup::State,
    StakeholderGroup::PrivateSector,
    StakeholderGroup::TechnicalCommunity,
    StakeholderGroup::CivilSociety,
];

/// The rows that a bar has where anybody of the group has spoken on the page.
const IF_HEARD: [Option<StakeholderGroup>; 4] = [
    Some(StakeholderGroup::Academia),
    Some(StakeholderGroup::InternationalOrganisation),
    Some(StakeholderGroup::Individual),
    None,
];

// Lengths are in tenths of a pixel.
const CELL: u32 = 80;
const ROOM_OPPOSE: u32 = 550;
const ROOM_SUPPORT: u32 = 840;
const ROOM_OTHER: u32 = 250;
/// Cells narrower than this are not told apart.
const NARROWEST: u32 = 40;
/// The same for what stands apart, which is hollow.
const NARROWEST_HOLLOW: u32 = 60;
/// What is there is seen, however small its share.
const LEAST: u32 = 10;

/// What a group says, as the bar tells it.
struct Said {
    oppose: u32,
    support: u32,
    changes: u32,
    other: u32,
}

impl Said {
    fn of(tally: &Tally, group: Option<StakeholderGroup>) -> Self {
        let count = |position| tally.count(group, position);
        Self {
            oppose: count(Some(Position::Oppose)),
            support: count(Some(Position::Support)),
            changes: count(Some(Position::SupportWithChanges)),
            other: count(Some(Position::Neutral)) + count(Some(Position::Question)) + count(None),
        }
    }

    const fn nothing(&self) -> bool {
        self.oppose + self.support + self.changes + self.other == 0
    }
}

/// How the bars of one page are drawn: which rows, at which scale, in which words.
pub struct Bars {
    rows: Vec<(Option<StakeholderGroup>, String)>,
    /// A cell is `span / cells` long.
    span: u32,
    cells: u32,
    /// The most that stand apart in a row.
    most_apart: u32,
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
    pub fn of<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Self {
        Self::within(texts(), tallies)
    }

    /// Bars for these counts in a language.
    pub fn within<'a>(texts: Texts, tallies: impl IntoIterator<Item = &'a Tally>) -> Self {
        let (mut oppose, mut support, mut other) = (0, 0, 0);
        let mut heard = [false; IF_HEARD.len()];
        for tally in tallies.into_iter().filter(|tally| tally.comments > 0) {
            for group in ALWAYS.map(Some).into_iter().chain(IF_HEARD) {
                let said = Said::of(tally, group);
                oppose = oppose.max(said.oppose);
                support = support.max(said.support + said.changes);
                other = other.max(said.other);
            }
            for (heard, group) in heard.iter_mut().zip(IF_HEARD) {
                *heard |= tally.of_group(group) > 0;
            }
        }
        let (mut span, mut cells) = (CELL, 1);
        for (room, longest) in [(ROOM_OPPOSE, oppose), (ROOM_SUPPORT, support)] {
            // room / longest < span / cells, without fractions
            if u64::from(room) * u64::from(cells) < u64::from(span) * u64::from(longest) {
                (span, cells) = (room, longest);
            }
        }
        let extra = IF_HEARD
            .into_iter()
            .zip(heard)
            .filter_map(|(group, heard)| heard.then_some(group));
        let rows = ALWAYS.map(Some).into_iter().chain(extra);
        let around = |key: &str| {
            let position = [("position", texts.t(key).into())];
            Slot::with(texts, "posbar-item", "count", &position)
        };
        Self {
            rows: rows.map(|group| (group, word(texts, group))).collect(),
            span,
            cells,
            most_apart: other.max(1),
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

    fn length(&self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        let length = u64::from(count) * u64::from(self.span) / u64::from(self.cells);
        u32::try_from(length).unwrap_or(CELL * 100).max(LEAST)
    }

    fn cell(&self) -> u32 {
        self.span / self.cells
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
        if self.cell() >= NARROWEST {
            out.push_str(" stroke-dasharray=\"");
            tenths(self.cell() - 10, out);
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
            let said = Said::of(tally, *group);
            if !said.nothing() {
                self.write_row(*group, &said, top, out);
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
            let within = *group == Some(StakeholderGroup::TechnicalCommunity);
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

    fn write_row(&self, group: Option<StakeholderGroup>, said: &Said, top: u32, out: &mut String) {
        out.extend(["<g class=\"", class_of(group).0, "\">"]);
        let line = |from: u32, sign: &str, length: u32, thin: bool, out: &mut String| {
            if length == 0 {
                return;
            }
            out.push_str("<path d=\"M");
            tenths(from, out);
            out.push(' ');
            tenths(top + 65, out);
            out.extend(["h", sign]);
            tenths(length, out);
            out.push_str(if thin {
                "\" stroke-width=\"3\"/>"
            } else {
                "\"/>"
            });
        };
        let support = self.length(said.support);
        line(710, "-", self.length(said.oppose), false, out);
        line(740, "", support, false, out);
        line(740 + support, "", self.length(said.changes), true, out);
        self.write_other(said.other, top + 35, out);
        out.push_str("</g>");
    }

    /// Hollow squares, one a comment; where cells run together, one hollow box.
    fn write_other(&self, count: u32, top: u32, out: &mut String) {
        if count == 0 {
            return;
        }
        out.push_str("<path class=\"hollow\" stroke-width=\"1\" stroke-dasharray=\"none\" d=\"");
        let step = self.cell().min(ROOM_OTHER / self.most_apart);
        let (boxes, width) = if step >= NARROWEST_HOLLOW {
            (count, step - 20)
        } else {
            let width = u64::from(count) * u64::from(ROOM_OTHER) / u64::from(self.most_apart);
            (1, u32::try_from(width).unwrap_or(ROOM_OTHER).max(LEAST))
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

    /// The numbers, for those who hear the page.
    fn write_words(&self, tally: &Tally, out: &mut String) {
        let mut any = false;
        for (group, word) in &self.rows {
            let said = Said::of(tally, *group);
            if said.nothing() {
                continue;
            }
            if any {
                escape(&self.semicolon, out);
            }
            any = true;
            escape(word, out);
            let counts = [said.oppose, said.support, said.changes, said.other];
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
            if *group == Some(StakeholderGroup::TechnicalCommunity) {
                escape(&texts.t("posbar-technical-within"), out);
            } else {
                escape(word, out);
            }
            out.push_str("</li>");
        }
        out.push_str("</ul><p>");
        let how = if self.cell() >= NARROWEST {
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

fn word(texts: Texts, group: Option<StakeholderGroup>) -> String {
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
    use domain::account::Language;

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
