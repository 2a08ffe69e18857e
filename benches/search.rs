//! How long a search takes, and indexing, beside what tantivy alone takes over the same fields; and
//! how long it takes to verify a quotation, and to define a term, beside a search of the same words.
//!
//! ```text
//! cargo bench --bench search                       # 10,000 and 1,000,000 passages
//! cargo bench --bench search -- 10000 200000       # as many as you say
//! ```
//!
//! Text is generated with a word distribution like that of natural language (Zipf's law), so that
//! lists of rare and of common words are as long as they are in papers. Both sides ask the same
//! index on the same machine in the same run, question by question in turn: the ratios are what
//! counts, the times are those of this machine.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends at the first fault"
)]

#[allow(dead_code, reason = "another benchmark uses the rest")]
mod made_up;

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use lectern::conversation::bot::{Bot, Manners};
use lectern::conversation::render;
use lectern::conversation::request::{Person, Request, Room, Said};
use lectern::library::Library;
use lectern::library::index::{Begin, Builder};
use made_up::{PASSAGES_A_PAPER, Random, Text, WORDS_A_PASSAGE};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

// Measured is what runs: with the allocator of the program.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const QUESTIONS: usize = 1_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    if let (Some(ASKING), Some(folder)) = (arguments.next().as_deref(), arguments.next()) {
        return ask_in(Path::new(&folder));
    }
    // Cargo hands its own flags on to a benchmark.
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    for passages in if sizes.is_empty() {
        vec![10_000, 1_000_000]
    } else {
        sizes
    } {
        println!("\n{passages} passages of about {WORDS_A_PASSAGE} words");
        measure(passages);
    }
}

/// The argument by which the benchmark calls itself to ask from an index: in a process of its own,
/// whose memory is what asking takes.
const ASKING: &str = "ask-from";

fn measure(passages: usize) {
    let (ours, bare) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = Text::new();
    let bare_time = index_bare(&text, passages, bare.path());
    let our_time = index_ours(&text, passages, ours.path());
    println!(
        "indexing   lectern {:7.1} s   tantivy {:7.1} s   ratio {:.2}",
        our_time.as_secs_f64(),
        bare_time.as_secs_f64(),
        our_time.as_secs_f64() / bare_time.as_secs_f64()
    );
    println!(
        "on disk    lectern {:5.0} MB  tantivy {:5.0} MB",
        size_of_folder(ours.path()) as f64 / 1e6,
        size_of_folder(bare.path()) as f64 / 1e6
    );
    let asking = std::process::Command::new(std::env::current_exe().unwrap())
        .arg(ASKING)
        .arg(ours.path())
        .status();
    assert!(asking.unwrap().success());
}

fn ask_in(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()
        .unwrap();
    let begun = Instant::now();
    let library = Library::open(folder).unwrap();
    println!("opening    {:7.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let bot = Bot::new(
        library,
        Manners {
            results: 3,
            per_minute: 0,
        },
    );
    let text = Text::new();
    ask(&text, &bot, &Bare::open(&current(folder)), &runtime);
    verify(&text, &bot, &runtime);
    define(&text, &bot, &runtime);
    let memory =
        anonymous_memory().map_or_else(|| "unknown".to_owned(), |kib| format!("{} MB", kib / 1024));
    println!("anonymous memory while asking {memory}");
}

