//! What is presumed, and how records and members are called.

use caveat::facts::{Format, MemberName, Options, Presumed, Reader, Record, name_member, presume, record_name};
use caveat::model::vocabulary::{FactId, FieldId, Vocabulary};
use pretty_assertions::assert_eq;

use super::support::{facts, vocabulary};

fn record(vocabulary: &Vocabulary, text: &str) -> Record {
    let mut record = Record::new(vocabulary);
    let mut reader = Reader::new(vocabulary, Options::default(), Format::Json, "facts", text.as_bytes());
    reader.next(&mut record).unwrap().unwrap();
    record
}

fn fact(vocabulary: &Vocabulary, path: &str) -> FactId {
    FactId(u32::try_from(vocabulary.facts.iter().position(|fact| fact.path == path).unwrap()).unwrap())
}

#[test]
fn what_nobody_has_told() {
    let vocabulary = vocabulary();
    let text = r#"{"request": {"count": 2}, "instance": {"services": ["..."], "disks": [{"id": "d-1", "tags": ["ha_vip"]}, {"encrypted": true}]}}"#;
    let mut record = record(&vocabulary, text);
    let presumed = presume(&vocabulary, &mut record);
    let plain = |path| Presumed { fact: fact(&vocabulary, path), member: None };
    let of_disk = |index, field| Presumed { fact: fact(&vocabulary, "instance.disks"), member: Some((index, FieldId(field))) };
    assert_eq!(presumed, [plain("instance.expires_at"), plain("instance.promotional"), of_disk(0, 1), of_disk(1, 3)]);
    let read = concat!(
        "request request.count=2 instance instance.expires_at=none instance.promotional=false instance.services={ ...} ",
        r#"instance.disks=[{id="d-1" encrypted=false tags={"ha_vip"}} {encrypted=true tags={}}]"#,
    );
    assert_eq!(facts(&vocabulary, &record), read);
    assert_eq!(presume(&vocabulary, &mut record), []);
}

#[test]
fn what_is_presumed_of_nothing() {
    let vocabulary = vocabulary();
    let mut record = record(&vocabulary, r#"{"vswitch": null}"#);
    let presumed = presume(&vocabulary, &mut record);
    let paths: Vec<_> = presumed.iter().map(|presumed| vocabulary.fact(presumed.fact).unwrap().path.as_str()).collect();
    let expected = ["request.count", "instance.expires_at", "instance.promotional", "instance.services", "instance.disks"];
    assert_eq!(paths, expected);
    let read = "request.count=1 instance.expires_at=none instance.promotional=false instance.services={#0} instance.disks=[]";
    assert!(facts(&vocabulary, &record).starts_with(read), "{}", facts(&vocabulary, &record));
}

#[test]
fn names() {
    let mut vocabulary = vocabulary();
    vocabulary.named_by = ["request.id", "source.uid", "instance.created_at"].map(|path| fact(&vocabulary, path)).to_vec();
    let named = |text| record_name(&vocabulary, &record(&vocabulary, text));
    assert_eq!(named("{}"), None);
    assert_eq!(named(r#"{"request": {"id": null}, "source": {"uid": "u"}}"#), Some("u".to_owned()));
    assert_eq!(named(r#"{"source": {"uid": "u"}, "request": {"id": "r"}}"#), Some("r".to_owned()));
    assert_eq!(named(r#"{"instance": {"created_at": "2024-01-01T00:00Z"}}"#), Some("2024-01-01T08:00:00+08:00".to_owned()));

    let record = record(&vocabulary, r#"{"instance": {"disks": [{"id": "d-1"}, {}], "ports": [{"number": 1}]}}"#);
    let name = |list, index| name_member(&vocabulary, &record, fact(&vocabulary, list), index);
    assert_eq!(name("instance.disks", 0), MemberName::Given("d-1".to_owned()));
    assert_eq!(name("instance.disks", 0).quoted(), "\"d-1\"");
    assert_eq!(name("instance.disks", 1).to_string(), "#2");
    assert_eq!(name("instance.ports", 0).quoted(), "#1");
}
