//! What `caveat bench --help` says below its options.

pub const AFTER: &str = "\
Examples:
  caveat bench                                        the built-in policies and their examples
  caveat bench --policies rules facts.jsonl           your own
  caveat bench --policies rules --records 1000 facts  the first thousand records of a folder
  caveat bench --rounds 5 --time 200ms facts.jsonl    rough figures, soon
  caveat bench --format json facts.jsonl | jq '.parts[] | {name, ns: .nanoseconds.median}'

What is measured, by the names in the JSON:
  load             the policies are read from their files and checked
  prepare          what is found out about the rules before the first record is decided
  read             the facts are read from their files (unpacked, held against the vocabulary)
  decide           records are decided in blocks of 64, their facts ready: the verdict and all
                   rules that decide it, as `caveat eval` does it in bulk
  decide_one       the same, one record after the other
  read_and_decide  from the text of the facts to the verdict, in blocks of 64
  answer           a full answer with its proof, of the first 1,000 records
  tell             the same with the words, remedies and clauses, as JSON
  parts            what each rule and table adds to `decide`, of the first 1,024 records: the time
                   with it as the only one of its decision, less the time with none. What several
                   of them ask is counted for each, so they do not add up to the whole. Policies
                   that answer a value have none.

The time is that of the clock on the wall, on one thread: `caveat eval` uses all cores. Everything
takes turns, a round of each, once it has been warmed up; a round repeats its work until the clock
can tell. There are three rounds of each at least (or as many as --rounds says), and no others once
--time is over. The rules share the time of one figure.

Keys (--format json; `caveat schema bench` prints the contract):
  schema       1
  decision     what was asked
  policies     files, bytes, rules, tables
  records      held: how many were measured; all: whether the files hold no others; unreadable: how
               many were left out, though reading counts them; bytes: of text that they were read
               from, null where it is no text; files
  limits       rounds, seconds: what --rounds and --time say
  measures     name; of: `policies` or `record`, what the figures are for one of; count: how many
               of these a round works on; nanoseconds; per_second; bytes_per_second, or null
  parts        name; kind: `rule` or `table`; nanoseconds, for a record; those that add most first
  nanoseconds  rounds: how many there were; min, lower_quartile, median, upper_quartile, max

Exit status: 0, or 2 for wrong usage, and for policies or facts that cannot be read; a record that
cannot be is shown and left out.";
