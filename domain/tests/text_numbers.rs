//! How provisions are cited: numbers as typed, sub-items whatever their marks, closing words, and what is told.

use domain::text::{Cut, NoticeKind, ProvisionKind, cut, cut_in, note_refs, plain};

fn cut_of(source: &str) -> Cut {
    cut(source.as_bytes()).expect("the document can be cut")
}

/// Labels and the first words.
fn cited(source: &str) -> Vec<(String, String)> {
    cut_of(source)
        .provisions
        .iter()
        .map(|it| (it.label.clone(), it.text.clone()))
        .collect()
}

#[track_caller]
fn is(source: &str, expected: &[(&str, &str)]) {
    let cited = cited(source);
    let cited: Vec<(&str, &str)> = cited
        .iter()
        .map(|(label, text)| (label.as_str(), text.as_str()))
        .collect();
    assert_eq!(cited, expected, "{source}");
}

fn notices(source: &str) -> Vec<(NoticeKind, usize, String)> {
    cut_of(source)
        .notices
        .into_iter()
        .map(|it| (it.kind, it.line, it.found))
        .collect()
}

#[test]
fn numbers_stay_as_typed_and_children_count_from_them() {
    is(
        "# Rules\n\n## 4 Watch\n\nBy night.\n\n## 4A Watch in fog\n\nBy day.\n\n### 4A.1 Horn\n\nIt sounds.\n\n1. Loud;\n2. long.\n\n## 4bis Visitors\n\nBelow.\n\n### 5.1A Mantles\n\nWith gloves.\n",
        &[
            ("Title", "Rules"),
            ("4", "4 Watch"),
            ("4 para 1", "By night."),
            ("4A", "4A Watch in fog"),
            ("4A para 1", "By day."),
            ("4A.1", "4A.1 Horn"),
            ("4A.1 para 1", "It sounds."),
            ("4A.1(1)", "1. Loud;"),
            ("4A.1(2)", "2. long."),
            ("4bis", "4bis Visitors"),
            ("4bis para 1", "Below."),
            ("5.1A", "5.1A Mantles"),
            ("5.1A para 1", "With gloves."),
        ],
    );
    assert!(notices("## 4 A\n\nx\n\n## 4A B\n\ny\n\n## 5 C\n\nz\n").is_empty());
}

#[test]
fn paragraphs_carry_numbers_without_being_headings() {
    is(
        "**Article 3.** Ships shall wait.\n\n(1) By day.\n\n(2) By night:\n\n(a) with lights;\n\n(b) without.\n\n**Article 3 bis.** Boats may go.\n\nThey go slowly.\n",
        &[
            ("Article 3", "**Article 3.** Ships shall wait."),
            ("Article 3(1)", "(1) By day."),
            ("Article 3(2)", "(2) By night:"),
            ("Article 3(2)(a)", "(a) with lights;"),
            ("Article 3(2)(b)", "(b) without."),
            ("Article 3 bis", "**Article 3 bis.** Boats may go."),
            ("Article 3 bis para 2", "They go slowly."),
        ],
    );
    is(
        "## 4 Fees\n\n4.1 Fees are set yearly.\n\n4.2 They are paid in advance.\n\n3.5 per cent is kept.\n",
        &[
            ("4", "4 Fees"),
            ("4.1", "4.1 Fees are set yearly."),
            ("4.2", "4.2 They are paid in advance."),
            ("4.2 para 2", "3.5 per cent is kept."),
        ],
    );
    is(
        "第三条　灯塔应当点亮。\n\n（一）夜间；\n\n（二）雾天。\n\n第三条之一　钟声。\n",
        &[
            ("第三条", "第三条　灯塔应当点亮。"),
            ("第三条(一)", "（一）夜间；"),
            ("第三条(二)", "（二）雾天。"),
            ("第三条之一", "第三条之一　钟声。"),
        ],
    );
    is(
        "المادة ٣: تنتظر السفن.\n\n(أ) ليلا؛\n\n(ب) نهارا.\n\nالمادة ٣ مكرر: تمر القوارب.\n",
        &[
            ("المادة ٣", "المادة ٣: تنتظر السفن."),
            ("المادة ٣(أ)", "(أ) ليلا؛"),
            ("المادة ٣(ب)", "(ب) نهارا."),
            ("المادة ٣ مكرر", "المادة ٣ مكرر: تمر القوارب."),
        ],
    );
    is(
        "## § 7a Wache\n\n(1) Der Wärter\n\n1. wacht;\n2. meldet\n   a) Nebel;\n   b) Eis.\n\n(2) Er ruht.\n",
        &[
            ("§ 7a", "§ 7a Wache"),
            ("§ 7a(1)", "(1) Der Wärter"),
            ("§ 7a(1)(1)", "1. wacht;"),
            ("§ 7a(1)(2)", "2. meldet"),
            ("§ 7a(1)(2)(a)", "a) Nebel;"),
            ("§ 7a(1)(2)(b)", "b) Eis."),
            ("§ 7a(2)", "(2) Er ruht."),
        ],
    );
    is(
        "## Article L. 511-4\n\nLe gardien :\n\n1° Veille ;\n\n2° Signale :\n\na) La brume ;\n\nb) La glace.\n",
        &[
            ("Article L. 511-4", "Article L. 511-4"),
            ("Article L. 511-4 para 1", "Le gardien :"),
            ("Article L. 511-4(1°)", "1° Veille ;"),
            ("Article L. 511-4(2°)", "2° Signale :"),
            ("Article L. 511-4(2°)(a)", "a) La brume ;"),
            ("Article L. 511-4(2°)(b)", "b) La glace."),
        ],
    );
}

