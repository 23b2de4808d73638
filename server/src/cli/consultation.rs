//! `plenary consultation create | show | list | quota`

use anyhow::Result;
use clap::Subcommand;
use domain::{
    Timestamp,
    consultation::Slug,
    ops::{
        ConsultationContext,
        consultation::{self, New},
    },
    quota::Quota,
    round::Confidentiality,
};
use serde_json::{Value, json};

use super::Context;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a consultation with its round 1; it opens at its opening time once it has a text
    Create {
        /// Its name in addresses: lower-case letters, digits, hyphens
        slug: String,
        /// Its title
        #[arg(long)]
        title: String,
        /// Who reads the comments: public, public-after-close or internal
        #[arg(long, default_value = "public", value_parser = word::<Confidentiality>)]
        confidentiality: Confidentiality,
        /// When round 1 opens (RFC 3339) [default: now]
        #[arg(long, value_name = "RFC3339", value_parser = moment)]
        opens: Option<Timestamp>,
        /// When it closes (RFC 3339) [default: no date set yet]
        #[arg(long, value_name = "RFC3339", value_parser = moment)]
        closes: Option<Timestamp>,
        /// Time zone in which the dates are told
        #[arg(long, default_value = "UTC", value_name = "ZONE")]
        time_zone: String,
        /// Who asks
        #[arg(long, default_value = "")]
        commission: String,
        /// What is asked, in a sentence or two
        #[arg(long, default_value = "")]
        question: String,
    },
    /// Show a consultation
    Show {
        /// Which
        slug: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show or set how much one account may submit in one round, for the whole installation
    Quota {
        /// At most so many comments
        #[arg(long)]
        comments: Option<i64>,
        /// At most so many characters, of all comments together
        #[arg(long)]
        characters: Option<i64>,
    },
    /// List all consultations
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// A word of the process on the command line.
pub fn word<T: std::str::FromStr<Err = domain::UnknownWord>>(text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|error: domain::UnknownWord| error.to_string())
}

/// A moment on the command line.
pub fn moment(text: &str) -> Result<Timestamp, String> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|moment| moment.to_utc())
        .map_err(|_| format!("“{text}” is no RFC 3339 time such as 2026-12-17T09:00:00+01:00"))
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    let Context {
        store,
        actor,
        clock,
        ..
    } = context;
    let at = clock.now();
    match command {
        Command::Create {
            slug,
            title,
            confidentiality,
            opens,
            closes,
            time_zone,
            commission,
            question,
        } => {
            let new = New {
                slug: slug.parse()?,
                title,
                commission,
                question,
                mandate: String::new(),
                confidentiality,
                opens_at: opens,
                closes_at: closes,
                time_zone,
            };
            let context = consultation::create(store, actor, at, new).await?;
            eprintln!(
                "Created “{}”. It opens once it has a text.",
                context.consultation.title
            );
        }
        Command::Show { slug, json } => {
            let slug: Slug = slug.parse()?;
            let context = consultation::find(store, actor, &slug, at).await?;
            if json {
                super::print(format_args!("{:#}", describe(&context)));
            } else {
                print_place(&context);
            }
        }
        Command::Quota {
            comments,
            characters,
        } => {
            let now = consultation::quota(store).await?;
            let quota = Quota {
                comments: comments.unwrap_or(now.comments),
                characters: characters.unwrap_or(now.characters),
            };
            if quota != now {
                consultation::set_quota(store, actor, at, quota).await?;
            }
            super::print(format_args!(
                "{} comments, {} characters",
                quota.comments, quota.characters
            ));
        }
        Command::List { json } => {
            let places = consultation::list(store, actor, at).await?;
            if json {
                super::print(format_args!(
                    "{:#}",
                    Value::Array(places.iter().map(describe).collect())
                ));
            } else {
                for context in &places {
                    super::print(format_args!(
                        "{}\t{}\t{}",
                        context.consultation.slug, context.phase, context.consultation.title
                    ));
                }
            }
        }
    }
    Ok(())
}

/// The JSON form; keys and words are stable.
fn describe(context: &ConsultationContext) -> Value {
    let ConsultationContext {
        consultation,
        round,
        phase,
        ..
    } = context;
    json!({
        "slug": consultation.slug,
        "title": consultation.title,
        "commission": consultation.commission,
        "question": consultation.question,
        "phase": phase,
        "created_at": consultation.created_at,
        "frozen_at": consultation.frozen_at,
        "published_at": consultation.published_at,
        "round": {
            "number": round.number,
            "has_text": round.version_id.is_some(),
            "opens_at": round.opens_at,
            "closes_at": round.closes_at,
            "time_zone": round.time_zone,
            "confidentiality": round.confidentiality,
        },
    })
}

fn print_place(context: &ConsultationContext) {
    let ConsultationContext {
        consultation,
        round,
        phase,
        ..
    } = context;
    let closes = round
        .closes_at
        .map_or_else(|| "no date set".to_owned(), |at| at.to_rfc3339());
    super::print(format_args!("{}\n", consultation.title));
    super::print(format_args!("slug             {}", consultation.slug));
    super::print(format_args!("phase            {phase}"));
    super::print(format_args!("round            {}", round.number));
    super::print(format_args!("confidentiality  {}", round.confidentiality));
    super::print(format_args!(
        "opens            {}",
        round.opens_at.to_rfc3339()
    ));
    super::print(format_args!("closes           {closes}"));
    super::print(format_args!("time zone        {}", round.time_zone));
}
