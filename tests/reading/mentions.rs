//! Citations in running text: what is found, and which entry it leads to.

use lectern::papers::paper::{Leads, Note, Paper, Passage, Reference};
use lectern::papers::reference;
use proptest::prelude::*;

const ENTRIES: [&str; 11] = [
    "Waltz, Kenneth N. 1979. Theory of International Politics. Reading: Addison-Wesley.",
    "Waltz, Kenneth N. 1959. Man, the State and War. New York: Columbia University Press.",
    "Snyder, Glenn H., and Ann Lee. 2003. Fear and Alliances. Ithaca: Cornell University Press.",
    "Snyder, Jack. 1991. Myths of Empire. Ithaca: Cornell University Press.",
    "Snyder, Glenn H. 1991. Alliances Again. Ithaca: Cornell University Press.",
    "Walt, Stephen M. 1987. The Origins of Alliances. Ithaca: Cornell University Press.",
    "United Nations Security Council. 2013a. Resolution 2087 (2013). S/RES/2087, 22 January 2013.",
    "United Nations Security Council. 2013b. Resolution 2094 (2013). S/RES/2094, 7 March 2013.",
    "Van Evera, Stephen. 1999. Causes of War. Ithaca: Cornell University Press.",
    "Kim, Ann, Bo Park, and Cy Lee. 2010. \"Three of Us.\" Asian Survey 3 (2): 1–9.",
    "Joint Statement of the Six Parties. 2005. Beijing, 19 September 2005.",
];

fn references(entries: &[&str]) -> Vec<Reference> {
    let numbered = (1..).zip(entries);
    numbered
        .map(|(number, raw)| Reference {
            number,
            raw: (*raw).to_owned(),
            fields: reference::parse(raw),
            key: None,
        })
        .collect()
}

fn linked(entries: &[&str], texts: &[&str]) -> Paper {
    let passages = (1..).zip(texts).map(|(ordinal, text)| Passage {
        ordinal,
        paragraph: 1,
        text: (*text).to_owned(),
        ..Passage::default()
    });
    let mut paper = Paper {
        passages: passages.collect(),
        references: references(entries),
        ..Paper::default()
    };
    reference::link(&mut paper, entries.len() == 3);
    paper
}

/// Each citation of the texts with where it leads: `(Waltz 1979) 1`.
fn found(entries: &[&str], texts: &[&str]) -> Vec<String> {
    let paper = linked(entries, texts);
    let mentions = paper.passages.iter().flat_map(|passage| {
        let of = |mention: &lectern::papers::paper::Mention| {
            let leads = match &mention.leads {
                Leads::To(numbers) => format!("{numbers:?}"),
                Leads::Either(numbers) => format!("either {numbers:?}"),
                Leads::Nowhere(lack) => format!("{lack:?}"),
            };
            format!("{} {leads}", mention.of(&passage.text))
        };
        passage.mentions.iter().map(of).collect::<Vec<_>>()
    });
    mentions.collect()
}

#[track_caller]
fn holds(text: &str, expected: &[&str]) {
    assert_eq!(found(&ENTRIES, &[text]), expected, "{text}");
}

#[test]
fn authors_with_years_lead_to_their_entries() {
    holds(
        "So it is (Waltz, 1979, p. 12).",
        &["(Waltz, 1979, p. 12) [1]"],
    );
    holds(
        "So it is (Waltz 1979; Snyder & Lee, 2003).",
        &["Waltz 1979 [1]", "Snyder & Lee, 2003 [3]"],
    );
    holds("As Waltz (1979) says,", &["Waltz (1979) [1]"]);
    holds(
        "In Kenneth Waltz’s words (see Walt, 1987)",
        &["(see Walt, 1987) [6]"],
    );
    holds(
        "Waltz (1959, 1979: 5) holds",
        &["Waltz (1959, 1979: 5) [2, 1]"],
    );
    holds(
        "But Van Evera (1999) and Kim et al. (2010)",
        &["Van Evera (1999) [9]", "Kim et al. (2010) [10]"],
    );
    holds(
        "(cf. Waltz 1979, 1959; Kim, Park, and Lee 2010)",
        &["Waltz 1979 [1]", "1959 [2]", "Kim, Park, and Lee 2010 [10]"],
    );
    holds("[Waltz, 1979]", &["[Waltz, 1979] [1]"]);
    holds(
        "the parties (Joint Statement, 2005)",
        &["(Joint Statement, 2005) [11]"],
    );
    holds("seen by many (Walt 12)", &["(Walt 12) [6]"]);
}

