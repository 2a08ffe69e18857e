//! Words too common to tell one passage from another.

/// Whether a folded word is too common in English to tell passages apart.
#[must_use]
pub fn is_stop_word(folded: &str) -> bool {
    // It is asked of every word that is read or searched, so only words with its first letter are compared.
    match folded.as_bytes() {
        [first @ b'a'..=b'z', ..] if folded.len() <= LONGEST_STOP_WORD => {
            let letter = usize::from(first - b'a');
            STOP_WORDS[BEGINS[letter]..BEGINS[letter + 1]].contains(&folded)
        }
        _ => false,
    }
}

const LONGEST_STOP_WORD: usize = "yourselves".len();

/// Where the words of each letter begin among [`STOP_WORDS`], and where those of `z` end.
const BEGINS: [usize; 27] = {
    let mut begins = [STOP_WORDS.len(); 27];
    let mut at = STOP_WORDS.len();
    let mut letter = 26;
    while letter > 0 {
        letter -= 1;
        while at > 0 && STOP_WORDS[at - 1].as_bytes()[0] == b'a' + letter as u8 {
            at -= 1;
        }
        begins[letter] = at;
    }
    begins
};

/// Function words of English, folded, in order. Longer than the usual lists of 33 because questions
/// are full of them (`what`, `which`, `how`, `does`).
const STOP_WORDS: [&str; 151] = [
    "a",
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "also",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "don",
    "down",
    "during",
    "each",
    "eg",
    "either",
    "etc",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "hence",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "however",
    "i",
    "ie",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "may",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "myself",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "ought",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "per",
    "same",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "through",
    "thus",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "very",
    "via",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_words_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(STOP_WORDS.iter().all(|word| is_stop_word(word)));
        for word in ["", "state", "zz", "whiches", "Which", "ä"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
