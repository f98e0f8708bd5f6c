//! Which set of databases is in force: the person's own rehearsal, or a scenario's.

/// A set of databases. This browser's own authenticator is in neither: it is the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum World {
    /// What the person built up.
    #[default]
    Rehearsal,
    /// What a scenario planted.
    Scenario,
}

impl World {
    /// Every world.
    pub const ALL: [Self; 2] = [Self::Rehearsal, Self::Scenario];

    /// What the names of its databases end with.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Rehearsal => "",
            Self::Scenario => "-scenario",
        }
    }

    /// The name of its database of this kind.
    pub fn database(self, name: &str) -> String {
        [name, self.suffix()].concat()
    }

    /// Whether this database, whose kind's name begins so, is of this world.
    pub fn has(self, database: &str, prefix: &str) -> bool {
        let of_scenario = database.ends_with(Self::Scenario.suffix());
        database.starts_with(prefix) && of_scenario == (self == Self::Scenario)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_database_is_in_two_worlds() {
        assert_eq!(World::Rehearsal.database("counterpart-console"), "counterpart-console");
        assert_eq!(World::Scenario.database("counterpart-console"), "counterpart-console-scenario");
        for world in World::ALL {
            let phone = world.database("counterpart-phone-0001abff");
            for other in World::ALL {
                assert_eq!(other.has(&phone, "counterpart-phone-"), other == world, "{phone} in {other:?}");
            }
            assert!(!world.has(&world.database("counterpart-stage"), "counterpart-phone-"));
        }
    }
}
