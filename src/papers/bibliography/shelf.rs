//! Which entries of which files concern a paper, and what they change in it.
//!
//! A file beside a paper (`waltz.bib`, `waltz.pdf`) is about that paper alone; any other concerns
//! the papers of its folder and of the folders below, the nearest first. Within a file, or several
//! of one folder, an entry is the paper's by the first of these that fits: it names the paper's
//! file, its key is the file's name, its DOI, its title (where one entry alone has it), its key is
//! the paper's. What the paper cites by key is not about the paper itself.

use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cited::{self, Citation};
use super::{Entry, field, folded, last_part};
use crate::papers::paper::{Key, Kind, Name, Paper, Problem, Reference};

/// So many keys that lead nowhere are named; the others are counted.
const NAMED: usize = 5;

/// The files of bibliographic data that lie with some papers.
#[derive(Debug, Default)]
pub struct Shelf {
    lists: Vec<List>,
    /// The places of files beside a paper, by the paper's path without its ending.
    own: HashMap<PathBuf, Vec<usize>>,
    /// The places of the other files, by their folders.
    wide: HashMap<PathBuf, Vec<usize>>,
}

/// What decides which entries concern a paper, as the paper itself has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Its title, folded.
    title: String,
    doi: Option<String>,
    /// The key that it would have alone.
    key: Key,
    /// The keys that its text cites.
    cites: Vec<Citation>,
    /// The files that it names as the source of its references.
    lists: Vec<String>,
}

/// What of a shelf concerns a paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Found<'s> {
    /// The entry that is about it.
    about: Option<Placed<'s>>,
    /// The entries that it cites, in the order of the citations.
    cited: Vec<Placed<'s>>,
    /// The keys of citations that certainly are some, and lead nowhere.
    lacking: Vec<&'s str>,
    /// The file that it names as the source of its references, where that is not there.
    missing: Option<&'s str>,
}

/// An entry and its file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Placed<'s> {
    #[serde(skip)]
    list: &'s Path,
    entry: &'s Entry,
}

impl Shelf {
    /// Puts files on a shelf; `papers` are the papers they lie with.
    #[must_use]
    pub fn of<'p>(
        files: impl IntoIterator<Item = (PathBuf, Vec<Entry>)>,
        papers: impl IntoIterator<Item = &'p Path>,
    ) -> Self {
        let stems: BTreeSet<PathBuf> = papers
            .into_iter()
            .map(|paper| paper.with_extension(""))
            .collect();
        let mut shelf = Self::default();
        for (path, entries) in files {
            let stem = path.with_extension("");
            let at = shelf.lists.len();
            let places = if stems.contains(&stem) {
                shelf.own.entry(stem)
            } else {
                let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                shelf.wide.entry(folder)
            };
            places.or_default().push(at);
            shelf.lists.push(List::of(path, entries));
        }
        shelf
    }

    /// What concerns a paper. It is known by these keys, the first one best.
    #[must_use]
    pub fn find<'s>(&'s self, paper: &Path, marks: &'s Marks, keys: &[Key]) -> Found<'s> {
        let own = self.own(paper);
        let wide = self.wide(paper);
        let named: Vec<&List> = marks
            .lists
            .iter()
            .filter_map(|name| self.named(paper, name))
            .collect();
        let near = own.iter().chain(wide.iter().flatten());
        let mut found = Found {
            about: marks.about(paper, keys, &own, &wide),
            missing: marks
                .lists
                .first()
                .map(String::as_str)
                .filter(|_| named.is_empty() && own.is_empty() && !marks.cites.is_empty()),
            ..Found::default()
        };
        let lists: Vec<&List> = named.iter().chain(near).copied().collect();
        for citation in &marks.cites {
            match lists.iter().find_map(|list| list.keyed(&citation.key)) {
                Some(placed) => found.cited.push(placed),
                None if citation.in_brackets => found.lacking.push(&citation.key),
                None => {}
            }
        }
        if found.cited.is_empty() && named.is_empty() {
            found.lacking.clear();
        }
        found
    }

    fn own(&self, paper: &Path) -> Vec<&List> {
        let places = self.own.get(&paper.with_extension(""));
        places
            .into_iter()
            .flatten()
            .map(|at| &self.lists[*at])
            .collect()
    }

    /// The files that are no paper's own, the nearest folder first.
    fn wide(&self, paper: &Path) -> Vec<Vec<&List>> {
        let folders = paper.ancestors().skip(1);
        let places = folders.filter_map(|folder| self.wide.get(folder));
        places
            .map(|places| places.iter().map(|at| &self.lists[*at]).collect())
            .collect()
    }

    /// The file that a paper names.
    fn named(&self, paper: &Path, name: &str) -> Option<&List> {
        let mut path = paper.parent()?.to_owned();
        for part in Path::new(name).components() {
            match part {
                Component::ParentDir => {
                    path.pop();
                }
                Component::Normal(part) => path.push(part),
                _ => {}
            }
        }
        self.lists.iter().find(|list| list.path == path)
    }
}

