//! One simulated phone.

use serde::{Deserialize, Serialize};

use crate::otp::{DAY_SECS, UnixMillis};

/// How far a phone's clock may be set off, in seconds either way: a day.
pub const OFFSET_SECS_MAX: i64 = DAY_SECS.cast_signed();

/// What names a phone among others: lower-case hex of four random bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneId(pub String);

impl PhoneId {
    /// The name that these random bytes spell.
    pub fn from_random(bytes: [u8; 4]) -> Self {
        Self(format!("{:08x}", u32::from_be_bytes(bytes)))
    }

    /// The name after this one; the first one when this is the last, or no name at all.
    pub(super) fn next(&self) -> Self {
        let number = u32::from_str_radix(&self.0, 16).map_or(0, |number| number.wrapping_add(1));
        Self::from_random(number.to_be_bytes())
    }
}

/// The kinds of phone that the published procedure names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum PhoneKind {
    /// A phone with Android.
    Android,
    /// An iPhone.
    IPhone,
    /// A phone with Windows Phone.
    WindowsPhone,
    /// A BlackBerry.
    BlackBerry,
}

impl PhoneKind {
    /// Every kind, in the order of the published table.
    pub const ALL: [Self; 4] = [Self::Android, Self::IPhone, Self::WindowsPhone, Self::BlackBerry];

    /// Its name, which is the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Android => "Android",
            Self::IPhone => "iPhone",
            Self::WindowsPhone => "Windows Phone",
            Self::BlackBerry => "BlackBerry",
        }
    }
}

/// The version of the Alibaba Cloud app that stores give.
const ALIBABA_CLOUD_VERSION: (u16, u16) = (4, 6);

/// The first version of the Alibaba Cloud app with a virtual MFA.
const FIRST_WITH_VIRTUAL_MFA: (u16, u16) = (4, 6);

/// A version before that, as a phone that was not updated for long may have it.
const BEFORE_VIRTUAL_MFA: (u16, u16) = (4, 5);

/// A virtual MFA application.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum App {
    /// Google Authenticator, for all but Windows Phone.
    GoogleAuthenticator,
    /// Authenticator, for Windows Phone.
    Authenticator,
    /// The Alibaba Cloud app; from version 4.6 on it has a virtual MFA.
    AlibabaCloud {
        /// Major and minor version.
        version: (u16, u16),
    },
}

impl App {
    /// What the store of this kind of phone offers: the published table.
    pub const fn available_for(kind: PhoneKind) -> &'static [Self] {
        const ALIBABA_CLOUD: App = App::AlibabaCloud { version: ALIBABA_CLOUD_VERSION };
        match kind {
            PhoneKind::Android | PhoneKind::IPhone => &[Self::GoogleAuthenticator, ALIBABA_CLOUD],
            PhoneKind::WindowsPhone => &[Self::Authenticator],
            PhoneKind::BlackBerry => &[Self::GoogleAuthenticator],
        }
    }

    /// The version from before there was a virtual MFA, if there is one of this application: nobody needs it but who
    /// rehearses the update.
    pub const fn older_version(self) -> Option<Self> {
        match self {
            Self::AlibabaCloud { .. } => Some(Self::AlibabaCloud { version: BEFORE_VIRTUAL_MFA }),
            Self::GoogleAuthenticator | Self::Authenticator => None,
        }
    }

    /// Whether it can scan the QR code of a virtual MFA and make codes.
    pub fn has_virtual_mfa(self) -> bool {
        match self {
            Self::AlibabaCloud { version } => version >= FIRST_WITH_VIRTUAL_MFA,
            Self::GoogleAuthenticator | Self::Authenticator => true,
        }
    }

    /// Its name, which is the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GoogleAuthenticator => "Google Authenticator",
            Self::Authenticator => "Authenticator",
            Self::AlibabaCloud { .. } => "Alibaba Cloud",
        }
    }

    /// The word by which an authenticator's entries name the application that holds them. It outlives versions.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GoogleAuthenticator => "google-authenticator",
            Self::Authenticator => "authenticator",
            Self::AlibabaCloud { .. } => "alibaba-cloud",
        }
    }

    /// Whether both are the same application, of whatever version.
    pub fn is_same_app(self, other: Self) -> bool {
        self.key() == other.key()
    }
}

