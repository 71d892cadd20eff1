"""Which column holds what: by its heading, checked and completed by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sai_thong.exchange.evidence import ColumnEvidence
from sai_thong.exchange.headings import PersonField, meaning, normalised

ColumnMapping = dict[PersonField, tuple[int, ...]]
"""The columns, from 0, of each field; several are read as one, in that order (a date in three columns)."""

_ENOUGH = 0.5
_CONTRADICTED = 0.3
_JUDGED_FROM = 4
"""Filled cells from which a column's content may contradict its heading."""
_JOINED = (PersonField.REMARK, PersonField.PHONE, PersonField.AMOUNT, PersonField.DEATH, PersonField.MOVED_OUT)
"""Fields that may stand in several columns that need not lie side by side."""
_WITNESSES: tuple[tuple[PersonField, Callable[[ColumnEvidence], float]], ...] = (
    (PersonField.CITIZEN_ID, lambda seen: seen.thirteen),
    (
        PersonField.BIRTH,
        lambda seen: max(seen.dates, seen.months, 1.0 if seen.longest_digits in (1, 2, 3, 4, 8) else 0),
    ),
    (PersonField.MOO, lambda seen: max(seen.villages, 1 - seen.words)),
    (PersonField.HOUSE_NO, lambda seen: 0.0 if seen.longest_digits >= 10 else 1.0),
    (PersonField.CARD_EXPIRY, lambda seen: max(seen.dates, seen.words, 1.0 if seen.longest_digits <= 8 else 0)),
)
"""What the cells under a heading must look like for at least `_CONTRADICTED` of them."""
_DAY_MONTH_YEAR = ("day", "month", "year")
_BIRTH_PART = re.compile("(?P<day>วัน(?:ที่)?)(?:เกิด)?|(?P<month>เดือน)(?:เกิด)?|(?P<year>ปี(?:พศ)?|พศ)(?:เกิด)?")
_FOUND_BY_CONTENT: tuple[tuple[PersonField, Callable[[ColumnEvidence], float]], ...] = (
    (PersonField.CITIZEN_ID, lambda seen: seen.valid_ids),
    (PersonField.PREFIX, lambda seen: seen.prefixes),
    (PersonField.FULL_NAME, lambda seen: seen.named - seen.prefixes),
    (PersonField.DISABILITY_KIND, lambda seen: seen.kinds),
    (PersonField.BIRTH, lambda seen: seen.dates),
    (PersonField.HOUSE_NO, lambda seen: seen.houses if seen.strokes > 0.05 else 0),
    (PersonField.PHONE, lambda seen: seen.phones),
    (PersonField.REMARK, lambda seen: seen.remarks),
)
"""Fields that cells alone can show, in the order in which they choose."""


def proposed_columns(
    headings: Sequence[str], above: Sequence[str], evidence: Sequence[ColumnEvidence]
) -> ColumnMapping:
    """The mapping that headings and cells suggest together.

    Args:
        headings: The heading nearest to the rows, by column; empty where there is none.
        above: The merged heading above each, or empty.
        evidence: What each column's cells look like.
    """
    meant: list[PersonField | None] = [
        _not_contradicted(meaning(heading or over, over if heading else ""), seen)
        for heading, over, seen in zip(headings, above, evidence, strict=True)
    ]
    _settle_ambiguous(meant, evidence)
    mapping = _grouped(meant, headings, evidence)
    _take_parts_of_birth(mapping, meant, headings, evidence)
    _complete_from_content(mapping, meant, evidence)
    _take_rest_of_name(mapping, meant, headings, evidence)
    _settle_names(mapping)
    _settle_address(mapping, evidence)
    return {field: columns for field, columns in mapping.items() if field is not PersonField.OTHER}


def _not_contradicted(field: PersonField | None, seen: ColumnEvidence) -> PersonField | None:
    if field is None or seen.filled < _JUDGED_FROM:
        return field
    for witnessed, share in _WITNESSES:
        if field is witnessed and share(seen) < _CONTRADICTED:
            return PersonField.CITIZEN_ID if field is PersonField.CITIZEN_ID and seen.single_digits > _ENOUGH else None
    return field


def _settle_ambiguous(meant: list[PersonField | None], evidence: Sequence[ColumnEvidence]) -> None:
    """Headings whose wording serves two fields: บ้าน with numbers below, a card number that is the citizen id."""
    for column, seen in enumerate(evidence):
        if meant[column] is PersonField.COMMUNITY and seen.villages > _ENOUGH and PersonField.MOO not in meant:
            meant[column] = PersonField.MOO
    if PersonField.CITIZEN_ID not in meant and PersonField.CARD_NO in meant:
        column = meant.index(PersonField.CARD_NO)
        if evidence[column].thirteen > _ENOUGH:
            meant[column] = PersonField.CITIZEN_ID
    if PersonField.ADDRESS not in meant and PersonField.HOUSE_NO not in meant and PersonField.CONTACT_ADDRESS in meant:
        meant[meant.index(PersonField.CONTACT_ADDRESS)] = PersonField.ADDRESS


def _grouped(
    meant: Sequence[PersonField | None], headings: Sequence[str], evidence: Sequence[ColumnEvidence]
) -> ColumnMapping:
    """One entry a field; where several columns claim it, those that belong together or the best one."""
    claims: dict[PersonField, list[int]] = {}
    for column, field in enumerate(meant):
        if field is not None:
            claims.setdefault(field, []).append(column)
    return {field: _chosen(field, columns, headings, evidence) for field, columns in claims.items()}


