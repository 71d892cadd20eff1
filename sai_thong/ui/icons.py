"""The icon family: 20-pixel line drawings of our own, coloured by the theme."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from sai_thong.ground import resources


def drawing(name: str, colour: str) -> bytes:
    """The SVG of an icon with its lines in `colour` (``#rrggbb``)."""
    return resources.read_text(f"icons/{name}.svg").replace("currentColor", colour).encode()


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` logical pixels for a screen of pixel ratio `ratio`."""
    # The style sheet only names drawings: the unlock screen needs no library that draws them.
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing(name, colour))).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """An icon for a button or a menu, sharp on screens of any density."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Where coloured drawings lie for the style sheet, which can only name files."""
    return tempfile.TemporaryDirectory(prefix="sai-thong-icons-")


@cache
def file_url(name: str, colour: str) -> str:
    """The path of a coloured drawing, written for a style sheet's ``url()``."""
    path = Path(_folder().name) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_bytes(drawing(name, colour))
    return path.as_posix()
