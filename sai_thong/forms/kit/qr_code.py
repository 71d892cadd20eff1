"""QR codes on papers."""

from __future__ import annotations

import io
from collections.abc import Iterator


def qr_png(text: str) -> bytes:
    """`text` as a QR code (ISO/IEC 18004), a PNG image."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=1)
    return out.getvalue()


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """`text` as the rows of a QR code, true where a module is dark, with the most correction its size allows.

    Ten capitals and digits are 21 modules wide, of which three in ten may be scratched away. The white margin of
    four modules is the drawer's.
    """
    import segno

    code = segno.make(text, error="m", micro=False, boost_error=True)
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def dark_runs(rows: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """The dark stretches of a code's rows: row, first column and length."""
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield number, start, column - start
                start = None
