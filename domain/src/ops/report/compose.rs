//! Puts the report together: one snapshot is read, and each readership's report is made from it without asking the
//! database again.

use std::collections::{BTreeMap, HashMap};

use super::participation::{participation, respondents};
use crate::{
    Error, Result, Timestamp,
    actor::Actor,
    comment::{Comment, CommentView},
    id::CommentId,
    issue::{Issue, excerpt_of},
    ops::{ConsultationContext, issue as issues},
    order::Order,
    permission::{Counted, Counts, Visibility},
    redline::proposal,
    report::{
        CommentEntry, Cover, Excerpt, Frozen, IssueEntry, Norm, Note, OptionEntry, ProvisionEntry,
        Readership, Report, ReportWords, SetAside, Wording,
    },
    store::{Tx, accounting, issue, issue::Link, report as store, text},
    tally::{Audience, Tally},
    text::{Provision, ProvisionKind},
    version::Version,
};

/// Everything the report is made from, as it stood at one moment.
pub(super) struct ReportInput {
    context: ConsultationContext,
    text: Version,
    notes: Vec<Note>,
    words: ReportWords,
    provisions: Vec<Provision>,
    /// Of each provision, for redlines.
    plain: HashMap<String, String>,
    comments: Vec<Comment>,
    issues: Vec<Issue>,
    links: Vec<Link>,
    set_aside: HashMap<CommentId, String>,
    /// As of when readers may read: a draft shows what will be readable once the round has closed.
    at: Timestamp,
}

impl ReportInput {
    /// Reads the snapshot.
    pub(super) async fn read(
        tx: &mut Tx,
        context: &ConsultationContext,
        at: Timestamp,
    ) -> Result<Self> {
        let id = context.consultation.id;
        let version = context
            .round
            .version_id
            .ok_or(crate::error::Refusal::NoText)?;
        let provisions = issues::provisions(tx, context).await?;
        let plain = provisions
            .iter()
            .map(|it| (it.anchor.clone(), crate::text::plain(&it.text)))
            .collect();
        Ok(Self {
            text: text::get(tx, version).await?.ok_or(Error::NotFound)?,
            notes: store::notes(tx, context.round.id).await?,
            words: store::words(tx, id).await?,
            provisions,
            plain,
            comments: accounting::submitted(tx, id).await?,
            issues: issue::all(tx, id).await?,
            links: issue::links(tx, id).await?,
            set_aside: accounting::all(tx, id).await?.into_iter().collect(),
            at: context.round.closes_at.map_or(at, |closes| closes.max(at)),
            context: context.clone(),
        })
    }

    /// The report for a readership; a draft without a version.
    pub(super) fn compose(&self, audience: Readership, version: Option<&Frozen>) -> Report {
        let edition = Edition::of(self, audience);
        let (norms, across) = edition.norms();
        let readable: Vec<(&Comment, &CommentView)> = self
            .comments
            .iter()
            .filter_map(|it| Some((it, edition.views.get(&it.id)?)))
            .collect();
        let participation = edition.counts.map(|counts| {
            let counted: Vec<&Comment> = self
                .comments
                .iter()
                .filter(|it| edition.counted(it))
                .collect();
            // A hidden comment keeps its place for the public, but counts no more.
            let listed: Vec<_> = readable
                .iter()
                .filter(|(it, _)| edition.counted(it))
                .copied()
                .collect();
            participation(
                &counted,
                &listed,
                &self.context.round.time_zone,
                counts.confidential,
            )
        });
        let whole = edition.told(edition.tally(None));
        Report {
            audience,
            number: version.map(|it| it.number),
            correction: version.map(|it| it.correction.clone()).unwrap_or_default(),
            frozen_at: version.map(|it| it.frozen_at),
            cover: self.cover(),
            words: self.words.clone(),
            participation,
            norms,
            whole,
            across,
            set_aside: self.set_aside_of(&readable),
            respondents: respondents(&readable),
            comments: edition.annex(&readable),
            shows_comments: edition.visibility != Visibility::Nothing,
        }
    }

    fn cover(&self) -> Cover {
        let (consultation, round) = (&self.context.consultation, &self.context.round);
        Cover {
            slug: consultation.slug.to_string(),
            title: consultation.title.clone(),
            commission: consultation.commission.clone(),
            question: consultation.question.clone(),
            mandate: consultation.mandate.clone(),
            text_title: self.text.title.clone(),
            text_version: self.text.number,
            language: self.text.language.clone(),
            text_sha256: self.text.sha256.clone(),
            round: round.number,
            opens_at: round.opens_at,
            closes_at: round.closes_at,
            time_zone: round.time_zone.clone(),
            confidentiality: round.confidentiality,
            notes: self.notes.clone(),
        }
    }

