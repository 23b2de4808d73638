//! The reading room: one issue of the frozen report with the text, the positions, what was said, the options, the
//! debate beside it and the decision under it.

use domain::{
    comment::CommentView,
    consultation::{Phase, Slug},
    decision::{Decision, Disposition, Proposed, Reached, Reopened},
    error::Problems,
    ops::agenda::{Agenda, Behind, Item, Room},
    remark::Remark,
    report::{Excerpt, OptionEntry, ProvisionEntry, Wording},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{by, form, form::Field, markdown, positions, redline},
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// How many excerpts stand on the page; the others are on the page of the issue's comments.
const EXCERPTS: usize = 12;

/// What was typed, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The decision's form.
    pub proposed: Proposed,
    /// The remark.
    pub remark: String,
    /// Why the decision is to be reopened.
    pub reopen_reason: String,
    /// What is wrong.
    pub problems: Problems,
    /// Somebody else recorded a decision meanwhile.
    pub conflict: bool,
}

fn zone(agenda: &Agenda) -> String {
    chrome()
        .reader_zone()
        .unwrap_or(&agenda.place.round.time_zone)
        .to_owned()
}

/// The agenda alone: where the reading room is entered.
pub fn agenda(agenda: &Agenda) -> Page {
    let texts = texts();
    let slug = agenda.place.consultation.slug.clone();
    let (open, decided): (Vec<&Item>, Vec<&Item>) = agenda
        .items
        .iter()
        .partition(|item| item.disposition.is_none());
    let all_decided = open.is_empty().then(|| {
        view! { <div class="notice more" role="status"><p>{texts.t("reading-room-all-decided")}</p></div> }
    });
    Page::new(
        texts.t("nav-reading-room"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        {kicker(agenda)}
                        <h1>{texts.t("nav-reading-room")}</h1>
                        {remainder(agenda)}
                        <p class="lead byline">{texts.t("reading-room-lead")}</p>
                        {all_decided}
                    </div>
                </header>
                {list(&slug, "reading-room-undecided", &open)}
                {list(&slug, "reading-room-decided", &decided)}
            </main>
        },
    )
}

