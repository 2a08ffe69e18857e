//! A sentence as its tokens, and the phrases in it: names forwards and backwards, brackets, subjects.

use std::ops::Range;

use super::token::{Tag, Token};

/// A sentence under examination. Positions in it are numbers of tokens.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

/// A name in the sentence, from its first token up to the one behind its last.
pub(super) type Span = Range<usize>;

/// What stands before a verb and may be the thing defined.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub term: Span,
    /// Other names for it that stand beside it.
    pub aliases: Vec<Span>,
    /// The article before it.
    pub article: Option<Tag>,
    /// Whether it is called a term, a word, a concept.
    pub labelled: bool,
    /// Whether a prepositional phrase follows the name.
    pub modified: bool,
    /// Whether something stands before it in its clause.
    pub introduced: bool,
}

/// The longest name, in words, that is taken for a term.
pub(super) const LONGEST_TERM: usize = 8;

impl<'t> Sentence<'t> {
    /// The tag at a position; beyond the end, a full stop.
    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Stop, |token| token.tag)
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether the word is one of these, in lower case.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether a word stands here, not a number or a letter of a formula.
    pub(super) fn is_word(&self, at: usize) -> bool {
        let letters = self.word(at).chars().filter(|c| c.is_alphabetic());
        self.tag(at).is_content() && letters.count() > 1
    }

    /// Whether the word looks like a plural.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
    }

    /// Whether a name can be a term: it has a word, and is no row of numbers.
    pub(super) fn is_term(&self, name: &Span) -> bool {
        let numbers = name.clone().filter(|at| self.tag(*at) == Tag::Number);
        name.clone().any(|at| self.is_word(at)) && numbers.count() < 2
    }

    /// Where the span stands in the text, in bytes.
    pub(super) fn place(&self, span: &Span) -> Range<usize> {
        let last = span.end.min(self.len());
        if span.start >= last {
            return 0..0;
        }
        self.tokens[span.start].start..self.tokens[last - 1].end
    }

    /// The name that begins here: content words, joined by `of` where no article follows.
    pub(super) fn name_from(&self, at: usize) -> Span {
        let mut end = at;
        loop {
            while self.tag(end).is_content() {
                end += 1;
            }
            if end == at || self.tag(end) != Tag::Of {
                return at..end;
            }
            let proper = self.tag(end - 1) == Tag::Name
                && self.tag(end + 1) == Tag::The
                && self.tag(end + 2) == Tag::Name;
            match self.tag(end + 1) {
                tag if tag.is_content() => end += 1,
                _ if proper => end += 2,
                _ => return at..end,
            }
        }
    }

    /// The name that ends before `end`.
    pub(super) fn name_before(&self, end: usize) -> Span {
        let mut start = end;
        while start > 0 {
            let before = self.tag(start - 1);
            let joins =
                before == Tag::Of && start < end && start > 1 && self.tag(start - 2).is_content();
            if !before.is_content() && !joins {
                break;
            }
            start -= 1;
        }
        start..end
    }

    /// Behind the bracket that opens at `at`.
    pub(super) fn behind_bracket(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for position in at..self.len() {
            match self.tag(position) {
                Tag::Open => depth += 1,
                Tag::Close => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return position + 1;
                    }
                }
                _ => {}
            }
        }
        self.len()
    }

    /// The first position from `from` with this tag, brackets passed over.
    pub(super) fn find(&self, range: Range<usize>, wanted: impl Fn(Tag) -> bool) -> Option<usize> {
        let mut at = range.start;
        while at < range.end {
            let tag = self.tag(at);
            if wanted(tag) {
                return Some(at);
            }
            at = if tag == Tag::Open {
                self.behind_bracket(at)
            } else {
                at + 1
            };
        }
        None
    }

    /// The subject that fills the tokens of a clause before its verb, introductions passed over.
    pub(super) fn subject(&self, clause: Range<usize>) -> Option<Subject> {
        let mut start = clause.start;
        while matches!(
            self.tag(start),
            Tag::Conjunction | Tag::Adverb | Tag::And | Tag::Quote | Tag::Comma
        ) && start < clause.end
            && !self.begins_quoted_name(start)
        {
            start += 1;
        }
        if let Some(subject) = self.subject_at(start..clause.end) {
            let introduced = start > clause.start;
            return Some(Subject {
                introduced,
                ..subject
            });
        }
        let placed = matches!(self.tag(start), Tag::Preposition | Tag::In | Tag::For);
        let introduces = placed || start > clause.start || self.is_participle(start);
        if !introduces {
            return None;
        }
        let mut at = start + 1;
        while at < clause.end {
            let behind_comma = self.tag(at - 1) == Tag::Comma;
            let opens = matches!(self.tag(at), Tag::A | Tag::The);
            let may_open = behind_comma || (placed && opens && self.tag(at - 1).is_content());
            if may_open && let Some(subject) = self.subject_at(at..clause.end) {
                return Some(Subject {
                    introduced: true,
                    ..subject
                });
            }
            at += 1;
        }
        None
    }

    /// Whether the word has the ending of a participle.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 && word.ends_with("ed") || word.len() > 4 && word.ends_with("ing")
    }

    fn begins_quoted_name(&self, at: usize) -> bool {
        self.tag(at) == Tag::Quote && self.tag(at + 1).is_content()
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Tag::Preposition | Tag::In | Tag::For | Tag::As | Tag::Of | Tag::By | Tag::To
        )
    }

    /// The subject that begins at the first token of the range and ends at its last.
    fn subject_at(&self, range: Range<usize>) -> Option<Subject> {
        let mut at = range.start;
        let mut article = None;
        if matches!(self.tag(at), Tag::A | Tag::The | Tag::Any) {
            article = Some(self.tag(at));
            at += 1;
        }
        let labelled = self.label_at(at, range.end);
        if let Some(behind) = labelled {
            at = behind;
        }
        while matches!(self.tag(at), Tag::Quote | Tag::Sign | Tag::A | Tag::The) && at < range.end {
            at += 1;
        }
        let name = self.name_from(at);
        let term = name.start..name.end.min(range.end);
        let says_more = (term.start + 1..term.end)
            .any(|at| self.is_participle(at) && self.is_preposition(at + 1));
        if term.is_empty() || term.len() > LONGEST_TERM || says_more {
            return None;
        }
        let mut subject = Subject {
            term: term.clone(),
            aliases: Vec::new(),
            article,
            labelled: labelled.is_some(),
            modified: false,
            introduced: false,
        };
        self.rest_of_subject(&mut subject, range.end)
            .then_some(subject)
    }

    /// Behind `term “`, `word `, `concept of `, where a name follows.
    fn label_at(&self, at: usize, end: usize) -> Option<usize> {
        if self.tag(at) != Tag::Label {
            return None;
        }
        let mut next = at + 1;
        if self.tag(next) == Tag::Of {
            next += 1;
        }
        let follows = matches!(
            self.tag(next),
            Tag::Quote | Tag::Word | Tag::Name | Tag::Number
        );
        (follows && next < end).then_some(next)
    }

    /// Whether what stands between the name and the verb only adds to the name.
    fn rest_of_subject(&self, subject: &mut Subject, end: usize) -> bool {
        let mut at = subject.term.end;
        while at < end {
            match self.tag(at) {
                Tag::Quote | Tag::Sign | Tag::Adverb => at += 1,
                Tag::Dash if at + 1 == end => at += 1,
                Tag::Open => {
                    let behind = self.behind_bracket(at);
                    self.take_alias(at + 1..behind.saturating_sub(1), subject);
                    at = behind;
                }
                Tag::Comma => {
                    let close = self.find(at + 1..end, |tag| tag == Tag::Comma);
                    let close = close.unwrap_or(end);
                    self.take_alias(at + 1..close, subject);
                    if close == end && subject.aliases.is_empty() {
                        return false;
                    }
                    at = close + 1;
                }
                Tag::Or => {
                    let from = if matches!(self.tag(at + 1), Tag::A | Tag::The | Tag::Quote) {
                        at + 2
                    } else {
                        at + 1
                    };
                    let name = self.name_from(from);
                    if name.is_empty() || name.end > end {
                        return false;
                    }
                    at = name.end;
                    subject.aliases.push(name);
                }
                _ if self.is_preposition(at) => {
                    subject.modified = true;
                    let stops = |tag| {
                        matches!(
                            tag,
                            Tag::That | Tag::Which | Tag::Comma | Tag::Is | Tag::Was
                        )
                    };
                    if self.find(at..end, stops).is_some() {
                        return false;
                    }
                    at = end;
                }
                _ => return false,
            }
        }
        true
    }

    /// Takes `or X`, `also called X`, `commonly known as X` as another name.
    fn take_alias(&self, range: Range<usize>, subject: &mut Subject) {
        let mut at = range.start;
        while self.tag(at) == Tag::Adverb || self.is(at, &["more", "most"]) {
            at += 1;
        }
        let behind = match self.tag(at) {
            Tag::Or | Tag::Call => at + 1,
            Tag::Known | Tag::Refer => match self.find(at..range.end, |tag| tag == Tag::As) {
                Some(as_at) => as_at + 1,
                None => return,
            },
            _ => return,
        };
        let mut from = behind;
        while matches!(
            self.tag(from),
            Tag::Adverb | Tag::A | Tag::The | Tag::Quote | Tag::As
        ) {
            from += 1;
        }
        let name = self.name_from(from);
        if !name.is_empty() && name.end <= range.end && name.len() <= LONGEST_TERM {
            subject.aliases.push(name);
        }
    }
}
