//! All comments of a round with filters, and the ways to take them along.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    ops::comment::Listing,
    permission::Visibility,
    query::{MAX_WORD, MAX_WORDS},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    Page,
    components::form::{Field, error_summary, submit, submit_as},
    i18n::Texts,
    render::texts,
    routes,
};

/// What was chosen to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sought {
    /// The number of a round; empty: any.
    pub round: String,
    /// A label; `-`: the document as a whole; empty: anything.
    pub on: String,
    /// A word of [`StakeholderGroup`].
    pub group: String,
    /// A word of [`CommentKind`].
    pub kind: String,
    /// A word of [`Position`].
    pub position: String,
    /// Words, each of which must occur.
    pub words: String,
    /// The number after which the page begins.
    pub after: String,
    /// The number before which the page ends.
    pub before: String,
}

impl Sought {
    /// The address of the list without its place in it.
    pub fn url(&self, slug: &str) -> String {
        routes::with_query(
            &routes::comments(slug),
            &[
                ("round", &self.round),
                ("on", &self.on),
                ("group", &self.group),
                ("kind", &self.kind),
                ("position", &self.position),
                ("words", &self.words),
            ],
        )
    }
}

/// The page. `labels`: of all provisions, to choose from. `everything`: whether the reader may export everything.
pub fn page(
    listing: &Listing,
    labels: &[(String, String)],
    sought: &Sought,
    everything: bool,
    problems: &Problems,
) -> Page {
    let texts = texts();
    let context = &listing.context;
    let slug = context.consultation.slug.as_str();
    Page::new(
        format!(
            "{}, {}",
            texts.t("comments-title"),
            context.consultation.title
        ),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker"><a href=routes::consultation(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{texts.t("comments-title")}</h1>
                    </div>
                    <div class="in-margin">{crate::pages::consultation::closing(context)}</div>
                </header>
                <section class="row part" aria-labelledby="filters">
                    <h2 class="in-hang" id="filters">{texts.t("comments-filters")}</h2>
                    {error_summary(problems)}
                    {filters(texts, listing, labels, sought, problems)}
                </section>
                <section class="row part" aria-labelledby="comments">
                    <h2 class="in-hang" id="comments">{texts.t("call-comments")}</h2>
                    <div class="in-text">
                        {crate::pages::provision::comments(texts, listing, None, &sought.url(slug))}
                    </div>
                </section>
                {exports(texts, listing, everything)}
            </main>
        },
    )
}

fn filters(
    texts: Texts,
    listing: &Listing,
    labels: &[(String, String)],
    sought: &Sought,
    problems: &Problems,
) -> impl IntoView + use<> {
    let slug = listing.context.consultation.slug.as_str();
    let none = Problems::default();
    // Nobody chooses between one round and itself.
    let rounds = listing.context.rounds.iter().count() > 1;
    let rounds = rounds.then(|| {
        let all = (String::new(), texts.t("comments-all-rounds"));
        let each = listing.context.rounds.iter().map(|round| {
            let name = texts.with("comments-round", &[("number", round.number.into())]);
            (round.number.to_string(), name)
        });
        let options = std::iter::once(all).chain(each).collect();
        Field::new("round", &sought.round, &none).select(options)
    });
    let any = (String::new(), texts.t("comments-any"));
    let words = |list: &'static str, all: Vec<String>| {
        let options = all.into_iter().map(|it| {
            let label = texts.word(list, &it);
            (it, label)
        });
        std::iter::once(any.clone())
            .chain(options)
            .collect::<Vec<_>>()
    };
    let all = |it: Vec<&'static str>| it.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let groups = words(
        "group",
        all(StakeholderGroup::ALL.iter().map(|it| it.as_str()).collect()),
    );
    let kinds = words(
        "kind",
        all(CommentKind::ALL.iter().map(|it| it.as_str()).collect()),
    );
    let positions = words(
        "position",
        all(Position::ALL.iter().map(|it| it.as_str()).collect()),
    );
    let whole = ("-".to_owned(), texts.t("document-as-a-whole"));
    let on: Vec<(String, String)> = [any.clone(), whole]
        .into_iter()
        .chain(
            labels
                .iter()
                .map(|(_, label)| (label.clone(), label.clone())),
        )
        .collect();
    view! {
        <form class="in-text filters wide" method="get" action=routes::comments(slug)>
            {rounds}
            {Field::new("on", &sought.on, &none).labelled(texts.t("comments-on")).select(on)}
            {Field::new("group", &sought.group, &none).labelled(texts.t("call-group")).select(groups)}
            {Field::new("kind", &sought.kind, &none).select(kinds)}
            {Field::new("position", &sought.position, &none).select(positions)}
            {Field::new("words", &sought.words, problems).labelled(texts.t("comments-words"))
                .hinted(words_hint(texts)).input("search", "")}
            <div class="buttons">
                {submit(texts.t("comments-filter"))}
                <a class="button second" href=routes::comments(slug)>{texts.t("comments-filter-none")}</a>
            </div>
        </form>
    }
}

/// How many words may be searched for, and how long ones.
pub fn words_hint(texts: Texts) -> String {
    let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX).into();
    texts.with(
        "comments-words-hint",
        &[
            ("words", number(MAX_WORDS)),
            ("characters", number(MAX_WORD)),
        ],
    )
}

fn exports(texts: Texts, listing: &Listing, everything: bool) -> impl IntoView + use<> {
    let slug = listing.context.consultation.slug.as_str();
    let internal = domain::round::Confidentiality::Internal;
    let rounds = &listing.context.rounds;
    let public = rounds.iter().any(|round| round.confidentiality != internal)
        && listing.visibility != Visibility::Nothing;
    let take = public.then(|| {
        view! {
            <p class="links">
                <a href=routes::comments_xlsx(slug)>{texts.t("comments-xlsx")}</a>
                <a href=routes::comments_safe_csv(slug)>{texts.t("comments-safe-csv")}</a>
                <a href=routes::comments_csv(slug)>{texts.t("comments-plain-csv")}</a>
                <a href=routes::comments_jsonl(slug)>{texts.t("comments-jsonl")}</a>
            </p>
        }
    });
    let all = everything.then(|| {
        view! {
            <form method="post" class="stack" action=routes::comments(slug)>
                <p>{texts.t("comments-everything")}</p>
                <div class="buttons">
                    {submit_as("act", "xlsx", texts.t("comments-xlsx"), true)}
                    {submit_as("act", "spreadsheet-csv", texts.t("comments-safe-csv"), true)}
                    {submit_as("act", "csv", texts.t("comments-plain-csv"), true)}
                    {submit_as("act", "jsonl", texts.t("comments-jsonl"), true)}
                </div>
            </form>
            <p><a href=routes::enter(slug)>{texts.t("enter-title")}</a></p>
        }
    });
    (public || everything).then(|| {
        view! {
            <section class="row part" aria-labelledby="exports">
                <h2 class="in-hang" id="exports">{texts.t("comments-take")}</h2>
                <div class="in-text stack">{take}{all}<p class="small soft">{texts.t("comments-plain-why")}</p></div>
            </section>
        }
    })
}
