//! One comment on a page of its own, and the page that hides it.

use domain::{consultation::Phase, error::Problems, ops::comment::One, wording::unmasked};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        by,
        comment::{said, stance, standing, subject},
        country,
        form::{Field, error_summary, submit_as},
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// The page. `moderates`: whether the reader may hide it. `language`: of the text. `withdrawn`: just now.
pub fn page(one: &One, moderates: bool, language: &str, withdrawn: bool) -> Page {
    let texts = texts();
    let context = &one.context;
    let slug = context.consultation.slug.as_str();
    let comment = &one.comment;
    let reference = comment.reference.clone();
    Page::new(
        format!("{reference}, {}", context.consultation.title),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {(withdrawn && comment.withdrawn && comment.own).then(|| notice(texts, one))}
                        <p class="kicker"><a href=routes::comments(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{texts.t("comment-title")}" "<bdi>{reference}</bdi></h1>
                    </div>
                </header>
                {on(texts, one, language)}
                <section class="row part" aria-labelledby="said">
                    <h2 class="in-hang" id="said">{texts.t("comment-said")}</h2>
                    <div class="in-text comment whole">
                        {by::sign(&comment.by)}
                        <p class="comment-by">{by::name(&comment.by)}</p>
                        <p>{stance(texts, comment)}</p>
                        {said(texts, comment, one.provision.as_ref().map(|it| it.text.as_str()))}
                    </div>
                    <div class="in-margin">{facts(texts, one)}{acts(texts, one, moderates)}</div>
                </section>
                {history(texts, one)}
            </main>
        },
    )
}

/// Whether its author may do something with it: its round takes comments.
fn is_open(one: &One) -> bool {
    let context = &one.context;
    one.comment.own && context.phase == Phase::Open && one.comment.round == context.round.number
}

/// That it was withdrawn just now, and until when that can be undone.
fn notice(texts: Texts, one: &One) -> AnyView {
    let round = &one.context.round;
    let until = match round.closes_at {
        Some(at) => texts.with(
            "submission-undo-until",
            &[("moment", texts.moment_zone(at, &round.time_zone).into())],
        ),
        None => texts.t("submission-undo-until-close"),
    };
    view! {
        <div class="notice" role="status">
            <p><b>{texts.t("submission-withdrawn-now")}</b></p>
            {is_open(one).then(|| view! {
                <p>{until}</p>
                <form method="post" class="buttons">{submit_as("act", "restore", texts.t("submission-undo"), true)}</form>
            })}
        </div>
    }
    .into_any()
}

fn on(texts: Texts, one: &One, language: &str) -> AnyView {
    let slug = one.context.consultation.slug.as_str();
    match &one.provision {
        Some(provision) => {
            let class = if provision.kind == domain::text::ProvisionKind::Norm {
                "row provision norm"
            } else {
                "row provision"
            };
            view! {
                <section class=class aria-label=provision.label.clone()>
                    <a class="label" href=routes::provision(slug, &provision.anchor)><bdi>{provision.label.clone()}</bdi></a>
                    {subject(&provision.text, language)}
                </section>
            }
            .into_any()
        }
        None => view! {
            <p class="row"><a class="in-text" href=routes::whole(slug)>{texts.t("document-as-a-whole")}</a></p>
        }
        .into_any(),
    }
}

fn facts(texts: Texts, one: &One) -> impl IntoView + use<> {
    let comment = &one.comment;
    let zone = &one.context.round.time_zone;
    let group = comment
        .by
        .group
        .map_or_else(|| texts.t("group-none"), |it| texts.word("group", it));
    let country =
        (!comment.by.country.is_empty()).then(|| country::name(texts, &comment.by.country));
    let notes = standing(texts, comment, zone);
    let submitted = if comment.day_alone {
        texts.date(comment.submitted_at, zone)
    } else {
        texts.moment_zone(comment.submitted_at, zone)
    };
    view! {
        <dl class="facts">
            <div><dt>{texts.t("call-group")}</dt><dd>{group}" "{by::verification_in_full(comment)}</dd></div>
            {country.map(|it| view! { <div><dt>{texts.t("field-country")}</dt><dd>{it}</dd></div> })}
            <div><dt>{texts.t("comment-at")}</dt><dd>{submitted}</dd></div>
        </dl>
        {notes.into_iter().map(|note| view! { <p class="state">{note}</p> }).collect_view()}
    }
}

