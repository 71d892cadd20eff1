"""The PDF file under construction: the one door to ReportLab's document objects, which carry no types of their own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NewType

_VERSION = (1, 4)
"""The first PDF version with a document language."""

Entry = NewType("Entry", object)
"""A value inside a PDF object: a reference, a name, a string, an array or a dictionary."""


class Document:
    """A PDF file that objects and pages are added to, and that is written once."""

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfdoc

        self._objects: Any = pdfdoc
        self._document: Any = pdfdoc.PDFDocument(compression=1, invariant=1, lang="th-TH", pdfVersion=_VERSION)

    def name(self, text: str) -> Entry:
        """A PDF name, such as ``/Font``."""
        return Entry(self._objects.PDFName(text))

    def string(self, text: str) -> Entry:
        """A text string."""
        return Entry(self._objects.PDFString(text))

    def array(self, items: Sequence[object]) -> Entry:
        """An array of numbers or entries."""
        return Entry(self._objects.PDFArray(list(items)))

    def dictionary(self, entries: Mapping[str, object]) -> Entry:
        """A dictionary inside another object."""
        return Entry(self._objects.PDFDictionary(dict(entries)))

    def add(self, entries: Mapping[str, object]) -> Entry:
        """Write a dictionary as an object of its own; the reference to it."""
        return Entry(self._document.Reference(self._objects.PDFDictionary(dict(entries))))

    def add_stream(self, content: bytes, entries: Mapping[str, object] | None = None) -> Entry:
        """Write a compressed stream; the reference to it."""
        stream = self._objects.PDFStream(content=content, filters=[self._objects.PDFZCompress])
        for key, value in (entries or {}).items():
            stream.dictionary[key] = value
        return Entry(self._document.Reference(stream))

    def add_font(self, resource: str, font: Entry) -> None:
        """Let every page know `font` by the name `resource`."""
        self._document.idToObject[self._objects.BasicFonts].dict[resource] = font

    def add_page(self, width: float, height: float, content: str, images: Mapping[str, Entry]) -> None:
        """Add a page of `width` by `height` points that draws `content`, which names `images`."""
        page = self._objects.PDFPage()
        page.pagewidth, page.pageheight = round(width, 2), round(height, 2)
        page.Contents = self._objects.PDFStream(content=content, filters=[self._objects.PDFZCompress])
        page.Resources = self._objects.PDFResourceDictionary()
        page.Resources.basicFonts()
        page.Resources.allProcs()
        if images:
            page.Resources.XObject = self.dictionary(images)
        self._document.addPage(page)
        self._document.updateSignature(str(zlib.crc32(content.encode("ascii"))))

    def describe(self, properties: Mapping[str, str]) -> None:
        """Set the file's properties (title, author, dates), in place of ReportLab's, which read the machine's clock."""
        objects, entries = self._objects, {key: self.string(text) for key, text in properties.items() if text}
        base: Any = objects.PDFInfo

        class Properties(base):  # type: ignore[misc]  # ReportLab's classes have no types
            def format(self, document: Any) -> Any:  # noqa: ANN401 - as above
                return objects.PDFDictionary(entries).format(document)

        info = Properties()
        info.title, info.subject = properties.get("Title", ""), properties.get("CreationDate", "")
        self._document.info = info

    def data(self) -> bytes:
        """The finished file."""
        written = self._document.GetPDFData(None)
        return written if isinstance(written, bytes) else str(written).encode("latin-1")
