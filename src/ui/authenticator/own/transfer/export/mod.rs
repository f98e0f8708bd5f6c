//! `/authenticator/export`: how the backup stands, and what can be written for other programs.

mod health;
mod made;
mod make;
mod session;

use leptos::{html, prelude::*};

use self::{
    health::HealthPanel,
    made::MadeView,
    make::{MakeError, Target},
    session::{Exporting, Scope, Step},
};
use super::{
    name_of,
    words::{difference_words, lost_words, work_words},
};
use crate::{
    authenticator::export::{Loss, Lost, losses},
    ui::{
        authenticator::{
            outcome::store_words,
            own::{keeper::Keeper, new_password::NewPassword, vault_part::confirm},
        },
        components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text, flag, focus, press},
        text::transfer::TransferText,
        use_text,
    },
};

/// So many losses are listed; the rest is counted.
const LOSSES_LISTED: usize = 200;

/// The place.
#[component]
pub(in crate::ui::authenticator::own) fn ExportPlace(keeper: Keeper) -> impl IntoView {
    let exporting = Exporting::new(keeper);
    let content = dynamic(move || match exporting.step.get() {
        Step::Choosing => view! {
            <HealthPanel keeper/>
            <Choose exporting/>
        }
        .into_any(),
        Step::Password => view! { <Password exporting/> }.into_any(),
        Step::Confirming => view! { <Confirming exporting/> }.into_any(),
        Step::Working => view! { <Working exporting/> }.into_any(),
        Step::Made => view! { <MadeView exporting/> }.into_any(),
    });
    view! {
        <div class="transfer stack">
            <Trouble exporting/>
            {content}
        </div>
    }
}

/// Why nothing came of it.
#[component]
fn Trouble(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    dynamic(move || {
        let Some(error) = exporting.error.get() else { return ().into_any() };
        let told = dynamic(move || {
            let words = text.words::<TransferText>();
            match &error {
                MakeError::Store(error) => view! { <p>{store_words(*error, text.get())}</p> }.into_any(),
                MakeError::Work(error) => view! { <p>{work_words(*error, words)}</p> }.into_any(),
                MakeError::NotWritable => view! { <p>{words.not_writable}</p> }.into_any(),
                MakeError::Different(differences) => {
                    let rows = exporting.keeper.collection.with_untracked(|all| {
                        let row = |difference| difference_words(difference, all, words);
                        differences.iter().take(LOSSES_LISTED).map(row).collect::<Vec<_>>()
                    });
                    let rows = rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view();
                    view! { <p>{words.differs}</p><ul>{rows}</ul> }.into_any()
                }
            }
        });
        view! { <Notice kind=NoticeKind::Danger>{told}</Notice> }.into_any()
    })
}

/// What is to be exported, and as what.
#[component]
fn Choose(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    let keeper = exporting.keeper;
    let target = exporting.target;
    let is_protected = Memo::new(move |_| keeper.header.with(Option::is_some));
    let option = move |this: Target| {
        let is_chosen = Memo::new(move |_| target.get() == this);
        let name = dynamic_text(move || target_words(this, text.words()).0.to_owned());
        let hint = dynamic_text(move || target_words(this, text.words()).1.to_owned());
        view! {
            <label class="export-format">
                <input
                    type="radio"
                    name="export-format"
                    value=this.key()
                    prop:checked=is_chosen
                    on:change=move |_| target.set(this)
                />
                <b>{name}</b>
                <small>{hint}</small>
            </label>
        }
        .into_any()
    };
    let options = dynamic(move || {
        let shown = Target::ALL.into_iter().filter(|this| *this != Target::VaultBackup || is_protected.get());
        shown.map(option).collect_view().into_any()
    });
    let scopes = dynamic(move || {
        let words = text.words::<TransferText>();
        let tags = keeper.collection.with(|all| all.tags(""));
        let tags = tags.into_iter().map(|tag| (format!("tag:{}", tag.tag), (words.with_tag)(&tag.tag)));
        let fixed = [("everything", words.everything), ("in-use", words.all_in_use)];
        let fixed = fixed.map(|(value, label)| (value.to_owned(), label.to_owned()));
        let chosen = exporting.scope().value();
        let option = |(value, label): (String, String)| {
            let is_selected = value == chosen;
            view! { <option value=value selected=is_selected>{label}</option> }
        };
        fixed.into_iter().chain(tags).map(option).collect_view().into_any()
    });
    let lost = Memo::new(move |_| losses(exporting.target.get().format(), &exporting.entries()));
    // What the format leaves out is told below, and counted out here.
    let count = Memo::new(move |_| {
        let left_out = lost.with(|lost| lost.iter().filter(|loss| matches!(loss.lost, Lost::Entry(_))).count());
        exporting.count().saturating_sub(left_out)
    });
    let label = dynamic_text(move || (text.words::<TransferText>().export_entries)(count.get()));
    let is_empty = Memo::new(move |_| count.get() == 0);
    view! {
        <section class="panel stack" aria-labelledby="export-title">
            <h2 id="export-title">{text.say(|w: &TransferText| w.export_title)}</h2>
            <fieldset class="export-formats">
                <legend class="visually-hidden">{text.say(|w: &TransferText| w.format)}</legend>
                {options}
            </fieldset>
            <div class="field">
                <label for="export-scope">{text.say(|w: &TransferText| w.which_entries)}</label>
                <select
                    id="export-scope"
                    on:change=move |event| exporting.chosen_scope.set(Some(Scope::of(&event_target_value(&event))))
                >
                    {scopes}
                </select>
            </div>
            <Losses exporting lost/>
            <div class="row">
                <button class="button token" disabled=flag(is_empty) on:click=press(move |_| exporting.begin())>
                    {label}
                </button>
            </div>
        </section>
    }
}

