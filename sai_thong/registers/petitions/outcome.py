"""What an operation on a case returns: the case as it now stands, what was made, and everything that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sai_thong.db.changes import ChangeSet
from sai_thong.records import Record
from sai_thong.registers.petitions.records import Petition

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Stepped:
    """A case after a step.

    Attributes:
        petition: As it now stands, its next clock included.
        changes: Everything that changed.
    """

    petition: Petition
    changes: ChangeSet


@dataclass(frozen=True)
class Recorded(Stepped, Generic[R]):
    """A case after something was recorded on it.

    Attributes:
        record: What was recorded: an opinion, a notice, a task.
    """

    record: R
