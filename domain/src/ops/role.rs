//! Who holds which role: administrators of the installation, facilitators and commissioners of a consultation.
//!
//! Commissioners read every comment and the debate. So a facilitator alone neither makes nor unmakes one: what they ask
//! for waits until an administrator, or a second facilitator whom an administrator appointed, confirms it.

use chrono::TimeDelta;
use serde_json::json;

use super::{ConsultationContext, mail::Written};
use crate::{
    Error, Result, Timestamp,
    account::{Account, EmailAddress},
    act::Act,
    actor::{Actor, Role, RoleChange},
    consultation::Slug,
    error::{Problems, Refusal},
    id::RecordId,
    permission::Subject,
    store::{Store, Tx, account as store, audit, outbox, role_request},
};

pub use crate::store::{account::Holder, role_request::RoleRequest};

/// How long a request waits to be confirmed.
pub const REQUEST_LASTS: TimeDelta = TimeDelta::days(7);

/// What people are told about the role of a commissioner.
#[derive(Clone, Debug)]
pub struct RoleNotice {
    /// Who is told.
    pub to: Account,
    /// The consultation.
    pub context: ConsultationContext,
    /// Whose role.
    pub whom: Account,
    /// Given or taken.
    pub change: RoleChange,
    /// Who did it or asks for it: a name and an address; empty for the operator.
    pub by: String,
    /// Who asked for it before, if it was asked for.
    pub asked_by: String,
    /// For a request: when it lapses. None: it is done.
    pub waits_until: Option<Timestamp>,
}

/// What became of giving or taking a role.
#[derive(Clone, Debug)]
pub enum RoleChanged {
    /// It is done.
    Done(Account),
    /// It waits for a second person's word.
    Asked(Account),
}

impl RoleChanged {
    /// Whose role.
    pub const fn account(&self) -> &Account {
        match self {
            Self::Done(account) | Self::Asked(account) => account,
        }
    }
}

/// Gives a role. Giving it twice changes nothing. `write` writes the mails about a commissioner.
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
    write: impl Fn(&RoleNotice) -> Written,
) -> Result<RoleChanged> {
    let mut tx = db.begin().await?;
    let context = of(&mut tx, actor, at, role, slug).await?;
    let account = holder(&mut tx, email).await?;
    let consultation = context.as_ref().map(|it| it.consultation.id);
    let grants = store::grants(&mut tx, account.id).await?;
    let holds = |role: Role| {
        grants
            .iter()
            .any(|held| held.role == role && held.consultation_id == consultation)
    };
    if excluded(role).is_some_and(holds) {
        return Err(Refusal::RolesExclude.into());
    }
    if holds(role) {
        return Ok(RoleChanged::Done(account));
    }
    let appointment = Appointment {
        account,
        role,
        change: RoleChange::Give,
    };
    let done = settle_or_ask(&mut tx, actor, context, appointment, at, &write).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes a role away. `write` writes the mails about a commissioner.
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
    write: impl Fn(&RoleNotice) -> Written,
) -> Result<RoleChanged> {
    let mut tx = db.begin().await?;
    let context = of(&mut tx, actor, at, role, slug).await?;
    let account = holder(&mut tx, email).await?;
    let consultation = context.as_ref().map(|it| it.consultation.id);
    let grants = store::grants(&mut tx, account.id).await?;
    let holds = grants
        .iter()
        .any(|held| held.role == role && held.consultation_id == consultation);
    if role == Role::Administrator && store::count_administrators(&mut tx).await? <= 1 && holds {
        return Err(Refusal::LastAdministrator.into());
    }
    if !holds {
        return Err(Problems::one("email", "role-not-held", role).into());
    }
    let appointment = Appointment {
        account,
        role,
        change: RoleChange::Take,
    };
    let done = settle_or_ask(&mut tx, actor, context, appointment, at, &write).await?;
    tx.commit().await?;
    Ok(done)
}

