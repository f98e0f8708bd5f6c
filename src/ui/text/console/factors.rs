//! The words of the recovery codes and passkeys of Account Management.

texts! {
    /// The texts of the recovery codes and passkeys.
    pub struct FactorsText;
    words {
        recovery_codes: "Recovery codes", "恢复码";
        recovery_about: "Each opens the account once in place of a security code, when no device is at hand.", "没有设备可用时，每个恢复码可代替安全码登录一次。";
        recovery_none: "None yet", "尚未生成";
        recovery_not_offered: "This console gives no recovery codes: its policy has none.", "本控制台的策略不提供恢复码。";
        device_first: "Bind an MFA device first.", "请先绑定 MFA 设备。";
        make_codes: "Make recovery codes", "生成恢复码";
        renew_codes: "Make new recovery codes", "重新生成恢复码";
        few_left: "Few recovery codes are left. Make new ones before you need them.", "剩余的恢复码不多，请及时重新生成。";
        sheet_title: "Your new recovery codes", "您的新恢复码";
        sheet_lede: "They are shown this once. Keep them apart from your phone: print them, or put them into a password manager.", "恢复码只显示这一次。请与手机分开保存：打印出来，或存入密码管理器。";
        replaces_old: "The old codes work until you confirm below; after that, only these do.", "在下方确认之前，旧恢复码仍然有效；确认之后，只有新恢复码有效。";
        copy: "Copy", "复制";
        copied: "Copied", "已复制";
        copy_failed: "The browser did not let the page copy. Select the codes and copy them by hand.", "浏览器不允许页面复制，请选中恢复码后手动复制。";
        download: "Download", "下载";
        print: "Print", "打印";
        have_kept: "I have kept them", "我已妥善保存";
        confirm_kept: "Confirm first that you have kept them: they are not shown again.", "请先确认已妥善保存：恢复码不会再次显示。";
        finish: "Finish", "完成";
        discard: "Discard these codes", "放弃这些恢复码";
        kept: "The new recovery codes are in force.", "新的恢复码已生效。";
        discarded: "These codes were discarded. Nothing else has changed.", "已放弃这些恢复码，其他内容未变。";
        each_once: "Each works once, in place of a security code.", "每个恢复码只能代替安全码使用一次。";
        passkeys: "Passkeys", "通行密钥";
        passkeys_about: "A key in this device or a security key, shown in place of a security code. It answers only the true site.", "保存在设备或安全密钥中，可代替安全码。它只对真正的网站作出应答。";
        no_passkeys: "None yet", "尚未添加";
        no_webauthn: "This browser has no passkeys for this page. Use another browser.", "此浏览器无法在本页面使用通行密钥，请使用其他浏览器。";
        add_passkey: "Add a passkey", "添加通行密钥";
        passkey_name: "Name of the passkey", "通行密钥名称";
        passkey_name_hint: "Something by which you know it again, such as “Laptop” or “Blue key”.", "便于辨认的名称，例如“笔记本电脑”或“蓝色密钥”。";
        add: "Add", "添加";
        cancel: "Cancel", "取消";
        remove: "Remove", "移除";
        passkey_added: "The passkey was added.", "通行密钥已添加。";
        passkey_removed: "The passkey was removed.", "通行密钥已移除。";
        remove_question: "Remove this passkey?", "移除此通行密钥？";
        never_used: "Not used yet", "尚未使用";
    }
    sentences {
        left_of: fn(usize, usize, &str) -> String =
            |left, made, at| format!("{left} of {made} left, made {at}"),
            |left, made, at| format!("剩余 {left} 个（共 {made} 个），生成时间：{at}");
        sheet_for: fn(&str, &str) -> String =
            |username, at| format!("Gov Cloud: recovery codes of {username}, made {at}"),
            |username, at| format!("Gov Cloud：{username} 的恢复码，生成时间：{at}");
        added_at: fn(&str) -> String = |at| format!("Added {at}"), |at| format!("添加时间：{at}");
        used_at: fn(&str) -> String = |at| format!("Last used {at}"), |at| format!("上次使用：{at}");
        remove_loses: fn(&str) -> String =
            |name| format!("“{name}” will open this account no longer. It stays on its device, where you can delete it."),
            |name| format!("“{name}”将不能再用于登录此账号。它仍保留在原设备上，您可以在那里删除。");
    }
}
