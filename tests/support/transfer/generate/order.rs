//! Random orders, and what somebody wants to do to them.

use serde_json::{Value, json};

use super::super::calendar::{DAY, HOUR};
use super::dice::Dice;

const STATES: [&str; 8] = ["none_yet", "pending_confirmation", "transferring", "completed", "cancelled", "rejected", "expired", "failed"];
const ACTORS: [&str; 5] = ["source", "target", "enterprise_admin", "ram_user", "system"];
const STEPS: [(&str, &str); 8] = [
    ("initiate", "source"),
    ("confirm", "target"),
    ("reject", "target"),
    ("cancel", "source"),
    ("view", "source"),
    ("view", "enterprise_admin"),
    ("finish", "system"),
    ("fail", "system"),
];
const OPERATIONS: [&str; 10] = [
    "upgrade",
    "downgrade",
    "manual_renew",
    "auto_renew",
    "unregister",
    "unsubscribe",
    "change_os",
    "bandwidth_upgrade",
    "bandwidth_downgrade",
    "convert_billing",
];

/// An order, submitted about 24 hours ago where it is pending.
pub fn order(dice: &mut Dice<'_>, now: i64) -> Value {
    let any = dice.pick(&STATES);
    let state = dice.pick(&["pending_confirmation", "transferring", any, any]);
    let ages = [DAY, DAY - 1, DAY + 1, HOUR, 0, 3 * DAY];
    let submitted_at = now - dice.pick(&ages);
    let submitted_at = if state == "none_yet" || dice.chance(0.05) { Value::Null } else { dice.time(submitted_at) };
    json!({
        "id": dice.or_none(0.2, "order-1"),
        "state": state,
        "submitted_at": submitted_at,
    })
}

/// An action, mostly by somebody who may take it.
pub fn action(dice: &mut Dice<'_>) -> Value {
    let (kind, actor) = dice.pick(&STEPS);
    let anybody = dice.pick(&ACTORS);
    json!({
        "kind": kind,
        "actor": dice.pick(&[actor, actor, actor, anybody]),
        "agreement_accepted": !dice.chance(0.15),
        "identity_check_passed": !dice.chance(0.15),
        "destination_chosen": !dice.chance(0.3),
    })
}

/// The name of an operation.
pub fn operation(dice: &mut Dice<'_>) -> &'static str {
    dice.pick(&OPERATIONS)
}

/// A claim for a part that was, or was not, bought after the transfer.
pub fn refund_claim(dice: &mut Dice<'_>) -> Value {
    let fen = dice.pick(&[0, 1, 9_950, 123_456]);
    json!({
        "kind": dice.pick(&["unsubscribe", "downgrade"]),
        "part": dice.pick(&["original", "renewal", "upgrade", "new_order"]),
        "remaining_value": dice.money(fen),
    })
}
