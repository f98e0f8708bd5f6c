//! scrypt (RFC 7914), as far as a file may ask for it.

use ::scrypt::Params;
use zeroize::Zeroizing;

use super::sealed::Key;
use super::{ImportError, Limits};

/// More memory than any program gives to scrypt, and all that wasm can address: beyond it is not a price but damage.
const MEMORY_BYTES_MAX: u64 = 4 << 30;

/// What scrypt costs, by its own names: `n` is a power of two, a block has `128 r` bytes, `p` runs follow one another.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScryptCost {
    pub n: u64,
    pub r: u64,
    pub p: u64,
}

impl ScryptCost {
    /// The memory that it takes, in bytes; damage if scrypt has no such parameters.
    pub(super) fn memory_bytes(self) -> Result<u64, ImportError> {
        let Self { n, r, p } = self;
        let is_possible = n > 1 && n.is_power_of_two() && r > 0 && p > 0;
        let blocks = n.checked_add(p).filter(|_| is_possible).ok_or(ImportError::Damaged)?;
        let bytes = r.checked_mul(128).and_then(|block| block.checked_mul(blocks)).ok_or(ImportError::Damaged)?;
        // This is also far below the bound of RFC 7914 §2 on `r p`.
        if bytes > MEMORY_BYTES_MAX { Err(ImportError::Damaged) } else { Ok(bytes) }
    }

    /// The work, in the unit of [`Limits::work`].
    pub(super) fn work(self) -> Result<u64, ImportError> {
        Ok((self.memory_bytes()? >> 10).saturating_mul(self.p))
    }
}

/// Derives a key. Whoever calls has compared the cost of all that it means to derive with the limits, by [`check`].
pub(super) fn derive(password: &str, salt: &[u8], cost: ScryptCost) -> Result<Key, ImportError> {
    let memory_bytes = cost.memory_bytes()?;
    let work = cost.work()?;
    let number = |number: u64| u32::try_from(number).map_err(|_| ImportError::Damaged);
    let log_n = u8::try_from(cost.n.trailing_zeros()).map_err(|_| ImportError::Damaged)?;
    let params = Params::new(log_n, number(cost.r)?, number(cost.p)?).map_err(|_| ImportError::Damaged)?;
    // Memory that is not there is told, like memory that may not be taken: the crate's own request would abort.
    let too_much = ImportError::AsksTooMuch { memory_bytes, work };
    let mut probe = Vec::<u8>::new();
    probe.try_reserve_exact(usize::try_from(memory_bytes).map_err(|_| too_much)?).map_err(|_| too_much)?;
    drop(probe);
    let mut key = Zeroizing::new([0; 32]);
    ::scrypt::scrypt(password.as_bytes(), salt, &params, key.as_mut_slice()).map_err(|_| ImportError::Damaged)?;
    Ok(key)
}

/// Compares what all of these cost with what they may: one after another, so that their work adds up and their memory
/// does not.
pub(super) fn check(costs: impl Iterator<Item = ScryptCost>, limits: &Limits) -> Result<(), ImportError> {
    let (mut memory_bytes, mut work) = (0, 0_u64);
    for cost in costs {
        memory_bytes = cost.memory_bytes()?.max(memory_bytes);
        work = work.saturating_add(cost.work()?);
    }
    let is_allowed = memory_bytes <= limits.memory_bytes && work <= limits.work;
    if is_allowed { Ok(()) } else { Err(ImportError::AsksTooMuch { memory_bytes, work }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(n: u64, r: u64, p: u64) -> ScryptCost {
        ScryptCost { n, r, p }
    }

    #[test]
    fn it_gives_what_the_rfc_gives() {
        // RFC 7914 §12, the first 32 of 64 bytes.
        let key = derive("password", b"NaCl", cost(1024, 8, 16)).unwrap();
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
    }

    #[test]
    fn absurd_parameters_are_damage() {
        for absurd in [
            cost(0, 8, 1),
            cost(1, 8, 1),
            cost(3, 8, 1),
            cost(32_767, 8, 1),
            cost(32_768, 0, 1),
            cost(32_768, 8, 0),
            cost(1 << 63, 8, 1),
            cost(1 << 23, 8, 1),
            cost(2, u64::MAX, 1),
            cost(2, 1 << 26, 1),
            cost(2, 8, u64::MAX),
            cost(2, 1 << 20, 1 << 20),
        ] {
            assert_eq!(absurd.memory_bytes(), Err(ImportError::Damaged), "{absurd:?}");
            assert!(matches!(derive("a", b"b", absurd), Err(ImportError::Damaged)), "{absurd:?}");
        }
        assert!(cost(1 << 21, 8, 1).memory_bytes().is_ok());
    }

    #[test]
    fn what_costs_too_much_is_told() {
        let limits = Limits::default();
        assert_eq!(check([cost(32_768, 8, 1)].into_iter(), &limits), Ok(()));
        let Err(ImportError::AsksTooMuch { memory_bytes, work }) = check([cost(1 << 20, 8, 1)].into_iter(), &limits)
        else {
            panic!("a gibibyte was allowed");
        };
        assert_eq!((memory_bytes >> 30, work >> 20), (1, 1));
        let many = std::iter::repeat_n(cost(32_768, 8, 1), 40);
        assert!(matches!(check(many, &limits), Err(ImportError::AsksTooMuch { .. })));
    }
}
