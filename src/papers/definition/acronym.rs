//! Abbreviations and their long forms, where both stand beside each other.
//!
//! After Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions in
//! biomedical text” (PSB 2003): the letters of the short form are looked for in the words beside
//! the bracket. Here they are aligned with beginnings of words as far as may be, and the alignment
//! that leaves the fewest words out wins, so that the long form begins where its first letter does.
//! Either form may stand in the bracket; without one, a long form counts only if its initials spell
//! the short form wholly.

mod align;
mod apart;

use std::ops::Range;

use fnv::FnvHashSet;

use super::token::{Tag, Token};
use align::{Unit, align};

/// Short forms have two to ten letters or digits (Schwartz and Hearst, section 2).
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// A short form and its long form, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub short: Range<usize>,
    pub long: Range<usize>,
}

/// The pairs of a text in order, each short form once.
pub(super) fn pairs(text: &str, tokens: &[Token]) -> Vec<Pair> {
    let reader = Reader { text, tokens };
    let mut found: Vec<Pair> = Vec::new();
    let mut known: FnvHashSet<&str> = FnvHashSet::default();
    for (at, token) in tokens.iter().enumerate() {
        let pair = match token.tag {
            Tag::Open => reader.bracket(at),
            Tag::Or => reader.behind_or(at),
            Tag::For | Tag::Colon | Tag::Dash => reader.spelled_out(at),
            _ => None,
        };
        found.extend(pair.filter(|pair| known.insert(&text[pair.short.clone()])));
    }
    // What has a bracket is surer, whatever comes first.
    let names = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.tag == Tag::Name);
    for (at, token) in names {
        let short = &text[token.start..token.end];
        if let Some(letters) = apart::letters_of(short)
            && !known.contains(short)
            && let Some(pair) = reader.beside(at, &letters)
        {
            known.insert(short);
            found.push(pair);
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Reader<'_> {
    /// `long form (SF)`, `SF (long form)`, `(long form, SF)`.
    fn bracket(&self, open: usize) -> Option<Pair> {
        let close = (open + 1..self.tokens.len().min(open + 30))
            .find(|at| matches!(self.tokens[*at].tag, Tag::Close | Tag::Open))?;
        let mut from = open + 1;
        while from < close && self.is_lead(from) {
            from += 1;
        }
        let parts = self.parts(from..close);
        let first = parts.first()?.clone();
        if let Some(short) = self.short(first.clone())
            && let Some(pair) = self.before(open, short)
        {
            return Some(pair);
        }
        let within = |part: &Range<usize>, short: Range<usize>| {
            let units = self.units(part.clone());
            let long = align(self.text, &letters(&self.text[short.clone()]), &units)?;
            (long.first == 0).then(|| self.pair(short, long.of(&units)))
        };
        if open > 0
            && first.len() > 1
            && let Some(short) = self.short_before(open)
            && let Some(pair) = within(&first, short)
        {
            return Some(pair);
        }
        let last = parts.last().filter(|_| parts.len() == 2)?;
        within(&first, self.short(last.clone())?)
    }

    /// `long form, or SF,`.
    fn behind_or(&self, or: usize) -> Option<Pair> {
        let next = self.tokens.get(or + 1)?;
        let closed = self
            .tokens
            .get(or + 2)
            .is_none_or(|token| !token.tag.is_content());
        let opened = or > 0 && self.tokens[or - 1].tag == Tag::Comma;
        if !opened || !closed || !is_spelled_in_capitals(&self.text[next.start..next.end]) {
            return None;
        }
        self.before(or - 1, self.short(or + 1..or + 2)?)
    }

    /// `SF stands for long form`, `SF: long form`.
    fn spelled_out(&self, at: usize) -> Option<Pair> {
        let is = |at: usize, word: &str| {
            self.tokens
                .get(at)
                .is_some_and(|token| self.text[token.start..token.end].eq_ignore_ascii_case(word))
        };
        let end = match self.tokens[at].tag {
            Tag::For if at > 1 && is(at - 1, "stands") => at - 1,
            Tag::For if at > 2 && is(at - 1, "short") => at - 2,
            Tag::For => return None,
            _ => at,
        };
        let word = self.tokens[end.checked_sub(1)?];
        if !is_spelled_in_capitals(&self.text[word.start..word.end]) {
            return None;
        }
        let short = self.short(end - 1..end)?;
        let mut last = at + 1;
        while last < self.tokens.len().min(at + 14) && self.is_word(last) {
            last += 1;
        }
        let units = self.units(at + 1..last);
        let skip = units.iter().take_while(|unit| unit.is_light).count();
        let units = &units[skip..];
        let long = align(self.text, &letters(&self.text[short.clone()]), units)?;
        (long.first == 0 && long.cost == 0).then(|| self.pair(short, long.of(units)))
    }

    /// The long form that ends before a token.
    fn before(&self, end: usize, short: Range<usize>) -> Option<Pair> {
        let letters = letters(&self.text[short.clone()]);
        // At most min(|A| + 5, 2|A|) words (Schwartz and Hearst, section 2); hyphens make more units.
        let most = (letters.len() + 5).min(letters.len() * 2) + 2;
        let mut start = end;
        while start > 0 && end - start < most && self.may_be_within(start - 1) {
            start -= 1;
        }
        let units = self.units(start..end);
        let long = align(self.text, &letters, &units)?;
        Some(self.pair(short, long.of(&units)))
    }

    fn pair(&self, short: Range<usize>, units: &[Unit]) -> Pair {
        let (first, last) = (units[0], units[units.len() - 1]);
        // A long form begins with a whole word and ends with one.
        let start = self.tokens[first.token].start;
        Pair {
            short,
            long: start..self.tokens[last.token].end,
        }
    }

    /// The short form that these tokens are.
    fn short(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() || range.len() > 3 {
            return None;
        }
        let mut tokens = self.tokens[range.clone()].iter();
        let is_one_word = tokens
            .all(|token| !matches!(token.tag, Tag::Comma | Tag::Stop | Tag::Colon | Tag::Quote));
        let place = self.tokens[range.start].start..self.tokens[range.end - 1].end;
        let text = &self.text[place.clone()];
        let capitals = text
            .chars()
            .filter(|c| c.is_uppercase() || c.is_numeric())
            .count();
        if capitals == 0 {
            return None;
        }
        let letters = letters(text).len();
        // A single capital begins names and sentences; in a short form it is a third of it.
        let looks_short = capitals > 1 && 3 * capitals >= letters || capitals == 1 && letters < 5;
        (is_one_word && looks_short && LETTERS.contains(&letters)).then_some(place)
    }

    fn short_before(&self, open: usize) -> Option<Range<usize>> {
        let short = self.short(open - 1..open)?;
        is_spelled_in_capitals(&self.text[short.clone()]).then_some(short)
    }

    /// What stands between commas and semicolons.
    fn parts(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut from = range.start;
        for at in range.clone() {
            if matches!(self.tokens[at].tag, Tag::Comma | Tag::Semicolon) {
                parts.push(from..at);
                from = at + 1;
            }
        }
        parts.push(from..range.end);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// `or`, `hereafter`, `abbreviated as`: words before a form in brackets.
    fn is_lead(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let word = &self.text[token.start..token.end];
        matches!(
            token.tag,
            Tag::Or | Tag::As | Tag::Quote | Tag::The | Tag::Call | Tag::Adverb
        ) || [
            "hereafter",
            "henceforth",
            "abbreviated",
            "abbreviation",
            "acronym",
            "short",
            "i.e",
            "denoted",
        ]
        .contains(&word)
    }

    fn is_word(&self, at: usize) -> bool {
        let token = self.tokens[at];
        self.text[token.start..].starts_with(char::is_alphanumeric)
            || is_hyphen(&self.text[token.start..token.end])
    }

    fn may_be_within(&self, at: usize) -> bool {
        self.is_word(at) || matches!(self.tokens[at].tag, Tag::Comma | Tag::Quote | Tag::Sign)
    }

    fn units(&self, range: Range<usize>) -> Vec<Unit> {
        let mut units = Vec::new();
        for at in range {
            self.add_units(at, &mut units);
        }
        units
    }

    /// The parts of a token between hyphens; none where it is no word.
    fn add_units(&self, at: usize, units: &mut Vec<Unit>) {
        if !self.is_word(at) {
            return;
        }
        let token = self.tokens[at];
        let word = &self.text[token.start..token.end];
        let is_light = !token.tag.is_content()
            && !matches!(token.tag, Tag::Adverb | Tag::Describe | Tag::Mean);
        let is_whole = |byte: u8| byte.is_ascii() && byte != b'-' && byte != b'/';
        if word.bytes().all(is_whole) {
            units.push(Unit {
                start: token.start,
                end: token.end,
                token: at,
                is_light,
            });
            return;
        }
        let mut start = token.start;
        for piece in word.split(['-', '/', '‐', '‑', '–']) {
            if !piece.is_empty() {
                units.push(Unit {
                    start,
                    end: start + piece.len(),
                    token: at,
                    is_light,
                });
            }
            start += piece.len();
            start += self.text[start..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// The letters and digits of a short form in lower case; the `s` of a plural left out.
fn letters(short: &str) -> Vec<char> {
    let singular = match short.strip_suffix('s') {
        Some(rest) if rest.ends_with(|c: char| c.is_uppercase() || c == '\'' || c == '’') => rest,
        _ => short,
    };
    singular
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_spelled_in_capitals(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && 2 * capitals >= word.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_hyphen(sign: &str) -> bool {
    matches!(sign, "-" | "‐" | "‑" | "–")
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let pairs = pairs(text, &tokens(text)).into_iter();
        pairs
            .map(|pair| (&text[pair.short], &text[pair.long]))
            .collect()
    }

    #[test]
    fn a_long_form_stands_before_or_within_the_bracket() {
        for (text, short, long) in [
            (
                "the World Health Organization (WHO) said",
                "WHO",
                "World Health Organization",
            ),
            (
                "a WHO (World Health Organization) report",
                "WHO",
                "World Health Organization",
            ),
            (
                "(World Health Organization, WHO)",
                "WHO",
                "World Health Organization",
            ),
            (
                "by light-emitting diodes (LEDs) alone",
                "LEDs",
                "light-emitting diodes",
            ),
            ("a two-dimensional (2D) map", "2D", "two-dimensional"),
            (
                "quality of service (QoS) rules",
                "QoS",
                "quality of service",
            ),
            (
                "the nuclear magnetic resonance method (NMR)",
                "NMR",
                "nuclear magnetic resonance",
            ),
            (
                "deoxyribonucleic acid (DNA) strands",
                "DNA",
                "deoxyribonucleic acid",
            ),
            (
                "the gross domestic product, or GDP, fell",
                "GDP",
                "gross domestic product",
            ),
            (
                "NGO stands for non-governmental organisation here",
                "NGO",
                "non-governmental organisation",
            ),
            (
                "GDP: gross domestic product",
                "GDP",
                "gross domestic product",
            ),
            (
                "(the European Space Agency (ESA) in Paris)",
                "ESA",
                "European Space Agency",
            ),
        ] {
            assert_eq!(found(text), [(short, long)], "{text}");
        }
    }

    #[test]
    fn brackets_of_another_kind_give_nothing() {
        for text in [
            "as Waltz argued (Waltz 1979, 52)",
            "the best of them (Germany) won",
            "it rained (see Figure 2) all day",
            "the first (A) and the second (B)",
            "a very simple idea (NATO) indeed",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn many_equal_letters_cost_no_time() {
        let text = "aaaaaaaaaa ".repeat(2_000) + "(AAAAAAAAAA)";
        assert_eq!(found(&text).len(), 1);
    }
}
