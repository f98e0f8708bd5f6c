//! The words of two consecutive codes, wherever they are asked for.

texts! {
    /// The texts of a form that wants two consecutive codes.
    pub struct TwoCodesText;
    words {
        first_code: "First security code", "第一个安全码";
        first_code_hint: "The six digits that the application shows now.", "应用当前显示的 6 位动态口令。";
        second_code: "Second security code", "第二个安全码";
        second_code_hint: "Wait until the digits change, then enter the new ones.", "等待动态口令更新后，输入新的 6 位数字。";
        same_twice: "Both codes are the same. Enter one, wait until the digits change, and enter the next.", "两次输入的安全码相同。请输入一个后等待其更新，再输入下一个。";
        swapped: "The second code comes before the first. Enter two new ones in the order in which they are shown.", "第二个安全码早于第一个。请按显示顺序输入两个新的安全码。";
        apart: "There were other codes between these two. Enter two new ones that follow each other directly.", "这两个安全码之间还有其他安全码。请输入两个紧接着的新安全码。";
        wrong: "At least one of the codes is wrong. Check that they are those of this account, and enter two new ones in a row.", "至少有一个安全码错误。请确认它们属于此账号，然后重新输入两个连续的安全码。";
    }
    sentences {
        fast: fn(u64) -> String =
            |minutes| format!("The phone's clock is about {minutes} min fast, too much to be allowed for. Set it right, then enter two new codes."),
            |minutes| format!("手机时钟快了约 {minutes} 分钟，超出可校正的范围。请先校准时钟，再输入两个新的安全码。");
        slow: fn(u64) -> String =
            |minutes| format!("The phone's clock is about {minutes} min slow, too much to be allowed for. Set it right, then enter two new codes."),
            |minutes| format!("手机时钟慢了约 {minutes} 分钟，超出可校正的范围。请先校准时钟，再输入两个新的安全码。");
    }
}
