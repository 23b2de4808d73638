//! Counts by stakeholder group and position, kept per provision so that a page costs what its text costs.
//!
//! A tally never poses as a vote: it is shown group beside group, never as one total bar.

use serde::{Deserialize, Serialize};

use crate::{account::StakeholderGroup, comment::Position};

words! {
    /// Whose comments are counted.
    Audience {
        /// Those a visitor may read once the round shows.
        Public = "public",
        /// All that were submitted.
        All = "all",
    }
}

/// One more than the groups and positions: "not stated" comes last.
const GROUPS: usize = StakeholderGroup::ALL.len() + 1;
const POSITIONS: usize = Position::ALL.len() + 1;

/// Counts of comments by stakeholder group and position.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Comments counted.
    pub comments: i64,
    /// Those of them that propose wording.
    pub wordings: i64,
    cells: [[u32; POSITIONS]; GROUPS],
    /// Small numbers are not told: see [`Tally::shown`].
    #[serde(default)]
    pub confidential: bool,
}

fn row(group: Option<StakeholderGroup>) -> usize {
    group.map_or(GROUPS - 1, |group| group as usize)
}

fn column(position: Option<Position>) -> usize {
    position.map_or(POSITIONS - 1, |position| position as usize)
}

/// Fewer than this in a group are not told where the comments themselves are not to be read.
pub const SMALL: u32 = 5;

/// A number of comments or submissions as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// So many.
    Exactly(i64),
    /// At least one, and fewer than [`SMALL`].
    Few,
    /// So many or more.
    AtLeast(i64),
}

/// How a number out of a [`Tally`] is told; `confidential`: it went through [`shown`].
pub const fn figure(number: i64, confidential: bool) -> Figure {
    match number {
        _ if !confidential => Figure::Exactly(number),
        0 => Figure::Exactly(0),
        1 => Figure::Few,
        _ => Figure::AtLeast(number),
    }
}

/// A number as it may be told; confidential: rounded down to a multiple of [`SMALL`], and to 1 below that. What is
/// subtracted or added up from such numbers tells no more than they do.
pub const fn shown(number: i64, confidential: bool) -> i64 {
    let small = SMALL as i64;
    match number {
        _ if !confidential => number,
        it if it <= 0 => 0,
        it if it < small => 1,
        it => it - it % small,
    }
}

impl Tally {
    /// The tally as it may be told to somebody who may not read the comments (`confidential`), and as it is to everybody
    /// else. Every page, report, mail and export that shows counts of a confidential round shows this.
    ///
    /// A group with fewer than [`SMALL`] comments has one in "not stated" and no positions: where a known person may be
    /// all of it, its position would be theirs. Other numbers are rounded down by [`shown`], each for itself, and every
    /// sum is the sum of what is shown: so no subtraction brings back what is withheld.
    #[must_use]
    pub fn shown(self, confidential: bool) -> Self {
        if !confidential || self.confidential {
            return self;
        }
        let mut told = Self {
            wordings: shown(self.wordings, true),
            confidential: true,
            ..Self::default()
        };
        for (row, cells) in told.cells.iter_mut().zip(&self.cells) {
            let all: u32 = cells.iter().sum();
            if (1..SMALL).contains(&all) {
                row[POSITIONS - 1] = 1;
                continue;
            }
            for (cell, number) in row.iter_mut().zip(cells) {
                let number = shown(i64::from(*number), true);
                *cell = u32::try_from(number).unwrap_or(u32::MAX);
            }
        }
        told.comments = told.cells.iter().flatten().copied().map(i64::from).sum();
        told
    }

    /// How a number out of this tally is told.
    pub const fn figure(&self, number: i64) -> Figure {
        figure(number, self.confidential)
    }

    /// Comments of a group (none: not stated) with a position (none: not stated).
    ///
    /// The private sector includes the technical community, as Recommendation 6 counts it.
    pub fn count(&self, group: Option<StakeholderGroup>, position: Option<Position>) -> u32 {
        let own = self.cells[row(group)][column(position)];
        if group == Some(StakeholderGroup::PrivateSector) {
            own + self.cells[row(Some(StakeholderGroup::TechnicalCommunity))][column(position)]
        } else {
            own
        }
    }

    /// All comments of a group, the private sector including the technical community.
    pub fn of_group(&self, group: Option<StakeholderGroup>) -> u32 {
        Position::ALL
            .iter()
            .map(|position| self.count(group, Some(*position)))
            .sum::<u32>()
            + self.count(group, None)
    }

