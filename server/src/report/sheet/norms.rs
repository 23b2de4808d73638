//! Norm by norm, issue by issue, and what runs across them.

use domain::{
    report::{Excerpt, IssueEntry, Norm, ProvisionEntry, Wording},
    text::{ProvisionKind, blocks},
};

use super::{
    Part, Style, TextRun, TextStyle, Writer, short,
    words::{block_part, paragraph, redline, tag},
};

impl Writer<'_> {
    // --- 4 -----------------------------------------------------------------------------------

    pub(super) fn norms(&mut self) {
        let heading = self.t("report-part-norms");
        self.heading(1, "norms", heading, true);
        self.say("report-norms-read");
        for (n, norm) in self.report.norms.iter().enumerate() {
            // Only a norm with something to say about it begins a page.
            let page = n > 0 && norm.provisions.iter().any(|it| !it.issues.is_empty());
            self.heading(2, format!("norm-{}", n + 1), norm_name(norm), page);
            for (n, provision) in norm.provisions.iter().enumerate() {
                // The norm's own heading stands above already.
                let told = n == 0 && provision.kind == ProvisionKind::Heading;
                self.provision(provision, told);
            }
        }
    }

    pub(super) fn provision(&mut self, provision: &ProvisionEntry, told: bool) {
        if !told {
            self.parts.push(Part::Provision {
                id: format!("p-{}", provision.anchor),
                label: provision.label.clone(),
                kind: provision.kind.to_string(),
                depth: provision.depth,
                parts: blocks(&provision.text)
                    .into_iter()
                    .map(block_part)
                    .collect(),
                lang: self.report.cover.language.clone(),
            });
        }
        if !provision.mentions.is_empty() {
            let mut runs = vec![
                TextRun::styled(self.t("report-see-also"), Style::Soft),
                TextRun::plain(" "),
            ];
            runs.extend(self.issue_links(&provision.mentions));
            self.text(TextStyle::By, runs);
        }
        for issue in &provision.issues {
            self.issue(issue, 3);
        }
    }

    pub(super) fn issue(&mut self, issue: &IssueEntry, level: u8) {
        let heading = self
            .texts
            .with("report-issue", &[("number", issue.number.into())]);
        self.parts.push(Part::Heading {
            level,
            id: format!("issue-{}", issue.number),
            text: heading,
            more: short(&issue.statement, 90),
            page: false,
        });
        self.text(
            TextStyle::Statement,
            vec![TextRun::plain(issue.statement.clone())],
        );
        if !issue.touches.is_empty() {
            let touches = self.texts.with(
                "report-touches",
                &[("labels", self.joined(&issue.touches).into())],
            );
            self.text(TextStyle::By, vec![TextRun::plain(touches)]);
        }
        if let Some(tally) = &issue.tally
            && tally.comments > 0
        {
            let caption = self
                .texts
                .with("report-positions-issue", &[("number", issue.number.into())]);
            self.positions_chart(&[("", tally)], &caption);
            self.positions_table(tally, caption);
        }
        if !issue.excerpts.is_empty() {
            self.minor("report-excerpts");
            for excerpt in &issue.excerpts {
                self.excerpt(excerpt);
            }
        }
        if !issue.wordings.is_empty() {
            self.minor("report-wordings");
            for wording in &issue.wordings {
                self.wording(wording);
            }
        }
        if !issue.minority.is_empty() {
            self.minor("report-minority");
            self.typed(TextStyle::Body, &issue.minority, None);
        }
        if !issue.options.is_empty() {
            self.minor("report-options");
            let items = issue
                .options
                .iter()
                .map(|option| {
                    let mut title = vec![TextRun::plain(option.title.clone())];
                    if let Some(label) = &option.label {
                        title.push(TextRun::plain(" "));
                        title.push(TextRun::styled(
                            self.texts
                                .with("report-on", &[("label", label.clone().into())]),
                            Style::Soft,
                        ));
                    }
                    let mut parts = vec![paragraph(title)];
                    if !option.redline.is_empty() {
                        parts.push(Part::Text {
                            tone: TextStyle::Redline,
                            runs: redline(&option.redline),
                            lang: Some(self.report.cover.language.clone()),
                            id: None,
                        });
                    }
                    parts
                })
                .collect();
            self.parts.push(Part::List {
                start: Some(1),
                items,
            });
        }
        if !issue.observation.is_empty() {
            self.minor("report-observation");
            self.typed(TextStyle::Body, &issue.observation, None);
        }
    }

    pub(super) fn excerpt(&mut self, excerpt: &Excerpt) {
        let mut runs = vec![self.reference(&excerpt.reference), TextRun::plain(" ")];
        runs.extend(self.by(&excerpt.by));
        runs.push(TextRun::plain(self.separator()));
        runs.push(TextRun::plain(self.position(excerpt.position)));
        if let Some(label) = &excerpt.label {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::plain(
                self.texts
                    .with("report-on", &[("label", label.clone().into())]),
            ));
        }
        self.text(TextStyle::By, runs);
        match &excerpt.hidden_reason {
            Some(reason) if excerpt.words.is_empty() => self.hidden(reason),
            _ => self.typed(TextStyle::Quote, &excerpt.words, tag(&excerpt.language)),
        }
    }

    pub(super) fn hidden(&mut self, reason: &str) {
        let text = self
            .texts
            .with("report-hidden", &[("reason", reason.to_owned().into())]);
        self.text(TextStyle::Quote, vec![TextRun::styled(text, Style::Soft)]);
    }

    pub(super) fn wording(&mut self, wording: &Wording) {
        let mut runs = vec![self.reference(&wording.reference), TextRun::plain(" ")];
        runs.extend(self.by(&wording.by));
        if let Some(label) = &wording.label {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::plain(
                self.texts
                    .with("report-on", &[("label", label.clone().into())]),
            ));
        }
        self.text(TextStyle::By, runs);
        self.parts.push(Part::Text {
            tone: TextStyle::Redline,
            runs: redline(&wording.redline),
            lang: tag(&wording.language),
            id: None,
        });
        self.typed(TextStyle::Quote, &wording.rationale, tag(&wording.language));
    }

    // --- 5 -----------------------------------------------------------------------------------

    pub(super) fn across(&mut self) {
        let heading = self.t("report-part-across");
        self.heading(1, "across", heading, true);
        let report = self.report;
        self.typed(TextStyle::Body, &report.words.across, None);
        if report.across.is_empty() && report.words.across.is_empty() {
            self.say("report-nothing-across");
        }
        for issue in &report.across {
            self.issue(issue, 2);
        }
    }
}

/// "2. Public core", or the label where a norm has no heading.
pub(super) fn norm_name(norm: &Norm) -> String {
    if norm.title.is_empty() {
        norm.label.clone()
    } else {
        norm.title.clone()
    }
}
