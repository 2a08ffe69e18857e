//! A page cut down to what a parser can take in time that grows with its length.
//!
//! Parsers of HTML walk up all open elements again and again, and open formatting anew in each
//! paragraph. Here, elements that are nested deeper than any page needs lose their tags, and what
//! stands in them stays; scripts, styles and comments go.

/// No more elements are kept open inside each other: what looks up through them takes so many times
/// longer. Pages of newspapers and journals have twenty.
const DEEPEST: usize = 60;

/// No more elements of formatting are kept open at once: each is opened anew in every paragraph.
const MOST_FORMATTING: usize = 8;

/// More tags than any paper has. What follows is read as text.
const MOST_TAGS: usize = 60_000;

/// A longer tag, in bytes, holds data or noise, and loses its attributes.
const LONGEST_TAG: usize = 2048;

/// A page that can be parsed, and what was found on the way.
#[derive(Debug, Default)]
pub(super) struct Tamed {
    pub(super) html: String,
    /// Whether tags were dropped because they were too many or too deep.
    pub(super) is_excessive: bool,
    /// How many characters are written as references, such as `&amp;`.
    pub(super) references: usize,
    /// The longest text that no tag parts, in bytes.
    pub(super) longest_text: usize,
    /// Whether there was any script.
    pub(super) has_scripts: bool,
    /// The address a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
}

/// Takes out of a page what a parser would choke on and what holds no text.
pub(super) fn tame(page: &str) -> Tamed {
    let mut tamer = Tamer::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        tamer.text(&rest[..at]);
        rest = tamer.markup(&rest[at..]);
    }
    tamer.text(rest);
    tamer.out
}

#[derive(Default)]
struct Tamer {
    out: Tamed,
    /// Names of the elements that are open.
    open: Vec<String>,
    formatting: usize,
    tags: usize,
    /// How long the text since the last tag is, in bytes.
    text: usize,
    /// How many elements that are open were dropped.
    dropped: usize,
}

impl Tamer {
    fn text(&mut self, text: &str) {
        self.out.references += text.matches('&').count();
        self.text += text.len();
        self.out.longest_text = self.out.longest_text.max(self.text);
        self.out.html.push_str(text);
    }

    /// Takes what begins with `<`; answers what follows it.
    fn markup<'p>(&mut self, text: &'p str) -> &'p str {
        if text.starts_with("<!--") {
            let (comment, rest) = split_after(text, "-->");
            self.note_address(comment);
            return rest;
        }
        if text.starts_with("<!") || text.starts_with("<?") {
            // A bare `<![CDATA[` and its like are comments to a browser as well.
            return split_after(text, ">").1;
        }
        let is_end = text.starts_with("</");
        let name = name(&text[1 + usize::from(is_end)..]);
        if name.is_empty() {
            self.text("&lt;");
            return &text[1..];
        }
        let length = tag_length(text);
        let (tag, rest) = text.split_at(length);
        if is_end {
            self.end(&name);
            rest
        } else if RAW.contains(&name.as_str()) {
            self.raw(&name, tag, rest)
        } else {
            self.start(&name, tag);
            rest
        }
    }

    /// `<!-- saved from url=(0031)https://islands.example/debts -->`
    fn note_address(&mut self, comment: &str) {
        let Some((_, address)) = comment.split_once("saved from url=(") else {
            return;
        };
        let address = address.split_once(')').map(|(_, address)| address);
        let address = address.and_then(|address| address.split([' ', '-', '\n']).next());
        self.out.saved_from = address.map(str::to_owned);
    }

    /// Elements whose inside is no mark-up: only data about the page is kept of them, and titles.
    fn raw<'p>(&mut self, name: &str, tag: &str, rest: &'p str) -> &'p str {
        let end = find_end(rest, name).unwrap_or(rest.len());
        let (inside, after) = rest.split_at(end);
        let after = split_after(after, ">").1;
        let is_data = name == "script" && tag.contains("ld+json");
        self.out.has_scripts |= name == "script" && !is_data;
        if (is_data || name == "title") && tag.len() < LONGEST_TAG {
            self.out.html.push_str(tag);
            self.out.html.push_str(inside);
            self.out.html.extend(["</", name, ">"]);
        }
        after
    }

    fn start(&mut self, name: &str, tag: &str) {
        self.tags += 1;
        let is_void = VOID.contains(&name);
        let is_formatting = FORMATTING.contains(&name);
        let is_open = !is_void && !SELF_ENDING.contains(&name);
        let too_deep = is_open && self.open.len() >= DEEPEST
            || is_formatting && self.formatting >= MOST_FORMATTING;
        if too_deep || self.tags > MOST_TAGS {
            self.out.is_excessive |= !is_formatting || self.tags > MOST_TAGS;
            self.dropped += usize::from(is_open);
            self.out.html.push(' ');
            return;
        }
        if is_formatting {
            self.formatting += 1;
        } else if is_open {
            self.open.push(name.to_owned());
        }
        self.text = 0;
        if tag.len() <= LONGEST_TAG {
            self.out.html.push_str(tag);
        } else {
            self.out.html.extend(["<", name, ">"]);
        }
    }

    fn end(&mut self, name: &str) {
        if SELF_ENDING.contains(&name) {
            if self.tags <= MOST_TAGS {
                self.text = 0;
                self.out.html.extend(["</", name, ">"]);
            }
            return;
        }
        if self.dropped > 0 {
            self.dropped -= 1;
            self.out.html.push(' ');
            return;
        }
        if FORMATTING.contains(&name) {
            self.formatting = self.formatting.saturating_sub(1);
        } else if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
        } else {
            // Nothing of that name is open, and a browser would not mind either.
            return;
        }
        self.text = 0;
        self.out.html.extend(["</", name, ">"]);
    }
}

