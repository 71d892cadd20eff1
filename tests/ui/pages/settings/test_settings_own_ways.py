"""In the window the office says who pays, and which law rows hold here: marked, with a reason, and taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.allowances.pay_sources import newest_sent_month, pay_source_periods
from sai_thong.registers.law import Scheme
from sai_thong.registers.law.terms import PaySource
from sai_thong.registers.office.own_law import law_of, own_rows, row_in_use
from sai_thong.registers.office.records import Setting
from sai_thong.thai.calendar import Month
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.law import LawSection
from sai_thong.ui.pages.settings.pay_sources import PaySourcesSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.settings.steps import open_section, save, texts, the_form, told, write
from tests.ui.pages.settling import settled

LADDER = "rates/old-age-ladder-2555"
PAY_DAY = "pay_days/pay-day-2563"
OWN = "ของสำนักงาน"


def law_section(page: SettingsPage) -> LawSection:
    section = open_section(page, "law")
    assert isinstance(section, LawSection)
    return section


def chip(section: LawSection, row_id: str) -> str:
    return next(str(row["certainty"].text) for row in section.table.rows() if row["id"] == row_id)


def test_a_rule_said_otherwise_is_marked_beside_what_ships_and_taken_back(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = law_section(page)
    assert section.table.choose_id(PAY_DAY)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(section)
    write(form, "day", "8")
    write(form, "reason", "หนังสือสั่งการ")
    save(qtbot, shell, form)
    assert law_of(office_store).pay_day(Month.parse_be("2570-01")).day == 8
    assert chip(section, PAY_DAY) == OWN
    section.table.choose_id(PAY_DAY)
    shown = texts(section.record)
    assert all(words in shown for words in ("วันที่ 8", "วันที่ 10", "หนังสือสั่งการ"))
    section.reset()
    form = the_form(section)
    save(qtbot, shell, form)
    assert form.problem("reason")
    write(form, "reason", "ยกเลิกแล้ว")
    save(qtbot, shell, form)
    assert own_rows(office_store) == []
    assert chip(section, PAY_DAY) != OWN
    assert told(page)


def test_a_new_rate_is_entered_from_its_day_on(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = law_section(page)
    section.table.choose_id(LADDER)
    section.change()
    form = the_form(section)
    write(form, "steps", "60 = 1000, 80 = 1250")
    write(form, "from_day", "1/10/2570")
    write(form, "reason", "มติ ครม.")
    save(qtbot, shell, form)
    in_month = law_of(office_store).for_month(Scheme.OLD_AGE, Month.parse_be("2570-10"))
    assert in_month is not None
    assert [(step.from_age, step.amount_satang) for step in in_month.rate.steps] == [(60, 100_000), (80, 125_000)]
    assert row_in_use(office_store, "rates", "old-age-ladder-2555")["effective_to"] == "2027-09-30"
    (own,) = own_rows(office_store)
    assert date.fromisoformat(str(own.fields["effective_from"])) == date(2027, 10, 1)


def test_what_the_tables_cannot_take_is_told_in_the_form_and_kept_out(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = law_section(page)
    section.table.choose_id(LADDER)
    section.change()
    form = the_form(section)
    write(form, "steps", "หกร้อย")
    write(form, "reason", "ก")
    save(qtbot, shell, form)
    assert form.problem("steps")
    write(form, "steps", "70 = 700, 60 = 600")
    save(qtbot, shell, form)
    assert "old-age-ladder-2555" in "\n".join(each.text() for each in form.banners.banners())
    assert own_rows(office_store) == []
    assert section.over.form() is form


def test_saying_nothing_otherwise_is_told(page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = law_section(page)
    section.table.choose_id(LADDER)
    section.change()
    form = the_form(section)
    write(form, "reason", "ก")
    save(qtbot, shell, form)
    assert form.banners.banners()
    assert own_rows(office_store) == []


def test_own_rows_can_be_listed_alone(page: SettingsPage, shell: Shell, qtbot: QtBot) -> None:
    section = law_section(page)
    section.table.choose_id(PAY_DAY)
    section.change()
    form = the_form(section)
    write(form, "day", "8")
    write(form, "reason", "ก")
    save(qtbot, shell, form)
    section.certainty.set_value("office")
    section.certainty.chosen.emit("office")
    assert [row["id"] for row in section.table.rows()] == [PAY_DAY]


def test_every_rule_but_the_pay_source_can_be_opened_for_change(page: SettingsPage) -> None:
    section = law_section(page)
    section.time.set_value("every")
    section.time.chosen.emit("every")
    assert section.table.rows()
    for row in section.table.rows():
        assert section.table.choose_id(str(row["id"]))
        section.change()
        assert (section.over.form() is None) == str(row["id"]).startswith("pay_sources/")
        if section.over.form() is not None:
            assert not the_form(section).dirty
            section.over.uncover()


def test_own_rows_that_do_not_fit_any_more_are_told_and_the_page_still_opens(
    page: SettingsPage, office_store: Store
) -> None:
    with office_store.transaction() as tx:
        tx.insert(Setting(key="law.rates.gone-row", value='{"fields": {"steps": []}}'))
    section = law_section(page)
    assert section.table.rows()
    assert "gone-row" in "\n".join(each.text() for each in section.faults.banners())


def test_another_pays_from_a_month_that_is_not_sent(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "pay-sources")
    assert isinstance(section, PaySourcesSection)
    section.table.choose(0)
    section.change()
    form = the_form(section)
    newest = newest_sent_month(office_store)
    assert newest is not None
    write(form, "from_month", newest.be_text)
    write(form, "reason", "หนังสือแจ้ง")
    save(qtbot, shell, form)
    assert newest.next().name in "\n".join(each.text() + each.more_label.text() for each in form.banners.banners())
    write(form, "from_month", newest.next().be_text)
    save(qtbot, shell, form)
    latest = pay_source_periods(office_store)[0]
    assert (latest.scheme, latest.source, latest.from_month) == (Scheme.OLD_AGE, PaySource.LAO, newest.next())
    section.table.choose(0)
    settled(qtbot, shell)
    assert section.table.rows()[0]["said"].text == OWN
    assert "หนังสือแจ้ง" in texts(section.record)
