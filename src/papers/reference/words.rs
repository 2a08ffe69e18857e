//! Words that tell the parts of a reference: abbreviations of journals, publishers, cities, and the
//! small words that stand in titles and never in names.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// Whether a word with a stop behind it is an abbreviation as journals use them (ISO 4).
pub(super) fn is_abbreviated(word: &str) -> bool {
    ABBREVIATED
        .binary_search(&word.to_lowercase().trim_start_matches(['(', '[']))
        .is_ok()
}

/// Whether a word stands in titles and in no name.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(&word.to_lowercase().as_str())
}

/// Whether a text names a publisher.
pub(super) fn names_publisher(text: &str) -> bool {
    PUBLISHER.is_match(text)
}

/// Whether a text names a body that publishes reports and theses.
pub(super) fn names_institution(text: &str) -> bool {
    INSTITUTION.is_match(text)
}

/// Whether a text names a body of people, and no person.
pub(super) fn names_body(text: &str) -> bool {
    static BODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:nations|union|group|committee|forum|parliament|team|project|consortium|network|party|court|collaboration|congress|board|federation|league|authority|news|times)\b",
        )
    });
    BODY.is_match(text) || names_institution(text)
}

/// Whether a text is a place: a city where publishers are, alone or with its state or country.
pub(super) fn is_place(text: &str) -> bool {
    PLACE.is_match(text)
}

/// Whether a text names a meeting.
pub(super) fn names_meeting(text: &str) -> bool {
    MEETING.is_match(text)
}

/// Whether a text names a journal or magazine by the word that it begins or ends with.
pub(super) fn names_periodical(text: &str) -> bool {
    static PERIODICAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:the\s)?(?:(?:\p{L}+\s){0,3}(?:journal|review|annals|bulletin)\s(?:of|for|on)\b|zeitschrift\s|revue\s|revista\s|rivista\s)|\b(?:journal|quarterly|review|magazine|zeitschrift)$",
        )
    });
    PERIODICAL.is_match(text.trim()) && !names_publisher(text)
}

static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:proc(?:eedings|\.)|conf(?:erence|\.)|symp(?:osium|\.)|workshop|meeting|congress|kongress|congrès|colloque|tagung|actas|actes)",
    )
});

static PUBLISHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:press(?:es)?|verlag|publish(?:er|ers|ing)|publications?|publ\.|books|éditions?|ediciones|editora|editorial|edizioni|editore|university of \w+ press|springer|wiley|elsevier|routledge|blackwell|sage|kluwer|mcgraw[- ]?hill|addison[- ]wesley|prentice[- ]hall|north[- ]holland|birkh\S{1,4}user|dover|pearson|palgrave|macmillan|penguin|random house|vintage|harper\w*|norton|houghton|knopf|doubleday|scribner'?s?|beacon|basic books|free press|heinemann|longman|erlbaum|plenum|pergamon|benjamin|freeman|cengage|thomson|ieee|acm|siam|usenix|aaai|world scientific|crc|chapman|taylor (?:and|&) francis|ashgate|edward elgar|de gruyter|gruyter|brill|brepols|peeters|reclam|suhrkamp|rowohlt|hanser|teubner|mohr|vandenhoeck|klett|gallimard|seuil|flammarion|puf|fayard|hachette|armand colin|larousse|minuit|payot|vrin|dunod|masson|einaudi|mulino|laterza|mondadori|feltrinelli|cátedra|alianza|taurus|inc\.?|ltd\.?|llc|gmbh|sons|oup|cup)(?:\b|$)",
    )
});

