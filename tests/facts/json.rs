//! JSON: every type, every problem with its place.

use caveat::facts::Format;
use pretty_assertions::assert_eq;

use super::support::{check, good, told};

/// A value of every type, and each way to say that something is none or that there may be more.
#[test]
fn every_type() {
    let text = r#"{"now": "2024-08-01T10:00+08:00",
        "request": {"id": null, "count": 12, "rate": 0.10, "limit": "99.50 USD"},
        "source": {"uid": "a \"b\" \u4e2d\ud83d\ude00", "verified": true, "balance": 7, "address": {"city": "x", "code": null}},
        "instance": {"network": "vpc", "status": null, "created_at": "2024-01-01T00:00Z", "first_day": "2024-01-01", "grace": "1 day 2 hours",
            "services": ["ha_vip", "slb"], "labels": ["b", "a", "..."], "disks": [{"id": "d-1", "size": -3}, {"encrypted": false, "tags": []}, "..."],
            "ports": []},
        "vswitch": null}"#;
    let facts = concat!(
        "now=2024-08-01T10:00:00+08:00 ",
        "request request.id=none request.count=12 request.rate=0.1 request.limit=99.5 ",
        r#"source source.uid="a \"b\" 中😀" source.verified=true source.balance=7 source.address.city="x" source.address.code=none "#,
        "instance instance.network=#1 instance.status=none instance.created_at=@1704067200 instance.first_day=@1704038400 ",
        r#"instance.grace=93600s instance.services={#1 #0} instance.labels={"b" "a" ...} "#,
        r#"instance.disks=[{id="d-1" size=-3} {encrypted=false tags={}} ...] instance.ports=[] "#,
        "vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]",
    );
    assert_eq!(good(Format::Json, text), facts);
    assert_eq!(good(Format::Json, "{}"), "");
    assert_eq!(good(Format::Json, r#" {"instance": {}} "#), "instance");
    assert_eq!(good(Format::Json, "\u{FEFF}{}"), "");
}

/// Numbers are never binary: every digit that is allowed comes through, however it is written.
#[test]
fn numbers_are_exact() {
    for (written, read) in [
        ("0", "0"),
        ("-0.0", "0"),
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("12.5E-3", "0.0125"),
        ("123456789012345.12345678901234567891", "123456789012345.12345678901234567891"),
        ("999999999999999", "999999999999999"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1.500000000000000000000000000000000000000000000000000000000000", "1.5"),
    ] {
        assert_eq!(good(Format::Json, &format!(r#"{{"request": {{"rate": {written}}}}}"#)), format!("request request.rate={read}"));
        assert_eq!(good(Format::Json, &format!(r#"{{"request": {{"limit": {written}}}}}"#)), format!("request request.limit={read}"));
        assert_eq!(good(Format::Json, &format!(r#"{{"request": {{"limit": "{written} USD"}}}}"#)), format!("request request.limit={read}"));
    }
    assert_eq!(good(Format::Json, r#"{"request": {"count": 12.0}}"#), "request request.count=12");
    assert_eq!(good(Format::Json, r#"{"request": {"count": -1e2}}"#), "request request.count=-100");
}

/// Durations, in words and as ISO 8601 has them.
#[test]
fn durations() {
    let read = |text: &str| good(Format::Json, &format!(r#"{{"instance": {{"grace": "{text}"}}}}"#));
    for (text, seconds) in [
        ("5 days", 432_000),
        ("72 hours", 259_200),
        ("90 minutes", 5_400),
        ("30 seconds", 30),
        ("1 week", 604_800),
        ("1 day 2 hours 3 minutes", 93_780),
        ("0 days", 0),
        ("-5 days", -432_000),
        ("PT72H", 259_200),
        ("P5D", 432_000),
        ("P1W", 604_800),
        ("P1DT2H3M4S", 93_784),
        ("3652425 days", 315_569_520_000_i64),
    ] {
        assert_eq!(read(text), format!("instance instance.grace={seconds}s"), "{text}");
    }
    for text in [
        "",
        " ",
        "5",
        "days",
        "5 day s",
        "1.5 hours",
        "5days",
        "P",
        "PT",
        "P5",
        "P1H",
        "PT1D",
        "PT2H1H",
        "--5 days",
        "５ days",
        "P1.5D",
        "soon",
    ] {
        let text = format!(r#"{{"instance": {{"grace": "{text}"}}}}"#);
        assert!(told(Format::Json, &text)[0].contains("cannot be read as one"), "{text}");
    }
    for text in ["2 months", "1 year", "1 day 1 month", "P1Y", "P2M", "P1M1D"] {
        let text = format!(r#"{{"instance": {{"grace": "{text}"}}}}"#);
        assert!(told(Format::Json, &text)[0].contains("period-mismatch"), "{text}");
    }
}

/// Keys that the vocabulary does not know, and keys that stand twice.
#[test]
fn keys() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        (r#"{"instnce": {}, "instance": {"creatd_at": 1, "zz": 2, "disks": [{"id": "d", "encryptd": true}]}}"#, &[
            r#"1:2 unknown-key: no entity is called `instnce` ["instnce": did you mean `instance`?]"#,
            r#"1:30 unknown-key: `instance` has no field `creatd_at` ["creatd_at": did you mean `created_at`?]"#,
            r#"1:46 unknown-key: `instance` has no field `zz` ["zz": ]"#,
            r#"1:77 unknown-key: `instance.disks(#1)` has no field `encryptd` ["encryptd": did you mean `encrypted`?]"#,
        ]),
        (r#"{"instance": {"promotional": true, "promotional": false, "promotional": true}, "instance": {}}"#, &[
            r#"1:36 duplicate-key: `promotional` stands twice in `instance` ["promotional": here again] [1:15 "promotional": here first]"#,
            r#"1:58 duplicate-key: `promotional` stands twice in `instance` ["promotional": here again] [1:15 "promotional": here first]"#,
            r#"1:80 duplicate-key: `instance` stands twice in the record ["instance": here again] [1:2 "instance": here first]"#,
        ]),
        (r#"{"source": {"address": {"city": "x", "town": "x", "city": "y"}}}"#, &[
            r#"1:38 unknown-key: `source.address` has no field `town` ["town": ]"#,
            r#"1:51 duplicate-key: `city` stands twice in `source.address` ["city": here again] [1:25 "city": here first]"#,
        ]),
    ];
    check(Format::Json, rows);
}

/// `null` where nothing can be none.
#[test]
fn nulls() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        (r#"{"now": null, "instance": null, "source": {"uid": null, "address": null}, "request": {"count": null}}"#, &[
            "1:9 unexpected-null: `now` cannot be `null` [null: ] (leave the key out if it is not known)",
            "1:27 unexpected-null: `instance` cannot be `null` [null: ] (leave the key out if it is not known)",
            "1:51 unexpected-null: `source.uid` cannot be `null` [null: ] (leave the key out if it is not known)",
            "1:68 unexpected-null: `source.address` cannot be `null` [null: ] (leave the key out if it is not known)",
            "1:96 unexpected-null: `request.count` cannot be `null` [null: ] (leave the key out if it is not known)",
        ]),
        (r#"{"instance": {"services": [null], "disks": [null, 1, {"id": null}], "labels": null}}"#, &[
            r#"1:28 unexpected-null: `null` is no member of `instance.services` [null: ] (if there may be more members, end the list with `"..."`)"#,
            r#"1:45 unexpected-null: `null` is no member of `instance.disks` [null: ] (if there may be more members, end the list with `"..."`)"#,
            "1:51 wrong-type: each of `instance.disks` must be an object that holds its facts [1: this is a number]",
            "1:61 unexpected-null: `instance.disks(#3).id` cannot be `null` [null: ] (leave the key out if it is not known)",
            "1:79 unexpected-null: `instance.labels` cannot be `null` [null: ] (leave the key out if it is not known)",
        ]),
        (r#"{"vswitch": null, "request": {"id": null}}"#, &[
            "ok request request.id=none vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]",
        ]),
    ];
    check(Format::Json, rows);
}

/// Values of another type.
#[test]
fn types() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("{\"instance\": {\n  \"promotional\": \"yes\",\n  \"network\": \"vps\",\n  \"status\": 3, \"created_at\": \"2024-08-01T10:00\"}}", &[
            r#"2:18 wrong-type: `instance.promotional` must be a yes_no: `true` or `false` ["yes": this is a text]"#,
            r#"3:14 unknown-member: `network` has no member `vps` ["vps": did you mean `vpc`?] (its members are `classic`, `vpc`)"#,
            "4:13 wrong-type: `instance.status` must be one of `running`, `stopped`, `releasing` [3: this is a number]",
            r#"4:30 no-offset: `instance.created_at` must be a time such as `2024-08-01T10:00+08:00` ["2024-08-01T10:00": this has no offset] (write `2024-08-01T10:00+08:00`)"#,
        ]),
        (r#"{"instance": {"created_at": 5, "first_day": true, "grace": 5, "network": 1, "services": "slb", "labels": {}, "disks": {}, "ports": [[]]}}"#, &[
            "1:29 wrong-type: `instance.created_at` must be a time such as `2024-08-01T10:00+08:00` [5: this is a number]",
            "1:45 wrong-type: `instance.first_day` must be a date such as `2024-08-01` [true: this is `true`]",
            "1:60 wrong-type: `instance.grace` must be a duration such as `5 days` [5: this is a number]",
            "1:74 wrong-type: `instance.network` must be one of `classic`, `vpc` [1: this is a number]",
            r#"1:89 wrong-type: `instance.services` must be a list with any of `slb`, `ha_vip`, `reverse_access` ["slb": this is a text]"#,
            "1:106 wrong-type: `instance.labels` must be a list of texts [{}: this is an object]",
            "1:119 wrong-type: `instance.disks` must be a list of objects, each a disk [{}: this is an object]",
            "1:133 wrong-type: each of `instance.ports` must be an object that holds its facts [[]: this is a list]",
        ]),
        (r#"{"request": {"count": 1.5, "rate": "0.5", "limit": "99.50 CNY"}, "source": {"balance": "x", "uid": 5, "verified": "true"}}"#, &[
            "1:23 wrong-type: `request.count` must be a whole number such as `12` [1.5: this is not whole]",
            r#"1:36 wrong-type: `request.rate` must be a number such as `0.5` ["0.5": this is a text]"#,
            r#"1:52 currency-mismatch: `request.limit` must be money such as `99.50 USD` ["99.50 CNY": this is another currency]"#,
            r#"1:88 bad-literal: `source.balance` must be money such as `99.50 CNY` ["x": this cannot be read as one]"#,
            "1:100 wrong-type: `source.uid` must be a text [5: this is a number]",
            r#"1:115 wrong-type: `source.verified` must be a yes_no: `true` or `false` ["true": this is a text]"#,
        ]),
        (r#"{"instance": [], "source": {"address": "x"}, "request": 5, "now": {}}"#, &[
            "1:14 wrong-type: `instance` must be an object that holds its facts [[]: this is a list]",
            r#"1:40 wrong-type: `source.address` must be an object that holds its facts ["x": this is a text]"#,
            "1:57 wrong-type: `request` must be an object that holds its facts [5: this is a number]",
            "1:67 wrong-type: `now` must be a time such as `2024-08-01T10:00+08:00` [{}: this is an object]",
        ]),
        (r#"{"instance": {"sizes": ["s11"]}}"#, &[
            r#"1:25 unknown-member: `size` has no member `s11` ["s11": did you mean `s01`?] (its members are `s01`, `s02`, `s03`, `s04`, `s05`, `s06`, `s07`, `s08`, `s09`, `s10`)"#,
        ]),
        (r#"[1, "x", null]"#, &[
            "1:2 wrong-type: a record must be an object that holds the facts of each entity [1: this is a number]",
            r#"1:5 wrong-type: a record must be an object that holds the facts of each entity ["x": this is a text]"#,
            "1:10 wrong-type: a record must be an object that holds the facts of each entity [null: this is `null`]",
        ]),
    ];
    check(Format::Json, rows);
}

/// Texts and numbers that cannot be read.
#[test]
fn literals() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        (r#"{"now": "2024-08-01", "instance": {"created_at": "2024-02-30T10:00Z", "expires_at": "soon", "first_day": "2024-08-01T10:00Z", "grace": "2 months"}}"#, &[
            r#"1:9 no-offset: `now` must be a time such as `2024-08-01T10:00+08:00` ["2024-08-01": this is only a date] (write `2024-08-01T00:00+08:00`)"#,
            r#"1:50 bad-literal: `instance.created_at` must be a time such as `2024-08-01T10:00+08:00` ["2024-02-30T10:00Z": there is no such day or hour]"#,
            r#"1:85 bad-literal: `instance.expires_at` must be a time such as `2024-08-01T10:00+08:00` ["soon": this cannot be read as one]"#,
            r#"1:106 wrong-type: `instance.first_day` must be a date such as `2024-08-01` ["2024-08-01T10:00Z": this has a time of day]"#,
            r#"1:136 period-mismatch: `instance.grace` must be a duration such as `5 days` ["2 months": months and years have no exact length]"#,
        ]),
        (r#"{"request": {"count": 1234567890123456, "rate": 0.123456789012345678901, "limit": 1e99}, "source": {"balance": "99,50"}}"#, &[
            "1:23 bad-literal: `request.count` must be a whole number such as `12` [1234567890123456: more than 15 digits]",
            "1:49 bad-literal: `request.rate` must be a number such as `0.5` [0.123456789012345678901: more than 15 digits before the point, or 20 after it]",
            "1:83 bad-literal: `request.limit` must be money such as `99.50 USD` [1e99: more than 15 digits before the point, or 20 after it]",
            r#"1:112 bad-literal: `source.balance` must be money such as `99.50 CNY` ["99,50": this cannot be read as one]"#,
        ]),
        (r#"{"instance": {"grace": "9999999 days", "first_day": "0001-01-01"}}"#, &[
            r#"1:24 bad-literal: `instance.grace` must be a duration such as `5 days` ["9999999 days": this is longer than 10,000 years]"#,
            r#"1:53 bad-literal: `instance.first_day` must be a date such as `2024-08-01` ["0001-01-01": there is no such day or hour]"#,
        ]),
    ];
    check(Format::Json, rows);
}

