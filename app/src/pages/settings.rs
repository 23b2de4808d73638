//! Preparing a consultation: creating it, and changing its terms.

use chrono::{LocalResult, NaiveDateTime, TimeZone as _};
use domain::{
    error::Problems,
    ops::{ConsultationContext, consultation::Terms},
    report::Note,
    round::Confidentiality,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::form::{Field, error_summary, submit, submit_as},
    i18n::Texts,
    render::texts,
    routes,
};

/// What the forms hold, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct SettingsForm {
    /// Its name in addresses; of a new one.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub commission: String,
    /// What is asked.
    pub question: String,
    /// Mandate and method.
    pub mandate: String,
    /// A word.
    pub confidentiality: String,
    /// As a browser writes a local moment; empty: none.
    pub opens_at: String,
    /// Of an hour that comes twice, when clocks are put back: `first` or `second`; else empty.
    pub opens_which: String,
    /// As a browser writes a local moment; empty: none.
    pub closes_at: String,
    /// The same.
    pub closes_which: String,
    /// IANA name.
    pub time_zone: String,
    /// Ticked.
    pub publishes_report: bool,
    /// Ticked.
    pub publishes_counts: bool,
    /// What is told about the change.
    pub note: String,
}

impl SettingsForm {
    /// The terms as they stand.
    pub fn of(context: &ConsultationContext) -> Self {
        let terms = Terms::of(context);
        let zone = crate::i18n::zone_of(&terms.time_zone);
        let local =
            |at: domain::Timestamp| at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string();
        let which = |at: domain::Timestamp| match zone
            .from_local_datetime(&at.with_timezone(&zone).naive_local())
        {
            LocalResult::Ambiguous(first, _) if first == at => "first".to_owned(),
            LocalResult::Ambiguous(..) => "second".to_owned(),
            _ => String::new(),
        };
        Self {
            slug: String::new(),
            opens_at: local(terms.opens_at),
            opens_which: which(terms.opens_at),
            closes_which: terms.closes_at.map(which).unwrap_or_default(),
            closes_at: terms.closes_at.map(local).unwrap_or_default(),
            confidentiality: terms.confidentiality.to_string(),
            title: terms.title,
            commission: terms.commission,
            question: terms.question,
            mandate: terms.mandate,
            time_zone: terms.time_zone,
            publishes_report: terms.publishes_report,
            publishes_counts: terms.publishes_counts,
            note: String::new(),
        }
    }
}

/// A new consultation.
pub fn new_page(typed: &SettingsForm, problems: &Problems) -> Page {
    let texts = texts();
    let title = texts.t("settings-new");
    let main = view! {
        <main class="page leaf" id="main">
            <header class="row head"><div class="in-text"><h1>{title.clone()}</h1></div></header>
            <div class="row">
                <form class="in-text form" method="post">
                    {error_summary(problems)}
                    {Field::new("title", typed.title.clone(), problems).input("text", "")}
                    {Field::new("slug", typed.slug.clone(), problems).input("text", "")}
                    {words(typed, problems)}
                    {confidentiality(texts, typed, problems)}
                    {dates(typed, problems)}
                    {submit(texts.t("settings-create"))}
                </form>
            </div>
        </main>
    };
    Page::new(title, main)
}

/// What the settings show.
pub struct Model {
    /// The consultation as it stands.
    pub context: ConsultationContext,
    /// Public notes so far.
    pub notes: Vec<Note>,
    /// What the form holds.
    pub typed: SettingsForm,
    /// What is wrong with it.
    pub problems: Problems,
    /// Somebody else changed the terms while these were typed.
    pub conflict: bool,
    /// Whether the round has opened: changes need a public note.
    pub opened: bool,
    /// Whether the report is frozen: nothing changes any more.
    pub frozen: bool,
}

