//! The words of a form that goes to the desk with a document, wherever it stands.

texts! {
    /// The texts of what is wrong with such a form.
    pub struct DocumentText;
    words {
        name_missing: "Enter your name (100 characters at most).", "请输入姓名（最多 100 个字符）。";
        reason_missing: "Enter a reason (1,000 characters at most).", "请输入原因（最多 1000 个字符）。";
        document_missing: "Choose an image of the document.", "请选择证件图片。";
        document_not_image: "This file is of another kind. Choose a PNG, JPEG, WebP or GIF image.", "文件类型不符，请选择 PNG、JPEG、WebP 或 GIF 图片。";
        document_too_big: "The image is larger than 5 MB. Choose a smaller one.", "图片超过 5 MB，请选择较小的图片。";
        document_unreadable: "The file could not be read. Choose it again.", "无法读取该文件，请重新选择。";
    }
    sentences {}
}
