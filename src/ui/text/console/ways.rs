//! The words of recovery codes and passkeys, wherever one may be shown in place of a security code.

texts! {
    /// The texts of the ways beside a security code.
    pub struct WaysText;
    words {
        recovery_code: "Recovery code", "恢复码";
        recovery_code_hint: "16 characters in four groups. Each code works once.", "16 个字符，分为四组。每个恢复码只能使用一次。";
        recovery_not_a_code: "This is not a recovery code. Enter all 16 characters, as they were shown.", "这不是恢复码。请按显示时的样子输入全部 16 个字符。";
        recovery_not_offered: "This console takes no recovery codes now. Use a security code.", "控制台当前不接受恢复码。请使用安全码。";
        recovery_wrong: "The recovery code is wrong.", "恢复码错误。";
        recovery_wrong_next: "check that it is one of the newest set of this account", "请确认它属于此账号最新的一组恢复码";
        recovery_used: "This recovery code was used before.", "该恢复码已被使用。";
        recovery_used_next: "use another one", "请使用另一个";
        use_passkey: "Use a passkey", "使用通行密钥";
        passkey_cancelled: "No passkey was shown: it was cancelled, took too long, or is not on this device. Try again, or use another way.", "未出示通行密钥：操作已取消、超时，或此设备上没有该密钥。请重试，或使用其他方式。";
        passkey_unavailable: "This browser has no passkeys for this page. Use another way.", "此浏览器无法在本页面使用通行密钥，请使用其他方式。";
        passkey_exists: "That device holds a passkey of this account already. Use another device.", "该设备上已有此账号的通行密钥，请使用其他设备。";
        passkey_failed: "The browser could not use the passkey. Try again, or use another way.", "浏览器无法使用通行密钥。请重试，或使用其他方式。";
        passkey_expired: "Too much time has passed since the passkey was asked for. Try again.", "距离请求通行密钥的时间过长，请重试。";
        passkey_unknown: "This passkey is none of this account's. Use another one.", "该通行密钥不属于此账号，请使用另一个。";
        passkey_wrong: "The passkey's answer is wrong, so it was not accepted. Try again, or use another way.", "通行密钥的应答有误，未被接受。请重试，或使用其他方式。";
        passkey_counter: "This passkey may have been copied: it has signed less often than before. Use another way, then remove it.", "该通行密钥可能已被复制：其签名次数少于之前的记录。请使用其他方式，然后将其移除。";
        step_up_needed: "Too much time has passed since you confirmed that it is you. Confirm it again.", "距离上次确认身份的时间过长，请重新确认。";
        device_needed: "Bind an MFA device first.", "请先绑定 MFA 设备。";
        too_many_passkeys: "The account has as many passkeys as it may have. Remove one first.", "此账号的通行密钥数量已达上限，请先移除一个。";
        passkey_name: "Enter a name of at most 40 characters.", "请输入名称（最多 40 个字符）。";
        no_such_passkey: "This passkey was removed elsewhere. Look at the list again.", "该通行密钥已在别处移除。请重新查看列表。";
    }
    sentences {}
}
