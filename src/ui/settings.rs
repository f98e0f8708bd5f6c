//! Settings: language, theme, where an installed app opens, and Start over.

use leptos::{prelude::*, task::spawn_local};

use super::{
    Topic,
    components::{Ask, Notice, NoticeKind, dynamic, dynamic_text},
    preferences::{self, OpensAt, Theme},
    storage_trouble,
    text::Language,
    use_broadcast, use_text,
};
use crate::store::{
    StoreError,
    erase::{self, EraseOptions},
};

/// The page.
pub fn settings() -> AnyView {
    let text = use_text();
    view! {
        <h1>{text.of(|t| t.shell.settings)}</h1>
        <Choices/>
        <StartOver/>
        <section class="panel stack">
            <h2>{text.of(|t| t.shell.protects_title)}</h2>
            <p>{text.of(|t| t.shell.protects_body)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Choices() -> impl IntoView {
    let text = use_text();
    let stored = preferences::load();
    let theme = RwSignal::new(stored.theme);
    let opens_at = RwSignal::new(stored.opens_at);
    let themes = [Theme::System, Theme::Light, Theme::Dark].map(|choice| {
        let label = move || match choice {
            Theme::System => text.get().shell.theme_system,
            Theme::Light => text.get().shell.theme_light,
            Theme::Dark => text.get().shell.theme_dark,
        };
        let choose = move |_| {
            theme.set(choice);
            preferences::change(|stored| stored.theme = choice);
            preferences::apply(choice);
        };
        view! { <label><input type="radio" name="theme" prop:checked=move || theme.get() == choice on:change=choose/>{label}</label> }
    });
    let languages = Language::ALL.map(|choice| {
        view! {
            <label lang=choice.tag()>
                <input
                    type="radio"
                    name="language"
                    prop:checked=move || text.language() == choice
                    on:change=move |_| text.choose(choice)
                />
                {choice.own_name()}
            </label>
        }
    });
    let places = [OpensAt::Authenticator, OpensAt::Stage, OpensAt::Console].map(|choice| {
        let label = move || match choice {
            OpensAt::Authenticator => text.get().shell.authenticator,
            OpensAt::Stage => text.get().shell.stage,
            OpensAt::Console => text.get().shell.console,
        };
        let choose = move |_| {
            opens_at.set(choice);
            preferences::change(|stored| stored.opens_at = choice);
        };
        view! { <label><input type="radio" name="opens-at" prop:checked=move || opens_at.get() == choice on:change=choose/>{label}</label> }
    });
    view! {
        <section class="panel preferences">
            <fieldset><legend>{text.of(|t| t.shell.language)}</legend>{languages}</fieldset>
            <fieldset><legend>{text.of(|t| t.shell.theme)}</legend>{themes}</fieldset>
            <fieldset aria-describedby="opens-at-hint">
                <legend>{text.of(|t| t.shell.opens_at)}</legend>
                {places}
                <p class="hint" id="opens-at-hint">{text.of(|t| t.shell.opens_at_hint)}</p>
            </fieldset>
        </section>
    }
}

#[component]
fn StartOver() -> impl IntoView {
    let text = use_text();
    let broadcast = use_broadcast();
    let is_asking = RwSignal::new(false);
    let names_own_authenticator = RwSignal::new(false);
    let failure = RwSignal::new(None::<StoreError>);
    let erase = Callback::new(move |()| {
        let options = EraseOptions { own_authenticator: names_own_authenticator.get_untracked() };
        spawn_local(async move {
            match erase::start_over(options).await {
                Ok(_) => {
                    broadcast.post(&Topic::Erased);
                    // The page is built anew from the empty storage, as at the first visit.
                    let _ = window().location().assign("/");
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    });
    let loses = Signal::derive(move || {
        let words = text.get().shell;
        if names_own_authenticator.get() { words.start_over_loses_all } else { words.start_over_loses }.to_owned()
    });
    view! {
        <section class="panel stack">
            <h2>{text.of(|t| t.shell.start_over)}</h2>
            <p>{text.of(|t| t.shell.start_over_body)}</p>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=names_own_authenticator
                    on:change=move |event| names_own_authenticator.set(event_target_checked(&event))
                />
                {text.of(|t| t.shell.also_own_authenticator)}
            </label>
            {dynamic(move || match failure.get() {
                Some(error) => view! {
                    <Notice kind=NoticeKind::Danger>
                        {dynamic_text(move || {
                            let shell = text.get().shell;
                            storage_trouble::sentences(shell.not_erased, error, shell)
                        })}
                    </Notice>
                }
                .into_any(),
                None => ().into_any(),
            })}
            <div>
                <button class="button danger" on:click=move |_| is_asking.set(true)>
                    {text.of(|t| t.shell.start_over)}
                </button>
            </div>
            <Ask
                open=is_asking
                title=text.signal(|t| t.shell.start_over_question)
                body=loses
                confirm=text.signal(|t| t.shell.erase_demo)
                on_confirm=erase
            />
        </section>
    }
}