/// A phone on the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Phone {
    /// Its name among the others.
    pub id: PhoneId,
    /// What kind it is.
    pub kind: PhoneKind,
    /// Its telephone number: eleven digits.
    pub number: String,
    /// How fast its clock is, in seconds; negative when it is slow.
    pub clock_offset_secs: i64,
    /// The applications on it, in the order of their installation.
    pub installed_apps: Vec<App>,
    /// When it was put on the table, by the true clock.
    pub added_at: UnixMillis,
}

/// Why an application was not installed or updated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum InstallError {
    /// The store of this phone does not have it.
    #[error("the store of this kind of phone does not offer the application")]
    NotOffered,
    /// It is on the phone.
    #[error("the application is installed")]
    AlreadyInstalled,
    /// It is not on the phone, or in no older version than the store's.
    #[error("there is nothing to update")]
    NothingToUpdate,
}

impl Phone {
    /// What its clock shows when the true time is `real`.
    pub const fn now(&self, real: UnixMillis) -> UnixMillis {
        real.offset_secs(self.clock_offset_secs)
    }

    /// Sets its clock off by so many seconds, at most [`OFFSET_SECS_MAX`] either way.
    pub fn set_clock_offset_secs(&mut self, secs: i64) {
        self.clock_offset_secs = secs.clamp(-OFFSET_SECS_MAX, OFFSET_SECS_MAX);
    }

    /// Whether the application is on it, in whatever version.
    pub fn has(&self, app: App) -> bool {
        self.installed_apps.iter().any(|installed| installed.is_same_app(app))
    }

    /// The application as it is on the phone, in its version there.
    pub fn installed(&self, app: App) -> Option<App> {
        self.installed_apps.iter().copied().find(|installed| installed.is_same_app(app))
    }

    /// Installs an application from its store, or the older version of one.
    ///
    /// # Errors
    /// When the store has no such thing, or the phone has it in whatever version.
    pub fn install(&mut self, app: App) -> Result<(), InstallError> {
        let is_offered = |offered: &App| *offered == app || offered.older_version() == Some(app);
        if !App::available_for(self.kind).iter().any(is_offered) {
            return Err(InstallError::NotOffered);
        }
        if self.has(app) {
            return Err(InstallError::AlreadyInstalled);
        }
        self.installed_apps.push(app);
        Ok(())
    }

    /// Updates an application to the version that its store has. What it keeps stays.
    ///
    /// # Errors
    /// When the store does not have it, or the phone has nothing older.
    pub fn update(&mut self, app: App) -> Result<(), InstallError> {
        let offered = App::available_for(self.kind).iter().copied().find(|offered| offered.is_same_app(app));
        let offered = offered.ok_or(InstallError::NotOffered)?;
        let installed = self.installed_apps.iter_mut().find(|installed| installed.is_same_app(app));
        match installed {
            Some(installed) if installed.is_older_than(offered) => {
                *installed = offered;
                Ok(())
            }
            _ => Err(InstallError::NothingToUpdate),
        }
    }
}

