//! Sending mail: over SMTP, or into a folder when no mail server is set. Only the worker sends; everything else
//! queues mail in the outbox.

use std::{path::PathBuf, time::Duration};

use domain::store::outbox::Claimed;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{PoolConfig, authentication::Credentials},
};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::config::MailTo;

/// Into a folder.
mod folder;

/// How long a mail server may take for one command.
const PATIENCE: Duration = Duration::from_secs(15);

/// The longest line that may travel as it is (RFC 5322).
const LONGEST_LINE: usize = 998;

/// What went wrong with one mail, in words for the log and for `plenary doctor`. Holds no password.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It cannot be written as a mail.
    #[error("the mail cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
    /// The mail server did not take it.
    #[error("the mail server did not take it: {}", causes(.0))]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// The folder did not take it.
    #[error("the mail folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server took too long.
    #[error("the mail server did not answer in time")]
    Late,
}

impl MailError {
    /// Whether trying again is of no use, since it is the mail or its address that is refused: a reply of 550 to 556
    /// (RFC 5321, 4.2.3). Other replies that call themselves permanent are about this installation, such as a password
    /// that is wrong: they are mended here, and then the mail leaves.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Message(_) => true,
            Self::Smtp(error) => error
                .status()
                .and_then(|code| code.to_string().parse::<u16>().ok())
                .is_some_and(|code| (550..=556).contains(&code)),
            Self::Folder(_) | Self::Late => false,
        }
    }
}

/// An error with its causes, in one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}

/// Sends mail.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf),
}

impl Mailer {
    /// A mailer for the settings. Nothing is connected yet.
    ///
    /// # Errors
    /// A host name that TLS cannot check.
    pub fn new(to: &MailTo, from: Mailbox) -> Result<Self, MailError> {
        let way = match to {
            MailTo::Smtp(url) => Way::Smtp(Box::new(smtp(url)?)),
            MailTo::Folder(folder) => Way::Folder(folder.clone()),
        };
        Ok(Self { from, way })
    }

    /// The host that Message-IDs are completed with.
    pub fn host(&self) -> &str {
        self.from.email.domain()
    }

    /// Sends one mail. `Ok` means that the mail server has taken responsibility for it, or that the file is there.
    pub async fn send(&self, mail: &Claimed) -> Result<(), MailError> {
        let message = message(&self.from, mail)?;
        match &self.way {
            Way::Smtp(transport) => {
                // Connecting, greeting, securing, signing in and sending each have a limit; all of it has one, too.
                let sending = tokio::time::timeout(2 * PATIENCE, transport.send(message));
                sending.await.map_err(|_| MailError::Late)??;
            }
            Way::Folder(folder) => folder::write(folder, mail, &message.formatted()).await?,
        }
        Ok(())
    }

    /// Whether mail could be sent now: connects and greets, or writes to the folder. For `plenary doctor`.
    pub async fn check(&self) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(transport) => {
                let test = tokio::time::timeout(2 * PATIENCE, transport.test_connection());
                if test.await.map_err(|_| MailError::Late)?? {
                    Ok(())
                } else {
                    Err(MailError::Late)
                }
            }
            Way::Folder(folder) => Ok(folder::check(folder).await?),
        }
    }
}

/// `smtps://` speaks TLS from the first byte, `smtp://` insists on STARTTLS, `smtp+plain://` does without: for a
/// relay on the same machine.
fn smtp(url: &Url) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    let host = url.host_str().unwrap_or_default();
    let mut builder = match url.scheme() {
        "smtps" => AsyncSmtpTransport::<Tokio1Executor>::relay(host)?,
        "smtp+plain" => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
        _ => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host)?,
    };
    if let Some(port) = url.port() {
        builder = builder.port(port);
    }
    if !url.username().is_empty() {
        let password = decode(url.password().unwrap_or_default());
        builder = builder.credentials(Credentials::new(decode(url.username()), password));
    }
    Ok(builder
        .timeout(Some(PATIENCE))
        .pool_config(
            PoolConfig::new()
                .max_size(4)
                .idle_timeout(Duration::from_secs(20)),
        )
        .build())
}

