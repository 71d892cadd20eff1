"""A document by what people say of it: its id, or its number as it is printed."""

from __future__ import annotations

import re
from typing import Final

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.saraban.records import DestructionList, IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.thai.calendar import be_year
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

_NUMBER: Final = re.compile(r"(?:(?:เลข|ทะเบียน|รับ|ที่)+ ?)?(\d{1,6})(?: ?/ ?(\d{4}))?")
"""An incoming number as people write it: ``12``, ``12/2569``, ``เลขรับที่ 12/2569``."""


class SeveralDocuments(DocumentRefused):
    """A number that an incoming document and an order bear alike, or an order and an announcement."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is the number of several documents.").format(text=text),
            do=_("Name the document by the id that the list shows."),
        )


def find_document(store: Store, text: str) -> IncomingDocument | OutgoingDocument:
    """The document of an id, of an incoming number, or of a number as printed, whichever register it stands in.

    Raises:
        RecordMissing: There is none.
        SeveralDocuments: More than one bears that number.
    """
    found: list[IncomingDocument | OutgoingDocument] = [
        *_of_this_year(store, text),
        *_printed(store, text),
    ]
    if len(found) > 1:
        raise SeveralDocuments(text.strip())
    if found:
        return found[0]
    try:
        return store.get(IncomingDocument, text.strip())
    except RecordMissing:
        return store.get(OutgoingDocument, text.strip())


def find_incoming(store: Store, text: str) -> IncomingDocument:
    """The incoming document of an id, of ``12/2569``, or of ``12`` of this year.

    Raises:
        RecordMissing: There is none.
    """
    return next(iter(_of_this_year(store, text)), None) or store.get(IncomingDocument, text.strip())


def find_destruction_list(store: Store, text: str) -> DestructionList:
    """The destruction list of an id, or of a surveyed year (BE).

    Raises:
        RecordMissing: There is none.
    """
    year = to_arabic(text).strip()
    found = store.find(DestructionList, year_be=int(year)) if year.isascii() and year.isdigit() else []
    return found[0] if found else store.get(DestructionList, text.strip())


def incoming_numbered(shelf: Shelf, text: str, year_be: int) -> list[IncomingDocument]:
    """The incoming document of ``12/2569``, or of ``12`` of a calendar year (BE)."""
    found = _NUMBER.fullmatch(clean(to_arabic(text)))
    if found is None:
        return []
    return shelf.find(IncomingDocument, number=int(found[1]), year_be=int(found[2] or year_be))


def _printed(store: Store, text: str) -> list[OutgoingDocument]:
    """The outgoing documents of a number as printed, such as ``กส 71801/123``: of this year where there are any."""
    printed = clean(to_arabic(text))
    found = store.find(OutgoingDocument, printed_number=printed) if printed else []
    this_year = _this_year(store)
    return [each for each in found if each.year_be == this_year] or found


def _of_this_year(store: Store, text: str) -> list[IncomingDocument]:
    return incoming_numbered(store, text, _this_year(store))


def _this_year(store: Store) -> int:
    return be_year(bangkok_today(store.clock).year)
