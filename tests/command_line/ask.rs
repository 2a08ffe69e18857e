//! `lectern ask`: one line, one answer, in four formats.

use crate::place::{OWLS, Place};
use crate::schema::{ASK, checked};

#[test]
fn what_is_found_is_printed_and_ends_with_0() {
    let place = Place::with_papers();
    let ended = place.run(&["ask", "alder nests"]).with(0);
    assert!(ended.out.contains("fenwick2003:2"), "{}", ended.out);
    assert!(ended.out.contains("crowns of alder trees"), "{}", ended.out);
    assert_eq!(ended.err, "");
}

#[test]
fn nothing_found_ends_with_1() {
    let place = Place::with_papers();
    let ended = place.run(&["ask", "xylophone"]).with(1);
    assert!(ended.out.contains("xylophone"), "{}", ended.out);
    assert_eq!(ended.err, "");
}

#[test]
fn a_mistake_is_printed_in_the_asked_format_and_ends_with_2() {
    let place = Place::with_papers();
    for (format, begin) in [
        ("text", "There is no command “serch”."),
        ("markdown", "There is no command “serch”."),
        ("html", "<p>"),
        ("json", "{\"schema\":1,"),
    ] {
        let ended = place
            .run(&["ask", "--format", format, "/serch nests"])
            .with(2);
        assert!(ended.out.starts_with(begin), "{}", ended.out);
        assert!(ended.out.contains("/search nests"), "{}", ended.out);
        assert_eq!(ended.err, "");
    }
}

/// Every command of the table, with what it finds, what it does not, and what is wrong with it.
#[test]
fn json_keeps_to_its_schema() {
    let place = Place::with_papers();
    for (line, command, code) in [
        ("heron", "search", 0),
        ("/search heron sort:newest results:1", "search", 0),
        ("/search hron", "search", 0),
        ("/search xylophone", "search", 1),
        ("/passage fenwick2003:1 after:1", "passage", 0),
        ("/passage fenwick2003:99", "passage", 1),
        ("/papers", "papers", 0),
        ("/papers tag:fish", "papers", 1),
        ("/source okafor1987", "source", 0),
        ("/related fenwick2003:1", "related", 0),
        ("/cite fenwick2003:1", "cite", 0),
        ("/cite fenwick2003 style:bibtex", "cite", 0),
        ("/cite fenwick2003:2 form:quote style:ris", "cite", 0),
        ("/cite text:\"herons never eat any fish\"", "cite", 1),
        ("/cite nobody1999", "cite", 1),
        ("/cite fenwick2003 style:alchemy", "cite", 2),
        ("/cite fenwick2003:99", "cite", 2),
        ("/cite text:\"two words\"", "cite", 2),
        (
            "/verify seldom misses. Herons build their nests",
            "verify",
            0,
        ),
        ("/verify It strikes twice, and seldom misses", "verify", 0),
        (
            "/verify seven green clocks sing to a xylophone",
            "verify",
            1,
        ),
        ("/verify two words", "verify", 2),
        ("/help", "help", 0),
        ("/help search", "help", 0),
        ("/about", "about", 0),
        ("/search", "search", 2),
        ("/search heron results:9", "search", 2),
        ("/xyzzy", "", 2),
    ] {
        let ended = place.run(&["ask", line, "--format", "json"]).with(code);
        let reply = checked(ASK, &ended.out);
        assert_eq!(ended.out.lines().count(), 1);
        assert_eq!(reply["command"], command, "{line}");
        assert_eq!(reply["found"], code == 0, "{line}");
    }
}

#[test]
fn json_of_what_is_cited_keeps_to_its_schema() {
    let place = Place::with_papers();
    place.write(
        "corpus/nests.md",
        "# Nests reviewed\n\nAlders hold nests (Fenwick & Brandt, 2003).[^1]\n\n[^1]: Fenwick and Brandt (2003), 2.\n\n\
         ## References\n\nFenwick, A., & Brandt, T. (2003). Herons of the tidal marsh. Marsh Press.\n",
    );
    for (line, code, kind) in [
        ("/references nestsnd", 0, "reference"),
        ("/references nestsnd number:1", 0, "table"),
        ("/references nestsnd number:2", 1, "heading"),
        ("/references okafor1987", 1, "heading"),
        ("/citedby fenwick2003", 0, "passage"),
        ("/citedby nestsnd", 1, "heading"),
        ("/passage nestsnd:1 notes:yes", 0, "note"),
    ] {
        let ended = place.run(&["ask", line, "--format", "json"]).with(code);
        let reply = checked(ASK, &ended.out);
        let blocks = reply["blocks"].as_array().unwrap();
        assert!(
            blocks.iter().any(|block| block["type"] == kind),
            "{line}: {reply:#}"
        );
        let keys = blocks.iter().filter(|block| block["type"] == "reference");
        assert!(
            keys.map(|block| &block["paper"])
                .all(|key| key == "fenwick2003"),
            "{reply:#}"
        );
    }
}

#[test]
fn highlights_are_pairs_of_characters_not_bytes() {
    let place = Place::empty();
    place.write(
        "corpus/cafe.txt",
        "Title: Café\n\n“Ça” – the café’s naïve herons stood in the déjà-vu of the marsh, and there they stayed.\n",
    );
    let reply = place.ask("herons");
    let passage = &reply["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|block| block["type"] == "passage")
        .unwrap();
    let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
    let pair: (usize, usize) = serde_json::from_value(passage["highlights"][0].clone()).unwrap();
    assert_eq!(text[pair.0..pair.1].iter().collect::<String>(), "herons");
}

#[test]
fn markdown_and_html_say_what_text_says() {
    let place = Place::with_papers();
    for format in ["text", "markdown", "html"] {
        let ended = place.run(&["ask", "--format", format, "alder"]).with(0);
        assert!(ended.out.contains("crowns of"), "{}", ended.out);
        assert_eq!(ended.out.contains("<p>"), format == "html");
        assert!(ended.out.ends_with('\n') && !ended.out.ends_with("\n\n"));
    }
}

#[test]
fn options_after_the_line_were_taken_for_words_of_it() {
    let place = Place::with_papers();
    let ended = place
        .run(&["ask", "alder", "nests", "--format", "json"])
        .with(0);
    assert_eq!(checked(ASK, &ended.out)["total"], 1);
}

#[test]
fn a_line_may_begin_with_a_dash_after_two_of_them() {
    let place = Place::with_papers();
    let mut command = place.command(&["ask", "--no-index"]);
    // The folders that `command` names come before the line here.
    command.args(["--", "-alder"]);
    place.run(&["index"]).with(0);
    let ended = crate::place::Ended::from(command.output().unwrap()).with(0);
    assert!(ended.out.contains("fenwick2003:2"), "{}", ended.out);
}

#[test]
fn no_index_answers_from_the_index_as_it_is() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    place.write("corpus/owls.md", OWLS);
    place.run(&["ask", "--no-index", "voles"]).with(1);
    place.run(&["ask", "voles"]).with(0);
}
