"""The comparison with golden pictures sees a missing tone mark and a shift of a third of a millimetre, and no less."""

import io
from pathlib import Path

import pytest
from PIL import Image

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.render import page_images
from sai_thong.ground.clock import FixedClock
from tests.forms import golden


def picture(text: str, clock: FixedClock, x: float = 30) -> bytes:
    paper = Paper("", clock=clock, settings=PaperSettings(font="bundled"))
    paper.page().text(x, 40, text)
    (image,) = page_images(paper.pdf(), dpi=golden.DPI)
    return image.png()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Path:
    monkeypatch.setattr(golden, "KEPT", tmp_path)
    monkeypatch.setattr(golden, "SEEN", tmp_path / "seen")
    monkeypatch.setenv(golden.ACCEPT, "1")
    golden.compare("page", picture("ที่นี่มีน้ำ ปู่", clock))
    monkeypatch.delenv(golden.ACCEPT)
    return tmp_path


def test_the_same_page_passes(kept: Path, clock: FixedClock) -> None:
    golden.compare("page", picture("ที่นี่มีน้ำ ปู่", clock))
    assert [path.name for path in kept.iterdir()] == ["page.png"]


@pytest.mark.parametrize(("text", "x"), [("ทีนี่มีน้ำ ปู่", 30), ("ที่นี่มีน้ำ ปู่", 30.35), ("ที่นี่มีน้ำ ปุ่", 30)])
def test_a_missing_mark_or_a_shift_fails_and_leaves_the_picture(
    kept: Path, clock: FixedClock, text: str, x: float
) -> None:
    with pytest.raises(AssertionError, match="pixels differ"):
        golden.compare("page", picture(text, clock, x))
    assert (kept / "seen" / "page.png").exists()


@pytest.mark.usefixtures("kept")
def test_a_page_without_a_golden_picture_fails(clock: FixedClock) -> None:
    with pytest.raises(AssertionError, match="no golden picture"):
        golden.compare("other", picture("ก", clock))


@pytest.mark.usefixtures("kept")
def test_faint_differences_of_rendering_pass(clock: FixedClock) -> None:
    image = Image.open(io.BytesIO(picture("ที่นี่มีน้ำ ปู่", clock))).convert("L").point(lambda grey: max(0, grey - 12))
    out = io.BytesIO()
    image.save(out, "PNG")
    golden.compare("page", out.getvalue())
