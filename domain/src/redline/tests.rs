//! Redlines as people read them, and what holds of every one.

use proptest::prelude::*;

use super::*;

fn shown(old: &str, new: &str) -> String {
    marked(redline(old, new))
}

fn marked(pieces: Vec<Piece>) -> String {
    pieces
        .into_iter()
        .map(|piece| match piece.change {
            Change::Kept => piece.text,
            Change::Deleted => format!("[-{}-]", piece.text),
            Change::Inserted => format!("{{+{}+}}", piece.text),
        })
        .collect()
}

/// Kept and inserted words are the new wording, byte by byte; kept and deleted ones the old, word by word.
fn check(old: &str, new: &str) {
    let pieces = redline(old, new);
    let side = |gone: Change| -> String {
        let kept = pieces.iter().filter(|piece| piece.change != gone);
        kept.map(|piece| piece.text.as_str()).collect()
    };
    assert_eq!(side(Change::Deleted), new, "{pieces:?}");
    let bare = |text: &str| folded(text).replace([' ', '"', '-'], "");
    assert_eq!(bare(&side(Change::Inserted)), bare(old), "{pieces:?}");
    assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    assert!(
        pieces
            .windows(2)
            .all(|pair| pair[0].change != pair[1].change)
    );
}

#[test]
fn a_replaced_phrase_is_one_change() {
    for (old, new, told) in [
        (
            "the targeted interception of a limited number of end-user devices",
            "the targeted interception of individually named end-user devices, under an order",
            "the targeted interception of [-a limited number of-]{+individually named+} end-user devices{+, under an order+}",
        ),
        (
            "States should act.",
            "States shall act.",
            "States [-should-]{+shall+} act.",
        ),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        // A word left standing between two changes joins them.
        (
            "Ships wait in the northern harbour until the pilot comes on board.",
            "Ships wait at the southern harbour until the pilot comes on board.",
            "Ships wait [-in the northern-]{+at the southern+} harbour until the pilot comes on board.",
        ),
        // A sentence is new, not the end of one and the beginning of the next.
        (
            "States act. States speak at the end of the day.",
            "States act. States listen. States speak at the end of the day.",
            "States act.{+ States listen.+} States speak at the end of the day.",
        ),
    ] {
        assert_eq!(shown(old, new), told);
    }
    assert!(redline("", "").is_empty());
}

#[test]
fn no_space_is_left_before_punctuation() {
    for (old, new, told) in [
        (
            "Keepers of a well, and nobody else, answer for its water.",
            "Keepers of a well answer for its water, and nobody else.",
            "Keepers of a well[-, and nobody else,-] answer for its water{+, and nobody else+}.",
        ),
        (
            "Whoever shares a well keeps its water clean at all times.",
            "Whoever shares a well keeps its water clean.",
            "Whoever shares a well keeps its water clean[- at all times-].",
        ),
        (
            "Old words in front of what stays as it is.",
            "What stays as it is.",
            "[-Old words in front of what-]{+What+} stays as it is.",
        ),
    ] {
        assert_eq!(shown(old, new), told);
        // What is read without what was taken out is the new wording.
        check(old, new);
    }
}

#[test]
fn what_looks_the_same_is_never_struck() {
    for (old, new) in [
        ("the \u{201c}core\u{201d} of it", "the \"core\" of it"),
        ("Cafe\u{301} ferme\u{301} le lundi", "Café fermé le lundi"),
        ("co\u{ad}operation of states", "cooperation of states"),
        (
            "le \u{ab}\u{a0}noyau\u{a0}\u{bb} public",
            "le \"noyau\" public",
        ),
        ("two  spaces,\nand a line", "two spaces, and a line"),
        ("and so on\u{2026}", "and so on..."),
    ] {
        assert_eq!(shown(old, new), new);
    }
    assert_eq!(
        shown(
            "the state\u{2019}s duty to act at sea",
            "the state's right to act at sea"
        ),
        "the state's [-duty-]{+right+} to act at sea"
    );
}

#[test]
fn other_scripts_are_compared_as_they_are_written() {
    for (old, new, told) in [
        ("人人生而自由", "人人生来自由", "人人生[-而-]{+来+}自由"),
        (
            "يولد جميع الناس أحرارًا متساوين",
            "يولد كل الناس أحرارًا متساوين",
            "يولد [-جميع-]{+كل+} الناس أحرارًا متساوين",
        ),
        ("सभी मनुष्यों को", "सभी लोगों को", "सभी [-मनुष्यों-]{+लोगों+} को"),
    ] {
        assert_eq!(shown(old, new), told);
    }
}

