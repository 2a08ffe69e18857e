//! Bibliographic data beside papers: what is read of each format, what a broken entry costs, and
//! which entries concern a paper.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use lectern::papers::bibliography::{Bibliography, Marks, Shelf};
use lectern::papers::paper::{Key, Paper};
use lectern::papers::read;
use proptest::prelude::*;

use super::whole::check_list;

fn read_list(name: &str, text: &str) -> Bibliography {
    read::bibliography(Path::new(name), text.as_bytes())
}

/// Every entry with all that it says, then the problems.
fn shown(name: &str, text: &str) -> String {
    let list = read_list(name, text);
    let mut shown = String::new();
    for entry in &list.entries {
        let fields = serde_json::to_string(&entry.fields).unwrap();
        writeln!(shown, "{} (line {}) {fields}", entry.key, entry.line).unwrap();
        let others = [
            ("files", entry.files.join(" | ")),
            ("tags", entry.tags.join(" | ")),
            ("abstract", entry.summary.clone().unwrap_or_default()),
            ("language", entry.language.clone().unwrap_or_default()),
        ];
        for (name, value) in others {
            if !value.is_empty() {
                writeln!(shown, "  {name}: {value}").unwrap();
            }
        }
    }
    for problem in &list.problems {
        writeln!(shown, "{problem}").unwrap();
    }
    shown
}