    /// Counts one comment in (`1`) or out (`-1`).
    pub fn add(
        &mut self,
        group: Option<StakeholderGroup>,
        position: Option<Position>,
        wording: bool,
        by: i32,
    ) {
        let cell = &mut self.cells[row(group)][column(position)];
        *cell = cell.saturating_add_signed(by);
        self.comments += i64::from(by);
        self.wordings += i64::from(by) * i64::from(wording);
    }

    /// Adds another tally, for a section's sum.
    pub fn merge(&mut self, other: &Self) {
        self.comments += other.comments;
        self.wordings += other.wordings;
        self.confidential |= other.confidential;
        for (mine, theirs) in self
            .cells
            .iter_mut()
            .flatten()
            .zip(other.cells.iter().flatten())
        {
            *mine += theirs;
        }
    }

    /// The stored form of the cells: numbers, row by row, separated by commas.
    pub fn cells_text(&self) -> String {
        let numbers: Vec<String> = self.cells.iter().flatten().map(u32::to_string).collect();
        numbers.join(",")
    }

    /// Reads the stored form; cells that are missing are zero.
    pub fn from_stored(comments: i64, wordings: i64, cells: &str) -> Self {
        let mut tally = Self {
            comments,
            wordings,
            ..Self::default()
        };
        for (cell, number) in tally.cells.iter_mut().flatten().zip(cells.split(',')) {
            *cell = number.parse().unwrap_or_default();
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_private_sector_includes_the_technical_community() {
        let mut tally = Tally::default();
        tally.add(
            Some(StakeholderGroup::TechnicalCommunity),
            Some(Position::Oppose),
            true,
            1,
        );
        tally.add(
            Some(StakeholderGroup::PrivateSector),
            Some(Position::Support),
            false,
            1,
        );
        assert_eq!(tally.of_group(Some(StakeholderGroup::PrivateSector)), 2);
        assert_eq!(
            tally.of_group(Some(StakeholderGroup::TechnicalCommunity)),
            1
        );
        assert_eq!((tally.comments, tally.wordings), (2, 1));
    }

    /// A tally of a group's comments by position.
    fn of(group: StakeholderGroup, positions: &[(Option<Position>, usize)]) -> Tally {
        let mut tally = Tally::default();
        for (position, count) in positions {
            for _ in 0..*count {
                tally.add(Some(group), *position, false, 1);
            }
        }
        tally
    }

    #[test]
    fn a_small_group_has_no_positions_and_no_number() {
        let (support, oppose) = (Some(Position::Support), Some(Position::Oppose));
        let state = StakeholderGroup::State;
        // Whatever a group of one to four says, the same is shown.
        let one = of(state, &[(oppose, 1)]).shown(true);
        for count in 1..4 {
            let other = of(state, &[(support, count), (None, usize::from(count < 3))]).shown(true);
            assert_eq!(other, one);
        }
        assert_eq!(one.count(Some(state), oppose), 0);
        assert_eq!(one.figure(one.of_group(Some(state)).into()), Figure::Few);
        assert_eq!(one.figure(one.comments), Figure::Few);
        // Nothing of it is told apart by subtraction: sums are sums of what is shown.
        let mut all = of(state, &[(oppose, 1)]);
        all.merge(&of(
            StakeholderGroup::CivilSociety,
            &[(support, 7), (oppose, 2)],
        ));
        let told = all.clone().shown(true);
        assert_eq!(told.figure(told.comments), Figure::AtLeast(1 + 5 + 1));
        let society = Some(StakeholderGroup::CivilSociety);
        assert_eq!(
            told.figure(told.count(society, support).into()),
            Figure::AtLeast(5)
        );
        assert_eq!(told.figure(told.count(society, oppose).into()), Figure::Few);
        let without = told.comments - i64::from(told.of_group(society));
        assert_eq!(without, one.comments);
        // Once is enough; and who reads the comments reads the counts.
        assert_eq!(told.clone().shown(true), told);
        assert_eq!(all.clone().shown(false), all);
    }

    #[test]
    fn numbers_are_told_by_fives() {
        let told: Vec<i64> = [0, 1, 4, 5, 9, 10, 23].map(|it| shown(it, true)).to_vec();
        assert_eq!(told, [0, 1, 1, 5, 5, 10, 20]);
        assert_eq!(shown(3, false), 3);
    }

    #[test]
    fn the_stored_form_comes_back() {
        let mut tally = Tally::default();
        tally.add(None, None, true, 1);
        tally.add(
            Some(StakeholderGroup::State),
            Some(Position::Question),
            false,
            1,
        );
        assert_eq!(Tally::from_stored(2, 1, &tally.cells_text()), tally);
    }
}
