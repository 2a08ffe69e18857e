//! What is left of LaTeX before and behind the parser: spacing, quotation marks, letters that stand
//! for signs, and mark-up, of which the text stays.

use biblatex::{Chunk, Chunks};

/// Prepares a value for the parser, which takes what follows `\,` for the name of a command, `\i`
/// behind an accent for its letter, and an odd dollar sign for an error.
pub(super) fn tidied(value: &str) -> String {
    let mut tidy = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('\\') {
        tidy.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let Some(sign) = behind.chars().next() else {
            // A backslash at the end would take the brace behind it along.
            return tidy;
        };
        rest = &behind[sign.len_utf8()..];
        match sign {
            ',' | ';' | '/' | '!' | '@' | ' ' | '\n' | '\\' | '(' | ')' | '[' | ']' => {
                tidy.push_str(if ", ;\n\\".contains(sign) { " " } else { "" });
            }
            _ if is_accent(sign) => {
                tidy.push('\\');
                tidy.push(sign);
                let dotless = |letter: &str| {
                    let bare = rest.trim_start().strip_prefix('\\')?.strip_prefix(letter)?;
                    (!bare.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(bare)
                };
                if let Some((letter, behind)) = ["i", "j"]
                    .into_iter()
                    .find_map(|letter| Some((letter, dotless(letter)?)))
                {
                    tidy.extend(["{", letter, "}"]);
                    rest = behind.trim_start();
                }
            }
            _ if sign.is_ascii_alphabetic() => {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(rest.len());
                let name = format!("{sign}{}", &rest[..end]);
                rest = &rest[end..];
                match rest.strip_prefix("{}") {
                    Some(behind) => {
                        tidy.extend(["{\\", &name, "}"]);
                        rest = behind;
                    }
                    None => tidy.extend(["\\", &name]),
                }
            }
            other => {
                tidy.push('\\');
                tidy.push(other);
            }
        }
    }
    tidy.push_str(rest);
    if has_odd_dollar(&tidy) {
        return tidy.replace("\\$", "$").replace('$', "\\$");
    }
    tidy
}

/// Makes plain text of what the parser left.
pub(super) fn finish(chunks: &mut Chunks) {
    for chunk in chunks {
        let plain = match &chunk.v {
            Chunk::Math(math) => math_text(math),
            other => text(other.get()),
        };
        match &mut chunk.v {
            Chunk::Math(_) => chunk.v = Chunk::Normal(plain),
            other => *other.get_mut() = plain,
        }
    }
}

fn text(latex: &str) -> String {
    without_commands(latex)
        .replace('~', " ")
        .replace("``", "“")
        .replace("''", "”")
        .replace("\"`", "„")
        .replace('`', "‘")
}

/// A formula without its mark-up: `CO$_{2}$` is CO2.
fn math_text(math: &str) -> String {
    without_commands(math).replace(['{', '}', '_', '^', '~'], "")
}

/// Puts signs for the commands that are named after them, and drops the other commands, whose text
/// stays.
fn without_commands(latex: &str) -> String {
    let mut plain = String::with_capacity(latex.len());
    let mut rest = latex;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        rest = behind;
        if name.is_empty() {
            continue;
        }
        if let Some(sign) = sign(name) {
            plain.push_str(sign);
            continue;
        }
        match argument(rest) {
            Some((inside, behind)) => {
                let inner = without_commands(inside);
                match name {
                    "href" => {}
                    "enquote" | "mkbibquote" => plain.extend(["“", &inner, "”"]),
                    _ => plain.push_str(&inner),
                }
                rest = behind;
            }
            // `\em ` and the like: the space belongs to the command.
            None => rest = rest.trim_start(),
        }
    }
    plain.push_str(rest);
    plain
}

/// The braced argument at the start of a text, and what follows it.
fn argument(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let mut depth = 1;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inside[..at], &inside[at + 1..]));
        }
    }
    None
}

fn is_accent(sign: char) -> bool {
    matches!(sign, '\'' | '`' | '^' | '"' | '~' | '=' | '.')
}

fn has_odd_dollar(text: &str) -> bool {
    let all = text.matches('$').count();
    let escaped = text.matches("\\$").count();
    all.saturating_sub(escaped) % 2 == 1
}

/// The sign that a command is named after.
fn sign(name: &str) -> Option<&'static str> {
    let at = SIGNS.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(SIGNS[at].1)
}

/// In the order of their names.
const SIGNS: [(&str, &str); 49] = [
    ("Delta", "Δ"),
    ("Gamma", "Γ"),
    ("Lambda", "Λ"),
    ("Omega", "Ω"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Psi", "Ψ"),
    ("Sigma", "Σ"),
    ("Theta", "Θ"),
    ("Xi", "Ξ"),
    ("alpha", "α"),
    ("approx", "≈"),
    ("beta", "β"),
    ("cdot", "·"),
    ("chi", "χ"),
    ("circ", "°"),
    ("degree", "°"),
    ("delta", "δ"),
    ("ell", "ℓ"),
    ("epsilon", "ε"),
    ("eta", "η"),
    ("euro", "€"),
    ("gamma", "γ"),
    ("geq", "≥"),
    ("infty", "∞"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("ldots", "…"),
    ("leq", "≤"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("omega", "ω"),
    ("phi", "φ"),
    ("pi", "π"),
    ("pm", "±"),
    ("psi", "ψ"),
    ("rho", "ρ"),
    ("rightarrow", "→"),
    ("sigma", "σ"),
    ("sim", "∼"),
    ("tau", "τ"),
    ("textdegree", "°"),
    ("theta", "θ"),
    ("times", "×"),
    ("to", "→"),
    ("varepsilon", "ε"),
    ("xi", "ξ"),
    ("zeta", "ζ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found() {
        for (name, expected) in SIGNS {
            assert_eq!(sign(name), Some(expected), "{name}");
        }
    }
}
