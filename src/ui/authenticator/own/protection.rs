//! Protection: the ways to unlock, and when to lock.

use leptos::{prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::{
    keeper::{Keeper, Phase},
    locked::Confirm,
    new_password::NewPassword,
    trouble::{VaultTrouble, trouble_words},
    vault::NewOpener,
};
use crate::{
    authenticator::slots::{Slot, SlotId, SlotKind},
    browser::passkey,
    ui::{
        components::{Ask, dynamic, dynamic_list, dynamic_text, dynamic_when, press},
        text::vault::VaultText,
        use_text,
    },
};

/// What is done to the ways, with all that it needs.
#[derive(Clone)]
enum Act {
    Add(NewOpener),
    NewRecoveryCode,
    ChangePassword(SlotId, Zeroizing<String>),
    Remove(SlotId),
    StopProtecting,
}

/// A new password that is to be typed, and what for.
#[derive(Clone)]
enum NewPasswordFor {
    AnotherWay,
    Slot(SlotId),
}

impl NewPasswordFor {
    fn act(self, password: Zeroizing<String>) -> Act {
        match self {
            Self::AnotherWay => Act::Add(NewOpener::Password(password)),
            Self::Slot(slot) => Act::ChangePassword(slot, password),
        }
    }
}

/// What the person is about to do; each needs the vault to be unlocked once more.
#[derive(Clone)]
enum Plan {
    /// To type a password, and then what it is for.
    Type(NewPasswordFor),
    /// Nothing else is needed.
    Do(Act),
}

/// Where the person stands with a plan.
#[derive(Clone)]
enum Stage {
    /// No plan: the list of ways.
    Idle,
    /// The vault is to be unlocked once more.
    Confirming(Plan),
    /// A new password is to be typed.
    Typing(NewPasswordFor),
}

/// A word for what was done.
type Done = fn(&'static VaultText) -> &'static str;

/// The ways to unlock.
#[component]
pub(super) fn Ways(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let stage = RwSignal::new(Stage::Idle);
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<VaultTrouble>);
    let done = RwSignal::new(None::<Done>);
    let asks_to_stop = RwSignal::new(false);
    let removing = RwSignal::new(None::<SlotId>);
    let asks_to_remove = RwSignal::new(false);

    let carry_out = move |act: Act| {
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result: Result<Done, VaultTrouble> = async {
                Ok::<Done, VaultTrouble>(match act {
                    Act::Add(opener) => {
                        keeper.add_opener(opener).await?;
                        |w| w.way_added
                    }
                    Act::NewRecoveryCode => {
                        keeper.show_recovery_code(keeper.renew_recovery_code().await?);
                        |w| w.way_added
                    }
                    Act::ChangePassword(slot, password) => {
                        keeper.change_password(&slot, password).await?;
                        |w| w.password_changed
                    }
                    Act::Remove(slot) => {
                        keeper.remove_slot(&slot).await?;
                        |w| w.way_removed
                    }
                    Act::StopProtecting => {
                        keeper.unprotect().await?;
                        |w| w.is_unprotected
                    }
                })
            }
            .await;
            is_busy.try_set(false);
            match result {
                Ok(word) => {
                    done.try_set(Some(word));
                    stage.try_set(Stage::Idle);
                }
                Err(error) => drop(trouble.try_set(Some(error))),
            }
        });
    };
    let begin = move |plan: Plan| {
        trouble.set(None);
        done.set(None);
        stage.set(Stage::Confirming(plan));
    };
    let confirmed = Callback::new(move |()| {
        let Stage::Confirming(plan) = stage.get_untracked() else { return };
        match plan {
            Plan::Type(of) => stage.set(Stage::Typing(of)),
            Plan::Do(act) => carry_out(act),
        }
    });
    let typed = Callback::new(move |password: Zeroizing<String>| {
        if let Stage::Typing(of) = stage.get_untracked() {
            carry_out(of.act(password));
        }
    });
    let give_up = Callback::new(move |()| {
        trouble.set(None);
        stage.set(Stage::Idle);
    });
    let words = trouble_words(trouble, text);
    let remove = Callback::new(move |()| {
        if let Some(slot) = removing.get_untracked() {
            begin(Plan::Do(Act::Remove(slot)));
        }
    });
    let stop = Callback::new(move |()| begin(Plan::Do(Act::StopProtecting)));

    let slots = move || keeper.header.with(|header| header.as_ref().map(|h| h.slots.clone()).unwrap_or_default());
    let is_last = Memo::new(move |_| keeper.header.with(|header| header.as_ref().is_some_and(|h| h.slots.len() < 2)));
    let row = move |slot: Slot| {
        let id = StoredValue::new(slot.id.clone());
        let name = match slot.kind {
            SlotKind::Password(_) => text.say(|w: &VaultText| w.password),
            SlotKind::Passkey(_) => text.say(|w: &VaultText| w.passkey),
            SlotKind::RecoveryCode(_) => text.say(|w: &VaultText| w.recovery_code),
        };
        let is_password = matches!(slot.kind, SlotKind::Password(_));
        view! {
            <li class="slot row">
                <b>{name}</b>
                <span class="spacer"></span>
                {is_password.then(|| view! {
                    <button
                        class="button quiet small"
                        on:click=press(move |_| begin(Plan::Type(NewPasswordFor::Slot(id.get_value()))))
                    >
                        {text.say(|w: &VaultText| w.change_password)}
                    </button>
                })}
                <button
                    class="button quiet small"
                    disabled=is_last
                    on:click=press(move |_| {
                        removing.set(Some(id.get_value()));
                        asks_to_remove.set(true);
                    })
                >
                    {text.say(|w: &VaultText| w.remove)}
                </button>
            </li>
        }
        .into_any()
    };
    let has_passkeys = RwSignal::new(false);
    spawn_local(async move {
        has_passkeys.try_set(passkey::is_available().await);
    });
    let idle = move || {
        view! {
            <section class="panel stack" aria-labelledby="ways-title">
                <h2 id="ways-title">{text.say(|w: &VaultText| w.ways)}</h2>
                <p>{text.say(|w: &VaultText| w.is_protected)}</p>
                <ul class="slots-list">{dynamic_list(slots, |slot: &Slot| slot.id.0.clone(), row)}</ul>
                <div class="row">
                    <button class="button quiet" on:click=press(move |_| begin(Plan::Type(NewPasswordFor::AnotherWay)))>
                        {text.say(|w: &VaultText| w.add_password)}
                    </button>
                    {dynamic_when(move || has_passkeys.get(), move || view! {
                        <button class="button quiet" on:click=press(move |_| begin(Plan::Do(Act::Add(NewOpener::Passkey))))>
                            {text.say(|w: &VaultText| w.add_passkey)}
                        </button>
                    }.into_any())}
                    <button class="button quiet" on:click=press(move |_| begin(Plan::Do(Act::NewRecoveryCode)))>
                        {text.say(|w: &VaultText| w.new_recovery_code)}
                    </button>
                </div>
                <p class="hint">{text.say(|w: &VaultText| w.new_recovery_code_hint)}</p>
                <div class="row">
                    <button class="button small entry-remove" on:click=press(move |_| asks_to_stop.set(true))>
                        {text.say(|w: &VaultText| w.stop_protecting)}
                    </button>
                </div>
            </section>
        }
        .into_any()
    };
    let confirming = move || {
        view! {
            <section class="panel stack protect" aria-labelledby="confirm-title">
                <h2 id="confirm-title">{text.say(|w: &VaultText| w.confirm_first)}</h2>
                <Confirm keeper on_confirmed=confirmed on_back=give_up/>
                <p class="error" role="alert">{words}</p>
            </section>
        }
        .into_any()
    };
    let typing = move |of: &NewPasswordFor| {
        let title = match of {
            NewPasswordFor::Slot(_) => text.say(|w: &VaultText| w.change_password),
            NewPasswordFor::AnotherWay => text.say(|w: &VaultText| w.add_password),
        };
        view! {
            <section class="panel stack protect" aria-labelledby="typing-title">
                <h2 id="typing-title">{title}</h2>
                <NewPassword
                    action=text.say(|w: &VaultText| w.save)
                    busy_label=text.say(|w: &VaultText| w.sealing)
                    is_busy
                    trouble=words
                    on_password=typed
                    on_back=give_up
                />
            </section>
        }
        .into_any()
    };
    let told = dynamic_text(move || done.get().map(|word| word(text.words()).to_owned()).unwrap_or_default());
    view! {
        <p class="told" role="status">{told}</p>
        {dynamic(move || match (stage.get(), keeper.phase.get()) {
            (Stage::Idle, _) => idle(),
            (Stage::Confirming(_), Phase::Ready) => confirming(),
            (Stage::Typing(of), Phase::Ready) => typing(&of),
            _ => ().into_any(),
        })}
        <Ask
            open=asks_to_remove
            title=text.say(|w: &VaultText| w.remove_way_question)
            body=text.say(|w: &VaultText| w.remove_way_loses)
            confirm=text.say(|w: &VaultText| w.remove)
            on_confirm=remove
        />
        <Ask
            open=asks_to_stop
            title=text.say(|w: &VaultText| w.stop_protecting_question)
            body=text.say(|w: &VaultText| w.stop_protecting_loses)
            confirm=text.say(|w: &VaultText| w.stop_protecting)
            on_confirm=stop
        />
    }
}
