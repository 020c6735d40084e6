//! Overlaps and gaps of decision tables: examples by hand, and random tables held against a count of all combinations.

use caveat::analysis::tables::{TableProblem, diagnostic, examine, facts};
use caveat::diagnostic::Code;
use caveat::load::load;
use caveat::model::expression::{Choices, ChoicesKind, Term, TermKind};
use caveat::model::policy::{Cell, CellTest, Column, Output, Param, ParamId, ParamType, ParamValue, Policy, Row, Scope, Table};
use caveat::model::policy::{Effective, TableKind, TermType, Version};
use caveat::model::vocabulary::{Constant, Currency, Enum, EnumId, FactId, Label, Member, Scalar, Vocabulary};
use caveat::source::{SourceFile, Sources, Span};
use caveat::syntax::ast::Hit;
use caveat::value::Decimal;
use caveat::value::calendar::Zone;
use caveat::value::ops::Order;
use pretty_assertions::assert_eq;

fn term(constant: Constant) -> Term {
    Term { kind: TermKind::Constant(constant), span: Span::default() }
}

fn number(n: &str) -> Constant {
    Constant::Number(Decimal::parse(n).unwrap())
}

fn text(text: &str) -> Constant {
    Constant::Text(text.into())
}

fn choices(constants: &[Constant]) -> Choices {
    Choices { kind: ChoicesKind::Terms(constants.iter().cloned().map(term).collect()), span: Span::default() }
}

fn one_of(constants: &[Constant]) -> CellTest {
    CellTest::OneOf(choices(constants))
}

fn not(constants: &[Constant]) -> CellTest {
    CellTest::NotOneOf(choices(constants))
}

fn order(order: Order, constant: Constant) -> CellTest {
    CellTest::Order(order, term(constant))
}

fn span(from: Constant, to: Constant, open: bool) -> CellTest {
    CellTest::Span { from: term(from), to: term(to), open }
}

const YES: Constant = Constant::Truth(true);
const NO: Constant = Constant::Truth(false);

fn column(name: &str, scalar: Scalar, optional: bool) -> Column {
    let kind = TermKind::Fact(FactId(0));
    Column { term: Term { kind, span: Span::default() }, ty: TermType::Scalar(scalar), optional, text: name.to_owned() }
}

fn table(hit: Hit, columns: Vec<Column>, rows: Vec<Vec<CellTest>>) -> Table {
    let cell = |test| Cell { test, span: Span::default() };
    let row = |cells: Vec<CellTest>| Row {
        cells: cells.into_iter().map(cell).collect(),
        output: Output::Forbid,
        because: None,
        cite: Vec::new(),
        span: Span::default(),
    };
    Table {
        name: "matrix".to_owned(),
        module: "test".to_owned(),
        hit,
        kind: TableKind::Value { ty: TermType::Scalar(Scalar::Integer), optional: false },
        scope: Scope { effective: Effective::default(), given: None, when: None, unless: None },
        exceptions: Vec::new(),
        columns,
        rows: rows.into_iter().map(row).collect(),
        remedies: Vec::new(),
        cite: Vec::new(),
        reading: None,
        span: Span::default(),
        name_span: Span::default(),
    }
}

/// A policy with an enum of three kinds, in a zone eight hours east.
fn policy() -> Policy {
    let member = |name: &str| Member { name: name.to_owned(), label: Label::new(), doc: None, span: Span::default() };
    let members = ["individual", "enterprise", "agency"].map(|name| (name.to_owned(), member(name))).into();
    let kinds = Enum { name: "kind".to_owned(), members, span: Span::default() };
    let vocabulary = Vocabulary { zone: Zone { seconds_east: 8 * 3600 }, enums: vec![kinds], ..Vocabulary::default() };
    Policy { vocabulary, ..Policy::default() }
}

const KIND: Scalar = Scalar::Enum(EnumId(0));

/// Each problem in a line: its rows or `gap`, and its witness.
fn problems(policy: &Policy, table: &Table) -> Vec<String> {
    let witnessed = |witness: &[Constant]| facts(policy, table, witness).join(", ");
    let line = |problem: &TableProblem| match problem {
        TableProblem::Overlap { row, other, witness, since } => format!("{other}+{row}{} {}", at(*since), witnessed(witness)),
        TableProblem::Gap { witness, since } => format!("gap{} {}", at(*since), witnessed(witness)),
        TableProblem::TooMany => "too many".to_owned(),
    };
    examine(policy, table).iter().map(line).collect()
}

