#!/usr/bin/env python3
"""The decision `transfer` by DuckDB over a Parquet file, with the same rules as SQL, against Caveat over the same file.

    cargo bench -- --write facts.jsonl
    cargo build --release --features parquet
    python3 benches/against_duckdb.py target/release/caveat facts.jsonl

It needs Python with `duckdb`, and Linux. It first makes sure that both give the same answers for every record: the verdict, the rules that
forbid and those that are undetermined, by name; and that every rule is in some answer. Then it prints the processor time that a record
takes, on one core, both in turn: Caveat's from its start to its end, DuckDB's without what it takes to start Python.

A null of Parquet is an unknown fact to both, so that no record is permitted. Each rule is a boolean that may be null: SQL's `and`, `or`, `not` and comparisons are three-valued
as well. The booleans become bits of two masks, and the masks look up their names in lists that are made once: of several ways to write this it
was the fastest.
"""

import collections
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile

import duckdb

ROUNDS = 7

# the exit statuses of a run that answered every record: whether some are forbidden, or undetermined
ANSWERED = [0, 1, 3]

# the entities, and what their columns are called below
ENTITIES = {"s": "source", "t": "target", "q": "request", "i": "instance", "g": "security_group", "v": "vswitch", "e": "eip"}

# what is read of each
FACTS = {
    "s": "arrears earlier_recipients identity identity_name kind managed_role sales_channel site status uid user_type verified",
    "t": "arrears available_balance identity identity_name kind managed_role pay_as_you_go_quota sales_channel site status uid user_type "
    "verified",
    "q": "id instance_count product region zone",
    "i": "authorizations billing classic_link created_at dedicated_host disks eip expires_at id image_owner installment_unpaid key_pair "
    "last_transferred_at locks network network_interfaces pending_reconfiguration promotional region same_buyer scheduled_host_migration "
    "services status temporary_bandwidth_active temporary_upgrade_active transfer_unfinished unpaid_orders zone",
    "g": "network remaining_quota vpc",
    "v": "vpc zone",
    "e": "attached_to billing created_at expires_at id",
}

# the scopes of rules, with each rule's condition; of members it is the name of their bits, and which of them
RULES = {
    "true": {
        "account_not_verified(source)": "not s_verified",
        "account_not_verified(target)": "not t_verified",
        "ram_user(source)": "s_user_type = 'ram_user'",
        "ram_user(target)": "t_user_type = 'ram_user'",
        "account_in_arrears(source)": "replace(s_arrears, ' CNY', '')::decimal(38, 20) > 0",
        "account_in_arrears(target)": "replace(t_arrears, ' CNY', '')::decimal(38, 20) > 0",
        "not_direct_customer(source)": "s_managed_role = 'member' or s_sales_channel in ('distributor', 'virtual_operator')",
        "not_direct_customer(target)": "t_managed_role = 'member' or t_sales_channel in ('distributor', 'virtual_operator')",
        "account_closing_or_frozen(source)": "s_status in ('closing', 'frozen')",
        "account_closing_or_frozen(target)": "t_status in ('closing', 'frozen')",
        # where only rows that forbid are possible, it forbids whichever applies
        "account_matrix": "coalesce(not matrix_permits, matrix_forbids)",
        "second_account_of_other_identity": "not same_identity and owner_has_received",
        "cross_site": "s_site <> t_site",
        "same_account": "s_uid = t_uid",
        "balance_too_low": "replace(t_available_balance, ' CNY', '')::decimal(38, 20) < 100",
        "unsupported_product": "q_product = 'other'",
        "created_too_recently": "q_product in ('ecs_instance', 'eip') and now_s < created_s + 432000",
        "expires_too_soon": "q_product in ('ecs_instance', 'eip') and prepaid and now_s > expires_s - 259200",
    },
    "ecs": {
        "spot_instance": "i_billing = 'spot'",
        "promotional_purchase": "i_promotional",
        "same_buyer_purchase": "i_same_buyer",
        "installment_unpaid": "i_installment_unpaid",
        "unpaid_order": "i_unpaid_orders > 0",
        # six months by the calendar of +08:00
        "transferred_recently": "make_timestamp((now_s + 28800) * 1000000) < make_timestamp((last_s + 28800) * 1000000) + interval 6 month",
        "region_or_zone_change": "q_region <> i_region or q_zone <> i_zone",
        "pending_reconfiguration": "i_pending_reconfiguration",
        "temporary_upgrade_active": "i_temporary_upgrade_active",
        "expired_or_locked": "len(i_locks) > 0 or (inst_prepaid and now_s >= inst_expires)",
        "scheduled_host_migration": "i_scheduled_host_migration",
        "on_dedicated_host": "i_dedicated_host is not null or null",
        "marketplace_image": "i_image_owner = 'marketplace'",
        "bound_to_service": "len(i_services) > 0",
        "key_pair_bound": "i_key_pair is not null or null",
        "cloud_service_authorization": "len(i_authorizations) > 0",
        "security_group_full": "q_instance_count > g_remaining_quota",
        "security_group_network_mismatch": "g_network <> i_network",
        "disk_attaching_or_detaching": ("disk_bits", 0),
        "encrypted_disk": ("disk_bits", 1),
        "disk_bursting": ("disk_bits", 2),
    },
    "vpc": {
        "vpc_not_stopped": "i_status <> 'stopped'",
        "eip_bound": "i_eip is not null or null",
        "network_placement_mismatch": "g_vpc <> v_vpc or v_zone <> i_zone",
        "secondary_network_interface": ("interface_bits", 0),
    },
    "classic": {
        "classic_not_running_or_stopped": "i_status not in ('running', 'stopped')",
        "classic_link_on": "i_classic_link",
        "classic_temporary_bandwidth": "inst_prepaid and i_temporary_bandwidth_active",
        "classic_pay_as_you_go_quota": "i_billing = 'pay_as_you_go' and q_instance_count > t_pay_as_you_go_quota",
        "classic_transfer_unfinished": "i_transfer_unfinished",
        "classic_shared_block_storage": ("disk_bits", 3),
    },
    "is_eip": {
        "eip_not_pay_as_you_go": "e_billing <> 'pay_as_you_go'",
        "eip_attached": "e_attached_to is not null or null",
    },
}

