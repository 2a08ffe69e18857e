//! A strict reader of the HTML that Matrix allows in messages (Client-server API, m.room.message
//! msgtypes): what a lenient one would mend is a fault here.

/// Tags that may stand in a message, each with the attributes that it may have here.
const TAGS: &[(&str, &[&str])] = &[
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[]),
    ("del", &[]),
    ("details", &[]),
    ("em", &[]),
    ("h3", &[]),
    ("p", &[]),
    ("pre", &[]),
    ("span", &["data-mx-spoiler"]),
    ("strong", &[]),
    ("summary", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &[]),
    ("thead", &[]),
    ("tr", &[]),
    ("u", &[]),
];
/// Tags that stand within a line of text.
const INLINE: &[&str] = &["code", "del", "em", "span", "strong", "u"];
/// Characters that text may name.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("#39", '\''),
];
/// Tags may be nested so deep at most.
const DEEPEST: usize = 100;

/// What a message is made of.
pub(super) struct Shape {
    /// The text, with a line break where one shows.
    /// What is covered is told by the word that stands for it where nothing can be.
    pub(super) text: String,
    /// Where the text begins that is covered.
    covered: Option<usize>,
}

impl Shape {
    /// Reads a message, or says what is wrong with it.
    pub(super) fn of(html: &str) -> Result<Self, String> {
        let mut shape = Self {
            text: String::new(),
            covered: None,
        };
        let mut open: Vec<&str> = Vec::new();
        let mut rest = html;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '<' => {
                    let (tag, after) = rest.split_once('>').ok_or("a tag that does not end")?;
                    shape.tag(tag, &mut open)?;
                    rest = after;
                }
                '&' => {
                    let (name, after) = rest.split_once(';').ok_or("a bare “&”")?;
                    let named = NAMED.iter().find(|(known, _)| *known == name);
                    let (_, named) = named.ok_or(format!("“&{name};” is not known"))?;
                    shape.text.push(*named);
                    rest = after;
                }
                '>' | '"' | '\'' => return Err(format!("a bare “{c}”")),
                c => shape.text.push(c),
            }
        }
        if open.is_empty() {
            Ok(shape)
        } else {
            Err(format!("{open:?} do not end"))
        }
    }

    fn tag<'h>(&mut self, tag: &'h str, open: &mut Vec<&'h str>) -> Result<(), String> {
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let mut words = tag.split(' ');
        let name = words.next().unwrap_or_default();
        let known = TAGS.iter().find(|(known, _)| *known == name);
        let (_, attributes) = known.ok_or(format!("the tag “{tag}” is not allowed"))?;
        if let Some(other) = words.find(|word| !attributes.contains(word)) {
            return Err(format!("“{other}” is not allowed in {name}"));
        }
        if name == "span" && tag != "span data-mx-spoiler" && !is_end {
            return Err(format!("“{tag}” covers nothing"));
        }
        if name == "span" && !is_end {
            self.covered = Some(self.text.len());
        } else if let Some(from) = self.covered.take_if(|_| name == "span") {
            self.text.truncate(from);
            self.text.push_str("[Spoiler]");
        }
        if !INLINE.contains(&name) {
            self.text.push('\n');
        }
        if name == "br" {
            return Ok(());
        }
        if is_end {
            let last = open.pop();
            return if last == Some(name) {
                Ok(())
            } else {
                Err(format!("{name} ends, but {last:?} is open"))
            };
        }
        let is_in_line = open.last().is_some_and(|parent| {
            INLINE.contains(parent) || *parent == "p" || *parent == "summary" || *parent == "h3"
        });
        if is_in_line && !INLINE.contains(&name) {
            return Err(format!("{name} stands within a line"));
        }
        open.push(name);
        if open.len() > DEEPEST {
            return Err("tags are nested too deep".to_owned());
        }
        Ok(())
    }
}

#[test]
fn what_is_wrong_is_seen() {
    for wrong in [
        "<p>",
        "</p>",
        "<p><em></p></em>",
        "a & b",
        "a < b",
        "&nbsp;",
        "&#64;",
        "<a href=x>y</a>",
        "<p onclick=x>y</p>",
        "<script>x</script>",
        "<!-- x -->",
        "<p><p>x</p></p>",
        "<span>x</span>",
        "\"",
    ] {
        assert!(Shape::of(wrong).is_err(), "{wrong}");
    }
    let right = Shape::of("<p>a&amp;<strong>b</strong><br>c</p>");
    assert!(right.is_ok_and(|right| right.text.trim() == "a&b\nc"));
}
