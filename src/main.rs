//! Mounts the app, and names the parts of it that are downloaded when they are first needed.
//!
//! A split point is a function with `wasm_split`: what only such a function reaches leaves the main module. They stand
//! here, and not in the library, because the macro writes the foreign declarations by which the loader links a part.
//! Everything else is in the library, which forbids unsafe code.
#![allow(unsafe_code, reason = "wasm_split expands to foreign declarations; nothing else stands in this file")]

fn main() {
    #[cfg(target_arch = "wasm32")]
    parts::run();
}

#[cfg(target_arch = "wasm32")]
mod parts {
    use counterpart::ui::{
        self, authenticator, console,
        parts::{Loading, Part, PartMissing, View},
        workbench::{self, Perform},
    };
    use leptos::wasm_split::wasm_split;

    pub(super) fn run() {
        if workbench::serve(|| Box::pin(work())) {
            return;
        }
        ui::mount(load);
    }

    fn load(part: Part) -> Loading {
        match part {
            Part::Phones => Box::pin(phones()),
            Part::PhoneScreen => Box::pin(phone_screen()),
            Part::PhoneApp => Box::pin(phone_app()),
            Part::Register => Box::pin(register()),
            Part::LogOn => Box::pin(log_on()),
            Part::Home => Box::pin(home()),
            Part::Account => Box::pin(account()),
            Part::Wizard => Box::pin(wizard()),
            Part::Desk => Box::pin(desk()),
            Part::RegisterCode => Box::pin(register_code()),
            Part::SecurityCode => Box::pin(security_code()),
            Part::DeskFirst => Box::pin(desk_first()),
            Part::HelpReset => Box::pin(help_reset()),
            Part::HelpPhone => Box::pin(help_phone()),
            Part::HelpStop => Box::pin(help_stop()),
            Part::StepUp => Box::pin(step_up()),
            Part::Accepted => Box::pin(accepted()),
            Part::Devices => Box::pin(devices()),
            Part::Resynchronise => Box::pin(resynchronise()),
            Part::Factors => Box::pin(factors()),
            Part::FactorForms => Box::pin(factor_forms()),
            Part::Sessions => Box::pin(sessions()),
            Part::Help => Box::pin(help()),
            Part::DeskAccounts => Box::pin(desk_accounts()),
            Part::Trail => Box::pin(trail()),
            Part::Policy => Box::pin(policy()),
            Part::Scenarios => Box::pin(scenarios()),
            Part::ScenarioStart => Box::pin(scenario_start()),
            Part::ScenarioPanel => Box::pin(scenario_panel()),
            Part::Authenticator => Box::pin(own_authenticator()),
            Part::Vault => Box::pin(vault()),
            Part::Codes => Box::pin(codes()),
            Part::Backups => Box::pin(backups()),
            Part::Trash => Box::pin(trash()),
            Part::Add => Box::pin(add()),
            Part::Transfer => Box::pin(transfer()),
            Part::Carrier => Box::pin(carrier()),
            Part::Orders => Box::pin(orders()),
            Part::OpenAppeal => Box::pin(open_appeal()),
            Part::Contact => Box::pin(contact()),
            Part::Settings => Box::pin(settings()),
        }
    }

    /// What a worker alone needs.
    #[wasm_split(work, fallible, wasm_split_path = leptos::wasm_split)]
    fn work() -> Result<Perform, PartMissing> {
        Ok(workbench::perform)
    }

    #[wasm_split(phones, fallible, wasm_split_path = leptos::wasm_split)]
    fn phones() -> Result<View, PartMissing> {
        Ok(authenticator::phones)
    }

    #[wasm_split(register, fallible, wasm_split_path = leptos::wasm_split)]
    fn register() -> Result<View, PartMissing> {
        Ok(console::register)
    }

    #[wasm_split(log_on, fallible, wasm_split_path = leptos::wasm_split)]
    fn log_on() -> Result<View, PartMissing> {
        Ok(console::log_on)
    }

    #[wasm_split(home, fallible, wasm_split_path = leptos::wasm_split)]
    fn home() -> Result<View, PartMissing> {
        Ok(console::home)
    }

    #[wasm_split(account, fallible, wasm_split_path = leptos::wasm_split)]
    fn account() -> Result<View, PartMissing> {
        Ok(console::account)
    }

    #[wasm_split(wizard, fallible, wasm_split_path = leptos::wasm_split)]
    fn wizard() -> Result<View, PartMissing> {
        Ok(console::wizard)
    }

    #[wasm_split(desk, fallible, wasm_split_path = leptos::wasm_split)]
    fn desk() -> Result<View, PartMissing> {
        Ok(console::desk)
    }

    #[wasm_split(accepted, fallible, wasm_split_path = leptos::wasm_split)]
    fn accepted() -> Result<View, PartMissing> {
        Ok(console::accepted)
    }

    #[wasm_split(step_up, fallible, wasm_split_path = leptos::wasm_split)]
    fn step_up() -> Result<View, PartMissing> {
        Ok(console::step_up)
    }

    #[wasm_split(devices, fallible, wasm_split_path = leptos::wasm_split)]
    fn devices() -> Result<View, PartMissing> {
        Ok(console::devices)
    }

    #[wasm_split(resynchronise, fallible, wasm_split_path = leptos::wasm_split)]
    fn resynchronise() -> Result<View, PartMissing> {
        Ok(console::resynchronise)
    }

    #[wasm_split(factors, fallible, wasm_split_path = leptos::wasm_split)]
    fn factors() -> Result<View, PartMissing> {
        Ok(console::factors)
    }

