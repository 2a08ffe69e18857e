//! The six numbers that turn, stretch and move what is drawn (ISO 32000-1, 8.3.4).

use lopdf::{Document, Object};

use super::content::Operand;
use super::file;

/// `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn of(operands: &[Operand]) -> Option<Self> {
        Self::of_numbers(operands.iter().map(Operand::number))
    }

    pub(super) fn of_objects(array: &Object, document: &Document) -> Option<Self> {
        let numbers = array.as_array().ok()?.iter();
        Self::of_numbers(numbers.map(|number| file::number(file::follow(number, document))))
    }

    fn of_numbers(numbers: impl Iterator<Item = Option<f64>>) -> Option<Self> {
        let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
        Some(Self(numbers.try_into().ok()?))
    }

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then the other.
    pub(super) fn then(&self, other: &Self) -> Self {
        let Self([a, b, c, d, e, f]) = self;
        let Self([k, l, m, n, o, p]) = other;
        Self([
            a * k + b * m,
            a * l + b * n,
            c * k + d * m,
            c * l + d * n,
            e * k + f * m + o,
            e * l + f * n + p,
        ])
    }

    /// How wide and how high what was one wide and high has become.
    pub(super) fn width(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    pub(super) fn height(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// Quarter turns of a line that ran to the right; `None` for any other slope.
    pub(super) fn turns(&self) -> Option<u8> {
        let (along, up) = (self.0[0], self.0[1]);
        if up.abs() < along.abs() * 0.1 {
            Some(if along >= 0.0 { 0 } else { 2 })
        } else if along.abs() < up.abs() * 0.1 {
            Some(if up >= 0.0 { 1 } else { 3 })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_moves_turns_and_stretches() {
        let turned = Matrix([0.0, 2.0, -2.0, 0.0, 0.0, 0.0]);
        let both = Matrix::moved(3.0, 0.0).then(&turned);
        assert_eq!(both, Matrix([0.0, 2.0, -2.0, 0.0, 0.0, 6.0]));
        assert_eq!(
            (both.turns(), both.width(), both.height()),
            (Some(1), 2.0, 2.0)
        );
        assert_eq!(Matrix([1.0, 1.0, -1.0, 1.0, 0.0, 0.0]).turns(), None);
    }
}
