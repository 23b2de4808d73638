//! The one table of who may do what. Pages, handlers, server functions and the command line all ask it, and a
//! test compares the answers of every route with it.
//!
//! The table says *who*; *when* (round open, report frozen) is said by the use case, which answers a
//! [`Refusal`](crate::error::Refusal).

use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::{Attribution, Comment, CommentState, CommentView},
    consultation::Consultation,
    id::{AccountId, ConsultationId},
    round::{Round, Rounds},
    submission::Publication,
    tally::{Audience, Tally},
};

/// Who, in the words of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Visitor,
    /// Anybody signed in.
    SignedIn,
    /// The author of what it is about.
    Author,
    /// A facilitator of the consultation.
    Facilitator,
    /// A facilitator of any consultation.
    AnyFacilitator,
    /// A commissioner of the consultation.
    Commissioner,
    /// An administrator of the installation.
    Administrator,
}

/// Whether refusing says "not there" (404) or "not for you" (403).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DenialMode {
    /// Something to see: hidden from those who may not; a visitor is answered 404.
    Read,
    /// Something to do, or one's own page: a visitor is sent to sign in, others are answered 403.
    Do,
    /// One's own things: a visitor is sent to sign in, others are answered 404.
    Own,
}

/// Who may do an act, and how a refusal is answered.
#[expect(
    clippy::match_same_arms,
    reason = "a table reads line by line; that two lines say the same is a coincidence"
)]
pub const fn rule(act: Act) -> (DenialMode, &'static [Who]) {
    use Who::{
        Administrator, AnyFacilitator, Author, Commissioner, Facilitator, SignedIn, Visitor,
    };
    match act {
        Act::ReadConsultation | Act::ReadOutcome | Act::ReadPublicReport | Act::ExportPublic => {
            (DenialMode::Read, &[Visitor])
        }
        Act::ReadPrepared => (DenialMode::Read, &[Facilitator, Administrator]),
        Act::CreateConsultation => (DenialMode::Do, &[AnyFacilitator, Administrator]),
        Act::PrepareConsultation | Act::GrantRoles => {
            (DenialMode::Do, &[Facilitator, Administrator])
        }
        Act::Comment | Act::OwnProfile => (DenialMode::Do, &[SignedIn]),
        Act::ReadOwn => (DenialMode::Own, &[Author]),
        Act::ReadEveryComment | Act::ReadCounts => (DenialMode::Read, &[Facilitator, Commissioner]),
        Act::ReadAuthor => (DenialMode::Read, &[Author, Facilitator]),
        Act::Moderate
        | Act::VerifyStakeholders
        | Act::EnterOnBehalf
        | Act::Consolidate
        | Act::FreezeReport
        | Act::PrepareOutcome => (DenialMode::Do, &[Facilitator]),
        Act::ReadFrozenReport => (DenialMode::Read, &[Facilitator, Commissioner]),
        Act::Remark | Act::Decide => (DenialMode::Do, &[Commissioner]),
        Act::ReadRemarks => (DenialMode::Do, &[Commissioner]),
        Act::ExportEverything => (DenialMode::Do, &[Facilitator, Administrator]),
        Act::AppointCommissioners | Act::InspectDebate => (DenialMode::Do, &[Administrator]),
        Act::Administer => (DenialMode::Do, &[Administrator]),
        Act::ReadAudit => (DenialMode::Do, &[Facilitator, Administrator]),
    }
}

/// What an act is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    /// The consultation, if the act is of one.
    pub consultation: Option<ConsultationId>,
    /// Who wrote it, if the act is about something somebody wrote.
    pub author: Option<AccountId>,
}

impl From<ConsultationId> for Subject {
    fn from(consultation: ConsultationId) -> Self {
        Self {
            consultation: Some(consultation),
            author: None,
        }
    }
}

impl From<AccountId> for Subject {
    fn from(author: AccountId) -> Self {
        Self {
            consultation: None,
            author: Some(author),
        }
    }
}

