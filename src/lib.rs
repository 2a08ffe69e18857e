//! Lectern is a study assistant that answers from a folder of papers: with passages quoted to the
//! character, each with the place it stands at. This page is the map of the code.
//!
//! # How a question goes
//!
//! ```text
//! start      corpus/ files -> papers::read -> Paper -> library::update -> index on disk -> Library
//!
//! question   a line typed in a terminal | `lectern ask LINE` | an interaction on Discord
//!            | an event on Matrix
//!              -> Request   conversation::request   who, where, what was said
//!              -> Command   conversation::command   the one table; or a Mistake
//!              -> Bot       conversation::bot       one short function a command
//!                   Library::search …               library, over library::index
//!              -> Reply     conversation::reply     blocks, actions, audience; no mark-up
//!              -> text      conversation::render    one walker: plain, ANSI, Markdown, HTML, JSON
//!                 message   platforms::discord      boxes and buttons, by the same walker
//!                           platforms::matrix       one event, plain and HTML, by the same walker
//! ```
//!
//! # The modules
//!
//! | module | what it holds | what it never sees |
//! | --- | --- | --- |
//! | [`papers`] | a file becomes a [`Paper`](papers::paper::Paper): reading, keys, references and what cites them, citations in every style | the index, async |
//! | [`text`] | normalising, sentences, words, folding, stems | papers |
//! | [`library`] | papers become answers: [search](library::Library::search), passages, lists, relations, who cites whom, [quotations](library::Library::find_quotation); [`library::update`] keeps the index, [`library::evaluate`] measures it | replies, platforms, async |
//! | [`library::index`] | generations on disk and ranking; the only place that names tantivy | what a person is told |
//! | [`study`] | questions from papers: [made](study::make::make), fair, by a seed; teachers' [lists](study::list), [grading](study::grade), [packages](study::package); [rounds](study::round) as a machine of events and effects, [days](study::daily), [scores](study::score) | the library, replies, async, the clock |
//! | [`conversation`] | request, command, bot, reply, render | any platform; tantivy |
//! | [`platforms`] | an event becomes a request, a reply becomes a message: the terminal, Discord, Matrix | the library |
//! | [`store`] | what has to survive a restart, in a file or a database: rounds, scores, what is still to be said | papers, rounds, replies, platforms |
//! | [`config`] | one TOML file, checked once | everything else |
//! | [`cli`] | the subcommands, which put the rest together | – |
//!
//! `tests/tidy` holds who may import whom, as data, and fails where it is broken.
//!
//! # What holds throughout
//!
//! - **What is shown as a paper's is that paper's**: a slice of a stored passage, never re-typed.
//!   Text is normalised once, when it is read ([`text::normalise()`]), and never after.
//! - **A person's text never reaches a query parser.** Queries are built by hand from our own words,
//!   so there is no syntax to break ([`library::index::Query`]).
//! - **A generation of the index never changes.** The next one is made beside it and swapped in by
//!   one rename; a process killed at any point leaves a usable index or none. Running readers
//!   notice by themselves. Opening costs nothing that grows with the corpus.
//! - **[`Bot::answer`](conversation::bot::Bot::answer) gives a reply, never an error.** What a person
//!   got wrong and what is not there are replies; trouble becomes one in one place, with a code that
//!   is also in the log.
//! - **Actions are command lines.** What a digit, a button or a reaction runs is a line that could
//!   have been typed, so nothing has to be remembered for it but a line that is too long for a button.
//! - **Escaping happens in render alone**; text of papers and people is data until then.
//! - **One bad file never stops a run**: it is reported with what to do, and everything else goes on.
//!   Parsers of foreign files run in child processes with a deadline and a limit on memory
//!   (`cli::apart`), which open no file and write none; the parent alone writes the index. The library
//!   is given its reader from outside ([`library::update::Reading`]).
//! - The look-up half is synchronous; [`Bot::answer`](conversation::bot::Bot::answer) is the one door
//!   between it and async code. Time comes in with the request.
//! - Nothing leaves the machine: there is no network code outside the platforms.
//!
//! # To add a command
//!
//! Its row and its options in [`conversation::command`], one function in [`conversation::bot`], one
//! dialogue in `tests/conversation`. Parser, help, hints, completion and the README's reference
//! follow from the row.

// What matrix-sdk does in the background is deep.
#![recursion_limit = "256"]

pub mod cli;
pub mod config;
pub mod conversation;
pub mod library;
pub mod papers;
pub mod platforms;
pub mod store;
pub mod study;
pub mod text;
