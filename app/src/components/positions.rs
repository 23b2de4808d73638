//! Where stakeholder groups stand: a picture and, under it, the figures. Comments, not votes: groups stand side by
//! side on one scale and are never summed up.

use std::fmt::Write as _;

use domain::{account::StakeholderGroup, comment::Position, tally::Tally};
use leptos::prelude::*;

use super::mark::{class, mark};
use crate::{i18n::Texts, render::texts};

/// One row: a group, or those that stated none.
pub type Row = Option<StakeholderGroup>;

/// Groups that have a row even if no comment came from them: their silence is to be seen.
const ALWAYS: [StakeholderGroup; 4] = [
    StakeholderGroup::State,
    StakeholderGroup::PrivateSector,
    StakeholderGroup::TechnicalCommunity,
    StakeholderGroup::CivilSociety,
];

/// A lane of the picture: its share of the width, and how many cells it has room for before cells get narrower.
struct Lane {
    share: f64,
    room: u32,
}

const OPPOSE: Lane = Lane {
    share: 7.0,
    room: 8,
};
const SUPPORT: Lane = Lane {
    share: 9.0,
    room: 11,
};
const OTHER: Lane = Lane {
    share: 3.0,
    room: 4,
};

/// From so many cells on, a bar runs through.
const RUN_THROUGH: u32 = 24;

/// The groups that have a row.
pub fn rows(tally: &Tally) -> Vec<Row> {
    let mut rows: Vec<Row> = StakeholderGroup::ALL
        .iter()
        .filter(|group| ALWAYS.contains(group) || tally.of_group(Some(**group)) > 0)
        .map(|group| Some(*group))
        .collect();
    if tally.of_group(None) > 0 {
        rows.push(None);
    }
    rows
}

/// What a row is called; the technical community is counted within the private sector.
pub fn name(texts: Texts, row: Row) -> String {
    match row {
        Some(StakeholderGroup::TechnicalCommunity) => texts.t("positions-of-which-technical"),
        Some(group) => texts.word("group", group),
        None => texts.t("group-none"),
    }
}

/// Whether a row is counted in the row above it.
pub fn is_within(row: Row) -> bool {
    row == Some(StakeholderGroup::TechnicalCommunity)
}

/// The mark of a row.
pub fn sign(row: Row) -> Option<impl IntoView> {
    row.map(mark)
}

/// The picture and the table. `subject` completes "Positions by stakeholder group: …" for those who hear the page.
pub fn figure(tally: &Tally, subject: &str) -> AnyView {
    let texts = texts();
    let said = texts.with("positions-said", &[("subject", subject.to_owned().into())]);
    // A picture would show what is not told as if it were a number.
    let drawn = (!tally.confidential).then(|| picture(tally, &said));
    view! {
        <figure>
            {drawn}
            {table(tally, said.clone())}
            <figcaption class="note more">{texts.t("positions-key")}</figcaption>
        </figure>
    }
    .into_any()
}

fn picture(tally: &Tally, said: &str) -> AnyView {
    let texts = texts();
    let rows = rows(tally);
    let scale = Scale::of(tally, &rows);
    let lines = rows
        .into_iter()
        .map(|row| {
            let hue = row.map_or("", |group| class(group).0);
            let who = if is_within(row) {
                "who of-which"
            } else {
                "who"
            };
            let count = |position| tally.count(row, Some(position));
            let against = scale.cells(&OPPOSE, &[(count(Position::Oppose), Shape::Full)], true);
            let favour = scale.cells(
                &SUPPORT,
                &[
                    (count(Position::Support), Shape::Full),
                    (count(Position::SupportWithChanges), Shape::Thin),
                ],
                false,
            );
            let other = count(Position::Neutral) + count(Position::Question);
            let other = scale.cells(&OTHER, &[(other, Shape::Hollow)], false);
            view! {
                <span class=who>{sign(row)}" "{name(texts, row)}</span>
                <svg class=format!("lane {hue}") aria-hidden="true" inner_html=against></svg>
                <svg class=format!("lane support {hue}") aria-hidden="true" inner_html=favour></svg>
                <svg class=format!("lane other {hue}") aria-hidden="true" inner_html=other></svg>
            }
        })
        .collect_view();
    view! {
        <div class="chart" role="img" aria-label=said.to_owned()>
            <span class="over who"></span>
            <span class="over end">{texts.t("positions-oppose")}</span>
            <span class="over">{texts.t("positions-support")}</span>
            <span class="over">{texts.t("positions-other")}</span>
            {lines}
        </div>
    }
    .into_any()
}

