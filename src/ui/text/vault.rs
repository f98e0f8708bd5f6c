//! The words of the vault: protecting the authenticator, unlocking it, and what unlocks it.

texts! {
    /// The texts of protecting and unlocking.
    pub struct VaultText;
    words {
        // The offer
        offer_title: "Protect your codes", "保护您的动态口令";
        offer_lede: "The keys of your accounts will be kept in this browser. Choose who can read them.", "您账号的密钥将保存在此浏览器中。请选择谁可以读取它们。";
        with_password: "Protect with a password", "使用密码保护";
        with_password_hint: "Each key is sealed. The password opens them, offline, in this browser only.", "每个密钥都会被加密。只有此密码能在此浏览器中离线打开它们。";
        with_passkey: "Protect with a passkey", "使用通行密钥保护";
        with_passkey_hint: "Your fingerprint, face, PIN or security key opens them.", "使用指纹、面容、PIN 或安全密钥打开。";
        go_without: "Go on without", "暂不保护";
        go_without_hint: "Whoever can use this browser, and any program that can read its files, can read your keys. You can protect them later under “Protection”.", "任何能使用此浏览器的人或能读取其文件的程序都能读取您的密钥。您可以稍后在“保护”中设置。";

        // A new password
        new_password: "New password", "新密码";
        new_password_hint: "At least 8 characters; a few words are better. Nobody can reset it.", "至少 8 个字符，建议使用几个词语。没有人能为您重置。";
        repeat_password: "Repeat the password", "再次输入密码";
        password_too_short: "The password needs at least 8 characters.", "密码至少需要 8 个字符。";
        passwords_differ: "The two passwords are not the same. Type them again.", "两次输入的密码不一致，请重新输入。";
        protect: "Protect", "保护";
        sealing: "Sealing…", "正在加密…";
        back: "Back", "返回";

        // The recovery code
        recovery_title: "Keep this recovery code", "请保存此恢复码";
        recovery_lede: "It opens your codes when the password is forgotten or the passkey is lost. It is shown only now: write it down, or print it, and keep it away from this device.", "忘记密码或丢失通行密钥时，可用它打开您的动态口令。它只显示这一次：请抄写或打印，并与此设备分开保存。";
        recovery_code: "Recovery code", "恢复码";
        copy: "Copy", "复制";
        copied: "Copied", "已复制";
        print: "Print", "打印";
        have_kept_it: "I have kept it", "我已保存";

        // Locked
        locked_title: "Locked", "已锁定";
        locked_lede: "Your codes are sealed. Open them to go on.", "您的动态口令已加密。请解锁以继续。";
        password: "Password", "密码";
        unlock: "Unlock", "解锁";
        unlocking: "Unlocking…", "正在解锁…";
        unlock_with_passkey: "Unlock with a passkey", "使用通行密钥解锁";
        use_recovery_code: "Use the recovery code", "使用恢复码";
        use_password: "Use the password", "使用密码";
        recovery_code_hint: "Seven groups of four. Case, spaces and hyphens do not matter.", "七组、每组四个字符。大小写、空格和连字符均不影响。";
        lock: "Lock", "锁定";
        newer_title: "Made by a newer version", "由更新的版本创建";
        newer_lede: "The sealed codes were written by a newer version of Counterpart, and are not touched. Reload the page to get it.", "这些加密的动态口令由更新版本的 Counterpart 写入，未做任何改动。请重新加载页面以获取新版本。";

        // What went wrong
        wrong: "This does not open your codes. Try again.", "无法打开您的动态口令，请重试。";
        mistyped: "The recovery code is mistyped. Compare it with your note, group by group.", "恢复码有误。请逐组与您的记录核对。";
        passkey_cancelled: "The passkey was not used. Try again, or use the password.", "未使用通行密钥。请重试，或使用密码。";
        passkey_unsupported: "This passkey cannot protect data (it has no PRF). Use a password, or another passkey.", "此通行密钥不支持数据保护（缺少 PRF）。请使用密码或其他通行密钥。";
        passkey_failed: "The browser could not use a passkey here. Use the password.", "浏览器无法在此使用通行密钥。请使用密码。";
        no_such_slot: "Nothing of this kind opens these codes. Use another way.", "没有设置这种解锁方式，请使用其他方式。";
        slot_damaged: "What is stored for this way is damaged. Use another way to unlock.", "该解锁方式的存储数据已损坏，请使用其他方式解锁。";
        last_slot: "The last way to unlock cannot be removed. Add another first.", "不能移除唯一的解锁方式。请先添加另一种。";
        damaged_entries: "Some entries are damaged, and only the sealed store can keep them. Remove them first.", "部分条目已损坏，只能保留在加密存储中。请先移除它们。";
        newer: "This was written by a newer version. Reload the page.", "由更新的版本写入。请重新加载页面。";
        not_enough_memory: "There was not enough memory to open it. Close other tabs and try again.", "内存不足，无法打开。请关闭其他标签页后重试。";
        cancelled: "Cancelled. Nothing was changed.", "已取消，未做任何更改。";

        // Protection
        protection: "Protection", "保护";
        is_unprotected: "Your keys are not sealed. Whoever can use this browser can read them.", "您的密钥未加密。任何能使用此浏览器的人都能读取它们。";
        is_protected: "Every key is sealed. These ways open them:", "每个密钥都已加密。以下方式可以打开：";
        ways: "Ways to unlock", "解锁方式";
        passkey: "Passkey", "通行密钥";
        add_password: "Add a password", "添加密码";
        add_passkey: "Add a passkey", "添加通行密钥";
        new_recovery_code: "New recovery code", "新的恢复码";
        new_recovery_code_hint: "A new recovery code ends the old one.", "生成新的恢复码后，旧的将失效。";
        change_password: "Change password", "修改密码";
        save: "Save", "保存";
        password_changed: "The password is changed.", "密码已修改。";
        way_added: "Another way to unlock is added.", "已添加新的解锁方式。";
        way_removed: "It no longer unlocks.", "已移除该解锁方式。";
        remove: "Remove", "移除";
        remove_way_question: "Remove this way to unlock?", "要移除此解锁方式吗？";
        remove_way_loses: "It will no longer open your codes. The other ways stay.", "它将无法再打开您的动态口令。其他方式保持不变。";
        stop_protecting: "Stop protecting", "停止保护";
        stop_protecting_question: "Store the keys unsealed?", "要以未加密方式保存密钥吗？";
        stop_protecting_loses: "Every way to unlock is removed, and whoever can use this browser can read your keys.", "所有解锁方式都将被移除，任何能使用此浏览器的人都能读取您的密钥。";
        confirm_first: "Unlock once more to go on", "请再次解锁以继续";
        cancel: "Cancel", "取消";

        // When to lock
        locking: "Locking and display", "锁定与显示";
        lock_after: "Lock after", "自动锁定时间";
        never: "Never", "从不";
        lock_when_hidden: "Lock when this tab is hidden", "标签页隐藏时锁定";
        lock_when_hidden_hint: "Also when you switch to another tab or window.", "切换到其他标签页或窗口时也会锁定。";
        hide_codes: "Hide codes until they are tapped", "点按后才显示动态口令";
        show_next: "Show the next code in the last seconds", "在最后几秒显示下一个口令";
    }
    sentences {
        wait: fn(u64) -> String = |seconds| format!("Too many wrong tries. Try again in {seconds} s."), |seconds| format!("错误次数过多，请在 {seconds} 秒后重试。");
        wrong_wait: fn(u64) -> String = |seconds| format!("This does not open your codes. Try again in {seconds} s."), |seconds| format!("无法打开您的动态口令，请在 {seconds} 秒后重试。");
        minutes: fn(u32) -> String = |minutes| match minutes {
            1 => "1 minute".to_owned(),
            60 => "1 hour".to_owned(),
            minutes if minutes % 60 == 0 => format!("{} hours", minutes / 60),
            minutes => format!("{minutes} minutes"),
        }, |minutes| match minutes {
            minutes if minutes % 60 == 0 => format!("{} 小时", minutes / 60),
            minutes => format!("{minutes} 分钟"),
        };
        damaged: fn(usize) -> String = |count| match count {
            1 => "One entry is damaged and cannot be read, but is kept. If you have a backup, import it.".to_owned(),
            count => format!("{count} entries are damaged and cannot be read, but are kept. If you have a backup, import it."),
        }, |count| format!("{count} 个条目已损坏，无法读取，已原样保留。如果您有备份，请导入。");
    }
}

#[cfg(test)]
mod tests {
    use super::VaultText;
    use crate::ui::text::Words;

    #[test]
    fn idle_times_are_told_in_the_largest_unit() {
        let told = [1, 5, 60, 480].map(|minutes| (VaultText::ENGLISH.minutes)(minutes));
        assert_eq!(told, ["1 minute", "5 minutes", "1 hour", "8 hours"]);
    }
}
