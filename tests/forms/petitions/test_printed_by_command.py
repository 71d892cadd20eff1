"""Papers of petitions by command: the slip of a number, the register of a time, the half of a year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sai_thong.cli import main
from sai_thong.db.store import Store
from sai_thong.forms.render import page_sizes
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.terms import Channel
from tests.forms.allowances.invented import PASSWORD
from tests.forms.reading import MM, by_pdfium


@pytest.fixture
def office(counter: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    take(counter, Intake(service="street-light", subject="ไฟฟ้าดับ", channel=Channel.PHONE))
    path = counter.path
    counter.close()
    return path


def run(path: Path, *arguments: object) -> int:
    return main(["--store", str(path), "--json", "print", *map(str, arguments)])


def test_the_slip_of_a_number_is_as_wide_as_the_roll(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "slip.pdf"
    assert run(office, "petition-slip-roll", "--id", "15/2569", "-o", out) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "ใบรับคำร้อง (ม้วน 80 มม.)"
    ((width, height),) = page_sizes(out.read_bytes())
    assert width * MM == pytest.approx(80, abs=0.1)
    assert height > width
    assert "ไฟฟ้าดับ" in by_pdfium(out.read_bytes())


def test_a_blank_form_needs_no_number(office: Path, tmp_path: Path) -> None:
    assert run(office, "street-light", "-o", tmp_path / "blank.pdf") == 0


def test_the_register_of_a_calendar_year(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    assert run(office, "petition-register", "--calendar-year", "2569", "-o", out) == 0
    assert "๑๕/๒๕๖๙" in by_pdfium(out.read_bytes())
    assert run(office, "petition-register", "--calendar-year", "2560", "-o", tmp_path / "none.pdf") == 1


def test_the_report_of_the_first_half(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "ita.pdf"
    assert run(office, "ita-services", "--year", "2570", "--half", "first", "-o", out) == 0
    assert "รอบ ๖ เดือน" in by_pdfium(out.read_bytes())


def test_an_unknown_number_is_refused(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office, "petition-slip", "--id", "99/2569", "-o", tmp_path / "x.pdf") == 1
    assert "99/2569" in capsys.readouterr().err
