"""What few petitions need, folded away: many petitioners, several points, numbers and days of a paper, confidential."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.services import ServiceCatalogue
from sai_thong.registers.petitions.intake import PointGiven
from sai_thong.registers.petitions.numbers import BLANK, NEXT_NUMBER, NumberChoice, NumberMode
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.terms import Role
from sai_thong.thai.digits import to_arabic
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, FieldSpec
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.petitions.field_group import FieldGroup, field_label, labelled_grid
from sai_thong.ui.pages.petitions.growing_rows import Cell, GrowingRows
from sai_thong.ui.pages.petitions.intake_service import point_rows, points_of

_OPENING_HOUR: Final = time(8, 30)
"""When a paper of another day counts as received, where its hour is not known."""
_OF_HAND: Final = ("number", "letter")
_OF_SECRET: Final = ("accused", "shut_out", "accused_division")


@dataclass(frozen=True)
class Confidential:
    """What is said of a confidential case."""

    asked: bool
    accused: tuple[str, ...] = ()
    shut_out: tuple[str, ...] = ()
    division: str = ""


class MoreEntry(QWidget):
    """The folded part.

    Args:
        services: For the divisions offered.
        users: Who can open the store, of whom some may have to be shut out.
        offers_confidential: Whether this user holds the key of the confidential cases.
        today: The day it is.

    Signals:
        edited(): Anything was changed.
        opened(): The part was unfolded.
    """

    edited = Signal()
    opened = Signal()

    def __init__(
        self, services: ServiceCatalogue, users: Sequence[str], *, offers_confidential: bool, today: date
    ) -> None:
        super().__init__()
        self._today = today
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        self.button = ActionButton(_("More"), self.turn, kind="quiet", key="Alt+M")
        self.button.setCheckable(True)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.folded = QWidget()
        inside = QVBoxLayout(self.folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(8))
        self.others = GrowingRows(
            _("Others on the list"),
            [Cell(_("Name")), Cell(_("Citizen ID"), 190), Cell(_("Telephone"), 120)],
        )
        self.points = point_rows(_("Points"))
        self.fields = FieldGroup(_specs(services, users, offers_confidential=offers_confidential), today=today)
        inside.addWidget(_labelled(_("Others on the list"), self.others))
        self.points_row = _labelled(_("Points"), self.points)
        inside.addWidget(self.points_row)
        inside.addWidget(self.fields)
        column.addWidget(self.folded)
        self.folded.hide()
        self.fields.show_values({"number_mode": NumberMode.NEXT.value})
        self.fields.edited.connect(lambda _key: self._follow())
        self.others.edited.connect(self.edited)
        self.points.edited.connect(self.edited)
        self._follow()

    def turn(self) -> None:
        """Unfold, or fold again."""
        self.show_open(self.folded.isHidden())

    def show_open(self, unfolded: bool) -> None:
        """Show the part, or only its button."""
        self.folded.setVisible(unfolded)
        self.button.setChecked(unfolded)
        if unfolded:
            self.opened.emit()

    def say_confidential(self, confidential: bool) -> None:
        """Tick or clear it, as the service says."""
        if "confidential" in self.fields.rows:
            self.fields.show_values({"confidential": confidential})
            self._follow()

    def ask_points(self, asked: bool) -> None:
        """Whether points are typed here, not in the form of the service."""
        self.points_row.setVisible(asked)

    def first_wrong(self) -> FieldRow | None:
        """The first field that is wrong; the part unfolds for it."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            self.show_open(True)
        return wrong

    def state(self) -> dict[str, Any]:
        """What was typed, and whether the part is unfolded."""
        return {
            "open": not self.folded.isHidden(),
            "fields": self.fields.draft(),
            "others": self.others.rows(),
            "points": self.points.rows(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        self.fields.show_values(state["fields"])
        self._follow()
        self.fields.show_values(state["fields"])  # those just asked for, too
        self.others.show_rows(state["others"])
        self.points.show_rows(state["points"])
        self.show_open(bool(state["open"]))

    # what was given

    def joint_petitioners(self) -> tuple[PersonGiven, ...]:
        """The others of a petition with many names."""
        return tuple(
            PersonGiven(role=Role.CO_PETITIONER, name=name, citizen_id=citizen_id, phone=phone)
            for name, citizen_id, phone in self.others.rows()
        )

    def points_given(self) -> tuple[PointGiven, ...]:
        """The points of a paper that holds several."""
        return points_of(self.points)

    def number(self) -> NumberChoice:
        """Which number the petition gets."""
        mode = NumberMode(self.fields.text("number_mode"))
        if mode is NumberMode.BY_HAND:
            return NumberChoice(mode, self.fields.value("number"), self.fields.text("letter"))
        return BLANK if mode is NumberMode.BLANK else NEXT_NUMBER

    def received_at(self) -> datetime | None:
        """When the paper says it came; None for now."""
        day, hour = self.fields.value("paper_day"), read_hour(self.fields.text("paper_hour"))
        if not isinstance(day, date):
            return None
        if day == self._today and hour is None:
            return None
        return datetime.combine(day, hour or _OPENING_HOUR, BANGKOK)

    def confidential(self) -> Confidential:
        """What is said of a confidential case."""
        if "confidential" not in self.fields.rows or not self.fields.value("confidential"):
            return Confidential(asked=False)
        accused = self.fields.text("accused")
        return Confidential(
            asked=True,
            accused=tuple(name.strip() for name in accused.replace("\n", ",").split(",") if name.strip()),
            shut_out=tuple(self.fields.value("shut_out")),
            division=self.fields.text("accused_division"),
        )

    def _follow(self) -> None:
        """Ask what the answers call for."""
        by_hand = self.fields.text("number_mode") == NumberMode.BY_HAND.value
        self.fields.set_asked(by_hand, *_OF_HAND)
        if "confidential" in self.fields.rows:
            self.fields.set_asked(bool(self.fields.value("confidential")), *_OF_SECRET)
        self.edited.emit()


def read_hour(text: str) -> time | None:
    """An hour as it is typed: ``9.30``, ``09:30``, ``0930`` or ``14``; None of nothing.

    Raises:
        BadInput: It is no hour of a day.
    """
    plain = to_arabic(text).strip().removesuffix("น.").strip()
    if not plain:
        return None
    hour, _mark, minute = plain.replace(".", ":").partition(":")
    if not minute and len(hour) in (3, 4):
        hour, minute = hour[:-2], hour[-2:]
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise BadInput(_("“{text}” is no time of day, such as 09:30.").format(text=text)) from None


def check_hour(value: FieldValue) -> str:
    """What is wrong with a typed hour, for the place beside the field."""
    try:
        read_hour(str(value))
    except BadInput as problem:
        return str(problem)
    return ""


def _labelled(label: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    grid = labelled_grid(holder)
    grid.addWidget(field_label(label), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(widget, 0, 1)
    return holder


def _specs(services: ServiceCatalogue, users: Sequence[str], *, offers_confidential: bool) -> list[FieldSpec]:
    divisions = [(each.key, each.name) for each in services.divisions]
    who = [(user, user) for user in users]
    modes = [
        (NumberMode.NEXT.value, _("The next number")),
        (NumberMode.BY_HAND.value, _("Written by hand already")),
        (NumberMode.BLANK.value, _("Left blank for now")),
    ]
    specs = [
        FieldSpec("incoming_no", _("Incoming letter number"), width=200, help=_("Where it is in that register too.")),
        FieldSpec("number_mode", _("Number"), "choice", required=True, choices=modes),
        FieldSpec("number", _("Number on the paper"), "integer", required=True),
        FieldSpec("letter", _("Letter of the series"), width=60),
        FieldSpec("paper_day", _("Date of the paper"), "date", help=_("Empty: received now.")),
        FieldSpec("paper_hour", _("Time of day"), width=100, check=check_hour),
        FieldSpec("division", _("Division"), "choice", choices=divisions),
        FieldSpec("officer", _("Officer"), "choice", choices=who),
        FieldSpec("note", _("Note"), width=420),
    ]
    if offers_confidential:
        specs += [
            FieldSpec("confidential", _("Confidential: a complaint against officials"), "tick"),
            FieldSpec("accused", _("Officials complained of"), help=_("Several with commas between.")),
            FieldSpec("shut_out", _("Users who may not see it"), "multi-choice", choices=who),
            FieldSpec("accused_division", _("Division complained of"), "choice", choices=divisions),
        ]
    return specs
