//! BibTeX and BibLaTeX.
//!
//! [`blocks`] parts a file into its entries, so that a broken one costs itself alone; each is parsed
//! by the crate `biblatex`, which also decodes LaTeX, between a [tidying](latex) before and after.
//! Abbreviations (`@string`) and what an entry inherits (`crossref`, `xdata`) are resolved here,
//! since the crate would follow a circle without end.

mod blocks;
mod latex;
mod person;
mod work;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use biblatex::{Bibliography as Parsed, Chunks, ParseErrorKind, RawBibliography, RawChunk, Token};

use super::{Bibliography, LONGEST_ENTRY, lines_before};
use blocks::{Block, End};

/// Braces that stand deeper in one another are no entry's. The parser goes down with them.
const DEEPEST: usize = 64;

/// An entry inherits from so many others in turn.
const LONGEST_LINE_OF_PARENTS: usize = 4;

/// A longer text of an abbreviation is none.
const LONGEST_ABBREVIATION: usize = 4096;

/// Reads a file.
pub(super) fn parse(text: &str) -> Bibliography {
    let mut read = Bibliography::default();
    let mut file = File::default();
    for part in blocks::of(text) {
        match part {
            blocks::Part::Stray(line) => read.problem(
                line,
                "this field stands outside any entry; check the braces of the entry above it"
                    .to_owned(),
            ),
            blocks::Part::Block(block) => file.take(&block, &mut read),
        }
    }
    for at in 0..file.entries.len() {
        let fields = file.with_inherited(at);
        read.entries.push(work::entry(&file.entries[at], &fields));
    }
    read
}

/// An entry whose fields are decoded.
struct Decoded {
    key: String,
    kind: String,
    fields: BTreeMap<String, Chunks>,
    /// The entries that it inherits from.
    parents: Vec<String>,
    line: u32,
    raw: String,
}

#[derive(Default)]
struct File {
    entries: Vec<Decoded>,
    places: HashMap<String, usize>,
    /// The texts of `@string`, by their names in lower case.
    strings: HashMap<String, String>,
}

impl File {
    fn take(&mut self, block: &Block<'_>, read: &mut Bibliography) {
        if matches!(block.kind.as_str(), "comment" | "preamble") {
            return;
        }
        if let Err((line, message)) = self.understand(block, read) {
            let name = if block.name.is_empty() {
                String::new()
            } else {
                format!(" “{}”", block.name)
            };
            read.problem(line, format!("the entry{name} is left out: {message}"));
        }
    }

    fn understand(
        &mut self,
        block: &Block<'_>,
        read: &mut Bibliography,
    ) -> Result<(), (u32, String)> {
        let here = |message: &str| (block.line, message.to_owned());
        if block.end == End::Missing {
            return Err(here("its last brace is missing; close it"));
        }
        if block.text.len() > LONGEST_ENTRY || block.depth > DEEPEST {
            return Err(here("no entry is so long or so nested; check its braces"));
        }
        let raw = RawBibliography::parse(&block.text).map_err(|error| {
            let line = block.line + lines_before(&block.text, error.span.start);
            (line, explained(&error.kind))
        })?;
        for pair in &raw.abbreviations {
            let name = pair.key.v.to_lowercase();
            let value = self
                .joined(&name, &pair.value.v)
                .map_err(|message| here(&message))?;
            if value.len() > LONGEST_ABBREVIATION {
                return Err(here("its text is too long for an abbreviation"));
            }
            self.strings.insert(name, value);
        }
        for entry in &raw.entries {
            let mut decoded = Decoded {
                key: entry.v.key.v.to_owned(),
                kind: block.kind.clone(),
                fields: BTreeMap::new(),
                parents: Vec::new(),
                line: block.line,
                raw: crate::text::normalise(&block.text),
            };
            for pair in &entry.v.fields {
                let line = block.line + lines_before(&block.text, pair.key.span.start);
                let name = pair.key.v.to_lowercase();
                if let Err(message) = self.field(&name, &pair.value.v, &mut decoded) {
                    read.problem(
                        line,
                        format!(
                            "the field “{name}” of “{}” is left out: {message}",
                            decoded.key
                        ),
                    );
                }
            }
            self.places
                .entry(decoded.key.to_lowercase())
                .or_insert(self.entries.len());
            self.entries.push(decoded);
        }
        Ok(())
    }

