//! Matching versions: hand-made cases first, then six versions of one real text, then anything at all.

use std::collections::{BTreeMap, HashSet};

use domain::matching::propose;
use domain::outcome::{Lineage, Relation, anchored, lineage};
use domain::text::{Provision, cut};
use proptest::prelude::*;

mod shared_texts;
use shared_texts::shared;

fn provisions(source: &str) -> Vec<Provision> {
    cut(source.as_bytes())
        .expect("the document can be cut")
        .provisions
}

/// The proposal, with the anchors that follow from it; and what holds of every one.
fn matched(
    old: &[Provision],
    new: &[Provision],
    used: &HashSet<String>,
) -> (Vec<Provision>, Vec<Lineage>) {
    let sources = propose(old, new);
    assert_eq!(sources.len(), new.len());
    let mut used = used.clone();
    used.extend(old.iter().map(|provision| provision.anchor.clone()));
    let carried = anchored(new, &sources, &used, 2);
    let rows = lineage(old, &carried, &sources);
    for provision in old {
        assert!(
            rows.iter()
                .any(|row| row.from_anchor.as_ref() == Some(&provision.anchor)),
            "lost: {provision:?}"
        );
    }
    let mut seen = HashSet::new();
    for ((before, after), source) in new.iter().zip(&carried).zip(&sources) {
        assert!(
            source
                .from
                .iter()
                .all(|from| old.iter().any(|provision| provision.anchor == *from))
        );
        if let Some(parent) = &after.parent {
            assert!(seen.contains(parent), "parent after its child: {after:?}");
        }
        assert!(seen.insert(after.anchor.clone()), "anchor twice: {after:?}");
        assert!(
            source.from.contains(&after.anchor) || !used.contains(&after.anchor),
            "{after:?}"
        );
        assert_eq!(
            (&before.text, &before.label, before.kind),
            (&after.text, &after.label, after.kind)
        );
    }
    (carried, rows)
}

/// The proposal in labels, without what nobody must decide about.
fn changes(old: &str, new: &str) -> Vec<(String, &'static str, String)> {
    let (old, new) = (provisions(old), provisions(new));
    let (new, rows) = matched(&old, &new, &HashSet::new());
    let label = |provisions: &[Provision], anchor: &Option<String>| {
        let found = provisions
            .iter()
            .find(|provision| Some(&provision.anchor) == anchor.as_ref());
        found.map_or("-".to_owned(), |provision| provision.label.clone())
    };
    rows.iter()
        .filter(|row| row.relation.needs_decision())
        .map(|row| {
            (
                label(&old, &row.from_anchor),
                row.relation.as_str(),
                label(&new, &row.to_anchor),
            )
        })
        .collect()
}

/// The same by the first two words of each provision, whatever its label.
fn told(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (provisions(old), provisions(new));
    let (new, rows) = matched(&old, &new, &HashSet::new());
    let first = |provisions: &[Provision], anchor: &Option<String>| {
        let found = provisions
            .iter()
            .find(|provision| Some(&provision.anchor) == anchor.as_ref());
        found.map_or("-".to_owned(), |provision| {
            let words: Vec<&str> = provision.text.split(' ').take(3).collect();
            words.join(" ")
        })
    };
    rows.iter()
        .filter(|row| row.relation.needs_decision())
        .map(|row| {
            let (from, to) = (first(&old, &row.from_anchor), first(&new, &row.to_anchor));
            format!("{from} {} {to}", row.relation)
        })
        .collect()
}

fn change(from: &str, relation: &'static str, to: &str) -> (String, &'static str, String) {
    (from.to_owned(), relation, to.to_owned())
}

const HARBOUR: &str = "\
# Harbour rules

## 1. Scope

These rules cover every port on the northern coast that ships of more than ten metres may enter.

## 2. Lights

### Norm

> Ports should keep their lights burning from dusk until dawn.

### Background

Lights at the entrance are how a pilot finds the fairway in bad weather.[^1]

Keeping a lamp costs little compared with the loss of a vessel and its crew.

## 3. Pilots

### Norm

> Ports should offer a pilot to every ship that asks for one.

### Background

Pilots know where the sand lies. They know when the tide turns and how the wind funnels between the cliffs.

[^1]: See the tables of the harbour office.
";

