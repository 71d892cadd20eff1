"""What a clerk says of a column, by its heading, goes before what was proposed."""

from __future__ import annotations

import pytest

from sai_thong.exchange.column_corrections import ColumnCorrection, corrected_layout, corrected_mappings
from sai_thong.exchange.errors import NamesNobody, NoSuchColumn
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout import propose_layout
from sai_thong.exchange.planning import plan_import
from tests.exchange.made import HEADINGS, TODAY, crowd, elder_row, elder_sheet, sheet_of

PEOPLE = crowd(41, 5)
LAYOUT = propose_layout([elder_sheet(PEOPLE)])


def columns(*corrections: ColumnCorrection) -> dict[PersonField, tuple[int, ...]]:
    return corrected_layout(LAYOUT, corrections).lists[0].columns


def test_a_column_holds_what_the_clerk_says_and_nothing_else() -> None:
    remark = LAYOUT.lists[0].headings[LAYOUT.lists[0].columns[PersonField.REMARK][0]]
    told = columns(ColumnCorrection(remark, PersonField.COMMUNITY))
    assert told[PersonField.COMMUNITY] == LAYOUT.lists[0].columns[PersonField.REMARK]
    assert PersonField.REMARK not in told
    assert told[PersonField.CITIZEN_ID] == LAYOUT.lists[0].columns[PersonField.CITIZEN_ID]


def test_a_column_said_to_be_other_is_not_read() -> None:
    remark = LAYOUT.lists[0].headings[LAYOUT.lists[0].columns[PersonField.REMARK][0]]
    told = columns(ColumnCorrection(f" {remark}:", PersonField.OTHER))
    assert PersonField.REMARK not in told
    assert PersonField.OTHER not in told


def test_several_columns_of_one_field_are_read_in_the_order_given() -> None:
    moo, house = (
        LAYOUT.lists[0].headings[LAYOUT.lists[0].columns[field][0]] for field in (PersonField.MOO, PersonField.HOUSE_NO)
    )
    told = columns(ColumnCorrection(moo, PersonField.ADDRESS), ColumnCorrection(house, PersonField.ADDRESS))
    assert told[PersonField.ADDRESS] == (
        *LAYOUT.lists[0].columns[PersonField.MOO],
        *LAYOUT.lists[0].columns[PersonField.HOUSE_NO],
    )


def test_a_heading_that_no_list_has_is_told_with_those_there_are() -> None:
    with pytest.raises(NoSuchColumn) as refused:
        columns(ColumnCorrection("ไม่มีหัวนี้", PersonField.BIRTH))
    assert LAYOUT.lists[0].headings[1] in refused.value.do


def test_a_list_must_go_on_telling_who_a_person_is() -> None:
    named = {PersonField.CITIZEN_ID, PersonField.FULL_NAME, PersonField.FIRST_NAME}
    told = [
        ColumnCorrection(LAYOUT.lists[0].headings[column], PersonField.OTHER)
        for field, at in LAYOUT.lists[0].columns.items()
        if field in named
        for column in at
    ]
    with pytest.raises(NamesNobody):
        columns(*told)


def test_only_lists_with_the_column_are_remembered() -> None:
    other = sheet_of(tuple(reversed(HEADINGS)), *(tuple(reversed(elder_row(n, p))) for n, p in enumerate(PEOPLE, 1)))
    strange = sheet_of(("โค้ดลับ", *HEADINGS), *(("ก", *elder_row(n, p)) for n, p in enumerate(PEOPLE, 1)), name="ข")
    layout = propose_layout([other, strange])
    corrections = [ColumnCorrection("โค้ดลับ", PersonField.REMARK)]
    told = corrected_layout(layout, corrections)
    assert list(corrected_mappings(told, corrections)) == [layout.lists[1].signature]
    assert told.lists[0] == layout.lists[0]


def test_a_list_without_headings_takes_the_number_of_the_column() -> None:
    sheet = sheet_of(*(elder_row(n, p) for n, p in enumerate(PEOPLE, 1)))
    layout = propose_layout([sheet])
    assert layout.lists[0].header is None
    told = corrected_layout(layout, [ColumnCorrection("๑", PersonField.REMARK)])
    assert told.lists[0].columns[PersonField.REMARK] == (0,)
    assert plan_import([sheet], told, scheme=None, today=TODAY).people