/// The settings.
pub fn page(model: &Model) -> Page {
    let texts = texts();
    let title = texts.t("nav-settings");
    let (typed, problems) = (&model.typed, &model.problems);
    let kicker = model.context.consultation.title.clone();
    let main = view! {
        <main class="page leaf" id="main">
            <header class="row head"><div class="in-text"><p class="kicker">{kicker}</p><h1>{title.clone()}</h1></div></header>
            <div class="row">
                <div class="in-text stack">
                    {if model.frozen {
                        view! { <div class="notice"><p>{texts.t("settings-frozen")}</p></div> }.into_any()
                    } else {
                        view! {
                            {no_text(texts, &model.context)}
                            {conflict(texts, model)}
                            <form class="form" method="post">
                                {error_summary(problems)}
                                <input type="hidden" name="seen" value=Terms::of(&model.context).mark()/>
                                {Field::new("title", typed.title.clone(), problems).input("text", "")}
                                {words(typed, problems)}
                                {if model.opened {
                                    standing_terms(texts, model)
                                } else {
                                    view! {
                                        {confidentiality(texts, typed, problems)}
                                        {policies(texts, typed, problems, true)}
                                        {dates(typed, problems)}
                                    }.into_any()
                                }}
                                {model.opened.then(|| Field::new("note", typed.note.clone(), problems).textarea(3))}
                                {submit_as("act", "save", texts.t("settings-save"), false)}
                            </form>
                        }.into_any()
                    }}
                    {notes(texts, model)}
                </div>
            </div>
        </main>
    };
    Page::new(title, main)
}

/// A consultation opens when it has a text: says so until it has.
fn no_text(texts: Texts, context: &ConsultationContext) -> AnyView {
    if context.round.version_id.is_some() {
        return ().into_any();
    }
    view! { <div class="notice"><p>{texts.t("settings-no-text")}</p><p><a href=routes::text(&context.consultation.slug)>{texts.t("nav-text")}</a></p></div> }
        .into_any()
}

fn conflict(texts: Texts, model: &Model) -> AnyView {
    if !model.conflict {
        return ().into_any();
    }
    let theirs = SettingsForm::of(&model.context);
    let side = |title: &str, it: &SettingsForm, mine: bool| {
        let told = |local: &str, which: &str| {
            let which = match which {
                "" => String::new(),
                word => format!(" ({word})"),
            };
            format!("{}{which}, {}", local.replace('T', " "), it.time_zone)
        };
        let closes = if it.closes_at.is_empty() {
            texts.t("settings-no-close")
        } else {
            told(&it.closes_at, &it.closes_which)
        };
        let parts = [
            ("field-title", it.title.clone()),
            ("field-question", it.question.clone()),
            ("field-mandate", it.mandate.clone()),
            ("field-opens-at", told(&it.opens_at, &it.opens_which)),
            ("field-closes-at", closes),
        ]
        .into_iter()
        .map(|(key, words)| view! { <div><h4 class="minor">{texts.t(key)}</h4><p class="as-written" dir="auto">{words}</p></div> })
        .collect_view();
        let title = texts.t(title);
        view! { <section class=if mine { "side mine" } else { "side" }><h3 class="minor">{title}</h3>{parts}</section> }
    };
    view! {
        <div class="notice warning" role="alert"><p><b>{texts.t("issue-conflict")}</b>" "{texts.t("issue-conflict-how")}</p></div>
        <div class="sides">{side("issue-theirs", &theirs, false)}{side("issue-yours", &model.typed, true)}</div>
    }
    .into_any()
}

fn words(typed: &SettingsForm, problems: &Problems) -> AnyView {
    view! {
        {Field::new("commission", typed.commission.clone(), problems).optional().input("text", "organization")}
        {Field::new("question", typed.question.clone(), problems).optional().textarea(3)}
        {Field::new("mandate", typed.mandate.clone(), problems).optional().textarea(6)}
    }
    .into_any()
}

fn confidentiality(texts: Texts, typed: &SettingsForm, problems: &Problems) -> AnyView {
    let options = Confidentiality::ALL
        .iter()
        .map(|it| {
            (
                it.to_string(),
                texts.word("settings-confidentiality", it),
                texts.word("confidentiality", it),
            )
        })
        .collect();
    Field::new("confidentiality", typed.confidentiality.clone(), problems).radios(options, true)
}

