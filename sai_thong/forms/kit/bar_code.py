"""Code 128 bar codes on papers (ISO/IEC 15417)."""

from __future__ import annotations

from typing import Any, NamedTuple

QUIET_MODULES = 10
"""White left and right of the bars."""


class Bars(NamedTuple):
    """A bar code in modules, from its first bar.

    Attributes:
        bars: Where each bar begins, and how wide it is.
        width: Of all of it.
    """

    bars: tuple[tuple[int, int], ...]
    width: int


def code128(text: str) -> Bars | None:
    """`text` as Code 128, digits in pairs where that is shorter; None where it holds what the code has no bars for."""
    from reportlab.graphics.barcode.code128 import Code128

    if not text or not text.isascii() or not text.isprintable():
        return None
    code: Any = Code128(text)  # its methods have no types
    code.validate()
    code.encode()
    code.decompose()
    bars, at = [], 0
    for letter in code.decomposed:
        # A capital is a bar and a small letter a space, A one module wide.
        wide = ord(letter.upper()) - ord("A") + 1
        if letter.isupper():
            bars.append((at, wide))
        at += wide
    return Bars(tuple(bars), at)
