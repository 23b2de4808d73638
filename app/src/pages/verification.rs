//! Whether those who handed something in are who they say they are: what they state, what speaks for it, and the
//! facilitator's word.

use domain::{
    error::Problems,
    ops::verification::{Claim, Claims},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        by,
        form::{error_summary, message, typed},
        mark::mark,
    },
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// What was typed, and about whom.
#[derive(Clone, Debug, Default)]
pub struct NoteForm {
    /// The submission.
    pub id: String,
    /// How it was verified, or why no longer.
    pub note: String,
    /// Whether it was taken back or restated meanwhile.
    pub conflict: bool,
}

/// The page.
pub fn page(claims: &Claims, form: &NoteForm, problems: &Problems) -> Page {
    let texts = texts();
    let context = &claims.context;
    let slug = &context.consultation.slug;
    let title = texts.t("verification-title");
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&context.round.time_zone)
        .to_owned();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let counted = texts.with(
        "verification-counted",
        &[
            ("verified", count(claims.verified).into()),
            ("count", count(claims.all).into()),
        ],
    );
    let rows = claims
        .claims
        .iter()
        .map(|claim| row(texts, claim, form, problems, &zone))
        .collect_view();
    let none = claims
        .claims
        .is_empty()
        .then(|| view! { <div class="empty"><p>{texts.t("verification-none")}</p></div> });
    let next = claims.next.map(|id| {
        let url = routes::with_query(&routes::verification(slug), &[("after", &id.to_string())]);
        view! { <nav class="pages" aria-label=texts.t("pages")><a rel="next" href=url>{texts.t("next-page")}</a></nav> }
    });
    let conflict = form.conflict.then(|| {
        view! { <div class="notice warning" role="alert"><p><b>{texts.t("verification-conflict")}</b></p></div> }
    });
    Page::new(
        format!("{title}, {}", context.consultation.title),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {conflict}
                        <p class="kicker"><a href=routes::consultation(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("verification-lead")}</p>
                        <p>{counted}</p>
                    </div>
                </header>
                <section class="row part" aria-labelledby="claims">
                    <h2 class="in-hang" id="claims">{texts.t("verification-claims")}</h2>
                    <div class="to-end">{none}<ol class="claims">{rows}</ol>{next}</div>
                </section>
            </main>
        },
    )
}

fn row(
    texts: Texts,
    claim: &Claim,
    form: &NoteForm,
    problems: &Problems,
    zone: &str,
) -> impl IntoView + use<> {
    let stated = &claim.stated;
    let id = stated.id.to_string();
    let group = stated
        .stakeholder_group
        .map_or_else(|| texts.t("group-none"), |it| texts.word("group", it));
    let name = if stated.organisation.is_empty() {
        texts.t("verification-no-organisation")
    } else {
        stated.organisation.clone()
    };
    let from = match claim.domain() {
        Some(domain) => texts.with(
            "verification-domain",
            &[("domain", domain.to_owned().into())],
        ),
        None if stated.channel.is_empty() => texts.t("verification-entered"),
        None => texts.with(
            "verification-entered-channel",
            &[("channel", stated.channel.clone().into())],
        ),
    };
    let doubts: Vec<String> = claim
        .resembles
        .iter()
        .map(|other| texts.with("verification-resembles", &[("other", other.clone().into())]))
        .chain((claim.also > 0).then(|| {
            texts.count(
                "verification-also",
                i64::try_from(claim.also).unwrap_or(i64::MAX),
            )
        }))
        .collect();
    let doubts = doubts
        .into_iter()
        .map(|doubt| view! { <p class="doubt"><b dir="auto">{doubt}</b></p> })
        .collect_view();
    let country = (!stated.country.is_empty()).then(|| {
        view! { <div><dt>{texts.t("field-country")}</dt><dd>{crate::components::country::name(texts, &stated.country)}</dd></div> }
    });
    let comments = texts.count("comments-count", stated.comments);
    let author = (!stated.author.is_empty()).then(|| {
        view! { <div><dt>{texts.t("field-author")}</dt><dd dir="auto">{stated.author.clone()}</dd></div> }
    });
    view! {
        <li class="claim" id=id.clone()>
            <div class="stack">
                <p class="comment-by"><span>{stated.stakeholder_group.map(mark)}" "<b dir="auto">{name}</b>" "{by::verified_mark(claim.is_verified())}</span></p>
                {doubts}
                <dl class="facts">
                    {author}
                    <div><dt>{texts.t("call-group")}</dt><dd>{group}</dd></div>
                    {country}
                    <div><dt>{texts.t("verification-from")}</dt><dd><bdi>{from}</bdi></dd></div>
                    <div><dt>{texts.t("call-comments")}</dt><dd>{comments}</dd></div>
                </dl>
                {history(texts, claim, zone)}
            </div>
            {acts(texts, claim, form, problems)}
        </li>
    }
}

