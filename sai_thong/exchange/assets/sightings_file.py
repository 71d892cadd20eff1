"""Sightings of a yearly inspection as a file: from one machine to another, or a tick list that somebody typed.

Written as separated text that any spreadsheet program opens; read from that or from a workbook. The file tells the
fiscal year, so that it is taken in for no other round.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.exchange.errors import NoSightingsFound
from sai_thong.exchange.headings import normalised
from sai_thong.exchange.separated_text import harmless
from sai_thong.exchange.workbooks import Row, Value, read_workbook
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.assets.inspections import round_of
from sai_thong.registers.assets.records import InspectionLine, Room
from sai_thong.registers.assets.sightings import TakenIn, WrittenSighting, take_in, written_sightings
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.thai.dates import DateHint, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import search_form, tidy

_HEADINGS: Final = {
    "year": "ปีงบประมาณ",
    "tag": "เลขครุภัณฑ์หรือรหัส",
    "room": "ห้อง",
    "found": "พบ",
    "condition": "สภาพ",
    "defect": "ชำรุดอย่างไร",
    "way": "วิธีบันทึก",
    "seen_at": "เวลา",
    "seen_by": "ผู้ตรวจ",
}
_PATTERNS: Final = {
    "year": "^ปี",
    "tag": "เลขครุภัณฑ์|เลขรหัส|รหัส|^tag|^asset",
    "found": "^พบ|ผลตรวจ",
    "condition": "^สภาพ",
    "defect": "ชำรุดอย่างไร|ลักษณะชำรุด",
    "way": "วิธี",
    "seen_at": "เวลา|วันที่ตรวจ",
    "seen_by": "ผู้ตรวจ|กรรมการ",
    "room": "ห้อง|สถานที่",
}
"""What a heading may be, the first that fits."""
_CONDITIONS: Final = {
    AssetStatus.IN_USE: "ใช้งานได้",
    AssetStatus.BROKEN: "ชำรุด",
    AssetStatus.WORN: "เสื่อมสภาพ",
    AssetStatus.LOST: "สูญไป",
    AssetStatus.NOT_NEEDED: "ไม่จำเป็นต้องใช้",
}
_CONDITION_WORDS: Final = (
    (AssetStatus.NOT_NEEDED, "ไม่จำเป็น|ไม่ใช้"),
    (AssetStatus.WORN, "เสื่อม"),
    (AssetStatus.LOST, "สูญ|หาย"),
    (AssetStatus.BROKEN, "ชำรุด|เสีย|พัง|ใช้(?:งาน|การ)?ไม่ได้"),
    (AssetStatus.IN_USE, "ใช้|ปกติ|ดี"),
)
_SCANNED, _TICKED = "สแกน", "บัญชีตรวจ"
_FOUND, _NOT_FOUND = "พบ", "ไม่พบ"
_HEADINGS_WITHIN: Final = 20
_TIME: Final = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")


@dataclass(frozen=True)
class ReadSightings:
    """What a file of sightings holds.

    Attributes:
        sightings: Those that can be taken in.
        rejected: The number of each row that cannot, from 1, and why.
    """

    sightings: tuple[WrittenSighting, ...]
    rejected: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class FileTakenIn:
    """What came of a file of sightings.

    Attributes:
        taken: What was taken in of it.
        rejected: The number of each row that was not, from 1, and why.
        changes: Everything that changed.
    """

    taken: TakenIn
    rejected: tuple[tuple[int, str], ...]
    changes: ChangeSet


class _RowRejected(Exception):
    """A row says something that cannot be."""


def write_sightings(store: Store, round_id: str, path: Path) -> int:
    """Write the sightings of a round to a CSV file; how many.

    Raises:
        RoundMissing: There is no such round.
        NotWritten: The file cannot be written.
    """
    found = round_of(store, round_id)
    sightings = written_sightings(store, found.id)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADINGS.values())
    for each in sightings:
        writer.writerow(
            (
                found.fiscal_year_be,
                harmless(each.tag),
                harmless(each.room),
                _FOUND if each.found else _NOT_FOUND,
                _CONDITIONS[each.condition] if each.condition else "",
                harmless(each.defect),
                _TICKED if each.ticked else _SCANNED,
                each.seen_at.astimezone(UTC).isoformat(timespec="milliseconds"),
                harmless(each.seen_by),
            )
        )
    # With the mark that lets a spreadsheet program see the encoding.
    write_whole(path, text.getvalue().encode("utf-8-sig"))
    return len(sightings)


def take_in_file(store: Store, round_id: str, path: Path, *, on: date, why: str = "") -> FileTakenIn:
    """Take in the sightings of a file, rooms in the writing of the register; those that are here are left alone.

    Args:
        store: The office's store.
        round_id: The round.
        path: Separated text or a workbook.
        on: The day of rows that tell no time.
        why: The reason, kept in the journal.

    Raises:
        RoundMissing: There is no such round.
        RoundFrozen: The report was submitted.
        RoundNotReady: The round has not begun.
        UnreadableWorkbook: The file cannot be read.
        NoSightingsFound: No sheet has a column of asset numbers or codes under a heading.
        AssetFactWrong: A time lies in the future.
    """
    found = round_of(store, round_id)
    read = read_sightings(path, fiscal_year_be=found.fiscal_year_be, on=on)
    rooms = {_room_key(each.name): each.name for each in store.find(Room)}
    rooms |= {_room_key(line.book_room): line.book_room for line in store.find(InspectionLine, round_id=found.id)}
    sightings = [replace(each, room=rooms.get(_room_key(each.room), each.room)) for each in read.sightings]
    taken = take_in(store, found.id, sightings, why=why)
    return FileTakenIn(taken, read.rejected, taken.changes)


def read_sightings(path: Path, *, fiscal_year_be: int, on: date) -> ReadSightings:
    """Read sightings of a round from separated text or a workbook.

    Args:
        path: The file.
        fiscal_year_be: Of the round: rows that tell another year are rejected.
        on: The day of rows that tell no time.

    Raises:
        UnreadableWorkbook: The file cannot be read.
        NoSightingsFound: No sheet has a column of asset numbers or codes under a heading.
    """
    for sheet in read_workbook(path):
        for number, row in sheet.numbered():
            places = _places(row)
            if number > _HEADINGS_WITHIN:
                break
            if "tag" in places:
                return _read_rows(sheet.numbered(number), places, fiscal_year_be, on)
    raise NoSightingsFound(path.name)


def _room_key(name: str) -> str:
    """A room as it is compared: nobody types the same blanks and digits twice."""
    return search_form(name).replace(" ", "")


def _places(row: Row) -> dict[str, int]:
    """Which column holds what, by its heading."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = normalised(str(cell)) if isinstance(cell, str) else ""
        name = next((name for name, pattern in _PATTERNS.items() if heading and re.search(pattern, heading)), None)
        if name is not None:
            places.setdefault(name, place)
    return places


