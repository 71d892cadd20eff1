"""The sample offices import exactly as their truth says: elders, rejected ids, disabled people and their cards."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.findings import FindingKind
from sai_thong.exchange.importing import apply_import
from sai_thong.exchange.layout import Passed, propose_layout
from sai_thong.exchange.planning import ImportPlan, plan_file
from sai_thong.exchange.workbooks import read_workbook
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
OFFICES = sorted(SAMPLES.glob("office-*")) or [None]

pytestmark = [
    pytest.mark.skipif(OFFICES == [None], reason=f"the sample offices are not beside the checkout: {SAMPLES}"),
    pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name if office else "none"),
]


def truth_of(office: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((office / "truth.json").read_text(encoding="utf-8"))
    return truth


def plan(office: Path, name: str, scheme: Scheme) -> ImportPlan:
    return plan_file(office / name, scheme=scheme, today=date.fromisoformat(truth_of(office)["on"]))


def test_elders_and_rejects_equal_the_truth(office: Path, store: Store) -> None:
    truth = truth_of(office)
    outcome = apply_import(store, plan(office, "elders.xlsx", Scheme.OLD_AGE))
    assert {
        each.citizen_id: {
            "prefix": each.prefix,
            "first": each.first_name,
            "last": each.last_name,
            "born": each.birth and each.birth.effective.isoformat(),
            "born_exact": each.birth and each.birth.exact,
            "house": each.house_no,
            "moo": each.moo,
            "alive": each.alive,
        }
        for each in store.find(Citizen)
    } == truth["elders"]
    assert [(each.sheet, each.row, each.value) for each in outcome.rejected] == [
        (each["sheet"], each["row"], each["cid"]) for each in truth["rejects"]
    ]
    assert {each.code for each in outcome.rejected} == {"bad-id:checksum"}
    assert {each.kind for each in outcome.findings} <= {FindingKind.DUPLICATE_ROW}


def test_disabled_people_equal_the_truth(office: Path, store: Store) -> None:
    apply_import(store, plan(office, "disabled.csv", Scheme.DISABILITY))
    citizens = {each.id: each for each in store.find(Citizen)}
    cards = store.find(DisabilityCard)
    assert {card.expiry for card in cards} == {CardExpiry.DATE}
    told = [
        (citizens[card.person_id].citizen_id, card.written_kind, card.kinds, card.expires_on.isoformat())
        for card in cards
        if card.expires_on
    ]
    assert told == [
        (each["cid"], each["kind"], (_in_the_forms_words(each["kind"]),), each["card_expires"])
        for each in truth_of(office)["disabled"]
    ]
    assert {each.citizen_id: each.birth and each.birth.effective.isoformat() for each in citizens.values()} == {
        each["cid"]: each["born"] for each in truth_of(office)["disabled"]
    }


def test_the_equipment_book_holds_no_people(office: Path) -> None:
    layout = propose_layout(read_workbook(office / "assets.xlsx"))
    assert not layout.lists
    assert {each.why for each in layout.passed_over} == {Passed.NO_LIST}


def _in_the_forms_words(kind: str) -> str:
    return kind if kind.startswith("ทาง") else f"ทาง{kind}"
