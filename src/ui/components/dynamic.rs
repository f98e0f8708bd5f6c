//! A part of a view that changes, of one type wherever it stands.
//!
//! Leptos compiles the machinery of a reactive closure anew for each closure. In a first load of a few hundred
//! kilobytes that is the largest part; behind one type it is compiled once.

use std::sync::{Arc, Mutex};

use leptos::{ev::MouseEvent, prelude::*, tachys::reactive_graph::SharedReactiveFunction};

/// A part of a view that is made again when what it reads changes.
pub type Dynamic = SharedReactiveFunction<AnyView>;

/// Makes a view anew whenever a signal that it read has changed.
pub fn dynamic(view: impl FnMut() -> AnyView + Send + 'static) -> Dynamic {
    Arc::new(Mutex::new(view))
}

/// A view while a condition holds.
pub fn dynamic_when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> Dynamic {
    let holds = Memo::new(move |_| condition());
    dynamic(move || if holds.get() { view() } else { ().into_any() })
}

/// A text that is made again when what it reads changes.
pub fn dynamic_text(text: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(text)
}

/// Whether something holds, of one type whatever kind of signal says so.
pub fn flag(holds: impl Into<Signal<bool>>) -> Signal<bool> {
    holds.into()
}

/// What a press does.
pub type Press = Box<dyn FnMut(MouseEvent)>;

/// What a press does, of one type wherever it stands.
pub fn press(act: impl FnMut(MouseEvent) + 'static) -> Press {
    Box::new(act)
}

/// One row of a list: what tells it from the others, and how it is made.
struct Row {
    key: String,
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A list whose rows are made once for each key, and move and go with it.
pub fn dynamic_list<T: Send + 'static>(
    items: impl Fn() -> Vec<T> + Send + 'static,
    key: fn(&T) -> String,
    view: impl Fn(T) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    rows(Box::new(move || {
        let row = |item| {
            let (key, view) = (key(&item), view.clone());
            Row { key, make: Box::new(move || view(item)) }
        };
        items().into_iter().map(row).collect()
    }))
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    view! { <For each key=|row| row.key.clone() children=|row: Row| (row.make)()/> }.into_any()
}
