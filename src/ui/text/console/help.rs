//! The words of the page for whoever cannot log on. Those of what is under a topic come when it is opened.

texts! {
    /// The texts of the page “Having trouble logging on?”.
    pub struct HelpText;
    words {
        lede: "Choose what happened. Nothing here asks for a security code.", "请选择遇到的情况。此页面不会索要安全码。";
        code_refused: "My security code is refused", "安全码被拒绝";
        cause_clock: "The phone's clock is off: codes are made from it. Let the phone set its time automatically, then use the next code.", "手机时间不准：安全码由手机时间生成。请将手机设为自动设置时间，然后使用下一个安全码。";
        cause_used: "Each code works once, and only the latest one. Wait for the next code if you entered this one before.", "每个安全码只能使用一次，且须为最新的。如已输入过，请等待下一个。";
        cause_other_account: "The code is that of another account. Compare the name above the code with your username.", "安全码属于其他账号。请核对安全码上方的名称与您的用户名。";
        cause_switched: "You switched to another application. Codes of the old one no longer work.", "您已切换 MFA 应用，旧应用的安全码不再有效。";
        cause_duplicate: "The application has several entries for this account, because a QR code was scanned again. Only the one that was bound last works: delete the others.", "重复扫描二维码后，应用中有多个同名条目。只有最后绑定的条目有效，请删除其他条目。";
        cause_qr_expired: "While you were binding, the page was open too long and the QR code expired. Have a new one shown, and scan that.", "绑定时页面停留过久，二维码已过期。请显示新的二维码后重新扫描。";
        cause_locked: "After several wrong entries there is a wait, or a lock. The page says until when; trying again earlier is of no use.", "多次输入错误后需要等待或被锁定。页面会显示截止时间，提前重试无效。";
        back_to_log_on: "Back to the log-on", "返回登录";
        password_forgotten: "I forgot my password", "忘记密码";
        phone_lost: "I lost my phone", "手机丢失";
        not_my_appeal: "I was told of an appeal that is not mine", "收到并非本人提交的申诉通知";
    }
    sentences {}
}

