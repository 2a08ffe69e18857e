//! Lists of authors and editors, in the orders that styles put family and given names.
//!
//! A list begins with one form and keeps to those that go with it, so that a title behind it is not
//! taken for one more name. Where it is certain that a stretch holds names and no form fits, it is
//! parted at commas and “and”.

mod rough;

use std::sync::LazyLock;

use regex::Regex;

use super::entry::{TAKEN, trimmed};
use super::pattern;
use super::shape::{self, Shaped};
use crate::papers::paper::Person;

/// Names read from the front of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) people: Vec<Person>,
    /// Where the list and its “(eds.)” ends.
    pub(super) end: usize,
    /// Whether it says that they edited.
    pub(super) editors: bool,
}

/// The order and shape of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Waltz (K. N.)`
    Bracketed,
    /// `Waltz, K. N.`
    FamilyInitials,
    /// `Waltz KN` and `Waltz K.N.`
    FamilyBare,
    /// `K. N. Waltz`
    InitialsFamily,
    /// `Waltz, Kenneth N.`
    FamilyGiven,
    /// `Kenneth N. Waltz`
    GivenFamily,
    /// `WALTZ Kenneth`, as French bibliographies have it.
    Capitals,
}

impl Form {
    /// Forms that the next names of a list may have.
    fn goes_on(self) -> &'static [Form] {
        use Form::{
            Bracketed, Capitals, FamilyBare, FamilyGiven, FamilyInitials, GivenFamily,
            InitialsFamily,
        };
        match self {
            Bracketed => &[Bracketed],
            Capitals => &[Capitals],
            FamilyInitials => &[FamilyInitials, InitialsFamily, FamilyBare],
            FamilyBare => &[FamilyBare, InitialsFamily, FamilyInitials],
            InitialsFamily => &[InitialsFamily],
            FamilyGiven | GivenFamily => &[GivenFamily, InitialsFamily],
        }
    }

    /// What is looked for in the shape of a text.
    fn pattern(self) -> &'static Regex {
        match self {
            Self::Bracketed => &BRACKETED,
            Self::FamilyInitials => &FAMILY_INITIALS,
            Self::FamilyBare => &FAMILY_BARE,
            Self::InitialsFamily => &INITIALS_FAMILY,
            Self::FamilyGiven => &FAMILY_GIVEN,
            Self::GivenFamily => &GIVEN_FAMILY,
            Self::Capitals => &CAPITALS,
        }
    }
}

/// The order in which forms are tried for the first name.
const FIRST: [Form; 7] = [
    Form::Bracketed,
    Form::Capitals,
    Form::FamilyInitials,
    Form::InitialsFamily,
    Form::FamilyGiven,
    Form::GivenFamily,
    Form::FamilyBare,
];

/// A capitalised word; accents may stand apart, as text from PDFs has them.
const WORD: &str =
    r"[´`¨˜ˆ]?\p{Lu}[\p{L}\p{M}'’´`¨˜ˆ~^ˇ¸]+(?:\s?-\s?\p{L}[\p{L}\p{M}'’´`¨˜ˆ~^ˇ¸]+)*";

const PARTICLE: &str = r"(?:(?:van|von|de|del|della|di|da|den|der|des|dos|do|du|la|le|el|al|ter|ten|zu|zur|vom|af|av|bin|ibn|St\.)\s|(?:d|l|al|el|O|D|L)['’-]\s?)";

/// The letter behind the first is one of a name cut short: `Ch.`, in Russian `Вл.`, which a shape shows as
/// any small letter beyond ASCII.
const INITIALS: &str = r"(?:\p{Lu}\p{Ll}?\.?\s?-\s?\p{Lu}\.|\p{Lu}(?:h|y|u|z|\x0F)?\.|-\s?\p{L}\.)(?:\s?-?\s?(?:\p{Lu}(?:h|y|u|z|\x0F)?\.|-\s?\p{L}\.))*";

static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<f>{PARTICLE}*{WORD}(?:[\s-]{PARTICLE}*{WORD})*)\s\((?P<g>(?:{WORD}|\p{{Lu}}\p{{L}}?\.)(?:[\s-]*(?:{WORD}|\p{{Lu}}\p{{L}}?\.))*)\)"
    ))
});

