//! The decision `transfer`: whether this resource may be transferred between these accounts.
//!
//! Every condition is asked of facts that may be unknown; a scope that is no ends the rules in it.

use super::accounts::judge_accounts;
use super::calendar::{DAY, HOUR, Time};
use super::facts::{Billing, DiskStatus, Eip, EipBilling, Facts, ImageOwner, Instance, InstanceStatus, InterfaceKind, Network, Product};
use super::judgement::{Judgement, Member};
use super::truth::{State, Truth, choose};

const MINIMUM_AGE: i64 = 5 * DAY;
const EXPIRY_MARGIN: i64 = 72 * HOUR;
const MONTHS_BETWEEN_TRANSFERS: i64 = 6;

/// Every rule and table that this reference may name for the decision `transfer`.
pub const TRANSFER_RULES: [&str; 46] = [
    "account_not_verified",
    "ram_user",
    "account_in_arrears",
    "account_matrix",
    "second_account_of_other_identity",
    "not_direct_customer",
    "cross_site",
    "same_account",
    "balance_too_low",
    "account_closing_or_frozen",
    "unsupported_product",
    "transferred_recently",
    "promotional_purchase",
    "same_buyer_purchase",
    "region_or_zone_change",
    "spot_instance",
    "created_too_recently",
    "expires_too_soon",
    "installment_unpaid",
    "pending_reconfiguration",
    "temporary_upgrade_active",
    "expired_or_locked",
    "disk_attaching_or_detaching",
    "encrypted_disk",
    "on_dedicated_host",
    "marketplace_image",
    "bound_to_service",
    "unpaid_order",
    "scheduled_host_migration",
    "key_pair_bound",
    "disk_bursting",
    "cloud_service_authorization",
    "security_group_full",
    "security_group_network_mismatch",
    "classic_link_on",
    "vpc_not_stopped",
    "eip_bound",
    "secondary_network_interface",
    "network_placement_mismatch",
    "classic_not_running_or_stopped",
    "classic_shared_block_storage",
    "classic_temporary_bandwidth",
    "classic_pay_as_you_go_quota",
    "classic_transfer_unfinished",
    "eip_not_pay_as_you_go",
    "eip_attached",
];

/// Answers for one record at one instant, in seconds since 1970-01-01T00:00Z.
pub fn judge(facts: &Facts<'_>, now: i64, out: &mut Judgement) {
    let now = State::Known(Time(now));
    let product = &facts.request.product;
    let is_instance = product.is(Product::EcsInstance);

    out.clear();
    judge_accounts(facts, out);
    out.note("unsupported_product", Member::None, product.is(Product::Other));
    judge_term(facts, &now, out);
    if is_instance != Truth::No {
        let classic = is_instance & facts.instance.network.is(Network::Classic);
        let vpc = is_instance & facts.instance.network.is(Network::Vpc);
        judge_instance(&facts.instance, &now, is_instance, out);
        judge_purchase(&facts.instance, is_instance, out);
        judge_destination(facts, is_instance, out);
        judge_disks(&facts.instance, is_instance, classic, out);
        judge_vpc(facts, vpc, out);
        judge_classic(facts, classic, out);
    }
    judge_eip(&facts.eip, product.is(Product::Eip), out);
    out.conclude();
}

/// The age and the remaining term of the instance or elastic IP.
fn judge_term(facts: &Facts<'_>, now: &State<Time>, out: &mut Judgement) {
    let (eip, instance) = (&facts.eip, &facts.instance);
    let is_eip = facts.request.product.is(Product::Eip);
    let scope = facts.request.product.is_in(&[Product::EcsInstance, Product::Eip]);
    let created_at = choose(is_eip, eip.created_at, instance.created_at);
    let expires_at = choose(is_eip, eip.expires_at, instance.expires_at);
    let prepaid = choose(is_eip, eip.billing.is(EipBilling::Subscription), is_prepaid(instance));

    let old_enough = created_at.map(|time| time.plus(MINIMUM_AGE));
    out.note("created_too_recently", Member::None, scope & now.less_than(&old_enough));
    let last_moment = expires_at.map(|time| time.plus(-EXPIRY_MARGIN));
    out.note("expires_too_soon", Member::None, scope & prepaid & last_moment.less_than(now));
}

/// What the instance is, does, and is bound to.
fn judge_instance(instance: &Instance<'_>, now: &State<Time>, scope: Truth, out: &mut Judgement) {
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    let transferable_again = instance.last_transferred_at.map(|time| time.plus_months(MONTHS_BETWEEN_TRANSFERS));
    note("transferred_recently", now.less_than(&transferable_again));
    note("spot_instance", instance.billing.is(Billing::Spot));
    note("expired_or_locked", is_locked(instance) | has_expired(instance, now));
    note("on_dedicated_host", !instance.dedicated_host.is_none());
    note("marketplace_image", instance.image_owner.is(ImageOwner::Marketplace));
    // The services that block a transfer are all that there are.
    note("bound_to_service", instance.services.holds(|bound| !bound.is_empty()));
    note("scheduled_host_migration", instance.scheduled_host_migration);
    note("key_pair_bound", !instance.key_pair.is_none());
    note("cloud_service_authorization", instance.authorizations.holds(|services| !services.is_empty()));
}

