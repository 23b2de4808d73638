//! The decision under an issue, and the debate beside it.

use domain::{
    consultation::Phase,
    decision::{Decision, Disposition, Reached, Reopened, Votes},
    ops::agenda::Room,
    remark::Remark,
};
use leptos::prelude::*;

use super::{ReviewForm, zone};
use crate::{
    components::{form, form::Field},
    i18n::Texts,
    render::texts,
};

pub(super) fn decided(room: &Room, typed: &ReviewForm) -> AnyView {
    let texts = texts();
    let heading = texts.with("decision-on-issue", &[("number", room.issue.number.into())]);
    let reopened = (!room.reopened.is_empty()).then(|| {
        let entries = room
            .reopened
            .iter()
            .map(|it| before(it, &zone(&room.agenda)))
            .collect_view();
        view! { <details><summary>{texts.t("decision-before")}</summary>{entries}</details> }
    });
    let published = room.agenda.context.phase == Phase::Published;
    let body = match &room.decision {
        Some((decision, by)) => {
            let reopen = (!published).then(|| reopen_form(decision, typed));
            view! { {told(decision, Some(by), &zone(&room.agenda))}{reopen} }.into_any()
        }
        None if published => ().into_any(),
        None => decision_form(typed),
    };
    view! {
        <section aria-labelledby="decision">
            <div class=if room.decision.is_some() { "decide decided" } else { "decide" }>
                <h2 class="minor" id="decision">{heading}</h2>
                {body}
                {reopened}
            </div>
        </section>
    }
    .into_any()
}

/// How a decision was reached, with dissents and recusals, which may be in another direction than the page.
pub(crate) fn how(
    reached: Reached,
    votes: Option<Votes>,
    dissents: &str,
    recusals: &str,
) -> AnyView {
    let texts = texts();
    let apart = apart(dissents, recusals)
        .map(|(key, who)| view! { " "{texts.t(key)}" "<bdi>{who}</bdi>"." })
        .collect_view();
    view! { {way(texts, reached, votes)}{apart} }.into_any()
}

/// The same in a language, for mails.
pub(crate) fn how_in(
    texts: Texts,
    reached: Reached,
    votes: Option<Votes>,
    dissents: &str,
    recusals: &str,
) -> String {
    apart(dissents, recusals).fold(way(texts, reached, votes), |told, (key, who)| {
        format!("{told} {} {who}.", texts.t(key))
    })
}

fn way(texts: Texts, reached: Reached, votes: Option<Votes>) -> String {
    match (reached, votes) {
        (Reached::Vote, Some(votes)) => texts.with(
            "decision-by-vote",
            &[
                ("favour", votes.favour.into()),
                ("against", votes.against.into()),
                ("abstentions", votes.abstentions.into()),
            ],
        ),
        (Reached::Vote, None) => texts.word("reached", reached),
        (Reached::Consensus, _) => texts.t("decision-by-consensus"),
    }
}

/// Who stood apart, without a full stop at the end.
fn apart(dissents: &str, recusals: &str) -> impl Iterator<Item = (&'static str, String)> {
    [
        ("decision-dissents", dissents),
        ("decision-recusals", recusals),
    ]
    .into_iter()
    .map(|(key, who)| (key, who.trim().trim_end_matches('.').to_owned()))
    .filter(|(_, who)| !who.is_empty())
    .collect::<Vec<_>>()
    .into_iter()
}

fn told(decision: &Decision, by: Option<&str>, zone: &str) -> AnyView {
    let texts = texts();
    let recorded = by.map(|by| {
        let told = texts.with(
            "decision-recorded",
            &[
                ("by", by.to_owned().into()),
                (
                    "moment",
                    texts.moment_zone(decision.decided_at, zone).into(),
                ),
            ],
        );
        view! { <p class="soft">{told}</p> }
    });
    view! {
        <p><b>{texts.word("disposition", decision.disposition)}</b></p>
        <p class="as-written" dir="auto">{decision.reason.clone()}</p>
        <p>{how(decision.reached, decision.votes(), &decision.dissents, &decision.recusals)}</p>
        {recorded}
    }
    .into_any()
}

fn before(it: &Reopened, zone: &str) -> AnyView {
    let texts = texts();
    let when = texts.with(
        "decision-reopened",
        &[("moment", texts.moment_zone(it.reopened_at, zone).into())],
    );
    view! {
        <div class="side">
            {told(&it.decision, None, zone)}
            <p class="soft">{when}</p>
            <p dir="auto">{it.reopened_reason.clone()}</p>
        </div>
    }
    .into_any()
}

/// The form under the issue. The remark beside it is sent with it, so that neither is lost when the other is done.
const DECIDING: &str = "deciding";

