//! The facts of one record, as serde reads them: the fields that a rule asks for, and the ids
//! that name its members. Other fields are passed over.
//!
//! A missing key is unknown, also where it is an entity. `null` is an error but for optional
//! fields and the two optional entities, of which it makes every field none.

use serde::{Deserialize, Deserializer, Serialize};

use super::calendar::Time;
use super::scalar::{Money, Text};
use super::truth::{State, Truth, optional};

/// One record.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Facts<'a> {
    pub now: State<Time>,
    #[serde(borrow)]
    pub request: Request<'a>,
    #[serde(borrow)]
    pub source: Account<'a>,
    #[serde(borrow)]
    pub target: Account<'a>,
    #[serde(borrow)]
    pub instance: Instance<'a>,
    #[serde(borrow, deserialize_with = "SecurityGroup::or_none")]
    pub security_group: SecurityGroup<'a>,
    #[serde(borrow, deserialize_with = "VSwitch::or_none")]
    pub vswitch: VSwitch<'a>,
    #[serde(borrow)]
    pub eip: Eip<'a>,
    pub order: Order,
    pub action: Action,
    pub operation: Operation,
    pub refund_claim: RefundClaim,
}

/// What is to be transferred, and where to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request<'a> {
    pub product: State<Product>,
    #[serde(borrow, deserialize_with = "optional")]
    pub region: State<Text<'a>>,
    #[serde(borrow, deserialize_with = "optional")]
    pub zone: State<Text<'a>>,
    pub instance_count: State<i64>,
}

/// The account on either side.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Account<'a> {
    #[serde(borrow)]
    pub uid: State<Text<'a>>,
    pub kind: State<AccountKind>,
    pub user_type: State<UserType>,
    pub verified: Truth,
    #[serde(borrow)]
    pub identity: State<Text<'a>>,
    #[serde(borrow)]
    pub identity_name: State<Text<'a>>,
    pub site: State<Site>,
    pub arrears: State<Money>,
    pub available_balance: State<Money>,
    pub status: State<AccountStatus>,
    pub managed_role: State<ManagedRole>,
    pub sales_channel: State<SalesChannel>,
    pub pay_as_you_go_quota: State<i64>,
    #[serde(borrow)]
    pub earlier_recipients: State<Vec<Recipient<'a>>>,
}

/// An account that has received from this one before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Recipient<'a> {
    #[serde(borrow)]
    pub uid: State<Text<'a>>,
    pub kind: State<AccountKind>,
    #[serde(borrow)]
    pub identity: State<Text<'a>>,
}

/// The instance that is to be transferred.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Instance<'a> {
    pub network: State<Network>,
    pub billing: State<Billing>,
    pub status: State<InstanceStatus>,
    pub locks: State<Vec<Lock>>,
    #[serde(borrow)]
    pub region: State<Text<'a>>,
    #[serde(borrow)]
    pub zone: State<Text<'a>>,
    pub created_at: State<Time>,
    #[serde(deserialize_with = "optional")]
    pub expires_at: State<Time>,
    #[serde(deserialize_with = "optional")]
    pub last_transferred_at: State<Time>,
    pub transfer_unfinished: Truth,
    pub promotional: Truth,
    pub same_buyer: Truth,
    pub pending_reconfiguration: Truth,
    pub temporary_upgrade_active: Truth,
    pub temporary_bandwidth_active: Truth,
    pub installment_unpaid: Truth,
    pub unpaid_orders: State<i64>,
    pub scheduled_host_migration: Truth,
    #[serde(borrow, deserialize_with = "optional")]
    pub dedicated_host: State<Text<'a>>,
    pub image_owner: State<ImageOwner>,
    #[serde(borrow, deserialize_with = "optional")]
    pub key_pair: State<Text<'a>>,
    #[serde(borrow, deserialize_with = "optional")]
    pub eip: State<Text<'a>>,
    #[serde(borrow)]
    pub network_interfaces: State<Vec<NetworkInterface<'a>>>,
    pub services: State<Vec<Service>>,
    #[serde(borrow)]
    pub authorizations: State<Vec<Text<'a>>>,
    pub classic_link: Truth,
    #[serde(borrow)]
    pub disks: State<Vec<Disk<'a>>>,
}

/// A network interface of the instance.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NetworkInterface<'a> {
    #[serde(borrow)]
    pub id: State<Text<'a>>,
    pub kind: State<InterfaceKind>,
}

