"""Who gives which official numbers, and the account of every one: given, by hand, void, lent, or missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from sai_thong.db.numbering import NumberLease, NumberSeries
from sai_thong.ground.language import _, ngettext
from sai_thong.registers import number_book
from sai_thong.registers.number_book import ALL_YEARS, NumberedSeries, book_years, ranges, series_in_year
from sai_thong.registers.petitions.numbers import SERIES as PETITIONS
from sai_thong.thai.calendar import be_year, thai_date_short
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    ChoiceBox,
    Column,
    HistoryLine,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Tone,
)
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings import number_forms as forms
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


class NumbersSection(Section):
    """The series of a year; at first of this one."""

    def __init__(self, page: SettingsPage) -> None:
        self.year = ChoiceBox([("", "–")], "", name=_("Year"))
        super().__init__(page, _("Numbers"), beside=[self.year])
        self._series: dict[str, NumberedSeries] = {}
        self._wanted = ""
        self.table = ListTable(
            [
                Column("series", _("Series"), strong=True),
                Column("giver", _("Who gives the numbers"), 186),
                Column("next", _("Next number"), 92, kind="number"),
                Column("given", _("Used"), 74, kind="number", spare=True),
                Column("whole", _("Account of numbers"), 136, kind="chip"),
            ],
            name=_("Series of numbers"),
        )
        self.record = RecordPanel(_("Choose a series to see what became of every number."))
        self.put(ListWithRecord(self.table, self.record, shares=(27, 13)))
        self.year.chosen.connect(lambda _value: self._read())
        self.table.row_chosen.connect(lambda _row: self._show())
        self.table.row_opened.connect(lambda _row: self.open_chosen())

    # the list

    def load(self) -> None:
        """Read the years, and the series of the one shown."""
        this_year = be_year(self.today.year)
        years = sorted({this_year, *book_years(self.store)}, reverse=True)
        shown = self.year.value()
        self.year.set_choices([(str(each), str(each)) for each in years], shown or str(this_year))
        self._read()

    def _read(self) -> None:
        """An office of many petitions has many numbers: they are counted on the store's thread."""
        self.page.write(series_in_year, self.store, int(self.year.value()), done=self._list)

    def _list(self, found: list[NumberedSeries]) -> None:
        chosen = self._wanted or self._chosen_key()
        self._series = {each.key: each for each in found}
        self.table.set_rows([_row(each) for each in found])
        self._wanted = ""
        if not (chosen and self.table.choose_id(chosen)):
            self._show()

    def _chosen_key(self) -> str:
        row = self.table.chosen()
        return str(row["id"]) if row else ""

    def chosen(self) -> NumberedSeries | None:
        """The chosen series as it was read last."""
        return self._series.get(self._chosen_key())

    def _show(self) -> None:
        series = self.chosen()
        if series is None:
            self.record.show_nothing()
            return
        kept = [] if series.set_name else self.store.find(NumberSeries, name=series.name, year_be=series.year_be)
        history = history_shown(self.page, *kept) if kept else None
        self.record.show_record(_view(series, self.store.file_id), self._steps(series), whole_history=history)

    def _steps(self, series: NumberedSeries) -> list[ActionButton]:
        if not series.here:
            own = series.name == PETITIONS and not series.set_name
            if series.station and not own and series.station not in self.store.earlier_file_ids():
                return []
            return [ActionButton(_("Give the numbers here…"), self.give_here, kind="primary")]
        more = ActionButton(_("More…"), lambda: self._open_more(more))
        return [ActionButton(_("Lend a block…"), self.lend), more] if series.may_be_lent else [more]

    def open_chosen(self) -> None:
        """Enter: let this machine give the numbers, where none does yet."""
        series = self.chosen()
        if series is not None and not series.here and self._steps(series):
            self.give_here()

    def _open_more(self, button: ActionButton) -> None:
        menu = self.more_menu()
        menu.popup(button.mapToGlobal(button.rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])

    def more_menu(self) -> QMenu:
        """What is done less often."""
        menu, series = Menu(self), self.chosen()
        if series is not None and series.leases:
            menu.addAction(_("Take a block back…")).triggered.connect(self.take_back)
        if series is not None and series.name == PETITIONS and not series.set_name:
            menu.addAction(_("Open a series of a letter…")).triggered.connect(self.open_lettered)
        menu.addAction(_("Make a number void…")).triggered.connect(self.void)
        menu.addAction(_("Hand over to another machine…")).triggered.connect(self.hand_over)
        return menu

    # what is done

    def give_here(self) -> None:
        """From which number on this machine gives the numbers."""
        self._open_from(with_letter=False)

    def open_lettered(self) -> None:
        """A series of petitions that is this machine's own."""
        self._open_from(with_letter=True)

    def _open_from(self, *, with_letter: bool) -> None:
        series = self.chosen()
        if series is None:
            return
        lettered = with_letter or (series.name == PETITIONS and not series.set_name and bool(series.station))
        used = 0 if lettered else series.next_number
        form = forms.give_here_form(series.label, self.today, with_letter=lettered, next_number=used)

        def operation(values: Mapping[str, Any]) -> Callable[[], Any]:
            letter = values.get("letter") or ""
            return partial(number_book.give_here, self.store, series, next_number=values["next_number"], letter=letter)

        self.open_form(form, operation, lambda saved: self._told_opened(series, saved.record.next_number))

    def _told_opened(self, series: NumberedSeries, first: int) -> Banner:
        words = _("This machine gives the numbers of {year} from {number} on.").format(
            year=series.year_be, number=first
        )
        return Banner(words, Tone.OK, more=series.label)

    def hand_over(self) -> None:
        """To which machine the series goes."""
        series = self.chosen()
        if series is None:
            return
        self.open_form(
            forms.hand_over_form(series.label, self.today),
            lambda values: partial(
                number_book.hand_over, self.store, series, values["to_station"], why=values[forms.WHY]
            ),
            lambda saved: Banner(
                _("From number {number} on the machine {station} gives the numbers.").format(
                    number=saved.record.next_number, station=saved.record.to_station
                ),
                Tone.OK,
                more=series.label,
            ),
        )

    def lend(self) -> None:
        """To whom a block of numbers goes."""
        series = self.chosen()
        if series is None:
            return
        self.open_form(
            forms.lend_form(series.label, self.today),
            lambda values: partial(number_book.lend, self.store, series, values["size"], given_to=values["given_to"]),
            lambda saved: Banner(
                _("Numbers {first} to {last} are lent to {name}.").format(
                    first=saved.record.first, last=saved.record.last, name=saved.record.given_to
                ),
                Tone.OK,
            ),
        )

    def take_back(self) -> None:
        """Which block came back."""
        series = self.chosen()
        if series is None or not series.leases:
            return
        by_id = {each.id: each for each in series.leases}
        self.open_form(
            forms.take_back_form(series.leases, self.today),
            lambda values: partial(
                number_book.take_back, self.store, series, by_id[values["lease"]], why=values[forms.WHY]
            ),
            lambda saved: Banner(
                _("Numbers {first} to {last} came back; those that nobody used are void.").format(
                    first=saved.record.first, last=saved.record.last
                ),
                Tone.OK,
            ),
        )

    def void(self) -> None:
        """Which number nothing bears and nothing ever will."""
        series = self.chosen()
        if series is None:
            return
        self.open_form(
            forms.void_form(series.label, self.today),
            lambda values: partial(number_book.void, self.store, series, values["number"], why=values[forms.WHY]),
            lambda saved: Banner(_("Number {number} is void.").format(number=saved.record.number), Tone.OK),
        )

    # the page

    def state(self) -> dict[str, Any]:
        """The year and the chosen series."""
        return {"year": self.year.value(), "series": self._chosen_key() or self._wanted}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the book so; ``series`` alone means of this year."""
        self._wanted = str(state.get("series", ""))
        if "year" in state:
            self.year.set_value(str(state["year"]))
        if self._series or "year" in state:
            self._read()


def _row(series: NumberedSeries) -> Row:
    account = series.account
    return {
        "id": series.key,
        "series": series.label,
        "giver": _giver(series),
        "next": series.next_number or None,
        "given": len(account.issued) + len(account.by_hand) + len(account.void),
        "whole": _account_chip(series),
    }


def _giver(series: NumberedSeries) -> str:
    if series.here:
        return _("This machine")
    return _("Another machine: {station}").format(station=series.station) if series.station else _("None yet")


def _account_chip(series: NumberedSeries) -> ChipText:
    missing = len(series.account.missing)
    if missing:
        words = ngettext("{count} number is missing", "{count} numbers are missing", missing)
        return ChipText(words.format(count=missing), Tone.BAD)
    if not series.station:
        return ChipText(_("Not opened"), Tone.PLAIN)
    return ChipText(_("Complete"), Tone.OK)


def _view(series: NumberedSeries, this_station: str) -> RecordView:
    account, year = series.account, "" if series.year_be == ALL_YEARS else f" {series.year_be}"
    kinds = (
        (_("Given by the program"), account.issued),
        (_("Written by hand"), account.by_hand),
        (_("Void"), account.void),
        (_("Lent and not used"), account.leased),
        (_("Missing"), account.missing),
    )
    facts = [(_("Who gives the numbers"), _giver(series))]
    if series.next_number:
        facts.append((_("Next number"), str(series.next_number)))
    facts += [(words, f"{ranges(numbers)} ({len(numbers):,})") for words, numbers in kinds if numbers]
    facts += [(_("Lent to {name}").format(name=each.given_to), _block(each)) for each in series.leases]
    facts.append((_("Name of this machine"), this_station))
    return RecordView(
        name=f"{series.label}{year}",
        chips=(_account_chip(series),),
        sentences=_sentences(series),
        facts=tuple(facts),
        history=tuple(
            HistoryLine(
                thai_date_short(each.on_day),
                _("Handed over to {station} from number {number} on: {reason}").format(
                    station=each.to_station, number=each.next_number, reason=each.reason
                ),
            )
            for each in reversed(series.hand_overs)
        ),
        history_title=_("Hand-overs"),
    )


def _sentences(series: NumberedSeries) -> tuple[str, ...]:
    if series.account.missing:
        return (_("Nothing is known of the missing numbers: key the papers that bear them, or make them void."),)
    if series.here:
        return (_("Every number is given, written by hand, void, or lent."),)
    if series.station:
        return (_("Numbers are asked for at that machine, and keyed here afterwards."),)
    return (_("Until a machine gives these numbers, papers leave the place of the number empty."),)


def _block(lease: NumberLease) -> str:
    day = thai_date_short(lease.on_day)
    return _("{first}–{last} since {day}").format(first=lease.first, last=lease.last, day=day)
