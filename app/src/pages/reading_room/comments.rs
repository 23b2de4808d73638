//! The comments behind an issue, whole, a page at a time.

use domain::{comment::CommentView, ops::agenda::Behind};
use leptos::prelude::*;

use crate::{
    Page,
    components::{by, comment, isolate::bdi, paging::ways},
    render::texts,
    routes,
};

/// The comments behind an issue, whole.
pub fn comments(behind: &Behind, number: i32) -> Page {
    let texts = texts();
    let slug = behind.context.consultation.slug.clone();
    let title = texts.with("issue-comments-title", &[("number", number.into())]);
    let here = routes::reading_room_comments(&slug, number);
    let pages = ways(&here, behind.previous, behind.next);
    Page::confidential(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker"><a href=routes::reading_room_issue(&slug, number)>{texts.t("issue-back")}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.count("comments-count", behind.count)}</p>
                    </div>
                </header>
                <section class="row">
                    <div class="in-text">
                        <ol>{behind.comments.iter().map(whole).collect_view()}</ol>
                        {pages}
                    </div>
                </section>
            </main>
        },
    )
}

fn whole(it: &CommentView) -> AnyView {
    let texts = texts();
    let content = &it.content;
    let on = it
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let position = content
        .position
        .map(|position| texts.word("position", position));
    let kind = content.kind.map(|kind| texts.word("kind", kind));
    let about: Vec<String> = [Some(on), position, kind].into_iter().flatten().collect();
    let hidden = it.hidden_reason.clone().map(|reason| {
        view! { <p class="small soft">{texts.with("comment-hidden", &[("reason", reason.into())])}</p> }
    });
    view! {
        <li class="comment whole" id=it.reference.clone()>
            {by::sign(&it.by)}
            <p class="comment-by">{by::name(&it.by)}<span class="ref">{bdi(&it.reference)}</span></p>
            <p class="soft">{about.join(" · ")}</p>
            {comment::content(texts, content, None)}
            {hidden}
        </li>
    }
    .into_any()
}
