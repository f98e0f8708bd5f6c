//! The words of the reviewer's desk.

texts! {
    /// The texts of the links between the desk's places.
    pub struct DeskNavText;
    words {
        desk: "Reviewer's desk", "审核台";
        applications: "Applications", "申请";
        accounts: "Accounts", "账号";
        trail: "Audit trail", "审计日志";
        policy: "Policy", "策略";
    }
    sentences {}
}

texts! {
    /// The texts of the applications and appeals.
    pub struct DeskText;
    words {
        desk_lede: "Applications for manual verification, and appeals of people who lost their phone. In a rehearsal you are the reviewer too.", "人工验证申请，以及手机丢失者的申诉。演练时您也是审核人员。";
        desk_waiting: "Waiting", "待审核";
        desk_empty: "Nothing is waiting.", "没有待审核的申请。";
        desk_decided: "Decided", "已审核";
        manual_verification: "Manual verification", "人工验证";
        appeal: "Appeal", "申诉";
        document_image: "Image of the document", "证件图片";
        document_deleted: "The document is deleted when you decide.", "审核后将删除证件图片。";
        approve: "Approve", "通过";
        reject: "Reject", "拒绝";
        rejection_reason: "Reason for rejection", "拒绝原因";
        rejection_reason_hint: "Only needed to reject. The person will read it.", "仅拒绝时需要，申请人将看到它。";
        rejection_reason_missing: "Enter a reason: the person will read it.", "请输入原因：申请人将看到它。";
        already_decided: "This was decided before. See it under “Decided”.", "该申请已审核，请在“已审核”中查看。";
        approved: "Approved", "已通过";
        rejected: "Rejected", "已拒绝";
        stopped: "Stopped", "已终止";
        lapsed: "Approved, and not used in time", "已通过，但未在有效期内使用";
        took_effect: "Approved, and in effect: everything is unbound", "已通过并生效：已全部解绑";
        submitted_at: "Submitted", "提交时间";
        decided_at: "Decided", "审核时间";
        decision: "Decision", "审核结果";
        subject: "Application", "申请";
    }
    sentences {
        application_of: fn(&str) -> String =
            |username| format!("Application of {username}"), |username| format!("{username} 的申请");
        appeal_of: fn(&str) -> String =
            |username| format!("Appeal of {username}"), |username| format!("{username} 的申诉");
        appeal_waits: fn(u64) -> String =
            |secs| format!("Approving begins a waiting time of {}, in which the account's owner can stop the appeal. After it the person can have everything unbound.", if secs < 7_200 { format!("{} min", secs.div_ceil(60)) } else { format!("{} h", secs.div_ceil(3_600)) }),
            |secs| format!("通过后进入 {}的等待期，账号所有者可在此期间终止申诉。等待期过后，申诉人可解绑全部验证方式。", if secs < 7_200 { format!("{} 分钟", secs.div_ceil(60)) } else { format!("{} 小时", secs.div_ceil(3_600)) });
        approved_until: fn(&str) -> String =
            |at| format!("Approved: can take effect from {at} on"),
            |at| format!("已通过：{at} 起可生效");
        rejected_because: fn(&str) -> String =
            |reason| format!("Rejected: {reason}"), |reason| format!("已拒绝：{reason}");
        was_approved: fn(&str) -> String = |of| format!("{of}: approved."), |of| format!("{of}：已通过。");
        was_rejected: fn(&str) -> String = |of| format!("{of}: rejected."), |of| format!("{of}：已拒绝。");
    }
}
