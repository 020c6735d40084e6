//! The other decisions: what may be done to the order and to the resource meanwhile, what
//! becomes of the order, and what is refunded.

use super::calendar::{HOUR, Time};
use super::facts::{Action, ActionKind, Actor, ClaimKind, ClaimPart, Facts, OperationKind, Order, OrderState, Product};
use super::judgement::Verdict;
use super::scalar::Money;
use super::table::{Outputs, Rows};
use super::truth::{State, Truth, choose};

const CONFIRMATION_WINDOW: i64 = 24 * HOUR;

/// The answer of a decision that a single table makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableAnswer {
    pub verdict: Verdict,
    /// The table, if it forbids.
    pub forbidding: Option<&'static str>,
    /// The table, if it is unknown whether it does.
    pub undetermined: Option<&'static str>,
}

impl TableAnswer {
    /// As every row either permits or forbids, what is not forbidden is permitted: it makes no
    /// difference which of the two is the decision's default.
    fn new(table: &'static str, forbids: Truth) -> Self {
        Self {
            verdict: Verdict::of(!forbids),
            forbidding: (forbids == Truth::Yes).then_some(table),
            undetermined: (forbids == Truth::Unknown).then_some(table),
        }
    }
}

/// `order_action`: may this be done to the order now?
#[must_use]
pub fn order_action(facts: &Facts<'_>, now: i64) -> TableAnswer {
    let state = order_now(&facts.order, now);
    TableAnswer::new("order_action", action_forbidden(facts, state))
}

/// `operation`: may this be done to the resource while it is being transferred?
#[must_use]
pub fn operation(facts: &Facts<'_>) -> TableAnswer {
    let transferring = facts.order.state.is(OrderState::Transferring);
    let automatic = facts.operation.kind.is(OperationKind::AutoRenew);
    let mut rows = Rows::default();
    rows.forbid(transferring & !automatic);
    rows.permit(transferring & automatic);
    rows.permit(!transferring);
    TableAnswer::new("operation_during_transfer", rows.forbids())
}

/// `next_state`: what the order becomes; none if that is undetermined.
#[must_use]
pub fn next_state(facts: &Facts<'_>, now: i64) -> Option<OrderState> {
    let state = order_now(&facts.order, now);
    let permitted = !action_forbidden(facts, state);
    let steps = [
        (ActionKind::Initiate, OrderState::PendingConfirmation),
        (ActionKind::Confirm, OrderState::Transferring),
        (ActionKind::Reject, OrderState::Rejected),
        (ActionKind::Cancel, OrderState::Cancelled),
        (ActionKind::Finish, OrderState::Completed),
        (ActionKind::Fail, OrderState::Failed),
    ];
    let mut rows = Outputs::new();
    for (action, next) in steps {
        rows.row(permitted & facts.action.kind.is(action), State::Known(next));
    }
    rows.row(Truth::Yes, state);
    rows.answer().known()
}

/// `refund`: what is paid back; none if that is undetermined.
#[must_use]
pub fn refund(facts: &Facts<'_>) -> Option<Money> {
    // An amount, or none where no document names one.
    let amount = |money: State<Money>| money.map(Some);
    let unnamed = State::Known(None);
    let claim = &facts.refund_claim;
    let transferred = !facts.instance.last_transferred_at.is_none();
    let part = |part| transferred & claim.part.is(part);
    let unsubscribe = claim.kind.is(ClaimKind::Unsubscribe);
    let downgrade = claim.kind.is(ClaimKind::Downgrade);

    let mut rows = Outputs::new();
    rows.row(!transferred, unnamed);
    rows.row(part(ClaimPart::Original), amount(State::Known(Money::yuan(0))));
    rows.row(part(ClaimPart::Renewal) & unsubscribe, amount(claim.remaining_value));
    rows.row(part(ClaimPart::Renewal) & downgrade, unnamed);
    rows.row(part(ClaimPart::Upgrade) & downgrade, amount(claim.remaining_value));
    rows.row(part(ClaimPart::Upgrade) & unsubscribe, unnamed);
    rows.row(part(ClaimPart::NewOrder), unnamed);
    rows.answer().known().flatten()
}

/// The state of the order: one that was not confirmed in time has expired.
fn order_now(order: &Order, now: i64) -> State<OrderState> {
    let end = order.submitted_at.map(|time| time.plus(CONFIRMATION_WINDOW));
    let overdue = order.state.is(OrderState::PendingConfirmation) & end.less_than(&State::Known(Time(now)));
    choose(overdue, State::Known(OrderState::Expired), order.state)
}

/// The table `order_action`, first hit; its last row forbids all that no other row names.
fn action_forbidden(facts: &Facts<'_>, state: State<OrderState>) -> Truth {
    let action = &facts.action;
    let step = |kind, actor| action.kind.is(kind) & action.actor.is(actor);
    let mut rows = Rows::default();

    let lookers = [Actor::Source, Actor::Target, Actor::EnterpriseAdmin];
    rows.permit(action.kind.is(ActionKind::View) & action.actor.is_in(&lookers));
    rows.forbid(action.actor.is(Actor::EnterpriseAdmin));
    rows.forbid(action.actor.is(Actor::RamUser));

    let signed = action.agreement_accepted & action.identity_check_passed;
    let initiate = is_closed(state) & step(ActionKind::Initiate, Actor::Source);
    rows.permit(initiate & signed);
    rows.forbid(initiate & !signed);

    let pending = state.is(OrderState::PendingConfirmation);
    let confirm = pending & step(ActionKind::Confirm, Actor::Target);
    let ready = destination_ready(facts, action);
    rows.permit(confirm & signed & ready);
    rows.forbid(confirm & !signed);
    rows.forbid(confirm & !ready);
    rows.permit(pending & step(ActionKind::Reject, Actor::Target));
    rows.permit(pending & step(ActionKind::Cancel, Actor::Source));

    let end = action.kind.is_in(&[ActionKind::Finish, ActionKind::Fail]);
    let by_system = end & action.actor.is(Actor::System);
    rows.permit(state.is(OrderState::Transferring) & by_system);
    rows.forbid(Truth::Yes);
    rows.forbids()
}

/// No order is open: there was none, or the last one has come to its end.
fn is_closed(state: State<OrderState>) -> Truth {
    state.is_in(&[
        OrderState::NoneYet,
        OrderState::Completed,
        OrderState::Cancelled,
        OrderState::Rejected,
        OrderState::Expired,
        OrderState::Failed,
    ])
}

/// An instance needs a place to go; an elastic IP needs none.
fn destination_ready(facts: &Facts<'_>, action: &Action) -> Truth {
    facts.request.product.is(Product::Eip) | action.destination_chosen
}
