"""That a paper was made, in the access log: noted once its data was read, and before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.forms.catalogue import PaperJob
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.trust.roles import AREAS

_CITIZEN_ID_DIGITS = 13


def note_paper(store: Store, job: PaperJob, request: PaperRequest) -> None:
    """Note that a paper was made to be printed or saved; of a sensitive set not even which.

    Raises:
        NotPermitted: The roles of this user print nothing of its register.
        StoreTrouble: It cannot be noted, and the paper is not to be shown.
    """
    detail = "" if request.scheme_set.sealed or job.confidential else job.kind_key
    register = _register_of(job)
    about = dict.fromkeys(_about(store, job, request))
    access_log.note(store, *(Look(Access.PRINT, each, detail, register=register) for each in about))


def _register_of(job: PaperJob) -> str:
    """Whose roles are asked: a folder of papers is called as the register that they are of; empty of other papers."""
    folder = type(job.data).__module__.removeprefix("sai_thong.forms.").partition(".")[0]
    return folder if folder in AREAS else ""


def _about(store: Store, job: PaperJob, request: PaperRequest) -> Iterator[str]:
    """The records a paper is of, or the period; what was typed for a person becomes the person's record."""
    given = [job.record_id or request.record_id, *request.further_ids]
    records = [_record(store, each) for each in given if each]
    yield from records
    if not records:
        period = request.month.iso if request.month else str(request.fiscal_year_be or request.year_be or "")
        yield period or job.kind_key


def _record(store: Store, given: str) -> str:
    if len(given) != _CITIZEN_ID_DIGITS or not given.isdigit():
        return given
    return next((each.id for each in store.find(Citizen, citizen_id=given)), "")
