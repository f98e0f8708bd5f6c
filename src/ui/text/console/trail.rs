//! The words of the audit trail.

texts! {
    /// The texts of the page around the lines: filter, search, export, and the names of particulars.
    pub struct TrailText;
    words {
        lede: "Every act of every account and of the desk, the newest first. It holds no codes, no passwords and no keys.", "每个账号和审核台的每项操作，最新的在前。其中不含安全码、密码和密钥。";
        search: "Search", "搜索";
        search_hint: "Words of a line, a username or a place.", "记录中的文字、用户名或位置。";
        account: "Account", "账号";
        everybodys: "All accounts", "全部账号";
        nobodys: "No account", "不属于任何账号";
        kind: "Kind", "类别";
        all_kinds: "All kinds", "全部类别";
        kind_log_on: "Log-on", "登录";
        kind_factors: "Factors", "验证方式";
        kind_identity: "Identity", "身份验证";
        kind_account: "Account", "账号";
        kind_desk: "Desk", "审核台";
        outcome: "Outcome", "结果";
        all_outcomes: "All outcomes", "全部结果";
        accepted: "Accepted", "通过";
        refused: "Refused", "拒绝";
        export: "Export as JSON Lines", "导出为 JSON Lines";
        exported: "The file was handed to your browser.", "文件已交给浏览器下载。";
        not_exported: "Not exported: the browser refused the download. Try again.", "未导出：浏览器拒绝了下载。请重试。";
        newer: "Newer", "较新";
        older: "Older", "较早";
        lines: "Lines of the trail", "日志记录";
        pages: "Pages of the trail", "日志分页";
        nothing_fits: "No line fits. Change the filter, or show all.", "没有符合条件的记录。请更改筛选条件，或显示全部。";
        clear: "Show all", "显示全部";
        at: "Time", "时间";
        place: "Place", "位置";
        place_desk: "The desk", "审核台";
        place_unknown: "Not recorded", "未记录";
        reason: "Reason", "原因";
        step: "Step of the code", "安全码所属时间步";
        current_step: "Step of that moment", "当时的时间步";
        offset: "Offset", "偏移";
        last_accepted_step: "Last accepted step", "上次接受的时间步";
        no_step: "None near this moment", "附近没有匹配的时间步";
        failures: "Failures in a row", "连续失败次数";
        attempt_failures: "Failures in this log-on", "本次登录失败次数";
        next_try: "Next try", "下次可尝试";
        when_unlocked: "when the desk has unlocked", "审核台解锁之后";
        at_once: "At once", "立即";
        device: "Device", "设备";
        nobodys_device: "Of no device of this account", "不属于此账号的任何设备";
        unnamed_device: "MFA device", "MFA 设备";
        drift: "Clock off by", "时钟偏差";
        left: "Recovery codes left", "剩余恢复码";
        policy: "Policy", "策略";
        not_judged: "Not judged", "无";
        locked: "Locked", "已锁定";
    }
    sentences {
        shown: fn(usize, usize, usize) -> String =
            |first, last, count| format!("{first}–{last} of {count}"),
            |first, last, count| format!("第 {first}–{last} 条，共 {count} 条");
        known_device: fn(&str, &str) -> String =
            |name, short| format!("{name} ({short})"),
            |name, short| format!("{name}（{short}）");
        former_device: fn(&str, &str) -> String =
            |name, short| format!("{name} ({short}, bound no longer)"),
            |name, short| format!("{name}（{short}，已解绑）");
        steps: fn(i64) -> String =
            |steps| format!("{steps:+} {}", if steps.abs() == 1 { "step" } else { "steps" }),
            |steps| format!("{steps:+} 个时间步");
        lock_until: fn(&str) -> String = |at| format!("Locked until {at}"), |at| format!("锁定至 {at}");
    }
}

