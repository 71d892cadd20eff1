"""The citizens page through keys and clicks: found while typing, changed by operations, told in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.access_log import Access, seen
from sai_thong.db.store import Store
from sai_thong.registers.allowances.records import Claim, ClaimState
from sai_thong.registers.citizens.operations import amend
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import check_digit, formatted, masked
from sai_thong.ui.kit import ThaiLabel, form
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.citizens.duplicates import Comparison, DuplicatesView
from sai_thong.ui.pages.citizens.more_menu import MoreMenu
from sai_thong.ui.pages.citizens.rows import columns
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell

CONTROL = Qt.KeyboardModifier.ControlModifier


def an_id(number: int) -> str:
    twelve = f"3{number:011}"
    return twelve + check_digit(twelve)


@pytest.fixture
def shell(desk: OpenShell) -> Shell:
    return desk("citizens")


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> CitizensPage:
    page = shell.page()
    assert isinstance(page, CitizensPage)
    qtbot.waitUntil(lambda: not shell.writer.busy)
    return page


@pytest.fixture
def somsri(office_store: Store) -> Citizen:
    """Somebody of whom everything is known, registered before the page is opened."""
    with office_store.transaction("มาแจ้งเอง") as tx:
        return tx.insert(
            Citizen(
                citizen_id=an_id(5),
                prefix="นาง",
                first_name="สมศรี",
                last_name="ฤทธิ์กู้เกียรติ",
                birth=PartialDate(2489, 1, 12),
                house_no="12/3",
                moo=3,
                phone="0812345678",
                bank_code="006",
                account_no="9876543210",
            )
        )


def texts(widget: object) -> str:
    """Everything the labels below a widget say."""
    return "\n".join(label.text() for label in widget.findChildren(ThaiLabel))  # type: ignore[attr-defined]


def choose(page: CitizensPage, citizen: Citizen) -> None:
    assert page.people.choose(citizen.id)


def line(page: CitizensPage, key: str) -> QLineEdit:
    shown = page.over.form()
    assert shown is not None
    target = shown.editor(key).focus_target()
    assert isinstance(target, QLineEdit)
    return target


def save(page: CitizensPage, qtbot: QtBot) -> None:
    """Ctrl+S, and wait until the form is gone."""
    shown = page.over.form()
    assert shown is not None
    qtbot.keyClick(shown, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: page.over.top() is None or bool(shown.banners.banners()))
    refused = [banner.text() for banner in shown.banners.banners()] if page.over.top() is shown else []
    assert refused == []


def menu_action(page: CitizensPage, words: str) -> None:
    """Open the menu of events, and choose the action that begins with `words`."""
    # The last: the menu of the record shown before may be waiting to be deleted.
    menu = page.record.findChildren(MoreMenu)[-1].open_menu()
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()
    page.window().activateWindow()  # without a window system nobody gives it back


def test_everyone_is_listed_with_masked_ids(page: CitizensPage, office_store: Store) -> None:
    rows = page.people.table.rows()
    kept = [each for each in office_store.find(Citizen) if not each.merged_into]
    assert len(rows) == len(kept)
    index = page.people.table.grid.model().index(0, 1)
    assert index.data() == masked(rows[0]["citizen_id"])


def test_people_are_found_while_one_types(somsri: Citizen, page: CitizensPage, qtbot: QtBot, app: QApplication) -> None:
    search = page.people.search
    assert app.focusWidget() is search
    for text in ("ู้เกียร", somsri.citizen_id[3:9], "12/3 หมู่ 3", formatted(somsri.citizen_id)[:9]):  # type: ignore[index,arg-type]
        type_text(search, text)
        assert somsri.id in [row["id"] for row in page.people.table.rows()], text
        qtbot.keyClick(search, Qt.Key.Key_Escape)
        assert search.text() == ""


def test_a_search_without_result_says_how_to_search(page: CitizensPage) -> None:
    type_text(page.people.search, "ไม่มีใครชื่อนี้")
    assert "ไม่มีใครชื่อนี้" in texts(page.people.table.state)
    button = page.people.table.state.button
    assert button is not None
    button.click()
    assert len(page.people.table.rows()) > 40


def test_filters_narrow_the_list(page: CitizensPage, office_store: Store) -> None:
    page.people.village.setCurrentIndex(page.people.village.findData("3"))
    page.people.village.activated.emit(0)
    assert {row["moo"] for row in page.people.table.rows()} == {3}
    page.people.standing.setCurrentIndex(page.people.standing.findData("died"))
    page.people.standing.activated.emit(0)
    dead = [each for each in office_store.find(Citizen, deceased=True, moo=3) if not each.merged_into]
    assert len(page.people.table.rows()) == len(dead)


def test_down_from_the_search_goes_into_the_list_and_shows_the_record(
    somsri: Citizen, page: CitizensPage, qtbot: QtBot, app: QApplication
) -> None:
    type_text(page.people.search, "สมศรี ฤทธิ์กู้")
    qtbot.keyClick(page.people.search, Qt.Key.Key_Down)
    assert app.focusWidget() is page.people.table.grid
    told = texts(page.record)
    for words in ("นางสมศรี ฤทธิ์กู้เกียรติ", masked(somsri.citizen_id), "อายุ 80 ปี", "12/3 หมู่ 3", "ธนาคารกรุงไทย x-3210"):  # type: ignore[arg-type]
        assert words in told
    assert "มาแจ้งเอง" in told
    assert formatted(somsri.citizen_id) not in told  # type: ignore[arg-type]


def test_the_record_tells_what_is_paid_and_why_not(page: CitizensPage, office_store: Store) -> None:
    claims = office_store.find(Claim, scheme=Scheme.OLD_AGE, state=ClaimState.ACCEPTED)
    paid = next(each for each in (office_store.get(Citizen, claim.person_id) for claim in claims) if each.alive)
    choose(page, paid)
    assert "เบี้ยยังชีพผู้สูงอายุ เดือนละ" in texts(page.record)


def test_nothing_tells_of_the_sealed_set(page: CitizensPage, office_store: Store) -> None:
    sealed = office_store.sealed_set(SchemeSet.SPECIAL)
    ordinary = {claim.person_id for claim in office_store.find(Claim)}
    only_sealed = next(c for c in sealed.find(Claim) if c.person_id not in ordinary)
    choose(page, office_store.get(Citizen, only_sealed.person_id))
    told = texts(page.record)
    assert "เบี้ยยังชีพ" not in told
    assert "สงเคราะห์" not in told


def test_looking_at_a_whole_id_is_noted_and_ends_with_the_person(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    page.unmask()
    whole = formatted(somsri.citizen_id)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: whole in texts(page.record))
    assert Access.UNMASK in {each.kind for each in seen(office_store, [somsri.id])}
    assert "เปิดดูเลขบัตรเต็ม" in texts(page.record)
    page.people.table.choose(0)
    choose(page, somsri)
    assert whole not in texts(page.record)


def test_f2_changes_a_record_with_its_reason(
    somsri: Citizen, page: CitizensPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    assert page.over.form() is not None
    line(page, "phone").clear()
    type_text(line(page, "phone"), "0899999999")
    type_text(line(page, "why"), "เปลี่ยนเบอร์")
    save(page, qtbot)
    stored = office_store.get(Citizen, somsri.id)
    assert dataclasses.replace(stored, version=somsri.version) == dataclasses.replace(somsri, phone="0899999999")
    entry = office_store.history(somsri.id)[-1]
    assert (entry.reason, list(entry.changes or {})) == ("เปลี่ยนเบอร์", ["phone"])
    assert page.people.chosen_id() == somsri.id
    assert "0812345678 → 0899999999" in texts(page.record)


def test_the_id_stays_out_of_the_form_until_it_was_shown(somsri: Citizen, page: CitizensPage, qtbot: QtBot) -> None:
    choose(page, somsri)
    page.edit()
    shown = page.over.form()
    assert shown is not None
    assert "citizen_id" not in shown.values()
    assert masked(somsri.citizen_id) in texts(shown)  # type: ignore[arg-type]
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    page.unmask()
    qtbot.waitUntil(lambda: formatted(somsri.citizen_id) in texts(page.record))  # type: ignore[arg-type]
    page.edit()
    assert line(page, "citizen_id").text() == formatted(somsri.citizen_id)  # type: ignore[arg-type]


def test_ctrl_n_enters_a_new_citizen_at_the_offices_address(
    page: CitizensPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    for key, text in (("citizen_id", an_id(77)), ("prefix", "น.ส."), ("first_name", "ฏูใหม่"), ("birth", "-/-/2500")):
        type_text(line(page, key), text)
    save(page, qtbot)
    (made,) = office_store.find(Citizen, citizen_id=an_id(77))
    assert (made.full_name, made.birth, made.subdistrict) == ("นางสาวฏูใหม่", PartialDate(2500), "ทรายทอง")
    qtbot.waitUntil(lambda: page.people.chosen_id() == made.id)


def test_an_id_that_is_taken_leads_to_the_record_that_has_it(
    somsri: Citizen, page: CitizensPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.add()
    type_text(line(page, "citizen_id"), somsri.citizen_id or "")
    type_text(line(page, "first_name"), "สมศรี")
    shown = page.over.form()
    assert shown is not None
    shown.save()
    qtbot.waitUntil(lambda: bool(shown.banners.banners()))
    assert line(page, "first_name").text() == "สมศรี"
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: True)
    action = shown.banners.banners()[0].action
    assert action is not None
    action.click()
    assert page.over.top() is None
    assert page.people.chosen_id() == somsri.id


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    page.edit()
    with office_store.transaction() as tx:
        tx.update(somsri, phone="0800000000")
    type_text(line(page, "last_name"), "ใหม่")
    shown = page.over.form()
    assert shown is not None
    shown.save()
    qtbot.waitUntil(lambda: bool(shown.banners.banners()))
    assert office_store.get(Citizen, somsri.id).phone == "0800000000"
    assert page.over.form() is shown


def test_a_changed_form_is_not_left_against_the_persons_will(
    somsri: Citizen, page: CitizensPage, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, somsri)
    page.edit()
    type_text(line(page, "first_name"), "x")
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: False)
    qtbot.keyClick(line(page, "first_name"), Qt.Key.Key_Escape)
    assert page.over.form() is not None
    assert not shell.open_page("import")
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: True)
    qtbot.keyClick(line(page, "first_name"), Qt.Key.Key_Escape)
    assert page.over.top() is None


def test_a_death_ends_the_right_and_can_be_taken_back(page: CitizensPage, office_store: Store, qtbot: QtBot) -> None:
    claims = office_store.find(Claim, scheme=Scheme.OLD_AGE, state=ClaimState.ACCEPTED)
    claim = next(c for c in claims if office_store.get(Citizen, c.person_id).alive)
    citizen = office_store.get(Citizen, claim.person_id)
    choose(page, citizen)
    menu_action(page, "แจ้งตาย")
    type_text(line(page, "died"), "1/11/2569")
    shown = page.over.form()
    assert shown is not None
    shown.editor("source").show_value("ญาติ")
    type_text(line(page, "detail"), "มรณบัตร 12/2569")
    save(page, qtbot)
    stored = office_store.get(Citizen, citizen.id)
    assert (stored.death, stored.death_source) == (PartialDate(2569, 11, 1), "ญาติ · มรณบัตร 12/2569")
    assert office_store.get(Claim, claim.id).state is ClaimState.ENDED
    assert "เสียชีวิต 1 พ.ย. 2569" in texts(page.record)
    menu_action(page, "ถอนการแจ้งตาย")
    type_text(line(page, "why"), "เจ้าตัวมาแสดงตน")
    save(page, qtbot)
    assert office_store.get(Citizen, citizen.id).alive
    assert office_store.get(Claim, claim.id).state is ClaimState.ACCEPTED


def test_a_death_of_which_only_the_fact_is_known(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    menu_action(page, "แจ้งตาย")
    shown = page.over.form()
    assert shown is not None
    assert not shown.save()
    assert shown.problem("source")
    shown.editor("source").show_value("ผู้ใหญ่บ้าน")
    save(page, qtbot)
    stored = office_store.get(Citizen, somsri.id)
    assert (stored.deceased, stored.death, stored.death_source) == (True, None, "ผู้ใหญ่บ้าน")
    assert "ยังไม่ทราบวันที่" in texts(page.record)


def test_a_death_in_the_future_is_refused_in_words_and_kept_in_the_form(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    page.record_death()
    type_text(line(page, "died"), "1/12/2569")
    shown = page.over.form()
    assert shown is not None
    shown.editor("source").show_value("ญาติ")
    shown.save()
    qtbot.waitUntil(lambda: bool(shown.banners.banners()))
    assert "1 ธันวาคม 2569" in shown.banners.banners()[0].text()
    assert shown.save_button.isEnabled()
    assert office_store.get(Citizen, somsri.id).alive


def test_moves_are_told_with_their_day_and_place(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    choose(page, somsri)
    menu_action(page, "แจ้งย้ายออก")
    type_text(line(page, "on"), "15/11/2569")
    type_text(line(page, "place"), "อำเภออื่น")
    save(page, qtbot)
    assert office_store.get(Citizen, somsri.id).moved_out_on == date(2026, 11, 15)
    assert "จะย้ายออกวันที่ 15 พ.ย. 2569 ไปที่ อำเภออื่น" in texts(page.record)
    row = page.people.table.chosen()
    assert row is not None and row["state"].text == "จะย้ายออก 15 พ.ย. 69"
    menu_action(page, "แจ้งย้ายเข้า")
    type_text(line(page, "on"), "20/11/2569")
    save(page, qtbot)
    stored = office_store.get(Citizen, somsri.id)
    assert (stored.moved_in_on, stored.away_since) == (date(2026, 11, 20), None)


@pytest.mark.parametrize("keep_first", [True, False])
def test_two_records_of_one_person_are_compared_and_made_one(
    keep_first: bool, somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    with office_store.transaction() as tx:
        again = tx.insert(dataclasses.replace(somsri, id="", version="", citizen_id=None, house_no="99", phone=""))
    page.show_duplicates()
    view = page.over.top()
    assert isinstance(view, DuplicatesView)
    qtbot.waitUntil(lambda: view.findChild(Comparison) is not None)
    comparison = view.findChild(Comparison)
    assert isinstance(comparison, Comparison)
    differing = [row["id"] for row in comparison.table.rows() if row["state"]]
    assert set(differing) == {"citizen_id", "house_no", "phone"}
    button = comparison.keep_first if keep_first else comparison.keep_second
    button.click()  # without a reason it is refused
    qtbot.waitUntil(lambda: bool(page.banners.banners()))
    assert not [each for each in office_store.find(Citizen) if each.merged_into]
    type_text(comparison.why, "บัตรใบเดียวกัน")
    button.click()
    qtbot.waitUntil(lambda: bool([each for each in office_store.find(Citizen) if each.merged_into]))
    kept, merged = (somsri.id, again.id) if keep_first else (again.id, somsri.id)
    assert office_store.get(Citizen, merged).merged_into == kept
    assert office_store.get(Citizen, kept).citizen_id == somsri.citizen_id
    qtbot.waitUntil(lambda: "ไม่พบรายชื่อที่น่าจะซ้ำ" in texts(view))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.over.top() is None


def test_the_register_is_saved_as_a_workbook_and_that_is_noted(
    page: CitizensPage, office_store: Store, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ทะเบียน.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    page.export()
    qtbot.waitUntil(lambda: bool(page.banners.banners()))
    assert target.is_file()
    assert "ทะเบียน.xlsx" in page.banners.banners()[0].text()
    noted = office_store.history("citizens")[-1]
    assert noted.changes is not None and noted.changes["action"][1] == "export"


def test_search_filters_and_the_chosen_person_survive_a_change_of_language(
    somsri: Citizen, shell: Shell, page: CitizensPage, qtbot: QtBot
) -> None:
    type_text(page.people.search, "สมศรี")
    page.people.standing.set_value("here")
    page.people.read_again()
    choose(page, somsri)
    shell.set_language("en")
    again = shell.page()
    assert isinstance(again, CitizensPage) and again is not page
    assert (again.people.search.text(), again.people.standing.value()) == ("สมศรี", "here")
    qtbot.waitUntil(lambda: again.people.chosen_id() == somsri.id)
    assert "80 years old" in texts(again.record)


@pytest.mark.parametrize("opened", ["add", "edit", "record_move_out"])
def test_a_form_half_filled_survives_a_change_of_language(
    opened: str, somsri: Citizen, shell: Shell, page: CitizensPage, qtbot: QtBot
) -> None:
    choose(page, somsri)
    getattr(page, opened)()
    field = "place" if opened == "record_move_out" else "last_name"
    line(page, field).clear()
    type_text(line(page, field), "พิมพ์ค้างไว้")
    shell.set_language("en")
    again = shell.page()
    assert isinstance(again, CitizensPage) and again is not page
    assert line(again, field).text() == "พิมพ์ค้างไว้"
    shown = again.over.form()
    assert shown is not None and shown.dirty
    qtbot.waitUntil(lambda: again.people.chosen_id() == somsri.id)
    assert again.over.form() is shown


def test_another_page_opens_a_citizen_here(somsri: Citizen, desk: OpenShell) -> None:
    shell = desk("import")
    shell.go("citizens", chosen=somsri.id)
    page = shell.page()
    assert isinstance(page, CitizensPage)
    assert page.people.chosen_id() == somsri.id
    assert somsri.last_name in texts(page.record)


def test_an_empty_register_leads_to_the_import(desk: OpenShell, empty_store: Callable[[], Store]) -> None:
    shell = desk("citizens", empty_store())
    page = shell.page()
    assert isinstance(page, CitizensPage)
    button = page.people.table.state.button
    assert button is not None
    button.click()
    assert shell.page_key == "import"


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_list_needs_no_sideways_scrolling(desk: OpenShell, qtbot: QtBot, width: int) -> None:
    shell = desk("citizens")
    shell.resize(width, 768)
    page = shell.page()
    assert isinstance(page, CitizensPage)
    grid = page.people.table.grid
    qtbot.waitUntil(lambda: shell.width() == width and grid.model().rowCount() > 0)
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() == 0)
    shown = [key for place, key in enumerate(each.key for each in columns()) if not grid.isColumnHidden(place)]
    assert {"name", "moo", "state"} <= set(shown)


def test_a_look_is_noted_within_a_moment_once_and_stays_out_of_the_history(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    def views() -> list[str]:
        return [each.record_id for each in seen(office_store, [somsri.id]) if each.kind is Access.VIEW]

    choose(page, somsri)
    before = texts(page.record)
    assert views() == []
    qtbot.waitUntil(lambda: views() == [somsri.id])
    choose(page, somsri)
    page.looks.flush()
    page.refresh(None)
    assert texts(page.record) == before
    assert views() == [somsri.id]


def test_the_last_change_is_taken_back_by_a_change_with_its_reason(
    somsri: Citizen, page: CitizensPage, office_store: Store, qtbot: QtBot
) -> None:
    changed = amend(office_store, somsri, {"phone": "0800000001"}).citizen
    page.refresh(None)
    choose(page, changed)
    page.undo()
    form = page.over.form()
    assert form is not None
    type_text(line(page, "why"), "พิมพ์ผิดคน")
    form.save()
    qtbot.waitUntil(lambda: page.over.form() is None)
    assert office_store.get(Citizen, somsri.id).phone == somsri.phone
    assert "พิมพ์ผิดคน" in {each.reason for each in office_store.history(somsri.id)}