/// Confirms what a facilitator asked for.
///
/// # Errors
/// [`Refusal::NotSecond`] for whoever asked, for whose role it is about, and for a facilitator whom no administrator
/// appointed; [`Error::NotFound`] once it has lapsed or is settled.
pub async fn confirm(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    slug: &Slug,
    request: RecordId,
    write: impl Fn(&RoleNotice) -> Written,
) -> Result<Account> {
    let mut tx = db.begin().await?;
    let (context, asked) = waiting(&mut tx, actor, at, slug, request).await?;
    let account = store::get(&mut tx, asked.account_id)
        .await?
        .ok_or(Error::NotFound)?;
    let confirmers = store::confirmers(&mut tx, context.consultation.id).await?;
    if !may_confirm(actor, &asked, &confirmers) {
        return Err(Refusal::NotSecond.into());
    }
    let grants = store::grants(&mut tx, account.id).await?;
    let here = |role: Role| {
        let id = Some(context.consultation.id);
        grants
            .iter()
            .any(|held| held.role == role && held.consultation_id == id)
    };
    if asked.change == RoleChange::Give && excluded(asked.role).is_some_and(here) {
        return Err(Refusal::RolesExclude.into());
    }
    let appointment = Appointment {
        account,
        role: asked.role,
        change: asked.change,
    };
    let asker = named(&asked.asker, &asked.asker_email);
    let account = settle(
        &mut tx,
        actor,
        Some(context),
        appointment,
        &asker,
        at,
        &write,
    )
    .await?;
    tx.commit().await?;
    Ok(account)
}

