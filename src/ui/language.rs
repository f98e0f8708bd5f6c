//! The language shown: chosen by the person, else the first of the browser's languages that the app speaks.

use leptos::prelude::*;

use super::{
    preferences,
    text::{Language, Text, Words},
};

/// A handle to the texts in the language shown.
#[derive(Clone, Copy)]
pub struct Localized {
    language: RwSignal<Language>,
}

impl Localized {
    /// Starts in the stored language, or in the browser's.
    pub(super) fn open() -> Self {
        let stored = preferences::load().language.as_deref().and_then(Language::from_tag);
        let language = stored.unwrap_or_else(|| {
            let tags: Vec<String> = window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
            Language::preferred(tags.iter().map(String::as_str))
        });
        let handle = Self { language: RwSignal::new(language) };
        Effect::new(move || {
            let tag = handle.language.get().tag();
            if let Some(root) = document().document_element() {
                // Only a detached document refuses an attribute.
                let _ = root.set_attribute("lang", tag);
            }
        });
        handle
    }

    /// The language shown, tracked.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// Shows another language at once, and keeps the choice.
    pub fn choose(self, language: Language) {
        preferences::change(|stored| stored.language = Some(language.tag().to_owned()));
        self.language.set(language);
    }

    /// The texts, tracked: what reads them is told when the language changes.
    pub fn get(self) -> &'static Text {
        self.language.get().text()
    }

    /// The texts, not tracked: for handlers.
    pub fn now(self) -> &'static Text {
        self.language.get_untracked().text()
    }

    /// One text as a closure for a view.
    pub fn of(
        self,
        pick: fn(&'static Text) -> &'static str,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || pick(self.get())
    }

    /// The texts of one place, tracked.
    pub fn words<W: Words>(self) -> &'static W {
        self.language.get().words()
    }

    /// The texts of one place, not tracked: for handlers.
    pub fn words_now<W: Words>(self) -> &'static W {
        self.language.get_untracked().words()
    }

    /// One text of a place as a signal, for a view or a label.
    pub fn say<W: Words>(self, pick: fn(&'static W) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(self.words()).to_owned())
    }

    /// One text as a signal, for a component's label.
    pub fn signal(self, pick: fn(&'static Text) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(self.get()).to_owned())
    }
}

/// The texts, from the context that the app provides.
pub fn use_text() -> Localized {
    use_context().unwrap_or_else(Localized::open)
}