fn at(since: Option<i64>) -> String {
    since.map_or_else(String::new, |since| format!(" from {since}"))
}

#[track_caller]
fn finds(columns: &[Column], hit: Hit, rows: &[Vec<CellTest>], expected: &[&str]) {
    let table = table(hit, columns.to_vec(), rows.to_vec());
    assert_eq!(problems(&policy(), &table), expected);
}

#[test]
fn members_of_an_enum() {
    let columns = [column("source.kind", KIND, false), column("same_identity", Scalar::YesNo, false)];
    let kind = |n| one_of(&[Constant::Member(n)]);
    let yes = || one_of(&[YES]);
    finds(
        &columns,
        Hit::Unique,
        &[vec![kind(0), yes()], vec![not(&[Constant::Member(0)]), CellTest::Any], vec![kind(0), one_of(&[NO])]],
        &[],
    );
    let with_gap = [vec![kind(0), yes()], vec![kind(1), CellTest::Any], vec![kind(0), one_of(&[NO])]];
    finds(&columns, Hit::Unique, &with_gap, &["gap source.kind = agency, same_identity = yes"]);
    let with_both = [vec![kind(0), CellTest::Any], vec![CellTest::Any, yes()]];
    let both = ["0+1 source.kind = individual, same_identity = yes", "gap source.kind = enterprise, same_identity = no"];
    finds(&columns, Hit::Unique, &with_both, &both);
    finds(&columns, Hit::First, &with_both, &both[1..]);
    finds(&columns, Hit::Collect, &with_both, &[]);
}

#[test]
fn an_else_row_gives_way() {
    let columns = [column("instance.region", Scalar::Text, false)];
    let region = |name| vec![one_of(&[text(name)])];
    finds(&columns, Hit::Unique, &[region("cn-hangzhou"), vec![CellTest::Any]], &[]);
    finds(&columns, Hit::Unique, &[region("cn-hangzhou"), region("other")], &["gap instance.region = \"other 1\""]);
    finds(&columns, Hit::Unique, &[vec![CellTest::Any], region("a \"b\"")], &["0+1 instance.region = \"a \\\"b\\\"\""]);
}

#[test]
fn numbers_have_no_gaps_but_whole_ones_do() {
    let rows = [vec![order(Order::AtMost, number("5"))], vec![order(Order::AtLeast, number("6"))]];
    finds(&[column("count", Scalar::Integer, false)], Hit::Unique, &rows, &[]);
    finds(&[column("size", Scalar::Number, false)], Hit::Unique, &rows, &["gap size = 5.1"]);
    let cny = Scalar::Money(Currency::parse("CNY").unwrap());
    finds(&[column("balance", cny, false)], Hit::Unique, &rows, &["gap balance = 5.1 CNY"]);
    let halves = [vec![order(Order::Less, number("2.5"))], vec![order(Order::Greater, number("2.5"))]];
    finds(&[column("count", Scalar::Integer, false)], Hit::Unique, &halves, &[]);
    finds(&[column("size", Scalar::Number, false)], Hit::Unique, &halves, &["gap size = 2.5"]);
    let below = [vec![order(Order::AtLeast, number("-2.5"))]];
    finds(&[column("count", Scalar::Integer, false)], Hit::Unique, &below, &["gap count = -3"]);
}

#[test]
fn the_last_of_an_open_span_is_out() {
    let columns = [column("days", Scalar::Duration, false)];
    let days = |n: i64| Constant::Duration(n * 86_400);
    let tail = || vec![order(Order::AtLeast, days(10))];
    let head = || vec![order(Order::Less, days(5))];
    finds(&columns, Hit::Unique, &[head(), vec![span(days(5), days(10), true)], tail()], &[]);
    finds(&columns, Hit::Unique, &[head(), vec![span(days(5), days(10), false)], tail()], &["1+2 days = 10 days"]);
    let short = vec![order(Order::Less, Constant::Duration(5 * 86_400 - 1))];
    finds(&columns, Hit::Unique, &[short, vec![span(days(5), days(10), true)], tail()], &["gap days = 431999 seconds"]);
}