#[test]
fn the_same_text_is_unchanged() {
    assert_eq!(changes(HARBOUR, HARBOUR), vec![]);
}

#[test]
fn renumbered_sections_need_no_decision() {
    let new = HARBOUR
        .replace("## 3. Pilots", "## 4. Pilots")
        .replace("## 2. Lights", "## 2. Fog\n\n### Norm\n\n> Bells should ring in fog.\n\n### Background\n\nNobody sees in it.\n\n## 3. Lights");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![
            change("-", "new", "2"),
            change("-", "new", "2 heading 1"),
            change("-", "new", "2.1"),
            change("-", "new", "2 heading 2"),
            change("-", "new", "2.2"),
        ]
    );
    let (old, new) = (provisions(HARBOUR), provisions(&new));
    let (_, rows) = matched(&old, &new, &HashSet::new());
    // Title, scope and its paragraph, and the note are as they were; two sections have another number.
    let counts = counts(&rows);
    assert_eq!(
        (counts["renumbered"], counts["unchanged"], counts["new"]),
        (11, 4, 5)
    );
}

#[test]
fn changed_words_are_modified_and_gone_ones_removed() {
    let new = HARBOUR
        .replace("from dusk until dawn", "from dusk until dawn and in fog")
        .replace("## 3. Pilots", "## 3. Pilots and tugs")
        .replace(
            "Keeping a lamp costs little compared with the loss of a vessel and its crew.\n\n",
            "",
        );
    assert_eq!(
        changes(HARBOUR, &new),
        vec![
            change("2.1", "modified", "2.1"),
            change("2.3", "removed", "-"),
            change("3", "modified", "3")
        ]
    );
}

#[test]
fn a_split_paragraph_is_seen() {
    let new = HARBOUR.replace("lies. They know", "lies.\n\nThey also know");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![change("3.2", "split", "3.2"), change("3.2", "split", "3.3")]
    );
    let (old, new) = (provisions(HARBOUR), provisions(&new));
    let (carried, _) = matched(&old, &new, &HashSet::new());
    let anchors: Vec<&str> = carried
        .iter()
        .rev()
        .take(3)
        .map(|provision| provision.anchor.as_str())
        .collect();
    assert_eq!(anchors, ["note-1", "p-3.3", "p-3.2"]);
}

#[test]
fn merged_paragraphs_are_seen() {
    let new = HARBOUR.replace("weather.[^1]\n\nKeeping", "weather,[^1] and keeping");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![
            change("2.2", "merged", "2.2"),
            change("2.3", "merged", "2.2")
        ]
    );
}

#[test]
fn moved_paragraphs_are_seen() {
    let lamp = "Keeping a lamp costs little compared with the loss of a vessel and its crew.\n\n";
    let new = HARBOUR
        .replace(lamp, "")
        .replace("[^1]: See", &format!("{lamp}[^1]: See"));
    assert_eq!(changes(HARBOUR, &new), vec![change("2.3", "moved", "3.3")]);
    let (old, new) = (provisions(HARBOUR), provisions(&new));
    let (carried, _) = matched(&old, &new, &HashSet::new());
    let lamp = carried
        .iter()
        .find(|provision| provision.text.starts_with("Keeping"))
        .expect("there");
    assert_eq!(lamp.anchor, "p-2.3");
    assert_eq!(lamp.label, "3.3");
}

#[test]
fn a_provision_that_becomes_a_norm_is_modified() {
    let new = HARBOUR.replace("Keeping a lamp", "> Keeping a lamp");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![change("2.3", "modified", "2.3")]
    );
}

#[test]
fn a_heading_put_between_moves_nothing() {
    let new = HARBOUR.replace("Keeping a lamp", "### Cost\n\nKeeping a lamp");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![change("-", "new", "2 heading 3")]
    );
}

const HARBOURS: &str = "\
## 3 Reports

### 3.1 Ferries

The master of a ferry reports each stranding to the harbour office within a day, in writing.

### 3.2 Trawlers

The master of a trawler reports each stranding to the harbour office within a day, in writing.
";

