//! A line of text becomes a command's name and options, by the grammar in the header of
//! [`command`](super). Whether the options are right is not decided here.

use super::mistake::{self, Mistake, Wrong};
use super::spec::Spec;
use super::table::{TABLE, begins_name, family, spec};
use super::{Command, folded};

/// What a room lets stand for a command.
#[derive(Debug, Clone, Copy)]
pub struct Grammar<'a> {
    /// What may stand before a command's name.
    pub prefixes: &'a [String],
    /// Whether every line is meant for the bot, so that one that names no command is a search.
    pub direct: bool,
}

/// Whether a line is not meant for the bot.
#[must_use]
pub fn is_talk(line: &str, room: &Grammar) -> bool {
    line.trim().is_empty() || (!room.direct && after_prefix(line.trim(), room).is_none())
}

impl Command {
    /// Reads a line said in a room.
    pub fn from_line(line: &str, room: &Grammar) -> Result<Self, Mistake> {
        let line = line.trim();
        if let Some(command) = after_prefix(line, room) {
            let (name, words) = cut_command(command);
            return Self::from_words(name, words);
        }
        if !room.direct {
            return Err(Mistake::talk(line));
        }
        let (name, words) = cut_command(line);
        let is_first_word = words.is_empty() && begins_name(name);
        if spec(name).is_none() && !is_first_word {
            return Self::from_words("search", line);
        }
        Self::from_words(name, words).map_err(|mistake| mistake.or_search(line))
    }

    fn from_words(name: &str, words: &str) -> Result<Self, Mistake> {
        let Some(spec) = spec(name) else {
            if family(name).next().is_some() {
                return Err(mistake::incomplete(name).or_search(name));
            }
            let near = |near: &str| Self::from_words(near, words);
            return Err(mistake::unknown_command(name, near).or_search(words));
        };
        let (options, wrong) = read_words(spec, words);
        match wrong {
            Some(wrong) => Err(Mistake::in_options(spec, wrong, &options)),
            None => Self::from_options(spec.name, &options),
        }
    }
}

/// The search that a line would be, if it is a right one.
pub(super) fn as_search(line: &str) -> Option<Command> {
    let search = spec("search")?;
    let (options, wrong) = read_words(search, line);
    let rightly_written = wrong.is_none();
    rightly_written
        .then(|| Command::build(search, &options).ok())
        .flatten()
}

/// What follows the prefix of a line that is a command. The longest prefix counts, so that `!!` can
/// stand beside `!`.
fn after_prefix<'l>(line: &'l str, room: &Grammar) -> Option<&'l str> {
    room.prefixes
        .iter()
        .filter(|prefix| !prefix.is_empty())
        .filter_map(|prefix| line.strip_prefix(prefix.as_str()))
        .filter(|rest| rest.starts_with(char::is_alphabetic))
        .min_by_key(|rest| rest.len())
}

pub(super) fn cut_name(command: &str) -> (&str, &str) {
    command
        .split_once(char::is_whitespace)
        .unwrap_or((command, ""))
}

/// A line cut behind the command's name. Of a name of two words that no command has, both are cut off
/// where the first could begin one, so that the second can be corrected.
pub(super) fn cut_command(line: &str) -> (&str, &str) {
    let (first, rest) = cut_name(line);
    let rest = rest.trim_start();
    if spec(first).is_some() || family(first).next().is_none() || rest.is_empty() {
        return (first, rest);
    }
    let (second, _) = cut_name(rest);
    let end = line.len() - rest.len() + second.len();
    (&line[..end], line[end..].trim_start())
}

/// The options of a line, free text among them, and what is wrong with how they are written.
fn read_words(spec: &Spec, line: &str) -> (Vec<(String, String)>, Option<Wrong>) {
    let mut text = Vec::new();
    let mut options = Vec::new();
    let mut wrong = None;
    for word in words(line) {
        match word.body {
            Body::Text(word) => text.push(word),
            Body::Option { name, value, open } => {
                if open {
                    wrong.get_or_insert_with(|| Wrong::Unclosed(name.to_owned()));
                }
                options.push((name.to_owned(), value));
            }
        }
    }
    let text = folded(&text.join(" "));
    if !text.is_empty() {
        match spec.free(&text) {
            Some(option) => options.insert(0, (option.name.to_owned(), text)),
            None => {
                wrong.get_or_insert(Wrong::Surplus(spec.name, text));
            }
        }
    }
    (options, wrong)
}

