//! What can be done with one entry, behind its “More”.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Node};

use super::{
    Face,
    state::{Codes, Opened},
};
use crate::{
    authenticator::EntryId,
    ui::{
        components::{dynamic_when, focus::focus, press},
        text::entries::EntriesText,
    },
};

/// What stands fixed at the foot of a narrow window.
const BELOW_PX: f64 = 64.0;

/// The class of a menu that opens upwards.
const UPWARDS: &str = "is-up";

/// The button, and the menu while it is open.
#[component]
pub(super) fn More(
    codes: Codes,
    id: StoredValue<EntryId>,
    name: Signal<String>,
    face: Memo<Face>,
    copy: Callback<()>,
    is_counting: bool,
    asks_for_next: RwSignal<bool>,
) -> impl IntoView {
    let text = codes.text;
    let button = NodeRef::<html::Button>::new();
    let is_open = Memo::new(move |_| id.with_value(|id| codes.menu.with(|open| open.as_ref() == Some(id))));
    let label = Signal::derive(move || name.with(|name| (text.words::<EntriesText>().more_of)(name)));
    let expanded = Signal::derive(move || if is_open.get() { "true" } else { "false" }.to_owned());
    let toggle = move |_| {
        codes.menu.update(|open| {
            let id = id.get_value();
            *open = (open.as_ref() != Some(&id)).then_some(id);
        });
    };
    view! {
        <button class="code-more" node_ref=button aria-label=label aria-expanded=expanded on:click=press(toggle)>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h.01M12 12h.01M19 12h.01"/></svg>
        </button>
        {dynamic_when(move || is_open.get(), move || view! {
            <Menu codes id face copy is_counting asks_for_next button/>
        }.into_any())}
    }
}

#[component]
fn Menu(
    codes: Codes,
    id: StoredValue<EntryId>,
    face: Memo<Face>,
    copy: Callback<()>,
    is_counting: bool,
    asks_for_next: RwSignal<bool>,
    /// What opened it: the focus goes back there.
    button: NodeRef<html::Button>,
) -> impl IntoView {
    let text = codes.text;
    let menu = NodeRef::<html::Div>::new();
    let close = move || {
        if let Some(button) = button.get_untracked() {
            focus(&button);
        }
        codes.menu.set(None);
    };
    Effect::new(move || {
        let Some(menu) = menu.get() else { return };
        open_where_there_is_room(&menu);
        if let Some(first) = menu.first_element_child()
            && let Some(first) = first.dyn_ref::<HtmlElement>()
        {
            focus(first);
        }
    });
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let holds = |element: Option<&Node>| element.is_some_and(|element| element.contains(target.as_ref()));
        let (menu, button) = (menu.try_get_untracked().flatten(), button.try_get_untracked().flatten());
        if !holds(menu.as_deref().map(AsRef::as_ref)) && !holds(button.as_deref().map(AsRef::as_ref)) {
            codes.menu.try_set(None);
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            close();
        }
        "ArrowDown" | "ArrowUp" if !event.alt_key() => {
            event.prevent_default();
            event.stop_propagation();
            move_focus(event.key() == "ArrowDown");
        }
        _ => {}
    };
    let item = move |label: fn(&'static EntriesText) -> &'static str, act: Box<dyn Fn()>| {
        let on_click = press(move |_| {
            close();
            act();
        });
        view! { <button class="code-menu-item" on:click=on_click>{text.say(label)}</button> }.into_any()
    };
    let is_pinned = face.with_untracked(|face| face.is_pinned);
    let shows_next = asks_for_next.get_untracked();
    let can_move = untrack(|| codes.can_move());
    let opens = move |to: fn(EntryId) -> Opened| -> Box<dyn Fn()> {
        Box::new(move || codes.opened.set(Some(to(id.get_value()))))
    };
    let mut items = Vec::new();
    if !is_counting {
        items.push(item(|w| w.copy_code, Box::new(move || copy.run(()))));
        let label: fn(&'static EntriesText) -> &'static str =
            if shows_next { |w| w.hide_next } else { |w| w.show_next };
        items.push(item(label, Box::new(move || asks_for_next.set(!shows_next))));
        items.push(item(|w| w.codes_refused, Box::new(move || codes.suspects_clock.set(true))));
    }
    items.push(item(|w| w.edit, opens(Opened::Edit)));
    let label: fn(&'static EntriesText) -> &'static str = if is_pinned { |w| w.unpin } else { |w| w.pin };
    items.push(item(
        label,
        Box::new(move || {
            let id = id.get_value();
            codes.change(Box::new(move |all| all.set_pinned(std::slice::from_ref(&id), !is_pinned)), || {});
        }),
    ));
    if can_move {
        items.push(item(|w| w.move_up, Box::new(move || codes.step(id.get_value(), false))));
        items.push(item(|w| w.move_down, Box::new(move || codes.step(id.get_value(), true))));
    }
    items.push(item(|w| w.select, Box::new(move || id.with_value(|id| codes.toggle(id)))));
    items.push(item(|w| w.show_key, opens(Opened::Key)));
    items.push(item(|w| w.trash_it, Box::new(move || codes.trash(vec![id.get_value()]))));
    view! { <div class="code-menu" node_ref=menu on:keydown=on_key>{items}</div> }
}

/// A menu that would reach below the window opens upwards; if it is cut off there, the window follows it down.
fn open_where_there_is_room(menu: &HtmlElement) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if menu.get_bounding_client_rect().bottom() <= height - BELOW_PX {
        return;
    }
    // Both fail only for a name that is no class.
    let _ = menu.class_list().add_1(UPWARDS);
    // The bar stays in sight while the codes are scrolled, and lies over them.
    let bar = document().query_selector(".codes-bar").ok().flatten();
    let cut_off_above = bar.map_or(0.0, |bar| bar.get_bounding_client_rect().bottom()).max(0.0);
    if menu.get_bounding_client_rect().top() < cut_off_above {
        let _ = menu.class_list().remove_1(UPWARDS);
        menu.scroll_into_view_with_bool(false);
    }
}

/// To the next item of the menu, or the one before; around at the ends.
fn move_focus(is_down: bool) {
    let Some(item) = document().active_element() else { return };
    let Some(menu) = item.parent_element() else { return };
    let next = if is_down {
        item.next_element_sibling().or_else(|| menu.first_element_child())
    } else {
        item.previous_element_sibling().or_else(|| menu.last_element_child())
    };
    if let Some(next) = next.as_ref().and_then(|next| next.dyn_ref::<HtmlElement>()) {
        focus(next);
    }
}
