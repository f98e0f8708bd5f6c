//! The rules V1 to V19, and why a policy keeps or breaks one, in words.

use super::{PolicyText, values::ValueText};
use crate::console::{
    policy::ReplayRule,
    rules::{Finding, Reason, Rule, Standing},
};

texts! {
    /// The texts of the rules and of the reasons.
    pub struct RuleText;
    words {
        v1: "A secret of at least 128 bits, 160 recommended, from a secure source of randomness", "密钥至少 128 位，建议 160 位，来自安全随机源";
        v2: "At least six digits", "至少 6 位数字";
        v3: "Steps of 30 s on both sides, counted beyond 32 bits", "双方步长均为 30 秒，计数超过 32 位";
        v4: "A code is accepted once, and none of an earlier step after a later one", "每个安全码只接受一次，且不在较晚的时间步之后接受较早的";
        v5: "One step of delay at most (RFC 6238); 30 s or less (ASVS)", "最多延迟一个时间步（RFC 6238）；不超过 30 秒（ASVS）";
        v6: "Drift has limits in both directions; two consecutive codes resynchronise", "时钟漂移双向受限；以连续两个安全码重新同步";
        v7: "Guessing is throttled over all attempts, and ends at 100 failures in a row", "所有尝试统一限流，连续失败不超过 100 次";
        v8: "Failures of passwords and of codes are counted apart; a username alone locks nobody out where the account is known", "密码与安全码的失败次数分别计算；仅凭用户名不能在账号登录过的浏览器中锁定他人";
        v9: "A refused replay is a failure in the audit trail", "被拒绝的重放在审计日志中计为失败";
        v10: "A lock says that it is one and until when, and blocks no recovery codes", "锁定须说明其状态与截止时间，且不影响恢复码";
        v11: "Authentication of the last 20 min before a factor is bound, changed or removed", "绑定、变更或移除验证方式前须在 20 分钟内验证过身份";
        v12: "Recovery codes: one use each, 64 bits or more, hashed, shown once, kept by the person", "恢复码：一次性、至少 64 位、加盐哈希、只显示一次、由用户确认保存";
        v13: "SMS codes: six digits, 10 min, one use, a throttle of their own", "短信验证码：6 位、10 分钟、一次性、独立限流";
        v14: "The person is told of a factor bound, removed, failed, or used from a new place", "验证方式被绑定、移除、验证失败或在新位置使用时通知用户";
        v15: "Passwords: 8 to 128 characters, common ones refused, no composition rules", "密码：8 至 128 个字符，拒绝常见密码，无组成规则";
        v16: "No answer to a log-on, a reset or an appeal tells whether a username exists", "登录、密码重置与申诉的答复都不透露用户名是否存在";
        v17: "A device is attached only by its code; a pending secret dies within 10 min", "设备须以其安全码确认方可绑定；待确认的密钥 10 分钟内失效";
        v18: "Set-up is not stricter than log-on: one window for both", "绑定不比登录更严格：两者窗口相同";
        v19: "Codes can be phished, and the console says so", "安全码可能被钓鱼，控制台须说明";
        by_construction: "Built into the console, whatever the policy.", "由控制台实现保证，与策略无关。";
        opening_tells: "Built in; but opening an account has to say that a username is taken.", "由控制台实现保证；但开户时须告知用户名已被占用。";
        no_earlier_or_again: "Only steps later than the last accepted one.", "只接受晚于上次的时间步。";
        again: "Nothing is remembered: a code is good as often as it is typed.", "不作记录：同一安全码可重复使用。";
        earlier_by_codes: "A list of used codes: no replay, but an unused code of an earlier step is let in.", "记录已使用的安全码：无法重放，但会接受较早且未使用的安全码。";
        earlier_by_steps: "A history of used steps: no replay, but an unused code of an earlier step is let in.", "记录已使用的时间步：无法重放，但会接受较早且未使用的安全码。";
        no_brake: "Nothing brakes a guesser.", "没有任何限流。";
        rate_only: "The rate is limited, but not the number of failures in a row.", "只限制速率，不限制连续失败次数。";
        no_limit: "Waits grow, but nothing ends them at 100 failures in a row.", "等待会延长，但连续失败 100 次也不会终止。";
        without_end: "A lock lasts until the desk unlocks: it cannot say until when. Recovery codes have a throttle of their own.", "锁定持续到审核台解锁，无法说明截止时间；恢复码独立限流。";
        no_lock_of_codes: "Security codes are never locked. Other locks say until when, and recovery codes have a throttle of their own.", "安全码不会被锁定；其他锁定会说明截止时间，恢复码独立限流。";
        says_until: "Locks say until when, and recovery codes have a throttle of their own.", "锁定会说明截止时间，恢复码独立限流。";
        no_recovery_codes: "None are given out: whoever loses the phone has to appeal.", "不发放恢复码：丢失手机者须申诉。";
    }
    sentences {
        key_bits: fn(usize) -> String = |bits| format!("{bits} bits."), |bits| format!("{bits} 位。");
        digits: fn(u8) -> String = |digits| format!("{digits} digits."), |digits| format!("{digits} 位数字。");
        steps_of: fn(&str) -> String = |time| format!("Steps of {time}."), |time| format!("步长 {time}。");
        window_kept: fn(&str) -> String =
            |time| format!("The current step only: a code is good for {time}, as ASVS wants. RFC 6238 would allow one step of delay."),
            |time| format!("仅当前时间步：安全码有效 {time}，符合 ASVS；RFC 6238 允许延迟一个时间步。");
        window_disputed: fn(&str) -> String =
            |time| format!("The two disagree: a code is good for {time}, which RFC 6238 §5.2 allows and ASVS 6.5.5 does not."),
            |time| format!("两项标准不一致：安全码有效 {time}，RFC 6238 §5.2 允许，ASVS 6.5.5 不允许。");
        window_broken: fn(&str) -> String =
            |time| format!("A code is good for {time}, more than either standard allows."),
            |time| format!("安全码有效 {time}，两项标准均不允许。");
        drift: fn(&str, &str) -> String =
            |by_codes, by_two| format!("By accepted codes: {by_codes}; by two consecutive ones: {by_two}."),
            |by_codes, by_two| format!("被接受的安全码：{by_codes}；连续两个安全码：{by_two}。");
        lock: fn(u32) -> String =
            |failures| format!("Locked from {failures} failures in a row on, over all attempts."),
            |failures| format!("累计连续失败 {failures} 次起锁定。");
        lock_out: fn(&str) -> String =
            |time| format!("Counted apart. A username alone locks only browsers that are new to the account, {time} at a time."),
            |time| format!("分别计算；仅凭用户名只能锁定该账号未登录过的浏览器，每次 {time}。");
        freshness: fn(&str) -> String =
            |time| format!("A factor is asked for again after {time}."),
            |time| format!("{time} 后须再次验证。");
        recovery_codes: fn(usize) -> String = |codes| format!("A set of {codes}."), |codes| format!("一组 {codes} 个。");
        valid_for: fn(&str) -> String = |time| format!("Valid for {time}."), |time| format!("有效 {time}。");
        key_waits: fn(&str) -> String =
            |time| format!("A shown key waits for its code for {time}."),
            |time| format!("显示的密钥最多等待 {time}。");
    }
}