static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:universit\S+|univ\.|college|institut\w*|association|society|council|ministry|department|dept|bureau|commission|office|agency|corporation|organi[sz]ation|bank|museum|cent(?:re|er)|school|laborator\w+|academy|foundation|government|printing|service|company|hochschule|akademie|école)\b",
    )
});

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^[(\s]*(?:New\sYork|London|Berlin|Paris|Oxford|Cambridge|Boston|Chicago|Amsterdam|Dordrecht|Heidelberg|Munich|München|Frankfurt|Leipzig|Stuttgart|Hamburg|Köln|Göttingen|Tübingen|Wien|Vienna|Zürich|Zurich|Basel|Geneva|Genève|Bern|Lausanne|Brussels|Bruxelles|Leuven|Louvain|Leiden|The\sHague|Den\sHaag|Rotterdam|Utrecht|Copenhagen|Stockholm|Oslo|Helsinki|Uppsala|Warsaw|Warszawa|Prague|Praha|Budapest|Moscow|Moskva|Kyiv|Kiev|Leningrad|St\.?\sPetersburg|Rome|Roma|Milan|Milano|Torino|Turin|Bologna|Firenze|Florence|Napoli|Padova|Venezia|Pisa|Madrid|Barcelona|Sevilla|Salamanca|Lisboa|Lisbon|Porto|Coimbra|Athens|Jerusalem|Tel\sAviv|Cairo|Beirut|Tokyo|Kyoto|Beijing|Shanghai|Hong\sKong|Singapore|Seoul|New\sDelhi|Delhi|Mumbai|Bombay|Calcutta|Sydney|Melbourne|Canberra|Brisbane|Auckland|Wellington|Toronto|Montreal|Montréal|Ottawa|Québec|Vancouver|Mexico|México|Buenos\sAires|Santiago|São\sPaulo|Rio\sde\sJaneiro|Bogotá|Caracas|Lima|La\sHabana|Washington|Philadelphia|Princeton|New\sHaven|Baltimore|Ithaca|Berkeley|Los\sAngeles|San\sFrancisco|San\sDiego|Stanford|Palo\sAlto|Reading|Englewood\sCliffs|Upper\sSaddle\sRiver|Hillsdale|Mahwah|Thousand\sOaks|Newbury\sPark|Beverly\sHills|Belmont|Boulder|Seattle|Minneapolis|Bloomington|Ann\sArbor|Urbana|Durham|Chapel\sHill|Austin|Houston|Atlanta|Providence|Hoboken|Westport|Lanham|Redwood\sCity|Menlo\sPark|Edinburgh|Glasgow|Manchester|Liverpool|Leeds|Bristol|Dublin|Cardiff|Aldershot|Farnham|Cheltenham|Chichester|Harmondsworth|Hampshire|Basingstoke|Abingdon|Bethesda|Arlington|Rockville|Gaithersburg|Pittsburgh|Detroit|Cleveland|Columbus|Dresden|Bonn|Freiburg|Mainz|Wiesbaden|Darmstadt|Braunschweig|Weinheim|Halle|Jena|Weimar|Marburg|Bielefeld|Lyon|Grenoble|Toulouse|Marseille|Strasbourg|Rennes|Nancy|Lille|Bordeaux|Cape\sTown|Johannesburg|Nairobi|Baden-Baden|Opladen|Münster|Bremen|Hannover|Düsseldorf|Erlangen|Konstanz|Graz|Salzburg|Innsbruck|(?:М|Л|СПб|Пг)\.|Москва|Ленинград|Санкт-Петербург|Киев|Київ|Минск|Новосибирск|Екатеринбург|Владивосток)
        (?:[\s,/&–-]+(?:[A-Z]{2,3}\b|[A-Z]\.\s?[A-Z]\.|D\.?C\.?|Mass\.?|Calif?\.?|Ill\.?|Conn\.?|Pa\.?|Md\.?|USA|U\.S\.A\.|UK|U\.K\.|England|Scotland|Germany|France|Italy|Netherlands|Switzerland|Australia|Canada|Spain|Portugal|Austria|Belgium|Sweden|Norway|Denmark|Finland|Poland|Greece|Russia|Hungary|Japan|China|Korea|India|Brazil|Mexico|Ireland|Israel|Massachusetts|California|MA|New\sYork|Heidelberg|Boston|London|New\sJersey|Dordrecht|Berlin|Paris|Tokyo|Oxford|am\sMain|a\.\s?M\.))*[\s.,;)]*$",
    )
});

const COMMON: [&str; 50] = [
    "the",
    "of",
    "on",
    "in",
    "for",
    "an",
    "to",
    "from",
    "with",
    "by",
    "at",
    "its",
    "new",
    "how",
    "why",
    "what",
    "when",
    "their",
    "theory",
    "introduction",
    "analysis",
    "study",
    "studies",
    "journal",
    "proceedings",
    "handbook",
    "review",
    "history",
    "international",
    "university",
    "press",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "les",
    "une",
    "un",
    "los",
    "las",
    "il",
    "über",
    "zur",
    "sur",
    "essays",
    "letters",
    "physics",
    "annals",
    "phys",
];

