//! Random requests with the instance or elastic IP that they are about, and where it is to go.

use serde_json::{Value, json};

use super::super::calendar::{DAY, HOUR};
use super::dice::Dice;

const SERVICES: [&str; 5] = ["ha_vip", "reverse_access", "next_hop_route", "slb", "global_accelerator"];
const LOCKS: [&str; 5] = ["financial", "security", "recycling", "dedicated_host_financial", "refunded"];

/// What the parts of a record have to agree on.
pub struct Plan {
    pub product: &'static str,
    pub count: i64,
    network: &'static str,
    billing: &'static str,
}

impl Plan {
    pub fn new(dice: &mut Dice<'_>) -> Self {
        let any = dice.pick(&["subscription", "weekly", "pay_as_you_go"]);
        Self {
            product: dice.weigh(&["ecs_instance", "ecs_instance", "eip"], &["other"]),
            count: dice.pick(&[1, 1, 1, 2, 10]),
            network: dice.pick(&["vpc", "vpc", "classic"]),
            billing: dice.weigh(&["subscription", "pay_as_you_go", any], &["spot"]),
        }
    }

    pub fn request(&self, dice: &mut Dice<'_>) -> Value {
        json!({
            "id": dice.or_none(0.2, "request-1"),
            "product": self.product,
            "region": place(dice, "cn-hangzhou"),
            "zone": place(dice, "cn-hangzhou-b"),
            "instance_count": self.count,
            "keep_private_ip": dice.chance(0.3),
        })
    }

    pub fn instance(&self, dice: &mut Dice<'_>, now: i64) -> Value {
        let created_at = created_at(dice, now);
        let expires_at = expires_at(dice, now, self.is_prepaid());
        let last_transferred_at = last_transferred_at(dice, now);
        let mut instance = json!({
            "id": "i-1",
            "network": self.network,
            "billing": self.billing,
            "status": self.status(dice),
            "region": "cn-hangzhou",
            "zone": "cn-hangzhou-b",
            "created_at": created_at,
            "expires_at": expires_at,
            "last_transferred_at": last_transferred_at,
            "image_owner": dice.weigh(&["system", "self", "others"], &["marketplace"]),
            "dhcp_image": dice.chance(0.7),
            "static_ip": dice.chance(0.3),
        });
        let parts = [state(dice), bindings(dice, self.network), members(dice)];
        if let Value::Object(fields) = &mut instance {
            for part in parts {
                if let Value::Object(part) = part {
                    fields.extend(part);
                }
            }
        }
        instance
    }

    pub fn security_group(&self, dice: &mut Dice<'_>) -> Value {
        if dice.chance(0.2) {
            return Value::Null;
        }
        let count = self.count;
        let vpc = if self.network == "vpc" { 0.1 } else { 0.9 };
        json!({
            "id": "sg-1",
            "network": dice.weigh(&[self.network], &["vpc", "classic"]),
            "vpc": dice.or_none(vpc, "vpc-1"),
            "remaining_quota": dice.weigh(&[count, count + 1, 200], &[count - 1, 0]),
        })
    }

    pub fn vswitch(&self, dice: &mut Dice<'_>) -> Value {
        if self.network == "classic" || dice.chance(0.2) {
            return Value::Null;
        }
        json!({
            "id": "vsw-1",
            "vpc": dice.weigh(&["vpc-1"], &["vpc-2"]),
            "zone": dice.weigh(&["cn-hangzhou-b"], &["cn-hangzhou-c"]),
        })
    }

    fn is_prepaid(&self) -> bool {
        matches!(self.billing, "subscription" | "weekly")
    }

