//! The doctor's screen: what came in, before it is kept.

use std::convert::Infallible;

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    super::keeper::Keeper,
    body::CaseBody,
    case::Case,
    intake::{Intake, Step},
};
use crate::{
    authenticator::{Entry, EntryId, Pasted, Prospect},
    browser::random,
    otp::KeyUri,
    store::StoreError,
    ui::{
        authenticator::outcome::failed_words,
        components::{Notice, NoticeKind, dynamic_text, flag, focus, press},
        route::{AuthenticatorPlace, Route},
        text::add::AddText,
        use_text,
    },
};

/// One key in full, or several in a list.
#[component]
pub(super) fn Review(
    intake: Intake,
    /// What is examined; at least one.
    keys: Vec<Pasted>,
    /// Whether a whole URI came where a key was expected.
    is_uri_for_key: bool,
) -> impl IntoView {
    let text = use_text();
    let keeper = intake.keeper;
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let cases: Vec<Case> = keys.into_iter().map(|key| Case::new(keeper, key)).collect();
    let count = cases.len();
    let cases = StoredValue::new(cases);
    let coming = Memo::new(move |_| cases.with_value(|all| all.iter().filter(|case| case.is_coming()).count()));
    let is_busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<StoreError>);
    let add = move |goes_on: bool| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        failed.set(None);
        let keys = untrack(|| cases.with_value(|all| all.iter().filter_map(|case| key_of(*case)).collect::<Vec<_>>()));
        let first = keys.first().map(|key| (key.issuer.clone(), key.account.clone())).unwrap_or_default();
        spawn_local(async move {
            let stored = store(keeper, keys).await;
            is_busy.try_set(false);
            if stored.is_ok() {
                keeper.ask_to_keep();
            }
            match stored {
                Ok(added) if goes_on => {
                    intake.go(Step::Ways);
                    intake.added.try_set(Some((added.len(), first)));
                }
                Ok(added) => {
                    keeper.carrier.added.try_set(added);
                    intake.navigation.go(Route::Authenticator(AuthenticatorPlace::Codes));
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let on_restored = Callback::new(move |id: EntryId| {
        spawn_local(async move {
            let ids = [id];
            match keeper.change(|all| Ok::<_, Infallible>(((), all.restore(&ids)))).await {
                Ok(_) => {
                    keeper.carrier.added.try_set(ids.to_vec());
                    intake.navigation.go(Route::Authenticator(AuthenticatorPlace::Codes));
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    });
    let title = dynamic_text(move || {
        let words = text.words::<AddText>();
        if count == 1 { words.check_title.to_owned() } else { (words.keys_found)(count) }
    });
    let add_label = dynamic_text(move || {
        let words = text.words::<AddText>();
        if count == 1 { words.add.to_owned() } else { (words.add_count)(coming.get()) }
    });
    let cannot_add = Signal::derive(move || is_busy.get() || coming.get() == 0);
    let rows = cases.with_value(Clone::clone).into_iter().map(|case| match count {
        1 => view! { <CaseBody case on_restored/> }.into_any(),
        _ => view! { <Row case on_restored/> }.into_any(),
    });
    let rows = match count {
        1 => rows.collect_view().into_any(),
        _ => view! { <ul class="add-cases">{rows.collect_view()}</ul> }.into_any(),
    };
    view! {
        <section class="panel stack" aria-labelledby="add-check-title">
            <h2 id="add-check-title" node_ref=heading tabindex="-1">{title}</h2>
            {is_uri_for_key.then(|| view! {
                <Notice kind=NoticeKind::Information>{text.say(|w: &AddText| w.uri_was_pasted)}</Notice>
            })}
            {(count > 1).then(|| view! { <p class="lede">{text.say(|w: &AddText| w.several_hint)}</p> })}
            {rows}
            <p class="error" role="alert">{failed_words(failed, text)}</p>
            <div class="row">
                <button class="button token" disabled=flag(cannot_add) on:click=press(move |_| add(false))>
                    {add_label}
                </button>
                <button class="button quiet" disabled=flag(cannot_add) on:click=press(move |_| add(true))>
                    {text.say(|w: &AddText| w.add_then_another)}
                </button>
                <button class="button quiet" on:click=press(move |_| intake.go(Step::Ways))>
                    {text.say(|w: &AddText| w.back)}
                </button>
            </div>
        </section>
    }
}

/// The key of a case that is to be added.
fn key_of(case: Case) -> Option<KeyUri> {
    match case.prospect.get() {
        Prospect::New { key_uri, .. } if case.is_coming() => Some(*key_uri),
        _ => None,
    }
}

/// Stores the keys as one change; the names of their entries.
async fn store(keeper: Keeper, keys: Vec<KeyUri>) -> Result<Vec<EntryId>, StoreError> {
    let now = keeper.clock.now_untracked();
    let entry = |key| Ok(Entry::from_key_uri(key, EntryId::from_random(random::bytes()?), "", now));
    let entries = keys.into_iter().map(entry).collect::<Result<Vec<_>, StoreError>>()?;
    // What another tab has added meanwhile is left out.
    let stored = keeper.change(|all| Ok::<_, Infallible>(all.add_all(entries.iter().cloned()))).await?;
    Ok(stored.unwrap_or_default().into_iter().filter_map(|outcome| outcome.ok().map(|added| added.id)).collect())
}

/// One of several: its name and state, and the rest behind a press.
#[component]
fn Row(case: Case, on_restored: Callback<EntryId>) -> impl IntoView {
    let text = use_text();
    let name = dynamic_text(move || {
        let (issuer, account) = (case.issuer.get(), case.account.get());
        match issuer.is_empty() && account.is_empty() {
            true => (text.words::<AddText>().line)(case.number),
            false => (text.get().authenticator.name_of)(&issuer, &account),
        }
    });
    let state = dynamic_text(move || {
        let words = text.words::<AddText>();
        match case.prospect.get() {
            Prospect::Refused(_) => words.state_refused,
            Prospect::New { .. } if case.may_be_cut.get() => return (words.open_questions)(1),
            Prospect::Asked(count) => return (words.open_questions)(count),
            Prospect::Declined => words.state_declined,
            Prospect::Exists { is_trashed: true, .. } => words.state_trashed,
            Prospect::Exists { .. } => words.state_exists,
            Prospect::New { shadows: Some(_), .. } => words.state_shadows,
            Prospect::New { .. } => words.state_ready,
        }
        .to_owned()
    });
    let is_ready = Memo::new(move |_| case.is_ready());
    let is_asked = case.may_be_cut.get_untracked()
        || case.prospect.with_untracked(|prospect| matches!(prospect, Prospect::Asked(_)));
    view! {
        <li class="card stack" aria-label=name>
            <div class="row">
                <label class="row add-tick">
                    <input
                        type="checkbox"
                        disabled=move || !is_ready.get()
                        prop:checked=move || case.is_coming()
                        on:change=move |event| case.is_wanted.set(event_target_checked(&event))
                    />
                    <b>{name}</b>
                </label>
                <span class="spacer"></span>
                <span class="add-state" class:is-ready=move || is_ready.get()>{state}</span>
            </div>
            <details open=is_asked>
                <summary>{text.say(|w: &AddText| w.details)}</summary>
                <CaseBody case on_restored/>
            </details>
        </li>
    }
}
