"""ใบโอนย้ายพัสดุภายใน: no national form was found (domain notes 1.8), so it is a memo with a list and both signatures.

It asks for a move to the room, division or custodian chosen; where none is chosen it tells the last move of each asset.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, gather_assets
from sai_thong.forms.assets.committee_on_paper import sign_abreast
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings, Signer, draw_memo, draw_table
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.events import events_of, facts_of
from sai_thong.registers.assets.records import Asset, Room
from sai_thong.registers.assets.rules.course import Standing, standing
from sai_thong.registers.assets.terms import AssetEventKind

_SUBJECT: Final = "ขอโอนย้ายพัสดุภายในหน่วยงาน"
_WIDTH: Final = 160.0
_ORDINAL = Column("ที่", 9, "center")
_NUMBER = Column("เลขรหัสพัสดุ", 30, "center", verbatim=True)
_QUANTITY = Column("จำนวน", 17, "center")
_PLACES_WIDTH: Final = {0: 0.0, 1: 42.0, 2: 68.0}
"""Millimetres of the columns that tell places, by how many there are."""
_UNWRITTEN: Final = "........................................"
_CHOICES: Final = ("อนุมัติ", "ไม่อนุมัติ เนื่องจาก")


@dataclass(frozen=True)
class Place:
    """Where an asset is, and with whom.

    Attributes:
        room: The room by its name.
        division: The division in charge.
        custodian: Who keeps it.
    """

    room: str = ""
    division: str = ""
    custodian: str = ""

    @property
    def words(self) -> str:
        """In one cell of the list, or in a sentence."""
        keeper = f"({self.custodian})" if self.custodian else ""
        return " ".join(filter(None, (self.room, self.division, keeper)))


@dataclass(frozen=True)
class TransferLine:
    """An asset that moves.

    Attributes:
        number: Its number as printed.
        name: What it is.
        unit: Its unit of count.
        before: Where it was.
        then: Where it goes; empty leaves it to the pen.
    """

    number: str
    name: str
    unit: str
    before: Place
    then: Place


@dataclass(frozen=True)
class TransferOnPaper:
    """A move of assets within the office.

    Attributes:
        office: Whose.
        day: The day of the memo.
        lines: What moves.
        number: Its official number, or empty.
    """

    office: OfficeOnPaper
    day: date
    lines: tuple[TransferLine, ...]
    number: str = ""


def gather_transfer(store: Store, request: PaperRequest) -> TransferOnPaper:
    """The move asked for, or the last one of each asset.

    Raises:
        AssetMissing: No card has one of the numbers.
    """
    data = gather_assets(store, request)
    wanted = Place(request.room, request.division, request.custodian)
    rooms = {each.id: each.name for each in store.find(Room)}
    lines = (_line(store, each, wanted, rooms) for each in data.assets)
    return TransferOnPaper(data.office, data.day, tuple(lines), request.number)


def _line(shelf: Shelf, asset: AssetOnPaper, wanted: Place, rooms: dict[str, str]) -> TransferLine:
    card = asset.card
    now = Place(asset.room, card.division, card.custodian)
    if wanted.words:
        before, then = now, _told_again(wanted, now)
    else:
        moved_from = _before_last_move(shelf, card, rooms)
        before, then = (now, Place()) if moved_from is None else (moved_from, now)
    return TransferLine(asset.number, card.name, card.unit, before, then)


def _told_again(wanted: Place, now: Place) -> Place:
    """Where it goes: to what was chosen; another division takes neither room nor custodian with it."""
    if wanted.division and wanted.division != now.division:
        return wanted
    return Place(wanted.room or now.room, wanted.division or now.division, wanted.custodian or now.custodian)


def _before_last_move(shelf: Shelf, card: Asset, rooms: dict[str, str]) -> Place | None:
    """Where it was before it was last moved; None where it never was."""
    events = events_of(shelf, card.id)
    places = [place for place, each in enumerate(events) if each.kind is AssetEventKind.MOVED]
    if not places:
        return None
    stood: Standing = standing(facts_of(events[: places[-1]]))
    return Place(rooms.get(stood.room, ""), stood.division, stood.custodian)


def transfer_memo(data: TransferOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo."""
    paper = office_paper(data.office, _SUBJECT, settings, clock)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.office.letter_number(data.number),
        subject=_SUBJECT,
        body=[
            f"ด้วยมีความประสงค์ขอโอนย้ายพัสดุภายใน{data.office.name} จำนวน {len(data.lines)} รายการ "
            f"{_way(data)}เพื่อให้การใช้งานเกิดประโยชน์และทะเบียนพัสดุตรงตามที่เป็นจริง ดังรายการต่อไปนี้",
            lambda flow: _list(flow, data),
            lambda flow: _hand_over(flow, data),
            "จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติ และให้เจ้าหน้าที่พัสดุบันทึกการโอนย้ายในทะเบียนต่อไป",
        ],
        signer=supply_officer(data.office, data.day),
        choices=_CHOICES,
    )
    draw_memo(paper, memo)
    return paper


def _way(data: TransferOnPaper) -> str:
    """From where and to where, where it is the same of all."""
    before, then = _shared({each.before for each in data.lines}), _shared({each.then for each in data.lines})
    parts = (f"จาก {before.words}" if before else "", f"ไปยัง {then.words or _UNWRITTEN}" if then else "")
    told = " ".join(filter(None, parts))
    return f"{told} " if told else ""


def _shared(places: set[Place]) -> Place | None:
    return next(iter(places)) if len(places) == 1 else None


def _list(flow: Flow, data: TransferOnPaper) -> None:
    """The assets; from where and to where only as far as it differs."""
    told = {
        "จาก": [each.before for each in data.lines],
        "ไปยัง": [each.then for each in data.lines],
    }
    differing = {title: places for title, places in told.items() if len(set(places)) > 1}
    of_places = _PLACES_WIDTH[len(differing)]
    fixed = _ORDINAL.width + _NUMBER.width + _QUANTITY.width + of_places
    columns = (
        *(_ORDINAL, _NUMBER, Column("รายการ", _WIDTH - fixed), _QUANTITY),
        *(Column(title, of_places / len(differing)) for title in differing),
    )
    rows = [
        (
            *(str(place), each.number, each.name, f"1 {each.unit}".rstrip()),
            *(places[place - 1].words for places in differing.values()),
        )
        for place, each in enumerate(data.lines, 1)
    ]
    flow.gap(4)
    draw_table(flow, columns, rows, row_height=6.8)
    flow.gap(4)


def _hand_over(flow: Flow, data: TransferOnPaper) -> None:
    """Both sign for what went over; a name stands where all of it has the same keeper."""
    places = (("ผู้ส่งมอบ", {each.before for each in data.lines}), ("ผู้รับมอบ", {each.then for each in data.lines}))
    sign_abreast(flow, [Signer(_keeper(found), (role,)) for role, found in places])
    flow.gap(8)


def _keeper(places: set[Place]) -> str:
    names = {place.custodian for place in places}
    return names.pop() if len(names) == 1 else ""
