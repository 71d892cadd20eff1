"""PDFium, which whoever draws pages of a PDF takes turns at."""

from __future__ import annotations

from threading import Lock

PDFIUM = Lock()
"""PDFium is not safe to call from two threads at once, whatever documents they have open."""
POINTS_AN_INCH = 72
