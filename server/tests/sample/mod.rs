//! A small report with some of everything, in any language.

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

pub fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

pub fn provision(label: &str, kind: ProvisionKind, depth: u8, text: &str) -> ProvisionEntry {
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

pub fn by(author: &str, organisation: &str, group: StakeholderGroup) -> Attribution {
    Attribution {
        author: author.into(),
        organisation: organisation.into(),
        group: Some(group),
        country: "KE".into(),
        anonymous: author.is_empty() && organisation.is_empty(),
        verified: organisation == "Friends of the Well",
        entered_at: None,
        late: false,
    }
}

pub fn comment(seq: i64, body: &str, by: Attribution) -> CommentEntry {
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
pub fn small(language: &str, typed: &str) -> Report {
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
            confidential: false,
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
            reason: format!("Off the point{typed}"),
            verified: Some(false),
        }],
        respondents: vec![Respondent {
            author: String::new(),
            organisation: "Friends of the Well".into(),
            group: Some(StakeholderGroup::CivilSociety),
            country: "KE".into(),
            comments: 4,
            verified: true,
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
