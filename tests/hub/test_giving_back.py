"""A hub without any line gives the order back to its province by stick, and nothing is decided twice or lost."""

from __future__ import annotations

from hashlib import sha256

import pytest

from sai_thong.hub.giving_back import NotAllOfIt, NotTakenBack, awaits_province, gave_back, give_back_by_stick
from sai_thong.hub.keeping import kept_hub
from sai_thong.hub.sticks import take
from sai_thong.hub.switching import switch_on
from sai_thong.hub.upstream import NoProvinceKnown
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.database import of_office
from sai_thong.server.following import hub_of
from sai_thong.server.order_sticks import StickOfEarlierHub
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import OUTCOMES, WAITING
from sai_thong.sync.stick import StickNotForHere
from tests.hub.by_stick import add, rows
from tests.sync.real_stations import OFFICE

WHY = "เลิกใช้เครื่องกลาง"


@pytest.fixture
def office(office_by_stick):
    return office_by_stick


def give_back(office, **wanted):
    return give_back_by_stick(office.hub.store, office.path(), why=WHY, **wanted).path


def decides(office):
    """Whether the province keeps the order."""
    with of_office(office.engine, OFFICE) as connection:
        return not hub_of(connection, OFFICE)


def names(side):
    return {each.first_name for each in side.store.find(Citizen)}


def test_the_province_keeps_the_order_again_and_everybody_goes_on_with_it(office):
    add(office.hub, "ก่อน")
    office.meet()
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    add(office.other, "ที่จังหวัดแล้ว")
    office.meet(office.other)  # the province does not know of the hub yet, and decides it
    add(office.hub, "หลัง")
    stick = give_back(office)
    assert not kept_hub(office.hub.store).is_on
    assert gave_back(office.hub.store)
    assert awaits_province(office.hub.store)
    add(office.hub, "ระหว่างทาง")
    answers = [office.answer(stick) for _again in range(2)]
    assert decides(office)
    assert rows(office.engine, WAITING) == []
    for each in answers:
        taken = take(office.hub.store, each)
    assert (taken.is_older, taken.pending) == (False, 1)
    assert not awaits_province(office.hub.store)
    assert office.meet().pending == 0
    office.meet(office.other)
    for side in (office.hub, office.other):
        assert names(side) == {"ก่อน", "ที่จังหวัดแล้ว", "หลัง", "ระหว่างทาง"}
    assert verify(office.engine, OFFICE).is_sound


def test_the_stick_may_be_lost_and_what_was_written_before_it_comes_too_late(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    late = office.export()
    give_back(office)
    asked = office.export()
    office.answer(late)
    with pytest.raises(StickNotForHere):
        office.answer(asked)  # the province does not know yet that it keeps the order again
    assert not decides(office)
    take(office.hub.store, office.answer(give_back(office)))
    assert decides(office)
    before = rows(office.engine, OUTCOMES)
    with pytest.raises(StickOfEarlierHub):
        office.answer(late)
    assert rows(office.engine, OUTCOMES) == before
    switch_on(office.hub.store, why="เริ่มใหม่")
    assert office.meet().pending == 0
    assert not decides(office)


def test_a_hub_stays_one_where_not_everything_finds_room(office):
    with pytest.raises(NoProvinceKnown):
        give_back(office)  # who is no hub gives nothing back
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    with office.hub.store.transaction() as tx:
        tx.insert_many(Citizen(first_name=sha256(b"%d" % number).hexdigest()) for number in range(1_500))
    with pytest.raises(NotAllOfIt):
        give_back(office, most_bytes=64 * 1024)
    assert kept_hub(office.hub.store).is_on


def test_a_province_that_was_put_back_meanwhile_says_so_and_takes_the_next_stick(office, tmp_path):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    office.engine.dispose()
    kept = (tmp_path / "province.sqlite").read_bytes()
    add(office.hub, "หนึ่ง")
    office.meet()
    office.engine.dispose()
    for rest in tmp_path.glob("province.sqlite-*"):
        rest.unlink()
    (tmp_path / "province.sqlite").write_bytes(kept)
    add(office.hub, "สอง")
    answer = office.answer(give_back(office))
    assert not decides(office)
    with pytest.raises(NotTakenBack):
        take(office.hub.store, answer)
    take(office.hub.store, office.answer(give_back(office)))
    assert decides(office)
    assert verify(office.engine, OFFICE).is_sound
