//! Our citations against those of citeproc-js, an independent engine, over the same styles and data.
//!
//! It needs Node and, once, the registry of npm; where one is not there, this says so and is left out.

#![allow(clippy::print_stdout, reason = "a test that is left out says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{LocaleFile, Style};
use lectern::papers::citation::{Locator, Work, cite, style};
use serde_json::{Value, json};

use crate::citations::{WORKS, cited, fields, starred};

/// The package, at the version that this was written against.
const PACKAGE: &str = "citeproc@2.4.63";

/// The named styles, by the names that they have in hayagriva.
const STYLES: [(&str, ArchivedStyle); 7] = [
    ("apa", ArchivedStyle::AmericanPsychologicalAssociation),
    ("mla", ArchivedStyle::ModernLanguageAssociation),
    ("chicago-notes", ArchivedStyle::TurabianFullnote8),
    ("chicago-author-date", ArchivedStyle::TurabianAuthorDate),
    ("harvard", ArchivedStyle::HarvardCiteThemRight),
    (
        "ieee",
        ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers,
    ),
    ("vancouver", ArchivedStyle::NlmCitationSequence),
];

/// Where we differ on purpose: style, work (empty for all), and why.
const EXPLAINED: &[(&str, &str, &str)] = &[
    (
        "apa",
        "report",
        "a body that publishes what it wrote is named once (APA 9.29)",
    ),
    (
        "mla",
        "report",
        "a body that publishes what it wrote is named once (MLA 5.54)",
    ),
    (
        "chicago-notes",
        "document",
        "the style lists no unpublished document; we list it",
    ),
    (
        "chicago-notes",
        "undated",
        "the style lists no unpublished document; we list it",
    ),
    (
        "chicago-notes",
        "bare",
        "the style lists no unpublished document; we list it",
    ),
    (
        "chicago-author-date",
        "many",
        "the year is not said twice (Chicago 15.48)",
    ),
    ("", "preprint", "an article in something is no preprint"),
];

#[test]
fn an_independent_engine_writes_the_same() {
    let modules = match installed() {
        Ok(modules) => modules,
        Err(why) => {
            println!("left out: the comparison with citeproc-js, {why}");
            return;
        }
    };
    let theirs = written_by_citeproc(&modules);
    let mut differences = Vec::new();
    let mut compared = 0;
    for row in &theirs {
        let [style, item, entry, citation] =
            ["style", "item", "entry", "citation"].map(|part| row[part].as_str().unwrap());
        let place = place(row["locator"].as_u64().unwrap());
        let ours = cited(style, &fields(item), place.as_ref());
        for (ours, theirs) in [(&ours.entry, entry), (&ours.in_text, citation)] {
            compared += 1;
            let (ours, theirs) = (plain(&starred(ours)), plain(&from_html(theirs)));
            let is_explained = EXPLAINED
                .iter()
                .any(|(known, work, _)| (known.is_empty() || *known == style) && *work == item);
            if ours != theirs && !is_explained {
                differences.push(format!(
                    "{style} {item}\n  ours   {ours}\n  theirs {theirs}"
                ));
            }
        }
    }
    println!(
        "citeproc-js: {compared} texts compared, {} differ",
        differences.len()
    );
    assert!(compared >= WORKS.len() * STYLES.len() * 2);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The places that are cited, by their number.
fn place(number: u64) -> Option<Locator> {
    (number == 1).then(|| Locator::Page("12".to_owned()))
}

/// The folder in which the package is, fetched once.
fn installed() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("citeproc");
    if folder.join("node_modules/citeproc").exists() {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).unwrap();
    let fetched = Command::new("npm")
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            PACKAGE,
            "--prefix",
        ])
        .arg(&folder)
        .output();
    match fetched {
        Err(error) => Err(format!("npm can’t be run: {error}")),
        Ok(ended) if !ended.status.success() => Err(format!(
            "npm can’t fetch {PACKAGE}: {}",
            String::from_utf8_lossy(&ended.stderr)
                .lines()
                .next()
                .unwrap_or_default()
        )),
        Ok(_) => Ok(folder),
    }
}

fn written_by_citeproc(modules: &Path) -> Vec<Value> {
    let cases = modules.join("cases.json");
    fs::write(&cases, cases_of_all().to_string()).unwrap();
    let ended = Command::new("node")
        .arg("tests/reading/citeproc.mjs")
        .args([&cases, &modules.to_path_buf()])
        .output()
        .unwrap();
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    String::from_utf8(ended.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Styles and locales as hayagriva brings them, written as XML again, and the works as CSL-JSON.
fn cases_of_all() -> Value {
    let xml = |style: ArchivedStyle| {
        let Style::Independent(style) = style.get() else {
            panic!("a named style depends on no other");
        };
        let xml = Style::Independent(style).to_xml().unwrap();
        // What is written can’t be read again without these.
        rooted(&xml, "style").replace(" term=\"et al\"", "")
    };
    let styles: Value = STYLES
        .iter()
        .map(|(name, style)| {
            let locale = (*name == "harvard").then_some("en-GB");
            (
                (*name).to_owned(),
                json!({ "xml": xml(*style), "locale": locale }),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let locales: Value = archive::locales()
        .into_iter()
        .filter_map(|locale| {
            let lang = locale.lang?;
            let file = LocaleFile {
                version: "1.0".to_owned(),
                lang: lang.clone(),
                info: None,
                terms: locale.terms,
                date: locale.date,
                style_options: locale.style_options,
            };
            let is_english = lang.0.starts_with("en-");
            is_english.then(|| (lang.0, json!(rooted(&file.to_xml().unwrap(), "locale"))))
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let items: Vec<Value> = WORKS.iter().map(|(name, _)| item(name)).collect();
    json!({
        "styles": styles, "locales": locales, "items": items,
        "locators": [null, { "label": "page", "locator": "12" }],
    })
}

/// The XML with the root and the name space that CSL asks for.
fn rooted(xml: &str, root: &str) -> String {
    let opened = format!("<{root} xmlns=\"http://purl.org/net/xbiblio/csl\" ");
    xml.replacen("<style ", &opened, 1)
        .replace("</style>", &format!("</{root}>"))
}

fn item(name: &str) -> Value {
    let fields = fields(name);
    let work = Work {
        key: name,
        fields: &fields,
        language: Some("en"),
    };
    let json = cite(style::named("csl-json").unwrap(), &work, None)
        .entry
        .text;
    let items: Value = serde_json::from_str(&json).unwrap();
    items[0].clone()
}

/// The text of an entry with stars around its italics.
fn from_html(html: &str) -> String {
    let spaced = html
        .replace("<div class=\"csl-right-inline\">", " ")
        .replace("<i>", "*")
        .replace("</i>", "*");
    let mut text = String::new();
    let mut inside = false;
    for c in spaced.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// Without what is no difference in what is said: kinds of dash and apostrophe, spaces.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('–', "-").replace('’', "'")
}
