//! The words of a span of time, for both sides.

texts! {
    /// The texts of a span of time.
    pub struct DurationText;
    words {}
    sentences {
        of_secs: fn(u64) -> String = |secs| match (secs / 60, secs % 60) {
            (0, secs) => format!("{secs} s"),
            (minutes, 0) => format!("{minutes} min"),
            (minutes, secs) => format!("{minutes} min {secs} s"),
        }, |secs| match (secs / 60, secs % 60) {
            (0, secs) => format!("{secs} 秒"),
            (minutes, 0) => format!("{minutes} 分钟"),
            (minutes, secs) => format!("{minutes} 分 {secs} 秒"),
        };
    }
}
