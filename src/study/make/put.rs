//! How a fact is put as a question, in each kind.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::chance::Chance;
use super::super::material::{Material, cited, cited_at, id_of, named};
use super::super::question::{GAP, Kind, Question, id};
use super::super::sentence::stems_of;
use super::super::vocabulary::{Class, Vocabulary, after, is_plural, is_year};
use super::facts::{Fact, citable};
use super::hints::{count, hint};
use super::leaks::{leaks, spells_out};
use super::rivals::Rivals;
use super::spellings::Spelling;
use super::suits::{chosen, typed};
use super::targets::{Target, is_short_form, is_telling};

/// How many papers a question for the source offers at most.
const SOURCES: usize = 4;
/// And how many at least.
const LEAST_SOURCES: usize = 3;
/// They are drawn from so many that share most with the right one.
const NEAREST: usize = 6;

/// An abbreviation that a paper uses less often can't be asked for without a choice.
const FAMILIAR: u32 = 4;

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
            Kind::TrueFalse if fact.turned.is_some() => self.turned(fact, chance).filter(fresh),
            Kind::Cloze | Kind::Choice | Kind::TrueFalse => {
                let mut targets: Vec<&Target> = match &fact.defines {
                    Some(defines) => vec![&defines.target],
                    None => fact.targets.iter().collect(),
                };
                chance.shuffle(&mut targets);
                let suits = |target: &Target| match kind {
                    Kind::Cloze => typed(fact, target).unwrap_or(f32::MIN),
                    _ => chosen(fact, target),
                };
                targets.sort_by(|a, b| suits(b).total_cmp(&suits(a)));
                targets.into_iter().find_map(|target| {
                    let asked = match kind {
                        Kind::Cloze => self.cloze(fact, target),
                        Kind::Choice => self.choice(fact, target, chance),
                        _ => self.exchanged(fact, target, chance),
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
        let is_rare = is_short_form(fact.sentence.phrase(&target.words)) && here < FAMILIAR;
        let can_be_typed = typed(fact, target).is_some();
        if is_rare || !can_be_typed || !self.is_telling(fact, target) {
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
        Some((question, self.known_as(fact, target, Kind::Cloze)))
    }

    fn is_telling(&self, fact: &Fact<'m>, target: &Target) -> bool {
        let (sentence, vocabulary) = (&fact.sentence, self.vocabulary);
        is_telling(self.material, vocabulary, fact.paper, sentence, target)
    }

    /// What is missing in the sentence, of four.
    fn choice(&self, fact: &Fact<'m>, target: &Target, chance: &mut Chance) -> Asked {
        if target.class == Class::Number && !fact.tells(target) {
            return None;
        }
        let what = noun(target.class);
        let prompt = format!("Which {what} is missing? {}", self.gapped(fact, target)?);
        let mut options = self.rivals.three(fact, target, chance)?;
        let answer = self.answer(fact, target);
        if options.iter().any(|option| leaks(option, &prompt)) {
            return None;
        }
        options.push(answer.clone());
        chance.shuffle(&mut options);
        let question = self.about(fact, Kind::Choice, prompt, answer);
        Some((
            Question {
                options,
                ..question
            },
            self.known_as(fact, target, Kind::Choice),
        ))
    }

    /// The sentence as it stands, or made false.
    fn turned(&self, fact: &Fact<'m>, chance: &mut Chance) -> Asked {
        let false_one = fact.turned.as_ref()?.said.clone();
        let paper = &self.material.papers[fact.paper];
        // The year in the name of the paper would tell that of the sentence.
        let year = paper.year.map(|year| year.to_string());
        if year.is_some_and(|year| false_one.contains(&year)) {
            return None;
        }
        let known = format!("turned {}", fact.name());
        Some((self.true_or_false(fact, false_one, chance), known))
    }

    /// The sentence as it stands, or with one thing exchanged for another of its kind.
    fn exchanged(&self, fact: &Fact<'m>, target: &Target, chance: &mut Chance) -> Asked {
        let paper = &self.material.papers[fact.paper];
        let written = fact.sentence.phrase(&target.words);
        let is_defined = fact
            .defines
            .as_ref()
            .is_some_and(|defines| defines.target == *target);
        let is_sharp = match target.class {
            // The year of the paper would tell, or another one that no longer agrees with it.
            Class::Year => {
                let years = (0..fact.sentence.len()).filter(|at| is_year(fact.sentence.word(*at)));
                !cited(paper).contains(written) && years.count() == 1
            }
            Class::Number => fact.tells(target),
            // Other names and phrases seldom fit.
            Class::Name | Class::Phrase => false,
            Class::Term => is_defined,
        };
        if !is_sharp {
            return None;
        }
        let found = self.rivals.of(fact, target, chance);
        let rival = found.get(chance.below(found.len().min(4)))?;
        let place = fact.sentence.bytes(&target.words);
        let false_one = exchanged(fact.sentence.text, &place, rival);
        Some((
            self.true_or_false(fact, false_one, chance),
            self.known_as(fact, target, Kind::TrueFalse),
        ))
    }

    /// Whether a sentence is true, shown as it stands or in its false form.
    fn true_or_false(&self, fact: &Fact<'m>, false_one: String, chance: &mut Chance) -> Question {
        let jars = fact.turned.as_ref().is_some_and(|turned| turned.jars);
        let is_true = jars || chance.below(3) == 0;
        let said = if is_true {
            fact.sentence.text.to_owned()
        } else {
            false_one
        };
        let said = fact.shown(&said);
        let by = named(&self.material.papers[fact.paper])
            .map_or_else(String::new, |paper| format!(", going by {paper}"));
        let before = fact
            .leans_on
            .map_or_else(String::new, |before| format!("“{}” ", before.text));
        let prompt = format!("{before}True or false{by}? {said}");
        let answer = if is_true { "true" } else { "false" };
        let question = self.about(fact, Kind::TrueFalse, prompt, answer.to_owned());
        let options = vec!["true".to_owned(), "false".to_owned()];
        Question {
            options,
            ..question
        }
    }

    /// Which paper says so.
    fn source(&self, fact: &Fact<'m>, chance: &mut Chance) -> Asked {
        let paper = &self.material.papers[fact.paper];
        let answer = cited(paper);
        let authors = paper.authors.iter().map(|name| name.family.as_str());
        let names: Vec<&str> = authors.collect();
        let text = fact.sentence.text;
        let first_person = ["we", "our", "i", "us"];
        let mut said = fact.sentence.says();
        let speaks = said.any(|word| first_person.contains(&word));
        // A paper without authors is named by its title.
        let shown = fact.shown(text);
        let tells = if names.is_empty() {
            leaks(&paper.title, &shown)
        } else {
            names.iter().any(|name| leaks(name, &shown))
        };
        if tells || speaks {
            return None;
        }
        let own = self.sources.iter().any(|(number, _)| *number == fact.paper);
        let mut others: Vec<(usize, &String)> = self
            .sources
            .iter()
            .filter(|(number, citation)| *number != fact.paper && *citation != answer)
            .filter(|(number, citation)| {
                // What a paper is about tells it from those that are about other things.
                self.vocabulary.are_related(fact.paper, *number)
                    && !leaks(citation, &shown)
                    && !self.rivals.says(*number, text)
            })
            .map(|(number, citation)| (*number, citation))
            .collect();
        if !own || others.len() + 1 < LEAST_SOURCES {
            return None;
        }
        // Papers about the same things are the harder to tell.
        chance.shuffle(&mut others);
        others.sort_by_key(|(number, _)| Reverse(self.vocabulary.shares(fact.paper, *number)));
        others.truncate(NEAREST);
        chance.shuffle(&mut others);
        let nearest = others.into_iter().take(SOURCES - 1);
        let mut options: Vec<String> = nearest.map(|(_, citation)| citation.clone()).collect();
        options.push(answer.clone());
        chance.shuffle(&mut options);
        let prompt = format!("Which of these papers says so? “{shown}”");
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
        let hint = count(&self.answer(fact, target));
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
            self.known_as(fact, target, Kind::Define),
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
        let defines = fact.defines.as_ref().or(fact.apposed.as_ref())?;
        let predicate = &fact.sentence.text[defines.predicate.clone()];
        let target = &defines.target;
        let hint = count(&self.answer(fact, target));
        let is = if defines.acts { "" } else { " is" };
        let prompt = match named(&self.material.papers[fact.paper]) {
            Some(paper) => format!("In {paper}, what{is} “{predicate}”{hint}?"),
            None => format!("What{is} “{predicate}”{hint}?"),
        };
        let written = fact.sentence.phrase(&target.words);
        if self.tells(target, written, &prompt) {
            return None;
        }
        let question = self.about(fact, Kind::Open, prompt, self.answer(fact, target));
        let accepted = self.other_names(target);
        Some((
            Question {
                accepted,
                ..question
            },
            self.known_as(fact, target, Kind::Open),
        ))
    }

    /// What an abbreviation stands for, typed.
    fn spelled(&self, fact: &Fact<'m>) -> Asked {
        let Spelling {
            short,
            long,
            others,
        } = fact.spells.as_ref()?;
        let does = if short.ends_with('s') && is_plural(long) {
            "do"
        } else {
            "does"
        };
        let prompt = match named(&self.material.papers[fact.paper]) {
            Some(paper) => format!("What {does} {short} stand for in {paper}?"),
            None => format!("What {does} {short} stand for?"),
        };
        if leaks(long, &prompt) {
            return None;
        }
        let question = Question {
            accepted: others.clone(),
            ..self.about(fact, Kind::Open, prompt, long.clone())
        };
        Some((question, stems_of(long).join(" ")))
    }

    /// The sentence with a gap, named by its paper, unless that tells what is missing.
    fn gapped(&self, fact: &Fact<'m>, target: &Target) -> Option<String> {
        let sentence = &fact.sentence;
        let place = sentence.bytes(&target.words);
        let written = &sentence.text[place.clone()];
        let text = format!(
            "{}{GAP}{}",
            &sentence.text[..place.start],
            &sentence.text[place.end..]
        );
        let before = fact
            .leans_on
            .map_or_else(String::new, |before| format!("{} ", before.text));
        let shown = format!("“{before}{}”", fact.shown(&text));
        let prompt = match named(&self.material.papers[fact.paper]) {
            Some(paper) => format!("{paper}: {shown}"),
            None => shown,
        };
        (!self.tells(target, written, &prompt)).then_some(prompt)
    }

    /// Whether a text gives an answer or another name of it away.
    fn tells(&self, target: &Target, written: &str, text: &str) -> bool {
        let item = &self.vocabulary.items[target.item];
        leaks(written, text)
            || spells_out(written, text)
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

    /// Under which name the answer of a kind is remembered: typed and chosen are two, and what happened in a
    /// year is another matter each time.
    fn known_as(&self, fact: &Fact<'m>, target: &Target, kind: Kind) -> String {
        let stems = self.vocabulary.items[target.item].stems.join(" ");
        match (target.class, kind) {
            (Class::Year, _) => format!("{stems} {}", fact.name()),
            (Class::Number, _) => format!("{stems} {}", after(&fact.sentence, target.words.end)),
            (_, Kind::Choice) => format!("{stems} chosen"),
            _ => stems,
        }
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
            proof: fact.sentence.text.to_owned(),
            tags: paper.tags.clone(),
        }
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
