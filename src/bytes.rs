//! Many bytes in one step.

use wide::u8x16;

/// How many bytes a vector holds.
pub const WIDE: usize = 16;

/// Which of 64 bytes are a certain one, a bit each.
#[inline]
#[must_use]
pub fn equal(bytes: &[[u8; WIDE]; 4], wanted: u8) -> u64 {
    let wanted = u8x16::splat(wanted);
    let [a, b, c, d] = bytes.map(|bytes| u64::from(u8x16::new(bytes).simd_eq(wanted).to_bitmask()));
    a | b << 16 | c << 32 | d << 48
}

/// Which of 32 bytes are the same in both, a bit each.
#[inline]
fn same(left: &[u8; 2 * WIDE], right: &[u8; 2 * WIDE]) -> u32 {
    let (&[a, b], &[c, d]) = (left.as_chunks::<WIDE>().0, right.as_chunks::<WIDE>().0) else { return 0 };
    let same = |left: [u8; WIDE], right: [u8; WIDE]| u8x16::new(left).simd_eq(u8x16::new(right)).to_bitmask();
    same(a, c) | same(b, d) << WIDE
}

/// Whether 32 bytes are the same in both but for some, a bit each.
#[inline]
#[must_use]
pub fn same_but(left: &[u8; 2 * WIDE], right: &[u8; 2 * WIDE], others: u32) -> bool {
    same(left, right) | others == u32::MAX
}

/// Of 32 bytes those behind the first so many, a bit each.
#[inline]
#[must_use]
pub fn behind(length: u32) -> u32 {
    u32::MAX.checked_shl(length).unwrap_or(0)
}

/// Which of 32 bytes are a quote, a bit each.
#[inline]
#[must_use]
pub fn quotes(bytes: &[u8; 2 * WIDE]) -> u32 {
    let &[a, b] = bytes.as_chunks::<WIDE>().0 else { return 0 };
    let quotes = |bytes: [u8; WIDE]| u8x16::new(bytes).simd_eq(u8x16::splat(b'"')).to_bitmask();
    quotes(a) | quotes(b) << WIDE
}

/// Which of 32 bytes are a backslash or a control character, a bit each.
#[inline]
#[must_use]
pub fn not_plain(bytes: &[u8; 2 * WIDE]) -> u32 {
    let &[a, b] = bytes.as_chunks::<WIDE>().0 else { return 0 };
    let not_plain = |bytes: [u8; WIDE]| {
        let bytes = u8x16::new(bytes);
        let control = bytes.min(u8x16::splat(0x1F)).simd_eq(bytes);
        (bytes.simd_eq(u8x16::splat(b'\\')) | control).to_bitmask()
    };
    not_plain(a) | not_plain(b) << WIDE
}

/// The digits of a text that is written like a pattern: where that has a `0` any digit may stand, elsewhere what it has itself, for which
/// 0 is given.
#[inline]
#[must_use]
pub fn digits(text: &[u8; WIDE], pattern: &[u8; WIDE]) -> Option<[u8; WIDE]> {
    let (text, pattern) = (u8x16::new(*text), u8x16::new(*pattern));
    let most = pattern.simd_eq(u8x16::splat(b'0')) & u8x16::splat(9);
    let above = text - pattern;
    (above.min(most).simd_eq(above).to_bitmask() == u32::from(u16::MAX)).then(|| above.to_array())
}

/// Turns a square of bytes round, so that its rows become its columns.
#[inline]
#[must_use]
pub fn turn(square: [[u8; WIDE]; WIDE]) -> [[u8; WIDE]; WIDE] {
    let mut square = square.map(u8x16::new);
    // each round lays the lower half between the upper one
    for _ in 0..4 {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = square;
        let between = |[x, y]: [u8x16; 2]| [u8x16::unpack_low(x, y), u8x16::unpack_high(x, y)];
        let [[a, b], [c, d], [e, f], [g, h], [i, j], [k, l], [m, n], [o, p]] =
            [[a, i], [b, j], [c, k], [d, l], [e, m], [f, n], [g, o], [h, p]].map(between);
        square = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
    }
    square.map(u8x16::to_array)
}