    fn status(&self, dice: &mut Dice<'_>) -> &'static str {
        let moving = ["pending", "starting", "stopping", "releasing"];
        if self.network == "vpc" {
            dice.weigh(&["stopped"], &["running", "pending", "starting", "stopping"])
        } else {
            dice.weigh(&["running", "stopped"], &moving)
        }
    }
}

/// An elastic IP, which is mostly free.
pub fn eip(dice: &mut Dice<'_>, now: i64) -> Value {
    let billing = dice.weigh(&["pay_as_you_go"], &["subscription"]);
    let attached_to = dice.weigh(&[Value::Null], &[json!("i-2")]);
    json!({
        "id": "eip-1",
        "billing": billing,
        "attached_to": attached_to,
        "created_at": created_at(dice, now),
        "expires_at": expires_at(dice, now, billing == "subscription"),
    })
}

/// A wanted region or zone: none, this one, or another.
fn place(dice: &mut Dice<'_>, here: &str) -> Value {
    let wanted = dice.weigh(&[here], &["cn-shanghai", "cn-hangzhou-c"]);
    dice.or_none(0.4, wanted)
}

fn created_at(dice: &mut Dice<'_>, now: i64) -> Value {
    let allowed = [5 * DAY, 5 * DAY + 1, 30 * DAY, 400 * DAY];
    let age = dice.weigh(&allowed, &[5 * DAY - 1, HOUR, -HOUR]);
    dice.time(now - age)
}

/// Where nothing was prepaid, the date is none, or one that means nothing.
fn expires_at(dice: &mut Dice<'_>, now: i64, prepaid: bool) -> Value {
    let margin = 72 * HOUR;
    let soon = [margin - 1, 1, 0, -1, -10 * DAY];
    if dice.chance(if prepaid { 0.02 } else { 0.7 }) {
        return Value::Null;
    }
    let left = if prepaid { dice.weigh(&[margin, margin + 1, 30 * DAY, 300 * DAY], &soon) } else { dice.pick(&soon) };
    dice.time(now + left)
}

fn last_transferred_at(dice: &mut Dice<'_>, now: i64) -> Value {
    if dice.chance(0.5) {
        return Value::Null;
    }
    let edge = dice.half_a_year_before(now);
    let time = dice.weigh(&[edge, edge, now - 400 * DAY], &[now - 30 * DAY, now]);
    dice.time(time)
}

/// What goes on with the instance.
fn state(dice: &mut Dice<'_>) -> Value {
    let locks = if dice.trouble() { dice.some_of(&LOCKS) } else { json!([]) };
    json!({
        "locks": locks,
        "transfer_unfinished": dice.trouble(),
        "promotional": dice.trouble(),
        "same_buyer": dice.trouble(),
        "pending_reconfiguration": dice.trouble(),
        "temporary_upgrade_active": dice.trouble(),
        "temporary_bandwidth_active": dice.trouble(),
        "installment_unpaid": dice.trouble(),
        "unpaid_orders": dice.weigh(&[0], &[1, 2]),
        "scheduled_host_migration": dice.trouble(),
    })
}

/// What the instance is bound to.
fn bindings(dice: &mut Dice<'_>, network: &str) -> Value {
    let bound = |dice: &mut Dice<'_>, text: &str| dice.weigh(&[Value::Null], &[json!(text)]);
    // On the classic network an elastic IP does no harm.
    let eip = if network == "classic" { dice.or_none(0.6, "eip-2") } else { bound(dice, "eip-2") };
    let eip_billing = if eip.is_null() { Value::Null } else { json!(dice.pick(&["subscription", "pay_as_you_go"])) };
    let services = if dice.trouble() { dice.some_of(&SERVICES) } else { json!([]) };
    json!({
        "dedicated_host": bound(dice, "dh-1"),
        "key_pair": bound(dice, "key-1"),
        "eip": eip,
        "eip_billing": eip_billing,
        "services": services,
        "authorizations": dice.weigh(&[json!([])], &[json!(["dts"]), json!(["rds", "dts"])]),
        "classic_link": dice.trouble(),
    })
}

/// The disks and network interfaces, some of them without an id.
fn members(dice: &mut Dice<'_>) -> Value {
    let disks: Vec<_> = (1..=dice.number(0..=3)).map(|number| named(dice, format!("d-{number}"), disk)).collect();
    let network_interfaces: Vec<_> =
        (1..=dice.number(0..=3)).map(|number| named(dice, format!("eni-{number}"), network_interface)).collect();
    json!({"disks": disks, "network_interfaces": network_interfaces})
}

fn named(dice: &mut Dice<'_>, id: String, draw: fn(&mut Dice<'_>) -> Value) -> Value {
    let mut member = draw(dice);
    if let Value::Object(fields) = &mut member
        && !dice.chance(0.15)
    {
        fields.insert("id".to_owned(), Value::String(id));
    }
    member
}

fn disk(dice: &mut Dice<'_>) -> Value {
    let settled = ["in_use", "in_use", "available", "creating", "reinitializing"];
    json!({
        "status": dice.weigh(&settled, &["attaching", "detaching"]),
        "category": dice.pick(&["cloud_essd", "cloud_auto", "cloud_ssd"]),
        "encrypted": dice.trouble(),
        "shared": dice.trouble(),
        "bursting": dice.trouble(),
    })
}

fn network_interface(dice: &mut Dice<'_>) -> Value {
    json!({"kind": dice.weigh(&["primary"], &["secondary"])})
}
