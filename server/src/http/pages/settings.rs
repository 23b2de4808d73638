//! Preparing a consultation: creating it, and changing its terms.

use app::{
    i18n::zone_of,
    pages::{
        self,
        settings::{Model, SettingsForm},
    },
    routes,
};
use axum::{Form, extract::Path, http::StatusCode, response::Response};
use chrono::{LocalResult, NaiveDateTime, TimeZone};
use domain::{
    Error, Result, Timestamp,
    act::Act,
    consultation::{Phase, Slug, Stage},
    error::{Problems, Refusal},
    ops::{
        ConsultationContext,
        consultation::{self, New, Terms},
    },
    permission::Subject,
    round::Confidentiality,
};

use super::workbench::{Pairs, value};
use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// What a facilitator says of a new consultation.
const NEW: Sample = &[
    ("slug", "wells-of-the-valley"),
    ("title", "Norms for the care of shared wells"),
    ("commission", "Commission on Shared Wells"),
    ("question", "Are these norms the right ones?"),
    ("mandate", "Given by the assembly of the valley."),
    ("confidentiality", "public"),
    ("time_zone", "Europe/Paris"),
];

/// What a facilitator changes of one.
const TERMS: Sample = &[
    ("title", "Norms for the care of shared wells"),
    ("commission", "Commission on Shared Wells"),
    ("question", "Are these norms the right ones?"),
    ("mandate", "Given by the assembly of the valley."),
    ("time_zone", "Europe/Paris"),
    ("note", "The title was too short."),
];

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(
            routes::CONSULTATION_NEW,
            Access::To(Act::CreateConsultation),
            blank,
        )
        .act(
            routes::CONSULTATION_NEW,
            "",
            Access::To(Act::CreateConsultation),
            NEW,
            create,
        )
        .get(routes::SETTINGS, Access::To(Act::PrepareConsultation), show)
        .act(
            routes::SETTINGS,
            "save",
            Access::To(Act::PrepareConsultation),
            TERMS,
            change,
        )
}

fn typed(form: &Pairs) -> SettingsForm {
    let text = |name: &str| value(form, name).to_owned();
    SettingsForm {
        slug: text("slug"),
        title: text("title"),
        commission: text("commission"),
        question: text("question"),
        mandate: text("mandate"),
        confidentiality: text("confidentiality"),
        opens_at: text("opens_at"),
        opens_which: text("opens_which"),
        closes_at: text("closes_at"),
        closes_which: text("closes_which"),
        time_zone: text("time_zone"),
        publishes_report: value(form, "publishes_report") == "yes",
        publishes_counts: value(form, "publishes_counts") == "yes",
        note: text("note"),
    }
}

/// A local moment as browsers write it, in a zone; none if the field is empty. Of an hour that comes twice, because
/// clocks are put back, `which` says which; one that is skipped is refused with the reason.
fn moment(
    problems: &mut Problems,
    field: &str,
    text: &str,
    which: &str,
    zone: &str,
) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let Some(local) = local else {
        problems.push(field, "moment", text);
        return None;
    };
    let shown = local.format("%Y-%m-%d %H:%M");
    match (zone_of(zone).from_local_datetime(&local), which) {
        (LocalResult::Single(at), _)
        | (LocalResult::Ambiguous(at, _), "first")
        | (LocalResult::Ambiguous(_, at), "second") => Some(at.to_utc()),
        (LocalResult::Ambiguous(..), _) => {
            let field = field.replace("_at", "_which");
            problems.push(field, "moment-twice", shown);
            None
        }
        (LocalResult::None, _) => {
            problems.push(field, "moment-skipped", shown);
            None
        }
    }
}

/// When the round opens and closes, as it was typed.
fn window(problems: &mut Problems, typed: &SettingsForm) -> (Option<Timestamp>, Option<Timestamp>) {
    let zone = typed.time_zone.trim();
    let (opens, closes) = (&typed.opens_which, &typed.closes_which);
    (
        moment(problems, "opens_at", &typed.opens_at, opens, zone),
        moment(problems, "closes_at", &typed.closes_at, closes, zone),
    )
}

/// A moment as the form shows it has no seconds: what was not touched stays what it was.
fn untouched(at: Option<Timestamp>, was: Option<Timestamp>) -> Option<Timestamp> {
    match (at, was) {
        (Some(at), Some(was))
            if at
                == was
                    - chrono::TimeDelta::nanoseconds(
                        was.timestamp_nanos_opt().unwrap_or_default() % 60_000_000_000,
                    ) =>
        {
            Some(was)
        }
        _ => at,
    }
}

// --- a new consultation ------------------------------------------------------------------------------

async fn blank(cx: Cx) -> Result<Response, Failure> {
    cx.actor.may(Act::CreateConsultation, Subject::default())?;
    let typed = SettingsForm {
        confidentiality: Confidentiality::Public.to_string(),
        time_zone: cx
            .actor
            .account()
            .map_or_else(|| "UTC".to_owned(), |account| account.time_zone.clone()),
        ..SettingsForm::default()
    };
    Ok(cx.page(|| pages::settings::new_page(&typed, &Problems::default())))
}

async fn create(cx: Cx, Form(form): Form<Pairs>) -> Result<Response, Failure> {
    let typed = typed(&form);
    let (status, problems) = match store_new(&cx, &typed).await {
        Ok(context) => return Ok(see_other(&routes::settings(&context.consultation.slug))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Refused(Refusal::Taken { what })) => {
            (StatusCode::CONFLICT, Problems::one("slug", "taken", what))
        }
        Err(error) => return Err(error.into()),
    };
    Ok(cx.page_with(status, None, || {
        pages::settings::new_page(&typed, &problems)
    }))
}

