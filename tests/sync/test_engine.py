"""A round sends and reads everything over any line: nothing is lost, nothing comes twice, and what is wrong is told."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest

from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.device import PinnedAuthority, become, new_device, office_devices, own_device, pinned_authority
from sai_thong.sync.engine import Round, Stage, last_round
from sai_thong.sync.refusals import (
    DeviceRevoked,
    DeviceUnknown,
    Forked,
    LinkCut,
    NewerProgram,
    NoLink,
    NotThePinnedAuthority,
)
from sai_thong.sync.station import ChainBroken
from tests.sync.memory_authority import FaultyLine, MemoryAuthority
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import OFFICE, contents, make_station
from tests.sync.test_stations import assert_alike


class Pc:
    """A computer of the office: its store, its keys, and a line to the authority."""

    def __init__(self, station, authority):
        self.side = station
        self.store = station.store
        self.authority = authority
        device = new_device("เครื่องหนึ่ง")
        authority.enrol(device)
        become(self.store, device, PinnedAuthority("memory:", OFFICE, authority.public_key))
        self.line = MemoryTransport(authority.serve)

    def round(self, **how):
        seconds = count()
        return Round(
            self.store,
            own_device(self.store),
            pinned_authority(self.store),
            RECORD_TYPES,
            self.line,
            **{"timer": lambda: float(next(seconds)), "pause": lambda _seconds: None, **how},
        )

    def sync(self, **how):
        return self.round(**how).run()

    def add(self, **values):
        with self.store.transaction() as tx:
            return tx.insert(Citizen(**values))

    def change(self, person, **values):
        with self.store.transaction() as tx:
            return tx.update(tx.get(Citizen, person.id), **values)

    def names(self):
        return sorted(each.first_name for each in self.store.find(Citizen))


@pytest.fixture
def authority():
    return MemoryAuthority(OFFICE)


@pytest.fixture
def pcs(tmp_path, authority):
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    yield Pc(first, authority), Pc(second, authority)
    first.store.close()
    second.store.close()


def alike(*pcs):
    assert_alike(*(pc.side for pc in pcs))


def test_a_round_sends_what_is_unsent_and_reads_what_others_did(pcs):
    first, second = pcs
    first.add(first_name="สมหญิง")
    second.add(first_name="สมชาย")
    sent = first.sync()
    assert (sent.sent, sent.received, sent.pending, sent.conflicts) == (1, 0, 0, 0)
    assert sent.round_trips <= 4
    got = second.sync()
    assert (got.sent, got.received, got.pending) == (1, 1, 0)
    assert first.sync().received == 1
    assert first.names() == second.names() == ["สมชาย", "สมหญิง"]
    assert len(office_devices(first.store)) == 2
    alike(*pcs)


def test_a_hundred_changes_take_few_bytes_and_turns(pcs):
    first, second = pcs
    people = [first.add(first_name=f"คน{number}", moo=1) for number in range(100)]
    first.sync()
    second.sync()
    for person in people:
        first.change(person, moo=2)
    did = first.sync()
    assert did.sent == 100
    assert did.round_trips <= 4
    assert did.bytes_up + did.bytes_down <= 8 * 1024


def test_a_round_with_nothing_to_do_is_one_question(pcs):
    first, _second = pcs
    first.add(first_name="สมหญิง")
    first.sync()
    did = first.sync()
    assert (did.round_trips, did.sent, did.received) == (1, 0, 0)


@pytest.mark.parametrize("answer_too", [False, True])
def test_a_cut_at_any_message_loses_and_doubles_nothing(tmp_path, answer_too):
    reached = 0
    for place in range(1, 8):
        authority = MemoryAuthority(OFFICE)
        side = make_station(tmp_path / f"{place}", "ธุรการ")
        pc = Pc(side, authority)
        for number in range(40):
            pc.add(first_name=f"คน{number}")
        pc.line = FaultyLine(authority.serve)
        pc.line.cut_at = (place, answer_too)
        did = pc.sync()
        reached += pc.line.did["asked"] >= place
        assert did.pending == 0
        assert len(authority.book.outcomes) == 40
        assert did.sent == 40
        assert pc.side.cursor.seq == 40
        side.store.close()
    assert reached >= 3


def test_bad_lines_bring_everything_in_the_end(tmp_path):
    did = Counter()
    for seed in range(8):
        authority = MemoryAuthority(OFFICE)
        first = Pc(make_station(tmp_path / f"{seed}", "ธุรการ"), authority)
        second = Pc(make_station(tmp_path / f"{seed}", "ปลัด", first.store.keys), authority)
        pcs = (first, second)
        for number, pc in enumerate(pcs):
            pc.line = FaultyLine(authority.serve, 2 * seed + number, 0.4)
        shared = first.add(first_name="กลาง", moo=0)
        for turn in range(4):
            for number, pc in enumerate(pcs):
                pc.add(first_name=f"คน{turn}-{number}")
                if shared.id in {each.id for each in pc.store.find(Citizen)}:
                    pc.change(shared, moo=10 * turn + number + 1)
                try:
                    pc.sync()
                except (NoLink, NotThePinnedAuthority, DeviceUnknown) as error:
                    did[type(error).__name__] += 1
        for pc in pcs:
            did.update(pc.line.did)
            pc.line = MemoryTransport(authority.serve)
        for pc in (*pcs, *pcs):
            assert pc.sync().pending == 0, f"seed {seed}"
        entries = [(each.entry.id.file_id, each.entry.id.counter) for each in authority.book.outcomes]
        assert len(entries) == len(set(entries))
        assert len(first.names()) == 9, f"seed {seed}"
        alike(*pcs)
        for pc in pcs:
            pc.store.close()
    kinds = ("lost", "answer lost", "doubled", "late", "garbled", "answer garbled")
    assert all(did[kind] >= 3 for kind in kinds), did


def test_a_round_can_be_stopped_before_any_message(pcs):
    first, _second = pcs
    for number in range(30):
        first.add(first_name=f"คน{number}")
    for allowed in range(3):
        left = iter([False] * allowed)
        stopped = first.round(stopped=lambda left=left: next(left, True))
        stopped.run()
        assert stopped.stage is not Stage.DONE
        assert last_round(first.store).stage is stopped.stage
    done = first.round()
    done.run()
    assert last_round(first.store).stage is Stage.DONE
    assert first.side.cursor.seq == 30


def test_a_restored_authority_is_read_anew(pcs, authority):
    first, second = pcs
    person = first.add(first_name="สมหญิง", moo=1)
    for pc in (first, second):
        pc.sync()
    older = authority.book.copy()
    first.change(person, moo=2)
    second.add(first_name="สมชาย")
    for pc in (first, second, first):
        pc.sync()
    authority.restore(older, "restored")
    for pc in (second, first, second):
        assert pc.sync().pending == 0
    order = [(each.entry.id.file_id, each.entry.id.counter) for each in authority.book.outcomes]
    for pc in pcs:
        rows = pc.store.query("SELECT file_id, counter FROM outcomes ORDER BY seq")
        assert [tuple(row.values()) for row in rows] == order[: len(rows)]
        assert pc.side.cursor.epoch == "restored"
    assert second.store.get(Citizen, person.id).moo == 2
    assert first.names() == ["สมชาย", "สมหญิง"]
    alike(*pcs)


def test_a_station_that_read_no_further_than_the_backup_just_reads_on(pcs, authority):
    first, second = pcs
    first.add(first_name="สมหญิง")
    for pc in (first, second):
        pc.sync()
    authority.restore(authority.book.copy(), "restored")
    first.add(first_name="สมชาย")
    first.sync()
    assert second.sync().received == 1
    assert second.side.cursor.epoch == "restored"
    alike(*pcs)


def test_a_first_pull_of_many_pages_grows_with_the_line(pcs):
    first, second = pcs
    for number in range(150):
        first.add(first_name=f"คน{number}")
    assert first.sync().sent == 150
    assert second.sync().received == 150
    assert contents(first.side) == contents(second.side)


def test_an_authority_with_another_key_is_not_believed(pcs, authority):
    first, _second = pcs
    first.add(first_name="สมหญิง")
    other = PinnedAuthority("memory:", OFFICE, MemoryAuthority(OFFICE).public_key)
    become(first.store, own_device(first.store), other)
    with pytest.raises(NotThePinnedAuthority):
        first.sync()
    assert not authority.book.outcomes


def test_devices_revoked_or_unknown_are_told_so(pcs, authority):
    first, second = pcs
    authority.revoked.add(own_device(first.store).device)
    with pytest.raises(DeviceRevoked):
        first.sync()
    authority.devices.pop(own_device(second.store).device)
    with pytest.raises(DeviceUnknown):
        second.sync()


def test_what_a_revoked_device_signed_before_still_comes(pcs, authority):
    first, second = pcs
    first.add(first_name="สมหญิง")
    first.sync()
    authority.revoked.add(own_device(first.store).device)
    assert second.sync().received == 1


def test_what_no_device_of_the_office_signed_is_not_taken(pcs, authority):
    first, second = pcs
    first.add(first_name="สมหญิง")
    first.sync()
    authority.devices.pop(own_device(first.store).device)
    with pytest.raises(ChainBroken):
        second.sync()
    assert second.names() == []


def test_another_office_and_a_newer_protocol_are_told(pcs, authority):
    first, _second = pcs
    authority.version = 2
    with pytest.raises(NewerProgram):
        first.sync()
    become(first.store, own_device(first.store), PinnedAuthority("memory:", "อื่น", authority.public_key))
    with pytest.raises(DeviceUnknown):
        first.sync()


def test_a_fork_of_the_file_is_told_and_nothing_is_mixed(pcs, authority):
    first, _second = pcs
    first.add(first_name="สมหญิง")
    first.sync()
    held = authority.book.head(first.store.file_id)
    authority.book._heads[first.store.file_id] = type(held)(held.counter, b"x" * 32)
    first.add(first_name="สมชาย")
    with pytest.raises(Forked):
        first.sync()
    assert len(authority.book.outcomes) == 1


def test_no_line_at_all_is_told_and_the_figures_stay(pcs):
    first, _second = pcs
    first.add(first_name="สมหญิง")
    first.line = MemoryTransport(_nobody)
    with pytest.raises(NoLink):
        first.sync()
    assert last_round(first.store).figures.pending == 1


def _nobody(*_asked):
    raise LinkCut
