"""The forms of the registers of documents: what is asked, and how it becomes what an operation takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.law.retention import Keep, RetentionLaw
from sai_thong.registers.saraban.incoming import Receipt
from sai_thong.registers.saraban.outgoing import Draft
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.saraban.terms import (
    REGISTER_LABELS,
    SECRECY_LABELS,
    URGENCY_LABELS,
    Register,
    Secrecy,
    Urgency,
)
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.kit import Banner, FieldSpec, RecordForm, Tone
from sai_thong.ui.kit.values import FieldValue

WHY: Final = "why"
_TIME: Final = re.compile(r"(\d{1,2})[:.](\d{2})")
_WIDE: Final = 560


def receive_form(today: date, now: datetime, *, gives_numbers: bool, addressee: str) -> RecordForm:
    """A document that came; the least is typed where this station gives the numbers: from whom, and what about."""
    local = now.astimezone(BANGKOK)
    specs = [
        FieldSpec("sender", _("From whom"), required=True, width=_WIDE),
        FieldSpec("subject", _("Subject"), required=True, width=_WIDE),
        FieldSpec("their_number", _("Number on the document")),
        FieldSpec("dated_on", _("Dated"), "date"),
        FieldSpec("addressee", _("To whom"), width=_WIDE),
        FieldSpec("enclosures", _("Enclosures"), width=_WIDE),
        FieldSpec("action", _("Action taken"), width=_WIDE),
        FieldSpec("urgency", _("Speed"), "choice", choices=_urgencies()),
        FieldSpec("secrecy", _("Secrecy"), "choice", choices=_secrecies()),
        FieldSpec("received_on", _("Received on"), "date", required=True, section=_("Receipt")),
        FieldSpec("received_time", _("Time"), required=True, width=140, check=_time_problem),
        FieldSpec("numbering", _("Number"), "choice", choices=_numberings(gives_numbers)),
        FieldSpec("number", _("Written number"), "integer", help=_("Where it is written on the document already.")),
        FieldSpec("note", _("Note"), "notes"),
    ]
    values: dict[str, FieldValue] = {
        "received_on": today,
        "received_time": f"{local:%H:%M}",
        "numbering": (Numbering.NEXT if gives_numbers else Numbering.BLANK).value,
        "urgency": Urgency.ORDINARY.value,
        "secrecy": Secrecy.OPEN.value,
        "addressee": addressee,
    }
    return RecordForm(_("Receive a document"), specs, values, today=today, save_text=_("Receive"))


def receipt_from(values: Mapping[str, Any]) -> Receipt:
    """What the form of a receipt says."""
    return Receipt(
        sender=_text(values, "sender"),
        subject=_text(values, "subject"),
        their_number=_text(values, "their_number"),
        dated_on=values["dated_on"],
        addressee=_text(values, "addressee"),
        enclosures=_text(values, "enclosures"),
        action=_text(values, "action"),
        urgency=Urgency(values["urgency"]),
        secrecy=Secrecy(values["secrecy"]),
        received_at=datetime.combine(values["received_on"], _time(values["received_time"]), BANGKOK),
        note=_text(values, "note"),
    )


def numbering_from(values: Mapping[str, Any]) -> tuple[Numbering, int | None]:
    """Where the number comes from: what is typed counts before what is chosen."""
    number = values["number"]
    return (Numbering.BY_HAND, number) if number else (Numbering(values["numbering"]), None)


def outgoing_form(today: date, register: Register, sender: str, *, gives_numbers: bool) -> RecordForm:
    """A document that leaves."""
    specs = [
        FieldSpec("register", _("Which register"), "choice", choices=_registers()),
        FieldSpec("subject", _("Subject"), required=True, width=_WIDE),
        FieldSpec("addressee", _("To whom"), width=_WIDE),
        FieldSpec("dated_on", _("Dated"), "date", required=True),
        FieldSpec("sender", _("From whom"), width=_WIDE),
        FieldSpec("action", _("Action taken"), width=_WIDE),
        FieldSpec("urgency", _("Speed"), "choice", choices=_urgencies()),
        FieldSpec("secrecy", _("Secrecy"), "choice", choices=_secrecies()),
        FieldSpec("numbering", _("Number"), "choice", choices=_numberings(gives_numbers)),
        FieldSpec("number", _("Written number"), "integer", help=_("Where it is written on the document already.")),
        FieldSpec("note", _("Note"), "notes"),
    ]
    values: dict[str, FieldValue] = {
        "register": register.value,
        "dated_on": today,
        "sender": sender,
        "numbering": (Numbering.NEXT if gives_numbers else Numbering.BLANK).value,
        "urgency": Urgency.ORDINARY.value,
        "secrecy": Secrecy.OPEN.value,
    }
    return RecordForm(_("Enter an outgoing document"), specs, values, today=today, save_text=_("Enter"))


def draft_from(values: Mapping[str, Any]) -> Draft:
    """What the form of an outgoing document says."""
    return Draft(
        register=Register(values["register"]),
        subject=_text(values, "subject"),
        addressee=_text(values, "addressee"),
        dated_on=values["dated_on"],
        sender=_text(values, "sender"),
        action=_text(values, "action"),
        urgency=Urgency(values["urgency"]),
        secrecy=Secrecy(values["secrecy"]),
        note=_text(values, "note"),
    )


def correct_form(document: IncomingDocument | OutgoingDocument, today: date) -> RecordForm:
    """What was entered wrongly, with the reason."""
    shown: dict[str, FieldValue] = {
        "sender": document.sender,
        "subject": document.subject,
        "addressee": document.addressee,
        "action": document.action,
        "note": document.note,
    }
    specs = [
        FieldSpec("sender", _("From whom"), required=True, width=_WIDE),
        FieldSpec("subject", _("Subject"), required=True, width=_WIDE),
        FieldSpec("addressee", _("To whom"), width=_WIDE),
        FieldSpec("action", _("Action taken"), width=_WIDE),
        FieldSpec("note", _("Note"), "notes"),
        _why(),
    ]
    if isinstance(document, IncomingDocument):
        specs[2:2] = [
            FieldSpec("their_number", _("Number on the document")),
            FieldSpec("dated_on", _("Dated"), "date"),
        ]
        shown |= {"their_number": document.their_number, "dated_on": document.dated_on}
    return RecordForm(_("Correct the document"), specs, shown, today=today)


def corrected_from(document: IncomingDocument | OutgoingDocument, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a correction changes."""
    told = {name: value if name == "dated_on" else value or "" for name, value in values.items() if name != WHY}
    return {name: value for name, value in told.items() if value != getattr(document, name)}


