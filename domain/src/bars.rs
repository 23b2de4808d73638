//! The geometry of position bars: which groups have a row, how long each bar is, when cells run together. The margin
//! of a text, the large picture of an issue, and the charts of the report draw what this says, in their own markup.
//!
//! A row a group in a fixed order, a cell a comment. Before the axis oppose, after it support (thin: with changes),
//! hollow and apart neutral, questions and no position. Groups are never summed up. All bars of one scale compare:
//! it shrinks so that the longest row fits its lane; cells too narrow to tell apart run together. What stands apart
//! is measured on its own, so that a few questions do not shrink the rest.

use crate::{account::StakeholderGroup, comment::Position, tally::Tally};

/// A row: a group, or those that stated none.
pub type Row = Option<StakeholderGroup>;

/// The groups that Recommendation 6 names: they have a row even if no comment came, so that silence is seen. The
/// technical community is counted in the row above it and shown on its own too.
pub const MAIN: [StakeholderGroup; 4] = [
    StakeholderGroup::State,
    StakeholderGroup::PrivateSector,
    StakeholderGroup::TechnicalCommunity,
    StakeholderGroup::CivilSociety,
];

/// The rows for some counts, in order: the main groups, then every other that was heard, then those not stated.
pub fn rows<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Vec<Row> {
    let mut heard = [false; StakeholderGroup::ALL.len()];
    let mut unstated = false;
    for tally in tallies.into_iter().filter(|tally| tally.comments > 0) {
        for (heard, group) in heard.iter_mut().zip(StakeholderGroup::ALL) {
            *heard |= tally.of_group(Some(*group)) > 0;
        }
        unstated |= tally.of_group(None) > 0;
    }
    StakeholderGroup::ALL
        .iter()
        .zip(heard)
        .filter(|(group, heard)| *heard || MAIN.contains(group))
        .map(|(group, _)| Some(*group))
        .chain(unstated.then_some(None))
        .collect()
}

/// Whether a row is counted in the row above it.
pub fn is_within(row: Row) -> bool {
    row == Some(StakeholderGroup::TechnicalCommunity)
}

/// What a group says, as a bar tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Opposing.
    pub oppose: u32,
    /// Supporting.
    pub support: u32,
    /// Supporting with changes.
    pub changes: u32,
    /// Neutral, asking, or without a position.
    pub apart: u32,
}

impl Counts {
    /// Of a group in a tally.
    pub fn of(tally: &Tally, row: Row) -> Self {
        let count = |position| tally.count(row, position);
        Self {
            oppose: count(Some(Position::Oppose)),
            support: count(Some(Position::Support)),
            changes: count(Some(Position::SupportWithChanges)),
            apart: count(Some(Position::Neutral)) + count(Some(Position::Question)) + count(None),
        }
    }

    /// Whether the group said nothing.
    pub const fn is_empty(&self) -> bool {
        self.oppose + self.support + self.changes + self.apart == 0
    }
}

/// How much room a drawing has, in units of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Before the axis.
    pub oppose: u32,
    /// After the axis.
    pub support: u32,
    /// Of what stands apart.
    pub apart: u32,
    /// The widest that a cell gets.
    pub cell: u32,
    /// Cells narrower than this run together.
    pub narrowest: u32,
    /// The same for what stands apart, which is hollow.
    pub narrowest_hollow: u32,
    /// What is there is seen, however small its share.
    pub least: u32,
}

/// A lane of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Grows from the axis backwards.
    Oppose,
    /// Grows from the axis.
    Support,
    /// Grows from its own beginning.
    Apart,
}

/// How a bar is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Thick.
    Full,
    /// Thin: support with changes.
    Thin,
    /// An outline.
    Hollow,
}

/// One bar of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it is.
    pub lane: Lane,
    /// From where in its lane, away from the axis.
    pub from: u32,
    /// How long.
    pub length: u32,
    /// How it is drawn.
    pub weight: Weight,
    /// How many comments it is.
    pub count: u32,
    /// The width of each comment's cell; none: the bar runs through.
    pub cell: Option<u32>,
}

/// One scale for all bars of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    room: Room,
    /// A cell is `span / cells` long.
    span: u32,
    cells: u32,
    /// The most that stand apart in a row.
    most_apart: u32,
}

