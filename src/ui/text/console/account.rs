//! The words of Account Management.

texts! {
    /// The texts of Account Management.
    pub struct AccountText;
    words {
        basic_information: "Basic Information", "基本信息";
        security_settings: "Security Settings", "安全设置";
        sessions: "Sessions", "会话";
        change: "Change", "更改";
        change_phone: "Change phone number", "更换手机号码";
        change_password: "Change password", "修改密码";
        phone_about: "Verification codes and urgent notices go to it.", "用于接收验证码和紧急通知。";
        password_about: "Changing it ends all other sessions of this account.", "修改后，此账号的其他会话都会结束。";
        opened_at: "Account opened", "创建时间";
        logged_on_at: "Logged on", "登录时间";
        virtual_mfa: "Virtual MFA", "虚拟 MFA";
        virtual_mfa_about: "A code from an application on your phone, asked for after the password.", "登录时在密码之后输入手机应用生成的动态口令。";
        mfa_not_bound: "Not bound", "未绑定";
        mfa_in_review: "Manual verification: waiting for the reviewer", "人工验证：等待审核";
        mfa_approved: "Identity verified: go on in “Settings”", "身份已验证：请在“设置”中继续";
        mfa_rejected: "Manual verification was rejected", "人工验证未通过";
        settings: "Settings", "设置";
    }
    sentences {}
}
