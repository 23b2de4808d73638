use proptest::prelude::*;

use super::*;
use crate::text::cut;

const WELLS: &str = "# Wells\n\n## 1. Water\n\nNobody fouls a well. Whoever does mends it.\n\n- (a) A bucket is clean.\n- (b) A rope is whole.\n\nThe keeper sees to it.\n\n## 2. Keys\n\nA key is kept.\n";

fn wells() -> Vec<Provision> {
    cut(WELLS.as_bytes()).expect("a text").provisions
}

fn anchor_of(provisions: &[Provision], words: &str) -> String {
    let found = provisions.iter().find(|it| it.text.contains(words));
    found.expect("a provision").anchor.clone()
}

fn change(provisions: &[Provision], words: &str, change: Change) -> Correction {
    let anchor = anchor_of(provisions, words);
    Correction { anchor, change }
}

fn words(provisions: &[Provision]) -> Vec<String> {
    let words = provisions.iter().flat_map(|it| it.text.split_whitespace());
    words.map(str::to_owned).collect()
}

#[test]
fn a_label_takes_along_what_stands_under_it() {
    let before = wells();
    let label = Change::Label {
        label: "Article 4bis".into(),
    };
    let it = change(&before, "1. Water", label);
    let after = correct(before.clone(), &[it])
        .expect("corrected")
        .provisions;
    for (was, is) in before.iter().zip(&after) {
        match was.label.strip_prefix('1') {
            Some(rest) => assert_eq!(is.label, format!("Article 4bis{rest}")),
            None => assert_eq!(is.label, was.label),
        }
    }
    assert!(
        after
            .iter()
            .filter(|it| it.label.starts_with("Article 4bis"))
            .count()
            > 3
    );
}

#[test]
fn what_cannot_be_is_refused_with_its_provision() {
    let before = wells();
    let taken = Change::Label {
        label: before[1].label.clone(),
    };
    let one = change(&before, "A key", taken);
    let error = correct(before.clone(), &[one]).expect_err("taken");
    assert!(matches!(error, CorrectError::LabelTaken { .. }), "{error}");
    for label in ["", " \u{7} ", &"x".repeat(MAX_LABEL + 1)] {
        let label = Change::Label {
            label: label.to_owned(),
        };
        let it = change(&before, "A key", label);
        let error = correct(before.clone(), &[it]).expect_err("no label");
        assert!(matches!(error, CorrectError::NoLabel { .. }), "{error}");
    }
    let first = Correction {
        anchor: before[0].anchor.clone(),
        change: Change::Merge,
    };
    assert!(correct(before.clone(), &[first]).is_err());
    let level = change(&before, "A key", Change::Level { level: 2 });
    assert!(correct(before.clone(), &[level]).is_err());
    let far = change(&before, "A key", Change::Split { after: 4 });
    assert!(correct(before, &[far]).is_err());
}

#[test]
fn one_is_parted_and_two_are_joined() {
    let before = wells();
    let places = sentences(&before[2]);
    assert_eq!(places, [(4, "Whoever does mends it.".to_owned())]);
    let split = change(&before, "Nobody", Change::Split { after: 4 });
    let parted = correct(before.clone(), std::slice::from_ref(&split)).expect("parted");
    assert_eq!(parted.provisions.len(), before.len() + 1);
    assert_eq!(parted.provisions[2].text, "Nobody fouls a well.");
    assert_eq!(parted.provisions[3].text, "Whoever does mends it.");
    assert_eq!(parted.provisions[3].parent, parted.provisions[2].parent);
    let join = Correction {
        anchor: parted.provisions[3].anchor.clone(),
        change: Change::Merge,
    };
    let joined = correct(before.clone(), &[split, join]).expect("joined");
    assert_eq!(words(&joined.provisions), words(&before));
    assert_eq!(joined.provisions.len(), before.len());
}

#[test]
fn what_is_left_out_is_said_and_its_children_stay() {
    let before = wells();
    let it = change(&before, "1. Water", Change::LeaveOut);
    let after = correct(before.clone(), &[it]).expect("corrected");
    assert_eq!(after.left_out.len(), 1);
    assert_eq!(after.provisions.len(), before.len() - 1);
    let anchors: HashSet<_> = after
        .provisions
        .iter()
        .map(|it| it.anchor.as_str())
        .collect();
    for it in &after.provisions {
        assert!(
            it.parent
                .as_deref()
                .is_none_or(|parent| anchors.contains(parent))
        );
    }
}

#[test]
fn corrections_of_another_text_are_dropped_one_by_one() {
    let before = wells();
    let stays = change(&before, "A key", Change::LeaveOut);
    let goes = Correction {
        anchor: "p-99".into(),
        change: Change::Merge,
    };
    assert_eq!(applicable(&before, &[goes, stays.clone()]), [stays]);
}

fn a_change() -> impl Strategy<Value = (usize, Change)> {
    let change = prop_oneof![
        (1_usize..8).prop_map(|after| Change::Split { after }),
        Just(Change::Merge),
        Just(Change::LeaveOut),
        (1_u8..7).prop_map(|level| Change::Level { level }),
        Just(Change::Kind {
            kind: ProvisionKind::Heading
        }),
        Just(Change::Kind {
            kind: ProvisionKind::ListItem
        }),
        Just(Change::Kind {
            kind: ProvisionKind::Paragraph
        }),
        Just(Change::Label {
            label: "L. 511-4 bis".into()
        }),
    ];
    (0_usize..12, change)
}

proptest! {
    #[test]
    fn no_word_is_lost_and_every_provision_has_its_place(changes in proptest::collection::vec(a_change(), 0..12)) {
        let before = wells();
        let mut list: Vec<Correction> = Vec::new();
        for (at, change) in changes {
            let now = correct(before.clone(), &list).expect("so far");
            let anchor = now.provisions[at % now.provisions.len()].anchor.clone();
            list.push(Correction { anchor, change });
            if correct(before.clone(), &list).is_err() {
                list.pop();
            }
        }
        let after = correct(before.clone(), &list).expect("corrected");
        let mut all = words(&after.provisions);
        all.extend(words(&after.left_out));
        let mut was = words(&before);
        all.sort();
        was.sort();
        prop_assert_eq!(all, was);
        let mut labels = HashSet::new();
        let mut anchors = HashSet::new();
        for (ord, it) in (1..).zip(&after.provisions) {
            prop_assert_eq!(it.ord, ord);
            prop_assert!(labels.insert(it.label.clone()) && !it.label.is_empty());
            prop_assert!(it.parent.as_deref().is_none_or(|parent| anchors.contains(parent)));
            anchors.insert(it.anchor.as_str());
        }
        let json = serde_json::to_string(&list).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Vec<Correction>>(&json).expect("read back"), list);
    }
}