static FAMILY_INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<f>{PARTICLE}*{WORD}(?:\s{PARTICLE}*{WORD}){{0,2}})(?:,?\s(?:Jr|Sr|II|III)\b\.?)?,?\s?,\s?(?P<g>{INITIALS}(?:\s(?:van|von|de|der|den|la|du|da|dos)\b)*|\p{{Lu}}(?:\s\p{{Lu}}){{0,2}}\b)(?:,\s(?:Jr|Sr|II|III|IV)\b\.?)?"
    ))
});

static FAMILY_BARE: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<f>{PARTICLE}*{WORD}(?:\s{PARTICLE}*{WORD}){{0,2}}?)\s(?P<g>{INITIALS}|\p{{Lu}}{{1,3}}(?:-?\p{{Lu}})?\b|\p{{Lu}}(?:\s\p{{Lu}}){{1,2}}\b)(?:\s(?:Jr|Sr|2nd|3rd)\b)?"
    ))
});

static INITIALS_FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<g>{INITIALS}(?:\s\p{{Lu}}\p{{Ll}}+\s{INITIALS})?|\p{{Lu}}{{1,3}}\s|\p{{Lu}}-\p{{Lu}}\s)\s?(?P<f>{PARTICLE}*{WORD}(?:\s{PARTICLE}*{WORD}){{0,2}})(?:,?\s(?:Jr|Sr|II|III)\b\.?)?"
    ))
});

static FAMILY_GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<f>{PARTICLE}*{WORD}(?:\s{PARTICLE}*{WORD})?),\s(?P<g>{WORD}(?:\s{WORD})?(?:\s{INITIALS})?(?:\s(?:van|von|de|der|den|la|du|da|dos)\b)*)"
    ))
});

static GIVEN_FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<g>{WORD}(?:\s{WORD})?(?:\s{INITIALS})?)\s(?P<f>{PARTICLE}*{WORD}(?:\s(?:Jr|II|III)\b\.?)?)"
    ))
});

static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(&format!(
        r"^(?P<f>{PARTICLE}*\p{{Lu}}{{4,}}(?:[\s-]\p{{Lu}}{{3,}})*)\s(?P<g>\p{{Lu}}[\p{{Ll}}\p{{M}}’]+(?:[\s-]\p{{Lu}}[\p{{Ll}}\p{{M}}’]+)?)"
    ))
});

/// What may stand behind a name.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[*†‡\d]{0,2}\s*(?:[,;:.(\[“”\u{22}«„‘/\x01]|and\b|&|et\b|und\b|y\b|e\b|u\.|–|—|eds?\b|$)",
    )
});

/// What joins two names, and whether it closes the list.
static JOIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[*†‡\d]{0,2}\s*(?:(?P<last>(?:[,;]\s*)?(?:and|&|et|und|y|e|en|u\.|og|och)\s+|\s?&\s?)|(?P<apart>[;/]\s*|\s[–—]\s)|,\s*|(?P<space>\s))",
    )
});

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:[,;]?\s*(?:(?:and|&)\s)?(?:et\.?\s?al\b\.?|u\.\s?a\.|and others\b|et alii\b|…|\.\.\.))",
    )
});

/// “(eds.)” and the like behind a list.
static EDITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,.\s]*(?i:[(\[]\s?(?:eds?|editors?|hrsg|hg|éds?|dirs?|orgs?|coords?|comps?)\b\.?\s?[)\]]|,?\s?(?:eds?\.|eds\b|editors?\b|hrsg\.|éds?\.|dir\.|coord\.|comps?\.))",
    )
});

/// Reads names from the front of a text, as far as they go.
pub(super) fn list(text: &str) -> Option<List> {
    let shape = shape::of(text);
    let whole = Shaped::new(text, &shape);
    let (mut form, first, mut end) = FIRST.iter().find_map(|form| one(whole, *form, true))?;
    let mut people = vec![first];
    let mut closed = false;
    while let Some(found) = JOIN.captures(&text[end..]) {
        if OTHERS.is_match(&text[end..]) || closed && found.name("last").is_none() {
            break;
        }
        let from = end + found[0].len();
        let strong = found.name("last").is_some() || found.name("apart").is_some();
        if found.name("space").is_some() && form != Form::Bracketed {
            break;
        }
        let any = strong && !matches!(form, Form::InitialsFamily | Form::FamilyInitials);
        let forms = if any { &FIRST[..] } else { form.goes_on() };
        let rest = whole.behind(from);
        let next = forms.iter().find_map(|form| one(rest, *form, strong));
        let Some((next_form, person, length)) = next else {
            break;
        };
        closed = closed || found.name("last").is_some();
        people.push(person);
        form = if matches!(form, Form::FamilyGiven) && next_form == Form::GivenFamily {
            Form::GivenFamily
        } else if people.len() > 2 || strong {
            form
        } else {
            next_form
        };
        end = from + length;
    }
    if let Some(others) = OTHERS.find(&text[end..]) {
        end += others.end();
    }
    let edited = EDITED.find(&text[end..]);
    Some(List {
        people,
        end: end + edited.map_or(0, |edited| edited.end()),
        editors: edited.is_some(),
    })
}

