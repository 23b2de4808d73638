//! What is added: every comment, what was set aside, how to verify the files.

use app::components::comment::field_label;
use domain::{
    comment::Attribution,
    report::{CommentEntry, Readership},
};

use super::{
    Part, Style, TextRun, TextStyle, Writer,
    words::{paragraph, tag},
};

impl Writer<'_> {
    // --- annexes -----------------------------------------------------------------------------

    pub(super) fn annexes(&mut self, data: &str) {
        let report = self.report;
        let heading = self.t("report-annex-set-aside");
        self.heading(1, "set-aside", heading, true);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.set_aside.is_empty() {
            self.say("report-none-set-aside");
        } else {
            let items = report
                .set_aside
                .iter()
                .map(|it| {
                    let mut runs = vec![
                        self.reference(&it.reference),
                        TextRun::plain(self.separator()),
                        TextRun::plain(self.group(it.group)),
                    ];
                    runs.extend(self.verification(it.verified));
                    runs.extend([TextRun::plain(": "), TextRun::plain(it.reason.clone())]);
                    vec![paragraph(runs)]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }

        let heading = self.t("report-annex-respondents");
        self.heading(1, "respondents", heading, false);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.respondents.is_empty() {
            self.say("report-none-named");
        } else {
            self.say("report-respondents-read");
            let items = report
                .respondents
                .iter()
                .map(|it| {
                    let mut runs = self.by(&Attribution {
                        author: it.author.clone(),
                        organisation: it.organisation.clone(),
                        group: it.group,
                        country: it.country.clone(),
                        anonymous: false,
                        entered_at: None,
                        late: false,
                        verified: it.verified,
                    });
                    runs.push(TextRun::plain(self.separator()));
                    runs.push(TextRun::plain(
                        self.texts.count("comments-count", it.comments),
                    ));
                    vec![paragraph(runs)]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }

        let heading = self.t("report-annex-comments");
        self.heading(1, "comments", heading, true);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.comments.is_empty() {
            self.say("report-no-comments");
        }
        for entry in &report.comments {
            self.comment(entry);
        }
        self.verify(data);
    }

    pub(super) fn comment(&mut self, entry: &CommentEntry) {
        let comment = &entry.comment;
        let mut runs = vec![
            TextRun {
                styles: vec![Style::Strong],
                ..TextRun::apart(comment.reference.clone())
            },
            TextRun::plain(" "),
        ];
        runs.extend(self.by(&comment.by));
        let on = match &comment.label {
            Some(label) => self
                .texts
                .with("report-on", &[("label", label.clone().into())]),
            None => self.t("document-as-a-whole"),
        };
        let kind = comment
            .content
            .kind
            .map(|kind| self.texts.word("kind", kind));
        for words in [
            Some(self.position(comment.content.position)),
            kind,
            Some(on),
        ]
        .into_iter()
        .flatten()
        {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::plain(words));
        }
        runs.push(TextRun::plain(self.separator()));
        runs.push(TextRun::styled(
            self.texts
                .date(comment.submitted_at, &self.report.cover.time_zone),
            Style::Soft,
        ));
        if comment.not_for_publication {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::styled(
                self.t("publication-not-for-publication"),
                Style::Strong,
            ));
        }
        self.parts.push(Part::Text {
            tone: TextStyle::By,
            runs,
            lang: None,
            id: self
                .places
                .get(comment.reference.as_str())
                .map(|place| format!("c-{place}")),
        });
        let lang = tag(&comment.content.language);
        if let Some(reason) = &comment.hidden_reason {
            self.hidden(reason);
        }
        for (field, words) in comment.content.written() {
            if field == "body" {
                self.typed(TextStyle::Quote, words, lang.clone());
            } else if !words.trim().is_empty() {
                let label = field_label(self.texts, field);
                self.parts.push(Part::Text {
                    tone: TextStyle::Quote,
                    runs: vec![
                        TextRun::styled(label, Style::Soft),
                        TextRun::plain(" "),
                        TextRun::plain(words.trim()),
                    ],
                    lang: lang.clone(),
                    id: None,
                });
            }
        }
        let mut runs = Vec::new();
        if entry.set_aside {
            runs.push(TextRun::link(self.t("report-was-set-aside"), "#set-aside"));
        } else if !entry.issues.is_empty() {
            runs.push(TextRun::styled(self.t("report-went-into"), Style::Soft));
            runs.push(TextRun::plain(" "));
            runs.extend(self.issue_links(&entry.issues));
        }
        if !runs.is_empty() {
            self.text(TextStyle::Quote, runs);
        }
    }

    pub(super) fn verify(&mut self, data: &str) {
        let heading = self.t("report-annex-verify");
        self.heading(1, "verify", heading, true);
        self.say("report-verify-reads");
        let rows = vec![
            (
                self.t("report-verify-text"),
                vec![TextRun::styled(
                    self.report.cover.text_sha256.clone(),
                    Style::Code,
                )],
            ),
            (
                self.t("report-verify-data"),
                vec![TextRun::styled(data, Style::Code)],
            ),
        ];
        self.parts.push(Part::Facts { rows });
        if self.report.audience == Readership::Public {
            self.say("report-verify-public");
        }
    }
}