texts! {
    /// The texts of what happened.
    pub struct HappeningText;
    words {
        account_opened: "Account opened", "已创建账号";
        phone_code_sent: "SMS code sent", "已发送短信验证码";
        phone_code_accepted: "SMS code accepted", "短信验证码验证通过";
        phone_code_refused: "SMS code refused", "短信验证码被拒绝";
        password_accepted: "Password accepted", "密码验证通过";
        password_refused: "Username or password refused", "用户名或密码被拒绝";
        password_not_looked_at: "Password not looked at: a wait or a lock was in force", "密码未予验证：处于等待或锁定期";
        code_accepted: "Security code accepted", "安全码验证通过";
        code_refused: "Security code refused", "安全码被拒绝";
        code_not_looked_at: "Security code not looked at: a wait or a lock was in force", "安全码未予验证：处于等待或锁定期";
        logged_on_without_device: "Logged on with the password alone: no device is bound", "仅凭密码登录：未绑定 MFA 设备";
        logged_out: "Logged out", "已退出登录";
        review_submitted: "Manual verification applied for", "已提交人工验证申请";
        review_approved: "Manual verification approved", "人工验证已通过";
        review_rejected: "Manual verification rejected", "人工验证未通过";
        key_shown: "New MFA key shown", "已显示新的 MFA 密钥";
        key_ended: "Unused MFA key ended", "未使用的 MFA 密钥已失效";
        first_code_refused: "First code of a new device refused", "新设备的首个安全码被拒绝";
        device_attached: "MFA device bound", "已绑定 MFA 设备";
        device_replaced: "MFA device bound in place of another", "已绑定 MFA 设备，替换了原有设备";
        device_renamed: "MFA device renamed", "MFA 设备已重命名";
        device_removed: "MFA device removed", "MFA 设备已移除";
        resynchronised: "MFA device resynchronised", "MFA 设备已重新同步";
        resynchronisation_refused: "Resynchronisation of an MFA device refused", "MFA 设备重新同步被拒绝";
        stepped_up: "Verified again before a sensitive operation", "敏感操作前再次验证通过";
        step_up_refused: "Verification before a sensitive operation refused", "敏感操作前的再次验证被拒绝";
        recovery_codes_shown: "New recovery codes shown", "已显示新的恢复码";
        recovery_codes_kept: "New recovery codes confirmed and in force", "已确认保存新的恢复码，恢复码生效";
        recovery_code_accepted: "Recovery code accepted", "恢复码验证通过";
        recovery_code_refused: "Recovery code refused", "恢复码被拒绝";
        passkey_added: "Passkey added", "已添加通行密钥";
        passkey_removed: "Passkey removed", "已移除通行密钥";
        passkey_accepted: "Passkey accepted", "通行密钥验证通过";
        passkey_refused: "Passkey refused", "通行密钥被拒绝";
        browser_trusted: "Browser trusted", "已信任浏览器";
        trust_used: "No security code asked for: the browser is trusted", "未要求安全码：浏览器受信任";
        trust_revoked: "Trust in a browser ended", "已取消对浏览器的信任";
        new_browser: "Logged on in a browser for the first time", "首次在此浏览器中登录";
        session_ended: "A session was ended", "已结束一个会话";
        other_sessions_ended: "All other sessions were ended", "已结束其他所有会话";
        password_changed: "Password changed", "密码已修改";
        password_reset_asked: "Password reset asked for", "已请求重置密码";
        password_reset: "Password reset", "密码已重置";
        phone_changed: "Phone number changed", "手机号码已更换";
        appeal_submitted: "Appeal submitted", "已提交申诉";
        appeal_approved: "Appeal approved", "申诉已通过";
        appeal_rejected: "Appeal rejected", "申诉未通过";
        appeal_stopped: "Appeal stopped", "申诉已终止";
        appeal_took_effect: "Appeal took effect: all factors unbound", "申诉生效：已解绑所有验证方式";
        unlocked: "Unlocked by the desk", "审核台已解锁";
        factors_reset: "All factors reset by the desk", "审核台已重置所有验证方式";
        ordered: "Product ordered", "已订购产品";
        policy_chosen: "Another policy put in force", "已启用其他策略";
        wording_chosen: "Other words of refusals put in force", "已启用其他拒绝措辞";

        // Reasons
        wrong: "wrong", "错误";
        not_six_digits: "not six digits", "不是 6 位数字";
        replayed: "used before", "已被使用";
        older_than_accepted: "older than one that was accepted", "早于已接受的安全码";
        outside_window: "of another moment", "不属于当时的时间";
        of_removed_device: "of a device that was removed", "属于已移除的设备";
        of_replaced_device: "of a device that was replaced", "属于已被替换的设备";
        swapped: "the later one first", "顺序颠倒";
        apart: "not consecutive", "不连续";
        expired: "expired", "已过期";
        not_sent: "none was sent", "尚未发送";
        not_looked_at: "a wait or a lock was in force", "处于等待或锁定期";
        step_left: "the step was left", "已离开该步骤";
        closed: "the dialog was closed", "对话框已关闭";
        page_left: "the page was left", "已离开页面";

        // Policies
        gov_cloud: "Gov Cloud", "Gov Cloud";
        aws: "AWS-like", "类 AWS";
        keycloak: "Keycloak-like", "类 Keycloak";
        authelia: "Authelia-like", "类 Authelia";
        privacyidea: "privacyIDEA-like", "类 privacyIDEA";
        strict: "Strict", "严格";
        learner: "for people who learn", "面向学习者";
        production: "for production", "面向生产环境";
    }
    sentences {
        because: fn(&str, &str) -> String =
            |what, why| format!("{what}: {why}"), |what, why| format!("{what}：{why}");
    }
}