/// Percent-decoded: a password may hold what an address may not.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The mail as it travels: the same Message-ID and date at every attempt, text and HTML.
fn message(from: &Mailbox, mail: &Claimed) -> Result<Message, MailError> {
    let to = mail
        .recipient
        .as_str()
        .parse()
        .map_err(|_| lettre::error::Error::MissingTo)?;
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .date(mail.created_at.into())
        .message_id(Some(format!("<{}>", mail.message_id)))
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &mail.body_text))
                .singlepart(part(ContentType::TEXT_HTML, &mail.body_html)),
        )?;
    // Out-of-office robots leave it alone (RFC 3834).
    message.headers_mut().insert_raw(HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    ));
    Ok(message)
}

/// A part as it is if it may travel so, which leaves links in one piece; else encoded.
fn part(kind: ContentType, text: &str) -> SinglePart {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = text.is_ascii()
        && !text.contains('\0')
        && text.lines().all(|line| line.len() <= LONGEST_LINE);
    let body = if plain {
        let bytes = text.replace('\n', "\r\n").into_bytes();
        Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::SevenBit)
    } else {
        Body::new(text)
    };
    SinglePart::builder().header(kind).body(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed() -> Claimed {
        Claimed {
            id: domain::id::MailId(
                "019c0000-0000-7000-8000-000000000001"
                    .parse()
                    .expect("an id"),
            ),
            message_id: "019c00000000700080000000000000a1@consult.example".into(),
            kind: "receipt".into(),
            recipient: "desk@wells.example".parse().expect("an address"),
            subject: "Votre réponse, مرحبا".into(),
            body_text: "Merci.\nR1-0042 : reçu.".into(),
            body_html: "<p>Merci.</p>".into(),
            created_at: "2026-03-01T12:00:00Z".parse().expect("a moment"),
            attempts: 0,
        }
    }

    #[test]
    fn a_mail_has_both_parts_its_own_id_and_its_own_date() {
        let from: Mailbox = "Plenary <plenary@consult.example>"
            .parse()
            .expect("a sender");
        let text = String::from_utf8(message(&from, &claimed()).expect("written").formatted())
            .expect("ASCII");
        for line in [
            "From: Plenary <plenary@consult.example>\r\n",
            "To: desk@wells.example\r\n",
            "Message-ID: <019c00000000700080000000000000a1@consult.example>\r\n",
            "Date: Sun, 01 Mar 2026 12:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.is_ascii(), "travels through any server");
    }

    #[test]
    fn a_link_stays_in_one_piece_where_it_can() {
        let from: Mailbox = "plenary@consult.example".parse().expect("a sender");
        let link = format!(
            "https://consult.example/sign-in/{}",
            "0123456789abcdef".repeat(4)
        );
        let mail = Claimed {
            body_text: format!("Sign in:\n{link}\n"),
            ..claimed()
        };
        let text =
            String::from_utf8(message(&from, &mail).expect("written").formatted()).expect("ASCII");
        assert!(text.contains(&format!("\r\n{link}\r\n")), "{text}");
        let mail = Claimed {
            body_text: format!("{} {link}\né", "x".repeat(2000)),
            ..claimed()
        };
        let text =
            String::from_utf8(message(&from, &mail).expect("written").formatted()).expect("ASCII");
        assert!(
            text.lines().all(|line| line.len() <= LONGEST_LINE),
            "{text}"
        );
    }

    #[test]
    fn a_line_end_in_a_subject_makes_no_header() {
        let from: Mailbox = "plenary@consult.example".parse().expect("a sender");
        let mail = Claimed {
            subject: "x\r\nBcc: all@wells.example".into(),
            ..claimed()
        };
        let text =
            String::from_utf8(message(&from, &mail).expect("written").formatted()).expect("ASCII");
        assert!(!text.contains("\nBcc:"), "{text}");
    }

    #[test]
    fn a_password_may_hold_anything() {
        assert_eq!(decode("p%40ss%3Aw%C3%B6rd%"), "p@ss:wörd%");
    }
}
