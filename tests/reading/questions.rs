//! Every question that is made of the corpus, and of papers that are not ours, is held to what makes a
//! question fair.

#![expect(clippy::print_stdout, reason = "how many there are is worth knowing")]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use lectern::papers::definition::{self, glossary};
use lectern::papers::paper::{Key, Paper, Passage};
use lectern::papers::read;
use lectern::study::make::{Wanted, make};
use lectern::study::material::{Material, Term};
use lectern::study::question::{GAP, Kind, Question};
use lectern::text::{fold, is_stop_word, stem, words};

/// The papers of a folder as the index would give them.
fn material(folder: &Path) -> Material {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut material = Material::default();
    let mut keys: HashMap<String, u32> = HashMap::new();
    for file in files {
        if glossary::is_glossary(&file) {
            let glossary = glossary::read(&fs::read_to_string(&file).unwrap());
            material
                .glossary
                .extend(glossary.entries.into_iter().map(|entry| Term {
                    term: entry.term,
                    definition: entry.definition,
                    aliases: entry.aliases,
                }));
        }
        let is_readme = file
            .file_stem()
            .is_some_and(|stem| stem == "README" || stem == "LICENSE");
        let Some(mut paper) = read::file(&file)
            .ok()
            .filter(|_| !is_readme && read::is_paper(&file))
        else {
            continue;
        };
        paper.definitions = definition::of(&paper.passages);
        let count = keys.entry(paper.key.0.clone()).or_default();
        *count += 1;
        if *count > 1 {
            paper.key = Key(format!("{}-{count}", paper.key));
        }
        material.papers.push(paper);
    }
    material
}

fn all(material: &Material, seed: u64) -> Vec<Question> {
    let wanted = Wanted {
        number: 10_000,
        seed,
        ..Wanted::default()
    };
    make(material, &wanted)
}

fn passage<'m>(material: &'m Material, question: &Question) -> (&'m Paper, &'m Passage) {
    let paper = material
        .papers
        .iter()
        .find(|paper| paper.key.0 == question.paper)
        .unwrap();
    let (_, ordinal) = question.passage.rsplit_once(':').unwrap();
    let ordinal: u32 = ordinal.parse().unwrap();
    let passage = paper
        .passages
        .iter()
        .find(|passage| passage.ordinal == ordinal);
    (paper, passage.unwrap())
}

/// The folded words of a text between spaces.
fn folded(text: &str) -> String {
    let mut word = String::new();
    let mut all = String::from(" ");
    for place in words(text) {
        fold(place.of(text), &mut word);
        all.push_str(&word);
        all.push(' ');
    }
    all
}

fn stemmed(text: &str) -> HashSet<String> {
    let all = folded(text);
    let words = all.split_whitespace().filter(|word| !is_stop_word(word));
    words.map(stem).collect()
}

