//! Changing the phone number and the password, in Account Management. Each asks for a factor first.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{
    account::focus_by_id,
    parts::{actions, button, fixed_notice, notice, on_submit, submit_button},
    settings::{Changing, Setting},
    use_console, words,
};
use crate::{
    console::{PasswordChangeRefusal, PhoneChange, PhoneChangeRefusal},
    ui::{
        components::{CodeField, Field, NoticeKind, dynamic, dynamic_text, secret_text},
        text::console::{contact::ContactText, refusals::RefusalText, register::RegisterText, shared::SharedText},
        use_clock, use_text,
    },
};

/// The form of the setting that is being changed, or that it is done.
#[component]
pub(super) fn Contact() -> impl IntoView {
    use_context::<Changing>().map(|changing| {
        dynamic(move || match (changing.open.get(), changing.done.get()) {
            (Some(Setting::Phone), _) => view! { <PhoneForm changing/> }.into_any(),
            (Some(Setting::Password), _) => view! { <PasswordForm changing/> }.into_any(),
            (None, Some(Setting::Phone)) => fixed_notice(NoticeKind::Success, |w: &ContactText| w.phone_changed),
            (None, Some(Setting::Password)) => fixed_notice(NoticeKind::Success, |w: &ContactText| w.password_changed),
            (None, None) => ().into_any(),
        })
    })
}

#[component]
fn PhoneForm(changing: Changing) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let number = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<PhoneChangeRefusal>);
    let waiting = console.watch(|store| Box::pin(async move { store.all::<PhoneChange>().await }));
    let sent_to = Memo::new(move |_| {
        let account = console.user.with(|user| user.as_ref().map(|user| user.id.clone()));
        waiting.with(|all| {
            let ours =
                all.iter().flatten().find(|change| !change.is_given_up && Some(&change.account) == account.as_ref());
            ours.map(|change| change.new_number.as_str().to_owned())
        })
    });
    let is_sent = Memo::new(move |_| sent_to.with(Option::is_some));
    let send = move || {
        let wanted = sent_to.get_untracked().unwrap_or_else(|| number.get_untracked());
        refusal.set(None);
        console.after_step_up(move || {
            let wanted = wanted.clone();
            console.run(async move {
                if let Some(outcome) = console.begin_phone_change(wanted).await {
                    refusal.try_set(outcome.err());
                }
            });
        });
    };
    let confirm = move || {
        let code = typed.get_untracked();
        console.after_step_up(move || {
            let code = code.clone();
            console.run(async move {
                match console.confirm_phone_change(code).await {
                    Some(Ok(())) => {
                        changing.finish(Setting::Phone);
                    }
                    Some(Err(why)) => drop(refusal.try_set(Some(why))),
                    None => {}
                }
            });
        });
    };
    let submit = on_submit(move || if is_sent.get_untracked() { confirm() } else { send() });
    let error = Signal::derive(move || {
        let words: &ContactText = text.words();
        Some(match refusal.get()? {
            PhoneChangeRefusal::StepUp => words.step_up_again.to_owned(),
            PhoneChangeRefusal::SameNumber => words.same_number.to_owned(),
            PhoneChangeRefusal::Number(error) => words::phone_number(error, text.words::<RegisterText>()),
            PhoneChangeRefusal::PhoneCode(why) => return words::phone_code(why, clock.now(), text.words()),
            PhoneChangeRefusal::Sending(_) => return None,
        })
    });
    let not_sent = Memo::new(move |_| match refusal.get()? {
        PhoneChangeRefusal::Sending(why) => words::sending(why, clock.now(), text.words::<RefusalText>()),
        _ => None,
    });
    let not_sent = dynamic(move || match not_sent.get() {
        Some(words) => notice(NoticeKind::Warning, words.into()),
        None => ().into_any(),
    });
    let cancel = move || {
        changing.open.set(None);
        if is_sent.get_untracked() {
            console.run(async move {
                console.give_phone_change_up().await;
            });
        }
    };
    let other = move || {
        refusal.set(None);
        console.run(async move {
            console.give_phone_change_up().await;
        });
    };
    let code_sent = dynamic_text(move || (text.words::<SharedText>().code_sent_to)(&sent_to.get().unwrap_or_default()));
    let fields = dynamic(move || {
        focus_by_id(if is_sent.get() { "new-phone-code" } else { "new-phone" });
        if is_sent.get() {
            view! {
                <p class="lede" role="status">{code_sent}</p>
                <CodeField
                    id="new-phone-code"
                    label=text.say(|w: &SharedText| w.verification_code)
                    hint=text.say(|w: &SharedText| w.verification_code_hint)
                    error
                    value=typed
                />
                <div class="row">
                    {button("link-button", |w: &SharedText| w.resend_code, send)}
                    {button("link-button", |w: &ContactText| w.other_number, other)}
                </div>
                {actions(
                    button("button quiet", |w: &ContactText| w.cancel, cancel),
                    submit_button("button primary", |w: &ContactText| w.change_phone),
                )}
            }
            .into_any()
        } else {
            view! {
                <Field
                    id="new-phone"
                    label=text.say(|w: &ContactText| w.new_phone)
                    hint=text.say(|w: &ContactText| w.new_phone_hint)
                    error
                    value=number
                    kind="tel"
                    autocomplete="tel"
                />
                {actions(
                    button("button quiet", |w: &ContactText| w.cancel, cancel),
                    submit_button("button primary", |w: &ContactText| w.send_code),
                )}
            }
            .into_any()
        }
    });
    view! { <form class="stack console-form" novalidate on:submit=submit>{fields} {not_sent}</form> }.into_any()
}

#[component]
fn PasswordForm(changing: Changing) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    focus_by_id("old-password");
    let (old, new) = (secret_text(), secret_text());
    let refusal = RwSignal::new(None::<PasswordChangeRefusal>);
    let submit = on_submit(move || {
        let typed = [old, new].map(|typed| Zeroizing::new(typed.get_untracked()));
        console.after_step_up(move || {
            let [old, new] = typed.clone();
            console.run(async move {
                match console.change_password(old, new).await {
                    Some(Ok(())) => {
                        changing.finish(Setting::Password);
                    }
                    Some(Err(why)) => drop(refusal.try_set(Some(why))),
                    None => {}
                }
            });
        });
    });
    let old_error = Signal::derive(move || {
        let words: &ContactText = text.words();
        match refusal.get()? {
            PasswordChangeRefusal::OldWrong(next) => {
                Some(words::with_wait(words.old_password_wrong, next, clock.now(), text.words()))
            }
            PasswordChangeRefusal::Wait(block) => words::wait(block, clock.now(), text.words()),
            PasswordChangeRefusal::StepUp => Some(words.step_up_again.to_owned()),
            PasswordChangeRefusal::New(_) => None,
        }
    });
    let new_error = Signal::derive(move || match refusal.get()? {
        PasswordChangeRefusal::New(error) => Some(words::password(error, text.words())),
        _ => None,
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <Field
                id="old-password"
                label=text.say(|w: &ContactText| w.old_password)
                error=old_error
                value=old
                kind="password"
                autocomplete="current-password"
            />
            <Field
                id="new-password"
                label=text.say(|w: &ContactText| w.new_password)
                hint=text.say(|w: &RegisterText| w.password_hint)
                error=new_error
                value=new
                kind="password"
                autocomplete="new-password"
            />
            {actions(
                button("button quiet", |w: &ContactText| w.cancel, move || changing.open.set(None)),
                submit_button("button primary", |w: &ContactText| w.change_password),
            )}
        </form>
    }
    .into_any()
}
