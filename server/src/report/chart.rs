//! Charts as SVG: shapes and a few labels, colours written out, so that the same picture stands in the web page and
//! in the PDF. The figures stand in a table beside each.
//!
//! The geometry of positions is `domain::bars`; here stand only shapes, and how much goes on one picture: a chart of
//! many norms is several pictures of one scale, so that each fits a page.

use std::fmt::Write;

use domain::{
    account::StakeholderGroup,
    bars::{self, Bar, Counts, Lane, Room, Scale, Weight},
    direction::{Direction, isolated},
    tally::Tally,
};

/// A row of a chart: the label of a norm (or nothing) and its positions.
pub struct Row<'a> {
    /// What people cite.
    pub label: &'a str,
    /// Positions on it.
    pub tally: &'a Tally,
}

/// Height of one group's line.
const LINE: u32 = 13;
/// Height of a label that has a line of its own.
const LABEL_LINE: u32 = 15;
/// Labels of more letters do not fit beside the marks.
const LABEL_FITS: usize = 9;
/// Room for a norm's label and a group's mark.
const HEAD: u32 = 84;
/// Between the axis and what stands apart, beyond the bars.
const APART_GAP: u32 = 14;
/// In tenths of a user unit.
const ROOM: Room = Room {
    oppose: 1_800,
    support: 1_800,
    apart: 900,
    cell: 80,
    narrowest: 30,
    narrowest_hollow: 30,
    least: 10,
};
/// Width of the widest chart, in user units.
pub const WIDTH: u32 = HEAD + (ROOM.oppose + ROOM.support + ROOM.apart) / 10 + APART_GAP + 2;
/// Height of the highest picture: of a page of A4 as wide as [`WIDTH`], what leaves room for a heading and a caption.
pub const HEIGHT: u32 = WIDTH * 11 / 10;

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

