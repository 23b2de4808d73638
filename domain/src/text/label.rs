//! Gives provisions the labels that people cite.
//!
//! - What carries a number has it as its label, as typed: `2`, `4A.1`, `Article 3 bis`, `§ 7a`; items are counted
//!   from what they stand in: `7(1)(a)(i)`.
//! - What carries none is told in words, in the language of the text, behind what it stands in: `2 para 3`,
//!   `7(1) item 2`, `2 table 1`, `2 heading 1`, and `Title`. So no number is made up that a law could use. Only in a
//!   text that numbers nothing but its sections, and these by figures, is `2.3` the third provision under 2. Where the
//!   number itself has words (an item, a numbered paragraph), these are its first paragraph.
//! - Footnotes: `note 1`.
//! - A number that stands there twice is told apart as one: `5.1 [duplicate 2]`.

use std::collections::{HashMap, HashSet};

use super::mark::{Mark, item_mark};
use super::number::{Numbered, heading_mark, heading_number};
use super::plain::plain;
use super::script::{self, Kind, Reading};
use super::spoken::{Spoken, spoken_in};
use super::taken::Taken;
use super::{NoticeKind, Provision, ProvisionKind};

/// A number that deserves a look.
pub(super) struct NumberLook {
    /// Index of the provision.
    pub index: usize,
    pub kind: NoticeKind,
    pub found: String,
    pub expected: Option<String>,
}

/// What provisions are counted from: a numbered provision, or the text as a whole.
#[derive(Default)]
struct Section {
    label: String,
    paragraphs: usize,
    items: usize,
    tables: usize,
    headings: usize,
    /// How many were counted by figures.
    counted: usize,
    lists: Vec<List>,
    /// Label of the words before, which a second list of the same numbers is counted from.
    before: Option<String>,
}

/// A list in a section: what its last item counts, and what its items are counted from.
struct List {
    last: Reading,
    base: String,
}

impl Section {
    /// `says`: it has words of its own, which are its first paragraph.
    fn new(label: &str, says: bool) -> Self {
        Self {
            label: label.to_owned(),
            paragraphs: usize::from(says),
            ..Self::default()
        }
    }

    fn counted(&mut self, kind: ProvisionKind, words: Spoken, by_figures: bool) -> String {
        let figures = self.label.chars().all(|c| script::digit(c).is_some());
        if by_figures && figures && !self.label.is_empty() && kind != ProvisionKind::Heading {
            self.counted += 1;
            return format!("{}.{}", self.label, self.counted);
        }
        let (count, word) = match kind {
            ProvisionKind::Heading => (&mut self.headings, words.heading),
            ProvisionKind::ListItem => (&mut self.items, words.item),
            ProvisionKind::Table => (&mut self.tables, words.table),
            _ => (&mut self.paragraphs, words.paragraph),
        };
        *count += 1;
        let label = format!("{} {word} {count}", self.label);
        label.trim_start().to_owned()
    }
}

/// The number that each provision carries itself.
fn numbers(provisions: &[Provision]) -> Vec<Option<String>> {
    let mut numbered = Numbered::default();
    let items: HashSet<&str> = provisions
        .iter()
        .filter(|it| it.kind == ProvisionKind::ListItem)
        .map(|it| it.anchor.as_str())
        .collect();
    provisions
        .iter()
        .map(|it| match it.kind {
            ProvisionKind::Heading => {
                numbered.heading(&it.text);
                heading_number(&plain(&it.text)).map(|number| number.label)
            }
            ProvisionKind::Norm | ProvisionKind::Paragraph
                if !it
                    .parent
                    .as_deref()
                    .is_some_and(|parent| items.contains(parent)) =>
            {
                numbered.paragraph(&it.text).map(|number| number.label)
            }
            _ => None,
        })
        .collect()
}

/// Labels every provision anew, in the words that its labels are in.
pub(super) fn relabel(provisions: &mut [Provision]) {
    let words = spoken_in(provisions.iter().map(|it| it.label.as_str()));
    label_in(provisions, words);
}

