//! The entries of a bibliography as a text names them: by number, label, or author and year.
//!
//! Several entries of one author and year are told apart by the letter behind the year, the number of
//! authors, and the initial; where that does not do, all of them may be meant.

use fnv::FnvHashMap;

use crate::papers::paper::{Fields, Lack, Leads, Person, Reference};
use crate::text;

/// A bibliography, to be looked up in.
#[derive(Debug)]
pub(super) struct Listed {
    works: Vec<Work>,
    /// Places in the works by the words that a name may end with.
    by_name: FnvHashMap<String, Vec<usize>>,
    /// The same by such a word and the year.
    by_date: FnvHashMap<(String, Option<String>), Vec<usize>>,
    by_label: FnvHashMap<String, u32>,
}

/// Of more entries than this by one name, or by one name in one year, the others are not told apart.
const MOST: usize = 100;

/// An entry as texts name it.
#[derive(Debug)]
struct Work {
    number: u32,
    /// The authors, or else the editors; a work without either has the first words of its entry.
    people: Vec<Named>,
    year: Option<String>,
    /// The letter behind the year.
    letter: Option<char>,
}

/// A name of an entry, folded.
#[derive(Debug)]
struct Named {
    family: Vec<String>,
    given: Vec<String>,
    /// The initials of a body's name.
    short: Option<String>,
    /// Whether it is the start of an entry rather than a name.
    is_opening: bool,
}

/// Names as a text gives them, each in folded words, which may begin with words of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited<'c> {
    pub(super) names: &'c [Vec<String>],
    /// Whether “et al.” stands behind them.
    pub(super) others: bool,
    pub(super) year: &'c Year,
}

/// A year as a text gives it; without a number it is “n.d.”
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) number: Option<String>,
    pub(super) letter: Option<char>,
}

/// What a look-up by author and year gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// The author is in the bibliography.
    Author(Leads),
    /// The author is not.
    Nobody,
}

impl Listed {
    pub(super) fn of(references: &[Reference]) -> Self {
        let works: Vec<Work> = references.iter().map(Work::of).collect();
        let mut by_name: FnvHashMap<String, Vec<usize>> = FnvHashMap::default();
        let mut by_date: FnvHashMap<(String, Option<String>), Vec<usize>> = FnvHashMap::default();
        for (at, work) in works.iter().enumerate() {
            for word in work.people.first().into_iter().flat_map(Named::last_words) {
                add(by_name.entry(word.to_owned()).or_default(), at);
                let date = (word.to_owned(), work.year.clone());
                add(by_date.entry(date).or_default(), at);
            }
        }
        let labels = references.iter().filter_map(|reference| {
            let (label, _) = reference.raw.strip_prefix('[')?.split_once(']')?;
            Some((label.to_owned(), reference.number))
        });
        let keys = references.iter().filter_map(|reference| {
            let key = reference.key.as_ref()?;
            Some((format!("@{}", key.to_lowercase()), reference.number))
        });
        Self {
            by_label: labels.chain(keys).collect(),
            works,
            by_name,
            by_date,
        }
    }

    /// How many entries there are.
    pub(super) fn count(&self) -> u32 {
        self.works.len() as u32
    }

    /// The entry that carries a label, `Wal79`.
    pub(super) fn labelled(&self, label: &str) -> Option<u32> {
        self.by_label.get(label).copied()
    }

    /// The entry that has a key in its file of bibliographic data, whatever the case.
    pub(super) fn keyed(&self, key: &str) -> Option<u32> {
        self.labelled(&format!("@{}", key.to_lowercase()))
    }

    /// Whether entries carry labels.
    pub(super) fn has_labels(&self) -> bool {
        self.by_label.len() as u32 * 2 > self.count()
    }

    /// The last word of the name of an entry's first author.
    pub(super) fn family(&self, number: u32) -> Option<&str> {
        let work = self.works.get(number.checked_sub(1)? as usize)?;
        let first = work.people.first().filter(|name| !name.is_opening)?;
        first.family.last().map(String::as_str)
    }

