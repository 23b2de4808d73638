//! The report as files: what stands in them, that it is the same every time, and that nothing anybody typed breaks it.

use domain::{
    Timestamp,
    account::StakeholderGroup,
    comment::{Attribution, CommentKind, CommentView, Content, Position},
    redline::{Change, Piece},
    report::{
        CommentEntry, Cover, Excerpt, IssueEntry, Norm, OptionEntry, Participation, ProvisionEntry,
        Readership, Report, ReportWords, Respondent, SetAside, Share, Wording,
    },
    round::Confidentiality,
    submission::Publication,
    tally::Tally,
    text::ProvisionKind,
};
use plenary::report;

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

fn provision(label: &str, kind: ProvisionKind, depth: u8, text: &str) -> ProvisionEntry {
    ProvisionEntry {
        anchor: format!("a-{label}"),
        label: label.into(),
        kind,
        depth,
        text: text.into(),
        tally: Some(Tally::default()),
        issues: Vec::new(),
        mentions: Vec::new(),
    }
}

fn by(author: &str, organisation: &str, group: StakeholderGroup) -> Attribution {
    Attribution {
        author: author.into(),
        organisation: organisation.into(),
        group: Some(group),
        country: "KE".into(),
        anonymous: author.is_empty() && organisation.is_empty(),
        entered_at: None,
        late: false,
        verified: organisation == "Friends of the Well",
    }
}

fn comment(seq: i64, body: &str, by: Attribution) -> CommentEntry {
    CommentEntry {
        comment: CommentView {
            round: 1,
            seq,
            reference: format!("R1-{seq:04}"),
            label: Some("1.1".into()),
            content: Content {
                anchor: Some("a-1.1".into()),
                kind: Some(CommentKind::Technical),
                position: Some(Position::Oppose),
                body: body.into(),
                proposed_wording: "Keep the water fit to drink.".into(),
                rationale: String::new(),
                language: "en".into(),
            },
            by,
            withdrawn: false,
            hidden_reason: None,
            not_for_publication: false,
            submitted_at: moment("2026-03-10T12:00:00Z"),
            day_alone: false,
            channel: String::new(),
            own: false,
        },
        publication: Some(Publication::Name),
        issues: vec![1],
        set_aside: false,
    }
}

/// A small report in a language, with some words put wherever people write.
fn small(language: &str, typed: &str) -> Report {
    let mut tally = Tally::default();
    tally.add(
        Some(StakeholderGroup::State),
        Some(Position::Support),
        false,
        2,
    );
    tally.add(
        Some(StakeholderGroup::TechnicalCommunity),
        Some(Position::Question),
        false,
        1,
    );
    tally.add(
        Some(StakeholderGroup::CivilSociety),
        Some(Position::Oppose),
        true,
        3,
    );
    let friends = by(
        "Member One",
        &format!("Friends of the Well{typed}"),
        StakeholderGroup::CivilSociety,
    );
    let redline = vec![
        Piece {
            change: Change::Kept,
            text: "Keep the water ".into(),
        },
        Piece {
            change: Change::Deleted,
            text: "clean".into(),
        },
        Piece {
            change: Change::Inserted,
            text: format!("fit to drink{typed}"),
        },
        Piece {
            change: Change::Kept,
            text: ".".into(),
        },
    ];
    let issue = IssueEntry {
        number: 1,
        statement: format!("What does “clean” mean?{typed}"),
        touches: vec!["1.1".into()],
        tally: Some(tally.clone()),
        excerpts: vec![Excerpt {
            reference: "R1-0001".into(),
            by: friends.clone(),
            position: Some(Position::Oppose),
            label: Some("1.1".into()),
            words: format!("Say what clean means.{typed}"),
            language: "en".into(),
            hidden_reason: None,
        }],
        wordings: vec![Wording {
            reference: "R1-0001".into(),
            by: friends.clone(),
            label: Some("1.1".into()),
            redline: redline.clone(),
            rationale: String::new(),
            language: "en".into(),
        }],
        minority: "One group would rather not say.".into(),
        options: vec![OptionEntry {
            title: "Define it".into(),
            label: Some("1.1".into()),
            redline,
        }],
        observation: "Most ask for a test that can be made at the well.".into(),
    };
    let mut norm = provision(
        "1.1",
        ProvisionKind::Norm,
        0,
        "Keep the water **clean**.[^1]",
    );
    norm.issues.push(issue);
    norm.tally = Some(tally.clone());
    Report {
        audience: Readership::Public,
        number: Some(1),
        correction: String::new(),
        frozen_at: Some(moment("2026-03-21T12:00:00Z")),
        cover: Cover {
            slug: "wells".into(),
            title: "Norms for the care of shared wells".into(),
            commission: "Commission on Shared Wells".into(),
            question: "Are these norms clear enough to be kept?".into(),
            mandate: "The commission asks *everybody* who draws water.".into(),
            text_title: "Norms for the care of shared wells".into(),
            text_version: 1,
            language: language.into(),
            text_sha256: "0".repeat(64),
            round: 1,
            opens_at: moment("2026-03-01T12:00:00Z"),
            closes_at: Some(moment("2026-03-20T12:00:00Z")),
            time_zone: "Africa/Nairobi".into(),
            confidentiality: Confidentiality::Public,
            notes: Vec::new(),
        },
        words: ReportWords {
            purpose: format!("To be clear.\n\nAnd brief.{typed}"),
            ..ReportWords::default()
        },
        participation: Some(Participation {
            confidential: false,
            submissions: 3,
            comments: 6,
            by_group: vec![
                (
                    Some(StakeholderGroup::State),
                    Share {
                        submissions: 1,
                        comments: 2,
                    },
                ),
                (
                    Some(StakeholderGroup::CivilSociety),
                    Share {
                        submissions: 2,
                        comments: 4,
                    },
                ),
            ],
            by_country: vec![(
                "KE".into(),
                Share {
                    submissions: 3,
                    comments: 6,
                },
            )],
            by_day: vec![
                ("2026-03-10".parse().expect("a day"), 5),
                ("2026-03-12".parse().expect("a day"), 1),
            ],
            unheard: vec![StakeholderGroup::PrivateSector],
        }),
        norms: vec![Norm {
            label: "1".into(),
            title: "1. Clean water".into(),
            tally: Some(tally),
            provisions: vec![
                provision("1", ProvisionKind::Heading, 1, "1. Clean water"),
                norm,
                provision(
                    "1.2",
                    ProvisionKind::Table,
                    0,
                    "| Depth | Test |\n| --- | --- |\n| 10 m | none |",
                ),
                provision(
                    "note 1",
                    ProvisionKind::Footnote,
                    0,
                    "See [the guide](https://example.org/guide).",
                ),
            ],
        }],
        whole: Some(Tally::default()),
        across: Vec::new(),
        set_aside: vec![SetAside {
            reference: "R1-0002".into(),
            group: Some(StakeholderGroup::State),
            verified: Some(false),
            reason: format!("Off the point{typed}"),
        }],
        respondents: vec![Respondent {
            author: String::new(),
            organisation: "Friends of the Well".into(),
            group: Some(StakeholderGroup::CivilSociety),
            country: "KE".into(),
            verified: true,
            comments: 4,
        }],
        comments: vec![
            comment(1, &format!("Say what clean means.{typed}"), friends),
            CommentEntry {
                issues: Vec::new(),
                set_aside: true,
                ..comment(2, "Thank you.", by("", "", StakeholderGroup::State))
            },
        ],
        shows_comments: true,
    }
}

