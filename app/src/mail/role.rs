//! Mails about commissioners: who becomes one, who no longer is, and who reads their debate.

use domain::{
    actor::RoleChange,
    ops::{audit::InspectionNotice, mail::Written, role::RoleNotice},
};

use super::Letter;
use crate::{i18n::Texts, routes};

/// That somebody becomes or no longer is commissioner, or that it waits for the reader's word.
pub fn changed(notice: &RoleNotice, site: &str) -> Written {
    let texts = Texts::of(notice.to.language);
    let consultation = &notice.context.consultation;
    let person = if notice.whom.name.is_empty() {
        notice.whom.email.to_string()
    } else {
        format!("{} ({})", notice.whom.name, notice.whom.email)
    };
    let or_operator = |name: &str| {
        if name.is_empty() {
            texts.word("office", "operator")
        } else {
            name.to_owned()
        }
    };
    let what = match (notice.change, notice.waits_until.is_some()) {
        (RoleChange::Give, false) => "given",
        (RoleChange::Take, false) => "taken",
        (RoleChange::Give, true) => "ask-give",
        (RoleChange::Take, true) => "ask-take",
    };
    let values = [
        ("person", person.into()),
        ("title", consultation.title.clone().into()),
        ("by", or_operator(&notice.by).into()),
    ];
    let subject = texts.with(&format!("mail-role-{what}-subject"), &values);
    let mut letter = Letter::new(texts, subject, site)
        .greeting(&notice.to.name)
        .words(texts.with(&format!("mail-role-{what}"), &values));
    if !notice.asked_by.is_empty() {
        let asker = [("asker", notice.asked_by.clone().into())];
        letter = letter.words(texts.with("mail-role-asked-by", &asker));
    }
    let letter = if let Some(at) = notice.waits_until {
        let moment = texts.moment_zone(at, &notice.to.time_zone);
        let until = [("moment", moment.into())];
        let url = format!("{site}{}", routes::roles(&consultation.slug));
        letter
            .words(texts.with("mail-role-until", &until))
            .link(texts.t("roles-title"), url)
    } else {
        let url = format!("{site}{}", routes::record(&consultation.slug));
        letter
            .words(texts.t("mail-role-why"))
            .link(texts.t("audit-title"), url)
    };
    letter.write()
}

/// That somebody who is no commissioner read the debate, and why.
pub fn debate_read(notice: &InspectionNotice, site: &str) -> Written {
    let texts = Texts::of(notice.to.language);
    let consultation = &notice.context.consultation;
    let by = if notice.by.name.is_empty() {
        notice.by.email.to_string()
    } else {
        format!("{} ({})", notice.by.name, notice.by.email)
    };
    let values = [
        ("by", by.into()),
        ("title", consultation.title.clone().into()),
    ];
    let url = format!("{site}{}", routes::record(&consultation.slug));
    Letter::new(texts, texts.with("mail-debate-subject", &values), site)
        .greeting(&notice.to.name)
        .words(texts.with("mail-debate", &values))
        .quote(notice.reason.clone())
        .link(texts.t("audit-title"), url)
        .write()
}