/// What the reader may do with it.
fn acts(texts: Texts, one: &One, moderates: bool) -> impl IntoView + use<> {
    let slug = one.context.consultation.slug.as_str();
    let comment = &one.comment;
    let is_open = is_open(one);
    let may_change = is_open && !comment.withdrawn;
    let hide = routes::comment_hide(slug, &comment.reference);
    let hide_words = if comment.hidden_reason.is_some() {
        texts.t("comment-unhide")
    } else {
        texts.t("comment-hide")
    };
    view! {
        {may_change.then(|| view! {
            <form method="post" class="buttons">
                {submit_as("act", "amend", texts.t("comment-amend"), true)}
                <button class="button second danger" name="act" value="withdraw">{texts.t("comment-withdraw")}</button>
            </form>
        })}
        {(is_open && comment.withdrawn).then(|| view! {
            <form method="post" class="buttons">{submit_as("act", "restore", texts.t("submission-bring-back"), true)}</form>
        })}
        {moderates.then(|| view! { <p><a href=hide>{hide_words}</a></p> })}
    }
}

fn history(texts: Texts, one: &One) -> impl IntoView + use<> {
    let zone = one.context.round.time_zone.clone();
    (!one.history.is_empty()).then(|| {
        let items = one.history.iter().map(|before| {
            let until = texts.with(
                "comment-until",
                &[(
                    "moment",
                    texts.moment_zone(before.replaced_at, &zone).into(),
                )],
            );
            let position = before.position.map(|it| texts.word("position", it));
            view! {
                <li class="stack">
                    <p class="small soft">{until}</p>
                    <p><strong>{position}</strong></p>
                    <p class="quote as-written" dir="auto">{before.body.clone()}</p>
                    {(!before.proposed_wording.is_empty()).then(|| view! {
                        <p class="redline" dir="auto">{unmasked(&before.proposed_wording).into_owned()}</p>
                    })}
                </li>
            }
        });
        view! {
            <section class="row part" aria-labelledby="history">
                <h2 class="in-hang" id="history">{texts.t("comment-history")}</h2>
                <ol class="in-text stack">{items.collect_view()}</ol>
            </section>
        }
    })
}

/// Hides a comment with a reason, or shows it again.
pub fn hide(one: &One, reason: &str, problems: &Problems, meanwhile: bool) -> Page {
    let texts = texts();
    let slug = one.context.consultation.slug.as_str();
    let comment = &one.comment;
    let title = if comment.hidden_reason.is_some() {
        texts.t("comment-unhide")
    } else {
        texts.t("comment-hide")
    };
    let form = if let Some(reason) = &comment.hidden_reason {
        view! {
            <p>{texts.with("comment-is-hidden", &[("reason", reason.clone().into())])}</p>
            <div class="buttons">{submit_as("act", "unhide", texts.t("comment-unhide"), false)}</div>
        }
        .into_any()
    } else {
        view! {
            {Field::new("reason", reason, problems).textarea(4)}
            <div class="buttons">{submit_as("act", "hide", texts.t("comment-hide"), false)}</div>
        }
        .into_any()
    };
    Page::new(
        format!("{title} {}", comment.reference),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {meanwhile.then(|| view! {
                            <div class="notice warning" role="alert"><p><b>{texts.t("status-conflict-body")}</b></p></div>
                        })}
                        <p class="kicker"><a href=routes::comment(slug, &comment.reference)><bdi>{comment.reference.clone()}</bdi></a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("comment-hide-lead")}</p>
                    </div>
                </header>
                <div class="row part">
                    <div class="in-text comment whole">{by::sign(&comment.by)}
                        <p class="comment-by">{by::name(&comment.by)}</p>
                        {said(texts, comment, one.provision.as_ref().map(|it| it.text.as_str()))}
                    </div>
                </div>
                <form class="row part" method="post" novalidate><div class="in-text form">{form}</div></form>
            </main>
        },
    )
}
