//! Parts that recur in the console's views. Each is of one type, and so compiled once, wherever it stands.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::ui::{
    components::{Link, Notice, NoticeKind, Press, press},
    route::Route,
    text::Words,
    use_text,
};

/// Which text of a place is meant. A part asks for it here, and goes on with a signal, whose type is always the same.
pub(super) type Pick<W> = fn(&'static W) -> &'static str;

/// A notice that says these words.
pub(super) fn notice(kind: NoticeKind, words: Signal<String>) -> AnyView {
    view! { <Notice kind>{words}</Notice> }.into_any()
}

/// A notice that says one of the texts.
pub(super) fn fixed_notice<W: Words>(kind: NoticeKind, pick: Pick<W>) -> AnyView {
    notice(kind, use_text().say(pick))
}

/// A button that does something at a press.
pub(super) fn button<W: Words>(class: &'static str, label: Pick<W>, act: impl FnMut() + 'static) -> AnyView {
    pressed_button(class, use_text().say(label), on_press(act))
}

fn pressed_button(class: &'static str, label: Signal<String>, press: Press) -> AnyView {
    view! { <button type="button" class=class on:click=press>{label}</button> }.into_any()
}

/// The button that hands a form in.
pub(super) fn submit_button<W: Words>(class: &'static str, label: Pick<W>) -> AnyView {
    labelled_submit_button(class, use_text().say(label))
}

fn labelled_submit_button(class: &'static str, label: Signal<String>) -> AnyView {
    view! { <button type="submit" class=class>{label}</button> }.into_any()
}

/// A link that looks like a button.
pub(super) fn link<W: Words>(to: Route, class: &'static str, label: Pick<W>) -> AnyView {
    labelled_link(to, class, use_text().say(label))
}

fn labelled_link(to: Route, class: &'static str, label: Signal<String>) -> AnyView {
    view! { <Link to class>{label}</Link> }.into_any()
}

/// The row under a form: the way back or aside, and the way on.
pub(super) fn actions(aside: AnyView, on: AnyView) -> AnyView {
    view! { <div class="actions">{aside}{on}</div> }.into_any()
}

/// The row under a form with only a way on.
pub(super) fn only_action(on: AnyView) -> AnyView {
    actions(view! { <span></span> }.into_any(), on)
}

/// A paragraph with one of the texts.
pub(super) fn paragraph<W: Words>(class: &'static str, pick: Pick<W>) -> AnyView {
    worded_paragraph(class, use_text().say(pick))
}

fn worded_paragraph(class: &'static str, words: Signal<String>) -> AnyView {
    view! { <p class=class>{words}</p> }.into_any()
}

/// A list of names and what they stand for.
pub(super) fn definitions(pairs: Vec<(Signal<String>, Signal<String>)>) -> AnyView {
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! { <dl class="definition">{pairs}</dl> }.into_any()
}

/// What listens to a press.
pub(super) fn on_press(mut act: impl FnMut() + 'static) -> Press {
    press(move |_| act())
}

/// What listens to a form that is handed in: the app takes it, not the browser.
pub(super) fn on_submit(mut submit: impl FnMut() + 'static) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        event.prevent_default();
        submit();
    })
}

/// An attribute that changes, or is absent.
pub(super) fn attribute(
    value: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(value)
}

/// A truth as ARIA spells it.
pub(super) const fn truth(is_so: bool) -> Option<&'static str> {
    Some(if is_so { "true" } else { "false" })
}
