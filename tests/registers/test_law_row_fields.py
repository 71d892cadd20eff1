"""A law row's fields as a person writes them read back as the law files hold them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sai_thong.ground.errors import BadInput
from sai_thong.registers.law.allowance_tables import shipped_tables
from sai_thong.registers.law.asset_tables import shipped_asset_rules, shipped_asset_types
from sai_thong.registers.law.petition_clocks import shipped_clock_tables
from sai_thong.registers.law.privacy import shipped_privacy_tables
from sai_thong.registers.law.row_fields import (
    COMMON_FIELDS,
    TABLE_FIELDS,
    read_value,
    row_field,
    value_in,
    written_value,
)
from sai_thong.registers.law.services import shipped_service_tables

FILES = (
    *shipped_tables().values(),
    shipped_service_tables(),
    shipped_clock_tables(),
    shipped_privacy_tables(),
    shipped_asset_types(),
    shipped_asset_rules(),
)
SHIPPED = [(table, row) for file in FILES for table, rows in file.items() for row in rows]


@pytest.mark.parametrize(("table", "row"), SHIPPED, ids=[f"{table}-{row['id']}" for table, row in SHIPPED])
def test_every_shipped_row_is_written_and_read_back(table: str, row: dict[str, object]) -> None:
    for field in (*TABLE_FIELDS[table], *COMMON_FIELDS):
        value = value_in(row, field)
        kept = value.isoformat() if isinstance(value, date) else value
        assert read_value(field, written_value(value)) == kept


def test_every_table_of_the_law_files_can_be_said_otherwise() -> None:
    assert {table for table, _row in SHIPPED} == set(TABLE_FIELDS)


STEPS = some.lists(some.tuples(some.integers(0, 120), some.integers(1, 99_999)), min_size=1, unique_by=lambda at: at[0])


@given(STEPS)
def test_any_ladder_reads_back(steps: list[tuple[int, int]]) -> None:
    value = [{"from_age": age, "baht": baht} for age, baht in sorted(steps)]
    assert read_value(row_field("rates", "steps"), written_value(value)) == value


@pytest.mark.parametrize("text", ["60=600,70=700", "60 = 600, 70 = 700,", "๖๐: ๖๐๐, ๗๐: ๗๐๐"])
def test_a_ladder_is_read_however_it_is_spaced(text: str) -> None:
    assert read_value(row_field("rates", "steps"), text) == [
        {"from_age": 60, "baht": 600},
        {"from_age": 70, "baht": 700},
    ]


@pytest.mark.parametrize(
    ("table", "name", "text"),
    [
        ("rates", "steps", "600"),
        ("rates", "steps", "60 = 1,250"),
        ("rates", "steps", "60 = หกร้อย"),
        ("pay_day", "day", "สิบ"),
        ("card_expiry", "blocks_payment", "maybe"),
        ("confirmation_window", "periods", "1-9-11 = 1"),
        ("card_reminder", "days_before", "90; 60"),
        ("rates", "effective_to", "30/9/2570"),
        ("services", "fields", ": number"),
        ("services", "fields", "= ความยาว: number"),
        ("services", "fields", "ความยาว: number: เมตร: ประมาณ"),
    ],
)
def test_another_shape_is_refused_with_an_example(table: str, name: str, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_value(row_field(table, name), text)
    assert refused.value.do


def test_nothing_written_takes_an_optional_field_away() -> None:
    assert read_value(row_field("move", "confirm_by_month"), " ") is None
    assert read_value(row_field("exclusion", "facts"), "") == []


def test_the_chain_of_a_row_that_names_none_is_the_whole_one_and_an_empty_one_is_the_counters() -> None:
    chain = row_field("services", "chain")
    assert written_value(value_in({}, chain)) == "officer, head, clerk, mayor"
    assert (value_in({"chain": []}, chain), read_value(chain, "")) == ([], [])
