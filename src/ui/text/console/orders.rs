//! The words of what the console's home shows only when there is reason to: orders, and an appeal.

texts! {
    /// The texts of orders, and of the warning of an appeal.
    pub struct OrdersText;
    words {
        orders: "Orders", "订单";
        no_orders: "No orders yet.", "还没有订单。";
        step_up_again: "Nothing was ordered: too much time has passed since you confirmed that it is you. Press “Order” again to confirm it.", "未下单：距离上次确认身份的时间过长。请再次点击“下单”进行确认。";
        appeal_open: "Somebody who entered your password says that your phone is lost, and asks to have your MFA devices unbound. If it was not you, stop it and change your password.", "有人输入您的密码后申报手机丢失，申请解绑您的 MFA 设备。如非本人操作，请终止申诉并修改密码。";
        stop_appeal: "Stop the appeal", "终止申诉";
    }
    sentences {
        ordered: fn(&str) -> String = |product| format!("{product} is ordered."), |product| format!("已下单：{product}。");
    }
}
