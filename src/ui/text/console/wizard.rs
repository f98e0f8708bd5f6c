//! The words of the dialog that binds a device.

texts! {
    /// The texts of the wizard.
    pub struct WizardText;
    words {
        wizard_title: "Bind a virtual MFA device", "绑定虚拟 MFA 设备";
        switch_title: "Switch the MFA application", "切换 MFA 应用";
        step_identity: "Authenticate your identity", "验证身份";
        step_install: "Install the application", "安装应用";
        step_link: "Link the MFA application", "绑定 MFA 应用";
        step_attached: "The device is attached", "设备已绑定";
        next: "Next", "下一步";
        back: "Back", "上一步";
        done: "Done", "完成";
        identity_lede: "Before a device is bound, show that it is you.", "绑定设备之前，请验证您的身份。";
        identity_done: "Your identity is verified. Go on with the next step.", "您的身份已验证，请继续下一步。";
        identity_by_factor: "Because an MFA device is bound already, a security code of one shows that it is you.", "由于已绑定 MFA 设备，请使用其安全码验证您的身份。";
        enter_code: "Enter a security code", "输入安全码";
        phone_verification: "Phone verification", "手机验证";
        phone_verification_about: "A code by SMS to your phone.", "向您的手机发送短信验证码。";
        manual_verification: "Manual verification", "人工验证";
        manual_verification_about: "A reviewer looks at your document. For when the phone is lost.", "由审核人员核对您的证件。适用于手机丢失的情况。";
        send_code: "Send code", "发送验证码";
        reason_hint: "Why you cannot use phone verification.", "无法使用手机验证的原因。";
        document_hint: "An image (PNG, JPEG, WebP or GIF) of at most 5 MB; for a rehearsal, any image. It stays in this browser, and is deleted when the reviewer has decided.", "图片（PNG、JPEG、WebP 或 GIF），不超过 5 MB，演练时可使用任意图片。图片只保存在此浏览器中，审核后即删除。";
        submit_for_review: "Submit for review", "提交审核";
        in_review: "Waiting for the reviewer. You may close this dialog or the page: the wizard goes on from here.", "正在等待审核。您可以关闭此对话框或页面，之后将从这里继续。";
        open_desk: "Open the reviewer's desk", "打开审核台";
        other_way: "Choose another way", "选择其他方式";
        devices_full: "The account has as many devices as it may have. Close this dialog, and remove one or switch its application.", "账号的设备数量已达上限。请关闭此对话框，然后移除一个设备或切换其应用。";
        opened_elsewhere: "Another tab has opened this dialog for something else. Close it here, and open it again.", "另一个标签页已将此对话框用于其他操作。请在此关闭后重新打开。";
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
        install_other: "Or use the Alibaba Cloud app, version 4.6 or later. An older version cannot scan the QR code: update it first.", "也可以使用阿里云 App 4.6 或更高版本。旧版本无法扫描二维码，请先更新。";
        link_lede: "Open the application on your phone and scan this QR code. To have the code on several phones, scan it with each of them now: it is shown only once.", "请打开手机上的应用并扫描此二维码。如需在多部手机上使用，请现在分别扫描：二维码只显示一次。";
        do_not_share: "The QR code holds the MFA key: whoever scans it can make your codes. Do not share it.", "二维码中包含 MFA 密钥，扫描者都能生成您的动态口令。请勿分享。";
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
        attached_notice: "Keep the application and its entry. If you lose the phone, you have to verify your identity again.", "请保留应用及其中的条目。如手机丢失，需要重新验证身份。";
        attached_another: "The console accepts the codes of this device from now on, and those of your other devices as before.", "从现在起，控制台接受此设备的动态口令，您的其他设备仍然有效。";
        switched_lede: "The console accepts the codes of the new application from now on. Those of the old one are refused: delete its entry there.", "从现在起，控制台接受新应用的动态口令。旧应用的口令将被拒绝，请在旧应用中删除该条目。";
    }
    sentences {
        replaces: fn(&str) -> String =
            |name| format!("“{name}” keeps working until a code of the new application was accepted, and is replaced then."),
            |name| format!("在新应用的动态口令验证通过之前，“{name}”仍然有效，之后将被替换。");
        code_goes_to: fn(&str) -> String =
            |number| format!("The code goes to {number}."),
            |number| format!("验证码将发送至 {number}。");
        rejected_because: fn(&str) -> String =
            |reason| format!("The reviewer rejected the application (“{reason}”). Correct that and submit it again, or choose phone verification."),
            |reason| format!("审核未通过（“{reason}”）。请更正后重新提交，或选择手机验证。");
        key_lives_until: fn(&str) -> String =
            |at| format!("This key waits for its first code until {at}. Leaving this step ends it."),
            |at| format!("此密钥在 {at} 之前等待首个动态口令，离开此步骤即失效。");
        clock_is_fast: fn(u64) -> String =
            |minutes| format!("The code is not of this moment: the phone's clock seems about {minutes} min fast. Set it right, then use the latest code."),
            |minutes| format!("该安全码不属于当前时间：手机时钟似乎快了约 {minutes} 分钟。请校准后使用最新的安全码。");
        clock_is_slow: fn(u64) -> String =
            |minutes| format!("The code is not of this moment: it is about {minutes} min old, or the phone's clock is slow. Check the clock, then use the latest code."),
            |minutes| format!("该安全码不属于当前时间：已过去约 {minutes} 分钟，或手机时钟偏慢。请检查时间后使用最新的安全码。");
    }
}
