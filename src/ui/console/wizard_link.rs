//! The wizard's step “Link the MFA application”: the key's QR code, and the first security code.

use leptos::prelude::*;

use super::{
    parts::{actions, attribute, button, fixed_notice, notice, on_press, on_submit, paragraph, truth},
    state::{ShownKey, background},
    use_console,
    wizard::{StepHeading, show_key},
    wizard_link_form::LinkForm,
    words::time_of_day,
};
use crate::{
    console::{KeyEnd, LinkRefusal},
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when, qr_picture},
        text::console::wizard::WizardText,
        use_clock, use_crossing, use_text,
    },
};

#[component]
pub(super) fn LinkStep(link_refusal: RwSignal<Option<LinkRefusal>>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    // The key on show, if it is the one that the wizard waits for: another page may have made a newer one.
    let is_alive = Memo::new(move |_| {
        let shown = console.shown_key.with(|shown| shown.as_ref().map(|key| key.id.clone()));
        console.snapshot.with(|all| {
            let pending = all.binding.as_ref().and_then(|binding| binding.pending.as_ref());
            shown.is_some() && pending.map(|key| &key.id) == shown.as_ref()
        })
    });
    let expires_at = move || console.snapshot.with(|all| Some(all.binding.as_ref()?.pending.as_ref()?.expires_at));
    let is_over = Memo::new(move |_| expires_at().is_some_and(|end| clock.now() >= end));
    Effect::new(move || {
        if is_over.get() && is_alive.get_untracked() {
            background(async move {
                console.end_expired_key().await;
            });
        }
    });
    let back = move || {
        console.run(async move {
            console.go_back().await;
        });
    };
    let content = dynamic(move || {
        if is_alive.get() && !is_over.get() {
            view! { <LiveKey link_refusal/> }.into_any()
        } else {
            view! { <EndedKey link_refusal/> }.into_any()
        }
    });
    let next = dynamic_when(
        move || is_alive.get() && !is_over.get(),
        move || {
            view! {
                <button type="submit" form="link-form" class="button primary">
                    {text.say(|w: &WizardText| w.next)}
                </button>
            }
            .into_any()
        },
    );
    view! {
        <div class="stack">
            <StepHeading pick=|w| w.step_link/>
            {content}
            {actions(button("button quiet", |w: &WizardText| w.back, back), next.into_any())}
        </div>
    }
}

#[component]
fn EndedKey(link_refusal: RwSignal<Option<LinkRefusal>>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let is_expired = Memo::new(move |_| {
        console.snapshot.with(|all| all.binding.as_ref().and_then(|b| b.last_end) == Some(KeyEnd::Expired))
    });
    let show = move || show_key(console, link_refusal);
    let words = dynamic_text(move || {
        let words: &WizardText = text.words();
        if is_expired.get() { words.key_expired } else { words.key_ended }.to_owned()
    });
    view! {
        {notice(NoticeKind::Warning, words)}
        <div class="row">{button("button primary", |w: &WizardText| w.show_new_key, show)}</div>
    }
}

#[component]
fn LiveKey(link_refusal: RwSignal<Option<LinkRefusal>>) -> impl IntoView {
    let text = use_text();
    let crossing = use_crossing();
    let console = use_console();
    let form = LinkForm::new();
    let is_key_shown = RwSignal::new(false);
    let is_new = console.snapshot.with_untracked(|all| all.binding.as_ref().is_some_and(|b| b.last_end.is_some()));
    let lives_until = console.snapshot.with_untracked(|all| Some(all.binding.as_ref()?.pending.as_ref()?.expires_at));
    let submit = on_submit(move || {
        crossing.digits_crossed();
        form.submit(link_refusal);
    });
    let key_button = dynamic_text(move || {
        let words: &WizardText = text.words();
        if is_key_shown.get() { words.hide_key } else { words.show_key }.to_owned()
    });
    let is_expanded = attribute(move || truth(is_key_shown.get()));
    let key = dynamic_when(
        move || is_key_shown.get(),
        move || {
            let key = console.shown_key.with(|shown| {
                shown.as_ref().map(|shown| shown.uri.secret.to_base32_grouped().to_string()).unwrap_or_default()
            });
            view! {
                <p class="mfa-key"><output aria-label=text.say(|w: &WizardText| w.mfa_key)>{key}</output></p>
                {paragraph("hint", |w: &WizardText| w.mfa_key_about)}
            }
            .into_any()
        },
    );
    let lifetime = dynamic_text(move || {
        let words: &WizardText = text.words();
        lives_until.map(|end| (words.key_lives_until)(&time_of_day(end))).unwrap_or_default()
    });
    let new_key = is_new.then(|| fixed_notice(NoticeKind::Warning, |w: &WizardText| w.new_key));
    view! {
        {paragraph("lede", |w: &WizardText| w.link_lede)}
        {new_key}
        <form class="link" id="link-form" novalidate on:submit=submit>
            <div class="link-key">
                <Qr/>
                <button
                    type="button"
                    class="link-button"
                    aria-expanded=is_expanded
                    on:click=on_press(move || is_key_shown.update(|is_shown| *is_shown = !*is_shown))
                >
                    {key_button}
                </button>
                {key}
            </div>
            <div class="stack">
                {fixed_notice(NoticeKind::Warning, |w: &WizardText| w.do_not_share)}
                {form.fields()}
                <p class="hint">{lifetime}</p>
            </div>
        </form>
    }
    .into_any()
}

/// The QR code, black on white in any theme, so that every camera reads it.
#[component]
fn Qr() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    dynamic(move || {
        let drawn = console.shown_key.with(|shown| shown.as_ref().map(|key: &ShownKey| key.qr.clone()));
        match drawn {
            None => ().into_any(),
            Some(None) => fixed_notice(NoticeKind::Danger, |w: &WizardText| w.qr_failed),
            Some(Some((width, path))) => view! {
                <div class="qr">
                    {qr_picture(width, path, text.say(|w: &WizardText| w.qr_name))}
                </div>
            }
            .into_any(),
        }
    })
}