    #[wasm_split(factor_forms, fallible, wasm_split_path = leptos::wasm_split)]
    fn factor_forms() -> Result<View, PartMissing> {
        Ok(console::factor_forms)
    }

    #[wasm_split(sessions, fallible, wasm_split_path = leptos::wasm_split)]
    fn sessions() -> Result<View, PartMissing> {
        Ok(console::sessions)
    }

    #[wasm_split(help, fallible, wasm_split_path = leptos::wasm_split)]
    fn help() -> Result<View, PartMissing> {
        Ok(console::help)
    }

    #[wasm_split(desk_accounts, fallible, wasm_split_path = leptos::wasm_split)]
    fn desk_accounts() -> Result<View, PartMissing> {
        Ok(console::desk_accounts)
    }

    #[wasm_split(trail, fallible, wasm_split_path = leptos::wasm_split)]
    fn trail() -> Result<View, PartMissing> {
        Ok(console::trail)
    }

    #[wasm_split(policy, fallible, wasm_split_path = leptos::wasm_split)]
    fn policy() -> Result<View, PartMissing> {
        Ok(console::policy)
    }

    #[wasm_split(scenarios, fallible, wasm_split_path = leptos::wasm_split)]
    fn scenarios() -> Result<View, PartMissing> {
        Ok(ui::scenarios)
    }

    #[wasm_split(scenario_start, fallible, wasm_split_path = leptos::wasm_split)]
    fn scenario_start() -> Result<View, PartMissing> {
        Ok(ui::scenario_start)
    }

    #[wasm_split(scenario_panel, fallible, wasm_split_path = leptos::wasm_split)]
    fn scenario_panel() -> Result<View, PartMissing> {
        Ok(ui::scenario_panel)
    }

    #[wasm_split(register_code, fallible, wasm_split_path = leptos::wasm_split)]
    fn register_code() -> Result<View, PartMissing> {
        Ok(console::register_code)
    }

    #[wasm_split(security_code, fallible, wasm_split_path = leptos::wasm_split)]
    fn security_code() -> Result<View, PartMissing> {
        Ok(console::security_code)
    }

    #[wasm_split(desk_first, fallible, wasm_split_path = leptos::wasm_split)]
    fn desk_first() -> Result<View, PartMissing> {
        Ok(console::desk_first)
    }

    #[wasm_split(help_reset, fallible, wasm_split_path = leptos::wasm_split)]
    fn help_reset() -> Result<View, PartMissing> {
        Ok(console::help_reset)
    }

    #[wasm_split(help_phone, fallible, wasm_split_path = leptos::wasm_split)]
    fn help_phone() -> Result<View, PartMissing> {
        Ok(console::help_phone)
    }

    #[wasm_split(help_stop, fallible, wasm_split_path = leptos::wasm_split)]
    fn help_stop() -> Result<View, PartMissing> {
        Ok(console::help_stop)
    }

    #[wasm_split(phone_screen, fallible, wasm_split_path = leptos::wasm_split)]
    fn phone_screen() -> Result<View, PartMissing> {
        Ok(authenticator::phone_screen)
    }

    #[wasm_split(phone_app, fallible, wasm_split_path = leptos::wasm_split)]
    fn phone_app() -> Result<View, PartMissing> {
        Ok(authenticator::phone_app)
    }

    #[wasm_split(authenticator, fallible, wasm_split_path = leptos::wasm_split)]
    fn own_authenticator() -> Result<View, PartMissing> {
        Ok(authenticator::own)
    }

    #[wasm_split(vault, fallible, wasm_split_path = leptos::wasm_split)]
    fn vault() -> Result<View, PartMissing> {
        Ok(authenticator::own_vault)
    }

    #[wasm_split(codes, fallible, wasm_split_path = leptos::wasm_split)]
    fn codes() -> Result<View, PartMissing> {
        Ok(authenticator::own_codes)
    }

    #[wasm_split(trash, fallible, wasm_split_path = leptos::wasm_split)]
    fn trash() -> Result<View, PartMissing> {
        Ok(authenticator::own_trash)
    }

    #[wasm_split(add, fallible, wasm_split_path = leptos::wasm_split)]
    fn add() -> Result<View, PartMissing> {
        Ok(authenticator::own_add)
    }

    #[wasm_split(transfer, fallible, wasm_split_path = leptos::wasm_split)]
    fn transfer() -> Result<View, PartMissing> {
        Ok(authenticator::own_transfer)
    }

    #[wasm_split(backups, fallible, wasm_split_path = leptos::wasm_split)]
    fn backups() -> Result<View, PartMissing> {
        Ok(authenticator::own_backups)
    }

    #[wasm_split(carrier, fallible, wasm_split_path = leptos::wasm_split)]
    fn carrier() -> Result<View, PartMissing> {
        Ok(console::carrier)
    }

    #[wasm_split(orders, fallible, wasm_split_path = leptos::wasm_split)]
    fn orders() -> Result<View, PartMissing> {
        Ok(console::orders)
    }

    #[wasm_split(open_appeal, fallible, wasm_split_path = leptos::wasm_split)]
    fn open_appeal() -> Result<View, PartMissing> {
        Ok(console::open_appeal)
    }

    #[wasm_split(contact, fallible, wasm_split_path = leptos::wasm_split)]
    fn contact() -> Result<View, PartMissing> {
        Ok(console::contact)
    }

    #[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split)]
    fn settings() -> Result<View, PartMissing> {
        Ok(ui::settings)
    }
}