impl App {
    /// Whether both are the same application, and this one's version is the lower.
    pub fn is_older_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::AlibabaCloud { version }, Self::AlibabaCloud { version: other }) => version < other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(kind: PhoneKind) -> Phone {
        Phone {
            id: PhoneId::from_random([0, 1, 0xab, 0xff]),
            kind,
            number: "13800000001".to_owned(),
            clock_offset_secs: 0,
            installed_apps: Vec::new(),
            added_at: UnixMillis(0),
        }
    }

    #[test]
    fn ids_are_eight_hex_digits() {
        assert_eq!(phone(PhoneKind::Android).id.0, "0001abff");
    }

    #[test]
    fn stores_offer_the_published_table() {
        let names = |kind| App::available_for(kind).iter().map(|app| app.name()).collect::<Vec<_>>();
        assert_eq!(names(PhoneKind::Android), ["Google Authenticator", "Alibaba Cloud"]);
        assert_eq!(names(PhoneKind::IPhone), ["Google Authenticator", "Alibaba Cloud"]);
        assert_eq!(names(PhoneKind::WindowsPhone), ["Authenticator"]);
        assert_eq!(names(PhoneKind::BlackBerry), ["Google Authenticator"]);
        for app in PhoneKind::ALL.into_iter().flat_map(App::available_for) {
            if let App::AlibabaCloud { version } = app {
                assert!(*version >= (4, 6));
            }
        }
    }

    #[test]
    fn an_application_is_installed_once_and_only_from_its_own_store() {
        let mut windows = phone(PhoneKind::WindowsPhone);
        assert_eq!(windows.install(App::GoogleAuthenticator), Err(InstallError::NotOffered));
        assert_eq!(windows.install(App::Authenticator), Ok(()));
        assert_eq!(windows.install(App::Authenticator), Err(InstallError::AlreadyInstalled));
        assert_eq!(windows.installed_apps, [App::Authenticator]);
        assert_eq!(windows.install(App::AlibabaCloud { version: (4, 5) }), Err(InstallError::NotOffered));
        let mut android = phone(PhoneKind::Android);
        assert_eq!(android.install(App::AlibabaCloud { version: (4, 4) }), Err(InstallError::NotOffered));
    }

    #[test]
    fn a_version_below_4_6_has_no_virtual_mfa_until_the_store_has_updated_it() {
        let (old, current) = (App::AlibabaCloud { version: (4, 5) }, App::AlibabaCloud { version: (4, 6) });
        for (version, has_it) in [((3, 9), false), ((4, 5), false), ((4, 6), true), ((4, 10), true), ((5, 0), true)] {
            assert_eq!(App::AlibabaCloud { version }.has_virtual_mfa(), has_it, "{version:?}");
        }
        assert!(App::GoogleAuthenticator.has_virtual_mfa() && App::Authenticator.has_virtual_mfa());
        let mut android = phone(PhoneKind::Android);
        assert_eq!(android.update(current), Err(InstallError::NothingToUpdate));
        assert_eq!(android.install(App::GoogleAuthenticator), Ok(()));
        assert_eq!(android.update(App::GoogleAuthenticator), Err(InstallError::NothingToUpdate));
        assert_eq!(current.older_version(), Some(old));
        assert_eq!(android.install(old), Ok(()));
        assert_eq!(android.install(current), Err(InstallError::AlreadyInstalled), "it is updated, not doubled");
        assert_eq!(android.installed(current), Some(old));
        assert_eq!(android.update(old), Ok(()));
        assert_eq!(android.installed_apps, [App::GoogleAuthenticator, current]);
        assert_eq!(android.update(current), Err(InstallError::NothingToUpdate));
        // A phone may come with a version that no store gives any more.
        android.installed_apps = vec![App::AlibabaCloud { version: (2, 0) }];
        assert_eq!(android.update(current), Ok(()));
        assert_eq!(android.installed_apps, [current]);
    }

    #[test]
    fn the_clock_goes_off_by_a_day_at_most() {
        let mut phone = phone(PhoneKind::IPhone);
        phone.set_clock_offset_secs(-90);
        assert_eq!(phone.now(UnixMillis(100_500)), UnixMillis(10_500));
        phone.set_clock_offset_secs(i64::MIN);
        assert_eq!(phone.clock_offset_secs, -OFFSET_SECS_MAX);
    }
}
