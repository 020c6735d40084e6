//! JSON: every type, every problem with its place.

use caveat::facts::Format;
use pretty_assertions::assert_eq;

use super::support::{bad, good, read};

fn facts(text: &str) -> String {
    good(Format::Json, text)
}

fn problems(text: &str) -> Vec<String> {
    bad(Format::Json, text)
}

#[test]
fn every_type() {
    let text = r#"{"now": "2024-08-01T10:00+08:00",
        "request": {"id": null, "count": 12, "rate": 0.10, "limit": "99.50 USD"},
        "source": {"uid": "a \"b\" \u4e2d\ud83d\ude00", "verified": true, "balance": 7, "address": {"city": "x", "code": null}},
        "instance": {"network": "vpc", "status": null, "created_at": "2024-01-01T00:00Z", "first_day": "2024-01-01", "grace": "1 day 2 hours",
            "services": ["ha_vip", "slb"], "labels": ["b", "a", "..."], "disks": [{"id": "d-1", "size": -3}, {"encrypted": false, "tags": []}, "..."],
            "ports": []},
        "vswitch": null}"#;
    let read = concat!(
        "now=2024-08-01T10:00:00+08:00 ",
        "request request.id=none request.count=12 request.rate=0.1 request.limit=99.5 ",
        r#"source source.uid="a \"b\" 中😀" source.verified=true source.balance=7 source.address.city="x" source.address.code=none "#,
        "instance instance.network=#1 instance.status=none instance.created_at=@1704067200 instance.first_day=@1704038400 ",
        r#"instance.grace=93600s instance.services={#1 #0} instance.labels={"b" "a" ...} "#,
        r#"instance.disks=[{id="d-1" size=-3} {encrypted=false tags={}} ...] instance.ports=[] "#,
        "vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]",
    );
    assert_eq!(facts(text), read);
    assert_eq!(facts("{}"), "");
    assert_eq!(facts(r#" {"instance": {}} "#), "instance");
}

#[test]
fn x() {
    for t in [
        r#"{"instance": {"services": ["slb", "...", "slb"]}}"#,
        "{\"instance\": {\n  \"promotional\": \"yes\",\n  \"network\": \"vps\",\n  \"status\": 3, \"created_at\": \"2024-08-01T10:00\"}}",
        r#"{"instnce": {}, "instance": {"creatd_at": 1, "zz": 2, "disks": [{"id": "d", "encryptd": true}]}}"#,
        r#"{"instance": {"promotional": true, "promotional": false, "promotional": true}, "instance": {}}"#,
        r#"{"now": null, "instance": null, "source": {"uid": null, "address": null}, "request": {"count": null}}"#,
        r#"{"instance": {"services": [null], "disks": [null, 1, {"id": null}], "labels": null}}"#,
        r#"{"now": "2024-08-01", "instance": {"created_at": "2024-02-30T10:00Z", "expires_at": "soon", "first_day": "2024-08-01T10:00Z", "grace": "2 months"}}"#,
        r#"{"instance": {"created_at": 5, "first_day": true, "grace": 5, "network": 1, "services": "slb", "labels": {}, "disks": {}, "ports": [[]]}}"#,
        r#"{"request": {"count": 1.5, "rate": "0.5", "limit": "99.50 CNY"}, "source": {"balance": "x", "uid": 5, "verified": "true"}}"#,
        r#"{"request": {"count": 1234567890123456, "rate": 0.123456789012345678901, "limit": 1e99}, "source": {"balance": "99,50"}}"#,
        r#"{"instance": {"services": ["slb", "ha_vip", "slb", "slb"], "labels": ["a", "a"], "disks": [{"id": "d-1"}, {"id": "d-2"}, {"id": "d-1"}], "ports": [{"number": 1}, {"number": 1}]}}"#,
        r#"{"instance": {"sizes": ["s11"]}}"#,
        r#"[1, "x", null]"#,
        "",
        "  \n",
        "{",
        "{\"now\"",
        "{\"now\" 1}",
        "{\"now\": }",
        "{\"now\": 1,}",
        "[{},]",
        "{} {}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\": 01}",
        "{\"a\": 1.}",
        "{\"a\": nul}",
        "{\"a\": \"x",
        "{\"a\": \"x\ny\"}",
        r#"{"a": "\x"}"#,
        r#"{"a": "\ud800"}"#,
        "{\"a\": 1} // c",
        "\u{feff}{}",
        "nope",
        "[1 2]",
        "{\"a\": [1}",
        "{\"instance\": {\"grace\": \"11000 years\"}}",
        "{\"instance\": {\"grace\": \"9999999 days\"}}",
    ] {
        println!("{t}\n{:#?}", read(Format::Json, t));
    }
    let _ = problems as fn(&str) -> Vec<String>;
}
