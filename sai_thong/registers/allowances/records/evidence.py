"""What the office asks, keys in and keeps as proof: central system, villages, duplicates, shared use, life, years."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type
from sai_thong.registers.allowances.rules.facts import Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


class CentralChange(StrEnum):
    """What must be keyed into the central system (ระบบสารสนเทศ สถ.)."""

    NEW = "new"
    DIED = "died"
    MOVED_OUT = "moved-out"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ACCOUNT = "account"
    AMOUNT = "amount"
    CARD = "card"


@record_type("allowances", schema=1, label=N_("To key into the central system"), table="central_tasks")
class CentralTask(Record):
    """One change to key into the central system, with its tick."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    claim_id: str = field(N_("Claim"), required=True)
    scheme: Scheme = field(N_("Scheme"), required=True)
    change: CentralChange = field(N_("Change"), required=True)
    for_month: Month = field(N_("For month"), required=True, indexed=True)
    detail: str = field(N_("Detail"), personal=True)
    made_on: date = field(N_("Noted on"), required=True)
    keyed_on: date | None = field(N_("Keyed on"))
    keyed_by: str = field(N_("Keyed by"))
    withdrawn_on: date | None = field(N_("Withdrawn on"))
    """What it was for did not come about; nothing is left to key."""


@record_type("allowances", schema=1, label=N_("Total in the central system"), table="central_totals")
class CentralTotal(Record):
    """How many payments and how much the central system shows for one scheme in one month, as read there."""

    month: Month = field(N_("Month"), required=True, indexed=True)
    scheme: Scheme = field(N_("Scheme"), required=True)
    line_count: int = field(N_("Lines"), required=True)
    total_satang: int = field(N_("Total"), required=True)
    noted_on: date = field(N_("Noted on"), required=True)


class VillageAnswer(StrEnum):
    """What a village head says of a person."""

    ALIVE = "alive"
    DIED = "died"
    MOVED = "moved"
    AWAY = "away"
    """ไม่อยู่ในพื้นที่"""


@record_type("allowances", schema=1, label=N_("Village check"), table="village_checks")
class VillageCheck(Record):
    """A monthly list sent to a village head (แบบตรวจสอบรายชื่อผู้มีสิทธิ). Never for the sensitive set."""

    month: Month = field(N_("Month"), required=True, indexed=True)
    moo: int = field(N_("Village number"), required=True)
    headman: str = field(N_("Village head"))
    person_ids: tuple[str, ...] = field(N_("People on the list"), personal=True)
    printed_on: date | None = field(N_("Printed on"))
    returned_on: date | None = field(N_("Returned on"))


@record_type("allowances", schema=1, label=N_("Village answer"), table="village_answers")
class VillageReply(Record):
    """What a village head said of one person: evidence, with its source and date. Append-only."""

    village_check_id: str = field(N_("Village check"), required=True, indexed=True)
    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    answer: VillageAnswer = field(N_("Answer"), required=True)
    event_on: PartialDate | None = field(N_("Date of the event"), personal=True)
    note: str = field(N_("Note"), personal=True)


@record_type("allowances", schema=1, label=N_("Duplicate found elsewhere"), table="duplicates_elsewhere")
class DuplicateElsewhere(Record):
    """A person found on another list of state welfare: a case to look into."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    list_name: str = field(N_("List"))
    listed_on: date | None = field(N_("Date of the list"))
    detail: str = field(N_("Detail"), personal=True)
    opened_on: date = field(N_("Opened on"), required=True)
    settled_on: date | None = field(N_("Settled on"))
    conclusion: str = field(N_("Conclusion"), personal=True)


class SharedKind(StrEnum):
    """What several people have in common that is worth a look."""

    ACCOUNT = "account"
    PHONE = "phone"
    PROXY = "proxy"


@record_type("allowances", schema=1, label=N_("Shared use looked into"), table="shared_use_checks")
class SharedUseCheck(Record):
    """Somebody looked into it that these people rightly have one account, telephone or proxy. Append-only.

    It holds for these people only: whoever joins them later was not looked into.
    """

    kind: SharedKind = field(N_("What is shared"), required=True)
    value: str = field(N_("Shared account, telephone or proxy"), required=True, personal=True, indexed=True)
    person_ids: tuple[str, ...] = field(N_("People"), personal=True)
    reason: str = field(N_("Reason"), required=True, personal=True)
    checked_on: date = field(N_("Checked on"), required=True)


@record_type("allowances", schema=1, label=N_("Proof of life"), table="proofs_of_life")
class ProofOfLife(Record):
    """Somebody saw the person alive (แบบยืนยันการมีชีวิตอยู่), asked for after two months of unclaimed cash."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    asked_on: date = field(N_("Asked on"), required=True)
    seen_on: date | None = field(N_("Seen alive on"))
    certified_by: str = field(N_("Certified by"), personal=True)
    note: str = field(N_("Note"), personal=True)


@record_type("allowances", schema=1, label=N_("Fiscal year close"), table="allowance_years")
class AllowanceYear(Record):
    """The close of a fiscal year: what stood open then."""

    fiscal_year_be: int = field(N_("Fiscal year"), required=True, indexed=True)
    closed_on: date | None = field(N_("Closed on"))
    closed_by: str = field(N_("Closed by"))
    retro_count: int = field(N_("Retro lines"), default=0)
    returned_count: int = field(N_("Returned payments"), default=0)
    open_debt_satang: int = field(N_("Open overpayments"), default=0)
    unconfirmed_movers: int = field(N_("Unconfirmed movers"), default=0)
