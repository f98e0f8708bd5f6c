//! The recovery codes and passkeys of Account Management: what stands beside the devices.
//!
//! The page lists them. What changes them comes as a part of its own, when it is asked for.

mod forms;
mod new_passkey;
mod passkeys;
mod recovery;
mod sheet;

use leptos::prelude::*;

pub(super) use self::forms::FactorForms;
use self::{passkeys::Passkeys, recovery::Recovery};
use super::{
    ConsoleState,
    account::focus_by_id,
    parts::{Pick, notice},
    use_console,
};
use crate::{
    console::{Account, AccountId, Passkey},
    ui::{
        components::{NoticeKind, dynamic},
        parts::{Part, part},
        text::console::factors::FactorsText,
        use_text,
    },
};

/// A change that a person asked for.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    /// New recovery codes; with it whether there are some that they replace.
    NewCodes { replaces: bool },
    /// Another passkey.
    NewPasskey,
    /// One passkey less.
    NoPasskey(Passkey),
}

/// What is said once a change is made, or given up; none: nothing.
type Said = Option<Pick<FactorsText>>;

/// The change under way in one section of the page, and what was said of the last one. It goes by the context, as no
/// part of the app takes arguments.
#[derive(Clone, Copy)]
struct Changing {
    console: ConsoleState,
    change: RwSignal<Option<Change>>,
    said: RwSignal<Said>,
    /// The button to which the focus goes back.
    button: &'static str,
}

impl Changing {
    fn new(button: &'static str) -> Self {
        Self { console: use_console(), change: RwSignal::new(None), said: RwSignal::new(None), button }
    }

    /// Asks for a factor if none was shown recently, then begins.
    fn begin(self, change: impl Fn() -> Change + Send + Sync + 'static) {
        self.said.set(None);
        self.console.after_step_up(move || self.change.set(Some(change())));
    }

    /// The factor was shown too long ago, while the person thought it over: begins anew once another one was shown.
    fn begin_again(self, change: Change) {
        self.change.try_set(None);
        self.console.ask_for_step_up(move || self.change.set(Some(change.clone())));
    }

    /// The form is done with, and with it what the browser may still ask for it.
    fn end(self, said: Said) {
        self.console.take_question_back();
        self.change.try_set(None);
        self.said.try_set(said);
        focus_by_id(self.button);
    }

    /// The form of the change that is under way, and what was said of the last one.
    fn view(self) -> AnyView {
        let text = use_text();
        let form = dynamic(move || {
            if self.change.with(Option::is_none) {
                return ().into_any();
            }
            provide_context(self);
            part(Part::FactorForms).into_any()
        });
        let said = dynamic(move || match self.said.get() {
            Some(pick) => notice(NoticeKind::Success, text.say(pick)),
            None => ().into_any(),
        });
        view! { {form} {said} }.into_any()
    }
}

/// The recovery codes and passkeys of Account Management.
#[component]
pub(super) fn Factors() -> impl IntoView {
    view! {
        <Recovery/>
        <Passkeys/>
    }
    .into_any()
}

/// Whose factors are shown, and whether a device is bound that they could stand beside.
fn user() -> Memo<Option<(AccountId, bool)>> {
    let console = use_console();
    Memo::new(move |_| {
        console.user.with(|user| user.as_ref().map(|user: &Account| (user.id.clone(), user.has_device())))
    })
}
