//! YAML: what stands without quotes is decided by the type of its fact.

use caveat::facts::Format;
use pretty_assertions::assert_eq;

use super::support::{check, good};

/// Without quotes, `no` is a truth, a text or an error, and `1.10` a number or a text, as its fact has it.
#[test]
fn every_type() {
    let text = "now: 2024-08-01T10:00+08:00\nrequest: {id: ~, count: 12, rate: 0.10, limit: 99.50 USD}\nsource:\n  uid: 1.10\n  verified: yes\n  \
        balance: 7\n  address: {city: no, code: null}\ninstance:\n  network: vpc\n  created_at: 2024-01-01T00:00Z\n  first_day: 2024-01-01\n  \
        grace: PT72H\n  services: [slb, ...]\n  labels:\n    - b\n    - 5\n  disks:\n    - id: d-1\n      encrypted: no\n    - ...\nvswitch:\n";
    let facts = concat!(
        "now=2024-08-01T10:00:00+08:00 request request.id=none request.count=12 request.rate=0.1 request.limit=99.5 ",
        r#"source source.uid="1.10" source.verified=true source.balance=7 source.address.city="no" source.address.code=none "#,
        "instance instance.network=#1 instance.created_at=@1704067200 instance.first_day=@1704038400 instance.grace=259200s ",
        r#"instance.services={#0 ...} instance.labels={"b" "5"} instance.disks=[{id="d-1" encrypted=false} ...] "#,
        "vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]",
    );
    assert_eq!(good(Format::Yaml, text), facts);
    assert_eq!(good(Format::Yaml, "request: {count: 1_000, limit: '5'}"), "request request.count=1000 request.limit=5");
    assert_eq!(good(Format::Yaml, "\u{FEFF}request:\r\n  count: 5\r\n"), "request request.count=5");
}

/// A document each, or the elements of a sequence; documents without content are none.
#[test]
fn records() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("", &[]),
        ("# only\n", &[]),
        ("---\n---\n", &[]),
        ("null", &[]),
        ("5", &["1:1 wrong-type: a record must be an object that holds the facts of each entity [5: this is `5`]"]),
        ("- {}\n-\n", &[
            "ok",
            "2:2 wrong-type: a record must be an object that holds the facts of each entity [: this is `null`]",
        ]),
        ("%YAML 1.2\n---\nrequest: {}\n...\n", &["ok request"]),
        ("- request: {count: 1}\n- request: {count: x}\n- request:\n    count: 007\n    rate: \"1\"\n- request: {count: 1.5, id: [1]}\n- {}\n", &[
            "ok request request.count=1",
            "2:20 bad-literal: `request.count` must be a whole number such as `12` [x: this cannot be read as one]",
            "4:12 bad-literal: `request.count` must be a whole number such as `12` [007: a number has no zeros in front; a text stands in quotes]",
            r#"5:11 wrong-type: `request.rate` must be a number such as `0.5` ["1": this is a text]"#,
            "6:20 wrong-type: `request.count` must be a whole number such as `12` [1.5: this is not whole]",
            "6:29 wrong-type: `request.id` must be a text [[1]: this is a list]",
            "ok",
        ]),
        ("request: {count: 1}\n---\nrequest: {cuont: 1}\n---\n- request: {count: 2}\n- now: 2024-01-01\n", &[
            "ok request request.count=1",
            "3:11 unknown-key: `request` has no field `cuont` [cuont: did you mean `count`?]",
            "ok request request.count=2",
            "6:8 no-offset: `now` must be a time such as `2024-08-01T10:00+08:00` [2024-01-01: this is only a date] (write `2024-01-01T00:00+08:00`)",
        ]),
    ];
    check(Format::Yaml, rows);
}

