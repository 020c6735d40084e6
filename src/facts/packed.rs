//! Inputs that are packed by gzip or zstd. Their names end in `.gz` or `.zst`, or their first bytes tell.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How an input is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// How a file of this name is packed, and the name without that ending: `facts.csv` of `facts.csv.gz`.
    #[must_use]
    pub fn of_file(name: &str) -> (Option<Self>, &str) {
        match name.rsplit_once('.') {
            Some((rest, end)) if end.eq_ignore_ascii_case("gz") => (Some(Self::Gzip), rest),
            Some((rest, end)) if end.eq_ignore_ascii_case("zst") => (Some(Self::Zstd), rest),
            _ => (None, name),
        }
    }

    /// How an input is packed that begins with these bytes.
    #[must_use]
    pub fn of_bytes(first: &[u8]) -> Option<Self> {
        match first {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// How much is read of what is packed, at a time.
const STEP: usize = 64 << 10;

/// What an input holds, by its first bytes.
///
/// # Errors
/// Where the input cannot be read.
pub fn unpacked_by_bytes<'r>(input: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut input = BufReader::with_capacity(STEP, input);
    let packing = Packing::of_bytes(input.fill_buf()?);
    Ok(unpack(packing, input))
}

/// What an input holds that is packed in this way.
pub fn unpacked<'r>(packing: Option<Packing>, input: impl Read + Send + 'r) -> Box<dyn Read + Send + 'r> {
    match packing {
        None => Box::new(input),
        some => unpack(some, BufReader::with_capacity(STEP, input)),
    }
}

fn unpack<'r>(packing: Option<Packing>, input: impl BufRead + Send + 'r) -> Box<dyn Read + Send + 'r> {
    match packing {
        None => Box::new(input),
        Some(Packing::Gzip) => Box::new(Gzip(MultiGzDecoder::new(input))),
        Some(Packing::Zstd) => Box::new(Frames { input, decoder: FrameDecoder::new(), open: false }),
    }
}

/// Says of errors that they are about the packing.
struct Gzip<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| broken("gzip", &error))
    }
}

/// The frames of a zstd stream, one after the other.
struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    /// whether a frame has begun and not ended
    open: bool,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.open || self.begin()? {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.decoder.is_finished() {
                self.end()?;
            } else {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.input, step).map_err(|error| broken("zstd", &error))?;
            }
        }
        Ok(0)
    }
}

impl<R: BufRead> Frames<R> {
    /// Turns to the next frame, if there is one; others than those with data are passed over.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.input) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.input).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(broken("zstd", &error)),
            }
        }
        Ok(false)
    }

    fn end(&mut self) -> io::Result<()> {
        self.open = false;
        match self.decoder.get_checksum_from_data() {
            said @ Some(_) if said != self.decoder.get_calculated_checksum() => Err(broken("zstd", &"its checksum is another one")),
            _ => Ok(()),
        }
    }
}

fn broken(packing: &str, error: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("the {packing} stream is broken or cut off ({error})"))
}
