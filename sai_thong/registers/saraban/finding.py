"""A document by what people say of it: its id, or its number as it is printed."""

from __future__ import annotations

import re
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.saraban.records import DestructionList, IncomingDocument, OutgoingDocument
from sai_thong.thai.calendar import be_year
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

_NUMBER: Final = re.compile(r"(\d{1,6})(?:/(\d{4}))?")


def find_incoming(store: Store, text: str) -> IncomingDocument:
    """The incoming document of an id, of ``12/2569``, or of ``12`` of this year.

    Raises:
        RecordMissing: There is none.
    """
    found = _NUMBER.fullmatch(clean(to_arabic(text)))
    if found:
        year_be = int(found[2]) if found[2] else be_year(bangkok_today(store.clock).year)
        for document in store.find(IncomingDocument, number=int(found[1]), year_be=year_be):
            return document
    return store.get(IncomingDocument, text.strip())


def find_outgoing(store: Store, text: str) -> OutgoingDocument:
    """The outgoing document of an id, or of a number as printed, such as ``กส 71801/123`` of this year.

    Raises:
        RecordMissing: There is none, or several years have one and none of them is this year.
    """
    printed = clean(to_arabic(text))
    found = store.find(OutgoingDocument, printed_number=printed) if printed else []
    this_year = be_year(bangkok_today(store.clock).year)
    chosen = [each for each in found if each.year_be == this_year] or found
    return chosen[0] if len(chosen) == 1 else store.get(OutgoingDocument, text.strip())


def find_destruction_list(store: Store, text: str) -> DestructionList:
    """The destruction list of an id, or of a surveyed year (BE).

    Raises:
        RecordMissing: There is none.
    """
    year = to_arabic(text).strip()
    found = store.find(DestructionList, year_be=int(year)) if year.isascii() and year.isdigit() else []
    return found[0] if found else store.get(DestructionList, text.strip())
