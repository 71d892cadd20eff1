"""What one computer writes of a record that another merged away meanwhile counts for the person who is kept."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import cards, claim_endings, incomes, life_events, months
from sai_thong.registers.allowances.findings import Action, FindingCode
from sai_thong.registers.allowances.months import MonthBlocked
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard, IncomeFact, UrgentStop
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.citizens.joined import as_known, stands_for
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.citizens.rings import part_rings
from sai_thong.registers.law.terms import IncomeKind, Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import NOW, OFFICE, exchange, make_station
from tests.sync.test_stations import assert_alike

DEC, JAN = Month(2026, 12), Month(2027, 1)
SET = SchemeSet.ORDINARY


class Joined:
    """Two computers that know one paid person twice; the first makes the two records one while they are apart."""

    def __init__(self, folder):
        self.book = MemoryBook(OFFICE)
        first = make_station(folder, "ธุรการ")
        self.stations = first, make_station(folder, "พัฒนาชุมชน", first.store.keys)
        clock = FixedClock(NOW)
        self.here, self.there = (SmallOffice(each.store, clock) for each in self.stations)

    def twice(self, scheme=Scheme.OLD_AGE, birth="2489-01-12"):
        """The record to keep, with an accepted claim, and the other; both computers have both."""
        keep, merge = self.here.person(birth), self.here.person(birth, citizen_id=None)
        self.here.accepted(keep, scheme)
        self.meet()
        return keep, merge

    def merge(self, keep, merge):
        life_events.merge_people(self.here.store, self.here.citizen(keep), merge, why="คนเดียวกัน")

    def meet(self):
        exchange(self.book, *self.stations)

    def runs(self, month=JAN):
        return [draft_run(each.store, SET, month) for each in self.stations]

    def findings(self, month=JAN):
        """What blocks the month on each computer."""
        found = [months.findings_of(each.store, draft_run(each.store, SET, month)) for each in self.stations]
        return [[(each.code, each.action) for each in one if each.blocking] for one in found]


@pytest.fixture
def joined(tmp_path):
    made = Joined(tmp_path)
    yield made
    for each in made.stations:
        each.store.close()


def test_a_death_on_the_record_merged_away_pays_nothing_and_must_be_recorded(joined):
    keep, merge = joined.twice()
    months.send(joined.here.store, SET, DEC)
    joined.merge(keep, merge)
    died = PartialDate(2569, 10, 30)
    life_events.record_death(joined.there.store, merge, died, source="มรณบัตร")
    joined.meet()
    assert [run.lines for run in joined.runs()] == [(), ()]
    assert joined.findings() == [[(FindingCode.DIED_ON_JOINED, Action.RECORD_DEATH)]] * 2
    with pytest.raises(MonthBlocked) as blocked:
        months.close(joined.here.store, SET, DEC)
    assert [each.code for each in blocked.value.findings] == [FindingCode.DIED_ON_JOINED]
    shown = as_known(joined.here.store, joined.here.citizen(keep))
    assert (shown.deceased, shown.death, shown.death_source) == (True, died, "มรณบัตร")
    life_events.record_death(joined.here.store, shown, died, source="มรณบัตร")
    assert joined.here.store.find(UrgentStop, month=DEC), "what is on its way is stopped"
    joined.meet()
    assert joined.findings() == [[], []]
    assert_alike(*joined.stations)


def test_a_death_noted_there_by_mistake_is_taken_back_on_every_record(joined):
    keep, merge = joined.twice()
    joined.merge(keep, merge)
    life_events.record_death(joined.there.store, merge, None, source="เพื่อนบ้าน")
    joined.meet()
    shown = as_known(joined.here.store, joined.here.citizen(keep))
    assert shown.deceased
    life_events.withdraw_death(joined.here.store, shown, why="มาที่สำนักงานเอง")
    joined.meet()
    assert [len(run.lines) for run in joined.runs()] == [1, 1]
    assert joined.findings() == [[], []]


def test_a_move_on_the_record_merged_away_ends_the_pay_and_must_be_recorded(joined):
    keep, merge = joined.twice()
    joined.merge(keep, merge)
    life_events.record_move_out(joined.there.store, merge, date(2026, 11, 2), to="อบต. อื่น")
    joined.meet()
    october = Month(2027, 10)
    assert [[len(run.lines) for run in joined.runs(month)] for month in (JAN, october)] == [[1, 1], [0, 0]]
    assert joined.findings() == [[(FindingCode.MOVED_ON_JOINED, Action.RECORD_MOVE)]] * 2
    shown = as_known(joined.there.store, joined.there.citizen(keep))
    life_events.record_move_out(joined.there.store, shown, date(2026, 11, 2), to="อบต. อื่น")
    joined.meet()
    assert joined.findings() == [[], []]
    assert {each.store.get(Citizen, keep.id).moved_out_on for each in joined.stations} == {date(2026, 11, 2)}


def test_incomes_and_cards_put_to_the_record_merged_away_are_the_persons(joined):
    old, their_old = joined.twice()
    disabled, their_disabled = joined.twice(Scheme.DISABILITY, "2540-01-01")
    cards.enter_card(joined.here.store, DisabilityCard(person_id=disabled.id, expiry=CardExpiry.LIFELONG))
    joined.merge(old, their_old)
    joined.merge(disabled, their_disabled)
    there = joined.there.store
    income = IncomeFact(person_id=their_old.id, kind=IncomeKind.POST, from_day=date(2026, 11, 1))
    income = incomes.add_income(there, income).record
    ended = DisabilityCard(person_id=their_disabled.id, expiry=CardExpiry.DATE, expires_on=date(2026, 11, 1))
    card = cards.enter_card(there, ended).record
    assert [len(run.lines) for run in joined.runs()] == [2, 2]
    joined.meet()
    assert joined.runs()[0].lines == ()
    files = {file.citizen.id: file for file in joined.runs()[0].files.values()}
    assert [each.id for each in files[old.id].incomes] == [income.id]
    assert files[disabled.id].card.id == card.id
    assert cards.newest_card(joined.here.store, disabled.id).id == card.id


def test_records_that_two_computers_joined_each_to_the_other_stay_one_person_who_is_found_and_paid(joined):
    keep, merge = joined.twice()
    joined.here.accepted(joined.here.citizen(merge))
    joined.meet()
    joined.merge(keep, joined.here.citizen(merge))
    life_events.merge_people(joined.there.store, joined.there.citizen(merge), joined.there.citizen(keep), why="เหมือนกัน")
    joined.meet()
    stores = [each.store for each in joined.stations]
    kept = {stands_for(store, each.id).id for store in stores for each in (keep, merge)}
    assert len(kept) == 1, "the ring has no end, and still one record stands on both"
    assert [bool(part_rings(store)) for store in stores] == [True, True]
    joined.meet()
    assert [[each.id for each in store.find(Citizen, merged_into=None)] for store in stores] == [list(kept)] * 2
    assert [bool(part_rings(store)) for store in stores] == [False, False]
    assert_alike(*joined.stations)
    run = joined.runs()[0]
    (finding,) = months.findings_of(stores[0], run)
    assert (finding.code, finding.action, run.lines) == (FindingCode.NO_CLAIM_LEFT, Action.REVIEW_CLAIM, ())
    claim_endings.reopen(stores[0], run.files[finding.claim_id].claim, why="ปิดไขว้กัน")
    assert months.findings_of(stores[0], joined.runs()[0]) == []
    assert len(joined.runs()[0].lines) == 1