/// Holds a question to what makes it fair.
#[track_caller]
fn hold(material: &Material, question: &Question) {
    let (_, passage) = passage(material, question);
    let text = folded(&passage.text);
    let answer = folded(&question.answer);
    let said = format!("{question:#?}");
    assert!(
        passage.text.contains(&question.proof),
        "the proof stands elsewhere: {said}"
    );
    match question.kind {
        Kind::Cloze | Kind::Choice | Kind::Open | Kind::Define => {
            assert!(
                text.contains(&answer),
                "the answer is not in the passage: {said}"
            );
        }
        Kind::TrueFalse => {
            // An ellipsis stands for linking words or a bracket that were left out.
            let (_, statement) = question.prompt.rsplit_once("? ").unwrap();
            let statement = statement.strip_prefix("… ").unwrap_or(statement);
            let statement = statement.strip_suffix(" …").unwrap_or(statement);
            let stands = passage.text.contains(statement);
            assert_eq!(stands, question.answer == "true", "{said}");
        }
        Kind::Source => assert!(question.prompt.contains(&question.proof), "{said}"),
    }
    let asked = question.prompt.strip_prefix("What does ");
    if let Some(asked) = asked.or_else(|| question.prompt.strip_prefix("What do ")) {
        let (short, long) = (asked.split(' ').next().unwrap(), &*question.answer);
        let told = |one: &str, other: &str| {
            let opens = [" (", " ["].into_iter();
            let mut opened = opens.map(|open| format!("{one}{open}{other}"));
            opened.any(|both| passage.text.contains(&both))
        };
        assert!(
            told(long, short) || told(short, long),
            "a word of the long form may be lost: {said}"
        );
    }
    let told = ["hat is “", "hat “"].into_iter();
    if let Some((_, quoted)) = told
        .filter(|_| question.kind == Kind::Open)
        .find_map(|what| question.prompt.split_once(what))
    {
        let (quoted, _) = quoted.split_once('”').unwrap();
        assert!(passage.text.contains(quoted), "nobody says so: {said}");
    }
    let is_missing = !matches!(question.kind, Kind::TrueFalse | Kind::Source)
        && (question.kind != Kind::Define || question.options.is_empty());
    if is_missing {
        // The first letters in the hint are no words.
        let is_word = |word: &&str| !word.contains('…') && *word != GAP;
        let prompt: Vec<&str> = question.prompt.split(' ').filter(is_word).collect();
        // A number is told as a whole: `0.5` is not given away by `0.7`.
        let is_number = question.answer.starts_with(|c: char| c.is_ascii_digit());
        assert!(
            !is_number || !prompt.contains(&question.answer.as_str()),
            "{said}"
        );
        let leaked: Vec<String> = stemmed(&question.answer)
            .intersection(&stemmed(&prompt.join(" ").replace(GAP, " ")))
            .cloned()
            .collect();
        assert!(
            is_number || leaked.is_empty(),
            "the prompt gives {leaked:?} away: {said}"
        );
    }
    let distinct: HashSet<String> = question
        .options
        .iter()
        .map(|option| folded(option))
        .collect();
    assert_eq!(distinct.len(), question.options.len(), "{said}");
    if question.options.is_empty() {
        assert!(
            matches!(question.kind, Kind::Cloze | Kind::Open | Kind::Define),
            "{said}"
        );
    } else {
        assert!(question.options.contains(&question.answer), "{said}");
    }
    if question.kind == Kind::Choice {
        assert_eq!(question.options.len(), 4, "{said}");
        for option in question
            .options
            .iter()
            .filter(|option| **option != question.answer)
        {
            assert!(
                !text.contains(&folded(option)),
                "“{option}” is in the passage: {said}"
            );
            assert!(!question.accepted.contains(option), "{said}");
        }
    }
    assert!((0.0..=1.0).contains(&question.difficulty), "{said}");
}

/// Nothing but the answer itself tells which option is right.
fn give_nothing_away(questions: &[Question]) {
    let choices: Vec<&Question> = questions
        .iter()
        .filter(|question| question.kind == Kind::Choice)
        .collect();
    let length = |text: &String| text.chars().count();
    let is_longest = |question: &&&Question| {
        let mut others = question
            .options
            .iter()
            .filter(|option| **option != question.answer);
        others.all(|option| length(option) < length(&question.answer))
    };
    let longest = choices.iter().filter(is_longest).count();
    let mut places = [0.0_f64; 4];
    for question in &choices {
        let place = question
            .options
            .iter()
            .position(|option| *option == question.answer);
        places[place.unwrap()] += 1.0;
    }
    let even = choices.len() as f64 / 4.0;
    let squared: f64 = places
        .iter()
        .map(|count| (count - even).powi(2) / even)
        .sum();
    println!(
        "{} choices, in {longest} the right option is the longest, places {places:?}, chi-squared {squared:.2}",
        choices.len()
    );
    assert!(
        longest * 100 <= choices.len() * 35,
        "the right option is too often the longest"
    );
    // The 99th percentile of chi-squared with three degrees of freedom.
    assert!(
        squared < 11.34,
        "the right options stand too often in one place"
    );
}

#[test]
fn questions_of_the_corpus_are_fair() {
    let material = material(Path::new("corpus"));
    let mut questions = Vec::new();
    for seed in 0..6 {
        questions.extend(all(&material, seed));
    }
    for question in &questions {
        hold(&material, question);
    }
    for kind in Kind::ALL {
        assert!(
            questions.iter().any(|question| question.kind == kind),
            "no {kind}"
        );
    }
    give_nothing_away(&questions);
}

#[test]
fn the_same_seed_gives_the_same_questions_and_another_others() {
    let material = material(Path::new("corpus"));
    let some = |seed| {
        let wanted = Wanted {
            number: 20,
            seed,
            ..Wanted::default()
        };
        make(&material, &wanted)
    };
    assert_eq!(some(3), some(3));
    let ids =
        |seed| -> HashSet<String> { some(seed).into_iter().map(|question| question.id).collect() };
    assert!(ids(3).intersection(&ids(4)).count() < 15);
}

