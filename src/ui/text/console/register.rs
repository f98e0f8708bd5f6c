//! The words of the page “Create account”.

texts! {
    /// The texts of opening an account.
    pub struct RegisterText;
    words {
        register_lede: "Open an account to rehearse with. It exists only in this browser.", "创建一个用于演练的账号。它只存在于此浏览器中。";
        username_hint: "3 to 32 letters, digits, dots, hyphens or underscores. It begins with a letter.", "3 至 32 个字母、数字、点、连字符或下划线，以字母开头。";
        password_hint: "At least 8 characters; 15 or more are better. You may paste it.", "至少 8 个字符，建议 15 个以上。可以粘贴。";
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
        password_same: "The password must not be the username. Choose another.", "密码不能与用户名相同，请换一个。";
        phone_empty: "Enter a phone number.", "请输入手机号码。";
        phone_not_a_number: "This is not a phone number. Enter 6 to 15 digits, with + in front if you like.", "这不是手机号码。请输入 6 至 15 位数字，前面可加 +。";
        sent_just_now: "A code was sent to this number a moment ago. Try again in a minute.", "刚刚已向此号码发送验证码，请一分钟后重试。";
        number_locked: "Too many wrong codes were entered for this number. Try again in a quarter of an hour.", "此号码的验证码错误次数过多，请 15 分钟后重试。";
        identity_verification: "Identity verification", "身份验证";
        verify: "Verify", "验证";
        change_form: "Change what I entered", "修改已填内容";
        registration_expired: "Too much time has passed. Fill in the form again.", "已超过有效时间，请重新填写。";
        registration_taken: "Somebody took this username meanwhile. Go back and choose another.", "该用户名刚刚被他人使用。请返回并更换用户名。";
    }
    sentences {}
}