/// A disk attached to the instance.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Disk<'a> {
    #[serde(borrow)]
    pub id: State<Text<'a>>,
    pub status: State<DiskStatus>,
    pub encrypted: Truth,
    pub shared: Truth,
    pub bursting: Truth,
}

/// The security group that the target has chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SecurityGroup<'a> {
    pub network: State<Network>,
    #[serde(borrow, deserialize_with = "optional")]
    pub vpc: State<Text<'a>>,
    pub remaining_quota: State<i64>,
}

impl<'a> SecurityGroup<'a> {
    /// None has been chosen: so are all its fields.
    const NONE: Self = Self { network: State::Absent, vpc: State::Absent, remaining_quota: State::Absent };

    fn or_none<'de: 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|group| group.unwrap_or(Self::NONE))
    }
}

/// The vSwitch that the target has chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct VSwitch<'a> {
    #[serde(borrow)]
    pub vpc: State<Text<'a>>,
    #[serde(borrow)]
    pub zone: State<Text<'a>>,
}

impl<'a> VSwitch<'a> {
    /// None has been chosen: so are all its fields.
    const NONE: Self = Self { vpc: State::Absent, zone: State::Absent };

    fn or_none<'de: 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|switch| switch.unwrap_or(Self::NONE))
    }
}

/// The elastic IP that is to be transferred on its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Eip<'a> {
    pub billing: State<EipBilling>,
    #[serde(borrow, deserialize_with = "optional")]
    pub attached_to: State<Text<'a>>,
    pub created_at: State<Time>,
    #[serde(deserialize_with = "optional")]
    pub expires_at: State<Time>,
}

/// The transfer order as it was last seen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Order {
    pub state: State<OrderState>,
    #[serde(deserialize_with = "optional")]
    pub submitted_at: State<Time>,
}

/// What somebody wants to do to the order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Action {
    pub kind: State<ActionKind>,
    pub actor: State<Actor>,
    pub agreement_accepted: Truth,
    pub identity_check_passed: Truth,
    pub destination_chosen: Truth,
}

/// What somebody wants to do to the resource meanwhile.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Operation {
    pub kind: State<OperationKind>,
}

/// What is claimed back after a transfer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefundClaim {
    pub kind: State<ClaimKind>,
    pub part: State<ClaimPart>,
    pub remaining_value: State<Money>,
}

/// An enumeration whose members are written in `snake_case`.
macro_rules! members {
    ($($name:ident { $($(#[$how:meta])* $member:ident),+ })+) => {$(
        #[doc = concat!("The members of the enumeration `", stringify!($name), "`.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$how])* $member),+ }
    )+};
}

members! {
    Product { EcsInstance, Eip, Other }
    AccountKind { Individual, Enterprise }
    UserType { Main, RamUser }
    Site { China, International }
    AccountStatus { Normal, Closing, Frozen }
    ManagedRole { Independent, Member, Management }
    SalesChannel { Direct, Distributor, VirtualOperator }
    Network { Classic, Vpc }
    Billing { Subscription, Weekly, PayAsYouGo, Spot }
    InstanceStatus { Pending, Starting, Running, Stopping, Stopped, Releasing }
    Lock { Financial, Security, Recycling, DedicatedHostFinancial, Refunded }
    ImageOwner { System, #[serde(rename = "self")] Own, Others, Marketplace }
    InterfaceKind { Primary, Secondary }
    Service { HaVip, ReverseAccess, NextHopRoute, Slb, GlobalAccelerator }
    DiskStatus { InUse, Available, Attaching, Detaching, Creating, Reinitializing }
    EipBilling { Subscription, PayAsYouGo }
    OrderState {
        NoneYet, PendingConfirmation, Transferring, Completed, Cancelled, Rejected, Expired, Failed
    }
    ActionKind { Initiate, Confirm, Reject, Cancel, View, Finish, Fail }
    Actor { Source, Target, EnterpriseAdmin, RamUser, System }
    OperationKind {
        Upgrade, Downgrade, ManualRenew, AutoRenew, Unregister, Unsubscribe, ChangeOs,
        BandwidthUpgrade, BandwidthDowngrade, ConvertBilling
    }
    ClaimKind { Unsubscribe, Downgrade }
    ClaimPart { Original, Renewal, Upgrade, NewOrder }
}