#[test]
fn the_web_page_says_everything_and_stands_alone() {
    let rendered = report::render(&small("en", "")).expect("rendered");
    let html = String::from_utf8(rendered.html).expect("UTF-8");
    for outside in ["src=", "<script", "<link", "@import", "url(", " style="] {
        assert!(!html.contains(outside), "{outside}");
    }
    // The style sheet is named by its digest in the policy, and is no part of what the page says.
    let (head, rest) = html.split_once("<style>").expect("a style sheet");
    let (_, body) = rest.split_once("</style>").expect("its end");
    insta::assert_snapshot!(format!("{head}<style></style>{body}"));
}

#[test]
fn the_csv_has_every_comment_as_it_was_written() {
    let rendered = report::render(&small("en", "\n=1+1,\"quoted\"")).expect("rendered");
    insta::assert_snapshot!(String::from_utf8(rendered.csv).expect("UTF-8"));
}

#[test]
fn the_pdf_is_tagged_and_names_its_language() {
    for (language, lang) in [("en", "en"), ("fr", "fr"), ("ar", "ar"), ("zh-Hans", "en")] {
        let pdf = report::render(&small(language, "")).expect("rendered").pdf;
        assert!(pdf.starts_with(b"%PDF-"), "{language}");
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Marked true"), "{language}");
        assert!(text.contains("/StructTreeRoot"), "{language}");
        assert!(text.contains("pdfuaid"), "{language}");
        assert!(
            text.contains(&format!("/Lang ({lang})")) || text.contains(&format!("/Lang({lang})")),
            "{language}"
        );
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let first = report::render(&small("en", "")).expect("rendered");
    let second = report::render(&small("en", "")).expect("rendered");
    assert_eq!(first, second);
}

#[test]
fn nothing_that_people_type_breaks_an_edition() {
    let typed = [
        "😀 👩‍👩‍👧‍👦 🏳️‍🌈 ✅",
        "\u{1}\u{8}\u{b}\u{7f}\u{85}\u{202e}\u{2066}\u{feff}\u{200d}\u{fffe}\u{10ffff}",
        "سؤال عن المياه النظيفة ٣",
        "清水是什么意思？𠀀",
        "<script>alert(1)</script> & </style> ]]> \"quotes\" #let x = 1; @ref $x$ // `code` [^1] <c-1> \\",
        "पानी ทดสอบ 물 מים вода",
        &"x".repeat(2_000),
        "e\u{301}\u{301}\u{301}\u{301} ﷽ \t tab",
    ];
    for words in typed {
        let rendered =
            report::render(&small("en", words)).unwrap_or_else(|error| panic!("{words}: {error}"));
        assert!(rendered.pdf.starts_with(b"%PDF-"));
        let html = String::from_utf8(rendered.html).expect("UTF-8");
        assert!(!html.contains("<script"), "{words}");
    }
}

#[test]
fn languages_of_comments_that_are_none_do_no_harm() {
    for language in [
        "",
        "x",
        "en-",
        "english language",
        "\"><b>",
        "zh-Hant-TW",
        "tlh",
        "ar",
    ] {
        let mut it = small("en", "");
        it.comments[0].comment.content.language = language.into();
        let rendered = report::render(&it).unwrap_or_else(|error| panic!("{language}: {error}"));
        assert!(
            !String::from_utf8_lossy(&rendered.html).contains("<b>"),
            "{language}"
        );
    }
}