#[test]
fn a_fact_is_asked_once_and_papers_take_turns() {
    let material = material(Path::new("corpus"));
    let questions = all(&material, 1);
    let mut shown: Vec<(&String, &str)> = Vec::new();
    for question in questions
        .iter()
        .filter(|question| question.kind != Kind::Open)
    {
        let known = shown.iter().any(|(passage, proof)| {
            **passage == question.passage
                && (proof.contains(&question.proof) || question.proof.contains(proof))
        });
        assert!(!known, "another question shows it: {question:#?}");
        shown.push((&question.passage, &question.proof));
    }
    let first: HashSet<&String> = questions
        .iter()
        .take(13)
        .map(|question| &question.paper)
        .collect();
    assert_eq!(first.len(), 13, "one of each paper before a second of any");
}

#[test]
fn only_what_was_wanted_is_asked() {
    let material = material(Path::new("corpus"));
    let wanted = Wanted {
        papers: vec![Key("haddad2009".to_owned())],
        passages: Vec::new(),
        kinds: vec![Kind::Cloze, Kind::TrueFalse],
        number: 6,
        seed: 1,
    };
    let questions = make(&material, &wanted);
    assert_eq!(questions.len(), 6);
    for question in questions {
        assert_eq!(question.paper, "haddad2009");
        assert!(matches!(question.kind, Kind::Cloze | Kind::TrueFalse));
    }
}

#[test]
fn who_wants_sources_alone_gets_more_than_one() {
    let wanted = Wanted {
        kinds: vec![Kind::Source],
        number: 10,
        ..Wanted::default()
    };
    let questions = make(&material(Path::new("corpus")), &wanted);
    assert_eq!(questions.len(), 10);
}

#[test]
fn questions_of_outside_papers_are_fair() {
    let Some(sets) = env::var_os("LECTERN_SETS") else {
        println!("left out: LECTERN_SETS names no folder of outside papers");
        return;
    };
    let mut all_questions = Vec::new();
    for set in [
        "papers_jats",
        "papers_joss_md",
        "papers_pdf",
        "papers_grobid_text",
        "essays_html",
        "papers_sectlabel",
    ] {
        let folder = Path::new(&sets).join(set);
        if !folder.exists() {
            println!("left out: there is no {}", folder.display());
            continue;
        }
        let material = material(&folder);
        let questions = all(&material, 1);
        println!(
            "{set}: {} questions of {} papers",
            questions.len(),
            material.papers.len()
        );
        for question in &questions {
            hold(&material, question);
        }
        all_questions.extend(questions);
    }
    give_nothing_away(&all_questions);
}

#[test]
fn a_paper_of_a_thousand_words_gives_enough_to_ask() {
    let material = material(Path::new("corpus"));
    let mut asked = 0;
    let mut words = 0;
    for paper in material
        .papers
        .iter()
        .filter(|paper| paper.counts.words >= 1_000)
    {
        let wanted = Wanted {
            papers: vec![paper.key.clone()],
            number: 100,
            ..Wanted::default()
        };
        let count = make(&material, &wanted).len();
        println!(
            "{}: {} words, {count} questions",
            paper.key, paper.counts.words
        );
        assert!(count >= 10, "{}: only {count} questions", paper.key);
        asked += count;
        words += paper.counts.words as usize;
    }
    assert!(
        asked * 1_000 >= 10 * words,
        "{asked} questions from {words} words"
    );
}

/// A material of one paper with one passage.
fn page(text: &str) -> Material {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("page.md"),
        format!("# The port\n\n{text}\n"),
    )
    .unwrap();
    material(folder.path())
}

#[test]
fn a_sentence_that_leans_on_the_one_before_is_asked_with_it() {
    let before =
        "A lock is a chamber with gates that lifts boats from one level of water to the next.";
    let material = page(&format!(
        "{before} The first lock of the lowlands was built by Tomas Brandt in 1564.\n\n\
         Tomas Brandt called the lock of Arden his best work."
    ));
    let wanted = Wanted {
        kinds: vec![Kind::Cloze],
        number: 10,
        ..Wanted::default()
    };
    let questions = make(&material, &wanted);
    let mut leaning = questions
        .iter()
        .filter(|question| question.proof.starts_with("The first lock"));
    let question = leaning.next().unwrap_or_else(|| panic!("{questions:#?}"));
    assert!(question.prompt.contains(before), "{question:#?}");
    // One that asked of the sentence before would be answered by it.
    let shown = questions
        .iter()
        .filter(|other| other.prompt.contains("lifts boats"));
    assert_eq!(shown.count(), 1, "{questions:#?}");
}

