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
}

fn row(group: Option<StakeholderGroup>) -> usize {
    group.map_or(GROUPS - 1, |group| group as usize)
}

fn column(position: Option<Position>) -> usize {
    position.map_or(POSITIONS - 1, |position| position as usize)
}

impl Tally {
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
