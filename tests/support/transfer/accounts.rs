//! The rules on the two accounts, which hold for every product.

use super::facts::{Account, AccountKind, AccountStatus, Facts, ManagedRole, Recipient, SalesChannel, UserType};
use super::judgement::{Judgement, Member};
use super::scalar::Money;
use super::table::Rows;
use super::truth::{State, Truth};

const NOTHING: State<Money> = State::Known(Money::yuan(0));
const MINIMUM_BALANCE: State<Money> = State::Known(Money::yuan(100));

/// Notes every rule on the accounts.
pub fn judge_accounts(facts: &Facts<'_>, out: &mut Judgement) {
    let (source, target) = (&facts.source, &facts.target);
    judge_account(source, Member::Source, out);
    judge_account(target, Member::Target, out);

    let mut note = |rule, applies| out.note(rule, Member::None, applies);
    let same_identity = source.identity.same(&target.identity);
    note("account_matrix", matrix_forbids(source, target, same_identity));
    note(
        "second_account_of_other_identity",
        !same_identity & some_recipient(source, |recipient| recipient.identity.same(&target.identity) & !recipient.uid.same(&target.uid)),
    );
    note("cross_site", !source.site.same(&target.site));
    note("same_account", source.uid.same(&target.uid));
    note("balance_too_low", target.available_balance.less_than(&MINIMUM_BALANCE));
}

/// The rules that hold for either account by itself.
fn judge_account(account: &Account<'_>, member: Member, out: &mut Judgement) {
    let mut note = |rule, applies| out.note(rule, member, applies);
    note("account_not_verified", !account.verified);
    note("ram_user", account.user_type.is(UserType::RamUser));
    note("account_in_arrears", NOTHING.less_than(&account.arrears));
    note(
        "not_direct_customer",
        account.managed_role.is(ManagedRole::Member)
            | account.sales_channel.is_in(&[SalesChannel::Distributor, SalesChannel::VirtualOperator]),
    );
    note("account_closing_or_frozen", account.status.is_in(&[AccountStatus::Closing, AccountStatus::Frozen]));
}

/// Whether the kinds and identities of the two accounts rule a transfer out.
fn matrix_forbids(source: &Account<'_>, target: &Account<'_>, same_identity: Truth) -> Truth {
    let from = |kind| source.kind.is(kind);
    let to = |kind| target.kind.is(kind);
    let (individual, enterprise) = (AccountKind::Individual, AccountKind::Enterprise);
    let other_identity = !same_identity;
    let same_name = source.identity_name.same(&target.identity_name);
    let mut rows = Rows::default();

    let people = from(individual) & to(individual);
    let another_individual = another_individual(source, target);
    rows.permit(people & same_identity);
    rows.permit(people & other_identity & !another_individual);
    rows.forbid(people & other_identity & another_individual);

    let person_to_enterprise = from(individual) & to(enterprise);
    let another_enterprise = another_enterprise(source, target);
    rows.permit(person_to_enterprise & !another_enterprise);
    rows.forbid(person_to_enterprise & another_enterprise);

    let enterprises = from(enterprise) & to(enterprise);
    rows.permit(enterprises & same_identity & same_name);
    rows.forbid(enterprises & same_identity & !same_name);
    rows.forbid(enterprises & other_identity);

    rows.forbid(from(enterprise) & to(individual));
    rows.forbids()
}

/// Another individual, of another identity than the source's, has received from it before.
fn another_individual(source: &Account<'_>, target: &Account<'_>) -> Truth {
    some_recipient(source, |recipient| {
        recipient.kind.is(AccountKind::Individual) & !recipient.uid.same(&target.uid) & !recipient.identity.same(&source.identity)
    })
}

/// Another enterprise account has received from the source before.
fn another_enterprise(source: &Account<'_>, target: &Account<'_>) -> Truth {
    some_recipient(source, |recipient| recipient.kind.is(AccountKind::Enterprise) & !recipient.uid.same(&target.uid))
}

/// `some r in source.earlier_recipients (condition)`, for conditions that are unknown of a
/// recipient of whom nothing is known.
fn some_recipient(source: &Account<'_>, condition: impl Fn(&Recipient<'_>) -> Truth) -> Truth {
    match &source.earlier_recipients {
        State::Unknown => Truth::Unknown,
        State::Absent => Truth::No,
        State::Known(recipients) => recipients.iter().fold(Truth::No, |found, recipient| found | condition(recipient)),
    }
}
