//! The words of the codes and of the trash of this browser's own authenticator.

texts! {
    /// The texts of the list of codes, of what is done with an entry, and of the trash.
    pub struct EntriesText;
    words {
        // The list
        codes: "Codes", "动态口令";
        search: "Search", "搜索";
        search_hint: "Issuer, account, tag or note", "颁发者、账号、标签或备注";
        sort_by: "Sort by", "排序";
        order_manual: "Manual order", "手动排序";
        order_name: "Name", "名称";
        order_recent: "Recent use", "最近使用";
        add: "Add", "添加";
        tags: "Tags", "标签";
        all_tags: "All", "全部";
        empty_title: "No codes yet", "还没有动态口令";
        empty_next: "Add the key of an account, or bring your codes from another app. They stay in this browser.", "请添加账号的密钥，或从其他应用导入。它们只保存在此浏览器中。";
        add_first: "Add a key", "添加密钥";
        import: "Import from another app", "从其他应用导入";
        no_match_title: "Nothing found", "没有找到";
        no_match_next: "Search for something else, or show all codes.", "请更换搜索内容，或显示全部动态口令。";
        show_all: "Show all codes", "显示全部动态口令";

        // A card
        copy_code: "Copy code", "复制口令";
        show_code: "Show code", "显示口令";
        get_code: "Get code", "获取口令";
        next_label: "Next", "下一个";
        copy_next: "Copy the next code", "复制下一个口令";
        pinned: "Pinned", "已置顶";
        has_note: "Has a note", "有备注";
        copied: "Copied", "已复制";
        copied_until: "Copied, will be cleared in 30 s", "已复制，将在 30 秒后清除";
        cleared: "The clipboard is cleared", "剪贴板已清除";
        left_there: "The clipboard was not cleared: you left this window, and it may hold something else by now.", "剪贴板未清除：您离开过此窗口，其中可能已是其他内容。";
        not_cleared: "The clipboard could not be cleared. Copy something else over the code.", "无法清除剪贴板，请复制其他内容以覆盖口令。";
        copy_refused: "Not copied: the browser refused. Type the code instead.", "未复制：浏览器拒绝了。请手动输入口令。";
        counter_spent: "This key has no more codes: its counter is at its end. Set up a new key with the issuer.", "此密钥的计数器已到尽头，没有更多口令。请向颁发者重新设置密钥。";
        drag: "Drag to move", "拖动以移动";

        // What can be done with an entry
        show_next: "Show next code", "显示下一个口令";
        hide_next: "Hide next code", "隐藏下一个口令";
        edit: "Edit", "编辑";
        pin: "Pin", "置顶";
        unpin: "Unpin", "取消置顶";
        move_up: "Move up", "上移";
        move_down: "Move down", "下移";
        select: "Select", "选择";
        show_key: "Show QR code / key", "显示二维码 / 密钥";
        trash_it: "Move to trash", "移至回收站";

        // Several at once
        select_all: "Select all", "全选";
        tag_them: "Tag…", "添加标签…";
        done: "Done", "完成";
        tag_title: "Tag the selected codes", "为所选动态口令添加标签";
        tag: "Tag", "标签";
        tag_missing: "Enter a tag.", "请输入标签。";
        add_tag: "Add tag", "添加标签";

        // Editing
        edit_title: "Edit", "编辑";
        issuer: "Issuer", "颁发者";
        account: "Account", "账号";
        note: "Note", "备注";
        note_hint: "Kept with the key.", "与密钥一起保存。";
        tags_hint: "Separate tags with commas.", "用逗号分隔标签。";
        icon: "Icon", "图标";
        choose_image: "Choose an image", "选择图片";
        remove_image: "Use letters instead", "改用字母";
        save: "Save", "保存";
        text_too_long: "Shorten it to 128 characters at most.", "请缩短至 128 个字符以内。";
        note_too_long: "Shorten it to 4,000 characters at most.", "请缩短至 4000 个字符以内。";
        tag_too_long: "Shorten each tag to 48 characters at most.", "请将每个标签缩短至 48 个字符以内。";
        too_many_tags: "Keep 32 tags at most.", "最多保留 32 个标签。";
        already_exists: "Another entry of the same key has this issuer and account. Choose another name.", "同一密钥的另一条目已使用此颁发者和账号，请换一个名称。";
        icon_too_large: "The image is too large. Choose a smaller one.", "图片过大，请选择较小的图片。";
        icon_unreadable: "This is not an image that can be shown. Choose a PNG, JPEG or WebP file.", "无法显示此图片。请选择 PNG、JPEG 或 WebP 文件。";
        gone: "This entry is no longer here. Look in the trash: another tab may have moved it there.", "此条目已不在此处。请查看回收站：它可能已在其他标签页中移除。";

        // The key
        key_title: "QR code and key", "二维码和密钥";
        key_confirm: "Unlock once more to see the key", "请再次解锁以查看密钥";
        key_question: "Whoever sees the QR code or the key can make your codes. Make sure that nobody looks on, and that nothing records the screen.", "看到二维码或密钥的人可以生成您的口令。请确认无人旁观，且没有程序录制屏幕。";
        key_show: "Show it", "显示";
        key_warning: "Whoever sees this can make your codes for ever. Scan it with your other device, then close this.", "看到此内容的人可以一直生成您的口令。请用另一台设备扫描，然后关闭。";
        key: "Key", "密钥";
        qr_name: "QR code of the key", "密钥的二维码";
        qr_failed: "The key does not fit into a QR code. Copy it by hand.", "密钥无法放入二维码，请手动复制。";

        // The trash
        trash: "Trash", "回收站";
        trash_lede: "What you throw away stays here for 30 days, then it is forgotten.", "移入回收站的内容保留 30 天，之后将被删除。";
        trash_empty: "The trash is empty", "回收站为空";
        restore: "Restore", "恢复";
        empty_trash: "Empty trash", "清空回收站";
        empty_trash_question: "Empty the trash?", "要清空回收站吗？";
        undo: "Undo", "撤销";
        dismiss: "Dismiss", "关闭";

        // Damaged
        damaged_title: "Damaged entries", "已损坏的条目";
        newer_title: "Made by a newer version of Counterpart", "由更新版本的 Counterpart 创建";
        newer_hint: "They are whole, and kept as they are. Reload the page to get the new version.", "这些条目完好，且保持原样。请刷新页面以获取新版本。";
        remove: "Remove", "移除";
        remove_damaged_question: "Remove this damaged entry?", "要移除此已损坏的条目吗？";
        remove_damaged_loses: "What is stored of it is lost for good once you leave this page, even if a later version or a helper could have read it.", "离开此页面后，其存储的数据将永久丢失，即使以后的版本或他人可能恢复它。";
        codes_refused: "Was the code refused?", "口令被拒绝？";
        suspect_clock: "Were your codes refused? The clock of this device may be wrong: compare it with another device.", "口令被拒绝了吗？此设备的时钟可能不准，请与另一台设备比较。";
        check_clock: "Check the clock", "检查时钟";
    }
    sentences {
        all_loaded: fn(usize) -> String = |count| match count {
            1 => "1 code".to_owned(),
            count => format!("{count} codes"),
        }, |count| format!("{count} 个动态口令");
        found: fn(usize, usize) -> String = |found, all| format!("{found} of {all} codes"), |found, all| format!("{found} / {all} 个动态口令");
        selected: fn(usize) -> String = |count| format!("{count} selected"), |count| format!("已选择 {count} 个");
        more_of: fn(&str) -> String = |name| format!("More for {name}"), |name| format!("{name} 的更多操作");
        select_of: fn(&str) -> String = |name| format!("Select {name}"), |name| format!("选择 {name}");
        moved: fn(&str, usize, usize) -> String = |name, place, all| format!("{name}: place {place} of {all}"), |name, place, all| format!("{name}：第 {place} 位，共 {all} 位");
        trashed: fn(usize) -> String = |count| match count {
            1 => "Moved to the trash".to_owned(),
            count => format!("{count} moved to the trash"),
        }, |count| format!("已将 {count} 个条目移至回收站");
        tagged: fn(usize) -> String = |count| match count {
            1 => "1 code has a new tag".to_owned(),
            count => format!("{count} codes have a new tag"),
        }, |count| format!("已为 {count} 个动态口令添加标签");
        days_left: fn(u64) -> String = |days| match days {
            1 => "1 day left".to_owned(),
            days => format!("{days} days left"),
        }, |days| format!("剩余 {days} 天");
        empty_trash_loses: fn(usize) -> String = |count| match count {
            1 => "One key is lost for good. Make sure that you can log on without it.".to_owned(),
            count => format!("{count} keys are lost for good. Make sure that you can log on without them."),
        }, |count| format!("{count} 个密钥将永久丢失。请确认没有它们您也能登录。");
        restored: fn(&str) -> String = |name| format!("{name} is back among your codes"), |name| format!("{name} 已恢复");
        damaged_nameless: fn(usize) -> String = |count| match count {
            1 => "1 entry without a name".to_owned(),
            count => format!("{count} entries without a name"),
        }, |count| format!("{count} 个没有名称的条目");
        damaged_removed: fn(usize) -> String = |count| match count {
            1 => "1 damaged entry is removed. Until you leave this page it can come back.".to_owned(),
            count => format!("{count} damaged entries are removed. Until you leave this page they can come back."),
        }, |count| format!("已移除 {count} 个损坏的条目。离开此页面之前可以恢复。");
        damaged_name: fn(&str) -> String = |id| format!("Entry {id}…"), |id| format!("条目 {id}…");
    }
}

#[cfg(test)]
mod tests {
    use super::EntriesText;
    use crate::ui::text::Words;

    #[test]
    fn one_is_not_told_as_several() {
        let text = EntriesText::ENGLISH;
        let told = [(text.all_loaded)(1), (text.trashed)(1), (text.days_left)(1), (text.empty_trash_loses)(1)];
        for told in told {
            assert!(!told.contains("codes") && !told.contains("days") && !told.contains("keys"), "{told}");
        }
        assert_eq!((text.days_left)(30), "30 days left");
    }
}