#[test]
fn under_a_heading_that_went_nothing_becomes_a_look_alike() {
    let new = "\
## 3 Reports

### 3.1 Trawlers

The master of a trawler reports each stranding to the harbour office within two days, in writing.

### 3.2 Tugs

The master of a tug reports each stranding to the harbour office within a day, in writing.
";
    assert_eq!(
        told(HARBOURS, new),
        [
            "3.1 Ferries removed -",
            "The master of removed -",
            "The master of modified The master of",
            "- new 3.2 Tugs",
            "- new The master of",
        ]
    );
    // The same of a case that another system got wrong.
    let (Some(old), Some(new)) = (
        shared("cases/inputs/06-old.md"),
        shared("cases/inputs/06-new.md"),
    ) else {
        return;
    };
    let told = told(&old, &new);
    assert!(
        told[0].starts_with("3.1 ") && told[0].ends_with(" removed -"),
        "{told:?}"
    );
    let ends: Vec<&str> = told
        .iter()
        .filter_map(|row| {
            row.split(' ')
                .find(|it| ["removed", "modified", "new"].contains(it))
        })
        .collect();
    assert_eq!(
        ends,
        ["removed", "removed", "modified", "new", "new"],
        "{told:?}"
    );
}

#[test]
fn the_very_words_are_followed_from_under_a_heading_that_went() {
    let new = "\
## 3 Reports

The master of a ferry reports each stranding to the harbour office within a day, in writing.

### 3.1 Trawlers

The master of a trawler reports each stranding to the harbour office within a day, in writing.
";
    assert_eq!(told(HARBOURS, new), ["3.1 Ferries removed -"]);
}

#[test]
fn a_section_with_another_title_is_followed() {
    let new = HARBOUR
        .replace("## 2. Lights", "## 2. Beacons and lanterns")
        .replace(
            "Keeping a lamp costs little",
            "Keeping a lamp costs next to nothing",
        );
    assert_eq!(
        changes(HARBOUR, &new),
        vec![
            change("2", "modified", "2"),
            change("2.3", "modified", "2.3")
        ]
    );
}

#[test]
fn lettered_and_renumbered_headings_keep_their_words() {
    let old = "## A. Scope\n\nThese rules hold for ports.\n\n## B. Lights\n\nLamps burn at night.\n\n## Article 9\n\nPilots are on call at all times.\n";
    let new = "## A. Aim\n\nA harbour serves those who sail.\n\n## B. Scope\n\nThese rules hold for ports.\n\n## C. Lights\n\nLamps burn at night.\n\n## Article 10\n\nPilots are on call at all times.\n";
    assert_eq!(told(old, new), ["- new A. Aim", "- new A harbour serves"]);
    let (old, new) = (provisions(old), provisions(new));
    let (_, rows) = matched(&old, &new, &HashSet::new());
    assert_eq!(counts(&rows).get("renumbered"), Some(&6));
}

/// Articles that have a number and no title: one more in front, one changed, one gone.
#[test]
fn articles_without_titles_are_known_by_their_words() {
    let words = [
        "Every port keeps its entrance free of wrecks and of nets.",
        "A pilot comes on board before the bar, whatever the weather.",
        "Whoever finds drifting timber brings it to the harbour office.",
        "Dues are paid on arrival, in coin or in kind, as the master likes.",
        "The office keeps a book of all ships that lie at the quay.",
    ];
    let text = |words: &[&str]| -> String {
        let articles: Vec<String> = (1..)
            .zip(words)
            .map(|(number, words)| format!("## Article {number}\n\n{words}\n\n"))
            .collect();
        articles.concat()
    };
    let new = [
        "These articles hold from the first day of spring.",
        words[0],
        words[1],
        "Dues are paid on departure, in coin or in kind, as the master likes.",
        words[4],
    ];
    assert_eq!(
        told(&text(&words), &text(&new)),
        [
            "- new Article 1",
            "- new These articles hold",
            "Article 3 removed -",
            "Whoever finds drifting removed -",
            "Dues are paid modified Dues are paid",
        ]
    );
}

#[test]
fn a_chapter_that_was_put_elsewhere_goes_with_all_that_is_in_it() {
    let new = HARBOUR.replace(
        "## 1. Scope\n\nThese rules cover every port on the northern coast that ships of more than ten metres may enter.\n\n",
        "",
    );
    let new = format!(
        "{}## 1. Scope\n\nThese rules cover every port on the northern coast that ships of more than ten metres may enter.\n",
        new.replace("\n[^1]: See the tables of the harbour office.\n", "\n")
    );
    let told = changes(HARBOUR, &new);
    assert_eq!(
        told,
        vec![change("note 1", "removed", "-"), change("1", "moved", "1")],
        "{told:?}"
    );
}

