//! One point that a stakeholder makes.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::StakeholderGroup,
    error::Problems,
    id::{CommentId, DraftId, RoundId, SubmissionId},
    redline::is_proposal,
    submission::Publication,
    text::plain,
};

/// The longest body, proposed wording or rationale, in characters.
pub const MAX_CHARACTERS: usize = 20_000;

/// What people cite a comment by: `R1-0042` is the 42nd reference given in round 1.
///
/// There is this one pattern: letters that look alike, other dashes and zeros too many would let one comment pose as
/// another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    round: i32,
    number: i64,
}

impl Reference {
    /// The reference of a number in a round.
    pub const fn new(round: i32, number: i64) -> Self {
        Self { round, number }
    }

    /// The number of the round.
    pub const fn round(&self) -> i32 {
        self.round
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "R{}-{:04}", self.round, self.number)
    }
}

impl std::str::FromStr for Reference {
    type Err = UnknownReference;

    fn from_str(text: &str) -> Result<Self, UnknownReference> {
        let read = || {
            let (round, number) = text.strip_prefix('R')?.split_once('-')?;
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let plausible =
                digits(round) && digits(number) && round.len() <= 4 && number.len() <= 9;
            let reference = Self::new(
                round.parse().ok().filter(|it| *it > 0)?,
                number.parse().ok().filter(|it| *it > 0)?,
            );
            // As it would be given, so that no two texts are one reference.
            (plausible && reference.to_string() == text).then_some(reference)
        };
        read().ok_or(UnknownReference)
    }
}

/// What is no [`Reference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reference has the form R1-0042")]
pub struct UnknownReference;

/// What people cite the next comment by.
pub fn reference(round: i32, number: i64) -> String {
    Reference::new(round, number).to_string()
}

words! {
    /// What sort of comment it is (the ISO/IEC commenting template's ge, te and ed; and translation).
    CommentKind {
        /// On the whole matter.
        General = "general",
        /// On the substance.
        Technical = "technical",
        /// On the words alone.
        Editorial = "editorial",
        /// On a translation.
        Translation = "translation",
    }
}

words! {
    /// Where the commenter stands.
    Position {
        /// As it is.
        Support = "support",
        /// If it is changed.
        SupportWithChanges = "support-with-changes",
        /// Not at all.
        Oppose = "oppose",
        /// Neither.
        Neutral = "neutral",
        /// Asks.
        Question = "question",
    }
}

words! {
    /// Where a submitted comment stands.
    CommentState {
        /// Counts.
        Submitted = "submitted",
        /// Withdrawn by its author before the round closed.
        Withdrawn = "withdrawn",
    }
}

/// What a stakeholder writes: the content of a draft and of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Content {
    /// The provision's anchor; none: the document as a whole.
    pub anchor: Option<String>,
    /// May be missing in imported comments only.
    pub kind: Option<CommentKind>,
    /// None until chosen.
    pub position: Option<Position>,
    /// The comment itself.
    pub body: String,
    /// Empty: none.
    pub proposed_wording: String,
    /// Empty: none.
    pub rationale: String,
    /// BCP 47 tag, or empty.
    pub language: String,
}

/// The fields of [`Content`] that people write words into, named as in forms, files and (`field-…`) the catalogue.
pub const WRITTEN: [&str; 3] = ["body", "proposed_wording", "rationale"];

impl Content {
    /// What is written in each field of [`WRITTEN`], in that order: the order in which it is shown.
    pub fn written(&self) -> [(&'static str, &str); 3] {
        let [body, wording, rationale] = WRITTEN;
        [
            (body, &self.body),
            (wording, &self.proposed_wording),
            (rationale, &self.rationale),
        ]
    }

    /// Whether nothing is written: what is chosen alone says nothing.
    pub fn is_empty(&self) -> bool {
        self.written()
            .iter()
            .all(|(_, text)| text.trim().is_empty())
    }

    /// The same with nothing written.
    #[must_use]
    pub fn without_words(self) -> Self {
        Self {
            body: String::new(),
            proposed_wording: String::new(),
            rationale: String::new(),
            ..self
        }
    }

    /// Drops a proposed wording that says what the provision says anyway, whatever quotation marks or spaces it has: it
    /// proposes nothing, and must not be counted as if it did. `provision`: its Markdown.
    pub fn drop_idle_wording(&mut self, provision: &str) {
        if !is_proposal(&plain(provision), &self.proposed_wording) {
            self.proposed_wording.clear();
        }
    }

    /// What keeps it from being kept at all: fields that are too long, or characters no database takes.
    pub fn validate_draft(&self) -> Problems {
        let mut problems = Problems::default();
        for (field, text) in self.written() {
            problems.text(field, text, MAX_CHARACTERS);
        }
        problems
    }

    /// What is missing before it can be submitted, beside what keeps it from being kept.
    pub fn validate_for_submission(&self) -> Problems {
        let mut problems = self.validate_draft();
        if self.body.trim().is_empty() {
            problems.push("body", "body-missing", "");
        }
        if self.position.is_none() {
            problems.push("position", "position-missing", "");
        }
        problems
    }
}

/// A comment being written, seen by its author only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Draft {
    /// Its key.
    pub id: DraftId,
    /// Of which submission.
    pub submission_id: SubmissionId,
    /// The submitted comment it amends.
    pub comment_id: Option<CommentId>,
    /// What it says so far.
    #[cfg_attr(feature = "store", sqlx(flatten))]
    pub content: Content,
    /// The label of the provision it was on, if the text was replaced and has it no more; until it is saved again.
    pub moved_from: Option<String>,
    /// For conflicts between two windows.
    pub revision: i64,
    /// When it was kept last.
    pub updated_at: Timestamp,
}

