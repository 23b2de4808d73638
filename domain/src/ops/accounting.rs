//! Accounting for comments, many at once: into an issue, out of it, from one to another, set aside with a reason,
//! taken back; and undoing what one did last.
//!
//! Every act says how the facilitator saw each comment ([`Selection::seen`]); if somebody else was faster, nothing is
//! changed and the answer is [`Error::Conflict`], for the page to show both.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentState},
    consultation::{Phase, Slug, Stage},
    error::{Problems, Refusal},
    id::IssueId,
    issue::{MAX_EXCERPT, Selection, Standing, first_words, is_excerpt},
    store::{Store, Tx, accounting as store, audit, issue},
};

/// How many comments one act may take.
pub const MAX_TAKES: usize = 1_000;

/// What an act changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What: gather, take-out, set-aside, take-back, excerpt.
    pub act: String,
    /// References of the comments that changed, in order of arrival.
    pub references: Vec<String>,
    /// The issue it was about.
    pub issue: Option<i32>,
}

/// How a comment stands, with the words an undo needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Assignment {
    issues: Vec<Held>,
    set_aside: Option<String>,
}

/// In which issue, and with which words. By key and not by number alone: the number of an issue that was deleted may
/// be another's by the time of an undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    issue: IssueId,
    number: i32,
    excerpt: String,
}

impl Assignment {
    fn standing(&self) -> Standing {
        Standing {
            issues: self.issues.iter().map(|held| held.number).collect(),
            set_aside: self.set_aside.clone(),
        }
    }

    async fn read(tx: &mut Tx, comment: &Comment) -> Result<Self> {
        let issues = issue::links_of(tx, comment.id)
            .await?
            .into_iter()
            .map(|link| Held {
                issue: link.issue_id,
                number: link.number,
                excerpt: link.excerpt,
            })
            .collect();
        Ok(Self {
            issues,
            set_aside: store::reason(tx, comment.id).await?,
        })
    }

    /// Stores it. [`Error::Conflict`] if an issue is gone, even if another has its number by now.
    async fn write(
        &self,
        tx: &mut Tx,
        context: &ConsultationContext,
        comment: &Comment,
        at: Timestamp,
    ) -> Result<()> {
        issue::unlink_all(tx, comment.id).await?;
        for held in &self.issues {
            if !issue::link(tx, held.issue, comment.id, &held.excerpt).await? {
                return Err(Error::Conflict);
            }
        }
        match &self.set_aside {
            Some(reason) => store::put(tx, context.consultation.id, comment.id, reason, at).await,
            None => store::delete(tx, comment.id).await,
        }
    }
}

/// One comment in the journal of moves.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Step {
    seq: i64,
    reference: String,
    before: Assignment,
    after: Assignment,
}

/// The journal's entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Journal {
    issue: Option<i32>,
    steps: Vec<Step>,
}

/// Puts comments into an issue; with `from`, out of that one at the same time, excerpts kept. A comment that was set
/// aside is set aside no more.
///
/// # Errors
/// [`Error::Conflict`] if a comment stands elsewhere than the facilitator saw; field errors if an excerpt is not
/// words of its comment; [`Refusal::Frozen`].
pub async fn gather(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    from: Option<i32>,
    takes: &[Selection],
    at: Timestamp,
) -> Result<Moved> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    let moved = gather_in(&mut tx, actor, &context, number, from, takes, at).await?;
    tx.commit().await?;
    Ok(moved)
}

