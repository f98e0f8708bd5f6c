//! Every word that a person reads, in each language. Pure.
//!
//! A text is a field of a struct, and a language is one constant of it: a text that is missing in a language does not
//! compile. Texts with a value inside are small functions.

/// Declares the texts of one place once, with their English and their Chinese side by side: plain words, then sentences
/// with values in them, which are small functions.
macro_rules! texts {
    (
        $(#[$meta:meta])*
        pub struct $Words:ident;
        words { $($name:ident: $english:literal, $chinese:literal;)* }
        sentences { $($function:ident: $kind:ty = $english_of:expr, $chinese_of:expr;)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $Words {
            $(#[doc = $english] pub $name: &'static str,)*
            $(#[doc = concat!("A text with values in it: `", stringify!($function), "`.")] pub $function: $kind,)*
        }

        impl $crate::ui::text::Words for $Words {
            const ENGLISH: &'static Self = &Self { $($name: $english,)* $($function: $english_of,)* };
            const SIMPLIFIED_CHINESE: &'static Self = &Self { $($name: $chinese,)* $($function: $chinese_of,)* };
        }
    };
}

pub mod add;
pub mod authenticator;
pub mod console;
pub mod duration;
pub mod entries;
pub mod lab;
pub mod notices;
pub mod shell;
pub mod transfer;
pub mod vault;

use self::{authenticator::AuthenticatorText, console::ConsoleText, shell::ShellText};

/// The texts of one language, by the side that shows them.
#[derive(Debug)]
pub struct Text {
    /// What frames both sides: the bar, the stage, settings.
    pub shell: &'static ShellText,
    /// The console's window; its pages' texts come with the pages.
    pub console: &'static ConsoleText,
    /// The authenticator's side and the phones.
    pub authenticator: &'static AuthenticatorText,
}

/// The texts of a place that is not loaded with the first page: asked for by their type, so that they are loaded with it.
pub trait Words: Sized + 'static {
    /// English.
    const ENGLISH: &'static Self;
    /// 简体中文.
    const SIMPLIFIED_CHINESE: &'static Self;
}

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// 简体中文.
    SimplifiedChinese,
}

static ENGLISH: Text =
    Text { shell: &shell::ENGLISH, console: ConsoleText::ENGLISH, authenticator: &authenticator::ENGLISH };
static SIMPLIFIED_CHINESE: Text = Text {
    shell: &shell::SIMPLIFIED_CHINESE,
    console: ConsoleText::SIMPLIFIED_CHINESE,
    authenticator: &authenticator::SIMPLIFIED_CHINESE,
};

impl Language {
    /// Every language, in the order of the settings.
    pub const ALL: [Self; 2] = [Self::English, Self::SimplifiedChinese];

    /// The texts.
    pub fn text(self) -> &'static Text {
        match self {
            Self::English => &ENGLISH,
            Self::SimplifiedChinese => &SIMPLIFIED_CHINESE,
        }
    }

    /// The texts of one place.
    pub const fn words<W: Words>(self) -> &'static W {
        match self {
            Self::English => W::ENGLISH,
            Self::SimplifiedChinese => W::SIMPLIFIED_CHINESE,
        }
    }

    /// The BCP 47 tag, for the page's `lang` attribute and for the stored choice.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
        }
    }

    /// The language's name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
        }
    }

    /// The language of a stored tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The first of the person's languages (`navigator.languages`) that the app speaks; English if none.
    ///
    /// Any Chinese gets Simplified Chinese: for a reader of Traditional Chinese it is closer than English.
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        for tag in tags {
            match tag.split('-').next().map(str::to_ascii_lowercase).as_deref() {
                Some("zh") => return Self::SimplifiedChinese,
                Some("en") => return Self::English,
                _ => {}
            }
        }
        Self::English
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, SimplifiedChinese};

    #[test]
    fn the_first_known_language_wins() {
        for (tags, expected) in [
            (&["zh-CN"][..], SimplifiedChinese),
            (&["zh"], SimplifiedChinese),
            (&["zh-Hans-SG", "en"], SimplifiedChinese),
            (&["ZH-cn"], SimplifiedChinese),
            (&["fr-FR", "zh-CN", "en"], SimplifiedChinese),
            (&["en-GB", "zh"], English),
            (&["fr"], English),
            (&[], English),
        ] {
            assert_eq!(Language::preferred(tags.iter().copied()), expected, "{tags:?}");
        }
    }

    #[test]
    fn a_stored_tag_is_read_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::from_tag("xx"), None);
    }
}
