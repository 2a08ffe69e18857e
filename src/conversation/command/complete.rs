//! What could stand where somebody is typing: names of commands and options, and values.
//!
//! Papers, authors and the like are not known here; the caller looks them up.

use super::line::{Body, Word, cut_command, quote, words};
use super::spec::{Kind, Opt, Spec};
use super::table::{family, names, spec};

/// What can be put in at a place of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The byte from which a candidate replaces what stands before the cursor.
    pub from: usize,
    /// What could stand there instead.
    pub candidates: Vec<String>,
}

/// Sets of values that only the library knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Keys of papers.
    Papers,
    /// Names of authors.
    Authors,
    /// Headings of sections.
    Sections,
    /// Tags of papers.
    Tags,
    /// Names of citation styles.
    Styles,
    /// Terms that are defined.
    Terms,
    /// Names of teachers' lists of questions.
    Lists,
    /// Names of time zones.
    Zones,
}

/// Completes a line at a byte. `values` gives the values of a set that begin with a text.
pub fn complete(
    line: &str,
    cursor: usize,
    values: &dyn Fn(Choices, &str) -> Vec<String>,
) -> Completion {
    let line = line.get(..cursor).unwrap_or(line);
    let prefix = line.len()
        - line
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let (name, rest) = cut_command(&line[prefix..]);
    let is_first_word = family(name.trim_end()).next().is_some();
    if rest.is_empty() && (is_first_word || !line.ends_with(char::is_whitespace)) {
        let begun = if is_first_word { &line[prefix..] } else { name };
        let candidates = beginning(begun, names());
        return Completion {
            from: prefix,
            candidates,
        };
    }
    // A line that begins with no command's name is a search.
    let (spec, start) = match spec(name) {
        Some(spec) => (spec, line.len() - rest.len()),
        None => match spec_of_search() {
            Some(search) => (search, prefix),
            None => return nothing(line),
        },
    };
    Place { line, spec, start }.complete(values)
}

fn spec_of_search() -> Option<&'static Spec> {
    spec("search")
}

fn nothing(line: &str) -> Completion {
    Completion {
        from: line.len(),
        candidates: Vec::new(),
    }
}

/// A cursor behind a command's name.
struct Place<'l> {
    /// The line up to the cursor.
    line: &'l str,
    spec: &'static Spec,
    /// The byte at which the options begin.
    start: usize,
}

impl Place<'_> {
    fn complete(&self, values: &dyn Fn(Choices, &str) -> Vec<String>) -> Completion {
        let mut words = words(&self.line[self.start..]);
        let last = match words.last() {
            Some(word) if self.reaches_cursor(word) => words.pop(),
            _ => None,
        };
        let (at, written) = match &last {
            Some(word) => (
                self.start + word.start,
                &self.line[self.start + word.start..],
            ),
            None => (self.line.len(), ""),
        };
        if let Some((name, value)) = written.split_once(':')
            && let Some(option) = self.spec.option(name)
        {
            let from = at + name.len() + 1;
            let value = value.trim_start_matches(['"', '“', '”', '„']);
            let candidates = allowed(option.kind, value, values);
            let candidates = candidates.iter().map(|value| quote(value)).collect();
            return Completion { from, candidates };
        }
        let given: Vec<&str> = words.iter().filter_map(option_of).collect();
        let mut candidates = self.free_values(&words, written, values);
        candidates.extend(self.option_names(&given, written));
        Completion {
            from: at,
            candidates,
        }
    }

    /// Whether the cursor stands in a word or at its end, so that the word is still being typed.
    fn reaches_cursor(&self, word: &Word) -> bool {
        let open = matches!(word.body, Body::Option { open: true, .. });
        open || !self.line.ends_with(char::is_whitespace)
    }

    fn option_names(&self, given: &[&str], written: &str) -> Vec<String> {
        let left = self
            .spec
            .options
            .iter()
            .map(|option| option.name)
            .filter(|name| !given.iter().any(|other| name.eq_ignore_ascii_case(other)));
        let mut names = beginning(written, left);
        for name in &mut names {
            name.push(':');
        }
        names
    }

    /// Values of the option that free text fills, where this word would be all of the text.
    fn free_values(
        &self,
        before: &[Word],
        written: &str,
        values: &dyn Fn(Choices, &str) -> Vec<String>,
    ) -> Vec<String> {
        if before.iter().any(|word| matches!(word.body, Body::Text(_))) {
            return Vec::new();
        }
        match self.spec.free(written) {
            Some(Opt { kind, .. }) => allowed(*kind, written, values),
            None => Vec::new(),
        }
    }
}

