//! In which encodings a browser takes an answer.

use axum::http::{HeaderMap, header};

/// An encoding that answers are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Encoding {
    /// Its name in headers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// The encodings to answer in, the smaller one first: those that `Accept-Encoding` names, or its `*`, with a quality
/// above 0 (RFC 9110, section 12.5.3).
pub fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let quality = |wanted: &str| {
        let values = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).find_map(|entry| {
            let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok());
            name.trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| quality.unwrap_or(0.0))
        })
    };
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .filter(|encoding| {
            quality(encoding.name())
                .or_else(|| quality("*"))
                .is_some_and(|quality| quality > 0.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_encoding_is_the_browser_s_choice() {
        let accepts = |value: &'static str| {
            let header = (header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            accepted(&HeaderMap::from_iter([header]))
        };
        for both in ["gzip, deflate, br", "*", "GZIP;q=0.5, BR"] {
            assert_eq!(accepts(both), [Encoding::Brotli, Encoding::Gzip], "{both}");
        }
        assert_eq!(accepts("gzip, br;q=0"), [Encoding::Gzip]);
        assert_eq!(accepts("gzip;q=x, br"), [Encoding::Brotli]);
        for none in ["identity", "br;q=0, *;q=0", ""] {
            assert_eq!(accepts(none), [], "{none}");
        }
    }
}
