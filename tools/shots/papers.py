"""Every paper of the catalogue, as the made-up office would print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.forms import render
from sai_thong.forms.catalogue import PAPERS, prepare
from sai_thong.forms.paper_kinds import Need, PaperKind, PaperRequest
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month, fiscal_year_be

DPI = 80
MOST_PAGES = 3
"""The first pages of a long list tell how all look."""
_RECORDS_TRIED = 60
"""Of each type, until one is what the paper is about."""


def draw(store: Store, folder: Path, only: list[str]) -> list[str]:
    """Write ``paper-<key>[-<set>]-<page>.png``; the papers that no request of the office could make are returned."""
    undrawn = []
    for kind in PAPERS:
        if only and not any(part in kind.key for part in only):
            continue
        refusals = []
        for scheme_set in kind.sets or (SchemeSet.ORDINARY,):
            name = kind.key if scheme_set is SchemeSet.ORDINARY else f"{kind.key}-{scheme_set.value}"
            refusals.append(_draw_first_possible(store, kind, scheme_set, folder / f"paper-{name}"))
        # One set may well have nothing for a paper: the office pays the one itself, the other it does not.
        if all(refusals):
            undrawn.append(f"{kind.key}: {refusals[0]}")
    return undrawn


def _draw_first_possible(store: Store, kind: PaperKind, scheme_set: SchemeSet, stem: Path) -> str:
    """Draw the paper for the first request that is not refused; else say why the last one was."""
    why = "no request"
    for request in _requests(store, kind, scheme_set):
        try:
            pdf = prepare(store, kind.key, request).pdf()
        except SaiThongError as refused:
            why = str(refused)
            continue
        shown = range(1, min(render.page_count(pdf), MOST_PAGES) + 1)
        for number, image in zip(shown, render.page_images(pdf, dpi=DPI, pages=shown), strict=True):
            stem.with_name(f"{stem.name}-{number}.png").write_bytes(image.png())
        return ""
    return why


def _requests(store: Store, kind: PaperKind, scheme_set: SchemeSet) -> Iterator[PaperRequest]:
    """What a clerk might choose: the present month or the one before, the present year, each record of some."""
    today = bangkok_today(store.clock)
    for month in (Month.of(today), Month.of(today).previous()):
        request = PaperRequest(month=month, scheme_set=scheme_set, fiscal_year_be=fiscal_year_be(today))
        if Need.RECORD in kind.needs:
            for record_id in _records(store, scheme_set):
                yield replace(request, record_id=record_id)
        else:
            yield request


def _records(store: Store, scheme_set: SchemeSet) -> Iterator[str]:
    shelf = shelf_of(store, scheme_set)
    for record_type in RECORD_TYPES:
        yield from (record.id for record in shelf.find(record_type)[:_RECORDS_TRIED])