impl Actor {
    /// Whether the table lets the actor do it.
    pub fn can(&self, act: Act, subject: impl Into<Subject>) -> bool {
        let subject = subject.into();
        let (_, who) = rule(act);
        who.iter().any(|who| match who {
            Who::Visitor => true,
            Who::SignedIn => self.account().is_some(),
            Who::Author => subject.author.is_some() && subject.author == self.account_id(),
            Who::Facilitator => subject.consultation.is_some_and(|id| self.facilitates(id)),
            Who::AnyFacilitator => self.facilitates_any(),
            Who::Commissioner => subject
                .consultation
                .is_some_and(|id| self.is_commissioner(id)),
            Who::Administrator => self.is_administrator(),
        })
    }

    /// `Ok` if the table lets the actor do it, else the answer that the table prescribes.
    pub fn may(&self, act: Act, subject: impl Into<Subject>) -> Result<()> {
        if self.can(act, subject) {
            return Ok(());
        }
        let (sort, _) = rule(act);
        Err(match (sort, self) {
            (DenialMode::Read, _) => Error::NotFound,
            (_, Self::Visitor) => Error::SignIn,
            (DenialMode::Do, _) => Error::Forbidden(act),
            (DenialMode::Own, _) => Error::NotFound,
        })
    }
}

/// Which comments of a round a reader may list. A stakeholder's own stand on their own pages in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// None.
    Nothing,
    /// Those that are listed for visitors.
    Listed,
    /// All that were submitted.
    Everything,
}

/// Which comments of a round the actor may list at a moment.
pub fn visibility(
    actor: &Actor,
    consultation: &Consultation,
    round: &Round,
    at: Timestamp,
) -> Visibility {
    if actor.can(Act::ReadEveryComment, consultation.id) {
        Visibility::Everything
    } else if round.shows_comments(at) {
        Visibility::Listed
    } else {
        Visibility::Nothing
    }
}

/// Which comments of each round, by its number, a reader may list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable(pub Vec<(i32, Visibility)>);

impl Readable {
    /// Of a consultation's rounds, for the actor at a moment.
    pub fn of(actor: &Actor, consultation: &Consultation, rounds: &Rounds, at: Timestamp) -> Self {
        Self(
            rounds
                .iter()
                .map(|round| (round.number, visibility(actor, consultation, round, at)))
                .collect(),
        )
    }

    /// Everything of every round: for counting what a reader may not list.
    pub fn everything(rounds: &Rounds) -> Self {
        Self(
            rounds
                .iter()
                .map(|round| (round.number, Visibility::Everything))
                .collect(),
        )
    }

    /// The most that the reader may list of any round, or of one.
    pub fn most(&self, round: Option<i32>) -> Visibility {
        self.0
            .iter()
            .filter(|(number, _)| round.is_none_or(|round| *number == round))
            .map(|(_, visibility)| *visibility)
            .max()
            .unwrap_or(Visibility::Nothing)
    }
}

/// Which counts of a round a reader may see, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Whose comments are counted.
    pub audience: Audience,
    /// Whether the reader may not read the comments themselves: small numbers are then not told, see
    /// [`Tally::shown`].
    pub confidential: bool,
}

impl Counts {
    /// A tally as the reader may see it.
    #[must_use]
    pub fn show(self, tally: Tally) -> Tally {
        tally.shown(self.confidential)
    }
}

/// Which counts the actor may see at a moment; none: no counts at all.
pub fn counts(
    actor: &Actor,
    consultation: &Consultation,
    round: &Round,
    at: Timestamp,
) -> Option<Counts> {
    if actor.can(Act::ReadCounts, consultation.id) {
        Some(Counts {
            audience: Audience::All,
            confidential: false,
        })
    } else if round.shows_counts(at) {
        Some(Counts {
            audience: Audience::Public,
            confidential: !round.shows_comments(at),
        })
    } else {
        None
    }
}

/// Which counts of each round, by its number, a reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted(pub Vec<(i32, Option<Counts>)>);

impl Counted {
    /// Of a consultation's rounds, for the actor at a moment.
    pub fn of(actor: &Actor, consultation: &Consultation, rounds: &Rounds, at: Timestamp) -> Self {
        Self(
            rounds
                .iter()
                .map(|round| (round.number, counts(actor, consultation, round, at)))
                .collect(),
        )
    }