# of a list's members: a bit for each condition that holds for some of them, and one further up for each that may hold
MEMBERS = {
    "disk_bits": ("i_disks", ["m.status in ('attaching', 'detaching')", "m.encrypted", "m.bursting", "m.shared"]),
    "interface_bits": ("i_network_interfaces", ["m.kind = 'secondary'"]),
    "past_bits": (
        "s_earlier_recipients",
        [
            "m.kind = 'individual' and m.uid <> t_uid and m.identity <> s_identity",
            "m.kind = 'enterprise' and m.uid <> t_uid",
            "m.identity = t_identity and m.uid <> t_uid",
        ],
    ),
}

# how many bits further up it stands that a condition may hold
UNKNOWN = 4

NAMES = [name for rules in RULES.values() for name in rules]
PLACES = {name: place for place, name in enumerate(NAMES)}
AMOUNTS = ["arrears", "available_balance", "remaining_value"]
# so many names are looked up at once
AT_ONCE = 6


def seconds(time):
    """Whole seconds; a leap second, which a cast refuses, is the second before it."""
    return f"epoch_us(coalesce(try_cast({time} as timestamptz), replace({time}, ':60', ':59')::timestamptz)) // 1000000"


def bits(members, conditions):
    """What holds for some members, and what may."""
    assert len(conditions) <= UNKNOWN
    one = " + ".join(f"coalesce(({of})::utinyint * {1 << at}, {1 << at + UNKNOWN})" for at, of in enumerate(conditions))
    unknown = sum(1 << at + UNKNOWN for at in range(len(conditions)))
    return f"coalesce(list_bit_or(list_transform({members}, lambda m: {one})), if({members} is null, {unknown}, 0))"


def some(place):
    """Whether some earlier recipient is so."""
    return f"case when past_bits & {1 << place} > 0 then true when past_bits & {1 << place + UNKNOWN} > 0 then null else false end"


def column(name):
    return "r_" + name.replace("(", "_").replace(")", "")


def mask(rules, unknown):
    """The bits of the rules that apply, or of those of which nobody knows."""

    def bit(name, condition):
        place = PLACES[name]
        if isinstance(condition, tuple):
            of, at = condition
            return f"(({of}::bigint >> {at + UNKNOWN * unknown} & 1) << {place})"
        return f"if({column(name)}{' is null' if unknown else ''}, {1 << place}::bigint, 0)"

    return " | ".join(bit(*rule) for rule in rules.items())