#[test]
fn what_a_paper_finds_is_asked_before_what_it_mentions() {
    let material = page(
        "The keeper of the port owns a small boat with a red sail and three cats of Nairobi. \
         The new wall of Kisumu reduced the loss of boats in storms by 40% in the first year. \
         The boats of the port are painted red by the keeper of Nairobi in most of the years.",
    );
    let questions = all(&material, 1);
    let first = questions.first().map(|question| question.proof.as_str());
    assert_eq!(
        first,
        Some(
            "The new wall of Kisumu reduced the loss of boats in storms by 40% in the first year."
        ),
        "{questions:#?}"
    );
}

/// The prompts and answers of the questions of a kind about a text, a line each.
fn asked(text: &str, kind: Kind) -> String {
    let wanted = Wanted {
        kinds: vec![kind],
        number: 20,
        ..Wanted::default()
    };
    let material = page(text);
    let questions = make(&material, &wanted);
    for question in &questions {
        hold(&material, question);
    }
    let line = |question: &Question| format!("{} {}", question.prompt, question.answer);
    let mut asked: Vec<String> = questions.iter().map(line).collect();
    asked.sort_unstable();
    asked.join("\n")
}

#[test]
fn what_a_thing_is_told_to_be_by_the_way_is_asked_for() {
    let questions = asked(
        "This was new. They were treated with QX7, a bitter salt that keeps worms from the wood of \
         boats (Abel, 1907), for three years. The keeper of the port bought QX7 in Kisumu.\n\n\
         The worms of the port were killed by QX7 in most of the boats.\n\n\
         In the port of QX7, a small boat with a red sail was lost in the storm. The keeper was \
         fond of QX7, a change that nobody of the port had seen before.",
        Kind::Open,
    );
    insta::assert_snapshot!(questions, @"In “The port” (n.d.), what is “a bitter salt that keeps worms from the wood of boats”? QX7");
}

#[test]
fn an_abbreviation_is_asked_for_where_its_paper_spells_it_one_way() {
    let used = ["port", "marsh", "coast"]
        .map(|place| format!("In the {place} TDU and WPS were used beside an HWI of the water."));
    let text = format!(
        "Keepers use tar dehydration units (TDU) and wood protection salts (WPS) on all boats. \
         The harbour water index (HWI) was high.\n\n\
         The height-weighted index (HWI) was low in the year of the flood.\n\n{}",
        used.join("\n\n")
    );
    insta::assert_snapshot!(asked(&text, Kind::Open), @"
    What does TDU stand for in “The port” (n.d.)? tar dehydration units
    What does WPS stand for in “The port” (n.d.)? wood protection salts
    ");
}

#[test]
fn a_share_that_stands_alone_in_a_bracket_is_asked_for() {
    let questions = asked(
        "Most boats of the northern coast were built of oak (54.5%). \
         Masts of the southern coast were found to be made of pine (61%), and of oak (39%).",
        Kind::Choice,
    );
    insta::assert_snapshot!(questions, @"Which number is missing? “The port” (n.d.): “Most boats of the northern coast were built of oak (____%).” 54.5");
}

#[test]
fn only_the_passages_that_are_wanted_are_asked_about() {
    let material = material(Path::new("corpus"));
    let wanted = Wanted {
        papers: vec![Key("haddad2009".to_owned())],
        passages: vec![6, 7],
        number: 20,
        ..Wanted::default()
    };
    let questions = make(&material, &wanted);
    assert!(!questions.is_empty());
    for question in questions {
        let known = ["haddad2009:6", "haddad2009:7"].contains(&question.passage.as_str());
        assert!(known, "{question:#?}");
    }
}

#[test]
fn where_papers_differ_over_a_term_it_is_asked_which_definition_is_whose() {
    let material = material(Path::new("corpus"));
    let wanted = Wanted {
        kinds: vec![Kind::Define],
        number: 100,
        ..Wanted::default()
    };
    let questions = make(&material, &wanted);
    let whose: Vec<&Question> = questions
        .iter()
        .filter(|question| !question.options.is_empty())
        .collect();
    assert!(whose.len() > 2, "{}", whose.len());
    for question in whose {
        let term = question.prompt.split(['“', '”']).nth(1).unwrap();
        assert!((2..=4).contains(&question.options.len()), "{question:#?}");
        for option in &question.options {
            assert!(folded(option).contains(&folded(term)), "{question:#?}");
        }
    }
}
