"""The settings page through keys and clicks: what is changed is kept in the store, what is wrong is told in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.place import DEMO_DAY
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.office.operations import current_office, signers, villages
from sai_thong.registers.office.records import Office, Post, Signer, Village
from sai_thong.registers.office.signing import signer_on
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.ui.kit import ActionButton, Banner, ListTable, Tone, keys
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.holidays import HolidaysSection
from sai_thong.ui.pages.settings.office import OfficeSection
from sai_thong.ui.pages.settings.signers import SignersSection
from sai_thong.ui.pages.settings.villages import VillagesSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.settings.steps import ALWAYS_THERE, CONTROL, open_section, save, texts, the_form, told, write
from tests.ui.pages.settling import settled


def test_the_name_of_the_office_is_changed_by_keys_and_kept(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = page.section()
    assert isinstance(section, OfficeSection)
    before = current_office(office_store)
    assert before is not None
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    write(section.form, "name", "ทรายเงิน")
    save(qtbot, shell, section.form)
    kept = current_office(office_store)
    assert kept is not None
    assert (kept.name, kept.code, kept.address) == ("ทรายเงิน", before.code, before.address)
    assert "ทรายเงิน" in told(page)
    assert not section.form.dirty
    assert page.may_leave()
    # At once, also in the frame of the window and after it was made anew.
    assert shell.side_bar.office() == "อบต.ทรายเงิน จ.กาฬสินธุ์"
    assert shell.windowTitle().endswith("อบต.ทรายเงิน")
    shell.set_dark(True)
    assert shell.side_bar.office() == "อบต.ทรายเงิน จ.กาฬสินธุ์"


def test_an_office_without_a_name_is_not_kept(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = page.section()
    assert isinstance(section, OfficeSection)
    write(section.form, "name", " ")
    save(qtbot, shell, section.form)
    assert section.form.problem("name")
    kept = current_office(office_store)
    assert kept is not None
    assert kept.name == "ทรายทอง"


def test_a_change_elsewhere_neither_takes_away_what_is_being_typed_nor_is_written_over(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = page.section()
    assert isinstance(section, OfficeSection)
    write(section.form, "phone", "0 7999 0002")
    with office_store.transaction("แก้ที่อื่น") as tx:
        tx.update(tx.find(Office)[0], email="new@saithong.example")
    page.refresh()
    assert section.form.draft()["phone"] == "0 7999 0002"
    save(qtbot, shell, section.form)
    assert "มีผู้แก้ไขรายการนี้ไปก่อนแล้ว" in section.form.banners.banners()[0].text()
    kept = current_office(office_store)
    assert kept is not None
    assert kept.email == "new@saithong.example"


# signers


def test_appointing_a_signer_ends_the_one_before(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "signers")
    assert isinstance(section, SignersSection)
    before = signer_on(signers(office_store), Post.FINANCE_HEAD, DEMO_DAY)
    assert before is not None
    assert section.table.choose_id(before.id)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(section)
    write(form, "name", "นางสาวอัญชลี ดงฤทธิ์ทอง")
    write(form, "from_day", "1/11/2569")
    save(qtbot, shell, form)
    assert section.over.top() is None
    now = signer_on(signers(office_store), Post.FINANCE_HEAD, DEMO_DAY)
    assert now is not None
    assert now.name == "นางสาวอัญชลี ดงฤทธิ์ทอง"
    assert office_store.get(Signer, before.id).to_day == date(2026, 10, 31)
    assert before.name in told(page)
    assert thai_date(date(2026, 10, 31)) in told(page)
    assert before.id not in {row["id"] for row in section.table.rows()}  # the list shows who signs from now on
    assert section.table.chosen() is not None
    assert section.table.chosen()["id"] == now.id  # type: ignore[index]


def test_a_second_holder_of_a_post_is_refused_in_words_and_the_form_stays(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "signers")
    assert isinstance(section, SignersSection)
    before = signers(office_store)
    mayor = signer_on(before, Post.MAYOR, DEMO_DAY)
    assert mayor is not None
    assert section.table.choose_id(mayor.id)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(section)
    write(form, "name", "นายอื่น คนใหม่")
    write(form, "from_day", "1/1/2567")
    save(qtbot, shell, form)
    assert section.over.form() is form
    assert mayor.name in " ".join(each.text() for each in form.banners.banners())
    assert signers(office_store) == before
    assert form.save_button.isEnabled()


def test_a_signer_s_time_is_ended_only_with_a_reason(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "signers")
    assert isinstance(section, SignersSection)
    payer = signer_on(signers(office_store), Post.PAYER, DEMO_DAY)
    assert payer is not None
    assert section.table.choose_id(payer.id)
    section.end()
    form = the_form(section)
    write(form, "to_day", "30/11/2569")
    save(qtbot, shell, form)
    assert form.problem("reason")
    write(form, "reason", "ย้ายไปสังกัดอื่น")
    save(qtbot, shell, form)
    assert office_store.get(Signer, payer.id).to_day == date(2026, 11, 30)
    assert any(entry.reason == "ย้ายไปสังกัดอื่น" for entry in office_store.history(payer.id))


def test_the_chosen_signer_tells_the_words_under_the_signature(page: SettingsPage, office_store: Store) -> None:
    section = open_section(page, "signers")
    assert isinstance(section, SignersSection)
    caretaker = signer_on(signers(office_store), Post.WELFARE_HEAD, DEMO_DAY)
    assert caretaker is not None
    assert section.table.choose_id(caretaker.id)
    assert "นักพัฒนาชุมชนชำนาญการ รักษาการในตำแหน่ง ผู้อำนวยการกองสวัสดิการสังคม" in texts(section.record)


def test_signers_of_the_past_are_found_by_the_filter(page: SettingsPage, office_store: Store, qtbot: QtBot) -> None:
    section = open_section(page, "signers")
    assert isinstance(section, SignersSection)
    past = next(each for each in signers(office_store) if each.to_day and each.to_day < DEMO_DAY)
    assert past.id not in {row["id"] for row in section.table.rows()}
    qtbot.keyClick(section.times, Qt.Key.Key_Down)
    assert past.id in {row["id"] for row in section.table.rows()}


# villages


def test_a_village_is_added(page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = open_section(page, "villages")
    assert isinstance(section, VillagesSection)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(section)
    assert form.draft()["moo"] == 13  # the next free number is proposed
    write(form, "name", "บ้านน้ำทิพย์ใหม่")
    save(qtbot, shell, form)
    kept = {each.moo: each for each in villages(office_store)}
    assert kept[13].name == "บ้านน้ำทิพย์ใหม่"
    assert any(row["moo"] == 13 for row in section.table.rows())


def test_adding_never_writes_over_a_village(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "villages")
    before = villages(office_store)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(section)
    write(form, "moo", "๓")
    save(qtbot, shell, form)
    assert "3" in form.problem("moo")
    assert villages(office_store) == before


def test_the_chosen_village_is_changed_by_keys(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "villages")
    assert isinstance(section, VillagesSection)
    section.table.take_focus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Down)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(section)
    write(form, "headman", "นางใหม่ ใจงาม")
    save(qtbot, shell, form)
    second = villages(office_store)[1]
    assert (second.moo, second.headman) == (2, "นางใหม่ ใจงาม")


# holidays


def test_a_holiday_of_the_office_moves_the_pay_date_and_says_so(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "holidays")
    assert isinstance(section, HolidaysSection)
    month = Month(2026, 11)
    before = pay_date(month, holiday_table(office_store))
    assert weekday_and_date(before) in texts(section.record)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(section)
    write(form, "day", f"{before.day}/11/2569")
    write(form, "name", "วันหยุดพิเศษ")
    save(qtbot, shell, form)
    after = pay_date(month, holiday_table(office_store))
    assert after < before
    assert weekday_and_date(before) in told(page)
    assert weekday_and_date(after) in told(page)
    chosen = section.table.chosen()
    assert chosen is not None
    assert chosen["on"] == before


def test_a_shipped_holiday_is_taken_away_and_given_back(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "holidays")
    assert isinstance(section, HolidaysSection)
    day = date(2026, 1, 1)
    assert section.table.choose_id(day.isoformat())
    for closed in (False, True):
        qtbot.mouseClick(the_button(section), Qt.MouseButton.LeftButton)
        settled(qtbot, shell)
        assert (day in holiday_table(office_store)) is closed
        assert section.table.choose_id(day.isoformat())  # it stays in the list, so that it can be given back


def the_button(section: HolidaysSection) -> ActionButton:
    buttons = [each for each in section.record.findChildren(ActionButton) if each.isVisible()]
    return next(each for each in buttons if each.key != keys.HISTORY)


def test_a_year_without_a_table_says_that_pay_dates_may_be_wrong(page: SettingsPage, qtbot: QtBot) -> None:
    section = open_section(page, "holidays")
    assert isinstance(section, HolidaysSection)
    section.year.setFocus()
    qtbot.keyClick(section.year, Qt.Key.Key_Home)
    year = section.year_be()
    assert year not in shipped_holidays().years_be
    assert len(section.table.rows()) == 0
    assert str(year) in texts(section.table.state)


# law and choices


def test_no_list_scrolls_sideways_on_the_smallest_screen_nor_does_a_notice_make_the_page_scroll(
    shell: Shell, qtbot: QtBot
) -> None:
    for scale in (100, 125):
        shell.set_scale(scale)
        page = shell.page()
        assert isinstance(page, SettingsPage)
        for key in ALWAYS_THERE:
            section = open_section(page, key)
            page.tell(Banner("บันทึกแล้ว", Tone.OK, more="เอกสารที่พิมพ์แล้วคงเดิม"))
            settled(qtbot, shell)
            for table in section.findChildren(ListTable):
                assert not table.grid.horizontalScrollBar().isVisible(), (scale, key)
            assert page.width() >= page.minimumSizeHint().width(), (scale, key)
            assert scale > 100 or page.height() <= shell.height(), key


def test_the_section_and_what_is_chosen_survive_a_change_of_language(
    page: SettingsPage, shell: Shell, office_store: Store
) -> None:
    section = open_section(page, "villages")
    assert isinstance(section, VillagesSection)
    fifth = office_store.find(Village, moo=5)[0]
    assert section.table.choose_id(fifth.id)
    state = page.state()
    again = SettingsPage(shell)
    again.restore(state)
    shown = again.section()
    assert isinstance(shown, VillagesSection)
    assert shown.table.chosen()["id"] == fifth.id  # type: ignore[index]
    again.deleteLater()


def test_enter_on_a_row_leads_to_what_can_be_done_with_it(page: SettingsPage, qtbot: QtBot) -> None:
    section = open_section(page, "holidays")
    assert isinstance(section, HolidaysSection)
    assert section.table.choose_id(date(2026, 1, 1).isoformat())
    section.table.grid.setFocus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Return)
    assert the_button(section).hasFocus()