def action_form(document: IncomingDocument, today: date) -> RecordForm:
    """What was done with a document that came."""
    specs = [
        FieldSpec("action", _("Action taken"), "notes", required=True),
        FieldSpec("division", _("Passed to"), help=_("The division or the person who has it now.")),
    ]
    values = {"action": document.action, "division": document.division}
    return RecordForm(_("Action taken"), specs, values, today=today)


def number_form(today: date, *, inserted: bool) -> RecordForm:
    """The number that was written on the paper; for an inserted one the number before it, with the reason."""
    if not inserted:
        specs = [FieldSpec("number", _("Number"), "integer", required=True)]
        return RecordForm(_("Key the number"), specs, today=today, save_text=_("Key the number"))
    specs = [
        FieldSpec("number", _("After number"), "integer", required=True, help=_("123 gives 123.1.")),
        _why(),
    ]
    return RecordForm(_("Insert a number"), specs, today=today, save_text=_("Insert"))


def open_form_of(today: date, title: str) -> RecordForm:
    """At which number this machine begins to give a register's numbers."""
    specs = [
        FieldSpec(
            "next_number",
            _("Next number"),
            "integer",
            required=True,
            help=_("The number after the last one in the book; 1 where the book of this year is still empty."),
        )
    ]
    return RecordForm(title, specs, today=today, save_text=_("Open"))


def reason_form(title: str, today: date, save_text: str, *, says: str = "") -> RecordForm:
    """A step that needs nothing but its reason; `says` is what it does."""
    form = RecordForm(title, [_why()], today=today, save_text=save_text)
    if says:
        form.banners.tell(Banner(says, Tone.ACCENT, closable=False))
    return form


def keeping_form(document: IncomingDocument | OutgoingDocument, law: RetentionLaw, today: date) -> RecordForm:
    """How long a document is kept."""
    classes = law.in_force(today)
    specs = [
        FieldSpec(
            "retention_class",
            _("Retention class"),
            "choice",
            choices=tuple((each.key, _class_words(each.name, each.years)) for each in classes),
            width=_WIDE,
        ),
        FieldSpec(
            "until",
            _("Kept until"),
            "date",
            purpose="future",
            help=_("Only of: {classes}").format(
                classes=", ".join(each.name for each in classes if each.keep is Keep.BY_LAW)
            ),
        ),
        _why(),
    ]
    values: dict[str, FieldValue] = {"retention_class": document.retention_class}
    return RecordForm(_("How long it is kept"), specs, values, today=today)


def _class_words(name: str, years: int | None) -> str:
    return f"{name} ({_('{count} years').format(count=years)})" if years else name


def _why() -> FieldSpec:
    return FieldSpec(WHY, _("Reason"), required=True, width=_WIDE)


def _numberings(gives_numbers: bool) -> tuple[tuple[str, str], ...]:
    blank = (Numbering.BLANK.value, _("Without a number for now"))
    return ((Numbering.NEXT.value, _("The next number")), blank) if gives_numbers else (blank,)


def _registers() -> tuple[tuple[str, str], ...]:
    return tuple((each.value, _(REGISTER_LABELS[each])) for each in Register)


def _urgencies() -> tuple[tuple[str, str], ...]:
    return tuple((each.value, _(URGENCY_LABELS[each])) for each in Urgency)


def _secrecies() -> tuple[tuple[str, str], ...]:
    return tuple((each.value, _(SECRECY_LABELS[each])) for each in Secrecy)


def _text(values: Mapping[str, Any], key: str) -> str:
    return str(values.get(key) or "")


def _time(text: object) -> time:
    found = _TIME.fullmatch(to_arabic(str(text or "")).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]))


def _time_problem(value: FieldValue) -> str:
    try:
        _time(value)
    except ValueError:
        return _("Write the time such as 09:30.")
    return ""
