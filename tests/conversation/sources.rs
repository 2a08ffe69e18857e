//! What a paper cites, who cites it, and the notes of a passage, over papers that cite each other.

use super::dialogue::{bot_over_cited, held_with};

fn said(lines: &[&str]) -> String {
    held_with(&bot_over_cited(), lines)
}

#[test]
fn a_papers_card_says_what_it_cites_and_who_cites_it() {
    insta::assert_snapshot!(said(&["/source osei2005", "/source hale1994"]), @"
    > /source osei2005
    What the Bell Buoy Said

    Kwame Osei

    Osei (2005) · article · 3 passages · osei2005

    Coastal Studies · https://doi.org/10.5555/coast.2005.41

    Section       Passages
    The argument  2
    The answer    1

    3 passages, 107 words, 4 references.

    1 of its 4 references is here. 2 papers here cite it.

    1 Read   2 References   3 Cited by   4 Related

    > /source hale1994
    Fog and Signal: A History of the Foghorn

    Miriam Hale

    Hale (1994) · book · 2 passages · hale1994

    Quay Press

    Section          Passages
    Before the horn  1
    The horn         1

    2 passages, 69 words.

    4 papers here cite it.

    1 Read   2 Cited by   3 Related
    ");
}

#[test]
fn a_bibliography_leads_to_the_papers_that_are_here() {
    insta::assert_snapshot!(said(&["/references dupont2020", "source a"]), @"
    > /references dupont2020
    Dupont (2020) · 2 references, 1 of them here

    a  [1] Hale, Miriam. 1994. Fog and Signal. Port Ellen: Quay Press. · hale1994
    [2] Hale, Miriam. 2001. Fog and Signal: Second Thoughts. Port Ellen: Quay Press.

    1 Source   2 Cited by

    > source a
    Fog and Signal: A History of the Foghorn

    Miriam Hale

    Hale (1994) · book · 2 passages · hale1994

    Quay Press

    Section          Passages
    Before the horn  1
    The horn         1

    2 passages, 69 words.

    4 papers here cite it.

    1 Read   2 Cited by   3 Related
    ");
}

#[test]
fn an_entry_in_full_with_the_passages_that_cite_it() {
    insta::assert_snapshot!(said(&["/references petrov2018 number:3", "cited paper", "/references petrov2018 number:4", "1"]), @r#"
    > /references petrov2018 number:3
    Petrov (2018) · reference 3 of 3

    [3] Osei, Kwame. "What the Bell Buoy Said." Coastal Studies 12, no. 3 (2005):
    41–60. · osei2005

    Field            Value
    author           Osei, Kwame
    container-title  Coastal Studies
    issue            3
    issued           2005
    page             41–60
    title            What the Bell Buoy Said
    type             article-journal
    volume           12

    Cited in 1 passage:

    a  Petrov (2018) · Leaving · petrov2018:1
       The keepers left in the order in which the towers were wired.[^1] Most of
       them stayed within sight of the sea.[^2] The bells were sold for scrap,[^3]
       and one hangs in a school.[^4]

    1 Cited paper   2 Context   3 Notes   4 Related   5 Source

    > cited paper
    What the Bell Buoy Said

    Kwame Osei

    Osei (2005) · article · 3 passages · osei2005

    Coastal Studies · https://doi.org/10.5555/coast.2005.41

    Section       Passages
    The argument  2
    The answer    1

    3 passages, 107 words, 4 references.

    1 of its 4 references is here. 2 papers here cite it.

    1 Read   2 References   3 Cited by   4 Related

    > /references petrov2018 number:4
    There is no reference 4: petrov2018 has 3 references, 1 to 3.

    1 Last reference   2 All references

    > 1
    Petrov (2018) · reference 3 of 3

    [3] Osei, Kwame. "What the Bell Buoy Said." Coastal Studies 12, no. 3 (2005):
    41–60. · osei2005

    Field            Value
    author           Osei, Kwame
    container-title  Coastal Studies
    issue            3
    issued           2005
    page             41–60
    title            What the Bell Buoy Said
    type             article-journal
    volume           12

    Cited in 1 passage:

    a  Petrov (2018) · Leaving · petrov2018:1
       The keepers left in the order in which the towers were wired.[^1] Most of
       them stayed within sight of the sea.[^2] The bells were sold for scrap,[^3]
       and one hangs in a school.[^4]

    1 Cited paper   2 Context   3 Notes   4 Related   5 Source
    "#);
}

#[test]
fn entries_with_words() {
    insta::assert_snapshot!(said(&["/references osei2005 query:\"bells\"", "/references osei2005 query:whistle", "/references osei2005 page:2"]), @r#"
    > /references osei2005 query:"bells"
    Osei (2005) · 2 of 4 references with “bells”

    [3] Osei, K. (1999a). A bell for the bar. Coastal Studies, 6(2), 3–9.
    [4] Osei, K. (1999b). A bell for the breakwater. Coastal Studies, 6(4), 70–77.

    1 Cited by

    > /references osei2005 query:whistle
    None of the 4 references of osei2005 has “whistle”.

    1 All references

    > /references osei2005 page:2
    There is no page 2: the list has 4 references.

    1 First page
    "#);
}

#[test]
fn a_paper_without_a_bibliography() {
    insta::assert_snapshot!(said(&["/references hale1994", "/references nobody"]), @"
    > /references hale1994
    No bibliography was found in hale1994.

    1 Source

    > /references nobody
    No paper is called “nobody”.

    1 Papers
    ");
}

#[test]
fn who_cites_a_paper_and_where() {
    insta::assert_snapshot!(said(&["/citedby hale1994", "more", "/citedby hale1994 page:3", "/citedby dupont2020"]), @"
    > /citedby hale1994
    Hale (1994) · cited by 4 papers here, in 5 passages: 1 to 3

    a  Petrov (2018) · Leaving · petrov2018:1
       The keepers left in the order in which the towers were wired.[^1] Most of
       them stayed within sight of the sea.[^2] The bells were sold for scrap,[^3]
       and one hangs in a school.[^4]

    b  Petrov (2018) · Leaving · petrov2018:2
       What a keeper knew of fog is lost.[^5] Nobody asked them.[^6]

    c  Osei (2005) · The argument · osei2005:1
       A bell buoy is rung by the sea that it warns of, and is silent when it is
       needed most (Hale, 1994, p. 31). Marchetti and Doyle (1988) counted the calm
       days of nine winters, and found fog on most of them.

    1 More   2 Context   3 Notes   4 Related   5 Source

    > more
    Hale (1994) · cited by 4 papers here, in 5 passages: 4 to 6

    a  Osei (2005) · The answer · osei2005:3
       Hale (op. cit., p. 40) blames the makers. A later count disagrees (Marchetti
       & Doyle, 1988; Quaid et al., 2001).

    b  Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    Dupont (2020) (dupont2020) lists it, but no passage was found to cite it:

    [1] Hale, Miriam. 1994. Fog and Signal. Port Ellen: Quay Press. · hale1994

    1 Context   2 Notes   3 Related   4 Source

    > /citedby hale1994 page:3
    There is no page 3: there are 6 results.

    1 First page   2 Source

    > /citedby dupont2020
    No paper here cites dupont2020.

    1 Related   2 Source
    ");
}

#[test]
fn authors_with_years_are_led_to_entries_or_said_to_be_doubtful() {
    insta::assert_snapshot!(said(&["/passage osei2005:1 notes:yes", "/passage osei2005:2 notes:yes", "/passage osei2005:3 notes:yes"]), @"
    > /passage osei2005:1 notes:yes
    Osei (2005) · The argument · osei2005:1
       A bell buoy is rung by the sea that it warns of, and is silent when it is
       needed most (Hale, 1994, p. 31). Marchetti and Doyle (1988) counted the calm
       days of nine winters, and found fog on most of them.

    a  [1] Hale, M. (1994). Fog and signal: A history of the foghorn. Quay Press. ·
       hale1994
    [2] Marchetti, L., & Doyle, P. (1988). Counting calm days. Journal of Harbour
    Weather, 4(1), 11–19.

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source

    > /passage osei2005:2 notes:yes
    Osei (2005) · The argument · osei2005:2
       The buoys were never tested at night (Osei 1999). Their makers said otherwise
       (see Brandt, 1971; ibid., p. 4), and a prize of 1901 (1901) went to a bell
       that nobody had heard. The sound falls off as equation (2) says, and Figure
       (3) shows it.

    “(Osei 1999)” may mean [3] or [4].

    “Brandt, 1971”: the bibliography has no such author and year.

    “ibid., p. 4”: nothing is cited before it that it could repeat.

    1 Context   2 Related   3 Source

    > /passage osei2005:3 notes:yes
    Osei (2005) · The answer · osei2005:3
       Hale (op. cit., p. 40) blames the makers. A later count disagrees (Marchetti
       & Doyle, 1988; Quaid et al., 2001).

    a  [1] Hale, M. (1994). Fog and signal: A history of the foghorn. Quay Press. ·
       hale1994
    [2] Marchetti, L., & Doyle, P. (1988). Counting calm days. Journal of Harbour
    Weather, 4(1), 11–19.

    “Quaid et al., 2001”: the bibliography has no such author and year.

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source
    ");
}

#[test]
fn numbers_are_led_to_entries_and_one_beyond_the_last_is_said() {
    insta::assert_snapshot!(said(&["/passage lindgrenvoss2012:1", "notes", "/passage lindgrenvoss2012:2 notes:yes", "/passage lindgrenvoss2012:3 notes:yes"]), @r#"
    > /passage lindgrenvoss2012:1
    Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    1 Context   2 Notes   3 Related   4 Source

    > notes
    Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    a  [1] M. Hale, Fog and Signal. Port Ellen: Quay Press, 1994. · hale1994
    b  [2] K. Osei, "What the bell buoy said," Coastal Studies, vol. 12, no. 3, pp.
       41-60, 2005, doi: 10.5555/coast.2005.41. · osei2005
    [3] R. Sand, "Ears at sea," Journal of Harbour Weather, vol. 9, pp. 1-8, 1977.

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source

    > /passage lindgrenvoss2012:2 notes:yes
    Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:2
       In the interval [1, 2] the loss is small, and x[3] stands for the third
       reading. The limit given in [14] could not be found again.

    “[14]”: the bibliography has 3 entries.

    1 Context   2 Related   3 Source

    > /passage lindgrenvoss2012:3 notes:yes
    Lindgren-Voss (2012) · 2. Listening · lindgrenvoss2012:3
       Bells were compared with horns only once [2, p. 44].

    a  [2] K. Osei, "What the bell buoy said," Coastal Studies, vol. 12, no. 3, pp.
       41-60, 2005, doi: 10.5555/coast.2005.41. · osei2005

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source
    "#);
}

#[test]
fn notes_are_led_through_ibid_and_op_cit() {
    insta::assert_snapshot!(said(&["/passage petrov2018:1 notes:yes", "/passage petrov2018:2 notes:yes", "/passage hale1994:1 notes:yes"]), @r#"
    > /passage petrov2018:1 notes:yes
    Petrov (2018) · Leaving · petrov2018:1
       The keepers left in the order in which the towers were wired.[^1] Most of
       them stayed within sight of the sea.[^2] The bells were sold for scrap,[^3]
       and one hangs in a school.[^4]

    Note 1 · [1]
       Miriam Hale, Fog and Signal: A History of the Foghorn (Port Ellen: Quay
       Press, 1994), 88.

    a  [1] Hale, Miriam. Fog and Signal: A History of the Foghorn. Port Ellen: Quay
       Press, 1994. · hale1994
    Note 2 · [1]
       Ibid., 90.

    Note 3 · [3]
       Osei, "What the Bell Buoy Said," 59; Marchetti and Doyle, "Counting Calm
       Days," 12.

    b  [3] Osei, Kwame. "What the Bell Buoy Said." Coastal Studies 12, no. 3 (2005):
       41–60. · osei2005
    [2] Marchetti, Lia, and Padraig Doyle. "Counting Calm Days." Journal of Harbour
    Weather 4, no. 1 (1988): 11–19.
    Note 4
       Ibid.

    Note 4 may mean [3] or [2].

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source

    > /passage petrov2018:2 notes:yes
    Petrov (2018) · Leaving · petrov2018:2
       What a keeper knew of fog is lost.[^5] Nobody asked them.[^6]

    Note 5 · [1]
       Hale, op. cit., 91.

    a  [1] Hale, Miriam. Fog and Signal: A History of the Foghorn. Port Ellen: Quay
       Press, 1994. · hale1994
    Note 6
       My grandfather kept the light at the bar.

    Note 6 leads to no entry of the bibliography.

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source

    > /passage hale1994:1 notes:yes
    Hale (1994) · Before the horn · hale1994:1
       A bell was rung by hand whenever the far pier could no longer be seen. In a
       long fog the keepers rang in turns of an hour, and deafness was held to be
       part of the trade.

    hale1994:1 has no notes and cites nothing.

    1 Context   2 Related   3 Source
    "#);
}

#[test]
fn a_search_leads_to_the_notes_of_a_result() {
    insta::assert_snapshot!(said(&["horn wind range results:1", "notes", "reference"]), @r#"
    > horn wind range results:1
    5 passages in 2 papers

    a  Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    1 More   2 Context   3 Notes   4 Related   5 Source

    > notes
    Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    a  [1] M. Hale, Fog and Signal. Port Ellen: Quay Press, 1994. · hale1994
    b  [2] K. Osei, "What the bell buoy said," Coastal Studies, vol. 12, no. 3, pp.
       41-60, 2005, doi: 10.5555/coast.2005.41. · osei2005
    [3] R. Sand, "Ears at sea," Journal of Harbour Weather, vol. 9, pp. 1-8, 1977.

    1 Cited paper   2 Reference   3 Context   4 Related   5 Source

    > reference
    Lindgren-Voss (2012) · reference 1 of 3

    [1] M. Hale, Fog and Signal. Port Ellen: Quay Press, 1994. · hale1994

    Field            Value
    author           Hale, M.
    issued           1994
    publisher        Quay Press
    publisher-place  Port Ellen
    title            Fog and Signal
    type             book

    Cited in 1 passage:

    a  Lindgren-Voss (2012) · 1. Measuring · lindgrenvoss2012:1
       The range of a horn depends on the wind more than on the horn [1]. Ears were
       long the only instrument [2, 3], and the first microphones did no better
       [1]-[3].

    1 Cited paper   2 Next reference   3 Context   4 Notes   5 Related   6 Source
    "#);
}