/// What was verified, by whom and how; also what no longer counts.
fn history(texts: Texts, claim: &Claim, zone: &str) -> Option<AnyView> {
    let it = claim.verification.as_ref()?;
    let by = if it.by.is_empty() {
        texts.word("office", "operator")
    } else {
        it.by.clone()
    };
    let values = [
        ("by", by.into()),
        ("moment", texts.moment_zone(it.at, zone).into()),
    ];
    let when = texts.with("verification-by", &values);
    let dropped = it.changed_at.map(|at| {
        let group = it
            .stakeholder_group
            .map_or_else(|| texts.t("group-none"), |it| texts.word("group", it));
        let values = [
            ("organisation", it.organisation.clone().into()),
            ("group", group.into()),
            ("moment", texts.moment_zone(at, zone).into()),
        ];
        view! { <p><b dir="auto">{texts.with("verification-dropped", &values)}</b></p> }
    });
    Some(
        view! {
            <p class="small soft">{when}</p>
            <p class="quote as-written" dir="auto">{it.note.clone()}</p>
            {dropped}
        }
        .into_any(),
    )
}

fn acts(
    texts: Texts,
    claim: &Claim,
    form: &NoteForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let id = claim.stated.id.to_string();
    let here = form.id == id;
    let note = if here {
        form.note.clone()
    } else {
        String::new()
    };
    let wrong = problems.of("note").filter(|_| here).map(|problem| {
        view! { <span class="wrong-message" id=format!("wrong-{id}")>{message(texts, problem)}</span> }
    });
    let described = wrong.is_some().then(|| format!("wrong-{id}"));
    // The error summary links to the field by its name.
    let field = if here {
        "note".to_owned()
    } else {
        format!("note-{id}")
    };
    let (act, label, question) = if claim.is_verified() {
        (
            "take-back",
            "verification-take-back",
            "verification-why-not",
        )
    } else {
        ("verify", "verification-verify", "verification-how")
    };
    let class = if act == "verify" {
        "button small"
    } else {
        "button second small"
    };
    let whom = texts.with(
        "verification-about",
        &[
            ("act", texts.t(label).into()),
            ("author", claim.stated.author.clone().into()),
            ("organisation", claim.stated.organisation.clone().into()),
        ],
    );
    view! {
        <form method="post" class="form" novalidate>
            <input type="hidden" name="id" value=id.clone()/>
            <input type="hidden" name="revision" value=claim.stated.revision.to_string()/>
            <div class=if described.is_some() { "field wrong" } else { "field" }>
                <label for=field.clone()>{texts.t(question)}</label>
                {wrong}
                <textarea id=field name="note" rows="2" dir="auto" aria-describedby=described.clone()
                    aria-invalid=described.is_some().then_some("true") inner_html=typed(&note)></textarea>
            </div>
            <button class=class name="act" value=act aria-label=whom>{texts.t(label)}</button>
        </form>
    }
}
