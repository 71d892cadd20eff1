"""The twelve columns of ทะเบียนคุมทรัพย์สิน, and the totals of แบบ พ.ด.3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sai_thong.registers.assets.rules.capitalisation import rate_percent
from sai_thong.registers.assets.rules.depreciation import BookFacts, ScheduleRow
from sai_thong.registers.assets.rules.numbers import class_code_of
from sai_thong.thai.calendar import fiscal_year_months


class LineKind(StrEnum):
    """What a line of the register tells."""

    ACQUIRED = "acquired"
    BROUGHT_FORWARD = "brought-forward"
    """ยอดยกมา: what an old book had written off."""
    IMPROVED = "improved"
    YEAR_END = "year-end"
    STRUCK_OFF = "struck-off"


@dataclass(frozen=True, slots=True)
class Change:
    """An improvement or the disposal, with its paper.

    Attributes:
        on: When.
        document: Number of the paper.
        text: What was done, in Thai.
        cost_satang: What an improvement cost; 0 of a disposal.
    """

    on: date
    document: str
    text: str
    cost_satang: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterLine:
    """One line of the register; columns that a kind of line leaves blank are None.

    Attributes:
        kind: What it tells.
        on: วัน เดือน ปี.
        document: ที่เอกสาร.
        text: รายการ, of what somebody wrote; the paper has words of its own for the others.
        quantity: จำนวนหน่วย.
        unit_price_satang: ราคาต่อหน่วย.
        total_satang: มูลค่ารวม.
        life_years: อายุใช้งาน.
        rate: อัตราค่าเสื่อมราคา, per cent.
        depreciation_satang: ค่าเสื่อมราคาประจำปี.
        accumulated_satang: ค่าเสื่อมราคาสะสม.
        net_satang: มูลค่าสุทธิ.
    """

    kind: LineKind
    on: date
    document: str = ""
    text: str = ""
    quantity: int | None = None
    unit_price_satang: int | None = None
    total_satang: int | None = None
    life_years: int | None = None
    rate: Decimal | None = None
    depreciation_satang: int | None = None
    accumulated_satang: int | None = None
    net_satang: int | None = None


def register_lines(
    facts: BookFacts,
    rows: Sequence[ScheduleRow],
    *,
    document: str,
    text: str,
    improvements: Sequence[Change] = (),
    struck_off: Change | None = None,
) -> tuple[RegisterLine, ...]:
    """The lines of one asset in order of time: acquisition, each 30 September, improvements, striking off.

    Args:
        facts: The asset.
        rows: Its years as told, frozen ones included; a year that the striking off ends has its line there.
        document: Paper of the acquisition.
        text: What was acquired.
        improvements: Additions with their papers.
        struck_off: The disposal with its paper.
    """
    lines = [_acquired(facts, document, text)]
    if facts.opening is not None:
        lines.append(_brought_forward(facts))
    lines += [_improved(change) for change in improvements]
    last_day = struck_off.on if struck_off else None
    for row in rows:
        ends_on = fiscal_year_months(row.fiscal_year_be)[-1].last_day
        if last_day is None or ends_on < last_day:
            lines.append(_year_end(row, ends_on))
    if struck_off is not None:
        lines.append(_struck_off(struck_off, rows))
    return tuple(sorted(lines, key=lambda line: (line.on, _ORDER[line.kind])))


_ORDER = {kind: place for place, kind in enumerate(LineKind)}


def _acquired(facts: BookFacts, document: str, text: str) -> RegisterLine:
    life = facts.life_years
    return RegisterLine(
        kind=LineKind.ACQUIRED,
        on=facts.acquired_on,
        document=document,
        text=text,
        quantity=1,
        unit_price_satang=facts.cost_satang,
        total_satang=facts.cost_satang,
        life_years=life,
        rate=rate_percent(life) if life else None,
        net_satang=facts.cost_satang,
    )


def _brought_forward(facts: BookFacts) -> RegisterLine:
    assert facts.opening is not None
    ends_on = fiscal_year_months(facts.opening.fiscal_year_be)[-1].last_day
    added = sum(each.cost_satang for each in facts.improvements if each.on <= ends_on)
    return RegisterLine(
        kind=LineKind.BROUGHT_FORWARD,
        on=ends_on,
        accumulated_satang=facts.opening.accumulated_satang,
        net_satang=facts.cost_satang + added - facts.opening.accumulated_satang,
    )


def _improved(change: Change) -> RegisterLine:
    return RegisterLine(
        kind=LineKind.IMPROVED,
        on=change.on,
        document=change.document,
        text=change.text,
        quantity=1,
        unit_price_satang=change.cost_satang,
        total_satang=change.cost_satang,
    )


def _year_end(row: ScheduleRow, ends_on: date) -> RegisterLine:
    return RegisterLine(
        kind=LineKind.YEAR_END,
        on=ends_on,
        depreciation_satang=row.amount_satang,
        accumulated_satang=row.accumulated_satang,
        net_satang=row.net_satang,
    )


def _struck_off(change: Change, rows: Sequence[ScheduleRow]) -> RegisterLine:
    """The last line: what the year of disposal still wrote off; nothing is left on the book."""
    of_year = [row for row in rows if fiscal_year_months(row.fiscal_year_be)[-1].last_day >= change.on]
    return RegisterLine(
        kind=LineKind.STRUCK_OFF,
        on=change.on,
        document=change.document,
        text=change.text,
        depreciation_satang=of_year[0].amount_satang if of_year else None,
        accumulated_satang=rows[-1].accumulated_satang if rows else None,
        net_satang=0,
    )


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """A row of แบบ พ.ด.3: all cards of one class."""

    class_code: str
    cards: int
    cost_satang: int


def class_totals(cards: Iterable[tuple[str, int]]) -> tuple[ClassTotal, ...]:
    """The totals by the first group of the number, in order; numbers without one stand together under an empty code.

    Args:
        cards: Number and cost (satang) of each card.
    """
    costs: dict[str, list[int]] = defaultdict(list)
    for number, cost in cards:
        costs[class_code_of(number)].append(cost)
    return tuple(ClassTotal(code, len(found), sum(found)) for code, found in sorted(costs.items()))