/// One name of a form at the front of a text, and its length. Where another name is not certain to
/// follow, what reads like an abbreviated journal is none.
fn one(shaped: Shaped<'_>, form: Form, certain: bool) -> Option<(Form, Person, usize)> {
    if form == Form::Bracketed && !shaped.shape.contains('(') {
        return None;
    }
    let found = form.pattern().captures(shaped.shape)?;
    let text = shaped.text;
    let end = shaped.place(0..found[0].len()).end;
    let rest = &text[end..];
    let given = text[shaped.place(found.name("g")?.range())].trim();
    let family = &text[shaped.place(found.name("f")?.range())];
    let behind = BEHIND.is_match(rest);
    let ends_in_stop = text[..end].ends_with('.')
        && matches!(
            form,
            Form::FamilyInitials | Form::FamilyBare | Form::FamilyGiven
        );
    if !behind && !ends_in_stop {
        return None;
    }
    let is_journal = (!certain || form == Form::InitialsFamily)
        && (super::words::is_abbreviated(family.split(' ').next_back()?) && rest.starts_with('.')
            || given == "J." && rest.starts_with('.') && !certain);
    let common = [given, family]
        .iter()
        .any(|name| name.split(' ').any(super::words::is_common));
    let is_body = form == Form::GivenFamily && super::words::names_body(&text[..end]);
    let shouted = matches!(form, Form::GivenFamily | Form::FamilyGiven)
        && [given, family].iter().any(|name| ends_in_initials(name));
    // In Russian, initials between two words belong to the first: `Иванов И. И. Соседство`, and so does
    // a given name cut short: `Ли Вл. Ф.`
    let is_cut = family.chars().count() == 2 && rest.starts_with('.');
    let is_family_first = form == Form::GivenFamily
        && family.starts_with(super::gost::is_cyrillic)
        && (given.ends_with('.') || is_cut);
    if is_journal || common || shouted || is_body || is_family_first {
        return None;
    }
    if form == Form::FamilyGiven && parts_wrongly(family, given, rest) {
        return None;
    }
    let person = Person::Name {
        family: family.trim().to_owned(),
        given: trimmed(given).map(|_| given.to_owned()),
    };
    Some((form, person, end))
}

/// Whether a comma parts no name but a name from a title: `Kenneth Waltz, Man and War`.
fn parts_wrongly(family: &str, given: &str, rest: &str) -> bool {
    let capitals = family
        .split(' ')
        .filter(|word| word.starts_with(char::is_uppercase));
    let is_whole_name = capitals.count() > 1 && (given.contains(' ') || rest.starts_with(','));
    let joined = rest.strip_prefix(" and ").unwrap_or_default();
    let end = joined
        .find(|c: char| !c.is_alphanumeric() && c != '-')
        .unwrap_or(joined.len());
    let next_is_one_word = end > 0 && !joined[end..].starts_with([' ', '.']);
    let words_of_title = next_is_one_word && !given_follows(&joined[end..]);
    is_whole_name || words_of_title || super::words::is_place(given)
}

/// Whether `, K.` or `, Kenneth` follows a family name, and no place.
fn given_follows(rest: &str) -> bool {
    let word = rest.trim_start_matches([',', ' ']);
    let end = word.find([',', '.', ':', '(']).unwrap_or(word.len());
    word.starts_with(char::is_uppercase)
        && !word[..end].contains(' ')
        && !word[end..].starts_with(':')
        && !super::words::is_place(&word[..end])
}

/// Whether the last word is bare initials (`Waltz KN`).
fn ends_in_initials(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    last.chars().count() <= 3 && last.chars().all(char::is_uppercase)
}

/// A text, and the names it begins with.
#[derive(Debug)]
pub(super) struct Front<'t> {
    text: &'t str,
    list: Option<List>,
}

