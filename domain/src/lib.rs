//! The consultation process itself: what a comment is, when a round is open, who may do what.
//!
//! Knows no HTTP and no HTML. Without the feature `store` it is types and rules only and compiles to
//! WebAssembly; with it come [`store`] (all SQL, and nothing but SQL) and [`ops`] (one function per use
//! case = one transaction). The words are those of the process: see `README.md`.

#[macro_use]
mod words;

/// People and their profiles.
pub mod account;
/// What somebody may do.
pub mod act;
/// Who acts: a visitor, a signed-in person with roles, the operator of the command line.
pub mod actor;
/// What became of comments.
pub mod answer;
/// What was done, by whom, as its readers may see it.
#[cfg(feature = "store")]
pub mod audit;
/// The geometry of position bars.
pub mod bars;
/// One point that a stakeholder makes, and what it may look like.
pub mod comment;
/// One question put to the world, and the phases it goes through.
pub mod consultation;
/// The commission's disposition of an issue.
pub mod decision;
/// In which direction words run, and what keeps them apart.
pub mod direction;
/// E-mail addresses: one mailbox, one form.
mod email;
/// What can go wrong, as types.
pub mod error;
/// Comments as files.
#[cfg(feature = "store")]
pub mod exchange;
/// What words that people type must be.
mod field;
/// The form in which words are compared when somebody searches.
pub mod fold;
/// Identifiers.
pub mod id;
/// What the facilitators make of many comments on the same point.
pub mod issue;
/// Names that people take for one another.
#[cfg(feature = "store")]
pub mod lookalike;
/// What became of each provision from one version to the next.
pub mod matching;
/// The one order in which issues are told.
pub mod order;
/// How the revised text came to be, and which decisions are behind it.
pub mod outcome;
/// Long lists, a page at a time.
pub mod paging;
/// The one table of who may do what.
pub mod permission;
/// Which comments.
pub mod query;
/// How much one account may submit in one round.
pub mod quota;
/// The difference between two wordings, word by word.
pub mod redline;
/// A commissioner's contribution to the debate.
pub mod remark;
/// The consolidation report as data.
pub mod report;
/// One window in which one version of the text is open.
pub mod round;
/// Sign-in links and where they lead.
pub mod sign_in;
/// What one stakeholder hands in for a round.
pub mod submission;
/// Counts by stakeholder group and position.
pub mod tally;
/// Norm texts: how a document becomes provisions.
pub mod text;
/// Whether organisations are who they say they are.
pub mod verification;
/// Frozen states of the norm text.
pub mod version;
/// When two wordings say the same, and what in a wording cannot be seen.
pub mod wording;

/// Use cases.
#[cfg(feature = "store")]
pub mod ops;
/// SQL.
#[cfg(feature = "store")]
pub mod store;

pub use error::{Error, Result};
pub use words::UnknownWord;

/// A moment, UTC. Times are cut to microseconds before they are stored, which is what both databases keep.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
