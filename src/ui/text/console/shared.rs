//! The words that several of the console's pages show.

texts! {
    /// The texts that more than one page shows.
    pub struct SharedText;
    words {
        username: "Username", "用户名";
        password: "Password", "密码";
        phone_number: "Phone number", "手机号码";
        verification_code: "Verification code", "验证码";
        verification_code_hint: "Six digits, valid for 10 minutes. Look into “Messages” on the phone.", "6 位数字，10 分钟内有效。请查看手机上的“短信”。";
        resend_code: "Resend code", "重新发送验证码";
        security_code: "Security code", "安全码";
        not_phishing_proof: "A security code can still be given away on a false site. Enter it only at this console.", "安全码仍可能在钓鱼网站上被骗取。请只在本控制台输入。";
        name: "Name", "姓名";
        reason: "Reason", "原因";
        document: "Document", "证件";
    }
    sentences {
        code_sent_to: fn(&str) -> String =
            |number| format!("A code was sent by SMS to {number}."),
            |number| format!("验证码已通过短信发送至 {number}。");
    }
}