fn list(slug: &Slug, key: &'static str, items: &[&Item]) -> Option<AnyView> {
    let texts = texts();
    if items.is_empty() {
        return None;
    }
    let entries = items
        .iter()
        .map(|item| {
            let touches = (!item.touches.is_empty()).then(|| {
                texts.with(
                    "issue-touches",
                    &[("labels", item.touches.join(", ").into())],
                )
            });
            view! {
                <li class="entry">
                    <div class="in-text">
                        <h3>
                            <a href=routes::reading_room_issue(slug, item.number)>
                                {texts.with("issue-number", &[("number", item.number.into())])}
                            </a>
                        </h3>
                        <p class="statement" dir="auto">{item.statement.clone()}</p>
                        <p class="soft">{touches}</p>
                    </div>
                    <div class="in-margin"><p><b>{standing(item)}</b></p></div>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="row part" aria-labelledby=key>
                <div class="in-hang"><h2 id=key>{texts.t(key)}</h2></div>
                <ol class="row entries">{entries}</ol>
            </section>
        }
        .into_any(),
    )
}

/// Where an issue stands: its disposition, or how far the debate is.
fn standing(item: &Item) -> String {
    let texts = texts();
    match item.disposition {
        Some(disposition) => texts.word("disposition", disposition),
        None if item.remarks == 0 => texts.t("reading-room-not-begun"),
        None => texts.count("reading-room-in-debate", item.remarks),
    }
}

fn kicker(agenda: &Agenda) -> AnyView {
    let texts = texts();
    let told = texts.with(
        "reading-room-kicker",
        &[
            ("number", agenda.report.number.into()),
            (
                "date",
                texts.date(agenda.report.frozen_at, &zone(agenda)).into(),
            ),
        ],
    );
    view! { <p class="kicker">{told}</p> }.into_any()
}

fn remainder(agenda: &Agenda) -> AnyView {
    let texts = texts();
    let all = agenda.items.len();
    let left = agenda.undecided().count();
    let decided = all - left;
    let by_consensus = agenda.items.iter().filter(|item| item.by_consensus).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let bar = format!(r#"<path class="rest" d="M0 0h{all}v6H0z"/><path d="M0 0h{decided}v6H0z"/>"#);
    let decided = (decided > 0).then(|| {
        texts.with(
            "reading-room-decided-count",
            &[
                ("count", count(decided).into()),
                ("consensus", count(by_consensus).into()),
            ],
        )
    });
    view! {
        <div class="remainder">
            <p><b>{texts.number(count(left))}</b>" "{texts.with("reading-room-remain", &[("count", count(left).into()), ("all", count(all).into())])}</p>
            <svg class="bar" viewBox=format!("0 0 {} 6", all.max(1)) preserveAspectRatio="none" aria-hidden="true" inner_html=bar></svg>
            <p class="soft">{decided}</p>
        </div>
    }
    .into_any()
}

/// One issue.
pub fn room(room: &Room, typed: &Typed) -> Page {
    let texts = texts();
    let number = room.issue.number;
    let title = texts.with("issue-number", &[("number", number.into())]);
    Page::new(
        format!("{title}, {}", texts.t("nav-reading-room")),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        {form::error_summary(&typed.problems)}
                        {conflict(room, typed)}
                        {kicker(&room.agenda)}
                        {remainder(&room.agenda)}
                    </div>
                </header>
                {side(room)}
                <article class="document matter" aria-labelledby="issue">
                    {head(room, title)}
                    {consulted(room)}
                    {positions_part(room)}
                    {said(room)}
                    {wordings(room)}
                    {options(room)}
                    {decided(room, typed)}
                </article>
                {debate(room, typed)}
            </main>
        },
    )
}

/// The agenda at the side.
fn side(room: &Room) -> AnyView {
    let texts = texts();
    let slug = room.agenda.place.consultation.slug.clone();
    let here = room.issue.number;
    let entry = |item: &Item| {
        let current = (item.number == here).then_some("true");
        view! {
            <li>
                <a href=routes::reading_room_issue(&slug, item.number) aria-current=current>
                    <span>{item.number}</span>
                    <span dir="auto">{short(&item.statement)}</span>
                    <small>{standing(item)}</small>
                </a>
            </li>
        }
    };
    let (open, decided): (Vec<&Item>, Vec<&Item>) = room
        .agenda
        .items
        .iter()
        .partition(|item| item.disposition.is_none());
    let decided = (!decided.is_empty()).then(|| {
        view! {
            <h2 class="minor more" id="agenda-decided">{texts.t("reading-room-decided")}</h2>
            <ol>{decided.iter().map(|item| entry(item)).collect_view()}</ol>
        }
    });
    view! {
        <nav class="contents" aria-labelledby="agenda">
            <h2 class="minor" id="agenda">
                <a href=routes::reading_room(&slug)>{texts.t("reading-room-agenda")}</a>
            </h2>
            <ol>{open.iter().map(|item| entry(item)).collect_view()}</ol>
            {decided}
        </nav>
    }
    .into_any()
}

/// The first words of a statement, for lists.
pub(crate) fn short(statement: &str) -> String {
    const MOST: usize = 60;
    if statement.chars().count() <= MOST {
        return statement.to_owned();
    }
    let cut: String = statement.chars().take(MOST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}

fn head(room: &Room, title: String) -> AnyView {
    let texts = texts();
    let slug = &room.agenda.place.consultation.slug;
    let touched = room
        .provisions
        .iter()
        .map(|it| {
            view! { " "<a href=format!("{}#{}", routes::text(slug), it.anchor)>{it.label.clone()}</a> }
        })
        .collect_view();
    let touches = (!room.provisions.is_empty())
        .then(|| view! { {texts.t("issue-touches-list")}{touched}" · " });
    let rests = room.issue.tally.as_ref().map(|tally| {
        let count = texts.count("issue-rests-on", tally.comments);
        view! { <a href=routes::reading_room_comments(slug, room.issue.number)>{count}</a> }
    });
    view! {
        <section>
            <span class="label" aria-hidden="true">{room.issue.number}</span>
            <h1 class="statement large" id="issue" dir="auto" lang=room.agenda.language.clone()>
                <span class="vh">{title}". "</span>{room.issue.statement.clone()}
            </h1>
            <p class="small soft">{touches}{rests}</p>
        </section>
    }
    .into_any()
}

fn consulted(room: &Room) -> Option<AnyView> {
    let texts = texts();
    if room.provisions.is_empty() {
        return None;
    }
    let language = room.agenda.language.clone();
    let provisions = room
        .provisions
        .iter()
        .map(|it| provision(it, &language))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="consulted">
                <h2 class="minor" id="consulted">{texts.t("issue-consulted")}</h2>
                {provisions}
            </section>
        }
        .into_any(),
    )
}

fn provision(it: &ProvisionEntry, language: &str) -> AnyView {
    view! {
        <span class="label">{it.label.clone()}</span>
        <div class="words" dir="auto" lang=language.to_owned() inner_html=markdown::block(&it.text, &|_| None)></div>
    }
    .into_any()
}