/// The name of a target, and what it is good for.
fn target_words(target: Target, words: &'static TransferText) -> (&'static str, &'static str) {
    match target {
        Target::VaultBackup => (words.vault_backup, words.vault_backup_hint),
        Target::SealedBackup => (words.sealed_backup, words.sealed_backup_hint),
        Target::SealedAegis => (words.sealed_aegis, words.sealed_aegis_hint),
        Target::PlainAegis => (words.plain_aegis, words.open_hint),
        Target::KeyUris => (words.key_uris, words.open_hint),
        Target::Transfer => (words.transfer, words.transfer_hint),
        Target::Sheet => (words.sheet, words.sheet_hint),
    }
}

/// What this format cannot carry, entry by entry.
#[component]
fn Losses(exporting: Exporting, lost: Memo<Vec<Loss>>) -> impl IntoView {
    let text = use_text();
    dynamic(move || {
        let words = text.words::<TransferText>();
        let lost = lost.get();
        if lost.is_empty() {
            return view! { <p class="hint">{words.carries_all}</p> }.into_any();
        }
        let rows = exporting.keeper.collection.with_untracked(|all| {
            let row = |loss: &Loss| {
                let name = all.get(&loss.id).map(|entry| name_of(&entry.issuer, &entry.account, words));
                (name.unwrap_or_default(), lost_words(loss.lost, words))
            };
            lost.iter().take(LOSSES_LISTED).map(row).collect::<Vec<_>>()
        });
        let rows = rows.into_iter().map(|(name, what)| view! { <li><b>{name}</b>" – "{what}</li> }).collect_view();
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{(words.not_carried)(lost.len())}</p>
                <ul class="losses" tabindex="0" aria-label=words.losses>{rows}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// Asks for the password of the file, twice.
#[component]
fn Password(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    view! {
        <section class="panel stack protect" aria-labelledby="export-password-title">
            <h2 id="export-password-title" node_ref=heading tabindex="-1">
                {text.say(|w: &TransferText| w.export_password_title)}
            </h2>
            <p class="lede">{text.say(|w: &TransferText| w.export_password_lede)}</p>
            <NewPassword
                action=text.say(|w: &TransferText| w.export_now)
                busy_label=text.say(|w: &TransferText| w.exporting)
                is_busy=Signal::stored(false)
                trouble=Signal::stored(String::new())
                on_password=Callback::new(move |password| exporting.make(Some(password)))
                on_back=Callback::new(move |()| exporting.step.set(Step::Choosing))
            />
        </section>
    }
}

/// Warns of what is open to everybody, and asks for what unlocks.
#[component]
fn Confirming(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let keeper = exporting.keeper;
    let is_protected = keeper.header.with_untracked(Option::is_some);
    let go_back = move || exporting.step.set(Step::Choosing);
    let next = if is_protected {
        confirm(keeper, Callback::new(move |()| exporting.make(None)), Callback::new(move |()| go_back())).into_any()
    } else {
        view! {
            <div class="row">
                <button class="button danger" on:click=press(move |_| exporting.make(None))>
                    {text.say(|w: &TransferText| w.export_open)}
                </button>
                <button class="button quiet" on:click=press(move |_| go_back())>
                    {text.say(|w: &TransferText| w.back)}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="open-title">
            <h2 id="open-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.open_title)}</h2>
            <Notice kind=NoticeKind::Warning>{text.say(|w: &TransferText| w.open_warning)}</Notice>
            {next}
        </section>
    }
}

/// It is being made and read again.
#[component]
fn Working(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    view! {
        <section class="panel stack" aria-labelledby="working-title">
            <h2 id="working-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.exporting)}</h2>
            <Spinner label=text.say(|w: &TransferText| w.checking)/>
            <div class="row">
                <button class="button quiet" on:click=press(move |_| exporting.keeper.workshop.cancel())>
                    {text.say(|w: &TransferText| w.cancel)}
                </button>
            </div>
        </section>
    }
}
