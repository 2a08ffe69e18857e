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

#[test]
fn a_russian_book_by_the_rules_of_description() {
    assert_snapshot!(fields(
        "Козлов, Л. Е. Русская земельная община [Текст] / Л. Е. Козлов. – М. : Наука, 1985. – 231 с."
    ), @"
    author: Козлов, Л. Е.
    issued: 1985
    note: 231 с
    publisher: Наука
    publisher-place: М.
    title: Русская земельная община
    type: book
    ");
}

#[test]
fn a_russian_article_with_who_is_responsible() {
    assert_snapshot!(fields(
        "Иванов, И. И. Буферные государства в Азии / И. И. Иванов, П. П. Петров // Мировая экономика и международные отношения. – 2012. – № 4. – С. 12–25."
    ), @"
    author: Иванов, И. И.; Петров, П. П.
    container-title: Мировая экономика и международные отношения
    issue: 4
    issued: 2012
    page: 12–25
    title: Буферные государства в Азии
    type: article-journal
    ");
}

#[test]
fn a_russian_thesis() {
    assert_snapshot!(fields(
        "Сидорова А. В. Политика сдерживания: дис. ... канд. полит. наук. – М., 2010. – 180 с."
    ), @"
    author: Сидорова, А. В.
    genre: дис. ... канд. полит. наук
    issued: 2010
    note: 180 с
    publisher-place: М.
    title: Политика сдерживания
    type: thesis
    ");
}

#[test]
fn an_article_of_a_law_is_no_volume() {
    assert_snapshot!(fields(
        "Уголовный кодекс Российской Федерации. Ст. 378."
    ), @"
    note: Ст. 378
    title: Уголовный кодекс Российской Федерации
    type: article
    ");
}

#[test]
fn an_act_of_the_european_union() {
    assert_snapshot!(fields(
        "Council Regulation (EC) No 329/2007 of 27 March 2007 concerning restrictive measures against the Democratic People’s Republic of Korea, OJ L 88, 29.3.2007, p. 1."
    ), @"
    container-title: OJ L
    issued: 2007-03-27
    page: 1
    title: Council Regulation (EC) No 329/2007 of 27 March 2007 concerning restrictive measures against the Democratic People’s Republic of Korea
    type: legislation
    volume: 88
    ");
}

#[test]
fn an_act_by_its_number_alone() {
    assert_snapshot!(fields(
        "Directive 95/46/EC"
    ), @"
    title: Directive 95/46/EC
    type: legislation
    ");
}

#[test]
fn a_german_journal_with_its_year_before_the_word() {
    assert_snapshot!(fields(
        "Schmidt, Hans: Die Bauern im Mittelalter, in: Zeitschrift für Geschichte, 12. Jg. (1998), H. 3, S. 44–61."
    ), @"
    author: Schmidt, Hans
    container-title: Zeitschrift für Geschichte
    issue: 3
    issued: 1998
    page: 44–61
    title: Die Bauern im Mittelalter
    type: article-journal
    volume: 12
    ");
}

#[test]
fn a_german_book_with_the_year_behind_its_publisher() {
    assert_snapshot!(fields(
        "Müller, Karl (Hg.): Handbuch der Liturgik, Gütersloh: Bertelsmann 1965."
    ), @"
    editor: Müller, Karl
    issued: 1965
    publisher: Bertelsmann
    publisher-place: Gütersloh
    title: Handbuch der Liturgik
    type: book
    ");
}

#[test]
fn a_french_author_in_capitals_and_a_series() {
    assert_snapshot!(fields(
        "ARON Raymond, Paix et guerre entre les nations, Paris, Calmann-Lévy, coll. « Liberté de l’esprit », 1962."
    ), @"
    author: ARON, Raymond
    issued: 1962
    note: Liberté de l’esprit
    publisher: Calmann-Lévy
    publisher-place: Paris
    title: Paix et guerre entre les nations
    type: book
    ");
}

#[test]
fn two_french_authors_in_capitals() {
    assert_snapshot!(fields(
        "MOREAU Anne, LINDQVIST Per, La peur des voisins, Paris, Seuil, 1998."
    ), @"
    author: MOREAU, Anne; LINDQVIST, Per
    issued: 1998
    publisher: Seuil
    publisher-place: Paris
    title: La peur des voisins
    type: book
    ");
}
