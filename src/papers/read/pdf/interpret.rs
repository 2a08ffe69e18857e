//! What the content of a page does to text: the state of the graphics, strings, forms within the page
//! and marked content.
//!
//! Paths, colours and pictures are passed over. Where the glyphs end up on the page as it is shown is
//! the business of [`page`](super::page).

use std::ptr;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::content::{Operand, Operations};
use super::file::{self, File};
use super::font::{Font, Look};
use super::matrix::Matrix;
use super::page::{Glyph, Shared};

/// Forms within forms are followed this deep.
const DEEPEST_FORM: usize = 6;

/// No page has more glyphs or operations; a page that seems to is made to take time.
const MOST_GLYPHS: usize = 100_000;
const MOST_OPERATIONS: usize = 4_000_000;

/// Nor is its content, with that of each form as often as it is shown, longer than this, in bytes.
const LONGEST_CONTENT: usize = 64 * 1024 * 1024;

/// States of the graphics are kept this many deep; the limit of the format is 28 (ISO 32000-1,
/// annex C).
const MOST_STATES: usize = 256;

/// A glyph before it is known which way up the page is read.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) glyph: Glyph,
    /// Quarter turns of its baseline, counter-clockwise; `None` for any other slope.
    pub(super) turns: Option<u8>,
}

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: Matrix::SAME,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::SAME,
            line: Matrix::SAME,
        }
    }
}

/// Marked content that is open.
#[derive(Debug)]
enum Mark {
    Plain,
    /// Page numbers and running heads, said to be such.
    Furniture,
    /// What the glyphs within stand for; taken by the first of them.
    Instead(Option<Rc<str>>),
}

/// Follows a page's content.
pub(super) struct Reader<'r> {
    file: &'r File,
    shared: &'r mut Shared,
    pub(super) placed: Vec<Placed>,
    state: State,
    marks: Vec<Mark>,
    operations: usize,
    content: usize,
    /// The forms that are being followed, by where the open file holds them.
    forms: Vec<*const Object>,
    /// Glyphs of which their fonts do not say what they show.
    pub(super) silent: usize,
    is_apart: bool,
}

impl<'r> Reader<'r> {
    pub(super) fn of(file: &'r File, shared: &'r mut Shared) -> Self {
        Self {
            file,
            shared,
            placed: Vec::new(),
            state: State::default(),
            marks: Vec::new(),
            operations: 0,
            content: 0,
            forms: Vec::new(),
            silent: 0,
            is_apart: false,
        }
    }