/// Once the round has opened: what stands, and what may still change for the better.
fn standing_terms(texts: Texts, model: &Model) -> AnyView {
    let (now, problems) = (SettingsForm::of(&model.context), &model.problems);
    let facts = [
        (
            "field-confidentiality",
            texts.word("confidentiality", &now.confidentiality),
        ),
        (
            "field-opens-at",
            texts.moment_zone(model.context.round.opens_at, &now.time_zone),
        ),
        ("field-time-zone", now.time_zone.replace('_', " ")),
    ]
    .into_iter()
    .map(|(key, words)| view! { <div><dt>{texts.t(key)}</dt><dd>{words}</dd></div> })
    .collect_view();
    view! {
        <p class="hint">{texts.t("settings-standing")}</p>
        <dl class="facts">{facts}</dl>
        <input type="hidden" name="confidentiality" value=now.confidentiality/>
        <input type="hidden" name="opens_at" value=now.opens_at/>
        <input type="hidden" name="opens_which" value=now.opens_which/>
        <input type="hidden" name="time_zone" value=now.time_zone/>
        <input type="hidden" name="publishes_counts" value=if now.publishes_counts { "yes" } else { "" }/>
        {policies(texts, &model.typed, problems, false)}
        {Field::new("closes_at", model.typed.closes_at.clone(), problems).input("datetime-local", "")}
        {which("closes_which", &model.typed.closes_at, &model.typed.closes_which, &model.typed.time_zone, problems)}
    }
    .into_any()
}

/// Which of two, where a local time comes twice because the clocks are put back; nothing elsewhere.
fn which(
    name: &str,
    local: &str,
    chosen: &str,
    zone: &str,
    problems: &Problems,
) -> Option<AnyView> {
    let texts = texts();
    let zone = crate::i18n::zone_of(zone.trim());
    let local = NaiveDateTime::parse_from_str(local.trim().get(..16)?, "%Y-%m-%dT%H:%M").ok()?;
    let LocalResult::Ambiguous(first, second) = zone.from_local_datetime(&local) else {
        return None;
    };
    let options = [("first", first), ("second", second)]
        .into_iter()
        .map(|(word, at)| {
            let offset = crate::i18n::offset(at.to_utc(), zone);
            let key = format!("settings-which-{word}");
            let label = texts.with(&key, &[("offset", offset.into())]);
            (word.to_owned(), label, String::new())
        })
        .collect();
    let time = local.format("%H:%M").to_string();
    let label = texts.with("settings-which", &[("time", time.into())]);
    Some(
        Field::new(name, chosen, problems)
            .labelled(label)
            .radios(options, true),
    )
}

fn policies(texts: Texts, typed: &SettingsForm, problems: &Problems, all: bool) -> AnyView {
    let tick = |name: &'static str, checked: bool| {
        let wrong = problems.of(name).map(|problem| {
            view! { <span class="wrong-message">{crate::components::form::message(texts, problem)}</span> }
        });
        let label = texts.t(&format!("field-{}", name.replace('_', "-")));
        view! {
            {wrong}
            <label class="choice"><input type="checkbox" id=name name=name value="yes" checked=checked/><span>{label}</span></label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{texts.t("settings-policies")}</legend>
            <div class="choices down">
                {tick("publishes_report", typed.publishes_report)}
                {all.then(|| tick("publishes_counts", typed.publishes_counts))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn dates(typed: &SettingsForm, problems: &Problems) -> AnyView {
    view! {
        <div class="pair">
            {Field::new("opens_at", typed.opens_at.clone(), problems).optional().input("datetime-local", "")}
            {Field::new("closes_at", typed.closes_at.clone(), problems).optional().input("datetime-local", "")}
        </div>
        {which("opens_which", &typed.opens_at, &typed.opens_which, &typed.time_zone, problems)}
        {which("closes_which", &typed.closes_at, &typed.closes_which, &typed.time_zone, problems)}
        {Field::new("time_zone", typed.time_zone.clone(), problems).input("text", "")}
    }
    .into_any()
}

fn notes(texts: Texts, model: &Model) -> AnyView {
    if model.notes.is_empty() {
        return ().into_any();
    }
    let items = model
        .notes
        .iter()
        .map(|note| {
            let at = texts.moment_zone(note.at, &model.context.round.time_zone);
            view! { <li><span class="soft">{at}</span>" "<span dir="auto">{note.note.clone()}</span></li> }
        })
        .collect_view();
    view! { <section><h2 class="minor">{texts.t("report-notes")}</h2><ul>{items}</ul></section> }
        .into_any()
}