/// Their inside is text for other readers than people; a title's is text without mark-up.
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noframes", "noscript",
];

const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont",
];

/// Elements that the next of their kind or the end of what holds them ends.
const SELF_ENDING: [&str; 16] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "rt",
    "rp", "body", "html",
];

const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// The name of a tag, small; empty where there is none.
fn name(text: &str) -> String {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return String::new();
    }
    text.chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/' | '<' | '"' | '\''))
        .take(40)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A tag ends at `>` outside quotation marks; one that never ends goes up to the text's end.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            // A mark opens a value only behind `=`; elsewhere it is a slip.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    text.len()
}

/// Where `</name` stands, whatever its case.
fn find_end(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        text.get(at + 2..at + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

fn split_after<'t>(text: &'t str, mark: &str) -> (&'t str, &'t str) {
    match text.find(mark) {
        Some(at) => text.split_at(at + mark.len()),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_styles_and_comments_go_and_data_stays() {
        let tamed = tame(
            "<!-- saved from url=(0016)https://a.example/b -->\n<title>A <b></title><script>if (a<b) {}</SCRIPT><style>p{}</style><script type=\"application/ld+json\">{}</script><p>a < b",
        );
        assert_eq!(
            tamed.html,
            "\n<title>A <b></title><script type=\"application/ld+json\">{}</script><p>a &lt; b"
        );
        assert!(tamed.has_scripts && !tamed.is_excessive);
        assert_eq!((tamed.references, tamed.longest_text), (1, 8));
        assert_eq!(tamed.saved_from.as_deref(), Some("https://a.example/b"));
    }

    #[test]
    fn what_is_nested_too_deep_loses_its_tags_and_keeps_its_text() {
        let page = format!(
            "{}deep{}<p>after",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let tamed = tame(&page);
        assert_eq!(tamed.html.matches("<div>").count(), DEEPEST);
        assert_eq!(tamed.html.matches("</div>").count(), DEEPEST);
        assert!(
            tamed.is_excessive && tamed.html.contains("deep") && tamed.html.contains("<p>after")
        );
    }

    #[test]
    fn formatting_that_is_never_closed_does_not_pile_up() {
        let tamed = tame(&"<b a=1><p>x".repeat(1000));
        assert_eq!(tamed.html.matches("<b ").count(), MOST_FORMATTING);
        assert_eq!(tamed.html.matches("<p>").count(), 1000);
    }

    #[test]
    fn a_tag_full_of_noise_keeps_only_its_name() {
        let page = format!("<p {}>text</p>", "a ".repeat(5000));
        assert_eq!(tame(&page).html, "<p>text</p>");
        assert_eq!(
            tame("<a href=\"x>y\" title='>'>z").html,
            "<a href=\"x>y\" title='>'>z"
        );
    }
}
