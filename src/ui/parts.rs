//! The parts of the app that are downloaded when they are first needed, and what stands in their place until then.
//!
//! The library names the parts and shows them; how one is loaded is the binary's matter (`src/main.rs`), which hands a
//! [`Loader`] in. Whatever the library reaches without a loader belongs to the main module.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::{
    components::{Dynamic, Spinner, dynamic},
    use_text,
};

/// A part of the app with a download of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The phones' side of the stage.
    Phones,
    /// What a phone shows of its own: the messages, the application store, the clock.
    PhoneScreen,
    /// An application that is open on a phone.
    PhoneApp,
    /// The console's page “Create account”.
    Register,
    /// The console's page “Log On”.
    LogOn,
    /// The console's home.
    Home,
    /// Account Management.
    Account,
    /// The dialog that binds a device.
    Wizard,
    /// The reviewer's desk.
    Desk,
    /// The second step of opening an account.
    RegisterCode,
    /// The second step of logging on.
    SecurityCode,
    /// The desk while nobody has an account.
    DeskFirst,
    /// Help with a forgotten password.
    HelpReset,
    /// Help with a lost phone.
    HelpPhone,
    /// Help against somebody else's appeal.
    HelpStop,
    /// The dialog that asks for a factor again before a sensitive action.
    StepUp,
    /// Why a security code was accepted, for people who learn.
    Accepted,
    /// The MFA devices of Account Management.
    Devices,
    /// The form that resynchronises a device.
    Resynchronise,
    /// The recovery codes and passkeys of Account Management.
    Factors,
    /// The forms that change the recovery codes and passkeys.
    FactorForms,
    /// The sessions and trusted browsers of Account Management.
    Sessions,
    /// The page for whoever cannot log on.
    Help,
    /// The desk's accounts.
    DeskAccounts,
    /// The audit trail.
    Trail,
    /// The policy in force.
    Policy,
    /// The scenarios.
    Scenarios,
    /// What sets the stage of a scenario.
    ScenarioStart,
    /// The goal and the steps of the scenario that runs.
    ScenarioPanel,
    /// This browser's own authenticator.
    Authenticator,
    /// The screens of its vault, with the ciphers.
    Vault,
    /// Its import, export and clock.
    Transfer,
    /// Its codes.
    Codes,
    /// The watch over its backup.
    Backups,
    /// What was thrown away of them.
    Trash,
    /// The ways in for a key.
    Add,
    /// What hands the console's notices to the carrier.
    Carrier,
    /// The orders of the console's home.
    Orders,
    /// The warning of an appeal.
    OpenAppeal,
    /// The forms that change the phone number and the password.
    Contact,
    /// The settings.
    Settings,
}

/// How many parts there are.
const COUNT: usize = Part::Settings as usize + 1;

/// Makes the view of a part that is here.
pub type View = fn() -> AnyView;

/// A part on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<View, PartMissing>>>>;

/// Brings a part here; a part that came once comes again at once.
pub type Loader = fn(Part) -> Loading;

/// A part did not arrive: there is no network, or the host has it no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a part of the app did not arrive")]
pub struct PartMissing;

impl From<SplitLoaderError> for PartMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

#[derive(Clone, Copy)]
enum State {
    Absent,
    OnItsWay,
    Missing,
    Here(View),
}

/// A handle to what is here and what is not.
#[derive(Clone, Copy)]
pub struct Parts {
    load: Loader,
    states: [RwSignal<State>; COUNT],
}

impl Parts {
    pub(super) fn new(load: Loader) -> Self {
        Self { load, states: std::array::from_fn(|_| RwSignal::new(State::Absent)) }
    }

    /// Sends for a part unless it is here or on its way.
    pub fn send_for(self, part: Part) {
        let state = self.states[part as usize];
        if matches!(state.get_untracked(), State::OnItsWay | State::Here(_)) {
            return;
        }
        state.set(State::OnItsWay);
        let loading = (self.load)(part);
        spawn_local(async move {
            state.try_set(loading.await.map_or(State::Missing, State::Here));
        });
    }
}

/// The view of a part, or what stands in its place while it is not here.
pub fn part(part: Part) -> Dynamic {
    let parts = use_parts();
    let text = use_text();
    let state = parts.states[part as usize];
    if matches!(state.get_untracked(), State::Absent | State::Missing) {
        parts.send_for(part);
    }
    dynamic(move || match state.get() {
        State::Here(view) => view(),
        State::Absent | State::OnItsWay => {
            // The style sheet shows it only when the wait is long enough to be noticed.
            view! { <div class="part-on-its-way"><Spinner label=text.signal(|t| t.shell.opening)/></div> }.into_any()
        }
        State::Missing => view! {
            <div class="part-missing stack" role="alert">
                <p><b>{text.of(|t| t.shell.part_missing)}</b></p>
                <p>{text.of(|t| t.shell.part_missing_next)}</p>
                <div class="row">
                    <button class="button primary" on:click=move |_| parts.send_for(part)>
                        {text.of(|t| t.shell.try_again)}
                    </button>
                    <button class="button quiet" on:click=move |_| drop(window().location().reload())>
                        {text.of(|t| t.shell.reload)}
                    </button>
                </div>
            </div>
        }
        .into_any(),
    })
}

/// The parts, from the context that the app provides.
///
/// # Panics
/// When a component asks for them outside the app, which is a mistake in this program.
#[allow(clippy::expect_used, reason = "a missing context is a mistake of ours, not of a person or a browser")]
fn use_parts() -> Parts {
    use_context().expect("the app provides the parts before it shows anything")
}
