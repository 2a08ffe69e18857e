//! The last weeks as a picture and as bars of characters: what was answered, and what of it was right.
//!
//! The picture has its own background, so that it reads the same where a client is dark and where it is
//! light; its letters are drawn from a bitmap that comes with the program, so no font is looked for.

use std::convert::Infallible;
use std::fmt::Write as _;

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::MonoTextStyle;
use embedded_graphics::mono_font::iso_8859_1::FONT_10X20;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor as _};
use embedded_graphics::prelude::{Drawable as _, Primitive as _};
use embedded_graphics::primitives::{PrimitiveStyle, Rectangle};
use embedded_graphics::text::{Alignment, Text};

use super::score::{Week, accuracy};

/// The size in pixels. Discord shows a picture up to 550 wide, so that a letter stays some 7 wide there.
const WIDTH: u32 = 800;
const HEIGHT: u32 = 400;
/// What stays free around the bars.
const TOP: u32 = 70;
const BOTTOM: u32 = 50;
const SIDE: u32 = 30;
/// The height of a line of letters.
const LINE: u32 = 20;

const GROUND: Rgb888 = Rgb888::new(0x1f, 0x24, 0x30);
const LETTERS: Rgb888 = Rgb888::new(0xe8, 0xea, 0xf0);
/// What was right. It and the next differ in brightness, so that they can be told apart without colours.
const RIGHT: Rgb888 = Rgb888::new(0x5a, 0xc8, 0x8c);
/// What was answered and not right.
const REST: Rgb888 = Rgb888::new(0x5b, 0x66, 0x7d);

/// A picture in memory.
struct Canvas(Vec<u8>);

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        Size::new(WIDTH, HEIGHT)
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Self::Error>
    where
        I: IntoIterator<Item = Pixel<Self::Color>>,
    {
        for Pixel(at, colour) in pixels {
            let (Ok(x), Ok(y)) = (u32::try_from(at.x), u32::try_from(at.y)) else {
                continue;
            };
            if x < WIDTH && y < HEIGHT {
                let start = (y * WIDTH + x) as usize * 3;
                self.0[start..start + 3].copy_from_slice(&[colour.r(), colour.g(), colour.b()]);
            }
        }
        Ok(())
    }
}

impl Canvas {
    fn new() -> Self {
        let mut canvas = Self(vec![0; (WIDTH * HEIGHT * 3) as usize]);
        canvas.fill(0, 0, (WIDTH, HEIGHT), GROUND);
        canvas
    }

    fn fill(&mut self, x: u32, y: u32, (width, height): (u32, u32), colour: Rgb888) {
        let corner = Point::new(x.cast_signed(), y.cast_signed());
        let area = Rectangle::new(corner, Size::new(width, height));
        let Ok(()) = area
            .into_styled(PrimitiveStyle::with_fill(colour))
            .draw(self);
    }

    fn write(&mut self, text: &str, (x, y): (u32, u32), alignment: Alignment) {
        let style = MonoTextStyle::new(&FONT_10X20, LETTERS);
        let at = Point::new(x.cast_signed(), y.cast_signed());
        let Ok(_) = Text::with_alignment(text, at, style, alignment).draw(self);
    }
}

/// The weeks as a picture, in PNG.
pub fn picture(weeks: &[Week]) -> Result<Vec<u8>, png::EncodingError> {
    let mut canvas = Canvas::new();
    legend(&mut canvas);
    let most = weeks.iter().map(|week| week.answered).max().unwrap_or(0);
    let slot = (WIDTH - 2 * SIDE) / (weeks.len().max(1) as u32);
    let room = HEIGHT - TOP - BOTTOM - LINE;
    let ground = HEIGHT - BOTTOM;
    for (x, week) in (SIDE..).step_by(slot.max(1) as usize).zip(weeks) {
        let tall = |number: u32| (number * room).checked_div(most).unwrap_or(0);
        let (all, right) = (tall(week.answered), tall(week.right));
        let (left, wide) = (x + slot / 5, slot * 3 / 5);
        canvas.fill(left, ground - all, (wide, all), REST);
        canvas.fill(left, ground - right, (wide, right), RIGHT);
        let middle = x + slot / 2;
        if week.answered > 0 {
            let share = format!("{}/{}", week.right, week.answered);
            canvas.write(&share, (middle, ground - all - 6), Alignment::Center);
        }
        canvas.write(&day(week), (middle, ground + LINE + 2), Alignment::Center);
    }
    canvas.fill(SIDE, ground, (WIDTH - 2 * SIDE, 2), LETTERS);
    encoded(&canvas)
}

