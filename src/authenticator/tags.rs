//! Tags: the person's own words on entries. Two that differ only in case are one tag.

use std::collections::BTreeMap;

use super::{Change, Collection, Entry, EntryId, fold::fold_case};

/// The longest tag, in Unicode scalar values.
pub const TAG_CHARACTERS_MAX: usize = 48;
/// The most tags on one entry.
pub const TAGS_MAX: usize = 32;

/// A tag that is in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagCount {
    /// The tag, as the oldest entry spells it.
    pub tag: String,
    /// How many entries have it.
    pub entries: usize,
}

/// A tag as it is kept: no spaces around it, one inside, no `#` before it; none when nothing is left.
pub fn normalised_tag(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.trim().trim_start_matches('#').split_whitespace().collect();
    Some(words.join(" ")).filter(|tag| !tag.is_empty())
}

/// The tags as they are kept: each [normalised](normalised_tag), and of those that are the same the first spelling.
pub fn normalised_tags<T: AsRef<str>>(typed: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.into_iter().filter_map(|tag| normalised_tag(tag.as_ref())) {
        if !has_tag(&tags, &tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Whether the tag is among these, in any case of letters.
pub(super) fn has_tag(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|other| is_same_tag(other, tag))
}

fn is_same_tag(one: &str, other: &str) -> bool {
    one == other || fold_case(one) == fold_case(other)
}

impl Entry {
    /// Whether it has this tag, in any case of letters.
    pub fn has_tag(&self, tag: &str) -> bool {
        has_tag(&self.tags, tag)
    }
}

impl Collection {
    /// Every tag of an application's entries in use, by its name, with how many have it.
    pub fn tags(&self, app: &str) -> Vec<TagCount> {
        let mut counts: BTreeMap<String, TagCount> = BTreeMap::new();
        for tag in self.in_app(app).flat_map(|entry| &entry.tags) {
            let count = counts.entry(fold_case(tag)).or_insert_with(|| TagCount { tag: tag.clone(), entries: 0 });
            count.entries += 1;
        }
        counts.into_values().collect()
    }

    /// Puts a tag on entries, in the spelling that is in use. Those that have it, or have no room for one more, stay as
    /// they are; so do all when nothing is left of the tag, or it is too long.
    pub fn add_tag(&self, ids: &[EntryId], tag: &str) -> Change {
        let Some(tag) = normalised_tag(tag).filter(|tag| tag.chars().count() <= TAG_CHARACTERS_MAX) else {
            return Change::default();
        };
        let in_use = self.in_use().flat_map(|entry| &entry.tags).find(|other| is_same_tag(other, &tag));
        let tag = in_use.unwrap_or(&tag);
        self.change_each(ids, |entry| {
            if !entry.has_tag(tag) && entry.tags.len() < TAGS_MAX {
                entry.tags.push(tag.clone());
            }
        })
    }

    /// Takes a tag off entries.
    pub fn remove_tag(&self, ids: &[EntryId], tag: &str) -> Change {
        self.change_each(ids, |entry| entry.tags.retain(|other| !is_same_tag(other, tag)))
    }

    /// Spells a tag in another way on every entry that has it, those in the trash too. Where the new one is there
    /// already, the two become one. An empty or too long name changes nothing.
    pub fn rename_tag(&self, from: &str, to: &str) -> Change {
        let mut change = Change::default();
        let Some(to) = normalised_tag(to).filter(|tag| tag.chars().count() <= TAG_CHARACTERS_MAX) else {
            return change;
        };
        for entry in self.iter().filter(|entry| entry.has_tag(from)) {
            let renamed = entry.tags.iter().map(|tag| if is_same_tag(tag, from) { &to } else { tag });
            change.replace(entry, Entry { tags: normalised_tags(renamed), ..entry.clone() });
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::{collection, id};

    #[test]
    fn tags_are_kept_in_one_spelling() {
        assert_eq!(normalised_tags(["  Work ", "#work", "WORK", "two \t words", "", " # "]), ["Work", "two words"]);
        assert_eq!(normalised_tag("C#").as_deref(), Some("C#"));
    }

    #[test]
    fn every_tag_is_listed_once_with_its_count() {
        let mut all = collection(4);
        all.apply(&all.add_tag(&[id(0), id(1)], "Work"));
        all.apply(&all.add_tag(&[id(1), id(2)], "work"));
        all.apply(&all.add_tag(&[id(3)], "home"));
        all.apply(&all.add_tag(&[id(3)], "gone"));
        all.apply(&all.remove_tag(&[id(3)], "GONE"));
        let listed: Vec<(String, usize)> = all.tags("").into_iter().map(|count| (count.tag, count.entries)).collect();
        assert_eq!(listed, [("home".to_owned(), 1), ("Work".to_owned(), 3)]);
        assert_eq!(all.get(&id(2)).unwrap().tags, ["Work"], "the spelling in use");
        assert!(all.add_tag(&[id(0)], "WORK").is_empty());
        assert!(all.add_tag(&[id(0)], " ").is_empty());
        assert!(all.add_tag(&[id(0)], &"x".repeat(TAG_CHARACTERS_MAX + 1)).is_empty());
        assert!(all.tags("another app").is_empty());
    }

    #[test]
    fn a_renamed_tag_joins_one_that_is_there() {
        let mut all = collection(2);
        all.apply(&all.add_tag(&[id(0), id(1)], "job"));
        all.apply(&all.add_tag(&[id(0)], "work"));
        let renamed = all.rename_tag("JOB", "Work");
        assert_eq!(renamed.len(), 2);
        all.apply(&renamed);
        assert_eq!(all.tags(""), [TagCount { tag: "Work".to_owned(), entries: 2 }]);
        assert!(all.rename_tag("absent", "other").is_empty());
        assert!(all.rename_tag("work", " ").is_empty());
    }

    #[test]
    fn an_entry_has_no_more_tags_than_it_may() {
        let mut all = collection(1);
        for number in 0..TAGS_MAX + 5 {
            all.apply(&all.add_tag(&[id(0)], &format!("tag {number}")));
        }
        assert_eq!(all.get(&id(0)).unwrap().tags.len(), TAGS_MAX);
    }
}
