//! Summaries of random records by the shipped policies: counted as by full answers, the same however the records are divided; and what is
//! written for people and programs says the same numbers.

#[path = "support/recount.rs"]
mod recount;

#[path = "support/shipped.rs"]
mod shipped;

#[path = "support/transfer/mod.rs"]
mod transfer;

use boon::{Compiler, Schemas};
use caveat::batch::summary::told::{SCHEMA_TEXT, Told};
use caveat::batch::summary::{MOST_GROUPS, NoGrouping, Summary, fact, html, text};
use caveat::eval::Decider;
use caveat::explain::Language;
use caveat::explain::page::Page;
use caveat::facts::{Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::model::vocabulary::FactId;
use caveat::source::{SourceFile, Sources};
use fastrand::Rng;
use pretty_assertions::assert_eq;
use recount::Run;
use serde_json::{Value as Json, json};
use transfer::generate::{self, Completeness};

fn read(policy: &Policy, text: &str) -> (Record, i64) {
    let mut record = Record::new(&policy.vocabulary);
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "random", text.as_bytes());
    assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
    let now = record.now.unwrap_or(0);
    (record, now)
}

fn random(policy: &Policy, seed: u64, each: usize) -> Vec<(Record, i64)> {
    let texts = Completeness::ALL.into_iter().flat_map(|kind| generate::records(seed, kind).take(each));
    texts.map(|value| read(policy, &value.to_string())).collect()
}

fn grouping(policy: &Policy) -> Vec<FactId> {
    let paths = ["instance.region", "instance.billing", "source.arrears", "instance.expires_at", "source.verified"];
    paths.iter().map(|path| fact(&policy.vocabulary, path).unwrap()).collect()
}

#[test]
fn it_counts_what_full_answers_say() {
    let policy = shipped::policy();
    let (records, groups) = (random(&policy, 3, 400), grouping(&policy));
    for decision in ["transfer", "order_action", "next_state", "operation", "refund"] {
        let run = Run { policy: &policy, decision: policy.decision(Some(decision)).unwrap(), groups: &groups, records: &records };
        let told = run.holds(decision);
        if decision == "transfer" {
            let any = |count: fn(&caveat::batch::summary::told::OneRule) -> u64| told.rules.iter().any(|rule| count(rule) > 0);
            assert!(any(|rule| rule.alone) && any(|rule| rule.undetermined) && any(|rule| rule.cleared));
            assert!(told.combinations.others.records > 0 && told.by_itself.iter().all(|soon| soon.records > 0), "{told:#?}");
        }
    }
}

/// By whom and in which order records are counted makes no difference.
#[test]
fn parts_add_up_to_the_whole() {
    let policy = shipped::policy();
    let (records, groups) = (random(&policy, 4, 100), grouping(&policy));
    let run = Run { policy: &policy, decision: policy.decision(None).unwrap(), groups: &groups, records: &records };
    same_in_parts(&run, &mut Rng::with_seed(1));
}

fn same_in_parts(run: &Run<'_>, rng: &mut Rng) {
    let whole = json!(run.told());
    for count in 2..6 {
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); count];
        (0..run.records.len()).for_each(|place| places[rng.usize(..count)].push(place));
        rng.shuffle(&mut places);
        let mut parts: Vec<Summary<'_>> = places.into_iter().map(|places| run.summary(places)).collect();
        // now the first two, now the last two are added, as whoever is done comes
        while parts.len() > 1 {
            let place = if rng.bool() { 0 } else { parts.len() - 2 };
            let later = parts.remove(place + 1);
            parts[place].merge(later);
        }
        assert_eq!(json!(parts[0].told(&Sources::default(), Language::English)), whole);
    }
}

