//! Relations, anchors and redlines, on a small text.

use super::*;
use crate::redline::Change;

fn provision(ord: i32, label: &str, text: &str) -> Provision {
    Provision {
        ord,
        label: label.into(),
        anchor: format!("p-{label}"),
        parent: None,
        kind: ProvisionKind::Paragraph,
        depth: 0,
        text: text.into(),
    }
}

fn from(anchors: &[&str]) -> Origin {
    Origin {
        from: anchors.iter().map(|it| format!("p-{it}")).collect(),
        moved: false,
    }
}

fn old() -> Vec<Provision> {
    vec![
        provision(1, "1", "Wells are shared."),
        provision(2, "2", "Wells are kept clean. Wells are kept open."),
        provision(3, "3", "Nobody locks a well."),
        provision(4, "4", "Nobody sells its water."),
        provision(5, "5", "The end."),
    ]
}

/// 1 stays, 2 is split, 3 is removed, something is new, 4 is moved behind 5.
fn new() -> (Vec<Provision>, Vec<Origin>) {
    let new = vec![
        provision(1, "1", "Wells are shared."),
        provision(2, "2", "Wells are kept clean."),
        provision(3, "3", "Wells are kept open at night."),
        provision(4, "4", "Keepers answer questions."),
        provision(5, "5", "The very end."),
        provision(6, "6", "Nobody sells its water."),
    ];
    let mut sources = vec![
        from(&["1"]),
        from(&["2"]),
        from(&["2"]),
        from(&[]),
        from(&["5"]),
        from(&["4"]),
    ];
    sources[5].moved = true;
    (new, sources)
}

#[test]
fn relations_and_order_follow_from_the_matching() {
    let (new, sources) = new();
    let new = anchored(
        &new,
        &sources,
        &old().into_iter().map(|it| it.anchor).collect(),
        2,
    );
    let rows = lineage(&old(), &new, &sources);
    let told: Vec<(Relation, Option<&str>, Option<&str>)> = rows
        .iter()
        .map(|it| {
            (
                it.relation,
                it.from_anchor.as_deref(),
                it.to_anchor.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Relation::Unchanged, Some("p-1"), Some("p-1")),
            (Relation::Split, Some("p-2"), Some("p-2")),
            (Relation::Split, Some("p-2"), Some("p-3-v2")),
            (Relation::Removed, Some("p-3"), None),
            (Relation::New, None, Some("p-4-v2")),
            (Relation::Modified, Some("p-5"), Some("p-5")),
            (Relation::Moved, Some("p-4"), Some("p-4")),
        ]
    );
    assert_eq!(super::sources(&new, &rows), sources);
}

#[test]
fn no_anchor_is_given_twice_and_none_that_means_something_else() {
    let (mut new, mut sources) = new();
    new[2].parent = Some(new[1].anchor.clone());
    sources[1] = from(&["2", "3"]);
    let used: HashSet<String> = old().into_iter().map(|it| it.anchor).collect();
    let anchored = anchored(&new, &sources, &used, 2);
    let mut seen = HashSet::new();
    for (it, source) in anchored.iter().zip(&sources) {
        assert!(seen.insert(it.anchor.clone()), "{} twice", it.anchor);
        assert!(
            source.from.contains(&it.anchor) || !used.contains(&it.anchor),
            "{}",
            it.anchor
        );
    }
    assert_eq!(anchored[2].parent.as_ref(), Some(&anchored[1].anchor));
}

#[test]
fn every_word_of_both_texts_is_in_the_redline() {
    let (new, sources) = new();
    let new = anchored(
        &new,
        &sources,
        &old().into_iter().map(|it| it.anchor).collect(),
        2,
    );
    let rows = lineage(&old(), &new, &sources);
    let reasons = HashMap::from([(
        "p-3".to_owned(),
        Reason {
            issues: vec![7],
            without: None,
        },
    )]);
    let entries = entries(&old(), &new, &rows, &reasons);
    for (it, provision) in entries.iter().filter(|it| it.ord.is_some()).zip(&new) {
        let words: String = it
            .pieces
            .iter()
            .filter(|piece| piece.change != Change::Deleted)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(words, provision.text);
    }
    let removed = entries
        .iter()
        .find(|it| it.relation == Relation::Removed)
        .expect("removed");
    assert_eq!(
        (removed.label.as_str(), removed.issues.as_slice()),
        ("3", [7].as_slice())
    );
    let split: Vec<&Entry> = entries
        .iter()
        .filter(|it| it.relation == Relation::Split)
        .collect();
    assert!(
        !split[0]
            .pieces
            .iter()
            .any(|piece| piece.change == Change::Inserted),
        "{:?}",
        split[0].pieces
    );
    assert!(
        split[1]
            .pieces
            .iter()
            .any(|piece| piece.change == Change::Inserted),
        "{:?}",
        split[1].pieces
    );
}

#[test]
fn a_merger_is_told_once() {
    let new = vec![provision(1, "1", "Wells are shared and kept clean.")];
    let sources = vec![from(&["1", "2"])];
    let rows = lineage(&old(), &new, &sources);
    let entries = entries(&old(), &new, &rows, &HashMap::new());
    assert_eq!(entries.len(), 1 + 3, "one merged, three removed");
    assert_eq!(
        (entries[0].relation, entries[0].before.len()),
        (Relation::Merged, 2)
    );
}
