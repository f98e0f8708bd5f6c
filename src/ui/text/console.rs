//! The console's words. The terms are those of the published procedure.

/// Declares every text once, with its English and its Chinese side by side.
macro_rules! texts {
    ($($name:ident: $english:literal, $chinese:literal;)* => $(fn $function:ident: $kind:ty = $english_of:expr, $chinese_of:expr;)*) => {
        /// The console's texts in one language.
        #[derive(Debug)]
        pub struct ConsoleText {
            $(#[doc = $english] pub $name: &'static str,)*
            $(#[doc = concat!("A text with values in it: `", stringify!($function), "`.")] pub $function: $kind,)*
        }

        /// English.
        pub const ENGLISH: ConsoleText = ConsoleText { $($name: $english,)* $($function: $english_of,)* };

        /// 简体中文.
        pub const SIMPLIFIED_CHINESE: ConsoleText = ConsoleText { $($name: $chinese,)* $($function: $chinese_of,)* };
    };
}

texts! {
    // The window
    log_out: "Log Out", "退出登录";
    log_on: "Log On", "登录";
    create_account: "Create account", "创建账号";
    account_management: "Account Management", "账号管理";
    console_home: "Console", "控制台";
    reviewers_desk: "Reviewer's desk", "审核台";
    working: "Working…", "正在处理…";
    nothing_saved: "Nothing was saved. Your browser's storage did not take it. Try again; if it happens again, reload the page.", "未保存任何内容：浏览器存储没有接受。请重试；若再次出现，请刷新页面。";
    storage_full: "Nothing was saved: the browser's storage is full. Free some space, then try again.", "未保存任何内容：浏览器存储空间已满。请释放空间后重试。";
    changed_elsewhere: "Nothing was saved: another tab changed the same thing. Try again.", "未保存任何内容：另一个标签页修改了同一内容。请重试。";
    storage_closed: "This page lost its storage: it was erased or upgraded in another tab. Reload the page.", "此页面已失去存储：它在另一个标签页中被清除或升级。请刷新页面。";

    // Opening an account
    register_lede: "Open an account to rehearse with. It exists only in this browser.", "创建一个用于演练的账号。它只存在于此浏览器中。";
    username: "Username", "用户名";
    username_hint: "3 to 32 letters, digits, dots, hyphens or underscores. It begins with a letter.", "3 至 32 个字母、数字、点、连字符或下划线，以字母开头。";
    password: "Password", "密码";
    password_hint: "At least 8 characters; 15 or more are better. You may paste it.", "至少 8 个字符，建议 15 个以上。可以粘贴。";
    phone_number: "Phone number", "手机号码";
    phone_number_hint: "A code goes to this phone by SMS.", "验证码将以短信发送到此手机。";
    have_account: "I have an account", "我已有账号";
    username_empty: "Enter a username.", "请输入用户名。";
    username_too_short: "The username needs at least 3 characters.", "用户名至少需要 3 个字符。";
    username_too_long: "The username may have 32 characters at most.", "用户名最多 32 个字符。";
    username_bad_start: "The username has to begin with a letter from a to z.", "用户名必须以字母 a 至 z 开头。";
    username_bad_character: "Only letters a to z, digits, dots, hyphens and underscores are allowed.", "只能使用字母 a 至 z、数字、点、连字符和下划线。";
    username_taken: "This username is taken. Choose another.", "该用户名已被使用，请换一个。";
    password_too_short: "The password needs at least 8 characters.", "密码至少需要 8 个字符。";
    password_too_long: "The password may have 128 characters at most.", "密码最多 128 个字符。";
    password_common: "This password is too common: it is among the first that a guesser tries. Choose another.", "该密码过于常见，很容易被猜到。请换一个。";
    password_same: "The password must not be the username.", "密码不能与用户名相同。";
    phone_empty: "Enter a phone number.", "请输入手机号码。";
    phone_not_a_number: "This is not a phone number: 6 to 15 digits, with + in front if you like.", "这不是有效的手机号码：应为 6 至 15 位数字，前面可加 +。";
    identity_verification: "Identity verification", "身份验证";
    verification_code: "Verification code", "验证码";
    verification_code_hint: "Six digits, valid for 10 minutes. Look into “Messages” on the phone.", "6 位数字，10 分钟内有效。请查看手机上的“信息”。";
    verify: "Verify", "验证";
    resend_code: "Resend code", "重新发送验证码";
    change_form: "Change what I entered", "修改已填内容";
    registration_expired: "Too much time has passed. Fill in the form again.", "已超过有效时间，请重新填写。";
    registration_taken: "Somebody took this username meanwhile. Go back and choose another.", "该用户名刚刚被他人使用。请返回并更换用户名。";

    // Codes by SMS
    six_digits: "Enter the six digits.", "请输入 6 位数字。";
    phone_code_wrong: "The code is wrong.", "验证码错误。";
    phone_code_expired: "The code has expired. Have a new one sent.", "验证码已过期，请重新获取。";
    phone_code_used: "The code was used before. Have a new one sent.", "验证码已被使用，请重新获取。";
    phone_code_not_sent: "Have a code sent first.", "请先获取验证码。";

    // Logging on
    log_on_lede: "Enter your username and password.", "请输入用户名和密码。";
    need_account: "Create an account", "创建新账号";
    password_wrong: "The username or the password is wrong.", "用户名或密码错误。";
    security_code: "Security code", "安全码";
    security_code_log_on_hint: "The latest six digits that your authenticator shows for this account.", "您的 MFA 应用为此账号显示的最新 6 位动态口令。";
    mfa_title: "Multi-factor authentication", "多因素认证";
    other_user: "Log on as somebody else", "使用其他账号登录";
    attempt_expired: "Too much time has passed since the password. Log on again.", "距离输入密码的时间过长，请重新登录。";
    code_wrong: "The security code is wrong. Use the latest code that was not used before, and check that the phone's clock is right and the code is that of this account.", "安全码错误。请使用最新且未使用过的动态口令，并确认手机时间准确、动态口令属于此账号。";
    code_replayed: "This security code was used before. Wait for the next one.", "该安全码已被使用，请等待下一个动态口令。";
    code_older: "A later security code was used before this one. Use the latest one.", "在此之后的安全码已被使用，请使用最新的动态口令。";

    // Home
    bind_first_title: "First of all, bind an MFA device", "请先绑定 MFA 设备";
    bind_first: "Your account is protected by a password alone. Bind a virtual MFA device now, so that a stolen password is not enough.", "您的账号目前仅受密码保护。请立即绑定虚拟 MFA 设备，以免密码泄露后账号被盗用。";
    bind_now: "Bind an MFA device", "绑定 MFA 设备";
    mfa_is_on: "A virtual MFA device protects this account.", "此账号已受虚拟 MFA 设备保护。";
    try_it: "Log out and log on again to see what is asked for.", "退出登录后重新登录，即可看到所需的验证。";
    by_opening: "Logged on by opening the account.", "创建账号后自动登录。";
    by_password: "Logged on with a password alone.", "仅使用密码登录。";
    by_code: "Logged on with a password and a security code.", "使用密码和安全码登录。";
    to_account: "Account Management", "账号管理";

    // Account management
    basic_information: "Basic Information", "基本信息";
    security_settings: "Security Settings", "安全设置";
    opened_at: "Account opened", "创建时间";
    logged_on_at: "Logged on", "登录时间";
    virtual_mfa: "Virtual MFA", "虚拟 MFA";
    virtual_mfa_about: "A code from an application on your phone, asked for after the password.", "登录时在密码之后输入手机应用生成的动态口令。";
    mfa_not_bound: "Not bound", "未绑定";
    mfa_in_review: "Manual verification: waiting for the reviewer", "人工验证：等待审核";
    mfa_approved: "Identity verified: go on in “Settings”", "身份已验证：请在“设置”中继续";
    mfa_rejected: "Manual verification was rejected", "人工验证未通过";
    settings: "Settings", "设置";
    not_phishing_proof: "A security code can still be given away on a false site. Enter it only at this console.", "安全码仍可能在钓鱼网站上被骗取。请只在本控制台输入。";

    // The wizard
    wizard_title: "Bind a virtual MFA device", "绑定虚拟 MFA 设备";
    step_identity: "Authenticate your identity", "验证身份";
    step_install: "Install the application", "安装应用";
    step_link: "Link the MFA application", "绑定 MFA 应用";
    step_attached: "The device is attached", "设备已绑定";
    next: "Next", "下一步";
    back: "Back", "上一步";
    done: "Done", "完成";
    replaces: "A device is bound already. It keeps working until the new one is attached, and is replaced then.", "已绑定一个设备。在新设备绑定成功之前它仍然有效，之后将被替换。";
    identity_lede: "Before a device is bound, show that it is you.", "绑定设备之前，请验证您的身份。";
    identity_done: "Your identity is verified. Go on with the next step.", "您的身份已验证，请继续下一步。";
    phone_verification: "Phone verification", "手机验证";
    phone_verification_about: "A code by SMS to your phone.", "向您的手机发送短信验证码。";
    manual_verification: "Manual verification", "人工验证";
    manual_verification_about: "A reviewer looks at your document. For when the phone is lost.", "由审核人员核对您的证件。适用于手机丢失的情况。";
    send_code: "Send code", "发送验证码";
    name: "Name", "姓名";
    reason: "Reason", "原因";
    reason_hint: "Why you cannot use phone verification.", "无法使用手机验证的原因。";
    document: "Document", "证件";
    document_hint: "An image (PNG, JPEG, WebP or GIF) of at most 5 MB. It stays in this browser, and is deleted when the reviewer has decided. For a rehearsal take any image.", "图片（PNG、JPEG、WebP 或 GIF），不超过 5 MB。图片只保存在此浏览器中，审核后即删除。演练时可使用任意图片。";
    submit_for_review: "Submit for review", "提交审核";
    name_missing: "Enter your name (100 characters at most).", "请输入姓名（最多 100 个字符）。";
    reason_missing: "Enter a reason (1,000 characters at most).", "请输入原因（最多 1000 个字符）。";
    document_missing: "Choose an image of the document.", "请选择证件图片。";
    document_not_image: "This file is not a PNG, JPEG, WebP or GIF image.", "该文件不是 PNG、JPEG、WebP 或 GIF 图片。";
    document_too_big: "The image is larger than 5 MB.", "图片超过 5 MB。";
    document_unreadable: "The file could not be read.", "无法读取该文件。";
    in_review: "Waiting for the reviewer. You may close this dialog or the page: the wizard goes on from here.", "正在等待审核。您可以关闭此对话框或页面，之后将从这里继续。";
    open_desk: "Open the reviewer's desk", "打开审核台";
    other_way: "Choose another way", "选择其他方式";
    log_on_again: "Your log-on is too long ago for this. Log out and log on again; the wizard then goes on from here.", "您的登录时间过久。请退出并重新登录，之后将从这里继续。";
    identity_again: "The proof of your identity is too old. Verify it again.", "身份验证已过期，请重新验证。";
    install_lede: "Install a virtual MFA application on your phone, from its app store.", "请在手机的应用商店中安装虚拟 MFA 应用。";
    column_phone: "Phone", "手机类型";
    column_application: "Application", "应用";
    android: "Android", "Android";
    iphone: "iPhone", "iPhone";
    windows_phone: "Windows Phone", "Windows Phone";
    blackberry: "BlackBerry", "BlackBerry";
    google_authenticator: "Google Authenticator", "Google Authenticator";
    windows_phone_application: "Authenticator", "Authenticator";
    install_other: "Or use the Alibaba Cloud app, version 4.6 or later.", "也可以使用阿里云 App 4.6 或更高版本。";
    link_lede: "Open the application on your phone and scan this QR code. To have the code on several phones, scan it with each of them now: it is shown only once.", "请打开手机上的应用并扫描此二维码。如需在多部手机上使用，请现在分别扫描：二维码只显示一次。";
    do_not_share: "The QR code holds the MFA key. Whoever scans it can make your codes. Do not share it.", "二维码中包含 MFA 密钥，扫描者都能生成您的动态口令。请勿分享。";
    new_key: "This is a new key: the one shown before has ended. If you scanned that one, delete its entry in the application and scan this one.", "这是新的密钥：之前显示的密钥已失效。如已扫描旧二维码，请在应用中删除该条目后扫描此二维码。";
    qr_name: "MFA QR code", "MFA 二维码";
    show_key: "Can't scan? Show the key", "无法扫描？显示密钥";
    hide_key: "Hide the key", "隐藏密钥";
    mfa_key: "MFA key", "MFA 密钥";
    mfa_key_about: "Type it into the application as a time-based key. Blanks do not matter.", "请在应用中按“基于时间”手动输入。空格可忽略。";
    security_code_hint: "The six digits that the application shows for Gov Cloud.", "应用为 Gov Cloud 显示的 6 位动态口令。";
    key_ended: "This key has ended. Delete its entry in the application, and have a new key shown.", "此密钥已失效。请在应用中删除该条目，然后显示新的密钥。";
    key_expired: "This key has ended: it was shown for 10 minutes. Delete its entry in the application, and have a new key shown.", "此密钥已失效：显示时间超过 10 分钟。请在应用中删除该条目，然后显示新的密钥。";
    show_new_key: "Show a new key", "显示新的密钥";
    qr_failed: "The QR code could not be drawn. Type the key instead.", "无法绘制二维码，请手动输入密钥。";
    attached_lede: "From the next log-on on, the console asks for a security code after the password.", "从下次登录起，控制台将在密码之后要求输入安全码。";
    attached_notice: "Keep the application and its entry. Whoever loses the phone has to prove the identity again.", "请保留应用及其中的条目。如手机丢失，需要重新验证身份。";

    // The desk
    desk_lede: "Applications for manual verification. In a rehearsal you are the reviewer too.", "人工验证申请。演练时您也是审核人员。";
    desk_empty: "Nothing is waiting.", "没有待审核的申请。";
    desk_decided: "Decided", "已审核";
    document_image: "Image of the document", "证件图片";
    approve: "Approve", "通过";
    reject: "Reject", "拒绝";
    rejection_reason: "Reason for rejection", "拒绝原因";
    rejection_reason_missing: "Enter a reason: the person will read it.", "请输入原因：申请人将看到它。";
    already_decided: "This was decided before.", "该申请已审核。";
    approved: "Approved", "已通过";
    rejected: "Rejected", "已拒绝";
    submitted_at: "Submitted", "提交时间";
    to_console: "Back to the console", "返回控制台";

    // Texts with a value in them
    =>
    fn try_again_at: fn(&str) -> String = |at| format!("Try again at {at}."), |at| format!("请在 {at} 之后重试。");
    fn locked_until: fn(&str) -> String =
        |at| format!("Locked until {at}: there were 10 or more failures in a row."),
        |at| format!("连续失败 10 次或以上，已锁定至 {at}。");
    fn code_sent_to: fn(&str) -> String =
        |number| format!("A code was sent by SMS to {number}."),
        |number| format!("验证码已通过短信发送至 {number}。");
    fn code_goes_to: fn(&str) -> String =
        |number| format!("The code goes to {number}."),
        |number| format!("验证码将发送至 {number}。");
    fn resend_at: fn(&str) -> String =
        |at| format!("Another message can be sent at {at}."),
        |at| format!("{at} 之后可再次发送。");
    fn code_for: fn(&str) -> String =
        |username| format!("The password of {username} was right. Now the security code."),
        |username| format!("{username} 的密码正确。请输入安全码。");
    fn welcome: fn(&str) -> String =
        |username| format!("You are logged on as {username}"), |username| format!("您已登录为 {username}");
    fn bound_since: fn(&str) -> String = |at| format!("Bound since {at}"), |at| format!("已绑定，时间：{at}");
    fn rejected_because: fn(&str) -> String =
        |reason| format!("The reviewer rejected the application: {reason}"),
        |reason| format!("审核未通过：{reason}");
    fn key_lives_until: fn(&str) -> String =
        |at| format!("This key waits for its first code until {at}. Leaving this step ends it."),
        |at| format!("此密钥在 {at} 之前等待首个动态口令，离开此步骤即失效。");
    fn clock_is_fast: fn(u64) -> String =
        |minutes| format!("The code is not of this moment: the phone's clock seems about {minutes} min fast. Set it right, then use the latest code."),
        |minutes| format!("该动态口令不属于当前时间：手机时钟似乎快了约 {minutes} 分钟。请校准后使用最新的动态口令。");
    fn clock_is_slow: fn(u64) -> String =
        |minutes| format!("The code is not of this moment: it is about {minutes} min old, or the phone's clock is slow. Check the clock, then use the latest code."),
        |minutes| format!("该动态口令不属于当前时间：约 {minutes} 分钟前的口令，或手机时钟偏慢。请检查时间后使用最新的动态口令。");
    fn application_of: fn(&str) -> String =
        |username| format!("Application of {username}"), |username| format!("{username} 的申请");
}
