//! The words of the authenticator and of the phones.

/// Declares every text once, with its English and its Chinese side by side.
macro_rules! texts {
    (
        words { $($name:ident: $english:literal, $chinese:literal;)* }
        sentences { $($function:ident: $kind:ty = $english_of:expr, $chinese_of:expr;)* }
    ) => {
        /// The texts of the authenticator and of the phones, in one language.
        #[derive(Debug)]
        pub struct AuthenticatorText {
            $(#[doc = $english] pub $name: &'static str,)*
            $(#[doc = concat!("A text with values in it: `", stringify!($function), "`.")] pub $function: $kind,)*
        }

        /// English.
        pub const ENGLISH: AuthenticatorText =
            AuthenticatorText { $($name: $english,)* $($function: $english_of,)* };

        /// 简体中文.
        pub const SIMPLIFIED_CHINESE: AuthenticatorText =
            AuthenticatorText { $($name: $chinese,)* $($function: $chinese_of,)* };
    };
}

texts! {
    words {
        // The phones
        add_a_phone: "Add a phone", "添加手机";
        table_is_full: "The table is full. Remove a phone to add another.", "手机已放满。请先移除一部手机再添加。";
        remove_phone: "Remove this phone", "移除此手机";
        remove: "Remove", "移除";
        remove_phone_question: "Remove this phone?", "要移除此手机吗？";
        remove_phone_loses: "Its applications, their codes and its messages are lost. If a code is your only MFA device, you can no longer log on with it.", "此手机上的应用、动态口令和短信都会丢失。如果其中有您唯一的 MFA 设备，您将无法再用它登录。";
        home: "Home", "主屏幕";
        opening_phone: "Starting…", "正在启动…";
        try_again: "Try again", "重试";

        // The phone's own screens
        messages: "Messages", "短信";
        no_messages: "No messages yet. Verification codes arrive here.", "还没有短信。验证码会发送到这里。";
        mail: "Mail", "邮件";
        no_mail: "No mail yet. Notices about your account arrive here.", "还没有邮件。账号通知会发送到这里。";
        app_store: "App store", "应用商店";
        app_store_lede: "Virtual MFA applications for this phone.", "适用于此手机的虚拟 MFA 应用。";
        installed: "Installed", "已安装";
        open_app_store: "Open the app store", "打开应用商店";
        clock: "Clock", "时钟";
        clock_lede: "Codes are made from this phone's clock. A clock that is off makes codes that are refused.", "动态口令由此手机的时钟生成。时钟不准，口令就会被拒绝。";
        clock_is_right: "Set automatically", "自动设置";
        clock_set_right: "Set automatically again", "恢复自动设置";
        earlier_5_minutes: "−5 min", "−5 分钟";
        earlier_30_seconds: "−30 s", "−30 秒";
        later_30_seconds: "+30 s", "+30 秒";
        later_5_minutes: "+5 min", "+5 分钟";

        // The authenticator
        authenticator: "Authenticator", "身份验证器";
        entries: "Codes", "动态口令";
        no_entries: "No codes yet", "还没有动态口令";
        no_entries_next: "Scan the QR code that the console shows, or enter its key.", "请扫描控制台显示的二维码，或输入密钥。";
        own_no_entries_next: "Scan an image of a QR code, or enter its key.", "请扫描二维码图片，或输入密钥。";
        scan_qr_code: "Scan QR code", "扫描二维码";
        scanning: "Scanning…", "正在扫描…";
        enter_key: "Enter key", "输入密钥";
        new: "New", "新";
        copy_code: "Copy code", "复制口令";
        copied: "Copied", "已复制";
        copy_refused: "Not copied: the browser refused. Select the code instead.", "未复制：浏览器拒绝了。请手动选择口令。";
        next_code: "Next code", "下一个口令";
        remove_entry: "Remove", "移除";
        remove_entry_question: "Remove this code?", "要移除此口令吗？";
        remove_entry_loses: "Its key is lost. Before you remove it, make sure that you can log on without it.", "密钥将会丢失。移除之前，请确认没有它您也能登录。";

        // Entering a key
        issuer: "Issuer", "颁发者";
        issuer_hint: "Who asks for the codes, for instance Gov Cloud.", "谁要求输入口令，例如 Gov Cloud。";
        account: "Account", "账号";
        key: "Key", "密钥";
        key_hint: "Letters A to Z and digits 2 to 7. Spaces do not matter.", "由字母 A–Z 和数字 2–7 组成，空格不影响。";
        kind: "Type of key", "密钥类型";
        timed: "Time-based", "基于时间";
        counting: "Counter-based", "基于计数器";
        add_entry: "Add entry", "添加";
        cancel: "Cancel", "取消";
        too_long: "Shorten it to 128 characters at most.", "请缩短至 128 个字符以内。";
        account_missing: "Enter the account.", "请输入账号。";
        key_missing: "Enter the key.", "请输入密钥。";
        key_not_base32: "A key has only letters A to Z and digits 2 to 7. Check for 0, 1 and 8.", "密钥只含字母 A–Z 和数字 2–7。请检查是否有 0、1、8。";
        key_incomplete: "The key is incomplete or too long. Copy it whole.", "密钥不完整或过长。请完整复制。";

        // What came of a scan
        no_screen: "The console window is not open. Go to the stage, then scan again.", "控制台窗口未打开。请前往演练台后重新扫描。";
        no_picture: "The picture cannot be read. Choose a PNG or JPEG image.", "无法读取图片。请选择 PNG 或 JPEG 图片。";
        nothing_found: "No QR code found. Let the console show it, then scan again.", "未找到二维码。请让控制台显示二维码后重新扫描。";
        nothing_found_in_image: "No QR code found in the image. Choose one that shows the whole code.", "图片中未找到二维码。请选择包含完整二维码的图片。";
        unreadable: "There is a QR code, but it cannot be read. Make it larger or sharper, then scan again.", "发现二维码但无法识别。请放大或使其更清晰后重新扫描。";
        is_web_address: "This QR code is a web address. Scan the MFA QR code instead.", "此二维码是网址。请改为扫描 MFA 二维码。";
        is_migration: "This QR code is a transfer out of another authenticator. Import it under “Authenticator”.", "此二维码是其他身份验证器的转移码。请在“身份验证器”页面导入。";
        is_other: "This QR code is not an MFA key. Scan the MFA QR code instead.", "此二维码不是 MFA 密钥。请改为扫描 MFA 二维码。";
        is_open: "This MFA key leaves open how its codes are made. Scan it under “Authenticator”, which asks you, or ask the site for another one.", "此 MFA 密钥未明确口令的生成方式。请在“身份验证器”页面扫描并回答提问，或向网站重新获取。";
        is_invalid: "This QR code is an MFA key that cannot be used: it asks for something impossible. Ask for a new one.", "此 MFA 密钥无法使用：其中的参数无效。请重新获取。";
        shadows: "Use the new entry: the codes of the older one for this account may no longer be accepted.", "请使用新条目：同一账号的旧条目仍在此处，其口令可能已失效。";
        repaired: "The QR code was not written by the book. It was understood all the same.", "二维码的写法不规范，但已正确识别。";
        random_missing: "This browser gives no random numbers. Use a current browser.", "此浏览器无法提供随机数。请使用较新的浏览器。";

        // This browser's own
        own_lede: "This browser's own authenticator, on the true clock. It works offline, and with any site that shows an MFA QR code.", "此浏览器自己的身份验证器，使用真实时钟。可离线使用，适用于任何显示 MFA 二维码的网站。";
        scan_image_file: "Scan an image file", "扫描图片文件";
        paste_image: "Paste an image", "粘贴图片";
        paste_with_keys: "Press Ctrl+V (on a Mac ⌘V) to paste the image.", "请按 Ctrl+V（Mac 上按 ⌘V）粘贴图片。";
        drop_image: "Or drop an image of a QR code anywhere on this page.", "也可以将二维码图片拖放到此页面的任意位置。";
        drop_now: "Drop the image to scan it", "松开以扫描图片";
    }
    sentences {
        add_phone_of: fn(&str) -> String = |kind| format!("Add {kind} phone"), |kind| format!("添加 {kind} 手机");
        phone_of: fn(&str, &str) -> String = |kind, number| format!("{kind} phone {number}"), |kind, number| format!("{kind} 手机 {number}");
        install: fn(&str) -> String = |app| format!("Install {app}"), |app| format!("安装 {app}");
        update: fn(&str) -> String = |app| format!("Update {app}"), |app| format!("更新 {app}");
        install_older: fn(u16, u16) -> String = |major, minor| format!("Install the older version {major}.{minor}"), |major, minor| format!("安装旧版本 {major}.{minor}");
        too_old_to_scan: fn(u16, u16) -> String = |major, minor| format!("Version {major}.{minor} of this app has no virtual MFA and cannot scan the QR code. Update it to 4.6 or later in the app store."), |major, minor| format!("此应用的 {major}.{minor} 版本不支持虚拟 MFA，无法扫描二维码。请在应用商店中更新到 4.6 或更高版本。");
        open: fn(&str) -> String = |app| format!("Open {app}"), |app| format!("打开 {app}");
        version: fn(u16, u16) -> String = |major, minor| format!("Version {major}.{minor}"), |major, minor| format!("版本 {major}.{minor}");
        unread: fn(usize) -> String = |count| format!("{count} new"), |count| format!("{count} 条未读");
        notice_about: fn(&str) -> String = |account| format!("About your account {account}"), |account| format!("关于您的账号 {account}");
        verification_code: fn(&str, u32) -> (String, String) = |code, minutes| (
            format!("Your verification code is {code}."),
            format!("It is valid for {minutes} minutes, once. Do not give it to anybody."),
        ), |code, minutes| (
            format!("您的验证码是 {code}。"),
            format!("{minutes} 分钟内有效，仅可使用一次。请勿告诉他人。"),
        );
        clock_fast: fn(&str) -> String = |by| format!("{by} fast"), |by| format!("快 {by}");
        clock_slow: fn(&str) -> String = |by| format!("{by} slow"), |by| format!("慢 {by}");
        added: fn(&str) -> String = |name| format!("{name} is added."), |name| format!("已添加 {name}。");
        exists: fn(&str) -> String = |name| format!("{name} is already here. Nothing was added."), |name| format!("{name} 已存在，未重复添加。");
        issuer_disagrees: fn(&str, &str) -> String = |label, parameter| format!("The QR code names two issuers, “{label}” and “{parameter}”. The second was taken."), |label, parameter| format!("二维码中有两个颁发者“{label}”和“{parameter}”，已采用后者。");
        name_of: fn(&str, &str) -> String = |issuer, account| join(issuer, account, ", "), |issuer, account| join(issuer, account, "，");
    }
}

/// Issuer and account as one name, whichever of them there is.
fn join(issuer: &str, account: &str, between: &str) -> String {
    match (issuer.is_empty(), account.is_empty()) {
        (false, false) => format!("{issuer}{between}{account}"),
        (true, true) => "?".to_owned(),
        (_, true) => issuer.to_owned(),
        (true, _) => account.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_by_what_it_has() {
        assert_eq!((ENGLISH.name_of)("Gov Cloud", "alice"), "Gov Cloud, alice");
        assert_eq!((ENGLISH.name_of)("", "alice"), "alice");
        assert_eq!((ENGLISH.name_of)("Gov Cloud", ""), "Gov Cloud");
    }

    #[test]
    fn a_message_holds_its_code_in_each_language() {
        for text in [&ENGLISH, &SIMPLIFIED_CHINESE] {
            let (code, validity) = (text.verification_code)("492039", 10);
            assert!(code.contains("492039") && validity.contains("10"));
        }
    }

    #[test]
    fn a_duplicate_is_said_to_be_there_already() {
        assert!((ENGLISH.exists)("Gov Cloud, alice").contains("already"));
    }
}