impl Marks {
    /// The marks of a paper that was read and that nothing was put into yet.
    #[must_use]
    pub fn of(paper: &Paper) -> Self {
        let ending = paper.file.extension().unwrap_or_default();
        let is_markdown = ["md", "markdown"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known));
        let texts = paper.passages.iter().map(|passage| &passage.text);
        let notes = paper.notes.iter().map(|note| &note.text);
        let texts = texts
            .chain(notes)
            .map(String::as_str)
            .filter(|_| is_markdown);
        Self {
            title: folded(&paper.title),
            doi: paper.details.doi.as_deref().map(str::to_lowercase),
            key: paper.key.clone(),
            cites: cited::keys(texts),
            lists: paper.bibliography.clone(),
        }
    }

    /// The key that the paper would have alone.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    fn about<'s>(
        &self,
        paper: &Path,
        keys: &[Key],
        own: &[&'s List],
        wide: &[Vec<&'s List>],
    ) -> Option<Placed<'s>> {
        let alone = match own {
            [list] if list.entries.len() == 1 => Some(list.placed(0)),
            _ => None,
        };
        let is_cited = |placed: &Placed<'_>| {
            self.cites
                .iter()
                .any(|citation| citation.key == placed.entry.key)
        };
        let part = |part: Option<&std::ffi::OsStr>| {
            part.unwrap_or_default().to_string_lossy().to_lowercase()
        };
        let (file, stem) = (part(paper.file_name()), part(paper.file_stem()));
        let levels = std::iter::once(own).chain(wide.iter().map(Vec::as_slice));
        let among = |lists: &[&'s List]| {
            let by = |rule: &dyn Fn(&'s List) -> Option<Placed<'s>>| {
                lists
                    .iter()
                    .find_map(|list| rule(list).filter(|placed| !is_cited(placed)))
            };
            lists
                .iter()
                .find_map(|list| list.filed(&file))
                .or_else(|| by(&|list| list.keyed(&stem)))
                .or_else(|| by(&|list| list.identified(self.doi.as_deref()?)))
                .or_else(|| by(&|list| list.titled(&self.title)))
                .or_else(|| keys.iter().find_map(|key| by(&|list| list.keyed(&key.0))))
        };
        alone
            .filter(|placed| !is_cited(placed))
            .or_else(|| levels.into_iter().find_map(among))
    }
}

impl<'s> Found<'s> {
    /// Whether nothing concerns the paper.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entries that concern the paper, by their files and lines.
    pub fn entries(&self) -> impl Iterator<Item = (&'s Path, u32)> {
        self.about
            .iter()
            .chain(&self.cited)
            .map(|placed| (placed.list, placed.entry.line))
    }

    /// Puts it into the paper.
    pub fn apply(&self, paper: &mut Paper) {
        if let Some(placed) = self.about {
            placed.entry.overrule(paper);
        }
        for placed in &self.cited {
            refer(paper, placed.entry);
        }
        lead_notes(paper);
        paper.problems.extend(self.missing.map(|list| Problem {
            line: None,
            message: format!("the bibliography “{list}” that the front matter names is not there; put it beside the paper"),
        }));
        paper.problems.extend(self.lacking());
    }

    fn lacking(&self) -> Option<Problem> {
        let named: Vec<String> = self
            .lacking
            .iter()
            .take(NAMED)
            .map(|key| format!("“@{key}”"))
            .collect();
        let more = self.lacking.len() - named.len();
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        (!named.is_empty()).then(|| Problem {
            line: None,
            message: format!(
                "no entry has the key that the text cites: {}{more}; add the entry to the bibliography, or mend the key",
                named.join(", ")
            ),
        })
    }
}

