"""Numbers of cards in the store: the office's template, the series of each class, numbers of the old book kept.

A series of ``assets-416`` and a fiscal year gives the running numbers of that class and year (of year 0 where classes
count on through the years). It opens by itself behind the highest number in the register, and passes over every number
in use. A number is never given twice and never changes.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count, islice
from typing import Final

from sai_thong.db.numbering import (
    NumberSeries,
    NumberState,
    OfficialNumber,
    gives_numbers,
    issue_many,
    leased_numbers,
    open_series,
    used_numbers,
)
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.numbers import (
    NumberParts,
    NumberTemplate,
    Scope,
    number_key,
    read_three_groups,
)
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Setting

_SETTING: Final = "assets.number_template"
_ALL_YEARS: Final = 0
_SERIES_PREFIX: Final = "assets-"


def number_template(shelf: Shelf) -> NumberTemplate:
    """How this office writes the numbers of its assets."""
    found = shelf.find(Setting, key=_SETTING)
    if not found or not found[0].value:
        return NumberTemplate()
    told = json.loads(found[0].value)
    return NumberTemplate(told["text"], told["digits"], Scope(told["scope"]), told["prefix"])


def set_number_template(store: Store, template: NumberTemplate, *, why: str = "") -> Saved[Setting]:
    """Say how numbers are written from now on; those on cards stay as they are."""
    told = json.dumps(dataclasses.asdict(template), ensure_ascii=False, sort_keys=True)
    with store.transaction(why) as tx:
        found = tx.find(Setting, key=_SETTING)
        kept = tx.update(found[0], value=told) if found else tx.insert(Setting(key=_SETTING, value=told))
        return Saved(kept, tx.changes)


def numbers_in_use(shelf: Shelf) -> dict[str, str]:
    """The id of the card by the key of its number: any writing of a number finds it."""
    return {number_key(card.number): card.id for card in shelf.find(Asset) if card.number}


def find_asset(shelf: Shelf, text: str) -> Asset | None:
    """The card of a number in any writing, of a label's code, or of an id; None when there is none."""
    wanted = text.strip()
    for equals in ({"number": wanted}, {"token": wanted.upper()}, {"id": wanted}):
        found = shelf.find(Asset, **equals)
        if wanted and found:
            return found[0]
    known = numbers_in_use(shelf).get(number_key(wanted)) if wanted else None
    return shelf.get(Asset, known) if known else None


def give_numbers(
    tx: Transaction, cards: Sequence[Asset], class_code: str, year_be: int, *, station: str, on_day: date
) -> list[Asset]:
    """Give cards without a number the next ones of their class, consecutive but for numbers in use.

    Raises:
        NumberRefused: The series cannot be opened or is used up on this station.
    """
    template = number_template(tx)
    series, year = _series_name(class_code), year_be if template.scope is Scope.CLASS_AND_YEAR else _ALL_YEARS
    of_class = tx.find(Asset, class_code=class_code)
    if gives_numbers(tx, series, year, station=station):
        keep_numbers_of_old_book(tx, of_class, station=station, on_day=on_day)
    else:
        borne = _borne(of_class, template, NumberParts(class_code, year_be, 1))
        told = [each.number for each in tx.find(OfficialNumber, series=series, year_be=year)]
        highest = max([0, *borne, *told])
        open_series(tx, series, year, station=station, next_number=highest + 1)
    given = issue_many(tx, series, year, station=station, given_to=[card.id for card in cards], on_day=on_day)
    return [
        tx.update(card, number=template.render(NumberParts(class_code, year_be, each.number)), class_code=class_code)
        for card, each in zip(cards, given, strict=True)
    ]


def numbers_to_come(shelf: Shelf, class_code: str, year_be: int, wanted: int, *, station: str) -> tuple[str, ...]:
    """The numbers that so many cards would get now, to be shown before they are entered; nothing is given yet."""
    template = number_template(shelf)
    series, year = _series_name(class_code), year_be if template.scope is Scope.CLASS_AND_YEAR else _ALL_YEARS
    borne = _borne(shelf.find(Asset, class_code=class_code), template, NumberParts(class_code, year_be, 1))
    used = {*borne, *used_numbers(shelf, series, year)}
    held = shelf.find(NumberSeries, name=series, year_be=year, station=station)
    first = held[0].next_number if held else max(used, default=0) + 1
    used |= leased_numbers(shelf, series, year)
    free = islice((number for number in count(first) if number not in used), wanted)
    return tuple(template.render(NumberParts(class_code, year_be, number)) for number in free)


def keep_numbers_of_old_book(tx: Transaction, cards: Iterable[Asset], *, station: str, on_day: date) -> None:
    """Let the open series know the numbers with which cards came from the old book, so that none is given again."""
    template = number_template(tx)
    by_series: dict[tuple[str, int], dict[int, Asset]] = defaultdict(dict)
    for card in cards:
        parts = template.read(card.number) or read_three_groups(card.number)
        if parts is not None:
            year = parts.year_be if template.scope is Scope.CLASS_AND_YEAR else _ALL_YEARS
            by_series[_series_name(parts.class_code), year].setdefault(parts.sequence, card)
    for (series, year), borne in by_series.items():
        if not gives_numbers(tx, series, year, station=station):
            continue
        known = {each.number for each in tx.find(OfficialNumber, series=series, year_be=year)}
        tx.insert_many(
            OfficialNumber(
                place=f"{series}/{year}/{sequence}",
                series=series,
                year_be=year,
                number=sequence,
                state=NumberState.BY_HAND,
                given_to=card.id,
                on_day=on_day,
            )
            for sequence, card in sorted(borne.items())
            if sequence not in known
        )


def class_of_series(series: str) -> str | None:
    """The class whose running numbers a series of the book of numbers gives; None for every other series."""
    return series.removeprefix(_SERIES_PREFIX) if series.startswith(_SERIES_PREFIX) else None


def _series_name(class_code: str) -> str:
    return f"{_SERIES_PREFIX}{class_code}"


def _borne(cards: Iterable[Asset], template: NumberTemplate, asked: NumberParts) -> list[int]:
    """The running numbers of a series that cards bear."""
    read = (template.read(card.number) or read_three_groups(card.number) for card in cards)
    return [parts.sequence for parts in read if parts is not None and template.same_series(parts, asked)]
