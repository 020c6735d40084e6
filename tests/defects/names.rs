//! Names that nothing has, and names that two things have.

use super::{Defect, defect};

pub fn list() -> Vec<Defect> {
    vec![
        defect("misspelt fact", ["vpc", "when     instance.eip is", "when     instance.eipp is"], ["unknown-fact", "instance.eipp"])
            .says("did you mean `instance.eip`?"),
        defect("misspelt entity", ["vpc", "when     instance.eip is", "when     instanse.eip is"], ["unknown-fact", "instanse.eip"])
            .says("`instance.eip`?"),
        defect(
            "misspelt fact in a text",
            ["vpc", "it is {instance.status}.", "it is {instance.statu}."],
            ["unknown-fact", "instance.statu"],
        )
        .says("did you mean `instance.status`?"),
        defect(
            "misspelt fact in a scenario",
            ["scenarios/vpc", "with   instance.status = running", "with   instance.statuss = running"],
            ["unknown-fact", "instance.statuss"],
        )
        .says("`instance.status`"),
        defect("misspelt member", ["vpc", "interface.kind is secondary", "interface.kind is secondry"], ["unknown-member", "secondry"])
            .says("did you mean `secondary`?"),
        defect(
            "member of another enum",
            ["vpc", "instance.status is not stopped", "instance.status is not secondary"],
            ["unknown-member", "secondary"],
        ),
        defect(
            "misspelt member in a cell",
            ["operations", "| transferring     | yes", "| transfering      | yes"],
            ["unknown-member", "transfering"],
        )
        .says("did you mean `transferring`?"),
        defect(
            "misspelt param",
            ["accounts", "when     target.available_balance < minimum_balance", "when     target.available_balance < minimum_balence"],
            ["unknown-fact", "minimum_balence"],
        )
        .says("did you mean `minimum_balance`?"),
        defect(
            "misspelt definition",
            ["accounts", "when     not same_identity", "when     not same_identiy"],
            ["unknown-fact", "same_identiy"],
        )
        .says("did you mean `same_identity`?"),
        defect("misspelt message", ["operations", "| owner_pays    |", "| owner_pay     |"], ["unknown-name", "owner_pay"])
            .says("did you mean `owner_pays`?"),
        defect("misspelt clause", ["vpc", "ecs.instance.eip\n", "ecs.instance.eips\n"], ["unknown-clause", "ecs.instance.eips"])
            .says("did you mean `ecs.instance.eip`?"),
        defect("misspelt document", ["vpc", "ecs.instance.eip\n", "esc.instance.eip\n"], ["unknown-clause", "esc.instance.eip"])
            .says("`ecs"),
        defect(
            "misspelt actor",
            ["eip", "remedy   by source\n             en \"Detach it.\"", "remedy   by sorce\n             en \"Detach it.\""],
            ["unknown-name", "sorce"],
        )
        .says("did you mean `source`?"),
        defect(
            "misspelt decision",
            ["products", "forbid   transfer\n  when     request.product is other", "forbid   transfr\n  when     request.product is other"],
            ["unknown-name", "transfr"],
        )
        .says("did you mean `transfer`?"),
        defect(
            "misspelt suggestion",
            [
                "accounts",
                "zh \"源账号与目标账号分属不同站点：{source.site} 与 {target.site}。\"\n  remedy   impossible suggest shared_image, smc",
                "zh \"源账号与目标账号分属不同站点：{source.site} 与 {target.site}。\"\n  remedy   impossible suggest shared_imag, smc",
            ],
            ["unknown-name", "shared_imag"],
        )
        .says("did you mean `shared_image`?"),
        defect("misspelt record field", ["vpc", "interface.kind is secondary", "interface.kinds is secondary"], ["unknown-fact", "kinds"])
            .says("did you mean `kind`?"),
        defect(
            "misspelt facts",
            [
                "scenarios/vpc",
                "scenario \"who can stop it\" for transfer {\n  from   ready_vpc",
                "scenario \"who can stop it\" for transfer {\n  from   redy_vpc",
            ],
            ["unknown-name", "redy_vpc"],
        )
        .says("did you mean `ready_vpc`?"),
        defect(
            "misspelt rule in a scenario",
            [
                "scenarios/eip",
                "expect forbidden by eip_not_pay_as_you_go, eip_attached",
                "expect forbidden by eip_not_pay_as_you_go, eip_atached",
            ],
            ["unknown-name", "eip_atached"],
        )
        .says("did you mean `eip_attached`?"),
        defect("misspelt type", ["vocabulary", "uid       text          en", "uid       txt          en"], ["unknown-name", "txt"])
            .says("did you mean `text`?"),
        defect(
            "misspelt fact beside a member",
            ["vpc", "instance.status is not stopped", "instance.statuss is not stopped"],
            ["unknown-fact", "instance.statuss"],
        )
        .says("did you mean `instance.status`?"),
        defect("misspelt fact in a header", ["operations", "| order.state      |", "| order.stat       |"], ["unknown-fact", "order.stat"])
            .says("did you mean `order.state`?"),
        defect("misspelt record", ["vocabulary", "entity source of account", "entity source of acount"], ["unknown-name", "acount"])
            .says("did you mean `account`?"),
        defect(
            "misspelt enum",
            ["vocabulary", "  network                     network  ", "  network                     netwrk  "],
            ["unknown-name", "netwrk"],
        )
        .says("did you mean `network`?"),
        defect("rule of a taken name", ["vpc", "rule eip_bound", "rule eip_attached"], ["duplicate-name", "eip_attached"]),
        defect(
            "param of a taken name",
            ["parameters", "param expiry_notice", "param expiring_soon = 3 hours\nparam expiry_notice"],
            ["duplicate-name", "expiring_soon"],
        ),
        defect(
            "member twice",
            ["vocabulary", "zh \"专有网络 VPC\",", "zh \"专有网络 VPC\", classic en \"VPC\"  zh \"VPC\","],
            ["duplicate-name", "classic"],
        ),
        defect(
            "field twice",
            ["vocabulary", "static_ip                   yes_no", "dhcp_image yes_no\n  static_ip                   yes_no"],
            ["duplicate-name", "dhcp_image"],
        ),
        defect(
            "row twice",
            [
                "operations",
                "  | not transferring | - ",
                "  | transferring     | no                                   | permit       | owner_pays    | ecs.faq.auto_renewal, resource.faq.auto_renewal |\n  | not transferring | - ",
            ],
            [
                "table-overlap",
                "| transferring     | no                                   | permit       | owner_pays    | ecs.faq.auto_renewal, resource.faq.auto_renewal |",
            ],
        ),
        defect("a language that texts do not have", ["policy", "languages  en, zh", "languages  en, cn"], ["unknown-name", "zh"])
            .says("the policy header names en, cn"),
        defect(
            "hole of a param",
            ["duties", "within {confirmation_window} of the submission", "within {confirmation_windows} of the submission"],
            ["unknown-fact", "confirmation_windows"],
        )
        .says("did you mean `confirmation_window`?"),
    ]
}
