//! How a fact is put as a question, in each kind.

use std::ops::Range;

use super::super::chance::Chance;
use super::super::material::{Material, cited, cited_at, id_of};
use super::super::question::{GAP, Kind, Question, id};
use super::super::sentence::stems_of;
use super::super::vocabulary::{Class, Vocabulary};
use super::facts::{Fact, Target, citable};
use super::rivals::{Rivals, leaks};

/// How many papers a question for the source offers at most.
const SOURCES: usize = 4;

/// An abbreviation that a paper uses less often can't be asked for without a choice.
const FAMILIAR: u32 = 6;

/// Puts facts as questions.
pub(super) struct Asker<'m> {
    material: &'m Material,
    vocabulary: &'m Vocabulary,
    rivals: Rivals<'m>,
    /// The short citations of the papers that can be offered, by their numbers.
    sources: Vec<(usize, String)>,
}

/// A question with the name under which its answer is remembered.
type Asked = Option<(Question, String)>;

impl<'m> Asker<'m> {
    pub(super) fn new(material: &'m Material, vocabulary: &'m Vocabulary) -> Self {
        Self {
            material,
            vocabulary,
            rivals: Rivals::new(material, vocabulary),
            sources: citable(material),
        }
    }

    /// Asks a fact in a kind, if that is fair. `is_known` says which answers were asked for.
    pub(super) fn ask(
        &self,
        fact: &Fact<'m>,
        kind: Kind,
        chance: &mut Chance,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Asked {
        let fresh = |asked: &(Question, String)| !is_known(&asked.1);
        match kind {
            Kind::Cloze | Kind::Choice | Kind::TrueFalse => {
                let mut targets: Vec<&Target> = match &fact.defines {
                    Some(defines) => vec![&defines.target],
                    None => fact.targets.iter().collect(),
                };
                chance.shuffle(&mut targets);
                targets.sort_by_key(|target| rank(target));
                targets.into_iter().find_map(|target| {
                    let asked = match kind {
                        Kind::Cloze => self.cloze(fact, target),
                        Kind::Choice => self.choice(fact, target, chance),
                        _ => self.true_or_false(fact, target, chance),
                    };
                    asked.filter(fresh)
                })
            }
            Kind::Source => self.source(fact, chance).filter(fresh),
            Kind::Define => self
                .whose(fact, chance)
                .or_else(|| self.define(fact))
                .filter(fresh),
            Kind::Open => self.spelled(fact).or_else(|| self.open(fact)).filter(fresh),
        }
    }

    /// What is missing in the sentence, typed.
    fn cloze(&self, fact: &Fact<'m>, target: &Target) -> Asked {
        let item = &self.vocabulary.items[target.item];
        let here = item.papers.get(&fact.paper).copied().unwrap_or(0);
        if is_short_form(fact.sentence.phrase(&target.words)) && here < FAMILIAR {
            return None;
        }
        let what = noun(target.class);
        let hint = self.hint(fact, target)?;
        let prompt = format!(
            "Which {what} is missing{hint}? {}",
            self.gapped(fact, target)?
        );
        let question = self.about(fact, Kind::Cloze, prompt, self.answer(fact, target));
        let question = Question {
            accepted: self.other_names(target),
            ..question
        };
        Some((question, self.known_as(target)))
    }

    /// What is missing in the sentence, of four.
    fn choice(&self, fact: &Fact<'m>, target: &Target, chance: &mut Chance) -> Asked {
        let what = noun(target.class);
        let prompt = format!("Which {what} is missing? {}", self.gapped(fact, target)?);
        let mut options = self.rivals.three(fact, target, chance)?;
        let answer = self.answer(fact, target);
        if options.iter().any(|option| leaks(option, &prompt)) {
            return None;
        }
        options.push(answer.clone());
        if matches!(target.class, Class::Year | Class::Number) {
            options.sort_by(|a, b| value(a).total_cmp(&value(b)));
        } else {
            chance.shuffle(&mut options);
        }
        let question = self.about(fact, Kind::Choice, prompt, answer);
        Some((
            Question {
                options,
                ..question
            },
            self.known_as(target),
        ))
    }

    /// The sentence as it stands, or with one thing exchanged for another of its kind.
    fn true_or_false(&self, fact: &Fact<'m>, target: &Target, chance: &mut Chance) -> Asked {
        let defined = fact
            .defines
            .as_ref()
            .is_some_and(|defines| defines.target == *target);
        let is_sharp = matches!(target.class, Class::Year | Class::Number | Class::Name) || defined;
        if !is_sharp {
            return None;
        }
        let found = self.rivals.of(fact, target, chance);
        let rival = &found.get(chance.below(found.len().min(4)))?;
        let is_true = chance.below(2) == 0;
        let sentence = &fact.sentence;
        let said = if is_true {
            sentence.text.to_owned()
        } else {
            let place = sentence.bytes(&target.words);
            exchanged(sentence.text, &place, rival)
        };
        let paper = &self.material.papers[fact.paper];
        let prompt = format!("True or false, going by {}? {said}", cited(paper));
        let answer = if is_true { "true" } else { "false" };
        let question = self.about(fact, Kind::TrueFalse, prompt, answer.to_owned());
        let options = vec!["true".to_owned(), "false".to_owned()];
        Some((
            Question {
                options,
                ..question
            },
            self.known_as(target),
        ))
    }

    /// Which paper says so.
    fn source(&self, fact: &Fact<'m>, chance: &mut Chance) -> Asked {
        let paper = &self.material.papers[fact.paper];
        let answer = cited(paper);
        let authors = paper.authors.iter().map(|name| name.family.as_str());
        let names: Vec<&str> = authors.collect();
        let text = fact.sentence.text;
        let first_person = ["we", "our", "i", "us"];
        let speaks = fact
            .sentence
            .folded
            .iter()
            .any(|word| first_person.contains(&word.as_str()));
        if names.iter().any(|name| leaks(name, text)) || speaks {
            return None;
        }
        let own = self.sources.iter().any(|(number, _)| *number == fact.paper);
        let mut others: Vec<&String> = self
            .sources
            .iter()
            .filter(|(number, citation)| *number != fact.paper && *citation != answer)
            .filter(|(number, citation)| !leaks(citation, text) && !self.rivals.says(*number, text))
            .map(|(_, citation)| citation)
            .collect();
        if !own || others.len() + 1 < SOURCES {
            return None;
        }
        chance.shuffle(&mut others);
        let mut options: Vec<String> = others.into_iter().take(SOURCES - 1).cloned().collect();
        options.push(answer.clone());
        chance.shuffle(&mut options);
        let prompt = format!("Which of these papers says so? “{text}”");
        let question = self.about(fact, Kind::Source, prompt, answer);
        let accepted = vec![paper.key.to_string()];
        let known = format!("source {}", fact.name());
        Some((
            Question {
                options,
                accepted,
                ..question
            },
            known,
        ))
    }

    /// Which term the sentence defines, typed.
    fn define(&self, fact: &Fact<'m>) -> Asked {
        let target = &fact.defines.as_ref()?.target;
        let hint = self.hint(fact, target)?;
        let prompt = format!(
            "Which term is defined here{hint}? {}",
            self.gapped(fact, target)?
        );
        let question = self.about(fact, Kind::Define, prompt, self.answer(fact, target));
        let accepted = self.other_names(target);
        Some((
            Question {
                accepted,
                ..question
            },
            self.known_as(target),
        ))
    }

    /// Which of several definitions of a term is this author's.
    fn whose(&self, fact: &Fact<'m>, chance: &mut Chance) -> Asked {
        let contest = fact.contest.as_ref()?;
        let mut options = vec![fact.sentence.text.to_owned()];
        for other in &contest.others {
            let same = self.rivals.says(fact.paper, &other.text)
                || self.rivals.says(other.paper, fact.sentence.text);
            if options.len() < SOURCES && !same && !options.contains(&other.text) {
                options.push(other.text.clone());
            }
        }
        let paper = &self.material.papers[fact.paper];
        let tells = |option: &String| {
            let mut authors = paper.authors.iter();
            authors.any(|author| leaks(&author.family, option))
        };
        if options.len() < 2 || options.iter().any(tells) {
            return None;
        }
        chance.shuffle(&mut options);
        let term = &contest.term;
        let prompt = format!(
            "Which of these is the definition of “{term}” in {}?",
            cited(paper)
        );
        let question = self.about(fact, Kind::Define, prompt, fact.sentence.text.to_owned());
        let known = format!("whose {}", term.to_lowercase());
        Some((
            Question {
                options,
                ..question
            },
            known,
        ))
    }

    /// Which term something is said of, typed.
    fn open(&self, fact: &Fact<'m>) -> Asked {
        let defines = fact.defines.as_ref()?;
        let predicate = &fact.sentence.text[defines.predicate.clone()?];
        let target = &defines.target;
        let paper = &self.material.papers[fact.paper];
        let hint = self.hint(fact, target)?;
        let prompt = format!("In {}, what is “{predicate}”{hint}?", cited(paper));
        let written = fact.sentence.phrase(&target.words);
        if self.tells(target, written, &prompt) || is_odd(predicate) {
            return None;
        }
        let question = self.about(fact, Kind::Open, prompt, self.answer(fact, target));
        let accepted = self.other_names(target);
        Some((
            Question {
                accepted,
                ..question
            },
            self.known_as(target),
        ))
    }

    /// What an abbreviation stands for, typed.
    fn spelled(&self, fact: &Fact<'m>) -> Asked {
        let (short, long) = fact.spells.as_ref()?;
        let paper = &self.material.papers[fact.paper];
        let prompt = format!("What does {short} stand for in {}?", cited(paper));
        if leaks(long, &prompt) {
            return None;
        }
        let question = self.about(fact, Kind::Open, prompt, long.clone());
        Some((question, long.to_lowercase()))
    }

    /// The sentence with a gap, named by its paper, unless that tells what is missing.
    fn gapped(&self, fact: &Fact<'m>, target: &Target) -> Option<String> {
        let sentence = &fact.sentence;
        let place = sentence.bytes(&target.words);
        let written = &sentence.text[place.clone()];
        let citation = cited(&self.material.papers[fact.paper]);
        let lead = fact.lead;
        let text = format!(
            "{lead}{}{GAP}{}",
            &sentence.text[..place.start],
            &sentence.text[place.end..]
        );
        let prompt = format!("{citation}: “{text}”");
        (!self.tells(target, written, &prompt)).then_some(prompt)
    }

    /// Whether a text gives an answer or another name of it away.
    fn tells(&self, target: &Target, written: &str, text: &str) -> bool {
        let item = &self.vocabulary.items[target.item];
        leaks(written, text)
            || item.other_names.iter().any(|name| {
                let name = stems_of(name).join(" ");
                format!(" {} ", stems_of(text).join(" ")).contains(&format!(" {name} "))
            })
    }

    /// The answer as it is shown: a term that only begins a sentence loses its capital.
    fn answer(&self, fact: &Fact<'m>, target: &Target) -> String {
        match target.class {
            Class::Term | Class::Phrase => self.vocabulary.lowered(&fact.sentence, &target.words),
            _ => fact.sentence.phrase(&target.words).to_owned(),
        }
    }

    /// The hint for an answer, unless one of its own words gives it away.
    fn hint(&self, fact: &Fact<'m>, target: &Target) -> Option<String> {
        let answer = self.answer(fact, target);
        let hint = hint(&answer, target.class);
        (!leaks(&answer, &hint)).then_some(hint)
    }

    fn other_names(&self, target: &Target) -> Vec<String> {
        let item = &self.vocabulary.items[target.item];
        item.other_names.iter().cloned().collect()
    }

    fn known_as(&self, target: &Target) -> String {
        self.vocabulary.items[target.item].stems.join(" ")
    }

    /// A question about a fact, with its place.
    fn about(&self, fact: &Fact<'m>, kind: Kind, prompt: String, answer: String) -> Question {
        let paper = &self.material.papers[fact.paper];
        Question {
            id: id(&fact.passage.text, kind, &answer),
            kind,
            prompt,
            options: Vec::new(),
            answer,
            accepted: Vec::new(),
            passage: id_of(paper, fact.passage),
            paper: paper.key.to_string(),
            citation: cited_at(paper, fact.passage),
            difficulty: difficulty(fact, kind),
            proof: format!("{}{}", fact.lead, fact.sentence.text),
            tags: paper.tags.clone(),
        }
    }
}

/// Names, dates and terms make better questions than phrases, counts and single words.
fn rank(target: &Target) -> usize {
    match target.class {
        Class::Term | Class::Name | Class::Year => 0,
        Class::Phrase if target.words.len() > 1 => 1,
        Class::Number => 2,
        Class::Phrase => 3,
    }
}

fn noun(class: Class) -> &'static str {
    match class {
        Class::Term | Class::Phrase => "term",
        Class::Name => "name",
        Class::Year => "year",
        Class::Number => "number",
    }
}

