//! The words of a form that goes to the desk with a document, wherever it stands.

texts! {
    /// The texts of what is wrong with such a form.
    pub struct DocumentText;
    words {
        name_missing: "Enter your name (100 characters at most).", "请输入姓名（最多 100 个字符）。";
        reason_missing: "Enter a reason (1,000 characters at most).", "请输入原因（最多 1000 个字符）。";
        document_missing: "Choose an image of the document.", "请选择证件图片。";
        document_not_image: "This file is not a PNG, JPEG, WebP or GIF image.", "该文件不是 PNG、JPEG、WebP 或 GIF 图片。";
        document_too_big: "The image is larger than 5 MB.", "图片超过 5 MB。";
        document_unreadable: "The file could not be read.", "无法读取该文件。";
    }
    sentences {}
}