#[test]
fn sub_items_are_provisions_and_closing_words_belong_to_what_they_close() {
    let source = "## 7 Duties\n\n1. The operator shall\n\n   (a) keep a register of\n\n       (i) each closure; and\n\n       (ii) each complaint;\n\n   (b) publish it;\n\n   (h) answer each;\n\n   (i) name a person; and\n\n   (j) keep the answers,\n\n   and shall do all this at its own cost.\n\n2. The operator may delegate.\n";
    is(
        source,
        &[
            ("7", "7 Duties"),
            ("7(1)", "1. The operator shall"),
            ("7(1)(a)", "(a) keep a register of"),
            ("7(1)(a)(i)", "(i) each closure; and"),
            ("7(1)(a)(ii)", "(ii) each complaint;"),
            ("7(1)(b)", "(b) publish it;"),
            ("7(1)(h)", "(h) answer each;"),
            ("7(1)(i)", "(i) name a person; and"),
            ("7(1)(j)", "(j) keep the answers,"),
            ("7(1) para 2", "and shall do all this at its own cost."),
            ("7(2)", "2. The operator may delegate."),
        ],
    );
    let cut = cut_of(source);
    let of = |label: &str| {
        cut.provisions
            .iter()
            .find(|it| it.label == label)
            .expect("label")
    };
    let closing = of("7(1) para 2");
    assert_eq!(closing.parent.as_ref(), Some(&of("7(1)").anchor));
    assert_eq!((of("7(1)(a)(i)").depth, closing.depth), (3, 1));
    assert_eq!(
        of("7(1)(a)(i)").parent.as_ref(),
        Some(&of("7(1)(a)").anchor)
    );
    // (h) leaves out five letters.
    assert_eq!(
        notices(source),
        [(NoticeKind::NumberSkipped, 13, "7(1)(h)".to_owned())]
    );
}

#[test]
fn plain_lines_are_items_however_they_are_set_in() {
    let expected = [
        ("7", "7 Duties"),
        ("7(1)", "(1) The operator shall"),
        ("7(1)(a)", "(a) keep"),
        ("7(1)(a)(i)", "(i) a log;"),
        ("7(1)(a)(ii)", "(ii) a list;"),
        ("7(1)(b)", "(b) publish."),
        ("7(2)", "(2) It may rest."),
    ];
    let lines: Vec<&str> = expected[1..].iter().map(|(_, text)| *text).collect();
    for (divider, steps) in [
        ("\n\n", [0, 0, 0, 0, 0, 0]),
        ("\n", [0, 0, 0, 0, 0, 0]),
        ("\n\n", [0, 2, 4, 4, 2, 0]),
        ("\n", [0, 2, 4, 4, 2, 0]),
        ("\n\n", [0, 4, 8, 8, 4, 0]),
        ("\n", [0, 4, 8, 8, 4, 0]),
        ("\n\n", [2, 6, 12, 12, 6, 2]),
    ] {
        let body: Vec<String> = lines
            .iter()
            .zip(steps)
            .map(|(line, step)| " ".repeat(step) + line)
            .collect();
        is(
            &format!("## 7 Duties\n\n{}\n", body.join(divider)),
            &expected,
        );
    }
}

