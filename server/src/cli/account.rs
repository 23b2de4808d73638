//! `plenary account create | grant | revoke | list | link`

use anyhow::Result;
use clap::Subcommand;
use domain::{
    Error,
    account::{EmailAddress, Language, StakeholderGroup},
    actor::Role,
    consultation::Slug,
    ops::{
        account::{self, Listed, ProfileFields},
        role, sign_in,
    },
    sign_in::Next,
};
use serde_json::{Value, json};

use super::{Context, Refused, consultation::word};

/// Accounts read at once when all are listed.
const PAGE: i64 = 500;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open an account for somebody; they sign in by a link, as everybody does
    Create {
        /// E-mail address
        email: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// Stakeholder group: state, private-sector, technical-community, civil-society, academia,
        /// international-organisation or individual
        #[arg(long, value_parser = word::<StakeholderGroup>)]
        group: StakeholderGroup,
        /// The organisation they speak for
        #[arg(long, default_value = "", value_name = "NAME")]
        organisation: String,
        /// Country, as two letters (ISO 3166-1)
        #[arg(long, default_value = "", value_name = "XX")]
        country: String,
        /// Language of their pages and mails: en, fr or ar
        #[arg(long, default_value = "en", value_parser = word::<Language>)]
        language: Language,
        /// Time zone in which they read dates
        #[arg(long, default_value = "UTC", value_name = "ZONE")]
        time_zone: String,
    },
    /// Give a role: administrator (of the installation), facilitator or commissioner (of a consultation)
    Grant(RoleArgs),
    /// Take a role away; the last administrator stays
    Revoke(RoleArgs),
    /// List accounts with their roles
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a sign-in link, which works once and for 15 minutes
    Link {
        /// E-mail address of the account
        email: String,
    },
}

#[derive(clap::Args, Debug)]
pub struct RoleArgs {
    /// E-mail address of the account
    email: String,
    /// administrator, facilitator or commissioner
    #[arg(value_parser = word::<Role>)]
    role: Role,
    /// The consultation, for facilitators and commissioners
    #[arg(long, value_name = "SLUG")]
    consultation: Option<String>,
}

impl RoleArgs {
    fn slug(&self) -> Result<Option<Slug>> {
        Ok(self.consultation.as_deref().map(str::parse).transpose()?)
    }
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    let Context {
        config,
        store,
        actor,
        clock,
    } = context;
    let at = clock.now();
    match command {
        Command::Create {
            email,
            name,
            group,
            organisation,
            country,
            language,
            time_zone,
        } => {
            let profile = ProfileFields {
                name,
                organisation,
                group: group.to_string(),
                country,
                language: language.to_string(),
                time_zone,
            };
            // A link that cannot be sent opens nothing.
            if let Ok(address) = email.parse::<EmailAddress>() {
                address
                    .must_be_mailable(config.reach)
                    .map_err(Error::Invalid)?;
            }
            let account = account::create(store, actor, at, &email, &profile).await?;
            eprintln!("Opened an account for {}.", account.email);
        }
        Command::Grant(args) => {
            let slug = args.slug()?;
            let site = config.origin();
            let write = |notice: &role::RoleNotice| app::mail::role::changed(notice, &site);
            let changed = role::grant(
                store,
                actor,
                at,
                &args.email,
                args.role,
                slug.as_ref(),
                write,
            )
            .await;
            let changed = changed.map_err(|error| no_consultation(error, &args))?;
            eprintln!("{} is {} now.", changed.account().email, described(&args));
        }
        Command::Revoke(args) => {
            let slug = args.slug()?;
            let site = config.origin();
            let write = |notice: &role::RoleNotice| app::mail::role::changed(notice, &site);
            let changed = role::revoke(
                store,
                actor,
                at,
                &args.email,
                args.role,
                slug.as_ref(),
                write,
            )
            .await;
            let changed = changed.map_err(|error| no_consultation(error, &args))?;
            eprintln!(
                "{} is no longer {}.",
                changed.account().email,
                described(&args)
            );
        }
        Command::List { json } => {
            let mut all = Vec::new();
            let mut after = String::new();
            loop {
                let page = account::list(store, actor, &after, PAGE).await?;
                let Some(last) = page.last() else { break };
                after = last.account.email.to_string();
                if json {
                    all.extend(page.iter().map(describe));
                } else {
                    page.iter().for_each(print);
                }
            }
            if json {
                super::print(format_args!("{:#}", Value::Array(all)));
            }
        }
        Command::Link { email } => {
            // Of two accounts of one mailbox the one with this spelling.
            let account = match account::find_typed(store, actor, &email).await {
                Err(Error::NotFound) => {
                    let email: EmailAddress = email.parse().map_err(Error::Invalid)?;
                    return Err(Refused(format!(
                        "No account has the address {email}; open one with `plenary account create`."
                    ))
                    .into());
                }
                found => found?.email,
            };
            let link = sign_in::issue_link(
                store,
                actor,
                at,
                &account,
                Next::default(),
                &config.origin(),
            )
            .await?;
            super::print(format_args!("{link}"));
        }
    }
    Ok(())
}

/// Says what was not found.
fn no_consultation(error: Error, args: &RoleArgs) -> anyhow::Error {
    match (error, &args.consultation) {
        (Error::NotFound, Some(slug)) => {
            Refused(format!("There is no consultation “{slug}”.")).into()
        }
        (error, _) => error.into(),
    }
}

fn described(args: &RoleArgs) -> String {
    match &args.consultation {
        Some(slug) => format!("{} of {slug}", args.role),
        None => args.role.to_string(),
    }
}

/// `administrator`, `facilitator:wells`
fn roles(listed: &Listed) -> Vec<String> {
    let role = |holder: &role::Holder| match &holder.slug {
        Some(slug) => format!("{}:{slug}", holder.role),
        None => holder.role.to_string(),
    };
    listed.roles.iter().map(role).collect()
}

fn print(listed: &Listed) {
    let account = &listed.account;
    let group = account
        .stakeholder_group
        .map_or("", StakeholderGroup::as_str);
    super::print(format_args!(
        "{}\t{}\t{}\t{}\t{}",
        account.email,
        account.name,
        group,
        account.organisation,
        roles(listed).join(" ")
    ));
}

/// The JSON form; keys and words are stable.
fn describe(listed: &Listed) -> Value {
    let account = &listed.account;
    json!({
        "email": account.email,
        "name": account.name,
        "organisation": account.organisation,
        "group": account.stakeholder_group,
        "country": account.country,
        "language": account.language,
        "time_zone": account.time_zone,
        "created_at": account.created_at,
        "roles": listed.roles.iter().map(|holder| json!({
            "role": holder.role, "consultation": holder.slug, "granted_at": holder.granted_at,
        })).collect::<Vec<_>>(),
    })
}
