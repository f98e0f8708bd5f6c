//! The words of the reviewer's desk.

texts! {
    /// The texts of the reviewer's desk.
    pub struct DeskText;
    words {
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
    }
    sentences {
        application_of: fn(&str) -> String =
            |username| format!("Application of {username}"), |username| format!("{username} 的申请");
    }
}