#[test]
fn times_are_whole_seconds_and_dates_whole_days() {
    let midnight = Constant::Instant(1_722_441_600); // 2024-08-01 in the zone
    let before = |n: i64| vec![order(Order::AtMost, Constant::Instant(1_722_441_600 - n))];
    let after = vec![order(Order::AtLeast, midnight)];
    finds(&[column("order.submitted_at", Scalar::Time, false)], Hit::Unique, &[before(1), after.clone()], &[]);
    let gap = ["gap order.submitted_at = 2024-07-31T23:59:59+08:00"];
    finds(&[column("order.submitted_at", Scalar::Time, false)], Hit::Unique, &[before(2), after.clone()], &gap);
    finds(&[column("day", Scalar::Date, false)], Hit::Unique, &[before(86_400), after.clone()], &[]);
    finds(&[column("day", Scalar::Date, false)], Hit::Unique, &[before(172_800), after], &["gap day = 2024-07-31"]);
    let never = vec![order(Order::AtMost, Constant::Instant(253_402_300_799))];
    finds(&[column("day", Scalar::Time, false)], Hit::Unique, &[never], &[]);
}

#[test]
fn nothing_is_not_ordered_and_is_not_anything_else() {
    let columns = [column("expires_at", Scalar::Integer, true)];
    let five = || number("5");
    let ordered = [vec![order(Order::Less, five())], vec![order(Order::AtLeast, five())]];
    finds(&columns, Hit::Unique, &ordered, &["gap expires_at = none"]);
    finds(&columns, Hit::Unique, &[vec![one_of(&[five()])], vec![not(&[five()])]], &[]);
    finds(&columns, Hit::Unique, &[vec![CellTest::None], vec![not(&[five()])]], &["0+1 expires_at = none", "gap expires_at = 5"]);
    finds(&columns, Hit::Unique, &[vec![CellTest::None], vec![CellTest::NotNone]], &[]);
    finds(&columns, Hit::Unique, &[vec![one_of(&[Constant::None, five()])], vec![not(&[five(), Constant::None])]], &[]);
}

/// `minimum_age`, five days and later seven.
fn dated_param() -> Param {
    let version = |from, days: i64| Version {
        from,
        value: ParamValue::Scalar(Constant::Duration(days * 86_400)),
        cite: Vec::new(),
        span: Span::default(),
    };
    Param {
        name: "minimum_age".to_owned(),
        label: Label::new(),
        ty: ParamType::Term(TermType::Scalar(Scalar::Duration)),
        optional: false,
        versions: vec![version(None, 5), version(Some(1_000), 7), version(Some(2_000), 8)],
        span: Span::default(),
    }
}

#[test]
fn every_version_of_a_param_is_looked_at() {
    let mut policy = policy();
    policy.params.insert("minimum_age".to_owned(), dated_param());
    let param = || Term { kind: TermKind::Param(ParamId(0)), span: Span::default() };
    let below = vec![CellTest::Order(Order::Less, param())];
    let columns = vec![column("age", Scalar::Duration, false)];
    let good = table(Hit::Unique, columns.clone(), vec![below.clone(), vec![CellTest::Order(Order::AtLeast, param())]]);
    assert_eq!(problems(&policy, &good), Vec::<String>::new());
    let five = |by| vec![order(by, Constant::Duration(5 * 86_400))];
    let later = table(Hit::Unique, columns.clone(), vec![below.clone(), five(Order::AtLeast)]);
    assert_eq!(problems(&policy, &later), ["0+1 from 1000 age = 5 days"]);
    let gap = table(Hit::Unique, columns, vec![five(Order::Less), vec![CellTest::Order(Order::AtLeast, param())]]);
    assert_eq!(problems(&policy, &gap), ["gap from 1000 age = 5 days"]);
    let found = examine(&policy, &gap).iter().map(|problem| diagnostic(&policy, &gap, problem)).collect::<Vec<_>>();
    assert_eq!(found[0].message, "the table `matrix` has no row for some facts from 1970-01-01 08:16:40 +08:00 on");
    assert_eq!(found[0].help, ["no row holds where age = 5 days", "add a row, or end the table with an `else` row"]);
}

/// Values that stand for every part of the domains of the random tables.
fn sample(scalar: Scalar, optional: bool) -> Vec<Constant> {
    let mut values = match scalar {
        Scalar::YesNo => vec![YES, NO],
        Scalar::Text => ["a", "b", "c", "zzz"].map(text).to_vec(),
        Scalar::Enum(_) => (0..3).map(Constant::Member).collect(),
        Scalar::Integer => (-1..=5).map(|n: i64| Constant::Number(n.into())).collect(),
        Scalar::Number => (-2..=10).map(|n: i64| Constant::Number(Decimal::parse("0.5").unwrap() * n.into())).collect(),
        Scalar::Time => (-1..=5).map(Constant::Instant).collect(),
        _ => unreachable!(),
    };
    values.extend(optional.then_some(Constant::None));
    values
}

