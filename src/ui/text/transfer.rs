//! The words of import, export, backup and the clock.

texts! {
    /// The texts of what comes in, what goes out, and the clock.
    pub struct TransferText;
    words {
        import: "Import", "导入";
        export: "Export and backup", "导出与备份";
        no_name: "(no name)", "（未命名）";
        comma: ", ", "、";
        cancel: "Cancel", "取消";
        go_on: "Go on", "继续";
        stop: "Stop", "停止";
        back: "Back", "返回";

        // Bringing something
        import_title: "Import from another app", "从其他应用导入";
        import_lede: "Bring the file that the other app exported. Nothing is stored before you have looked at it.", "请提供其他应用导出的文件。在您确认之前不会保存任何内容。";
        choose_files: "Choose files", "选择文件";
        choose_hint: "Several at once: export files, plain or sealed, and images of QR codes. Or drop them anywhere on this page, or paste them.", "可一次选择多个：未加密或加密的导出文件，以及二维码图片。也可以拖放到此页面任意位置，或直接粘贴。";
        drop_now: "Drop it to import", "松开以导入";
        paste_label: "Or paste a text", "或粘贴文本";
        paste_hint: "Key URIs (otpauth://…), one a line, or the whole text of an export.", "密钥 URI（otpauth://…），每行一个，或导出文件的完整文本。";
        read_text: "Read the text", "读取文本";
        known_formats: "Known formats", "支持的格式";
        pasted_text: "Pasted text", "粘贴的文本";
        reading_title: "Reading", "正在读取";
        reading: "Reading…", "正在读取…";
        deriving: "Deriving the key from the password…", "正在由密码派生密钥…";

        // What a file asks for
        sealed_title: "This file is sealed", "此文件已加密";
        sealed_lede: "Type the password that it was exported with. It is used here, on this device, and not kept.", "请输入导出时设置的密码。密码仅在此设备上使用，不会保存。";
        file_password: "Password of the file", "文件密码";
        open_file: "Open", "打开";
        leave_out: "Leave this file out", "跳过此文件";
        password_missing: "Type the password.", "请输入密码。";
        wrong_password: "The password does not open this file. Nothing is lost: try again.", "密码无法打开此文件。没有任何丢失，请重试。";
        cost_title: "This file asks for more than usual", "此文件需要较多资源";
        cost_hint: "The password is turned into a key with that effort. A phone or an old computer may take minutes, or have too little memory; you can cancel at any time.", "由密码派生密钥需要上述资源。手机或旧电脑可能需要几分钟，或内存不足；您可以随时取消。";

        // Why nothing came of it
        unknown_format: "This format is not known. Export from the other app again, as JSON or as Key URIs.", "无法识别此格式。请在其他应用中重新导出为 JSON 或密钥 URI。";
        truncated: "The file ends too early. Copy or download it again.", "文件不完整。请重新复制或下载。";
        damaged: "The file is damaged. Export it again from the other app.", "文件已损坏。请在其他应用中重新导出。";
        sealed_otherwise: "This file is sealed, but not under a password. Export it again, with a password or unsealed.", "此文件已加密，但不是用密码加密。请重新导出，使用密码或不加密。";
        no_qr_code: "There is no QR code in this image. Take the whole code, with the white margin.", "图片中没有二维码。请包含完整的二维码及其白边。";
        bad_picture: "The QR code in this image cannot be read. Take a sharper or larger image.", "无法读取图片中的二维码。请使用更清晰或更大的图片。";
        unreadable: "The file cannot be read. Choose it again.", "无法读取文件，请重新选择。";
        no_memory: "There was not enough memory to open it. Close other tabs and try again.", "内存不足，无法打开。请关闭其他标签页后重试。";
        cancelled: "Cancelled. Nothing was changed.", "已取消，未做任何更改。";

        // The preview
        preview_title: "Before anything is stored", "保存前预览";
        outdated: "Your entries have changed meanwhile. The list was made again: look at it once more.", "您的条目已发生变化。列表已重新生成，请再次确认。";
        count_new: "new", "个新条目";
        count_duplicates: "already here", "个已存在";
        count_another_key: "with another key", "个密钥不同";
        count_unsupported: "cannot be taken", "个无法导入";
        count_repaired: "repaired", "个已修复";
        select_all: "Select all", "全选";
        select_none: "Select none", "全不选";
        pages: "Pages of the list", "列表分页";
        rows_before: "Previous rows", "上一页";
        rows_after: "Next rows", "下一页";
        storing: "Storing…", "正在保存…";
        add_file: "Add another file", "添加其他文件";
        add_image: "Add another image", "添加其他图片";
        give_up: "Give up", "放弃";
        is_new: "New", "新";
        is_duplicate: "Duplicate", "重复";
        is_another_key: "Another key", "密钥不同";
        is_unsupported: "Unsupported", "不支持";
        twin_here: "Already here, with the same key.", "已存在，密钥相同。";
        twin_in_trash: "Already here, in the trash. You can restore it.", "已在回收站中，可以恢复。";
        other_key_here: "This account is here with another key. Both are kept: try which one the site takes.", "该账号已存在，但密钥不同。两者都会保留：请试试网站接受哪一个。";
        comes_into_trash: "It was in the trash, and comes back into the trash.", "它原本在回收站中，导入后仍在回收站。";
        loses_icon: "Its image is too large or of an unknown type, and is left out.", "其图标过大或类型未知，将不导入。";

        // Why an entry cannot be taken
        not_a_key: "It is no key of an authenticator.", "不是验证器密钥。";
        unknown_type: "Its type is not known (only TOTP, HOTP and Steam are).", "未知类型（仅支持 TOTP、HOTP 和 Steam）。";
        missing_secret: "Its key is missing or cannot be read.", "缺少密钥或无法读取。";
        bad_secret: "Its key is not Base32.", "密钥不是有效的 Base32。";
        unknown_algorithm: "Its algorithm is not known (only SHA-1, SHA-256 and SHA-512 are).", "未知算法（仅支持 SHA-1、SHA-256 和 SHA-512）。";
        bad_digits: "Its codes have a length other than 5 to 10.", "动态口令长度不在 5 到 10 位之间。";
        bad_period: "Its period is not 1 to 86,400 seconds.", "周期不在 1 到 86400 秒之间。";
        missing_counter: "It counts, and does not say where its counter stands.", "基于计数器，但没有计数器值。";
        bad_counter: "Its counter is not a number that can be kept.", "计数器值无效。";
        unknown_encoder: "Its codes are spelled in an unknown way.", "动态口令的编码方式未知。";

        // What was repaired
        repaired_spaces_around: "Spaces around it were dropped.", "已去除首尾空格。";
        repaired_spelling: "The spelling was put right.", "已更正拼写。";
        repaired_steam: "Read as a Steam key.", "已按 Steam 密钥读取。";
        repaired_secret: "The key's case, spaces or padding were put right. The key is the same.", "已规范密钥的大小写、空格或填充，密钥不变。";
        repaired_names: "Its names were spelled oddly: compare them.", "名称书写异常，请核对。";
        repaired_no_name: "It has no name. Give it one later, to know it by.", "没有名称。请稍后为其命名以便识别。";

        // The end
        done_title: "Imported", "导入完成";
        undone: "The import is undone. What was here before is as it was.", "已撤销导入，原有条目保持不变。";
        show_codes: "Show the codes", "查看动态口令";
        undo_import: "Undo import", "撤销导入";
        import_more: "Import something else", "继续导入";
        edited_loses: "What you changed in them since the import is lost with them.", "导入后对它们所做的更改将一并丢失。";
        remove_them: "Remove them too", "一并移除";
    }
    sentences {
        cost: fn(u64, u64) -> String = |mebibytes, rounds| match mebibytes {
            0 => format!("Opening it takes {rounds} rounds."),
            mebibytes => format!("Opening it takes {mebibytes} MiB of memory and {rounds} rounds of 1 KiB."),
        }, |mebibytes, rounds| match mebibytes {
            0 => format!("打开它需要 {rounds} 轮运算。"),
            mebibytes => format!("打开它需要 {mebibytes} MiB 内存和 {rounds} 轮（每轮 1 KiB）运算。"),
        };
        newer_version: fn(u64) -> String = |version| format!("The file is of version {version}, which is newer than what is known here. Reload this page, or export in an older version."), |version| format!("文件版本为 {version}，比此处支持的版本更新。请刷新页面，或导出为旧版本。");
        too_large: fn(u64) -> String = |mebibytes| format!("The file is larger than {mebibytes} MiB. Choose a smaller one."), |mebibytes| format!("文件大于 {mebibytes} MiB，请选择较小的文件。");
        read_from: fn(&str) -> String = |formats| format!("Read as: {formats}. Choose what is to come in."), |formats| format!("识别为：{formats}。请选择要导入的条目。");
        missing_parts: fn(&str) -> String = |parts| format!("Some QR codes of this transfer are missing: {parts}. Without them, entries are missing."), |parts| format!("此次转移缺少以下二维码：{parts}。缺少它们将导致条目不完整。");
        part: fn(u32, u32) -> String = |number, of| format!("{number} of {of}"), |number, of| format!("第 {number} 个（共 {of} 个）");
        rows: fn(usize, usize, usize) -> String = |first, last, total| format!("Rows {first} to {last} of {total}"), |first, last, total| format!("第 {first} 至 {last} 行，共 {total} 行");
        selected: fn(usize, usize) -> String = |selected, total| format!("{selected} of {total} selected"), |selected, total| format!("已选择 {selected} / {total}");
        import_entries: fn(usize) -> String = |count| match count {
            1 => "Import 1 entry".to_owned(),
            count => format!("Import {count} entries"),
        }, |count| format!("导入 {count} 个条目");
        imported: fn(usize) -> String = |count| match count {
            1 => "1 entry is stored: counted in the database after it was written.".to_owned(),
            count => format!("{count} entries are stored: counted in the database after they were written."),
        }, |count| format!("已保存 {count} 个条目：写入后已从数据库中清点核对。");
        not_all_stored: fn(usize, usize) -> String = |found, of| format!("Only {found} of {of} entries were found in the database afterwards. Keep the other app, and import again."), |found, of| format!("写入后数据库中只找到 {found} / {of} 个条目。请保留其他应用并重新导入。");
        edited_since: fn(usize) -> String = |count| match count {
            1 => "1 entry was changed since. Remove it too?".to_owned(),
            count => format!("{count} entries were changed since. Remove them too?"),
        }, |count| format!("{count} 个条目在导入后被修改过。要一并移除吗？");
        twin_in_row: fn(usize) -> String = |row| format!("The same as row {row}."), |row| format!("与第 {row} 行相同。");
        other_key_in_row: fn(usize) -> String = |row| format!("The account of row {row}, with another key. Both are kept."), |row| format!("与第 {row} 行账号相同但密钥不同，两者都会保留。");
        counter_ahead: fn(u64) -> String = |counter| format!("Its counter is further in the file: {counter}."), |counter| format!("文件中的计数器更靠后：{counter}。");
        not_of_steam: fn(&str) -> String = |parameter| format!("It is a Steam key whose “{parameter}” is not Steam's."), |parameter| format!("Steam 密钥的“{parameter}”与 Steam 不符。");
        ambiguous: fn(&str) -> String = |parameter| format!("It says “{parameter}” twice, with two values."), |parameter| format!("“{parameter}”出现两次且值不同。");
        repaired_parameter: fn(&str) -> String = |parameter| format!("“{parameter}” was empty, repeated or in capitals."), |parameter| format!("“{parameter}”为空、重复或为大写。");
        issuer_disagrees: fn(&str, &str) -> String = |label, parameter| format!("Two issuers: “{label}” in the name, “{parameter}” beside it. The second is taken."), |label, parameter| format!("有两个颁发者：名称中为“{label}”，参数中为“{parameter}”。采用后者。");
    }
}
