//! The chat loop itself, over streams.

use std::io::{self, Write};

use lectern::platforms::terminal::{Look, pipe};

use super::dialogue::{bot, runtime};

fn heard(input: &'static str) -> String {
    let look = Look {
        width: Some(80),
        ..Look::default()
    };
    let mut output = Vec::new();
    runtime()
        .block_on(pipe(&bot(), look, input.as_bytes(), &mut output))
        .unwrap();
    String::from_utf8(output).unwrap()
}

#[test]
fn lines_are_answered_until_they_end() {
    insta::assert_snapshot!(heard("/search neap results:1\n\n1\nlast line without an end"), @"
    1 passage in 1 paper

    a  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Related   4 Source

    Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Cite   2 Related   3 Source

    5 passages in 3 papers

    a  Wiśniewska (2011) · The strike · wisniewska2011:3
       In 1892 the weavers struck for a shorter day. The strike lasted a week; the
       mills were closed for a month.

    b  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    c  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn quit_ends_the_chat_before_the_lines_do() {
    assert_eq!(heard("quit\n/about\n"), "");
}

/// An output whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_who_has_enough_is_no_failure() {
    let ended = runtime().block_on(pipe(&bot(), Look::default(), "/about\n".as_bytes(), Closed));
    assert!(ended.is_ok());
}
