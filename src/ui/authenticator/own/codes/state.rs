//! What the list of codes shows and what is under way in it, and what can be done with entries.

use std::{
    collections::{BTreeSet, HashMap},
    convert::Infallible,
};

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;

use crate::{
    authenticator::{Change, Collection, Entry, EntryId, Listing, Move, NextCodeError, Order, Query, Refusals, Shown},
    browser::{
        clipboard::{self, Clearing},
        clock,
    },
    otp::Code,
    store::StoreError,
    ui::{
        Clock, Localized, authenticator::own::keeper::Keeper, components::focus::focus, text::entries::EntriesText,
        use_clock, use_text,
    },
};

/// How long a copied code stays on the clipboard.
const CLEARED_AFTER_MILLIS: u32 = 30_000;
/// How long a word stands that asks for nothing.
const WORD_MILLIS: u32 = 5_000;

/// What a modal is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Opened {
    /// An entry is edited.
    Edit(EntryId),
    /// The key of an entry is asked for.
    Key(EntryId),
    /// The selected entries get a tag.
    Tag,
}

/// A word about what was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Told {
    /// A code is on the clipboard.
    Copied,
    /// It is gone from there.
    Cleared,
    /// It could not be cleared.
    NotCleared,
    /// It was not cleared: nobody knows what is there now.
    LeftThere,
    /// It was not copied.
    CopyRefused,
    /// A counting key is at its end.
    CounterSpent,
    /// The entry is not here any more.
    Gone,
    /// So many entries have a new tag.
    Tagged(usize),
    /// Nothing was stored.
    Failed(StoreError),
}

/// Where a dragged card would be put.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Drag {
    /// The card that is dragged.
    pub(super) id: EntryId,
    /// The card that it is over, and whether it would stand behind it.
    pub(super) over: Option<(EntryId, bool)>,
}

/// What makes a change of the entries as they are.
type Judge = Box<dyn Fn(&Collection) -> Change>;

/// A handle to the list.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    pub(super) keeper: Keeper,
    pub(super) clock: Clock,
    pub(super) text: Localized,
    /// How fast the clock is that makes the codes, in seconds.
    pub(super) offset_secs: Signal<i64>,
    /// What was typed to find an entry.
    pub(super) typed: RwSignal<String>,
    /// The tag that is looked for.
    pub(super) tag: RwSignal<Option<String>>,
    /// What is shown.
    pub(super) shown: Memo<Shown>,
    /// The selected entries; none while nothing is being selected.
    pub(super) selected: RwSignal<Option<BTreeSet<EntryId>>>,
    /// Whose menu is open.
    pub(super) menu: RwSignal<Option<EntryId>>,
    /// The modal that is open.
    pub(super) opened: RwSignal<Option<Opened>>,
    /// The codes that counting keys gave since the page was opened: their counters are stored, so they are kept until
    /// the page is left.
    pub(super) counted: RwSignal<HashMap<EntryId, Code>>,
    /// The entry whose code was copied last.
    pub(super) copied: RwSignal<Option<EntryId>>,
    pub(super) told: RwSignal<Option<Told>>,
    /// What was thrown away last, and can be taken back.
    pub(super) trashed: RwSignal<Vec<EntryId>>,
    /// Where something was moved to, for a screen reader.
    pub(super) announced: RwSignal<String>,
    pub(super) drag: RwSignal<Option<Drag>>,
    /// Whether the clock is suspected: the person says so, or takes one code of an entry after the other.
    pub(super) suspects_clock: RwSignal<bool>,
    refusals: StoredValue<Refusals>,
    /// How many codes were copied here: only the last one is told of.
    copies: StoredValue<u32>,
    /// Whether the next code of a counting key is being stored.
    is_counting: StoredValue<bool>,
}