/// Members that stand twice, and `...` in the middle.
#[test]
fn members() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        (r#"{"instance": {"services": ["slb", "ha_vip", "slb", "slb"], "labels": ["a", "a"], "ports": [{"number": 1}, {"number": 1}]}}"#, &[
            r#"1:45 duplicate-member: `slb` stands twice in `instance.services` ["slb": here again] [1:28 "slb": here first]"#,
            r#"1:52 duplicate-member: `slb` stands twice in `instance.services` ["slb": here again] [1:28 "slb": here first]"#,
            r#"1:76 duplicate-member: `a` stands twice in `instance.labels` ["a": here again] [1:71 "a": here first]"#,
        ]),
        (r#"{"instance": {"disks": [{"id": "d-1"}, {"id": "d-2"}, {"id": "d-1"}, {}, {}]}}"#, &[
            r#"1:62 duplicate-member: `instance.disks` has two members called `d-1` ["d-1": here again] [1:32 "d-1": here first]"#,
        ]),
        (r#"{"instance": {"services": ["slb", "...", "ha_vip"], "disks": ["...", {"id": 1}]}}"#, &[
            r#"1:35 wrong-type: `...` stands only at the end of `instance.services` ["...": ]"#,
            r#"1:63 wrong-type: `...` stands only at the end of `instance.disks` ["...": ]"#,
            "1:77 wrong-type: `instance.disks(#2).id` must be a text [1: this is a number]",
        ]),
    ];
    check(Format::Json, rows);
}

