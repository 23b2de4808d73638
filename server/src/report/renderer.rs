//! What freezing needs of the program: files, and the letter to each commissioner.

use app::{i18n::Texts, mail::Letter, routes};
use domain::{
    Result,
    account::Account,
    ops::{ConsultationContext, mail::Written, report},
    report::{Frozen, Rendered, Report},
};

/// The program's press.
pub struct Renderer {
    /// Where the site is reached: scheme, host and port.
    pub site: String,
}

impl report::Renderer for Renderer {
    fn render(&self, report: &Report) -> Result<Rendered> {
        // Seconds of work: the other threads go on answering.
        tokio::task::block_in_place(|| super::render(report))
    }

    fn letter(&self, to: &Account, context: &ConsultationContext, frozen: &Frozen) -> Written {
        let texts = Texts::of(to.language);
        let title = context.consultation.title.clone();
        let subject = texts.with("report-mail-subject", &[("title", title.clone().into())]);
        let words = texts.with(
            "report-mail-words",
            &[
                ("title", title.into()),
                ("number", frozen.number.into()),
                (
                    "moment",
                    texts.moment_zone(frozen.frozen_at, &to.time_zone).into(),
                ),
            ],
        );
        let mut letter = Letter::new(texts, subject, self.site.clone())
            .greeting(&to.name)
            .words(words);
        if !frozen.correction.is_empty() {
            letter = letter
                .words(texts.t("report-correction"))
                .quote(frozen.correction.clone());
        }
        let url = format!(
            "{}{}",
            self.site,
            routes::report(&context.consultation.slug)
        );
        letter.link(texts.t("report-mail-link"), url).write()
    }
}
