//! A provision (or the document as a whole) with its comments, a page at a time, and the composer.

use domain::{
    comment::Draft,
    consultation::Phase,
    direction::of_language,
    error::Problems,
    ops::comment::{Around, Listing},
    paging::Seek,
    permission::Visibility,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        comment,
        composer::{CommentForm, Subject, composer},
        form::error_summary,
        positions,
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// Who may write here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Signed in, while the round is open.
    Yes,
    /// While the round is open, once signed in.
    SignIn,
    /// The round is not open.
    No,
}

/// The page.
pub fn page(around: &Around, writing: Writing, typed: &CommentForm, problems: &Problems) -> Page {
    let texts = texts();
    let context = &around.listing.context;
    let slug = context.consultation.slug.as_str();
    let label = around.provision.as_ref().map(|it| it.label.clone());
    let title = label.clone().map_or_else(
        || texts.t("document-as-a-whole"),
        |label| texts.with("provision-title", &[("label", label.into())]),
    );
    let text = around.provision.as_ref().map(|it| it.text.as_str());
    let back = around.provision.as_ref().map_or_else(
        || routes::text(slug),
        |it| format!("{}#{}", routes::text(slug), it.anchor),
    );
    let composer_title = label.map_or_else(
        || texts.t("composer-title-whole"),
        |label| texts.with("composer-title", &[("label", label.into())]),
    );
    let write = match writing {
        Writing::Yes => {
            let subject = Subject {
                slug,
                provision: around.provision.as_ref(),
                draft: None,
                text: &around.version.sha256,
            };
            composer(composer_title, typed, problems, &subject)
        }
        Writing::SignIn => sign_in(texts),
        Writing::No => ().into_any(),
    };
    let writes = writing == Writing::Yes;
    let window = format!("{title}, {}", context.consultation.title);
    let page = Page::new(
        window,
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        <p class="kicker"><a href=back>{around.version.title.clone()}</a></p>
                        <h1>{title}</h1>
                    </div>
                    <div class="in-margin">{crate::pages::consultation::closing(context)}</div>
                </header>
                {subject(texts, around)}
                <section class="row part" aria-labelledby="comments">
                    <div class="in-hang"><h2 id="comments">{texts.t("call-comments")}</h2></div>
                    <div class="in-text">
                        {comments(texts, &around.listing, text, &here(slug, around))}
                    </div>
                </section>
                {begun(texts, slug, &around.drafts)}
                <div class="row">{write}</div>
                {neighbours(texts, slug, around)}
            </main>
        },
    );
    if writes { page.with_islands() } else { page }
}

/// The address of the page.
pub fn here(slug: &str, around: &Around) -> String {
    around.provision.as_ref().map_or_else(
        || routes::whole(slug),
        |it| routes::provision(slug, &it.anchor),
    )
}

fn subject(texts: Texts, around: &Around) -> impl IntoView + use<> {
    let drawn = around
        .counts
        .as_ref()
        .filter(|tally| tally.comments > 0)
        .map(|tally| {
            view! {
                <div class="in-margin stack">
                    <p>{texts.comments(tally.figure(tally.comments))}</p>
                    {positions::counts(tally)}
                </div>
            }
        });
    around.provision.as_ref().map(|provision| {
        let language = around.version.language.clone();
        let class = if provision.kind == domain::text::ProvisionKind::Norm {
            "row provision norm"
        } else {
            "row provision"
        };
        let html = crate::components::markdown::block(&provision.text, &|_| None);
        view! {
            <section class=class aria-label=provision.label.clone()>
                <span class="label"><bdi>{provision.label.clone()}</bdi></span>
                <div class="words" lang=language.clone() dir=of_language(&language).as_str() inner_html=html></div>
                {drawn}
            </section>
        }
    })
}

/// A page of comments with the ways back and on; `base` is the address of the list.
pub fn comments(texts: Texts, listing: &Listing, text: Option<&str>, base: &str) -> AnyView {
    let slug = listing.context.consultation.slug.as_str();
    if listing.comments.is_empty() && listing.next.is_some() {
        // A search reads so far and no farther, and leads on.
        return view! {
            <div class="empty"><p>{texts.t("comments-search-on")}</p></div>
            {ways(texts, listing, base)}
        }
        .into_any();
    }
    if listing.comments.is_empty() {
        let key = match (listing.visibility, listing.context.phase) {
            (Visibility::Nothing, _) => "comments-not-shown",
            (_, Phase::Open) => "comments-none-yet",
            _ => "comments-none",
        };
        return view! { <div class="empty"><p>{texts.t(key)}</p></div> }.into_any();
    }
    let items: Vec<AnyView> = listing
        .comments
        .iter()
        .map(|it| {
            // Against the words of its own round: a later round may be on others.
            let known = listing.texts.get(&it.reference).map(String::as_str);
            comment::item(slug, it, known, text.is_none())
        })
        .collect();
    view! {
        <ol class="comments">{items}</ol>
        {ways(texts, listing, base)}
    }
    .into_any()
}

fn ways(texts: Texts, listing: &Listing, base: &str) -> impl IntoView + use<> {
    let url = |seek: Seek| crate::components::paging::url(base, seek, "#comments");
    let previous = listing.previous.map(url);
    let next = listing.next.map(url);
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pages" aria-label=texts.t("comments-pages")>
                {previous.map(|url| view! { <a rel="prev" href=url>{texts.t("comments-previous")}</a> })}
                {next.map(|url| view! { <a rel="next" href=url>{texts.t("comments-next")}</a> })}
            </nav>
        }
    })
}

fn sign_in(texts: Texts) -> AnyView {
    let url = crate::components::layout::sign_in_and_return(&crate::render::chrome().path);
    view! {
        <section class="composer" id="composer" aria-labelledby="composer-title">
            <h2 class="minor" id="composer-title">{texts.t("composer-sign-in-title")}</h2>
            <p>{texts.t("composer-sign-in")}</p>
            <p><a class="button" href=url>{texts.t("sign-in")}</a></p>
        </section>
    }
    .into_any()
}

/// What the reader has begun to write here: it is kept, and is not to be written twice.
fn begun(texts: Texts, slug: &str, drafts: &[Draft]) -> AnyView {
    if drafts.is_empty() {
        return ().into_any();
    }
    let links = drafts
        .iter()
        .map(|draft| {
            let words: String = draft.content.body.trim().chars().take(80).collect();
            let words = if words.is_empty() {
                texts.t("submission-change")
            } else {
                words
            };
            view! { <li><a href=routes::draft(slug, draft.id) dir="auto">{words}</a></li> }
        })
        .collect_view();
    view! {
        <div class="row"><div class="in-text notice"><p><b>{texts.t("composer-begun")}</b></p><ul>{links}</ul></div></div>
    }
    .into_any()
}

fn neighbours(texts: Texts, slug: &str, around: &Around) -> impl IntoView + use<> {
    let link = |(anchor, label): &(String, String), rel: &'static str, key: &str| {
        let url = routes::provision(slug, anchor);
        let words = texts.with(key, &[("label", label.clone().into())]);
        view! { <a rel=rel href=url>{words}</a> }
    };
    let before = around
        .before
        .as_ref()
        .map(|it| link(it, "prev", "provision-before"));
    let after = around
        .after
        .as_ref()
        .map(|it| link(it, "next", "provision-after"));
    view! {
        <div class="row"><nav class="pages in-text" aria-label=texts.t("provision-neighbours")>
            {before}<a href=routes::submission(slug)>{texts.t("nav-submission")}</a>{after}
        </nav></div>
    }
}
