"""Two computers and their authority that meet by sticks alone: lost ones, repeated ones, older after newer."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db import slots
from sai_thong.db.contents import ContentMissing
from sai_thong.db.errors import WrongPassword
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.from_province.contents import DownKind
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.contents import room_of
from sai_thong.server.database import add_office, authority_key, of_office, open_database
from sai_thong.server.devices import enrol, give_code, revoke
from sai_thong.server.down import send_down
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import HUBS
from sai_thong.server.sticks import StickDeclined, take_stick
from sai_thong.sync.contents_exchange import contents_waiting
from sai_thong.sync.courier import NoStickKey, export, take
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.last_stick import last_stick
from sai_thong.sync.refusals import Forked, NotEnrolled, NotThePinnedAuthority
from sai_thong.sync.stick import StickNotForHere, StickOfOtherOffice, StickUnreadable, read_stick
from sai_thong.sync.talk import Stopped
from tests.sync.real_stations import NOW, OFFICE, PASSWORD, make_station
from tests.sync.test_stations import assert_alike

CLOCK = FixedClock(NOW)


class Province:
    """The authority, which only sticks reach."""

    def __init__(self, folder: Path):
        self.engine = open_database(f"sqlite:///{folder / 'province.sqlite'}")
        self.key = authority_key(self.engine)
        self.folder, self.answers = folder, 0
        add_office(self.engine, OFFICE, "ทรายทอง", epoch="first")

    def answer(self, path: Path, **wanted) -> Path:
        self.answers += 1
        answer = self.folder / f"answer{self.answers}"
        self.taken = take_stick(self.engine, self.key, path, answer, CLOCK, **wanted)
        return answer


class Pc:
    """A computer that was enrolled once and has no line since."""

    def __init__(self, province: Province, side):
        self.side, self.store, self.province = side, side.store, province
        self.sticks = 0
        self.enrol(province)

    def enrol(self, province: Province, office: str = OFFICE) -> None:
        device = new_device("เครื่องของสำนักงาน")
        code = give_code(province.engine, office, CLOCK)
        keys = device.public.signing_key, device.public.box_key
        told = enrol(province.engine, Enrolment(office, code.secret, device.device, device.name, *keys), CLOCK)
        become(self.store, device, PinnedAuthority("memory:", office, told.authority_key, told.box_key))

    def export(self, **wanted) -> Path:
        self.sticks += 1
        self.exported = export(self.store, self.province.folder / f"{self.store.file_id}-{self.sticks}", **wanted)
        return self.exported.path

    def add(self, **values) -> Citizen:
        with self.store.transaction() as tx:
            return tx.insert(Citizen(**values))

    def change(self, record_id: str, **values) -> None:
        with self.store.transaction() as tx:
            tx.update(tx.get(Citizen, record_id), **values)

    def people(self) -> list[str]:
        return [each.id for each in self.store.find(Citizen)]

    def meet(self):
        return take(self.store, self.province.answer(self.export()))


@pytest.fixture
def province(tmp_path):
    made = Province(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def pcs(province, tmp_path):
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    yield Pc(province, first), Pc(province, second)
    first.store.close()
    second.store.close()


def test_two_computers_come_to_hold_the_same_without_any_line(province, pcs):
    first, second = pcs
    person = first.add(first_name="สมหญิง", moo=1)
    for number in range(40):
        first.add(first_name=f"คน{number}")
    assert first.meet().sent == 41
    taken = second.meet()
    assert (taken.received, taken.more, taken.is_older) == (41, False, False)
    second.change(person.id, moo=2)
    first.change(person.id, moo=3)
    for pc in (first, second, first):
        taken = pc.meet()
    assert (taken.pending, taken.conflicts) == (0, 1)
    assert_alike(first.side, second.side)
    assert verify(province.engine, OFFICE).is_sound


def test_a_small_stick_takes_the_oldest_first_and_says_what_stays_behind(province, pcs):
    first, second = pcs
    with first.store.transaction() as tx:
        tx.insert_many(Citizen(first_name=sha256(b"%d" % number).hexdigest()) for number in range(1_500))
    told = []
    path = first.export(most_bytes=64 * 1024, progress=lambda done, all_: told.append((done, all_)))
    assert path.stat().st_size <= 64 * 1024
    assert first.exported.entries + first.exported.left_entries == 1_500
    assert first.exported.left_entries > 0
    assert told[-1] == (first.exported.entries, 1_500)
    taken = take(first.store, province.answer(path))
    assert (taken.sent, taken.pending) == (first.exported.entries, first.exported.left_entries)
    while first.meet().pending:
        pass
    partly = take(second.store, province.answer(second.export(), most_bytes=64 * 1024))
    assert partly.more
    assert 0 < partly.received < 1_500
    while second.meet().more:
        pass
    assert_alike(first.side, second.side)


def test_an_answer_taken_twice_or_after_a_newer_one_changes_nothing(province, pcs):
    first, second = pcs
    first.add(first_name="หนึ่ง")
    older = province.answer(first.export())
    second.add(first_name="สอง")
    second.meet()
    assert take(first.store, province.answer(first.export())).received == 1
    first.add(first_name="สาม")
    first.meet()
    for _again in range(2):
        taken = take(first.store, older)
        assert (taken.sent, taken.received, taken.pending, taken.is_older) == (0, 0, 0, True)
    second.meet()
    assert_alike(first.side, second.side)
    assert last_stick(first.store).answered == 3


def test_of_an_answer_that_is_known_in_part_the_rest_is_taken(province, pcs):
    first, second = pcs
    path = second.export()
    for name in ("หนึ่ง", "สอง"):
        first.add(first_name=name)
        first.meet()
        assert take(second.store, province.answer(path)).received == 1
    assert_alike(first.side, second.side)


def test_a_stick_of_somebody_else_is_refused_politely(province, pcs, tmp_path):
    first, second = pcs
    other = make_station(tmp_path / "elsewhere", "คลัง")
    add_office(province.engine, "5002", "บ้านอื่น", epoch="other")
    stranger = Pc(province, other)
    stranger.enrol(province, "5002")
    foreign = province.answer(stranger.export())
    with pytest.raises(StickOfOtherOffice) as refused:
        take(first.store, foreign)
    assert "5002" in refused.value.what
    path = first.export()
    answer = province.answer(path)
    with pytest.raises(StickNotForHere) as refused:
        take(second.store, answer)
    with pytest.raises(StickNotForHere):
        take(first.store, path)
    with pytest.raises(StickNotForHere):
        province.answer(answer)
    other.store.close()


def test_an_answer_of_another_authority_is_not_believed(province, pcs, tmp_path):
    first, _second = pcs
    folder = tmp_path / "false"
    folder.mkdir()
    impostor = Province(folder)
    path = first.export()
    with pytest.raises(StickDeclined):
        impostor.answer(path)
    answer = province.answer(path)
    false_key = impostor.key.public_key().public_bytes_raw()
    become(first.store, own_device(first.store), replace(pinned_authority(first.store), key=false_key))
    with pytest.raises(NotThePinnedAuthority):
        take(first.store, answer)
    impostor.engine.dispose()


def test_a_changed_stick_is_refused_whole_on_either_side(province, pcs):
    first, _second = pcs
    first.add(first_name="หนึ่ง")
    path = first.export()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(StickUnreadable):
        province.answer(path)
    assert verify(province.engine, OFFICE).outcomes == 0
    path.write_bytes(whole)
    answer = province.answer(path)
    answer.write_bytes(answer.read_bytes()[:-70])
    with pytest.raises(StickUnreadable):
        take(first.store, answer)
    assert first.side.cursor.seq == 0


def test_who_may_not_send_is_refused(province, pcs):
    first, _second = pcs
    first.add(first_name="หนึ่ง")
    path = first.export()
    revoke(province.engine, OFFICE, own_device(first.store).device, CLOCK)
    with pytest.raises(StickDeclined):
        province.answer(path)
    with closing(sqlite3.connect(province.folder / "province.sqlite")) as file, file:
        file.execute("DELETE FROM offices")
    with pytest.raises(OfficeUnknown):
        province.answer(path)


def test_an_answer_opens_for_no_computer_that_was_struck_off(province, pcs):
    first, second = pcs
    gone = own_device(second.store)
    revoke(province.engine, OFFICE, gone.device, CLOCK)
    answer = read_stick(province.answer(first.export()))
    with pytest.raises(StickNotForHere):
        list(answer.bodies(gone.box))
    assert list(answer.bodies(own_device(first.store).box))


def test_a_computer_that_cannot_send_by_stick_is_told_why(pcs, tmp_path):
    first, _second = pcs
    device, authority = own_device(first.store), pinned_authority(first.store)
    become(first.store, device, replace(authority, box_key=b""))
    with pytest.raises(NoStickKey):
        first.export()
    alone = make_station(tmp_path / "alone", "คลัง")
    with pytest.raises(NotEnrolled):
        export(alone.store, tmp_path)
    alone.store.close()


def test_who_wants_no_more_leaves_nothing_half(province, pcs):
    first, _second = pcs
    first.add(first_name="หนึ่ง")
    before = set(province.folder.iterdir())
    with pytest.raises(Stopped):
        first.export(stopped=lambda: True)
    assert set(province.folder.iterdir()) == before
    assert last_stick(first.store) is None
    answer = province.answer(first.export())
    with pytest.raises(Stopped):
        take(first.store, answer, stopped=lambda: True)
    assert take(first.store, answer).sent == 1


def test_a_copy_that_went_on_writing_is_told_by_stick_too(province, pcs):
    first, _second = pcs
    first.add(first_name="หนึ่ง")
    first.meet()
    first.add(first_name="สอง")
    path = first.export()
    with province.engine.begin() as connection:
        connection.execute(sa.text("UPDATE files SET hash = x'00'"))
    with pytest.raises(Forked):
        take(first.store, province.answer(path))


def test_an_authority_restored_from_a_backup_gets_by_stick_what_it_lost(province, pcs, tmp_path):
    first, second = pcs
    first.add(first_name="หนึ่ง")
    first.meet()
    second.meet()
    province.engine.dispose()
    kept = (tmp_path / "province.sqlite").read_bytes()
    first.add(first_name="สอง")
    first.meet()
    second.meet()
    assert_alike(first.side, second.side)
    province.engine.dispose()
    for rest in tmp_path.glob("province.sqlite-*"):
        rest.unlink()
    (tmp_path / "province.sqlite").write_bytes(kept)
    late = second.export()
    for pc in (first, second, first):
        pc.meet()
    take(second.store, province.answer(late))
    second.meet()
    assert len(first.people()) == len(second.people()) == 2
    assert_alike(first.side, second.side)
    assert verify(province.engine, OFFICE).is_sound


def attach(pc: Pc, data: bytes) -> Attachment:
    with pc.store.transaction() as tx:
        return tx.insert(
            Attachment(
                subject_table="petitions",
                subject_id="none.1",
                name="ภาพ.jpg",
                media_type="image/jpeg",
                size=len(data),
                address=tx.put_content(data),
                added_on=NOW.date(),
            )
        )


def test_attached_files_come_by_stick_behind_the_rows(province, pcs):
    first, second = pcs
    data = random.Random(1).randbytes(600_000)
    attached = [attach(first, each) for each in (data, b"small")]
    first.meet()
    assert contents_waiting(first.store).up == 0
    second.meet()
    assert [second.store.content(each.address) for each in attached] == [data, b"small"]
    with second.store.transaction() as tx:
        tx.update(tx.get(Attachment, attached[0].id), destroyed_on=NOW.date())
        tx.destroy_content(attached[0].address)
    second.meet()
    first.meet()
    first.meet()
    with pytest.raises(ContentMissing):
        first.store.content(attached[0].address)
    with of_office(province.engine, OFFICE) as connection:
        assert room_of(connection, OFFICE).count == 1


def test_files_that_find_no_room_wait_for_the_next_stick(province, pcs):
    first, second = pcs
    sizes = (100_000, 200_000, 900_000)
    files = [attach(first, random.Random(size).randbytes(size)) for size in sizes]
    take(first.store, province.answer(first.export(most_bytes=700_000)))
    assert contents_waiting(first.store).up == 1
    take(second.store, province.answer(second.export(), most_bytes=250_000))
    assert contents_waiting(second.store).down == 1
    for pc in (first, second, second):
        pc.meet()
    assert [len(second.store.content(each.address)) for each in files] == list(sizes)


def test_a_changed_password_comes_by_stick(pcs):
    first, second = pcs
    slots.change_password(second.store.path, "ปลัด", PASSWORD, "ใหม่")
    for pc in (first, second) * 3:
        pc.meet()
    for pc in pcs:
        with pytest.raises(WrongPassword):
            slots.unlock(pc.store.path, "ปลัด", PASSWORD)
        assert slots.unlock(pc.store.path, "ปลัด", "ใหม่").ring.data_key == pc.store.keys.data_key
        assert slots.unlock(pc.store.path, "ธุรการ", PASSWORD).ring.data_key == pc.store.keys.data_key


def test_what_the_province_sends_down_comes_by_stick(province, pcs):
    first, second = pcs
    send_down([province.engine], province.key, CLOCK, kind=DownKind.ANNOUNCEMENT, title="ประชุม", content="วันจันทร์")
    older = province.answer(first.export())
    for _again in range(2):
        take(first.store, older)
    first.meet()
    second.meet()
    for pc in pcs:
        assert [each.title for each in pc.store.find(ProvinceItem)] == ["ประชุม"]


def test_the_hub_of_an_office_keeps_its_order_by_stick_too(province, pcs):
    first, _second = pcs
    path = first.export()
    with of_office(province.engine, OFFICE) as connection:
        hub = {"generation": 1, "key": bytes(32), "device": "x", "since": ""}
        connection.execute(sa.insert(HUBS).values(office=OFFICE, **hub))
    with pytest.raises(StickNotForHere) as refused:
        province.answer(path)
    assert "เครื่องกลาง" in refused.value.what


ACTIONS = st.lists(
    st.tuples(st.sampled_from(("write", "change", "export", "carry", "carry", "take", "take")), st.integers(0, 10**6)),
    min_size=30,
    max_size=60,
)


def test_lost_repeated_and_late_sticks_lose_and_double_nothing(tmp_path_factory):
    counts: Counter[str] = Counter()

    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(actions=ACTIONS)
    def meet_by_sticks(actions):
        folder = tmp_path_factory.mktemp("sticks")
        province = Province(folder)
        side = make_station(folder, "ธุรการ")
        pcs = (Pc(province, side), Pc(province, make_station(folder, "ปลัด", side.store.keys)))
        made = _act(province, pcs, actions, counts)
        for pc in (*pcs, *pcs):
            pc.meet()
        assert_alike(*(pc.side for pc in pcs))
        assert len(pcs[0].people()) == made
        assert verify(province.engine, OFFICE).is_sound
        for pc in pcs:
            pc.store.close()
        province.engine.dispose()

    meet_by_sticks()
    print(dict(counts))  # noqa: T201 - so that a reader sees what was tried
    least = {"changed": 10, "sticks": 20, "never carried": 5, "never taken": 5, "carried again": 2, "taken again": 2}
    assert {name: counts[name] for name in least if counts[name] < least[name]} == {}


def _act(province, pcs, actions, counts) -> int:
    """Do what a schedule says; how many people were written."""
    sticks: dict[Path, Pc] = {}
    answers: dict[Path, Pc] = {}
    carried: Counter[Path] = Counter()
    taken: Counter[Path] = Counter()
    made = 0
    for name, choice in actions:
        pc = pcs[choice % 2]
        if name == "write":
            pc.add(first_name=f"คน{made}", moo=choice % 9)
            made += 1
        elif name == "change" and (people := pc.people()):
            pc.change(people[choice % len(people)], moo=choice % 7)
            counts["changed"] += 1
        elif name == "export":
            sticks[pc.export(most_bytes=64 * 1024 + choice)] = pc
        elif name == "carry" and sticks:
            path = list(sticks)[choice % len(sticks)]
            answers[province.answer(path)] = sticks[path]
            carried[path] += 1
        elif name == "take" and answers:
            path = list(answers)[choice % len(answers)]
            counts["older"] += take(answers[path].store, path).is_older
            taken[path] += 1
    counts["sticks"] += len(sticks)
    counts["never carried"] += len(set(sticks) - set(carried))
    counts["never taken"] += len(set(answers) - set(taken))
    counts["carried again"] += sum(each > 1 for each in carried.values())
    counts["taken again"] += sum(each > 1 for each in taken.values())
    return made