#[test]
fn letters_and_initials_tell_entries_of_one_author_and_year_apart() {
    holds("(UNSC, 2013b)", &["(UNSC, 2013b) [8]"]);
    holds(
        "United Nations Security Council (2013a)",
        &["United Nations Security Council (2013a) [7]"],
    );
    holds(
        "(United Nations Security Council, 2013a, b)",
        &["(United Nations Security Council, 2013a, b) [7, 8]"],
    );
    holds(
        "Jack Snyder (1991) and G. Snyder (1991)",
        &["Jack Snyder (1991) [4]", "G. Snyder (1991) [5]"],
    );
    holds("(Snyder 1991)", &["(Snyder 1991) either [4, 5]"]);
    holds("(UNSC 2013)", &["(UNSC 2013) either [7, 8]"]);
    holds("(Waltz 2001)", &["(Waltz 2001) Work"]);
}

#[test]
fn what_only_looks_like_a_citation_is_none() {
    for text in [
        "It was adopted (1979).",
        "Here [1] = x, and [2, 3] is an interval.",
        "Figure (3) and equation (2) say so.",
        "(1) first, (2) second, and (a) last.",
        "In 1979 Waltz wrote a book.",
        "It ended (in June 1979) and began (May 1987).",
        "Resolution 2094 (2013) forbids it.",
        "Kenneth Waltz (1924–2013) taught there.",
        "The summit (Beijing, 2013) failed.",
        "The Waltz was danced (Vienna 1987).",
        "See page 12 (p. 1979).",
    ] {
        holds(text, &[]);
    }
}

#[test]
fn what_repeats_leads_to_what_stood_before() {
    assert_eq!(
        found(
            &ENTRIES,
            &[
                "One (Ibid., p. 3). Two (Waltz 1959). Three (ibid., p. 4).",
                "Four (Walt 1987; ibid.). Five (Waltz 1979). Six (Walt, op. cit., p. 5) and Waltz, op. cit., p. 7.",
                "Seven (Walt 1987; Waltz 1959). Eight (ibid.). Nine (Schelling, op. cit.).",
            ]
        ),
        [
            "(Ibid., p. 3) Before",
            "(Waltz 1959) [2]",
            "(ibid., p. 4) [2]",
            "Walt 1987 [6]",
            "ibid. [6]",
            "(Waltz 1979) [1]",
            "(Walt, op. cit., p. 5) [6]",
            "Waltz, op. cit. [1]",
            "Walt 1987 [6]",
            "Waltz 1959 [2]",
            "(ibid.) either [6, 2]",
            "(Schelling, op. cit.) Before",
        ]
    );
}

#[test]
fn an_author_who_is_in_no_entry_is_said_only_where_a_paper_cites_by_year() {
    let text = "So it is (Schelling, 1960), but Jervis et al. (1978) and Beijing (2013) differ.";
    holds(text, &[]);
    let cites = "(Waltz 1979; Walt 1987; Waltz 1959)";
    assert_eq!(
        found(&ENTRIES, &[cites, text])[3..],
        ["(Schelling, 1960) Work", "Jervis et al. (1978) Work"]
    );
}

#[test]
fn numbers_lead_to_entries_where_a_paper_cites_so() {
    let entries = &ENTRIES[..3];
    assert_eq!(
        found(
            entries,
            &[
                "As shown [1, 3], and in [1–3]; see [2, p. 5] but not [14]. It held.² So m² is [4] = x."
            ]
        ),
        [
            "1 [1]",
            "3 [3]",
            "[1–3] [1, 2, 3]",
            "[2, p. 5] [2]",
            "[14] Number",
            "² [2]"
        ]
    );
    holds("As shown [1, 3].", &[]);
}

