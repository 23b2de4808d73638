//! Sign-in links: the secret in them, and the path of this site that they lead to.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A path of this site to go to after signing in: never another site, whatever a link says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Next(String);

impl Next {
    /// The path, or the home page if it is not a path of this site. Browsers take `//host` and `/\host` for other
    /// sites and skip tabs and line ends inside addresses, so none of these may be in it.
    pub fn checked(path: &str) -> Self {
        let safe = path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= 2000
            && !path
                .chars()
                .any(|c| c == '\\' || c.is_control() || c.is_whitespace());
        Self(if safe { path } else { "/" }.to_owned())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Next {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret of a link: 32 random bytes, in hexadecimal. The database knows its SHA-256 only. It has no `Display`
/// and its `Debug` hides it, so that it does not slip into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The secret, for the link and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What an address says; none if it cannot be a token.
    pub fn parse(text: &str) -> Option<Self> {
        let plausible = text.len() == 64
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        plausible.then(|| Self(text.to_owned()))
    }

    /// A new one.
    #[cfg(feature = "store")]
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        crate::id::fill_random(&mut bytes);
        Self(hex::encode(bytes))
    }

    /// What the database knows.
    #[cfg(feature = "store")]
    pub(crate) fn digest(&self) -> Vec<u8> {
        use sha2::{Digest, Sha256};
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        for good in ["/", "/consultations/wells/text?page=2#p-3", "/account"] {
            assert_eq!(Next::checked(good).as_str(), good);
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/\t/evil.example",
            "/a\\b",
            "/a b",
            "/\u{0}",
        ] {
            assert_eq!(Next::checked(bad).as_str(), "/", "{bad:?}");
        }
    }

    #[test]
    fn a_token_is_64_hexadecimal_digits_and_is_not_printed() {
        assert!(Token::parse(&"ab".repeat(32)).is_some());
        for bad in [
            "",
            "ab",
            &"AB".repeat(32),
            &"zz".repeat(32),
            &"é".repeat(32),
        ] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
        let token = Token::parse(&"ab".repeat(32));
        assert_eq!(format!("{token:?}"), "Some(Token(..))");
    }
}
