//! Drafts, kept while they are written.

use domain::comment::{CommentKind, Content, Position};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};

use super::ApiError;

/// What is typed into the form of a comment: sent by the form itself, and by the island that keeps drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    /// A word of `Position`, or empty.
    pub position: String,
    /// A word of `CommentKind`.
    pub kind: String,
    /// The comment itself.
    pub body: String,
    /// The wording it proposes.
    pub proposed_wording: String,
    /// Its reasons.
    pub rationale: String,
    /// Of the draft as it was read; empty for a new one.
    pub revision: String,
    /// The digest of the text that was read, for a new one.
    pub text: String,
    /// Which draft a new form makes, however often it is sent.
    pub new: String,
    /// Of the provision, should the draft be gone; empty: the document as a whole.
    pub anchor: String,
    /// Which button was pressed.
    pub act: String,
    /// `yes` once what was asked is meant.
    pub confirm: String,
}

impl From<&Content> for CommentForm {
    fn from(content: &Content) -> Self {
        let kind = content.kind.unwrap_or(CommentKind::General);
        Self {
            position: content.position.map_or("", Position::as_str).to_owned(),
            kind: kind.as_str().to_owned(),
            body: content.body.clone(),
            proposed_wording: content.proposed_wording.clone(),
            rationale: content.rationale.clone(),
            ..Self::default()
        }
    }
}

impl CommentForm {
    /// Out of the fields of a form.
    pub fn of_fields(field: impl Fn(&str) -> String) -> Self {
        Self {
            position: field("position"),
            kind: field("kind"),
            body: field("body"),
            proposed_wording: field("proposed_wording"),
            rationale: field("rationale"),
            revision: field("revision"),
            text: field("text"),
            new: field("new"),
            ..Self::default()
        }
    }

    /// As content on a provision (none: the document as a whole). Browsers send line ends as CRLF; here they are LF.
    pub fn content(&self, anchor: Option<String>, language: &str) -> Content {
        let lines = |text: &str| text.replace("\r\n", "\n");
        Content {
            anchor,
            kind: self.kind.parse().ok(),
            position: self.position.parse().ok(),
            body: lines(&self.body),
            proposed_wording: lines(&self.proposed_wording),
            rationale: lines(&self.rationale),
            language: language.to_owned(),
        }
    }
}

/// A draft that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// Its key.
    pub id: String,
    /// To be sent back with the next change.
    pub revision: i64,
    /// Its page.
    pub url: String,
    /// When, in the reader's words.
    pub at: String,
}

/// Keeps a draft: a new one if `draft` is empty, else that one, unless another window was first (`conflict`).
#[server(prefix = "/api", endpoint = "save-draft", input = Json, output = Json)]
pub async fn save_draft(
    slug: String,
    anchor: String,
    draft: String,
    typed: CommentForm,
) -> Result<KeptDraft, ApiError> {
    use domain::{
        Error,
        consultation::Slug,
        id::DraftId,
        ops::draft::{Saved, Target, begin_on, find, save},
    };

    let backend = super::Backend::get();
    let fail = |error: Error| backend.failure(error);
    let (store, actor, now) = (&backend.store, &backend.actor, backend.now);
    let slug: Slug = slug.parse().map_err(|_| fail(Error::NotFound))?;
    let saved = if draft.is_empty() {
        let anchor = (!anchor.is_empty()).then_some(anchor);
        let content = typed.content(anchor, backend.texts.language.as_str());
        let named = typed.new.parse().ok();
        begin_on(store, actor, &slug, &typed.text, named, content, now).await
    } else {
        let id: DraftId = draft.parse().map_err(|_| fail(Error::NotFound))?;
        let revision = typed.revision.parse().unwrap_or_default();
        // A draft that is gone: what became of it is told by the form, which shows both texts.
        let stored = match find(store, actor, &slug, id, now).await {
            Ok(found) => found.draft.content,
            Err(Error::NotFound) => return Err(fail(Error::Conflict)),
            Err(error) => return Err(fail(error)),
        };
        let content = typed.content(stored.anchor, &stored.language);
        let target = Target::Draft { id, revision };
        save(store, actor, &slug, target, content, now).await
    };
    match saved {
        Ok(Saved::Kept(draft)) => Ok(KeptDraft {
            id: draft.id.to_string(),
            revision: draft.revision,
            url: crate::routes::draft(&slug, draft.id),
            at: backend.texts.time_zone(now, backend.zone()),
        }),
        Ok(Saved::Changed(_) | Saved::Submitted(_) | Saved::Deleted) => Err(fail(Error::Conflict)),
        Err(error) => Err(fail(error)),
    }
}
