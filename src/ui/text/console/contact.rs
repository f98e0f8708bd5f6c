//! The words of changing the phone number and the password, in Account Management.

texts! {
    /// The texts of changing the phone number and the password.
    pub struct ContactText;
    words {
        change_phone: "Change phone number", "更换手机号码";
        change_password: "Change password", "修改密码";
        new_phone: "New phone number", "新手机号码";
        new_phone_hint: "A code goes to this number by SMS. The old number is told of the change.", "验证码将以短信发送到此号码，同时通知原号码。";
        send_code: "Send code", "发送验证码";
        same_number: "This is the number of the account already. Enter another one.", "该号码已是此账号的手机号码，请输入其他号码。";
        phone_changed: "The phone number is changed. The old number was told.", "手机号码已更换，并已通知原号码。";
        other_number: "Other number", "更换号码";
        old_password: "Current password", "当前密码";
        new_password: "New password", "新密码";
        old_password_wrong: "The current password is wrong.", "当前密码错误。";
        password_changed: "The password is changed. All other sessions of this account have ended.", "密码已修改，此账号的其他会话已结束。";
        cancel: "Cancel", "取消";
        step_up_again: "Too much time has passed since you confirmed that it is you. Press the button again to confirm it.", "距离上次确认身份的时间过长，请再次点击按钮进行确认。";
    }
    sentences {}
}