/// How the instance was bought and paid for, and what is being changed about that.
fn judge_purchase(instance: &Instance<'_>, scope: Truth, out: &mut Judgement) {
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    note("promotional_purchase", instance.promotional);
    note("same_buyer_purchase", instance.same_buyer);
    note("installment_unpaid", instance.installment_unpaid);
    note("pending_reconfiguration", instance.pending_reconfiguration);
    note("temporary_upgrade_active", instance.temporary_upgrade_active);
    note("unpaid_order", State::Known(0).less_than(&instance.unpaid_orders));
}

/// Where the instance is to go.
fn judge_destination(facts: &Facts<'_>, scope: Truth, out: &mut Judgement) {
    let (request, instance, group) = (&facts.request, &facts.instance, &facts.security_group);
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    note(
        "region_or_zone_change",
        (!request.region.is_none() & !request.region.same(&instance.region))
            | (!request.zone.is_none() & !request.zone.same(&instance.zone)),
    );
    note("security_group_full", group.remaining_quota.less_than(&request.instance_count));
    note("security_group_network_mismatch", !group.network.is_none() & !group.network.same(&instance.network));
}

/// The rules with an instance per disk.
fn judge_disks(instance: &Instance<'_>, scope: Truth, classic: Truth, out: &mut Judgement) {
    for_each(&instance.disks, Member::Disk, |member, disk| {
        let mut note = |rule, applies| out.note(rule, member, applies);
        let moving = [DiskStatus::Attaching, DiskStatus::Detaching];
        note("disk_attaching_or_detaching", scope & disk.status.is_in(&moving));
        note("encrypted_disk", scope & disk.encrypted);
        note("disk_bursting", scope & disk.bursting);
        note("classic_shared_block_storage", classic & disk.shared);
    });
}

/// The rules for instances in a VPC.
fn judge_vpc(facts: &Facts<'_>, scope: Truth, out: &mut Judgement) {
    if scope == Truth::No {
        return;
    }
    let (instance, group, switch) = (&facts.instance, &facts.security_group, &facts.vswitch);
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    note("vpc_not_stopped", !instance.status.is(InstanceStatus::Stopped));
    note("eip_bound", !instance.eip.is_none());
    note(
        "network_placement_mismatch",
        (!group.vpc.is_none() & !switch.vpc.is_none() & !group.vpc.same(&switch.vpc))
            | (!switch.zone.is_none() & !switch.zone.same(&instance.zone)),
    );
    let interfaces = &instance.network_interfaces;
    for_each(interfaces, Member::Interface, |member, interface| {
        let secondary = interface.kind.is(InterfaceKind::Secondary);
        out.note("secondary_network_interface", member, scope & secondary);
    });
}

/// The rules for instances on the classic network, apart from the one on their disks.
fn judge_classic(facts: &Facts<'_>, scope: Truth, out: &mut Judgement) {
    if scope == Truth::No {
        return;
    }
    let instance = &facts.instance;
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    let settled = [InstanceStatus::Running, InstanceStatus::Stopped];
    note("classic_not_running_or_stopped", !instance.status.is_in(&settled));
    note("classic_link_on", instance.classic_link);
    note("classic_transfer_unfinished", instance.transfer_unfinished);
    note("classic_temporary_bandwidth", is_prepaid(instance) & instance.temporary_bandwidth_active);
    let quota = &facts.target.pay_as_you_go_quota;
    note("classic_pay_as_you_go_quota", instance.billing.is(Billing::PayAsYouGo) & quota.less_than(&facts.request.instance_count));
}

/// The rules for elastic IPs.
fn judge_eip(eip: &Eip<'_>, scope: Truth, out: &mut Judgement) {
    let mut note = |rule, applies: Truth| out.note(rule, Member::None, scope & applies);
    note("eip_not_pay_as_you_go", !eip.billing.is(EipBilling::PayAsYouGo));
    note("eip_attached", !eip.attached_to.is_none());
}

fn is_prepaid(instance: &Instance<'_>) -> Truth {
    instance.billing.is_in(&[Billing::Subscription, Billing::Weekly])
}

fn is_locked(instance: &Instance<'_>) -> Truth {
    instance.locks.holds(|locks| !locks.is_empty())
}

/// A prepaid instance at or after the end of its term.
fn has_expired(instance: &Instance<'_>, now: &State<Time>) -> Truth {
    is_prepaid(instance) & instance.expires_at.at_most(now)
}

/// Visits the members of a list; of a list that is not known, a blank one without a name, for
/// whatever may be in it: what a rule asks of it is unknown.
fn for_each<T: Default>(list: &State<Vec<T>>, name: fn(u32) -> Member, mut visit: impl FnMut(Member, &T)) {
    match list {
        State::Unknown => visit(Member::None, &T::default()),
        State::Absent => {}
        State::Known(items) => {
            for (index, item) in (0..).zip(items) {
                visit(name(index), item);
            }
        }
    }
}
