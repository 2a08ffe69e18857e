//! Which language a paper is written in.

use whatlang::Lang;

use crate::papers::paper::Passage;

/// How much text decides, in bytes. A few paragraphs are enough, and more only costs time.
const SAMPLE: usize = 4000;

/// The ISO 639-1 code of the language the passages are in, where it can be told.
pub(super) fn of(passages: &[Passage]) -> Option<String> {
    let mut sample = String::new();
    for passage in passages {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push_str(&passage.text[..passage.text.floor_char_boundary(SAMPLE)]);
        sample.push('\n');
    }
    let found = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    code(found.lang()).map(str::to_owned)
}

/// The short code of a language; none where ISO 639-1 has none.
fn code(lang: Lang) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(long, _)| *long == lang.code())
        .map(|(_, short)| *short)
}

/// ISO 639-3 beside ISO 639-1.
const CODES: [(&str, &str); 69] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Passage {
        Passage {
            ordinal: 1,
            text: text.to_owned(),
            ..Passage::default()
        }
    }

    #[test]
    fn sentences_tell_their_language_and_a_word_does_not() {
        let english = "The alliance between the two states has lasted because neither of them could find another friend, and because both of them feared the same neighbour.";
        let german = "Das Bündnis der beiden Staaten hat gehalten, weil keiner von ihnen einen anderen Freund finden konnte und weil beide denselben Nachbarn fürchteten.";
        assert_eq!(of(&[passage(english)]).as_deref(), Some("en"));
        assert_eq!(of(&[passage(german)]).as_deref(), Some("de"));
        assert_eq!(of(&[passage("Taiwan")]), None);
    }
}
