//! Widths of the standard fonts, which a PDF may use without bringing them along.
//!
//! From the Adobe Core 14 AFM files, for the printable characters of ASCII; slanted fonts are as
//! wide as upright ones, near enough to tell where words end.

/// The width of a character in a font of that name, in thousandths of its size.
pub(super) fn width(font: &str, text: &str) -> f64 {
    let name = font.to_lowercase();
    if name.contains("courier") || name.contains("mono") {
        return 600.0;
    }
    let is_sans = ["helvetica", "arial", "sans", "verdana", "calibri"]
        .iter()
        .any(|known| name.contains(known));
    let table = match (is_sans, name.contains("bold")) {
        (true, false) => &HELVETICA,
        (true, true) => &HELVETICA_BOLD,
        (false, false) => &TIMES,
        (false, true) => &TIMES_BOLD,
    };
    let c = text.chars().next().map_or(0, u32::from);
    let known = c.checked_sub(32).and_then(|at| table.get(at as usize));
    known.map_or(OTHER, |width| f64::from(*width))
}

/// What is no ASCII is mostly a letter with an accent.
const OTHER: f64 = 500.0;

const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_told_by_their_names() {
        assert!(width("Helvetica-Bold", "b") > width("ABCDEF+Calibri", "b"));
        assert!(width("Times-Roman", "i") < width("Courier", "i"));
        assert!(width("Times-Roman", "é") > 0.0);
    }
}
