"""An import arrives whole or not at all, twice read it changes nothing, and it says what it found."""

from __future__ import annotations

import dataclasses
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.errors import ImportCancelled, NoListFound
from sai_thong.exchange.findings import FindingKind
from sai_thong.exchange.importing import ImportOutcome, apply_import, preview_import
from sai_thong.exchange.planning import ImportPlan, plan_file
from sai_thong.exchange.workbooks import Sheet
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import claim_endings, claims
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    Origin,
    PaymentChannel,
)
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.citizens.operations import amend, merge_citizens, record_death, register_citizen
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from tests.exchange.made import (
    HEADINGS,
    TODAY,
    Someone,
    crowd,
    elder_row,
    elder_sheet,
    made_id,
    plan_of,
    save_xlsx,
    sheet_of,
)

PEOPLE = crowd(21, 30)
ONE = Someone(made_id(77), "นาง", "สมศรี", "ใจดี", date(1950, 1, 12), "12/3", 4, True)


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged, len(outcome.rejected)


def list_of(*people: Someone, **changes: object) -> Sheet:
    return elder_sheet([dataclasses.replace(each, **changes) for each in people])  # type: ignore[arg-type]


def kinds(outcome: ImportOutcome) -> list[FindingKind]:
    return [each.kind for each in outcome.findings]


def test_reading_the_same_list_twice_changes_nothing(store: Store) -> None:
    plan = plan_of(elder_sheet(PEOPLE))
    assert counts(apply_import(store, plan)) == (30, 0, 0, 0)
    head = store.head()
    again = apply_import(store, plan)
    assert counts(again) == (0, 0, 30, 0)
    assert not again.changes
    assert store.head() == head


def test_every_person_of_a_scheme_gets_an_opening_claim(store: Store) -> None:
    apply_import(store, plan_of(elder_sheet(PEOPLE)))
    claims = store.find(Claim)
    assert {claim.person_id for claim in claims} == {citizen.id for citizen in store.find(Citizen)}
    assert {(c.scheme, c.origin, c.state, c.confirmed_on, c.needs_review) for c in claims} == {
        (Scheme.OLD_AGE, Origin.BROUGHT_OVER, ClaimState.ACCEPTED, None, True)
    }


def test_the_way_of_payment_in_the_list_becomes_a_channel(store: Store) -> None:
    remarks = ["โอนเข้าธนาคาร", "มอบอำนาจ", "", "มอบอำนาจ โอนเข้าธนาคาร"]
    rows = [elder_row(n, each, remark) for n, (each, remark) in enumerate(zip(PEOPLE, remarks, strict=False), 1)]
    apply_import(store, plan_of(sheet_of(HEADINGS, *rows)))
    by_claim = {each.claim_id: each.channel for each in store.find(PaymentChannel)}
    assert [by_claim.get(claim.id) for claim in store.find(Claim)] == [
        Channel.BANK_SELF,
        Channel.CASH_PROXY,
        None,
        Channel.BANK_PROXY,
    ]


def test_a_preview_promises_exactly_what_the_import_does_and_writes_nothing(store: Store) -> None:
    apply_import(store, plan_of(elder_sheet(PEOPLE[:10])))
    plan = plan_of(elder_sheet([*[dataclasses.replace(each, house="999") for each in PEOPLE[:4]], *PEOPLE[4:]]))
    head = store.head()
    promised = preview_import(store, plan)
    assert store.head() == head and not promised.changes
    done = apply_import(store, plan)
    assert counts(promised) == counts(done) == (20, 4, 6, 0)
    assert promised.findings == done.findings


def test_a_preview_works_beside_a_window_that_holds_the_lock(store: Store, clock: FixedClock) -> None:
    apply_import(store, plan_of(elder_sheet(PEOPLE[:10])))
    with Store.open(store.path, password="ทดสอบ-saithong", clock=clock, write=False) as reader:
        assert counts(preview_import(reader, plan_of(elder_sheet(PEOPLE)))) == (20, 0, 10, 0)
        other_scheme = plan_of(disability_list((PEOPLE[0], "3", "ตลอดชีพ")), scheme=Scheme.DISABILITY)
        assert counts(preview_import(reader, other_scheme)) == (0, 1, 0, 0)
        assert counts(preview_import(reader, plan_of(elder_sheet(PEOPLE[:10]), scheme=None))) == (0, 10, 0, 0)


