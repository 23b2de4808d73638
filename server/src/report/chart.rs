//! Charts as SVG: shapes and a few labels, colours written out, so that the same picture stands in the web page and
//! in the PDF. The figures stand in a table beside each.
//!
//! One cell is one comment. Before the line oppose, after it support; thin cells are support with changes; hollow
//! cells apart are neutral, questions or without a position. It never sums the groups up.

use std::fmt::Write;

use domain::{account::StakeholderGroup, comment::Position, tally::Tally};

/// A row of a chart: the label of a norm (or nothing) and its positions.
pub struct Row<'a> {
    /// What people cite.
    pub label: &'a str,
    /// Positions on it.
    pub tally: &'a Tally,
}

/// Height of one group's line.
const LINE: u32 = 13;
/// The longest bar to one side, in user units.
const SIDE: u32 = 180;
/// Room for a norm's label and a group's mark.
const HEAD: u32 = 84;
/// Width of the widest chart.
pub const WIDTH: u32 = HEAD + SIDE * 2 + 14 + SIDE / 2;

/// A picture with its width in user units (at most [`WIDTH`]).
pub struct Drawing {
    /// The SVG.
    pub svg: String,
    /// Its width.
    pub width: u32,
}

/// Colour and mark (in a box of ten units) of a group; none: not stated.
const fn look(group: Option<StakeholderGroup>) -> (&'static str, &'static str) {
    match group {
        Some(StakeholderGroup::State) => ("#2a4f96", r#"<path d="M1 1h8v8H1z"/>"#),
        Some(StakeholderGroup::PrivateSector) => ("#8c4706", r#"<circle cx="5" cy="5" r="4.4"/>"#),
        Some(StakeholderGroup::TechnicalCommunity) => (
            "#996500",
            r##"<circle cx="5" cy="5" r="3.5" fill="none" stroke="#996500" stroke-width="1.8"/>"##,
        ),
        Some(StakeholderGroup::CivilSociety) => ("#93386f", r#"<path d="M5 .5 9.9 9.3H.1z"/>"#),
        Some(StakeholderGroup::Academia) => ("#53702a", r#"<path d="M5 0l5 5-5 5-5-5z"/>"#),
        Some(StakeholderGroup::InternationalOrganisation) => (
            "#2c7380",
            r#"<path d="M3.4.5h3.2v2.9h2.9v3.2H6.6v2.9H3.4V6.6H.5V3.4h2.9z"/>"#,
        ),
        Some(StakeholderGroup::Individual) => ("#68645b", r#"<path d="M3.6.5h2.8v9H3.6z"/>"#),
        None => ("#777166", r#"<path d="M1 4h8v2H1z"/>"#),
    }
}

/// The groups that have a line of their own in a table or chart of these tallies, in order; none: not stated.
///
/// The four of Recommendation 6 always, so that who has not spoken is seen.
pub fn groups<'a>(
    tallies: impl Iterator<Item = &'a Tally> + Clone,
) -> Vec<Option<StakeholderGroup>> {
    StakeholderGroup::ALL
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .filter(|group| {
            let main = matches!(
                group,
                Some(
                    StakeholderGroup::State
                        | StakeholderGroup::PrivateSector
                        | StakeholderGroup::TechnicalCommunity
                        | StakeholderGroup::CivilSociety
                )
            );
            main || tallies.clone().any(|tally| tally.of_group(*group) > 0)
        })
        .collect()
}

/// Positions by group, one block of lines a row. All rows share one scale.
pub fn positions(rows: &[Row<'_>], groups: &[Option<StakeholderGroup>]) -> Drawing {
    let most = rows
        .iter()
        .flat_map(|row| groups.iter().map(move |group| longest(row.tally, *group)))
        .max()
        .unwrap_or_default()
        .max(1);
    // Up to this many comments to a side every comment is a cell of its own; above it the bars run through.
    let cell = (SIDE / most).clamp(0, 8);
    let side = if cell >= 3 {
        (most * cell).max(40)
    } else {
        SIDE
    };
    let scale = Scale {
        most,
        cell,
        axis: HEAD + side,
        apart: HEAD + side * 2 + 14,
    };
    let (axis, width) = (scale.axis, scale.apart + side / 2 + 2);
    let block = u32::try_from(groups.len()).unwrap_or(8) * LINE + 8;
    let height = block * u32::try_from(rows.len()).unwrap_or(1);
    let mut svg = open(width, height);
    let _ = write!(
        svg,
        r##"<path d="M{axis} 0V{height}" stroke="#777166" stroke-width="1" fill="none"/>"##
    );
    for (n, row) in (0_u32..).zip(rows) {
        let top = n * block + 4;
        if !row.label.is_empty() {
            let _ = write!(
                svg,
                r##"<text x="0" y="{}" font-family="Noto Sans, sans-serif" font-size="10" fill="#1d1b18">{}</text>"##,
                top + 9,
                escape(row.label)
            );
        }
        for (line, group) in (0_u32..).zip(groups) {
            bar(&mut svg, top + line * LINE, row.tally, *group, scale);
        }
    }
    svg.push_str("</svg>");
    Drawing { svg, width }
}

/// Comments a day: one column a day on which a comment came.
pub fn days(days: &[(String, i64)]) -> Drawing {
    const HEIGHT: i64 = 60;
    let most = days
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let columns = u32::try_from(days.len()).unwrap_or(1).max(1);
    let step = (WIDTH / columns).clamp(3, 24);
    let width = step * columns;
    let mut svg = open(width, 62);
    for (n, (_, count)) in (0_u32..).zip(days) {
        let height = (count * HEIGHT / most).max(1);
        let _ = write!(
            svg,
            r##"<path fill="#175446" d="M{} 61v-{height}h{}v{height}z"/>"##,
            n * step + 1,
            step - 1
        );
    }
    svg.push_str("</svg>");
    Drawing { svg, width }
}

#[derive(Clone, Copy)]
struct Scale {
    most: u32,
    /// Width of one comment's cell; below 3 the bars run through.
    cell: u32,
    /// Where the line between oppose and support stands.
    axis: u32,
    /// Where the hollow cells begin.
    apart: u32,
}

impl Scale {
    fn length(self, count: u32) -> u32 {
        if self.cell >= 3 {
            count * self.cell
        } else if count == 0 {
            0
        } else {
            (count * SIDE / self.most).max(1)
        }
    }
}

/// The longest bar of a group to either side.
fn longest(tally: &Tally, group: Option<StakeholderGroup>) -> u32 {
    let count = |position| tally.count(group, Some(position));
    let apart = count(Position::Neutral) + count(Position::Question) + tally.count(group, None);
    count(Position::Oppose)
        .max(count(Position::Support) + count(Position::SupportWithChanges))
        // The hollow cells have half the room.
        .max(apart * 2)
}

fn bar(svg: &mut String, top: u32, tally: &Tally, group: Option<StakeholderGroup>, scale: Scale) {
    let (colour, mark) = look(group);
    let count = |position| tally.count(group, Some(position));
    // The technical community is counted in the line above it: indented.
    let indent = if group == Some(StakeholderGroup::TechnicalCommunity) {
        64
    } else {
        60
    };
    let faint = if tally.of_group(group) == 0 {
        r#" opacity="0.35""#
    } else {
        ""
    };
    let _ = write!(
        svg,
        r#"<g fill="{colour}"{faint}><g transform="translate({indent} {})">{mark}</g>"#,
        top + 1
    );
    let dashes = if scale.cell >= 3 {
        format!(r#" stroke-dasharray="{} 1""#, scale.cell - 1)
    } else {
        String::new()
    };
    let middle = top + 6;
    let mut stroke = |from: u32, by: i64, thick: u32| {
        if by != 0 {
            let _ = write!(
                svg,
                r#"<path d="M{from} {middle}h{by}" stroke="{colour}" stroke-width="{thick}" fill="none"{dashes}/>"#
            );
        }
    };
    stroke(
        scale.axis - 1,
        -i64::from(scale.length(count(Position::Oppose))),
        9,
    );
    let support = scale.length(count(Position::Support));
    stroke(scale.axis + 2, support.into(), 9);
    stroke(
        scale.axis + 2 + support,
        scale.length(count(Position::SupportWithChanges)).into(),
        3,
    );
    let apart = count(Position::Neutral) + count(Position::Question) + tally.count(group, None);
    let length = scale.length(apart);
    if scale.cell >= 3 {
        for n in 0..apart {
            let _ = write!(
                svg,
                r#"<path d="M{} {}h{side}v6h-{side}z" stroke="{colour}" stroke-width="1" fill="none"/>"#,
                scale.apart + n * scale.cell,
                middle - 3,
                side = scale.cell - 2,
            );
        }
    } else if length > 0 {
        let _ = write!(
            svg,
            r#"<path d="M{} {}h{length}v6h-{length}z" stroke="{colour}" stroke-width="1" fill="none"/>"#,
            scale.apart,
            middle - 3
        );
    }
    svg.push_str("</g>");
}

fn open(width: u32, height: u32) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    )
}

/// Characters that mean something in markup, written so that they do not.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // Not allowed in documents at all.
            c if c.is_control() && !matches!(c, '\n' | '\t') => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}
