//! Making the next generation: the present one's files are taken over, then only new, changed and
//! removed papers are touched.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};
use std::time::{SystemTime, UNIX_EPOCH};

use fnv::FnvBuildHasher;
use tantivy::schema::Schema;
use tantivy::{
    Index as TantivyIndex, IndexWriter, SegmentMeta, TantivyDocument, TantivyError, Term,
};

use super::cited::CitingEntry;
use super::definitions::{DefinitionFields, Entry, GLOSSARY_RANK, entries_of, glossary_entry};
use super::fields::{
    BEFORE_TEXT, PaperFields, PassageFields, paper_number, reference_number, register_tokenizers,
    sign_number, stem_number,
};
use super::generation::{About, Draft, Files, Generation};
use super::lookup;
use super::terms::Frequencies;
use super::{Error, Excerpt};
use crate::papers::definition::glossary;
use crate::papers::paper::{Key, Name, Paper, Passage};
use crate::papers::work;
use crate::text::{fold, is_stop_word, stem, words};

/// What a writer may hold in memory before it writes a segment, for each of its threads.
const MEMORY_PER_THREAD: usize = 128 << 20;
/// More threads than this gain nothing: tokenising is quick, and every thread makes segments.
const MOST_THREADS: usize = 4;
/// Up to so many passages, many segments are merged into one at the end, which takes a moment and
/// makes every question quicker. Larger ones are left to tantivy's own policy.
const MERGE_WHOLLY: u64 = 50_000;
/// A build that starts from nothing makes a segment a thread; so many are not worth merging.
const FEW_SEGMENTS: usize = MOST_THREADS;

/// The next generation in the making. Dropped before it is published, it leaves nothing behind.
pub struct Builder {
    folder: PathBuf,
    files: Files,
    passages: IndexWriter,
    papers: IndexWriter,
    definitions: IndexWriter,
    passage_fields: PassageFields,
    paper_fields: PaperFields,
    definition_fields: DefinitionFields,
    /// Last, so that it removes its folder only when nothing writes into it any more.
    draft: Draft,
}

/// What to do with the present generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Take it over where it can be read.
    Renew,
    /// Leave it aside.
    Afresh,
}

impl Builder {
    /// Takes the lock on an index folder, waiting for it if told so, and begins.
    pub fn begin(folder: &Path, begin: Begin, wait: bool) -> Result<Self, Error> {
        let (draft, present) = Draft::begin(folder, wait)?;
        let present = present.filter(|_| begin == Begin::Renew);
        let trouble = |source| Error::of_writing(folder, source);
        // A generation that can't be read is made anew from the papers rather than mended.
        let taken = present.and_then(|present| take_over(&draft, &present));
        let (files, [passages, papers, definitions]) =
            taken.map_or_else(|| empty(&draft), Ok).map_err(trouble)?;
        Ok(Self {
            folder: folder.to_owned(),
            files,
            passage_fields: PassageFields::of(&passages.schema()).map_err(trouble)?,
            paper_fields: PaperFields::of(&papers.schema()).map_err(trouble)?,
            passages: writer(&passages, threads()).map_err(trouble)?,
            papers: writer(&papers, 1).map_err(trouble)?,
            definition_fields: DefinitionFields::of(&definitions.schema()).map_err(trouble)?,
            definitions: writer(&definitions, 1).map_err(trouble)?,
            draft,
        })
    }

    /// The files that went into what was taken over.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Takes a paper and its passages out.
    pub fn remove(&self, key: &Key) {
        self.passages
            .delete_term(Term::from_field_text(self.passage_fields.paper, &key.0));
        self.papers
            .delete_term(Term::from_field_text(self.paper_fields.key, &key.0));
        self.remove_definitions(&key.0);
    }

    fn remove_definitions(&self, owner: &str) {
        self.definitions
            .delete_term(Term::from_field_text(self.definition_fields.owner, owner));
    }

    /// Takes out what a glossary defines.
    pub fn remove_glossary(&self, path: &Path) {
        self.remove_definitions(&owner(path));
    }

    /// Puts in what a glossary defines. What it defined before must have been taken out.
    pub fn add_glossary(&self, path: &Path, entries: &[glossary::Entry]) -> Result<(), Error> {
        let entries = entries
            .iter()
            .map(|entry| (glossary_entry(entry), GLOSSARY_RANK));
        self.add_definitions(&owner(path), entries)
            .map_err(|source| self.trouble(source))
    }

    fn add_definitions(
        &self,
        owner: &str,
        entries: impl IntoIterator<Item = (Entry, u64)>,
    ) -> Result<(), TantivyError> {
        for (entry, rank) in entries {
            let document = self.definition_fields.document(owner, &entry, rank)?;
            self.definitions.add_document(document)?;
        }
        Ok(())
    }

    /// Puts a paper and its passages in. One of the same key must have been taken out before.
    pub fn add(&self, paper: Paper) -> Result<(), Error> {
        self.add_documents(paper)
            .map_err(|source| self.trouble(source))
    }

