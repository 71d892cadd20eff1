"""Guards that only whole PNG and JPEG pictures of a printable size are kept, and come back as they were."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.registers.office.pictures import GARUDA, LARGEST_BYTES, LARGEST_SIDE, picture, set_picture


def _picture(kind: str, width: int = 360, height: int = 360, colour: int = 0) -> bytes:
    content = BytesIO()
    Image.new("L", (width, height), colour).save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_comes_back_as_it_was(store: Store, kind: str, media_type: str) -> None:
    assert picture(store) is None
    content = _picture(kind)
    set_picture(store, content)
    kept = picture(store, GARUDA)
    assert kept is not None
    assert (kept.media_type, kept.content) == (media_type, content)


def test_a_new_picture_takes_the_place_of_the_old(store: Store) -> None:
    first = set_picture(store, _picture("PNG")).record
    second = set_picture(store, _picture("JPEG", colour=255)).record
    assert first.id == second.id
    kept = picture(store)
    assert kept is not None
    assert kept.media_type == "image/jpeg"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "ไม่ใช่รูป".encode(),
        _picture("GIF"),
        _picture("PNG")[:-200],
        _picture("PNG", colour=7)[:40],
        _picture("JPEG")[:-300],
        _picture("PNG", height=100),
        _picture("PNG", width=LARGEST_SIDE + 1),
        b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST_BYTES,
    ],
    ids=["empty", "text", "gif", "cut-png", "png-head", "cut-jpeg", "too-low", "too-wide", "too-heavy"],
)
def test_what_papers_cannot_carry_is_refused_and_nothing_kept(store: Store, content: bytes) -> None:
    with pytest.raises(BadInput):
        set_picture(store, content)
    assert picture(store) is None