    /// The entries whose first author has exactly this name.
    pub(super) fn by_exactly(&self, name: &[String]) -> Vec<u32> {
        let works = name.last().and_then(|last| self.by_name.get(last));
        let named = works.into_iter().flatten().map(|at| &self.works[*at]);
        named
            .filter(|work| work.people.first().is_some_and(|person| person.is(name)))
            .map(|work| work.number)
            .collect()
    }

    /// The entry of these authors and this year.
    pub(super) fn cited(&self, cited: &Cited<'_>) -> Found {
        let Some(first) = cited.names.first() else {
            return Found::Nobody;
        };
        let Some(last) = first.last() else {
            return Found::Nobody;
        };
        let fit = |at: &usize| {
            let work = &self.works[*at];
            let is_named = work.people[0].ends(first);
            Some((work, is_named.then(|| work.fits(cited)).flatten()?))
        };
        let date = (last.clone(), cited.year.number.clone());
        let dated = self.by_date.get(&date).into_iter().flatten();
        let mut works: Vec<(&Work, u32)> = dated.filter_map(fit).collect();
        if works.is_empty() {
            let mut named = self.by_name.get(last).into_iter().flatten();
            return if named.any(|at| fit(at).is_some()) {
                Found::Author(Leads::Nowhere(Lack::Work))
            } else {
                Found::Nobody
            };
        }
        let best = works.iter().map(|(_, fit)| *fit).max().unwrap_or_default();
        works.retain(|(_, fit)| *fit == best);
        prefer(&mut works, |work| {
            cited.year.letter.is_some() && work.letter == cited.year.letter
        });
        prefer(&mut works, |work| work.people[0].has_given_of(first));
        let mut numbers: Vec<u32> = works.iter().map(|(work, _)| work.number).collect();
        numbers.dedup();
        Found::Author(match numbers[..] {
            [_] => Leads::To(numbers),
            _ => Leads::Either(numbers),
        })
    }
}

/// Adds a place to those of a name, up to [`MOST`].
fn add(places: &mut Vec<usize>, at: usize) {
    if places.len() < MOST {
        places.push(at);
    }
}

/// Keeps the works that have something, if any has.
fn prefer(works: &mut Vec<(&Work, u32)>, has: impl Fn(&Work) -> bool) {
    if works.iter().any(|(work, _)| has(work)) {
        works.retain(|(work, _)| has(work));
    }
}

impl Work {
    fn of(reference: &Reference) -> Self {
        let Reference {
            number,
            raw,
            fields,
            ..
        } = reference;
        let year = fields.issued.as_ref().and_then(|date| date.get(..4));
        Self {
            number: *number,
            people: people(fields, raw),
            letter: year.and_then(|year| letter(raw, year)),
            year: year.map(str::to_owned),
        }
    }

    /// How well the names fit, beyond the first; nothing where they speak against it.
    fn fits(&self, cited: &Cited<'_>) -> Option<u32> {
        let (given, own) = (cited.names.len(), self.people.len());
        let second_differs = given > 1 && own > 1 && !self.people[1].ends(&cited.names[1]);
        if second_differs {
            return None;
        }
        Some(match cited.others {
            true if own > 2 => 2,
            true => u32::from(own > given),
            false => u32::from(given == own) * 2,
        })
    }
}

fn people(fields: &Fields, raw: &str) -> Vec<Named> {
    let people = if fields.author.is_empty() {
        &fields.editor
    } else {
        &fields.author
    };
    let named: Vec<Named> = people.iter().flat_map(Named::all_of).collect();
    if !named.is_empty() && named.iter().all(|name| !name.family.is_empty()) {
        return named;
    }
    let mut opening = folded(raw);
    opening.truncate(OPENING);
    vec![Named {
        family: opening,
        given: Vec::new(),
        short: None,
        is_opening: true,
    }]
}

/// A name of more words than this may be shortened.
const LONG: usize = 3;

/// An entry without an author is known by at most so many of its first words.
const OPENING: usize = 12;