fn reopen_form(decision: &Decision, typed: &ReviewForm) -> AnyView {
    let texts = texts();
    let open = typed.problems.of("reopen_reason").is_some() || !typed.reopen_reason.is_empty();
    view! {
        <details open=open>
            <summary>{texts.t("decision-reopen")}</summary>
            <form method="post" id=DECIDING>
                <input type="hidden" name="decision" value=decision.id.to_string()/>
                {Field::new("reopen_reason", typed.reopen_reason.clone(), &typed.problems).textarea(3)}
                <div class="buttons">{form::submit_as("act", "reopen", texts.t("decision-reopen-do"), true)}</div>
            </form>
        </details>
    }
    .into_any()
}

fn decision_form(typed: &ReviewForm) -> AnyView {
    let texts = texts();
    let (proposed, problems) = (&typed.proposed, &typed.problems);
    let dispositions = Disposition::ALL
        .iter()
        .map(|it| (it.to_string(), texts.word("disposition", it), String::new()))
        .collect();
    let ways = Reached::ALL
        .iter()
        .map(|it| (it.to_string(), texts.word("reached", it), String::new()))
        .collect();
    let chosen = |word: Option<String>| word.unwrap_or_default();
    let vote = [
        ("votes_for", &proposed.votes_for),
        ("votes_against", &proposed.votes_against),
        ("abstentions", &proposed.abstentions),
    ]
    .map(|(name, value)| Field::new(name, value.clone(), problems).input("text", "off"));
    view! {
        <form method="post" id=DECIDING class="stack">
            {Field::new("disposition", chosen(proposed.disposition.map(|it| it.to_string())), problems).radios(dispositions, false)}
            {Field::new("decision_reason", proposed.reason.clone(), problems).textarea(4)}
            {Field::new("reached", chosen(proposed.reached.map(|it| it.to_string())), problems).radios(ways, false)}
            <div class="vote">{vote.into_iter().collect_view()}</div>
            <div class="pair">
                {Field::new("dissents", proposed.dissents.clone(), problems).optional().input("text", "off")}
                {Field::new("recusals", proposed.recusals.clone(), problems).optional().input("text", "off")}
            </div>
            <div class="buttons">{form::submit_as("act", "decide", texts.t("decision-record"), false)}</div>
        </form>
    }
    .into_any()
}

/// Both decisions side by side: the recorded one, and the one that came too late.
pub(super) fn conflict(room: &Room, typed: &ReviewForm) -> Option<AnyView> {
    let texts = texts();
    if !typed.conflict {
        return None;
    }
    let proposed = &typed.proposed;
    let recorded = match &room.decision {
        Some((decision, by)) => told(decision, Some(by), &zone(&room.agenda)),
        None => view! { <p>{texts.t("decision-none")}</p> }.into_any(),
    };
    let mine = if typed.reopen_reason.is_empty() {
        view! {
            <p><b>{proposed.disposition.map(|it| texts.word("disposition", it))}</b></p>
            <p class="as-written" dir="auto">{proposed.reason.clone()}</p>
            <p>{proposed.reached.map(|it| texts.word("reached", it))}</p>
        }
        .into_any()
    } else {
        view! { <p class="as-written" dir="auto">{typed.reopen_reason.clone()}</p> }.into_any()
    };
    Some(
        view! {
            <div class="notice warning" role="alert" id="conflict">
                <h2 class="minor">{texts.t("decision-conflict")}</h2>
                <p>{texts.t("decision-conflict-body")}</p>
                <div class="sides">
                    <section class="side"><h3 class="minor">{texts.t("decision-recorded-one")}</h3>{recorded}</section>
                    <section class="side mine"><h3 class="minor">{texts.t("decision-yours")}</h3>{mine}</section>
                </div>
            </div>
        }
        .into_any(),
    )
}

pub(super) fn debate(room: &Room, typed: &ReviewForm) -> AnyView {
    let texts = texts();
    let zone = zone(&room.agenda);
    let entries = room
        .remarks
        .iter()
        .map(|it| remark(it, &zone))
        .collect_view();
    let empty = room
        .remarks
        .is_empty()
        .then(|| view! { <p class="soft">{texts.t("debate-empty")}</p> });
    let form = (room.agenda.context.phase != Phase::Published).then(|| {
        view! {
            {Field::new("remark", typed.remark.clone(), &typed.problems).of_form(DECIDING).textarea(4)}
            <div class="buttons">
                <button class="button second" form=DECIDING name="act" value="remark">{texts.t("debate-add")}</button>
            </div>
        }
    });
    view! {
        <section class="debate" aria-labelledby="debate" tabindex="0">
            <h2 class="minor" id="debate">{texts.t("debate")}</h2>
            <p class="soft">{texts.t("debate-confidential")}</p>
            {empty}
            <ol>{entries}</ol>
            {form}
        </section>
    }
    .into_any()
}

fn remark(it: &Remark, zone: &str) -> AnyView {
    let texts = texts();
    view! {
        <li class="remark" id=format!("remark-{}", it.id)>
            <p><b><bdi>{it.author.clone()}</bdi></b>" "<span class="soft">{texts.moment_zone(it.at, zone)}</span></p>
            <p class="as-written" dir="auto">{it.body.clone()}</p>
        </li>
    }
    .into_any()
}
