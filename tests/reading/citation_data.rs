//! Citations as data for other programs, held to readers that are not ours; and any data in any style.

use biblib::{CitationParser as _, RisParser};
use hayagriva::io::from_biblatex_str;
use hayagriva::types::Person as Read;
use lectern::papers::citation::{Locator, Work, cite, style};
use lectern::papers::paper::{Fields, Person};
use proptest::prelude::*;
use serde_json::Value;

use crate::citations::{WORKS, cited, fields};

fn written(style: &str, fields: &Fields) -> String {
    cited(style, fields, None).entry.text
}

fn given(fields: &str) -> Fields {
    serde_json::from_str(fields).unwrap()
}

#[test]
fn bibtex_escapes_what_latex_reads_and_keeps_the_capitals_of_names() {
    let awkward = given(
        r#"{"type":"article-journal","author":[{"family":"de la Cruz","given":"Ana"},{"literal":"Bureau of Tides & Fog"}],
            "title":"Costs of 50% & more: how NASA and iPhones {changed} Norway_2 for $5 #1 ~ ^ \\","container-title":"Tides & Times",
            "issued":"2014-10-03","volume":"12","issue":"3","page":"245–267","DOI":"10.1234/a_b%c","URL":"https://example.org/a_b?x={1}&y=2"}"#,
    );
    insta::assert_snapshot!(written("bibtex", &awkward), @r"
    @article{key,
      author  = {de la Cruz, Ana and {Bureau of Tides \& Fog}},
      title   = {Costs of 50\% \& more: how {NASA} and {iPhones} \{changed\} {Norway\_2} for \$5 \#1 \textasciitilde{} \textasciicircum{} \textbackslash{}},
      journal = {Tides \& Times},
      year    = {2014},
      month   = oct,
      date    = {2014-10-03},
      volume  = {12},
      number  = {3},
      pages   = {245--267},
      doi     = {10.1234/a_b%c},
      url     = {https://example.org/a_b?x=%7B1%7D&y=2},
    }
    ");
    let title_case = given(r#"{"type":"book","title":"The Keepers of the NATO Light: A History"}"#);
    insta::assert_snapshot!(written("bibtex", &title_case), @"
    @book{key,
      title = {The Keepers of the {NATO} Light: A History},
    }
    ");
    let thesis = given(r#"{"type":"thesis","title":"Fog","publisher":"University of Leeds"}"#);
    insta::assert_snapshot!(written("bibtex", &thesis), @"
    @mastersthesis{key,
      title  = {Fog},
      type   = {Thesis},
      school = {University of Leeds},
    }
    ");
}

#[test]
fn bibtex_is_read_by_another_program() {
    for (name, _) in WORKS {
        let fields = fields(name);
        let library = from_biblatex_str(&written("bibtex", &fields)).unwrap();
        let entry = library.iter().next().unwrap();
        assert_eq!(entry.key(), "key");
        let title = entry.title().map(|title| title.value.to_string());
        assert_eq!(title, fields.title, "{name}");
        let families: Vec<String> = entry
            .authors()
            .into_iter()
            .flatten()
            .map(|Read { name, prefix, .. }| match prefix {
                Some(prefix) => format!("{prefix} {name}"),
                None => name.clone(),
            })
            .collect();
        let wanted: Vec<&str> = fields.author.iter().map(Person::family).collect();
        assert_eq!(families, wanted, "{name}");
        assert_eq!(entry.date().map(|date| date.year), fields.year(), "{name}");
    }
}

#[test]
fn ris_is_read_by_another_program() {
    for (name, _) in WORKS {
        let fields = fields(name);
        let record = written("ris", &fields);
        assert!(record.starts_with("TY  - ") && record.ends_with("\r\nER  - \r\n"));
        assert!(!record.replace("\r\n", "").contains(['\r', '\n']), "{name}");
        let read = RisParser::new().parse(&record).unwrap();
        let [read] = read.as_slice() else {
            panic!("{name} is more than one record");
        };
        assert_eq!(Some(&read.title), fields.title.as_ref());
        assert_eq!(read.authors.len(), fields.author.len(), "{name}");
        assert_eq!(read.date.as_ref().map(|date| date.year), fields.year());
        assert_eq!((&read.volume, &read.issue), (&fields.volume, &fields.issue));
        assert_eq!(read.doi, fields.doi);
    }
    insta::assert_snapshot!(written("ris", &fields("magazine")).replace('\r', ""), @"
    TY  - MGZN
    ID  - key
    AU  - Lund, Sara
    TI  - The last keeper
    T2  - Shoreline Monthly
    PY  - 2016
    DA  - 2016/09//
    VL  - 8
    IS  - 9
    SP  - 22
    EP  - 27
    LA  - en
    ER  -
    ");
}

/// What the CSL 1.0.2 schema says of the fields that we write
/// (<https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json>).
const CSL_DATA: &str = r##"{
  "type": "array",
  "items": {
    "type": "object",
    "required": ["type", "id"],
    "additionalProperties": false,
    "patternProperties": {
      "^(title|container-title|volume|issue|page|publisher|publisher-place|edition|DOI|URL|ISBN|ISSN|genre|note|language)$": { "type": "string" }
    },
    "properties": {
      "id": { "type": "string" },
      "type": { "enum": ["article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter",
                         "document", "paper-conference", "report", "thesis", "webpage"] },
      "author": { "$ref": "#/$defs/names" },
      "editor": { "$ref": "#/$defs/names" },
      "issued": { "$ref": "#/$defs/date" },
      "accessed": { "$ref": "#/$defs/date" }
    }
  },
  "$defs": {
    "names": { "type": "array", "minItems": 1, "items": {
      "type": "object", "additionalProperties": false, "minProperties": 1,
      "properties": { "family": { "type": "string" }, "given": { "type": "string" },
                      "non-dropping-particle": { "type": "string" }, "literal": { "type": "string" } } } },
    "date": { "type": "object", "additionalProperties": false, "required": ["date-parts"], "properties": {
      "date-parts": { "type": "array", "minItems": 1, "maxItems": 2, "items": {
        "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": "number" } } } } }
  }
}"##;

#[test]
fn csl_json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(CSL_DATA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, _) in WORKS {
        let items: Value = serde_json::from_str(&written("csl-json", &fields(name))).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&items)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let odd = given(
        r#"{"type":"sculpture","issued":"2014-13-45","author":[{"family":"van Gogh","given":"V."}]}"#,
    );
    insta::assert_snapshot!(written("csl-json", &odd), @r#"
    [
      {
        "author": [{"family":"Gogh","given":"V.","non-dropping-particle":"van"}],
        "id": "key",
        "issued": {"date-parts":[[2014]]},
        "language": "en",
        "type": "document"
      }
    ]
    "#);
}

#[test]
fn a_citation_in_latex_and_pandoc_has_its_place() {
    let cited = |style, place: &Locator| cited(style, &Fields::default(), Some(place)).in_text.text;
    let pages = Locator::Page("12-14".to_owned());
    assert_eq!(cited("bibtex", &pages), r"\cite[pp.~12--14]{key}");
    assert_eq!(cited("csl-json", &pages), "[@key, pp. 12-14]");
    let heading = Locator::Section("Cause & effect".to_owned());
    assert_eq!(
        cited("bibtex", &heading),
        r"\cite[sec.~“Cause \& effect”]{key}"
    );
}

/// hayagriva #519: Vancouver lost the authors. No style may.
#[test]
fn every_style_names_the_authors_of_a_work() {
    for style in style::all() {
        for name in ["article", "book", "chapter", "report"] {
            let fields = fields(name);
            let entry = written(style.name, &fields).to_lowercase();
            // MLA names a body that publishes what it wrote once, as its publisher.
            let named = fields.author.iter().all(|author| {
                let family = author.family().rsplit(' ').next().unwrap().to_lowercase();
                entry.contains(&family)
            });
            assert!(named, "{} {name}: {entry}", style.name);
        }
    }
}

#[test]
fn a_style_is_found_by_every_name_that_people_use() {
    let name = |asked: &str| style::named(asked).map(|style| style.name);
    for (asked, is) in [
        ("APA", "apa"),
        ("apa 7", "apa"),
        ("MLA", "mla"),
        ("Chicago", "chicago-notes"),
        ("turabian-author-date", "chicago-author-date"),
        ("harvard-cite-them-right", "harvard"),
        ("nlm-citation-sequence", "vancouver"),
        ("modern-language-association", "mla"),
        ("nature", "nature"),
        ("BibTeX", "bibtex"),
    ] {
        assert_eq!(name(asked), Some(is), "{asked}");
    }
    assert_eq!(name("alchemy"), None);
    assert_eq!(style::nearest("harvrd"), ["harvard"]);
    assert_eq!(
        style::nearest("chicago-")[..2],
        ["chicago-notes", "chicago-author-date"]
    );
    assert_eq!(style::nearest("alchemy"), [""; 0]);
    let mut names: Vec<&str> = style::all().map(|style| style.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two styles have one name");
}

fn any_person() -> impl Strategy<Value = Person> {
    let name = "\\PC{0,12}";
    prop_oneof![
        (name, proptest::option::of(name))
            .prop_map(|(family, given)| Person::Name { family, given }),
        name.prop_map(|literal| Person::Literal { literal }),
    ]
}

fn any_fields() -> impl Strategy<Value = Fields> {
    let kinds = [
        "article-journal",
        "book",
        "chapter",
        "thesis",
        "webpage",
        "report",
        "document",
        "x",
    ];
    let text = || proptest::option::of("\\PC{0,24}");
    let date = || proptest::option::of("[0-9]{1,6}(-[0-9]{0,3}){0,3}|\\PC{0,8}");
    (
        proptest::sample::select(kinds.to_vec()),
        proptest::collection::vec(any_person(), 0..4),
        proptest::collection::vec(any_person(), 0..2),
        (text(), text(), date(), date()),
        (
            text(),
            proptest::option::of("[0-9–-]{0,9}|\\PC{0,6}"),
            text(),
            text(),
        ),
    )
        .prop_map(
            |(
                kind,
                author,
                editor,
                (title, container, issued, accessed),
                (volume, page, publisher, edition),
            )| Fields {
                kind: Some(kind.to_owned()),
                author,
                editor,
                title,
                container_title: container,
                issued,
                accessed,
                volume: volume.clone(),
                issue: volume,
                page,
                publisher,
                edition,
                ..Fields::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_data_can_be_cited_in_any_style(fields in any_fields(), at in 0usize..1000, place in "\\PC{0,8}") {
        let styles: Vec<_> = style::usual().chain(style::all().skip(at % style::all().count()).take(3)).collect();
        for style in styles {
            let work = Work { key: "key", fields: &fields, language: None };
            for place in [Locator::Page(place.clone()), Locator::Section(place.clone())] {
                let cited = cite(style, &work, Some(&place));
                let length = cited.entry.text.chars().count();
                prop_assert!(cited.entry.italics.iter().all(|(from, to)| from < to && *to <= length));
            }
        }
    }
}
