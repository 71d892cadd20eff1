"""A small office in a real encrypted store: people, accepted claims and months, in the words of the work."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import claims, months
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import (
    Claim,
    ClaimState,
    MonthState,
    OfficerOpinion,
    Origin,
    PaymentLine,
    PaymentMonth,
)
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import check_digit

BANK = ChannelChoice(Channel.BANK_SELF, "006", "123-0-45678-9", "เจ้าของบัญชี")
CASH = ChannelChoice(Channel.CASH_SELF)
FIRST_DAY = date(2026, 10, 1)
"""The day on which the office of a test begins; ปีงบประมาณ 2570."""


def invented_id(number: int) -> str:
    """A citizen id that passes every check; its office and book are none that exist."""
    body = f"10000{number:07}"
    return body + check_digit(body)


class SmallOffice:
    """An office with its clock."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self.store = store
        self.clock = clock
        self._people = 0

    def on(self, day: date) -> None:
        """Let it be nine in the morning of `day` in Bangkok."""
        self.clock.moment = datetime.combine(day, time(2), UTC)

    def person(self, birth: str = "2489-01-12", *, moo: int | None = 3, **values: object) -> Citizen:
        """A new citizen, 80 years old unless said."""
        self._people += 1
        name = f"คนที่{self._people}"
        made = Citizen(
            **{"citizen_id": invented_id(self._people)} | values,
            prefix="นาย",
            first_name=name,
            last_name="ทดสอบ",
            birth=PartialDate.parse_stored(birth),
            moo=moo,
        )
        return register_citizen(self.store, made).citizen

    def accepted(
        self,
        person: Citizen,
        scheme: Scheme = Scheme.OLD_AGE,
        *,
        channel: ChannelChoice = BANK,
    ) -> Claim:
        """A claim of `person` confirmed two years ago and accepted, with every step taken."""
        applied = date(2024, 11, 4)
        form = Claim(person_id=person.id, scheme=scheme, origin=Origin.CONFIRMED, applied_on=applied)
        claim = claims.apply(self.store, form, channel=channel).claim
        claim = claims.give_opinion(self.store, claim, OfficerOpinion.QUALIFIED, on_day=applied).record
        claim = claims.committee_decides(
            self.store, [claim], approve=True, report_no="1/2568", on_day=date(2024, 12, 2)
        ).records[0]
        return claims.executive_orders(
            self.store, [claim], accept=True, ordered_on=date(2024, 12, 9), ordered_by="นายกทดสอบ"
        ).claims[0]

    def brought_over(self, person: Citizen, scheme: Scheme = Scheme.OLD_AGE) -> Claim:
        """An opening claim as an import makes it."""
        claim = Claim(
            person_id=person.id, scheme=scheme, origin=Origin.BROUGHT_OVER, state=ClaimState.ACCEPTED, needs_review=True
        )
        with self.store.transaction() as tx:
            writer = tx.on(scheme_set_of(scheme).value) if scheme_set_of(scheme).sealed else tx
            return writer.insert(claim)

    def again(self, record: object) -> object:
        """A record as it stands now."""
        for scheme_set in SchemeSet:
            found = shelf_of(self.store, scheme_set).find(type(record), id=record.id)  # type: ignore[attr-defined,type-var]
            if found:
                return found[0]
        raise AssertionError("gone")

    def claim(self, claim: Claim) -> Claim:
        """A claim as it stands now."""
        return self.again(claim)  # type: ignore[return-value]

    def citizen(self, citizen: Citizen) -> Citizen:
        """A citizen as they stand now."""
        return self.store.get(Citizen, citizen.id)

    def send(self, month: Month, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> PaymentMonth:
        """Send a month; the test has one pay source."""
        (sent,) = months.send(self.store, scheme_set, month).months
        return sent

    def paid(self, month: Month, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> PaymentMonth:
        """Send a month in its first days and mark it as paid on its pay date."""
        self.on(month.first_day)
        sent = self.send(month, scheme_set)
        assert sent.pay_on is not None
        self.on(sent.pay_on)
        (marked,) = months.mark_paid(self.store, scheme_set, month).months
        return marked

    def closed(self, month: Month, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> PaymentMonth:
        """Pay and close a month."""
        self.paid(month, scheme_set)
        (closed,) = months.close(self.store, scheme_set, month).months
        assert closed.state is MonthState.CLOSED
        return closed

    def lines(self, month: Month, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> list[PaymentLine]:
        """The frozen lines paid in a month."""
        return shelf_of(self.store, scheme_set).find(PaymentLine, paid_in=month)

    def line_of(self, person: Citizen, month: Month, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> PaymentLine:
        """The one line of a person in a month."""
        (line,) = [line for line in self.lines(month, scheme_set) if line.person_id == person.id]
        return line


def make_office(folder: Path) -> tuple[Store, FixedClock]:
    """A new office in `folder`."""
    clock = FixedClock(datetime.combine(FIRST_DAY, time(2), UTC))
    store, _sheets = Store.create(
        folder / "office.saithong",
        office="ทดสอบ",
        user="ผู้ดูแล",
        password="ทดสอบ-saithong",
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    return store, clock
