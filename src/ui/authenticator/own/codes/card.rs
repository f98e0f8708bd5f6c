//! One entry with its code. The whole card is the button that copies the code.

use leptos::{ev, prelude::*};

use super::{
    Face, Icon,
    drag::DragHandle,
    menu::More,
    state::{Codes, Drag},
};
use crate::{
    authenticator::{Entry, Generator},
    otp::{Code, Kind, UnixMillis},
    ui::{
        authenticator::countdown::Countdown,
        components::{dynamic, dynamic_text, dynamic_when, flag, press},
        text::entries::EntriesText,
    },
};

/// In the last seconds of a code's life the next one stands beside it.
const NEXT_IN_LAST_SECS: u32 = 10;
/// In the last seconds a code looks as if it were going.
const ENDING_IN_LAST_SECS: u32 = 5;
/// How long a hidden code stays after it was asked for, in seconds.
const REVEALED_SECS: u64 = 30;
/// What stands in place of a code that is hidden, or not asked for.
const HIDDEN: &str = "••• •••";
const NOT_ASKED: &str = "––– –––";

/// The card of an entry.
#[component]
pub(super) fn Card(
    codes: Codes,
    /// The entry as it was when the card came into the page. Its key never changes.
    entry: Entry,
    /// The entries of all cards in the page, as they are.
    visible: Memo<Vec<Entry>>,
    /// The place of the first of them in the list.
    start: Memo<usize>,
) -> impl IntoView {
    let text = codes.text;
    let generator = StoredValue::new(entry.generator());
    let is_counting = matches!(entry.kind, Kind::Hotp { .. });
    let period = generator.with_value(Generator::period);
    let first_face = Face::of(&entry);
    let id = StoredValue::new(entry.id);
    let face = Memo::new(move |before: Option<&Face>| {
        let now = visible.with(|all| all.iter().find(|other| id.with_value(|id| *id == other.id)).map(Face::of));
        // A card on its way out of the page keeps its face.
        now.or_else(|| before.cloned()).unwrap_or_else(|| first_face.clone())
    });
    let place = Memo::new(move |_| {
        let index = visible.with(|all| all.iter().position(|other| id.with_value(|id| *id == other.id)));
        index.map(|index| (start.get() + index + 1).to_string())
    });
    let set_size = Signal::derive(move || codes.shown.with(|shown| shown.ids().len()).to_string());
    let name = dynamic_text(move || face.with(|face| (text.get().authenticator.name_of)(&face.issuer, &face.account)));

    let now = move || codes.clock.now().offset_secs(codes.offset_secs.get());
    let now_untracked = move || codes.clock.now_untracked().offset_secs(codes.offset_secs.get_untracked());
    let step = Memo::new(move |_| generator.with_value(|generator| generator.step_at(now())));
    let counted = Memo::new(move |_| id.with_value(|id| codes.counted.with(|codes| codes.get(id).cloned())));
    let revealed_until = RwSignal::new(UnixMillis(0));
    let is_hidden = Memo::new(move |_| {
        codes.keeper.settings.with(|settings| settings.hides_codes) && codes.clock.now() >= revealed_until.get()
    });
    let is_asked_for = Memo::new(move |_| !is_counting || counted.with(Option::is_some));
    let shown = dynamic_text(move || match (is_counting, is_hidden.get()) {
        (true, _) if !is_asked_for.get() => NOT_ASKED.to_owned(),
        (_, true) => HIDDEN.to_owned(),
        (true, _) => counted.with(|code| code.as_ref().map(Code::grouped).unwrap_or_default()),
        _ => generator.with_value(|generator| generator.code_of_step(step.get()).grouped()),
    });
    let asks_for_next = RwSignal::new(false);
    let shows_next = Memo::new(move |_| {
        let is_near = || {
            codes.keeper.settings.with(|settings| settings.shows_next_code)
                && generator.with_value(|generator| generator.shows_next(now(), NEXT_IN_LAST_SECS))
        };
        !is_counting && !is_hidden.get() && (asks_for_next.get() || is_near())
    });
    let is_ending =
        Memo::new(move |_| generator.with_value(|generator| generator.shows_next(now(), ENDING_IN_LAST_SECS)));

    let reveal = move || revealed_until.set(codes.clock.now_untracked().plus_secs(REVEALED_SECS));
    let count = move || {
        // A code that was paid for with a counter is seen.
        reveal();
        codes.count(id.get_value());
    };
    let copy = Callback::new(move |()| {
        let code = match counted.get_untracked() {
            Some(code) => code,
            None if is_counting => return count(),
            None => {
                let step = generator.with_value(|generator| generator.step_at(now_untracked()));
                id.with_value(|id| codes.took_step(id, step));
                generator.with_value(|generator| generator.code_of_step(step))
            }
        };
        codes.copy(id.get_value(), code);
    });
    let tap = move |_| {
        if codes.selected.with_untracked(Option::is_some) {
            id.with_value(|id| codes.toggle(id));
        } else if is_asked_for.get_untracked() && is_hidden.get_untracked() {
            reveal();
        } else {
            copy.run(());
        }
    };
    let copy_next = move |_| {
        let next = generator.with_value(|generator| generator.code_after(now_untracked()));
        if let Some(next) = next {
            codes.copy(id.get_value(), next);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let is_down = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            codes.step(id.get_value(), is_down);
        }
    };

    let is_selecting = Memo::new(move |_| codes.selected.with(Option::is_some));
    let is_selected = Memo::new(move |_| {
        id.with_value(|id| codes.selected.with(|all| all.as_ref().is_some_and(|all| all.contains(id))))
    });
    let is_copied = Memo::new(move |_| id.with_value(|id| codes.copied.with(|last| last.as_ref() == Some(id))));
    let has_menu = Memo::new(move |_| id.with_value(|id| codes.menu.with(|open| open.as_ref() == Some(id))));
    let class = Memo::new(move |_| {
        let mut class = "code-card".to_owned();
        let drag = id.with_value(|id| codes.drag.with(|drag| drag_class(drag.as_ref(), id)));
        for (name, holds) in [
            (" is-selected", is_selected.get()),
            (" is-copied", is_copied.get()),
            (" is-ending", is_ending.get()),
            (" is-blank", !is_asked_for.get()),
            (" has-menu", has_menu.get()),
            (drag, true),
        ] {
            if holds {
                class.push_str(name);
            }
        }
        class
    });
    // What a press does, for a screen reader, after the code itself.
    let deed = dynamic_text(move || {
        let words = text.words::<EntriesText>();
        match (is_selecting.get(), is_asked_for.get(), is_hidden.get()) {
            (true, ..) | (_, false, _) => "",
            (_, _, true) => words.show_code,
            _ => words.copy_code,
        }
        .to_owned()
    });
    let select_label = dynamic_text(move || name.with(|name| (text.words::<EntriesText>().select_of)(name)));
    let mark = dynamic(move || {
        if is_selecting.get() {
            view! {
                <input
                    type="checkbox"
                    class="code-check"
                    aria-label=select_label
                    prop:checked=flag(is_selected)
                    on:change=move |_| id.with_value(|id| codes.toggle(id))
                />
            }
            .into_any()
        } else {
            view! { <Icon face/> }.into_any()
        }
    });
    let is_first = flag(Signal::derive(move || !is_asked_for.get()));
    let beside = if is_counting {
        view! {
            <button
                class="code-count"
                class:is-first=is_first
                title=text.say(|w: &EntriesText| w.get_code)
                on:click=press(move |_| count())
            >
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 12a8 8 0 1 1-2.4-5.7M20 3v4.5h-4.5"/></svg>
                <span>{text.say(|w: &EntriesText| w.get_code)}</span>
            </button>
        }
        .into_any()
    } else {
        let offset_secs = codes.offset_secs;
        period.map(|period| view! { <Countdown period offset_secs/> }).into_any()
    };
    let next = dynamic_when(
        move || shows_next.get(),
        move || {
            let code = dynamic_text(move || {
                let next = step.get().checked_add(1);
                next.map(|next| generator.with_value(|generator| generator.code_of_step(next).grouped()))
                    .unwrap_or_default()
            });
            view! {
                <button class="code-next" title=text.say(|w: &EntriesText| w.copy_next) on:click=press(copy_next)>
                    {text.say(|w: &EntriesText| w.next_label)}" "<span data-testid="next-code">{code}</span>
                </button>
            }
            .into_any()
        },
    );
    view! {
        <li
            class=class
            aria-label=name
            aria-setsize=set_size
            aria-posinset=place
            data-entry=id.get_value().0
            on:keydown=on_key
        >
            <div class="code-head">
                {mark}
                <div class="code-names">
                    <b class="code-issuer">{dynamic_text(move || face.with(|face| face.issuer.clone()))}</b>
                    <span class="code-account">{dynamic_text(move || face.with(|face| face.account.clone()))}</span>
                </div>
                {dynamic_when(move || id.with_value(|id| codes.keeper.carrier.has_added(id)), move || view! {
                    <span class="add-new">{text.of(|t| t.authenticator.new)}</span>
                }.into_any())}
                {marks(codes, face)}
                {dynamic_when(move || !is_selecting.get(), move || view! {
                    <More codes id name face copy is_counting asks_for_next/>
                }.into_any())}
            </div>
            <div class="code-line">
                <button class="code-face" on:click=press(tap)>
                    <span class="code-digits" data-testid="code">{shown}</span>
                    <span class="visually-hidden">" "{deed}</span>
                </button>
                {beside}
            </div>
            <div class="code-foot">
                {dynamic(move || if is_copied.get() {
                    view! { <span class="code-copied">{text.say(|w: &EntriesText| w.copied)}</span> }.into_any()
                } else {
                    tags(face)
                })}
                {next}
                {dynamic_when(move || codes.can_move(), move || view! { <DragHandle codes id/> }.into_any())}
            </div>
        </li>
    }
}

