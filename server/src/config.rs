//! Settings: defaults < file < environment < flags. A wrong one is refused at start, by name and with the reason.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::account::MailReach;
use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

/// The settings as flags and environment variables give them.
#[derive(Args, Clone, Debug, Default)]
#[expect(
    clippy::doc_markdown,
    reason = "what stands here is what --help prints"
)]
pub struct Flags {
    /// Configuration file (TOML) [default: plenary.toml, if there is one]
    #[arg(long, global = true, env = "PLENARY_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Database: sqlite://FILE or postgres://… [default: sqlite://plenary.db]
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Address to listen on [default: 127.0.0.1:3000]
    #[arg(long, global = true, env = "PLENARY_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Address under which people reach the site [default: http://LISTEN]
    #[arg(long, global = true, env = "PLENARY_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Mail server: smtps://USER:PASSWORD@HOST, smtp://HOST (STARTTLS), smtp+plain://HOST; without one, mail is written to a folder
    #[arg(
        long,
        global = true,
        env = "PLENARY_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Sender of mail [default: Plenary <plenary@localhost>]
    #[arg(long, global = true, env = "PLENARY_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Folder for mail when there is no mail server [default: plenary-mail]
    #[arg(long, global = true, env = "PLENARY_MAIL_DIR", value_name = "FOLDER")]
    pub mail_dir: Option<PathBuf>,
    /// Folder of further fonts for the report as PDF; asked after those that the program carries
    #[arg(long, global = true, env = "PLENARY_FONTS", value_name = "FOLDER")]
    pub fonts: Option<PathBuf>,
    /// The mail server takes addresses with letters outside ASCII before the @ (SMTPUTF8) [default: false]
    #[arg(long, global = true, env = "PLENARY_SMTP_UTF8", value_name = "BOOL")]
    pub smtp_utf8: Option<bool>,
    /// The mail server takes addresses whose host has no dot, such as desk@post [default: false]
    #[arg(
        long,
        global = true,
        env = "PLENARY_SMTP_LOCAL_HOSTS",
        value_name = "BOOL"
    )]
    pub smtp_local_hosts: Option<bool>,
    /// Let no mail leave: it waits until this is taken away, as after a backup was restored
    #[arg(
        long,
        global = true,
        env = "PLENARY_HOLD_MAIL",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    pub hold_mail: Option<bool>,
    /// Reverse proxies that say whom they speak for (X-Forwarded-For): addresses and networks, with commas [default: loopback]
    #[arg(
        long,
        global = true,
        env = "PLENARY_TRUSTED_PROXIES",
        value_name = "ADDRESSES"
    )]
    pub trusted_proxies: Option<String>,
    /// Tell browsers that every host below the public address speaks TLS, too [default: false]
    #[arg(
        long,
        global = true,
        env = "PLENARY_HSTS_SUBDOMAINS",
        value_name = "BOOL"
    )]
    pub hsts_subdomains: Option<bool>,
    /// What to log, as in `info,plenary=debug` [default: info]
    #[arg(long, global = true, env = "PLENARY_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// How to log: text or json [default: text on a terminal, else json]
    #[arg(long, global = true, env = "PLENARY_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<String>,
}

/// The same settings in a file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
    mail_dir: Option<PathBuf>,
    fonts: Option<PathBuf>,
    smtp_utf8: Option<bool>,
    smtp_local_hosts: Option<bool>,
    hold_mail: Option<bool>,
    trusted_proxies: Option<String>,
    hsts_subdomains: Option<bool>,
    log: Option<String>,
    log_format: Option<String>,
}

/// Where mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTo {
    /// A mail server. The address may hold a password: never log it.
    Smtp(Url),
    /// A folder, one file a mail.
    Folder(PathBuf),
}

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// May hold a password: never log it.
    pub database: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Under which address people reach the site; no path.
    pub public_url: Url,
    /// Where mail goes.
    pub mail: MailTo,
    /// Who sends it.
    pub mail_from: lettre::message::Mailbox,
    /// Further fonts for the report as PDF.
    pub fonts: Option<PathBuf>,
    /// Where the mail server can send to.
    pub reach: MailReach,
    /// Whether mail waits instead of leaving.
    pub hold_mail: bool,
    /// Whose word on where a request comes from is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether every host below the public address speaks TLS.
    pub hsts_subdomains: bool,
    /// What to log.
    pub log: String,
    /// Whether logs are JSON.
    pub log_json: bool,
}

