//! The words of import, export, backup and the clock.

texts! {
    /// The names of the places, and the reminder: what is shown before either is opened.
    pub struct PlacesText;
    words {
        import: "Import", "导入";
        export: "Export and backup", "导出与备份";
        back_up_now: "Back up now", "立即备份";
        remind_later: "Remind me later", "稍后提醒";
    }
    sentences {
        backup_overdue: fn(usize) -> String = |count| match count {
            0 => "Your backup is out of date.".to_owned(),
            1 => "1 entry is in no backup, or has changed since. Without one, it is lost with this browser.".to_owned(),
            count => format!("{count} entries are in no backup, or have changed since. Without one, they are lost with this browser."),
        }, |count| match count {
            0 => "您的备份已过期。".to_owned(),
            count => format!("有 {count} 个条目未备份或已更改。没有备份，它们会随此浏览器一同丢失。"),
        };
    }
}

texts! {
    /// The texts of what comes in, what goes out, and the clock.
    pub struct TransferText;
    words {
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
        is_damaged: "Damaged", "已损坏";
        entry_damaged: "It is damaged: nothing of it can be read. An older backup may have it whole.", "已损坏，无法读取任何内容。较早的备份中可能有完好的条目。";
        twin_here: "Already here, with the same key.", "已存在，密钥相同。";
        twin_in_trash: "Already here, in the trash: you can restore it.", "已在回收站中，可以恢复。";
        other_key_here: "This account is here with another key. Both are kept: try which one the site takes.", "该账号已存在，但密钥不同。两者都会保留：请试试网站接受哪一个。";
        comes_into_trash: "It was in the trash, and comes back into the trash.", "它原本在回收站中，导入后仍在回收站。";
        loses_icon: "Its image is too large or of an unknown type, and is left out.", "其图标过大或类型未知，将不导入。";

        // Why an entry cannot be taken
        not_a_key: "It is no key of an authenticator.", "不是身份验证器的密钥。";
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
        perhaps_steam: "Read with digits, though the issuer is Steam. If it wants Steam's letters, bring its text under “Add”.", "颁发者是 Steam，但按数字读取。若需 Steam 字母，请在“添加”中粘贴其文本。";
        repaired_secret: "The key's case, spaces or padding were put right. The key is the same.", "已规范密钥的大小写、空格或填充，密钥不变。";
        repaired_names: "Its names were spelled oddly: compare them.", "名称书写异常，请核对。";
        leftover_bits: "The last character of the key says more than a key holds. It may be cut.", "密钥最后一个字符含有多余的位，密钥可能不完整。";
        repaired_no_name: "It has no name. Give it one later, to know it by.", "没有名称。请稍后为其命名以便识别。";

        // The end
        done_title: "Imported", "导入完成";
        undone: "The import is undone. What was here before is as it was.", "已撤销导入，原有条目保持不变。";
        show_codes: "Show the codes", "查看动态口令";
        undo_import: "Undo import", "撤销导入";
        import_more: "Import something else", "继续导入";
        edited_loses: "What you changed in them since the import is lost with them.", "导入后对它们所做的更改将一并丢失。";
        remove_them: "Remove them too", "一并移除";

        // Export
        export_title: "Export", "导出";
        format: "Format", "格式";
        vault_backup: "Backup, opened as these codes are", "备份（与当前解锁方式相同）";
        vault_backup_hint: "Sealed: your password, passkey or recovery code opens it. Nothing is lost.", "已加密。使用您的密码、通行密钥或恢复码打开，不丢失任何内容。";
        sealed_backup: "Backup with a password of its own", "使用独立密码的备份";
        sealed_backup_hint: "Sealed: Counterpart opens it on any device. Nothing is lost.", "已加密。可在任何设备上用 Counterpart 打开，不丢失任何内容。";
        sealed_aegis: "Aegis, sealed", "Aegis（加密）";
        sealed_aegis_hint: "For Aegis on Android, and many others that read it.", "适用于 Android 上的 Aegis 及其他支持此格式的应用。";
        plain_aegis: "Aegis, open", "Aegis（未加密）";
        open_hint: "Not sealed: whoever reads the file has your keys.", "未加密：任何能读取此文件的人都会得到您的密钥。";
        key_uris: "Key URIs", "密钥 URI";
        transfer: "QR codes for Google Authenticator", "Google Authenticator 转移二维码";
        transfer_hint: "Ten entries a code, to be scanned one after another.", "每个二维码包含十个条目，依次扫描。";
        sheet: "A sheet to print", "打印页";
        sheet_hint: "A QR code and the key of each entry, for a safe place.", "包含每个条目的二维码和密钥，请存放于安全之处。";
        which_entries: "Which entries", "哪些条目";
        everything: "Everything, the trash too", "全部（含回收站）";
        all_in_use: "All in use", "所有使用中的条目";
        carries_all: "This format carries all of it.", "此格式可保留全部内容。";
        losses: "What is lost", "将丢失的内容";
        export_password_title: "A password for the file", "设置文件密码";
        export_password_lede: "Whoever opens the file needs it. It is kept nowhere.", "打开文件时需要此密码。密码不会保存在任何地方。";
        export_now: "Export", "导出";
        exporting: "Exporting…", "正在导出…";
        checking: "Written, read again and compared…", "写入后重新读取并核对…";
        open_title: "The keys will be open", "密钥将不加密";
        open_warning: "Nothing seals this export: whoever sees it can make your codes. Keep it away from others, and delete it when it has served.", "此导出未加密：任何看到它的人都能生成您的动态口令。请妥善保管，用完即删除。";
        export_open: "Export without sealing", "不加密导出";
        not_writable: "The entries cannot be written in this format. Choose another.", "无法以此格式写入这些条目，请选择其他格式。";
        differs: "What was written does not read back as your entries, and was not handed over. Choose another format.", "写入的内容与您的条目不一致，未予交付。请选择其他格式。";
        differs_unreadable: "It cannot be read.", "无法读取。";
        made_title: "Exported", "导出完成";
        done: "Done", "完成";
        save_again: "Save the file again", "再次保存文件";
        scan_each: "In Google Authenticator: “Transfer accounts”, “Import accounts”. Scan each code.", "在 Google Authenticator 中选择“转移账号”、“导入账号”，并依次扫描每个二维码。";
        previous: "Previous", "上一个";
        next: "Next", "下一个";
        save_image: "Save as image", "保存为图片";
        print_sheet: "Print", "打印";
        lost_steam: "is left out: the format knows no Steam keys", "不包含：此格式不支持 Steam 密钥";
        lost_counter: "is left out: its counter is too large for the format", "不包含：计数器超出此格式的范围";
        lost_too_long: "is left out: it is too long for a QR code", "不包含：内容过长，无法放入二维码";
        lost_spaces: "spaces around its name", "名称首尾的空格";
        lost_note: "its note", "备注";
        lost_tags: "its tags", "标签";
        lost_pin: "that it is pinned", "置顶状态";
        lost_icon: "its image", "图标";
        lost_trash: "that it is in the trash: it comes back in use", "回收站状态：导入后将变为使用中";
        lost_qr_code: "its QR code: too long for one. The key is there", "二维码：内容过长，但密钥仍在";

        // The backup's health
        health_title: "Backup", "备份";
        no_backup: "No verified backup yet.", "尚无经核对的备份。";
        no_changes: "Nothing has changed since.", "此后没有更改。";
        added_since: "not in it", "个未包含";
        changed_since: "changed", "个已更改";
        removed_since: "removed", "个已移除";
        counted_since: "counted on", "个计数器已前进";
        is_overdue: "The backup is overdue: make one below.", "备份已过期：请在下方进行备份。";
        is_kept: "The browser keeps what is stored here, even when space is short.", "即使空间不足，浏览器也会保留此处存储的内容。";
        not_kept: "When space is short, the browser may delete what is stored here.", "空间不足时，浏览器可能会删除此处存储的内容。";
        keeping_refused: "The browser did not promise to keep it: keep a backup. Install the app or bookmark it, then ask again.", "浏览器未承诺保留，请保留备份。安装此应用或添加书签后可再次请求。";
        keeping_unknown: "This browser does not say whether it keeps what is stored. Keep a backup.", "此浏览器未说明是否保留存储内容。请保留备份。";
        ask_to_keep: "Ask the browser to keep it", "请求浏览器保留";
        by_itself: "Backup after each change", "更改后自动备份";
        by_itself_hint: "A sealed backup is rewritten into a file of yours, and read again.", "加密备份会写入您选择的文件，并重新读取核对。";
        backup_file: "Sealed backup", "加密备份";
        choose_backup_file: "Choose a file", "选择文件";
        other_file: "Another file", "更换文件";
        stop_writing: "Stop", "停止";
        write_now: "Write now", "立即写入";
        no_backup_file: "This browser cannot write into a file by itself. Export a backup now and then.", "此浏览器无法自动写入文件。请定期导出备份。";
        protect_first: "Protect your codes first: only a sealed backup is written by itself.", "请先保护您的动态口令：仅会自动写入加密备份。";
        not_written_yet: "Not written since the page was opened.", "打开页面后尚未写入。";
        writing: "Writing…", "正在写入…";
        permission_needed: "The browser wants your permission: press “Write now”.", "浏览器需要您的许可：请点按“立即写入”。";
        not_checked: "Written, but it could not be read again to compare. That will be tried again with the next change.", "已写入，但未能读回核对。下次更改时将重试。";
        not_readable: "Nothing was written, since some entries here cannot be read. See to the damaged ones among the codes first.", "部分条目无法读取，因此未写入备份。请先在动态口令页处理已损坏的条目。";
        written_differs: "What was read back is not what was written. Choose another file.", "读回的内容与写入的不一致。请选择其他文件。";
        file_gone: "The file was moved or deleted. Choose another.", "文件已被移动或删除。请重新选择。";
        file_in_use: "Another program holds the file. Close it, and press “Write now”.", "文件正被其他程序占用。请关闭后点按“立即写入”。";
        disk_full: "The disk is full; the old backup is unchanged. Free some space, and press “Write now”.", "磁盘已满，旧备份未改变。请释放空间后点按“立即写入”。";
        file_failed: "The file could not be written; the old backup is unchanged. Press “Write now”, or choose another file.", "无法写入文件，旧备份未改变。请点按“立即写入”，或更换文件。";

        // The clock
        clock_title: "Clock", "时钟";
        clock_lede: "Codes depend on the time. Compare this device with another one that has the same entry and whose codes are accepted.", "动态口令取决于时间。请与另一台拥有相同条目且口令有效的设备进行比较。";
        clock_unset: "The time of this device is used as it is.", "直接使用此设备的时间。";
        clock_entry: "Entry that both devices have", "两台设备共有的条目";
        clock_reference: "Compare with", "比较对象";
        clock_by_code: "A code on another device", "另一台设备上的口令";
        clock_by_step: "A code of this device that was accepted", "此设备上一个被接受的口令";
        clock_step: "Step of the code", "安全码所属时间步";
        clock_step_hint: "Open the line of the accepted code in the console's audit trail, and copy both numbers from it.", "请在控制台的审计日志中展开该口令通过验证的记录，并复制其中的两个数字。";
        clock_moment: "Step of that moment", "当时的时间步";
        clock_no_step: "This is a whole number, such as 59000000. Copy it from the audit trail.", "此处应为整数，例如 59000000。请从审计日志中复制。";
        clock_steps_apart: "These numbers are more than a day apart. Copy both from the same line.", "两个数字相差超过一天。请从同一条记录中复制。";
        clock_code: "Code on the other device", "另一台设备上的口令";
        clock_code_hint: "Type it as soon as you see it.", "看到后请立即输入。";
        clock_compare: "Compare", "比较";
        clock_apply: "Use this for the codes here", "应用于此处的口令";
        clock_reset: "The time is right: use it as it is", "时间正确：直接使用";
        clock_no_entry: "Add an entry whose codes depend on the time first.", "请先添加一个基于时间的条目。";
        clock_not_timed: "The codes of this entry do not depend on the time. Choose another.", "此条目的口令不取决于时间，请选择其他条目。";
        clock_no_match: "This entry has no such code within a day. Check the code, or set the date of this device.", "一天之内该条目没有此口令。请核对，或校准此设备的日期。";
        clock_contradiction: "The codes do not agree. Begin again with the code that is shown now.", "两次口令不一致。请用当前显示的口令重新开始。";
    }
    sentences {
        cost: fn(u64, u64) -> String = |mebibytes, rounds| match mebibytes {
            0 => format!("Opening it takes {rounds} rounds."),
            mebibytes => format!("Opening it takes {mebibytes} MiB of memory and {rounds} rounds of 1 KiB."),
        }, |mebibytes, rounds| match mebibytes {
            0 => format!("打开它需要 {rounds} 轮运算。"),
            mebibytes => format!("打开它需要 {mebibytes} MiB 内存和 {rounds} 轮（每轮 1 KiB）运算。"),
        };
        newer_version: fn(u64) -> String = |version| format!("The file is of version {version}, which is newer than what is known here. Reload this page, or export in an older version."), |version| format!("文件版本为 {version}，比此处支持的版本更新。请重新加载页面，或导出为旧版本。");
        too_large: fn(u64) -> String = |mebibytes| format!("The file is larger than {mebibytes} MiB. Choose a smaller one."), |mebibytes| format!("文件大于 {mebibytes} MiB，请选择较小的文件。");
        read_from: fn(&str) -> String = |formats| format!("Read as: {formats}. Choose what is to come in."), |formats| format!("识别为：{formats}。请选择要导入的条目。");
        missing_parts: fn(&str) -> String = |parts| format!("Some QR codes of this transfer are missing: {parts}. Add their images, or entries will be missing."), |parts| format!("此次转移缺少以下二维码：{parts}。请添加其图片，否则条目不完整。");
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
        not_all_stored: fn(usize, usize) -> String = |found, of| format!("Only {found} of {of} were found in the database afterwards. Keep the other app, and import again."), |found, of| format!("写入后数据库中只找到 {found} / {of} 个条目。请保留其他应用并重新导入。");
        partly_undone: fn(usize) -> String = |count| match count {
            1 => "The import is undone, but for 1 entry that was changed since.".to_owned(),
            count => format!("The import is undone, but for {count} entries that were changed since."),
        }, |count| format!("已撤销导入，但保留了 {count} 个导入后被修改过的条目。");
        edited_since: fn(usize) -> String = |count| match count {
            1 => "1 entry was changed since. Remove it too?".to_owned(),
            count => format!("{count} entries were changed since. Remove them too?"),
        }, |count| format!("{count} 个条目在导入后被修改过。要一并移除吗？");
        twin_in_row: fn(usize) -> String = |row| format!("The same as row {row}."), |row| format!("与第 {row} 行相同。");
        other_key_in_row: fn(usize) -> String = |row| format!("The account of row {row}, with another key. Both are kept."), |row| format!("与第 {row} 行账号相同但密钥不同，两者都会保留。");
        counter_ahead: fn(&str, u64) -> String = |what, counter| format!("{what} Its counter is further in the file: {counter}."), |what, counter| format!("{what}文件中的计数器更靠后：{counter}。");
        not_of_steam: fn(&str) -> String = |parameter| format!("It is a Steam key whose “{parameter}” is not Steam's."), |parameter| format!("Steam 密钥的“{parameter}”与 Steam 不符。");
        empty_parameter: fn(&str) -> String = |parameter| format!("“{parameter}” is empty. Bring its text alone under “Add”, where that is asked."), |parameter| format!("“{parameter}”为空。请在“添加”中单独粘贴其文本，届时会询问。");
        ambiguous: fn(&str) -> String = |parameter| format!("It says “{parameter}” twice, with two values."), |parameter| format!("“{parameter}”出现两次且值不同。");
        repaired_parameter: fn(&str) -> String = |parameter| format!("“{parameter}” was empty, repeated or in capitals."), |parameter| format!("“{parameter}”为空、重复或为大写。");
        issuer_disagrees: fn(&str, &str) -> String = |label, parameter| format!("Two issuers: “{label}” in the name, “{parameter}” beside it. The second is taken."), |label, parameter| format!("有两个颁发者：名称中为“{label}”，参数中为“{parameter}”。采用后者。");
        export_entries: fn(usize) -> String = |count| match count {
            1 => "Export 1 entry".to_owned(),
            count => format!("Export {count} entries"),
        }, |count| format!("导出 {count} 个条目");
        with_tag: fn(&str) -> String = |tag| format!("Tag: {tag}"), |tag| format!("标签：{tag}");
        not_carried: fn(usize) -> String = |count| match count {
            1 => "This format cannot carry one thing:".to_owned(),
            count => format!("This format cannot carry {count} things:"),
        }, |count| format!("此格式无法保留以下 {count} 项：");
        lost_period: fn(u32) -> String = |secs| format!("is left out: the format knows no period of {secs} s"), |secs| format!("不包含：此格式不支持 {secs} 秒的周期");
        lost_digits: fn(u8) -> String = |digits| format!("is left out: the format knows no codes of {digits} digits"), |digits| format!("不包含：此格式不支持 {digits} 位口令");
        verified: fn(usize) -> String = |count| match count {
            1 => "1 entry: written, read again and compared.".to_owned(),
            count => format!("{count} entries: written, read again and compared."),
        }, |count| format!("{count} 个条目：已写入、重新读取并核对一致。");
        part_of: fn(usize, usize) -> String = |number, of| format!("{number} of {of}"), |number, of| format!("第 {number} 个，共 {of} 个");
        differs_format: fn(&str) -> String = |format| format!("It reads as {format}."), |format| format!("被识别为 {format}。");
        differs_missing: fn(&str) -> String = |name| format!("{name} is missing."), |name| format!("缺少 {name}。");
        differs_refused: fn(&str) -> String = |name| format!("{name} cannot be read."), |name| format!("无法读取 {name}。");
        differs_changed: fn(&str) -> String = |name| format!("{name} is not as it was."), |name| format!("{name} 与原来不同。");
        differs_surplus: fn(usize) -> String = |count| format!("{count} too many."), |count| format!("多出 {count} 个。");
        kind_totp: fn(u32, &str, u8) -> String = |secs, algorithm, digits| format!("every {secs} s, {algorithm}, {digits} digits"), |secs, algorithm, digits| format!("每 {secs} 秒，{algorithm}，{digits} 位");
        kind_hotp: fn(u64, &str, u8) -> String = |counter, algorithm, digits| format!("counter {counter}, {algorithm}, {digits} digits"), |counter, algorithm, digits| format!("计数器 {counter}，{algorithm}，{digits} 位");
        last_backup: fn(&str) -> String = |when| format!("Last verified backup: {when}"), |when| format!("最近一次经核对的备份：{when}");
        changes_since: fn(&str) -> String = |changes| format!("Entries: {changes}."), |changes| format!("条目：{changes}。");
        written_at: fn(&str) -> String = |when| format!("Written and read again: {when}"), |when| format!("已写入并核对：{when}");
        clock_next_code: fn(usize) -> String = |candidates| match candidates {
            1 => "This could be chance. Type the next code of the other device too.".to_owned(),
            candidates => format!("{candidates} moments fit. Type the next code of the other device too."),
        }, |_| "还不能确定。请再输入另一台设备的下一个口令。".to_owned();
        clock_right: fn(u64) -> String = |uncertainty| format!("The time of this device is right, to within {uncertainty} s."), |uncertainty| format!("此设备的时间正确（误差 {uncertainty} 秒以内）。");
        clock_fast: fn(u64, u64) -> String = |secs, uncertainty| format!("This device is {secs} s fast (± {uncertainty} s)."), |secs, uncertainty| format!("此设备快 {secs} 秒（± {uncertainty} 秒）。");
        clock_slow: fn(u64, u64) -> String = |secs, uncertainty| format!("This device is {secs} s slow (± {uncertainty} s)."), |secs, uncertainty| format!("此设备慢 {secs} 秒（± {uncertainty} 秒）。");
    }
}

#[cfg(test)]
mod tests {
    use super::TransferText;
    use crate::ui::text::{Words, console::trail::TrailText};

    #[test]
    fn the_steps_have_the_names_that_the_trail_gives_them() {
        for (ours, theirs) in [
            (TransferText::ENGLISH, TrailText::ENGLISH),
            (TransferText::SIMPLIFIED_CHINESE, TrailText::SIMPLIFIED_CHINESE),
        ] {
            assert_eq!((ours.clock_step, ours.clock_moment), (theirs.step, theirs.current_step));
        }
    }
}