def test_what_a_mended_list_corrects_is_updated_and_told(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    outcome = apply_import(store, plan_of(list_of(ONE, house="99", last="ทองคำ")))
    assert counts(outcome) == (0, 1, 0, 0)
    assert kinds(outcome) == [FindingKind.CHANGED, FindingKind.CHANGED]
    (citizen,) = store.find(Citizen)
    assert (citizen.house_no, citizen.last_name) == ("99", "ทองคำ")
    assert len(store.history(citizen.id)) == 2


def test_an_empty_cell_takes_nothing_away(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    outcome = apply_import(store, plan_of(list_of(ONE, house="")))
    assert counts(outcome) == (0, 0, 1, 0)


def test_a_death_in_a_later_list_is_taken_and_no_list_brings_anyone_back(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    assert counts(apply_import(store, plan_of(list_of(ONE, alive=False)))) == (0, 1, 0, 0)
    (citizen,) = store.find(Citizen)
    assert citizen.deceased and "นำเข้า" in citizen.death_source
    outcome = apply_import(store, plan_of(list_of(ONE)))
    assert store.find(Citizen)[0].deceased
    assert kinds(outcome) == [FindingKind.ALIVE_ON_LIST]


def test_no_list_opens_a_right_again_that_ended_here_and_the_clerk_is_told(store: Store) -> None:
    citizen = register_citizen(store, Citizen(citizen_id=ONE.citizen_id, first_name="สมศรี", last_name="ใจดี")).citizen
    form = Claim(person_id=citizen.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED)
    claim = claims.apply(store, form).claim
    claim_endings.waive(store, claim, letter_on=TODAY, why="ขอสละสิทธิ")
    previewed, done = (each(store, plan_of(list_of(ONE))) for each in (preview_import, apply_import))
    assert kinds(previewed) == kinds(done) and FindingKind.RIGHT_ENDED in kinds(done)
    assert [each.id for each in store.find(Claim)] == [claim.id]


def test_an_exact_birth_stays_when_a_list_knows_only_the_year(store: Store) -> None:
    row = list(elder_row(1, ONE))
    apply_import(store, plan_of(sheet_of(HEADINGS, tuple(row))))
    row[3] = "-/-/2493"
    assert counts(apply_import(store, plan_of(sheet_of(HEADINGS, tuple(row))))) == (0, 0, 1, 0)
    assert store.find(Citizen)[0].birth == PartialDate(2493, 1, 12)


def test_what_the_registrar_said_no_office_list_changes(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE), scheme=None))
    outcome = apply_import(store, plan_of(list_of(ONE, house="99", born=date(1951, 1, 12))))
    assert kinds(outcome) == [FindingKind.REGISTRAR_KEPT, FindingKind.REGISTRAR_KEPT]
    (citizen,) = store.find(Citizen)
    assert (citizen.house_no, citizen.birth) == ("12/3", PartialDate(2493, 1, 12))


def test_a_registrars_list_is_kept_with_its_date_and_known_again(store: Store, tmp_path: Path) -> None:
    path = save_xlsx(
        tmp_path / "ทะเบียน.xlsx", {"หมู่ 1": [HEADINGS, *(elder_row(n, p) for n, p in enumerate(PEOPLE, 1))]}
    )
    first = apply_import(store, plan_file(path, scheme=None, today=TODAY))
    assert counts(first) == (30, 0, 0, 0)
    (listed,) = store.find(RegistryList)
    assert (listed.listed_on, listed.file_name, listed.rows) == (TODAY, "ทะเบียน.xlsx", 30)
    assert {each.registry_seen_on for each in store.find(Citizen)} == {TODAY}
    assert not store.find(Claim)
    later = apply_import(store, plan_file(path, scheme=None, today=date(2026, 12, 24)))
    assert counts(later) == (0, 0, 30, 0)
    assert len(store.find(RegistryList)) == 1


def test_who_is_missing_from_a_registrars_list_of_everybody_is_told(store: Store) -> None:
    living = [dataclasses.replace(each, alive=True) for each in PEOPLE]
    apply_import(store, plan_of(elder_sheet(living), scheme=None, listed_on=date(2026, 10, 1)))
    outcome = apply_import(store, plan_of(elder_sheet(living[1:]), scheme=None, digest="2"))
    assert [each.citizen_id for each in outcome.findings if each.kind is FindingKind.NOT_ON_REGISTRY] == [
        living[0].citizen_id
    ]
    short = apply_import(store, plan_of(elder_sheet(living[:5]), scheme=None, digest="3"))
    assert FindingKind.NOT_ON_REGISTRY not in kinds(short)


def test_who_has_no_id_is_known_again_by_name_and_birth(store: Store) -> None:
    row = list(elder_row(1, ONE))
    row[1] = None
    plan = plan_of(sheet_of(HEADINGS, tuple(row)), scheme=None)
    assert counts(apply_import(store, plan)) == (1, 0, 0, 0)
    assert counts(apply_import(store, plan)) == (0, 0, 1, 0)


def test_a_new_id_for_a_known_name_and_birth_is_a_possible_duplicate(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    outcome = apply_import(store, plan_of(list_of(ONE, citizen_id=made_id(78))))
    assert counts(outcome) == (1, 0, 0, 0)
    assert kinds(outcome) == [FindingKind.POSSIBLE_DUPLICATE]


def test_a_row_for_a_merged_record_goes_to_the_kept_one(store: Store) -> None:
    rows = [list(elder_row(1, ONE)), list(elder_row(2, ONE))]
    rows[1][1] = None
    rows[1][2] = "นางสมสี ใจดี"
    apply_import(store, plan_of(sheet_of(HEADINGS, *map(tuple, rows)), scheme=None))
    with_id, without = store.find(Citizen)
    amended = amend(store, without, {"citizen_id": made_id(79)}).citizen
    cleared = amend(store, amended, {"citizen_id": None}, why="คนเดียวกัน").citizen
    merge_citizens(store, with_id, cleared, why="คนเดียวกัน")
    outcome = apply_import(store, plan_of(list_of(ONE)))
    assert counts(outcome) == (0, 1, 0, 0)
    assert [claim.person_id for claim in store.find(Claim)] == [with_id.id]


def disability_list(*rows: tuple[Someone, str, str]) -> Sheet:
    return sheet_of(
        ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเกิด", "ประเภทความพิการ", "บัตรหมดอายุ", "หมู่ที่"),
        *((p.citizen_id, f"{p.prefix}{p.first} {p.last}", p.born, kind, expiry, p.moo) for p, kind, expiry in rows),
    )


def test_disability_cards_follow_the_lists(store: Store) -> None:
    first = plan_of(
        disability_list((PEOPLE[0], "ออทิสติก", "5 ก.ย. 2570"), (PEOPLE[1], "3", "ตลอดชีพ"), (PEOPLE[2], "หู", "")),
        scheme=Scheme.DISABILITY,
    )
    assert counts(apply_import(store, first)) == (3, 0, 0, 0)
    assert [(card.kinds, card.expiry, card.expires_on) for card in store.find(DisabilityCard)] == [
        (("ทางออทิสติก",), CardExpiry.DATE, date(2027, 9, 5)),
        (("ทางการเคลื่อนไหวหรือทางร่างกาย",), CardExpiry.LIFELONG, None),
        (("ทางการได้ยินหรือสื่อความหมาย",), CardExpiry.UNKNOWN, None),
    ]
    assert counts(apply_import(store, first)) == (0, 0, 3, 0)
    renewed = plan_of(
        disability_list((PEOPLE[0], "ออทิสติก", "5 ก.ย. 2578"), (PEOPLE[2], "หู", "ตลอดชีพ")), scheme=Scheme.DISABILITY
    )
    assert counts(apply_import(store, renewed)) == (0, 2, 0, 0)
    assert [card.expires_on for card in store.find(DisabilityCard)][-1] == date(2035, 9, 5)
    assert counts(apply_import(store, renewed)) == (0, 0, 2, 0)
    # The older list again: the renewed card stands.
    assert counts(apply_import(store, first)) == (0, 0, 3, 0)


def test_one_person_may_hold_several_schemes(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    outcome = apply_import(store, plan_of(disability_list((ONE, "3", "ตลอดชีพ")), scheme=Scheme.DISABILITY))
    assert (outcome.created, outcome.updated) == (0, 1)
    assert {claim.scheme for claim in store.find(Claim)} == {Scheme.OLD_AGE, Scheme.DISABILITY}


def test_the_sensitive_list_leaves_no_mark_on_the_citizen(store: Store) -> None:
    headings = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "เลขที่บัญชี", "หมายเหตุ")
    row = (ONE.citizen_id, "นางสมศรี ใจดี", "12/1/2493", "12/3", 4, "1234567890", "รับยาที่ รพ.ทดสอบ")
    plan = plan_of(sheet_of(headings, row), scheme=Scheme.HIV, file_name="ผู้ป่วยเอดส์.xlsx")
    outcome = apply_import(store, plan)
    assert counts(outcome) == (1, 0, 0, 0)
    assert not store.find(Claim) and not store.find(PaymentChannel) and not store.find(RegistryList)
    sealed = store.sealed_set(SchemeSet.SPECIAL.value)
    assert [(claim.scheme, claim.note) for claim in sealed.find(Claim)] == [(Scheme.HIV, "รับยาที่ รพ.ทดสอบ")]
    assert [channel.account_no for channel in sealed.find(PaymentChannel)] == ["1234567890"]
    (citizen,) = store.find(Citizen)
    assert (citizen.account_no, citizen.note) == ("", "")
    said = " ".join(str(entry) for entry in store.history(citizen.id))
    assert "เอดส์" not in said and "hiv" not in said.lower() and "1234567890" not in said
    assert counts(apply_import(store, plan)) == (0, 0, 1, 0)


def test_an_amount_that_differs_from_the_rules_is_told_not_rejected(store: Store) -> None:
    people = [dataclasses.replace(each, alive=True) for each in PEOPLE[:3]]
    ages = {each.citizen_id: PartialDate.from_date(each.born).age_on(date(2026, 11, 1)) for each in people}
    steps = {6: 600, 7: 700, 8: 800, 9: 1000}
    headings = (*HEADINGS[:7], "จำนวนเงิน")
    rows = [(*elder_row(1, each)[:7], steps[ages[each.citizen_id] // 10]) for each in people]
    rows[2] = (*rows[2][:7], 500)
    outcome = apply_import(store, plan_of(sheet_of(headings, *rows)))
    assert [(each.kind, each.citizen_id) for each in outcome.findings] == [
        (FindingKind.AMOUNT_DIFFERS, people[2].citizen_id)
    ]
    assert "500.00" in outcome.findings[0].text
    assert outcome.created == 3


def test_a_cancelled_plan_and_a_cancelled_import_write_nothing(store: Store) -> None:
    people = crowd(5, 2500)
    told: list[tuple[int, int]] = []

    def stop_halfway() -> bool:
        return bool(told) and told[-1][0] >= 1000

    with pytest.raises(ImportCancelled):
        plan_of(elder_sheet(people), progress=lambda done, of: told.append((done, of)), cancelled=stop_halfway)
    assert told and told[-1][0] < 2500

    plan, head = plan_of(elder_sheet(people)), store.head()
    told.clear()
    with pytest.raises(ImportCancelled):
        apply_import(store, plan, progress=lambda done, of: told.append((done, of)), cancelled=stop_halfway)
    assert store.head() == head
    assert not store.find(Citizen) and not store.find(Claim)
    assert apply_import(store, plan).created == len({each.citizen_id for each in people})


def test_a_failure_in_the_middle_leaves_nothing_half_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_unused: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("sai_thong.exchange.opening_claims.OpeningClaims.bring_over", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        apply_import(store, plan_of(elder_sheet(PEOPLE)))
    assert not store.find(Citizen)


def test_progress_reaches_the_end(store: Store) -> None:
    told: list[tuple[int, int]] = []
    plan = plan_of(elder_sheet(crowd(6, 1200)), progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] == plan.rows
    told.clear()
    apply_import(store, plan, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (2 * len(plan.people), 2 * len(plan.people))
    assert [done for done, _of in told] == sorted(done for done, _of in told)


def _plan_elsewhere(path: Path) -> ImportPlan:
    return plan_file(path, scheme=Scheme.OLD_AGE, today=TODAY)


def _fail_elsewhere(path: Path) -> object:
    try:
        return plan_file(path, scheme=None, today=TODAY)
    except NoListFound as trouble:
        return trouble


def test_a_plan_is_made_in_a_worker_process_and_comes_home_whole(tmp_path: Path) -> None:
    good = save_xlsx(
        tmp_path / "elders.xlsx", {"หมู่ 1": [HEADINGS, *(elder_row(n, p) for n, p in enumerate(PEOPLE, 1))]}
    )
    assets = save_xlsx(tmp_path / "assets.xlsx", {"ครุภัณฑ์": [("เลขครุภัณฑ์", "รายการ"), ("401-64-0001", "เก้าอี้")]})
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_plan_elsewhere, (good,)) == _plan_elsewhere(good)
        trouble = pool.apply(_fail_elsewhere, (assets,))
    assert isinstance(trouble, NoListFound)
    assert "assets.xlsx" in trouble.what


def test_a_list_of_another_scheme_is_told_by_its_title() -> None:
    plan = plan_of(elder_sheet(PEOPLE), scheme=Scheme.DISABILITY)
    assert plan.findings[0].kind is FindingKind.TITLE_OTHER_SCHEME
    assert FindingKind.TITLE_OTHER_SCHEME not in plan_of(elder_sheet(PEOPLE)).counts()


def test_a_death_known_to_the_register_is_not_overwritten_by_a_vaguer_one(store: Store) -> None:
    apply_import(store, plan_of(list_of(ONE)))
    known = record_death(store, store.find(Citizen)[0], PartialDate(2569, 10, 3), source="ผู้ใหญ่บ้าน").citizen
    apply_import(store, plan_of(list_of(ONE, alive=False)))
    assert store.find(Citizen) == [known]
