//! From the blocks of a file to answers.

use std::hint::black_box;

use caveat::eval::Decider;
use caveat::facts::{BadRecord, Block, BlockReader, Options, Record};
use caveat::model::policy::{DecisionId, Policy};

/// How many records are read before they are decided.
const AT_ONCE: usize = 64;

/// Reads records, and decides them.
pub struct Answerer<'p> {
    reader: BlockReader<'p>,
    decider: Decider<'p>,
    decision: DecisionId,
    records: Vec<(Record, i64)>,
}

impl<'p> Answerer<'p> {
    pub fn new(policy: &'p Policy) -> Self {
        let vocabulary = &policy.vocabulary;
        let records = (0..AT_ONCE).map(|_| (Record::new(vocabulary), 0)).collect();
        let reader = BlockReader::new(vocabulary, Options::default());
        Self { reader, decider: Decider::new(policy), decision: super::transfer_decision(policy), records }
    }

    /// Answers the records of a block, and says how many they are.
    pub fn answer(&mut self, block: Result<Block, BadRecord>) -> usize {
        self.reader.begin(block.unwrap_or_else(|bad| panic!("{:?}", bad.diagnostics)));
        let mut count = 0;
        loop {
            let read = self.read();
            let records = self.records.get(..read).unwrap_or_default();
            self.decider.decide_block(self.decision, records, &mut |_, ruling, found| _ = black_box((ruling, found.len())));
            count += read;
            if read < AT_ONCE {
                return count;
            }
        }
    }

    /// Reads some records, and says how many they are.
    fn read(&mut self) -> usize {
        let mut count = 0;
        for (record, now) in &mut self.records {
            let Some(read) = self.reader.next(record) else { break };
            assert!(read.is_ok(), "a record cannot be read");
            *now = record.now.unwrap_or_default();
            count += 1;
        }
        count
    }
}