/// Aliases stand for what was anchored; tags and merge keys do not.
#[test]
fn anchors() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("request: {count: &c 5, id: *c}\n", &[r#"ok request request.id="5" request.count=5"#]),
        ("request: &r {count: 1}\nsource: *r\n", &["2:9 unknown-key: `source` has no field `count` [*r: ]"]),
        ("- &r {request: {count: 1}}\n- *r\n", &["ok request request.count=1", "ok request request.count=1"]),
        ("request: &a [*a]\n", &["1:14 fact-syntax: the alias stands within what it refers to [*a: ]"]),
        ("request: *y\n", &["1:10 fact-syntax: this is no YAML: while parsing node, found unknown anchor [*: ]"]),
        ("request: {<<: 1}\n", &[
            "1:11 fact-syntax: the merge key `<<` is not read [<<: ] (write the keys out, or give the whole object as an alias)",
        ]),
        ("request:\n  id: !!str 5\n  count: !!int \"5\"\n", &[r#"ok request request.id="5" request.count=5"#]),
        ("request: {count: !!str 5}\n", &[
            "1:18 wrong-type: `request.count` must be a whole number such as `12` [!!str 5: this is a text]",
        ]),
        ("request: {count: !foo 5}\n---\nrequest: {}\n", &[
            "1:18 fact-syntax: the tag `!foo` has no meaning in a fact file [!foo 5: ]",
            "ok request",
        ]),
        ("request: !!set {a}\n", &["1:10 fact-syntax: the tag `!!set` has no meaning in a fact file [!!set {: ]"]),
        ("? [a]\n: b\n", &["1:3 fact-syntax: a key must be a name [[: ]"]),
    ];
    check(Format::Yaml, rows);
}

/// What JSON refuses is refused here, at its own place.
#[test]
fn problems() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("request:\n  count: 1\n  count: 2\n", &[
            "3:3 duplicate-key: `count` stands twice in `request` [count: here again] [2:3 count: here first]",
        ]),
        ("instance:\n- 1\n- 2\n", &[
            "2:3 wrong-type: `instance` must be an object that holds its facts [1: this is a list]",
        ]),
        ("request:\n  count: {a: 1,\n    b: 2}\n", &[
            "2:10 wrong-type: `request.count` must be a whole number such as `12` [{a: 1,: this is an object]",
        ]),
        ("request:\r\n  cuont: 1\r\n", &[
            "2:3 unknown-key: `request` has no field `cuont` [cuont: did you mean `count`?]",
        ]),
        ("中文: {é: 1}\nrequest: {字: 1}\n", &[
            "1:1 unknown-key: no entity is called `中文` [中文: ]",
            "2:11 unknown-key: `request` has no field `字` [字: ]",
        ]),
        ("source:\n  verified: True\n  uid: |\n    a\n    b\n", &[
            "2:13 wrong-type: `source.verified` must be a yes_no: `true` or `false` [True: this is `True`]",
        ]),
        ("source: {balance: 0100}\nrequest: {limit: 5 CNY}\n", &[
            "1:19 bad-literal: `source.balance` must be money such as `99.50 CNY` [0100: a number has no zeros in front; a text stands in quotes]",
            "2:18 currency-mismatch: `request.limit` must be money such as `99.50 USD` [5 CNY: this is another currency]",
        ]),
        ("request: {count: .inf}", &[
            "1:18 bad-literal: `request.count` must be a whole number such as `12` [.inf: this cannot be read as one]",
        ]),
        ("instance: {disks: [{id: a}, {id: a}], services: [slb, slb]}\n", &[
            "1:34 duplicate-member: `instance.disks` has two members called `a` [a: here again] [1:25 a: here first]",
            "1:55 duplicate-member: `slb` stands twice in `instance.services` [slb: here again] [1:50 slb: here first]",
        ]),
        ("instance:\n  services: null\n  network: ~\n", &[
            "2:13 unexpected-null: `instance.services` cannot be `null` [null: ] (leave the key out if it is not known)",
            "3:12 unexpected-null: `instance.network` cannot be `null` [~: ] (leave the key out if it is not known)",
        ]),
        ("instance: {status: runing, created_at: 2024-08-01 10:00}\n", &[
            "1:20 unknown-member: `status` has no member `runing` [runing: did you mean `running`?] (its members are `running`, `stopped`, `releasing`)",
            "1:40 no-offset: `instance.created_at` must be a time such as `2024-08-01T10:00+08:00` [2024-08-01 10:00: this has no offset] (write `2024-08-01 10:00+08:00`)",
        ]),
    ];
    check(Format::Yaml, rows);
}

/// Texts that are no YAML; in a sequence an element costs only itself.
#[test]
fn syntax() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("request: {count: 1\n", &[
            "2:1 fact-syntax: this is no YAML: while parsing a flow mapping, did not find expected ',' or '}' [: ]",
        ]),
        ("request:\n\tcount: 1\n", &[
            "2:2 fact-syntax: this is no YAML: tabs disallowed within this context (block indentation) [c: ]",
        ]),
        ("a: b: c\n", &["1:5 fact-syntax: this is no YAML: mapping values are not allowed in this context [:: ]"]),
        ("x: 'abc\n", &[
            "1:4 fact-syntax: this is no YAML: while scanning a quoted scalar, found unexpected end of stream [': ]",
        ]),
        ("- request: {}\n- [\n", &[
            "ok request",
            "3:1 fact-syntax: this is no YAML: while parsing a node, did not find expected node content [: ]",
        ]),
        ("- request: {count: 1\n- request: {count: 2}\n- request: {id: 'a}\n- {} rest\n- request: {count: 5}\nx: 1\n- {}\n", &[
            "2:1 fact-syntax: this is no YAML: while parsing a flow mapping, did not find expected ',' or '}' [: ]",
            "ok request request.count=2",
            "3:17 fact-syntax: this is no YAML: while scanning a quoted scalar, found unexpected end of stream [': ]",
            "ok",
            "4:6 fact-syntax: this is no YAML: while parsing a block collection, did not find expected '-' indicator [r: ]",
            "ok request request.count=5",
            "6:1 fact-syntax: this is no YAML: while parsing a block collection, did not find expected '-' indicator [x: ]",
            "ok",
        ]),
        ("\0", &["1:1 fact-syntax: this is no YAML: found unprintable character [\0: ]"]),
    ];
    check(Format::Yaml, rows);
}
