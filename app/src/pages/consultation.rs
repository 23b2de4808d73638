//! The call: what is asked, until when, how confidential it is, where it stands, who has spoken.

use std::cmp::Ordering;

use domain::{
    account::StakeholderGroup,
    consultation::Phase,
    ops::{ConsultationContext, call::Call, comment::Spoken},
    tally::figure,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{mark::mark, next_step::next_steps},
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// The page. `spoken`: none if counts are not to be seen.
pub fn page(call: &Call, spoken: Option<&Spoken>) -> Page {
    let texts = texts();
    let context = &call.context;
    let consultation = &context.consultation;
    let slug = consultation.slug.as_str();
    let mandate = crate::components::markdown::block(&consultation.mandate, &|_| None);
    let question = consultation.question.clone();
    let kicker = texts.with("document-kicker", &[("round", context.round.number.into())]);
    Page::new(
        consultation.title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker">{kicker}</p>
                        <h1 dir="auto">{consultation.title.clone()}</h1>
                        <p class="lead byline" dir="auto">{consultation.commission.clone()}</p>
                    </div>
                    <div class="in-margin">{closing(context)}</div>
                </header>
                <section class="row part" aria-labelledby="asked">
                    <h2 class="in-hang" id="asked">{texts.t("call-asked")}</h2>
                    <div class="in-text stack">
                        {(!question.is_empty()).then(|| view! { <p class="lead" dir="auto">{question}</p> })}
                        {next_steps(call)}
                    </div>
                </section>
                <section class="row part" aria-labelledby="stands">
                    <h2 class="in-hang" id="stands">{texts.t("call-stands")}</h2>
                    <div class="in-text">
                        {phases(texts, context)}
                        {notes(call)}
                    </div>
                </section>
                {(!consultation.mandate.is_empty()).then(|| view! {
                    <section class="row part" aria-labelledby="mandate">
                        <h2 class="in-hang" id="mandate">{texts.t("call-mandate")}</h2>
                        <div class="in-text stack" dir="auto" inner_html=mandate></div>
                    </section>
                })}
                {spoken.map(|spoken| who(texts, slug, spoken))}
            </main>
        },
    )
}

/// Who reads the comments of the current round, and from when on, as it is by now.
pub fn confidentiality(texts: Texts, context: &ConsultationContext) -> String {
    let word = context.round.confidentiality;
    match context.phase {
        Phase::Draft | Phase::Open => texts.word("confidentiality", word),
        _ => texts.t(&format!("confidentiality-{word}-over")),
    }
}

/// Until when comments are taken, in the round's zone and in the reader's, and how confidential they are.
pub fn closing(context: &ConsultationContext) -> impl IntoView + use<> {
    let texts = texts();
    let zone = &context.round.time_zone;
    let (title, at) = match context.phase {
        Phase::Draft => ("call-opens", Some(context.round.opens_at)),
        Phase::Open => ("call-open", context.round.closes_at),
        _ => ("call-closed", context.round.closes_at),
    };
    let key = match context.phase {
        Phase::Draft => "front-opens",
        Phase::Open => "front-closes",
        _ => "call-closed-at",
    };
    let round = at.map_or_else(
        || texts.t("front-no-close"),
        |at| texts.with(key, &[("moment", texts.moment_zone(at, zone).into())]),
    );
    let here = chrome()
        .reader_zone()
        .filter(|here| here != zone)
        .map(str::to_owned);
    let here = here.zip(at).map(|(here, at)| {
        texts.with(
            "call-where-you-are",
            &[("moment", texts.moment_zone(at, &here).into())],
        )
    });
    view! {
        <section aria-labelledby="closes">
            <h2 class="minor" id="closes">{texts.t(title)}</h2>
            <p>{round}</p>
            {here.map(|here| view! { <p>{here}</p> })}
            <p>{confidentiality(texts, context)}</p>
        </section>
    }
}

