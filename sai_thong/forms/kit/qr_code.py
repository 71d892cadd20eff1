"""QR codes on papers."""

from __future__ import annotations

import io


def qr_png(text: str) -> bytes:
    """`text` as a QR code (ISO/IEC 18004), a PNG image."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=1)
    return out.getvalue()
