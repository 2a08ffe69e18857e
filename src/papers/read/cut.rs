//! Long paragraphs become passages of about equal length, cut where a sentence ends.
//!
//! Nothing is lost or repeated: the parts joined by single spaces are the paragraph.

use crate::text;

/// A paragraph with more words is cut.
const LONGEST: usize = 180;

/// A part without any sentence's end inside is cut all the same where it has more words.
const LONGEST_SENTENCE: usize = 400;

/// A word longer than this (in bytes) is noise, and is cut so that no passage grows without bound.
const LONGEST_WORD: usize = 8 * 1024;

/// No passage is longer than this, in bytes.
const LONGEST_PASSAGE: usize = 2 * LONGEST_WORD;

/// The passages of a paragraph, and whether one had to be cut inside a word.
pub(super) fn cut(paragraph: &str) -> (Vec<&str>, bool) {
    let count = paragraph.split(' ').count();
    if count <= LONGEST && paragraph.len() <= LONGEST_WORD {
        return (vec![paragraph], false);
    }
    let noisy = paragraph.split(' ').any(|word| word.len() > LONGEST_WORD);
    // The ends of sentences are not looked for in noise, where that takes longest.
    let pieces = if noisy {
        words(paragraph)
    } else {
        sentences(paragraph)
    };
    let parts = count.div_ceil(LONGEST).max(1);
    (group(paragraph, &pieces, count.div_ceil(parts)), noisy)
}

/// Sentences, and those that are too long in parts.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for range in text::sentences(paragraph) {
        let sentence = &paragraph[range];
        if sentence.split(' ').count() <= LONGEST_SENTENCE && sentence.len() <= LONGEST_WORD {
            pieces.push(sentence);
        } else {
            pieces.extend(words(sentence));
        }
    }
    pieces
}

/// Parts of so many words that none is too long.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let limit = rest.floor_char_boundary(LONGEST_WORD);
        let by_words = rest.match_indices(' ').nth(LONGEST - 1).map(|(at, _)| at);
        let end = match by_words {
            Some(at) if at <= limit => at,
            _ if rest.len() <= limit => rest.len(),
            _ => rest[..limit].rfind(' ').unwrap_or(limit),
        };
        pieces.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    pieces
}

/// Fills parts up to `target` words, closing one where the next piece would lead farther off.
fn group<'t>(paragraph: &'t str, pieces: &[&'t str], target: usize) -> Vec<&'t str> {
    let offset = |piece: &str| piece.as_ptr() as usize - paragraph.as_ptr() as usize;
    let mut groups = Vec::new();
    let (mut start, mut end, mut words) = (0, 0, 0);
    for piece in pieces {
        let more = piece.split(' ').count();
        let too_long = offset(piece) + piece.len() - start > LONGEST_PASSAGE;
        if words > 0 && (words + more / 2 > target || too_long) {
            groups.push(&paragraph[start..end]);
            (start, words) = (offset(piece), 0);
        }
        end = offset(piece) + piece.len();
        words += more;
    }
    if end > start {
        groups.push(&paragraph[start..end]);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_paragraph_stays_whole() {
        assert_eq!(cut("Fear. And trust."), (vec!["Fear. And trust."], false));
    }

    #[test]
    fn a_long_paragraph_is_cut_evenly_at_sentences() {
        let sentence = "The alliance held because both sides feared the same neighbour more.";
        let paragraph = vec![sentence; 36].join(" ");
        let (parts, _) = cut(&paragraph);
        let words: Vec<_> = parts.iter().map(|part| part.split(' ').count()).collect();
        assert_eq!(words, [132, 132, 132]);
        assert!(parts.iter().all(|part| part.ends_with("more.")));
    }

    #[test]
    fn endless_words_do_not_make_endless_passages() {
        let endless = "x".repeat(50_000);
        let (parts, noisy) = cut(&endless);
        assert!(noisy && parts.iter().all(|part| part.len() <= LONGEST_PASSAGE));
        assert_eq!(parts.concat(), endless);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_repeated(words in proptest::collection::vec("[a-zA-Z]{1,8}[.?,]?", 1..900)) {
            let paragraph = words.join(" ");
            prop_assert_eq!(cut(&paragraph).0.join(" "), paragraph);
        }
    }
}