/// A policy about something else, with what has a meaning in HTML.
const DESK: &str = r#"
policy desk { time_zone "Z"  languages en, zh }
document d { title en "D" zh "D"  edition 2024-01-01  authority official  clause c en "Less < more & \"quoted\"" zh "小于 < 大于" }
entity reader en "<Reader>" zh "读者" { name text? en "the <name> & co" zh "姓名"  loans integer  banned yes_no  until time? }
decision lend en "May <it> be lent?" zh "可以借出吗？" { default permit }
rule too_many { forbid lend when reader.loans >= 10 because en "<b>{reader.loans}</b> & more" zh "已借 {reader.loans} 本" cite d.c }
rule banned { forbid lend when reader.banned because en "Banned." zh "已禁止。" cite d.c }
rule suspended { forbid lend when now < reader.until because en "Until then." zh "期限未到。" cite d.c }
"#;

fn desk() -> (Policy, Sources) {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("desk.policy", DESK));
    let (policy, found) = load(&mut sources, &[]);
    assert!(found.iter().all(|found| !found.is_error()), "{found:#?}");
    (policy, sources)
}

fn reader(policy: &Policy, facts: &Json) -> (Record, i64) {
    (read(policy, &json!({"reader": facts}).to_string()).0, 0)
}

/// More values than are told apart: those that come first by their letters are, whoever counted them.
#[test]
fn groups_are_bounded() {
    let (policy, _) = desk();
    let mut names: Vec<u64> = (0..5 * MOST_GROUPS as u64).map(|number| number * 7919 % 6007).collect();
    let mut rng = Rng::with_seed(2);
    rng.shuffle(&mut names);
    let records: Vec<(Record, i64)> = names
        .iter()
        .map(|name| reader(&policy, &json!({"name": format!("n{name:04}"), "loans": name % 20, "banned": false, "until": null})))
        .collect();
    let groups = [fact(&policy.vocabulary, "reader.name").unwrap()];
    let run = Run { policy: &policy, decision: policy.decision(None).unwrap(), groups: &groups, records: &records };
    same_in_parts(&run, &mut rng);
    let told = run.told();
    let (grouped, counted) = (&told.groups[0], run.recount().groups.remove(0));
    let kept = recount::groups(grouped);
    assert_eq!(kept, counted.iter().take(MOST_GROUPS).map(|(key, tally)| (key.clone(), *tally)).collect());
    let others: u64 = counted.values().skip(MOST_GROUPS).map(|tally| tally[0]).sum();
    assert!(others > 1_000);
    assert_eq!(grouped.others.unwrap().records, others);
}

#[test]
fn only_scalars_are_grouped_by() {
    let policy = shipped::policy();
    let of = |path| fact(&policy.vocabulary, path);
    assert_eq!(of("instance.regoin"), Err(NoGrouping::NoSuchFact { nearest: Some("instance.region".to_owned()) }));
    assert_eq!(of("nothing.like.it"), Err(NoGrouping::NoSuchFact { nearest: None }));
    assert_eq!(of("instance.disks"), Err(NoGrouping::NotScalar));
    assert_eq!(of("instance.locks"), Err(NoGrouping::NotScalar));
}

/// Some readers, one of whom has a name that is a tag.
fn readers(policy: &Policy, sources: &Sources, language: Language) -> Told {
    let facts = [
        json!({"name": "<script>alert(\"1\")</script>\u{1b}[31m", "loans": 12, "banned": true, "until": null}),
        json!({"name": "Ann", "loans": 12, "banned": false, "until": null}),
        json!({"name": "Ann", "loans": 1, "banned": false, "until": null}),
        json!({"name": null, "loans": 1, "banned": false, "until": "1970-01-05T00:00Z"}),
        json!({"loans": 1, "banned": false, "until": "1970-01-25T00:00Z"}),
        json!({"name": "Bob", "loans": 1}),
    ];
    let groups = [fact(&policy.vocabulary, "reader.name").unwrap()];
    let mut summary = Summary::new(policy, policy.decision(None).unwrap(), &groups);
    let mut decider = Decider::new(policy);
    for (record, at) in facts.iter().map(|facts| reader(policy, facts)) {
        let mut found = Vec::new();
        let ruling = decider.decide(policy.decision(None).unwrap(), &record, at, &mut found);
        summary.count(&record, at, ruling, &found);
    }
    summary.bad();
    summary.told(sources, language)
}

