"""What few petitions need, folded away: many petitioners, several points, numbers and days of a paper, confidential."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
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
from sai_thong.ui.kit.field_group import FieldGroup, field_label, labelled_grid
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.growing_rows import Cell, GrowingRows
from sai_thong.ui.kit.values import FieldValue
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


NOT_CONFIDENTIAL: Final = Confidential(asked=False)


@dataclass(frozen=True)
class MoreGiven:
    """What the folded part says; of one that was never opened, nothing.

    Attributes:
        joint: The others of a petition with many names.
        points: The points of a paper that holds several.
        incoming_no: เลขรับหนังสือ.
        number: Which number the petition gets.
        received_at: When the paper says it came; None for now.
        division: Where it goes, other than the service says.
        officer: Who is in charge.
        note: For the office.
        confidential: What is said of a confidential case.
    """

    joint: tuple[PersonGiven, ...] = ()
    points: tuple[PointGiven, ...] = ()
    incoming_no: str = ""
    number: NumberChoice = NEXT_NUMBER
    received_at: datetime | None = None
    division: str = ""
    officer: str = ""
    note: str = ""
    confidential: Confidential = NOT_CONFIDENTIAL


class MoreEntry(QWidget):
    """The button, and the part below it, which is made when it is first unfolded: few petitions need it.

    Args:
        services: For the divisions offered.
        users: Who can open the store, of whom some may have to be shut out.
        offers_confidential: Whether this user holds the key of the confidential cases.
        today: The day it is.

    Signals:
        edited(): Anything was changed.
        rebuilt(): The part was made.
    """

    edited = Signal()
    rebuilt = Signal()

    def __init__(
        self, services: ServiceCatalogue, users: Sequence[str], *, offers_confidential: bool, today: date
    ) -> None:
        super().__init__()
        self._offers_confidential = offers_confidential
        self._make = partial(_specs, services, users, offers_confidential=offers_confidential)
        self._today = today
        self._part: MorePart | None = None
        self._asks_points = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))
        self.button = ActionButton(_("More"), self.turn, kind="quiet", key="Alt+M")
        self.button.setCheckable(True)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def part(self) -> MorePart:
        """The part, made now if it was never wanted."""
        if self._part is None:
            self._part = MorePart(self._make(), self._today)
            self._part.hide()
            self._part.points_row.setVisible(self._asks_points)
            self._part.edited.connect(self.edited)
            self._column.addWidget(self._part)
            self.rebuilt.emit()
        return self._part

    def turn(self) -> None:
        """Unfold, or fold again."""
        self.show_open(self._part is None or self._part.isHidden())

    def show_open(self, unfolded: bool) -> None:
        """Show the part, or only its button."""
        self.button.setChecked(unfolded)
        if unfolded or self._part is not None:
            self.part.setVisible(unfolded)

    def say_confidential(self, confidential: bool) -> None:
        """Tick or clear it, as the service says."""
        if self._offers_confidential:
            self.part.show_values({"confidential": confidential})

    @property
    def says_confidential(self) -> bool:
        """Whether it is ticked."""
        return self._part is not None and self._part.says_confidential

    def ask_points(self, asked: bool) -> None:
        """Whether points are typed here, not in the form of the service."""
        self._asks_points = asked
        if self._part is not None:
            self._part.points_row.setVisible(asked)

    def first_wrong(self) -> FieldRow | None:
        """The first field that is wrong; the part unfolds for it."""
        wrong = self._part.fields.first_wrong() if self._part is not None else None
        if wrong is not None:
            self.show_open(True)
        return wrong

    def given(self) -> MoreGiven:
        """What was typed.

        Raises:
            BadInput: A field cannot be read.
        """
        return self._part.given() if self._part is not None else MoreGiven()

    def state(self) -> dict[str, Any]:
        """What was typed, and whether the part is unfolded."""
        if self._part is None:
            return {}
        return {"open": not self._part.isHidden(), **self._part.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        if state:
            self.part.restore(state)
            self.show_open(bool(state["open"]))


class MorePart(QWidget):
    """The fields of the folded part.

    Signals:
        edited(): Anything was changed.
    """

    edited = Signal()

    def __init__(self, specs: Sequence[FieldSpec], today: date) -> None:
        super().__init__()
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        self.others = GrowingRows(
            _("Others on the list"),
            [Cell(_("Name")), Cell(_("Citizen ID"), 190), Cell(_("Telephone"), 120)],
        )
        self.points = point_rows(_("Points"))
        self.points_row = _labelled(_("Points"), self.points)
        self.fields = FieldGroup(specs, {"number_mode": NumberMode.NEXT.value}, today=today)
        for widget in (_labelled(_("Others on the list"), self.others), self.points_row, self.fields):
            column.addWidget(widget)
        self.fields.edited.connect(lambda _key: self._follow())
        self.others.edited.connect(self.edited)
        self.points.edited.connect(self.edited)
        self._follow()

    def show_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show these values, and ask what they call for."""
        self.fields.show_values(values)
        self._follow()

    def _follow(self) -> None:
        by_hand = self.fields.text("number_mode") == NumberMode.BY_HAND.value
        self.fields.set_asked(by_hand, *_OF_HAND)
        if "confidential" in self.fields.rows:
            self.fields.set_asked(self.says_confidential, *_OF_SECRET)
        self.edited.emit()

    @property
    def says_confidential(self) -> bool:
        """Whether it is ticked."""
        return "confidential" in self.fields.rows and bool(self.fields.value("confidential"))

    def state(self) -> dict[str, Any]:
        """What was typed."""
        return {"fields": self.fields.draft(), "others": self.others.rows(), "points": self.points.rows()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        self.show_values(state["fields"])
        self.others.show_rows(state["others"])
        self.points.show_rows(state["points"])

    def given(self) -> MoreGiven:
        """What was typed; raises `BadInput` when a field cannot be read."""
        return MoreGiven(
            joint=tuple(
                PersonGiven(role=Role.CO_PETITIONER, name=name, citizen_id=citizen_id, phone=phone)
                for name, citizen_id, phone in self.others.rows()
            ),
            points=points_of(self.points),
            incoming_no=self.fields.text("incoming_no"),
            number=self._number(),
            received_at=self._received_at(),
            division=self.fields.text("division"),
            officer=self.fields.text("officer"),
            note=self.fields.text("note"),
            confidential=self._confidential(),
        )

    def _number(self) -> NumberChoice:
        mode = NumberMode(self.fields.text("number_mode"))
        if mode is NumberMode.BY_HAND:
            return NumberChoice(mode, self.fields.value("number"), self.fields.text("letter"))
        return BLANK if mode is NumberMode.BLANK else NEXT_NUMBER

    def _received_at(self) -> datetime | None:
        day, hour = self.fields.value("paper_day"), read_hour(self.fields.text("paper_hour"))
        if not isinstance(day, date) or (day == self._today and hour is None):
            return None
        return datetime.combine(day, hour or _OPENING_HOUR, BANGKOK)

    def _confidential(self) -> Confidential:
        if not self.says_confidential:
            return NOT_CONFIDENTIAL
        accused = self.fields.text("accused")
        return Confidential(
            asked=True,
            accused=tuple(name.strip() for name in accused.split(",") if name.strip()),
            shut_out=tuple(self.fields.value("shut_out")),
            division=self.fields.text("accused_division"),
        )


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
