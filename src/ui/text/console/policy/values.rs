//! A policy's settings and their values, in words.

use super::PolicyText;
use crate::console::{
    policy::{Growth, LockEnd, LockRule, ReplayRule, ThrottleRule, Wording},
    sources::{Origin, Setting, Value},
};
use crate::otp::{Algorithm, DAY_SECS};

texts! {
    /// The texts of settings and values.
    pub struct ValueText;
    words {
        issuer: "Name shown by authenticators", "验证器中显示的名称";
        key_length: "Length of a key", "密钥长度";
        algorithm: "Hash function", "哈希算法";
        digits: "Digits", "位数";
        period: "Time step", "时间步长";
        window: "Window", "窗口";
        explanation: "Looked at for the reason of a refusal", "为说明拒绝原因而查看";
        codes_to_confirm: "Codes that confirm a device", "确认设备所需的安全码";
        key_lifetime: "A shown key waits", "显示的密钥等待";
        replay: "Replay", "防重放";
        throttle: "Throttle of codes", "安全码限流";
        other_throttle: "Throttle of passwords and SMS codes", "密码与短信验证码限流";
        drift: "Drift of accepted codes", "记录时钟漂移";
        resynchronisation: "Resynchronisation", "重新同步";
        devices: "Devices", "设备数";
        recovery_codes: "Recovery codes", "恢复码";
        trust: "Trust of a browser", "信任浏览器";
        freshness: "Freshness before a change", "变更前的验证时效";
        log_on_lifetime: "Second factor after the password", "密码之后的第二步验证时限";
        session_length: "Length of a session", "会话时长";
        session_idle: "Idle time of a session", "会话空闲时长";
        sms_lifetime: "An SMS code is valid", "短信验证码有效期";
        sms_pause: "Pause before another SMS", "短信重发间隔";
        registration_lifetime: "A registration waits for its SMS code", "注册等待短信验证码";
        approval_lifetime: "The desk's approval is good", "审核台批准的有效期";
        document_size: "Largest document", "证件图片上限";
        appeal_wait: "Wait of an approved appeal", "申诉通过后的等待";
        appeal_delay: "Longest delay by guesses at its stop code", "猜测终止码最多延长";
        wording: "Words of refusals", "拒绝提示的措辞";
        learner: "for people who learn", "面向学习者";
        production: "for production", "面向生产环境";
        none: "none", "无";
        never: "never", "不信任";
        replay_none: "nothing is remembered", "不记录";
        used_codes: "codes that were used", "已使用的安全码";
        exact_steps: "steps that were used", "已使用的时间步";
        never_backwards: "never backwards: later steps only", "绝不倒退：只接受更晚的时间步";
        off: "off", "关闭";
        until_desk: "until the desk unlocks", "直至审核台解锁";
        separator: "; ", "；";
        rate: "limit of the rate", "速率限制";
    }
    sentences {
        bits: fn(u64) -> String = |n| format!("{n} bits"), |n| format!("{n} 位");
        secs: fn(u64) -> String = |n| format!("{n} s"), |n| format!("{n} 秒");
        minutes: fn(u64) -> String = |n| format!("{n} min"), |n| format!("{n} 分钟");
        hours: fn(u64) -> String = |n| format!("{n} h"), |n| format!("{n} 小时");
        days: fn(u64) -> String =
            |n| if n == 1 { "1 day".to_owned() } else { format!("{n} days") },
            |n| format!("{n} 天");
        either_way: fn(u64) -> String =
            |n| format!("up to {n} {} either way", if n == 1 { "step" } else { "steps" }),
            |n| format!("前后最多 {n} 个时间步");
        steps_around: fn(u64, u64) -> String =
            |back, ahead| if (back, ahead) == (0, 0) {
                "the current step only".to_owned()
            } else if back == ahead {
                format!("±{back} {}", if back == 1 { "step" } else { "steps" })
            } else {
                format!("{back} back, {ahead} ahead")
            },
            |back, ahead| if (back, ahead) == (0, 0) {
                "仅当前时间步".to_owned()
            } else if back == ahead {
                format!("±{back} 个时间步")
            } else {
                format!("之前 {back} 个、之后 {ahead} 个时间步")
            };
        doubled: fn(u32, &str, &str) -> String =
            |from, first, longest| format!("from failure {from} a wait of {first}, doubled to {longest}"),
            |from, first, longest| format!("第 {from} 次失败起等待 {first}，逐次加倍至 {longest}");
        by_multiple: fn(u32, &str, &str) -> String =
            |from, first, longest| format!("{first} more at each {from} failures, to {longest}"),
            |from, first, longest| format!("每 {from} 次失败增加 {first}，最长 {longest}");
        locks: fn(u32, &str) -> String =
            |failures, end| format!("locked {end} from failure {failures}"),
            |failures, end| format!("第 {failures} 次失败起锁定{end}");
        lock_for: fn(&str) -> String = |time| format!("for {time}"), |time| format!(" {time}");
        within: fn(u32, &str) -> String =
            |failures, time| format!("{failures} in {time}"),
            |failures, time| format!("{time} 内 {failures} 次");
        reset: fn(&str) -> String =
            |time| format!("forgotten after {time}"),
            |time| format!("{time}后清零");
    }
}