fn named(dice: &mut fastrand::Rng, scalar: Scalar, optional: bool) -> Constant {
    if optional && dice.u8(..6) == 0 {
        return Constant::None;
    }
    match scalar {
        Scalar::YesNo => Constant::Truth(dice.bool()),
        Scalar::Text => text(["a", "b", "c"][dice.usize(..3)]),
        Scalar::Enum(_) => Constant::Member(dice.u32(..3)),
        Scalar::Time => Constant::Instant(dice.i64(0..5)),
        _ => Constant::Number(dice.i64(0..5).into()),
    }
}

fn random_cell(dice: &mut fastrand::Rng, column: &Column) -> CellTest {
    let TermType::Scalar(scalar) = column.ty else { unreachable!() };
    let optional = column.optional;
    let several: Vec<Constant> = (0..dice.usize(1..3)).map(|_| named(dice, scalar, optional)).collect();
    let ordered = matches!(scalar, Scalar::Integer | Scalar::Number | Scalar::Time);
    let by = [Order::Less, Order::AtMost, Order::Greater, Order::AtLeast][dice.usize(..4)];
    match dice.u8(..10) {
        0..4 => CellTest::Any,
        4 if optional => CellTest::None,
        5 if optional => CellTest::NotNone,
        6 | 7 if ordered => order(by, named(dice, scalar, false)),
        8 if ordered => span(named(dice, scalar, false), named(dice, scalar, false), dice.bool()),
        9 => not(&several),
        _ => one_of(&several),
    }
}

fn random_table(dice: &mut fastrand::Rng) -> Table {
    let scalars = [Scalar::YesNo, Scalar::Text, KIND, Scalar::Integer, Scalar::Number, Scalar::Time];
    let columns: Vec<Column> = (0..dice.usize(1..4)).map(|n| column(&format!("c{n}"), scalars[dice.usize(..6)], dice.bool())).collect();
    let rows = (0..dice.usize(1..7)).map(|_| columns.iter().map(|column| random_cell(dice, column)).collect()).collect();
    table(if dice.bool() { Hit::Unique } else { Hit::First }, columns, rows)
}

/// A cell as the formal definition reads it.
fn passes(test: &CellTest, value: &Constant) -> bool {
    let of = |term: &Term| if let TermKind::Constant(constant) = &term.kind { constant.clone() } else { unreachable!() };
    let among = |choices: &Choices| match &choices.kind {
        ChoicesKind::Terms(terms) => terms.iter().any(|term| of(term) == *value),
        ChoicesKind::Param(_) => unreachable!(),
    };
    let compare = |limit: &Constant| match (value, limit) {
        (Constant::Number(a), Constant::Number(b)) => Some(a.cmp(b)),
        (Constant::Instant(a), Constant::Instant(b)) => Some(a.cmp(b)),
        _ => None,
    };
    match test {
        CellTest::Any => true,
        CellTest::OneOf(choices) => among(choices),
        CellTest::NotOneOf(choices) => !among(choices),
        CellTest::Order(order, limit) => compare(&of(limit)).is_some_and(|found| order.holds(found)),
        CellTest::Span { from, to, open } => {
            let starts = compare(&of(from)).is_some_and(std::cmp::Ordering::is_ge);
            starts && compare(&of(to)).is_some_and(|found| if *open { found.is_lt() } else { found.is_le() })
        }
        CellTest::None => *value == Constant::None,
        CellTest::NotNone => *value != Constant::None,
    }
}

fn row_passes(row: &Row, values: &[Constant]) -> bool {
    row.cells.iter().zip(values).all(|(cell, value)| passes(&cell.test, value))
}

/// Every combination of the columns' samples.
fn combinations(table: &Table) -> Vec<Vec<Constant>> {
    let mut all = vec![Vec::new()];
    for column in &table.columns {
        let TermType::Scalar(scalar) = column.ty else { unreachable!() };
        let values = sample(scalar, column.optional);
        all = all
            .iter()
            .flat_map(|before| values.iter().map(move |value| [before.as_slice(), std::slice::from_ref(value)].concat()))
            .collect();
    }
    all
}

/// The rows that must exclude each other: all but an `else` row at the end.
fn exclusive(table: &Table) -> &[Row] {
    let is_else = table.rows.last().unwrap().cells.iter().all(|cell| matches!(cell.test, CellTest::Any));
    &table.rows[..table.rows.len() - usize::from(is_else)]
}

