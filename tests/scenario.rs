//! Scenarios: what a facts block lays down, what each expectation accepts, and every mistake that is found without running them.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use caveat::diagnostic::Diagnostic;
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::scenario::{Outcome, check, covered, run};
use caveat::source::{SourceFile, Sources};
use pretty_assertions::assert_eq;

const POLICY: &str = r#"
policy transfer { title en "Transfer"  time_zone "+08:00"  languages en }
document house {
  title en "House rules"  edition 2024-01-01  authority official
  clause all at "L1" en "everything"
}
actor provider en "the provider"
enum network { classic, vpc }
enum service { slb, ha_vip, smtp }
record disk by id { id text  encrypted yes_no  size integer  tags set of text }
record software { vendor text?  version integer }
entity account en "the account" { verified yes_no changed by account  balance money CNY }
entity backup of owner en "the backup account"
record owner { verified yes_no  balance money CNY }
entity instance en "the instance" {
  network network  created_at time  born date  age duration  services set of service  tags set of text
  disks list of disk  image software  expires_at time?  ratio number  name text?
}
optional entity vswitch en "the switch" { id text }
param minimum_age = 5 days then 7 days from 2027-01-01
param blocking : set of service = {slb, ha_vip}
param grace : period = 1 month
param floor = 100 CNY
decision transfer en "May it?" { default permit }
decision order en "May this be done?" { default forbid }
decision refund : money CNY en "How much?"

rule too_young {
  forbid transfer  when now < instance.created_at + minimum_age
  because en "It must be {minimum_age} old."  remedy wait  cite house.all
}
rule bound { forbid transfer  when instance.services has any of blocking  because en "It is bound."
  remedy by account en "Unbind it."  remedy impossible suggest image_it  cite house.all }
rule encrypted for disk in instance.disks { forbid transfer  when disk.encrypted  because en "It is encrypted."  cite house.all }
rule unverified for party in {account, backup} { forbid transfer  when not party.verified  because en "No."
  remedy by provider en "Verify."  cite house.all }
rule open_smtp for service in instance.services { forbid transfer  when service is smtp  because en "Open."  cite house.all }
rule long_gone { forbid transfer  when instance.network is classic  because en "Gone."  effective from 2030-01-01  cite house.all }
exception pilot to bound { when instance.name is "pilot"  because en "Pilot."  cite house.all }
rule poor { warn transfer  when account.balance < floor  because en "Poor."  cite house.all }
duty tell for disk in instance.disks { of account  before transfer  when disk.size > 10  says en "Tell."  cite house.all }
effect moved { after transfer  when vswitch is not none  says en "Moved."  cite house.all }
suggest image_it { says en "Image it."  cite house.all }

message late { en "Too late."  remedy by account en "Be early." }
table order first {
  | instance.network | account.verified | => order | because | cite      |
  | ---------------- | ---------------- | -------- | ------- | --------- |
  | vpc              | yes              | permit   |         | house.all |
  | else             |                  | forbid   | late    | house.all |
}
message unsettled { en "Nobody has settled this." }
table refund {
  | instance.network | => refund       | because   | cite      |
  | ---------------- | --------------- | --------- | --------- |
  | vpc              | account.balance |           | house.all |
  | classic          | undetermined    | unsettled | house.all |
}

facts ready {
  account { verified = yes  balance = 100 CNY }
  backup { verified = yes  balance = 0 CNY }
  instance {
    network = vpc  created_at = 2024-01-01  born = 2024-01-01  age = 36 hours  services = {}  tags = {}  ratio = 2
    disks = [ {id = "d-1" encrypted = no size = 1 tags = {}} ]  image { vendor = "acme"  version = 3 }  expires_at = none  name = none
  }
  vswitch { id = "v-1" }
}
facts bare from ready { vswitch = none  instance { disks = [] } }
"#;

/// The policy with some more text; what is wrong with that is not looked at here.
fn policy(text: &str) -> (Policy, Sources) {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("test.policy", format!("{POLICY}{text}")));
    let (policy, _) = load(&mut sources, &[]);
    (policy, sources)
}

