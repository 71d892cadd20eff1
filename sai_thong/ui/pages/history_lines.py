"""The latest of a record's history in the few lines that its panel has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.record_history import NO_VALUE, ChangeKind, FieldChange, RecordChange
from sai_thong.ui.kit import HistoryLine
from sai_thong.ui.kit.columns import short_date

_MOST_FIELDS: Final = 6
"""Changed fields told one by one; of more, as in a merge, only how many."""


def history_lines(
    changes: Sequence[RecordChange], computers: Mapping[str, str], *, most: int = 20
) -> tuple[HistoryLine, ...]:
    """The newest of a record's own changes, each with who, why, and on which of `computers`, by file id and name."""
    return tuple(
        HistoryLine(short_date(each.at.astimezone(BANGKOK).date()), _words(each, computers)) for each in changes[:most]
    )


def _words(change: RecordChange, computers: Mapping[str, str]) -> str:
    what = _what(change) + (f" ({change.why})" if change.why else "")
    return " · ".join(filter(None, (what, change.user, computers.get(change.file_id, ""))))


def _what(change: RecordChange) -> str:
    if change.kind is ChangeKind.ENTERED:
        return _("Entered in the register")
    if change.kind is ChangeKind.CHANGED and change.fields:
        return field_lines(change.fields)
    return change.title


def field_lines(fields: Sequence[FieldChange]) -> str:
    """What changed, a line a field."""
    if len(fields) > _MOST_FIELDS:
        return _("{count} fields changed").format(count=len(fields))
    return "\n".join(f"{each.label}: {each.after}" if each.before == NO_VALUE else each.words for each in fields)
