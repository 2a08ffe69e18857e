//! Wrong answers: of the same sort as the right one, from the same papers, and wrong for sure.
//!
//! What stands in the passage, means the same, contains or is contained in the answer, is refused; so
//! is what other passages say in nearly the same words. Length gives nothing away: how many wrong
//! answers are longer than the right one is drawn first, and if none can be found so, none are given.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use fnv::FnvHashSet;

use rayon::prelude::*;

use super::super::chance::Chance;
use super::super::material::Material;
use super::super::vocabulary::{
    Class, Item, Vocabulary, after, before, is_alone, is_cited, is_plural, spelled,
};
use super::facts::Fact;
use super::near::{self, value};
use super::targets::{Target, is_short_form};
use crate::papers::paper::Passage;
use crate::text::{is_stop_word, stem, stems};

/// How many wrong answers a choice has.
pub(super) const RIVALS: usize = 3;
/// So many of the best wrong answers are drawn from.
const DRAWN_FROM: usize = 10;
/// A passage that has a wrong answer and so much of the sentence's words may say the same of it.
const TOO_NEAR: f32 = 0.6;
/// Things that are met between more like words than these are of a kind.
const MET_ALIKE: usize = 3;
/// A passage that has more of a sentence's words says the same.
const SAME: f32 = 0.8;

/// Finds wrong answers.
pub(super) struct Rivals<'m> {
    material: &'m Material,
    vocabulary: &'m Vocabulary,
    /// The passages of each paper as they are compared, once they are needed.
    held: Vec<OnceCell<Vec<Held>>>,
}

/// The words of a passage.
struct Held {
    /// Its stems in order, joined, between spaces.
    spelled: String,
    stems: FnvHashSet<String>,
}