#[test]
fn the_policy_itself_is_sound() {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("test.policy", POLICY));
    assert_eq!(load(&mut sources, &[]).1, []);
}

fn outcomes(text: &str) -> Vec<Outcome> {
    run(&policy(text).0, &|_, _, finding| Some(format!("{} rows", finding.rows.len())))
}

/// What one scenario of some clauses differs in: expected, actual, and what moved.
fn differs(decision: &str, clauses: &str) -> Vec<String> {
    let outcomes = outcomes(&format!("scenario \"x\" for {decision} {{ from ready  at 2024-09-01T00:00Z  {clauses} }}"));
    let [outcome] = outcomes.as_slice() else { panic!("{outcomes:?}") };
    assert_eq!(outcome.found, []);
    assert_eq!(outcome.passed(), outcome.mismatches.is_empty());
    let mut lines = Vec::new();
    for mismatch in &outcome.mismatches {
        lines.push(format!("{} / {}", mismatch.expected, mismatch.actual));
        let sign = |came| if came { '+' } else { '-' };
        lines.extend(
            mismatch.moved.iter().map(|moved| format!("{} {} {}", sign(moved.came), moved.name, moved.note.as_deref().unwrap_or(""))),
        );
    }
    lines
}

#[track_caller]
fn passes(decision: &str, clauses: &str) {
    assert_eq!(differs(decision, clauses), Vec::<String>::new());
}

#[track_caller]
fn fails(decision: &str, clauses: &str, lines: &[&str]) {
    assert_eq!(differs(decision, clauses), lines);
}

/// What `check` says: code, the text of the place, message.
fn mistakes(text: &str) -> Vec<String> {
    let (policy, sources) = policy(text);
    let line = |found: &Diagnostic| {
        let label = found.labels.first().map_or("", |label| label.text.as_str());
        let said = if label.is_empty() { String::new() } else { format!(" ({label})") };
        format!("{}: {}: {}{said}", found.code.name(), sources.text(found.span()), found.message)
    };
    check(&policy).iter().map(line).collect()
}

/// The mistakes of one scenario of some clauses.
#[track_caller]
fn mistaken(decision: &str, clauses: &str, expected: &[&str]) {
    assert_eq!(mistakes(&format!("scenario \"x\" for {decision} {{ from ready  at 2024-09-01T00:00Z  {clauses} }}")), expected);
}

#[test]
fn permitted() {
    passes("transfer", "expect permitted");
    fails(
        "transfer",
        "with instance.services = {slb}, account.verified = no expect permitted",
        &["permitted / forbidden by bound, unverified(account)", "+ bound 0 rows", "+ unverified(account) 0 rows"],
    );
    fails("transfer", "without instance.created_at expect permitted", &["permitted / undetermined needing instance.created_at"]);
}

#[test]
fn forbidden_by_exactly_these() {
    let two = "with instance.disks = [ {id = \"d-1\" encrypted = yes}, {id = \"d-2\" encrypted = yes}, {encrypted = yes} ]";
    passes("transfer", &format!("{two} expect forbidden by encrypted(\"d-1\"), encrypted(\"d-2\"), encrypted(#3)"));
    passes("transfer", &format!("{two} expect forbidden by encrypted"));
    passes("transfer", &format!("{two} expect forbidden"));
    fails(
        "transfer",
        &format!("{two} expect forbidden by encrypted(\"d-1\"), encrypted(\"d-9\"), encrypted(#3), bound"),
        &[
            "forbidden by encrypted(\"d-1\"), encrypted(\"d-9\"), encrypted(#3), bound / forbidden by encrypted(\"d-1\"), encrypted(\"d-2\"), encrypted(#3)",
            "+ encrypted(\"d-2\") 0 rows",
            "- encrypted(\"d-9\") ",
            "- bound clear",
        ],
    );
    passes("transfer", "with instance.services = {smtp} expect forbidden by open_smtp(smtp)");
    passes("transfer", "with backup.verified = no expect forbidden by unverified(backup)");
    fails(
        "transfer",
        "with backup.verified = no expect forbidden by unverified(account)",
        &[
            "forbidden by unverified(account) / forbidden by unverified(backup)",
            "+ unverified(backup) 0 rows",
            "- unverified(account) clear",
        ],
    );
    fails("transfer", "expect forbidden", &["forbidden / permitted"]);
}

