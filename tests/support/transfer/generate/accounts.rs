//! Random pairs of accounts.

use serde_json::{Value, json};

use super::dice::Dice;

/// Texts that differ in nothing but case, width or composition are different texts.
const NAMES: [&str; 5] = ["杭州示例科技有限公司", "Example Ltd", "EXAMPLE LTD", "Caf\u{e9} \"Example\"", "Cafe\u{301} \"Example\""];

/// Who the two accounts are.
struct Parties {
    kinds: [&'static str; 2],
    uids: [&'static str; 2],
    identities: [&'static str; 2],
    names: [&'static str; 2],
}

impl Parties {
    fn new(dice: &mut Dice<'_>) -> Self {
        let kinds = dice.weigh(
            &[["individual", "individual"], ["individual", "individual"], ["individual", "enterprise"], ["enterprise", "enterprise"]],
            &[["enterprise", "individual"]],
        );
        let enterprises = kinds == ["enterprise", "enterprise"];
        let same = ["identity-1", "identity-1"];
        let different = ["identity-1", "identity-2"];
        let identities = match kinds {
            ["individual", "individual"] => dice.pick(&[same, different]),
            ["individual", "enterprise"] => dice.weigh(&[different], &[same]),
            _ => dice.weigh(&[same], &[different]),
        };
        let name = dice.pick(&NAMES);
        let other_name = dice.pick(&NAMES);
        let names =
            if enterprises { dice.weigh(&[[name, name]], &[[name, other_name]]) } else { dice.pick(&[[name, name], [name, other_name]]) };
        let uids = dice.weigh(&[["1001", "1002"]], &[["1001", "1001"]]);
        Self { kinds, uids, identities, names }
    }

    /// Somebody who has received from the source before.
    fn recipient(&self, dice: &mut Dice<'_>) -> Value {
        let [from, to] = self.identities;
        let [_, target] = self.uids;
        let (uid, kind, identity) = if dice.trouble() || dice.chance(0.03) {
            (dice.pick(&["1001", "1002", "1003", "1004"]), dice.pick(&["individual", "enterprise"]), dice.pick(&[from, to, "identity-3"]))
        } else {
            // The target itself, or another account of the source's owner.
            let again = (target, self.kinds[1], to);
            dice.pick(&[again, ("1003", "individual", from)])
        };
        json!({"uid": uid, "kind": kind, "identity": identity})
    }
}

/// The source and the target.
pub fn accounts(dice: &mut Dice<'_>, count: i64) -> (Value, Value) {
    let parties = Parties::new(dice);
    let site = dice.pick(&["china", "international"]);
    let target_site = dice.weigh(&[site], &["china", "international"]);
    let source = account(dice, &parties, 0, site, count);
    let target = account(dice, &parties, 1, target_site, count);
    (source, target)
}

fn account(dice: &mut Dice<'_>, who: &Parties, which: usize, site: &str, count: i64) -> Value {
    // The quota counts for few instances only: let it be short more often.
    let quotas = [count, count, count + 1, 50, count - 1, 0];
    let recipients: Vec<_> = (0..dice.pick(&[0, 0, 1, 1, 2, 3])).map(|_| who.recipient(dice)).collect();
    json!({
        "uid": who.uids[which],
        "name": dice.or_none(0.2, "example"),
        "kind": who.kinds[which],
        "user_type": dice.weigh(&["main"], &["ram_user"]),
        "verified": !dice.trouble(),
        "identity": who.identities[which],
        "identity_name": who.names[which],
        "site": site,
        "arrears": arrears(dice),
        "available_balance": balance(dice),
        "status": dice.weigh(&["normal"], &["closing", "frozen"]),
        "managed_role": dice.weigh(&["independent", "independent", "management"], &["member"]),
        "sales_channel": dice.weigh(&["direct"], &["distributor", "virtual_operator"]),
        "pay_as_you_go_quota": dice.pick(&quotas),
        "earlier_recipients": recipients,
    })
}

fn arrears(dice: &mut Dice<'_>) -> Value {
    if dice.chance(0.002) {
        return json!("0.00000000000000000001 CNY");
    }
    let fen = dice.weigh(&[0], &[1, 25_050]);
    dice.money(fen)
}

fn balance(dice: &mut Dice<'_>) -> Value {
    if dice.chance(0.002) {
        return json!("99.99999999999999999999 CNY");
    }
    let fen = dice.weigh(&[10_000, 10_001, 10_050, 500_000], &[9_999, 9_950, 0, -300]);
    dice.money(fen)
}
