//! One consultation in every phase.

use anyhow::Result;
use chrono::Duration;
use domain::{
    actor::Actor,
    comment::{Content, Position},
    consultation::Slug,
    decision::{Disposition, Proposed, Reached},
    issue::{IssueContent, IssueOption, Selection},
    ops::{
        accounting, decision, issue,
        outcome::{self, Correction, Which},
        remark, report,
    },
    outcome::Relation,
    round::Confidentiality,
};

use super::{
    COMMISSIONER, FACILITATOR, SOCIETY, STATE,
    stage::{Demo, Printer, say, silent, source},
};

impl Demo<'_> {
    pub(super) async fn prepared(&self) -> Result<()> {
        let opens = self.midnight(-30);
        self.create(
            "new-cryptography",
            (
                "Transition to new cryptography",
                "In which order should breakable cryptography be replaced, and who should say so?",
            ),
            Confidentiality::Internal,
            (opens, opens + Duration::days(45)),
            include_str!("samples/quantum-transition.md"),
        )
        .await
        .map(drop)
    }

    pub(super) async fn open(&self) -> Result<()> {
        let slug = self
            .create(
                "network-time",
                ("The care of network time", "Are these the right norms, are their words right, and what would keep you from adopting them?"),
                Confidentiality::Public,
                (self.midnight(10), self.midnight(-20)),
                include_str!("samples/network-time.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/network-time.csv"),
            self.days_ago(4),
        )
        .await?;
        let anchors = self.anchors(&slug).await?;
        // One stakeholder has submitted, the other is still writing.
        let ready = say(
            &anchors,
            "3.3",
            Some(Position::Support),
            "We are ready to host the first meeting on such an agreement.",
        );
        let state = self.person(STATE).await?;
        self.submits(&state, &slug, vec![ready], self.days_ago(2))
            .await?;
        let begun = vec![
            say(
                &anchors,
                "4.1",
                Some(Position::Support),
                "Please keep “by default”. What is off by default stays off.",
            ),
            say(&anchors, "4.3", None, ""),
        ];
        let society = self.person(SOCIETY).await?;
        self.writes(&society, &slug, begun, self.days_ago(1)).await
    }

    pub(super) async fn consolidating(&self) -> Result<()> {
        let slug = self
            .create(
                "emergency-updates",
                (
                    "Emergency updates",
                    "Who may force an update, and what do they owe to those whom they hurry?",
                ),
                Confidentiality::PublicAfterClose,
                (self.midnight(40), self.midnight(3)),
                include_str!("samples/emergency-updates.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/emergency-updates.csv"),
            self.days_ago(5),
        )
        .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let anchors = self.anchors(&slug).await?;
        let at = self.days_ago(1);
        let content = IssueContent {
            statement: "Should the notice of a forced update tell how to undo it?".into(),
            minority: String::new(),
            observation: "Both sides name safety; they differ in whose.".into(),
            anchors: anchors.get("2.2").cloned().into_iter().collect(),
            options: Vec::new(),
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            content,
            &[Selection::of(3), Selection::of(4)],
            at,
        )
        .await?;
        let reason = "Asks about cost, which the mandate leaves to a later text.";
        accounting::set_aside(
            self.store,
            &facilitator,
            &slug,
            &[Selection::of(7)],
            reason,
            at,
        )
        .await?;
        Ok(())
    }

    pub(super) async fn in_review(&self) -> Result<()> {
        let slug = self
            .create(
                "cable-repair",
                (
                    "The repair of undersea cables",
                    "How quickly, and on what terms, should repair ships be admitted?",
                ),
                Confidentiality::Public,
                (self.midnight(80), self.midnight(40)),
                include_str!("samples/cable-repair.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/cable-repair.csv"),
            self.days_ago(45),
        )
        .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let anchors = self.anchors(&slug).await?;
        let at = self.days_ago(20);
        let first = IssueContent {
            statement: "Does the norm take from coastal states a right that is theirs?".into(),
            minority: "One state holds that admission is for the coastal state alone.".into(),
            observation: String::new(),
            anchors: ["1.1", "2.3"]
                .iter()
                .filter_map(|label| anchors.get(*label).cloned())
                .collect(),
            options: Vec::new(),
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            first,
            &[Selection::of(1), Selection::of(2), Selection::of(6)],
            at,
        )
        .await?;
        let second = IssueContent {
            statement: "Is seventy-two hours the right time for an answer, and a single office the right addressee?".into(),
            minority: String::new(),
            observation: "The two options exclude each other.".into(),
            anchors: ["2.1", "2.2"].iter().filter_map(|label| anchors.get(*label).cloned()).collect(),
            options: vec![
                IssueOption { title: "Keep seventy-two hours".into(), ..IssueOption::default() },
                IssueOption {
                    title: "Forty-eight hours".into(),
                    anchor: anchors.get("2.1").cloned(),
                    wording: "A single office in each state should answer requests for access within forty-eight hours.".into(),
                },
            ],
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            second,
            &[Selection::of(3), Selection::of(4), Selection::of(5)],
            at,
        )
        .await?;
        report::freeze(self.store, &facilitator, &slug, &Printer, self.days_ago(15)).await?;
        let commissioner = self.person(COMMISSIONER).await?;
        let at = self.days_ago(6);
        remark::add(
            self.store,
            &commissioner,
            &slug,
            1,
            "The sentence on disputed waters answers most of this.",
            at,
        )
        .await?;
        remark::add(
            self.store,
            &commissioner,
            &slug,
            2,
            "Forty-eight hours would lose us two of the signatories.",
            at,
        )
        .await?;
        let decided = consensus(
            Disposition::NotAccepted,
            "The norm speaks of delay, not of admission: the right to admit stays where it is.",
        );
        decision::record(
            self.store,
            &commissioner,
            &slug,
            1,
            &decided,
            self.days_ago(5),
        )
        .await?;
        Ok(())
    }

    pub(super) async fn published(&self) -> Result<()> {
        let slug = self
            .create(
                "shared-identifiers",
                (
                    "The stewardship of shared identifiers",
                    "What do those who allocate names and numbers owe to those who rely on them?",
                ),
                Confidentiality::Public,
                (self.midnight(200), self.midnight(160)),
                include_str!("samples/shared-identifiers.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/shared-identifiers.csv"),
            self.days_ago(165),
        )
        .await?;
        let anchors = self.anchors(&slug).await?;
        let missing = Content {
            proposed_wording:
                "An allocating body should name a successor that takes over its records if it ends."
                    .into(),
            ..say(
                &anchors,
                "",
                Some(Position::SupportWithChanges),
                "Missing: what happens to the records when the body itself ends.",
            )
        };
        let society = self.person(SOCIETY).await?;
        self.submits(&society, &slug, vec![missing], self.days_ago(164))
            .await?;
        let good = say(
            &anchors,
            "1.1",
            Some(Position::Support),
            "Good as it stands.",
        );
        let state = self.person(STATE).await?;
        self.submits(&state, &slug, vec![good], self.days_ago(163))
            .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let at = self.days_ago(140);
        self.verifies(&facilitator, &slug, "Republic of Valdrey", at)
            .await?;
        let issues = [
            ("Is “without notice” strong enough?", "1.1", vec![1, 7]),
            (
                "Can everybody who relies on an identifier be told?",
                "2.2",
                vec![2],
            ),
            ("How long should records be kept?", "2.3", vec![3, 4]),
            (
                "What becomes of the records of a body that ends?",
                "",
                vec![6],
            ),
        ];
        for (statement, label, seqs) in issues {
            let content = IssueContent {
                statement: statement.into(),
                anchors: anchors.get(label).cloned().into_iter().collect(),
                ..IssueContent::default()
            };
            let takes: Vec<Selection> = seqs.into_iter().map(Selection::of).collect();
            issue::create(self.store, &facilitator, &slug, content, &takes, at).await?;
        }
        accounting::set_aside(
            self.store,
            &facilitator,
            &slug,
            &[Selection::of(5)],
            "Agrees with the text; nothing to decide.",
            at,
        )
        .await?;
        report::freeze(
            self.store,
            &facilitator,
            &slug,
            &Printer,
            self.days_ago(120),
        )
        .await?;
        let commissioner = self.person(COMMISSIONER).await?;
        let decisions = [
            consensus(Disposition::Accepted, "A period makes the duty one that can be checked. One year was named by those who allocate."),
            consensus(Disposition::AcceptedInPart, "Nobody can be told one by one; a public notice where people watch is what can be asked."),
            Proposed {
                disposition: Some(Disposition::AcceptedInPart),
                reason: "“For ever” cannot be promised; fifty years after the end of use serves history as well.".into(),
                reached: Some(Reached::Vote),
                votes_for: "14".into(),
                votes_against: "3".into(),
                abstentions: "2".into(),
                dissents: "Commissioner 9 would keep “for ever”.".into(),
                recusals: "Commissioner 11".into(),
            },
            consensus(Disposition::Accepted, "A successor is the least that can be asked."),
        ];
        for (number, decided) in (1..).zip(decisions) {
            decision::record(
                self.store,
                &commissioner,
                &slug,
                number,
                &decided,
                self.days_ago(100),
            )
            .await?;
        }
        self.publish(&slug, &facilitator).await
    }

    /// Imports the revised text, names the decisions behind each change, publishes.
    async fn publish(&self, slug: &Slug, facilitator: &Actor) -> Result<()> {
        let at = self.days_ago(90);
        let preparation = outcome::prepared(self.store, facilitator, slug, at).await?;
        let revised = source(include_str!("samples/shared-identifiers-revised.md"));
        let preparation = outcome::import(
            self.store,
            facilitator,
            slug,
            &preparation.mark,
            &revised,
            at,
        )
        .await?;
        // Words that stand in the changed provision tell which decision changed it.
        let behind = [
            ("one year", "1"),
            ("public notice of a reuse", "2"),
            ("fifty years", "3"),
            ("successor", "4"),
        ];
        let corrections = reasons(&preparation, &behind);
        let preparation = outcome::correct(
            self.store,
            facilitator,
            slug,
            &preparation.mark,
            &corrections,
            at,
        )
        .await?;
        outcome::publish(
            self.store,
            facilitator,
            slug,
            &preparation.mark,
            true,
            at,
            |_| silent(),
        )
        .await?;
        Ok(())
    }
}

fn consensus(disposition: Disposition, reason: &str) -> Proposed {
    Proposed {
        disposition: Some(disposition),
        reason: reason.into(),
        reached: Some(Reached::Consensus),
        ..Proposed::default()
    }
}

/// Names the issue behind each changed provision: the one whose word stands in it.
fn reasons(preparation: &outcome::Preparation, behind: &[(&str, &str)]) -> Vec<Correction> {
    let changed = preparation
        .entries
        .iter()
        .filter(|entry| entry.is_changed());
    changed
        .map(|entry| {
            let issues = behind
                .iter()
                .filter(|(word, _)| entry.text.contains(word))
                .map(|(_, number)| *number);
            Correction {
                of: match entry.ord {
                    Some(ord) => Which::Revised {
                        ord,
                        from: entry.before.join(", "),
                        moved: entry.relation == Relation::Moved,
                    },
                    None => Which::Removed(entry.anchor.clone()),
                },
                issues: issues.collect::<Vec<_>>().join(", "),
                without: None,
            }
        })
        .collect()
}