def _read_rows(
    rows: Iterator[tuple[int, Row]], places: Mapping[str, int], fiscal_year_be: int, on: date
) -> ReadSightings:
    taken, rejected = [], []
    for number, row in rows:
        told = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if not _text(told.get("tag")):
            continue
        try:
            taken.append(_sighting(told, fiscal_year_be, on))
        except _RowRejected as reason:
            rejected.append((number, str(reason)))
    return ReadSightings(tuple(taken), tuple(rejected))


def _sighting(told: Mapping[str, Value], fiscal_year_be: int, on: date) -> WrittenSighting:
    year = to_arabic(_text(told.get("year")))
    if year and year != str(fiscal_year_be):
        raise _RowRejected(_("The row is of the inspection of {year}.").format(year=year))
    condition = _condition(_text(told.get("condition")))
    found = not _text(told.get("found")).startswith(_NOT_FOUND) and condition is not AssetStatus.LOST
    return WrittenSighting(
        tag=_text(told.get("tag")),
        seen_at=_moment(told.get("seen_at"), on),
        seen_by=_text(told.get("seen_by")),
        room=_text(told.get("room")) if found else "",
        condition=condition if found else AssetStatus.LOST,
        defect=_text(told.get("defect")) if found else "",
        found=found,
        ticked=_text(told.get("way")) != _SCANNED,
    )


def _text(cell: Value) -> str:
    return "" if cell is None else tidy(str(cell))


def _condition(written: str) -> AssetStatus | None:
    if not written:
        return None
    found = next((each for each, pattern in _CONDITION_WORDS if re.search(pattern, written)), None)
    if found is None:
        raise _RowRejected(_("The state “{written}” is none that an inspector ticks.").format(written=written))
    return found


def _moment(cell: Value, on: date) -> datetime:
    """When something was seen: as a machine wrote it, or a Thai day with or without its time."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=BANGKOK)
    written = to_arabic(_text(cell))
    if not written:
        return datetime.combine(on, time(), BANGKOK)
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is not None:
            return moment
    except ValueError:
        pass
    day, _space, hours = written.rpartition(" ") if _TIME.search(written) else (written, "", "")
    found = _TIME.search(hours)
    try:
        known = read_date(day, DateHint(on=on))
        at = time(int(found["hour"]), int(found["minute"])) if found else time()
    except (UnreadableDate, ValueError):
        raise _RowRejected(_("“{written}” is no day and time.").format(written=written)) from None
    return datetime.combine(known.effective, at, BANGKOK)
