//! The cards: one for each entry, with its code, its countdown and what can be done with it.

use leptos::{prelude::*, task::spawn_local};

use super::{countdown::Countdown, outcome::failed_words, state::Authenticator};
use crate::{
    authenticator::{Entry, EntryId, Generator},
    browser::{clipboard, clock},
    otp::{Code, Kind},
    store::StoreError,
    ui::{
        components::{Ask, dynamic_list, dynamic_text, dynamic_when, press},
        use_clock, use_text,
    },
};

/// How long “Copied” stands, in milliseconds.
const COPIED_MILLIS: u32 = 2_000;

/// The entries of one application, the oldest first.
#[component]
pub(super) fn Entries(
    /// Who keeps them.
    authenticator: Authenticator,
    /// The application, by its key; empty for the browser's own.
    app: &'static str,
    /// How fast the clock is that makes the codes, in seconds.
    offset_secs: Signal<i64>,
    /// The entry that has just come in.
    #[prop(into)]
    newest: Signal<Option<EntryId>>,
    /// What to do when there is none.
    #[prop(into)]
    empty_hint: Signal<String>,
) -> impl IntoView {
    let text = use_text();
    let shown = move || authenticator.collection.with(|all| all.in_app(app).cloned().collect::<Vec<_>>());
    let is_empty = Memo::new(move |_| authenticator.collection.with(|all| all.in_app(app).next().is_none()));
    let failed = RwSignal::new(None::<StoreError>);
    view! {
        {dynamic_when(
            move || is_empty.get(),
            move || {
                view! {
                    <div class="empty">
                        <b>{text.of(|t| t.authenticator.no_entries)}</b>
                        <p>{empty_hint}</p>
                    </div>
                }
                .into_any()
            },
        )}
        <p class="error" role="alert">{failed_words(failed, text)}</p>
        <ul class="entries" aria-label=text.of(|t| t.authenticator.entries)>
            {dynamic_list(
                shown,
                |entry: &Entry| entry.id.0.clone(),
                move |entry| view! { <EntryCard authenticator entry offset_secs newest failed/> }.into_any(),
            )}
        </ul>
    }
}

#[component]
fn EntryCard(
    authenticator: Authenticator,
    entry: Entry,
    offset_secs: Signal<i64>,
    newest: Signal<Option<EntryId>>,
    failed: RwSignal<Option<StoreError>>,
) -> impl IntoView {
    let text = use_text();
    let true_clock = use_clock();
    let generator = StoredValue::new(entry.generator());
    let id = StoredValue::new(entry.id.clone());
    let names = StoredValue::new((entry.issuer.clone(), entry.account.clone()));
    let period = generator.with_value(Generator::period);
    let is_counting = matches!(entry.kind, Kind::Hotp { .. });

    let step = Memo::new(move |_| {
        let now = true_clock.now().offset_secs(offset_secs.get());
        generator.with_value(|generator| generator.step_at(now))
    });
    // A counting key shows no code before it is asked for: by then the counter behind it is stored.
    let revealed = RwSignal::new(None::<Code>);
    let code = dynamic_text(move || {
        if is_counting {
            return revealed.with(|code| code.as_ref().map_or_else(|| "––– –––".to_owned(), Code::grouped));
        }
        generator.with_value(|generator| generator.code_of_step(step.get()).grouped())
    });
    let name =
        dynamic_text(move || names.with_value(|(issuer, account)| (text.get().authenticator.name_of)(issuer, account)));
    let is_newest = Signal::derive(move || newest.with(|newest| newest.as_ref() == Some(&id.get_value())));

    // None: nothing was copied lately.
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let now = true_clock.now_untracked().offset_secs(offset_secs.get_untracked());
        let code = match revealed.get_untracked() {
            Some(code) => code,
            None if is_counting => return,
            None => generator.with_value(|generator| generator.code_at(now)),
        };
        spawn_local(async move {
            copied.try_set(Some(clipboard::write_text(code.as_str()).await.is_ok()));
            clock::sleep(COPIED_MILLIS).await;
            copied.try_set(None);
        });
    };
    let copy_label = dynamic_text(move || {
        let words = text.get().authenticator;
        if copied.get() == Some(true) { words.copied } else { words.copy_code }.to_owned()
    });
    let copied_words = dynamic_text(move || {
        let words = (copied.get() == Some(true)).then(|| text.get().authenticator.copied);
        words.unwrap_or_default().to_owned()
    });
    let refused_words = dynamic_text(move || {
        let words = (copied.get() == Some(false)).then(|| text.get().authenticator.copy_refused);
        words.unwrap_or_default().to_owned()
    });
    let advance = move |_| {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            match authenticator.next_code(&id).await {
                Ok(code) => {
                    revealed.try_set(code);
                    failed.try_set(None);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let asks_to_remove = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            failed.try_set(authenticator.remove(&id).await.err());
        });
    });

    view! {
        <li class="card entry" class:is-new=is_newest aria-label=name>
            {dynamic_when(
                move || is_newest.get(),
                move || view! { <span class="new">{text.of(|t| t.authenticator.new)}</span> }.into_any(),
            )}
            <small>{entry.issuer}</small>
            <span class="entry-account">{entry.account}</span>
            <div class="digits">
                <span data-testid="code">{code}</span>
                {period.map(|period| view! { <Countdown period offset_secs/> })}
            </div>
            <div class="entry-actions">
                <button class="button quiet small" on:click=press(copy)>{copy_label}</button>
                {is_counting
                    .then(|| {
                        view! {
                            <button class="button quiet small" on:click=press(advance)>
                                {text.of(|t| t.authenticator.next_code)}
                            </button>
                        }
                    })}
                <button class="button small entry-remove" on:click=press(move |_| asks_to_remove.set(true))>
                    {text.of(|t| t.authenticator.remove_entry)}
                </button>
            </div>
            <p class="visually-hidden" role="status">
                {copied_words}
            </p>
            <p class="error" role="alert">
                {refused_words}
            </p>
            <Ask
                open=asks_to_remove
                title=text.signal(|t| t.authenticator.remove_entry_question)
                body=text.signal(|t| t.authenticator.remove_entry_loses)
                confirm=text.signal(|t| t.authenticator.remove)
                on_confirm=remove
            />
        </li>
    }
}
