//! Packed inputs: several members or frames behind one another, and streams that break off.

use std::io::{Read, Write};

use caveat::facts::packed::{Packing, unpacked, unpacked_by_bytes};
use flate2::Compression;
use flate2::write::GzEncoder;
use pretty_assertions::assert_eq;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A frame that holds no data, then one that does.
fn zstd(text: &[u8]) -> Vec<u8> {
    let skipped = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
    [skipped.as_slice(), &compress_to_vec(text, CompressionLevel::Fastest)].concat()
}

fn text(seed: u64) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(seed);
    (0..rng.usize(..20_000)).map(|_| b"{\"door\": 1}\n"[rng.usize(..12)]).collect()
}

#[test]
fn several_behind_one_another_are_one() {
    let (first, second) = (text(1), text(2));
    let whole = [first.as_slice(), &second].concat();
    for (packing, pack) in [(Packing::Gzip, gzip as fn(&[u8]) -> Vec<u8>), (Packing::Zstd, zstd)] {
        let packed = [pack(&first), pack(b""), pack(&second)].concat();
        let mut read = Vec::new();
        unpacked(Some(packing), packed.as_slice()).read_to_end(&mut read).unwrap();
        assert!(read == whole, "{packing:?}");
    }
    let mut read = Vec::new();
    unpacked_by_bytes(gzip(&first).as_slice()).unwrap().read_to_end(&mut read).unwrap();
    assert!(read == first);
}

#[test]
fn what_is_cut_off_is_an_error_and_no_end() {
    let whole = text(3);
    for (packing, packed) in [(Packing::Gzip, gzip(&whole)), (Packing::Zstd, zstd(&whole))] {
        let header = if packing == Packing::Zstd { 11 } else { 0 };
        for end in (header + 1..packed.len()).step_by(97) {
            let mut read = Vec::new();
            let error = unpacked(Some(packing), &packed[..end]).read_to_end(&mut read).unwrap_err();
            assert!(error.to_string().contains("stream is broken or cut off"), "{error}");
            assert!(whole.starts_with(&read), "{packing:?} {end}");
        }
        let mut changed = packed.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert!(unpacked(Some(packing), changed.as_slice()).read_to_end(&mut Vec::new()).is_err(), "{packing:?}");
    }
}

#[test]
fn names_and_first_bytes() {
    let of = ["a.csv.gz", "b/c.jsonl.ZST", "d.json", "gz"].map(Packing::of_file);
    assert_eq!(of, [(Some(Packing::Gzip), "a.csv"), (Some(Packing::Zstd), "b/c.jsonl"), (None, "d.json"), (None, "gz")]);
    assert_eq!(
        [&gzip(b"")[..], &compress_to_vec(&b"x"[..], CompressionLevel::Fastest), b"{}", b""].map(Packing::of_bytes),
        [Some(Packing::Gzip), Some(Packing::Zstd), None, None]
    );
}
