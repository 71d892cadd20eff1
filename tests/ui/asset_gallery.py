"""The assets page and its settings for the screenshots, on an office that owns a few things."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.custody import add_room
from sai_thong.registers.assets.records import Asset
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets import year_views as views
from sai_thong.ui.pages.assets.entry import EntryForm
from sai_thong.ui.pages.assets.register import RegisterSection
from sai_thong.ui.pages.assets.year import YearSection
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.assets import AssetsSection
from sai_thong.ui.shell import Shell
from tests.ui.page_gallery import page_maker, settle
from tests.ui.pages.assets.cards import BOUGHT, furnish


@lru_cache(maxsize=1)
def _office() -> tuple[tempfile.TemporaryDirectory[str], MadeUpOffice]:
    """One office for all pictures of a run; its folder goes with the program."""
    folder = tempfile.TemporaryDirectory(prefix="sai-thong-assets-")
    office = make_office(Path(folder.name) / "office", elders=20, kdf=Kdf(memory_kib=8, time_cost=1))
    with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
        furnish(store)
        add_room(store, "ห้องประชุมกู่ทอง", keeper="นางน้ำอ้อย")
        add_assets(store, NewAssets(Asset(name="ตู้เย็นไม่มีประเภท", cost_satang=1_250_000, acquired_on=BOUGHT)))
    return folder, office


def pages() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """The register with a card, a purchase entered, many handed over, the year and its lists, the settings."""
    for name, prepare in (
        ("card", _card),
        ("entry", _entry),
        ("correction", _correction),
        ("hand-over", _hand_over),
        ("year", _year(views.DEPRECIATION)),
        ("must-check", _year(views.MUST_CHECK)),
        ("accounts", _year(views.ACCOUNTS)),
    ):
        yield f"office-assets-{name}", page_maker("assets", prepare, office=lambda: _office()[1])
    for part in ("classes", "lives", "rooms"):
        yield f"office-settings-assets-{part}", page_maker("settings", _settings(part), office=lambda: _office()[1])


def _card(shell: Shell) -> None:
    section = _register(shell)
    section.table.choose(0)
    settle(shell)


def _entry(shell: Shell) -> None:
    section = _register(shell)
    section.open_entry()
    settle(shell)
    form = section.over.form()
    assert form is not None
    form.set_values({"name": "เครื่องสำรองไฟ", "class_code": "416", "quantity": 5, "cost_satang": 590_000})
    assert isinstance(form, EntryForm)
    form.asked.emit(form.draft())
    settle(shell)


def _correction(shell: Shell) -> None:
    _card(shell)
    _register(shell).desk.edit()


def _hand_over(shell: Shell) -> None:
    section = _register(shell)
    section.tick_all()
    section.move_ticked()
    settle(shell)


def _year(view: str) -> Callable[[Shell], None]:
    def open_it(shell: Shell) -> None:
        page = _page(shell)
        page.open_section("year")
        settle(shell)
        section = page.section()
        assert isinstance(section, YearSection)
        section.show_view(view)
        settle(shell)
        if len(section.table.rows()):
            section.table.choose(0)

    return open_it


def _settings(part: str) -> Callable[[Shell], None]:
    def open_it(shell: Shell) -> None:
        page = shell.page()
        assert isinstance(page, SettingsPage)
        page.open_section("assets", part=part)
        section = page.section()
        assert isinstance(section, AssetsSection)
        section.table.choose(0)

    return open_it


def _register(shell: Shell) -> RegisterSection:
    section = _page(shell).section()
    assert isinstance(section, RegisterSection)
    return section


def _page(shell: Shell) -> AssetsPage:
    page = shell.page()
    assert isinstance(page, AssetsPage)
    return page
