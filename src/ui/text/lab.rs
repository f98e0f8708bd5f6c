//! The words of the scenarios: their page, their panel on the stage, and each of them.

use super::Language;
use crate::lab::ScenarioName;

texts! {
    /// The texts of the page and of the panel.
    pub struct LabText;
    words {
        lede: "Each scenario sets a stage of its own in one click, with phones and an account that have a past. What you built up yourself stays as it is, and comes back when you leave.", "每个场景都会一键布置一个独立的演练台，其中的手机和账号都已有使用记录。您自己的内容保持不变，离开场景后即可恢复。";
        you_learn: "What you learn:", "您将了解：";
        try_it: "Try it", "试一试";
        start_again: "Start again", "重新开始此场景";
        is_running: "Running now", "正在进行";
        to_stage: "Go to the stage", "前往演练台";
        setting: "Setting the stage…", "正在布置演练台…";
        not_set: "The stage was not set", "未能布置演练台";
        not_left: "The scenario was not left", "未能离开场景";
        restore: "Restore what was there before", "恢复之前的内容";
        scenario: "Scenario", "场景";
        unknown: "A scenario of another version", "其他版本的场景";
        unknown_about: "This version does not know the scenario that runs. Restore what was there before, or try another one.", "此版本不认识正在进行的场景。请恢复之前的内容，或尝试其他场景。";
        show_all: "All steps and ways out", "全部步骤与退出";
        hide_all: "Only the current step", "仅显示当前步骤";
        username: "Username", "用户名";
        password: "Password", "密码";
        recovery_codes: "Recovery codes", "恢复码";
        done: "Done:", "已完成：";
        now: "Now:", "当前：";
        reached: "You have reached the goal. Restore what was there before, or go on with another scenario.", "您已达成目标。可以恢复之前的内容，或继续其他场景。";
        other_scenarios: "Other scenarios", "其他场景";
        to_desk: "Open the desk", "打开审核台";
        to_account: "Open Account Management", "打开账号管理";
    }
    sentences {
        step_of: fn(usize, usize) -> String =
            |step, all| format!("Step {step} of {all}"),
            |step, all| format!("第 {step} 步，共 {all} 步");
        all_done: fn(usize) -> String =
            |all| format!("All {all} steps done"),
            |all| format!("已完成全部 {all} 步");
        about: fn(&str) -> String =
            |name| format!("Scenario: {name}"),
            |name| format!("场景：{name}");
        try_it_of: fn(&str) -> String =
            |name| format!("Try it: {name}"),
            |name| format!("试一试：{name}");
        start_again_of: fn(&str) -> String =
            |name| format!("Start again: {name}"),
            |name| format!("重新开始：{name}");
    }
}

/// What a person reads of one scenario.
#[derive(Debug)]
pub struct ScenarioText {
    /// Its name.
    pub name: &'static str,
    /// How things stand, and what is to be reached.
    pub goal: &'static str,
    /// What one knows afterwards.
    pub learns: &'static str,
    /// What to do for each of its goals, in their order.
    pub steps: &'static [&'static str],
}

/// Declares the texts of the scenarios once, with their English and their Chinese side by side.
macro_rules! scenario_texts {
    ($($scenario:ident {
        name: $name:literal, $name_zh:literal;
        goal: $goal:literal, $goal_zh:literal;
        learns: $learns:literal, $learns_zh:literal;
        steps: $($step:literal, $step_zh:literal;)*
    })*) => {
        /// The texts of a scenario in a language.
        pub const fn scenario_text(scenario: ScenarioName, language: Language) -> &'static ScenarioText {
            match (scenario, language) {
                $(
                    (ScenarioName::$scenario, Language::English) => {
                        &ScenarioText { name: $name, goal: $goal, learns: $learns, steps: &[$($step),*] }
                    }
                    (ScenarioName::$scenario, Language::SimplifiedChinese) => {
                        &ScenarioText { name: $name_zh, goal: $goal_zh, learns: $learns_zh, steps: &[$($step_zh),*] }
                    }
                )*
            }
        }
    };
}