/// [`gather`] inside a transaction.
pub(crate) async fn gather_in(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    number: i32,
    from: Option<i32>,
    takes: &[Selection],
    at: Timestamp,
) -> Result<Moved> {
    let into = issue::by_number(tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let act = Deed {
        name: "gather",
        issue: Some(number),
    };
    apply(
        tx,
        actor,
        context,
        act,
        takes,
        at,
        |before, comment, take| {
            let chosen = take.excerpt.as_deref().map(str::trim).unwrap_or_default();
            if !chosen.is_empty() {
                check_excerpt(chosen, comment)?;
            }
            let carried = before
                .issues
                .iter()
                .find(|held| Some(held.number) == from || held.number == number);
            let excerpt = match (chosen, carried) {
                ("", Some(held)) => held.excerpt.clone(),
                ("", None) => first_words(&comment.content),
                (chosen, _) => chosen.to_owned(),
            };
            let mut issues: Vec<Held> = before
                .issues
                .iter()
                .filter(|held| held.number != number && Some(held.number) != from)
                .cloned()
                .collect();
            issues.push(Held {
                issue: into.id,
                number,
                excerpt,
            });
            issues.sort_by_key(|held| held.number);
            Ok(Assignment {
                issues,
                set_aside: None,
            })
        },
    )
    .await
}

/// Chooses other words of a comment for an issue: those of `take`. `seen` are the words as the facilitator saw them.
pub async fn choose_excerpt(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    take: &Selection,
    seen: &str,
    at: Timestamp,
) -> Result<Moved> {
    let excerpt = take.excerpt.as_deref().unwrap_or_default();
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    let act = Deed {
        name: "excerpt",
        issue: Some(number),
    };
    let moved = apply(
        &mut tx,
        actor,
        &context,
        act,
        std::slice::from_ref(take),
        at,
        |before, comment, _| {
            check_excerpt(excerpt.trim(), comment)?;
            let mut after = before.clone();
            let held = after
                .issues
                .iter_mut()
                .find(|held| held.number == number)
                .ok_or(Error::Conflict)?;
            // A form sends line breaks in its own way.
            if held.excerpt.split_whitespace().ne(seen.split_whitespace()) {
                return Err(Error::Conflict);
            }
            held.excerpt = excerpt.trim().replace("\r\n", "\n");
            Ok(after)
        },
    )
    .await?;
    tx.commit().await?;
    Ok(moved)
}

/// Takes comments out of an issue.
pub async fn take_out(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    takes: &[Selection],
    at: Timestamp,
) -> Result<Moved> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    let act = Deed {
        name: "take-out",
        issue: Some(number),
    };
    let moved = apply(&mut tx, actor, &context, act, takes, at, |before, _, _| {
        let mut after = before.clone();
        after.issues.retain(|held| held.number != number);
        Ok(after)
    })
    .await?;
    tx.commit().await?;
    Ok(moved)
}

/// Sets comments aside with a reason; out of every issue they were in.
pub async fn set_aside(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    takes: &[Selection],
    reason: &str,
    at: Timestamp,
) -> Result<Moved> {
    let reason = reason.trim();
    let mut problems = Problems::default();
    problems.needed("reason", reason, MAX_EXCERPT, "missing");
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    problems.into_result()?;
    let act = Deed {
        name: "set-aside",
        issue: None,
    };
    let moved = apply(&mut tx, actor, &context, act, takes, at, |_, _, _| {
        Ok(Assignment {
            issues: Vec::new(),
            set_aside: Some(reason.to_owned()),
        })
    })
    .await?;
    tx.commit().await?;
    Ok(moved)
}

/// Takes comments back that were set aside: they are unaccounted for again.
pub async fn take_back(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    takes: &[Selection],
    at: Timestamp,
) -> Result<Moved> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    let act = Deed {
        name: "take-back",
        issue: None,
    };
    let moved = apply(&mut tx, actor, &context, act, takes, at, |before, _, _| {
        Ok(Assignment {
            set_aside: None,
            ..before.clone()
        })
    })
    .await?;
    tx.commit().await?;
    Ok(moved)
}

/// Undoes what this facilitator did last and has not undone, unless somebody else has changed the same comments
/// since.
///
/// # Errors
/// [`Refusal::NothingToUndo`]; [`Error::Conflict`] if a comment stands otherwise by now; [`Refusal::Frozen`].
pub async fn undo(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Moved> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    let last = store::last_move(&mut tx, context.consultation.id, actor.account_id())
        .await?
        .ok_or(Refusal::NothingToUndo)?;
    let journal: Journal = journal(&last.detail)?;
    let mut references = Vec::new();
    for step in journal.steps {
        let comment = by_seq(&mut tx, &context, step.seq).await?;
        if comment.state == CommentState::Withdrawn {
            // It needs no account any more, before or after.
            continue;
        }
        if Assignment::read(&mut tx, &comment).await? != step.after {
            return Err(Error::Conflict);
        }
        step.before.write(&mut tx, &context, &comment, at).await?;
        references.push(step.reference);
    }
    store::undone(&mut tx, last.id, at).await?;
    let moved = Moved {
        act: last.act,
        references,
        issue: journal.issue,
    };
    record(&mut tx, actor, &context, "comment.undo", &moved, at).await?;
    tx.commit().await?;
    Ok(moved)
}

