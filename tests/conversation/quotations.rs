//! Quotations taken from papers at random, as people copy them and as they get them wrong.
//!
//! `LECTERN_SETS` names a folder of papers that are not ours, which are asked for as well.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lectern::library::index::Begin;
use lectern::library::update::{self, How, Reading};
use lectern::library::{Finding, Library, Op, Papers, Verdict};
use lectern::papers::paper::PassageId;

/// A small generator with a seed (`SplitMix64`), so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// Papers with all that is needed to ask for what stands in them.
struct Shelf {
    library: Library,
    passages: Vec<(PassageId, String)>,
    /// The words of each paper in order, with a space on either side.
    papers: HashMap<String, String>,
    /// Words to put where they do not belong.
    words: Vec<String>,
}

impl Shelf {
    fn of(folders: &[PathBuf], name: &str) -> Self {
        let index = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let how = How {
            begin: Begin::Afresh,
            wait: true,
        };
        update::update(folders, &index, how, Reading::here()).unwrap();
        let library = Library::open(&index).unwrap();
        let all = Papers {
            results: 1_000,
            page: 1,
            ..Papers::default()
        };
        let (mut passages, mut papers) = (Vec::new(), HashMap::new());
        for paper in library.papers(&all).unwrap().papers {
            let first = PassageId {
                paper: paper.key.clone(),
                ordinal: 1,
            };
            let lectern::library::Around::Found {
                passages: found, ..
            } = library.around(&first, 0, u32::MAX).unwrap()
            else {
                continue;
            };
            let texts: Vec<&str> = found
                .iter()
                .map(|found| found.passage.text.as_str())
                .collect();
            papers.insert(paper.key.to_string(), folded(&texts.join(" ")));
            passages.extend(
                found
                    .iter()
                    .map(|found| (found.id(), found.passage.text.clone())),
            );
        }
        let words = passages
            .iter()
            .flat_map(|(_, text)| text.split_whitespace());
        let words = words.filter(|word| word.chars().all(char::is_alphabetic));
        Self {
            words: words.map(str::to_owned).collect(),
            library,
            passages,
            papers,
        }
    }

    /// Some words of some passage.
    fn quotation(&self, random: &mut Random) -> Option<(&PassageId, Vec<&str>)> {
        let (id, text) = &self.passages[random.below(self.passages.len())];
        let words: Vec<&str> = text.split_whitespace().collect();
        let length = (5 + random.below(56)).min(words.len());
        let from = random.below(words.len() - length + 1);
        let quotation = &words[from..from + length];
        // Signs and marks count for nothing.
        (length >= 5 && count(&quotation.join(" ")) >= 5).then(|| (id, quotation.to_vec()))
    }

    fn stands(&self, quotation: &str) -> bool {
        let folded = folded(quotation);
        self.papers.values().any(|paper| paper.contains(&folded))
    }

    fn finding(&self, quotation: &str) -> Finding {
        self.library
            .find_quotation(quotation, None)
            .unwrap()
            .unwrap()
    }
}

/// Words in lower case, each between spaces, with nothing else.
fn folded(text: &str) -> String {
    let dropped = |c: &char| !matches!(c, '\'' | '’');
    let text: String = text
        .chars()
        .filter(dropped)
        .flat_map(char::to_lowercase)
        .collect();
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

fn count(text: &str) -> usize {
    folded(text).split_whitespace().count()
}

/// What copying and typing do to a quotation that is right.
fn copied(words: &[&str], random: &mut Random) -> String {
    let typed = |word: &str, random: &mut Random| match random.below(8) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => word.replace(['“', '”'], "\"").replace('’', "'"),
        3 => word
            .replace('-', "\u{2011}")
            .replace('–', "-")
            .replace('—', " - "),
        4 => word.replace('"', "“").replace('\'', "’"),
        5 => format!("“{word}”"),
        6 if word.len() > 7 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("{}-\n{}", &word[..4], &word[4..])
        }
        _ => word.to_owned(),
    };
    let spaces = [" ", " ", " ", "\n", "  ", "\u{a0}"];
    let mut text = String::new();
    for word in words {
        text.push_str(&typed(word, random));
        text.push_str(spaces[random.below(spaces.len())]);
    }
    text
}

/// A quotation with one inner word changed, dropped or added, and how many words that marks.
fn mistaken(words: &[&str], shelf: &Shelf, random: &mut Random) -> Option<(String, usize)> {
    let at = 1 + random.below(words.len() - 2);
    if !words[at].contains(char::is_alphabetic) {
        return None;
    }
    let other = shelf.words[random.below(shelf.words.len())].as_str();
    let mut wrong = words.to_vec();
    let marked = match random.below(3) {
        0 => {
            wrong[at] = other;
            count(words[at]) + count(other)
        }
        1 => {
            wrong.remove(at);
            count(words[at])
        }
        _ => {
            wrong.insert(at, other);
            count(other)
        }
    };
    Some((wrong.join(" "), marked))
}

