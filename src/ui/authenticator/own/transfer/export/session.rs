//! An export under way: what goes out, as what, and where it stands.

use leptos::{prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::make::{Made, MakeError, Target, make};
use crate::{
    authenticator::{Collection, Entry, export},
    browser::files,
    ui::authenticator::own::keeper::Keeper,
};

/// Which entries go out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Scope {
    /// All, those in the trash too.
    Everything,
    /// All but those in the trash.
    InUse,
    /// Those with this tag, but for the trash.
    Tag(String),
}

impl Scope {
    /// As a form spells it.
    pub(super) fn value(&self) -> String {
        match self {
            Self::Everything => "everything".to_owned(),
            Self::InUse => "in-use".to_owned(),
            Self::Tag(tag) => format!("tag:{tag}"),
        }
    }

    /// The one that a form spells.
    pub(super) fn of(value: &str) -> Self {
        match value.split_once(':') {
            Some((_, tag)) => Self::Tag(tag.to_owned()),
            None if value == "everything" => Self::Everything,
            None => Self::InUse,
        }
    }

    fn has(&self, entry: &Entry) -> bool {
        match self {
            Self::Everything => true,
            Self::InUse => !entry.is_trashed(),
            Self::Tag(tag) => !entry.is_trashed() && entry.has_tag(tag),
        }
    }
}

/// Where an export stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Choosing,
    Password,
    Confirming,
    Working,
    Made,
}

/// A handle to an export.
#[derive(Clone, Copy)]
pub(super) struct Exporting {
    pub(super) keeper: Keeper,
    pub(super) target: RwSignal<Target>,
    /// None until the person chose: then the format's own.
    pub(super) chosen_scope: RwSignal<Option<Scope>>,
    pub(super) step: RwSignal<Step>,
    pub(super) error: RwSignal<Option<MakeError>>,
    pub(super) made: StoredValue<Option<Made>, LocalStorage>,
    /// How many entries what was made holds.
    pub(super) held: RwSignal<usize>,
}

impl Exporting {
    pub(super) fn new(keeper: Keeper) -> Self {
        let is_protected = keeper.header.with_untracked(Option::is_some);
        Self {
            keeper,
            target: RwSignal::new(if is_protected { Target::VaultBackup } else { Target::SealedBackup }),
            chosen_scope: RwSignal::new(None),
            step: RwSignal::new(Step::Choosing),
            error: RwSignal::new(None),
            made: StoredValue::new_local(None),
            held: RwSignal::new(0),
        }
    }

    /// Which entries go out. A backup has everything, unless the person chose otherwise. Tracked.
    pub(super) fn scope(self) -> Scope {
        self.chosen_scope.get().unwrap_or(match self.target.get() {
            Target::VaultBackup | Target::SealedBackup => Scope::Everything,
            _ => Scope::InUse,
        })
    }

    /// The entries that go out. Tracked.
    pub(super) fn entries(self) -> Vec<Entry> {
        let scope = self.scope();
        self.keeper.collection.with(|all| all.iter().filter(|entry| scope.has(entry)).cloned().collect())
    }

    /// How many they are. Tracked.
    pub(super) fn count(self) -> usize {
        let scope = self.scope();
        self.keeper.collection.with(|all| all.iter().filter(|entry| scope.has(entry)).count())
    }

    /// Goes on with what was chosen.
    pub(super) fn begin(self) {
        self.error.set(None);
        let target = self.target.get_untracked();
        if target.needs_password() {
            self.step.set(Step::Password);
        } else if target.is_open() {
            self.step.set(Step::Confirming);
        } else {
            self.make(None);
        }
    }

    /// Makes it, checks it, and hands a file over.
    pub(super) fn make(self, password: Option<Zeroizing<String>>) {
        let target = self.target.get_untracked();
        let entries = untrack(|| self.entries());
        self.step.set(Step::Working);
        self.error.set(None);
        spawn_local(async move {
            match make(self.keeper, target, entries.clone(), password).await {
                Ok((made, count)) => {
                    self.made.try_set_value(Some(made));
                    self.held.try_set(count);
                    self.step.try_set(Step::Made);
                    self.hand_over();
                    self.remember(target, &entries).await;
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                    self.step.try_set(Step::Choosing);
                }
            }
        });
    }

    /// Hands the file over, now or again.
    pub(super) fn hand_over(self) {
        self.made.try_with_value(|made| {
            if let Some(Made::File { name, media_type, bytes }) = made {
                // Whether the browser kept it is never told: the button stays.
                let _ = files::download(name, media_type, bytes);
            }
        });
    }

    /// A file with all that is here is a backup.
    async fn remember(self, target: Target, entries: &[Entry]) {
        let is_file = self.made.try_with_value(|made| matches!(made, Some(Made::File { .. }))) == Some(true);
        let is_whole = self.keeper.collection.try_with_untracked(|all| export::is_whole(target.format(), entries, all))
            == Some(true);
        if is_file && is_whole {
            // The backup is there all the same; only its date is not known.
            let _ = self.keeper.backup_verified(&Collection::from_entries(entries.to_vec())).await;
        }
    }

    /// Forgets what was made.
    pub(super) fn finish(self) {
        self.made.try_set_value(None);
        self.step.try_set(Step::Choosing);
    }
}
