"""ปีงบประมาณ: who must not be forgotten, October's register, the estimate for the budget, and the close."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.year import close_year, new_register
from sai_thong.thai.calendar import fiscal_year_be, thai_date_short
from sai_thong.ui.kit import (
    ActionButton,
    ChoiceBox,
    Column,
    FigureCard,
    FigureRow,
    PageHeader,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.person_columns import person_columns
from sai_thong.ui.pages.allowances.person_record import whole_baht
from sai_thong.ui.pages.allowances.stepped import Step
from sai_thong.ui.pages.allowances.year_rows import OF_THE_SEALED_SET, WHICH, YearBoard, read_year
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


class YearSection(ListSection):
    """One fiscal year; the combo beside the title goes from year to year."""

    def __init__(self, page: AllowancesPage) -> None:
        offered = [
            (key, _(words)) for key, words in WHICH.items() if not page.scheme_set.sealed or key in OF_THE_SEALED_SET
        ]
        self._which = ChoiceBox(offered, offered[0][0], name=_("What is listed"))
        super().__init__(
            page,
            [
                *person_columns(),
                Column("detail", _("Detail"), 180, muted=True),
                Column("amount", _("Amount"), 104, kind="money"),
                Column("state", _("State"), 160, kind="chip"),
            ],
            name=_("Fiscal year"),
            hint=_("Choose a line to see what can be done."),
            search_hint=_("Find by name, ID or village"),
        )
        self._board: YearBoard | None = None
        this_year = fiscal_year_be(self.today)
        years = [(str(year), str(year)) for year in range(this_year + 1, this_year - 4, -1)]
        self.year = ChoiceBox(years, str(this_year + 1), name=_("Fiscal year"))
        self.year.chosen.connect(lambda _value: self.load())
        self._which.chosen.connect(lambda _value: self._list_chosen())
        self._figures()
        self.close_button = ActionButton(_("Close the year…"), self._open_close)
        self.register_button = ActionButton(_("New register…"), self._open_register)
        self.print_button = ActionButton(_("Print the notice"), self._print_notice, key=keys.PRINT, kind="primary")
        actions = [self.close_button, self.register_button]
        if not page.scheme_set.sealed:
            actions.append(self.print_button)
        self.header = PageHeader(_("Fiscal year"), "", actions, beside=[self.year, self._which])
        self.header_buttons = actions

    def _figures(self) -> None:
        self._cost = FigureCard(_("Needed in the budget"))
        self._coming = FigureCard(_("Come of age, not confirmed"))
        self._numbered = FigureCard(_("In the year's register"))
        self._open = FigureCard(_("Open before the close"))
        shown = [self._cost, self._numbered, self._open]
        if not self.scheme_set.sealed:
            shown.insert(1, self._coming)
        self.above.addWidget(FigureRow(shown))

    @property
    def fiscal_year(self) -> int:
        """The year shown (BE)."""
        return int(self.year.value())

    # reading

    def load(self) -> None:
        """Read the year."""
        self.rows = []
        self.show_reading()
        self.read(read_year, self.scheme_set, self.fiscal_year, done=self._show, failed=self.tell_failed)

    def _show(self, board: YearBoard) -> None:
        self._board = board
        estimate, standing = board.estimate, board.standing
        note = _("of which retro pay {amount} baht").format(amount=whole_baht(estimate.retro_satang))
        self._cost.set_figure(_money(estimate.total_satang), note if estimate.retro_satang else _("twelve months"))
        self._show_coming(board)
        self._numbered.set_figure(
            f"{board.numbered:,}", _("claims with a number of {year}").format(year=self.fiscal_year)
        )
        if standing.closed is not None and standing.closed.closed_on is not None:
            day = thai_date_short(standing.closed.closed_on)
            self._open.set_figure(_("Closed"), _("closed on {day}").format(day=day), Tone.OK)
        else:
            note = _("retro {retro} · debts {debts} · movers {movers}").format(
                retro=len(standing.retro), debts=len(standing.debts), movers=len(standing.movers)
            )
            count = len(standing.retro) + len(standing.debts) + len(standing.movers)
            self._open.set_figure(f"{count:,}", note, Tone.WARNING if count else Tone.OK)
        self._list_chosen()

    def _show_coming(self, board: YearBoard) -> None:
        if board.coming is None:
            return
        if board.coming.registry_list is None:
            self._coming.set_figure(_("Not known"), _("no registrar's list of this window"), Tone.WARNING)
        else:
            day = thai_date_short(board.coming.registry_list.listed_on)
            note = _("by the registrar's list of {day}").format(day=day)
            self._coming.set_figure(f"{len(board.coming.people):,}", note)

    def _list_chosen(self) -> None:
        if self._board is not None:
            self.show_rows(self._board.rows[self._which.value()])

    def show_empty(self) -> None:
        """Nobody is on this list; without a registrar's list that cannot be said."""
        unknown = self._board is not None and self._board.coming is not None and not self._board.coming.registry_list
        if self._which.value() == "coming" and unknown:
            self.table.show_empty(
                _("It is not known who comes of age."),
                _("No registrar's list of this window was received. Import it with its date."),
                _("Import…"),
                partial(self.page.desk.go, "import"),
            )
        elif self._which.value() == "register":
            self.table.show_empty(
                _("The register of {year} is not made yet.").format(year=self.fiscal_year),
                _("Everyone who is due money in the year gets a number, by village and name."),
                _("New register…"),
                self._open_register,
            )
        else:
            self.table.show_empty(_("Nobody."), _("Nobody is on this list."))

    def restore(self, state: Mapping[str, Any]) -> None:
        """List ``which``."""
        which = str(state.get("which", ""))
        if self._which.findData(which) >= 0:
            self._which.set_value(which)
            self._list_chosen()

    def state(self) -> dict[str, Any]:
        """What is listed."""
        return {"which": self._which.value()}

    # one line

    def show_record(self, row: Row) -> None:
        """The person, with the way on."""
        chips = (row["state"],) if row["state"] else ()
        figure = _money(row["amount"]) if row["amount"] is not None else ""
        view = RecordView(name=row["name"], line=row["detail"], figure=figure, chips=chips)
        self.tell(view, self._deeds(row))

    def _deeds(self, row: Row) -> list[Deed]:
        from sai_thong.forms.paper_kinds import PaperRequest

        deeds: list[Deed] = []
        if row["claim_id"]:
            deeds.append((_("Claim…"), partial(self.page.open_section, "people", claim=row["claim_id"])))
        if self._which.value() == "coming":
            request = PaperRequest(fiscal_year_be=self.fiscal_year, record_id=row["person_id"])
            deeds.append((_("Print the letter"), partial(print_paper, self.page, "sixty-letter", request)))
        if self._which.value() == "movers":
            request = PaperRequest(record_id=row["claim_id"], scheme_set=self.scheme_set)
            deeds.append((_("Print the letter"), partial(print_paper, self.page, "move-letter-person", request)))
        if row["person_id"]:
            deeds.append((_("Edit the person…"), partial(self.page.desk.go, "citizens", chosen=row["person_id"])))
        return deeds

    # the year

    def _print_notice(self) -> None:
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "confirmation-notice", PaperRequest(fiscal_year_be=self.fiscal_year))

    def _open_register(self) -> None:
        self.open_step(
            Step(
                words=_("New register…"),
                title=_("Register of fiscal year {year}").format(year=self.fiscal_year),
                operation=partial(_register, self, self.fiscal_year),
                done=_("The register is made."),
                save=_("Give the numbers"),
                says=_("Everyone who is due money in the year gets a number; numbers given before stay."),
            )
        )

    def _open_close(self) -> None:
        board = self._board
        if board is None:
            return
        standing = board.standing
        unclosed = ngettext("{count} month is not closed", "{count} months are not closed", len(standing.unclosed))
        says = [
            _("Retro pay to come: {count}").format(count=len(standing.retro)),
            _("Payments that came back: {count}").format(count=len(standing.returned)),
            _("Open overpayments: {amount} baht").format(amount=whole_baht(standing.open_debt_satang)),
            _("Movers who have not confirmed: {count}").format(count=len(standing.movers)),
        ]
        if standing.unclosed:
            says.insert(0, unclosed.format(count=len(standing.unclosed)))
        self.open_step(
            Step(
                words=_("Close the year…"),
                title=_("Close fiscal year {year}").format(year=self.fiscal_year),
                operation=partial(_close, self, self.fiscal_year),
                done=_("Fiscal year {year} is closed.").format(year=self.fiscal_year),
                save=_("Close the year"),
                says="  ·  ".join(says),
            )
        )


def _register(section: YearSection, fiscal_year: int, _values: Mapping[str, Any]) -> object:
    return new_register(section.store, section.scheme_set, fiscal_year)


def _close(section: YearSection, fiscal_year: int, _values: Mapping[str, Any]) -> object:
    return close_year(section.store, section.scheme_set, fiscal_year)


def _money(satang: int) -> str:
    return _("{amount} baht").format(amount=whole_baht(satang))
