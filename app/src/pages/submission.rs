//! "My submission": the drafts with what is missing, who is speaking, publication, submitting; what was submitted.

use crate::{
    Page,
    components::{
        by, comment, country,
        form::{message, summary},
        isolate::bdi,
    },
    i18n::Texts,
    pages::status,
    render::texts,
    routes,
};
use domain::{
    error::{Problems, Refusal},
    id::DraftId,
    ops::submission::{Review, Reviewed},
    submission::{Details, SubmissionState},
};
use leptos::prelude::*;

mod form;
mod undo;

pub use form::DetailsForm;
use form::{HAND_IN, form};
use undo::{back, removed, undo, withdrawn};

/// What the page says first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    #[default]
    None,
    /// The details are kept.
    Saved,
    /// Everything was submitted; so many comments stand.
    Submitted,
    /// Another window saved other details meanwhile; these are typed, those are stored.
    Changed(Details),
    /// This draft was removed.
    Removed(DraftId),
    /// Comments were withdrawn.
    Withdrawn,
    /// What was withdrawn or removed is back.
    Back,
}

/// How much of the quota is used, told before it is reached.
fn quota(texts: Texts, review: &Review) -> String {
    let number = |it: i64| texts.number(it).into();
    texts.with(
        "submission-quota",
        &[
            ("comments", number(review.used.comments)),
            ("most_comments", number(review.quota.comments)),
            ("characters", number(review.used.characters)),
            ("most_characters", number(review.quota.characters)),
        ],
    )
}

