"""A code for one more computer, given out by a computer of the office: shown, typed, or read from a QR by a scanner.

``URL CODE`` is one line, so that a scanner that types gives address and code at once.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.sync.asking import ask_authority, enrolled_as
from sai_thong.sync.device_messages import CODE_PATH, pack_named, unpack_given_code

_PIXELS: Final = 6
"""Of a module: large enough for a scanner held before a screen."""
_MARGIN_MODULES: Final = 4


@dataclass(frozen=True)
class OfferedCode:
    """A code for one more computer.

    Attributes:
        url: Where the authority is reached.
        code: As it is typed.
        good_until: In UTC, ``2026-11-22T03:00:00Z``.
    """

    url: str
    code: str
    good_until: str

    @property
    def line(self) -> str:
        """Address and code, as the other computer's field takes them."""
        return f"{self.url} {self.code}"


def offer_code(store: Store) -> OfferedCode:
    """A code for one more computer, from the authority of this store; good once, for a day.

    Raises:
        NotEnrolled, SaiThongError: As `asking.ask_authority`.
    """
    _device, authority = enrolled_as(store)
    given = unpack_given_code(ask_authority(store, CODE_PATH, lambda _nonce: pack_named("")))
    return OfferedCode(authority.url, given.code, given.good_until)


def read_line(typed: str) -> tuple[str, str]:
    """Address and code of what was typed or scanned; the address is empty where only a code was."""
    words = typed.split()
    if words and words[0].lower().startswith(("http://", "https://")):
        return words[0], " ".join(words[1:])
    return "", " ".join(words)


def qr_png(line: str) -> bytes:
    """The line of a code as a picture of a QR."""
    import segno

    picture = io.BytesIO()
    segno.make(line, error="m", micro=False).save(picture, kind="png", scale=_PIXELS, border=_MARGIN_MODULES)
    return picture.getvalue()