impl PolicyText {
    /// The word for a standing.
    pub const fn standing(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Kept => self.kept,
            Standing::Disputed => self.disputed,
            Standing::Broken => self.broken,
        }
    }
}

impl RuleText {
    /// What a rule asks for.
    pub const fn rule(&self, rule: Rule) -> &'static str {
        match rule {
            Rule::V1 => self.v1,
            Rule::V2 => self.v2,
            Rule::V3 => self.v3,
            Rule::V4 => self.v4,
            Rule::V5 => self.v5,
            Rule::V6 => self.v6,
            Rule::V7 => self.v7,
            Rule::V8 => self.v8,
            Rule::V9 => self.v9,
            Rule::V10 => self.v10,
            Rule::V11 => self.v11,
            Rule::V12 => self.v12,
            Rule::V13 => self.v13,
            Rule::V14 => self.v14,
            Rule::V15 => self.v15,
            Rule::V16 => self.v16,
            Rule::V17 => self.v17,
            Rule::V18 => self.v18,
            Rule::V19 => self.v19,
        }
    }

    /// Why a rule is kept or broken.
    pub fn reason(&self, finding: Finding, values: &ValueText) -> String {
        let steps = |steps: u64| if steps == 0 { values.none.to_owned() } else { (values.either_way)(steps) };
        match finding.reason {
            Reason::ByConstruction => self.by_construction.to_owned(),
            Reason::OpeningTells => self.opening_tells.to_owned(),
            Reason::KeyBits(bits) => (self.key_bits)(bits),
            Reason::Digits(digits) => (self.digits)(digits),
            Reason::Period(secs) => (self.steps_of)(&values.time(secs.into())),
            Reason::Replay(ReplayRule::NeverBackwards) => self.no_earlier_or_again.to_owned(),
            Reason::Replay(ReplayRule::UsedCodes) => self.earlier_by_codes.to_owned(),
            Reason::Replay(ReplayRule::ExactSteps) => self.earlier_by_steps.to_owned(),
            Reason::Replay(ReplayRule::None) => self.again.to_owned(),
            Reason::Window { valid_secs, .. } => {
                let said = match finding.standing {
                    Standing::Kept => self.window_kept,
                    Standing::Disputed => self.window_disputed,
                    Standing::Broken => self.window_broken,
                };
                said(&(values.secs)(valid_secs))
            }
            Reason::Drift { limit_steps, resynchronisation_steps } => {
                (self.drift)(&steps(limit_steps), &steps(resynchronisation_steps))
            }
            Reason::NoBrake => self.no_brake.to_owned(),
            Reason::RateOnly => self.rate_only.to_owned(),
            Reason::NoLimitInARow => self.no_limit.to_owned(),
            Reason::Lock { failures } => (self.lock)(failures),
            Reason::LockWithoutEnd => self.without_end.to_owned(),
            Reason::NoLockOfCodes => self.no_lock_of_codes.to_owned(),
            Reason::LockSaysUntil => self.says_until.to_owned(),
            Reason::LockOut(secs) => (self.lock_out)(&values.time(secs)),
            Reason::Freshness(secs) => (self.freshness)(&values.time(secs)),
            Reason::RecoveryCodes(0) => self.no_recovery_codes.to_owned(),
            Reason::RecoveryCodes(codes) => (self.recovery_codes)(codes),
            Reason::SmsLifetime(secs) => (self.valid_for)(&values.time(secs)),
            Reason::KeyLifetime(secs) => (self.key_waits)(&values.time(secs)),
        }
    }
}