scenario_texts! {
    FirstBinding {
        name: "First binding", "首次绑定";
        goal: "Alice's account has a password and nothing else. Bind a virtual MFA device to it, then log on with a security code.", "alice 的账号只有密码。请为其绑定虚拟 MFA 设备，然后使用安全码登录。";
        learns: "The published procedure, from the proof of identity to the first log-on with two factors.", "已公布流程的全过程：从验证身份到首次使用双因素登录。";
        steps:
        "In the console choose “Bind an MFA device”, and prove the identity: by a code to the phone, or by a reviewer.", "在控制台选择“绑定 MFA 设备”，并验证身份：通过手机验证码，或由审核人员核对。";
        "On the phone, install an MFA application from the app store.", "在手机的应用商店中安装 MFA 应用。";
        "Scan the QR code with that application, and enter the security code that it shows.", "用该应用扫描二维码，并输入其显示的安全码。";
        "Log out.", "退出登录。";
        "Log on with the password and a security code. The one that you just used is spent: wait for the next.", "使用密码和安全码登录。刚才用过的安全码已失效，请等待下一个。";
    }
    TwoPhones {
        name: "Two phones", "两部手机";
        goal: "All of Alice's codes come from one phone. Give her iPhone a device of its own, so that losing one phone does not lock her out.", "alice 的动态口令都来自一部手机。请为她的 iPhone 单独绑定一个设备，这样丢失一部手机也不会无法登录。";
        learns: "Each device has a key of its own: a lost one can be removed while the other goes on working.", "每个设备都有自己的密钥：丢失的设备可以移除，另一个仍可使用。";
        steps:
        "On the iPhone, install an MFA application from the app store.", "在 iPhone 的应用商店中安装 MFA 应用。";
        "In Account Management, choose “Attach another device”, and scan its QR code with the iPhone.", "在账号管理中选择“绑定其他设备”，并用 iPhone 扫描其二维码。";
        "Log out.", "退出登录。";
        "Log on with the code of the iPhone.", "使用 iPhone 显示的安全码登录。";
    }
    WrongClock {
        name: "Wrong clock", "时钟不准";
        goal: "Alice's phone is four minutes slow. See what the console makes of its codes, then put the clock right.", "alice 的手机慢了四分钟。请看看控制台如何处理它的动态口令，然后校准时钟。";
        learns: "Codes are made from the time: a clock that is off makes codes of another time.", "动态口令由时间计算得出：时钟不准，就会生成其他时间的口令。";
        steps:
        "Log on with the password and the code that the phone shows: it is refused.", "使用密码和手机显示的安全码登录：会被拒绝。";
        "On the phone, open “Clock” and set it right.", "在手机上打开“时钟”并校准。";
        "Log on with the code that the phone shows now.", "使用手机现在显示的安全码登录。";
    }
    LostPhone {
        name: "Lost phone", "手机丢失";
        goal: "The phone with the codes is gone. Alice has a new phone with the old number, and gets back into her account by an appeal.", "生成口令的手机丢失了。alice 的新手机沿用原号码，需要通过申诉找回账号。";
        learns: "Why the desk checks who appeals, why nothing happens at once, and how the owner can stop a stranger's appeal.", "为何审核台要核实申诉人、为何不会立即生效，以及账号所有者如何阻止他人的申诉。";
        steps:
        "Enter the password. Where the security code is asked for, choose “Having trouble logging on?”, then “I lost my phone”, and appeal.", "输入密码。在要求安全码的页面选择“登录遇到问题？”，再选择“手机丢失”并提交申诉。";
        "Play the reviewer: approve the appeal on the desk.", "扮演审核人员：在审核台通过该申诉。";
        "Go back to “Having trouble logging on?”. When the waiting time is over, choose “Unbind now and log on”.", "回到“登录遇到问题？”页面。等待时间结束后，选择“立即解绑并登录”。";
        "Bind the new phone.", "绑定新手机。";
        "Log out, and log on with the code of the new phone.", "退出登录，再使用新手机的安全码登录。";
    }
    SwitchOfApp {
        name: "Switch of application", "更换应用";
        goal: "Alice moves from Google Authenticator to the Alibaba Cloud app. The old one has to work until the new one is proven.", "alice 要从 Google Authenticator 换到阿里云 App。在新应用验证成功之前，旧应用必须一直可用。";
        learns: "In which order a change of application is safe, and what becomes of the old one's codes.", "更换应用的安全顺序，以及旧应用的动态口令会怎样。";
        steps:
        "On the phone, bring the Alibaba Cloud app up to date in the app store: before version 4.6 it cannot scan.", "在手机的应用商店中更新阿里云 App：4.6 之前的版本不能扫描。";
        "In Account Management, choose “Switch the MFA application”. Scan with the Alibaba Cloud app and enter its code.", "在账号管理中选择“切换 MFA 应用”，用阿里云 App 扫描并输入其安全码。";
        "Log out, and try the code of Google Authenticator: it is refused.", "退出登录，尝试 Google Authenticator 的安全码：会被拒绝。";
        "Log on with the code of the Alibaba Cloud app.", "使用阿里云 App 的安全码登录。";
    }
    ReplacedPhone {
        name: "Replaced phone, old code", "已更换的手机，旧口令";
        goal: "Alice has replaced her Android phone by an iPhone, and both show codes. Find out which of them the console takes.", "alice 已用 iPhone 替换了 Android 手机，但两部手机都显示动态口令。请找出控制台接受哪一个。";
        learns: "An entry goes on making codes after the console has forgotten its device.", "即使控制台已不再认可该设备，其条目仍会继续生成口令。";
        steps:
        "Log on with the password and the code of the Android phone: it is refused.", "使用密码和 Android 手机的安全码登录：会被拒绝。";
        "Log on with the code of the iPhone.", "使用 iPhone 的安全码登录。";
        "Delete the old entry on the Android phone.", "删除 Android 手机上的旧条目。";
    }
    DuplicateEntry {
        name: "Duplicate entry", "重复的条目";
        goal: "Alice scanned a QR code, closed the dialog before confirming, and later scanned a new one. Her phone has two entries that look the same; keep the one that counts.", "alice 扫描了二维码，未确认就关闭了对话框，之后又扫描了新的二维码。手机上有两个看起来相同的条目，请保留有效的那个。";
        learns: "A key that was shown and never confirmed is dead, and its entry looks like any other.", "显示过但从未确认的密钥已失效，而它的条目看起来与其他条目无异。";
        steps:
        "Log on with the password and the code of the upper entry: it is refused.", "使用密码和上方条目的安全码登录：会被拒绝。";
        "Log on with the code of the lower entry.", "使用下方条目的安全码登录。";
        "Delete the dead entry.", "删除失效的条目。";
        "Log out.", "退出登录。";
        "Log on again with the entry that is left. Wait for its next code: each is good once.", "使用剩下的条目再次登录。请等待下一个口令：每个口令只能使用一次。";
    }
    LockedOut {
        name: "Locked out", "账号被锁定";
        goal: "Nine wrong codes in a row were entered for Alice's account. See what one more does, and how the account is opened again.", "alice 的账号已连续输入九次错误的安全码。请看看再错一次会怎样，以及如何恢复登录。";
        learns: "Wrong codes make the console wait, then lock. A lock says until when, ends by itself, and the desk can end it.", "错误的安全码会使控制台先等待、后锁定。锁定会注明截止时间，到时自动解除，审核台也可提前解除。";
        steps:
        "Log on with the password and a wrong security code, such as 000000.", "使用密码和错误的安全码（如 000000）登录。";
        "Try again at once with the right code: it is not even looked at.", "立即用正确的安全码重试：控制台根本不会检查。";
        "Let the desk unlock the account, or wait until the lock ends.", "由审核台解锁账号，或等待锁定结束。";
        "Log on with the code that the phone shows.", "使用手机显示的安全码登录。";
    }
    PhishedCode {
        name: "A code given away", "被骗走的安全码";
        goal: "A false page asks Alice for her password and her security code, and a stranger enters them here at once. Play both of them, then throw the stranger out.", "钓鱼网页骗取了 alice 的密码和安全码，陌生人立即在此使用。请扮演双方，然后把陌生人踢下线。";
        learns: "A security code proves that somebody has the phone, not that the page is the right one (rule V19).", "安全码只能证明有人持有手机，并不能证明网页是真的（规则 V19）。";
        steps:
        "Play the stranger: in the window's address bar choose “A stranger's browser”. Log on with Alice's password and the code on her phone.", "扮演陌生人：在窗口地址栏中选择“陌生人的浏览器”，使用 alice 的密码和她手机上的安全码登录。";
        "Play Alice: choose “Browser at work”, and log on with the same code. It is refused, as it was used.", "扮演 alice：选择“单位的浏览器”，使用同一安全码登录：因已被使用而被拒绝。";
        "Log on with the next code.", "使用下一个安全码登录。";
        "In Account Management, under “Sessions”, end the stranger's session.", "在账号管理的“会话”中结束陌生人的会话。";
    }
    RecoveryCode {
        name: "Recovery code", "恢复码";
        goal: "Alice's phone is broken, but she has kept her recovery codes. Get in with one of them, and bind the new phone.", "alice 的手机坏了，但她保存了恢复码。请使用其中一个登录，并绑定新手机。";
        learns: "A recovery code stands in for the device, once.", "恢复码可代替设备使用，每个仅一次。";
        steps:
        "Enter the password. Where the security code is asked for, choose “Use a recovery code”, and enter one of those that she kept.", "输入密码。在要求安全码的页面选择“使用恢复码”，并输入她保存的一个恢复码。";
        "In Account Management, choose “Attach another device”, and bind the new phone.", "在账号管理中选择“绑定其他设备”，绑定新手机。";
        "Log out.", "退出登录。";
        "Log on with the code of the new phone.", "使用新手机的安全码登录。";
    }
    Drifted {
        name: "Drifted and resynchronised", "时钟漂移与重新同步";
        goal: "Alice's phone is five minutes fast, and she cannot set it. Let the console learn how far it is off.", "alice 的手机快了五分钟且无法校准。请让控制台得知偏差有多大。";
        learns: "Two codes in a row tell the console a device's offset. One alone could be a guess.", "连续两个口令可让控制台得知设备的时间偏差；单个口令可能只是猜中的。";
        steps:
        "Log on with the password and the code that the phone shows: it is refused.", "使用密码和手机显示的安全码登录：会被拒绝。";
        "On the same page choose “Resynchronise it”, and enter two codes that follow each other on the phone.", "在同一页面选择“重新同步”，输入手机上先后显示的两个动态口令。";
        "Log on with the next code. The phone is as fast as before.", "使用下一个安全码登录。手机时钟仍和之前一样快。";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::scenarios::scenario;

    #[test]
    fn there_are_words_for_each_goal_in_each_language() {
        for name in ScenarioName::ALL {
            for language in Language::ALL {
                let text = scenario_text(name, language);
                assert_eq!(text.steps.len(), scenario(name).goals.len(), "{name:?} {language:?}");
                let all = [text.name, text.goal, text.learns].into_iter().chain(text.steps.iter().copied());
                assert!(all.into_iter().all(|words| !words.trim().is_empty()));
            }
        }
    }
}
