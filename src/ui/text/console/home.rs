//! The words of the console's home.

texts! {
    /// The texts of the page after logging on.
    pub struct HomeText;
    words {
        bind_first_title: "First of all, bind an MFA device", "请先绑定 MFA 设备";
        bind_first: "Your account is protected by a password alone. Bind a virtual MFA device now, so that a stolen password is not enough.", "您的账号目前仅受密码保护。请立即绑定虚拟 MFA 设备，以免密码泄露后账号被盗用。";
        bind_now: "Bind an MFA device", "绑定 MFA 设备";
        mfa_is_on: "A virtual MFA device protects this account.", "此账号已受虚拟 MFA 设备保护。";
        try_it: "Log out and log on again to see what is asked for.", "退出登录后重新登录，即可看到所需的验证。";
        by_opening: "Logged on by opening the account.", "创建账号后自动登录。";
        by_password: "Logged on with a password alone.", "仅使用密码登录。";
        by_code: "Logged on with a password and a security code.", "使用密码和安全码登录。";
        by_recovery_code: "Logged on with a password and a recovery code.", "使用密码和恢复码登录。";
        by_passkey: "Logged on with a password and a passkey.", "使用密码和通行密钥登录。";
        by_trusted_browser: "Logged on with a password, in a trusted browser.", "在受信任的浏览器中使用密码登录。";
        to_account: "Account Management", "账号管理";
        products: "Products", "产品";
        products_lede: "An order asks for a security code again, if none was shown recently.", "下单前如近期未验证安全码，将再次要求验证。";
        elastic_compute: "Elastic Compute Service", "弹性计算服务";
        elastic_compute_about: "Virtual servers, by the hour.", "按小时计费的虚拟服务器。";
        object_storage: "Object Storage", "对象存储";
        object_storage_about: "Files of any size, kept in three copies.", "任意大小的文件，三份冗余保存。";
        relational_database: "Relational Database", "关系型数据库";
        relational_database_about: "A database that is looked after.", "托管的数据库服务。";
        load_balancer: "Load Balancer", "负载均衡";
        load_balancer_about: "Spreads requests over servers.", "将请求分发到多台服务器。";
        order: "Order", "下单";
    }
    sentences {
        order_of: fn(&str) -> String = |product| format!("Order {product}"), |product| format!("下单：{product}");
        welcome: fn(&str) -> String =
            |username| format!("You are logged on as {username}"), |username| format!("您已登录为 {username}");
    }
}
