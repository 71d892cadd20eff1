"""What the tests of papers share: a fixed clock, the bundled face, and an office with an official face installed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.text import fonts
from sai_thong.ground.clock import FixedClock

FACES = Path(__file__).parent / "faces"


def write_face(path: Path, *, family: str, style: str, fs_type: int = 0) -> Path:
    """TH SarabunPSK under another family and style name."""
    font = TTFont(FACES / "THSarabunPSK.ttf", recalcTimestamp=False)
    for name_id, text in ((1, family), (2, style), (16, family), (17, style)):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].fsType = fs_type
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


@pytest.fixture(scope="session")
def official_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font folder with regular and bold of TH SarabunPSK."""
    folder = tmp_path_factory.mktemp("fonts")
    for style in ("Regular", "Bold"):
        write_face(folder / f"THSarabun {style}.ttf", family="TH SarabunPSK", style=style)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 3, 0, tzinfo=UTC))


@pytest.fixture
def bundled() -> PaperSettings:
    return PaperSettings(font="bundled")


@pytest.fixture(params=["Sarabun", "TH SarabunPSK"])
def any_face(
    request: pytest.FixtureRequest, official_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PaperSettings]:
    """Settings for the bundled face, then for an installed official one."""
    if request.param == "Sarabun":
        yield PaperSettings(font="bundled")
        return
    family = fonts.find_official([official_folder])
    monkeypatch.setattr(fonts, "installed", lambda: family)
    yield PaperSettings(font="installed")
