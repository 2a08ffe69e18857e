//! No bytes get the reader down: whatever comes in, a paper or an error comes out, and soon.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use lectern::papers::paper::Paper;
use lectern::papers::read;
use proptest::prelude::*;

use super::fixture;
use super::whole::check;

/// Far above what any of these takes, and far below what a loop over pairs of lines would take.
const PATIENCE: Duration = Duration::from_secs(30);

fn read_as_all(bytes: &[u8]) {
    for name in ["a.txt", "a.md", "a.html"] {
        let begun = Instant::now();
        let read = read::document(Path::new(name), bytes);
        assert!(
            !matches!(read, Err(read::Error::Damaged)),
            "{name} panicked on {:?}",
            String::from_utf8_lossy(bytes)
        );
        if let Ok(paper) = &read {
            check(paper);
        }
        assert!(
            begun.elapsed() < PATIENCE,
            "{name} took {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn endless_repetition_is_read_in_time_that_grows_with_its_length() {
    let units = [
        "a",
        " ",
        "\n",
        "\0",
        "[",
        "*",
        "`",
        "# a\n",
        ">",
        "- ",
        "1. ",
        "a ",
        "a\n\n",
        "[1] ",
        "|a",
        "\u{c}",
        "<",
        "![",
        "$",
        "[^a]",
        "[^a]: b\n\n",
        "[1] a 2000\n\n",
        "1\n",
        "Aa Bb\n\n",
        "- a\n",
        "References\n",
        "a-\n",
        "<!--",
        "|a|\n|-|\n|b|\n",
        "2000 ",
        ". A",
        "<a",
        "<a>",
        "<b>x<p>",
        "<b a=1><i b=2>",
        "<div>",
        "<table>",
        "<table><tr><td>",
        "<ul><li>",
        "<p>a",
        "<li>a",
        "<h1>a",
        "<br>",
        "</p>",
        "</div>",
        "&amp;",
        "&#9999999;",
        "<a href=#a id=a>",
        "<sup><a href=#a>1</a></sup>",
        "<!",
        "<script>",
        "<select>",
        "<svg>",
        "<math>",
        "<form>",
        "<template>",
        "<p class=share>a",
    ];
    for unit in units {
        read_as_all(unit.repeat(100_000 / unit.len()).as_bytes());
    }
}

#[test]
fn a_file_cut_off_anywhere_is_read() {
    for name in [
        "valid/saved-page.txt",
        "valid/wrapped.txt",
        "valid/with-front-matter.md",
        "broken/notes.md",
        "valid/blog.html",
        "valid/article.html",
    ] {
        let bytes = fs::read(fixture(name)).unwrap();
        // A page takes ten times as long as a text, and is cut at every eleventh byte.
        let step = if name.ends_with(".html") { 11 } else { 1 };
        for end in (0..bytes.len()).step_by(step) {
            if let Ok(paper) = read::document(&fixture(name), &bytes[..end]) {
                check(&paper);
            }
        }
    }
}

#[test]
fn pages_made_to_choke_a_parser_are_read_in_time() {
    let long = 600_000;
    let pages = [
        "<div>".repeat(10_000) + "<p>The islands lay deep." + "</div>".repeat(10_000).as_str(),
        "<div>".repeat(long / 5),
        "<p>a".repeat(long / 4),
        format!("<p {}>text", "a1 b2 c3 d4 ".repeat(long / 12)),
        (0..long / 20).map(|n| format!("<b a={n}><p>x")).collect(),
        (0..long / 12).map(|n| format!("<p a{n}=1>x")).collect(),
        format!("<p>{}", "&lt;".repeat(long / 4)),
        format!("<table>{}", "<tr><td>a<td>b".repeat(long / 14)),
        (0..long / 50)
            .map(|n| format!("<sup><a href=#n{n}>{n}</a></sup><p id=n{n}>note"))
            .collect(),
    ];
    for page in pages {
        let begun = Instant::now();
        let read = read::document(Path::new("a.html"), page.as_bytes());
        let start = &page[..40];
        assert!(!matches!(read, Err(read::Error::Damaged)), "{start}");
        assert!(
            begun.elapsed() < PATIENCE,
            "{start} took {:?}",
            begun.elapsed()
        );
    }
}

/// How long a page takes whose text stands in many elements within each other.
fn time_of_nested(open: &str, close: &str) -> Duration {
    let text = "<p>The islands lay deep in the water, and the tide went out.".repeat(2_000);
    let page = format!("{}{text}{}", open.repeat(90), close.repeat(90));
    let begun = Instant::now();
    read::document(Path::new("a.html"), page.as_bytes()).unwrap();
    begun.elapsed()
}

#[test]
fn what_is_marked_at_every_depth_is_not_read_at_every_depth() {
    let plain = time_of_nested("<div><div>", "</div></div>");
    for (open, close) in [
        ("<div class=author><div>", "</div></div>"),
        ("<div class=date><div>", "</div></div>"),
        ("<div><h1>", "</h1></div>"),
    ] {
        let marked = time_of_nested(open, close);
        assert!(marked < plain * 6, "{open} {marked:?}, unmarked {plain:?}");
    }
}

#[test]
fn short_lines_that_name_a_school_are_not_taken_for_places_of_work() {
    let text = "Fear and Trust\n\n- the school of fear was a small one\n- its research was on bread\n\nIt ended.\n";
    let paper = read::document(Path::new("a.txt"), text.as_bytes()).unwrap();
    assert!(
        everything(&paper).is_superset(&["school", "research", "ended"].map(str::to_owned).into())
    );
}

proptest! {
    #[test]
    fn random_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_as_all(&bytes);
    }

    #[test]
    fn random_marks_are_read(text in "[a-zA-Z0-9 \\n\\t#>*_`\\[\\]()|.:^$<!-]{0,400}") {
        read_as_all(text.as_bytes());
    }

    #[test]
    fn random_tags_are_read(parts in proptest::collection::vec(tag(), 0..80)) {
        read_as_all(parts.concat().as_bytes());
    }

    #[test]
    fn flipped_bits_are_read(flips in proptest::collection::vec((any::<prop::sample::Index>(), 0u8..8), 1..20)) {
        for name in ["valid/saved-page.txt", "valid/with-front-matter.md", "valid/article.html"] {
            let mut bytes = fs::read(fixture(name)).unwrap();
            for (at, bit) in &flips {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            read_as_all(&bytes);
        }
    }

    #[test]
    fn no_word_of_a_plain_text_is_lost(paragraphs in proptest::collection::vec(paragraph(), 1..12), wide in any::<bool>()) {
        let body: Vec<String> = paragraphs.iter().map(|words| if wide { words.join(" ") } else { wrap(words) }).collect();
        let document = format!("A Title of Some Kind\n\n{}\n", body.join("\n\n"));
        let paper = read::document(Path::new("a.txt"), document.as_bytes()).unwrap();
        let kept = everything(&paper);
        for word in paragraphs.iter().flatten() {
            prop_assert!(kept.contains(word.trim_end_matches(['.', ','])), "{word} of\n{document}");
        }
    }
}

/// A start tag, an end tag, or a little text.
fn tag() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "p",
        "b",
        "a href='#x'",
        "li",
        "ol class='references'",
        "table",
        "tr",
        "td",
        "th",
        "div",
        "h1",
        "h2",
        "sup",
        "br",
        "pre",
        "q",
        "math",
        "nav",
        "section id='x'",
        "title",
        "script",
        "span",
        "dd",
        "dl",
        "svg",
        "form",
    ]);
    (name, 0..3).prop_map(|(name, form)| match form {
        0 => format!("<{name}>"),
        1 => format!("</{}>", name.split(' ').next().unwrap_or_default()),
        _ => format!("{name} 1. "),
    })
}

/// Words of a paragraph that ends like one.
fn paragraph() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-z]{2,9},?", 3..60).prop_map(|mut words| {
        if let Some(first) = words.first_mut() {
            *first = format!("T{first}");
        }
        if let Some(last) = words.last_mut() {
            last.push('.');
        }
        words
    })
}

fn wrap(words: &[String]) -> String {
    words
        .chunks(9)
        .map(|line| line.join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn everything(paper: &Paper) -> HashSet<String> {
    let passages = paper.passages.iter().map(|passage| &passage.text);
    let headings = paper.sections.iter().map(|section| &section.heading);
    let notes = paper.notes.iter().map(|note| &note.text);
    let references = paper.references.iter().map(|reference| &reference.raw);
    passages
        .chain(headings)
        .chain(notes)
        .chain(references)
        .chain([&paper.title])
        .flat_map(|text| {
            text.split([' ', ',', '.'])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}
