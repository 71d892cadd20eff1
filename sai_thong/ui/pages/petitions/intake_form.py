"""The form of a petition, top to bottom as it is asked at the counter: who, which service, what, where, how it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import villages
from sai_thong.registers.petitions.intake import Intake
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.links import Sought
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.places import read_coordinates
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.registers.petitions.terms import CHANNEL_LABELS, NAMING_LABELS, Channel, Naming, Role
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.petitions.intake_more import MoreEntry, check_hour, read_hour
from sai_thong.ui.pages.petitions.intake_person import PersonEntry
from sai_thong.ui.pages.petitions.intake_service import ServiceEntry
from sai_thong.ui.pages.petitions.reading_order import tab_as_read

TOLD_OF = frozenset({Channel.PHONE, Channel.LINE, Channel.HEADMAN})
"""Ways in which somebody tells of it without coming: when, and to whom, is kept in place of a signature."""
_OF_CALL = ("called_hour", "taken_by")


class IntakeForm(QWidget):
    """The fields. It never writes: `intake` gives what was typed.

    Signals:
        edited(): Anything was changed.
    """

    edited = Signal()

    def __init__(self, store: Store, today: date, *, stage: QWidget) -> None:
        super().__init__()
        self._store = store
        self._today = today
        self._filled_subject = ""
        self._filled_moo = ""
        self._secret_by_service = False
        law = petition_law(store)
        self.naming = FieldGroup(
            [_choice("naming", _("Naming"), [(each.value, _(NAMING_LABELS[each])) for each in Naming])],
            {"naming": Naming.NAMED.value},
            today=today,
        )
        self.person = PersonEntry(_("Petitioner"), store, today, stage=stage)
        self.other_in_need = FieldGroup([FieldSpec("other", _("Tells of it for somebody else"), "tick")], today=today)
        self.in_need = PersonEntry(_("Person in need"), store, today, stage=stage)
        self.relation = FieldGroup([FieldSpec("relation", _("Relation"), width=260)], today=today)
        self.service = ServiceEntry(law, today, stage=stage)
        self.matter = FieldGroup(_matter_specs(store), today=today)
        self.channel = FieldGroup(_channel_specs(), {"channel": Channel.IN_PERSON.value}, today=today)
        self.more = MoreEntry(
            law.services,
            slots.users(store.path),
            offers_confidential=may_open_complaints(store),
            today=today,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        for part in self._parts():
            column.addWidget(part)
        column.addStretch(1)
        self._connect()
        self._show_call()
        self._show_in_need()

    def _parts(self) -> Sequence[QWidget]:
        return (
            self.person, self.naming, self.other_in_need, self.in_need, self.relation,
            self.service, self.matter, self.channel, self.more,
        )  # fmt: skip

    def _connect(self) -> None:
        self.person.chosen.connect(self._go_on_from_person)
        self.in_need.chosen.connect(self.service.take_focus)
        self.service.chosen.connect(self._service_chosen)
        self.naming.edited.connect(lambda _key: self._show_naming())
        self.other_in_need.edited.connect(lambda _key: self._show_in_need())
        self.channel.edited.connect(lambda _key: self._show_call())
        self.service.rebuilt.connect(partial(tab_as_read, self))
        self.more.rebuilt.connect(partial(tab_as_read, self))
        for part in (self.person, self.in_need, self.service, self.more):
            part.edited.connect(self.edited)
        for fields in (self.naming, self.other_in_need, self.relation, self.matter, self.channel):
            fields.edited.connect(self.edited)

    # what must survive a change of language

    def _groups(self) -> Mapping[str, FieldGroup]:
        return {
            "naming": self.naming,
            "other": self.other_in_need,
            "relation": self.relation,
            "matter": self.matter,
            "channel": self.channel,
        }

    def state(self) -> dict[str, Any]:
        """Everything that was typed: plain data."""
        return {
            "person": self.person.state(),
            "in_need": self.in_need.state(),
            "service": self.service.state(),
            "more": self.more.state(),
            **{key: group.draft() for key, group in self._groups().items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again; what follows from an answer does not overwrite what was typed."""
        self.person.restore(state["person"])
        self.in_need.restore(state["in_need"])
        self.service.restore(state["service"])
        self.channel.show_values(state["channel"])
        self._show_call()
        for key, group in self._groups().items():
            group.show_values(state[key])
        self._show_naming()
        self._show_in_need()
        self.more.restore(state["more"])
        self.person.fields.show_values(state["person"]["fields"])

    # what was given

    def first_wrong(self) -> FieldRow | None:
        """Say beside each field what is wrong; the first of them."""
        parts = (self.naming, self.person, self.service, self.matter, self.channel, self.more)
        found = [part.first_wrong() for part in parts]
        return next((row for row in found if row is not None), None)

    def intake(self) -> Intake:
        """The petition as it was typed.

        Raises:
            BadInput: A field cannot be read.
        """
        service = self.service.service
        more = self.more.given()
        secret = more.confidential
        points = self.service.points_given() or more.points
        return Intake(
            service=service.key if service else "",
            subject=self.matter.text("subject"),
            channel=self.came_by,
            received_at=more.received_at,
            people=tuple(self._people(may_keep=not self.is_confidential)),
            naming=self.named,
            detail=self.matter.text("detail"),
            answers=self.service.answers(),
            moo=self._moo(),
            place=self.matter.text("place"),
            coordinates=self.matter.text("coordinates"),
            points=points,
            papers_received=self.service.papers_received(),
            incoming_no=more.incoming_no,
            called_at=self._called_at(),
            taken_by=self.channel.text("taken_by"),
            division=more.division,
            officer=more.officer,
            confidential=True if secret.asked else None,
            accused=secret.accused,
            shut_out=secret.shut_out,
            accused_division=secret.division,
            number=more.number,
            note=more.note,
        )

    def sought(self) -> Sought | None:
        """What is compared with the open cases; None before a service is chosen."""
        service = self.service.service
        if service is None:
            return None
        points = self.service.points_given() or self.more.given().points
        draft = self.matter.draft()
        return Sought(
            service=service.key,
            subject=str(draft["subject"] or ""),
            moo=self._moo(),
            place=str(draft["place"] or ""),
            coordinates=_readable(str(draft["coordinates"] or "")),
            person_id=self.person.citizen.id if self.person.citizen else None,
            petitioner_name=self.person.name if self.named is Naming.NAMED else "",
            asset_codes=frozenset(point.asset_code for point in points if point.asset_code),
        )

    @property
    def is_confidential(self) -> bool:
        """Whether the case will lie with the confidential ones."""
        service = self.service.service
        return self.more.says_confidential or (service is not None and service.confidential)

    @property
    def came_by(self) -> Channel:
        """How it came."""
        return Channel(self.channel.text("channel"))

    @property
    def named(self) -> Naming:
        """Whether a name is given."""
        return Naming(self.naming.text("naming"))

    def _people(self, *, may_keep: bool) -> Iterator[PersonGiven]:
        if self.named is not Naming.ANONYMOUS:
            joint = self.more.given().joint
            speaks = Role.REPRESENTATIVE if joint else Role.PETITIONER
            role = Role.INFORMANT if self._for_another() else speaks
            person = self.person.given(role, may_keep=may_keep)
            if person is not None:
                yield person
            yield from joint
        if self._for_another():
            in_need = self.in_need.given(Role.IN_NEED, may_keep=may_keep)
            if in_need is not None:
                yield _related(in_need, self.relation.text("relation"))

    def _for_another(self) -> bool:
        return bool(self.other_in_need.value("other"))

    def _moo(self) -> int | None:
        chosen = self.matter.text("moo")
        return int(chosen) if chosen else None

    def _called_at(self) -> datetime | None:
        if self.came_by not in TOLD_OF:
            return None
        hour = read_hour(self.channel.text("called_hour"))
        if hour is None:
            return None
        received = self.more.given().received_at
        day = received.astimezone(BANGKOK).date() if received else self._today
        return datetime.combine(day, hour, BANGKOK)

    # what follows from an answer

    def _go_on_from_person(self) -> None:
        citizen = self.person.citizen
        if citizen is None:
            self.person.fields.editor("phone").focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.matter.text("moo") == self._filled_moo and citizen.moo is not None:
            self._filled_moo = str(citizen.moo)
            self.matter.show_values({"moo": self._filled_moo})
        self.service.take_focus()

    def _service_chosen(self) -> None:
        service = self.service.service
        if service is None:
            return
        if self.matter.text("subject") == self._filled_subject:
            self._filled_subject = service.name
            self.matter.show_values({"subject": service.name})
        asks_points = self.service.points is not None
        self.more.ask_points(not asks_points)
        self._follow_confidential(service.confidential)
        first = self.service.first_asked() or self.matter.editor("detail").focus_target()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _follow_confidential(self, confidential: bool) -> None:
        """Tick what the service says, with those complained of asked for; clear it when the service was a slip."""
        if confidential:
            self.more.say_confidential(True)
            self.more.show_open(True)
        elif self._secret_by_service:
            self.more.say_confidential(False)
        self._secret_by_service = confidential

    def _show_naming(self) -> None:
        self.person.setVisible(self.named is not Naming.ANONYMOUS)

    def _show_in_need(self) -> None:
        another = self._for_another()
        self.person.label.set_text(_("Informant") if another else _("Petitioner"))
        self.in_need.setVisible(another)
        self.relation.setVisible(another)

    def _show_call(self) -> None:
        told = self.came_by in TOLD_OF
        if told and self.channel.asks("called_hour") is False:
            now = self._store.clock.now().astimezone(BANGKOK)
            self.channel.set_asked(True, *_OF_CALL)
            self.channel.show_values({"called_hour": f"{now:%H:%M}", "taken_by": self._store.user})
        self.channel.set_asked(told, *_OF_CALL)
        self.person.keep_new(self.came_by is Channel.IN_PERSON)