/// Asks for right and wrong quotations, and says how long that took.
fn check(shelf: &Shelf, rounds: usize) -> Vec<Duration> {
    let mut random = Random(rounds as u64);
    let mut times = Vec::new();
    for _ in 0..rounds {
        let Some((id, words)) = shelf.quotation(&mut random) else {
            continue;
        };
        let right = copied(&words, &mut random);
        let begun = Instant::now();
        let found = shelf.finding(&right);
        times.push(begun.elapsed());
        assert_eq!(
            found.verdict,
            Verdict::Verbatim,
            "{id}: {right}\n{:?}",
            found.place.map(|place| place.difference)
        );
        let quoted = found.place.unwrap().quoted;
        assert_eq!(folded(&quoted), folded(&words.join(" ")), "{id}: {right}");

        let Some((wrong, marked)) = mistaken(&words, shelf, &mut random) else {
            continue;
        };
        if shelf.stands(&wrong) {
            continue;
        }
        let begun = Instant::now();
        let found = shelf.finding(&wrong);
        times.push(begun.elapsed());
        assert_eq!(
            found.verdict,
            Verdict::Differs,
            "{id}: {wrong}\n{:?}",
            found.place.map(|place| place.difference)
        );
        let place = found.place.unwrap();
        assert!(
            place
                .passages
                .iter()
                .any(|passage| passage.passage.text.contains(&place.quoted))
                || place.passages.len() > 1,
            "{id}: {}",
            place.quoted
        );
        let difference = place.difference;
        let of = |ops: [Op; 2]| {
            let texts = difference.iter().filter(|change| ops.contains(&change.op));
            texts
                .map(|change| change.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let ours = of([Op::Add, Op::Drop]);
        assert!(count(&ours) <= marked, "{id}: {wrong}\n{difference:#?}");
        let aside = found.aside.unwrap_or_default();
        let told = format!("{} {aside}", of([Op::Same, Op::Add]));
        assert_eq!(folded(&told), folded(&wrong), "{id}");
        assert!(
            shelf.stands(&of([Op::Same, Op::Drop])),
            "{id}: {wrong}\n{difference:#?}"
        );
    }
    times
}

#[test]
fn quotations_from_the_papers_that_ship() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let shelf = Shelf::of(&[corpus], "quotations");
    assert!(!check(&shelf, 400).is_empty());
}

#[test]
fn sentences_of_other_papers_are_not_verbatim() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = Shelf::of(&[root.join("corpus")], "quotations-here");
    let elsewhere = Shelf::of(&[root.join("tests/fixtures/study")], "quotations-elsewhere");
    for (id, text) in &elsewhere.passages {
        for sentence in lectern::text::sentences(text) {
            let sentence = &text[sentence];
            if let Ok(found) = here.library.find_quotation(sentence, None).unwrap() {
                assert_ne!(found.verdict, Verdict::Verbatim, "{id}: {sentence}");
            }
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the times are what is measured")]
fn quotations_from_outside_papers() {
    let Some(sets) = std::env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of papers");
        return;
    };
    let folders = std::fs::read_dir(sets).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("papers_") || name.starts_with("essays_")
    });
    let shelf = Shelf::of(&folders.collect::<Vec<_>>(), "quotations-outside");
    let mut times = check(&shelf, 1_500);
    times.sort_unstable();
    println!(
        "{} quotations over {} passages: median {:?}, 99 % {:?}, longest {:?}",
        times.len(),
        shelf.passages.len(),
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1]
    );
}

#[test]
fn a_changed_number_is_no_verbatim_quotation() {
    let folder = tempfile::tempdir().unwrap();
    let paper = "# Aid and Order\n\nIt held at r = −0.45 in both samples.[^5] Aid cost $5 billion in 1990 \
                 and rose by 12.5 per cent a year (see Fig. 3). Between 10–20 cases a year were heard. We’ll \
                 see whether the state’s fear lasts.\n\nIs deterrence stable? No one knows.\n\n[^5]: A note.\n";
    std::fs::write(folder.path().join("aid.md"), paper).unwrap();
    let shelf = Shelf::of(&[folder.path().to_owned()], "quotations-numbers");
    for right in [
        "held at r = -0.45 in both samples",
        "held at r = –0.45 in both samples. Aid cost $5 billion",
        "in both samples. Aid cost",
        "a year (see Fig. 3). Between 10-20 cases a year",
        "WE'LL SEE whether the state's fear lasts",
        "Is deterrence stable? No one knows",
    ] {
        assert_eq!(shelf.finding(right).verdict, Verdict::Verbatim, "{right}");
    }
    for wrong in [
        "held at r = 0.45 in both samples",
        "Aid cost 5 billion in 1990",
        "Aid cost €5 billion in 1990",
        "Aid cost billion in 1990 and rose",
        "and rose by 12 per cent a year",
        "and rose by 125 per cent a year",
        "Between 1020 cases a year were heard",
        "Well see whether the state’s fear lasts",
        "We’ll see whether the states fear lasts",
        "Is deterrence stable. No one knows",
    ] {
        assert_eq!(shelf.finding(wrong).verdict, Verdict::Differs, "{wrong}");
    }
}