/// For each row the first before it that can hold together with it.
fn meetings(table: &Table, all: &[Vec<Constant>]) -> Vec<(usize, usize)> {
    let rows = if table.hit == Hit::Unique { exclusive(table) } else { &[] };
    let meet = |a: &Row, b: &Row| all.iter().any(|values| row_passes(a, values) && row_passes(b, values));
    let first = |(index, row): (usize, &Row)| rows[..index].iter().position(|other| meet(row, other)).map(|other| (other, index));
    rows.iter().enumerate().filter_map(first).collect()
}

#[test]
fn random_tables_agree_with_a_count_of_all_combinations() {
    let mut dice = fastrand::Rng::with_seed(2024);
    let (policy, mut gaps, mut overlaps, mut right) = (policy(), 0, 0, 0);
    for case in 0..10_000 {
        let table = random_table(&mut dice);
        let all = combinations(&table);
        let (mut told_gap, mut told) = (false, Vec::new());
        let found = examine(&policy, &table);
        for problem in &found {
            match problem {
                TableProblem::Gap { witness, .. } => {
                    assert!(!table.rows.iter().any(|row| row_passes(row, witness)), "{case}");
                    told_gap = true;
                }
                TableProblem::Overlap { row, other, witness, .. } => {
                    assert!(row_passes(&table.rows[*row], witness) && row_passes(&table.rows[*other], witness), "{case}");
                    told.push((*other, *row));
                }
                TableProblem::TooMany => panic!("{case}: {table:#?}"),
            }
        }
        let gap = all.iter().any(|values| !table.rows.iter().any(|row| row_passes(row, values)));
        assert_eq!((gap, meetings(&table, &all)), (told_gap, told.clone()), "{case}: {table:#?}");
        gaps += u32::from(gap);
        overlaps += u32::from(!told.is_empty());
        right += u32::from(found.is_empty());
    }
    assert!(gaps > 1_000 && overlaps > 1_000 && right > 1_000, "{gaps} {overlaps} {right}");
}

/// Splits the whole space again and again, each time one row by one column, so that the rows stay disjoint and complete.
fn split(dice: &mut fastrand::Rng, columns: usize, rows: usize, limit: i64) -> Vec<Vec<(i64, i64)>> {
    let mut boxes = vec![vec![(0, limit); columns]];
    while boxes.len() < rows {
        let chosen = dice.usize(..boxes.len());
        let column = dice.usize(..columns);
        let (from, to) = boxes[chosen][column];
        if to - from > 1 {
            let middle = dice.i64(from + 1..to);
            let mut other = boxes[chosen].clone();
            boxes[chosen][column] = (from, middle);
            other[column] = (middle, to);
            boxes.push(other);
        }
    }
    boxes
}

fn range_cell((from, to): (i64, i64), limit: i64) -> CellTest {
    let of = |n: i64| Constant::Number(n.into());
    match (from == 0, to == limit) {
        (true, true) => CellTest::Any,
        (true, false) => order(Order::Less, of(to)),
        (false, true) => order(Order::AtLeast, of(from)),
        (false, false) => span(of(from), of(to), true),
    }
}

