//! Works of every type in every named style, as the publishers of the styles write them.
//!
//! The works are made up. Stars stand around what is in italics. Titles are printed as they are
//! entered where a style wants sentence case: to lower a title’s capitals would lower those of names.

use lectern::papers::citation::{Citation, Formatted, Locator, Work, cite, missing, style};
use lectern::papers::paper::Fields;

/// Works by a name of ours, with their fields in CSL’s words.
pub(crate) const WORKS: &[(&str, &str)] = &[
    (
        "article",
        r#"{"type": "article-journal", "author": [{"family": "Alder", "given": "Miriam J."}, {"family": "van Houten", "given": "Pieter"}], "title": "Tides and tables: Reading the harbour ledgers of Deal", "container-title": "Journal of Coastal History", "issued": "2014-10", "volume": "12", "issue": "3", "page": "245-267", "DOI": "10.1234/jch.2014.0031"}"#,
    ),
    (
        "book",
        r#"{"type": "book", "author": [{"family": "Brandt", "given": "Ulrike"}], "title": "The keepers of the light", "issued": "1998", "publisher": "Harbour Press", "publisher-place": "Hull", "edition": "2nd", "ISBN": "9780306406157"}"#,
    ),
    (
        "edited",
        r#"{"type": "book", "editor": [{"family": "Castell", "given": "Rosa"}, {"family": "Dunn", "given": "Peter"}], "title": "Islands and their archives", "issued": "2005", "publisher": "Quay University Press", "publisher-place": "Bristol"}"#,
    ),
    (
        "chapter",
        r#"{"type": "chapter", "author": [{"family": "Eriksen", "given": "Tor"}], "editor": [{"family": "Castell", "given": "Rosa"}, {"family": "Dunn", "given": "Peter"}], "title": "Logbooks as evidence", "container-title": "Islands and their archives", "issued": "2005", "page": "31-58", "publisher": "Quay University Press", "publisher-place": "Bristol"}"#,
    ),
    (
        "conference",
        r#"{"type": "paper-conference", "author": [{"family": "Fenwick", "given": "Grace"}, {"family": "Gomez", "given": "Luis"}, {"family": "Hale", "given": "Joan"}], "title": "Counting gulls by sound", "container-title": "Proceedings of the 9th Workshop on Field Acoustics", "issued": "2017-06", "page": "101-110", "publisher": "Acoustic Society", "DOI": "10.1234/wfa.2017.9"}"#,
    ),
    (
        "thesis",
        r#"{"type": "thesis", "author": [{"family": "Ito", "given": "Kenji"}], "title": "Salt roads of the inner sea", "issued": "2011", "publisher": "University of Leeds", "genre": "Doctoral dissertation", "URL": "https://theses.example.org/ito"}"#,
    ),
    (
        "report",
        r#"{"type": "report", "author": [{"literal": "Coastal Survey Office"}], "title": "State of the northern shore", "issued": "2019", "publisher": "Coastal Survey Office", "publisher-place": "Hull", "URL": "https://survey.example.org/shore.pdf"}"#,
    ),
    (
        "webpage",
        r#"{"type": "webpage", "author": [{"family": "Jansen", "given": "Mia"}], "title": "How lighthouses were lit", "container-title": "Harbour Notes", "issued": "2020-03-14", "accessed": "2024-05-02", "URL": "https://notes.example.org/lit"}"#,
    ),
    (
        "webyear",
        r#"{"type": "webpage", "author": [{"literal": "Harbour Trust"}], "title": "Visiting the light", "issued": "2019", "URL": "https://trust.example.org/visit"}"#,
    ),
    (
        "webnd",
        r#"{"type": "webpage", "title": "Opening hours of the museum", "container-title": "Harbour Trust", "accessed": "2024-05-02", "URL": "https://trust.example.org/hours"}"#,
    ),
    (
        "news",
        r#"{"type": "article-newspaper", "author": [{"family": "Kerr", "given": "Alan"}], "title": "Old lamp returns to the pier", "container-title": "The Hull Courier", "issued": "2018-07-09", "page": "4", "URL": "https://courier.example.org/lamp"}"#,
    ),
    (
        "magazine",
        r#"{"type": "article-magazine", "author": [{"family": "Lund", "given": "Sara"}], "title": "The last keeper", "container-title": "Shoreline Monthly", "issued": "2016-09", "volume": "8", "issue": "9", "page": "22-27"}"#,
    ),
    (
        "document",
        r#"{"type": "document", "author": [{"family": "Liang", "given": "Shuwen"}], "title": "Ground to Be Kept Empty: Buffer States and China's Korean Frontier", "issued": "2014-10"}"#,
    ),
    (
        "undated",
        r#"{"type": "document", "author": [{"family": "Ibarra", "given": "Joaquín"}], "title": "A bargain and its breakers"}"#,
    ),
    (
        "bare",
        r#"{"type": "document", "title": "Lamps of the north"}"#,
    ),
    (
        "many",
        r#"{"type": "article-journal", "author": [{"family": "Moss", "given": "Ada"}, {"family": "Nye", "given": "Ben"}, {"family": "Orr", "given": "Cleo"}, {"family": "Pike", "given": "Dan"}, {"family": "Quill", "given": "Eve"}, {"family": "Rowe", "given": "Finn"}, {"family": "Shaw", "given": "Gil"}], "title": "Fog signals", "container-title": "Annals of Navigation", "issued": "2009", "volume": "3", "page": "e1204"}"#,
    ),
    (
        "preprint",
        r#"{"type": "article", "author": [{"family": "Nolan", "given": "Iris"}], "title": "Drifting buoys and dead reckoning", "container-title": "Open Sea Notes", "issued": "2022-11-03", "DOI": "10.1234/osn.77"}"#,
    ),
];