#[test]
fn marks_of_every_kind_are_items() {
    for (lines, labels) in [
        ("a. lights,\nb. gates.", ["8(a)", "8(b)"]),
        ("A. Lights.\nB. Gates.", ["8(A)", "8(B)"]),
        ("i. lights,\nii. gates.", ["8(i)", "8(ii)"]),
        ("I. Lights.\nII. Gates.", ["8(I)", "8(II)"]),
        ("a) lights\nb) gates", ["8(a)", "8(b)"]),
        ("1° lights\n2° gates", ["8(1°)", "8(2°)"]),
        ("- (a) lights\n- (b) gates", ["8(a)", "8(b)"]),
        ("aa) lights\nbb) gates", ["8(aa)", "8(bb)"]),
        ("а) огни\nб) ворота", ["8(а)", "8(б)"]),
        ("أ- الأنوار\nب- الأبواب", ["8(أ)", "8(ب)"]),
        ("١. الأنوار\n٢. الأبواب", ["8(١)", "8(٢)"]),
        ("一、灯\n二、门", ["8(一)", "8(二)"]),
        ("① 灯\n② 门", ["8(①)", "8(②)"]),
        ("**(a)** lights\n**(b)** gates", ["8(a)", "8(b)"]),
    ] {
        let source = format!("## 8 Council\n\nIt watches over:\n\n{lines}\n");
        let cut = cut_of(&source);
        let found: Vec<&str> = cut.provisions[2..]
            .iter()
            .map(|it| it.label.as_str())
            .collect();
        assert_eq!(found, labels, "{source}");
        assert!(
            cut.provisions[2..]
                .iter()
                .all(|it| it.kind == ProvisionKind::ListItem),
            "{source}"
        );
    }
    // What only begins so stays prose.
    for prose in [
        "A. Keeper said so, and went on.",
        "The rule of paragraph\n(a) holds here, too.",
        "I. Newton saw it.",
        "(c) 2026 the keepers of the light",
    ] {
        is(
            &format!("## 8 C\n\n{prose}\n"),
            &[("8", "8 C"), ("8.1", prose)],
        );
    }
}

#[test]
fn closing_words_of_plain_lists_close_them() {
    is(
        "## 8 C\n\nThe council may:\n\n(a) light;\n\n(b) ring,\n\nbut only by night.\n\nIt rests by day.\n",
        &[
            ("8", "8 C"),
            ("8 para 1", "The council may:"),
            ("8(a)", "(a) light;"),
            ("8(b)", "(b) ring,"),
            ("8 para 2", "but only by night."),
            ("8 para 3", "It rests by day."),
        ],
    );
    is(
        "## 8 C\n\nThe council may:\n(a) light the lamps;\n(b) ring,\nbut only by night.\n",
        &[
            ("8", "8 C"),
            ("8 para 1", "The council may:"),
            ("8(a)", "(a) light the lamps;"),
            ("8(b)", "(b) ring,"),
            ("8 para 2", "but only by night."),
        ],
    );
    // Words between two items belong to the first.
    is(
        "## 8 C\n\n(a) light.\n\nThis means lamps.\n\n(b) ring.\n",
        &[
            ("8", "8 C"),
            ("8(a)", "(a) light."),
            ("8(a) para 2", "This means lamps."),
            ("8(b)", "(b) ring."),
        ],
    );
}

#[test]
fn norms_in_quotes_have_items() {
    is(
        "## 3 Norm\n\n> States should:\n>\n> (a) not cut cables;\n>\n> (b) mend them.\n\nWhy.\n",
        &[
            ("3", "3 Norm"),
            ("3 para 1", "States should:"),
            ("3 para 1(a)", "(a) not cut cables;"),
            ("3 para 1(b)", "(b) mend them."),
            ("3 para 2", "Why."),
        ],
    );
}

#[test]
fn figures_of_lists_stay_as_typed() {
    is(
        "## 2 Dates\n\n14. July is a holiday.\n\n## 3 Years\n\n2027. The first year.\n2029. The last year.\n\n## 4 Jumps\n\n3) three\n7) seven\n",
        &[
            ("2", "2 Dates"),
            ("2(14)", "14. July is a holiday."),
            ("3", "3 Years"),
            ("3(2027)", "2027. The first year."),
            ("3(2029)", "2029. The last year."),
            ("4", "4 Jumps"),
            ("4(3)", "3) three"),
            ("4(7)", "7) seven"),
        ],
    );
    let quoted = cut_of("> Rules:\n>\n> ```\n> x\n> ```\n>\n> 4. four\n> 9. nine\n");
    assert!(plain(&quoted.provisions[0].text).contains("4. four\n9. nine"));
}