    fn set_aside_of(&self, readable: &[(&Comment, &CommentView)]) -> Vec<SetAside> {
        readable
            .iter()
            .filter_map(|(comment, view)| {
                Some(SetAside {
                    reference: view.reference.clone(),
                    group: view.by.group,
                    verified: view.by.group.map(|_| view.by.verified),
                    reason: self.set_aside.get(&comment.id)?.clone(),
                })
            })
            .collect()
    }
}

/// The source as one readership may see it.
struct Edition<'a> {
    source: &'a ReportInput,
    visibility: Visibility,
    counts: Option<Counts>,
    counted: Counted,
    views: HashMap<CommentId, CommentView>,
    by_id: HashMap<CommentId, &'a Comment>,
    links: BTreeMap<i32, Vec<&'a Link>>,
}

impl<'a> Edition<'a> {
    fn of(source: &'a ReportInput, audience: Readership) -> Self {
        let context = &source.context;
        let reader = match audience {
            Readership::Commission => Actor::Commission(context.consultation.id),
            Readership::Public => Actor::Visitor,
        };
        let mut views = HashMap::new();
        for comment in &source.comments {
            if let Ok(view) = context.view(&reader, source.at, comment.clone()) {
                views.insert(comment.id, view);
            }
        }
        let mut links: BTreeMap<i32, Vec<&Link>> = BTreeMap::new();
        for link in &source.links {
            links.entry(link.number).or_default().push(link);
        }
        let counted = context.counted(&reader, source.at);
        Self {
            source,
            visibility: context.readable(&reader, source.at).most(None),
            counts: counted.over_all(),
            counted,
            views,
            by_id: source.comments.iter().map(|it| (it.id, it)).collect(),
            links,
        }
    }

    /// Whether a comment is in the counts that this reader sees, by the rules of its own round.
    fn counted(&self, comment: &Comment) -> bool {
        let round = self.source.context.rounds.of(comment.round_id);
        let counts = round.and_then(|round| self.counted.of_round(round.number));
        match counts.map(|it| it.audience) {
            Some(Audience::All) => true,
            Some(Audience::Public) => comment.listed,
            None => false,
        }
    }

    /// A tally as this reader may be told it.
    fn told(&self, tally: Tally) -> Option<Tally> {
        Some(self.counts?.show(tally))
    }