fn drag_class(drag: Option<&Drag>, id: &crate::authenticator::EntryId) -> &'static str {
    match drag {
        Some(drag) if drag.id == *id => " is-dragged",
        Some(Drag { over: Some((over, is_after)), .. }) if over == id => {
            if *is_after {
                " drop-after"
            } else {
                " drop-before"
            }
        }
        _ => "",
    }
}

/// Pinned, and that there is a note.
fn marks(codes: Codes, face: Memo<Face>) -> AnyView {
    let text = codes.text;
    let is_pinned = Memo::new(move |_| face.with(|face| face.is_pinned));
    let has_note = Memo::new(move |_| face.with(|face| face.has_note));
    view! {
        {dynamic_when(move || has_note.get(), move || view! {
            <span class="code-mark" role="img" aria-label=text.say(|w: &EntriesText| w.has_note)>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h9l4 4v14H6zM9 11h7M9 15h5"/></svg>
            </span>
        }.into_any())}
        {dynamic_when(move || is_pinned.get(), move || view! {
            <span class="code-mark is-pin" role="img" aria-label=text.say(|w: &EntriesText| w.pinned)>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 3h6l-1 7 4 4H6l4-4zM12 14v7"/></svg>
            </span>
        }.into_any())}
    }
    .into_any()
}

fn tags(face: Memo<Face>) -> AnyView {
    let tags = Memo::new(move |_| face.with(|face| face.tags.clone()));
    let shown = dynamic(move || {
        tags.get().into_iter().map(|tag| view! { <span class="code-tag">{tag}</span> }).collect_view().into_any()
    });
    view! { <span class="code-tags">{shown}</span> }.into_any()
}
