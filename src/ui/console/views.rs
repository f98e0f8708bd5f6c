//! What each part of the console shows, with what its page needs to be read first. The binary names one for each part.

use leptos::prelude::*;

use super::{
    accepted::Accepted,
    account::AccountManagement,
    carrier::Carrier,
    contact::Contact,
    desk::Desk,
    desk_accounts::DeskAccounts,
    desk_first::DeskFirst,
    desk_nav::DeskNav,
    devices::Devices,
    factors::{FactorForms, Factors},
    help::Help,
    home::Home,
    log_on::{LogOn, SecurityCode},
    open_appeal::OpenAppeal,
    orders::Orders,
    policy::PolicyPage,
    readers,
    register::Register,
    register_code::VerifyPhone,
    resynchronise::Resynchronise,
    sessions::Sessions,
    step_up::StepUp,
    trail::Trail,
    use_console,
    wizard::Wizard,
};

/// The page “Create account”.
pub fn register() -> AnyView {
    use_console().page(&[readers::registration], || view! { <Register/> }.into_any())
}

/// The page “Log On”.
pub fn log_on() -> AnyView {
    use_console().page(&[readers::log_on], || view! { <LogOn/> }.into_any())
}

/// The page after logging on.
pub fn home() -> AnyView {
    use_console().page(&[readers::marks], || view! { <Home/> }.into_any())
}

/// The page “Account Management”.
pub fn account() -> AnyView {
    use_console().page(&[readers::binding], || view! { <AccountManagement/> }.into_any())
}

/// The dialog “Bind a virtual MFA device”.
pub fn wizard() -> AnyView {
    use_console().page(&[readers::binding], || view! { <Wizard/> }.into_any())
}

/// The page “Reviewer's desk”.
pub fn desk() -> AnyView {
    use_console().page(&[readers::reviews], || view! { <DeskNav/> <Desk/> }.into_any())
}

/// The dialog that asks for a factor again.
pub fn step_up() -> AnyView {
    view! { <StepUp/> }.into_any()
}

/// Why a security code was accepted.
pub fn accepted() -> AnyView {
    view! { <Accepted/> }.into_any()
}

/// The MFA devices.
pub fn devices() -> AnyView {
    use_console().page(&[readers::binding], || view! { <Devices/> }.into_any())
}

/// The form that resynchronises a device.
pub fn resynchronise() -> AnyView {
    view! { <Resynchronise/> }.into_any()
}

/// The recovery codes and passkeys.
pub fn factors() -> AnyView {
    view! { <Factors/> }.into_any()
}

/// The forms that change the recovery codes and passkeys.
pub fn factor_forms() -> AnyView {
    view! { <FactorForms/> }.into_any()
}

/// The sessions and trusted browsers.
pub fn sessions() -> AnyView {
    view! { <Sessions/> }.into_any()
}

/// What hands notices to the carrier.
pub fn carrier() -> AnyView {
    view! { <Carrier/> }.into_any()
}

/// The orders, and ordering.
pub fn orders() -> AnyView {
    view! { <Orders/> }.into_any()
}

/// The warning of an appeal.
pub fn open_appeal() -> AnyView {
    view! { <OpenAppeal/> }.into_any()
}

/// The forms that change the phone number and the password.
pub fn contact() -> AnyView {
    view! { <Contact/> }.into_any()
}

/// The page for whoever cannot log on.
pub fn help() -> AnyView {
    use_console().page(&[readers::log_on, readers::marks], || view! { <Help/> }.into_any())
}

/// The desk's accounts.
pub fn desk_accounts() -> AnyView {
    view! { <DeskNav/> <DeskAccounts/> }.into_any()
}

/// The audit trail.
pub fn trail() -> AnyView {
    view! { <DeskNav/> <Trail/> }.into_any()
}

/// The policy in force.
pub fn policy() -> AnyView {
    view! { <DeskNav/> <PolicyPage/> }.into_any()
}

/// The second step of opening an account.
pub fn register_code() -> AnyView {
    view! { <VerifyPhone/> }.into_any()
}

/// The second step of logging on.
pub fn security_code() -> AnyView {
    view! { <SecurityCode/> }.into_any()
}

/// The desk before anybody has an account here.
pub fn desk_first() -> AnyView {
    view! { <DeskFirst/> }.into_any()
}

/// Help with a forgotten password.
pub fn help_reset() -> AnyView {
    super::help::reset()
}

/// Help with a lost phone.
pub fn help_phone() -> AnyView {
    super::help::phone()
}

/// Help against somebody else's appeal.
pub fn help_stop() -> AnyView {
    super::help::stop()
}