impl PolicyText {
    /// Where a value comes from.
    pub fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Published(source) => (self.published)(source),
            Origin::WithoutNumber(source) => (self.without_number)(source),
            Origin::Added(source) => (self.added)(source),
            Origin::NotPublished => self.not_published.to_owned(),
            Origin::Own => self.own.to_owned(),
        }
    }

    /// A chance, as one in so many.
    pub fn chance(&self, one_in: u64) -> String {
        if one_in <= 1 { self.nearly_certain.to_owned() } else { (self.one_in)(&grouped(one_in)) }
    }
}

/// A number with a thin blank between each three digits (ISO 80000-1), which no language takes for a point.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

impl ValueText {
    /// The name of a setting.
    pub const fn setting(&self, setting: Setting) -> &'static str {
        match setting {
            Setting::Issuer => self.issuer,
            Setting::KeyLength => self.key_length,
            Setting::Algorithm => self.algorithm,
            Setting::Digits => self.digits,
            Setting::Period => self.period,
            Setting::Window => self.window,
            Setting::Explanation => self.explanation,
            Setting::CodesToConfirm => self.codes_to_confirm,
            Setting::KeyLifetime => self.key_lifetime,
            Setting::Replay => self.replay,
            Setting::Throttle => self.throttle,
            Setting::OtherThrottle => self.other_throttle,
            Setting::Drift => self.drift,
            Setting::Resynchronisation => self.resynchronisation,
            Setting::Devices => self.devices,
            Setting::RecoveryCodes => self.recovery_codes,
            Setting::Trust => self.trust,
            Setting::Freshness => self.freshness,
            Setting::LogOnLifetime => self.log_on_lifetime,
            Setting::SessionLength => self.session_length,
            Setting::SessionIdle => self.session_idle,
            Setting::SmsLifetime => self.sms_lifetime,
            Setting::SmsPause => self.sms_pause,
            Setting::RegistrationLifetime => self.registration_lifetime,
            Setting::ApprovalLifetime => self.approval_lifetime,
            Setting::DocumentSize => self.document_size,
            Setting::AppealWait => self.appeal_wait,
            Setting::AppealDelay => self.appeal_delay,
            Setting::Wording => self.wording,
        }
    }

    /// A value.
    pub fn value(&self, value: Value) -> String {
        match value {
            Value::Name(name) => name.to_owned(),
            Value::Bits(bits) => (self.bits)(bits),
            Value::Bytes(bytes) => format!("{} MiB", bytes >> 20),
            Value::Wording(Wording::Learner) => self.learner.to_owned(),
            Value::Wording(Wording::Production) => self.production.to_owned(),
            Value::Algorithm(Algorithm::Sha1) => "SHA-1".to_owned(),
            Value::Algorithm(Algorithm::Sha256) => "SHA-256".to_owned(),
            Value::Algorithm(Algorithm::Sha512) => "SHA-512".to_owned(),
            Value::Count(0) | Value::Steps(0) => self.none.to_owned(),
            Value::Count(count) => count.to_string(),
            Value::Secs(secs) => self.time(secs),
            Value::Days(0) => self.never.to_owned(),
            Value::Days(days) => (self.days)(days.into()),
            Value::Window { back, ahead } => (self.steps_around)(back, ahead),
            Value::Steps(steps) => (self.either_way)(steps),
            Value::Replay(rule) => self.replay_rule(rule).to_owned(),
            Value::Throttle(rule) => self.throttle_rule(&rule),
        }
    }

    /// What a replay rule remembers.
    pub const fn replay_rule(&self, rule: ReplayRule) -> &'static str {
        match rule {
            ReplayRule::None => self.replay_none,
            ReplayRule::UsedCodes => self.used_codes,
            ReplayRule::ExactSteps => self.exact_steps,
            ReplayRule::NeverBackwards => self.never_backwards,
        }
    }

    /// A time in its largest whole unit.
    pub fn time(&self, secs: u64) -> String {
        match secs {
            _ if secs > 0 && secs.is_multiple_of(DAY_SECS) => (self.days)(secs / DAY_SECS),
            _ if secs > 0 && secs.is_multiple_of(3_600) => (self.hours)(secs / 3_600),
            _ if secs > 0 && secs.is_multiple_of(60) => (self.minutes)(secs / 60),
            _ => (self.secs)(secs),
        }
    }

    fn throttle_rule(&self, rule: &ThrottleRule) -> String {
        if rule.is_off() {
            return self.off.to_owned();
        }
        let mut said = Vec::new();
        if rule.delay_from_failure > 0 {
            let (first, longest) = (self.time(rule.first_delay_secs), self.time(rule.longest_delay_secs));
            said.push(match rule.growth {
                Growth::Doubled => (self.doubled)(rule.delay_from_failure, &first, &longest),
                Growth::ByMultiple => (self.by_multiple)(rule.delay_from_failure, &first, &longest),
            });
        }
        said.extend(rule.locks.iter().map(|lock| self.lock_rule(lock)));
        said.extend(rule.reset_after_secs.map(|secs| (self.reset)(&self.time(secs))));
        said.join(self.separator)
    }

    fn lock_rule(&self, lock: &LockRule) -> String {
        let end = match lock.end {
            LockEnd::AfterSecs(secs) => (self.lock_for)(&self.time(secs)),
            LockEnd::AtDesk => self.until_desk.to_owned(),
            LockEnd::WhenFewer => self.rate.to_owned(),
        };
        match lock.within_secs {
            Some(secs) => (self.within)(lock.failures, &self.time(secs)),
            None => (self.locks)(lock.failures, &end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Preset, presets, sources};
    use crate::ui::text::{Language, Words as _};
    use std::collections::BTreeSet;

    fn policy_words(language: Language) -> &'static PolicyText {
        language.words()
    }

    #[test]
    fn every_value_of_every_preset_has_words() {
        for language in Language::ALL {
            let words: &ValueText = language.words();
            for preset in Preset::ALL {
                let rows = sources::rows(&preset.policy());
                let names: BTreeSet<&str> = rows.iter().map(|(setting, _)| words.setting(*setting)).collect();
                assert_eq!(names.len(), rows.len(), "each setting has a name of its own");
                for (setting, value) in rows {
                    assert!(
                        !words.value(value).is_empty() && !words.setting(setting).is_empty(),
                        "{preset:?} {setting:?}"
                    );
                    assert!(!policy_words(language).origin(preset.origin(setting)).is_empty());
                }
            }
        }
    }

    #[test]
    fn values_as_they_are_read() {
        let words = ValueText::ENGLISH;
        let throttle = |preset: Preset| words.value(Value::Throttle(preset.policy().throttle));
        assert_eq!(
            throttle(Preset::GovCloud),
            "from failure 1 a wait of 5 s, doubled to 5 min; locked for 15 min from failure 10; \
             locked for 30 days from failure 100"
        );
        assert_eq!(throttle(Preset::Authelia), "30 in 1 min; 40 in 2 min; 50 in 10 min");
        assert_eq!(throttle(Preset::PrivacyIdea), "locked until the desk unlocks from failure 10");
        assert_eq!(throttle(Preset::Keycloak), "off");
        let on = Value::Throttle(presets::KEYCLOAK_BRUTE_FORCE_DETECTION);
        assert_eq!(words.value(on), "1 min more at each 30 failures, to 15 min; forgotten after 12 h");
        assert_eq!(ValueText::SIMPLIFIED_CHINESE.value(on), "每 30 次失败增加 1 分钟，最长 15 分钟；12 小时后清零");
        for (secs, time) in [(0, "0 s"), (30, "30 s"), (90, "90 s"), (60, "1 min"), (7_200, "2 h"), (86_400, "1 day")] {
            assert_eq!(words.time(secs), time);
        }
        for (value, read) in [
            (Value::Name("Gov Cloud"), "Gov Cloud"),
            (Value::Bits(160), "160 bits"),
            (Value::Bytes(5 << 20), "5 MiB"),
            (Value::Wording(Wording::Learner), "for people who learn"),
        ] {
            assert_eq!(words.value(value), read);
        }
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!((grouped(12), grouped(999), grouped(1_000)), ("12".into(), "999".into(), "1\u{202f}000".into()));
        assert_eq!(PolicyText::ENGLISH.chance(1), "nearly certain");
    }
}
