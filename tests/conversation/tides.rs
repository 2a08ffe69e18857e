//! A paper of three pages as it may come, made here.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lectern::conversation::bot::Bot;

use super::dialogue::{bot_over, held_with, indexed};
use super::pdf;

/// Two paragraphs of three pages, the second of which runs over both borders: from the first page with
/// a parted word, and past a footnote.
const TIDES: &str = "\
# The Measuring of Tides
Mina Falk

The harbour of the island was built for boats that no longer come, and its
wall still stands at the height that the old masters chose for the great
tide. They measured it with a pole that was cut anew in every seventh year.

A tide is known by its height and by its hour, and of both the masters
kept a table that no stranger was to see.¹ Whoever read it could tell in
which month a heavy ship would pass the bar, and to the rulers of the main-
^ ¹ Falk, The Pole and the Table, p. 9.
\u{c}
land such knowledge was not worth much in the years of the long peace and
was worth a fleet in any other. Three copies of the table are left, and they
differ in the hours of the spring tides alone. The oldest was written by a
woman who signed it with the mark of a wheel and who added in the margin
that the table had been wrong for as long as anybody could remember, that
the masters had known of it, and that none of them would say so, since a
\u{c}
table that is wrong in the same way every year can be used all the same.
The copy of the next century leaves the margin out. It gives the hours as
if nobody had ever doubted them, and that is how they came into print.

What was printed was believed. The pilots of the main coast went aground
by the book for thirty years before one of them asked for the pole.
";

/// A paper of these pages as a PDF. A line that begins with `#` is the title, one with `^` stands at
/// the foot; `head` is printed at the upper edge of each page, `labels` are those of pages (ISO 32000-1, 12.4.2).
pub(super) fn printed(text: &str, head: impl Fn(usize) -> String, labels: &str) -> Vec<u8> {
    let pages: Vec<String> = text
        .split('\u{c}')
        .enumerate()
        .map(|(at, page)| content(page, &head(at)))
        .collect();
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let labels = format!("/PageLabels<</Nums[{labels}]>>");
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{labels}>>"),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            pages.len(),
            kids.join(" ")
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>", 5 + 2 * at));
        objects.push(format!(
            "<</Length {}>>stream\n{page}\nendstream",
            page.len()
        ));
    }
    pdf::file(&objects)
}

/// The lines of a page, drawn one below the other.
fn content(page: &str, head: &str) -> String {
    let mut drawn = String::new();
    let mut draw = |text: &str, size: usize, y: usize| {
        let mut bytes = String::new();
        for c in text.chars() {
            // In WinAnsi the raised digits are those of Latin 1.
            let _ = write!(bytes, "{:02x}", u32::from(c));
        }
        let _ = writeln!(drawn, "BT /F {size} Tf 60 {y} Td <{bytes}> Tj ET");
    };
    draw(head, 9, 675);
    let mut y = 620;
    for line in page.trim().lines() {
        match (line.strip_prefix("# "), line.strip_prefix("^ ")) {
            (Some(title), _) => draw(title, 18, y),
            (_, Some(note)) => draw(note, 8, 70),
            _ => draw(line, 11, y),
        }
        y -= if line.is_empty() { 8 } else { 13 };
    }
    drawn
}

fn record(title: &str, pages: &str) -> String {
    let (first, last) = pages.split_once('-').unwrap();
    format!(
        "TY  - JOUR\nAU  - Falk, Mina\nTI  - {title}\nT2  - Annals of the Shore\nVL  - 4\nPY  - 1988\nSP  - {first}\nEP  - {last}\nER  -\n"
    )
}

/// The same paper as it may come: printed numbers, labels, as many pages as the print has, other
/// pages than the print, nothing known.
fn bot() -> Bot {
    static INDEX: LazyLock<PathBuf> = LazyLock::new(|| {
        let corpus = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paged-corpus");
        let _ = fs::remove_dir_all(&corpus);
        fs::create_dir_all(&corpus).unwrap();
        let put = |name: &str, bytes: &[u8]| fs::write(corpus.join(name), bytes).unwrap();
        let named = |name: &str| TIDES.replace("The Measuring of Tides", name);
        let heads = |at: usize| match at {
            0 => String::new(),
            at if at % 2 == 0 => format!("{} Mina Falk", 212 + at),
            at => format!("The Measuring of Tides {}", 212 + at),
        };
        let none = |_| String::new();
        put("printed.pdf", &printed(TIDES, heads, ""));
        put(
            "labelled.pdf",
            &printed(&named("Labelled Tides"), none, "0<</S/D/St 31>>"),
        );
        put(
            "fitting.pdf",
            &printed(&named("Fitting Tides"), none, "0<</S/D>>"),
        );
        put("fitting.ris", record("Fitting Tides", "113-115").as_bytes());
        put(
            "other.pdf",
            &printed(&named("Other Tides"), none, "0<</S/D>>"),
        );
        put("other.ris", record("Other Tides", "401-420").as_bytes());
        let front = "0<</S/r>>1<</S/D>>";
        put(
            "with-preface.pdf",
            &printed(&named("Tides with a Preface"), none, front),
        );
        put(
            "unknown.pdf",
            &printed(&named("Unknown Tides"), none, "0<</S/D>>"),
        );
        indexed(corpus, "paged")
    });
    bot_over(&INDEX)
}

pub(super) fn held(lines: &[&str]) -> String {
    held_with(&bot(), lines)
}
