//! That somebody has comments which are not submitted: said to them alone, wherever they come by.

use domain::{consultation::Phase, ops::ConsultationContext};
use leptos::prelude::*;

use crate::{render::texts, routes};

/// How many drafts the reader has in the current round; nothing without any, and nothing once it no longer matters.
pub fn unsubmitted(context: &ConsultationContext, drafts: i64) -> Option<AnyView> {
    let key = match context.phase {
        _ if drafts == 0 => return None,
        Phase::Open => "unsubmitted-yet",
        Phase::Consolidation => "unsubmitted",
        _ => return None,
    };
    let words = texts().count(key, drafts);
    let url = routes::submission(&context.consultation.slug);
    Some(view! { <p class="state todo"><a href=url>{words}</a></p> }.into_any())
}
