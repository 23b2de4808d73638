//! Reading a long list a page at a time, by the key of its rows: whatever is added meanwhile, nothing is shown twice and
//! nothing is skipped. One type for every list of the site.

use serde::{Deserialize, Serialize};

/// Where to read on in an ascending order of whole numbers greater than zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seek {
    /// After this number; 0: from the first.
    After(i64),
    /// The last ones before this number.
    Before(i64),
}

impl Default for Seek {
    fn default() -> Self {
        Self::FIRST
    }
}

impl Seek {
    /// The first page.
    pub const FIRST: Self = Self::After(0);

    /// From the parameters `after` and `before` of an address; what is no number is passed over.
    pub fn parse(after: &str, before: &str) -> Self {
        match (after.parse(), before.parse()) {
            (_, Ok(before)) => Self::Before(before),
            (Ok(after), _) => Self::After(after),
            _ => Self::FIRST,
        }
    }

    /// Name and value of its parameter in an address.
    pub fn parameter(self) -> (&'static str, String) {
        match self {
            Self::After(key) => ("after", key.to_string()),
            Self::Before(key) => ("before", key.to_string()),
        }
    }
}

/// A page of a list, with the ways on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paged<T> {
    /// What stands on it, in the order of the list.
    pub items: Vec<T>,
    /// Where the page before begins; none: this is the first.
    pub previous: Option<Seek>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Seek>,
}

impl<T> Paged<T> {
    /// Makes a page of `most` rows from rows in order, of which one more than `most` was asked for in the direction of
    /// `seek`: whether it came tells whether there is another page.
    pub fn cut(mut rows: Vec<T>, seek: Seek, most: i64, key: impl Fn(&T) -> i64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        if more {
            match seek {
                Seek::After(_) => rows.truncate(most),
                Seek::Before(_) => drop(rows.drain(..rows.len() - most)),
            }
        }
        let first = rows.first().map(|it| Seek::Before(key(it)));
        let last = rows.last().map(|it| Seek::After(key(it)));
        let (previous, next) = match seek {
            Seek::After(0) => (None, last.filter(|_| more)),
            Seek::After(_) => (first, last.filter(|_| more)),
            Seek::Before(_) => (first.filter(|_| more), last),
        };
        Self {
            items: rows,
            previous,
            next,
        }
    }

    /// The same page of other things.
    pub fn map<U>(self, into: impl FnMut(T) -> U) -> Paged<U> {
        Paged {
            items: self.items.into_iter().map(into).collect(),
            previous: self.previous,
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a database answers: up to `most` of 1 to 7 in the direction asked for, in order.
    fn rows(seek: Seek, most: usize) -> Vec<i64> {
        match seek {
            Seek::After(key) => (1..=7).filter(|it| *it > key).take(most).collect(),
            Seek::Before(key) => {
                let all: Vec<i64> = (1..=7).filter(|it| *it < key).collect();
                all[all.len().saturating_sub(most)..].to_vec()
            }
        }
    }

    #[test]
    fn pages_lead_through_the_whole_list_and_back() {
        let page = |seek| Paged::cut(rows(seek, 4), seek, 3, |it| *it);
        let first = page(Seek::FIRST);
        assert_eq!(
            (first.items.as_slice(), first.previous),
            (&[1, 2, 3][..], None)
        );
        let second = page(first.next.expect("more"));
        assert_eq!(second.items, [4, 5, 6]);
        let third = page(second.next.expect("more"));
        assert_eq!((third.items.as_slice(), third.next), (&[7][..], None));
        let back = page(third.previous.expect("before"));
        assert_eq!(back.items, second.items);
        let front = page(back.previous.expect("before"));
        assert_eq!((front.items, front.previous), (first.items, None));
    }

    #[test]
    fn an_address_leads_to_where_it_says() {
        assert_eq!(Seek::parse("", ""), Seek::FIRST);
        assert_eq!(Seek::parse("7", ""), Seek::After(7));
        assert_eq!(Seek::parse("7", "9"), Seek::Before(9));
        assert_eq!(Seek::parse("x", "y"), Seek::FIRST);
        assert_eq!(Seek::Before(9).parameter(), ("before", "9".to_owned()));
    }
}