/// Positions by group, one block of lines a row, as many pictures as it takes; each with how many rows it holds. All
/// rows share one scale.
pub fn positions(rows: &[Row<'_>], groups: &[bars::Row]) -> Vec<(Drawing, usize)> {
    let scale = Scale::fit(ROOM, rows.iter().map(|row| row.tally));
    let bars: Vec<Vec<Vec<Bar>>> = rows
        .iter()
        .map(|row| {
            let of = |group: &bars::Row| scale.bars(Counts::of(row.tally, *group)).collect();
            groups.iter().map(of).collect()
        })
        .collect();
    // A few short bars need no wide picture.
    let longest = |lane: Lane| {
        let all = bars.iter().flatten().flatten();
        let ends = all
            .filter(|bar| bar.lane == lane)
            .map(|bar| bar.from + bar.length);
        ends.max().unwrap_or_default().div_ceil(10)
    };
    let side = longest(Lane::Oppose).max(longest(Lane::Support)).max(40);
    let layout = Layout {
        axis: HEAD + side,
        apart: HEAD + side * 2 + APART_GAP,
        width: HEAD + side * 2 + APART_GAP + longest(Lane::Apart).max(20) + 2,
    };
    let mut drawings = Vec::new();
    let mut rest = rows.iter().zip(&bars).peekable();
    while rest.peek().is_some() {
        let mut body = String::new();
        let (mut top, mut held) = (0, 0);
        while let Some((row, lines)) = rest.next_if(|(row, lines)| {
            held == 0 || top + block_height(row.label, lines.len()) <= HEIGHT
        }) {
            block(&mut body, top, row.label, groups, lines, layout);
            top += block_height(row.label, lines.len());
            held += 1;
        }
        let mut svg = open(layout.width, top);
        let _ = write!(
            svg,
            r##"<path d="M{} 0V{top}" stroke="#777166" stroke-width="1" fill="none"/>"##,
            layout.axis
        );
        svg.push_str(&body);
        svg.push_str("</svg>");
        let width = layout.width;
        drawings.push((Drawing { svg, width }, held));
    }
    drawings
}

/// Where a picture has its lanes.
#[derive(Clone, Copy)]
struct Layout {
    /// Where the line between oppose and support stands.
    axis: u32,
    /// Where the hollow cells begin.
    apart: u32,
    width: u32,
}

fn block_height(label: &str, lines: usize) -> u32 {
    let lines = u32::try_from(lines).unwrap_or(8);
    lines * LINE + 8 + if is_long(label) { LABEL_LINE } else { 0 }
}

fn is_long(label: &str) -> bool {
    label.chars().count() > LABEL_FITS
}

fn block(
    svg: &mut String,
    top: u32,
    label: &str,
    groups: &[bars::Row],
    lines: &[Vec<Bar>],
    layout: Layout,
) {
    let mut top = top + 4;
    if !label.is_empty() {
        write_text(svg, (0, top + 9), "start", label);
    }
    if is_long(label) {
        top += LABEL_LINE;
    }
    for ((line, group), bars) in (0_u32..).zip(groups).zip(lines) {
        write_row(svg, top + line * LINE, *group, bars, layout);
    }
}

/// A label: set by its own direction, whatever stands around the picture.
fn write_text(svg: &mut String, (x, y): (u32, u32), anchor: &str, text: &str) {
    let _ = write!(
        svg,
        r##"<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="Noto Sans, Noto Naskh Arabic, sans-serif" font-size="10" fill="#1d1b18">{}</text>"##,
        escape(&isolated(text, Direction::Ltr))
    );
}

/// Comments a day: one column a day on which a comment came, with the first and the last day under them and the most
/// comments of a day beside them.
pub fn days(days: &[(String, i64)], most_said: &str) -> Drawing {
    const HIGH: i64 = 60;
    /// Where columns begin, after the scale.
    const LEFT: u32 = 40;
    let most = days
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let columns = u32::try_from(days.len()).unwrap_or(1).max(1);
    let step = ((WIDTH - LEFT) / columns).clamp(3, 24);
    // Two dates fit under the narrowest.
    let width = LEFT + (step * columns).max(260);
    let mut svg = open(width, 80);
    let _ = write!(
        svg,
        r##"<path d="M{LEFT} 3.5H{width}M{LEFT} 63.5H{width}" stroke="#d8d4c9" stroke-width="1" fill="none"/>"##
    );
    write_text(&mut svg, (LEFT - 6, 8), "end", most_said);
    write_text(&mut svg, (LEFT - 6, 66), "end", "0");
    for (n, (_, count)) in (0_u32..).zip(days) {
        let height = (count * HIGH / most).max(1);
        let _ = write!(
            svg,
            r##"<path fill="#175446" d="M{} 63v-{height}h{}v{height}z"/>"##,
            LEFT + n * step + 1,
            step - 1
        );
    }
    if let Some((first, _)) = days.first() {
        write_text(&mut svg, (LEFT, 77), "start", first);
    }
    if let [_, .., (last, _)] = days {
        write_text(
            &mut svg,
            (LEFT + (step * columns).max(260), 77),
            "end",
            last,
        );
    }
    svg.push_str("</svg>");
    Drawing { svg, width }
}

fn write_row(svg: &mut String, top: u32, group: bars::Row, bars: &[Bar], layout: Layout) {
    let (colour, mark) = look(group);
    let indent = if bars::is_within(group) { 64 } else { 60 };
    let faint = if bars.is_empty() {
        r#" opacity="0.35""#
    } else {
        ""
    };
    let _ = write!(
        svg,
        r#"<g fill="{colour}"{faint}><g transform="translate({indent} {})">{mark}</g>"#,
        top + 1
    );
    let middle = top + 6;
    for bar in bars {
        let (start, sign) = match bar.lane {
            Lane::Oppose => (layout.axis * 10 - 10, "-"),
            Lane::Support => (layout.axis * 10 + 20 + bar.from, ""),
            Lane::Apart => {
                write_hollow(svg, middle - 3, colour, *bar, layout);
                continue;
            }
        };
        let thick = if bar.weight == Weight::Thin { 3 } else { 9 };
        let dashes = bar.cell.map_or_else(String::new, |cell| {
            format!(r#" stroke-dasharray="{} 1""#, Tenths(cell - 10))
        });
        let _ = write!(
            svg,
            r#"<path d="M{} {middle}h{sign}{}" stroke="{colour}" stroke-width="{thick}" fill="none"{dashes}/>"#,
            Tenths(start),
            Tenths(bar.length)
        );
    }
    svg.push_str("</g>");
}

/// Hollow squares, one a comment; where cells run together, one hollow box.
fn write_hollow(svg: &mut String, top: u32, colour: &str, bar: Bar, layout: Layout) {
    let (boxes, step, width) = match bar.cell {
        Some(step) => (bar.count, step, step - 20),
        None => (1, 0, bar.length),
    };
    for n in 0..boxes {
        let (start, width) = (Tenths(layout.apart * 10 + n * step), Tenths(width));
        let _ = write!(
            svg,
            r#"<path d="M{start} {top}h{width}v6h-{width}z" stroke="{colour}" stroke-width="1" fill="none"/>"#
        );
    }
}

/// A length in tenths, as SVG writes it.
struct Tenths(u32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0 / 10)?;
        match self.0 % 10 {
            0 => Ok(()),
            rest => write!(f, ".{rest}"),
        }
    }
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