/// Drops what a facilitator asked for.
///
/// # Errors
/// [`Error::NotFound`] once it has lapsed or is settled.
pub async fn decline(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    slug: &Slug,
    request: RecordId,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let (context, asked) = waiting(&mut tx, actor, at, slug, request).await?;
    let id = context.consultation.id;
    role_request::settle(&mut tx, id, asked.account_id, asked.role).await?;
    let entry = audit::Entry {
        act: "role.decline",
        consultation: Some(id),
        subject: asked.email.as_str(),
        detail: json!({ "role": asked.role, "change": asked.change, "asked_by": named(&asked.asker, &asked.asker_email) }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await
}

/// A request, and whether the reader may confirm it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What is asked.
    pub request: RoleRequest,
    /// Whether the reader is the second person whom it waits for.
    pub confirmable: bool,
}

/// The roles of a consultation.
#[derive(Clone, Debug)]
pub struct Grants {
    /// The consultation.
    pub context: ConsultationContext,
    /// Who holds which.
    pub holders: Vec<Holder>,
    /// What waits for a second person's word.
    pub waiting: Vec<Waiting>,
    /// Whether the reader makes commissioners without asking another.
    pub appoints: bool,
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
    let id = context.consultation.id;
    actor.may(Act::GrantRoles, id)?;
    let holders = store::holders(&mut tx, id).await?;
    let confirmers = store::confirmers(&mut tx, id).await?;
    let waiting = role_request::waiting(&mut tx, id, at)
        .await?
        .into_iter()
        .map(|request| Waiting {
            confirmable: may_confirm(actor, &request, &confirmers),
            request,
        })
        .collect();
    Ok(Grants {
        context,
        holders,
        waiting,
        appoints: actor.can(Act::AppointCommissioners, id),
    })
}

/// Who holds any role anywhere.
pub async fn list(db: &Store, actor: &Actor) -> Result<Vec<Holder>> {
    actor.may(Act::Administer, Subject::default())?;
    store::all_holders(&mut db.read().await?).await
}

/// One role of one person, and what happens to it.
struct Appointment {
    account: Account,
    role: Role,
    change: RoleChange,
}

const fn excluded(role: Role) -> Option<Role> {
    match role {
        Role::Administrator => None,
        Role::Facilitator => Some(Role::Commissioner),
        Role::Commissioner => Some(Role::Facilitator),
    }
}

/// "Ada Well (ada@wells.example)"
fn named(name: &str, email: &EmailAddress) -> String {
    if name.is_empty() {
        email.to_string()
    } else {
        format!("{name} ({email})")
    }
}

fn name_of(actor: &Actor) -> String {
    actor
        .account()
        .map_or_else(String::new, |it| named(&it.name, &it.email))
}

/// Whether somebody is the second person whom a request waits for.
fn may_confirm(actor: &Actor, asked: &RoleRequest, confirmers: &[Account]) -> bool {
    match actor.account_id() {
        // The operator's word needs no second one.
        None => actor.is_administrator(),
        Some(id) => {
            id != asked.asked_by
                && id != asked.account_id
                && confirmers.iter().any(|confirmer| confirmer.id == id)
        }
    }
}

/// The request as long as it waits, with the consultation taken in hand.
async fn waiting(
    tx: &mut Tx,
    actor: &Actor,
    at: Timestamp,
    slug: &Slug,
    request: RecordId,
) -> Result<(ConsultationContext, RoleRequest)> {
    let context = ConsultationContext::change(tx, actor, slug, Act::GrantRoles, at).await?;
    let asked = role_request::waiting(tx, context.consultation.id, at)
        .await?
        .into_iter()
        .find(|it| it.id == request)
        .ok_or(Error::NotFound)?;
    Ok((context, asked))
}

/// Does it, or, for a commissioner and a facilitator, notes that it is asked for.
async fn settle_or_ask(
    tx: &mut Tx,
    actor: &Actor,
    context: Option<ConsultationContext>,
    it: Appointment,
    at: Timestamp,
    write: &impl Fn(&RoleNotice) -> Written,
) -> Result<RoleChanged> {
    match (it.role, context, actor.account()) {
        (Role::Commissioner, Some(context), Some(asker))
            if !actor.can(Act::AppointCommissioners, context.consultation.id) =>
        {
            ask(tx, actor, asker, context, it, at, write)
                .await
                .map(RoleChanged::Asked)
        }
        (_, context, _) => settle(tx, actor, context, it, "", at, write)
            .await
            .map(RoleChanged::Done),
    }
}

async fn ask(
    tx: &mut Tx,
    actor: &Actor,
    asker: &Account,
    context: ConsultationContext,
    it: Appointment,
    at: Timestamp,
    write: &impl Fn(&RoleNotice) -> Written,
) -> Result<Account> {
    let id = context.consultation.id;
    let expires_at = at + REQUEST_LASTS;
    let new = role_request::New {
        consultation: id,
        account: it.account.id,
        role: it.role,
        change: it.change,
        asked_by: asker.id,
        expires_at,
    };
    role_request::put(tx, &new, at).await?;
    let entry = audit::Entry {
        act: "role.ask",
        consultation: Some(id),
        subject: it.account.email.as_str(),
        detail: json!({ "role": it.role, "change": it.change, "expires_at": expires_at }),
        public: false,
    };
    audit::record(tx, actor, at, entry).await?;
    for to in store::confirmers(tx, id).await? {
        if to.id == asker.id || to.id == it.account.id {
            continue;
        }
        let notice = RoleNotice {
            to,
            context: context.clone(),
            whom: it.account.clone(),
            change: it.change,
            by: name_of(actor),
            asked_by: String::new(),
            waits_until: Some(expires_at),
        };
        tell(tx, "role-asked", &notice, at, write).await?;
    }
    Ok(it.account)
}

async fn settle(
    tx: &mut Tx,
    actor: &Actor,
    context: Option<ConsultationContext>,
    it: Appointment,
    asked_by: &str,
    at: Timestamp,
    write: &impl Fn(&RoleNotice) -> Written,
) -> Result<Account> {
    let consultation = context.as_ref().map(|it| it.consultation.id);
    // Told of it, too: those who were commissioners until now.
    let mut told = match consultation {
        Some(id) if it.role == Role::Commissioner => store::commissioners(tx, id).await?,
        _ => Vec::new(),
    };
    match it.change {
        RoleChange::Give => {
            let appointed = actor.is_administrator();
            store::grant(tx, at, it.account.id, it.role, consultation, appointed).await?;
        }
        RoleChange::Take => {
            store::revoke(tx, it.account.id, it.role, consultation).await?;
        }
    }
    let mut detail = json!({ "role": it.role });
    if !asked_by.is_empty() {
        detail["asked_by"] = json!(asked_by);
    }
    let entry = audit::Entry {
        act: match it.change {
            RoleChange::Give => "role.grant",
            RoleChange::Take => "role.revoke",
        },
        consultation,
        subject: it.account.email.as_str(),
        detail,
        public: false,
    };
    audit::record(tx, actor, at, entry).await?;
    if let (Role::Commissioner, Some(context)) = (it.role, context) {
        role_request::settle(tx, context.consultation.id, it.account.id, it.role).await?;
        if !told.iter().any(|to| to.id == it.account.id) {
            told.push(it.account.clone());
        }
        for to in told {
            let notice = RoleNotice {
                to,
                context: context.clone(),
                whom: it.account.clone(),
                change: it.change,
                by: name_of(actor),
                asked_by: asked_by.to_owned(),
                waits_until: None,
            };
            tell(tx, "role-changed", &notice, at, write).await?;
        }
    }
    Ok(it.account)
}

async fn tell(
    tx: &mut Tx,
    kind: &'static str,
    notice: &RoleNotice,
    at: Timestamp,
    write: &impl Fn(&RoleNotice) -> Written,
) -> Result<()> {
    let written = write(notice);
    let mail = outbox::Mail {
        kind,
        to: notice.to.email.clone(),
        subject: written.subject,
        text: written.text,
        html: written.html,
    };
    outbox::enqueue(tx, at, mail).await.map(drop)
}

/// Checks the permission and whether role and consultation belong together; takes the consultation in hand, so
/// that the two roles that exclude each other are not given at the same moment.
async fn of(
    tx: &mut Tx,
    actor: &Actor,
    at: Timestamp,
    role: Role,
    slug: Option<&Slug>,
) -> Result<Option<ConsultationContext>> {
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
            Ok(Some(context))
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
