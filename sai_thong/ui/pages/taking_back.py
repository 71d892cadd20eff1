"""What taking the last change of a record back does, in the words of its form."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.last_change import LastChange
from sai_thong.registers.record_history import FieldChange
from sai_thong.registers.record_words import field_label, value_words
from sai_thong.ui.pages.history_lines import field_lines


def back_words(store: Store, record_class: type[Record], change: LastChange) -> str:
    """What will stand again, a line a field."""
    fields = [
        FieldChange(
            field_label(record_class, name),
            value_words(store, record_class, name, new) or "–",
            value_words(store, record_class, name, base) or "–",
        )
        for name, (base, new) in change.changes.items()
    ]
    return field_lines(fields)


def change_words(change: LastChange) -> str:
    """Who made the change that is taken back, and why."""
    by = _("Changed by {user}").format(user=change.user)
    return f"{by}: {change.why}" if change.why else by
