"""Pictures the office supplies once: its Garuda (ครุฑ), which the program does not ship."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Picture

GARUDA = "garuda"
"""Key of the Garuda that heads letters (3 cm) and memos (1.5 cm): ระเบียบสำนักนายกฯ ว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 71."""

LARGEST_BYTES = 1_000_000
"""Ten times what a drawing takes. A change of a picture tells the one before as well, and has to fit into one message
of the exchange (`tests/sync/test_stations.py`)."""
SMALLEST_HEIGHT = 177
"""Pixels: 3 cm at 150 dots an inch; less prints blurred."""
LARGEST_SIDE = 8_000
"""Pixels: a page at 600 dots an inch; more only slows every print."""

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True)
class PictureFile:
    """A picture read back: ``image/png`` or ``image/jpeg``, and its bytes."""

    media_type: str
    content: bytes


def picture(shelf: Shelf, key: str = GARUDA) -> PictureFile | None:
    """The picture kept under `key`; None while the office has supplied none."""
    kept = next(iter(shelf.find(Picture, key=key)), None)
    return PictureFile(kept.media_type, base64.b64decode(kept.base64)) if kept else None


def set_picture(store: Store, content: bytes, key: str = GARUDA, *, reason: str = "") -> Saved[Picture]:
    """Keep a picture, in the place of an earlier one.

    Raises:
        BadInput: It is no whole PNG or JPEG, or too small or too large to print.
    """
    media_type = checked_media_type(content)
    text = base64.b64encode(content).decode("ascii")
    with store.transaction(reason) as tx:
        before = next(iter(tx.find(Picture, key=key)), None)
        if before:
            record = tx.update(before, media_type=media_type, base64=text)
        else:
            new = Picture(key=key, media_type=media_type, base64=text)
            record = tx.insert(new, record_id=tx.natural_id("picture", key))
        return Saved(record, tx.changes)


def checked_media_type(content: bytes) -> str:
    """The media type of a picture that papers can carry.

    Raises:
        BadInput: It is none.
    """
    if len(content) > LARGEST_BYTES:
        raise BadInput(
            _("The picture is larger than {megabytes} MB.").format(megabytes=LARGEST_BYTES // 1_000_000),
            do=_("Save it smaller and choose it again."),
        )
    kind, width, height = _examined(content)
    if height < SMALLEST_HEIGHT:
        raise BadInput(
            _("The picture is only {height} pixels high and would print blurred.").format(height=height),
            do=_("Choose one at least {height} pixels high.").format(height=SMALLEST_HEIGHT),
        )
    if max(width, height) > LARGEST_SIDE:
        raise BadInput(
            _("The picture has more than {side} pixels on a side.").format(side=LARGEST_SIDE),
            do=_("Save it smaller and choose it again."),
        )
    return _MEDIA_TYPES[kind]


def _examined(content: bytes) -> tuple[str, int, int]:
    """Kind, width and height of a picture that was read to its end."""
    from PIL import Image, UnidentifiedImageError  # costs start-up time, and only this page needs it

    try:
        with Image.open(BytesIO(content), formats=tuple(_MEDIA_TYPES)) as image:
            kind, (width, height) = str(image.format), image.size
            if max(width, height) <= LARGEST_SIDE:
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as trouble:
        raise BadInput(
            _("The file is not a whole PNG or JPEG picture."), do=_("Choose a PNG or JPEG file that opens elsewhere.")
        ) from trouble
    return kind, width, height
