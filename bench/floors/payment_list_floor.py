"""The floor of the payment list: the same strings on ReportLab's canvas, unshaped (and wrong). Imports nothing of ours.

`unshaped` draws with `drawString`, `shaped_paragraphs` the obvious way, a table of shaped paragraphs. Both take rows of
strings and give the PDF; whoever measures makes the rows.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

ROWS_A_PAGE = 25
ROW_HEIGHT = 6.4 * mm
TOP = 180 * mm


def unshaped(rows: Sequence[Sequence[str]], widths_mm: Sequence[float], font: Path, size: float = 9.3) -> bytes:
    """`rows` in ruled columns, 25 a page, drawn one string at a time without shaping."""
    pdfmetrics.registerFont(TTFont("floor", str(font)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), pageCompression=1)
    edges = [15 * mm]
    for width in widths_mm:
        edges.append(edges[-1] + width * mm)
    for start in range(0, len(rows), ROWS_A_PAGE):
        page = rows[start : start + ROWS_A_PAGE]
        canvas.setFont("floor", size)
        bottom = TOP - ROW_HEIGHT * len(page)
        canvas.lines([(edge, TOP, edge, bottom) for edge in edges])
        for number, row in enumerate(page):
            y = TOP - ROW_HEIGHT * (number + 1)
            canvas.line(edges[0], y, edges[-1], y)
            for edge, text in zip(edges, row, strict=False):
                canvas.drawString(edge + 3, y + 5, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def shaped_paragraphs(
    rows: Sequence[Sequence[str]], widths_mm: Sequence[float], font: Path, size: float = 9.3
) -> bytes:
    """`rows` as a platypus table of `Paragraph(shaping=1)`: drawn right, at a price."""
    pdfmetrics.registerFont(TTFont("floor-shaped", str(font), shapable=True))
    style = ParagraphStyle("cell", fontName="floor-shaped", fontSize=size, shaping=1)
    out = io.BytesIO()
    table = LongTable(
        [[Paragraph(text, style) for text in row] for row in rows], colWidths=[width * mm for width in widths_mm]
    )
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([table])
    return out.getvalue()