/// The place of the first quote, backslash or control character from a place on; the end of the text where there is none.
#[inline]
#[must_use]
pub fn plain_end(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(next) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let found = special(next);
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += WIDE;
    }
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// How many blanks stand before anything else, as JSON has them; all bytes where nothing else does.
#[must_use]
pub fn blanks(bytes: &[u8]) -> usize {
    if let Some(first) = bytes.first_chunk::<WIDE>() {
        let first = u8x16::new(*first);
        let other = !b" \t\r\n".iter().fold(0, |found, blank| found | first.simd_eq(u8x16::splat(*blank)).to_bitmask());
        let length = other.trailing_zeros() as usize;
        if length < WIDE {
            return length;
        }
    }
    bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).unwrap_or(bytes.len())
}

/// Which of 16 bytes are a quote, a backslash or a control character, a bit each.
#[inline]
fn special(bytes: &[u8; WIDE]) -> u32 {
    let bytes = u8x16::new(*bytes);
    let control = bytes.min(u8x16::splat(0x1F)).simd_eq(bytes);
    (bytes.simd_eq(u8x16::splat(b'"')) | bytes.simd_eq(u8x16::splat(b'\\')) | control).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_turned_round() {
        let code = |row: usize, place: usize| u8::try_from(((row * 31) ^ (place * 57)) % 256).unwrap_or(0);
        let turned = turn(std::array::from_fn(|row| std::array::from_fn(|place| code(row, place))));
        for (place, column) in turned.into_iter().enumerate() {
            assert_eq!(column, std::array::from_fn(|row| code(row, place)), "place {place}");
        }
    }

    #[test]
    fn digits_as_a_pattern_has_them() {
        let pattern = b"0000-00-00T00:00";
        assert_eq!(digits(b"2024-08-01T10:59", pattern), Some([2, 0, 2, 4, 0, 0, 8, 0, 0, 1, 0, 1, 0, 0, 5, 9]));
        for place in 0..pattern.len() {
            for other in (0..=u8::MAX).filter(|byte| *byte != pattern[place] && !(pattern[place] == b'0' && byte.is_ascii_digit())) {
                let mut text = *pattern;
                text[place] = other;
                assert_eq!(digits(&text, pattern), None, "{text:?}");
            }
        }
    }

    #[test]
    fn every_byte_that_is_equal() {
        let bytes = std::array::from_fn(|part| std::array::from_fn(|place| if part == 2 && place > 12 { 7 } else { 8 }));
        assert_eq!(equal(&bytes, 7), 0b111 << 45);
        assert_eq!(equal(&bytes, 8), !(0b111 << 45));
    }

    #[test]
    fn blanks_before_anything_else() {
        let long = " \t\r\n".repeat(12);
        for length in 0..=long.len() {
            for other in ["", "x", "\u{b}", "\0", "\u{a0}", "{\"a\": 1, \"b\": [2, 3]}"] {
                assert_eq!(blanks(format!("{}{other}", &long[..length]).as_bytes()), length, "{length} and {other:?}");
            }
        }
    }

    #[test]
    fn the_same_but_for_what_stands_behind() {
        let text = *b"plain text of thirty-two letters";
        for (place, counting_from) in (0..2 * WIDE).zip(1..) {
            let mut other = text;
            other[place] ^= 0x80;
            for length in 0..=33 {
                let same = length < counting_from;
                assert_eq!(same_but(&text, &other, behind(length)), same, "{length} of them, another one at {place}");
            }
        }
    }

    #[test]
    fn quotes_and_what_needs_a_second_look() {
        for place in 0..2 * WIDE {
            for byte in 0..=u8::MAX {
                let mut text = *b"plain text of thirty-two letters";
                text[place] = byte;
                let bit = 1_u32 << place;
                assert_eq!(quotes(&text), if byte == b'"' { bit } else { 0 }, "{byte} at {place}");
                assert_eq!(not_plain(&text), if byte == b'\\' || byte < 0x20 { bit } else { 0 }, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn the_end_of_what_is_plain() {
        let plain = "\u{7f}é ~".repeat(15);
        for stop in ["\"", "\\", "\n", "\u{1f}", "\0"] {
            for length in (0..=plain.len()).filter(|length| plain.is_char_boundary(*length)) {
                let text = format!("{}{stop}{}", &plain[..length], "x\"".repeat(20));
                assert_eq!(plain_end(text.as_bytes(), 0), length, "{text:?}");
                assert_eq!(plain_end(&text.as_bytes()[..length], 0), length, "{text:?}");
            }
        }
    }
}