fn positions_part(room: &Room) -> Option<AnyView> {
    let texts = texts();
    let tally = room.issue.tally.as_ref()?;
    let subject = texts.with("issue-number", &[("number", room.issue.number.into())]);
    Some(
        view! {
            <section aria-labelledby="positions">
                <h2 class="minor" id="positions">{texts.t("positions-title")}</h2>
                {positions::figure(tally, &subject)}
            </section>
        }
        .into_any(),
    )
}

fn said(room: &Room) -> AnyView {
    let texts = texts();
    let slug = &room.agenda.place.consultation.slug;
    let excerpts = room
        .issue
        .excerpts
        .iter()
        .take(EXCERPTS)
        .map(|it| excerpt(slug, it))
        .collect_view();
    let minority = (!room.issue.minority.is_empty()).then(|| {
        view! {
            <p class="small"><b>{texts.t("issue-minority")}</b>" "<bdi>{room.issue.minority.clone()}</bdi></p>
        }
    });
    let all = room.issue.tally.as_ref().map_or(0, |tally| tally.comments);
    view! {
        <section aria-labelledby="said">
            <h2 class="minor" id="said">{texts.t("issue-said")}</h2>
            <ol>{excerpts}</ol>
            {minority}
            <p class="small more">
                <a href=routes::reading_room_comments(slug, room.issue.number)>{texts.count("issue-all-comments", all)}</a>
            </p>
        </section>
    }
    .into_any()
}

fn excerpt(slug: &Slug, it: &Excerpt) -> AnyView {
    let texts = texts();
    let hidden = it.hidden_reason.clone().map(|reason| {
        view! { <p class="small soft">{texts.with("comment-hidden", &[("reason", reason.into())])}</p> }
    });
    let quote = (!it.words.is_empty()).then(|| {
        let language = (!it.language.is_empty()).then(|| it.language.clone());
        view! { <p class="quote" lang=language dir="auto">{texts.with("quoted", &[("words", it.words.clone().into())])}</p> }
    });
    let position = it.position.map(|position| texts.word("position", position));
    view! {
        <li class="comment">
            {by::sign(&it.by)}
            <p class="comment-by">
                {by::name(&it.by)}
                <a class="ref" href=routes::comment(slug, &it.reference)>{it.reference.clone()}</a>
            </p>
            <p class="soft">{position}</p>
            {quote}
            {hidden}
        </li>
    }
    .into_any()
}

fn wordings(room: &Room) -> Option<AnyView> {
    let texts = texts();
    if room.issue.wordings.is_empty() {
        return None;
    }
    let slug = &room.agenda.place.consultation.slug;
    let entries = room
        .issue
        .wordings
        .iter()
        .take(EXCERPTS)
        .map(|it| wording(slug, it))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="wordings">
                <h2 class="minor" id="wordings">{texts.t("issue-wordings")}</h2>
                <ol>{entries}</ol>
            </section>
        }
        .into_any(),
    )
}

fn wording(slug: &Slug, it: &Wording) -> AnyView {
    let language = (!it.language.is_empty()).then(|| it.language.clone());
    view! {
        <li class="comment">
            {by::sign(&it.by)}
            <p class="comment-by">
                {by::name(&it.by)}
                <span>{it.label.clone()}" "<a class="ref" href=routes::comment(slug, &it.reference)>{it.reference.clone()}</a></span>
            </p>
            <p class="redline" lang=language dir="auto">{redline::pieces(&it.redline)}</p>
        </li>
    }
    .into_any()
}

fn options(room: &Room) -> Option<AnyView> {
    let texts = texts();
    let observation = (!room.issue.observation.is_empty()).then(|| {
        view! {
            <p class="small"><b>{texts.t("issue-observation")}</b>" "<bdi>{room.issue.observation.clone()}</bdi></p>
        }
    });
    if room.issue.options.is_empty() && observation.is_none() {
        return None;
    }
    let entries = room
        .issue
        .options
        .iter()
        .enumerate()
        .map(|(n, it)| option(n, it, &room.agenda.language))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="options">
                <h2 class="minor" id="options">{texts.t("issue-options")}</h2>
                <div class="options">{entries}</div>
                {observation}
            </section>
        }
        .into_any(),
    )
}

fn option(n: usize, it: &OptionEntry, language: &str) -> AnyView {
    let letter = u8::try_from(n)
        .ok()
        .and_then(|n| b'A'.checked_add(n))
        .map_or('?', char::from);
    let changes = (!it.redline.is_empty()).then(|| {
        view! { <p class="redline" dir="auto" lang=language.to_owned()>{redline::pieces(&it.redline)}</p> }
    });
    let label = it
        .label
        .clone()
        .map(|label| view! { " "<span class="soft">{label}</span> });
    view! {
        <div>
            <p dir="auto"><b>{letter}"."</b>" "{it.title.clone()}{label}</p>
            {changes}
        </div>
    }
    .into_any()
}

