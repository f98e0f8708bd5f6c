//! The words of the desk's page about the policy.

pub mod reasons;
pub mod values;

texts! {
    /// The texts of the policy page.
    pub struct PolicyText;
    words {
        lede: "What the console demands, as one value: choose whose numbers it takes. A preset is named after a product and takes the numbers that it publishes; the console stays this one.", "控制台的全部要求由一项策略决定：请选择采用哪一套数值。预设以产品命名，采用其公开的数值；控制台本身不变。";
        preset: "Preset", "预设";
        gov_cloud: "Gov Cloud", "Gov Cloud";
        gov_cloud_about: "The published procedure, with the code check.", "公开的绑定流程，并核对安全码。";
        aws: "AWS-like", "类 AWS";
        aws_about: "Two codes in a row to confirm, eight devices, resynchronisation.", "以连续两个安全码确认，最多 8 个设备，可重新同步。";
        keycloak: "Keycloak-like", "类 Keycloak";
        keycloak_about: "A cache of used codes; the throttle is off as delivered.", "缓存已使用的安全码；限流默认关闭。";
        authelia: "Authelia-like", "类 Authelia";
        authelia_about: "A history of exact steps, limits of the rate, one device.", "记录确切的时间步，限制速率，仅一个设备。";
        privacyidea: "privacyIDEA-like", "类 privacyIDEA";
        privacyidea_about: "A wide window, never backwards, locked until the desk unlocks.", "窗口较宽，绝不倒退，锁定后须由审核台解锁。";
        strict: "Strict", "严格";
        strict_about: "Every rule below, by its letter.", "逐条遵守以下全部规则。";
        keycloak_on: "Keycloak-like, throttle on", "类 Keycloak，开启限流";
        wording: "Words of refusals", "拒绝提示的措辞";
        learner: "For people who learn", "面向学习者";
        learner_about: "Refusals tell what the verifier saw: step, offset, failures. A guesser would learn from them, too.", "提示会说明验证器看到的时间步、偏差与失败次数；猜测者也会从中获知信息。";
        production: "For production", "面向生产环境";
        production_about: "Refusals say what to do next, and nothing that helps a guesser.", "提示只说明下一步操作，不向猜测者透露信息。";
        put_in_force: "Put in force", "启用该策略";
        in_force: "in force", "生效中";
        rules: "The rules V1 to V19", "规则 V1 至 V19";
        rules_lede: "Findings are about this console under each preset, not about the product.", "结论针对本控制台在各预设下的表现，而非相应产品。";
        rule: "Rule", "规则";
        kept: "kept", "遵守";
        disputed: "disputed", "有争议";
        broken: "broken", "违反";
        repeated_bug: "a repeated bug of real systems", "真实系统中屡见的缺陷";
        numbers_about: "Where no number is published, the page says so and what is used instead.", "未公开的数值会注明，并给出本控制台采用的数值。";
        not_published: "No published number was found: used here.", "未找到公开数值：此为本控制台采用的值。";
        own: "This rehearsal's own, under every preset.", "本演练自定，各预设相同。";
        odds: "Odds of a guesser who has the password", "已知密码者猜中的几率";
        odds_about: "One device, a year of guessing as fast as the throttle looks at guesses, and nobody logging on meanwhile. Where nothing brakes, ten guesses a second are assumed. p = s ÷ 10⁶ a guess, and 1 − (1 − p)ⁿ for n guesses (RFC 4226 §6).", "一个设备，一年内按限流允许的最快速度猜测，期间无人登录。未限流时按每秒 10 次计。每次 p = s ÷ 10⁶，n 次为 1 − (1 − p)ⁿ（RFC 4226 §6）。";
        a_guess: "A guess", "单次";
        guesses_a_year: "Guesses a year", "每年次数";
        a_year: "A year", "一年内";
        nearly_certain: "nearly certain", "几乎必中";
        throttle_switched_on: "The throttle, switched on", "开启后的限流";
    }
    sentences {
        findings_of: fn(&str) -> String = |preset| format!("Findings: {preset}"), |preset| format!("结论：{preset}");
        numbers_of: fn(&str) -> String = |preset| format!("Numbers and sources: {preset}"), |preset| format!("数值与来源：{preset}");
        now_in_force: fn(&str) -> String = |preset| format!("{preset} is in force."), |preset| format!("{preset} 已生效。");
        published: fn(&str) -> String = |source| format!("Published: {source}"), |source| format!("已公开：{source}");
        without_number: fn(&str) -> String =
            |source| format!("Published without a number, which is this console's: {source}"),
            |source| format!("已公开但无数值，数值由本控制台选定：{source}");
        added: fn(&str) -> String =
            |source| format!("Not in the source, added here: {source}"),
            |source| format!("来源中没有，由本控制台增加：{source}");
        one_in: fn(&str) -> String = |n| format!("1 in {n}"), |n| format!("{n} 分之一");
    }
}
