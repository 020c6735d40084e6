//! TOML: its own dates and times, and no `null`.

use caveat::facts::Format;
use pretty_assertions::assert_eq;

use super::support::{check, good};

/// Dates and times of TOML's own, where they have an offset; underscores and other bases in numbers.
#[test]
fn every_type() {
    let text = "now = 2024-08-01T10:00:00+08:00\nvswitch.zone = 'x'\n[request]\ncount = 0x1F\nrate = 1_0.50\nlimit = '5 USD'\n[source]\nuid = 'a'\n\
        address.city = 'x'\nverified = true\nbalance = 99.500\n[instance]\nfirst_day = 2024-01-01\ncreated_at = 2024-01-01 00:00:00Z\ngrace = '5 days'\n\
        services = ['slb', '...']\n[[instance.disks]]\nid = 'd-1'\n[[instance.disks]]\nencrypted = true\n[[instance.ports]]\n";
    let facts = concat!(
        "now=2024-08-01T10:00:00+08:00 request request.count=31 request.rate=10.5 request.limit=5 ",
        r#"source source.uid="a" source.verified=true source.balance=99.5 source.address.city="x" "#,
        "instance instance.created_at=@1704067200 instance.first_day=@1704038400 instance.grace=432000s instance.services={#0 ...} ",
        r#"instance.disks=[{id="d-1"} {encrypted=true}] instance.ports=[{}] vswitch vswitch.zone="x""#,
    );
    assert_eq!(good(Format::Toml, text), facts);
}

/// The whole file, or `[[records]]`.
#[test]
fn records() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("", &["ok"]),
        ("[[records]]\nrequest.count = 1\n[[records]]\nrequest.count = 'x'\n[records.instance]\nnetwork = 'vps'\n[[records]]\n", &[
            "ok request request.count=1",
            "4:17 wrong-type: `request.count` must be a whole number such as `12` ['x': this is a text]",
            "6:11 unknown-member: `network` has no member `vps` ['vps': did you mean `vpc`?] (its members are `classic`, `vpc`)",
            "ok",
        ]),
        ("records = [{request = {count = 1}}, 5]\n", &[
            "ok request request.count=1",
            "1:37 wrong-type: a record must be an object that holds the facts of each entity [5: this is a number]",
        ]),
        ("x = 1\n[[records]]\n", &[
            "ok",
            "1:1 fact-syntax: `x` stands beside `records` [x: ] (a file holds the facts of one record, or all of its records under `[[records]]`)",
        ]),
        ("[[records]]\nx = \n[[records]]\nrequest.count = 2\n[[records]]\nrequest.id = 'a\n[[records]]\n", &[
            "2:5 fact-syntax: this is no TOML: string values must be quoted, expected literal string [: ]",
            "ok request request.count=2",
            "6:16 fact-syntax: this is no TOML: invalid literal string, expected `'` [: ]",
            "ok",
        ]),
        ("[records]\nx=1", &["1:2 unknown-key: no entity is called `records` [records: ]"]),
        ("records = 5", &["1:1 unknown-key: no entity is called `records` [records: ]"]),
    ];
    check(Format::Toml, rows);
}

/// What JSON refuses is refused here, at its own place.
#[test]
fn problems() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("now = 2024-08-01T10:00:00\n", &[
            "1:7 no-offset: `now` must be a time such as `2024-08-01T10:00+08:00` [2024-08-01T10:00:00: this has no offset] (write `2024-08-01T10:00:00+08:00`)",
        ]),
        ("now = 2024-08-01\n", &[
            "1:7 no-offset: `now` must be a time such as `2024-08-01T10:00+08:00` [2024-08-01: this is only a date] (write `2024-08-01T00:00+08:00`)",
        ]),
        ("now = 10:00:00", &[
            "1:7 bad-literal: `now` must be a time such as `2024-08-01T10:00+08:00` [10:00:00: this cannot be read as one]",
        ]),
        ("request.count = inf\n", &[
            "1:17 bad-literal: `request.count` must be a whole number such as `12` [inf: this cannot be read as one]",
        ]),
        ("request.count = 5.5", &[
            "1:17 wrong-type: `request.count` must be a whole number such as `12` [5.5: this is not whole]",
        ]),
        ("request.count = true", &[
            "1:17 wrong-type: `request.count` must be a whole number such as `12` [true: this is `true`]",
        ]),
        ("[request]\ncount = 1\ncount = 2\n", &["3:1 duplicate-key: `count` stands twice in its table [count: ]"]),
        ("[request]\n[request]\n", &["2:2 duplicate-key: `request` stands twice in its table [request: ]"]),
        ("[instance]\nnetwork = 1\n[source.address]\nciti = 'x'\n", &[
            "2:11 wrong-type: `instance.network` must be one of `classic`, `vpc` [1: this is a number]",
            "4:1 unknown-key: `source.address` has no field `citi` [citi: did you mean `city`?]",
        ]),
        ("source.uid = 2024-01-01", &[
            "1:14 wrong-type: `source.uid` must be a text [2024-01-01: this is a date or a time]",
        ]),
        ("[[request]]\n", &[
            "1:1 wrong-type: `request` must be an object that holds its facts [[[request]]: this is a list]",
        ]),
        ("a.b.c.d = 1", &["1:1 unknown-key: no entity is called `a` [a: ]"]),
        ("instance.disks = [{id='a'},{id='a'}]\ninstance.services = ['slb', 'slb']", &[
            "1:32 duplicate-member: `instance.disks` has two members called `a` ['a': here again] [1:23 'a': here first]",
            "2:29 duplicate-member: `slb` stands twice in `instance.services` ['slb': here again] [2:22 'slb': here first]",
        ]),
    ];
    check(Format::Toml, rows);
}

/// Texts that are no TOML.
#[test]
fn syntax() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("request = {count = 1", &["1:21 fact-syntax: this is no TOML: unclosed inline table, expected `}` [: ]"]),
        ("request = \n", &["1:11 fact-syntax: this is no TOML: string values must be quoted, expected literal string [: ]"]),
        ("\0", &["1:2 fact-syntax: this is no TOML: key with no value, expected `=` [: ]"]),
    ];
    check(Format::Toml, rows);
}