impl Codes {
    pub(super) fn new(keeper: Keeper) -> Self {
        let typed = RwSignal::new(String::new());
        let tag = RwSignal::new(None::<String>);
        let order = Memo::new(move |_| keeper.settings.with(|settings| settings.order));
        let shown = Memo::new(move |before: Option<&Shown>| {
            let listing = Listing {
                app: String::new(),
                query: typed.with(|typed| Query::new(typed)),
                tag: tag.get(),
                order: order.get(),
            };
            keeper.collection.with(|all| keeper.index.with_value(|index| Shown::next(before, all, index, listing)))
        });
        Self {
            keeper,
            clock: use_clock(),
            text: use_text(),
            offset_secs: Signal::derive(move || keeper.code_offset_secs()),
            typed,
            tag,
            shown,
            selected: RwSignal::new(None),
            menu: RwSignal::new(None),
            opened: RwSignal::new(None),
            counted: RwSignal::new(HashMap::new()),
            copied: RwSignal::new(None),
            told: RwSignal::new(None),
            trashed: RwSignal::new(Vec::new()),
            announced: RwSignal::new(String::new()),
            drag: RwSignal::new(None),
            suspects_clock: RwSignal::new(false),
            refusals: StoredValue::new(Refusals::default()),
            copies: StoredValue::new(0),
            is_counting: StoredValue::new(false),
        }
    }

    /// Changes entries; says so if it was not stored. `done` is told afterwards.
    pub(super) fn change(self, judge: Judge, done: impl FnOnce() + 'static) {
        self.change_then(judge, Box::new(done));
    }

    fn change_then(self, judge: Judge, done: Box<dyn FnOnce()>) {
        spawn_local(async move {
            match self.keeper.change(|all| Ok::<_, Infallible>(((), judge(all)))).await {
                Ok(_) => done(),
                Err(error) => self.tell(Told::Failed(error)),
            }
        });
    }

    /// Says what was done. A word that asks for nothing goes by itself.
    pub(super) fn tell(self, told: Told) {
        let goes = matches!(told, Told::Cleared | Told::LeftThere | Told::Tagged(_));
        self.told.try_set(Some(told.clone()));
        if goes {
            spawn_local(async move {
                clock::sleep(WORD_MILLIS).await;
                self.untell(&told);
            });
        }
    }

    fn untell(self, told: &Told) {
        if self.told.try_with_untracked(|now| now.as_ref() == Some(told)) == Some(true) {
            self.told.try_set(None);
        }
    }

    /// Notes that the code of this step was taken. One after the other of the same entry are a sign of refusals.
    pub(super) fn took_step(self, id: &EntryId, step: u64) {
        let now = self.clock.now_untracked();
        let suggests = self.refusals.try_update_value(|refusals| {
            *refusals = std::mem::take(refusals).taken(id, step, now);
            refusals.suggest_clock()
        });
        if suggests == Some(true) {
            self.suspects_clock.set(true);
        }
    }

    /// The suspicion is told: it begins anew.
    pub(super) fn trust_clock(self) {
        self.refusals.set_value(Refusals::default());
        self.suspects_clock.set(false);
    }

    /// Copies a code of an entry, to be cleared from the clipboard later, and notes that it was used.
    pub(super) fn copy(self, id: EntryId, code: Code) {
        spawn_local(async move {
            let Ok(copied) = clipboard::copy(code.as_str()).await else {
                self.tell(Told::CopyRefused);
                return;
            };
            drop(code);
            let number = self.copies.try_update_value(|copies| {
                *copies += 1;
                *copies
            });
            self.copied.try_set(Some(id.clone()));
            self.tell(Told::Copied);
            let now = self.clock.now_untracked();
            // That it was used is only for the order: if it is not stored the code is copied all the same.
            let _ = self.keeper.change(|all| Ok::<_, Infallible>(((), all.mark_used(&id, now)))).await;
            clock::sleep(CLEARED_AFTER_MILLIS).await;
            let outcome = clipboard::clear(copied).await;
            // What was copied since is told of by itself.
            if self.copies.try_get_value() != number {
                return;
            }
            self.copied.try_set(None);
            match outcome {
                Clearing::Cleared => self.tell(Told::Cleared),
                Clearing::NotOurs => self.untell(&Told::Copied),
                Clearing::Unknown => self.tell(Told::LeftThere),
                Clearing::Refused => self.tell(Told::NotCleared),
            }
        });
    }

