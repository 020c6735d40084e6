//! Types, units, tables and remedies.

use super::{Defect, defect};

pub fn list() -> Vec<Defect> {
    vec![
        defect("number with a span", ["instance", "when     instance.unpaid_orders > 0", "when     instance.unpaid_orders > 0 days"], ["type-mismatch", "0 days"]),
        defect("period with a span", ["products", "when     now < resource_created_at + minimum_age", "when     now - resource_created_at < transfer_interval"], ["period-mismatch", "transfer_interval"]),
        defect("two currencies", ["accounts", "party.arrears > 0 CNY", "party.arrears > 0 USD"], ["currency-mismatch", "0 USD"]),
        defect("text for a member", ["vpc", "instance.status is not stopped", "instance.status is not \"stopped\""], ["type-mismatch", "\"stopped\""]).says("without quotes"),
        defect("enum with another enum", ["destination", "and security_group.network is not instance.network", "and security_group.network is not instance.status"], ["type-mismatch", "instance.status"]),
        defect("a set is smaller", ["bindings", "when     instance.services has any of blocking_services", "when     instance.services > blocking_services"], ["type-mismatch", "instance.services"]).says("`has any of`").errors(2),
        defect("in for has", ["bindings", "when     instance.services has any of blocking_services", "when     instance.services in blocking_services"], ["type-mismatch", "instance.services"]).says("has"),
        defect("a condition where a value is wanted", ["eip", "when     eip.billing is not pay_as_you_go", "when     eip.created_at < (instance.eip is none)"], ["type-mismatch", "(instance.eip is none)"]),
        defect("a value where a condition is wanted", ["eip", "when     eip.attached_to is not none", "when     eip.attached_to"], ["not-a-condition", "eip.attached_to"]).says("write `is not none` behind it"),
        defect("none unsaid", ["eip", "when     eip.attached_to is not none", "when     eip.attached_to is not \"x\""], ["none-unsaid", "eip.attached_to is not \"x\""]),
        defect("a time in a param", ["parameters", "= 5 days", "= now"], ["not-constant", "now"]).errors(2),
        defect("a fact in a param", ["parameters", "= 100 CNY", "= target.arrears"], ["not-constant", "target.arrears"]).errors(1),
        defect("now in what a remedy makes", ["eip", "makes eip.billing is pay_as_you_go", "makes now > eip.created_at"], ["bad-remedy", "now > eip.created_at"]),
        defect("too large", ["parameters", "= 100 CNY", "= 100000000000000000000000000000000000000000 CNY"], ["bad-literal", "100000000000000000000000000000000000000000"]),
        defect("a circle", ["accounts", "define same_name = source.identity_name is target.identity_name", "define same_name = same_identity and same_name"], ["cycle", "same_name"]),
        defect("a circle of two", ["products", "define prepaid =\n  if (request.product is eip) then eip.billing is subscription else instance.billing in {subscription, weekly}", "define prepaid = billed\ndefine billed = not prepaid"], ["cycle", "prepaid"]),
        defect("a date with a time of day", ["scenarios/eip", "scenario \"who can convert and detach it\" for transfer {\n  from   ready_eip\n  at     2024-09-01T08:00+08:00", "scenario \"who can convert and detach it\" for transfer {\n  from   ready_eip\n  at     2024-09-01 08:00"], ["syntax", "08:00"]).says("T"),
        defect("months before now", ["products", "when     now > resource_expires_at - expiry_margin", "when     now + transfer_interval > resource_expires_at"], ["now-misplaced", "now + transfer_interval"]).says("months cannot be added to `now`"),
        defect("another member", ["vpc", "when     interface.kind is secondary", "when     some disk in instance.disks (disk.id is interface.id)"], ["other-member", "interface.id"]).says("cannot mention another one"),
        defect("a product too large", ["classic", "when     request.instance_count > target.pay_as_you_go_quota", "when     request.instance_count * 999999999999999 * 999999999999999 > target.pay_as_you_go_quota"], ["too-large", "request.instance_count * 999999999999999 * 999999999999999"]).says("at most 38 are exact"),
        defect("a decision that nothing answers", ["decisions", "// What is asked.", "decision spare : integer en \"How many?\" zh \"多少？\"\n// What is asked."], ["unanswered-decision", "spare"]),
        defect("a sum of times", ["products", "when     now < resource_created_at + minimum_age", "when     now < resource_created_at + now"], ["type-mismatch", "now"]),
        defect("a list for one", ["vpc", "when     instance.eip is not none", "when     instance.disks.encrypted"], ["unknown-fact", "instance.disks.encrypted"]).says("some disk in instance.disks (disk.encrypted"),
        defect("a wrong type in a scenario", ["scenarios/vpc", "with   instance.status = running", "with   instance.status = 5"], ["type-mismatch", "5"]),
        // tables
        defect("gap", ["operations", "  | not transferring | -                                    | permit       |               | ecs.faq.frozen, resource.faq.frozen             |\n", ""], ["table-gap", "operation_during_transfer"]),
        defect("overlap", ["operations", "| transferring     | no ", "| transferring     | -  "], ["table-overlap", "| transferring     | yes                                  | forbid       | not_meanwhile | ecs.faq.frozen, resource.faq.frozen             |"]),
        defect("missing cell", ["operations", "| transferring     | no                                   | permit       | owner_pays    |", "| transferring     | no                                   | permit       |"], ["table-shape", "| transferring     | no                                   | permit       | ecs.faq.auto_renewal, resource.faq.auto_renewal |"]),
        defect("one cell too many", ["operations", "| transferring     | no  ", "| transferring     | no  | no "], ["table-shape", "| transferring     | no  | no                                  | permit       | owner_pays    | ecs.faq.auto_renewal, resource.faq.auto_renewal |"]).says("this row has 6 cells, the header has 5"),
        defect("a cell of another type", ["operations", "| transferring     | no  ", "| transferring     | 5   "], ["type-mismatch", "5"]),
        defect("an unknown answer", ["operations", "| permit       | owner_pays ", "| allow        | owner_pays "], ["syntax", "allow"]).says("`allow` is written `permit`"),
        // remedies
        defect("an actor that cannot", ["eip", "remedy   by source\n             en \"Detach it.\"", "remedy   by target\n             en \"Detach it.\""], ["bad-remedy", "eip.attached_to is none"]).says("target cannot change this"),
        defect("a fact that nobody changes", ["eip", "makes eip.attached_to is none", "makes eip.expires_at is none"], ["bad-remedy", "eip.expires_at is none"]),
        defect("a condition too complex", ["eip", "makes eip.attached_to is none", "makes eip.attached_to is none or eip.billing is subscription"], ["bad-remedy", "eip.attached_to is none or eip.billing is subscription"]),
    ]
}
