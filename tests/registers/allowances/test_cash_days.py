"""A cash day: ordered, drawn, paid by the results, the rest returned; drawn = paid + returned, or it is not settled."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import cash_days, months, results, stops
from sai_thong.registers.allowances.closing_checks import checks_before_closing
from sai_thong.registers.allowances.findings import FindingCode
from sai_thong.registers.allowances.life_events import record_death
from sai_thong.registers.allowances.months import MonthBlocked
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import Outcome
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible, WrongMonthState
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

NOV = Month(2026, 11)
PAY_DAY = date(2026, 11, 10)
ORDER = {"on_day": PAY_DAY, "order_no": "9/2569", "ordered_on": date(2026, 11, 2), "committee": ("นายก", "นายข")}


def at(point):
    return ChannelChoice(Channel.CASH_SELF, pay_point=point)


@pytest.fixture
def people(office, scheme):
    """Two people at the hall, one at the office, one by bank."""
    found = [office.person() for _ in range(4)]
    for person, point in zip(found, ("ศาลา", "ศาลา", "ที่ทำการ"), strict=False):
        office.accepted(person, scheme, channel=at(point))
    office.accepted(found[3], scheme)
    office.on(date(2026, 11, 2))
    return found


def each_amount(scheme):
    return 80000 if scheme is Scheme.OLD_AGE else 50000


def hall(office, in_set, payment_month, **changed):
    return cash_days.order_cash_day(
        office.store, in_set, payment_month, **{"pay_point": "ศาลา"} | ORDER | changed
    ).record


def drawn(office, in_set, day, satang):
    return cash_days.draw_money(office.store, in_set, day, drawn_satang=satang, drawn_by="ฎ.12/2569").record


def test_the_cash_of_a_month_by_pay_point(office, scheme, in_set, people):
    sent = office.send(NOV, in_set)
    points = cash_days.cash_points(office.store, in_set, sent)
    assert [(point.pay_point, len(point.lines), point.total_satang) for point in points] == [
        ("ที่ทำการ", 1, each_amount(scheme)),
        ("ศาลา", 2, 2 * each_amount(scheme)),
    ]
    assert all(point.day is None for point in points)
    assert len({line.person_id for point in points for line in point.lines} & {each.id for each in people}) == 3


@pytest.mark.usefixtures("people")
def test_the_order_names_who_pays(office, in_set):
    sent = office.send(NOV, in_set)
    for wrong in ({"committee": ("นายก",)}, {"committee": ("นายก", "นายก", " ")}, {"order_no": " "}):
        with pytest.raises(Incomplete):
            hall(office, in_set, sent, **wrong)
    for wrong in ({"pay_point": "ไม่มี"}, {"ordered_on": date(2026, 11, 11)}):
        with pytest.raises(NotPossible):
            hall(office, in_set, sent, **wrong)
    assert hall(office, in_set, sent).committee == ("นายก", "นายข")
    with pytest.raises(IllegalStep):
        hall(office, in_set, sent)


def test_the_day_balances_or_is_not_settled(office, scheme, in_set, people):
    amount = each_amount(scheme)
    sent = office.send(NOV, in_set)
    day = hall(office, in_set, sent)
    with pytest.raises(IllegalStep):
        cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0)
    with pytest.raises(NotPossible):
        drawn(office, in_set, day, 2 * amount - 1)
    with pytest.raises(Incomplete):
        cash_days.draw_money(office.store, in_set, day, drawn_satang=2 * amount, drawn_by=" ")
    day = drawn(office, in_set, day, 2 * amount)
    with pytest.raises(WrongMonthState):
        cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0)
    office.on(PAY_DAY)
    months.mark_paid(office.store, in_set, NOV)
    absent = office.line_of(people[0], NOV, in_set)
    results.record_results(office.store, in_set, [ResultEntry(absent.id, Outcome.NOT_CLAIMED)])
    for wrong in (0, amount - 1, 2 * amount):
        with pytest.raises((NotPossible, Incomplete)):
            cash_days.settle_cash_day(
                office.store, in_set, day, returned_satang=wrong, returned_on=PAY_DAY, receipt="1"
            )
    with pytest.raises(Incomplete):
        cash_days.settle_cash_day(office.store, in_set, day, returned_satang=amount)
    day = cash_days.settle_cash_day(
        office.store, in_set, day, returned_satang=amount, returned_on=PAY_DAY, receipt="บส.1"
    ).record
    assert (day.settled, day.paid_satang, day.returned_satang) == (True, amount, amount)
    assert day.drawn_satang == day.paid_satang + day.returned_satang
    with pytest.raises(IllegalStep):
        drawn(office, in_set, day, 3 * amount)


@pytest.mark.usefixtures("people")
def test_money_drawn_and_not_settled_blocks_the_close(office, scheme, in_set):
    sent = office.send(NOV, in_set)
    day = drawn(office, in_set, hall(office, in_set, sent), 2 * each_amount(scheme))
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, in_set, NOV)
    assert [finding.code for finding in blocked.value.findings] == ["cash-not-balanced"]
    office.on(PAY_DAY)
    months.mark_paid(office.store, in_set, NOV)
    cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0)
    months.close(office.store, in_set, NOV)


@pytest.mark.usefixtures("people")
def test_a_settled_day_is_opened_again_with_a_reason_until_the_month_closes(office, scheme, in_set):
    sent = office.send(NOV, in_set)
    day = drawn(office, in_set, hall(office, in_set, sent), 2 * each_amount(scheme))
    office.on(PAY_DAY)
    months.mark_paid(office.store, in_set, NOV)
    day = cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0).record
    with pytest.raises(Incomplete):
        cash_days.reopen_cash_day(office.store, in_set, day, why="")
    day = cash_days.reopen_cash_day(office.store, in_set, day, why="นับผิด").record
    assert not day.settled
    day = cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0).record
    months.close(office.store, in_set, NOV)
    with pytest.raises(WrongMonthState):
        cash_days.reopen_cash_day(office.store, in_set, day, why="นับผิด")


def test_who_was_stopped_is_not_drawn_for(office, scheme, in_set, people):
    sent = office.send(NOV, in_set)
    record_death(office.store, people[0], PartialDate(2569, 11, 1), source="มรณบัตร")
    (view,) = stops.stops_of(office.store, in_set)
    stops.tell(office.store, in_set, view.stop, whom="กองคลัง", how="บันทึก", at=office.clock.now())
    stops.settle(office.store, in_set, stops.stops_of(office.store, in_set)[0].stop, stopped=True)
    day = drawn(office, in_set, hall(office, in_set, sent), each_amount(scheme))
    assert day.drawn_satang == each_amount(scheme)


def test_a_closed_month_has_no_more_cash_days(office):
    office.accepted(office.person(), channel=at("ศาลา"))
    closed = office.closed(NOV)
    with pytest.raises(WrongMonthState):
        hall(office, SchemeSet.ORDINARY, closed)


@pytest.mark.usefixtures("people")
def test_cash_without_a_cash_day_is_told_and_stops_nobody_from_closing(office, in_set):
    months.send(office.store, in_set, NOV)
    months.mark_paid(office.store, in_set, NOV)
    with office.store.transaction() as tx:
        (found,) = checks_before_closing(writer_of(tx, in_set), tx, NOV)
    assert (found.code, found.blocking, found.facts) == (FindingCode.CASH_WITHOUT_DAY, False, {"count": 3})
    months.close(office.store, in_set, NOV)


@pytest.mark.usefixtures("people")
def test_cash_recorded_as_not_claimed_is_returned_before_the_month_is_closed(office, scheme, in_set):
    (sent,) = months.send(office.store, in_set, NOV).months
    months.mark_paid(office.store, in_set, NOV)
    absent = next(line for line in months.lines_of(shelf_of(office.store, in_set), sent) if line.pay_point == "ศาลา")
    results.record_results(office.store, in_set, [ResultEntry(absent.id, Outcome.NOT_CLAIMED)])
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, in_set, NOV)
    assert [each.code for each in blocked.value.findings] == [FindingCode.CASH_NOT_RETURNED]
    one = each_amount(scheme)
    day = hall(office, in_set, sent)
    day = cash_days.draw_money(office.store, in_set, day, drawn_satang=2 * one, drawn_by="ฎ.5/2570").record
    cash_days.settle_cash_day(office.store, in_set, day, returned_satang=one, returned_on=PAY_DAY, receipt="7/1")
    months.close(office.store, in_set, NOV)


def test_cash_that_is_counted_as_paid_was_not_stopped(office, scheme, in_set):
    """Else the month would close with money that nobody received and nobody returned."""
    person = office.person()
    office.accepted(person, scheme, channel=at("ศาลา"))
    office.on(NOV.first_day)
    sent = office.send(NOV, in_set)
    record_death(office.store, person, PartialDate(2569, 11, 1), source="บุตร")
    (view,) = stops.stops_of(office.store, in_set)
    stop = stops.tell(office.store, in_set, view.stop, whom="กองคลัง", how="ด้วยวาจา", at=office.clock.now()).record
    months.mark_paid(office.store, in_set, NOV)
    day = cash_days.order_cash_day(office.store, in_set, sent, pay_point="ศาลา", **ORDER).record
    day = cash_days.draw_money(office.store, in_set, day, drawn_satang=sent.total_satang, drawn_by="ฎ.1").record
    day = cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0).record
    with pytest.raises(IllegalStep):
        stops.settle(office.store, in_set, stop, stopped=True)
    cash_days.reopen_cash_day(office.store, in_set, day, why="ระงับทัน")
    assert stops.settle(office.store, in_set, stop, stopped=True).record.stopped