/// A submitted comment with what is known of its author, before masking: never shown as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Comment {
    /// Its key.
    pub id: CommentId,
    /// Of which round.
    pub round_id: RoundId,
    /// In which submission.
    pub submission_id: SubmissionId,
    /// Order of arrival within the consultation.
    pub seq: i64,
    /// What people cite.
    pub reference: String,
    /// The label of the provision it is on, as of the version consulted on; none: the document as a whole.
    pub label: Option<String>,
    /// What it says.
    #[cfg_attr(feature = "store", sqlx(flatten))]
    pub content: Content,
    /// Submitted or withdrawn.
    pub state: CommentState,
    /// Whether a visitor may read it once the round shows.
    pub listed: bool,
    /// Why it is hidden.
    pub hidden_reason: Option<String>,
    /// Grows with every amendment.
    pub revision: i64,
    /// By the server's clock, or as it was entered on behalf.
    pub submitted_at: Timestamp,
    /// The account that wrote it; none: entered on behalf.
    pub account_id: Option<crate::id::AccountId>,
    /// The author's name.
    pub author: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// None: not stated.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// None: not stated; shown as anonymous.
    pub publication: Option<Publication>,
    /// How it came, if not through this site.
    pub channel: String,
    /// When it was entered on behalf of its author; none: submitted here by the author.
    #[serde(default)]
    pub entered_at: Option<Timestamp>,
    /// Whether a facilitator has verified organisation and group as they are stated now.
    pub verified: bool,
}

impl Comment {
    /// Whether a visitor may read it once the round shows: what [`listed`](Self::listed) is to be.
    pub fn is_public(&self) -> bool {
        self.state == CommentState::Submitted
            && self.hidden_reason.is_none()
            && self.publication != Some(Publication::NotForPublication)
    }
}

/// Who wrote a comment, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The person's name; empty if it is not to be known.
    pub author: String,
    /// The organisation; empty if there is none or it is not to be known.
    pub organisation: String,
    /// Shown always.
    pub group: Option<StakeholderGroup>,
    /// Empty if it is not to be known.
    pub country: String,
    /// Whether names are withheld.
    pub anonymous: bool,
    /// When it was entered on behalf of its author: told always, whatever of the author is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_at: Option<Timestamp>,
    /// It came after the round had closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// Whether a facilitator has verified organisation and group as they are stated now. Of an anonymous author it
    /// speaks of the group alone. Reports that were frozen before this was asked say nothing: not verified.
    #[serde(default)]
    pub verified: bool,
}

impl Attribution {
    /// Whether what is shown of organisation and group has been verified; none if neither is shown, so that there
    /// is nothing to verify.
    pub fn verification(&self) -> Option<bool> {
        (!self.organisation.is_empty() || self.group.is_some()).then_some(self.verified)
    }
}

/// A comment as one reader may see it. The only form in which comments reach pages, exports, reports and mails.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a comment that a page tells"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// The number of the round it was submitted in.
    #[serde(default)]
    pub round: i32,
    /// Order of arrival: the key of the next page. It never leaves as data: beside each other, the numbers of somebody's
    /// comments would tell whose they are.
    #[serde(skip)]
    pub seq: i64,
    /// What people cite.
    pub reference: String,
    /// The label of the provision, none: the document as a whole.
    pub label: Option<String>,
    /// What it says; empty texts if the words are hidden from this reader.
    pub content: Content,
    /// Who wrote it.
    pub by: Attribution,
    /// Withdrawn by its author.
    pub withdrawn: bool,
    /// Why it is hidden; the words are there only for those who may read hidden words.
    pub hidden_reason: Option<String>,
    /// Not meant for publication: marked as such for those who may read it.
    pub not_for_publication: bool,
    /// When it was submitted; for whoever may not know who wrote it, noon of that day: the moment would tie one author's
    /// comments together.
    pub submitted_at: Timestamp,
    /// Whether that tells the day alone.
    #[serde(default)]
    pub day_alone: bool,
    /// How it came, if it was entered on behalf of its author and the channel does not name whom the rest does not.
    pub channel: String,
    /// The reader wrote it.
    pub own: bool,
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn a_reference_has_one_form() {
        for fine in ["R1-0001", "R12-0042", "R1-12345", "R1-999999999"] {
            assert_eq!(
                fine.parse::<Reference>()
                    .map(|it| it.to_string())
                    .as_deref(),
                Ok(fine)
            );
        }
        for wrong in [
            "",
            "R1-1",
            "R1-00042",
            "R01-0042",
            "r1-0042",
            "R1-0000",
            "R0-0001",
            "R1-O042",
            "R1–0042",
            "R1-0042 ",
            "R1-0042\u{200b}",
            "R1-٠٠٤٢",
            "Ｒ1-0042",
            "R1-+042",
            "X-00001",
            "..",
            "R1-9999999999",
            "R1-0042/1",
        ] {
            assert!(wrong.parse::<Reference>().is_err(), "{wrong}");
        }
    }
}