#[test]
fn a_proposal_that_has_little_in_common_stands_alone() {
    let old = "Whoever shares a well keeps its water clean for everybody else.";
    let other = "Delete this, it says nothing new at all.";
    assert_eq!(proposal(old, other), [Piece::inserted(other)]);
    assert_eq!(proposal("", "New words."), [Piece::inserted("New words.")]);
    assert_eq!(
        redline(old, other),
        [Piece::deleted(old), Piece::inserted(other)]
    );
    assert_eq!(
        marked(proposal(
            old,
            "Whoever shares a well keeps its water fit to drink for everybody else.",
        )),
        "Whoever shares a well keeps its water [-clean-]{+fit to drink+} for everybody else."
    );
}

#[test]
fn numbers_of_items_are_no_words() {
    for (old, new) in [
        ("3. Nobody locks a well.", "Nobody fouls a well."),
        ("3. Nobody locks a well.", "3. Nobody fouls a well."),
        ("3. Nobody locks a well.", "4) Nobody fouls a well."),
        ("(c) Nobody locks a well.", "(c) Nobody fouls a well."),
    ] {
        assert_eq!(
            marked(proposal(old, new)),
            "Nobody [-locks-]{+fouls+} a well."
        );
    }
    assert!(!is_proposal(
        "3. Nobody locks a well.",
        " Nobody  locks a well. "
    ));
    assert!(!is_proposal("the \u{201c}core\u{201d}", "the \"core\""));
    assert!(!is_proposal("Anything.", "  "));
    assert!(is_proposal("Nobody locks a well.", "Nobody fouls a well."));
    // A year or an initial in front of a sentence is one of its words.
    assert_eq!(
        marked(proposal(
            "2027. The year it ends for good.",
            "2028. The year it ends for good."
        )),
        "[-2027-]{+2028+}. The year it ends for good."
    );
}

/// Wordings of 20,000 characters that are the hardest to compare.
fn hard() -> Vec<(String, String)> {
    let words = |seed: usize, step: usize| {
        (0..).map(move |index| format!("w{} ", (seed + index * step) % 977))
    };
    let long = |seed, step| {
        words(seed, step)
            .scan(0, |size, word| {
                *size += word.len();
                (*size <= 20_000).then_some(word)
            })
            .collect::<String>()
    };
    let chinese = |step: u32, of: u32| -> String {
        (0..20_000_u32)
            .filter_map(|index| char::from_u32(0x4e00 + index * step % of))
            .collect()
    };
    let edited = chinese(7, 5_003).replacen('\u{4e07}', "改", 2_000);
    vec![
        (long(1, 3), long(5, 7)),
        ("a b ".repeat(5_000), "b a ".repeat(5_000)),
        (". ".repeat(10_000), ", ".repeat(10_000)),
        (".,".repeat(10_000), ",.;".repeat(6_666)),
        (chinese(7, 5_003), chinese(11, 4_999)),
        (chinese(7, 5_003), edited),
    ]
}

#[test]
fn the_hardest_wordings_can_be_read_back() {
    for (old, new) in hard() {
        check(&old, &new);
    }
}

#[test]
fn long_wordings_with_few_changes_show_just_these() {
    let words: Vec<String> = (0..4_000).map(|index| format!("word{index} ")).collect();
    let old = words.concat();
    let new = old
        .replace("word777 ", "other ")
        .replace("word3000 ", "")
        .replace("word10 ", "word10 and more ");
    let changes = redline(&old, &new)
        .iter()
        .filter(|piece| piece.change != Change::Kept)
        .count();
    assert_eq!(changes, 4);
    check(&old, &new);
}

proptest! {
    #[test]
    fn both_wordings_can_be_read_back(old in "\\PC{0,80}", new in "\\PC{0,80}") {
        check(&old, &new);
    }

    #[test]
    fn edits_can_be_read_back(words in proptest::collection::vec("[a-d]{1,2}[ ,.]", 0..60), other in proptest::collection::vec("[a-d]{1,2}[ ,.]", 0..60)) {
        check(&words.concat(), &other.concat());
    }
}
