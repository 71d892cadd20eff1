"""An office's store in a fresh folder, and files as clerks hand them in."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

PASSWORD = "ทดสอบ-saithong"
CHEAP = Kdf(memory_kib=8, time_cost=1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    clock = FixedClock(datetime(2026, 11, 20, 18, 0, tzinfo=UTC))  # already the 21st in Bangkok
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="ธุรการ",
        password=PASSWORD,
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=CHEAP,
    )
    with made:
        yield made


def photograph(width: int = 3000, height: int = 2000, *, kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture whose left half is red and right half blue, as a telephone turns and labels it."""
    image = Image.new("RGB", (width, height), (255, 0, 0))
    image.paste((0, 0, 255), (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PLANTED-PHONE"
    out = BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def pdf(pages: int = 2) -> bytes:
    """A scan of a few pages."""
    images = [Image.new("RGB", (620, 877), (250, 250, 240)) for _ in range(pages)]
    out = BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:])
    return out.getvalue()