    /// Follows a content with the fonts and forms that it names.
    pub(super) fn follow(&mut self, content: &[u8], resources: &Dictionary) {
        self.content += content.len();
        self.shared.content += content.len();
        let mut operations = Operations::of(content);
        let mut operands = Vec::new();
        let mut states: Vec<State> = Vec::new();
        while let Some(operator) = operations.next(&mut operands) {
            self.operations += 1;
            if self.is_excessive() {
                return;
            }
            match operator {
                b"q" if states.len() < MOST_STATES => states.push(self.state.clone()),
                b"Q" => {
                    if let Some(state) = states.pop() {
                        self.state = state;
                    }
                }
                b"cm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        self.state.matrix = matrix.then(&self.state.matrix);
                    }
                }
                b"Tf" => self.set_font(&operands, resources),
                b"Do" => self.form(&operands, resources),
                b"BMC" | b"BDC" => self.open_mark(&operands, resources),
                b"EMC" => {
                    self.marks.pop();
                }
                operator => self.text_operation(operator, &operands),
            }
        }
    }

    /// Whether the page is made to take time, or the file is.
    fn is_excessive(&self) -> bool {
        self.operations > MOST_OPERATIONS
            || self.placed.len() > MOST_GLYPHS
            || self.content > LONGEST_CONTENT
            || self.shared.is_excessive()
    }

    fn text_operation(&mut self, operator: &[u8], operands: &[Operand]) {
        let number = |at: usize| operands.get(at).and_then(Operand::number).unwrap_or(0.0);
        let state = &mut self.state;
        match operator {
            b"BT" => {
                state.text = Matrix::SAME;
                state.line = Matrix::SAME;
            }
            b"Tc" => state.character_space = number(0),
            b"Tw" => state.word_space = number(0),
            b"Tz" => state.scale = number(0) / 100.0,
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Tm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    state.text = matrix;
                    state.line = matrix;
                }
            }
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show_operand(operands.first());
            }
            b"\"" => {
                state.word_space = number(0);
                state.character_space = number(1);
                self.move_line(0.0, -self.state.leading);
                self.show_operand(operands.get(2));
            }
            b"Tj" | b"TJ" => self.show_operand(operands.first()),
            _ => {}
        }
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.state.line = Matrix::moved(x, y).then(&self.state.line);
        self.state.text = self.state.line;
    }

    fn show_operand(&mut self, operand: Option<&Operand>) {
        match operand {
            Some(Operand::Text(text)) => self.show(text),
            Some(Operand::Array(parts)) => {
                for part in parts {
                    match part {
                        Operand::Text(text) => self.show(text),
                        Operand::Number(back) => {
                            let state = &mut self.state;
                            let x = -back / 1000.0 * state.size * state.scale;
                            state.text = Matrix::moved(x, 0.0).then(&state.text);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// Places the glyphs of a string (ISO 32000-1, 9.4.4).
    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for shown in font.show(bytes) {
            self.silent += usize::from(shown.text.is_empty());
            let state = &self.state;
            let space = if shown.is_space {
                state.word_space
            } else {
                0.0
            };
            let advance = (shown.width * state.size + state.character_space + space) * state.scale;
            let local = Matrix([
                state.size * state.scale,
                0.0,
                0.0,
                state.size,
                0.0,
                state.rise,
            ]);
            let placed = local.then(&state.text).then(&state.matrix);
            let width = shown.width * placed.width();
            self.state.text = Matrix::moved(advance, 0.0).then(&state.text);
            self.place(&shown.text, &placed, width, font.look);
        }
    }

    fn place(&mut self, text: &Rc<str>, placed: &Matrix, width: f64, look: Look) {
        let text = match self.marked(text) {
            Some(text) if !text.is_empty() => text,
            _ => return,
        };
        if text.chars().all(char::is_whitespace) {
            self.is_apart = true;
            return;
        }
        let Matrix([.., x, y]) = placed;
        let glyph = Glyph {
            // Fonts share one drawing between both; at a line's end it is undone like any hyphen.
            text: if &*text == "\u{ad}" { "-".into() } else { text },
            x: *x as f32,
            y: *y as f32,
            width: width as f32,
            size: placed.height() as f32,
            look,
            is_apart: std::mem::take(&mut self.is_apart),
        };
        let is_sound = glyph.x.is_finite() && glyph.y.is_finite() && glyph.width.is_finite();
        if is_sound && glyph.size > 0.5 {
            self.shared.glyphs += 1;
            self.placed.push(Placed {
                glyph,
                turns: placed.turns(),
            });
        }
    }

    /// What a glyph says where marked content may say otherwise.
    fn marked(&mut self, text: &Rc<str>) -> Option<Rc<str>> {
        for mark in self.marks.iter_mut().rev() {
            match mark {
                Mark::Furniture => return None,
                Mark::Instead(text) => return text.take(),
                Mark::Plain => {}
            }
        }
        Some(text.clone())
    }

    fn set_font(&mut self, operands: &[Operand], resources: &Dictionary) {
        let [Operand::Name(name), size] = operands else {
            return;
        };
        self.state.size = size.number().unwrap_or(0.0);
        let document = &self.file.document;
        let fonts =
            file::entry(resources, b"Font", document).and_then(|fonts| fonts.as_dict().ok());
        let Some(entry) = fonts.and_then(|fonts| fonts.get(name).ok()) else {
            self.state.font = None;
            return;
        };
        let Ok(font) = file::follow(entry, document).as_dict() else {
            self.state.font = None;
            return;
        };
        let known = self.shared.fonts.entry(ptr::from_ref(font));
        let font = known.or_insert_with(|| Rc::new(Font::of(font, document)));
        self.state.font = Some(font.clone());
    }

    /// Follows a form, a stream with a content and resources of its own. One that shows itself is
    /// followed once.
    fn form(&mut self, operands: &[Operand], resources: &Dictionary) {
        let document = &self.file.document;
        let form = operands.first().and_then(Operand::name).and_then(|name| {
            let forms = file::entry(resources, b"XObject", document)?
                .as_dict()
                .ok()?;
            file::entry(forms, name, document)
        });
        let Some(form @ Object::Stream(stream)) = form else {
            return;
        };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
        let is_open = self.forms.contains(&ptr::from_ref(form));
        if self.forms.len() >= DEEPEST_FORM || is_open || !is_form {
            return;
        }
        // What is packed takes time to unpack, whatever comes out.
        self.content += stream.content.len();
        let Some(content) = file::content(form) else {
            return;
        };
        let own = file::entry(&stream.dict, b"Resources", document)
            .and_then(|resources| resources.as_dict().ok());
        let matrix = file::entry(&stream.dict, b"Matrix", document)
            .and_then(|matrix| Matrix::of_objects(matrix, document));
        let kept = self.state.clone();
        let marks = self.marks.len();
        if let Some(matrix) = matrix {
            self.state.matrix = matrix.then(&self.state.matrix);
        }
        self.forms.push(form);
        self.follow(&content, own.unwrap_or(resources));
        self.forms.pop();
        self.marks.truncate(marks);
        self.state = kept;
    }

    /// Opens marked content: `/Span <</ActualText (…)>> BDC`, `/Artifact <</Type /Pagination>> BDC`.
    fn open_mark(&mut self, operands: &[Operand], resources: &Dictionary) {
        let value = |key: &[u8]| match operands.get(1) {
            Some(Operand::Dictionary(pairs)) => pairs
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.clone()),
            Some(Operand::Name(name)) => self.property(name, key, resources),
            _ => None,
        };
        let tag = operands.first().and_then(Operand::name);
        let is_pagination = tag == Some(b"Artifact")
            && value(b"Type").is_some_and(|kind| kind.name() == Some(b"Pagination"));
        let instead = value(b"ActualText").filter(|_| tag == Some(b"Span"));
        let instead = instead.as_ref().and_then(Operand::text);
        self.content += instead.map_or(0, <[u8]>::len);
        let mark = match instead {
            _ if is_pagination => Mark::Furniture,
            Some(text) => Mark::Instead(Some(plain_text(text).into())),
            None => Mark::Plain,
        };
        if self.marks.len() < MOST_STATES {
            self.marks.push(mark);
        }
    }

    fn property(&self, name: &[u8], key: &[u8], resources: &Dictionary) -> Option<Operand> {
        let document = &self.file.document;
        let properties = file::entry(resources, b"Properties", document)?
            .as_dict()
            .ok()?;
        let property = file::entry(properties, name, document)?.as_dict().ok()?;
        match file::entry(property, key, document)? {
            Object::Name(name) => Some(Operand::Name(name.clone())),
            Object::String(text, _) => Some(Operand::Text(text.clone())),
            _ => None,
        }
    }
}

/// Text outside strings of fonts (ISO 32000-1, 7.9.2).
fn plain_text(bytes: &[u8]) -> String {
    let text = Object::String(bytes.to_vec(), lopdf::StringFormat::Literal);
    lopdf::decode_text_string(&text).unwrap_or_default()
}