#[test]
fn typography_alone_needs_no_decision() {
    let new = HARBOUR
        .replace("These rules cover", "These rules\u{a0}cover")
        .replace("Pilots know", "*Pilots* know")
        .replace("loss of a vessel", "loss of a ves\u{ad}sel");
    assert_eq!(changes(HARBOUR, &new), vec![]);
    let (old, new) = (provisions(HARBOUR), provisions(&new));
    let (_, rows) = matched(&old, &new, &HashSet::new());
    assert_eq!(counts(&rows).get("typographic"), Some(&3));
}

#[test]
fn another_kind_is_a_change_where_it_says_something() {
    // A paragraph that becomes an item of a list is set differently, and no more.
    let new = HARBOUR.replace("Keeping a lamp", "- Keeping a lamp");
    assert_eq!(changes(HARBOUR, &new), vec![]);
    // One that becomes a norm obliges.
    let new = HARBOUR.replace("Keeping a lamp", "> Keeping a lamp");
    assert_eq!(
        changes(HARBOUR, &new),
        vec![change("2.3", "modified", "2.3")]
    );
}

#[test]
fn new_anchors_never_repeat_old_ones() {
    let old = provisions("## 1. A\n\nfirst words of one\n\nsecond thing altogether\n");
    let new = provisions("## 1. A\n\nquite another paragraph\n\nsecond thing altogether\n");
    let (carried, _) = matched(&old, &new, &HashSet::new());
    let anchors: Vec<&str> = carried
        .iter()
        .map(|provision| provision.anchor.as_str())
        .collect();
    assert_eq!(anchors, ["p-1", "p-1.1-v2", "p-1.2"]);
    let (carried, _) = matched(&old, &new, &HashSet::from(["p-1.1-v2".to_owned()]));
    assert_eq!(carried[1].anchor, "p-1.1-v2-2");
}

/// The Debian constitution as Markdown: numbered lines that are hardly set in become headings.
fn constitution(version: &str) -> Option<String> {
    let source = shared(&format!(
        "texts/debian-constitution/constitution.{version}.txt"
    ))?;
    let mut out = String::new();
    for line in source.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let number = text.split(' ').next().unwrap_or_default();
        let bare = number.strip_suffix('.').unwrap_or_default();
        let figures = bare
            .rsplit('.')
            .next()
            .is_some_and(|part| part.parse::<u8>().is_ok());
        let letter = bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase());
        let mark = if bare.contains('.') { "###" } else { "##" };
        if (figures || letter) && indent < 4 {
            out.extend(["\n", mark, " ", text, "\n"]);
        } else {
            out.push_str(
                line.get(indent.min(4)..)
                    .filter(|_| indent > 3)
                    .unwrap_or(text),
            );
            out.push('\n');
        }
    }
    Some(out)
}

#[test]
fn real_versions_are_matched() {
    let versions = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"];
    let mut cuts = Vec::new();
    for version in versions {
        let Some(source) = constitution(version) else {
            return;
        };
        cuts.push(provisions(&source));
    }
    let mut carried = cuts[0].clone();
    let mut used: HashSet<String> = HashSet::new();
    for (pair, version) in cuts.windows(2).zip(&versions[1..]) {
        let (next, rows) = matched(&carried, &pair[1], &used);
        println!(
            "to {version}: {} provisions, {:?}",
            next.len(),
            counts(&rows)
        );
        for row in rows
            .iter()
            .filter(|row| row.relation != Relation::Unchanged)
        {
            let text = |provisions: &[Provision], anchor: &Option<String>| {
                let found = provisions
                    .iter()
                    .find(|provision| Some(&provision.anchor) == anchor.as_ref());
                found.map_or(String::new(), |found| {
                    format!("{} {:.70}", found.label, found.text.replace('\n', " "))
                })
            };
            println!(
                "  {}: {} => {}",
                row.relation,
                text(&carried, &row.from_anchor),
                text(&next, &row.to_anchor)
            );
        }
        // Most of a constitution stays as it is.
        let unchanged = counts(&rows).get("unchanged").copied().unwrap_or(0);
        assert!(unchanged * 100 >= next.len() * 75, "{:?}", counts(&rows));
        used.extend(carried.iter().map(|provision| provision.anchor.clone()));
        if *version == "1.5" {
            // One item was put in, a term limit was added, and nothing of substance taken out.
            let by = |label: &str| {
                let new = next
                    .iter()
                    .find(|provision| provision.label == label)
                    .expect("label");
                rows.iter()
                    .find(|row| row.to_anchor.as_ref() == Some(&new.anchor))
                    .expect("matched")
            };
            assert_eq!(by("6.2(5)").relation, Relation::New);
            assert_eq!(by("6.2(6)").relation, Relation::Renumbered);
            let old = carried
                .iter()
                .find(|provision| provision.label == "6.2(5)")
                .expect("label");
            assert_eq!(by("6.2(6)").from_anchor.as_ref(), Some(&old.anchor));
            assert_eq!(by("6.2(7)").relation, Relation::New);
            assert_eq!(by("6.2(7)(1)").relation, Relation::New);
        }
        carried = next;
    }
}