/// What changed in the round after it was announced, as the facilitators noted it.
fn notes(call: &Call) -> Option<AnyView> {
    if call.notes.is_empty() {
        return None;
    }
    let texts = texts();
    let zone = &call.context.round.time_zone;
    let notes = call
        .notes
        .iter()
        .map(|it| {
            view! {
                <div>
                    <dt>{texts.moment_zone(it.at, zone)}</dt>
                    <dd class="as-written" dir="auto">{it.note.clone()}</dd>
                </div>
            }
        })
        .collect_view();
    Some(
        view! {
            <h3 class="minor">{texts.t("next-notes")}</h3>
            <dl class="facts">{notes}</dl>
        }
        .into_any(),
    )
}

fn phases(texts: Texts, context: &ConsultationContext) -> impl IntoView + use<> {
    let now = context.phase;
    let items = Phase::ALL.iter().map(|phase| {
        let word = texts.word("phase", phase);
        match phase.cmp(&now) {
            Ordering::Equal => view! { <li aria-current="step">{word}</li> }.into_any(),
            Ordering::Less => {
                view! { <li class="done"><span class="vh">{texts.t("call-phase-done")}" "</span>{word}</li> }.into_any()
            }
            Ordering::Greater => view! { <li>{word}</li> }.into_any(),
        }
    });
    view! { <ol class="phases">{items.collect_view()}</ol> }
}

fn who(texts: Texts, slug: &str, spoken: &Spoken) -> impl IntoView + use<> {
    let mut groups: Vec<Option<StakeholderGroup>> =
        StakeholderGroup::ALL.iter().copied().map(Some).collect();
    groups.push(None);
    let always = [
        StakeholderGroup::State,
        StakeholderGroup::PrivateSector,
        StakeholderGroup::TechnicalCommunity,
        StakeholderGroup::CivilSociety,
    ];
    let rows = groups.into_iter().filter_map(|group| {
        let submissions = spoken.submissions_of(group);
        let comments = i64::from(spoken.comments.of_group(group));
        let shown = submissions > 0 || comments > 0 || group.is_some_and(|it| always.contains(&it));
        let name = group.map_or_else(|| texts.t("group-none"), |it| texts.word("group", it));
        let within = group == Some(StakeholderGroup::TechnicalCommunity);
        shown.then(|| {
            view! {
                <tr>
                    <th scope="row" class=within.then_some("of-which")>{group.map(mark)}" "{name}</th>
                    <td class="num">{texts.figure(figure(submissions, spoken.confidential))}</td>
                    <td class="num">{texts.figure(figure(comments, spoken.confidential))}</td>
                </tr>
            }
        })
    });
    view! {
        <section class="row part" aria-labelledby="spoken">
            <h2 class="in-hang" id="spoken">{texts.t("call-spoken")}</h2>
            <div class="in-text stack">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{texts.t("call-group")}</th>
                        <th scope="col" class="num">{texts.t("call-submissions")}</th>
                        <th scope="col" class="num">{texts.t("call-comments")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <p class="small soft">{texts.t("call-spoken-note")}</p>
                <p class="small"><a href=routes::comments(slug)>{texts.t("comments-title")}</a></p>
            </div>
        </section>
    }
}

/// What every sheet of paper says of a consultation: its title, the round, and the round's dates.
pub fn on_paper(texts: Texts, context: &ConsultationContext) -> String {
    let round = &context.round;
    let opens = texts.date(round.opens_at, &round.time_zone);
    let dates = match round.closes_at {
        Some(closes) => texts.with(
            "paper-dates",
            &[
                ("opens", opens.into()),
                ("closes", texts.date(closes, &round.time_zone).into()),
            ],
        ),
        None => texts.with("paper-from", &[("opens", opens.into())]),
    };
    texts.with(
        "paper-running",
        &[
            ("title", context.consultation.title.clone().into()),
            ("round", round.number.into()),
            ("dates", dates.into()),
        ],
    )
}
