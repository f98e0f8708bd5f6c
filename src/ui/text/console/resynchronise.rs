//! The words of resynchronising a device.

texts! {
    /// The texts of the form that resynchronises a device.
    pub struct ResynchroniseText;
    words {
        title: "Resynchronise", "重新同步";
        lede: "For a device whose codes are refused because its clock is off. Enter two codes in a row, each as soon as it is shown, and submit them at once.", "适用于因时钟不准而安全码被拒绝的设备。请连续输入两个安全码，显示后立即输入，并马上提交。";
        submit: "Resynchronise", "重新同步";
        cancel: "Cancel", "取消";
        log_on_next: "Wait for the next code, and log on with it.", "请等待下一个安全码，然后用它登录。";
        clock_is_right: "The device's clock is right.", "设备时钟准确。";
        late: "These codes were submitted late, so how far the clock is off cannot be told. Enter two new ones and submit them at once.", "提交过晚，无法判断时钟偏差。请输入两个新的安全码并立即提交。";
        older: "A later code of this device was used before these.", "此设备更晚的安全码已被使用。";
        older_next: "set the phone's clock right, or wait until its codes are newer", "请校准手机时钟，或等待更新的安全码";
        not_offered: "This device cannot be resynchronised: it is bound no longer, or the policy in force does not offer it. Set the phone's clock right instead.", "无法重新同步：设备已解绑，或当前策略不支持。请改为校准手机时钟。";
        attempt_expired: "Too much time has passed since the password. Log on again, then resynchronise.", "距离输入密码的时间过长。请重新登录后再同步。";
    }
    sentences {
        clock_is_fast: fn(&str, &str) -> String =
            |name, by| format!("The clock of “{name}” is {by} fast. Its codes are accepted from the next one on."),
            |name, by| format!("“{name}”的时钟快 {by}。从下一个安全码起将被接受。");
        clock_is_slow: fn(&str, &str) -> String =
            |name, by| format!("The clock of “{name}” is {by} slow. Its codes are accepted from the next one on."),
            |name, by| format!("“{name}”的时钟慢 {by}。从下一个安全码起将被接受。");
        clock_is_right_of: fn(&str) -> String =
            |name| format!("The clock of “{name}” is right. Its codes are accepted from the next one on."),
            |name| format!("“{name}”的时钟准确。从下一个安全码起将被接受。");
    }
}
