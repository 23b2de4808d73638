//! Orders: the longest that two versions agree on, and the best way to pair two lists in order.

/// The longest selection of `pairs` (sorted by the first) in which the second grows as well.
pub(crate) fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // `tails[n]`: the pair that ends the best selection of n + 1 pairs so far.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; pairs.len()];
    for (index, (_, second)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *second);
        previous[index] = length.checked_sub(1).map(|before| tails[before]);
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut selection = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(index) = next {
        selection.push(pairs[index]);
        next = previous[index];
    }
    selection.reverse();
    selection
}

/// Pairs places of two lists in order so that the sum of `worth` is the greatest; what is worth nothing is not
/// paired. Work and memory grow with the product of the lengths.
pub(super) fn aligned(
    old: usize,
    new: usize,
    mut worth: impl FnMut(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    /// How the best sum up to a place came about.
    #[derive(Clone, Copy)]
    enum Step {
        SkipOld,
        SkipNew,
        Pair,
    }
    let mut steps = vec![Step::SkipOld; old * new];
    let mut above = vec![0.0; new + 1];
    for from in 0..old {
        let mut row = vec![0.0; new + 1];
        for to in 0..new {
            let (mut best, mut step) = (above[to + 1], Step::SkipOld);
            if row[to] > best {
                (best, step) = (row[to], Step::SkipNew);
            }
            let worth = worth(from, to);
            if worth > 0.0 && above[to] + worth > best {
                (best, step) = (above[to] + worth, Step::Pair);
            }
            row[to + 1] = best;
            steps[from * new + to] = step;
        }
        above = row;
    }
    let (mut from, mut to) = (old, new);
    let mut pairs = Vec::new();
    while from > 0 && to > 0 {
        match steps[(from - 1) * new + to - 1] {
            Step::SkipOld => from -= 1,
            Step::SkipNew => to -= 1,
            Step::Pair => {
                (from, to) = (from - 1, to - 1);
                pairs.push((from, to));
            }
        }
    }
    pairs.reverse();
    pairs
}

/// The gaps that pairs in order leave in two lists: from where to where in each, before, between and behind them.
pub(super) fn gaps(
    pairs: &[(usize, usize)],
    old: usize,
    new: usize,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let (mut from, mut to) = (0, 0);
    let mut gaps = Vec::with_capacity(pairs.len() + 1);
    for (old, new) in pairs.iter().copied().chain([(old, new)]) {
        gaps.push((from..old, to..new));
        (from, to) = (old + 1, new + 1);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_order_is_found() {
        let pairs = [(0, 3), (1, 0), (2, 1), (3, 2), (4, 4)];
        assert_eq!(increasing(&pairs), [(1, 0), (2, 1), (3, 2), (4, 4)]);
    }

    #[test]
    fn lists_are_paired_for_the_greatest_sum() {
        let worth = [[0.3, 0.0, 0.9], [0.0, 0.8, 0.0]];
        let pairs = aligned(2, 3, |from, to| worth[from][to]);
        assert_eq!(pairs, [(0, 0), (1, 1)]);
        assert_eq!(
            gaps(&pairs, 2, 3),
            [(0..0, 0..0), (1..1, 1..1), (2..2, 2..3)]
        );
        assert!(aligned(0, 3, |_, _| 1.0).is_empty());
    }
}