def names(of):
    """The names of a mask's bits."""

    def some_of(first):
        wanted = NAMES[first : first + AT_ONCE]
        each = ", ".join(f"case when b & {1 << at} > 0 then '{name}' end" for at, name in enumerate(wanted))
        texts = f"list_transform(range({1 << len(wanted)}), lambda b: nullif(concat_ws('; ', {each}), ''))"
        return f"({texts})[({of} >> {first} & {(1 << len(wanted)) - 1}) + 1]"

    return "concat_ws('; ', " + ", ".join(some_of(first) for first in range(0, len(NAMES), AT_ONCE)) + ")"


def query(file):
    facts = ", ".join(f"{ENTITIES[short]}.{fact} as {short}_{fact}" for short, read in FACTS.items() for fact in read.split())
    members = ", ".join(f"{bits(*of)} as {name}" for name, of in MEMBERS.items())
    conditions = [
        f"{condition} as {column(name)}"
        for rules in RULES.values()
        for name, condition in rules.items()
        if isinstance(condition, str)
    ]
    scopes = list(enumerate(RULES))
    masks = ", ".join(f"{mask(RULES[scope], unknown)} as {'fu'[unknown]}_{at}" for at, scope in scopes for unknown in (0, 1))
    # of a scope that is unknown so are its rules, unless they do not apply
    forbids = " | ".join(f"if({scope}, f_{at}, 0)" for at, scope in scopes)
    unknown = " | ".join(f"case when {scope} then u_{at} when {scope} is null then f_{at} | u_{at} else 0 end" for at, scope in scopes)
    return f"""
with leaves as (select file_row_number + 1 as line, now, {facts} from read_parquet('{file}', file_row_number = true)),
asked as (
    select *,
        coalesce(q_id, i_id, e_id) as record,
        q_product = 'ecs_instance' as ecs,
        q_product = 'eip' as is_eip,
        ecs and i_network = 'vpc' as vpc,
        ecs and i_network = 'classic' as classic,
        i_billing in ('subscription', 'weekly') as inst_prepaid,
        s_identity = t_identity as same_identity,
        {seconds("now")} as now_s,
        {seconds("i_last_transferred_at")} as last_s,
        {seconds("i_expires_at")} as inst_expires,
        {seconds("e_expires_at")} as eip_expires,
        {seconds("i_created_at")} as inst_created,
        {seconds("e_created_at")} as eip_created,
        {members}
    from leaves
),
defined as (
    select *,
        {some(0)} as another_individual,
        {some(1)} as another_enterprise,
        {some(2)} as owner_has_received,
        case when is_eip then eip_created when not is_eip or eip_created = inst_created then inst_created end as created_s,
        case when is_eip then eip_expires when not is_eip or eip_expires = inst_expires then inst_expires end as expires_s,
        case when is_eip then e_billing = 'subscription'
             when not is_eip or (e_billing = 'subscription') = inst_prepaid then inst_prepaid end as prepaid
    from asked
),
matrix as (
    select *,
        (s_kind = 'individual' and t_kind = 'individual' and (same_identity or not another_individual))
            or (s_kind = 'individual' and t_kind = 'enterprise' and not another_enterprise)
            or (s_kind = 'enterprise' and t_kind = 'enterprise' and same_identity and s_identity_name = t_identity_name) as matrix_permits,
        (s_kind = 'individual' and t_kind = 'individual' and not same_identity and another_individual)
            or (s_kind = 'individual' and t_kind = 'enterprise' and another_enterprise)
            or (s_kind = 'enterprise' and t_kind = 'enterprise' and (not same_identity or s_identity_name <> t_identity_name))
            or (s_kind = 'enterprise' and t_kind = 'individual') as matrix_forbids
    from defined
),
rules as (select line, record, ecs, is_eip, vpc, classic, {", ".join(MEMBERS)}, {", ".join(conditions)} from matrix),
masks as (select line, record, ecs, is_eip, vpc, classic, {masks} from rules),
found as (select line, record, {forbids} as forbids, {unknown} as unknown from masks)
select record, line,
    case when forbids > 0 then 'forbidden' when unknown > 0 then 'undetermined' else 'permitted' end as verdict,
    {names("forbids")} as forbidden_by,
    {names("unknown")} as undetermined
from found
"""


