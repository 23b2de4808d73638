//! E-mail addresses: one mailbox, one text form.
//!
//! What people type for one mailbox differs: capitals, `Name <a@b>` pasted from a mail program, full-width letters,
//! accents composed or not, an international domain in its own letters or as `xn--…`. All of that is one address here.

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Problems;

/// The longest address and the longest part before the `@`, in bytes (RFC 5321, 4.5.3.1).
const MOST: usize = 254;
const MOST_LOCAL: usize = 64;

/// An e-mail address in its one form: the part before the `@` lower-case and NFKC, the domain as mail servers know it
/// (IDNA, UTS 46: ASCII, lower-case, no dot at the end).
///
/// By RFC 5321 a mail server may tell `Anna` from `anna` before the `@`. None in use does, while people type both for
/// one mailbox: taking them for two would give one person two accounts, the second without her comments.
///
/// Delivery is the proof that it exists; this only refuses what cannot be one. Whether *our* mail server can send
/// there is asked with [`must_be_mailable`](Self::must_be_mailable).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct EmailAddress(String);

/// What the mail server of an installation can send to, beyond ordinary addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailReach {
    /// Letters outside ASCII before the `@` (SMTPUTF8, RFC 6531).
    pub utf8: bool,
    /// Hosts without a dot, such as `desk@post` in a house's own network.
    pub local_hosts: bool,
}

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people read it: an international domain in its own letters.
    pub fn readable(&self) -> String {
        let Some((local, host)) = self.0.rsplit_once('@') else {
            return self.0.clone();
        };
        let (host, fine) = idna::domain_to_unicode(host);
        match fine {
            Ok(()) => format!("{local}@{host}"),
            Err(_) => self.0.clone(),
        }
    }

    /// What was typed, as accounts were found by it before addresses had one form: trimmed and lower-case. An account
    /// whose mailbox has another account, too, keeps this spelling and is still found by it.
    pub fn as_spelled(typed: &str) -> String {
        typed.trim().to_lowercase()
    }

    /// What keeps a mail to this address from leaving, in the words of a field error.
    ///
    /// # Errors
    /// A domain without a dot, or letters outside ASCII before the `@`, where the mail server does not take them.
    pub fn must_be_mailable(&self, reach: MailReach) -> Result<(), Problems> {
        let (local, host) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        if !reach.local_hosts && !host.contains('.') {
            return Err(Problems::one("email", "email-no-dot", host));
        }
        match local.chars().find(|c| !c.is_ascii()) {
            Some(c) if !reach.utf8 => Err(Problems::one("email", "email-letter", c)),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for EmailAddress {
    type Err = Problems;

    fn from_str(text: &str) -> Result<Self, Problems> {
        let wrong = |code: &str, detail: &str| Err(Problems::one("email", code, detail));
        let typed = text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
        let folded: String = bare(typed).nfkc().collect();
        let folded = folded.trim();
        if let Some(c) = folded.chars().find(|c| c.is_control() || is_unseen(*c)) {
            return wrong("email-unseen", &format!("U+{:04X}", u32::from(c)));
        }
        if folded.chars().any(char::is_whitespace) {
            return wrong("email-space", typed);
        }
        let Some((local, host)) = folded.split_once('@') else {
            return wrong("email", typed);
        };
        // Lower-casing may undo the normal form.
        let local: String = local.to_lowercase().nfkc().collect();
        let atoms = local.split('.').all(|atom| !atom.is_empty());
        if !atoms || local.contains(|c| "@<>(),;:\\\"[]".contains(c)) || host.contains('@') {
            return wrong("email", typed);
        }
        let Some(host) = host_of(host) else {
            return wrong("email-domain", host);
        };
        let address = format!("{local}@{host}");
        if local.len() > MOST_LOCAL || address.len() > MOST {
            return wrong("email-too-long", typed);
        }
        Ok(Self(address))
    }
}

/// The address in `Anna Well <anna@wells.example>`, `mailto:anna@wells.example` or `<anna@wells.example>;`.
fn bare(text: &str) -> &str {
    let text = text.trim_end_matches([',', ';']).trim();
    let inner = text
        .strip_suffix(['>', '＞'])
        .and_then(|rest| rest.rsplit_once(['<', '＜']))
        .map_or(text, |(_, inner)| inner.trim());
    match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => inner[7..].trim(),
        _ => inner,
    }
}

/// A domain as mail servers know it; none if it can be none.
fn host_of(host: &str) -> Option<String> {
    // The root's dot, in whatever width: IDNA takes 。．｡ for dots, too.
    let host = host.strip_suffix(['.', '。', '｡']).unwrap_or(host);
    let ascii: Cow<'_, str> = Uts46::new()
        .to_ascii(
            host.as_bytes(),
            AsciiDenyList::URL,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let digits = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    // A last label of digits is a network address, not a domain (RFC 3696, 2).
    let named = ascii.rsplit('.').next().is_some_and(|last| !digits(last));
    (named && ascii.chars().all(plain)).then(|| ascii.into_owned())
}

/// Characters that nobody sees: an address with one looks like another's.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let parsed = text.parse::<EmailAddress>();
        parsed
            .map(|it| it.as_str().to_owned())
            .map_err(|problems| problems.0[0].code.clone())
    }

    #[test]
    fn one_mailbox_is_one_address() {
        for typed in [
            "anna@bücher.example",
            "anna@bu\u{308}cher.example",
            "anna@xn--bcher-kva.example",
            "ANNA@BÜCHER.Example",
            "anna@bücher.example.",
            "anna@bücher。example",
            "\u{a0}anna@bücher.example\u{200b} ",
            "Anna Well <Anna@bücher.example>",
            "\"Well, Anna\" <anna@XN--BCHER-KVA.example>;",
            "<anna@bücher.example>",
            "mailto:anna@bücher.example",
            "ａｎｎａ＠bücher．example",
            "\u{feff}anna@bü\u{ad}cher.example",
        ] {
            // A soft hyphen inside is unseen and told; everything else is the one mailbox.
            if typed.contains('\u{ad}') {
                assert_eq!(read(typed), Err("email-unseen".into()));
            } else {
                assert_eq!(
                    read(typed).as_deref(),
                    Ok("anna@xn--bcher-kva.example"),
                    "{typed}"
                );
            }
        }
        assert_eq!(
            read("JO\u{308}RG@wells.example").as_deref(),
            Ok("jörg@wells.example")
        );
        let anna: EmailAddress = "anna@bücher.example".parse().expect("an address");
        assert_eq!(anna.readable(), "anna@bücher.example");
    }

    #[test]
    fn an_address_is_one_that_mail_can_be_sent_to() {
        for fine in [
            "desk@wells.example",
            "a.b+c@xn--bcher-kva.example",
            "DESK@Wells.Example ",
            "o'well@host",
            "a@x_y.example",
        ] {
            assert!(read(fine).is_ok(), "{fine}");
        }
        for (wrong, code) in [
            ("", "email"),
            ("desk", "email"),
            ("@wells.example", "email"),
            ("desk@", "email-domain"),
            (".a@x.org", "email"),
            ("a..b@x.org", "email"),
            ("a@-x.org", "email-domain"),
            ("a@x-.org", "email-domain"),
            ("a@xn--.org", "email-domain"),
            ("a@x..org", "email-domain"),
            ("a@x.org..", "email-domain"),
            ("a@127.0.0.1", "email-domain"),
            ("a@[127.0.0.1]", "email-domain"),
            ("a b@x.org", "email-space"),
            ("a\u{200b}b@x.org", "email-unseen"),
            ("a\u{7}b@x.org", "email-unseen"),
            ("a@b@c.org", "email"),
            ("a@x.org, b@x.org", "email-space"),
            ("<script>@x.org", "email"),
        ] {
            assert_eq!(read(wrong), Err(code.to_owned()), "{wrong}");
        }
        let long = "x".repeat(65);
        assert_eq!(read(&format!("{long}@x.org")), Err("email-too-long".into()));
        let host = ["y".repeat(63), "y".repeat(63), "y".repeat(63), "org".into()].join(".");
        assert_eq!(
            read(&format!("{}@{host}", "x".repeat(62))),
            Err("email-too-long".into())
        );
        assert_eq!(
            read(&format!("a@{}.org", "y".repeat(64))),
            Err("email-domain".into())
        );
    }

    #[test]
    fn what_the_mail_server_cannot_take_is_told() {
        let told = |text: &str, reach| {
            let address: EmailAddress = text.parse().expect("an address");
            let wrong = address.must_be_mailable(reach).err();
            wrong.map(|it| (it.0[0].code.clone(), it.0[0].detail.clone()))
        };
        let plain = MailReach::default();
        assert_eq!(
            told("jörg@wells.example", plain),
            Some(("email-letter".into(), "ö".into()))
        );
        assert_eq!(
            told("anna@gmail", plain),
            Some(("email-no-dot".into(), "gmail".into()))
        );
        assert_eq!(told("anna@bücher.example", plain), None);
        let far = MailReach {
            utf8: true,
            local_hosts: true,
        };
        assert_eq!(told("jörg@wells.example", far), None);
        assert_eq!(told("anna@post", far), None);
    }
}
