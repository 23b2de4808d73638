//! Accounts and profiles.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    Error, Result, Timestamp,
    account::{Account, EmailAddress, Language, StakeholderGroup},
    act::Act,
    actor::Actor,
    error::{Problems, Refusal},
    id::AccountId,
    permission::Subject,
    store::{
        Store,
        account::{self as store, Holder},
        audit,
    },
    submission::MAX_NAME,
};

/// A profile as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileFields {
    /// Needed.
    pub name: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// A stakeholder group's word; needed.
    pub group: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// A language's word; empty: English.
    pub language: String,
    /// IANA name; empty: UTC.
    pub time_zone: String,
}

impl From<&Account> for ProfileFields {
    fn from(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            organisation: account.organisation.clone(),
            group: account
                .stakeholder_group
                .map_or_else(String::new, |group| group.to_string()),
            country: account.country.clone().unwrap_or_default(),
            language: account.language.to_string(),
            time_zone: account.time_zone.clone(),
        }
    }
}

/// A profile that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Not empty.
    pub name: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// Self-declared.
    pub group: StakeholderGroup,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Of pages and mails.
    pub language: Language,
    /// IANA name.
    pub time_zone: String,
}

impl TryFrom<&ProfileFields> for Profile {
    type Error = Problems;

    fn try_from(typed: &ProfileFields) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let name = line(&typed.name);
        if name.is_empty() {
            problems.push("name", "missing", "");
        }
        problems.line("name", &name, MAX_NAME);
        let organisation = line(&typed.organisation);
        problems.line("organisation", &organisation, MAX_NAME);
        let group = match typed.group.trim() {
            "" => {
                problems.push("group", "missing", "");
                None
            }
            word => word
                .parse()
                .inspect_err(|_| problems.push("group", "unknown", word))
                .ok(),
        };
        let country = match typed.country.trim() {
            "" => None,
            code => {
                let known = rust_iso3166::from_alpha2(&code.to_uppercase());
                if known.is_none() {
                    problems.push("country", "country", code);
                }
                known.map(|country| country.alpha2.to_owned())
            }
        };
        let language = match typed.language.trim() {
            "" => Some(Language::English),
            word => word
                .parse()
                .inspect_err(|_| problems.push("language", "unknown", word))
                .ok(),
        };
        let time_zone = match typed.time_zone.trim() {
            "" => "UTC",
            name => {
                if name.parse::<Tz>().is_err() {
                    problems.push("time_zone", "time-zone", name);
                }
                name
            }
        };
        match (group, language) {
            (Some(group), Some(language)) if problems.0.is_empty() => Ok(Self {
                name,
                organisation,
                group,
                country,
                language,
                time_zone: time_zone.to_owned(),
            }),
            _ => Err(problems),
        }
    }
}