impl Entry {
    /// Puts what the entry says in the place of what was read. Keywords join the tags, and an
    /// abstract stands only where the paper has none.
    fn overrule(&self, paper: &mut Paper) {
        let said = self.fields.clone();
        if let Some(title) = said.title {
            paper.title = title;
        }
        if !said.author.is_empty() {
            paper.authors = said.author.iter().map(Name::from).collect();
        }
        if let Some(issued) = said.issued {
            paper.year = issued.get(..4).and_then(|year| year.parse().ok());
            paper.date = Some(issued).filter(|date| date.len() > 4);
        }
        if let Some(csl) = said.kind {
            let kind = field::kind(&csl);
            if kind != Kind::Document {
                paper.kind = kind;
            }
            paper.details.kind = Some(csl).filter(|csl| paper.kind.csl() != csl);
        }
        if !said.editor.is_empty() {
            paper.details.editor = said.editor;
        }
        let details = &mut paper.details;
        let pairs = [
            (&mut details.container_title, said.container_title),
            (&mut details.accessed, said.accessed),
            (&mut details.volume, said.volume),
            (&mut details.issue, said.issue),
            (&mut details.page, said.page),
            (&mut details.publisher, said.publisher),
            (&mut details.publisher_place, said.publisher_place),
            (&mut details.edition, said.edition),
            (&mut details.doi, said.doi),
            (&mut details.url, said.url),
            (&mut details.isbn, said.isbn),
            (&mut details.issn, said.issn),
            (&mut details.note, said.note),
            (&mut details.genre, said.genre),
        ];
        for (read, said) in pairs {
            if said.is_some() {
                *read = said;
            }
        }
        for tag in &self.tags {
            if !paper.tags.contains(tag) {
                paper.tags.push(tag.clone());
            }
        }
        paper.summary = paper.summary.take().or_else(|| self.summary.clone());
        paper.language = self.language.clone().or_else(|| paper.language.take());
    }
}

/// Makes an entry one of the paper's references, or tells the key of one that is there already.
fn refer(paper: &mut Paper, entry: &Entry) {
    let title = |title: Option<&str>| title.map(folded).filter(|title| !title.is_empty());
    let own = title(entry.fields.title.as_deref());
    let is_same = |reference: &&mut Reference| {
        let doi = reference
            .fields
            .doi
            .as_deref()
            .zip(entry.fields.doi.as_deref());
        doi.is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
            || own.is_some() && title(reference.fields.title.as_deref()) == own
    };
    let key = Some(entry.key.clone());
    if let Some(reference) = paper
        .references
        .iter_mut()
        .filter(|reference| reference.key.is_none())
        .find(is_same)
    {
        reference.fields = entry.fields.clone();
        reference.key = key;
        return;
    }
    paper.references.push(Reference {
        number: paper.references.len() as u32 + 1,
        raw: entry.raw.clone(),
        fields: entry.fields.clone(),
        key,
    });
}

/// A note that cites a key leads to its reference.
fn lead_notes(paper: &mut Paper) {
    let references = &paper.references;
    for note in &mut paper.notes {
        let mut cited = cited::of(&note.text).into_iter();
        let led = cited.find_map(|citation| {
            let is_meant = |reference: &&Reference| {
                reference
                    .key
                    .as_ref()
                    .is_some_and(|key| key.eq_ignore_ascii_case(&citation.key))
            };
            references
                .iter()
                .find(is_meant)
                .map(|reference| reference.number)
        });
        note.reference = led.or(note.reference);
    }
}

/// A file of bibliographic data, with what its entries are looked up by, in lower case.
#[derive(Debug)]
struct List {
    path: PathBuf,
    entries: Vec<Entry>,
    files: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    dois: HashMap<String, usize>,
    /// Nothing for a title that several have.
    titles: HashMap<String, Option<usize>>,
}

impl List {
    fn of(path: PathBuf, entries: Vec<Entry>) -> Self {
        let mut list = Self {
            path,
            entries: Vec::new(),
            files: HashMap::new(),
            keys: HashMap::new(),
            dois: HashMap::new(),
            titles: HashMap::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            for file in &entry.files {
                list.files
                    .entry(last_part(file).to_lowercase())
                    .or_insert(at);
            }
            if !entry.key.is_empty() {
                list.keys.entry(entry.key.to_lowercase()).or_insert(at);
            }
            if let Some(doi) = &entry.fields.doi {
                list.dois.entry(doi.to_lowercase()).or_insert(at);
            }
            if let Some(title) = entry
                .fields
                .title
                .as_deref()
                .map(folded)
                .filter(|title| !title.is_empty())
            {
                list.titles
                    .entry(title)
                    .and_modify(|first| *first = None)
                    .or_insert(Some(at));
            }
        }
        list.entries = entries;
        list
    }

    fn placed(&self, at: usize) -> Placed<'_> {
        Placed {
            list: &self.path,
            entry: &self.entries[at],
        }
    }

    fn filed(&self, name: &str) -> Option<Placed<'_>> {
        self.files.get(name).map(|at| self.placed(*at))
    }

    fn keyed(&self, key: &str) -> Option<Placed<'_>> {
        self.keys
            .get(&key.to_lowercase())
            .map(|at| self.placed(*at))
    }

    fn identified(&self, doi: &str) -> Option<Placed<'_>> {
        self.dois.get(doi).map(|at| self.placed(*at))
    }

    fn titled(&self, title: &str) -> Option<Placed<'_>> {
        self.titles
            .get(title)
            .copied()
            .flatten()
            .map(|at| self.placed(at))
    }
}
