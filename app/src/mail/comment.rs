//! Mails about comments: the confirmation with every comment, and that one was hidden.

use domain::{
    account::Language,
    comment::{CommentView, Content},
    ops::{
        comment::Notice,
        exchange::Entered,
        mail::Written,
        reminder::Due,
        submission::{Receipt, Withdrawal},
    },
    quota::characters,
    round::Round,
};

use super::Letter;
use crate::{components::comment::field_label, i18n::Texts, routes};

/// The confirmation of a submission, with what was submitted this time and the references of all that stands. `site`:
/// where links lead.
pub fn receipt(receipt: &Receipt, site: &str) -> Written {
    let texts = Texts::of(receipt.to.language);
    let consultation = &receipt.context.consultation;
    let count = i64::try_from(receipt.comments.len()).unwrap_or(i64::MAX);
    let subject = texts.with(
        "receipt-subject",
        &[("title", consultation.title.clone().into())],
    );
    let lead = texts.with(
        "receipt-lead",
        &[
            ("count", count.into()),
            ("moment", moment(texts, receipt).into()),
        ],
    );
    let publication = receipt.submission.publication.map(|publication| {
        let word = texts.word("publication", publication);
        texts.with("receipt-publication", &[("publication", word.into())])
    });
    let mut letter = Letter::new(texts, subject, site)
        .greeting(&receipt.to.name)
        .words(lead);
    if let Some(publication) = publication {
        letter = letter.words(publication);
    }
    letter = letter.words(closing(texts, "receipt-until", &receipt.context.round));
    if !receipt.left.is_empty() {
        let count = i64::try_from(receipt.left.len()).unwrap_or(i64::MAX);
        letter = letter.words(texts.with(
            "receipt-left",
            &[
                ("count", count.into()),
                ("labels", left_on(texts, receipt).into()),
            ],
        ));
    }
    letter = letter.link(
        texts.t("receipt-link"),
        format!("{site}{}", routes::submission(&consultation.slug)),
    );
    let is_new = |it: &CommentView| {
        receipt.given.contains(&it.reference) || receipt.amended.contains(&it.reference)
    };
    let (quoted, named) = quoted(&receipt.comments, is_new);
    for comment in quoted {
        letter = whole(letter, texts, comment);
    }
    if !named.is_empty() {
        let references = named.join(&texts.t("list-comma"));
        letter = letter
            .words(texts.with("receipt-others", &[("references", references.into())]))
            .words(texts.t("receipt-words-elsewhere"));
    }
    letter.write()
}

/// How many characters of comments a confirmation quotes.
pub const MOST_QUOTED: i64 = 20_000;

/// What is new to a letter, as far as it holds it; and the references of everything else: each confirmation names
/// everything, and repeats nothing.
fn quoted(
    comments: &[CommentView],
    is_new: impl Fn(&CommentView) -> bool,
) -> (Vec<&CommentView>, Vec<String>) {
    let mut left = MOST_QUOTED;
    let (quoted, named): (Vec<&CommentView>, Vec<&CommentView>) = comments.iter().partition(|it| {
        let is_new = is_new(it);
        if is_new {
            left -= characters(&it.content);
        }
        is_new && left >= 0
    });
    (
        quoted,
        named.into_iter().map(|it| it.reference.clone()).collect(),
    )
}

/// A comment with all its words.
fn whole(letter: Letter, texts: Texts, comment: &CommentView) -> Letter {
    let on = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let heading = texts.with(
        "receipt-comment",
        &[
            ("reference", comment.reference.clone().into()),
            ("on", on.into()),
        ],
    );
    let mut letter = letter.heading(heading);
    if let Some(position) = comment.content.position {
        letter = letter.words(texts.word("position", position));
    }
    said(letter, texts, &comment.content)
}

/// What the drafts that were left for later are on.
fn left_on(texts: Texts, receipt: &Receipt) -> String {
    texts.list(receipt.left.iter().map(|it| {
        it.label
            .clone()
            .unwrap_or_else(|| texts.t("document-as-a-whole"))
    }))
}

/// That comments were withdrawn, what they said, and until when that can be undone.
pub fn withdrawn(withdrawal: &Withdrawal, site: &str) -> Written {
    let texts = Texts::of(withdrawal.to.language);
    let consultation = &withdrawal.context.consultation;
    let count = i64::try_from(withdrawal.comments.len()).unwrap_or(i64::MAX);
    let title = || consultation.title.clone().into();
    let subject = texts.with("withdrawn-subject", &[("title", title())]);
    let moment = texts.moment_zone(withdrawal.at, &withdrawal.to.time_zone);
    let lead = texts.with(
        "withdrawn-lead",
        &[
            ("count", count.into()),
            ("title", title()),
            ("moment", moment.into()),
        ],
    );
    let url = routes::submission(&consultation.slug);
    let mut letter = Letter::new(texts, subject, site)
        .greeting(&withdrawal.to.name)
        .words(lead)
        .words(closing(texts, "withdrawn-until", &withdrawal.context.round))
        .link(texts.t("receipt-link"), format!("{site}{url}"));
    let (quoted, named) = quoted(&withdrawal.comments, |_| true);
    for comment in quoted {
        letter = whole(letter, texts, comment);
    }
    if !named.is_empty() {
        letter = letter
            .words(texts.with(
                "withdrawn-others",
                &[("references", texts.list(&named).into())],
            ))
            .words(texts.t("receipt-words-elsewhere"));
    }
    letter.write()
}

