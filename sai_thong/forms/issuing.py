"""Giving a paper its number while it is made: the register of documents gets its line, the paper the number of it.

The subject and the addressee come from the paper itself, so that register and letter never differ. The same paper of
the same day gets the number it has; where this station gives no numbers the paper says ร่าง and the line waits for one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.forms.catalogue import PaperJob, paper_kind, prepare
from sai_thong.forms.kit import DocumentKind, OfficialDocument, PaperSettings
from sai_thong.forms.paper_kinds import Choice, PaperRequest
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.saraban.outgoing import Draft, bind_number, issue_document
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.sealing import full_document
from sai_thong.registers.saraban.series import gives_numbers, series_of
from sai_thong.registers.saraban.terms import Register

_REGISTERS: Final = {
    DocumentKind.LETTER: Register.LETTERS,
    DocumentKind.MEMO: Register.MEMOS,
    DocumentKind.ORDER: Register.ORDERS,
    DocumentKind.ANNOUNCEMENT: Register.ANNOUNCEMENTS,
}
_WITH_YEAR: Final = frozenset({Register.ORDERS, Register.ANNOUNCEMENTS})
"""Registers whose number is printed with its year; the others follow the office's code."""


class NotNumbered(BadInput):
    """The paper is none that stands in a register of documents."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{paper}” has no number of the registers of documents.").format(paper=name),
            kept=_("Nothing was printed."),
            do=_("Print it without a number."),
        )


class _Dated(Protocol):
    """The data of a paper that has a number has its day."""

    @property
    def day(self) -> date: ...


@dataclass(frozen=True)
class NumberedPaper:
    """A paper with its number.

    Attributes:
        job: The paper to draw; it says ร่าง while the document has no number.
        document: Its line in the register.
        changes: What changed; nothing where the paper had its number before.
    """

    job: PaperJob
    document: OutgoingDocument
    changes: ChangeSet


def prepare_numbered(
    store: Store, key: str, request: PaperRequest, *, settings: PaperSettings | None = None
) -> NumberedPaper:
    """Enter a paper into its register and make it with the number it got.

    Raises:
        NotNumbered: The paper stands in no register.
        SaiThongError: What `catalogue.prepare` refuses.
    """
    kind = paper_kind(key)
    if Choice.NUMBER not in kind.choices:
        raise NotNumbered(kind.name)
    asked = replace(request, number="")
    unnumbered = prepare(store, key, asked, settings=settings)
    documents = unnumbered.paper().documents
    if not documents:
        raise NotNumbered(kind.name)
    data: _Dated = unnumbered.data
    draft = _draft(store, asked, unnumbered, documents, data.day)
    kept = _entered_before(store, key, data.day, draft.subject_id)
    changes = ChangeSet()
    if kept is None:
        entered = issue_document(store, draft, set_name=request.scheme_set.value if request.scheme_set.sealed else "")
        kept, changes = entered.record, entered.changes
    elif kept.number is None and gives_numbers(
        store, series_of(store, kept.register), kept.year_be, station=store.file_id
    ):
        bound = bind_number(store, kept)
        kept, changes = bound.record, bound.changes
    if kept.number is None:
        return NumberedPaper(unnumbered, kept, changes)
    return NumberedPaper(_with_number(store, unnumbered, asked, kept), kept, changes)


def prepare_as_entered(store: Store, key: str, request: PaperRequest) -> NumberedPaper | PaperJob:
    """Make a paper with the number its document has in the register already; without one as it is, nothing entered.

    A number that was chosen is printed as chosen.

    Raises:
        SaiThongError: What `catalogue.prepare` refuses.
    """
    job = prepare(store, key, request)
    if not _takes_number(job, request):
        return job
    data: _Dated = job.data
    kept = _entered_before(store, key, data.day, _matter(store, job, request))
    if kept is None:
        return job
    return NumberedPaper(job if kept.number is None else _with_number(store, job, request, kept), kept, ChangeSet())


def may_be_numbered(job: PaperJob, request: PaperRequest) -> bool:
    """Whether the window offers a number for a paper: never where its subject may not be told.

    Those of the sealed schemes and of confidential cases are entered by who writes them, with their own set's key.
    """
    return _takes_number(job, request) and not (request.scheme_set.sealed or job.confidential)


def _takes_number(job: PaperJob, request: PaperRequest) -> bool:
    return Choice.NUMBER in paper_kind(job.kind_key).choices and not request.number


def _with_number(store: Store, job: PaperJob, request: PaperRequest, document: OutgoingDocument) -> PaperJob:
    """The paper again with the number of its document, an inserted one as it is written."""
    assert document.number is not None
    running = f"{document.number}.{document.sub_number}" if document.sub_number else str(document.number)
    number = f"{running}/{document.year_be}" if document.register in _WITH_YEAR else running
    return prepare(store, job.kind_key, replace(request, number=number), settings=job.settings)


def _draft(store: Store, request: PaperRequest, job: PaperJob, documents: list[OfficialDocument], day: date) -> Draft:
    first, *others = documents
    addressees = dict.fromkeys(each.addressee for each in documents)
    # One paper may be the same letter to many, such as every village head: one number, one line.
    addressee = first.addressee if len(addressees) == 1 else f"{first.addressee} และผู้รับอื่น รวม {len(others) + 1} ฉบับ"
    return Draft(
        register=_REGISTERS[first.kind],
        subject=first.subject,
        addressee=addressee,
        dated_on=day,
        paper=job.kind_key,
        subject_id=_matter(store, job, request),
    )


def _matter(store: Store, job: PaperJob, request: PaperRequest) -> str:
    """What the paper is about, as a name that tells nothing: a request may hold a citizen ID.

    A record is the same however it was written: by its number, its year or its id.
    """
    chosen = (
        request.month.iso if request.month else "",
        job.record_id or request.record_id,
        str(request.fiscal_year_be or ""),
        request.scheme_set.value,
        request.source.value if request.source else "",
        request.scheme.value if request.scheme else "",
        str(request.moo or ""),
        *request.further_ids,
        *filter(None, (request.room, request.division, request.custodian)),
    )
    return store.natural_id("paper", job.kind_key, *chosen)


def _entered_before(store: Store, key: str, day: date, matter: str) -> OutgoingDocument | None:
    """The line this very paper of this day has already; a void one does not count."""
    for document in store.find(OutgoingDocument, paper=key, dated_on=day, voided_on=None):
        if full_document(store, document).subject_id == matter:
            return document
    return None