impl Named {
    /// The name of a person or body, or the names of a list that could not be parted.
    fn all_of(person: &Person) -> Vec<Self> {
        let Person::Literal { literal } = person else {
            return vec![Self::of(person)];
        };
        let parts: Vec<&str> = literal.split(", ").collect();
        if parts.len() < 2 {
            return vec![Self::of(person)];
        }
        let family = |part: &&str| {
            let words = part
                .split(' ')
                .filter(|word| word.contains(char::is_lowercase));
            folded(&words.collect::<Vec<_>>().join(" "))
        };
        let families = parts.iter().map(family).filter(|family| !family.is_empty());
        families
            .map(|family| Self {
                family,
                given: Vec::new(),
                short: None,
                is_opening: false,
            })
            .collect()
    }

    fn of(person: &Person) -> Self {
        let (family, given) = match person {
            Person::Name { family, given } => (family, given.as_deref().unwrap_or_default()),
            Person::Literal { literal } => (literal, ""),
        };
        let capitals = family
            .split([' ', '-'])
            .filter_map(|word| word.chars().next());
        let short: String = capitals.filter(|first| first.is_uppercase()).collect();
        Self {
            family: folded(family),
            given: folded(given),
            short: (given.is_empty() && short.chars().count() > 2).then(|| short.to_lowercase()),
            is_opening: false,
        }
    }

    /// The words that a text's form of this name may end with.
    fn last_words(&self) -> Vec<&str> {
        let short = self.short.iter();
        if self.is_opening || self.is_long() {
            return self
                .family
                .iter()
                .chain(short)
                .map(String::as_str)
                .collect();
        }
        let family_first = self.given.last().filter(|given| given.len() > 1);
        self.family
            .last()
            .into_iter()
            .chain(family_first)
            .chain(short)
            .map(String::as_str)
            .collect()
    }

    /// Whether it is a body's name that a text may shorten to its first words.
    fn is_long(&self) -> bool {
        self.given.is_empty() && self.family.len() > LONG
    }

    /// Whether words are this name and nothing else.
    fn is(&self, words: &[String]) -> bool {
        !self.is_opening && self.family == words
    }

    /// Whether words end with this name: with the family name, with the whole name in the order in
    /// which the family comes first, with a body's initials; or are what an entry without names begins with.
    fn ends(&self, words: &[String]) -> bool {
        if self.is_opening {
            return words.len() > 1 && self.family.starts_with(words);
        }
        if self.is_long() && words.len() > 1 && self.family.starts_with(words) {
            return true;
        }
        let whole: Vec<String> = self.family.iter().chain(&self.given).cloned().collect();
        let is_short = self
            .short
            .as_ref()
            .is_some_and(|short| words.last() == Some(short));
        words.ends_with(&self.family)
            || (!self.given.is_empty() && words.ends_with(&whole))
            || is_short
    }

    /// Whether the word before the family name begins like the given name.
    fn has_given_of(&self, words: &[String]) -> bool {
        let before = words.len().checked_sub(self.family.len() + 1);
        let initial = |word: &String| word.chars().next();
        let given = before.and_then(|at| words.get(at));
        given.is_some() && given.and_then(initial) == self.given.first().and_then(initial)
    }
}

/// The letter that an entry puts behind its year, as in `2013a`.
fn letter(raw: &str, year: &str) -> Option<char> {
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    raw.match_indices(year).find_map(|(at, _)| {
        let begins = !raw.as_bytes()[..at].last().is_some_and(is_of_word);
        match raw.as_bytes()[at + year.len()..] {
            [letter @ b'a'..=b'z', ref rest @ ..] => {
                let ends = !rest.first().is_some_and(is_of_word);
                (begins && ends).then_some(char::from(letter))
            }
            _ => None,
        }
    })
}

/// The words of a text, folded.
pub(super) fn folded(line: &str) -> Vec<String> {
    let mut buffer = String::new();
    text::words(line)
        .map(|word| {
            text::fold(word.of(line), &mut buffer);
            buffer.clone()
        })
        .filter(|word| !word.is_empty())
        .collect()
}
