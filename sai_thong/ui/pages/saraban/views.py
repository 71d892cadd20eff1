"""Documents as rows of a list and as the record beside it."""

from __future__ import annotations

from collections.abc import Iterator

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _, ngettext
from sai_thong.records import declaration_of
from sai_thong.registers.attachments.operations import Subject, attachments_of
from sai_thong.registers.record_history import history_of
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.saraban.sealing import tells_nothing
from sai_thong.registers.saraban.terms import REGISTER_LABELS, SECRECY_LABELS, URGENCY_LABELS, Secrecy, Urgency
from sai_thong.sync.writers import computer_names
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import ChipText, Column, RecordView, Row, Tone
from sai_thong.ui.pages.history_lines import history_lines

Document = IncomingDocument | OutgoingDocument


def incoming_columns() -> list[Column]:
    """The columns of what came, as far as a screen has room for those of the regulation."""
    return [
        Column("number", _("Incoming number"), 92, align="right", sort_value=lambda row: row["order"]),
        Column("dated_on", _("Dated"), 98, kind="date"),
        Column("sender", _("From whom"), 152),
        Column("subject", _("Subject"), least=140, strong=True),
        Column("state", _("Action taken"), 126, kind="chip"),
    ]


def outgoing_columns() -> list[Column]:
    """The columns of what leaves."""
    return [
        Column("number", _("Number"), 126, sort_value=lambda row: row["order"]),
        Column("dated_on", _("Dated"), 98, kind="date"),
        Column("addressee", _("To whom"), 136),
        Column("subject", _("Subject"), least=140, strong=True),
        Column("state", _("Which register"), 136, kind="chip"),
    ]


def incoming_row(document: IncomingDocument, *, with_year: bool) -> Row:
    """One line of the incoming list; the number with its year where several years are shown."""
    number = "" if document.number is None else str(document.number)
    return {
        "id": document.id,
        "order": (document.year_be, document.number or 0),
        "number": f"{number}/{document.year_be}" if number and with_year else number or "–",
        "dated_on": document.dated_on,
        "sender": document.sender,
        "subject": document.subject,
        "state": state_chip(document) or ChipText(document.action or _("Received"), Tone.PLAIN),
    }


def outgoing_row(document: OutgoingDocument) -> Row:
    """One line of the outgoing list."""
    return {
        "id": document.id,
        "order": (document.year_be, document.number or 0, document.sub_number or 0),
        "number": document.printed_number or "–",
        "dated_on": document.dated_on,
        "addressee": document.addressee,
        "subject": document.subject,
        "state": state_chip(document) or ChipText(_(REGISTER_LABELS[document.register]), Tone.PLAIN),
    }


def state_chip(document: Document) -> ChipText | None:
    """What is unusual about a document; None where nothing is."""
    if document.voided_on is not None:
        return ChipText(_("void"), Tone.BAD)
    if document.destroyed_on is not None:
        return ChipText(_("destroyed"), Tone.PLAIN)
    if document.number is None:
        return ChipText(_("waits for its number"), Tone.WARNING)
    return None


def document_view(store: Store, document: Document, whole: Document | None = None) -> RecordView:
    """Everything the panel tells of a document; of a sealed letter its line only, or `whole` once that was read."""
    shown = whole or document
    # What a letter said before its case went behind the key stands in the journal, not in the panel everybody sees.
    history = [] if tells_nothing(document) else history_of(store, [document])
    return RecordView(
        name=shown.subject,
        line=_number_line(shown),
        chips=tuple(_chips(shown)),
        sentences=tuple(_sentences(shown)),
        facts=tuple(_facts(store, shown)),
        history=history_lines(history, computer_names(store)),
        history_title=_("History"),
    )


def subject_of(document: Document) -> Subject:
    """What files of a document are attached to."""
    return Subject(declaration_of(type(document)).table, document.id)


def _number_line(document: Document) -> str:
    if isinstance(document, OutgoingDocument):
        return document.printed_number or _("no number yet")
    if document.number is None:
        return _("no number yet")
    return _("Incoming number {number}").format(number=f"{document.number}/{document.year_be}")


def _chips(document: Document) -> Iterator[ChipText]:
    chip = state_chip(document)
    if chip is not None:
        yield chip
    if document.urgency is not Urgency.ORDINARY:
        yield ChipText(_(URGENCY_LABELS[document.urgency]), Tone.WARNING)
    if document.secrecy is not Secrecy.OPEN:
        yield ChipText(_(SECRECY_LABELS[document.secrecy]), Tone.BAD)
    if document.hold:
        yield ChipText(_("held back from destruction"), Tone.WARNING)


def _sentences(document: Document) -> Iterator[str]:
    if document.voided_on is not None:
        yield _("Void since {day}: {reason}").format(day=thai_date(document.voided_on), reason=document.void_reason)
    if document.destroyed_on is not None:
        yield _("Destroyed on {day}. Its line stays in the register.").format(day=thai_date(document.destroyed_on))
    if document.hold:
        yield _("Held back: {reason}").format(reason=document.hold)


def _facts(store: Store, document: Document) -> Iterator[tuple[str, str]]:
    """What is known; an unknown thing is left out."""
    if isinstance(document, IncomingDocument):
        local = document.received_at.astimezone(BANGKOK)
        yield _("Received at"), f"{thai_date(local)} {local:%H:%M}"
        if document.their_number:
            yield _("Number on the document"), document.their_number
    else:
        yield _("Which register"), _(REGISTER_LABELS[document.register])
    if document.dated_on is not None:
        yield _("Dated"), thai_date(document.dated_on)
    told = [(_("From whom"), document.sender), (_("To whom"), document.addressee), (_("Action taken"), document.action)]
    if isinstance(document, IncomingDocument):
        told += [(_("Passed to"), document.division), (_("Enclosures"), document.enclosures)]
    yield from (each for each in told if each[1])
    yield _("Kept until"), _kept_until(store, document)
    count = len(attachments_of(store, subject_of(document)))
    if count:
        yield _("Files"), ngettext("{count} file", "{count} files", count).format(count=count)
    if document.note:
        yield _("Note"), document.note


def _kept_until(store: Store, document: Document) -> str:
    of_class = retention_law(store).classes.get(document.retention_class, ())
    name = of_class[-1].name if of_class else document.retention_class
    until = thai_date(document.retain_until) if document.retain_until else _("no day is set")
    return f"{until} · {name}"


def counted(count: int, year_be: int | None) -> str:
    """How many documents stand in the list, for the header."""
    words = ngettext("{count} document", "{count} documents", count).format(count=f"{count:,}")
    return words if year_be is None else _("{documents} of {year}").format(documents=words, year=year_be)
