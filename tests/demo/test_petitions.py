"""Guards that the made-up counter shows every state, late and confidential cases, and one seed makes one counter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.numbering import unaccounted
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_file, verify_rows
from sai_thong.demo.counter import LAST_ON_PAPER
from sai_thong.demo.living import make_living_office
from sai_thong.demo.place import demo_clock
from sai_thong.registers.attachments.operations import verify_attachments
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.petitions.clocks_in_force import recompute_open
from sai_thong.registers.petitions.numbers import SERIES
from sai_thong.registers.petitions.records import Notice, Opinion, Party, Petition, Point
from sai_thong.registers.petitions.shelves import confidential_cases
from sai_thong.registers.petitions.terms import ENDED_STATES, NoticeKind, PetitionState
from sai_thong.registers.petitions.today import CaseDuty, cases_today
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from tests.demo.told_histories import kinds_told


def made(folder: Path, seed: int = 1) -> Store:
    office = make_living_office(
        folder / "demo", seed=seed, elders=60, kdf=Kdf(memory_kib=8, time_cost=1), petitions=True
    )
    return Store.open(office.store, password=office.password, clock=demo_clock())


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("counter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        with made(folder) as store:
            yield store


def test_there_are_cases_in_every_state(counter: Store) -> None:
    assert {each.state for each in counter.find(Petition)} == set(PetitionState)


def test_some_are_late_to_sign_to_tell_and_planned_for_today(counter: Store) -> None:
    kinds = {each.kind for each in cases_today(counter).duties}
    assert kinds >= {CaseDuty.OVERDUE, CaseDuty.DUE_SOON, CaseDuty.TO_SIGN, CaseDuty.TO_TELL, CaseDuty.APPOINTMENTS}


def test_complaints_lie_behind_the_key_only(counter: Store) -> None:
    sealed = confidential_cases(counter)
    assert {each.state in ENDED_STATES for each in sealed} == {True, False}
    assert not {each.subject for each in sealed} & {each.subject for each in counter.find(Petition)}
    assert not {each.subject for each in sealed} & {each.subject for each in counter.find(IncomingDocument)}


def test_every_open_case_has_a_clock_that_stays_when_computed_again(counter: Store) -> None:
    assert all((each.next_clock is None) is (each.state in ENDED_STATES) for each in counter.find(Petition))
    assert recompute_open(counter).moved == 0


def test_cases_have_people_points_opinions_notices_files_and_letters(counter: Store) -> None:
    for record_class in (Party, Point, Opinion, Attachment, OutgoingDocument, IncomingDocument):
        assert counter.find(record_class), record_class
    assert {each.kind for each in counter.find(Notice)} >= {
        NoticeKind.RESULT, NoticeKind.PROGRESS, NoticeKind.RETURN, NoticeKind.FORWARD, NoticeKind.APPEAL_RESULT,
    }  # fmt: skip


def test_numbers_go_on_after_the_book_without_a_gap(counter: Store) -> None:
    numbers = {int(each.number.split("/")[0]) for each in counter.find(Petition)}
    assert {LAST_ON_PAPER - 1, LAST_ON_PAPER, LAST_ON_PAPER + 1} <= numbers
    assert not [each for each in unaccounted(counter, SERIES, 2569) if each >= LAST_ON_PAPER]


def test_the_file_is_sound(counter: Store) -> None:
    connection = counter.connection_for_reading()
    assert [*verify_file(connection), *verify_chain(connection), *verify_rows(connection, RECORD_TYPES)] == []
    assert list(verify_attachments(counter)) == []


def test_one_seed_makes_one_counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for name in ("one", "two"):
        monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / name / "home"))
        with made(tmp_path / name, seed=4) as store:
            told.append([(each.number, each.subject, each.received_at, each.state) for each in store.find(Petition)])
    assert told[0] == told[1]


def test_every_record_has_a_history_in_words(counter: Store) -> None:
    assert kinds_told(counter) >= {"Petition", "Party", "Opinion", "Notice", "IncomingDocument", "OutgoingDocument"}