/// The page. `typed`: none shows what is stored.
pub fn page(
    review: &Review,
    profile: &Details,
    typed: Option<&DetailsForm>,
    problems: &Problems,
    notice: &Notice,
) -> Page {
    let texts = texts();
    let context = &review.context;
    let slug = context.consultation.slug.as_str();
    let stored = review
        .submission
        .as_ref()
        .map_or_else(|| profile.clone(), domain::submission::Submission::details);
    let shown = typed.cloned().unwrap_or_else(|| DetailsForm::from(&stored));
    let revision = review
        .submission
        .as_ref()
        .map(|it| it.revision.to_string())
        .unwrap_or_default();
    let is_open = review.refused.is_none();
    let lead = match &review.submission {
        None => texts.t("submission-none"),
        Some(it) if it.state == SubmissionState::Submitted && review.drafts.is_empty() => {
            texts.t("submission-submitted")
        }
        Some(it) if it.state == SubmissionState::Withdrawn && review.drafts.is_empty() => {
            texts.t("submission-withdrawn")
        }
        Some(_) => {
            let count = i64::try_from(review.drafts.len()).unwrap_or(i64::MAX);
            // After the close they stay to be read and copied, and nothing comes of them.
            let key = match review.refused {
                Some(Refusal::Closed { .. }) => "submission-unsubmitted",
                _ => "submission-drafts-lead",
            };
            texts.count(key, count)
        }
    };
    Page::new(
        texts.t("nav-submission"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {summary(told(texts, review, problems))}
                        {said(texts, review, notice)}
                        <p class="kicker"><a href=routes::consultation(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{texts.t("nav-submission")}</h1>
                        <p class="lead byline">{lead}</p>
                    </div>
                    <div class="in-margin deadline">
                        {crate::pages::consultation::closing(context)}
                    </div>
                </header>
                <section class="row part" aria-labelledby="drafts">
                    <div class="in-hang"><h2 id="drafts">{texts.t("submission-drafts")}</h2></div>
                    {is_open.then(|| view! { <p class="in-text small soft">{quota(texts, review)}</p> })}
                    {(is_open && review.drafts.len() > 1).then(|| view! { <p class="in-text small">{texts.t("submission-ticks")}</p> })}
                    <ol class="row drafts">{review.drafts.iter().map(|it| draft(texts, review, it, is_open.then(|| shown.means(it.draft.id)))).collect_view()}</ol>
                    {is_open.then(|| view! {
                        <p class="in-text small links">
                            <a href=routes::text(slug)>{texts.t("submission-add")}</a>
                            <a href=routes::whole(slug)>{texts.t("document-comment-whole")}</a>
                        </p>
                    })}
                </section>
                {review.refused.is_none().then(|| form(texts, review, &shown, revision, problems))}
                {review.refused.as_ref().map(|refusal| view! {
                    <section class="row part"><p class="in-text lead">{status::reason(texts, refusal, &context.round.time_zone)}</p></section>
                })}
                {submitted(texts, review)}
                {withdrawn(texts, review)}
                {removed(texts, review)}
            </main>
        },
    )
}

/// Where each problem is and what it says; those of drafts link to the draft, and name what it is on.
fn told(texts: Texts, review: &Review, problems: &Problems) -> Vec<(String, String)> {
    let told = problems.0.iter().map(|problem| {
        let said = message(texts, problem);
        let of = problem.field.split_once('.').and_then(|(draft, _)| {
            let mut drafts = review.drafts.iter();
            drafts.find(|it| it.draft.id.to_string() == draft)
        });
        match of {
            Some(it) => {
                let label = it
                    .label
                    .clone()
                    .unwrap_or_else(|| texts.t("document-short"));
                let named = [("label", label.into()), ("problem", said.into())];
                (
                    format!("d-{}", it.draft.id),
                    texts.with("submission-problem", &named),
                )
            }
            None => (problem.field.clone(), said),
        }
    });
    told.collect()
}

fn said(texts: Texts, review: &Review, notice: &Notice) -> AnyView {
    let slug = review.context.consultation.slug.as_str();
    let is_open = review.refused.is_none();
    match notice {
        Notice::Removed(id) => {
            let back_way = review
                .removed
                .iter()
                .any(|it| it.draft.id == *id && it.may_come_back)
                .then(|| back(texts, routes::draft(slug, *id), None, None));
            undo(texts, review, "submission-removed", back_way)
        }
        Notice::Withdrawn => {
            let at = review.undoable.filter(|_| is_open);
            let back_way = at.map(|at| back(texts, routes::submission(slug), Some(at), None));
            undo(texts, review, "submission-withdrawn-now", back_way)
        }
        Notice::Back => view! {
            <div class="notice" role="status"><p><b>{texts.t("submission-back")}</b></p></div>
        }
        .into_any(),
        Notice::None => ().into_any(),
        Notice::Saved => view! {
            <div class="notice" role="status"><p><b>{texts.t("submission-saved")}</b></p></div>
        }
        .into_any(),
        Notice::Submitted => view! {
            <div class="notice" role="status">
                <p><b>{texts.t("submission-done")}</b></p>
                {(!review.drafts.is_empty()).then(|| view! {
                    <p><a href="#drafts">{texts.count("unsubmitted-yet", i64::try_from(review.drafts.len()).unwrap_or(i64::MAX))}</a></p>
                })}
            </div>
        }
        .into_any(),
        Notice::Changed(stored) => {
            let group = stored.stakeholder_group.map(|it| texts.word("group", it));
            let publication = stored.publication.map(|it| texts.word("publication", it));
            view! {
                <div class="notice warning" role="alert">
                    <p><b>{texts.t("submission-changed")}</b></p>
                    <dl class="facts">
                        <div><dt>{texts.t("field-organisation")}</dt><dd dir="auto">{stored.organisation.clone()}</dd></div>
                        <div><dt>{texts.t("call-group")}</dt><dd>{group}</dd></div>
                        <div><dt>{texts.t("field-country")}</dt><dd>{country::name(texts, &stored.country)}</dd></div>
                        <div><dt>{texts.t("field-publication")}</dt><dd>{publication}</dd></div>
                    </dl>
                </div>
            }
            .into_any()
        }
    }
}

/// The words of a provision, which what is proposed is held against.
fn words_of<'a>(review: &'a Review, anchor: Option<&String>) -> Option<&'a str> {
    review.texts.get(anchor?).map(String::as_str)
}

