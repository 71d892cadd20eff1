"""Guards that the made-up office is a real store, described by its operations, made by one command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo import office as demo_office
from sai_thong.demo.__main__ import main
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import DEMO_DAY, OFFICE, SIGNERS, VILLAGES, demo_clock
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.operations import current_office, signers, villages
from sai_thong.registers.office.records import Post
from sai_thong.registers.office.signing import committee_on, signature, signer_on
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

CHEAP = Kdf(memory_kib=8, time_cost=1)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))


@pytest.fixture
def made(tmp_path: Path) -> MadeUpOffice:
    return make_office(tmp_path / "demo", seed=3, elders=60, kdf=CHEAP)


def test_the_store_knows_its_office_villages_and_signers_and_nobody_else_yet(made: MadeUpOffice) -> None:
    with Store.open(made.store, password=made.password, clock=demo_clock(), write=False) as store:
        kept = current_office(store)
        assert kept is not None
        assert (kept.name, kept.code, kept.province) == (OFFICE.name, OFFICE.code, OFFICE.province)
        assert [each.moo for each in villages(store)] == list(range(1, 13))
        assert [each.name for each in signers(store)] == [each.name for each in SIGNERS]
        assert store.find(Citizen) == []


def test_the_sealed_sets_are_ready(made: MadeUpOffice) -> None:
    with Store.open(made.store, password=made.password, clock=demo_clock(), write=False) as store:
        assert [store.sealed_set(name).find(Citizen) for name in SENSITIVE_SETS] == [[], []]
    assert [sheet.for_set for sheet in made.recovery_sheets] == [None, *SENSITIVE_SETS]


def test_the_workbooks_lie_beside_the_store(made: MadeUpOffice) -> None:
    books = made.books
    for path in (books.elders, books.disabled, books.registrar, books.assistance, books.pensions, books.central):
        assert path.parent == made.store.parent / "workbooks"
        assert path.stat().st_size > 100
    assert len(books.truth.elders) == 60


def test_the_signers_show_an_acting_mayor_a_caretaker_and_a_committee() -> None:
    acting = signer_on(SIGNERS, Post.MAYOR, date(2026, 9, 15))
    assert acting is not None
    assert signature(acting, OFFICE).position_lines == (
        "ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน",
        "นายกองค์การบริหารส่วนตำบลทรายทอง",
    )
    head = signer_on(SIGNERS, Post.WELFARE_HEAD, DEMO_DAY)
    assert head is not None
    assert "รักษาการในตำแหน่ง" in signature(head, OFFICE).position
    assert signer_on(SIGNERS, Post.WELFARE_HEAD, date(2026, 3, 31)) is None
    assert signer_on(SIGNERS, Post.OFFICE_HEAD, DEMO_DAY) is None
    assert len(committee_on(SIGNERS, Post.COMMITTEE, DEMO_DAY, OFFICE)) == 3


def test_the_office_is_recognisably_invented() -> None:
    assert OFFICE.code.startswith("99")
    assert OFFICE.email.endswith(".example")
    assert all(village.phone.startswith("071") for village in VILLAGES)
    assert bangkok_today(demo_clock()) == DEMO_DAY


def test_the_command_makes_an_office_and_says_where_it_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_office, "make_population", _small)
    folder = tmp_path / "สำนักงาน สมมุติ"
    assert main([str(folder), "--seed", "4", "--elders", "30", "--layout", "separated-text"]) == 0
    told = capsys.readouterr().out
    assert str(folder / "office.saithong") in told
    assert "saithong-demo" in told
    assert (folder / "workbooks" / "elders.csv").is_file()
    with Store.open(folder / "office.saithong", password="saithong-demo", clock=demo_clock(), write=False) as store:
        assert current_office(store) is not None


def _small(seed: int, elders: int) -> object:
    from sai_thong.demo.people import make_population

    assert (seed, elders) == (4, 30)
    return make_population(seed, elders)


def test_an_office_that_is_there_is_left_alone(made: MadeUpOffice, capsys: pytest.CaptureFixture[str]) -> None:
    before = made.store.read_bytes()
    assert main([str(made.store.parent)]) == 1
    assert capsys.readouterr().err.strip()
    assert made.store.read_bytes() == before


@pytest.mark.parametrize("arguments", [[], ["x", "--elders", "5"], ["x", "--layout", "none"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "แฟ้ม"
    place.touch()
    assert main([str(place)]) == 1
    assert "แฟ้ม" in capsys.readouterr().err


def test_every_layout_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(layout.value in told for layout in ElderLayout)
