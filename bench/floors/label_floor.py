"""The floor of the labels: ReportLab's own QR and Code 128 and unshaped lines. Imports nothing of ours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

COLUMNS, ROWS = 3, 8
WIDTH, HEIGHT, LEFT, TOP = 66 * mm, 33.9 * mm, 7.2 * mm, 284 * mm
QR = 16 * mm


def labels(rows: Sequence[Sequence[str]], font: Path) -> bytes:
    """A label of each row (token, number, and lines of text) on sheets of 24."""
    pdfmetrics.registerFont(TTFont("floor-label", str(font)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for place, (token, number, *lines) in enumerate(rows):
        row, column = divmod(place % (COLUMNS * ROWS), COLUMNS)
        if place and (row, column) == (0, 0):
            canvas.showPage()
        x, y = LEFT + column * WIDTH, TOP - row * HEIGHT
        drawing = Drawing(QR, QR)
        drawing.add(QrCodeWidget(token, barWidth=QR, barHeight=QR, barLevel="H"))
        renderPDF.draw(drawing, canvas, x, y - QR)
        canvas.setFont("floor-label", 9)
        for line, text in enumerate((number, *lines)):
            canvas.drawString(x + QR, y - 10 - 11 * line, text)
        Code128(number, barHeight=7 * mm, barWidth=0.25 * mm).drawOn(canvas, x, y - QR - 8 * mm)
    canvas.save()
    return out.getvalue()