/// Texts that are no JSON; the records before the break are kept.
#[test]
fn syntax() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("", &["1:1 fact-syntax: this is no JSON: expected a value [: the text ends here]"]),
        ("  \n", &["2:1 fact-syntax: this is no JSON: expected a value [: the text ends here]"]),
        ("{", &["1:2 fact-syntax: this is no JSON: expected a key in double quotes [: the text ends here]"]),
        (r#"{"now""#, &["1:7 fact-syntax: this is no JSON: expected `:` [: the text ends here]"]),
        (r#"{"now" 1}"#, &["1:8 fact-syntax: this is no JSON: expected `:` [1: found `1`]"]),
        (r#"{"now": }"#, &["1:9 fact-syntax: this is no JSON: expected a value [}: found `}`]"]),
        (r#"{"now": 1,}"#, &["1:11 fact-syntax: this is no JSON: expected a key in double quotes [}: found `}`]"]),
        ("[{},]", &["ok", "1:5 fact-syntax: this is no JSON: expected a value []: found `]`]"]),
        ("[{} {}]", &["ok", "1:5 fact-syntax: this is no JSON: expected `,` or `]` [{: found `{`]"]),
        ("[{}", &["ok", "1:4 fact-syntax: this is no JSON: expected `,` or `]` [: the text ends here]"]),
        ("{} {}", &[
            "ok",
            "1:4 fact-syntax: this is no JSON: expected the end of the file; records of their own lines are JSON Lines (`.jsonl`) [{: found `{`]",
        ]),
        ("{a: 1}", &["1:2 fact-syntax: this is no JSON: expected a key in double quotes [a: found `a`]"]),
        ("{'a': 1}", &["1:2 fact-syntax: this is no JSON: expected a key in double quotes [': found `'`]"]),
        (r#"{"a": 01}"#, &["1:8 fact-syntax: this is no JSON: expected `,` or `}` [1: found `1`]"]),
        (r#"{"a": 1.}"#, &["1:9 fact-syntax: this is no JSON: expected a digit [}: found `}`]"]),
        (r#"{"a": -}"#, &["1:8 fact-syntax: this is no JSON: expected a digit [}: found `}`]"]),
        (r#"{"a": 1e}"#, &["1:9 fact-syntax: this is no JSON: expected a digit [}: found `}`]"]),
        (r#"{"a": nul}"#, &["1:7 fact-syntax: this is no JSON: expected a value [nul: found `nul`]"]),
        (r#"{"a": "x"#, &[r#"1:7 fact-syntax: this is no JSON: the text does not end ["x: found `"x`]"#]),
        ("{\"a\": \"x\ny\"}", &[r#"1:7 fact-syntax: this is no JSON: the text does not end ["x: found `"x`]"#]),
        ("{\"a\": \"x\u{1}\"}", &[
            "1:9 fact-syntax: this is no JSON: a control character stands in a text; write it as an escape [\u{1}: found `�`]",
        ]),
        (r#"{"a": "\x"}"#, &[r"1:8 fact-syntax: this is no JSON: this is no escape [\x: found `\x`]"]),
        (r#"{"a": "\ud800"}"#, &[r"1:8 fact-syntax: this is no JSON: this is no escape [\ud800: found `\ud800`]"]),
        (r#"{"a": "\ud800\u0041"}"#, &[r"1:8 fact-syntax: this is no JSON: this is no escape [\ud800: found `\ud800`]"]),
        (r#"{"a": "\"#, &[r"1:8 fact-syntax: this is no JSON: this is no escape [\: found `\`]"]),
        (r#"{"a": "\u00é"}"#, &[r#"1:8 fact-syntax: this is no JSON: this is no escape [\u00é": found `\u00é"`]"#]),
        (r#"{"request": {}} // c"#, &[
            "ok request",
            "1:17 fact-syntax: this is no JSON: expected the end of the file; records of their own lines are JSON Lines (`.jsonl`) [/: found `/`]",
        ]),
        ("nope", &["1:1 fact-syntax: this is no JSON: expected a value [nope: found `nope`]"]),
        (r#"{"a": [1}"#, &["1:9 fact-syntax: this is no JSON: expected `,` or `]` [}: found `}`]"]),
        (r#"{"a": {1: 2}}"#, &["1:8 fact-syntax: this is no JSON: expected a key in double quotes [1: found `1`]"]),
        ("\0", &["1:1 fact-syntax: this is no JSON: expected a value [\0: found `�`]"]),
        ("{}\0", &[
            "ok",
            "1:3 fact-syntax: this is no JSON: expected the end of the file; records of their own lines are JSON Lines (`.jsonl`) [\0: found `�`]",
        ]),
    ];
    check(Format::Json, rows);
}