impl<'m> Rivals<'m> {
    pub(super) fn new(material: &'m Material, vocabulary: &'m Vocabulary) -> Self {
        Self {
            material,
            vocabulary,
            held: material.papers.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn held(&self, paper: usize) -> &[Held] {
        let passages = &self.material.papers[paper].passages;
        self.held[paper].get_or_init(|| {
            let held = |passage: &Passage| {
                let stems = stems(&passage.text);
                Held {
                    spelled: format!(" {} ", stems.join(" ")),
                    stems: stems.into_iter().collect(),
                }
            };
            passages.par_iter().map(held).collect()
        })
    }

    /// Whether a paper says nearly the same as a sentence.
    pub(super) fn says(&self, paper: usize, sentence: &str) -> bool {
        let said: FnvHashSet<String> = stems(sentence).into_iter().collect();
        let enough = SAME * said.len() as f32;
        self.held(paper)
            .iter()
            .any(|held| said.intersection(&held.stems).count() as f32 > enough)
    }

    /// Wrong answers for a target, the nearest in kind first.
    pub(super) fn of(&self, fact: &Fact<'_>, target: &Target, chance: &mut Chance) -> Vec<String> {
        let passages = &self.material.papers[fact.paper].passages;
        let own = passages
            .iter()
            .position(|passage| std::ptr::eq(passage, fact.passage));
        let Some(own) = own.and_then(|own| self.held(fact.paper).get(own)) else {
            return Vec::new();
        };
        let gap = Gap::new(fact, target, self.vocabulary, &own.spelled);
        let mut found: Vec<(f32, String)> = Vec::new();
        let is_near = |item: &Item| {
            let mut papers = item.papers.keys();
            papers.any(|paper| self.vocabulary.are_related(fact.paper, *paper))
        };
        for item in self.vocabulary.items.iter().filter(|item| is_near(item)) {
            let Some(written) = gap.takes(item) else {
                continue;
            };
            let near = gap.likeness(item) + 0.8 * chance.part();
            if !found
                .iter()
                .any(|(_, known)| known.eq_ignore_ascii_case(&written))
            {
                found.push((near, written));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut sure: Vec<String> = Vec::new();
        for (_, written) in found {
            let kin = |known: &String| is_within(known, &written) || is_within(&written, known);
            if sure.len() == DRAWN_FROM {
                break;
            }
            if !sure.iter().any(kin) && self.is_wrong(fact, target, &written) {
                sure.push(written);
            }
        }
        if sure.len() < DRAWN_FROM {
            let near = self.near(fact, target, chance);
            let is_new = |other: &String| !sure.contains(other) && !gap.holds(&spelled(other));
            let near: Vec<String> = near.into_iter().filter(is_new).collect();
            sure.extend(near);
        }
        sure
    }

    /// Numbers and years near the right one, where the papers have too few of their own.
    fn near(&self, fact: &Fact<'_>, target: &Target, chance: &mut Chance) -> Vec<String> {
        let number = fact.sentence.phrase(&target.words);
        match target.class {
            Class::Number => {
                let unit = after(&fact.sentence, target.words.end);
                let is_part = matches!(unit, "%" | "per" | "percent");
                near::numbers(number, is_part, chance)
            }
            Class::Year => {
                let year = number.parse().unwrap_or_default();
                let own = self.material.papers[fact.paper].year;
                near::years(year, own.unwrap_or(year).max(year), chance)
            }
            _ => Vec::new(),
        }
    }

    /// Three wrong answers for a target, some longer than it, as chance will have it.
    pub(super) fn three(
        &self,
        fact: &Fact<'_>,
        target: &Target,
        chance: &mut Chance,
    ) -> Option<Vec<String>> {
        // Single words of a text are too unlike each other.
        if target.class == Class::Phrase && target.words.len() == 1 {
            return None;
        }
        let found = self.of(fact, target, chance);
        let answer = fact.sentence.phrase(&target.words);
        if matches!(target.class, Class::Year | Class::Number) {
            return near::around(answer, &found, chance);
        }
        let length = |text: &str| text.chars().count();
        let longer = chance.below(RIVALS + 1);
        let (long, short): (Vec<String>, Vec<String>) = found
            .into_iter()
            .partition(|rival| length(rival) > length(answer));
        let longer = longer.max(RIVALS.saturating_sub(short.len()));
        if long.len() < longer.min(1) {
            return None;
        }
        let longer = longer.min(long.len());
        let rivals: Vec<String> = long
            .into_iter()
            .take(longer)
            .chain(short.into_iter().take(RIVALS - longer))
            .collect();
        (rivals.len() == RIVALS).then_some(rivals)
    }

    /// Whether no passage says of the rival what the sentence says of the answer.
    fn is_wrong(&self, fact: &Fact<'_>, target: &Target, rival: &str) -> bool {
        if matches!(target.class, Class::Year | Class::Number) {
            return true;
        }
        let rival = stems(rival);
        let sentence = &fact.sentence;
        let context: Vec<String> = (0..sentence.len())
            .filter(|at| !target.words.contains(at) && !is_stop_word(sentence.folded(*at)))
            .map(|at| stem(sentence.folded(at)))
            .collect();
        let says_so = |held: &FnvHashSet<String>| {
            let said = context.iter().filter(|stem| held.contains(*stem)).count();
            said as f32 > TOO_NEAR * context.len() as f32
        };
        let holds = |held: &FnvHashSet<String>| rival.iter().all(|stem| held.contains(stem));
        let near = |paper: &usize| self.vocabulary.are_related(fact.paper, *paper);
        let mut papers = (0..self.material.papers.len()).filter(near);
        !papers.any(|paper| {
            let mut passages = self.held(paper).iter().map(|held| &held.stems);
            passages.any(|held| holds(held) && says_so(held))
        })
    }
}

/// A gap and what may fill it wrongly.
struct Gap<'f> {
    answer: String,
    item: &'f Item,
    class: Class,
    paper: usize,
    before: &'f str,
    after: &'f str,
    /// The stems of the passage in order, joined, between spaces.
    passage: &'f str,
    year: Option<i32>,
    /// Whether it is the author of a work that is cited for what the sentence says.
    is_cited: bool,
}

impl<'f> Gap<'f> {
    fn new(
        fact: &'f Fact<'_>,
        target: &Target,
        vocabulary: &'f Vocabulary,
        passage: &'f str,
    ) -> Self {
        let item = &vocabulary.items[target.item];
        let answer = match target.class {
            Class::Term | Class::Phrase => vocabulary.lowered(&fact.sentence, &target.words),
            _ => fact.sentence.phrase(&target.words).to_owned(),
        };
        Self {
            answer,
            item,
            class: target.class,
            paper: fact.paper,
            before: before(&fact.sentence, target.words.start),
            after: after(&fact.sentence, target.words.end),
            passage,
            year: fact.sentence.phrase(&target.words).parse().ok(),
            is_cited: is_cited(&fact.sentence, target.words.end),
        }
    }

    /// How a thing would be written in the gap, if it may stand there.
    fn takes(&self, item: &Item) -> Option<String> {
        let alike = match self.class {
            Class::Term | Class::Phrase => {
                item.class == Class::Term || (item.class == Class::Phrase && item.stems.len() > 1)
            }
            class => item.class == class,
        };
        let is_other = item.stems != self.item.stems
            && !self.item.aliases.contains(&item.stems)
            && !item.aliases.contains(&self.item.stems)
            && item.aliases.is_disjoint(&self.item.aliases);
        if !alike || !is_other || (item.count() == 0 && !item.in_glossary) {
            return None;
        }
        let number = match self.class {
            Class::Term | Class::Phrase => usize::from(is_plural(&self.answer)),
            _ => 0,
        };
        let written = item.written[number].clone()?;
        let fits = match self.class {
            Class::Term | Class::Phrase => self.takes_term(item, &written),
            Class::Name => self.takes_name(item, &written),
            Class::Year => self.takes_year(&written),
            Class::Number => self.takes_number(item, &written),
        };
        (fits && !self.holds(&item.spelled)).then_some(written)
    }

    /// Whether the passage has these stems.
    fn holds(&self, spelled: &str) -> bool {
        self.passage.contains(spelled)
    }

    fn takes_term(&self, item: &Item, written: &str) -> bool {
        let is_article = |word: &str| matches!(word, "the" | "a" | "an");
        let counted = item.before.contains_key("a") || item.before.contains_key("an");
        let bare = item.before.is_empty() || item.before.keys().any(|word| !is_article(word));
        // `A buffer` can be counted and `anarchy` can't: one does not stand for the other.
        let articled = match self.before {
            "a" | "an" => counted,
            "the" => item.before.keys().any(|word| is_article(word)),
            _ => bare && (is_plural(written) || !counted),
        };
        let vowel = |text: &str| text.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
        let sounds = !matches!(self.before, "a" | "an") || vowel(written) == vowel(&self.answer);
        let is_common = item.stems.len() == 1
            && !item.in_glossary
            && written.starts_with(char::is_lowercase)
            && self.item.stems.len() > 1;
        // What a glossary has side by side is of a kind, and so is what ends alike. Others are too unlike
        // each other, however alike the words beside them are.
        let listed = item.in_glossary && self.item.in_glossary;
        let ends_alike = item.stems.len() > 1
            && item.stems.len() == self.item.stems.len()
            && item.stems.last() == self.item.stems.last()
            && self.item.count() > 1;
        articled
            && !is_common
            && (listed || ends_alike)
            && sounds
            && is_alike(written, &self.answer)
            && !is_within(written, &self.answer)
            && !is_within(&self.answer, written)
    }

    /// Between how many like words two things are met, where both are met often enough to tell.
    fn meets_alike(&self, item: &Item) -> usize {
        if !item.papers.contains_key(&self.paper) || item.count() < 2 {
            return 0;
        }
        let shared = |a: &BTreeMap<String, u32>, b: &BTreeMap<String, u32>| -> usize {
            let both = a.keys().filter(|word| b.contains_key(*word));
            // A word of content says more than `the` or a comma.
            both.map(|word| if is_alone(word) { 1 } else { 2 }).sum()
        };
        shared(&item.before, &self.item.before) + shared(&item.after, &self.item.after)
    }

    fn takes_name(&self, item: &Item, written: &str) -> bool {
        let stands = is_alone(self.after);
        let plural = match self.after {
            "is" | "was" | "has" | "does" => !is_plural(written),
            "are" | "were" | "have" | "do" => is_plural(written),
            _ => true,
        };
        // Who is cited here may be anybody who is cited elsewhere.
        let is_met_alike = if self.is_cited {
            item.is_cited
        } else {
            self.meets_alike(item) > MET_ALIKE
                && item.before.contains_key(self.before)
                && stands == item.stands_alone()
        };
        is_met_alike
            && plural
            && is_short_form(written) == is_short_form(&self.answer)
            && is_alike(written, &self.answer)
            && is_plural(written) == is_plural(&self.answer)
            && !is_within(written, &self.answer)
            && !is_within(&self.answer, written)
    }

    fn takes_year(&self, written: &str) -> bool {
        let year: Option<i32> = written.parse().ok();
        let apart = self
            .year
            .zip(year)
            .map(|(year, other)| (year - other).abs());
        apart.is_some_and(|apart| (1..=40).contains(&apart))
    }

    fn takes_number(&self, item: &Item, written: &str) -> bool {
        let (answer, other) = (value(&self.answer), value(written));
        let (low, high) = (answer.min(other), answer.max(other));
        let exact = |text: &str| text.contains('.');
        let in_words = |text: &str| text.starts_with(char::is_alphabetic);
        item.after.contains_key(self.after)
            && exact(written) == exact(&self.answer)
            && in_words(written) == in_words(&self.answer)
            && low > 0.0
            && (1.15..=4.0).contains(&(high / low))
    }

    /// How alike a thing and the answer are used.
    fn likeness(&self, item: &Item) -> f32 {
        let shared = |a: &BTreeMap<String, u32>, b: &BTreeMap<String, u32>| {
            let both = a.keys().filter(|word| b.contains_key(*word)).count() as f32;
            both / (a.len().min(b.len()).max(1) as f32)
        };
        let mut likeness =
            shared(&item.before, &self.item.before) + shared(&item.after, &self.item.after);
        if item.papers.contains_key(&self.paper) {
            likeness += 1.5;
        }
        if item.in_glossary && self.item.in_glossary {
            likeness += 0.5;
        }
        // A year near by is the harder to tell.
        let other = item.stems.first().and_then(|year| year.parse::<i32>().ok());
        if let (Class::Year, Some(year), Some(other)) = (self.class, self.year, other) {
            likeness += 2.0 - (year - other).abs() as f32 / 10.0;
        }
        if item.stems.last() == self.item.stems.last() {
            likeness += 0.5;
        }
        likeness
    }
}

/// Whether two answers look alike: in their capitals, their words and their length.
fn is_alike(written: &str, answer: &str) -> bool {
    let words = |text: &str| text.split(' ').count();
    let length = |text: &str| text.chars().count() as f32;
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let shape = |text: &str| {
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let small = text.chars().filter(|c| c.is_lowercase()).count();
        capitals > small
    };
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let ratio = length(written) / length(answer).max(1.0);
    let caps = shape(written) == shape(answer);
    let begins = capital(written) == capital(answer);
    words(written).abs_diff(words(answer)) <= 1
        && (0.5..=2.0).contains(&ratio)
        && caps
        && begins
        && digits(written) == digits(answer)
}

/// Whether all words of one are among the other's, by their stems or their first letters.
fn is_within(inner: &str, outer: &str) -> bool {
    let outer: Vec<Vec<char>> = stems(outer)
        .iter()
        .map(|stem| stem.chars().collect())
        .collect();
    let kin = |inner: &[char], outer: &[char]| {
        let same = inner.iter().zip(outer).take_while(|(a, b)| a == b).count();
        let (shorter, longer) = (inner.len().min(outer.len()), inner.len().max(outer.len()));
        (same == shorter && longer <= shorter + 1) || (same >= 4 && same + 2 >= shorter)
    };
    stems(inner)
        .iter()
        .filter(|stem| !is_stop_word(stem))
        .all(|inner| {
            let inner: Vec<char> = inner.chars().collect();
            outer.iter().any(|outer| kin(&inner, outer))
        })
}
