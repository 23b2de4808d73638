//! Counting comments in and out, in the transaction that submits, amends, withdraws or hides them.

use std::collections::BTreeMap;

use crate::{
    Result,
    account::StakeholderGroup,
    comment::{Comment, CommentState, Content, Position},
    id::VersionId,
    store::{Tx, tally as store},
    tally::Audience,
};

/// One comment counted in or out.
#[derive(Clone, Copy, Debug)]
struct Count {
    group: Option<StakeholderGroup>,
    position: Option<Position>,
    wording: bool,
    by: i32,
}

/// What changes, gathered so that each row is read and written once, always in the same order.
#[derive(Debug, Default)]
pub(crate) struct Changes(BTreeMap<String, Vec<(Audience, Count)>>);

impl Changes {
    /// Counts a stored comment in (`1`) or out (`-1`), as it stands.
    pub(crate) fn comment(&mut self, comment: &Comment, by: i32) {
        if comment.state == CommentState::Submitted {
            self.count(
                &comment.content,
                comment.stakeholder_group,
                comment.listed,
                by,
            );
        }
    }

    /// Counts a comment that says this in or out.
    pub(crate) fn count(
        &mut self,
        content: &Content,
        group: Option<StakeholderGroup>,
        listed: bool,
        by: i32,
    ) {
        let count = Count {
            group,
            position: content.position,
            wording: !content.proposed_wording.is_empty(),
            by,
        };
        for audience in [Audience::All, Audience::Public] {
            if audience == Audience::All || listed {
                let anchor = content.anchor.clone().unwrap_or_default();
                self.0.entry(anchor).or_default().push((audience, count));
            }
        }
    }

    /// Writes the new counts. The caller holds the consultation (`ConsultationContext::change`): one at a time.
    pub(crate) async fn apply(self, tx: &mut Tx, version: VersionId) -> Result<()> {
        for (anchor, counts) in self.0 {
            let before = store::both(tx, version, &anchor).await?;
            let mut after = before.clone();
            for (audience, count) in counts {
                let tally = after.entry(audience).or_default();
                tally.add(count.group, count.position, count.wording, count.by);
            }
            after.retain(|audience, tally| before.get(audience) != Some(tally));
            store::put(tx, version, &anchor, &after).await?;
        }
        Ok(())
    }
}
