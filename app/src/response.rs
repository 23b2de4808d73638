//! The message to each submitter when the outcome is published: what became of each of their comments.

use domain::{
    answer::{CommentOutcome, DecisionTrail, Response, in_order},
    direction::isolated,
    ops::mail::Written,
};

use crate::{i18n::Texts, mail::Letter, pages::reading_room::how_in, routes};

/// Writes it, in the submitter's language. `site` is the site's address without a slash at its end.
pub fn response(response: &Response<'_>, site: &str) -> Written {
    let texts = Texts::of(response.account.language);
    let title = response.consultation.title.clone();
    let slug = &response.consultation.slug;
    let letter = Letter::new(
        texts,
        texts.with("response-subject", &[("title", title.clone().into())]),
        site,
    )
    .greeting(&response.account.name)
    .words(texts.with("response-lead", &[("title", title.into())]));
    let letter = response
        .comments
        .iter()
        .fold(letter, |letter, fate| told(letter, texts, response, fate));
    letter
        .link(
            texts.t("response-answers"),
            format!("{site}{}", routes::answers(slug)),
        )
        .link(
            texts.t("response-outcome"),
            format!("{site}{}", routes::outcome(slug)),
        )
        .write()
}

fn told(letter: Letter, texts: Texts, response: &Response<'_>, fate: &CommentOutcome) -> Letter {
    let comment = &fate.comment;
    let on = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let letter = letter
        .heading({
            let apart = |words| isolated(words, texts.runs());
            format!("{} · {}", apart(&comment.reference), apart(&on))
        })
        .quote(comment.content.body.clone());
    let letter = match fate.set_aside.clone().filter(|_| fate.issues.is_empty()) {
        Some(reason) => letter.words(format!("{} {reason}", texts.t("fate-set-aside"))),
        None => letter,
    };
    in_order(response.trails, &fate.issues)
        .into_iter()
        .fold(letter, |letter, trail| decided(letter, texts, trail))
}

fn decided(letter: Letter, texts: Texts, trail: &DecisionTrail) -> Letter {
    let it = &trail.decided;
    let labels: Vec<&str> = trail
        .changed
        .iter()
        .map(|change| change.label.as_str())
        .collect();
    let changed = if labels.is_empty() {
        texts.t("answers-no-words")
    } else {
        texts.with(
            "response-changed",
            &[("labels", texts.list(&labels).into())],
        )
    };
    letter
        .words(texts.with(
            "response-issue",
            &[
                ("number", it.number.into()),
                ("statement", it.statement.clone().into()),
            ],
        ))
        .words(texts.with(
            "response-decision",
            &[
                (
                    "disposition",
                    texts.word("disposition", it.disposition).into(),
                ),
                (
                    "how",
                    how_in(texts, it.reached, it.votes, &it.dissents, &it.recusals).into(),
                ),
            ],
        ))
        .quote(it.reason.clone())
        .words(changed)
}