#[test]
fn json_keeps_its_contract() {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.add_resource("summary.json", serde_json::from_str(SCHEMA_TEXT).unwrap()).unwrap();
    let contract = compiler.compile("summary.json", &mut schemas).unwrap();
    let policy = shipped::policy();
    let (records, groups) = (random(&policy, 5, 50), grouping(&policy));
    let mut all = vec![readers(&desk().0, &desk().1, Language::English)];
    for decision in policy.decisions.keys() {
        let run = Run { policy: &policy, decision: policy.decision(Some(decision)).unwrap(), groups: &groups, records: &records };
        all.push(run.told());
    }
    for told in all {
        let told = json!(told);
        schemas.validate(&told, contract).unwrap_or_else(|error| panic!("{error:#}\n{told:#}"));
    }
}

#[test]
fn the_text_is_laid_out() {
    let (policy, sources) = desk();
    let page = |language| Page { language, width: 80, coloured: false };
    let said = text::render(&readers(&policy, &sources, Language::English), &page(Language::English));
    let expected = "\
7 records   May <it> be lent?
lend

Verdicts
    permitted         1   14.3 %  ####
    forbidden         4   57.1 %  ##############
    undetermined      1   14.3 %  ####
    unreadable        1   14.3 %  ####

What forbids
    too_many          2   28.6 %  #######
                      Only reason: 1; May apply: 0
                      <b>{reader.loans}</b> & more
    suspended         2   28.6 %  #######
                      Only reason: 2; May apply: 1
                      Until then.
    banned            1   14.3 %  ####
                      Only reason: 0; May apply: 1
                      Banned.
";
    assert_eq!(said.split("\nRules that").next().unwrap(), expected);
    let chinese = text::render(&readers(&policy, &sources, Language::Chinese), &page(Language::Chinese));
    assert!(chinese.starts_with("7 条记录   可以借出吗？\nlend\n\n结论\n    允许"), "{chinese}");
    assert!(said.contains("\\u{1b}") && !said.contains('\u{1b}'), "{said}");
}

/// A row of a page: its heading and its numbers.
type Row = (String, Vec<u64>);

