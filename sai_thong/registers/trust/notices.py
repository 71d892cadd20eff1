"""The notice of each activity, and to whom which words of it were given (มาตรา 23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.trust.processing import ActivityRecord, processing_record
from sai_thong.registers.trust.records import NoticeGiven
from sai_thong.thai.text import clean


@dataclass(frozen=True)
class Notice:
    """The notice of an activity: what it tells, and the edition of its words."""

    told: ActivityRecord
    edition: str


def notices(store: Store) -> tuple[Notice, ...]:
    """The notice of every activity, in the order of the record of processing.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    return tuple(Notice(each, _edition(each)) for each in processing_record(store).activities)


def notice_of(store: Store, activity: str) -> Notice:
    """The notice of one activity.

    Raises:
        BadInput: There is no such activity.
    """
    known = notices(store)
    for each in known:
        if each.told.activity.key == activity:
            return each
    raise BadInput(
        _("There is no activity “{name}”.").format(name=activity),
        do=_("Choose one of: {names}.").format(names=", ".join(each.told.activity.key for each in known)),
    )


def give_notice(
    store: Store, citizen: Citizen, activity: str, *, on: date | None = None, how: str = ""
) -> Saved[NoticeGiven]:
    """A person was given the notice of an activity, in its words of today.

    Raises:
        BadInput: There is no such activity.
    """
    edition = notice_of(store, activity).edition
    day = on or bangkok_today(store.clock)
    with store.transaction() as tx:
        made = tx.insert(
            NoticeGiven(person_id=citizen.id, activity=activity, edition=edition, given_on=day, how=clean(how))
        )
        return Saved(made, tx.changes)


def given_notices(shelf: Shelf, citizen: Citizen) -> list[NoticeGiven]:
    """What a person was given, the latest first."""
    found = shelf.find(NoticeGiven, person_id=citizen.id)
    return sorted(found, key=lambda each: each.given_on, reverse=True)


def _edition(told: ActivityRecord) -> str:
    activity = told.activity
    words = (
        *(activity.name, activity.purpose, activity.basis, activity.sensitive_basis, activity.source),
        *(activity.recipients, told.kept),
        *(label for each in told.collected for label in (*each.personal, *each.sensitive)),
    )
    return sha256("\n".join(words).encode()).hexdigest()[:16]
