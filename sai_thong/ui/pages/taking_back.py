"""What taking the last change of a record back does, in the words of its form."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.last_change import LastChange
from sai_thong.registers.record_history import NO_VALUE, FieldChange
from sai_thong.registers.record_words import field_label, value_words
from sai_thong.ui.pages.history_lines import field_lines


def take_back_words(store: Store, record_class: type[Record], change: LastChange) -> str:
    """Who made the change that is taken back, and why; then what will stand again, a line a field."""
    by = _("Changed by {user}").format(user=change.user)
    fields = [
        FieldChange(
            field_label(record_class, name),
            value_words(store, record_class, name, new) or NO_VALUE,
            value_words(store, record_class, name, base) or NO_VALUE,
        )
        for name, (base, new) in change.changes.items()
    ]
    return f"{by}: {change.why}\n{field_lines(fields)}" if change.why else f"{by}\n{field_lines(fields)}"
