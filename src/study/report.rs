//! What became of questions, for the teacher: the hardest, options that draw nobody, those that draw more
//! than the right answer, and what was flagged. Pure sums over plain rows.

use super::question::Question;
use super::score::accuracy;

/// So many people have to find something wrong with a question before it is asked no more.
pub const FLAGS_HIDE: u32 = 3;
/// Fewer answers say nothing of how hard a question is.
const FEWEST_ANSWERS: u32 = 5;
/// Fewer answers say nothing of an option that nobody chose.
const FEWEST_FOR_DEAD: u32 = 20;
/// An option is dead that fewer than one of so many chose.
const ALIVE_ONE_OF: u32 = 20;
/// So many of the hardest are named.
const MOST_HARDEST: usize = 10;
/// A question is hard that fewer than so many per cent have right.
const HARD: u32 = 50;

/// What became of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The question as it was last asked.
    pub question: Question,
    /// In how many rounds.
    pub asked: u32,
    /// How many answers counted.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// How often each option was chosen.
    pub drawn: Vec<(String, u32)>,
    /// How many people find something wrong with it that nobody has looked at.
    pub flags: u32,
    /// Whether it is asked no more.
    pub hidden: bool,
}

/// A report over questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report<'i> {
    /// How many questions were asked.
    pub questions: usize,
    /// How many answers counted.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// Those that fewest had right, the hardest first.
    pub hardest: Vec<&'i Item>,
    /// Wrong options that draw nobody, each with its question and how often it was chosen.
    pub dead: Vec<(&'i Item, &'i str, u32)>,
    /// Wrong options that draw more than the right answer: they may be right as well.
    pub stronger: Vec<(&'i Item, &'i str, u32)>,
    /// Those that somebody finds something wrong with, most flags first.
    pub flagged: Vec<&'i Item>,
}

impl Item {
    /// How often an option was chosen.
    fn times(&self, option: &str) -> u32 {
        let drawn = self.drawn.iter().find(|(drawn, _)| drawn == option);
        drawn.map_or(0, |(_, times)| *times)
    }

    /// The wrong options with how often each was chosen.
    fn distractors(&self) -> impl Iterator<Item = (&str, u32)> {
        let options = self.question.options.iter();
        options
            .filter(|option| **option != self.question.answer)
            .map(|option| (option.as_str(), self.times(option)))
    }

    /// The share of answers that were right, in per cent.
    #[must_use]
    pub fn accuracy(&self) -> Option<u32> {
        accuracy(self.right, self.answered)
    }
}

/// Sums up what became of questions.
#[must_use]
pub fn report(items: &[Item]) -> Report<'_> {
    let share = |item: &&Item| {
        let share = item.accuracy().unwrap_or(100);
        (share, std::cmp::Reverse(item.answered))
    };
    let mut hardest: Vec<&Item> = items
        .iter()
        .filter(|item| item.answered >= FEWEST_ANSWERS)
        .filter(|item| item.accuracy().is_some_and(|share| share < HARD))
        .collect();
    hardest.sort_by_key(share);
    hardest.truncate(MOST_HARDEST);
    let mut flagged: Vec<&Item> = items
        .iter()
        .filter(|item| item.flags > 0 || item.hidden)
        .collect();
    flagged.sort_by_key(|item| std::cmp::Reverse(item.flags));
    let of_options = |fits: fn(&Item, u32) -> bool| {
        items
            .iter()
            .flat_map(move |item| {
                item.distractors()
                    .filter(move |(_, times)| fits(item, *times))
                    .map(move |(option, times)| (item, option, times))
            })
            .collect()
    };
    Report {
        questions: items.len(),
        answered: items.iter().map(|item| item.answered).sum(),
        right: items.iter().map(|item| item.right).sum(),
        hardest,
        dead: of_options(|item, times| {
            // Of two options the wrong one is the rest.
            item.question.options.len() > 2
                && item.answered >= FEWEST_FOR_DEAD
                && times * ALIVE_ONE_OF < item.answered
        }),
        stronger: of_options(|item, times| item.answered >= FEWEST_ANSWERS && times > item.right),
        flagged,
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Kind;
    use super::*;

    fn item(id: &str, answered: u32, drawn: &[(&str, u32)]) -> Item {
        let right = drawn
            .iter()
            .find(|(option, _)| *option == "hedging")
            .map_or(0, |(_, times)| *times);
        Item {
            question: Question {
                id: id.to_owned(),
                kind: Kind::Choice,
                prompt: "Which term is missing?".to_owned(),
                options: ["balancing", "hedging", "hiding"]
                    .map(str::to_owned)
                    .to_vec(),
                answer: "hedging".to_owned(),
                accepted: Vec::new(),
                passage: String::new(),
                paper: String::new(),
                citation: String::new(),
                difficulty: 0.5,
                proof: String::new(),
                tags: Vec::new(),
            },
            asked: 3,
            answered,
            right,
            drawn: drawn
                .iter()
                .map(|(option, times)| ((*option).to_owned(), *times))
                .collect(),
            flags: 0,
            hidden: false,
        }
    }

    fn ids(items: &[&Item]) -> Vec<String> {
        items.iter().map(|item| item.question.id.clone()).collect()
    }

    #[test]
    fn the_hardest_come_first_and_few_answers_say_nothing() {
        let items = [
            item("easy", 10, &[("hedging", 9), ("hiding", 1)]),
            item(
                "hard",
                10,
                &[("hedging", 2), ("hiding", 2), ("balancing", 6)],
            ),
            item("harder", 10, &[("hedging", 1), ("hiding", 9)]),
            item("new", 4, &[("hiding", 4)]),
        ];
        let report = report(&items);
        assert_eq!(ids(&report.hardest), ["harder", "hard"]);
        let stronger: Vec<_> = report
            .stronger
            .iter()
            .map(|(item, option, times)| (item.question.id.as_str(), *option, *times))
            .collect();
        assert_eq!(
            stronger,
            [("hard", "balancing", 6), ("harder", "hiding", 9)]
        );
        assert_eq!(
            (report.questions, report.answered, report.right),
            (4, 34, 12)
        );
    }

    #[test]
    fn an_option_that_draws_nobody_is_dead_once_enough_have_answered() {
        let items = [
            item(
                "q1",
                40,
                &[("hedging", 30), ("hiding", 9), ("balancing", 1)],
            ),
            item("q2", 19, &[("hedging", 19)]),
        ];
        let dead = report(&items).dead;
        let dead: Vec<_> = dead
            .iter()
            .map(|(_, option, times)| (*option, *times))
            .collect();
        assert_eq!(dead, [("balancing", 1)]);
    }

    #[test]
    fn flagged_questions_stand_with_most_flags_first_and_hidden_ones_stay() {
        let flagged = |id: &str, flags, hidden| Item {
            flags,
            hidden,
            ..item(id, 0, &[])
        };
        let items = [
            flagged("one", 1, false),
            flagged("none", 0, false),
            flagged("three", 3, true),
            flagged("kept", 0, true),
        ];
        assert_eq!(ids(&report(&items).flagged), ["three", "one", "kept"]);
    }
}