/// How many words are missing and how they begin, so that only one answer fits.
fn hint(answer: &str, class: Class) -> String {
    if matches!(class, Class::Year | Class::Number) {
        return String::new();
    }
    let words: Vec<&str> = answer.split(' ').collect();
    if is_short_form(answer) {
        let first: String = answer.chars().take(1).collect();
        return format!(" (an abbreviation: {first}…)");
    }
    let first = |word: &&str| word.chars().next().map(|c| format!("{c}…"));
    let initials: Vec<String> = words.iter().filter_map(first).collect();
    let count = match words.len() {
        1 => {
            return format!(
                " (one word of {} letters: {})",
                answer.chars().count(),
                initials.join(" ")
            );
        }
        2 => "two words",
        3 => "three words",
        _ => "several words",
    };
    format!(" ({count}: {})", initials.join(" "))
}

/// Whether what is said of a term leans on something else.
fn is_odd(predicate: &str) -> bool {
    let leans = |word: &str| matches!(word, "another" | "other" | "it" | "itself" | "above" | "if");
    predicate.contains(['(', '[']) || predicate.split(' ').any(leans)
}

/// Whether a word is an abbreviation by its capitals.
fn is_short_form(word: &str) -> bool {
    !word.contains(' ') && word.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn value(number: &str) -> f64 {
    number.replace(',', "").parse().unwrap_or_default()
}

/// A sentence with other words in a place; what begins it keeps its capital.
fn exchanged(sentence: &str, place: &Range<usize>, rival: &str) -> String {
    let mut letters = rival.chars();
    let first = letters.next().unwrap_or(' ');
    let rival: String = if place.start == 0 {
        first.to_uppercase().chain(letters).collect()
    } else {
        rival.to_owned()
    };
    format!(
        "{}{rival}{}",
        &sentence[..place.start],
        &sentence[place.end..]
    )
}

/// A guess at how hard a question is: by its kind first, then by how long its sentence is.
fn difficulty(fact: &Fact<'_>, kind: Kind) -> f32 {
    let by_kind: f32 = match kind {
        Kind::TrueFalse => 0.25,
        Kind::Choice => 0.35,
        Kind::Source => 0.4,
        Kind::Define => 0.45,
        Kind::Open => 0.55,
        Kind::Cloze => 0.6,
    };
    let long = (fact.sentence.len() as f32 / 40.0).min(1.0) * 0.2;
    ((by_kind + long) * 100.0).round() / 100.0
}
