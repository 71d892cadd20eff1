"""The figures of petitions as workbooks: what the office gives away with the two reports of the integrity assessment.

The workbook of complaints against officials tells no month by itself where so few were counted that it might tell
whose one was, as the printed report does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.exchange.export import Exported
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import current_office
from sai_thong.registers.petitions.figures import (
    FEW_COMPLAINTS,
    Figures,
    Half,
    Tally,
    corruption_figures,
    service_figures,
)
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.terms import CHANNEL_LABELS
from sai_thong.thai.calendar import thai_date

_Table = tuple[str, Mapping[str, Tally]]


def save_service_figures(store: Store, fiscal_year_be: int, half: Half, path: Path) -> Exported:
    """สถิติการให้บริการ of a fiscal year (BE) or its first half, a sheet a table.

    Raises:
        FileOutOfReach: The file cannot be written.
    """
    counted = service_figures(store, fiscal_year_be, half)
    law = petition_law(store)
    tables: list[_Table] = [
        (_("By service"), {counted.service_names.get(key, key): tally for key, tally in counted.by_service.items()}),
        (_("By village"), {village_words(moo): tally for moo, tally in counted.by_village.items()}),
        (_("By division"), {law.division_name(key): tally for key, tally in counted.by_division.items()}),
        (_("By channel"), {_(CHANNEL_LABELS[key]): tally for key, tally in counted.by_channel.items()}),
        (_("By month"), {month.name: tally for month, tally in counted.by_month.items()}),
    ]
    return _save(store, counted, "สถิติการให้บริการ", tables, path)


def save_corruption_figures(store: Store, fiscal_year_be: int, half: Half, path: Path) -> Exported:
    """สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ of a fiscal year (BE) or its first half.

    Raises:
        SetClosed: This user does not hold the key of the confidential cases.
        FileOutOfReach: The file cannot be written.
    """
    counted = corruption_figures(store, fiscal_year_be, half)
    few = counted.total.received < FEW_COMPLAINTS
    by_month = {} if few else {month.name: tally for month, tally in counted.by_month.items()}
    title = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
    titles = ("ไม่มีเรื่องร้องเรียน",) if not counted.total.received else ()
    return _save(store, counted, title, [(_("By month"), by_month)], path, titles=titles)


def village_words(moo: int | None) -> str:
    """A village as it stands in a table; of no village, that it is none."""
    return _("Village {number}").format(number=moo) if moo is not None else _("No village")


def _save(
    store: Store, counted: Figures, title: str, tables: list[_Table], path: Path, *, titles: tuple[str, ...] = ()
) -> Exported:
    office = current_office(store)
    period = f"{thai_date(counted.period.first)} – {thai_date(counted.period.last)}"
    heads = (title, *((office.name,) if office else ()), period, *titles)
    rows = 0
    with new_workbook(path) as workbook:
        for name, tallies in tables:
            lines = [*_rows(tallies), [_("Total"), *_cells(counted.total)]]
            write_table(workbook, name, [name, *_headings()], lines, titles=heads)
            rows += len(tallies)
    return Exported(rows, path)


def _headings() -> list[str]:
    return [_("Received"), _("Answered"), _("In time"), _("Late or overdue"), _("Still open"), _("Per cent in time")]


def _rows(tallies: Mapping[str, Tally]) -> Iterator[list[Value]]:
    for name, tally in tallies.items():
        yield [name, *_cells(tally)]


def _cells(tally: Tally) -> list[Value]:
    share = tally.in_time_share
    percent = round(share * 100, 1) if share is not None else None
    return [tally.received, tally.answered, tally.in_time, tally.late + tally.overdue, tally.open, percent]
