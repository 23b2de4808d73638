//! Where stakeholder groups stand: a picture and, under it, the figures. Comments, not votes: groups stand side by
//! side on one scale and are never summed up.

use std::fmt::Write as _;

use domain::{
    account::StakeholderGroup,
    bars::{self, Bar, Counts, Lane, Room, Scale, Weight},
    comment::Position,
    tally::Tally,
};
use leptos::prelude::*;

use super::mark::{class, mark};
use crate::{i18n::Texts, render::texts};

pub use domain::bars::{Row, is_within};

/// In thousandths of a nineteenth of the picture, of which the lanes have 7, 9 and 3.
const ROOM: Room = Room {
    oppose: 7_000,
    support: 9_000,
    apart: 3_000,
    cell: 750,
    narrowest: 300,
    narrowest_hollow: 400,
    least: 40,
};

/// The groups that have a row.
pub fn rows(tally: &Tally) -> Vec<Row> {
    bars::rows([tally])
}

/// What a row is called; the technical community is counted within the private sector.
pub fn name(texts: Texts, row: Row) -> String {
    match row {
        Some(StakeholderGroup::TechnicalCommunity) => texts.t("positions-of-which-technical"),
        Some(group) => texts.word("group", group),
        None => texts.t("group-none"),
    }
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
    let scale = Scale::fit(ROOM, [tally]);
    let lines = rows
        .into_iter()
        .map(|row| {
            let hue = row.map_or("", |group| class(group).0);
            let who = if is_within(row) {
                "who of-which"
            } else {
                "who"
            };
            let bars: Vec<Bar> = scale.bars(Counts::of(tally, row)).collect();
            let lane = |lane| cells(lane, &bars);
            let (against, favour, other) =
                (lane(Lane::Oppose), lane(Lane::Support), lane(Lane::Apart));
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

/// The bars of one lane, in shares of its width: from its beginning, or from its end before the axis.
fn cells(lane: Lane, bars: &[Bar]) -> String {
    let room = match lane {
        Lane::Oppose => ROOM.oppose,
        Lane::Support => ROOM.support,
        Lane::Apart => ROOM.apart,
    };
    let share = |length: u32| f64::from(length) / f64::from(room) * 100.0;
    let mut drawn = String::new();
    for bar in bars.iter().filter(|bar| bar.lane == lane) {
        let (cells, width) = match bar.cell {
            Some(_) => (bar.count, share(bar.length) / f64::from(bar.count)),
            None => (1, share(bar.length)),
        };
        let gap = if bar.cell.is_some() {
            width * 0.11
        } else {
            0.0
        };
        let (y, height) = match bar.weight {
            Weight::Full => (3, 16),
            Weight::Thin => (8, 6),
            Weight::Hollow => (4, 14),
        };
        for n in 0..cells {
            let at = share(bar.from) + width * f64::from(n);
            let x = if lane == Lane::Oppose {
                100.0 - at - width
            } else {
                at
            };
            let _ = write!(
                drawn,
                r#"<rect x="{:.2}%" y="{y}" width="{:.2}%" height="{height}"/>"#,
                x + gap / 2.0,
                width - gap
            );
        }
    }
    drawn
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
    fn a_cell_is_a_comment_until_there_are_too_many() {
        let drawn = |tally: &Tally| {
            let scale = Scale::fit(ROOM, [tally]);
            let state = Counts::of(tally, Some(StakeholderGroup::State));
            cells(Lane::Support, &scale.bars(state).collect::<Vec<_>>())
        };
        assert_eq!(drawn(&tally()).matches("<rect").count(), 5);
        let mut many = tally();
        many.add(
            Some(StakeholderGroup::State),
            Some(Position::Support),
            false,
            500,
        );
        let drawn = drawn(&many);
        assert_eq!(drawn.matches("<rect").count(), 1);
        assert!(drawn.contains("width=\"100.00%\""), "{drawn}");
    }
}
