//! The words of the MFA devices of Account Management.

texts! {
    /// The texts of the list of devices.
    pub struct DevicesText;
    words {
        devices: "MFA devices", "MFA 设备";
        nameless: "MFA device", "MFA 设备";
        attach_another: "Attach another device", "绑定其他设备";
        rename: "Rename", "重命名";
        name: "Device name", "设备名称";
        name_hint: "To tell it from others: 40 characters at most.", "用于区分设备，最多 40 个字符。";
        save: "Save", "保存";
        cancel: "Cancel", "取消";
        switch: "Switch the MFA application", "切换 MFA 应用";
        resynchronise: "Resynchronise", "重新同步";
        remove: "Remove", "移除";
        remove_last_loses: "It is the last one: from then on the password alone logs on, and recovery codes, passkeys and trusted browsers end, too. Its codes are refused at once, and its entry stays in the application until you delete it there.", "这是最后一个设备：移除后仅凭密码即可登录，恢复码、通行密钥与受信任的浏览器一并失效。它的动态口令立即失效，应用中的条目需自行删除。";
        remove_loses: "Its codes are refused at once, and this cannot be undone. Its entry stays in the application until you delete it there.", "它的动态口令立即失效，且无法撤销。应用中的条目需自行删除。";
        phone_lost: "I lost my phone", "手机丢失";
        removed: "The device was removed.", "设备已移除。";
        gone: "This device is bound no longer. Look at the list again.", "此设备已解绑，请重新查看列表。";
        name_empty: "Enter a name.", "请输入名称。";
        name_too_long: "Shorten the name to 40 characters at most.", "名称过长，请缩短至 40 个字符以内。";
        name_taken: "Another of your devices has this name. Choose another.", "您的另一个设备已使用此名称，请换一个。";
        allowed_for: "allowed for", "已校正";
        not_allowed_for: "not allowed for", "未校正";
        clock_is_right: "Clock: right when it was resynchronised", "时钟：上次同步时准确";
    }
    sentences {
        count: fn(usize) -> String =
            |count| if count == 1 { "1 device bound".to_owned() } else { format!("{count} devices bound") },
            |count| format!("已绑定 {count} 个设备");
        full: fn(usize) -> String =
            |most| if most == 1 { "An account may have one device. Remove it to attach another.".to_owned() } else { format!("An account may have {most} devices at most. Remove one to attach another.") },
            |most| format!("一个账号最多可绑定 {most} 个设备，移除一个后才能绑定其他设备。");
        bound_since: fn(&str) -> String = |at| format!("Bound since {at}"), |at| format!("绑定时间：{at}");
        last_code: fn(&str) -> String = |at| format!("Last accepted code: {at}"), |at| format!("最近接受的安全码：{at}");
        partly_allowed_for: fn(&str) -> String = |by| format!("{by} of it allowed for"), |by| format!("已校正其中 {by}");
        clock_is_fast: fn(&str, &str) -> String = |by, how| format!("Clock: {by} fast, {how}"), |by, how| format!("时钟：快 {by}，{how}");
        clock_is_slow: fn(&str, &str) -> String = |by, how| format!("Clock: {by} slow, {how}"), |by, how| format!("时钟：慢 {by}，{how}");
        remove_question: fn(&str) -> String = |name| format!("Remove “{name}”?"), |name| format!("要移除“{name}”吗？");
    }
}
