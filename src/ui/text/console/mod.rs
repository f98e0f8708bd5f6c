//! The words of the console's window. A page's own words are in a file of their own, and come with that page. The terms
//! are those of the published procedure.

pub mod accepted;
pub mod account;
pub mod contact;
pub mod desk;
pub mod desk_accounts;
pub mod desk_first;
pub mod devices;
pub mod document;
pub mod factors;
pub mod help;
pub mod home;
pub mod log_on;
pub mod orders;
pub mod pair_verdict;
pub mod policy;
pub mod refusals;
pub mod register;
pub mod resynchronise;
pub mod sessions;
pub mod shared;
pub mod step_up;
pub mod trail;
pub mod two_codes;
pub mod verdict;
pub mod ways;
pub mod wizard;

texts! {
    /// The texts of the window, on every page.
    pub struct ConsoleText;
    words {
        log_out: "Log Out", "退出登录";
        log_on: "Log On", "登录";
        create_account: "Create account", "创建账号";
        account_management: "Account Management", "账号管理";
        console_home: "Console", "控制台";
        reviewers_desk: "Reviewer's desk", "审核台";
        help: "Having trouble logging on?", "登录遇到问题？";
        nothing_saved: "Nothing was saved: the browser's storage did not take it. Try again; if it happens again, reload the page.", "未保存任何内容：浏览器存储没有接受。请重试；若再次出现，请重新加载页面。";
        storage_full: "Nothing was saved: the browser's storage is full. Free some space, then try again.", "未保存任何内容：浏览器存储空间已满。请释放空间后重试。";
        no_memory: "Nothing was saved: there was not enough memory. Close other tabs, then try again.", "未保存任何内容：内存不足。请关闭其他标签页后重试。";
        changed_elsewhere: "Nothing was saved: another tab changed the same thing. Try again.", "未保存任何内容：另一个标签页修改了同一内容。请重试。";
        storage_closed: "This page lost its storage: it was erased or upgraded in another tab. Reload the page.", "此页面已失去存储：它在另一个标签页中被清除或升级。请重新加载页面。";
        browser: "Browser", "浏览器";
        browser_office: "Browser at work", "单位的浏览器";
        browser_home: "Browser at home", "家里的浏览器";
        browser_elsewhere: "A stranger's browser", "陌生人的浏览器";
    }
    sentences {}
}
