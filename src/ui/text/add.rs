//! The words of the place where keys are added, and of the doctor that looks at them first.

texts! {
    /// The texts of adding keys.
    pub struct AddText;
    words {
        add: "Add", "添加";
        title: "Add an account", "添加账号";
        lede: "Scan the QR code that the site shows, or take its key in any other way. You see what it says before it is kept.", "扫描网站显示的二维码，或以其他方式录入密钥。保存之前会显示其内容。";

        // The ways in
        use_camera: "Scan with the camera", "使用摄像头扫描";
        capture_screen: "Capture a screen or window", "截取屏幕或窗口";
        scan_file: "Scan an image file", "扫描图片文件";
        paste: "Paste an image or text", "粘贴图片或文本";
        type_key: "Type the key", "手动输入密钥";
        drop_hint: "Or drop an image, a text or a backup anywhere on this page, or press Ctrl+V (on a Mac ⌘V).", "也可以将图片、文本或备份文件拖放到此页面的任意位置，或按 Ctrl+V（Mac 上按 ⌘V）。";
        drop_now: "Drop it to look at it", "松开以查看";
        paste_with_keys: "The browser does not let this page look at the clipboard. Press Ctrl+V (on a Mac ⌘V).", "浏览器不允许此页面读取剪贴板。请按 Ctrl+V（Mac 上按 ⌘V）。";
        nothing_to_paste: "The clipboard holds no image and no text. Copy one, then try again.", "剪贴板中没有图片或文本。请复制后重试。";
        reading: "Reading…", "正在读取…";
        back: "Back", "返回";
        cancel: "Cancel", "取消";

        // The camera
        hold_in_frame: "Hold the QR code in the frame.", "请将二维码置于框内。";
        camera_opening: "The camera is starting…", "正在启动摄像头…";
        camera_picture: "What the camera sees", "摄像头画面";
        which_camera: "Camera", "摄像头";
        torch: "Torch", "手电筒";
        try_again: "Try again", "重试";
        camera_paused: "The camera is off while this page is out of sight.", "页面不可见时摄像头已关闭。";
        camera_insecure: "The browser gives its camera only to secure pages (https). Choose an image file, or type the key.", "浏览器仅允许安全页面（https）使用摄像头。请选择图片文件，或手动输入密钥。";
        camera_not_found: "No camera was found. Choose an image file, or type the key.", "未找到摄像头。请选择图片文件，或手动输入密钥。";
        camera_not_allowed: "The camera is not allowed. Allow it for this page in the browser, then try again.", "未允许使用摄像头。请在浏览器中允许此页面使用后重试。";
        camera_in_use: "The camera is used by another program, or does not start. Close the other program, then try again.", "摄像头被其他程序占用或无法启动。请关闭该程序后重试。";
        camera_ended: "The camera was switched off or unplugged. Try again.", "摄像头已关闭或断开，请重试。";
        camera_failed: "The browser could not open the camera. Choose an image file, or type the key.", "浏览器无法打开摄像头。请选择图片文件，或手动输入密钥。";

        // What could not be read
        capture_cancelled: "Nothing was captured. Try again, or choose an image file.", "未截取任何内容。请重试，或选择图片文件。";
        capture_no_picture: "What you chose shows no picture. If the window is minimised, open it, then try again.", "所选内容没有画面。如窗口已最小化，请打开后重试。";
        capture_failed: "The browser could not capture it. Choose an image file instead.", "浏览器无法截取。请改为选择图片文件。";
        no_picture: "The picture cannot be read. Choose a PNG or JPEG image.", "无法读取图片。请选择 PNG 或 JPEG 图片。";
        nothing_found: "No QR code found in it. Choose a picture that shows the whole code.", "未找到二维码。请选择包含完整二维码的图片。";
        unreadable: "There is a QR code, but it cannot be read. Make it larger or sharper, then try again.", "发现二维码但无法识别。请放大或使其更清晰后重试。";
        too_large: "The file is too large. Choose a smaller one.", "文件过大，请选择较小的文件。";
        file_unreadable: "The file cannot be read. Choose it again.", "无法读取文件，请重新选择。";
        not_decoded: "There was not enough memory to read the picture. Choose a smaller one.", "内存不足，无法读取图片。请选择较小的图片。";
        is_web_address: "This is a web address. Take the MFA key that the site shows.", "这是网址。请使用网站显示的 MFA 密钥。";
        is_transfer: "This is a transfer out of another authenticator. Bring it in under “Import”.", "这是其他身份验证器的转移码。请在“导入”中导入。";
        is_other: "This is not an MFA key. Take the one that the site shows.", "这不是 MFA 密钥。请使用网站显示的密钥。";

        // A typed key
        issuer: "Issuer", "颁发者";
        issuer_hint: "Who asks for the codes, for instance Gov Cloud.", "谁要求输入口令，例如 Gov Cloud。";
        account: "Account", "账号";
        account_hint: "Your name there, for instance your mail address.", "您在该处的名称，例如邮箱地址。";
        key: "Key", "密钥";
        key_hint: "Letters A to Z and digits 2 to 7; spaces do not matter. A whole otpauth:// text is understood as well.", "由字母 A–Z 和数字 2–7 组成，空格不影响。也可粘贴完整的 otpauth:// 文本。";
        advanced: "Advanced", "高级选项";
        advanced_hint: "Change these only if the site says so. Wrong values give wrong codes.", "仅在网站有说明时更改。错误的值会生成错误的口令。";
        kind: "Type", "类型";
        timed: "Time-based (TOTP)", "基于时间（TOTP）";
        counting: "Counter-based (HOTP)", "基于计数器（HOTP）";
        steam: "Steam", "Steam";
        algorithm: "Algorithm", "算法";
        digits: "Digits", "位数";
        period: "Period in seconds", "周期（秒）";
        counter: "Counter", "计数器";
        check: "Check", "检查";
        too_long: "Shorten it to 128 characters at most.", "请缩短至 128 个字符以内。";
        account_missing: "Enter the account.", "请输入账号。";
        key_missing: "Enter the key.", "请输入密钥。";
        key_not_base32: "A key has only letters A to Z and digits 2 to 7. Check for 0, 1 and 8.", "密钥只含字母 A–Z 和数字 2–7。请检查是否有 0、1、8。";
        key_incomplete: "The key is incomplete or too long. Copy it whole.", "密钥不完整或过长。请完整复制。";
        bad_digits: "Enter a number from 5 to 10.", "请输入 5 到 10 之间的数字。";
        bad_period: "Enter a number of seconds from 1 to 86,400.", "请输入 1 到 86400 之间的秒数。";
        bad_counter: "Enter a whole number, 0 or more.", "请输入 0 或更大的整数。";
        uri_was_pasted: "You pasted a whole Key URI. Everything below is what it says.", "您粘贴了完整的密钥 URI。以下内容均来自该 URI。";

        // The doctor
        check_title: "Check before you add", "添加前请检查";
        what_it_says: "What the key says", "密钥内容";
        period_of: "Period", "周期";
        is_asked: "asked above", "见上方问题";
        put_right: "What was put right", "已修正的内容";
        none_put_right: "It is written by the book: nothing had to be put right.", "书写规范，无需修正。";
        code_now: "Code now", "当前口令";
        code_after_adding: "Its codes count: each is used up once it is shown. The first one is made after adding.", "此密钥按次计数：口令显示一次即失效。添加后才会生成第一个口令。";
        questions: "Before it can be added", "添加之前";
        ask_the_site: "Look it up where the key comes from. A wrong answer gives wrong codes.", "请向密钥的提供方核实。答错会生成错误的口令。";
        own_value: "Another value", "其他值";
        use_value: "Use it", "使用";
        not_in_range: "This value is not possible here. Enter another.", "此值无效，请输入其他值。";
        answer_not_taken: "With this answer it is no key. Choose another one.", "选择此答案后密钥无效，请选择其他答案。";
        you_answered: "Your answers", "您的回答";
        ask_again: "Ask again", "重新回答";
        declined: "You chose not to add it.", "您已选择不添加。";
        restore: "Restore it", "恢复";
        add_then_another: "Add, then another", "添加并继续";
        nothing_to_add: "There is nothing to add here. Go back and choose another picture or text.", "没有可添加的内容。请返回并选择其他图片或文本。";
        several_hint: "Each is added only if it is ticked and nothing is open.", "仅添加已勾选且没有未答问题的条目。";
        details: "Details", "详细信息";
        state_ready: "Ready", "可添加";
        state_refused: "Cannot be used", "无法使用";
        state_exists: "Already here", "已存在";
        state_trashed: "In the trash", "在回收站中";
        state_shadows: "Another key", "另一个密钥";
        state_declined: "Not added", "不添加";

        // What was put right
        spaces_around: "Spaces or line ends around it were dropped.", "已去除首尾的空格或换行。";
        type_spelling: "Its beginning is in capital letters. That means the same.", "开头为大写字母，含义相同。";
        steam_scheme: "It is written “steam://…”: it was read as a Steam key.", "写作“steam://…”，已按 Steam 密钥读取。";
        steam_encoder: "It asks for Steam’s letters: it was read as a Steam key.", "其中要求使用 Steam 字母，已按 Steam 密钥读取。";
        lower_case_secret: "The key is in small letters. That means the same.", "密钥为小写字母，含义相同。";
        spaces_in_secret: "Spaces or hyphens in the key were dropped.", "已去除密钥中的空格或连字符。";
        padding_in_secret: "The “=” at the end of the key was dropped.", "已去除密钥末尾的“=”。";
        leftover_bits: "The last character of the key says more than a key holds: check that nothing is missing.", "密钥最后一个字符含有多余的位，请确认没有遗漏字符。";
        algorithm_spelling: "The algorithm’s name is spelled in another way. It was understood.", "算法名称的写法不同，已识别。";
        html_escaped: "It came out of a web page’s source: “&amp;” was read as “&”.", "内容来自网页源代码：“&amp;”已读作“&”。";
        plus_as_space: "A “+” in the issuer was read as a space.", "颁发者中的“+”已读作空格。";
        bare_hash: "A “#” was read as part of a name, not as the end of the text.", "“#”已读作名称的一部分，而非文本结尾。";
        bare_percent: "A “%” that begins no escape was read as itself.", "不构成转义的“%”已按原样读取。";
        not_utf8: "A name has letters that cannot be read. Type it again above.", "名称中有无法识别的字符，请在上方重新输入。";
        no_name: "It has no name. Type one above, so that you will know it.", "没有名称。请在上方输入，以便识别。";

        // What cannot be mended
        unknown_type: "The type of this key is not known here. Ask the site for a time-based, counter-based or Steam key.", "未知的密钥类型。请向网站获取基于时间、基于计数器或 Steam 的密钥。";
        missing_secret: "The key itself is missing in it. Ask the site for a new one.", "其中缺少密钥本身。请向网站重新获取。";
        secret_not_base32: "The key in it has characters that no key has. It was copied wrongly: ask for it again.", "其中的密钥含有无效字符，可能复制有误，请重新获取。";
        secret_incomplete: "The key in it is incomplete or too long. Copy the whole text.", "其中的密钥不完整或过长。请完整复制文本。";
        invalid: "This MFA key asks for something impossible. Ask the site for a new one.", "此 MFA 密钥中的参数无效。请向网站重新获取。";

        may_be_cut: "Is this key whole? The line after it is no key: if a line end came into the middle, paste it again on one line.", "此密钥是否完整？其下一行不是密钥：如中间有换行，请重新粘贴为一行。";
        is_whole: "It is whole", "完整";

        // Answers
        steam_letters: "Steam’s five letters", "Steam 的五位字母";
        plain_digits: "Ordinary digits", "普通数字";
        do_not_add: "Do not add it", "不添加";
        perhaps_steam: "Steam’s letters, or digits? The issuer is Steam, and the key does not say which.", "使用 Steam 字母还是数字？颁发者是 Steam，但密钥未说明。";
        parameter_algorithm: "algorithm", "算法";
        parameter_digits: "number of digits", "位数";
        parameter_period: "period", "周期";
        parameter_counter: "counter", "计数器";
        parameter_issuer: "issuer", "颁发者";
        parameter_secret: "key", "密钥";
        parameter_encoder: "spelling", "编码方式";
    }
    sentences {
        keys_found: fn(usize) -> String = |count| format!("{count} keys to check"), |count| format!("请检查 {count} 个密钥");
        add_count: fn(usize) -> String = |count| format!("Add {count}"), |count| format!("添加 {count} 个");
        added: fn(&str) -> String = |name| format!("{name} is added."), |name| format!("已添加 {name}。");
        added_count: fn(usize) -> String = |count| format!("{count} keys are added."), |count| format!("已添加 {count} 个密钥。");
        exists: fn(&str) -> String = |name| format!("{name} is already here, with this very key. Nothing needs to be added."), |name| format!("{name} 已存在，且密钥相同，无需重复添加。");
        trashed: fn(&str) -> String = |name| format!("{name} is already here, in the trash, with this very key. Restore it instead."), |name| format!("{name} 已在回收站中，且密钥相同。请直接恢复。");
        shadows: fn(&str) -> String = |name| format!("{name} is here with another key, whose codes may no longer be accepted. That entry stays: remove it once the new one works."), |name| format!("{name} 已有另一个密钥，其口令可能已失效。旧条目会保留，请确认新条目可用后再移除。");
        weak: fn(usize) -> String = |bits| format!("This key is weak: it has {bits} bits, and 128 at least are asked for. It works, but the site should give a longer one."), |bits| format!("此密钥强度较弱：只有 {bits} 位，标准要求至少 128 位。可以使用，但网站应提供更长的密钥。");
        line: fn(usize) -> String = |line| format!("Number {line}"), |line| format!("第 {line} 个");
        open_questions: fn(usize) -> String = |count| match count {
            1 => "1 question".to_owned(),
            count => format!("{count} questions"),
        }, |count| format!("{count} 个问题");
        seconds: fn(u32) -> String = |seconds| match seconds {
            1 => "1 second".to_owned(),
            seconds => format!("{seconds} seconds"),
        }, |seconds| format!("{seconds} 秒");
        digits_of: fn(u8) -> String = |digits| format!("{digits} digits"), |digits| format!("{digits} 位");
        counter_of: fn(u64) -> String = |counter| format!("Counter {counter}"), |counter| format!("计数器 {counter}");
        value_of: fn(usize) -> String = |number| format!("Key number {number}"), |number| format!("第 {number} 个密钥");
        parameter_spelling: fn(&str) -> String = |name| format!("“{name}” is written in capital letters. That means the same."), |name| format!("“{name}”为大写字母，含义相同。");
        empty_parameter: fn(&str) -> String = |name| format!("“{name}” is there without a value, and was passed over."), |name| format!("“{name}”没有值，已忽略。");
        repeated_parameter: fn(&str) -> String = |name| format!("“{name}” is there twice, with the same value."), |name| format!("“{name}”出现两次，值相同。");
        issuer_disagrees: fn(&str, &str) -> String = |label, parameter| format!("It names two issuers, “{label}” and “{parameter}”. The second was taken."), |label, parameter| format!("其中有两个颁发者“{label}”和“{parameter}”，已采用后者。");
        ask_period: fn(&str) -> String = |said| format!("How long does a code live? {said}"), |said| format!("口令的有效周期是多久？{said}");
        ask_algorithm: fn(&str) -> String = |said| format!("Which algorithm makes the codes? {said}"), |said| format!("使用哪种算法生成口令？{said}");
        ask_digits: fn(&str) -> String = |said| format!("How many digits has a code? {said}"), |said| format!("口令有几位？{said}");
        ask_counter: fn(&str) -> String = |said| format!("Where does the counter stand? {said}"), |said| format!("计数器当前的值是多少？{said}");
        said: fn(Option<&str>) -> String = |said| match said {
            Some(said) => format!("The key says “{said}”, which is not possible."),
            None => "The key does not say.".to_owned(),
        }, |said| match said {
            Some(said) => format!("密钥中写的是“{said}”，无效。"),
            None => "密钥中没有说明。".to_owned(),
        };
        ask_which: fn(&str) -> String = |parameter| format!("Which {parameter} is right? The key gives several."), |parameter| format!("哪个{parameter}是正确的？密钥中给出了多个。");
        ask_encoder: fn(&str) -> String = |said| format!("How are the codes written? The key asks for “{said}”, which is not known here."), |said| format!("口令如何显示？密钥要求“{said}”，此处不支持。");
        ask_steam: fn(&str, &str) -> String = |parameter, said| format!("Steam, or an ordinary key? It is said to be Steam’s, but its {parameter} is “{said}”."), |parameter, said| format!("是 Steam 密钥还是普通密钥？它标明为 Steam，但{parameter}为“{said}”。");
    }
}

#[cfg(test)]
mod tests {
    use super::AddText;
    use crate::ui::text::Words;

    #[test]
    fn what_a_key_says_is_quoted_and_silence_is_told() {
        for text in [AddText::ENGLISH, AddText::SIMPLIFIED_CHINESE] {
            assert!((text.said)(Some("MD5")).contains("“MD5”"));
            assert!(!(text.said)(None).contains('“'));
        }
    }

    #[test]
    fn one_is_not_several() {
        assert_eq!((AddText::ENGLISH.open_questions)(1), "1 question");
        assert_eq!((AddText::ENGLISH.seconds)(30), "30 seconds");
    }
}
