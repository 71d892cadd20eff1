"""Which service a petition asks for: found as one types, with what its form asks, its papers and its promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import UNIT_LABELS, FieldKind
from sai_thong.registers.law.services import ExtraField, Service
from sai_thong.registers.petitions.intake import PointGiven
from sai_thong.registers.petitions.law_in_force import PetitionLaw
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, Text, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup, field_label, labelled_grid
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.fields import FieldKind as EditorKind
from sai_thong.ui.kit.growing_rows import Cell, GrowingRows
from sai_thong.ui.kit.type_to_find import Found, TypeToFind
from sai_thong.ui.kit.values import FieldValue

_PAPERS: Final = "papers"
_KINDS: Final[dict[FieldKind, EditorKind]] = {FieldKind.DATE: "date", FieldKind.CHOICE: "choice"}
_WIDTHS: Final = {FieldKind.NUMBER: 140, FieldKind.TEXT: 420, FieldKind.PLACE: 420}


class ServiceEntry(QWidget):
    """The line in which a service is found, and below it everything the catalogue says of it.

    Signals:
        chosen(): A service was taken.
        edited(): Anything was changed.
        rebuilt(): Other fields are asked now.
    """

    chosen = Signal()
    edited = Signal()
    rebuilt = Signal()

    def __init__(self, law: PetitionLaw, today: date, *, stage: QWidget) -> None:
        super().__init__()
        self._law = law
        self._today = today
        self.service: Service | None = None
        self.finder = TypeToFind(_("Service, or what it is about"), self._find, stage=stage)
        self.told = ThaiLabel("", Text.SMALL, muted=True)
        self.told.hide()
        self.extra = FieldGroup([], today=today)
        self.points: GrowingRows | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))
        head = QWidget()
        grid = labelled_grid(head)
        grid.addWidget(field_label(_("Service")), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.finder, 0, 1)
        grid.addWidget(self.told, 1, 1)
        self._column.addWidget(head)
        self._form = QWidget()
        self._column.addWidget(self._form)
        self.finder.taken.connect(lambda found: self._take(found.key))
        self.finder.typed.connect(self._typed)

    def take_focus(self) -> None:
        """Give the keys to the line."""
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_asked(self) -> QWidget | None:
        """Where the keys go once the service is taken: the first thing its form must know; None when nothing."""
        for field in self.service.fields if self.service else ():
            if field.required and field.kind is FieldKind.POINTS and self.points is not None:
                return self.points.focus_target()
            if field.required and field.key in self.extra.rows:
                return self.extra.editor(field.key).focus_target()
        return None

    # what was given

    def first_wrong(self) -> FieldRow | None:
        """The first field of its form that is wrong."""
        return self.extra.first_wrong()

    def answers(self) -> dict[str, str]:
        """What its form asks besides, by the catalogue's keys; raises `BadInput`."""
        fields = self.service.fields if self.service else ()
        return {each.key: _written(self.extra.value(each.key)) for each in fields if each.key in self.extra.rows}

    def papers_received(self) -> tuple[str, ...]:
        """The papers that were ticked."""
        return tuple(self.extra.value(_PAPERS)) if _PAPERS in self.extra.rows else ()

    def points_given(self) -> tuple[PointGiven, ...]:
        """The points, where its form asks for them."""
        return points_of(self.points)

    def state(self) -> dict[str, Any]:
        """The service and what was typed in its form."""
        return {
            "key": self.service.key if self.service else "",
            "words": self.finder.line.text(),
            "fields": self.extra.draft(),
            "points": self.points.rows() if self.points else [],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        self.finder.show_words(str(state["words"]))
        if state["key"]:
            self.choose(str(state["key"]))
        self.extra.show_values(state["fields"])
        if self.points is not None:
            self.points.show_rows(state["points"])

    # the service

    def _find(self, text: str) -> Sequence[Found]:
        wanted = [search_form(word) for word in text.split()]
        found = []
        for service in self._law.services.in_force(self._today):
            name = search_form(service.name)
            if all(word in f"{name} {search_form(service.category)}" for word in wanted):
                begins = name.find(wanted[0]) if wanted else 0
                offered = Found(service.key, service.name, self._law.division_name(service.division))
                found.append((begins if begins >= 0 else len(name), offered))
        return [each for _place, each in sorted(found, key=itemgetter(0))]

    def choose(self, key: str) -> None:
        """Take a service by its key."""
        service = self._law.services.service(key, self._today)
        if service is not None:
            self.finder.show_words(service.name)
            self._take(key)

    def _take(self, key: str) -> None:
        self.service = self._law.services.service(key, self._today)
        self._show_form()
        self.chosen.emit()

    def _typed(self, _text: str) -> None:
        if self.service is not None:
            self.service = None
            self._show_form()
        self.edited.emit()

    def _show_form(self) -> None:
        service = self.service
        self.told.set_text(promise_words(self._law, service, self._today) if service else "")
        self.told.setVisible(service is not None)
        self.extra = FieldGroup(_specs(service) if service else [], today=self._today)
        self.extra.edited.connect(lambda _key: self.edited.emit())
        self.points = None
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        for field in service.fields if service else ():
            if field.kind is FieldKind.POINTS:
                column.addWidget(self._points_row(field))
        column.addWidget(self.extra)
        before, self._form = self._form, form
        self._column.replaceWidget(before, form)
        before.hide()
        before.deleteLater()
        self.extra.setVisible(bool(self.extra.rows))
        self.rebuilt.emit()

    def _points_row(self, field: ExtraField) -> QWidget:
        holder = QWidget()
        grid = labelled_grid(holder)
        grid.addWidget(field_label(field.label), 0, 0, Qt.AlignmentFlag.AlignTop)
        self.points = point_rows(field.label)
        self.points.edited.connect(self.edited)
        grid.addWidget(self.points, 0, 1)
        return holder


def point_rows(name: str) -> GrowingRows:
    """Rows for the points of a paper."""
    return GrowingRows(name, [Cell(_("Where, or what it is about")), Cell(_("Asset code"), 150)])


def points_of(rows: GrowingRows | None) -> tuple[PointGiven, ...]:
    """The points that were typed."""
    return tuple(PointGiven(matter, asset_code=code) for matter, code in rows.rows()) if rows else ()


def promise_words(law: PetitionLaw, service: Service, on: date) -> str:
    """Where a service goes, within what it is answered, and what it costs."""
    amount, unit = service.amount, service.unit
    profile = law.clocks.profile_in_force(service.profile, on)
    if profile.answer and (amount is None or not profile.promise_replaces_answer):
        amount, unit = profile.answer.amount, profile.answer.unit
    parts = [law.division_name(service.division)]
    if amount is not None and unit is not None:
        parts.append(_("answer within {amount} {unit}").format(amount=amount, unit=_(UNIT_LABELS[unit])))
    if service.fee_note:
        parts.append(service.fee_note)
    if service.confidential:
        parts.append(_("confidential"))
    return "  ·  ".join(parts)


def _specs(service: Service) -> list[FieldSpec]:
    fields = [_spec(each) for each in service.fields if each.kind is not FieldKind.POINTS]
    if service.papers:
        choices = [(each.name, _paper_words(each.name, required=each.required)) for each in service.papers]
        fields.append(FieldSpec(_PAPERS, _("Papers handed in"), "multi-choice", choices=choices))
    return fields


def _paper_words(name: str, *, required: bool) -> str:
    return _("{paper} (must be there)").format(paper=name) if required else name


def _spec(field: ExtraField) -> FieldSpec:
    return FieldSpec(
        field.key,
        f"{field.label} ({field.unit})" if field.unit else field.label,
        _KINDS.get(field.kind, "text"),
        choices=[(choice, choice) for choice in field.choices],
        purpose="future",
        check=_check_number if field.kind is FieldKind.NUMBER else None,
        width=_WIDTHS.get(field.kind, 0),
    )


def _check_number(value: FieldValue) -> str:
    plain = to_arabic(str(value)).replace(",", "")
    return "" if plain.replace(".", "", 1).isdigit() else _("Write a number.")


def _written(value: FieldValue) -> str:
    if isinstance(value, date):
        return thai_date(value)
    return "" if value is None else str(value)
