"""A yearly inspection as its papers show it (ระเบียบฯ ข้อ 213): the order, who inspects, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.committee_on_paper import alone
from sai_thong.forms.kit import Paper
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.assets.committees import seats
from sai_thong.registers.assets.inspection_view import UnknownTag, result
from sai_thong.registers.assets.inspections import round_of
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, CommitteeSeat, InspectionLine, InspectionRound
from sai_thong.registers.assets.rules.inspection import AWAY
from sai_thong.registers.assets.terms import TO_BE_DISPOSED, AssetStatus, CommitteeTask, RoundState
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.law.assets import InspectionRule
from sai_thong.thai.calendar import fiscal_year_months

NOT_IN_ORDER: Final = (AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.LOST, AssetStatus.NOT_NEEDED)
"""What the report counts, in the order of the paper's columns."""
_NO_EQUIPMENT: Final = tuple(group for group in AssetGroup if group is not AssetGroup.EQUIPMENT)


@dataclass(frozen=True)
class FoundOnPaper:
    """What a round found.

    Attributes:
        lines: The expected assets in the order of their numbers.
        conditions: The state of each by the id of the asset; nothing of what nobody has looked at yet.
        strays: Those found in another room than the register has.
        unknown: What was seen and stands in no line.
        property_ids: Ids of the assets that are no equipment: land, structures and the like.
    """

    lines: tuple[InspectionLine, ...] = ()
    conditions: Mapping[str, AssetStatus] = field(default_factory=dict)
    strays: tuple[InspectionLine, ...] = ()
    unknown: tuple[UnknownTag, ...] = ()
    property_ids: frozenset[str] = frozenset()

    def condition(self, line: InspectionLine) -> AssetStatus | None:
        """The state of an asset; None while nobody looked."""
        return self.conditions.get(line.asset_id)

    @property
    def not_in_order(self) -> tuple[InspectionLine, ...]:
        """What is broken, worn, lost, not needed, or waits for its disposal already."""
        return tuple(line for line in self.lines if self.condition(line) in TO_BE_DISPOSED)

    @property
    def lost(self) -> tuple[InspectionLine, ...]:
        """What the register has and nobody found."""
        return tuple(line for line in self.lines if self.condition(line) is AssetStatus.LOST)

    def count(self, condition: AssetStatus) -> int:
        """How many are so."""
        return sum(self.condition(line) is condition for line in self.lines)


@dataclass(frozen=True)
class InspectionOnPaper:
    """A round as its papers show it.

    Attributes:
        office: Whose.
        round: The round.
        seats: Who inspects, in the order of the order.
        rule: The rule in force when it begins.
        day: The day of the paper.
        number: Its official number without the office's code, or empty.
        found: What was found; nothing on papers that come before.
    """

    office: OfficeOnPaper
    round: InspectionRound
    seats: tuple[CommitteeSeat, ...]
    rule: InspectionRule
    day: date
    number: str = ""
    found: FoundOnPaper = FoundOnPaper()

    @property
    def record_id(self) -> str:
        """The id of the round, however it was asked for."""
        return self.round.id

    @property
    def letter_number(self) -> str:
        """The number of a letter or memo as printed; ``…/ร่าง`` while it has none."""
        return self.office.letter_number(self.number)

    @property
    def fiscal_year_be(self) -> int:
        """Whose balances are counted."""
        return self.round.fiscal_year_be

    @property
    def first_day(self) -> date:
        """1 October with which the year began."""
        return fiscal_year_months(self.fiscal_year_be)[0].first_day

    @property
    def last_day(self) -> date:
        """30 September: the day of the balances."""
        return fiscal_year_months(self.fiscal_year_be)[-1].last_day

    @property
    def begins_on(self) -> date | None:
        """The day the inspectors began, or are to begin."""
        return self.round.begun_on or self.round.starts_on

    @property
    def inspectors(self) -> str:
        """``คณะกรรมการตรวจสอบพัสดุ``, or one person."""
        return "ผู้ตรวจสอบพัสดุ" if alone(self.seats) else "คณะกรรมการตรวจสอบพัสดุ"

    @property
    def of_the_year(self) -> str:
        """``ประจำปีงบประมาณ พ.ศ. 2569``."""
        return f"ประจำปีงบประมาณ พ.ศ. {self.fiscal_year_be}"

    @property
    def open(self) -> bool:
        """Whether the lines can still change: lists then bear ร่าง."""
        return self.round.state is RoundState.IN_PROGRESS


def mark_draft(paper: Paper, data: InspectionOnPaper) -> None:
    """ร่าง across every page while the round is not submitted."""
    if data.open:
        for page in paper.pages:
            page.watermark(DRAFT)


DayOf = Callable[[InspectionRound], date | None]
"""Which day of the round a paper bears."""
Gather = Callable[[Store, PaperRequest], InspectionOnPaper]


def gather_inspection(day_of: DayOf, *, lines: bool = False) -> Gather:
    """Gives the function that reads a round for one of the papers.

    Args:
        day_of: The day it bears unless another is chosen; today where the round has none yet.
        lines: Whether it shows what was found.
    """

    def gather(store: Store, request: PaperRequest) -> InspectionOnPaper:
        found = round_of(store, request.record_id)
        day = request.day or day_of(found) or bangkok_today(store.clock)
        return InspectionOnPaper(
            office=gather_office(store),
            round=found,
            seats=tuple(seats(store, found.id, CommitteeTask.INSPECTION)),
            rule=asset_law(store).rules.inspection_rule(found.begun_on or found.starts_on or day),
            day=day,
            number=request.number,
            found=_found(store, found) if lines else FoundOnPaper(),
        )

    return gather


def _found(store: Store, inspection: InspectionRound) -> FoundOnPaper:
    told = result(store, inspection.id)
    numbered = sorted(told.lines, key=lambda line: (line.number, line.id))
    looked_at = {line.asset_id for line in numbered if line.found is not None or line.book_status in AWAY}
    settled = inspection.state is not RoundState.IN_PROGRESS
    return FoundOnPaper(
        lines=tuple(numbered),
        conditions={each: state for each, state in told.conditions.items() if settled or each in looked_at},
        strays=told.wrong_room,
        unknown=told.unknown,
        property_ids=frozenset(card.id for card in store.find(Asset, accounting_group=_NO_EQUIPMENT)),
    )
