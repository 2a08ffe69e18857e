//! Files that mean harm, and what is no file at all: each is reported, and all else goes on.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lectern::cli::inspect::{self, Format};
use nix::sys::signal::Signal;
use nix::sys::stat::Mode;

use crate::place::{Ended, HERONS, OWLS, Place, until};
use crate::run::tell;

#[test]
fn children_understand_files_as_this_process_does() {
    let place = Place::empty();
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["corpus", "tests/fixtures/valid", "tests/fixtures/broken"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        files.extend(
            fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path()),
        );
    }
    files.sort();
    assert!(files.len() > 20);
    let names: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let shown = place.bare(&[&["inspect", "--format", "json"], &names[..]].concat());
    let shown = Ended::from({ shown }.output().unwrap()).with(1);
    let mut here = Vec::new();
    inspect::write(&files, Format::Json, &mut here).unwrap();
    assert!(
        shown.out == String::from_utf8(here).unwrap(),
        "{}",
        shown.out
    );
}

#[test]
fn what_is_no_file_does_not_hold_up_the_others() {
    let place = Place::empty();
    place.write("corpus/herons.md", HERONS);
    place.write("corpus/folder.txt/owls.md", OWLS);
    nix::unistd::mkfifo(&place.path("corpus/pipe.txt"), Mode::S_IRWXU).unwrap();
    symlink("/dev/zero", place.path("corpus/zero.md")).unwrap();
    symlink("/not/there", place.path("corpus/nowhere.md")).unwrap();
    symlink("..", place.path("corpus/folder.txt/loop")).unwrap();
    symlink("self.txt", place.path("corpus/self.txt")).unwrap();
    let ended = place.run(&["index"]).with(0);
    let shown = ended.out.replace(place.path("").to_str().unwrap(), "");
    insta::assert_snapshot!(shown, @"
    skipped    -                    corpus/folder.txt/loop
               it can't be looked into (the link leads back to corpus): take it out of the corpus
    added      owlsnd               corpus/folder.txt/owls.md
               1 passage, 7 words, 0 sections, 0 notes, 0 references, 0 definitions
               no author: add “authors:” in front matter
               no year: add “date:” in front matter
    added      fenwick2003          corpus/herons.md
               2 passages, 37 words, 2 sections, 0 notes, 0 references, 0 definitions
    skipped    -                    corpus/nowhere.md
               it can't be looked into (the link leads nowhere): mend it, or take it out of the corpus
    skipped    -                    corpus/pipe.txt
               this is a pipe, a device or a socket and no file; save what it gives as a file, or take it out of the corpus
    skipped    -                    corpus/self.txt
               it can't be looked into (the link leads nowhere): mend it, or take it out of the corpus
    skipped    -                    corpus/zero.md
               this is a pipe, a device or a socket and no file; save what it gives as a file, or take it out of the corpus
    2 papers: 2 added, 0 changed, 0 removed, 0 unchanged, 5 files skipped.
    ");
    place.run(&["index", "--check"]).with(1);
    let again = place.run(&["index"]).with(0);
    assert!(again.out.contains("2 unchanged"), "{}", again.out);
}

#[test]
fn a_pipe_is_not_waited_for_when_it_is_inspected() {
    let place = Place::empty();
    nix::unistd::mkfifo(&place.path("pipe.txt"), Mode::S_IRWXU).unwrap();
    let ended = Ended::from(place.bare(&["inspect", "pipe.txt"]).output().unwrap()).with(1);
    insta::assert_snapshot!(ended.out, @"
    pipe.txt
      problem   this is a pipe, a device or a socket and no file; save what it gives as a file, or take it out of the corpus
    ");
}

/// A page that takes a reader a while, and many times its own size of memory.
fn page_of_many_elements() -> String {
    "<p>a".repeat(59_000)
}

/// The program under a limit on memory that this page exceeds, and small pages do not.
#[cfg(target_os = "linux")]
fn with_little_memory(place: &Place, arguments: &[&str]) -> Ended {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -d 81920; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_lectern"))
        .args(arguments)
        .current_dir(place.path(""));
    Ended::from(command.output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fills_the_memory_is_reported_and_the_next_is_read() {
    let place = Place::with_papers();
    place.write("corpus/full.html", page_of_many_elements());
    let sentence = "reading it took more than 500 MB of memory and was given up; split it, or save it as plain text";
    let shown = with_little_memory(&place, &["inspect", "corpus/full.html", "corpus/herons.md"]);
    let shown = shown.with(1);
    assert!(
        shown.out.contains(&format!("  problem   {sentence}\n")),
        "{}",
        shown.out
    );
    assert!(
        shown.out.contains("Herons of the tidal marsh"),
        "{}",
        shown.out
    );
    assert_eq!(shown.err, "");
    let checked = with_little_memory(&place, &["index", "--check", "--corpus", "corpus"]).with(1);
    assert!(checked.out.contains(sentence), "{}", checked.out);
    assert!(
        checked.out.contains("2 papers read, 1 file skipped"),
        "{}",
        checked.out
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_that_fills_the_memory_is_reported_and_loses_nothing_else() {
    let place = Place::with_papers();
    let entry = |at| format!("@book{{tide{at}, title = {{The tide of {at}}}, year = 1999}}\n");
    place.write(
        "corpus/full.bib",
        (0..100_000).map(entry).collect::<String>(),
    );
    place.write(
        "corpus/marsh.bib",
        "@article{fenwick2003, title = {Herons of the tidal marsh}, year = 2004}\n",
    );
    let checked = with_little_memory(&place, &["index", "--check", "--corpus", "corpus"]).with(1);
    for said in [
        "reading it took more than 500 MB of memory",
        "fenwick2004",
        "okafor1987",
        "2 papers read",
    ] {
        assert!(checked.out.contains(said), "{said}: {}", checked.out);
    }
}

/// The form in which the program starts itself, with what it says first taken.
fn apart(place: &Place) -> Child {
    let mut child = place
        .bare(&["inspect", "--apart"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut greeting = Vec::new();
    let mut output = BufReader::new(child.stdout.as_mut().unwrap());
    output.read_until(b'\n', &mut greeting).unwrap();
    assert_eq!(
        greeting,
        format!("\u{1e}\"{}\"\n", env!("CARGO_PKG_VERSION")).into_bytes()
    );
    child
}

#[test]
fn a_child_ends_with_its_input_in_the_middle_of_a_file() {
    let place = Place::empty();
    let mut child = apart(&place);
    let page = page_of_many_elements();
    let mut input = child.stdin.take().unwrap();
    write!(
        input,
        "{{\"name\":\"a.html\",\"length\":{}}}\n{page}",
        page.len()
    )
    .unwrap();
    let begun = Instant::now();
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    let mut said = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(said, "", "it did not wait for the page to be read");
}

#[test]
fn a_child_that_hears_nonsense_ends() {
    let place = Place::empty();
    let mut child = apart(&place);
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"corpus/herons.md\n")
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// The children of a process that are still there.
#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap();
    let numbers = processes.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    let is_child = |number: &u32| {
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        after_name.split_whitespace().nth(1) == Some(&parent.to_string())
    };
    numbers.filter(is_child).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn no_child_outlives_the_program_however_it_ends() {
    for signal in [Signal::SIGKILL, Signal::SIGTERM, Signal::SIGINT] {
        let place = Place::empty();
        for number in 0..9 {
            place.write(&format!("corpus/{number}.html"), page_of_many_elements());
        }
        let index = place.start(&["index"]);
        until("children read", || !children(index.0.id()).is_empty());
        let at_work = children(index.0.id());
        tell(&index, signal);
        let is_gone = |child: &u32| !Path::new(&format!("/proc/{child}")).exists();
        until("they are gone", || at_work.iter().all(is_gone));
    }
}