    fn field(
        &self,
        name: &str,
        value: &biblatex::Field<'_>,
        entry: &mut Decoded,
    ) -> Result<(), String> {
        let value = self.joined(name, value)?;
        match name {
            "crossref" | "xdata" => {
                let keys = value.split(',').map(|key| key.trim().to_lowercase());
                entry.parents.extend(keys);
            }
            _ => {
                let chunks = decoded(name, &value)
                    .ok_or("its LaTeX can't be read; check its braces and backslashes")?;
                entry.fields.insert(name.to_owned(), chunks);
            }
        }
        Ok(())
    }

    /// The text of a value, with abbreviations in full. A month may be any word.
    fn joined(&self, name: &str, value: &biblatex::Field<'_>) -> Result<String, String> {
        let mut joined = String::new();
        for chunk in value {
            let word = match chunk.v {
                RawChunk::Normal(text) => {
                    joined.push_str(text);
                    continue;
                }
                RawChunk::Abbreviation(word) => word,
            };
            let lower = word.to_lowercase();
            let known = self.strings.get(&lower).map(String::as_str);
            let is_month = name == "month" || MONTHS.contains(&lower.as_str());
            let text = known.or_else(|| is_month.then_some(word));
            joined.push_str(text.ok_or_else(|| {
                format!(
                    "“{word}” is no abbreviation of this file; write it between braces, or define it by @string"
                )
            })?);
        }
        Ok(joined)
    }

    /// The fields of an entry and those that it lacks of its parents'.
    fn with_inherited(&self, at: usize) -> BTreeMap<String, Chunks> {
        let mut fields = self.entries[at].fields.clone();
        let mut seen = BTreeSet::from([at]);
        let mut next = self.entries[at].parents.clone();
        for _ in 0..LONGEST_LINE_OF_PARENTS {
            let parents = next.iter().filter_map(|key| self.places.get(key).copied());
            let parents: Vec<usize> = parents.filter(|parent| seen.insert(*parent)).collect();
            for parent in &parents {
                inherit(&mut fields, &self.entries[at].kind, &self.entries[*parent]);
            }
            next = parents
                .iter()
                .flat_map(|parent| self.entries[*parent].parents.clone())
                .collect();
        }
        fields
    }
}

/// The months that BibTeX's styles define.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A part takes from its whole what it lacks; the whole's title is where the part stands
/// (biblatex manual, appendix B).
fn inherit(fields: &mut BTreeMap<String, Chunks>, kind: &str, parent: &Decoded) {
    for (name, value) in &parent.fields {
        let name = match name.as_str() {
            _ if parent.kind == "xdata" => name,
            "title" if kind == "article" => "journaltitle",
            "title" => "booktitle",
            "subtitle" | "shorttitle" | "abstract" | "keywords" | "file" | "note" | "doi"
            | "url" | "pages" => continue,
            name => name,
        };
        fields
            .entry(name.to_owned())
            .or_insert_with(|| value.clone());
    }
}

/// Decodes the LaTeX of a value. A value is parsed as an entry of its own, so that no other field is
/// lost with it.
fn decoded(name: &str, value: &str) -> Option<Chunks> {
    let is_verbatim = work::is_verbatim(name);
    let value = if is_verbatim {
        value.to_owned()
    } else {
        latex::tidied(value)
    };
    let alone = format!("@misc{{x,{name}={{{value}}}}}");
    let mut parsed = Parsed::parse(&alone).ok()?.into_vec();
    let mut chunks = parsed.pop()?.fields.remove(name)?;
    if !is_verbatim {
        latex::finish(&mut chunks);
    }
    Some(chunks)
}

/// What is wrong, and what to do.
fn explained(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::Expected(Token::Comma) => {
            "a comma is missing before this place".to_owned()
        }
        ParseErrorKind::Expected(Token::Equals) => {
            "a field needs “=” behind its name, and the entry a key: @book{key, title = {…}}".to_owned()
        }
        ParseErrorKind::Expected(Token::Identifier) => {
            "the name of a field is missing here; write name = {…}".to_owned()
        }
        ParseErrorKind::UnexpectedEof => {
            "a brace or quotation mark is not closed, or a value stands in neither; write name = {…}".to_owned()
        }
        other => format!("{other} here; write each field as name = {{…}}"),
    }
}