async fn store_new(cx: &Cx, typed: &SettingsForm) -> Result<ConsultationContext> {
    cx.actor.may(Act::CreateConsultation, Subject::default())?;
    let mut problems = Problems::default();
    let slug = typed.slug.trim().parse::<Slug>();
    if slug.is_err() {
        problems.push("slug", "slug", &typed.slug);
    }
    let confidentiality = typed.confidentiality.parse();
    if confidentiality.is_err() {
        problems.push("confidentiality", "missing", "");
    }
    let (opens_at, closes_at) = window(&mut problems, typed);
    let (Ok(slug), Ok(confidentiality), true) = (slug, confidentiality, problems.0.is_empty())
    else {
        return Err(problems.into());
    };
    let new = New {
        slug,
        title: typed.title.clone(),
        commission: typed.commission.clone(),
        question: typed.question.clone(),
        mandate: typed.mandate.clone(),
        confidentiality,
        opens_at,
        closes_at,
        time_zone: typed.time_zone.trim().to_owned(),
    };
    consultation::create(&cx.store, &cx.actor, cx.now, new).await
}

// --- settings ----------------------------------------------------------------------------------------

async fn model(cx: &Cx, slug: &Slug) -> Result<Model> {
    let context = consultation::prepare(&cx.store, &cx.actor, slug, cx.now).await?;
    Ok(Model {
        notes: consultation::notes(&cx.store, &cx.actor, slug, cx.now).await?,
        typed: SettingsForm::of(&context),
        problems: Problems::default(),
        conflict: false,
        opened: context.phase != Phase::Draft,
        frozen: context.consultation.stage != Stage::Consulting,
        context,
    })
}

async fn show(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let model = model(&cx, &slug(&name)?).await?;
    Ok(cx.page_in(&model.context, || pages::settings::page(&model)))
}

async fn change(
    cx: Cx,
    Path(name): Path<String>,
    Form(form): Form<Pairs>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let typed = typed(&form);
    let mut model = model(&cx, &slug).await?;
    let stored = store_terms(&cx, &slug, &model.context, value(&form, "seen"), &typed).await;
    let (status, problems) = match stored {
        Ok(()) => return Ok(see_other(&routes::settings(&slug))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default()),
        Err(error) => return Err(error.into()),
    };
    model.typed = typed;
    model.problems = problems;
    model.conflict = status == StatusCode::CONFLICT;
    let context = model.context.clone();
    Ok(cx.page_with(status, Some(&context), || pages::settings::page(&model)))
}

async fn store_terms(
    cx: &Cx,
    slug: &Slug,
    context: &ConsultationContext,
    seen: &str,
    typed: &SettingsForm,
) -> Result<()> {
    let now = Terms::of(context);
    let mut problems = Problems::default();
    let zone = typed.time_zone.trim();
    let (opens_at, closes_at) = window(&mut problems, typed);
    let confidentiality = typed.confidentiality.parse().unwrap_or(now.confidentiality);
    problems.into_result()?;
    let terms = Terms {
        title: typed.title.clone(),
        commission: typed.commission.clone(),
        question: typed.question.clone(),
        mandate: typed.mandate.clone(),
        publishes_report: typed.publishes_report,
        publishes_counts: typed.publishes_counts,
        confidentiality,
        opens_at: untouched(opens_at, Some(now.opens_at)).unwrap_or(now.opens_at),
        closes_at: untouched(closes_at, now.closes_at),
        time_zone: zone.to_owned(),
    };
    consultation::edit(&cx.store, &cx.actor, slug, seen, terms, &typed.note, cx.now)
        .await
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_moments_are_those_of_the_zone() {
        let mut problems = Problems::default();
        let mut at = |text: &str, zone: &str| {
            let (text, which) = text.split_once(' ').unwrap_or((text, ""));
            moment(&mut problems, "closes_at", text, which, zone).map(|at| at.to_rfc3339())
        };
        assert_eq!(
            at("2026-07-01T12:00", "Europe/Paris").as_deref(),
            Some("2026-07-01T10:00:00+00:00")
        );
        assert_eq!(
            at("2026-10-25T02:30 first", "Europe/Paris").as_deref(),
            Some("2026-10-25T00:30:00+00:00"),
        );
        assert_eq!(
            at("2026-10-25T02:30 second", "Europe/Paris").as_deref(),
            Some("2026-10-25T01:30:00+00:00"),
        );
        assert_eq!(at("2026-10-25T02:30", "Europe/Paris"), None, "one of two");
        assert_eq!(at("", "Europe/Paris"), None);
        assert_eq!(at("2026-03-29T02:30", "Europe/Paris"), None, "skipped");
        assert_eq!(at("tomorrow", "UTC"), None);
        let codes: Vec<(&str, &str)> = problems
            .0
            .iter()
            .map(|it| (it.field.as_str(), it.code.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                ("closes_which", "moment-twice"),
                ("closes_at", "moment-skipped"),
                ("closes_at", "moment")
            ]
        );
    }

    #[test]
    fn seconds_that_the_form_does_not_show_are_kept() {
        let was: Timestamp = "2026-03-01T12:00:31.5Z".parse().expect("a moment");
        let shown: Timestamp = "2026-03-01T12:00:00Z".parse().expect("a moment");
        assert_eq!(untouched(Some(shown), Some(was)), Some(was));
        let other: Timestamp = "2026-03-01T12:01:00Z".parse().expect("a moment");
        assert_eq!(untouched(Some(other), Some(was)), Some(other));
    }
}
