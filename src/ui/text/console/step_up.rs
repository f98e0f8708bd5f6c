//! The words of the dialog that asks for a factor again.

texts! {
    /// The texts of step-up authentication.
    pub struct StepUpText;
    words {
        title: "Confirm that it is you", "请确认是您本人";
        lede_code: "The next step is a sensitive one. Enter a security code of one of your MFA devices first.", "接下来是敏感操作。请先输入您任一 MFA 设备的安全码。";
        lede_password: "The next step is a sensitive one. Enter your password first.", "接下来是敏感操作。请先输入您的密码。";
        code_hint: "The latest six digits that the application shows. A code that was used already is refused.", "应用显示的最新 6 位动态口令。已使用过的会被拒绝。";
        use_recovery_code: "Use a recovery code", "使用恢复码";
        use_security_code: "Use a security code", "使用安全码";
        lede_recovery: "The next step is a sensitive one. Enter one of your recovery codes first; it is used up by that.", "接下来是敏感操作。请先输入一个恢复码，使用后即失效。";
        confirm: "Confirm", "确认";
        password_wrong: "The password is wrong.", "密码错误。";
        other_factor: "Your MFA devices have changed meanwhile. Confirm with what is asked for now.", "您的 MFA 设备刚刚有变动。请按现在的要求进行确认。";
    }
    sentences {}
}
