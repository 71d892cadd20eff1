"""What the store refuses although the machine is well: a missing or stale record, a closed set, a number."""

from __future__ import annotations

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _


class RecordMissing(Refused):
    """There is no record with this id."""

    def __init__(self, table: str, record_id: str) -> None:
        super().__init__(
            _("The record {id} is not in this office's file.").format(id=record_id),
            do=_("Look for it again in the list."),
        )
        self.table = table
        self.record_id = record_id


class StaleRecord(Refused):
    """Somebody changed the record after it was read."""

    def __init__(self, table: str, record_id: str) -> None:
        super().__init__(
            _("This record was changed in the meantime."),
            kept=_("The other change is kept; yours was not saved."),
            do=_("Open the record again and make your change once more."),
        )
        self.table = table
        self.record_id = record_id


class AlreadyThere(Refused):
    """Another record has the value that no two may share."""

    def __init__(self, table: str, field: str, value: object) -> None:
        super().__init__(
            _("“{value}” is there already.").format(value=value),
            kept=_("Nothing was changed."),
            do=_("Look for it in the list, or write another."),
        )
        self.table = table
        self.field = field


class SetClosed(Refused):
    """This user does not hold the key of a sensitive set."""

    def __init__(self, set_name: str) -> None:
        super().__init__(
            _("This part of the register is open only to those who hold its key."),
            do=_("Ask a colleague who holds it."),
        )
        self.set_name = set_name


class ReadOnlyStore(Refused):
    """The file was opened for reading only."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is open for reading only."),
            kept=_("Nothing was changed."),
            do=_("Close the other window of the program, then open the file again."),
        )


class ReasonMissing(Refused):
    """What was asked for stands in the access log with its reason, and none was given."""

    def __init__(self) -> None:
        super().__init__(
            _("This is done only with a reason, which the log keeps."),
            kept=_("Nothing was shown or written."),
            do=_("Write the reason."),
        )


class NumberRefused(Refused):
    """A number cannot be given, taken or made void as asked."""
