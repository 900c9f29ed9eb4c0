//! Whether a stream gets colour: decided once per stream, here and nowhere else.

use anstyle::{AnsiColor, Style};

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ColourChoice {
    /// By the environment, and by whether the stream is a terminal.
    Auto,
    /// Even into a file or a pipe.
    Always,
    /// Not even on a terminal.
    Never,
}

/// What was decided for a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No escapes are written.
    Off,
    /// Escapes of anstyle are written.
    On,
}

impl Colour {
    /// `text` between the escapes of `style`, or bare.
    pub fn paint(self, style: Style, text: &str) -> String {
        match self {
            Colour::On if !text.is_empty() => format!("{style}{text}{style:#}"),
            _ => text.to_owned(),
        }
    }
}

// Sixteen colours and attributes only, none of which is unreadable on a light or on a dark ground.
/// Headings, of tables and of sections.
pub const HEADER: Style = Style::new().bold();
/// Lines of tables, and what stands beside the matter.
pub const RULE: Style = Style::new().dimmed();
/// Words that a query found.
pub const HIT: Style = AnsiColor::Red.on_default().bold();

/// Decides for one stream. The flag is strongest, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`,
/// and last whether the stream is a terminal.
pub fn decide(choice: ColourChoice, stream: &impl std::io::IsTerminal) -> Colour {
    decide_by(choice, |name| std::env::var(name).ok(), stream.is_terminal())
}

fn decide_by(choice: ColourChoice, variable: impl Fn(&str) -> Option<String>, is_terminal: bool) -> Colour {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let on = match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set("NO_COLOR") => false,
        ColourChoice::Auto if set("CLICOLOR_FORCE") && variable("CLICOLOR_FORCE").as_deref() != Some("0") => true,
        ColourChoice::Auto if variable("TERM").as_deref() == Some("dumb") => false,
        ColourChoice::Auto => is_terminal,
    };
    if on { Colour::On } else { Colour::Off }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(choice: ColourChoice, environment: &[(&str, &str)], is_terminal: bool, expected: Colour) {
        let variable =
            |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(decide_by(choice, variable, is_terminal), expected, "{choice:?} {environment:?} {is_terminal}");
    }

    #[test]
    fn the_stronger_wish_wins() {
        use ColourChoice::{Always, Auto, Never};
        check(Auto, &[], true, Colour::On);
        check(Auto, &[], false, Colour::Off);
        check(Auto, &[("TERM", "dumb")], true, Colour::Off);
        check(Auto, &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], false, Colour::On);
        check(Auto, &[("CLICOLOR_FORCE", "0")], false, Colour::Off);
        check(Auto, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true, Colour::Off);
        check(Auto, &[("NO_COLOR", "")], true, Colour::On);
        check(Always, &[("NO_COLOR", "1")], false, Colour::On);
        check(Never, &[("CLICOLOR_FORCE", "1")], true, Colour::Off);
    }
}