def connect():
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    connection.execute("set timezone = 'UTC'")
    return connection


def with_texts(facts):
    """The same with amounts that are texts."""
    return {key: str(value) if key in AMOUNTS and isinstance(value, int) else value for key, value in facts.items()}


def convert(facts, file, texts):
    """Writes a Parquet file of facts. A column has one type: amounts that are numbers become texts, as the others are."""
    with open(facts) as lines, open(texts, "w") as out:
        for line in lines:
            json.dump(json.loads(line, parse_float=str, object_hook=with_texts), out)
            out.write("\n")
    read = f"read_json('{texts}', format = 'newline_delimited', sample_size = -1)"
    connect().execute(f"copy (select * from {read}) to '{file}' (format parquet)")


def sorted_names(text):
    """Rules by name, without the member that each is about; `source` and `target` are told apart."""
    known = (name if name in PLACES else name.partition("(")[0] for name in text.split("; ") if name)
    return sorted(set(known))


def compare(program, file):
    """Stops where an answer differs."""
    run = subprocess.run([program, "eval", file, "--format", "csv"], stdout=subprocess.PIPE, text=True)
    if run.returncode not in ANSWERED:
        sys.exit(f"{program} gave no answers")
    ours = [
        (row["record"], int(row["line"]), row["verdict"], sorted_names(row["forbidden_by"]), sorted_names(row["undetermined"]))
        for row in csv.DictReader(run.stdout.splitlines())
    ]
    rows = connect().execute(query(file)).fetchall()
    theirs = [(record or "", line, verdict, sorted_names(no), sorted_names(may)) for record, line, verdict, no, may in rows]
    differ = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    for one, other in differ[:5]:
        print("caveat", one, "\nduckdb", other, "\n")
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in collections.Counter(row[2] for row in ours).most_common())
    print(f"{len(ours)} records: {verdicts}; {len(differ)} answered otherwise")
    silent = set(NAMES) - {name for row in theirs for names in row[3:] for name in names}
    if differ or silent:
        sys.exit("in no answer: " + ", ".join(silent) if silent else 1)
    return len(ours)


def processor_time(run):
    """The seconds that another process spends on it."""
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            run()
            os._exit(0)
        finally:
            os._exit(70)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in ANSWERED:
        sys.exit("what was to be measured failed")
    return used.ru_utime + used.ru_stime


def measure(program, file, count, out):
    sql = query(file)
    start = statistics.median(processor_time(connect) for _ in range(ROUNDS))

    def duck(sql):
        return processor_time(lambda: connect().execute(sql).fetchall()) - start

    def caveat(*options):
        return processor_time(lambda: os.execv(program, [program, "eval", file, "--jobs", "1", *options]))

    kinds = {
        "every answer, as csv": (
            lambda: caveat("--output", out),
            lambda: duck(f"copy ({sql}) to '{out}' (format csv)"),
        ),
        "the same, and nothing is read that no rule asks for": (
            lambda: caveat("--output", out, "--skip-unread-facts"),
            lambda: duck(f"copy ({sql}) to '{out}' (format csv)"),
        ),
        "how many had which verdict": (
            lambda: caveat("--summary", "json"),
            lambda: duck(f"select verdict, count(*) from ({sql}) group by all"),
        ),
    }
    print(f"{'microseconds a record':<52} caveat   duckdb    ratio")
    for name, (ours, theirs) in kinds.items():
        pairs = [(ours() / count * 1e6, theirs() / count * 1e6) for _ in range(ROUNDS)]
        one, other = (statistics.median(times) for times in zip(*pairs))
        print(f"{name:<52} {one:6.2f}   {other:6.2f}   {statistics.median(a / b for a, b in pairs):6.2f}")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: against_duckdb.py CAVEAT FACTS.jsonl")
    program, facts = (os.path.abspath(path) for path in sys.argv[1:])
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        file, out = os.path.join(folder, "facts.parquet"), os.path.join(folder, "answers.csv")
        convert(facts, file, os.path.join(folder, "facts.jsonl"))
        measure(program, file, compare(program, file), out)


if __name__ == "__main__":
    main()