    /// Gets the next code of a counting key: its counter is stored first.
    pub(super) fn count(self, id: EntryId) {
        if self.is_counting.get_value() {
            return;
        }
        self.is_counting.set_value(true);
        spawn_local(async move {
            let now = self.clock.now_untracked();
            let outcome =
                self.keeper.change(|all| all.next_code(&id, now).map(|(change, pending)| (pending, change))).await;
            self.is_counting.try_set_value(false);
            match outcome {
                Ok(Ok(pending)) => {
                    let stored = self.keeper.collection.try_with_untracked(|all| all.get(&id).cloned()).flatten();
                    if let Some(code) = stored.and_then(|stored| pending.reveal(&stored).ok()) {
                        self.counted.try_update(|counted| counted.insert(id, code));
                    }
                }
                Ok(Err(NextCodeError::CounterSpent)) => self.tell(Told::CounterSpent),
                Ok(Err(_)) => self.tell(Told::Gone),
                Err(error) => self.tell(Told::Failed(error)),
            }
        });
    }

    /// Throws entries away, so that it can be taken back.
    pub(super) fn trash(self, ids: Vec<EntryId>) {
        let now = self.clock.now_untracked();
        let taken = ids.clone();
        self.change(Box::new(move |all| all.trash(&ids, now)), move || {
            self.selected.try_set(None);
            self.trashed.try_set(taken);
        });
    }

    /// Takes back what was thrown away last.
    pub(super) fn undo_trash(self) {
        let ids = self.trashed.get_untracked();
        let first = ids.first().cloned();
        self.change(Box::new(move |all| all.restore(&ids)), move || {
            self.trashed.try_set(Vec::new());
            if let Some(first) = first {
                focus_card(first);
            }
        });
    }

    /// Whether cards can be moved: in the manual order, with all of them in sight.
    pub(super) fn can_move(self) -> bool {
        self.keeper.settings.with(|settings| settings.order == Order::Manual)
            && self.typed.with(|typed| typed.trim().is_empty())
            && self.tag.with(Option::is_none)
            && self.selected.with(Option::is_none)
    }

    /// Moves an entry one place on; says where it is then, and keeps the focus on it.
    pub(super) fn step(self, id: EntryId, is_down: bool) {
        if !untrack(|| self.can_move()) {
            return;
        }
        let to = if is_down { Move::Down } else { Move::Up };
        let moved = id.clone();
        self.change(Box::new(move |all| all.move_entry(&id, to)), move || self.announce_place(moved));
    }

    /// Puts the dragged entry where it was dropped.
    pub(super) fn drop_dragged(self) {
        let Some(Drag { id, over: Some((target, is_after)) }) = self.drag.get_untracked() else {
            self.drag.set(None);
            return;
        };
        self.drag.set(None);
        let moved = id.clone();
        let judge = move |all: &Collection| {
            all.move_entry(&id, if is_after { Move::After(&target) } else { Move::Before(&target) })
        };
        self.change(Box::new(judge), move || self.announce_place(moved));
    }

    fn announce_place(self, id: EntryId) {
        let place = self.shown.try_with_untracked(|shown| {
            let place = shown.ids().iter().position(|other| *other == id);
            place.map(|place| (place + 1, shown.ids().len()))
        });
        let name = self.keeper.collection.try_with_untracked(|all| all.get(&id).map(|entry| name_of(entry, self.text)));
        if let (Some(Some((place, count))), Some(Some(name))) = (place, name) {
            let words = self.text.words_now::<EntriesText>();
            self.announced.try_set((words.moved)(&name, place, count));
            focus_card(id);
        }
    }

    /// Selects an entry, or no longer.
    pub(super) fn toggle(self, id: &EntryId) {
        self.selected.update(|selected| {
            let selected = selected.get_or_insert_default();
            if !selected.remove(id) {
                selected.insert(id.clone());
            }
        });
    }

    /// The selected entries.
    pub(super) fn selection(self) -> Vec<EntryId> {
        self.selected.with_untracked(|selected| selected.iter().flatten().cloned().collect())
    }
}

/// The name of an entry, in the language shown.
pub(super) fn name_of(entry: &Entry, text: Localized) -> String {
    (text.now().authenticator.name_of)(&entry.issuer, &entry.account)
}

/// Focuses the code of a card, once it is where it belongs.
fn focus_card(id: EntryId) {
    request_animation_frame(move || {
        let face = document().query_selector(&format!("[data-entry=\"{}\"] .code-face", id.0));
        if let Ok(Some(face)) = face
            && let Some(face) = face.dyn_ref()
        {
            focus(face);
        }
    });
}