/// A draft. `ticked`: whether it is to be submitted; none where there is nothing to choose.
fn draft(
    texts: Texts,
    review: &Review,
    it: &Reviewed,
    ticked: Option<bool>,
) -> impl IntoView + use<> {
    let slug = review.context.consultation.slug.as_str();
    let words = words_of(review, it.draft.content.anchor.as_ref());
    let over = matches!(review.refused, Some(Refusal::Closed { .. }));
    let id = it.draft.id;
    let url = routes::draft(slug, id);
    let content = &it.draft.content;
    let label = it
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-short"));
    let position = content.position.map(|it| texts.word("position", it));
    let kind = content.kind.map(|it| {
        let kind = texts.word("kind", it);
        match position {
            Some(_) => texts.with("comment-kind", &[("kind", kind.into())]),
            None => kind,
        }
    });
    let amends = it.amends.as_ref().map(|reference| {
        texts.with(
            "submission-amends",
            &[("reference", reference.clone().into())],
        )
    });
    let moved = it
        .draft
        .moved_from
        .as_ref()
        .map(|label| texts.with("submission-moved", &[("label", label.clone().into())]));
    let missing: Vec<String> = it
        .missing
        .0
        .iter()
        .map(|problem| message(texts, problem))
        .collect();
    let complete = missing.is_empty();
    let on = label.clone();
    let tick = ticked.map(|ticked| {
        view! {
            <label class="choice">
                <input type="checkbox" name="draft" value=id.to_string() form=HAND_IN checked=ticked/>
                <span>{texts.t("submission-tick")}<span class="vh">" "{bdi(&on)}</span></span>
            </label>
        }
    });
    view! {
        <li class="entry row" id=format!("d-{id}")>
            <span class="label"><bdi>{label}</bdi></span>
            <div class="in-text">
                {amends.map(|it| view! { <p class="small soft">{it}</p> })}
                {moved.map(|it| view! { <p class="small state todo">{it}</p> })}
                <p class="small"><strong>{position}</strong>{kind}</p>
                {comment::content(texts, content, words)}
            </div>
            <div class="in-margin">
                {(complete && !over).then(|| view! { <p class="state">{texts.t("submission-complete")}</p> })}
                {missing.into_iter().map(|it| view! { <p class="state todo">{it}</p> }).collect_view()}
                {tick}
                <p class="links"><a href=url>{texts.t("submission-change")}<span class="vh">" "{it.label.as_deref().map(bdi)}</span></a></p>
            </div>
        </li>
    }
}

fn submitted(texts: Texts, review: &Review) -> Option<AnyView> {
    let slug = review.context.consultation.slug.as_str();
    let items: Vec<AnyView> = review
        .comments
        .iter()
        .filter(|it| !it.withdrawn)
        .map(|it| comment::item(slug, it, words_of(review, it.content.anchor.as_ref()), true))
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="row part" aria-labelledby="comments">
                <h2 class="in-hang" id="comments">{texts.t("submission-comments")}</h2>
                <ol class="in-text comments">{items}</ol>
            </section>
        }
        .into_any()
    })
}

/// The submission on paper: everything, drafts marked as drafts.
pub fn copy(review: &Review) -> Page {
    let texts = texts();
    let context = &review.context;
    let slug = context.consultation.slug.as_str();
    let details = review
        .submission
        .as_ref()
        .map(domain::submission::Submission::details)
        .unwrap_or_default();
    let author = review
        .submission
        .as_ref()
        .map(|it| it.author.clone())
        .unwrap_or_default();
    let at = review.submission.as_ref().and_then(|it| it.submitted_at);
    let at = at.map(|at| texts.moment_zone(at, &context.round.time_zone));
    let group = details.stakeholder_group.map(|it| texts.word("group", it));
    let publication = details.publication.map(|it| texts.word("publication", it));
    let comments: Vec<AnyView> = review
        .comments
        .iter()
        .map(|it| comment::item(slug, it, words_of(review, it.content.anchor.as_ref()), true))
        .collect();
    let has_drafts = !review.drafts.is_empty();
    let drafts = review
        .drafts
        .iter()
        .map(|it| draft(texts, review, it, None))
        .collect_view();
    Page::new(
        texts.t("submission-copy"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head"><div class="in-text">
                    <p class="kicker"><a href=routes::submission(slug)>{context.consultation.title.clone()}</a></p>
                    <h1>{texts.t("submission-copy")}</h1>
                    <dl class="facts">
                        <div><dt>{texts.t("field-author")}</dt><dd dir="auto">{author}</dd></div>
                        <div><dt>{texts.t("field-organisation")}</dt><dd dir="auto">{details.organisation}" "{own_mark(review)}</dd></div>
                        <div><dt>{texts.t("call-group")}</dt><dd>{group}</dd></div>
                        <div><dt>{texts.t("field-publication")}</dt><dd>{publication}</dd></div>
                        <div><dt>{texts.t("comment-at")}</dt><dd>{at}</dd></div>
                    </dl>
                </div></header>
                <section class="row part"><h2 class="in-hang">{texts.t("submission-comments")}</h2><ol class="in-text comments">{comments}</ol></section>
                {has_drafts.then(|| view! {
                    <section class="row part"><h2 class="in-hang">{texts.t("submission-drafts")}</h2><ol class="row drafts">{drafts}</ol></section>
                })}
            </main>
        },
    )
}

/// Whether organisation and group are verified; nothing before they are stated.
fn own_mark(review: &Review) -> Option<AnyView> {
    let details = review.submission.as_ref()?.details();
    let stated = !details.organisation.is_empty() || details.stakeholder_group.is_some();
    stated.then(|| by::own_verification(review.verified))
}
