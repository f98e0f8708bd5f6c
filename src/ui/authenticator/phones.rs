//! The row of phones, with a way to add one at its end.

use leptos::{prelude::*, task::spawn_local};

use super::{outcome::failed_words, phone::PhoneView};
use crate::{
    stage::{PHONES_MAX, PhoneKind},
    store::StoreError,
    ui::{
        components::{dynamic_list, dynamic_text, dynamic_when, flag, press},
        use_table, use_text,
    },
};

/// All phones on the table.
#[component]
pub fn Phones() -> impl IntoView {
    let table = use_table();
    let ids = Memo::new(move |_| table.phones.with(|all| all.iter().map(|phone| phone.id.clone()).collect::<Vec<_>>()));
    view! {
        <div class="phones">
            {dynamic_list(move || ids.get(), |id| id.0.clone(), |id| view! { <PhoneView id/> }.into_any())}
            <AddPhone/>
        </div>
    }
}

#[component]
fn AddPhone() -> impl IntoView {
    let text = use_text();
    let table = use_table();
    let is_open = RwSignal::new(false);
    let failed = RwSignal::new(None::<StoreError>);
    let is_full = Memo::new(move |_| table.phones.with(|all| all.len() >= PHONES_MAX));
    let add = move |kind: PhoneKind| {
        is_open.set(false);
        spawn_local(async move {
            failed.try_set(table.add_phone(kind).await.err());
        });
    };
    let kinds = move || {
        PhoneKind::ALL
            .into_iter()
            .map(|kind| {
                view! {
                    <button class="button quiet small" on:click=press(move |_| add(kind))>
                        {dynamic_text(move || (text.get().authenticator.add_phone_of)(kind.name()))}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="add-phone">
            <button
                class="button quiet"
                aria-expanded=dynamic_text(move || is_open.get().to_string())
                disabled=flag(is_full)
                on:click=press(move |_| is_open.update(|open| *open = !*open))
            >
                {text.of(|t| t.authenticator.add_a_phone)}
            </button>
            {dynamic_when(
                move || is_open.get() && !is_full.get(),
                move || view! { <div class="add-phone-kinds">{kinds()}</div> }.into_any(),
            )}
            {dynamic_when(
                move || is_full.get(),
                move || view! { <p class="hint">{text.of(|t| t.authenticator.table_is_full)}</p> }.into_any(),
            )}
            <p class="error" role="alert">{failed_words(failed, text)}</p>
        </div>
    }
}
