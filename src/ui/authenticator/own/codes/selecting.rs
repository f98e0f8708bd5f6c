//! Several entries at once.

use leptos::{html, prelude::*};
use web_sys::SubmitEvent;

use super::{
    modal::Modal,
    state::{Codes, Told},
};
use crate::{
    authenticator::{EntryId, TAG_CHARACTERS_MAX, normalised_tag},
    ui::{
        components::{Field, dynamic_text, flag, focus::focus_on_mount, press},
        text::entries::EntriesText,
    },
};

/// The bar over the list while entries are selected.
#[component]
pub(super) fn SelectionBar(codes: Codes) -> impl IntoView {
    let text = codes.text;
    let count = Memo::new(move |_| codes.selected.with(|selected| selected.iter().flatten().count()));
    let is_empty = flag(Signal::derive(move || count.get() == 0));
    let heading = NodeRef::<html::Strong>::new();
    focus_on_mount(heading);
    let all_pinned = Memo::new(move |_| {
        let ids: Vec<EntryId> = codes.selected.with(|selected| selected.iter().flatten().cloned().collect());
        !ids.is_empty()
            && codes.keeper.collection.with(|all| all.get_many(&ids).into_iter().all(|entry| entry.is_pinned))
    });
    let pin_label = dynamic_text(move || {
        let words = text.words::<EntriesText>();
        if all_pinned.get() { words.unpin } else { words.pin }.to_owned()
    });
    let pin = move |_| {
        let (ids, is_pinned) = (codes.selection(), !all_pinned.get_untracked());
        codes.change(Box::new(move |all| all.set_pinned(&ids, is_pinned)), || {});
    };
    let select_all =
        move |_| codes.selected.set(Some(codes.shown.with_untracked(|shown| shown.ids().iter().cloned().collect())));
    view! {
        <div class="codes-bar is-selecting">
            <strong class="codes-selected" role="status" tabindex="-1" node_ref=heading>
                {dynamic_text(move || (text.words::<EntriesText>().selected)(count.get()))}
            </strong>
            <button class="button quiet small" on:click=press(select_all)>
                {text.say(|w: &EntriesText| w.select_all)}
            </button>
            <span class="spacer"></span>
            <button class="button quiet small" disabled=is_empty on:click=press(pin)>{pin_label}</button>
            <button class="button quiet small" disabled=is_empty on:click=press(move |_| codes.opened.set(Some(super::state::Opened::Tag)))>
                {text.say(|w: &EntriesText| w.tag_them)}
            </button>
            <button class="button quiet small" disabled=is_empty on:click=press(move |_| codes.trash(codes.selection()))>
                {text.say(|w: &EntriesText| w.trash_it)}
            </button>
            <button class="button token small" on:click=press(move |_| codes.selected.set(None))>
                {text.say(|w: &EntriesText| w.done)}
            </button>
        </div>
    }
}

/// Puts a tag on the selected entries.
#[component]
pub(super) fn TagSelected(codes: Codes) -> impl IntoView {
    let text = codes.text;
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<fn(&'static EntriesText) -> &'static str>);
    let error = Signal::derive(move || refused.get().map(|pick| pick(text.words::<EntriesText>()).to_owned()));
    let close = Callback::new(move |()| codes.opened.set(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(tag) = normalised_tag(&typed.get_untracked()) else {
            return refused.set(Some(|w| w.tag_missing));
        };
        if tag.chars().count() > TAG_CHARACTERS_MAX {
            return refused.set(Some(|w| w.tag_too_long));
        }
        let ids = codes.selection();
        let count = ids.len();
        codes.change(Box::new(move |all| all.add_tag(&ids, &tag)), move || {
            codes.opened.try_set(None);
            codes.selected.try_set(None);
            codes.tell(Told::Tagged(count));
        });
    };
    view! {
        <Modal labelled_by="tag-title" on_close=close>
            <h2 id="tag-title">{text.say(|w: &EntriesText| w.tag_title)}</h2>
            <form class="stack" novalidate on:submit=submit>
                <Field id="selected-tag" label=text.say(|w: &EntriesText| w.tag) value=typed error/>
                <div class="actions">
                    <button type="button" class="button quiet" on:click=press(move |_| close.run(()))>
                        {text.of(|t| t.shell.cancel)}
                    </button>
                    <button type="submit" class="button token">{text.say(|w: &EntriesText| w.add_tag)}</button>
                </div>
            </form>
        </Modal>
    }
}