/// Everything that is opened is closed in turn; answers the rows of every table by its caption.
fn rows_of(page: &str) -> Vec<(String, Vec<Row>)> {
    let body = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let (mut open, mut tables, mut rest): (Vec<&str>, Vec<(String, Vec<Row>)>, _) = (Vec::new(), Vec::new(), body);
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        let end = tag.find('>').unwrap();
        if !open.ends_with(&["style"]) {
            assert!(!text.contains('>') && text.split('&').skip(1).all(|entity| entity.split(';').next().unwrap().len() < 5), "{text}");
        }
        match open.as_slice() {
            [.., "table", "caption"] => tables.push((plain(text), Vec::new())),
            [.., "tbody", "tr", "th"] if !text.is_empty() => tables.last_mut().unwrap().1.push((plain(text), Vec::new())),
            [.., "td class=\"n\""] => tables.last_mut().unwrap().1.last_mut().unwrap().1.push(text.parse().unwrap()),
            _ => {}
        }
        let inner = &tag[1..end];
        if let Some(name) = inner.strip_prefix('/') {
            assert_eq!(open.pop().unwrap().split(' ').next(), Some(name), "{tag}");
        } else if !inner.ends_with('/') {
            open.push(if inner.starts_with("td") { inner } else { inner.split(' ').next().unwrap() });
        }
        assert!(inner.matches('"').count() % 2 == 0, "{inner}");
        rest = &tag[end + 1..];
    }
    assert_eq!((open, rest), (vec![], "\n"));
    tables
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The rows that a page is to have, read off the JSON.
fn rows_from(told: &Json) -> Vec<(String, Vec<Row>)> {
    let number = |of: &Json, key: &str| of[key].as_u64().unwrap();
    let name = |of: &Json, key: &str| of[key].as_str().unwrap_or(of["state"].as_str().unwrap_or("?")).to_owned();
    let list = |of: &Json, key: &str| of[key].as_array().unwrap().clone();
    let sorted = |key: &'static str, wanted: &dyn Fn(&Json) -> bool| {
        let mut rules: Vec<Json> = list(told, "rules").into_iter().filter(wanted).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(number(rule, key)));
        rules
    };
    let verdicts = ["permitted", "forbidden", "undetermined"];
    let mut outcomes: Vec<Row> = verdicts.iter().map(|key| ((*key).to_owned(), vec![number(&told["verdicts"], key)])).collect();
    outcomes.push(("unreadable".to_owned(), vec![number(told, "unreadable")]));
    let columns = ["forbids", "alone", "undetermined"];
    let against = sorted("forbids", &|rule| number(rule, "forbids") + number(rule, "undetermined") > 0);
    let rules = against.iter().map(|rule| (name(rule, "rule"), columns.iter().map(|key| number(rule, key)).collect())).collect();
    let joined = |one: &Json| list(one, "rules").iter().map(|rule| rule.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(", ");
    let together = list(&told["combinations"], "shown").iter().map(|one| (joined(one), vec![number(one, "records")])).collect();
    let cleared = sorted("cleared", &|rule| number(rule, "cleared") > 0);
    let cleared = cleared.iter().map(|rule| (name(rule, "rule"), vec![number(rule, "cleared")])).collect();
    let mut soon = Vec::new();
    for (place, horizon) in list(told, "by_itself").iter().enumerate() {
        soon.push((format!("within {} days", number(horizon, "days")), vec![number(horizon, "records")]));
        for rule in list(told, "rules").iter().filter(|rule| number(&rule["ends"][place], "records") > 0) {
            soon.push((format!("· {}", name(rule, "rule")), vec![number(&rule["ends"][place], "records")]));
        }
    }
    let group = |group: &Json| {
        let numbers = ["records", "permitted", "forbidden", "undetermined"].iter().map(|key| number(group, key)).collect();
        (name(group, "text").replace('\u{1b}', "\\u{1b}"), numbers)
    };
    let grouped = &told["groups"][0];
    vec![
        ("Verdicts".to_owned(), outcomes),
        ("What forbids".to_owned(), rules),
        ("Rules that forbid together".to_owned(), together),
        ("Permitted, if one rule were cleared".to_owned(), cleared),
        ("Permitted by itself".to_owned(), soon),
        (format!("By {} ({})", name(grouped, "by"), name(grouped, "label")), list(grouped, "groups").iter().map(group).collect()),
    ]
}

#[test]
fn the_page_says_what_the_json_says() {
    let (policy, sources) = desk();
    let languages = [Language::English, Language::Chinese].map(|language| (language, readers(&policy, &sources, language)));
    let page = html::render(&languages);
    let tables = rows_of(&page);
    let expected = rows_from(&json!(languages[0].1));
    assert_eq!(tables[..expected.len()], expected);
    let numbers =
        |tables: &[(String, Vec<Row>)]| tables.iter().flat_map(|(_, rows)| rows).map(|(_, numbers)| numbers.clone()).collect::<Vec<_>>();
    assert_eq!(numbers(&tables[expected.len()..]), numbers(&expected), "the two languages differ");
    assert!(!page.contains("<script") && !page.contains('\u{1b}') && !page.contains("http"), "{page}");
    assert_eq!(page.matches("<h1>").count(), 2);
    let one = html::render(&languages[..1]);
    assert!(!one.contains("radio") && rows_of(&one) == expected);
}
