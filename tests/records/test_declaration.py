"""A record says each of its fields once, and everything else can be asked of the declaration."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground.errors import BadInput
from sai_thong.records import Kind, Merge, Record, Sensitivity, declaration_of, field, from_row, record_type, to_row
from sai_thong.records.encoding import derived_columns
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@record_type("things", schema=3, label="Thing")
class Thing(Record):
    name: str = field("Name", required=True, searchable=True, indexed=True, sort_key=True)
    price_satang: int = field("Price", default=0)
    bought: date | None = field("Bought")
    seen_at: datetime | None = field("Seen at")
    month: Month | None = field("Month")
    birth: PartialDate | None = field("Birth", personal=True)
    colour: Colour = field("Colour", default=Colour.RED)
    tags: tuple[str, ...] = field("Tags", merge=Merge.BOTH)
    broken: bool = field("Broken", sensitive=True)


def test_the_declaration_tells_kind_sensitivity_and_merge_of_every_field() -> None:
    declared = declaration_of(Thing)
    assert (declared.register, declared.table, declared.schema) == ("things", "things", 3)
    assert {each.name: each.kind for each in declared.fields} == {
        "name": Kind.TEXT,
        "price_satang": Kind.MONEY,
        "bought": Kind.DATE,
        "seen_at": Kind.TIME,
        "month": Kind.MONTH,
        "birth": Kind.PARTIAL_DATE,
        "colour": Kind.CHOICE,
        "tags": Kind.JSON,
        "broken": Kind.BOOLEAN,
    }
    assert declared.field("birth").sensitivity is Sensitivity.PERSONAL
    assert declared.field("broken").sensitivity is Sensitivity.SENSITIVE
    assert declared.field("tags").merge is Merge.BOTH
    assert declared.field("price_satang").merge is Merge.PERSON
    assert declared.field("bought").optional
    assert not declared.field("name").optional


def test_a_field_that_was_not_declared_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="colour_of_sky"):
        declaration_of(Thing).field("colour_of_sky")


def test_a_field_of_a_type_no_column_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="weight"):

        @record_type("odd", schema=1, label="Odd")
        class Odd(Record):
            weight: float | None = field("Weight")


def test_a_record_is_frozen_and_compares_by_value() -> None:
    one, other = Thing(name="โต๊ะ"), Thing(name="โต๊ะ")
    assert one == other
    with pytest.raises(AttributeError):
        one.name = "เก้าอี้"  # type: ignore[misc]


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_row(Thing(name="x", seen_at=datetime(2026, 1, 1)))


def test_the_sort_key_column_follows_its_field() -> None:
    row = to_row(Thing(name="เก้าอี้"))
    assert "name_key" not in row
    assert derived_columns(Thing, row)["name_key"] < derived_columns(Thing, to_row(Thing(name="ขวด")))["name_key"]


months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
births = st.one_of(
    st.builds(PartialDate, st.integers(2400, 2570), st.none(), st.none()),
    st.builds(PartialDate, st.integers(2400, 2570), st.integers(1, 12), st.none()),
    st.builds(PartialDate, st.integers(2400, 2570), st.integers(1, 12), st.integers(1, 28)),
)
times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)


@given(
    st.builds(
        Thing,
        name=st.text(),
        price_satang=st.integers(-(2**53), 2**53),
        bought=st.none() | st.dates(),
        seen_at=st.none() | times,
        month=st.none() | months,
        birth=st.none() | births,
        colour=st.sampled_from(Colour),
        tags=st.lists(st.text()).map(tuple),
        broken=st.booleans(),
    )
)
def test_every_record_comes_back_from_its_row_as_it_was(thing: Thing) -> None:
    row = to_row(thing)
    assert all(value is None or isinstance(value, str | int) for value in row.values())
    assert from_row(Thing, row) == thing


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**30])
def test_a_number_that_no_column_keeps_is_refused_in_words(number: int) -> None:
    with pytest.raises(BadInput, match="ใหญ่เกินกว่าที่จะเก็บได้"):
        to_row(Thing(name="ก", price_satang=number))
