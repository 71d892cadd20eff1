"""What an operation returns: the records as they now stand, and everything that changed with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sai_thong.db.changes import ChangeSet
from sai_thong.records import Record
from sai_thong.registers.office.operations import Saved

__all__ = ["Saved", "SavedMany"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class SavedMany(Generic[R]):
    """Several records as they now stand, and everything that changed with them."""

    records: tuple[R, ...]
    changes: ChangeSet
