//! Matching real versions, held against what became of each provision as somebody read it: see `gold/`.

mod corpora;
mod shared_texts;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    matching::propose,
    outcome::{Relation, lineage},
    text::Provision,
};

use corpora::{DEBIAN, NIST, debian, nist};

/// What became of provisions: labels before, labels after, and how.
type Row = (Vec<String>, Option<String>, Relation);

/// What was read: rows, and whether somebody must decide about them.
type Read = BTreeMap<Row, bool>;

/// The rows written down for a pair of versions.
fn gold(file: &str, before: &str, after: &str) -> Read {
    let header = format!("@ {before} {after}");
    let mut read = Read::new();
    let lines = file
        .lines()
        .skip_while(|line| **line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('@'));
    for item in lines
        .flat_map(|line| line.split("; "))
        .filter(|item| !item.trim().is_empty())
    {
        let words: Vec<&str> = item.split_whitespace().collect();
        let context = words
            .iter()
            .position(|word| ["=", "t", "~", "^", "<", ">", "+", "-"].contains(word))
            .expect("a mark");
        let names = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let (from, to) = (names(&words[..context]), names(&words[context + 1..]));
        let renumbered = from != to;
        let relation = match words[context] {
            "=" | "t" if renumbered => Relation::Renumbered,
            "=" => Relation::Unchanged,
            "t" => Relation::Typographic,
            "~" => Relation::Modified,
            "^" => Relation::Moved,
            "<" => Relation::Split,
            ">" => Relation::Merged,
            "+" => Relation::New,
            _ => Relation::Removed,
        };
        let changed = !matches!(words[context], "=" | "t");
        if relation == Relation::Removed {
            read.extend(
                to.into_iter()
                    .map(|gone| ((vec![gone], None, relation), true)),
            );
        } else {
            read.extend(
                to.into_iter()
                    .map(|to| ((from.clone(), Some(to), relation), changed)),
            );
        }
    }
    assert!(!read.is_empty(), "nothing was written down for {header}");
    read
}

/// What the matcher says.
fn proposed(old: &[Provision], new: &[Provision]) -> BTreeSet<Row> {
    let rows = lineage(old, new, &propose(old, new));
    let label = |provisions: &[Provision], anchor: &str| {
        let found = provisions.iter().find(|it| it.anchor == anchor);
        found.expect("an anchor of its version").label.clone()
    };
    let mut by_new: BTreeMap<String, (Vec<String>, Relation)> = BTreeMap::new();
    let mut said = BTreeSet::new();
    for row in rows {
        let from = row.from_anchor.map(|from| label(old, &from));
        match row.to_anchor {
            Some(to) => {
                let entry = by_new
                    .entry(label(new, &to))
                    .or_insert((Vec::new(), row.relation));
                entry.0.extend(from);
            }
            None => {
                said.insert((from.into_iter().collect(), None, row.relation));
            }
        }
    }
    said.extend(
        by_new
            .into_iter()
            .map(|(to, (from, relation))| (from, Some(to), relation)),
    );
    said
}

/// Rows that are right, and all rows; of all, and of those that changed.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
    right_changed: usize,
    all_changed: usize,
}

impl Score {
    fn of(read: &Read, said: &BTreeSet<Row>, pair: &str) -> Self {
        let mut score = Self::default();
        for (row, changed) in read {
            let right = said.contains(row);
            score.all += 1;
            score.right += usize::from(right);
            score.all_changed += usize::from(*changed);
            score.right_changed += usize::from(*changed && right);
            if !right {
                let instead: Vec<&Row> = said
                    .iter()
                    .filter(|it| {
                        it.1.is_some() && it.1 == row.1
                            || row.1.is_none() && it.0.iter().any(|from| row.0.contains(from))
                    })
                    .collect();
                println!("  {pair}: read {row:?}, said {instead:?}");
            }
        }
        // A row too many is wrong as well.
        for row in said.iter().filter(|row| !read.contains_key(*row)) {
            println!("  {pair}: said {row:?}");
        }
        score.all = score.all.max(said.len());
        score
    }

    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.all += other.all;
        self.right_changed += other.right_changed;
        self.all_changed += other.all_changed;
    }

    fn tell(&self, what: &str) {
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let share = |right: usize, all: usize| 100.0 * right as f64 / all as f64;
        println!(
            "{what}: {:.1} % of {} rows, {:.1} % of {} changed rows",
            share(self.right, self.all),
            self.all,
            share(self.right_changed, self.all_changed),
            self.all_changed,
        );
    }

    /// At least 98 of 100 rows and 95 of 100 changed rows are right.
    fn is_good(&self) -> bool {
        self.right * 100 >= self.all * 98 && self.right_changed * 100 >= self.all_changed * 95
    }
}

fn measure(
    what: &str,
    file: &str,
    versions: &[&str],
    read: impl Fn(&str) -> Option<Vec<Provision>>,
) {
    let mut sum = Score::default();
    for pair in versions.windows(2) {
        let (Some(old), Some(new)) = (read(pair[0]), read(pair[1])) else {
            return;
        };
        let score = Score::of(&gold(file, pair[0], pair[1]), &proposed(&old, &new), what);
        score.tell(&format!("{what} {} to {}", pair[0], pair[1]));
        sum.add(&score);
    }
    sum.tell(what);
    assert!(sum.is_good(), "matching {what} is not good enough");
}

#[test]
fn a_constitution_is_matched_as_it_was_read() {
    measure("Debian", include_str!("gold/debian.txt"), &DEBIAN, debian);
}

#[test]
fn a_standard_is_matched_as_it_was_read() {
    measure("NIST", include_str!("gold/nist.txt"), &NIST, nist);
}