#[test]
fn labels_lead_to_entries_that_carry_them() {
    let entries = [
        "[Wal79] K. Waltz. Theory. Reading, 1979.",
        "[Sny+03] G. Snyder. Fear. Ithaca, 2003.",
    ];
    assert_eq!(
        found(
            &entries,
            &["See [Wal79] and [Wal79, Sny+03], not [Jer78] nor [B12]."]
        ),
        [
            "[Wal79] [1]",
            "[Wal79, Sny+03] [1, 2]",
            "[Jer78] Label",
            "[B12] Label"
        ]
    );
}

#[test]
fn notes_may_name_several_works() {
    let note = |text: &str| Note {
        marker: "1".to_owned(),
        text: text.to_owned(),
        reference: None,
        mentions: Vec::new(),
    };
    let mut paper = Paper {
        references: references(&ENTRIES),
        notes: vec![
            note("Waltz, Theory of International Politics, 12; Walt, Origins of Alliances, 40."),
            note("Ibid., 13."),
            note("Waltz 1979 and Walt 1987 differ."),
            note("Waltz, p. 3."),
        ],
        ..Paper::default()
    };
    reference::link(&mut paper, false);
    let leads = paper.notes.iter().map(|note| {
        let parts = note
            .mentions
            .iter()
            .map(|mention| format!("{} {:?}", mention.of(&note.text), mention.leads));
        (note.reference, parts.collect::<Vec<_>>())
    });
    let said = |reference, parts: &[&str]| {
        (
            reference,
            parts
                .iter()
                .map(|part| (*part).to_owned())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        leads.collect::<Vec<_>>(),
        [
            said(
                Some(1),
                &[
                    "Waltz, Theory of International Politics, 12 To([1])",
                    "Walt, Origins of Alliances, 40. To([6])"
                ]
            ),
            said(None, &["Ibid., 13. Either([1, 6])"]),
            said(Some(1), &["Waltz 1979 and Walt 1987 differ. To([1, 6])"]),
            said(None, &["Waltz, p. 3. Either([1, 2])"]),
        ]
    );
}

/// Texts full of what citations are made of.
fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        ";",
        ", ",
        " ",
        "Waltz",
        "Snyder & Lee",
        " et al.",
        " 1979",
        "2013a",
        "ibid.",
        "op. cit.",
        "p. 5",
        "–",
        "3",
        "14",
        "²",
        "³",
        "@key",
        "Wal79",
        "ü",
        "漢",
        "“",
        "”",
        "’s",
        "and ",
        "see ",
        "van Evera",
        "n.d.",
        "=",
        "x",
    ]);
    prop_oneof![
        proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        "\\PC{0,80}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn citations_are_slices_of_their_text_in_order(texts in proptest::collection::vec(text(), 1..4), count in 1..11_usize) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut paper = linked(&ENTRIES[..count], &texts);
        let notes = texts.iter().map(|text| Note {
            marker: "1".to_owned(),
            text: (*text).to_owned(),
            reference: None,
            mentions: Vec::new(),
        });
        paper.notes = notes.collect();
        reference::link(&mut paper, false);
        let passages = paper.passages.iter().map(|passage| (&passage.text, &passage.mentions));
        let notes = paper.notes.iter().map(|note| (&note.text, &note.mentions));
        for (text, mentions) in passages.chain(notes) {
            for mention in mentions {
                let quoted = text.get(mention.start..mention.end);
                prop_assert!(quoted.is_some_and(|quoted| !quoted.is_empty()), "{:?} of {:?}", mention, text);
                let numbers = match &mention.leads {
                    Leads::To(numbers) | Leads::Either(numbers) => numbers.clone(),
                    Leads::Nowhere(_) => vec![1],
                };
                prop_assert!(!numbers.is_empty());
                prop_assert!(numbers.iter().all(|number| (1..=count as u32).contains(number)));
            }
            prop_assert!(mentions.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?} of {:?}", mentions, text);
        }
    }
}
