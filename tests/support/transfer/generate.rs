//! Random records: plausible ones, with the values of every rule drawn near its boundary.
//!
//! The same seed gives the same records. About a third of the complete ones are permitted.

mod accounts;
mod dice;
mod order;
mod resource;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use dice::Dice;
use resource::Plan;

/// How much of a record is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Nothing that a rule could miss; only some members are without an id.
    Complete,
    /// A few keys.
    FewMissing,
    /// Every third key, lists among them.
    ManyMissing,
    /// Whole entities, and now and then a key.
    EntitiesMissing,
}

impl Completeness {
    /// All of them, to be taken in turn.
    pub const ALL: [Self; 4] = [Self::Complete, Self::FewMissing, Self::ManyMissing, Self::EntitiesMissing];

    /// The chances that an entity and that a key is left out.
    fn chances(self) -> (f64, f64) {
        match self {
            Self::Complete => (0.0, 0.0),
            Self::FewMissing => (0.0, 0.02),
            Self::ManyMissing => (0.0, 0.3),
            Self::EntitiesMissing => (0.25, 0.01),
        }
    }
}

/// Endless records of one kind.
pub fn records(seed: u64, completeness: Completeness) -> impl Iterator<Item = Value> {
    let mut rng = Rng::with_seed(seed);
    std::iter::repeat_with(move || {
        let mut record = complete(&mut rng);
        thin(&mut rng, &mut record, completeness);
        record
    })
}

/// A record from which no rule misses a fact.
#[must_use]
pub fn complete(rng: &mut Rng) -> Value {
    let mut dice = Dice::new(rng);
    let now = dice.now();
    let plan = Plan::new(&mut dice);
    let (source, target) = accounts::accounts(&mut dice, plan.count);
    let mut record = Map::new();
    let mut put = |key: &str, value| record.insert(key.to_owned(), value);

    put("now", dice.time(now));
    put("request", plan.request(&mut dice));
    put("source", source);
    put("target", target);
    if plan.product != "eip" || dice.chance(0.15) {
        put("instance", plan.instance(&mut dice, now));
        put("security_group", plan.security_group(&mut dice));
        put("vswitch", plan.vswitch(&mut dice));
    }
    if plan.product == "eip" || dice.chance(0.15) {
        put("eip", resource::eip(&mut dice, now));
    }
    put("order", order::order(&mut dice, now));
    put("action", order::action(&mut dice));
    put("operation", json!({"kind": order::operation(&mut dice)}));
    put("refund_claim", order::refund_claim(&mut dice));
    Value::Object(record)
}

/// Leaves facts out of a record, but never `now`.
pub fn thin(rng: &mut Rng, record: &mut Value, completeness: Completeness) {
    let (entity, key) = completeness.chances();
    if let Value::Object(entities) = record {
        entities.retain(|name, _| name == "now" || rng.f64() >= entity);
        for facts in entities.values_mut() {
            leave_out(rng, facts, key);
        }
    }
}

/// Leaves keys out at every depth.
fn leave_out(rng: &mut Rng, facts: &mut Value, chance: f64) {
    match facts {
        Value::Object(fields) => {
            fields.retain(|_, _| rng.f64() >= chance);
            for field in fields.values_mut() {
                leave_out(rng, field, chance);
            }
        }
        Value::Array(members) => {
            for member in members {
                leave_out(rng, member, chance);
            }
        }
        _ => {}
    }
}
