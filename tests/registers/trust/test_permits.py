"""What a role does not allow is refused where rows are written and columns read, whoever asks; sealed sets by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sai_thong.db import access_log, slots
from sai_thong.db.access_log import Access, Look, Wanted
from sai_thong.db.connection import open_connection
from sai_thong.db.permits import Action, NotPermitted, OwnEntry, Permits
from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.exchange.layout_memory import remember_mapping, remembered_mappings
from sai_thong.ground import resources
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.records import Claim, Origin, PaymentMonth
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.attachments.operations import Subject, attachments_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.own_law import correct_row
from sai_thong.registers.office.records import Setting, Village
from sai_thong.registers.office.settings import (
    APPROVE_ON_SCREEN,
    APPROVE_OTHERS_ONLY,
    PAPER_DIGITS,
    change_setting,
    may_change,
)
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.permits import admit, table_rules
from sai_thong.registers.trust.roles import AREAS, OFFERED, READY_MADE
from tests.registers.trust.staffed_office import FIRST, PLANTED, signed_in

_RECORD_OF = {
    "citizens": Citizen,
    "allowances": Claim,
    "petitions": Petition,
    "saraban": OutgoingDocument,
    "assets": Asset,
}
_WHOLE = "connection_for_whole_file("
_READS = {
    "ธุรการ": {"citizens", "petitions", "saraban"},
    "พัฒนา": {"citizens", "allowances"},
    "พัสดุ": {"assets"},
    "การเงิน": {"citizens", "allowances", "assets"},
    "ช่าง": {"citizens", "petitions", "saraban"},
    "ตรวจ": set(_RECORD_OF),
    "ผู้ดูแล": set(_RECORD_OF),
}


@pytest.mark.parametrize("user", _READS)
def test_a_register_is_read_only_by_who_may_view_it(office: Path, user: str) -> None:
    with signed_in(office, user) as store:
        for register, record_class in _RECORD_OF.items():
            table = declaration_of(record_class).table
            asks = (
                lambda of=record_class: store.find(of),
                lambda of=table: store.query(f"SELECT count(*) FROM {of}"),
                lambda of=table: store.connection_for_reading().execute(f"SELECT id FROM {of} LIMIT 1").fetchall(),
                lambda of=table: store.query(f"SELECT o.name FROM offices o LEFT JOIN {of} t ON t.id = o.id"),
            )
            for ask in asks:
                if register in _READS[user]:
                    ask()
                else:
                    with pytest.raises(NotPermitted):
                        ask()


def test_the_connection_that_reads_everything_is_the_programs_own() -> None:
    root = Path(resources.__file__).parents[1]
    users = {path.relative_to(root).parts[0] for path in root.rglob("*.py") if _WHOLE in path.read_text("utf-8")}
    assert users == {"db", "sync", "registers"}
    in_registers = [path.name for path in (root / "registers").rglob("*.py") if _WHOLE in path.read_text("utf-8")]
    assert in_registers == ["proof.py"]


def test_search_words_are_shut_with_their_register(office: Path) -> None:
    with signed_in(office, "พัสดุ") as store:
        with pytest.raises(NotPermitted) as refused:
            store.search(Citizen, "สมใจ")
        assert (refused.value.register, refused.value.action) == ("citizens", Action.VIEW)
    with signed_in(office, "ธุรการ") as store:
        assert [each.first_name for each in store.search(Citizen, "สมใจ")] == ["สมใจ"]


def test_a_write_is_refused_where_it_is_written(office: Path) -> None:
    with signed_in(office, "การเงิน") as store:
        (citizen,) = store.find(Citizen)
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.update(citizen, first_name="อื่น")
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.insert(Citizen(first_name="ใหม่"))
        assert [each.first_name for each in store.find(Citizen)] == ["สมใจ"]
    with signed_in(office, "ธุรการ") as store, store.transaction() as tx:
        tx.update(tx.get(Citizen, citizen.id), first_name="สมใจดี")


def test_a_sealed_record_is_written_by_who_may_write_its_register(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        slots.grant_set(office, store.keys, "ตรวจ", SENSITIVE_SETS[0])
    with signed_in(office, "ตรวจ") as store:
        (citizen,) = store.sealed_set(SENSITIVE_SETS[0]).find(Citizen)
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.on(SENSITIVE_SETS[0]).update(citizen, first_name="อื่น")
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.on(SENSITIVE_SETS[0]).insert(Citizen(first_name="ใหม่"))


def test_what_follows_from_a_change_is_the_programs_own(office: Path) -> None:
    with signed_in(office, "ธุรการ") as store:
        store.add_consequence(lambda tx: tx.insert(Setting(key="follows", value="yes")) and None)
        with store.transaction() as tx:
            tx.insert(Village(moo=9))
            with tx.what_follows():
                tx.insert(Asset(number="1", name="โต๊ะ"))
            with pytest.raises(NotPermitted):
                tx.insert(Asset(number="2", name="เก้าอี้"))
        with store.by_program():
            assert [each.number for each in store.find(Asset)] == ["1"]
        with pytest.raises(NotPermitted):
            store.find(Asset)
        assert store.find(Setting, key="follows")


def test_an_administrator_without_the_role_cannot_read_a_sensitive_set(office: Path) -> None:
    unlocked = slots.unlock(office, "ผู้ดูแล", "ทดสอบ-saithong")
    assert unlocked.ring.set_keys == {}
    with signed_in(office, "ผู้ดูแล") as store:
        assert store.permits.allows("trust", Action.ADMINISTER)
        with pytest.raises(SetClosed):
            store.sealed_set(SENSITIVE_SETS[0])
    # With everything these keys open, and no program of ours in between.
    connection = open_connection(office, unlocked.ring.data_key, write=False)
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if not name.endswith("_search")
    ]
    dump = "\n".join(repr(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}"))
    connection.close()
    assert "สมใจ" in dump
    assert PLANTED not in dump
    assert PLANTED.encode().hex() not in dump


def test_before_there_are_accounts_everybody_may_everything_and_afterwards_nobody_without_one(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        slots.add_user(office, store.keys, "แปลกหน้า", "ทดสอบ-saithong")
    with signed_in(office, "แปลกหน้า") as store:
        with pytest.raises(NotPermitted):
            store.find(Citizen)
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.insert(Village(moo=1))
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.insert(UserAccount(name="แปลกหน้า", roles=("administrator",)))


def test_a_setting_is_offered_to_who_may_change_it_only(office: Path) -> None:
    for user, allowed in ((FIRST, [True, True]), ("พัฒนา", [False, False])):
        with signed_in(office, user) as store:
            assert [may_change(store, key) for key in (APPROVE_ON_SCREEN, PAPER_DIGITS)] == allowed
            for key in (APPROVE_ON_SCREEN, PAPER_DIGITS):
                if not may_change(store, key):
                    with pytest.raises(NotPermitted):
                        change_setting(store, key, "yes")


def test_approving_on_the_screen_is_for_who_may_and_never_of_ones_own_entry(office: Path) -> None:
    with signed_in(office, "พัฒนา") as store:
        with store.transaction() as tx:
            claim = tx.insert(Claim(person_id="p", scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED))
        with store.transaction() as tx:
            claim = tx.update(claim, order_no="1/2569")
    with signed_in(office, FIRST) as store:
        change_setting(store, APPROVE_ON_SCREEN, "yes")
        change_setting(store, APPROVE_OTHERS_ONLY, "yes")
        with store.transaction() as tx:
            own = tx.insert(Claim(person_id="q", scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED))
        admit(store)
        with pytest.raises(OwnEntry), store.transaction() as tx:
            tx.update(own, order_no="3/2569")
        with store.transaction() as tx:
            tx.update(claim, order_no="2/2569")
    with signed_in(office, "พัฒนา") as store:
        (claim,) = store.find(Claim, person_id="p")
        with pytest.raises(NotPermitted) as refused, store.transaction() as tx:
            tx.update(claim, order_no="4/2569")
        assert refused.value.action is Action.APPROVE
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.insert(Claim(person_id="r", scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, order_no="5/2569"))
        with store.transaction() as tx:
            tx.update(claim, note="แก้ได้")


def test_a_paper_a_list_and_a_whole_number_are_asked_of_their_register(office: Path) -> None:
    asked = {
        "การเงิน": (
            [(Access.PRINT, "allowances"), (Access.EXPORT, "assets"), (Access.REPRINT, "")],
            [
                (Access.UNMASK, "citizens"),
                (Access.EXPORT_WHOLE, "assets"),
                (Access.UNMASK, ""),
                (Access.PRINT, "trust"),
            ],
        ),
        "นายก": (
            [(Access.PRINT, "petitions"), (Access.PRINT, "")],
            [(Access.EXPORT, "petitions"), (Access.EXPORT, ""), (Access.UNMASK, "citizens")],
        ),
        "พัสดุ": (
            [(Access.EXPORT_WHOLE, "assets"), (Access.UNMASK, "")],
            [(Access.PRINT, "allowances"), (Access.REPRINT, "petitions"), (Access.EXPORT, "citizens")],
        ),
    }
    for user, (may, may_not) in asked.items():
        with signed_in(office, user) as store:
            for kind, register in may_not:
                with pytest.raises(NotPermitted):
                    access_log.note(store, Look(kind, "x", why="ทดสอบ", register=register))
            for kind, register in may:
                access_log.note(store, Look(kind, "x", why="ทดสอบ", register=register))
        with signed_in(office, FIRST) as store:
            told = [each.kind for each in access_log.accesses(store, Wanted(user=user))]
            assert told == [kind for kind, _register in may]


def test_settings_that_hold_the_users_are_the_administrators_and_other_rules_the_offices(office: Path) -> None:
    def change(key: str, value: str) -> Callable[[Store], object]:
        return lambda store: change_setting(store, key, value)

    def correct(table: str, row: str, field: str, value: object) -> Callable[[Store], object]:
        return lambda store: correct_row(store, table, row, {field: value}, why="ทดสอบ")

    steps = {
        "users": change(APPROVE_ON_SCREEN, "yes"),
        "office": change(PAPER_DIGITS, "arabic"),
        "law": correct("services", "tap-water", "name", "น้ำประปา"),
        "assets": correct("capital_thresholds", "dla-10000", "note", "ตามหนังสือ"),
    }
    may = {
        "พัสดุ": {"assets"},
        "ธุรการ": {"office", "law", "assets"},
        "ผู้ดูแล": set(steps),
        "พัฒนา": set(),
    }
    for user, allowed in may.items():
        with signed_in(office, user) as store:
            for name, step in steps.items():
                if name in allowed:
                    step(store)
                else:
                    with pytest.raises(NotPermitted):
                        step(store)


def test_what_a_column_of_a_list_is_may_be_said_by_who_imports(office: Path) -> None:
    with signed_in(office, "พัฒนา") as store:
        remember_mapping(store, "layout", {})
        assert remembered_mappings(store) == {"layout": {}}
        with pytest.raises(NotPermitted), store.transaction() as tx:
            tx.insert(Setting(key="papers.digits", value="arabic"))


def test_the_access_log_and_a_history_are_read_by_who_may_view_what_they_tell_of(office: Path) -> None:
    with signed_in(office, "ตรวจ") as store:
        (citizen,) = store.find(Citizen)
        access_log.note(store, Look(Access.VIEW, citizen.id))
        assert access_log.accesses(store, Wanted()) == access_log.seen(store, [citizen.id])
        assert store.history(citizen.id)
    with signed_in(office, "พัสดุ") as store:
        for ask in (
            lambda: access_log.accesses(store, Wanted()),
            lambda: access_log.seen(store, [citizen.id]),
            lambda: store.history(citizen.id),
        ):
            with pytest.raises(NotPermitted):
                ask()
        with store.by_program():
            assert store.history(citizen.id)


def test_attached_files_are_seen_with_the_record_they_belong_to(office: Path) -> None:
    with signed_in(office, "พัสดุ") as store:
        assert attachments_of(Subject("assets", "a").shelf(store), Subject("assets", "a")) == []
        with pytest.raises(NotPermitted):
            Subject("petitions", "p").shelf(store)


def test_every_table_has_a_rule_and_every_rule_names_registers_that_roles_are_given_by() -> None:
    rules = table_rules()
    assert set(rules) == {declaration_of(each).table for each in RECORD_TYPES}
    for rule in rules.values():
        assert {*rule.seen_with, *rule.written_with} <= set(AREAS)
        if rule.written_with:
            assert any(rule.action in OFFERED[area] for area in rule.written_with)
    fields = {(declaration_of(each).table, one.name) for each in RECORD_TYPES for one in declaration_of(each).fields}
    assert {(table, name) for table, rule in rules.items() for name in rule.approvals} <= fields


def test_ready_made_roles_allow_only_what_can_be_allowed() -> None:
    for _title, allowed in READY_MADE.values():
        assert all(set(actions) <= set(OFFERED[area]) for area, actions in allowed.items())


def test_somebody_who_may_nothing_reads_no_register() -> None:
    nobody = Permits(tables=table_rules())
    assert {"citizens", "citizens_search", "payment_lines", "petitions", "assets"} <= set(nobody.unreadable())
    assert "offices" not in nobody.unreadable()
    with pytest.raises(NotPermitted):
        nobody.require_write(declaration_of(PaymentMonth).table)