    /// Of the round with this number.
    pub fn of_round(&self, number: i32) -> Option<Counts> {
        self.0
            .iter()
            .find(|(round, _)| *round == number)
            .and_then(|(_, counts)| *counts)
    }

    /// How counts over all rounds are shown; none: not at all. What one confidential round adds is confidential.
    pub fn over_all(&self) -> Option<Counts> {
        self.0
            .iter()
            .filter_map(|(_, counts)| *counts)
            .reduce(|one, other| Counts {
                audience: one.audience.max(other.audience),
                confidential: one.confidential || other.confidential,
            })
    }
}

/// A comment as the actor may see it, by the rules of the round it was submitted in, whichever is the latest;
/// [`Error::NotFound`] if they may not know of it.
pub fn view(
    actor: &Actor,
    consultation: &Consultation,
    rounds: &Rounds,
    at: Timestamp,
    comment: Comment,
) -> Result<CommentView> {
    let round = rounds.of(comment.round_id).ok_or(Error::NotFound)?;
    let own = comment.account_id.is_some() && comment.account_id == actor.account_id();
    let visibility = visibility(actor, consultation, round, at);
    let hidden = comment.hidden_reason.is_some();
    let known = match visibility {
        _ if own => true,
        Visibility::Everything => true,
        // A hidden comment keeps its place, its reference and the reason.
        Visibility::Listed => {
            comment.listed
                || (hidden && comment.publication != Some(Publication::NotForPublication))
                    && comment.state == CommentState::Submitted
        }
        Visibility::Nothing => false,
    };
    if !known {
        return Err(Error::NotFound);
    }
    let everything = own || actor.can(Act::ReadAuthor, consultation.id);
    let withheld = hidden && !own && visibility != Visibility::Everything;
    let by = attribution(actor, consultation.id, round, own, &comment);
    let by = if withheld {
        // Words are hidden for what they do to somebody: their author is not put beside the empty place.
        Attribution {
            author: String::new(),
            organisation: String::new(),
            country: String::new(),
            anonymous: true,
            ..by
        }
    } else {
        by
    };
    let content = if withheld {
        comment.content.without_words()
    } else {
        comment.content
    };
    Ok(CommentView {
        round: round.number,
        seq: comment.seq,
        reference: comment.reference,
        label: comment.label,
        content,
        withdrawn: comment.state == CommentState::Withdrawn,
        hidden_reason: comment.hidden_reason,
        not_for_publication: comment.publication == Some(Publication::NotForPublication),
        submitted_at: if everything {
            comment.submitted_at
        } else {
            round.day(comment.submitted_at)
        },
        day_alone: !everything,
        // "by e-mail from …" would name whom the rest does not name.
        channel: if by.anonymous || by.author != comment.author {
            String::new()
        } else {
            comment.channel
        },
        by,
        own,
    })
}

/// Who wrote it, as far as the actor may know: facilitators and the author see everything; everybody else what was
/// chosen. "With your group alone" means that to commissioners, too: a state's country is its name.
fn attribution(
    actor: &Actor,
    consultation: ConsultationId,
    round: &Round,
    own: bool,
    comment: &Comment,
) -> Attribution {
    let everything = own || actor.can(Act::ReadAuthor, consultation);
    let commissioner = actor.can(Act::ReadEveryComment, consultation);
    let (author, organisation, country) = match comment.publication {
        _ if everything => (true, true, true),
        Some(Publication::Name) => (true, true, true),
        Some(Publication::Organisation) => (false, true, true),
        // Withheld from the public; inside the process it is like "organisation only".
        Some(Publication::NotForPublication) => (false, commissioner, commissioner),
        Some(Publication::Anonymous) | None => (false, false, false),
    };
    let keep = |text: &str, keep: bool| if keep { text.to_owned() } else { String::new() };
    Attribution {
        author: keep(&comment.author, author),
        organisation: keep(&comment.organisation, organisation),
        group: comment.stakeholder_group,
        country: keep(&comment.country, country),
        anonymous: !author && !organisation,
        entered_at: comment
            .entered_at
            .map(|at| if everything { at } else { round.day(at) }),
        late: comment.entered_at.is_some() && round.has_closed(comment.submitted_at),
        verified: comment.verified,
    }
}
