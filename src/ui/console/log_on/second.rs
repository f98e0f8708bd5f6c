//! The second step of logging on: a security code, or what may stand in its place.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::super::{
    account::focus_by_id,
    actions::PasskeyTrouble,
    parts::{actions, button, fixed_notice, link, on_submit, paragraph, submit_button},
    resynchronise, use_console,
    verdict::explained,
    ways::{passkey_notice, recovery_refusal},
    words,
};
use crate::{
    browser::passkey::factor,
    console::{AccountId, CodeRefusal, CodeVerdict, Passkey, RecoveryCodes, RecoveryRefusal, passkey::PasskeyRefusal},
    ui::{
        components::{CodeField, Field, NoticeKind, dynamic, dynamic_text, dynamic_when, secret_text, wipe},
        route::{ConsolePage, Route},
        text::console::{ConsoleText, log_on::LogOnText, shared::SharedText, ways::WaysText},
        use_clock, use_crossing, use_text,
    },
};

/// What the account has beside its devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Others {
    has_recovery_codes: bool,
    has_passkey: bool,
}

/// What the forms of this step share.
#[derive(Clone, Copy)]
struct Step {
    /// Told at the first step, as this one ends by it.
    is_expired: RwSignal<bool>,
    /// Whether to trust this browser.
    trusts: RwSignal<bool>,
    /// Whether a recovery code is being typed.
    by_recovery_code: RwSignal<bool>,
    /// Whether security codes are locked, as far as this page was told.
    is_locked: RwSignal<bool>,
    others: Signal<Others>,
}

#[component]
pub(super) fn SecondStep(is_expired: RwSignal<bool>) -> impl IntoView {
    let console = use_console();
    let account = Memo::new(move |_| {
        console.snapshot.with(|all| all.log_on.as_ref().map(|(attempt, _)| attempt.account.clone()))
    });
    let step = Step {
        is_expired,
        trusts: RwSignal::new(false),
        by_recovery_code: RwSignal::new(false),
        is_locked: RwSignal::new(false),
        others: others(account),
    };
    let form = dynamic(move || {
        if step.by_recovery_code.get() {
            view! { <RecoveryForm step/> }.into_any()
        } else {
            view! { <CodeForm step/> }.into_any()
        }
    });
    view! {
        <div class="stack console-form">
            {form}
            {resynchronise::at_log_on()}
            <OtherWays step/>
        </div>
    }
    .into_any()
}

/// What the account of the attempt has beside its devices, as far as this browser can take it.
fn others(account: Memo<Option<AccountId>>) -> Signal<Others> {
    let console = use_console();
    let stored = console.watch(|store| {
        Box::pin(async move { Ok((store.all::<RecoveryCodes>().await?, store.all::<Passkey>().await?)) })
    });
    Signal::derive(move || {
        let Some(account) = account.get() else { return Others::default() };
        let takes_codes = console.takes_recovery_codes();
        stored.with(|stored| {
            let Some((codes, passkeys)) = stored else { return Others::default() };
            Others {
                has_recovery_codes: takes_codes
                    && codes.iter().any(|codes| codes.account == account && !codes.left.is_empty()),
                has_passkey: factor::is_available() && passkeys.iter().any(|passkey| passkey.account == account),
            }
        })
    })
}

/// The button back to the username and the password.
fn other_user() -> AnyView {
    let console = use_console();
    let give_up = move || {
        console.run(async move {
            console.give_log_on_up().await;
        });
    };
    button("button quiet", |w: &LogOnText| w.other_user, give_up)
}

#[component]
fn CodeForm(step: Step) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let crossing = use_crossing();
    let console = use_console();
    let typed = secret_text();
    let refusal = RwSignal::new(None::<CodeRefusal>);
    let code_for = dynamic_text(move || {
        console.snapshot.with(|all| {
            let waiting = all.log_on.as_ref();
            waiting.map(|(_, username)| (text.words::<LogOnText>().code_for)(username.as_str())).unwrap_or_default()
        })
    });
    let submit = on_submit(move || {
        crossing.digits_crossed();
        let code = typed.get_untracked();
        let trusts = step.trusts.get_untracked();
        console.run(async move {
            match console.submit_code(code, trusts).await {
                Some(CodeVerdict::Refused(CodeRefusal::AttemptExpired)) => drop(step.is_expired.try_set(true)),
                Some(CodeVerdict::Refused(why)) => {
                    // A refused code is of no more use; anything else stays to be corrected.
                    if matches!(why, CodeRefusal::Code { .. }) {
                        wipe(typed);
                    }
                    let locked = match &why {
                        CodeRefusal::Wait(wait) => wait.locked,
                        CodeRefusal::Code { judgement, .. } => judgement.next.is_some_and(|next| next.locked),
                        _ => false,
                    };
                    step.is_locked.try_set(locked);
                    refusal.try_set(Some(why));
                }
                Some(CodeVerdict::LoggedOn(_)) | None => {}
            }
        });
    });
    let explained = explained(Signal::derive(move || match refusal.get() {
        Some(CodeRefusal::Code { judgement, .. }) => Some(judgement),
        _ => None,
    }));
    let error = Signal::derive(move || match explained.judgement.get() {
        Some(judgement) => words::learners_refusal(&judgement, clock.now(), text),
        None => words::code_refusal(refusal.get()?, clock.now(), text.words(), text.words()),
    });
    let has_lock = move || step.is_locked.get() && step.others.get().has_recovery_codes;
    let still_open = dynamic_when(has_lock, || fixed_notice(NoticeKind::Information, |w: &LogOnText| w.still_open));
    view! {
        <form class="stack" novalidate on:submit=submit>
            <h2>{text.say(|w: &LogOnText| w.mfa_title)}</h2>
            <p class="lede">{code_for}</p>
            <CodeField
                id="log-on-code"
                label=text.say(|w: &SharedText| w.security_code)
                hint=text.say(|w: &LogOnText| w.security_code_log_on_hint)
                error
                value=typed
            />
            {explained.view()}
            {still_open}
            <TrustBox trusts=step.trusts/>
            {paragraph("hint", |w: &SharedText| w.not_phishing_proof)}
            {actions(
                other_user(),
                submit_button("button primary", |w: &ConsoleText| w.log_on),
            )}
        </form>
    }
    .into_any()
}