fn moment(texts: Texts, receipt: &Receipt) -> String {
    texts.moment_zone(receipt.at, &receipt.to.time_zone)
}

/// What may be done until the round closes, and when that is.
fn closing(texts: Texts, key: &str, round: &Round) -> String {
    let until = texts.t(key);
    match round.closes_at {
        Some(at) => {
            let moment = texts.moment_zone(at, &round.time_zone);
            let closes = texts.with("front-closes", &[("moment", moment.into())]);
            format!("{until} {closes}.")
        }
        None => until,
    }
}

/// That the secretariat has entered comments in somebody's name, with what they say. In the language of the comments,
/// as far as there are pages in it: nothing else is known of the reader.
pub fn entered(entered: &Entered, site: &str) -> Written {
    let language = entered
        .comments
        .iter()
        .find_map(|it| it.content.language.get(..2)?.parse().ok())
        .unwrap_or(Language::English);
    let texts = Texts::of(language);
    let (consultation, round) = (&entered.context.consultation, &entered.context.round);
    let title = consultation.title.clone();
    let subject = texts.with("entered-subject", &[("title", title.clone().into())]);
    let count = i64::try_from(entered.comments.len()).unwrap_or(i64::MAX);
    let moment = |at| texts.moment_zone(at, &round.time_zone);
    let lead = texts.with(
        "entered-lead",
        &[
            ("title", title.into()),
            ("count", count.into()),
            ("moment", moment(entered.at).into()),
        ],
    );
    let mut letter = Letter::new(texts, subject, site)
        .greeting(entered.author.trim())
        .words(lead)
        .words(texts.t("entered-not-yours"))
        .link(
            texts.t("entered-link"),
            format!("{site}{}", routes::consultation(&consultation.slug)),
        );
    for comment in &entered.comments {
        let on = comment
            .label
            .clone()
            .unwrap_or_else(|| texts.t("document-as-a-whole"));
        let heading = texts.with(
            "receipt-comment",
            &[
                ("reference", comment.reference.clone().into()),
                ("on", on.into()),
            ],
        );
        let how = texts.with(
            "entered-how",
            &[
                ("channel", comment.channel.clone().into()),
                ("moment", moment(comment.submitted_at).into()),
            ],
        );
        letter = letter.heading(heading).words(how);
        letter = said(letter, texts, &comment.content);
    }
    letter.write()
}

/// All that is written in a comment.
fn said(mut letter: Letter, texts: Texts, content: &Content) -> Letter {
    for (field, text) in content.written() {
        if text.is_empty() {
            continue;
        }
        if field != "body" {
            letter = letter.words(field_label(texts, field));
        }
        letter = letter.quote(text);
    }
    letter
}

/// That drafts are not submitted, and the round closes soon.
pub fn reminder(due: &Due, site: &str) -> Written {
    let texts = Texts::of(due.language);
    let subject = texts.with("reminder-subject", &[("title", due.title.clone().into())]);
    let closes = texts.moment_zone(due.closes_at, &due.time_zone);
    let lead = texts.with(
        "reminder-lead",
        &[("count", due.drafts.into()), ("moment", closes.into())],
    );
    let url = routes::submission(&due.slug);
    Letter::new(texts, subject, site)
        .greeting(&due.name)
        .words(lead)
        .words(texts.t("reminder-how"))
        .link(texts.t("receipt-link"), format!("{site}{url}"))
        .write()
}

/// That a comment was hidden, and why.
pub fn hidden(notice: &Notice, site: &str) -> Written {
    let texts = Texts::of(notice.to.language);
    let consultation = &notice.context.consultation;
    let subject = texts.with(
        "hidden-subject",
        &[("reference", notice.reference.clone().into())],
    );
    let lead = texts.with(
        "hidden-lead",
        &[
            ("title", consultation.title.clone().into()),
            ("reference", notice.reference.clone().into()),
        ],
    );
    let url = routes::comment(&consultation.slug, &notice.reference);
    Letter::new(texts, subject, site)
        .greeting(&notice.to.name)
        .words(lead)
        .words(texts.t("hidden-reason"))
        .quote(&notice.reason)
        .link(texts.t("hidden-link"), format!("{site}{url}"))
        .write()
}
