//! The words that answers are made of: what the papers name, define, repeat, date and count.
//!
//! No list of names and no tagger is used. A name is told by its capitals inside sentences, a key phrase
//! by being repeated between small words, a term by its definition. Of each the words beside it are
//! kept, since what stands in like places is of like kind: these are the wrong answers of others.

mod item;
mod kin;
mod phrases;
mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fnv::{FnvHashMap, FnvHashSet};
use rayon::prelude::*;

use super::material::Material;
use super::sentence::{Sentence, Text, Word, stems_of};
use super::worth::is_verb;
use crate::papers::paper::{DefinitionKind, Paper};
use crate::text::{is_stop_word, stem, stems};
pub(super) use item::{Item, is_alone};
use phrases::phrases;
pub(super) use shape::{
    after, before, counts, in_no_bracket, is_abstract, is_bracketed_share, is_cited, is_dated,
    is_general, is_noun_behind, is_of_a_trade, is_plural, is_year,
};
use shape::{ends_possessive, is_date_word, is_furniture, is_title};

/// What sort of thing an answer is; wrong answers are of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// A term that somebody defines.
    Term,
    /// Two or three words that a paper repeats.
    Phrase,
    /// What is written with capitals.
    Name,
    /// A year.
    Year,
    /// A number with what it counts.
    Number,
}

/// The words of a paper, by which it is told what it is about.
#[derive(Debug, Default)]
struct Stock {
    /// How often each stem stands in it.
    words: FnvHashMap<Word, u32>,
    /// How many words there are in all.
    all: u32,
    /// The stems of its title.
    title: FnvHashSet<Word>,
}

/// Everything that can be asked for or lent as a wrong answer.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The things, in the order in which they were met.
    pub items: Vec<Item>,
    /// Terms and phrases by their stems, and names, years and numbers by their words.
    terms: FnvHashMap<Vec<Word>, usize>,
    names: FnvHashMap<Vec<Word>, usize>,
    /// The stems with which terms begin.
    begins: FnvHashSet<Word>,
    /// Of each paper, which others are about the same, and how many names and terms they share.
    related: Vec<Vec<bool>>,
    shared: Vec<Vec<usize>>,
    /// The words of each paper.
    stocks: Vec<Stock>,
    /// How often a folded word is written with a capital inside sentences, and how often without.
    capitals: FnvHashMap<Word, [u32; 2]>,
}

/// A word that a paper has so often is one of those it is about.
const REPEATED: u32 = 8;

/// The longest term, in words.
const LONGEST: usize = 4;

