//! Why it was asked, who took part, and the positions at a glance.

use std::fmt::Write as _;

use domain::{
    account::StakeholderGroup,
    bars,
    comment::Position,
    report::Participation,
    tally::{Tally, figure},
    text::blocks,
};

use super::{
    Part, Style, TextRun, TextStyle, Writer,
    norms::norm_name,
    words::{block_part, paragraph},
};
use crate::report::chart;
use app::components::country;

impl Writer<'_> {
    // --- 1 -----------------------------------------------------------------------------------

    pub(super) fn purpose(&mut self) {
        let (report, cover) = (self.report, &self.report.cover);
        let heading = self.t("report-part-purpose");
        self.heading(1, "purpose", heading, false);
        if !report.correction.is_empty() {
            let label = self.t("report-correction");
            self.text(
                TextStyle::Body,
                vec![
                    TextRun::styled(label, Style::Strong),
                    TextRun::plain(" "),
                    TextRun::plain(report.correction.clone()),
                ],
            );
        }
        self.typed(TextStyle::Body, &report.words.purpose, None);
        for block in blocks(&cover.mandate) {
            let part = block_part(block);
            self.parts.push(part);
        }
        let mut rows = vec![
            (
                self.t("report-fact-text"),
                vec![TextRun::plain(self.texts.with(
                    "report-text-version",
                    &[
                        ("title", cover.text_title.clone().into()),
                        ("number", cover.text_version.into()),
                    ],
                ))],
            ),
            (
                self.t("report-fact-round"),
                vec![TextRun::plain(cover.round.to_string())],
            ),
            (
                self.t("report-fact-opened"),
                vec![TextRun::plain(self.moment(cover.opens_at))],
            ),
        ];
        if let Some(closes) = cover.closes_at {
            rows.push((
                self.t("report-fact-closed"),
                vec![TextRun::plain(self.moment(closes))],
            ));
        }
        rows.push((
            self.t("report-fact-confidentiality"),
            vec![TextRun::plain(
                self.texts.word("confidentiality", cover.confidentiality),
            )],
        ));
        rows.push((
            self.t("report-fact-edition"),
            vec![TextRun::plain(self.edition())],
        ));
        self.parts.push(Part::Facts { rows });
        let explained = format!("report-edition-{}-holds", report.audience);
        self.say(&explained);
        if !cover.notes.is_empty() {
            self.minor("report-notes");
            let items = cover
                .notes
                .iter()
                .map(|note| {
                    vec![paragraph(vec![
                        TextRun::styled(self.moment(note.at), Style::Soft),
                        TextRun::plain(" "),
                        TextRun::plain(note.note.clone()),
                    ])]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }
        if !report.words.method.is_empty() {
            let heading = self.t("report-method");
            self.heading(2, "method", heading, false);
            self.typed(TextStyle::Body, &report.words.method, None);
        }
    }

    // --- 2 -----------------------------------------------------------------------------------

    pub(super) fn participation(&mut self) {
        let heading = self.t("report-part-participation");
        self.heading(1, "participation", heading, false);
        let report = self.report;
        self.typed(TextStyle::Body, &report.words.participation, None);
        let Some(participation) = &report.participation else {
            self.say("report-no-counts");
            return;
        };
        // A sum is told where every number is.
        if !participation.confidential {
            let total = self.texts.with(
                "report-total",
                &[
                    ("submissions", participation.submissions.into()),
                    ("comments", participation.comments.into()),
                ],
            );
            self.text(TextStyle::Body, vec![TextRun::plain(total)]);
        }
        self.say("report-stated");
        self.shares(participation);
        let unheard = if participation.unheard.is_empty() {
            self.t("report-all-heard")
        } else {
            let names: Vec<String> = participation
                .unheard
                .iter()
                .map(|group| self.group(Some(*group)))
                .collect();
            self.texts
                .with("report-unheard", &[("groups", self.joined(&names).into())])
        };
        self.text(TextStyle::Body, vec![TextRun::plain(unheard)]);
        if !participation.by_day.is_empty() {
            self.days(participation);
        }
    }

    pub(super) fn shares(&mut self, participation: &Participation) {
        let count_heads = [
            vec![TextRun::plain(self.t("report-submissions"))],
            vec![TextRun::plain(self.t("report-comments"))],
        ];
        let rows = participation
            .by_group
            .iter()
            .map(|(group, share)| {
                let mut name = self.group(*group);
                if *group == Some(StakeholderGroup::TechnicalCommunity) {
                    name = self
                        .texts
                        .with("report-within-private", &[("group", name.into())]);
                }
                let told = |number| self.figure(figure(number, participation.confidential));
                vec![
                    vec![TextRun::plain(name)],
                    told(share.submissions),
                    told(share.comments),
                ]
            })
            .collect();
        let mut head = vec![vec![TextRun::plain(self.t("report-group"))]];
        head.extend(count_heads.clone());
        let caption = self.t("report-by-group");
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
        if participation.by_country.is_empty() {
            return;
        }
        let mut countries: Vec<(bool, String, domain::report::Share)> = participation
            .by_country
            .iter()
            .map(|(country, share)| {
                let name = if country.is_empty() {
                    self.t("report-country-none")
                } else {
                    country::name(self.texts, country)
                };
                (country.is_empty(), name, *share)
            })
            .collect();
        // The most comments first, then by name as the language sorts them; not stated comes last.
        let order = country::Order::of(self.texts);
        countries.sort_by(|(none, name, share), (other_none, other_name, other)| {
            (none, -share.comments)
                .cmp(&(other_none, -other.comments))
                .then_with(|| order.compare(name, other_name))
        });
        let rows = countries
            .into_iter()
            .map(|(_, name, share)| {
                vec![
                    vec![TextRun::plain(name)],
                    self.number(share.submissions),
                    self.number(share.comments),
                ]
            })
            .collect();
        let mut head = vec![vec![TextRun::plain(self.t("report-country"))]];
        head.extend(count_heads);
        let caption = self.t("report-by-country");
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    pub(super) fn days(&mut self, participation: &Participation) {
        let days: Vec<(String, i64)> = participation
            .by_day
            .iter()
            .map(|(day, count)| (self.day(*day), *count))
            .collect();
        let alt: Vec<String> = days
            .iter()
            .map(|(day, count)| format!("{day}: {}", self.texts.number(*count)))
            .collect();
        let caption = self.t("report-by-day");
        let most = days.iter().map(|(_, count)| *count).max();
        let drawing = chart::days(&days, &self.texts.number(most.unwrap_or_default()));
        self.parts.push(Part::Chart {
            svg: drawing.svg,
            width: drawing.width * 100 / chart::WIDTH,
            alt: format!("{caption}. {}", alt.join("; ")),
            caption: caption.clone(),
        });
        let rows = days
            .iter()
            .map(|(day, count)| vec![vec![TextRun::plain(day.clone())], self.number(*count)])
            .collect();
        let head = vec![
            vec![TextRun::plain(self.t("report-day"))],
            vec![TextRun::plain(self.t("report-comments"))],
        ];
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    /// A day of the round's zone, told as a date: noon of it, in UTC, is that day.
    pub(super) fn day(&self, day: chrono::NaiveDate) -> String {
        match day.and_hms_opt(12, 0, 0) {
            Some(noon) => self.texts.date(noon.and_utc(), "UTC"),
            None => day.to_string(),
        }
    }

    // --- 3 -----------------------------------------------------------------------------------

    pub(super) fn glance(&mut self) {
        let heading = self.t("report-part-glance");
        self.heading(1, "glance", heading, false);
        let whole = self.t("document-as-a-whole");
        let rows: Vec<(String, String, &Tally)> = self
            .report
            .norms
            .iter()
            .filter_map(|norm| Some((norm.label.clone(), norm_name(norm), norm.tally.as_ref()?)))
            .chain(
                self.report
                    .whole
                    .as_ref()
                    .map(|tally| ("–".to_owned(), whole, tally)),
            )
            .filter(|(_, _, tally)| tally.comments > 0)
            .collect();
        if self.report.whole.is_none() {
            self.say("report-no-counts");
            return;
        }
        if rows.is_empty() {
            self.say("report-no-comments");
            return;
        }
        self.say("report-glance-reads");
        let caption = self.t("report-positions-by-norm");
        self.positions_chart(
            &rows
                .iter()
                .map(|(label, _, tally)| (label.as_str(), *tally))
                .collect::<Vec<_>>(),
            &caption,
        );
        for (label, name, tally) in &rows {
            let caption = if label == "–" {
                name.clone()
            } else {
                self.texts
                    .with("report-positions-on", &[("norm", name.clone().into())])
            };
            self.positions_table(tally, caption);
        }
    }

    pub(super) fn positions_chart(&mut self, rows: &[(&str, &Tally)], caption: &str) {
        // A chart would draw what is not told as if it were a number.
        if rows.iter().any(|(_, tally)| tally.confidential) {
            return;
        }
        let groups = bars::rows(rows.iter().map(|(_, tally)| *tally));
        let chart_rows: Vec<chart::Row<'_>> = rows
            .iter()
            .map(|(label, tally)| chart::Row { label, tally })
            .collect();
        let names: Vec<String> = groups.iter().map(|group| self.group(*group)).collect();
        // How to read it is said once, where the chart of all norms stands.
        let mut legend = if rows.iter().all(|(label, _)| label.is_empty()) {
            self.joined(&names)
        } else {
            let legend = self
                .texts
                .with("report-legend", &[("groups", self.joined(&names).into())]);
            format!("{caption}. {legend}")
        };
        let mut rest = rows;
        for (drawing, held) in chart::positions(&chart_rows, &groups) {
            let (here, after) = rest.split_at(held);
            rest = after;
            let alt = self.positions_alt(here, &groups, &names, caption);
            self.parts.push(Part::Chart {
                svg: drawing.svg,
                width: drawing.width * 100 / chart::WIDTH,
                alt,
                caption: std::mem::replace(&mut legend, caption.to_owned()),
            });
        }
    }

    /// The figures of a chart, for those who hear the page.
    fn positions_alt(
        &self,
        rows: &[(&str, &Tally)],
        groups: &[bars::Row],
        names: &[String],
        caption: &str,
    ) -> String {
        let mut alt = format!("{caption}.");
        for (label, tally) in rows {
            for (group, name) in groups.iter().zip(names) {
                if tally.of_group(*group) > 0 {
                    let counts: Vec<String> = Position::ALL
                        .iter()
                        .copied()
                        .map(Some)
                        .chain([None])
                        .filter(|position| tally.count(*group, *position) > 0)
                        .map(|position| {
                            format!(
                                "{} {}",
                                self.position(position),
                                tally.count(*group, position)
                            )
                        })
                        .collect();
                    let _ = write!(
                        alt,
                        " {label}{}{name}: {};",
                        if label.is_empty() { "" } else { " " },
                        self.joined(&counts)
                    );
                }
            }
        }
        alt
    }

    pub(super) fn positions_table(&mut self, tally: &Tally, caption: String) {
        let groups = bars::rows([tally]);
        let mut positions: Vec<Option<Position>> =
            Position::ALL.iter().copied().map(Some).collect();
        if groups.iter().any(|group| tally.count(*group, None) > 0) {
            positions.push(None);
        }
        let mut head = vec![vec![TextRun::plain(self.t("report-group"))]];
        head.extend(
            positions
                .iter()
                .map(|position| vec![TextRun::plain(self.position(*position))]),
        );
        let rows = groups
            .iter()
            .map(|group| {
                let mut name = self.group(*group);
                if *group == Some(StakeholderGroup::TechnicalCommunity) {
                    name = self
                        .texts
                        .with("report-within-private", &[("group", name.into())]);
                }
                let mut row = vec![vec![TextRun::plain(name)]];
                row.extend(
                    positions
                        .iter()
                        .map(|position| tally.figure(tally.count(*group, *position).into()))
                        .map(|figure| self.figure(figure)),
                );
                row
            })
            .collect();
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    pub(super) fn position(&self, position: Option<Position>) -> String {
        match position {
            Some(position) => self.texts.word("position", position),
            None => self.t("report-position-none"),
        }
    }
}