#[test]
fn metadata_and_notes_are_no_provisions_and_are_told() {
    let source = "---\ntitle: \"Towpath Rules\"\nstatus: not for quotation\n# checked\n---\n\n## 1 Scope\n\nTowpaths. <!-- ask the lawyer -->\n\n<!-- never closed\n\n## 2 Boats\n\nBoats.<!-- also open\n\n`<!-- words -->` stay.\n";
    let cut = cut_of(source);
    assert_eq!(cut.title, "Towpath Rules");
    let cited: Vec<(&str, &str)> = cut
        .provisions
        .iter()
        .map(|it| (it.label.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        cited,
        [
            ("1", "1 Scope"),
            ("1.1", "Towpaths."),
            ("2", "2 Boats"),
            ("2.1", "Boats."),
            ("2.2", "`<!-- words -->` stay."),
        ]
    );
    let told: Vec<(NoticeKind, usize, &str)> = cut
        .notices
        .iter()
        .map(|it| (it.kind, it.line, it.found.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                NoticeKind::FrontMatter,
                1,
                "title: \"Towpath Rules\"\nstatus: not for quotation\n# checked"
            ),
            (NoticeKind::Comment, 9, "ask the lawyer"),
            (NoticeKind::OpenComment, 11, "never closed"),
            (NoticeKind::OpenComment, 15, "also open"),
        ]
    );
    let toml = cut_of("+++\ntitle = 'T'\n+++\n\nx\n");
    assert_eq!((toml.title.as_str(), toml.provisions.len()), ("T", 1));
    // Rules around prose are no metadata.
    is(
        "---\n\nProse with words\n\n---\n\nMore\n",
        &[("para 1", "Prose with words"), ("para 2", "More")],
    );
    // A fence that is never closed takes in nothing.
    is(
        "## 1 A\n\n```\nx\n\n## 2 B\n\ny\n",
        &[
            ("1", "1 A"),
            ("1.1", "\\```\nx"),
            ("2", "2 B"),
            ("2.1", "y"),
        ],
    );
}

#[test]
fn cells_beyond_the_head_are_kept_and_told() {
    let source = "## 1 T\n\n| A | B |\n| --- | --- |\n| 1 | 2 | three | four |\n| 5 |\n";
    let cut = cut_of(source);
    assert_eq!(
        plain(&cut.provisions[1].text),
        "A\tB\t\t\n1\t2\tthree\tfour\n5"
    );
    assert_eq!(
        notices(source),
        [(NoticeKind::SurplusCells, 5, "three | four".to_owned())]
    );
    let quoted = cut_of("> | A |\n> | - |\n> | 1 | two |\n");
    assert!(plain(&quoted.provisions[0].text).contains("two"));
}

#[test]
fn what_deserves_a_look_is_told_with_its_line() {
    let source = "# R\n\n### 1 Deep\n\nx\n\n## 2 B\n\n## 4 C\n\n## 3 D\n\n## 3 E\n\n(a) one\n\n(a) again\n\n(e) far\n\nc. alone\n";
    let told: Vec<(NoticeKind, usize, String, Option<String>)> = cut_of(source)
        .notices
        .into_iter()
        .map(|it| (it.kind, it.line, it.found, it.expected))
        .collect();
    let of = |kind, line, found: &str, expected: Option<&str>| {
        (kind, line, found.to_owned(), expected.map(str::to_owned))
    };
    assert_eq!(
        told,
        [
            of(NoticeKind::LevelSkipped, 3, "3", Some("2")),
            of(NoticeKind::NumberSkipped, 9, "4", Some("3")),
            of(NoticeKind::NumberBack, 11, "3", Some("4")),
            of(NoticeKind::NumberTwice, 13, "3", Some("3 [duplicate 2]")),
            of(
                NoticeKind::NumberTwice,
                17,
                "3 [duplicate 2](a)",
                Some("3 [duplicate 2](a) [duplicate 2]")
            ),
            of(
                NoticeKind::NumberSkipped,
                19,
                "3 [duplicate 2](e)",
                Some("b")
            ),
            of(NoticeKind::NotAnItem, 21, "c. alone", None),
        ]
    );
    let long = format!("## 1 A\n\n{}\n", "word ".repeat(1_000));
    assert_eq!(
        notices(&long),
        [(NoticeKind::LongProvision, 3, "4999".to_owned())]
    );
}

#[test]
fn what_has_no_number_is_told_in_the_language_of_the_text() {
    let labels = |language| {
        let source = "# T\n\n## 2A A\n\nx\n\n### B\n\n- y\n";
        let cut = cut_in(source.as_bytes(), language).expect("cut");
        let labels: Vec<String> = cut.provisions.into_iter().map(|it| it.label).collect();
        labels
    };
    assert_eq!(
        labels("en-GB"),
        ["Title", "2A", "2A para 1", "2A heading 1", "2A item 1"]
    );
    assert_eq!(
        labels("fr"),
        [
            "Titre",
            "2A",
            "2A alinéa 1",
            "2A intertitre 1",
            "2A tiret 1"
        ]
    );
    assert_eq!(
        labels("ar"),
        ["العنوان", "2A", "2A فقرة 1", "2A عنوان 1", "2A بند 1"]
    );
}

#[test]
fn marks_of_notes_are_no_words() {
    let source = "## 1\n\nFirst[^1], and more[^note].\n\n[^1]: The note.\n\n[^note]: Other.\n";
    let text = &cut_of(source).provisions[1].text;
    assert_eq!(note_refs(text), ["1", "note"]);
    assert_eq!(plain(text), "First, and more.");
}
