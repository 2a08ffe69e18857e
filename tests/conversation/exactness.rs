//! The promise behind every answer: what is shown as a paper's stands in its file to the character,
//! and what is marked matches what was asked.

use std::collections::HashMap;
use std::fs;
use std::time::SystemTime;

use lectern::conversation::bot::Bot;
use lectern::conversation::reply::{Block, PassageBlock, Reply};
use lectern::conversation::talk::Talk;
use lectern::platforms::terminal;
use lectern::text::normalise;
use tokio::runtime::Runtime;

use super::dialogue::{bot, papers, runtime};

struct Asker {
    runtime: Runtime,
    bot: Bot,
    /// The papers' files by the title that stands in them.
    sources: Vec<String>,
}

impl Asker {
    fn new() -> Self {
        let files = fs::read_dir(papers()).unwrap();
        let source = |file: fs::DirEntry| {
            // A quotation's mark and a citation's marker are the file's, not the text's.
            normalise(
                &fs::read_to_string(file.path())
                    .unwrap()
                    .replace("\n> ", "\n"),
            )
        };
        Self {
            runtime: runtime(),
            bot: bot(),
            sources: files.map(|file| source(file.unwrap())).collect(),
        }
    }

    /// The passages that answer, each of them found to be exact.
    fn passages(&self, line: &str) -> (Vec<PassageBlock>, Reply) {
        let mut talk = Talk::new(&self.bot, terminal::person(), terminal::room());
        let reply = self.runtime.block_on(talk.say(line, SystemTime::now()));
        let passages: Vec<PassageBlock> = reply
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Passage(passage) | Block::Context(passage) => Some(passage.clone()),
                _ => None,
            })
            .collect();
        for passage in &passages {
            let file = self
                .sources
                .iter()
                .find(|source| source.contains(&passage.title));
            let file = file.unwrap_or_else(|| panic!("no file is titled {}", passage.title));
            assert!(
                file.contains(&passage.text),
                "{line}: {} is not verbatim",
                passage.id
            );
        }
        (passages, reply)
    }

    /// The words of all papers, lower case, each with the one that follows it.
    fn words(&self) -> Vec<(String, String)> {
        let text = self.sources.join(" ");
        let words: Vec<String> = text.split(' ').map(bare).collect();
        let pairs = words
            .windows(2)
            .map(|pair| (pair[0].clone(), pair[1].clone()));
        pairs
            .filter(|(one, two)| {
                one.chars().all(char::is_alphabetic) && one.chars().count() > 5 && !two.is_empty()
            })
            .collect()
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// The marked parts of a passage, which must be whole words.
fn marked(passage: &PassageBlock) -> Vec<String> {
    let text: Vec<char> = passage.text.chars().collect();
    let part = |&(from, to): &(usize, usize)| {
        let is_inside = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
        let before = from.checked_sub(1).is_some_and(is_inside);
        assert!(
            !before && !is_inside(to),
            "{}: a part of a word is marked",
            passage.id
        );
        text[from..to].iter().collect::<String>().to_lowercase()
    };
    passage.highlights.iter().map(part).collect()
}

/// Whether two words may be forms of one: they begin alike. Letters with and without marks are
/// alike.
fn alike(one: &str, two: &str) -> bool {
    let plain = |word: &str| -> Vec<char> {
        word.chars()
            .map(|c| match c {
                'á' => 'a',
                'ï' => 'i',
                'ó' => 'o',
                'ü' => 'u',
                'ź' => 'z',
                'ś' => 's',
                'ł' => 'l',
                c => c,
            })
            .collect()
    };
    let (one, two) = (plain(one), plain(two));
    let same = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    same >= 3.min(one.len()).min(two.len()) && same + 4 >= one.len().max(two.len())
}

#[test]
fn a_word_marks_itself_and_its_other_forms() {
    let asker = Asker::new();
    let mut marks = 0;
    for (word, _) in asker.words() {
        for asked in [word.clone(), format!("{word}s"), word.to_uppercase()] {
            let (passages, _) = asker.passages(&format!("/search results:5 -- {asked}"));
            for mark in passages.iter().flat_map(marked) {
                assert!(alike(&mark, &word), "{asked} marks {mark}");
                marks += 1;
            }
        }
    }
    assert!(marks > 1000, "only {marks} marks were seen");
}

#[test]
fn a_mistyped_word_marks_what_was_searched_instead() {
    let asker = Asker::new();
    let mut mended: HashMap<String, String> = HashMap::new();
    for (word, _) in asker.words() {
        let mut letters: Vec<char> = word.chars().collect();
        letters.swap(2, 3);
        let typed: String = letters.iter().collect();
        let (passages, reply) = asker.passages(&format!("/search results:5 -- {typed}"));
        let Some(searched) = searched(&reply) else {
            continue;
        };
        for mark in passages.iter().flat_map(marked) {
            assert!(
                alike(&mark, &searched),
                "{typed}, searched as {searched}, marks {mark}"
            );
        }
        mended.insert(word, searched);
    }
    let right = mended
        .iter()
        .filter(|(word, searched)| alike(word, searched))
        .count();
    assert!(
        right > 100,
        "only {right} of {} words were mended rightly",
        mended.len()
    );
}

/// The word that a reply says it searched for.
fn searched(reply: &Reply) -> Option<String> {
    reply.blocks.iter().find_map(|block| match block {
        Block::Notice { text } => {
            let (_, after) = text.split_once("searched for “")?;
            Some(after.split_once('”')?.0.to_owned())
        }
        _ => None,
    })
}

#[test]
fn a_phrase_marks_itself_as_a_whole() {
    let asker = Asker::new();
    let mut marks = 0;
    for (one, two) in asker.words() {
        let (passages, _) =
            asker.passages(&format!("/search mode:phrase results:5 -- {one} {two}"));
        for passage in passages {
            for mark in marked(&passage) {
                let words: Vec<String> = mark.split(' ').map(bare).collect();
                let both = matches!(&words[..], [a, b] if alike(a, &one) && alike(b, &two));
                assert!(both, "“{one} {two}” marks “{mark}” in {}", passage.id);
                marks += 1;
            }
        }
    }
    assert!(marks > 200, "only {marks} phrases were seen");
}

#[test]
fn neighbours_and_related_passages_are_verbatim_too() {
    let asker = Asker::new();
    let (neighbours, _) = asker.passages("/passage okafor2014:3 before:3 after:3");
    assert_eq!(neighbours.len(), 6);
    let (related, _) = asker.passages("/related grant1998");
    assert!(!related.is_empty());
}
