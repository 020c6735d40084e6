//! What is sound, and most probably not what was meant: each lint at work in the shipped set.

use super::{Defect, defect};

pub fn list() -> Vec<Defect> {
    vec![
        defect("unused param", ["parameters", "// ---- lists", "param spare = 3\n\n// ---- lists"], ["unused-param", "spare"]),
        defect(
            "unused definition",
            ["accounts", "define same_identity =", "define spare = source.verified\ndefine same_identity ="],
            ["unused-definition", "spare"],
        ),
        defect(
            "unused message",
            ["operations", "message not_meanwhile", "message spare { en \"Spare.\" zh \"备用。\" }\nmessage not_meanwhile"],
            ["unused-message", "spare"],
        ),
        defect(
            "unused actor",
            ["vocabulary", "// ---- words", "actor courier en \"courier\" zh \"快递员\"\n// ---- words"],
            ["unused-actor", "courier"],
        ),
        defect(
            "unused enum",
            ["vocabulary", "// ---- words", "enum spare { one en \"one\" zh \"一\", }\n// ---- words"],
            ["unused-enum", "spare"],
        ),
        defect(
            "unused fact",
            [
                "vocabulary",
                "  static_ip                   yes_no",
                "  hostname text en \"host name\" zh \"主机名\"\n  static_ip                   yes_no",
            ],
            ["unused-fact", "hostname"],
        ),
        defect(
            "unused document",
            [
                "documents/notice",
                "/// The provider's notice",
                "document spare { title en \"Spare\" zh \"备用\" authority official  clause one en \"one\" zh \"一\" }\n/// The provider's notice",
            ],
            ["unused-document", "spare"],
        ),
        defect(
            "unused facts",
            ["scenarios/eip", "scenario \"who can convert", "facts spare { eip { attached_to = none } }\nscenario \"who can convert"],
            ["unused-facts", "spare"],
        ),
        defect(
            "uncited clause",
            [
                "documents/notice",
                "  clause classic.retired",
                "  clause classic.later\n    en \"later\"\n    zh \"以后\"\n  clause classic.retired",
            ],
            ["uncited-clause", "classic.later"],
        ),
        defect(
            "rule without citation",
            ["eip", "    cite     resource.note.eip_attached\n", ""],
            ["rule-without-citation", "eip_attached"],
        ),
        defect(
            "rule without reason",
            [
                "eip",
                "    because  en \"It is attached to {eip.attached_to}.\"\n             zh \"该弹性公网 IP 已绑定 {eip.attached_to}。\"\n",
                "",
            ],
            ["rule-without-reason", "eip_attached"],
        ),
        defect(
            "rule without scenario",
            [
                "eip",
                "  rule eip_attached {",
                "  rule eip_odd {\n    forbid   transfer\n    when     eip.id is \"x\"\n    because  en \"It is odd.\" zh \"很怪。\"\n    remedy   impossible\n    cite     resource.note.eip_attached\n  }\n\n  rule eip_attached {",
            ],
            ["rule-without-scenario", "eip_odd"],
        ),
        defect(
            "rule without remedy",
            [
                "eip",
                "    remedy   by source\n             en \"Detach it.\"\n             zh \"解绑该弹性公网 IP。\"\n             makes eip.attached_to is none\n",
                "",
            ],
            ["rule-without-remedy", "eip_attached"],
        ),
        defect(
            "third party alone",
            ["eip", "cite     resource.note.eip_attached", "cite     guide.faq.cost"],
            ["third-party-only", "eip_attached"],
        ),
        defect(
            "superseded citation",
            ["warnings", "cite     guide.faq.cost", "cite     guide.faq.cost, guide.intro.menu"],
            ["superseded-citation", "guide.intro.menu"],
        ),
        defect(
            "informative citation",
            ["eip", "cite     resource.note.eip_attached", "cite     classic.intro.disks"],
            ["informative-only", "eip_attached"],
        ),
        defect(
            "same reason",
            [
                "eip",
                "en \"It is attached to {eip.attached_to}.\"\n             zh \"该弹性公网 IP 已绑定 {eip.attached_to}。\"",
                "en \"Only pay-as-you-go elastic IPs can be transferred; this one's billing is {eip.billing}.\"\n             zh \"仅按量付费的弹性公网 IP 可过户，当前为{eip.billing}。\"",
            ],
            ["same-reason", "\"Only pay-as-you-go elastic IPs can be transferred; this one's billing is {eip.billing}.\""],
        ),
        defect("missing language", ["eip", "\n             zh \"解绑该弹性公网 IP。\"", ""], ["missing-language", "en \"Detach it.\""]),
        defect(
            "missing label",
            ["vocabulary", "  kind  operation_kind  en \"operation\"  zh \"操作\"", "  kind  operation_kind"],
            ["missing-label", "kind"],
        ),
        defect(
            "rule twice",
            [
                "eip",
                "  rule eip_attached {",
                "  rule eip_attached_too {\n    forbid   transfer\n    when     eip.attached_to is not none\n    because  en \"It hangs on {eip.attached_to}.\" zh \"它绑定了 {eip.attached_to}。\"\n    remedy   by source\n             en \"Detach it.\"\n             zh \"解绑该弹性公网 IP。\"\n             makes eip.attached_to is none\n    cite     resource.note.eip_attached\n  }\n\n  rule eip_attached {",
            ],
            ["duplicate-rule", "eip_attached"],
        ),
        defect(
            "magic number",
            ["products", "when     now < resource_created_at + minimum_age", "when     now < resource_created_at + 5 days"],
            ["magic-number", "5 days"],
        ),
        defect(
            "double negation",
            ["instance", "when     instance.promotional", "when     not (not instance.promotional)"],
            ["double-negation", "not (not instance.promotional)"],
        ),
        defect(
            "compared with yes",
            ["instance", "when     instance.promotional", "when     instance.promotional is yes"],
            ["compared-with-yes", "instance.promotional is yes"],
        ),
        defect(
            "negated unless",
            ["instance", "when     instance.promotional", "unless   not instance.promotional"],
            ["negated-unless", "not instance.promotional"],
        ),
        defect(
            "always decided",
            [
                "vpc",
                "when     instance.status is not stopped",
                "when     instance.status in {pending, starting, running, stopping, stopped, releasing}",
            ],
            ["always-decided", "instance.status in {pending, starting, running, stopping, stopped, releasing}"],
        ),
        defect(
            "contradicted",
            ["instance", "when     instance.billing is spot", "when     instance.billing is spot and instance.billing is weekly"],
            ["contradicted-condition", "instance.billing is spot and instance.billing is weekly"],
        ),
        defect(
            "repeated condition",
            ["instance", "when     instance.billing is spot", "when     instance.billing is spot and instance.billing is spot"],
            ["repeated-condition", "instance.billing is spot"],
        ),
        defect(
            "repeated given",
            ["eip", "when     eip.attached_to is not none", "given    request.product is eip\n    when     eip.attached_to is not none"],
            ["repeated-given", "request.product is eip"],
        ),
        defect(
            "day without end",
            [
                "warnings",
                "when     now > resource_expires_at - expiry_notice",
                "when     now <= 2026-10-07 and now > resource_expires_at - expiry_notice",
            ],
            ["day-without-end", "now <= 2026-10-07"],
        ),
        defect(
            "ended rule",
            ["warnings", "effective  from 2025-02-28", "effective  from 2025-02-28 through 2025-12-31"],
            ["ended-rule", "effective  from 2025-02-28 through 2025-12-31"],
        ),
        defect("same version", ["parameters", "= 100 CNY\n", "= 100 CNY\n  then 100 CNY from 2026-01-01\n"], ["same-version", "100 CNY"]),
        defect(
            "past version",
            ["parameters", "= 100 CNY\n", "= 100 CNY\n  then 150 CNY from 2001-01-01\n  then 200 CNY from 2002-01-01\n"],
            ["past-version", "100 CNY"],
        ),
        defect(
            "confusable character",
            ["vpc", "because  en \"The elastic IP", "because  en \"The el\u{430}stic IP"],
            ["confusable-character", "el\u{430}stic"],
        ),
        defect(
            "hidden character",
            ["vpc", "because  en \"The elastic IP", "because  en \"The\u{200b} elastic IP"],
            ["hidden-character", "e\u{200b}"],
        ),
        defect(
            "secret fact",
            ["vocabulary", "  name                 text?", "  password text en \"password\" zh \"密码\"\n  name                 text?"],
            ["secret-fact", "password"],
        ),
        defect(
            "odd name",
            ["vocabulary", "  name                 text?", "  nickName text en \"nickname\" zh \"昵称\"\n  name                 text?"],
            ["odd-name", "nickName"],
        ),
        defect(
            "negative name",
            [
                "vocabulary",
                "  name                 text?",
                "  not_verified yes_no en \"not verified\" zh \"未认证\"\n  name                 text?",
            ],
            ["negative-name", "not_verified"],
        ),
        defect(
            "scenario twice",
            [
                "scenarios/vpc",
                "scenario \"who can stop it\" for transfer {",
                "scenario \"stop it, who can\" for transfer {\n  from   ready_vpc\n  at     2024-09-01T08:00+08:00\n  with   instance.status = running\n  expect forbidden by vpc_not_stopped\n  expect remedy by source\n}\nscenario \"who can stop it\" for transfer {",
            ],
            ["duplicate-scenario", "\"who can stop it\""],
        ),
        defect(
            "expectation without rules",
            [
                "scenarios/vpc",
                "  with   instance.status = running\n  expect forbidden by vpc_not_stopped",
                "  with   instance.status = running\n  expect forbidden",
            ],
            ["expectation-without-rules", "forbidden"],
        ),
        defect(
            "useless allow",
            ["vpc", "  rule eip_bound {", "  allow same-reason \"it is the same\"\n  rule eip_bound {"],
            ["unused-allow", "same-reason"],
        ),
        // tables and remedies
        defect(
            "unreachable row",
            [
                "orders",
                "  | -                | -                    | ram_user   ",
                "  | reject           | -                    | enterprise_admin                 | -      | -                 | forbid          | admin_only_looks  | resource.enterprise.view                                                                |\n  | -                | -                    | ram_user   ",
            ],
            [
                "unreachable-row",
                "| reject           | -                    | enterprise_admin                 | -      | -                 | forbid          | admin_only_looks  | resource.enterprise.view                                                                |",
            ],
        ),
        defect(
            "else that nothing reaches",
            [
                "operations",
                "| ecs.faq.frozen, resource.faq.frozen             |\n}",
                "| ecs.faq.frozen, resource.faq.frozen             |\n  | else             |                                      | permit       |               | ecs.faq.frozen                                  |\n}",
            ],
            [
                "shadowed-else",
                "| else             |                                      | permit       |               | ecs.faq.frozen                                  |",
            ],
        ),
        defect(
            "idle column",
            [
                "vocabulary",
                "// ---- words",
                "table spare : integer {\n  | source.verified | target.verified | => spare |\n  | --- | --- | --- |\n  | yes             | -               | 1        |\n  | no              | -               | 2        |\n}\n// ---- words",
            ],
            ["idle-column", "target.verified"],
        ),
        defect(
            "unused table",
            [
                "vocabulary",
                "// ---- words",
                "table spare : integer {\n  | source.verified | => spare |\n  | --- | --- |\n  | yes             | 1        |\n  | no              | 2        |\n}\n// ---- words",
            ],
            ["unused-table", "spare"],
        ),
        defect(
            "makes without effect",
            ["vpc", "makes instance.eip is none", "makes instance.key_pair is none"],
            ["remedy-without-effect", "instance.key_pair is none"],
        ),
        defect(
            "wait without time",
            ["vpc", "    cite     ecs.instance.interfaces", "    remedy   wait\n    cite     ecs.instance.interfaces"],
            ["wait-without-time", "remedy   wait"],
        ),
        defect("missing wait", ["products", "  remedy   wait\n", ""], ["missing-wait", "now < resource_created_at + minimum_age"]),
    ]
}
