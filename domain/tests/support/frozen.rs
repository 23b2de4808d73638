//! A consultation whose report is frozen: three comments in two issues and one set aside, with everybody who takes part.

use domain::{
    Result, Timestamp,
    account::{Account, StakeholderGroup},
    actor::{Actor, Role},
    comment::Position,
    consultation::Slug,
    decision::{Disposition, Proposed, Reached},
    issue::{IssueContent, IssueOption, Selection},
    ops::{ConsultationContext, accounting, issue, mail::Written, report},
    report::{Frozen, Rendered, Report},
    round::Confidentiality,
    store::Store,
};

use super::{
    comments::{Said, say},
    moment,
    scene::{anchor, official, open, person, slug, wells},
};

/// The revised text: the norm says more, a paragraph is gone, another is new.
pub const REVISED: &str = "\
# Norms for the care of shared wells

Whoever draws water depends on those who drew before.[^1]

## 1. Keeping the water clean

> Users should not foul a shared well, nor let others do so, and should cover it at night.

## 2. Telling others

> Who finds a well fouled should tell all who draw from it.

- at once;
- in words that all understand.

Keepers of wells answer questions about them.

[^1]: A well is any place where water is drawn in common.
";

/// Renders the data only: what the pages of a report look like is no matter here.
pub struct Plain;

impl report::Renderer for Plain {
    fn render(&self, report: &Report) -> Result<Rendered> {
        let json = serde_json::to_vec(report).expect("a report is data");
        Ok(Rendered {
            html: json.clone(),
            pdf: json.clone(),
            csv: json.clone(),
            json,
        })
    }

    fn letter(&self, to: &Account, context: &ConsultationContext, _: &Frozen) -> Written {
        Written {
            subject: format!("Frozen: {}", context.consultation.title),
            text: to.name.clone(),
            html: String::new(),
        }
    }
}

/// Who takes part.
pub struct Cast {
    pub state: Actor,
    pub society: Actor,
    pub facilitator: Actor,
    pub ada: Actor,
    pub bo: Actor,
    pub admin: Actor,
}

/// After the freeze.
pub fn review() -> Timestamp {
    moment("2026-04-10T12:00:00Z")
}

/// A month on.
pub fn later() -> Timestamp {
    moment("2026-05-10T12:00:00Z")
}

/// The consultation's.
pub fn wells_slug() -> Slug {
    slug("wells")
}

/// An issue without options.
pub fn issue_content(statement: &str, anchors: Vec<String>) -> IssueContent {
    IssueContent {
        statement: statement.into(),
        anchors,
        ..IssueContent::default()
    }
}

/// A consultation with three comments in two issues and one set aside, not frozen yet.
pub async fn gathered(store: &Store, confidentiality: Confidentiality) -> Cast {
    let id = wells(store, confidentiality).await;
    let cast = Cast {
        state: person(store, "Valley State", StakeholderGroup::State).await,
        society: person(store, "River Circle", StakeholderGroup::CivilSociety).await,
        facilitator: official(store, "Facilitator", Role::Facilitator, Some(id)).await,
        ada: official(store, "Commissioner Ada", Role::Commissioner, Some(id)).await,
        bo: official(store, "Commissioner Bo", Role::Commissioner, Some(id)).await,
        admin: official(store, "Administrator", Role::Administrator, None).await,
    };
    let norm = anchor(store, "Users should not foul").await;
    let dry = anchor(store, "This holds in dry years").await;
    let said = [
        Said {
            by: &cast.society,
            anchor: Some(&norm),
            position: Position::SupportWithChanges,
            body: "Wells should be covered at night.",
        },
        Said {
            by: &cast.state,
            anchor: Some(&norm),
            position: Position::Support,
            body: "We support the norm.",
        },
        Said {
            by: &cast.state,
            anchor: Some(&dry),
            position: Position::Oppose,
            body: "It holds in every year.",
        },
        Said {
            by: &cast.society,
            anchor: None,
            position: Position::Question,
            body: "When is the next round?",
        },
    ];
    say(store, &wells_slug(), &said, open()).await;
    let at = moment("2026-04-02T12:00:00Z");
    let f = &cast.facilitator;
    let mut covered = issue_content("Should wells be covered at night?", vec![norm.clone()]);
    covered.options.push(IssueOption {
        title: "Cover them".into(),
        anchor: Some(norm),
        wording: "Users should not foul a shared well, and should cover it at night.".into(),
    });
    issue::create(
        store,
        f,
        &wells_slug(),
        covered,
        &[Selection::of(1), Selection::of(2)],
        at,
    )
    .await
    .expect("issue 1");
    let years = issue_content(
        "Does the paragraph on dry years weaken the norm?",
        vec![dry],
    );
    issue::create(store, f, &wells_slug(), years, &[Selection::of(3)], at)
        .await
        .expect("issue 2");
    accounting::set_aside(
        store,
        f,
        &wells_slug(),
        &[Selection::of(4)],
        "Asks about the calendar, not about the text.",
        at,
    )
    .await
    .expect("set aside");
    cast
}

/// The same, frozen.
pub async fn frozen(store: &Store, confidentiality: Confidentiality) -> Cast {
    let cast = gathered(store, confidentiality).await;
    report::freeze(
        store,
        &cast.facilitator,
        &wells_slug(),
        &Plain,
        moment("2026-04-05T12:00:00Z"),
    )
    .await
    .expect("frozen");
    cast
}

/// A decision by consensus.
pub fn by_consensus(disposition: Disposition, reason: &str) -> Proposed {
    Proposed {
        disposition: Some(disposition),
        reason: reason.into(),
        reached: Some(Reached::Consensus),
        ..Proposed::default()
    }
}