#[test]
fn what_became_of_a_rule() {
    let expect = "expect forbidden by bound, long_gone, too_young";
    fails(
        "transfer",
        &format!(
            "with instance.services = {{slb}}, instance.name = \"pilot\", instance.network = classic without instance.created_at {expect}"
        ),
        &[
            "forbidden by bound, long_gone, too_young / undetermined needing instance.created_at",
            "- bound excepted by pilot",
            "- long_gone not in force",
            "- too_young unknown needing instance.created_at",
        ],
    );
}

#[test]
fn undetermined_needing_exactly_these() {
    passes("transfer", "without instance.created_at, account.verified expect undetermined");
    passes("transfer", "without instance.created_at, account.verified expect undetermined needing account.verified, instance.created_at");
    fails(
        "transfer",
        "without instance.created_at, account.verified expect undetermined needing account.verified, instance.name",
        &[
            "undetermined needing account.verified, instance.name / undetermined needing instance.created_at, account.verified",
            "+ instance.created_at ",
            "- instance.name ",
        ],
    );
    fails("transfer", "expect undetermined needing instance.name", &["undetermined needing instance.name / permitted"]);
    let disks = "with instance.disks = [ {id = \"d-1\"}, {id = \"d-2\" encrypted = no} ]";
    passes("transfer", &format!("{disks} expect undetermined needing instance.disks(\"d-1\").encrypted"));
    passes("transfer", &format!("{disks} expect undetermined needing instance.disks.encrypted"));
    fails(
        "transfer",
        &format!("{disks} expect undetermined needing instance.disks(\"d-2\").encrypted"),
        &[
            "undetermined needing instance.disks(\"d-2\").encrypted / undetermined needing instance.disks(\"d-1\").encrypted",
            "+ instance.disks(\"d-1\").encrypted ",
            "- instance.disks(\"d-2\").encrypted ",
        ],
    );
    passes(
        "transfer",
        "with instance.disks = [ {id = \"d-1\" encrypted = no}, ... ] expect undetermined needing instance.disks, instance.disks.encrypted",
    );
    let services = "with instance.services = {smtp, ...}, instance.name = none";
    passes("transfer", &format!("{services} expect forbidden by open_smtp"));
    passes("transfer", "without instance expect undetermined");
}

#[test]
fn one_name_stands_for_all_members_of_a_set() {
    let outcome = |needing: &str| {
        let text = format!(
            "scenario \"x\" for transfer {{ from bare  at 2024-09-01  with instance.services = {{...}}  expect undetermined needing {needing} }}"
        );
        outcomes(&text).iter().all(Outcome::passed)
    };
    assert!(outcome("instance.services"));
    assert!(!outcome("instance.services(slb)"));
}

#[test]
fn decisions_that_forbid_by_default() {
    passes("order", "expect permitted");
    passes("order", "with instance.network = classic expect forbidden by order expect remedy by account");
    passes("order", "without instance.network expect undetermined needing instance.network");
    fails("order", "expect forbidden by order", &["forbidden by order / permitted", "- order permits"]);
}

#[test]
fn values() {
    passes("refund", "expect refund = 100 CNY");
    passes("refund", "with account.balance = 2 * floor - 0.50 CNY expect refund = 199.5 CNY");
    passes("refund", "with instance.network = classic expect undetermined");
    passes("refund", "without account.balance expect undetermined needing account.balance");
    fails("refund", "expect refund = 1 CNY", &["refund = 1 CNY / refund = 100 CNY"]);
    fails("refund", "expect undetermined", &["undetermined / refund = 100 CNY"]);
    fails("refund", "without account.balance expect refund = 1 CNY", &["refund = 1 CNY / undetermined needing account.balance"]);
}