#[test]
fn bibtex_with_abbreviations_parents_and_latex() {
    let text = r#"% an export, shortened
@string{pr = "Island Research"}
@string(jir = {Journal of } # pr)
@comment{ @article{left2001, title = {Left out}} }
@preamble{"\newcommand{\x}{y}"}
@article(lind1998,
  title = "Fear {\&} \emph{Trust} -- a {N}orwegian {\"o}l ``story''",
  author = {Lindqvist, Ana and van der Meer, Bo and {Bank of {N}ets} and others},
  journal = JIR, year = 1998, month = oct # "~3", volume = 12, number = 4, pages = {12--19},
  doi = {https://doi.org/10.1000/ABC_1}, keywords = {Fear, trust}, langid = {ngerman},
  file = {Full Text:C\:\\papers\\lind fear.pdf:application/pdf})
@inproceedings{garcia2001,
  author = {Garc{\'\i}a M{\'a}rquez, Pilar and King, Jr., Noah and Ludwig van Aalst},
  title = {$\alpha$-nets and CO$_{2}$}, subtitle = {10\,000 knots at \$5},
  crossref = {proc2001}, url = {https://nets.example/a\_b}, urldate = {2002-01-02}}
@proceedings{proc2001, title = {Proceedings of the Net Makers}, publisher = {Harbour Press},
  address = {Nets {\&} Co}, year = 2001, editor = {Ed Itor}}
@phdthesis{okafor, author = {{\O}kafor, Chidi}, title = {Grain}, school = {University of the Islands}, date = {2014-10}}
@techreport{un, author = {{United Islands}}, title = {On grain}, institution = {UI}, number = {17}, type = {Report}, year = {2003}}
"#;
    assert_snapshot!(shown("a.bib", text), @r#"
    lind1998 (line 6) {"type":"article-journal","author":[{"family":"Lindqvist","given":"Ana"},{"family":"van der Meer","given":"Bo"},{"literal":"Bank of Nets"}],"title":"Fear & Trust – a Norwegian öl “story”","container-title":"Journal of Island Research","issued":"1998-10-03","volume":"12","issue":"4","page":"12–19","DOI":"10.1000/ABC_1"}
      files: lind fear.pdf
      tags: fear | trust
      language: de
    garcia2001 (line 12) {"type":"paper-conference","author":[{"family":"García Márquez","given":"Pilar"},{"family":"King Jr.","given":"Noah"},{"family":"van Aalst","given":"Ludwig"}],"editor":[{"family":"Itor","given":"Ed"}],"title":"α-nets and CO2: 10 000 knots at $5","container-title":"Proceedings of the Net Makers","issued":"2001","accessed":"2002-01-02","publisher":"Harbour Press","publisher-place":"Nets & Co","URL":"https://nets.example/a_b"}
    proc2001 (line 16) {"type":"book","editor":[{"family":"Itor","given":"Ed"}],"title":"Proceedings of the Net Makers","issued":"2001","publisher":"Harbour Press","publisher-place":"Nets & Co"}
    okafor (line 18) {"type":"thesis","author":[{"family":"Økafor","given":"Chidi"}],"title":"Grain","issued":"2014-10","publisher":"University of the Islands","genre":"PhD thesis"}
    un (line 19) {"type":"report","author":[{"literal":"United Islands"}],"title":"On grain","issued":"2003","publisher":"UI","note":"No. 17","genre":"Report"}
    "#);
}

#[test]
fn a_broken_bibtex_entry_loses_itself_alone() {
    let text = r"@book{open, title = {Never closed,
  author = {Larsen, Bo}
@book{good1, title = {First}}
@book{comma title = {No comma}}
@article{field, title = {Costs $5}, publisher = unknown, year = {in press}}
@book{twice, title = {Stray}}, year = {2000}}
@book{twice, title = {Again}}
@article{a, crossref = {b}}
@article{b, crossref = {a}, title = {Circle}}
@book{good2, title = {Last}}
@book{end, title = {Cut off
";
    assert_snapshot!(shown("a.bib", text), @r#"
    good1 (line 3) {"type":"book","title":"First"}
    field (line 5) {"type":"article-journal","title":"Costs $5"}
    twice (line 6) {"type":"book","title":"Stray"}
    a (line 8) {"type":"article-journal","container-title":"Circle"}
    b (line 9) {"type":"article-journal","title":"Circle"}
    good2 (line 10) {"type":"book","title":"Last"}
    line 1: the entry “open” is left out: its last brace is missing; close it
    line 4: the entry “comma” is left out: a comma is missing before this place
    line 5: the field “publisher” of “field” is left out: “unknown” is no abbreviation of this file; write it between braces, or define it by @string
    line 6: this field stands outside any entry; check the braces of the entry above it
    line 7: the key “twice” is already that of the entry in line 6; give this one another key
    line 11: the entry “end” is left out: its last brace is missing; close it
    "#);
}

#[test]
fn csl_json_with_its_many_dates_and_names() {
    let text = r#"[
  {"id": "larsen", "type": "article-journal", "title": "Fish <i>and</i> Silence, 3 < 4",
   "author": [{"family": "Meer", "non-dropping-particle": "van der", "given": "Bo"}, {"literal": "Bank of Nets"}, {"name": 3}],
   "issued": {"date-parts": [["2014", 3, "7"]]}, "accessed": {"raw": "12 May 2015"}, "container-title": "Nets",
   "volume": 12, "issue": "3-4", "page": "1-9", "DOI": "10.1000/x", "keyword": "Fish; nets", "abstract": "On fish.", "language": "en-GB"},
  {"id": 7, "type": "report", "title": "On grain", "issued": {"literal": "spring 2003"}, "number": 17, "publisher": null},
  "a stray text",
  {"id": "comma" "type": "book", "title": "No comma"},
  {"id": "open", "type": "book", "title": "Never closed",
  {"id": "last", "type": "book", "title": "Last", "issued": {"date-parts": [[1998]]}}
]"#;
    assert_snapshot!(shown("a.json", text), @r#"
    larsen (line 2) {"type":"article-journal","author":[{"family":"van der Meer","given":"Bo"},{"literal":"Bank of Nets"}],"title":"Fish and Silence, 3 < 4","container-title":"Nets","issued":"2014-03-07","accessed":"2015-05-12","volume":"12","issue":"3-4","page":"1-9","DOI":"10.1000/x"}
      tags: fish | nets
      abstract: On fish.
      language: en
    7 (line 6) {"type":"report","title":"On grain","issued":"2003","note":"No. 17"}
    last (line 10) {"type":"book","title":"Last","issued":"1998"}
    line 7: a text here is no item: an item is an object with “type” and “title”
    line 8: an item is left out: expected `,` or `}`; mend it here
    line 9: an item is left out: its last brace is missing; close it
    "#);
    let listed = r#"{"items": [{"type": "book", "title": "One", "issued": "1998-05"}]}"#;
    assert_snapshot!(shown("a.json", listed), @r#" (line 1) {"type":"book","title":"One","issued":"1998-05"}"#);
    assert_snapshot!(shown("a.json", r#"{"type": "book", "title": "Alone"}"#), @r#" (line 1) {"type":"book","title":"Alone"}"#);
}

#[test]
fn ris_with_long_values_and_a_record_without_its_end() {
    let text = "TY  - JOUR
ID  - larsen
TI  - Fish and
silence
AU  - Larsen, Bo, Jr.
AU  - Ministry of Nets and Grain
A2  - Lindqvist, Ana
T2  - Journal of Island Studies
PY  - 1998///
DA  - 1998/05/03
VL  - 4
IS  - 2
SP  - 17
EP  - 33
SN  - 1234-5678
DO  - 10.1000/x
UR  - https://nets.example/x
Y2  - 2001/02/03/
L1  - file:///papers/larsen.pdf
KW  - Fish
KW  - silence
AB  - On fish.
LA  - eng
TY  - CHAP
TI  - Debts
T2  - Grain
PB  - Harbour Press
CY  - Northport
SN  - 978-3-16-148410-0
ER  -
AU  - Nobody
PY  - 2001
TY  - RPRT
M3  - Working paper
TI  - Last
";
    assert_snapshot!(shown("a.ris", text), @r#"
    larsen (line 1) {"type":"article-journal","author":[{"family":"Larsen Jr.","given":"Bo"},{"literal":"Ministry of Nets and Grain"}],"editor":[{"family":"Lindqvist","given":"Ana"}],"title":"Fish and silence","container-title":"Journal of Island Studies","issued":"1998-05-03","accessed":"2001-02-03","volume":"4","issue":"2","page":"17–33","DOI":"10.1000/x","URL":"https://nets.example/x","ISSN":"1234-5678"}
      files: larsen.pdf
      tags: fish | silence
      abstract: On fish.
      language: en
     (line 24) {"type":"chapter","title":"Debts","container-title":"Grain","publisher":"Harbour Press","publisher-place":"Northport","ISBN":"978-3-16-148410-0"}
     (line 33) {"type":"report","title":"Last","genre":"Working paper"}
    line 1: the record has no end; put a line “ER  -” behind it
    line 31: a record begins without its type; put a line “TY  - JOUR” before this one
    line 33: the record has no end; put a line “ER  -” behind it
    "#);
}

#[test]
fn yaml_with_parents_and_a_broken_entry() {
    let text = r#"# nets
larsen:
  type: article
  title: Fish and Silence
  author: ["van der Meer, Bo", "Larsen, Jr., Ana"]
  date: 2014-03
  page-range: 1-9
  language: en-GB
  serial-number: {doi: 10.1000/x}
  url: {value: "https://nets.example/x", date: 2015-05-12}
  parent:
    type: periodical
    title: Nets
    volume: 12
    issue: 3
untyped:
  title: No type
shape: [1, 2]
"quoted key":
  type: chapter
  title: "Debts: a history"
  parent:
    type: book
    title: Grain
    editor: Okafor, Chidi
    publisher: {name: Harbour Press, location: Northport}
tabbed:
	type: book
	title: Tabs
last:
  type: thesis
  title: Last
  genre: PhD thesis
  organization: University of the Islands
"#;
    assert_snapshot!(shown("a.yaml", text), @r#"
    larsen (line 2) {"type":"article-journal","author":[{"family":"van der Meer","given":"Bo"},{"family":"Larsen Jr.","given":"Ana"}],"title":"Fish and Silence","container-title":"Nets","issued":"2014-03","accessed":"2015-05-12","volume":"12","issue":"3","page":"1-9","DOI":"10.1000/x","URL":"https://nets.example/x"}
      language: en
    quoted key (line 19) {"type":"chapter","editor":[{"family":"Okafor","given":"Chidi"}],"title":"Debts: a history","container-title":"Grain","publisher":"Harbour Press","publisher-place":"Northport"}
    last (line 30) {"type":"thesis","title":"Last","publisher":"University of the Islands","genre":"PhD thesis"}
    line 17: the entry “untyped” is left out: no entry type for `untyped`; an entry is a key, and below it, indented, “type:”, “title:” and so on
    line 18: the entry “shape” is left out: invalid type: sequence, expected a map representing a bibliography entry; an entry is a key, and below it, indented, “type:”, “title:” and so on
    line 28: the entry “tabbed” is left out: found character that cannot start any token; an entry is a key, and below it, indented, “type:”, “title:” and so on
    "#);
}

#[test]
fn titles_and_names_of_yaml_kept_two_spaces() {
    let text = "k:\n  type: book\n  title: \"Fear  and trust\"\n  author: \"Waltz, Kenneth  N.\"\n";
    assert_snapshot!(shown("a.yaml", text), @r#"k (line 1) {"type":"book","author":[{"family":"Waltz","given":"Kenneth N."}],"title":"Fear and trust"}"#);
}

#[test]
fn a_space_before_a_last_stop_stayed_in_keywords_and_dois() {
    let text = "TY  - BOOK\nID  - k\nTI  - Fear\nKW  - Trust .\nDO  - 10.1000/ab .\nER  - \n";
    assert_snapshot!(shown("a.ris", text), @r#"
    k (line 1) {"type":"book","title":"Fear","DOI":"10.1000/ab"}
      tags: trust
    "#);
}

#[test]
fn json_and_yaml_of_other_kinds_are_left_alone() {
    for (name, text) in [
        ("package.json", r#"{"name": "nets", "version": "1"}"#),
        ("data.json", "[1, 2, 3]"),
        ("compose.yaml", "services:\n  nets:\n    image: nets\n"),
        ("list.yml", "- one\n- two\n"),
    ] {
        let list = read_list(name, text);
        assert!(list.foreign && list.problems.is_empty(), "{name}: {list:?}");
    }
    for name in ["empty.bib", "empty.ris"] {
        assert_eq!(read_list(name, "").problems, []);
    }
    assert_snapshot!(shown("broken.json", r#"{"title": "type", "type": 3"#), @"line 1: an item is left out: its last brace is missing; close it");
    assert_snapshot!(shown("a.ris", "no record at all"), @"line 1: it holds no record; a record begins with a line “TY  - JOUR” and ends with “ER  -”");
    assert_snapshot!(shown("latin1.bib", "@book{a, title = {ok}}"), @r#"a (line 1) {"type":"book","title":"ok"}"#);
}

#[test]
fn an_older_encoding_is_read() {
    let bytes = b"@book{mueller, author = {M\xfcller, J\xf6rg}, title = {\xdcber die Netze und das sch\xf6ne Meer}, year = 1999}";
    let list = read::bibliography(Path::new("a.bib"), bytes);
    assert_eq!(list.entries[0].fields.author[0].family(), "Müller");
    let utf16: Vec<u8> = "\u{feff}@book{b, title = {Fish}}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let list = read::bibliography(Path::new("a.bib"), &utf16);
    assert_eq!(list.entries[0].key, "b");
}

/// A paper with what a shelf holds for it.
fn with_lists(name: &str, text: &str, lists: &[(&str, &str)]) -> Paper {
    let mut paper = read::document(Path::new(name), text.as_bytes()).unwrap();
    let marks = Marks::of(&paper);
    let lists = lists
        .iter()
        .map(|(name, text)| (PathBuf::from(name), read_list(name, text).entries));
    let shelf = Shelf::of(lists, [Path::new(name), Path::new("x/other.md")]);
    let keys: Vec<Key> = vec![paper.key.clone()];
    shelf.find(Path::new(name), &marks, &keys).apply(&mut paper);
    paper
}

const NETS: &str = "---\ntitle: Nets\nauthors: [Ana Lindqvist]\ndate: 2001\ndoi: 10.1000/nets\ntags: [nets]\n---\n\nNets are counted in spring.\n";

#[test]
fn an_entry_is_a_papers_by_file_name_doi_title_or_key() {
    let volume = |lists: &[(&str, &str)]| with_lists("x/nets.md", NETS, lists).details.volume;
    for (list, entry) in [
        (
            "x/a.bib",
            "@book{q, file = {:papers/Nets.md:PDF}, volume = 1}",
        ),
        ("x/a.bib", "@book{nets, volume = 1}"),
        ("x/a.bib", "@book{q, doi = {10.1000/NETS}, volume = 1}"),
        ("x/a.bib", "@book{q, title = {{NETS}}, volume = 1}"),
        ("x/a.bib", "@book{lindqvist2001, volume = 1}"),
        ("a.ris", "TY  - BOOK\nID  - nets\nVL  - 1\nER  -\n"),
        (
            "x/nets.bib",
            "@book{whatever, title = {Another title}, volume = 1}",
        ),
    ] {
        assert_eq!(volume(&[(list, entry)]).as_deref(), Some("1"), "{entry}");
    }
    for (list, entry) in [
        ("x/a.bib", "@book{q, title = {Other nets}, volume = 1}"),
        (
            "x/a.bib",
            "@book{a, title = {Nets}, volume = 1}\n@book{b, title = {Nets}, volume = 2}",
        ),
        ("y/a.bib", "@book{nets, volume = 1}"),
        ("x/other.bib", "@book{nets, volume = 1}"),
    ] {
        assert_eq!(volume(&[(list, entry)]), None, "{list}: {entry}");
    }
    let order = [
        ("a.bib", "@book{nets, volume = 4}"),
        (
            "x/a.bib",
            "@book{q, title = {Nets}, volume = 3}\n@book{r, doi = {10.1000/nets}, volume = 2}",
        ),
    ];
    assert_eq!(
        volume(&order).as_deref(),
        Some("2"),
        "the nearest, then the surest"
    );
}

#[test]
fn what_a_person_writes_overrides_what_was_read() {
    let entry = "@incollection{nets, title = {The Nets of Spring}, author = {{Bank of Nets} and Okafor, Chidi}, year = 2003, month = may,
        booktitle = {Spring}, editor = {Larsen, Bo}, publisher = {Harbour Press}, address = {Northport}, edition = {2}, isbn = {1-2}, pages = {3--9},
        keywords = {spring, Nets}, abstract = {On nets.}, language = {french}}";
    let paper = with_lists("x/nets.md", NETS, &[("x/nets.bib", entry)]);
    assert_snapshot!(serde_json::to_string(&paper.fields()).unwrap(), @r#"{"type":"chapter","author":[{"literal":"Bank of Nets"},{"family":"Okafor","given":"Chidi"}],"editor":[{"family":"Larsen","given":"Bo"}],"title":"The Nets of Spring","container-title":"Spring","issued":"2003-05","page":"3–9","publisher":"Harbour Press","publisher-place":"Northport","edition":"2","DOI":"10.1000/nets","ISBN":"1-2"}"#);
    let other = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        paper.kind, paper.year, paper.date, paper.tags, paper.summary, paper.language
    );
    assert_snapshot!(other, @r#"Chapter Some(2003) Some("2003-05") ["nets", "spring"] Some("On nets.") Some("fr")"#);
    // Nothing of it becomes the paper's text.
    assert_eq!(paper.passages.len(), 1);
}

#[test]
fn front_matter_has_the_same_names() {
    let text = "---\ntitle: Nets\njournal: Spring\nvolume: 3\nnumber: 4\npages: 1–9\naddress: Northport\nedition: 2\nisbn: 1-2\nissn: 3-4\neditor: Larsen, Bo\naccessed: 3 May 2011\ngenre: Lecture notes\ndoi: https://doi.org/10.1000/x\n---\n\nNets.\n";
    let paper = read::document(Path::new("nets.md"), text.as_bytes()).unwrap();
    assert_snapshot!(serde_json::to_string(&paper.details).unwrap(), @r#"{"editor":[{"family":"Larsen","given":"Bo"}],"container-title":"Spring","accessed":"2011-05-03","volume":"3","issue":"4","page":"1–9","publisher-place":"Northport","edition":"2","DOI":"10.1000/x","ISBN":"1-2","ISSN":"3-4","genre":"Lecture notes"}"#);
}

const CITING: &str = "---\ntitle: Citing\nbibliography: refs.bib\n---\n\nFish are silent [@larsen1998, p. 3; see @un] and @okafor says so.[^1] Lost [@lost]; ada@nets.example.\n\n[^1]: See @okafor, 3.\n\n## References\n\n- Larsen, B. (1998). *Fish and Silence*. Harbour Press.\n";
const CITED: &str = "@book{unused, title = {Unused}}\n@book{un, title = {Grain}, author = {{United Islands}}}\n@book{okafor, title = {Bread}, author = {Okafor, Chidi}, year = 2011}\n@book{larsen1998, title = {Fish and Silence}, author = {Larsen, Bo}, year = 1998, publisher = {Harbour Press}}\n";

#[test]
fn what_markdown_cites_by_key_becomes_its_references() {
    let seen = |list: &str| {
        let paper = with_lists("x/citing.md", CITING, &[(list, CITED)]);
        let mut seen = String::new();
        for reference in &paper.references {
            let fields = serde_json::to_string(&reference.fields).unwrap();
            let key = reference.key.as_deref().unwrap_or("-");
            writeln!(
                seen,
                "{} {key}: {} {fields}",
                reference.number, reference.raw
            )
            .unwrap();
        }
        writeln!(seen, "note leads to {:?}", paper.notes[0].reference).unwrap();
        for problem in &paper.problems {
            writeln!(seen, "{problem}").unwrap();
        }
        seen
    };
    assert_snapshot!(seen("x/refs.bib"), @r#"
    1 larsen1998: Larsen, B. (1998). Fish and Silence. Harbour Press. {"type":"book","author":[{"family":"Larsen","given":"Bo"}],"title":"Fish and Silence","issued":"1998","publisher":"Harbour Press"}
    2 un: @book{un, title = {Grain}, author = {{United Islands}}} {"type":"book","author":[{"literal":"United Islands"}],"title":"Grain"}
    3 okafor: @book{okafor, title = {Bread}, author = {Okafor, Chidi}, year = 2011} {"type":"book","author":[{"family":"Okafor","given":"Chidi"}],"title":"Bread","issued":"2011"}
    note leads to Some(3)
    no entry has the key that the text cites: “@lost”; add the entry to the bibliography, or mend the key
    "#);
    // A list of what a paper cites is not about that paper, though it lies beside it.
    assert_eq!(seen("x/citing.bib"), seen("x/refs.bib"));
    let one = "@book{larsen1998, title = {Fish and Silence}}";
    let paper = with_lists("x/citing.md", CITING, &[("x/citing.bib", one)]);
    assert_eq!(paper.title, "Citing");
    let paper = with_lists("x/citing.md", CITING, &[]);
    assert_snapshot!(paper.problems[0].to_string(), @"the bibliography “refs.bib” that the front matter names is not there; put it beside the paper");
}

const NAMES: [&str; 4] = ["a.bib", "a.json", "a.ris", "a.yaml"];

proptest! {
    #[test]
    fn no_bytes_get_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in NAMES {
            let list = read::bibliography(Path::new(name), &bytes);
            check_list(&list);
            let failed = list.problems.iter().any(|problem| problem.message.contains("please report"));
            prop_assert!(!failed, "{name}");
        }
    }

    #[test]
    fn no_pieces_get_the_reader_down(text in r#"([@{}()"',=#\\%$\[\]:\n -]|@book|@string|title|type|TY  - |ER  - |\\'|\{\\|é){0,80}"#) {
        for name in NAMES {
            let list = read_list(name, &text);
            check_list(&list);
            let failed = list.problems.iter().any(|problem| problem.message.contains("please report"));
            prop_assert!(!failed, "{name}: {text}");
        }
    }

    #[test]
    fn whatever_stands_in_an_entry_the_next_ones_are_read(inside in r#"[a-z{}"=, #%$\\\n]{0,60}"#) {
        let text = format!("@book{{one, title = {{One}}}}\n@book{{bad, {inside}\n@book{{two, title = {{Two}}}}\n@book{{three, title = {{Three}}}}\n");
        let keys: Vec<_> = read_list("a.bib", &text).entries.into_iter().map(|entry| entry.key).collect();
        for key in ["one", "two", "three"] {
            prop_assert!(keys.iter().any(|found| found == key), "{key} of {text}");
        }
    }

    #[test]
    fn whatever_stands_in_an_item_the_next_ones_are_read(inside in r#"[a-z{}":, \[\n0]{0,60}"#) {
        let item = |key: &str| format!("  {{\"id\": \"{key}\", \"type\": \"book\", \"title\": \"T\"}}");
        let text = format!("[\n{},\n  {{\"id\": \"bad\", {inside}\n,\n{},\n{}\n]", item("one"), item("two"), item("three"));
        let keys: Vec<_> = read_list("a.json", &text).entries.into_iter().map(|entry| entry.key).collect();
        for key in ["one", "three"] {
            prop_assert!(keys.iter().any(|found| found == key), "{key} of {text}");
        }
    }
}

#[test]
fn bombs_end_in_a_report() {
    for (name, bomb) in [
        (
            "a.bib",
            format!(
                "@book{{a, title = {}x{}}}",
                "{".repeat(100_000),
                "}".repeat(100_000)
            ),
        ),
        (
            "a.bib",
            format!(
                "@book{{a, title = {{{}x{}}}}}",
                r"\a{".repeat(50),
                "}".repeat(50)
            ),
        ),
        ("a.bib", "@".repeat(1_000_000)),
        ("a.bib", "@string{a = a # a}\n".repeat(1000)),
        (
            "a.bib",
            format!(
                "@string{{a0 = {{xxxxxxxxxx}}}}\n{}",
                (0..40)
                    .map(|at| format!("@string{{a{} = a{at} # a{at}}}\n", at + 1))
                    .collect::<String>()
            ),
        ),
        ("a.json", "[".repeat(1_000_000)),
        (
            "a.json",
            format!("[{}", "{\"type\":\"title\",\n".repeat(100_000)),
        ),
        ("a.yaml", format!("title: type:\n{}", "a: [".repeat(10_000))),
        (
            "a.yaml",
            "a: &a [x,x]\nb: &b [*a,*a]\ntitle: 1\ntype: 2\n".repeat(100),
        ),
        (
            "a.yaml",
            (0..2000)
                .map(|at| format!("{}title:\n", " ".repeat(at)))
                .collect(),
        ),
        ("a.ris", "TY  - JOUR\n".repeat(100_000)),
        (
            "a.ris",
            format!("TY  - JOUR\nTI  - {}", "x\n".repeat(500_000)),
        ),
    ] {
        let begun = std::time::Instant::now();
        let list = read_list(name, &bomb);
        assert!(
            list.problems
                .iter()
                .all(|problem| !problem.message.contains("please report")),
            "{name}"
        );
        assert!(begun.elapsed().as_secs() < 30, "{name} {:?}", &bomb[..40]);
    }
}
