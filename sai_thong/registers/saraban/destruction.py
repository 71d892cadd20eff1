"""The yearly destruction of documents past their time: survey, committee, National Archives, destruction (ข้อ 66–70).

A document that is destroyed keeps its line in the register; the scans attached to it lose their bytes for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.attachments.operations import Subject, destroy_contents
from sai_thong.registers.saraban.records import DestructionItem, DestructionList, IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused, need_reason
from sai_thong.registers.saraban.rules.retention import KeptDocument, past_its_time, year_to_survey
from sai_thong.registers.saraban.terms import DestructionState, ItemDecision
from sai_thong.thai.text import clean

D = TypeVar("D", IncomingDocument, OutgoingDocument)
FEWEST_MEMBERS: Final = 3
"""A chair and two members (ข้อ 67, general knowledge)."""
_BEFORE_DESTRUCTION: Final = (
    DestructionState.PREPARED,
    DestructionState.CONSIDERED,
    DestructionState.WITH_ARCHIVES,
)
_IN_REGISTERS: Final[dict[str, type[IncomingDocument] | type[OutgoingDocument]]] = {
    declaration_of(IncomingDocument).table: IncomingDocument,
    declaration_of(OutgoingDocument).table: OutgoingDocument,
}


@dataclass(frozen=True)
class ListedDocument:
    """A line of a destruction list: the item and the document it is about."""

    item: DestructionItem
    document: IncomingDocument | OutgoingDocument


@dataclass(frozen=True)
class Destruction:
    """A destruction list with its lines, and everything that changed."""

    list: DestructionList
    lines: tuple[ListedDocument, ...]
    changes: ChangeSet


def documents_past_their_time(shelf: Shelf, year_be: int) -> list[IncomingDocument | OutgoingDocument]:
    """What the survey after the end of a calendar year (BE) finds: incoming first, each in the order of its number."""
    incoming = _past_their_time(shelf.find(IncomingDocument), year_be)
    return [*incoming, *_past_their_time(shelf.find(OutgoingDocument), year_be)]


def destruction_lists(shelf: Shelf) -> list[DestructionList]:
    """Every list there ever was, the latest year first."""
    return sorted(shelf.find(DestructionList), key=lambda each: each.year_be, reverse=True)


def lines_of(shelf: Shelf, destruction_list: DestructionList) -> tuple[ListedDocument, ...]:
    """The lines of a list in their order."""
    items = sorted(shelf.find(DestructionItem, list_id=destruction_list.id), key=lambda each: each.number)
    return tuple(
        ListedDocument(each, shelf.get(_IN_REGISTERS[each.document_table], each.document_id)) for each in items
    )


def prepare_list(store: Store, year_be: int | None = None) -> Destruction:
    """Survey the documents past their time at the end of a calendar year (BE); the last one when not given.

    Raises:
        DocumentRefused: That year has not ended, has its list already, or nothing is past its time.
    """
    today = bangkok_today(store.clock)
    year = year_to_survey(today) if year_be is None else year_be
    if year > year_to_survey(today):
        raise DocumentRefused(
            _("The year {year} has not ended yet.").format(year=year), do=_("The survey follows the end of the year.")
        )
    if store.find(DestructionList, year_be=year):
        raise DocumentRefused(
            _("There is a destruction list of {year} already.").format(year=year), do=_("Go on with that list.")
        )
    found = documents_past_their_time(store, year)
    listed = _in_open_lists(store)
    documents = [each for each in found if each.id not in listed]
    if not documents:
        raise DocumentRefused(_("No document is past its time by the end of {year}.").format(year=year))
    with store.transaction() as tx:
        made = tx.insert(DestructionList(year_be=year, made_on=today))
        tx.insert_many(
            DestructionItem(
                list_id=made.id,
                number=number,
                document_table=declaration_of(type(document)).table,
                document_id=document.id,
            )
            for number, document in enumerate(documents, 1)
        )
        return Destruction(made, lines_of(tx, made), tx.changes)


def appoint_committee(
    store: Store, destruction_list: DestructionList, members: Sequence[str], *, order_no: str
) -> Destruction:
    """Enter who considers a list: the chair first, and the order that appoints them.

    Raises:
        DocumentRefused: Fewer than a chair and two members, or the list went on.
    """
    names = tuple(filter(None, map(clean, members)))
    if len(set(names)) < FEWEST_MEMBERS:
        raise DocumentRefused(
            _("A committee has a chair and at least two members."), do=_("Enter at least three different names.")
        )
    with store.transaction() as tx:
        now = _as_it_stands(tx, destruction_list, DestructionState.PREPARED)
        after = tx.update(now, committee=names, order_no=clean(order_no))
        return Destruction(after, lines_of(tx, after), tx.changes)


def decide(
    store: Store,
    destruction_list: DestructionList,
    items: Iterable[DestructionItem],
    decision: ItemDecision,
    *,
    keep_until: date | None = None,
    note: str = "",
) -> Destruction:
    """Enter what the committee decided on documents of a list.

    That a document is kept longer may be decided until the destruction itself: something may come to need it meanwhile.

    Raises:
        DocumentRefused: There is no committee yet, the list went on, or a longer keeping without its new day.
    """
    if (decision is ItemDecision.KEEP_LONGER) != (keep_until is not None):
        raise DocumentRefused(
            _("A document that is kept longer, and no other, has a new day."), do=_("Enter until when it is kept.")
        )
    states = _BEFORE_DESTRUCTION if decision is ItemDecision.KEEP_LONGER else (DestructionState.PREPARED,)
    with store.transaction() as tx:
        now = _as_it_stands(tx, destruction_list, *states)
        if not now.committee:
            raise DocumentRefused(
                _("No committee is entered for this list."), do=_("Enter the committee and its order.")
            )
        for item in items:
            kept = tx.update(item, decision=decision, keep_until=keep_until, note=clean(note) or item.note)
            if now.state is not DestructionState.PREPARED:
                _keep_longer(tx, kept)
        return Destruction(now, lines_of(tx, now), tx.changes)


def close_consideration(store: Store, destruction_list: DestructionList) -> Destruction:
    """The committee has considered every document; what is kept longer gets its new day.

    Raises:
        DocumentRefused: A document has no decision, or the list went on.
    """
    with store.transaction() as tx:
        now = _as_it_stands(tx, destruction_list, DestructionState.PREPARED)
        lines = lines_of(tx, now)
        open_lines = [each for each in lines if each.item.decision is ItemDecision.UNDECIDED]
        if open_lines:
            raise DocumentRefused(
                _("{count} documents of this list have no decision yet.").format(count=len(open_lines)),
                do=_("Enter what the committee decided on each."),
            )
        for line in lines:
            if line.item.decision is ItemDecision.KEEP_LONGER:
                _keep_longer(tx, line.item)
        today = bangkok_today(store.clock)
        after = tx.update(now, state=DestructionState.CONSIDERED, considered_on=today)
        return Destruction(after, lines_of(tx, after), tx.changes)


def send_to_archives(store: Store, destruction_list: DestructionList, *, on: date, letter_no: str) -> Destruction:
    """The list went to the National Archives, which may keep what it wants (ข้อ 69).

    Raises:
        DocumentRefused: The committee has not considered it, or it went on.
    """
    with store.transaction() as tx:
        after = tx.update(
            _as_it_stands(tx, destruction_list, DestructionState.CONSIDERED),
            state=DestructionState.WITH_ARCHIVES,
            to_archives_on=on,
            archives_letter_no=clean(letter_no),
        )
        return Destruction(after, lines_of(tx, after), tx.changes)


def set_aside_for_archives(
    store: Store, destruction_list: DestructionList, items: Iterable[DestructionItem]
) -> Destruction:
    """Take documents out of the destruction that the National Archives ask for.

    Raises:
        DocumentRefused: The list is not with the National Archives.
    """
    with store.transaction() as tx:
        now = _as_it_stands(tx, destruction_list, DestructionState.WITH_ARCHIVES)
        for item in items:
            tx.update(item, decision=ItemDecision.TO_ARCHIVES)
        return Destruction(now, lines_of(tx, now), tx.changes)


def destroy(
    store: Store,
    destruction_list: DestructionList,
    *,
    answer: str,
    way: str,
    to_archives: Iterable[DestructionItem] = (),
    on: date | None = None,
) -> Destruction:
    """The documents decided so are destroyed; their lines stay, their scans lose their bytes for ever.

    Args:
        store: The office's store.
        destruction_list: As it stands now.
        answer: What the National Archives said, or that they said nothing in their time.
        way: How it is destroyed, such as ``ย่อยกระดาษ``.
        to_archives: Documents the National Archives ask for.
        on: The day; today when not given.

    Raises:
        DocumentRefused: The list has not been with the National Archives, or answer or way is empty; or a document is
            held back or to be kept longer by now.
    """
    answer, way = need_reason(answer), need_reason(way)
    day = on or bangkok_today(store.clock)
    why = _("destruction list of {year}").format(year=destruction_list.year_be)
    with store.transaction(why) as tx:
        now = _as_it_stands(tx, destruction_list, DestructionState.WITH_ARCHIVES)
        for item in to_archives:
            tx.update(item, decision=ItemDecision.TO_ARCHIVES)
        for line in lines_of(tx, now):
            if line.item.decision is ItemDecision.DESTROY:
                _refuse_to_destroy(line.document, now.year_be)
                _destroy(tx, line.document, day, why)
        after = tx.update(now, state=DestructionState.DESTROYED, destroyed_on=day, archives_answer=answer, way=way)
        return Destruction(after, lines_of(tx, after), tx.changes)


def _refuse_to_destroy(document: IncomingDocument | OutgoingDocument, year_be: int) -> None:
    """Refuse what something came to hold back, or what was put into a class that is kept longer, since the survey."""
    do = _("Have the committee keep it longer.")
    if document.hold:
        raise DocumentRefused(
            _("The document “{subject}” is held back: {reason}").format(subject=document.subject, reason=document.hold),
            do=do,
        )
    if not past_its_time(_kept(document), year_be):
        raise DocumentRefused(
            _("The document “{subject}” is not past its time any more.").format(subject=document.subject), do=do
        )


def _keep_longer(tx: Transaction, item: DestructionItem) -> None:
    """Give the document of an item the new day; one that is kept for ever, or longer still by its class, stays so."""
    document = tx.get(_IN_REGISTERS[item.document_table], item.document_id)
    until = item.keep_until
    if until is not None and document.retain_until is not None and document.retain_until < until:
        tx.update(document, retain_until=until)


def _destroy(tx: Transaction, document: IncomingDocument | OutgoingDocument, day: date, why: str) -> None:
    tx.update(document, destroyed_on=day)
    destroy_contents(tx, Subject(declaration_of(type(document)).table, document.id), why=why, on_day=day)


def _past_their_time(documents: Iterable[D], year_be: int) -> list[D]:
    kept = [each for each in documents if each.number is not None and past_its_time(_kept(each), year_be)]
    return sorted(kept, key=lambda each: (each.year_be, each.number or 0))


def _kept(document: IncomingDocument | OutgoingDocument) -> KeptDocument:
    return KeptDocument(document.retain_until, held=bool(document.hold), gone=document.destroyed_on is not None)


def _in_open_lists(shelf: Shelf) -> set[str]:
    """Documents of lists that are still on their way, and those the National Archives took."""
    closed = {each.id for each in shelf.find(DestructionList, state=DestructionState.DESTROYED)}
    return {
        each.document_id
        for each in shelf.find(DestructionItem)
        if each.list_id not in closed or each.decision is ItemDecision.TO_ARCHIVES
    }


def _as_it_stands(tx: Transaction, destruction_list: DestructionList, *states: DestructionState) -> DestructionList:
    """The list as it stands now, in one of these states; the caller may have read it before somebody else went on.

    Raises:
        DocumentRefused: It is at another step.
    """
    now = tx.get(DestructionList, destruction_list.id)
    if now.state not in states:
        raise DocumentRefused(
            _("This destruction list is at another step."), do=_("Look at the list as it stands now, and go on there.")
        )
    return now
