"""What rounds did is kept in the store: by register and one by one, how wrong the clock is, and who wrote what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sai_thong.sync.device import own_device
from sai_thong.sync.engine import Stage, last_round, last_rounds
from sai_thong.sync.refusals import LinkCut, NoLink
from sai_thong.sync.register_traffic import register_traffic
from sai_thong.sync.writers import computer_names
from tests.sync.memory_authority import MemoryAuthority
from tests.sync.real_stations import OFFICE, make_station
from tests.sync.test_engine import Pc


class NoLine:
    def ask(self, *_asked):
        raise LinkCut


@pytest.fixture
def authority():
    return MemoryAuthority(OFFICE)


def pcs_of(tmp_path, authority, *, skew=timedelta()):
    first = Pc(make_station(tmp_path, "หนึ่ง"), authority)
    second = Pc(make_station(tmp_path, "สอง", first.store.keys, skew=skew), authority)
    return first, second


def test_what_went_and_came_is_counted_by_register(tmp_path, authority):
    first, second = pcs_of(tmp_path, authority)
    person = first.add(first_name="สมหญิง", moo=1)
    first.add(first_name="สมชาย", moo=2)
    first.sync()
    sent = register_traffic(first.store)["citizens"]
    assert (sent.sent, sent.received, sent.received_at) == (2, 0, "")
    assert sent.sent_at == last_round(first.store).at
    second.sync()
    second.change(person, moo=9)
    second.sync()
    first.sync()
    told = register_traffic(first.store)["citizens"]
    assert (told.sent, told.received) == (2, 1)
    assert register_traffic(second.store)["citizens"].received == 2


def test_what_is_read_anew_is_not_counted_again(tmp_path, authority):
    first, second = pcs_of(tmp_path, authority)
    first.add(first_name="สมหญิง", moo=1)
    first.sync()
    second.sync()
    with second.store.replaying() as replaying:
        replaying.set_fact("sync_epoch", "อื่น")
    second.sync()
    assert register_traffic(second.store)["citizens"].received == 1


def test_the_last_rounds_stand_one_by_one_and_idle_ones_once(tmp_path, authority):
    first, _second = pcs_of(tmp_path, authority)
    first.add(first_name="สมหญิง", moo=1)
    for _turn in range(4):
        first.sync()
    kept = last_rounds(first.store)
    assert [each.figures.sent for each in kept] == [0, 1]
    assert kept[1].seconds > 0
    first.line = NoLine()
    with pytest.raises(NoLink):
        first.sync()
    failed = last_rounds(first.store)[0]
    assert failed.trouble == NoLink().what
    assert failed.stage is Stage.HELLO
    assert failed.succeeded_at == kept[0].at


def test_how_wrong_the_clock_is_shows(tmp_path, authority):
    _first, second = pcs_of(tmp_path, authority, skew=timedelta(days=-3650))
    second.sync()
    assert last_round(second.store).skew_seconds == -3650 * 86_400


def test_the_computer_behind_each_file_is_known_by_name(tmp_path, authority):
    first, second = pcs_of(tmp_path, authority)
    first.add(first_name="สมหญิง", moo=1)
    first.sync()
    second.sync()
    names = computer_names(second.store)
    assert names == {each.store.file_id: own_device(each.store).name for each in (first, second)}
