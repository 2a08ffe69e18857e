//! Tokens of running text, each with the class of its word as far as a closed list can tell it.
//!
//! There is no tagger: articles, prepositions, pronouns, auxiliaries and the verbs that define are
//! told by lists, all else is content. The lists are closed classes of English, made by hand.

use std::sync::LazyLock;

/// What a token is, as far as a definition is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A content word in lower case.
    Word,
    /// A content word that begins with a capital.
    Name,
    /// A word that begins with a digit.
    Number,
    /// `term`, `word`, `concept`: what may stand before the term itself.
    Label,
    /// `a`, `an`.
    A,
    /// `the`.
    The,
    /// `any`.
    Any,
    /// `one`.
    One,
    /// `that`.
    That,
    /// `which`, `who`, `whose`, `where`: begins a relative clause.
    Which,
    /// `this`, `such`, `my`, `its`: points at what was said before.
    Pointing,
    /// `it`, `they`, `we`, `there`: stands for what was said before, or for nothing.
    Pronoun,
    /// `some`, `many`, `each`: counts things instead of naming them.
    Counting,
    Of,
    In,
    By,
    As,
    To,
    For,
    /// Any other preposition.
    Preposition,
    And,
    Or,
    /// Any other conjunction.
    Conjunction,
    /// `is`, `are`.
    Is,
    /// `was`, `were`.
    Was,
    /// `be`, `been`, `being`.
    Be,
    /// `has`, `had`, `do`, `did`.
    Auxiliary,
    /// `may`, `can`, `would`.
    Modal,
    /// `not`, `never`, `no`.
    Not,
    /// `often`, `also`, `usually`, and words in -ly.
    Adverb,
    /// `define`, `defined`, `defines`.
    Define,
    /// `call`, `called`, `termed`, `dubbed`, `named`.
    Call,
    /// `known`.
    Known,
    /// `refer`, `refers`, `referred`.
    Refer,
    /// `denotes`, `designates`, `signifies`.
    Denote,
    /// `means`, `mean`.
    Mean,
    /// Any other verb that may tell what its subject is: `describes`, `comprises`.
    Describe,
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Quote,
    Dash,
    Stop,
    /// `?`
    Ask,
    /// Any other sign.
    Sign,
}

impl Tag {
    /// Whether it can be part of a name for something.
    pub(super) fn is_content(self) -> bool {
        matches!(self, Self::Word | Self::Name | Self::Number | Self::Label)
    }

    /// Whether it ends every phrase.
    pub(super) fn is_end(self) -> bool {
        matches!(self, Self::Stop | Self::Ask | Self::Semicolon)
    }
}

/// A word or sign and its place, as byte offsets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub tag: Tag,
}

/// The tokens of a text in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let first = char_at(text, at);
        if first.is_alphanumeric() {
            at = end_of_word(text, at);
            let tag = class(&text[start..at], first);
            found.push(Token {
                start,
                end: at,
                tag,
            });
            continue;
        }
        at += first.len_utf8();
        if !first.is_whitespace() {
            let spaced = start > 0 && bytes[start - 1] == b' ' && bytes.get(at) == Some(&b' ');
            let tag = sign(first, spaced);
            found.push(Token {
                start,
                end: at,
                tag,
            });
        }
    }
    found
}

fn char_at(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() {
        return char::from(byte);
    }
    text[at..].chars().next().unwrap_or(' ')
}

/// The end of the word that begins here. Hyphens, apostrophes, full stops and the like within a word
/// belong to it, as do commas between digits.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        // Most letters are ASCII, and can be told byte by byte.
        at += rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        if at == text.len() {
            break;
        }
        let c = char_at(text, at);
        if c.is_alphanumeric() || is_mark(c) {
            at += c.len_utf8();
            continue;
        }
        let next = at + c.len_utf8();
        if next >= text.len() || !joins(c) {
            break;
        }
        let after = char_at(text, next);
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let within_number = before.is_ascii_digit() && after.is_ascii_digit();
        // A full stop before a capital may be the end of a sentence with its space lost.
        let continues = match c {
            ',' => within_number,
            '.' => {
                within_number
                    || (after.is_lowercase() && before.is_lowercase())
                    || is_initial(text, at)
            }
            _ => after.is_alphanumeric(),
        };
        if !continues {
            break;
        }
        at = next;
    }
    at
}

/// Combining marks, which continue the letter before them (Unicode block 0300–036F).
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f)
}

fn joins(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '.' | ',' | '/' | '_' | '+' | '&'
    )
}

/// Whether the full stop at `at` follows a single letter, as in `U.S.`
fn is_initial(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    before.next().is_some_and(char::is_alphabetic)
        && before.next().is_none_or(|c| !c.is_alphanumeric())
}

fn sign(c: char, spaced: bool) -> Tag {
    match c {
        ',' => Tag::Comma,
        ';' => Tag::Semicolon,
        ':' => Tag::Colon,
        '(' | '[' => Tag::Open,
        ')' | ']' => Tag::Close,
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' => Tag::Quote,
        '—' | '―' => Tag::Dash,
        '-' | '–' if spaced => Tag::Dash,
        '.' | '!' | '…' => Tag::Stop,
        '?' => Tag::Ask,
        _ => Tag::Sign,
    }
}

