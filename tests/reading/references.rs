//! Raw reference strings of many styles and the exact fields that are read from them.
//!
//! The works are real; their strings were written for these tests.

use insta::assert_snapshot;
use lectern::cli::inspect;
use lectern::papers::read;
use lectern::papers::reference;

/// The fields of a string as lines of JSON, one a field.
pub(super) fn fields(raw: &str) -> String {
    let object = serde_json::to_value(reference::parse(raw)).unwrap();
    let lines: Vec<String> = object
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| format!("{name}: {}", line(value)))
        .collect();
    lines.join("\n")
}

/// Text as it is, people as `Family, Given; …`.
fn line(value: &serde_json::Value) -> String {
    let Some(people) = value.as_array() else {
        return value.as_str().unwrap().to_owned();
    };
    let names: Vec<String> = people
        .iter()
        .map(
            |person| match (person["literal"].as_str(), person["given"].as_str()) {
                (Some(literal), _) => format!("[{literal}]"),
                (None, Some(given)) => format!("{}, {given}", person["family"].as_str().unwrap()),
                (None, None) => person["family"].as_str().unwrap().to_owned(),
            },
        )
        .collect();
    names.join("; ")
}

#[test]
fn an_article_in_apa() {
    assert_snapshot!(fields(
        "Jervis, R. (1978). Cooperation under the security dilemma. World Politics, 30(2), 167–214. https://doi.org/10.2307/2009958"
    ), @r#"
    DOI: 10.2307/2009958
    URL: https://doi.org/10.2307/2009958
    author: Jervis, R.
    container-title: World Politics
    issue: 2
    issued: 1978
    page: 167–214
    title: Cooperation under the security dilemma
    type: article-journal
    volume: 30
    "#);
}

#[test]
fn a_book_in_apa() {
    assert_snapshot!(fields(
        "Waltz, K. N. (1979). Theory of international politics. Addison-Wesley."
    ), @r#"
    author: Waltz, K. N.
    issued: 1979
    publisher: Addison-Wesley
    title: Theory of international politics
    type: book
    "#);
}

#[test]
fn a_chapter_in_apa() {
    assert_snapshot!(fields(
        "Baddeley, A. D., & Hitch, G. (1974). Working memory. In G. H. Bower (Ed.), The psychology of learning and motivation (Vol. 8, pp. 47–89). Academic Press."
    ), @r#"
    author: Baddeley, A. D.; Hitch, G.
    container-title: The psychology of learning and motivation
    editor: Bower, G. H.
    issued: 1974
    page: 47–89
    publisher: Academic Press
    title: Working memory
    type: chapter
    volume: 8
    "#);
}

#[test]
fn an_article_in_mla() {
    assert_snapshot!(fields(
        "Benjamin, Walter. “The Task of the Translator.” Selected Writings, vol. 1, no. 3, 1996, pp. 253-63."
    ), @r#"
    author: Benjamin, Walter
    container-title: Selected Writings
    issue: 3
    issued: 1996
    page: 253-63
    title: The Task of the Translator
    type: article-journal
    volume: 1
    "#);
}

#[test]
fn a_book_in_mla() {
    assert_snapshot!(fields(
        "Gilroy, Paul. The Black Atlantic: Modernity and Double Consciousness. Harvard University Press, 1993."
    ), @r#"
    author: Gilroy, Paul
    issued: 1993
    publisher: Harvard University Press
    title: The Black Atlantic: Modernity and Double Consciousness
    type: book
    "#);
}

#[test]
fn an_article_in_chicago_notes() {
    assert_snapshot!(fields(
        "Geertz, Clifford. “Deep Play: Notes on the Balinese Cockfight.” Daedalus 101, no. 1 (Winter 1972): 1–37."
    ), @r#"
    author: Geertz, Clifford
    container-title: Daedalus
    issue: 1
    issued: 1972
    page: 1–37
    title: Deep Play: Notes on the Balinese Cockfight
    type: article-journal
    volume: 101
    "#);
}

#[test]
fn a_book_in_chicago_notes() {
    assert_snapshot!(fields(
        "Ginzburg, Carlo. The Cheese and the Worms: The Cosmos of a Sixteenth-Century Miller. Translated by John and Anne Tedeschi. Baltimore: Johns Hopkins University Press, 1980."
    ), @r#"
    author: Ginzburg, Carlo
    issued: 1980
    publisher: Johns Hopkins University Press
    publisher-place: Baltimore
    title: The Cheese and the Worms: The Cosmos of a Sixteenth-Century Miller
    type: book
    "#);
}

#[test]
fn an_article_in_chicago_author_date() {
    assert_snapshot!(fields(
        "Granovetter, Mark S. 1973. “The Strength of Weak Ties.” American Journal of Sociology 78 (6): 1360–80."
    ), @r#"
    author: Granovetter, Mark S.
    container-title: American Journal of Sociology
    issue: 6
    issued: 1973
    page: 1360–80
    title: The Strength of Weak Ties
    type: article-journal
    volume: 78
    "#);
}

#[test]
fn a_chapter_in_chicago() {
    assert_snapshot!(fields(
        "Spivak, Gayatri Chakravorty. “Can the Subaltern Speak?” In Marxism and the Interpretation of Culture, edited by Cary Nelson and Lawrence Grossberg, 271–313. Urbana: University of Illinois Press, 1988."
    ), @r#"
    author: Spivak, Gayatri Chakravorty
    container-title: Marxism and the Interpretation of Culture
    editor: Nelson, Cary; Grossberg, Lawrence
    issued: 1988
    page: 271–313
    publisher: University of Illinois Press
    publisher-place: Urbana
    title: Can the Subaltern Speak?
    type: chapter
    "#);
}

#[test]
fn a_book_in_harvard() {
    assert_snapshot!(fields(
        "Scott, J.C. (1998) Seeing like a state: how certain schemes to improve the human condition have failed. New Haven: Yale University Press."
    ), @r#"
    author: Scott, J.C.
    issued: 1998
    publisher: Yale University Press
    publisher-place: New Haven
    title: Seeing like a state: how certain schemes to improve the human condition have failed
    type: book
    "#);
}

#[test]
fn an_article_in_ieee() {
    assert_snapshot!(fields(
        "[3] C. E. Shannon, “A mathematical theory of communication,” Bell System Technical Journal, vol. 27, no. 3, pp. 379–423, Jul. 1948."
    ), @r#"
    author: Shannon, C. E.
    container-title: Bell System Technical Journal
    issue: 3
    issued: 1948-07
    page: 379–423
    title: A mathematical theory of communication
    type: article-journal
    volume: 27
    "#);
}

#[test]
fn an_article_in_vancouver() {
    assert_snapshot!(fields(
        "1. Watson JD, Crick FHC. Molecular structure of nucleic acids: a structure for deoxyribose nucleic acid. Nature. 1953;171(4356):737-8. PMID: 13054692"
    ), @r#"
    author: Watson, JD; Crick, FHC
    container-title: Nature
    issue: 4356
    issued: 1953
    note: PMID: 13054692
    page: 737-8
    title: Molecular structure of nucleic acids: a structure for deoxyribose nucleic acid
    type: article-journal
    volume: 171
    "#);
}

#[test]
fn a_paper_in_acm() {
    assert_snapshot!(fields(
        "Leslie Lamport. 1978. Time, clocks, and the ordering of events in a distributed system. Commun. ACM 21, 7 (July 1978), 558–565. DOI:https://doi.org/10.1145/359545.359563"
    ), @r#"
    DOI: 10.1145/359545.359563
    URL: https://doi.org/10.1145/359545.359563
    author: Lamport, Leslie
    container-title: Commun. ACM
    issue: 7
    issued: 1978-07
    page: 558–565
    title: Time, clocks, and the ordering of events in a distributed system
    type: article-journal
    volume: 21
    "#);
}

#[test]
fn a_conference_paper() {
    assert_snapshot!(fields(
        "Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention is all you need. In Proceedings of the 31st Conference on Neural Information Processing Systems (pp. 6000–6010). Curran Associates."
    ), @r#"
    author: Vaswani, A.; Shazeer, N.; Parmar, N.
    container-title: Proceedings of the 31st Conference on Neural Information Processing Systems
    issued: 2017
    page: 6000–6010
    publisher: Curran Associates
    title: Attention is all you need
    type: paper-conference
    "#);
}

#[test]
fn physics_without_titles() {
    assert_snapshot!(fields(
        "[7] A. H. Guth, Phys. Rev. D 23, 347 (1981) [arXiv:1234.56789]."
    ), @r#"
    author: Guth, A. H.
    container-title: Phys. Rev. D
    issued: 1981
    note: arXiv:1234.56789
    page: 347
    type: article-journal
    volume: 23
    "#);
}

#[test]
fn astronomy_without_titles() {
    assert_snapshot!(fields(
        "Riess, A. G., Filippenko, A. V., & Challis, P. 1998, AJ, 116, 1009"
    ), @r#"
    author: Riess, A. G.; Filippenko, A. V.; Challis, P.
    container-title: AJ
    issued: 1998
    page: 1009
    type: article-journal
    volume: 116
    "#);
}

#[test]
fn mathematics() {
    assert_snapshot!(fields(
        "[2] J. Milnor, On manifolds homeomorphic to the 7-sphere, Ann. of Math. 64 (1956), no. 2, 399–405."
    ), @r#"
    author: Milnor, J.
    container-title: Ann. of Math
    issue: 2
    issued: 1956
    page: 399–405
    title: On manifolds homeomorphic to the 7-sphere
    type: article-journal
    volume: 64
    "#);
}

#[test]
fn a_web_page_with_its_day() {
    assert_snapshot!(fields(
        "Swartz, Aaron. “Guerilla Open Access Manifesto.” Internet Archive. July 2008. https://archive.org/details/GuerillaOpenAccessManifesto (accessed March 4, 2019)."
    ), @r#"
    URL: https://archive.org/details/GuerillaOpenAccessManifesto
    accessed: 2019-03-04
    author: Swartz, Aaron
    container-title: Internet Archive
    issued: 2008-07
    title: Guerilla Open Access Manifesto
    type: webpage
    "#);
}

#[test]
fn a_web_page_in_apa() {
    assert_snapshot!(fields(
        "World Health Organization. (2020, March 11). Opening remarks at the media briefing. Retrieved June 2, 2020, from https://www.who.int/director-general/speeches"
    ), @r#"
    URL: https://www.who.int/director-general/speeches
    accessed: 2020-06-02
    author: [World Health Organization]
    issued: 2020-03-11
    title: Opening remarks at the media briefing
    type: webpage
    "#);
}

#[test]
fn a_journal_in_press_is_no_publisher() {
    assert_snapshot!(fields(
        "Walt, S. (in press). The company of fear. Journal of East Asian Studies."
    ), @"
    author: Walt, S.
    container-title: Journal of East Asian Studies
    title: The company of fear
    type: article-journal
    ");
}

#[test]
fn what_is_forthcoming_is_said_behind_the_journal_as_well() {
    assert_snapshot!(fields(
        "Lee, Ann. “Why States Arm.” Journal of Conflict Resolution (forthcoming)."
    ), @"
    author: Lee, Ann
    container-title: Journal of Conflict Resolution
    title: Why States Arm
    type: article-journal
    ");
}

#[test]
fn the_fields_are_shown_under_the_names_and_in_the_order_of_json() {
    for raw in [
        "Shannon, C. E. (1940). An algebra for theoretical genetics (Doctoral dissertation). Massachusetts Institute of Technology.",
        "Aron, Raymond, « La peur », in Jean Dupont (dir.), Les passions, 2e éd., Paris, Seuil, 1998, t. 2, no 3, p. 12-34. ISSN 0035-2950. ISBN 0-306-40615-2. arXiv:1105.0548.",
        "Swartz, Aaron. “Guerilla Open Access Manifesto.” Internet Archive. July 2008. https://doi.org/10.1000/182 (accessed March 4, 2019).",
    ] {
        let read = reference::parse(raw);
        let rows: Vec<String> = read
            .rows()
            .into_iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        assert_eq!(rows.join("\n"), fields(raw));
    }
}

#[test]
fn a_thesis() {
    assert_snapshot!(fields(
        "Shannon, C. E. (1940). An algebra for theoretical genetics (Doctoral dissertation). Massachusetts Institute of Technology."
    ), @r#"
    author: Shannon, C. E.
    genre: Doctoral dissertation
    issued: 1940
    publisher: Massachusetts Institute of Technology
    title: An algebra for theoretical genetics
    type: thesis
    "#);
}

#[test]
fn a_report() {
    assert_snapshot!(fields(
        "Kahn, H. (1960). The nature and feasibility of war and deterrence (Technical Report P-1888). Santa Monica, CA: RAND Corporation."
    ), @r#"
    author: Kahn, H.
    genre: Technical Report P-1888
    issued: 1960
    publisher: RAND Corporation
    publisher-place: Santa Monica, CA
    title: The nature and feasibility of war and deterrence
    type: report
    "#);
}

#[test]
fn an_edited_book() {
    assert_snapshot!(fields(
        "Katzenstein, Peter J., ed. The Culture of National Security: Norms and Identity in World Politics. New York: Columbia University Press, 1996."
    ), @r#"
    editor: Katzenstein, Peter J.
    issued: 1996
    publisher: Columbia University Press
    publisher-place: New York
    title: The Culture of National Security: Norms and Identity in World Politics
    type: book
    "#);
}

#[test]
fn a_book_with_edition_and_isbn() {
    assert_snapshot!(fields(
        "Knuth, D. E. (1997). The art of computer programming (3rd ed.). Reading, MA: Addison-Wesley. ISBN 0-201-89683-4."
    ), @r#"
    ISBN: 0-201-89683-4
    author: Knuth, D. E.
    edition: 3rd ed
    issued: 1997
    publisher: Addison-Wesley
    publisher-place: Reading, MA
    title: The art of computer programming
    type: book
    "#);
}

#[test]
fn a_body_as_author() {
    assert_snapshot!(fields(
        "United Nations (1987). Report of the World Commission on Environment and Development. New York: United Nations."
    ), @r#"
    author: [United Nations]
    issued: 1987
    publisher: United Nations
    publisher-place: New York
    title: Report of the World Commission on Environment and Development
    type: book
    "#);
}

#[test]
fn spaces_before_every_stop() {
    assert_snapshot!(fields(
        "[12] Higgs P. W. , Broken symmetries and the masses of gauge bosons , Phys . Rev . Lett . 13 ( 1964 ) , 508--509 ."
    ), @r#"
    author: Higgs, P. W.
    container-title: Phys. Rev. Lett
    issued: 1964
    page: 508--509
    title: Broken symmetries and the masses of gauge bosons
    type: article-journal
    volume: 13
    "#);
}

#[test]
fn a_broken_address() {
    assert_snapshot!(fields(
        "Berners-Lee, Tim. Information management: a proposal. 1989. http://www.w3.org/History/1989/ proposal.html."
    ), @r#"
    URL: http://www.w3.org/History/1989/proposal.html
    author: Berners-Lee, Tim
    issued: 1989
    title: Information management: a proposal
    type: webpage
    "#);
}

/// A paper whose notes name its entries in the ways that notes do.
const ESSAY: &str = "# Buffers

## States

Buffers last while both sides fear each other.[^1] They end in war.[^2] Some say so.[^3] Others do not.[^4] Thanks.[^5]

[^1]: Robert Jervis, “Cooperation under the Security Dilemma,” World Politics 30 (1978), 170.
[^2]: Ibid., 171.
[^3]: Walt 1987, p. 5.
[^4]: Jervis, op. cit., p. 3.
[^5]: I thank my teachers.

## References

- Jervis, Robert. “Cooperation under the Security Dilemma.” World Politics 30, no. 2 (1978): 167–214.
- Walt, Stephen M. The Origins of Alliances. Ithaca: Cornell University Press, 1987.
- Walt, Stephen M. Revolution and War. Ithaca: Cornell University Press.
";

#[test]
fn notes_lead_to_entries_and_what_is_missing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("buffers.md");
    std::fs::write(&file, ESSAY).unwrap();
    let paper = read::file(&file).unwrap();
    let led: Vec<Option<u32>> = paper.notes.iter().map(|note| note.reference).collect();
    assert_eq!(led, [Some(1), Some(1), Some(2), Some(1), None]);
    let mut shown = Vec::new();
    inspect::write(&[file], inspect::Format::Text, &mut shown).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    let missing: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains("reference"))
        .collect();
    assert_snapshot!(missing.join("\n"), @r#"
      counts    1 passage, 24 words, 5 notes, 3 references
      missing   1 of 3 references without year
      missing   note 5 leads to no reference
    "#);
}