impl Scale {
    /// The scale at which every row of these counts fits its room.
    pub fn fit<'a>(room: Room, tallies: impl IntoIterator<Item = &'a Tally>) -> Self {
        let (mut oppose, mut support, mut apart) = (0, 0, 0);
        for tally in tallies.into_iter().filter(|tally| tally.comments > 0) {
            for row in StakeholderGroup::ALL
                .iter()
                .copied()
                .map(Some)
                .chain([None])
            {
                let counts = Counts::of(tally, row);
                oppose = oppose.max(counts.oppose);
                support = support.max(counts.support + counts.changes);
                apart = apart.max(counts.apart);
            }
        }
        let (mut span, mut cells) = (room.cell, 1);
        for (lane, longest) in [(room.oppose, oppose), (room.support, support)] {
            // lane / longest < span / cells, without fractions
            if u64::from(lane) * u64::from(cells) < u64::from(span) * u64::from(longest) {
                (span, cells) = (lane, longest);
            }
        }
        Self {
            room,
            span,
            cells,
            most_apart: apart.max(1),
        }
    }

    /// The width of a comment's cell; none where cells run together.
    pub fn cell(&self) -> Option<u32> {
        Some(self.span / self.cells).filter(|cell| *cell >= self.room.narrowest)
    }

    fn length(&self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        let length = u64::from(count) * u64::from(self.span) / u64::from(self.cells);
        u32::try_from(length)
            .unwrap_or(u32::MAX)
            .max(self.room.least)
    }

    /// The bars of a row; those of no length are left out.
    pub fn bars(&self, counts: Counts) -> impl Iterator<Item = Bar> + use<> {
        let cell = self.cell();
        let support = self.length(counts.support);
        let bar = |lane, from, count, weight| Bar {
            lane,
            from,
            length: self.length(count),
            weight,
            count,
            cell,
        };
        [
            bar(Lane::Oppose, 0, counts.oppose, Weight::Full),
            bar(Lane::Support, 0, counts.support, Weight::Full),
            bar(Lane::Support, support, counts.changes, Weight::Thin),
            self.apart(counts.apart),
        ]
        .into_iter()
        .filter(|bar| bar.count > 0)
    }

    fn apart(&self, count: u32) -> Bar {
        let room = self.room.apart;
        let step = (self.span / self.cells).min(room / self.most_apart);
        let cell = Some(step).filter(|step| *step >= self.room.narrowest_hollow);
        let share = u64::from(count) * u64::from(room) / u64::from(self.most_apart);
        let share = u32::try_from(share).unwrap_or(room).max(self.room.least);
        let length = cell.map_or(share, |step| step * count);
        Bar {
            lane: Lane::Apart,
            from: 0,
            length,
            weight: Weight::Hollow,
            count,
            cell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        oppose: 550,
        support: 840,
        apart: 250,
        cell: 80,
        narrowest: 40,
        narrowest_hollow: 60,
        least: 10,
    };

    fn tally(counts: &[(StakeholderGroup, Option<Position>, u32)]) -> Tally {
        let mut tally = Tally::default();
        for (group, position, count) in counts {
            for _ in 0..*count {
                tally.add(Some(*group), *position, false, 1);
            }
        }
        tally
    }

    #[test]
    fn silent_main_groups_have_a_row_and_others_only_if_heard() {
        let heard = tally(&[(StakeholderGroup::Academia, Some(Position::Question), 2)]);
        let rows = rows([&heard]);
        assert!(rows.contains(&Some(StakeholderGroup::CivilSociety)));
        assert!(rows.contains(&Some(StakeholderGroup::Academia)));
        assert!(!rows.contains(&Some(StakeholderGroup::Individual)) && !rows.contains(&None));
    }

    #[test]
    fn whoever_takes_no_position_stands_apart() {
        let silent = tally(&[(StakeholderGroup::State, None, 3)]);
        let counts = Counts::of(&silent, Some(StakeholderGroup::State));
        assert_eq!((counts.apart, counts.is_empty()), (3, false));
    }

    #[test]
    fn nothing_leaves_its_lane_however_many_spoke() {
        for count in [1, 2, 7, 24, 25, 100, 8_400, 3_000_000] {
            let mut many = Tally::default();
            for position in [Some(Position::Oppose), Some(Position::Support), None] {
                let group = StakeholderGroup::State;
                many.add(Some(group), position, false, count);
            }
            many.add(
                Some(StakeholderGroup::State),
                Some(Position::SupportWithChanges),
                false,
                1,
            );
            let scale = Scale::fit(ROOM, [&many]);
            for bar in scale.bars(Counts::of(&many, Some(StakeholderGroup::State))) {
                let room = match bar.lane {
                    Lane::Oppose => ROOM.oppose,
                    Lane::Support => ROOM.support + ROOM.least,
                    Lane::Apart => ROOM.apart,
                };
                assert!(bar.from + bar.length <= room, "{count}: {bar:?}");
                assert!(bar.length > 0, "{count}: {bar:?}");
            }
        }
    }

    #[test]
    fn a_cell_is_a_comment_until_cells_are_too_narrow() {
        let group = StakeholderGroup::State;
        let few = tally(&[(group, Some(Position::Support), 12)]);
        assert_eq!(Scale::fit(ROOM, [&few]).cell(), Some(70));
        let many = tally(&[(group, Some(Position::Support), 50)]);
        assert_eq!(Scale::fit(ROOM, [&many]).cell(), None);
    }
}