fn counts(rows: &[Lineage]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.relation.as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn revisions_of_a_real_standard_are_matched() {
    let files = [
        "2016-05-15.8fe223d9",
        "2016-09-01.02e9e525",
        "2017-02-01.f80d7889",
        "2017-06-25.bbc32549",
    ];
    let mut cuts = Vec::new();
    for file in files {
        let Some(source) = shared(&format!(
            "texts/nist-sp800-63/history/sec5_authenticators.{file}.md"
        )) else {
            return;
        };
        cuts.push(provisions(&source));
    }
    for pair in cuts.windows(2) {
        let (next, rows) = matched(&pair[0], &pair[1], &HashSet::new());
        println!(
            "{} to {} provisions: {:?}",
            pair[0].len(),
            next.len(),
            counts(&rows)
        );
    }
}

#[test]
fn two_thousand_provisions_are_matched() {
    let paragraph = |index: usize| {
        let words: Vec<String> = (0..40)
            .map(|word| format!("w{}", (index * 31 + word * word * 7) % 1_500))
            .collect();
        format!("State {index} should {}.\n\n", words.join(" "))
    };
    let old: String = (0..2_000).map(paragraph).collect();
    let new: String = (0..2_000)
        .filter(|index| index % 9 != 0)
        .map(|index| paragraph(index).replace("w77 ", "other "))
        .collect();
    let (old, new) = (provisions(&old), provisions(&new));
    let sources = propose(&old, &new);
    let rows = lineage(&old, &new, &sources);
    assert_eq!(
        counts(&rows).get("removed").copied(),
        Some(2_000 - new.len())
    );
    // Two thousand provisions that all say the same.
    let same = provisions(&"The same words again and again.\n\n".repeat(2_000));
    let rows = lineage(&same, &same, &propose(&same, &same));
    assert_eq!(counts(&rows), BTreeMap::from([("unchanged", 2_000)]));
    let other = provisions(&"The same words again and yet other ones.\n\n".repeat(2_000));
    assert_eq!(propose(&same, &other).len(), 2_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_versions_are_matched(
        old in proptest::collection::vec("(## [0-9]\\. )?(> |- )?([a-e]{1,2} ){1,12}", 1..25),
        keep in proptest::collection::vec(0..6_u8, 25),
        other in proptest::collection::vec("(## )?(> |- )?([a-e]{1,2} ){1,12}", 1..25),
    ) {
        let mut new = Vec::new();
        for (index, block) in old.iter().enumerate() {
            match keep[index % keep.len()] {
                0 => {}
                1 => new.push(other[index % other.len()].clone()),
                2 => new.insert(0, block.clone()),
                3 => new.push(format!("{block}{}", other[index % other.len()].replace(['#', '>', '-'], ""))),
                _ => new.push(block.clone()),
            }
        }
        prop_assume!(!new.is_empty());
        let (old, new) = (provisions(&old.join("\n\n")), provisions(&new.join("\n\n")));
        matched(&old, &new, &HashSet::new());
        let (_, again) = matched(&old, &old, &HashSet::new());
        prop_assert!(again.iter().all(|row| row.relation == Relation::Unchanged), "{again:?}");
    }
}
