"""Draws the program's icon from its SVG: ``sai-thong.ico`` for Windows and ``sai-thong.png`` for the window.

Run it when the drawing changes: ``python -m tools.app_icon``. Both are kept; whoever bundles draws nothing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PICTURES: Final = Path(__file__).resolve().parents[1] / "resources" / "program"
SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: those Windows asks for between 100 % and 250 %."""
_WINDOW_SIZE: Final = 128


def drawn(size: int) -> Image.Image:
    """The icon with so many pixels a side."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(PICTURES / "sai-thong.svg")).render(painter, QRectF(picture.rect()))
    painter.end()
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(kept, "PNG")
    return Image.open(io.BytesIO(kept.data().data()))


def main() -> int:
    """Draw both files anew."""
    _application = QGuiApplication(sys.argv)
    pictures = [drawn(size) for size in SIZES]
    pictures[-1].save(PICTURES / "sai-thong.ico", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    drawn(_WINDOW_SIZE).save(PICTURES / "sai-thong.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