/// What this facilitator did last and could undo.
pub(crate) async fn last(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
) -> Result<Option<Moved>> {
    let Some(last) = store::last_move(tx, context.consultation.id, actor.account_id()).await?
    else {
        return Ok(None);
    };
    let journal = journal(&last.detail)?;
    Ok(Some(Moved {
        act: last.act,
        references: journal.steps.into_iter().map(|it| it.reference).collect(),
        issue: journal.issue,
    }))
}

/// [`Refusal::Frozen`] or [`Refusal::NotOpen`] unless issues may be worked on: while open as a draft, and in
/// consolidation.
pub(crate) fn must_be_workable(context: &ConsultationContext) -> Result<()> {
    if context.consultation.stage != Stage::Consulting {
        Err(Refusal::Frozen.into())
    } else if context.phase == Phase::Draft {
        Err(Refusal::NotOpen.into())
    } else {
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Deed {
    name: &'static str,
    issue: Option<i32>,
}

async fn apply(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    act: Deed,
    takes: &[Selection],
    at: Timestamp,
    change: impl Fn(&Assignment, &Comment, &Selection) -> Result<Assignment>,
) -> Result<Moved> {
    must_be_workable(context)?;
    if takes.is_empty() {
        return Err(Problems::one("take", "nothing-taken", "").into());
    }
    if takes.len() > MAX_TAKES {
        return Err(Problems::one("take", "too-many", MAX_TAKES).into());
    }
    let mut takes: Vec<&Selection> = takes.iter().collect();
    takes.sort_by_key(|take| take.seq);
    takes.dedup_by_key(|take| take.seq);
    let mut steps = Vec::new();
    for take in takes {
        let comment = one(tx, context, take.seq).await?;
        let before = Assignment::read(tx, &comment).await?;
        if take
            .seen
            .as_ref()
            .is_some_and(|seen| *seen != before.standing().mark())
        {
            return Err(Error::Conflict);
        }
        let after = change(&before, &comment, take)?;
        if after != before {
            after.write(tx, context, &comment, at).await?;
            steps.push(Step {
                seq: take.seq,
                reference: comment.reference,
                before,
                after,
            });
        }
    }
    let moved = Moved {
        act: act.name.to_owned(),
        references: steps.iter().map(|step| step.reference.clone()).collect(),
        issue: act.issue,
    };
    if !steps.is_empty() {
        let journal = Journal {
            issue: act.issue,
            steps,
        };
        let detail = serde_json::to_string(&journal).map_err(|e| Error::Corrupt(e.to_string()))?;
        store::note_move(
            tx,
            context.consultation.id,
            actor.account_id(),
            act.name,
            &detail,
            at,
        )
        .await?;
        record(
            tx,
            actor,
            context,
            &format!("comment.{}", act.name),
            &moved,
            at,
        )
        .await?;
    }
    Ok(moved)
}

/// A comment that was submitted, though it may have been withdrawn.
async fn by_seq(tx: &mut Tx, context: &ConsultationContext, seq: i64) -> Result<Comment> {
    let found = store::by_seqs(tx, context.consultation.id, &[seq])
        .await?
        .pop();
    Ok(found.ok_or_else(|| Problems::one("take", "no-such-comment", seq))?)
}

/// The same; a field error if it is withdrawn, for it needs no account.
async fn one(tx: &mut Tx, context: &ConsultationContext, seq: i64) -> Result<Comment> {
    let comment = by_seq(tx, context, seq).await?;
    if comment.state == CommentState::Withdrawn {
        return Err(Problems::one("take", "withdrawn", comment.reference).into());
    }
    Ok(comment)
}

fn check_excerpt(excerpt: &str, comment: &Comment) -> Result<()> {
    let mut problems = Problems::default();
    problems.text("excerpt", excerpt, MAX_EXCERPT);
    problems.into_result()?;
    if is_excerpt(excerpt, &comment.content) {
        Ok(())
    } else {
        Err(Problems::one("excerpt", "not-in-comment", &comment.reference).into())
    }
}

fn journal(detail: &str) -> Result<Journal> {
    serde_json::from_str(detail).map_err(|error| Error::Corrupt(error.to_string()))
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    act: &str,
    moved: &Moved,
    at: Timestamp,
) -> Result<()> {
    let subject = match (moved.references.as_slice(), moved.issue) {
        ([one], _) => one.clone(),
        (many, _) => format!("{} comments", many.len()),
    };
    let entry = audit::Entry {
        act,
        consultation: Some(context.consultation.id),
        subject: &subject,
        detail: json!({ "move": moved.act, "issue": moved.issue, "comments": moved.references }),
        public: false,
    };
    audit::record(tx, actor, at, entry).await
}