/// One line of text: runs of white space are one space, control characters are none.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Opens an account for somebody.
///
/// # Errors
/// Field errors; [`Refusal::Taken`] if the address has an account.
pub async fn create(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    email: &str,
    profile: &ProfileFields,
) -> Result<Account> {
    actor.may(Act::Administer, Subject::default())?;
    let mut problems = Problems::default();
    let email = email
        .parse::<EmailAddress>()
        .inspect_err(|wrong| problems.0.extend(wrong.0.clone()))
        .ok();
    let profile = Profile::try_from(profile)
        .inspect_err(|wrong| problems.0.extend(wrong.0.clone()))
        .ok();
    let (Some(email), Some(profile)) = (email, profile) else {
        return Err(problems.into());
    };
    let account = Account {
        id: AccountId::new(at),
        email,
        name: profile.name,
        organisation: profile.organisation,
        stakeholder_group: Some(profile.group),
        country: profile.country,
        language: profile.language,
        time_zone: profile.time_zone,
        created_at: at,
    };
    let mut tx = db.begin().await?;
    if !store::insert(&mut tx, &account).await? {
        return Err(Refusal::Taken {
            what: account.email.to_string(),
        }
        .into());
    }
    let entry = audit::Entry {
        act: "account.create",
        consultation: None,
        subject: account.email.as_str(),
        detail: json!({}),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(account)
}

/// Changes one's own profile.
///
/// # Errors
/// Field errors.
pub async fn update(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    typed: &ProfileFields,
) -> Result<Account> {
    actor.may(Act::OwnProfile, Subject::default())?;
    let id = actor.signed_in()?.id;
    let profile = Profile::try_from(typed)?;
    let mut tx = db.begin().await?;
    let account = store::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let account = Account {
        name: profile.name,
        organisation: profile.organisation,
        stakeholder_group: Some(profile.group),
        country: profile.country,
        language: profile.language,
        time_zone: profile.time_zone,
        ..account
    };
    store::update(&mut tx, &account).await?;
    let entry = audit::Entry {
        act: "account.profile",
        consultation: None,
        subject: account.email.as_str(),
        detail: json!({}),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(account)
}

/// One's own account, as one sees it.
#[derive(Clone, Debug)]
pub struct Own {
    /// The account.
    pub account: Account,
    /// The roles one holds.
    pub roles: Vec<Holder>,
}

/// One's own account with the roles one holds.
pub async fn own(db: &Store, actor: &Actor) -> Result<Own> {
    actor.may(Act::OwnProfile, Subject::default())?;
    let id = actor.signed_in()?.id;
    let mut tx = db.read().await?;
    Ok(Own {
        account: store::get(&mut tx, id).await?.ok_or(Error::NotFound)?,
        roles: store::held_by(&mut tx, id).await?,
    })
}

/// An account by its address.
pub async fn find(db: &Store, actor: &Actor, email: &EmailAddress) -> Result<Account> {
    actor.may(Act::Administer, Subject::default())?;
    store::by_email(&mut db.read().await?, email)
        .await?
        .ok_or(Error::NotFound)
}

/// An account by its address in whatever spelling it is typed.
pub async fn find_typed(db: &Store, actor: &Actor, typed: &str) -> Result<Account> {
    actor.may(Act::Administer, Subject::default())?;
    store::by_typed(&mut db.read().await?, typed)
        .await?
        .ok_or(Error::NotFound)
}

/// Mailboxes with two accounts from before addresses had one form: the address of the one that kept its spelling, and
/// the one form.
pub async fn doubles(db: &Store) -> Result<Vec<(EmailAddress, EmailAddress)>> {
    let accounts = store::not_in_one_form(&mut db.read().await?).await?;
    let pair = |it: Account| Some((it.email.clone(), it.email.as_str().parse().ok()?));
    Ok(accounts.into_iter().filter_map(pair).collect())
}

/// An account with the roles it holds.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The account.
    pub account: Account,
    /// Its roles.
    pub roles: Vec<Holder>,
}

/// Accounts after an address (empty: from the first), in the order of addresses, at most so many.
pub async fn list(db: &Store, actor: &Actor, after: &str, most: i64) -> Result<Vec<Listed>> {
    actor.may(Act::Administer, Subject::default())?;
    let mut tx = db.read().await?;
    let mut holders = store::all_holders(&mut tx).await?;
    let accounts = store::page(&mut tx, after, most).await?;
    Ok(accounts
        .into_iter()
        .map(|account| Listed {
            roles: holders
                .extract_if(.., |holder| holder.account_id == account.id)
                .collect(),
            account,
        })
        .collect())
}

/// Who a session's account is, with all roles as they stand now; none if the account is gone.
pub async fn actor(db: &Store, id: AccountId) -> Result<Option<Actor>> {
    let mut tx = db.read().await?;
    let Some(account) = store::get(&mut tx, id).await? else {
        return Ok(None);
    };
    let grants = store::grants(&mut tx, id).await?;
    Ok(Some(Actor::Person {
        account: Box::new(account),
        grants,
    }))
}