/// In alphabetical order.
const ABBREVIATED: [&str; 207] = [
    "abh",
    "abstr",
    "acad",
    "acoust",
    "adm",
    "adv",
    "aeronaut",
    "agric",
    "akad",
    "alg",
    "algebr",
    "am",
    "amer",
    "anal",
    "anat",
    "ann",
    "annu",
    "anthropol",
    "antiq",
    "appl",
    "approx",
    "arch",
    "artif",
    "assoc",
    "astron",
    "astronom",
    "astrophys",
    "autom",
    "beitr",
    "ber",
    "biochem",
    "biol",
    "biophys",
    "biotechnol",
    "bot",
    "br",
    "brit",
    "bull",
    "bur",
    "camb",
    "cardiol",
    "chem",
    "chim",
    "cl",
    "clin",
    "coll",
    "comb",
    "combin",
    "comm",
    "commun",
    "comp",
    "comput",
    "conf",
    "contemp",
    "contrib",
    "corp",
    "crit",
    "cryst",
    "curr",
    "dept",
    "dev",
    "differ",
    "dokl",
    "dyn",
    "ecol",
    "econ",
    "educ",
    "electr",
    "electron",
    "endocrinol",
    "eng",
    "engrg",
    "environ",
    "epidemiol",
    "ergeb",
    "eur",
    "exp",
    "exper",
    "fac",
    "fiz",
    "fortschr",
    "funct",
    "fund",
    "gen",
    "genet",
    "geogr",
    "geol",
    "geom",
    "geophys",
    "ges",
    "hist",
    "hum",
    "hydrol",
    "immunol",
    "ind",
    "inf",
    "infect",
    "inform",
    "inst",
    "instrum",
    "int",
    "intell",
    "internat",
    "invest",
    "ital",
    "izv",
    "j",
    "jahrb",
    "jpn",
    "lab",
    "lect",
    "lett",
    "ling",
    "linguist",
    "lond",
    "mach",
    "mag",
    "manuscr",
    "mat",
    "mater",
    "math",
    "mathem",
    "meas",
    "mech",
    "med",
    "mem",
    "meth",
    "microbiol",
    "mod",
    "mol",
    "mon",
    "monatsh",
    "nachr",
    "nat",
    "natl",
    "naturwiss",
    "nauchn",
    "nauk",
    "nederl",
    "neurol",
    "neurosci",
    "norm",
    "nucl",
    "numer",
    "oper",
    "opt",
    "pediatr",
    "pharmacol",
    "phil",
    "philos",
    "phys",
    "physiol",
    "polit",
    "probab",
    "proc",
    "psychiatry",
    "psychol",
    "publ",
    "quart",
    "rep",
    "res",
    "rev",
    "roy",
    "sb",
    "scand",
    "sci",
    "sect",
    "semin",
    "ser",
    "sitzungsber",
    "skr",
    "soc",
    "sociol",
    "spec",
    "spectrosc",
    "stat",
    "statist",
    "struct",
    "stud",
    "sup",
    "supp",
    "suppl",
    "surg",
    "symp",
    "syst",
    "tech",
    "technical",
    "technol",
    "teor",
    "theor",
    "theoret",
    "tijdschr",
    "top",
    "topol",
    "trans",
    "transl",
    "univ",
    "usp",
    "uspekhi",
    "vac",
    "verh",
    "vestn",
    "wiss",
    "z",
    "zap",
    "zh",
    "zool",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_stand_in_order() {
        let mut sorted = ABBREVIATED;
        sorted.sort_unstable();
        assert_eq!(sorted, ABBREVIATED);
        assert!(is_abbreviated("Phys") && !is_abbreviated("Power"));
    }

    #[test]
    fn places_and_publishers_are_told_apart() {
        assert!(
            is_place("Cambridge, MA")
                && is_place("New York")
                && !is_place("Cambridge University Press")
        );
        assert!(names_publisher("Cambridge University Press") && !names_publisher("Cambridge"));
    }
}