    /// Makes what was built the current generation, made from these files.
    pub fn publish(self, files: &Files) -> Result<(), Error> {
        let Self {
            folder,
            draft,
            passages,
            papers,
            definitions,
            passage_fields,
            ..
        } = self;
        let trouble = |source| Error::of_writing(&folder, source);
        // The smaller two are written by one thread each: beside the passages, not after them.
        let (passage_count, paper_count) = thread::scope(|scope| {
            let papers = scope.spawn(|| finish(papers));
            let definitions = scope.spawn(|| finish(definitions));
            let index = passages.index().clone();
            let passages = finish(passages).and_then(|count| {
                let searcher = lookup::searcher(&index)?;
                Frequencies::write(&draft.path, &searcher, passage_fields.all)?;
                Ok(count)
            });
            joined(definitions)?;
            Ok((passages?, joined(papers)?))
        })
        .map_err(trouble)?;
        for path in [draft.passages(), draft.papers(), draft.definitions()] {
            discard_merged(&path).map_err(trouble)?;
        }
        let built = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        draft.publish(
            About {
                built,
                papers: paper_count,
                passages: passage_count,
                ..About::default()
            },
            files,
        )
    }

    fn add_documents(&self, mut paper: Paper) -> Result<(), TantivyError> {
        let definitions = entries_of(&mut paper);
        self.add_definitions(&paper.key.0, definitions)?;
        let mut document = self.paper_document(&paper)?;
        let names = searched_names(&paper.authors);
        let mut excerpt = Excerpt {
            paper: paper.key.clone(),
            title: paper.title.clone(),
            authors: paper.authors.clone(),
            year: paper.year,
            numbering: paper.pages.map(|pages| pages.numbering).unwrap_or_default(),
            passage: Passage::default(),
        };
        let mut written = Written::default();
        let mut citing: HashMap<u32, u32, FnvBuildHasher> = HashMap::default();
        for passage in paper.passages {
            excerpt.passage = passage;
            let mut document =
                self.passage_document(&excerpt, &paper.tags, &names, &mut written)?;
            for number in excerpt.passage.references(&paper.notes) {
                *citing.entry(number).or_default() += 1;
                let cites = reference_number(&paper.key.0, number);
                document.add_u64(self.passage_fields.cites, cites);
            }
            self.passages.add_document(document)?;
        }
        let mut cited = BTreeSet::new();
        for entry in &paper.references {
            let signs = work::signs(&entry.fields);
            let passages = citing.get(&entry.number).copied().unwrap_or_default();
            for number in CitingEntry::of(entry, &signs, passages).numbers() {
                document.add_u64(self.paper_fields.entries, number);
            }
            cited.extend(signs);
        }
        for sign in cited {
            document.add_u64(self.paper_fields.cited, sign_number(&sign));
        }
        document.add_text(self.paper_fields.word, written.text);
        self.papers.add_document(document)?;
        Ok(())
    }

    fn paper_document(&self, paper: &Paper) -> Result<TantivyDocument, TantivyError> {
        let fields = &self.paper_fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.key, &paper.key.0);
        document.add_text(fields.title, &paper.title);
        document.add_text(fields.summary, paper.summary.as_deref().unwrap_or_default());
        for name in searched_names(&paper.authors) {
            document.add_text(fields.author, name);
        }
        for tag in &paper.tags {
            document.add_text(fields.tag, folded(tag));
        }
        if let Some(year) = paper.year {
            document.add_i64(fields.year, i64::from(year));
        }
        for sign in work::signs(&paper.fields()) {
            document.add_u64(fields.work, sign_number(&sign));
        }
        document.add_text(fields.record, to_json(paper)?);
        Ok(document)
    }

    fn passage_document(
        &self,
        excerpt: &Excerpt,
        tags: &[String],
        names: &[String],
        written: &mut Written,
    ) -> Result<TantivyDocument, TantivyError> {
        let fields = &self.passage_fields;
        let headings = excerpt.passage.section.join(" ");
        let title = format!("{} {headings}", excerpt.title);
        let all = format!(
            "{title} {}{BEFORE_TEXT}{}",
            names.join(" "),
            excerpt.passage.text
        );
        let mut document = TantivyDocument::new();
        document.add_text(fields.paper, &excerpt.paper.0);
        for number in written.stem_numbers(&all) {
            document.add_u64(fields.stems, u64::from(number));
        }
        document.add_text(fields.all, all);
        document.add_text(fields.title, title);
        document.add_text(fields.section, headings);
        for name in names {
            document.add_text(fields.author, name);
        }
        for tag in tags {
            document.add_text(fields.tag, folded(tag));
        }
        if let Some(year) = excerpt.year {
            document.add_i64(fields.year, i64::from(year));
        }
        document.add_u64(fields.paper_number, paper_number(&excerpt.paper.0));
        document.add_u64(fields.ordinal, u64::from(excerpt.passage.ordinal));
        document.add_text(fields.record, to_json(excerpt)?);
        Ok(document)
    }

    fn trouble(&self, source: TantivyError) -> Error {
        Error::of_writing(&self.folder, source)
    }
}

/// The files that went into them, and the indexes of passages, papers and definitions.
type Begun = (Files, [TantivyIndex; 3]);

