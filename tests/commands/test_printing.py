"""``print`` writes the paper asked for, refuses in words, and tells wrong usage from a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sai_thong.cli import main
from sai_thong.forms.papers import PAPERS
from sai_thong.forms.render import page_count
from sai_thong.registers.allowances.months import close
from tests.forms.allowances.invented import OCTOBER, ORDINARY, PASSWORD, TODAY, clock_of, fill, invented_id, make_store
from tests.forms.reading import by_pdfium


@pytest.fixture
def store_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    path = tmp_path / "office.saithong"
    with make_store(path, clock_of(TODAY)) as store:
        fill(store)
        close(store, ORDINARY, OCTOBER)
    return path


def run(store_path: Path, *arguments: object) -> int:
    return main(["--store", str(store_path), *map(str, arguments)])


def test_the_list_of_a_closed_month(store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "list.pdf"
    assert run(store_path, "--json", "print", "payment-list", "--month", "2569-10", "--moo", 1, "-o", out) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["paper"] == "payment-list"
    assert told["pages"] == page_count(out.read_bytes())
    text = by_pdfium(out.read_bytes())
    assert "นางบุญมี ศรีสุข" in text
    assert "ร่าง" not in text


def test_one_page_alone(store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert run(store_path, "print", "payment-list", "--month", "2569-10", "--pages", "2", "-o", out) == 0
    assert page_count(out.read_bytes()) == 1


def test_a_month_in_thai_digits(store_path: Path, tmp_path: Path) -> None:
    assert run(store_path, "print", "month-cover", "--month", "๒๕๖๙-๑๑", "-o", tmp_path / "cover.pdf") == 0


def test_a_source_that_pays_nobody_is_refused(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "memo.pdf"
    assert run(store_path, "print", "disbursement-memo", "--month", "2569-10", "-o", out) == 1
    assert "ไม่มีผู้รับเงินในเดือนตุลาคม 2569" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none" / "memo.pdf"
    assert run(store_path, "print", "waiver", "-o", out) == 1
    assert "memo.pdf" in capsys.readouterr().err


def test_wrong_usage_ends_with_two(store_path: Path, tmp_path: Path) -> None:
    for wrong in (
        ("print", "waiver"),
        ("print", "payment-list", "--month", "2026-10", "-o", tmp_path / "x.pdf"),
        ("print", "waiver", "--pages", "x", "-o", tmp_path / "x.pdf"),
    ):
        with pytest.raises(SystemExit) as ended:
            run(store_path, *wrong)
        assert ended.value.code == 2


def test_without_a_paper_the_papers_are_listed(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store_path, "--json", "print") == 0
    assert [each["paper"] for each in json.loads(capsys.readouterr().out)] == [kind.key for kind in PAPERS]


def test_a_printed_form_gets_the_data_moved_by_millimetres(store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "data.pdf"
    offset = ("--data-only", "--offset", "2", "-1.5")
    assert run(store_path, "print", "waiver", "--id", invented_id(0), *offset, "-o", out) == 0
    text = by_pdfium(out.read_bytes())
    assert "บุญมี" in text
    assert "หนังสือแจ้งสละสิทธิ" not in text
