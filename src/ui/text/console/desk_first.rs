//! The words of the desk before anybody has an account here.

texts! {
    /// The texts of a desk with nothing on it yet.
    pub struct DeskFirstText;
    words {
        nothing_waits: "Nothing is waiting. Applications for manual verification and appeals come here.", "没有待审核的内容。人工验证申请和申诉会出现在这里。";
        no_accounts: "There is no account yet. Whoever is locked out or has lost every factor is helped here.", "还没有账号。被锁定或丢失全部验证方式的账号在这里处理。";
        nothing_happened: "Nothing has happened yet. Every act of every account and of the desk will be listed here.", "还没有任何记录。每个账号和审核台的每项操作都会列在这里。";
    }
    sentences {}
}