/// Labels every provision, in the words of a language; answers the numbers that deserve a look. A footnote keeps its
/// label, which carries its name.
pub(super) fn label_in(provisions: &mut [Provision], words: Spoken) -> Vec<NumberLook> {
    let numbers = numbers(provisions);
    let mut labels = Labels {
        words,
        by_figures: counts_by_figures(provisions, &numbers),
        taken: Taken::default(),
        looks: Vec::new(),
        sections: vec![Section::default()],
        section_of: Vec::with_capacity(provisions.len()),
        series: HashMap::new(),
    };
    let mut given: Vec<Option<String>> = Vec::with_capacity(provisions.len());
    // Numbers that are typed come first: nothing that is counted takes the name of one.
    for (index, (provision, number)) in provisions.iter().zip(&numbers).enumerate() {
        given.push(match (provision.kind, number) {
            (ProvisionKind::Footnote, _) => Some(labels.claim(index, &provision.label)),
            (_, Some(number)) => {
                labels.in_series(index, number);
                Some(labels.claim(index, number))
            }
            _ => None,
        });
    }
    let places: HashMap<String, usize> = provisions
        .iter()
        .enumerate()
        .map(|(index, provision)| (provision.anchor.clone(), index))
        .collect();
    let title = title_of(provisions, &numbers);
    for index in 0..provisions.len() {
        let provision = &provisions[index];
        let parent = provision
            .parent
            .as_ref()
            .and_then(|anchor| places.get(anchor))
            .copied()
            .filter(|parent| *parent < index);
        let section = parent.map_or(0, |parent| labels.section_of[parent]);
        let (label, own) = match given[index].take() {
            Some(label) => (label, provision.kind != ProvisionKind::Footnote),
            None if title == Some(index) && labels.taken.add(labels.words.title) => {
                (labels.words.title.to_owned(), false)
            }
            None => labels.by_place(index, provision, section),
        };
        let says = provision.kind != ProvisionKind::Heading
            && !(provision.kind == ProvisionKind::ListItem && is_bare(&provision.text));
        if own {
            labels.sections.push(Section::new(&label, says));
            labels.section_of.push(labels.sections.len() - 1);
        } else {
            labels.section_of.push(section);
        }
        provisions[index].label = label;
    }
    labels.looks
}

/// Whether a text numbers its sections with plain figures, and nothing else: then `2.3` is no number of its own, and
/// what stands under 2 is counted so. As soon as anything in it carries a number below a section's, it is told in
/// words: `2.3` and `2(3)` sound alike.
fn counts_by_figures(provisions: &[Provision], numbers: &[Option<String>]) -> bool {
    let is_figure = |number: &String| number.chars().all(|c| script::digit(c).is_some());
    provisions
        .iter()
        .zip(numbers)
        .all(|(it, number)| match it.kind {
            ProvisionKind::Heading => {
                number.as_ref().is_none_or(is_figure)
                    && (number.is_some() || heading_mark(&plain(&it.text)).is_none())
            }
            ProvisionKind::ListItem => item_mark(&it.text).is_none(),
            _ => number.is_none(),
        })
}

/// The heading that is the title of the text: without a number, first of all, or alone on the highest level.
fn title_of(provisions: &[Provision], numbers: &[Option<String>]) -> Option<usize> {
    let index = provisions
        .iter()
        .position(|it| it.kind == ProvisionKind::Heading)?;
    let level = provisions[index].depth;
    let alone = provisions
        .iter()
        .filter(|it| it.kind == ProvisionKind::Heading && it.depth <= level)
        .count()
        == 1;
    (numbers[index].is_none()
        && heading_mark(&plain(&provisions[index].text)).is_none()
        && (index == 0 || (alone && level == 1)))
        .then_some(index)
}

fn is_bare(text: &str) -> bool {
    item_mark(text).is_some_and(|mark| mark.len == text.len())
}

struct Labels {
    words: Spoken,
    /// Whether what stands under a figure is counted behind a dot.
    by_figures: bool,
    taken: Taken,
    looks: Vec<NumberLook>,
    sections: Vec<Section>,
    /// What the children of each provision are counted from.
    section_of: Vec<usize>,
    /// Headings and numbered paragraphs: the last number behind what stands before it ("Article ", "4.").
    series: HashMap<String, (u32, String)>,
}

impl Labels {
    /// Takes a number as a label; one that stands there already is told as a duplicate.
    fn claim(&mut self, index: usize, number: &str) -> String {
        let word = self.words.duplicate;
        let label = self
            .taken
            .claim_with(number, |name, count| format!("{name} [{word} {count}]"));
        if label != number {
            self.looks.push(NumberLook {
                index,
                kind: NoticeKind::NumberTwice,
                found: number.to_owned(),
                expected: Some(label.clone()),
            });
        }
        label
    }

    fn look(&mut self, index: usize, kind: NoticeKind, found: &str, expected: Option<String>) {
        self.looks.push(NumberLook {
            index,
            kind,
            found: found.to_owned(),
            expected,
        });
    }

    /// Holds a number against the last of its series.
    fn in_series(&mut self, index: usize, label: &str) {
        let Some((before, number, behind)) = last_figure(label) else {
            return;
        };
        match self.series.get(before) {
            Some((last, _)) if number > last + 1 => {
                let expected = format!("{before}{}", last + 1);
                self.look(index, NoticeKind::NumberSkipped, label, Some(expected));
            }
            // A series that begins anew is told where its labels come twice.
            Some((last, name)) if number < *last && number != 1 => {
                let expected = name.clone();
                self.look(index, NoticeKind::NumberBack, label, Some(expected));
            }
            None if number > 1 && before.ends_with('.') && behind.is_empty() => {
                self.look(
                    index,
                    NoticeKind::NumberSkipped,
                    label,
                    Some(format!("{before}1")),
                );
            }
            _ => {}
        }
        self.series
            .insert(before.to_owned(), (number, label.to_owned()));
    }