impl Vocabulary {
    /// Collects it from papers, whose sentences are given, and from glossaries.
    pub(super) fn of(material: &Material, texts: &[Text<'_>]) -> Self {
        let mut vocabulary = Self::default();
        for entry in &material.glossary {
            let names: Vec<&str> = entry.aliases.iter().map(String::as_str).collect();
            if let Some(item) = vocabulary.define(&entry.term, &names, true) {
                vocabulary.items[item].is_defined = true;
            }
        }
        for paper in &material.papers {
            vocabulary.take_definitions(paper);
        }
        let papers = material.papers.par_iter().zip(texts);
        let read = papers.map(|(paper, text)| {
            let stock = Stock::of(paper, text);
            let phrases = phrases(text, &stock);
            (stock, phrases)
        });
        let (stocks, phrases): (Vec<Stock>, Vec<Vec<&str>>) = read.unzip();
        vocabulary.stocks = stocks;
        for sentence in texts.iter().flat_map(Text::sentences) {
            vocabulary.count_capitals(sentence);
        }
        let found = in_each(texts, |sentence| vocabulary.named_in(sentence));
        for (paper, (text, found)) in texts.iter().zip(found).enumerate() {
            for phrase in &phrases[paper] {
                let words = Sentence::new(phrase, 0).folded;
                let item = vocabulary.item(Class::Phrase, &words);
                vocabulary.items[item].write((*phrase).to_owned());
            }
            for (sentence, named) in text.sentences().zip(found) {
                vocabulary.take(paper, sentence, named);
            }
        }
        let found = in_each(texts, |sentence| vocabulary.terms_in(sentence));
        for (paper, (text, found)) in texts.iter().zip(found).enumerate() {
            for (sentence, terms) in text.sentences().zip(found) {
                vocabulary.meet(paper, sentence, terms);
            }
        }
        for item in &mut vocabulary.items {
            let written = item.written.iter().flatten().next();
            item.spelled = written.map(|written| spelled(written)).unwrap_or_default();
        }
        vocabulary.relate(material);
        vocabulary
    }

    /// The term or phrase that begins at a word, the longest there is, and how many words it has.
    pub(super) fn term_at(&self, sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
        if !self.begins.contains(sentence.stems.get(at)?) {
            return None;
        }
        let longest = LONGEST.min(sentence.len() - at);
        (1..=longest).rev().find_map(|length| {
            let item = *self.terms.get(&sentence.stems[at..at + length])?;
            let joined = (at + 1..at + length).all(|at| sentence.joins(at));
            let inner = &sentence.folded[at..at + length - 1];
            (joined && self.items[item].inner == inner).then_some((item, length))
        })
    }

    /// The name that begins at a word.
    pub(super) fn name_at(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
    ) -> Option<(usize, Range<usize>)> {
        let run = self.run_at(sentence, at)?;
        let item = *self.names.get(&sentence.folded[run.clone()])?;
        Some((item, run))
    }

    /// A number or year that was met.
    pub(super) fn number(&self, word: &str) -> Option<usize> {
        let word: [Word; 1] = [word.into()];
        self.names.get(&word[..]).copied()
    }

    /// A phrase as it stands; where it begins its sentence, with a small letter if its first word has
    /// one elsewhere.
    pub(super) fn lowered(&self, sentence: &Sentence<'_>, words: &Range<usize>) -> String {
        let phrase = sentence.phrase(words);
        let [capital, small] = self
            .capitals
            .get(sentence.folded(words.start))
            .copied()
            .unwrap_or_default();
        let rest_is_small =
            words.len() > 1 && !(words.start + 1..words.end).any(|at| sentence.is_capital(at));
        let mut letters = phrase.chars();
        match letters.next() {
            Some(first)
                if words.start == 0 && (small > capital || (small == capital && rest_is_small)) =>
            {
                first
                    .to_lowercase()
                    .chain(letters.as_str().chars())
                    .collect()
            }
            _ => phrase.to_owned(),
        }
    }

    /// Whether a heading ran into a sentence: a word in it has a capital that it has nowhere else.
    pub(super) fn runs_in(&self, sentence: &Sentence<'_>) -> bool {
        (1..sentence.len()).any(|at| {
            let begins =
                sentence.is_capital(at) && sentence.joins(at) && !sentence.is_capital(at - 1);
            let counts = self.capitals.get(sentence.folded(at));
            begins && counts.is_some_and(|[capital, small]| *small > 2 * *capital)
        })
    }

    /// Whether a word is one of several that make a term.
    pub(super) fn is_in_term(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        (at.saturating_sub(LONGEST - 1)..=at).any(|from| {
            let term = self.term_at(sentence, from);
            term.is_some_and(|(_, length)| length > 1 && from + length > at)
        })
    }

    /// How many words there are of a paper, of which a part may have been read.
    pub(super) fn words_of(&self, paper: usize) -> u32 {
        self.stocks[paper].all
    }

    /// How often a paper names a thing, in a thousand of its words.
    pub(super) fn often(&self, paper: usize, item: usize) -> f32 {
        let times = self.items[item].papers.get(&paper).copied().unwrap_or(0);
        1_000.0 * times as f32 / self.words_of(paper).max(1) as f32
    }

    /// How much of a sentence is made of words that its paper repeats, from 0 to 1.
    pub(super) fn centrality(&self, paper: usize, sentence: &Sentence<'_>) -> f32 {
        let words = &self.stocks[paper].words;
        let telling = |at: &usize| !is_stop_word(sentence.folded(*at));
        let counted: Vec<u32> = (0..sentence.len())
            .filter(telling)
            .map(|at| words.get(&sentence.stems[at]).copied().unwrap_or(0))
            .collect();
        let repeated: u32 = counted.iter().map(|count| (*count).min(REPEATED)).sum();
        repeated as f32 / (REPEATED * counted.len().max(1) as u32) as f32
    }

    /// Whether a word stands in a paper's title and no other noun follows it.
    pub(super) fn is_title_word(&self, paper: usize, sentence: &Sentence<'_>, at: usize) -> bool {
        let next = sentence.folded(at + 1);
        let ends = !sentence.joins(at + 1) || is_stop_word(next) || is_verb(next);
        let title = &self.stocks[paper].title;
        let is_common = |stem: &Word| is_general(sentence.folded(at), stem);
        ends && !sentence.stems.get(at).is_some_and(is_common)
            && sentence
                .stems
                .get(at)
                .is_some_and(|stem| stem.len() > 2 && title.contains(stem))
    }

    /// Whether a paper's title has all words of a thing: who knows the title can guess it.
    pub(super) fn is_in_title(&self, paper: usize, item: &Item) -> bool {
        let title = &self.stocks[paper].title;
        item.stems
            .iter()
            .map(|word| stem(word))
            .all(|word| is_stop_word(&word) || title.contains(&*word))
    }

    /// Whether a word of a name is never written in small letters, as those of `Medical Department` are.
    pub(super) fn is_proper(&self, item: &Item) -> bool {
        item.stems.iter().any(|word| {
            let small = self.capitals.get(word).map_or(0, |[_, small]| *small);
            small == 0 && !is_stop_word(word)
        })
    }

    fn take_definitions(&mut self, paper: &Paper) {
        for definition in &paper.definitions {
            match (&definition.kind, &definition.long) {
                (DefinitionKind::Acronym, Some(long)) => {
                    self.define(long, &[&definition.term], false);
                    self.define(&definition.term, &[long], false);
                }
                (DefinitionKind::Glossary | DefinitionKind::Explicit, _) => {
                    if let Some(item) = self.define(&definition.term, &[], false) {
                        self.items[item].is_defined = true;
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes a term; gives its number unless it can be none.
    fn define(&mut self, term: &str, others: &[&str], in_glossary: bool) -> Option<usize> {
        let stems = stems_of(term);
        let says = stems
            .iter()
            .any(|stem| !is_stop_word(stem) && stem.len() > 1);
        if stems.is_empty() || stems.len() > LONGEST || !says || term.len() < 3 {
            return None;
        }
        let words = Sentence::new(term, 0).folded;
        let small = |word: Option<&Word>| word.is_some_and(|word| is_stop_word(word));
        // `separated by the` was taken for a term, and is none.
        if words.len() > 1 && (small(words.first()) || small(words.last())) {
            return None;
        }
        let number = self.item(Class::Term, &words);
        let item = &mut self.items[number];
        item.in_glossary |= in_glossary;
        item.write(term.to_owned());
        for other in others {
            item.aliases.insert(stems_of(other));
            item.other_names.insert((*other).to_owned());
        }
        Some(number)
    }

    /// The number of a thing with these words, which is a new one if there was none.
    fn item(&mut self, class: Class, words: &[Word]) -> usize {
        let is_term = matches!(class, Class::Term | Class::Phrase);
        let stems: Vec<Word> = if is_term {
            words.iter().map(|word| stem(word).into()).collect()
        } else {
            words.to_vec()
        };
        let known = if is_term {
            self.begins.extend(stems.first().cloned());
            &mut self.terms
        } else {
            &mut self.names
        };
        let items = &mut self.items;
        *known.entry(stems.clone()).or_insert_with(|| {
            items.push(Item {
                class,
                written: [None, None],
                inner: words[..words.len().saturating_sub(1)].to_vec(),
                spelled: String::new(),
                stems,
                papers: BTreeMap::new(),
                before: BTreeMap::new(),
                after: BTreeMap::new(),
                aliases: BTreeSet::new(),
                other_names: BTreeSet::new(),
                in_glossary: false,
                is_defined: false,
                is_cited: false,
            });
            items.len() - 1
        })
    }

    fn count_capitals(&mut self, sentence: &Sentence<'_>) {
        if is_title(sentence) {
            return;
        }
        for at in 1..sentence.len() {
            let small = usize::from(!sentence.is_capital(at));
            let word = Word::clone(&sentence.folded[at]);
            self.capitals.entry(word).or_default()[small] += 1;
        }
    }

    /// The run of capitals that begins at a word, as far as it is a name.
    fn run_at(&self, sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
        let part = |at: usize| self.is_part_of_name(sentence, at);
        let goes_on = |at: usize| sentence.joins(at) && !ends_possessive(sentence, at);
        let inner = at > 0 && goes_on(at) && part(at - 1);
        if !part(at) || inner {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.len() {
            let word = sentence.word(end);
            let number =
                word.len() < 5 && word.chars().all(|c| c.is_ascii_digit()) && !is_year(word);
            if goes_on(end) && (part(end) || number) {
                end += 1;
            } else if sentence.folded(end) == "of"
                && goes_on(end)
                && goes_on(end + 1)
                && part(end + 1)
            {
                end += 2;
            } else {
                break;
            }
        }
        let letters = sentence
            .phrase(&(at..end))
            .chars()
            .filter(|c| c.is_alphabetic())
            .count();
        let only_dates = (at..end).all(|at| is_date_word(sentence.folded(at)));
        // What begins a sentence has its capital from there, unless a name follows at once.
        let unsure = at == 0 && !self.is_name(sentence, 0) && sentence.folded(1) == "of";
        let is_name = (end - at > 1 && at > 0) || (at..end).any(|at| self.is_name(sentence, at));
        let is_name = (is_name && !unsure) || is_cited(sentence, end);
        // `People's` of the `People's Republic` is no name of its own.
        let goes_further = ends_possessive(sentence, end) && end < sentence.len() && part(end);
        (is_name && !goes_further && letters > 1 && end - at <= 5 && !only_dates).then_some(at..end)
    }

    /// Whether a word with a capital can be part of a name. What begins a sentence can't be told.
    fn is_part_of_name(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let folded = sentence.folded(at);
        let small = || self.capitals.get(folded).map_or(0, |[_, small]| *small);
        sentence.is_capital(at)
            && (at > 0 || small() == 0)
            && !is_stop_word(folded)
            && !is_furniture(folded)
    }

    /// Whether a word is written with a capital for its own sake.
    fn is_name(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let [capital, small] = self
            .capitals
            .get(sentence.folded(at))
            .copied()
            .unwrap_or_default();
        capital > 2 * small
    }

    /// The names of a sentence, then its years and numbers.
    fn named_in(&self, sentence: &Sentence<'_>) -> Vec<(Class, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = if is_title(sentence) {
            sentence.len()
        } else {
            0
        };
        while at < sentence.len() {
            let run = self.run_at(sentence, at);
            at = run.as_ref().map_or(at + 1, |run| run.end);
            found.extend(run.map(|run| (Class::Name, run)));
        }
        for at in 0..sentence.len() {
            let class = match () {
                () if is_dated(sentence, at) => Class::Year,
                () if counts(sentence, at) => Class::Number,
                () => continue,
            };
            found.push((class, at..at + 1));
        }
        found
    }

    /// Takes the names, years and numbers of a sentence.
    fn take(&mut self, paper: usize, sentence: &Sentence<'_>, named: Vec<(Class, Range<usize>)>) {
        for (class, run) in named {
            let is_name = class == Class::Name;
            let item = if is_name {
                self.item(class, &sentence.folded[run.clone()])
            } else {
                self.item(class, &[sentence.word(run.start).into()])
            };
            let item = &mut self.items[item];
            // A year that was met as a number stays one.
            if !is_name && item.class != class {
                continue;
            }
            item.written[0].get_or_insert_with(|| sentence.phrase(&run).to_owned());
            item.is_cited |= is_name && is_cited(sentence, run.end);
            item.stand(paper, sentence, &run);
        }
    }

    /// The terms and phrases of a sentence, by their numbers.
    fn terms_in(&self, sentence: &Sentence<'_>) -> Vec<(usize, Range<usize>, String)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < sentence.len() {
            let Some((item, length)) = self.term_at(sentence, at) else {
                at += 1;
                continue;
            };
            let range = at..at + length;
            at = range.end;
            let written = self.lowered(sentence, &range);
            found.push((item, range, written));
        }
        found
    }

    /// Counts the terms and phrases of a sentence.
    fn meet(
        &mut self,
        paper: usize,
        sentence: &Sentence<'_>,
        terms: Vec<(usize, Range<usize>, String)>,
    ) {
        for (item, range, written) in terms {
            let item = &mut self.items[item];
            item.write(written);
            item.stand(paper, sentence, &range);
        }
    }
}

/// What is found in each sentence of each text, the texts side by side.
fn in_each<T: Send>(
    texts: &[Text<'_>],
    find: impl Fn(&Sentence<'_>) -> Vec<T> + Sync,
) -> Vec<Vec<Vec<T>>> {
    let texts = texts.par_iter();
    texts
        .map(|text| text.sentences().map(&find).collect())
        .collect()
}

impl Stock {
    fn of(paper: &Paper, text: &Text<'_>) -> Self {
        let mut words: FnvHashMap<Word, u32> = FnvHashMap::default();
        for stem in text.sentences().flat_map(|sentence| &sentence.stems) {
            *words.entry(Word::clone(stem)).or_default() += 1;
        }
        Self {
            all: words.values().sum(),
            words,
            title: stems_of(&paper.title).into_iter().collect(),
        }
    }
}

/// The stems of a text between spaces.
pub(super) fn spelled(text: &str) -> String {
    format!(" {} ", stems(text).join(" "))
}
