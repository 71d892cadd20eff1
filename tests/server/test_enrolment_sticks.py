"""A computer is enrolled by stick as safely as over a line: by its code, once, with the authority of the code alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.db import sealing
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.database import add_office, authority_key, of_office, open_database
from sai_thong.server.devices import devices_of, give_code, revoke
from sai_thong.server.enrolment_sticks import StickOfNoCode
from sai_thong.server.schema import ENROLMENT_CODES
from sai_thong.server.sticks import take_stick
from sai_thong.sync.courier import export, take
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.enrolling_by_stick import ask_by_stick, finish_by_stick
from sai_thong.sync.enrolment import code_hash, read_code, stick_key
from sai_thong.sync.refusals import CodeRefused, NotThePinnedAuthority
from sai_thong.sync.stick import (
    StickKind,
    StickNotForHere,
    StickOfOtherOffice,
    StickUnreadable,
    read_stick,
    written_stick,
)
from tests.sync.real_stations import NOW, OFFICE, make_station

CLOCK = FixedClock(NOW)


class Province:
    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.engine, self.folder, self.answers = open_database(f"sqlite:///{folder / 'server.sqlite'}"), folder, 0
        self.key = authority_key(self.engine)
        add_office(self.engine, OFFICE, "ทรายทอง", epoch="first")

    def code(self, office=OFFICE):
        return give_code(self.engine, office, CLOCK).text

    def answer(self, path, clock=CLOCK):
        self.answers += 1
        answer = self.folder / f"answer{self.answers}"
        self.taken = take_stick(self.engine, self.key, path, answer, clock)
        return answer

    def devices(self, office=OFFICE):
        with of_office(self.engine, office) as connection:
            return [each.device for each in devices_of(connection, office)]


@pytest.fixture
def province(tmp_path):
    made = Province(tmp_path / "province")
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def office_of_two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    first = make_station(folder, "ธุรการ").store
    second = make_station(folder, "ปลัด", first.keys).store
    yield first, second
    first.close()
    second.close()


@pytest.fixture
def stores(office_of_two):
    """Two computers that were never enrolled."""
    for each in office_of_two:
        with each.replaying() as replaying:
            for name in ("sync_device", "sync_authority", "sync_candidate", "sync_enrolling", "sync_stick"):
                replaying.set_fact(name, "null")
    return office_of_two


def ask(store, code, folder, name="ห้องธุรการ"):
    folder.mkdir(exist_ok=True)
    return ask_by_stick(store, code, folder, name=name)


def test_a_computer_without_any_line_is_enrolled_and_works_by_stick(province, stores, tmp_path):
    store, _other = stores
    asked = ask(store, province.code(), tmp_path / "stick")
    assert own_device(store) is None
    answer = province.answer(asked)
    assert province.taken.enrolled == "ห้องธุรการ"
    assert own_device(store) is None
    assert finish_by_stick(store, answer).office_name == "ทรายทอง"
    assert province.devices() == [own_device(store).device]
    with store.transaction() as tx:
        tx.insert(Citizen(first_name="สมหญิง"))
    assert take(store, province.answer(export(store, tmp_path / "work").path)).pending == 0


def test_again_or_lost_the_sticks_come_to_the_same(province, stores, tmp_path):
    store, _other = stores
    code = province.code()
    lost = province.answer(ask(store, code, tmp_path / "first"))
    answers = [province.answer(ask(store, code, tmp_path / f"again{number}")) for number in range(2)]
    for each in (*answers, lost):
        finish_by_stick(store, each)
    assert province.devices() == [own_device(store).device]


def test_an_answer_taken_in_late_does_not_undo_what_came_since(province, stores, tmp_path):
    store, _other = stores
    first = province.answer(ask(store, province.code(), tmp_path / "first"))
    finish_by_stick(store, first)
    second = province.answer(ask(store, province.code(), tmp_path / "second"))
    finish_by_stick(store, second)
    device = own_device(store)
    with pytest.raises(StickNotForHere):
        finish_by_stick(store, first)
    with store.replaying() as replaying:
        replaying.set_fact("sync_authority", "null")
    finish_by_stick(store, second)
    assert pinned_authority(store) is None, "what is done is not done again"
    assert own_device(store) == device


def test_a_code_serves_one_computer(province, stores, tmp_path):
    first, second = stores
    code = province.code()
    province.answer(ask(first, code, tmp_path / "first"))
    path = ask(second, code, tmp_path / "second")
    with pytest.raises(StickOfNoCode):
        province.answer(path)
    assert len(province.devices()) == 1


def test_a_code_that_is_too_old_unknown_or_mistyped_enrols_nobody(province, stores, tmp_path):
    store, _other = stores
    path = ask(store, province.code(), tmp_path / "old")
    with pytest.raises(StickOfNoCode):
        province.answer(path, FixedClock(NOW + timedelta(days=2)))
    made_up = province.code().split("-")
    made_up[-6] = "0000"
    path = ask(store, "-".join(made_up), tmp_path / "made-up")
    with pytest.raises(StickOfNoCode):
        province.answer(path)
    with pytest.raises(CodeRefused):
        ask(store, "5001-ABCD", tmp_path / "short")
    assert province.devices() == []


def test_who_finds_the_stick_reads_neither_the_code_nor_the_name(province, stores, tmp_path):
    store, _other = stores
    code = province.code()
    path = ask(store, code, tmp_path / "stick", name="เครื่องของปลัด")
    data = path.read_bytes()
    with pytest.raises(StickNotForHere):
        list(read_stick(path).bodies(stick_key(code_hash("0123456789AB"))))
    assert read_code(code).secret.encode() not in data
    assert "เครื่องของปลัด".encode() not in data


def test_a_torn_or_changed_stick_is_refused_whole_on_either_side(province, stores, tmp_path):
    store, _other = stores
    path = ask(store, province.code(), tmp_path / "stick")
    whole = path.read_bytes()
    for changed in (whole[:-1] + bytes([whole[-1] ^ 1]), whole[:-9]):
        path.write_bytes(changed)
        with pytest.raises(StickUnreadable):
            province.answer(path)
    assert province.devices() == []
    path.write_bytes(whole)
    answer = province.answer(path)
    whole = answer.read_bytes()
    answer.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])
    with pytest.raises(StickUnreadable):
        finish_by_stick(store, answer)
    answer.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(NotThePinnedAuthority):
        finish_by_stick(store, answer)
    assert own_device(store) is None


def test_an_answer_of_another_authority_is_not_believed(province, stores, tmp_path):
    store, _other = stores
    code = province.code()
    path = ask(store, code, tmp_path / "stick")
    impostor = Province(tmp_path / "impostor")
    with pytest.raises(StickOfNoCode):
        impostor.answer(path)
    # Whoever looked over a shoulder knows the secret of the code, and still has not the key that its pin tells.
    known = {"office": OFFICE, "code_hash": code_hash(read_code(code).secret), "made_at": "2026", "good_until": "2027"}
    with of_office(impostor.engine, OFFICE) as connection:
        connection.execute(sa.insert(ENROLMENT_CODES).values(**known))
    with pytest.raises(NotThePinnedAuthority):
        finish_by_stick(store, impostor.answer(path))
    impostor.engine.dispose()
    assert own_device(store) is None


def test_a_stick_of_somebody_else_is_refused_politely(province, stores, tmp_path):
    first, second = stores
    add_office(province.engine, "5002", "บ้านอื่น", epoch="other")
    foreign = province.answer(ask(second, province.code("5002"), tmp_path / "foreign"))
    with pytest.raises(StickNotForHere):
        finish_by_stick(first, foreign)  # never asked
    path = ask(first, province.code(), tmp_path / "first")
    with pytest.raises(StickOfOtherOffice):
        finish_by_stick(first, foreign)
    answer = province.answer(path)
    for wrong in (path, answer):
        with pytest.raises(StickNotForHere):
            province.answer(answer) if wrong is answer else finish_by_stick(first, path)
    ask(second, province.code(), tmp_path / "second")
    with pytest.raises(StickNotForHere):
        finish_by_stick(second, answer)
    unknown = Province(tmp_path / "elsewhere")
    with unknown.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM offices")
    with pytest.raises(OfficeUnknown):
        unknown.answer(path)
    unknown.engine.dispose()


def test_a_computer_struck_off_does_not_come_back_with_its_old_stick(province, stores, tmp_path):
    store, _other = stores
    path = ask(store, province.code(), tmp_path / "stick")
    finish_by_stick(store, province.answer(path))
    revoke(province.engine, OFFICE, own_device(store).device, CLOCK)
    with pytest.raises(StickOfNoCode):
        province.answer(path)


def test_a_request_sealed_by_who_has_the_code_is_signed_by_the_computer_it_names(province, stores, tmp_path):
    first, _second = stores
    code = province.code()
    path = ask(first, code, tmp_path / "first")
    assert read_stick(path).head.kind is StickKind.ENROL
    key = stick_key(code_hash(read_code(code).secret))
    stick = read_stick(path)
    parts = [(asked, body) for asked, body, _done in stick.bodies(key)]
    with written_stick(path, stick.head, [sealing.public_key(key)], Ed25519PrivateKey.generate()) as writer:
        for asked, body in parts:
            writer.add(asked, body)
    with pytest.raises(StickUnreadable):
        province.answer(path)
    assert province.devices() == []