def _choice(key: str, label: str, choices: Sequence[tuple[str, str]]) -> FieldSpec:
    return FieldSpec(key, label, "choice", required=True, choices=choices)


def _matter_specs(store: Store) -> list[FieldSpec]:
    known = [
        (str(each.moo), _("Village {moo} {name}").format(moo=each.moo, name=each.name).strip())
        for each in villages(store)
    ]
    return [
        FieldSpec("subject", _("Subject"), required=True, width=560),
        FieldSpec("detail", _("Details"), "notes"),
        FieldSpec("moo", _("Village"), "choice", choices=known),
        FieldSpec("place", _("Place"), width=560),
        FieldSpec("coordinates", _("Coordinates"), width=260, check=_check_coordinates),
    ]


def _channel_specs() -> list[FieldSpec]:
    return [
        _choice("channel", _("Reached us by"), [(each.value, _(CHANNEL_LABELS[each])) for each in Channel]),
        FieldSpec("called_hour", _("Time of the call"), width=100, check=check_hour),
        FieldSpec("taken_by", _("Taken by"), width=260),
    ]


def _check_coordinates(value: FieldValue) -> str:
    try:
        read_coordinates(str(value))
    except BadInput as problem:
        return str(problem)
    return ""


def _readable(coordinates: str) -> str:
    return "" if _check_coordinates(coordinates) else coordinates


def _related(person: PersonGiven, relation: str) -> PersonGiven:
    return replace(person, relation=relation)