pub(crate) fn fields(name: &str) -> Fields {
    let (_, fields) = WORKS.iter().find(|(known, _)| *known == name).unwrap();
    serde_json::from_str(fields).unwrap()
}

/// A work of these fields, cited.
pub(crate) fn cited(style: &str, fields: &Fields, place: Option<&Locator>) -> Citation {
    let work = Work {
        key: "key",
        fields,
        language: Some("en"),
    };
    cite(style::named(style).unwrap(), &work, place)
}

/// The text with stars around its italics.
pub(crate) fn starred(text: &Formatted) -> String {
    let mut starred = String::new();
    for (at, c) in text.text.chars().enumerate() {
        let turns = text
            .italics
            .iter()
            .any(|(from, to)| at == *from || at == *to);
        starred.extend(turns.then_some('*'));
        starred.push(c);
    }
    let length = text.text.chars().count();
    starred.extend(
        text.italics
            .iter()
            .any(|(_, to)| *to == length)
            .then_some('*'),
    );
    starred
}

fn entries(style: &str) -> String {
    let entry = |(name, _): &(&str, &str)| {
        let cited = cited(style, &fields(name), None);
        format!("{name}: {}", starred(&cited.entry))
    };
    WORKS.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// What stands in the text, by style.
fn in_text(work: &str, place: Option<&Locator>) -> String {
    let written = |style: &&style::Style| {
        let cited = cited(style.name, &fields(work), place);
        format!("{}: {}", style.name, starred(&cited.in_text))
    };
    let words: Vec<_> = style::usual().filter(|style| style.is_words()).collect();
    words.iter().map(written).collect::<Vec<_>>().join("\n")
}

/// APA 7: <https://apastyle.apa.org/style-grammar-guidelines/references/examples> (journal article, book,
/// edited book chapter, conference proceeding, dissertation, report, webpage, newspaper, magazine).
#[test]
fn entries_in_apa() {
    insta::assert_snapshot!(entries("apa"), @"
    article: Alder, M. J., & van Houten, P. (2014). Tides and tables: Reading the harbour ledgers of Deal. *Journal of Coastal History*, *12*(3), 245–267. https://doi.org/10.1234/jch.2014.0031
    book: Brandt, U. (1998). *The keepers of the light* (2nd ed.). Harbour Press.
    edited: Castell, R., & Dunn, P. (Eds.). (2005). *Islands and their archives*. Quay University Press.
    chapter: Eriksen, T. (2005). Logbooks as evidence. In R. Castell & P. Dunn (Eds.), *Islands and their archives* (pp. 31–58). Quay University Press.
    conference: Fenwick, G., Gomez, L., & Hale, J. (2017). Counting gulls by sound. *Proceedings of the 9th Workshop on Field Acoustics*, 101–110. https://doi.org/10.1234/wfa.2017.9
    thesis: Ito, K. (2011). *Salt roads of the inner sea* [Doctoral dissertation, University of Leeds]. https://theses.example.org/ito
    report: Coastal Survey Office. (2019). *State of the northern shore*. https://survey.example.org/shore.pdf
    webpage: Jansen, M. (2020, March 14). *How lighthouses were lit*. Harbour Notes. https://notes.example.org/lit
    webyear: Harbour Trust. (2019). *Visiting the light*. https://trust.example.org/visit
    webnd: *Opening hours of the museum*. (n.d.). Harbour Trust. Retrieved May 2, 2024, from https://trust.example.org/hours
    news: Kerr, A. (2018, July 9). Old lamp returns to the pier. *The Hull Courier*, 4. https://courier.example.org/lamp
    magazine: Lund, S. (2016, September). The last keeper. *Shoreline Monthly*, *8*(9), 22–27.
    document: Liang, S. (2014, October). *Ground to Be Kept Empty: Buffer States and China's Korean Frontier*.
    undated: Ibarra, J. (n.d.). *A bargain and its breakers*.
    bare: *Lamps of the north*. (n.d.).
    many: Moss, A., Nye, B., Orr, C., Pike, D., Quill, E., Rowe, F., & Shaw, G. (2009). Fog signals. *Annals of Navigation*, *3*, e1204.
    preprint: Nolan, I. (2022, November 3). Drifting buoys and dead reckoning. *Open Sea Notes*. https://doi.org/10.1234/osn.77
    ");
}

/// MLA 9: <https://style.mla.org/works-cited/citations-by-format/>.
#[test]
fn entries_in_mla() {
    insta::assert_snapshot!(entries("mla"), @"
    article: Alder, Miriam J., and Pieter van Houten. “Tides and Tables: Reading the Harbour Ledgers of Deal.” *Journal of Coastal History*, vol. 12, no. 3, Oct. 2014, pp. 245–67, https://doi.org/10.1234/jch.2014.0031.
    book: Brandt, Ulrike. *The Keepers of the Light*. 2nd ed., Harbour Press, 1998.
    edited: Castell, Rosa, and Peter Dunn, editors. *Islands and Their Archives*. Quay University Press, 2005.
    chapter: Eriksen, Tor. “Logbooks as Evidence.” *Islands and Their Archives*, edited by Rosa Castell and Peter Dunn, Quay University Press, 2005, pp. 31–58.
    conference: Fenwick, Grace, et al. “Counting Gulls by Sound.” *Proceedings of the 9th Workshop on Field Acoustics*, 2017, pp. 101–10, https://doi.org/10.1234/wfa.2017.9.
    thesis: Ito, Kenji. *Salt Roads of the Inner Sea*. 2011, https://theses.example.org/ito. University of Leeds, Doctoral dissertation.
    report: *State of the Northern Shore*. Coastal Survey Office, 2019, https://survey.example.org/shore.pdf.
    webpage: Jansen, Mia. “How Lighthouses Were Lit.” *Harbour Notes*, 14 Mar. 2020, https://notes.example.org/lit.
    webyear: Harbour Trust. *Visiting the Light*. 2019, https://trust.example.org/visit.
    webnd: “Opening Hours of the Museum.” *Harbour Trust*, https://trust.example.org/hours. Accessed 2 May 2024.
    news: Kerr, Alan. “Old Lamp Returns to the Pier.” *The Hull Courier*, 9 July 2018, p. 4, https://courier.example.org/lamp.
    magazine: Lund, Sara. “The Last Keeper.” *Shoreline Monthly*, vol. 8, no. 9, Sept. 2016, pp. 22–27.
    document: Liang, Shuwen. “Ground to Be Kept Empty: Buffer States and China's Korean Frontier.” Oct. 2014.
    undated: Ibarra, Joaquín. “A Bargain and Its Breakers.”
    bare: “Lamps of the North.”
    many: Moss, Ada, et al. “Fog Signals.” *Annals of Navigation*, vol. 3, 2009, p. e1204.
    preprint: Nolan, Iris. “Drifting Buoys and Dead Reckoning.” *Open Sea Notes*, 3 Nov. 2022, https://doi.org/10.1234/osn.77.
    ");
}

/// Chicago 17, notes and bibliography:
/// <https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-1.html>.
#[test]
fn entries_in_chicago_notes() {
    insta::assert_snapshot!(entries("chicago-notes"), @"
    article: Alder, Miriam J., and Pieter van Houten. “Tides and Tables: Reading the Harbour Ledgers of Deal.” *Journal of Coastal History* 12, no. 3 (October 2014): 245–67. https://doi.org/10.1234/jch.2014.0031.
    book: Brandt, Ulrike. *The Keepers of the Light*. 2nd ed. Hull: Harbour Press, 1998.
    edited: Castell, Rosa, and Peter Dunn, eds. *Islands and Their Archives*. Bristol: Quay University Press, 2005.
    chapter: Eriksen, Tor. “Logbooks as Evidence.” In *Islands and Their Archives*, edited by Rosa Castell and Peter Dunn, 31–58. Bristol: Quay University Press, 2005.
    conference: Fenwick, Grace, Luis Gomez, and Joan Hale. “Counting Gulls by Sound.” *Proceedings of the 9th Workshop on Field Acoustics*, June 2017, 101–10. https://doi.org/10.1234/wfa.2017.9.
    thesis: Ito, Kenji. “Salt Roads of the Inner Sea.” Doctoral dissertation, University of Leeds, 2011. https://theses.example.org/ito.
    report: Coastal Survey Office. *State of the Northern Shore*. Hull: Coastal Survey Office, 2019. https://survey.example.org/shore.pdf.
    webpage: Jansen, Mia. “How Lighthouses Were Lit.” Harbour Notes, March 14, 2020. https://notes.example.org/lit.
    webyear: Harbour Trust. “Visiting the Light.” 2019. https://trust.example.org/visit.
    webnd: Harbour Trust. “Opening Hours of the Museum.” Accessed May 2, 2024. https://trust.example.org/hours.
    news: Kerr, Alan. “Old Lamp Returns to the Pier.” *The Hull Courier*, July 9, 2018. https://courier.example.org/lamp.
    magazine: Lund, Sara. “The Last Keeper.” *Shoreline Monthly*, September 2016.
    document: Liang, Shuwen. “Ground to Be Kept Empty: Buffer States and China's Korean Frontier.” October 2014.
    undated: Ibarra, Joaquín. “A Bargain and Its Breakers.”
    bare: “Lamps of the North.”
    many: Moss, Ada, Ben Nye, Cleo Orr, Dan Pike, Eve Quill, Finn Rowe, and Gil Shaw. “Fog Signals.” *Annals of Navigation* 3 (2009): e1204.
    preprint: Nolan, Iris. “Drifting Buoys and Dead Reckoning.” *Open Sea Notes*, November 3, 2022. https://doi.org/10.1234/osn.77.
    ");
}

/// Chicago 17, author-date:
/// <https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-2.html>.
#[test]
fn entries_in_chicago_author_date() {
    insta::assert_snapshot!(entries("chicago-author-date"), @"
    article: Alder, Miriam J., and Pieter van Houten. 2014. “Tides and Tables: Reading the Harbour Ledgers of Deal.” *Journal of Coastal History* 12 (3): 245–67. https://doi.org/10.1234/jch.2014.0031.
    book: Brandt, Ulrike. 1998. *The Keepers of the Light*. 2nd ed. Hull: Harbour Press.
    edited: Castell, Rosa, and Peter Dunn, eds. 2005. *Islands and Their Archives*. Bristol: Quay University Press.
    chapter: Eriksen, Tor. 2005. “Logbooks as Evidence.” In *Islands and Their Archives*, edited by Rosa Castell and Peter Dunn, 31–58. Bristol: Quay University Press.
    conference: Fenwick, Grace, Luis Gomez, and Joan Hale. 2017. “Counting Gulls by Sound.” *Proceedings of the 9th Workshop on Field Acoustics*, June 2017, 101–10. https://doi.org/10.1234/wfa.2017.9.
    thesis: Ito, Kenji. 2011. “Salt Roads of the Inner Sea.” Doctoral dissertation, University of Leeds. https://theses.example.org/ito.
    report: Coastal Survey Office. 2019. *State of the Northern Shore*. Hull: Coastal Survey Office. https://survey.example.org/shore.pdf.
    webpage: Jansen, Mia. 2020. “How Lighthouses Were Lit.” Harbour Notes, March 14. https://notes.example.org/lit.
    webyear: Harbour Trust. 2019. “Visiting the Light.” https://trust.example.org/visit.
    webnd: Harbour Trust. n.d. “Opening Hours of the Museum.” Accessed May 2, 2024. https://trust.example.org/hours.
    news: Kerr, Alan. 2018. “Old Lamp Returns to the Pier.” *The Hull Courier*, July 9, 2018. https://courier.example.org/lamp.
    magazine: Lund, Sara. 2016. “The Last Keeper.” *Shoreline Monthly*, September 2016.
    document: Liang, Shuwen. 2014. “Ground to Be Kept Empty: Buffer States and China's Korean Frontier.” October.
    undated: Ibarra, Joaquín. n.d. “A Bargain and Its Breakers.”
    bare: “Lamps of the North.” n.d.
    many: Moss, Ada, Ben Nye, Cleo Orr, Dan Pike, Eve Quill, Finn Rowe, and Gil Shaw. 2009. “Fog Signals.” *Annals of Navigation* 3:e1204.
    preprint: Nolan, Iris. 2022. “Drifting Buoys and Dead Reckoning.” *Open Sea Notes*, November 3, 2022. https://doi.org/10.1234/osn.77.
    ");
}

/// Harvard as in Cite Them Right, 12th edition. Its publisher’s page is for subscribers alone
/// (<https://www.citethemrightonline.com>); this is held to the second engine.
#[test]
fn entries_in_harvard() {
    insta::assert_snapshot!(entries("harvard"), @"
    article: Alder, M.J. and van Houten, P. (2014) ‘Tides and tables: Reading the harbour ledgers of Deal’, *Journal of Coastal History*, 12(3), pp. 245–267. Available at: https://doi.org/10.1234/jch.2014.0031.
    book: Brandt, U. (1998) *The keepers of the light*. 2nd edn. Hull: Harbour Press.
    edited: Castell, R. and Dunn, P. (eds) (2005) *Islands and their archives*. Bristol: Quay University Press.
    chapter: Eriksen, T. (2005) ‘Logbooks as evidence’, in R. Castell and P. Dunn (eds) *Islands and their archives*. Bristol: Quay University Press, pp. 31–58.
    conference: Fenwick, G., Gomez, L. and Hale, J. (2017) ‘Counting gulls by sound’, *Proceedings of the 9th Workshop on Field Acoustics*. Acoustic Society, pp. 101–110. Available at: https://doi.org/10.1234/wfa.2017.9.
    thesis: Ito, K. (2011) *Salt roads of the inner sea*. Doctoral dissertation. University of Leeds. Available at: https://theses.example.org/ito.
    report: Coastal Survey Office (2019) *State of the northern shore*. Hull: Coastal Survey Office. Available at: https://survey.example.org/shore.pdf.
    webpage: Jansen, M. (2020) *How lighthouses were lit*, *Harbour Notes*. Available at: https://notes.example.org/lit (Accessed: 2 May 2024).
    webyear: Harbour Trust (2019) *Visiting the light*. Available at: https://trust.example.org/visit.
    webnd: *Opening hours of the museum* (no date) *Harbour Trust*. Available at: https://trust.example.org/hours (Accessed: 2 May 2024).
    news: Kerr, A. (2018) ‘Old lamp returns to the pier’, *The Hull Courier*, 9 July, p. 4. Available at: https://courier.example.org/lamp.
    magazine: Lund, S. (2016) ‘The last keeper’, *Shoreline Monthly*, September, pp. 22–27.
    document: Liang, S. (2014) ‘Ground to Be Kept Empty: Buffer States and China's Korean Frontier’.
    undated: Ibarra, J. (no date) ‘A bargain and its breakers’.
    bare: ‘Lamps of the north’ (no date).
    many: Moss, A. *et al.* (2009) ‘Fog signals’, *Annals of Navigation*, 3, p. e1204.
    preprint: Nolan, I. (2022) ‘Drifting buoys and dead reckoning’, *Open Sea Notes*, 3 November. Available at: https://doi.org/10.1234/osn.77.
    ");
}

/// IEEE: <https://ieeeauthorcenter.ieee.org/wp-content/uploads/IEEE-Reference-Guide.pdf>.
#[test]
fn entries_in_ieee() {
    insta::assert_snapshot!(entries("ieee"), @"
    article: [1] M. J. Alder and P. van Houten, “Tides and tables: Reading the harbour ledgers of Deal,” *Journal of Coastal History*, vol. 12, no. 3, pp. 245–267, Oct. 2014, doi: 10.1234/jch.2014.0031.
    book: [1] U. Brandt, *The keepers of the light*, 2nd ed. Hull: Harbour Press, 1998.
    edited: [1] R. Castell and P. Dunn, Eds., *Islands and their archives*. Bristol: Quay University Press, 2005.
    chapter: [1] T. Eriksen, “Logbooks as evidence,” in *Islands and their archives*, R. Castell and P. Dunn, Eds., Bristol: Quay University Press, 2005, pp. 31–58.
    conference: [1] G. Fenwick, L. Gomez, and J. Hale, “Counting gulls by sound,” in *Proceedings of the 9th Workshop on Field Acoustics*, Acoustic Society, Jun. 2017, pp. 101–110. doi: 10.1234/wfa.2017.9.
    thesis: [1] K. Ito, “Salt roads of the inner sea,” Doctoral dissertation, University of Leeds, 2011. [Online]. Available: https://theses.example.org/ito
    report: [1] Coastal Survey Office, “State of the northern shore,” Coastal Survey Office, Hull, 2019. [Online]. Available: https://survey.example.org/shore.pdf
    webpage: [1] M. Jansen, “How lighthouses were lit,” Harbour Notes. Accessed: May 02, 2024. [Online]. Available: https://notes.example.org/lit
    webyear: [1] Harbour Trust, “Visiting the light.” [Online]. Available: https://trust.example.org/visit
    webnd: [1] “Opening hours of the museum,” Harbour Trust. Accessed: May 02, 2024. [Online]. Available: https://trust.example.org/hours
    news: [1] A. Kerr, “Old lamp returns to the pier,” *The Hull Courier*, p. 4, Jul. 09, 2018. [Online]. Available: https://courier.example.org/lamp
    magazine: [1] S. Lund, “The last keeper,” *Shoreline Monthly*, vol. 8, no. 9, pp. 22–27, Sep. 2016.
    document: [1] S. Liang, “Ground to Be Kept Empty: Buffer States and China's Korean Frontier.” Oct. 2014.
    undated: [1] J. Ibarra, “A bargain and its breakers.”
    bare: [1] “Lamps of the north.”
    many: [1] A. Moss *et al.*, “Fog signals,” *Annals of Navigation*, vol. 3, p. e1204, 2009.
    preprint: [1] I. Nolan, “Drifting buoys and dead reckoning,” *Open Sea Notes*, Nov. 03, 2022. doi: 10.1234/osn.77.
    ");
}

/// Vancouver, after Citing Medicine: <https://www.nlm.nih.gov/bsd/uniform_requirements.html>.
#[test]
fn entries_in_vancouver() {
    insta::assert_snapshot!(entries("vancouver"), @"
    article: 1. Alder MJ, van Houten P. Tides and tables: Reading the harbour ledgers of Deal. Journal of Coastal History. 2014 Oct;12(3):245-67. doi:10.1234/jch.2014.0031
    book: 1. Brandt U. The keepers of the light. 2nd ed. Hull: Harbour Press; 1998.
    edited: 1. Castell R, Dunn P, editors. Islands and their archives. Bristol: Quay University Press; 2005.
    chapter: 1. Eriksen T. Logbooks as evidence. In: Castell R, Dunn P, editors. Islands and their archives. Bristol: Quay University Press; 2005. p. 31-58.
    conference: 1. Fenwick G, Gomez L, Hale J. Counting gulls by sound. In: Proceedings of the 9th Workshop on Field Acoustics. Acoustic Society; 2017. p. 101-10. doi:10.1234/wfa.2017.9
    thesis: 1. Ito K. Salt roads of the inner sea [Doctoral dissertation] [Internet]. University of Leeds; 2011. Available from: https://theses.example.org/ito
    report: 1. Coastal Survey Office. State of the northern shore [Internet]. Hull: Coastal Survey Office; 2019. Available from: https://survey.example.org/shore.pdf
    webpage: 1. Jansen M. Harbour Notes [Internet]. 2020 [cited 2024 May 2]. How lighthouses were lit. Available from: https://notes.example.org/lit
    webyear: 1. Harbour Trust. Visiting the light [Internet]. 2019. Available from: https://trust.example.org/visit
    webnd: 1. Harbour Trust [Internet]. [cited 2024 May 2]. Opening hours of the museum. Available from: https://trust.example.org/hours
    news: 1. Kerr A. Old lamp returns to the pier. The Hull Courier [Internet]. 2018 Jul 9:4. Available from: https://courier.example.org/lamp
    magazine: 1. Lund S. The last keeper. Shoreline Monthly. 2016 Sep;8(9):22-7.
    document: 1. Liang S. Ground to Be Kept Empty: Buffer States and China's Korean Frontier. 2014.
    undated: 1. Ibarra J. A bargain and its breakers.
    bare: 1. Lamps of the north.
    many: 1. Moss A, Nye B, Orr C, Pike D, Quill E, Rowe F, et al. Fog signals. Annals of Navigation. 2009;3:e1204.
    preprint: 1. Nolan I. Drifting buoys and dead reckoning. Open Sea Notes. 2022 Nov 3. doi:10.1234/osn.77
    ");
}

#[test]
fn citations_in_the_text_by_page() {
    let page = Locator::Page("250-252".to_owned());
    insta::assert_snapshot!(in_text("article", Some(&page)), @"
    apa: (Alder & van Houten, 2014, pp. 250–252)
    mla: (Alder and van Houten 250–52)
    chicago-notes: Miriam J. Alder and Pieter van Houten, “Tides and Tables: Reading the Harbour Ledgers of Deal,” *Journal of Coastal History* 12, no. 3 (October 2014): 250–52, https://doi.org/10.1234/jch.2014.0031.
    chicago-author-date: (Alder and van Houten 2014, 250–52)
    harvard: (Alder and van Houten, 2014, pp. 250–252)
    ieee: [1, pp. 250–252]
    vancouver: (1)
    ");
}

#[test]
fn citations_in_the_text_without_a_place() {
    insta::assert_snapshot!(in_text("many", None), @"
    apa: (Moss et al., 2009)
    mla: (Moss et al.)
    chicago-notes: Ada Moss et al., “Fog Signals,” *Annals of Navigation* 3 (2009): e1204.
    chicago-author-date: (Moss et al. 2009)
    harvard: (Moss *et al.*, 2009)
    ieee: [1]
    vancouver: (1)
    ");
}

#[test]
fn citations_in_the_text_without_author_and_year() {
    insta::assert_snapshot!(in_text("bare", None), @"
    apa: (*Lamps of the North*, n.d.)
    mla: (“Lamps of the North”)
    chicago-notes: “Lamps of the North,” n.d.
    chicago-author-date: (“Lamps of the North,” n.d.)
    harvard: (‘Lamps of the north’, no date)
    ieee: [1]
    vancouver: (1)
    ");
}

/// APA, 7th edition, 8.28:
/// <https://apastyle.apa.org/style-grammar-guidelines/citations/quotations>.
#[test]
fn a_place_without_pages_is_its_heading() {
    let heading = |heading: &str| Locator::Section(heading.to_owned());
    insta::assert_snapshot!(in_text("webpage", Some(&heading("Oil lamps"))), @"
    apa: (Jansen, 2020, Oil lamps section)
    mla: (Jansen)
    chicago-notes: Mia Jansen, “How Lighthouses Were Lit,” Harbour Notes, March 14, 2020, under “Oil lamps,” https://notes.example.org/lit.
    chicago-author-date: (Jansen 2020, under “Oil lamps”)
    harvard: (Jansen, 2020, sect. “Oil lamps”)
    ieee: [1, Sec. “Oil lamps”]
    vancouver: (1)
    ");
    insta::assert_snapshot!(in_text("webpage", Some(&heading("What the keepers wrote down"))), @"
    apa: (Jansen, 2020, “What the keepers wrote down” section)
    mla: (Jansen)
    chicago-notes: Mia Jansen, “How Lighthouses Were Lit,” Harbour Notes, March 14, 2020, under “What the keepers wrote down,” https://notes.example.org/lit.
    chicago-author-date: (Jansen 2020, under “What the keepers wrote down”)
    harvard: (Jansen, 2020, sect. “What the keepers wrote down”)
    ieee: [1, Sec. “What the keepers wrote down”]
    vancouver: (1)
    ");
    insta::assert_snapshot!(in_text("webpage", Some(&heading("2.1 Method"))), @"
    apa: (Jansen, 2020, Section 2.1)
    mla: (Jansen, sec. 2.1)
    chicago-notes: Mia Jansen, “How Lighthouses Were Lit,” Harbour Notes, March 14, 2020, sec. 2.1, https://notes.example.org/lit.
    chicago-author-date: (Jansen 2020, sec. 2.1)
    harvard: (Jansen, 2020, sect. 2.1)
    ieee: [1, Sec. 2.1]
    vancouver: (1)
    ");
    insta::assert_snapshot!(in_text("webpage", Some(&Locator::Paragraph(4))), @"
    apa: (Jansen, 2020, para. 4)
    mla: (Jansen)
    chicago-notes: Mia Jansen, “How Lighthouses Were Lit,” Harbour Notes, March 14, 2020, para. 4, https://notes.example.org/lit.
    chicago-author-date: (Jansen 2020, para. 4)
    harvard: (Jansen, 2020, para. 4)
    ieee: [1, Para. 4]
    vancouver: (1)
    ");
}

#[test]
fn what_a_work_lacks_is_named_by_its_kind() {
    let lacks = |fields: &str| missing(&serde_json::from_str::<Fields>(fields).unwrap()).join(", ");
    assert_eq!(
        lacks(r#"{"type":"article-journal"}"#),
        "author, title, year, journal, volume, pages"
    );
    assert_eq!(
        lacks(r#"{"type":"book","title":"x"}"#),
        "author, year, publisher"
    );
    assert_eq!(
        lacks(r#"{"type":"chapter","editor":[{"literal":"y"}],"issued":"2001"}"#),
        "title, book, pages, publisher"
    );
    assert_eq!(
        lacks(r#"{"type":"thesis","title":"x","issued":"2001"}"#),
        "author, university, degree"
    );
    assert_eq!(
        lacks(
            r#"{"type":"webpage","author":[{"literal":"y"}],"title":"x","URL":"https://example.org"}"#
        ),
        "year, site, date of access"
    );
    assert_eq!(
        lacks(r#"{"type":"article-newspaper","issued":"2001-02"}"#),
        "author, title, date, newspaper, pages or address"
    );
    for complete in [
        "article", "chapter", "thesis", "report", "webpage", "news", "magazine",
    ] {
        assert_eq!(missing(&fields(complete)), [""; 0], "{complete}");
    }
}