fn legend(canvas: &mut Canvas) {
    let line = SIDE + 4;
    canvas.write("Answers a week", (SIDE, line), Alignment::Left);
    for (x, colour, name) in [
        (WIDTH / 2, RIGHT, "right"),
        (WIDTH * 3 / 4, REST, "not right"),
    ] {
        canvas.fill(x, line - 12, (14, 14), colour);
        canvas.write(name, (x + 24, line), Alignment::Left);
    }
}

fn encoded(canvas: &Canvas) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&canvas.0)?;
    writer.finish()?;
    Ok(bytes)
}

fn day(week: &Week) -> String {
    week.monday.strftime("%-d %b").to_string()
}

/// How many characters the longest bar has.
const LONGEST: u32 = 20;

/// The weeks as bars of characters, a line each.
#[must_use]
pub fn bars(weeks: &[Week]) -> String {
    let most = weeks.iter().map(|week| week.answered).max().unwrap_or(0);
    let mut bars = String::new();
    for week in weeks {
        let long = |number: u32| (number * LONGEST).checked_div(most).unwrap_or(0) as usize;
        let (all, right) = (long(week.answered), long(week.right));
        let bar = "█".repeat(right) + "░".repeat(all - right).as_str();
        let said = match accuracy(week.right, week.answered) {
            Some(share) => format!(
                "{bar} {} of {} right ({share} %), {} points",
                week.right, week.answered, week.points
            ),
            None => "·".to_owned(),
        };
        let _ = writeln!(bars, "{:>6}  {said}", day(week));
    }
    bars.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use jiff::civil::date;

    use super::*;

    fn weeks() -> Vec<Week> {
        let week = |month, day, answered, right| Week {
            monday: date(2026, month, day),
            answered,
            right,
            points: right * 12,
        };
        vec![
            week(11, 16, 0, 0),
            week(11, 23, 40, 30),
            week(11, 30, 10, 10),
        ]
    }

    #[test]
    fn weeks_are_bars_whose_filled_part_was_right() {
        insta::assert_snapshot!(bars(&weeks()), @r"
        16 Nov  ·
        23 Nov  ███████████████░░░░░ 30 of 40 right (75 %), 360 points
        30 Nov  █████ 10 of 10 right (100 %), 120 points
        ");
        assert_eq!(bars(&weeks()[..1]), "16 Nov  ·");
    }

    /// The colours of a column of a picture, from top to bottom, each as often as it follows itself.
    fn column(png: &[u8], x: u32) -> Vec<([u8; 3], usize)> {
        let decoder = png::Decoder::new(std::io::Cursor::new(png));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let mut runs: Vec<([u8; 3], usize)> = Vec::new();
        for y in 0..HEIGHT {
            let at = (y * WIDTH + x) as usize * 3;
            let colour = [pixels[at], pixels[at + 1], pixels[at + 2]];
            match runs.last_mut() {
                Some((last, times)) if *last == colour => *times += 1,
                _ => runs.push((colour, 1)),
            }
        }
        runs
    }

    fn bytes(colour: Rgb888) -> [u8; 3] {
        [colour.r(), colour.g(), colour.b()]
    }

    #[test]
    fn the_picture_is_small_and_its_bars_are_as_high_as_the_numbers() {
        let png = picture(&weeks()).unwrap();
        assert!(png.len() < 20_000, "{} bytes", png.len());
        let slot = (WIDTH - 2 * SIDE) / 3;
        let height = |week: u32, colour| {
            // Beside the numbers, which stand in the middle.
            let runs = column(&png, SIDE + week * slot + slot / 5 + 2);
            let of = |(run, _): &&([u8; 3], usize)| *run == bytes(colour);
            runs.iter()
                .filter(of)
                .map(|(_, times)| *times)
                .sum::<usize>()
        };
        let room = (HEIGHT - TOP - BOTTOM - LINE) as usize;
        assert_eq!((height(0, RIGHT), height(0, REST)), (0, 0));
        assert_eq!(
            (height(1, RIGHT), height(1, REST)),
            (room * 3 / 4, room - room * 3 / 4)
        );
        assert_eq!((height(2, RIGHT), height(2, REST)), (room / 4, 0));
    }

    #[test]
    fn nothing_answered_is_a_picture_all_the_same() {
        assert!(picture(&[]).is_ok() && picture(&weeks()[..1]).is_ok());
    }

    /// The contrast of two colours (WCAG 2.2, relative luminance and contrast ratio).
    fn contrast(one: Rgb888, other: Rgb888) -> f64 {
        let light = |colour: Rgb888| -> f64 {
            let [r, g, b] = bytes(colour).map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 {
                    part / 12.92
                } else {
                    ((part + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn letters_and_bars_can_be_told_from_what_is_behind_them() {
        assert!(contrast(LETTERS, GROUND) >= 7.0);
        assert!(contrast(RIGHT, GROUND) >= 3.0 && contrast(RIGHT, REST) >= 2.0);
        assert!(contrast(REST, GROUND) >= 2.0);
    }
}