    fn tally_of<'c>(&self, comments: impl Iterator<Item = &'c Comment>) -> Tally {
        let mut tally = Tally::default();
        for comment in comments.filter(|it| self.counted(it)) {
            tally.add(
                comment.stakeholder_group,
                comment.content.position,
                !comment.content.proposed_wording.is_empty(),
                1,
            );
        }
        tally
    }

    /// Positions on a provision alone, or on the document as a whole.
    fn tally(&self, anchor: Option<&str>) -> Tally {
        self.tally_of(
            self.source
                .comments
                .iter()
                .filter(|it| it.content.anchor.as_deref() == anchor),
        )
    }

    fn label(&self, anchor: &str) -> Option<String> {
        self.source
            .provisions
            .iter()
            .find(|it| it.anchor == anchor)
            .map(|it| it.label.clone())
    }

    /// Norm by norm, and the issues that go across them.
    fn norms(&self) -> (Vec<Norm>, Vec<IssueEntry>) {
        let source = self.source;
        let order = Order::of(&source.provisions);
        let mut home: HashMap<&str, Vec<IssueEntry>> = HashMap::new();
        let mut mentions: HashMap<&str, Vec<i32>> = HashMap::new();
        let mut across = Vec::new();
        for issue in &source.issues {
            let touched: Vec<&str> = source
                .provisions
                .iter()
                .map(|it| it.anchor.as_str())
                .filter(|anchor| issue.content.anchors.iter().any(|it| it == anchor))
                .collect();
            let entry = self.issue(issue);
            let told_at = order.home(&issue.content.anchors);
            match told_at.and_then(|home| touched.iter().find(|it| **it == home)) {
                Some(anchor) => home.entry(anchor).or_default().push(entry),
                None => across.push(entry),
            }
            let elsewhere = touched.into_iter().filter(|it| Some(*it) != told_at);
            for anchor in elsewhere {
                mentions.entry(anchor).or_default().push(issue.number);
            }
        }
        let mut counts: HashMap<Option<&str>, Tally> = HashMap::new();
        for comment in &source.comments {
            if self.counted(comment) {
                counts
                    .entry(comment.content.anchor.as_deref())
                    .or_default()
                    .add(
                        comment.stakeholder_group,
                        comment.content.position,
                        !comment.content.proposed_wording.is_empty(),
                        1,
                    );
            }
        }
        let norms = order
            .norms()
            .iter()
            .map(|part| {
                let mut sum = Tally::default();
                let provisions = part
                    .iter()
                    .map(|it| {
                        let tally = counts
                            .get(&Some(it.anchor.as_str()))
                            .cloned()
                            .unwrap_or_default();
                        sum.merge(&tally);
                        ProvisionEntry {
                            anchor: it.anchor.clone(),
                            label: it.label.clone(),
                            kind: it.kind,
                            depth: it.depth,
                            text: it.text.clone(),
                            tally: self.told(tally),
                            issues: home.remove(it.anchor.as_str()).unwrap_or_default(),
                            mentions: mentions.remove(it.anchor.as_str()).unwrap_or_default(),
                        }
                    })
                    .collect();
                let first = part[0];
                Norm {
                    label: first.label.clone(),
                    title: if first.kind == ProvisionKind::Heading {
                        source.plain.get(&first.anchor).cloned().unwrap_or_default()
                    } else {
                        String::new()
                    },
                    tally: self.told(sum),
                    provisions,
                }
            })
            .collect();
        (norms, across)
    }

    fn issue(&self, issue: &Issue) -> IssueEntry {
        let source = self.source;
        let behind: Vec<(&Comment, &str)> = self
            .links
            .get(&issue.number)
            .into_iter()
            .flatten()
            .filter_map(|link| Some((*self.by_id.get(&link.comment_id)?, link.excerpt.as_str())))
            .collect();
        let mut excerpts = Vec::new();
        let mut wordings = Vec::new();
        for (comment, chosen) in &behind {
            let Some(view) = self.views.get(&comment.id) else {
                continue;
            };
            // The chosen words are words of the comment: withheld with it.
            let hidden = view.content.body.is_empty();
            excerpts.push(Excerpt {
                reference: view.reference.clone(),
                by: view.by.clone(),
                position: view.content.position,
                label: view.label.clone(),
                words: if hidden {
                    String::new()
                } else {
                    excerpt_of(chosen, &comment.content)
                },
                language: view.content.language.clone(),
                hidden_reason: view.hidden_reason.clone(),
            });
            if !view.content.proposed_wording.trim().is_empty() {
                let old = view
                    .content
                    .anchor
                    .as_ref()
                    .and_then(|anchor| source.plain.get(anchor));
                wordings.push(Wording {
                    reference: view.reference.clone(),
                    by: view.by.clone(),
                    label: view.label.clone(),
                    redline: proposal(
                        old.map(String::as_str).unwrap_or_default(),
                        &view.content.proposed_wording,
                    ),
                    rationale: view.content.rationale.clone(),
                    language: view.content.language.clone(),
                });
            }
        }
        let options = issue
            .content
            .options
            .iter()
            .map(|option| OptionEntry {
                title: option.title.clone(),
                label: option.anchor.as_deref().and_then(|it| self.label(it)),
                redline: match &option.anchor {
                    Some(anchor) if !option.wording.is_empty() => proposal(
                        source
                            .plain
                            .get(anchor)
                            .map(String::as_str)
                            .unwrap_or_default(),
                        &option.wording,
                    ),
                    _ => Vec::new(),
                },
            })
            .collect();
        IssueEntry {
            number: issue.number,
            statement: issue.content.statement.clone(),
            touches: issues::labels(&issue.content.anchors, &source.provisions),
            tally: self.told(self.tally_of(behind.iter().map(|(comment, _)| *comment))),
            excerpts,
            wordings,
            minority: issue.content.minority.clone(),
            options,
            observation: issue.content.observation.clone(),
        }
    }

    fn annex(&self, readable: &[(&Comment, &CommentView)]) -> Vec<CommentEntry> {
        let mut issues_of: HashMap<CommentId, Vec<i32>> = HashMap::new();
        for link in &self.source.links {
            issues_of
                .entry(link.comment_id)
                .or_default()
                .push(link.number);
        }
        readable
            .iter()
            .map(|(comment, view)| CommentEntry {
                comment: (*view).clone(),
                publication: comment.publication,
                issues: issues_of.remove(&comment.id).unwrap_or_default(),
                set_aside: self.source.set_aside.contains_key(&comment.id),
            })
            .collect()
    }
}