    /// The label of a provision without a number of its own, and whether others are counted from it.
    fn by_place(&mut self, index: usize, provision: &Provision, section: usize) -> (String, bool) {
        if provision.kind == ProvisionKind::ListItem
            && let Some(mark) = item_mark(&provision.text)
        {
            return (self.item(index, &mark, section), true);
        }
        if provision.kind == ProvisionKind::Heading
            && let Some(mark) = heading_mark(&plain(&provision.text))
        {
            let label = format!("{}{mark}", self.sections[section].label);
            return (self.claim(index, &label), true);
        }
        let label = loop {
            let label = self.sections[section].counted(provision.kind, self.words, self.by_figures);
            if self.taken.add(&label) {
                break label;
            }
        };
        let own = match provision.kind {
            ProvisionKind::ListItem | ProvisionKind::Norm => !self.by_figures,
            ProvisionKind::Heading => false,
            _ => {
                self.sections[section].before = Some(label.clone());
                false
            }
        };
        if provision.kind == ProvisionKind::Norm {
            self.sections[section].before = Some(label.clone());
        }
        (label, own)
    }

    fn item(&mut self, index: usize, mark: &Mark<'_>, section: usize) -> String {
        let here = &self.sections[section];
        let cited = |base: &str| {
            if base.is_empty() && mark.core.starts_with(|c| script::digit(c).is_some()) {
                mark.core.to_owned()
            } else {
                format!("{base}{}", mark.cited())
            }
        };
        let goes_on = here.lists.iter().enumerate().rev().find_map(|(at, list)| {
            let reading = mark.readings.iter().find(|it| it.follows(&list.last))?;
            Some((at, reading.clone()))
        });
        if let Some((at, reading)) = goes_on {
            let list = &mut self.sections[section].lists[at];
            list.last = reading;
            let label = cited(&list.base);
            // Lists that were begun later are over.
            self.sections[section].lists.truncate(at + 1);
            return self.claim(index, &label);
        }
        let alike = here.lists.iter().rev().find_map(|list| {
            let reading = mark.readings.iter().find(|it| it.kind == list.last.kind)?;
            Some((list.last.clone(), list.base.clone(), reading.clone()))
        });
        let first = mark.first().cloned();
        let own = here.label.clone();
        let (base, reading) = match (first, alike) {
            // A list begins: where its numbers are taken already, it is counted from the words before it.
            (Some(first), _) => {
                let base = match &here.before {
                    Some(before) if self.taken.has(&cited(&own)) => before.clone(),
                    _ => own,
                };
                (base, first)
            }
            (None, Some((last, base, reading))) => {
                let kind = if reading.number > last.number {
                    NoticeKind::NumberSkipped
                } else {
                    NoticeKind::NumberBack
                };
                let expected = if kind == NoticeKind::NumberSkipped {
                    as_typed(last.kind, last.number + 1)
                } else {
                    as_typed(last.kind, last.number)
                };
                let label = cited(&base);
                if !self.taken.has(&label) {
                    self.look(index, kind, &label, expected);
                }
                (base, reading)
            }
            (None, None) => {
                let Some(reading) = mark.readings.first().cloned() else {
                    let label = cited(&own);
                    return self.claim(index, &label);
                };
                let expected = as_typed(reading.kind, 1);
                let label = cited(&own);
                self.look(index, NoticeKind::NumberSkipped, &label, expected);
                (own, reading)
            }
        };
        let label = cited(&base);
        self.sections[section].lists.push(List {
            last: reading,
            base,
        });
        self.claim(index, &label)
    }
}

/// A label up to its last figure, that figure, and what is behind it: `("Article ", 3, "bis")`.
fn last_figure(label: &str) -> Option<(&str, u32, &str)> {
    let end = label
        .char_indices()
        .rev()
        .find(|(_, c)| script::digit(*c).is_some())
        .map(|(at, c)| at + c.len_utf8())?;
    let start = label[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| script::digit(*c).is_some())
        .last()
        .map(|(at, _)| at)?;
    let number = script::value(&label[start..end])?;
    Some((&label[..start], number, &label[end..]))
}

/// A number as people type it, where that can be said.
fn as_typed(kind: Kind, number: u32) -> Option<String> {
    let letter = |first: u8| {
        u8::try_from(number)
            .ok()
            .filter(|number| (1..=26).contains(number))
            .map(|number| char::from(first + number - 1).to_string())
    };
    match kind {
        Kind::Figure => Some(number.to_string()),
        Kind::Letter => letter(b'a'),
        Kind::UpperLetter => letter(b'A'),
        _ => None,
    }
}