fn ask(text: &Text, bot: &Bot, bare: &Bare, runtime: &tokio::runtime::Runtime) {
    let mut random = Random(77);
    let questions: Vec<String> = (0..QUESTIONS).map(|_| text.question(&mut random)).collect();
    // Once over everything first: a search is to be measured, not the first read of a file.
    for question in &questions {
        bare.rank(question, 200, 10);
        runtime.block_on(answer(bot, question));
    }
    let (mut ours, mut wide, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for question in &questions {
        wide.push(timed(|| bare.rank(question, 200, 10)));
        plain.push(timed(|| bare.rank(question, 10, 10)));
        ours.push(timed(|| runtime.block_on(answer(bot, question))));
    }
    let (ours, wide, plain) = (Times::of(ours), Times::of(wide), Times::of(plain));
    println!("                                      median        99 %");
    println!(
        "/search to a rendered reply   {:10.3} {:10.3} ms",
        ours.median, ours.p99
    );
    println!(
        "tantivy, 200 ranked           {:10.3} {:10.3} ms",
        wide.median, wide.p99
    );
    println!(
        "tantivy, 10 ranked            {:10.3} {:10.3} ms",
        plain.median, plain.p99
    );
    println!(
        "ratio to 200 ranked           {:10.2} {:10.2}",
        ours.median / wide.median,
        ours.p99 / wide.p99
    );
    println!(
        "more than 200 ranked          {:10.3} {:10.3} ms",
        ours.median - wide.median,
        ours.p99 - wide.p99
    );
    println!(
        "ratio to 10 ranked            {:10.2} {:10.2}",
        ours.median / plain.median,
        ours.p99 / plain.p99
    );
}

/// Quotations that are right, that have one word changed, and that stand nowhere, each beside a
/// search of its words without the commonest, which the stop list would take.
fn verify(text: &Text, bot: &Bot, runtime: &tokio::runtime::Runtime) {
    let mut random = Random(78);
    let quotations = text.quotations(&mut random);
    println!("verify beside search                  median        99 %");
    for (kind, quotations) in ["right", "changed", "absent"].iter().zip(quotations) {
        let (mut verifying, mut searching) = (Vec::new(), Vec::new());
        for quotation in &quotations {
            let words: Vec<&str> = quotation
                .split(' ')
                .filter(|word| !text.is_common(word))
                .collect();
            let lines = [
                format!("/verify {quotation}"),
                format!("/search {}", words.join(" ")),
            ];
            let times = lines.map(|line| {
                runtime.block_on(answer_line(bot, &line));
                timed(|| runtime.block_on(answer_line(bot, &line)))
            });
            verifying.push(times[0]);
            searching.push(times[1]);
        }
        let (verifying, searching) = (Times::of(verifying), Times::of(searching));
        println!(
            "{kind:8} /verify              {:10.3} {:10.3} ms",
            verifying.median, verifying.p99
        );
        println!(
            "{kind:8} /search              {:10.3} {:10.3} ms",
            searching.median, searching.p99
        );
        println!(
            "{kind:8} ratio                {:10.2} {:10.2}",
            verifying.median / searching.median,
            verifying.p99 / searching.p99
        );
    }
}

/// Terms that thousands of papers define, and such that none does, each beside a search of the word.
fn define(text: &Text, bot: &Bot, runtime: &tokio::runtime::Runtime) {
    let mut random = Random(79);
    let (mut defining, mut searching) = (Vec::new(), Vec::new());
    for _ in 0..QUESTIONS {
        let term = text.term(&mut random);
        let lines = [format!("/define {term}"), format!("/search {term}")];
        let times = lines.map(|line| {
            runtime.block_on(answer_line(bot, &line));
            timed(|| runtime.block_on(answer_line(bot, &line)))
        });
        defining.push(times[0]);
        searching.push(times[1]);
    }
    let (defining, searching) = (Times::of(defining), Times::of(searching));
    println!("define beside search                  median        99 %");
    for (name, times) in [("/define", defining), ("/search", searching)] {
        println!(
            "{name}                       {:10.3} {:10.3} ms",
            times.median, times.p99
        );
    }
}

async fn answer(bot: &Bot, question: &str) -> String {
    answer_line(bot, &format!("/search {question}")).await
}

async fn answer_line(bot: &Bot, line: &str) -> String {
    let request = Request {
        who: Person("bench".to_owned()),
        room: Room {
            id: "bench".to_owned(),
            direct: true,
            server: None,
            account: String::new(),
            prefixes: vec!["/".to_owned()],
        },
        said: Said::Line(line.to_owned()),
        name: None,
        moderates: false,
        at: SystemTime::now(),
    };
    render::plain(&bot.answer(&request).await, 80)
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

struct Times {
    median: f64,
    p99: f64,
}

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1e3;
        Self {
            median: at(50),
            p99: at(99),
        }
    }
}

fn index_ours(text: &Text, passages: usize, folder: &Path) -> Duration {
    let mut random = Random(1);
    let mut busy = Duration::ZERO;
    let begun = Instant::now();
    let builder = Builder::begin(folder, Begin::Afresh, false).unwrap();
    busy += begun.elapsed();
    for number in 0..passages.div_ceil(PASSAGES_A_PAPER) {
        let paper = text.paper(number, &mut random);
        let begun = Instant::now();
        builder.add(paper).unwrap();
        busy += begun.elapsed();
    }
    let begun = Instant::now();
    builder.publish(&Vec::new()).unwrap();
    busy + begun.elapsed()
}

