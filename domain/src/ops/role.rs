//! Who holds which role: administrators of the installation, facilitators and commissioners of a consultation.

use serde_json::json;

use super::ConsultationContext;
use crate::{
    Result, Timestamp,
    account::{Account, EmailAddress},
    act::Act,
    actor::{Actor, Role},
    consultation::Slug,
    error::{Problems, Refusal},
    id::ConsultationId,
    permission::Subject,
    store::{Store, Tx, account as store, audit},
};

pub use crate::store::account::Holder;

/// Gives a role. Giving it twice changes nothing.
///
/// # Errors
/// [`Error::Invalid`] if no account has the address (`email`), or if the role and the consultation do not belong
/// together (`consultation`); [`Refusal::RolesExclude`] for a commissioner who should facilitate, and the reverse.
pub async fn grant(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    email: &str,
    role: Role,
    slug: Option<&Slug>,
) -> Result<Account> {
    let mut tx = db.begin().await?;
    let consultation = of(&mut tx, actor, at, role, slug).await?;
    let account = holder(&mut tx, email).await?;
    let excluded = match role {
        Role::Administrator => None,
        Role::Facilitator => Some(Role::Commissioner),
        Role::Commissioner => Some(Role::Facilitator),
    };
    let grants = store::grants(&mut tx, account.id).await?;
    if grants
        .iter()
        .any(|held| Some(held.role) == excluded && held.consultation_id == consultation)
    {
        return Err(Refusal::RolesExclude.into());
    }
    if store::grant(&mut tx, at, account.id, role, consultation).await? {
        let entry = entry("role.grant", consultation, role, &account.email);
        audit::record(&mut tx, actor, at, entry).await?;
    }
    tx.commit().await?;
    Ok(account)
}

/// Takes a role away.
///
/// # Errors
/// As [`grant`], or if the account does not hold the role (`email`); [`Refusal::LastAdministrator`].
pub async fn revoke(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    email: &str,
    role: Role,
    slug: Option<&Slug>,
) -> Result<Account> {
    let mut tx = db.begin().await?;
    let consultation = of(&mut tx, actor, at, role, slug).await?;
    let account = holder(&mut tx, email).await?;
    if role == Role::Administrator && store::count_administrators(&mut tx).await? <= 1 {
        let grants = store::grants(&mut tx, account.id).await?;
        if grants.iter().any(|held| held.role == Role::Administrator) {
            return Err(Refusal::LastAdministrator.into());
        }
    }
    if !store::revoke(&mut tx, account.id, role, consultation).await? {
        return Err(Problems::one("email", "role-not-held", role).into());
    }
    let entry = entry("role.revoke", consultation, role, &account.email);
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(account)
}

/// The roles of a consultation.
#[derive(Clone, Debug)]
pub struct Grants {
    /// The consultation.
    pub context: ConsultationContext,
    /// Who holds which.
    pub holders: Vec<Holder>,
}

/// Who holds roles of a consultation.
pub async fn of_consultation(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    slug: &Slug,
) -> Result<Grants> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::GrantRoles, context.consultation.id)?;
    let holders = store::holders(&mut tx, context.consultation.id).await?;
    Ok(Grants { context, holders })
}

/// Who holds any role anywhere.
pub async fn list(db: &Store, actor: &Actor) -> Result<Vec<Holder>> {
    actor.may(Act::Administer, Subject::default())?;
    store::all_holders(&mut db.read().await?).await
}

/// Checks the permission and whether role and consultation belong together; takes the consultation in hand, so
/// that the two roles that exclude each other are not given at the same moment.
async fn of(
    tx: &mut Tx,
    actor: &Actor,
    at: Timestamp,
    role: Role,
    slug: Option<&Slug>,
) -> Result<Option<ConsultationId>> {
    match (role, slug) {
        (Role::Administrator, None) => {
            actor.may(Act::Administer, Subject::default())?;
            Ok(None)
        }
        (Role::Administrator, Some(slug)) => {
            actor.may(Act::Administer, Subject::default())?;
            Err(Problems::one("consultation", "role-of-installation", slug).into())
        }
        (_, None) => {
            actor.may(Act::Administer, Subject::default())?;
            Err(Problems::one("consultation", "missing", "").into())
        }
        (_, Some(slug)) => {
            let context = ConsultationContext::change(tx, actor, slug, Act::GrantRoles, at).await?;
            Ok(Some(context.consultation.id))
        }
    }
}

async fn holder(tx: &mut Tx, email: &str) -> Result<Account> {
    if email.trim().is_empty() {
        return Err(Problems::one("email", "missing", "").into());
    }
    if let Some(account) = store::by_typed(tx, email).await? {
        return Ok(account);
    }
    let email: EmailAddress = email.parse()?;
    Err(Problems::one("email", "no-account", email).into())
}

fn entry<'a>(
    act: &'a str,
    consultation: Option<ConsultationId>,
    role: Role,
    email: &'a EmailAddress,
) -> audit::Entry<'a> {
    audit::Entry {
        act,
        consultation,
        subject: email.as_str(),
        detail: json!({ "role": role }),
        public: false,
    }
}
