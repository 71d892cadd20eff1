"""What a writing operation changed, so that the window refreshes only that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sai_thong.records import Record, declaration_of


@dataclass
class ChangeSet:
    """Ids of changed records by table. Sealed sets appear by the set's neutral name, without ids."""

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, table: str, record_id: str) -> None:
        """Remember that a record of `table` changed."""
        self.ids[table].add(record_id)

    def add(self, others: ChangeSet) -> None:
        """Take in what another transaction changed."""
        for table, ids in others.ids.items():
            self.ids[table] |= ids

    def touches(self, *record_classes: type[Record]) -> bool:
        """Whether any record of these types changed."""
        return any(self.ids.get(declaration_of(each).table) for each in record_classes)

    def __bool__(self) -> bool:
        return any(self.ids.values())
