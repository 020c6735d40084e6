//! What `caveat eval --help` says below its options.

use crate::batch::column::Column;

const EXAMPLES: &str = "\
Examples:
  caveat eval request.json                               the first decision of the set
  caveat eval --decision NAME request.yaml               another decision
  caveat eval --at 2024-09-01T10:00+08:00 request.json   as judged at that moment
  caveat eval --set minimum_age=\"7 days\" request.json    with another value, without an edit
  caveat eval --assume request.json                      presume what nobody has said
  caveat eval --proof request.json                       tell every step
  caveat eval --output answer.html request.json          a page, with proofs and a timeline
  caveat eval --format jsonl many.jsonl | jq .verdict    an object a line
  caveat eval --output answers.csv many.jsonl            a table with a row a record
  caveat eval --format csv --only forbidden,error \\
      --columns record,forbidden_by,remedies many.jsonl  whom to write to, and what
  caveat eval --format jsonl \\
      --columns verdict,instance.region many.jsonl       small objects; a fact is a column, too
  caveat eval - < many.jsonl                             from the standard input

`now` is the time given by --at, else the record's own `now`, else the clock, which is read once.";

const TABLES: &str = "
All columns up to `error`, and facts, cost next to nothing; the others need the full answer, which
takes many times as long. In a table the members of a list stand behind one another with `; `
between them; a fact known to be absent is the word of --none, one that nobody has told is empty,
as is what does not apply. A text that a spreadsheet would take for a formula has an apostrophe
before it. In objects lists are arrays, absent is null, and a fact that nobody has told has no key.
A record that cannot be read has a row with its file, line and error, and the object of an error.

A page (--format html) is one file that needs no network and no script, with a switch between the
languages of the policies. It has 100 records at most, since it is held in memory whole: choose
among more by --only, or print what they come to by --summary html.

An interrupt (Ctrl-C) ends the run once the records that were read are answered; a second one ends
it at once. The file of --output is then not made.";

const STATUS: &str = "\
Exit status:
  0    all records are permitted (or have a value)
  1    some record is forbidden
  2    wrong usage, or policies or facts that cannot be read
  3    none is forbidden, but some record is undetermined
  130  interrupted
  141  whoever reads the answers has gone away";

pub fn after() -> String {
    let own = Column::ALL.iter().map(|(_, name, meaning)| (*name, *meaning));
    let columns = own.chain([("PATH.OF.A.FACT", "the fact itself")]).map(|(name, meaning)| format!("  {name:<20}  {meaning}\n"));
    format!("{EXAMPLES}\n\nColumns (--columns):\n{}{TABLES}\n\n{STATUS}", columns.collect::<String>())
}