def _chosen(
    field: PersonField, columns: list[int], headings: Sequence[str], evidence: Sequence[ColumnEvidence]
) -> tuple[int, ...]:
    if len(columns) == 1 or field in _JOINED:
        return tuple(columns)
    if field is PersonField.CITIZEN_ID:
        boxes = [column for column in columns if evidence[column].single_digits > _ENOUGH]
        if len(boxes) > 1:
            return tuple(boxes)
        return (max(columns, key=lambda column: (evidence[column].valid_ids, -column)),)
    if field is PersonField.BIRTH and evidence[columns[0]].dates < _ENOUGH:
        whole = [column for column in columns if evidence[column].dates > _ENOUGH]
        return (whole[0],) if whole else _side_by_side(columns)
    if field in (PersonField.FULL_NAME, PersonField.ADDRESS, PersonField.ACCOUNT_NO) and (
        len({headings[column] for column in columns}) == 1 and headings[columns[0]] not in headings[: columns[0]]
    ):
        return _side_by_side(columns)
    return (columns[0],)


def _side_by_side(columns: Sequence[int]) -> tuple[int, ...]:
    """The first columns without a gap."""
    return tuple(column for order, column in enumerate(columns) if column == columns[0] + order)


def _complete_from_content(
    mapping: ColumnMapping, meant: list[PersonField | None], evidence: Sequence[ColumnEvidence]
) -> None:
    """Give fields without a heading the column whose cells show them."""
    named = PersonField.FULL_NAME, PersonField.FIRST_NAME
    for field, share in _FOUND_BY_CONTENT:
        if field in mapping or (field in named and any(each in mapping for each in named)):
            continue
        free = [column for column, each in enumerate(meant) if each is None]
        best = max(free, key=lambda column: share(evidence[column]), default=None)
        if best is not None and evidence[best].filled and share(evidence[best]) > _ENOUGH:
            mapping[field] = (best,)
            meant[best] = field


def _take_parts_of_birth(
    mapping: ColumnMapping,
    meant: list[PersonField | None],
    headings: Sequence[str],
    evidence: Sequence[ColumnEvidence],
) -> None:
    """A birth date in columns headed วัน, เดือน and ปี, in whatever order they stand, with or without เกิด."""
    told = mapping.get(PersonField.BIRTH, ())
    if len(told) == 1 and evidence[told[0]].dates > _ENOUGH:
        return
    free = [column for column, field in enumerate(meant) if field in (None, PersonField.BIRTH)]
    parts = {column: _BIRTH_PART.fullmatch(normalised(headings[column])) for column in free}
    columns = [next((at for at, part in parts.items() if part and part[each]), None) for each in _DAY_MONTH_YEAR]
    whole = tuple(column for column in columns if column is not None)
    if len(whole) == len(_DAY_MONTH_YEAR):
        mapping[PersonField.BIRTH] = whole
        for column in whole:
            meant[column] = PersonField.BIRTH


def _take_rest_of_name(
    mapping: ColumnMapping,
    meant: Sequence[PersonField | None],
    headings: Sequence[str],
    evidence: Sequence[ColumnEvidence],
) -> None:
    """A name spread over columns of which only the first has a heading."""
    field = PersonField.FULL_NAME if PersonField.FULL_NAME in mapping else PersonField.FIRST_NAME
    if field not in mapping or PersonField.LAST_NAME in mapping:
        return
    columns = mapping[field]
    following = columns[-1] + 1
    while following < len(meant) and meant[following] is None and not headings[following]:
        if evidence[following].words < _ENOUGH:
            break
        columns = (*columns, following)
        following += 1
    mapping[field] = columns


def _settle_names(mapping: ColumnMapping) -> None:
    """ชื่อ without a column of surnames is the whole name; parts go before a whole that repeats them."""
    first, whole = (mapping.get(field, ()) for field in (PersonField.FIRST_NAME, PersonField.FULL_NAME))
    if first and PersonField.LAST_NAME not in mapping and whole == (first[-1] + 1,):
        # The registrar heads the two columns ชื่อตัว and ชื่อสกุล.
        mapping[PersonField.LAST_NAME] = mapping.pop(PersonField.FULL_NAME)
    if PersonField.FIRST_NAME in mapping and PersonField.LAST_NAME not in mapping:
        first = mapping.pop(PersonField.FIRST_NAME)
        mapping.setdefault(PersonField.FULL_NAME, first)
    if PersonField.FULL_NAME in mapping and PersonField.LAST_NAME in mapping and PersonField.FIRST_NAME not in mapping:
        # ชื่อ-สกุล beside นามสกุล: what is called the whole name holds prefix and first name only.
        mapping[PersonField.FULL_NAME] = (*mapping[PersonField.FULL_NAME], *mapping.pop(PersonField.LAST_NAME))


def _settle_address(mapping: ColumnMapping, evidence: Sequence[ColumnEvidence]) -> None:
    """One heading ที่อยู่ over a column of house numbers and one of villages."""
    columns = mapping.get(PersonField.ADDRESS, ())
    if len(columns) == 2 and PersonField.HOUSE_NO not in mapping and PersonField.MOO not in mapping:
        house, village = columns
        if evidence[house].houses > _ENOUGH and evidence[village].villages > _ENOUGH:
            del mapping[PersonField.ADDRESS]
            mapping[PersonField.HOUSE_NO], mapping[PersonField.MOO] = (house,), (village,)
