"""A computer without any line joins its office by stick: from its authority alone, and wherever it is interrupted."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sai_thong.db.errors import StoreExists, WrongPassword
from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.database import of_office
from sai_thong.server.schema import ENROLMENT_CODES
from sai_thong.sync import courier, joining_by_stick
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.enrolling_by_stick import ask_by_stick, finish_by_stick
from sai_thong.sync.enrolment import code_hash, read_code
from sai_thong.sync.joining import ByPassword, NoKeysThere
from sai_thong.sync.joining_by_stick import ask_to_join, join_by_stick
from sai_thong.sync.refusals import NotThePinnedAuthority
from sai_thong.sync.stick import StickNotForHere, StickUnreadable
from sai_thong.sync.talk import Stopped
from tests.server.test_enrolment_sticks import Province
from tests.server.test_sticks import attach
from tests.sync.real_stations import NOW, OFFICE, PASSWORD, make_station

CLOCK = FixedClock(NOW)
USER = "ธุรการ"
PEOPLE = {"สมหญิง", "สมชาย"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A province, and a first computer that brought it everything by stick; of each test what it adds."""
    folder = tmp_path_factory.mktemp("office")
    province, first = Province(folder / "province"), make_station(folder, USER)
    first.attached = attach(first, b"a photograph")
    with first.store.transaction() as tx:
        tx.insert_many(Citizen(first_name=each) for each in PEOPLE)
    finish_by_stick(first.store, province.answer(ask_by_stick(first.store, province.code(), folder, name=USER)))
    courier.take(first.store, province.answer(courier.export(first.store, folder / "work").path))
    yield province, first
    first.store.close()
    province.engine.dispose()


@pytest.fixture
def province(office):
    return office[0]


class NewComputer:
    """A computer that has nothing yet."""

    def __init__(self, folder, code):
        self.path, self.code, self.folder = folder / "new.saithong", code, folder
        self.mark = Mark(folder / "new.mark", "new")

    def ask(self, code=None):
        return ask_to_join(self.path, code or self.code, self.folder, name="คลัง", clock=CLOCK)

    def join(self, answer, code=None, password=PASSWORD, **wanted):
        secret = ByPassword(USER, password)
        return join_by_stick(self.path, code or self.code, answer, secret, clock=CLOCK, station=self.mark, **wanted)

    def store(self):
        return Store.open(self.path, user=USER, password=PASSWORD, clock=CLOCK, station=self.mark)


@pytest.fixture
def new(tmp_path, province):
    return NewComputer(tmp_path, province.code())


def test_everything_of_the_office_is_there_and_what_is_written_goes_on_by_stick(office, new):
    province, first = office
    told = []
    joined = new.join(province.answer(new.ask()), progress=lambda *each: told.append(each))
    assert (joined.office, joined.office_name, joined.complete) == (OFFICE, "ทรายทอง", True)
    assert (province.taken.enrolled, province.taken.more) == ("คลัง", False)
    assert USER in joined.users
    assert told[-1][1] == told[-1][2] > 0
    with new.store() as store:
        assert {each.first_name for each in store.find(Citizen)} >= PEOPLE
        assert store.content(first.attached.address) == b"a photograph"
        with store.transaction() as tx:
            tx.insert(Citizen(first_name="ใหม่"))
        taken = courier.take(store, province.answer(courier.export(store, new.folder / "work").path))
        assert (taken.pending, taken.conflicts) == (0, 0)
    assert list(new.folder.glob("*.joining")) == []
    with pytest.raises(StoreExists):
        new.ask()


def test_it_goes_on_wherever_it_was_interrupted(province, new, monkeypatch):
    answer = province.answer(new.ask())
    with pytest.raises(WrongPassword):
        new.join(answer, password="ผิด")
    assert not new.path.exists()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(joining_by_stick, "become", interrupted)
        new.join(answer)
    with pytest.raises(Stopped):
        new.join(answer, stopped=lambda: True)
    assert new.join(answer).complete
    assert new.join(answer).figures.received == 0, "taken in again it changes nothing"
    with new.store() as store:
        assert own_device(store).device in province.devices()
        assert pinned_authority(store).url == ""


def interrupted(*_anything):
    raise KeyboardInterrupt


def test_an_answer_of_another_authority_or_to_another_computer_makes_nothing(province, new, tmp_path):
    path = new.ask()
    impostor = Province(tmp_path / "impostor")
    # Whoever looked over a shoulder knows the secret of the code, and still has not the key that its pin tells.
    known = {"office": OFFICE, "code_hash": code_hash(read_code(new.code).secret), "made_at": "2026"}
    with of_office(impostor.engine, OFFICE) as connection:
        connection.execute(sa.insert(ENROLMENT_CODES).values(good_until="2027", **known))
    with pytest.raises(NotThePinnedAuthority):
        new.join(impostor.answer(path))
    impostor.engine.dispose()
    answer = province.answer(path)
    whole = answer.read_bytes()
    answer.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(NotThePinnedAuthority):
        new.join(answer)
    answer.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])
    with pytest.raises(StickUnreadable):
        new.join(answer)
    for wrong, code in ((path, new.code), (province.answer(path), province.code())):
        with pytest.raises(StickNotForHere):
            new.join(wrong, code)
    assert not new.path.exists()


def test_an_office_whose_keys_are_not_there_yet_is_told_so_and_the_request_answered_again(tmp_path):
    province = Province(tmp_path / "empty")
    new = NewComputer(tmp_path, province.code())
    with pytest.raises(NoKeysThere):
        new.join(province.answer(new.ask()))
    assert not new.path.exists()
    province.engine.dispose()
