//! A table of answers with reasons, and what holds for all of them.

use proptest::prelude::*;

use super::*;

/// Terms of a corpus beside which the answers of the table are graded.
const OTHERS: [&str; 20] = [
    "mitosis",
    "meiosis",
    "entrapment",
    "abandonment",
    "balancing",
    "bandwagoning",
    "hedging",
    "security dilemma",
    "spiral model",
    "defensive realism",
    "offensive realism",
    "deterrence",
    "compellence",
    "South Korea",
    "alliance",
    "reliance",
    "adsorption",
    "absorption",
    "phoneme",
    "morpheme",
];

/// A line a case: the answer and what else is right (after `/`), what was typed, how it is graded
/// (`=` right, `~` mistyped, `x` wrong), and why.
const CASES: &str = "
security dilemma | security dilemma | = | the answer itself
security dilemma | Security Dilemma | = | case
security dilemma | SECURITY DILEMMA | = | case
security dilemma | the security dilemma | = | article
security dilemma | a security dilemma | = | article
security dilemma | security dilemmas | = | plural
security dilemma | Security dilemma. | = | full stop
security dilemma |  security   dilemma  | = | white space
security dilemma | “security dilemma” | = | quotation marks
security dilemma | security-dilemma | = | hyphen for a space
security dilemma | securitydilemma | = | a space left out is no other answer
security dilemma | secuirty dilemma | ~ | two letters swapped
security dilemma | securty dilemma | ~ | a letter left out
security dilemma | security dilema | ~ | a double letter made single
security dilemma | security dillemma | ~ | a single letter doubled
security dilemma | sekurity dilemma | ~ | a letter exchanged
security dilemma | sekurity dilema | ~ | a mistake in each of two long words
security dilemma | sekurty dilema | x | three mistakes are too many
security dilemma | dilemma | x | only a part of it
security dilemma | security | x | only a part of it
security dilemma | security dilemma theory | x | more than the answer
security dilemma | security dilemma or anarchy | x | the answer among others
security dilemma | anarchy, security dilemma, hedging | x | the answer among others
security dilemma | dilemma security | x | the order of a term is fixed
security dilemma | insecurity dilemma | x | a prefix that denies
security dilemma | spiral model | x | another term
security dilemma |  | x | nothing
security dilemma | ??? | x | no word
security dilemma | the | x | only an article
security dilemma | not the security dilemma | x | denied
security dilemma | security dilemma? | = | a question mark
anarchy | anarchy | = | the answer itself
anarchy | Anarchy! | = | exclamation mark
anarchy | anarchi | ~ | a letter exchanged
anarchy | anrachy | ~ | two letters swapped
anarchy | anarchies | = | plural in -ies
anarchy | anachry | x | two mistakes in seven letters
anarchy | monarchy | x | another word
anarchy | hierarchy | x | another word
mitosis | mitosis | = | the answer itself
mitosis | meiosis | x | another term
mitosis | mitoses | ~ | an irregular plural is one letter away
mitosis | mitossis | ~ | a letter doubled
mitosis | mitosos | ~ | a letter exchanged
mitosis | mitosis and meiosis | x | the answer among others
meiosis | mitosis | x | another term
meiosis | meosis | ~ | a letter left out
meiosis | meiosys | ~ | a letter exchanged
meiosis | miosis | x | another term is as near
entrapment | entrapment | = | the answer itself
entrapment | entrapments | = | plural
entrapment | intrapment | ~ | a letter exchanged
entrapment | entrappment | ~ | a letter doubled
entrapment | entrapmnet | ~ | two letters swapped
entrapment | entrapement | ~ | a letter put in
entrapment | abandonment | x | another term
entrapment | entrap | x | another word of the family
entrapment | entrapping | x | another word of the family
balancing | balancing | = | the answer itself
balancing | ballancing | ~ | a letter doubled
balancing | balencing | ~ | a letter exchanged
balancing | balance | x | another word of the family
balancing | bandwagoning | x | another term
bandwagoning | bandwaggoning | ~ | another spelling
bandwagoning | band wagoning | = | a space put in
bandwagoning | bandwagonning | ~ | a letter doubled
bandwagoning | band-wagoning | = | a hyphen put in
hedging | hedgeing | ~ | a letter put in
hedging | hedging. | = | full stop
hedging | hedgin | ~ | a letter left out
hedging | edging | ~ | a letter left out in front
hedging | dredging | x | two mistakes in seven letters
hedging | wedging | ~ | a letter exchanged that no term has
defensive realism | defensive realism | = | the answer itself
defensive realism | offensive realism | x | another term
defensive realism | defencive realism | ~ | a letter exchanged
defensive realism | defensive realist | x | an ending that changes the sense
defensive realism | defensive realsim | ~ | two letters swapped
defensive realism | realism | x | only a part of it
defensive realism | defensiv realism | ~ | a letter left out
adsorption | absorption | x | another term, one letter away
adsorption | adsorption | = | the answer itself
adsorption | adsorbtion | ~ | nearer to it than to the other
adsorption | adsorpton | ~ | a letter left out
alliance | aliance | ~ | a letter left out
alliance | reliance | x | another term
alliance | alliances | = | plural
alliance | allience | ~ | a letter exchanged
alliance | dalliance | ~ | a letter put in that no term has
phoneme | morpheme | x | another term
phoneme | phonem | ~ | a letter left out
phoneme | foneme | x | two mistakes in seven letters
phoneme | phonemes | = | plural
realism | realist | x | the person is not the view
realist | realism | x | the view is not the person
employer | employee | x | the one is not the other
employee | employer | x | the one is not the other
hypotension | hypertension | x | an opposite two letters away
hypertension | hypotension | x | an opposite two letters away
internet | intranet | x | a neighbour two letters away
symmetric | asymmetric | x | a prefix that denies
asymmetric | symmetric | x | a prefix that denies
asymmetric | assymetric | ~ | a common misspelling
stable | unstable | x | a prefix that denies
possible | impossible | x | a prefix that denies
rational | irrational | x | a prefix that denies
legal | illegal | x | a prefix that denies
proliferation | nonproliferation | x | a prefix that denies
nonproliferation | non-proliferation | = | a hyphen put in
nonproliferation | non proliferation | = | a space put in
macroeconomics | microeconomics | x | a neighbour one letter away
sulfate | sulfite | x | another of the family
lactose | lactase | x | another of the family
overestimate | underestimate | x | an opposite
import | export | x | an opposite
endogenous | exogenous | x | an opposite
propane | propene | x | another of the family
war | wars | = | plural
war | war | = | the answer itself
war | wra | x | no mistake is forgiven in three letters
war | car | x | no mistake is forgiven in three letters
bomb | bom | ~ | one mistake in four letters
bomb | bombs | = | plural
bomb | tomb | ~ | one mistake in four letters that no term has
bomb | boom | x | two mistakes in four letters
class | classes | = | plural in -es
class | clas | ~ | a letter left out
box | boxes | = | plural in -es
church | churches | = | plural in -es
bus | bus | = | no plural by its ending
crisis | crisis | = | no plural by its ending
crisis | crises | ~ | an irregular plural is one letter away
theory | theories | = | plural in -ies
status | status | = | no plural by its ending
Kim Il Sung | Kim Il Sung | = | the answer itself
Kim Il Sung | kim il sung | = | case
Kim Il Sung | Kim Il-sung | = | hyphen
Kim Il Sung | Sung Kim Il | = | word order of names
Kim Il Sung | Kim Ilsung | = | a space left out
Kim Il Sung | Kim Jong Il | x | another person
Kim Il Sung | Kim | x | only a part of it
Glenn Snyder | Snyder, Glenn | = | word order of names
Glenn Snyder | snyder glenn | = | word order of names
Glenn Snyder | Glen Snyder | ~ | a letter left out
Glenn Snyder | Glenn Snider | ~ | a letter exchanged
Glenn Snyder | Jack Snyder | x | another person
Glenn Snyder | Snyder | x | only a part of it
Glenn Snyder | Glenn Snyder and Robert Jervis | x | the answer among others
North Korea | North Korea | = | the answer itself
North Korea | north korea | = | case
North Korea | Korea, North | = | word order of names
North Korea | South Korea | x | another term
North Korea | Nort Korea | ~ | a letter left out
North Korea | Northkorea | = | a space left out
North Korea | Korea | x | only a part of it
North Korea | Worth Korea | ~ | a letter exchanged that no term has
José Martí | Jose Marti | = | accents
José Martí | José Marti | = | accents
Hélène Moreau | Helene Moreau | = | accents
Łódź | Lodz | = | accents
Straße | Strasse | = | sharp s
Nguyễn | Nguyen | = | accents
naïve realism | naive realism | = | accents
Müller | Muller | = | accents
Müller | Mueller | ~ | another way to write it
São Tomé | Sao Tome | = | accents
O’Brien | O'Brien | = | another apostrophe
O’Brien | OBrien | = | no apostrophe
U.S. | US | = | full stops
U.S. | u.s. | = | case
DPRK / Democratic People's Republic of Korea | DPRK | = | the answer itself
DPRK / Democratic People's Republic of Korea | dprk | = | case
DPRK / Democratic People's Republic of Korea | D.P.R.K. | = | full stops
DPRK / Democratic People's Republic of Korea | Democratic People's Republic of Korea | = | the long form
DPRK / Democratic People's Republic of Korea | the Democratic Peoples Republic of Korea | = | no apostrophe
DPRK / Democratic People's Republic of Korea | Democratic Republic of Korea | x | a word left out
DPRK / Democratic People's Republic of Korea | DPRC | ~ | one mistake in four letters
DPRK / Democratic People's Republic of Korea | ROK | x | another name
nuclear magnetic resonance / NMR | NMR | = | the abbreviation
nuclear magnetic resonance / NMR | nmr | = | the abbreviation
nuclear magnetic resonance / NMR | nuclear magnetic resonanse | ~ | a letter exchanged
nuclear magnetic resonance / NMR | NMT | x | no mistake is forgiven in three letters
nuclear magnetic resonance / NMR | magnetic resonance | x | a word left out
balance of power / BoP | balance of power | = | the answer itself
balance of power / BoP | the balance of power | = | article
balance of power / BoP | balance of powers | = | plural
balance of power / BoP | ballance of power | ~ | a letter doubled
balance of power / BoP | power balance | x | the order of a term is fixed
balance of power / BoP | balance of threat | x | another term
balance of power / BoP | bop | = | the abbreviation
moat / fosse | fosse | = | an alias
moat / fosse | moats | = | plural
moat / fosse | fose | ~ | a mistake in the alias
moat / fosse | boat | ~ | one mistake in four letters that no term has
1961 | 1961 | = | the answer itself
1961 | 1962 | x | another year
1961 | 1691 | x | digits are never mistyped
1961 | 196 | x | digits are never mistyped
1961 | in 1961 | x | more than the answer
1961 | nineteen sixty-one | = | a year in words
1961 | nineteen sixty one | = | a year in words
1961 | 1961. | = | full stop
2010 | twenty ten | = | a year in words
2010 | two thousand and ten | = | a year in words
2010 | two thousand ten | = | a year in words
1900 | nineteen hundred | = | a year in words
25 | 25 | = | the answer itself
25 | twenty-five | = | in words
25 | twenty five | = | in words
25 | Twenty-Five | = | in words
25 | 52 | x | another number
25 | 2 5 | x | two numbers
25 | 25 or 26 | x | the answer among others
25 | twenty | x | another number
25 million | 25,000,000 | = | a scale in digits
25 million | twenty-five million | = | in words
25 million | 25 | x | another number
1,250 | 1250 | = | separator
1,250 | 1 250 | x | two numbers
1,250 | one thousand two hundred and fifty | = | in words
1,250 | 1.250 | x | a point is no separator
0.5 | 0.5 | = | the answer itself
0.5 | 5 | x | another number
0.5 | .5 | x | another way to write it is not told from 5
62 | 62 % | = | the sign of a percentage
62 | 62% | = | the sign of a percentage
62 | 62 percent | = | a percentage in words
62 | sixty-two per cent | = | a percentage in words
62 | 26% | x | another number
100 | one hundred | = | in words
100 | a hundred | = | in words
100 | hundred | = | in words
105 | one hundred and five | = | in words
3 | three | = | in words
3 | tree | x | no number
World War II | World War 2 | = | a Roman numeral
World War II | world war two | = | a number in words
World War II | World War I | x | another war
World War II | World War III | x | another war
season one | season 1 | = | a number in digits
season one | season two | x | another number
Treaty of Friendship & Co-operation | Treaty of Friendship and Cooperation | = | and
Treaty of Friendship & Co-operation | treaty of friendship, co-operation | = | and
true positive | false positive | x | another word
color theory | colour theory | ~ | another spelling
organisation | organization | ~ | another spelling
";

