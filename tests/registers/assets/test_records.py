"""The records of assets: their tables can be made, what is personal is declared so, every choice has a word."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from sqlcipher3 import dbapi2

from sai_thong.db.tables import schema_text
from sai_thong.ground.language import speaking
from sai_thong.records import Kind, Merge, Sensitivity, declaration_of, from_row, to_row
from sai_thong.registers import catalogue
from sai_thong.registers.assets import terms
from sai_thong.registers.assets.records import RECORD_TYPES, Asset, InspectionLine, Loan
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law import asset_terms

DECLARED = [declaration_of(each) for each in RECORD_TYPES]
LABELS = {type(next(iter(table))): table for name, table in vars(terms).items() if name.endswith("_LABELS")}


def test_their_tables_can_be_made_beside_those_of_the_office():
    connection = dbapi2.connect(":memory:")
    connection.executescript(schema_text(catalogue.RECORD_TYPES))
    connection.executescript(schema_text(each for each in RECORD_TYPES if each not in catalogue.RECORD_TYPES))
    connection.close()


def test_every_type_belongs_to_the_register_and_has_a_table_of_its_own():
    assert {each.register for each in DECLARED} == {"assets"}
    assert len({each.table for each in DECLARED}) == len(RECORD_TYPES)


def test_a_card_goes_into_its_row_and_back():
    card = Asset(number="416-62-0001", name="เครื่องคอมพิวเตอร์", acquired_on=date(2019, 7, 20), cost_satang=2072050)
    assert from_row(Asset, to_row(card)) == card


def test_people_are_personal_wherever_they_stand():
    people = {
        "borrower",
        "custodian",
        "vendor",
        "buyer",
        "liable",
        "other_party",
        "reported_by",
        "repairer",
        "person_id",
    }
    found = [
        (declared.table, each.name)
        for declared in DECLARED
        for each in declared.fields
        if each.name.startswith(tuple(people)) and each.name not in ("borrower_position",)
    ]
    assert len(found) >= 15
    assert [
        (table, name)
        for table, name in found
        for declared in DECLARED
        if declared.table == table and declared.field(name).sensitivity is not Sensitivity.PERSONAL
    ] == []


def test_money_states_and_numbers_wait_for_a_person_when_two_stations_differ():
    guarded = (Kind.MONEY, Kind.CHOICE, Kind.DATE, Kind.BOOLEAN)
    loose = [
        (declared.table, each.name)
        for declared in DECLARED
        for each in declared.fields
        if each.merge is not Merge.PERSON and (each.kind in guarded or each.name.endswith(("number", "_no")))
    ]
    assert loose == []


def test_a_thing_is_found_by_number_name_serial_and_plate():
    searched = {each.name for each in declaration_of(Asset).fields if each.searchable}
    assert {"number", "name", "brand", "model", "serial_no", "plate_no", "custodian"} <= searched
    assert declaration_of(Asset).field("number").unique
    assert declaration_of(Asset).field("token").unique


def test_a_snapshot_copies_what_it_must_not_lose():
    copied = {each.name for each in declaration_of(InspectionLine).fields}
    assert {"number", "name", "cost_satang", "book_room", "book_status"} <= copied
    assert declaration_of(Loan).field("due_on").required


@pytest.mark.parametrize(
    "choice",
    [
        each
        for module in (terms, asset_terms)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each not in (StrEnum, asset_terms.DisposalStepKey)
    ],
    ids=lambda choice: choice.__name__,
)
def test_every_choice_has_a_word(choice):
    assert set(LABELS[choice]) == set(choice)


def test_what_an_inspector_ticks_stands_in_the_order_of_the_paper():
    from sai_thong.ground.language import _

    with speaking("th"):
        assert [_(terms.STATUS_LABELS[each]) for each in terms.INSPECTED_CONDITIONS] == [
            "ใช้งานได้",
            "ชำรุด",
            "เสื่อมสภาพ",
            "สูญไป",
            "ไม่จำเป็นต้องใช้",
        ]
    assert AssetStatus.STRUCK_OFF.counted is False
