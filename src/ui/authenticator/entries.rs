//! The cards: one for each entry, with its code, its countdown and what can be done with it.

use leptos::{prelude::*, task::spawn_local};

use super::{countdown::Countdown, outcome::store_words, state::Authenticator};
use crate::{
    authenticator::{Entry, EntryId, Generator},
    browser::{clipboard, clock},
    otp::Kind,
    store::StoreError,
    ui::{components::Ask, use_clock, use_text},
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
    let shown = move || {
        authenticator.entries.with(|all| all.iter().filter(|entry| entry.app == app).cloned().collect::<Vec<_>>())
    };
    let is_empty = Memo::new(move |_| authenticator.entries.with(|all| !all.iter().any(|entry| entry.app == app)));
    let failed = RwSignal::new(None::<StoreError>);
    view! {
        <Show when=move || is_empty.get()>
            <div class="empty">
                <b>{text.of(|t| t.authenticator.no_entries)}</b>
                <p>{empty_hint}</p>
            </div>
        </Show>
        <p class="error" role="alert">{move || failed.get().map(|error| store_words(error, text.get()))}</p>
        <ul class="entries" aria-label=text.of(|t| t.authenticator.entries)>
            // A counting key that went on is another row, for its generator is another.
            <For each=shown key=|entry| (entry.id.clone(), entry.kind) let:entry>
                <EntryCard authenticator entry offset_secs newest failed/>
            </For>
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
    let period_secs = generator.with_value(Generator::period_secs);
    let is_counting = matches!(entry.kind, Kind::Hotp { .. });

    let step = Memo::new(move |_| {
        let now = true_clock.now().offset_secs(offset_secs.get());
        generator.with_value(|generator| generator.step_at(now))
    });
    let code = move || generator.with_value(|generator| generator.code_of_step(step.get()).grouped());
    let name = move || names.with_value(|(issuer, account)| (text.get().authenticator.name_of)(issuer, account));
    let is_newest = move || newest.with(|newest| newest.as_ref() == Some(&id.get_value()));

    // None: nothing was copied lately.
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let now = true_clock.now_untracked().offset_secs(offset_secs.get_untracked());
        let code = generator.with_value(|generator| generator.code_at(now));
        spawn_local(async move {
            copied.try_set(Some(clipboard::write_text(code.as_str()).await.is_ok()));
            clock::sleep(COPIED_MILLIS).await;
            copied.try_set(None);
        });
    };
    let copy_label = move || {
        let words = text.get().authenticator;
        if copied.get() == Some(true) { words.copied } else { words.copy_code }
    };
    let advance = move |_| {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            failed.try_set(authenticator.advance(&id).await.err());
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
            <Show when=is_newest>
                <span class="new">{text.of(|t| t.authenticator.new)}</span>
            </Show>
            <small>{entry.issuer}</small>
            <span class="entry-account">{entry.account}</span>
            <div class="digits">
                <span data-testid="code">{code}</span>
                {period_secs.map(|period_secs| view! { <Countdown period_secs offset_secs/> })}
            </div>
            <div class="entry-actions">
                <button class="button quiet small" on:click=copy>{copy_label}</button>
                {is_counting
                    .then(|| {
                        view! {
                            <button class="button quiet small" on:click=advance>
                                {text.of(|t| t.authenticator.next_code)}
                            </button>
                        }
                    })}
                <button class="button small entry-remove" on:click=move |_| asks_to_remove.set(true)>
                    {text.of(|t| t.authenticator.remove_entry)}
                </button>
            </div>
            <p class="visually-hidden" role="status">
                {move || (copied.get() == Some(true)).then(|| text.get().authenticator.copied)}
            </p>
            <p class="error" role="alert">
                {move || (copied.get() == Some(false)).then(|| text.get().authenticator.copy_refused)}
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
