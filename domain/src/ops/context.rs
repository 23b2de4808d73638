//! A consultation as it stands at a moment: found for whoever asks, or taken in hand to be changed.

use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentView},
    consultation::{Consultation, Phase, Slug, Stage},
    error::Refusal,
    permission::{self, Counted, Readable},
    query::{Filter, Words},
    round::{Round, Rounds},
    store::{
        Tx, account, consultation as store,
        query::{By, CommentQuery},
    },
};

/// A consultation as it stands at a moment: what nearly every use case begins with.
#[derive(Clone, Debug)]
pub struct ConsultationContext {
    /// The consultation.
    pub consultation: Consultation,
    /// All its rounds: whatever shows a comment asks the comment's own.
    pub rounds: Rounds,
    /// The current round: the latest, of those that the reader may know of.
    pub round: Round,
    /// Its phase at that moment.
    pub phase: Phase,
    /// Issues without a decision.
    pub undecided: i64,
}

impl ConsultationContext {
    /// Finds a consultation that the actor may know of.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, or if it is being prepared and the actor does not prepare it.
    pub async fn find(tx: &mut Tx, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Self> {
        let consultation = store::by_slug(tx, slug).await?.ok_or(Error::NotFound)?;
        Self::of(tx, consultation, at).await?.known_to(actor, at)
    }

    /// [`Refusal::Closed`] or [`Refusal::NotOpen`] unless the round is open, and [`Refusal::Frozen`] once the report is,
    /// whatever the clock of whoever asks says.
    pub fn must_take_comments(&self, at: Timestamp) -> Result<()> {
        self.round.must_be_open(at)?;
        if self.consultation.stage == Stage::Consulting {
            Ok(())
        } else {
            Err(Refusal::Frozen.into())
        }
    }

    /// The same for changing a comment: it is the comment's own round that must be open.
    pub fn must_take_changes_of(&self, comment: &Comment, at: Timestamp) -> Result<()> {
        self.rounds
            .of(comment.round_id)
            .ok_or(Error::NotFound)?
            .must_be_open(at)?;
        self.must_take_comments(at)
    }

    /// As far as the actor may know of it: while a later round is being prepared, whoever does not prepare it reads on in
    /// the rounds that have opened.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none has, and the actor does not prepare it.
    pub fn known_to(self, actor: &Actor, at: Timestamp) -> Result<Self> {
        let id = self.consultation.id;
        if self.phase != Phase::Draft {
            actor.may(Act::ReadConsultation, id)?;
            return Ok(self);
        }
        match self.rounds.opened(at) {
            Some(rounds) if !actor.can(Act::ReadPrepared, id) => {
                actor.may(Act::ReadConsultation, id)?;
                let round = rounds.current().clone();
                Ok(Self {
                    phase: self.consultation.phase(&round, self.undecided, at),
                    rounds,
                    round,
                    ..self
                })
            }
            _ => {
                actor.may(Act::ReadPrepared, id)?;
                Ok(self)
            }
        }
    }

    /// A consultation at hand, without asking who wants to know.
    pub async fn of(tx: &mut Tx, consultation: Consultation, at: Timestamp) -> Result<Self> {
        let rounds = Rounds::new(store::rounds(tx, consultation.id).await?)
            .ok_or_else(|| Error::Corrupt("a consultation without a round".into()))?;
        let round = rounds.current().clone();
        let undecided = match consultation.stage {
            Stage::Review => store::undecided(tx, consultation.id).await?,
            _ => 0,
        };
        let phase = consultation.phase(&round, undecided, at);
        Ok(Self {
            consultation,
            rounds,
            round,
            phase,
            undecided,
        })
    }

    /// A comment as the actor may see it: see [`permission::view`].
    pub fn view(&self, actor: &Actor, at: Timestamp, comment: Comment) -> Result<CommentView> {
        permission::view(actor, &self.consultation, &self.rounds, at, comment)
    }

    /// What the actor may list of each round.
    pub fn readable(&self, actor: &Actor, at: Timestamp) -> Readable {
        Readable::of(actor, &self.consultation, &self.rounds, at)
    }

    /// What the actor may count of each round.
    pub fn counted(&self, actor: &Actor, at: Timestamp) -> Counted {
        Counted::of(actor, &self.consultation, &self.rounds, at)
    }

    /// Comments as far as the actor may list them, for [`crate::store::query`].
    ///
    /// # Errors
    /// Problems of the field `words`.
    pub(crate) fn comments<'a>(
        &self,
        actor: &Actor,
        filter: &'a Filter,
        at: Timestamp,
    ) -> Result<CommentQuery<'a>> {
        Ok(CommentQuery {
            consultation: self.consultation.id,
            by: By::Reader(self.readable(actor, at)),
            words: Words::parse(&filter.words)?,
            filter,
            places: true,
            names: actor.can(Act::ReadAuthor, self.consultation.id),
        })
    }

    /// Takes the consultation in hand to change it: finds it, checks the act, and increments its revision (which on
    /// PostgreSQL also lets one writer in at a time, so what is read after this is what is changed).
    pub async fn change(
        tx: &mut Tx,
        actor: &Actor,
        slug: &Slug,
        act: Act,
        at: Timestamp,
    ) -> Result<Self> {
        let found = Self::find(tx, actor, slug, at).await?;
        actor.may(act, found.consultation.id)?;
        let consultation = store::touch(tx, found.consultation.id)
            .await?
            .ok_or(Error::NotFound)?;
        // A role that was taken away while the request was on its way, or waited for another writer, counts no more.
        let actor = &account::as_it_stands(tx, actor).await?;
        actor.may(act, found.consultation.id)?;
        match tx {
            // Nobody else writes from the beginning of the transaction on: only the revision is another.
            Tx::Sqlite(_) => Ok(Self {
                consultation,
                ..found
            }),
            Tx::Postgres(_) => Self::of(tx, consultation, at).await?.known_to(actor, at),
        }
    }
}
