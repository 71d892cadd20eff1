"""รับคำขอ: a person, a scheme, the day, and how the money shall come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.claims import Applied, apply
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import Claim, Origin
from sai_thong.registers.allowances.rules.facts import CHANNEL_LABELS, CHANNELS_ON_AT_FIRST, Channel
from sai_thong.registers.citizens.banks import BANKS
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.thai.calendar import thai_date
from sai_thong.ui import theme
from sai_thong.ui.kit import Card, FieldSpec, RecordForm
from sai_thong.ui.page import Page
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.person_picker import PersonPicker


class NewClaim(QWidget):
    """The form of an application, with the search for the person beside it.

    Signals:
        left(): A person went back.
        taken(str, str): Id of the claim that was taken, and what to tell.
    """

    left = Signal()
    taken = Signal(str, str)

    def __init__(self, page: Page, scheme_set: SchemeSet, today: date) -> None:
        super().__init__()
        self._page = page
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        card = Card(margin=12)
        self.picker = PersonPicker(page, optional=False)
        card.body.addWidget(self.picker, 1)
        column.addWidget(card, 2)
        self.form = RecordForm(
            _("New claim"),
            _fields(scheme_set),
            {
                "scheme": SCHEMES_OF[scheme_set][0].value,
                "applied_on": today,
                "origin": Origin.CONFIRMED.value,
                "channel": Channel.CASH_SELF.value,
            },
            today=today,
            save_text=_("Take the claim"),
        )
        self.form.save_asked.connect(self._take)
        self.form.left.connect(self.left)
        column.addWidget(self.form, 3)

    def _take(self, values: Mapping[str, Any]) -> None:
        person_id = self.picker.person_id()
        if not person_id:
            self.form.show_error(
                BadInput(
                    _("Nobody is chosen."), do=_("Find the person first; register who is new on the citizens' page.")
                )
            )
            self.picker.search.setFocus()
            return
        claim = Claim(
            person_id=person_id,
            scheme=Scheme(values["scheme"]),
            origin=Origin(values["origin"]),
            applied_on=values["applied_on"],
            previous_office=values["previous_office"],
            last_month_paid_there=values["last_month_paid_there"],
            note=values["note"],
        )
        channel = ChannelChoice(
            Channel(values["channel"]),
            bank_code=values["bank_code"] or "",
            account_no=values["account_no"],
            account_name=values["account_name"],
        )

        def done(applied: Applied) -> None:
            self.form.mark_saved()
            self.taken.emit(applied.claim.id, _told(applied))

        def operation() -> Applied:
            return apply(self._page.desk.store, claim, channel=channel)

        self._page.write(operation, done=done, failed=self.form.show_error, busy=_("Taking the claim…"))

    def go_back(self) -> bool:
        """Leave, asking when something was typed."""
        return self.form.go_back()

    def may_leave(self) -> bool:
        """Ask when something was typed."""
        return not self.form.dirty or self.form.go_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _told(applied: Applied) -> str:
    """What came of it: counted from which day, for which year."""
    claim = applied.claim
    if applied.kept_for_next_window and applied.counts_from is not None:
        return _("The claim is taken outside the windows: it counts from {day}.").format(
            day=thai_date(applied.counts_from)
        )
    if claim.serves_fiscal_year_be is not None:
        return _("The claim is taken for fiscal year {year}.").format(year=claim.serves_fiscal_year_be)
    return _("The claim is taken.")


def _fields(scheme_set: SchemeSet) -> list[FieldSpec]:
    schemes = [(each.value, scheme_words(each)) for each in SCHEMES_OF[scheme_set]]
    origins = [(Origin.CONFIRMED.value, _("Confirmed here")), (Origin.MOVED_IN.value, _("Moved in"))]
    channels = [(each.value, _(words)) for each, words in CHANNEL_LABELS.items() if each in CHANNELS_ON_AT_FIRST]
    return [
        FieldSpec("scheme", _("Scheme"), "choice", required=True, choices=schemes),
        FieldSpec("applied_on", _("Applied on"), "date", required=True),
        FieldSpec("origin", _("Origin"), "choice", required=True, choices=origins),
        FieldSpec("previous_office", _("Previous office"), help=_("For who moved in.")),
        FieldSpec("last_month_paid_there", _("Last month paid there"), "month"),
        FieldSpec("channel", _("Payment channel"), "choice", required=True, choices=channels, section=_("Payment")),
        FieldSpec("bank_code", _("Bank"), "choice", choices=list(BANKS.items())),
        FieldSpec("account_no", _("Account number"), help=_("Empty means the account on the person's record.")),
        FieldSpec("account_name", _("Account name")),
        FieldSpec("note", _("Note"), "notes"),
    ]
