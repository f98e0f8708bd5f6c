//! The places of the app and their paths. Pure: parsing and printing only; `navigation` moves between them.

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/`: the stage, at whichever page of the console fits the state of the logon.
    Stage,
    /// `/start`: where an installed app opens; leads to what the person chose in the settings.
    Start,
    /// A page of the console, shown in the window on the stage.
    Console(ConsolePage),
    /// A place of the console's desk, shown in the same window.
    Desk(DeskPlace),
    /// `/scenarios`: stages to be set in one click.
    Scenarios,
    /// A place of this browser's own authenticator, on the true clock.
    Authenticator(AuthenticatorPlace),
    /// `/settings`: language, theme, start over.
    Settings,
    /// Any other path.
    NotFound,
}

/// A page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsolePage {
    /// `/console`: who is logged on.
    Home,
    /// `/console/register`: open an account.
    Register,
    /// `/console/log-on`: password, then security code.
    LogOn,
    /// `/console/account`: Account Management.
    Account(AccountTab),
    /// `/console/help`: for whoever cannot log on.
    Help,
}

/// A place of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeskPlace {
    /// `/desk`: applications for manual verification, and appeals.
    Applications,
    /// `/desk/accounts`: unlock and reset.
    Accounts,
    /// `/desk/trail`: the audit trail.
    Trail,
    /// `/desk/policy`: the policy in force, against the rules.
    Policy,
}

/// A place of this browser's own authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthenticatorPlace {
    /// `/authenticator`: the codes.
    Codes,
    /// `/authenticator/add`: the ways in for a key.
    Add,
    /// `/authenticator/import`: what other programs exported.
    Import,
    /// `/authenticator/export`: backups, and their health.
    Export,
    /// `/authenticator/trash`: what was thrown away.
    Trash,
    /// `/authenticator/protection`: the vault, and when it locks.
    Protection,
}

/// A tab of Account Management.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountTab {
    /// `/console/account`: name and phone number.
    BasicInformation,
    /// `/console/account/security`: the MFA devices, passkeys and recovery codes.
    SecuritySettings,
    /// `/console/account/sessions`: sessions and trusted browsers.
    Sessions,
}

impl Route {
    /// Every place that has a path of its own.
    pub const ALL: [Self; 21] = [
        Self::Stage,
        Self::Start,
        Self::Console(ConsolePage::Home),
        Self::Console(ConsolePage::Register),
        Self::Console(ConsolePage::LogOn),
        Self::Console(ConsolePage::Account(AccountTab::BasicInformation)),
        Self::Console(ConsolePage::Account(AccountTab::SecuritySettings)),
        Self::Console(ConsolePage::Account(AccountTab::Sessions)),
        Self::Console(ConsolePage::Help),
        Self::Desk(DeskPlace::Applications),
        Self::Desk(DeskPlace::Accounts),
        Self::Desk(DeskPlace::Trail),
        Self::Desk(DeskPlace::Policy),
        Self::Scenarios,
        Self::Authenticator(AuthenticatorPlace::Codes),
        Self::Authenticator(AuthenticatorPlace::Add),
        Self::Authenticator(AuthenticatorPlace::Import),
        Self::Authenticator(AuthenticatorPlace::Export),
        Self::Authenticator(AuthenticatorPlace::Trash),
        Self::Authenticator(AuthenticatorPlace::Protection),
        Self::Settings,
    ];

    /// The path of this place, as the address bar shows it.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Stage => "/",
            Self::Start => "/start",
            Self::Console(ConsolePage::Home) => "/console",
            Self::Console(ConsolePage::Register) => "/console/register",
            Self::Console(ConsolePage::LogOn) => "/console/log-on",
            Self::Console(ConsolePage::Account(AccountTab::BasicInformation)) => "/console/account",
            Self::Console(ConsolePage::Account(AccountTab::SecuritySettings)) => "/console/account/security",
            Self::Console(ConsolePage::Account(AccountTab::Sessions)) => "/console/account/sessions",
            Self::Console(ConsolePage::Help) => "/console/help",
            Self::Desk(DeskPlace::Applications) => "/desk",
            Self::Desk(DeskPlace::Accounts) => "/desk/accounts",
            Self::Desk(DeskPlace::Trail) => "/desk/trail",
            Self::Desk(DeskPlace::Policy) => "/desk/policy",
            Self::Scenarios => "/scenarios",
            Self::Authenticator(AuthenticatorPlace::Codes) => "/authenticator",
            Self::Authenticator(AuthenticatorPlace::Add) => "/authenticator/add",
            Self::Authenticator(AuthenticatorPlace::Import) => "/authenticator/import",
            Self::Authenticator(AuthenticatorPlace::Export) => "/authenticator/export",
            Self::Authenticator(AuthenticatorPlace::Trash) => "/authenticator/trash",
            Self::Authenticator(AuthenticatorPlace::Protection) => "/authenticator/protection",
            Self::Settings => "/settings",
            Self::NotFound => "/not-found",
        }
    }

    /// The place that a path names. A trailing slash, a query and a fragment are ignored.
    pub fn parse(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
        let path = if path.is_empty() { "/" } else { path };
        Self::ALL.into_iter().find(|route| route.path() == path).unwrap_or(Self::NotFound)
    }

    /// Whether this place is on the stage: the console's window with the phones beside it.
    pub const fn is_on_stage(self) -> bool {
        matches!(self, Self::Stage | Self::Console(_) | Self::Desk(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_then_parse_is_identity() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.path()), route);
        }
    }

    #[test]
    fn tolerates_what_browsers_and_hosts_add() {
        let log_on = Route::Console(ConsolePage::LogOn);
        for path in ["/console/log-on/", "/console/log-on?utm=1", "/console/log-on#top"] {
            assert_eq!(Route::parse(path), log_on, "{path}");
        }
        assert_eq!(Route::parse(""), Route::Stage);
        assert_eq!(Route::parse("//"), Route::Stage);
    }

    #[test]
    fn an_unknown_path_is_not_found() {
        for path in ["/nowhere", "/console/nowhere", "/Console", "console"] {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
    }
}
