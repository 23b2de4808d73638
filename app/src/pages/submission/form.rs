//! Who is speaking, how it is published, and which drafts are meant.

use domain::{
    account::StakeholderGroup,
    error::Problems,
    id::DraftId,
    ops::submission::Review,
    submission::{Details, Publication, SubmissionState},
};
use leptos::prelude::*;

use super::own_mark;
use crate::{
    components::{
        country::countries,
        form::{Field, submit_as},
    },
    i18n::Texts,
    routes,
};

/// The form that details and choices of drafts are sent with.
pub(super) const HAND_IN: &str = "hand-in";

/// What was typed into the page's form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsForm {
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// A word of [`StakeholderGroup`].
    pub stakeholder_group: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// A word of [`Publication`].
    pub publication: String,
    /// Of the submission as it was read; empty if there was none.
    pub revision: String,
    /// Which button was pressed.
    pub act: String,
    /// `yes` once what was asked is meant.
    pub confirm: String,
    /// Keys of the drafts that were ticked; none if the form had no ticks: all are meant.
    pub chosen: Option<Vec<String>>,
    /// Which withdrawal is to be undone: its moment.
    pub moment: String,
}

impl From<&Details> for DetailsForm {
    fn from(it: &Details) -> Self {
        Self {
            organisation: it.organisation.clone(),
            stakeholder_group: it
                .stakeholder_group
                .map_or("", StakeholderGroup::as_str)
                .to_owned(),
            country: it.country.clone(),
            publication: it.publication.map_or("", Publication::as_str).to_owned(),
            ..Self::default()
        }
    }
}

impl DetailsForm {
    /// From names and values as they were sent.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = pairs.iter().rev().find(|(it, _)| it == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let drafts = pairs.iter().filter(|(name, _)| name == "draft");
        Self {
            organisation: value("organisation"),
            stakeholder_group: value("stakeholder_group"),
            country: value("country"),
            publication: value("publication"),
            revision: value("revision"),
            act: value("act"),
            confirm: value("confirm"),
            chosen: (value("drafts") == "chosen")
                .then(|| drafts.map(|(_, draft)| draft.clone()).collect()),
            moment: value("moment"),
        }
    }

    /// Whether a draft is meant.
    pub(super) fn means(&self, draft: DraftId) -> bool {
        let is_it = |it: &String| *it == draft.to_string();
        self.chosen.as_ref().is_none_or(|all| all.iter().any(is_it))
    }

    /// As details.
    pub fn details(&self) -> Details {
        Details {
            organisation: self.organisation.trim().to_owned(),
            stakeholder_group: self.stakeholder_group.parse().ok(),
            country: self.country.trim().to_uppercase(),
            publication: self.publication.parse().ok(),
        }
    }
}

pub(super) fn form(
    texts: Texts,
    review: &Review,
    shown: &DetailsForm,
    revision: String,
    problems: &Problems,
) -> impl IntoView + use<> {
    let groups: Vec<(String, String)> =
        std::iter::once((String::new(), texts.t("submission-choose")))
            .chain(
                StakeholderGroup::ALL
                    .iter()
                    .map(|it| (it.to_string(), texts.word("group", it))),
            )
            .collect();
    let publications = Publication::ALL
        .iter()
        .map(|it| {
            (
                it.to_string(),
                texts.word("publication", it),
                texts.t(&format!("publication-{it}-hint")),
            )
        })
        .collect();
    let count = i64::try_from(review.drafts.len()).unwrap_or(i64::MAX);
    let submit = (count > 0).then(|| {
        submit_as(
            "act",
            "submit",
            // With ticks, how many it is depends on them.
            if count > 1 {
                texts.t("submission-submit-ticked")
            } else {
                texts.count("submission-submit", count)
            },
            false,
        )
    });
    let stands = review
        .submission
        .as_ref()
        .is_some_and(|it| it.state == SubmissionState::Submitted);
    let slug = review.context.consultation.slug.as_str();
    view! {
        <form class="row" method="post" id=HAND_IN novalidate>
            <input type="hidden" name="revision" value=revision/>
            {(count > 0).then(|| view! { <input type="hidden" name="drafts" value="chosen"/> })}
            <section class="row part" aria-labelledby="who">
                <h2 class="in-hang" id="who">{texts.t("submission-who")}</h2>
                <div class="in-text stack">
                    <p class="note">{own_mark(review)}{review.verified.then(|| view! { " "<span>{texts.t("by-verified-until")}</span> })}</p>
                    {Field::new("organisation", &shown.organisation, problems).optional().input("text", "organization")}
                    {Field::new("stakeholder_group", &shown.stakeholder_group, problems).select(groups)}
                    {Field::new("country", shown.country.to_uppercase(), problems).optional().select(countries(texts, &shown.country.to_uppercase()))}
                </div>
                <p class="in-margin">{texts.t("submission-declared")}</p>
            </section>
            <section class="row part" aria-labelledby="publish">
                <h2 class="in-hang" id="publish">{texts.t("submission-publication")}</h2>
                <div class="in-text">{Field::new("publication", &shown.publication, problems).radios(publications, true)}</div>
            </section>
            <section class="row part" aria-labelledby="submit">
                <h2 class="in-hang" id="submit">{texts.t("submission-hand-in")}</h2>
                <div class="in-text stack">
                    <p class="lead">{texts.t("submission-hand-in-lead")}</p>
                    <div class="buttons">
                        {submit}
                        {submit_as("act", "save", texts.t("submission-save"), true)}
                        {(stands || count > 0).then(|| view! {
                            <a class="button second" href=routes::submission_print(slug)>{texts.t("submission-print")}</a>
                        })}
                        {stands.then(|| view! {
                            <button class="button second danger" name="act" value="withdraw">{texts.t("submission-withdraw")}</button>
                        })}
                    </div>
                </div>
            </section>
        </form>
    }
}