#[test]
fn warnings_duties_effects_suggestions() {
    passes("transfer", "expect no warning poor expect effect moved expect no duty tell expect no suggestion image_it");
    passes("transfer", "with account.balance = floor - 0.01 CNY, vswitch = none expect warning poor expect no effect moved");
    let disks = "with instance.disks = [ {id = \"a\" size = 11 encrypted = no}, {id = \"b\" size = 1 encrypted = no} ]";
    passes("transfer", &format!("{disks} expect duty tell expect duty tell(\"a\") expect no duty tell(\"b\")"));
    passes("transfer", "with instance.services = {slb} expect suggestion image_it");
    fails("transfer", "expect warning poor", &["warning poor / no warning poor", "- poor clear"]);
    fails("transfer", "expect no effect moved", &["no effect moved / effect moved", "+ moved 0 rows"]);
    fails("transfer", "without account.balance expect warning poor", &["warning poor / unknown warning poor needing account.balance"]);
    passes("transfer", "without account.balance expect unknown warning poor");
    fails(
        "transfer",
        "without account.balance expect no warning poor",
        &["no warning poor / unknown warning poor needing account.balance"],
    );
    fails("transfer", "expect unknown warning poor", &["unknown warning poor / no warning poor", "- poor clear"]);
}

#[test]
fn remedies() {
    passes("transfer", "with instance.services = {slb} expect remedy by account expect remedy impossible");
    passes("transfer", "with account.verified = no expect remedy by provider");
    let young = "with instance.created_at = now - minimum_age + 1 second";
    passes("transfer", &format!("{young} expect remedy wait until 2024-09-01T00:00:01Z expect remedy wait"));
    fails(
        "transfer",
        &format!("{young} expect remedy wait until 2024-09-01T00:00:02Z"),
        &["remedy wait until 2024-09-01T08:00:02+08:00 / remedy wait until 2024-09-01T08:00:01+08:00"],
    );
    fails("transfer", "with account.verified = no expect remedy impossible", &["remedy impossible / remedy by provider"]);
    fails("transfer", "expect remedy wait", &["remedy wait / permitted, without a remedy"]);
}

#[test]
fn facts_are_laid_over_each_other() {
    passes("transfer", "with vswitch = none expect no effect moved");
    passes("transfer", "without vswitch expect permitted expect unknown effect moved");
    let bare = "scenario \"x\" for transfer { from bare  at 2024-09-01";
    let all = [
        format!("{bare}  expect permitted  expect no effect moved }}"),
        format!("{bare}  with vswitch.id = \"v-2\"  expect effect moved }}"),
        format!("{bare}  with instance.disks = [ {{encrypted = yes}} ]  expect forbidden by encrypted(#1) }}"),
        format!("{bare}  without instance.image, instance.image.vendor  expect permitted }}"),
        "scenario \"y\" for transfer { at 2024-09-01  with account.verified = no  expect forbidden by unverified(account) }".to_owned(),
    ];
    assert!(all.iter().flat_map(|text| outcomes(text)).all(|outcome| outcome.passed()));
}

#[test]
fn values_are_typed_by_the_vocabulary() {
    passes(
        "transfer",
        "with instance.created_at = 2024-08-01, instance.expires_at = 2024-08-31T12:00+08:00 + grace, instance.age = 2 * minimum_age - 1 hour,
              instance.born = 2024-08-01 - 1 year, instance.ratio = 0.5 * 3, instance.name = \"a \\{b\\} \\\"c\\\"\", instance.tags = {\"x\", \"y\"},
              account.balance = floor, instance.services = {}, instance.image.version = 1 + 1
         expect permitted",
    );
    passes("transfer", "with instance.services = blocking expect forbidden by bound");
}

