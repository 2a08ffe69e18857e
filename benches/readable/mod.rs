//! Papers that questions can be made of, as many as are wanted: those of `corpus/` again and again, each
//! time with every third of the longer words exchanged for a made-up one, the same throughout a paper.

use std::path::{Path, PathBuf};

use lectern::library::index::{Begin, Builder};
use lectern::papers::definition::{self, glossary};
use lectern::papers::paper::{Key, Name, Paper};
use lectern::papers::read;

use super::made_up::{Random, Text};

/// The tags of a paper: of every second one, and of every hundredth.
pub(crate) const MANY: &str = "many";
pub(crate) const FEW: &str = "few";
/// The shortest words that are exchanged.
const LONG: usize = 6;

/// What papers are made from.
pub(crate) struct Readable {
    pub(crate) papers: Vec<Paper>,
    text: Text,
}

impl Readable {
    /// Reads the papers of `corpus/`.
    pub(crate) fn new() -> Self {
        let papers = files()
            .into_iter()
            .filter_map(|file| read::file(&file).ok());
        Self {
            papers: papers.collect(),
            text: Text::new(),
        }
    }

    /// A paper by its number.
    pub(crate) fn paper(&self, number: usize) -> Paper {
        let mut paper = self.papers[number % self.papers.len()].clone();
        paper.key = Key(format!("paper{number}"));
        paper.title = self.exchanged(&paper.title, number);
        paper.authors = vec![Name {
            family: self.name(number),
            given: Some("Ana".to_owned()),
        }];
        if number.is_multiple_of(2) {
            paper.tags.push(MANY.to_owned());
        }
        if number.is_multiple_of(100) {
            paper.tags.push(FEW.to_owned());
        }
        for passage in &mut paper.passages {
            passage.text = self.exchanged(&passage.text, number);
        }
        paper.definitions = definition::of(&paper.passages);
        paper
    }

    /// Indexes so many passages, in a folder, and says how many papers they are of.
    pub(crate) fn index(&self, passages: usize, folder: &Path) -> usize {
        let builder = Builder::begin(folder, Begin::Afresh, false).unwrap();
        let (mut added, mut number) = (0, 0);
        while added < passages {
            let paper = self.paper(number);
            added += paper.passages.len();
            builder.add(paper).unwrap();
            number += 1;
        }
        let file = corpus().join("glossary.yaml");
        let glossary = glossary::read(&std::fs::read_to_string(&file).unwrap());
        builder.add_glossary(&file, &glossary.entries).unwrap();
        builder.publish(&Vec::new()).unwrap();
        number
    }

    /// A name that hardly any two papers share.
    fn name(&self, number: usize) -> String {
        let mut random = Random(number as u64);
        let name = [(); 2].map(|()| self.text.term(&mut random)).concat();
        name[..1].to_uppercase() + &name[1..]
    }

    fn exchanged(&self, text: &str, number: usize) -> String {
        let mut exchanged = String::with_capacity(text.len());
        for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
            let hash = word.bytes().fold(number as u64, |hash, byte| {
                hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte.to_ascii_lowercase())
            });
            let mut random = Random(hash);
            if word.len() < LONG || !random.below(3).eq(&0) {
                exchanged.push_str(piece);
                continue;
            }
            let other = self.text.term(&mut random);
            if word.starts_with(char::is_uppercase) {
                exchanged.push_str(&other[..1].to_uppercase());
                exchanged.push_str(&other[1..]);
            } else {
                exchanged.push_str(other);
            }
            exchanged.push_str(&piece[word.len()..]);
        }
        exchanged
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The papers of `corpus/`.
pub(crate) fn files() -> Vec<PathBuf> {
    let files = std::fs::read_dir(corpus()).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| read::is_paper(file) && !file.ends_with("LICENSE.md"));
    files.sort();
    files
}