/// “Trust this browser”: off, unless it is ticked, and only where the policy has such a thing.
#[component]
fn TrustBox(trusts: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let days = Memo::new(move |_| console.snapshot.with(|all| all.policy.policy().trust_days));
    let label = dynamic_text(move || (text.words::<LogOnText>().trust_for)(days.get()));
    let offer = dynamic_when(
        move || days.get() > 0,
        move || {
            view! {
                <div class="tick">
                    <input
                        type="checkbox"
                        id="log-on-trust"
                        aria-describedby="log-on-trust-hint"
                        prop:checked=trusts
                        on:change=move |event| trusts.set(event_target_checked(&event))
                    />
                    <label for="log-on-trust">{label}</label>
                    <p class="hint" id="log-on-trust-hint">{text.say(|w: &LogOnText| w.trust_hint)}</p>
                </div>
            }
            .into_any()
        },
    );
    view! { {offer} }
}

#[component]
fn RecoveryForm(step: Step) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let typed = secret_text();
    let refusal = RwSignal::new(None::<RecoveryRefusal>);
    let submit = on_submit(move || {
        let code = Zeroizing::new(typed.get_untracked());
        console.run(async move {
            match console.submit_recovery_code(&code).await {
                Some(Err(RecoveryRefusal::AttemptExpired)) => drop(step.is_expired.try_set(true)),
                Some(Err(why)) => drop(refusal.try_set(Some(why))),
                Some(Ok(_)) | None => {}
            }
        });
    });
    let error =
        Signal::derive(move || recovery_refusal(refusal.get()?, clock.now(), text.words(), text.words(), text.words()));
    focus_by_id("log-on-recovery");
    view! {
        <form class="stack" novalidate on:submit=submit>
            <h2>{text.say(|w: &LogOnText| w.mfa_title)}</h2>
            {paragraph("lede", |w: &LogOnText| w.recovery_lede)}
            <Field
                id="log-on-recovery"
                label=text.say(|w: &WaysText| w.recovery_code)
                hint=text.say(|w: &WaysText| w.recovery_code_hint)
                error
                value=typed
            />
            {actions(
                other_user(),
                submit_button("button primary", |w: &ConsoleText| w.log_on),
            )}
        </form>
    }
    .into_any()
}

/// What may stand in a security code's place, and the way for whoever has none of it.
#[component]
fn OtherWays(step: Step) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let trouble = RwSignal::new(None::<PasskeyTrouble>);
    let show_passkey = move || {
        trouble.set(None);
        let trusts = step.trusts.get_untracked();
        console.run(async move {
            match console.submit_passkey(trusts).await {
                Some(Err(PasskeyTrouble::Refused(PasskeyRefusal::AttemptExpired))) => {
                    step.is_expired.try_set(true);
                }
                Some(Err(why)) => drop(trouble.try_set(Some(why))),
                Some(Ok(())) | None => {}
            }
        });
    };
    let to_recovery = dynamic_when(
        move || step.others.get().has_recovery_codes && !step.by_recovery_code.get(),
        move || {
            let choose = move || step.by_recovery_code.set(true);
            button("link-button", |w: &LogOnText| w.use_recovery_code, choose)
        },
    );
    let to_code = dynamic_when(
        move || step.by_recovery_code.get(),
        move || {
            let choose = move || {
                step.by_recovery_code.set(false);
                focus_by_id("log-on-code");
            };
            button("link-button", |w: &LogOnText| w.use_security_code, choose)
        },
    );
    let to_passkey = dynamic_when(
        move || step.others.get().has_passkey,
        move || button("link-button", |w: &WaysText| w.use_passkey, show_passkey),
    );
    view! {
        <section class="other-ways" aria-labelledby="other-ways">
            <h3 id="other-ways">{text.say(|w: &LogOnText| w.other_ways)}</h3>
            {passkey_notice(trouble)}
            {to_passkey}
            {to_recovery}
            {to_code}
            {link(Route::Console(ConsolePage::Help), "link-button", |w: &ConsoleText| w.help)}
        </section>
    }
    .into_any()
}