impl Config {
    /// Reads the file, puts environment and flags over it (clap has merged those two), fills in defaults, checks.
    pub fn load(flags: &Flags) -> Result<Self> {
        let file = read_file(flags)?;
        let pick = |flag: &Option<String>, file: Option<String>| {
            flag.clone().or(file).filter(|text| !text.is_empty())
        };

        let database = pick(&flags.database, file.database)
            .unwrap_or_else(|| "sqlite://plenary.db".to_owned());
        if !["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| database.starts_with(scheme))
        {
            bail!("database: must begin with sqlite:// or postgres://");
        }
        let listen =
            pick(&flags.listen, file.listen).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
        let listen: SocketAddr = listen.parse().with_context(|| {
            format!("listen: “{listen}” is no address with a port, such as 127.0.0.1:3000")
        })?;
        let public_url =
            pick(&flags.public_url, file.public_url).unwrap_or_else(|| format!("http://{listen}"));
        let public_url = check_public_url(&public_url)?;
        let mail = match pick(&flags.smtp_url, file.smtp_url) {
            Some(address) => {
                // The address may hold a password, so the message does not repeat it.
                let url = Url::parse(&address)
                    .ok()
                    .filter(Url::has_host)
                    .context("smtp_url: is no address such as smtps://USER:PASSWORD@HOST")?;
                if !["smtp", "smtps", "smtp+plain"].contains(&url.scheme()) {
                    bail!(
                        "smtp_url: must begin with smtps://, smtp:// or smtp+plain://, not {}://",
                        url.scheme()
                    );
                }
                MailTo::Smtp(url)
            }
            None => MailTo::Folder(
                flags
                    .mail_dir
                    .clone()
                    .or(file.mail_dir)
                    .unwrap_or_else(|| "plenary-mail".into()),
            ),
        };
        let mail_from = pick(&flags.mail_from, file.mail_from)
            .unwrap_or_else(|| "Plenary <plenary@localhost>".to_owned());
        let mail_from = mail_from
            .parse()
            .with_context(|| format!("mail_from: “{mail_from}” is no mail address"))?;
        let reach = MailReach {
            utf8: flags.smtp_utf8.or(file.smtp_utf8).unwrap_or_default(),
            local_hosts: flags
                .smtp_local_hosts
                .or(file.smtp_local_hosts)
                .unwrap_or_default(),
        };
        let log = pick(&flags.log, file.log)
            .unwrap_or_else(|| // An expired cookie is nothing to warn of.
            "info,sqlx=warn,tower_sessions_core=error".to_owned());
        tracing_subscriber::EnvFilter::try_new(&log)
            .with_context(|| format!("log: “{log}” is no filter"))?;
        let log_json = match pick(&flags.log_format, file.log_format).as_deref() {
            None => !std::io::IsTerminal::is_terminal(&std::io::stderr()),
            Some("json") => true,
            Some("text") => false,
            Some(other) => bail!("log_format: “{other}” is neither text nor json"),
        };
        Ok(Self {
            database,
            listen,
            public_url,
            mail,
            mail_from,
            fonts: flags
                .fonts
                .clone()
                .or(file.fonts)
                .filter(|it| !it.as_os_str().is_empty()),
            reach,
            hold_mail: flags.hold_mail.or(file.hold_mail).unwrap_or_default(),
            trusted_proxies: networks(
                &pick(&flags.trusted_proxies, file.trusted_proxies)
                    .unwrap_or_else(|| "127.0.0.0/8, ::1".to_owned()),
            )?,
            hsts_subdomains: flags
                .hsts_subdomains
                .or(file.hsts_subdomains)
                .unwrap_or_default(),
            log,
            log_json,
        })
    }

    /// Scheme, host and port, as browsers send them in `Origin`.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// Plain http over loopback: the only case in which cookies go without `Secure`.
    pub fn is_loopback_http(&self) -> bool {
        let loopback = match self.public_url.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        self.public_url.scheme() == "http" && loopback
    }
}

/// Addresses and networks, divided by commas.
fn networks(text: &str) -> Result<Vec<IpNet>> {
    let parts = text.split(',').map(str::trim).filter(|it| !it.is_empty());
    parts
        .map(|it| {
            let network = it.parse::<IpNet>();
            network
                .or_else(|_| it.parse::<IpAddr>().map(IpNet::from))
                .with_context(|| {
                    format!("trusted_proxies: “{it}” is no address or network such as 10.0.0.0/8")
                })
        })
        .collect()
}

fn read_file(flags: &Flags) -> Result<File> {
    let (path, required) = match &flags.config {
        Some(path) => (path.clone(), true),
        None => (PathBuf::from("plenary.toml"), false),
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !required => {
            return Ok(File::default());
        }
        Err(error) => {
            return Err(error)
                .with_context(|| format!("config: {} cannot be read", path.display()));
        }
    };
    toml::from_str(&text).with_context(|| format!("config: {}", path.display()))
}

fn check_public_url(text: &str) -> Result<Url> {
    let url = Url::parse(text).with_context(|| {
        format!("public_url: “{text}” is no address such as https://consult.example.org")
    })?;
    if !["http", "https"].contains(&url.scheme()) || !url.has_host() {
        bail!("public_url: “{text}” must begin with https:// or http://");
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        bail!("public_url: “{text}” must not have a path; Plenary needs a host name of its own");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(change: impl FnOnce(&mut Flags)) -> Result<Config> {
        let mut flags = Flags::default();
        change(&mut flags);
        Config::load(&flags)
    }

    #[test]
    fn a_wrong_setting_is_refused_by_name() {
        type Change = fn(&mut Flags);
        let cases: [(&str, Change); 5] = [
            ("database", |f| f.database = Some("mysql://x".into())),
            ("listen", |f| f.listen = Some("nowhere".into())),
            ("public_url", |f| {
                f.public_url = Some("https://example.org/path".into());
            }),
            ("smtp_url", |f| {
                f.smtp_url = Some("https://user:secret@example.org".into());
            }),
            ("log_format", |f| f.log_format = Some("xml".into())),
        ];
        for (name, change) in cases {
            let error = format!("{:#}", load(change).expect_err(name));
            assert!(error.starts_with(name), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn flags_stand_over_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plenary.toml");
        std::fs::write(
            &path,
            "listen = \"127.0.0.1:4000\"\ndatabase = \"sqlite://a.db\"",
        )
        .expect("written");
        let config = load(|flags| {
            flags.config = Some(path);
            flags.listen = Some("127.0.0.1:5000".into());
        });
        let config = config.expect("loaded");
        assert_eq!(config.listen.port(), 5000);
        assert_eq!(config.database, "sqlite://a.db");
        assert!(config.is_loopback_http());
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plenary.toml");
        std::fs::write(&path, "lisen = \"127.0.0.1:4000\"").expect("written");
        assert!(load(|flags| flags.config = Some(path)).is_err());
    }
}
