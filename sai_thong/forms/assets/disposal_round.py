"""A disposal as its papers show it (ระเบียบฯ ข้อ 214–218): what leaves the office, why, how, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.disposal_stages import Stage, need_stage
from sai_thong.forms.assets.wording import STATUSES
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import seats
from sai_thong.registers.assets.disposal_in_hand import active_lines, disposal_of
from sai_thong.registers.assets.disposal_orders import proposed_methods
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import (
    CommitteeSeat,
    DisposalLine,
    DisposalPaper,
    DisposalRound,
    InspectionRound,
)
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.law.assets import DisposalRule

METHODS: Final = {
    DisposalMethod.AUCTION: "ขายทอดตลาด",
    DisposalMethod.DIRECT_SALE: "ขายโดยวิธีเฉพาะเจาะจง",
    DisposalMethod.EXCHANGE: "แลกเปลี่ยน",
    DisposalMethod.TRANSFER: "โอน",
    DisposalMethod.DESTRUCTION: "แปรสภาพหรือทำลาย",
    DisposalMethod.WRITE_OFF: "จำหน่ายเป็นสูญ",
}
SALES: Final = (DisposalMethod.AUCTION, DisposalMethod.DIRECT_SALE)


@dataclass(frozen=True)
class DisposalOnPaper:
    """A round as one of its papers shows it.

    Attributes:
        office: Whose.
        round: The round.
        lines: What the paper is about, in the order of the numbers.
        seats: Everybody appointed for it.
        rule: The lines and terms in force.
        cited: The article of each stage, as papers cite it.
        day: The day of the paper.
        number: Its official number without the office's code, or empty.
        kept_number: The whole number the checklist has of this paper already.
        inspected_year_be: The fiscal year whose inspection found these things; None where another reason led here.
        until: A last day that the paper sets, such as for offers; None leaves it to the pen.
        marks: What tells a thing to a registrar, by the id of its asset: plate and engine, or title to the land.
        photographs: Pictures (JPEG) that go with it.
    """

    office: OfficeOnPaper
    round: DisposalRound
    lines: tuple[DisposalLine, ...]
    seats: tuple[CommitteeSeat, ...]
    rule: DisposalRule
    cited: Mapping[DisposalStepKey, str]
    day: date
    number: str = ""
    kept_number: str = ""
    inspected_year_be: int | None = None
    until: date | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    photographs: tuple[bytes, ...] = ()

    @property
    def record_id(self) -> str:
        """The id of the round."""
        return self.round.id

    @property
    def letter_number(self) -> str:
        """The number of a letter or memo as printed; ``…/ร่าง`` while it has none."""
        if not self.number and self.kept_number:
            return self.kept_number
        return self.office.letter_number(self.number)

    @property
    def count(self) -> str:
        """``จำนวน 12 รายการ``."""
        return f"จำนวน {len(self.lines):,} รายการ"

    @property
    def cost_satang(self) -> int:
        """What all of them cost."""
        return sum(line.cost_satang or 0 for line in self.lines)

    @property
    def appraised(self) -> bool:
        """Whether everything that is sold has its price."""
        return all(line.appraised_satang is not None for line in self.lines)

    @property
    def appraised_satang(self) -> int:
        """What all of them were appraised at."""
        return sum(line.appraised_satang or 0 for line in self.lines)

    @property
    def proceeds_satang(self) -> int:
        """What all of them brought."""
        return sum(line.proceeds_satang for line in self.lines)

    @property
    def receiver(self) -> str:
        """Who bought or received everything, as far as it is one and known."""
        named = dict.fromkeys(line.buyer or self.round.buyer for line in self.lines)
        return next(iter(named)) if len(named) == 1 else ""

    def committee(self, task: CommitteeTask) -> tuple[CommitteeSeat, ...]:
        """Who was appointed for a task, in the order of the order."""
        return tuple(each for each in self.seats if each.task is task)


def cause_of(line: DisposalLine) -> str:
    """Why a thing leaves: its state, and what was written about it."""
    return " ".join(filter(None, (STATUSES[line.cause], line.cause_detail.strip())))


def method_of(line: DisposalLine) -> str:
    """How it leaves; nothing while nobody decided."""
    return METHODS[line.method] if line.method else ""


DayOf = Callable[[DisposalRound], date | None]


def _no_day(_round: DisposalRound) -> None:
    return None


@dataclass(frozen=True)
class GatherDisposal:
    """Reads a round for one of the papers of a disposal.

    Attributes:
        document: Its name in the checklist, which may know its number and day.
        day_of: Otherwise the day it bears; today where the round has none yet.
        methods: Only what leaves in these ways; all of it when none is given.
        after: How far the disposal must be.
    """

    document: str
    day_of: DayOf = field(default=_no_day, kw_only=True)
    methods: Sequence[DisposalMethod] = field(default=(), kw_only=True)
    after: Stage | None = field(default=None, kw_only=True)

    def __call__(self, store: Store, request: PaperRequest) -> DisposalOnPaper:
        """The round of the request.

        Raises:
            RoundMissing: There is no such disposal.
            NothingToPrint: It is not as far, or nothing of it leaves in this way.
        """
        found = disposal_of(store, request.record_id)
        need_stage(found, self.after)
        kept = next(iter(store.find(DisposalPaper, round_id=found.id, document=self.document)), None)
        day = request.day or (kept.on_day if kept else None) or self.day_of(found) or bangkok_today(store.clock)
        rules = asset_law(store).rules
        ruled_on = found.ordered_on or day
        inspected = store.find(InspectionRound, id=found.inspection_id) if found.inspection_id else []
        return DisposalOnPaper(
            office=gather_office(store),
            round=found,
            lines=_lines(store, found, ruled_on, self.methods),
            seats=tuple(seats(store, found.id)),
            rule=rules.disposal_rule(ruled_on),
            cited={each.step: each.legal_ref for each in rules.documents(tuple(DisposalStepKey), ruled_on)},
            day=day,
            number=request.number,
            kept_number=kept.number if kept else "",
            inspected_year_be=inspected[0].fiscal_year_be if inspected else None,
            until=request.last_day,
        )

    def has_something(self, found: DisposalRound, lines: Sequence[DisposalLine]) -> bool:
        """Whether a round, with these lines, is as far and has something that leaves in these ways."""
        far_enough = self.after is None or self.after.reached(found)
        return far_enough and (not self.methods or any(line.method in self.methods for line in lines))


def _lines(store: Store, found: DisposalRound, on: date, methods: Sequence[DisposalMethod]) -> tuple[DisposalLine, ...]:
    """What leaves the office, or the part of it that leaves in one of these ways; before the order as is proposed."""
    proposed = proposed_methods(store, found.id, on) if found.ordered_on is None else {}
    lines = [
        replace(line, method=proposed[line.id].method, sale_reason=proposed[line.id].sale_reason)
        if line.id in proposed
        else line
        for line in active_lines(store, found.id)
    ]
    lines = [line for line in lines if not methods or line.method in methods]
    if not lines:
        raise NothingToPrint(
            _("Nothing of this disposal leaves in this way."), do=_("Look at the methods of its things.")
        )
    return tuple(sorted(lines, key=lambda line: (line.number, line.id)))