fn option_of<'l>(word: &Word<'l>) -> Option<&'l str> {
    match word.body {
        Body::Option { name, .. } => Some(name),
        Body::Text(_) => None,
    }
}

/// The values of a kind that begin with a text.
fn allowed(
    kind: Kind,
    written: &str,
    values: &dyn Fn(Choices, &str) -> Vec<String>,
) -> Vec<String> {
    if let Some(of) = kind.choices() {
        return values(of, written);
    }
    match kind {
        Kind::Choice(words) => beginning(written, words.iter().copied()),
        Kind::Flag => beginning(written, ["yes", "no"].into_iter()),
        Kind::CommandName => beginning(written, names()),
        _ => Vec::new(),
    }
}

impl Kind {
    /// The set of values that the library has for it.
    #[must_use]
    pub fn choices(self) -> Option<Choices> {
        match self {
            Self::Paper => Some(Choices::Papers),
            Self::Author => Some(Choices::Authors),
            Self::Section => Some(Choices::Sections),
            Self::Tag => Some(Choices::Tags),
            Self::Style => Some(Choices::Styles),
            Self::Term => Some(Choices::Terms),
            Self::List => Some(Choices::Lists),
            Self::Zone => Some(Choices::Zones),
            _ => None,
        }
    }
}

fn beginning<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let written = written.to_lowercase();
    words
        .filter(|word| word.starts_with(&written))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(line: &str) -> (String, Vec<String>) {
        let values = |of, begun: &str| match of {
            Choices::Papers => vec![format!("{begun}1979")],
            Choices::Authors => vec!["Kenneth N. Waltz".to_owned()],
            _ => Vec::new(),
        };
        let Completion { from, candidates } = complete(line, line.len(), &values);
        (line[..from].to_owned(), candidates)
    }

    #[test]
    fn what_is_typed_is_completed_from_the_table_and_the_library() {
        let completes = |line, kept: &str, candidates: &[&str]| {
            assert_eq!(
                completed(line),
                (
                    kept.to_owned(),
                    candidates.iter().map(|c| (*c).to_owned()).collect()
                )
            );
        };
        completes("/se", "/", &["search"]);
        completes("pa", "", &["passage", "papers"]);
        completes("/search x pa", "/search x ", &["paper:", "page:"]);
        completes("/search x page:2 pa", "/search x page:2 ", &["paper:"]);
        completes("/search x paper:wal", "/search x paper:", &["wal1979"]);
        completes(
            "/search x author:",
            "/search x author:",
            &["\"Kenneth N. Waltz\""],
        );
        completes(
            "/search x author:\"ken",
            "/search x author:",
            &["\"Kenneth N. Waltz\""],
        );
        completes("/search x mode:p", "/search x mode:", &["phrase"]);
        completes("/source wal", "/source ", &["wal1979"]);
        completes("/help pas", "/help ", &["passage"]);
        completes("buffer state fr", "buffer state ", &["from:"]);
        completes("/daily", "/", &["daily set", "daily show", "daily off"]);
        completes("/daily ", "/", &["daily set", "daily show", "daily off"]);
        completes("/quiz st", "/", &["quiz start", "quiz stop"]);
        completes("/quiz start x pac", "/quiz start x ", &["pace:"]);
        completes(
            "/quiz start kind:c",
            "/quiz start kind:",
            &["cloze", "choice"],
        );
        completes("/search x -- pap", "/search x ", &[]);
        completes("/unheard", "/", &[]);
    }

    #[test]
    fn a_cursor_inside_a_letter_completes_nothing_and_does_not_panic() {
        for cursor in 0..12 {
            complete("/süche “ä", cursor, &|_, _| Vec::new());
        }
    }
}