/// A part of a line, and the byte at which it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word<'l> {
    pub(super) start: usize,
    pub(super) body: Body<'l>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body<'l> {
    /// Free text: one word, or all that follows a bare `--`.
    Text(&'l str),
    /// An option with its value, free of quotation marks.
    Option {
        name: &'l str,
        value: String,
        /// Whether a quotation mark was opened and never closed.
        open: bool,
    },
}

pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    loop {
        let rest = &line[start..];
        start += rest.len() - rest.trim_start().len();
        let rest = &line[start..];
        if rest.is_empty() {
            return words;
        }
        let (body, length) = word(rest);
        words.push(Word { start, body });
        start += length;
    }
}

/// The first word of a text that begins with none of the white space around it, and its length.
fn word(text: &str) -> (Body<'_>, usize) {
    let (first, rest) = cut_name(text);
    if first == "--" {
        return (Body::Text(rest.trim()), text.len());
    }
    match option_name(first) {
        Some(name) => option(text, name),
        None => (Body::Text(first), first.len()),
    }
}

/// The name of the option that a word begins, if it begins one.
fn option_name(word: &str) -> Option<&str> {
    let (name, value) = word.split_once(':')?;
    let begins = !value.is_empty() && !value.starts_with('/');
    (begins && !is_undated_passage(name, value) && is_like_an_option(name)).then_some(name)
}

/// Whether a word is the id of a passage of a paper without a year (`papernd:1`), the only ids whose
/// keys are letters alone.
fn is_undated_passage(key: &str, ordinal: &str) -> bool {
    key.len() > 2 && key.ends_with("nd") && ordinal.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is, or is within two edits of, an option of some command.
fn is_like_an_option(word: &str) -> bool {
    let letters = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let word = word.to_ascii_lowercase();
    letters
        && TABLE
            .iter()
            .flat_map(|spec| spec.options)
            .filter(|option| option.name.len().abs_diff(word.len()) <= EDITS)
            .any(|option| strsim::damerau_levenshtein(option.name, &word) <= EDITS)
}

const EDITS: usize = 2;

fn option<'l>(text: &'l str, name: &'l str) -> (Body<'l>, usize) {
    let before = name.len() + 1;
    let value = &text[before..];
    let mut characters = value.chars();
    let quoted = characters.next().filter(|first| QUOTES.contains(first));
    let Some(quote) = quoted else {
        let (value, _) = cut_name(value);
        let length = before + value.len();
        let value = value.to_owned();
        return (
            Body::Option {
                name,
                value,
                open: false,
            },
            length,
        );
    };
    let inside = characters.as_str();
    let (value, length) = unquoted(inside, quote);
    let open = length.is_none();
    let before = text.len() - inside.len();
    let length = before + length.unwrap_or(inside.len());
    (Body::Option { name, value, open }, length)
}

/// What may open a quoted value. Phones type curly quotation marks, some of them low ones.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// A quoted value up to its closing mark, and the length with that mark, if there is one.
fn unquoted(text: &str, quote: char) -> (String, Option<usize>) {
    let closes = |c: char| match quote {
        '"' => c == '"',
        _ => matches!(c, '“' | '”'),
    };
    let mut value = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if closes(c) {
            return (value, Some(at + c.len_utf8()));
        }
        let escaped = characters
            .next_if(|(_, next)| c == '\\' && matches!(next, '"' | '\\'))
            .map(|(_, next)| next);
        value.push(escaped.unwrap_or(c));
    }
    (value, None)
}

/// Whether a free text can stand on a line as it is.
pub(super) fn is_plain(text: &str) -> bool {
    let separated = text.split_whitespace().any(|word| word == "--");
    !separated
        && words(text)
            .iter()
            .all(|word| matches!(word.body, Body::Text(_)))
}

/// An option's value as it is written on a line: in quotes where it needs them.
pub(super) fn quote(value: &str) -> String {
    let bare = !value.is_empty()
        && !value.contains(char::is_whitespace)
        && !value.starts_with('/')
        && !value.starts_with(QUOTES);
    if bare {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