#[test]
fn params_have_the_value_of_the_day() {
    let at = |day: &str, verdict: &str| {
        format!(
            "scenario \"x\" for transfer {{ from ready  at {day}T00:00+08:00  with instance.created_at = now - 6 days  expect {verdict} }}"
        )
    };
    let text = format!("{}{}", at("2026-12-31", "permitted"), at("2027-01-01", "forbidden by too_young"));
    let text = format!(
        "{text} scenario \"y\" for transfer {{ from ready at 2028-01-01 with instance.created_at = now - minimum_age expect permitted }}"
    );
    assert!(outcomes(&text).iter().all(Outcome::passed));
}

#[test]
fn an_outline_is_a_scenario_for_each_row() {
    let outcomes = outcomes(
        "scenario outline \"matrix\" for transfer {
           from ready  at 2024-09-01  with account.balance = 5 CNY
           | instance.network | instance.services | instance.disks | account.balance | at                   | expect                 |
           | ---------------- | ----------------- | -------------- | --------------- | -------------------- | ---------------------- |
           | classic          | {slb, ...}        | []             | -               | 2030-01-01T00:00Z    | forbidden by bound, long_gone |
           | ?                | -                 | [{id = \"x\"}] | 7 CNY           | -                    | forbidden              |
         }",
    );
    let told: Vec<_> =
        outcomes.iter().map(|outcome| (outcome.title.as_str(), outcome.row, outcome.cells.join("; "), outcome.passed())).collect();
    let first = "instance.network = classic; instance.services = {slb, ...}; instance.disks = []; at 2030-01-01T08:00:00+08:00".to_owned();
    let second = "instance.network = ?; instance.disks = [1 member]; account.balance = 7 CNY".to_owned();
    assert_eq!(told, [("matrix", Some(1), first, true), ("matrix", Some(2), second, false)]);
    let [mismatch] = outcomes[1].mismatches.as_slice() else { panic!("{outcomes:?}") };
    assert_eq!(mismatch.actual, "undetermined needing instance.disks(\"x\").encrypted");
}

#[test]
fn a_scenario_without_at_must_not_depend_on_the_time() {
    let found =
        |text: &str| outcomes(text).iter().flat_map(|outcome| &outcome.found).map(|found| found.message.clone()).collect::<Vec<_>>();
    assert_eq!(found("scenario \"x\" for order { from ready expect permitted }"), Vec::<String>::new());
    let told = ["the answer depends on when the scenario is judged"];
    assert_eq!(found("scenario \"x\" for transfer { from ready expect forbidden by too_young }"), told);
    let said = mistakes("scenario \"x\" for order { with instance.created_at = now expect permitted }");
    assert_eq!(said, ["now-misplaced: \"x\": this scenario does not say when it is judged"]);
}

#[test]
fn what_scenarios_cover() {
    let (policy, _) =
        policy("scenario \"x\" for transfer { from ready at 2024-09-01 with instance.services = {slb} expect forbidden by bound }");
    let covered = covered(&policy);
    let told: Vec<String> = covered
        .iter()
        .map(|(subject, seen)| format!("{subject:?} {} {}", seen.applies, seen.clear))
        .filter(|line| line.starts_with("Rule"))
        .collect();
    let rules = ["Rule(RuleId(1)) true false", "Rule(RuleId(0)) false true", "Rule(RuleId(2)) false true", "Rule(RuleId(3)) false true"];
    let more = ["Rule(RuleId(4)) false true", "Rule(RuleId(5)) false false", "Rule(RuleId(6)) false true"];
    let mut told = told;
    told.sort();
    let mut wanted = [rules.as_slice(), more.as_slice()].concat();
    wanted.sort_unstable();
    assert_eq!(told, wanted);
}

#[test]
fn unknown_names() {
    mistaken("transfr", "expect permitted", &["unknown-name: transfr: no decision is called `transfr` (did you mean `transfer`?)"]);
    mistaken(
        "transfer",
        "with instance.creatd_at = now, vswich = none without acount.verified expect permitted",
        &[
            "unknown-fact: instance.creatd_at: no fact is called `instance.creatd_at` (did you mean `instance.created_at`?)",
            "unknown-fact: vswich: no fact is called `vswich` (did you mean `vswitch`?)",
            "unknown-fact: acount.verified: no fact is called `acount.verified` (did you mean `account.verified`?)",
        ],
    );
    mistaken(
        "transfer",
        "expect forbidden by boundd, order expect no warning bound expect duty moved expect remedy by providr",
        &[
            "unknown-name: boundd: nothing called `boundd` forbids `transfer` (did you mean `bound`?)",
            "unknown-name: order: nothing called `order` forbids `transfer`",
            "unknown-name: bound: nothing called `bound` is a warning of `transfer`",
            "unknown-name: moved: nothing called `moved` is a duty of `transfer`",
            "unknown-name: providr: nobody is called `providr` (did you mean `provider`?)",
        ],
    );
    mistaken(
        "transfer",
        "expect forbidden by unverified(vswitch), bound(x), open_smtp(slbb)",
        &[
            "unknown-member: unverified(vswitch): `vswitch` is no member of `unverified`",
            "unknown-member: bound(x): `bound` has no members",
            "unknown-member: open_smtp(slbb): `slbb` is no member of `open_smtp` (did you mean `slb`?)",
        ],
    );
    mistaken(
        "transfer",
        "expect undetermined needing instance.nam, instance.disks.encryptd, instance.disks(\"d\"), instance.services(slbb), account, instance.name(x)",
        &[
            "unknown-fact: instance.nam: no fact is called `instance.nam` (did you mean `instance.name`?)",
            "unknown-fact: instance.disks.encryptd: a disk has no field `encryptd` (did you mean `encrypted`?)",
            "type-mismatch: instance.disks(\"d\"): `instance.disks(\"d\")` has facts, and is no fact itself",
            "unknown-member: instance.services(slbb): `slbb` is no service (did you mean `slb`?)",
            "type-mismatch: account: `account` has facts, and is no fact itself",
            "type-mismatch: instance.name(x): `instance.name` has no members",
        ],
    );
}

#[test]
fn wrong_types() {
    mistaken(
        "transfer",
        "with instance.created_at = 5, account.balance = 5 USD, instance.age = 1 month, instance.network = vpcc, instance.services = {slb, \"x\"},
              instance.disks = {}, instance.tags = \"x\", instance.network = none, instance.name = instance.network, account.verified = minimum_age,
              instance.born = 2024-01-01T00:00Z, instance.ratio = 1 + 1 CNY, instance.image = none, account = none, instance.image.version = 1.5
         expect permitted",
        &[
            "type-mismatch: 5: `instance.created_at` is a time (this is an integer)",
            "currency-mismatch: 5 USD: `account.balance` is an amount in CNY (this is an amount in USD)",
            "period-mismatch: 1 month: `instance.age` is a duration (this is a period)",
            "unknown-member: vpcc: `vpcc` is not a member of `network` (did you mean `vpc`?)",
            "type-mismatch: \"x\": `instance.services` is a service (this is a text)",
            "type-mismatch: {}: `instance.disks` is a list",
            "type-mismatch: \"x\": `instance.tags` is a set",
            "duplicate-key: instance.network: `instance.network` stands here twice",
            "type-mismatch: none: `instance.network` is never none",
            "not-constant: instance.network: `instance.network` is a fact itself",
            "type-mismatch: minimum_age: `account.verified` is a yes_no (this is a duration)",
            "type-mismatch: 2024-01-01T00:00Z: `instance.born` is a date (this is a time)",
            "type-mismatch: 1 + 1 CNY: these cannot be added",
            "type-mismatch: instance.image: `instance.image` has facts, and is no value itself",
            "type-mismatch: none: `account` is never none",
            "type-mismatch: 1.5: `instance.image.version` is an integer (this is a number)",
        ],
    );
    mistaken(
        "transfer",
        "with instance.disks = [ {id = \"a\" id = \"b\" sizes = 1}, {id = \"a\" size = yes} ], instance.age = 999999999999 * 1 day,
              instance.created_at = now + 999999999999 months, instance.expires_at = 9999-12-31 + 1 month, instance.ratio = 999999999999999 * 10
         expect permitted",
        &[
            "duplicate-key: id: `id` stands here twice",
            "unknown-fact: sizes: a disk has no field `sizes` (did you mean `size`?)",
            "duplicate-member: id = \"a\": two members of this list bear the same name",
            "type-mismatch: yes: `size` is an integer (this is a yes_no)",
            "too-large: 999999999999 * 1 day: this is larger than a fact can be",
            "too-large: 999999999999 months: this is larger than a fact can be",
            "too-large: 9999-12-31 + 1 month: this is larger than a fact can be",
            "too-large: 999999999999999 * 10: this is larger than a fact can be",
        ],
    );
    mistaken("refund", "expect permitted", &["type-mismatch: permitted: `refund` is answered by a value"]);
    mistaken("refund", "expect refund = 5", &["type-mismatch: 5: `refund` is an amount in CNY (this is an integer)"]);
    mistaken("refund", "expect refund = undetermined", &["type-mismatch: undetermined: `undetermined` is no value"]);
    mistaken("order", "expect refund = 5 CNY", &["unknown-name: refund: this scenario asks for `order`, not for `refund`"]);
    mistaken("order", "expect order = 5 CNY", &["type-mismatch: 5 CNY: `order` is permitted, forbidden or undetermined"]);
}

#[test]
fn facts_blocks_are_checked_by_themselves() {
    let text = "
      facts a from b { instance { network = vpcc  nme = none  image = none } }
      facts b from c { acount { } instance { network { } } }
      facts c from a { }
      facts d from ready_vpc { vswitch = \"x\" account { verified = yes verified = no } }";
    assert_eq!(
        mistakes(text),
        [
            "cycle: a: these facts stand on each other in a circle: a -> b -> c -> a",
            "unknown-name: ready_vpc: no facts are called `ready_vpc`",
        ]
    );
    let text = text.replace("from b", "").replace("from ready_vpc", "from ready");
    assert_eq!(
        mistakes(&text),
        [
            "unknown-member: vpcc: `vpcc` is not a member of `network` (did you mean `vpc`?)",
            "unknown-fact: nme: no fact is called `instance.nme` (did you mean `name`?)",
            "type-mismatch: none: `instance.image` has facts, and is no value itself",
            "unknown-fact: acount: no entity is called `acount` (did you mean `account`?)",
            "type-mismatch: network: `instance.network` is a fact by itself",
            "type-mismatch: \"x\": `vswitch` has facts, and is no value itself",
            "duplicate-key: verified: `verified` stands here twice",
        ]
    );
}

#[test]
fn without_what_is_none() {
    let text = "scenario \"x\" for transfer { from bare  at 2024-09-01  without vswitch.id  expect permitted }";
    assert_eq!(mistakes(text), ["type-mismatch: vswitch.id: `vswitch` is none here, so all of its facts are known"]);
}

#[test]
fn a_mistake_of_an_outline_is_told_once() {
    let text = "scenario outline \"x\" for transfer {
      from redy  at 2024-09-01
      | instance.nme | expect    |
      | ------------ | --------- |
      | \"a\"        | permitted |
      | \"b\"        | forbidden by boundd |
    }";
    assert_eq!(
        mistakes(text),
        [
            "unknown-name: redy: no facts are called `redy` (did you mean `ready`?)",
            "unknown-fact: instance.nme: no fact is called `instance.nme` (did you mean `instance.name`?)",
            "unknown-name: boundd: nothing called `boundd` forbids `transfer` (did you mean `bound`?)",
        ]
    );
    assert!(outcomes(text).iter().all(|outcome| !outcome.passed()));
}
