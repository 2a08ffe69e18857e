//! Entries of bibliographies that were once read wrongly, and the fields that tell.

use insta::assert_snapshot;
use lectern::papers::paper::Fields;
use lectern::papers::reference;

/// Authors, year, title, publisher, numbers and note of each entry, a line an entry.
fn told(entries: &[&str]) -> String {
    let mut before: Option<Fields> = None;
    let lines = entries.iter().map(|raw| {
        let fields = reference::parse_after(raw, before.as_ref());
        let authors: Vec<&str> = fields.author.iter().map(|person| person.family()).collect();
        let parts = [
            Some(authors.join(" & ")),
            fields.issued.clone(),
            fields.title.clone(),
            fields.publisher_place.clone(),
            fields.publisher.clone(),
            fields.container_title.clone(),
            fields.volume.clone(),
            fields.page.clone(),
            fields.note.clone(),
        ];
        before = Some(fields);
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" | ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn authors_of_one_word() {
    assert_snapshot!(told(&[
        "Plato. Republic. Translated by G. M. A. Grube. Indianapolis: Hackett, 1992.",
        "Voltaire. Candide. Paris: Cramer, 1759.",
        "Hesiod, Works and Days, London: Penguin, 1973.",
        "Nature. London: Macmillan, 1999.",
    ]), @"
    Plato | 1992 | Republic | Indianapolis | Hackett
    Voltaire | 1759 | Candide | Paris | Cramer
    Hesiod | 1973 | Works and Days | London | Penguin
    1999 | Nature | London | Macmillan
    ");
}

#[test]
fn a_given_name_that_comes_first_was_taken_for_a_family_and_a_title() {
    assert_snapshot!(told(&[
        "Thomas Schelling, Arms and Influence, New Haven: Yale University Press, 1966.",
        "Kenneth Waltz, Theory of International Politics (Reading: Addison-Wesley, 1979).",
        "Waltz, Kenneth and Walt, Stephen. Fear. New York: Norton, 1990.",
        "García Márquez, Gabriel. Cien años de soledad. Buenos Aires: Sudamericana, 1967.",
        "BSC Leadbeater, J-C Cho (1983). Life-history of a species. J Mar Biol Assoc 63:135-160",
    ]), @"
    Schelling | 1966 | Arms and Influence | New Haven | Yale University Press
    Waltz | 1979 | Theory of International Politics | Reading | Addison-Wesley
    Waltz & Walt | 1990 | Fear | New York | Norton
    García Márquez | 1967 | Cien años de soledad | Buenos Aires | Sudamericana
    Leadbeater & Cho | 1983 | Life-history of a species | J Mar Biol Assoc | 63 | 135-160
    ");
}

#[test]
fn a_dash_stands_for_the_authors_before() {
    assert_snapshot!(told(&[
        "Waltz, Kenneth N. The Spread of Nuclear Weapons. London: IISS, 1981.",
        "---. \"Why Iran Should Get the Bomb.\" Foreign Affairs, vol. 91, no. 4, 2012, pp. 2-5.",
        "———. 1979. Theory of International Politics. Reading: Addison-Wesley.",
        "———, Man, the State and War. New York: Columbia University Press, 1959.",
    ]), @"
    Waltz | 1981 | The Spread of Nuclear Weapons | London | IISS
    Waltz | 2012 | Why Iran Should Get the Bomb | Foreign Affairs | 91 | 2-5
    Waltz | 1979 | Theory of International Politics | Reading | Addison-Wesley
    Waltz | 1959 | Man, the State and War | New York | Columbia University Press
    ");
}

#[test]
fn series_and_extent_are_kept_and_are_no_part_of_the_title() {
    assert_snapshot!(told(&[
        "Goh, E. (2005). Meeting the China challenge: The U.S. in Southeast Asia (Policy Studies 16). East-West Center Washington.",
        "Kim, S. Fear and Trust. Cambridge Studies in International Relations 54. Cambridge: Cambridge University Press, 1999. 312 pp.",
        "Müller, Hans. Die Angst. Schriftenreihe Politik 12. Berlin: Springer, 1990. 228 S.",
    ]), @"
    Goh | 2005 | Meeting the China challenge: The U.S. in Southeast Asia | East-West Center Washington | Policy Studies 16
    Kim | 1999 | Fear and Trust | Cambridge | Cambridge University Press | 312 pp; Cambridge Studies in International Relations 54
    Müller | 1990 | Die Angst | Berlin | Springer | 228 S.; Schriftenreihe Politik 12
    ");
}

#[test]
fn an_initial_before_the_year_was_taken_for_an_issue() {
    assert_snapshot!(told(&[
        "Snyder, Glenn H. 1984. \"The Security Dilemma in Alliance Politics.\" World Politics 36 (4): 461-495.",
    ]), @"Snyder | 1984 | The Security Dilemma in Alliance Politics | World Politics | 36 | 461-495");
}