/// The same fields in two indexes, with tantivy's own tokenizers, filled as its examples do.
fn index_bare(text: &Text, passages: usize, folder: &Path) -> Duration {
    let searched = |tokenizer: &str, record| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut schema = Schema::builder();
    let paper = schema.add_text_field("paper", STRING);
    let all = schema.add_text_field(
        "all",
        searched("en_stem", IndexRecordOption::WithFreqsAndPositions),
    );
    let title = schema.add_text_field("title", searched("en_stem", IndexRecordOption::WithFreqs));
    let section = schema.add_text_field("section", searched("en_stem", IndexRecordOption::Basic));
    let paper_number = schema.add_u64_field("paper_number", FAST);
    let ordinal = schema.add_u64_field("ordinal", FAST);
    let stems = schema.add_u64_field("stems", FAST);
    let record = schema.add_text_field("record", STORED);
    let of_passages = bare_writer(schema, &folder.join("passages"));
    let mut schema = Schema::builder();
    let key = schema.add_text_field("key", STRING | FAST);
    let word = schema.add_text_field("word", searched("default", IndexRecordOption::Basic));
    let of_papers = bare_writer(schema, &folder.join("papers"));
    let mut random = Random(1);
    let mut busy = Duration::ZERO;
    for number in 0..passages.div_ceil(PASSAGES_A_PAPER) {
        let read = text.paper(number, &mut random);
        let begun = Instant::now();
        let mut words = read.title.clone();
        for passage in &read.passages {
            let mut document = TantivyDocument::new();
            let title_text = format!("{} {}", read.title, passage.section.join(" "));
            let searched = format!("{title_text} {}", passage.text);
            words.push(' ');
            words.push_str(&passage.text);
            document.add_text(paper, &read.key.0);
            for (place, _) in searched.split(' ').enumerate() {
                document.add_u64(
                    stems,
                    (place as u64).wrapping_mul(0x9e37_79b9) & 0xffff_ffff,
                );
            }
            document.add_text(title, title_text);
            document.add_text(section, passage.section.join(" "));
            document.add_text(all, searched);
            document.add_u64(paper_number, number as u64);
            document.add_u64(ordinal, u64::from(passage.ordinal));
            document.add_text(record, serde_json::to_string(passage).unwrap());
            of_passages.add_document(document).unwrap();
        }
        let mut document = TantivyDocument::new();
        document.add_text(key, &read.key.0);
        document.add_text(word, words);
        of_papers.add_document(document).unwrap();
        busy += begun.elapsed();
    }
    let begun = Instant::now();
    for mut writer in [of_passages, of_papers] {
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();
    }
    busy + begun.elapsed()
}

fn bare_writer(schema: SchemaBuilder, folder: &Path) -> IndexWriter {
    std::fs::create_dir_all(folder).unwrap();
    let index = Index::create_in_dir(folder, schema.build()).unwrap();
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    index
        .writer_with_num_threads(threads, threads * (64 << 20))
        .unwrap()
}

/// tantivy alone over Lectern's own index.
struct Bare {
    searcher: Searcher,
}

impl Bare {
    fn open(passages: &Path) -> Self {
        let index = Index::open_in_dir(passages).unwrap();
        Self {
            searcher: index.reader().unwrap().searcher(),
        }
    }

    fn rank(&self, question: &str, depth: usize, fetched: usize) -> usize {
        let schema = self.searcher.schema();
        let (all, title) = (
            schema.get_field("all").unwrap(),
            schema.get_field("title").unwrap(),
        );
        let clauses = question.split(' ').flat_map(|word| {
            let stem = lectern::text::stem(word);
            [(all, 1.0), (title, 0.2)].map(|(field, weight)| {
                let term = TermQuery::new(
                    Term::from_field_text(field, &stem),
                    IndexRecordOption::WithFreqs,
                );
                (
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(term), weight)) as Box<dyn Query>,
                )
            })
        });
        let query = BooleanQuery::new(clauses.collect());
        let found = self
            .searcher
            .search(&query, &TopDocs::with_limit(depth).order_by_score())
            .unwrap();
        let documents = found
            .iter()
            .take(fetched)
            .map(|(_, address)| self.searcher.doc::<TantivyDocument>(*address).unwrap());
        documents.count()
    }
}

fn current(folder: &Path) -> std::path::PathBuf {
    let number = std::fs::read_to_string(folder.join("current")).unwrap();
    folder.join(number.trim()).join("passages")
}

fn size_of_folder(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                size_of_folder(&entry.path())
            } else {
                entry.metadata().unwrap().len()
            }
        })
        .sum()
}

/// Memory of this process that no file stands behind, in KiB, on Linux.
fn anonymous_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))?
        .trim()
        .strip_suffix(" kB")?
        .trim()
        .parse()
        .ok()
}
