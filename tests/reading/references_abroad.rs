//! Reference strings in Russian, German, French and Spanish, and those of international bodies.
//!
//! The works are real; their strings were written for these tests.

use insta::assert_snapshot;

use super::references::fields;

#[test]
fn a_russian_article() {
    assert_snapshot!(fields(
        "Иванов И. И., Петрова А. Б. Международные отношения и безопасность // Вестник МГУ. Сер. 12. 2003. № 4. С. 12–20."
    ), @"
    author: Иванов, И. И.; Петрова, А. Б.
    container-title: Вестник МГУ
    issue: 4
    issued: 2003
    note: Сер. 12
    page: 12–20
    title: Международные отношения и безопасность
    type: article-journal
    ");
}

#[test]
fn a_russian_book_with_its_place_for_short() {
    assert_snapshot!(fields(
        "Торкунов А. В. Загадочная война: корейский конфликт 1950–1953 годов. М.: РОССПЭН, 2000. 312 с."
    ), @"
    author: Торкунов, А. В.
    issued: 2000
    note: 312 с
    publisher: РОССПЭН
    publisher-place: М.
    title: Загадочная война: корейский конфликт 1950–1953 годов
    type: book
    ");
}

#[test]
fn a_part_of_collected_works_in_russian() {
    assert_snapshot!(fields(
        "Кант И. К вечному миру // Кант И. Сочинения: в 6 т. / под ред. В. Ф. Асмуса. М.: Мысль, 1966. Т. 6. С. 257–309."
    ), @"
    author: Кант, И.
    container-title: Сочинения: в 6 т
    editor: Асмуса, В. Ф.
    issued: 1966
    page: 257–309
    publisher: Мысль
    publisher-place: М.
    title: К вечному миру
    type: chapter
    volume: 6
    ");
}

#[test]
fn a_german_book_from_a_city_with_its_river() {
    assert_snapshot!(fields(
        "Luhmann, Niklas: Soziale Systeme. Frankfurt a. M.: Suhrkamp, 1984."
    ), @"
    author: Luhmann, Niklas
    issued: 1984
    publisher: Suhrkamp
    publisher-place: Frankfurt a. M.
    title: Soziale Systeme
    type: book
    ");
}

#[test]
fn a_chapter_edited_in_german() {
    assert_snapshot!(fields(
        "Müller, Harald: Die Angst der Staaten. In: Menzel, Ulrich (Hrsg.): Vom Ewigen Frieden, Bd. 2, Frankfurt a. M.: Suhrkamp 2000, S. 12–20."
    ), @"
    author: Müller, Harald
    container-title: Vom Ewigen Frieden
    editor: Menzel, Ulrich
    issued: 2000
    page: 12–20
    publisher: Suhrkamp
    publisher-place: Frankfurt a. M.
    title: Die Angst der Staaten
    type: chapter
    volume: 2
    ");
}

#[test]
fn an_article_in_a_german_journal_behind_in() {
    assert_snapshot!(fields(
        "Schmidt, Hans: Die Angst der Staaten. In: Zeitschrift für Internationale Beziehungen, Jg. 3, H. 2, 1996, S. 245–271."
    ), @"
    author: Schmidt, Hans
    container-title: Zeitschrift für Internationale Beziehungen
    issue: 2
    issued: 1996
    page: 245–271
    title: Die Angst der Staaten
    type: article-journal
    volume: 3
    ");
}

#[test]
fn a_french_book_between_commas() {
    assert_snapshot!(fields(
        "Smouts, Marie-Claude (dir.), Les nouvelles relations internationales. Pratiques et théories, Paris, Calmann-Lévy, 1998, 409 p."
    ), @"
    editor: Smouts, Marie-Claude
    issued: 1998
    note: 409 p
    publisher: Calmann-Lévy
    publisher-place: Paris
    title: Les nouvelles relations internationales. Pratiques et théories
    type: book
    ");
}

#[test]
fn a_chapter_in_french() {
    assert_snapshot!(fields(
        "Aron, Raymond, « La peur », in Jean Dupont (dir.), Les passions, 2e éd., Paris, Seuil, 1998, p. 12-34."
    ), @"
    author: Aron, Raymond
    container-title: Les passions
    edition: 2e éd
    editor: Dupont, Jean
    issued: 1998
    page: 12-34
    publisher: Seuil
    publisher-place: Paris
    title: La peur
    type: chapter
    ");
}

#[test]
fn an_article_in_french() {
    assert_snapshot!(fields(
        "Battistella, Dario, « L’intérêt national », Politique étrangère, t. 2, no 4, 2002, p. 139-166."
    ), @"
    author: Battistella, Dario
    container-title: Politique étrangère
    issue: 4
    issued: 2002
    page: 139-166
    title: L’intérêt national
    type: article-journal
    volume: 2
    ");
}

#[test]
fn a_resolution_by_its_symbol_alone() {
    assert_snapshot!(fields(
        "UN Doc. A/RES/60/1, 24 October 2005."
    ), @"
    issued: 2005-10-24
    note: A/RES/60/1
    title: UN Doc. A/RES/60/1
    type: document
    ");
}

#[test]
fn a_document_of_the_united_nations() {
    assert_snapshot!(fields(
        "UN General Assembly, 2005 World Summit Outcome, UN Doc. A/RES/60/1, 24 October 2005."
    ), @"
    author: [UN General Assembly]
    issued: 2005-10-24
    note: A/RES/60/1
    title: 2005 World Summit Outcome
    type: document
    ");
}

#[test]
fn a_report_that_names_a_resolution_and_its_year() {
    assert_snapshot!(fields(
        "UN Security Council, Report of the Panel of Experts established pursuant to resolution 1874 (2009), S/2012/422, 14 June 2012."
    ), @"
    author: [UN Security Council]
    issued: 2012-06-14
    note: S/2012/422
    title: Report of the Panel of Experts established pursuant to resolution 1874 (2009)
    type: document
    ");
}

#[test]
fn a_document_without_its_body_has_no_author() {
    assert_snapshot!(fields(
        "Report of the Secretary-General on Cyprus, S/2004/302, 16 April 2004, para. 12."
    ), @"
    issued: 2004-04-16
    note: S/2004/302; para. 12
    title: Report of the Secretary-General on Cyprus
    type: document
    ");
}

#[test]
fn a_resolution_in_french_has_its_organ_as_author() {
    assert_snapshot!(fields(
        "Conseil de sécurité, Résolution 2270 (2016), S/RES/2270 (2016), adoptée le 2 mars 2016."
    ), @"
    author: [Conseil de sécurité]
    issued: 2016-03-02
    note: S/RES/2270 (2016)
    title: Résolution 2270 (2016)
    type: document
    ");
}

#[test]
fn a_document_of_the_european_union() {
    assert_snapshot!(fields(
        "European Commission. A Clean Planet for All. COM(2018) 773 final, 28 November 2018."
    ), @"
    author: [European Commission]
    issued: 2018-11-28
    note: COM(2018) 773 final
    title: A Clean Planet for All
    type: document
    ");
}

#[test]
fn a_german_chapter() {
    assert_snapshot!(fields(
        "Luhmann, Niklas: „Sinn als Grundbegriff der Soziologie“. In: Habermas, Jürgen / Luhmann, Niklas (Hrsg.): Theorie der Gesellschaft oder Sozialtechnologie. Frankfurt am Main: Suhrkamp 1971, S. 25–100."
    ), @r#"
    author: Luhmann, Niklas
    container-title: Theorie der Gesellschaft oder Sozialtechnologie
    editor: Habermas, Jürgen; Luhmann, Niklas
    issued: 1971
    page: 25–100
    publisher: Suhrkamp
    publisher-place: Frankfurt am Main
    title: Sinn als Grundbegriff der Soziologie
    type: chapter
    "#);
}

#[test]
fn a_german_book() {
    assert_snapshot!(fields(
        "Weber, Max: Wirtschaft und Gesellschaft. 5. Aufl. Tübingen: Mohr Siebeck, 1980."
    ), @r#"
    author: Weber, Max
    edition: 5. Aufl
    issued: 1980
    publisher: Mohr Siebeck
    publisher-place: Tübingen
    title: Wirtschaft und Gesellschaft
    type: book
    "#);
}

#[test]
fn a_french_article() {
    assert_snapshot!(fields(
        "BLOCH (M.), « Pour une histoire comparée des sociétés européennes », Revue de synthèse historique, t. 46, 1928, p. 15-50."
    ), @r#"
    author: BLOCH, M.
    container-title: Revue de synthèse historique
    issued: 1928
    page: 15-50
    title: Pour une histoire comparée des sociétés européennes
    type: article-journal
    volume: 46
    "#);
}

#[test]
fn a_spanish_book() {
    assert_snapshot!(fields(
        "Galeano, Eduardo. Las venas abiertas de América Latina. México: Siglo XXI Editores, 1971."
    ), @r#"
    author: Galeano, Eduardo
    issued: 1971
    publisher: Siglo XXI Editores
    publisher-place: México
    title: Las venas abiertas de América Latina
    type: book
    "#);
}
