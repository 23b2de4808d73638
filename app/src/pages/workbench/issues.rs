//! Right: the issues under construction.

use domain::issue::IssueSummary;
use leptos::prelude::*;

use super::Model;
use crate::{components::posbar::Bars, i18n::Texts, routes};
pub(super) fn issues(texts: Texts, model: &Model) -> AnyView {
    let bars = Bars::of(model.bench.issues.iter().map(|it| &it.tally));
    let current: Vec<i32> = model
        .hand
        .as_ref()
        .map(|hand| hand.standing.issues.clone())
        .unwrap_or_default();
    let items = model
        .bench
        .issues
        .iter()
        .map(|it| issue(texts, model, it, current.contains(&it.number), &bars))
        .collect_view();
    let empty = model
        .bench
        .issues
        .is_empty()
        .then(|| view! { <p class="empty">{texts.t("workbench-no-issues")}</p> });
    view! {
        <section aria-labelledby="issues">
            <h2 class="minor" id="issues">
                {texts.t("workbench-issues")}" "
                <span class="soft small">{texts.number(i64::try_from(model.bench.issues.len()).unwrap_or_default())}</span>
            </h2>
            {empty}
            <ol>{items}</ol>
        </section>
    }
    .into_any()
}

fn issue(texts: Texts, model: &Model, it: &IssueSummary, current: bool, bars: &Bars) -> AnyView {
    let bar = (it.tally.comments > 0).then(|| bars.bar(&it.tally));
    let count = texts.count("comments-count", it.tally.comments);
    let touches = if it.labels.is_empty() {
        texts.with("issue-touches-none", &[("comments", count.into())])
    } else {
        texts.with(
            "issue-touches-some",
            &[
                ("labels", texts.list(&it.labels).into()),
                ("comments", count.into()),
            ],
        )
    };
    let slug = &model.bench.context.consultation.slug;
    view! {
        <li class=if current { "issue current" } else { "issue" } id=format!("issue-{}", it.number)>
            <span class="n">{it.number}</span>
            <div>
                <p class="statement" dir="auto">{it.statement.clone()}</p>
                <p class="soft">{touches}</p>
                {bar}
                <p class="small"><a href=routes::issue(slug, it.number)>{texts.t("workbench-open-issue")}</a></p>
            </div>
        </li>
    }
    .into_any()
}