/// The figures.
pub fn table(tally: &Tally, caption: String) -> AnyView {
    let texts = texts();
    let unstated = rows(tally).iter().any(|row| tally.count(*row, None) > 0);
    let mut columns: Vec<Option<Position>> = Position::ALL
        .iter()
        .map(|position| Some(*position))
        .collect();
    if unstated {
        columns.push(None);
    }
    let heads = columns
        .iter()
        .map(|position| {
            let head = match position {
                Some(Position::SupportWithChanges) => texts.t("positions-with-changes"),
                Some(position) => texts.word("position", position),
                None => texts.t("positions-unstated"),
            };
            view! { <th scope="col" class="num">{head}</th> }
        })
        .collect_view();
    let lines = rows(tally)
        .into_iter()
        .map(|row| {
            let cells = columns
                .iter()
                .map(|position| view! { <td class="num">{texts.figure(tally.figure(tally.count(row, *position).into()))}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row" class=is_within(row).then_some("of-which")>{sign(row)}" "{name(texts, row)}</th>
                    {cells}
                    <td class="num">{texts.figure(tally.figure(tally.of_group(row).into()))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=texts.t("positions-figures")>
            <table>
                <caption class="vh">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col"><span class="vh">{texts.t("positions-group")}</span></th>
                        {heads}
                        <th scope="col" class="num">{texts.t("positions-all")}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How many comments came from each group, in a line: marks with figures, names for those who hear the page.
pub fn counts(tally: &Tally) -> AnyView {
    let texts = texts();
    let items = rows(tally)
        .into_iter()
        .filter(|row| tally.of_group(*row) > 0)
        .map(|row| {
            let label = name(texts, row);
            let shown = row.is_none().then(|| label.clone());
            let spoken = row.is_some().then(|| view! { <span class="vh">{label}" "</span> });
            view! { <span>{sign(row)}{spoken}{shown}" "{texts.figure(tally.figure(tally.of_group(row).into()))}</span> }
        })
        .collect_view();
    view! { <span class="counts">{items}</span> }.into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Full,
    Thin,
    Hollow,
}

/// One scale for all lanes and rows: the width of a cell, as a share of all lanes.
struct Scale(f64);

impl Scale {
    fn of(tally: &Tally, rows: &[Row]) -> Self {
        let most = |positions: &[Position], room: u32| {
            let counts = rows.iter().map(|row| {
                positions
                    .iter()
                    .map(|it| tally.count(*row, Some(*it)))
                    .sum::<u32>()
            });
            f64::from(counts.max().unwrap_or_default().max(room))
        };
        let oppose = OPPOSE.share / most(&[Position::Oppose], OPPOSE.room);
        let support = SUPPORT.share
            / most(
                &[Position::Support, Position::SupportWithChanges],
                SUPPORT.room,
            );
        let other = OTHER.share / most(&[Position::Neutral, Position::Question], OTHER.room);
        Self(oppose.min(support).min(other))
    }

    /// The cells of a lane, from its beginning or (`back`) from its end.
    fn cells(&self, lane: &Lane, runs: &[(u32, Shape)], back: bool) -> String {
        let step = self.0 / lane.share * 100.0;
        let all: u32 = runs.iter().map(|(count, _)| count).sum();
        let mut drawn = String::new();
        let mut at = 0.0;
        for (count, shape) in runs {
            let (cells, width) = if all > RUN_THROUGH {
                (u32::from(*count > 0), step * f64::from(*count))
            } else {
                (*count, step)
            };
            let gap = if all > RUN_THROUGH { 0.0 } else { width * 0.11 };
            let (y, height) = match shape {
                Shape::Full => (3, 16),
                Shape::Thin => (8, 6),
                Shape::Hollow => (4, 14),
            };
            for _ in 0..cells {
                let x = if back { 100.0 - at - width } else { at };
                let _ = write!(
                    drawn,
                    r#"<rect x="{:.2}%" y="{y}" width="{:.2}%" height="{height}"/>"#,
                    x + gap / 2.0,
                    width - gap
                );
                at += width;
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        let mut tally = Tally::default();
        for (group, position, times) in [
            (StakeholderGroup::State, Position::Support, 5),
            (StakeholderGroup::TechnicalCommunity, Position::Oppose, 1),
            (StakeholderGroup::Academia, Position::Question, 2),
        ] {
            for _ in 0..times {
                tally.add(Some(group), Some(position), false, 1);
            }
        }
        tally
    }

    #[test]
    fn silent_main_groups_are_seen_and_others_only_if_they_spoke() {
        let rows = rows(&tally());
        assert!(rows.contains(&Some(StakeholderGroup::CivilSociety)));
        assert!(rows.contains(&Some(StakeholderGroup::Academia)));
        assert!(!rows.contains(&Some(StakeholderGroup::Individual)));
        assert!(!rows.contains(&None));
    }

    #[test]
    fn a_cell_is_a_comment_until_there_are_too_many() {
        let scale = Scale::of(&tally(), &rows(&tally()));
        assert_eq!(
            scale
                .cells(&SUPPORT, &[(5, Shape::Full)], false)
                .matches("<rect")
                .count(),
            5
        );
        let mut many = tally();
        for _ in 0..500 {
            many.add(
                Some(StakeholderGroup::State),
                Some(Position::Support),
                false,
                1,
            );
        }
        let scale = Scale::of(&many, &rows(&many));
        assert_eq!(
            scale
                .cells(&SUPPORT, &[(505, Shape::Full)], false)
                .matches("<rect")
                .count(),
            1
        );
        assert!(
            scale.0 * 505.0 <= SUPPORT.share + 1e-9,
            "nothing leaves its lane"
        );
    }
}
