//! Wordings that say what the text says anyway.

#![cfg(feature = "store")]

mod support;

use domain::{
    account::StakeholderGroup, actor::Actor, comment::Position, ops::comment,
    round::Confidentiality, submission::Publication,
};
use support::scene::{self, anchor, content, open, person, recount, slug, submit};

stories! {
    async fn a_wording_equal_to_the_text_is_no_proposal(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let norm = anchor(&store, "Users should").await;
        let mut same = content(Some(&norm), Position::Support, "Keep it.");
        same.proposed_wording = "Users should\u{a0}not foul a shared well, nor let others do so. ".into();
        let mut other = content(Some(&norm), Position::SupportWithChanges, "Be strict.");
        other.proposed_wording = "Users must not foul a shared well, nor let others do so.".into();
        scene::draft(&store, &ada, same, open()).await;
        scene::draft(&store, &ada, other, open()).await;
        scene::publish_as(&store, &ada, Publication::Name).await;
        submit(&store, &ada, open()).await.expect("submitted");
        let mut wordings = Vec::new();
        for reference in ["R1-0001", "R1-0002"] {
            let read = comment::get(&store, &Actor::Visitor, &slug("wells"), reference, open()).await.expect("public");
            wordings.push(read.comment.content.proposed_wording);
        }
        wordings.sort();
        assert_eq!(wordings, ["", "Users must not foul a shared well, nor let others do so."]);
        recount(&store).await;
    }
}