texts! {
    /// The texts of what is opened on that page: the reset, the appeal, and stopping one.
    pub struct TopicText;
    words {
        reset_lede: "A code goes to the phone of the account. With it you choose a new password; your MFA devices stay bound.", "验证码将发送到账号绑定的手机，凭验证码可设置新密码。您的 MFA 设备保持绑定。";
        send_code: "Send code", "发送验证码";
        new_password: "New password", "新密码";
        set_password: "Set the new password", "设置新密码";
        other_username: "Other username", "更换用户名";
        username_missing: "Enter your username.", "请输入用户名。";
        reset_expired: "The code has expired. Have a new one sent.", "验证码已过期，请重新获取。";
        reset_done: "The password is changed, and all sessions have ended. Log on with the new one; a bound device is still asked for its code.", "密码已修改，所有会话已结束。请使用新密码登录；已绑定的设备仍需输入安全码。";
        to_log_on: "Log on with the password", "使用密码登录";
        lost_first: "Log on with your username and password first. On the page that asks for the security code, open “Having trouble logging on?” again.", "请先使用用户名和密码登录，在要求输入安全码的页面再次打开“登录遇到问题？”。";
        lost_trusted: "Does this browser ask for no security code? Log on, then choose “I lost my phone” under “Security Settings”.", "此浏览器不要求安全码？请登录后在“安全设置”中选择“手机丢失”。";
        lost_logged_on: "Enter your password again to submit an appeal, or to see how yours stands.", "请再次输入密码，以提交申诉或查看申诉进度。";
        lost_nothing: "No MFA device is bound to your account: the password alone logs you on. Bind one under “Account Management”.", "您的账号未绑定 MFA 设备，仅凭密码即可登录。请在“账号管理”中绑定。";
        go_on: "Go on", "继续";
        password_wrong: "The password is wrong.", "密码错误。";
        lost_other_ways: "If you have another bound device, a passkey or a recovery code, use that instead: it is faster.", "如有其他已绑定的设备、通行密钥或恢复码，请直接使用，更快捷。";
        appeal_reason_hint: "What happened to the phone.", "手机的情况。";
        appeal_document_hint: "An image (PNG, JPEG, WebP or GIF) of at most 5 MB; for a rehearsal, any image. It stays in this browser, and is deleted when the appeal is decided.", "图片（PNG、JPEG、WebP 或 GIF），不超过 5 MB，演练时可使用任意图片。图片只保存在此浏览器中，申诉处理后即删除。";
        submit_appeal: "Submit the appeal", "提交申诉";
        log_on_again: "The password was entered too long ago. Log on with it again, then come back here.", "输入密码的时间过久。请重新使用密码登录后再返回此处。";
        appeal_open: "An appeal for this account is open already. Wait for the desk's decision.", "此账号已有未完成的申诉，请等待审核台处理。";
        appeal_waits: "Your appeal is on the desk. The account's owner was told by SMS and mail, and can stop it.", "申诉已提交审核台。系统已通过短信和邮件通知账号所有者，所有者可以终止申诉。";
        open_desk: "Open the desk", "打开审核台";
        appeal_may_take_effect: "The waiting time is over. Unbinding ends all MFA devices, passkeys, recovery codes and sessions of the account; then bind a device again.", "等待时间已结束。解绑将使此账号的全部 MFA 设备、通行密钥、恢复码和会话失效，之后请重新绑定设备。";
        unbind_now: "Unbind now and log on", "立即解绑并登录";
        not_in_force: "The appeal is no longer in force. Submit a new one.", "申诉已失效，请重新提交。";
        was_stopped: "The last appeal was stopped. If you still cannot log on, submit a new one.", "上一次申诉已被终止。如仍无法登录，请重新提交。";
        was_lapsed: "The last appeal was approved, and not used in time. Submit a new one.", "上一次申诉已通过，但未在有效期内使用。请重新提交。";
        stop_lede: "Somebody knows your password. Stop the appeal with the stop code of the notice, then change the password.", "有人知道您的密码。请使用通知中的终止码终止申诉，然后修改密码。";
        stop_code: "Stop code", "终止码";
        stop_code_hint: "Eight digits, from the SMS or the mail.", "8 位数字，见短信或邮件。";
        stop_appeal: "Stop the appeal", "终止申诉";
        stopped: "The appeal is stopped. Nothing was unbound; change your password now.", "申诉已终止，未解绑任何设备。请立即修改密码。";
        eight_digits: "Enter the eight digits of the stop code.", "请输入 8 位终止码。";
        stop_wrong: "There is no open appeal with this username and stop code.", "没有与此用户名和终止码对应的申诉。";
        stop_wrong_next: "check both", "请核对两者";
    }
    sentences {
        appeal_approved: fn(&str) -> String =
            |at| format!("Your appeal was approved. You can unbind from {at} on; until then the account's owner can stop it."),
            |at| format!("申诉已通过。自 {at} 起可以解绑，在此之前账号所有者可以终止申诉。");
        code_sent_for: fn(&str) -> String =
            |username| format!("If there is an account {username}, a code was sent to its phone."),
            |username| format!("如果账号 {username} 存在，验证码已发送至其手机。");
        was_rejected: fn(&str) -> String =
            |reason| format!("The desk rejected the last appeal (“{reason}”). Correct that, and submit a new one."),
            |reason| format!("上一次申诉未通过（“{reason}”）。请更正后重新提交。");
        not_yet: fn(&str) -> String =
            |at| format!("Not yet: you can unbind from {at} on."),
            |at| format!("尚未到时间：自 {at} 起可以解绑。");
        appeal_for: fn(&str) -> String =
            |username| format!("An appeal for {username}: a person at the desk checks who you are. After approval and a waiting time, everything but the password is unbound."),
            |username| format!("为 {username} 提交申诉：审核台将核对您的身份。通过后经过等待时间，除密码外的验证方式都会解绑。");
    }
}