/// Whether a table is complete; a gap must be one.
fn complete(policy: &Policy, table: &Table) -> bool {
    match examine(policy, table).as_slice() {
        [] => true,
        [TableProblem::Gap { witness, .. }] => {
            assert!(!table.rows.iter().any(|row| row_passes(row, witness)));
            false
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn wide_tables_take_milliseconds() {
    let (policy, mut dice) = (policy(), fastrand::Rng::with_seed(7));
    let columns: Vec<Column> = (0..12).map(|n| column(&format!("c{n}"), Scalar::Integer, false)).collect();
    let begun = std::time::Instant::now();
    for _ in 0..10 {
        let boxes = split(&mut dice, 12, 60, 1_000);
        let mut rows: Vec<Vec<CellTest>> = boxes.iter().map(|row| row.iter().map(|range| range_cell(*range, 1_000)).collect()).collect();
        for hit in [Hit::Unique, Hit::First] {
            assert!(complete(&policy, &table(hit, columns.clone(), rows.clone())));
            assert!(!complete(&policy, &table(hit, columns.clone(), rows[1..].to_vec())));
        }
        for row in &mut rows {
            row[dice.usize(..12)] = CellTest::Any;
        }
        assert!(complete(&policy, &table(Hit::First, columns.clone(), rows.clone())));
        complete(&policy, &table(Hit::First, columns.clone(), rows[20..].to_vec()));
    }
    let each = begun.elapsed() / 60;
    assert!(each.as_millis() < 300, "{each:?} a table, unoptimised");
}

#[test]
fn a_table_beyond_reach_is_refused_in_time() {
    // each row takes one of eight combinations of three columns away: whether anything is left is as hard as such questions get
    let (policy, mut dice) = (policy(), fastrand::Rng::with_seed(11));
    let columns: Vec<Column> = (0..100).map(|n| column(&format!("c{n}"), Scalar::YesNo, false)).collect();
    let row = |dice: &mut fastrand::Rng| {
        let mut cells = vec![CellTest::Any; 100];
        (0..3).for_each(|_| cells[dice.usize(..100)] = one_of(&[Constant::Truth(dice.bool())]));
        cells
    };
    let rows: Vec<Vec<CellTest>> = (0..450).map(|_| row(&mut dice)).collect();
    let hard = table(Hit::First, columns, rows);
    assert_eq!(examine(&policy, &hard), [TableProblem::TooMany]);
    let message = diagnostic(&policy, &hard, &TableProblem::TooMany).message;
    assert_eq!(message, "the table `matrix` has too many combinations to check");
}

const POLICY: &str = "
policy order { title en \"Order\"  time_zone \"+08:00\"  languages en }
enum kind { individual, enterprise }
entity order en \"the order\" { kind kind  submitted_at time?  day date  amount money CNY  units integer }
param limit = 5 then 7 from 2027-01-01
param small : set of integer = {1, 2, 3} then {1, 2} from 2027-01-01
define late = order.submitted_at > 2024-09-01
";

/// What is found in a table of a policy: message, the texts of the labels' places, help.
fn told(table: &str) -> Vec<String> {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("test.policy", format!("{POLICY}{table}")));
    let (policy, found) = load(&mut sources, &[]);
    let beside = |code| matches!(code, Code::TableGap | Code::TableOverlap);
    assert!(found.iter().all(|found| beside(found.code) || !found.is_error()), "{found:#?}");
    let table = policy.tables.first().unwrap();
    let line = |problem: &TableProblem| {
        let found = diagnostic(&policy, table, problem);
        let places: Vec<&str> = found.labels.iter().map(|label| sources.text(label.span)).collect();
        format!("{}: {}; {}", found.message, places.join(" and "), found.help.first().map_or("", String::as_str))
    };
    examine(&policy, table).iter().map(line).collect()
}

#[test]
fn tables_of_policies() {
    let found = told(
        "table fee : integer {
           | order.kind | late | order.units | => fee |
           | ---------- | ---- | ----------- | ------ |
           | individual | yes  | -           | 1      |
           | individual | -    | > limit     | 2      |
           | enterprise | no   | -           | 3      |
         }",
    );
    let rows = "| individual | yes  | -           | 1      | and | individual | -    | > limit     | 2      |";
    assert_eq!(
        found,
        [
            format!(
                "two rows of the table `fee` can both hold: {rows}; both hold where order.kind = individual, late = yes, order.units = 6"
            ),
            "the table `fee` has no row for some facts: fee; no row holds where order.kind = individual, late = no, order.units = 4"
                .to_owned(),
        ]
    );
}

#[test]
fn a_table_may_become_wrong() {
    let table = |last: &str| {
        format!(
            "table fee : integer {{\n| order.units | => fee |\n| --- | --- |\n| in small | 1 |\n| not in small | 2 |\n| {last} | 3 |\n}}"
        )
    };
    let table = table("3").replace("not in small", "not 1, 2, 3").replace("| 3 | 3 |\n", "");
    assert_eq!(
        told(&table),
        ["the table `fee` has no row for some facts from 2027-01-01 00:00 +08:00 on: fee; no row holds where order.units = 3"]
    );
}

#[test]
fn the_last_day_of_a_span_belongs_to_it() {
    let found = told(
        "table phase : integer {
           | order.day                | order.amount      | => phase |
           | ------------------------ | ----------------- | -------- |
           | < 2024-08-01             | -                 | 1        |
           | 2024-08-01 .. 2024-08-31 | < 1 CNY           | 2        |
           | 2024-08-01 .. 2024-08-31 | 1 CNY ..< 100 CNY | 3        |
           | 2024-08-01 .. 2024-08-31 | >= 100 CNY        | 4        |
           | >= 2024-09-01            | -                 | 5        |
         }",
    );
    assert_eq!(found, Vec::<String>::new());
}