fn take_over(draft: &Draft, present: &Generation) -> Option<Begun> {
    let files = present.files().ok()?;
    draft.take_over(present).ok()?;
    let passages = TantivyIndex::open_in_dir(draft.passages()).ok()?;
    let papers = TantivyIndex::open_in_dir(draft.papers()).ok()?;
    let definitions = TantivyIndex::open_in_dir(draft.definitions()).ok()?;
    Some((files, [passages, papers, definitions]))
}

fn empty(draft: &Draft) -> Result<Begun, TantivyError> {
    let passages = create(&draft.passages(), PassageFields::schema())?;
    let papers = create(&draft.papers(), PaperFields::schema())?;
    let definitions = create(&draft.definitions(), DefinitionFields::schema())?;
    Ok((Files::new(), [passages, papers, definitions]))
}

fn create(path: &Path, schema: Schema) -> Result<TantivyIndex, TantivyError> {
    // What was taken over in part is worth nothing.
    let _ = std::fs::remove_dir_all(path);
    std::fs::create_dir_all(path)?;
    TantivyIndex::create_in_dir(path, schema)
}

/// The name under which a glossary owns its definitions. No key has a colon.
fn owner(path: &Path) -> String {
    format!("glossary:{}", path.display())
}

fn writer(index: &TantivyIndex, threads: usize) -> Result<IndexWriter, TantivyError> {
    register_tokenizers(index);
    index.writer_with_num_threads(threads, threads * MEMORY_PER_THREAD)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS))
}

/// Commits, merges small indexes wholly, and says how many documents there are.
fn finish(mut writer: IndexWriter) -> Result<u64, TantivyError> {
    writer.commit()?;
    let segments = writer.index().searchable_segment_metas()?;
    let documents: u64 = segments
        .iter()
        .map(|segment| u64::from(segment.num_docs()))
        .sum();
    let has_deletes = segments
        .iter()
        .any(|segment| segment.num_deleted_docs() > 0);
    if documents <= MERGE_WHOLLY && (segments.len() > FEW_SEGMENTS || has_deletes) {
        let ids: Vec<_> = segments.iter().map(SegmentMeta::id).collect();
        writer.merge(&ids).wait()?;
    }
    writer.wait_merging_threads()?;
    Ok(documents)
}

/// What a thread came to; its panic goes on in this one.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Removes the files of segments that were merged into others. The writer leaves those that anything
/// still holds on to when a merge ends, so this is done when it has gone.
fn discard_merged(path: &Path) -> Result<(), TantivyError> {
    let mut index = TantivyIndex::open_in_dir(path)?;
    let mut living = index.load_metas()?.list_segment_files();
    living.insert(PathBuf::from("meta.json"));
    index.directory_mut().garbage_collect(|| living)?;
    Ok(())
}

fn to_json(value: &impl serde::Serialize) -> Result<String, TantivyError> {
    serde_json::to_string(value).map_err(|error| TantivyError::InternalError(error.to_string()))
}

/// The words of authors' names by which they are asked for.
fn searched_names(authors: &[Name]) -> Vec<String> {
    let names = authors
        .iter()
        .flat_map(|name| [Some(name.family.as_str()), name.given.as_deref()]);
    names
        .flatten()
        .flat_map(|name| words(name).map(|word| folded(word.of(name))))
        .collect()
}

fn folded(text: &str) -> String {
    let mut buffer = String::new();
    fold(text, &mut buffer);
    buffer
}

/// The distinct words of a paper as they are written, folded, with a space between them.
#[derive(Default)]
struct Written {
    text: String,
    seen: HashSet<u32, FnvBuildHasher>,
}

impl Written {
    /// Takes the words of a text in and gives the numbers of their stems in order, stop words left
    /// out.
    fn stem_numbers(&mut self, text: &str) -> impl Iterator<Item = u32> {
        let mut folded = String::new();
        words(text).filter_map(move |word| {
            fold(word.of(text), &mut folded);
            let known = KNOWN.with_borrow_mut(|known| known.word(&folded));
            if self.seen.insert(known.place) {
                self.text.push_str(&folded);
                self.text.push(' ');
            }
            known.stem
        })
    }
}

/// The words that a thread has met while building: most words of a text were met a moment before.
#[derive(Default)]
struct Known {
    words: HashMap<Box<str>, KnownWord, FnvBuildHasher>,
    met: u32,
}

#[derive(Clone, Copy)]
struct KnownWord {
    /// Tells it from the other words this thread has met.
    place: u32,
    /// The number of its stem; none for a stop word.
    stem: Option<u32>,
}

impl Known {
    /// How many words are remembered: some megabytes.
    const MOST: usize = 50_000;

    fn word(&mut self, folded: &str) -> KnownWord {
        if let Some(known) = self.words.get(folded) {
            return *known;
        }
        if self.words.len() == Self::MOST {
            self.words.clear();
        }
        let stem = (!is_stop_word(folded)).then(|| stem_number(&stem(folded)));
        let known = KnownWord {
            place: self.met,
            stem,
        };
        self.met = self.met.wrapping_add(1);
        self.words.insert(folded.into(), known);
        known
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}
