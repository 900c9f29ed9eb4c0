//! `~word`: an English word in its regular forms.

/// The word and its forms, the word itself first. A form that is no word finds nothing and does no
/// harm, so that rules suffice and no dictionary is needed.
pub fn forms(word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let mut out = vec![word.clone()];
    let mut add = |form: String| {
        if !out.contains(&form) {
            out.push(form);
        }
    };
    for base in bases(&word) {
        for form in inflected(&base) {
            add(form);
        }
    }
    out
}

/// What the word may be a form of, itself included.
fn bases(word: &str) -> Vec<String> {
    const SHORTEST: usize = 3;
    let mut out = vec![word.to_owned()];
    let mut add = |base: String| {
        if base.chars().count() >= SHORTEST && !out.contains(&base) {
            out.push(base);
        }
    };
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        add(format!("{stem}y"));
        return out;
    }
    for ending in ["ing", "ed", "es"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.contains(is_vowel)) {
            if ending == "es" && !takes_es(stem) {
                break;
            }
            let undoubled = stem.strip_suffix(|c: char| stem.ends_with(&format!("{c}{c}")) && !is_vowel(c));
            match undoubled {
                Some(single) if !stem.ends_with("ss") && !stem.ends_with("ll") => add(single.to_owned()),
                _ => {
                    add(stem.to_owned());
                    if ending != "es" {
                        add(format!("{stem}e"));
                    }
                }
            }
            return out;
        }
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        add(stem.to_owned());
    }
    out
}

fn inflected(base: &str) -> Vec<String> {
    let mut out = vec![base.to_owned()];
    let stem_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel));
    if let Some(stem) = stem_y {
        out.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]);
    } else if let Some(stem) = base.strip_suffix('e') {
        out.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing")]);
    } else {
        out.push(format!("{base}{}", if takes_es(base) { "es" } else { "s" }));
        out.extend([format!("{base}ed"), format!("{base}ing")]);
        let ends: Vec<char> = base.chars().rev().take(3).collect();
        if let [last, vowel, before] = ends[..]
            && !is_vowel(last)
            && !matches!(last, 'w' | 'x' | 'y')
            && is_vowel(vowel)
            && !is_vowel(before)
        {
            out.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
        }
    }
    out
}

fn takes_es(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|ending| stem.ends_with(ending))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_words() {
        for (word, expected) in [
            ("sign", &["sign", "signs", "signed", "signing"][..]),
            ("signed", &["sign", "signs", "signing"]),
            ("agree", &["agrees", "agreed"]),
            ("carry", &["carries", "carried", "carrying"]),
            ("plan", &["plans", "planned", "planning"]),
            ("planning", &["plan", "planned"]),
            ("launching", &["launch", "launches", "launched"]),
            ("route", &["routes", "routed", "routing"]),
        ] {
            let found = forms(word);
            assert!(expected.iter().all(|form| found.iter().any(|f| f == form)), "{word}: {found:?}");
        }
    }
}
