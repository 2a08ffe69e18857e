//! The house rules, read from the source: who may import whom, where an outside crate is at home,
//! how a file begins and how long it may be, and what must not stand outside tests.
//!
//! The tables are the rules: a new module or a new dependency is given its place there first.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use lectern::conversation::command;
use tables::{HOMES, PARTS};

const LONGEST_FILE: usize = 600;
/// Names that say nothing of what a module is for.
const AVOIDED: &[&str] = &[
    "common", "core", "handler", "helper", "helpers", "manager", "service", "traits", "types",
    "util", "utils",
];

#[test]
fn the_source_keeps_the_house_rules() {
    let faults: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| faults(path, text))
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_dependency_has_a_home_and_is_used_there() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let mut named: Vec<String> = dependencies
        .lines()
        .filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")))
        .collect();
    named.sort();
    let homes: Vec<&str> = HOMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, homes, "Cargo.toml and the table of homes differ");
    let sources = sources();
    for name in homes {
        let is_used = sources
            .iter()
            .any(|(_, text)| code(text).iter().any(|(_, line)| names(line, name)));
        assert!(is_used, "{name} is a dependency that nothing uses");
    }
}

#[test]
fn the_readme_has_the_table_of_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (before, after) = ("<!-- commands -->", "<!-- /commands -->");
    let found = readme
        .split_once(before)
        .and_then(|(_, rest)| rest.split_once(after))
        .map(|(reference, _)| reference.trim());
    let wanted = command::reference();
    assert!(
        found == Some(wanted.trim()),
        "README.md does not have the present commands. Put this between {before} and {after}:\n\n{wanted}"
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` by its path from there.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name: Vec<_> = path
                    .strip_prefix(root)
                    .unwrap()
                    .iter()
                    .map(|part| part.to_string_lossy())
                    .collect();
                found.push((name.join("/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = root().join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found.sort();
    found
}

/// What is wrong with a file, each fault with its place.
fn faults(path: &str, text: &str) -> Vec<String> {
    let module: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let mut faults = Vec::new();
    if !text.starts_with("//! ") {
        faults.push((1, "does not say in a header what it is for".to_owned()));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push((lines, format!("is longer than {LONGEST_FILE} lines")));
    }
    if let Some(name) = module.iter().find(|name| AVOIDED.contains(name)) {
        faults.push((1, format!("is named “{name}”, which says nothing")));
    }
    if !module.contains(&"tests") {
        for (number, line) in code(text) {
            let in_line = faults_of_line(&line, &module);
            faults.extend(in_line.into_iter().map(|what| (number, what)));
        }
    }
    let placed = |(line, what)| format!("src/{path}:{line}: {what}");
    faults.into_iter().map(placed).collect()
}

fn faults_of_line(line: &str, module: &[&str]) -> Vec<String> {
    let paths = paths(line, module);
    let mut faults: Vec<String> = paths
        .iter()
        .filter_map(|path| strays(module, path))
        .collect();
    for (name, homes) in HOMES {
        let is_home = homes.iter().any(|home| begins(module, home));
        if !is_home && names(line, name) {
            faults.push(format!(
                "names {name}, which is at home in {}",
                homes.join(", ")
            ));
        }
    }
    for forbidden in [".unwrap()", "todo!", "dbg!"] {
        if line.contains(forbidden) {
            faults.push(format!("has {forbidden} outside tests"));
        }
    }
    let reason = line
        .split_once(".expect(\"")
        .and_then(|(_, after)| after.split('"').next());
    if reason.is_some_and(|reason| reason.split(' ').count() < 4) {
        faults.push("expects without a sentence that says why it holds".to_owned());
    }
    faults
}

/// The lines of code outside tests with their numbers; what an import or an `expect` continues on
/// further lines stands on its first.
fn code(text: &str) -> Vec<(usize, String)> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let mut code: Vec<(usize, String)> = Vec::new();
    for (at, line) in text[..end].lines().enumerate() {
        let line = line.trim();
        match code.last_mut() {
            Some((_, before)) if is_open(before) => before.push_str(line),
            _ if line.starts_with("//") => {}
            _ => code.push((at + 1, line.to_owned())),
        }
    }
    code
}

fn is_open(line: &str) -> bool {
    let is_import = line.starts_with("use ") || line.starts_with("pub use ");
    (is_import && !line.ends_with(';')) || line.ends_with(".expect(")
}

/// Whether a line names a crate at the beginning of a path.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let starts =
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '.');
        starts && line[at + name.len()..].starts_with("::")
    })
}

/// The paths within the program that a line names, from the crate on.
fn paths(line: &str, module: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for root in ["crate::", "super::", "lectern::"] {
        for (at, _) in line.match_indices(root) {
            let inner = line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if !inner {
                found.extend(resolved(&line[at..], module));
            }
        }
    }
    found
}

fn resolved(path: &str, module: &[&str]) -> Vec<Vec<String>> {
    let mut rest = path;
    let mut base: Vec<String> = Vec::new();
    if let Some(after) = rest
        .strip_prefix("crate::")
        .or_else(|| rest.strip_prefix("lectern::"))
    {
        rest = after;
    } else {
        base = module.iter().map(|part| (*part).to_owned()).collect();
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
    }
    let is_end = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
    let single = rest.split(is_end).next().unwrap_or_default();
    let members = match rest.strip_prefix('{') {
        Some(group) => members(group),
        None => vec![single.to_owned()],
    };
    let whole = |member: &str| {
        let parts = member.trim().split("::").map(str::to_owned);
        base.iter()
            .cloned()
            .chain(parts)
            .filter(|part| !part.is_empty())
            .collect()
    };
    members.iter().map(|member| whole(member)).collect()
}

/// The members of a group of imports, without what their own groups hold.
fn members(group: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(String::new()),
            c if depth == 0 => members.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    members
}

fn begins(module: &[impl AsRef<str>], part: &str) -> bool {
    let part: Vec<&str> = part.split("::").collect();
    part.len() <= module.len() && part.iter().zip(module).all(|(a, b)| *a == b.as_ref())
}

/// The part that a module belongs to; what belongs to none is the crate itself.
fn part(module: &[impl AsRef<str>]) -> Option<&'static (&'static str, &'static [&'static str])> {
    PARTS
        .iter()
        .filter(|(part, _)| begins(module, part))
        .max_by_key(|(part, _)| part.len())
}

fn strays(module: &[&str], path: &[String]) -> Option<String> {
    let Some((own, allowed)) = part(module) else {
        return (module != ["lib"]).then(|| "belongs to no part in the table of parts".to_owned());
    };
    let (used, _) = part(path)?;
    let is_allowed = used == own || allowed.contains(used);
    (!is_allowed).then(|| format!("uses {}, but {own} may not use {used}", path.join("::")))
}

#[test]
fn each_rule_can_fail() {
    let fails = |path: &str, code: &str, what: &str| {
        let found = faults(path, &format!("//! What it is for.\n{code}\n"));
        assert!(
            matches!(&found[..], [only] if only.contains(what)),
            "{code} in {path} gives {found:?}"
        );
    };
    fails(
        "text/words.rs",
        "use crate::papers::paper::Key;",
        "src/text/words.rs:2: uses",
    );
    fails(
        "conversation/reply.rs",
        "use super::bot::Bot;",
        "reply may not use conversation::bot",
    );
    fails(
        "conversation/bot/about.rs",
        "use super::super::render;",
        "may not use conversation::render",
    );
    fails(
        "conversation/bot.rs",
        "use crate::library::index::Query;",
        "may not use library::index",
    );
    fails(
        "library/search.rs",
        "use super::super::{config::Config, text};",
        "library may not use config",
    );
    fails(
        "library/list.rs",
        "use super::super::{\n    text::{fold, stem},\n    config,\n};",
        "src/library/list.rs:2: uses config",
    );
    fails(
        "text/words.rs",
        "    word.expect(\n        \"a word\",\n    );",
        "expects without a sentence",
    );
    fails(
        "papers/read.rs",
        "let key = crate::library::COUNTED;",
        "papers::read may not use library",
    );
    fails("cellar.rs", "use crate::text::fold;", "belongs to no part");
    fails("library/search.rs", "use tantivy::Index;", "names tantivy");
    fails(
        "conversation/talk.rs",
        "    tokio::spawn(x);",
        "names tokio",
    );
    fails("text/util.rs", "", "is named “util”");
    fails("text/words.rs", "    word.unwrap();", "has .unwrap()");
    fails("text/words.rs", "    todo!()", "has todo!");
    fails("text/words.rs", "    dbg!(word);", "has dbg!");
    fails(
        "text/words.rs",
        "    word.expect(\"a word\");",
        "expects without a sentence",
    );
    fails("text/words.rs", &"\n".repeat(LONGEST_FILE), "longer than");
    assert!(faults("text.rs", "use std::fmt;\n")[0].contains("src/text.rs:1: does not say"));
}

#[test]
fn what_is_allowed_is_no_fault() {
    let passes = |path: &str, code: &str| {
        assert_eq!(
            faults(path, &format!("//! What it is for.\n{code}\n")),
            [""; 0]
        );
    };
    passes(
        "library/index/rank.rs",
        "use super::{Error, Index};\nuse tantivy::Searcher;\nuse crate::text::fold;",
    );
    passes(
        "conversation/bot/about.rs",
        "use super::super::{command, reply::Reply};\nuse crate::library::Library;",
    );
    passes(
        "text/words.rs",
        "/// See [`render`](crate::conversation::render).\nuse super::stem;",
    );
    passes(
        "text/words.rs",
        "#[cfg(test)]\nmod tests {\n    x.unwrap();\n    use crate::library::Library;\n}",
    );
    passes(
        "text/words.rs",
        "x.expect(\"every word has a first letter\");",
    );
}