fn question(answer: &str) -> Question {
    let mut names = answer.split('/').map(|name| name.trim().to_owned());
    Question {
        id: String::new(),
        kind: Kind::Cloze,
        prompt: String::new(),
        options: Vec::new(),
        answer: names.next().unwrap_or_default(),
        accepted: names.collect(),
        passage: String::new(),
        paper: String::new(),
        citation: String::new(),
        difficulty: 0.5,
        proof: String::new(),
        tags: Vec::new(),
    }
}

#[test]
fn each_answer_of_the_table_is_graded_for_its_reason() {
    let others = Others::of(&OTHERS);
    let cases: Vec<Vec<&str>> = CASES
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split(" | ").collect())
        .collect();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let [answer, typed, wanted, reason] = case[..] else {
            panic!("a case has four parts: {case:?}");
        };
        let sign = match grade(&question(answer), typed, &others) {
            Grade::Right => "=",
            Grade::Mistyped(_) => "~",
            Grade::Wrong => "x",
        };
        if sign != wanted {
            wrong.push(format!(
                "{answer} | {typed} is {sign} and not {wanted}: {reason}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_accepted_mistake_says_what_was_meant() {
    let question = question("moat / fosse");
    assert_eq!(
        grade(&question, "fose", &Others::default()),
        Grade::Mistyped("fosse".to_owned())
    );
}

#[test]
fn an_option_is_chosen_by_letter_number_or_words() {
    let mut question = question("Vienna");
    question.kind = Kind::Choice;
    question.options = ["Moscow", "Vienna", "Oslo", "Seoul"]
        .map(str::to_owned)
        .to_vec();
    for typed in ["b", "B", "b)", "(B)", "2", "vienna", "Vienna."] {
        assert_eq!(
            grade(&question, typed, &Others::default()),
            Grade::Right,
            "{typed}"
        );
    }
    for typed in ["a", "e", "5", "0", "", "Viena", "a b", "b or c"] {
        assert_eq!(
            grade(&question, typed, &Others::default()),
            Grade::Wrong,
            "{typed}"
        );
    }
}

#[test]
fn true_and_false_are_said_in_several_ways() {
    let mut question = question("false");
    question.kind = Kind::TrueFalse;
    question.options = vec!["true".to_owned(), "false".to_owned()];
    for typed in ["false", "F", "no", "wrong", "False."] {
        assert!(
            grade(&question, typed, &Others::default()).is_accepted(),
            "{typed}"
        );
    }
    for typed in ["true", "t", "yes", "", "false or true"] {
        assert!(
            !grade(&question, typed, &Others::default()).is_accepted(),
            "{typed}"
        );
    }
}

/// A word with one letter changed, left out, put in, or two swapped.
fn mistyped(word: &str, at: usize, how: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match how {
        0 => letters[at] = letter,
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letter),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn one_typing_mistake_is_forgiven_unless_another_term_is_as_near(
        word in "[b-rt-z][a-rt-z]{4,11}", at in 0..12_usize, how in 0..4_usize, letter in b'a'..b's',
    ) {
        let typed = mistyped(&word, at, how, char::from(letter));
        let is_near = !is_opposite(&word, &typed);
        // No number is mistyped, and a plural is none (there is no `s` in the words).
        let is_number = |word: &String| numbers::in_digits(std::slice::from_ref(word))[0] != *word;
        prop_assume!(is_near && !is_number(&typed) && !is_number(&word));
        let question = question(&word);
        prop_assert!(grade(&question, &typed, &Others::default()).is_accepted(), "{word} {typed}");
        if !Normal::of(&typed).same(&Normal::of(&word)) {
            let other = Others::of(&[&typed]);
            prop_assert_eq!(grade(&question, &typed, &other), Grade::Wrong);
        }
    }

    #[test]
    fn no_answer_is_accepted_for_two_questions_that_do_not_share_it(
        words in proptest::collection::vec("[a-e]{3,9}( [a-e]{3,6})?", 2..6), typed in "[a-e]{3,9}( [a-e]{3,6})?",
        at in 0..12_usize, how in 0..4_usize, letter in b'a'..=b'e',
    ) {
        let near = mistyped(&words[0], at, how, char::from(letter));
        let others = Others::of(&words);
        for typed in [typed, near] {
            let accepted: Vec<&String> = words
                .iter()
                .filter(|word| grade(&question(word), &typed, &others).is_accepted())
                .collect();
            for pair in accepted.windows(2) {
                prop_assert!(Normal::of(pair[0]).same(&Normal::of(pair[1])), "{typed} for {pair:?}");
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_graded(answer in ".{1,40}", typed in ".{0,80}") {
        let _ = grade(&question(&answer), &typed, &Others::of(&OTHERS));
        let fits = !Normal::of(&answer).is_empty() && !answer.contains('/');
        if fits {
            prop_assert_eq!(grade(&question(&answer), &answer, &Others::default()), Grade::Right);
        }
    }
}