fn decided(room: &Room, typed: &Typed) -> AnyView {
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
    let published = room.agenda.place.phase == Phase::Published;
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
            <div class="decide">
                <h2 class="minor" id="decision">{heading}</h2>
                {body}
                {reopened}
            </div>
        </section>
    }
    .into_any()
}

/// How a decision was reached, with dissents and recusals, in a sentence each.
pub(crate) fn how(
    reached: Reached,
    votes: Option<domain::decision::Votes>,
    dissents: &str,
    recusals: &str,
) -> String {
    how_in(texts(), reached, votes, dissents, recusals)
}

/// The same in a language, for mails.
pub(crate) fn how_in(
    texts: Texts,
    reached: Reached,
    votes: Option<domain::decision::Votes>,
    dissents: &str,
    recusals: &str,
) -> String {
    let mut told = match (reached, votes) {
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
    };
    for (key, who) in [
        ("decision-dissents", dissents),
        ("decision-recusals", recusals),
    ] {
        if !who.is_empty() {
            told.push(' ');
            told.push_str(
                &texts.with(key, &[("who", who.trim_end_matches('.').to_owned().into())]),
            );
        }
    }
    told
}

fn told(decision: &Decision, by: Option<&str>, zone: &str) -> AnyView {
    let texts = texts();
    let recorded = by.map(|by| {
        let told = texts.with(
            "decision-recorded",
            &[
                ("by", by.to_owned().into()),
                ("moment", texts.moment(decision.decided_at, zone).into()),
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
        &[("moment", texts.moment(it.reopened_at, zone).into())],
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

fn reopen_form(decision: &Decision, typed: &Typed) -> AnyView {
    let texts = texts();
    let open = typed.problems.of("reopen_reason").is_some() || !typed.reopen_reason.is_empty();
    view! {
        <details open=open>
            <summary>{texts.t("decision-reopen")}</summary>
            <form method="post">
                <input type="hidden" name="decision" value=decision.id.to_string()/>
                {Field::new("reopen_reason", typed.reopen_reason.clone(), &typed.problems).textarea(3)}
                <div class="buttons">{form::submit_as("act", "reopen", texts.t("decision-reopen-do"), true)}</div>
            </form>
        </details>
    }
    .into_any()
}

fn decision_form(typed: &Typed) -> AnyView {
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
        <form method="post" class="stack">
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
fn conflict(room: &Room, typed: &Typed) -> Option<AnyView> {
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

fn debate(room: &Room, typed: &Typed) -> AnyView {
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
    let form = (room.agenda.place.phase != Phase::Published).then(|| {
        view! {
            <form method="post">
                {Field::new("remark", typed.remark.clone(), &typed.problems).textarea(4)}
                <div class="buttons">{form::submit_as("act", "remark", texts.t("debate-add"), true)}</div>
            </form>
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
            <p><b><bdi>{it.author.clone()}</bdi></b>" "<span class="soft">{texts.moment(it.at, zone)}</span></p>
            <p class="as-written" dir="auto">{it.body.clone()}</p>
        </li>
    }
    .into_any()
}

/// The comments behind an issue, whole.
pub fn comments(behind: &Behind, number: i32, after: i64) -> Page {
    let texts = texts();
    let slug = behind.place.consultation.slug.clone();
    let title = texts.with("issue-comments-title", &[("number", number.into())]);
    let here = routes::reading_room_comments(&slug, number);
    let first =
        (after > 0).then(|| view! { <a rel="first" href=here.clone()>{texts.t("first-page")}</a> });
    let next = behind.next.map(|next| {
        let url = routes::with_query(&here, &[("after", &next.to_string())]);
        view! { <a rel="next" href=url>{texts.t("next-page")}</a> }
    });
    let pages = (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="pages" aria-label=texts.t("pages")>{first}" "{next}</nav> }
    });
    Page::new(
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
    let language = (!content.language.is_empty()).then(|| content.language.clone());
    let part = |key: &'static str, text: &str| {
        (!text.is_empty()).then(|| {
            view! {
                <p class="minor">{texts.t(key)}</p>
                <p class="as-written" lang=language.clone() dir="auto">{text.to_owned()}</p>
            }
        })
    };
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
            <p class="comment-by">{by::name(&it.by)}<span class="ref">{it.reference.clone()}</span></p>
            <p class="soft">{about.join(" · ")}</p>
            <p class="as-written" lang=language.clone() dir="auto">{content.body.clone()}</p>
            {part("field-proposed-wording", &content.proposed_wording)}
            {part("field-rationale", &content.rationale)}
            {hidden}
        </li>
    }
    .into_any()
}