fn class(word: &str, first: char) -> Tag {
    if let Some(tag) = listed(word.as_bytes()) {
        return tag;
    }
    if first.is_numeric() {
        return Tag::Number;
    }
    if word.len() > 4 && word.ends_with("ly") && !NOUNS_IN_LY.contains(&word) {
        return Tag::Adverb;
    }
    if first.is_uppercase() {
        Tag::Name
    } else {
        Tag::Word
    }
}

const NOUNS_IN_LY: [&str; 10] = [
    "family",
    "assembly",
    "supply",
    "anomaly",
    "monopoly",
    "reply",
    "ally",
    "homily",
    "oligopoly",
    "butterfly",
];

/// The class of a word that is in a list. What is all capitals is no such word: `IT`.
fn listed(word: &[u8]) -> Option<Tag> {
    let (_, tag) = CLASSES[slot(word)?]
        .iter()
        .rfind(|(listed, _)| listed.eq_ignore_ascii_case(word))?;
    let is_initialism = word.len() > 1 && word.iter().all(u8::is_ascii_uppercase);
    (!is_initialism).then_some(*tag)
}

/// Where words of this length, first and last letter are listed.
fn slot(word: &[u8]) -> Option<usize> {
    let letter = |byte: u8| usize::from(byte.to_ascii_lowercase());
    let (first, last) = (word[0], word[word.len() - 1]);
    let is_short = first.is_ascii_alphabetic() && word.len() <= LONGEST_LISTED;
    is_short.then(|| (word.len() + 13 * letter(first) + 37 * letter(last)) % SLOTS)
}

const LONGEST_LISTED: usize = 12;
/// So many that hardly any other word is left to compare one with.
const SLOTS: usize = 1024;

/// A word of a list and its class.
type Listed = (&'static [u8], Tag);

/// The words of the lists by their slots. Of a word that is in two lists, the later counts.
static CLASSES: LazyLock<Vec<Vec<Listed>>> = LazyLock::new(|| {
    let mut classes = vec![Vec::new(); SLOTS];
    for (tag, words) in LISTS {
        for word in words.split_ascii_whitespace().map(str::as_bytes) {
            let slot = slot(word).expect("listed words are short and begin with a letter");
            classes[slot].push((word, *tag));
        }
    }
    classes
});

/// The closed classes.
const LISTS: &[(Tag, &str)] = &[
    (Tag::A, "a an"),
    (Tag::The, "the"),
    (Tag::Any, "any"),
    (Tag::One, "one"),
    (Tag::That, "that"),
    (
        Tag::Which,
        "which who whose whom where whereby wherein when what why how",
    ),
    (
        Tag::Pointing,
        "this these those such my our your his her its their same",
    ),
    (
        Tag::Pronoun,
        "it it's that's there's he's she's it’s that’s there’s he’s she’s it he she they we i you there here him them us me itself themselves himself herself \
         oneself someone something anyone anything everyone everything nothing nobody none",
    ),
    (
        Tag::Counting,
        "some many most all each every several few both other another more much various certain \
         others either two three four five six seven eight nine ten half less fewer enough",
    ),
    (Tag::Of, "of"),
    (Tag::In, "in within"),
    (Tag::By, "by"),
    (Tag::As, "as"),
    (Tag::To, "to"),
    (Tag::For, "for"),
    (
        Tag::Preposition,
        "on at from with without into onto upon over under between among amongst through \
         throughout during after before since until till about against across along around behind \
         beneath beside besides beyond despite except inside near off out outside per toward \
         towards via like unlike using including regarding concerning up down above below than versus",
    ),
    (Tag::And, "and"),
    (Tag::Or, "or"),
    (
        Tag::Conjunction,
        "but nor yet so because although though while whereas if unless whether however therefore \
         thus hence then once iff meanwhile moreover furthermore \
         nevertheless nonetheless instead otherwise likewise conversely besides",
    ),
    (Tag::Is, "is are"),
    (Tag::Was, "was were"),
    (Tag::Be, "be been being am"),
    (Tag::Auxiliary, "has have had having do does did"),
    (
        Tag::Modal,
        "may can might could will would shall should must cannot",
    ),
    (Tag::Not, "not never no neither hardly"),
    (
        Tag::Adverb,
        "also often sometimes always perhaps just only even still now today here very rather quite \
         almost originally once again ever too",
    ),
    (Tag::Define, "define defined defines defining"),
    (Tag::Call, "call called calls termed dubbed named"),
    (Tag::Known, "known"),
    (Tag::Refer, "refer refers referred referring"),
    (
        Tag::Denote,
        "denote denotes denoted designates designate signifies signify connotes",
    ),
    (Tag::Mean, "mean means meaning meant"),
    (
        Tag::Describe,
        "describes describe comprises comprise represents represent involves involve includes \
         include encompasses constitute constitutes consists consist occurs occur states holds \
         describing consisting",
    ),
    (
        Tag::Label,
        "term word name phrase expression concept notion terms words",
    ),
];
