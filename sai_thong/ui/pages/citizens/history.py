"""The history of a record out of the journal, in words: who changed what, from what to what, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sai_thong.db.access_log import Access
from sai_thong.db.journal import JournalEntry
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import N_, _
from sai_thong.records import FieldDeclaration, Kind, Record, declaration_of
from sai_thong.records.encoding import Plain, decode
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai import citizen_id
from sai_thong.thai.money import baht
from sai_thong.ui.kit import HistoryLine
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.pages.citizens.rows import day_words

_ACCESS_WORDS = {
    "unmask": N_("The whole citizen ID was shown"),
    "view": N_("The record was looked at"),
    "print": N_("Printed"),
    "reprint": N_("Printed again"),
    "export": N_("Exported"),
    "export-whole": N_("Exported"),
}
_MOST_FIELDS = 6
"""Changed fields told one by one; of more, as in a merge, only how many."""


def history_lines(
    entries: Sequence[JournalEntry],
    record_class: type[Record],
    *,
    most: int = 20,
    computers: Mapping[str, str] | None = None,
) -> tuple[HistoryLine, ...]:
    """What happened to a record, newest first, at most `most` lines; on which of `computers`, by file id and name.

    Citizen IDs stay masked. An entry whose content was lawfully destroyed says so. That somebody looked as everybody
    does every day would hide the rest; it stands in the access log.
    """
    shown = [each for each in reversed(entries) if not _is_view(each)][:most]
    names = computers or {}
    return tuple(
        HistoryLine(_day_of(each), " · ".join(filter(None, (_told(each, record_class), names.get(each.file_id, "")))))
        for each in shown
    )


def _is_view(entry: JournalEntry) -> bool:
    if entry.subject.register != ACCESS or entry.changes is None:
        return False
    return entry.changes.get("action", (None, ""))[1] == Access.VIEW


def _day_of(entry: JournalEntry) -> str:
    moment = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
    return short_date(moment.astimezone(BANGKOK).date())


def _told(entry: JournalEntry, record_class: type[Record]) -> str:
    if entry.changes is None:
        what = _("The content of this entry was destroyed as the law says")
    elif entry.subject.register == ACCESS:
        what = _(_ACCESS_WORDS.get(str(entry.changes.get("action", (None, ""))[1]), N_("The record was looked at")))
    elif not entry.subject.base_version:
        what = _("Entered in the register")
    else:
        what = "\n".join(_changed(entry.changes, record_class)) or _("Changed")
    reason = f" ({entry.reason})" if entry.reason else ""
    return f"{what}{reason} · {entry.user}"


def _changed(changes: Mapping[str, tuple[Plain, Plain]], record_class: type[Record]) -> Iterator[str]:
    """A line a changed field."""
    declared = {each.name: each for each in declaration_of(record_class).fields}
    known = [(declared[name], before, after) for name, (before, after) in changes.items() if name in declared]
    if len(known) > _MOST_FIELDS:
        yield _("{count} fields changed").format(count=len(known))
        return
    for field, before, after in known:
        was, now = field_words(field, before), field_words(field, after)
        label = _(field.label)
        if not now:
            yield _("{field}: “{before}” removed").format(field=label, before=was)
        elif not was:
            yield _("{field}: {after}").format(field=label, after=now)
        else:
            yield _("{field}: {before} → {after}").format(field=label, before=was, after=now)


def back_words(changes: Mapping[str, tuple[Plain, Plain]]) -> Iterator[str]:
    """What taking a change of a citizen back does, field by field."""
    return _changed({name: (new, base) for name, (base, new) in changes.items()}, Citizen)


def field_words(field: FieldDeclaration, plain: Plain) -> str:
    """A stored value as a person reads it; empty for nothing."""
    if plain is None or plain == "":
        return ""
    if field.name in _BY_NAME:
        return _BY_NAME[field.name](str(plain))
    return _BY_KIND.get(field.kind, str)(decode(field, plain))


def value_words(citizen: Citizen, name: str) -> str:
    """A field of a citizen as a person reads it."""
    from sai_thong.records import to_row

    return field_words(declaration_of(Citizen).field(name), to_row(citizen)[name])


_BY_NAME: dict[str, Callable[[str], str]] = {
    "citizen_id": citizen_id.masked,
    "bank_code": bank_name,
    "merged_into": lambda _id: _("another record of the same person"),
}
_BY_KIND: dict[Kind, Callable[[Any], str]] = {
    Kind.BOOLEAN: lambda yes: _("Yes") if yes else _("No"),
    Kind.DATE: day_words,
    Kind.PARTIAL_DATE: day_words,
    Kind.MONTH: lambda month: str(month.short_name),
    Kind.MONEY: baht,
    Kind.CHOICE: lambda choice: str(choice.value),
}