impl<'t> Front<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = text.trim_start();
        let text = text.trim_end_matches(|c: char| c == TAKEN || c.is_whitespace());
        Self {
            text,
            list: list(text),
        }
    }

    /// Whether the text holds names and nothing else.
    pub(super) fn is_all(&self) -> bool {
        match &self.list {
            Some(list) => !self.text[list.end..].contains(char::is_alphanumeric),
            None => is_body(self.text),
        }
    }

    /// The people of the text, where it is certain to hold names.
    pub(super) fn all(self) -> List {
        let end = self.text.len();
        let is_all = |list: &List| !self.text[list.end..].contains(char::is_alphabetic);
        match self.list {
            Some(list) if is_all(&list) => List { end, ..list },
            _ if is_body(self.text) => List {
                people: body(self.text).into_iter().collect(),
                end,
                editors: false,
            },
            _ => rough::rough(self.text),
        }
    }
}

/// Whether a text holds names and nothing else.
pub(super) fn covers(text: &str) -> bool {
    Front::of(text).is_all()
}

/// Whether a text reads like the name of a body, or one bare family name.
pub(super) fn is_body(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let words: Vec<&str> = text.split(' ').collect();
    let named = |word: &&str| {
        word.starts_with(|c: char| !c.is_lowercase())
            || [
                "of", "for", "and", "the", "de", "für", "und", "et", "la", "des", "du", "on", "in",
                "der",
            ]
            .contains(word)
    };
    !text.is_empty()
        && text.starts_with(char::is_uppercase)
        && words.len() <= 12
        && !text.contains([':', '“', '"', '«', TAKEN])
        && !text.contains(". ")
        && words.iter().all(named)
}

/// The people of a stretch that is certain to hold names.
pub(super) fn all(text: &str) -> List {
    Front::of(text).all()
}

/// A body as an author.
pub(super) fn body(text: &str) -> Option<Person> {
    let text = text.trim_start_matches(TAKEN).split(TAKEN).next()?;
    trimmed(text).map(|literal| Person::Literal { literal })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, &str) {
        let list = list(text).unwrap_or_default();
        let families = list.people.iter().map(|person| person.family().to_owned());
        (families.collect(), &text[list.end..])
    }

    #[test]
    fn names_in_the_orders_of_the_styles() {
        for (text, families, rest) in [
            (
                "Waltz, K. N., & van Evera, S. (1",
                vec!["Waltz", "van Evera"],
                " (1",
            ),
            ("Waltz KN, Walt SM. Title", vec!["Waltz", "Walt"], ". Title"),
            (
                "K. N. Waltz and S. Walt, Phys. Rev. D",
                vec!["Waltz", "Walt"],
                ", Phys. Rev. D",
            ),
            (
                "Waltz, Kenneth N., and Stephen Walt. Title",
                vec!["Waltz", "Walt"],
                ". Title",
            ),
            (
                "Kenneth Waltz, Stephen M. Walt, and Ann Lee. Fear",
                vec!["Waltz", "Walt", "Lee"],
                ". Fear",
            ),
            (
                "WALTZ (K.N.), WALT (S.), « Fear",
                vec!["WALTZ", "WALT"],
                ", « Fear",
            ),
            ("Waltz K., Walt S.M., 1979", vec!["Waltz", "Walt"], ", 1979"),
            (
                "S. Walt, J. Chem. Phys. 21",
                vec!["Walt"],
                ", J. Chem. Phys. 21",
            ),
            (
                "Waltz, Kenneth. Theory of Politics",
                vec!["Waltz"],
                ". Theory of Politics",
            ),
            ("Stephen Walt et al. Fear", vec!["Walt"], " Fear"),
            (
                "Иванов И. И. Соседство. М.",
                vec!["Иванов"],
                " Соседство. М.",
            ),
            ("Ли Вл. Ф. О войне. М.", vec!["Ли"], " О войне. М."),
        ] {
            let families: Vec<String> = families.into_iter().map(str::to_owned).collect();
            assert_eq!(read(text), (families, rest), "{text}");
        }
    }

    #[test]
    fn editors_are_said_to_be() {
        let list = list("Waltz, Kenneth, and Stephen Walt, eds. Fear").unwrap_or_default();
        assert!(list.editors);
        assert_eq!(list.people.len(), 2);
    }

    #[test]
    fn a_title_is_no_list_of_names() {
        for text in ["The balance of power. London", "Theory of Politics, 1979"] {
            assert_eq!(list(text), None, "{text}");
        }
    }
}
